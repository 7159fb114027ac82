/* The fold: from events to the state of a case. Each type of event has one function that checks that it can
 * be and says what it changes. */
#include "rules/case_parts.h"
#include "rules/clock_count.h"

typedef struct Fold {
  Arena *arena;
  CaseState *state;
  const Event *event;
  size_t at; /* index of the event among the effective ones */
} Fold;

const char *case_status_word(CaseStatus status) {
  static const char *const words[] = {"received", "open", "answered", "withdrawn", "closed"};
  BUG_IF((unsigned)status >= sizeof words / sizeof words[0]);
  return words[status];
}

const char *case_act_word(CaseAct act) {
  static const char *const words[ACT_COUNT] = {
#define ACT(name, word) word,
      CASE_ACTS(ACT)
#undef ACT
  };
  BUG_IF((unsigned)act >= ACT_COUNT);
  return words[act];
}

static Error impossible(const Fold *f, const char *why) {
  Text called = event_called(f->arena, f->event);
  return FAIL(f->arena, ERROR_INVALID, "%.*s is not possible: %s", TEXT_ARGUMENTS(called), why);
}

static StageState *stage_of(const Fold *f) { return &f->state->stages[f->event->stage]; }

static bool has_ended(const CaseState *state) {
  return state->status == CASE_CLOSED || state->status == CASE_WITHDRAWN;
}

static Error not_ended(const Fold *f) {
  if (f->state->status == CASE_CLOSED) return impossible(f, "the case was closed before it");
  if (f->state->status == CASE_WITHDRAWN) return impossible(f, "the complaint was withdrawn before it");
  return OK;
}

bool stage_is_answered(const CaseState *state, int stage) {
  return !date_is_none(state->stages[stage].responded) ||
         (stage == state->stage && !date_is_none(state->resolved));
}

bool stage_pause_ended_by(const StageRule *stage, const Event *event) {
  if (!stage) return false;
  bool any = false;
  for (size_t i = 0; i < stage->clock_count; i++) {
    if (!stage->clocks[i].pause.allowed) continue;
    if (!event_in(event, stage->clocks[i].pause.ends)) return false;
    any = true;
  }
  return any;
}

const Clock *window_of(ClockList clocks, int asked_for) {
  for (size_t i = 0; i < clocks.count; i++) {
    const ClockRule *rule = clocks.items[i].rule;
    bool customers = rule->kind == CLOCK_WINDOW || rule->for_customer;
    if (customers && rule->met_by.type == EVENT_REQUESTED && rule->met_by.stage == asked_for)
      return &clocks.items[i];
  }
  return NULL;
}

const Clock *respond_clock(ClockList clocks, int stage) {
  for (size_t i = 0; i < clocks.count; i++)
    if (clocks.items[i].stage->number == stage && text_equal(clocks.items[i].rule->id, TEXT("respond")))
      return &clocks.items[i];
  return NULL;
}

bool clock_was_late(const Clock *clock, Date on) {
  return clock && !date_is_none(clock->due) && date_before(clock->due, on);
}

/* The clocks as they stood on the day of the event, with it or without. */
static ClockList clocks_then(const Fold *f, bool with) {
  ClockInput input = {.procedure = f->state->procedure,
                      .events = f->state->events,
                      .count = f->at + with,
                      .calendars = f->state->folded.calendars,
                      .today = f->event->on};
  return clocks_derive(f->arena, &input);
}

/* Stage work needs the stage to be open and, on a late request, accepted; doing it without a decision is
 * acceptance. */
static Error working(const Fold *f) {
  TRY(not_ended(f));
  StageState *stage = stage_of(f);
  if (!f->state->procedure) return impossible(f, "the case had not been given a procedure");
  if (date_is_none(stage->opened)) return impossible(f, "that stage had not been opened");
  if (stage->late_request && stage->late_request_decided && !stage->late_request_accepted)
    return impossible(f, "the late request for that stage was refused");
  return OK;
}

static Error unanswered(const Fold *f) {
  TRY(working(f));
  StageState *stage = stage_of(f);
  if (f->event->stage < f->state->stage) return impossible(f, "the case had moved on to the next stage");
  if (!date_is_none(stage->responded)) return impossible(f, "that stage had been answered");
  if (f->state->status == CASE_ANSWERED) return impossible(f, "the complaint had been resolved");
  if (stage->late_request) stage->late_request_decided = stage->late_request_accepted = true;
  return OK;
}

static Error once(const Fold *f, Date *day) {
  if (!date_is_none(*day)) return impossible(f, "it had happened before");
  *day = f->event->on;
  return OK;
}

