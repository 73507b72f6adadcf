// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// unpack-vector-bool: gives the flags of a function's own std::vector<bool> a byte each.
//
//   std::vector<bool> composite(n + 1);
//
//   std::vector<unsigned char> composite(n + 1);
//
// Eight flags share a byte of a vector<bool>: to set one is to load a word, to shift a mask, and to store the word, and the
// next one waits for it.
//
// Why it is the same: a byte that only ever gets a bool is 0 or 1, and gives the same number and the same
// answer where it is read. What is left to show is that nobody sees the type: not a function that gets
// an element or the vector, not an overload, not `auto`.

#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

bool isPackedVector(QualType T) {
  return isStdType(T, "vector") && !elementType(T).isNull() && elementType(T)->isBooleanType() && hasStandardAllocator(T);
}

/// `v[i]`, if \p E is that, of any such vector.
static const CXXOperatorCallExpr *elementIn(const Expr &E) {
  const auto *Element = llvm::dyn_cast<CXXOperatorCallExpr>(E.IgnoreImplicit()->IgnoreParens()->IgnoreImplicit());
  return Element && Element->getOperator() == OO_Subscript && isPackedVector(Element->getArg(0)->getType()) ? Element : nullptr;
}

/// The statement that declares the variable in its block.
class Judge {
public:
  Judge(const DeclStmt &Root, ASTContext &C)
      : Root(Root), V(*llvm::cast<VarDecl>(Root.getSingleDecl())), Name(V.getNameAsString()), C(C) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  bool isCandidate() const;
  TemplateSpecializationTypeLoc written() const;
  std::optional<Refusal> refuseMaking() const;
  std::optional<Refusal> refuseUse(const DeclRefExpr &R);
  std::optional<Refusal> refuseRange(const CXXMemberCallExpr &Iterator) const;
  std::optional<Refusal> refuseMember(const CXXMemberCallExpr &Call);
  std::optional<Refusal> refuseElement(const CXXOperatorCallExpr &Element);
  std::optional<Refusal> refuseStore(const CXXOperatorCallExpr &Store) const;
  std::optional<Refusal> refuseRead(const Expr &Value) const;
  std::optional<Refusal> refuseFlag(const Expr &Flag) const;
  std::optional<Refusal> refuseCapture(const DeclRefExpr &R) const;

  DynTypedNode around(const Stmt &S) const {
    auto Parents = C.getParents(S);
    return Parents.empty() ? DynTypedNode() : Parents[0];
  }
  const Stmt *parentOf(const Stmt &S) const { return around(S).get<Stmt>(); }
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }
  Refusal unknown(const Stmt &At) const { return no("unknown-use", "'" + Name + "' is used in a way that is not understood", At); }
  Refusal proxy(const Stmt &At) const { return no("proxy", "an element of '" + Name + "' itself is kept or passed on, not its value", At); }

  const DeclStmt &Root;
  const VarDecl &V;
  const std::string Name;
  ASTContext &C;
  bool Repeats = false; ///< A loop reads or writes elements.
};

TemplateSpecializationTypeLoc Judge::written() const {
  const TypeSourceInfo *Info = V.getTypeSourceInfo();
  return Info ? Info->getTypeLoc().getUnqualifiedLoc().getAs<TemplateSpecializationTypeLoc>() : TemplateSpecializationTypeLoc();
}

/// A vector of flags of this function's own, whose type is said in full.
bool Judge::isCandidate() const {
  const TemplateDecl *Template = written() ? written().getTypePtr()->getTemplateName().getAsTemplateDecl() : nullptr;
  return llvm::isa_and_nonnull<ClassTemplateDecl>(Template) && V.hasLocalStorage() && !llvm::isa<ParmVarDecl>(V) && !V.getType()->isReferenceType() && !V.getType().isConstQualified() &&
         isPackedVector(V.getType()) && written() && written().getNumArgs() == 1 &&
         llvm::isa_and_nonnull<CompoundStmt>(parentOf(Root));
}

/// What is stored must be 0 or 1: a bool, or one of these numbers.
std::optional<Refusal> Judge::refuseFlag(const Expr &Flag) const {
  const Expr *E = Flag.IgnoreParenImpCasts();
  const auto *Number = llvm::dyn_cast<IntegerLiteral>(E);
  // A class might convert itself to what is asked for, of which a byte is another.
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
  const bool Converts = Call && llvm::isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) && !elementIn(*Call->getImplicitObjectArgument());
  if ((E->getType()->isBooleanType() && !Converts) || (Number && Number->getValue().ule(1)))
    return std::nullopt;
  return no("not-bool", "what is stored in '" + Name + "' is no bool: a byte would keep more of it", Flag);
}

