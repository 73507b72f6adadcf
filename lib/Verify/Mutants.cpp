// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Works on tokens, not on the tree: a mutant that is not C++ costs one failed
// parse and is no mutant, and the operators stay a table anyone can read.
#include "Mutants.h"
#include "NoMistakes.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

using namespace hone;
using llvm::StringRef;
namespace tok = clang::tok;

namespace {

struct Change {
  StringRef Operator;
  unsigned Begin, End;
  std::string Text;
  ByteRange Dropped = {0, 0}; ///< The condition whose body goes.
};

/// One reading of a definition, and the changes proposed for it.
class Proposer {
public:
  explicit Proposer(const Twin &T);
  std::vector<Change> Changes;
  /// The whole expression a change is in; empty if it is not in one.
  ByteRange valueAround(const Change &C) const;
  /// Of every `if` and `?:`, innermost last.
  std::vector<ByteRange> Conditions;
  /// What `?:` gives if its condition does not hold, and that condition.
  std::vector<std::pair<ByteRange, ByteRange>> Fallbacks;

private:
  void proposeAll();
  void swapOperator(unsigned I);
  void literal(unsigned I);
  void step(unsigned I);
  void callAndIndex(unsigned I);
  void operands(unsigned I);
  void conditions(unsigned I);
  void choice(unsigned I);
  void negate(unsigned Begin, unsigned End);
  void statement(unsigned I);
  void otherVariable(unsigned I);

  bool touched(unsigned Begin, unsigned End) const;
  void add(StringRef Operator, unsigned Begin, unsigned End, std::string Text);

  const Twin &T;
  const Pieces P;
  std::vector<StringRef> Variables;
  /// First token of a body without `else` -> the condition.
  std::map<unsigned, ByteRange> Bodies;
  std::vector<ByteRange> LeftAlone;
};

} // namespace

Proposer::Proposer(const Twin &T) : T(T), P(T.Definition), LeftAlone(leftAlone(P)) {
  llvm::StringSet<> Seen;
  for (unsigned I = 0; I != P.size(); ++I)
    if (P.isVariable(I) && I > 0 &&
        (P[I - 1].Kind == tok::raw_identifier || P.is(I - 1, "&") || P.is(I - 1, "*") ||
         P.is(I - 1, ">")) &&
        (P.is(I + 1, "=") || P.is(I + 1, ",") || P.is(I + 1, ")") || P.is(I + 1, ";") || P.is(I + 1, ":")) &&
        Seen.insert(P[I].Text).second)
      Variables.push_back(P[I].Text);
  proposeAll();
}

bool Proposer::touched(unsigned Begin, unsigned End) const {
  for (auto [First, Last] : T.Changed)
    if (Begin >= First && End <= Last)
      return true;
  return false;
}

void Proposer::add(StringRef Operator, unsigned Begin, unsigned End, std::string Text) {
  for (auto [First, Last] : LeftAlone)
    if (Begin >= First && End <= Last)
      return;
  if (touched(Begin, End))
    Changes.push_back({Operator, Begin, End, std::move(Text)});
}

void Proposer::swapOperator(unsigned I) {
  static constexpr struct {
    llvm::StringLiteral Operator, From, To;
  } Table[] = {
      {"relation", "<", "<="},    {"relation", "<=", "<"},   {"relation", ">", ">="},
      {"relation", ">=", ">"},    {"equality", "==", "!="},  {"equality", "!=", "=="},
      {"arithmetic", "+", "-"},   {"arithmetic", "-", "+"},  {"arithmetic", "*", "/"},
      {"arithmetic", "/", "*"},   {"arithmetic", "%", "/"},  {"logic", "&&", "||"},
      {"logic", "||", "&&"},      {"bits", "&", "|"},        {"bits", "|", "&"},
      {"bits", "<<", ">>"},       {"bits", ">>", "<<"},      {"bits", "^", "|"},
      {"assignment", "+=", "-="}, {"assignment", "-=", "+="}, {"assignment", "*=", "+="},
      {"assignment", "+=", "="},  {"assignment", "|=", "&="}, {"assignment", "/=", "*="},
      {"constant", "true", "false"}, {"constant", "false", "true"},
      {"exit", "break", "continue"}, {"exit", "continue", "break"}};
  const Piece &Here = P[I];
  if (isLastBlock(P, I))
    return;
  // `double &x`, `auto &&x`, `const T *const p` declare.
  if (I > 0 && isKeyword(P[I - 1].Text) && !P.is(I - 1, "this") &&
      (Here.Text == "&" || Here.Text == "&&" || Here.Text == "*"))
    return;
  for (const auto &Row : Table)
    if (Here.Text == Row.From)
      add(Row.Operator, Here.Begin, Here.End, Row.To.str());
  if (Here.Text == "!")
    add("negation", Here.Begin, Here.End, "");
}

