#include "base/date.h"
#include "base/error.h"
#include <string.h>
#include <time.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2199
#define DAYS_OF_ERA 146097 /* the 400 years after which the calendar repeats */
#define DAY_SECONDS INT64_C(86400)
#define HOUR_SECONDS INT64_C(3600)

bool date_is_none(Date date) { return date.day == DATE_NONE.day; }
bool instant_is_none(Instant instant) { return instant.seconds == INSTANT_NONE.seconds; }

/* Both ways between days and parts count the year from 1 March, so that the leap day is its last day;
 * and the days from 1 March of the year 0, which is 719468 days before 1970-01-01. */
static int64_t day_of_parts(int64_t year, int month, int day) {
  if (month <= 2) year--;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_OF_ERA + day_of_era - 719468;
}

DateParts date_parts(Date date) {
  BUG_IF(date_is_none(date));
  int64_t days = (int64_t)date.day + 719468;
  int64_t era = (days >= 0 ? days : days - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
  int day_of_era = (int)(days - era * DAYS_OF_ERA);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return (DateParts){(int)(year_of_era + era * 400 + (month <= 2)), month, day};
}

static bool is_leap(int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  BUG_IF(month < 1 || month > 12);
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_of(int year, int month, int day, Date *date) {
  if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12) return false;
  if (day < 1 || day > days_in_month(year, month)) return false;
  *date = (Date){(int32_t)day_of_parts(year, month, day)};
  return true;
}

Weekday date_weekday(Date date) {
  BUG_IF(date_is_none(date));
  /* Day 0 was a Thursday. */
  int64_t from_monday = ((int64_t)date.day + THURSDAY) % 7;
  return (Weekday)(from_monday < 0 ? from_monday + 7 : from_monday);
}

const char *weekday_name(Weekday weekday) {
  static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
  BUG_IF((int)weekday < MONDAY || (int)weekday > SUNDAY);
  return names[weekday];
}

const char *month_name(int month) {
  static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
  BUG_IF(month < 1 || month > 12);
  return names[month - 1];
}

static Date date_of_day(int64_t day) {
  BUG_IF(day <= INT32_MIN || day > INT32_MAX);
  return (Date){(int32_t)day};
}

Date date_plus(Date date, int32_t days) {
  return date_is_none(date) ? date : date_of_day((int64_t)date.day + days);
}

Date date_plus_months(Date date, int32_t months, bool *clamped) {
  if (clamped) *clamped = false;
  if (date_is_none(date)) return date;
  DateParts parts = date_parts(date);
  int64_t count = (int64_t)parts.year * 12 + (parts.month - 1) + months;
  int64_t year = count / 12 - (count % 12 < 0);
  int month = (int)(count - year * 12) + 1;
  int last = month == 2 && is_leap(year) ? 29 : days_in_month(1, month);
  if (clamped) *clamped = parts.day > last;
  return date_of_day(day_of_parts(year, month, parts.day < last ? parts.day : last));
}

Date date_later(Date a, Date b) { return a.day >= b.day ? a : b; }

/* `length` digits, or -1. */
static int digits_at(Text text, size_t at, size_t length) {
  int number = 0;
  for (size_t i = at; i < at + length; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return -1;
    number = number * 10 + (text.at[i] - '0');
  }
  return number;
}

bool date_parse(Text text, Date *date) {
  if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
  return date_of(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2), date);
}

static void write_digits(char *out, int length, int number) {
  for (int i = length - 1; i >= 0; i--) {
    out[i] = (char)('0' + number % 10);
    number /= 10;
  }
}

void date_write(char out[11], Date date) {
  DateParts parts = date_parts(date);
  BUG_IF(parts.year < 0 || parts.year > 9999);
  write_digits(out, 4, parts.year);
  out[4] = '-';
  write_digits(out + 5, 2, parts.month);
  out[7] = '-';
  write_digits(out + 8, 2, parts.day);
  out[10] = '\0';
}

Text date_iso(Arena *arena, Date date) {
  if (date_is_none(date)) return TEXT_NONE;
  char out[11];
  date_write(out, date);
  return text_copy(arena, (Text){out, 10});
}

/* "3 June 2026", without a format: lists have one for each row. */
static Text words_of_parts(Arena *arena, DateParts parts, Text month) {
  char out[32];
  bool unusual = parts.year < 1000 || parts.year > 9999 || month.length > 9;
  if (unusual) return text_format(arena, "%d %.*s %d", parts.day, TEXT_ARGUMENTS(month), parts.year);
  size_t at = parts.day < 10 ? 1 : 2;
  write_digits(out, (int)at, parts.day);
  out[at++] = ' ';
  memcpy(out + at, month.at, month.length);
  at += month.length;
  out[at++] = ' ';
  write_digits(out + at, 4, parts.year);
  return text_copy(arena, (Text){out, at + 4});
}

Text date_words(Arena *arena, Date date) {
  if (date_is_none(date)) return TEXT_NONE;
  DateParts parts = date_parts(date);
  return words_of_parts(arena, parts, text_of(month_name(parts.month)));
}

