// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A list of what was opened would not do: where an #include leads depends on what was not there, too,
// and on links. So everything goes through TracedDisk, which writes down each question and its answer.
#include "hone/Project/FileTrace.h"
#include "Invocation.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace vfs = llvm::vfs;
using llvm::ErrorOr;
using llvm::StringRef;
using llvm::Twine;

namespace hone {

static std::string kindOf(const ErrorOr<vfs::Status> &S) {
  return !S ? "none" : S->isDirectory() ? "folder" : "file";
}

static std::string contentsOf(StringRef Text, StringRef RealPath) {
  return fmt::format("{:016x} {}", llvm::xxh3_64bits(Text), RealPath.str());
}

/// Behind the path of a folder that was listed.
static constexpr StringRef Listed = "/*";

static std::string namesIn(vfs::FileSystem &Disk, const Twine &Folder) {
  std::vector<std::string> Names;
  std::error_code E;
  for (vfs::directory_iterator I = Disk.dir_begin(Folder, E), End; !E && I != End; I.increment(E))
    Names.push_back(I->path().str());
  llvm::sort(Names);
  return Names.empty() ? "none" : contentsOf(llvm::join(Names, "\n"), "");
}

namespace {
/// A file whose answer is its contents once they are read.
class TracedFile : public vfs::File {
public:
  TracedFile(std::unique_ptr<vfs::File> Read, std::string Real, std::string &Answer)
      : Read(std::move(Read)), Real(std::move(Real)), Answer(Answer) {}
  ErrorOr<vfs::Status> status() override { return Read->status(); }
  ErrorOr<std::string> getName() override { return Read->getName(); }
  ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const Twine &Name, int64_t Size, bool Terminated, bool Volatile) override {
    auto Text = Read->getBuffer(Name, Size, Terminated, Volatile);
    if (Text)
      Answer = contentsOf((*Text)->getBuffer(), Real);
    return Text;
  }
  std::error_code close() override { return Read->close(); }

private:
  std::unique_ptr<vfs::File> Read;
  std::string Real, &Answer;
};

class TracedDisk : public vfs::ProxyFileSystem {
public:
  TracedDisk(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Disk, FileTrace &Asked) : ProxyFileSystem(std::move(Disk)), Asked(Asked) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> S = ProxyFileSystem::status(Path);
    Asked.try_emplace(absolute(Path), kindOf(S));
    return S;
  }
  bool exists(const Twine &Path) override { return bool(status(Path)); }
  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    std::string &Answer = Asked.try_emplace(absolute(Path), kindOf(File ? (*File)->status() : File.getError())).first->second;
    if (!File)
      return File;
    llvm::SmallString<256> Real;
    ProxyFileSystem::getRealPath(Path, Real);
    return std::make_unique<TracedFile>(std::move(*File), Real.str().str(), Answer);
  }
  vfs::directory_iterator dir_begin(const Twine &Folder, std::error_code &E) override {
    Asked.try_emplace(absolute(Folder) + Listed.str(), namesIn(getUnderlyingFS(), absolute(Folder)));
    return ProxyFileSystem::dir_begin(Folder, E);
  }

private:
  std::string absolute(const Twine &Path) const {
    llvm::SmallString<256> P;
    Path.toVector(P);
    makeAbsolute(P);
    return P.str().str();
  }

  FileTrace &Asked;
};
} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> traced(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Disk, FileTrace &Asked) {
  return llvm::makeIntrusiveRefCnt<TracedDisk>(std::move(Disk), Asked);
}

const std::string &DiskAnswers::now(const std::string &Path, bool Read) {
  auto [It, New] = (Read ? Contents : Kinds).try_emplace(Path);
  if (!New)
    return It->second;
  vfs::FileSystem &Disk = *vfs::getRealFileSystem();
  if (!Read)
    return It->second = kindOf(Disk.status(Path));
  if (StringRef Folder = Path; Folder.consume_back(Listed))
    return It->second = namesIn(Disk, Folder);
  if (auto Text = Disk.getBufferForFile(Path))
    It->second = contentsOf((*Text)->getBuffer(), realPath(Path));
  return It->second;
}

bool DiskAnswers::agree(const FileTrace &Asked) {
  return llvm::all_of(Asked, [&](const auto &Each) {
    const bool IsKind = Each.second == "none" || Each.second == "folder" || Each.second == "file";
    return now(Each.first, !IsKind || StringRef(Each.first).ends_with(Listed)) == Each.second;
  });
}

} // namespace hone
