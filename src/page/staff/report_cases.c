/* The cases behind a figure. Looking at this list is not reading a case. */
#include "page/staff/report_cases.h"
#include "report_cases_template.h"

#define CASES_SHOWN 1000

static Text row_label(const FigureTable *table, Text id) {
  size_t row = table ? table_row(table, id) : SIZE_MAX;
  return row == SIZE_MAX ? id : table->rows[row].label;
}

static Text column_label(const FigureTable *table, Text id) {
  size_t column = table ? table_column(table, id) : SIZE_MAX;
  return column == SIZE_MAX ? id : table->column_labels[column];
}

static Error read_cases(CasesView *view, Text table, Text row, Text column) {
  ReportView *base = &view->base;
  Arena *arena = base->ctx.arena;
  TRY(report_cases(&base->source, &base->ask, table, row, column, CASES_SHOWN, &view->cases, &view->count,
                   &view->total));
  CaseId *ids = ARENA_ARRAY(arena, CaseId, view->count);
  for (size_t i = 0; i < view->count; i++) ids[i] = (CaseId){view->cases[i].case_id};
  return figure_cases_visible(&base->ctx, ids, view->count, &view->found, &view->visible);
}

Text visible_service(const CasesView *view, const VisibleCase *found) {
  const Service *service = directory_service(view->base.ctx.directory, found->service);
  return service ? service->name : TEXT("Not set");
}

static void write_cases(Writer *writer, const void *page) { cases_page(writer, page); }

/* Who sees the figures with small numbers hidden does not get them by opening their cases. */
static bool is_hidden(const FigureTable *figure, Text row, Text column) {
  size_t at_row = table_row(figure, row), at_column = table_column(figure, column);
  if (at_row == SIZE_MAX || at_column == SIZE_MAX) return false;
  return figure->rows[at_row].hidden && figure->rows[at_row].hidden[at_column];
}

Error staff_report_cases(Request *request, Response *response) {
  CasesView view = {.figure = NULL};
  Text table = form_value(&request->query, "table"), row = form_value(&request->query, "row");
  Text column = form_value(&request->query, "column");
  TRY(report_open(request, response, &view.base));
  view.base.ask.published_copy = !view.base.sees_all && !view.base.own_service;
  TRY(report_count(&view.base));
  view.figure = report_table(&view.base.report, table);
  if (!view.figure) return FAIL(request->arena, ERROR_NOT_FOUND, "There is no such figure.");
  if (is_hidden(view.figure, row, column))
    return FAIL(request->arena, ERROR_DENIED, "This number is hidden, so that nobody can be recognised.");
  TRY(read_cases(&view, table, row, column));
  view.row = row_label(view.figure, row);
  view.column = column_label(view.figure, column);
  Text title = text_format(request->arena, "%.*s: %.*s, %.*s", TEXT_ARGUMENTS(view.figure->title),
                           TEXT_ARGUMENTS(view.row), TEXT_ARGUMENTS(view.column));
  return report_show(&view.base, title, false, 200, write_cases, &view);
}
