/* The day-by-day explanation of a clock. */
#include "rules/clock_count.h"

#define DAYS_LISTED_MAX 1500 /* beyond some four years the list goes straight to its last day */

typedef struct Steps {
  Arena *arena;
  const Clock *clock;
  Step *items;
  size_t count, room;
} Steps;

Text code_words(Arena *arena, Text code) {
  char *words = text_z(arena, code);
  for (size_t i = 0; i < code.length; i++)
    if (words[i] == '-' || words[i] == '_') words[i] = ' ';
  return (Text){words, code.length};
}

static void add(Steps *steps, Date date, int32_t day, Text why) {
  if (steps->count == steps->room) {
    size_t room = steps->room ? steps->room * 2 : 64;
    steps->items = (Step *)arena_grow(steps->arena, steps->items, steps->room, room, sizeof(Step));
    steps->room = room;
  }
  steps->items[steps->count++] = (Step){date, day, why};
}

static Text paused_words(Arena *arena, const Pause *pause) {
  if (text_is_empty(pause->reason)) return TEXT("paused");
  Text reason = code_words(arena, pause->reason);
  return text_format(arena, "paused: %.*s", TEXT_ARGUMENTS(reason));
}

/* The pause that begins on the day, or lasts on it. */
static const Pause *pause_from(const Clock *clock, Date date) {
  for (size_t i = 0; i < clock->pause_count; i++)
    if (date_equal(clock->pauses[i].from, date)) return &clock->pauses[i];
  return NULL;
}

static const Pause *pause_over(const Clock *clock, Date date) {
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    bool ended = !date_is_none(pause->to) && date_before(pause->to, date);
    if (date_before(pause->from, date) && !ended) return pause;
  }
  return NULL;
}

static bool does_count(const Clock *clock, Date date) {
  return clock->limit.unit != UNIT_WORKING_DAYS || calendar_is_working_day(clock->days, date);
}

/* What happens on a day besides being counted. */
static Text happening(const Steps *steps, Date date) {
  const Clock *clock = steps->clock;
  const Pause *pause = pause_from(clock, date);
  if (pause) return paused_words(steps->arena, pause);
  if (clock->extended && date_equal(date, clock->original)) return TEXT("the due date before the extension");
  return does_count(clock, date) ? TEXT_NONE : calendar_why_not(clock->days, date);
}

static void add_receipt(Steps *steps) {
  const Clock *clock = steps->clock;
  bool deemed = !clock->by_fall_back && !date_is_none(clock->event_on) &&
                !date_equal(clock->event_on, clock->starts_on);
  if (!deemed) return;
  Text day = date_words_weekday(steps->arena, clock->starts_on);
  add(steps, clock->event_on, 0,
      text_format(steps->arena, "came out of hours; counts as received on %.*s", TEXT_ARGUMENTS(day)));
  add(steps, clock->starts_on, 0, TEXT("counts as received"));
}

/* The day of the start is listed where it is day 1, or where a pause begins on it. */
static int32_t add_first_day(Steps *steps) {
  const Clock *clock = steps->clock;
  Counting counting = clock->rule->counting;
  bool working = does_count(clock, clock->starts_on);
  bool is_one = counting == COUNT_BEGINNING_WITH || (counting == COUNT_DAY_IS_ONE && working);
  if (!is_one && !pause_from(clock, clock->starts_on) && counting != COUNT_DAY_IS_ONE) return 0;
  add(steps, clock->starts_on, is_one, happening(steps, clock->starts_on));
  return is_one;
}

static Date last_day(const Clock *clock) {
  if (!date_is_none(clock->due)) return clock->due;
  for (size_t i = 0; i < clock->pause_count; i++)
    if (date_is_none(clock->pauses[i].to)) return clock->pauses[i].from;
  return clock->starts_on;
}

/* All calendar days are used; what follows only leads to the next working day. */
static bool is_rolled_over(const Clock *clock, int32_t day) {
  bool rolls = clock->limit.unit == UNIT_CALENDAR_DAYS && clock->rule->rolls;
  return rolls && !clock->extended && day >= clock->limit.count;
}

static void add_days(Steps *steps) {
  const Clock *clock = steps->clock;
  int32_t day = add_first_day(steps);
  Date last = last_day(clock);
  for (Date date = date_plus(clock->starts_on, 1); !date_before(last, date); date = date_plus(date, 1)) {
    if (steps->count >= DAYS_LISTED_MAX) {
      add(steps, last, 0, TEXT("the last day; those between are not listed"));
      return;
    }
    const Pause *pause = pause_over(clock, date);
    if (!pause && is_rolled_over(clock, day)) {
      Text why = calendar_why_not(clock->days, date);
      add(steps, date, 0, text_is_empty(why) ? TEXT("the next working day") : why);
    } else if (!pause) {
      bool counts = does_count(clock, date);
      if (counts) day++;
      add(steps, date, counts ? day : 0, happening(steps, date));
    } else if (date_equal(pause->to, date)) {
      if (clock->rule->pause.restart) day = 0;
      add(steps, date, 0,
          clock->rule->pause.restart ? TEXT("resumed: the count starts anew") : TEXT("resumed"));
    }
  }
}

