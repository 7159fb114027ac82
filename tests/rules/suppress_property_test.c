/* Properties of hiding small numbers over drawn tables, against a reader who tries every filling. The reader
 * has equations of his own, written down while the tables are drawn, and no algebra. The seed is printed;
 * REDRESS_TEST_SEED repeats a run. */
#include "rules/suppress.h"
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* after the three above */
#include <cmocka.h>

enum { TABLES_MAX = 3, ROWS_MAX = 8, COLUMNS_MAX = 5, CELLS_MAX = TABLES_MAX * ROWS_MAX * COLUMNS_MAX };
enum { SUMS_MAX = 200, RATES_MAX = 8 };

static uint64_t seed, drawn;

static uint32_t draw(uint32_t below) {
  drawn ^= drawn << 13;
  drawn ^= drawn >> 7;
  drawn ^= drawn << 17;
  return (uint32_t)((drawn >> 16) % below);
}

/* One sum: signs[cell] of every cell of the period. */
typedef struct ReaderSum {
  int8_t signs[CELLS_MAX];
} ReaderSum;

typedef struct World {
  FigureTable tables[TABLES_MAX];
  size_t count;
  TableRow rows[TABLES_MAX][ROWS_MAX];
  int64_t cells[2][CELLS_MAX]; /* now and before */
  bool hidden[2][CELLS_MAX];
  ReaderSum sums[2][SUMS_MAX];
  size_t sum_count[2];
  FigureRate rates[RATES_MAX];
  ReaderSum rate_sums[RATES_MAX][2]; /* of n and of `of` */
  size_t rate_count;
} World;

static Arena *arena;
static World world;

