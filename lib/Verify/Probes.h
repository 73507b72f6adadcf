// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that tell the runner where a mutant and the rewrite part.
#ifndef HONE_LIB_VERIFY_PROBES_H
#define HONE_LIB_VERIFY_PROBES_H

#include "Mutants.h"

namespace hone {

/// The unmutated definition, except that \p Condition is always \p Value.
std::string forceCondition(const Twin &T, ByteRange Condition, bool Value);

/// The mutant, telling the runner whenever its condition is another than the
/// rewrite's.
std::string probeCondition(const Twin &T, const Mutant &M);

/// The rewrite with the mutant's condition never holding, telling the runner
/// whenever it would have.
std::string probeDropped(const Twin &T, const Mutant &M);

/// The mutant, telling the runner whenever its value is another than the
/// rewrite's.
std::string probeValue(const Twin &T, const Mutant &M);

/// What a probing text needs in front of it.
extern const llvm::StringLiteral ProbeDeclaration;

/// The text with the function's name (a whole token) replaced.
std::string renamed(llvm::StringRef Text, llvm::StringRef Name, llvm::StringRef NewName);

} // namespace hone

#endif
