// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that means harm, given to the runner as it is: whatever the plan refuses
// by name may come in by another way. Each ends with its code, the jobs behind
// it are done, and nothing is left behind.
#include "../../../lib/Verify/RunnerJob.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <gtest/gtest.h>

using namespace hone;

namespace {

struct Hostile {
  const char *Title, *Code, *Headers, *Body;
};

const Hostile All[] = {
    {"fork bomb", "makes-processes", "<unistd.h>", "for (;;) fork();"},
    {"a process by system call", "makes-processes", "<unistd.h>\n#include <sys/syscall.h>",
     "syscall(SYS_vfork); execl(\"/bin/sleep\", \"sleep\", \"60\", nullptr);"},
    {"a process that shares memory", "makes-processes", "<sched.h>\n#include <csignal>",
     "static char Stack[65536];\n"
     "clone([](void *) { for (;;); return 0; }, Stack + sizeof Stack, CLONE_VM | SIGCHLD, nullptr);"},
    {"threads", "makes-processes", "<sched.h>\n#include <csignal>",
     "static char Stack[65536];\n"
     "clone([](void *) { for (;;); return 0; }, Stack + sizeof Stack,\n"
     "      CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, nullptr);"},
    {"another program", "makes-processes", "<unistd.h>",
     "execl(\"/bin/sleep\", \"sleep\", \"60\", nullptr);"},
    {"100 GB by new", "out-of-memory", "<cstddef>",
     "char *Big = new char[std::size_t(100) << 30]; Big[a] = 1; a = Big[a]; delete[] Big;"},
    {"100 GB by malloc", "out-of-memory", "<cstdlib>\n#include <cstring>",
     "std::memset(std::malloc(std::size_t(100) << 30), 1, std::size_t(100) << 30);"},
    {"100 GB in pieces", "out-of-memory", "<sys/mman.h>",
     "for (;;) *static_cast<char *>(mmap(nullptr, 1 << 28, PROT_READ | PROT_WRITE,\n"
     "                                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) = 1;"},
    {"endless loop", "timeout", "<cstddef>", "for (volatile int I = 0;; I = I + 1);"},
    {"endless sleep", "timeout", "<unistd.h>", "for (;;) usleep(100000);"},
    {"sleep that wants no signals", "timeout", "<csignal>\n#include <unistd.h>",
     "sigset_t Set; sigfillset(&Set); sigprocmask(SIG_SETMASK, &Set, nullptr);\n"
     "for (;;) usleep(100000);"},
    {"stops itself", "timeout", "<csignal>\n#include <unistd.h>", "kill(getpid(), SIGSTOP);"},
    {"writes to HOME", "writes-files", "<cstdlib>\n#include <cstdio>\n#include <string>",
     "FILE *F = std::fopen((std::string(std::getenv(\"HOME\")) + \"/new\").c_str(), \"w\");\n"
     "if (F) std::fclose(F);"},
    {"folders by system call", "writes-files",
     "<cstdlib>\n#include <string>\n#include <unistd.h>\n#include <sys/syscall.h>",
     "syscall(SYS_mkdirat, -100, (std::string(std::getenv(\"HOME\")) + \"/new\").c_str(), 0700);"},
    {"deletes what is there", "writes-files", "<unistd.h>", "unlink(\"hostile.cpp\");"},
    {"exit", "exits", "<cstdlib>", "std::exit(0);"},
    {"exit by system call", "exits", "<unistd.h>\n#include <sys/syscall.h>",
     "syscall(SYS_exit_group, 0);"},
    {"abort", "aborts", "<cstdlib>", "std::abort();"},
    {"signal handlers", "changes-signals", "<csignal>",
     "for (int S = 1; S < 32; ++S) std::signal(S, SIG_IGN); for (;;);"},
    {"signals to others", "changes-signals", "<csignal>\n#include <unistd.h>",
     "kill(getppid(), SIGKILL); kill(-1, SIGKILL);"},
    {"reads stdin", "reads-input", "<cstdio>", "a = std::getchar();"},
    {"sockets", "uses-network", "<sys/socket.h>", "a = socket(AF_INET, SOCK_STREAM, 0);"},
    {"deep recursion", "out-of-stack", "<cstddef>",
     "volatile char Much[512]; Much[0] = 1; a = hostile(a + 1) + Much[0];"},
    {"another machine's calls", "calls-outside", "<unistd.h>",
#if defined(__x86_64__)
     "asm volatile(\"int $0x80\" : \"+a\"(a) : : \"memory\");"},
#else
     "sethostname(\"x\", 1);"},
#endif
};

constexpr char Harness[] = R"(
struct hone_seed { unsigned long long seed, size; int mode; };
struct hone_case {
  const char *function;
  void *(*make)(const hone_seed *);
  void (*before)(void *);
  int (*same)(const void *, const void *);
  unsigned long (*print)(const void *, char *, unsigned long);
  void (*destroy)(void *);
  int (*rejected)(const void *);
};
static void *make(const hone_seed *S) { return new int(int(S->seed & 255)); }
static int same(const void *A, const void *B) { return *(const int *)A == *(const int *)B; }
static unsigned long print(const void *, char *B, unsigned long) { return *B = 0; }
static void destroy(void *P) { delete static_cast<int *>(P); }
static int rejected(const void *) { return 0; }
#define CASE(N, F) \
  static void before##N(void *P) { *static_cast<int *>(P) = F(*static_cast<int *>(P)); } \
  extern "C" const hone_case *hone_case_##N() { \
    static const hone_case C = {#F, make, before##N, same, print, destroy, rejected}; \
    return &C; \
  } \
  extern "C" void hone_after_##N(void *P) { before##N(P); }
