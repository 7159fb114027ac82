/* Any bytes as a CSV file: read or refused at a place, never a crash; what was read is the same again when it
 * is written. */
#include "base/csv_out.h"
#include "casework/csv_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_mistake(Error error) {
  int64_t line, column;
  Text rest = error->words, part;
  BUG_IF(error->code != ERROR_INVALID || !text_is_utf8(error->words));
  BUG_IF(!text_next(&rest, ':', &part) || !text_to_int(part, &line) || line < 1);
  BUG_IF(!text_next(&rest, ':', &part) || !text_to_int(part, &column) || column < 1);
}

static void write_row(Buffer *out, const CsvRow *row) {
  for (size_t i = 0; i < row->count; i++) csv_cell(out, row->cells[i]);
  csv_end_row(out);
}

static void check_same(const CsvRow *before, const CsvRow *after) {
  BUG_IF(before->count != after->count);
  for (size_t i = 0; i < before->count; i++) {
    Text cell = after->cells[i];
    if (!text_equal(before->cells[i], cell) && text_starts(cell, TEXT("'")))
      cell = text_slice(cell, 1, cell.length);
    BUG_IF(!text_equal(before->cells[i], cell));
  }
}

static void check_table(Arena *arena, const CsvTable *table) {
  AUTO_BUFFER out = buffer_new(64u << 20);
  CsvTable again;
  int line = table->header.line;
  write_row(&out, &table->header);
  for (size_t i = 0; i < table->count; i++) {
    BUG_IF(table->rows[i].line < line || table->rows[i].count == 0);
    line = table->rows[i].line;
    write_row(&out, &table->rows[i]);
  }
  /* With a byte-order mark in front, as exports have one: or one in the first cell would be taken for it. */
  Text parts[] = {TEXT("\xEF\xBB\xBF"), buffer_text(&out)};
  BUG_IF(csv_read(arena, text_join(arena, parts, 2, TEXT_NONE), &again) != OK || again.count != table->count);
  check_same(&table->header, &again.header);
  for (size_t i = 0; i < table->count; i++) check_same(&table->rows[i], &again.rows[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  AUTO_ARENA arena = arena_new();
  CsvTable table;
  Error error = csv_read(arena, (Text){(const char *)bytes, length}, &table);
  if (error)
    check_mistake(error);
  else
    check_table(arena, &table);
  return 0;
}
