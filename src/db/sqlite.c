/* SQLite: connections, transactions, errors. */
#include "db/sqlite.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#define BUSY_MS 5000

static const StatementText BEGIN_READ = {"begin_read", "BEGIN DEFERRED", "", 0, false};
static const StatementText BEGIN_WRITE = {"begin_write", "BEGIN IMMEDIATE", "", 0, true};
static const StatementText COMMIT = {"commit", "COMMIT", "", 0, false};
static const StatementText DATA_VERSION = {"data_version", "PRAGMA data_version", "", 0, false};
static const StatementText COPY = {"copy", "VACUUM INTO $1", "t", 1, true};
static const StatementText HAS_TABLE = {
    "has_table", "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", "t", 1, false};

/* ---- errors ------------------------------------------------------------------------------------- */

/* SQLite knows a full disk only where a write says so, not where the shared memory file cannot grow. */
static bool disk_is_full(const Db *db, int result) {
  struct statvfs disk;
  if ((result & 0xff) == SQLITE_FULL) return true;
  const char *name = sqlite3_db_filename(db->handle, "main");
  return name && statvfs(name, &disk) == 0 && disk.f_bavail == 0;
}

/* "Nothing was saved" is said only where that is certain. */
static Error io_fault(Db *db, Arena *arena, int result) {
  if (result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_DIR_FSYNC)
    return FAIL(arena, ERROR_IO,
                "The disk failed while saving. Look whether it was saved before you send it again.");
  if (disk_is_full(db, result)) return FAIL(arena, ERROR_IO, "The disk is full. Nothing was saved.");
  return FAIL(arena, ERROR_IO, "The disk failed. Nothing was saved.");
}

static Error fault_of(Db *db, Arena *arena, int result) {
  Text path = db->path;
  switch (result & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return FAIL(arena, ERROR_BUSY, "The database is busy. Nothing was saved. Try again in a moment.");
  case SQLITE_CONSTRAINT:
    return FAIL(arena, ERROR_CONFLICT,
                "This does not agree with what is stored already. Nothing was saved.");
  case SQLITE_FULL:
  case SQLITE_IOERR:
    return io_fault(db, arena, result);
  case SQLITE_CORRUPT:
    return FAIL(arena, ERROR_DAMAGED, "The database %.*s is damaged. Restore it from the last backup.",
                TEXT_ARGUMENTS(path));
  case SQLITE_NOTADB:
    return FAIL(arena, ERROR_DAMAGED,
                "The file %.*s is no database. Check the path, or restore the last backup.",
                TEXT_ARGUMENTS(path));
  case SQLITE_READONLY:
    return FAIL(arena, ERROR_IO, "The database %.*s cannot be written. Check its owner and its permissions.",
                TEXT_ARGUMENTS(path));
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    return FAIL(arena, ERROR_IO,
                "The database %.*s cannot be opened. Check its owner, its permissions and its folder.",
                TEXT_ARGUMENTS(path));
  case SQLITE_TOOBIG:
    return FAIL(arena, ERROR_LIMIT, "This is too large to be stored. Nothing was saved.");
  case SQLITE_NOMEM:
    return FAIL(arena, ERROR_IO, "The server ran out of memory. Nothing was saved.");
  default:
    return FAIL(arena, ERROR_IO, "The database failed. Nothing was saved.");
  }
}

Error sqlite_fault(Db *db, Arena *arena, int result, const char *doing) {
  snprintf(db->words, sizeof db->words, "%s: %s (%d)", doing, sqlite3_errmsg(db->handle), result);
  Error fault = fault_detail(arena, fault_of(db, arena, result), "%s", db->words);
  if (result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_DIR_FSYNC) db->failed = true;
  sqlite_end_with(db, fault);
  return fault;
}

/* Some errors have ended SQLite's transaction already. */
static void roll_back(Db *db) {
  if (sqlite3_get_autocommit(db->handle)) return;
  if (sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK) return;
  if (!sqlite3_get_autocommit(db->handle)) db->failed = true;
}

