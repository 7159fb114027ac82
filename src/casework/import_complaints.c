/* complaints.csv: a row as a complaint, checked; its history is import_events.c's. */
#include "casework/import_parts.h"

#define SUMMARY_LONGEST 100000

typedef enum Column {
  REFERENCE,
  KIND,
  PROCEDURE,
  RECEIVED,
  CHANNEL,
  SERVICE,
  TEAM,
  CAUSES,
  SUMMARY,
  ACKNOWLEDGED,
  STAGE1_RESPONDED,
  STAGE1_EXTENDED_TO,
  STAGE1_OUTCOME,
  STAGE2_REQUESTED,
  STAGE2_ACKNOWLEDGED,
  STAGE2_RESPONDED,
  STAGE2_EXTENDED_TO,
  STAGE2_OUTCOME,
  STAGE3_REQUESTED,
  STAGE3_PANEL_HELD,
  STAGE3_REPORTED,
  STAGE3_RESPONDED,
  STAGE3_OUTCOME,
  WITHDRAWN,
  REMEDIES,
  COMPENSATION_POUNDS,
  ANONYMOUS,
  CUSTOMER_NAME,
  CUSTOMER_EMAIL,
  COLUMN_COUNT
} Column;

static const ImportColumn COLUMNS[COLUMN_COUNT] = {
    [REFERENCE] = {"reference", true, 0},
    [KIND] = {"kind", true, 0},
    [PROCEDURE] = {"procedure", false, 0},
    [RECEIVED] = {"received", true, 0},
    [CHANNEL] = {"channel", false, 0},
    [SERVICE] = {"service", false, 0},
    [TEAM] = {"team", false, 0},
    [CAUSES] = {"causes", false, 0},
    [SUMMARY] = {"summary", false, SUMMARY_LONGEST},
    [ACKNOWLEDGED] = {"acknowledged", false, 0},
    [STAGE1_RESPONDED] = {"stage1_responded", false, 0},
    [STAGE1_EXTENDED_TO] = {"stage1_extended_to", false, 0},
    [STAGE1_OUTCOME] = {"stage1_outcome", false, 0},
    [STAGE2_REQUESTED] = {"stage2_requested", false, 0},
    [STAGE2_ACKNOWLEDGED] = {"stage2_acknowledged", false, 0},
    [STAGE2_RESPONDED] = {"stage2_responded", false, 0},
    [STAGE2_EXTENDED_TO] = {"stage2_extended_to", false, 0},
    [STAGE2_OUTCOME] = {"stage2_outcome", false, 0},
    [STAGE3_REQUESTED] = {"stage3_requested", false, 0},
    [STAGE3_PANEL_HELD] = {"stage3_panel_held", false, 0},
    [STAGE3_REPORTED] = {"stage3_reported", false, 0},
    [STAGE3_RESPONDED] = {"stage3_responded", false, 0},
    [STAGE3_OUTCOME] = {"stage3_outcome", false, 0},
    [WITHDRAWN] = {"withdrawn", false, 0},
    [REMEDIES] = {"remedies", false, 0},
    [COMPENSATION_POUNDS] = {"compensation_pounds", false, 0},
    [ANONYMOUS] = {"anonymous", false, 0},
    [CUSTOMER_NAME] = {"customer_name", false, 0},
    [CUSTOMER_EMAIL] = {"customer_email", false, 0},
};

static Outcome read_outcome(Import *import, Column column) {
  static const char *const words[] = {"upheld", "partly-upheld", "not-upheld", "withdrawn", NULL};
  Outcome outcome = OUTCOME_NONE;
  if (!text_is_empty(import->cells[column]) && !outcome_of(import->cells[column], &outcome))
    (void)import_word(import, (int)column, words);
  return outcome;
}

/* What would be left out without a word: an outcome without its day, a stage that nobody asked for. */
static void check_whole(Import *import, const Complaint *complaint) {
  static const Column outcomes[] = {0, STAGE1_OUTCOME, STAGE2_OUTCOME, STAGE3_OUTCOME};
  static const Column later[] = {STAGE2_ACKNOWLEDGED, STAGE2_RESPONDED, STAGE2_EXTENDED_TO,
                                 STAGE3_PANEL_HELD,   STAGE3_REPORTED,  STAGE3_RESPONDED};
  for (int i = 1; i <= 3; i++)
    if (complaint->stages[i].outcome != OUTCOME_NONE && date_is_none(complaint->stages[i].responded))
      import_wrong(import, (int)outcomes[i], "has no day of answer beside it");
  for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
    Date requested = complaint->stages[later[i] < STAGE3_REQUESTED ? 2 : 3].requested;
    if (date_is_none(requested) && !text_is_empty(import->cells[later[i]]))
      import_wrong(import, (int)later[i], "belongs to a stage that has no day of request");
  }
}

static void check_orders(Import *import, const Complaint *complaint) {
  const ImportStage *one = &complaint->stages[1], *two = &complaint->stages[2],
                    *three = &complaint->stages[3];
  import_order(import, complaint->received, one->acknowledged, ACKNOWLEDGED);
  import_order(import, complaint->received, one->responded, STAGE1_RESPONDED);
  import_order(import, complaint->received, two->requested, STAGE2_REQUESTED);
  import_order(import, two->requested, two->responded, STAGE2_RESPONDED);
  import_order(import, two->requested, three->requested, STAGE3_REQUESTED);
  import_order(import, three->requested, three->responded, STAGE3_RESPONDED);
}

