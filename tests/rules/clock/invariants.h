/* What must hold of every case that folds, whatever its events. For the property tests and the fuzzer. */
#pragma once
#include "rules/deadline.h"

static inline bool is_met(const Clock *clock) {
  return clock->status == CLOCK_MET_ON_TIME || clock->status == CLOCK_MET_IN_EXTENSION ||
         clock->status == CLOCK_MET_LATE;
}

static inline bool is_going(const Clock *clock) {
  return clock->status == CLOCK_RUNNING || clock->status == CLOCK_PAUSED ||
         clock->status == CLOCK_NOT_STARTED;
}

static inline void check_verdict(const Clock *clock) {
  BUG_IF(is_met(clock) && (date_is_none(clock->met_on) || clock->verdict == VERDICT_NONE));
  BUG_IF(!is_met(clock) && clock->verdict != VERDICT_NONE);
  BUG_IF(clock->status == CLOCK_MET_ON_TIME && date_before(clock->original, clock->met_on));
  BUG_IF(clock->status != CLOCK_MET_ON_TIME && is_met(clock) && !date_before(clock->original, clock->met_on));
  BUG_IF(clock->status == CLOCK_MET_IN_EXTENSION &&
         (!clock->extended || date_before(clock->due, clock->met_on)));
  BUG_IF(clock->status == CLOCK_MISSED && !date_is_none(clock->met_on));
}

static inline void check_pauses(const Clock *clock) {
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    bool last = i + 1 == clock->pause_count;
    BUG_IF(date_before(pause->from, clock->starts_on));
    BUG_IF(date_is_none(pause->to) && !last);
    BUG_IF(!date_is_none(pause->to) && !date_before(pause->from, pause->to));
    BUG_IF(!last && date_before(clock->pauses[i + 1].from, pause->to));
  }
  bool open = clock->pause_count > 0 && date_is_none(clock->pauses[clock->pause_count - 1].to);
  BUG_IF(open && !date_is_none(clock->due));
  BUG_IF(clock->status == CLOCK_PAUSED && !open);
}

static inline void check_dates(const Clock *clock) {
  bool due = !date_is_none(clock->due), original = !date_is_none(clock->original),
       latest = !date_is_none(clock->latest);
  BUG_IF(due && !original);
  BUG_IF(due && date_before(clock->due, clock->original));
  BUG_IF(latest && due && date_before(clock->latest, clock->due));
  BUG_IF(date_is_none(clock->starts_on) && (due || original || latest));
  BUG_IF(due && clock->limit.unit != UNIT_AGREED && date_before(clock->due, clock->starts_on));
  BUG_IF(clock->status == CLOCK_RUNNING && (date_is_none(clock->starts_on) || clock->expected));
  BUG_IF(clock->extended != (clock->extensions > 0));
  BUG_IF(clock->status == CLOCK_MISSED && !due);
}

/* The list of days agrees with the date that the arithmetic gave. */
static inline void check_steps(Arena *memory, const Clock *clock) {
  StepList steps = clock_steps(memory, clock);
  BUG_IF((steps.count == 0) != date_is_none(clock->starts_on) && steps.count > 0);
  Date counted = DATE_NONE;
  for (size_t i = 0; i < steps.count; i++) {
    const Step *step = &steps.items[i];
    BUG_IF(date_is_none(step->date) || !text_is_utf8(step->why));
    bool in_days = clock->limit.unit == UNIT_WORKING_DAYS || clock->limit.unit == UNIT_CALENDAR_DAYS;
    BUG_IF(i > 0 && in_days && date_before(step->date, steps.items[i - 1].date));
    BUG_IF(step->day < 0 || (step->day == 0 && text_is_empty(step->why)));
    if (step->day == clock->limit.count) counted = step->date;
  }
  bool listed = clock->limit.unit == UNIT_WORKING_DAYS ||
                (clock->limit.unit == UNIT_CALENDAR_DAYS && !clock->rule->rolls);
  bool whole = steps.count < 1500 && !date_is_none(clock->due) && clock->limit.count > 0;
  BUG_IF(listed && whole && !date_equal(counted, clock->original));
}

static inline void check_clock(Arena *memory, const Clock *clock) {
  check_verdict(clock);
  check_pauses(clock);
  check_dates(clock);
  check_steps(memory, clock);
  Sentences sentences = clock_sentences(memory, clock);
  BUG_IF(sentences.count < 2);
  for (size_t i = 0; i < sentences.count; i++) {
    BUG_IF(text_is_empty(sentences.items[i]) || !text_is_utf8(sentences.items[i]));
    BUG_IF(text_contains(sentences.items[i], TEXT("(null)")));
  }
}

