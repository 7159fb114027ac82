/* CSV in and out: RFC 4180, every mistake placed, no formula for a spreadsheet. */
#include "base/csv_out.h"
#include "casework/csv_table.h"
#include "world.h"

static int begin(void **state) {
  random_start();
  *state = arena_new();
  return 0;
}

static int end(void **state) {
  arena_free(*state);
  return 0;
}

static CsvTable table_of(Arena *arena, const char *bytes) {
  CsvTable table;
  MUST(csv_read(arena, text_of(bytes), &table));
  return table;
}

static void reads_what_rfc_4180_says(void **state) {
  static const char *const ways[] = {
      "a,b\r\n1,2\r\n",
      "a,b\n1,2\n",
      "a,b\n1,2",
      ("\xEF\xBB\xBF"
       "a,b\r\n1,2\r\n"),
      "\"a\",\"b\"\r\n\"1\",\"2\"",
      "a,b\n\n1,2\n\n\n",
      "a,b\r\n\r\n1,2\r\n",
  };
  for (size_t i = 0; i < COUNT(ways); i++) {
    CsvTable table = table_of(*state, ways[i]);
    assert_int_equal(table.header.count, 2);
    assert_int_equal(table.count, 1);
    assert_text(table.header.cells[0], "a");
    assert_text(table.rows[0].cells[0], "1");
    assert_text(table.rows[0].cells[1], "2");
  }
}

static void quoted_cells_hold_anything(void **state) {
  CsvTable table = table_of(*state, "a,b,c\n\"x\r\ny\",\"say \"\"no\"\"\",\", ,\"\n,\"\",\n");
  assert_text(table.rows[0].cells[0], "x\r\ny");
  assert_text(table.rows[0].cells[1], "say \"no\"");
  assert_text(table.rows[0].cells[2], ", ,");
  assert_int_equal(table.rows[1].count, 3);
  for (int i = 0; i < 3; i++) assert_text(table.rows[1].cells[i], "");
}

/* The line on which a row begins, whatever its cells hold. */
static void rows_know_their_lines(void **state) {
  CsvTable table =
      table_of(*state, "a,b\n\"first\ncell\n\nlong\",2\n3,\"second\ncell\"\n\n\n5,6\n\"\n\",\"\n\"\n7,8");
  static const int lines[] = {2, 6, 10, 11, 14};
  assert_int_equal(table.count, COUNT(lines));
  for (size_t i = 0; i < COUNT(lines); i++) assert_int_equal(table.rows[i].line, lines[i]);
}

