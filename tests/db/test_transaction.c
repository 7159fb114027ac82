#include "world.h"
#include <time.h>
#include <unistd.h>

static const StatementText DUPLICATE =
    STATEMENT("duplicate", "INSERT INTO note (id, body) VALUES (1, 'again')", "", true);

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void put_note(World *world, int64_t id) {
  MUST(db_begin_write(world->db, world->arena));
  assert_true(db_in_transaction(world->db));
  MUST(add_note(world->db, id, TEXT("kept")));
  MUST(db_commit(world->db, world->arena));
  assert_false(db_in_transaction(world->db));
}

static void an_error_ends_the_transaction(void **state) {
  World *world = *state;
  Statement *statement;
  put_note(world, 1);
  MUST(db_begin_write(world->db, world->arena));
  MUST(add_note(world->db, 2, TEXT("before the error")));
  Error error = add_note(world->db, 1, TEXT("again"));
  MUST_FAIL(error, ERROR_CONFLICT, "Nothing was saved.");
  assert_true(text_contains(error->detail, TEXT("UNIQUE constraint failed: note.id")));
  assert_false(text_contains(error->words, TEXT("UNIQUE")));
  assert_false(db_in_transaction(world->db));
  assert_ptr_equal(add_note(world->db, 3, TEXT("after the error")), error);
  assert_ptr_equal(db_prepare(world->db, &DUPLICATE, &statement), error);
  assert_null(statement);
  assert_ptr_equal(db_commit(world->db, world->arena), error);
  assert_int_equal(count_notes(world->db), 1);
  put_note(world, 2);
  assert_int_equal(count_notes(world->db), 2);
}

/* The outer statement is stepped on after an inner one has failed. */
static void a_step_after_the_error(void **state) {
  World *world = *state;
  static const StatementText ids = STATEMENT("ids", "SELECT id FROM note ORDER BY id", "", false);
  bool row;
  Statement *statement;
  for (int i = 1; i <= 3; i++) put_note(world, i);
  MUST(db_begin_write(world->db, world->arena));
  MUST(db_prepare(world->db, &ids, &statement));
  MUST(db_step(statement, &row));
  assert_true(row);
  Error error = add_note(world->db, 1, TEXT("again"));
  MUST_FAIL(error, ERROR_CONFLICT, "");
  assert_ptr_equal(db_step(statement, &row), error);
  assert_false(row);
  db_done(statement);
  db_rollback(world->db);
  assert_int_equal(count_notes(world->db), 3);
}

static void an_error_while_reading(void **state) {
  World *world = *state;
  static const StatementText wrong = STATEMENT("wrong", "SELECT greatest(1, 'a')", "", false);
  MUST(db_begin_read(world->db, world->arena));
  MUST_FAIL(run_text(world->db, world->arena, &wrong), ERROR_IO, "");
  MUST_FAIL(db_commit(world->db, world->arena), ERROR_IO, "");
  MUST_FAIL(run_text(world->db, world->arena, &wrong), ERROR_IO, "");
  assert_int_equal(count_notes(world->db), 0);
}

static Error leave_early(Db *db, Arena *arena, bool early) {
  AUTO_ROLLBACK open = db;
  TRY(db_begin_write(db, arena));
  TRY(add_note(db, 50, TEXT("left early")));
  if (early) return FAIL(arena, ERROR_REFUSED, "The rules say no");
  return db_commit(db, arena);
}

static void rollback(void **state) {
  World *world = *state;
  db_rollback(world->db);
  MUST(db_begin_write(world->db, world->arena));
  MUST(add_note(world->db, 1, TEXT("taken back")));
  db_rollback(world->db);
  db_rollback(world->db);
  MUST_FAIL(leave_early(world->db, world->arena, true), ERROR_REFUSED, "The rules say no");
  assert_false(db_in_transaction(world->db));
  assert_int_equal(count_notes(world->db), 0);
  MUST(leave_early(world->db, world->arena, false));
  assert_int_equal(count_notes(world->db), 1);
}

static void constraints(void **state) {
  World *world = *state;
  static const StatementText make[] = {
      STATEMENT("a", "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0)) STRICT", "", true),
      STATEMENT("b", "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a(id))", "", true),
      STATEMENT("c", "CREATE TABLE c (a INTEGER REFERENCES a(id) DEFERRABLE INITIALLY DEFERRED)", "", true)};
  static const StatementText breaks[] = {STATEMENT("check", "INSERT INTO a VALUES (1, 0)", "", true),
                                         STATEMENT("strict", "INSERT INTO a VALUES (1, 'text')", "", true),
                                         STATEMENT("not null", "INSERT INTO b VALUES (NULL)", "", true),
                                         STATEMENT("foreign key", "INSERT INTO b VALUES (9)", "", true),
                                         STATEMENT("deferred", "INSERT INTO c VALUES (9)", "", true)};
  for (size_t i = 0; i < COUNT(make); i++) MUST(run_text(world->db, world->arena, &make[i]));
  for (size_t i = 0; i < COUNT(breaks); i++)
    MUST_FAIL(run_text(world->db, world->arena, &breaks[i]), ERROR_CONFLICT, "Nothing was saved.");
  assert_false(db_in_transaction(world->db));
  assert_string_equal(text_z(world->arena, ask(world->db, world->arena, "SELECT count(*) FROM c")), "0");
}

static void busy(void **state) {
  World *world = *state;
  Db *other = world_open(world, "redress.db", (DbOptions){.busy_ms = 50});
  MUST(db_begin_write(world->db, world->arena));
  int64_t since = now_ms();
  Error error = db_begin_write(other, world->arena);
  int64_t waited = now_ms() - since;
  MUST_FAIL(error, ERROR_BUSY, "The database is busy. Nothing was saved. Try again in a moment.");
  assert_in_range(waited, 50, 2000);
  assert_false(db_in_transaction(other));
  MUST(db_begin_read(other, world->arena));
  MUST(db_commit(other, world->arena));
  MUST(db_commit(world->db, world->arena));
  MUST(db_begin_write(other, world->arena));
  MUST(db_commit(other, world->arena));
  db_close(other);
}

