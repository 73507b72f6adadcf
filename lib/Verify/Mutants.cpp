// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Works on tokens, not on the tree: a mutant that is not C++ costs one failed
// parse and is no mutant, and the operators stay a table anyone can read.
// What only changes speed is left alone as far as tokens tell (reserve).
#include "Mutants.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

using namespace hone;
using llvm::StringRef;
namespace tok = clang::tok;

namespace {

struct Piece {
  tok::TokenKind Kind;
  unsigned Begin, End;
  StringRef Text;
};

struct Change {
  StringRef Operator;
  unsigned Begin, End;
  std::string Text;
  std::pair<unsigned, unsigned> Dropped = {0, 0}; ///< The condition whose body goes.
};

/// One reading of a definition, and the changes proposed for it.
class Proposer {
public:
  explicit Proposer(const Twin &T);
  std::vector<Change> Changes;
  /// The whole expression a change is in; empty if it is not in one.
  std::pair<unsigned, unsigned> valueAround(const Change &C) const;
  /// Of every `if` and `?:`, innermost last.
  std::vector<std::pair<unsigned, unsigned>> Conditions;
  /// What `?:` gives if its condition does not hold, and that condition.
  std::vector<std::pair<std::pair<unsigned, unsigned>, std::pair<unsigned, unsigned>>> Fallbacks;

private:
  void proposeAll();
  void swapOperator(unsigned I);
  void literal(unsigned I);
  void step(unsigned I);
  void callAndIndex(unsigned I);
  bool splitsLoop(unsigned I) const;
  bool sizesTable(unsigned I) const;
  bool isLastBlock(unsigned I) const;
  bool endsBlocks(unsigned I) const;
  bool sizesArray(unsigned I) const;
  void leaveLanes(unsigned I);
  void operands(unsigned I);
  void conditions(unsigned I);
  void choice(unsigned I);
  void negate(unsigned Begin, unsigned End);
  void statement(unsigned I);
  bool isDeclaredBefore(unsigned I, StringRef Name) const;
  bool asksSameLength(unsigned I, StringRef Other) const;
  void otherVariable(unsigned I);
  void leaveSums(unsigned I);

  bool touched(unsigned Begin, unsigned End) const;
  void add(StringRef Operator, unsigned Begin, unsigned End, std::string Text);
  bool is(unsigned I, StringRef Text) const { return I < Pieces.size() && Pieces[I].Text == Text; }
  /// An identifier or number that is a whole operand by itself.
  bool isAtom(unsigned I) const;
  bool isVariable(unsigned I) const;
  unsigned matching(unsigned Open) const;

  const Twin &T;
  std::vector<Piece> Pieces;
  std::vector<StringRef> Variables;
  /// First token of a body without `else` -> the condition.
  std::map<unsigned, std::pair<unsigned, unsigned>> Bodies;
  std::vector<std::pair<unsigned, unsigned>> LeftAlone; ///< Calls of reserve, captures.
};

} // namespace

Proposer::Proposer(const Twin &T) : T(T) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 = Language.CPlusPlus17 =
      Language.CPlusPlus20 = Language.Bool = Language.LineComment = true;
  const char *Begin = T.Definition.c_str();
  clang::Lexer Lexer(clang::SourceLocation(), Language, Begin, Begin,
                     Begin + T.Definition.size());
  clang::Token Token;
  for (bool AtEnd = false; !AtEnd;) {
    AtEnd = Lexer.LexFromRawLexer(Token) || Token.is(tok::eof);
    if (Token.is(tok::eof))
      break;
    unsigned End = Lexer.getBufferLocation() - Begin;
    unsigned First = End - Token.getLength();
    Pieces.push_back({Token.getKind(), First, End,
                      StringRef(T.Definition).slice(First, End)});
  }
  llvm::StringSet<> Seen;
  for (unsigned I = 0; I != Pieces.size(); ++I)
    if (isVariable(I) && I > 0 &&
        (Pieces[I - 1].Kind == tok::raw_identifier || is(I - 1, "&") || is(I - 1, "*") ||
         is(I - 1, ">")) &&
        (is(I + 1, "=") || is(I + 1, ",") || is(I + 1, ")") || is(I + 1, ";") || is(I + 1, ":")) &&
        Seen.insert(Pieces[I].Text).second)
      Variables.push_back(Pieces[I].Text);
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

