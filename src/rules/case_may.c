/* Which acts the rules allow now, and for each that they do not: what stands against it and what to do
 * instead. */
#include "rules/case_parts.h"
#include "rules/clock_count.h"
#include "rules/procedure_parts.h"

typedef struct May {
  Arena *arena;
  const CaseState *state;
  const StageState *stage; /* the current one; before triage an empty one */
  UserId person;
} May;

#define T(text) TEXT_ARGUMENTS(text)
#define REFUSE(m, ...) ((Permit){false, text_format((m)->arena, __VA_ARGS__)})
#define ALLOWED ((Permit){true, TEXT_NONE})
#define NEED(call)                                                                                           \
  do {                                                                                                       \
    Permit permit_ = (call);                                                                                 \
    if (!permit_.allowed) return permit_;                                                                    \
  } while (0)

static Text words(const May *m, Date date) { return date_words(m->arena, date); }

static Permit not_ended(const May *m) {
  const CaseState *state = m->state;
  if (state->status == CASE_CLOSED) {
    Text on = words(m, state->closed);
    return REFUSE(m, "The case was closed on %.*s. Reopen it first.", T(on));
  }
  if (state->status == CASE_WITHDRAWN) {
    Text on = words(m, state->withdrawn);
    return REFUSE(m, "The complaint was withdrawn on %.*s. Reopen the case first.", T(on));
  }
  return ALLOWED;
}

static Permit triaged(const May *m) {
  NEED(not_ended(m));
  if (m->state->procedure) return ALLOWED;
  return REFUSE(m, "The case has not been triaged yet. Choose its procedure first.");
}

static Permit not_answered(const May *m) {
  const CaseState *state = m->state;
  if (!date_is_none(state->resolved)) {
    Text on = words(m, state->resolved);
    return REFUSE(m, "The complaint was resolved on %.*s; to work on it again, reopen the case.", T(on));
  }
  if (date_is_none(m->stage->responded)) return ALLOWED;
  Text on = words(m, m->stage->responded);
  return REFUSE(m, "Stage %d has been answered on %.*s; to change the answer, correct it or reopen the case.",
                state->stage, T(on));
}

/* A request that came after the window needs a decision before anything else is done in the stage. */
static Permit request_decided(const May *m) {
  const StageState *stage = m->stage;
  if (!stage->late_request || (stage->late_request_decided && stage->late_request_accepted)) return ALLOWED;
  Text on = words(m, stage->opened);
  if (stage->late_request_decided)
    return REFUSE(m,
                  "The late request for stage %d of %.*s was refused. Close the case and give the "
                  "Ombudsman's details, "
                  "or correct the decision.",
                  m->state->stage, T(on));
  const Clock *window = window_of(m->state->clocks, m->state->stage);
  Text end = window ? words(m, window->due) : TEXT("its last day");
  return REFUSE(
      m,
      "Stage %d was asked for on %.*s, after the time to ask had ended on %.*s. Decide first, with reasons, "
      "whether to accept the late request.",
      m->state->stage, T(on), T(end));
}

/* Work in the current stage: triaged, not ended, not answered, no late request waiting. */
static Permit working(const May *m) {
  NEED(triaged(m));
  NEED(not_answered(m));
  return request_decided(m);
}

static Permit has_step(const May *m, Text step) {
  const StageRule *rule = m->stage->rule;
  if (text_list_has(rule->steps, step)) return ALLOWED;
  Text phrase = word_phrase(WORDS_STEP, step), title = m->state->procedure->title;
  return REFUSE(m, "The procedure \"%.*s\" does not ask you to %.*s at stage %d.", T(title), T(phrase),
                rule->number);
}

static Permit not_yet(const May *m, Date day, const char *what) {
  if (date_is_none(day)) return ALLOWED;
  Text on = words(m, day);
  return REFUSE(m, "%s on %.*s; if the day is wrong, correct it.", what, T(on));
}

static Permit may_classify(const May *m) { return not_ended(m); }

static Permit may_assign(const May *m) { return not_ended(m); }

