#include "world.h"
#include <stdio.h>

static const StatementText MAKE = STATEMENT(
    "make", "CREATE TABLE thing (id INTEGER PRIMARY KEY, n INTEGER, flag INTEGER, t TEXT, y BLOB) STRICT",
    "", true);
static const StatementText PUT =
    STATEMENT("put", "INSERT INTO thing (id, n, flag, t, y) VALUES ($1, $2, $3, $4, $5)", "iibty", true);
static const StatementText GET =
    STATEMENT("get", "SELECT n, flag, t, y FROM thing WHERE id = $1", "i", false);

static int begin(void **state) {
  if (world_begin(state) != 0) return -1;
  World *world = *state;
  MUST(run_text(world->db, world->arena, &MAKE));
  return 0;
}

/* The row of the statement, which then stands on it. */
static Statement *stand_on(Db *db, const StatementText *text, int64_t id) {
  bool row;
  Statement *statement;
  MUST(db_prepare(db, text, &statement));
  if (text->parameters > 0) db_bind_int(statement, 1, id);
  MUST(db_step(statement, &row));
  assert_true(row);
  return statement;
}

static Statement *begin_put(World *world, int64_t id) {
  Statement *statement;
  MUST(db_begin_write(world->db, world->arena));
  MUST(db_prepare(world->db, &PUT, &statement));
  db_bind_int(statement, 1, id);
  return statement;
}

static void end_put(World *world, Statement *statement) {
  bool row;
  MUST(db_step(statement, &row));
  assert_false(row);
  assert_int_equal(db_changes(statement), 1);
  db_done(statement);
  MUST(db_commit(world->db, world->arena));
}

static void round_trip(World *world, int64_t n, bool flag, Text text, Text bytes) {
  static int64_t id;
  Statement *statement = begin_put(world, ++id);
  db_bind_int(statement, 2, n);
  db_bind_bool(statement, 3, flag);
  db_bind_text(statement, 4, text);
  db_bind_bytes(statement, 5, bytes);
  end_put(world, statement);
  statement = stand_on(world->db, &GET, id);
  assert_int_equal(db_column_int(statement, 0), n);
  assert_int_equal(db_column_bool(statement, 1), flag);
  Text read = db_column_text(statement, world->arena, 2), raw = db_column_bytes(statement, world->arena, 3);
  for (int i = 0; i < 4; i++) assert_false(db_column_is_null(statement, i));
  db_done(statement);
  assert_true(text_equal(read, text));
  assert_true(text_equal(raw, bytes));
}

static void values(void **state) {
  World *world = *state;
  round_trip(world, 0, false, TEXT(""), TEXT(""));
  round_trip(world, INT64_MAX, true, TEXT("Siân O’Brien, 中文, 😀"), TEXT("\0\xff\0"));
  round_trip(world, INT64_MIN + 1, true, TEXT("'; DROP TABLE thing; --"), TEXT("x"));
  size_t size = 1024 * 1024;
  char *large = arena_take(world->arena, size, 1);
  memset(large, 'a', size);
  round_trip(world, -1, false, (Text){large, size}, (Text){large, size});
}

static void days_and_moments(void **state) {
  World *world = *state;
  static const char *const days[] = {"1900-01-01", "1970-01-01", "2024-02-29", "2199-12-31"};
  static const char *const moments[] = {"1970-01-01T00:00:00Z", "2026-01-05T09:00:00Z",
                                        "2199-12-31T23:59:59Z"};
  static const StatementText day = STATEMENT("day", "SELECT $1", "t", false);
  for (size_t i = 0; i < COUNT(days) + COUNT(moments); i++) {
    bool row, is_day = i < COUNT(days);
    const char *written = is_day ? days[i] : moments[i - COUNT(days)];
    Date date = DATE_NONE;
    Instant instant = INSTANT_NONE;
    assert_true(is_day ? date_parse(text_of(written), &date) : instant_parse(text_of(written), &instant));
    Statement *statement;
    MUST(db_prepare(world->db, &day, &statement));
    if (is_day)
      db_bind_date(statement, 1, date);
    else
      db_bind_instant(statement, 1, instant);
    MUST(db_step(statement, &row));
    assert_string_equal(text_z(world->arena, db_column_text(statement, world->arena, 0)), written);
    if (is_day)
      assert_int_equal(db_column_date(statement, 0).day, date.day);
    else
      assert_int_equal(db_column_instant(statement, 0).seconds, instant.seconds);
    db_done(statement);
  }
}

