// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The prompt of --interactive. Standard output belongs to the report.
#include "Ask.h"
#include "hone/Reporters/Reporters.h"
#include "hone/Support/Support.h"
#include <poll.h>
#include <unistd.h>

namespace hone {

static constexpr char Help[] = "y - apply this change\n"
                               "n - do not apply this change\n"
                               "q - quit; do not apply this change or any of the remaining ones\n"
                               "a - apply this change and all later changes in the file\n"
                               "d - do not apply this change or any of the later changes in the file\n"
                               "? - print help\n";

/// True once standard input has something to say, or is at its end; false once the user
/// wants out, which may be between two looks as well as during one.
static bool waitForInput() {
  constexpr int LookAgain = 100; // Milliseconds.
  while (!interrupted()) {
    pollfd Input = {STDIN_FILENO, POLLIN, 0};
    if (poll(&Input, 1, LookAgain) > 0)
      return true;
  }
  return false;
}

/// The next line of standard input; nothing at its end.
static std::optional<std::string> readLine() {
  std::string Line;
  for (char C; waitForInput() && read(STDIN_FILENO, &C, 1) == 1;) {
    if (C == '\n')
      return Line;
    Line += C;
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
