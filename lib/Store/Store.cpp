// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One SQLite file in .hone/. SQLite because two runs may share a folder (an
// editor's server and a command line), and a kill must leave the old or the
// new record, never half of one. Evidence is only a cache: whatever looks
// wrong (another schema, a damaged page, a row whose digest does not fit) is
// thrown away and measured again.
//
// Deleting a database that somebody has open would damage theirs. So everybody
// holds a shared lock on a file beside it, and rebuilding asks for it alone.
#include "hone/Store/Store.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace hone {

/// Raised whenever the tables or the meaning of a record change.
static constexpr int SchemaVersion = 2;

static constexpr const char *Schema =
    "CREATE TABLE evidence(key TEXT PRIMARY KEY, json TEXT NOT NULL,"
    " digest TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE text(key TEXT PRIMARY KEY, text TEXT NOT NULL,"
    " digest TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE run(id INTEGER PRIMARY KEY CHECK(id = 1), json TEXT NOT NULL,"
    " digest TEXT NOT NULL);";

static std::string digest(llvm::StringRef Text) {
  llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(H.high64, true, 16) + llvm::utohexstr(H.low64, true, 16);
}

std::string EvidenceKey::hash() const {
  // Every field with its length in front, so that no text can slide from one
  // field into the next and look like another key.
  std::string All;
  for (const std::string &Field :
       {Function, Flags, Compiler, Machine, Check, std::to_string(CheckVersion)})
    All += std::to_string(Field.size()) + ":" + Field;
  return digest(All);
}

namespace {

/// A prepared statement that is finalized with its scope.
class Statement {
public:
  Statement(sqlite3 *Db, const char *Sql) {
    sqlite3_prepare_v2(Db, Sql, -1, &S, nullptr);
  }
  Statement(const Statement &) = delete;
  ~Statement() { sqlite3_finalize(S); }

  Statement &bind(int Index, llvm::StringRef Text) {
    if (S)
      sqlite3_bind_text64(S, Index, Text.data(), Text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
    return *this;
  }
  int step() { return S ? sqlite3_step(S) : SQLITE_ERROR; }
  std::string text(int Column) {
    const unsigned char *Bytes = sqlite3_column_text(S, Column);
    return Bytes ? std::string(reinterpret_cast<const char *>(Bytes),
                               sqlite3_column_bytes(S, Column))
                 : std::string();
  }
  int number(int Column) { return sqlite3_column_int(S, Column); }

private:
  sqlite3_stmt *S = nullptr;
};

enum class Health { Good, Bad, Unusable };

} // namespace

struct Store::Impl {
  std::string Path;
  sqlite3 *Db = nullptr;
  int Lock = -1;
  pid_t Owner = getpid();

  ~Impl() {
    close();
    if (Lock >= 0)
      ::close(Lock);
  }
  void close() {
    sqlite3_close(Db);
    Db = nullptr;
  }
  /// SQLite forbids using a connection that was opened before a fork.
  bool usable() const { return Db && Owner == getpid(); }

  bool run(const char *Sql) {
    return sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  Health connect();
  Health createOrCheck();
  bool rebuild();
  std::optional<std::string> checked(Statement &S);
};

/// Creates the tables of an empty file; judges a file that has some. In one
/// transaction, so that two first runs do not both create them.
Health Store::Impl::createOrCheck() {
  if (!run("BEGIN IMMEDIATE"))
    return sqlite3_errcode(Db) == SQLITE_NOTADB || sqlite3_errcode(Db) == SQLITE_CORRUPT
               ? Health::Bad
               : Health::Unusable;
  int Version = -1, Tables = -1;
  {
    Statement S(Db, "PRAGMA user_version");
    if (S.step() == SQLITE_ROW)
      Version = S.number(0);
    Statement T(Db, "SELECT count(*) FROM sqlite_master");
    if (T.step() == SQLITE_ROW)
      Tables = T.number(0);
  }
  if (Version == 0 && Tables == 0) {
    std::string Stamp = "PRAGMA user_version = " + std::to_string(SchemaVersion);
    return run(Schema) && run(Stamp.c_str()) && run("COMMIT") ? Health::Good
                                                              : Health::Unusable;
  }
  bool Whole = false;
  if (Version == SchemaVersion) {
    Statement S(Db, "PRAGMA quick_check(1)");
    Whole = S.step() == SQLITE_ROW && S.text(0) == "ok";
    Statement E(Db, "SELECT key, json, digest FROM evidence LIMIT 1");
    Statement R(Db, "SELECT id, json, digest FROM run LIMIT 1");
    Statement T(Db, "SELECT key, text, digest FROM text LIMIT 1");
    for (Statement *Any : {&E, &R, &T})
      if (const int On = Any->step(); On != SQLITE_ROW && On != SQLITE_DONE)
        Whole = false;
  }
  run("ROLLBACK");
  return Whole ? Health::Good : Health::Bad;
}

Health Store::Impl::connect() {
  if (sqlite3_open_v2(Path.c_str(), &Db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                      nullptr) != SQLITE_OK)
    return Health::Unusable;
  sqlite3_busy_timeout(Db, 10000);
  // Not every file system can do WAL (it needs shared memory); SQLite then
  // keeps its rollback journal, which is slower and as safe.
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = NORMAL");
  return createOrCheck();
}

/// Waits up to two seconds to be alone, deletes the file and starts again;
/// or until somebody else has done so.
bool Store::Impl::rebuild() {
  close();
  for (int Try = 0; Try < 50; ++Try) {
    bool Alone = flock(Lock, LOCK_EX | LOCK_NB) == 0;
    if (Alone || flock(Lock, LOCK_SH | LOCK_NB) == 0) {
      Health Now = connect();
      if (Now == Health::Bad && Alone) {
        close();
        for (const char *Suffix : {"", "-wal", "-shm", "-journal"})
          llvm::sys::fs::remove(Path + Suffix);
        Now = connect();
      }
      if (Now == Health::Good) {
        flock(Lock, LOCK_SH);
        return true;
      }
    }
    // Without a lock, and not all equally long: nobody could ever be alone.
    close();
    flock(Lock, LOCK_UN);
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + getpid() % 41));
  }
  return false;
}