static int load(void **state) {
  (void)state;
  const char *given = getenv("REDRESS_TEST_SEED");
  seed = given ? strtoull(given, NULL, 10) : 20261122;
  drawn = seed * 2654435761U + 88172645463325252U;
  print_message("# seed %llu\n", (unsigned long long)seed);
  arena = arena_new();
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* ---- drawing --------------------------------------------------------------------------------------------
 */

static size_t cell_at(size_t table, size_t row, size_t column) {
  return (table * ROWS_MAX + row) * COLUMNS_MAX + column;
}

static void add_table(const char *id, const char *columns, bool total_column) {
  size_t t = world.count++;
  FigureTable *table = &world.tables[t];
  Text *names = ARENA_ARRAY(arena, Text, COLUMNS_MAX + 1), rest = text_of(columns);
  *table = (FigureTable){.id = text_of(id), .title = text_of(id), .columns = names, .column_labels = names};
  while (text_next(&rest, ' ', &names[table->column_count])) table->column_count++;
  table->total_column = total_column ? (int)table->column_count - 1 : -1;
  table->rows = world.rows[t];
}

static void add_row(Text id, bool total, bool part) {
  size_t t = world.count - 1, r = world.tables[t].row_count++;
  world.tables[t].rows[r] = (TableRow){.id = id,
                                       .label = id,
                                       .cells = &world.cells[0][cell_at(t, r, 0)],
                                       .previous = &world.cells[1][cell_at(t, r, 0)],
                                       .hidden = &world.hidden[0][cell_at(t, r, 0)],
                                       .previous_hidden = &world.hidden[1][cell_at(t, r, 0)],
                                       .total = total,
                                       .part = part};
  world.tables[t].additive |= total;
}

static int64_t draw_count(void) {
  static const uint32_t up_to[] = {1, 2, 3, 6, 12, 30};
  return draw(up_to[draw(6)] + 1);
}

static ReaderSum *new_sum(size_t period) {
  assert_true(world.sum_count[period] < SUMS_MAX);
  return memset(&world.sums[period][world.sum_count[period]++], 0, sizeof(ReaderSum));
}

static void add_to_total(size_t period, ReaderSum *sum, size_t part, size_t total) {
  int64_t *cells = world.cells[period];
  if (cells[part] == INT_NONE) return;
  cells[total] += cells[part];
  sum->signs[part] = 1;
  sum->signs[total] = -1;
}

static void sum_row(size_t period, size_t table, size_t row) {
  size_t last = world.tables[table].column_count - 1;
  world.cells[period][cell_at(table, row, last)] = 0;
  ReaderSum *sum = new_sum(period);
  for (size_t c = 0; c < last; c++)
    add_to_total(period, sum, cell_at(table, row, c), cell_at(table, row, last));
}

static void sum_columns(size_t period, size_t table) {
  const FigureTable *in = &world.tables[table];
  for (size_t c = 0; c < in->column_count; c++) {
    ReaderSum *sum = new_sum(period);
    world.cells[period][cell_at(table, in->row_count - 1, c)] = 0;
    for (size_t r = 0; r + 1 < in->row_count; r++)
      if (!in->rows[r].part)
        add_to_total(period, sum, cell_at(table, r, c), cell_at(table, in->row_count - 1, c));
  }
}

static Text name(const char *kind, size_t number) { return text_format(arena, "%s%zu", kind, number); }

/* A table with or without totals, cells that do not apply, and a part. */
static void draw_plain(void) {
  static const char *const columns[] = {"total", "a total", "a b total", "a b c total"};
  static const char *const columns_alone[] = {"a", "a b", "a b c", "a b c d"};
  bool sums = draw(4) != 0, total = draw(4) != 0, part = draw(4) == 0;
  size_t width = sums ? 1 + draw(3) : draw(4), rows = 1 + draw(4);
  add_table("plain", sums ? columns[width] : columns_alone[width], sums);
  for (size_t r = 0; r < rows; r++) add_row(name("row-", r), false, false);
  if (part) add_row(TEXT("of-which"), false, true);
  if (total) add_row(TEXT("total"), true, false);
  for (size_t p = 0; p < 2; p++) {
    for (size_t r = 0; r < rows + part; r++) {
      for (size_t c = 0; c < world.tables[0].column_count; c++)
        world.cells[p][cell_at(0, r, c)] = draw(12) == 0 ? INT_NONE : draw_count();
      if (sums) sum_row(p, 0, r);
    }
    if (total) sum_columns(p, 0);
    if (total && sums) sum_row(p, 0, rows + part); /* follows, but for cells that do not apply */
  }
}

/* Every team of the third table belongs to a service of the second. */
static void sum_teams(size_t period, const size_t *service) {
  for (size_t s = 0; s + 1 < world.tables[1].row_count; s++)
    for (size_t c = 0; c < world.tables[1].column_count; c++) {
      ReaderSum *sum = new_sum(period);
      for (size_t r = 0; r + 1 < world.tables[2].row_count; r++)
        if (service[r] == s) sum->signs[cell_at(2, r, c)] = 1;
      sum->signs[cell_at(1, s, c)] = -1;
    }
}

static void equal_totals(size_t period, size_t table, size_t other) {
  for (size_t c = 0; c < world.tables[table].column_count; c++) {
    ReaderSum *sum = new_sum(period);
    sum->signs[cell_at(table, world.tables[table].row_count - 1, c)] = 1;
    sum->signs[cell_at(other, world.tables[other].row_count - 1, c)] = -1;
  }
}

/* "Row-0 / team-1"; each service has a team. */
static void draw_rows(size_t table, size_t *service) {
  size_t services = table == 2 ? world.tables[1].row_count - 1 : 0;
  for (size_t r = 0, rows = table == 2 ? services + draw(3) : 1 + draw(3); r < rows; r++) {
    service[r] = r < services || services == 0 ? r : draw((uint32_t)services);
    Text plain = name("row-", service[r]), team = name("team-", r);
    add_row(table == 2 ? text_format(arena, "%.*s / %.*s", TEXT_ARGUMENTS(plain), TEXT_ARGUMENTS(team))
                       : plain,
            false, false);
  }
  add_row(TEXT("total"), true, false);
}

/* The same complaints by procedure, by service and by team. */
static void draw_family(void) {
  static const char *const ids[] = {"received-by-procedure", "received-by-service", "received-by-team"};
  size_t members = 2 + draw(2), width = 1 + draw(2), service[ROWS_MAX];
  for (size_t t = 0; t < members; t++) {
    add_table(ids[t], width == 1 ? "stage-1 total" : "stage-1 stage-2 total", true);
    draw_rows(t, service);
  }
  for (size_t p = 0; p < 2; p++) {
    for (size_t people = draw(10) * draw(6); people > 0; people--) {
      size_t c = draw((uint32_t)width), last = draw((uint32_t)world.tables[members - 1].row_count - 1);
      world.cells[p][cell_at(0, draw((uint32_t)world.tables[0].row_count - 1), c)]++;
      world.cells[p][cell_at(members - 1, last, c)]++;
      if (members == 3) world.cells[p][cell_at(1, service[last], c)]++;
    }
    for (size_t t = 0; t < members; t++) {
      for (size_t r = 0; r + 1 < world.tables[t].row_count; r++) sum_row(p, t, r);
      sum_columns(p, t);
      if (t > 0) equal_totals(p, t, t - 1);
    }
    if (members == 3) sum_teams(p, service);
  }
}

static void add_rate(Text id, size_t row, size_t parts, const size_t *columns, size_t of) {
  size_t at = world.rate_count++;
  FigureRate *rate = &world.rates[at];
  memset(world.rate_sums[at], 0, sizeof world.rate_sums[at]);
  *rate = (FigureRate){.id = id, .has_previous = true};
  for (size_t i = 0; i < parts; i++) {
    world.rate_sums[at][0].signs[cell_at(0, row, columns[i])] = 1;
    rate->now.n += world.cells[0][cell_at(0, row, columns[i])];
    rate->previous.n += world.cells[1][cell_at(0, row, columns[i])];
  }
  world.rate_sums[at][1].signs[cell_at(0, row, of)] = 1;
  rate->now.of = world.cells[0][cell_at(0, row, of)];
  rate->previous.of = world.cells[1][cell_at(0, row, of)];
}

/* Stages with their procedures; sometimes answers without a verdict. */
static void draw_on_time(void) {
  size_t stages = 1 + draw(2), procedures = 1 + draw(2);
  add_table("on-time", "on-time in-extension late responded", false);
  for (size_t s = 0; s < stages; s++) {
    add_row(name("stage-", s + 1), false, false);
    for (size_t r = 0; r < procedures; r++)
      add_row(text_format(arena, "stage-%zu/p%zu", s + 1, r), false, true);
  }
  for (size_t p = 0; p < 2; p++) {
    for (size_t s = 0; s < stages; s++) {
      size_t top = s * (procedures + 1);
      for (size_t r = top + 1; r <= top + procedures; r++) {
        for (size_t c = 0; c < 3; c++) world.cells[p][cell_at(0, r, c)] = draw_count();
        sum_row(p, 0, r);
      }
      for (size_t c = 0; c < 4; c++) {
        ReaderSum *sum = new_sum(p);
        world.cells[p][cell_at(0, top, c)] = 0;
        for (size_t r = top + 1; r <= top + procedures; r++)
          add_to_total(p, sum, cell_at(0, r, c), cell_at(0, top, c));
      }
    }
  }
  for (size_t s = 0; s < stages; s++) {
    size_t row = s * (procedures + 1);
    add_rate(name("stage-", s + 1), row, 1, (const size_t[]){0}, 3);
    world.rates[world.rate_count - 1].id = text_format(arena, "stage-%zu-on-time", s + 1);
    add_rate(text_format(arena, "stage-%zu-on-time-extended", s + 1), row, 2, (const size_t[]){0, 1}, 3);
    add_rate(text_format(arena, "stage-%zu-on-time-extended/p0", s + 1), row + 1, 2, (const size_t[]){0, 1},
             3);
  }
}

static void draw_outcomes(void) {
  size_t stages = 1 + draw(3);
  add_table("outcomes", "not-upheld partly-upheld upheld decided", false);
  for (size_t s = 0; s < stages; s++) add_row(name("stage-", s + 1), false, false);
  for (size_t p = 0; p < 2; p++)
    for (size_t s = 0; s < stages; s++) {
      for (size_t c = 0; c < 3; c++) world.cells[p][cell_at(0, s, c)] = draw_count();
      sum_row(p, 0, s);
    }
  for (size_t s = 0; s < stages; s++)
    add_rate(text_format(arena, "stage-%zu-fault-found", s + 1), s, 2, (const size_t[]){1, 2}, 3);
}

static void draw_world(void) {
  arena_reset(arena);
  memset(&world, 0, sizeof world);
  switch (draw(4)) {
  case 0:
    draw_plain();
    break;
  case 1:
    draw_family();
    break;
  case 2:
    draw_on_time();
    break;
  default:
    draw_outcomes();
  }
}

/* ---- the reader -----------------------------------------------------------------------------------------
 */

/* Tries fillings cell by cell, each hidden cell from the least it can be to `above` more than it is; gives a
 * branch up as soon as a sum cannot come out any more. */
typedef struct Reader {
  const int64_t *cells;
  size_t unknown[CELLS_MAX], count;
  const ReaderSum *sums[SUMS_MAX + 2 * RATES_MAX];
  size_t sum_count;
  int64_t filled[CELLS_MAX]; /* by cell: the difference from the true value */
  int64_t above;
  bool knows_noughts; /* that a hidden cell is not 0 unless it is */
  size_t other;       /* must differ */
  bool found[CELLS_MAX];
} Reader;

/* How far the cell may fall. */
static int64_t below(const Reader *reader, size_t cell) {
  return reader->cells[cell] - (reader->knows_noughts && reader->cells[cell] > 0);
}

static bool can_come_out(const Reader *reader, size_t done) {
  for (size_t s = 0; s < reader->sum_count; s++) {
    int64_t low = 0, high = 0;
    if (done > 0 && reader->sums[s]->signs[reader->unknown[done - 1]] == 0) continue;
    for (size_t i = 0; i < reader->count; i++) {
      size_t cell = reader->unknown[i];
      int sign = reader->sums[s]->signs[cell];
      int64_t from = i < done ? reader->filled[cell] : -below(reader, cell);
      int64_t to = i < done ? reader->filled[cell] : reader->above;
      low += sign > 0 ? from : sign < 0 ? -to : 0;
      high += sign > 0 ? to : sign < 0 ? -from : 0;
    }
    if (low > 0 || high < 0) return false;
  }
  return true;
}

static bool fill(Reader *reader, size_t done) {
  if (!can_come_out(reader, done)) return false;
  if (done == reader->count) return true;
  size_t cell = reader->unknown[done];
  for (int64_t step = 0; step <= below(reader, cell) || step <= reader->above; step++)
    for (int sign = 1; sign >= -1; sign -= 2) {
      int64_t change = sign * step;
      if (change > reader->above || change < -below(reader, cell)) continue;
      if (cell == reader->other ? change == 0 : step == 0 && sign < 0) continue;
      reader->filled[cell] = change;
      if (fill(reader, done + 1)) return true;
    }
  return false;
}

static Reader reader_of(size_t period, bool knows_noughts) {
  Reader reader = {.cells = world.cells[period], .above = 2, .knows_noughts = knows_noughts};
  for (size_t i = 0; i < CELLS_MAX; i++)
    if (world.hidden[period][i]) reader.unknown[reader.count++] = i;
  for (size_t s = 0; s < world.sum_count[period]; s++)
    reader.sums[reader.sum_count++] = &world.sums[period][s];
  for (size_t i = 0; i < world.rate_count; i++) {
    if (period == 0 ? world.rates[i].hidden : world.rates[i].previous_hidden) continue;
    reader.sums[reader.sum_count++] = &world.rate_sums[i][0];
    reader.sums[reader.sum_count++] = &world.rate_sums[i][1];
  }
  return reader;
}

/* The first hidden cell that has the same value in every filling; SIZE_MAX where there is none. */
static size_t reader_finds(size_t period, bool knows_noughts) {
  Reader reader = reader_of(period, knows_noughts);
  for (size_t i = 0; i < reader.count; i++) {
    size_t cell = reader.unknown[i], first = reader.unknown[0];
    if (reader.found[cell]) continue;
    reader.other = cell;
    reader.unknown[i] = first;
    reader.unknown[0] = cell;
    bool found = fill(&reader, 0);
    reader.unknown[0] = first;
    reader.unknown[i] = cell;
    if (!found) return cell;
    for (size_t k = 0; k < reader.count; k++)
      reader.found[reader.unknown[k]] |= reader.filled[reader.unknown[k]] != 0;
  }
  return SIZE_MAX;
}

/* ---- properties -----------------------------------------------------------------------------------------
 */

static size_t check_cells(const World *before, int64_t threshold) {
  size_t hidden = 0;
  assert_memory_equal(world.cells, before->cells, sizeof world.cells);
  for (size_t p = 0; p < 2; p++)
    for (size_t i = 0; i < CELLS_MAX; i++) {
      int64_t value = world.cells[p][i];
      hidden += world.hidden[p][i];
      if (value > 0 && value < threshold) assert_true(world.hidden[p][i]);
      if (world.hidden[p][i]) assert_true(value >= 0);
    }
  return hidden;
}

static void nothing_small_can_be_worked_out(void **state) {
  (void)state;
  static World before, first;
  for (int i = 0; i < 4000; i++) {
    draw_world();
    before = world;
    int64_t threshold = 2 + draw(5);
    Suppressed done =
        suppress_small(arena, world.tables, world.count, world.rates, world.rate_count, threshold);
    assert_int_equal(done.small + done.protecting, check_cells(&before, threshold));
    if (done.small == 0) assert_int_equal(done.protecting, 0);
    Text leak = suppress_leak(arena, world.tables, world.count);
    if (leak.length > 0) fail_msg("world %d: %.*s", i, TEXT_ARGUMENTS(leak));
    for (size_t p = 0; p < 2; p++) {
      size_t cell = reader_finds(p, threshold > 2);
      if (cell != SIZE_MAX) fail_msg("world %d: the reader finds cell %zu of period %zu", i, cell, p);
    }
    first = world;
    memcpy(world.hidden, before.hidden, sizeof world.hidden);
    memcpy(world.rates, before.rates, sizeof world.rates);
    Suppressed again =
        suppress_small(arena, world.tables, world.count, world.rates, world.rate_count, threshold);
    assert_memory_equal(&again, &done, sizeof done);
    assert_memory_equal(world.hidden, first.hidden, sizeof world.hidden);
    assert_memory_equal(world.rates, first.rates, sizeof world.rates);
  }
}

/* Whatever is hidden by whomever: a leak is named exactly where the reader finds one. */
static void leaks_are_what_the_reader_finds(void **state) {
  (void)state;
  size_t found = 0, drawn_worlds = 3000;
  for (size_t i = 0; i < drawn_worlds; i++) {
    draw_world();
    world.rate_count = 0;
    uint32_t one_in = 1 + draw(4);
    for (size_t p = 0; p < 2; p++)
      for (size_t t = 0; t < world.count; t++)
        for (size_t r = 0; r < world.tables[t].row_count; r++)
          for (size_t c = 0; c < world.tables[t].column_count; c++)
            world.hidden[p][cell_at(t, r, c)] =
                world.cells[p][cell_at(t, r, c)] != INT_NONE && draw(one_in) == 0;
    Text leak = suppress_leak(arena, world.tables, world.count);
    bool finds = reader_finds(0, false) != SIZE_MAX || reader_finds(1, false) != SIZE_MAX;
    if (finds != (leak.length > 0))
      fail_msg("world %zu: the reader finds %d, the check “%.*s”", i, finds, TEXT_ARGUMENTS(leak));
    found += finds;
  }
  assert_in_range(found, drawn_worlds / 20, drawn_worlds * 19 / 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_small_can_be_worked_out),
      cmocka_unit_test(leaks_are_what_the_reader_finds),
  };
  return cmocka_run_group_tests(tests, load, end);
}
