// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_REPORTERS_DIAGNOSISREPORT_H
#define HONE_REPORTERS_DIAGNOSISREPORT_H

#include "hone/Core/Diagnosis.h"
#include "hone/Reporters/Reporters.h"

namespace hone {

/// What was found out in a few lines, then each problem with its cure.
void writeText(const Diagnosis &D, const TextOptions &Options, llvm::raw_ostream &OS);
/// One object, as docs/formats.md says.
void writeJson(const Diagnosis &D, llvm::raw_ostream &OS);
/// Errors: a format that it has no view in.
llvm::Expected<std::string> render(const Diagnosis &D, Format As, const TextOptions &Options);

} // namespace hone

#endif
