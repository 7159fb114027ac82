/* Tables of figures as HTML: each number with its share, the earlier one beside or under it, and under the
 * table what was counted. */
#include "report/html_parts.h"

#define SHORT_TABLE 14 /* rows that fit on a page with their heading: such a table is not broken */
#define BESIDE_COLUMNS 2

typedef struct TablePart {
  const ReportPage *page;
  const FigureTable *table;
  int share_of;
  const TableRow *total; /* NULL: none */
  bool before;           /* some earlier figure is known */
  bool beside;           /* it has a column of its own; else it stands under the figure */
} TablePart;

/* ---- numbers ------------------------------------------------------------------------------------- */

void html_number(Writer *writer, int64_t number) {
  if (number < 0) {
    RAW(writer, "−");
    number = -number;
  }
  if (number < 1000) {
    write_text_int(writer, number);
    return;
  }
  html_number(writer, number / 1000);
  char last[5] = {',', (char)('0' + number / 100 % 10), (char)('0' + number / 10 % 10),
                  (char)('0' + number % 10)};
  write_text_string(writer, last);
}

/* Said aloud as words, shown as a sign. */
static void put_hidden(Writer *writer) {
  RAW(writer, "<span aria-hidden=\"true\">c</span><span class=\"govuk-visually-hidden\">a small number, "
              "hidden</span>");
}

static void put_none(Writer *writer) {
  RAW(writer, "<span aria-hidden=\"true\">n/a</span><span class=\"govuk-visually-hidden\">does not "
              "apply</span>");
}

static void put_figure(Writer *writer, int64_t number, bool hidden) {
  if (hidden)
    put_hidden(writer);
  else if (number == INT_NONE)
    put_none(writer);
  else
    html_number(writer, number);
}

Text html_basis(FigureBasis basis) {
  return basis == BASIS_RECEIVED    ? TEXT("what was received in the period")
         : basis == BASIS_RESPONDED ? TEXT("what was answered in the period")
                                    : TEXT("what was closed in the period");
}

static bool hidden_at(const bool *hidden, size_t column) { return hidden && hidden[column]; }

/* ---- shares --------------------------------------------------------------------------------------- */

/* What is withdrawn is not decided: it stands in the row, but is no part of what the shares are of. */
static bool is_part(const TablePart *part, size_t column) {
  return part->share_of < 0 || !text_equal(part->table->columns[column], TEXT("withdrawn"));
}

static const TableRow *base_row(const TablePart *part, const TableRow *row) {
  return part->share_of == SHARE_OF_TOTAL_ROW ? part->total : row;
}

static int32_t share_of_cell(const TablePart *part, const TableRow *row, size_t column) {
  const TableRow *base = base_row(part, row);
  if (part->share_of == SHARE_NONE || !base || !is_part(part, column)) return PERCENT_NONE;
  size_t of = part->share_of < 0 ? column : (size_t)part->share_of;
  if (base == row && of == column) return PERCENT_NONE;
  if (hidden_at(row->hidden, column) || hidden_at(base->hidden, of)) return PERCENT_NONE;
  if (row->cells[column] == INT_NONE || base->cells[of] == INT_NONE) return PERCENT_NONE;
  return share_percent((Share){row->cells[column], base->cells[of]});
}

/* ---- cells ----------------------------------------------------------------------------------------- */

static Url cell_link(const TablePart *part, const TableRow *row, size_t column) {
  const ReportLinks *links = part->page->links;
  bool none = row->cells[column] == INT_NONE || row->cells[column] == 0 || hidden_at(row->hidden, column);
  if (none || !links || !links->cases) return (Url){TEXT_NONE};
  return links->cases(links->context, part->page->arena, part->table, row->id, part->table->columns[column]);
}

static void put_now(const TablePart *part, const TableRow *row, size_t column) {
  Writer *writer = part->page->writer;
  Url link = cell_link(part, row, column);
  int32_t percent = share_of_cell(part, row, column);
  if (!text_is_empty(link.text)) {
    RAW(writer, "<a class=\"govuk-link app-figure\" href=\"");
    write_url_url(writer, link);
    RAW(writer, "\">");
  }
  put_figure(writer, row->cells[column], hidden_at(row->hidden, column));
  if (!text_is_empty(link.text)) RAW(writer, "</a>");
  if (percent == PERCENT_NONE) return;
  RAW(writer, " <span class=\"app-share\">(");
  write_text_int(writer, percent);
  RAW(writer, "%)</span>");
}

