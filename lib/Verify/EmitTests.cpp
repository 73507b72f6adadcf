// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tests to keep: a folder that builds with any C++ compiler and GoogleTest and
// needs nothing of Hone. The unit's own text stands in the file, because its
// static functions and private members cannot be reached from another.
#include "Counterexample.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace hone;
using llvm::Error;
using llvm::StringRef;

/// Inputs written into a file: enough to fail on any mistake the full set
/// finds in practice, few enough to read past.
static constexpr std::size_t MaxSeeds = 100;

static constexpr llvm::StringLiteral Helper = R"(
// ---------------------------------------------------------------------------
// The tests: both versions from equal states, outcomes compared bit by bit.

static std::string textOf(const hone_case *Case, const void *State) {
  std::string Text(4096, '\0');
  Text.resize(std::min<std::size_t>(Case->print(State, &Text[0], Text.size()), Text.size() - 1));
  return "  " + Text;
}

static testing::AssertionResult sameOutcome(const hone_case *Case, void (*Rewritten)(void *),
                                            const hone_seed &Input) {
  void *A = Case->make(&Input), *B = Case->make(&Input);
  Case->before(A);
  Rewritten(B);
  testing::AssertionResult Result = testing::AssertionSuccess();
  if (!Case->rejected(A) && !Case->rejected(B) && !Case->same(A, B)) {
    void *Fresh = Case->make(&Input);
    Result = testing::AssertionFailure()
             << Case->function << " and its rewrite differ.\nThe input (seed " << Input.seed
             << "):\n" << textOf(Case, Fresh) << "\nThe original leaves:\n" << textOf(Case, A)
             << "\nThe rewrite leaves:\n" << textOf(Case, B) << "\n";
    Case->destroy(Fresh);
  }
  Case->destroy(A);
  Case->destroy(B);
  return Result;
}
)";

/// Adds a word to the last line of a list, or begins a new one.
static void line(std::string &Text, const std::string &Word) {
  constexpr std::size_t Width = 100;
  std::size_t Length = Text.size() - (Text.rfind('\n') + 1);
  Text += Text.back() == '{' || Length + Word.size() >= Width ? "\n      " : " ";
  Text += Word;
}

static std::string sameTest(const Twin &T, const VerifyOutcome &O) {
  std::string Text = fmt::format("\nTEST({}, SameAsOriginal{}) {{\n", suiteName(T), T.Number);
  Text += "  // Each makes one input: a seed, and sizes the function asks for. The original has\n"
          "  // an answer for all of them.\n  static const hone_seed Inputs[] = {";
  // Spread over all accepted inputs.
  std::size_t Step = std::max<std::size_t>(1, O.Accepted.size() / MaxSeeds);
  std::size_t Count = 0;
  for (std::size_t I = 0; I < O.Accepted.size() && Count != MaxSeeds; I += Step, ++Count)
    line(Text, seedText(O.Accepted[I]) + ",");
  Text += "\n  };\n  for (const hone_seed &Input : Inputs)\n";
  std::string Call =
      fmt::format("sameOutcome(hone_case_{0}(), hone_after_{0}, Input)", T.Number);
  if (O.TouchesGlobals)
    Text += "    // It changes globals, which the second call would find changed.\n    (void)" + Call + ";\n";
  else
    Text += "    ASSERT_TRUE(" + Call + ");\n";
  return Text + "}\n";
}

/// The tests of one twin; empty if there is nothing to say about it.
static std::string testFor(const Twin &T, const VerifyOutcome &O) {
  std::string Text;
  if (!O.Accepted.empty())
    Text += sameTest(T, O);
  if (!O.Result.Counterexample.empty())
    Text += "\n" + O.Result.Counterexample;
  return Text;
}

