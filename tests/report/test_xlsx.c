/* The spreadsheet of a report: its sheets, typed cells, texts that stay texts, nothing hidden left inside. */
#include "world.h"
#include "sample.h"

#include <zlib.h>

static int begin(void **state) {
  random_start();
  *state = arena_new();
  return 0;
}

static int end(void **state) {
  arena_free(*state);
  return 0;
}

static Text written(Arena *arena, bool published) {
  Report report = sample_report(arena, published);
  Text bytes;
  MUST(report_xlsx(&report, arena, &bytes));
  return bytes;
}

static size_t little(const char *at, int count) {
  size_t number = 0;
  for (int i = count; i-- > 0;) number = number << 8 | (unsigned char)at[i];
  return number;
}

static Text inflated(Arena *arena, Text packed, size_t size) {
  char *out = text_z(arena, text_format(arena, "%*s", (int)size, ""));
  z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.at,
                     .avail_in = (uInt)packed.length,
                     .next_out = (Bytef *)out,
                     .avail_out = (uInt)size};
  assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return (Text){out, size};
}

/* A file of the zip, by its central directory. */
static Text part(Arena *arena, Text zip, const char *name) {
  Text entry = TEXT("PK\x01\x02");
  for (size_t at = text_find(zip, entry, 0); at != SIZE_MAX; at = text_find(zip, entry, at + 4)) {
    const char *head = zip.at + at;
    if (!text_equal((Text){head + 46, little(head + 28, 2)}, text_of(name))) continue;
    size_t local = little(head + 42, 4),
           from = local + 30 + little(zip.at + local + 26, 2) + little(zip.at + local + 28, 2);
    return inflated(arena, text_slice(zip, from, from + little(head + 20, 4)), little(head + 24, 4));
  }
  fail_msg("no %s", name);
  return TEXT_NONE;
}

static void has(Text where, const char *what) {
  if (!text_contains(where, text_of(what))) fail_msg("no %s in %.*s", what, TEXT_ARGUMENTS(where));
}

static void has_not(Text where, const char *what) {
  if (text_contains(where, text_of(what))) fail_msg("%s in %.*s", what, TEXT_ARGUMENTS(where));
}

static void the_same_report_gives_the_same_bytes(void **state) {
  assert_true(text_equal(written(*state, false), written(*state, false)));
  assert_false(text_equal(written(*state, false), written(*state, true)));
}

static void each_table_and_list_has_a_sheet(void **state) {
  Text book = part(*state, written(*state, false), "xl/workbook.xml"), rest = book;
  const char *const names[] = {"Summary", "Received by service", "Causes", "Late cases  all some",
                               "Rates",   "Definitions"};
  for (size_t i = 0; i < COUNT(names); i++) {
    Text name = text_format(*state, "<sheet name=\"%s\"", names[i]);
    size_t at = text_find(rest, name, 0);
    if (at == SIZE_MAX) fail_msg("no sheet %s here, in order: %.*s", names[i], TEXT_ARGUMENTS(book));
    rest = text_slice(rest, at + 1, rest.length);
  }
  assert_false(text_contains(rest, TEXT("<sheet name")));
}

static void cells_are_what_they_are(void **state) {
  Text sheet = part(*state, written(*state, false), "xl/worksheets/sheet2.xml");
  has(sheet, "<t>=cmd|'/c calc'!A1</t>");
  has(sheet, "<t>+1</t>");
  has(sheet, "<t>-2</t>");
  has(sheet, "<t>@x</t>");
  has(sheet, "<t>Stage 1 2017/18</t>");
  has(sheet, "<v>5000000</v>");
  has_not(sheet, "<f>");
  has_not(sheet, "r=\"B3\""); /* does not apply */
  Text rates = part(*state, written(*state, false), "xl/worksheets/sheet5.xml");
  has(rates, "<v>0.71");
  has(rates, "<v>-0.19");
  has(rates, "<v>-16</v>");
  Text list = part(*state, written(*state, false), "xl/worksheets/sheet4.xml");
  has(list, "<t>=1+1</t>");
  has(list, "<v>43452</v>"); /* 18 December 2018 */
  has(list, "<v>-3</v>");
}

static void a_published_copy_holds_nothing_hidden(void **state) {
  Text zip = written(*state, true);
  Text open = part(*state, written(*state, false), "xl/worksheets/sheet2.xml");
  has(open, "<v>2</v>");
  has_not(part(*state, zip, "xl/worksheets/sheet2.xml"), "<v>2</v>");
  has(part(*state, zip, "xl/worksheets/sheet2.xml"), "<t>c</t>");
  has(part(*state, zip, "xl/worksheets/sheet5.xml"), "<t>c</t>");
  has_not(part(*state, zip, "xl/worksheets/sheet1.xml"), "do not add up");
  has(part(*state, written(*state, false), "xl/worksheets/sheet1.xml"), "do not add up");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
  const struct CMUnitTest tests[] = {TEST(the_same_report_gives_the_same_bytes),
                                     TEST(each_table_and_list_has_a_sheet), TEST(cells_are_what_they_are),
                                     TEST(a_published_copy_holds_nothing_hidden)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
