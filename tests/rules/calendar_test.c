/* Working days: every answer against a plain count of days that shares no code with the calendar. */
#include "rules/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* after the four above */
#include <cmocka.h>

#define SPAN_FIRST 15340 /* 2012-01-01 */
#define SPAN_END 21550   /* 2029-01-01 */
#define REACH 200        /* calendar days: more than 65 working days ever need */

static Arena *arena;
static Text feed;
static const CalendarVersion *version;
static bool holiday[NATION_COUNT][SPAN_END + REACH]; /* by our own reading, by day since 1970 */

/* Days since 1970 by counting years and months: slow, plain, separate. */
static int plain_day(int year, int month, int day) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int days = 0;
  for (int y = 1970; y < year; y++) days += y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
  for (int m = 1; m < month; m++) days += lengths[m - 1] + (m == 2 && year % 4 == 0);
  return days + day - 1;
}

static Date day_of(const char *iso) {
  Date date;
  assert_true(date_parse(text_of(iso), &date));
  return date;
}

/* Finds each "division": "NAME" and each "date": "Y-M-D" in order of the text; nothing else of JSON matters
 * here. */
static void read_plainly(const char *json) {
  int nation = -1;
  for (const char *at = json; *at; at++) {
    int year, month, day;
    char name[40];
    if (sscanf(at, "\"division\": \"%39[a-z-]\"", name) == 1)
      nation = strcmp(name, "scotland") == 0 ? 1 : strcmp(name, "northern-ireland") == 0 ? 2 : 0;
    if (*at != '"' || sscanf(at, "\"date\": \"%d-%d-%d\"", &year, &month, &day) != 3) continue;
    assert_true(nation >= 0);
    holiday[nation][plain_day(year, month, day)] = true;
    holiday[NATION_UNITED_KINGDOM][plain_day(year, month, day)] = true;
  }
}

static bool plainly_working(int nation, int day) {
  int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday: Monday is 0 */
  return weekday < 5 && !holiday[nation][day];
}

static int read_all(void **state) {
  (void)state;
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  char path[4096];
  (void)snprintf(path, sizeof path, "%s/calendars/2026-08-21.json", root ? root : ".");
  FILE *file = fopen(path, "rb");
  if (!file) return -1;
  static char bytes[1 << 20];
  size_t length = fread(bytes, 1, sizeof bytes - 1, file);
  (void)fclose(file);
  arena = arena_new();
  feed = (Text){bytes, length};
  read_plainly(bytes);
  CalendarVersion *made = NULL;
  if (calendar_version_read(arena, feed, TEXT("2026-08-21"), NULL, 0, &made)) return -1;
  version = made;
  return 0;
}

static int free_all(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static int step_plainly(int nation, int day, int count) {
  while (count > 0)
    if (plainly_working(nation, ++day)) count--;
  return day;
}

static void every_day_against_a_plain_count(void **state) {
  (void)state;
  static const int counts[] = {1, 2, 3, 5, 10, 15, 20, 25, 30, 65};
  for (int nation = 0; nation < NATION_COUNT; nation++) {
    const Calendar *calendar = version->plain[nation];
    for (int day = SPAN_FIRST; day < SPAN_END; day++) {
      Date date = {day};
      assert_int_equal(calendar_is_working_day(calendar, date), plainly_working(nation, day));
      assert_int_equal(text_is_empty(calendar_why_not(calendar, date)), plainly_working(nation, day));
      assert_int_equal(calendar_roll(calendar, date).day,
                       plainly_working(nation, day) ? day : step_plainly(nation, day, 1));
      for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int due = step_plainly(nation, day, counts[i]);
        assert_int_equal(calendar_plus(calendar, date, counts[i]).day, due);
        assert_int_equal(calendar_between(calendar, date, (Date){due}), counts[i]);
        assert_int_equal(calendar_between(calendar, (Date){due}, date), -counts[i]);
      }
    }
  }
}

