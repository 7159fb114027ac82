/* What was typed, handed to casework. */
#include "casework/acts.h"
#include "page/staff/act.h"
#include "rules/figures.h"

static Text typed(const ActView *view, const char *name) { return field(&view->asked.values, name); }

static UserId person_of(const ActView *view, const char *name) {
  return (UserId){asked_id(&view->asked, name)};
}

Error perform_triage(ActView *view, Target target) {
  TriageDecision decision = {
      .procedure = typed(view, "procedure"),
      .reason = typed(view, "reason"),
      .service = {asked_id(&view->asked, "service")},
      .team = typed(view, "team"),
      .causes = typed(view, "causes"),
      .summary = typed(view, "summary"),
      .flags = typed(view, "flags"),
      .owner = person_of(view, "owner"),
  };
  return act_triage(&view->base.ctx, target, &decision);
}

Error perform_assign(ActView *view, Target target) {
  return act_assign(&view->base.ctx, target, person_of(view, "owner"), typed(view, "words"));
}

Error perform_acknowledge(ActView *view, Target target) {
  return act_acknowledge(&view->base.ctx, target, typed(view, "channel"), typed(view, "words"));
}

Error perform_pause(ActView *view, Target target) {
  return act_pause(&view->base.ctx, target, typed(view, "reason"), typed(view, "words"));
}

Error perform_resume(ActView *view, Target target) {
  return act_resume(&view->base.ctx, target, typed(view, "words"));
}

Error perform_extend(ActView *view, Target target) {
  Extension extension = {
      .until = field_date(&view->asked.values, "until"),
      .reason = typed(view, "reason"),
      .words = typed(view, "words"),
      .allowed_by = person_of(view, "allowed-by"),
      .told = asked_yes(&view->asked, "told"),
  };
  return act_extend(&view->base.ctx, target, &extension);
}

static bool digits_read(Text text, size_t most, int64_t *value) {
  return text.length > 0 && text.length <= most && text.at[0] != '-' && text_to_int(text, value);
}

/* "250", "£1,250.50" as pence. */
static bool pence_read(Arena *arena, Text typed_pounds, int64_t *pence) {
  Text text = typed_pounds, part, whole = TEXT_NONE;
  *pence = INT_NONE;
  if (text_is_empty(text)) return true;
  if (text_starts(text, TEXT("£"))) text = text_slice(text, TEXT("£").length, text.length);
  while (text_next(&text, ',', &part))
    whole = text_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(whole), TEXT_ARGUMENTS(part));
  int64_t pounds = 0, rest = 0;
  size_t point = text_find(whole, TEXT("."), 0);
  Text before = point == SIZE_MAX ? whole : text_slice(whole, 0, point);
  Text after = point == SIZE_MAX ? TEXT("00") : text_slice(whole, point + 1, whole.length);
  if (!digits_read(before, 8, &pounds) || after.length != 2 || !digits_read(after, 2, &rest)) return false;
  *pence = pounds * 100 + rest;
  return true;
}

void examine_respond(ActView *view) {
  int64_t pence;
  Arena *arena = view->base.ctx.arena;
  if (pence_read(arena, typed(view, "pounds"), &pence)) return;
  field_add_error(arena, &view->asked.values, "pounds",
                  TEXT("Enter the compensation in pounds, like 250 or 250.50"));
}

Error perform_respond(ActView *view, Target target) {
  Answer answer = {
      .decided_by = person_of(view, "decided-by"),
      .words = typed(view, "words"),
      .remedies = typed(view, "remedies"),
      .channel = typed(view, "channel"),
  };
  Arena *arena = view->base.ctx.arena;
  if (!outcome_of(typed(view, "outcome"), &answer.outcome))
    return FAIL(arena, ERROR_INVALID, "Select what was decided");
  if (!pence_read(arena, typed(view, "pounds"), &answer.pence)) BUG("the sum was not examined");
  return act_respond(&view->base.ctx, target, &answer);
}

Error perform_step(ActView *view, Target target) {
  return act_step(&view->base.ctx, target, view->screen->act, typed(view, "words"));
}

Error perform_agree_date(ActView *view, Target target) {
  Date until = field_date(&view->asked.values, "until");
  return act_agree_date(&view->base.ctx, target, until, typed(view, "words"));
}

Error perform_review(ActView *view, Target target) {
  ReviewRequest request = {.why = typed(view, "why"), .wanted = typed(view, "wanted")};
  return act_request_review(&view->base.ctx, target, &request);
}

Error perform_late(ActView *view, Target target) {
  bool accept = text_equal(typed(view, "decision"), TEXT("accept"));
  return act_decide_late_request(&view->base.ctx, target, accept, typed(view, "words"));
}

Error perform_withdraw(ActView *view, Target target) {
  return act_withdraw(&view->base.ctx, target, typed(view, "words"));
}

Error perform_close(ActView *view, Target target) {
  return act_close(&view->base.ctx, target, typed(view, "words"));
}

Error perform_reopen(ActView *view, Target target) {
  return act_reopen(&view->base.ctx, target, typed(view, "words"));
}

Error perform_note(ActView *view, Target target) {
  return act_note(&view->base.ctx, target, typed(view, "kind"), typed(view, "words"));
}

Error perform_correct(ActView *view, Target target) {
  Correction correction = {
      .number = (int32_t)asked_id(&view->asked, "number"),
      .voids = text_equal(typed(view, "mend"), TEXT("void")),
      .on = field_date(&view->asked.values, "day"),
      .until = field_date(&view->asked.values, "until"),
      .reason = typed(view, "words"),
  };
  if (!outcome_of(typed(view, "outcome"), &correction.outcome)) correction.outcome = OUTCOME_NONE;
  return act_correct(&view->base.ctx, target, &correction);
}

static int32_t record_of(const ActView *view) { return (int32_t)asked_id(&view->asked, "record"); }

static Date until_of(const ActView *view) { return field_date(&view->asked.values, "until"); }

Error perform_agree_action(ActView *view, Target target) {
  NewAction action = {.type = typed(view, "type"),
                      .description = typed(view, "words"),
                      .owner = typed(view, "owner"),
                      .due = until_of(view)};
  return act_agree_action(&view->base.ctx, target, &action);
}

Error perform_recommend(ActView *view, Target target) {
  return act_recommend(&view->base.ctx, target, typed(view, "words"), until_of(view));
}

Error perform_move_due(ActView *view, Target target) {
  return act_move_due(&view->base.ctx, target, record_of(view), until_of(view), typed(view, "words"));
}

Error perform_complete(ActView *view, Target target) {
  return act_complete(&view->base.ctx, target, record_of(view), typed(view, "words"));
}

Error perform_compliance(ActView *view, Target target) {
  Compliance compliance;
  if (!compliance_of(typed(view, "compliance"), &compliance)) compliance = COMPLIANCE_NONE;
  return act_record_compliance(&view->base.ctx, target, record_of(view), compliance, typed(view, "words"));
}

Error perform_decide(ActView *view, Target target) {
  Decision decision = {.remedied_before = asked_yes(&view->asked, "remedied"), .words = typed(view, "words")};
  if (!outcome_of(typed(view, "outcome"), &decision.outcome)) decision.outcome = OUTCOME_NONE;
  return act_decide(&view->base.ctx, target, &decision);
}
