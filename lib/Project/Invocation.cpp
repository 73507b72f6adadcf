// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sets up clang in this process: on an overlay rather than on clang's own
// in-memory files, because those go by name and a project can reach one file
// by many (links, `../`); and with its own working directory, because a process
// has only one.
#include "Invocation.h"
#include "Command.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/Path.h"

namespace vfs = llvm::vfs;
using llvm::ErrorOr;
using llvm::IntrusiveRefCntPtr;
using llvm::StringRef;

namespace hone {

void ErrorCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                                      const clang::Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level < clang::DiagnosticsEngine::Error)
    return;
  if (++Count > 20)
    return;
  llvm::SmallString<256> Text;
  Info.FormatDiagnostic(Text);
  std::string Place;
  if (Info.hasSourceManager() && Info.getLocation().isValid()) {
    const clang::PresumedLoc P =
        Info.getSourceManager().getPresumedLoc(Info.getLocation());
    if (P.isValid())
      Place = fmt::format("{}:{}:{}: ", P.getFilename(), P.getLine(),
                          P.getColumn());
  }
  Errors.push_back(Place + "error: " + Text.str().str());
}

namespace {
/// A file of the overlay, opened.
class TextFile : public vfs::File {
public:
  TextFile(vfs::Status S, StringRef Text) : S(std::move(S)), Text(Text) {}
  ErrorOr<vfs::Status> status() override { return S; }
  ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Text, Name);
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status S;
  StringRef Text;
};

/// The disk with some texts replaced, whatever path leads to them.
class OverlaidDisk : public vfs::ProxyFileSystem {
public:
  OverlaidDisk(IntrusiveRefCntPtr<vfs::FileSystem> Disk, Overlay Files)
      : ProxyFileSystem(std::move(Disk)), Files(std::move(Files)) {}

  ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    ErrorOr<vfs::Status> S = ProxyFileSystem::status(Path);
    const std::string *Text = S ? find(Path) : nullptr;
    return Text ? vfs::Status::copyWithNewSize(*S, Text->size()) : S;
  }

  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    const std::string *Text = File ? find(Path) : nullptr;
    if (!Text)
      return File;
    ErrorOr<vfs::Status> S = (*File)->status();
    if (!S)
      return S.getError();
    return std::make_unique<TextFile>(
        vfs::Status::copyWithNewSize(*S, Text->size()), *Text);
  }

private:
  const std::string *find(const llvm::Twine &Path) {
    llvm::SmallString<256> Real;
    if (getRealPath(Path, Real))
      return nullptr;
    const auto It = Files.find(Real.str().str());
    return It == Files.end() ? nullptr : &It->second;
  }

  Overlay Files;
};
} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> makeFileSystem(const std::string &Directory,
                                                   const Overlay &Files) {
  IntrusiveRefCntPtr<vfs::FileSystem> Disk(
      vfs::createPhysicalFileSystem().release());
  if (!Files.empty())
    Disk = llvm::makeIntrusiveRefCnt<OverlaidDisk>(std::move(Disk), Files);
  Disk->setCurrentWorkingDirectory(Directory);
  return Disk;
}

/// Where the clang++ would be whose resource folder the flags name; the driver
/// looks for things beside itself.
static std::string programFor(const std::vector<std::string> &Flags) {
  for (StringRef F : Flags)
    if (F.consume_front("-resource-dir="))
      for (StringRef P = F; !P.empty(); P = llvm::sys::path::parent_path(P))
        if (llvm::sys::path::filename(P) == "lib")
          return llvm::sys::path::parent_path(P).str() + "/bin/clang++";
  return "clang++";
}

std::unique_ptr<clang::CompilerInvocation> makeInvocation(
    const std::vector<std::string> &Flags, const std::string &MainFile,
    IntrusiveRefCntPtr<vfs::FileSystem> Files, ErrorCollector &Errors) {
  const std::string Program = programFor(Flags);
  std::vector<const char *> Args = {Program.c_str()};
  for (const std::string &F : Flags)
    Args.push_back(F.c_str());
  Args.push_back(MainFile.c_str());
  clang::DiagnosticOptions Options;
  clang::CreateInvocationOptions How;
  How.Diags =
      clang::CompilerInstance::createDiagnostics(*Files, Options, &Errors,
                                                 /*ShouldOwnClient=*/false);
  How.VFS = std::move(Files);
  // A flag that is half understood costs less than a unit that is lost.
  How.RecoverOnError = true;
  std::unique_ptr<clang::CompilerInvocation> Invocation = clang::createInvocation(Args, How);
  // It would point into Program, which ends here, and the optimizer reads it.
  if (Invocation)
    Invocation->getCodeGenOpts().Argv0 = nullptr;
  return Invocation;
}

} // namespace hone
