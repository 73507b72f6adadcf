// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises `c.at(i)`, `rows[y]` and `c.size()`.
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace hone;

std::optional<Checked> hone::checkedCall(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || M->getName() != "at" || Call->getNumArgs() != 1)
    return std::nullopt;
  const Expr *Object = Call->getImplicitObjectArgument();
  QualType T = Object->IgnoreParenImpCasts()->getType();
  bool Known = isStdVector(T) || isStdString(T) || isStdType(T, "array");
  if (!Known || Object->getType()->isPointerType() || !M->getParent()->isInStdNamespace())
    return std::nullopt;
  return Checked{Call, Object->IgnoreParenImpCasts(), Call->getArg(0)->IgnoreParenImpCasts()};
}

std::optional<Checked> hone::rowOf(const Expr &Object) {
  if (auto Call = checkedCall(Object))
    return Call;
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(&Object);
  if (!Call || Call->getOperator() != OO_Subscript || Call->getNumArgs() != 2 ||
      !isStdVector(Call->getArg(0)->IgnoreParenImpCasts()->getType()))
    return std::nullopt;
  return Checked{nullptr, Call->getArg(0)->IgnoreParenImpCasts(), Call->getArg(1)->IgnoreParenImpCasts()};
}

/// `y`, `2`, `y - 1`
static bool isPlainIndex(const Expr &Index) {
  const auto *B = dyn_cast<BinaryOperator>(Index.IgnoreParenImpCasts());
  if (B && B->isAdditiveOp())
    return isPlainIndex(*B->getLHS()) && isPlainIndex(*B->getRHS());
  return variableOf(Index) || isa<IntegerLiteral>(Index.IgnoreParenImpCasts());
}

bool hone::isPath(const Expr &Given) {
  const Expr *E = Given.IgnoreParenImpCasts();
  if (isa<CXXThisExpr, DeclRefExpr>(E))
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isPath(*Member->getBase());
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_Deref && isPath(*U->getSubExpr());
  auto Row = rowOf(*E);
  return Row && isPath(*Row->Object) && isPlainIndex(*Row->Index);
}

bool hone::isAlwaysInRange(const Checked &Call, const ASTContext &C) {
  if (!isStdType(Call.Object->getType(), "array"))
    return false;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Call.Object->getType()->getAsCXXRecordDecl());
  if (!Class || Class->getTemplateArgs().size() != 2)
    return false;
  std::uint64_t Size = Class->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
  Expr::EvalResult Value;
  if (Call.Index->EvaluateAsInt(Value, C))
    return !Value.Val.getInt().isNegative() && Value.Val.getInt().getLimitedValue() < Size;
  QualType T = Call.Index->getType();
  return T->isUnsignedIntegerType() && C.getTypeSize(T) < 32 && (1ull << C.getTypeSize(T)) <= Size;
}

const Expr *hone::sizedBy(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E.IgnoreParenImpCasts());
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || Call->getNumArgs() != 0)
    return nullptr;
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  QualType T = Object->getType();
  bool Counts = M->getName() == "size" || (M->getName() == "length" && isStdString(T));
  return Counts && (isStdContainer(T) || isStdType(T, "array")) ? Object : nullptr;
}

const VarDecl *hone::variableOf(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && !Ref->refersToEnclosingVariableOrCapture() ? V->getCanonicalDecl() : nullptr;
}

/// Token for token, whatever is between them.
static bool sameTokens(const std::string &A, const std::string &B, const LangOptions &Options) {
  if (A == B)
    return true;
  Lexer X(SourceLocation(), Options, A.data(), A.data(), A.data() + A.size()), Y(SourceLocation(), Options, B.data(), B.data(), B.data() + B.size());
  for (Token T, U;;) {
    X.LexFromRawLexer(T);
    Y.LexFromRawLexer(U);
    auto Spelled = [](const Lexer &L, const Token &Of) { return llvm::StringRef(L.getBufferLocation() - Of.getLength(), Of.getLength()); };
    if (T.isNot(U.getKind()) || T.needsCleaning() || U.needsCleaning() || (T.isNot(tok::eof) && Spelled(X, T) != Spelled(Y, U)))
      return false;
    if (T.is(tok::eof))
      return true;
  }
}

bool hone::saysTheSame(const Expr &A, const Expr &B, ASTContext &C) {
  const std::string Text = textOf(A, C);
  return !Text.empty() && sameTokens(Text, textOf(B, C), C.getLangOpts()) && namedVariables(A) == namedVariables(B);
}
