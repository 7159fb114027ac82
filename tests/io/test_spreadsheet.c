#include "check.h"
#include "io/spreadsheet.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <zlib.h>

#define MAXIMUM ((size_t)1 << 26)
#define TEXT_MAXIMUM 32767

static const SpreadsheetAbout ABOUT = {{"Annual report", 13}, {"A council", 9}, {1545091200}};
static char temporary[] = "/tmp/redress-test-XXXXXX";

/* ---- helpers ------------------------------------------------------------------------------------ */

static size_t entries(const char *folder) {
  size_t count = 0;
  DIR *listing = opendir(folder);
  assert_non_null(listing);
  while (readdir(listing)) count++;
  closedir(listing);
  return count - 2;
}

static void path_in(char path[300], const char *name) { snprintf(path, 300, "%s/%s", temporary, name); }

static void assert_ok(Error error) {
  if (error) print_message("# %.*s (%.*s)\n", TEXT_ARGUMENTS(error->words), TEXT_ARGUMENTS(error->detail));
  assert_null(error);
}

static void assert_fault(Error error, ErrorCode code, const char *words) {
  assert_non_null(error);
  assert_string_equal(error_code_name(error->code), error_code_name(code));
  if (!text_contains(error->words, text_of(words))) print_message("# %.*s\n", TEXT_ARGUMENTS(error->words));
  assert_true(text_contains(error->words, text_of(words)));
}

static Spreadsheet *begin(Arena *arena) {
  Spreadsheet *sheet;
  assert_ok(spreadsheet_new(arena, &ABOUT, &sheet));
  assert_ok(spreadsheet_sheet(sheet, TEXT("Cases"), NULL, 0));
  return sheet;
}

static Error write_rows(Spreadsheet *sheet, int count) {
  char noise[64];
  for (int i = 0; i < count; i++) {
    snprintf(noise, sizeof noise, "%llx", (unsigned long long)i * 0x9e3779b97f4a7c15);
    Cell cells[] = {{.kind = CELL_TEXT, .text = text_of(noise)},
                    {.kind = CELL_NUMBER, .number = i},
                    {.kind = CELL_MONEY, .number = i * 7, .strong = i % 2 == 0},
                    {.kind = CELL_DATE, .date = {17000 + i}}};
    TRY(spreadsheet_row(sheet, cells, COUNT(cells)));
  }
  return OK;
}

/* Two sheets and their bytes. */
static Error make(Arena *arena, Text *bytes) {
  AUTO_SPREADSHEET sheet = NULL;
  *bytes = TEXT_NONE;
  TRY(spreadsheet_new(arena, &ABOUT, &sheet));
  TRY(spreadsheet_sheet(sheet, TEXT("Cases"), (int[]){10, 0, 300, -1}, 4));
  TRY(spreadsheet_header(sheet, (Text[]){TEXT("Noise"), TEXT("Number")}, 2));
  TRY(write_rows(sheet, 150));
  TRY(spreadsheet_sheet(sheet, TEXT("Nothing"), NULL, 0));
  TRY(spreadsheet_sheet(sheet, TEXT("More"), NULL, 0));
  TRY(write_rows(sheet, 50));
  return spreadsheet_bytes(sheet, arena, MAXIMUM, bytes);
}

static size_t little(const char *bytes, int length) {
  size_t number = 0;
  while (length-- > 0) number = number << 8 | (unsigned char)bytes[length];
  return number;
}

/* One part of the zip, unpacked. */
static Text part(Arena *arena, Text zip, Text wanted) {
  assert_true(zip.length > 22);
  const char *end = zip.at + zip.length - 22, *entry = zip.at + little(end + 16, 4);
  for (size_t count = little(end + 10, 2); count > 0; count--) {
    size_t name = little(entry + 28, 2), size = little(entry + 24, 4);
    if (text_equal((Text){entry + 46, name}, wanted)) {
      const char *local = zip.at + little(entry + 42, 4);
      char *out = arena_take(arena, size + 1, 1);
      z_stream stream = {
          .next_out = (Bytef *)out, .avail_out = (uInt)size, .avail_in = (uInt)little(entry + 20, 4)};
      stream.next_in = (Bytef *)(uintptr_t)(local + 30 + little(local + 26, 2) + little(local + 28, 2));
      assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
      assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
      inflateEnd(&stream);
      return (Text){out, size};
    }
    entry += 46 + name + little(entry + 30, 2) + little(entry + 32, 2);
  }
  fail_msg("no part %.*s", TEXT_ARGUMENTS(wanted));
  return TEXT_NONE;
}

