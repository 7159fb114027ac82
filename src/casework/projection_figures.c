/* The rows that figures count. Here the law has been applied already: verdicts come from the clocks. */
#include "casework/projection_parts.h"
#include "sql_cases.h"
#include "sql_figures.h"

typedef struct Rows {
  Ctx *ctx;
  const CaseFile *file;
  CaseFacts facts;
  bool make_words; /* names that are new get a number; else they count as unknown */
  FigureRow *items;
  size_t count, capacity;
} Rows;

/* The number of a name; 0 for the empty one. */
static Error key_of(Rows *rows, Text name, FigureKey *key) {
  Ctx *ctx = rows->ctx;
  SqlWordByName row;
  bool found;
  *key = 0;
  if (text_is_empty(name)) return OK;
  TRY(sql_word_by_name(ctx->db, ctx->arena, name, &row, &found));
  if (found) *key = row.id;
  if (found || !rows->make_words) return OK;
  *key = random_id(ctx_now(ctx));
  return sql_word_insert(ctx->db, *key, name, NULL);
}

static FigureRow *add(Rows *rows, FigureSubject subject, int32_t number, Date opened) {
  if (rows->count == rows->capacity) {
    size_t capacity = rows->capacity ? rows->capacity * 2 : 8;
    rows->items = arena_grow(rows->ctx->arena, rows->items, rows->count, capacity, sizeof(FigureRow));
    rows->capacity = capacity;
  }
  FigureRow *row = &rows->items[rows->count++];
  *row = (FigureRow){.case_id = rows->file->id.value,
                     .subject = subject,
                     .number = number,
                     .opened = opened,
                     .ended = DATE_NONE,
                     .due = DATE_NONE,
                     .service = rows->facts.service.value};
  return row;
}

/* Settled at once before a reply was due is in time; a reply that was overdue by then is late. */
static Verdict verdict_of_resolution(const Clock *respond) {
  if (!respond) return VERDICT_NONE;
  return respond->status == CLOCK_MISSED ? VERDICT_LATE : VERDICT_ON_TIME;
}

/* How the stage ended: by its answer, a settlement, a withdrawal, the next stage, or the end of the case. */
static void end_of_stage(FigureRow *row, const CaseState *state, int number, const Clock *respond) {
  const StageState *stage = &state->stages[number];
  bool last = number == state->stage || state->stage == 0; /* 0: no procedure was ever chosen */
  if (!date_is_none(stage->responded)) {
    row->ended = stage->responded;
    row->flags |= FIGURE_ANSWERED;
    row->outcome = (int32_t)stage->outcome;
    row->verdict = respond ? (int32_t)respond->verdict : VERDICT_NONE;
  } else if (last && !date_is_none(state->resolved)) {
    row->ended = state->resolved;
    row->flags |= FIGURE_ANSWERED;
    row->outcome = OUTCOME_RESOLVED;
    row->verdict = (int32_t)verdict_of_resolution(respond);
  } else if (last && state->status == CASE_WITHDRAWN) {
    row->ended = state->withdrawn;
    row->outcome = OUTCOME_WITHDRAWN;
  } else if (last && state->status == CASE_CLOSED) {
    row->ended = state->closed;
  } else if (!last) {
    row->ended = state->stages[number + 1].opened;
  }
}

static Error add_stage(Rows *rows, FigureSubject subject, int number) {
  Ctx *ctx = rows->ctx;
  const CaseState *state = &rows->file->state;
  const Clock *respond = clock_find(state->clocks, text_format(ctx->arena, "stage-%d/respond", number));
  FigureRow *row = add(rows, subject, number, number == 1 ? state->received : state->stages[number].opened);
  end_of_stage(row, state, number, respond);
  if (respond) row->due = respond->due;
  if (respond && respond->extended) row->flags |= FIGURE_EXTENDED;
  if (state->procedure) TRY(key_of(rows, state->procedure->id, &row->procedure));
  TRY(key_of(rows, rows->facts.team, &row->team));
  return key_of(rows, rows->facts.causes, &row->theme);
}

