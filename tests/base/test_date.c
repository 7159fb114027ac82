#include "check.h"

static Date day(int year, int month, int number) {
  Date date = DATE_NONE;
  assert_true(date_of(year, month, number, &date));
  return date;
}

static Instant instant(const char *text) {
  Instant parsed = INSTANT_NONE;
  assert_true(instant_parse(text_of(text), &parsed));
  return parsed;
}

/* Counts the days one by one, by the calendar everybody knows. */
static void every_day(void **state) {
  (void)state;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int32_t number = -25567; /* 1900-01-01, a Monday */
  int weekday = MONDAY;
  for (int year = 1900; year <= 2199; year++) {
    bool leap = (year % 4 == 0 && year % 100 != 0) || year == 2000;
    for (int month = 1; month <= 12; month++) {
      int length = lengths[month - 1] + (month == 2 && leap);
      assert_int_equal(days_in_month(year, month), length);
      for (int i = 1; i <= length; i++, number++, weekday = (weekday + 1) % 7) {
        Date date = {number}, parsed = DATE_NONE;
        DateParts parts = date_parts(date);
        char iso[11];
        date_write(iso, date);
        bool same = parts.year == year && parts.month == month && parts.day == i;
        same = same && day(year, month, i).day == number;
        bool round = date_parse(text_of(iso), &parsed) && parsed.day == number;
        if (!same || !round || (int)date_weekday(date) != weekday) fail_msg("%d-%d-%d", year, month, i);
      }
      Date none;
      assert_false(date_of(year, month, length + 1, &none));
    }
  }
  assert_int_equal(number, 84006);
}

static void refused_dates(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",           "2018-12-1",  "2018-12-181", "2018/12/18", "18-12-2018",  "2018-13-01", "2018-00-01",
      "2018-02-29", "2018-04-31", "2018-01-00",  "1899-12-31", "2200-01-01",  "2018-1a-01", " 018-01-01",
      "-018-01-01", "2018-01--1", "2100-02-29",  "1900-02-29", "2018-01-01 ", "+018-01-01"};
  Date date = {5};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    if (date_parse(text_of(wrong[i]), &date)) fail_msg("%s", wrong[i]);
  }
  assert_int_equal(date.day, 5);
  assert_false(date_of(2018, 0, 1, &date));
  assert_false(date_of(2018, 13, 1, &date));
  assert_false(date_of(2018, 1, -1, &date));
}

static void far_days(void **state) {
  (void)state;
  static const int32_t far[] = {INT32_MIN + 1, -719529, -719528, -719469, -719468, -1, INT32_MAX - 1};
  for (size_t i = 0; i < COUNT(far); i++) {
    DateParts here = date_parts((Date){far[i]}), next = date_parts((Date){far[i] + 1});
    bool last = here.day == days_in_month(here.year, here.month);
    assert_int_equal(next.day, last ? 1 : here.day + 1);
  }
  assert_int_equal(date_parts((Date){-719468}).year, 0);
}

static void months_are_clamped(void **state) {
  (void)state;
  static const struct {
    const char *from;
    int months;
    const char *to;
    bool clamped;
  } cases[] = {
      {"2018-01-31", 1, "2018-02-28", true},    {"2020-01-31", 1, "2020-02-29", true},
      {"2020-01-29", 1, "2020-02-29", false},   {"2018-01-29", 1, "2018-02-28", true},
      {"2020-02-29", 12, "2021-02-28", true},   {"2020-02-29", 48, "2024-02-29", false},
      {"2018-03-31", 1, "2018-04-30", true},    {"2018-03-31", -1, "2018-02-28", true},
      {"2018-12-18", 1, "2019-01-18", false},   {"2018-01-18", -1, "2017-12-18", false},
      {"2018-12-31", 2, "2019-02-28", true},    {"2018-05-31", 12, "2019-05-31", false},
      {"2018-05-31", 0, "2018-05-31", false},   {"2000-01-31", -1199, "1900-02-28", true},
      {"1900-02-28", 1200, "2000-02-28", false}, {"2018-11-30", 3, "2019-02-28", true},
  };
  AUTO_ARENA arena = arena_new();
  for (size_t i = 0; i < COUNT(cases); i++) {
    Date from = DATE_NONE;
    bool clamped = !cases[i].clamped;
    assert_true(date_parse(text_of(cases[i].from), &from));
    assert_text(date_iso(arena, date_plus_months(from, cases[i].months, &clamped)), cases[i].to);
    assert_int_equal(clamped, cases[i].clamped);
    date_plus_months(from, cases[i].months, NULL);
  }
}

