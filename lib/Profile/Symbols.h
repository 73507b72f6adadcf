// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PROFILE_SYMBOLS_H
#define HONE_PROFILE_SYMBOLS_H

#include "Heat.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include <unordered_map>

namespace hone {

/// Addresses of programs and libraries, and what they were made of.
class Symbols {
public:
  /// A program that was written after \p Taken is another one now, and not asked.
  Symbols(Sources &Files, llvm::sys::TimePoint<> Taken);

  /// An address of code: the function it is in, apart from what was inlined,
  /// and the lines of the project's that it was made from, innermost first.
  struct Place {
    std::string Function;
    unsigned InnerLine = 0; ///< Whoever's it is.
    std::vector<Line> Own;
  };
  const Place &at(llvm::StringRef Object, std::uint64_t Address);

  bool canRead(llvm::StringRef Object);
  /// True for an address in executable code of the program's.
  bool isCode(llvm::StringRef Object, std::uint64_t Address);
  /// The only symbol of that name, mangled or as perf prints it; none if there are more.
  std::optional<std::uint64_t> addressOf(llvm::StringRef Object, llvm::StringRef Symbol);
  /// The address that is \p Offset bytes into the file.
  std::optional<std::uint64_t> addressAtOffset(llvm::StringRef Object, std::uint64_t Offset);
  /// Programs that were written after the profile.
  const std::set<std::string> &rebuilt() const { return Rebuilt; }

private:
  struct Segment {
    std::uint64_t Address, Offset, Size;
  };
  struct File {
    bool Readable = false;
    std::vector<Segment> Code;
    std::optional<std::map<std::string, std::optional<std::uint64_t>, std::less<>>> Names;
    std::unordered_map<std::uint64_t, Place> Places;
  };
  File &open(llvm::StringRef Object);
  void readNames(llvm::StringRef Object, File &F);

  Sources &Own;
  llvm::sys::TimePoint<> Taken;
  llvm::symbolize::LLVMSymbolizer Symbolizer;
  std::map<std::string, File, std::less<>> Files;
  std::set<std::string> Rebuilt;
};

} // namespace hone

#endif
