/* The small words of the language: limits, kinds, ways of counting. */
#include "rules/procedure_parts.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const KINDS[] = {
    [CLOCK_TARGET] = "target", [CLOCK_LEGAL] = "legal", [CLOCK_WINDOW] = "window", [CLOCK_SHOWN] = "shown"};
static const char *const COUNTINGS[] = {[COUNT_AFTER] = "after",
                                        [COUNT_DAY_IS_ONE] = "day-is-one",
                                        [COUNT_BEGINNING_WITH] = "beginning-with",
                                        [COUNT_AFTER_NEXT_DAY] = "after-next-day"};
static const char *const UNITS[] = {[UNIT_WORKING_DAYS] = "working-days",
                                    [UNIT_CALENDAR_DAYS] = "calendar-days",
                                    [UNIT_MONTHS] = "months",
                                    [UNIT_AGREED] = "agreed"};

/* How a limit is written: the unit's words, how many days each stands for, the most that may be asked. */
static const struct UnitWords {
  const char *one, *many;
  Unit unit;
  int32_t each, most;
} UNIT_WORDS[] = {
    {"working day", "working days", UNIT_WORKING_DAYS, 1, 400},
    {"calendar day", "calendar days", UNIT_CALENDAR_DAYS, 1, 800},
    {"week", "weeks", UNIT_CALENDAR_DAYS, 7, 110},
    {"month", "months", UNIT_MONTHS, 1, 120},
};

static int word_index(Text word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text_equal(word, text_of(words[i]))) return (int)i;
  return -1;
}

const char *clock_kind_word(ClockKind kind) {
  BUG_IF((unsigned)kind >= COUNT(KINDS));
  return KINDS[kind];
}

bool kind_of(Text word, ClockKind *kind) {
  int index = word_index(word, KINDS, COUNT(KINDS));
  if (index >= 0) *kind = (ClockKind)index;
  return index >= 0;
}

const char *counting_word(Counting counting) {
  BUG_IF((unsigned)counting >= COUNT(COUNTINGS));
  return COUNTINGS[counting];
}

bool counting_of(Text word, Counting *counting) {
  int index = word_index(word, COUNTINGS, COUNT(COUNTINGS));
  if (index >= 0) *counting = (Counting)index;
  return index >= 0;
}

const char *unit_word(Unit unit) {
  BUG_IF((unsigned)unit >= COUNT(UNITS));
  return UNITS[unit];
}

/* "15 working days" into 15 and "working days". */
static bool split_limit(Text text, int64_t *count, Text *unit) {
  Text rest = text_trim(text), number;
  if (!text_next(&rest, ' ', &number) || !text_to_int(number, count)) return false;
  *unit = text_trim(rest);
  return true;
}

static const struct UnitWords *unit_words_of(Text unit) {
  for (size_t i = 0; i < COUNT(UNIT_WORDS); i++)
    if (text_equal(unit, text_of(UNIT_WORDS[i].one)) || text_equal(unit, text_of(UNIT_WORDS[i].many)))
      return &UNIT_WORDS[i];
  return NULL;
}

bool limit_read(Text text, Limit *limit) {
  int64_t count = 0;
  Text unit = TEXT_NONE;
  if (text_equal(text_trim(text), TEXT("agreed"))) {
    *limit = (Limit){UNIT_AGREED, 0};
    return true;
  }
  if (!split_limit(text, &count, &unit)) return false;
  const struct UnitWords *words = unit_words_of(unit);
  if (!words || count < 1 || count > words->most) return false;
  *limit = (Limit){words->unit, (int32_t)count * words->each};
  return true;
}

Text limit_mistake(Arena *arena, Text text) {
  Limit limit;
  int64_t count = 0;
  Text unit = TEXT_NONE;
  if (limit_read(text, &limit)) return TEXT_NONE;
  bool split = split_limit(text, &count, &unit);
  const struct UnitWords *words = split ? unit_words_of(unit) : NULL;
  if (words) return text_format(arena, "a limit in %s is from 1 to %d", words->many, words->most);
  Text names[2 * COUNT(UNIT_WORDS)];
  for (size_t i = 0; i < COUNT(names); i++)
    names[i] = text_of(i % 2 ? UNIT_WORDS[i / 2].one : UNIT_WORDS[i / 2].many);
  size_t near = split ? text_nearest(unit, names, COUNT(names)) : SIZE_MAX;
  if (near != SIZE_MAX)
    return text_format(arena, "\"%.*s\" is not a limit; did you mean \"%lld %.*s\"?", TEXT_ARGUMENTS(text),
                       (long long)count, TEXT_ARGUMENTS(names[near]));
  return text_format(arena,
                     "\"%.*s\" is not a limit; write \"15 working days\", \"30 calendar days\", \"2 weeks\", "
                     "\"1 month\" or \"agreed\"",
                     TEXT_ARGUMENTS(text));
}

Text limit_words(Arena *arena, Limit limit) {
  if (limit.unit == UNIT_AGREED) return TEXT("an agreed date");
  const char *unit = limit.unit == UNIT_WORKING_DAYS    ? "working day"
                     : limit.unit == UNIT_CALENDAR_DAYS ? "calendar day"
                                                        : "month";
  return text_format(arena, "%d %s%s", limit.count, unit, limit.count == 1 ? "" : "s");
}

static bool clock_time(Text text, int *minute) {
  int64_t hour = 0, minutes = 0;
  if (text.length != 5 || text.at[2] != ':') return false;
  if (!text_to_int(text_slice(text, 0, 2), &hour) || !text_to_int(text_slice(text, 3, 5), &minutes))
    return false;
  if (hour < 0 || hour > 23 || minutes < 0 || minutes > 59) return false;
  *minute = (int)(hour * 60 + minutes);
  return true;
}

bool receipt_of(Text text, bool *deemed, int *cut_off) {
  Text next = TEXT("deemed-next-working-day"), after = TEXT("deemed-next-working-day after ");
  *cut_off = -1;
  *deemed = text_starts(text, next);
  if (text_equal(text, TEXT("as-received")) || text_equal(text, next)) return true;
  return text_starts(text, after) && clock_time(text_slice(text, after.length, text.length), cut_off);
}

bool extension_of(Text text, ExtensionRule *rule) {
  Limit limit = {UNIT_WORKING_DAYS, 0};
  ExtensionForm form;
  if (text_equal(text, TEXT("none")))
    form = EXTENSION_NONE;
  else if (text_equal(text, TEXT("open")))
    form = EXTENSION_OPEN;
  else if (text_starts(text, TEXT("to ")))
    form = EXTENSION_TO;
  else if (text_starts(text, TEXT("by ")))
    form = EXTENSION_BY;
  else
    return false;
  bool counted = form == EXTENSION_TO || form == EXTENSION_BY;
  if (counted && !limit_read(text_slice(text, 3, text.length), &limit)) return false;
  if (form == EXTENSION_NONE) *rule = (ExtensionRule){0};
  if (text_is_empty(rule->by) && form != EXTENSION_NONE) rule->by = TEXT("complaints-manager");
  rule->form = form;
  rule->beyond_with_reason = rule->beyond_with_reason && counted;
  rule->limit = limit;
  return true;
}

bool yes_or_no(Text word, bool *yes) {
  *yes = text_equal(word, TEXT("yes"));
  return *yes || text_equal(word, TEXT("no"));
}

bool is_slug(Text text) {
  if (text_is_empty(text) || text.length > 60) return false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    bool inner = i > 0 && i + 1 < text.length && text.at[i - 1] != '-';
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && inner))) return false;
  }
  return true;
}
