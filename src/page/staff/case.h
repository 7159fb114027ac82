/* The pages of a case: overview, timeline, people, audit. */
#pragma once
#include "page/staff/staff.h"

/* An event of the timeline with what was made of it later. */
typedef struct TimelineEntry {
  const LedgerEvent *event;
  const LedgerEvent *mended; /* by this correction, the newest; NULL: none */
} TimelineEntry;

typedef struct TimelineView {
  CaseView base;
  TimelineEntry *entries; /* newest first */
  size_t count;
} TimelineView;

typedef struct AuditView {
  CaseView base;
  const CaseReader *readers;
  size_t count;
} AuditView;

/* A line of terms and values; left out where the value is empty. */
void case_row(Writer *writer, Text term, Text value);
/* The tabs that this person has. */
void case_tabs(Writer *writer, const CaseView *view, const char *tab);
/* The facts under the heading. */
void case_facts_band(Writer *writer, const CaseView *view);
/* A stage's clocks in a table. */
void case_stages(Writer *writer, const CaseView *view);
/* What belongs to an event besides its texts: outcome, new date, person, procedure; the empty text where
 * nothing does. */
Text event_details(const CaseView *view, const LedgerEvent *event);
/* "2 May 2026", "2 May 2026, recorded 2 days later" */
Text event_when(Arena *arena, const Event *event);
/* The day, and the time where it is known, for machines. */
Text event_timestamp(Arena *arena, const Event *event);
/* Texts of an event that the timeline shows: "what", "words" …, not who the person is. */
bool slot_is_shown(Text slot);
/* The days of a clock, or none. */
StepList case_steps(const CaseView *view, const Clock *clock);
