#include "casework/act.h"
#include "sql_ledger.h"

void act_text(Arena *arena, LedgerEvent *event, const char *slot, Text body) {
  if (text_is_empty(body)) return;
  EventText *texts =
      arena_grow(arena, event->texts, event->text_count, event->text_count + 1, sizeof(EventText));
  texts[event->text_count] = (EventText){text_of(slot), body, false};
  event->texts = texts;
  event->text_count++;
}

Error act_refuse(Ctx *ctx, Error error) {
  db_rollback(ctx->db);
  return error;
}

Error act_find(Ctx *ctx, Text reference, CaseId *id) {
  bool found;
  if (ctx->actor.role == ROLE_SYSTEM) {
    SqlCaseFileByReference row;
    TRY(sql_case_file_by_reference(ctx->db, ctx->arena, reference, &row, &found));
    *id = row.id;
  } else {
    SqlCaseFileForUser row;
    TRY(sql_case_file_for_user(ctx->db, ctx->arena, ctx->actor.user, reference, &row, &found));
    *id = row.id;
  }
  if (found) return OK;
  return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such case, or it is not one that you may see.");
}

static Error check_act(Ctx *ctx, CaseAct act, int64_t version, const CaseFile *file) {
  if (version != ANY_VERSION && version != file->version)
    return FAIL(ctx->arena, ERROR_CONFLICT, "Somebody else changed this case while you were writing.");
  Permit permit = case_may(ctx->arena, &file->state, act, (UserId){0});
  if (!permit.allowed) return FAIL(ctx->arena, ERROR_REFUSED, "%.*s", TEXT_ARGUMENTS(permit.why_not));
  return OK;
}

static Error load_for_act(Ctx *ctx, Target target, CaseAct act, CaseFile *file) {
  CaseId id;
  TRY(act_find(ctx, target.reference, &id));
  TRY(act_allowed(ctx, act));
  TRY(ledger_load(ctx, id, file));
  return check_act(ctx, act, target.version, file);
}

Error act_begin(Ctx *ctx, Target target, CaseAct act, CaseFile *file) {
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = load_for_act(ctx, target, act, file);
  return error ? act_refuse(ctx, error) : OK;
}

static Error load_for_customer(Ctx *ctx, Text secret, CaseAct act, CaseFile *file) {
  CaseId id;
  TRY(ledger_find_tracking(ctx, secret, &id));
  TRY(ledger_load(ctx, id, file));
  TRY(act_allowed(ctx, act));
  return check_act(ctx, act, ANY_VERSION, file);
}

Error act_begin_customer(Ctx *ctx, Text secret, CaseAct act, CaseFile *file) {
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = load_for_customer(ctx, secret, act, file);
  return error ? act_refuse(ctx, error) : OK;
}

static Error check_and_append(Ctx *ctx, const CaseFile *file, const LedgerEvent *events, size_t count) {
  TRY(case_check_event(ctx->arena, &file->state, &events[0].event, ctx_today(ctx)));
  return ledger_append(ctx, file->id, file->version, events, count);
}

Error act_finish(Ctx *ctx, const CaseFile *file, const LedgerEvent *events, size_t count) {
  return write_end(ctx->arena, ctx->db, check_and_append(ctx, file, events, count));
}
