/* Whether an event may be appended: what case_may says of the act, and then its data. */
#include "rules/case_parts.h"
#include "rules/clock_count.h"

typedef struct Check {
  Arena *arena;
  const CaseState *state;
  const Event *event;
  Date today;
} Check;

#define T(text) TEXT_ARGUMENTS(text)
#define REFUSED(c, ...) FAIL((c)->arena, ERROR_REFUSED, __VA_ARGS__)
#define INVALID(c, ...) FAIL((c)->arena, ERROR_INVALID, __VA_ARGS__)

/* The act that an event is; ACT_COUNT: the event has none and only its data are checked. */
static CaseAct act_of(EventType type) {
  static const struct {
    EventType event;
    CaseAct act;
  } acts[] = {
      {EVENT_CLASSIFIED, ACT_CLASSIFY},
      {EVENT_ASSIGNED, ACT_ASSIGN},
      {EVENT_REQUESTED, ACT_REQUEST_NEXT_STAGE},
      {EVENT_ACKNOWLEDGED, ACT_ACKNOWLEDGE},
      {EVENT_EXTENDED, ACT_EXTEND},
      {EVENT_PAUSED, ACT_PAUSE},
      {EVENT_RESUMED, ACT_RESUME},
      {EVENT_DATE_AGREED, ACT_AGREE_DATE},
      {EVENT_TEAM_APPOINTED, ACT_APPOINT_TEAM},
      {EVENT_STATEMENT_AGREED, ACT_AGREE_STATEMENT},
      {EVENT_PANEL_HELD, ACT_HOLD_PANEL},
      {EVENT_REPORTED, ACT_REPORT},
      {EVENT_RESPONDED, ACT_RESPOND},
      {EVENT_TERMS_SENT, ACT_SEND_TERMS},
      {EVENT_RESOLVED, ACT_RESOLVE},
      {EVENT_LATE_REQUEST_DECIDED, ACT_DECIDE_LATE_REQUEST},
      {EVENT_IDENTITY_CONFIRMED, ACT_CONFIRM_IDENTITY},
      {EVENT_CLARIFICATION_RECEIVED, ACT_RECEIVE_CLARIFICATION},
      {EVENT_WITHDRAWN, ACT_WITHDRAW},
      {EVENT_CLOSED, ACT_CLOSE},
      {EVENT_REOPENED, ACT_REOPEN},
      {EVENT_NOTED, ACT_NOTE},
      {EVENT_CORRECTED, ACT_CORRECT},
      {EVENT_ACTION_AGREED, ACT_AGREE_ACTION},
      {EVENT_RECOMMENDED, ACT_RECOMMEND},
      {EVENT_DUE_MOVED, ACT_MOVE_DUE},
      {EVENT_COMPLETED, ACT_COMPLETE},
      {EVENT_COMPLIANCE_RECORDED, ACT_RECORD_COMPLIANCE},
      {EVENT_DECIDED, ACT_DECIDE},
  };
  for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
    if (acts[i].event == type) return acts[i].act;
  return ACT_COUNT;
}

/* A belated answer of a stage that the customer left because it was late. */
static bool is_belated_answer(const Check *c) {
  const Event *event = c->event;
  if (event->type != EVENT_RESPONDED || event->stage < 1 || event->stage >= c->state->stage) return false;
  return date_is_none(c->state->stages[event->stage].responded);
}

static Error check_stage(const Check *c) {
  const Event *event = c->event;
  int current = c->state->stage;
  if (!event_type_has_stage(event->type))
    return event->stage == 0
               ? OK
               : INVALID(c, "\"%s\" belongs to the whole case, not to a stage", event_type_word(event->type));
  if (event->stage < 1 || event->stage > STAGES_MAX) return INVALID(c, "There is no stage %d", event->stage);
  bool about_any = event->type == EVENT_CUSTOMER_TOLD || event->type == EVENT_RECALCULATED;
  if (about_any || is_belated_answer(c)) return OK;
  if (event->type == EVENT_REQUESTED) {
    if (event->stage == current + 1 || current == 0) return OK;
    return REFUSED(c, "The case is at stage %d: the next that can be asked for is stage %d, not stage %d.",
                   current, current + 1, event->stage);
  }
  if (event->stage == (current ? current : 1)) return OK;
  return REFUSED(c, "The case is at stage %d, and this is for stage %d.", current ? current : 1,
                 event->stage);
}

static Error check_act(const Check *c) {
  CaseAct act = act_of(c->event->type);
  if (c->event->type == EVENT_RECEIVED)
    return REFUSED(c, "The case has been received; correct that event instead.");
  if (act == ACT_COUNT || is_belated_answer(c)) return OK;
  Permit permit = case_may(c->arena, c->state, act, act == ACT_RESPOND ? c->event->subject : c->event->by);
  return permit.allowed ? OK : REFUSED(c, "%.*s", T(permit.why_not));
}