static void bind_none(Statement *statement) {
  db_bind_int_or_null(statement, 1, INT_NONE);
  db_bind_id_or_null(statement, 2, 0);
  db_bind_text_or_null(statement, 3, TEXT_NONE);
  db_bind_bytes_or_null(statement, 4, TEXT_NONE);
  db_bind_date_or_null(statement, 5, DATE_NONE);
  db_bind_instant_or_null(statement, 6, INSTANT_NONE);
  db_bind_null(statement, 7);
}

static void bind_some(Statement *statement) {
  db_bind_int_or_null(statement, 1, 0);
  db_bind_id_or_null(statement, 2, 5);
  db_bind_text_or_null(statement, 3, TEXT("t"));
  db_bind_bytes_or_null(statement, 4, TEXT("y"));
  db_bind_date_or_null(statement, 5, (Date){0});
  db_bind_instant_or_null(statement, 6, (Instant){0});
  db_bind_bool_or_null(statement, 7, false);
}

static void nulls(void **state) {
  World *world = *state;
  static const StatementText text =
      STATEMENT("nulls", "SELECT $1, $2, $3, $4, $5, $6, $7", "iitytti", false);
  bool row;
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
  bind_none(statement);
  MUST(db_step(statement, &row));
  for (int i = 0; i < 7; i++) assert_true(db_column_is_null(statement, i));
  assert_true(db_column_int_or_none(statement, 0) == INT_NONE);
  assert_int_equal(db_column_id_or_none(statement, 1), 0);
  assert_int_equal(db_column_text(statement, world->arena, 2).length, 0);
  assert_int_equal(db_column_bytes(statement, world->arena, 3).length, 0);
  assert_non_null(db_column_text(statement, world->arena, 2).at);
  assert_true(date_is_none(db_column_date(statement, 4)));
  assert_true(instant_is_none(db_column_instant(statement, 5)));
  assert_int_equal(statement->damaged, 0);
  db_done(statement);
  MUST(db_prepare(world->db, &text, &statement));
  bind_some(statement);
  MUST(db_step(statement, &row));
  for (int i = 0; i < 7; i++) assert_false(db_column_is_null(statement, i));
  assert_int_equal(db_column_int_or_none(statement, 0), 0);
  assert_int_equal(db_column_id_or_none(statement, 1), 5);
  db_done(statement);
}

static void bind_no_int(Statement *statement) { db_bind_int(statement, 2, INT_NONE); }
static void bind_no_date(Statement *statement) { db_bind_date(statement, 4, DATE_NONE); }
static void bind_no_instant(Statement *statement) { db_bind_instant(statement, 4, INSTANT_NONE); }
static void bind_nul(Statement *statement) { db_bind_text(statement, 4, TEXT("a\0b")); }

static void what_cannot_be_bound(void **state) {
  World *world = *state;
  void (*const binds[])(Statement *) = {bind_no_int, bind_no_date, bind_no_instant, bind_nul};
  for (size_t i = 0; i < COUNT(binds); i++) {
    bool row;
    Statement *statement = begin_put(world, 77);
    binds[i](statement);
    Error error = db_step(statement, &row);
    MUST_FAIL(error, ERROR_INVALID, "Something that is needed is missing or cannot be stored");
    assert_true(text_starts(error->detail, TEXT("put: parameter ")));
    db_done(statement);
    assert_ptr_equal(db_commit(world->db, world->arena), error);
  }
  assert_int_equal(ask(world->db, world->arena, "SELECT id FROM thing").length, 0);
}

static void parameters_go_by_name(void **state) {
  World *world = *state;
  static const StatementText text = STATEMENT("order", "SELECT $3, $1, $2, $1", "iii", false);
  bool row;
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
  for (int i = 1; i <= 3; i++) db_bind_int(statement, i, i * 10);
  MUST(db_step(statement, &row));
  const int expected[] = {30, 10, 20, 10};
  for (int i = 0; i < 4; i++) assert_int_equal(db_column_int(statement, i), expected[i]);
  db_done(statement);
}

static void texts_outlive_the_step(void **state) {
  World *world = *state;
  static const StatementText text =
      STATEMENT("rows",
                "WITH RECURSIVE r(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM r WHERE i < 100) "
                "SELECT 'row ' || i FROM r",
                "", false);
  Text read[100];
  Statement *statement = stand_on(world->db, &text, 0);
  bool row = true;
  for (int i = 0; i < 100; i++) {
    assert_true(row);
    read[i] = db_column_text(statement, world->arena, 0);
    MUST(db_step(statement, &row));
  }
  assert_false(row);
  MUST(db_step(statement, &row));
  assert_false(row);
  db_done(statement);
  db_done(statement);
  db_done(NULL);
  for (int i = 0; i < 100; i++) assert_true(text_equal(read[i], text_format(world->arena, "row %d", i + 1)));
}

