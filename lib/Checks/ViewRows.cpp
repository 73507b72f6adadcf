// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// view-rows: looks the rows of nested vectors up once, not for every element.
//
//   for (std::size_t x = 0; x < width; ++x)
//     out[y][x] = in[y - 1][x] / 2 + in[y][x] / 2;
//
//   std::span<unsigned char> outRow(out[y]);
//   std::span<const unsigned char> inAbove(in[y - 1]);
//   std::span<const unsigned char> inRow(in[y]);
//   for (std::size_t x = 0; x < width; ++x)
//     outRow[x] = inAbove[x] / 2 + inRow[x] / 2;
//
// The compiler cannot: a store of a byte may change any object, the pointers in
// the rows' headers included. In the source it is plain that an element of a row
// is no row. Two views of one row are still one row: no store moves.
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "SteadySizes.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
/// `in[y - 1]`, wherever the loop says so.
struct Row {
  const Expr *Container, *Index;
  const CXXOperatorCallExpr *First;
  std::vector<const Expr *> Sites; ///< That the view stands for.
  bool Stores = false;             ///< More than read.
  bool IsIndexed = false;          ///< Not only asked for its size.
  bool IsPlain = true;             ///< Nothing else is done with it.
  std::string Name;
};

/// An index as `y + 2`: a variable, if there is one, and a number.
struct Offset {
  const VarDecl *Variable = nullptr;
  std::int64_t By = 0;
};

std::optional<Offset> offsetOf(const Expr &Index) {
  const Expr *E = Index.IgnoreParenImpCasts();
  constexpr std::uint64_t Most = 1u << 20; // Sums of such do not overflow.
  if (const auto *Literal = dyn_cast<IntegerLiteral>(E))
    return Literal->getValue().ule(Most) ? std::optional(Offset{nullptr, std::int64_t(Literal->getValue().getZExtValue())})
                                         : std::nullopt;
  if (const VarDecl *V = variableOf(*E))
    return V->getType()->isIntegerType() && V->hasLocalStorage() ? std::optional(Offset{V, 0}) : std::nullopt;
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !B->isAdditiveOp())
    return std::nullopt;
  auto Left = offsetOf(*B->getLHS()), Right = offsetOf(*B->getRHS());
  bool Minus = B->getOpcode() == BO_Sub;
  if (!Left || !Right || (Right->Variable && (Minus || Left->Variable)))
    return std::nullopt;
  return Offset{Left->Variable ? Left->Variable : Right->Variable, Left->By + (Minus ? -Right->By : Right->By)};
}

class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C) {}
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E);
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; } // decltype asks for no row.
  bool VisitLambdaExpr(LambdaExpr *) { return HasLambda = true; }
  bool VisitBlockExpr(BlockExpr *) { return HasLambda = true; }
  std::vector<Row> Rows;
  bool HasLambda = false;

private:
  const Stmt &Loop;
  ASTContext &C;
};

class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C)
      : Loop(Loop), C(C), P(C), F(*outermostFunction(Loop, C)), E(effectsOf(Loop, C)), Sizes(Loop, C) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refuseLoop(bool HasLambda) const;
  std::optional<Refusal> refuse(const Row &R);
  bool pays() const;
  bool isThere(const Row &R);
  bool isInRange(const Row &R, const ForStmt &In);
  const Expr *containerBehind(const Expr &Bound);
  std::string nameOf(const Row &R);
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const Stmt &Loop;
  ASTContext &C;
  PatchBuilder P;
  const FunctionDecl &F;
  const Effects E;
  SteadySizes Sizes;
  std::vector<Row> Chosen;
  llvm::StringSet<> Taken;
};
} // namespace

/// A pointer takes no floating-point number as its index, nor a class, and compilers warn of char.
static bool mayIndexPointer(const Expr &Index) {
  QualType T = Index.IgnoreUnlessSpelledInSource()->getType();
  return T->isIntegerType() && !T->isBooleanType() && !T->isSpecificBuiltinType(BuiltinType::Char_S) &&
         !T->isSpecificBuiltinType(BuiltinType::Char_U) && !T->isSpecificBuiltinType(BuiltinType::SChar);
}

