// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The texts of templates/, which are part of the program.
#ifndef HONE_LIB_REPORTERS_TEMPLATES_H
#define HONE_LIB_REPORTERS_TEMPLATES_H

#include "llvm/Support/JSON.h"
#include <string>

namespace hone {

enum class TemplateName { Index, File, Markdown };

/// Fills a template with \p Model. HTML is escaped, Markdown is not.
std::string renderTemplate(TemplateName Name, llvm::json::Object Model);

} // namespace hone

#endif
