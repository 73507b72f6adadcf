// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files of valgrind's callgrind (and of others that write its format).
//
// Costs stand by function and line. Where they stand by instruction, too, and the
// program is still there, its debug information tells what was inlined into which
// line. Otherwise foreign code that was inlined (std::vector's operator[]) is counted to
// the line before it: a function's costs are listed by address, and the compiler puts
// it there.
#include "Symbols.h"
#include "hone/Support/Support.h"

using llvm::Error;
using llvm::StringRef;

namespace hone {

namespace {
/// How many of an object's addresses have the line that the file says they have.
struct Agreement {
  unsigned Seen = 0, Same = 0;
  bool isGood() const { return Seen > 0 && Same * 5 >= Seen * 4; }
};
using Agreements = std::map<std::string, Agreement, std::less<>>;

class Reader {
public:
  /// The first of two readings only looks what the addresses are worth.
  Reader(Sources &Files, Symbols &Names, Heat &To, Agreements &Trust, bool First)
      : Files(Files), To(To), Names(Names), Trust(Trust), First(First) {}

  Error read(StringRef Text);
  std::string Counted = "Ir";

private:
  /// File, function and object names: "(3) name" defines, "(3)" means it again.
  using Table = std::map<std::string, std::string, std::less<>>;
  static std::string name(StringRef Value, Table &T);

  bool readSpec(StringRef Key, StringRef Value);
  Error readCosts(StringRef L);
  bool readPositions(StringRef &L);
  bool readPosition(StringRef Word, std::uint64_t &Position) const;
  void readJump(StringRef Value);
  struct Jump {
    double Taken = 0;
    std::uint64_t Target = 0;
  };
  void readTurn(const Jump &J);
  void addTrips();
  void endPart();
  void endFunction();
  void compare();
  void place(double Self, double Called);

