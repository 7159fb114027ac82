/* Working days. A calendar is immutable and knows one nation's bank holidays in one dated version, plus a
 * council's closure days for the procedures that allow them. Not working: Saturday, Sunday, bank holidays
 * (Banking and Financial Dealings Act 1971; Children Act Representations Regulations 2006 reg 2; FOIA 2000
 * s.10(6) for the UK-wide union). */
#pragma once
#include "base/date.h"
#include "base/error.h"

typedef enum Nation {
  NATION_ENGLAND_AND_WALES,
  NATION_SCOTLAND,
  NATION_NORTHERN_IRELAND,
  NATION_UNITED_KINGDOM
} Nation;
#define NATION_COUNT 4

typedef struct Holiday {
  Date date;
  Text title; /* "Christmas Day" */
  bool substitute;
} Holiday;

typedef struct Calendar Calendar;

/* One dated version of the official feed: four calendars (the fourth is the union), each with and without
 * closure days. */
typedef struct CalendarVersion {
  Text version; /* "2026-08-21": the day that the feed was published or taken */
  const Calendar *plain[NATION_COUNT];
  const Calendar *with_closures[NATION_COUNT];
} CalendarVersion;

/* All versions that the program knows, oldest first; the newest counts while a clock runs. */
typedef struct CalendarBook {
  const CalendarVersion *const *versions;
  size_t count; /* 1 or more */
} CalendarBook;

/* "england-and-wales" "scotland" "northern-ireland" "united-kingdom" */
const char *nation_name(Nation nation);
bool nation_of(Text name, Nation *nation);

/* Reads the official feed's JSON (three divisions). `closures` are the council's own closure days, sorted or
 * not, may be empty. ERROR_INVALID names the division, the entry and the mend: not JSON (line, column), a
 * division missing or empty, a date that does not exist or stands twice, a title missing. Everything is
 * copied into the arena. */
Error calendar_version_read(Arena *arena, Text json, Text version, const Date *closures, size_t closure_count,
                            CalendarVersion **out) MUST_USE;
/* What a newer feed would lose or change: every past holiday of `old` (up to `today`) that `fresh` lacks is a
 * reason to refuse it. Lists the days added and dropped, per nation. */
typedef struct CalendarChange {
  Nation nation;
  Holiday holiday;
  bool added; /* false: dropped */
} CalendarChange;
void calendar_version_compare(Arena *arena, const CalendarVersion *old, const CalendarVersion *fresh,
                              CalendarChange **changes, size_t *count);

/* The version that counts while a clock runs. */
const CalendarVersion *calendar_book_newest(const CalendarBook *book);
/* The version by name; the newest where the name is empty or unknown. */
const CalendarVersion *calendar_book_find(const CalendarBook *book, Text version);

/* Neither a weekend, a bank holiday nor a day on which the council is closed. */
bool calendar_is_working_day(const Calendar *calendar, Date date);
/* Why the day does not count: "Saturday", "Christmas Day", "council closed"; the empty text for a working
 * day. */
Text calendar_why_not(const Calendar *calendar, Date date);
/* The n-th working day after `date` (n 0: the date itself). O(1). n from 0 to 10,000. */
Date calendar_plus(const Calendar *calendar, Date date, int32_t working_days);
/* Working days in (from, to]; negative where `to` is before `from`. O(1). */
int32_t calendar_between(const Calendar *calendar, Date from, Date to);
/* The date itself where it is a working day, else the next one. */
Date calendar_roll(const Calendar *calendar, Date date);
/* True where the bank holidays of the date's year are not known (before the first or after the last year of
 * the feed). */
bool calendar_is_provisional(const Calendar *calendar, Date date);
/* The years that the feed covers, first and last. */
void calendar_known_years(const Calendar *calendar, int *first, int *last);
const Holiday *calendar_holidays(const Calendar *calendar, size_t *count);