/// The same under libFuzzer, whose bytes take the place of the seed.
static std::string fuzzEntry(const TwinPlan &Plan, const std::vector<unsigned> &Chosen) {
  std::string Cases;
  for (unsigned I : Chosen)
    Cases += fmt::format("      {{hone_case_{0}, hone_after_{0}}},\n", Plan.Twins[I].Number);
  return "\n#if defined(HONE_FUZZ)\n"
         "// The first byte chooses the function, the others are its input.\n"
         "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char *Data, std::size_t Size) {\n"
         "  static const struct {\n    const hone_case *(*Case)(void);\n"
         "    void (*Rewritten)(void *);\n  } Pairs[] = {\n" + Cases +
         "  };\n  if (Size == 0)\n    return 0;\n"
         "  const auto &Pair = Pairs[Data[0] % (sizeof Pairs / sizeof *Pairs)];\n"
         "  hone_test::Tape::current() = {Data + 1, Size - 1, nullptr};\n"
         "  const hone_seed Input = {1, 0, 0};\n"
         "  const testing::AssertionResult Same = sameOutcome(Pair.Case(), Pair.Rewritten, Input);\n"
         "  if (!Same) {\n    std::fputs(Same.message(), stderr);\n    std::abort();\n  }\n"
         "  return 0;\n}\n#endif\n";
}

/// The flags of the unit that its text needs: standard, macros, folders.
static std::string cmakeOptions(const Unit &U) {
  std::string Out;
  auto Add = [&](StringRef Flag) {
    std::string Quoted;
    for (char C : Flag) {
      if (C == '"' || C == '\\' || C == '$' || C == ';')
        Quoted += '\\';
      Quoted += C;
    }
    Out += "\n  \"" + Quoted + "\"";
  };
  auto Absolute = [&](StringRef Path) {
    llvm::SmallString<256> Full(Path);
    llvm::sys::path::make_absolute(U.Directory, Full);
    return Full.str().str();
  };
  Add("-iquote" + llvm::sys::path::parent_path(U.MainFile).str());
  for (std::size_t I = 0; I < U.Flags.size(); ++I) {
    StringRef Flag = U.Flags[I];
    bool Taken = false;
    for (StringRef Folder : {"-I", "-isystem", "-iquote", "-idirafter", "-include"}) {
      if (!Flag.starts_with(Folder) || (Folder == "-I" && Flag.starts_with("-Is")) ||
          (Folder == "-include" && Flag != "-include"))
        continue;
      StringRef Path = Flag.drop_front(Folder.size());
      if (Path.empty() && I + 1 < U.Flags.size())
        Path = U.Flags[++I];
      Add(("SHELL:" + Folder + " " + Absolute(Path)).str());
      Taken = true;
      break;
    }
    if (Taken)
      continue;
    if ((Flag == "-D" || Flag == "-U") && I + 1 < U.Flags.size())
      Add(("SHELL:" + Flag + " " + U.Flags[I + 1]).str()), ++I;
    else if (Flag.starts_with("-D") || Flag.starts_with("-U") || Flag.starts_with("-std=") ||
             Flag.starts_with("-m") || Flag == "-pthread" || Flag == "-fno-exceptions" ||
             Flag == "-fno-rtti" || Flag == "-funsigned-char" || Flag == "-fsigned-char" ||
             Flag == "-fpermissive" || Flag == "-fwrapv")
      Add(Flag);
  }
  return Out;
}