static void before_and_after_the_table(void **state) {
  (void)state;
  const Calendar *calendar = version->plain[NATION_ENGLAND_AND_WALES];
  static const char *const from[] = {"1989-12-20", "1950-03-01", "2069-12-20", "2100-06-01", "1900-01-01"};
  for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
    Date start = day_of(from[i]);
    for (int32_t n = 0, day = start.day; n <= 10000; n++) {
      assert_int_equal(calendar_plus(calendar, start, n).day, day);
      assert_int_equal(calendar_between(calendar, start, (Date){day}), n);
      if (n % 100 == 0) assert_int_equal(calendar_between(calendar, (Date){day}, start), -n);
      do day++;
      while (!calendar_is_working_day(calendar, (Date){day}));
    }
  }
  assert_true(calendar_is_working_day(calendar, day_of("1989-12-29")));
  assert_false(calendar_is_working_day(calendar, day_of("1989-12-31")));
  assert_true(calendar_is_working_day(calendar, day_of("2070-01-01")));
  assert_false(calendar_is_working_day(calendar, day_of("2070-01-04")));
}

static void known_years(void **state) {
  (void)state;
  int first, last;
  for (int nation = 0; nation < NATION_COUNT; nation++) {
    const Calendar *calendar = version->plain[nation];
    calendar_known_years(calendar, &first, &last);
    assert_int_equal(first, 2012);
    assert_int_equal(last, 2028);
    assert_true(calendar_is_provisional(calendar, day_of("2011-12-31")));
    assert_false(calendar_is_provisional(calendar, day_of("2012-01-01")));
    assert_false(calendar_is_provisional(calendar, day_of("2028-12-31")));
    assert_true(calendar_is_provisional(calendar, day_of("2029-01-01")));
  }
}

/* Typed by hand from the published tables. */
static const char *const ENGLAND[] = {
    "2018-01-01", "2018-03-30", "2018-04-02", "2018-05-07", "2018-05-28", "2018-08-27", "2018-12-25",
    "2018-12-26", "2019-01-01", "2019-04-19", "2019-04-22", "2019-05-06", "2019-05-27", "2019-08-26",
    "2019-12-25", "2019-12-26", "2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25",
    "2020-08-31", "2020-12-25", "2020-12-28", "2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03",
    "2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28", "2022-01-03", "2022-04-15", "2022-04-18",
    "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27",
    "2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28",
    "2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27",
    "2024-08-26", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05",
    "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06",
    "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26",
    "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28", "2028-01-03",
    "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"};
static const char *const SUBSTITUTES[] = {"2020-12-28", "2021-12-27", "2021-12-28", "2022-01-03",
                                          "2022-12-27", "2023-01-02", "2026-12-28", "2027-12-27",
                                          "2027-12-28", "2028-01-03"};
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool listed(const char *const *list, size_t count, Date date) {
  for (size_t i = 0; i < count; i++)
    if (date_equal(day_of(list[i]), date)) return true;
  return false;
}

static void england_by_hand(void **state) {
  (void)state;
  size_t count, seen = 0;
  const Holiday *holidays = calendar_holidays(version->plain[NATION_ENGLAND_AND_WALES], &count);
  for (size_t i = 0; i < count; i++) {
    if (date_before(holidays[i].date, day_of("2018-01-01"))) continue;
    assert_true(listed(ENGLAND, COUNT_OF(ENGLAND), holidays[i].date));
    assert_int_equal(holidays[i].substitute, listed(SUBSTITUTES, COUNT_OF(SUBSTITUTES), holidays[i].date));
    seen++;
  }
  assert_int_equal(seen, COUNT_OF(ENGLAND));
}

static void assert_why(Nation nation, const char *date, const char *why) {
  Text words = calendar_why_not(version->plain[nation], day_of(date));
  assert_string_equal(text_z(arena, words), why);
}

