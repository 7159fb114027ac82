/* The narrow rows that lists and figures read, made from the events in the transaction that appends them. */
#include "casework/projection_parts.h"
#include "sql_cases.h"

static bool is_open(CaseStatus status) { return status != CASE_CLOSED && status != CASE_WITHDRAWN; }

/* Lists sort by this text: the due day; paused and dateless cases come last. */
static Text due_key(Arena *arena, const Clock *next) {
  if (!next) return TEXT("9999-12-31");
  if (next->status == CLOCK_PAUSED) return TEXT("9999-12-30");
  return date_is_none(next->due) ? TEXT("9999-12-31") : date_iso(arena, next->due);
}

static Date closed_on(const CaseState *state) {
  return state->status == CASE_WITHDRAWN ? state->withdrawn
         : state->status == CASE_CLOSED  ? state->closed
                                         : DATE_NONE;
}

static Text search_words(Ctx *ctx, const CaseFile *file, const CaseFacts *facts) {
  Text parts[] = {file->reference, facts->person, facts->summary, case_text(file, "email"),
                  case_text(file, "phone")};
  return text_fold(ctx->arena, text_join(ctx->arena, parts, 5, TEXT(" ")));
}

static SqlCaseRowPutParameters list_row(Ctx *ctx, const CaseFile *file) {
  const CaseState *state = &file->state;
  CaseFacts facts = case_facts(ctx, file);
  const Clock *next = state->next;
  return (SqlCaseRowPutParameters){
      .case_id = file->id,
      .reference = file->reference,
      .kind = file->kind,
      .status = text_of(case_status_word(state->status)),
      .open = is_open(state->status),
      .triaged = facts.triaged,
      .person = facts.person,
      .person_key = facts.person_key,
      .summary = facts.summary,
      .search = search_words(ctx, file, &facts),
      .procedure = state->procedure ? state->procedure->id : TEXT_NONE,
      .version = state->procedure ? state->procedure->version : TEXT_NONE,
      .stage = state->stage,
      .service = facts.service,
      .team = facts.team,
      .owner = state->owner,
      .next_clock = next ? next->id : TEXT_NONE,
      .clock_kind = next ? text_of(clock_kind_word(next->rule->kind)) : TEXT_NONE,
      .due = next ? next->due : DATE_NONE,
      .due_key = due_key(ctx->arena, next),
      .paused = next && next->status == CLOCK_PAUSED,
      .extended = next && next->extended,
      .received = state->received,
      .channel = facts.channel,
      .anonymous = facts.anonymous,
      .causes = facts.causes,
      .outcome = text_of(outcome_word(facts.outcome)),
      .closed = closed_on(state),
      .flags = facts.flags,
      .restricted = facts.restricted,
      .category = facts.category,
      .party = facts.party,
      .linked = facts.linked,
      .decided = state->decided,
      .last_number = file->version,
  };
}

static const Clock *stage_clock_of(const CaseState *state, Arena *arena, int stage, const char *id) {
  return clock_find(state->clocks, text_format(arena, "stage-%d/%s", stage, id));
}

static SqlStageRowPutParameters stage_row(Ctx *ctx, const CaseFile *file, const CaseFacts *facts,
                                          int number) {
  const CaseState *state = &file->state;
  const StageState *stage = &state->stages[number];
  const Clock *acknowledge = stage_clock_of(state, ctx->arena, number, "acknowledge");
  const Clock *respond = stage_clock_of(state, ctx->arena, number, "respond");
  bool last = number == state->stage;
  return (SqlStageRowPutParameters){
      .case_id = file->id,
      .stage = number,
      .kind = file->kind,
      .procedure = state->procedure->id,
      .version = state->procedure->version,
      .service = facts->service,
      .team = facts->team,
      .channel = facts->channel,
      .causes = facts->causes,
      .opened = stage->opened,
      .acknowledged = stage->acknowledged,
      .acknowledge_due = acknowledge ? acknowledge->original : DATE_NONE,
      .acknowledge_verdict = acknowledge ? text_of(verdict_word(acknowledge->verdict)) : TEXT_NONE,
      .due = respond ? respond->original : DATE_NONE,
      .extended_due = respond && respond->extended ? respond->due : DATE_NONE,
      .responded = stage->responded,
      .verdict = respond ? text_of(verdict_word(respond->verdict)) : TEXT_NONE,
      .outcome = text_of(outcome_word(stage->outcome)),
      .responder = stage->responder,
      .withdrawn = last && state->status == CASE_WITHDRAWN ? state->withdrawn : DATE_NONE,
      .remedies = last ? facts->remedies : TEXT_NONE,
      .pence = last ? facts->pence : INT_NONE,
  };
}

