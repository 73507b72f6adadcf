// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A record is complete on the disk before the first file is renamed, so it
// mends a run that was killed anywhere: every file is then either an original
// or what was announced, and both are recognised.
//
// A reverse diff would be smaller, but could only be applied to text it knows
// how to find; original bytes cannot go wrong.
#include "Record.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
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

/// The folders of all records, oldest first. One without a manifest is that of
/// a run killed before it had touched anything.
static std::vector<std::string> foldersOf(const Project &P) {
  std::vector<std::string> Found;
  std::error_code E;
  for (llvm::sys::fs::directory_iterator I(P.Root + "/.hone/undo", E), End;
       I != End && !E; I.increment(E))
    if (llvm::sys::fs::exists(I->path() + "/manifest.json"))
      Found.push_back(I->path());
  std::sort(Found.begin(), Found.end());
  return Found;
}

static std::string hex(StringRef Text) {
  return llvm::utohexstr(hashBytes(Text), true, 16);
}

Expected<Record> Record::begin(const Project &P, const Texts &Originals) {
  std::vector<std::string> Old = foldersOf(P);
  unsigned Last = 0;
  if (!Old.empty())
    StringRef(llvm::sys::path::filename(Old.back())).getAsInteger(10, Last);
  Record R(P, llvm::formatv("{0}/.hone/undo/{1:d6}", P.Root, Last + 1).str());
  R.drop(); // Left by a run that was killed before its manifest.
  if (std::error_code E = llvm::sys::fs::create_directories(R.Folder))
    return failure(R.Folder + " cannot be made: " + E.message());
  Error Failed = R.reopen();
  unsigned Number = 0;
  for (const auto &[File, Text] : Originals)
    if (!Failed)
      Failed = writeDurably(R.Folder + "/" + llvm::utostr(Number++), Text);
  if (Failed) {
    R.drop();
    return std::move(Failed);
  }
  return R;
}

std::optional<Record> Record::last(const Project &P) {
  std::vector<std::string> All = foldersOf(P);
  return All.empty() ? std::nullopt : std::optional(Record(P, All.back()));
}

Error Record::announce(const Texts &Now, const Texts &Next) {
  Array Files;
  unsigned Number = 0;
  for (const auto &[File, Text] : Now) {
    std::string Bytes = llvm::utostr(Number++);
    Expected<std::string> Original = readFile(Folder + "/" + Bytes);
    if (!Original)
      return Original.takeError();
    Object One{{"before", hex(*Original)},
               {"after", Array{hex(Text), hex(Next.at(File))}},
               {"bytes", Bytes}};
    putText(One, "file", P->relative(File));
    Files.push_back(std::move(One));
  }
  Value Whole = Object{{"version", 2}, {"files", std::move(Files)}};
  return writeDurably(Folder + "/manifest.json",
                      llvm::formatv("{0:2}\n", Whole).str());
}

Error Record::describe(const std::vector<const Change *> &Changes,
                       StringRef Diff) {
  std::string Ids;
  for (const Change *C : Changes)
    Ids += C->Id + "\n";
  if (Error E = writeFile(Folder + "/changes", Ids))
    return E;
  return writeFile(Folder + "/fix.diff", Diff);
}

std::set<std::string> Record::changes() const {
  std::set<std::string> Ids;
  if (Expected<std::string> Text = readFile(Folder + "/changes"))
    for (StringRef Line : llvm::split(StringRef(*Text).trim(), '\n'))
      Ids.insert(Line.str());
  else
    llvm::consumeError(Text.takeError());
  return Ids;
}

bool Record::isUnfinished() const {
  return llvm::sys::fs::exists(Folder + "/unfinished");
}

Error Record::reopen() { return writeDurably(Folder + "/unfinished", ""); }

Error Record::finish() {
  // Removing needs no room on a full disk.
  if (std::error_code E = llvm::sys::fs::remove(Folder + "/unfinished"))
    return failure(Folder + "/unfinished cannot be removed: " + E.message());
  syncFolder(Folder);
  std::vector<std::string> All = foldersOf(*P);
  for (std::size_t I = 0; I + RecordsKept < All.size(); ++I)
    Record(*P, All[I]).drop();
  return Error::success();
}

void Record::drop() {
  // Without its manifest it is nothing, even if killed in the middle.
  (void)llvm::sys::fs::remove(Folder + "/manifest.json");
  llvm::sys::fs::remove_directories(Folder, /*IgnoreErrors=*/true);
}

Error Record::damaged() const {
  return failure(Folder +
                 " is damaged: remove the folder to give up this undo");
}

Expected<std::vector<Record::Entry>> Record::entries() const {
  Expected<std::string> Text = readFile(Folder + "/manifest.json");
  if (!Text)
    return Text.takeError();
  Expected<Value> Manifest = llvm::json::parse(*Text);
  if (!Manifest) {
    llvm::consumeError(Manifest.takeError());
    return damaged();
  }
  const Object *Whole = Manifest->getAsObject();
  const Array *Files = Whole ? Whole->getArray("files") : nullptr;
  if (!Files)
    return damaged();
  std::vector<Entry> All;
  for (const Value &V : *Files) {
    const Object *One = V.getAsObject();
    const Array *After = One ? One->getArray("after") : nullptr;
    Entry E;
    std::string Relative;
    if (!After || !getText(*One, "file", Relative))
      return damaged();
    E.File = P->absolute(Relative);
    E.Bytes = One->getString("bytes").value_or("").str();
    E.Before = One->getString("before").value_or("").str();
    for (const Value &Hash : *After)
      E.After.push_back(Hash.getAsString().value_or("").str());
    All.push_back(std::move(E));
  }
  return All;
}

Expected<std::vector<Replacement>> Record::wayBack() const {
  Expected<std::vector<Entry>> All = entries();
  if (!All)
    return All.takeError();
  std::vector<Replacement> Way;
  for (const Entry &E : *All) {
    Expected<std::string> Original = readFile(Folder + "/" + E.Bytes);
    if (!Original)
      return Original.takeError();
    if (hex(*Original) != E.Before)
      return damaged();
    Expected<std::string> Now = readFile(E.File);
    if (!Now)
      return Now.takeError();
    if (*Now == *Original)
      continue;
    if (!llvm::is_contained(E.After, hex(*Now)))
      return failure(P->relative(E.File) +
                     " was edited after the fix, so nothing was taken back; "
                     "what hone wrote there is recorded in " +
                     P->relative(Folder) +
                     ": remove that folder to keep the files as they are");
    Way.push_back({E.File, *Now, *Original});
  }
  return Way;
}

void Record::removeTemporaries() const {
  Expected<std::vector<Entry>> All = entries();
  if (!All)
    return llvm::consumeError(All.takeError());
  for (const Entry &E : *All)
    (void)llvm::sys::fs::remove(temporaryOf(E.File));
}

} // namespace hone
