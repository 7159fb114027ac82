/* Registers: cases of one kind, and actions and recommendations, over the projections. Every query goes
 * through the access view. */
#include "casework/registers.h"
#include "base/csv_out.h"
#include "casework/facts.h"
#include "casework/permission.h"
#include "rules/figures.h"
#include "sql_cases.h"
#include "sql_figures.h"
#include "sql_ledger.h"

#define SEARCH_MAX 400

/* The filters as the statements take them. */
typedef struct Bounds {
  Text search, state, category, late_to;
  ServiceId service;
} Bounds;

/* Where the words stand anywhere; the signs of LIKE in them mean themselves. */
static Text words_pattern(Arena *arena, Text words) {
  Text folded = text_fold(arena, words);
  size_t characters = 0;
  AUTO_BUFFER out = buffer_new(4 * SEARCH_MAX + 2);
  if (text_is_empty(folded)) return TEXT_NONE;
  buffer_put_char(&out, '%');
  for (size_t i = 0; i < folded.length; i++) {
    bool begins = ((unsigned char)folded.at[i] & 0xC0) != 0x80;
    if (begins && ++characters > SEARCH_MAX) break;
    if (folded.at[i] == '%' || folded.at[i] == '_' || folded.at[i] == '\\') buffer_put_char(&out, '\\');
    buffer_put_char(&out, folded.at[i]);
  }
  buffer_put_char(&out, '%');
  return text_copy(arena, buffer_text(&out));
}

static Bounds bounds_of(const Ctx *ctx, const RegisterFilter *filter) {
  Text yesterday = date_iso(ctx->arena, date_plus(ctx_today(ctx), -1));
  return (Bounds){.search = words_pattern(ctx->arena, filter->words),
                  .state = filter->state,
                  .category = filter->category,
                  .late_to = filter->late ? yesterday : TEXT_NONE,
                  .service = filter->service};
}

bool register_is_of_records(Text kind) {
  return text_equal(kind, TEXT("action")) || text_equal(kind, TEXT("recommendation"));
}

static Text service_name(const Ctx *ctx, ServiceId id) {
  const Service *service = directory_service(ctx->directory, id);
  return service ? service->name : TEXT_NONE;
}

/* Working days; on a Saturday after a Friday it is a day late. */
static int32_t days_left(const Ctx *ctx, Date due) {
  Date today = ctx_today(ctx);
  if (date_is_none(due) || date_equal(due, today)) return 0;
  const CalendarVersion *version = calendar_book_newest(&ctx->program->calendars);
  int32_t working = calendar_between(version->plain[NATION_ENGLAND_AND_WALES], today, due);
  return working ? working : date_before(due, today) ? -1 : 1;
}

/* ---- cases --------------------------------------------------------------------------------------- */

static RegisterRow register_row(const Ctx *ctx, const SqlRegisterRows *row) {
  return (RegisterRow){
      .reference = row->reference,
      .status = row->status,
      .person = row->person,
      .summary = row->summary,
      .service = service_name(ctx, row->service),
      .owner = person_name(ctx->directory, row->owner),
      .category = row->category,
      .party = row->party,
      .linked = row->linked,
      .open = row->open,
      .due = row->due,
      .received = row->received,
      .decided = row->decided,
      .closed = row->closed,
      .days_left = days_left(ctx, row->due),
      .outcome = row->outcome,
  };
}

Error register_list(Ctx *ctx, const RegisterFilter *filter, int64_t page_size, int64_t page,
                    const RegisterRow **rows, size_t *count, int64_t *total) {
  Bounds bounds = bounds_of(ctx, filter);
  SqlRegisterRows *found;
  SqlRegisterRowsCount counted;
  SqlRegisterRowsParameters parameters = {
      .user = ctx->actor.user,
      .kind = filter->kind,
      .search = bounds.search,
      .state = bounds.state,
      .service = bounds.service,
      .category = bounds.category,
      .due_to = bounds.late_to,
      .most = page_size,
      .skip = (page - 1) * page_size,
  };
  TRY(sql_register_rows_count(ctx->db, ctx->arena,
                              &(SqlRegisterRowsCountParameters){ctx->actor.user, filter->kind, bounds.search,
                                                                bounds.state, bounds.service, bounds.category,
                                                                bounds.late_to},
                              &counted));
  TRY(sql_register_rows(ctx->db, ctx->arena, &parameters, &found, count));
  RegisterRow *out = ARENA_ARRAY(ctx->arena, RegisterRow, *count);
  for (size_t i = 0; i < *count; i++) out[i] = register_row(ctx, &found[i]);
  *rows = out;
  *total = counted.n;
  return OK;
}

/* ---- actions and recommendations ----------------------------------------------------------------- */