void Proposer::literal(unsigned I) {
  const Piece &Here = P[I];
  if (Here.Kind != tok::numeric_constant || sizesTable(P, I) || endsBlocks(P, I) || sizesBlocks(P, I))
    return;
  if (Here.Text == "0" || Here.Text == "1")
    add("constant", Here.Begin, Here.End, Here.Text == "0" ? "1" : "0");
  else
    add("constant", Here.Begin, Here.End, "(" + Here.Text.str() + " + 1)");
}

void Proposer::step(unsigned I) {
  // A step that is left out loops for ever and says little; one that takes
  // two skips half the work.
  if (P[I].Text == "++" && P.isAtom(I + 1))
    add("step", P[I].Begin, P[I + 1].End, P[I + 1].Text.str() + " += 2");
  if (P[I].Text == "--" && P.isAtom(I + 1))
    add("step", P[I].Begin, P[I + 1].End, P[I + 1].Text.str() + " -= 2");
}

void Proposer::callAndIndex(unsigned I) {
  if (P.is(I, "]") && I > 0 && !P.is(I - 1, "[") && !P.is(I - 1, "]") && !P.is(I - 1, "&") && !sizesArray(P, I))
    add("index", P[I].Begin, P[I].End, " + 1]");
  if ((P.is(I, ".") || P.is(I, "->")) && P.is(I + 2, "(") && P.is(I + 3, ")")) {
    if (P.is(I + 1, "size") || P.is(I + 1, "length") || P.is(I + 1, "end"))
      add("length", P[I + 3].Begin, P[I + 3].End, splitsLoop(P, I) || isLastBlock(P, I + 6) ? ") + 1" : ") - 1");
    if ((P.is(I + 1, "data") || P.is(I + 1, "begin")) && !asksBehindEnd(P, I))
      add("begin", P[I + 3].Begin, P[I + 3].End, ") + 1");
  }
  // Swapped arguments, where both are plain. The least of two numbers is the same one.
  bool Symmetric = I > 0 && (P.is(I - 1, "min") || P.is(I - 1, "max"));
  if (!Symmetric && P.is(I, "(") && P.isAtom(I + 1) && P.is(I + 2, ",") && P.isAtom(I + 3) &&
      (P.is(I + 4, ")") || P.is(I + 4, ",")) && I > 0 && P[I - 1].Kind == tok::raw_identifier)
    add("arguments", P[I + 1].Begin, P[I + 3].End,
        P[I + 3].Text.str() + ", " + P[I + 1].Text.str());
}

void Proposer::operands(unsigned I) {
  if ((P.is(I, "-") || P.is(I, "/")) && !endsBlocks(P, I) && I > 0 && P.isAtom(I - 1) && P.isAtom(I + 1) &&
      (I < 2 || (!P.is(I - 2, ".") && !P.is(I - 2, "->") && !P.is(I - 2, P[I].Text)))) // `a - b - c` is `a - c - b`.
    add("operands", P[I - 1].Begin, P[I + 1].End,
        (P[I + 1].Text + " " + P[I].Text + " " + P[I - 1].Text).str());
}