static void put_before(const TablePart *part, const TableRow *row, size_t column) {
  Writer *writer = part->page->writer;
  if (!row->previous) {
    if (part->beside) RAW(writer, "<span class=\"app-before\">not known</span>");
    return;
  }
  RAW(writer, "<span class=\"app-before\">");
  if (!part->beside) {
    write_text_text(writer, part->page->report->before);
    RAW(writer, ": ");
  }
  put_figure(writer, row->previous[column], hidden_at(row->previous_hidden, column));
  RAW(writer, "</span>");
}

static bool same_nothing(const TableRow *row, size_t column) {
  return row->cells[column] == INT_NONE && !hidden_at(row->hidden, column) &&
         (!row->previous || row->previous[column] == INT_NONE);
}

static void put_cell(const TablePart *part, const TableRow *row, size_t column) {
  Writer *writer = part->page->writer;
  RAW(writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">");
  put_now(part, row, column);
  if (part->before && !part->beside && !same_nothing(row, column)) put_before(part, row, column);
  RAW(writer, "</td>\n");
  if (!part->beside) return;
  RAW(writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">");
  put_before(part, row, column);
  RAW(writer, "</td>\n");
}

static void put_row(const TablePart *part, const TableRow *row) {
  Writer *writer = part->page->writer;
  RAW(writer, "<tr class=\"govuk-table__row");
  if (row->total) RAW(writer, " app-total");
  if (row->part) RAW(writer, " app-part");
  RAW(writer, "\">\n<th scope=\"row\" class=\"govuk-table__header\">");
  write_text_text(writer, row->label);
  RAW(writer, "</th>\n");
  for (size_t i = 0; i < part->table->column_count; i++) put_cell(part, row, i);
  RAW(writer, "</tr>\n");
}

/* ---- head ------------------------------------------------------------------------------------------- */

static void put_heading(Writer *writer, Text text, bool numeric) {
  RAW(writer, "<th scope=\"col\" class=\"govuk-table__header");
  if (numeric) RAW(writer, " govuk-table__header--numeric");
  RAW(writer, "\">");
  write_text_text(writer, text);
  RAW(writer, "</th>\n");
}

static void put_column_headings(const TablePart *part, size_t column) {
  const ReportPage *page = part->page;
  Text label = part->table->column_labels[column], period = part->table->period;
  if (!part->beside) {
    put_heading(page->writer, label, true);
    return;
  }
  if (text_is_empty(period)) period = page->report->period;
  put_heading(page->writer,
              text_format(page->arena, "%.*s %.*s", TEXT_ARGUMENTS(label), TEXT_ARGUMENTS(period)), true);
  put_heading(
      page->writer,
      text_format(page->arena, "%.*s %.*s", TEXT_ARGUMENTS(label), TEXT_ARGUMENTS(page->report->before)),
      true);
}

