// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A definition as tokens: enough to propose changes, none of which need be C++.
#ifndef HONE_LIB_VERIFY_PIECES_H
#define HONE_LIB_VERIFY_PIECES_H

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace hone {

/// Bytes of a text: the first, and the one behind the last.
using ByteRange = std::pair<unsigned, unsigned>;

struct Piece {
  clang::tok::TokenKind Kind;
  unsigned Begin, End;
  llvm::StringRef Text;
};

/// The tokens of a text that outlives them. What is asked of one behind the end is not so.
class Pieces {
public:
  explicit Pieces(llvm::StringRef Text);
  unsigned size() const { return All.size(); }
  const Piece &operator[](unsigned I) const { return All[I]; }
  bool is(unsigned I, llvm::StringRef Text) const { return I < All.size() && All[I].Text == Text; }
  /// A name that is no keyword, is not called, and is nobody's member.
  bool isVariable(unsigned I) const;
  /// An identifier or number that is a whole operand by itself.
  bool isAtom(unsigned I) const;
  /// The bracket that closes \p Open; 0 if none does.
  unsigned matching(unsigned Open) const;

private:
  std::vector<Piece> All;
};

bool isKeyword(llvm::StringRef Word);

} // namespace hone

#endif
