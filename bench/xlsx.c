/* A large export as a spreadsheet: 100,000 rows of 8 typed cells, beside the same rows as plain CSV in the
 * same run; each in a process of its own. Prints "NAME NUMBER" lines: rows a second, seconds of processor
 * time, the most memory in MiB, bytes. Built from the libraries of a release build:
 *   B=build-bench; cc -std=gnu17 -O2 -DNDEBUG -I $B/allow/tests -o $B/bench/xlsx bench/xlsx.c \
 *     $B/src/io/libio.a $B/src/base/libbase.a -lxlsxwriter -lz -lsodium -lutf8proc
 *   xlsx [ROWS] */
#include "io/spreadsheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CELLS 8

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static Text pick(const char *const *from, size_t count, size_t i) { return text_of(from[i % count]); }

/* Reference, service, received, stage, working days, part upheld, remedy, subject. */
static void fill(Cell cells[CELLS], char reference[24], size_t i) {
  static const char *const services[] = {"Housing repairs", "Council tax", "Parking", "Adult social care",
                                         "Planning"};
  static const char *const subjects[] = {"Repair not done after three visits",
                                         "Charged twice & no answer to letters",
                                         "Bin not collected for weeks", "Decision not explained"};
  snprintf(reference, 24, "CMP-%zu", 100000 + i);
  cells[0] = (Cell){.kind = CELL_TEXT, .text = text_of(reference)};
  cells[1] = (Cell){.kind = CELL_TEXT, .text = pick(services, 5, i * 7)};
  cells[2] = (Cell){.kind = CELL_DATE, .date = {17000 + (int32_t)(i * 7919 % 1500)}};
  cells[3] = (Cell){.kind = CELL_NUMBER, .number = (int64_t)(i % 2 + 1)};
  cells[4] = (Cell){.kind = CELL_NUMBER, .number = (int64_t)(i * 31 % 90)};
  cells[5] = (Cell){.kind = CELL_PERCENT, .number = (int64_t)(i * 13 % 101)};
  cells[6] = (Cell){.kind = i % 3 ? CELL_EMPTY : CELL_MONEY, .number = (int64_t)(i * 101 % 50000)};
  cells[7] = (Cell){.kind = CELL_TEXT, .text = pick(subjects, 4, i * 11)};
}

static Error write_spreadsheet(Arena *arena, size_t rows, Text path) {
  Cell cells[CELLS];
  char reference[24];
  SpreadsheetAbout about = {TEXT("Cases"), TEXT("A council"), {1545091200}};
  AUTO_SPREADSHEET sheet = NULL;
  TRY(spreadsheet_new(arena, &about, &sheet));
  TRY(spreadsheet_sheet(sheet, TEXT("Cases"), (int[]){14, 20, 18, 8, 8, 8, 12, 40}, CELLS));
  for (size_t i = 0; i < rows; i++) {
    fill(cells, reference, i);
    TRY(spreadsheet_row(sheet, cells, CELLS));
  }
  return spreadsheet_save(sheet, arena, path);
}

static void put_csv(FILE *file, const Cell *cell) {
  char day[11];
  switch (cell->kind) {
  case CELL_TEXT:
    fprintf(file, "\"%.*s\"", TEXT_ARGUMENTS(cell->text));
    break;
  case CELL_NUMBER:
  case CELL_PERCENT:
    fprintf(file, "%lld", (long long)cell->number);
    break;
  case CELL_MONEY:
    fprintf(file, "%lld.%02lld", (long long)cell->number / 100, (long long)cell->number % 100);
    break;
  case CELL_DATE:
    date_write(day, cell->date);
    fputs(day, file);
    break;
  case CELL_EMPTY:
    break;
  }
}

static Error write_csv(Arena *arena, size_t rows, Text path) {
  Cell cells[CELLS];
  char reference[24];
  FILE *file = fopen(text_z(arena, path), "w");
  if (!file) return FAIL(arena, ERROR_IO, "The file cannot be made.");
  for (size_t i = 0; i < rows; i++) {
    fill(cells, reference, i);
    for (size_t k = 0; k < CELLS; k++) {
      put_csv(file, &cells[k]);
      fputc(k + 1 < CELLS ? ',' : '\n', file);
    }
  }
  bool whole = fflush(file) == 0 && fsync(fileno(file)) == 0;
  return fclose(file) == 0 && whole ? OK : FAIL(arena, ERROR_IO, "The file cannot be written.");
}

static size_t size_of(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file || fseek(file, 0, SEEK_END) != 0) return 0;
  size_t size = (size_t)ftell(file);
  fclose(file);
  return size;
}

static bool measure(const char *name, Error (*write)(Arena *, size_t, Text), size_t rows, const char *path) {
  double began = now();
  pid_t child = fork();
  if (child == 0) {
    AUTO_ARENA arena = arena_new();
    Error error = write(arena, rows, text_of(path));
    if (error) fprintf(stderr, "xlsx: %.*s\n", TEXT_ARGUMENTS(error->words));
    _exit(error ? 1 : 0);
  }
  int status = 1;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) return false;
  double took = now() - began;
  double user = (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
  double system = (double)used.ru_stime.tv_sec + (double)used.ru_stime.tv_usec / 1e6;
  printf("%s-rows-a-second %.0f\n%s-cpu-seconds %.3f\n", name, (double)rows / took, name, user + system);
  printf("%s-peak-mib %.1f\n%s-bytes %zu\n", name, (double)used.ru_maxrss / 1024, name, size_of(path));
  return true;
}

int main(int count, char **words) {
  int64_t rows = 100000;
  char folder[] = "/tmp/redress-bench-XXXXXX", path[64];
  if (count > 1 && (!text_to_int(text_of(words[1]), &rows) || rows < 1 || rows > 1048576)) return 2;
  if (!mkdtemp(folder)) return 1;
  snprintf(path, sizeof path, "%s/out", folder);
  fflush(stdout);
  bool done =
      measure("xlsx", write_spreadsheet, (size_t)rows, path) && measure("csv", write_csv, (size_t)rows, path);
  unlink(path);
  rmdir(folder);
  return done ? 0 : 1;
}
