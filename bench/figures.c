/* Rows counted a second: a million rows of a council's figures tallied for two years, beside a plain loop
 * that only adds up one field of the same rows. Prints "NAME ROWS-A-SECOND NANOSECONDS-A-ROW" lines. By hand:
 *
 *   cc -O2 -D_GNU_SOURCE -Isrc bench/figures.c build/src/rules/librules.a build/src/base/libbase.a
 *     -lsodium -lutf8proc -o figures-bench && ./figures-bench [ROWS]
 *
 * The counting itself is the code of that build: measure with the build that will run. */
#include "rules/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

enum { REPEATS = 5, DAYS = 3 * 365, SERVICES = 60, IN_SCOPE = 20 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t next(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  uint64_t z = (*state ^ (*state >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int below(uint64_t *state, int limit) { return (int)(next(state) >> 33) % limit; }

/* Nine in ten are stages of complaints, most of them stage 1, nine in ten of these answered. */
static FigureRow random_row(uint64_t *state, Date first) {
  int subject =
      below(state, 10) < 9 ? SUBJECT_COMPLAINT : SUBJECT_OMBUDSMAN + below(state, SUBJECT_COUNT - 2);
  Date opened = date_plus(first, below(state, DAYS));
  bool ended = below(state, 10) < 9;
  int service = 1000 + below(state, SERVICES);
  return (FigureRow){.case_id = (int64_t)next(state),
                     .subject = (FigureSubject)subject,
                     .number = below(state, 5) == 0 ? 2 : 1,
                     .opened = opened,
                     .ended = ended ? date_plus(opened, below(state, 40)) : DATE_NONE,
                     .due = date_plus(opened, 20),
                     .verdict = 1 + below(state, 3),
                     .outcome = 1 + below(state, 4),
                     .flags = ended ? FIGURE_ANSWERED : 0,
                     .procedure = (FigureKey)1 << (40 + below(state, 4)),
                     .service = service,
                     .team = service * 8 + below(state, 5),
                     .theme = 5000 + below(state, 40),
                     .group = below(state, 3),
                     .amount = below(state, 25)};
}

static void report(const char *name, size_t rows, double seconds) {
  printf("%s %.0f %.1f\n", name, (double)rows / seconds, seconds * 1e9 / (double)rows);
}

/* The best of some runs, in seconds for one of the two periods. */
static double tally_all(const FigureRow *rows, size_t count, FigureScope one, FigureScope two, int64_t *sum) {
  double best = 1e9;
  const FigureScope scopes[] = {one, two};
  for (int i = 0; i < REPEATS; i++) {
    AUTO_ARENA arena = arena_new();
    double began = now();
    for (int s = 0; s < 2; s++) {
      Tally *tally = tally_new(arena, &scopes[s]);
      for (size_t r = 0; r < count; r++) tally_add(tally, &rows[r]);
      *sum += tally_sum(tally, FIGURE_RECEIVED_BY_SERVICE, 4);
    }
    double took = (now() - began) / 2;
    if (took < best) best = took;
  }
  return best;
}

static double add_up(const FigureRow *rows, size_t count, int64_t *sum) {
  double best = 1e9;
  for (int i = 0; i < REPEATS; i++) {
    double began = now();
    for (size_t r = 0; r < count; r++) *sum += rows[r].service;
    double took = now() - began;
    if (took < best) best = took;
  }
  return best;
}

int main(int argc, char **argv) {
  size_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
  Date first = {0};
  if (count == 0 || !date_parse(TEXT("2017-04-01"), &first)) return 1;
  /* more than an arena gives */
  FigureRow *rows =
      mmap(NULL, count * sizeof *rows, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (rows == MAP_FAILED) return 1;
  uint64_t state = 1;
  for (size_t i = 0; i < count; i++) rows[i] = random_row(&state, first);
  FigureKey services[IN_SCOPE];
  for (int i = 0; i < IN_SCOPE; i++) services[i] = 1000 + 3 * i;
  FigureScope year = {first, date_plus(first, 364), NULL, 0};
  FigureScope next_year = {date_plus(first, 365), date_plus(first, 729), NULL, 0};
  FigureScope part = year, next_part = next_year;
  part.services = next_part.services = services;
  part.service_count = next_part.service_count = IN_SCOPE;
  FigureScope always = {first, date_plus(first, DAYS + 40), NULL, 0};
  int64_t sum = 0, counted = 0;
  report("plain-sum", count, add_up(rows, count, &sum));
  report("tally-two-years", count, tally_all(rows, count, year, next_year, &counted));
  report("tally-two-years-of-20-services", count, tally_all(rows, count, part, next_part, &counted));
  report("tally-every-row-inside", count, tally_all(rows, count, always, always, &counted));
  munmap(rows, count * sizeof *rows);
  return sum == 0 || counted == 0;
}
