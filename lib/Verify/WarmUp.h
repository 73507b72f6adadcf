// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_VERIFY_WARMUP_H
#define HONE_LIB_VERIFY_WARMUP_H

#include "llvm/ADT/StringRef.h"

namespace hone {

/// What nearly every harness needs, so that the first twin of a unit does not
/// pay for it. Text that does not suit the unit's language is done without.
inline constexpr llvm::StringLiteral WarmUp = R"(
namespace hone_test {
template <class T> void warmUpOne(const hone_seed *Seed, std::string &Out) {
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  Slot<T> A, B;
  A.make(From);
  B.make(From);
  Domain<T>::refill(A.get(), From);
  same(A.get(), B.get());
  print(Out, A.get());
  B.put(static_cast<T &&>(A.get()));
  find(A.get(), Out.data());
}
struct Nowhere {
  long find(const void *) const { return -1; }
};
template <class T> void warmUpNumber(const hone_seed *Seed, std::string &Out) {
  warmUpOne<T>(Seed, Out);
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  Slot<T> Number;
  Number.put(From.near<T>(nullptr, 0, nullptr, 0, false));
  Number.put(From.bound<T>(1));
  Number.put(From.index<T>());
  Number.put(From.number<T>(1));
  From.vary(Number.get());
  Result<T> Came;
  Came.set(static_cast<T &&>(Number.get()));
  Result<T>::same(Came, Nowhere(), Came, Nowhere());
  Came.print(Out);
  Came.clear();
}
template <class T> void warmUpPointer(const hone_seed *Seed, Store &Memory, std::string &Out) {
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  From.Blocks = &Memory;
  Slot<T *> P;
  P.make(From);
  refill(P.get(), From);
  same(P.get(), P.get());
  print(Out, P.get());
  find(P.get(), Out.data());
}
template <class T> void warmUpBuffer(const hone_seed *Seed, std::string &Out) {
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  hone_test::Buffer<T> A, B;
  A.make(From, From.extent(From.length()));
  A.same(B);
  A.print(Out);
  A.find(B.data());
}
void warmUp(const hone_seed *Seed, char *Buffer) {
  std::string Out;
  Store Memory;
  warmUpOne<bool>(Seed, Out);
  warmUpOne<float>(Seed, Out);
  warmUpNumber<int>(Seed, Out);
  warmUpNumber<unsigned long>(Seed, Out);
  warmUpNumber<double>(Seed, Out);
  warmUpPointer<char>(Seed, Memory, Out);
  warmUpPointer<unsigned char>(Seed, Memory, Out);
  warmUpPointer<int>(Seed, Memory, Out);
  warmUpOne<std::string>(Seed, Out);
  warmUpOne<std::vector<unsigned char>>(Seed, Out);
  warmUpOne<std::vector<int>>(Seed, Out);
  warmUpOne<std::vector<double>>(Seed, Out);
  warmUpBuffer<unsigned char>(Seed, Out);
  warmUpBuffer<int>(Seed, Out);
  warmUpBuffer<double>(Seed, Out);
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  hone_test::Buffer<char> Text;
  Text.makeText(From, From.length());
  Text.same(Text);
  Text.print(Out);
  Text.find(Buffer);
  Out += std::string("a") + "b" + std::to_string(1);
  Ending End;
  HONE_TRY(End)
    Out += Buffer;
  HONE_CATCH(End)
  {
    Meeting Now(Memory, Memory);
    Out += Memory.same(Memory) && sameOpaque(Buffer, Buffer, 1) ? "" : "=";
  }
  Memory.root(End);
  Memory.find(Buffer);
  End.print(Out);
  Out += End.same(End) ? "" : "=";
  larger(quotient(1, 1), 1);
  give(static_cast<void (*)(const void *, std::string &)>(nullptr), Seed, Buffer, 1);
  Memory.print(Out);
  give(Out, Buffer, 1);
}
} // namespace hone_test
)";

} // namespace hone

#endif