constexpr unsigned LargestBits = 26; ///< Of the number of flags: 64 MiB as bytes.

std::optional<Refusal> Judge::refuseMaking() const {
  const auto *Making = V.getInit() ? llvm::dyn_cast<CXXConstructExpr>(V.getInit()->IgnoreImplicit()) : nullptr;
  if (!Making || V.getInitStyle() == VarDecl::CInit)
    return no("making", "'" + Name + "' is made from something else than a size and a flag", Root);
  unsigned Given = 0;
  while (Given < Making->getNumArgs() && !llvm::isa<CXXDefaultArgExpr>(Making->getArg(Given)))
    ++Given;
  const bool Counted = Given == 0 || Making->getArg(0)->getType()->isIntegerType();
  if (!Counted || Given > 2 || (Making->isListInitialization() && Given > 0))
    return no("making", "'" + Name + "' is made from something else than a size and a flag", Root);
  Expr::EvalResult Count;
  if (Given > 0 && Making->getArg(0)->EvaluateAsInt(Count, C) && Count.Val.getInt().getActiveBits() > LargestBits)
    return no("too-large", "eight times the memory would be asked for, and there are many flags", Root);
  return Given == 2 ? refuseFlag(*Making->getArg(1)) : std::nullopt;
}

/// `std::fill(v.begin(), v.end(), flag)`, or std::count.
std::optional<Refusal> Judge::refuseRange(const CXXMemberCallExpr &Iterator) const {
  const Stmt *P = parentOf(Iterator);
  while (P && llvm::isa<CXXConstructExpr, MaterializeTemporaryExpr, ImplicitCastExpr>(P))
    P = parentOf(*P);
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const auto *Said = Call ? llvm::dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts()) : nullptr;
  if (!F || !Said || Said->hasExplicitTemplateArgs() || Call->getNumArgs() != 3 || !(isStdDecl(F, "fill") || isStdDecl(F, "count")))
    return no("leaks", "an iterator into '" + Name + "' is passed on: its type is seen elsewhere", Iterator);
  return refuseFlag(*Call->getArg(2));
}

/// Functions that say nothing of the type of the elements.
std::optional<Refusal> Judge::refuseMember(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const auto *Said = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  if (!Method || !Method->getDeclName().isIdentifier() || !Said || Said->hasQualifier())
    return unknown(Call);
  unsigned Flag = llvm::StringSwitch<unsigned>(Method->getName()).Case("push_back", 1).Cases({"assign", "resize"}, 2).Default(0);
  if (Method->getName() == "begin" || Method->getName() == "end")
    return refuseRange(Call);
  Repeats |= Method->getName() == "push_back" && !loopContextOf(Call, C).Loops.empty();
  const bool Plain = llvm::StringSwitch<bool>(Method->getName()).Cases({"size", "empty", "clear", "reserve", "pop_back"}, true).Default(false);
  if (!Plain && !Flag)
    return unknown(Call);
  if (Flag && Call.getNumArgs() >= Flag && !llvm::isa<CXXDefaultArgExpr>(Call.getArg(Flag - 1))) {
    if (Flag == 2 && !Call.getArg(0)->getType()->isIntegerType())
      return unknown(Call);
    return refuseFlag(*Call.getArg(Flag - 1));
  }
  return Flag == 2 && Method->getName() == "assign" ? std::optional(unknown(Call)) : std::nullopt;
}

/// `v[i] = ...`, if \p E is that.
static const CXXOperatorCallExpr *storeIn(const Expr &E) {
  const auto *Store = llvm::dyn_cast<CXXOperatorCallExpr>(E.IgnoreImplicit()->IgnoreParens()->IgnoreImplicit());
  return Store && Store->getOperator() == OO_Equal && elementIn(*Store->getArg(0)) ? Store : nullptr;
}