static bool isKeyword(StringRef Word) {
  static const llvm::StringSet<> Words = {
      "auto", "const", "if", "else", "for", "while", "do", "return", "break", "continue", "int",
      "char", "bool", "float", "double", "long", "short", "unsigned", "signed", "void", "static",
      "switch", "case", "default", "new", "delete", "this", "sizeof", "true", "false", "nullptr",
      "throw", "try", "catch", "goto", "namespace", "using", "template", "typename", "struct",
      "class", "constexpr", "noexcept", "operator", "static_cast", "reinterpret_cast", "const_cast",
      "dynamic_cast", "std", "volatile", "inline", "extern", "enum", "union", "typedef"};
  return Words.contains(Word);
}

bool Proposer::isVariable(unsigned I) const {
  return I < Pieces.size() && Pieces[I].Kind == tok::raw_identifier &&
         !isKeyword(Pieces[I].Text) && !is(I + 1, "(") && !is(I + 1, "::") &&
         (I == 0 || (!is(I - 1, ".") && !is(I - 1, "->") && !is(I - 1, "::")));
}

bool Proposer::isAtom(unsigned I) const {
  if (I >= Pieces.size())
    return false;
  bool Leaf = Pieces[I].Kind == tok::numeric_constant || isVariable(I);
  return Leaf && !is(I + 1, "[") && !is(I + 1, ".") && !is(I + 1, "->");
}

unsigned Proposer::matching(unsigned Open) const {
  unsigned Depth = 0;
  for (unsigned I = Open; I < Pieces.size(); ++I) {
    if (Pieces[I].Text == "(" || Pieces[I].Text == "[" || Pieces[I].Text == "{")
      ++Depth;
    else if (Pieces[I].Text == ")" || Pieces[I].Text == "]" || Pieces[I].Text == "}")
      if (--Depth == 0)
        return I;
  }
  return 0;
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
  const Piece &P = Pieces[I];
  if (isLastBlock(I))
    return;
  // `double &x`, `auto &&x`, `const T *const p` declare.
  if (I > 0 && isKeyword(Pieces[I - 1].Text) && !is(I - 1, "this") &&
      (P.Text == "&" || P.Text == "&&" || P.Text == "*"))
    return;
  for (const auto &Row : Table)
    if (P.Text == Row.From)
      add(Row.Operator, P.Begin, P.End, Row.To.str());
  if (P.Text == "!")
    add("negation", P.Begin, P.End, "");
}

/// Whether piece \p I stands in the parentheses of `vector<T> name(n + 2)`, where name is only ever indexed: one
/// element more is no mistake.
bool Proposer::sizesTable(unsigned I) const {
  unsigned Open = I, Depth = 0;
  while (Open > 0 && !((is(Open, "(") || is(Open, ",")) && Depth == 0) && !is(Open, ";")) {
    Depth += is(Open, ")");
    Depth -= is(Open, "(");
    --Open;
  }
  if (Open < 2 || !is(Open, "(") || Pieces[Open - 1].Kind != tok::raw_identifier || !is(Open - 2, ">"))
    return false;
  for (unsigned J = 0; J != Pieces.size(); ++J)
    if (J != Open - 1 && is(J, Pieces[Open - 1].Text) && !is(J + 1, "["))
      return false;
  return true;
}

/// `constexpr T blockSize = 64`
static bool isSizeOfBlocks(StringRef Name) {
  return Name.starts_with("blockSize") || Name.starts_with("blockRows") || Name.starts_with("blockColumns") || Name.starts_with("laneCount");
}

/// Whether piece \p I is part of `blockedRows = ...`, which says where blocks end and another loop goes on: with fewer
/// blocks that one has more to do, which is no mistake.
bool Proposer::endsBlocks(unsigned I) const {
  while (I > 0 && !is(I, "=") && !is(I, ";") && !is(I, "{") && !is(I, "}"))
    --I;
  return I > 0 && is(I, "=") && Pieces[I - 1].Text.starts_with("blocked");
}

