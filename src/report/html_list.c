/* Lists of cases and actions as HTML, one a row. */
#include "report/html_parts.h"

static void put_heading(Writer *writer, const ListColumn *column) {
  RAW(writer, "<th scope=\"col\" class=\"govuk-table__header");
  if (column->kind == LIST_NUMBER) RAW(writer, " govuk-table__header--numeric");
  RAW(writer, "\">");
  write_text_text(writer, column->label);
  RAW(writer, "</th>\n");
}

/* "Fri 5 Jun 2026": what is due is planned by the days of the week. */
static Text day_words(Arena *arena, Text cell) {
  Date day;
  if (!date_parse(cell, &day)) return cell;
  Text words = date_words_short(arena, day);
  return text_format(arena, "%.3s %.*s", weekday_name(date_weekday(day)), TEXT_ARGUMENTS(words));
}

static void put_value(const ReportPage *page, const ListColumn *column, Text cell) {
  int64_t number;
  if (text_is_empty(cell)) {
    RAW(page->writer, "<span aria-hidden=\"true\">–</span><span class=\"govuk-visually-hidden\">none</span>");
    return;
  }
  if (column->kind == LIST_DAY) cell = day_words(page->arena, cell);
  if (column->kind == LIST_NUMBER && text_to_int(cell, &number))
    html_number(page->writer, number);
  else
    write_text_text(page->writer, cell);
}

/* The first cell names the row, and leads to the case where there is a page of it. */
static void put_first(const ReportPage *page, const ReportList *list, const ListLine *line) {
  Writer *writer = page->writer;
  const ReportLinks *links = page->links;
  Url link = {TEXT_NONE};
  if (links && links->case_page && !text_is_empty(line->reference))
    link = links->case_page(links->context, page->arena, line->reference);
  RAW(writer, "<th scope=\"row\" class=\"govuk-table__header app-reference\">");
  if (!text_is_empty(link.text)) {
    RAW(writer, "<a class=\"govuk-link app-figure\" href=\"");
    write_url_url(writer, link);
    RAW(writer, "\">");
  }
  put_value(page, &list->columns[0], line->cells[0]);
  if (!text_is_empty(link.text)) RAW(writer, "</a>");
  RAW(writer, "</th>\n");
}

static void put_line(const ReportPage *page, const ReportList *list, const ListLine *line) {
  Writer *writer = page->writer;
  RAW(writer, "<tr class=\"govuk-table__row\">\n");
  put_first(page, list, line);
  for (size_t i = 1; i < list->column_count; i++) {
    RAW(writer, "<td class=\"govuk-table__cell");
    if (list->columns[i].kind == LIST_NUMBER) RAW(writer, " govuk-table__cell--numeric");
    if (list->columns[i].kind == LIST_DAY) RAW(writer, " app-day");
    RAW(writer, "\">");
    put_value(page, &list->columns[i], line->cells[i]);
    RAW(writer, "</td>\n");
  }
  RAW(writer, "</tr>\n");
}

void write_report_list(Writer *writer, Arena *arena, const ReportList *list, const ReportLinks *links) {
  ReportPage page = {.writer = writer, .arena = arena, .links = links};
  if (list->line_count == 0) {
    RAW(writer, "<p class=\"govuk-body\">");
    write_text_text(writer, list->empty);
    RAW(writer, "</p>\n");
    return;
  }
  app_scroll_open(writer, list->title);
  RAW(writer, "<table class=\"govuk-table app-list\">\n"
              "<caption class=\"govuk-table__caption govuk-table__caption--s\">");
  write_text_text(writer, list->title);
  RAW(writer, "</caption>\n<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
  for (size_t i = 0; i < list->column_count; i++) put_heading(writer, &list->columns[i]);
  RAW(writer, "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n");
  for (size_t i = 0; i < list->line_count; i++) put_line(&page, list, &list->lines[i]);
  RAW(writer, "</tbody>\n</table>\n");
  app_scroll_close(writer);
}
