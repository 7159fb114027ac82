/* The CSV of a report: one regular table, hidden figures c, what does not apply empty, no formula. */
#include "world.h"
#include "casework/csv_table.h"
#include "sample.h"

#define COLUMNS 13

static int begin(void **state) {
  *state = arena_new();
  return 0;
}

static int end(void **state) {
  arena_free(*state);
  return 0;
}

static CsvTable table_of(Arena *arena, bool published) {
  AUTO_BUFFER out = buffer_new(1u << 20);
  Report report = sample_report(arena, published);
  CsvTable table;
  report_csv(&report, &out);
  assert_false(out.failed);
  assert_true(
      text_starts(buffer_text(&out), TEXT("\xEF\xBB\xBFkind,id,row,label,column,value,of,percent,"
                                          "previous,previous_of,previous_percent,basis,definition\r\n")));
  MUST(csv_read(arena, buffer_text(&out), &table));
  return table;
}

/* The line whose first cells are these, from its label on, joined by |. */
static Text line_of(Arena *arena, const CsvTable *table, const char *kind, const char *id, const char *row,
                    const char *column) {
  for (size_t i = 0; i < table->count; i++) {
    const Text *cells = table->rows[i].cells;
    if (text_equal(cells[0], text_of(kind)) && text_equal(cells[1], text_of(id)) &&
        text_equal(cells[2], text_of(row)) && text_equal(cells[4], text_of(column)))
      return text_join(arena, cells + 3, COLUMNS - 3, TEXT("|"));
  }
  fail_msg("no line %s %s %s %s", kind, id, row, column);
  return TEXT_NONE;
}

static void every_line_has_every_column(void **state) {
  CsvTable table = table_of(*state, false);
  assert_int_equal(table.count, 9 + 6 * 2 + 1 + 4 + 2 * 3);
  for (size_t i = 0; i < table.count; i++) assert_int_equal(table.rows[i].count, COLUMNS);
}

static void cells_stand_with_their_earlier_ones(void **state) {
  CsvTable table = table_of(*state, false);
#define LINE(...) line_of(*state, &table, __VA_ARGS__)
  assert_text(LINE("table", "received-by-service", "total", "total"),
              "total|total|5000000|||7|||received|'=Counts, \"all\" of them.");
  assert_text(LINE("table", "received-by-service", "Łódź, \"Plus\"", "stage-1"),
              "Łódź, \"Plus\"|stage-1|4|||||"
              "|received|'=Counts, \"all\" of them.");
  assert_text(LINE("table", "causes", "Delay\nand more", "stage-1"),
              "Delay\nand more|stage-1|3||||||responded|By cause.");
}

static void names_are_no_formulas(void **state) {
  CsvTable table = table_of(*state, false);
  assert_text(text_slice(LINE("table", "received-by-service", "'=cmd|'/c calc'!A1", "stage-1"), 0, 26),
              "'=cmd|'/c calc'!A1|stage-1");
  assert_text(text_slice(LINE("table", "received-by-service", "'+1", "stage-1"), 0, 16), "'+1|stage-1|||||");
  (void)LINE("table", "received-by-service", "'-2", "stage-1");
  (void)LINE("table", "received-by-service", "'@x", "stage-1");
  assert_text(LINE("report", "title", "", ""), "||'=Annual report|||||||");
  assert_text(LINE("list", "late", "1", "case"), "CMP-26K7QF42|case|'=1+1|||||||Case");
}

static void rates_carry_what_they_are_of(void **state) {
  CsvTable table = table_of(*state, false);
  assert_text(LINE("rate", "stage-1-on-time", "", ""), "On time||36|51|71|40|69|58|responded|Of all.");
  assert_text(LINE("rate", "stage-3-on-time", "", ""), "On time at stage 3||0|0|||||responded|Of all.");
  assert_text(LINE("rate", "change-in-total", "", ""), "'-Change||-16|83|-19||||responded|Of all.");
}

static void hidden_figures_are_not_there(void **state) {
  CsvTable table = table_of(*state, true);
  assert_text(LINE("table", "received-by-service", "'-2", "stage-1"),
              "'-2|stage-1|c||||||received|'=Counts, \"all\" of them.");
  assert_text(LINE("table", "received-by-service", "'@x", "total"),
              "'@x|total|1000000|||c|||received|'=Counts, \"all\" of them.");
  assert_text(LINE("rate", "compliance", "", ""), "Compliance||c|c|c|c|c|c|responded|Of all.");
  assert_text(LINE("report", "copy", "", ""), "||published|||||||");
}

static void lists_are_numbered_lines(void **state) {
  CsvTable table = table_of(*state, false);
  assert_text(LINE("list", "late", "1", "due"), "CMP-26K7QF42|due|2018-12-18|||||||Due");
  assert_text(LINE("list", "late", "1", "late"), "CMP-26K7QF42|late|-3|||||||Days late");
  assert_text(LINE("list", "late", "2", "due"), "|due||||||||Due");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
  const struct CMUnitTest tests[] = {
      TEST(every_line_has_every_column),  TEST(cells_stand_with_their_earlier_ones),
      TEST(names_are_no_formulas),        TEST(rates_carry_what_they_are_of),
      TEST(hidden_figures_are_not_there), TEST(lists_are_numbered_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
