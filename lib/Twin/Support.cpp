// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The support header that every composed twin includes, kept in parts that
// read as the header they become. Embedded, so that Hone needs no installed
// file and emitted tests carry their own copy.
#include "hone/Twin/Twin.h"

static constexpr char Header[] =
#include "SupportBase.inc"

#include "SupportSlots.inc"

#include "SupportScalars.inc"

#include "SupportTexts.inc"

#include "SupportContainers.inc"

#include "SupportPointers.inc"

#include "SupportNodes.inc"

#include "SupportCallables.inc"

#include "SupportOutcome.inc"
    ;

llvm::StringRef hone::supportHeader() { return {Header, sizeof(Header) - 1}; }
