// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The walk over statements and expressions. Every node kind handled is named;
// what is not named is Unknown. A read is recorded where an lvalue becomes a
// value, a write at each assignment, so naming a variable alone is nothing.

#include "EffectsVisitor.h"
#include "MemoryParts.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {

Place EffectsVisitor::settled(Place P) const {
  // Outside of its loop, the container may have been swapped since.
  if (P.Through && !Ranges.contains(P.Through)) {
    P.Root = nullptr;
    P.This = false;
    P.Path.clear();
  }
  P.Through = nullptr;
  return P;
}

void EffectsVisitor::read(const Expr &E) {
  if (isVolatileOrAtomic(E.getType()))
    unknown("volatile", "a volatile or atomic object is read", E.getExprLoc());
  // The operands of std::min and its like are recorded as read by the call.
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E.IgnoreParens()))
    if (returnsAnArgument(*Call))
      return;
  // One of the two, whichever it is.
  const Expr *Bare = E.IgnoreParens();
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(Bare)) {
    read(*Choice->getTrueExpr());
    return read(*Choice->getFalseExpr());
  }
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(Bare); B && B->getOpcode() == BO_Comma)
    return read(*B->getRHS());
  Place P = settled(placeOf(E, C));
  // Whatever a truth value or enumeration was never set to cannot be read.
  if ((E.getType()->isBooleanType() || E.getType()->isEnumeralType()) &&
      !(P.How == Reach::Object && P.Root && P.Path.empty()))
    hazard("a truth value or enumeration that may not have been set", E.getExprLoc());
  Out.Reads.push_back({P, E.getExprLoc()});
}

void EffectsVisitor::write(const Expr &E) {
  if (isVolatileOrAtomic(E.getType()))
    unknown("volatile", "a volatile or atomic object is written", E.getExprLoc());
  Out.Writes.push_back({settled(placeOf(E, C)), E.getExprLoc()});
}

/// The code itself, as far as it fits a sentence.
static std::string quoted(const Stmt &S, const ASTContext &C) {
  constexpr std::size_t Longest = 40;
  llvm::StringRef Code =
      Lexer::getSourceText(CharSourceRange::getTokenRange(S.getSourceRange()),
                           C.getSourceManager(), C.getLangOpts());
  if (Code.empty())
    return "code that a macro or the compiler wrote";
  llvm::StringRef Line = Code.take_until([](char Ch) { return Ch == '\n'; });
  std::string Text = Line.take_front(Longest).rtrim().str();
  return "'" + Text + (Text.size() < Code.size() ? " ..." : "") + "'";
}

void EffectsVisitor::visit(const Stmt *S) {
  if (!S || llvm::is_contained(Ignored, S))
    return;
  if (const auto *E = llvm::dyn_cast<Expr>(S)) {
    if (E->isTypeDependent() || E->isValueDependent())
      return unknown("dependent", "the code depends on a template parameter", E->getExprLoc());
    if (!visitSimple(*E))
      unknown("unknown-construct", quoted(*S, C) + " is not understood", E->getExprLoc());
    return;
  }
  if (!visitStatement(*S))
    unknown("unknown-construct", quoted(*S, C) + " is not understood", S->getBeginLoc());
}

bool EffectsVisitor::visitJump(const Stmt &S) {
  switch (S.getStmtClass()) {
  case Stmt::BreakStmtClass:
    if (!LoopDepth && !SwitchDepth)
      Out.Exits.push_back({"break leaves the loop", S.getBeginLoc()});
    return true;
  case Stmt::ContinueStmtClass:
    if (!LoopDepth)
      Out.Exits.push_back({"continue skips the rest of the iteration", S.getBeginLoc()});
    return true;
  case Stmt::ReturnStmtClass:
    visit(llvm::cast<ReturnStmt>(S).getRetValue());
    Out.Exits.push_back({"return leaves the loop", S.getBeginLoc()});
    return true;
  default:
    return false;
  }
}

