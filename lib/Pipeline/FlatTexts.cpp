// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "FlatTexts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

namespace hone {

void FlatTexts::take(std::size_t Unit, TwinPlan &Plan) {
  const llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Plan.Flat));
  Digests[Unit] = llvm::utohexstr(H.high64, true, 16) + llvm::utohexstr(H.low64, true, 16);
  if (!Folder) {
    if (llvm::Expected<TempDir> Made = TempDir::create())
      Folder.emplace(std::move(*Made));
    else
      return llvm::consumeError(Made.takeError()); // It stays where it is.
  }
  if (llvm::Error E = writeFile(fileOf(Unit), Plan.Flat))
    llvm::consumeError(std::move(E));
  else
    Plan.Flat = std::string();
}

void FlatTexts::give(std::size_t Unit, TwinPlan &Plan) const {
  if (!Plan.Flat.empty() || !Folder)
    return;
  if (llvm::Expected<std::string> Text = readFile(fileOf(Unit)))
    Plan.Flat = std::move(*Text);
  else
    llvm::consumeError(Text.takeError()); // Without its text nothing of the unit builds, and says so.
}

} // namespace hone
