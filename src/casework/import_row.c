#include "casework/import_row.h"
#include "base/unicode.h"

/* Of a cell, in bytes: longer ones are no data but a quotation mark gone astray. */
#define CELL_LONGEST 4000
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
_Static_assert((int)COLUMN_COUNT <= IMPORT_COLUMNS, "room for all columns");

const Text *import_column_names(void) {
#define NAME(literal)                                                                                        \
  { literal, sizeof(literal) - 1 }
  static const Text names[IMPORT_COLUMNS] = {
      NAME("reference"),
      NAME("kind"),
      NAME("procedure"),
      NAME("received"),
      NAME("channel"),
      NAME("service"),
      NAME("team"),
      NAME("causes"),
      NAME("summary"),
      NAME("acknowledged"),
      NAME("stage1_responded"),
      NAME("stage1_extended_to"),
      NAME("stage1_outcome"),
      NAME("stage2_requested"),
      NAME("stage2_acknowledged"),
      NAME("stage2_responded"),
      NAME("stage2_extended_to"),
      NAME("stage2_outcome"),
      NAME("stage3_requested"),
      NAME("stage3_panel_held"),
      NAME("stage3_reported"),
      NAME("stage3_responded"),
      NAME("stage3_outcome"),
      NAME("withdrawn"),
      NAME("remedies"),
      NAME("compensation_pounds"),
      NAME("anonymous"),
      NAME("customer_name"),
      NAME("customer_email"),
      {"", 0},
  };
#undef NAME
  return names;
}

size_t import_column(Text name) {
  for (size_t i = 0; i < COLUMN_COUNT; i++)
    if (text_equal(name, import_column_names()[i])) return i;
  return SIZE_MAX;
}

static Text cell(const Import *import, const CsvRow *cells, Column column) {
  int place = import->place[column];
  Text clean;
  if (!place || (size_t)place > cells->count) return TEXT_NONE;
  if (text_clean(import->ctx->arena, cells->cells[place - 1], &clean)) return TEXT_NONE;
  return text_trim(clean);
}

static void wrong_cell(Import *import, const CsvRow *cells, Column column, const char *what) {
  Text words =
      text_format(import->ctx->arena, "%.*s '%.*s' %s", TEXT_ARGUMENTS(import_column_names()[column]),
                  TEXT_ARGUMENTS(cell(import, cells, column)), what);
  import_mistake(import, cells->line, import->place[column], words);
}

static Date read_date(Import *import, const CsvRow *cells, Column column) {
  Text text = cell(import, cells, column);
  Date date = DATE_NONE;
  if (text_is_empty(text)) return DATE_NONE;
  if (!date_parse(text, &date)) {
    wrong_cell(import, cells, column, "is not a date; write it as 2018-12-18");
    return DATE_NONE;
  }
  if (date_before(ctx_today(import->ctx), date)) wrong_cell(import, cells, column, "is in the future");
  return date;
}

/* "2018-12-18" or "2018-12-18T16:55". */
static void read_received(Import *import, const CsvRow *cells, ImportRow *row) {
  Text text = cell(import, cells, RECEIVED);
  int64_t hours = 0, minutes = 0;
  row->minute = -1;
  bool timed = text.length == 16 && text.at[10] == 'T' && text.at[13] == ':';
  if (timed && text_to_int(text_slice(text, 11, 13), &hours) &&
      text_to_int(text_slice(text, 14, 16), &minutes) && hours >= 0 && hours < 24 && minutes >= 0 &&
      minutes < 60)
    row->minute = (int)(hours * 60 + minutes);
  else if (timed || text.length != 10)
    timed = false;
  if (!date_parse(timed ? text_slice(text, 0, 10) : text, &row->received)) {
    row->received = DATE_NONE;
    wrong_cell(import, cells, RECEIVED, "is not a date; write it as 2018-12-18 or 2018-12-18T16:55");
  } else if (date_before(ctx_today(import->ctx), row->received)) {
    wrong_cell(import, cells, RECEIVED, "is in the future");
  }
}

static Outcome read_outcome(Import *import, const CsvRow *cells, Column column) {
  Text text = cell(import, cells, column);
  Outcome outcome = OUTCOME_NONE;
  if (!text_is_empty(text) && !outcome_of(text, &outcome))
    wrong_cell(import, cells, column, "is none of upheld, partly-upheld, not-upheld, withdrawn");
  return outcome;
}

