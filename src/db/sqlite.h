/* The parts of the SQLite driver: sqlite.c (connection, transactions, errors), sqlite_statement.c,
 * sqlite_function.c. Inside src/db and its tests only. */
#pragma once
#include "db/driver.h"
#include <sqlite3.h>

typedef enum DbState {
  DB_IDLE,
  DB_READING,
  DB_WRITING,
  DB_ENDED /* by an error, which is `fault`; the caller has not yet taken notice */
} DbState;

struct Db {
  sqlite3 *handle;
  Arena *memory; /* as long as the connection: statements */
  Arena *spare;  /* faults outside of transactions */
  Arena *arena;  /* the caller's, while a transaction is open */
  Text path;
  DbState state;
  Error fault;
  bool read_only, failed;
  bool light; /* synchronous is NORMAL for this transaction */
  int busy_ms;
  int64_t busy_since;  /* milliseconds of the monotonic clock */
  uint64_t commits;    /* of this connection */
  uint64_t unreadable; /* times that the version could not be read */
  Statement **slots;   /* open addressing by the address of the StatementText */
  size_t slot_count;   /* a power of two */
  size_t statements;
  size_t in_use;
  char words[512];
  void *kept;
  void (*release)(void *kept);
};

struct Statement {
  Db *db;
  sqlite3_stmt *handle;
  const StatementText *text;
  int *positions; /* SQLite's number of $1..$n: there "$1" is a name */
  int refused;    /* position that could not be bound, 0: none */
  int damaged;    /* 1 + column that could not be read, 0: none */
  bool used, finished;
  int64_t changes;
};

typedef struct SqliteSetting {
  const char *name;
  const char *set;  /* NULL: only read */
  const char *want; /* NULL: not read back */
} SqliteSetting;

/* Sets each PRAGMA and reads it back: ERROR_IO where the database answers anything else than what it must.
 */
Error sqlite_settle(Db *db, Arena *arena, const SqliteSetting *settings, size_t count) MUST_USE;
/* string_agg, greatest, least, as PostgreSQL has them. */
int sqlite_add_functions(sqlite3 *handle);

/* The fault for SQLite's result code, with its message as the log's detail; rolls an open transaction back.
 */
Error sqlite_fault(Db *db, Arena *arena, int result, const char *doing) MUST_USE;
/* Ends the open transaction with this fault. */
void sqlite_end_with(Db *db, Error fault);
/* Where the fault of a statement goes. */
Arena *sqlite_fault_arena(Db *db);
/* The reason why no statement may run now, if there is one. */
Error sqlite_usable(Db *db) MUST_USE;
/* Prepared once per connection, whatever the transaction's state. */
Error sqlite_cached(Db *db, const StatementText *text, Statement **statement) MUST_USE;
void sqlite_forget_statements(Db *db);
