// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Support/Support.h"
#include "hone/Support/TimeFrame.h"
#include "gtest/gtest.h"
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <unistd.h>

using namespace hone;

namespace {
struct Answers {
  std::map<std::size_t, std::string> Texts, Errors;
};
} // namespace

static Answers collect(std::size_t Count, unsigned Jobs, const Limits &L,
                       const std::function<std::string(std::size_t)> &Work) {
  Answers A;
  forkEach(Count, Jobs, L, Work,
           [&](std::size_t I, llvm::Expected<std::string> R) {
             if (R)
               A.Texts[I] = *R;
             else
               A.Errors[I] = llvm::toString(R.takeError());
           });
  return A;
}

TEST(Fork, BringsBackEveryItemOnce) {
  const Answers A =
      collect(20, 3, {}, [](std::size_t I) { return std::to_string(I * I); });
  EXPECT_TRUE(A.Errors.empty());
  ASSERT_EQ(A.Texts.size(), 20u);
  EXPECT_EQ(A.Texts.at(7), "49");
}

TEST(Fork, CarriesManyMegabytesFromSeveralAtOnce) {
  const Answers A = collect(4, 4, {}, [](std::size_t I) {
    return std::string(20u << 20, static_cast<char>('a' + I));
  });
  ASSERT_EQ(A.Texts.size(), 4u);
  for (std::size_t I = 0; I != 4; ++I) {
    EXPECT_EQ(A.Texts.at(I).size(), 20u << 20);
    EXPECT_EQ(A.Texts.at(I).back(), static_cast<char>('a' + I));
  }
}

TEST(Fork, ACrashLosesOneItemAndSaysHow) {
  const Answers A = collect(3, 2, {}, [](std::size_t I) -> std::string {
    if (I == 1) {
      std::fputs("last words\n", stderr);
      raise(SIGSEGV);
    }
    return "fine";
  });
  EXPECT_EQ(A.Texts.size(), 2u);
  ASSERT_EQ(A.Errors.count(1), 1u);
  EXPECT_NE(A.Errors.at(1).find("Segmentation fault"), std::string::npos);
  EXPECT_NE(A.Errors.at(1).find("last words"), std::string::npos);
}

TEST(Fork, ALateItemIsEnded) {
  Limits L;
  L.Seconds = 0.3;
  const auto Start = std::chrono::steady_clock::now();
  const Answers A = collect(2, 2, L, [](std::size_t I) {
    if (I == 0)
      sleep(60);
    return std::string("done");
  });
  EXPECT_LT(std::chrono::steady_clock::now() - Start, std::chrono::seconds(20));
  EXPECT_EQ(A.Texts.count(1), 1u);
  ASSERT_EQ(A.Errors.count(0), 1u);
  EXPECT_EQ(A.Errors.at(0), "took longer than 0.3 s");
}

TEST(Fork, ExitInsideTheWorkIsNoResult) {
  static bool InChild = false;
  std::atexit([] {
    if (InChild)
      _exit(0); // Would hide the missing result.
  });
  const Answers A = collect(1, 1, {}, [](std::size_t) -> std::string {
    InChild = true;
    std::exit(0);
  });
  ASSERT_EQ(A.Errors.count(0), 1u);
  EXPECT_NE(A.Errors.at(0).find("without a result"), std::string::npos);
}

TEST(Fork, LeavesWithoutTheParentsExitHandlers) {
  llvm::Expected<TempDir> T = TempDir::create();
  ASSERT_TRUE(bool(T));
  static std::string Mark;
  Mark = T->file("ran");
  std::atexit([] {
    if (std::FILE *F = std::fopen(Mark.c_str(), "w"))
      std::fclose(F);
  });
  collect(1, 1, {}, [](std::size_t) { return std::string("x"); });
  EXPECT_NE(access(Mark.c_str(), F_OK), 0);
  Mark = "/dev/null";
}