static void nothing_stays_nothing(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_true(date_is_none(date_plus(DATE_NONE, 5)));
  assert_true(date_is_none(date_plus_months(DATE_NONE, 5, NULL)));
  assert_true(date_is_none(london_date(INSTANT_NONE)));
  assert_true(instant_is_none(london_instant(DATE_NONE, 5)));
  assert_text(date_iso(arena, DATE_NONE), "");
  assert_text(date_words(arena, DATE_NONE), "");
  assert_text(date_words_weekday(arena, DATE_NONE), "");
  assert_text(date_words_short(arena, DATE_NONE), "");
  assert_text(instant_iso(arena, INSTANT_NONE), "");
  assert_text(instant_words(arena, INSTANT_NONE), "");
}

static void order(void **state) {
  (void)state;
  Date a = day(2018, 12, 18), b = day(2018, 12, 19);
  assert_true(date_before(a, b) && !date_before(b, a) && !date_before(a, a));
  assert_true(date_compare(a, b) < 0 && date_compare(b, a) > 0 && date_compare(a, a) == 0);
  assert_true(date_equal(date_later(a, b), b) && date_equal(date_later(b, a), b));
  assert_true(date_equal(date_plus(a, 1), b) && date_equal(date_plus(b, -1), a));
}

static void words(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Date date = day(2018, 12, 18);
  assert_text(date_words(arena, date), "18 December 2018");
  assert_text(date_words_weekday(arena, date), "Tuesday 18 December 2018");
  assert_text(date_words_short(arena, date), "18 Dec 2018");
  assert_text(date_words(arena, day(2026, 1, 5)), "5 January 2026");
  assert_text(instant_words(arena, instant("2018-12-18T16:55:59Z")), "18 December 2018 at 4:55pm");
  assert_text(instant_words(arena, instant("2018-07-18T23:30:00Z")), "19 July 2018 at 12:30am");
  static const struct {
    int minute;
    const char *words;
  } minutes[] = {
      {0, "midnight"}, {1, "12:01am"}, {59, "12:59am"}, {60, "1am"},
      {540, "9am"}, {605, "10:05am"}, {719, "11:59am"}, {720, "midday"},
      {721, "12:01pm"}, {780, "1pm"}, {1015, "4:55pm"}, {1439, "11:59pm"},
  };
  for (size_t i = 0; i < COUNT(minutes); i++) {
    assert_text(minute_words(arena, minutes[i].minute), minutes[i].words);
  }
}

static void instants_round_trip(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  static const char *const texts[] = {"1900-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
                                      "2026-01-05T09:00:00Z", "2199-12-31T23:59:59Z"};
  for (size_t i = 0; i < COUNT(texts); i++) assert_text(instant_iso(arena, instant(texts[i])), texts[i]);
  assert_int_equal(instant("1970-01-01T00:00:00Z").seconds, 0);
  assert_int_equal(instant("2001-09-09T01:46:40Z").seconds, 1000000000);
  for (int64_t seconds = -2208988800; seconds < 7258118400; seconds += 7654321) {
    Instant parsed = INSTANT_NONE;
    char out[21];
    instant_write(out, (Instant){seconds});
    assert_true(instant_parse(text_of(out), &parsed));
    assert_int_equal(parsed.seconds, seconds);
  }
}

static void refused_instants(void **state) {
  (void)state;
  static const char *const wrong[] = {"",
                                      "2026-01-05T09:00:00",
                                      "2026-01-05T09:00:00z",
                                      "2026-01-05 09:00:00Z",
                                      "2026-01-05T24:00:00Z",
                                      "2026-01-05T09:60:00Z",
                                      "2026-01-05T09:00:60Z",
                                      "2026-02-29T09:00:00Z",
                                      "2026-01-05T09:00:00ZZ",
                                      "2026-01-05T-1:00:00Z",
                                      "2026-01-05T09:00.00Z",
                                      "2026-01-05T09:0 :00Z"};
  Instant parsed = {5};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    if (instant_parse(text_of(wrong[i]), &parsed)) fail_msg("%s", wrong[i]);
  }
  assert_int_equal(parsed.seconds, 5);
}

static void london(const char *utc, const char *date, int minute) {
  AUTO_ARENA arena = arena_new();
  assert_text(date_iso(arena, london_date(instant(utc))), date);
  assert_int_equal(london_minute(instant(utc)), minute);
}

