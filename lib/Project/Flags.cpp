// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the command of a database into a Unit: the flags for its own compiler,
// and those that clang takes for the same meaning.
//
// What clang knows is asked of clang (its option table, then its driver), not
// kept in a list here; only what it would take but must not see is named.
#include "Command.h"
#include "FlagList.h"
#include "hone/Support/Support.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"

namespace options = clang::options;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

//===--- What is not for us -----------------------------------------------===//

static Prepared skip(StringRef Code, const std::string &Text) {
  Prepared P;
  P.What = Prepared::Skipped;
  P.Why = {Code.str(), Text};
  return P;
}

static Prepared failed(StringRef Code, const std::string &Text) {
  Prepared P;
  P.What = Prepared::Failed;
  P.Why = {Code.str(), Text};
  return P;
}

/// Drivers with a language of flags of their own.
static bool isForeignDriver(StringRef Compiler) {
  std::string Name = path::stem(Compiler).lower();
  return Name == "cl" || Name == "clang-cl" || Name == "nvcc" ||
         Name == "hipcc";
}

/// CMake hands every unit of a C++20 project a map of the modules it needs;
/// usually there are none in it. False if it cannot be read: not built yet.
static bool namesNoModules(StringRef Map, const std::string &Directory) {
  llvm::Expected<std::string> Text = readFile(realPath(Map, Directory));
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return false;
  }
  for (StringRef Line : llvm::split(*Text, '\n'))
    if (Line = Line.trim(); !Line.empty() && !Line.starts_with("$root") &&
                            !Line.starts_with("-x c++"))
      return false;
  return !StringRef(*Text).contains("c++-module");
}

/// Removes what CMake adds for modules where none are used. False if they are.
static bool removeModuleFlags(std::vector<std::string> &Words,
                              const std::string &Directory) {
  bool Mapped = false, Used = false, Enabled = false;
  llvm::erase_if(Words, [&](const std::string &Word) {
    StringRef W = Word;
    const bool Map = (W.consume_front("@") && W.ends_with(".modmap")) ||
                     W.consume_front("-fmodule-mapper=");
    if (Map) {
      Mapped = true;
      Used |= !namesNoModules(W, Directory);
      return true;
    }
    Enabled |= W == "-fmodules-ts";
    Used |= W.starts_with("-fmodule-file=") ||
            W.starts_with("-fmodule-output") ||
            W.starts_with("-fprebuilt-module-path");
    return W == "-fmodules-ts" || W.starts_with("-fdeps-");
  });
  return !Used && (Mapped || !Enabled);
}

namespace {
enum class Language { Cpp, CppByCompiler, Header, Module, Other };
}

/// By -x, else by the extension, else by the compiler's name (g++ takes .c for
/// C++).
static Language languageOf(StringRef File, StringRef Compiler,
                           StringRef Given) {
  using namespace clang::driver::types;
  if (Given == "c++" || Given == "c++-cpp-output")
    return Language::CppByCompiler;
  if (!Given.empty())
    return Given.contains("header") ? Language::Header
           : Given == "c++-module"  ? Language::Module
                                    : Language::Other;
  StringRef Extension = path::extension(File);
  Extension.consume_front(".");
  if (Extension == "ixx" || Extension == "mpp")
    return Language::Module;
  switch (lookupTypeForExtension(Extension)) {
  case TY_CXX:
  case TY_PP_CXX:
    return Language::Cpp;
  case TY_CHeader:
  case TY_CXXHeader:
    return Language::Header;
  case TY_CXXModule:
  case TY_PP_CXXModule:
    return Language::Module;
  case TY_C:
    return path::filename(Compiler).contains("++") ? Language::CppByCompiler
                                                   : Language::Other;
  default:
    return Language::Other;
  }
}

//===--- Flags ------------------------------------------------------------===//