/// Whether piece \p I is the end of a bound in `T name[4][16]`: an array with room for more is no mistake.
bool Proposer::sizesArray(unsigned I) const {
  while (I > 1 && is(I, "]")) {
    while (I > 1 && !is(I, "["))
      --I;
    --I;
  }
  return I > 0 && Pieces[I].Kind == tok::raw_identifier && !isKeyword(Pieces[I].Text) && Pieces[I - 1].Kind == tok::raw_identifier &&
         !is(I - 1, "return") && !is(I - 1, "else") && !is(I - 1, "case") && !is(I - 1, "throw") && !is(I - 1, "delete") && !is(I - 1, "new");
}

void Proposer::literal(unsigned I) {
  const Piece &P = Pieces[I];
  if (P.Kind != tok::numeric_constant || sizesTable(I) || endsBlocks(I))
    return;
  // Another size takes another time.
  if (I > 3 && is(I - 1, "=") && isSizeOfBlocks(Pieces[I - 2].Text))
    return;
  if (P.Text == "0" || P.Text == "1")
    add("constant", P.Begin, P.End, P.Text == "0" ? "1" : "0");
  else
    add("constant", P.Begin, P.End, "(" + P.Text.str() + " + 1)");
}

void Proposer::step(unsigned I) {
  // A step that is left out loops for ever and says little; one that takes
  // two skips half the work.
  if (Pieces[I].Text == "++" && isAtom(I + 1))
    add("step", Pieces[I].Begin, Pieces[I + 1].End, Pieces[I + 1].Text.str() + " += 2");
  if (Pieces[I].Text == "--" && isAtom(I + 1))
    add("step", Pieces[I].Begin, Pieces[I + 1].End, Pieces[I + 1].Text.str() + " -= 2");
}

/// Whether piece \p I is part of `const T n = ...`, where one loop ends at n and another goes on from
/// there: with a smaller n there are fewer turns of the fast one, which is no mistake.
bool Proposer::splitsLoop(unsigned I) const {
  unsigned First = I;
  while (First > 0 && !is(First - 1, ";") && !is(First - 1, "}") && (!is(First - 1, "{") || (First > 1 && is(First - 2, "("))))
    --First;
  unsigned Equals = First;
  while (Equals < I && !is(Equals, "="))
    ++Equals;
  if (!is(First, "const") || Equals == I || Equals == First)
    return false;
  bool Ends = false;
  for (unsigned J = I; J + 2 < Pieces.size(); ++J) {
    bool Named = is(J + 1, Pieces[Equals - 1].Text) && is(J + 2, ";");
    Ends |= Named && is(J, "<");
    if (Named && Ends && is(J, "="))
      return true;
  }
  return false;
}

/// Whether piece \p I is the relation of `for (; n - i >= size; i += size)`: another loop goes on from i, and has one
/// block more to do if this one does without its last, which is no mistake.
bool Proposer::isLastBlock(unsigned I) const {
  return I > 2 && is(I, ">=") && is(I - 2, "-") && isVariable(I - 1) && is(I + 2, ";") &&
         is(I + 3, Pieces[I - 1].Text) && is(I + 4, "+=") && is(I + 5, I + 1 < Pieces.size() ? Pieces[I + 1].Text : "");
}

/// `if (n >= 128) { constexpr T laneCount = ...`: whether there are enough elements for lanes, or blocks, to pay, for what is
/// done in them and one by one comes to the same for any number.
void Proposer::leaveLanes(unsigned I) {
  if (!is(I, "if") || !is(I + 1, "("))
    return;
  unsigned Close = matching(I + 1), Last = I + 2;
  if (!Close || !is(Close + 1, "{") || !is(Close + 2, "constexpr"))
    return;
  unsigned Name = Close + 3;
  while (Name + 1 < Pieces.size() && !is(Name + 1, "=") && !is(Name + 1, ";"))
    ++Name;
  while (Last < Close && !is(Last, ">="))
    ++Last;
  for (; isSizeOfBlocks(Pieces[Name].Text) && Last + 1 < Close && Pieces[Last + 1].Kind == tok::numeric_constant; ++Last) {
    LeftAlone.push_back({Pieces[I + 2].Begin, Pieces[Last + 1].End});
    while (Last + 1 < Close && !is(Last + 1, ">="))
      ++Last;
  }
}