static void clocks_change(void **state) {
  (void)state;
  london("2018-03-25T00:59:59Z", "2018-03-25", 59);
  london("2018-03-25T01:00:00Z", "2018-03-25", 120);
  london("2018-10-28T00:59:59Z", "2018-10-28", 119);
  london("2018-10-28T01:00:00Z", "2018-10-28", 60);
  london("2026-03-29T00:59:59Z", "2026-03-29", 59);
  london("2026-03-29T01:00:00Z", "2026-03-29", 120);
  london("2026-10-25T00:59:59Z", "2026-10-25", 119);
  london("2026-10-25T01:00:00Z", "2026-10-25", 60);
  london("2024-03-31T01:00:00Z", "2024-03-31", 120); /* the 31st itself is the Sunday */
  london("2027-10-31T00:59:59Z", "2027-10-31", 119);
  london("2018-07-18T23:00:00Z", "2018-07-19", 0);
  london("2018-12-18T23:59:00Z", "2018-12-18", 1439);
  london("2018-12-31T23:59:59Z", "2018-12-31", 1439);
  london("1969-12-31T23:30:00Z", "1969-12-31", 1410);
}

static void to_utc(const char *date, int minute, const char *utc) {
  AUTO_ARENA arena = arena_new();
  Date parsed = DATE_NONE;
  assert_true(date_parse(text_of(date), &parsed));
  assert_text(instant_iso(arena, london_instant(parsed, minute)), utc);
}

static void clocks_to_instants(void **state) {
  (void)state;
  to_utc("2018-12-18", 1015, "2018-12-18T16:55:00Z");
  to_utc("2018-07-18", 0, "2018-07-17T23:00:00Z");
  to_utc("2018-10-28", 59, "2018-10-27T23:59:00Z");
  to_utc("2018-10-28", 60, "2018-10-28T00:00:00Z"); /* the repeated hour: the earlier */
  to_utc("2018-10-28", 119, "2018-10-28T00:59:00Z");
  to_utc("2018-10-28", 120, "2018-10-28T02:00:00Z");
  to_utc("2026-10-25", 90, "2026-10-25T00:30:00Z");
  to_utc("2026-03-29", 59, "2026-03-29T00:59:00Z");
  to_utc("2026-03-29", 90, "2026-03-29T01:30:00Z"); /* the hour left out: what follows */
  to_utc("2026-03-29", 120, "2026-03-29T01:00:00Z");
}

/* Every quarter of an hour of two years comes back, but for the later of the repeated hours. */
static void clocks_round_trip(void **state) {
  (void)state;
  int later = 0;
  Instant end = instant("2019-01-01T00:00:00Z");
  for (Instant at = instant("2017-01-01T00:00:00Z"); at.seconds < end.seconds; at.seconds += 900) {
    int64_t back = london_instant(london_date(at), london_minute(at)).seconds;
    if (back == at.seconds) continue;
    assert_int_equal(back, at.seconds - 3600);
    later++;
  }
  assert_int_equal(later, 8);
}

static void clock_can_stand(void **state) {
  (void)state;
  WallClock fixed = {instant("2026-07-01T23:30:00Z")}, running = {INSTANT_NONE};
  assert_int_equal(wall_clock_now(&fixed).seconds, fixed.fixed.seconds);
  assert_true(date_equal(wall_clock_today(&fixed), day(2026, 7, 2)));
  assert_true(wall_clock_now(&running).seconds > instant("2024-01-01T00:00:00Z").seconds);
}

static void parts_of_none(void) { date_parts(DATE_NONE); }
static void month_13(void) { month_name(13); }
static void minute_1440(void) { minute_words(arena_new(), 1440); }
static void past_the_last_day(void) { date_plus((Date){INT32_MAX}, 1); }
static void year_10000(void) {
  char out[11];
  date_write(out, (Date){2932897});
}

static void bugs(void **state) {
  (void)state;
  assert_true(is_bug(parts_of_none));
  assert_true(is_bug(month_13));
  assert_true(is_bug(minute_1440));
  assert_true(is_bug(past_the_last_day));
  assert_true(is_bug(year_10000));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day),         cmocka_unit_test(refused_dates),
      cmocka_unit_test(far_days),          cmocka_unit_test(months_are_clamped),
      cmocka_unit_test(order),             cmocka_unit_test(nothing_stays_nothing),
      cmocka_unit_test(words),             cmocka_unit_test(instants_round_trip),
      cmocka_unit_test(refused_instants),  cmocka_unit_test(clocks_change),
      cmocka_unit_test(clocks_to_instants), cmocka_unit_test(clocks_round_trip),
      cmocka_unit_test(clock_can_stand),   cmocka_unit_test(bugs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
