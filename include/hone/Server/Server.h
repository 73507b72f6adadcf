// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The language server: what `hone scan` finds, where it is being typed.
#ifndef HONE_SERVER_SERVER_H
#define HONE_SERVER_SERVER_H

#include "hone/Pipeline/Pipeline.h"

namespace hone {

struct ServerOptions {
  Options Run;          ///< Checks, models and -p; the client's initializationOptions add to them.
  int In = 0, Out = 1;  ///< Where the client speaks and listens.
  std::string PagesDir; ///< Of docs/checks/<id>.md, for links; empty: none.
};

/// Serves until the client says exit or is gone. Returns the exit status that the protocol asks
/// for: 0 after a shutdown, else 1.
int serve(const ServerOptions &Options);

} // namespace hone

#endif
