/* The database: one interface, a driver behind it. A connection belongs to one thread and is never carried
 * over a fork. Writing transactions begin IMMEDIATE, so that "busy" is met at the start and never in the
 * middle.
 *
 * The first error inside a transaction ends it (PostgreSQL's rule, kept on both databases): everything is
 * rolled back, later statements and db_commit return that error again, and the caller has nothing to undo. A
 * fault of a statement lives as long as the arena given to db_begin_*; outside of a transaction until the
 * next db_begin_*. */
#pragma once
#include "base/base.h"

typedef struct Db Db;

typedef struct DbOptions {
  bool create; /* make the file where there is none, readable by its owner alone */
  bool read_only;
  int busy_ms; /* how long a writer waits for another; 0: the default of 5,000 ms */
} DbOptions;

/* Opens "sqlite:PATH". WAL, synchronous=FULL, foreign keys, defensive, trusted_schema off, double-quoted
 * strings off, secure_delete: each is read back, and the database refused (ERROR_IO) where it does not hold.
 * ERROR_INVALID: an address that is none; ERROR_NOT_FOUND: no such file and not `create`; ERROR_DAMAGED: the
 * file is no database. The words name the file. The Arena is for words only. */
Error db_open(Arena *arena, Text url, DbOptions options, Db **db) MUST_USE;
void db_close(Db *db);
void db_close_at(Db **db);
#define AUTO_DB __attribute__((cleanup(db_close_at))) Db *

/* Transactions do not nest. A read transaction sees one moment; writing in it is a bug, as is writing
 * outside of a transaction. ERROR_BUSY where another writer held on too long. The Arena must live until the
 * transaction ends. */
Error db_begin_read(Db *db, Arena *arena) MUST_USE;
Error db_begin_write(Db *db, Arena *arena) MUST_USE;
/* A write that does not wait for the disk when it commits. A crash of the program loses nothing of it; a
 * power cut may lose the last of these, and never anything that db_begin_write wrote. */
Error db_begin_light_write(Db *db, Arena *arena) MUST_USE;
/* After an error nothing was saved. */
Error db_commit(Db *db, Arena *arena) MUST_USE;
/* Harmless where none is open. */
void db_rollback(Db *db);
/* AUTO_ROLLBACK open = db; after db_begin_*: whatever way the block is left, no transaction stays open. */
void db_rollback_at(Db **db);
#define AUTO_ROLLBACK __attribute__((cleanup(db_rollback_at), unused)) Db *
/* False again after an error has ended it. */
bool db_in_transaction(const Db *db);

/* The disk did not confirm a write: what was written since is uncertain, the connection refuses all further
 * work, and the process must end so that a new one recovers from the log. */
bool db_failed(const Db *db);
/* A number that changes whenever any connection has committed a change; for caches. Inside a transaction it
 * is that of the moment which the transaction sees. */
int64_t db_data_version(Db *db);
/* The last fault's words by the driver, for the log; until the next fault. */
Text db_last_words(Db *db);
/* A whole consistent copy into a new file (VACUUM INTO), which is on the disk when this returns. Not inside
 * a transaction. ERROR_CONFLICT: the file exists. */
Error db_copy_to(Db *db, Arena *arena, Text path) MUST_USE;

/* Something kept with the connection, such as a cache; released when the connection closes or another thing
 * (or NULL) is kept. There is one such thing. */
void db_keep(Db *db, void *thing, void (*release)(void *thing));
/* What is kept, NULL where nothing is. */
void *db_kept(const Db *db);