ByteRange Proposer::valueAround(const Change &C) const {
  static const llvm::StringSet<> Bounds = {";", "{", "}", ",", "?", ":", "return", "=", "+=", "-=",
                                           "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="};
  if (C.Text.empty() || C.Operator == "step" || C.Operator == "assignment" || C.Operator == "index" ||
      C.Operator == "exit")
    return {0, 0};
  unsigned First = 0, Last = 0;
  while (First != P.size() && P[First].End <= C.Begin)
    ++First;
  for (Last = First; Last + 1 < P.size() && P[Last + 1].Begin < C.End;)
    ++Last;
  auto Ends = [&](unsigned I, int &Depth, StringRef Open, StringRef Close) {
    StringRef Text = P[I].Text;
    Depth += Text == Open.take_front(1) || Text == Open.drop_front(1);
    Depth -= Text == Close.take_front(1) || Text == Close.drop_front(1);
    return Depth < 0 || (Depth == 0 && Bounds.contains(Text));
  };
  for (int Depth = 0; First > 0 && !Ends(First - 1, Depth, ")]", "([");)
    --First;
  for (int Depth = 0; Last + 1 < P.size() && !Ends(Last + 1, Depth, "([", ")]");)
    ++Last;
  for (unsigned I = First; I <= Last && I < P.size(); ++I)
    if (P.is(I, "++") || P.is(I, "--") || Bounds.contains(P[I].Text))
      return {0, 0};
  return {P[First].Begin, P[Last].End};
}

void Proposer::negate(unsigned Begin, unsigned End) {
  Conditions.push_back({Begin, End});
  add("guard", Begin, End, "!(" + T.Definition.substr(Begin, End - Begin) + ")");
}

void Proposer::conditions(unsigned I) {
  if (!P.is(I, "if") || !P.is(I + 1, "("))
    return;
  unsigned Close = P.matching(I + 1);
  if (!Close)
    return;
  negate(P[I + 1].End, P[Close].Begin);
  Bodies[Close + (P.is(Close + 1, "{") ? 2 : 1)] = Conditions.back();
}

/// `T name = condition ? value : fallback;`, which is how a call is guarded.
void Proposer::choice(unsigned I) {
  if (!P.is(I, "?"))
    return;
  unsigned First = I;
  while (First > 0 && !P.is(First - 1, "=") && !P.is(First - 1, ";") && !P.is(First - 1, "{") &&
         !P.is(First - 1, "}"))
    --First;
  if (First == 0 || First == I || !P.is(First - 1, "="))
    return;
  unsigned Colon = 0, Depth = 0;
  for (unsigned End = I + 1; End < P.size() && !P.is(End, ";"); ++End) {
    if (P.is(End, "?"))
      return; // one in another: not ours
    Depth += P.is(End, "(") || P.is(End, "[") || P.is(End, "{");
    Depth -= P.is(End, ")") || P.is(End, "]") || P.is(End, "}");
    if (P.is(End, ":") && Depth == 0 && !Colon)
      Colon = End;
    if (Colon && P.is(End + 1, ";")) {
      negate(P[First].Begin, P[I - 1].End);
      Fallbacks.push_back({{P[Colon].End, P[End].End}, Conditions.back()});
      return;
    }
  }
}

void Proposer::statement(unsigned I) {
  bool Starts = I > 0 && (P.is(I - 1, ";") || P.is(I - 1, "{") || P.is(I - 1, "}") || P.is(I - 1, ")"));
  if (!Starts || (P[I].Kind == tok::raw_identifier && isKeyword(P[I].Text) &&
                  !P.is(I, "std") && !P.is(I, "this")))
    return;
  unsigned Depth = 0;
  for (unsigned End = I; End < P.size(); ++End) {
    StringRef Text = P[End].Text;
    if (Text == "reserve" || (End == I && Text.starts_with("blocked")))
      return; // changes only the time it takes
    if (Text == "(" || Text == "[" || Text == "{")
      ++Depth;
    if ((Text == ")" || Text == "]" || Text == "}") && Depth-- == 0)
      return;
    if (Text == ";" && Depth == 0) {
      if (End == I)
        return;
      std::size_t Before = Changes.size();
      add("drop-statement", P[I].Begin, P[End].Begin, "");
      auto Body = Bodies.find(I);
      bool Braced = P.is(I - 1, "{");
      if (Body != Bodies.end() && Changes.size() > Before && (!Braced || P.is(End + 1, "}")) &&
          !P.is(End + (Braced ? 2 : 1), "else"))
        Changes.back().Dropped = Body->second;
      return;
    }
  }
}