bool EffectsVisitor::visitStatement(const Stmt &S) {
  switch (S.getStmtClass()) {
  case Stmt::CompoundStmtClass:
    for (const Stmt *Child : S.children())
      visit(Child);
    return true;
  case Stmt::NullStmtClass:
    return true;
  case Stmt::AttributedStmtClass:
    if (hasSpecificAttr<CXXAssumeAttr>(llvm::cast<AttributedStmt>(S).getAttrs()))
      hazard("an assumption", S.getBeginLoc());
    visit(llvm::cast<AttributedStmt>(S).getSubStmt());
    return true;
  case Stmt::DeclStmtClass:
    for (const Decl *D : llvm::cast<DeclStmt>(S).decls()) {
      if (const auto *V = llvm::dyn_cast<VarDecl>(D))
        visitVariable(*V);
      else if (!llvm::isa<TypedefNameDecl, StaticAssertDecl, UsingDecl, UsingDirectiveDecl,
                          UsingShadowDecl, EmptyDecl, TagDecl>(D))
        unknown("unknown-construct", "a declaration that is not understood", D->getLocation());
    }
    return true;
  case Stmt::IfStmtClass: {
    const auto &If = llvm::cast<IfStmt>(S);
    visit(If.getInit());
    if (If.getConditionVariableDeclStmt())
      visit(If.getConditionVariableDeclStmt());
    // A constant is another one in another configuration; instantiations have only one of the two.
    if (!If.isConstexpr() && !If.isConsteval())
      visit(If.getCond());
    visit(If.getThen());
    visit(If.getElse());
    return true;
  }
  case Stmt::SwitchStmtClass: {
    const auto &Switch = llvm::cast<SwitchStmt>(S);
    visit(Switch.getInit());
    if (Switch.getConditionVariableDeclStmt())
      visit(Switch.getConditionVariableDeclStmt());
    visit(Switch.getCond());
    ++SwitchDepth;
    visit(Switch.getBody());
    --SwitchDepth;
    return true;
  }
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    visit(llvm::cast<SwitchCase>(S).getSubStmt());
    return true;
  case Stmt::ForStmtClass:
  case Stmt::WhileStmtClass:
  case Stmt::DoStmtClass:
  case Stmt::CXXForRangeStmtClass:
    visitLoop(S);
    return true;
  default:
    return visitJump(S);
  }
}

void EffectsVisitor::visitLoop(const Stmt &S) {
  if (const auto *For = llvm::dyn_cast<ForStmt>(&S))
    visit(For->getInit());
  const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&S);
  if (Range) {
    if (const DeclStmt *Begin = Range->getBeginStmt())
      Ranges.insert(llvm::cast<VarDecl>(Begin->getSingleDecl()));
    visit(Range->getInit());
    visit(Range->getRangeStmt());
    visit(Range->getBeginStmt());
    visit(Range->getEndStmt());
  }
  std::size_t FirstWrite = Out.Writes.size();
  unsigned Switches = std::exchange(SwitchDepth, 0);
  ++LoopDepth;
  if (const auto *For = llvm::dyn_cast<ForStmt>(&S)) {
    if (For->getConditionVariableDeclStmt())
      visit(For->getConditionVariableDeclStmt());
    visit(For->getCond());
    visit(For->getInc());
  } else if (const auto *While = llvm::dyn_cast<WhileStmt>(&S)) {
    if (While->getConditionVariableDeclStmt())
      visit(While->getConditionVariableDeclStmt());
    visit(While->getCond());
  } else if (const auto *Do = llvm::dyn_cast<DoStmt>(&S)) {
    visit(Do->getCond());
  }
  auto Changers = [&] { return Out.Opaque.size() + Out.Unknown.size() + Out.Ended.size(); };
  std::size_t FirstHazard = Out.Hazards.size(), Before = Changers();
  if (Range) {
    visit(Range->getCond());
    visit(Range->getInc());
    visit(Range->getLoopVarStmt());
  }
  std::size_t LastHazard = Out.Hazards.size(), FirstOfBody = Out.Writes.size();
  visit(loopBody(S));
  if (Range && Changers() == Before && staysInRange(*Range, FirstOfBody))
    Out.Hazards.erase(Out.Hazards.begin() + FirstHazard, Out.Hazards.begin() + LastHazard);
  --LoopDepth;
  SwitchDepth = Switches;
  // A range ends if its iterators are valid, which reading them needs anyhow.
  if (!Range && !constantTripCount(S, C) && !reachesItsBound(S, FirstWrite))
    Out.MayNotEnd.push_back({"a loop whose end is not proved", S.getBeginLoc()});
}

