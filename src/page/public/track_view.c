/* What a resident is told of a case, from its state alone. */
#include "page/public/track.h"

#include <string.h>

static Text day(const Ctx *ctx, Date date) {
  return date_is_none(date) ? TEXT_NONE : date_words_weekday(ctx->arena, date);
}

static const Clock *clock_of(const TrackView *view, const CaseState *state, const char *id) {
  if (state->stage < 1) return NULL;
  return clock_find(state->clocks, text_format(view->ctx->arena, "stage-%d/%s", state->stage, id));
}

static Text stage_name(Arena *arena, const CaseState *state, int number) {
  const StageRule *rule = state->procedure ? procedure_stage(state->procedure, number) : NULL;
  if (rule && !text_is_empty(rule->names.public_name)) return rule->names.public_name;
  return text_format(arena, "Stage %d", number);
}

/* ---- events ------------------------------------------------------------------------------------- */

static bool is_respond(const Event *event) {
  return text_is_empty(event->clock) || text_equal(event->clock, TEXT("respond"));
}

/* The newest effective event of the type at a stage. */
static const Event *newest(const CaseState *state, EventType type, int stage) {
  for (size_t i = state->event_count; i-- > 0;)
    if (state->events[i].type == type && state->events[i].stage == stage) return &state->events[i];
  return NULL;
}

static Text words_of_event(const CaseFile *file, const Event *event) {
  if (!event || event->number < 1 || (size_t)event->number > file->count) return TEXT_NONE;
  return event_text(&file->events[event->number - 1], "words");
}

/* ---- answers ------------------------------------------------------------------------------------ */

static Text outcome_sentence(Outcome outcome) {
  switch (outcome) {
  case OUTCOME_UPHELD:
    return TEXT("We agree with your complaint. The word for this is upheld.");
  case OUTCOME_PARTLY_UPHELD:
    return TEXT("We agree with part of your complaint. The words for this are partly upheld.");
  case OUTCOME_NOT_UPHELD:
    return TEXT("We looked into it and did not find that we did wrong. The words for this are not upheld.");
  case OUTCOME_NOT_INVESTIGATED:
    return TEXT("We decided not to look into it again.");
  case OUTCOME_RESOLVED:
    return TEXT("We put it right with you.");
  case OUTCOME_WITHDRAWN:
    return TEXT("You took your complaint back.");
  case OUTCOME_PROVIDED:
    return TEXT("We gave you what you asked for.");
  case OUTCOME_PARTLY_PROVIDED:
    return TEXT("We gave you part of what you asked for.");
  case OUTCOME_REFUSED:
    return TEXT("We could not give you what you asked for.");
  default:
    return TEXT("We have sent you our answer.");
  }
}

static void take_answers(TrackView *view, const CaseFile *file) {
  const CaseState *state = &file->state;
  for (int number = state->stage; number >= 1; number--) {
    const StageState *stage = &state->stages[number];
    if (date_is_none(stage->responded)) continue;
    Date on = date_is_none(stage->answered_again) ? stage->responded : stage->answered_again;
    view->answers[view->answer_count++] =
        (StageAnswer){.stage = stage_name(view->ctx->arena, state, number),
                      .on = day(view->ctx, on),
                      .outcome = outcome_sentence(stage->outcome),
                      .words = words_of_event(file, newest(state, EVENT_RESPONDED, number))};
  }
}

/* ---- dates -------------------------------------------------------------------------------------- */

static bool is_running(const Clock *clock) { return clock && clock->status == CLOCK_RUNNING; }

static void take_dates(TrackView *view, const CaseFile *file) {
  const CaseState *state = &file->state;
  const Clock *acknowledge = clock_of(view, state, "acknowledge"),
              *respond = clock_of(view, state, "respond");
  bool promised =
      acknowledge && !date_before(acknowledge->due, ctx_today(view->ctx)); /* a past day is no promise */
  if (promised && state->stage > 0) view->acknowledge_by = day(view->ctx, acknowledge->due);
  if (state->stage > 0) view->acknowledged = day(view->ctx, state->stages[state->stage].acknowledged);
  if (!respond) return;
  view->reply_by = day(view->ctx, respond->due);
  view->late = is_running(respond) && !date_is_none(respond->due) && respond->days_left < 0;
  view->extended = respond->extended;
  if (!respond->extended) return;
  view->extended_from = day(view->ctx, respond->extended_from);
  for (size_t i = state->event_count; i-- > 0;) {
    const Event *event = &state->events[i];
    if (event->type != EVENT_EXTENDED || event->stage != state->stage || !is_respond(event)) continue;
    view->extension_words = words_of_event(file, event);
    return;
  }
}