static RecordListRow record_row(const Ctx *ctx, const SqlRecordRows *row) {
  return (RecordListRow){
      .reference = row->reference,
      .case_kind = row->case_kind,
      .service = service_name(ctx, row->service),
      .code = row->code,
      .description = row->description,
      .owner = row->owner,
      .verdict = row->verdict,
      .compliance = row->compliance,
      .number = (int32_t)row->number,
      .open = row->open,
      .agreed = row->agreed,
      .due = row->due,
      .completed = row->completed,
      .days_left = days_left(ctx, row->due),
  };
}

static Error record_rows(Ctx *ctx, const RegisterFilter *filter, int64_t most, int64_t skip,
                         const RecordListRow **rows, size_t *count) {
  Bounds bounds = bounds_of(ctx, filter);
  SqlRecordRows *found;
  SqlRecordRowsParameters parameters = {
      .user = ctx->actor.user,
      .kind = filter->kind,
      .search = bounds.search,
      .state = bounds.state,
      .code = bounds.category,
      .service = bounds.service,
      .due_to = bounds.late_to,
      .most = most,
      .skip = skip,
  };
  TRY(sql_record_rows(ctx->db, ctx->arena, &parameters, &found, count));
  RecordListRow *out = ARENA_ARRAY(ctx->arena, RecordListRow, *count);
  for (size_t i = 0; i < *count; i++) out[i] = record_row(ctx, &found[i]);
  *rows = out;
  return OK;
}

static Error record_count(Ctx *ctx, const RegisterFilter *filter, int64_t *total) {
  Bounds bounds = bounds_of(ctx, filter);
  SqlRecordRowsCount counted;
  TRY(sql_record_rows_count(ctx->db, ctx->arena,
                            &(SqlRecordRowsCountParameters){ctx->actor.user, filter->kind, bounds.search,
                                                            bounds.state, bounds.category, bounds.service,
                                                            bounds.late_to},
                            &counted));
  *total = counted.n;
  return OK;
}

Error record_list(Ctx *ctx, const RegisterFilter *filter, int64_t page_size, int64_t page,
                  const RecordListRow **rows, size_t *count, int64_t *total) {
  TRY(record_count(ctx, filter, total));
  return record_rows(ctx, filter, page_size, (page - 1) * page_size, rows, count);
}

/* ---- counts and filters -------------------------------------------------------------------------- */

Error register_categories(Ctx *ctx, Text kind, const Text **names, size_t *count) {
  SqlRegisterCategories *rows;
  SqlRecordCodes *codes;
  bool records = register_is_of_records(kind);
  if (records)
    TRY(sql_record_codes(ctx->db, ctx->arena, ctx->actor.user, kind, &codes, count));
  else
    TRY(sql_register_categories(ctx->db, ctx->arena, ctx->actor.user, kind, &rows, count));
  Text *out = ARENA_ARRAY(ctx->arena, Text, *count);
  for (size_t i = 0; i < *count; i++) out[i] = records ? codes[i].name : rows[i].name;
  *names = out;
  return OK;
}

Error register_counts(Ctx *ctx, const RegisterCount **counts, size_t *count) {
  SqlRegisterCounts *cases;
  SqlRecordCounts *records;
  size_t case_count, record_count;
  Text today = date_iso(ctx->arena, ctx_today(ctx));
  TRY(sql_register_counts(ctx->db, ctx->arena, ctx->actor.user, today, &cases, &case_count));
  TRY(sql_record_counts(ctx->db, ctx->arena, ctx->actor.user, today, &records, &record_count));
  RegisterCount *out = ARENA_ARRAY(ctx->arena, RegisterCount, case_count + record_count);
  for (size_t i = 0; i < case_count; i++)
    out[i] = (RegisterCount){cases[i].kind, cases[i].open, cases[i].late};
  for (size_t i = 0; i < record_count; i++)
    out[case_count + i] = (RegisterCount){records[i].kind, records[i].open, records[i].late};
  *counts = out;
  *count = case_count + record_count;
  return OK;
}

Error list_kinds(Ctx *ctx, const ListRow *rows, size_t count, const Text **kinds) {
  Text *out = ARENA_ARRAY(ctx->arena, Text, count);
  for (size_t i = 0; i < count; i++) {
    SqlCaseFileForUser row;
    bool found = false;
    out[i] = TEXT_NONE;
    if (text_is_empty(rows[i].procedure_title))
      TRY(sql_case_file_for_user(ctx->db, ctx->arena, ctx->actor.user, rows[i].reference, &row, &found));
    if (found) out[i] = row.kind;
  }
  *kinds = out;
  return OK;
}

/* ---- CSV ----------------------------------------------------------------------------------------- */

