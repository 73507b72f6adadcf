// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes a benchmark that people can build, read and run without Hone: Google
// Benchmark, the unit's own flags, the same inputs. One file a change and one
// CMakeLists.txt that builds whatever lies in the folder, so that changes of
// several runs can share it.
//
// The results escape through inline assembly. benchmark::DoNotOptimize with an
// lvalue, as of version 1.7.1, corrupts a double under g++ -O3.
#include "Build.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>

using llvm::Error;
using llvm::StringRef;

namespace hone {

static constexpr const char *Measuring = R"cpp(
// ---------------------------------------------------------------------------
// The benchmark: both versions on equal inputs, at each size.

#include <benchmark/benchmark.h>
#include <chrono>

static const std::vector<std::vector<unsigned long long>> HoneSeeds = {SEEDS};
static const std::vector<std::int64_t> HoneSizes = {SIZES};

/// Each iteration makes Calls fresh inputs, which is not timed, and calls the
/// function once on each, which is. "per_call" is the time of one call; an item
/// is one of the n elements that each container has.BYTESTEXT
static void measure(benchmark::State &Bench, void (*Function)(void *)) {
  const hone_case *Case = hone_case_NUMBER();
  const std::size_t Shape = static_cast<std::size_t>(Bench.range(0));
  const std::size_t Calls = 1 + 65536 / static_cast<std::size_t>(HoneSizes[Shape] + 64);
  std::vector<void *> States(Calls);SUM
  for (auto _ : Bench) {
    for (std::size_t I = 0; I < Calls; ++I) {
      const std::vector<unsigned long long> &Seeds = HoneSeeds[Shape];
      hone_seed Seed = {Seeds[I % Seeds.size()],
                        static_cast<unsigned long long>(HoneSizes[Shape]), 1};
      States[I] = Case->make(&Seed);ADD
    }
    asm volatile("" : : "r"(States.data()) : "memory");
    auto Start = std::chrono::steady_clock::now();
    for (std::size_t I = 0; I < Calls; ++I) {
      Function(States[I]);
      asm volatile("" : : "r"(States[I]) : "memory");
    }
    std::chrono::duration<double> Took = std::chrono::steady_clock::now() - Start;
    Bench.SetIterationTime(Took.count());
    for (std::size_t I = 0; I < Calls; ++I)
      Case->destroy(States[I]);
  }
  Bench.SetItemsProcessed(static_cast<std::int64_t>(Bench.iterations()) *
                          static_cast<std::int64_t>(Calls) * HoneSizes[Shape]);SET
  Bench.counters["n"] = static_cast<double>(HoneSizes[Shape]);
  Bench.counters["per_call"] =
      benchmark::Counter(static_cast<double>(Calls), benchmark::Counter::kIsIterationInvariantRate |
                                                         benchmark::Counter::kInvert);
}

static void before(benchmark::State &Bench) { measure(Bench, hone_case_NUMBER()->before); }
static void after(benchmark::State &Bench) { measure(Bench, hone_after_NUMBER); }
BENCHMARK(before)->DenseRange(0, LAST)->UseManualTime();
BENCHMARK(after)->DenseRange(0, LAST)->UseManualTime();
)cpp";

static constexpr const char *Lists = R"cmake(# Builds the benchmarks of this folder:
#   cmake -S . -B build && cmake --build build && build/bench_NAME
cmake_minimum_required(VERSION 3.16)
project(HoneBenchmarks CXX)
find_package(benchmark REQUIRED)
# Flags come from the project that was measured, not from CMake.
set(CMAKE_CXX_FLAGS "")
file(GLOB CHANGES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/bench_*.cmake)
foreach(CHANGE ${CHANGES})
  include(${CHANGE})
endforeach()
)cmake";

/// A word inside CMake's bracket argument, which knows no escapes.
static std::string bracket(StringRef Word) {
  std::string Fill;
  while (Word.contains("]" + Fill + "]") || Word.ends_with("]" + Fill))
    Fill += '=';
  return "[" + Fill + "[" + Word.str() + "]" + Fill + "]";
}

/// A word of a command line.
static std::string quoted(StringRef Word) {
  std::string Text = "\"";
  for (char C : Word) {
    if (C == '"' || C == '\\')
      Text += '\\';
    Text += C;
  }
  return Text + '"';
}

/// Flags whose folder or file is relative to the unit's folder, made absolute:
/// the benchmark is built elsewhere.
static std::vector<std::string> absoluteFlags(const Unit &U) {
  static constexpr StringRef Prefixes[] = {"-isystem", "-iquote", "-idirafter", "-include", "-I"};
  auto Absolute = [&](StringRef Path) {
    llvm::SmallString<128> Full(Path);
    llvm::sys::path::make_absolute(U.Directory, Full);
    return Full.str().str();
  };
  std::vector<std::string> Flags = benchFlags(U.FastFlags, /*Linking=*/false);
  for (std::size_t I = 0; I < Flags.size(); ++I)
    for (StringRef Prefix : Prefixes) {
      StringRef F = Flags[I];
      if (F == Prefix && I + 1 < Flags.size()) {
        ++I;
        // A forced include may also be found in the include folders.
        std::string Full = Absolute(Flags[I]);
        if (Prefix != "-include" || llvm::sys::fs::exists(Full))
          Flags[I] = Full;
        break;
      }
      if (F.starts_with(Prefix) && F.size() > Prefix.size() && F[Prefix.size()] != '-') {
        Flags[I] = Prefix.str() + Absolute(F.drop_front(Prefix.size()));
        break;
      }
    }
  return Flags;
}

