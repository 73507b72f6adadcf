// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The walk behind effectsOf, shared by the statements (Effects.cpp) and the
// calls (Calls.cpp).
#ifndef HONE_LIB_ANALYSIS_EFFECTSVISITOR_H
#define HONE_LIB_ANALYSIS_EFFECTSVISITOR_H

#include "Models.h"
#include "hone/Analysis/Effects.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace hone {

/// True if the elements of the standard container \p T are copied and destroyed
/// without the user's code.
bool hasPlainElements(clang::QualType T, const clang::ASTContext &C);
/// The types an object of a class of the library holds: the template's arguments for
/// parameters that have no default.
llvm::SmallVector<clang::QualType, 4> dataTypes(clang::QualType T);
/// True if making an object of type \p T from nothing or from the values of its
/// members runs no code of the user's.
bool isQuietlyMade(clang::QualType T, const clang::ASTContext &C);
/// True for a function of a standard container that may change the container. Its
/// body says so in words of the library's own that nothing here understands.
bool changesContainer(const clang::FunctionDecl &F);
/// True for the function behind the name errno.
bool isErrno(const clang::FunctionDecl &F);

class EffectsVisitor {
public:
  /// Whether what a call does to its arguments can be seen in the body of the callee.
  static bool canBeLookedInto(const clang::FunctionDecl &Definition);
  EffectsVisitor(const clang::ASTContext &C, Effects &Out,
                 llvm::ArrayRef<const clang::Stmt *> Ignored = {})
      : C(C), Out(Out), Ignored(Ignored) {}

  void visit(const clang::Stmt *S);

private:
  using Bindings = llvm::DenseMap<const clang::VarDecl *, std::optional<Place>>;

  // Statements.
  bool visitStatement(const clang::Stmt &S);
  bool visitJump(const clang::Stmt &S);
  void visitVariable(const clang::VarDecl &V);
  void visitLoop(const clang::Stmt &S);
  /// Whether the hidden iterators of a range-for lead to elements in each of its turns, and
  /// what is read there is always defined: it walks a vector or string, and all that the body
  /// writes, from \p FirstWrite on, are local scalars.
  bool staysInRange(const clang::CXXForRangeStmt &Range, std::size_t FirstWrite) const;
  bool reachesItsBound(const clang::Stmt &Loop, std::size_t FirstWrite) const;
  // Expressions.
  bool visitSimple(const clang::Expr &E);
  bool visitCast(const clang::Expr &E);
  void visitUnary(const clang::UnaryOperator &U);
  void visitBinary(const clang::BinaryOperator &B);
  void visitReference(const clang::DeclRefExpr &R);
  void visitSubscript(const clang::ArraySubscriptExpr &S);
  void visitMember(const clang::MemberExpr &M);
  // Calls.
  void visitCall(const clang::CallExpr &Call);
  /// A function that only reads may read all it is given.
  void readWhatIsSeen(const Invocation &I);
  // Calls of modelled functions (ModelledCalls.cpp).
  void visitModel(const Model &M, const Invocation &I);
  void readArguments(const Model &M, const Invocation &I);
  void callWithElements(const Model &M, const Invocation &I);
  void visitClosure(const clang::LambdaExpr &L, const Place &Element,
                    clang::SourceLocation At);
  llvm::SmallVector<Place, 2> placesOf(const Spot &S,
                                       const Invocation &I) const;
  Place objectPlace(const clang::Expr &Object) const;
  /// The object a member function or member operator is called on.
  std::optional<Place> objectOf(const clang::CallExpr &Call) const;
  void readPlace(const Place &P, clang::SourceLocation At) { Out.Reads.push_back({P, At}); }
  void visitConstruct(const clang::CXXConstructExpr &Construct);
  void visitDestructor(clang::QualType T, clang::SourceLocation At);
  void visitOperands(const clang::CallExpr &Call, const clang::FunctionDecl *F,
                     const Model *M);
  bool inlineBody(const clang::FunctionDecl &F, llvm::ArrayRef<const clang::Expr *> Arguments,
                  const std::optional<Place> &Object, clang::SourceLocation At);
  void opaque(const clang::FunctionDecl *F, const std::string &Text, clang::SourceLocation At) {
    Out.Opaque.push_back({F, Text, At});
  }
  /// A call that is not looked into: besides anything else, what it is given may change.
  void opaque(const Invocation &I, const std::string &Text);
  void mayChange(const Place &P, clang::SourceLocation At);
  /// What a callee did, said in the caller's places.
  void adopt(Effects &&Inner, const clang::FunctionDecl &F, const Bindings &Map,
             const std::optional<Place> &Object, clang::SourceLocation At);
  std::optional<Place> translate(const Place &P, const clang::FunctionDecl &F,
                                 const Bindings &Map, const std::optional<Place> &Object) const;

  /// \p P, less what holds only inside a range-for that is not looked at.
  Place settled(Place P) const;
  void read(const clang::Expr &GlValue);
  void write(const clang::Expr &GlValue);
  void hazard(const char *Text, clang::SourceLocation At) { Out.Hazards.push_back({Text, At}); }
  void unknown(const char *Code, const std::string &Text, clang::SourceLocation At) {
    Out.Unknown.push_back({Code, Text, At});
  }

  const clang::ASTContext &C;
  Effects &Out;
  llvm::ArrayRef<const clang::Stmt *> Ignored;
  llvm::SmallVector<const clang::FunctionDecl *, 8> Stack; ///< Bodies being looked into.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Ranges; ///< Hidden iterators of loops seen.
  /// A body that runs with the variables of the function around it: a closure's.
  static bool isClosure(const clang::FunctionDecl &F);
  unsigned LoopDepth = 0, SwitchDepth = 0; ///< What a break or continue stays inside of.
};

} // namespace hone

#endif
