/* The last thirteen weeks: from the lists that were kept, else worked out from the rows that figures count.
 */
#include "report/weekly_parts.h"
#include "rules/clock.h"
#include "sql_figures.h"
#include "sql_weekly.h"

#include <jansson.h>

/* ---- worked out ----------------------------------------------------------------------------------- */

_Static_assert(SUBJECT_COMPLAINT == 1 && SUBJECT_OMBUDSMAN == 2 && SUBJECT_ACCESS == 5,
               "the numbers that weekly_ended names");

void weekly_count_weeks(Weekly *weekly, Date opened, Date ended, Date due) {
  for (size_t i = 0; i < WEEKLY_TREND; i++) {
    WeeklyPoint *point = &weekly->points[i];
    bool over = !date_is_none(ended) && date_before(ended, point->monday);
    if (point->open == INT_NONE || !date_before(opened, point->monday) || over) continue;
    point->open++;
    point->late += !date_is_none(due) && date_before(due, point->monday);
  }
}

static void count_answer(Weekly *weekly, const SqlWeeklyEnded *row) {
  bool recent = row->ended > weekly->today.day - WEEKLY_RATE_DAYS && row->ended <= weekly->today.day;
  if (!recent || !(row->flags & FIGURE_ANSWERED) || row->subject == SUBJECT_OMBUDSMAN) return;
  int64_t *cells = weekly_service(weekly, row->service)->cells;
  cells[WEEKLY_RESPONDED]++;
  cells[WEEKLY_ON_TIME] += row->verdict == VERDICT_ON_TIME;
}

static Error take_row(void *context, const SqlWeeklyEnded *row) {
  Weekly *weekly = context;
  if (!weekly_in_scope(weekly, row->service)) return OK;
  weekly_count_weeks(weekly, (Date){(int32_t)row->opened}, (Date){(int32_t)row->ended},
                     (Date){(int32_t)row->due});
  count_answer(weekly, row);
  return OK;
}

/* ---- kept ----------------------------------------------------------------------------------------- */

static bool text_is(const json_t *value, const char *text) {
  const char *string = json_string_value(value);
  return string && text_equal(text_of(string), text_of(text));
}

static const json_t *with_id(const json_t *list, const char *id) {
  size_t i;
  json_t *item;
  json_array_foreach((json_t *)list, i, item) if (text_is(json_object_get(item, "id"), id)) return item;
  return NULL;
}

static int64_t cell_at(const json_t *table, const json_t *row, const char *column) {
  size_t i;
  json_t *name;
  json_array_foreach(json_object_get(table, "columns"), i, name) {
    const json_t *cell = json_array_get(json_object_get(row, "cells"), i);
    if (text_is(name, column)) return json_is_integer(cell) ? json_integer_value(cell) : INT_NONE;
  }
  return INT_NONE;
}

/* False: the frozen text has no such figures. */
static bool read_kept(Text figures, WeeklyPoint *point) {
  json_t *json = json_loadb(figures.at, figures.length, 0, NULL);
  const json_t *table = with_id(json_object_get(json, "tables"), "weekly-by-service");
  const json_t *row = table ? with_id(json_object_get(table, "rows"), "total") : NULL;
  int64_t open = row ? cell_at(table, row, "open") : INT_NONE;
  int64_t late = row ? cell_at(table, row, "late") : INT_NONE;
  json_decref(json);
  if (open == INT_NONE || late == INT_NONE) return false;
  *point = (WeeklyPoint){point->monday, open, late, true};
  return true;
}

static Error take_kept(Weekly *weekly, const KeptWeek *kept, WeeklyPoint *point) {
  SqlPublicationText text;
  bool there;
  AUTO_ARENA arena = arena_new();
  TRY(sql_publication_text(weekly->build->source->db, arena, kept->id, TEXT("figures"), &text, &there));
  if (there) (void)read_kept(text.body, point);
  return OK;
}

/* Only a list that was kept on its Monday tells how that Monday was; of several the first. */
static Error look_up(Weekly *weekly) {
  const KeptWeek *kept;
  size_t count;
  Text scope = report_scope_key(weekly->build->arena, &weekly->build->report->ask);
  TRY(report_weekly_kept(weekly->build->source, scope, weekly->points[0].monday, weekly->monday, &kept,
                         &count));
  for (size_t i = 0; i < count; i++) {
    size_t week = (size_t)(kept[i].monday.day - weekly->points[0].monday.day) / 7;
    WeeklyPoint *point = &weekly->points[week];
    if (!date_equal(london_date(kept[i].kept), point->monday) || point->kept) continue;
    TRY(take_kept(weekly, &kept[i], point));
  }
  return OK;
}