/* The date below must not come before the one above. */
static void check_order(Import *import, const CsvRow *cells, Date early, Date late, Column column) {
  if (!date_is_none(early) && !date_is_none(late) && date_before(late, early))
    wrong_cell(import, cells, column, "is before the event that it follows");
}

/* What would be left out without a word: an outcome without its day, a stage that nobody asked for. */
static void check_whole(Import *import, const CsvRow *cells, const ImportRow *row) {
  static const Column outcomes[] = {0, STAGE1_OUTCOME, STAGE2_OUTCOME, STAGE3_OUTCOME};
  static const Column later[] = {STAGE2_ACKNOWLEDGED, STAGE2_RESPONDED, STAGE2_EXTENDED_TO,
                                 STAGE3_PANEL_HELD,   STAGE3_REPORTED,  STAGE3_RESPONDED};
  for (int i = 1; i <= 3; i++)
    if (row->stages[i].outcome != OUTCOME_NONE && date_is_none(row->stages[i].responded))
      wrong_cell(import, cells, outcomes[i], "has no day of answer beside it");
  for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
    Date requested = row->stages[later[i] < STAGE3_REQUESTED ? 2 : 3].requested;
    if (date_is_none(requested) && !text_is_empty(cell(import, cells, later[i])))
      wrong_cell(import, cells, later[i], "belongs to a stage that has no day of request");
  }
}

static void read_stages(Import *import, const CsvRow *cells, ImportRow *row) {
  ImportStage *one = &row->stages[1], *two = &row->stages[2], *three = &row->stages[3];
  *one = (ImportStage){row->received,
                       read_date(import, cells, ACKNOWLEDGED),
                       read_date(import, cells, STAGE1_RESPONDED),
                       DATE_NONE,
                       DATE_NONE,
                       DATE_NONE,
                       read_outcome(import, cells, STAGE1_OUTCOME)};
  *two = (ImportStage){read_date(import, cells, STAGE2_REQUESTED),
                       read_date(import, cells, STAGE2_ACKNOWLEDGED),
                       read_date(import, cells, STAGE2_RESPONDED),
                       DATE_NONE,
                       DATE_NONE,
                       DATE_NONE,
                       read_outcome(import, cells, STAGE2_OUTCOME)};
  *three =
      (ImportStage){read_date(import, cells, STAGE3_REQUESTED),  DATE_NONE,
                    read_date(import, cells, STAGE3_RESPONDED),  DATE_NONE,
                    read_date(import, cells, STAGE3_PANEL_HELD), read_date(import, cells, STAGE3_REPORTED),
                    read_outcome(import, cells, STAGE3_OUTCOME)};
  Text extended[] = {cell(import, cells, STAGE1_EXTENDED_TO), cell(import, cells, STAGE2_EXTENDED_TO)};
  if (!text_is_empty(extended[0]) && !date_parse(extended[0], &one->extended_to))
    wrong_cell(import, cells, STAGE1_EXTENDED_TO, "is not a date; write it as 2018-12-18");
  if (!text_is_empty(extended[1]) && !date_parse(extended[1], &two->extended_to))
    wrong_cell(import, cells, STAGE2_EXTENDED_TO, "is not a date; write it as 2018-12-18");
  check_order(import, cells, row->received, one->acknowledged, ACKNOWLEDGED);
  check_order(import, cells, row->received, one->responded, STAGE1_RESPONDED);
  check_order(import, cells, row->received, two->requested, STAGE2_REQUESTED);
  check_order(import, cells, two->requested, two->responded, STAGE2_RESPONDED);
  check_order(import, cells, two->requested, three->requested, STAGE3_REQUESTED);
  check_order(import, cells, three->requested, three->responded, STAGE3_RESPONDED);
  check_whole(import, cells, row);
}

static bool says_stages(const Import *import, const CsvRow *cells) {
  for (Column column = ACKNOWLEDGED; column <= STAGE3_OUTCOME; column++)
    if (!text_is_empty(cell(import, cells, column))) return true;
  return false;
}

static void read_procedure(Import *import, const CsvRow *cells, ImportRow *row) {
  const ProcedureBook *book = &import->ctx->program->procedures;
  row->procedure = cell(import, cells, PROCEDURE);
  if (text_is_empty(row->procedure) && says_stages(import, cells))
    wrong_cell(import, cells, PROCEDURE, "is missing, and there are days or outcomes of its stages");
  if (text_is_empty(row->procedure) || date_is_none(row->received)) return;
  row->bound = procedure_in_force(book, row->procedure, row->received);
  if (row->bound) return;
  Text near = procedure_nearest(import->ctx->arena, book, row->procedure);
  Text words = text_is_empty(near) ? TEXT("is no procedure")
                                   : text_format(import->ctx->arena, "is no procedure; did you mean '%.*s'?",
                                                 TEXT_ARGUMENTS(near));
  wrong_cell(import, cells, PROCEDURE, text_z(import->ctx->arena, words));
}