void Proposer::callAndIndex(unsigned I) {
  if (is(I, "]") && I > 0 && !is(I - 1, "[") && !is(I - 1, "]") && !is(I - 1, "&") && !sizesArray(I))
    add("index", Pieces[I].Begin, Pieces[I].End, " + 1]");
  if ((is(I, ".") || is(I, "->")) && is(I + 2, "(") && is(I + 3, ")")) {
    if (is(I + 1, "size") || is(I + 1, "length") || is(I + 1, "end"))
      add("length", Pieces[I + 3].Begin, Pieces[I + 3].End, splitsLoop(I) || isLastBlock(I + 6) ? ") + 1" : ") - 1");
    if (is(I + 1, "data") || is(I + 1, "begin"))
      add("begin", Pieces[I + 3].Begin, Pieces[I + 3].End, ") + 1");
  }
  // Swapped arguments, where both are plain. The least of two numbers is the same one.
  bool Symmetric = I > 0 && (is(I - 1, "min") || is(I - 1, "max"));
  if (!Symmetric && is(I, "(") && isAtom(I + 1) && is(I + 2, ",") && isAtom(I + 3) &&
      (is(I + 4, ")") || is(I + 4, ",")) && I > 0 && Pieces[I - 1].Kind == tok::raw_identifier)
    add("arguments", Pieces[I + 1].Begin, Pieces[I + 3].End,
        Pieces[I + 3].Text.str() + ", " + Pieces[I + 1].Text.str());
}

void Proposer::operands(unsigned I) {
  if ((is(I, "-") || is(I, "/")) && !endsBlocks(I) && I > 0 && isAtom(I - 1) && isAtom(I + 1) &&
      (I < 2 || (!is(I - 2, ".") && !is(I - 2, "->"))))
    add("operands", Pieces[I - 1].Begin, Pieces[I + 1].End,
        (Pieces[I + 1].Text + " " + Pieces[I].Text + " " + Pieces[I - 1].Text).str());
}

std::pair<unsigned, unsigned> Proposer::valueAround(const Change &C) const {
  static const llvm::StringSet<> Bounds = {";", "{", "}", ",", "?", ":", "return", "=", "+=", "-=",
                                           "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="};
  if (C.Text.empty() || C.Operator == "step" || C.Operator == "assignment" || C.Operator == "index" ||
      C.Operator == "exit")
    return {0, 0};
  unsigned First = 0, Last = 0;
  while (First != Pieces.size() && Pieces[First].End <= C.Begin)
    ++First;
  for (Last = First; Last + 1 < Pieces.size() && Pieces[Last + 1].Begin < C.End;)
    ++Last;
  auto Ends = [&](unsigned I, int &Depth, StringRef Open, StringRef Close) {
    StringRef Text = Pieces[I].Text;
    Depth += Text == Open.take_front(1) || Text == Open.drop_front(1);
    Depth -= Text == Close.take_front(1) || Text == Close.drop_front(1);
    return Depth < 0 || (Depth == 0 && Bounds.contains(Text));
  };
  for (int Depth = 0; First > 0 && !Ends(First - 1, Depth, ")]", "([");)
    --First;
  for (int Depth = 0; Last + 1 < Pieces.size() && !Ends(Last + 1, Depth, "([", ")]");)
    ++Last;
  for (unsigned I = First; I <= Last && I < Pieces.size(); ++I)
    if (is(I, "++") || is(I, "--") || Bounds.contains(Pieces[I].Text))
      return {0, 0};
  return {Pieces[First].Begin, Pieces[Last].End};
}

void Proposer::negate(unsigned Begin, unsigned End) {
  Conditions.push_back({Begin, End});
  add("guard", Begin, End, "!(" + T.Definition.substr(Begin, End - Begin) + ")");
}

void Proposer::conditions(unsigned I) {
  if (!is(I, "if") || !is(I + 1, "("))
    return;
  unsigned Close = matching(I + 1);
  if (!Close)
    return;
  negate(Pieces[I + 1].End, Pieces[Close].Begin);
  Bodies[Close + (is(Close + 1, "{") ? 2 : 1)] = Conditions.back();
}

