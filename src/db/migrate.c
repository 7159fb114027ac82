#include "db/migrate.h"
#include "db/driver.h"

#define TABLE TEXT("schema_migration")
/* Times the connection's own patience: an earlier process may be busy with a long migration. */
#define PATIENCE 60

static const StatementText RECORDS = {
    "schema_migrations", "SELECT number, name, hash FROM schema_migration ORDER BY number", "", 0, false};
static const StatementText RECORD = {
    "record_migration", "INSERT INTO schema_migration (number, name, hash, applied) VALUES ($1, $2, $3, $4)",
    "ittt", 4, true};
static const char MAKE_TABLE[] =
    "CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "hash TEXT NOT NULL, applied TEXT NOT NULL);";

/* One that the database has, against the one at the same place here. */
static Error check_record(Statement *row, Arena *arena, const Migration *list, size_t count, size_t at) {
  int64_t number = db_column_int(row, 0);
  if (count == 0 || number > list[count - 1].number)
    return FAIL(
        arena, ERROR_REFUSED,
        "This database was made by a newer Redress (schema %lld). Install that version or a later one.",
        (long long)number);
  if (at >= count || list[at].number != number)
    return FAIL(arena, ERROR_DAMAGED,
                "Migration %lld of this database is not in the order that this Redress knows.",
                (long long)number);
  Text hash = hash_hex(arena, hash_of(list[at].sql));
  if (text_equal(hash, db_column_text(row, arena, 2))) return OK;
  return FAIL(arena, ERROR_DAMAGED, "Migration %d “%.*s” was changed after it was applied.", list[at].number,
              TEXT_ARGUMENTS(list[at].name));
}

/* How many of the list the database has: always its beginning. */
static Error check_records(Db *db, Arena *arena, const Migration *list, size_t count, size_t *done) {
  bool more = false;
  *done = 0;
  TRY(driver_has_table(db, TABLE, &more));
  if (!more) return OK;
  Statement *row;
  TRY(db_prepare(db, &RECORDS, &row));
  Error error = db_step(row, &more);
  while (!error && more) {
    error = check_record(row, arena, list, count, (*done)++);
    if (!error) error = db_step(row, &more);
  }
  db_done(row);
  return error;
}

static Error write_record(Db *db, Arena *arena, const Migration *migration) {
  bool row;
  Statement *statement;
  TRY(db_prepare(db, &RECORD, &statement));
  db_bind_int(statement, 1, migration->number);
  db_bind_text(statement, 2, migration->name);
  db_bind_text(statement, 3, hash_hex(arena, hash_of(migration->sql)));
  db_bind_instant(statement, 4, wall_clock_now(&(WallClock){INSTANT_NONE}));
  Error error = db_step(statement, &row);
  db_done(statement);
  return error;
}

static Text in_dialect(const Db *db, Arena *arena, const char *sql, size_t length) {
  Dialect dialect = driver_dialect(db);
  size_t size = dialect_write(dialect, sql, length, NULL);
  char *out = arena_take(arena, size + 1, 1);
  dialect_write(dialect, sql, length, out);
  return (Text){out, size};
}

static Error apply(Db *db, Arena *arena, const Migration *migration, bool first) {
  if (first) TRY(driver_run_script(db, in_dialect(db, arena, MAKE_TABLE, sizeof MAKE_TABLE - 1)));
  Error error = driver_run_script(db, in_dialect(db, arena, migration->sql.at, migration->sql.length));
  if (!error) error = write_record(db, arena, migration);
  return fault_detail(arena, error, "migration %d %.*s", migration->number, TEXT_ARGUMENTS(migration->name));
}

/* The next one that is missing, if there is one. */
static Error apply_next(Db *db, Arena *arena, const Migration *list, size_t count, bool *more) {
  size_t done;
  AUTO_ROLLBACK open = db;
  Error error = db_begin_write(db, arena);
  for (int i = 0; error && error->code == ERROR_BUSY && i < PATIENCE; i++) error = db_begin_write(db, arena);
  if (error) return error;
  TRY(check_records(db, arena, list, count, &done));
  *more = done < count;
  if (*more) {
    bool has_table;
    TRY(driver_has_table(db, TABLE, &has_table));
    TRY(apply(db, arena, &list[done], !has_table));
  }
  return db_commit(db, arena);
}

static Error look(Db *db, Arena *arena, const Migration *list, size_t count, size_t *done) {
  AUTO_ROLLBACK open = db;
  TRY(db_begin_read(db, arena));
  TRY(check_records(db, arena, list, count, done));
  return db_commit(db, arena);
}

/* A database that has everything is only read. */
Error db_migrate(Db *db, Arena *arena, const Migration *list, size_t count, int *applied) {
  size_t done;
  int unused;
  if (!applied) applied = &unused;
  *applied = 0;
  for (size_t i = 1; i < count; i++) BUG_IF(list[i].number <= list[i - 1].number);
  TRY(look(db, arena, list, count, &done));
  for (bool more = done < count; more; *applied += more) TRY(apply_next(db, arena, list, count, &more));
  return OK;
}

static Error read_number(Db *db, int *number) {
  static const StatementText last = {"schema_number",
                                     "SELECT coalesce(max(number), 0) FROM schema_migration", "", 0, false};
  bool has = false;
  TRY(driver_has_table(db, TABLE, &has));
  if (!has) return OK;
  Statement *row;
  TRY(db_prepare(db, &last, &row));
  Error error = db_step(row, &has);
  if (!error) *number = (int)db_column_int(row, 0);
  db_done(row);
  return error;
}

int db_schema_number(Db *db) {
  AUTO_ARENA arena = arena_new();
  bool own = !db_in_transaction(db);
  int number = 0;
  if (own && db_begin_read(db, arena)) return -1;
  if (read_number(db, &number)) number = -1;
  if (own) db_rollback(db);
  return number;
}
