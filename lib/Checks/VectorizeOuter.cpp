// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// vectorize-outer: does four iterations of an outer loop side by side, where each of them adds up by itself.
//
//   for (std::size_t i = 0; i < rows; ++i) {
//     double sum = 0;
//     for (std::size_t j = 0; j < columns; ++j)
//       sum += a[i][j] * x[j];
//     y[i] = sum;
//   }
//
//   // Four iterations at a time: no sum waits for another.
//   const std::size_t fours = rows / 4 * 4;
//   for (std::size_t i = 0; i < fours; i += 4) {
//     double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
//     for (std::size_t j = 0; j < columns; ++j) {
//       sum += a[i][j] * x[j];
//       sum2 += a[i + 1][j] * x[j];
//       sum3 += a[i + 2][j] * x[j];
//       sum4 += a[i + 3][j] * x[j];
//     }
//     y[i] = sum;
//     y[i + 1] = sum2;
//     y[i + 2] = sum3;
//     y[i + 3] = sum4;
//   }
//   for (std::size_t i = fours; i < rows; ++i) {
//     ...
//   }
//
// Each addition waits for the one before, some four cycles, and a compiler must not add up in another order. It could do
// other sums meanwhile, but it does not unroll outer loops, nor does it know that the rows of a container are apart.
// The four are written out: g++ makes of an array of sums something slower than the original. What is left over,
// and all where arrays turn out to be one, is done by the loop as it was.
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NestGuards.h"
#include "NestedText.h"
#include "OuterJam.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

/// As many sums as hide the latency of an addition, and fit into registers with what they take.
static constexpr unsigned Lanes = 4;
/// What is longer is written one below the other.
static constexpr unsigned LineLength = 80;

namespace {
using Names = std::vector<std::string>; ///< One for each lane.

class Writer {
public:
  Writer(const JamPlan &Plan, ASTContext &C) : Plan(Plan), C(C), P(C, *Plan.Loop) {}
  llvm::Expected<Patch> write();

private:
  Names lanesOf(const std::string &Name);
  void nameAll();
  std::string firstFree(llvm::ArrayRef<const char *> Wanted);
  Substitutions inLane(const Stmt &S, unsigned Lane, const JamPart *In);
  std::pair<SourceRange, std::string> indexInLane(const DeclRefExpr &Index, unsigned Lane);
  std::string said(const Stmt &S, unsigned Lane, const JamPart *In);
  std::string element(const HeldElement &Held, unsigned Lane);
  std::vector<std::string> together(const std::string &Type, const Names &Each);
  std::vector<std::string> declared(const DeclStmt &S);
  std::vector<std::string> statement(const JamPart &Part);
  std::vector<std::string> innerLoop(const JamPart &Part);
  std::string nested(const std::vector<std::string> &Lines) { return indented(llvm::join(Lines, "\n"), P.step(*Plan.Loop)); }
  std::string rounds(const std::string &Type);

  const JamPlan &Plan;
  ASTContext &C;
  PatchBuilder P;
  llvm::StringSet<> Taken;
  std::vector<std::pair<const VarDecl *, Names>> Variables;
  std::vector<Names> Held; ///< For each of Plan.Held.
};
} // namespace

/// `sum`, `sum2`, `sum3`, `sum4`; `sum_2` if one of them is another's name.
Names Writer::lanesOf(const std::string &Name) {
  Names Result;
  for (std::string Between : {"", "_", "_lane"}) {
    if (Between.empty() && llvm::isDigit(Name.back()))
      continue;
    Result = {Name};
    bool Free = true;
    for (unsigned Lane = 1; Lane < Lanes; ++Lane) {
      const std::string Wanted = Name + Between + std::to_string(Lane + 1);
      llvm::StringSet<> Known = Taken;
      Result.push_back(freshName(*Plan.Loop, C, Wanted, Known));
      Free &= Result.back() == Wanted;
    }
    if (Free)
      break;
  }
  for (const std::string &Each : llvm::drop_begin(Result))
    Taken.insert(Each);
  return Result;
}

void Writer::nameAll() {
  for (const OwnVariable &Own : Plan.Own)
    Variables.emplace_back(Own.Variable, lanesOf(Own.Variable->getNameAsString()));
  for (const auto &Part : Plan.Parts)
    for (const Stmt *Each : Part->Inner ? Part->statements() : std::vector<const Stmt *>())
      if (const auto *Decls = dyn_cast<DeclStmt>(Each))
        for (const Decl *D : Decls->decls())
          Variables.emplace_back(cast<VarDecl>(D), lanesOf(cast<VarDecl>(D)->getNameAsString()));
  for (const HeldElement &Each : Plan.Held)
    Held.push_back(lanesOf(firstFree(Each.Op == BO_Add || Each.Op == BO_Sub ? std::vector{"sum", "total"} : std::vector{"value", "held"})));
}