static Error on_received(Fold *f) {
  if (!date_is_none(f->state->received)) return impossible(f, "the case had been received before");
  f->state->received = f->event->on;
  f->state->received_minute = f->event->minute;
  return OK;
}

static Error bind(Fold *f, const Procedure *procedure) {
  CaseState *state = f->state;
  if ((int)procedure->stage_count < state->stage)
    return impossible(f, "the new procedure has fewer stages than the case has reached");
  state->procedure = procedure;
  if (state->stage == 0) {
    state->stage = 1;
    state->stages[1].opened = state->received;
    state->status = date_is_none(state->resolved) ? CASE_OPEN : CASE_ANSWERED;
  }
  for (int i = 1; i <= state->stage; i++) state->stages[i].rule = procedure_stage(procedure, i);
  return OK;
}

static Error on_classified(Fold *f) {
  TRY(not_ended(f));
  const Event *event = f->event;
  const ProcedureBook *book = f->state->folded.procedures;
  const Procedure *procedure = text_is_empty(event->version)
                                   ? procedure_in_force(book, event->procedure, f->state->received)
                                   : procedure_version(book, event->procedure, event->version);
  if (procedure && procedure->stage_count > 0) return bind(f, procedure);
  Text called = event_called(f->arena, event);
  return FAIL(f->arena, ERROR_INVALID, "%.*s names the procedure \"%.*s\"%s%.*s%s, which is not known",
              TEXT_ARGUMENTS(called), TEXT_ARGUMENTS(event->procedure),
              text_is_empty(event->version) ? "" : " version \"", TEXT_ARGUMENTS(event->version),
              text_is_empty(event->version) ? "" : "\"");
}

static Error on_assigned(Fold *f) {
  TRY(not_ended(f));
  f->state->owner = f->event->subject;
  return OK;
}

/* A stage is left by its answer; history also knows people who went on because the answer was late. */
static Error may_leave(const Fold *f) {
  CaseState *state = f->state;
  const StageState *stage = &state->stages[state->stage];
  if (stage->late_request && stage->late_request_decided && !stage->late_request_accepted)
    return impossible(f, "the late request for the stage before was refused");
  if (stage_is_answered(state, state->stage)) return OK;
  if (clock_was_late(respond_clock(clocks_then(f, false), state->stage), f->event->on)) return OK;
  return impossible(f, "the stage before had not been answered, and its answer was not late");
}

static Error on_requested(Fold *f) {
  CaseState *state = f->state;
  int number = f->event->stage;
  if (state->status == CASE_WITHDRAWN) return impossible(f, "the complaint was withdrawn before it");
  if (!state->procedure) return impossible(f, "the case had not been given a procedure");
  const StageRule *rule = procedure_stage(state->procedure, number);
  if (!rule) return impossible(f, "the procedure has no such stage");
  if (number <= state->stage) return impossible(f, "that stage had been opened before");
  if (number > state->stage + 1) return impossible(f, "the stage before had not been opened");
  if (state->status == CASE_CLOSED && !stage_is_answered(state, state->stage)) return not_ended(f);
  TRY(may_leave(f));
  const Clock *window = window_of(clocks_then(f, true), number);
  StageState *stage = &state->stages[number];
  stage->rule = rule;
  stage->opened = f->event->on;
  stage->late_request = window && window->verdict == VERDICT_LATE;
  state->stages[state->stage].paused = false;
  state->stage = number;
  state->status = CASE_OPEN;
  state->closed = state->resolved = DATE_NONE;
  return OK;
}

static Error on_acknowledged(Fold *f) {
  TRY(not_ended(f));
  StageState *stage = stage_of(f);
  bool untriaged = !f->state->procedure && f->event->stage == 1;
  if (!untriaged) {
    if (date_is_none(stage->opened)) return impossible(f, "that stage had not been opened");
    if (f->event->stage < f->state->stage) return impossible(f, "the case had moved on to the next stage");
    if (stage_is_answered(f->state, f->event->stage)) return impossible(f, "that stage had been answered");
  }
  return once(f, &stage->acknowledged);
}

static Error on_extended(Fold *f) {
  TRY(unanswered(f));
  stage_of(f)->extensions++;
  return OK;
}

static Error on_paused(Fold *f) {
  TRY(unanswered(f));
  StageState *stage = stage_of(f);
  if (stage->paused) return impossible(f, "that stage was paused already");
  stage->paused = true;
  stage->paused_on = f->event->on;
  stage->pause_reason = f->event->reason;
  return OK;
}

static Error on_resumed(Fold *f) {
  TRY(unanswered(f));
  StageState *stage = stage_of(f);
  if (!stage->paused) return impossible(f, "that stage was not paused");
  stage->paused = false;
  return OK;
}

