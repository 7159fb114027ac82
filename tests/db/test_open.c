#include "world.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static Error open_at(const World *world, const char *url, DbOptions options) {
  Db *db;
  Error error = db_open(world->arena, text_of(url), options, &db);
  assert_true(error ? !db : db != NULL);
  db_close(db);
  return error;
}

static void addresses(void **state) {
  static const struct {
    const char *url;
    const char *words;
  } wrong[] = {
      {"", "The address of the database is missing"},
      {"redress.db", "“redress.db” is no address of a database. Write sqlite: and the path"},
      {"postgresql://redress:secret@host/redress", "PostgreSQL cannot be used yet"},
      {"postgres://host", "PostgreSQL cannot be used yet"},
      {"mysql://root:secret@host/x", "of a kind that Redress does not know"},
      {"sqlite:", "The path of the database file is missing"},
      {"sqlite::memory:", "The database must be a file"},
      {"sqlite:/tmp", "/tmp is not a file"},
  };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    Error error = open_at(*state, wrong[i].url, (DbOptions){.create = true});
    MUST_FAIL(error, ERROR_INVALID, wrong[i].words);
    assert_false(text_contains(error->words, TEXT("secret")));
  }
}

static void missing_files(void **state) {
  World *world = *state;
  Db *db;
  Text none = world_url(world, "none.db"), deep = world_url(world, "no/folder/x.db");
  MUST_FAIL(db_open(world->arena, none, (DbOptions){0}, &db), ERROR_NOT_FOUND, "There is no database");
  MUST_FAIL(db_open(world->arena, none, (DbOptions){.create = true, .read_only = true}, &db),
            ERROR_NOT_FOUND, "none.db");
  MUST_FAIL(db_open(world->arena, deep, (DbOptions){.create = true}, &db), ERROR_NOT_FOUND, "The folder of");
  assert_int_equal(access(world_path(world, "none.db"), F_OK), -1);
}