static Text finish(Arena *arena, Spreadsheet *sheet) {
  Text bytes;
  assert_ok(spreadsheet_bytes(sheet, arena, MAXIMUM, &bytes));
  return bytes;
}

static void assert_has(Text where, const char *what) {
  if (!text_contains(where, text_of(what))) print_message("# no %s in: %.*s\n", what, TEXT_ARGUMENTS(where));
  assert_true(text_contains(where, text_of(what)));
}

/* ---- what it is --------------------------------------------------------------------------------- */

static void same_bytes(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text first, second;
  assert_ok(make(arena, &first));
  nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 50000000}, NULL); /* the clock shows another second */
  assert_ok(make(arena, &second));
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.at, second.at, first.length);
  assert_memory_equal(first.at, "PK\x03\x04", 4);
}

static void made_without_a_time(void **state) {
  (void)state;
  const int64_t odd[] = {0, INT64_MIN, INT64_MAX};
  for (size_t i = 0; i < COUNT(odd); i++) {
    AUTO_ARENA arena = arena_new();
    SpreadsheetAbout about = {TEXT("<&> \x01"), TEXT(""), {odd[i]}};
    AUTO_SPREADSHEET sheet = NULL;
    assert_ok(spreadsheet_new(arena, &about, &sheet));
    assert_ok(spreadsheet_sheet(sheet, TEXT("A"), NULL, 0));
    Text core = part(arena, finish(arena, sheet), TEXT("docProps/core.xml"));
    assert_has(core, i < 2 ? ">1970-01-01T00:00:01Z<" : ">9999-12-31T23:59:59Z<");
    assert_has(core, "<dc:title>&lt;&amp;&gt; </dc:title>");
  }
}

