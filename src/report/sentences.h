/* Inside report only: the sentences of the annual report. Each is right in number and grammar, carries the
 * numbers that its percentage is made from, and is the empty text where a number in it is hidden or not
 * known. */
#pragma once
#include "report/build.h"

/* "In 2018/19 we received 51 stage 1 complaints, a 25% reduction from the previous year, when we
 * received 68." */
Text sentence_received(const Build *build);
/* "36 of 51 stage 1 complaints were answered on time (71%), compared with 40 of 69 (58%) in the previous
 * year." */
Text sentence_on_time(const Build *build);
/* The change in percentage points, which is not a percentage. */
Text sentence_on_time_change(const Build *build);
/* How many went on to stage 2, stage 3 and the Ombudsman. */
Text sentence_escalated(const Build *build);
/* What people complained about most. */
Text sentence_main_cause(const Build *build);
/* "We found fault in 25 of the 47 stage 1 complaints that we decided (53%)." */
Text sentence_fault(const Build *build);
/* How many the Ombudsman received and upheld, of these services and of the council. */
Text sentence_ombudsman(const Build *build);
Text sentence_ombudsman_ours(const Build *build);
/* All stages and the Ombudsman together against the earlier period. */
Text sentence_change(const Build *build);
/* Why the change is measured against the earlier period, with the figure that the wrong base would give. */
Text sentence_change_explained(const Build *build);
/* The two rates of going on to stage 2, and why they differ. */
Text sentence_two_bases(const Build *build);
/* How many young people, of which ages. */
Text sentence_advocacy(const Build *build);
Text sentence_compliments(const Build *build);
/* Requests, internal reviews, and the share of the council's. */
Text sentence_access(const Build *build);
/* A stage of a procedure with its time to answer. */
Text sentence_stage(Arena *arena, const StageRule *stage);
/* Where the earlier figures come from; what is hidden in a published copy. */
Text sentence_comparison(const Build *build);
Text sentence_hidden(const Build *build);
/* The ids of the on-time rates that the report has, NULL-ended. */
const char *const *on_time_rates(const Build *build);
