// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses one unit in this process with everything that would write a file or
// print switched off, and everything that code generation needs left on.
#include "Command.h"
#include "Invocation.h"
#include "hone/Project/Language.h"
#include "hone/Support/Support.h"
#include "llvm/Support/Path.h"

using llvm::Error;

namespace hone {

namespace {
/// Hands the unit to the caller's consumer.
class CallerAction : public clang::ASTFrontendAction {
public:
  explicit CallerAction(const ConsumerFactory &Factory) : Factory(Factory) {}
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    return Factory(CI);
  }

private:
  const ConsumerFactory &Factory;
};

/// Hands the finished AST to the caller.
class AstConsumer : public clang::ASTConsumer {
public:
  AstConsumer(clang::CompilerInstance &CI, const ParsedCallback &OnParsed)
      : CI(CI), OnParsed(OnParsed) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override { OnParsed(CI, Context); }

private:
  clang::CompilerInstance &CI;
  const ParsedCallback &OnParsed;
};
} // namespace

/// Nothing but the AST may come out of the parse.
static void makeQuiet(clang::CompilerInvocation &I) {
  I.getDependencyOutputOpts() = {};
  I.getDiagnosticOpts().DiagnosticSerializationFile.clear();
  I.getDiagnosticOpts().VerifyDiagnostics = false;
  clang::FrontendOptions &F = I.getFrontendOpts();
  F.OutputFile.clear();
  F.Plugins.clear();
  F.AddPluginActions.clear();
  F.ShowStats = false;
  F.StatsFile.clear();
  F.TimeTracePath.clear();
  F.ProgramAction = clang::frontend::ParseSyntaxOnly;
  // Freeing an AST takes as long as a tenth of making it.
  F.DisableFree = true;
  clang::CodeGenOptions &C = I.getCodeGenOpts();
  C.DisableFree = true;
  C.ClearASTBeforeBackend = false;
  C.OptRecordFile.clear();
  C.SplitDwarfFile.clear();
  C.SplitDwarfOutput.clear();
  C.TimePasses = false;
  I.getLangOpts().RetainCommentsFromSystemHeaders = false;
}

/// Parses by \p Invocation, and leaves all of it in memory.
static void run(std::shared_ptr<clang::CompilerInvocation> Invocation,
                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem,
                const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics) {
  ErrorCollector Errors;
  // On the heap and left there with the AST, which points into it.
  auto *CI = new clang::CompilerInstance(std::move(Invocation));
  CI->setVirtualFileSystem(std::move(FileSystem));
  CI->createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  CI->setVerboseOutputStream(llvm::nulls());
  CI->createFileManager();
  CI->createSourceManager();
  CallerAction Action(Factory);
  CI->ExecuteAction(Action);
  llvm::BuryPointer(CI);

  Diagnostics.Errors = Errors.Count;
  Diagnostics.Text = llvm::join(Errors.Errors, "\n");
}

static Error parseOn(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem, const Unit &U, FlagSet Which,
                     const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics) {
  ErrorCollector CommandErrors;
  std::unique_ptr<clang::CompilerInvocation> Invocation =
      makeInvocation(Which == FlagSet::Own ? U.ClangFlags : U.FastClangFlags,
                     U.MainFile, FileSystem, CommandErrors);
  if (!Invocation)
    return failure(U.MainFile +
                   ": clang does not understand its command line: " +
                   llvm::join(CommandErrors.Errors, "; "));
  makeQuiet(*Invocation);
  Invocation->getFileSystemOpts().WorkingDir = U.Directory;
  run(std::move(Invocation), std::move(FileSystem), Factory, Diagnostics);
  return Error::success();
}

Error parseUnit(const Unit &U, const Overlay &Files, FlagSet Which,
                const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics) {
  return parseOn(makeFileSystem(U.Directory, Files), U, Which, Factory, Diagnostics);
}

Error parseUnit(const Unit &U, FlagSet Which, const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics, FileTrace &Asked) {
  return parseOn(traced(makeFileSystem(U.Directory, {}), Asked), U, Which, Factory, Diagnostics);
}

Error parseAst(const Unit &U, const Overlay &Files, FlagSet Which, const ParsedCallback &OnParsed,
               ParseDiagnostics &Diagnostics) {
  return parseUnit(
      U, Files, Which,
      [&](clang::CompilerInstance &CI) { return std::make_unique<AstConsumer>(CI, OnParsed); },
      Diagnostics);
}

bool hasRelaxedAliasing(const Unit &U) {
  ErrorCollector Errors;
  auto Invocation = makeInvocation(U.FastClangFlags, U.MainFile, makeFileSystem(U.Directory, {}), Errors);
  return !Invocation || Invocation->getCodeGenOpts().RelaxedAliasing;
}

bool isCompiledByClang(const Unit &U) {
  return llvm::sys::path::filename(U.Compiler).contains("clang");
}

void parseAgain(clang::CompilerInstance &CI, const Overlay &Files,
                const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics) {
  auto Invocation = std::make_shared<clang::CompilerInvocation>(CI.getInvocation());
  auto FileSystem = makeFileSystem(Invocation->getFileSystemOpts().WorkingDir, Files);
  run(std::move(Invocation), FileSystem, Factory, Diagnostics);
}

} // namespace hone
