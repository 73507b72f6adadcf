// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Bench/Listing.h"
#include "gtest/gtest.h"

using namespace hone;

static const char Nested[] = "\t.text\n"
                             "_Z3sumPdi:                              # @sum\n"
                             "\t.cfi_startproc\n"
                             "\txorl\t%eax, %eax\n"
                             ".LBB0_1:                                # outer\n"
                             "\tmovl\t%edi, %ecx\n"
                             "\t.p2align\t4\n"
                             ".LBB0_2:\n"
                             "\taddq\t$8, %rax\n"
                             "\tcallq\t_ZSt3expf@PLT\n"
                             "\tjne\t.LBB0_2\n"
                             "\tdecl\t%edx\n"
                             "\tjne\t.LBB0_1\n"
                             "\tretq\n"
                             "\t.cfi_endproc\n"
                             "_Z5otherv:\n"
                             "\tretq\n"
                             "\t.cfi_endproc\n";

TEST(Listing, ShowsTheInnermostLoop) {
  EXPECT_EQ(innermostLoops(Nested, "_Z3sumPdi"), ".LBB0_2:\n"
                                                 "  addq      $8, %rax\n"
                                                 "  callq     std::exp(float)@PLT\n"
                                                 "  jne       .LBB0_2\n");
}

TEST(Listing, ShowsAllOfAFunctionWithoutALoop) { EXPECT_EQ(innermostLoops(Nested, "_Z5otherv"), "  retq\n"); }

TEST(Listing, CutsWhatIsLong) {
  EXPECT_EQ(innermostLoops(Nested, "_Z3sumPdi", 2), ".LBB0_2:\n  addq      $8, %rax\n  ... 2 more lines\n");
}

TEST(Listing, KnowsNoOtherFunction) { EXPECT_EQ(innermostLoops(Nested, "sum"), ""); }
