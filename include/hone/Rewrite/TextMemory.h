// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_REWRITE_TEXTMEMORY_H
#define HONE_REWRITE_TEXTMEMORY_H

#include "clang/Basic/SourceLocation.h"
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace hone {

class FileText;

/// While one lives, each file of the unit is lexed once, not once a rewrite, in this thread.
class TextMemory {
public:
  TextMemory();
  TextMemory(const TextMemory &) = delete;
  ~TextMemory();

private:
  friend class FileText;
  std::map<clang::FileID, std::shared_ptr<const FileText>> Known;
  std::map<std::pair<clang::FileID, std::string>, bool> Pragmas; ///< Whether a file may have one of a kind.
  TextMemory *Outer;
};

} // namespace hone

#endif
