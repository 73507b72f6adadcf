// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Store/Store.h"
#include "hone/Support/Support.h"
#include "gtest/gtest.h"
#include "llvm/Support/FileSystem.h"
#include <csignal>
#include <cstdlib>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hone;

namespace {

class StoreTest : public testing::Test {
protected:
  StoreTest() : Root(llvm::cantFail(TempDir::create())) {}
  std::unique_ptr<Store> open() { return llvm::cantFail(Store::open(Root.path())); }
  std::string database() const { return Root.file(".hone/store.db"); }
  void sql(const char *Text) const {
    sqlite3 *Db = nullptr;
    ASSERT_EQ(sqlite3_open(database().c_str(), &Db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(Db, Text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(Db);
  }
  TempDir Root;
};

EvidenceKey key() {
  EvidenceKey K;
  K.Function = "int f();";
  K.Flags = "-O2";
  K.Compiler = "g++ 12";
  K.Machine = "cpu";
  K.Check = "check";
  K.CheckVersion = 1;
  return K;
}

Finding finding() {
  Finding F;
  F.Id = "0123456789ab";
  F.Check = "check";
  F.Reached = Status::NotFaster;
  F.Why = {"not-faster", "0.98x (0.97-1.00), the compiler already does it"};
  F.Where.File = "a.cpp";
  F.Where.Begin = 17;
  F.AddsCode = true;
  BenchResult B;
  B.Compiler = "g++";
  B.Shapes.push_back({16, "typical", 1.5, 1.25, 0.9, 1.0, 1.1});
  B.Low = 0.9;
  F.Bench.push_back(B);
  return F;
}

} // namespace

TEST_F(StoreTest, RemembersAcrossOpenings) {
  {
    std::unique_ptr<Store> S = open();
    EXPECT_FALSE(S->lookup(key()));
    EXPECT_FALSE(S->lastRun());
    S->record(key(), finding());
    S->recordRun("{\"a\":1}");
    S->recordRun("{\"a\":2}");
  }
  std::unique_ptr<Store> S = open();
  std::optional<Finding> F = S->lookup(key());
  ASSERT_TRUE(F);
  EXPECT_EQ(F->Reached, Status::NotFaster);
  EXPECT_EQ(F->Why.Text, finding().Why.Text);
  EXPECT_EQ(F->Where.Begin, 17u);
  EXPECT_TRUE(F->AddsCode);
  ASSERT_EQ(F->Bench.size(), 1u);
  ASSERT_EQ(F->Bench[0].Shapes.size(), 1u);
  EXPECT_EQ(F->Bench[0].Shapes[0].AfterNs, 1.25);
  EXPECT_EQ(S->lastRun(), "{\"a\":2}");
}

TEST_F(StoreTest, TheLastRecordOfAKeyCounts) {
  std::unique_ptr<Store> S = open();
  S->record(key(), finding());
  Finding Later = finding();
  Later.Reached = Status::Kept;
  Later.Why = {};
  S->record(key(), Later);
  EXPECT_EQ(S->lookup(key())->Reached, Status::Kept);
}

TEST_F(StoreTest, EveryFieldOfTheKeyCounts) {
  EvidenceKey K = key();
  std::vector<EvidenceKey> Others(6, K);
  Others[0].Function += " ";
  Others[1].Flags = "-O3";
  Others[2].Compiler = "g++ 13";
  Others[3].Machine = "another";
  Others[4].Check = "other";
  Others[5].CheckVersion = 2;
  for (const EvidenceKey &O : Others)
    EXPECT_NE(O.hash(), K.hash());
  EXPECT_EQ(key().hash(), K.hash());
  EXPECT_EQ(K.hash().size(), 32u);
  // Text cannot slide from one field into the next.
  EvidenceKey A, B;
  A.Flags = "-O2 ";
  A.Compiler = "g++";
  B.Flags = "-O2";
  B.Compiler = " g++";
  EXPECT_NE(A.hash(), B.hash());
}

TEST_F(StoreTest, IgnoresItselfInGit) {
  open();
  EXPECT_EQ(llvm::cantFail(readFile(Root.file(".hone/.gitignore"))), "*\n");
}

TEST_F(StoreTest, RebuildsWhatIsNoDatabase) {
  open()->record(key(), finding());
  llvm::cantFail(writeFile(database(), std::string(5000, 'x')));
  std::unique_ptr<Store> S = open();
  EXPECT_FALSE(S->lookup(key()));
  S->record(key(), finding());
  EXPECT_TRUE(S->lookup(key()));
}

TEST_F(StoreTest, RebuildsATruncatedDatabase) {
  {
    std::unique_ptr<Store> S = open();
    for (unsigned I = 0; I < 200; ++I) {
      EvidenceKey K = key();
      K.CheckVersion = I;
      S->record(K, finding());
    }
  }
  std::string Bytes = llvm::cantFail(readFile(database()));
  llvm::cantFail(writeFile(database(), llvm::StringRef(Bytes).take_front(Bytes.size() / 2)));
  std::unique_ptr<Store> S = open();
  S->record(key(), finding());
  EXPECT_TRUE(S->lookup(key()));
}

TEST_F(StoreTest, RebuildsAnotherVersion) {
  open()->record(key(), finding());
  sql("PRAGMA user_version = 99");
  std::unique_ptr<Store> S = open();
  EXPECT_FALSE(S->lookup(key()));
  S->record(key(), finding());
  EXPECT_TRUE(S->lookup(key()));
}

TEST_F(StoreTest, RebuildsWhenTablesAreOthers) {
  open()->record(key(), finding());
  sql("DROP TABLE evidence; CREATE TABLE evidence(key TEXT, other TEXT)");
  std::unique_ptr<Store> S = open();
  S->record(key(), finding());
  EXPECT_TRUE(S->lookup(key()));
}

TEST_F(StoreTest, DistrustsAChangedRecord) {
  std::unique_ptr<Store> S = open();
  S->record(key(), finding());
  S->recordRun("{}");
  sql("UPDATE evidence SET json = replace(json, 'not-faster', 'kept')");
  sql("UPDATE run SET json = '{ }'");
  EXPECT_FALSE(S->lookup(key()));
  EXPECT_FALSE(S->lastRun());
}

TEST_F(StoreTest, LeavesADamagedDatabaseAloneWhileItIsInUse) {
  std::unique_ptr<Store> First = open();
  First->record(key(), finding());
  sql("PRAGMA user_version = 99");
  llvm::Expected<std::unique_ptr<Store>> Second = Store::open(Root.path());
  ASSERT_FALSE(!!Second);
  EXPECT_NE(llvm::toString(Second.takeError()).find("in use by another run"), std::string::npos);
  EXPECT_TRUE(First->lookup(key()));
}

TEST_F(StoreTest, SaysWhenTheFolderCannotBeWritten) {
  llvm::cantFail(writeFile(Root.file("file"), ""));
  llvm::Expected<std::unique_ptr<Store>> S = Store::open(Root.file("file"));
  ASSERT_FALSE(!!S);
  EXPECT_NE(llvm::toString(S.takeError()).find("cannot keep evidence in"), std::string::npos);
}

TEST_F(StoreTest, AForkedChildLeavesItAlone) {
  std::unique_ptr<Store> S = open();
  pid_t Child = fork();
  if (Child == 0) {
    S->record(key(), finding());
    _exit(S->lookup(key()) ? 1 : 0);
  }
  int Status = -1;
  waitpid(Child, &Status, 0);
  EXPECT_EQ(Status, 0);
  EXPECT_FALSE(S->lookup(key()));
}

// Four processes open a folder that has no store yet, all at once, and write.
TEST_F(StoreTest, ManyProcessesWriteAtOnce) {
  constexpr unsigned Writers = 4, Each = 50;
  std::vector<pid_t> Children;
  for (unsigned W = 0; W < Writers; ++W) {
    pid_t Child = fork();
    if (Child == 0) {
      llvm::Expected<std::unique_ptr<Store>> S = Store::open(Root.path());
      if (!S)
        _exit(1);
      for (unsigned I = 0; I < Each; ++I) {
        EvidenceKey K = key();
        K.CheckVersion = W * Each + I;
        (*S)->record(K, finding());
        (*S)->recordRun("{}");
        if (!(*S)->lookup(K))
          _exit(2);
      }
      _exit(0);
    }
    Children.push_back(Child);
  }
  for (pid_t Child : Children) {
    int Status = -1;
    waitpid(Child, &Status, 0);
    EXPECT_EQ(Status, 0);
  }
  std::unique_ptr<Store> S = open();
  for (unsigned I = 0; I < Writers * Each; ++I) {
    EvidenceKey K = key();
    K.CheckVersion = I;
    EXPECT_TRUE(S->lookup(K)) << I;
  }
}

// All of them find a damaged database and want to rebuild it.
TEST_F(StoreTest, ManyProcessesFindItDamaged) {
  open();
  llvm::cantFail(writeFile(database(), std::string(5000, 'x')));
  std::vector<pid_t> Children;
  for (unsigned W = 0; W < 4; ++W) {
    pid_t Child = fork();
    if (Child == 0) {
      llvm::Expected<std::unique_ptr<Store>> S = Store::open(Root.path());
      if (!S)
        _exit(1);
      EvidenceKey K = key();
      K.CheckVersion = W;
      (*S)->record(K, finding());
      _exit((*S)->lookup(K) ? 0 : 2);
    }
    Children.push_back(Child);
  }
  for (pid_t Child : Children) {
    int Status = -1;
    waitpid(Child, &Status, 0);
    EXPECT_EQ(Status, 0);
  }
}

/// The record of a number: told from every other, and long enough to fill pages.
static Finding numbered(unsigned N) {
  Finding F = finding();
  F.Message = std::string(200 + N % 5000, static_cast<char>('a' + N % 26));
  F.Where.Begin = N;
  return F;
}

static EvidenceKey keyOf(unsigned N) {
  EvidenceKey K = key();
  K.CheckVersion = N;
  return K;
}

/// Writes until it is killed.
[[noreturn]] static void writeOn(const std::string &Root, unsigned From) {
  llvm::Expected<std::unique_ptr<Store>> S = Store::open(Root);
  if (!S)
    _exit(1);
  for (unsigned N = From;; ++N) {
    (*S)->record(keyOf(N % 1000), numbered(N % 1000));
    (*S)->recordRun(std::string(N % 3000, 'r'));
  }
}

TEST_F(StoreTest, SurvivesWritersThatAreKilledWhereverTheyAre) {
  constexpr unsigned Writers = 8, Kills = 200;
  auto Begin = [&](unsigned From) {
    const pid_t Child = fork();
    if (Child == 0)
      writeOn(Root.path(), From);
    return Child;
  };
  std::vector<pid_t> Alive;
  for (unsigned I = 0; I < Writers; ++I)
    Alive.push_back(Begin(I * 125));
  std::srand(17);
  for (unsigned Kill = 0; Kill < Kills; ++Kill) {
    usleep(1000 + std::rand() % 20000);
    pid_t &Chosen = Alive[std::rand() % Writers];
    ASSERT_EQ(kill(Chosen, SIGKILL), 0);
    int Status = 0;
    ASSERT_EQ(waitpid(Chosen, &Status, 0), Chosen);
    ASSERT_TRUE(WIFSIGNALED(Status)) << "it had ended by itself";
    Chosen = Begin(std::rand() % 1000);
  }
  for (pid_t Child : Alive) {
    kill(Child, SIGKILL);
    waitpid(Child, nullptr, 0);
  }
  sqlite3 *Db = nullptr;
  ASSERT_EQ(sqlite3_open(database().c_str(), &Db), SQLITE_OK);
  std::string Said;
  sqlite3_exec(Db, "PRAGMA integrity_check", [](void *To, int, char **Values, char **) {
    *static_cast<std::string *>(To) += Values[0];
    return 0;
  }, &Said, nullptr);
  sqlite3_close(Db);
  EXPECT_EQ(Said, "ok");
  std::unique_ptr<Store> S = open();
  unsigned Known = 0;
  for (unsigned N = 0; N < 1000; ++N)
    if (std::optional<Finding> F = S->lookup(keyOf(N))) {
      ++Known;
      EXPECT_EQ(F->Where.Begin, N);
      EXPECT_EQ(F->Message, numbered(N).Message);
    }
  EXPECT_GT(Known, 100u) << "they wrote hardly anything, so nothing was shown";
}

TEST_F(StoreTest, WhoOnlyLooksLeavesNothingBehind) {
  EXPECT_EQ(Store::openIfThere(Root.path()), nullptr);
  EXPECT_FALSE(llvm::sys::fs::exists(Root.file(".hone")));
  open()->record(key(), finding());
  std::unique_ptr<Store> S = Store::openIfThere(Root.path());
  ASSERT_TRUE(S);
  EXPECT_TRUE(S->lookup(key()));
}