llvm::Expected<std::unique_ptr<Store>> Store::open(llvm::StringRef Root) {
  llvm::SmallString<128> Folder(Root);
  llvm::sys::path::append(Folder, ".hone");
  auto Unusable = [&](llvm::StringRef Why) {
    return failure("cannot keep evidence in " + Folder.str().str() + ": " + Why.str());
  };
  if (std::error_code EC = llvm::sys::fs::create_directories(Folder))
    return Unusable(EC.message());

  std::string Ignore = (Folder + "/.gitignore").str();
  if (!llvm::sys::fs::exists(Ignore))
    if (llvm::Error E = writeFile(Ignore, "*\n"))
      return Unusable(llvm::toString(std::move(E)));

  auto Data = std::make_unique<Impl>();
  Data->Path = (Folder + "/store.db").str();
  std::string LockPath = (Folder + "/store.lock").str();
  Data->Lock = ::open(LockPath.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (Data->Lock < 0)
    return Unusable("the folder cannot be written");
  flock(Data->Lock, LOCK_SH);

  Health Found = Data->connect();
  if (Found == Health::Unusable)
    return Unusable(Data->Db ? sqlite3_errmsg(Data->Db) : "out of memory");
  if (Found == Health::Bad && !Data->rebuild())
    return Unusable("its database is damaged and in use by another run");

  std::unique_ptr<Store> S(new Store());
  S->Data = std::move(Data);
  return S;
}

std::unique_ptr<Store> Store::openIfThere(llvm::StringRef Root) {
  if (!llvm::sys::fs::exists(Root + "/.hone/store.db"))
    return nullptr;
  llvm::Expected<std::unique_ptr<Store>> S = open(Root);
  if (S)
    return std::move(*S);
  llvm::consumeError(S.takeError());
  return nullptr;
}

Store::~Store() = default;

/// The text of a row (json, digest), unless the two do not belong together.
std::optional<std::string> Store::Impl::checked(Statement &S) {
  if (S.step() != SQLITE_ROW)
    return std::nullopt;
  std::string Json = S.text(0);
  if (S.text(1) != digest(Json))
    return std::nullopt;
  return Json;
}

std::optional<Finding> Store::lookup(const EvidenceKey &Key) {
  if (!Data->usable())
    return std::nullopt;
  Statement S(Data->Db, "SELECT json, digest FROM evidence WHERE key = ?1");
  S.bind(1, Key.hash());
  std::optional<std::string> Json = Data->checked(S);
  if (!Json)
    return std::nullopt;
  llvm::Expected<llvm::json::Value> V = llvm::json::parse(*Json);
  if (!V) {
    llvm::consumeError(V.takeError());
    return std::nullopt;
  }
  Finding F;
  llvm::json::Path::Root Root("finding");
  if (!fromJSON(*V, F, Root))
    return std::nullopt;
  return F;
}

void Store::record(const EvidenceKey &Key, const Finding &F) {
  if (!Data->usable())
    return;
  std::string Json;
  llvm::raw_string_ostream(Json) << toJSON(F, /*Internal=*/true);
  Statement S(Data->Db, "INSERT OR REPLACE INTO evidence VALUES(?1, ?2, ?3)");
  S.bind(1, Key.hash()).bind(2, Json).bind(3, digest(Json)).step();
}

std::optional<std::string> Store::text(llvm::StringRef Key) {
  if (!Data->usable())
    return std::nullopt;
  Statement S(Data->Db, "SELECT text, digest FROM text WHERE key = ?1");
  S.bind(1, digest(Key));
  return Data->checked(S);
}

void Store::setText(llvm::StringRef Key, llvm::StringRef Text) {
  if (!Data->usable())
    return;
  Statement S(Data->Db, "INSERT OR REPLACE INTO text VALUES(?1, ?2, ?3)");
  S.bind(1, digest(Key)).bind(2, Text).bind(3, digest(Text)).step();
}

void Store::recordRun(llvm::StringRef Json) {
  if (!Data->usable())
    return;
  Statement S(Data->Db, "INSERT OR REPLACE INTO run VALUES(1, ?1, ?2)");
  S.bind(1, Json).bind(2, digest(Json)).step();
}

std::optional<std::string> Store::lastRun() {
  if (!Data->usable())
    return std::nullopt;
  Statement S(Data->Db, "SELECT json, digest FROM run WHERE id = 1");
  return Data->checked(S);
}

} // namespace hone