static bool has_stage(const CaseState *state, int number) {
  return state->procedure && !date_is_none(state->stages[number].opened);
}

Error projection_write(Ctx *ctx, const CaseFile *file) {
  if (is_publication(file)) return publication_row_write(ctx, file);
  SqlCaseRowPutParameters row = list_row(ctx, file);
  CaseFacts facts = case_facts(ctx, file);
  TRY(sql_case_row_put(ctx->db, &row, NULL));
  TRY(sql_stage_row_clear_case(ctx->db, file->id, NULL));
  for (int i = 1; i <= STAGES_MAX; i++) {
    if (!has_stage(&file->state, i)) continue;
    SqlStageRowPutParameters stage = stage_row(ctx, file, &facts, i);
    TRY(sql_stage_row_put(ctx->db, &stage, NULL));
  }
  TRY(record_rows_write(ctx, file));
  TRY(figure_rows_write(ctx, file));
  return linked_rows_write(ctx, file);
}

/* One line of all fields, so that stored and derived rows are compared as texts. */
static Text row_text(Arena *arena, const SqlCaseRowPutParameters *row) {
  Text due = date_iso(arena, row->due), received = date_iso(arena, row->received),
       closed = date_iso(arena, row->closed);
  Text first =
      text_format(arena, "%.*s|%.*s|%.*s|%d%d|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%lld|%lld|%.*s|%lld",
                  TEXT_ARGUMENTS(row->reference), TEXT_ARGUMENTS(row->kind), TEXT_ARGUMENTS(row->status),
                  row->open, row->triaged, TEXT_ARGUMENTS(row->person), TEXT_ARGUMENTS(row->person_key),
                  TEXT_ARGUMENTS(row->summary), TEXT_ARGUMENTS(row->search), TEXT_ARGUMENTS(row->procedure),
                  TEXT_ARGUMENTS(row->version), (long long)row->stage, (long long)row->service.value,
                  TEXT_ARGUMENTS(row->team), (long long)row->owner.value);
  Text second = text_format(arena, "%.*s|%.*s|%.*s|%.*s|%d%d|%.*s|%.*s|%d|%.*s|%.*s|%.*s|%.*s|%d|%lld",
                            TEXT_ARGUMENTS(row->next_clock), TEXT_ARGUMENTS(row->clock_kind),
                            TEXT_ARGUMENTS(due), TEXT_ARGUMENTS(row->due_key), row->paused, row->extended,
                            TEXT_ARGUMENTS(received), TEXT_ARGUMENTS(row->channel), row->anonymous,
                            TEXT_ARGUMENTS(row->causes), TEXT_ARGUMENTS(row->outcome), TEXT_ARGUMENTS(closed),
                            TEXT_ARGUMENTS(row->flags), row->restricted, (long long)row->last_number);
  Text decided = date_iso(arena, row->decided);
  return text_format(arena, "%.*s|%.*s|%.*s|%.*s|%lld|%.*s", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(second),
                     TEXT_ARGUMENTS(row->category), TEXT_ARGUMENTS(row->party), (long long)row->linked.value,
                     TEXT_ARGUMENTS(decided));
}

static SqlCaseRowPutParameters stored_row(CaseId id, const SqlCaseRowGet *row) {
  return (SqlCaseRowPutParameters){
      .case_id = id,
      .reference = row->reference,
      .kind = row->kind,
      .status = row->status,
      .open = row->open,
      .triaged = row->triaged,
      .person = row->person,
      .person_key = row->person_key,
      .summary = row->summary,
      .search = row->search,
      .procedure = row->procedure,
      .version = row->version,
      .stage = row->stage,
      .service = row->service,
      .team = row->team,
      .owner = row->owner,
      .next_clock = row->next_clock,
      .clock_kind = row->clock_kind,
      .due = row->due,
      .due_key = row->due_key,
      .paused = row->paused,
      .extended = row->extended,
      .received = row->received,
      .channel = row->channel,
      .anonymous = row->anonymous,
      .causes = row->causes,
      .outcome = row->outcome,
      .closed = row->closed,
      .flags = row->flags,
      .restricted = row->restricted,
      .category = row->category,
      .party = row->party,
      .linked = row->linked,
      .decided = row->decided,
      .last_number = row->last_number,
  };
}