/// Whether a loop counts up or down to a bound that its writes, from \p FirstWrite
/// on, leave alone.
bool EffectsVisitor::reachesItsBound(const Stmt &Loop, std::size_t FirstWrite) const {
  auto L = countedLoop(Loop);
  if (!L || !indexReachesBound(*L, C))
    return false;
  if (L->Index->getType()->isSignedIntegerType())
    return true; // It would overflow, whatever becomes of the bound.
  auto IsPrivate = [&](const VarDecl &V) {
    const auto *F = llvm::dyn_cast<FunctionDecl>(V.getDeclContext());
    return F && isPrivate(V, *F, C);
  };
  for (const Access &R : effectsOf(*L->Bound, C).Reads)
    for (std::size_t I = FirstWrite; I < Out.Writes.size(); ++I)
      if (mayAlias(Out.Writes[I].Where, R.Where, C, IsPrivate))
        return false;
  return true;
}

void EffectsVisitor::visitVariable(const VarDecl &V) {
  if (V.isStaticLocal() || V.getTLSKind() != VarDecl::TLS_None) {
    if (V.isConstexpr())
      return;
    return unknown("static-local", "a static or thread-local variable is declared",
                   V.getLocation());
  }
  if (!V.hasLocalStorage())
    return; // An extern declaration.
  if (llvm::isa<DecompositionDecl>(V))
    return unknown("structured-binding", "a structured binding is declared", V.getLocation());
  QualType T = V.getType();
  if (!T->isReferenceType()) {
    if (isVolatileOrAtomic(T))
      return unknown("volatile", "a volatile or atomic variable is declared", V.getLocation());
    if (T->isVariableArrayType())
      return unknown("unknown-construct", "a variable-length array", V.getLocation());
    if (V.hasAttr<CleanupAttr>())
      return unknown("unknown-construct", "a cleanup attribute", V.getLocation());
    visitDestructor(T, V.getLocation());
    Place Itself;
    Itself.How = Reach::Object;
    Itself.Root = V.getCanonicalDecl();
    Itself.Type = T.getCanonicalType().getUnqualifiedType();
    if (V.getInit())
      Out.Writes.push_back({Itself, V.getLocation()});
  }
  visit(V.getInit());
}

bool EffectsVisitor::visitSimple(const Expr &E) {
  switch (E.getStmtClass()) {
  case Stmt::IntegerLiteralClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::CXXThisExprClass:
  case Stmt::OpaqueValueExprClass:
    return true;
  case Stmt::ParenExprClass:
  case Stmt::ConstantExprClass:
  case Stmt::ExprWithCleanupsClass:
  case Stmt::MaterializeTemporaryExprClass:
  case Stmt::SubstNonTypeTemplateParmExprClass:
  case Stmt::ConditionalOperatorClass:
  case Stmt::InitListExprClass:
  case Stmt::CXXStdInitializerListExprClass:
    for (const Stmt *Child : E.children())
      visit(Child);
    if (const auto *List = llvm::dyn_cast<InitListExpr>(&E); List && List->hasArrayFiller())
      visit(List->getArrayFiller());
    return true;
  case Stmt::CXXBindTemporaryExprClass: {
    const auto &Bind = llvm::cast<CXXBindTemporaryExpr>(E);
    visit(Bind.getSubExpr());
    visitDestructor(Bind.getType(), Bind.getExprLoc());
    return true;
  }
  case Stmt::CXXRewrittenBinaryOperatorClass:
    visit(llvm::cast<CXXRewrittenBinaryOperator>(E).getSemanticForm());
    return true;
  case Stmt::CXXDefaultArgExprClass:
    visit(llvm::cast<CXXDefaultArgExpr>(E).getExpr());
    return true;
  case Stmt::CXXDefaultInitExprClass:
    visit(llvm::cast<CXXDefaultInitExpr>(E).getExpr());
    return true;
  case Stmt::DeclRefExprClass:
    visitReference(llvm::cast<DeclRefExpr>(E));
    return true;
  case Stmt::MemberExprClass:
    visitMember(llvm::cast<MemberExpr>(E));
    return true;
  case Stmt::ArraySubscriptExprClass:
    visitSubscript(llvm::cast<ArraySubscriptExpr>(E));
    return true;
  case Stmt::UnaryOperatorClass:
    visitUnary(llvm::cast<UnaryOperator>(E));
    return true;
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    visitBinary(llvm::cast<BinaryOperator>(E));
    return true;
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
    visitCall(llvm::cast<CallExpr>(E));
    return true;
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    visitConstruct(llvm::cast<CXXConstructExpr>(E));
    return true;
  case Stmt::CXXThrowExprClass:
    visit(llvm::cast<CXXThrowExpr>(E).getSubExpr());
    Out.Throws.push_back({"throw", E.getExprLoc()});
    return true;
  default:
    return visitCast(E);
  }
}