void weekly_begin_trend(Weekly *weekly) {
  for (size_t i = 0; i < WEEKLY_TREND; i++) {
    Date monday = date_plus(weekly->monday, 7 * ((int32_t)i - (WEEKLY_TREND - 1)));
    int64_t none = date_before(weekly->today, monday) ? INT_NONE : 0;
    weekly->points[i] = (WeeklyPoint){monday, none, none, false};
  }
}

Error weekly_trend(Weekly *weekly) {
  Date first = weekly->points[0].monday, recent = date_plus(weekly->today, 1 - WEEKLY_RATE_DAYS);
  if (date_before(recent, first)) first = recent;
  TRY(sql_weekly_ended(weekly->build->source->db, weekly->build->arena, first.day, take_row, weekly));
  return look_up(weekly);
}

/* ---- the table and the chart ------------------------------------------------------------------------ */

static TableRow trend_row(Arena *arena, const WeeklyPoint *point) {
  int64_t *cells = ARENA_ARRAY(arena, int64_t, 2);
  cells[0] = point->open;
  cells[1] = point->late;
  return (TableRow){
      .id = date_iso(arena, point->monday), .label = date_words(arena, point->monday), .cells = cells};
}

static Text day_and_month(Arena *arena, Date date) {
  DateParts parts = date_parts(date);
  return text_format(arena, "%d %.3s", parts.day, month_name(parts.month));
}

static Text late_words(Arena *arena, int64_t late) {
  if (late == 0) return TEXT("No case was late");
  return text_format(arena, "%lld %s late", (long long)late, late == 1 ? "case was" : "cases were");
}

static const Chart *trend_chart(Weekly *weekly) {
  Arena *arena = weekly->build->arena;
  int64_t *values = ARENA_ARRAY(arena, int64_t, WEEKLY_TREND), last = 0, most = 0;
  Text *labels = ARENA_ARRAY(arena, Text, WEEKLY_TREND);
  Chart *chart = ARENA_NEW(arena, Chart);
  ChartSeries *series = ARENA_NEW(arena, ChartSeries);
  size_t count = 0;
  for (size_t i = 0; i < WEEKLY_TREND; i++) {
    if (weekly->points[i].late == INT_NONE) continue;
    labels[count] = day_and_month(arena, weekly->points[i].monday);
    last = values[count++] = weekly->points[i].late;
    if (last > most) most = last;
  }
  if (!most) return NULL;
  *series = (ChartSeries){TEXT("Late"), values};
  Text now = late_words(arena, last);
  *chart =
      (Chart){.id = TEXT("weekly-late"),
              .title = text_format(arena, "%.*s on Monday %.*s; the most in thirteen weeks was %lld",
                                   TEXT_ARGUMENTS(now), TEXT_ARGUMENTS(labels[count - 1]), (long long)most),
              .summary = TEXT("How many cases were late each Monday. The table has the numbers."),
              .kind = CHART_COLUMNS,
              .labels = labels,
              .label_count = count,
              .series = series,
              .series_count = 1,
              .unit = TEXT("cases")};
  return chart;
}

const Chart *weekly_trend_table(Weekly *weekly) {
  static const Text columns[] = {{"open", 4}, {"late", 4}}, labels[] = {{"Open", 4}, {"Late", 4}};
  Report *report = weekly->build->report;
  BUG_IF(report->table_count == REPORT_TABLES_MAX);
  FigureTable *table = &report->tables[report->table_count++];
  *table = (FigureTable){.id = TEXT("weekly-trend"),
                         .title = TEXT("Open and late, the last thirteen Mondays"),
                         .definition =
                             TEXT("From the list that was kept on the Monday; else as at its first minute."),
                         .basis = BASIS_RECEIVED,
                         .period = TEXT_NONE,
                         .columns = columns,
                         .column_labels = labels,
                         .column_count = 2,
                         .total_column = -1,
                         .rows_label = TEXT("Monday"),
                         .rows = ARENA_ARRAY(weekly->build->arena, TableRow, WEEKLY_TREND)};
  for (size_t i = 0; i < WEEKLY_TREND; i++)
    table->rows[table->row_count++] = trend_row(weekly->build->arena, &weekly->points[i]);
  return trend_chart(weekly);
}
