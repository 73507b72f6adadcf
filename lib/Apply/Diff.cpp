// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What changes of several files do together, as one unified diff.
#include "Diff.h"
#include "hone/Core/Diff.h"
#include "hone/Support/Support.h"

using llvm::Expected;

namespace hone {

std::string diffOf(const Project &P, const Texts &Originals,
                   const std::vector<const Change *> &Changes) {
  std::string Result;
  for (const auto &[File, Text] : Originals)
    Result += unifiedDiff(P.relative(File), Text, editsOf(Changes, File));
  return Result;
}

Expected<std::string> unifiedDiff(const Project &P,
                                  const std::vector<Change> &Changes) {
  std::vector<const Change *> All;
  for (const Change &C : Changes)
    All.push_back(&C);
  Texts Originals;
  for (const std::string &File : filesOf(All)) {
    Expected<std::string> Text = readFile(File);
    if (!Text)
      return Text.takeError();
    Originals[File] = std::move(*Text);
  }
  if (const Change *C = findOverlap(Originals, All))
    return failure("change " + C->Id +
                   " edits what another change edits, or the file has changed");
  return diffOf(P, Originals, All);
}

} // namespace hone
