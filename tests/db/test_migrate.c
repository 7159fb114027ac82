#include "db/dialect.h"
#include "world.h"
#include <unistd.h>

#define MIGRATION(migration_number, migration_name, migration_sql)                                          \
  {                                                                                                         \
    migration_number, {migration_name, sizeof(migration_name) - 1}, {                                       \
      migration_sql, sizeof(migration_sql) - 1                                                              \
    }                                                                                                       \
  }

static const Migration THREE[] = {
    MIGRATION(
        1, "house",
        "CREATE TABLE service (\n  id BIGINT PRIMARY KEY,\n  name TEXT NOT NULL,\n  listed BOOLEAN\n);\n"),
    MIGRATION(2, "names",
              "INSERT INTO service (id, name) VALUES (1, 'Bins; BIGINT');\n"
              "CREATE INDEX service_name ON service (name);\n"
              "CREATE EXTENSION none; --@pg\n"),
    MIGRATION(3, "image", "-- The council's image.\nALTER TABLE service ADD COLUMN image BYTEA;\n")};

static Db *open_new(const World *world) { return world_open(world, "new.db", (DbOptions){.create = true}); }

static void must_be(const World *world, Db *db, const char *sql, const char *expected) {
  assert_string_equal(text_z(world->arena, ask(db, world->arena, sql)), expected);
}

static void apply(void **state) {
  World *world = *state;
  int applied = -1;
  Db *db = open_new(world);
  assert_int_equal(db_schema_number(db), 0);
  MUST(db_migrate(db, world->arena, THREE, 0, &applied));
  assert_int_equal(applied, 0);
  MUST(db_migrate(db, world->arena, THREE, 1, &applied));
  assert_int_equal(applied, 1);
  MUST(db_migrate(db, world->arena, THREE, 3, &applied));
  assert_int_equal(applied, 2);
  MUST(db_migrate(db, world->arena, THREE, 3, &applied));
  assert_int_equal(applied, 0);
  assert_int_equal(db_schema_number(db), 3);
  must_be(world, db, "SELECT name FROM service", "Bins; BIGINT");
  must_be(world, db,
          "SELECT string_agg(number || ' ' || name || ' ' || length(hash), ', ') FROM schema_migration",
          "1 house 64, 2 names 64, 3 image 64");
  must_be(world, db,
          "SELECT count(*) FROM schema_migration WHERE applied LIKE '20%T%Z' AND length(applied) = 20", "3");
  must_be(world, db,
          "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
          "AND NOT strict AND name NOT LIKE 'sqlite%'",
          "0");
  db_close(db);
}

/* What is up to date is only read: no lock, and a file that cannot be written does. */
static void up_to_date(void **state) {
  World *world = *state;
  int applied = -1;
  Db *db = open_new(world);
  MUST(db_migrate(db, world->arena, THREE, 3, NULL));
  MUST(db_begin_write(db, world->arena));
  Db *other = world_open(world, "new.db", (DbOptions){.read_only = true});
  MUST(db_migrate(other, world->arena, THREE, 3, &applied));
  assert_int_equal(applied, 0);
  db_close(other);
  db_close(db);
}

static void newer_and_changed(void **state) {
  World *world = *state;
  Db *db = open_new(world);
  Migration changed[3], missing[] = {THREE[0], THREE[2]};
  memcpy(changed, THREE, sizeof changed);
  changed[1].sql = TEXT("CREATE TABLE other (id BIGINT);");
  MUST(db_migrate(db, world->arena, THREE, 3, NULL));
  MUST_FAIL(db_migrate(db, world->arena, THREE, 2, NULL), ERROR_REFUSED,
            "This database was made by a newer Redress (schema 3)");
  MUST_FAIL(db_migrate(db, world->arena, THREE, 0, NULL), ERROR_REFUSED, "newer Redress");
  MUST_FAIL(db_migrate(db, world->arena, changed, 3, NULL), ERROR_DAMAGED,
            "Migration 2 “names” was changed after it was applied.");
  MUST_FAIL(db_migrate(db, world->arena, missing, 2, NULL), ERROR_DAMAGED, "Migration 2");
  assert_int_equal(db_schema_number(db), 3);
  db_close(db);
}

