// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From changes to the text of each file. Private to Apply.
#ifndef HONE_LIB_APPLY_COMPOSE_H
#define HONE_LIB_APPLY_COMPOSE_H

#include "hone/Apply/Apply.h"

namespace hone {

/// Absolute path -> bytes.
using Texts = std::map<std::string, std::string>;

/// The edits of one file, ascending. An edit that several changes propose
/// (the same #include, say) is there once; two insertions at one place keep
/// the order of the changes.
std::vector<Edit> editsOf(const std::vector<const Change *> &Changes,
                          llvm::StringRef File);

/// The files the changes touch, each once, sorted.
std::vector<std::string> filesOf(const std::vector<const Change *> &Changes);

/// The first change that cannot go together with those before it: it edits
/// bytes that one of them edits too, or bytes beyond the end of the file.
const Change *findOverlap(const Texts &Originals,
                          const std::vector<const Change *> &Changes);

/// Withdraws the live changes that need a withdrawn one: needs-withdrawn.
void withdrawDependents(std::vector<const Change *> &Live,
                        std::map<std::string, Reason> &Withdrawn);

} // namespace hone

#endif