static void cells_as_written(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  AUTO_SPREADSHEET sheet = begin(arena);
  assert_ok(spreadsheet_header(sheet, (Text[]){TEXT("=A1")}, 1));
  Cell cells[] = {{.kind = CELL_TEXT, .text = TEXT("=1+1")},
                  {.kind = CELL_TEXT, .text = TEXT("http://x.example")},
                  {.kind = CELL_PERCENT, .number = 29},
                  {.kind = CELL_MONEY, .number = -1005},
                  {.kind = CELL_DATE, .date = {-25508}},  /* 1900-03-01 */
                  {.kind = CELL_DATE, .date = {-25509}},  /* 1900-02-28 */
                  {.kind = CELL_DATE, .date = {2932897}}, /* 10000-01-01 */
                  {.kind = CELL_NUMBER, .number = 1000000000000000},
                  {.kind = CELL_TEXT, .text = TEXT_NONE},
                  {.kind = CELL_EMPTY}};
  assert_ok(spreadsheet_row(sheet, cells, COUNT(cells)));
  Text xml = part(arena, finish(arena, sheet), TEXT("xl/worksheets/sheet1.xml"));
  assert_has(xml, "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
  assert_has(xml, "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>=A1</t></is></c>");
  assert_has(xml, "<c r=\"A2\" t=\"inlineStr\"><is><t>=1+1</t></is></c><c r=\"B2\" t=\"inlineStr\">");
  assert_has(xml, "<v>0.29</v>");
  assert_has(xml, "<v>-10.05</v>");
  assert_has(xml, "<v>61</v>");
  assert_has(xml, "<t>28 February 1900</t>");
  assert_has(xml, "<t>1 January 10000</t>");
  assert_has(xml, "<t>1000000000000000</t></is></c></row></sheetData>");
  assert_false(text_contains(xml, TEXT("<f>")));
}

static Text cell_of(Arena *arena, Text text) {
  AUTO_SPREADSHEET sheet = begin(arena);
  assert_ok(spreadsheet_row(sheet, &(Cell){.kind = CELL_TEXT, .text = text}, 1));
  Text xml = part(arena, finish(arena, sheet), TEXT("xl/worksheets/sheet1.xml"));
  size_t from = text_find(xml, TEXT("<t>"), 0);
  assert_true(from != SIZE_MAX);
  return text_slice(xml, from + 3, text_find(xml, TEXT("</t>"), from));
}

/* `count` times the character, and what follows. */
static Text many(Arena *arena, const char *character, size_t count, const char *after) {
  AUTO_BUFFER buffer = buffer_new(MAXIMUM);
  for (size_t i = 0; i < count; i++) buffer_put(&buffer, text_of(character));
  buffer_put(&buffer, text_of(after));
  return text_copy(arena, buffer_text(&buffer));
}

static void long_texts(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  const struct {
    const char *character;
    size_t count;
    const char *after;
    size_t kept;
    const char *cut;
  } cases[] = {{"a", TEXT_MAXIMUM, "", TEXT_MAXIMUM, ""},
               {"a", TEXT_MAXIMUM, "b", TEXT_MAXIMUM - 1, "…"},
               {"a", TEXT_MAXIMUM, "\x01", TEXT_MAXIMUM, ""},
               {"é", 100000, "", TEXT_MAXIMUM - 1, "…"},
               {"😀", TEXT_MAXIMUM / 2, "b", TEXT_MAXIMUM / 2, "b"},
               {"😀", TEXT_MAXIMUM / 2, "bc", TEXT_MAXIMUM / 2, "…"},
               {"😀", TEXT_MAXIMUM / 2 + 1, "", TEXT_MAXIMUM / 2, "…"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    Text cell = cell_of(arena, many(arena, cases[i].character, cases[i].count, cases[i].after));
    Text expected = many(arena, cases[i].character, cases[i].kept, cases[i].cut);
    assert_int_equal(cell.length, expected.length);
    assert_memory_equal(cell.at, expected.at, expected.length);
  }
}

static void odd_characters(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_text(cell_of(arena, TEXT("a\0b\x01\x1f"
                                  "c\x7f")),
              "abc\x7f");
  assert_text(cell_of(arena, TEXT("1\r\n2\r3\n4\t5")), "1\n2\n3\n4\t5");
  assert_text(cell_of(arena, TEXT("x\xef\xbf\xbey\xef\xbf\xbfz\xef\xbf\xbd")), "xyz\xef\xbf\xbd");
  assert_text(cell_of(arena, TEXT("_x0041__x1_ _xyz_ _x")), "_x005F_x0041__x005F_x1_ _xyz_ _x");
  assert_text(cell_of(arena, TEXT("<a href=\"x\">&")), "&lt;a href=\"x\"&gt;&amp;");
}

/* ---- the names of sheets ------------------------------------------------------------------------ */

static void names(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  AUTO_SPREADSHEET sheet = NULL;
  const char *const cases[][2] = {{"Cases", "Cases"},
                                  {"cases", "cases 2"},
                                  {"CASES", "CASES 3"},
                                  {"a[b]c:d*e?f/g\\h", "a b c d e f g h"},
                                  {"''quoted' '", "quoted"},
                                  {"", "Sheet"},
                                  {" : ", "Sheet 2"},
                                  {"History", "History 2"},
                                  {"a&b<c>\"d\"", "a&amp;b&lt;c&gt;&quot;d&quot;"},
                                  {"one\ntwo\x01three", "one two three"},
                                  {"1234567890123456789012345678901", "1234567890123456789012345678901"},
                                  {"12345678901234567890123456789012", "12345678901234567890123456789 2"},
                                  {"éééééééééééééééééééééééééééééééé", "ééééééééééééééééééééééééééééééé"},
                                  {"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
                                  {"123456789012345678901234567890'x", "123456789012345678901234567890"},
                                  {"ÉCOLES", "ÉCOLES"},
                                  {"écoles", "écoles 2"}};
  assert_ok(spreadsheet_new(arena, &ABOUT, &sheet));
  for (size_t i = 0; i < COUNT(cases); i++)
    assert_ok(spreadsheet_sheet(sheet, text_of(cases[i][0]), NULL, 0));
  Text xml = part(arena, finish(arena, sheet), TEXT("xl/workbook.xml"));
  size_t at = 0;
  for (size_t i = 0; i < COUNT(cases); i++) {
    at = text_find(xml, TEXT("<sheet name=\""), at) + sizeof "<sheet name=\"" - 1;
    assert_text(text_slice(xml, at, text_find(xml, TEXT("\" sheetId="), at)), cases[i][1]);
  }
}

/* ---- limits and faults -------------------------------------------------------------------------- */

static void limits(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  AUTO_SPREADSHEET sheet = begin(arena);
  for (int i = 1; i < 1048576; i++) assert_null(spreadsheet_row(sheet, NULL, 0));
  assert_ok(spreadsheet_row(sheet, &(Cell){.kind = CELL_NUMBER, .number = 5}, 1));
  assert_fault(spreadsheet_row(sheet, NULL, 0), ERROR_LIMIT, "at most 1,048,576 rows");
  assert_ok(spreadsheet_sheet(sheet, TEXT("Wide"), NULL, 0));
  Cell *wide = arena_take(arena, 16385, sizeof *wide);
  assert_fault(spreadsheet_row(sheet, wide, 16385), ERROR_LIMIT, "16,384 columns");
  wide[16383] = (Cell){.kind = CELL_NUMBER, .number = 6};
  assert_ok(spreadsheet_row(sheet, wide, 16384));
  Text zip = finish(arena, sheet);
  assert_has(part(arena, zip, TEXT("xl/worksheets/sheet1.xml")), "<c r=\"A1048576\" s=\"1\"><v>5</v></c>");
  assert_has(part(arena, zip, TEXT("xl/worksheets/sheet2.xml")), "<c r=\"XFD1\" s=\"1\"><v>6</v></c>");
}

static void too_many_bytes(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text bytes;
  Spreadsheet *sheet = begin(arena);
  assert_fault(spreadsheet_bytes(sheet, arena, 100, &bytes), ERROR_LIMIT, "too large");
  assert_int_equal(bytes.length, 0);
  spreadsheet_drop(sheet);
}

static void no_temporary_folder(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Spreadsheet *sheet;
  setenv("TMPDIR", "/nonexistent/folder", 1);
  Error error = spreadsheet_new(arena, &ABOUT, &sheet);
  setenv("TMPDIR", temporary, 1);
  assert_fault(error, ERROR_IO, "the temporary folder /nonexistent/folder cannot be written");
  assert_null(sheet);
}

static void nothing_stays(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text bytes;
  size_t open_before = entries("/proc/self/fd");
  {
    AUTO_SPREADSHEET dropped = begin(arena);
    assert_ok(write_rows(dropped, 1000));
    assert_ok(spreadsheet_sheet(dropped, TEXT("Another"), NULL, 0));
    assert_int_equal(entries(temporary), 0);
  }
  assert_ok(make(arena, &bytes));
  assert_int_equal(entries(temporary), 0);
  assert_int_equal(entries("/proc/self/fd"), open_before);
  spreadsheet_drop(NULL);
}

/* Whether it is made where every write beyond `room` bytes of a file fails; made is made whole. */
static bool fits(rlim_t room, Text right) {
  AUTO_ARENA arena = arena_new();
  struct rlimit before;
  Text bytes;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){room, before.rlim_max});
  Error error = make(arena, &bytes);
  setrlimit(RLIMIT_FSIZE, &before);
  if (error)
    assert_fault(error, ERROR_IO, "The spreadsheet was not made: the server's disk is full or failed");
  if (!error) assert_true(text_equal(bytes, right));
  return !error;
}

/* The largest of the library's files is that of the first sheet: the rows alone would still fit a little
 * below its size, and the library would not notice. */
static void full_disk(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text right;
  size_t open_before = entries("/proc/self/fd");
  assert_ok(make(arena, &right));
  rlim_t needed = part(arena, right, TEXT("xl/worksheets/sheet1.xml")).length;
  for (rlim_t room = 0; room < needed - 1000; room += room < 8000 ? 97 : 1021)
    assert_false(fits(room, right));
  for (rlim_t room = needed - 1000; room < needed; room += 23) assert_false(fits(room, right));
  assert_false(fits(needed - 1, right));
  assert_true(fits(needed, right));
  assert_int_equal(entries("/proc/self/fd"), open_before);
  assert_int_equal(entries(temporary), 0);
}

/* Rows were lost, and then there is room again: they stay lost. */
static void room_comes_back(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  AUTO_SPREADSHEET sheet = begin(arena);
  struct rlimit before;
  Text bytes;
  assert_ok(write_rows(sheet, 10));
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){8192, before.rlim_max});
  Error error = write_rows(sheet, 1000);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_fault(error, ERROR_IO, "was not made");
  for (int i = 0; i < 1000; i++) error = write_rows(sheet, 1);
  assert_fault(spreadsheet_bytes(sheet, arena, MAXIMUM, &bytes), ERROR_IO, "was not made");
}