static int harmless(int a) { return a + 1; }
CASE(1, hostile)
CASE(2, harmless)
)";

class HostileTest : public ::testing::TestWithParam<Hostile> {
protected:
  HostileTest() : Folder(llvm::cantFail(TempDir::create())), Home(llvm::cantFail(TempDir::create())) {}

  void build(const std::string &Name, const std::string &Text) {
    llvm::cantFail(writeFile(Folder.file(Name + ".cpp"), Text));
    ProcessResult R = llvm::cantFail(
        runProcess({"c++", "-w", "-O0", "-fPIC", "-shared", "-fno-stack-protector",
                    Folder.file(Name + ".cpp"), "-o", Folder.file(Name + ".tested.so")}));
    ASSERT_TRUE(R.ok()) << R.Err;
  }
  static unsigned count(llvm::StringRef Path) {
    std::error_code E;
    unsigned N = 0;
    for (llvm::sys::fs::directory_iterator I(Path, E), End; I != End && !E; I.increment(E))
      ++N;
    return N;
  }
  /// Processes that have the folder on their command line, as the runner has.
  unsigned processes() {
    std::error_code E;
    unsigned N = 0;
    for (llvm::sys::fs::directory_iterator I("/proc", E), End; I != End && !E; I.increment(E)) {
      llvm::Expected<std::string> Line = readFile(I->path() + "/cmdline");
      if (Line)
        N += llvm::StringRef(*Line).contains(Folder.path());
      else
        llvm::consumeError(Line.takeError());
    }
    return N;
  }

  TempDir Folder, Home;
};

TEST_P(HostileTest, IsContained) {
  const Hostile &H = GetParam();
  build("prelude", "");
  build("hostile", std::string("#include ") + H.Headers + "\nint hostile(int a) {\n" + H.Body +
                       "\nreturn a; }\n" + Harness);
  VerifyOptions Options;
  Options.SecondsPerTwin = 3;
  std::string Library = Folder.file("hostile.tested.so");
  RunnerJob Job(Folder.file("prelude.tested.so"));
  for (unsigned Number : {1, 2}) {
    Job.addCase(Number, Library, 0);
    Job.run(Number, /*Edges=*/0, Options);
  }
  const std::string Before = std::getenv("HOME") ? std::getenv("HOME") : "";
  setenv("HOME", Home.path().c_str(), 1);
  std::string Problem;
  auto Answers = Job.execute(Options, Folder.path(), Problem);
  setenv("HOME", Before.c_str(), 1);
  ASSERT_TRUE(bool(Answers)) << llvm::toString(Answers.takeError());
  EXPECT_EQ(Problem, "");
  EXPECT_EQ((*Answers)[1].Why.Code, H.Code) << (*Answers)[1].Why.Text;
  EXPECT_TRUE((*Answers)[1].Accepted.empty());
  EXPECT_TRUE((*Answers)[1].Done);
  EXPECT_GE((*Answers)[2].Accepted.size(), Options.MinInputs);
  EXPECT_FALSE((*Answers)[2].Different);
  EXPECT_EQ(processes(), 0u);
  EXPECT_EQ(count(Home.path()), 0u);
  EXPECT_EQ(count(Folder.path()), 5u); // two sources, two libraries, the jobs
}

INSTANTIATE_TEST_SUITE_P(Runner, HostileTest, ::testing::ValuesIn(All), [](const auto &Info) {
  std::string Name;
  for (char C : std::string(Info.param.Title))
    if (llvm::isAlnum(C))
      Name += C;
  return Name;
});

/// What is behind the runner: its answers go to a file it alone may write.
TEST_F(HostileTest, CannotForgeAnswers) {
  build("prelude", "");
  build("hostile", std::string("#include <unistd.h>\nint hostile(int a) {\n"
                               "for (int I = 3; I < 1024; ++I) write(I, \"different 2 1 1 0 trap 11\\n\", 26);\n"
                               "return a; }\n") + Harness);
  VerifyOptions Options;
  RunnerJob Job(Folder.file("prelude.tested.so"));
  for (unsigned Number : {1, 2}) {
    Job.addCase(Number, Folder.file("hostile.tested.so"), 0);
    Job.run(Number, /*Edges=*/0, Options);
  }
  std::string Problem;
  auto Answers = Job.execute(Options, Folder.path(), Problem);
  ASSERT_TRUE(bool(Answers)) << llvm::toString(Answers.takeError());
  EXPECT_FALSE((*Answers)[2].Different);
  EXPECT_GE((*Answers)[2].Accepted.size(), Options.MinInputs);
}

} // namespace