static void read_stages(Import *import, Complaint *complaint) {
  ImportStage *one = &complaint->stages[1], *two = &complaint->stages[2], *three = &complaint->stages[3];
  one->requested = complaint->received;
  one->acknowledged = import_day(import, ACKNOWLEDGED);
  one->responded = import_day(import, STAGE1_RESPONDED);
  one->outcome = read_outcome(import, STAGE1_OUTCOME);
  two->requested = import_day(import, STAGE2_REQUESTED);
  two->acknowledged = import_day(import, STAGE2_ACKNOWLEDGED);
  two->responded = import_day(import, STAGE2_RESPONDED);
  two->outcome = read_outcome(import, STAGE2_OUTCOME);
  three->requested = import_day(import, STAGE3_REQUESTED);
  three->acknowledged = DATE_NONE;
  three->panel_held = import_day(import, STAGE3_PANEL_HELD);
  three->reported = import_day(import, STAGE3_REPORTED);
  three->responded = import_day(import, STAGE3_RESPONDED);
  three->outcome = read_outcome(import, STAGE3_OUTCOME);
  one->panel_held = one->reported = two->panel_held = two->reported = DATE_NONE;
  one->extended_to = import_date(import, STAGE1_EXTENDED_TO);
  two->extended_to = import_date(import, STAGE2_EXTENDED_TO);
  three->extended_to = DATE_NONE;
  check_orders(import, complaint);
  check_whole(import, complaint);
}

static bool says_stages(const Import *import) {
  for (int column = ACKNOWLEDGED; column <= STAGE3_OUTCOME; column++)
    if (!text_is_empty(import->cells[column])) return true;
  return false;
}

static void read_procedure(Import *import, Complaint *complaint) {
  Arena *arena = import->ctx.arena;
  const ProcedureBook *book = &import->ctx.program->procedures;
  Text id = import->cells[PROCEDURE];
  if (text_is_empty(id) && says_stages(import))
    import_wrong(import, PROCEDURE, "is missing, and there are days or outcomes of its stages");
  if (text_is_empty(id) || date_is_none(complaint->received)) return;
  complaint->bound = procedure_in_force(book, id, complaint->received);
  if (complaint->bound) return;
  Text near = procedure_nearest(arena, book, id);
  if (text_is_empty(near))
    import_wrong(import, PROCEDURE, "is no procedure");
  else
    import_wrong(import, PROCEDURE, "is no procedure; did you mean '%.*s'?", TEXT_ARGUMENTS(near));
}

static int64_t read_money(Import *import) {
  Text text = import->cells[COMPENSATION_POUNDS];
  int64_t pounds = 0, pence = 0;
  if (text_is_empty(text)) return INT_NONE;
  size_t point = text_find(text, TEXT("."), 0);
  Text whole = text_slice(text, 0, point == SIZE_MAX ? text.length : point);
  Text rest = point == SIZE_MAX ? TEXT_NONE : text_slice(text, point + 1, text.length);
  bool right = text_to_int(whole, &pounds) && pounds >= 0 && pounds < 10000000;
  if (point != SIZE_MAX) right = right && rest.length == 2 && text_to_int(rest, &pence) && pence >= 0;
  if (right) return pounds * 100 + pence;
  import_wrong(import, COMPENSATION_POUNDS, "is not an amount in pounds, like 150 or 150.00");
  return INT_NONE;
}

static void read_words(Import *import, Complaint *complaint) {
  static const char *const kinds[] = {"complaint",
                                      "compliment",
                                      "enquiry",
                                      "service-request",
                                      "access-request",
                                      "data-protection-complaint",
                                      "freedom-of-information",
                                      "ombudsman-case",
                                      NULL};
  complaint->kind = import->cells[KIND];
  complaint->channel = import->cells[CHANNEL];
  complaint->team = import->cells[TEAM];
  complaint->causes = import->cells[CAUSES];
  complaint->summary = import->cells[SUMMARY];
  complaint->remedies = import->cells[REMEDIES];
  complaint->name = import->cells[CUSTOMER_NAME];
  complaint->email = import->cells[CUSTOMER_EMAIL];
  (void)import_word(import, KIND, kinds);
  complaint->anonymous = import_yes(import, ANONYMOUS);
}

static Error row(Import *import) {
  Complaint complaint = {.received = DATE_NONE};
  size_t count;
  read_words(import, &complaint);
  complaint.received = import_moment(import, RECEIVED, &complaint.minute);
  complaint.withdrawn = import_day(import, WITHDRAWN);
  read_stages(import, &complaint);
  read_procedure(import, &complaint);
  complaint.pence = read_money(import);
  if (import_row_is_wrong(import)) return OK;
  TRY(import_service(import, import->cells[SERVICE], &complaint.service));
  LedgerEvent *events = import_history(import, &complaint, &count);
  const char *kind = text_z(import->ctx.arena, complaint.kind);
  return import_case(import, import->cells[REFERENCE], kind, events, count, &import->report.cases);
}

const ImportShape import_complaints = {.name = "complaints.csv",
                                       .columns = COLUMNS,
                                       .column_count = COLUMN_COUNT,
                                       .makes_cases = true,
                                       .row = row};
