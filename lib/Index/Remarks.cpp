// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The optimizer's remarks, collected in process instead of through a YAML
// file: only the passes that say something about loops are asked to speak,
// which costs a few percent instead of a third.
#include "Remarks.h"
#include "clang/CodeGen/BackendUtil.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace hone {

namespace {
/// A place as the debug information has it.
struct Place {
  const llvm::DIFile *File = nullptr;
  unsigned Line = 0, Column = 0;
};

/// Finds out which source files are people's own.
class OwnFiles {
public:
  explicit OwnFiles(clang::CompilerInstance &CI) : CI(CI) {}

  /// The real path, empty for system headers and what is no file.
  const std::string &path(StringRef Folder, StringRef Name) {
    llvm::SmallString<256> Full(Name);
    llvm::sys::path::make_absolute(Folder, Full);
    auto [It, New] = Known.try_emplace(Full.str().str());
    if (New)
      It->second = lookUp(Full);
    return It->second;
  }

private:
  std::string lookUp(StringRef Path) {
    clang::FileManager &Files = CI.getFileManager();
    const clang::OptionalFileEntryRef File = Files.getOptionalFileRef(Path);
    if (!File)
      return {};
    const clang::SourceManager &Sources = CI.getSourceManager();
    const clang::FileID Id = Sources.translateFile(*File);
    if (Id.isInvalid() ||
        Sources.isInSystemHeader(Sources.getLocForStartOfFile(Id)))
      return {};
    return Files.getCanonicalName(*File).str();
  }

  clang::CompilerInstance &CI;
  std::map<std::string, std::string> Known;
};

/// Keeps the remarks about loops; everything else the backend might print is
/// swallowed.
class RemarkCollector : public llvm::DiagnosticHandler {
public:
  RemarkCollector(clang::CompilerInstance &CI,
                  std::map<std::string, std::vector<Remark>> &Remarks)
      : Files(CI), Remarks(Remarks) {}

  bool isPassedOptRemarkEnabled(StringRef Pass) const override {
    return isAboutLoops(Pass) || Pass == "loop-delete" ||
           Pass == "loop-idiom" || Pass == "loop-unroll";
  }
  bool isMissedOptRemarkEnabled(StringRef Pass) const override {
    return isAboutLoops(Pass);
  }
  bool isAnalysisRemarkEnabled(StringRef Pass) const override {
    return Pass == "loop-vectorize";
  }
  bool isAnyRemarkEnabled() const override { return true; }

  bool handleDiagnostics(const llvm::DiagnosticInfo &Info) override {
    if (const auto *R =
            llvm::dyn_cast<llvm::DiagnosticInfoOptimizationBase>(&Info))
      add(*R);
    return true;
  }

private:
  static bool isAboutLoops(StringRef Pass) {
    return Pass == "loop-vectorize" || Pass == "slp-vectorizer" ||
           Pass == "licm";
  }

  void add(const llvm::DiagnosticInfoOptimizationBase &R) {
    const std::string Pass = R.getPassName().str();
    // Asked again: a pass may announce without asking.
    if (R.isPassed() ? !isPassedOptRemarkEnabled(Pass)
                     : !isMissedOptRemarkEnabled(Pass))
      return;
    Remark Made;
    Made.Kind = R.isPassed()     ? "passed"
                : R.isAnalysis() ? "analysis"
                                 : "missed";
    Made.Pass = Pass;
    Made.Name = R.getRemarkName().str();
    Made.Text = R.getMsg();
    const std::string *File = nullptr;
    const llvm::DiagnosticLocation L = R.getLocation();
    if (L.isValid()) {
      File = &Files.path({}, L.getAbsolutePath());
      Made.Line = L.getLine();
      Made.Column = L.getColumn();
    }
    if (!File || File->empty())
      File = findCaller(R, Made);
    if (File && !File->empty() && Made.Line != 0)
      (*File == LastFile ? *Last : select(*File)).push_back(std::move(Made));
  }

  /// Code of a library function, inlined: the line of the own code that it was
  /// inlined into.
  const std::string *findCaller(const llvm::DiagnosticInfoOptimizationBase &R,
                                Remark &Made) {
    const auto *IR = llvm::dyn_cast<llvm::DiagnosticInfoIROptimization>(&R);
    const llvm::Value *Region = IR ? IR->getCodeRegion() : nullptr;
    if (const auto *I = llvm::dyn_cast_or_null<llvm::Instruction>(Region))
      return climb(I->getDebugLoc(), Made);
    if (const auto *B = llvm::dyn_cast_or_null<llvm::BasicBlock>(Region))
      for (const llvm::Instruction &I : *B)
        if (const std::string *File = climb(I.getDebugLoc(), Made))
          return File;
    return nullptr;
  }

  const std::string *climb(const llvm::DILocation *L, Remark &Made) {
    for (; L; L = L->getInlinedAt()) {
      const std::string &File = Files.path(L->getDirectory(), L->getFilename());
      if (File.empty())
        continue;
      Made.Line = L->getLine();
      Made.Column = L->getColumn();
      return &File;
    }
    return nullptr;
  }

  std::vector<Remark> &select(const std::string &File) {
    LastFile = File;
    Last = &Remarks[File];
    return *Last;
  }

  OwnFiles Files;
  std::map<std::string, std::vector<Remark>> &Remarks;
  std::string LastFile;
  std::vector<Remark> *Last = nullptr;
};
} // namespace

std::map<std::string, std::vector<Remark>> optimize(clang::CompilerInstance &CI,
                                                    llvm::Module &M) {
  std::map<std::string, std::vector<Remark>> Remarks;
  M.getContext().setDiagnosticHandler(
      std::make_unique<RemarkCollector>(CI, Remarks));
  clang::emitBackendOutput(
      CI, CI.getCodeGenOpts(), CI.getTarget().getDataLayoutString(), &M,
      clang::Backend_EmitNothing, CI.getVirtualFileSystemPtr(), nullptr);
  return Remarks;
}

} // namespace hone
