// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Profile/PerfText.h"
#include "Recorded.h"

using namespace hone;

namespace {
class Perf : public Recorded {};

/// As perf 6.1 prints it with -F +srcline.
const char *const Flat = R"(               a 25652 65507.738503:     250000 cpu-clock:pppH:  ffffffff821fe1b7 _raw_spin_lock+0x17 ([kernel.kallsyms])
  [kernel.kallsyms][ffffffff821fe1b7]
               a 25652 65507.739751:     250000 cpu-clock:pppH:      55d0e25561db main+0x72 (/gone/a)
  a.cpp:5
               a 25652 65507.740028:     250000 cpu-clock:pppH:      55d0e25561db main+0x72 (/gone/a)
  a.cpp:5
               a 25652 65507.740501:     250000 cpu-clock:pppH:      55d0e25561cf main+0x66 (/gone/a)
  a.cpp:6 (discriminator 2)
)";
} // namespace

TEST_F(Perf, SourceLinesAreTakenAsTheyAre) {
  const Profile P = read(Flat);
  EXPECT_EQ(P.Format, "perf");
  EXPECT_EQ(P.Counted, "time");
  EXPECT_DOUBLE_EQ(P.Mapped, 0.75);
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 5, 5), 0.5);
  EXPECT_DOUBLE_EQ(P.shareOf("src/a.cpp", 5, 6), 0.75);
}

TEST_F(Perf, CallersPayForWhatTheyCall) {
  // As perf 6.1 prints it with --call-graph and -F +srcline; the first event counts.
  const Profile P = read("my prog 1/2 10.5:     100 cycles:u: \n"
                         "\t    7fd1 malloc+0x12 (/usr/lib/libc.so.6)\n  libc.so.6[7fd1]\n"
                         "\t    1193 sum+0x2a (/gone/a)\n  a.cpp:6\n"
                         "\t    1200 main+0x2a (/gone/a)\n  a.cpp:14\n\n"
                         "my prog 1/2 10.6:     300 cycles:u: \n"
                         "\t    1193 sum+0x2a (/gone/a)\n  a.cpp:6\n"
                         "\t    1200 sum+0x2a (/gone/a)\n  a.cpp:6\n"
                         "\t    1200 main+0x2a (/gone/a)\n  a.cpp:14\n\n"
                         "my prog 1/2 10.7:     1 branches:u: \n"
                         "\t    1193 main+0x2a (/gone/a)\n  a.cpp:11\n\n");
  EXPECT_EQ(P.Counted, "cycles");
  const auto &Lines = P.Files.at("src/a.cpp");
  EXPECT_DOUBLE_EQ(Lines.at(6).Self, 0.75);
  EXPECT_DOUBLE_EQ(Lines.at(6).Share, 1.0);
  EXPECT_DOUBLE_EQ(Lines.at(14).Self, 0.0);
  EXPECT_DOUBLE_EQ(Lines.at(14).Share, 1.0);
  EXPECT_EQ(Lines.count(11), 0u);
}

TEST_F(Perf, WithoutTheProgramItSaysHowToPrint) {
  const std::string Advice = "print it with `perf script -F +srcline`, where the program and its debug information are";
  EXPECT_EQ(why("a 1 2.5:     100 cycles:u:      55d0e25561db main+0x72 (/gone/a)\n"),
            "has addresses of programs that are not here; " + Advice);
  const std::string Rebuilt = write("program", "new", 100);
  EXPECT_EQ(why("a 1 2.5:     100 cycles:u:      55d0e25561db main+0x72 (" + Rebuilt + ")\n"),
            "has addresses of " + Rebuilt + ", which was built anew since; record it again");
  EXPECT_EQ(why("# ========\n# perf version : 6.1.187\n# ========\n#\n"), "has no samples; " + Advice);
}

TEST_F(Perf, CutOffIsSaid) {
  const std::string Text = Flat;
  EXPECT_EQ(why(Text.substr(0, Text.size() - 20)), "is truncated: its last line has no end; print it again with `perf script`");
}

