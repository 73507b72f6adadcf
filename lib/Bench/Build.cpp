// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Builds the benchmark of a unit with the unit's own compiler: to assembly
// once, since that is what takes long, then as many layouts as asked for.
//
// The unit is one file of a program, so symbols of others may be missing. The
// linker first drops all that no twin needs; if that is not enough, the holes
// are left open. Whether a twin falls into one shows when it runs.
#include "Build.h"
#include "Layout.h"
#include "Listing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <fmt/format.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

static constexpr char BenchMain[] =
#include "BenchMain.inc"
    ;

/// No compiler of one file takes this long.
static constexpr double CompileSeconds = 300;

std::vector<std::string> benchFlags(const std::vector<std::string> &Flags, bool Linking) {
  std::vector<std::string> Kept;
  for (std::size_t I = 0; I < Flags.size(); ++I) {
    StringRef F = Flags[I];
    bool Dropped = F.starts_with("-flto") || F.starts_with("-ffat-lto") ||
                   F.starts_with("-fuse-ld=") || F.starts_with("-fprofile") ||
                   F.starts_with("-fwhole-program") || F.starts_with("-Werror") ||
                   F == "-pedantic-errors" || F.starts_with("-save-temps") ||
                   F == "-pg" || F == "-S" || F == "-c" || F == "-E" || F == "-shared" ||
                   // -g, -g3, -ggdb, -gdwarf-5: all debug information.
                   F.starts_with("-g");
    if (Dropped)
      continue;
    bool TakesOne = F == "-x" || F == "-include" || F == "-imacros" || F == "-include-pch";
    if (Linking && TakesOne) {
      ++I;
      continue;
    }
    if (Linking && F.starts_with("-x"))
      continue;
    Kept.push_back(F.str());
  }
  return Kept;
}

/// The program as a path, or the error compiler-missing. A name with a slash
/// is relative to the unit's folder.
static Expected<std::string> findCompiler(const Unit &U) {
  if (StringRef(U.Compiler).contains('/')) {
    llvm::SmallString<128> Path(U.Compiler);
    llvm::sys::path::make_absolute(U.Directory, Path);
    if (llvm::sys::fs::can_execute(Path))
      return Path.str().str();
  } else if (llvm::ErrorOr<std::string> Found = llvm::sys::findProgramByName(U.Compiler)) {
    return *Found;
  }
  return failure("compiler-missing: " + U.Compiler + " is not installed");
}

/// The line of a compiler's or linker's output that says what is wrong.
static std::string firstError(StringRef Output) {
  StringRef First;
  for (StringRef Rest = Output; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    if (First.empty())
      First = Line;
    std::size_t At = Line.find("error: ");
    if (At != StringRef::npos)
      return Line.drop_front(At + 7).trim().str();
    if (Line.contains("undefined reference") || Line.contains("undefined symbol"))
      return Line.drop_front(Line.find("undefined")).trim().str();
  }
  return First.trim().str();
}

namespace {

/// One unit on its way to binaries.
class Builder {
public:
  Builder(const Unit &U, TempDir Folder, std::string Compiler)
      : U(U), Compiler(std::move(Compiler)), Folder(std::move(Folder)) {}

  Error write(const TwinPlan &Plan, const std::vector<unsigned> &Chosen);
  Error compile(StringRef Source, StringRef Kind, StringRef Output);
  Expected<std::string> link(unsigned Variant);
  BenchBinaries take(std::vector<std::string> Programs) {
    return {std::move(Folder), std::move(Programs), {}, std::move(Missing)};
  }
  std::string file(StringRef Name) const { return Folder.file(Name); }

private:
  Expected<ProcessResult> run(std::vector<std::string> Command) {
    return runProcess(Command, U.Directory, Limits{.Seconds = CompileSeconds});
  }

  const Unit &U;
  std::string Compiler;
  TempDir Folder;
  std::string Missing;
  std::vector<std::string> Objects; ///< Of other units.
};

} // namespace

Error Builder::write(const TwinPlan &Plan, const std::vector<unsigned> &Chosen) {
  std::string Main = "#define HONE_CASES";
  for (unsigned Index : Chosen)
    Main += fmt::format(" HONE_CASE({})", Plan.Twins[Index].Number);
  Main += "\n";
  Main += BenchMain;
  Objects = Plan.Objects;
  if (Error E = writeFile(file("hone_test.h"), supportHeader()))
    return E;
  if (Error E = writeFile(file("main.cpp"), Main))
    return E;
  return writeFile(file("twins.cpp"), composeTwins(Plan, Chosen));
}

Error Builder::compile(StringRef Source, StringRef Kind, StringRef Output) {
  std::vector<std::string> Command{Compiler};
  for (std::string &F : benchFlags(U.FastFlags, /*Linking=*/false))
    Command.push_back(std::move(F));
  for (StringRef F : {"-w", "-Wno-error", "-g0", "-ffunction-sections", "-fdata-sections",
                      "-iquote"})
    Command.push_back(F.str());
  Command.push_back(llvm::sys::path::parent_path(U.MainFile).str());
  // After the unit's own folders: none of its headers may be hidden by ours.
  Command.push_back("-I" + Folder.path());
  Command.insert(Command.end(), {Kind.str(), "-o", file(Output), file(Source)});
  Expected<ProcessResult> R = run(std::move(Command));
  if (!R)
    return R.takeError();
  if (R->ok())
    return Error::success();
  return failure("does-not-build: " +
                 (R->TimedOut ? "the compiler did not finish" : firstError(R->Err)));
}

