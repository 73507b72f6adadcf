// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The prompt of --interactive. Standard output belongs to the report.
#include "Ask.h"
#include "hone/Reporters/Reporters.h"
#include <cstdio>

namespace hone {

static constexpr char Help[] = "y - apply this change\n"
                               "n - do not apply this change\n"
                               "q - quit; do not apply this change or any of the remaining ones\n"
                               "a - apply this change and all later changes in the file\n"
                               "d - do not apply this change or any of the later changes in the file\n"
                               "? - print help\n";

/// The next line of standard input; nothing at its end.
static std::optional<std::string> readLine() {
  std::string Line;
  for (int C; (C = std::getchar()) != EOF;) {
    if (C == '\n')
      return Line;
    Line += static_cast<char>(C);
  }
  return Line.empty() ? std::nullopt : std::optional(Line);
}

Decision askPerson(const Question &Q) {
  llvm::errs() << Q.Diff;
  for (const Finding &F : Q.Findings)
    llvm::errs() << evidenceText(F);
  while (true) {
    llvm::errs() << "Apply this change [y,n,q,a,d,?]? ";
    std::optional<std::string> Line = readLine();
    if (!Line) {
      llvm::errs() << "\n";
      return Decision::Quit;
    }
    switch (llvm::toLower(llvm::StringRef(*Line).trim().take_front(1) == "" ? '?' : llvm::StringRef(*Line).trim().front())) {
    case 'y':
      return Decision::Yes;
    case 'n':
      return Decision::No;
    case 'q':
      return Decision::Quit;
    case 'a':
      return Decision::YesToFile;
    case 'd':
      return Decision::NoToFile;
    }
    llvm::errs() << Help;
  }
}

} // namespace hone