static void a_bound_value_does_not_stay(void **state) {
  World *world = *state;
  static const StatementText text = STATEMENT("one", "SELECT $1", "t", false);
  bool row;
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
  db_bind_text(statement, 1, TEXT("private"));
  db_done(statement);
  MUST(db_prepare(world->db, &text, &statement));
  MUST(db_step(statement, &row));
  assert_true(db_column_is_null(statement, 0));
  db_done(statement);
}

static void statements_are_prepared_once(void **state) {
  World *world = *state;
  enum { TEXTS = 500 };
  StatementText *texts = ARENA_ARRAY(world->arena, StatementText, TEXTS);
  sqlite3_stmt *handles[TEXTS];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < TEXTS; i++) {
      texts[i].sql = text_z(world->arena, text_format(world->arena, "SELECT %d", i));
      texts[i].name = texts[i].types = "";
      Statement *statement = stand_on(world->db, &texts[i], 0);
      assert_int_equal(db_column_int(statement, 0), i);
      if (round == 0) handles[i] = statement->handle;
      assert_ptr_equal(handles[i], statement->handle);
      db_done(statement);
    }
  }
  assert_in_range(world->db->statements, TEXTS, TEXTS + 10);
  assert_true(world->db->slot_count >= 2 * TEXTS);
}

/* A table that changes under prepared statements. */
static void schema_changes(void **state) {
  World *world = *state;
  Statement *statement = begin_put(world, 1);
  end_put(world, statement);
  db_done(stand_on(world->db, &GET, 1));
  Db *other = world_open(world, "redress.db", (DbOptions){0});
  static const StatementText add = STATEMENT("add", "ALTER TABLE thing ADD COLUMN z TEXT", "", true);
  MUST(run_text(other, world->arena, &add));
  db_close(other);
  db_done(stand_on(world->db, &GET, 1));
}

static void returned_rows(void **state) {
  World *world = *state;
  static const StatementText text =
      STATEMENT("returning", "INSERT INTO note (id, body) VALUES (7, 'x') RETURNING id, body", "", true);
  MUST(db_begin_write(world->db, world->arena));
  Statement *statement = stand_on(world->db, &text, 0);
  assert_int_equal(db_column_int(statement, 0), 7);
  db_done(statement);
  MUST(db_commit(world->db, world->arena));
  assert_int_equal(count_notes(world->db), 1);
  static const StatementText update =
      STATEMENT("update", "UPDATE note SET body = 'y' WHERE id > 0", "", true);
  MUST(db_begin_write(world->db, world->arena));
  bool row;
  MUST(db_prepare(world->db, &update, &statement));
  MUST(db_step(statement, &row));
  assert_int_equal(db_changes(statement), 1);
  db_done(statement);
  MUST(db_commit(world->db, world->arena));
}

static void damaged_columns(void **state) {
  World *world = *state;
  static const StatementText text = STATEMENT("odd", "SELECT 'no day', NULL, 2, 3.5", "", false);
  MUST(db_begin_write(world->db, world->arena));
  MUST(add_note(world->db, 1, TEXT("not saved")));
  Statement *statement = stand_on(world->db, &text, 0);
  assert_true(date_is_none(db_column_date(statement, 0)));
  assert_int_equal(statement->damaged, 1);
  assert_true(instant_is_none(db_column_instant(statement, 0)));
  assert_int_equal(db_column_int(statement, 1), 0);
  assert_int_equal(statement->damaged, 2);
  assert_true(db_column_bool(statement, 2));
  assert_int_equal(statement->damaged, 3);
  db_column_int(statement, 3);
  assert_int_equal(statement->damaged, 4);
  db_done(statement);
  MUST_FAIL(db_commit(world->db, world->arena), ERROR_DAMAGED, "holds something that cannot be read");
  assert_int_equal(count_notes(world->db), 0);
}