static void reasons(void **state) {
  (void)state;
  assert_why(NATION_ENGLAND_AND_WALES, "2018-12-25", "Christmas Day");
  assert_why(NATION_ENGLAND_AND_WALES, "2018-12-22", "Saturday");
  assert_why(NATION_ENGLAND_AND_WALES, "2018-12-23", "Sunday");
  assert_why(NATION_ENGLAND_AND_WALES, "2020-12-28", "Boxing Day (substitute day)");
  assert_why(NATION_ENGLAND_AND_WALES, "2019-01-01", "New Year's Day");
  assert_why(NATION_ENGLAND_AND_WALES, "2019-01-02", "");
  assert_why(NATION_SCOTLAND, "2019-01-02", "2nd January");
  assert_why(NATION_SCOTLAND, "2026-06-15", "World Cup bank holiday");
  assert_why(NATION_NORTHERN_IRELAND, "2019-03-18", "St Patrick's Day (substitute day)");
  assert_why(NATION_UNITED_KINGDOM, "2019-01-02", "2nd January");
  assert_why(NATION_UNITED_KINGDOM, "2019-07-12", "Battle of the Boyne (Orangemen's Day)");
  assert_why(NATION_UNITED_KINGDOM, "2019-12-02", "St Andrew's Day (substitute day)");
}

static void closure_days(void **state) {
  (void)state;
  Date closures[] = {day_of("2018-12-28"), day_of("2018-12-27"), day_of("2018-12-27"), day_of("2018-12-29")};
  CalendarVersion *made = NULL;
  assert_null(calendar_version_read(arena, feed, TEXT("x"), closures, 4, &made));
  const Calendar *open = made->plain[0], *closed = made->with_closures[0];
  assert_int_equal(calendar_plus(open, day_of("2018-12-24"), 1).day, day_of("2018-12-27").day);
  assert_int_equal(calendar_plus(closed, day_of("2018-12-24"), 1).day, day_of("2018-12-31").day);
  assert_string_equal(text_z(arena, calendar_why_not(closed, closures[0])), "council closed");
  assert_string_equal(text_z(arena, calendar_why_not(closed, closures[3])), "Saturday");
  assert_string_equal(text_z(arena, calendar_why_not(open, closures[0])), "");
  Date far = day_of("2199-01-01");
  assert_non_null(calendar_version_read(arena, feed, TEXT("x"), &far, 1, &made));
}

static void names(void **state) {
  (void)state;
  for (int i = 0; i < NATION_COUNT; i++) {
    Nation nation;
    assert_true(nation_of(text_of(nation_name((Nation)i)), &nation));
    assert_int_equal(nation, i);
  }
  Nation nation;
  assert_false(nation_of(TEXT("england"), &nation));
}

/* A feed with one thing wrong, and the words that must be in the refusal. */
#define DAY(date) "{\"title\":\"Day\",\"date\":\"" date "\",\"notes\":\"\"}"
#define DIVISION(name, days) "\"" name "\":{\"division\":\"" name "\",\"events\":[" days "]}"
#define FEED(england)                                                                                        \
  "{" DIVISION("england-and-wales", england) "," DIVISION("scotland", DAY("2026-01-01")) "," DIVISION(       \
      "northern-ireland", DAY("2026-01-01")) "}"

