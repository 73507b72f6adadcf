// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Recorded.h"

using namespace hone;

namespace {
class Callgrind : public Recorded {};

/// As callgrind 3.19 writes it without --dump-instr.
const char *const Whole = R"(# callgrind format
version: 1
creator: callgrind-3.19.0
pid: 27040
cmd:  ./a
part: 1


desc: I1 cache: 
desc: Timerange: Basic block 0 - 300414984
desc: Trigger: Program termination

positions: line
events: Ir Dr
summary: 1000 40


ob=(1) /tmp/a
fl=(1) @/src/a.cpp
fn=(1) sum(std::vector<double, std::allocator<double> > const&)
3 10 3
+1 10
+1 200 10
fi=(2) /usr/include/c++/12/bits/stl_vector.h
1043 100 7
fe=(1)
-1037 300 9
+2 10

fn=(2) main
10 20 1
+3 30 1
+1 20 1
cfn=(1)
calls=300 3 
* 630 29
-2 100 9
cob=(2) /usr/lib/x86_64-linux-gnu/libc.so.6
cfi=(3) ./stdlib/./stdlib/exit.c
cfn=(3) exit
calls=1 137 
* 200 

ob=(2)
fl=(3)
fn=(3)
138 200

totals: 1000 40
)";
} // namespace

TEST_F(Callgrind, CountsLinesAndWhatTheyCall) {
  const Profile P = read(here(Whole));
  EXPECT_EQ(P.Format, "callgrind");
  EXPECT_EQ(P.Counted, "instructions");
  EXPECT_DOUBLE_EQ(P.Mapped, 0.8);
  EXPECT_TRUE(P.Notes.empty());
  ASSERT_EQ(P.Files.size(), 1u);
  const auto &Lines = P.Files.at("src/a.cpp");
  EXPECT_DOUBLE_EQ(Lines.at(3).Self, 0.01);
  // With what was inlined from the header behind it.
  EXPECT_DOUBLE_EQ(Lines.at(5).Self, 0.3);
  EXPECT_DOUBLE_EQ(Lines.at(6).Self, 0.3);
  EXPECT_DOUBLE_EQ(Lines.at(8).Self, 0.01);
  EXPECT_DOUBLE_EQ(Lines.at(14).Self, 0.02);
  EXPECT_DOUBLE_EQ(Lines.at(14).Share, 0.65);
  EXPECT_DOUBLE_EQ(Lines.at(12).Share, 0.3);
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 5, 6), 0.6);
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 13, 14), 0.68);
  EXPECT_DOUBLE_EQ(P.selfOf("src/a.cpp", 13, 14), 0.05);
  // main holds everything once, its callees are counted again: still at most 1.
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 1, 20), 1.0);
  EXPECT_DOUBLE_EQ(P.shareOf("src/b.cpp", 1, 20), 0.0);
  const std::vector<HotLoop> Hot = hottestLoops(P, project(), 10);
  ASSERT_EQ(Hot.size(), 2u);
  EXPECT_EQ(Hot[0].First, 13u);
  EXPECT_EQ(Hot[0].Last, 14u);
  EXPECT_EQ(Hot[1].First, 5u);
  EXPECT_EQ(Hot[1].Last, 6u);
}

TEST_F(Callgrind, RecursionIsCountedOnce) {
  const Profile P = read(here("# callgrind format\nevents: Ir\nfl=@/src/a.cpp\nfn=f\n3 100\n4 900\ncfn=f\ncalls=50 3\n4 20000\n"
                              "fn=g\n10 1\ncfn=h\ncalls=9 3\n10 5000\nfn=h\n13 1\ncfn=g\ncalls=9 3\n13 5000\n"));
  EXPECT_NEAR(P.shareOf("src/a.cpp", 4, 4), 900.0 / 1002, 1e-9);
  EXPECT_EQ(P.shareOf("src/a.cpp", 10, 10), 1.0);
  for (const auto &[Number, L] : P.Files.at("src/a.cpp")) {
    EXPECT_LE(L.Share, 1.0);
    EXPECT_LE(L.Self, L.Share);
  }
}

