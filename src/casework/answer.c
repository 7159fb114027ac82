/* The answer of a stage, the request for the next, and the ends of a case. */
#include "casework/act.h"

static Error check_answer(Ctx *ctx, const CaseFile *file, const Answer *answer) {
  if (text_is_empty(answer->words)) return FAIL(ctx->arena, ERROR_INVALID, "Enter the answer.");
  const Person *person = directory_person(ctx->directory, answer->decided_by);
  if (!person) return FAIL(ctx->arena, ERROR_INVALID, "Select who decided.");
  Permit permit = case_may(ctx->arena, &file->state, ACT_RESPOND, answer->decided_by);
  if (!permit.allowed) return FAIL(ctx->arena, ERROR_REFUSED, "%.*s", TEXT_ARGUMENTS(permit.why_not));
  return OK;
}

Error act_respond(Ctx *ctx, Target target, const Answer *answer) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_RESPOND, &file));
  Error error = check_answer(ctx, &file, answer);
  if (error) return act_refuse(ctx, error);
  LedgerEvent event = ledger_event(ctx, EVENT_RESPONDED, file.state.stage, target.on);
  event.event.outcome = answer->outcome;
  event.event.subject = answer->decided_by;
  event.remedies = answer->remedies;
  event.pence = answer->pence;
  event.channel = answer->channel;
  act_text(ctx->arena, &event, "words", answer->words);
  return act_finish(ctx, &file, &event, 1);
}

static LedgerEvent review_event(Ctx *ctx, const CaseFile *file, Date on, const ReviewRequest *request) {
  LedgerEvent event = ledger_event(ctx, EVENT_REQUESTED, file->state.stage + 1, on);
  act_text(ctx->arena, &event, "why", request->why);
  act_text(ctx->arena, &event, "wanted", request->wanted);
  return event;
}

Error act_request_review(Ctx *ctx, Target target, const ReviewRequest *request) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_REQUEST_NEXT_STAGE, &file));
  LedgerEvent event = review_event(ctx, &file, target.on, request);
  return act_finish(ctx, &file, &event, 1);
}

Error customer_request_review(Ctx *ctx, Text secret, const ReviewRequest *request) {
  CaseFile file;
  TRY(act_begin_customer(ctx, secret, ACT_REQUEST_NEXT_STAGE, &file));
  LedgerEvent event = review_event(ctx, &file, DATE_NONE, request);
  return act_finish(ctx, &file, &event, 1);
}

Error act_decide_late_request(Ctx *ctx, Target target, bool accept, Text reason) {
  CaseFile file;
  if (text_is_empty(reason)) return FAIL(ctx->arena, ERROR_INVALID, "Enter the reasons for the decision.");
  TRY(act_begin(ctx, target, ACT_DECIDE_LATE_REQUEST, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_LATE_REQUEST_DECIDED, file.state.stage, target.on);
  event.event.accepted = accept;
  act_text(ctx->arena, &event, "words", reason);
  return act_finish(ctx, &file, &event, 1);
}

/* An act that is one event of the whole case with some words. */
static Error plain_act(Ctx *ctx, Target target, CaseAct act, EventType type, Text words) {
  CaseFile file;
  TRY(act_begin(ctx, target, act, &file));
  LedgerEvent event = ledger_event(ctx, type, 0, target.on);
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_withdraw(Ctx *ctx, Target target, Text words) {
  return plain_act(ctx, target, ACT_WITHDRAW, EVENT_WITHDRAWN, words);
}

Error act_close(Ctx *ctx, Target target, Text words) {
  return plain_act(ctx, target, ACT_CLOSE, EVENT_CLOSED, words);
}

Error act_reopen(Ctx *ctx, Target target, Text words) {
  if (text_is_empty(words)) return FAIL(ctx->arena, ERROR_INVALID, "Enter why the case is opened again.");
  return plain_act(ctx, target, ACT_REOPEN, EVENT_REOPENED, words);
}

static Error customer_act(Ctx *ctx, Text secret, CaseAct act, EventType type, Text reason, Text words) {
  CaseFile file;
  TRY(act_begin_customer(ctx, secret, act, &file));
  LedgerEvent event = ledger_event(ctx, type, 0, DATE_NONE);
  event.event.reason = reason;
  act_text(ctx->arena, &event, "words", words);
  return act_finish(ctx, &file, &event, 1);
}

Error customer_withdraw(Ctx *ctx, Text secret, Text words) {
  return customer_act(ctx, secret, ACT_WITHDRAW, EVENT_WITHDRAWN, TEXT_NONE, words);
}

Error customer_add(Ctx *ctx, Text secret, Text words) {
  if (text_is_empty(words)) return FAIL(ctx->arena, ERROR_INVALID, "Enter what you want to tell us.");
  return customer_act(ctx, secret, ACT_NOTE, EVENT_NOTED, TEXT("from-customer"), words);
}

Error customer_open(Ctx *ctx, Text secret, CaseFile *file) { return ledger_open_tracking(ctx, secret, file); }

/* The event as it counts now, with the corrections made so far; as it was written where it was taken back. A
 * correction stands for what it corrects. */
static const Event *as_it_counts(const CaseFile *file, int32_t number) {
  const Event *event = &file->events[number - 1].event;
  while (event->type == EVENT_CORRECTED) event = &file->events[event->corrects - 1].event;
  for (size_t i = 0; i < file->state.event_count; i++)
    if (file->state.events[i].number == event->number) return &file->state.events[i];
  return event;
}

/* A correction replaces the one before it, so it says again what that one had mended. */
static void take_correction(Event *event, const Event *wrong, const Correction *correction) {
  event->on = wrong->on;
  event->minute = wrong->minute;
  if (!date_is_none(correction->on)) {
    event->on = correction->on;
    event->minute = -1;
  }
  event->until = date_is_none(correction->until) ? wrong->until : correction->until;
  event->outcome = correction->outcome ? correction->outcome : wrong->outcome;
  event->reason = wrong->reason;
  event->clock = wrong->clock;
  event->procedure = wrong->procedure;
  event->version = wrong->version;
  event->subject = wrong->subject;
  /* The Ombudsman tells of a remedy in upheld cases alone, and no correction asks about it. */
  bool untold = wrong->type == EVENT_DECIDED && event->outcome != OUTCOME_UPHELD;
  event->accepted = wrong->accepted && !untold;
}

Error act_correct(Ctx *ctx, Target target, const Correction *correction) {
  CaseFile file;
  if (text_is_empty(correction->reason))
    return FAIL(ctx->arena, ERROR_INVALID, "Enter the reason for the correction.");
  TRY(act_begin(ctx, target, ACT_CORRECT, &file));
  if (correction->number < 1 || correction->number > file.version)
    return act_refuse(ctx, FAIL(ctx->arena, ERROR_INVALID, "Select the entry to correct."));
  LedgerEvent event = ledger_event(ctx, EVENT_CORRECTED, 0, DATE_NONE);
  event.event.corrects = correction->number;
  event.event.voids = correction->voids;
  take_correction(&event.event, as_it_counts(&file, correction->number), correction);
  act_text(ctx->arena, &event, "words", correction->reason);
  return act_finish(ctx, &file, &event, 1);
}

Error case_changes(Ctx *ctx, Text reference, int64_t version, CaseFile *file, const LedgerEvent **since,
                   size_t *count) {
  TRY(ledger_open(ctx, reference, "changes", file));
  int64_t seen = version < 0 ? 0 : version > file->version ? file->version : version;
  *since = file->events + seen;
  *count = (size_t)(file->version - seen);
  return OK;
}
