/* The earlier figures as they were published, and what has been corrected since. */
#include "report/build.h"
#include "sql_figures.h"

#include <jansson.h>

static int64_t number_of(const json_t *value) {
  return json_is_integer(value) ? json_integer_value(value) : INT_NONE;
}

static const json_t *named(const json_t *list, Text id) {
  size_t index;
  const json_t *item;
  json_array_foreach(list, index, item) {
    const char *name = json_string_value(json_object_get(item, "id"));
    if (name && text_equal(text_of(name), id)) return item;
  }
  return NULL;
}

static void note_correction(Build *build, Text table, Text row, Text column, int64_t published, int64_t now) {
  Report *report = build->report;
  ReportCorrection *grown = arena_grow(build->arena, report->corrections, report->correction_count,
                                       report->correction_count + 1, sizeof(ReportCorrection));
  grown[report->correction_count++] = (ReportCorrection){table, row, column, published, now};
  report->corrections = grown;
}

static size_t column_of(const json_t *frozen, Text column) {
  size_t index;
  const json_t *name;
  json_array_foreach(json_object_get(frozen, "columns"), index, name) {
    if (text_equal(text_of(json_string_value(name)), column)) return index;
  }
  return SIZE_MAX;
}

/* What was published stands; where the records say something else now, that is a correction. */
static void compare_row(Build *build, FigureTable *table, TableRow *row, Text id, const json_t *frozen,
                        const json_t *cells) {
  int64_t *previous = ARENA_ARRAY(build->arena, int64_t, table->column_count);
  for (size_t i = 0; i < table->column_count; i++) {
    int64_t recounted = row->previous ? row->previous[i] : INT_NONE;
    size_t at = column_of(frozen, table->columns[i]);
    /* A row that was not in the published table had nothing in it. */
    int64_t published = cells && at != SIZE_MAX ? number_of(json_array_get(cells, at))
                        : recounted == INT_NONE ? INT_NONE
                                                : 0;
    previous[i] = published;
    if (published != recounted && published != INT_NONE && recounted != INT_NONE)
      note_correction(build, table->id, id, table->columns[i], published, recounted);
  }
  row->previous = previous;
}

/* Months are named by this period's; a year earlier they stood under last year's. */
static Text frozen_id(Build *build, const FigureTable *table, Text id) {
  bool month = text_starts(table->id, TEXT("months")) && id.length == 7;
  int64_t year;
  if (!month || !text_to_int(text_slice(id, 0, 4), &year)) return id;
  return text_format(build->arena, "%04lld%.*s", (long long)(year - 1), (int)id.length - 4, id.at + 4);
}

static void compare_table(Build *build, FigureTable *table, const json_t *tables) {
  const json_t *frozen = named(tables, table->id);
  if (!frozen) return;
  const json_t *rows = json_object_get(frozen, "rows");
  for (size_t i = 0; i < table->row_count; i++) {
    Text id = frozen_id(build, table, table->rows[i].id);
    const json_t *row = named(rows, id);
    compare_row(build, table, &table->rows[i], id, frozen, row ? json_object_get(row, "cells") : NULL);
  }
}

static void compare_rates(Build *build, const json_t *rates) {
  Report *report = build->report;
  for (size_t i = 0; i < report->rate_count; i++) {
    FigureRate *rate = &report->rates[i];
    const json_t *frozen = named(rates, rate->id);
    int64_t n = number_of(json_object_get(frozen, "n")), of = number_of(json_object_get(frozen, "of"));
    if (rate->change || !frozen || n == INT_NONE || of == INT_NONE) continue;
    rate->previous = (Share){n, of};
    rate->has_previous = true;
  }
}

/* A change is measured against what was published. */
static void compare_change(Build *build, const char *id, const char *column) {
  for (size_t i = 0; i < build->report->rate_count; i++) {
    FigureRate *rate = &build->report->rates[i];
    if (!text_equal(rate->id, text_of(id))) continue;
    int64_t now = shown_cell(build, "received-by-procedure", "total", column);
    int64_t before = shown_before(build, "received-by-procedure", "total", column);
    if (now != INT_NONE && before != INT_NONE) rate->now = (Share){now - before, before};
  }
}

