/* Inside report only: the weekly list while it is made. */
#pragma once
#include "report/build.h"
#include "report/weekly.h"

typedef enum WeeklyColumn {
  WEEKLY_OPEN,
  WEEKLY_LATE,
  WEEKLY_THIS_WEEK,
  WEEKLY_NEXT_WEEK,
  WEEKLY_LATER, /* after next week, or no date is set */
  WEEKLY_PAUSED,
  WEEKLY_OLDEST, /* working days since the oldest was received; INT_NONE where nothing is open */
  WEEKLY_ON_TIME,
  WEEKLY_RESPONDED,
  WEEKLY_COLUMNS
} WeeklyColumn;

/* A case that waits for its answer. */
typedef struct WeeklyCase {
  int64_t id;
  Text reference, person, step; /* step: the clock that is due next, "stage-1/respond" */
  const Procedure *procedure;   /* NULL: none yet */
  const Calendar *days;
  bool anonymous, ombudsman, paused;
  int stage;
  FigureKey service;
  UserId owner;
  Date due; /* DATE_NONE: paused, or no date is set */
} WeeklyCase;

typedef struct WeeklyService {
  FigureKey key;
  int64_t cells[WEEKLY_COLUMNS];
} WeeklyService;

#define WEEKLY_TREND 13
#define WEEKLY_RATE_DAYS 28
typedef struct WeeklyPoint {
  Date monday;
  int64_t open, late; /* INT_NONE: the day has not come */
  bool kept;          /* from a list that was kept in that week */
} WeeklyPoint;

typedef struct Weekly {
  Build *build;
  Date today, monday, sunday;
  const CalendarVersion *calendar;
  WeeklyCase *cases; /* the most pressing first */
  size_t case_count, case_room;
  WeeklyService *services;
  size_t service_count, service_room;
  WeeklyPoint points[WEEKLY_TREND]; /* the oldest first */
} Weekly;

/* Where an open case stands on the list: in exactly one of WEEKLY_LATE, _THIS_WEEK, _NEXT_WEEK, _LATER and
 * _PAUSED. */
WeeklyColumn weekly_place(const Weekly *weekly, const WeeklyCase *item);
/* Reads the open cases and counts them by service. */
Error weekly_load(Weekly *weekly) MUST_USE;
/* Where the scope has the service; 0 is a case without one, which only the whole council has. */
bool weekly_in_scope(const Weekly *weekly, FigureKey service);
/* The counts of the service, which is added where it is not there yet. */
WeeklyService *weekly_service(Weekly *weekly, FigureKey service);
/* The procedure in force today and its days, without looking either up for every row. */
const Procedure *weekly_procedure(const Weekly *weekly, Text id);
const Calendar *weekly_days(const Weekly *weekly, const Procedure *procedure);
/* The one service that the list may be asked for, so that the database reads no others; 0: several or all. */
ServiceId weekly_only_service(const Weekly *weekly);

/* The last weeks, before anything is counted in them; one stage or case in each of them at whose first minute
 * it was open (`ended`: DATE_NONE where it is open still); what has ended, the answers of the last four weeks
 * and the lists that were kept. */
void weekly_begin_trend(Weekly *weekly);
void weekly_count_weeks(Weekly *weekly, Date opened, Date ended, Date due);
Error weekly_trend(Weekly *weekly) MUST_USE;
/* Adds its table; gives the chart, NULL where nothing was late in any week. */
const Chart *weekly_trend_table(Weekly *weekly);

/* The lists of cases and of actions as sections of the report. */
Error weekly_lists(SectionWriter *section, Weekly *weekly) MUST_USE;
/* "Jo van der Berg" → "JDB": the first and the last two letters. */
Text weekly_initials(Arena *arena, Text name);
