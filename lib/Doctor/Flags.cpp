// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the flags of the units mean for what is found and measured. What Hone
// does about each is done elsewhere (lib/Project/Flags.cpp, the judges); here
// it is said.
#include "Examination.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace hone {

namespace {
/// One kind of flag: by which words it is known, and what is said of it.
struct Kind {
  const char *Code;
  bool (*Is)(StringRef Flag);
  Severity How;
  const char *What; ///< Behind "12 of 14 units".
  const char *Cure; ///< {release}: the line that configures a release.
};
} // namespace

static bool isHardening(StringRef F) {
  return F.starts_with("-D_GLIBCXX_ASSERTIONS") || F == "-fhardened" ||
         F.starts_with("-D_LIBCPP_HARDENING_MODE") || F.starts_with("-D_LIBCPP_ENABLE_ASSERTIONS") ||
         F.starts_with("-D_LIBCPP_ENABLE_HARDENED_MODE");
}

static bool isCoverage(StringRef F) {
  return F == "--coverage" || F == "-coverage" || F == "-ftest-coverage" || F.starts_with("-fprofile-arcs") ||
         F.starts_with("-fprofile-instr-generate") || F.starts_with("-fprofile-generate") || F.starts_with("-fcoverage") || F == "-pg";
}

static const std::vector<Kind> &kinds() {
  static const std::vector<Kind> All = {
      {"sanitizers", [](StringRef F) { return F.starts_with("-fsanitize"); }, Severity::Note,
       "with sanitizers: they are left out for remarks and benchmarks", "{release}"},
      {"coverage", isCoverage, Severity::Note, "with coverage or profiling: it is left out for remarks and benchmarks", "{release}"},
      {"link-time-optimization", [](StringRef F) { return F.starts_with("-flto"); }, Severity::Note,
       "with link-time optimization: what is measured is each unit by itself", "nothing"},
      {"no-strict-aliasing", [](StringRef F) { return F == "-fno-strict-aliasing"; }, Severity::Note,
       "with -fno-strict-aliasing: a store may change objects of any type, so more is refused", "leave it out where no code breaks that rule"},
      {"hardening", isHardening, Severity::Hinders,
       "with the library's hardening: what would lose its checks is refused as hardened",
       "make a second database without it if that is not what ships"},
      {"fortify", [](StringRef F) { return F.starts_with("-D_FORTIFY_SOURCE") && !F.ends_with("=0"); }, Severity::Note,
       "with _FORTIFY_SOURCE: left out in tests, which have checks of their own, and kept in benchmarks", "nothing"},
      {"fast-math", [](StringRef F) { return F == "-ffast-math" || F == "-Ofast" || F == "-funsafe-math-optimizations" || F == "-fassociative-math"; },
       Severity::Hinders, "with -ffast-math: no rewrite of floating point is proved, and results may differ between two builds",
       "hone fix --level=tested, or leave the flag out"},
      {"warnings-are-errors", [](StringRef F) { return F == "-Werror" || F.starts_with("-Werror="); }, Severity::Note,
       "with -Werror: a change that makes a warning is withdrawn", "nothing"},
      {"debug-checks", [](StringRef F) { return F.starts_with("-D_GLIBCXX_DEBUG"); }, Severity::Hinders,
       "with the library's debug mode: what would lose its checks is refused, and what is measured is not what ships", "{release}"},
  };
  return All;
}

/// The last of several counts.
static std::string lastOf(const Unit &U, llvm::function_ref<bool(StringRef)> Is) {
  std::string Last;
  for (const std::string &F : U.Flags)
    if (Is(F))
      Last = F;
  return Last;
}

static std::string cureFor(const Examination &E, StringRef Line) {
  if (Line != "{release}")
    return Line.str();
  return E.System.Release.empty() ? "make the database with the flags that you ship" : E.System.Release;
}

static void noteOptimization(Examination &E) {
  std::map<std::string, unsigned> Lifted;
  unsigned All = 0;
  for (const Unit &U : E.Units)
    if (StringRef(U.Lifted).contains("lifted to")) {
      ++Lifted[StringRef(U.Lifted).split(" lifted").first.str()];
      ++All;
    }
  if (All == 0)
    return;
  std::string Words;
  for (const auto &[Word, Count] : Lifted)
    Words += (Words.empty() ? "" : ", ") + Word;
  E.add(Severity::Hinders, "no-optimization",
        fmt::format("{} of {} units with {}: it is lifted to -O2 for remarks and benchmarks, so gains are those of -O2, not of your build", All,
                    E.Units.size(), Words),
        cureFor(E, "{release}"));
}

static void noteStandards(Examination &E) {
  unsigned Old = 0;
  for (const Unit &U : E.Units) {
    const std::string Flag = lastOf(U, [](StringRef F) { return F.starts_with("-std=") || F == "-ansi"; });
    ++E.D.Standards[Flag.empty() ? "the compiler's own" : Flag == "-ansi" ? "c++98" : Flag.substr(5)];
    Old += Flag == "-ansi" || StringRef(Flag).ends_with("98") || StringRef(Flag).ends_with("03");
  }
  if (Old)
    E.add(Severity::Note, "old-standard", fmt::format("{} of {} units are older than C++11: tests and benchmarks are built as C++11", Old, E.Units.size()),
          "nothing, or -std=c++11 and newer: more can be written then");
}

void noteFlags(Examination &E) {
  noteOptimization(E);
  for (const Kind &K : kinds()) {
    std::map<std::string, unsigned> Spelled;
    unsigned All = 0;
    for (const Unit &U : E.Units)
      if (const std::string Flag = lastOf(U, K.Is); !Flag.empty()) {
        ++Spelled[Flag];
        ++All;
      }
    std::vector<std::string> Examples;
    for (const auto &[Flag, Count] : Spelled)
      Examples.push_back(Flag);
    if (All)
      E.add(K.How, K.Code, fmt::format("{} of {} units {}", All, E.Units.size(), K.What), cureFor(E, K.Cure), Examples);
  }
  noteStandards(E);
}

} // namespace hone