  Sources &Files;
  Heat &To;
  Symbols &Names;
  Agreements &Trust;
  const bool First;
  Table FileNames, FunctionNames, ObjectNames;
  std::string Object, Function, Callee;
  const Source *File = nullptr, *FunctionFile = nullptr;
  std::vector<std::string> Positions{"line"};
  std::uint64_t Address = 0, LineNumber = 0;
  bool HasAddresses = false, CountsInstructions = false, AfterCalls = false, KnewLines = false;
  double PartSum = 0;
  std::optional<double> Summary, Totals;
  bool ByCallgrind = false, Incomplete = false;
  /// The function's last line of the project's, and what came before there was one.
  Line Last;
  double EarlySelf = 0, EarlyCalled = 0;
  /// The jump whose place is told next.
  std::optional<Jump> Pending;
  /// Jumps back to an address, and the line they were made from.
  struct Turn {
    double Times = 0;
    Line At;
  };
  std::map<std::string, std::map<std::uint64_t, Turn>> Turns;
  std::map<std::string, std::unordered_map<std::uint64_t, double>> Executed;
};
} // namespace

std::string Reader::name(StringRef Value, Table &T) {
  Value = Value.trim();
  if (!Value.starts_with("("))
    return Value.str();
  auto [Id, Text] = Value.split(')');
  // "(below main)" is a name itself.
  if (Id.drop_front().empty() || !llvm::all_of(Id.drop_front(), llvm::isDigit))
    return Value.str();
  std::string &Entry = T[Id.str()];
  if (!Text.trim().empty())
    Entry = Text.trim().str();
  return Entry;
}

bool Reader::readPosition(StringRef Word, std::uint64_t &Position) const {
  if (Word == "*")
    return true;
  const char Sign = Word.empty() ? 0 : Word.front();
  if (Sign == '+' || Sign == '-')
    Word = Word.drop_front();
  std::uint64_t Number = 0;
  if (Word.getAsInteger(0, Number))
    return false;
  Position = Sign == '+' ? Position + Number : Sign == '-' ? Position - Number : Number;
  return true;
}

/// The positions at the head of a line of costs, each relative to the one before.
bool Reader::readPositions(StringRef &L) {
  for (const std::string &P : Positions) {
    auto [Word, Rest] = L.ltrim().split(' ');
    if (!readPosition(Word, P == "instr" ? Address : LineNumber))
      return false;
    L = Rest;
  }
  return true;
}

void Reader::compare() {
  Agreement &A = Trust[Object];
  if (!HasAddresses || LineNumber == 0 || A.Seen >= 500 || !Names.canRead(Object))
    return;
  ++A.Seen;
  A.Same += Names.at(Object, Address).InnerLine == LineNumber;
}

void Reader::place(double Self, double Called) {
  if (HasAddresses && Trust[Object].isGood()) {
    const Symbols::Place &P = Names.at(Object, Address);
    return To.add(P.Own, Self, Called);
  }
  if (File && LineNumber != 0) {
    Last = {File, unsigned(LineNumber)};
    To.add({Last}, Self + EarlySelf, Called + EarlyCalled);
    EarlySelf = EarlyCalled = 0;
  } else if (FunctionFile && !File && Last.File) {
    To.add({Last}, Self, Called);
  } else if (FunctionFile && !File) {
    EarlySelf += Self;
    EarlyCalled += Called;
  }
}

/// "jump=TIMES TARGET" or "jcnd=TAKEN/EXECUTED TARGET"; where it stands is on the next line.
void Reader::readJump(StringRef Value) {
  auto [Counts, Target] = Value.split(' ');
  Jump J;
  J.Target = Address;
  if (First || !HasAddresses || Counts.split('/').first.getAsDouble(J.Taken) || !readPosition(Target.split(' ').first, J.Target))
    J = Jump(); // Its place is told all the same, and no cost.
  Pending = J;
}

/// Whoever is at the beginning of a turn without having jumped back has entered the loop.
void Reader::addTrips() {
  for (const auto &[Object, Turns] : Turns)
    for (const auto &[Begin, T] : Turns) {
      const double Times = Executed[Object][Begin];
      To.addTripsAround(T.At, Names.at(Object, Begin).Function, Times, Times - T.Times);
    }
}

void Reader::endFunction() {
  Last = {};
  EarlySelf = EarlyCalled = 0;
}

void Reader::endPart() {
  const std::optional<double> Whole = Totals ? Totals : Summary;
  if (Whole ? PartSum < 0.999 * *Whole : ByCallgrind)
    Incomplete = true;
  // Written at the end.
  if (ByCallgrind && !Totals)
    Incomplete = true;
  PartSum = 0;
  Totals = Summary = std::nullopt;
}

bool Reader::readSpec(StringRef Key, StringRef Value) {
  if (Key == "fl" || Key == "fi" || Key == "fe") {
    const std::string Name = name(Value, FileNames);
    File = Files.find(Name);
    if (Key == "fl")
      FunctionFile = File;
  } else if (Key == "fn") {
    Function = name(Value, FunctionNames);
    File = FunctionFile;
    endFunction();
  } else if (Key == "ob") {
    Object = name(Value, ObjectNames);
  } else if (Key == "cfn") {
    Callee = name(Value, FunctionNames);
  } else if (Key == "cfi" || Key == "cfl") {
    name(Value, FileNames);
  } else if (Key == "cob") {
    name(Value, ObjectNames);
  } else if (Key == "calls") {
    AfterCalls = true;
  } else if (Key == "jump" || Key == "jcnd") {
    readJump(Value);
  } else {
    return false;
  }
  return true;
}

static double firstNumber(StringRef Text) {
  double Number = 0;
  Text.trim().split(' ').first.getAsDouble(Number);
  return Number;
}

void Reader::readTurn(const Jump &J) {
  // A forward jump is no loop's.
  if (!(J.Taken > 0) || J.Target > Address || !Trust[Object].isGood())
    return;
  const Symbols::Place &P = Names.at(Object, Address);
  if (P.Own.empty())
    return;
  Turn &T = Turns[Object][J.Target];
  T.Times += J.Taken;
  T.At = P.Own.front();
}

Error Reader::readCosts(StringRef L) {
  StringRef Rest = L;
  if (!readPositions(Rest))
    return failure(fmt::format("is damaged: '{}' is no line of costs", L.take_front(60).str()));
  KnewLines |= LineNumber != 0;
  if (std::optional<Jump> J = std::exchange(Pending, std::nullopt)) {
    readTurn(*J);
    return Error::success();
  }
  const double Cost = firstNumber(Rest);
  const bool Call = std::exchange(AfterCalls, false);
  if (!Call)
    PartSum += Cost;
  if (First) {
    compare();
  } else if (!Call) {
    To.addTotal(Cost);
    place(Cost, 0);
    if (CountsInstructions && HasAddresses)
      Executed[Object][Address] += Cost;
  } else if (Callee != Function) {
    // What a function spends in itself stands at its own lines already.
    place(0, Cost);
  }
  return Error::success();
}

Error Reader::read(StringRef Text) {
  bool Begun = false;
  while (!Text.empty()) {
    auto [L, Rest] = Text.split('\n');
    Text = Rest;
    L = L.trim();
    if (L.empty() || L.front() == '#')
      continue;
    if (llvm::isDigit(L.front()) || L.front() == '+' || L.front() == '-' || L.front() == '*') {
      if (Error E = readCosts(L))
        return E;
      Begun = true;
      continue;
    }
    if (auto [Key, Value] = L.split('='); Key.size() <= 5 && readSpec(Key, Value))
      continue;
    auto [Key, Value] = L.split(':');
    if (Key == "part" && Begun)
      endPart();
    else if (Key == "creator")
      ByCallgrind = Value.trim().starts_with("callgrind");
    else if (Key == "summary")
      Summary = firstNumber(Value);
    else if (Key == "totals")
      Totals = firstNumber(Value);
    else if (Key == "events") {
      Counted = Value.trim().split(' ').first.str();
      CountsInstructions = Counted == "Ir";
    }
    else if (Key == "positions") {
      Positions.clear();
      for (StringRef P : llvm::split(Value.trim(), ' '))
        Positions.push_back(P.str());
      HasAddresses = llvm::is_contained(Positions, "instr");
    }
  }
  endPart();
  if (!Begun)
    return failure("has no costs in it: the program had not ended, or nothing was collected; record it again");
  if (Incomplete)
    return failure("is truncated: it ends before its totals; let the program end, and record it again");
  if (CountsInstructions)
    addTrips();
  if (!KnewLines)
    return failure("has no line numbers; build the program with -g, and record it again");
  return Error::success();
}

Error readCallgrind(StringRef Text, llvm::sys::TimePoint<> Taken, Sources &Files, Heat &To, std::string &Counted) {
  Symbols Names(Files, Taken);
  Agreements Trust;
  if (Error E = Reader(Files, Names, To, Trust, /*First=*/true).read(Text))
    return E;
  Reader R(Files, Names, To, Trust, /*First=*/false);
  if (Error E = R.read(Text))
    return E;
  Counted = R.Counted == "Ir" ? "instructions" : R.Counted;
  return Error::success();
}

} // namespace hone
