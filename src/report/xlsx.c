/* A report as a spreadsheet: what it is about, a sheet for each table and list, the rates, and what each of
 * them means. */
#include "io/spreadsheet.h"
#include "report/build.h"

#define COLUMNS_MAX 64
#define LARGEST (64u << 20)

typedef struct Book {
  const Report *report;
  Arena *arena;
  Spreadsheet *file;
} Book;

static Cell words(Text text) { return (Cell){.kind = CELL_TEXT, .text = text}; }

static Cell figure(CellKind kind, int64_t number, bool hidden) {
  if (hidden) return words(TEXT("c"));
  return number == INT_NONE ? (Cell){.kind = CELL_EMPTY} : (Cell){.kind = kind, .number = number};
}

static bool hidden_at(const bool *hidden, size_t column) { return hidden && hidden[column]; }

/* "received-by-service" → "Received by service": the titles are longer than a sheet's name may be. */
static Text sheet_name(const Book *book, Text id) { return name_words(book->arena, id); }

/* ---- what it is about ------------------------------------------------------------------------------ */

static Error fact(const Book *book, const char *name, Text text) {
  Cell cells[] = {words(text_of(name)), words(text)};
  return text_is_empty(text) ? OK : spreadsheet_row(book->file, cells, 2);
}

static Error day(const Book *book, const char *name, Date date) {
  Cell cells[] = {words(text_of(name)), {.kind = CELL_DATE, .date = date}};
  return spreadsheet_row(book->file, cells, 2);
}

/* What stands against the report is for those who work on it: it may name figures that the copy hides. */
static Error findings(const Book *book) {
  const FindingList *list = &book->report->findings;
  for (size_t i = 0; i < list->count && !book->report->ask.published_copy; i++)
    TRY(fact(book, list->items[i].blocks ? "To be resolved" : "To be looked at", list->items[i].words));
  return OK;
}

static Error write_summary(const Book *book) {
  const Report *report = book->report;
  TRY(spreadsheet_sheet(book->file, TEXT("Summary"), (const int[]){24, 90}, 2));
  TRY(spreadsheet_header(book->file, (const Text[]){TEXT("About"), report->title}, 2));
  TRY(fact(book, "Council", report->council));
  TRY(fact(book, "Covers", report->scope));
  TRY(day(book, "From", report->ask.from));
  TRY(day(book, "To", report->ask.to));
  TRY(fact(book, "Compared with", report->before));
  TRY(fact(book, "Made", instant_words(book->arena, report->made)));
  if (report->ask.published_copy)
    TRY(fact(book, "Copy",
             TEXT("For the public: c stands for a number that is hidden, so that nobody can be "
                  "recognised.")));
  TRY(fact(book, "Empty cells", TEXT("The figure does not apply, or is not known. None is written as 0.")));
  return findings(book);
}

/* ---- tables ---------------------------------------------------------------------------------------- */

static bool has_previous(const FigureTable *table) {
  for (size_t i = 0; i < table->row_count; i++)
    if (table->rows[i].previous) return true;
  return false;
}

static Error table_header(const Book *book, const FigureTable *table, bool previous) {
  Text names[COLUMNS_MAX];
  int widths[COLUMNS_MAX] = {44};
  size_t count = 0, columns = table->column_count;
  names[count++] = table->rows_label;
  for (size_t i = 0; i < columns; i++) names[count++] = table->column_labels[i];
  for (size_t i = 0; previous && i < columns; i++)
    names[count++] = text_format(book->arena, "%.*s %.*s", TEXT_ARGUMENTS(table->column_labels[i]),
                                 TEXT_ARGUMENTS(book->report->before));
  for (size_t i = 1; i < count; i++) widths[i] = 16;
  TRY(spreadsheet_sheet(book->file, sheet_name(book, table->id), widths, count));
  return spreadsheet_header(book->file, names, count);
}

static Error table_line(const Book *book, const FigureTable *table, const TableRow *row, bool previous) {
  Cell cells[COLUMNS_MAX];
  size_t count = 0, columns = table->column_count;
  cells[count++] = words(row->label);
  for (size_t i = 0; i < columns; i++)
    cells[count++] = figure(CELL_NUMBER, row->cells[i], hidden_at(row->hidden, i));
  for (size_t i = 0; previous && i < columns; i++)
    cells[count++] = row->previous ? figure(CELL_NUMBER, row->previous[i], hidden_at(row->previous_hidden, i))
                                   : (Cell){.kind = CELL_EMPTY};
  for (size_t i = 0; row->total && i < count; i++) cells[i].strong = true;
  return spreadsheet_row(book->file, cells, count);
}

static Error write_table(const Book *book, const FigureTable *table) {
  bool previous = has_previous(table);
  BUG_IF(2 * table->column_count + 1 > COLUMNS_MAX);
  TRY(table_header(book, table, previous));
  for (size_t i = 0; i < table->row_count; i++) TRY(table_line(book, table, &table->rows[i], previous));
  return OK;
}

/* ---- lists ----------------------------------------------------------------------------------------- */

static Cell list_cell(ListColumnKind kind, Text text) {
  Cell cell = words(text);
  if (text_is_empty(text))
    cell.kind = CELL_EMPTY;
  else if (kind == LIST_DAY && date_parse(text, &cell.date))
    cell.kind = CELL_DATE;
  else if (kind == LIST_NUMBER && text_to_int(text, &cell.number))
    cell.kind = CELL_NUMBER;
  return cell;
}