/// `v[i] = flag;` or `v[i] = v[j] = flag;`. The operator was a function, whose arguments may be evaluated in another order
/// than operands.
std::optional<Refusal> Judge::refuseStore(const CXXOperatorCallExpr &Last) const {
  const CXXOperatorCallExpr *Store = &Last;
  for (const Stmt *P = parentOf(*Store); P && llvm::isa<Expr>(P); P = parentOf(*P))
    if (const CXXOperatorCallExpr *Outer = storeIn(*llvm::cast<Expr>(P)); Outer && Outer != Store && storeIn(*Outer->getArg(1)) == Store)
      Store = Outer;
  if (!isDiscarded(*Store, C))
    return proxy(*Store);
  std::vector<const Expr *> Sides;
  const Expr *Flag = Store->getArg(1);
  for (; Store; Store = storeIn(*Flag)) {
    const CXXOperatorCallExpr &Into = *elementIn(*Store->getArg(0));
    Sides.push_back(Into.getArg(1));
    Flag = Store->getArg(1);
    // g++ warns of an assignment whose value is made a bool again.
    const bool IsChained = Sides.size() > 1 || storeIn(*Flag);
    if (IsChained && variableOf(*Into.getArg(0)) != V.getCanonicalDecl())
      return proxy(*Store);
  }
  const CXXOperatorCallExpr *From = elementIn(*Flag);
  const bool Constant = Flag->IgnoreParenImpCasts()->isIntegerConstantExpr(C);
  if (!Constant)
    Sides.push_back(From ? From->getArg(1) : Flag);
  if (Sides.size() > 1)
    for (const Expr *Side : Sides)
      if (auto Impure = findImpurity(effectsOf(*Side, C)))
        return no("effects", "the store does more than it says: " + Impure->Text, *Side);
  return From ? std::nullopt : refuseFlag(*Flag);
}

/// What \p S asks to choose its way.
static const Expr *conditionOf(const Stmt &S) {
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return If->getCond();
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(&S))
    return Choice->getCond();
  if (const auto *For = llvm::dyn_cast<ForStmt>(&S))
    return For->getCond();
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&S))
    return While->getCond();
  const auto *Do = llvm::dyn_cast<DoStmt>(&S);
  return Do ? Do->getCond() : nullptr;
}

/// Where \p Value, a bool that becomes a byte, gives the same result.
std::optional<Refusal> Judge::refuseRead(const Expr &Value) const {
  const Expr *E = &Value;
  bool Number = false; // It is made an int at least, as a byte is.
  const Stmt *P = parentOf(*E);
  for (; P && llvm::isa<ParenExpr, FullExpr, ImplicitCastExpr>(P); P = parentOf(*E)) {
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P);
    Number |= Cast && (Cast->getCastKind() == CK_IntegralCast || Cast->getCastKind() == CK_IntegralToFloating);
    if (Cast && (!Number || C.getTypeSize(Cast->getType()) < C.getTypeSize(C.IntTy)))
      return unknown(Value);
    E = llvm::cast<Expr>(P);
  }
  const auto *To = around(*E).get<VarDecl>();
  if (To && !To->getType()->getContainedAutoType() && (To->getType()->isBooleanType() || Number))
    return std::nullopt;
  if (!P)
    return unknown(Value);
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(P))
    return Cast->getType()->isIntegralType(C) ? std::nullopt : std::optional(unknown(Value));
  if (E == conditionOf(*P))
    return std::nullopt;
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(P))
    if (U->getOpcode() == UO_LNot || (Number && (U->isArithmeticOp())))
      return std::nullopt;
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(P)) {
    const bool Flag = B->isLogicalOp() || (B->getOpcode() == BO_Assign && B->getRHS() == E && B->getType()->isBooleanType());
    // Compilers warn of an order of bytes, of `!x == y` if y is a byte, and of what might not fit into some bits.
    auto Negates = [](const Expr &Side) {
      const auto *U = llvm::dyn_cast<UnaryOperator>(Side.IgnoreParenImpCasts());
      return U && U->getOpcode() == UO_LNot;
    };
    const bool Warns = B->isRelationalOp() || B->getOpcode() == BO_Cmp || (B->isEqualityOp() && (Negates(*B->getLHS()) || Negates(*B->getRHS()))) ||
                       (B->isAssignmentOp() && B->getLHS()->refersToBitField());
    if (Flag || (Number && B->getOpcode() != BO_Comma && !Warns))
      return std::nullopt;
  }
  const auto *In = llvm::isa<ReturnStmt>(P) && !loopContextOf(*P, C).InLambda ? outermostFunction(*P, C) : nullptr;
  const QualType Returned = In ? In->getDeclaredReturnType() : QualType();
  if (In && (Returned->isBooleanType() || (Number && Returned->isArithmeticType())))
    return std::nullopt;
  return llvm::isa<CallExpr, CXXConstructExpr, ReturnStmt, InitListExpr>(P)
             ? no("overload", "an element of '" + Name + "' goes where its type may be looked at", Value)
             : unknown(Value);
}