Text date_words_weekday(Arena *arena, Date date) {
  if (date_is_none(date)) return TEXT_NONE;
  DateParts parts = date_parts(date);
  const char *weekday = weekday_name(date_weekday(date));
  return text_format(arena, "%s %d %s %d", weekday, parts.day, month_name(parts.month), parts.year);
}

Text date_words_short(Arena *arena, Date date) {
  if (date_is_none(date)) return TEXT_NONE;
  DateParts parts = date_parts(date);
  return words_of_parts(arena, parts, text_slice(text_of(month_name(parts.month)), 0, 3));
}

bool instant_parse(Text text, Instant *instant) {
  Date date;
  if (text.length != 20 || text.at[10] != 'T' || text.at[13] != ':' || text.at[16] != ':') return false;
  if (text.at[19] != 'Z' || !date_parse(text_slice(text, 0, 10), &date)) return false;
  int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  instant->seconds = date.day * DAY_SECONDS + hour * HOUR_SECONDS + minute * 60 + second;
  return true;
}

/* The day that contains the second, counted from 1970-01-01 without summer time. */
static Date day_of_second(int64_t seconds) {
  return date_of_day(seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0));
}

static int second_of_day(int64_t seconds) {
  int64_t second = seconds % DAY_SECONDS;
  return (int)(second < 0 ? second + DAY_SECONDS : second);
}

void instant_write(char out[21], Instant instant) {
  BUG_IF(instant_is_none(instant));
  int second = second_of_day(instant.seconds);
  date_write(out, day_of_second(instant.seconds));
  out[10] = 'T';
  write_digits(out + 11, 2, second / 3600);
  out[13] = ':';
  write_digits(out + 14, 2, second / 60 % 60);
  out[16] = ':';
  write_digits(out + 17, 2, second % 60);
  out[19] = 'Z';
  out[20] = '\0';
}

Text instant_iso(Arena *arena, Instant instant) {
  if (instant_is_none(instant)) return TEXT_NONE;
  char out[21];
  instant_write(out, instant);
  return text_copy(arena, (Text){out, 20});
}

/* 01:00 UTC of the last Sunday of a month of 31 days, when the clocks change. */
static int64_t change_of_clocks(int year, int month) {
  Date last = {(int32_t)day_of_parts(year, month, 31)};
  int after_sunday = ((int)date_weekday(last) + 1) % 7;
  return (last.day - after_sunday) * DAY_SECONDS + HOUR_SECONDS;
}

/* The rule of the Summer Time Order 2002, the same as since 1996. It is used for the years before
 * too: nothing in a complaint depends on the hour of a day so long ago. */
static bool is_summer(int64_t seconds) {
  int year = date_parts(day_of_second(seconds)).year;
  return seconds >= change_of_clocks(year, 3) && seconds < change_of_clocks(year, 10);
}

/* What a London clock shows, as if its seconds were counted without summer time. */
static int64_t london_seconds(Instant instant) {
  BUG_IF(instant_is_none(instant));
  return instant.seconds + (is_summer(instant.seconds) ? HOUR_SECONDS : 0);
}

Date london_date(Instant instant) {
  return instant_is_none(instant) ? DATE_NONE : day_of_second(london_seconds(instant));
}

int london_minute(Instant instant) { return second_of_day(london_seconds(instant)) / 60; }

Instant london_instant(Date date, int minute) {
  if (date_is_none(date)) return INSTANT_NONE;
  BUG_IF(minute < 0 || minute > 1440);
  int64_t shown = date.day * DAY_SECONDS + minute * 60;
  /* An hour that March leaves out is taken as the one that follows: 01:30 is 02:30 summer time. */
  return (Instant){is_summer(shown - HOUR_SECONDS) ? shown - HOUR_SECONDS : shown};
}

Text instant_words(Arena *arena, Instant instant) {
  if (instant_is_none(instant)) return TEXT_NONE;
  Text day = date_words(arena, london_date(instant)), minute = minute_words(arena, london_minute(instant));
  return text_format(arena, "%.*s at %.*s", TEXT_ARGUMENTS(day), TEXT_ARGUMENTS(minute));
}

Text minute_words(Arena *arena, int minute) {
  BUG_IF(minute < 0 || minute > 1439);
  if (minute == 0) return TEXT("midnight");
  if (minute == 720) return TEXT("midday");
  const char *half = minute < 720 ? "am" : "pm";
  int hour = (minute / 60 + 11) % 12 + 1;
  if (minute % 60 == 0) return text_format(arena, "%d%s", hour, half);
  return text_format(arena, "%d:%02d%s", hour, minute % 60, half);
}

Instant wall_clock_now(const WallClock *clock) {
  return instant_is_none(clock->fixed) ? (Instant){time(NULL)} : clock->fixed;
}

Date wall_clock_today(const WallClock *clock) { return london_date(wall_clock_now(clock)); }