/* ---- saving ------------------------------------------------------------------------------------- */

static void saves(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char path[300];
  struct stat status;
  path_in(path, "report.xlsx");
  FILE *old = fopen(path, "w");
  assert_non_null(old);
  fputs("old", old);
  fclose(old);
  assert_ok(spreadsheet_save(begin(arena), arena, text_of(path)));
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  assert_int_equal(status.st_size, finish(arena, begin(arena)).length);
  assert_int_equal(entries(temporary), 1);
  unlink(path);
}

static void does_not_save(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char path[300];
  path_in(path, "missing/report.xlsx");
  assert_fault(spreadsheet_save(begin(arena), arena, text_of(path)), ERROR_NOT_FOUND, "does not exist");
  path_in(path, "folder");
  assert_int_equal(mkdir(path, 0700), 0);
  assert_fault(spreadsheet_save(begin(arena), arena, text_of(path)), ERROR_IO, "cannot be written: ");
  assert_int_equal(entries(temporary), 1);
  assert_int_equal(rmdir(path), 0);
  assert_fault(spreadsheet_save(begin(arena), arena, TEXT("/dev/full/x")), ERROR_NOT_FOUND, "/dev/full/x");
}

/* The old file stays when the new one does not fit. */
static void keeps_the_old(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char path[300];
  struct rlimit before;
  path_in(path, "report.xlsx");
  assert_ok(spreadsheet_save(begin(arena), arena, text_of(path)));
  struct stat first, second;
  assert_int_equal(stat(path, &first), 0);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  Spreadsheet *sheet = begin(arena);
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){200, before.rlim_max});
  Error error = spreadsheet_save(sheet, arena, text_of(path));
  setrlimit(RLIMIT_FSIZE, &before);
  assert_fault(error, ERROR_IO, "was not made");
  assert_int_equal(stat(path, &second), 0);
  assert_true(first.st_ino == second.st_ino && first.st_size == second.st_size);
  assert_int_equal(entries(temporary), 1);
  unlink(path);
}

