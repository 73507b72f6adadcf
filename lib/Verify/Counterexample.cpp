// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counterexample is a test, not a dump: seed and size make the input again
// wherever the emitted test file is compiled. The printed values are comments
// for the reader.
#include "Counterexample.h"
#include <csignal>

using namespace hone;
using llvm::StringRef;

std::string hone::suiteName(const Twin &T) {
  StringRef Name = T.Name;
  std::size_t Suffix = Name.rfind("_hone");
  Name = Name.take_front(Suffix);
  std::string Out;
  bool Upper = true;
  for (char C : Name) {
    if (!llvm::isAlnum(C)) {
      Upper = true;
      continue;
    }
    Out += Upper ? llvm::toUpper(C) : C;
    Upper = false;
  }
  return (Out.empty() || llvm::isDigit(Out[0]) ? "Function" : "") + Out;
}

static StringRef signalText(int Signal) {
  switch (Signal) {
  case SIGILL: case SIGTRAP: return "undefined behaviour";
  case SIGSEGV: case SIGBUS: return "an access outside its memory";
  case SIGABRT: return "an abort (an assertion, or an exception that left a noexcept function)";
  case SIGFPE: return "a division trap";
  case SIGSYS: return "a request to the system that a test is not granted";
  default: return "a signal";
  }
}

std::string hone::describeDifference(const CaseAnswer &A) {
  if (A.How == "trap")
    return ("the rewritten version ends in " + signalText(A.Signal) + ", the original does not").str();
  if (A.How == "hang")
    return "the rewritten version does not come to an end, the original does";
  if (A.How == "exit")
    return "the rewritten version ends the process, the original returns";
  if (A.How == "globals")
    return "statics or globals are different afterwards";
  if (A.How == "heap")
    return "the rewritten version writes past the end of its memory";
  if (A.How == "volatile")
    return "the rewritten version reads or writes volatile memory in another order or number";
  if (A.How == "sanitizer")
    return "the rewritten version fails under the sanitizers, the original does not";
  return "the two versions differ in what they return or leave behind";
}

static void comment(std::string &Out, StringRef Label, StringRef Text) {
  while (!Text.trim().empty()) {
    auto [Line, Rest] = Text.split('\n');
    Out += fmt::format("  // {:10}{}\n", Label.str(), Line.rtrim().str());
    Label = "";
    Text = Rest;
  }
}

std::string hone::seedText(const TestInput &I) {
  std::size_t Used = I.Demand.size();
  while (Used && I.Demand[Used - 1] == 0)
    --Used;
  std::string Demand =
      Used ? fmt::format(", {{{}}}", fmt::join(I.Demand.begin(), I.Demand.begin() + Used, ", ")) : "";
  return fmt::format("{{{}ULL, {}ULL, {}{}}}", I.Seed, I.Size, I.Mode, Demand);
}

std::string hone::formatCounterexample(const Twin &T, const CaseAnswer &A) {
  if (!A.Different)
    return "";
  std::string Out = fmt::format("TEST({}, Counterexample{}) {{\n", suiteName(T), T.Number);
  Out += "  // " + describeDifference(A) + "\n";
  comment(Out, "input:", A.Texts[0]);
  comment(Out, "original:", A.Texts[1]);
  comment(Out, "rewrite:", A.Texts[2]);
  if (A.How == "trap" || A.How == "heap" || A.How == "sanitizer")
    Out += "  // Build with -DSANITIZE=ON to see it.\n";
  if (A.How == "globals")
    Out += "  // This test does not look at them: compare them in a debugger.\n";
  if (!A.Tape.empty())
    Out += fmt::format("  static const unsigned char Choices[] = {{{}}};\n"
                       "  hone_test::Tape::current() = {{Choices, sizeof Choices, nullptr}};\n",
                       fmt::join(A.Tape, ", "));
  Out += fmt::format("  const hone_seed Input = {};\n", seedText(*A.Different));
  Out += fmt::format("  const hone_case *Case = hone_case_{}();\n", T.Number);
  Out += "  void *Original = Case->make(&Input), *Rewritten = Case->make(&Input);\n"
         "  Case->before(Original);\n";
  if (A.How == "exit")
    Out += "  static bool Returned = false;\n"
           "  std::atexit([] { if (!Returned) std::_Exit(1); });\n";
  Out += fmt::format("  hone_after_{}(Rewritten);\n", T.Number);
  if (A.How == "exit")
    Out += "  Returned = true;\n";
  Out += "  EXPECT_TRUE(Case->same(Original, Rewritten));\n"
         "  Case->destroy(Original);\n"
         "  Case->destroy(Rewritten);\n";
  if (!A.Tape.empty())
    Out += "  hone_test::Tape::current() = {nullptr, 0, nullptr};\n";
  return Out + "}\n";
}
