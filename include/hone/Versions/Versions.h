// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two versions of a project: what the other one's files say, and which
// functions differ between them.
#ifndef HONE_VERSIONS_VERSIONS_H
#define HONE_VERSIONS_VERSIONS_H

#include "hone/Core/Model.h"
#include "hone/Project/Project.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// A declaration at namespace scope, or a function defined in a class.
struct Declared {
  /// What it is paired by: kind, qualified name, type and template parameters.
  std::string Key;
  std::string Name; ///< Qualified, for people.
  Span Where;       ///< The whole declaration, for a template with its head.
  bool IsFunction = false;  ///< A definition with a body; all else is false.
  bool IsMember = false;
  unsigned ParamsBegin = 0; ///< Offsets in the file, of functions only.
  unsigned BodyBegin = 0;
  std::string Text;       ///< Where, as written.
  std::string Meaning;    ///< The tokens of Text, less the bodies of functions in a class.
  std::string Namespaces; ///< `namespace a { namespace b {`; empty at the top.
  unsigned Depth = 0;     ///< How many namespaces that is.
};

/// What one unit declares, and which editable files it opened.
struct UnitVersion {
  std::vector<Declared> All; ///< In source order.
  std::vector<std::string> Includes; ///< `#include` lines of those files.
  std::vector<std::string> Files;    ///< Absolute real paths.
};
UnitVersion describeVersion(clang::ASTContext &Context, const Project &P);

/// Functions of \p Before that \p After defines otherwise, as findings of the
/// check "verify" whose edits turn the text of \p Before into that of \p After.
/// What differs besides is told in \p Notes.
std::vector<Finding> pairFunctions(const UnitVersion &Before, const UnitVersion &After,
                                   std::vector<std::string> &Notes);

/// Declarations that only \p After has, ready to stand behind all of \p Before.
std::string addedDeclarations(const UnitVersion &Before, const UnitVersion &After);

/// The other version's text of those \p Files that differ, by absolute path.
/// \p Against is a folder laid out like the project, or a git revision.
/// Errors: it is neither, or git fails.
llvm::Expected<Overlay> readBaseline(const Project &P, llvm::StringRef Against,
                                     const std::vector<std::string> &Files);

llvm::json::Value toJSON(const UnitVersion &V);
bool fromJSON(const llvm::json::Value &V, UnitVersion &Version, llvm::json::Path P);

} // namespace hone

#endif
