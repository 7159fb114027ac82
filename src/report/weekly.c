/* The weekly list: what is open at a stated moment, by service and for all, and the last thirteen weeks. */
#include "report/weekly_parts.h"

#define N(n) ((long long)(n))

static const Text COLUMNS[WEEKLY_COLUMNS] = {[WEEKLY_OPEN] = {"open", 4},
                                             [WEEKLY_LATE] = {"late", 4},
                                             [WEEKLY_THIS_WEEK] = {"due-this-week", 13},
                                             [WEEKLY_NEXT_WEEK] = {"due-next-week", 13},
                                             [WEEKLY_LATER] = {"due-later", 9},
                                             [WEEKLY_PAUSED] = {"paused", 6},
                                             [WEEKLY_OLDEST] = {"oldest-working-days", 19},
                                             [WEEKLY_ON_TIME] = {"on-time-4-weeks", 15},
                                             [WEEKLY_RESPONDED] = {"responded-4-weeks", 17}};
static const Text LABELS[WEEKLY_COLUMNS] = {[WEEKLY_OPEN] = {"Open", 4},
                                            [WEEKLY_LATE] = {"Late", 4},
                                            [WEEKLY_THIS_WEEK] = {"Due this week", 13},
                                            [WEEKLY_NEXT_WEEK] = {"Due next week", 13},
                                            [WEEKLY_LATER] = {"Due later", 9},
                                            [WEEKLY_PAUSED] = {"Paused", 6},
                                            [WEEKLY_OLDEST] = {"Oldest, working days", 20},
                                            [WEEKLY_ON_TIME] = {"On time, last 4 weeks", 21},
                                            [WEEKLY_RESPONDED] = {"Answered, last 4 weeks", 22}};

/* ---- the table by service -------------------------------------------------------------------------- */

static Text service_label(const Weekly *weekly, FigureKey key) {
  Text name = name_of_service(&weekly->build->names, key);
  return text_is_empty(name) ? TEXT("No service recorded") : name;
}

/* By name; what has none comes last. */
static bool comes_first(const Weekly *weekly, const WeeklyService *a, const WeeklyService *b) {
  Text first = name_of_service(&weekly->build->names, a->key);
  Text second = name_of_service(&weekly->build->names, b->key);
  if (text_is_empty(first) != text_is_empty(second)) return text_is_empty(second);
  return text_compare(first, second) < 0;
}

static void sort_services(Weekly *weekly) {
  for (size_t i = 1; i < weekly->service_count; i++) {
    WeeklyService moving = weekly->services[i];
    size_t to = i;
    for (; to > 0 && comes_first(weekly, &moving, &weekly->services[to - 1]); to--)
      weekly->services[to] = weekly->services[to - 1];
    weekly->services[to] = moving;
  }
}

static int64_t *copy_cells(Arena *arena, const int64_t *cells) {
  int64_t *copy = ARENA_ARRAY(arena, int64_t, WEEKLY_COLUMNS);
  for (size_t i = 0; i < WEEKLY_COLUMNS; i++) copy[i] = cells[i];
  return copy;
}

/* All are sums but the oldest, which is the oldest of all. */
static void add_to_total(int64_t *total, const int64_t *cells) {
  for (size_t i = 0; i < WEEKLY_COLUMNS; i++)
    if (i != WEEKLY_OLDEST) total[i] += cells[i];
  if (cells[WEEKLY_OLDEST] > total[WEEKLY_OLDEST]) total[WEEKLY_OLDEST] = cells[WEEKLY_OLDEST];
}

static TableRow service_row(const Weekly *weekly, const WeeklyService *service) {
  Text name = name_of_service(&weekly->build->names, service->key);
  return (TableRow){.id = text_is_empty(name) ? TEXT("no-service") : name,
                    .label = service_label(weekly, service->key),
                    .cells = copy_cells(weekly->build->arena, service->cells)};
}