/// Whether a number is converted to an enumeration whose values its enumerators limit.
static bool mayLeaveEnumeration(const CastExpr &Cast, const ASTContext &C) {
  const auto *Enum = Cast.getType()->getAs<EnumType>();
  const EnumDecl *D = Enum ? Enum->getDecl()->getDefinition() : nullptr;
  if (!Enum || (D && D->isFixed()))
    return false;
  Expr::EvalResult Value;
  bool Fits = D && Cast.getSubExpr()->EvaluateAsInt(Value, C) && !Value.Val.getInt().isNegative() &&
              Value.Val.getInt().getActiveBits() <= D->getNumPositiveBits();
  return !Fits;
}

/// Whether the type of the result says as much of what the pointer leads to as that of any other pointer: nothing
/// (`void *`, as memcpy takes it), any bytes, or what somebody has forgotten.
static bool isFaithfulCast(const CastExpr &Cast) {
  const QualType From = Cast.getSubExpr()->getType(), To = Cast.getType();
  if (!From->isPointerType() || !To->isPointerType())
    return false;
  const QualType Target = To->getPointeeType();
  return Target->isVoidType() || isCharLike(Target) || (From->isVoidPointerType() && Target->isObjectType());
}

bool EffectsVisitor::visitCast(const Expr &E) {
  if (!llvm::isa<ImplicitCastExpr, CStyleCastExpr, CXXStaticCastExpr, CXXFunctionalCastExpr,
                 CXXConstCastExpr, CXXReinterpretCastExpr>(E))
    return false;
  const auto &Cast = llvm::cast<CastExpr>(E);
  switch (Cast.getCastKind()) {
  case CK_LValueToRValue:
    read(*Cast.getSubExpr());
    break;
  case CK_FloatingToIntegral:
    hazard("conversion of a floating-point value to an integer", E.getExprLoc());
    break;
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
    // Where a virtual base lies, the object says.
    if (llvm::any_of(Cast.path(), [](const CXXBaseSpecifier *Step) { return Step->isVirtual(); }))
      hazard("a conversion to a virtual base", E.getExprLoc());
    break;
  case CK_IntegralCast:
    if (mayLeaveEnumeration(Cast, C))
      hazard("a conversion to an enumeration that may have no such value", E.getExprLoc());
    break;
  case CK_NoOp:
  case CK_IntegralToFloating:
  case CK_IntegralToBoolean:
  case CK_FloatingToBoolean:
  case CK_FloatingCast:
  case CK_PointerToBoolean:
  case CK_NullToPointer:
  case CK_ToVoid:
  case CK_ArrayToPointerDecay:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
  case CK_ConstructorConversion:
  case CK_UserDefinedConversion:
    break;
  case CK_BitCast: // Not followed any more.
    if (!isFaithfulCast(Cast))
      return false;
    break;
  default:
    return false;
  }
  visit(Cast.getSubExpr());
  return true;
}

void EffectsVisitor::visitReference(const DeclRefExpr &R) {
  const ValueDecl *D = R.getDecl();
  if (llvm::isa<FunctionDecl, EnumConstantDecl, NonTypeTemplateParmDecl>(D))
    return;
  if (llvm::isa<BindingDecl>(D))
    return; // A place that nobody knows.
  const auto *V = llvm::dyn_cast<VarDecl>(D);
  if (!V)
    return unknown("unknown-construct", "'" + D->getNameAsString() + "' is not a variable",
                   R.getExprLoc());
  if (V->getTLSKind() != VarDecl::TLS_None)
    unknown("thread-local", "'" + V->getNameAsString() + "' is thread-local", R.getExprLoc());
  if (!V->hasLocalStorage() || llvm::isa<ParmVarDecl>(V) || V->isCXXForRangeDecl())
    return;
  const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(V->getInit());
  if (!V->getInit() || (Construct && Construct->getConstructor()->isTrivial() &&
                        Construct->getConstructor()->isDefaultConstructor() &&
                        !Construct->requiresZeroInitialization()))
    hazard("a variable that has no initialiser", R.getExprLoc());
}