/// One program; its file is included by the CMakeLists of the folder, which is
/// the same whatever units have left their tests there.
static std::string cmakeProgram(const Unit &U, const TwinPlan &Plan, StringRef Name) {
  std::string Objects;
  for (const std::string &Object : Plan.Objects)
    Objects += "\n  \"" + Object + "\"";
  return fmt::format(R"(# Both versions of the rewritten functions of {0}, side by side.
add_executable({0}_test {0}_test.cpp)
target_include_directories({0}_test PRIVATE ${{CMAKE_CURRENT_SOURCE_DIR}})
# As the unit is built; warnings about its text are its own affair.
target_compile_options({0}_test PRIVATE -w -fno-pie{1})
# What the unit declares and other files define may be missing here, as long
# as the functions under test do not call it.
target_link_options({0}_test PRIVATE -Wl,--unresolved-symbols=ignore-all -no-pie
                    -Wl,-z,muldefs)
target_link_libraries({0}_test PRIVATE GTest::gtest GTest::gtest_main{2})
add_test(NAME {0} COMMAND {0}_test)
if(FUZZ)
  add_executable({0}_fuzz {0}_test.cpp)
  target_include_directories({0}_fuzz PRIVATE ${{CMAKE_CURRENT_SOURCE_DIR}})
  target_compile_definitions({0}_fuzz PRIVATE HONE_FUZZ HONE_TAPE)
  target_compile_options({0}_fuzz PRIVATE -g -O1 -fsanitize=fuzzer,address -w -fno-pie{1})
  target_link_options({0}_fuzz PRIVATE -fsanitize=fuzzer,address
    -Wl,--unresolved-symbols=ignore-all -no-pie)
  target_link_libraries({0}_fuzz PRIVATE GTest::gtest)
endif()
)",
                     Name.str(), cmakeOptions(U), Objects);
}

static constexpr llvm::StringLiteral CMakeLists =
    R"(# cmake -B build && cmake --build build && ctest --test-dir build
cmake_minimum_required(VERSION 3.16)
project(HoneTests CXX)
find_package(GTest REQUIRED)
enable_testing()
option(SANITIZE "Build with address and undefined behaviour sanitizers" OFF)
option(FUZZ "Build a libFuzzer program beside each test; needs clang" OFF)
if(SANITIZE)
  add_compile_options(-g -fsanitize=address,undefined -fno-sanitize-recover=all)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options(-fsanitize=address,undefined)
endif()
file(GLOB PROGRAMS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cmake)
foreach(PROGRAM ${PROGRAMS})
  include(${PROGRAM})
endforeach()
)";

Error hone::emitTests(const Unit &U, const TwinPlan &Plan,
                      const std::vector<VerifyOutcome> &Outcomes, StringRef Folder,
                      const std::string &Name) {
  std::vector<unsigned> Chosen;
  std::string Tests = Helper.str();
  for (unsigned I = 0; I != Plan.Twins.size() && I != Outcomes.size(); ++I) {
    if (!Plan.Twins[I].Unverified.Code.empty() || Outcomes[I].Why.Code == "does-not-build")
      continue;
    std::string Test = testFor(Plan.Twins[I], Outcomes[I]);
    if (Test.empty())
      continue;
    Chosen.push_back(I);
    Tests += Test;
  }
  if (Chosen.empty())
    return failure("there is nothing to test in " + U.MainFile);
  if (std::error_code Problem = llvm::sys::fs::create_directories(Folder))
    return failure("cannot make " + Folder.str() + ": " + Problem.message());
  std::string Source = "// Made by Hone from " + llvm::sys::path::filename(U.MainFile).str() +
                       ": its text, then each rewritten function beside its original,\n"
                       "// how inputs for it are made, and tests that both do the same.\n" +
                       std::string(Tests.find("hone_test::Tape") == std::string::npos
                                       ? ""
                                       : "#define HONE_TAPE 1 // one repeats a fuzzer's choices\n") +
                       "#include <algorithm>\n#include <gtest/gtest.h>\n" +
                       composeTwins(Plan, Chosen) + Tests + fuzzEntry(Plan, Chosen);
  if (Error Failed = writeFile((Folder + "/" + Name + "_test.cpp").str(), Source))
    return Failed;
  if (Error Failed = writeFile((Folder + "/hone_test.h").str(), supportHeader()))
    return Failed;
  if (Error Failed = writeFile((Folder + "/" + Name + "_test.cmake").str(), cmakeProgram(U, Plan, Name)))
    return Failed;
  return writeFile((Folder + "/CMakeLists.txt").str(), CMakeLists);
}
