// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looked for in the text, not in comment tokens, as clang-tidy does; so a word in
// a string counts as well. A begin without its end silences nothing.

#include "Nolint.h"
#include "hone/Checks/Check.h"

using llvm::StringRef;

namespace hone {

/// What follows the word: `(globs)`, or nothing for all checks.
static std::string globsAfter(StringRef Rest) {
  if (!Rest.consume_front("("))
    return "*";
  std::size_t Close = Rest.find(')');
  return Close == StringRef::npos ? "*" : Rest.take_front(Close).trim().str();
}

NolintComments::NolintComments(StringRef Text) {
  std::vector<Range> Open;
  unsigned Line = 1;
  while (!Text.empty()) {
    auto [This, Rest] = Text.split('\n');
    for (std::size_t At = This.find("NOLINT"); At != StringRef::npos;
         At = This.find("NOLINT", At + 1)) {
      StringRef After = This.drop_front(At + 6);
      if (After.consume_front("NEXTLINE")) {
        Ranges.push_back({Line + 1, Line + 1, globsAfter(After)});
      } else if (After.consume_front("BEGIN")) {
        Open.push_back({Line, 0, globsAfter(After)});
      } else if (After.consume_front("END")) {
        if (Open.empty() || Open.back().Globs != globsAfter(After))
          continue;
        Open.back().Last = Line;
        Ranges.push_back(Open.back());
        Open.pop_back();
      } else {
        Ranges.push_back({Line, Line, globsAfter(After)});
      }
    }
    Text = Rest;
    ++Line;
  }
}

bool NolintComments::silences(StringRef Check, unsigned Line) const {
  StringRef Id = Check;
  Id.consume_front("hone-");
  return llvm::any_of(Ranges, [&](const Range &R) {
    return R.First <= Line && Line <= R.Last && !R.Globs.empty() && isEnabled(Id, {R.Globs});
  });
}

} // namespace hone