/// Flags without meaning for a single compilation, or that write files.
static bool isForTheBuild(const Flag &F) {
  if (F.is(options::OPT_M_Group) || F.is(options::OPT_INPUT) ||
      F.is(options::OPT_l) || F.is(options::OPT__DASH_DASH))
    return true;
  const StringRef S = F.spelling();
  return S == "-c" || S == "-S" || S == "-E" || F.is(options::OPT_o) ||
         S == "-fsyntax-only" || S == "-Winvalid-pch" || S == "-fstack-usage" ||
         S.starts_with("-Wp,-M") || S.starts_with("-save-temps") ||
         S.starts_with("--serialize-diagnostics") ||
         S.starts_with("-ftime-trace") || S.starts_with("-fdump-") ||
         S.starts_with("-fcallgraph-info") || F.is(options::OPT_x);
}

/// What clang would take, but a parse in process must not see.
static bool isNotForClang(const Flag &F) {
  const StringRef S = F.spelling();
  return F.Unknown || F.is(options::OPT_W_Group) ||
         F.is(options::OPT_pedantic_Group) || F.is(options::OPT_Link_Group) ||
         F.is(options::OPT_Wl_COMMA) || F.is(options::OPT_Wa_COMMA) ||
         F.is(options::OPT_L) || F.is(options::OPT_mllvm) ||
         S.starts_with("-fplugin") || S.starts_with("-fpass-plugin") ||
         S.starts_with("-flto") || S.contains("fat-lto-objects") ||
         S.starts_with("-fwhole-program") || S.starts_with("-fmodule") ||
         S.starts_with("-fcxx-modules") || S.starts_with("-fimplicit-module") ||
         S.starts_with("-specs=");
}

/// Instrumentation: it is not what ships, and it hides what the optimizer does.
static bool isInstrumentation(const Flag &F) {
  const StringRef S = F.spelling();
  return S.starts_with("-fsanitize") || S.starts_with("-fno-sanitize") ||
         S.starts_with("-fprofile-") || S == "--coverage" || S == "-coverage" ||
         S == "-ftest-coverage" || S.starts_with("-fcoverage") || S == "-pg" ||
         S == "-finstrument-functions" ||
         // Only whole programs are optimized then; nothing is said about a
         // unit.
         S.starts_with("-flto");
}

/// The -O that counts, as it is written; empty if there is none.
static std::string optimizationOf(const FlagList &Flags) {
  std::string Last;
  for (const Flag &F : Flags)
    if (F.is(options::OPT_O_Group))
      Last = F.spelling().str();
  return Last;
}

/// Says in words what lifting changes; empty if nothing.
static std::string describeLift(const FlagList &Flags, bool &NewLevel) {
  const std::string Level = optimizationOf(Flags);
  std::string Words, Removed;
  bool Sanitized = false;
  for (const Flag &F : Flags)
    if (isInstrumentation(F)) {
      Removed += (Removed.empty() ? "" : " ") + F.spelling().str();
      Sanitized |= !F.spelling().starts_with("-flto");
    }
  NewLevel = Level.empty() || Level == "-O0" || Level == "-Og" ||
             (Sanitized && (Level == "-O1" || Level == "-O"));
  if (NewLevel)
    Words = (Level.empty() ? "no -O" : Level) + " lifted to -O2";
  if (!Removed.empty())
    Words += (Words.empty() ? "" : ", ") + Removed + " left out";
  return Words;
}

static FlagList lift(const FlagList &Flags, bool NewLevel) {
  FlagList Lifted;
  for (const Flag &F : Flags)
    if (!isInstrumentation(F) && !(NewLevel && F.is(options::OPT_O_Group)))
      Lifted.push_back(F);
  if (NewLevel)
    Lifted.push_back(makeFlag({"-O2"}));
  return Lifted;
}

/// `aarch64-linux-gnu-g++` compiles for what its name says.
static std::string targetOf(StringRef Compiler) {
  const auto [Front, Rest] = path::filename(Compiler).rsplit("-g++");
  StringRef Prefix = path::filename(Compiler).contains("-g++") ? Front : "";
  if (Prefix.empty() || !Prefix.contains('-') ||
      llvm::Triple(Prefix).getArch() == llvm::Triple::UnknownArch)
    return {};
  return "--target=" + Prefix.str();
}

