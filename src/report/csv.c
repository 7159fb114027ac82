/* A report as one flat table: a line for each cell and each rate, so that a spreadsheet can filter it and a
 * program need not know the report. */
#include "base/csv_out.h"
#include "report/report.h"

#include <stdio.h>

static const char *const COLUMNS[] = {
    "kind",      "id",      "row",      "label",       "column",           "value",
    "of",        "percent", "previous", "previous_of", "previous_percent", "basis",
    "definition"};

#define HIDDEN TEXT("c")

static void empty(Buffer *out, int count) {
  for (int i = 0; i < count; i++) csv_cell(out, TEXT_NONE);
}

static void figure(Buffer *out, int64_t number, bool hidden) {
  if (hidden)
    csv_cell(out, HIDDEN);
  else if (number == INT_NONE)
    csv_cell(out, TEXT_NONE);
  else
    csv_number(out, number);
}

static void line_begin(Buffer *out, const char *kind, Text id, Text row, Text label, Text column) {
  csv_cell(out, text_of(kind));
  csv_cell(out, id);
  csv_cell(out, row);
  csv_cell(out, label);
  csv_cell(out, column);
}

static void line_end(Buffer *out, Text basis, Text definition) {
  csv_cell(out, basis);
  csv_cell(out, definition);
  csv_end_row(out);
}

/* What the file is about: "report", its name and the words for it. */
static void fact(Buffer *out, const char *id, Text words) {
  line_begin(out, "report", text_of(id), TEXT_NONE, TEXT_NONE, TEXT_NONE);
  csv_cell(out, words);
  empty(out, 5);
  line_end(out, TEXT_NONE, TEXT_NONE);
}

static void facts(Buffer *out, const Report *report) {
  char from[11], to[11], made[21];
  date_write(from, report->ask.from);
  date_write(to, report->ask.to);
  instant_write(made, report->made);
  fact(out, "name", report->ask.name);
  fact(out, "title", report->title);
  fact(out, "council", report->council);
  fact(out, "from", text_of(from));
  fact(out, "to", text_of(to));
  fact(out, "scope", report->scope);
  fact(out, "before", report->before);
  fact(out, "made", text_of(made));
  fact(out, "copy", report->ask.published_copy ? TEXT("published") : TEXT("internal"));
}

static void table_cell_line(Buffer *out, const FigureTable *table, const TableRow *row, size_t column) {
  line_begin(out, "table", table->id, row->id, row->label, table->columns[column]);
  figure(out, row->cells[column], row->hidden && row->hidden[column]);
  empty(out, 2);
  if (row->previous)
    figure(out, row->previous[column], row->previous_hidden && row->previous_hidden[column]);
  else
    empty(out, 1);
  empty(out, 2);
  line_end(out, text_of(figure_basis_word(table->basis)), table->definition);
}

static void table_lines(Buffer *out, const FigureTable *table) {
  for (size_t i = 0; i < table->row_count; i++)
    for (size_t k = 0; k < table->column_count; k++) table_cell_line(out, table, &table->rows[i], k);
}

static void share(Buffer *out, Share share, bool hidden) {
  int32_t percent = share_percent(share);
  figure(out, share.n, hidden);
  figure(out, share.of, hidden);
  figure(out, percent == PERCENT_NONE ? INT_NONE : percent, hidden);
}

static void rate_line(Buffer *out, const FigureRate *rate) {
  line_begin(out, "rate", rate->id, TEXT_NONE, rate->title, TEXT_NONE);
  share(out, rate->now, rate->hidden);
  if (rate->has_previous)
    share(out, rate->previous, rate->previous_hidden);
  else
    empty(out, 3);
  line_end(out, text_of(figure_basis_word(rate->basis)), rate->definition);
}

static void list_cell(Buffer *out, ListColumnKind kind, Text text) {
  int64_t number;
  if (kind == LIST_NUMBER && text_to_int(text, &number))
    csv_number(out, number);
  else
    csv_cell(out, text);
}

/* The lines of a list have no names of their own: they are numbered; the label is the case's reference. */
static void list_lines(Buffer *out, const ReportList *list) {
  for (size_t i = 0; i < list->line_count; i++)
    for (size_t k = 0; k < list->column_count; k++) {
      char number[24];
      int length = snprintf(number, sizeof number, "%zu", i + 1);
      line_begin(out, "list", list->id, (Text){number, (size_t)length}, list->lines[i].reference,
                 list->columns[k].id);
      list_cell(out, list->columns[k].kind, list->lines[i].cells[k]);
      empty(out, 5);
      line_end(out, TEXT_NONE, list->columns[k].label);
    }
}

static void section_lines(Buffer *out, const ReportSection *section) {
  for (size_t i = 0; i < section->part_count; i++)
    if (section->parts[i].kind == PART_LIST) list_lines(out, section->parts[i].list);
}

void report_csv(const Report *report, Buffer *out) {
  csv_begin(out, COLUMNS, sizeof COLUMNS / sizeof COLUMNS[0]);
  facts(out, report);
  for (size_t i = 0; i < report->table_count; i++) table_lines(out, &report->tables[i]);
  for (size_t i = 0; i < report->rate_count; i++) rate_line(out, &report->rates[i]);
  for (size_t i = 0; i < report->section_count; i++) section_lines(out, &report->sections[i]);
}