/// Links layout number \p Variant; remembers what was missing.
Expected<std::string> Builder::link(unsigned Variant) {
  std::string Program = file(fmt::format("bench{}", Variant));
  std::vector<std::string> Command{Compiler};
  for (std::string &F : benchFlags(U.FastFlags, /*Linking=*/true))
    Command.push_back(std::move(F));
  // The benchmark's main comes first and wins over one of the unit.
  Command.insert(Command.end(), {"-w", "-g0", file("main.o"), file(fmt::format("layout{}.s", Variant)),
                                 "-o", Program, "-Wl,--gc-sections", "-Wl,-z,muldefs"});
  Command.insert(Command.end(), Objects.begin(), Objects.end());
  // A C driver compiles C++ but does not link it.
  if (!StringRef(llvm::sys::path::filename(Compiler)).contains("++"))
    Command.insert(Command.end(), {"-lstdc++", "-lm"});
  if (Missing.empty()) {
    Expected<ProcessResult> R = run(Command);
    if (!R)
      return R.takeError();
    if (R->ok())
      return Program;
    Missing = firstError(R->Err);
  }
  Command.insert(Command.end(), {"-no-pie", "-Wl,--unresolved-symbols=ignore-all", "-Wl,-z,lazy"});
  Expected<ProcessResult> R = run(std::move(Command));
  if (!R)
    return R.takeError();
  if (R->ok())
    return Program;
  return failure("needs-link: " + Missing);
}

/// The names of a twin and of its original inside mangled symbols (the copy is
/// called like the original with a suffix).
static std::pair<std::string, std::string> namesOf(const Twin &T) {
  auto Mangled = [](StringRef Name) { return std::to_string(Name.size()) + Name.str(); };
  const StringRef Name = T.Name;
  return {Mangled(Name.take_front(Name.rfind("_hone"))), Mangled(Name)};
}

/// Those, and of the two functions that call them.
static SymbolPairs pairsOf(const TwinPlan &Plan, const std::vector<unsigned> &Chosen) {
  SymbolPairs Pairs;
  for (unsigned Index : Chosen) {
    const Twin &T = Plan.Twins[Index];
    if (const auto Names = namesOf(T); Names.first != Names.second)
      Pairs.push_back(Names);
    Pairs.push_back({fmt::format("_ZN9hone_test4CaseILi{}EE6beforeEPv", T.Number),
                     fmt::format("hone_after_{}", T.Number)});
  }
  return Pairs;
}

static std::pair<std::string, std::string> loopsOf(const Twin &T, StringRef Assembly) {
  const auto [Before, After] = namesOf(T);
  for (const auto &[Original, Copy] : functionsIn(Assembly, {{Before, After}}))
    return {innermostLoops(Assembly, Original), innermostLoops(Assembly, Copy)};
  return {};
}

Expected<BenchBinaries> buildBinaries(const Unit &U, const TwinPlan &Plan,
                                      const std::vector<unsigned> &Chosen,
                                      const SamplerOptions &Options) {
  Expected<std::string> Compiler = findCompiler(U);
  if (!Compiler)
    return Compiler.takeError();
  Expected<TempDir> Folder = TempDir::create();
  if (!Folder)
    return Folder.takeError();

  Builder B(U, std::move(*Folder), *Compiler);
  if (Error E = B.write(Plan, Chosen))
    return E;
  if (Error E = B.compile("twins.cpp", "-S", "twins.s"))
    return E;
  if (Error E = B.compile("main.cpp", "-c", "main.o"))
    return E;
  Expected<std::string> Assembly = readFile(B.file("twins.s"));
  if (!Assembly)
    return Assembly.takeError();

  // Layouts come in mirrored pairs, so an odd one out would favour a side.
  unsigned Count = std::max(4u, (Options.Binaries + 1) / 2 * 2);
  SymbolPairs Pairs = pairsOf(Plan, Chosen);
  std::vector<std::string> Programs;
  for (unsigned V = 0; V < Count; ++V) {
    std::string Layout =
        shuffleLayout(*Assembly, Options.LayoutSeed * 1000 + V / 2, V % 2 == 1, Pairs);
    if (Error E = writeFile(B.file(fmt::format("layout{}.s", V)), Layout))
      return E;
    Expected<std::string> Program = B.link(V);
    if (!Program)
      return Program.takeError();
    Programs.push_back(std::move(*Program));
  }
  BenchBinaries Built = B.take(std::move(Programs));
  for (unsigned Index : Chosen)
    Built.Loops[Plan.Twins[Index].Number] = loopsOf(Plan.Twins[Index], *Assembly);
  return Built;
}

} // namespace hone