#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)
TEST(Fork, MemoryIsLimited) {
  Limits L;
  L.MemoryBytes = 1u << 30;
  const Answers A = collect(2, 1, L, [](std::size_t I) {
    return std::string(I == 0 ? std::size_t(4) << 30 : 10, 'x');
  });
  EXPECT_EQ(A.Texts.count(1), 1u);
  ASSERT_EQ(A.Errors.count(0), 1u);
  EXPECT_EQ(A.Errors.at(0), "ran out of memory (1024 MiB)");
}

TEST(Fork, AProgramStartedByAWorkerIsNotUnderItsLimit) {
  Limits L;
  L.MemoryBytes = std::uint64_t(8) << 30;
  const Answers A = collect(1, 1, L, [](std::size_t) {
    llvm::Expected<ProcessResult> R = runProcess({"sh", "-c", "ulimit -v"});
    return R ? R->Out : llvm::toString(R.takeError());
  });
  EXPECT_EQ(A.Texts.at(0), "unlimited\n");
}
#endif

TEST(Fork, CpuTimeIsLimited) {
  Limits L;
  L.CpuSeconds = 1;
  L.Seconds = 60;
  const Answers A = collect(1, 1, L, [](std::size_t) -> std::string {
    for (volatile unsigned long I = 0;; I = I + 1)
      ;
  });
  ASSERT_EQ(A.Errors.count(0), 1u);
  EXPECT_EQ(A.Errors.at(0), "used more than 1 s of processor time");
}

TEST(Fork, Nests) {
  const Answers A = collect(2, 2, {}, [](std::size_t I) {
    std::string Sum;
    forkEach(
        3, 2, {}, [&](std::size_t J) { return std::to_string(10 * I + J); },
        [&](std::size_t, llvm::Expected<std::string> R) {
          Sum += R ? "+" : llvm::toString(R.takeError());
        });
    return Sum;
  });
  EXPECT_EQ(A.Texts.at(0), "+++");
  EXPECT_EQ(A.Texts.at(1), "+++");
}

TEST(Fork, ATimeFrameEndsTheRunningAndStartsNoMore) {
  using namespace std::chrono_literals;
  TimeFrame Frame;
  Frame.LastStart = TimeFrame::Clock::now() + 200ms;
  Frame.End = Frame.LastStart + 1s;
  std::map<std::size_t, std::string> Said;
  forkEach(
      9, 2, {},
      [](std::size_t I) {
        // The first item is done, and the one after it begun, before the frame is closed.
        if (I == 1 || I == 2)
          sleep(30);
        return std::string("done");
      },
      [&](std::size_t I, llvm::Expected<std::string> R) { Said[I] = R ? *R : llvm::toString(R.takeError()); }, Frame);
  const std::map<std::size_t, std::string> Wanted = {{0, "done"}, {1, "interrupted"}, {2, "interrupted"}};
  EXPECT_EQ(Said, Wanted);
  EXPECT_TRUE(Frame.isOver());
}

TEST(Fork, AnInterruptEndsTheRunningAndStartsNoMore) {
  // In a child, since the flag cannot be taken back.
  const Answers A = collect(1, 1, {}, [](std::size_t) {
    watchInterrupts();
    std::string Log;
    int Started = 0;
    forkEach(
        5, 2, {},
        [](std::size_t I) {
          if (I == 0)
            kill(getppid(), SIGINT);
          sleep(30);
          return std::string("never");
        },
        [&](std::size_t, llvm::Expected<std::string> R) {
          ++Started;
          Log = R ? *R : llvm::toString(R.takeError());
        });
    return std::to_string(Started) + " " + Log +
           (interrupted() ? " interrupted" : "");
  });
  ASSERT_EQ(A.Texts.count(0), 1u) << A.Errors.begin()->second;
  EXPECT_TRUE(A.Texts.at(0) == "2 interrupted interrupted" ||
              A.Texts.at(0) == "1 interrupted interrupted")
      << A.Texts.at(0);
}
