// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Why a header is missing: the build has not made it yet, it lies where no
// flag leads, its package is not installed, or clang does not find a library
// of its own. What is not known is not guessed: then the header is named, and
// the folders that were looked in.
#include "Examination.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

namespace {
/// Headers that are missing for one reason, with one cure.
struct Group {
  std::vector<std::string> Names;
  unsigned Units = 0;
  std::string Detail, Cure;
};
} // namespace

/// The Debian package of headers that everybody knows; empty for any other.
static StringRef packageOf(StringRef Header) {
  const StringRef Whole = llvm::StringSwitch<StringRef>(Header)
                              .Case("zlib.h", "zlib1g-dev")
                              .Case("bzlib.h", "libbz2-dev")
                              .Case("lzma.h", "liblzma-dev")
                              .Case("zstd.h", "libzstd-dev")
                              .Case("png.h", "libpng-dev")
                              .Case("jpeglib.h", "libjpeg-dev")
                              .Case("tiffio.h", "libtiff-dev")
                              .Case("sqlite3.h", "libsqlite3-dev")
                              .Case("expat.h", "libexpat1-dev")
                              .Case("fftw3.h", "libfftw3-dev")
                              .Case("gmp.h", "libgmp-dev")
                              .Case("mpi.h", "libopenmpi-dev")
                              .Case("omp.h", "libomp-dev")
                              .Case("ncurses.h", "libncurses-dev")
                              .Case("uv.h", "libuv1-dev")
                              .Default("");
  if (!Whole.empty())
    return Whole;
  return llvm::StringSwitch<StringRef>(Header.contains('/') ? Header.split('/').first : "")
      .Case("gtest", "libgtest-dev")
      .Case("gmock", "libgmock-dev")
      .Case("benchmark", "libbenchmark-dev")
      .Case("boost", "libboost-all-dev")
      .Case("openssl", "libssl-dev")
      .Case("curl", "libcurl4-openssl-dev")
      .Case("Eigen", "libeigen3-dev")
      .Case("fmt", "libfmt-dev")
      .Case("spdlog", "libspdlog-dev")
      .Case("nlohmann", "nlohmann-json3-dev")
      .Case("yaml-cpp", "libyaml-cpp-dev")
      .Case("tbb", "libtbb-dev")
      .Case("catch2", "catch2")
      .Case("cppunit", "libcppunit-dev")
      .Case("glog", "libgoogle-glog-dev")
      .Case("gflags", "libgflags-dev")
      .Case("absl", "libabsl-dev")
      .Case("google", "libprotobuf-dev")
      .Default("");
}

/// Headers that come with the compiler, and with the C++ library.
static bool isCompilers(StringRef Name) {
  static const llvm::StringSet<> Names = {"stddef.h", "stdarg.h", "stdbool.h", "stdint.h", "limits.h", "float.h", "immintrin.h", "xmmintrin.h",
                                          "emmintrin.h", "arm_neon.h", "cpuid.h", "x86intrin.h"};
  return Names.contains(Name);
}
static bool isStandard(StringRef Name) {
  static const llvm::StringSet<> Names = {"algorithm", "array", "atomic", "cassert", "cmath", "cstddef", "cstdint", "cstdio", "cstdlib",
                                          "cstring", "functional", "iostream", "map", "memory", "string", "utility", "vector", "set",
                                          "exception", "limits", "cerrno", "climits", "stdexcept", "type_traits", "sstream", "fstream",
                                          "stdio.h", "stdlib.h", "string.h", "math.h", "assert.h", "errno.h"};
  return Names.contains(Name);
}

/// Where a file of the project ends in this name; empty if none does.
static std::string inTree(const Examination &E, StringRef Name) {
  auto [Begin, End] = E.Files.ByName.equal_range(path::filename(Name).str());
  for (auto I = Begin; I != End; ++I)
    if (StringRef(I->second).ends_with("/" + Name.str()))
      return I->second;
  return "";
}

/// What the header is made from: a template of a configure step, or the source of a generator.
static std::string templateOf(const Examination &E, StringRef Name) {
  const std::string Last = path::filename(Name).str(), Stem = path::stem(Name).str();
  std::vector<std::string> Names;
  for (const char *Ending : {".in", ".cmake", ".cmake.in", ".meson", ".meson.in", ".tmpl", ".template", "_in", ".inc.in"})
    Names.push_back(Last + Ending), Names.push_back(Stem + Ending);
  Names.push_back(Stem + ".h.in");
  Names.push_back(Stem + "_in.h");
  StringRef Generated = Stem;
  if (Generated.consume_front("ui_"))
    Names.push_back(Generated.str() + ".ui");
  else if (Generated.consume_back(".pb"))
    Names.push_back(Generated.str() + ".proto");
  else if (Generated.consume_back(".tab") || Generated.consume_back(".yy"))
    Names.push_back(Generated.str() + ".y"), Names.push_back(Generated.str() + ".yy");
  else if (Generated.consume_back("_generated"))
    Names.push_back(Generated.str() + ".fbs");
  else
    for (const char *Ending : {".def.in", ".rl", ".gperf"})
      Names.push_back(Stem + Ending);
  for (const std::string &Each : Names)
    if (auto Found = E.Files.ByName.find(Each); Found != E.Files.ByName.end())
      return Found->second;
  return "";
}

