// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Taking back the last fix. Each run that writes leaves .hone/undo/NNNN with
// the original bytes of every file and the hash of what replaced them. The
// record is complete before the first file is renamed, so it also mends a run
// that was killed halfway: every file is then either the old or the new one,
// and both are recognised.
//
// A reverse diff would be smaller, but could only be applied to text it knows
// how to find; original bytes cannot go wrong.
#include "Undo.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static constexpr unsigned RecordsKept = 10;

static std::string undoFolder(const Project &P) {
  return P.Root + "/.hone/undo";
}

/// The records, oldest first.
static std::vector<std::string> records(const Project &P) {
  std::vector<std::string> Found;
  std::error_code E;
  for (llvm::sys::fs::directory_iterator I(undoFolder(P), E), End;
       I != End && !E; I.increment(E))
    if (llvm::sys::fs::exists(I->path() + "/manifest.json"))
      Found.push_back(I->path());
  std::sort(Found.begin(), Found.end());
  return Found;
}

void dropRecord(StringRef Folder) {
  llvm::sys::fs::remove_directories(Folder, /*IgnoreErrors=*/true);
}

static std::string hex(std::uint64_t Hash) {
  return llvm::utohexstr(Hash, true, 16);
}

Expected<std::string> writeRecord(const Project &P,
                                  const std::vector<Replacement> &Files) {
  std::vector<std::string> Old = records(P);
  unsigned Last = 0;
  if (!Old.empty())
    StringRef(llvm::sys::path::filename(Old.back())).getAsInteger(10, Last);
  std::string Folder =
      llvm::formatv("{0}/{1:d6}", undoFolder(P), Last + 1).str();
  dropRecord(Folder); // Left by a run that was killed before its manifest.
  if (std::error_code E = llvm::sys::fs::create_directories(Folder))
    return failure(Folder + " cannot be made: " + E.message());

  Array Manifest;
  for (std::size_t I = 0; I != Files.size(); ++I) {
    if (Error E = writeFile(Folder + "/" + llvm::utostr(I), Files[I].Before))
      return std::move(E);
    Object One{{"before", hex(hashBytes(Files[I].Before))},
               {"after", hex(hashBytes(Files[I].After))},
               {"bytes", llvm::utostr(I)}};
    putText(One, "file", P.relative(Files[I].File));
    Manifest.push_back(std::move(One));
  }
  Value Whole = Object{{"version", 1}, {"files", std::move(Manifest)}};
  if (Error E = writeFile(Folder + "/manifest.json",
                          llvm::formatv("{0:2}\n", Whole).str()))
    return std::move(E);
  for (std::size_t I = 0; I + RecordsKept <= Old.size(); ++I)
    dropRecord(Old[I]);
  return Folder;
}

Error recordUndo(const Project &P, const std::vector<Change> &Changes,
                 StringRef Diff) {
  std::vector<std::string> All = records(P);
  if (All.empty())
    return failure("nothing was written, so there is nothing to record");
  std::string Ids;
  for (const Change &C : Changes)
    Ids += C.Id + "\n";
  if (Error E = writeFile(All.back() + "/changes", Ids))
    return E;
  return writeFile(All.back() + "/fix.diff", Diff);
}

/// What must be written to get back to \p Folder's originals.
static Expected<std::vector<Replacement>> plan(const Project &P,
                                               const std::string &Folder) {
  Expected<std::string> Text = readFile(Folder + "/manifest.json");
  if (!Text)
    return Text.takeError();
  Expected<Value> Manifest = llvm::json::parse(*Text);
  if (!Manifest)
    return Manifest.takeError();
  const Object *Whole = Manifest->getAsObject();
  const Array *Files = Whole ? Whole->getArray("files") : nullptr;
  if (!Files)
    return failure(
        Folder +
        "/manifest.json is damaged: remove the folder to give up this undo");

  std::vector<Replacement> Plan;
  for (const Value &V : *Files) {
    const Object *One = V.getAsObject();
    std::string Relative;
    if (!One || !getText(*One, "file", Relative))
      return failure(
          Folder +
          "/manifest.json is damaged: remove the folder to give up this undo");
    Expected<std::string> Original =
        readFile(Folder + "/" + One->getString("bytes").value_or("").str());
    if (!Original)
      return Original.takeError();
    std::string File = P.absolute(Relative);
    Expected<std::string> Now = readFile(File);
    if (!Now)
      return Now.takeError();
    if (hex(hashBytes(*Original)) != One->getString("before").value_or(""))
      return failure(Folder +
                     " is damaged: remove the folder to give up this undo");
    if (*Now == *Original)
      continue;
    if (hex(hashBytes(*Now)) != One->getString("after").value_or(""))
      return failure(
          Relative +
          " was edited after the fix, so nothing was taken back; what hone "
          "wrote there is recorded in " +
          P.relative(Folder));
    Plan.push_back({File, *Now, *Original});
  }
  return Plan;
}

Expected<std::vector<std::string>> undo(const Project &P) {
  std::vector<std::string> All = records(P);
  if (All.empty())
    return failure("there is nothing to undo in " + P.Root);
  Expected<ProjectLock> Lock = ProjectLock::take(P.Root);
  if (!Lock)
    return Lock.takeError();
  Expected<std::vector<Replacement>> Plan = plan(P, All.back());
  if (!Plan)
    return Plan.takeError();
  for (const Replacement &R : *Plan)
    if (std::string Why = whyNotWritable(R.File); !Why.empty())
      return failure(P.relative(R.File) + ": " + Why);
  std::vector<Failure> Failures;
  if (replaceAll(
          *Plan, [] { return Error::success(); }, Failures) !=
      ReplaceOutcome::Done)
    return failure(P.relative(Failures[0].File) + ": " + Failures[0].Text);
  dropRecord(All.back());
  std::vector<std::string> Restored;
  for (const Replacement &R : *Plan)
    Restored.push_back(R.File);
  return Restored;
}

} // namespace hone
