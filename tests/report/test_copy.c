/* Published copies of the annual report against a reader who knows what adds up to what. */
#include "assets.h"
#include "casework/import.h"
#include "casework/publication.h"
#include "report/report.h"
#include "world.h"
#include <stdio.h>

static const char *const FILES[] = {"complaints", "ombudsman",   "recommendations", "actions",
                                    "sars",       "compliments", "advocacy",        "comparators"};

static Text bytes_of(const char *name) {
  for (size_t i = 0; i < asset_count; i++)
    if (strcmp(assets[i].name, name) == 0) return (Text){(const char *)assets[i].bytes, assets[i].size};
  fail_msg("%s is not built in", name);
  return TEXT_NONE;
}

/* The council's year of 2018/19, whole. */
static void import_year(World *world) {
  ImportFile files[COUNT(FILES)];
  ImportReport report = {0};
  for (size_t i = 0; i < COUNT(FILES); i++) {
    Text name = text_format(world->arena, "demo/%s.csv", FILES[i]);
    files[i] =
        (ImportFile){text_format(world->arena, "%s.csv", FILES[i]), bytes_of(text_z(world->arena, name))};
  }
  at(world, "2019-07-01");
  Ctx ctx = as_system(world);
  MUST(import_files(&ctx, files, COUNT(files), false, NULL, &report));
}

static ReportSource source_of(World *world) {
  Ctx ctx = as(world, MANAGER);
  return (ReportSource){.arena = world->arena,
                        .db = world->db,
                        .procedures = &world->program.procedures,
                        .calendars = &world->program.calendars,
                        .council = TEXT("Anytown Council"),
                        .now = ctx_now(&ctx)};
}

static ReportAsk ask_of(const char *name, const char *from, const char *to) {
  return (ReportAsk){.name = text_of(name), .from = day(from), .to = day(to)};
}

static Report report_of(World *world, const ReportAsk *wanted) {
  Report report;
  ReportSource source = source_of(world);
  MUST(report_make(&source, wanted, &report));
  return report;
}

static const Text CHILDREN_SERVICES[] = {{"Children's Social Care Services", 31},
                                         {"Placements and Specialist Services", 34}};

static ReportAsk year_of_children(void) {
  ReportAsk wanted = ask_of("annual", "2018-04-01", "2019-03-31");
  wanted.services = CHILDREN_SERVICES;
  wanted.service_count = 2;
  return wanted;
}

static Report copy_of(World *world, const char *from, const char *to, bool children) {
  ReportAsk wanted = children ? year_of_children() : ask_of("annual", from, to);
  wanted.from = day(from);
  wanted.to = day(to);
  wanted.published_copy = true;
  return report_of(world, &wanted);
}

/* ---- the reader --------------------------------------------------------------------------------------- */

enum { CELLS_MAX = 6000, SUMS_MAX = 6000, TERMS_MAX = 60000 };

typedef struct Unknown {
  int64_t low, high, value;
} Unknown;

/* parts[from … to - 1] add up to the cells of wholes of the same number. */
typedef struct ReaderSum {
  size_t from, to;
} ReaderSum;

typedef struct Reader {
  const Report *report;
  bool previous;
  size_t first[REPORT_TABLES_MAX], count;
  Unknown cells[CELLS_MAX];
  ReaderSum sums[SUMS_MAX];
  size_t sum_count;
  size_t terms[TERMS_MAX];
  int signs[TERMS_MAX];
  size_t term_count;
} Reader;

static Reader reader;

static const FigureTable *table_at(const char *id, size_t *first) {
  for (size_t t = 0; t < reader.report->table_count; t++)
    if (text_equal(reader.report->tables[t].id, text_of(id))) {
      *first = reader.first[t];
      return &reader.report->tables[t];
    }
  return NULL;
}

static void see(const Report *report, bool previous) {
  reader = (Reader){.report = report, .previous = previous};
  for (size_t t = 0; t < report->table_count; t++) {
    const FigureTable *table = &report->tables[t];
    reader.first[t] = reader.count;
    for (size_t r = 0; r < table->row_count; r++)
      for (size_t c = 0; c < table->column_count; c++) {
        const TableRow *row = &table->rows[r];
        const int64_t *values = previous ? row->previous : row->cells;
        const bool *hidden = previous ? row->previous_hidden : row->hidden;
        int64_t value = values && values[c] != INT_NONE ? values[c] : 0;
        assert_true(reader.count < CELLS_MAX);
        bool is_hidden = values && hidden && hidden[c];
        reader.cells[reader.count++] = (Unknown){is_hidden ? 0 : value, is_hidden ? 1000000 : value, value};
      }
  }
}

