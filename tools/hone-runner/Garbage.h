// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bytes that two runs of the original leave otherwise, in parts that are
// compared by their bytes: nobody has written them, and what the twin leaves
// there does not count.
#ifndef HONE_RUNNER_GARBAGE_H
#define HONE_RUNNER_GARBAGE_H

namespace runner {

/// Forgets all that was garbage. While there is one, every byte asked for is.
struct LearningGarbage {
  LearningGarbage();
  ~LearningGarbage();
};

/// Fills the stack that a call will use, so that what is left of earlier calls
/// is no value: another one in each run.
void scrubStack(unsigned char Byte);

} // namespace runner

#endif