static int hold_for_a_while(const World *world) {
  Db *db = world_open(world, "redress.db", (DbOptions){0});
  MUST(db_begin_write(db, world->arena));
  MUST(add_note(db, 1, TEXT("first")));
  if (write(world->pipe, "x", 1) != 1) return 1;
  sleep_ms(150);
  MUST(db_commit(db, world->arena));
  db_close(db);
  return 0;
}

static void waiting(void **state) {
  World *world = *state;
  int ends[2];
  char byte;
  db_close(world->db);
  assert_int_equal(pipe(ends), 0);
  world->pipe = ends[1];
  int child = begin_child(hold_for_a_while, world);
  assert_int_equal(read(ends[0], &byte, 1), 1);
  world->db = world_open(world, "redress.db", (DbOptions){0});
  int64_t since = now_ms();
  put_note(world, 2);
  assert_in_range(now_ms() - since, 50, 4000);
  assert_int_equal(end_child(child), 0);
  assert_int_equal(count_notes(world->db), 2);
  close(ends[0]);
  close(ends[1]);
}

static void one_moment(void **state) {
  World *world = *state;
  Db *other = world_open(world, "redress.db", (DbOptions){0});
  MUST(db_begin_read(other, world->arena));
  assert_int_equal(count_notes(other), 0);
  put_note(world, 1);
  assert_int_equal(count_notes(other), 0);
  MUST(db_commit(other, world->arena));
  assert_int_equal(count_notes(other), 1);
  db_close(other);
}

static void data_version(void **state) {
  World *world = *state;
  Db *other = world_open(world, "redress.db", (DbOptions){0});
  int64_t first = db_data_version(world->db), others = db_data_version(other);
  assert_true(first >= 0);
  assert_true(db_data_version(world->db) == first);
  assert_int_equal(count_notes(world->db), 0);
  assert_true(db_data_version(world->db) == first);
  put_note(world, 1);
  int64_t second = db_data_version(world->db);
  assert_true(second != first);
  assert_true(db_data_version(other) != others);
  MUST(db_begin_read(world->db, world->arena));
  assert_true(db_data_version(world->db) == second);
  MUST(db_begin_write(other, world->arena));
  MUST(add_note(other, 2, TEXT("by another")));
  MUST(db_commit(other, world->arena));
  assert_true(db_data_version(world->db) == second);
  assert_int_equal(count_notes(world->db), 1);
  MUST(db_commit(world->db, world->arena));
  assert_true(db_data_version(world->db) != second && db_data_version(world->db) != first);
  MUST(db_begin_write(world->db, world->arena));
  MUST(add_note(world->db, 3, TEXT("taken back")));
  int64_t third = db_data_version(world->db);
  db_rollback(world->db);
  assert_true(db_data_version(world->db) == third);
  db_close(other);
}

static int released;
static void release(void *thing) { released += *(int *)thing; }

static void things_are_kept(void **state) {
  World *world = *state;
  int one = 1, two = 10;
  Db *db = world_open(world, "redress.db", (DbOptions){0});
  assert_null(db_kept(db));
  db_keep(db, &one, release);
  db_keep(db, &one, release);
  assert_int_equal(released, 0);
  db_keep(db, &two, release);
  assert_int_equal(released, 1);
  assert_ptr_equal(db_kept(db), &two);
  db_close(db);
  assert_int_equal(released, 11);
}

static void nest(World *world) {
  MUST(db_begin_read(world->db, world->arena));
  MUST(db_begin_read(world->db, world->arena));
}
static void commit_nothing(World *world) { MUST(db_commit(world->db, world->arena)); }
static void commit_in_use(World *world) {
  static const StatementText one = STATEMENT("one", "SELECT 1", "", false);
  Statement *statement;
  MUST(db_begin_read(world->db, world->arena));
  MUST(db_prepare(world->db, &one, &statement));
  MUST(db_commit(world->db, world->arena));
}
static void copy_inside(World *world) {
  MUST(db_begin_read(world->db, world->arena));
  MUST(db_copy_to(world->db, world->arena, TEXT("/tmp/never")));
}

static void bugs(void **state) {
  assert_true(is_bug(*state, nest, "transactions do not nest"));
  assert_true(is_bug(*state, commit_nothing, "commit without a transaction"));
  assert_true(is_bug(*state, commit_in_use, "1 statements are in use at a commit"));
  assert_true(is_bug(*state, copy_inside, "a copy inside a transaction"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(an_error_ends_the_transaction, world_begin, world_end),
      cmocka_unit_test_setup_teardown(a_step_after_the_error, world_begin, world_end),
      cmocka_unit_test_setup_teardown(an_error_while_reading, world_begin, world_end),
      cmocka_unit_test_setup_teardown(rollback, world_begin, world_end),
      cmocka_unit_test_setup_teardown(constraints, world_begin, world_end),
      cmocka_unit_test_setup_teardown(busy, world_begin, world_end),
      cmocka_unit_test_setup_teardown(waiting, world_begin, world_end),
      cmocka_unit_test_setup_teardown(one_moment, world_begin, world_end),
      cmocka_unit_test_setup_teardown(data_version, world_begin, world_end),
      cmocka_unit_test_setup_teardown(things_are_kept, world_begin, world_end),
      cmocka_unit_test_setup_teardown(bugs, world_begin, world_end),
  };
  return cmocka_run_group_tests_name("db transaction", tests, NULL, NULL);
}
