#include "check.h"

static void utf8_edges(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    bool valid;
  } edges[] = {
      {"", true},
      {"plain", true},
      {"\x7F", true},
      {"\xC2\x80", true},
      {"\xDF\xBF", true},
      {"\xE0\xA0\x80", true},
      {"\xED\x9F\xBF", true},
      {"\xEE\x80\x80", true},
      {"\xEF\xBF\xBF", true},
      {"\xF0\x90\x80\x80", true},
      {"\xF4\x8F\xBF\xBF", true},
      {"\x80", false},             /* a continuation alone */
      {"\xBF", false},
      {"\xC0\x80", false},         /* overlong NUL */
      {"\xC1\xBF", false},         /* overlong, two bytes */
      {"\xE0\x9F\xBF", false},     /* overlong, three bytes */
      {"\xF0\x8F\xBF\xBF", false}, /* overlong, four bytes */
      {"\xED\xA0\x80", false},     /* first surrogate */
      {"\xED\xBF\xBF", false},     /* last surrogate */
      {"\xF4\x90\x80\x80", false}, /* U+110000 */
      {"\xF5\x80\x80\x80", false},
      {"\xFE", false},
      {"\xFF", false},
      {"\xC2", false},             /* cut off */
      {"\xE2\x82", false},
      {"\xE2", false},
      {"\xF0\x9F\x98", false},
      {"\xC2\x20", false},         /* a continuation missing */
      {"\xE2\x28\xA1", false},
      {"\xE2\x82\x28", false},
      {"\xF0\x28\x8C\xBC", false},
      {"\xF0\x90\x28\xBC", false},
      {"\xF0\x28\x8C\x28", false},
      {"1234567\xFF", false},      /* around the step of eight bytes */
      {"12345678\xFF", false},
      {"1234567\xC3\xA9 12345678", true},
  };
  for (size_t i = 0; i < COUNT(edges); i++) {
    if (text_is_utf8(text_of(edges[i].bytes)) != edges[i].valid) fail_msg("edge %zu", i);
  }
  assert_true(text_is_utf8((Text){"a\0b", 3}));
}

/* Every code point, encoded by the book, is valid unless it is a surrogate; cut short it never is. */
static void utf8_every_code_point(void **state) {
  (void)state;
  for (unsigned point = 0x800; point <= 0x10FFFF; point += point < 0x11000 ? 1 : 61) {
    char bytes[4];
    size_t length = 0;
    if (point > 0xFFFF) bytes[length++] = (char)(0xF0 | point >> 18);
    bytes[length++] = (char)(point > 0xFFFF ? 0x80 | (point >> 12 & 0x3F) : 0xE0 | point >> 12);
    bytes[length++] = (char)(0x80 | (point >> 6 & 0x3F));
    bytes[length++] = (char)(0x80 | (point & 0x3F));
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    assert_int_equal(text_is_utf8((Text){bytes, length}), !surrogate);
    assert_false(text_is_utf8((Text){bytes, length - 1}));
  }
}

static void int_limits(void **state) {
  (void)state;
  int64_t value = 7;
  static const char *const wrong[] = {"",    "-",   "+1",  " 1",  "1 ",
                                      "1.0", "0x1", "--1", "1-1", "9223372036854775808",
                                      "a",   "1e3", "1,0", "\xC2\xB2", "-9223372036854775809"};
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(text_to_int(text_of(wrong[i]), &value));
  assert_false(text_to_int(TEXT("99999999999999999999"), &value));
  assert_false(text_to_int(TEXT("18446744073709551616"), &value));
  assert_false(text_to_int((Text){"1\0", 2}, &value));
  assert_int_equal(value, 7);
  assert_true(text_to_int(TEXT("9223372036854775807"), &value) && value == INT64_MAX);
  assert_true(text_to_int(TEXT("-9223372036854775808"), &value) && value == INT64_MIN);
  assert_true(text_to_int(TEXT("-9223372036854775807"), &value) && value == -INT64_MAX);
  assert_true(text_to_int(TEXT("0"), &value) && value == 0);
  assert_true(text_to_int(TEXT("-0"), &value) && value == 0);
  assert_true(text_to_int(TEXT("007"), &value) && value == 7);
}

