/* The schema goes forward only, one numbered migration after the other, each in one transaction with its
 * record in the table schema_migration (number, name, hash, applied). Migrations are written once, in
 * PostgreSQL's words: see db/dialect.h. They contain no BEGIN or COMMIT; one that rebuilds a table begins
 * with the line PRAGMA defer_foreign_keys = ON; --@sqlite */
#pragma once
#include "db/db.h"

typedef struct Migration {
  int number; /* ascending, from 1 */
  Text name;
  Text sql;
} Migration;

/* Applies what is not yet applied; *applied (may be NULL) is how many those were. ERROR_DAMAGED: one that
 * was applied is not the same here. ERROR_REFUSED: a newer Redress made this database. A migration that
 * fails leaves nothing behind; those before it stay. Two processes may start at once: the second waits and
 * finds it done. */
Error db_migrate(Db *db, Arena *arena, const Migration *list, size_t count, int *applied) MUST_USE;
/* The number of the last migration applied; 0: none, -1: it cannot be read. */
int db_schema_number(Db *db);
