/* What the tests of clocks and cases share: the real procedures and bank holidays, and cases written as one
 * line. */
#pragma once
#include "rules/case.h"
#include "rules/deadline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the five above */
#include <cmocka.h>

#define VERSION_OLD "2022-09-01" /* the feed as it stood before Monday 19 September 2022 was proclaimed */
#define VERSION_NEW "2026-08-21"

extern Arena *arena;             /* of the running test */
extern ProcedureBook procedures; /* all of procedures/ */
extern CalendarBook calendars;   /* the old and the new version */
extern CalendarBook only_old;

int load_everything(void **state); /* group set-up */
int drop_everything(void **state); /* group tear-down */

Date day(const char *iso);
Text feed_text(void);
/* The feed without the day, and with another day in England and Wales. */
Text feed_without(Text feed, const char *iso);
Text feed_with(Text feed, const char *iso, const char *title);
CalendarBook book_of(Text feed, const char *version);

/* The procedure in force on the day with "setting=choice setting=choice" in place of the defaults. */
const Procedure *procedure_with(const char *id, const char *on, const char *settings);

/* Events from a line: "received=2018-12-18@16:55 stage-1/extended=2019-01-04>2019-02-01
 * stage-1/paused=2019-01-02:complex stage-1/responded=2019-01-11!upheld". After the day: @
 * time, > until, : reason, ! outcome, % calendar version, ~ clock, * subject (who decided), + accepted.
 * "corrected=2019-01-03#4" corrects event 4, "corrected=2019-01-03#4-" voids it.
 * "classified=2018-12-18=PROCEDURE" binds one. Numbers run in the order of the line. */
typedef struct Line {
  const Event *events;
  size_t count;
} Line;
Line line(const char *words);

/* The clocks of a line under a procedure, in order of day. */
ClockList clocks_of(const Procedure *procedure, const char *words, const char *today);
ClockList clocks_in(const CalendarBook *book, const Procedure *procedure, const char *words,
                    const char *today);
const Clock *clock_of(ClockList clocks, const char *id);

/* A case: received and classified are put before the other words. */
Error fold_line(const char *words, const char *today, CaseState *state);
CaseState *fold(const char *words, const char *today);

#define ASSERT_DAY(got, expected) assert_day_at((got), (expected), __FILE__, __LINE__)
void assert_day_at(Date got, const char *expected, const char *file, int line_number);
void assert_status_at(const Clock *clock, ClockStatus status, const char *file, int line_number);
#define ASSERT_STATUS(clock, status) assert_status_at((clock), (status), __FILE__, __LINE__)
/* The words contain the part. */
void assert_says_at(Text words, const char *part, const char *file, int line_number);
#define ASSERT_SAYS(words, part) assert_says_at((words), (part), __FILE__, __LINE__)
