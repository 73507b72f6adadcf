// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a compile_commands.json, or a list of files and flags, to units that
// clang can parse in process and the unit's own compiler can build.
#ifndef HONE_PROJECT_PROJECT_H
#define HONE_PROJECT_PROJECT_H

#include "hone/Core/Model.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTConsumer;
class ASTContext;
class CompilerInstance;
class SourceManager;
class FileEntryRef;
} // namespace clang

namespace hone {

/// Absolute real path -> text that replaces the file on disk.
using Overlay = std::map<std::string, std::string>;

/// One entry of the database, made ready.
struct Unit {
  std::string Directory; ///< Absolute; relative flags are relative to it.
  std::string MainFile;  ///< Absolute real path.
  std::string Compiler; ///< The program that builds it, as the database has it.
  /// Arguments for the unit's own compiler: launcher removed, response files
  /// expanded, no -c, -o, -M* and no main file. Compiler not included.
  std::vector<std::string> Flags;
  /// Driver arguments for clang in process, without program name and main
  /// file: GCC-only flags dropped, foreign precompiled headers replaced,
  /// -resource-dir set.
  std::vector<std::string> ClangFlags;
  /// As Flags / ClangFlags, but -O0, sanitizers and coverage lifted to plain
  /// -O2: for remarks and benchmarks. Equal to them when nothing was lifted.
  std::vector<std::string> FastFlags, FastClangFlags;
  std::string Lifted; ///< In words, e.g. "-O0 lifted to -O2"; empty if not.
};

/// The unit with its standard raised to C++11 if it is older: generated tests
/// and benchmarks need that much. Lifted says so. What the unit is parsed and re-checked
/// with stays as it is.
Unit raisedForTests(const Unit &U);

/// The unit as another compiler builds it, for benchmarks: \p Command is the compiler and its flags; of the unit's own
/// those stay that say what the code means (where headers are, macros, the standard), not how it is optimized. Without an -O it gets -O2.
Unit withCompiler(const Unit &U, llvm::ArrayRef<std::string> Command);

/// A unit that cannot be processed at all (C++20 modules, another language).
struct SkippedUnit {
  std::string MainFile;
  Reason Why;
};

/// What the build has made of a source, in any language.
struct BuiltObject {
  std::string Source, Path; ///< Absolute.
};

struct ProjectOptions {
  std::string BuildDir;           ///< -p; empty: looked for.
  std::vector<std::string> Files; ///< As given; empty: all of the database.
  bool HasFlags = false;          ///< `-- FLAGS` was given: no database.
  std::vector<std::string> Flags;
};

class Project {
public:
  /// Errors (each a sentence that says what to do): no database, unreadable
  /// database, a file that is not in it.
  static llvm::Expected<Project> load(const ProjectOptions &Options);

  std::string
      Root; ///< Absolute real path: paths in reports are relative to it.
  std::string Database; ///< The file used; empty with `-- FLAGS`.
  std::string
      BuildDir; ///< Where the build writes: nothing in it is edited. Empty
                ///< if there is none or it is the source folder itself.
  std::vector<Unit> Units;
  std::vector<SkippedUnit> Skipped;
  /// Of all entries of the database, those that are there and newer than their source.
  std::vector<BuiltObject> Objects;
  std::vector<Failure> Failures; ///< A database entry whose file is missing ...
  std::vector<std::string> Notes; ///< Choices worth telling: which database ...

  /// Path relative to Root where it lies below it, else unchanged.
  std::string relative(llvm::StringRef AbsolutePath) const;
  std::string absolute(llvm::StringRef Relative) const;
};

/// True for a file Hone may propose edits to: below the root, not a system
/// header, not generated ("DO NOT EDIT", "@generated" ... in its first lines),
/// not in a third-party folder (third_party, vendor, external, node_modules,
/// _deps).
bool isEditable(const Project &P, llvm::StringRef AbsoluteRealPath,
                llvm::StringRef Text);

/// What clang said about a unit.
struct ParseDiagnostics {
  unsigned Errors = 0;
  std::string Text; ///< Rendered errors, at most 20.
};

using ConsumerFactory = std::function<std::unique_ptr<clang::ASTConsumer>(
    clang::CompilerInstance &)>;

enum class FlagSet { Own, Fast }; ///< ClangFlags or FastClangFlags.

/// Parses a unit and runs the consumer on it, in this process. Errors: the
/// command line is not understood. Errors in the source are in \p Diagnostics,
/// not an Error; the consumer still ran. The AST and the consumer are never
/// freed, as clang itself does: call it in a process that ends soon.
llvm::Error parseUnit(const Unit &U, const Overlay &Files, FlagSet Which,
                      const ConsumerFactory &Factory,
                      ParseDiagnostics &Diagnostics);

using ParsedCallback = std::function<void(clang::CompilerInstance &, clang::ASTContext &)>;

/// The same for one who only wants to look at the finished AST.
llvm::Error parseAst(const Unit &U, const Overlay &Files, FlagSet Which,
                     const ParsedCallback &OnParsed, ParseDiagnostics &Diagnostics);

/// Parses the unit that \p CI has parsed once more, with other texts in place
/// of its files. As parseUnit() otherwise.
void parseAgain(clang::CompilerInstance &CI, const Overlay &Files,
                const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics);

/// The folder of clang's own headers (stddef.h ...), found beside the
/// installed compiler of the LLVM that Hone was built with.
std::string resourceDir();

} // namespace hone

#endif