/// Tries the flags on clang's driver and drops those it names in errors
/// (`-fsanitize=bounds-strict`, an -m of another machine ...).
std::vector<std::string>
FlagReader::acceptedByClang(std::vector<std::string> Flags, const Unit &U) {
  std::string Key;
  for (const std::string &F : Flags)
    if (!StringRef(F).starts_with("-I") && !StringRef(F).starts_with("-D"))
      Key += F + '\n';
  auto [Known, New] = Accepted.try_emplace(Key);
  if (New)
    Known->second = refusedByDriver(Flags, U);
  FlagList Kept;
  for (const Flag &F : parseFlags(Flags))
    if (!llvm::is_contained(Known->second, F.joined()))
      Kept.push_back(F);
  return wordsOf(Kept);
}

/// Where a g++ keeps its own omp.h; empty if it is none or cannot be asked.
std::string FlagReader::gccHeaders(const std::string &Compiler) {
  auto [It, New] = GccHeaders.try_emplace(Compiler);
  if (!New)
    return It->second;
  llvm::Expected<ProcessResult> R =
      runProcess({Compiler, "-print-file-name=include"});
  if (!R)
    llvm::consumeError(R.takeError());
  else if (const std::string Folder = StringRef(R->Out).trim().str();
           llvm::sys::fs::exists(Folder + "/omp.h"))
    It->second = Folder;
  return It->second;
}

/// All four lists of flags from what is left of the command.
void FlagReader::setFlags(Unit &U, const FlagList &All) {
  bool NewLevel = false;
  U.Lifted = describeLift(All, NewLevel);
  U.Flags = wordsOf(All);
  U.FastFlags = wordsOf(lift(All, NewLevel));

  FlagList Clang = All;
  llvm::erase_if(Clang, isNotForClang);
  hidePrecompiled(Clang, U.Directory);
  // Clang has an omp.h only if its OpenMP library is installed. Last in the
  // search, so that clang's own headers stay in front.
  if (llvm::any_of(Clang,
                   [](const Flag &F) { return F.spelling() == "-fopenmp"; }))
    if (const std::string Folder = gccHeaders(U.Compiler); !Folder.empty())
      Clang.push_back(makeFlag({"-idirafter", Folder}));
  const std::vector<std::string> Own = ownHeaders(U);
  for (const Flag &F : parseFlags(Own))
    Clang.push_back(F);
  if (const std::string Target = targetOf(U.Compiler); !Target.empty() && Own.empty())
    Clang.insert(Clang.begin(), makeFlag({Target}));
  U.ClangFlags = acceptedByClang(wordsOf(Clang), U);
  U.FastClangFlags = wordsOf(lift(parseFlags(U.ClangFlags), NewLevel));
  for (std::vector<std::string> *Flags : {&U.ClangFlags, &U.FastClangFlags}) {
    Flags->push_back("-resource-dir=" + ResourceDir);
    // Stronger than -w: also what clang makes an error and g++ does not, like
    // a narrowing initializer.
    Flags->push_back("-Wno-everything");
  }
}

