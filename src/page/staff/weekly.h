/* The weekly list: this week's as it stands now, earlier ones as they were kept. */
#pragma once
#include "page/staff/staff.h"
#include "page/staff/weekly_keep.h"

typedef struct WeeklyView {
  Ctx ctx;
  Request *request;
  Response *response;
  Date monday;
  Text service; /* empty: the whole council */
  bool may_choose, may_keep, may_export;
  bool current;                     /* the week of today */
  const KeptWeek *kept, *kept_last; /* of this week and service, the oldest first; and the end of them */
  const KeptWeek *shown;            /* the one that is shown; NULL: the list as it is now, or none */
  Text frozen;                      /* its sheet */
  Date before, after;               /* weeks beside it that have something to show; DATE_NONE: none */
} WeeklyView;

/* "/staff/weekly?week=2026-W23&service=Housing": the path with this service, of a week and of a kept list
 * (either may be none). */
Url weekly_url(const WeeklyView *view, const char *path, Date monday, Text kept);
/* The sheet that is shown; within <main>. */
void weekly_body(Writer *writer, const WeeklyView *view, const Report *report);