/* ---- our own mistakes --------------------------------------------------------------------------- */

static void row_without_sheet(void) {
  Arena *arena = arena_new();
  Spreadsheet *sheet;
  if (spreadsheet_new(arena, &ABOUT, &sheet)) return;
  if (spreadsheet_row(sheet, NULL, 0)) return;
}
static void ended_twice(void) {
  Arena *arena = arena_new();
  Spreadsheet *sheet = begin(arena);
  Text bytes;
  if (spreadsheet_bytes(sheet, arena, MAXIMUM, &bytes)) return;
  if (spreadsheet_bytes(sheet, arena, MAXIMUM, &bytes)) return;
}
static void bugs(void **state) {
  (void)state;
  assert_true(is_bug(row_without_sheet));
  assert_true(is_bug(ended_twice));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(same_bytes),
      cmocka_unit_test(made_without_a_time),
      cmocka_unit_test(cells_as_written),
      cmocka_unit_test(long_texts),
      cmocka_unit_test(odd_characters),
      cmocka_unit_test(names),
      cmocka_unit_test(limits),
      cmocka_unit_test(too_many_bytes),
      cmocka_unit_test(no_temporary_folder),
      cmocka_unit_test(nothing_stays),
      cmocka_unit_test(full_disk),
      cmocka_unit_test(saves),
      cmocka_unit_test(does_not_save),
      cmocka_unit_test(keeps_the_old),
      cmocka_unit_test(bugs),
      cmocka_unit_test(room_comes_back),
  };
  signal(SIGXFSZ, SIG_IGN);
  if (!mkdtemp(temporary)) return 1;
  setenv("TMPDIR", temporary, 1);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  if (rmdir(temporary) != 0) failed++;
  return failed;
}
