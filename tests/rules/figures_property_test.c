/* Counting against a plain count: random histories, and for every cell of every table a loop over all rows
 * that asks, in the words of rules/figures.h, whether the row belongs there. The loop shares no code with the
 * tally. */
#include "rules/clock.h"
#include "rules/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

enum { HISTORIES = 200, ROWS_MOST = 2500, KEYS_MOST = 60, SERVICES_MOST = 40 };

typedef struct History {
  uint64_t seed, state;
  FigureScope scope;
  FigureKey services[SERVICES_MOST];
  FigureRow *rows;
  size_t count;
  int pattern, keys; /* how keys look, and how many there are of each sort */
} History;

static uint64_t next(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  uint64_t z = (*state ^ (*state >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int below(History *h, int limit) { return (int)(next(&h->state) % (uint64_t)limit); }
static bool one_in(History *h, int n) { return below(h, n) == 0; }

/* ---- random histories ------------------------------------------------------------------------------------
 */

/* The key of a number: positive, below 2^60, and of a kind that a careless hash takes for equal. */
static FigureKey key_of(const History *h, int i) {
  uint64_t random = (uint64_t)i + 77;
  switch (h->pattern) {
  case 0:
    return i + 1;
  case 1:
    return (FigureKey)(i + 1) << 40; /* equal low bits */
  case 2:
    return ((FigureKey)(i + 1) << 32) | (i + 1); /* the halves cancel out */
  case 3:
    return ((FigureKey)1 << 59) + i; /* equal high bits */
  case 4:
    return ((FigureKey)(i + 1) << 52) | 0xFFFFF; /* few and high */
  default:
    return (FigureKey)(next(&random) & (((uint64_t)1 << 60) - 1)); /* anything */
  }
}

static FigureKey random_key(History *h) { return one_in(h, 12) ? 0 : key_of(h, below(h, h->keys)); }

static Date random_day(History *h) {
  Date from = h->scope.from, to = h->scope.to;
  int32_t span = to.day >= from.day ? to.day - from.day + 1 : 1;
  switch (below(h, 10)) {
  case 0:
    return from;
  case 1:
    return to;
  case 2:
    return date_plus(from, -1);
  case 3:
    return date_plus(to, 1);
  case 4:
    return DATE_NONE;
  case 5:
    return date_plus(from, below(h, 900) - 450);
  default:
    return date_plus(from, below(h, span));
  }
}

static int32_t odd_number(History *h, int32_t limit) {
  if (one_in(h, 50)) return one_in(h, 2) ? INT32_MIN : INT32_MAX;
  return below(h, limit + 2) - 1;
}

static FigureRow random_row(History *h) {
  return (FigureRow){.case_id = 1 + below(h, 1000),
                     .subject =
                         one_in(h, 2) ? SUBJECT_COMPLAINT : (FigureSubject)(1 + below(h, SUBJECT_COUNT - 1)),
                     .number = one_in(h, 3) ? below(h, 6) : 1,
                     .opened = random_day(h),
                     .ended = random_day(h),
                     .due = random_day(h),
                     .verdict = odd_number(h, 4),
                     .outcome = odd_number(h, OUTCOME_COUNT + 5),
                     .flags = one_in(h, 3) ? below(h, 64) : FIGURE_ANSWERED,
                     .procedure = random_key(h),
                     .service = random_key(h),
                     .team = random_key(h),
                     .theme = random_key(h),
                     .group = random_key(h),
                     .amount = below(h, 30)};
}

static void random_scope(History *h) {
  static const int spans[] = {1, 2, 28, 365, 366, 365 * 10, 36525};
  Date from;
  assert_true(date_of(1950 + below(h, 90), 1 + below(h, 12), 1 + below(h, 28), &from));
  int span = one_in(h, 40) ? -5 : spans[below(h, 7)];
  size_t count = one_in(h, 2) ? 0 : 1 + (size_t)below(h, one_in(h, 2) ? 4 : SERVICES_MOST);
  for (size_t i = 0; i < count; i++) h->services[i] = key_of(h, below(h, 2 * h->keys));
  h->scope = (FigureScope){from, date_plus(from, span - 1), h->services, count};
}

static void make_history(Arena *arena, History *h, uint64_t seed) {
  *h = (History){.seed = seed, .state = seed};
  h->pattern = below(h, 6);
  h->keys = 1 + below(h, one_in(h, 4) ? KEYS_MOST : 8);
  random_scope(h);
  h->count = (size_t)below(h, one_in(h, 10) ? 20 : ROWS_MOST);
  h->rows = ARENA_ARRAY(arena, FigureRow, h->count + 1);
  for (size_t i = 0; i < h->count; i++) h->rows[i] = random_row(h);
}

/* ---- the plain count ----------------------------------------------------------------------------------- */

static bool within_days(const FigureScope *scope, Date day) {
  if (date_is_none(day)) return false;
  return !date_before(day, scope->from) && !date_before(scope->to, day);
}

static bool of_scope(const FigureScope *scope, FigureKey service) {
  bool found = scope->service_count == 0;
  for (size_t i = 0; i < scope->service_count; i++) found = found || scope->services[i] == service;
  return found;
}

static FigureKey month_of(Date day) {
  DateParts parts = date_parts(day);
  return parts.year * 12 + parts.month - 1;
}

static bool is_stage(const FigureRow *row) {
  return row->subject == SUBJECT_COMPLAINT && row->number >= 1 && row->number <= 3;
}

static bool received_in(const FigureScope *scope, const FigureRow *row, int column) {
  if (!within_days(scope, row->opened) || !of_scope(scope, row->service)) return false;
  bool ombudsman = row->subject == SUBJECT_OMBUDSMAN && row->procedure != 0;
  if (column < 3) return is_stage(row) && row->number == column + 1;
  return column == 3 ? ombudsman : ombudsman || is_stage(row);
}

static bool ended_in(const FigureScope *scope, const FigureRow *row) {
  return is_stage(row) && of_scope(scope, row->service) && within_days(scope, row->ended);
}

static bool answered_in(const FigureScope *scope, const FigureRow *row) {
  return ended_in(scope, row) && (row->flags & FIGURE_ANSWERED);
}

static bool outcome_in(const FigureScope *scope, const FigureRow *row, int column) {
  if (!ended_in(scope, row)) return false;
  bool answer = row->flags & FIGURE_ANSWERED;
  bool not_upheld = answer && row->outcome == OUTCOME_NOT_UPHELD;
  bool partly = answer && row->outcome == OUTCOME_PARTLY_UPHELD;
  bool upheld = answer && row->outcome == OUTCOME_UPHELD;
  bool withdrawn = row->outcome == OUTCOME_WITHDRAWN;
  const bool columns[] = {not_upheld,
                          partly,
                          upheld,
                          withdrawn,
                          not_upheld || partly || upheld,
                          answer && !(not_upheld || partly || upheld || withdrawn)};
  return columns[column];
}

static bool verdict_in(const FigureScope *scope, const FigureRow *row, int column) {
  if (!answered_in(scope, row)) return false;
  switch (column) {
  case 0:
    return row->verdict == VERDICT_ON_TIME;
  case 1:
    return row->verdict == VERDICT_IN_EXTENSION;
  case 2:
    return row->verdict == VERDICT_LATE;
  default:
    return true;
  }
}

static bool is_opened(const FigureScope *scope, const FigureRow *row, FigureSubject subject) {
  return row->subject == subject && within_days(scope, row->opened);
}

static bool is_decided(const FigureScope *scope, const FigureRow *row) {
  return row->subject == SUBJECT_OMBUDSMAN && within_days(scope, row->ended);
}

static bool complied_in(const FigureScope *scope, const FigureRow *row, int column) {
  if (!is_opened(scope, row, SUBJECT_COMPLIANCE)) return false;
  if (column == 0) return true;
  if (column == 1) return row->outcome == COMPLIANCE_ON_TIME;
  return column == 2 ? row->outcome == COMPLIANCE_LATE : row->outcome == COMPLIANCE_NOT_COMPLIED;
}

static bool action_in(const FigureScope *scope, const FigureRow *row, int column) {
  if (!is_opened(scope, row, SUBJECT_ACTION) || !of_scope(scope, row->service)) return false;
  if (column == 0) return true;
  return row->flags & (column == 1 ? FIGURE_DONE : FIGURE_DONE_ON_TIME);
}

static bool without_service_too(const FigureScope *scope, const FigureRow *row, FigureSubject subject) {
  return is_opened(scope, row, subject) &&
         (of_scope(scope, row->service) ||
          (subject == SUBJECT_REFERRAL && row->service == 0 && scope->unplaced));
}

static bool access_in(const FigureScope *scope, const FigureRow *row, int column) {
  return is_opened(scope, row, SUBJECT_ACCESS) && row->number == column + 1;
}

/* Whether the row is counted in the cell. */
static bool stands(const FigureScope *s, const FigureRow *row, FigureTableId table, FigureKey key,
                   FigureKey within, int column) {
  if (table == FIGURE_RECEIVED_BY_TEAM)
    return row->team == key && row->service == within && received_in(s, row, column);
  if (table == FIGURE_ON_TIME)
    return row->number == within && (key == 0 || key == row->procedure) && verdict_in(s, row, column);
  if (within != 0) return false;
  bool upheld = row->outcome == OUTCOME_UPHELD, first = row->number == 1;
  switch (table) {
  case FIGURE_RECEIVED_BY_PROCEDURE:
    return row->procedure == key && received_in(s, row, column);
  case FIGURE_RECEIVED_BY_SERVICE:
    return row->service == key && received_in(s, row, column);
  case FIGURE_CAUSES:
    return row->theme == key && first && answered_in(s, row);
  case FIGURE_OUTCOMES:
    return row->number == key && outcome_in(s, row, column);
  case FIGURE_OTHER_OUTCOMES:
    return row->number == key && outcome_in(s, row, 5);
  case FIGURE_MONTHS:
    return first && received_in(s, row, 0) && month_of(row->opened) == key;
  case FIGURE_MONTHS_ON_TIME:
    return first && verdict_in(s, row, column == 0 ? 0 : 3) && month_of(row->ended) == key;
  case FIGURE_ACTIONS:
    return row->theme == key && action_in(s, row, column);
  case FIGURE_OMBUDSMAN_RECEIVED:
    return row->theme == key && is_opened(s, row, SUBJECT_OMBUDSMAN);
  case FIGURE_OMBUDSMAN_DECISIONS:
    return row->outcome == key && is_decided(s, row);
  case FIGURE_OMBUDSMAN_OURS:
    return row->outcome == key && is_decided(s, row) && row->procedure != 0 && of_scope(s, row->service);
  case FIGURE_OMBUDSMAN_REMEDY:
    return key == 0 && is_decided(s, row) && upheld && (column == 1 || row->flags & FIGURE_REMEDIED_BEFORE);
  case FIGURE_OMBUDSMAN_COMPLIANCE:
    return key == 0 && complied_in(s, row, column);
  case FIGURE_ADVOCACY_AGE:
    return row->amount == key && without_service_too(s, row, SUBJECT_REFERRAL);
  case FIGURE_ADVOCACY_GENDER:
    return row->group == key && without_service_too(s, row, SUBJECT_REFERRAL);
  case FIGURE_ADVOCACY_REASON:
    return row->theme == key && without_service_too(s, row, SUBJECT_REFERRAL);
  case FIGURE_COMPLIMENTS:
    return row->service == key && without_service_too(s, row, SUBJECT_COMPLIMENT);
  case FIGURE_ACCESS:
    return row->service == key && access_in(s, row, column) && of_scope(s, row->service);
  case FIGURE_ACCESS_COUNCIL:
    return key == 0 && access_in(s, row, column);
  default:
    fail_msg("no table %d", (int)table);
    return false;
  }
}

/* ---- what must hold ------------------------------------------------------------------------------------ */

static void wrong(const History *h, const FigureCell *cell, const char *what, int64_t got, int64_t expected) {
  fail_msg("seed %llu, %s: %s, row %lld in %lld, column %d: %lld, not %lld", (unsigned long long)h->seed,
           what, figure_table(cell->table)->id, (long long)cell->key, (long long)cell->within, cell->column,
           (long long)got, (long long)expected);
}

static Tally *tally_all(Arena *arena, const History *h) {
  Tally *tally = tally_new(arena, &h->scope);
  for (size_t i = 0; i < h->count; i++) {
    const TallyRow *rows; /* looked at on the way, which must not disturb what follows */
    for (int t = 0; i == h->count / 2 && t < FIGURE_TABLE_COUNT; t++)
      tally_rows(tally, (FigureTableId)t, &rows);
    tally_add(tally, &h->rows[i]);
  }
  return tally;
}

/* Each cell that was counted, with a plain count of it; sums; order. */
static void check_table(const History *h, const Tally *tally, FigureTableId table) {
  const TallyRow *rows;
  size_t count = tally_rows(tally, table, &rows);
  for (int column = 0; column < figure_table(table)->column_count; column++) {
    int64_t sum = 0;
    FigureCell cell = {table, 0, 0, column};
    for (size_t r = 0; r < count; r++) {
      cell.key = rows[r].key;
      cell.within = rows[r].within;
      int64_t plain = 0, got = rows[r].cells[column];
      for (size_t i = 0; i < h->count; i++)
        plain += stands(&h->scope, &h->rows[i], table, cell.key, cell.within, column);
      if (got != plain) wrong(h, &cell, "plain count", got, plain);
      if (tally_count(tally, cell) != got) wrong(h, &cell, "tally_count", tally_count(tally, cell), got);
      if (table != FIGURE_ON_TIME || cell.key == 0) sum += got;
    }
    if (tally_sum(tally, table, column) != sum) wrong(h, &cell, "sum", tally_sum(tally, table, column), sum);
  }
  for (size_t r = 1; r < count; r++) {
    bool ascending = rows[r - 1].within < rows[r].within ||
                     (rows[r - 1].within == rows[r].within && rows[r - 1].key < rows[r].key);
    if (!ascending) wrong(h, &(FigureCell){table, rows[r].key, rows[r].within, 0}, "order", (int64_t)r, 0);
  }
}

/* No cell in which a row stands is missing, whichever of its fields might name it. */
static void check_nothing_missing(const History *h, const Tally *tally, const FigureRow *row) {
  FigureKey keys[11] = {0, row->procedure, row->service, row->team, row->theme, row->group, row->outcome};
  keys[7] = row->number;
  keys[8] = row->amount;
  keys[9] = date_is_none(row->opened) ? 0 : month_of(row->opened);
  keys[10] = date_is_none(row->ended) ? 0 : month_of(row->ended);
  const FigureKey withins[] = {0, row->service, row->number};
  size_t expected = 0;
  FigureCell cell;
  for (cell.table = 0; cell.table < FIGURE_TABLE_COUNT; cell.table++)
    for (int k = 0; k < 11; k++)
      for (int w = 0; w < 3; w++) {
        bool seen = false;
        for (int i = 0; i < k * 3 + w; i++)
          seen = seen || (keys[i / 3] == keys[k] && withins[i % 3] == withins[w]);
        cell.key = keys[k];
        cell.within = withins[w];
        for (cell.column = 0; !seen && cell.column < figure_table(cell.table)->column_count; cell.column++) {
          if (!stands(&h->scope, row, cell.table, cell.key, cell.within, cell.column)) continue;
          expected++;
          if (tally_count(tally, cell) == 0) wrong(h, &cell, "missing", 0, 1);
        }
      }
  FigureCell cells[FIGURE_CELLS_MAX];
  size_t count = figure_cells(&h->scope, row, cells);
  if (count != expected) wrong(h, &cells[0], "cells of a row", (int64_t)count, (int64_t)expected);
}

/* The cases behind a figure are as many as the figure says. */
static void check_behind(History *h, const Tally *tally, FigureTableId table) {
  const TallyRow *rows;
  size_t count = tally_rows(tally, table, &rows);
  if (count == 0) return;
  size_t r = (size_t)below(h, (int)count);
  FigureCell cell = {table, rows[r].key, rows[r].within, below(h, figure_table(table)->column_count)};
  int64_t behind = 0;
  for (size_t i = 0; i < h->count; i++) behind += figure_counts(&h->scope, &h->rows[i], &cell);
  if (behind != tally_count(tally, cell)) wrong(h, &cell, "behind", behind, tally_count(tally, cell));
}

static void check_other_order(Arena *arena, History *h, const Tally *tally) {
  for (size_t i = h->count; i > 1; i--) {
    size_t j = (size_t)below(h, (int)i);
    FigureRow row = h->rows[i - 1];
    h->rows[i - 1] = h->rows[j];
    h->rows[j] = row;
  }
  const Tally *other = tally_all(arena, h);
  for (int t = 0; t < FIGURE_TABLE_COUNT; t++) {
    const TallyRow *a, *b;
    FigureCell cell = {(FigureTableId)t, 0, 0, 0};
    size_t count = tally_rows(tally, cell.table, &a), others = tally_rows(other, cell.table, &b);
    if (count != others) wrong(h, &cell, "rows in another order", (int64_t)others, (int64_t)count);
    if (memcmp(a, b, count * sizeof *a) != 0) wrong(h, &cell, "another order", 1, 0);
  }
}

static void every_cell_of_every_table(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
    AUTO_ARENA arena = arena_new();
    History h;
    make_history(arena, &h, seed);
    Tally *tally = tally_all(arena, &h);
    for (int t = 0; t < FIGURE_TABLE_COUNT; t++) check_table(&h, tally, (FigureTableId)t);
    for (int i = 0; i < 40 && h.count > 0; i++)
      check_nothing_missing(&h, tally, &h.rows[below(&h, (int)h.count)]);
    for (int t = 0; t < FIGURE_TABLE_COUNT; t++) check_behind(&h, tally, (FigureTableId)t);
    check_other_order(arena, &h, tally);
  }
}

/* The same rows again and again take no more memory. */
static void memory_grows_with_cells_alone(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  History h;
  make_history(arena, &h, 7);
  Tally *tally = tally_all(arena, &h);
  size_t used = arena_used(arena);
  for (int again = 0; again < 20; again++)
    for (size_t i = 0; i < h.count; i++) tally_add(tally, &h.rows[i]);
  const TallyRow *rows;
  for (int t = 0; t < FIGURE_TABLE_COUNT; t++) tally_rows(tally, (FigureTableId)t, &rows);
  assert_int_equal(arena_used(arena), used);
}

static void many_different_cells(void **state) {
  (void)state;
  enum { TEAMS = 20000 };
  AUTO_ARENA arena = arena_new();
  History h = {.seed = 5, .state = 5};
  FigureScope scope = {{0}, {0}, NULL, 0};
  for (h.pattern = 0; h.pattern < 6; h.pattern++) {
    if (h.pattern == 4) continue; /* has no room for so many */
    arena_reset(arena);
    Tally *tally = tally_new(arena, &scope);
    for (int i = 0; i < 2 * TEAMS; i++) {
      FigureRow row = {.subject = SUBJECT_COMPLAINT, .number = 1, .opened = {0}, .ended = DATE_NONE};
      row.team = key_of(&h, i % TEAMS);
      row.service = 3;
      tally_add(tally, &row);
    }
    const TallyRow *rows;
    assert_int_equal(tally_rows(tally, FIGURE_RECEIVED_BY_TEAM, &rows), TEAMS);
    for (int i = 0; i < TEAMS; i++) {
      assert_int_equal(rows[i].cells[4], 2);
      FigureCell cell = {FIGURE_RECEIVED_BY_TEAM, key_of(&h, i), 3, 0};
      assert_int_equal(tally_count(tally, cell), 2);
    }
  }
}

__extension__ typedef __int128 Wide;

static Wide size_of(Wide number) { return number < 0 ? -number : number; }

/* The nearest whole per cent; where two are equally near, the one further from 0. */
static void nearest_per_cent(void **state) {
  (void)state;
  uint64_t random = 9;
  for (int i = 0; i < 300000; i++) {
    int64_t of = (int64_t)(next(&random) >> (next(&random) % 62 + 1));
    if (of == 0) of = 1;
    int64_t n = (int64_t)(next(&random) % (uint64_t)of);
    if (i % 3 == 0) of = of / 200 * 200 + 200, n = of / 200 * (2 * (int64_t)(next(&random) % 100) + 1);
    if (i % 2 == 0) n = -n;
    int32_t percent = share_percent((Share){n, of});
    Wide off = size_of((Wide)100 * n - (Wide)percent * of), farther = percent + (n < 0 ? -1 : 1);
    Wide off_farther = size_of((Wide)100 * n - farther * of);
    if (off * 2 > of || off_farther <= off)
      fail_msg("round %d: %lld of %lld is not %d per cent", i, (long long)n, (long long)of, percent);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_cell_of_every_table),
      cmocka_unit_test(memory_grows_with_cells_alone),
      cmocka_unit_test(many_different_cells),
      cmocka_unit_test(nearest_per_cent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
