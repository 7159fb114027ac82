#include "casework/csv_table.h"

#include <csv.h>

#define CELLS_MOST 1000000
/* A cell's buffer grows by so much; libcsv's own step of 128 bytes takes the time squared for a long one. */
#define CELL_STEP ((size_t)256 * 1024)

/* The quotes and columns are libcsv's business; this keeps the lines that its callbacks do not know. */
typedef struct Reading {
  CsvRowHandler *handler;
  void *context;
  Error error; /* of the handler */
  Arena *arena;
  Buffer *bytes; /* of the cells of this row; large enough never to move */
  Text *cells;
  size_t cell_count, cell_capacity;
  int line, row_line;
  bool within; /* a row goes on in the next line */
  bool ended;  /* a row has ended since this was last cleared */
} Reading;

static void on_cell(void *bytes, size_t length, void *context) {
  Reading *reading = context;
  if (reading->cell_count == CELLS_MOST) return;
  if (reading->cell_count == reading->cell_capacity) {
    size_t capacity = reading->cell_capacity ? reading->cell_capacity * 2 : 32;
    reading->cells = arena_grow(reading->arena, reading->cells, reading->cell_count, capacity, sizeof(Text));
    reading->cell_capacity = capacity;
  }
  Text cell = TEXT_NONE;
  if (bytes && length) {
    cell = (Text){reading->bytes->at + reading->bytes->length, length};
    buffer_put_bytes(reading->bytes, bytes, length);
  }
  reading->cells[reading->cell_count++] = cell;
}

static bool row_is_empty(const Reading *reading) {
  return reading->cell_count == 0 || (reading->cell_count == 1 && reading->cells[0].length == 0);
}

static void on_row(int ended_by, void *context) {
  Reading *reading = context;
  (void)ended_by;
  reading->ended = true;
  CsvRow row = {reading->cells, reading->cell_count, reading->row_line};
  if (reading->cell_count == CELLS_MOST && !reading->error)
    reading->error =
        FAIL(reading->arena, ERROR_INVALID, "%d:1: the row has %d cells or more", row.line, CELLS_MOST);
  if (!row_is_empty(reading) && !reading->error) reading->error = reading->handler(reading->context, &row);
  reading->cell_count = 0;
  buffer_clear(reading->bytes);
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
  return reading->error;
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
  return reading->error;
}

static Error check_utf8(Arena *arena, Text bytes) {
  if (text_is_utf8(bytes)) return OK;
  Text rest = bytes, line;
  for (int number = 1; text_next(&rest, '\n', &line); number++)
    if (!text_is_utf8(line))
      return FAIL(arena, ERROR_INVALID, "%d:1: this line is not UTF-8; save the file as UTF-8", number);
  return FAIL(arena, ERROR_INVALID, "1:1: the file is not UTF-8; save it as UTF-8");
}

Error csv_each(Arena *arena, Text bytes, CsvRowHandler *handler, void *context) {
  struct csv_parser parser;
  if (text_starts(bytes, TEXT("\xEF\xBB\xBF"))) bytes = text_slice(bytes, 3, bytes.length);
  TRY(check_utf8(arena, bytes));
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    return FAIL(arena, ERROR_IO, "The CSV reader could not start.");
  csv_set_blk_size(&parser, CELL_STEP);
  AUTO_ARENA own = arena_new();
  AUTO_BUFFER cells = buffer_new(bytes.length + 1);
  BUG_IF(!buffer_reserve(&cells, bytes.length + 1));
  Reading reading = {.handler = handler, .context = context, .arena = own, .bytes = &cells};
  Error error = feed(arena, &parser, bytes, &reading);
  csv_free(&parser);
  return error ? FAIL(arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words)) : OK;
}

typedef struct Keeping {
  Arena *arena;
  CsvRow *rows;
  size_t count, capacity;
} Keeping;

static Error keep_row(void *context, const CsvRow *row) {
  Keeping *keeping = context;
  if (keeping->count == keeping->capacity) {
    size_t capacity = keeping->capacity ? keeping->capacity * 2 : 256;
    keeping->rows = arena_grow(keeping->arena, keeping->rows, keeping->count, capacity, sizeof(CsvRow));
    keeping->capacity = capacity;
  }
  keeping->rows[keeping->count++] = csv_row_copy(keeping->arena, row);
  return OK;
}

CsvRow csv_row_copy(Arena *arena, const CsvRow *row) {
  Text *cells = ARENA_ARRAY(arena, Text, row->count);
  for (size_t i = 0; i < row->count; i++) cells[i] = text_copy(arena, row->cells[i]);
  return (CsvRow){cells, row->count, row->line};
}

Error csv_read(Arena *arena, Text bytes, CsvTable *table) {
  Keeping keeping = {.arena = arena};
  TRY(csv_each(arena, bytes, keep_row, &keeping));
  if (keeping.count == 0) return FAIL(arena, ERROR_INVALID, "1:1: the file has no header row");
  *table = (CsvTable){keeping.rows[0], keeping.rows + 1, keeping.count - 1};
  return OK;
}