static Permit may_acknowledge(const May *m) {
  NEED(not_ended(m));
  if (m->state->procedure) {
    NEED(not_answered(m));
    NEED(has_step(m, TEXT("acknowledge")));
  }
  const StageState *stage = m->state->stage ? m->stage : &m->state->stages[1];
  if (date_is_none(stage->acknowledged)) return ALLOWED;
  Text on = words(m, stage->acknowledged);
  return REFUSE(m, "Stage %d has been acknowledged on %.*s.", m->state->stage ? m->state->stage : 1, T(on));
}

/* The clock that an extension would be of: the answer's, else the first that may be extended. */
static const Clock *extendable(const May *m) {
  const Clock *found = NULL;
  ClockList clocks = m->state->clocks;
  for (size_t i = 0; i < clocks.count; i++) {
    const Clock *clock = &clocks.items[i];
    if (clock->stage->number != m->state->stage || clock->rule->extend.form == EXTENSION_NONE) continue;
    if (clock->rule->kind == CLOCK_SHOWN) continue;
    if (!found || text_equal(clock->rule->id, TEXT("respond"))) found = clock;
  }
  return found;
}

static Permit within_ceiling(const May *m, const Clock *clock) {
  const ExtensionRule *extend = &clock->rule->extend;
  Text limit = limit_words(m->arena, extend->limit), due = words(m, clock->due);
  if (extend->times > 0 && clock->extensions >= extend->times && !extend->beyond_with_reason)
    return REFUSE(m, "The time was extended on the %s that the procedure allows; it ends on %.*s.",
                  extend->times == 1 ? "one occasion" : "occasions", T(due));
  if (date_is_none(clock->latest) || extend->beyond_with_reason || date_before(clock->due, clock->latest))
    return ALLOWED;
  return REFUSE(
      m, "The time already has the longest extension that the procedure allows (%.*s %s): it ends on %.*s.",
      T(limit), extend->form == EXTENSION_TO ? "in all" : "more", T(due));
}

static Permit may_extend(const May *m) {
  NEED(working(m));
  const Clock *clock = extendable(m);
  Text title = m->state->procedure->title;
  if (!clock)
    return REFUSE(m,
                  "The procedure \"%.*s\" allows no extension at stage %d. Where you will be late, tell the "
                  "customer why "
                  "and when the answer will come.",
                  T(title), m->state->stage);
  if (clock->status == CLOCK_PAUSED) {
    Text since = words(m, m->stage->paused_on);
    return REFUSE(m, "The clock has been paused since %.*s and has no due date. Resume it first.", T(since));
  }
  if (date_is_none(clock->due))
    return REFUSE(m, "The time for this has not started, so there is nothing to extend yet.");
  return within_ceiling(m, clock);
}

/* A clock of the stage that a pause would hold; the refusal says why there is none. */
static Permit has_clock_to_pause(const May *m) {
  const Clock *passed = NULL;
  bool allowed = false;
  ClockList clocks = m->state->clocks;
  for (size_t i = 0; i < clocks.count; i++) {
    const Clock *clock = &clocks.items[i];
    if (clock->stage->number != m->state->stage || !clock->rule->pause.allowed) continue;
    allowed = true;
    bool open = clock->status == CLOCK_RUNNING || clock->status == CLOCK_NOT_STARTED;
    if (!open) continue;
    if (date_is_none(clock->due) || date_before(m->state->folded.today, clock->due)) return ALLOWED;
    passed = clock;
  }
  Text title = m->state->procedure->title;
  if (!allowed)
    return REFUSE(
        m, "The procedure \"%.*s\" does not let the clock stop at stage %d. Ask for what you need and go on.",
        T(title), m->state->stage);
  if (!passed)
    return REFUSE(m, "No clock of stage %d is running, so there is nothing to pause.", m->state->stage);
  Text due = words(m, passed->due);
  return REFUSE(m, "The due date of %.*s has come; a pause now would change nothing.", T(due));
}