static Error on_date_agreed(Fold *f) { return unanswered(f); }

static Error on_team_appointed(Fold *f) {
  TRY(unanswered(f));
  return once(f, &stage_of(f)->team_appointed);
}

static Error on_statement_agreed(Fold *f) {
  TRY(unanswered(f));
  return once(f, &stage_of(f)->statement_agreed);
}

static Error on_panel_held(Fold *f) {
  TRY(unanswered(f));
  return once(f, &stage_of(f)->panel_held);
}

static Error on_reported(Fold *f) {
  TRY(unanswered(f));
  return once(f, &stage_of(f)->reported);
}

/* The first answer meets the clock; another is possible after a reopening, and a belated one of a stage that
 * was left unanswered. */
static Error on_responded(Fold *f) {
  TRY(working(f));
  CaseState *state = f->state;
  StageState *stage = stage_of(f);
  bool again = !date_is_none(stage->responded);
  bool current = f->event->stage == state->stage;
  if (again && (!current || state->status != CASE_OPEN)) return impossible(f, "that stage had been answered");
  if (current && state->status == CASE_ANSWERED) return impossible(f, "the complaint had been resolved");
  if (again)
    stage->answered_again = f->event->on;
  else
    stage->responded = f->event->on;
  stage->outcome = f->event->outcome;
  stage->responder = f->event->subject;
  stage->paused = false;
  if (stage->late_request) stage->late_request_decided = stage->late_request_accepted = true;
  if (current) state->status = CASE_ANSWERED;
  return OK;
}

static Error on_terms_sent(Fold *f) {
  TRY(working(f));
  return once(f, &stage_of(f)->terms_sent);
}

static Error on_resolved(Fold *f) {
  TRY(not_ended(f));
  CaseState *state = f->state;
  if (state->status == CASE_ANSWERED) return impossible(f, "the complaint had been answered");
  TRY(once(f, &state->resolved));
  state->stages[state->stage].paused = false;
  if (state->procedure) state->status = CASE_ANSWERED;
  return OK;
}

static Error on_late_request_decided(Fold *f) {
  TRY(not_ended(f));
  StageState *stage = stage_of(f);
  if (date_is_none(stage->opened)) return impossible(f, "that stage had not been asked for");
  if (!stage->late_request) return impossible(f, "that stage was not asked for late");
  if (stage->late_request_decided) return impossible(f, "the late request had been decided");
  stage->late_request_decided = true;
  stage->late_request_accepted = f->event->accepted;
  return OK;
}

/* Something that a paused stage may be waiting for. */
static void end_pause(Fold *f) {
  StageState *stage = &f->state->stages[f->state->stage];
  if (stage->paused && stage_pause_ended_by(stage->rule, f->event)) stage->paused = false;
}

static Error on_identity_confirmed(Fold *f) {
  TRY(not_ended(f));
  TRY(once(f, &f->state->identity_confirmed));
  end_pause(f);
  return OK;
}

static Error on_clarification_received(Fold *f) {
  TRY(not_ended(f));
  f->state->clarification_received = f->event->on;
  end_pause(f);
  return OK;
}

static Error on_matter_arose(Fold *f) {
  f->state->matter_arose = f->event->on;
  return OK;
}

static Error on_customer_told(Fold *f) {
  bool first = f->event->stage == 1;
  if (!first && date_is_none(stage_of(f)->opened)) return impossible(f, "that stage had not been opened");
  return OK;
}

static void stop_pauses(CaseState *state) {
  for (int i = 1; i <= STAGES_MAX; i++) state->stages[i].paused = false;
}

static Error on_withdrawn(Fold *f) {
  TRY(not_ended(f));
  f->state->withdrawn = f->event->on;
  f->state->status = CASE_WITHDRAWN;
  stop_pauses(f->state);
  return OK;
}

static Error on_closed(Fold *f) {
  TRY(not_ended(f));
  f->state->closed = f->event->on;
  f->state->status = CASE_CLOSED;
  stop_pauses(f->state);
  return OK;
}

static Error on_reopened(Fold *f) {
  CaseState *state = f->state;
  if (!has_ended(state) && state->status != CASE_ANSWERED) return impossible(f, "the case was open");
  state->reopened = f->event->on;
  state->closed = state->withdrawn = state->resolved = DATE_NONE;
  state->status = state->procedure ? CASE_OPEN : CASE_RECEIVED;
  StageState *stage = &state->stages[state->stage];
  if (stage->late_request && !stage->late_request_accepted) stage->late_request_decided = false;
  return OK;
}

