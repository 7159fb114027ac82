/* ombudsman.csv: cases at the Ombudsman, with what was decided. */
#include "casework/act.h"
#include "casework/import_parts.h"
#include "sql_cases.h"

typedef enum Column {
  OMBUDSMAN_REFERENCE,
  OMBUDSMAN,
  CATEGORY,
  COMPLAINT_REFERENCE,
  RECEIVED,
  DECIDED,
  DECISION,
  SATISFACTORY_REMEDY_BEFORE,
  COLUMN_COUNT
} Column;

static const ImportColumn COLUMNS[COLUMN_COUNT] = {
    [OMBUDSMAN_REFERENCE] = {"ombudsman_reference", true, 0},
    [OMBUDSMAN] = {"ombudsman", false, 0},
    [CATEGORY] = {"category", false, 0},
    [COMPLAINT_REFERENCE] = {"complaint_reference", false, 0},
    [RECEIVED] = {"received", true, 0},
    [DECIDED] = {"decided", false, 0},
    [DECISION] = {"decision", false, 0},
    [SATISFACTORY_REMEDY_BEFORE] = {"satisfactory_remedy_before", false, 0},
};

typedef struct OmbudsmanCase {
  Text party;
  CaseId complaint; /* 0: none of ours */
  ServiceId service;
  Date received, decided;
  int minute;
  Outcome decision;
  bool remedied_before;
} OmbudsmanCase;

static bool is_complaint(Text kind) {
  static const char *const others[] = {"ombudsman-case", "access-request", "compliment", "advocacy-referral",
                                       "publication"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    if (text_equal(kind, text_of(others[i]))) return false;
  return true;
}

/* The complaint that it came from; its service is that of the case. */
static Error find_complaint(Import *import, OmbudsmanCase *row) {
  Text reference = import->cells[COMPLAINT_REFERENCE];
  ImportFound found;
  SqlCaseRowGet complaint;
  bool there;
  if (text_is_empty(reference)) return OK;
  TRY(import_find(import, reference, &row->complaint, &found));
  if (found == IMPORT_NOT_THERE) import_not_there(import, COMPLAINT_REFERENCE);
  if (found != IMPORT_THERE) return OK;
  TRY(sql_case_row_get(import->ctx.db, import->ctx.arena, row->complaint, &complaint, &there));
  if (there && is_complaint(complaint.kind))
    row->service = complaint.service;
  else
    import_wrong(import, COMPLAINT_REFERENCE, "is not a complaint");
  return OK;
}

static void read_decision(Import *import, OmbudsmanCase *row) {
  static const char *const decisions[] = {"incomplete-or-invalid",
                                          "advice-given",
                                          "referred-back",
                                          "closed-after-initial-enquiries",
                                          "not-upheld",
                                          "upheld",
                                          NULL};
  row->decided = import_day(import, DECIDED);
  import_order(import, row->received, row->decided, DECIDED);
  int decision = import_word(import, DECISION, decisions);
  if (decision >= 0) BUG_IF(!outcome_of(text_of(decisions[decision]), &row->decision));
  bool said = !text_is_empty(import->cells[DECISION]), dated = !text_is_empty(import->cells[DECIDED]);
  if (said && !dated) import_wrong(import, DECISION, "has no day beside it; write it under decided");
  if (dated && !said) import_wrong(import, DECIDED, "has no decision beside it");
  row->remedied_before = import_yes(import, SATISFACTORY_REMEDY_BEFORE);
  if (row->remedied_before && row->decision != OUTCOME_UPHELD)
    import_wrong(import, SATISFACTORY_REMEDY_BEFORE, "is for upheld complaints alone; leave it empty");
}

static void add_received(const Import *import, const OmbudsmanCase *row, LedgerEvent *event) {
  *event = import_event(import, EVENT_RECEIVED, 0, row->received);
  event->event.minute = row->minute;
  event->service = row->service;
  event->category = import->cells[CATEGORY];
  event->party = row->party;
  event->linked = row->complaint;
  bool about = !text_is_empty(event->category);
  act_text(import->ctx.arena, event, "summary",
           text_format(import->ctx.arena, "Case at the Ombudsman%s%.*s", about ? ": " : "",
                       TEXT_ARGUMENTS(event->category)));
}

/* With the decision the case is over; what was recommended goes on by itself. */
static size_t add_events(const Import *import, const OmbudsmanCase *row, LedgerEvent events[4]) {
  add_received(import, row, &events[0]);
  events[1] = import_classified(import, "ombudsman-enquiry", row->received);
  if (date_is_none(row->decided)) return 2;
  events[2] = import_event(import, EVENT_DECIDED, 0, row->decided);
  events[2].event.outcome = row->decision;
  events[2].event.accepted = row->remedied_before;
  events[3] = import_event(import, EVENT_CLOSED, 0, row->decided);
  return 4;
}

static Error read_row(Import *import) {
  static const char *const ombudsmen[] = {"lgsco", "housing-ombudsman", "spso", "psow", "nipso", "ico", NULL};
  OmbudsmanCase row = {.decision = OUTCOME_NONE};
  row.party = import_code(import, OMBUDSMAN, ombudsmen);
  TRY(find_complaint(import, &row));
  row.received = import_moment(import, RECEIVED, &row.minute);
  read_decision(import, &row);
  if (import_row_is_wrong(import)) return OK;
  LedgerEvent events[4];
  size_t count = add_events(import, &row, events);
  return import_case(import, import->cells[OMBUDSMAN_REFERENCE], "ombudsman-case", events, count,
                     &import->report.ombudsman);
}

const ImportShape import_ombudsman = {.name = "ombudsman.csv",
                                      .columns = COLUMNS,
                                      .column_count = COLUMN_COUNT,
                                      .makes_cases = true,
                                      .row = read_row};
