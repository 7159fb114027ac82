/* Days, instants and London time. Working days are no business of this file: see rules/calendar.h. */
#pragma once
#include "base/arena.h"

/* A day in the world, as days since 1970-01-01 (which is day 0). */
typedef struct Date {
  int32_t day;
} Date;
#define DATE_NONE ((Date){INT32_MIN})

/* A moment, in seconds since 1970-01-01T00:00:00Z. */
typedef struct Instant {
  int64_t seconds;
} Instant;
#define INSTANT_NONE ((Instant){INT64_MIN})

typedef enum Weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;

typedef struct DateParts {
  int year, month, day; /* 1..12, 1..31 */
} DateParts;

/* Whether it is DATE_NONE, INSTANT_NONE. */
bool date_is_none(Date date);
bool instant_is_none(Instant instant);
/* False where the calendar has no such day, or the year is not 1900..2199. */
bool date_of(int year, int month, int day, Date *date);
DateParts date_parts(Date date);
int days_in_month(int year, int month);
Weekday date_weekday(Date date);
/* "Monday" … "January" …, in English. */
const char *weekday_name(Weekday weekday);
const char *month_name(int month);
Date date_plus(Date date, int32_t days);
/* The corresponding day `months` later; where that month has no such day, its last day (and *clamped is set,
 * if given). */
Date date_plus_months(Date date, int32_t months, bool *clamped);
static inline int date_compare(Date a, Date b) { return (a.day > b.day) - (a.day < b.day); }
static inline bool date_before(Date a, Date b) { return a.day < b.day; }
static inline bool date_equal(Date a, Date b) { return a.day == b.day; }
Date date_later(Date a, Date b);

/* "2018-12-18" (10 characters, no more), years 1900..2199. False where it is not that or no such day exists.
 */
bool date_parse(Text text, Date *date);
/* "2018-12-18"; the empty text for DATE_NONE. */
Text date_iso(Arena *arena, Date date);
/* "18 December 2018", "Tuesday 18 December 2018", "18 Dec 2018". */
Text date_words(Arena *arena, Date date);
Text date_words_weekday(Arena *arena, Date date);
Text date_words_short(Arena *arena, Date date);
/* Writes the 10 characters and a NUL. */
void date_write(char out[11], Date date);

/* "2026-01-05T09:00:00Z", 20 characters. */
bool instant_parse(Text text, Instant *instant);
Text instant_iso(Arena *arena, Instant instant);
void instant_write(char out[21], Instant instant);
/* The day and the minute of the day (0..1439) in Europe/London. Summer time by the rule in force since 1996.
 */
Date london_date(Instant instant);
int london_minute(Instant instant);
/* The instant at which London's clocks show that day and minute (the earlier one in the repeated hour of
 * October). */
Instant london_instant(Date date, int minute);
/* "18 December 2018 at 4:55pm", London time. */
Text instant_words(Arena *arena, Instant instant);
/* "4:55pm" of a minute of the day 0..1439. */
Text minute_words(Arena *arena, int minute);

/* The clock is a value: tests fix it. */
typedef struct WallClock {
  Instant fixed; /* INSTANT_NONE: the system's clock */
} WallClock;
Instant wall_clock_now(const WallClock *clock);
Date wall_clock_today(const WallClock *clock);
