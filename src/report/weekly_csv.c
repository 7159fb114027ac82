/* The lists of the week as rows, to be filtered and sorted in a spreadsheet. */
#include "base/csv_out.h"
#include "report/weekly.h"

static Text cell_of(const ReportList *list, const ListLine *line, const char *id) {
  for (size_t i = 0; i < list->column_count; i++)
    if (text_equal(list->columns[i].id, text_of(id))) return line->cells[i];
  return TEXT_NONE;
}

static void put_list(const Report *report, const ReportList *list, Buffer *out) {
  static const char *const columns[] = {"reference", "person", "stage", "action", "with", "due", "days-late"};
  for (size_t i = 0; i < list->line_count; i++) {
    const ListLine *line = &list->lines[i];
    Text service = cell_of(list, line, "service");
    csv_cell(out, list->id);
    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
      csv_cell(out, cell_of(list, line, columns[k]));
    csv_cell(out, text_is_empty(service) ? report->scope : service);
    csv_end_row(out);
  }
}

void report_weekly_csv(const Report *report, Buffer *out) {
  static const char *const header[] = {"list", "reference",         "person", "stage", "action", "with",
                                       "due",  "working_days_late", "service"};
  csv_begin(out, header, sizeof header / sizeof header[0]);
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++)
      if (report->sections[i].parts[k].kind == PART_LIST)
        put_list(report, report->sections[i].parts[k].list, out);
}
