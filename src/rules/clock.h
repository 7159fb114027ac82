/* Clocks: every deadline of a case, derived from its events under the bound procedure version and the dated
 * calendars. */
#pragma once
#include "rules/procedure.h"

typedef enum ClockStatus {
  CLOCK_NOT_STARTED,
  CLOCK_RUNNING, /* also when late: see days_left */
  CLOCK_PAUSED,
  CLOCK_MET_ON_TIME,
  CLOCK_MET_IN_EXTENSION,
  CLOCK_MET_LATE,
  CLOCK_MISSED,    /* ended without being met: a window that ran out, a stage that was left unanswered */
  CLOCK_NOT_NEEDED /* ended before it ran out (withdrawn, closed, answered outright), or met without ever
                      having had a date: no verdict */
} ClockStatus;
/* "running" "paused" "met-on-time" … */
const char *clock_status_word(ClockStatus status);

/* On time: met on or before the original due date (with pauses). In extension: on or before a due date whose
 * extension was recorded before the earlier one passed. Else late. */
typedef enum Verdict { VERDICT_NONE, VERDICT_ON_TIME, VERDICT_IN_EXTENSION, VERDICT_LATE } Verdict;
const char *verdict_word(Verdict verdict);

/* A pause as the clock feels it: from its start at the earliest, no longer than the rule allows. */
typedef struct Pause {
  Date from, to; /* to: DATE_NONE while it lasts */
  Text reason;   /* a code, "awaiting-information"; may be empty */
} Pause;

typedef struct Clock {
  const Procedure *procedure;
  const ClockRule *rule;
  const StageRule *stage;
  Text id; /* "stage-1/respond" */
  ClockStatus status;
  Date starts_on;       /* DATE_NONE: not started and no fall-back is known */
  Text started_by;      /* "received", "stage-1/acknowledged", or "stage-1/acknowledge due" for a fall-back */
  EventName start_name; /* the event that started it, or that was waited for when the fall-back came */
  Date event_on;        /* the day of that event before deeming; DATE_NONE where it has not come */
  int event_minute;     /* -1: not known */
  bool by_fall_back;
  bool expected; /* the start has not come yet; the dates are those that the fall-back will give */
  Limit limit;   /* the rule's, or that of "or, if later" where it gives the later date */
  bool or_later; /* … and then this is true */
  Date original; /* due date without extension, with pauses; DATE_NONE while a pause holds it */
  Date due;      /* in force; DATE_NONE while paused, or where no date is agreed yet */
  Date latest;   /* with the longest extension; DATE_NONE where none is allowed or no ceiling is set */
  bool extended;
  int extensions;     /* how many */
  Date extended_on;   /* day of the last extension */
  Date extended_from; /* the due date that it moved */
  bool
      extended_in_time; /* each was made before the earlier due date had passed; once too late, always late */
  Date moved_from;      /* the due date before the last recalculation (a new bank holiday); DATE_NONE: none */
  Date met_on;
  Date ended_on; /* missed or not needed: the day on which it ended; DATE_NONE for a window that ran out */
  Verdict verdict;
  bool provisional;     /* a date lies outside the known bank holidays */
  int32_t days_left;    /* working days from `today` to due (calendar days for calendar-day and month limits);
                           negative: late; 0: due today. Says nothing where due is DATE_NONE */
  Text calendar;        /* calendar version used */
  const Calendar *days; /* the calendar used */
  const Pause *pauses;
  size_t pause_count;
} Clock;

typedef struct ClockList {
  const Clock *items;
  size_t count;
} ClockList;

/* What the engine needs of a case: its effective events (corrections applied), in order of `on`, then
 * number. */
typedef struct ClockInput {
  const Procedure *procedure;
  const Event *events;
  size_t count;
  const CalendarBook *calendars;
  Date today;
} ClockInput;

/* All clocks of the stages that have opened (a stage is open from the event that opens it, or from the first
 * event that names it). Pure; never fails for well-formed input; order: by stage, then as written.
 * - A pause holds the clocks of its stage whose rule allows pauses. One that is on when a clock starts holds
 *   it from its start; one on or after the due date changes nothing; one longer than the rule's longest ends
 *   by itself.
 * - A response (or a resolution) ends the council's other clocks of the stage that began before it: answered
 *   before an acknowledgement was due, that one is not needed; after, it is missed.
 * - A closing or withdrawal that was reopened (or followed by a request for the next stage) has ended
 * nothing.
 * - Nobody is late for a window or a clock of kind CLOCK_SHOWN: they run out (missed). A shown clock that was
 *   met has a verdict as the others have; figures and lists leave it out. */
ClockList clocks_derive(Arena *arena, const ClockInput *input);
const Clock *clock_find(ClockList clocks, Text id);
/* The calendar of a procedure in one version: its nation's, with closure days where the procedure allows
 * them. */
const Calendar *procedure_calendar(const Procedure *procedure, const CalendarVersion *version);

/* The limit counted from a start, without pauses: what a calculator shows. O(1) for working days. DATE_NONE
 * for agreed. */
Date deadline(const Calendar *calendar, const ClockRule *rule, Date start, Limit limit);
/* The day that counts as received, after deeming (rules 7.2 point 2). minute -1: not known, taken as within
 * hours. */
Date receipt_day(const Procedure *procedure, const Calendar *calendar, Date on, int minute);

/* The day-by-day explanation: each day after the start up to the due date (while paused: up to the pausing
 * day). A pause is two steps, its first and its last day; a limit in months has the start, the corresponding
 * day and the roll. */
typedef struct Step {
  Date date;
  int32_t day; /* the number of the day, 0 where it does not count */
  Text
      why; /* why it does not count, or what happens on it: "Christmas Day", "paused: awaiting information" */
} Step;
typedef struct StepList {
  const Step *items;
  size_t count;
} StepList;
StepList clock_steps(Arena *arena, const Clock *clock);

/* The same in sentences for an officer: what started it, what the rule allows and its source, which days do
 * not count (in ranges), pauses, extension, target against legal limit, calendar version. */
typedef struct Sentences {
  const Text *items;
  size_t count;
} Sentences;
Sentences clock_sentences(Arena *arena, const Clock *clock);
/* "Stage 1 was answered", "The panel met": to be followed by " on 3 June 2026". */
Text event_phrase(Arena *arena, EventName name);
/* "awaiting-information" → "awaiting information". */
Text code_words(Arena *arena, Text code);
