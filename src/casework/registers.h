/* Registers: the cases of one kind, and the actions and recommendations of all cases, for lists. What a
 * person may not see is not in them. */
#pragma once
#include "casework/lists.h"

typedef struct RegisterFilter {
  Text kind;  /* case kind, or "action", "recommendation" for records */
  Text words; /* search */
  Text state; /* open closed, or empty */
  ServiceId service;
  Text category; /* of a case; type of an action */
  bool late;     /* open and due before today */
} RegisterFilter;

/* "action", "recommendation": listed by record_list; any other kind by register_list. */
bool register_is_of_records(Text kind);

typedef struct RegisterRow {
  Text reference, status, person, summary, service, owner, category, party, linked;
  bool open;
  Date due, received, decided, closed;
  int32_t days_left; /* working days; negative: late */
  Text outcome;
} RegisterRow;
/* One page (from 1), the newest first, and how many there are. */
Error register_list(Ctx *ctx, const RegisterFilter *filter, int64_t page_size, int64_t page,
                    const RegisterRow **rows, size_t *count, int64_t *total) MUST_USE;

typedef struct RecordListRow {
  Text reference, case_kind, service, code, description, owner, verdict, compliance;
  int32_t number;
  bool open;
  Date agreed, due, completed;
  int32_t days_left;
} RecordListRow;
/* One page, the most pressing first. */
Error record_list(Ctx *ctx, const RegisterFilter *filter, int64_t page_size, int64_t page,
                  const RecordListRow **rows, size_t *count, int64_t *total) MUST_USE;
/* Either of them whole, as CSV with the columns of the import where they are known, so that what was
 * downloaded can be imported. Of referrals the age and gender stay on the page of the case. ERROR_DENIED
 * where the role allows no downloads. */
Error register_csv(Ctx *ctx, const RegisterFilter *filter, Buffer *out) MUST_USE;

/* What the cases of a kind are about, or the types of actions: what a filter offers. */
Error register_categories(Ctx *ctx, Text kind, const Text **names, size_t *count) MUST_USE;

/* How much is open in each register where the actor may look. */
typedef struct RegisterCount {
  Text kind; /* as of RegisterFilter; what has none open is not there */
  int64_t open, late;
} RegisterCount;
Error register_counts(Ctx *ctx, const RegisterCount **counts, size_t *count) MUST_USE;

/* What each open case that has no procedure is: kinds[i] is empty where rows[i] has one. */
Error list_kinds(Ctx *ctx, const ListRow *rows, size_t count, const Text **kinds) MUST_USE;

/* The cases that came from this one, and the one that it came from, where the actor may see them. */
typedef struct LinkedCase {
  Text reference, kind, status, outcome;
  Date received;
  bool source; /* this case came from it */
} LinkedCase;
Error linked_cases(Ctx *ctx, const CaseFile *file, const LinkedCase **cases, size_t *count) MUST_USE;