static Error on_noted(Fold *f) {
  (void)f;
  return OK;
}

static Error on_recalculated(Fold *f) {
  if (date_is_none(stage_of(f)->opened)) return impossible(f, "that stage had not been opened");
  return OK;
}

static Record *record_of(const Fold *f) {
  RecordList records = f->state->records;
  for (size_t i = 0; i < records.count; i++)
    if (records.items[i].number == f->event->record) return &records.items[i];
  return NULL;
}

/* A further action or recommendation; also after the case was closed. */
static Error add_record(Fold *f, RecordKind kind) {
  const Event *event = f->event;
  if (event->record < 1) return impossible(f, "it has no number");
  if (record_of(f)) return impossible(f, "that number is taken");
  RecordList *records = &f->state->records;
  records->items = arena_grow(f->arena, records->items, records->count, records->count + 1, sizeof(Record));
  /* By number, though one with a later number may have been agreed on an earlier day. */
  size_t at = records->count++;
  for (; at > 0 && records->items[at - 1].number > event->record; at--)
    records->items[at] = records->items[at - 1];
  records->items[at] = (Record){.number = event->record,
                                .event = event->number,
                                .kind = kind,
                                .code = event->reason,
                                .agreed = event->on,
                                .first_due = event->until,
                                .due = event->until,
                                .moved_on = DATE_NONE,
                                .completed = DATE_NONE,
                                .compliance_on = DATE_NONE};
  return OK;
}

static Error on_action_agreed(Fold *f) { return add_record(f, RECORD_ACTION); }

static Error on_recommended(Fold *f) { return add_record(f, RECORD_RECOMMENDATION); }

static Error on_due_moved(Fold *f) {
  Record *record = record_of(f);
  if (!record) return impossible(f, "there is no such action or recommendation");
  if (!date_is_none(record->completed)) return impossible(f, "it had been completed");
  if (!date_is_none(record->due) && date_before(record->due, f->event->on)) record->moved_late = true;
  record->due = f->event->until;
  record->moved_on = f->event->on;
  return OK;
}

static Error on_completed(Fold *f) {
  Record *record = record_of(f);
  if (!record) return impossible(f, "there is no such action or recommendation");
  return once(f, &record->completed);
}

static Error on_compliance_recorded(Fold *f) {
  Record *record = record_of(f);
  if (!record || record->kind != RECORD_RECOMMENDATION)
    return impossible(f, "there is no such recommendation");
  if (!compliance_of(f->event->reason, &record->compliance) || record->compliance == COMPLIANCE_NONE)
    return impossible(f, "it says neither on-time, late nor not-complied");
  TRY(once(f, &record->compliance_on));
  bool done = record->compliance != COMPLIANCE_NOT_COMPLIED;
  if (done && date_is_none(record->completed)) record->completed = f->event->on;
  return OK;
}

static Error on_decided(Fold *f) {
  TRY(not_ended(f));
  TRY(once(f, &f->state->decided));
  f->state->decision = f->event->outcome;
  f->state->remedied_before = f->event->accepted;
  return OK;
}

/* A publication is its own beginning and end. */
static Error on_published(Fold *f) {
  CaseState *state = f->state;
  if (!date_is_none(state->received)) return impossible(f, "it belongs to a report, not to a case");
  state->received = f->event->on;
  state->closed = f->event->on;
  state->status = CASE_CLOSED;
  return OK;
}

/* Corrections are applied before the fold and never come here. */
static Error on_corrected(Fold *f) { return impossible(f, "it corrects nothing"); }