static Date latest_of(Date a, Date b) { return date_later(a, b); }

/* The day of what the event follows. */
static Date follows(const Check *c) {
  const CaseState *state = c->state;
  const Event *event = c->event;
  const StageState *stage = &state->stages[event->stage];
  const StageState *current = &state->stages[state->stage];
  Date answered = latest_of(current->responded, state->resolved);
  switch (event->type) {
  case EVENT_MATTER_AROSE:
    return DATE_NONE;
  case EVENT_REQUESTED:
    return latest_of(latest_of(answered, current->opened), state->received);
  case EVENT_RESUMED:
    return stage->paused_on;
  case EVENT_REPORTED:
    return latest_of(stage->panel_held, stage->opened);
  case EVENT_TERMS_SENT:
    return answered;
  case EVENT_REOPENED:
    return latest_of(latest_of(state->closed, state->withdrawn), answered);
  case EVENT_CLOSED:
  case EVENT_WITHDRAWN:
    return latest_of(latest_of(answered, current->opened), state->received);
  default:
    return event->stage > 0 ? latest_of(stage->opened, state->received) : state->received;
  }
}

static Error check_day(const Check *c) {
  Date on = c->event->on;
  if (date_is_none(on)) {
    if (c->event->type == EVENT_CORRECTED) return OK;
    return INVALID(c, "Give the day on which it happened.");
  }
  Text day = date_words(c->arena, on);
  if (date_before(c->today, on))
    return INVALID(c, "%.*s is in the future; give the day on which it happened.", T(day));
  if (c->event->type == EVENT_CORRECTED) return OK;
  Date after = follows(c);
  if (date_is_none(after) || !date_before(on, after)) return OK;
  Text earliest = date_words(c->arena, after);
  return INVALID(c, "%.*s is before %.*s, the day of what this follows; give a day from then on.", T(day),
                 T(earliest));
}

static Text listed(const Check *c, TextList list) {
  return text_join(c->arena, list.items, list.count, TEXT(", "));
}

static bool reason_stands(TextList list, Text reason) {
  return list.count == 0 || text_list_has(list, reason) || text_equal(reason, TEXT("other"));
}

static Error check_reason(const Check *c, TextList reasons) {
  Text reason = c->event->reason, list = listed(c, reasons);
  if (reason_stands(reasons, reason)) return OK;
  if (text_is_empty(reason)) return INVALID(c, "Choose a reason: %.*s.", T(list));
  return INVALID(c, "\"%.*s\" is not a reason of this procedure; choose one of: %.*s.", T(reason), T(list));
}

/* How far the date may go. */
static Error check_ceiling(const Check *c, const Clock *clock) {
  const ExtensionRule *extend = &clock->rule->extend;
  if (date_is_none(clock->latest) || !date_before(clock->latest, c->event->until)) return OK;
  Text until = date_words(c->arena, c->event->until), latest = date_words(c->arena, clock->latest);
  Text limit = limit_words(c->arena, extend->limit);
  const char *form = extend->form == EXTENSION_TO ? "in all" : "more";
  if (!extend->beyond_with_reason)
    return REFUSED(
        c, "%.*s is later than the longest extension allows (%.*s %s): the last possible date is %.*s.",
        T(until), T(limit), form, T(latest));
  if (!text_is_empty(c->event->reason)) return OK;
  return REFUSED(
      c, "%.*s is beyond %.*s more, which ends on %.*s. Give the good reason that the procedure asks for.",
      T(until), T(limit), T(latest));
}

static Error check_extended(const Check *c) {
  const Event *event = c->event;
  Text name = text_is_empty(event->clock) ? TEXT("respond") : event->clock;
  Text id = text_format(c->arena, "stage-%d/%.*s", event->stage, T(name));
  const Clock *clock = clock_find(c->state->clocks, id);
  if (!clock) return INVALID(c, "There is no clock \"%.*s\" to extend.", T(id));
  const ExtensionRule *extend = &clock->rule->extend;
  if (extend->form == EXTENSION_NONE)
    return REFUSED(c, "The procedure allows no extension of \"%.*s\".", T(id));
  if (date_is_none(clock->due))
    return REFUSED(c, "\"%.*s\" has no due date now, so there is nothing to extend.", T(id));
  if (extend->times > 0 && clock->extensions >= extend->times && !extend->beyond_with_reason)
    return REFUSED(c, "\"%.*s\" has been extended as often as the procedure allows.", T(id));
  if (date_is_none(event->until)) return INVALID(c, "Give the new due date.");
  Text due = date_words(c->arena, clock->due), until = date_words(c->arena, event->until);
  if (!date_before(clock->due, event->until))
    return INVALID(c, "The new due date, %.*s, must be later than the one in force, %.*s.", T(until), T(due));
  TRY(check_ceiling(c, clock));
  return check_reason(c, extend->reasons);
}

