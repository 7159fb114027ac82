/* What a disk can do: fill up, refuse to write, not confirm. The calls of SQLite to the system come by
 * here. */
#include "world.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SKIPPED 77

/* The how manyth call from now on fails; 0: none does. */
static int failing_write, failing_sync;

static bool fails(int *countdown) {
  if (*countdown == 0 || --*countdown > 0) return false;
  errno = EIO;
  return true;
}

/* pwrite, by both of the names that the C library has for it. */
ssize_t write_at(int file, const void *bytes, size_t length, int64_t at) __asm__("pwrite");
ssize_t write_at(int file, const void *bytes, size_t length, int64_t at) {
  return fails(&failing_write) ? -1 : syscall(SYS_pwrite64, file, bytes, length, at);
}
ssize_t write_at_64(int file, const void *bytes, size_t length, int64_t at) __asm__("pwrite64");
ssize_t write_at_64(int file, const void *bytes, size_t length, int64_t at) {
  return write_at(file, bytes, length, at);
}
int fsync(int file);
int fsync(int file) { return fails(&failing_sync) ? -1 : (int)syscall(SYS_fsync, file); }
int fdatasync(int file);
int fdatasync(int file) { return fails(&failing_sync) ? -1 : (int)syscall(SYS_fdatasync, file); }

static Text body(const World *world, size_t length) {
  char *bytes = arena_take(world->arena, length, 1);
  memset(bytes, 'b', length);
  return (Text){bytes, length};
}

/* Ten notes or none. */
static Error add_ten(Db *db, Arena *arena, int64_t first, Text text) {
  AUTO_ROLLBACK open = db;
  TRY(db_begin_write(db, arena));
  for (int i = 0; i < 10; i++) TRY(add_note(db, first + i, text));
  return db_commit(db, arena);
}

static void must_be_sound(World *world, Db *db) {
  assert_string_equal(text_z(world->arena, ask(db, world->arena, "PRAGMA integrity_check")), "ok");
}

static void every_write_fails_once(void **state) {
  World *world = *state;
  Text text = body(world, 2000);
  bool reached = true;
  int64_t expected = 0;
  for (int n = 1; reached; n++) {
    failing_write = n;
    Error error = add_ten(world->db, world->arena, n * 10, text);
    reached = failing_write == 0;
    failing_write = 0;
    if (error) MUST_FAIL(error, ERROR_IO, "The disk failed. Nothing was saved.");
    expected += error ? 0 : 10;
    assert_int_equal(count_notes(world->db), expected);
    must_be_sound(world, world->db);
    if (error) assert_true(n < 60);
  }
  assert_false(db_failed(world->db));
  MUST(add_ten(world->db, world->arena, 100000, text));
}

static void an_unconfirmed_write(void **state) {
  World *world = *state;
  MUST(add_ten(world->db, world->arena, 10, TEXT("kept")));
  failing_sync = 1;
  Error error = add_ten(world->db, world->arena, 20, TEXT("uncertain"));
  assert_int_equal(failing_sync, 0);
  MUST_FAIL(error, ERROR_IO, "Look whether it was saved before you send it again.");
  assert_true(db_failed(world->db));
  MUST_FAIL(db_begin_write(world->db, world->arena), ERROR_IO, "The service must be started again.");
  MUST_FAIL(db_begin_read(world->db, world->arena), ERROR_IO, "The service must be started again.");
  assert_true(db_data_version(world->db) < 0);
  assert_true(db_data_version(world->db) != db_data_version(world->db));
  db_close(world->db);
  world->db = world_open(world, "redress.db", (DbOptions){0});
  int64_t count = count_notes(world->db);
  assert_true(count == 10 || count == 20);
  must_be_sound(world, world->db);
  MUST(add_ten(world->db, world->arena, 30, TEXT("again")));
}

/* Fills until the error; what is there then is whole. */
static void fill(World *world, Db *db, const char *words) {
  Error error = OK;
  int64_t count = 0;
  Text text = body(world, 5000);
  for (; !error && count < 10000; count += error ? 0 : 10) error = add_ten(db, world->arena, count, text);
  MUST_FAIL(error, ERROR_IO, words);
  assert_false(db_failed(db));
  assert_false(db_in_transaction(db));
  assert_int_equal(count_notes(db), count);
  MUST_FAIL(add_ten(db, world->arena, count, text), ERROR_IO, words);
  must_be_sound(world, db);
}

static void file_size_limit(void **state) {
  World *world = *state;
  struct rlimit before, small = {0};
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  small.rlim_max = before.rlim_max;
  small.rlim_cur = 1000000;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  fill(world, world->db, "The disk failed. Nothing was saved.");
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  MUST(add_ten(world->db, world->arena, 100000, TEXT("there is room again")));
}