/// `T name = condition ? value : fallback;`, which is how a call is guarded.
void Proposer::choice(unsigned I) {
  if (!is(I, "?"))
    return;
  unsigned First = I;
  while (First > 0 && !is(First - 1, "=") && !is(First - 1, ";") && !is(First - 1, "{") &&
         !is(First - 1, "}"))
    --First;
  if (First == 0 || First == I || !is(First - 1, "="))
    return;
  unsigned Colon = 0, Depth = 0;
  for (unsigned End = I + 1; End < Pieces.size() && !is(End, ";"); ++End) {
    if (is(End, "?"))
      return; // one in another: not ours
    Depth += is(End, "(") || is(End, "[") || is(End, "{");
    Depth -= is(End, ")") || is(End, "]") || is(End, "}");
    if (is(End, ":") && Depth == 0 && !Colon)
      Colon = End;
    if (Colon && is(End + 1, ";")) {
      negate(Pieces[First].Begin, Pieces[I - 1].End);
      Fallbacks.push_back({{Pieces[Colon].End, Pieces[End].End}, Conditions.back()});
      return;
    }
  }
}

void Proposer::statement(unsigned I) {
  bool Starts = I > 0 && (is(I - 1, ";") || is(I - 1, "{") || is(I - 1, "}") || is(I - 1, ")"));
  if (!Starts || (Pieces[I].Kind == tok::raw_identifier && isKeyword(Pieces[I].Text) &&
                  !is(I, "std") && !is(I, "this")))
    return;
  unsigned Depth = 0;
  for (unsigned End = I; End < Pieces.size(); ++End) {
    StringRef Text = Pieces[End].Text;
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
      add("drop-statement", Pieces[I].Begin, Pieces[End].Begin, "");
      auto Body = Bodies.find(I);
      bool Braced = is(I - 1, "{");
      if (Body != Bodies.end() && Changes.size() > Before && (!Braced || is(End + 1, "}")) &&
          !is(End + (Braced ? 2 : 1), "else"))
        Changes.back().Dropped = Body->second;
      return;
    }
  }
}

/// Whether the statement that I is in declares \p Name: in its initializer that
/// is whatever the stack holds, and luck decides whether anyone notices.
bool Proposer::isDeclaredBefore(unsigned I, StringRef Name) const {
  for (; I > 1 && !is(I, ";") && !is(I, "{") && !is(I, "}"); --I)
    if (is(I, "=") && is(I - 1, Name) && Pieces[I - 2].Kind == tok::raw_identifier)
      return true;
  return false;
}

/// Whether piece \p I is the `v` of `v.size()` and \p Other was made as `other(v.size())` and then only indexed and
/// returned: it is as long.
bool Proposer::asksSameLength(unsigned I, StringRef Other) const {
  auto IsSize = [&](unsigned J) { return is(J, Pieces[I].Text) && is(J + 1, ".") && is(J + 2, "size") && is(J + 3, "("); };
  bool Made = false;
  for (unsigned J = 1; J < Pieces.size(); ++J) {
    if (!is(J, Other) || is(J + 1, "[") || is(J - 1, "return"))
      continue;
    if (Made || !is(J + 1, "(") || !IsSize(J + 2) || !(is(J + 6, ")") || is(J + 6, ",")))
      return false;
    Made = true;
  }
  return Made && IsSize(I);
}

void Proposer::otherVariable(unsigned I) {
  if (!isVariable(I) || is(I + 1, "="))
    return;
  auto Found = llvm::find(Variables, Pieces[I].Text);
  if (Found == Variables.end() || Variables.size() < 2)
    return;
  std::size_t At = Found - Variables.begin();
  for (std::size_t Step : {std::size_t(1), Variables.size() - 1}) {
    StringRef Other = Variables[(At + Step) % Variables.size()];
    if (Other != Pieces[I].Text && !isDeclaredBefore(I, Other) && !asksSameLength(I, Other))
      add("variable", Pieces[I].Begin, Pieces[I].End, Other.str());
  }
}