/* What we wait for, after "We have been waiting for". */
static Text waited_for(Text reason) {
  static const struct {
    const char *code, *words;
  } reasons[] = {
      {"awaiting-information", "more information"},
      {"advocate-to-be-appointed", "an advocate to help you"},
      {"clarification", "an answer to a question that we asked you"},
      {"identity", "proof of who you are"},
  };
  for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
    if (text_equal(reason, text_of(reasons[i].code))) return text_of(reasons[i].words);
  return TEXT_NONE;
}

/* ---- where it stands ---------------------------------------------------------------------------- */

static Progress progress_of(const CaseState *state) {
  const StageState *stage = state->stage > 0 ? &state->stages[state->stage] : NULL;
  if (state->status == CASE_WITHDRAWN) return PROGRESS_WITHDRAWN;
  if (state->status == CASE_CLOSED) return PROGRESS_CLOSED;
  if (state->status == CASE_ANSWERED) return PROGRESS_ANSWERED;
  if (stage && stage->late_request && !stage->late_request_decided) return PROGRESS_ASKED_LATE;
  if (stage && stage->paused) return PROGRESS_PAUSED;
  return stage && !date_is_none(stage->acknowledged) ? PROGRESS_LOOKING : PROGRESS_NEW;
}

static void take_place(TrackView *view, const CaseState *state) {
  Arena *arena = view->ctx->arena;
  const StageRule *rule = state->stage > 0 ? state->stages[state->stage].rule : NULL;
  size_t stages = state->procedure ? state->procedure->stage_count : 0;
  view->progress = progress_of(state);
  view->first_stage = state->stage <= 1;
  view->last_stage = state->procedure && (size_t)state->stage >= stages;
  view->stage = stage_name(arena, state, state->stage < 1 ? 1 : state->stage);
  if (state->procedure && !view->last_stage) view->next_stage = stage_name(arena, state, state->stage + 1);
  if (rule && !text_is_empty(rule->responder)) {
    Text post = code_words(arena, rule->responder);
    view->who = text_format(arena, "The %.*s", TEXT_ARGUMENTS(post));
  }
  if (view->progress == PROGRESS_WITHDRAWN) view->ended_on = day(view->ctx, state->withdrawn);
  if (view->progress == PROGRESS_CLOSED) view->ended_on = day(view->ctx, state->closed);
  if (view->progress != PROGRESS_PAUSED) return;
  view->paused_since = day(view->ctx, state->stages[state->stage].paused_on);
  view->waited_for = waited_for(state->stages[state->stage].pause_reason);
}

static bool may(const TrackView *view, const CaseState *state, CaseAct act) {
  return case_may(view->ctx->arena, state, act, (UserId){0}).allowed;
}

static void take_rights(TrackView *view, const CaseState *state) {
  view->may_review = may(view, state, ACT_REQUEST_NEXT_STAGE);
  view->may_withdraw = may(view, state, ACT_WITHDRAW);
  view->may_add = may(view, state, ACT_NOTE);
  const StageRule *next = state->procedure ? procedure_stage(state->procedure, state->stage + 1) : NULL;
  view->why_expected = next && next->customer_must_say_why;
  const Clock *window = case_window(state);
  if (!window || date_is_none(window->due)) return;
  view->window_until = day(view->ctx, window->due);
  view->window_over = date_before(window->due, ctx_today(view->ctx));
}

TrackView track_view(Ctx *ctx, const CaseFile *file, Text secret) {
  const CaseState *state = &file->state;
  TrackView view = {
      .ctx = ctx,
      .reference = file->reference,
      .secret = secret,
      .groups = secret_in_groups(ctx->arena, secret),
      .site = ctx->program->site,
      .anonymous = case_facts(ctx, file).anonymous,
      .received = day(ctx, state->received),
      .acknowledged = TEXT_NONE,
      .acknowledge_by = TEXT_NONE,
      .reply_by = TEXT_NONE,
      .who = TEXT("A manager"),
      .extended_from = TEXT_NONE,
      .extension_words = TEXT_NONE,
      .paused_since = TEXT_NONE,
      .waited_for = TEXT_NONE,
      .ended_on = TEXT_NONE,
      .next_stage = TEXT_NONE,
      .window_until = TEXT_NONE,
      .office = office_of(state->procedure ? state->procedure->ombudsman : TEXT_NONE),
  };
  take_place(&view, state);
  take_dates(&view, file);
  take_answers(&view, file);
  take_rights(&view, state);
  track_steps(&view, state);
  return view;
}
