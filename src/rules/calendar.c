/* Working days from tables: a count of the working days before each day, and the day of each working day.
 * Both reach from 1990 to 2069; beyond them every Monday to Friday counts, by arithmetic. */
#include "rules/calendar.h"
#include "rules/calendar_data.h"

static const char *const NATION_NAMES[NATION_COUNT] = {"england-and-wales", "scotland", "northern-ireland",
                                                       "united-kingdom"};

const char *nation_name(Nation nation) {
  BUG_IF((unsigned)nation >= NATION_COUNT);
  return NATION_NAMES[nation];
}

bool nation_of(Text name, Nation *nation) {
  for (int i = 0; i < NATION_COUNT; i++) {
    if (!text_equal(name, text_of(NATION_NAMES[i]))) continue;
    *nation = (Nation)i;
    return true;
  }
  return false;
}

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Mondays to Fridays before the day, counted from Monday 5 January 1970 (day 4). */
static int64_t weekdays_before(int64_t day) {
  int64_t week = floor_div(day - 4, 7);
  int64_t rest = day - 4 - week * 7;
  return week * 5 + (rest < 5 ? rest : 5);
}

static int64_t weekday_at(int64_t index) {
  int64_t week = floor_div(index, 5);
  return 4 + week * 7 + (index - week * 5);
}

/* Working days before the day, counted from the first day of the table. */
static int64_t working_before(const Calendar *calendar, int64_t day) {
  if (day < TABLE_FIRST) return weekdays_before(day) - weekdays_before(TABLE_FIRST);
  if (day <= TABLE_END) return calendar->before[day - TABLE_FIRST];
  return calendar->before[TABLE_DAYS] + weekdays_before(day) - weekdays_before(TABLE_END);
}

/* The working day with this index, 0 being the first of the table. */
static int64_t working_at(const Calendar *calendar, int64_t index) {
  int64_t total = calendar->before[TABLE_DAYS];
  if (index < 0) return weekday_at(weekdays_before(TABLE_FIRST) + index);
  if (index < total) return TABLE_FIRST + calendar->nth[index];
  return weekday_at(weekdays_before(TABLE_END) + index - total);
}

bool calendar_is_working_day(const Calendar *calendar, Date date) {
  return working_before(calendar, (int64_t)date.day + 1) > working_before(calendar, date.day);
}

Date calendar_plus(const Calendar *calendar, Date date, int32_t working_days) {
  if (working_days == 0 || date_is_none(date)) return date;
  int64_t index = working_before(calendar, (int64_t)date.day + 1) + working_days - 1;
  return (Date){(int32_t)working_at(calendar, index)};
}

int32_t calendar_between(const Calendar *calendar, Date from, Date to) {
  return (int32_t)(working_before(calendar, (int64_t)to.day + 1) -
                   working_before(calendar, (int64_t)from.day + 1));
}

Date calendar_roll(const Calendar *calendar, Date date) {
  return date_is_none(date) || calendar_is_working_day(calendar, date) ? date
                                                                       : calendar_plus(calendar, date, 1);
}

static bool is_closure(const Calendar *calendar, Date date) {
  size_t low = 0, high = calendar->closure_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (date_before(calendar->closures[middle], date))
      low = middle + 1;
    else
      high = middle;
  }
  return low < calendar->closure_count && date_equal(calendar->closures[low], date);
}

static const Holiday *holiday_on(const Calendar *calendar, Date date) {
  size_t low = 0, high = calendar->holiday_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (date_before(calendar->holidays[middle].date, date))
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < calendar->holiday_count && date_equal(calendar->holidays[low].date, date);
  return found ? &calendar->holidays[low] : NULL;
}

Text calendar_why_not(const Calendar *calendar, Date date) {
  Weekday weekday = date_weekday(date);
  if (weekday >= SATURDAY) return text_of(weekday_name(weekday));
  const Holiday *holiday = holiday_on(calendar, date);
  if (holiday) return calendar->whys[holiday - calendar->holidays];
  return is_closure(calendar, date) ? TEXT("council closed") : TEXT_NONE;
}

bool calendar_is_provisional(const Calendar *calendar, Date date) {
  return date.day < calendar->known_from.day || date.day > calendar->known_to.day;
}

void calendar_known_years(const Calendar *calendar, int *first, int *last) {
  *first = date_parts(calendar->known_from).year;
  *last = date_parts(calendar->known_to).year;
}

const Holiday *calendar_holidays(const Calendar *calendar, size_t *count) {
  *count = calendar->holiday_count;
  return calendar->holidays;
}

static size_t compare_side(const Calendar *has, const Calendar *other, CalendarChange *changes, bool added) {
  size_t count = 0;
  for (size_t i = 0; i < has->holiday_count; i++) {
    if (holiday_on(other, has->holidays[i].date)) continue;
    if (changes) changes[count] = (CalendarChange){has->nation, has->holidays[i], added};
    count++;
  }
  return count;
}

void calendar_version_compare(Arena *arena, const CalendarVersion *old, const CalendarVersion *fresh,
                              CalendarChange **changes, size_t *count) {
  size_t total = 0;
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++)
    total += compare_side(fresh->plain[i], old->plain[i], NULL, true) +
             compare_side(old->plain[i], fresh->plain[i], NULL, false);
  CalendarChange *list = ARENA_ARRAY(arena, CalendarChange, total + 1);
  size_t at = 0;
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++) {
    at += compare_side(old->plain[i], fresh->plain[i], list + at, false);
    at += compare_side(fresh->plain[i], old->plain[i], list + at, true);
  }
  *changes = list;
  *count = total;
}

const CalendarVersion *calendar_book_newest(const CalendarBook *book) {
  BUG_IF(book->count == 0);
  return book->versions[book->count - 1];
}

const CalendarVersion *calendar_book_find(const CalendarBook *book, Text version) {
  for (size_t i = 0; i < book->count; i++)
    if (text_equal(book->versions[i]->version, version)) return book->versions[i];
  return calendar_book_newest(book);
}
