/* The weekly list over many open cases, and beside it a plain count of the same rows.
 *   weekly DATABASE [OPEN]
 * Changes the database (use a copy of what `redress demo --cases 20000` makes): closed cases are opened
 * again, due from ten days ago to thirty days ahead, until OPEN (10,000) of them wait. Prints "NAME
 * MILLISECONDS" of the processor, the median of the rounds, and the memory of the report. By hand:
 *
 *   cc -std=gnu17 -O2 -DNDEBUG -I build/allow/tests -I build/src/sql -I build/assets -o weekly bench/weekly.c
 *     src/cmd/program.c src/cmd/invocation.c
 * build/src/{page,report,web,html,io,casework,rules,sql,db,base}/lib*.a … */
#include "report/weekly.h"
#include "cmd/command.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS = 21 };

const Command command_table[] = {{0}};
const size_t command_count = 0;

/* What waits, as weekly_open says it. */
#define WAITS                                                                                                \
  "open AND decided IS NULL AND (kind = 'ombudsman-case' OR (kind IN ('complaint', 'access-request') AND "   \
  "status <> 'answered'))"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void stop(const char *words) {
  fprintf(stderr, "weekly: %s\n", words);
  exit(1);
}

static void run(sqlite3 *file, const char *sql) {
  if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sqlite3_errmsg(file));
}

static long long number(sqlite3 *file, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(file, sql, -1, &statement, NULL) != SQLITE_OK) stop(sqlite3_errmsg(file));
  long long answer = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
  sqlite3_finalize(statement);
  return answer;
}

static void open_again(sqlite3 *file, long long wanted) {
  long long missing = wanted - number(file, "SELECT count(*) FROM case_row WHERE " WAITS);
  char sql[600];
  run(file, "BEGIN; CREATE TEMP TABLE chosen (case_id INTEGER PRIMARY KEY)");
  snprintf(sql, sizeof sql,
           "INSERT INTO chosen SELECT case_id FROM case_row WHERE kind = 'complaint' AND NOT open ORDER BY "
           "received "
           "DESC LIMIT %lld",
           missing > 0 ? missing : 0);
  run(file, sql);
  run(file,
      "UPDATE case_row SET open = TRUE, status = 'open', closed = NULL, decided = NULL, next_clock = "
      "'stage-1/respond', due = date('now', (abs(case_id) % 40 - 10) || ' days'), due_key = date('now', "
      "(abs(case_id) % 40 - 10) || ' days') WHERE case_id IN (SELECT case_id FROM chosen)");
  run(file, "UPDATE figure_row SET ended = -2147483648, flags = 0, verdict = 0 WHERE subject = 1 AND case_id "
            "IN (SELECT "
            "case_id FROM chosen)");
  run(file, "DROP TABLE chosen; COMMIT; ANALYZE");
  printf("open-cases %lld\n", number(file, "SELECT count(*) FROM case_row WHERE " WAITS));
}

static int by_size(const void *a, const void *b) {
  double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

static double median(double *times) {
  qsort(times, ROUNDS, sizeof *times, by_size);
  return times[ROUNDS / 2];
}

static size_t make(Opened *opened, const char *service, bool page) {
  AUTO_ARENA arena = arena_new();
  AUTO_BUFFER out = buffer_new(64u << 20);
  Writer writer = {&out};
  Text name = text_of(service);
  Date monday = week_monday(wall_clock_today(&opened->clock));
  ReportSource source = {arena,
                         opened->db,
                         &opened->program.procedures,
                         &opened->program.calendars,
                         TEXT("Council"),
                         wall_clock_now(&opened->clock)};
  ReportAsk ask = {.name = TEXT("weekly"),
                   .from = monday,
                   .to = date_plus(monday, 6),
                   .services = &name,
                   .service_count = service[0] ? 1 : 0};
  Report report;
  Error error = report_make(&source, &ask, &report);
  if (error) stop(text_z(arena, error->words));
  if (page) report_weekly_html(&writer, arena, &report, NULL);
  return arena_used(arena);
}

static void measure(Opened *opened, const char *name, const char *service, bool page) {
  double times[ROUNDS];
  size_t used = make(opened, service, page);
  for (int i = 0; i < ROUNDS; i++) {
    double began = now();
    make(opened, service, page);
    times[i] = now() - began;
  }
  printf("%s %.2f (%.1f MiB)\n", name, median(times), (double)used / 1048576);
}

static void yardstick(sqlite3 *file, const char *name, const char *sql) {
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    double began = now();
    if (number(file, sql) < 0) stop("no count");
    times[i] = now() - began;
  }
  printf("%s %.2f\n", name, median(times));
}

int main(int argc, char **argv) {
  AUTO_ARENA arena = arena_new();
  sqlite3 *file;
  Opened opened;
  if (argc < 2) stop("DATABASE [OPEN]");
  if (sqlite3_open(argv[1], &file) != SQLITE_OK) stop("the database cannot be opened");
  open_again(file, argc > 2 ? strtoll(argv[2], NULL, 10) : 10000);
  Invocation invocation = {.arena = arena, .database = text_format(arena, "sqlite:%s", argv[1])};
  Error error = database_open(&invocation, false, &opened);
  if (error) stop(text_z(arena, error->words));
  yardstick(file, "plain-count", "SELECT count(*) FROM case_row WHERE " WAITS);
  yardstick(file, "plain-read",
            "SELECT sum(length(reference) + length(due_key) + stage) FROM case_row WHERE " WAITS);
  measure(&opened, "weekly-all", "", false);
  measure(&opened, "weekly-all-with-its-sheet", "", true);
  measure(&opened, "weekly-one-service", "Parking", false);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("peak-memory %.1f MiB\n", (double)usage.ru_maxrss / 1024);
  db_close(opened.db);
  sqlite3_close(file);
  return 0;
}