/* The reason must be one that some clock of the stage waits for. */
static Error check_paused(const Check *c) {
  const StageRule *rule = c->state->stages[c->event->stage].rule;
  const ClockRule *first = NULL;
  for (size_t i = 0; i < rule->clock_count; i++) {
    const ClockRule *clock = &rule->clocks[i];
    if (!clock->pause.allowed) continue;
    if (reason_stands(clock->pause.reasons, c->event->reason)) return OK;
    if (!first) first = clock;
  }
  return first ? check_reason(c, first->pause.reasons) : OK;
}

static Error check_date_agreed(const Check *c) {
  if (date_is_none(c->event->until)) return INVALID(c, "Give the date that was agreed.");
  if (!date_before(c->event->until, c->event->on)) return OK;
  Text until = date_words(c->arena, c->event->until);
  return INVALID(c, "The date agreed, %.*s, is before the day on which it was agreed.", T(until));
}

static Error check_outcome(const Check *c, int stage, Outcome outcome) {
  const StageRule *rule = c->state->stages[stage].rule;
  Text words[OUTCOME_COUNT];
  size_t count = 0;
  if (!rule || rule->outcome_count == 0) return OK;
  for (size_t i = 0; i < rule->outcome_count && count < OUTCOME_COUNT; i++) {
    if (rule->outcomes[i] == outcome) return OK;
    words[count++] = text_of(outcome_word(rule->outcomes[i]));
  }
  Text list = text_join(c->arena, words, count, TEXT(", "));
  if (outcome == OUTCOME_NONE) return INVALID(c, "Choose an outcome: %.*s.", T(list));
  return INVALID(c, "\"%s\" is not an outcome of stage %d; choose one of: %.*s.", outcome_word(outcome),
                 stage, T(list));
}

static Error check_classified(const Check *c) {
  const Event *event = c->event;
  const ProcedureBook *book = c->state->folded.procedures;
  const Procedure *procedure = text_is_empty(event->version)
                                   ? procedure_in_force(book, event->procedure, c->state->received)
                                   : procedure_version(book, event->procedure, event->version);
  if (procedure && (int)procedure->stage_count >= c->state->stage) return OK;
  if (procedure)
    return REFUSED(
        c,
        "\"%.*s\" has %zu stage%s and the case has reached stage %d. Close it and record a new case under "
        "that procedure.",
        T(procedure->title), procedure->stage_count, procedure->stage_count == 1 ? "" : "s", c->state->stage);
  Text near = procedure_nearest(c->arena, book, event->procedure);
  if (!text_is_empty(event->version) && procedure_in_force(book, event->procedure, c->state->received))
    return INVALID(c, "The procedure \"%.*s\" has no version \"%.*s\".", T(event->procedure),
                   T(event->version));
  return INVALID(c, "There is no procedure \"%.*s\"%s%.*s%s.", T(event->procedure),
                 text_is_empty(near) ? "" : "; did you mean \"", T(near), text_is_empty(near) ? "" : "\"?");
}

static Error check_due(const Check *c) {
  const Event *event = c->event;
  if (date_is_none(event->until)) return INVALID(c, "Give the day by which it is to be done.");
  if (date_before(event->until, event->on))
    return INVALID(c, "The day by which it is to be done is before the day on which it was agreed.");
  return OK;
}

static Error check_new_action(const Check *c) {
  if (text_is_empty(c->event->reason)) return INVALID(c, "Say what kind of action it is.");
  return check_due(c);
}

static Error check_record(const Check *c) {
  const Record *record = record_find(c->state->records, c->event->record);
  if (!record) return INVALID(c, "There is no such action or recommendation in this case.");
  if (!date_before(c->event->on, record->agreed)) return OK;
  Text agreed = date_words(c->arena, record->agreed);
  return REFUSED(c, "It was agreed on %.*s; the day given is before that.", T(agreed));
}

static Error check_due_moved(const Check *c) {
  TRY(check_record(c));
  if (text_is_empty(c->event->reason)) return INVALID(c, "Say why the day is moved.");
  return check_due(c);
}

static Error check_compliance(const Check *c) {
  Compliance compliance;
  TRY(check_record(c));
  if (compliance_of(c->event->reason, &compliance) && compliance != COMPLIANCE_NONE) return OK;
  return INVALID(c, "Say whether it was done on time, late or not at all.");
}

