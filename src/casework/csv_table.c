#include "casework/csv_table.h"

#include <csv.h>

/* The quotes and columns are libcsv's business; this keeps the lines that its callbacks do not know. */
typedef struct Reading {
  Arena *arena;
  CsvRow *rows;
  size_t count, capacity;
  Text *cells;
  size_t cell_count, cell_capacity;
  int line, row_line;
  bool within; /* a row goes on in the next line */
  bool ended;  /* a row has ended since this was last cleared */
} Reading;

static void on_cell(void *bytes, size_t length, void *context) {
  Reading *reading = context;
  if (reading->cell_count == reading->cell_capacity) {
    size_t capacity = reading->cell_capacity ? reading->cell_capacity * 2 : 32;
    reading->cells = arena_grow(reading->arena, reading->cells, reading->cell_count, capacity, sizeof(Text));
    reading->cell_capacity = capacity;
  }
  Text cell = bytes ? (Text){bytes, length} : TEXT_NONE;
  reading->cells[reading->cell_count++] = text_copy(reading->arena, cell);
}

static bool row_is_empty(const Reading *reading) {
  return reading->cell_count == 0 || (reading->cell_count == 1 && reading->cells[0].length == 0);
}

static void on_row(int ended_by, void *context) {
  Reading *reading = context;
  (void)ended_by;
  reading->ended = true;
  if (!row_is_empty(reading)) {
    if (reading->count == reading->capacity) {
      size_t capacity = reading->capacity ? reading->capacity * 2 : 256;
      reading->rows = arena_grow(reading->arena, reading->rows, reading->count, capacity, sizeof(CsvRow));
      reading->capacity = capacity;
    }
    Text *cells = ARENA_ARRAY(reading->arena, Text, reading->cell_count);
    for (size_t i = 0; i < reading->cell_count; i++) cells[i] = reading->cells[i];
    reading->rows[reading->count++] = (CsvRow){cells, reading->cell_count, reading->row_line};
  }
  reading->cell_count = 0;
}

/* Feeds a line and then its end, so that it is known whether the row ended with it or goes on within quotes.
 */
static Error feed_line(Arena *arena, struct csv_parser *parser, Text line, Reading *reading) {
  size_t end = line.length;
  if (end > 0 && line.at[end - 1] == '\n') end--;
  if (end > 0 && line.at[end - 1] == '\r') end--;
  if (!reading->within) reading->row_line = reading->line;
  size_t done = csv_parse(parser, line.at, end, on_cell, on_row, reading);
  reading->ended = false;
  if (done == end) done += csv_parse(parser, line.at + end, line.length - end, on_cell, on_row, reading);
  if (done != line.length)
    return FAIL(arena, ERROR_INVALID,
                "%d:%zu: a quotation mark stands where none may; write it twice inside quotes", reading->line,
                done + 1);
  reading->within = !reading->ended && (reading->within || !text_is_empty(text_trim(line)));
  return OK;
}

/* Line by line, so that a mistake has its line and a row the line that it begins on. */
static Error feed(Arena *arena, struct csv_parser *parser, Text bytes, Reading *reading) {
  size_t from = 0;
  while (from < bytes.length) {
    size_t end = text_find(bytes, TEXT("\n"), from);
    size_t to = end == SIZE_MAX ? bytes.length : end + 1;
    reading->line++;
    TRY(feed_line(arena, parser, text_slice(bytes, from, to), reading));
    from = to;
  }
  if (csv_fini(parser, on_cell, on_row, reading) != 0)
    return FAIL(arena, ERROR_INVALID, "%d:1: the quotation mark that begins in this row is never closed",
                reading->row_line);
  return OK;
}

static Error check_utf8(Arena *arena, Text bytes) {
  if (text_is_utf8(bytes)) return OK;
  Text rest = bytes, line;
  for (int number = 1; text_next(&rest, '\n', &line); number++)
    if (!text_is_utf8(line))
      return FAIL(arena, ERROR_INVALID, "%d:1: this line is not UTF-8; save the file as UTF-8", number);
  return FAIL(arena, ERROR_INVALID, "1:1: the file is not UTF-8; save it as UTF-8");
}

Error csv_read(Arena *arena, Text bytes, CsvTable *table) {
  struct csv_parser parser;
  if (text_starts(bytes, TEXT("\xEF\xBB\xBF"))) bytes = text_slice(bytes, 3, bytes.length);
  TRY(check_utf8(arena, bytes));
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    return FAIL(arena, ERROR_IO, "The CSV reader could not start.");
  Reading reading = {.arena = arena};
  Error error = feed(arena, &parser, bytes, &reading);
  csv_free(&parser);
  if (error) return error;
  if (reading.count == 0) return FAIL(arena, ERROR_INVALID, "1:1: the file has no header row");
  *table = (CsvTable){reading.rows[0], reading.rows + 1, reading.count - 1};
  return OK;
}
