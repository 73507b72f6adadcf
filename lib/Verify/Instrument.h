// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done to a module of the interpreter before it becomes an object.
#ifndef HONE_LIB_VERIFY_INSTRUMENT_H
#define HONE_LIB_VERIFY_INSTRUMENT_H

#include "llvm/ADT/StringSet.h"
#include <string>
#include <utility>
#include <vector>

namespace llvm {
class Function;
class Module;
class TargetMachine;
} // namespace llvm

namespace hone {

/// Lines [first, second], 1-based.
using LineRanges = std::vector<std::pair<unsigned, unsigned>>;

/// The functions with code in the given lines of \p File.
std::vector<llvm::Function *> functionsIn(llvm::Module &M, llvm::StringRef File,
                                          const LineRanges &Lines);

/// Adds a counter to every edge of every branch in the given lines, or to
/// every block with code in them if there is no branch. Returns the line of
/// each counter; the array is named \p Symbol.
std::vector<unsigned> countEdges(llvm::Module &M, llvm::StringRef File, const LineRanges &Lines,
                                 llvm::StringRef Symbol);

/// Leaves one trap a function, without its reason: each check of
/// UndefinedBehaviorSanitizer has its own, and takes the slow way through the
/// code generator.
void joinTraps(llvm::Module &M);
/// Tells the runner of every access that is volatile or atomic.
void watchAccesses(llvm::Module &M);

/// Makes the module a citizen of a shared library: what is internal becomes
/// visible to later modules of the same unit, what is undefined may stay so,
/// and what \p Defined already holds is not emitted again. Adds to \p Defined
/// what this module emits.
void openModule(llvm::Module &M, llvm::StringSet<> &Defined);

/// Simplifies the functions named, as far as one function can be seen alone: so
/// that they are emitted and run quickly, or, if \p Canonical, enough to make
/// equal mutants equal. The rest stays as it is, since these programs run for
/// milliseconds.
void optimize(llvm::Module &M, llvm::TargetMachine &Machine,
              const std::vector<std::string> &Watched, bool Canonical);

/// The pipeline of -O1, except that nothing defined is dropped.
void optimizeAll(llvm::Module &M, llvm::TargetMachine &Machine);

/// The bodies of functions without names, metadata and attributes.
std::string renderIr(llvm::Module &M, const std::vector<std::string> &Functions);

} // namespace hone

#endif
