#include "check.h"

static const char *const colours[] = {"red", "green", "blue", NULL};

typedef struct Row {
  const char *body, *value, *error; /* error NULL: right */
} Row;

/* Reads one declared field from each body. */
static void check_rows(Field declared, const Row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    AUTO_ARENA arena = arena_new();
    Form form;
    assert_null(form_parse(arena, text_of(rows[i].body), &form));
    FieldValues values = fields_read(arena, &form, &declared, 1);
    Text error = field_error(&values, declared.name);
    if (!text_equal(field(&values, declared.name), text_of(rows[i].value)) ||
        !text_equal(error, text_of(rows[i].error))) {
      fail_msg("%s: \"%.*s\" %.*s", rows[i].body, TEXT_ARGUMENTS(field(&values, declared.name)),
               TEXT_ARGUMENTS(error));
    }
    assert_int_equal(field_is_wrong(&values, declared.name), rows[i].error != NULL);
  }
}
#define CHECK(declared, rows) check_rows((declared), (rows), COUNT(rows))

static void texts(void **state) {
  (void)state;
  static const Row line[] = {
      {"full-name=+Ann+Lee+", "Ann Lee", NULL},
      {"full-name=Ann%0ALee", "Ann Lee", NULL},
      {"full-name=Ann%0D%0ALee", "Ann Lee", NULL},
      {"full-name=", "", "Enter your name"},
      {"full-name=+%0A+", "", "Enter your name"},
      {"", "", "Enter your name"},
      {"full-name=abcdefghij", "abcdefghij", NULL},
      {"full-name=abcdefghijk", "abcdefghijk", "Full name must be 10 characters or less"},
      {"full-name=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9",
       "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", NULL},
  };
  CHECK(((Field){"full-name", FIELD_TEXT, 10, "Enter your name", NULL, NULL}), line);
  static const Row lines[] = {
      {"t=+a%0D%0A%0D%0Ab+", "a\n\nb", NULL},
      {"t=", "", NULL},
  };
  CHECK(((Field){"t", FIELD_LINES, 100, NULL, NULL, NULL}), lines);
}

static void choices(void **state) {
  (void)state;
  static const Row one[] = {
      {"colour=red", "red", NULL},
      {"colour=", "", "Select a colour"},
      {"colour=pink", "pink", "Select a colour from the list"},
      {"colour=RED", "RED", "Select a colour from the list"},
  };
  CHECK(((Field){"colour", FIELD_CHOICE, 0, "Select a colour", "Select a colour from the list", colours}),
        one);
  static const Row some[] = {
      {"c=red&c=blue", "red;blue", NULL},
      {"c=blue&c=blue", "blue", NULL},
      {"c=", "", "Select one or more"},
      {"", "", "Select one or more"},
      {"c=red&c=pink", "red;pink", "C: select from the answers shown"},
      {"c=red%3Bblue", "red;blue", "C: select from the answers shown"},
  };
  CHECK(((Field){"c", FIELD_CHOICES, 0, "Select one or more", NULL, colours}), some);
  static const Row open[] = {{"c=anything", "anything", NULL}};
  CHECK(((Field){"c", FIELD_CHOICE, 0, NULL, NULL, NULL}), open);
}

static void dates(void **state) {
  (void)state;
  static const Row rows[] = {
      {"d-day=18&d-month=12&d-year=2018", "2018-12-18", NULL},
      {"d-day=+8&d-month=dec&d-year=2018", "2018-12-08", NULL},
      {"d-day=8&d-month=December&d-year=2018", "2018-12-08", NULL},
      {"d-day=29&d-month=2&d-year=2024", "2024-02-29", NULL},
      {"d-day=29&d-month=2&d-year=2023", "29/2/2023", "D must be a real date"},
      {"d-day=31&d-month=4&d-year=2023", "31/4/2023", "D must be a real date"},
      {"d-day=0&d-month=4&d-year=2023", "0/4/2023", "D must be a real date"},
      {"d-day=1&d-month=13&d-year=2023", "1/13/2023", "D must be a real date"},
      {"d-day=1&d-month=de&d-year=2023", "1/de/2023", "D must be a real date"},
      {"d-day=1&d-month=1&d-year=23", "1/1/23", "Year must include 4 numbers"},
      {"d-day=&d-month=1&d-year=2023", "/1/2023", "D must include a day"},
      {"d-day=1&d-month=&d-year=", "1//", "D must include a month and a year"},
      {"d-day=&d-month=&d-year=", "", "Enter a date"},
      {"d=2018-12-18", "2018-12-18", NULL},
      {"d=18%2F12%2F2018", "2018-12-18", NULL},
      {"d=18-12-2018", "2018-12-18", NULL},
      {"d=18.12.2018", "2018-12-18", NULL},
      {"d=18+December+2018", "2018-12-18", NULL},
      {"d=18th+Dec,+2018", "2018-12-18", NULL},
      {"d=1st+sept+2018", "2018-09-01", NULL},
      {"d=2018%2F12%2F18", "2018-12-18", NULL},
      {"d=2018-02-30", "2018-02-30", "D must be a real date"},
      {"d=12%2F18%2F2018", "12/18/2018", "D must be a real date"},
      {"d=soon", "soon", "D must be a date, like 27 3 2026"},
      {"d=1+2+3+2018", "1 2 3 2018", "D must be a date, like 27 3 2026"},
      {"d=1%2F2%2F1666", "1/2/1666", "D must be a real date"},
      {"d=99999999999999999999%2F2%2F2018", "99999999999999999999/2/2018", "D must be a real date"},
  };
  CHECK(((Field){"d", FIELD_DATE, 0, "Enter a date", NULL, NULL}), rows);
}