static const struct Wrong {
  const char *json, *words;
} WRONG[] = {
    {"", "line 1, column 1"},
    {"<html>", "Not JSON at line 1"},
    {"{\n \"england-and-wales\": {\n  \"events\": [", "Not JSON at line 3"},
    {"[]", "\"england-and-wales\" is missing"},
    {"{" DIVISION("england-and-wales", DAY("2026-01-01")) "}", "\"scotland\" is missing"},
    {"{" DIVISION("england-and-wales", DAY("2026-01-01")) "," DIVISION("scotland", DAY("2026-01-01")) "}",
     "\"northern-ireland\" is missing"},
    {FEED(""), "\"england-and-wales\" has no \"events\""},
    {FEED("7"), "england-and-wales, entry 1"},
    {FEED(DAY("2026-01-01") "," DAY("2026-02-30")),
     "england-and-wales, entry 2: \"2026-02-30\" is not a day"},
    {FEED(DAY("2026-1-1")), "entry 1: \"2026-1-1\" is not a day"},
    {FEED(DAY("1980-01-01")), "outside the years"},
    {FEED(DAY("2026-01-01") "," DAY("2026-01-01")), "england-and-wales: 2026-01-01 stands twice"},
    {FEED(DAY("2024-01-01") "," DAY("2026-01-01")), "no holiday in 2025"},
    {FEED("{\"date\":\"2026-01-01\"}"), "title is missing"},
    {FEED("{\"title\":\"  \",\"date\":\"2026-01-01\"}"), "title is missing"},
    {FEED("{\"title\":\"a\\nb\",\"date\":\"2026-01-01\"}"), "not plain text"},
    {FEED("{\"title\":\"Day\"}"), "entry 1: \"\" is not a day"},
    {"{\"england-and-wales\":{},\"england-and-wales\":{}}", "Not JSON"},
};

static void wrong_feeds_are_refused(void **state) {
  (void)state;
  CalendarVersion *made = NULL;
  for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
    Error error = calendar_version_read(arena, text_of(WRONG[i].json), TEXT("x"), NULL, 0, &made);
    assert_non_null(error);
    assert_int_equal(error->code, ERROR_INVALID);
    if (!text_contains(error->words, text_of(WRONG[i].words)))
      fail_msg("\"%.*s\" has no \"%s\"", TEXT_ARGUMENTS(error->words), WRONG[i].words);
  }
  for (size_t cut = 0; cut < feed.length - 2; cut += 997)
    assert_non_null(calendar_version_read(arena, text_slice(feed, 0, cut), TEXT("x"), NULL, 0, &made));
}

static void compared_with_an_older_version(void **state) {
  (void)state;
  CalendarVersion *old = NULL, *fresh = NULL;
  assert_null(calendar_version_read(arena, text_of(FEED(DAY("2026-01-01") "," DAY("2026-04-03"))), TEXT("1"),
                                    NULL, 0, &old));
  assert_null(calendar_version_read(arena, text_of(FEED(DAY("2026-01-01") "," DAY("2026-09-19"))), TEXT("2"),
                                    NULL, 0, &fresh));
  CalendarChange *changes;
  size_t count;
  calendar_version_compare(arena, old, fresh, &changes, &count);
  assert_int_equal(count, 2);
  assert_false(changes[0].added);
  assert_int_equal(changes[0].holiday.date.day, day_of("2026-04-03").day);
  assert_true(changes[1].added);
  assert_int_equal(changes[1].holiday.date.day, day_of("2026-09-19").day);
  calendar_version_compare(arena, old, old, &changes, &count);
  assert_int_equal(count, 0);
}

static void books(void **state) {
  (void)state;
  CalendarVersion first = *version, second = *version;
  first.version = TEXT("2025-01-01");
  const CalendarVersion *const list[] = {&first, &second};
  CalendarBook book = {list, 2};
  assert_ptr_equal(calendar_book_newest(&book), &second);
  assert_ptr_equal(calendar_book_find(&book, TEXT("2025-01-01")), &first);
  assert_ptr_equal(calendar_book_find(&book, TEXT("")), &second);
  assert_ptr_equal(calendar_book_find(&book, TEXT("1999-01-01")), &second);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day_against_a_plain_count),
      cmocka_unit_test(before_and_after_the_table),
      cmocka_unit_test(known_years),
      cmocka_unit_test(england_by_hand),
      cmocka_unit_test(reasons),
      cmocka_unit_test(closure_days),
      cmocka_unit_test(names),
      cmocka_unit_test(wrong_feeds_are_refused),
      cmocka_unit_test(compared_with_an_older_version),
      cmocka_unit_test(books),
  };
  return cmocka_run_group_tests(tests, read_all, free_all);
}
