#include "base/json_out.h"
#include "check.h"

static void maximum_is_exact(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(8);
  buffer_put(&buffer, TEXT("1234567"));
  buffer_put_char(&buffer, '8');
  assert_false(buffer.failed);
  assert_text(buffer_text(&buffer), "12345678");
  buffer_put(&buffer, TEXT_NONE);
  assert_false(buffer.failed);
  buffer_put_char(&buffer, '9');
  assert_true(buffer.failed);
  assert_text(buffer_text(&buffer), "12345678");
}

static void failure_is_sticky(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(8);
  buffer_put(&buffer, TEXT("12345"));
  buffer_put(&buffer, TEXT("6789"));
  assert_true(buffer.failed);
  buffer_put(&buffer, TEXT("6"));
  buffer_put_int(&buffer, 1);
  buffer_format(&buffer, "%d", 1);
  assert_null(buffer_reserve(&buffer, 1));
  assert_text(buffer_text(&buffer), "12345");
  buffer_clear(&buffer);
  buffer_put(&buffer, TEXT("again"));
  assert_false(buffer.failed);
  assert_text(buffer_text(&buffer), "again");
}

static void format_reaches_the_maximum(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(300);
  buffer_format(&buffer, "%0*d", 299, 1);
  buffer_format(&buffer, "%s", "");
  buffer_format(&buffer, "%d", 5);
  assert_false(buffer.failed);
  assert_int_equal(buffer.length, 300);
  assert_int_equal(buffer.at[299], '5');
  buffer_format(&buffer, "%s", "");
  assert_false(buffer.failed);
  buffer_format(&buffer, "%d", 5);
  assert_true(buffer.failed);
  assert_int_equal(buffer.length, 300);
}

static void grows(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(SIZE_MAX);
  for (int i = 0; i < 100000; i++) buffer_put_char(&buffer, (char)('a' + i % 26));
  assert_int_equal(buffer.length, 100000);
  for (int i = 0; i < 100000; i++) assert_int_equal(buffer.at[i], 'a' + i % 26);
  assert_null(buffer_reserve(&buffer, SIZE_MAX - 1));
  assert_true(buffer.failed);
}

static void empty(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(0);
  assert_non_null(buffer_text(&buffer).at);
  assert_int_equal(buffer_text(&buffer).length, 0);
  buffer_put_char(&buffer, 'x');
  assert_true(buffer.failed);
}

static void numbers_and_room(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(1000);
  buffer_put_int(&buffer, INT64_MIN);
  buffer_put_char(&buffer, ' ');
  buffer_put_int(&buffer, INT64_MAX);
  char *room = buffer_reserve(&buffer, 10);
  memcpy(room, " room", 5);
  buffer.length += 5;
  assert_text(buffer_text(&buffer), "-9223372036854775808 9223372036854775807 room");
}

static void json_escapes(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(1000);
  JsonOut json = json_out(&buffer);
  json_text(&json, TEXT("\"\\/\n\r\t\b\f\x01\x1F\x7F</script>\0\xC3\xA9\xF0\x9F\x98\x80"));
  assert_text(buffer_text(&buffer), "\"\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\\u001f\x7F\\u003c/script>\\u0000"
                                    "\xC3\xA9\xF0\x9F\x98\x80\"");
}

static void json_structure(void **state) {
  (void)state;
  AUTO_BUFFER buffer = buffer_new(1000);
  JsonOut json = json_out(&buffer);
  json_open(&json, '{');
  json_key(&json, "a");
  json_open(&json, '[');
  json_int(&json, 1);
  json_int(&json, INT64_MIN);
  json_open(&json, '{');
  json_close(&json, '}');
  json_open(&json, '[');
  json_close(&json, ']');
  json_nothing(&json);
  json_close(&json, ']');
  json_key(&json, "b\"");
  json_bool(&json, true);
  json_key(&json, "c");
  json_date(&json, DATE_NONE);
  json_key(&json, "d");
  json_date(&json, (Date){0});
  json_key(&json, "e");
  json_text(&json, TEXT_NONE);
  json_close(&json, '}');
  assert_int_equal(json.depth, 0);
  assert_text(buffer_text(&buffer), "{\"a\":[1,-9223372036854775808,{},[],null],\"b\\\"\":true,"
                                    "\"c\":null,\"d\":\"1970-01-01\",\"e\":\"\"}");
}

static void closes_too_much(void) {
  Buffer buffer = buffer_new(100);
  JsonOut json = json_out(&buffer);
  json_close(&json, '}');
}
static void opens_too_deep(void) {
  Buffer buffer = buffer_new(100);
  JsonOut json = json_out(&buffer);
  for (int i = 0; i < 32; i++) json_open(&json, '[');
}
static void opens_as_deep_as_may_be(void) {
  AUTO_BUFFER buffer = buffer_new(100);
  JsonOut json = json_out(&buffer);
  for (int i = 0; i < 31; i++) json_open(&json, '[');
}

static void json_bugs(void **state) {
  (void)state;
  assert_true(is_bug(closes_too_much));
  assert_true(is_bug(opens_too_deep));
  assert_false(is_bug(opens_as_deep_as_may_be));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(maximum_is_exact), cmocka_unit_test(failure_is_sticky),
      cmocka_unit_test(grows),            cmocka_unit_test(format_reaches_the_maximum),
      cmocka_unit_test(empty),            cmocka_unit_test(numbers_and_room),
      cmocka_unit_test(json_escapes),     cmocka_unit_test(json_structure),
      cmocka_unit_test(json_bugs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