static void read_money(Import *import, const CsvRow *cells, ImportRow *row) {
  Text text = cell(import, cells, COMPENSATION_POUNDS);
  int64_t pounds = 0, pence = 0;
  row->pence = INT_NONE;
  if (text_is_empty(text)) return;
  size_t point = text_find(text, TEXT("."), 0);
  Text whole = text_slice(text, 0, point == SIZE_MAX ? text.length : point);
  Text rest = point == SIZE_MAX ? TEXT_NONE : text_slice(text, point + 1, text.length);
  bool right = text_to_int(whole, &pounds) && pounds >= 0 && pounds < 10000000;
  if (point != SIZE_MAX) right = right && rest.length == 2 && text_to_int(rest, &pence) && pence >= 0;
  if (right)
    row->pence = pounds * 100 + pence;
  else
    wrong_cell(import, cells, COMPENSATION_POUNDS, "is not an amount in pounds, like 150 or 150.00");
}

static bool one_of(Text text, const char *const *words) {
  for (; *words; words++)
    if (text_equal(text, text_of(*words))) return true;
  return false;
}

static void check_lengths(Import *import, const CsvRow *cells) {
  Arena *arena = import->ctx->arena;
  for (Column column = 0; column < COLUMN_COUNT; column++) {
    size_t most = column == SUMMARY ? SUMMARY_LONGEST : CELL_LONGEST;
    if (cell(import, cells, column).length <= most) continue;
    Text name = import_column_names()[column];
    import_mistake(import, cells->line, import->place[column],
                   text_format(arena, "%.*s is longer than %zu bytes", TEXT_ARGUMENTS(name), most));
  }
}

static void read_words(Import *import, const CsvRow *cells, ImportRow *row) {
  static const char *const kinds[] = {"complaint",
                                      "compliment",
                                      "enquiry",
                                      "service-request",
                                      "access-request",
                                      "data-protection-complaint",
                                      "freedom-of-information",
                                      "ombudsman-case",
                                      NULL};
  row->reference = cell(import, cells, REFERENCE);
  row->kind = cell(import, cells, KIND);
  row->channel = cell(import, cells, CHANNEL);
  row->service = cell(import, cells, SERVICE);
  row->team = cell(import, cells, TEAM);
  row->causes = cell(import, cells, CAUSES);
  row->summary = cell(import, cells, SUMMARY);
  row->remedies = cell(import, cells, REMEDIES);
  row->name = cell(import, cells, CUSTOMER_NAME);
  row->email = cell(import, cells, CUSTOMER_EMAIL);
  if (text_is_empty(row->reference)) wrong_cell(import, cells, REFERENCE, "is missing");
  if (!one_of(row->kind, kinds)) wrong_cell(import, cells, KIND, "is no kind of case; write complaint");
  static const char *const flags[] = {"", "yes", "no", "true", "false", "1", "0", NULL};
  Text anonymous = cell(import, cells, ANONYMOUS);
  if (!one_of(anonymous, flags)) wrong_cell(import, cells, ANONYMOUS, "is neither yes nor no");
  static const char *const yes[] = {"yes", "true", "1", NULL};
  row->anonymous = one_of(anonymous, yes);
}

bool import_row_read(Import *import, const CsvRow *cells, ImportRow *row) {
  size_t columns = 0;
  for (size_t i = 0; i < COLUMN_COUNT; i++)
    if ((size_t)import->place[i] > columns) columns = (size_t)import->place[i];
  *row = (ImportRow){.line = cells->line, .received = DATE_NONE};
  if (cells->count != columns) {
    import_mistake(
        import, cells->line, 0,
        text_format(import->ctx->arena, "the row has %zu cells and the header %zu", cells->count, columns));
    return false;
  }
  size_t before = import_mistakes(import);
  check_lengths(import, cells);
  if (import_mistakes(import) > before) return false;
  read_words(import, cells, row);
  read_received(import, cells, row);
  row->withdrawn = read_date(import, cells, WITHDRAWN);
  read_stages(import, cells, row);
  read_procedure(import, cells, row);
  read_money(import, cells, row);
  return !date_is_none(row->received) && !text_is_empty(row->reference);
}
