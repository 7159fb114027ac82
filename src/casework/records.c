/* Corrective actions, the Ombudsman's recommendations and decision: records of a case with days of their own.
 * They go on after the case is closed. */
#include "casework/act.h"

static Error missing(Ctx *ctx, Text text, const char *words) {
  return text_is_empty(text_trim(text)) ? FAIL(ctx->arena, ERROR_INVALID, "%s", words) : OK;
}

/* The next number that no event of the case has used: one that was taken back is not given again. */
static int32_t free_number(const CaseFile *file) {
  int32_t last = 0;
  for (size_t i = 0; i < file->count; i++)
    if (file->events[i].event.record > last) last = file->events[i].event.record;
  return last + 1;
}

/* What is known of a record's event before its words; record 0: a new one. */
typedef struct RecordAct {
  CaseAct act;
  EventType type;
  int32_t record;
  Date until;
  Text reason, owner, words;
} RecordAct;

static Error perform(Ctx *ctx, Target target, const RecordAct *what) {
  CaseFile file;
  TRY(act_begin(ctx, target, what->act, &file));
  LedgerEvent event = ledger_event(ctx, what->type, 0, target.on);
  event.event.record = what->record ? what->record : free_number(&file);
  event.event.until = what->until;
  event.event.reason = what->reason;
  act_text(ctx->arena, &event, "owner", what->owner);
  act_text(ctx->arena, &event, "words", what->words);
  return act_finish(ctx, &file, &event, 1);
}

Error act_agree_action(Ctx *ctx, Target target, const NewAction *action) {
  TRY(missing(ctx, action->description, "Enter what will be done."));
  TRY(missing(ctx, action->owner, "Enter who will do it."));
  return perform(ctx, target,
                 &(RecordAct){.act = ACT_AGREE_ACTION,
                              .type = EVENT_ACTION_AGREED,
                              .until = action->due,
                              .reason = action->type,
                              .owner = action->owner,
                              .words = action->description});
}

Error act_recommend(Ctx *ctx, Target target, Text words, Date due) {
  TRY(missing(ctx, words, "Enter what the Ombudsman recommended."));
  return perform(ctx, target,
                 &(RecordAct){.act = ACT_RECOMMEND,
                              .type = EVENT_RECOMMENDED,
                              .until = due,
                              .reason = TEXT_NONE,
                              .owner = TEXT_NONE,
                              .words = words});
}

/* Acts on a record that is there already. */
static Error on_record(Ctx *ctx, Target target, const RecordAct *what) {
  if (what->record > 0) return perform(ctx, target, what);
  return FAIL(ctx->arena, ERROR_INVALID, "Select the action or recommendation.");
}

/* The reason stands in the chain and is a code; with whom and why is in words that can be disposed of. */
Error act_move_due(Ctx *ctx, Target target, int32_t record, Date due, Text words) {
  TRY(missing(ctx, words, "Enter who agreed to the new day, and why."));
  return on_record(ctx, target,
                   &(RecordAct){.act = ACT_MOVE_DUE,
                                .type = EVENT_DUE_MOVED,
                                .record = record,
                                .until = due,
                                .reason = TEXT("agreed"),
                                .owner = TEXT_NONE,
                                .words = words});
}

Error act_complete(Ctx *ctx, Target target, int32_t record, Text words) {
  return on_record(ctx, target,
                   &(RecordAct){.act = ACT_COMPLETE,
                                .type = EVENT_COMPLETED,
                                .record = record,
                                .until = DATE_NONE,
                                .reason = TEXT_NONE,
                                .owner = TEXT_NONE,
                                .words = words});
}

Error act_record_compliance(Ctx *ctx, Target target, int32_t record, Compliance compliance, Text words) {
  return on_record(ctx, target,
                   &(RecordAct){.act = ACT_RECORD_COMPLIANCE,
                                .type = EVENT_COMPLIANCE_RECORDED,
                                .record = record,
                                .until = DATE_NONE,
                                .reason = text_of(compliance_word(compliance)),
                                .owner = TEXT_NONE,
                                .words = words});
}

Error act_decide(Ctx *ctx, Target target, const Decision *decision) {
  CaseFile file;
  TRY(act_begin(ctx, target, ACT_DECIDE, &file));
  LedgerEvent event = ledger_event(ctx, EVENT_DECIDED, 0, target.on);
  event.event.outcome = decision->outcome;
  event.event.accepted = decision->remedied_before;
  act_text(ctx->arena, &event, "words", decision->words);
  return act_finish(ctx, &file, &event, 1);
}