void sqlite_end_with(Db *db, Error fault) {
  if (!db_in_transaction(db)) return;
  roll_back(db);
  db->state = DB_ENDED;
  db->fault = fault;
}

Arena *sqlite_fault_arena(Db *db) { return db->arena ? db->arena : db->spare; }

Error sqlite_usable(Db *db) {
  if (db->state == DB_ENDED) return db->fault;
  if (!db->failed) return OK;
  return FAIL(sqlite_fault_arena(db), ERROR_IO,
              "The disk failed earlier. The service must be started again.");
}

Text db_last_words(Db *db) { return text_of(db->words); }
bool db_failed(const Db *db) { return db->failed; }

/* ---- waiting ------------------------------------------------------------------------------------ */

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void sleep_us(long us) { nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL); }

/* Shorter steps than SQLite's own, which end at 100 ms: a writer here holds the lock for less than one, and
 * who sleeps longer than the others is starved by them. */
static int wait_for_writer(void *data, int tries) {
  Db *db = data;
  if (tries == 0) db->busy_since = now_ms();
  if (now_ms() - db->busy_since >= db->busy_ms) return 0;
  sleep_us(tries < 4 ? 100 : tries < 8 ? 500 : 2000);
  return 1;
}

/* ---- opening ------------------------------------------------------------------------------------ */

static int read_first(void *data, int count, char **values, char **names) {
  (void)names;
  if (count > 0 && values[0]) snprintf(data, 32, "%s", values[0]);
  return 0;
}

/* Becoming WAL and recovering can meet another connection without SQLite waiting for it. */
static Error run_pragma(Db *db, Arena *arena, const char *sql, char answer[32]) {
  int64_t since = now_ms();
  int result = sqlite3_exec(db->handle, sql, read_first, answer, NULL);
  while ((result & 0xff) == SQLITE_BUSY && now_ms() - since < db->busy_ms) {
    sleep_us(5000);
    result = sqlite3_exec(db->handle, sql, read_first, answer, NULL);
  }
  return result == SQLITE_OK ? OK : sqlite_fault(db, arena, result, sql);
}

Error sqlite_settle(Db *db, Arena *arena, const SqliteSetting *settings, size_t count) {
  for (const SqliteSetting *setting = settings; setting < settings + count; setting++) {
    char sql[64], answer[32] = "";
    if (setting->set) {
      snprintf(sql, sizeof sql, "PRAGMA %s = %s", setting->name, setting->set);
      TRY(run_pragma(db, arena, sql, answer));
    }
    if (!setting->want) continue;
    answer[0] = '\0';
    snprintf(sql, sizeof sql, "PRAGMA %s", setting->name);
    TRY(run_pragma(db, arena, sql, answer));
    if (strcmp(answer, setting->want) != 0)
      return FAIL(arena, ERROR_IO, "The database %.*s cannot be used safely: %s is “%s” and must be “%s”.",
                  TEXT_ARGUMENTS(db->path), setting->name, answer, setting->want);
  }
  return OK;
}

static Error settle(Db *db, Arena *arena) {
  static const SqliteSetting safe[] = {{"encoding", NULL, "UTF-8"},  {"synchronous", "FULL", "2"},
                                       {"foreign_keys", "ON", "1"},  {"trusted_schema", "OFF", "0"},
                                       {"secure_delete", "ON", "1"}, {"cell_size_check", "ON", "1"}};
  static const SqliteSetting quick[] = {
      {"cache_size", "-2000", NULL}, {"mmap_size", "268435456", NULL}, {"temp_store", "MEMORY", NULL}};
  static const SqliteSetting writer[] = {{"journal_mode", "WAL", "wal"},
                                         {"journal_size_limit", "16777216", NULL}};
  if (!db->read_only) TRY(sqlite_settle(db, arena, writer, sizeof writer / sizeof *writer));
  TRY(sqlite_settle(db, arena, safe, sizeof safe / sizeof *safe));
  return sqlite_settle(db, arena, quick, sizeof quick / sizeof *quick);
}