static void mistakes_have_places(void **state) {
  static const struct {
    const char *bytes, *words;
  } cases[] = {
      {"", "1:1: the file has no header row"},
      {"\n\n", "no header row"},
      {"a,b\n1,\"2\n3,4\n", "2:1: the quotation mark that begins in this row is never closed"},
      {"a,b\n1,2\n\"3\n\n4,5", "3:1: the quotation mark"},
      {"a,b\n1,\"2\"x\n", "2:6"},
      {"a,b\n1,2\"x\n", "2:4"},
      {"a,b\n1,\xFF\n", "2:1: this line is not UTF-8"},
      {"a,b\n1,2\n\xC3\n", "3:1: this line is not UTF-8"},
      {"\xFF\xFE"
       "a\0,\0",
       "not UTF-8"},
      {"a,b\n\xED\xA0\x80,2\n", "2:1: this line is not UTF-8"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    CsvTable table;
    MUST_FAIL(csv_read(*state, text_of(cases[i].bytes), &table), ERROR_INVALID, cases[i].words);
  }
}

static const char *written(Arena *arena, const char *const *cells, size_t count) {
  AUTO_BUFFER out = buffer_new(1u << 16);
  for (size_t i = 0; i < count; i++) csv_cell(&out, text_of(cells[i]));
  csv_end_row(&out);
  return text_z(arena, buffer_text(&out));
}

static void writes_what_rfc_4180_says(void **state) {
  assert_string_equal(written(*state, (const char *const[]){"a", "b c", "d"}, 3), "a,b c,d\r\n");
  assert_string_equal(written(*state, (const char *const[]){"a,b", "say \"no\"", "x\ny"}, 3),
                      "\"a,b\",\"say \"\"no\"\"\",\"x\ny\"\r\n");
  assert_string_equal(written(*state, (const char *const[]){"a", "", "c"}, 3), "a,,c\r\n");
}

/* A cell that a spreadsheet would work out is text again: also behind spaces and quotes, and in full-width
 * signs. */
static void formulas_are_harmless(void **state) {
  static const char *const formulas[] = {
      "=1+1",  "+1",    "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", " =1+1", "\"=1+1",
      "'=1+1", "＝1+1", "＋1",    "－1",      "＠A1", "\n=1", "\xC2\xA0=1"};
  for (size_t i = 0; i < COUNT(formulas); i++) {
    AUTO_BUFFER out = buffer_new(4096);
    csv_cell(&out, TEXT("a"));
    csv_cell(&out, text_of(formulas[i]));
    csv_end_row(&out);
    CsvTable table;
    MUST(csv_read(*state, buffer_text(&out), &table));
    Text cell = table.header.cells[1];
    if (cell.at[0] != '\'') fail_msg("read as a formula: %s", formulas[i]);
    assert_text(text_slice(cell, 1, cell.length), formulas[i]);
  }
  static const char *const plain[] = {"a=1", "CMP-26K7QF42", "Jo O'Neill-Smith", "1-2", "2018-12-18", "é",
                                      ""};
  for (size_t i = 0; i < COUNT(plain); i++) {
    const char *row = written(*state, (const char *const[]){"x", plain[i]}, 2);
    assert_text(text_slice(text_of(row), 2, strlen(row) - 2), plain[i]);
  }
}

/* A first cell behind the byte-order mark is a first cell: not behind a comma. */
static void begins_with_a_byte_order_mark(void **state) {
  AUTO_BUFFER out = buffer_new(4096);
  CsvTable table;
  csv_begin(&out, (const char *const[]){"kind", "n"}, 2);
  csv_cell(&out, TEXT("a"));
  csv_number(&out, -2);
  csv_end_row(&out);
  csv_number(&out, 1);
  csv_end_row(&out);
  assert_text(buffer_text(&out), "\xEF\xBB\xBF"
                                 "kind,n\r\na,-2\r\n1\r\n");
  MUST(csv_read(*state, buffer_text(&out), &table));
  assert_text(table.header.cells[0], "kind");
}

/* A cell of chance, that is no formula. */
static Text some_cell(Arena *arena, uint64_t *seed) {
  static const char *const parts[] = {"a", "B", "0",  " ", ",", "\"", "\n", "\r\n",
                                      ";", "é", "語", "=", "-", "'",  "\t", "long words"};
  AUTO_BUFFER out = buffer_new(1000);
  uint32_t length = dice_below(seed, 7);
  for (uint32_t i = 0; i < length; i++) buffer_put(&out, text_of(parts[dice_below(seed, COUNT(parts))]));
  return text_copy(arena, buffer_text(&out));
}

/* What is written is read again, but for the sign before a formula. */
static void what_is_written_is_read(void **state) {
  Arena *arena = *state;
  uint64_t seed = 4180;
  for (int i = 0; i < 3000; i++) {
    AUTO_BUFFER out = buffer_new(1u << 16);
    Text cells[8];
    size_t columns = 2 + dice_below(&seed, 7);
    for (size_t j = 0; j < columns; j++) csv_cell(&out, cells[j] = some_cell(arena, &seed));
    csv_end_row(&out);
    csv_cell(&out, TEXT("next"));
    csv_end_row(&out);
    CsvTable table;
    MUST(csv_read(arena, buffer_text(&out), &table));
    assert_int_equal(table.header.count, columns);
    assert_int_equal(table.count, 1);
    for (size_t j = 0; j < columns; j++) {
      Text cell = table.header.cells[j];
      if (!text_equal(cell, cells[j]) && text_starts(cell, TEXT("'")))
        cell = text_slice(cell, 1, cell.length);
      if (!text_equal(cell, cells[j]))
        fail_msg("%d: '%.*s' was read as '%.*s'", i, TEXT_ARGUMENTS(cells[j]), TEXT_ARGUMENTS(cell));
    }
  }
}

/* A cell that was never filled has no address to copy from; a sanitizer says where one is used. */
static void cells_of_nothing_are_joined(void **state) {
  const Text cells[] = {{NULL, 0}, TEXT("a"), {NULL, 0}};
  assert_text(text_join(*state, cells, 3, TEXT(",")), ",a,");
  assert_text(text_join(*state, cells, 3, (Text){NULL, 0}), "a");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
  const struct CMUnitTest tests[] = {
      TEST(reads_what_rfc_4180_says),      TEST(quoted_cells_hold_anything),
      TEST(rows_know_their_lines),         TEST(mistakes_have_places),
      TEST(writes_what_rfc_4180_says),     TEST(formulas_are_harmless),
      TEST(begins_with_a_byte_order_mark), TEST(what_is_written_is_read),
      TEST(cells_of_nothing_are_joined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
