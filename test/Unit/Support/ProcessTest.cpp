// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Support/Support.h"
#include "gtest/gtest.h"
#include <csignal>
#include <unistd.h>

using namespace hone;

static ProcessResult run(const std::vector<std::string> &Command,
                         llvm::StringRef Directory = "", const Limits &L = {}) {
  llvm::Expected<ProcessResult> R = runProcess(Command, Directory, L);
  EXPECT_TRUE(bool(R)) << llvm::toString(R.takeError());
  return R ? *R : ProcessResult();
}

static ProcessResult shell(const std::string &Script, const Limits &L = {}) {
  return run({"sh", "-c", Script}, "", L);
}

TEST(Process, CapturesBothStreamsAndTheExitCode) {
  const ProcessResult R = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(R.Out, "out\n");
  EXPECT_EQ(R.Err, "err\n");
  EXPECT_EQ(R.ExitCode, 3);
  EXPECT_FALSE(R.ok());
  EXPECT_TRUE(shell("exit 0").ok());
}

TEST(Process, RunsInTheFolderWithAnEmptyStdin) {
  llvm::Expected<TempDir> T = TempDir::create();
  ASSERT_TRUE(bool(T));
  const ProcessResult R = run({"sh", "-c", "pwd -P; cat; echo end"}, T->path());
  EXPECT_EQ(R.Out, T->path() + "\nend\n");
}

TEST(Process, SaysWhichProgramIsMissing) {
  llvm::Expected<ProcessResult> R = runProcess({"no-such-compiler-99", "-c"});
  ASSERT_FALSE(bool(R));
  EXPECT_NE(llvm::toString(R.takeError()).find("no-such-compiler-99"),
            std::string::npos);
  R = runProcess({"/no/such/program"});
  ASSERT_FALSE(bool(R));
  EXPECT_NE(llvm::toString(R.takeError()).find("No such file"),
            std::string::npos);
  R = runProcess({"true"}, "/no/such/folder");
  ASSERT_FALSE(bool(R));
  EXPECT_NE(llvm::toString(R.takeError()).find("/no/such/folder"),
            std::string::npos);
}

TEST(Process, NamesTheSignal) {
  EXPECT_EQ(shell("kill -SEGV $$").Signal, SIGSEGV);
}

TEST(Process, KillsTheWholeGroupAtTheTimeout) {
  Limits L;
  L.Seconds = 0.3;
  // The grandchild would hold the pipes open for a minute.
  const ProcessResult R = shell("echo $$; sleep 60 & sleep 60", L);
  EXPECT_TRUE(R.TimedOut);
  EXPECT_LT(R.WallSeconds, 10);
  const pid_t Group = static_cast<pid_t>(std::stol(R.Out));
  // The orphan is reaped by init, which may take a moment.
  for (int I = 0; I != 200 && kill(-Group, 0) == 0; ++I)
    usleep(10000);
  EXPECT_NE(kill(-Group, 0), 0);
}

TEST(Process, DoesNotWaitForWhatTheProgramLeavesBehind) {
  Limits L;
  L.Seconds = 30;
  const ProcessResult R = shell("sleep 60 & echo started", L);
  EXPECT_EQ(R.Out, "started\n");
  EXPECT_FALSE(R.TimedOut);
  EXPECT_LT(R.WallSeconds, 20);
}

TEST(Process, TakesMuchOutputOnBothStreams) {
  const ProcessResult R = shell("head -c 70000000 /dev/zero; "
                                "head -c 5000000 /dev/zero >&2");
  EXPECT_EQ(R.Out.size(), 64u << 20);
  EXPECT_EQ(R.Err.size(), 5000000u);
  EXPECT_TRUE(R.ok());
}

TEST(Process, LimitsCpuMemoryAndFiles) {
  Limits L;
  L.CpuSeconds = 1;
  L.Seconds = 60;
  EXPECT_EQ(shell("while :; do :; done", L).Signal, SIGKILL);
  Limits M;
  M.MemoryBytes = 64u << 20;
  EXPECT_FALSE(
      shell("head -c 200000000 /dev/zero | tail -c 200000000 | wc -c", M).Out ==
      "200000000\n");
  llvm::Expected<TempDir> T = TempDir::create();
  ASSERT_TRUE(bool(T));
  Limits F;
  F.FileBytes = 1000;
  const ProcessResult R =
      run({"sh", "-c", "head -c 5000 /dev/zero > big"}, T->path(), F);
  EXPECT_FALSE(R.ok());
  llvm::Expected<std::string> Big = readFile(T->file("big"));
  ASSERT_TRUE(bool(Big));
  EXPECT_LE(Big->size(), 1000u);
}

TEST(Process, MeasuresCpuTime) {
  const ProcessResult R =
      shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done");
  EXPECT_GT(R.CpuSeconds, 0);
  EXPECT_LE(R.CpuSeconds, R.WallSeconds * 2);
}

TEST(Process, ContainedCodeMakesNoProcesses) {
  Limits L;
  L.Contained = true;
  // The shell itself runs; what it would have to fork does not.
  const ProcessResult R = shell("echo alive; (echo subshell)", L);
  EXPECT_EQ(R.Out, "alive\n");
  EXPECT_FALSE(R.ok());
}

TEST(Process, ContainedCodeSignalsNobodyElse) {
  Limits L;
  L.Contained = true;
  const std::string Me = std::to_string(getpid());
  EXPECT_NE(shell("kill -0 " + Me, L).ExitCode, 0);
  EXPECT_EQ(shell("kill -ABRT $$", L).Signal, SIGABRT);
}

TEST(Process, PinsToACpu) {
  Limits L;
  L.PinToCpu = 0;
  EXPECT_EQ(shell("grep Cpus_allowed_list /proc/self/status | cut -f2", L).Out,
            "0\n");
}

TEST(Files, RoundTripAndRemoval) {
  std::string Path;
  {
    llvm::Expected<TempDir> T = TempDir::create();
    ASSERT_TRUE(bool(T));
    Path = T->path();
    const std::string Text("a\0b\n", 4);
    ASSERT_FALSE(bool(writeFile(T->file("x"), Text)));
    llvm::Expected<std::string> Back = readFile(T->file("x"));
    ASSERT_TRUE(bool(Back));
    EXPECT_EQ(*Back, Text);
    TempDir Moved = std::move(*T);
    EXPECT_EQ(Moved.path(), Path);
    EXPECT_EQ(access(Path.c_str(), F_OK), 0);
  }
  EXPECT_NE(access(Path.c_str(), F_OK), 0);
  llvm::Expected<std::string> Missing = readFile(Path + "/x");
  ASSERT_FALSE(bool(Missing));
  EXPECT_NE(llvm::toString(Missing.takeError()).find(Path + "/x"),
            std::string::npos);
}
