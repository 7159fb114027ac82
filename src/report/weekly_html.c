/* The weekly list on one sheet: short, without the preliminaries of a report for a committee. */
#include "report/html_parts.h"
#include "report/weekly.h"

#define SHOWN 7 /* columns of the table by service that stand as they are: up to the oldest */

static Text number_words(Arena *arena, int64_t number, const char *unit) {
  return text_format(arena, "%lld %s%s", (long long)number, unit, number == 1 ? "" : "s");
}

static int64_t total_of(const ReportPage *page, const char *column) {
  const FigureTable *table = report_table(page->report, TEXT("weekly-by-service"));
  return table ? table_cell(table, TEXT("total"), text_of(column)) : INT_NONE;
}

static void put_head(const ReportPage *page) {
  Writer *writer = page->writer;
  const Report *report = page->report;
  bool all = report->ask.service_count == 0;
  RAW(writer, "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">");
  write_text_text(writer, all ? report->council : report->scope);
  RAW(writer, "</span> ");
  write_text_text(writer, report->title);
  RAW(writer, "</h1>\n");
}

/* ---- figures -------------------------------------------------------------------------------------- */

static void put_count(const ReportPage *page, const char *column, const char *label, DueLevel level) {
  int64_t number = total_of(page, column);
  app_count(page->writer, &(Count){number, text_of(label), URL(""), number > 0 ? level : DUE_PLAIN});
}

static void put_counts(const ReportPage *page) {
  RAW(page->writer, "<ul class=\"app-counts\">\n");
  put_count(page, "late", "late", DUE_LATE);
  put_count(page, "due-this-week", "due this week", DUE_SOON);
  put_count(page, "due-next-week", "due next week", DUE_PLAIN);
  put_count(page, "open", "open", DUE_PLAIN);
  put_count(page, "paused", "paused", DUE_PAUSED);
  RAW(page->writer, "</ul>\n");
}

/* When it was, and what no box tells. */
static void put_moment(const ReportPage *page) {
  Writer *writer = page->writer;
  const FigureRate *rate = report_rate(page->report, TEXT("on-time-four-weeks"));
  Text share = rate ? share_words(page->arena, rate->now) : TEXT_NONE;
  int64_t oldest = total_of(page, "oldest-working-days");
  RAW(writer, "<p class=\"govuk-body\">As at <strong>");
  write_text_text(writer, instant_words(page->arena, page->report->made));
  RAW(writer, "</strong>. ");
  if (oldest == INT_NONE)
    write_text_string(writer, "No case is open. ");
  else {
    write_text_string(writer, "The oldest open case came ");
    write_text_text(writer, number_words(page->arena, oldest, "working day"));
    write_text_string(writer, " ago. ");
  }
  write_text_string(writer, text_is_empty(share) ? "Nothing was answered in the last four weeks."
                                                 : "Answered on time in the last four weeks: ");
  write_text_text(writer, share);
  write_text_string(writer, text_is_empty(share) ? "" : ".");
  RAW(writer, "</p>\n");
}

/* ---- tables --------------------------------------------------------------------------------------- */

static void put_heading(Writer *writer, Text text, bool numeric) {
  RAW(writer, "<th scope=\"col\" class=\"govuk-table__header");
  if (numeric) RAW(writer, " govuk-table__header--numeric");
  RAW(writer, "\">");
  write_text_text(writer, text);
  RAW(writer, "</th>\n");
}

static void put_number(Writer *writer, int64_t number) {
  RAW(writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">");
  if (number == INT_NONE)
    RAW(writer, "<span aria-hidden=\"true\">–</span><span class=\"govuk-visually-hidden\">none</span>");
  else
    html_number(writer, number);
  RAW(writer, "</td>\n");
}

/* Several sheets may stand on one page: the caption names what the sheet is of. */
static void open_table(const ReportPage *page, Text title) {
  Writer *writer = page->writer;
  Text caption =
      text_format(page->arena, "%.*s, %.*s", TEXT_ARGUMENTS(title), TEXT_ARGUMENTS(page->report->scope));
  app_scroll_open(writer, caption);
  RAW(writer, "<table class=\"govuk-table app-weekly__figures\">\n<caption class=\"govuk-table__caption "
              "govuk-visually-hidden\">");
  write_text_text(writer, caption);
  RAW(writer, "</caption>\n<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
}

static void close_table(Writer *writer) {
  RAW(writer, "</tbody>\n</table>\n");
  app_scroll_close(writer);
}

/* On time stands as n of N in one column. */
static void put_on_time(const ReportPage *page, const TableRow *row) {
  Share share = {row->cells[SHOWN], row->cells[SHOWN + 1]};
  Text words = share_words(page->arena, share);
  RAW(page->writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">");
  write_text_text(page->writer, text_is_empty(words) ? TEXT("none answered") : words);
  RAW(page->writer, "</td>\n");
}

static void put_services(const ReportPage *page, const FigureTable *table) {
  Writer *writer = page->writer;
  open_table(page, table->title);
  put_heading(writer, table->rows_label, false);
  for (size_t i = 0; i < SHOWN; i++) put_heading(writer, table->column_labels[i], true);
  put_heading(writer, TEXT("On time of answered, last 4 weeks"), true);
  RAW(writer, "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n");
  for (size_t i = 0; i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    RAW(writer, "<tr class=\"govuk-table__row");
    if (row->total) RAW(writer, " app-total");
    RAW(writer, "\">\n<th scope=\"row\" class=\"govuk-table__header\">");
    write_text_text(writer, row->label);
    RAW(writer, "</th>\n");
    for (size_t k = 0; k < SHOWN; k++) put_number(writer, row->cells[k]);
    put_on_time(page, row);
    RAW(writer, "</tr>\n");
  }
  close_table(writer);
}

/* Lying: a week is a column, so that thirteen of them take three lines of the sheet. */
static void put_trend(const ReportPage *page, const FigureTable *table) {
  Writer *writer = page->writer;
  open_table(page, table->title);
  put_heading(writer, table->rows_label, false);
  for (size_t i = 0; i < table->row_count; i++) {
    Date monday = DATE_NONE;
    (void)date_parse(table->rows[i].id, &monday);
    DateParts parts = date_parts(monday);
    put_heading(writer, text_format(page->arena, "%d %.3s", parts.day, month_name(parts.month)), true);
  }
  RAW(writer, "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n");
  for (size_t column = 0; column < table->column_count; column++) {
    RAW(writer, "<tr class=\"govuk-table__row\">\n<th scope=\"row\" class=\"govuk-table__header\">");
    write_text_text(writer, table->column_labels[column]);
    RAW(writer, "</th>\n");
    for (size_t i = 0; i < table->row_count; i++) put_number(writer, table->rows[i].cells[column]);
    RAW(writer, "</tr>\n");
  }
  close_table(writer);
}

static void put_table(const ReportPage *page, const FigureTable *table) {
  bool trend = text_equal(table->id, TEXT("weekly-trend"));
  if (trend)
    put_trend(page, table);
  else if (page->report->ask.service_count != 1)
    put_services(page, table);
  else
    return;
  RAW(page->writer, "<p class=\"govuk-body-s app-definition\">");
  write_text_text(page->writer, table->definition);
  RAW(page->writer, "</p>\n");
}

/* ---- the whole ------------------------------------------------------------------------------------ */

static void put_words(Writer *writer, Text text, bool note) {
  if (note)
    RAW(writer, "<p class=\"govuk-body-s app-definition\">");
  else
    RAW(writer, "<p class=\"govuk-body\">");
  write_text_text(writer, text);
  RAW(writer, "</p>\n");
}

/* The lists of one service take so much of its sheet that on paper the table alone tells of the weeks. */
static bool is_full(const Report *report) {
  size_t lines = 0;
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const ReportList *list = report->sections[i].parts[k].list;
      if (list && list->line_count) lines += list->line_count + 3; /* a heading takes as much as three */
    }
  return report->ask.service_count == 1 && lines > 20;
}

static void put_chart(const ReportPage *page, const Chart *chart) {
  bool full = is_full(page->report);
  if (full) RAW(page->writer, "<div class=\"app-noprint\">\n");
  RAW(page->writer, "<p class=\"govuk-body govuk-!-font-weight-bold app-chart-title\">");
  write_text_text(page->writer, chart->title);
  RAW(page->writer, "</p>\n");
  chart_svg(page->writer, chart);
  if (full) RAW(page->writer, "</div>\n");
}

static void put_part(const ReportPage *page, const ReportPart *part) {
  switch (part->kind) {
  case PART_LIST:
    write_report_list(page->writer, page->arena, part->list, page->links);
    break;
  case PART_TABLE:
    put_table(page, part->table);
    break;
  case PART_CHART:
    put_chart(page, part->chart);
    break;
  case PART_PARAGRAPH:
  case PART_NOTE:
    put_words(page->writer, part->text, part->kind == PART_NOTE);
    break;
  default: /* the rates stand in words */
    break;
  }
}

/* The first section is the head of the sheet. */
static void put_section(const ReportPage *page, const ReportSection *section, bool first) {
  Writer *writer = page->writer;
  RAW(writer, "<section class=\"app-weekly__section\">\n");
  if (!first) {
    RAW(writer, "<h2 class=\"govuk-heading-m\">");
    write_text_text(writer, section->title);
    RAW(writer, "</h2>\n");
  }
  if (first) {
    put_moment(page);
    if (report_weekly_open(page->report) > 0) put_counts(page);
  }
  for (size_t i = 0; i < section->part_count; i++) /* the summary stands in the boxes */
    if (!first || section->parts[i].kind != PART_PARAGRAPH) put_part(page, &section->parts[i]);
  RAW(writer, "</section>\n");
}

/* A list without lines takes a sentence, not a section, so that a service fits one sheet. */
static const ReportList *empty_list(const ReportSection *section) {
  const ReportList *list = section->part_count == 1 ? section->parts[0].list : NULL;
  return list && list->line_count == 0 ? list : NULL;
}

static void put_empty_lists(const ReportPage *page) {
  const Report *report = page->report;
  Text *words = ARENA_ARRAY(page->arena, Text, report->section_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < report->section_count; i++) {
    const ReportList *list = empty_list(&report->sections[i]);
    if (list) words[count++] = list->empty;
  }
  if (count) put_words(page->writer, text_join(page->arena, words, count, TEXT(" ")), false);
}

/* The weeks stand last. */
void report_weekly_html(Writer *writer, Arena *arena, const Report *report, const ReportLinks *links) {
  ReportPage page = {writer, arena, report, links};
  RAW(writer, "<article class=\"app-weekly\">\n");
  put_head(&page);
  for (size_t i = 0; i < report->section_count; i++) {
    if (i + 1 == report->section_count) put_empty_lists(&page);
    if (!empty_list(&report->sections[i])) put_section(&page, &report->sections[i], i == 0);
  }
  RAW(writer, "</article>\n");
}