/* The mount is the child's alone and goes with it. */
static int fill_small_disk(const World *world) {
  World own = *world;
  char *disk = world_path(world, "disk");
  if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return SKIPPED;
  if (mkdir(disk, 0700) != 0 || mount("none", disk, "tmpfs", 0, "size=2m") != 0) return SKIPPED;
  static const Migration note[] = {
      {1, {"note", 4}, {"CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT NOT NULL);", 62}}};
  Db *db = world_open(world, "disk/redress.db", (DbOptions){.create = true});
  MUST(db_migrate(db, world->arena, note, 1, NULL));
  char *ballast = world_path(world, "disk/ballast");
  int file = open(ballast, O_WRONLY | O_CREAT, 0600);
  assert_int_equal(ftruncate(file, 0), 0);
  for (int i = 0; i < 50; i++) assert_int_equal(write(file, body(world, 4096).at, 4096), 4096);
  close(file);
  fill(&own, db, "The disk is full. Nothing was saved.");
  Error error = db_copy_to(db, world->arena, text_of(world_path(world, "disk/copy.db")));
  MUST_FAIL(error, ERROR_IO, "The disk is full.");
  if (access(world_path(world, "disk/copy.db"), F_OK) == 0) return 2;
  unlink(ballast);
  MUST(add_ten(db, world->arena, 100000, TEXT("there is room again")));
  db_close(db);
  return 0;
}

static void full_disk(void **state) {
  World *world = *state;
  int answer = end_child(begin_child(fill_small_disk, world));
  if (answer == SKIPPED) {
    print_message("# skipped: only root may mount a small disk\n");
    skip();
  }
  assert_int_equal(answer, 0);
}

/* Every transaction gives all notes another body. */
static int write_without_end(const World *world) {
  static const StatementText change = STATEMENT("change", "UPDATE note SET body = body || 'x'", "", true);
  Db *db = world_open(world, "redress.db", (DbOptions){0});
  for (int i = 0; i < 100000; i++) {
    MUST(run_text(db, world->arena, &change));
    if (i == 5 && write(world->pipe, "x", 1) != 1) return 1;
  }
  return 0;
}

static void copy_is_whole(World *world, const char *name) {
  struct stat status;
  Db *copy = world_open(world, name, (DbOptions){.read_only = true});
  assert_string_equal(text_z(world->arena, ask(copy, world->arena, "SELECT count(DISTINCT body) FROM note")),
                      "1");
  assert_int_equal(count_notes(copy), 40);
  assert_int_equal(db_schema_number(copy), 1);
  must_be_sound(world, copy);
  db_close(copy);
  assert_int_equal(stat(world_path(world, name), &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_copy_while_another_writes(void **state) {
  World *world = *state;
  int ends[2];
  char byte;
  for (int i = 0; i < 4; i++) MUST(add_ten(world->db, world->arena, i * 10, TEXT("x")));
  db_close(world->db);
  assert_int_equal(pipe(ends), 0);
  world->pipe = ends[1];
  int child = begin_child(write_without_end, world);
  assert_int_equal(read(ends[0], &byte, 1), 1);
  world->db = world_open(world, "redress.db", (DbOptions){0});
  for (int i = 0; i < 5; i++) {
    char *name = text_z(world->arena, text_format(world->arena, "copy%d.db", i));
    Text path = text_of(world_path(world, name));
    MUST(db_copy_to(world->db, world->arena, path));
    MUST_FAIL(db_copy_to(world->db, world->arena, path), ERROR_CONFLICT, "exists already");
    copy_is_whole(world, name);
  }
  assert_int_equal(kill(child, SIGKILL), 0);
  assert_int_equal(end_child(child), -1);
  must_be_sound(world, world->db);
  close(ends[0]);
  close(ends[1]);
}

static void a_copy_that_fails(void **state) {
  World *world = *state;
  Text path = text_of(world_path(world, "copy.db"));
  MUST_FAIL(db_copy_to(world->db, world->arena, text_of(world_path(world, "no/copy.db"))), ERROR_NOT_FOUND,
            "folder");
  MUST_FAIL(db_copy_to(world->db, world->arena, TEXT_NONE), ERROR_INVALID, "path");
  bool reached = true;
  int failed = 0;
  for (int n = 1; reached; n++) {
    failing_sync = n;
    Error error = db_copy_to(world->db, world->arena, path);
    reached = failing_sync == 0;
    failing_sync = 0;
    failed += error != OK;
    if (error) MUST_FAIL(error, ERROR_IO, "copy.db");
    assert_int_equal(access(world_path(world, "copy.db"), F_OK), error ? -1 : 0);
    assert_true(n < 10 && !db_failed(world->db));
    if (!error) unlink(world_path(world, "copy.db"));
  }
  /* SQLite passes over an error of a folder; the two calls of our own are the last. */
  assert_true(failed >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_write_fails_once, world_begin, world_end),
      cmocka_unit_test_setup_teardown(an_unconfirmed_write, world_begin, world_end),
      cmocka_unit_test_setup_teardown(file_size_limit, world_begin, world_end),
      cmocka_unit_test_setup_teardown(full_disk, world_begin, world_end),
      cmocka_unit_test_setup_teardown(a_copy_while_another_writes, world_begin, world_end),
      cmocka_unit_test_setup_teardown(a_copy_that_fails, world_begin, world_end),
  };
  return cmocka_run_group_tests_name("db fault", tests, NULL, NULL);
}