static Text stage_text(Arena *arena, const SqlStageRowOfCase *row) {
  Date dates[] = {row->opened,       row->acknowledged, row->acknowledge_due, row->due,
                  row->extended_due, row->responded,    row->withdrawn};
  Text words[] = {row->kind,
                  row->procedure,
                  row->version,
                  row->team,
                  row->channel,
                  row->causes,
                  row->acknowledge_verdict,
                  row->verdict,
                  row->outcome,
                  row->remedies,
                  TEXT_NONE,
                  TEXT_NONE,
                  TEXT_NONE,
                  TEXT_NONE,
                  TEXT_NONE,
                  TEXT_NONE,
                  TEXT_NONE};
  for (size_t i = 0; i < 7; i++) words[10 + i] = date_iso(arena, dates[i]);
  Text joined = text_join(arena, words, 17, TEXT("|"));
  return text_format(arena, "%lld|%lld|%lld|%lld|%.*s", (long long)row->stage, (long long)row->service.value,
                     (long long)row->responder.value, (long long)row->pence, TEXT_ARGUMENTS(joined));
}

static Text stage_text_derived(Ctx *ctx, const CaseFile *file, const CaseFacts *facts, int number) {
  SqlStageRowPutParameters row = stage_row(ctx, file, facts, number);
  return stage_text(
      ctx->arena,
      &(SqlStageRowOfCase){row.stage,   row.kind,         row.procedure,       row.version,
                           row.service, row.team,         row.channel,         row.causes,
                           row.opened,  row.acknowledged, row.acknowledge_due, row.acknowledge_verdict,
                           row.due,     row.extended_due, row.responded,       row.verdict,
                           row.outcome, row.responder,    row.withdrawn,       row.remedies,
                           row.pence});
}

static Error verify_stages(Ctx *ctx, const CaseFile *file, Text *wrong) {
  SqlStageRowOfCase *rows;
  size_t count, found = 0;
  CaseFacts facts = case_facts(ctx, file);
  TRY(sql_stage_row_of_case(ctx->db, ctx->arena, file->id, &rows, &count));
  for (int i = 1; i <= STAGES_MAX && text_is_empty(*wrong); i++) {
    if (!has_stage(&file->state, i)) continue;
    Text derived = stage_text_derived(ctx, file, &facts, i);
    if (found >= count || !text_equal(derived, stage_text(ctx->arena, &rows[found])))
      *wrong = text_format(ctx->arena, "the figures row of stage %d differs from the events", i);
    found++;
  }
  if (text_is_empty(*wrong) && found != count) *wrong = TEXT("there are more figures rows than stages");
  return OK;
}

Error projection_verify(Ctx *ctx, const CaseFile *file, Text *wrong) {
  SqlCaseRowGet stored;
  bool found;
  *wrong = TEXT_NONE;
  if (is_publication(file)) return publication_row_verify(ctx, file, wrong);
  TRY(sql_case_row_get(ctx->db, ctx->arena, file->id, &stored, &found));
  if (!found) {
    *wrong = TEXT("its list row is missing");
    return OK;
  }
  SqlCaseRowPutParameters derived = list_row(ctx, file), kept = stored_row(file->id, &stored);
  if (!text_equal(row_text(ctx->arena, &derived), row_text(ctx->arena, &kept)))
    *wrong = TEXT("its list row differs from the events");
  if (text_is_empty(*wrong)) TRY(verify_stages(ctx, file, wrong));
  if (text_is_empty(*wrong)) TRY(record_rows_verify(ctx, file, wrong));
  return text_is_empty(*wrong) ? figure_rows_verify(ctx, file, wrong) : OK;
}