Prepared FlagReader::prepare(const Command &C) {
  std::vector<std::string> Words = withoutLaunchers(C.Arguments);
  if (Words.empty())
    return failed("empty-command", "its command is empty");
  if (!llvm::sys::fs::is_directory(C.Directory))
    return failed("no-folder", "its command runs in " + C.Directory +
                  ", which does not exist");
  if (!llvm::sys::fs::exists(C.File))
    return failed("no-file", "the database names it, but there is no such file");

  Prepared P;
  Unit &U = P.U;
  U.Directory = C.Directory;
  U.MainFile = C.File;
  U.Compiler = Words.front();
  if (isForeignDriver(U.Compiler))
    return skip("unknown-compiler",
                U.Compiler + " takes flags that are not gcc's or clang's");
  Words.erase(Words.begin());
  const bool NoModules = removeModuleFlags(Words, U.Directory);
  const std::vector<std::string> Unread =
      expandResponseFiles(Words, U.Directory);
  if (!Unread.empty())
    return failed("no-response-file", "its command needs the response file " + Unread.front() +
                  ", which cannot be read; build the project once");

  FlagList All = parseFlags(Words);
  std::string Given;
  for (const Flag &F : All)
    if (F.is(options::OPT_x) && F.value() != "none")
      Given = F.value().str();
  const Language L = languageOf(U.MainFile, U.Compiler, Given);
  if (L == Language::Header) {
    P.What = Prepared::Ignored;
    return P;
  }
  if (L == Language::Other && AnyLanguage) {
    llvm::erase_if(All, isForTheBuild);
    U.Flags = wordsOf(All);
    return P;
  }
  if (L == Language::Other)
    return skip("not-cpp", "only C++ is understood");
  if (L == Language::Module || !NoModules)
    return skip("modules", "C++20 modules are not supported yet");

  replacePrecompiled(All, U.Directory);
  llvm::erase_if(All, isForTheBuild);
  if (L == Language::CppByCompiler)
    All.push_back(makeFlag({"-x", "c++"}));
  setFlags(U, All);
  return P;
}

Unit raisedForTests(const Unit &U) {
  Unit Raised = U;
  std::string Old;
  for (std::vector<std::string> *Flags :
       {&Raised.Flags, &Raised.ClangFlags, &Raised.FastFlags, &Raised.FastClangFlags})
    for (std::string &F : *Flags) {
      StringRef Standard = F;
      if (F != "-ansi" && !Standard.consume_front("-std="))
        continue;
      if (F != "-ansi" && !StringRef(Standard).ends_with("98") && !StringRef(Standard).ends_with("03"))
        continue;
      Old = F;
      F = Standard.starts_with("gnu") ? "-std=gnu++11" : "-std=c++11";
    }
  if (!Old.empty())
    Raised.Lifted += (Raised.Lifted.empty() ? "" : ", ") + Old + " raised to C++11";
  return Raised;
}

/// Flags that both compilers have, and that decide what the code means.
static bool isMeaning(const Flag &F) {
  const StringRef S = F.spelling();
  static const llvm::StringSet<> Known = {
      "-ansi", "-fexceptions", "-fno-exceptions", "-frtti", "-fno-rtti", "-fsigned-char", "-funsigned-char", "-fno-strict-aliasing",
      "-fwrapv", "-fms-extensions", "-fopenmp", "-fopenmp-simd", "-fpermissive", "-fshort-enums", "-fno-builtin", "-pthread", "-nostdinc",
      "-nostdinc++", "-fPIC", "-fpic", "-fPIE", "-fpie"};
  return F.is(options::OPT_I_Group) || F.is(options::OPT_D) || F.is(options::OPT_U) || F.is(options::OPT_include) ||
         F.is(options::OPT_imacros) || F.is(options::OPT__sysroot_EQ) || F.is(options::OPT_x) || S.starts_with("-std=") || S.starts_with("--std=") ||
         Known.contains(S);
}

Unit withCompiler(const Unit &U, llvm::ArrayRef<std::string> Command) {
  Unit Other = U;
  Other.Compiler = Command.front();
  FlagList Flags = parseFlags(U.FastFlags);
  llvm::erase_if(Flags, [](const Flag &F) { return !isMeaning(F); });
  Other.FastFlags = wordsOf(Flags);
  llvm::append_range(Other.FastFlags, Command.drop_front());
  if (llvm::none_of(Command, [](StringRef Word) { return Word.starts_with("-O"); }))
    Other.FastFlags.push_back("-O2");
  Other.Flags = Other.FastFlags;
  return Other;
}

} // namespace hone
