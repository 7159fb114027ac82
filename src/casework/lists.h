/* Lists, searches and counts over the projections. What a person may not see is not in them: every query goes
 * through the access view. */
#pragma once
#include "casework/ledger.h"

typedef struct ListRow {
  Text reference, person, summary, status, next_clock, clock_kind;
  bool triaged, paused, extended, anonymous;
  Text procedure_title, stage_name;
  int stage;
  Text service, owner;
  Date due, received; /* due: DATE_NONE while paused or where no date is set */
  int32_t days_left;  /* working days of the procedure's calendar; negative: late; 0: due today */
  Text flags;
} ListRow;

typedef struct ListFilter {
  Text words;
  Text due;   /* late today next-3 next-5 next-10, or empty */
  Text state; /* paused extended, or empty */
  Text procedure;
  int stage; /* 0: any */
  ServiceId service;
  UserId owner;
  bool unassigned;
  Text channel;
  bool untriaged;
} ListFilter;

typedef enum ListSort {
  LIST_DUE,
  LIST_DUE_DOWN,
  LIST_RECEIVED,
  LIST_RECEIVED_DOWN,
  LIST_PERSON,
  LIST_PERSON_DOWN,
  LIST_REFERENCE,
  LIST_REFERENCE_DOWN
} ListSort;

/* One page (from 1) of the open cases, and how many there are in all. */
Error list_open(Ctx *ctx, const ListFilter *filter, ListSort sort, int64_t page_size, int64_t page,
                const ListRow **rows, size_t *count, int64_t *total) MUST_USE;
/* The open cases that the actor owns, most pressing first; at most 200. */
Error list_mine(Ctx *ctx, const ListRow **rows, size_t *count) MUST_USE;
/* Open and closed cases with these words; at most 100. An exact reference gives that row alone. */
Error list_search(Ctx *ctx, Text words, const ListRow **rows, size_t *count) MUST_USE;

typedef struct WorkCounts {
  int64_t open, late, soon, untriaged, unassigned,
      paused; /* soon: due today or on the next three working days */
} WorkCounts;
Error work_counts(Ctx *ctx, WorkCounts *counts) MUST_USE;

/* All rows that the filter finds, as CSV (RFC 4180, UTF-8 with a byte-order mark, formulas made harmless). */
Error list_csv(Ctx *ctx, const ListFilter *filter, ListSort sort, Buffer *out) MUST_USE;

typedef struct CaseReader {
  Instant at;
  Text name, what;
} CaseReader;
/* Who read the case, newest first; at most 500. */
Error case_readers(Ctx *ctx, const CaseFile *file, const CaseReader **readers, size_t *count) MUST_USE;