/// File name of a change: the function's name, safe for files and targets.
static std::string nameOf(const Twin &T) {
  std::string Name = StringRef(T.Name).take_front(T.Name.rfind("_hone")).str();
  for (char &C : Name)
    if (!llvm::isAlnum(C))
      C = '_';
  // Two functions of one name differ in the finding.
  return T.FindingId.empty() ? "bench_" + Name : "bench_" + Name + "_" + T.FindingId;
}

static void replaceAll(std::string &Text, StringRef From, const std::string &To) {
  for (std::size_t At = 0; (At = Text.find(From.str(), At)) != std::string::npos; At += To.size())
    Text.replace(At, From.size(), To);
}

/// Bandwidth, if the case can tell how much a call is given.
static void fillBytes(std::string &Text, const Twin &T) {
  bool Known = StringRef(T.Harness).contains("unsigned long long bytes(const void *");
  replaceAll(Text, "BYTESTEXT", Known ? " Bytes are those that\n/// the call is given, each counted once however often it is read or written." : "");
  replaceAll(Text, "SUM", Known ? "\n  unsigned long long Bytes = 0;" : "");
  replaceAll(Text, "ADD", Known ? "\n      Bytes += hone_test::Case<NUMBER>::bytes(States[I]);" : "");
  replaceAll(Text, "SET", Known ? "\n  Bench.SetBytesProcessed(static_cast<std::int64_t>(Bytes));" : "");
}

static std::string measuringPart(const BenchRequest &Request, unsigned Number) {
  std::vector<std::string> Seeds, Sizes;
  for (const auto &[Size, Of] : Request.Seeds) {
    if (Of.empty())
      continue;
    std::vector<std::string> Words;
    for (std::uint64_t Seed : Of)
      Words.push_back(std::to_string(Seed) + "u");
    Seeds.push_back("{" + llvm::join(Words, ", ") + "}");
    Sizes.push_back(std::to_string(Size));
  }
  std::string Text = Measuring;
  fillBytes(Text, Request.Plan->Twins[Request.TwinIndex]);
  replaceAll(Text, "SEEDS", llvm::join(Seeds, ", "));
  replaceAll(Text, "SIZES", llvm::join(Sizes, ", "));
  replaceAll(Text, "NUMBER", std::to_string(Number));
  replaceAll(Text, "LAST", std::to_string(Sizes.size() - 1));
  return Text;
}

static std::string cmakePart(const BenchRequest &Request, const std::string &Name) {
  const Unit &U = *Request.U;
  std::string Text = fmt::format("# Measured with {}.\n", U.Compiler);
  Text += fmt::format("add_executable({0} main.cpp {0}.cpp)\ntarget_compile_options({0} PRIVATE\n", Name);
  // As one text: CMake drops the second of two equal options, such as -include.
  std::string Flags = "SHELL:";
  for (const std::string &F : absoluteFlags(U))
    Flags += quoted(F) + " ";
  // The flat text stands in for the unit: its neighbours are found from here.
  Flags += "-iquote " + quoted(llvm::sys::path::parent_path(U.MainFile)) + " -w";
  Text += "  " + bracket(Flags);
  std::string Objects;
  for (const std::string &Object : Request.Plan->Objects)
    Objects += " " + quoted(Object);
  Text += fmt::format(")\ntarget_link_libraries({} PRIVATE benchmark::benchmark "
                      "-Wl,--gc-sections -Wl,-z,muldefs{})\n",
                      Name, Objects);
  return Text;
}

Error emitBench(const BenchRequest &Request, StringRef Folder) {
  const Twin &T = Request.Plan->Twins[Request.TwinIndex];
  if (!T.Unverified.Code.empty())
    return failure(T.Unverified.Code + ": " + T.Unverified.Text);
  if (llvm::all_of(Request.Seeds, [](const auto &S) { return S.second.empty(); }))
    return failure("no-inputs: there is no accepted input to measure with");
  if (std::error_code EC = llvm::sys::fs::create_directories(Folder))
    return failure("cannot create " + Folder.str() + ": " + EC.message());
  std::string Name = nameOf(T);
  auto File = [&](StringRef Which) {
    llvm::SmallString<128> Path(Folder);
    llvm::sys::path::append(Path, Which);
    return Path.str().str();
  };
  std::string Source = fmt::format("// Times a function and its rewritten version side by side.\n"
                                   "// The original stays as it is; the copy is called {}.\n",
                                   T.Name) +
                       composeTwins(*Request.Plan, {Request.TwinIndex}) +
                       measuringPart(Request, T.Number);
  if (Error E = writeFile(File("hone_test.h"), supportHeader()))
    return E;
  // Linked first, so that it wins over a main of the unit.
  if (Error E = writeFile(File("main.cpp"), "#include <benchmark/benchmark.h>\nBENCHMARK_MAIN();\n"))
    return E;
  if (Error E = writeFile(File("CMakeLists.txt"), Lists))
    return E;
  if (Error E = writeFile(File(Name + ".cmake"), cmakePart(Request, Name)))
    return E;
  return writeFile(File(Name + ".cpp"), Source);
}

} // namespace hone