static void date_boxes(void **state) {
  (void)state;
  static const Field declared[] = {{"d", FIELD_DATE, 0, NULL, NULL, NULL},
                                   {"e", FIELD_DATE, 0, NULL, NULL, NULL},
                                   {"f", FIELD_DATE, 0, NULL, NULL, NULL}};
  AUTO_ARENA arena = arena_new();
  Form form;
  assert_null(form_parse(arena, TEXT("d-day=31&d-month=x&e=18+Dec+2018&f=soon"), &form));
  FieldValues values = fields_read(arena, &form, declared, 3);
  DateBoxes typed = field_date_boxes(arena, &values, "d"), split = field_date_boxes(arena, &values, "e");
  assert_text(typed.day, "31");
  assert_text(typed.month, "x");
  assert_text(typed.year, "");
  assert_text(split.day, "18");
  assert_text(split.month, "12");
  assert_text(split.year, "2018");
  assert_text(field_date_boxes(arena, &values, "f").day, "soon");
  assert_true(date_is_none(field_date(&values, "d")));
  assert_text(date_iso(arena, field_date(&values, "e")), "2018-12-18");
}

static void times(void **state) {
  (void)state;
  static const char wrong[] = "T must be a time, like 9:40am";
  static const Row rows[] = {
      {"t=9:40", "09:40", NULL},   {"t=9.40am", "09:40", NULL},  {"t=0940", "09:40", NULL},
      {"t=940", "09:40", NULL},    {"t=9.40+PM", "21:40", NULL}, {"t=12am", "00:00", NULL},
      {"t=12pm", "12:00", NULL},   {"t=noon", "12:00", NULL},    {"t=midnight", "00:00", NULL},
      {"t=23:59", "23:59", NULL},  {"t=9", "09:00", NULL},       {"t=9pm", "21:00", NULL},
      {"t=09:40", "09:40", NULL},  {"t=00:05", "00:05", NULL},   {"t=12:58", "12:58", NULL},
      {"t=24:00", "24:00", wrong}, {"t=9:60", "9:60", wrong},    {"t=13pm", "13pm", wrong},
      {"t=0am", "0am", wrong},     {"t=9:4", "9:4", wrong},      {"t=late", "late", wrong},
      {"t=:30", ":30", wrong},     {"t=-1", "-1", wrong},        {"t=am", "am", wrong},
  };
  CHECK(((Field){"t", FIELD_TIME, 0, NULL, NULL, NULL}), rows);
}

