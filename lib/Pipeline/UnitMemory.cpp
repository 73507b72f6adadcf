// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "UnitMemory.h"
#include "hone/Core/Json.h"
#include "hone/Pipeline/Config.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Process.h"

using llvm::StringRef;

namespace hone {

/// A report of a unit beyond that is looked up as slowly as it is made.
static constexpr std::size_t MostBytes = 8 << 20;

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
  for (const char *Variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    Parts.push_back(llvm::sys::Process::GetEnv(Variable).value_or(""));
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
  if (!Known)
    return std::nullopt;
  const llvm::json::Object *Stamps = Known->getObject("others");
  for (const std::string &Other : othersOf(Checks))
    if (!Stamps || Stamps->getString(Other) != StringRef(stampOf(Other)))
      return std::nullopt;
  UnitAnalysis A;
  llvm::json::Path::Root Root("unit");
  const llvm::json::Value *Analysis = Known->get("analysis");
  if (!Analysis || !fromJSON(*Analysis, A, Root) || !Disk.agree(A.Asked))
    return std::nullopt;
  return A;
}

void UnitMemory::record(const Unit &U, const UnitAnalysis &A) {
  // What failed may succeed next time for reasons that nobody wrote down.
  if (!A.Failures.empty() || !A.Parsed || A.Asked.empty())
    return;
  const CheckOptions Checks = withConfiguration(O.Checks, U.MainFile);
  llvm::json::Object Stamps;
  for (const std::string &Other : othersOf(Checks))
    Stamps[Other] = stampOf(Other);
  const std::string Text = llvm::formatv(
      "{0}", llvm::json::Value(llvm::json::Object{{"others", std::move(Stamps)}, {"analysis", toJSON(A)}}));
  if (Text.size() <= MostBytes)
    Evidence.setText(keyOf(U, Checks), Text);
}

} // namespace hone
