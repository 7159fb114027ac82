/* Reads the official bank-holiday feed and builds the eight calendars of one version of it. */
#include "rules/calendar_data.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FEED_BYTES_MAX (1u << 20)
#define HOLIDAYS_MAX 4000
#define TITLE_BYTES_MAX 120

typedef struct Feed {
  Arena *arena;
  const char *division;
  Holiday *holidays;
  size_t count;
} Feed;

static void json_decref_at(json_t **json) { json_decref(*json); }
#define AUTO_JSON __attribute__((cleanup(json_decref_at))) json_t *

static int by_date(const void *a, const void *b) {
  return date_compare(((const Holiday *)a)->date, ((const Holiday *)b)->date);
}

static int by_day(const void *a, const void *b) { return date_compare(*(const Date *)a, *(const Date *)b); }

static bool in_table(Date date) { return date.day >= TABLE_FIRST && date.day < TABLE_END; }

/* The text of a string member; the empty text where it is missing or something else. */
static Text member(const json_t *entry, const char *key) {
  const json_t *value = json_object_get(entry, key);
  return json_is_string(value) ? (Text){json_string_value(value), json_string_length(value)} : TEXT_NONE;
}

/* Trimmed, with straight apostrophes; the empty text where it cannot be a title. */
static Text read_title(Arena *arena, Text raw) {
  Text trimmed = text_trim(raw);
  if (trimmed.length > TITLE_BYTES_MAX) return TEXT_NONE;
  char *copy = ARENA_ARRAY(arena, char, trimmed.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < trimmed.length; i++) {
    bool curly = text_starts(text_slice(trimmed, i, trimmed.length), TEXT("\xE2\x80\x99"));
    if ((unsigned char)trimmed.at[i] < ' ' || trimmed.at[i] == 0x7F) return TEXT_NONE;
    copy[length++] = curly ? '\'' : trimmed.at[i];
    if (curly) i += 2;
  }
  return (Text){copy, length};
}

static Error read_entry(Feed *feed, size_t number, const json_t *entry) {
  Arena *arena = feed->arena;
  if (!json_is_object(entry))
    return FAIL(arena, ERROR_INVALID, "%s, entry %zu: expected {\"title\": …, \"date\": …}", feed->division,
                number);
  Text raw = member(entry, "date");
  Text title = read_title(arena, member(entry, "title"));
  Date date;
  if (!date_parse(raw, &date))
    return FAIL(arena, ERROR_INVALID,
                "%s, entry %zu: \"%.*s\" is not a day of the calendar; write the date as 2026-12-25",
                feed->division, number, (int)(raw.length < 40 ? raw.length : 0), raw.at);
  if (!in_table(date))
    return FAIL(arena, ERROR_INVALID, "%s, entry %zu: %.*s is outside the years 1990 to 2069", feed->division,
                number, TEXT_ARGUMENTS(raw));
  if (text_is_empty(title))
    return FAIL(arena, ERROR_INVALID,
                "%s, entry %zu (%.*s): the title is missing, too long or not plain text", feed->division,
                number, TEXT_ARGUMENTS(raw));
  bool substitute = text_equal_ascii(text_trim(member(entry, "notes")), TEXT("Substitute day"));
  feed->holidays[feed->count++] = (Holiday){date, title, substitute};
  return OK;
}

/* No date twice, and no year without any holiday between the first and the last. */
static Error check_division(const Feed *feed) {
  for (size_t i = 1; i < feed->count; i++) {
    Date before = feed->holidays[i - 1].date, date = feed->holidays[i].date;
    char day[11];
    date_write(day, date);
    if (date_equal(before, date))
      return FAIL(feed->arena, ERROR_INVALID, "%s: %s stands twice; leave one of the two entries",
                  feed->division, day);
    if (date_parts(date).year > date_parts(before).year + 1)
      return FAIL(feed->arena, ERROR_INVALID,
                  "%s: there is no holiday in %d; the years before %s are incomplete", feed->division,
                  date_parts(date).year - 1, day);
  }
  return OK;
}

static Error read_division(Feed *feed, const json_t *root) {
  Arena *arena = feed->arena;
  const json_t *division = json_object_get(root, feed->division);
  if (!json_is_object(division))
    return FAIL(arena, ERROR_INVALID, "The division \"%s\" is missing", feed->division);
  const json_t *entries = json_object_get(division, "events");
  if (!json_is_array(entries) || json_array_size(entries) == 0)
    return FAIL(arena, ERROR_INVALID, "The division \"%s\" has no \"events\"", feed->division);
  size_t count = json_array_size(entries);
  if (count > HOLIDAYS_MAX)
    return FAIL(arena, ERROR_INVALID, "The division \"%s\" has over %d events", feed->division, HOLIDAYS_MAX);
  feed->holidays = ARENA_ARRAY(arena, Holiday, count);
  for (size_t i = 0; i < count; i++) TRY(read_entry(feed, i + 1, json_array_get(entries, i)));
  qsort(feed->holidays, count, sizeof *feed->holidays, by_date);
  return check_division(feed);
}

static Text why_words(Arena *arena, const Holiday *holiday) {
  if (!holiday->substitute) return holiday->title;
  return text_format(arena, "%.*s (substitute day)", TEXT_ARGUMENTS(holiday->title));
}

