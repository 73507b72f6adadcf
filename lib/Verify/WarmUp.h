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
}
template <class T> void warmUpBuffer(const hone_seed *Seed, std::string &Out) {
  Constants None = {nullptr, 0, nullptr, 0, nullptr, 0};
  Source From(Seed, None);
  hone_test::Buffer<T> A, B;
  A.make(From, From.extent(From.length()));
  A.same(B);
  A.print(Out);
  A.find(B.data());
  Slot<T> Number;
  Number.put(From.bound<T>(1));
  Number.put(From.index<T>());
}
void warmUp(const hone_seed *Seed, char *Buffer) {
  std::string Out;
  warmUpOne<bool>(Seed, Out);
  warmUpOne<int>(Seed, Out);
  warmUpOne<unsigned long>(Seed, Out);
  warmUpOne<float>(Seed, Out);
  warmUpOne<double>(Seed, Out);
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
  Store Memory;
  From.Blocks = &Memory;
  {
    Slot<int *> P;
    Slot<char *> Q;
    P.make(From);
    Q.make(From);
    Meeting Now(Memory, Memory);
    Out += same(P.get(), P.get()) && same(Q.get(), Q.get()) && Memory.same(Memory);
    print(Out, P.get());
  }
  Memory.print(Out);
  give(Out, Buffer, 1);
}
} // namespace hone_test
)";

} // namespace hone

#endif
