// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Views.h"

void hone::writeRdjsonl(const Report &, llvm::raw_ostream &) {}
