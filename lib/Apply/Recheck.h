// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which changes the units that see them compile with. Private to Apply.
#ifndef HONE_LIB_APPLY_RECHECK_H
#define HONE_LIB_APPLY_RECHECK_H

#include "Compose.h"

namespace hone {

/// The units that opened one of \p Files, by index.
std::vector<unsigned> unitsThatSee(const Project &P, const UnitFiles &Opened,
                                   const std::vector<std::string> &Files);

/// Compiles every unit that sees a change, finds the guilty changes, and
/// returns them with the reason. With the others all units compile, or they
/// see none of them.
llvm::Expected<std::map<std::string, Reason>>
findGuilty(const Project &P, const UnitFiles &Opened, const Texts &Originals,
           std::vector<const Change *> Live, unsigned Jobs);

} // namespace hone

#endif