/// `v[i]`, which is a proxy.
std::optional<Refusal> Judge::refuseElement(const CXXOperatorCallExpr &Element) {
  const Expr *E = &Element;
  const Stmt *P = parentOf(*E);
  auto AddsConst = [](const Stmt &S) {
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(&S);
    return Cast && Cast->getCastKind() == CK_NoOp;
  };
  for (; P && (llvm::isa<ParenExpr, MaterializeTemporaryExpr>(P) || AddsConst(*P)); P = parentOf(*E))
    E = llvm::cast<Expr>(P);
  Repeats |= !loopContextOf(Element, C).Loops.empty();
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P)) {
    const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(parentOf(*Member));
    const auto *Implicit = Call ? llvm::dyn_cast_or_null<ImplicitCastExpr>(parentOf(*Call)) : nullptr;
    const bool Converts = Implicit && Implicit->getCastKind() == CK_UserDefinedConversion && llvm::isa<CXXConversionDecl>(Member->getMemberDecl());
    return Converts ? refuseRead(*Implicit) : proxy(Element);
  }
  const CXXOperatorCallExpr *Store = llvm::isa_and_nonnull<Expr>(P) ? storeIn(*llvm::cast<Expr>(P)) : nullptr;
  return Store == P && Store ? refuseStore(*Store) : proxy(Element);
}

std::optional<Refusal> Judge::refuseCapture(const DeclRefExpr &R) const {
  for (auto Parents = C.getParents(R); !Parents.empty(); Parents = C.getParents(Parents[0])) {
    const auto *Lambda = Parents[0].get<LambdaExpr>();
    if (!Lambda)
      continue;
    const bool ByReference = llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
      return Each.capturesVariable() && Each.getCapturedVar() == &V && Each.getCaptureKind() == LCK_ByRef;
    });
    if (!ByReference || Lambda->isGenericLambda())
      return no("captured", "a lambda copies '" + Name + "', or is a template", R);
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseUse(const DeclRefExpr &R) {
  if (loopContextOf(R, C).Unevaluated)
    return unknown(R);
  if (auto No = refuseCapture(R))
    return No;
  const Expr *E = &R;
  const Stmt *P = parentOf(*E);
  const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P);
  if (Cast && Cast->getCastKind() == CK_NoOp) { // Adds const.
    E = Cast;
    P = parentOf(*Cast);
  }
  if (llvm::isa_and_nonnull<LambdaExpr>(P))
    return std::nullopt; // Captured.
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P))
    if (const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(parentOf(*Member)))
      return refuseMember(*Call);
  if (const auto *Element = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(P))
    if (Element->getOperator() == OO_Subscript && Element->getArg(0) == E)
      return refuseElement(*Element);
  return llvm::isa_and_nonnull<CallExpr, CXXConstructExpr, ReturnStmt>(P)
             ? no("leaks", "'" + Name + "' is passed on: its type is seen elsewhere", R)
             : unknown(R);
}

Verdict Judge::run() {
  if (!isCandidate())
    return Verdict::nothing();
  const auto &Block = *llvm::cast<CompoundStmt>(parentOf(Root));
  std::optional<Refusal> No = V.hasAttrs() ? std::optional(no("unknown-use", "the declaration has attributes", Root)) : refuseMaking();
  for (const DeclRefExpr *R : mentionsOf(V, Block)) {
    auto Each = refuseUse(*R);
    if (!No)
      No = Each;
  }
  if (!Repeats)
    return Verdict::nothing();
  if (!No)
    No = findOtherConfiguration({&V}, Block, C);
  if (No)
    return Verdict::refuse(No->Code, No->Text);
  return Verdict::legal({{"zero-or-one", "only values of type bool are stored", How::Proved},
                         {"type-unseen", "elements are asked for nothing but their value, where a byte gives the same", How::Proved},
                         {"own", "no function gets the vector or an element", How::Proved}});
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C);
  P.replace(written().getArgLoc(0).getSourceRange(), "unsigned char");
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Root = M.node<DeclStmt>("root");
  const FunctionDecl *F = outermostFunction(Root, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Root, M.ast()).run();
}

llvm::Expected<Patch> rewrite(const Match &M) { return Judge(M.node<DeclStmt>("root"), M.ast()).write(); }

StatementMatcher pattern() { return declStmt(hasSingleDecl(varDecl())).bind("root"); }

} // namespace

extern constexpr Check UnpackVectorBool = {
    "unpack-vector-bool", "eight flags share a byte, and each store has to take it apart",
    Category::Container, 1, pattern, judge, rewrite};

} // namespace hone