/// The first of \p Wanted that is nobody's name.
std::string Writer::firstFree(llvm::ArrayRef<const char *> Wanted) {
  for (const char *Each : Wanted) {
    llvm::StringSet<> Known = Taken;
    if (freshName(*Plan.Loop, C, Each, Known) == Each) {
      Taken = Known;
      return Each;
    }
  }
  return freshName(*Plan.Loop, C, Wanted.front(), Taken);
}

/// What stands for the index, or for `i - 1` as a whole.
std::pair<SourceRange, std::string> Writer::indexInLane(const DeclRefExpr &Index, unsigned Lane) {
  const std::string Name = Plan.Head.Index->getNameAsString();
  const Expr *E = &Index;
  DynTypedNode Node = C.getParents(*E)[0];
  while (const auto *Cast = Node.get<ImplicitCastExpr>()) {
    E = Cast;
    Node = C.getParents(*E)[0];
  }
  std::int64_t Distance = Lane;
  SourceRange Range = Index.getSourceRange();
  const auto *Sum = Node.get<BinaryOperator>();
  const auto *Number = Sum && Sum->isAdditiveOp() && Sum->getLHS() == E ? dyn_cast<IntegerLiteral>(Sum->getRHS()->IgnoreImpCasts()) : nullptr;
  bool Folds = Number && Number->getValue().ult(1u << 30) && C.hasSameType(Number->getType(), C.IntTy) && C.hasSameUnqualifiedType(Sum->getType(), Index.getType());
  if (Folds) {
    const std::int64_t Value = Number->getValue().getSExtValue();
    Distance += Sum->getOpcode() == BO_Add ? Value : -Value;
    Range = Sum->getSourceRange();
  }
  if (Distance == 0)
    return {Range, Name};
  const std::string Text = Name + (Distance < 0 ? " - " : " + ") + std::to_string(std::abs(Distance));
  return {Range, Folds || takesSum(Index, C) ? Text : "(" + Text + ")"};
}

/// The comments of a statement stay with the loop as it was.
static std::vector<SourceLocation> commentsIn(SourceRange Range, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return {};
  const FileID Id = SM.getFileID(Range.getBegin());
  llvm::StringRef Buffer = SM.getBufferData(Id);
  Lexer Lex(SM.getLocForStartOfFile(Id), C.getLangOpts(), Buffer.begin(), Buffer.begin() + SM.getFileOffset(Range.getBegin()),
            Buffer.end());
  Lex.SetCommentRetentionState(true);
  std::vector<SourceLocation> Found;
  for (Token T; !Lex.LexFromRawLexer(T) && SM.isBeforeInTranslationUnit(T.getLocation(), Range.getEnd());)
    if (T.is(tok::comment))
      Found.push_back(T.getLocation());
  return Found;
}

/// \p Text without what was taken out, and the space that was around it.
static std::string plain(std::string Text) {
  for (std::size_t At; (At = Text.find(TakenOut[0])) != std::string::npos && Text.find_first_not_of(" \n", At + 1) != std::string::npos;) {
    const bool Opens = At == 0 || llvm::StringRef(" [(").contains(Text[At - 1]);
    if (Text[At + 1] == '\n')
      break;
    Text.erase(At, Opens && Text[At + 1] == ' ' ? 2 : 1);
  }
  return withoutTaken(Text);
}

/// What is said otherwise where iteration i + \p Lane does \p S, in the inner loop \p In if there is one.
Substitutions Writer::inLane(const Stmt &S, unsigned Lane, const JamPart *In) {
  const SourceManager &SM = C.getSourceManager();
  Substitutions Parts;
  for (std::size_t I = 0; I != Held.size(); ++I)
    for (const Expr *Site : Plan.Held[I].Sites)
      if (Plan.Held[I].In == In && SM.isPointWithin(Site->getBeginLoc(), S.getBeginLoc(), S.getEndLoc()))
        Parts.emplace_back(Site->getSourceRange(), Held[I][Lane]);
  auto IsReplaced = [&](SourceLocation At) {
    return llvm::any_of(Parts, [&](const auto &Part) { return SM.isPointWithin(At, Part.first.getBegin(), Part.first.getEnd()); });
  };
  if (Lane)
    for (const DeclRefExpr *Index : mentionsOf(*Plan.Head.Index, S))
      if (!IsReplaced(Index->getLocation()))
        Parts.push_back(indexInLane(*Index, Lane));
  for (const auto &[V, Each] : Variables) {
    if (!Lane)
      continue;
    for (const DeclRefExpr *Site : mentionsOf(*V, S))
      Parts.emplace_back(Site->getSourceRange(), Each[Lane]);
    if (SM.isPointWithin(V->getLocation(), S.getBeginLoc(), S.getEndLoc()))
      Parts.emplace_back(SourceRange(V->getLocation()), Each[Lane]);
  }
  for (SourceLocation Comment : commentsIn(S.getSourceRange(), C))
    if (!IsReplaced(Comment))
      Parts.emplace_back(SourceRange(Comment), TakenOut.str());
  return Parts;
}