static void term(size_t cell, int sign) {
  assert_true(reader.term_count < TERMS_MAX);
  reader.terms[reader.term_count] = cell;
  reader.signs[reader.term_count++] = sign;
}

/* Ends the sum of the terms since the last; forgets it where it is none. */
static void sum_up(void) {
  size_t from = reader.sum_count ? reader.sums[reader.sum_count - 1].to : 0;
  int64_t sum = 0;
  for (size_t i = from; i < reader.term_count; i++)
    sum += reader.signs[i] * reader.cells[reader.terms[i]].value;
  if (sum != 0) {
    reader.term_count = from;
    return;
  }
  assert_true(reader.sum_count < SUMS_MAX);
  reader.sums[reader.sum_count++] = (ReaderSum){from, reader.term_count};
}

static void sums_of_table(const FigureTable *table, size_t first) {
  size_t width = table->column_count;
  for (size_t r = 0; table->total_column >= 0 && r < table->row_count; r++) {
    for (size_t c = 0; c < width; c++) term(first + r * width + c, c == (size_t)table->total_column ? -1 : 1);
    sum_up();
  }
  for (size_t c = 0; table->additive && c < width; c++) {
    for (size_t r = 0; r < table->row_count; r++)
      if (!table->rows[r].part) term(first + r * width + c, table->rows[r].total ? -1 : 1);
    sum_up();
  }
}

/* Rows of a table that begin with a name add up to the row of that name. */
static void sums_of_children(const char *children, const char *parents, const char *between) {
  size_t first = 0, top = 0;
  const FigureTable *in = table_at(children, &first), *of = table_at(parents, &top);
  for (size_t p = 0; in && of && p < of->row_count; p++)
    for (size_t c = 0; c < in->column_count; c++) {
      char prefix[200];
      (void)snprintf(prefix, sizeof prefix, "%.*s%s", TEXT_ARGUMENTS(of->rows[p].label), between);
      if (in == of) (void)snprintf(prefix, sizeof prefix, "%.*s%s", TEXT_ARGUMENTS(of->rows[p].id), between);
      size_t before = reader.term_count;
      for (size_t r = 0; r < in->row_count; r++)
        if (text_starts(in->rows[r].id, text_of(prefix))) term(first + r * in->column_count + c, 1);
      if (reader.term_count == before) continue;
      term(top + p * of->column_count + c, -1);
      sum_up();
    }
}

static void add(const char *table, const char *row, const char *column, int sign) {
  size_t first = 0;
  const FigureTable *in = table_at(table, &first);
  size_t r = in ? table_row(in, text_of(row)) : SIZE_MAX;
  size_t c = in ? table_column(in, text_of(column)) : SIZE_MAX;
  if (r != SIZE_MAX && c != SIZE_MAX) term(first + r * in->column_count + c, sign);
}

static void sums_between_tables(void) {
  static const char *const stages[] = {"stage-1", "stage-2", "stage-3"};
  static const char *const received[] = {"stage-1", "stage-2", "stage-3", "ombudsman", "total"};
  static const char *const by[] = {"received-by-procedure", "received-by-service", "received-by-team"};
  for (size_t c = 0; c < COUNT(received); c++)
    for (size_t t = 1; t < COUNT(by); t++) {
      add(by[0], "total", received[c], 1);
      add(by[t], "total", received[c], -1);
      sum_up();
    }
  add(by[0], "total", "stage-1", 1), add("months", "total", "received", -1), sum_up();
  for (size_t s = 0; s < COUNT(stages); s++) {
    static const char *const parts[] = {"not-upheld", "partly-upheld", "upheld"};
    for (size_t i = 0; i < COUNT(parts); i++) add("outcomes", stages[s], parts[i], 1);
    add("outcomes", stages[s], "decided", -1), sum_up();
    add("outcomes", stages[s], "decided", 1), add("outcomes", stages[s], "withdrawn", 1);
    add("other-outcomes", stages[s], "n", 1), add("on-time", stages[s], "responded", -1), sum_up();
  }
  add("on-time", "stage-1", "responded", 1), add("months-on-time", "total", "responded", -1), sum_up();
  add("on-time", "stage-1", "on-time", 1), add("months-on-time", "total", "on-time", -1), sum_up();
}

static void sums_of_answers(void) {
  size_t first = 0;
  const FigureTable *table = table_at("on-time", &first);
  for (size_t r = 0; table && r < table->row_count; r++) {
    for (size_t c = 0; c < 4; c++) term(first + r * 4 + c, c == 3 ? -1 : 1);
    sum_up();
  }
}