static void functions(void **state) {
  World *world = *state;
  static const struct {
    const char *sql, *value;
  } cases[] = {
      {"SELECT greatest(1, 3, 2)", "3"},
      {"SELECT least(1, 3, 2)", "1"},
      {"SELECT greatest(NULL, 2)", "2"},
      {"SELECT coalesce(greatest(NULL, NULL), 'none')", "none"},
      {"SELECT greatest(9007199254740993, 9007199254740992)", "9007199254740993"},
      {"SELECT greatest('2026-01-05', '2025-12-31')", "2026-01-05"},
      {"SELECT least('b', 'a', NULL)", "a"},
      {"SELECT least(1.5, 2)", "1.5"},
      {"SELECT string_agg(x, ', ') FROM (SELECT 'a' AS x UNION ALL SELECT NULL UNION ALL SELECT 'b')",
       "a, b"},
      {"SELECT coalesce(string_agg(x, ','), 'none') FROM (SELECT NULL AS x)", "none"},
      {"SELECT coalesce(string_agg(x, ','), 'none') FROM (SELECT 'a' AS x) WHERE x > 'a'", "none"},
      {"SELECT '[' || string_agg(x, ',') || ']' FROM (SELECT '' AS x)", "[]"},
      {"SELECT string_agg(x, NULL) FROM (SELECT 'a' AS x UNION ALL SELECT 'b')", "ab"},
      {"SELECT string_agg(x, ',') FILTER (WHERE x > 'a') FROM (SELECT 'a' AS x UNION ALL SELECT 'b')", "b"},
  };
  for (size_t i = 0; i < COUNT(cases); i++)
    assert_string_equal(text_z(world->arena, ask(world->db, world->arena, cases[i].sql)), cases[i].value);
  static const StatementText mixed = STATEMENT("mixed", "SELECT greatest(1, 'a')", "", false);
  MUST_FAIL(run_text(world->db, world->arena, &mixed), ERROR_IO, "The database failed");
}

static void write_outside(World *world) { MUST(add_note(world->db, 1, TEXT("x"))); }
static void write_while_reading(World *world) {
  MUST(db_begin_read(world->db, world->arena));
  write_outside(world);
}
static void use_twice(World *world) {
  static const StatementText text = STATEMENT("one", "SELECT 1", "", false);
  Statement *first, *second;
  MUST(db_prepare(world->db, &text, &first));
  MUST(db_prepare(world->db, &text, &second));
}
static void bind_beyond(World *world) {
  static const StatementText text = STATEMENT("one", "SELECT $1", "i", false);
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
  db_bind_int(statement, 2, 1);
}
static void declare_wrongly(World *world) {
  static const StatementText text = STATEMENT("one", "SELECT $1", "ii", false);
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
}
static void declare_reading(World *world) {
  static const StatementText text = STATEMENT("one", "DELETE FROM note", "", false);
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
}
static void step_after_done(World *world) {
  static const StatementText text = STATEMENT("one", "SELECT 1", "", false);
  bool row;
  Statement *statement;
  MUST(db_prepare(world->db, &text, &statement));
  db_done(statement);
  MUST(db_step(statement, &row));
}

static void bugs(void **state) {
  assert_true(is_bug(*state, write_outside, "add_note writes outside of a writing transaction"));
  assert_true(is_bug(*state, write_while_reading, "add_note writes outside of a writing transaction"));
  assert_true(is_bug(*state, use_twice, "one is in use"));
  assert_true(is_bug(*state, bind_beyond, "one has no parameter 2 to bind"));
  assert_true(is_bug(*state, declare_wrongly, "one has 1 parameters, not 2"));
  assert_true(is_bug(*state, declare_reading, "one is declared to read and writes"));
  assert_true(is_bug(*state, step_after_done, "one is stepped after its end"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(values, begin, world_end),
      cmocka_unit_test_setup_teardown(days_and_moments, begin, world_end),
      cmocka_unit_test_setup_teardown(nulls, begin, world_end),
      cmocka_unit_test_setup_teardown(what_cannot_be_bound, begin, world_end),
      cmocka_unit_test_setup_teardown(parameters_go_by_name, begin, world_end),
      cmocka_unit_test_setup_teardown(texts_outlive_the_step, begin, world_end),
      cmocka_unit_test_setup_teardown(a_bound_value_does_not_stay, begin, world_end),
      cmocka_unit_test_setup_teardown(statements_are_prepared_once, begin, world_end),
      cmocka_unit_test_setup_teardown(schema_changes, begin, world_end),
      cmocka_unit_test_setup_teardown(returned_rows, begin, world_end),
      cmocka_unit_test_setup_teardown(damaged_columns, begin, world_end),
      cmocka_unit_test_setup_teardown(functions, begin, world_end),
      cmocka_unit_test_setup_teardown(bugs, world_begin, world_end),
  };
  return cmocka_run_group_tests_name("db statement", tests, NULL, NULL);
}