static void emails(void **state) {
  (void)state;
  static const char wrong[] = "Enter an email address in the correct format, like name@example.com";
  static const Row rows[] = {
      {"e=ann@example.com", "ann@example.com", NULL},
      {"e=+Ann.Lee@EXAMPLE.com+", "Ann.Lee@example.com", NULL},
      {"e=a%2Bb@sub.example.co.uk", "a+b@sub.example.co.uk", NULL},
      {"e=o'neil@example.com", "o'neil@example.com", NULL},
      {"e=a@b%C3%BCcher.de",
       "a@b\xC3\xBC"
       "cher.de",
       NULL},
      {"e=a@example", "a@example", wrong},
      {"e=example.com", "example.com", wrong},
      {"e=@example.com", "@example.com", wrong},
      {"e=a@", "a@", wrong},
      {"e=a@b@example.com", "a@b@example.com", wrong},
      {"e=a..b@example.com", "a..b@example.com", wrong},
      {"e=.a@example.com", ".a@example.com", wrong},
      {"e=a.@example.com", "a.@example.com", wrong},
      {"e=a@example..com", "a@example..com", wrong},
      {"e=a@-example.com", "a@-example.com", wrong},
      {"e=a@example-.com", "a@example-.com", wrong},
      {"e=a@example.com.", "a@example.com.", wrong},
      {"e=a@127.0.0.1", "a@127.0.0.1", wrong},
      {"e=a@example.c", "a@example.c", wrong},
      {"e=a+b@example.com", "a b@example.com", wrong},
      {"e=a@exa+mple.com", "a@exa mple.com", wrong},
      {"e=%22a%22@example.com", "\"a\"@example.com", wrong},
      {"e=Ann+<a@example.com>", "Ann <a@example.com>", wrong},
      {"e=a@example.com%0Ab@example.com", "a@example.com b@example.com", wrong},
  };
  CHECK(((Field){"e", FIELD_EMAIL, 0, NULL, NULL, NULL}), rows);
}

static void phones(void **state) {
  (void)state;
  static const char wrong[] = "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192";
  static const Row rows[] = {
      {"p=01632+960+001", "01632 960 001", NULL},
      {"p=%2B44+808+157+0192", "+44 808 157 0192", NULL},
      {"p=(01632)+960-001", "(01632) 960-001", NULL},
      {"p=020+7946+0000+ext.+12", "020 7946 0000 ext. 12", NULL},
      {"p=02079460000x12", "02079460000x12", NULL},
      {"p=123", "123", wrong},
      {"p=1234567890123456", "1234567890123456", wrong},
      {"p=call+me", "call me", wrong},
      {"p=44%2B8081570192", "44+8081570192", wrong},
      {"p=02079460000+ext+x", "02079460000 ext x", wrong},
      {"p=00000000000000000000000000000000000000000", "00000000000000000000000000000000000000000",
       "P must be 40 characters or less"},
  };
  CHECK(((Field){"p", FIELD_PHONE, 0, NULL, NULL, NULL}), rows);
}

static void numbers(void **state) {
  (void)state;
  static const Row rows[] = {
      {"n=30", "30", NULL},
      {"n=0", "0", NULL},
      {"n=007", "7", NULL},
      {"n=1,000", "1000", NULL},
      {"n=1001", "1001", "N must be 1000 or less"},
      {"n=-1", "-1", "N must be a whole number, like 30"},
      {"n=1.5", "1.5", "N must be a whole number, like 30"},
      {"n=ten", "ten", "N must be a whole number, like 30"},
      {"n=,", ",", "N must be a whole number, like 30"},
      {"n=99999999999999999999", "99999999999999999999", "N must be a whole number, like 30"},
      {"n=", "", NULL},
  };
  CHECK(((Field){"n", FIELD_INT, 1000, NULL, NULL, NULL}), rows);
  static const Row flags[] = {
      {"f=yes", "yes", NULL}, {"f=on", "yes", NULL}, {"", "", NULL}, {"f=no", "no", "F cannot be read"}};
  CHECK(((Field){"f", FIELD_FLAG, 0, NULL, NULL, NULL}), flags);
}

static void errors_are_collected(void **state) {
  (void)state;
  static const Field declared[] = {{"a", FIELD_TEXT, 5, "Enter a", NULL, NULL},
                                   {"b", FIELD_INT, 9, NULL, "B is wrong", NULL},
                                   {"c", FIELD_TEXT, 5, NULL, NULL, NULL}};
  AUTO_ARENA arena = arena_new();
  Form form;
  assert_null(form_parse(arena, TEXT("b=x&c=1&undeclared=1"), &form));
  FieldValues values = fields_read(arena, &form, declared, 3);
  assert_int_equal(values.error_count, 2);
  assert_string_equal(values.errors[0].name, "a");
  assert_text(values.errors[1].words, "B is wrong");
  assert_true(field_int(&values, "b") == INT_NONE);
  field_add_error(arena, &values, "c", TEXT("Not this"));
  assert_true(field_is_wrong(&values, "c"));
  assert_int_equal(values.error_count, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts),      cmocka_unit_test(choices), cmocka_unit_test(dates),
      cmocka_unit_test(date_boxes), cmocka_unit_test(times),   cmocka_unit_test(emails),
      cmocka_unit_test(phones),     cmocka_unit_test(numbers), cmocka_unit_test(errors_are_collected),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
