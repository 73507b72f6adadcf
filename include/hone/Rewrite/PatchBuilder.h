// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only way from a check to text. Owns macros, ranges, braces, indentation,
// line ends, includes and formatting, so that no check touches text.
#ifndef HONE_REWRITE_PATCHBUILDER_H
#define HONE_REWRITE_PATCHBUILDER_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace hone {

class FileText;
struct RawToken;

class PatchBuilder {
public:
  explicit PatchBuilder(clang::ASTContext &Context);
  /// The same after allowConstants().
  PatchBuilder(clang::ASTContext &Context, const clang::Stmt &Whole) : PatchBuilder(Context) { allowConstants(Whole); }
  ~PatchBuilder();

  /// The source text of \p Range, comments included. If it is not plain text of
  /// one file (a macro is involved) it is empty and take() is an error.
  std::string text(clang::SourceRange Range);

  /// A copy of \p Whole, with its semicolon, less the indentation of its first line: what
  /// \p Instead says about a range in it takes that range's place. Only of a
  /// statement that begins its line.
  std::string copy(const clang::Stmt &Whole,
                   llvm::ArrayRef<std::pair<clang::SourceRange, std::string>> Instead);

  /// Lets text() and replace() take macros in \p Whole that are spelled there whole and are
  /// numbers, as M_PI is: what they stand for is the same everywhere.
  void allowConstants(const clang::Stmt &Whole);

  /// An error of take() if a comment is lost that text() did not give either.
  void replace(clang::SourceRange Range, llvm::StringRef Text);
  void insertBefore(clang::SourceLocation Where, llvm::StringRef Text);
  void insertAfter(clang::SourceRange Range, llvm::StringRef Text);
  /// Removes text, and its line if nothing else stands there.
  void remove(clang::SourceRange Range);

  /// Inserts whole statements (one or more lines, no trailing newline) before
  /// \p S, at its indentation. If S is the body of an if, else, case, label or loop
  /// braces are added where that is safe, else take() is an error.
  void insertStatementsBefore(const clang::Stmt &S, llvm::StringRef Lines);

  /// The same after \p S, and what stands behind it on its last line. Before
  /// insertStatementsBefore() of the same statement.
  void insertStatementsAfter(const clang::Stmt &S, llvm::StringRef Lines);

  /// Replaces \p S, with its semicolon if it has one, by whole statements.
  /// Comments inside go above. Fails if a pragma or attribute speaks of \p S.
  void replaceStatement(const clang::Stmt &S, llvm::StringRef Lines);
  /// What the file of \p S indents a nested line by.
  std::string step(const clang::Stmt &S) const;

  /// Adds `#include <Header>` at the place the file's includes call for,
  /// unless the file has it already.
  void addInclude(llvm::StringRef Header);

  /// The patch, touched lines formatted with the project's .clang-format.
  /// Errors have a refusal code as their text's first word ("macro: ...").
  llvm::Expected<Patch> take();

private:
  struct Pending {
    unsigned Offset, Length;
    std::string Text;
    std::size_t Order = 0; ///< Insertions at one place stay in this order.
  };
  struct Place {
    const FileText *File;
    unsigned Begin, End;
  };

  void fail(const std::string &Text);
  const FileText *fileOf(clang::SourceLocation Where) const;
  std::optional<Place> locate(clang::SourceRange Range, std::string &Why) const;
  std::optional<Place> locateWhole(const clang::Stmt &S);
  bool isFreePlace(const clang::Stmt &S, const Place &P);
  /// Comments in \p P that neither text() gave nor \p Text holds.
  std::vector<const RawToken *> lostComments(const Place &P, llvm::StringRef Text) const;
  std::optional<bool> isOnlyBody(const clang::Stmt &S);
  /// Where statements beside another one go.
  struct Beside {
    Place Whole;
    bool IsBody;        ///< It is all that an if, a loop ... has.
    std::string Indent; ///< Of new lines.
  };
  std::optional<Beside> beside(const clang::Stmt &S);
  void addBraces(const clang::Stmt &S, const Place &P);
  void add(const FileText &File, unsigned Offset, unsigned Length, std::string Text);
  std::vector<Pending> settle(const FileText &File, std::vector<Pending> Edits);
  void finish(const FileText &File, const std::vector<Pending> &Edits, Patch &Result);

  clang::ASTContext &Context;
  mutable std::map<clang::FileID, std::unique_ptr<FileText>> Files;
  std::map<std::string, std::vector<Pending>> ByFile;
  std::map<std::string, const FileText *> Texts;
  std::vector<std::string> Includes;
  std::vector<Place> Copied; ///< What text() gave: comments in it go with it.
  llvm::SmallPtrSet<const clang::Stmt *, 4> Braced;
  llvm::DenseSet<clang::SourceLocation> Constants; ///< Names of macros that are numbers.
  std::string Problem;
};

/// A name based on \p Wanted that hides nothing and is hidden by nothing in
/// the function around \p At, nor is a macro: "size", then "size2" ... Names in
/// \p Taken are avoided too, and the answer is added to it.
std::string freshName(const clang::Stmt &At, clang::ASTContext &Context,
                      llvm::StringRef Wanted);
std::string freshName(const clang::Stmt &At, clang::ASTContext &Context,
                      llvm::StringRef Wanted, llvm::StringSet<> &Taken);

/// The type (without const) as code beside \p At would spell it: `size_t` or
/// `std::size_t` as the function and its file do, typedefs kept. Empty if it
/// has no plain spelling there (a type of another scope, a dependent type).
std::string typeText(clang::QualType T, const clang::Stmt &At,
                     clang::ASTContext &Context);

/// \p Name of namespace std as code beside \p At would spell it: "span" after a
/// `using namespace std` that makes it unambiguous, else "std::span".
std::string stdName(llvm::StringRef Name, const clang::Stmt &At,
                    clang::ASTContext &Context);

/// A call of that function up to its parenthesis: "std::min(", "std::min<int>(" with a \p Type, and "(std::min)("
/// where the name may be a macro, here or in another configuration, as <windows.h> defines min and max.
std::string stdCall(llvm::StringRef Name, const clang::Stmt &At, clang::ASTContext &Context,
                    llvm::StringRef Type = "");

/// True if the file of \p At writes `T &name` rather than `T& name`, where it does either.
bool bindsToName(const clang::Stmt &At, clang::ASTContext &Context);

/// True if the function around \p At holds, or is directly preceded by, a
/// pragma of this kind ("omp"): clang forgets those it was not asked to obey.
bool hasPragma(const clang::Stmt &At, clang::ASTContext &Context,
               llvm::StringRef Kind);

/// True if a preprocessor directive stands in \p Range: other configurations
/// of the unit see other code there.
bool hasDirective(clang::SourceRange Range, clang::ASTContext &Context);

/// Whether one does, or anything there is, or once was, the name of a macro: so it may say something else in
/// another configuration.
bool mentionsMacro(clang::SourceRange Range, clang::ASTContext &Context);

/// The text of \p Range; empty if a macro is involved. Cheaper than a PatchBuilder's, which
/// looks at the whole file.
std::string plainText(clang::SourceRange Range, const clang::ASTContext &Context);

/// How many comments stand in \p Range.
unsigned countComments(clang::SourceRange Range, clang::ASTContext &Context);

/// The function definition around \p At, outside all lambdas; null at file scope.
const clang::FunctionDecl *outermostFunction(const clang::Stmt &At,
                                             clang::ASTContext &Context);

} // namespace hone

#endif