static void a_failing_one_leaves_nothing(void **state) {
  World *world = *state;
  static const Migration failing[] = {
      MIGRATION(1, "first", "CREATE TABLE a (id BIGINT PRIMARY KEY);"),
      MIGRATION(2, "second",
                "CREATE TABLE b (id BIGINT);\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (1);"),
      MIGRATION(3, "third", "CREATE TABLE c (id BIGINT);")};
  static const Migration misspelt[] = {
      MIGRATION(1, "first", "CREATE TABLE a (id BIGINT PRIMARY KEY);"),
      MIGRATION(2, "second", "CREATE TABLE b (id BIGINT);\nCREATE TABEL c;")};
  int applied = -1;
  Db *db = open_new(world);
  Error error = db_migrate(db, world->arena, failing, 3, &applied);
  MUST_FAIL(error, ERROR_CONFLICT, "Nothing was saved");
  assert_true(
      text_starts(error->detail, TEXT("migration 2 second; script: UNIQUE constraint failed: a.id")));
  assert_int_equal(applied, 1);
  assert_int_equal(db_schema_number(db), 1);
  must_be(world, db, "SELECT count(*) FROM a", "0");
  must_be(world, db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('b', 'c')", "0");
  MUST_FAIL(db_migrate(db, world->arena, misspelt, 2, &applied), ERROR_IO, "The database failed");
  assert_true(text_contains(db_last_words(db), TEXT("near \"TABEL\"")));
  must_be(world, db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('b', 'c')", "0");
  db_close(db);
}

static int migrate_at_once(const World *world) {
  int applied = 0;
  Db *db = open_new(world);
  MUST(db_migrate(db, world->arena, THREE, 3, &applied));
  int number = db_schema_number(db);
  db_close(db);
  return number == 3 ? applied : 50;
}

static void several_processes_at_once(void **state) {
  World *world = *state;
  for (int round = 0; round < 5; round++) {
    int children[4], applied = 0;
    for (size_t i = 0; i < COUNT(children); i++) children[i] = begin_child(migrate_at_once, world);
    for (size_t i = 0; i < COUNT(children); i++) {
      int answer = end_child(children[i]);
      assert_in_range(answer, 0, 3);
      applied += answer;
    }
    assert_int_equal(applied, 3);
    static const char *const names[] = {"new.db", "new.db-wal", "new.db-shm"};
    for (size_t i = 0; i < COUNT(names); i++) unlink(world_path(world, names[i]));
  }
}

static int migrate_slowly(const World *world) {
  Db *db = open_new(world);
  MUST(db_begin_write(db, world->arena));
  if (write(world->pipe, "x", 1) != 1) return 1;
  sleep_ms(200);
  MUST(db_commit(db, world->arena));
  db_close(db);
  return 0;
}

static void a_long_migration_is_waited_for(void **state) {
  World *world = *state;
  int ends[2], applied = 0;
  char byte;
  assert_int_equal(pipe(ends), 0);
  world->pipe = ends[1];
  int child = begin_child(migrate_slowly, world);
  assert_int_equal(read(ends[0], &byte, 1), 1);
  Db *db = world_open(world, "new.db", (DbOptions){.busy_ms = 20});
  MUST(db_migrate(db, world->arena, THREE, 3, &applied));
  assert_int_equal(applied, 3);
  assert_int_equal(end_child(child), 0);
  db_close(db);
  close(ends[0]);
  close(ends[1]);
}

static void end_the_transaction(World *world) {
  static const Migration wrong[] = {MIGRATION(1, "wrong", "COMMIT;")};
  MUST(db_migrate(open_new(world), world->arena, wrong, 1, NULL));
}
static void wrong_order(World *world) {
  static const Migration wrong[] = {MIGRATION(2, "b", ""), MIGRATION(1, "a", "")};
  MUST(db_migrate(open_new(world), world->arena, wrong, 2, NULL));
}

static void bugs(void **state) {
  assert_true(is_bug(*state, end_the_transaction, "a script ended its transaction"));
  assert_true(is_bug(*state, wrong_order, "list[i].number <= list[i - 1].number"));
}

static void dialects(void **state) {
  static const struct {
    const char *written, *sqlite, *postgresql;
  } cases[] = {
      {"", "", ""},
      {"CREATE TABLE a (\n  b BIGINT,\n  c BOOLEAN,\n  d BYTEA, e TEXT\n);\n",
       "CREATE TABLE a (\n  b INTEGER,\n  c INTEGER,\n  d BLOB, e TEXT\n) STRICT;\n", NULL},
      {"CREATE TABLE a (b BIGINT) ;CREATE TABLE c (d TEXT);",
       "CREATE TABLE a (b INTEGER)  STRICT;CREATE TABLE c (d TEXT) STRICT;", NULL},
      {"CREATE INDEX a ON b (\n  c\n);", "CREATE INDEX a ON b (\n  c\n);", NULL},
      {"INSERT INTO a VALUES (1);", "INSERT INTO a VALUES (1);", NULL},
      {"CREATE TABLE a (b TEXT DEFAULT ');'\n);", "CREATE TABLE a (b TEXT DEFAULT ');'\n) STRICT;", NULL},
      {"SELECT 'BIGINT', \"BYTEA\", 'it''s BOOLEAN', BIGINTS, MY_BIGINT, bigint; -- BIGINT's\nBIGINT",
       "SELECT 'BIGINT', \"BYTEA\", 'it''s BOOLEAN', BIGINTS, MY_BIGINT, bigint; -- BIGINT's\nINTEGER",
       NULL},
      {"SELECT 'two\nlines; BIGINT' AS BIGINT;", "SELECT 'two\nlines; BIGINT' AS INTEGER;", NULL},
      {"CREATE TABLE a (b TEXT\n) WITHOUT ROWID, STRICT; --@sqlite\n); --@pg \nSELECT 1;",
       "CREATE TABLE a (b TEXT\n) WITHOUT ROWID, STRICT; --@sqlite\n\nSELECT 1;",
       "CREATE TABLE a (b TEXT\n\n); --@pg \nSELECT 1;"},
      {"CREATE TABLE a (b TEXT) -- (\n;", "CREATE TABLE a (b TEXT) -- (\n STRICT;", NULL},
      {"one --@pg", "", NULL},
      {"'open BIGINT", "'open BIGINT", NULL},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    const char *expected[] = {cases[i].sqlite, cases[i].postgresql ? cases[i].postgresql : cases[i].written};
    for (int dialect = 0; dialect < 2; dialect++) {
      char out[256] = "";
      size_t length = strlen(cases[i].written), size = strlen(expected[dialect]);
      assert_int_equal(dialect_write((Dialect)dialect, cases[i].written, length, NULL), size);
      assert_int_equal(dialect_write((Dialect)dialect, cases[i].written, length, out), size);
      assert_string_equal(out, expected[dialect]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dialects),
      cmocka_unit_test_setup_teardown(apply, world_begin, world_end),
      cmocka_unit_test_setup_teardown(up_to_date, world_begin, world_end),
      cmocka_unit_test_setup_teardown(newer_and_changed, world_begin, world_end),
      cmocka_unit_test_setup_teardown(a_failing_one_leaves_nothing, world_begin, world_end),
      cmocka_unit_test_setup_teardown(several_processes_at_once, world_begin, world_end),
      cmocka_unit_test_setup_teardown(a_long_migration_is_waited_for, world_begin, world_end),
      cmocka_unit_test_setup_teardown(bugs, world_begin, world_end),
  };
  return cmocka_run_group_tests_name("db migrate", tests, NULL, NULL);
}
