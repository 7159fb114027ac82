/* How many complaints are kept for certain in a second: `act_submit`, as the form's last page calls it, in several
 * processes at once; and beside it the same rows with the same bytes as bare INSERTs, one transaction each.
 *   submit case   DATABASE PROCESSES SECONDS
 *   submit insert DATABASE PROCESSES SECONDS
 * Prints the number a second. */
#include "casework/acts.h"
#include "cmd/command.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const Command command_table[] = {{0}};
const size_t command_count = 0;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const char *words) {
  fprintf(stderr, "submit: %s\n", words);
  exit(1);
}

static Submission submission_of(Arena *arena, const Ctx *ctx) {
  static const char what[] =
      "The bin was not emptied on three Tuesdays. I rang each time and was told that a crew would come back. Nobody "
      "came. The bags now lie on the pavement and a neighbour in a wheelchair cannot pass.";
  return (Submission){
      .key = random_secret(arena, 16), .kind = TEXT("complaint"), .channel = TEXT("web"), .received = DATE_NONE, .minute = -1,
      .whom = TEXT("self"), .behalf_name = TEXT_NONE, .behalf_relation = TEXT_NONE, .behalf_consent = TEXT_NONE,
      .name = TEXT("Jo Bloggs"), .email = TEXT("jo@example.org"), .phone = TEXT_NONE, .address = TEXT_NONE,
      .contact = TEXT("email"), .service = ctx->directory->services[0].id, .what = text_of(what),
      .when = TEXT("Every week since May"), .effect = TEXT("My mother could not get to the surgery."),
      .wanted = TEXT("Empty it, say sorry, and tell us why."), .told = TEXT("Yes\nBy telephone, twice"), .needs = TEXT_NONE,
      .safe = TEXT("Yes"), .summary = TEXT_NONE,
  };
}

static void open_casework(Arena *arena, const char *path, Opened *opened, Ctx *ctx) {
  Invocation invocation = {.arena = arena, .database = text_format(arena, "sqlite:%s", path)};
  Error error = database_open(&invocation, false, opened);
  if (!error) error = system_ctx(arena, opened, ctx);
  if (error) stop(text_z(arena, error->words));
  ctx->actor = (Actor){.role = ROLE_CUSTOMER, .name = TEXT_NONE};
}

static CaseId submit_one(Ctx *ctx) {
  Submitted submitted;
  Submission submission = submission_of(ctx->arena, ctx);
  Error error = act_submit(ctx, &submission, &submitted);
  if (error) stop(text_z(ctx->arena, error->words));
  return submitted.id;
}

static void run_cases(const char *path, double until, atomic_long *done) {
  AUTO_ARENA arena = arena_new();
  AUTO_ARENA each = arena_new();
  Opened opened;
  Ctx ctx;
  open_casework(arena, path, &opened, &ctx);
  ctx.arena = each;
  while (now() < until) {
    submit_one(&ctx);
    arena_reset(each);
    atomic_fetch_add(done, 1);
  }
  db_close(opened.db);
}

/* ---- the same rows without casework -------------------------------------------------------------- */

#define ROWS_MAX 40
#define COLUMNS_MAX 40

typedef struct Row {
  sqlite3_stmt *insert;
  sqlite3_value *values[COLUMNS_MAX];
  int count;
} Row;

typedef struct Pattern {
  Row rows[ROWS_MAX];
  int count;
} Pattern;

static void must(sqlite3 *db, int result) {
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) stop(sqlite3_errmsg(db));
}

