// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command line cut into flags with their values, by clang's option table.
#ifndef HONE_LIB_PROJECT_FLAGLIST_H
#define HONE_LIB_PROJECT_FLAGLIST_H

#include "hone/Project/Project.h"
#include "clang/Options/Options.h"

namespace hone {

/// One flag with its values, as written.
struct Flag {
  std::vector<std::string> Words;
  std::vector<unsigned> Kinds; ///< Its option and the groups it is in.
  bool Unknown = false;        ///< Clang has never heard of it.

  bool is(unsigned OptionOrGroup) const;
  llvm::StringRef spelling() const { return Words.front(); }
  llvm::StringRef value() const; ///< The last word, or what is joined to it.
  std::string joined() const;
};
using FlagList = std::vector<Flag>;

FlagList parseFlags(const std::vector<std::string> &Words);
Flag makeFlag(const std::vector<std::string> &Words);
std::vector<std::string> wordsOf(const FlagList &Flags);

/// Replaces -include-pch, which only the compiler that made the file can read,
/// by the header it was made from.
void replacePrecompiled(FlagList &Flags, const std::string &Directory);
/// Keeps clang's driver from taking the precompiled form of an -include.
void hidePrecompiled(FlagList &Flags, const std::string &Directory);

/// The flags that clang's driver refuses, each as Flag::joined().
std::vector<std::string> refusedByDriver(const std::vector<std::string> &Words,
                                         const Unit &U);

} // namespace hone

#endif