static Error (*const HANDLERS[EVENT_TYPE_COUNT])(Fold *) = {
    [EVENT_RECEIVED] = on_received,
    [EVENT_CLASSIFIED] = on_classified,
    [EVENT_ASSIGNED] = on_assigned,
    [EVENT_REQUESTED] = on_requested,
    [EVENT_ACKNOWLEDGED] = on_acknowledged,
    [EVENT_EXTENDED] = on_extended,
    [EVENT_PAUSED] = on_paused,
    [EVENT_RESUMED] = on_resumed,
    [EVENT_DATE_AGREED] = on_date_agreed,
    [EVENT_TEAM_APPOINTED] = on_team_appointed,
    [EVENT_STATEMENT_AGREED] = on_statement_agreed,
    [EVENT_PANEL_HELD] = on_panel_held,
    [EVENT_REPORTED] = on_reported,
    [EVENT_RESPONDED] = on_responded,
    [EVENT_TERMS_SENT] = on_terms_sent,
    [EVENT_RESOLVED] = on_resolved,
    [EVENT_LATE_REQUEST_DECIDED] = on_late_request_decided,
    [EVENT_IDENTITY_CONFIRMED] = on_identity_confirmed,
    [EVENT_CLARIFICATION_RECEIVED] = on_clarification_received,
    [EVENT_MATTER_AROSE] = on_matter_arose,
    [EVENT_CUSTOMER_TOLD] = on_customer_told,
    [EVENT_WITHDRAWN] = on_withdrawn,
    [EVENT_CLOSED] = on_closed,
    [EVENT_REOPENED] = on_reopened,
    [EVENT_NOTED] = on_noted,
    [EVENT_RECALCULATED] = on_recalculated,
    [EVENT_CORRECTED] = on_corrected,
    [EVENT_ACTION_AGREED] = on_action_agreed,
    [EVENT_RECOMMENDED] = on_recommended,
    [EVENT_DUE_MOVED] = on_due_moved,
    [EVENT_COMPLETED] = on_completed,
    [EVENT_COMPLIANCE_RECORDED] = on_compliance_recorded,
    [EVENT_DECIDED] = on_decided,
    [EVENT_PUBLISHED] = on_published,
};

static void begin(CaseState *state, const FoldInput *input) {
  *state = (CaseState){.folded = *input, .status = CASE_RECEIVED, .received_minute = -1};
  state->received = state->closed = state->withdrawn = state->resolved = state->reopened = DATE_NONE;
  state->identity_confirmed = state->clarification_received = state->matter_arose = DATE_NONE;
  state->decided = DATE_NONE;
  for (int i = 0; i <= STAGES_MAX; i++) {
    StageState *stage = &state->stages[i];
    stage->opened = stage->acknowledged = stage->responded = stage->answered_again = stage->paused_on =
        DATE_NONE;
    stage->statement_agreed = stage->team_appointed = stage->panel_held = stage->reported = DATE_NONE;
    stage->terms_sent = DATE_NONE;
    stage->pause_reason = TEXT_NONE;
  }
  if (input->count) state->last_number = input->events[input->count - 1].number;
}

/* Nothing happens to a case before it is received, but the matter itself. */
static Error replay(Fold *f) {
  CaseState *state = f->state;
  for (f->at = 0; f->at < state->event_count; f->at++) {
    f->event = &state->events[f->at];
    EventType type = f->event->type;
    bool before = date_is_none(state->received) && type != EVENT_RECEIVED && type != EVENT_MATTER_AROSE &&
                  type != EVENT_PUBLISHED;
    if (before) return impossible(f, "the case had not been received");
    TRY(HANDLERS[type](f));
  }
  if (date_is_none(state->received))
    return FAIL(f->arena, ERROR_INVALID, "The case has no event \"received\": every case begins with one");
  return OK;
}

static bool is_more_pressing(const Clock *clock, const Clock *than) {
  if (!than) return true;
  if (date_is_none(clock->due)) return false;
  return date_is_none(than->due) || date_before(clock->due, than->due);
}

static const Clock *most_pressing(ClockList clocks) {
  const Clock *found = NULL;
  for (size_t i = 0; i < clocks.count; i++) {
    const Clock *clock = &clocks.items[i];
    bool councils =
        (clock->rule->kind == CLOCK_TARGET || clock->rule->kind == CLOCK_LEGAL) && !clock->rule->for_customer;
    bool goes = clock->status == CLOCK_RUNNING || clock->status == CLOCK_PAUSED;
    if (councils && goes && is_more_pressing(clock, found)) found = clock;
  }
  return found;
}

/* The days by which actions count: those of the procedure, else of England and Wales. */
static const Calendar *days_of(const CaseState *state) {
  const CalendarVersion *newest = calendar_book_newest(state->folded.calendars);
  return state->procedure ? procedure_calendar(state->procedure, newest)
                          : newest->plain[NATION_ENGLAND_AND_WALES];
}

Error case_fold(Arena *arena, const FoldInput *input, CaseState *state) {
  begin(state, input);
  TRY(events_effective(arena, input, &state->events, &state->event_count));
  Fold fold = {.arena = arena, .state = state};
  TRY(replay(&fold));
  records_clock(arena, state->records, days_of(state), input->today);
  if (!state->procedure) return OK;
  ClockInput clocks = {.procedure = state->procedure,
                       .events = state->events,
                       .count = state->event_count,
                       .calendars = input->calendars,
                       .today = input->today};
  state->clocks = clocks_derive(arena, &clocks);
  state->next = most_pressing(state->clocks);
  return OK;
}

const Clock *case_window(const CaseState *state) {
  return state->procedure ? window_of(state->clocks, state->stage + 1) : NULL;
}