static const int64_t *add_services(Weekly *weekly) {
  Report *report = weekly->build->report;
  Arena *arena = weekly->build->arena;
  int64_t total[WEEKLY_COLUMNS] = {[WEEKLY_OLDEST] = INT_NONE};
  FigureTable *table = &report->tables[report->table_count++];
  *table = (FigureTable){
      .id = TEXT("weekly-by-service"),
      .title = TEXT("Open cases, by service"),
      .definition =
          TEXT("Complaints and requests for one’s own data that wait for an answer, and cases at the "
               "Ombudsman that wait for a decision. Late: the day of the next step has passed. Due later: "
               "after next week, or no day is set. Each open case is late, due at one of the times or "
               "paused. The last two columns count what was answered in the 28 days up to the moment of "
               "the list."),
      .basis = BASIS_RECEIVED,
      .period = TEXT_NONE,
      .columns = COLUMNS,
      .column_labels = LABELS,
      .column_count = WEEKLY_COLUMNS,
      .total_column = -1,
      .rows_label = TEXT("Service"),
      .rows = ARENA_ARRAY(arena, TableRow, weekly->service_count + 1)};
  for (size_t i = 0; i < weekly->service_count; i++) {
    table->rows[table->row_count++] = service_row(weekly, &weekly->services[i]);
    add_to_total(total, weekly->services[i].cells);
  }
  table->rows[table->row_count] = (TableRow){
      .id = TEXT("total"), .label = TEXT("Total"), .total = true, .cells = copy_cells(arena, total)};
  return table->rows[table->row_count++].cells;
}

/* ---- on time over four weeks ------------------------------------------------------------------------ */

static void add_rate(Weekly *weekly, Text service, const int64_t *cells) {
  Report *report = weekly->build->report;
  Arena *arena = weekly->build->arena;
  bool all = text_is_empty(service);
  if (report->rate_count == REPORT_RATES_MAX) return; /* the table has both numbers of every service */
  Text id = all ? TEXT("on-time-four-weeks")
                : text_format(arena, "on-time-four-weeks/%.*s", TEXT_ARGUMENTS(service));
  Text title = all ? TEXT("Answered on time, last four weeks")
                   : text_format(arena, "Answered on time, last four weeks, %.*s", TEXT_ARGUMENTS(service));
  FigureRate *rate = build_rate(weekly->build, id, title, BASIS_RESPONDED,
                                (Share){cells[WEEKLY_ON_TIME], cells[WEEKLY_RESPONDED]}, (Share){0, 0});
  rate->has_previous = false;
  rate->definition =
      TEXT("Stages answered on or before their original target, of those answered in the 28 days "
           "up to the moment of the list.");
  rate->table = TEXT("weekly-by-service");
  rate->row = all ? TEXT("total") : service;
  rate->column = COLUMNS[WEEKLY_ON_TIME];
}

static void add_rates(Weekly *weekly, const int64_t *total) {
  add_rate(weekly, TEXT_NONE, total);
  for (size_t i = 0; i < weekly->service_count; i++) {
    Text name = name_of_service(&weekly->build->names, weekly->services[i].key);
    if (!text_is_empty(name)) add_rate(weekly, name, weekly->services[i].cells);
  }
}

/* ---- words ------------------------------------------------------------------------------------------ */

static Text summary_words(const Weekly *weekly, const int64_t *total) {
  Arena *arena = weekly->build->arena;
  Text moment = instant_words(arena, weekly->build->source->now);
  if (!total[WEEKLY_OPEN]) return text_format(arena, "As at %.*s, no case is open.", TEXT_ARGUMENTS(moment));
  return text_format(arena,
                     "As at %.*s, %lld %s open: %lld late, %lld due this week, %lld due next week, "
                     "%lld due later, %lld paused.",
                     TEXT_ARGUMENTS(moment), N(total[WEEKLY_OPEN]),
                     total[WEEKLY_OPEN] == 1 ? "case is" : "cases are", N(total[WEEKLY_LATE]),
                     N(total[WEEKLY_THIS_WEEK]), N(total[WEEKLY_NEXT_WEEK]), N(total[WEEKLY_LATER]),
                     N(total[WEEKLY_PAUSED]));
}