static void put_head(const TablePart *part) {
  Writer *writer = part->page->writer;
  RAW(writer, "<caption class=\"govuk-table__caption govuk-table__caption--s\">");
  write_text_text(writer, part->table->title);
  RAW(writer, "</caption>\n<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
  put_heading(writer, part->table->rows_label, false);
  for (size_t i = 0; i < part->table->column_count; i++) put_column_headings(part, i);
  RAW(writer, "</tr>\n</thead>\n");
}

/* ---- under the table ---------------------------------------------------------------------------------- */

typedef struct Signs {
  bool hidden, none, share;
} Signs;

static Signs signs_of(const TablePart *part) {
  Signs signs = {.hidden = false};
  for (size_t r = 0; r < part->table->row_count; r++) {
    const TableRow *row = &part->table->rows[r];
    for (size_t i = 0; i < part->table->column_count; i++) {
      bool hidden = hidden_at(row->hidden, i);
      bool hidden_before = part->before && hidden_at(row->previous_hidden, i);
      signs.hidden = signs.hidden || hidden || hidden_before;
      signs.none = signs.none || (row->cells[i] == INT_NONE && !hidden);
      signs.share = signs.share || share_of_cell(part, row, i) != PERCENT_NONE;
    }
  }
  return signs;
}

static void put_share_note(const TablePart *part) {
  Writer *writer = part->page->writer;
  if (part->share_of < 0) {
    RAW(writer, " Percentages are of the total.");
    return;
  }
  RAW(writer, " Percentages are of the row’s number under “");
  write_text_text(writer, part->table->column_labels[part->share_of]);
  RAW(writer, "”.");
}

static void put_definition(Writer *writer, Text definition, FigureBasis basis) {
  if (!text_is_empty(definition)) {
    write_text_text(writer, definition);
    RAW(writer, " ");
  }
  RAW(writer, "Basis: ");
  write_text_text(writer, html_basis(basis));
  RAW(writer, ".");
}

static void put_signs(Writer *writer, Signs signs) {
  if (signs.hidden)
    RAW(writer,
        "<p class=\"govuk-body-s app-definition\">c: a small number that is hidden so that nobody can "
        "be recognised, or a number from which one could be worked out.</p>\n");
  if (signs.none) RAW(writer, "<p class=\"govuk-body-s app-definition\">n/a: does not apply.</p>\n");
}

static void put_notes(const TablePart *part) {
  Writer *writer = part->page->writer;
  Signs signs = signs_of(part);
  RAW(writer, "<p class=\"govuk-body-s app-definition\">");
  if (!text_is_empty(part->table->period)) {
    RAW(writer, "Period: ");
    write_text_text(writer, part->table->period);
    RAW(writer, ". ");
  }
  put_definition(writer, part->table->definition, part->table->basis);
  if (signs.share) put_share_note(part);
  RAW(writer, "</p>\n");
  signs.none = signs.none && !text_contains(part->table->definition, TEXT("n/a:")); /* it says so itself */
  put_signs(writer, signs);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static bool knows_before(const ReportPage *page, const FigureTable *table) {
  if (text_is_empty(page->report->before)) return false;
  for (size_t i = 0; i < table->row_count; i++)
    if (table->rows[i].previous) return true;
  return false;
}

static TablePart part_of(const ReportPage *page, const FigureTable *table, int share_of) {
  TablePart part = {.page = page, .table = table, .share_of = share_of};
  for (size_t i = 0; i < table->row_count; i++)
    if (table->rows[i].total) part.total = &table->rows[i];
  part.before = knows_before(page, table);
  part.beside = part.before && table->column_count <= BESIDE_COLUMNS;
  return part;
}

/* A few columns across the whole page would stand far from their names. */
static void open_figure(Writer *writer, Text label, const char *classes, size_t rows, size_t columns) {
  RAW(writer, "<div class=\"app-report__figure");
  if (rows <= SHORT_TABLE) RAW(writer, " app-report__figure--whole");
  if (columns <= 2) RAW(writer, " app-report__figure--narrow");
  RAW(writer, "\">\n");
  app_scroll_open(writer, label);
  RAW(writer, "<table class=\"govuk-table ");
  write_text_string(writer, classes);
  RAW(writer, "\">\n");
}

static void put_empty(const TablePart *part) {
  Writer *writer = part->page->writer;
  RAW(writer, "<div class=\"app-report__figure\">\n<p class=\"govuk-body\"><strong>");
  write_text_text(writer, part->table->title);
  RAW(writer, ":</strong> none in the period.</p>\n");
  put_notes(part);
  RAW(writer, "</div>\n");
}

void html_table(const ReportPage *page, const FigureTable *table, int share_of) {
  Writer *writer = page->writer;
  TablePart part = part_of(page, table, share_of);
  if (table->row_count == 0) {
    put_empty(&part);
    return;
  }
  open_figure(writer, table->title, "app-figures", table->row_count,
              table->column_count * (part.beside ? 2 : 1));
  put_head(&part);
  RAW(writer, "<tbody class=\"govuk-table__body\">\n");
  for (size_t i = 0; i < table->row_count; i++) put_row(&part, &table->rows[i]);
  RAW(writer, "</tbody>\n</table>\n");
  app_scroll_close(writer);
  put_notes(&part);
  RAW(writer, "</div>\n");
}

/* ---- rates ----------------------------------------------------------------------------------------------
 */

/* "down 25% (17 fewer than 68)" */
static void put_change(Writer *writer, Share share) {
  int64_t n = share.n < 0 ? -share.n : share.n;
  int32_t percent = share_percent(share);
  if (n == 0)
    RAW(writer, "no change (");
  else {
    write_text_string(writer, share.n < 0 ? "down " : "up ");
    html_number(writer, percent < 0 ? -(int64_t)percent : percent);
    RAW(writer, "% (");
    html_number(writer, n);
    write_text_string(writer, share.n < 0 ? " fewer than " : " more than ");
  }
  html_number(writer, share.of);
  RAW(writer, ")");
}

static void put_share(const ReportPage *page, Share share, bool hidden, bool change) {
  if (hidden)
    put_hidden(page->writer);
  else if (share.of <= 0)
    put_none(page->writer);
  else if (change)
    put_change(page->writer, share);
  else
    write_text_text(page->writer, share_words(page->arena, share));
}

static Url rate_link(const ReportPage *page, const FigureRate *rate) {
  const FigureTable *table = text_is_empty(rate->table) ? NULL : report_table(page->report, rate->table);
  bool none = rate->hidden || rate->now.n == 0 || rate->change || !table;
  if (none || !page->links || !page->links->cases) return (Url){TEXT_NONE};
  return page->links->cases(page->links->context, page->arena, table, rate->row, rate->column);
}

static void put_rate_now(const ReportPage *page, const FigureRate *rate) {
  Writer *writer = page->writer;
  Url link = rate_link(page, rate);
  RAW(writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">");
  if (!text_is_empty(link.text)) {
    RAW(writer, "<a class=\"govuk-link app-figure\" href=\"");
    write_url_url(writer, link);
    RAW(writer, "\">");
  }
  put_share(page, rate->now, rate->hidden, rate->change);
  if (!text_is_empty(link.text)) RAW(writer, "</a>");
  RAW(writer, "</td>\n");
}

static void put_rate(const ReportPage *page, const FigureRate *rate, bool before) {
  Writer *writer = page->writer;
  RAW(writer, "<tr class=\"govuk-table__row\">\n<th scope=\"row\" class=\"govuk-table__header\">");
  write_text_text(writer, rate->title);
  RAW(writer, " <span class=\"app-definition\">");
  put_definition(writer, rate->definition, rate->basis);
  RAW(writer, "</span></th>\n");
  put_rate_now(page, rate);
  if (before) {
    RAW(writer, "<td class=\"govuk-table__cell govuk-table__cell--numeric\"><span class=\"app-before\">");
    if (rate->has_previous)
      put_share(page, rate->previous, rate->previous_hidden, rate->change);
    else
      RAW(writer, "not known");
    RAW(writer, "</span></td>\n");
  }
  RAW(writer, "</tr>\n");
}

static Signs signs_of_rates(const FigureRate *const *rates, size_t count) {
  Signs signs = {.hidden = false};
  for (size_t i = 0; i < count; i++) {
    const FigureRate *rate = rates[i];
    signs.hidden = signs.hidden || rate->hidden || (rate->has_previous && rate->previous_hidden);
    signs.none = signs.none || (!rate->hidden && rate->now.of <= 0);
  }
  return signs;
}

void html_rates(const ReportPage *page, const FigureRate *const *rates, size_t count, Text name) {
  Writer *writer = page->writer;
  bool before = false;
  if (count == 0) return;
  for (size_t i = 0; i < count; i++) before = before || rates[i]->has_previous;
  before = before && !text_is_empty(page->report->before);
  open_figure(writer, name, "app-figures app-rates", count, 3);
  RAW(writer, "<caption class=\"govuk-table__caption govuk-visually-hidden\">");
  write_text_text(writer, name);
  RAW(writer, "</caption>\n<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
  put_heading(writer, TEXT("Measure"), false);
  put_heading(writer, page->report->period, true);
  if (before) put_heading(writer, page->report->before, true);
  RAW(writer, "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n");
  for (size_t i = 0; i < count; i++) put_rate(page, rates[i], before);
  RAW(writer, "</tbody>\n</table>\n");
  app_scroll_close(writer);
  put_signs(writer, signs_of_rates(rates, count));
  RAW(writer, "</div>\n");
}