#define CSV_COLUMNS_MAX 8
#define CSV_RECORDS_MAX 100000
#define CSV_RECORDS_AT_ONCE 10000

typedef Text CsvCell(const Ctx *ctx, const SqlRegisterCsvRows *row);

typedef struct CsvColumn {
  const char *name;
  CsvCell *cell;
} CsvColumn;

typedef struct CsvRegister {
  const char *kind;
  CsvColumn columns[CSV_COLUMNS_MAX];
} CsvRegister;

static Text cell_reference(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->reference;
}

static Text cell_party(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->party;
}

static Text cell_category(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->category;
}

static Text cell_linked(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->linked;
}

static Text cell_service(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  return service_name(ctx, row->service);
}

static Text cell_received(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  return date_iso(ctx->arena, row->received);
}

static Text cell_decided(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  return date_iso(ctx->arena, row->decided);
}

/* Before the decision the outcome is that of the council's own answer to the Ombudsman. */
static Text cell_decision(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return date_is_none(row->decided) ? TEXT_NONE : row->outcome;
}

/* Said of upheld ones alone. */
static Text cell_remedy(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  if (!text_equal(cell_decision(ctx, row), TEXT("upheld")) || row->flags == INT_NONE) return TEXT_NONE;
  return row->flags & FIGURE_REMEDIED_BEFORE ? TEXT("yes") : TEXT("no");
}

static Text cell_responded(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  return date_iso(ctx->arena, row->responded);
}

static Text cell_reviewed(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  return date_iso(ctx->arena, row->reviewed);
}

static Text cell_words(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->words;
}

static Text cell_ended(const Ctx *ctx, const SqlRegisterCsvRows *row) {
  (void)ctx;
  return row->ended;
}

static const CsvRegister CSV_REGISTERS[] = {
    {"ombudsman-case",
     {{"ombudsman_reference", cell_reference},
      {"ombudsman", cell_party},
      {"category", cell_category},
      {"complaint_reference", cell_linked},
      {"received", cell_received},
      {"decided", cell_decided},
      {"decision", cell_decision},
      {"satisfactory_remedy_before", cell_remedy}}},
    {"access-request",
     {{"reference", cell_reference},
      {"received", cell_received},
      {"service", cell_service},
      {"responded", cell_responded},
      {"internal_review_requested", cell_reviewed}}},
    {"compliment",
     {{"reference", cell_reference},
      {"received", cell_received},
      {"service", cell_service},
      {"text", cell_words}}},
    {"advocacy-referral",
     {{"referred", cell_received},
      {"provider", cell_party},
      {"reason", cell_category},
      {"outcome", cell_ended}}},
};

static void csv_line(Buffer *out, const Text *cells, size_t count) {
  for (size_t i = 0; i < count; i++) csv_cell(out, cells[i]);
  csv_end_row(out);
}

typedef struct CsvWalk {
  const Ctx *ctx;
  const CsvRegister *columns;
  Buffer *out;
} CsvWalk;

static Error csv_case(void *context, const SqlRegisterCsvRows *row) {
  CsvWalk *walk = context;
  Text cells[CSV_COLUMNS_MAX];
  size_t count = 0;
  for (; count < CSV_COLUMNS_MAX && walk->columns->columns[count].name; count++)
    cells[count] = walk->columns->columns[count].cell(walk->ctx, row);
  csv_line(walk->out, cells, count);
  return OK;
}

static Error csv_cases(Ctx *ctx, const RegisterFilter *filter, Buffer *out) {
  const CsvRegister *columns = NULL;
  Bounds bounds = bounds_of(ctx, filter);
  const char *names[CSV_COLUMNS_MAX];
  size_t count = 0;
  for (size_t i = 0; i < sizeof CSV_REGISTERS / sizeof CSV_REGISTERS[0]; i++)
    if (text_equal(filter->kind, text_of(CSV_REGISTERS[i].kind))) columns = &CSV_REGISTERS[i];
  if (!columns) return FAIL(ctx->arena, ERROR_INVALID, "There is no register for this kind of case.");
  for (; count < CSV_COLUMNS_MAX && columns->columns[count].name; count++)
    names[count] = columns->columns[count].name;
  csv_begin(out, names, count);
  SqlRegisterCsvRowsParameters parameters = {
      .user = ctx->actor.user,
      .kind = filter->kind,
      .search = bounds.search,
      .state = bounds.state,
      .service = bounds.service,
      .category = bounds.category,
      .due_to = bounds.late_to,
      .subject = SUBJECT_OMBUDSMAN,
  };
  return sql_register_csv_rows(ctx->db, ctx->arena, &parameters, csv_case, &(CsvWalk){ctx, columns, out});
}