/// \p S with its semicolon, less the indentation of its first line.
std::string Writer::said(const Stmt &S, unsigned Lane, const JamPart *In) {
  std::string Text = plain(textWith(P, withSemicolon(S, C), inLane(S, Lane, In), C));
  const SourceManager &SM = C.getSourceManager();
  llvm::StringRef Line = SM.getBufferData(SM.getFileID(S.getBeginLoc())).take_front(SM.getFileOffset(S.getBeginLoc()));
  Line = Line.drop_front(Line.rfind('\n') + 1);
  const llvm::StringRef Indent = Line.take_while([](char Each) { return Each == ' ' || Each == '\t'; });
  std::vector<std::string> Lines;
  for (llvm::StringRef Each : llvm::split(Text, '\n')) {
    Each.consume_front(Indent);
    if (Each = Each.rtrim(); !Each.empty())
      Lines.push_back(Each.str());
  }
  return llvm::join(Lines, "\n");
}

/// `y[i + 1]`
std::string Writer::element(const HeldElement &Of, unsigned Lane) {
  return plain(textWith(P, Of.First->getSourceRange(), inLane(*Of.First, Lane, nullptr), C));
}

/// \p Text without its semicolon.
static std::string trimmed(llvm::StringRef Text) { return Text.trim().rtrim(';').rtrim().str(); }

/// One declaration, if that is not too long.
std::vector<std::string> Writer::together(const std::string &Type, const Names &Each) {
  const std::string Together = Type + " " + llvm::join(Each, ", ") + ";";
  if (Together.size() <= LineLength)
    return {Together};
  std::vector<std::string> Lines;
  for (const std::string &One : Each)
    Lines.push_back(Type + " " + One + ";");
  return Lines;
}

std::vector<std::string> Writer::declared(const DeclStmt &S) {
  const SourceManager &SM = C.getSourceManager();
  const auto &First = *cast<VarDecl>(*S.decl_begin());
  Names Each;
  std::string Type;
  for (unsigned Lane = 0; Lane < Lanes; ++Lane) {
    Substitutions In, Behind;
    for (const auto &Part : inLane(S, Lane, nullptr))
      (SM.isBeforeInTranslationUnit(Part.first.getBegin(), First.getLocation()) ? In : Behind).push_back(Part);
    Each.push_back(trimmed(plain(textWith(P, {First.getLocation(), S.getEndLoc()}, Behind, C))));
    if (Lane == 0)
      Type = trimmed(plain(textWith(P, {S.getBeginLoc(), First.getLocation()}, In, C)));
  }
  Type.resize(Type.size() - std::min<std::size_t>(Type.size(), First.getName().size()));
  return together(trimmed(Type), Each);
}

std::vector<std::string> Writer::statement(const JamPart &Part) {
  if (const auto *Decls = dyn_cast<DeclStmt>(Part.Whole))
    return declared(*Decls);
  std::vector<std::string> Lines = {said(*Part.Whole, 0, nullptr)};
  auto Own = llvm::find_if(Plan.Own, [&](const OwnVariable &Each) { return Each.Set == Part.Whole; });
  if (Own == Plan.Own.end()) {
    for (unsigned Lane = 1; Lane < Lanes; ++Lane)
      Lines.push_back(said(*Part.Whole, Lane, nullptr));
    return Lines;
  }
  Names Others;
  for (unsigned Lane = 1; Lane < Lanes; ++Lane)
    Others.push_back(trimmed(said(*Part.Whole, Lane, nullptr)));
  llvm::append_range(Lines, together(typeText(Own->Variable->getType().getUnqualifiedType(), *Plan.Loop, C), Others));
  return Lines;
}