static Permit may_pause(const May *m) {
  NEED(working(m));
  if (m->stage->paused) {
    Text since = words(m, m->stage->paused_on);
    return REFUSE(m, "Stage %d has been paused since %.*s already.", m->state->stage, T(since));
  }
  return has_clock_to_pause(m);
}

static Permit may_resume(const May *m) {
  NEED(triaged(m));
  if (m->stage->paused) return ALLOWED;
  return REFUSE(m, "Stage %d is not paused.", m->state->stage);
}

static Permit may_agree_date(const May *m) {
  NEED(working(m));
  for (size_t i = 0; i < m->stage->rule->clock_count; i++)
    if (m->stage->rule->clocks[i].limit.unit == UNIT_AGREED) return ALLOWED;
  return REFUSE(
      m,
      "The time for stage %d is fixed by the procedure, not agreed. Where more is needed, extend it with a "
      "reason.",
      m->state->stage);
}

static Permit may_agree_statement(const May *m) {
  NEED(working(m));
  NEED(has_step(m, TEXT("statement-agreed")));
  return not_yet(m, m->stage->statement_agreed, "The statement of complaint was agreed");
}

static Permit may_appoint_team(const May *m) {
  NEED(working(m));
  NEED(has_step(m, TEXT("team-appointed")));
  return not_yet(m, m->stage->team_appointed,
                 "The investigating officer and independent person were appointed");
}

static Permit may_hold_panel(const May *m) {
  NEED(working(m));
  NEED(has_step(m, TEXT("panel-held")));
  return not_yet(m, m->stage->panel_held, "The panel met");
}

static Permit panel_was_held(const May *m) {
  bool needed = text_list_has(m->stage->rule->steps, TEXT("panel-held"));
  if (!needed || !date_is_none(m->stage->panel_held)) return ALLOWED;
  return REFUSE(m, "The panel has not met yet. Record the day on which it met first.");
}

static Permit may_report(const May *m) {
  NEED(working(m));
  NEED(has_step(m, TEXT("reported")));
  NEED(not_yet(m, m->stage->reported, "The panel's report was received"));
  return panel_was_held(m);
}

/* "stage-1/responder" among those who may not answer. */
static Permit is_another_person(const May *m) {
  if (m->person.value == 0) return ALLOWED;
  for (int i = 1; i < m->state->stage; i++) {
    Text word = text_format(m->arena, "stage-%d/responder", i);
    bool same = m->state->stages[i].responder.value == m->person.value;
    if (same && text_list_has(m->stage->rule->not_the_same, word))
      return REFUSE(m, "The same person answered stage %d. Stage %d must be answered by somebody else.", i,
                    m->state->stage);
  }
  return ALLOWED;
}

static Permit may_respond(const May *m) {
  NEED(triaged(m));
  bool again = !date_is_none(m->stage->responded) && m->state->status == CASE_OPEN;
  if (!again) NEED(not_answered(m));
  NEED(request_decided(m));
  NEED(has_step(m, TEXT("respond")));
  NEED(panel_was_held(m));
  if (text_list_has(m->stage->rule->steps, TEXT("reported")) && date_is_none(m->stage->reported))
    return REFUSE(m, "The panel's report has not been received yet. Record the day on which it came first.");
  return is_another_person(m);
}

static Permit may_send_terms(const May *m) {
  NEED(triaged(m));
  NEED(has_step(m, TEXT("terms-sent")));
  if (date_is_none(m->stage->responded) && date_is_none(m->state->resolved))
    return REFUSE(m, "Stage %d has not been resolved or answered yet, so there are no terms to send.",
                  m->state->stage);
  return not_yet(m, m->stage->terms_sent, "The terms were sent");
}

static Permit may_resolve(const May *m) {
  NEED(not_ended(m));
  NEED(not_answered(m));
  return m->state->procedure ? request_decided(m) : ALLOWED;
}

