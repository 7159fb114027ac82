/* Corrective actions and the Ombudsman's recommendations: records of a case, each with a due day as its
 * clock. */
#pragma once
#include "rules/clock.h"
#include "rules/figures.h"

typedef enum RecordKind { RECORD_ACTION, RECORD_RECOMMENDATION } RecordKind;
/* "action" "recommendation" */
const char *record_kind_word(RecordKind kind);

typedef struct Record {
  int32_t number; /* in its case */
  int32_t event;  /* number of the event that made it; its texts are there */
  RecordKind kind;
  Text code; /* type of an action: "training" */
  Date agreed, first_due, due;
  Date moved_on;   /* the day of the last new due day; DATE_NONE: never moved */
  bool moved_late; /* once moved after the old day had passed: always late */
  Date completed;
  Date compliance_on; /* the Ombudsman recorded compliance */
  Compliance compliance;
  Clock clock; /* "action-2/complete"; its stage and procedure may be NULL */
} Record;

typedef struct RecordList {
  Record *items;
  size_t count;
} RecordList;

/* The record of that number, NULL where there is none. */
const Record *record_find(RecordList records, int32_t number);
/* How many are not completed. */
size_t records_open(RecordList records);
/* The clock of each record as at `today`: on time where completed on or before the first due day; in
 * extension where on or before one that was moved in time; days left in working days of the calendar. */
void records_clock(Arena *arena, RecordList records, const Calendar *calendar, Date today);