/* Narrows one cell by what the others of its sum leave. */
static bool narrow(const ReaderSum *sum, size_t at) {
  int64_t low = 0, high = 0;
  for (size_t i = sum->from; i < sum->to; i++) {
    const Unknown *cell = &reader.cells[reader.terms[i]];
    if (i == at) continue;
    low += reader.signs[i] > 0 ? cell->low : -cell->high;
    high += reader.signs[i] > 0 ? cell->high : -cell->low;
  }
  Unknown *cell = &reader.cells[reader.terms[at]];
  int64_t from = reader.signs[at] > 0 ? -high : low, to = reader.signs[at] > 0 ? -low : high;
  bool narrower = from > cell->low || to < cell->high;
  if (from > cell->low) cell->low = from;
  if (to < cell->high) cell->high = to;
  return narrower;
}

static size_t attack(const Report *report, bool previous) {
  size_t found = 0;
  see(report, previous);
  for (size_t t = 0; t < report->table_count; t++) sums_of_table(&report->tables[t], reader.first[t]);
  sums_of_children("received-by-team", "received-by-service", " / ");
  sums_of_children("on-time", "on-time", "/");
  sums_of_answers();
  sums_between_tables();
  bool narrower = true;
  for (int turn = 0; turn < 200 && narrower; turn++) {
    narrower = false;
    for (size_t s = 0; s < reader.sum_count; s++)
      for (size_t i = reader.sums[s].from; i < reader.sums[s].to; i++)
        narrower = narrow(&reader.sums[s], i) || narrower;
  }
  for (size_t t = 0; t < report->table_count; t++) {
    const FigureTable *table = &report->tables[t];
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
      const TableRow *row = &table->rows[i / table->column_count];
      const Unknown *cell = &reader.cells[reader.first[t] + i];
      const bool *hidden = previous ? row->previous_hidden : row->hidden;
      if (!hidden || !hidden[i % table->column_count] || cell->value <= 0 || cell->value >= 5) continue;
      found++;
      if (cell->low == cell->high)
        fail_msg("%.*s, %.*s: %lld follows", TEXT_ARGUMENTS(table->id), TEXT_ARGUMENTS(row->id),
                 (long long)cell->value);
    }
  }
  return found;
}

static void no_small_number_follows_from_what_is_shown(void **state) {
  World *world = *state;
  static const char *const periods[][2] = {{"2017-04-01", "2018-03-31"}, {"2018-04-01", "2019-03-31"},
                                           {"2018-04-01", "2018-06-30"}, {"2018-07-01", "2018-09-30"},
                                           {"2018-10-01", "2018-12-31"}, {"2019-01-01", "2019-03-31"}};
  size_t found = 0;
  import_year(world);
  for (size_t i = 0; i < COUNT(periods); i++)
    for (int children = 0; children < 2; children++) {
      Report report = copy_of(world, periods[i][0], periods[i][1], children == 1);
      found += attack(&report, false);
      found += attack(&report, true);
    }
  assert_true(found > 100);
}

/* ---- what is not told otherwise ----------------------------------------------------------------------- */

static void rows_of_a_copy_are_not_in_the_order_of_their_counts(void **state) {
  World *world = *state;
  static const char *const tables[] = {
      "causes",          "received-by-service",    "received-by-procedure", "advocacy-gender",
      "advocacy-reason", "compliments-by-service", "received-by-team",      "subject-access-by-service"};
  import_year(world);
  Report report = copy_of(world, "2018-04-01", "2019-03-31", false);
  for (size_t t = 0; t < COUNT(tables); t++) {
    const FigureTable *table = report_table(&report, text_of(tables[t]));
    if (!table) continue;
    for (size_t r = 1; r + 1 < table->row_count; r++)
      assert_true(text_compare(table->rows[r - 1].label, table->rows[r].label) < 0);
    assert_true(table->rows[table->row_count - 1].total);
  }
}

static void very_long_lists_are_not_compared(void **state) {
  World *world = *state;
  const Text *sentences;
  size_t count;
  char *bytes = ARENA_ARRAY(world->arena, char, 4u << 20);
  memset(bytes, '\n', 4u << 20);
  Text list = {bytes, 4u << 20};
  MUST(report_rows_compared(world->arena, list, list, &sentences, &count));
  assert_int_equal(count, 1);
  assert_text(sentences[0], "The lists are too long to be compared case by case.");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(no_small_number_follows_from_what_is_shown),
      TEST(rows_of_a_copy_are_not_in_the_order_of_their_counts),
      TEST(very_long_lists_are_not_compared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
