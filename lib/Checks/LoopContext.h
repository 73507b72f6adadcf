// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where an expression stands among the loops around it, and whether it is
// evaluated whenever the loop is reached. Shared by checks that move code out
// of loops.
#ifndef HONE_LIB_CHECKS_LOOPCONTEXT_H
#define HONE_LIB_CHECKS_LOOPCONTEXT_H

#include "hone/Analysis/Effects.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include <optional>
#include <vector>

namespace hone {

/// A loop of any kind.
clang::ast_matchers::StatementMatcher anyLoop();
/// A `for`, or a range-based one.
clang::ast_matchers::StatementMatcher anyFor();

struct LoopContext {
  /// Loops that repeat the expression, innermost first; none beyond a lambda.
  std::vector<const clang::Stmt *> Loops;
  bool InLambda = false;     ///< A lambda stands between the expression and the function.
  bool Unevaluated = false;  ///< sizeof, decltype, noexcept.
  bool Leaves = false;       ///< Part of a return or throw: evaluated once at most.
};
LoopContext loopContextOf(const clang::Stmt &S, clang::ASTContext &C);

/// What must hold for the first iteration of \p Loop to evaluate an expression.
struct FirstIteration {
  /// Empty: the expression is evaluated whenever the body is entered, before anything
  /// that could leave the loop.
  std::optional<Refusal> Obstacle;
  /// Inner loops, innermost first, that may not run: it is evaluated if they all do.
  std::vector<const clang::Stmt *> Unsure;
  /// Evaluated even if the body is never entered (it is in the condition).
  bool BeforeTest = false;
  /// All that is, or may be, evaluated before it.
  std::vector<const clang::Stmt *> Before;
};
/// \p Loop may be any statement around \p S. What is in \p Ignored is taken to do nothing.
FirstIteration firstIteration(const clang::Stmt &S, const clang::Stmt &Loop, clang::ASTContext &C,
                              llvm::ArrayRef<const clang::Stmt *> Ignored = {});

/// A question in front of a loop.
struct EntryTest {
  std::string Text; ///< Empty: there is no simple one. Can stand beside && and in front of ?.
  std::vector<const clang::Expr *> Asks; ///< What the text is made of.
  bool Always = false;  ///< No question: the header's constants answer it.
  std::string Opposite; ///< True if the body is not entered; may be empty.
};
/// An expression, in the words of the source, that is true exactly if the body of
/// \p Loop is entered, and does nothing else.
EntryTest entryTest(const clang::Stmt &Loop, clang::ASTContext &C);
/// The same for the operands of && in the condition of \p Loop that stand before \p E: true exactly
/// if the first test of the loop gets as far as \p E, and evaluates it then.
EntryTest testBefore(const clang::Expr &E, const clang::Stmt &Loop, clang::ASTContext &C);

/// Something in \p Loop or around it after which names or the flow of control
/// cannot be trusted: local using declarations and types, setjmp, pragmas of OpenMP,
/// coroutines.
std::optional<Refusal> findStrangeSurroundings(const clang::Stmt &Loop, clang::ASTContext &C);

/// Why a loop is left as it is, whatever it does: it is in a lambda, a preprocessor line stands in it, or its
/// surroundings are strange.
std::optional<Refusal> findUnsuitablePlace(const clang::Stmt &Loop, clang::ASTContext &C);

/// Why \p E, which people call \p Name, cannot be asked once for all of \p Loop: it does more than give a value (code:
/// effects), or the loop changes what it reads (what changes it; else \p Code).
std::optional<Refusal> findVariation(const clang::Expr &E, const clang::Stmt &Loop, const char *Code, const std::string &Name,
                                     clang::ASTContext &C);

/// Whether \p Loop stands in the else branch of a question for \p Condition: it is what an edit has left as the
/// fallback.
bool isFallbackOf(llvm::StringRef Condition, const clang::Stmt &Loop, clang::ASTContext &C);

/// Why an object with a destructor may not live until the end of \p F: it is a constexpr function, or
/// one that ends in a call that has to take its place. Codes: constexpr, musttail.
std::optional<Refusal> findEarlierEnd(const clang::FunctionDecl &F);

/// True if \p D is declared inside \p S.
bool isDeclaredIn(const clang::Decl &D, const clang::Stmt &S, const clang::ASTContext &C);

/// Whether \p E, which reads \p Reads, names something that \p Loop declares, or local numbers
/// that it plainly changes: nobody would take it for invariant.
bool plainlyVaries(const clang::Expr &E, llvm::ArrayRef<Access> Reads, const clang::Stmt &Loop,
                   clang::ASTContext &C);

/// The outermost of the loops \p Around, which start with the innermost, up to which nothing
/// changes that evaluating \p E reads.
struct InvariantLoop {
  const clang::Stmt *Loop = nullptr;
  std::optional<Refusal> Why; ///< No loop: what changes. Empty too if it plainly varies.
};
InvariantLoop outermostInvariant(const clang::Expr &E, llvm::ArrayRef<Access> Reads,
                                 llvm::ArrayRef<const clang::Stmt *> Around, clang::ASTContext &C);

/// The variables that \p S names.
std::vector<const clang::VarDecl *> namedVariables(const clang::Stmt &S);
/// The source text of \p E; empty if a macro is involved.
std::string textOf(const clang::Expr &E, clang::ASTContext &C);

/// False if the target computes floating point in more precision than the types have.
bool computesAsWritten(const clang::ASTContext &C);
/// Where \p E stands, with the parentheses around it: a name or a call needs none, unless a word stands right in front.
clang::SourceRange withParentheses(const clang::Expr &E, clang::ASTContext &C);

/// Whether \p E is a name, a member, or a call that is written as one: it needs no parentheses beside an operator.
bool isNameOrCall(const clang::Expr &E);

/// Whether `a + b` can stand for \p Site as it is: in `v[i]`, `f(i)`, `= i`, and in front of the plus or minus of `i + 1`.
bool takesSum(const clang::Expr &Site, clang::ASTContext &C);

/// \p S with the semicolon that ends it.
clang::SourceRange withSemicolon(const clang::Stmt &S, const clang::ASTContext &C);

/// How often the function around \p At says \p Name, counted in tokens.
unsigned countName(const clang::Stmt &At, llvm::StringRef Name, clang::ASTContext &C);

/// The same of what may be a local variable: not `.name`, `->name` and `::name`.
unsigned countLocal(const clang::Stmt &At, llvm::StringRef Name, clang::ASTContext &C);

/// Why \p S may do other things with \p Names where other macros are defined: a
/// preprocessor line stands in it, or the text names them where the compiler saw nothing.
std::optional<Refusal> findOtherConfiguration(llvm::ArrayRef<const clang::ValueDecl *> Names,
                                              const clang::Stmt &S, clang::ASTContext &C);
/// The same for \p Part of the function around \p At.
std::optional<Refusal> findOtherConfiguration(llvm::ArrayRef<const clang::ValueDecl *> Names,
                                              clang::SourceRange Part, const clang::Stmt &At, clang::ASTContext &C);

} // namespace hone

#endif