static bool mentions(StringRef File, StringRef Name) {
  llvm::Expected<std::string> Text = readFile(File);
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return false;
  }
  return StringRef(*Text).contains(Name);
}

/// The build file that says how it is made; empty if none does.
static std::string ruleOf(const Examination &E, StringRef Name) {
  const std::string Last = path::filename(Name).str();
  if (!E.P.BuildDir.empty() && mentions(E.P.BuildDir + "/build.ninja", "/" + Last + ":"))
    return E.P.BuildDir + "/build.ninja";
  for (const std::string &File : E.Files.BuildFiles)
    if (mentions(File, "OUTPUT " + Last) || mentions(File, "/" + Last + "\"") || mentions(File, "'" + Last + "'") ||
        mentions(File, "/" + Last + ")") || mentions(File, Last + ":"))
      return File;
  return "";
}

static std::string quoted(StringRef Word) {
  return Word.contains(' ') ? "\"" + Word.str() + "\"" : Word.str();
}

/// What its configure step makes, or its build.
static std::string makeFirst(const Examination &E, StringRef From) {
  if (E.System.Name == "autotools" && From.ends_with(".in"))
    return "build first: ./configure";
  return E.System.Compile.empty() ? "build first" : "build first: " + E.System.Compile;
}

static void classify(Examination &E, const MissingHeader &M, std::map<std::string, std::map<std::string, Group>> &Groups) {
  auto Into = [&](const char *Code, const std::string &Detail, const std::string &Cure) {
    Group &G = Groups[Code][Cure];
    G.Names.push_back(M.Name);
    G.Units = std::max(G.Units, M.Units);
    G.Cure = Cure;
    if (G.Detail.empty())
      G.Detail = Detail;
  };
  if (isCompilers(M.Name))
    return Into("clang-headers", "they belong to clang, whose folder is " + resourceDir(), "apt install libclang-common-" + StringRef(HONE_LLVM_VERSION).split('.').first.str() + "-dev");
  if (isStandard(M.Name))
    return Into("standard-library", "clang finds no C++ library for these flags", "apt install g++, or name its folders in the flags of a cross compiler (-isystem, --sysroot)");
  if (const std::string Path = inTree(E, M.Name); !Path.empty()) {
    const std::string Folder = StringRef(Path).drop_back(M.Name.size() + 1).str();
    return Into("header-not-on-path", fmt::format("{} is in the project, but no -I leads to it", E.shown(Path)),
                "add " + quoted("-I" + Folder) + ", or: " + E.configureAgain());
  }
  if (const std::string From = templateOf(E, M.Name); !From.empty())
    return Into("header-generated", "made from " + E.shown(From), makeFirst(E, From));
  if (const std::string Rule = ruleOf(E, M.Name); !Rule.empty())
    return Into("header-generated", "made as " + E.shown(Rule) + " says", makeFirst(E, Rule));
  if (const StringRef Package = packageOf(M.Name); !Package.empty())
    return Into("header-missing", "its package is not installed", "apt install " + Package.str());
  std::string Folders = llvm::join(M.Searched.begin(), M.Searched.begin() + std::min<std::size_t>(M.Searched.size(), 6), ", ");
  if (M.Searched.size() > 6)
    Folders += fmt::format(" and {} more", M.Searched.size() - 6);
  Into("header-missing", "included in " + E.shown(realPath(M.From)),
       "install what has " + M.Name + ", or add its folder; looked in " + (Folders.empty() ? "the system's folders only" : Folders));
}

void explainMissing(Examination &E, const std::vector<MissingHeader> &Missing, Severity How) {
  std::map<std::string, std::map<std::string, Group>> Groups;
  // A project without its library lacks hundreds of headers: the most frequent say enough.
  for (const MissingHeader &M : llvm::ArrayRef(Missing).take_front(20))
    classify(E, M, Groups);
  for (const auto &[Code, ByCure] : Groups)
    for (const auto &[Cure, G] : ByCure) {
      const char *Why = Code == "header-generated" ? ", which the build makes" : "";
      E.add(How, Code,
            fmt::format("{} of {} units tried lack {}{}{} ({})", G.Units, E.D.Sample.Tried, G.Names.front(),
                        G.Names.size() > 1 ? fmt::format(" and {} more", G.Names.size() - 1) : "", Why, G.Detail),
            G.Cure, G.Names);
    }
}

} // namespace hone
