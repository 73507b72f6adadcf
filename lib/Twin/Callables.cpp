// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function is given to call: pointers to functions, std::function, and
// lambdas that a template is instantiated with. Nobody can write the type of a
// lambda, so the template is instantiated with the recorder itself.
#include "HarnessWriter.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::FunctionProtoType;
using clang::QualType;

/// How a value of the type is called; null if it is none of those above.
static const FunctionProtoType *signatureOf(QualType T) {
  if (T->isFunctionPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (R && R->isLambda()) {
    const clang::CXXMethodDecl *Call = R->getLambdaCallOperator();
    return Call && !Call->isTemplated() ? Call->getType()->getAs<FunctionProtoType>() : nullptr;
  }
  const auto *S = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(R);
  if (S && isStd(*S) && S->getName() == "function")
    T = S->getTemplateArgs()[0].getAsType();
  return T->getAs<FunctionProtoType>();
}

/// True if a value can be shown as a text that says all of it.
static bool isPlain(QualType T, TypeSpace &Types, unsigned Depth = 0) {
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (Depth > 4 || !Types.whyNot(T).empty() || T->isAnyPointerType() || T->isMemberPointerType())
    return false;
  if (const auto *A = T->getAsArrayTypeUnsafe())
    return isPlain(A->getElementType(), Types, Depth + 1);
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return true;
  if (!isStd(*R))
    return R->hasDefinition() && llvm::all_of(R->fields(), [&](const clang::FieldDecl *F) {
             return !isOpaqueField(*F) && !F->getType()->isReferenceType() &&
                    isPlain(F->getType(), Types, Depth + 1);
           }) && llvm::all_of(R->bases(), [&](const clang::CXXBaseSpecifier &B) {
             return isPlain(B.getType(), Types, Depth + 1);
           });
  static const llvm::StringRef Known[] = {"basic_string", "vector", "pair", "array", "optional"};
  const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(R);
  unsigned Parts = R->getName() == "pair" ? 2 : 1;
  for (unsigned I = 0; S && I < Parts; ++I)
    if (!isPlain(S->getTemplateArgs()[I].getAsType(), Types, Depth + 1))
      return false;
  return S && llvm::is_contained(Known, R->getName());
}

/// True if what is taken by reference may be given another value.
static bool canChange(QualType P) {
  QualType T = P.getNonReferenceType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return !P->isReferenceType() || T.isConstQualified() ||
         (!T->isArrayType() && (!R || isStd(*R) || R->hasSimpleMoveAssignment() || R->hasSimpleCopyAssignment()));
}

/// `int(const ::space::Item &)`; empty if no such function can be made up.
static std::string spellSignature(const FunctionProtoType &F, TypeSpace &Types) {
  QualType Result = F.getReturnType();
  if (F.isVariadic() || Result->isReferenceType() || (!Result->isVoidType() && !isPlain(Result, Types)))
    return "";
  std::string Parameters;
  for (QualType P : F.param_types()) {
    if (!isPlain(P, Types) || P.getNonReferenceType().isVolatileQualified() || !canChange(P))
      return "";
    Parameters += (Parameters.empty() ? "" : ", ") + Types.spell(P);
  }
  return Types.spell(Result.getUnqualifiedType()) + "(" + Parameters + ")";
}

/// True if a lambda may get at what the function it is given to works on: then
/// no pure function stands for it.
static bool reachesOut(const CXXRecordDecl &Lambda, const clang::FunctionDecl &F) {
  for (const clang::LambdaCapture &C : Lambda.captures()) {
    if (C.capturesThis()) {
      const auto *In = llvm::dyn_cast<clang::CXXMethodDecl>(Lambda.getDeclContext());
      if (!In || !In->isConst())
        return true;
      continue;
    }
    if (!C.capturesVariable())
      continue;
    QualType T = C.getCapturedVar()->getType().getNonReferenceType();
    if (T->isPointerType())
      T = T->getPointeeType();
    else if (C.getCaptureKind() == clang::LCK_ByCopy && !C.getCapturedVar()->getType()->isReferenceType())
      continue;
    bool Given = llvm::any_of(F.parameters(), [&](const clang::ParmVarDecl *P) {
      QualType To = P->getType()->isPointerType() ? P->getType()->getPointeeType() : P->getType().getNonReferenceType();
      return F.getASTContext().hasSameUnqualifiedType(To, T) && !P->getType()->isScalarType();
    });
    if (!T.isConstQualified() && (!T->isScalarType() || Given))
      return true;
  }
  return false;
}

std::string HarnessWriter::standIn(QualType Lambda) {
  const FunctionProtoType *Called = signatureOf(Lambda);
  std::string Signature = Called && !reachesOut(*Lambda->getAsCXXRecordDecl(), F)
                              ? spellSignature(*Called, Types) : "";
  if (Signature.empty())
    return "";
  std::string Stand = "::hone_test::Recorded<" + Signature + ">";
  Types.stand(*Lambda->getAsCXXRecordDecl(), Stand);
  return Stand;
}

namespace {
/// Whether a parameter is called and nothing else done with it.
class UseFinder : public clang::RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(const clang::ParmVarDecl &P) : P(P) {}
  bool VisitDeclRefExpr(clang::DeclRefExpr *E) {
    Uses += E->getDecl() == &P;
    return true;
  }
  bool VisitCallExpr(clang::CallExpr *C) {
    const clang::Expr *Called = C->getCallee();
    if (const auto *O = llvm::dyn_cast<clang::CXXOperatorCallExpr>(C))
      Called = O->getOperator() == clang::OO_Call ? O->getArg(0) : nullptr;
    if (Called)
      if (const auto *D = llvm::dyn_cast<clang::DeclRefExpr>(Called->IgnoreParenImpCasts()))
        Calls += D->getDecl() == &P;
    return true;
  }
  const clang::ParmVarDecl &P;
  unsigned Uses = 0, Calls = 0;
};
} // namespace