static Error add_stages(Rows *rows, FigureSubject subject) {
  const CaseState *state = &rows->file->state;
  TRY(add_stage(rows, subject, 1));
  for (int i = 2; i <= STAGES_MAX; i++)
    if (!date_is_none(state->stages[i].opened)) TRY(add_stage(rows, subject, i));
  return OK;
}

/* A case at the Ombudsman belongs to the procedure and service of the complaint that it came from. */
static Error put_under_complaint(Rows *rows, FigureRow *row) {
  SqlCaseRowGet complaint;
  bool found;
  if (!rows->facts.linked.value) return OK;
  TRY(sql_case_row_get(rows->ctx->db, rows->ctx->arena, rows->facts.linked, &complaint, &found));
  if (!found) return OK;
  row->service = complaint.service.value;
  TRY(key_of(rows, complaint.team, &row->team));
  return key_of(rows, complaint.procedure, &row->procedure);
}

static Error add_compliance(Rows *rows) {
  RecordList records = rows->file->state.records;
  Date last = DATE_NONE;
  Compliance worst = COMPLIANCE_NONE;
  for (size_t i = 0; i < records.count; i++) {
    const Record *record = &records.items[i];
    if (record->compliance == COMPLIANCE_NONE) continue;
    last = date_later(last, record->compliance_on);
    if (record->compliance > worst) worst = record->compliance;
  }
  if (worst == COMPLIANCE_NONE) return OK;
  FigureRow *row = add(rows, SUBJECT_COMPLIANCE, 0, last);
  row->outcome = (int32_t)worst;
  row->ended = last;
  return put_under_complaint(rows, row);
}

static Error add_ombudsman(Rows *rows) {
  const CaseState *state = &rows->file->state;
  FigureRow *row = add(rows, SUBJECT_OMBUDSMAN, 0, state->received);
  row->ended = state->decided;
  row->outcome = (int32_t)state->decision;
  if (!date_is_none(state->decided)) row->flags |= FIGURE_ANSWERED;
  if (state->remedied_before) row->flags |= FIGURE_REMEDIED_BEFORE;
  TRY(key_of(rows, rows->facts.category, &row->theme));
  TRY(put_under_complaint(rows, row));
  return add_compliance(rows);
}

static Error add_referral(Rows *rows) {
  FigureRow *row = add(rows, SUBJECT_REFERRAL, 0, rows->file->state.received);
  int64_t age = 0;
  row->ended = rows->file->state.closed;
  if (text_to_int(case_text(rows->file, "age"), &age) && age >= 0 && age < 150) row->amount = (int32_t)age;
  TRY(key_of(rows, rows->facts.category, &row->theme));
  return key_of(rows, case_text(rows->file, "gender"), &row->group);
}

static Error add_actions(Rows *rows) {
  const CaseState *state = &rows->file->state;
  for (size_t i = 0; i < state->records.count; i++) {
    const Record *record = &state->records.items[i];
    if (record->kind != RECORD_ACTION) continue;
    FigureRow *row = add(rows, SUBJECT_ACTION, record->number, record->agreed);
    row->ended = record->completed;
    row->due = record->due;
    row->verdict = (int32_t)record->clock.verdict;
    if (!date_is_none(record->completed)) row->flags |= FIGURE_DONE;
    if (record->clock.verdict == VERDICT_ON_TIME) row->flags |= FIGURE_DONE_ON_TIME;
    if (state->procedure) TRY(key_of(rows, state->procedure->id, &row->procedure));
    TRY(key_of(rows, rows->facts.team, &row->team));
    TRY(key_of(rows, record->code, &row->theme));
  }
  return OK;
}

static bool is_kind(const Rows *rows, const char *kind) {
  return text_equal(rows->file->kind, text_of(kind));
}