void EffectsVisitor::visitMember(const MemberExpr &M) {
  if (M.isArrow() && !llvm::isa<CXXThisExpr>(M.getBase()->IgnoreParenImpCasts()))
    hazard("a pointer is followed", M.getExprLoc());
  visit(M.getBase());
  // The value of a reference member is read to find what it refers to.
  if (const auto *F = llvm::dyn_cast<FieldDecl>(M.getMemberDecl()))
    if (F->getParent()->isUnion())
      unknown("union", "a member of a union", M.getExprLoc());
}

void EffectsVisitor::visitSubscript(const ArraySubscriptExpr &S) {
  hazard("an index that may be out of range", S.getExprLoc());
  visit(S.getBase());
  visit(S.getIdx());
}

void EffectsVisitor::visitUnary(const UnaryOperator &U) {
  switch (U.getOpcode()) {
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec:
    read(*U.getSubExpr());
    write(*U.getSubExpr());
    if (!U.getType()->isUnsignedIntegerType())
      hazard("signed or pointer arithmetic may overflow", U.getExprLoc());
    break;
  case UO_Deref:
    if (!llvm::isa<CXXThisExpr>(U.getSubExpr()->IgnoreParenImpCasts()))
      hazard("a pointer is followed", U.getExprLoc());
    break;
  case UO_Minus:
    if (U.getType()->isSignedIntegerType())
      hazard("signed arithmetic may overflow", U.getExprLoc());
    break;
  case UO_Plus:
  case UO_Not:
  case UO_LNot:
  case UO_AddrOf:
  case UO_Extension:
    break;
  default:
    return unknown("unknown-construct", "a unary operator that is not understood",
                   U.getExprLoc());
  }
  visit(U.getSubExpr());
}

void EffectsVisitor::visitBinary(const BinaryOperator &B) {
  BinaryOperatorKind Op = B.getOpcode();
  if (Op == BO_PtrMemD || Op == BO_PtrMemI || Op == BO_Cmp)
    return unknown("unknown-construct", "an operator that is not understood", B.getExprLoc());
  if (B.isCompoundAssignmentOp()) {
    read(*B.getLHS());
    Op = BinaryOperator::getOpForCompoundAssignment(Op);
  }
  QualType T = B.getType();
  if (const auto *Compound = llvm::dyn_cast<CompoundAssignOperator>(&B)) {
    T = Compound->getComputationResultType();
    if (T->isFloatingType() && B.getLHS()->getType()->isIntegralOrEnumerationType())
      hazard("conversion of a floating-point value to an integer", B.getExprLoc());
  }
  bool Integral = T->isIntegralOrEnumerationType();
  if ((Op == BO_Div || Op == BO_Rem) && Integral)
    hazard("an integer division", B.getExprLoc());
  else if (Op == BO_Shl || Op == BO_Shr)
    hazard("a shift", B.getExprLoc());
  else if ((Op == BO_Add || Op == BO_Sub || Op == BO_Mul) &&
           (T->isSignedIntegerType() || T->isPointerType() ||
            B.getLHS()->getType()->isPointerType()))
    hazard("signed or pointer arithmetic may overflow", B.getExprLoc());
  if (!Stack.empty() && Op == BO_Mul && T->isFloatingType())
    Out.InlinedProduct = true;
  if (B.isAssignmentOp())
    write(*B.getLHS());
  visit(B.getLHS());
  visit(B.getRHS());
}

Effects effectsOf(const Stmt &S, const ASTContext &C, llvm::ArrayRef<const Stmt *> Ignored) {
  AnalysisMemory::Parts *Memory = Ignored.empty() ? AnalysisMemory::current() : nullptr;
  if (Memory)
    if (auto Known = Memory->Does.find(&S); Known != Memory->Does.end())
      return *Known->second;
  Effects Out;
  EffectsVisitor(C, Out, Ignored).visit(&S);
  if (Memory)
    Memory->Does[&S] = std::make_shared<const Effects>(Out);
  return Out;
}

} // namespace hone