static Permit answered_or_late(const May *m) {
  const CaseState *state = m->state;
  if (stage_is_answered(state, state->stage)) return ALLOWED;
  const Clock *clock = respond_clock(state->clocks, state->stage);
  if (clock_was_late(clock, state->folded.today)) return ALLOWED;
  if (!clock || date_is_none(clock->due))
    return REFUSE(m, "Stage %d has not been answered yet. The customer may ask for stage %d once it is.",
                  state->stage, state->stage + 1);
  Text due = words(m, clock->due);
  return REFUSE(m,
                "Stage %d has not been answered yet; the answer is due on %.*s. The customer may ask for "
                "stage %d once it "
                "is answered or late.",
                state->stage, T(due), state->stage + 1);
}

static Permit may_request_next_stage(const May *m) {
  const CaseState *state = m->state;
  if (state->status == CASE_WITHDRAWN || !state->procedure) return triaged(m);
  if (!procedure_stage(state->procedure, state->stage + 1)) {
    Text ombudsman = text_is_empty(state->procedure->ombudsman)
                         ? TEXT("the Ombudsman")
                         : word_phrase(WORDS_OMBUDSMAN, state->procedure->ombudsman);
    return REFUSE(m, "Stage %d is the last stage of the procedure. The customer may go to %.*s.",
                  state->stage, T(ombudsman));
  }
  bool refused = m->stage->late_request && m->stage->late_request_decided && !m->stage->late_request_accepted;
  if (refused) return request_decided(m);
  if (state->status == CASE_CLOSED && !stage_is_answered(state, state->stage)) return not_ended(m);
  return answered_or_late(m);
}

static Permit may_decide_late_request(const May *m) {
  NEED(triaged(m));
  const StageState *stage = m->stage;
  if (!stage->late_request)
    return REFUSE(m, "There is no late request to decide: stage %d was %s.", m->state->stage,
                  m->state->stage == 1 ? "opened by the complaint itself" : "asked for in time");
  if (!stage->late_request_decided) return ALLOWED;
  return REFUSE(m, "The late request for stage %d has been %s. To change that, correct the decision.",
                m->state->stage, stage->late_request_accepted ? "accepted" : "refused");
}

/* Whether any clock of the case's stage starts with or waits for the event. */
static bool is_waited_for(const May *m, EventType type) {
  Event event = {.type = type};
  const StageRule *rule = m->stage->rule;
  for (size_t i = 0; i < rule->clock_count; i++)
    if (event_in(&event, rule->clocks[i].starts) || event_in(&event, rule->clocks[i].pause.ends)) return true;
  return false;
}

static Permit may_confirm_identity(const May *m) {
  NEED(triaged(m));
  NEED(not_yet(m, m->state->identity_confirmed, "Identity was confirmed"));
  if (is_waited_for(m, EVENT_IDENTITY_CONFIRMED)) return not_answered(m);
  Text title = m->state->procedure->title;
  return REFUSE(m, "Nothing in the procedure \"%.*s\" waits for proof of identity. Write a note instead.",
                T(title));
}

static Permit may_receive_clarification(const May *m) {
  NEED(triaged(m));
  if (is_waited_for(m, EVENT_CLARIFICATION_RECEIVED)) return not_answered(m);
  Text title = m->state->procedure->title;
  return REFUSE(m, "Nothing in the procedure \"%.*s\" waits for a clarification. Write a note instead.",
                T(title));
}

static Permit may_withdraw(const May *m) { return not_ended(m); }

/* An unanswered stage is closed only where there is nothing left to answer: a refused late request, a
 * resolution, or silence while the clock is paused. */
static Permit may_close(const May *m) {
  NEED(not_ended(m));
  const CaseState *state = m->state;
  bool answered = !date_is_none(m->stage->responded) || !date_is_none(state->decided);
  if (state->status != CASE_OPEN || m->stage->paused || answered) return ALLOWED;
  bool refused = m->stage->late_request && m->stage->late_request_decided && !m->stage->late_request_accepted;
  if (refused) return ALLOWED;
  return REFUSE(
      m,
      "Stage %d has not been answered. Send the answer first, or record that the complaint was withdrawn or "
      "resolved.",
      state->stage);
}

