/* The daily acts: triage, assign, acknowledge, pause, resume, extend, note, and the procedure's own steps. */
#include "casework/act.h"

static bool is_suggestion(const CaseFile *file, Text procedure) {
  return file->state.procedure && text_equal(file->state.procedure->id, procedure);
}

/* Only who works on cases may be given one: what a person is given they may also see. */
static Error check_owner(const Ctx *ctx, UserId owner) {
  if (!owner.value) return OK;
  const Person *person = directory_person(ctx->directory, owner);
  bool works = person && !person->disabled &&
               (role_permissions(person->role) & (PERMISSION_PROGRESS | PERMISSION_ANSWER)) != 0;
  return works ? OK : FAIL(ctx->arena, ERROR_INVALID, "Select a person who works on cases.");
}

static Error check_triage(Ctx *ctx, const CaseFile *file, const TriageDecision *decision,
                          const Procedure **procedure) {
  const ProcedureBook *book = &ctx->program->procedures;
  *procedure = procedure_in_force(book, decision->procedure, file->state.received);
  if (!*procedure) return FAIL(ctx->arena, ERROR_INVALID, "Select which procedure this is under.");
  if (!is_suggestion(file, decision->procedure) && text_is_empty(decision->reason))
    return FAIL(ctx->arena, ERROR_INVALID, "Say why this procedure and not the one that was suggested.");
  TRY(check_owner(ctx, decision->owner));
  if (decision->service.value && !directory_service(ctx->directory, decision->service))
    return FAIL(ctx->arena, ERROR_INVALID, "Select the service.");
  return OK;
}

Error act_triage(Ctx *ctx, Target target, const TriageDecision *decision) {
  CaseFile file;
  const Procedure *procedure;
  TRY(act_begin(ctx, target, ACT_CLASSIFY, &file));
  Error error = check_triage(ctx, &file, decision, &procedure);
  if (error) return act_refuse(ctx, error);
  LedgerEvent events[2] = {ledger_event(ctx, EVENT_CLASSIFIED, 0, target.on)};
  LedgerEvent *classified = &events[0];
  classified->event.procedure = procedure->id;
  classified->event.version = procedure->version;
  classified->event.reason = is_suggestion(&file, decision->procedure) ? TEXT("confirmed") : TEXT("moved");
  classified->service = decision->service;
  classified->team = decision->team;
  classified->causes = decision->causes;
  classified->flags = text_is_empty(decision->flags) ? TEXT("none") : decision->flags;
  act_text(ctx->arena, classified, "reason", decision->reason);
  act_text(ctx->arena, classified, "summary", decision->summary);
  size_t count = 1;
  if (decision->owner.value && decision->owner.value != file.state.owner.value) {
    events[count] = ledger_event(ctx, EVENT_ASSIGNED, 0, target.on);
    events[count++].event.subject = decision->owner;
  }
  return act_finish(ctx, &file, events, count);
}

Error act_assign(Ctx *ctx, Target target, UserId owner, Text note) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_ASSIGN, &file));
  Error error = check_owner(ctx, owner);
  if (error) return act_refuse(ctx, error);
  LedgerEvent event = ledger_event(ctx, EVENT_ASSIGNED, 0, target.on);
  event.event.subject = owner;
  act_text(ctx->arena, &event, "words", note);
  return act_finish(ctx, &file, &event, 1);
}

Error act_acknowledge(Ctx *ctx, Target target, Text channel, Text words) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_ACKNOWLEDGE, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_ACKNOWLEDGED, file.state.stage, target.on);
  event.channel = channel;
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_pause(Ctx *ctx, Target target, Text reason, Text words) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_PAUSE, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_PAUSED, file.state.stage, target.on);
  event.event.reason = reason;
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_resume(Ctx *ctx, Target target, Text words) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_RESUME, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_RESUMED, file.state.stage, target.on);
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_extend(Ctx *ctx, Target target, const Extension *extension) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_EXTEND, &file));
  if (text_is_empty(extension->words))
    return act_refuse(ctx,
                      FAIL(ctx->arena, ERROR_INVALID, "Enter the reason, as the customer will read it."));
  if (!directory_person(ctx->directory, extension->allowed_by))
    return act_refuse(ctx, FAIL(ctx->arena, ERROR_INVALID, "Select who allowed it."));
  LedgerEvent events[2] = {ledger_event(ctx, EVENT_EXTENDED, file.state.stage, target.on)};
  events[0].event.until = extension->until;
  events[0].event.reason = extension->reason;
  events[0].event.subject = extension->allowed_by;
  act_text(ctx->arena, &events[0], "words", extension->words);
  size_t count = 1;
  if (extension->told) events[count++] = ledger_event(ctx, EVENT_CUSTOMER_TOLD, file.state.stage, target.on);
  return act_finish(ctx, &file, events, count);
}

Error act_agree_date(Ctx *ctx, Target target, Date until, Text words) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_AGREE_DATE, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_DATE_AGREED, file.state.stage, target.on);
  event.event.until = until;
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_note(Ctx *ctx, Target target, Text kind, Text words) {
  CaseFile file;
  if (text_is_empty(words)) return FAIL(ctx->arena, ERROR_INVALID, "Enter the note.");
  TRY(act_begin(ctx, target, ACT_NOTE, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_NOTED, 0, target.on);
  event.event.reason = kind;
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

/* The event of a plain step; EVENT_TYPE_COUNT where the act is none. */
static EventType step_event(CaseAct act) {
  switch (act) {
  case ACT_AGREE_STATEMENT:
    return EVENT_STATEMENT_AGREED;
  case ACT_APPOINT_TEAM:
    return EVENT_TEAM_APPOINTED;
  case ACT_HOLD_PANEL:
    return EVENT_PANEL_HELD;
  case ACT_REPORT:
    return EVENT_REPORTED;
  case ACT_CONFIRM_IDENTITY:
    return EVENT_IDENTITY_CONFIRMED;
  case ACT_RECEIVE_CLARIFICATION:
    return EVENT_CLARIFICATION_RECEIVED;
  case ACT_SEND_TERMS:
    return EVENT_TERMS_SENT;
  case ACT_RESOLVE:
    return EVENT_RESOLVED;
  default:
    return EVENT_TYPE_COUNT;
  }
}

Error act_step(Ctx *ctx, Target target, CaseAct act, Text words) {
  CaseFile file;
  EventType type = step_event(act);
  if (type == EVENT_TYPE_COUNT) return FAIL(ctx->arena, ERROR_INVALID, "This is not a step of a procedure.");
  TRY(act_begin(ctx, target, act, &file));
  int stage = event_type_has_stage(type) ? file.state.stage : 0;
  LedgerEvent event = ledger_event(ctx, type, stage, target.on);
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}