static void comparisons(void **state) {
  (void)state;
  assert_true(text_is_empty(text_of(NULL)));
  assert_non_null(text_of(NULL).at);
  assert_true(text_equal(TEXT(""), TEXT_NONE));
  assert_false(text_equal(TEXT("a"), TEXT("ab")));
  assert_true(text_equal_ascii(TEXT("Content-TYPE"), TEXT("content-type")));
  assert_false(text_equal_ascii(TEXT("@[`{"), TEXT("`{@[")));
  assert_false(text_equal_ascii(TEXT("\xC3\x89"), TEXT("\xC3\xA9")));
  assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
  assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
  assert_int_equal(text_compare(TEXT("ab"), TEXT("ab")), 0);
  assert_true(text_compare(TEXT("\xC3\xA9"), TEXT("z")) > 0);
  assert_true(text_starts(TEXT("abc"), TEXT("ab")) && text_starts(TEXT("abc"), TEXT_NONE));
  assert_false(text_starts(TEXT("ab"), TEXT("abc")));
  assert_true(text_ends(TEXT("abc"), TEXT("bc")) && text_ends(TEXT("abc"), TEXT_NONE));
  assert_false(text_ends(TEXT("bc"), TEXT("abc")));
}

static void parts(void **state) {
  (void)state;
  assert_text(text_slice(TEXT("abcdef"), 2, 4), "cd");
  assert_text(text_slice(TEXT("abc"), 1, 99), "bc");
  assert_text(text_slice(TEXT("abc"), 9, 99), "");
  assert_text(text_slice(TEXT("abc"), 2, 1), "");
  assert_text(text_trim(TEXT(" \t\r\n\v\f a b \n")), "a b");
  assert_text(text_trim(TEXT(" \n ")), "");
  assert_int_equal(text_find(TEXT("abcabc"), TEXT("bc"), 0), 1);
  assert_int_equal(text_find(TEXT("abcabc"), TEXT("bc"), 2), 4);
  assert_true(text_find(TEXT("abcabc"), TEXT("bc"), 5) == SIZE_MAX);
  assert_true(text_find(TEXT("abc"), TEXT("c"), 4) == SIZE_MAX);
  assert_int_equal(text_find(TEXT("abc"), TEXT_NONE, 3), 3);
  assert_true(text_contains(TEXT("abc"), TEXT("abc")));
  assert_false(text_contains(TEXT("ab"), TEXT("abc")));
  assert_int_equal(text_characters(TEXT("Si\xC3\xA2n \xF0\x9F\x98\x80")), 6);
}

static void next_parts(void **state) {
  (void)state;
  Text rest = TEXT("a,,b,"), part;
  assert_true(text_next(&rest, ',', &part));
  assert_text(part, "a");
  assert_true(text_next(&rest, ',', &part));
  assert_text(part, "");
  assert_true(text_next(&rest, ',', &part));
  assert_text(part, "b");
  assert_false(text_next(&rest, ',', &part));
  rest = TEXT("one");
  assert_true(text_next(&rest, ',', &part));
  assert_text(part, "one");
  assert_false(text_next(&rest, ',', &part));
  rest = TEXT_NONE;
  assert_false(text_next(&rest, ',', &part));
}

static void distances(void **state) {
  (void)state;
  static const char long_text[] = "0123456789012345678901234567890123456789012345678901234567890123";
  assert_int_equal(text_distance(TEXT_NONE, TEXT_NONE), 0);
  assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting")), 3);
  assert_int_equal(text_distance(TEXT_NONE, TEXT("abc")), 3);
  assert_int_equal(text_distance(TEXT("abc"), TEXT_NONE), 3);
  assert_int_equal(text_distance(TEXT("bexely"), TEXT("bexley")), 1);
  assert_int_equal(text_distance(TEXT("ca"), TEXT("ac")), 1);
  assert_int_equal(text_distance(text_of(long_text + 1), TEXT_NONE), 63);
  assert_int_equal(text_distance(text_of(long_text + 1), text_of(long_text + 1)), 0);
  assert_int_equal(text_distance(text_of(long_text), text_of(long_text)), 64);
}

static void nearest(void **state) {
  (void)state;
  const Text known[] = {TEXT("bexley-housing"), TEXT("bexley-corporate"), TEXT("stage"), TEXT("a")};
  assert_int_equal(text_nearest(TEXT("bexley-corprate"), known, COUNT(known)), 1);
  assert_int_equal(text_nearest(TEXT("bexley-corporate"), known, COUNT(known)), 1);
  assert_int_equal(text_nearest(TEXT("stgae"), known, COUNT(known)), 2);
  assert_int_equal(text_nearest(TEXT("a"), known, COUNT(known)), 3);
  assert_true(text_nearest(TEXT("b"), known, COUNT(known)) == SIZE_MAX);
  assert_true(text_nearest(TEXT("xylophone"), known, COUNT(known)) == SIZE_MAX);
  assert_true(text_nearest(TEXT_NONE, known, COUNT(known)) == SIZE_MAX);
  assert_true(text_nearest(TEXT("stage"), known, 0) == SIZE_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_edges), cmocka_unit_test(utf8_every_code_point),
      cmocka_unit_test(int_limits), cmocka_unit_test(comparisons),
      cmocka_unit_test(parts),      cmocka_unit_test(next_parts),
      cmocka_unit_test(distances),  cmocka_unit_test(nearest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