/// What the name and the type of a callable say it means. What is handed to an
/// algorithm is an order: it may not be any function of two arguments there.
static const char *meaningOf(const clang::ParmVarDecl &D, const FunctionProtoType &F,
                             const clang::ASTContext &Context) {
  auto Bare = [&](unsigned I) { return F.getParamType(I).getNonReferenceType(); };
  bool Says = F.getReturnType()->isBooleanType();
  if (F.getNumParams() != 2 || !Context.hasSameUnqualifiedType(Bare(0), Bare(1)) ||
      !(Says || Context.hasSameType(F.getReturnType(), Context.IntTy)))
    return "Function";
  UseFinder Find(D);
  Find.TraverseStmt(llvm::cast<clang::FunctionDecl>(D.getDeclContext())->getBody());
  auto Named = [&](std::initializer_list<llvm::StringRef> Parts) {
    return llvm::any_of(Parts, [&](llvm::StringRef Part) { return D.getName().contains_insensitive(Part); });
  };
  if (Says && Named({"eq", "same", "match", "alike"}))
    return "Equality";
  if (Named({"cmp", "comp", "order"}) || (Says && Named({"less", "greater", "before", "pred", "sort"})))
    return "Order";
  return Says && Find.Uses != Find.Calls ? "Order" : "Function";
}

/// True if the parameter is something to be called; refuses what cannot be made up.
llvm::Expected<bool> HarnessWriter::planCallable(const clang::ParmVarDecl &D, DrivenParameter &P) {
  QualType Target = P.Type.getNonReferenceType();
  const FunctionProtoType *Called = signatureOf(Target);
  if (!Called)
    return false;
  P.How = DrivenParameter::Callable;
  P.Signature = spellSignature(*Called, Types);
  bool Changed = P.Type->isLValueReferenceType() && !Target.isConstQualified() &&
                 !Target->isFunctionType() && !Target->getAsCXXRecordDecl();
  const CXXRecordDecl *R = Target->getAsCXXRecordDecl();
  Changed |= R && !R->isLambda() && P.Writes && P.Type->isLValueReferenceType();
  bool Promises = !R && Called->isNothrow();
  if (P.Signature.empty() || Changed || Promises)
    return llvm::createStringError("no-domain: parameter " + P.Name + ": nothing can be made up to be called as " +
                                   Target.getAsString());
  P.Meaning = meaningOf(D, *Called, Context);
  for (QualType T : Called->param_types())
    Used.push_back(T.getNonReferenceType().getCanonicalType().getUnqualifiedType());
  if (!Called->getReturnType()->isVoidType())
    Used.push_back(Called->getReturnType().getCanonicalType().getUnqualifiedType());
  P.Spelled = Types.spell(Target.getUnqualifiedType());
  Parameters.push_back(P);
  return true;
}

/// The argument for a parameter that is called.
std::string HarnessWriter::callable(const DrivenParameter &P) const {
  QualType Target = P.Type.getNonReferenceType();
  std::string Log = "X." + P.id("c"), Function = callback(P) + "::call";
  if (Target->isFunctionType())
    return Function;
  if (Target->isFunctionPointerType())
    return "(" + Log + ".Absent ? nullptr : static_cast<" + P.Spelled + ">(&" + Function + "))";
  if (!Target->getAsCXXRecordDecl()->isLambda())
    return "(" + Log + ".Absent ? " + P.Spelled + "() : " + P.Spelled + "(hone_test::Recorded<" + P.Signature + ">(&" +
           Log + ")))";
  return P.Type->isRValueReferenceType() ? "static_cast<" + P.Spelled + " &&>(X." + P.id("r") + ")"
                                         : "X." + P.id("r");
}

/// The function that stands for a parameter.
std::string HarnessWriter::callback(const DrivenParameter &P) const {
  return "hone_test::Callback<hone_test::" + caseName() + ", " + std::to_string(P.Index) + ", " + P.Signature + ">";
}

std::string HarnessWriter::makeCallables() const {
  std::string Out;
  for (const DrivenParameter &P : Parameters) {
    if (P.How != DrivenParameter::Callable)
      continue;
    const CXXRecordDecl *R = P.Type.getNonReferenceType()->getAsCXXRecordDecl();
    Out += "    X." + P.id("c") + ".make(S, Calls::" + P.Meaning + ", X.ticks);\n";
    if (R && R->isLambda())
      Out += "    X." + P.id("r") + ".To = &X." + P.id("c") + ";\n";
  }
  return Out;
}

/// True for parameters that take a function, which has no state of its own.
static bool takesFunction(const DrivenParameter &P) {
  return P.How == DrivenParameter::Callable && !P.Type.getNonReferenceType()->isRecordType();
}

/// In front of a run: nothing has been called; functions learn where to record.
std::string HarnessWriter::beforeCalls() const {
  std::string Out;
  for (const DrivenParameter &P : Parameters)
    if (P.How == DrivenParameter::Callable)
      Out += "  X." + P.id("c") + ".begin();\n" +
             (takesFunction(P) ? "  " + callback(P) + "::to() = &X." + P.id("c") + ";\n" : "");
  return Out;
}

std::string HarnessWriter::afterCalls() const {
  std::string Out;
  for (const DrivenParameter &P : Parameters)
    if (takesFunction(P))
      Out += "  " + callback(P) + "::to() = nullptr;\n";
  return Out;
}