/* Rules 5.1 table B; a remedy before the complaint reached them is told of upheld ones. */
static Error check_decision(const Check *c) {
  static const Outcome decisions[] = {
      OUTCOME_INCOMPLETE_OR_INVALID,          OUTCOME_ADVICE_GIVEN, OUTCOME_REFERRED_BACK,
      OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES, OUTCOME_NOT_UPHELD,   OUTCOME_UPHELD};
  for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++)
    if (decisions[i] == c->event->outcome) {
      if (!c->event->accepted || c->event->outcome == OUTCOME_UPHELD) return OK;
      return INVALID(c, "A satisfactory remedy is recorded for upheld complaints alone.");
    }
  return INVALID(c, "Select what the Ombudsman decided.");
}

/* The case with the event. */
static FoldInput trial_of(const Check *c) {
  FoldInput trial = c->state->folded;
  Event *events = ARENA_ARRAY(c->arena, Event, trial.count + 1);
  for (size_t i = 0; i < trial.count; i++) events[i] = trial.events[i];
  events[trial.count] = *c->event;
  events[trial.count].number = c->state->last_number + 1;
  trial.events = events;
  trial.count++;
  trial.today = c->today;
  return trial;
}

/* What an event says once it is corrected. History that was imported may lack a due day and keeps lacking it.
 */
static Error check_mended(const Check *c) {
  const Event *event = c->event;
  switch (event->type) {
  case EVENT_RESPONDED:
    return event->outcome == OUTCOME_NONE ? OK : check_outcome(c, event->stage, event->outcome);
  case EVENT_ACTION_AGREED:
  case EVENT_RECOMMENDED:
    return date_is_none(event->until) ? OK : check_due(c);
  case EVENT_DUE_MOVED:
    TRY(check_record(c));
    return check_due(c);
  case EVENT_COMPLETED:
    return check_record(c);
  case EVENT_COMPLIANCE_RECORDED:
    return check_compliance(c);
  case EVENT_DECIDED:
    return check_decision(c);
  default:
    return OK;
  }
}

static const Event *numbered(const Event *events, size_t count, int32_t number) {
  for (size_t i = 0; i < count; i++)
    if (events[i].number == number) return &events[i];
  return NULL;
}

static Error check_corrected(const Check *c) {
  const Event *event = c->event;
  FoldInput trial = trial_of(c);
  const Event *effective, *target = numbered(trial.events, trial.count - 1, event->corrects);
  size_t count;
  if (!target) return INVALID(c, "There is no event %d to correct.", (int)event->corrects);
  if (target->type == EVENT_RECEIVED && event->voids)
    return REFUSED(c, "The receipt itself cannot be taken back. Correct its day, or close the case.");
  if (event->voids) return OK;
  while (target && target->type == EVENT_CORRECTED)
    target = numbered(trial.events, trial.count, target->corrects);
  if (!target || events_effective(c->arena, &trial, &effective, &count)) return OK; /* check_fold says why */
  target = numbered(effective, count, target->number);
  if (!target) return OK;
  Check mended = *c;
  mended.event = target;
  return check_mended(&mended);
}

static Error check_data(const Check *c) {
  switch (c->event->type) {
  case EVENT_EXTENDED:
    return check_extended(c);
  case EVENT_PAUSED:
    return check_paused(c);
  case EVENT_DATE_AGREED:
    return check_date_agreed(c);
  case EVENT_RESPONDED:
    return check_outcome(c, c->event->stage, c->event->outcome);
  case EVENT_CLASSIFIED:
    return check_classified(c);
  case EVENT_CORRECTED:
    return check_corrected(c);
  case EVENT_ACTION_AGREED:
    return check_new_action(c);
  case EVENT_RECOMMENDED:
    return check_due(c);
  case EVENT_DUE_MOVED:
    return check_due_moved(c);
  case EVENT_COMPLETED:
    return check_record(c);
  case EVENT_COMPLIANCE_RECORDED:
    return check_compliance(c);
  case EVENT_DECIDED:
    return check_decision(c);
  default:
    return OK;
  }
}

/* The last word: the case with the event must still be a possible one. */
static Error check_fold(const Check *c) {
  FoldInput trial = trial_of(c);
  CaseState state;
  Error error = case_fold(c->arena, &trial, &state);
  return error ? REFUSED(c, "%.*s", T(error->words)) : OK;
}

Error case_check_event(Arena *arena, const CaseState *state, const Event *event, Date today) {
  Check check = {.arena = arena, .state = state, .event = event, .today = today};
  if ((unsigned)event->type >= EVENT_TYPE_COUNT) return INVALID(&check, "There is no such event");
  TRY(check_stage(&check));
  TRY(check_act(&check));
  TRY(check_day(&check));
  TRY(check_data(&check));
  return check_fold(&check);
}