static const char *months_words(int32_t count, Arena *arena) {
  static const char *const words[] = {"no months",    "one month",   "two months", "three months",
                                      "four months",  "five months", "six months", "seven months",
                                      "eight months", "nine months", "ten months", "eleven months",
                                      "twelve months"};
  if (count >= 0 && count <= 12) return words[count];
  return text_z(arena, text_format(arena, "%d months", (int)count));
}

/* "one month after 31 January; February has no 31st, so its last day". */
static Text corresponding_words(Arena *arena, const Clock *clock, Date start) {
  bool after_next = clock->rule->counting == COUNT_AFTER_NEXT_DAY;
  Counting counting = clock->rule->counting;
  bool beginning = counting == COUNT_BEGINNING_WITH || counting == COUNT_DAY_IS_ONE;
  Date from = after_next ? date_plus(start, 1) : start;
  bool clamped;
  Date corresponding = date_plus_months(from, clock->limit.count, &clamped);
  Text day = date_words(arena, from);
  Text words = text_format(arena, "%s %s %.*s", months_words(clock->limit.count, arena),
                           beginning ? "beginning with" : "after", TEXT_ARGUMENTS(day));
  if (!clamped)
    return beginning
               ? text_format(arena, "%.*s: the day before the corresponding day", TEXT_ARGUMENTS(words))
               : words;
  int number = date_parts(from).day;
  const char *ending = number == 31 ? "st" : "th";
  return text_format(arena, "%.*s; %s has no %d%s, so its last day", TEXT_ARGUMENTS(words),
                     month_name(date_parts(corresponding).month), number, ending);
}

Text clock_roll_words(Arena *arena, const Clock *clock, Date raw) {
  Text why = calendar_why_not(clock->days, raw), day = date_words(arena, raw);
  return text_format(arena, "the next working day: %.*s is %s%.*s", TEXT_ARGUMENTS(day),
                     date_weekday(raw) >= SATURDAY ? "a " : "", TEXT_ARGUMENTS(why));
}

static void add_roll(Steps *steps, Date raw) {
  const Clock *clock = steps->clock;
  Date rolled = count_roll(clock->rule, clock->days, raw);
  if (date_equal(rolled, raw)) return;
  for (Date date = date_plus(raw, 1); date_before(date, rolled); date = date_plus(date, 1))
    add(steps, date, 0, calendar_why_not(clock->days, date));
  add(steps, rolled, 0, clock_roll_words(steps->arena, clock, raw));
}

static void add_pauses(Steps *steps) {
  const Clock *clock = steps->clock;
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    add(steps, pause->from, 0, paused_words(steps->arena, pause));
    if (!date_is_none(pause->to)) add(steps, pause->to, 0, TEXT("resumed"));
  }
}

/* The day before rolling, as clock_count.c reaches it. */
static Date raw_months(const Clock *clock, Date *start, int32_t *moved) {
  *start = clock->starts_on;
  *moved = 0;
  Date raw = count_limit(clock->days, clock->rule, *start, clock->limit);
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    if (date_is_none(pause->to) || !date_before(pause->from, count_roll(clock->rule, clock->days, raw)))
      continue;
    if (clock->rule->pause.restart) {
      *start = pause->to;
      raw = count_limit(clock->days, clock->rule, *start, clock->limit);
    } else {
      *moved += pause->to.day - pause->from.day;
      raw = count_shift(clock->days, UNIT_MONTHS, raw, pause->from, pause->to);
    }
  }
  return raw;
}

Date clock_months_end(Arena *arena, const Clock *clock, Text *words) {
  Date start;
  int32_t moved;
  Date raw = raw_months(clock, &start, &moved);
  *words = corresponding_words(arena, clock, start);
  if (moved > 0)
    *words = text_format(arena, "%.*s, and %d day%s of pause", TEXT_ARGUMENTS(*words), (int)moved,
                         moved == 1 ? "" : "s");
  return raw;
}

static void add_months(Steps *steps) {
  const Clock *clock = steps->clock;
  add(steps, clock->starts_on, 0, TEXT("the months are counted from here"));
  add_pauses(steps);
  if (date_is_none(clock->original)) return;
  Text why;
  Date raw = clock_months_end(steps->arena, clock, &why);
  add(steps, raw, 0, why);
  add_roll(steps, raw);
  if (clock->extended && !date_is_none(clock->due)) add(steps, clock->due, 0, TEXT("the extended date"));
}

static void add_agreed(Steps *steps) {
  const Clock *clock = steps->clock;
  add(steps, clock->starts_on, 0, TEXT("starts"));
  add_pauses(steps);
  if (!date_is_none(clock->original)) add(steps, clock->original, 0, TEXT("the date agreed"));
  if (clock->extended && !date_is_none(clock->due)) add(steps, clock->due, 0, TEXT("the date agreed later"));
}

StepList clock_steps(Arena *arena, const Clock *clock) {
  Steps steps = {.arena = arena, .clock = clock};
  if (date_is_none(clock->starts_on)) return (StepList){NULL, 0};
  add_receipt(&steps);
  if (clock->limit.unit == UNIT_MONTHS)
    add_months(&steps);
  else if (clock->limit.unit == UNIT_AGREED)
    add_agreed(&steps);
  else
    add_days(&steps);
  return (StepList){steps.items, steps.count};
}