std::vector<std::string> Writer::innerLoop(const JamPart &Part) {
  std::vector<std::string> Lines, Body, Behind;
  for (std::size_t I = 0; I != Held.size(); ++I) {
    const HeldElement &Of = Plan.Held[I];
    if (Of.In != &Part)
      continue;
    Names Begin;
    for (unsigned Lane = 0; Lane < Lanes; ++Lane) {
      Begin.push_back(Held[I][Lane] + " = " + element(Of, Lane));
      Behind.push_back(element(Of, Lane) + " = " + Held[I][Lane] + ";");
    }
    llvm::append_range(Lines, together(typeText(Of.First->getType().getUnqualifiedType(), *Plan.Loop, C), Begin));
  }
  for (unsigned Lane = 0; Lane < Lanes; ++Lane)
    for (const Stmt *Each : Part.statements())
      Body.push_back(said(*Each, Lane, &Part));
  Lines.push_back(P.text({Part.Inner->getForLoc(), Part.Inner->getRParenLoc()}) + " {\n" + nested(Body) + "\n}");
  llvm::append_range(Lines, Behind);
  return Lines;
}

/// `rows / 4 * 4`
std::string Writer::rounds(const std::string &Type) {
  const Expr &Bound = *Plan.Head.Bound->IgnoreParenImpCasts();
  std::string Count = P.text(Bound.getSourceRange());
  const auto *Sum = dyn_cast<BinaryOperator>(&Bound);
  const bool Whole = isNameOrCall(Bound) || isa<IntegerLiteral, CXXNamedCastExpr>(Bound);
  if (Plan.Head.Test == BO_LE)
    Count = "(" + (Whole || (Sum && Sum->isAdditiveOp()) ? Count : "(" + Count + ")") + " + 1)";
  else if (!Whole)
    Count = "(" + Count + ")";
  Count += " / 4 * 4";
  // Numbers that the index cannot get to are none that the loop has.
  bool Casts = Plan.Head.Index->getType()->isSignedIntegerType() && Bound.getType()->isUnsignedIntegerType() &&
               !Bound.isIntegerConstantExpr(C);
  return Casts ? "static_cast<" + Type + ">(" + Count + ")" : Count;
}

llvm::Expected<Patch> Writer::write() {
  nameAll();
  const std::string Type = typeText(Plan.Head.Index->getType().getUnqualifiedType(), *Plan.Loop, C), I = Plan.Head.Index->getNameAsString();
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  const std::string Fours = freshName(*Plan.Loop, C, "fours", Taken);
  std::vector<std::string> Lines, Body;
  Lines.push_back(std::string("// Four iterations at a time: no ") + (Plan.Sums ? "sum" : "result") + " waits for another.");
  std::string Rounds = rounds(Type), Question = allHold(Plan.Guards);
  if (Plan.Guards.size() > 1 || Question.size() > LineLength / 2) {
    const std::string Apart = freshName(*Plan.Loop, C, "apart", Taken), Step = P.step(*Plan.Loop);
    if (Question.size() > LineLength)
      Question = allHold(Plan.Guards, " &&\n" + Step + Step);
    Lines.push_back("const bool " + Apart + " = " + Question + ";");
    Question = Apart;
  }
  Lines.push_back("const " + Type + " " + Fours + " = " + (Question.empty() ? Rounds : Question + " ? " + Rounds + " : 0") + ";");
  for (const auto &Part : Plan.Parts)
    llvm::append_range(Body, Part->Inner ? innerLoop(*Part) : statement(*Part));
  Lines.push_back("for (" + Type + " " + I + " = 0; " + I + " < " + Fours + "; " + I + " += 4) {\n" + nested(Body) + "\n}");
  for (const std::string &Header : Plan.Includes)
    P.addInclude(Header);
  P.insertStatementsBefore(*Plan.Loop, llvm::join(Lines, "\n"));
  P.replace(Plan.Head.Init->getSourceRange(), Fours);
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto Plan = planJam(Loop, M.ast());
  if (!Plan)
    return Verdict::nothing();
  if (Plan->Why)
    return Verdict::refuse(Plan->Why->Code, Plan->Why->Text);
  Verdict V = Verdict::legal(Plan->Obligations);
  V.AddsCode = true;
  V.AddsBlock = Plan->Statements > 4;
  return V;
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  return Writer(*planJam(M.node<ForStmt>("root"), M.ast()), M.ast()).write();
}

static StatementMatcher pattern() { return forStmt(hasDescendant(forStmt())).bind("root"); }

namespace hone {
extern constexpr Check VectorizeOuter = {
    "vectorize-outer", "each iteration of an outer loop adds up by itself, and waits for every addition", Category::Vector, 1,
    pattern, judge, rewrite};
} // namespace hone
