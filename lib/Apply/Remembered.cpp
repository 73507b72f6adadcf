// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exported fixes are about texts, but hold nothing to know them by, only the
// time they were written at. `hone undo`, and the recovery of a run that was
// cut off, leave files that are newer and yet what the fixes are about.
#include "Record.h"
#include "hone/Apply/ExportedFixes.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using llvm::Error;
using llvm::Expected;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static std::string storeOf(const Project &P) {
  return P.Root + "/.hone/exported.json";
}

static std::string hex(std::uint64_t Hash) {
  return llvm::utohexstr(Hash, true, 16);
}

Error rememberTexts(const Project &P, std::uint64_t Documents,
                    const FileHashes &Hashes) {
  Array Files;
  for (const auto &[File, Hash] : Hashes) {
    Object One{{"hash", hex(Hash)}};
    putText(One, "file", P.relative(File));
    Files.push_back(std::move(One));
  }
  Value Whole = Object{{"version", 1},
                       {"documents", hex(Documents)},
                       {"files", std::move(Files)}};
  std::string Text = llvm::formatv("{0:2}\n", Whole).str();
  if (Expected<std::string> Old = readFile(storeOf(P)); !Old)
    llvm::consumeError(Old.takeError());
  else if (*Old == Text)
    return Error::success();
  return writeDurably(storeOf(P), Text);
}

FileHashes rememberedTexts(const Project &P, std::uint64_t Documents) {
  Expected<std::string> Text = readFile(storeOf(P));
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return {};
  }
  Expected<Value> Whole = llvm::json::parse(*Text);
  if (!Whole) {
    llvm::consumeError(Whole.takeError());
    return {};
  }
  FileHashes Hashes;
  const Object *O = Whole->getAsObject();
  const Array *Files = O ? O->getArray("files") : nullptr;
  if (!Files || O->getString("documents") != hex(Documents))
    return {};
  for (const Value &V : *Files) {
    const Object *One = V.getAsObject();
    std::string Name;
    std::uint64_t Hash = 0;
    if (!One || !getText(*One, "file", Name) ||
        One->getString("hash").value_or("").getAsInteger(16, Hash))
      return {};
    Hashes[P.absolute(Name)] = Hash;
  }
  return Hashes;
}

LastRun lastRun(const Project &P) {
  std::optional<Record> Last = Record::last(P);
  if (!Last)
    return {};
  // Fails where a file was edited since.
  Expected<std::vector<Replacement>> Way = Last->wayBack();
  if (!Way) {
    llvm::consumeError(Way.takeError());
    return {};
  }
  LastRun Run;
  Run.Changes = Last->changes();
  for (const Replacement &R : *Way)
    Run.Before[R.File] = hashBytes(R.After);
  return Run;
}

} // namespace hone