static Error configure(Db *db, Arena *arena) {
  static const struct {
    int option, value;
    const char *name;
  } options[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive"},
                 {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema"},
                 {SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml"},
                 {SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl"}};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    int now = -1;
    int result = sqlite3_db_config(db->handle, options[i].option, options[i].value, &now);
    if (result != SQLITE_OK || now != options[i].value)
      return FAIL(arena, ERROR_IO, "SQLite cannot be used safely: it has no setting %s.", options[i].name);
  }
  int result = sqlite3_busy_handler(db->handle, wait_for_writer, db);
  if (result == SQLITE_OK) result = sqlite_add_functions(db->handle);
  return result == SQLITE_OK ? OK : sqlite_fault(db, arena, result, "configure");
}

/* Made before SQLite opens it, so that nobody else may read it, and without a descriptor: closing one would
 * drop the locks that SQLite may hold in this process. */
static Error make_file(Arena *arena, const char *path) {
  if (mknod(path, S_IFREG | 0600, 0) == 0) return OK;
  if (errno == EEXIST) return FAIL(arena, ERROR_CONFLICT, "The file %s exists already.", path);
  if (errno == ENOENT) return FAIL(arena, ERROR_NOT_FOUND, "The folder of %s does not exist.", path);
  return FAIL(arena, ERROR_IO, "The file %s cannot be made: %s.", path, strerror(errno));
}

static Error find_file(Arena *arena, const char *path, bool create) {
  struct stat status;
  if (stat(path, &status) != 0) {
    if (errno != ENOENT)
      return FAIL(arena, ERROR_IO, "The database %s cannot be read: %s.", path, strerror(errno));
    if (!create) return FAIL(arena, ERROR_NOT_FOUND, "There is no database %s.", path);
    Error error = make_file(arena, path);
    return error && error->code == ERROR_CONFLICT ? OK : error;
  }
  if (!S_ISREG(status.st_mode)) return FAIL(arena, ERROR_INVALID, "%s is not a file.", path);
  return OK;
}

/* No path is taken for one of SQLite's own names. */
static Error file_name(Arena *arena, Text path, char **name) {
  if (text_is_empty(path)) return FAIL(arena, ERROR_INVALID, "The path of the database file is missing.");
  if (memchr(path.at, '\0', path.length) || text_equal(path, TEXT(":memory:")))
    return FAIL(arena, ERROR_INVALID, "The database must be a file.");
  *name =
      text_z(arena, path.at[0] == '/' ? path : text_join(arena, (Text[]){TEXT("./"), path}, 2, TEXT_NONE));
  return OK;
}

static Error open_handle(Db *db, Arena *arena, const char *name) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  /* SQLite would count its memory under a lock that all threads share. It takes this before its first use
   * only; later it refuses, which changes nothing. */
  (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  int result = sqlite3_open_v2(name, &db->handle, flags, NULL);
  if (!db->handle) BUG("out of memory");
  if (result != SQLITE_OK) return sqlite_fault(db, arena, result, "open");
  if (!db->read_only && sqlite3_db_readonly(db->handle, "main") == 1)
    return sqlite_fault(db, arena, SQLITE_READONLY, "open");
  TRY(configure(db, arena));
  return settle(db, arena);
}

Error sqlite_open(Arena *arena, Text path, DbOptions options, Db **db) {
  *db = NULL;
  char *name = NULL;
  TRY(file_name(arena, path, &name));
  BUG_IF(!name);
  TRY(find_file(arena, name, options.create && !options.read_only));
  Arena *memory = arena_new();
  Db *opened = ARENA_NEW(memory, Db);
  *opened = (Db){.memory = memory, .spare = arena_new(), .path = text_copy(memory, path)};
  opened->read_only = options.read_only;
  opened->busy_ms = options.busy_ms > 0 ? options.busy_ms : BUSY_MS;
  Error error = open_handle(opened, arena, name);
  if (error)
    db_close(opened);
  else
    *db = opened;
  return error;
}

void db_keep(Db *db, void *thing, void (*release)(void *thing)) {
  if (db->kept && db->kept != thing) db->release(db->kept);
  db->kept = thing;
  db->release = release;
}

void *db_kept(const Db *db) { return db->kept; }

void db_close(Db *db) {
  if (!db) return;
  db_keep(db, NULL, NULL);
  db_rollback(db);
  if (db->in_use > 0) BUG("%zu statements are still in use", db->in_use);
  sqlite_forget_statements(db);
  int result = sqlite3_close(db->handle);
  if (result != SQLITE_OK) BUG("closing: %s", sqlite3_errstr(result));
  Arena *memory = db->memory;
  arena_free(db->spare);
  arena_free(memory);
}

/* ---- transactions ------------------------------------------------------------------------------- */

static Error run(Db *db, Arena *arena, const StatementText *text) {
  Statement *statement;
  TRY(sqlite_cached(db, text, &statement));
  int result = sqlite3_step(statement->handle);
  Error error = result == SQLITE_DONE ? OK : sqlite_fault(db, arena, result, text->name);
  sqlite3_reset(statement->handle);
  return error;
}

/* NORMAL: the log is synced at a checkpoint, and by the next transaction that is not light. SQLite takes this
 * while it prepares the PRAGMA, so it cannot be kept prepared. */
static bool set_light(Db *db, bool light) {
  const char *sql = light ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL";
  if (db->light == light) return true;
  if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK) return false;
  db->light = light;
  return true;
}

/* Without the way back to FULL the connection could lose what it promised. */
static void end_light(Db *db) {
  if (!set_light(db, false)) db->failed = true;
}

static Error begin(Db *db, Arena *arena, const StatementText *text, DbState state, bool light) {
  if (db_in_transaction(db)) BUG("transactions do not nest");
  if (db->in_use > 0) BUG("%zu statements are in use at a begin", db->in_use);
  db_rollback(db);
  arena_reset(db->spare);
  TRY(sqlite_usable(db));
  if (state == DB_WRITING && db->read_only) return sqlite_fault(db, arena, SQLITE_READONLY, text->name);
  (void)set_light(db, light); /* where it fails, the write is a heavy one */
  Error error = run(db, arena, text);
  if (error) {
    end_light(db);
    return error;
  }
  db->state = state;
  db->arena = arena;
  return OK;
}

Error db_begin_read(Db *db, Arena *arena) { return begin(db, arena, &BEGIN_READ, DB_READING, false); }
Error db_begin_write(Db *db, Arena *arena) { return begin(db, arena, &BEGIN_WRITE, DB_WRITING, false); }
Error db_begin_light_write(Db *db, Arena *arena) { return begin(db, arena, &BEGIN_WRITE, DB_WRITING, true); }

Error db_commit(Db *db, Arena *arena) {
  if (db->state == DB_IDLE) BUG("commit without a transaction");
  if (db->in_use > 0) BUG("%zu statements are in use at a commit", db->in_use);
  bool wrote = db->state == DB_WRITING;
  Error error = sqlite_usable(db);
  if (!error) error = run(db, arena, &COMMIT);
  if (!error && wrote) db->commits++;
  if (!error) db->state = DB_IDLE;
  db_rollback(db);
  return error;
}

void db_rollback(Db *db) {
  if (db_in_transaction(db)) roll_back(db);
  db->state = DB_IDLE;
  db->arena = NULL;
  db->fault = OK;
  end_light(db);
}

bool db_in_transaction(const Db *db) { return db->state == DB_READING || db->state == DB_WRITING; }

/* SQLite counts the commits of others, this connection its own. What cannot be read is never the same twice.
 */
int64_t db_data_version(Db *db) {
  Statement *statement;
  if (sqlite_usable(db) || sqlite_cached(db, &DATA_VERSION, &statement)) return -(int64_t)++db->unreadable;
  bool read = sqlite3_step(statement->handle) == SQLITE_ROW;
  uint64_t others = read ? (uint64_t)sqlite3_column_int64(statement->handle, 0) : 0;
  sqlite3_reset(statement->handle);
  if (!read) return -(int64_t)++db->unreadable;
  return (int64_t)((others & 0x7fffffff) << 32 | (db->commits & 0xffffffff));
}

/* ---- copies ------------------------------------------------------------------------------------- */

static bool on_disk(const char *path, int flags) {
  int file = open(path, flags | O_CLOEXEC);
  if (file < 0) return false;
  bool done = fsync(file) == 0;
  return close(file) == 0 && done;
}

/* The disk of the copy is another one, perhaps: the connection stays in use. */
static Error copy_fault(Db *db, Arena *arena, int result, const char *name) {
  bool full = (result & 0xff) == SQLITE_FULL;
  if (!full && (result & 0xff) != SQLITE_IOERR) return sqlite_fault(db, arena, result, "copy");
  Error fault =
      FAIL(arena, ERROR_IO, "The disk %s. The copy %s was not made.", full ? "is full" : "failed", name);
  return fault_detail(arena, fault, "%s (%d)", sqlite3_errmsg(db->handle), result);
}

static Error copy_into(Db *db, Arena *arena, const char *name) {
  Statement *statement;
  TRY(sqlite_cached(db, &COPY, &statement));
  sqlite3_bind_text(statement->handle, statement->positions[1], name, -1, SQLITE_STATIC);
  int result = sqlite3_step(statement->handle);
  Error error = result == SQLITE_DONE ? OK : copy_fault(db, arena, result, name);
  sqlite3_reset(statement->handle);
  sqlite3_clear_bindings(statement->handle);
  if (error) return error;
  const char *slash = strrchr(name, '/');
  char *folder = text_z(arena, (Text){name, (size_t)(slash - name) + 1});
  if (on_disk(name, O_RDONLY) && on_disk(folder, O_RDONLY | O_DIRECTORY)) return OK;
  return FAIL(arena, ERROR_IO, "The copy %s could not be written to the disk: %s.", name, strerror(errno));
}

Error db_copy_to(Db *db, Arena *arena, Text path) {
  if (db->state != DB_IDLE) BUG("a copy inside a transaction");
  char *name = NULL;
  TRY(sqlite_usable(db));
  TRY(file_name(arena, path, &name));
  BUG_IF(!name);
  TRY(make_file(arena, name));
  Error error = copy_into(db, arena, name);
  if (error) unlink(name);
  return error;
}

/* ---- for migrations ----------------------------------------------------------------------------- */

Dialect driver_dialect(const Db *db) {
  (void)db;
  return DIALECT_SQLITE;
}

static int run_next(sqlite3 *handle, const char **sql, const char *end) {
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2(handle, *sql, (int)(end - *sql), &statement, sql);
  if (result == SQLITE_OK && !statement) return SQLITE_DONE;
  while (result == SQLITE_OK || result == SQLITE_ROW) result = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return result;
}

Error driver_run_script(Db *db, Text sql) {
  BUG_IF(db->state != DB_WRITING || sql.length > INT32_MAX);
  const char *at = sql.at, *end = sql.at + sql.length;
  int result = SQLITE_DONE;
  while (at < end && result == SQLITE_DONE) result = run_next(db->handle, &at, end);
  if (result != SQLITE_DONE) return sqlite_fault(db, sqlite_fault_arena(db), result, "script");
  if (sqlite3_get_autocommit(db->handle)) BUG("a script ended its transaction");
  return OK;
}

Error driver_has_table(Db *db, Text name, bool *has) {
  Statement *statement;
  TRY(db_prepare(db, &HAS_TABLE, &statement));
  db_bind_text(statement, 1, name);
  Error error = db_step(statement, has);
  db_done(statement);
  return error;
}