static void created_file_is_private(void **state) {
  World *world = *state;
  mode_t before = umask(0);
  Db *db = world_open(world, "new.db", (DbOptions){.create = true});
  umask(before);
  static const StatementText make = STATEMENT("make", "CREATE TABLE a (b)", "", true);
  MUST(run_text(db, world->arena, &make));
  static const char *const names[] = {"new.db", "new.db-wal", "new.db-shm"};
  for (size_t i = 0; i < COUNT(names); i++) {
    struct stat status;
    assert_int_equal(stat(world_path(world, names[i]), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
  }
  db_close(db);
}

static void relative_paths(void **state) {
  World *world = *state;
  char before[4096];
  assert_non_null(getcwd(before, sizeof before));
  assert_int_equal(chdir(world->folder), 0);
  MUST(open_at(world, "sqlite:redress.db", (DbOptions){0}));
  MUST(open_at(world, "sqlite:file:odd?mode=memory", (DbOptions){.create = true}));
  assert_int_equal(chdir(before), 0);
  assert_int_equal(access(world_path(world, "file:odd?mode=memory"), F_OK), 0);
}

static void write_file(const char *path, const char *bytes, size_t length, off_t at) {
  int file = open(path, O_WRONLY | O_CREAT, 0600);
  assert_int_equal(pwrite(file, bytes, length, at), (ssize_t)length);
  close(file);
}

static void no_database(void **state) {
  World *world = *state;
  Db *db;
  char letter[8192];
  memset(letter, 'x', sizeof letter);
  write_file(world_path(world, "letter.txt"), letter, sizeof letter, 0);
  Error error = db_open(world->arena, world_url(world, "letter.txt"), (DbOptions){0}, &db);
  MUST_FAIL(error, ERROR_DAMAGED, "is no database. Check the path");
  MUST_FAIL(error, ERROR_DAMAGED, world_path(world, "letter.txt"));
}

static void damaged_database(void **state) {
  World *world = *state;
  MUST(db_begin_write(world->db, world->arena));
  for (int i = 0; i < 2000; i++)
    MUST(add_note(world->db, i, TEXT("0123456789012345678901234567890123456789")));
  MUST(db_commit(world->db, world->arena));
  db_close(world->db);
  world->db = NULL;
  char rubbish[8 * 4096];
  memset(rubbish, 0xA5, sizeof rubbish);
  write_file(world_path(world, "redress.db"), rubbish, sizeof rubbish, 4096);
  Db *db = world_open(world, "redress.db", (DbOptions){0});
  static const StatementText all = STATEMENT("all", "SELECT sum(length(body)) FROM note", "", false);
  Error error = run_text(db, world->arena, &all);
  MUST_FAIL(error, ERROR_DAMAGED, "is damaged. Restore it from the last backup");
  MUST_FAIL(error, ERROR_DAMAGED, "redress.db");
  assert_int_equal(db_schema_number(db), -1);
  db_close(db);
}

/* For root no file is read-only: the child becomes somebody else. */
static int open_read_only_file(const World *world) {
  Db *db;
  if (geteuid() == 0 && seteuid(65534) != 0) return 1;
  Error error = db_open(world->arena, world_url(world, "redress.db"), (DbOptions){0}, &db);
  MUST_FAIL(error, ERROR_IO, "cannot be written. Check its owner and its permissions.");
  return 0;
}

static void read_only_file(void **state) {
  World *world = *state;
  db_close(world->db);
  world->db = NULL;
  chmod(world->folder, 0755);
  chmod(world_path(world, "redress.db"), 0444);
  assert_int_equal(end_child(begin_child(open_read_only_file, world)), 0);
}

static void reading_only(void **state) {
  World *world = *state;
  Db *db = world_open(world, "redress.db", (DbOptions){.read_only = true});
  assert_int_equal(count_notes(db), 0);
  MUST_FAIL(db_begin_write(db, world->arena), ERROR_IO, "cannot be written");
  MUST(db_begin_write(world->db, world->arena));
  MUST(add_note(world->db, 1, TEXT("seen by the other")));
  MUST(db_commit(world->db, world->arena));
  assert_int_equal(count_notes(db), 1);
  MUST(db_copy_to(db, world->arena, text_of(world_path(world, "copy.db"))));
  db_close(db);
}

static void settings_hold(void **state) {
  World *world = *state;
  static const struct {
    const char *sql, *value;
  } settings[] = {
      {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"},    {"PRAGMA foreign_keys", "1"},
      {"PRAGMA trusted_schema", "0"}, {"PRAGMA secure_delete", "1"},  {"PRAGMA cell_size_check", "1"},
      {"PRAGMA temp_store", "2"},     {"PRAGMA cache_size", "-2000"}, {"PRAGMA mmap_size", "268435456"}};
  for (size_t i = 0; i < COUNT(settings); i++) {
    Text answer = ask(world->db, world->arena, settings[i].sql);
    assert_string_equal(text_z(world->arena, answer), settings[i].value);
  }
}

static void setting_that_does_not_hold(void **state) {
  World *world = *state;
  SqliteSetting weak[] = {{"synchronous", "NORMAL", "2"}};
  MUST_FAIL(sqlite_settle(world->db, world->arena, weak, 1), ERROR_IO,
            "cannot be used safely: synchronous is “1” and must be “2”");
  SqliteSetting unknown[] = {{"no_such_setting", "ON", "1"}};
  MUST_FAIL(sqlite_settle(world->db, world->arena, unknown, 1), ERROR_IO,
            "no_such_setting is “” and must be “1”");
}

static void hostile_sql(void **state) {
  World *world = *state;
  static const StatementText refused[] = {
      STATEMENT("string", "SELECT \"no column\"", "", false),
      STATEMENT("schema", "UPDATE sqlite_schema SET sql = ''", "", true),
      STATEMENT("extension", "SELECT load_extension('x')", "", false),
  };
  for (size_t i = 0; i < COUNT(refused); i++)
    MUST_FAIL(run_text(world->db, world->arena, &refused[i]), ERROR_IO,
              "The database failed. Nothing was saved.");
  assert_true(text_starts(db_last_words(world->db), TEXT("extension: not authorized")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(addresses, world_begin, world_end),
      cmocka_unit_test_setup_teardown(missing_files, world_begin, world_end),
      cmocka_unit_test_setup_teardown(created_file_is_private, world_begin, world_end),
      cmocka_unit_test_setup_teardown(relative_paths, world_begin, world_end),
      cmocka_unit_test_setup_teardown(no_database, world_begin, world_end),
      cmocka_unit_test_setup_teardown(damaged_database, world_begin, world_end),
      cmocka_unit_test_setup_teardown(read_only_file, world_begin, world_end),
      cmocka_unit_test_setup_teardown(reading_only, world_begin, world_end),
      cmocka_unit_test_setup_teardown(settings_hold, world_begin, world_end),
      cmocka_unit_test_setup_teardown(setting_that_does_not_hold, world_begin, world_end),
      cmocka_unit_test_setup_teardown(hostile_sql, world_begin, world_end),
  };
  return cmocka_run_group_tests_name("db open", tests, NULL, NULL);
}