static Error make_rows(Rows *rows) {
  if (is_kind(rows, "complaint"))
    TRY(add_stages(rows, SUBJECT_COMPLAINT));
  else if (is_kind(rows, "access-request"))
    TRY(add_stages(rows, SUBJECT_ACCESS));
  else if (is_kind(rows, "ombudsman-case"))
    TRY(add_ombudsman(rows));
  else if (is_kind(rows, "advocacy-referral"))
    TRY(add_referral(rows));
  else if (is_kind(rows, "compliment"))
    add(rows, SUBJECT_COMPLIMENT, 0, rows->file->state.received);
  return add_actions(rows);
}

static Rows rows_of(Ctx *ctx, const CaseFile *file, bool make_words) {
  return (Rows){.ctx = ctx, .file = file, .facts = case_facts(ctx, file), .make_words = make_words};
}

static SqlFigureRowPutParameters parameters_of(CaseId id, const FigureRow *row) {
  return (SqlFigureRowPutParameters){.case_id = id,
                                     .subject = row->subject,
                                     .number = row->number,
                                     .opened = row->opened.day,
                                     .ended = row->ended.day,
                                     .due = row->due.day,
                                     .verdict = row->verdict,
                                     .outcome = row->outcome,
                                     .flags = row->flags,
                                     .procedure = row->procedure,
                                     .service = row->service,
                                     .team = row->team,
                                     .theme = row->theme,
                                     .grouping = row->group,
                                     .amount = row->amount};
}

Error figure_rows_write(Ctx *ctx, const CaseFile *file) {
  Rows rows = rows_of(ctx, file, true);
  TRY(make_rows(&rows));
  TRY(sql_figure_row_clear_case(ctx->db, file->id, NULL));
  for (size_t i = 0; i < rows.count; i++) {
    SqlFigureRowPutParameters row = parameters_of(file->id, &rows.items[i]);
    TRY(sql_figure_row_put(ctx->db, &row, NULL));
  }
  return OK;
}

Error linked_rows_write(Ctx *ctx, const CaseFile *file) {
  SqlCaseLinked *linked;
  size_t count;
  TRY(sql_case_linked(ctx->db, ctx->arena, file->id, &linked, &count));
  for (size_t i = 0; i < count; i++) {
    CaseFile other;
    TRY(ledger_load(ctx, linked[i].id, &other));
    TRY(figure_rows_write(ctx, &other));
  }
  return OK;
}

static bool same_row(const SqlFigureRowOfCase *kept, const FigureRow *row) {
  SqlFigureRowPutParameters right = parameters_of((CaseId){row->case_id}, row);
  return kept->subject == right.subject && kept->number == right.number && kept->opened == right.opened &&
         kept->ended == right.ended && kept->due == right.due && kept->verdict == right.verdict &&
         kept->outcome == right.outcome && kept->flags == right.flags && kept->procedure == right.procedure &&
         kept->service == right.service && kept->team == right.team && kept->theme == right.theme &&
         kept->grouping == right.grouping && kept->amount == right.amount;
}

static bool has_same(const SqlFigureRowOfCase *kept, size_t count, const FigureRow *row) {
  for (size_t i = 0; i < count; i++)
    if (same_row(&kept[i], row)) return true;
  return false;
}

Error figure_rows_verify(Ctx *ctx, const CaseFile *file, Text *wrong) {
  Rows rows = rows_of(ctx, file, false);
  SqlFigureRowOfCase *kept;
  size_t count;
  TRY(make_rows(&rows));
  TRY(sql_figure_row_of_case(ctx->db, ctx->arena, file->id, &kept, &count));
  bool same = count == rows.count;
  for (size_t i = 0; same && i < rows.count; i++) same = has_same(kept, count, &rows.items[i]);
  if (!same) *wrong = TEXT("its rows for figures differ from the events");
  return OK;
}
