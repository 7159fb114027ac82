#include "report/charts.h"

#define N(n) ((long long)(n))

static int64_t drawn(const TableRow *row, size_t column, bool before) {
  const bool *hidden = before ? row->previous_hidden : row->hidden;
  if (hidden && hidden[column]) return INT_NONE;
  return before ? row->previous[column] : row->cells[column];
}

/* One series from a column of the table, without its total rows and those that are part of another. */
static ChartSeries series_of(Build *build, const FigureTable *table, size_t column, Text name, bool before) {
  int64_t *values = ARENA_ARRAY(build->arena, int64_t, table->row_count);
  size_t count = 0;
  for (size_t i = 0; i < table->row_count; i++)
    if (!table->rows[i].total && !table->rows[i].part)
      values[count++] = drawn(&table->rows[i], column, before);
  return (ChartSeries){name, values};
}

static Chart *chart_new(Build *build, const FigureTable *table, const char *id, ChartKind kind, Text unit) {
  Text *labels = ARENA_ARRAY(build->arena, Text, table->row_count);
  Chart *chart = ARENA_NEW(build->arena, Chart);
  *chart =
      (Chart){.id = text_of(id), .title = table->title, .summary = TEXT_NONE, .kind = kind, .unit = unit};
  for (size_t i = 0; i < table->row_count; i++)
    if (!table->rows[i].total && !table->rows[i].part) labels[chart->label_count++] = table->rows[i].label;
  chart->labels = labels;
  return chart;
}

static void set_series(Build *build, Chart *chart, const ChartSeries *series, size_t count) {
  ChartSeries *copy = ARENA_ARRAY(build->arena, ChartSeries, count);
  for (size_t i = 0; i < count; i++) copy[i] = series[i];
  chart->series = copy;
  chart->series_count = count;
}

/* "Service quality 18, Policy or procedure 9" of the first series. */
static Text list_values(Build *build, const Chart *chart) {
  Text *parts = ARENA_ARRAY(build->arena, Text, chart->label_count);
  size_t count = 0;
  for (size_t i = 0; i < chart->label_count; i++)
    if (chart->series[0].values[i] != INT_NONE)
      parts[count++] = text_format(build->arena, "%.*s %lld", TEXT_ARGUMENTS(chart->labels[i]),
                                   N(chart->series[0].values[i]));
  Text joined = join_and(build->arena, parts, count);
  return text_format(build->arena, "%.*s.", TEXT_ARGUMENTS(joined));
}

static bool anything(const Chart *chart) {
  for (size_t s = 0; s < chart->series_count; s++)
    for (size_t i = 0; i < chart->label_count; i++)
      if (chart->series[s].values[i] != INT_NONE && chart->series[s].values[i] > 0) return true;
  return false;
}

/* A chart with a hidden number would show a part as if it were all, or a gap as if it were none. */
static bool all_shown(const Chart *chart) {
  for (size_t s = 0; s < chart->series_count; s++)
    for (size_t i = 0; i < chart->label_count; i++)
      if (chart->series[s].values[i] == INT_NONE) return false;
  return true;
}

static const Chart *finished(Build *build, Chart *chart) {
  if (!anything(chart) || !all_shown(chart)) return NULL;
  if (text_is_empty(chart->summary)) chart->summary = list_values(build, chart);
  return chart;
}

static const FigureTable *table_of(const Build *build, const char *id) {
  return report_table(build->report, text_of(id));
}

static Text short_month(Build *build, Text label) {
  size_t space = text_find(label, TEXT(" "), 0);
  return text_format(build->arena, "%.*s", (int)(space == SIZE_MAX || space > 3 ? 3 : space), label.at);
}

/* Months of one year need no year; longer periods are drawn with it. */
static void shorten_months(Build *build, Chart *chart) {
  if (chart->label_count > 12) return;
  Text *labels = ARENA_ARRAY(build->arena, Text, chart->label_count);
  for (size_t i = 0; i < chart->label_count; i++) labels[i] = short_month(build, chart->labels[i]);
  chart->labels = labels;
}

#define MONTHS_DRAWN 24

