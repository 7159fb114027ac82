/* Which driver an address means. */
#include "db/driver.h"

#define ADVICE "Write sqlite: and the path of the file, for example sqlite:/var/lib/redress/redress.db."

/* The address itself is not repeated where it may hold a password. */
Error db_open(Arena *arena, Text url, DbOptions options, Db **db) {
  *db = NULL;
  Text sqlite = TEXT("sqlite:");
  if (text_starts(url, sqlite))
    return sqlite_open(arena, text_slice(url, sqlite.length, url.length), options, db);
  if (text_starts(url, TEXT("postgresql:")) || text_starts(url, TEXT("postgres:")))
    return FAIL(arena, ERROR_INVALID, "PostgreSQL cannot be used yet: its driver comes later. " ADVICE);
  if (text_is_empty(url))
    return FAIL(arena, ERROR_INVALID, "The address of the database is missing. " ADVICE);
  if (text_contains(url, TEXT("://")))
    return FAIL(arena, ERROR_INVALID,
                "The address of the database is of a kind that Redress does not know. " ADVICE);
  return FAIL(arena, ERROR_INVALID, "“%.*s” is no address of a database. " ADVICE, TEXT_ARGUMENTS(url));
}

void db_close_at(Db **db) {
  db_close(*db);
  *db = NULL;
}

void db_rollback_at(Db **db) {
  if (*db) db_rollback(*db);
}