TEST_F(Callgrind, EachPartCounts) {
  const std::string Part = "part: 1\nevents: Ir\nfl=@/src/a.cpp\nfn=f\n3 10\n5 30\ntotals: 40\n";
  const Profile P = read(here("# callgrind format\ncreator: callgrind-3.19.0\n" + Part + Part));
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 5, 5), 0.75);
}

TEST_F(Callgrind, AContainersFoldersAreOthers) {
  std::string Text = Whole;
  for (std::size_t I; (I = Text.find('@')) != std::string::npos;)
    Text.replace(I, 1, "/build/project");
  EXPECT_DOUBLE_EQ(read(Text).shareOf("src/a.cpp", 5, 6), 0.6);
}

TEST_F(Callgrind, AmbiguousNamesAreNotUsed) {
  write("lib/b.cpp", "int b;\n", -100);
  write("test/b.cpp", "int b;\n", -100);
  const Profile P = read(here("# callgrind format\nevents: Ir\nfl=@/src/a.cpp\nfn=f\n3 60\nfl=b.cpp\nfn=g\n1 40\n"));
  EXPECT_DOUBLE_EQ(P.Mapped, 0.6);
  ASSERT_EQ(P.Notes.size(), 1u);
  EXPECT_EQ(P.Notes[0], "b.cpp: several files of the project end like that; what fell on it is not used");
}

TEST_F(Callgrind, HeadersOfTheSystemAreNotTheProjects) {
  write("src/vector.tcc", "int v;\n", -100);
  EXPECT_EQ(why("# callgrind format\nevents: Ir\nfl=/usr/include/c++/99/bits/vector.tcc\nfn=f\n1 60\n"),
            "nothing in it falls on the project's files: is this a profile of another program, or of one that was built without -g?");
  EXPECT_EQ(why("# callgrind format\nevents: Ir\nfl=/opt/elsewhere/vector.tcc\nfn=f\n1 60\n"),
            "nothing in it falls on the project's files: is this a profile of another program, or of one that was built without -g?");
}

TEST_F(Callgrind, CutOffIsSaid) {
  const std::string Text = here(Whole);
  for (std::size_t Size : {Text.size() - 15, Text.size() / 2 + 100})
    EXPECT_EQ(why(Text.substr(0, Size)), "is truncated: it ends before its totals; let the program end, and record it again") << Size;
  EXPECT_EQ(why("# callgrind format\nversion: 1\ncreator: callgrind-3.19.0\nevents: Ir\n"),
            "has no costs in it: the program had not ended, or nothing was collected; record it again");
}

TEST_F(Callgrind, DamageIsSaid) {
  EXPECT_EQ(why("# callgrind format\nevents: Ir\nfl=a\nfn=f\n+x 5\n"), "is damaged: '+x 5' is no line of costs");
}

TEST_F(Callgrind, WithoutLinesItSaysHowToBuild) {
  EXPECT_EQ(why("# callgrind format\nevents: Ir\nob=/tmp/a\nfl=???\nfn=main\n0 500\n"),
            "has no line numbers; build the program with -g, and record it again");
}

TEST_F(Callgrind, LinesThatHaveMovedDoNotCount) {
  write("src/b.cpp", "int b;\n", 100);
  const std::string Head = "# callgrind format\nevents: Ir\nfl=@/src/a.cpp\nfn=f\n3 80\nfl=@/src/b.cpp\nfn=g\n1 ";
  const Profile P = read(here(Head + "20\n"));
  EXPECT_DOUBLE_EQ(P.Mapped, 0.8);
  EXPECT_EQ(P.Files.count("src/b.cpp"), 0u);
  EXPECT_EQ(P.Notes, std::vector<std::string>{"1 file changed after the profile was taken; 20 % of its cost is not used"});
  EXPECT_EQ(why(here(Head + "120\n")), "the profile is stale: 60 % of what fell on the project's files is about sources "
                                       "that have changed since; build the program and record it again");
}

TEST_F(Callgrind, LinesBeyondTheEndDoNotCount) {
  const Profile P = read(here("# callgrind format\nevents: Ir\nfl=@/src/a.cpp\nfn=f\n3 80\n17 20\n"));
  EXPECT_DOUBLE_EQ(P.Mapped, 0.8);
  EXPECT_EQ(P.Files.at("src/a.cpp").count(17), 0u);
  EXPECT_EQ(P.Notes.size(), 1u);
}
