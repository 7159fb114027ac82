#include "world.h"
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const Migration TABLES[] = {
    {1, {"note", 4}, {"CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT NOT NULL, day TEXT);", 72}}};

static bool in_child;

Text world_url(const World *world, const char *name) {
  return text_format(world->arena, "sqlite:%s/%s", world->folder, name);
}

char *world_path(const World *world, const char *name) {
  return text_z(world->arena, text_format(world->arena, "%s/%s", world->folder, name));
}

Db *world_open(const World *world, const char *name, DbOptions options) {
  Db *db;
  MUST(db_open(world->arena, world_url(world, name), options, &db));
  return db;
}

static void open_first(World *world, const char *name) {
  world->db = world_open(world, name, (DbOptions){.create = true});
  MUST(db_migrate(world->db, world->arena, TABLES, COUNT(TABLES), NULL));
}

int world_begin(void **state) {
  World *world = calloc(1, sizeof *world);
  if (!world) return -1;
  snprintf(world->folder, sizeof world->folder, "/tmp/redress-db-XXXXXX");
  if (!mkdtemp(world->folder)) return -1;
  random_start();
  world->arena = arena_new();
  open_first(world, "redress.db");
  *state = world;
  return 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where) {
  (void)status, (void)type, (void)where;
  return remove(path);
}

int world_end(void **state) {
  World *world = *state;
  db_close(world->db);
  arena_free(world->arena);
  int result = nftw(world->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  free(world);
  return result;
}

/* A child does not jump back into the parent's tests. */
static _Noreturn void fail_at(const char *file, int line) {
  if (in_child) _exit(99);
  _fail(file, line);
  abort();
}

void must_succeed(Error error, const char *file, int line) {
  if (!error) return;
  print_message("# %.*s (%.*s)\n", TEXT_ARGUMENTS(error->words), TEXT_ARGUMENTS(error->detail));
  fail_at(file, line);
}

void must_fail(Error error, ErrorCode code, const char *words, const char *file, int line) {
  if (error && error->code == code && text_contains(error->words, text_of(words))) return;
  if (error)
    print_message("# %s: %.*s (%.*s)\n", error_code_name(error->code), TEXT_ARGUMENTS(error->words),
                  TEXT_ARGUMENTS(error->detail));
  else
    print_message("# no error; expected: %s\n", words);
  fail_at(file, line);
}

static Error run_here(Db *db, const StatementText *text) {
  bool row;
  Statement *statement;
  TRY(db_prepare(db, text, &statement));
  Error error = db_step(statement, &row);
  db_done(statement);
  return error;
}

Error run_text(Db *db, Arena *arena, const StatementText *text) {
  if (!text->writes) return run_here(db, text);
  AUTO_ROLLBACK open = db;
  TRY(db_begin_write(db, arena));
  TRY(run_here(db, text));
  return db_commit(db, arena);
}

Error add_note(Db *db, int64_t id, Text body) {
  static const StatementText text =
      STATEMENT("add_note", "INSERT INTO note (id, body) VALUES ($1, $2)", "it", true);
  bool row;
  Statement *statement;
  TRY(db_prepare(db, &text, &statement));
  db_bind_int(statement, 1, id);
  db_bind_text(statement, 2, body);
  Error error = db_step(statement, &row);
  db_done(statement);
  return error;
}

int64_t count_notes(Db *db) {
  static const StatementText text = STATEMENT("count_notes", "SELECT count(*) FROM note", "", false);
  bool row = false;
  Statement *statement;
  MUST(db_prepare(db, &text, &statement));
  MUST(db_step(statement, &row));
  assert_true(row);
  int64_t count = db_column_int(statement, 0);
  db_done(statement);
  return count;
}

Text ask(Db *db, Arena *arena, const char *sql) {
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL), SQLITE_OK);
  Text answer = TEXT_NONE;
  if (sqlite3_step(statement) == SQLITE_ROW)
    answer = text_copy(arena, text_of((const char *)sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return answer;
}

static void become_victim(const World *world, int errors, void (*action)(World *world)) {
  struct rlimit none = {0, 0};
  in_child = true;
  setrlimit(RLIMIT_CORE, &none);
  signal(SIGABRT, SIG_DFL);
  World own = *world;
  own.arena = arena_new();
  open_first(&own, "victim.db");
  dup2(errors, STDERR_FILENO);
  action(&own);
  _exit(0);
}

bool is_bug(const World *world, void (*action)(World *world), const char *words) {
  char report[2048] = "";
  int ends[2], status = 0;
  if (pipe(ends) != 0) return false;
  pid_t child = fork();
  if (child == 0) become_victim(world, ends[1], action);
  close(ends[1]);
  size_t length = 0;
  for (ssize_t got = 1; got > 0 && length < sizeof report - 1; length += (size_t)got)
    got = read(ends[0], report + length, sizeof report - 1 - length);
  close(ends[0]);
  waitpid(child, &status, 0);
  bool found = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && strstr(report, words);
  if (!found) print_message("# expected: %s; reported: %s\n", words, report);
  return found;
}

int begin_child(int (*action)(const World *world), const World *world) {
  pid_t child = fork();
  if (child == 0) {
    in_child = true;
    World own = *world;
    own.arena = arena_new();
    own.db = NULL;
    _exit(action(&own));
  }
  return child;
}

int end_child(int child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void sleep_ms(int ms) {
  nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}
