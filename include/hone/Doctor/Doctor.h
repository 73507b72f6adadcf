// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether Hone can work on a project, and what to do about each obstacle, in a
// few seconds. Nothing of the project is built or run; compilers are asked
// questions, and a sample of the units is parsed.
#ifndef HONE_DOCTOR_DOCTOR_H
#define HONE_DOCTOR_DOCTOR_H

#include "hone/Core/Diagnosis.h"
#include "hone/Pipeline/Pipeline.h"

namespace hone {

struct DoctorOptions {
  Options Run; ///< As `hone scan` would get them: the project, the checks, the jobs, the progress.
  /// For everything. What is not done by then is left out, and the diagnosis says so.
  double Seconds = 8.5;
};

/// Errors: wrong use (a file that does not exist). All else is a problem in the diagnosis.
llvm::Expected<Diagnosis> diagnose(const DoctorOptions &Options);

} // namespace hone

#endif
