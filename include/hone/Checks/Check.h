// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check is three functions and no state. Patterns over-match, judges
// under-approve; a check never touches text.
#ifndef HONE_CHECKS_CHECK_H
#define HONE_CHECKS_CHECK_H

#include "hone/Core/Model.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace hone {

enum class Category { Algorithm, Container, Allocation, Invariant, View, Nest, Vector, Dispatch, Io, Sync, Cache };

/// What a pattern bound.
class Match {
public:
  Match(const clang::ast_matchers::BoundNodes &Nodes, clang::ASTContext &Context,
        const std::map<std::string, std::string> &Options, unsigned Least = 0)
      : Nodes(Nodes), Context(Context), Options(Options), Least(Least) {}

  /// The node bound to \p Name; a bug if there is none.
  template <typename T> const T &node(llvm::StringRef Name) const {
    const T *N = Nodes.getNodeAs<T>(Name);
    assert(N && "the pattern does not bind this node");
    return *N;
  }
  template <typename T> const T *maybe(llvm::StringRef Name) const {
    return Nodes.getNodeAs<T>(Name);
  }
  clang::ASTContext &ast() const { return Context; }
  /// The function definition around the match.
  const clang::FunctionDecl &function() const;
  /// CheckOptions: hone-<check>.<Name>.
  llvm::StringRef option(llvm::StringRef Name, llvm::StringRef Default) const;
  /// The iterations from which on the new form is wanted, of a check that HasThreshold; 0: no such number is known.
  unsigned least() const { return Least; }

private:
  const clang::ast_matchers::BoundNodes &Nodes;
  clang::ASTContext &Context;
  const std::map<std::string, std::string> &Options;
  unsigned Least;
};

/// A judge's answer.
struct Verdict {
  enum class Kind { Legal, Refused, NeedsHint, Nothing } Answer = Kind::Nothing;
  std::vector<Obligation> Obligations;
  Reason Why;
  bool AddsCode = false, AddsBlock = false; ///< How long the edit is: see the gate.

  static Verdict legal(std::vector<Obligation> Obligations);
  static Verdict refuse(std::string Code, std::string Text);
  static Verdict needsHint(std::string Code, std::string Text);
  /// Nothing to say: the match was too generous.
  static Verdict nothing();
};

struct Check {
  llvm::StringLiteral Id;      ///< "hoist-loop-bound"; also names its page and test.
  llvm::StringLiteral Message; ///< One lower-case clause, no full stop.
  Category Kind;
  unsigned Version;            ///< Raised whenever verdicts or edits may change.

  /// What to look at. Cheap and generous: matching too much is fine. Binds
  /// the statement the finding is about as "root".
  clang::ast_matchers::StatementMatcher (*Pattern)();
  /// Whether rewriting preserves behaviour. Right whenever it says yes.
  Verdict (*Judge)(const Match &M);
  /// What to write instead. Called only after Judge has said yes.
  llvm::Expected<Patch> (*Rewrite)(const Match &M);
  /// Whether what is right for the only instance of a template is right for its text: only where that has been
  /// thought through.
  bool SpeaksOfTemplates = false;
  /// Whether Rewrite can leave the original in place where there are fewer iterations than Match::least().
  bool HasThreshold = false;
};

/// All checks, in the order of Checks.def.
llvm::ArrayRef<const Check *> allChecks();
/// Null: there is none of that name.
const Check *checkOf(llvm::StringRef Id);

struct CheckOptions {
  std::vector<std::string> Globs; ///< As in clang-tidy; empty: all.
  std::map<std::string, std::string> Values; ///< "hone-<check>.<Option>" -> value.
  /// Finding's id -> iterations from which on its new form is wanted. No user says that: it is measured.
  std::map<std::string, unsigned> Thresholds;
};

/// True if \p Id is switched on by the globs (which may spell "hone-<id>").
bool isEnabled(llvm::StringRef Id, const std::vector<std::string> &Globs);
/// The globs that name no check at all: a misspelling.
std::vector<std::string> unknownGlobs(const std::vector<std::string> &Globs);

/// Runs the enabled checks over the statements below the declarations given
/// (those of editable files). Finding::Where::File is the absolute real path.
/// Honours NOLINT. Fills everything up to and including Fix. Without \p PP no
/// edit is made near a macro.
std::vector<Finding> runChecks(clang::ASTContext &Context,
                               const std::vector<clang::Decl *> &Scope,
                               const CheckOptions &Options,
                               clang::Preprocessor *PP);

} // namespace hone

#endif