static void take_table(sqlite3 *db, Pattern *pattern, const char *table, const char *key, long long id) {
  char sql[200], insert[400];
  sqlite3_stmt *select;
  snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE %s = %lld", table, key, id);
  must(db, sqlite3_prepare_v2(db, sql, -1, &select, NULL));
  while (sqlite3_step(select) == SQLITE_ROW) {
    Row *row = &pattern->rows[pattern->count++];
    row->count = sqlite3_column_count(select);
    int length = snprintf(insert, sizeof insert, "INSERT INTO %s VALUES (?1", table);
    for (int i = 1; i < row->count; i++) length += snprintf(insert + length, sizeof insert - (size_t)length, ",?%d", i + 1);
    snprintf(insert + length, sizeof insert - (size_t)length, ")");
    must(db, sqlite3_prepare_v2(db, insert, -1, &row->insert, NULL));
    for (int i = 0; i < row->count; i++) row->values[i] = sqlite3_value_dup(sqlite3_column_value(select, i));
  }
  sqlite3_finalize(select);
}

/* Each row's first column is the case; case_file's reference and two hashes must be unique too. */
static void insert_row(sqlite3 *db, const Row *row, long long id, bool is_file) {
  char unique[70];
  sqlite3_bind_int64(row->insert, 1, id);
  for (int i = 1; i < row->count; i++) sqlite3_bind_value(row->insert, i + 1, row->values[i]);
  if (is_file) {
    snprintf(unique, sizeof unique, "R%lld", id % 1000000000000);
    sqlite3_bind_text(row->insert, 2, unique, -1, SQLITE_TRANSIENT);
    snprintf(unique, sizeof unique, "%064llx", (unsigned long long)id * 0x9E3779B97F4A7C15u);
    sqlite3_bind_text(row->insert, 4, unique, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(row->insert, 5, unique, -1, SQLITE_TRANSIENT);
  }
  must(db, sqlite3_step(row->insert));
  sqlite3_reset(row->insert);
}

static int wait_short(void *data, int tries) {
  (void)data;
  nanosleep(&(struct timespec){.tv_nsec = tries == 0 ? 500000 : 2000000}, NULL);
  return tries < 2500;
}

static void run_inserts(const char *path, long long model, double until, atomic_long *done) {
  static Pattern pattern;
  sqlite3 *db;
  must(NULL, sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
  sqlite3_busy_handler(db, wait_short, NULL);
  must(db, sqlite3_exec(db, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-2000", NULL, NULL, NULL));
  take_table(db, &pattern, "case_file", "id", model);
  const char *const tables[] = {"event", "event_text", "case_row", "stage_row"};
  for (int i = 0; i < 4; i++) take_table(db, &pattern, tables[i], "case_id", model);
  while (now() < until) {
    long long id;
    sqlite3_randomness(sizeof id, &id);
    id &= 0x7fffffffffffffff;
    must(db, sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    for (int i = 0; i < pattern.count; i++) insert_row(db, &pattern.rows[i], id, i == 0);
    must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    atomic_fetch_add(done, 1);
  }
  _exit(0);
}

static long long model_case(const char *path) {
  AUTO_ARENA arena = arena_new();
  Opened opened;
  Ctx ctx;
  open_casework(arena, path, &opened, &ctx);
  CaseId id = submit_one(&ctx);
  db_close(opened.db);
  return id.value;
}

int main(int count, char **words) {
  if (count != 5) stop("submit case|insert DATABASE PROCESSES SECONDS");
  bool cases = strcmp(words[1], "case") == 0;
  int processes = atoi(words[3]);
  double seconds = atof(words[4]);
  random_start();
  atomic_long *done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (done == MAP_FAILED || processes < 1 || processes > 16 || !(seconds > 0 && seconds < 60)) stop("1 to 16 processes, up to 60 seconds");
  long long model = cases ? 0 : model_case(words[2]);
  double began = now();
  for (int i = 0; i < processes; i++) {
    if (fork() != 0) continue;
    if (cases) run_cases(words[2], began + seconds, done);
    else run_inserts(words[2], model, began + seconds, done);
    _exit(0);
  }
  int status, wrong = 0;
  while (wait(&status) > 0) wrong |= status;
  printf("%.0f\n", (double)atomic_load(done) / (now() - began));
  return wrong != 0;
}
