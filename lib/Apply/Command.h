// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A unit's command, bent to only read. Private to Apply.
#ifndef HONE_LIB_APPLY_COMMAND_H
#define HONE_LIB_APPLY_COMMAND_H

#include "hone/Support/Support.h"
#include "hone/Project/Project.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hone {

/// The compiler and flags of a unit, without precompiled headers (the headers
/// themselves are read instead) and without what writes files or changes the
/// form of messages. The main file is not included.
std::vector<std::string> readingCommand(const Unit &U);

/// Replaces the paths that a command reads from (-I dir, -include file ...) by
/// what \p Visit makes of them.
std::vector<std::string>
mapPaths(const std::vector<std::string> &Command,
         llvm::function_ref<std::string(llvm::StringRef)> Visit);


/// Every file the unit's own compiler reads, as it spells them but absolute.
/// Empty if it cannot tell; compiling will say why.
std::vector<std::string> dependenciesOf(const Unit &U);

/// The files in the rule that -M and -MD write.
std::vector<std::string> parseRule(llvm::StringRef Text);

} // namespace hone

#endif