static Text other_week_note(const Weekly *weekly) {
  if (date_equal(week_monday(weekly->today), weekly->monday)) return TEXT_NONE;
  return TEXT(
      "This is not the week that was asked for: the cases are those that are open now. For an earlier "
      "week there is the list that was kept in it.");
}

static Text ignored_day_note(const Weekly *weekly, Date asked_to) {
  if (date_equal(asked_to, weekly->sunday)) return TEXT_NONE;
  Text sunday = date_words(weekly->build->arena, weekly->sunday);
  return text_format(
      weekly->build->arena,
      "A weekly list is of one week: the last day asked for was not used, the week ends on %.*s.",
      TEXT_ARGUMENTS(sunday));
}

static Text trend_note(const Weekly *weekly) {
  for (size_t i = 0; i < WEEKLY_TREND; i++)
    if (!weekly->points[i].kept && weekly->points[i].open != INT_NONE)
      return TEXT("Weeks without a kept list are worked out afterwards and may differ a little.");
  return TEXT_NONE;
}

/* ---- the report ------------------------------------------------------------------------------------- */

static void describe(const Weekly *weekly) {
  Build *build = weekly->build;
  Report *report = build->report;
  Text monday = date_words_weekday(build->arena, weekly->monday);
  report->ask.from = weekly->monday;
  report->ask.to = weekly->sunday;
  report->title = text_format(build->arena, "Open cases, week beginning %.*s", TEXT_ARGUMENTS(monday));
  report->period = period_words_long(build->arena, (Period){weekly->monday, weekly->sunday});
  report->period_long = report->period;
  report->before = TEXT_NONE;
}

static Error write_sections(Weekly *weekly, const int64_t *total, Date asked_to) {
  static const char *const rates[] = {"on-time-four-weeks", NULL};
  SectionWriter section = {0};
  const Chart *chart = weekly_trend_table(weekly);
  section_begin(&section, weekly->build, "services", "Services");
  section_text(&section, PART_NOTE, other_week_note(weekly));
  section_text(&section, PART_NOTE, ignored_day_note(weekly, asked_to));
  section_text(&section, PART_PARAGRAPH, summary_words(weekly, total));
  section_table(&section, "weekly-by-service", SHARE_NONE);
  section_rates(&section, rates);
  TRY(weekly_lists(&section, weekly));
  section_begin(&section, weekly->build, "trend", "The last thirteen weeks");
  section_chart(&section, chart);
  section_table(&section, "weekly-trend", SHARE_NONE);
  section_text(&section, PART_NOTE, trend_note(weekly));
  section_end(&section);
  return OK;
}

Error report_weekly(Build *build) {
  if (build->report->ask.published_copy)
    return FAIL(build->arena, ERROR_INVALID,
                "The weekly list names cases, so there is no copy of it for the public.");
  Date asked_to = build->report->ask.to, monday = week_monday(build->report->ask.from);
  Weekly weekly = {.build = build,
                   .today = london_date(build->source->now),
                   .monday = monday,
                   .sunday = date_plus(monday, 6),
                   .calendar = calendar_book_newest(build->source->calendars)};
  describe(&weekly);
  weekly_begin_trend(&weekly);
  TRY(weekly_load(&weekly));
  TRY(weekly_trend(&weekly));
  sort_services(&weekly);
  const int64_t *total = add_services(&weekly);
  add_rates(&weekly, total);
  return write_sections(&weekly, total, asked_to);
}

int64_t report_weekly_open(const Report *report) {
  const FigureTable *table = report_table(report, TEXT("weekly-by-service"));
  return table ? table_cell(table, TEXT("total"), TEXT("open")) : 0;
}
