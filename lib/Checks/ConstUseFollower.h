// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The walk behind findOwnUse: from a mention of an object upwards, shared by
// what names it (ConstUse.cpp) and what leads to it (ConstUseHandles.cpp).
#ifndef HONE_LIB_CHECKS_CONSTUSEFOLLOWER_H
#define HONE_LIB_CHECKS_CONSTUSEFOLLOWER_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTTypeTraits.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <optional>

namespace hone {

/// True for a class of the library whose members come in pairs that do the same,
/// one of them const.
bool isPairedClass(const clang::CXXRecordDecl &R);
/// True if an object of type \p T cannot tell where another one lies: it is a
/// number, or made of such, or of the library and holds such.
bool holdsNoAddress(clang::QualType T, const clang::ASTContext &C);
/// True if no code of the project's compares, hashes or prints a \p T.
bool isOfLibrary(clang::QualType T, const clang::ASTContext &C);

/// How far what is passed on is followed.
constexpr unsigned MaxDepth = 5;

/// Where an expression goes. \p Object is what is followed: a variable, or the object
/// of a member function.
class Follower {
public:
  Follower(const std::string &Object, const clang::Stmt &Body, clang::ASTContext &C, unsigned Depth,
           clang::QualType Whole, bool Returned = false)
      : Object(Object), Body(Body), C(C), Depth(Depth), Whole(Whole), Returned(Returned) {}
  /// From a name of the object or of a part of it.
  std::optional<Refusal> follow(const clang::Expr &Start);
  /// From an iterator or view that leads to a part of it.
  std::optional<Refusal> handle(const clang::Expr &Start);

private:
  Refusal no(const char *Code, const std::string &Text, const clang::Stmt &At) const {
    return {Code, Object + " " + Text, At.getBeginLoc()};
  }
  Refusal shown(const clang::Stmt &At) const {
    return no("address-taken", "gives an address that is kept or compared", At);
  }
  clang::DynTypedNode parentOf(const clang::Expr &E) const;
  std::optional<Refusal> cast(const clang::CastExpr &Cast, bool Const, bool &GoesOn);
  std::optional<Refusal> made(const clang::CXXConstructExpr &Made, bool Const);
  std::optional<Refusal> method(const clang::CXXMethodDecl *M, const clang::CallExpr &Call);
  std::optional<Refusal> methodBody(const clang::CXXMethodDecl &M) const;
  std::optional<Refusal> bound(const clang::VarDecl &To, const clang::Expr &E) const;
  std::optional<Refusal> walked(const clang::CXXForRangeStmt &Loop, const clang::Expr &E) const;
  std::optional<Refusal> named(const clang::VarDecl &To, const clang::Stmt &Scope) const;
  std::optional<Refusal> position(const clang::Expr &Call) const;
  bool isReturnedWhole(const clang::Expr &E) const;
  std::optional<Refusal> passed(const clang::CallExpr &Call, const clang::Expr &Argument);
  std::optional<Refusal> inFunction(const clang::CallExpr &Call, const clang::Expr &Argument,
                                    bool IsHandle) const;
  std::optional<Refusal> result(const clang::CallExpr &Call);
  std::optional<Refusal> pointer(const clang::Expr &Pointer);
  // What leads to a part.
  std::optional<Refusal> handleOperator(const clang::CXXOperatorCallExpr &Call, const clang::Expr &E,
                                        bool &GoesOn);
  std::optional<Refusal> handlePassed(const clang::CallExpr &Call, const clang::Expr &E, bool &GoesOn);
  std::optional<Refusal> handleVariable(const clang::VarDecl &To, const clang::Stmt &Scope) const;
  std::optional<Refusal> algorithm(const clang::CallExpr &Call, const clang::Expr &E) const;
  std::optional<Refusal> called(const clang::Expr &Function, clang::QualType Each) const;

  const std::string Object;
  const clang::Stmt &Body;
  clang::ASTContext &C;
  unsigned Depth;
  clang::QualType Whole;
  bool Returned; ///< The caller follows a reference that is returned.
};

/// The function \p F is called with, in the library or outside of it.
bool isOfSystem(const clang::FunctionDecl &F);
/// An iterator of the library, or a view.
bool isHandle(clang::QualType T);
/// Mentions of \p V in \p Body, each followed.
std::optional<Refusal> followName(const clang::ValueDecl &V, const clang::Stmt &Body,
                                  clang::ASTContext &C, unsigned Depth, bool IsHandle = false,
                                  bool Returned = false);

} // namespace hone

#endif
