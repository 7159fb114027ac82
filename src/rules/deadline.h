/* The calculator: what `redress deadline` answers without a case. The events may be incomplete; each stage
 * that is named counts as opened. */
#pragma once
#include "base/json_out.h"
#include "rules/case.h"

/* "stage-2/requested=2019-02-01" */
typedef struct DeadlineEvent {
  EventName name;
  Date date;
} DeadlineEvent;

typedef struct DeadlineAsk {
  Text procedure;
  Text version; /* empty: the one in force on the day received; the earliest also serves earlier days */
  Date received;
  int minute; /* of that day, -1: not known */
  Date at;    /* the day from which it is looked at; DATE_NONE: the day received */
  const DeadlineEvent *events;
  size_t count;
  const ProcedureBook *procedures;
  const CalendarBook *calendars;
} DeadlineAsk;

typedef struct Deadlines {
  const Procedure *procedure;
  Date received, at;
  Text calendar;       /* version of the bank holidays */
  const Event *events; /* as they were understood, in order */
  size_t event_count;
  ClockList clocks;
  TextList notes; /* what was taken for granted, in words */
} Deadlines;

/* ERROR_INVALID: an unknown procedure or version (with the nearest right spelling), an event before the
 * receipt, an extension that needs a new date. ERROR_REFUSED: an extension that the procedure does not allow
 * or that goes beyond its ceiling. In stage-N/extended=DATE a DATE after the due date in force is the new
 * due date; one on or before it is the day of the decision, and the longest extension is taken. In
 * stage-N/date-agreed=DATE it is the date agreed. */
Error deadlines_work_out(Arena *arena, const DeadlineAsk *ask, Deadlines *answer) MUST_USE;

/* Reads "stage-2/requested=2019-02-01". ERROR_INVALID with the nearest right spelling of what is wrong. */
Error deadline_event_read(Arena *arena, Text text, DeadlineEvent *event) MUST_USE;
/* A day of 1900 to 2199. ERROR_INVALID says how to write it: "18/12/2018 is not a date; did you mean
 * 2018-12-18?" */
Error deadline_date_read(Arena *arena, Text text, Date *date) MUST_USE;

/* The value of "clocks": an array, each clock with its steps. */
void clocks_json(JsonOut *json, Arena *arena, ClockList clocks);
/* The whole answer as an object. */
void deadlines_json(JsonOut *json, Arena *arena, const Deadlines *answer);
/* The same for a complaints officer, as text of at most 100 columns. */
void deadline_text(Buffer *out, Arena *arena, const Deadlines *answer);