static void compare_all(Build *build, const json_t *root) {
  Report *report = build->report;
  for (size_t i = 0; i < report->table_count; i++)
    compare_table(build, &report->tables[i], json_object_get(root, "tables"));
  compare_rates(build, json_object_get(root, "rates"));
  compare_change(build, "change-in-stage-1", "stage-1");
  compare_change(build, "change-in-total", "total");
}

Error build_compare(Build *build) {
  const ReportSource *source = build->source;
  SqlPublicationLatest last;
  SqlPublicationText text;
  bool found;
  Text scope = report_scope_key(build->arena, &build->report->ask);
  TRY(sql_publication_latest(source->db, build->arena, build->report->ask.name, build->before.from,
                             build->before.to, scope, &last, &found));
  if (!found) return OK;
  TRY(sql_publication_text(source->db, build->arena, last.case_id, TEXT("figures"), &text, &found));
  json_t *root = found ? json_loadb(text.body.at, text.body.length, JSON_REJECT_DUPLICATES, NULL) : NULL;
  if (!root)
    return FAIL(build->arena, ERROR_DAMAGED, "The published report %.*s cannot be read.",
                TEXT_ARGUMENTS(last.reference));
  build->has_before = true;
  build->report->before = period_words(build->arena, build->before);
  build->report->compared_with = last.reference;
  build->report->compared_published = last.published;
  compare_all(build, root);
  json_decref(root);
  return OK;
}

/* ---- neighbours ---------------------------------------------------------------------------------- */

/* "2018-19" of a financial year, as comparators.csv writes it. */
static Text year_of(Arena *arena, Period period) {
  int year = date_parts(period.from).year;
  return text_format(arena, "%d-%02d", year, (year + 1) % 100);
}

/* "lgsco-received-education-and-childrens": the Ombudsman's category. */
static Text measure_words(Arena *arena, Text measure) {
  Text prefix = TEXT("lgsco-received-"), childrens = TEXT("childrens");
  if (!text_starts(measure, prefix)) return name_words(arena, measure);
  Text category = text_slice(measure, prefix.length, measure.length);
  if (text_ends(category, childrens))
    category =
        text_format(arena, "%.*schildren’s services", (int)(category.length - childrens.length), category.at);
  char *words = text_z(arena, category);
  for (size_t i = 0; i < category.length; i++)
    if (words[i] == '-') words[i] = ' ';
  return text_format(arena, "Received by the Ombudsman: %s", words);
}

Error build_neighbours(Build *build) {
  SqlComparatorOfYear *rows;
  size_t count;
  Report *report = build->report;
  TRY(sql_comparator_of_year(build->source->db, build->arena, year_of(build->arena, build->period), &rows,
                             &count));
  if (!count || report->table_count == REPORT_TABLES_MAX || !is_financial_year(build->period)) return OK;
  FigureTable *table = &report->tables[report->table_count++];
  Text *columns = ARENA_ARRAY(build->arena, Text, 1), *labels = ARENA_ARRAY(build->arena, Text, 1);
  columns[0] = TEXT("n");
  labels[0] = measure_words(build->arena, rows[0].measure);
  *table = (FigureTable){
      .id = TEXT("neighbours"),
      .title = text_format(build->arena, "Published by the Ombudsman for our neighbours, %.*s",
                           TEXT_ARGUMENTS(report->period)),
      .definition = TEXT("Typed in from what was published; not counted here. The category covers "
                         "more than the services of this report."),
      .basis = BASIS_RECEIVED,
      .period = TEXT_NONE,
      .columns = columns,
      .column_labels = labels,
      .column_count = 1,
      .total_column = -1,
      .rows_label = TEXT("Authority")};
  table->rows = ARENA_ARRAY(build->arena, TableRow, count);
  for (size_t i = 0; i < count; i++) {
    if (!text_equal(rows[i].measure, rows[0].measure)) continue;
    int64_t *cells = ARENA_ARRAY(build->arena, int64_t, 1);
    cells[0] = rows[i].value;
    table->rows[table->row_count++] =
        (TableRow){.id = rows[i].authority, .label = rows[i].authority, .cells = cells};
  }
  return OK;
}