const Chart *chart_months(Build *build) {
  const FigureTable *table = table_of(build, "months");
  if (!table || table->row_count > MONTHS_DRAWN + 1) return NULL;
  Chart *chart = chart_new(build, table, "chart-months", CHART_COLUMNS, TEXT("complaints"));
  ChartSeries series[2] = {series_of(build, table, 0, build->report->period, false)};
  if (build->has_before) series[1] = series_of(build, table, 0, build->report->before, true);
  set_series(build, chart, series, build->has_before ? 2 : 1);
  chart->summary = list_values(build, chart);
  shorten_months(build, chart);
  return finished(build, chart);
}

const Chart *chart_months_on_time(Build *build) {
  const FigureTable *table = table_of(build, "months-on-time");
  if (!table || table->row_count > MONTHS_DRAWN + 1) return NULL;
  Chart *chart = chart_new(build, table, "chart-on-time", CHART_COLUMNS, TEXT("complaints"));
  ChartSeries series[] = {series_of(build, table, 1, TEXT("Answered"), false),
                          series_of(build, table, 0, TEXT("On time"), false)};
  set_series(build, chart, series, 2);
  chart->summary = list_values(build, chart);
  shorten_months(build, chart);
  return finished(build, chart);
}

const Chart *chart_services(Build *build) {
  const FigureTable *table = table_of(build, "received-by-service");
  if (!table) return NULL;
  Chart *chart = chart_new(build, table, "chart-services", CHART_STACKED, TEXT("complaints"));
  ChartSeries series[4];
  size_t count = 0;
  for (size_t column = 0; column < 4; column++) {
    size_t total = table_row(table, TEXT("total"));
    bool applies = total == SIZE_MAX || table->rows[total].cells[column] != INT_NONE;
    if (applies && (total == SIZE_MAX || table->rows[total].cells[column] > 0))
      series[count++] = series_of(build, table, column, table->column_labels[column], false);
  }
  if (!count) return NULL;
  set_series(build, chart, series, count);
  return finished(build, chart);
}

static const Chart *bars(Build *build, const char *table_id, const char *id, Text unit) {
  const FigureTable *table = table_of(build, table_id);
  if (!table) return NULL;
  Chart *chart = chart_new(build, table, id, CHART_BARS, unit);
  ChartSeries series = series_of(build, table, 0, table->column_labels[0], false);
  set_series(build, chart, &series, 1);
  return finished(build, chart);
}

const Chart *chart_causes(Build *build) {
  const Chart *chart = bars(build, "causes", "chart-causes", TEXT("complaints"));
  int64_t total = shown_cell(build, "causes", "total", "n");
  if (!chart || total == INT_NONE || chart->series[0].values[0] == INT_NONE) return chart;
  Chart *titled = ARENA_NEW(build->arena, Chart);
  *titled = *chart;
  titled->title = text_format(build->arena, "%.*s was the most common cause: %lld of %lld",
                              TEXT_ARGUMENTS(chart->labels[0]), N(chart->series[0].values[0]), N(total));
  return titled;
}

const Chart *chart_outcomes(Build *build) {
  const FigureTable *table = table_of(build, "outcomes");
  const FigureRate *rate = report_rate(build->report, TEXT("stage-1-fault-found"));
  if (!table) return NULL;
  Chart *chart = chart_new(build, table, "chart-outcomes", CHART_STACKED, TEXT("complaints"));
  ChartSeries series[3];
  for (size_t column = 0; column < 3; column++)
    series[column] = series_of(build, table, column, table->column_labels[column], false);
  set_series(build, chart, series, 3);
  while (chart->label_count > 1 && series[0].values[chart->label_count - 1] <= 0 &&
         series[1].values[chart->label_count - 1] <= 0 && series[2].values[chart->label_count - 1] <= 0)
    chart->label_count--;
  if (rate && !rate->hidden && rate->now.of > 0)
    chart->title = text_format(build->arena, "Fault found in %lld of %lld stage 1 complaints", N(rate->now.n),
                               N(rate->now.of));
  return finished(build, chart);
}

const Chart *chart_actions(Build *build) {
  const FigureTable *table = table_of(build, "actions");
  if (!table) return NULL;
  Chart *chart = chart_new(build, table, "chart-actions", CHART_BARS, TEXT("actions"));
  ChartSeries series = series_of(build, table, 0, table->column_labels[0], false);
  set_series(build, chart, &series, 1);
  return finished(build, chart);
}

const Chart *chart_neighbours(Build *build) {
  return bars(build, "neighbours", "chart-neighbours", TEXT_NONE);
}
