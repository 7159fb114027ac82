/* Clocks: every deadline of a case, derived from its events under the bound procedure version and the dated calendars. */
#pragma once
#include "rules/procedure.h"

typedef enum ClockStatus {
  CLOCK_NOT_STARTED,
  CLOCK_RUNNING,        /* also when late: see days_left */
  CLOCK_PAUSED,
  CLOCK_MET_ON_TIME,
  CLOCK_MET_IN_EXTENSION,
  CLOCK_MET_LATE,
  CLOCK_MISSED,         /* ended without being met: a window that ran out, a stage that was left unanswered */
  CLOCK_NOT_NEEDED      /* withdrawn or closed before it ran out */
} ClockStatus;
/* "running" "paused" "met-on-time" … */
const char *clock_status_word(ClockStatus status);

/* On time: met on or before the original due date (with pauses). In extension: on or before a due date whose extension was
 * recorded before the earlier one passed. Else late. */
typedef enum Verdict { VERDICT_NONE, VERDICT_ON_TIME, VERDICT_IN_EXTENSION, VERDICT_LATE } Verdict;
const char *verdict_word(Verdict verdict);

typedef struct Pause {
  Date from, to; /* to: DATE_NONE while it lasts */
  Text reason;
} Pause;

typedef struct Clock {
  const ClockRule *rule;
  const StageRule *stage;
  Text id;               /* "stage-1/respond" */
  ClockStatus status;
  Date starts_on;        /* DATE_NONE: not started and no fall-back is known */
  Text started_by;       /* "received", "stage-1/acknowledged", or "stage-1/acknowledge due" for a fall-back */
  bool by_fall_back;
  bool expected;         /* the start has not come yet; the dates are those that the fall-back will give */
  Date original;         /* due date without extension, with pauses */
  Date due;              /* in force; DATE_NONE while paused, or where no date is agreed yet */
  Date latest;           /* with the longest extension; DATE_NONE where none is allowed or no ceiling is set */
  bool extended;
  Date extended_on;      /* day of the last extension */
  bool extended_in_time; /* it was recorded before the earlier due date passed */
  Date met_on;
  Verdict verdict;
  bool provisional;      /* a date lies outside the known bank holidays */
  int32_t days_left;     /* working days from `today` to due (calendar days for calendar-day and month limits); negative: late; 0: due today */
  Text calendar;         /* calendar version used */
  const Calendar *days;  /* the calendar used */
  const Pause *pauses;
  size_t pause_count;
} Clock;

typedef struct ClockList {
  const Clock *items;
  size_t count;
} ClockList;

/* What the engine needs of a case: its effective events (corrections applied), in order of `on`, then number. */
typedef struct ClockInput {
  const Procedure *procedure;
  const Event *events;
  size_t count;
  const CalendarBook *calendars;
  Date today;
} ClockInput;

/* All clocks of the stages that have opened. Pure; never fails for well-formed input; order: by stage, then as written. */
ClockList clocks_derive(Arena *arena, const ClockInput *input);
const Clock *clock_find(ClockList clocks, Text id);

/* The limit counted from a start, without pauses: what a calculator shows. O(1) for working days. */
Date deadline(const Calendar *calendar, const ClockRule *rule, Date start, Limit limit);
/* The day that counts as received, after deeming (rules 7.2 point 2). minute -1: not known, taken as within hours. */
Date receipt_day(const Procedure *procedure, const Calendar *calendar, Date on, int minute);

/* The day-by-day explanation. */
typedef struct Step {
  Date date;
  int32_t day;  /* the number of the day, 0 where it does not count */
  Text why;     /* why it does not count, or what happens on it: "Christmas Day", "paused: awaiting information" */
} Step;
typedef struct StepList {
  const Step *items;
  size_t count;
} StepList;
StepList clock_steps(Arena *arena, const Clock *clock);

/* The same in sentences for an officer: what started it, what the rule allows and its source, which days do not count (in
 * ranges), pauses, extension, target against legal limit, calendar version. */
typedef struct Sentences {
  const Text *items;
  size_t count;
} Sentences;
Sentences clock_sentences(Arena *arena, const Clock *clock);