static void csv_action(const Ctx *ctx, const RecordListRow *row, Buffer *out) {
  Text cells[] = {row->reference,
                  row->code,
                  row->description,
                  row->owner,
                  date_iso(ctx->arena, row->due),
                  date_iso(ctx->arena, row->completed)};
  csv_line(out, cells, sizeof cells / sizeof cells[0]);
}

static void csv_recommendation(const Ctx *ctx, const RecordListRow *row, Buffer *out) {
  Text cells[] = {row->reference, row->description, date_iso(ctx->arena, row->due),
                  date_iso(ctx->arena, row->completed), row->compliance};
  csv_line(out, cells, sizeof cells / sizeof cells[0]);
}

typedef void CsvRecord(const Ctx *ctx, const RecordListRow *row, Buffer *out);

/* In memory of their own, because all of them at once are more than a request has. */
static Error csv_some_records(Ctx *ctx, const RegisterFilter *filter, CsvRecord *write, int64_t skip,
                              Buffer *out) {
  AUTO_ARENA arena = arena_new();
  const RecordListRow *rows;
  size_t count;
  Ctx some = *ctx;
  some.arena = arena;
  Error error = record_rows(&some, filter, CSV_RECORDS_AT_ONCE, skip, &rows, &count);
  if (error) return FAIL(ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words));
  for (size_t i = 0; i < count; i++) write(&some, &rows[i], out);
  return OK;
}

static Error csv_records(Ctx *ctx, const RegisterFilter *filter, Buffer *out) {
  static const char *const action[] = {
      "complaint_reference", "type", "description", "owner", "due", "completed"};
  static const char *const recommendation[] = {"ombudsman_reference", "recommendation", "due", "completed",
                                               "compliance"};
  int64_t total;
  bool actions = text_equal(filter->kind, TEXT("action"));
  TRY(db_begin_read(ctx->db, ctx->arena));
  AUTO_ROLLBACK open = ctx->db;
  TRY(record_count(ctx, filter, &total));
  if (total > CSV_RECORDS_MAX)
    return FAIL(ctx->arena, ERROR_LIMIT,
                "These are %lld rows, and a download has %d at most. Choose fewer with the filters.",
                (long long)total, CSV_RECORDS_MAX);
  csv_begin(out, actions ? action : recommendation, actions ? 6 : 5);
  for (int64_t skip = 0; skip < total; skip += CSV_RECORDS_AT_ONCE)
    TRY(csv_some_records(ctx, filter, actions ? csv_action : csv_recommendation, skip, out));
  return OK;
}

Error register_csv(Ctx *ctx, const RegisterFilter *filter, Buffer *out) {
  if (!(role_permissions(ctx->actor.role) & PERMISSION_EXPORT))
    return FAIL(ctx->arena, ERROR_DENIED, "Your role does not allow downloads.");
  if (register_is_of_records(filter->kind))
    TRY(csv_records(ctx, filter, out));
  else
    TRY(csv_cases(ctx, filter, out));
  if (out->failed) return FAIL(ctx->arena, ERROR_LIMIT, "This list is too long to download. Use a filter.");
  return OK;
}

/* ---- cases that belong together ------------------------------------------------------------------ */

static Error may_see(Ctx *ctx, CaseId id, bool *sees) {
  SqlCaseRowReference row;
  return sql_case_row_reference(ctx->db, ctx->arena, ctx->actor.user, id, &row, sees);
}

/* The complaint that the case came from, as the first of the list. */
static Error add_source(Ctx *ctx, CaseId id, LinkedCase *out, size_t *count) {
  SqlCaseRowGet row;
  bool sees;
  TRY(may_see(ctx, id, &sees));
  if (!sees) return OK;
  TRY(sql_case_row_get(ctx->db, ctx->arena, id, &row, &sees));
  if (sees)
    out[(*count)++] = (LinkedCase){row.reference, row.kind, row.status, row.outcome, row.received, true};
  return OK;
}

Error linked_cases(Ctx *ctx, const CaseFile *file, const LinkedCase **cases, size_t *count) {
  SqlCaseLinked *rows;
  size_t found;
  CaseId source = case_facts(ctx, file).linked;
  TRY(sql_case_linked(ctx->db, ctx->arena, file->id, &rows, &found));
  LinkedCase *out = ARENA_ARRAY(ctx->arena, LinkedCase, found + 1);
  *count = 0;
  if (source.value) TRY(add_source(ctx, source, out, count));
  for (size_t i = 0; i < found; i++) {
    bool sees;
    TRY(may_see(ctx, rows[i].id, &sees));
    if (sees)
      out[(*count)++] = (LinkedCase){rows[i].reference, rows[i].kind,     rows[i].status,
                                     rows[i].outcome,   rows[i].received, false};
  }
  *cases = out;
  return OK;
}