static Permit may_reopen(const May *m) {
  CaseStatus status = m->state->status;
  if (status == CASE_CLOSED || status == CASE_WITHDRAWN || status == CASE_ANSWERED) return ALLOWED;
  return REFUSE(m, "The case is open.");
}

static Permit may_note(const May *m) {
  (void)m;
  return ALLOWED;
}

static Permit may_correct(const May *m) {
  (void)m;
  return ALLOWED;
}

static Permit may_agree_action(const May *m) {
  (void)m;
  return ALLOWED;
}

static Permit at_the_ombudsman(const May *m) {
  const Procedure *procedure = m->state->procedure;
  if (procedure && text_equal(procedure->handles, TEXT("ombudsman-case"))) return ALLOWED;
  return REFUSE(m, "This is not a case at the Ombudsman.");
}

static Permit may_recommend(const May *m) { return at_the_ombudsman(m); }

static Permit has_open_record(const May *m, const char *what) {
  if (records_open(m->state->records)) return ALLOWED;
  return REFUSE(m, "There is no action or recommendation left to %s.", what);
}

static Permit may_move_due(const May *m) { return has_open_record(m, "move"); }

static Permit may_complete(const May *m) { return has_open_record(m, "complete"); }

static Permit may_record_compliance(const May *m) {
  NEED(at_the_ombudsman(m));
  RecordList records = m->state->records;
  for (size_t i = 0; i < records.count; i++) {
    const Record *record = &records.items[i];
    if (record->kind == RECORD_RECOMMENDATION && date_is_none(record->compliance_on)) return ALLOWED;
  }
  return REFUSE(m, "There is no recommendation without a word on compliance.");
}

static Permit may_decide(const May *m) {
  NEED(at_the_ombudsman(m));
  NEED(not_ended(m));
  return not_yet(m, m->state->decided, "The Ombudsman decided");
}

static Permit (*const JUDGES[ACT_COUNT])(const May *) = {
    [ACT_CLASSIFY] = may_classify,
    [ACT_ASSIGN] = may_assign,
    [ACT_ACKNOWLEDGE] = may_acknowledge,
    [ACT_EXTEND] = may_extend,
    [ACT_PAUSE] = may_pause,
    [ACT_RESUME] = may_resume,
    [ACT_AGREE_DATE] = may_agree_date,
    [ACT_AGREE_STATEMENT] = may_agree_statement,
    [ACT_APPOINT_TEAM] = may_appoint_team,
    [ACT_HOLD_PANEL] = may_hold_panel,
    [ACT_REPORT] = may_report,
    [ACT_RESPOND] = may_respond,
    [ACT_SEND_TERMS] = may_send_terms,
    [ACT_RESOLVE] = may_resolve,
    [ACT_REQUEST_NEXT_STAGE] = may_request_next_stage,
    [ACT_DECIDE_LATE_REQUEST] = may_decide_late_request,
    [ACT_CONFIRM_IDENTITY] = may_confirm_identity,
    [ACT_RECEIVE_CLARIFICATION] = may_receive_clarification,
    [ACT_WITHDRAW] = may_withdraw,
    [ACT_CLOSE] = may_close,
    [ACT_REOPEN] = may_reopen,
    [ACT_NOTE] = may_note,
    [ACT_CORRECT] = may_correct,
    [ACT_AGREE_ACTION] = may_agree_action,
    [ACT_RECOMMEND] = may_recommend,
    [ACT_MOVE_DUE] = may_move_due,
    [ACT_COMPLETE] = may_complete,
    [ACT_RECORD_COMPLIANCE] = may_record_compliance,
    [ACT_DECIDE] = may_decide,
};

Permit case_may(Arena *arena, const CaseState *state, CaseAct act, UserId person) {
  BUG_IF((unsigned)act >= ACT_COUNT);
  May may = {.arena = arena, .state = state, .stage = &state->stages[state->stage], .person = person};
  return JUDGES[act](&may);
}