TEST_F(Perf, BranchRecordsAreRead) {
  std::vector<PerfSample> All;
  auto Keep = [&](const PerfSample &S) { All.push_back(S); };
  // The forms of -F +brstack with and without dso, and with calls.
  const char *const Text = "a 7 1.5:  100 cycles:u:  40062f main+0x2f (/tmp/a b)  0x5c6313f/0x5c63170/P/-/-/0  0x5c630e7/0x5c63130/M/-/-/12 \n"
                           "a 7 1.6:  100 cycles:u: \n\t          4005dc f+0x1 (/tmp/a)\n\t          400634 main+0x4 (/tmp/a (deleted))\n"
                           " 0x13f(/tmp/a)/0x170(/tmp/a)/P/-/-/0/COND  \n\n";
  EXPECT_EQ(forEachSample(Text, Keep), 0u);
  ASSERT_EQ(All.size(), 2u);
  ASSERT_EQ(All[0].Frames.size(), 1u);
  EXPECT_EQ(All[0].Process, "7");
  EXPECT_EQ(All[0].Event, "cycles");
  EXPECT_EQ(All[0].Frames[0].Symbol, "main");
  EXPECT_EQ(All[0].Frames[0].Offset, 0x2fu);
  EXPECT_EQ(All[0].Frames[0].Object, "/tmp/a b");
  ASSERT_EQ(All[0].Branches.size(), 2u);
  EXPECT_EQ(All[0].Branches[1].From, 0x5c630e7u);
  EXPECT_EQ(All[0].Branches[1].To, 0x5c63130u);
  ASSERT_EQ(All[1].Frames.size(), 2u);
  EXPECT_EQ(All[1].Frames[1].Object, "/tmp/a (deleted)");
  ASSERT_EQ(All[1].Branches.size(), 1u);
  EXPECT_EQ(All[1].Branches[0].ToObject, "/tmp/a");
}

TEST_F(Perf, AddressesAndJumpsBackAreResolved) {
  llvm::Expected<ProcessResult> Built =
      runProcess({"g++", "-std=c++17", "-O1", "-g", "-fno-inline", "src/a.cpp", "-o", "a"}, F.path());
  ASSERT_TRUE(Built && Built->ok());
  touch(path("a"), -50);
  // The jump that closes the loop of sum, and where it goes.
  llvm::Expected<ProcessResult> Code = runProcess({"sh", "-c", "objdump -d --no-show-raw-insn a | awk '/<_Z3sum.*>:$/ {f=1} f && /^$/ {exit} f'"}, F.path());
  ASSERT_TRUE(Code && Code->ok());
  std::uint64_t Start = 0, From = 0, To = 0, End = 0;
  for (llvm::StringRef L : llvm::split(Code->Out, '\n')) {
    std::uint64_t A = 0, T = 0;
    if (L.trim().split(' ').first.getAsInteger(16, A) && L.trim().split(':').first.getAsInteger(16, A))
      continue;
    Start = Start ? Start : A;
    End = A;
    llvm::StringRef Words = L.split('\t').second;
    if (Words.starts_with("j") && !Words.substr(Words.find(' ')).ltrim().split(' ').first.getAsInteger(16, T) && T < A)
      From = A, To = T;
  }
  ASSERT_NE(From, 0u) << Code->Out;
  // In memory the program is elsewhere. 9 turns, out, and in again: 10 for each entry.
  const std::uint64_t Far = 0x55d0e2555000;
  std::string Text;
  for (int Sample = 0; Sample < 20; ++Sample) {
    Text += fmt::format("a 7 1.{}:  100 cycles:u:  {:x} sum+0x{:x} ({})", Sample, From + Far, From - Start, path("a"));
    Text += fmt::format("  0x{:x}/0x{:x}/P/-/-/0", End + Far, Start + Far);
    for (int I = 0; I < 9; ++I)
      Text += fmt::format("  0x{:x}/0x{:x}/P/-/-/0", From + Far, To + Far);
    Text += fmt::format("  0x{:x}/0x{:x}/P/-/-/0 \n", End + Far, Start + Far);
  }
  const Profile P = read(Text);
  EXPECT_DOUBLE_EQ(P.Mapped, 1.0);
  EXPECT_DOUBLE_EQ(P.selfOf("src/a.cpp", 5, 6), 1.0);
  EXPECT_NEAR(P.tripsOf("src/a.cpp", 5).value_or(0), 10, 0.5) << Code->Out;
}
