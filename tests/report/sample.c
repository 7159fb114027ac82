#include "sample.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define T(words)                                                                                             \
  { words, sizeof(words) - 1 }

static const Text COLUMNS[] = {T("stage-1"), T("total")};
static const Text LABELS[] = {T("Stage 1"), T("Total, \"all\"")};
static const Text NAMES[] = {T("=cmd|'/c calc'!A1"), T("+1"), T("-2"), T("@x"), T("Łódź, \"Plus\"")};

static TableRow row_of(Arena *arena, Text name, int64_t first, int64_t second) {
  int64_t *cells = ARENA_ARRAY(arena, int64_t, 2), *previous = ARENA_ARRAY(arena, int64_t, 2);
  cells[0] = first;
  cells[1] = second;
  previous[0] = INT_NONE;
  previous[1] = 7;
  return (TableRow){.id = name,
                    .label = name,
                    .cells = cells,
                    .previous = previous,
                    .hidden = ARENA_ARRAY(arena, bool, 2),
                    .previous_hidden = ARENA_ARRAY(arena, bool, 2)};
}

static void add_received(Arena *arena, FigureTable *table, bool published) {
  *table = (FigureTable){.id = TEXT("received-by-service"),
                         .title = TEXT("Complaints received"),
                         .definition = TEXT("=Counts, \"all\" of them."),
                         .basis = BASIS_RECEIVED,
                         .period = TEXT_NONE,
                         .columns = COLUMNS,
                         .column_labels = LABELS,
                         .column_count = 2,
                         .total_column = 1,
                         .rows_label = TEXT("Service"),
                         .additive = true};
  table->rows = ARENA_ARRAY(arena, TableRow, COUNT(NAMES) + 1);
  for (size_t i = 0; i < COUNT(NAMES); i++)
    table->rows[table->row_count++] = row_of(arena, NAMES[i], i == 1 ? INT_NONE : (int64_t)i, 1000000);
  table->rows[table->row_count++] = row_of(arena, TEXT("total"), 9, 5000000);
  table->rows[COUNT(NAMES)].total = true;
  table->rows[2].hidden[0] = table->rows[3].previous_hidden[1] = published;
}

static void add_causes(Arena *arena, FigureTable *table) {
  *table = (FigureTable){.id = TEXT("causes"),
                         .title = TEXT("Causes"),
                         .definition = TEXT("By cause."),
                         .basis = BASIS_RESPONDED,
                         .period = TEXT("2019"),
                         .columns = COLUMNS,
                         .column_labels = LABELS,
                         .column_count = 1,
                         .total_column = -1,
                         .rows_label = TEXT("Cause")};
  table->rows = ARENA_ARRAY(arena, TableRow, 1);
  table->rows[0] = row_of(arena, TEXT("Delay\nand more"), 3, 0);
  table->rows[0].previous = NULL;
  table->rows[0].hidden = table->rows[0].previous_hidden = NULL;
  table->row_count = 1;
}

static void add_rates(Arena *arena, Report *report, bool published) {
  const FigureRate rates[] = {
      {.id = TEXT("stage-1-on-time"),
       .title = TEXT("On time"),
       .now = {36, 51},
       .previous = {40, 69},
       .has_previous = true},
      {.id = TEXT("stage-3-on-time"), .title = TEXT("On time at stage 3"), .now = {0, 0}},
      {.id = TEXT("change-in-total"), .title = TEXT("-Change"), .now = {-16, 83}, .change = true},
      {.id = TEXT("compliance"),
       .title = TEXT("Compliance"),
       .now = {1, 2},
       .hidden = published,
       .previous = {1, 4},
       .has_previous = true,
       .previous_hidden = published}};
  report->rates = ARENA_ARRAY(arena, FigureRate, COUNT(rates));
  for (size_t i = 0; i < COUNT(rates); i++) {
    report->rates[i] = rates[i];
    report->rates[i].basis = BASIS_RESPONDED;
    report->rates[i].definition = TEXT("Of all.");
  }
  report->rate_count = COUNT(rates);
}

static void add_list(Arena *arena, Report *report) {
  static const ListColumn columns[] = {{T("case"), T("Case"), LIST_WORDS},
                                       {T("due"), T("Due"), LIST_DAY},
                                       {T("late"), T("Days late"), LIST_NUMBER}};
  static const Text first[] = {T("=1+1"), T("2018-12-18"), T("-3")}, second[] = {T("CMP-1"), T(""), T("")};
  static const ListLine lines[] = {{T("CMP-26K7QF42"), first}, {T(""), second}};
  ReportList *list = ARENA_NEW(arena, ReportList);
  *list = (ReportList){TEXT("late"), TEXT("Late cases: all/some"), TEXT("None."), columns, 3, lines, 2};
  ReportPart *parts = ARENA_ARRAY(arena, ReportPart, 2);
  parts[0] = (ReportPart){.kind = PART_PARAGRAPH, .text = TEXT("Words.")};
  parts[1] = (ReportPart){.kind = PART_LIST, .list = list};
  report->sections = ARENA_ARRAY(arena, ReportSection, 1);
  report->sections[0] = (ReportSection){TEXT("late"), TEXT("Late"), parts, 2};
  report->section_count = 1;
}

Report sample_report(Arena *arena, bool published) {
  Finding *finding = ARENA_NEW(arena, Finding);
  *finding = (Finding){.where = TEXT("causes"), .words = TEXT("The causes do not add up."), .blocks = true};
  Report report = {
      .ask = {.name = TEXT("annual"), .from = {17622}, .to = {17986}, .published_copy = published},
      .title = TEXT("=Annual report"),
      .period = TEXT("2018/19"),
      .period_long = TEXT("1 April 2018 to 31 March 2019"),
      .before = TEXT("2017/18"),
      .scope = TEXT("the whole council"),
      .council = TEXT("@Anytown"),
      .made = london_instant((Date){18000}, 600),
      .findings = {finding, 1},
      .compared_with = TEXT_NONE};
  report.tables = ARENA_ARRAY(arena, FigureTable, 2);
  report.table_count = 2;
  add_received(arena, &report.tables[0], published);
  add_causes(arena, &report.tables[1]);
  add_rates(arena, &report, published);
  add_list(arena, &report);
  return report;
}
