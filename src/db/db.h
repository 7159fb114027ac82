/* The database: one interface, a driver behind it. A connection belongs to one thread. Writing transactions begin
 * IMMEDIATE, so that "busy" is met at the start and never in the middle. */
#pragma once
#include "base/base.h"

typedef struct Db Db;

typedef struct DbOptions {
  bool create;       /* make the file where there is none */
  bool read_only;
  int busy_ms;       /* how long a writer waits for another, 0: the default of 5,000 ms */
} DbOptions;

/* Opens "sqlite:PATH". SQLite: WAL, synchronous=FULL, foreign keys, defensive, trusted_schema off, double-quoted strings off,
 * secure_delete; each is read back and the database refused (ERROR_IO) where it does not hold. ERROR_INVALID: an address
 * that is none; ERROR_NOT_FOUND: no such file and not `create`. The words name the file. The Arena is for words only. */
Error db_open(Arena *arena, Text url, DbOptions options, Db **db) MUST_USE;
void db_close(Db *db);
void db_close_at(Db **db);
#define AUTO_DB __attribute__((cleanup(db_close_at))) Db *

/* Transactions do not nest. A read transaction sees one moment. ERROR_BUSY where another writer held on too long. */
Error db_begin_read(Db *db, Arena *arena) MUST_USE;
Error db_begin_write(Db *db, Arena *arena) MUST_USE;
Error db_commit(Db *db, Arena *arena) MUST_USE;
/* Harmless where none is open. */
void db_rollback(Db *db);
bool db_in_transaction(const Db *db);

/* A number that changes whenever any connection has committed a change; for caches. */
int64_t db_data_version(Db *db);
/* The last fault's words by the driver, for the log. */
Text db_last_words(Db *db);
/* A whole consistent copy into a new file (VACUUM INTO). */
Error db_copy_to(Db *db, Arena *arena, Text path) MUST_USE;
