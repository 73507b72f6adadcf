// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "UnitMemory.h"
#include "hone/Core/Json.h"
#include "hone/Pipeline/Config.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace hone {

/// A report of a unit beyond that is looked up as slowly as it is made.
static constexpr std::size_t MostBytes = 8 << 20;

std::uint64_t namesIn(const std::string &Folder) {
  std::vector<std::string> Names;
  std::error_code E;
  for (llvm::sys::fs::directory_iterator I(Folder, E), End; !E && I != End; I.increment(E))
    if (StringRef Name = llvm::sys::path::filename(I->path()); Name != ".hone")
      Names.push_back(Name.str());
  llvm::sort(Names);
  return Names.empty() ? 0 : hashBytes(llvm::join(Names, "\n"));
}

std::uint64_t UnitMemory::folderNow(const std::string &Path) {
  auto [It, New] = Folders.try_emplace(Path);
  if (New)
    It->second = namesIn(Path);
  return It->second;
}

std::uint64_t UnitMemory::fileNow(const std::string &Path) {
  auto [It, New] = Files.try_emplace(Path);
  if (!New)
    return It->second;
  if (llvm::Expected<std::string> Text = readFile(Path))
    It->second = hashBytes(*Text);
  else
    llvm::consumeError(Text.takeError());
  return It->second;
}

/// A program is told by its time: it is large.
static std::string stampOf(const std::string &Path) {
  llvm::sys::fs::file_status S;
  if (llvm::sys::fs::status(Path, S))
    return "none";
  return fmt::format("{} {}", S.getSize(), S.getLastModificationTime().time_since_epoch().count());
}

UnitMemory::UnitMemory(Store &Evidence, const Project &P, const Options &O, const std::set<std::string> &Named)
    : Evidence(Evidence), P(P), O(O), Named(Named) {}

std::string UnitMemory::keyOf(const Unit &U, const CheckOptions &Checks) const {
  std::vector<std::string> Parts{P.Root, P.BuildDir, U.MainFile, U.Directory, U.Compiler};
  llvm::append_range(Parts, U.FastClangFlags);
  llvm::append_range(Parts, Checks.Globs);
  for (const auto &[Key, Value] : Checks.Values)
    Parts.push_back(Key + "=" + Value);
  llvm::append_range(Parts, Named);
  if (O.Fix) {
    Parts.push_back(fmt::format("fix {}", toString(O.MaxLevel).str()));
    llvm::append_range(Parts, O.Accept);
  }
  std::string All;
  for (const std::string &Part : Parts)
    All += std::to_string(Part.size()) + ":" + Part;
  return "unit " + All;
}

/// Hone itself, and what the user says of libraries.
static std::vector<std::string> othersOf(const CheckOptions &Checks) {
  std::vector<std::string> Others = modelFiles(Checks);
  Others.push_back(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  return Others;
}

static bool readHashes(const llvm::json::Object *From, std::map<std::string, std::uint64_t> &To) {
  if (!From)
    return false;
  for (const auto &[Path, Hash] : *From)
    if (Hash.getAsString().value_or("").getAsInteger(16, To[Path.str()]))
      return false;
  return true;
}

static llvm::json::Object writtenHashes(const std::map<std::string, std::uint64_t> &Hashes) {
  llvm::json::Object O;
  for (const auto &[Path, Hash] : Hashes)
    O[Path] = fmt::format("{:016x}", Hash);
  return O;
}

std::optional<UnitAnalysis> UnitMemory::recall(const Unit &U) {
  const CheckOptions Checks = withConfiguration(O.Checks, U.MainFile);
  const std::optional<std::string> Text = Evidence.text(keyOf(U, Checks));
  if (!Text)
    return std::nullopt;
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(*Text);
  if (!Json) {
    llvm::consumeError(Json.takeError());
    return std::nullopt;
  }
  const llvm::json::Object *Known = Json->getAsObject();
  std::map<std::string, std::uint64_t> Files, Folders;
  if (!Known || !readHashes(Known->getObject("files"), Files) || !readHashes(Known->getObject("folders"), Folders))
    return std::nullopt;
  const llvm::json::Object *Stamps = Known->getObject("others");
  for (const std::string &Other : othersOf(Checks))
    if (!Stamps || Stamps->getString(Other) != StringRef(stampOf(Other)))
      return std::nullopt;
  for (const auto &[Path, Hash] : Files)
    if (fileNow(Path) != Hash)
      return std::nullopt;
  for (const auto &[Path, Hash] : Folders)
    if (folderNow(Path) != Hash)
      return std::nullopt;
  UnitAnalysis A;
  llvm::json::Path::Root Root("unit");
  const llvm::json::Value *Analysis = Known->get("analysis");
  if (!Analysis || !fromJSON(*Analysis, A, Root))
    return std::nullopt;
  return A;
}

void UnitMemory::record(const Unit &U, const UnitAnalysis &A) {
  // What failed may succeed next time for reasons that nobody wrote down.
  if (!A.Failures.empty() || !A.Parsed || A.Made.Files.empty())
    return;
  const CheckOptions Checks = withConfiguration(O.Checks, U.MainFile);
  llvm::json::Object Stamps;
  for (const std::string &Other : othersOf(Checks))
    Stamps[Other] = stampOf(Other);
  const std::string Text = llvm::formatv(
      "{0}", llvm::json::Value(llvm::json::Object{{"files", writtenHashes(A.Made.Files)},
                                                  {"folders", writtenHashes(A.Made.Folders)},
                                                  {"others", std::move(Stamps)},
                                                  {"analysis", toJSON(A)}}));
  if (Text.size() <= MostBytes)
    Evidence.setText(keyOf(U, Checks), Text);
}

} // namespace hone
