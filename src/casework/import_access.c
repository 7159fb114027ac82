/* sars.csv: requests for one's own data. */
#include "casework/act.h"
#include "casework/import_parts.h"

typedef enum Column {
  REFERENCE,
  RECEIVED,
  SERVICE,
  RESPONDED,
  INTERNAL_REVIEW_REQUESTED,
  COLUMN_COUNT
} Column;

static const ImportColumn COLUMNS[COLUMN_COUNT] = {
    [REFERENCE] = {"reference", true, 0},
    [RECEIVED] = {"received", true, 0},
    [SERVICE] = {"service", false, 0},
    [RESPONDED] = {"responded", false, 0},
    [INTERNAL_REVIEW_REQUESTED] = {"internal_review_requested", false, 0},
};

typedef struct Request {
  ServiceId service;
  Date received, responded, review;
  int minute;
} Request;

/* A review stays open: the file has no answer to it. */
static size_t add_events(const Import *import, const Request *row, LedgerEvent events[4]) {
  size_t count = 0;
  LedgerEvent *received = &events[count++];
  *received = import_event(import, EVENT_RECEIVED, 0, row->received);
  received->event.minute = row->minute;
  received->service = row->service;
  act_text(import->ctx.arena, received, "summary", TEXT("Request for a copy of one’s own data"));
  events[count++] = import_classified(import, "subject-access", row->received);
  if (!date_is_none(row->responded)) {
    events[count] = import_event(import, EVENT_RESPONDED, 1, row->responded);
    events[count++].event.outcome = OUTCOME_ANSWERED;
  }
  if (!date_is_none(row->review))
    events[count++] = import_event(import, EVENT_REQUESTED, 2, row->review);
  else if (!date_is_none(row->responded))
    events[count++] = import_event(import, EVENT_CLOSED, 0, row->responded);
  return count;
}

static Error read_row(Import *import) {
  Request row;
  row.received = import_moment(import, RECEIVED, &row.minute);
  row.responded = import_day(import, RESPONDED);
  row.review = import_day(import, INTERNAL_REVIEW_REQUESTED);
  import_order(import, row.received, row.responded, RESPONDED);
  import_order(import, date_is_none(row.responded) ? row.received : row.responded, row.review,
               INTERNAL_REVIEW_REQUESTED);
  if (import_row_is_wrong(import)) return OK;
  TRY(import_service(import, import->cells[SERVICE], &row.service));
  LedgerEvent events[4];
  size_t count = add_events(import, &row, events);
  return import_case(import, import->cells[REFERENCE], "access-request", events, count,
                     &import->report.access_requests);
}

const ImportShape import_access = {.name = "sars.csv",
                                   .columns = COLUMNS,
                                   .column_count = COLUMN_COUNT,
                                   .makes_cases = true,
                                   .row = read_row};