void Proposer::otherVariable(unsigned I) {
  if (!P.isVariable(I) || P.is(I + 1, "="))
    return;
  auto Found = llvm::find(Variables, P[I].Text);
  if (Found == Variables.end() || Variables.size() < 2)
    return;
  std::size_t At = Found - Variables.begin();
  for (std::size_t Step : {std::size_t(1), Variables.size() - 1}) {
    StringRef Other = Variables[(At + Step) % Variables.size()];
    if (Other != P[I].Text && !isDeclaredBefore(P, I, Other) && !asksSameLength(P, I, Other))
      add("variable", P[I].Begin, P[I].End, Other.str());
  }
}

void Proposer::proposeAll() {
  for (unsigned I = 0; I != P.size(); ++I) {
    swapOperator(I);
    literal(I);
    step(I);
    callAndIndex(I);
    operands(I);
    conditions(I);
    choice(I);
    statement(I);
    otherVariable(I);
  }
}

static StringRef lineAround(StringRef Text, std::size_t At) {
  std::size_t Begin = Text.rfind('\n', At);
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  return Text.slice(Begin, Text.find('\n', At)).trim();
}

static Mutant apply(const Twin &T, const Change &C) {
  Mutant M;
  M.Operator = C.Operator;
  M.Definition = T.Definition;
  M.Definition.replace(C.Begin, C.End - C.Begin, C.Text);
  std::size_t Before = C.Begin == 0 ? 0 : C.Begin - 1;
  if (T.Definition[Before] == '\n')
    Before = C.Begin;
  M.Line = ("-" + lineAround(T.Definition, Before) + "\n+" + lineAround(M.Definition, Before)).str();
  return M;
}

std::vector<Mutant> hone::makeMutants(const Twin &T, unsigned Count, std::uint64_t Seed) {
  Proposer P(T);
  // By operator, then in an order that looks random but is a property of the
  // text; round after round one of each.
  std::map<std::string, std::vector<Change *>> ByOperator;
  for (Change &C : P.Changes)
    ByOperator[C.Operator.str()].push_back(&C);
  auto Order = [&](const Change *C) {
    return llvm::xxh3_64bits(fmt::format("{} {} {} {}", Seed, C->Operator.str(), C->Begin, C->Text));
  };
  for (auto &[Name, List] : ByOperator)
    std::sort(List.begin(), List.end(),
              [&](Change *A, Change *B) { return Order(A) < Order(B); });
  std::vector<Mutant> Mutants;
  for (std::size_t Round = 0;; ++Round) {
    bool Any = false;
    for (auto &[Name, List] : ByOperator) {
      if (Round >= List.size())
        continue;
      Any = true;
      if (Mutants.size() == Count)
        continue;
      const Change &C = *List[Round];
      Mutants.push_back(apply(T, C));
      Mutants.back().Value = P.valueAround(C);
      for (auto [Begin, End] : P.Conditions)
        if (C.Begin >= Begin && C.End <= End)
          Mutants.back().Condition = {Begin, End};
      for (const auto &[Fallback, Condition] : P.Fallbacks)
        if (C.Begin >= Fallback.first && C.End <= Fallback.second) {
          Mutants.back().Condition = Condition;
          Mutants.back().InFallback = true;
        }
      if (C.Dropped.second) {
        Mutants.back().Condition = C.Dropped;
        Mutants.back().DropsBody = true;
      }
    }
    if (!Any || Mutants.size() == Count)
      return Mutants;
  }
}