static inline void check_stages(const CaseState *state) {
  for (int i = 1; i <= STAGES_MAX; i++) {
    const StageState *stage = &state->stages[i];
    bool open = !date_is_none(stage->opened);
    BUG_IF(open != (i <= state->stage));
    BUG_IF(!open && (!date_is_none(stage->responded) || stage->paused || stage->extensions > 0));
    BUG_IF(open && !stage->rule);
    BUG_IF(stage->paused &&
           (state->status != CASE_OPEN || i != state->stage || !date_is_none(stage->responded)));
    BUG_IF(!date_is_none(stage->responded) && date_before(stage->responded, stage->opened));
    BUG_IF(stage->late_request && i == 1);
    BUG_IF(stage->late_request_decided && !stage->late_request);
    bool refused = stage->late_request_decided && !stage->late_request_accepted;
    BUG_IF(refused && !date_is_none(stage->responded));
    BUG_IF(refused && i < state->stage);
  }
}

/* No two stages wait for an answer at once: a stage that was left has no council clock that goes on before
 * its answer. */
static inline void check_left(const CaseState *state) {
  for (size_t i = 0; i < state->clocks.count; i++) {
    const Clock *clock = &state->clocks.items[i];
    bool ended = state->status == CASE_CLOSED || state->status == CASE_WITHDRAWN;
    BUG_IF(clock->stage->number > state->stage);
    BUG_IF(clock->stage->number < state->stage && is_going(clock));
    BUG_IF(ended && is_going(clock));
  }
}

/* Actions and recommendations: each has its number once, and its clock agrees with its days. */
static inline void check_records(const CaseState *state) {
  RecordList records = state->records;
  size_t open = 0;
  for (size_t i = 0; i < records.count; i++) {
    const Record *record = &records.items[i];
    const Clock *clock = &record->clock;
    bool done = !date_is_none(record->completed);
    open += !done;
    BUG_IF(record->number < 1 || record_find(records, record->number) != record);
    BUG_IF(done != (clock->status != CLOCK_RUNNING) || !date_equal(clock->met_on, record->completed));
    BUG_IF(!done && clock->verdict != VERDICT_NONE);
    BUG_IF(clock->verdict == VERDICT_ON_TIME && date_before(record->first_due, record->completed));
    BUG_IF(clock->verdict == VERDICT_IN_EXTENSION && (date_is_none(record->moved_on) || record->moved_late ||
                                                      date_before(record->due, record->completed)));
    BUG_IF(date_is_none(record->moved_on) && !date_equal(record->due, record->first_due));
    BUG_IF(record->compliance != COMPLIANCE_NONE && date_is_none(record->compliance_on));
    BUG_IF(record->compliance != COMPLIANCE_NONE && record->kind != RECORD_RECOMMENDATION);
  }
  BUG_IF(open != records_open(records));
  BUG_IF(date_is_none(state->decided) && (state->decision != OUTCOME_NONE || state->remedied_before));
}

static inline void check_state(Arena *memory, const CaseState *state) {
  BUG_IF(date_is_none(state->received));
  BUG_IF((state->status == CASE_RECEIVED) && state->procedure);
  BUG_IF((state->status == CASE_OPEN || state->status == CASE_ANSWERED) && !state->procedure);
  BUG_IF((state->status == CASE_CLOSED) != !date_is_none(state->closed));
  BUG_IF((state->status == CASE_WITHDRAWN) != !date_is_none(state->withdrawn));
  BUG_IF((state->stage > 0) != (state->procedure != NULL));
  BUG_IF(state->stage > (state->procedure ? (int)state->procedure->stage_count : 0));
  const StageState *current = &state->stages[state->stage];
  BUG_IF(state->status == CASE_ANSWERED && date_is_none(current->responded) && date_is_none(state->resolved));
  BUG_IF(state->next && state->next->status != CLOCK_RUNNING && state->next->status != CLOCK_PAUSED);
  BUG_IF(state->next && (state->next->rule->kind == CLOCK_WINDOW || state->next->rule->kind == CLOCK_SHOWN));
  check_stages(state);
  check_left(state);
  check_records(state);
  for (size_t i = 0; i < state->clocks.count; i++) check_clock(memory, &state->clocks.items[i]);
  for (int act = 0; act < ACT_COUNT; act++) {
    Permit permit = case_may(memory, state, (CaseAct)act, (UserId){0});
    BUG_IF(permit.allowed != text_is_empty(permit.why_not));
    BUG_IF(!text_is_utf8(permit.why_not));
  }
}

/* What the rules allow can be done: the plainest event of the act, today, is accepted. */
static inline void check_allowed(Arena *memory, const CaseState *state, CaseAct act, Event event,
                                 Date today) {
  if (!case_may(memory, state, act, event.subject).allowed) return;
  event.on = today;
  Error error = case_check_event(memory, state, &event, today);
  if (error) BUG("%s is allowed and refused: %.*s", case_act_word(act), TEXT_ARGUMENTS(error->words));
}