bool Collector::VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
  auto Found = rowOf(*E);
  QualType T = E->getType();
  if (!Found || !isStdVector(T) || !isPlainValue(elementType(T), C) || isVolatileOrAtomic(elementType(T)) ||
      !isPath(*E) || !offsetOf(*Found->Index) || textOf(*E, C).empty() ||
      llvm::any_of(namedVariables(*E), [&](const VarDecl *V) { return isDeclaredIn(*V, Loop, C); }))
    return true;
  auto Known = llvm::find_if(Rows, [&](const Row &R) { return saysTheSame(*R.First, *E, C); });
  if (Known == Rows.end()) {
    Rows.push_back({Found->Object, Found->Index, E, {}, false, false, true, ""});
    Known = std::prev(Rows.end());
  }
  const Stmt *Around = statementAround(*E, C);
  while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around))
    Around = Cast->getCastKind() == CK_NoOp ? statementAround(*Cast, C) : nullptr;
  const auto *Element = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
  bool Asked = Member && Member->getMemberDecl()->getDeclName().isIdentifier() &&
               (Member->getMemberDecl()->getName() == "size" || Member->getMemberDecl()->getName() == "empty");
  if (Element && Element->getOperator() == OO_Subscript && Element->getArg(0)->IgnoreParenImpCasts() == E) {
    Known->IsPlain &= C.getLangOpts().CPlusPlus20 || mayIndexPointer(*Element->getArg(1));
    Known->Stores |= mentionAt(*Element, C).What != Mention::Read;
    Known->IsIndexed = true;
    Known->Sites.push_back(E);
  } else if (Asked) {
    if (C.getLangOpts().CPlusPlus20) // A pointer has no size.
      Known->Sites.push_back(E);
  } else {
    Known->IsPlain = false;
  }
  return true;
}

/// The container that \p Bound, or the constant local it names, is the size of.
const Expr *Judge::containerBehind(const Expr &Bound) {
  if (const Expr *Sized = sizedBy(Bound))
    return Sized;
  const VarDecl *V = variableOf(Bound);
  const Expr *Sized = V && V->isLocalVarDecl() && V->hasLocalStorage() && V->getType().isConstQualified() && V->getInit() &&
                              C.hasSameUnqualifiedType(V->getType(), C.getSizeType())
                          ? sizedBy(*V->getInit())
                          : nullptr;
  return Sized && Sizes.keepsSizeSince(*V, *Sized, /*ItsToo=*/false) ? Sized : nullptr;
}

/// `for (y = 1; y + 1 < rows.size(); ++y)`: rows y - 1 to y + 1 are there as long as it runs.
bool Judge::isInRange(const Row &R, const ForStmt &In) {
  auto Wanted = offsetOf(*R.Index);
  const auto *Test = dyn_cast_or_null<BinaryOperator>(In.getCond() ? In.getCond()->IgnoreParenImpCasts() : nullptr);
  const auto *Decls = dyn_cast_or_null<DeclStmt>(In.getInit());
  const auto *Step = dyn_cast_or_null<UnaryOperator>(In.getInc() ? In.getInc()->IgnoreParenImpCasts() : nullptr);
  if (!Wanted->Variable || !Test || Test->getOpcode() != BO_LT || !Decls || !Decls->isSingleDecl() || !Step ||
      !Step->isIncrementOp() || variableOf(*Step->getSubExpr()) != Wanted->Variable)
    return false;
  const auto *V = dyn_cast<VarDecl>(Decls->getSingleDecl());
  const auto *Start = V && V->getInit() ? dyn_cast<IntegerLiteral>(V->getInit()->IgnoreParenImpCasts()) : nullptr;
  auto Tested = offsetOf(*Test->getLHS());
  if (V != Wanted->Variable || !Start || !Tested || Tested->Variable != V ||
      !C.hasSameUnqualifiedType(V->getType(), C.getSizeType()) || !isPrivate(*V, F, C))
    return false;
  std::int64_t First = Start->getValue().getLimitedValue(1u << 20);
  if (Tested->By < 0 || Wanted->By > Tested->By || First + Wanted->By < 0)
    return false;
  if (llvm::any_of(effectsOf(*In.getBody(), C).Writes, [&](const Access &W) { return W.Where.Root == V; }))
    return false;
  const Expr *Sized = containerBehind(*Test->getRHS());
  const VarDecl *Own = variableOf(*R.Container);
  return Sized && isPath(*Sized) && Sizes.keepsSize(*R.Container, effectsOf(In, C)) &&
         Sizes.keepsSize(*Sized, effectsOf(In, C)) &&
         (saysTheSame(*Sized, *R.Container, C) || (Own && Sizes.isMadeFor(*Own, *Sized)));
}

/// Whether the row may be named in front of the loop.
bool Judge::isThere(const Row &R) {
  for (const Stmt *Outer : loopsAround(Loop, C))
    if (const auto *For = dyn_cast<ForStmt>(Outer); For && isInRange(R, *For))
      return true;
  return isEntered(Loop, C) && llvm::any_of(R.Sites, [&](const Expr *Site) {
           FirstIteration First = firstIteration(*Site, Loop, C);
           return !First.Obstacle && First.Unsure.empty();
         });
}

