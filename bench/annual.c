/* How long the annual report of a year takes beside many cases: rows for figures are invented straight into
 * the projection, then the report is made as a page would make it, on a connection of its own, and beside it
 * one statement that only adds up columns of the same rows. annual CASES five|two [FOLDER] five: the cases
 * lie in five years, and the report compares the two last; two: all lie in these two. Prints "NAME NUMBER"
 * lines: first-ms is a new connection's first report, wall-ms and cpu-ms are medians of the others. */
#include "cmd/command.h"
#include "report/report.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const Command command_table[] = {{0}};
const size_t command_count = 0;

enum { ROUNDS = 9, SERVICES = 60, TEAMS = 5, CAUSES = 40, YEAR = 365 };

typedef struct Times {
  double wall[ROUNDS], cpu[ROUNDS];
} Times;

static _Noreturn void stop(const char *words) {
  fprintf(stderr, "annual: %s\n", words);
  exit(1);
}

static void must(Error error) {
  if (error) stop(text_z(arena_new(), error->words));
}

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t next(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  uint64_t z = (*state ^ (*state >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int below(uint64_t *state, int limit) { return (int)((next(state) >> 33) % (uint64_t)limit); }

static Db *open_database(Arena *arena, const char *path, Opened *opened) {
  Invocation invocation = {.arena = arena, .database = text_format(arena, "sqlite:%s", path)};
  must(database_open(&invocation, true, opened));
  return opened->db;
}

/* ---- invented rows
 * ------------------------------------------------------------------------------------------------ */

/* Identifiers as random_id gives them: time above, chance below. */
typedef struct Names {
  int64_t procedures[2], services[SERVICES], teams[SERVICES][TEAMS], causes[CAUSES], categories[9], types[5];
} Names;

typedef struct Filling {
  sqlite3 *db;
  sqlite3_stmt *row;
  uint64_t chance;
  Names names;
  Date first;
  int days;
} Filling;

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sqlite3_errmsg(db));
}

static int64_t new_name(Filling *filling, const char *format, int number) {
  static int64_t last;
  int64_t id = ((int64_t)1 << 61) + (++last << 24) + (int64_t)(next(&filling->chance) >> 44);
  char *sql = sqlite3_mprintf(format, (long long)id, number, number);
  run(filling->db, sql);
  sqlite3_free(sql);
  return id;
}

static void make_names(Filling *filling) {
  static const char word[] = "INSERT INTO word (id, name) VALUES (%lld, 'Word %d')";
  static const char service[] =
      "INSERT INTO service (id, name, area, listed, position) VALUES (%lld, 'Service %d', 'other', 1, %d)";
  Names *names = &filling->names;
  int n = 0;
  names->procedures[0] =
      new_name(filling, "INSERT INTO word (id, name) VALUES (%lld, 'bexley-corporate')", 0);
  names->procedures[1] =
      new_name(filling, "INSERT INTO word (id, name) VALUES (%lld, 'children-statutory')", 0);
  for (int i = 0; i < CAUSES; i++) names->causes[i] = new_name(filling, word, n++);
  for (int i = 0; i < 9; i++) names->categories[i] = new_name(filling, word, n++);
  for (int i = 0; i < 5; i++) names->types[i] = new_name(filling, word, n++);
  for (int i = 0; i < SERVICES; i++) {
    names->services[i] = new_name(filling, service, i);
    for (int k = 0; k < TEAMS; k++) names->teams[i][k] = new_name(filling, word, n++);
  }
}

static void put(Filling *filling, const FigureRow *row) {
  const int64_t values[] = {row->case_id, row->subject, row->number,  row->opened.day, row->ended.day,
                            row->due.day, row->verdict, row->outcome, row->flags,      row->procedure,
                            row->service, row->team,    row->theme,   row->group,      row->amount};
  for (int i = 0; i < 15; i++) sqlite3_bind_int64(filling->row, i + 1, values[i]);
  if (sqlite3_step(filling->row) != SQLITE_DONE) stop(sqlite3_errmsg(filling->db));
  sqlite3_reset(filling->row);
}

static void answer(Filling *filling, FigureRow *row) {
  row->due = date_plus(row->opened, 21);
  row->ended = DATE_NONE;
  if (below(&filling->chance, 20) == 0) return;
  row->ended = date_plus(row->opened, 5 + below(&filling->chance, 25));
  row->verdict = date_before(row->due, row->ended) ? 3 : 1;
  row->outcome = 1 + below(&filling->chance, 3);
  row->flags = FIGURE_ANSWERED;
}

static void put_complaint(Filling *filling, FigureRow row) {
  row.subject = SUBJECT_COMPLAINT;
  row.number = 1;
  answer(filling, &row);
  put(filling, &row);
  if (row.flags && below(&filling->chance, 5) == 0) {
    row.number = 2;
    row.opened = date_plus(row.ended, 10);
    row.flags = row.verdict = row.outcome = 0;
    answer(filling, &row);
    put(filling, &row);
  }
  if (below(&filling->chance, 10)) return;
  put(filling, &(FigureRow){.case_id = row.case_id,
                            .subject = SUBJECT_ACTION,
                            .number = 1,
                            .opened = row.opened,
                            .ended = date_plus(row.opened, 40),
                            .due = date_plus(row.opened, 50),
                            .verdict = 1,
                            .flags = FIGURE_DONE | FIGURE_DONE_ON_TIME,
                            .procedure = row.procedure,
                            .service = row.service,
                            .team = row.team,
                            .theme = filling->names.types[below(&filling->chance, 5)]});
}

/* Nine of ten cases are complaints; the others are what the other tables count. */
static void put_case(Filling *filling, int64_t number, int64_t cases) {
  Names *names = &filling->names;
  int service = below(&filling->chance, SERVICES);
  FigureRow row = {.case_id = ((int64_t)1 << 61) + (number << 24) + (int64_t)(next(&filling->chance) >> 44),
                   .opened = date_plus(filling->first, (int32_t)(number * filling->days / cases)),
                   .ended = DATE_NONE,
                   .due = DATE_NONE,
                   .procedure = names->procedures[below(&filling->chance, 6) == 0],
                   .service = names->services[service],
                   .team = names->teams[service][below(&filling->chance, TEAMS)],
                   .theme = names->causes[below(&filling->chance, CAUSES)]};
  if (below(&filling->chance, 10)) {
    put_complaint(filling, row);
    return;
  }
  row.subject = SUBJECT_OMBUDSMAN + below(&filling->chance, SUBJECT_COUNT - SUBJECT_OMBUDSMAN);
  if (row.subject == SUBJECT_COMPLIANCE) row.subject = SUBJECT_OMBUDSMAN;
  if (row.subject == SUBJECT_ACTION) row.subject = SUBJECT_COMPLIMENT;
  if (row.subject == SUBJECT_OMBUDSMAN) row.theme = names->categories[below(&filling->chance, 9)];
  if (row.subject == SUBJECT_OMBUDSMAN || row.subject == SUBJECT_ACCESS) answer(filling, &row);
  if (row.subject == SUBJECT_ACCESS) row.number = 1;
  if (row.subject == SUBJECT_REFERRAL) row.amount = 8 + below(&filling->chance, 14);
  put(filling, &row);
}

static void fill(const char *path, int64_t cases, bool five) {
  Filling filling = {.chance = 1, .days = five ? 5 * YEAR : 2 * YEAR};
  if (!date_parse(five ? TEXT("2014-04-02") : TEXT("2017-04-01"), &filling.first)) stop("no such day");
  if (sqlite3_open(path, &filling.db) != SQLITE_OK) stop("the database does not open");
  run(filling.db, "PRAGMA synchronous = OFF");
  run(filling.db, "BEGIN");
  make_names(&filling);
  const char sql[] =
      "INSERT INTO figure_row (case_id, subject, number, opened, ended, due, verdict, outcome, flags, "
      "procedure, service, team, theme, grouping, amount) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
  if (sqlite3_prepare_v2(filling.db, sql, -1, &filling.row, NULL) != SQLITE_OK)
    stop(sqlite3_errmsg(filling.db));
  for (int64_t i = 0; i < cases; i++) put_case(&filling, i, cases);
  sqlite3_finalize(filling.row);
  run(filling.db, "COMMIT");
  run(filling.db, "PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite3_close(filling.db);
}

/* ---- measuring
 * ---------------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Of all but the first. */
static double median(double *values) {
  qsort(values + 1, ROUNDS - 1, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static void print(const char *name, Times *times) {
  printf("%s-first-ms %.1f\n", name, times->wall[0] * 1000);
  printf("%s-wall-ms %.1f\n%s-cpu-ms %.1f\n", name, median(times->wall) * 1000, name,
         median(times->cpu) * 1000);
}

/* What the process has of its own, without the pages of the database that it shares with the system's cache.
 */
static double own_mib(void) {
  char line[200];
  long kib = 0;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "RssAnon:", 8) == 0) kib = strtol(line + 8, NULL, 10);
  if (file) fclose(file);
  return (double)kib / 1024;
}

static int64_t make_report(const Opened *opened, double *own) {
  AUTO_ARENA arena = arena_new();
  Report report;
  ReportSource source = {arena,
                         opened->db,
                         &opened->program.procedures,
                         &opened->program.calendars,
                         TEXT("Anytown"),
                         wall_clock_now(&opened->clock)};
  ReportAsk ask = {.name = TEXT("annual")};
  if (!date_parse(TEXT("2018-04-01"), &ask.from) || !date_parse(TEXT("2019-03-31"), &ask.to))
    stop("no such day");
  must(report_make(&source, &ask, &report));
  *own = own_mib();
  const FigureTable *table = report_table(&report, TEXT("received-by-procedure"));
  return table_cell(table, TEXT("total"), TEXT("total"));
}

static void measure_reports(const char *path) {
  AUTO_ARENA arena = arena_new();
  Opened opened;
  Times times;
  int64_t received = 0;
  double own = 0;
  open_database(arena, path, &opened);
  for (int i = 0; i < ROUNDS; i++) {
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    received = make_report(&opened, &own);
    times.wall[i] = seconds(CLOCK_MONOTONIC) - wall;
    times.cpu[i] = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  }
  db_close(opened.db);
  print("report", &times);
  printf("received %lld\nreport-own-mib %.1f\n", (long long)received, own);
}

/* The same rows by the same index, added up by SQLite itself. */
static void measure_sums(const char *path) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  Times times;
  int64_t rows = 0;
  static const char sql[] = "SELECT count(*), sum(ended), sum(due), sum(subject), sum(number), sum(verdict), "
                            "sum(outcome), sum(flags), "
                            "sum(procedure >> 20), sum(service >> 20), sum(team >> 20), sum(theme >> 20), "
                            "sum(grouping), sum(amount) "
                            "FROM figure_row WHERE opened >= 17257 AND opened <= 17986";
  if (sqlite3_open(path, &db) != SQLITE_OK) stop("the database does not open");
  run(db, "PRAGMA mmap_size = 268435456");
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) stop(sqlite3_errmsg(db));
  for (int i = 0; i < ROUNDS; i++) {
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (sqlite3_step(statement) == SQLITE_ROW) rows = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    times.wall[i] = seconds(CLOCK_MONOTONIC) - wall;
    times.cpu[i] = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  }
  sqlite3_finalize(statement);
  sqlite3_close(db);
  print("sums", &times);
  printf("rows %lld\n", (long long)rows);
}

/* In a process of its own, whose largest memory is told. */
static void apart(const char *name, void (*measure)(const char *), const char *path) {
  struct rusage used;
  int status = 1;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    measure(path);
    fflush(stdout);
    _exit(0);
  }
  if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) stop("measuring failed");
  printf("%s-peak-mib %.1f\n", name, (double)used.ru_maxrss / 1024);
}

int main(int count, char **words) {
  int64_t cases = 0;
  char path[256];
  bool five = count > 2 && strcmp(words[2], "five") == 0;
  if (count < 3 || !text_to_int(text_of(words[1]), &cases) || cases < 1)
    stop("annual CASES five|two [FOLDER]");
  snprintf(path, sizeof path, "%s/annual-%lld-%s.db", count > 3 ? words[3] : "/tmp", (long long)cases,
           words[2]);
  if (access(path, F_OK) != 0) {
    AUTO_ARENA arena = arena_new();
    Opened opened;
    open_database(arena, path, &opened);
    db_close(opened.db);
    fill(path, cases, five);
  }
  apart("report", measure_reports, path);
  apart("sums", measure_sums, path);
  return 0;
}
