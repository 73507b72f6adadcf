// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_SUPPORT_CONTAIN_H
#define HONE_SUPPORT_CONTAIN_H

namespace hone {

/// Takes from the calling process what tested code has no use for: making
/// processes, sockets, signals to others. Best effort; cannot be undone.
void containSelf();

} // namespace hone

#endif