std::optional<Refusal> Judge::refuse(const Row &R) {
  std::string Name = "'" + textOf(*R.First, C) + "'";
  if (!R.IsPlain)
    return no("unviewable", Name + " is not only indexed in the loop, or with what is no index of a pointer");
  if (!Sizes.keepsSize(*R.Container, E) || !Sizes.keepsSize(*R.First, E))
    return no("may-change", Name + " may be another row, or of another size, before the loop is done");
  if (!isThere(R))
    return no("may-be-absent", "there may be no " + Name + " where the loop does not run");
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseLoop(bool HasLambda) const {
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return no(Forbidden->Code.c_str(), Forbidden->Text);
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Strange;
  if (HasLambda)
    return no("lambda", "a lambda in the loop may keep references");
  if (!C.getLangOpts().CPlusPlus20 && isHardened(C))
    return no("hardened", "a pointer to the elements would lose the checks of this hardened build");
  if (!E.Unknown.empty())
    return no(E.Unknown.front().Code.c_str(), E.Unknown.front().Text);
  if (const OpaqueCall *Unseen = findUnseen(E))
    return no("call", Unseen->Text);
  return std::nullopt;
}

/// Whether something is stored that is no floating-point number: where rows lie is known to stay, then.
bool Judge::pays() const {
  return llvm::any_of(E.Writes, [&](const Access &W) {
    return !isHarmlessStore(W, F, C) && (W.Where.Type.isNull() || !W.Where.Type->isRealFloatingType());
  });
}

Verdict Judge::run() {
  if (!isInnermost(Loop))
    return Verdict::nothing();
  Collector Found(Loop, C);
  Found.TraverseStmt(const_cast<Stmt *>(&Loop));
  llvm::erase_if(Found.Rows, [](const Row &R) { return !R.IsIndexed; });
  if (Found.Rows.empty() || !pays())
    return Verdict::nothing();
  if (auto No = refuseLoop(Found.HasLambda))
    return Verdict::refuse(No->Code, No->Text);
  std::optional<Refusal> Why;
  for (Row &R : Found.Rows) {
    if (auto No = refuse(R))
      Why = Why ? Why : No;
    else
      Chosen.push_back(std::move(R));
  }
  if (Chosen.empty())
    return Verdict::refuse(Why->Code, Why->Text);
  std::vector<Obligation> Obligations = Sizes.Shown;
  Obligations.push_back({"there", "every row that is viewed is there when the loop begins", How::Proved});
  return Verdict::legal(std::move(Obligations));
}

/// "inRow", "inAbove", "inBelow"; "distanceRowK" where rows of several variables are viewed.
std::string Judge::nameOf(const Row &R) {
  auto Container = containerState(*R.Container, C);
  std::string Base = Container ? Container->Wanted : "";
  auto At = offsetOf(*R.Index);
  std::string Word = At->By < 0 ? "above" : At->By > 0 && At->Variable ? "below" : "row";
  bool Several = llvm::any_of(Chosen, [&](const Row &Other) {
    return saysTheSame(*Other.Container, *R.Container, C) && offsetOf(*Other.Index)->Variable != At->Variable;
  });
  if (Several && At->Variable)
    Word += "_" + At->Variable->getNameAsString();
  if (Base.empty())
    return freshName(Loop, C, Word, Taken);
  if (Base.find('_') != std::string::npos)
    return freshName(Loop, C, Base + "_" + Word, Taken);
  std::string Name = Base + "_" + Word;
  for (std::size_t I; (I = Name.find('_')) != std::string::npos;) {
    Name.erase(I, 1);
    if (I < Name.size())
      Name[I] = llvm::toUpper(Name[I]);
  }
  return freshName(Loop, C, Name, Taken);
}

llvm::Expected<Patch> Judge::write() {
  bool Spans = C.getLangOpts().CPlusPlus20;
  std::string Lines;
  for (Row &R : Chosen) {
    R.Name = nameOf(R);
    QualType T = R.First->getType();
    std::string Element = typeText(elementType(T), Loop, C), Text = P.text(R.First->getSourceRange());
    bool Pointers = llvm::StringRef(Element).ends_with("*"), Const = T.isConstQualified() || !R.Stores;
    if (Element.empty() && !Spans)
      Element = "auto";
    std::string Each = !Const || Element.empty() ? Element : Pointers ? Element + "const" : "const " + Element;
    Lines += Lines.empty() ? "" : "\n";
    if (Spans) {
      P.addInclude("span");
      Lines += stdName("span", Loop, C) + (Each.empty() ? "" : "<" + Each + ">") + " " + R.Name + "(" + Text + ");";
    } else {
      Lines += Each + (llvm::StringRef(Each).ends_with("*") ? "" : " ") + "*const " + R.Name + " = " + Text + ".data();";
    }
    for (const Expr *Site : R.Sites)
      P.replace(Site->getSourceRange(), R.Name);
  }
  P.insertStatementsBefore(Loop, Lines);
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<Stmt>("root"), M.ast());
  J.run();
  return J.write();
}

static StatementMatcher pattern() {
  return stmt(anyLoop()).bind("root");
}

namespace hone {
extern constexpr Check ViewRows = {
    "view-rows", "the rows of nested vectors are looked up for every element", Category::View, 1,
    pattern, judge, rewrite};
} // namespace hone