static Error write_list(const Book *book, const ReportList *list) {
  Text names[COLUMNS_MAX];
  int widths[COLUMNS_MAX];
  Cell cells[COLUMNS_MAX];
  BUG_IF(list->column_count > COLUMNS_MAX);
  for (size_t i = 0; i < list->column_count; i++) {
    names[i] = list->columns[i].label;
    widths[i] = list->columns[i].kind == LIST_NUMBER ? 12 : list->columns[i].kind == LIST_DAY ? 18 : 28;
  }
  TRY(spreadsheet_sheet(book->file, list->title, widths, list->column_count));
  TRY(spreadsheet_header(book->file, names, list->column_count));
  for (size_t i = 0; i < list->line_count; i++) {
    for (size_t k = 0; k < list->column_count; k++)
      cells[k] = list_cell(list->columns[k].kind, list->lines[i].cells[k]);
    TRY(spreadsheet_row(book->file, cells, list->column_count));
  }
  return OK;
}

static Error write_lists(const Book *book) {
  for (size_t i = 0; i < book->report->section_count; i++) {
    const ReportSection *section = &book->report->sections[i];
    for (size_t k = 0; k < section->part_count; k++)
      if (section->parts[k].kind == PART_LIST) TRY(write_list(book, section->parts[k].list));
  }
  return OK;
}

/* ---- rates and definitions ------------------------------------------------------------------------- */

static size_t put_share(Cell *cells, Share share, bool hidden) {
  int32_t percent = share_percent(share);
  cells[0] = figure(CELL_NUMBER, share.n, hidden);
  cells[1] = figure(CELL_NUMBER, share.of, hidden);
  cells[2] = figure(CELL_PERCENT, percent == PERCENT_NONE ? INT_NONE : percent, hidden);
  return 3;
}

static Error rates_header(const Book *book, size_t count) {
  static const char *const names[] = {"Number", "Of", "Per cent"};
  Text before = book->report->before, header[7] = {TEXT("Rate")};
  for (size_t i = 0; i < 3; i++) {
    header[i + 1] = text_of(names[i]);
    header[i + 4] = text_format(book->arena, "%s %.*s", names[i], TEXT_ARGUMENTS(before));
  }
  TRY(spreadsheet_sheet(book->file, TEXT("Rates"), (const int[]){60, 12, 12, 12, 18, 18, 18}, count));
  return spreadsheet_header(book->file, header, count);
}

static Error write_rates(const Book *book) {
  const Report *report = book->report;
  size_t columns = 4;
  for (size_t i = 0; i < report->rate_count; i++)
    if (report->rates[i].has_previous) columns = 7;
  if (report->rate_count == 0) return OK;
  TRY(rates_header(book, columns));
  for (size_t i = 0; i < report->rate_count; i++) {
    const FigureRate *rate = &report->rates[i];
    Cell cells[7] = {words(rate->title)};
    size_t count = 1 + put_share(&cells[1], rate->now, rate->hidden);
    if (rate->has_previous) count += put_share(&cells[count], rate->previous, rate->previous_hidden);
    TRY(spreadsheet_row(book->file, cells, count));
  }
  return OK;
}

static Error define(const Book *book, const char *kind, Text id, Text title, FigureBasis basis, Text period,
                    Text definition) {
  Cell cells[] = {words(text_of(kind)), words(id),
                  words(title),         words(text_of(figure_basis_word(basis))),
                  words(period),        words(definition)};
  return spreadsheet_row(book->file, cells, sizeof cells / sizeof cells[0]);
}

static Error write_definitions(const Book *book) {
  static const int widths[] = {8, 40, 60, 12, 30, 100};
  const Report *report = book->report;
  const Text header[] = {TEXT("What"),  TEXT("Name"),   TEXT("Title"),
                         TEXT("Basis"), TEXT("Period"), TEXT("Definition")};
  TRY(spreadsheet_sheet(book->file, TEXT("Definitions"), widths, 6));
  TRY(spreadsheet_header(book->file, header, 6));
  for (size_t i = 0; i < report->table_count; i++) {
    const FigureTable *table = &report->tables[i];
    Text period = text_is_empty(table->period) ? report->period : table->period;
    TRY(define(book, "table", table->id, table->title, table->basis, period, table->definition));
  }
  for (size_t i = 0; i < report->rate_count; i++) {
    const FigureRate *rate = &report->rates[i];
    TRY(define(book, "rate", rate->id, rate->title, rate->basis, report->period, rate->definition));
  }
  return OK;
}

Error report_xlsx(const Report *report, Arena *arena, Text *bytes) {
  AUTO_SPREADSHEET file = NULL;
  SpreadsheetAbout about = {report->title, report->council, report->made};
  TRY(spreadsheet_new(arena, &about, &file));
  Book book = {report, arena, file};
  TRY(write_summary(&book));
  for (size_t i = 0; i < report->table_count; i++) TRY(write_table(&book, &report->tables[i]));
  TRY(write_lists(&book));
  TRY(write_rates(&book));
  TRY(write_definitions(&book));
  return spreadsheet_bytes(file, arena, LARGEST, bytes);
}
