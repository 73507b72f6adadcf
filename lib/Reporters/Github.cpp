// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Views.h"

void hone::writeGithub(const Report &, llvm::raw_ostream &) {}
