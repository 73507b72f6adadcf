// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asks clang where one flag ends and the next begins, what it is, and whether
// its driver would take it.
#include "FlagList.h"
#include "Command.h"
#include "Invocation.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/FileSystem.h"

namespace fs = llvm::sys::fs;
namespace options = clang::options;
using llvm::StringRef;

namespace hone {

bool Flag::is(unsigned OptionOrGroup) const {
  return llvm::is_contained(Kinds, OptionOrGroup);
}

StringRef Flag::value() const {
  if (Words.size() > 1)
    return Words.back();
  StringRef S = spelling();
  // The joined forms whose values are asked for: -xc++, -include<file>.
  if (S.consume_front("-x") || S.consume_front("-include"))
    return S;
  return S.split('=').second;
}

std::string Flag::joined() const { return llvm::join(Words, " "); }

std::vector<std::string> wordsOf(const FlagList &Flags) {
  std::vector<std::string> Words;
  for (const Flag &F : Flags)
    Words.insert(Words.end(), F.Words.begin(), F.Words.end());
  return Words;
}

Flag makeFlag(const std::vector<std::string> &Words) {
  return parseFlags(Words).front();
}

/// The option and all groups around it, as written and as what it stands for.
static void addKinds(const llvm::opt::Arg &A, std::vector<unsigned> &Kinds) {
  for (llvm::opt::Option O = A.getOption(); O.isValid(); O = O.getGroup())
    Kinds.push_back(O.getID());
  if (A.getAlias())
    addKinds(*A.getAlias(), Kinds);
}

FlagList parseFlags(const std::vector<std::string> &Words) {
  std::vector<const char *> Pointers;
  for (const std::string &W : Words)
    Pointers.push_back(W.c_str());
  unsigned Missing = 0, MissingCount = 0;
  const llvm::opt::InputArgList Args = clang::getDriverOptTable().ParseArgs(
      Pointers, Missing, MissingCount,
      llvm::opt::Visibility(clang::options::ClangOption));
  FlagList Flags;
  std::vector<std::size_t> Begins;
  for (const llvm::opt::Arg *A : Args) {
    if (Begins.empty() || Begins.back() != A->getIndex()) {
      Begins.push_back(A->getIndex());
      Flags.emplace_back();
    }
    addKinds(*A, Flags.back().Kinds);
    Flags.back().Unknown |= A->getOption().matches(options::OPT_UNKNOWN);
  }
  // Not A->render(): that writes an alias as what it stands for, which the
  // unit's own compiler may not know. What lies between the beginnings of two
  // flags are the values of the first.
  Begins.push_back(MissingCount ? Missing : Words.size());
  for (std::size_t I = 0; I != Flags.size(); ++I)
    Flags[I].Words.assign(
        Words.begin() + static_cast<std::ptrdiff_t>(Begins[I]),
        Words.begin() + static_cast<std::ptrdiff_t>(Begins[I + 1]));
  return Flags;
}

//===--- Precompiled headers ----------------------------------------------===//

/// An -include that no driver looks behind for a precompiled form.
static Flag plainInclude(const std::string &Header) {
  Flag F = makeFlag({"-Xclang", "-include"});
  F.Words.insert(F.Words.end(), {"-Xclang", Header});
  return F;
}

static std::string headerOf(StringRef Precompiled) {
  if (!Precompiled.consume_back(".pch"))
    Precompiled.consume_back(".gch");
  return Precompiled.str();
}

void replacePrecompiled(FlagList &Flags, const std::string &Directory) {
  auto IsXclang = [&](std::size_t I) {
    return I < Flags.size() && Flags[I].is(options::OPT_Xclang);
  };
  FlagList Result;
  for (std::size_t I = 0; I < Flags.size(); ++I) {
    std::string Precompiled;
    if (Flags[I].is(options::OPT_include_pch))
      Precompiled = Flags[I].value().str();
    else if (IsXclang(I) && Flags[I].value() == "-include-pch" &&
             IsXclang(I + 1))
      Precompiled = Flags[++I].value().str();
    if (Precompiled.empty()) {
      Result.push_back(Flags[I]);
      continue;
    }
    // CMake names the header next to it anyway.
    const std::string Header = headerOf(Precompiled);
    const bool Named =
        llvm::any_of(Flags, [&](const Flag &F) { return F.value() == Header; });
    if (!Named && fs::exists(realPath(Header, Directory)))
      Result.push_back(makeFlag({"-include", Header}));
  }
  Flags = std::move(Result);
}

void hidePrecompiled(FlagList &Flags, const std::string &Directory) {
  for (Flag &F : Flags) {
    if (!F.is(options::OPT_include))
      continue;
    const std::string Header = F.value().str();
    const std::string Path = realPath(Header, Directory);
    if (fs::exists(Path + ".gch") || fs::exists(Path + ".pch"))
      F = plainInclude(Header);
  }
}

//===--- Flags that the driver refuses ------------------------------------===//

/// True if an error's text quotes the flag: `'-mfoo'`, or its value and its
/// name apart: `unsupported argument 'bar' to option '-fsanitize='`.
static bool isQuoted(const Flag &F, StringRef Text) {
  for (const std::string &Word : F.Words) {
    if (Text.contains("'" + Word + "'"))
      return true;
    const auto [Name, Values] = StringRef(Word).split('=');
    if (Values.empty() || !Text.contains("'" + Name.str() + "='"))
      continue;
    for (StringRef Value : llvm::split(Values, ','))
      if (Text.contains("'" + Value.str() + "'"))
        return true;
  }
  return false;
}

std::vector<std::string> refusedByDriver(const std::vector<std::string> &Words,
                                         const Unit &U) {
  FlagList Flags = parseFlags(Words);
  std::vector<std::string> Refused;
  auto Files = makeFileSystem(U.Directory, {});
  // The driver stops at some errors; what is behind them shows the next time.
  for (int Round = 0; Round != 5; ++Round) {
    ErrorCollector Errors;
    makeInvocation(wordsOf(Flags), U.MainFile, Files, Errors);
    const std::size_t Before = Flags.size();
    llvm::erase_if(Flags, [&](const Flag &F) {
      const bool Bad = llvm::any_of(
          Errors.Errors, [&](const std::string &E) { return isQuoted(F, E); });
      if (Bad)
        Refused.push_back(F.joined());
      return Bad;
    });
    if (Flags.size() == Before)
      break;
  }
  return Refused;
}

} // namespace hone
