/* The arithmetic of a single clock, for clock.c and clock_steps.c: counting, rolling, pauses, extensions. */
#pragma once
#include "rules/clock.h"

/* A due date on its way: counted and not yet rolled, or set by a person and then exact. */
typedef struct Mark {
  Date raw; /* DATE_NONE: none yet */
  bool exact;
} Mark;

/* One clock running through its events. */
typedef struct ClockRun {
  Arena *arena;
  const StageRule *stage;
  const ClockRule *rule;
  const Calendar *days;
  Date start;
  Limit limit;
  Mark original; /* without extensions */
  Mark due;      /* in force */
  Mark good;     /* the last one that was reached by extensions made in time */
  Mark latest;   /* with the longest extension */
  bool paused;
  Date paused_on;   /* the day of the event */
  Date paused_from; /* the same, or the start where that came later */
  Date due_from; /* the pause holds the date in force from here: an extension within a pause reckoned with it
                    so far */
  Text pause_reason;
  Pause *pauses;
  size_t pause_count;
  int extensions;
  Date extended_on, extended_from;
  Date moved_from;
} ClockRun;

/* Before rolling; DATE_NONE for a limit that is agreed. */
Date count_limit(const Calendar *days, const ClockRule *rule, Date start, Limit limit);
Date count_roll(const ClockRule *rule, const Calendar *days, Date date);
/* A date moved by a pause: the days (from, to] are not used. */
Date count_shift(const Calendar *days, Unit unit, Date date, Date from, Date to);

/* Whether the list has it; whether the event is that one, or one of those. */
bool text_list_has(TextList list, Text text);
bool event_is(const Event *event, EventName name);
bool event_in(const Event *event, EventNameList names);
/* Whether a paused event holds this clock: the reason is on its list, or on no clock's of the stage. */
bool pause_holds(const StageRule *stage, const ClockRule *rule, const Event *event);
/* Whether the event ends a pause of this clock. */
bool pause_ends(const StageRule *stage, const ClockRule *rule, const Event *event);
/* Whether extended, date-agreed and recalculated speak of this clock. */
bool event_names_clock(const StageRule *stage, const ClockRule *rule, const Event *event);

/* The rest of the run is given: arena, stage, rule, days, start, limit. */
void run_begin(ClockRun *run);
void run_event(ClockRun *run, const Event *event);
/* `end` is the day on which it was met or ended, DATE_NONE while it goes on. */
void run_finish(ClockRun *run, Date end, Date today);
Date run_date(const ClockRun *run, Mark mark);

/* For a limit in months: the day that it ends before rolling, and how that comes: "one month after 31
 * January 2020; February has no 31st, so its last day". */
Date clock_months_end(Arena *arena, const Clock *clock, Text *words);
/* "the next working day: 29 February 2020 is a Saturday" */
Text clock_roll_words(Arena *arena, const Clock *clock, Date raw);