static void fill_tables(Calendar *calendar) {
  static const bool weekday[7] = {true, true, true, true, true, false, false};
  const Holiday *holiday = calendar->holidays, *holidays_end = holiday + calendar->holiday_count;
  const Date *closure = calendar->closures;
  const Date *closures_end = calendar->closure_count ? closure + calendar->closure_count : closure;
  uint16_t count = 0;
  for (int32_t i = 0; i < TABLE_DAYS; i++) {
    int32_t day = TABLE_FIRST + i;
    calendar->before[i] = count;
    bool working = weekday[i % 7]; /* the first day is a Monday */
    if (holiday < holidays_end && holiday->date.day == day) working = false, holiday++;
    if (closure < closures_end && closure->day == day) working = false, closure++;
    if (working) calendar->nth[count++] = (uint16_t)i;
  }
  calendar->before[TABLE_DAYS] = count;
}

static Calendar *new_calendar(Arena *arena, Nation nation, const Holiday *holidays, size_t count) {
  Calendar *calendar = ARENA_NEW(arena, Calendar);
  BUG_IF(!holidays || count == 0); /* the reader refuses an empty division */
  Text *whys = ARENA_ARRAY(arena, Text, count);
  for (size_t i = 0; i < count; i++) whys[i] = why_words(arena, &holidays[i]);
  calendar->nation = nation;
  calendar->holidays = holidays;
  calendar->holiday_count = count;
  calendar->whys = whys;
  (void)date_of(date_parts(holidays[0].date).year, 1, 1, &calendar->known_from);
  (void)date_of(date_parts(holidays[count - 1].date).year, 12, 31, &calendar->known_to);
  return calendar;
}

/* Every day that is a holiday in one of the three, once, with the title of the first; known where all three
 * are. */
static Calendar *new_union(Arena *arena, Calendar *const *nations) {
  size_t total = 0, count = 0;
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++) total += nations[i]->holiday_count;
  Holiday *all = ARENA_ARRAY(arena, Holiday, total);
  const Holiday *next[NATION_UNITED_KINGDOM];
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++) next[i] = nations[i]->holidays;
  for (;;) {
    const Holiday *least = NULL;
    for (int i = 0; i < NATION_UNITED_KINGDOM; i++) {
      bool more = next[i] < nations[i]->holidays + nations[i]->holiday_count;
      if (more && (!least || date_before(next[i]->date, least->date))) least = next[i];
    }
    if (!least) break;
    all[count++] = *least;
    for (int i = 0; i < NATION_UNITED_KINGDOM; i++) {
      bool more = next[i] < nations[i]->holidays + nations[i]->holiday_count;
      if (more && date_equal(next[i]->date, all[count - 1].date)) next[i]++;
    }
  }
  Calendar *calendar = new_calendar(arena, NATION_UNITED_KINGDOM, all, count);
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++) {
    calendar->known_from = date_later(calendar->known_from, nations[i]->known_from);
    if (date_before(nations[i]->known_to, calendar->known_to)) calendar->known_to = nations[i]->known_to;
  }
  return calendar;
}

static Error sort_closures(Arena *arena, const Date *closures, size_t count, Date **sorted, size_t *kept) {
  Date *list = ARENA_ARRAY(arena, Date, count + 1);
  for (size_t i = 0; i < count; i++) {
    if (!in_table(closures[i]))
      return FAIL(arena, ERROR_INVALID, "Closure day %zu is outside the years 1990 to 2069", i + 1);
    list[i] = closures[i];
  }
  qsort(list, count, sizeof *list, by_day);
  size_t at = 0;
  for (size_t i = 0; i < count; i++)
    if (at == 0 || !date_equal(list[at - 1], list[i])) list[at++] = list[i];
  *sorted = list;
  *kept = at;
  return OK;
}

static void finish(Arena *arena, Calendar *const *calendars, const Date *closures, size_t closure_count,
                   CalendarVersion *version) {
  for (int i = 0; i < NATION_COUNT; i++) {
    fill_tables(calendars[i]);
    version->plain[i] = version->with_closures[i] = calendars[i];
    if (closure_count == 0) continue;
    Calendar *closed = ARENA_NEW(arena, Calendar);
    memcpy(closed, calendars[i], sizeof *closed);
    closed->closures = closures;
    closed->closure_count = closure_count;
    fill_tables(closed);
    version->with_closures[i] = closed;
  }
}

static Error read_divisions(Arena *arena, const json_t *root, Calendar **calendars) {
  for (int i = 0; i < NATION_UNITED_KINGDOM; i++) {
    Feed feed = {arena, nation_name((Nation)i), NULL, 0};
    TRY(read_division(&feed, root));
    calendars[i] = new_calendar(arena, (Nation)i, feed.holidays, feed.count);
  }
  calendars[NATION_UNITED_KINGDOM] = new_union(arena, calendars);
  return OK;
}

Error calendar_version_read(Arena *arena, Text json, Text version, const Date *closures, size_t closure_count,
                            CalendarVersion **out) {
  if (json.length > FEED_BYTES_MAX)
    return FAIL(arena, ERROR_INVALID, "The file is larger than 1 MB: not the feed");
  json_error_t fault;
  AUTO_JSON root = json_loadb(json.at, json.length, JSON_REJECT_DUPLICATES, &fault);
  if (!root)
    return FAIL(arena, ERROR_INVALID, "Not JSON at line %d, column %d: %s", fault.line > 0 ? fault.line : 1,
                fault.column > 0 ? fault.column : 1, fault.text);
  Calendar *calendars[NATION_COUNT];
  Date *sorted = NULL;
  size_t kept = 0;
  TRY(read_divisions(arena, root, calendars));
  TRY(sort_closures(arena, closures, closure_count, &sorted, &kept));
  CalendarVersion *made = ARENA_NEW(arena, CalendarVersion);
  made->version = text_copy(arena, version);
  finish(arena, calendars, sorted, kept, made);
  *out = made;
  return OK;
}
