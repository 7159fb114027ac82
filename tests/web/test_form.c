#include "check.h"

/* What was read, written as name=value|… */
static Text shown(Arena *arena, const Form *form) {
  Text all = TEXT_NONE;
  for (size_t i = 0; i < form->count; i++) {
    all = text_format(arena, "%.*s%s%.*s=%.*s", TEXT_ARGUMENTS(all), i ? "|" : "",
                      TEXT_ARGUMENTS(form->pairs[i].name), TEXT_ARGUMENTS(form->pairs[i].value));
  }
  return all;
}

static void bodies(void **state) {
  (void)state;
  static const struct {
    const char *body, *outcome, *pairs;
  } table[] = {
      {"", "ok", ""},
      {"a=1", "ok", "a=1"},
      {"a=1&b=2", "ok", "a=1|b=2"},
      {"a=1&a=2", "ok", "a=1|a=2"},
      {"a", "ok", "a="},
      {"a=", "ok", "a="},
      {"=x", "ok", "=x"},
      {"&&a=1&&", "ok", "a=1"},
      {"a=b=c", "ok", "a=b=c"},
      {"a=x+y", "ok", "a=x y"},
      {"a=x%2By", "ok", "a=x+y"},
      {"a%20b=%c3%a9", "ok", "a b=\xc3\xa9"},
      {"a=e%CC%81", "ok", "a=\xc3\xa9"},
      {"a=1%0D%0A2%0d3%0A4", "ok", "a=1\n2\n3\n4"},
      {"a=%26%3D", "ok", "a=&="},
      {"a=\xc3\xa9", "ok", "a=\xc3\xa9"},
      {"a=%", "invalid", NULL},
      {"a=%4", "invalid", NULL},
      {"a=%4g", "invalid", NULL},
      {"a=%g4", "invalid", NULL},
      {"a=%%41", "invalid", NULL},
      {"a=%00", "invalid", NULL},
      {"%00=a", "invalid", NULL},
      {"a=%ff", "invalid", NULL},
      {"a=%C0%80", "invalid", NULL},
      {"a=%ED%A0%80", "invalid", NULL},
      {"%ff=a", "invalid", NULL},
      {"a=\xff", "invalid", NULL},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Form form;
    Error error = form_parse(arena, text_of(table[i].body), &form);
    if (strcmp(outcome(error), table[i].outcome) != 0) fail_msg("%s: %s", table[i].body, outcome(error));
    if (!error) assert_text(shown(arena, &form), table[i].pairs);
  }
}

static void fault_names_the_field(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Form form;
  Error error = form_parse(arena, TEXT("good=1&what-happened=%ff"), &form);
  assert_non_null(error);
  assert_true(text_contains(error->words, TEXT("what-happened")));
}

static Text many(Arena *arena, size_t fields, size_t bytes) {
  Buffer buffer = buffer_new(1024 * 1024);
  for (size_t i = 0; i < fields; i++) {
    buffer_put(&buffer, i ? TEXT("&f=") : TEXT("f="));
    for (size_t j = 0; j < bytes; j++) buffer_put_char(&buffer, 'x');
  }
  Text text = text_copy(arena, buffer_text(&buffer));
  buffer_free(&buffer);
  return text;
}

static void limits(void **state) {
  (void)state;
  static const struct {
    size_t fields, bytes;
    const char *outcome;
  } table[] = {
      {FORM_FIELDS_MAX, 10, "ok"},     {FORM_FIELDS_MAX + 1, 10, "limit"},
      {1, FORM_FIELD_BYTES_MAX, "ok"}, {1, FORM_FIELD_BYTES_MAX + 1, "limit"},
      {3, FORM_FIELD_BYTES_MAX, "ok"}, {4, FORM_FIELD_BYTES_MAX, "limit"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Form form;
    Error error = form_parse(arena, many(arena, table[i].fields, table[i].bytes), &form);
    assert_string_equal(outcome(error), table[i].outcome);
    if (!error) assert_int_equal(form.count, table[i].fields);
  }
}

static void values(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Form form;
  assert_null(form_parse(arena, TEXT("a=1&b=2&a=3&c="), &form));
  assert_text(form_value(&form, "a"), "1");
  assert_text(form_value(&form, "c"), "");
  assert_text(form_value(&form, "d"), "");
  assert_true(form_has(&form, "c"));
  assert_false(form_has(&form, "d"));
  Text all[3];
  assert_int_equal(form_values(&form, "a", all, 3), 2);
  assert_text(all[1], "3");
  assert_int_equal(form_values(&form, "a", all, 1), 1);
}

static void queries(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Form form;
  assert_null(form_parse(arena, TEXT("q=caf%C3%A9+%26+bar&page=2&team=a%2Fb&page=3"), &form));
  static const char *const without[] = {"page"};
  assert_text(form_query(arena, &form, without, 1), "q=caf%C3%A9%20%26%20bar&team=a%2Fb");
  assert_text(form_query(arena, &form, NULL, 0), "q=caf%C3%A9%20%26%20bar&page=2&team=a%2Fb&page=3");
  Form again;
  assert_null(form_parse(arena, form_query(arena, &form, NULL, 0), &again));
  assert_text(shown(arena, &again), "q=caf\xc3\xa9 & bar|page=2|team=a/b|page=3");
}

static void encoding_round_trip(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char bytes[255];
  for (int i = 0; i < 255; i++) bytes[i] = (char)(i + 1);
  Text all = {bytes, sizeof bytes}, back;
  assert_true(percent_decode(arena, percent_encode(arena, all), false, &back));
  assert_true(text_equal(all, back));
  assert_true(percent_decode(arena, TEXT("a+b"), false, &back));
  assert_text(back, "a+b");
  assert_false(percent_decode(arena, BYTES("a\0b"), false, &back));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bodies),  cmocka_unit_test(fault_names_the_field),
      cmocka_unit_test(limits),  cmocka_unit_test(values),
      cmocka_unit_test(queries), cmocka_unit_test(encoding_round_trip),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
