// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Progress.h"
#include "hone/Bench/Bench.h"
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/time.h>
#include <unistd.h>

namespace hone {

static constexpr unsigned SecondsBetweenLines = 60;

// A worker may take an hour, and the run waits for it: only a signal comes through, and its handler has
// nothing but this to read.
static char Beat[160];

static void onAlarm(int) {
  if (ssize_t Ignored = write(STDERR_FILENO, Beat, strnlen(Beat, sizeof Beat)); Ignored < 0)
    return;
}

static void alarmEvery(unsigned Seconds) {
  itimerval Every = {};
  Every.it_interval.tv_sec = Every.it_value.tv_sec = Seconds;
  setitimer(ITIMER_REAL, &Every, nullptr);
}

Progress::Progress(bool Quiet) : Terminal(!Quiet && isatty(STDERR_FILENO)), Log(!Quiet && !Terminal) {
  if (!Log)
    return;
  struct sigaction Action = {};
  Action.sa_handler = onAlarm;
  sigemptyset(&Action.sa_mask);
  Action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &Action, nullptr);
  alarmEvery(SecondsBetweenLines);
}

Progress::~Progress() {
  if (Log)
    alarmEvery(0);
  clear();
}

void Progress::operator()(const std::string &What, std::size_t Done, std::size_t Of) {
  if (Log) {
    const std::string Kept = Faster ? fmt::format(", {} faster so far", Faster) : "";
    const std::string Text = fmt::format("hone: {} {}/{}{}\n", What, Done, Of, Kept).substr(0, sizeof Beat - 1);
    // The handler must not see half of it.
    sigset_t Alarm, Before;
    sigemptyset(&Alarm);
    sigaddset(&Alarm, SIGALRM);
    sigprocmask(SIG_BLOCK, &Alarm, &Before);
    std::strncpy(Beat, Text.c_str(), sizeof Beat - 1);
    sigprocmask(SIG_SETMASK, &Before, nullptr);
  }
  if (!Terminal)
    return;
  std::fprintf(stderr, "\r\033[K%s %zu/%zu", What.c_str(), Done, Of);
  std::fflush(stderr);
  Dirty = true;
}

void Progress::found(const Finding &F) {
  ++Faster;
  if (!Terminal || F.Bench.empty())
    return;
  clear();
  const BenchResult &B = F.Bench.front();
  std::fprintf(stderr, "faster  %s:%u  %s  %s\n", F.Where.File.c_str(), F.Where.Line, F.Check.c_str(),
               ratioText({B.Low, B.Median, B.High}).c_str());
}

void Progress::clear() {
  if (Dirty)
    std::fputs("\r\033[K", stderr);
  Dirty = false;
}

} // namespace hone