/// What is only added up to be reserved changes no more than the time it takes.
void Proposer::leaveSums(unsigned I) {
  if (!isVariable(I))
    return;
  std::vector<std::pair<unsigned, unsigned>> Sums;
  for (unsigned At = 1; At + 1 < Pieces.size(); ++At) {
    if (!is(At, Pieces[I].Text) || !isVariable(At))
      continue;
    bool Reserved = false;
    for (auto [Begin, End] : LeftAlone)
      Reserved = Reserved || (Pieces[At].Begin >= Begin && Pieces[At].End <= End);
    if (Reserved)
      continue;
    bool Declares = Pieces[At - 1].Kind == tok::raw_identifier && is(At + 1, "=");
    bool Adds = is(At + 1, "+=") && (is(At - 1, ")") || is(At - 1, ";") || is(At - 1, "{") || is(At - 1, "}"));
    if (!Declares && !Adds)
      return;
    unsigned End = At;
    while (End + 1 < Pieces.size() && !is(End, ";"))
      ++End;
    Sums.push_back({Pieces[At].Begin, Pieces[End].End});
  }
  LeftAlone.insert(LeftAlone.end(), Sums.begin(), Sums.end());
}

void Proposer::proposeAll() {
  // What a lambda captures is no expression.
  for (unsigned I = 1; I < Pieces.size(); ++I) {
    bool Indexes = Pieces[I - 1].Kind == tok::raw_identifier || is(I - 1, ")") || is(I - 1, "]");
    if (!is(I, "[") || (Indexes && !isKeyword(Pieces[I - 1].Text)))
      continue;
    if (unsigned Close = matching(I))
      LeftAlone.push_back({Pieces[I].Begin, Pieces[Close].End});
  }
  for (unsigned I = 0; I != Pieces.size(); ++I)
    leaveLanes(I);
  for (unsigned I = 2; I < Pieces.size(); ++I)
    if (is(I - 1, "reserve") && is(I, "("))
      if (unsigned Close = matching(I)) {
        LeftAlone.push_back({Pieces[I - 2].Begin, Pieces[Close].End});
        for (unsigned Inside = I + 1; Inside < Close; ++Inside)
          leaveSums(Inside);
      }
  for (unsigned I = 0; I != Pieces.size(); ++I) {
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

std::string hone::forceCondition(const Twin &T, std::pair<unsigned, unsigned> Condition,
                                 bool Value) {
  std::string Text = T.Definition;
  return Text.replace(Condition.first, Condition.second - Condition.first,
                      Value ? "true" : "false");
}

const llvm::StringLiteral hone::ProbeDeclaration = "extern \"C\" bool hone_probe(bool, bool);\n"
                                                      "extern \"C\" void hone_acted(bool);\n";

std::string hone::probeCondition(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Condition;
  std::size_t MutantEnd = End + M.Definition.size() - T.Definition.size();
  std::string Text = M.Definition;
  return Text.replace(Begin, MutantEnd - Begin,
                      fmt::format("::hone_probe(static_cast<bool>({}), static_cast<bool>({}))",
                                  M.Definition.substr(Begin, MutantEnd - Begin),
                                  T.Definition.substr(Begin, End - Begin)));
}

std::string hone::probeValue(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Value;
  std::string Mine =
      M.Definition.substr(Begin, End - Begin + M.Definition.size() - T.Definition.size());
  std::string Text = M.Definition;
  return Text.replace(Begin, Mine.size(),
                      fmt::format("(::hone_acted(!(({0}) == ({1}))), ({0}))", Mine,
                                  T.Definition.substr(Begin, End - Begin)));
}

std::string hone::probeDropped(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Condition;
  std::string Text = T.Definition;
  return Text.replace(Begin, End - Begin,
                      fmt::format("::hone_probe(false, static_cast<bool>({}))",
                                  T.Definition.substr(Begin, End - Begin)));
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

std::string hone::renamed(StringRef Text, StringRef Name, StringRef NewName) {
  std::string Out;
  auto InWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  while (true) {
    std::size_t At = Text.find(Name);
    if (At == StringRef::npos)
      return Out + Text.str();
    bool Whole = (At == 0 || !InWord(Text[At - 1])) &&
                 (At + Name.size() == Text.size() || !InWord(Text[At + Name.size()]));
    Out += Text.take_front(At);
    Out += Whole ? NewName : Name;
    Text = Text.drop_front(At + Name.size());
    if (!Whole && !Out.empty())
      continue;
  }
}
