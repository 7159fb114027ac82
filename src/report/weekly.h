/* The weekly list of open cases, on the screen and on paper, and what is known of earlier ones. The list
 * itself is report_make's "weekly". */
#pragma once
#include "report/report.h"

/* The list on one sheet, from its h1 on: of one service its figures alone, else a table of the services. */
void report_weekly_html(Writer *writer, Arena *arena, const Report *report, const ReportLinks *links);
/* Its lists as CSV, one case or action a row; a case stands once in each list that has it. */
void report_weekly_csv(const Report *report, Buffer *out);
/* How many cases are open on it. */
int64_t report_weekly_open(const Report *report);

/* The services that have an open case, by name. */
Error report_weekly_services(const ReportSource *source, const Text **names, size_t *count) MUST_USE;

/* Monday of the day's week; "2026-W23" by ISO 8601, and back. */
Date week_monday(Date day);
Text week_name(Arena *arena, Date monday);
bool week_parse(Text name, Date *monday);

/* A list that was kept. */
typedef struct KeptWeek {
  CaseId id;
  Text reference;
  Date monday;
  Instant kept;
} KeptWeek;
/* The kept lists of a scope (report_scope_key) whose Mondays are from `first` to `last`, the oldest first. */
Error report_weekly_kept(const ReportSource *source, Text scope, Date first, Date last,
                         const KeptWeek **weeks, size_t *count) MUST_USE;