static inline Event plain_event(EventType type, int stage) {
  return (Event){.type = type,
                 .stage = stage,
                 .on = DATE_NONE,
                 .minute = -1,
                 .recorded = INSTANT_NONE,
                 .until = DATE_NONE,
                 .clock = TEXT_NONE,
                 .reason = TEXT_NONE,
                 .procedure = TEXT_NONE,
                 .version = TEXT_NONE,
                 .calendar = TEXT_NONE};
}

/* The number that the next record may have, and the first of those that wait for what an act does. */
static inline int32_t next_number(const CaseState *state) {
  int32_t last = 0;
  for (size_t i = 0; i < state->records.count; i++)
    if (state->records.items[i].number > last) last = state->records.items[i].number;
  return last + 1;
}

static inline int32_t first_waiting(const CaseState *state, bool for_compliance) {
  for (size_t i = 0; i < state->records.count; i++) {
    const Record *record = &state->records.items[i];
    bool waits = for_compliance ? record->kind == RECORD_RECOMMENDATION && date_is_none(record->compliance_on)
                                : date_is_none(record->completed);
    if (waits) return record->number;
  }
  return 0;
}

static inline void check_record_acts(Arena *memory, const CaseState *state, Date today) {
  Event made = plain_event(EVENT_ACTION_AGREED, 0);
  made.record = next_number(state);
  made.reason = TEXT("training");
  made.until = date_plus(today, 30);
  check_allowed(memory, state, ACT_AGREE_ACTION, made, today);
  made.type = EVENT_RECOMMENDED;
  check_allowed(memory, state, ACT_RECOMMEND, made, today);
  Event later = made;
  later.type = EVENT_DUE_MOVED;
  later.record = first_waiting(state, false);
  check_allowed(memory, state, ACT_MOVE_DUE, later, today);
  later.type = EVENT_COMPLETED;
  check_allowed(memory, state, ACT_COMPLETE, later, today);
  later.type = EVENT_COMPLIANCE_RECORDED;
  later.record = first_waiting(state, true);
  later.reason = TEXT("late");
  check_allowed(memory, state, ACT_RECORD_COMPLIANCE, later, today);
  Event decided = plain_event(EVENT_DECIDED, 0);
  decided.outcome = OUTCOME_UPHELD;
  decided.accepted = true;
  check_allowed(memory, state, ACT_DECIDE, decided, today);
}

static inline void check_acts(Arena *memory, const CaseState *state, Date today) {
  int stage = state->stage ? state->stage : 1;
  static const struct {
    CaseAct act;
    EventType type;
    bool staged;
  } rows[] = {
      {ACT_ASSIGN, EVENT_ASSIGNED, false},
      {ACT_ACKNOWLEDGE, EVENT_ACKNOWLEDGED, true},
      {ACT_RESUME, EVENT_RESUMED, true},
      {ACT_AGREE_STATEMENT, EVENT_STATEMENT_AGREED, true},
      {ACT_APPOINT_TEAM, EVENT_TEAM_APPOINTED, true},
      {ACT_HOLD_PANEL, EVENT_PANEL_HELD, true},
      {ACT_REPORT, EVENT_REPORTED, true},
      {ACT_SEND_TERMS, EVENT_TERMS_SENT, true},
      {ACT_RESOLVE, EVENT_RESOLVED, false},
      {ACT_DECIDE_LATE_REQUEST, EVENT_LATE_REQUEST_DECIDED, true},
      {ACT_CONFIRM_IDENTITY, EVENT_IDENTITY_CONFIRMED, false},
      {ACT_RECEIVE_CLARIFICATION, EVENT_CLARIFICATION_RECEIVED, false},
      {ACT_WITHDRAW, EVENT_WITHDRAWN, false},
      {ACT_CLOSE, EVENT_CLOSED, false},
      {ACT_REOPEN, EVENT_REOPENED, false},
      {ACT_NOTE, EVENT_NOTED, false},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_allowed(memory, state, rows[i].act, plain_event(rows[i].type, rows[i].staged ? stage : 0), today);
  Event respond = plain_event(EVENT_RESPONDED, stage);
  const StageRule *rule = state->stages[stage].rule;
  if (rule && rule->outcome_count) respond.outcome = rule->outcomes[0];
  check_allowed(memory, state, ACT_RESPOND, respond, today);
  if (stage < STAGES_MAX)
    check_allowed(memory, state, ACT_REQUEST_NEXT_STAGE, plain_event(EVENT_REQUESTED, stage + 1), today);
  Event agree = plain_event(EVENT_DATE_AGREED, stage);
  agree.until = date_plus(today, 30);
  check_allowed(memory, state, ACT_AGREE_DATE, agree, today);
  check_record_acts(memory, state, today);
}
