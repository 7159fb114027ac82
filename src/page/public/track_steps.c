/* The steps of the tracker: what is done, what goes on now, what comes next. */
#include "page/public/track.h"

static void add(TrackView *view, Text title, TrackState state, Text text) {
  static const Text words[] = {
      [TRACK_NEXT] = {"Next", 4}, [TRACK_NOW] = {"Now", 3}, [TRACK_DONE] = {"Done", 4}};
  if (view->step_count == sizeof view->steps / sizeof view->steps[0]) return;
  view->steps[view->step_count++] =
      (TrackItem){.title = title, .state = state, .state_words = words[state], .text = text};
}

static Text by(const TrackView *view, Text date) {
  if (text_is_empty(date)) return TEXT("We will tell you the date when we know it");
  return text_format(view->ctx->arena, "By %.*s", TEXT_ARGUMENTS(date));
}

static Text on(const TrackView *view, Date date) {
  return date_is_none(date) ? TEXT_NONE : date_words_weekday(view->ctx->arena, date);
}

static Text since(const TrackView *view, Text date) {
  return text_format(view->ctx->arena, "Since %.*s", TEXT_ARGUMENTS(date));
}

static Text looking_text(const TrackView *view) {
  return text_format(view->ctx->arena, "%.*s finds out what happened", TEXT_ARGUMENTS(view->who));
}

static Text reply_text(const TrackView *view) {
  if (!view->late) return by(view, view->reply_by);
  return text_format(view->ctx->arena, "We are late. It was due on %.*s", TEXT_ARGUMENTS(view->reply_by));
}

/* A stage that is behind us: that it was asked for, and that we replied. */
static void add_past(TrackView *view, const CaseState *state, int number) {
  const StageState *stage = &state->stages[number];
  if (number > 1) add(view, TEXT("You asked us to look again"), TRACK_DONE, on(view, stage->opened));
  if (!date_is_none(stage->responded))
    add(view, TEXT("We replied to you"), TRACK_DONE, on(view, stage->responded));
}

static void add_acknowledged(TrackView *view, const StageState *stage) {
  bool done = !date_is_none(stage->acknowledged);
  if (!done && text_is_empty(view->acknowledge_by)) return;
  bool over = !date_is_none(stage->responded);
  if (over && !done) return;
  add(view, done ? TEXT("We wrote to say we have it") : TEXT("We write to say we have it"),
      done ? TRACK_DONE : TRACK_NOW, done ? on(view, stage->acknowledged) : by(view, view->acknowledge_by));
}

static void add_present(TrackView *view, const CaseState *state) {
  const StageState *stage = &state->stages[state->stage];
  if (state->stage > 1) add(view, TEXT("You asked us to look again"), TRACK_DONE, on(view, stage->opened));
  add_acknowledged(view, stage);
  bool replied = !date_is_none(stage->responded) && state->status != CASE_OPEN;
  bool started = !date_is_none(stage->acknowledged) || text_is_empty(view->acknowledge_by);
  if (replied) {
    add(view, TEXT("We replied to you"), TRACK_DONE, on(view, stage->responded));
    return;
  }
  if (view->progress == PROGRESS_PAUSED)
    add(view, TEXT("We are waiting"), TRACK_NOW, since(view, view->paused_since));
  else
    add(view, TEXT("We look into it"), started ? TRACK_NOW : TRACK_NEXT, looking_text(view));
  add(view, TEXT("We reply to you"), TRACK_NEXT, reply_text(view));
}

static Text review_text(const TrackView *view) {
  if (view->window_over) return TEXT("The time for it is over, but you can still ask");
  if (text_is_empty(view->window_until)) return TEXT("If you are not happy with our reply");
  return by(view, view->window_until);
}

static void add_future(TrackView *view) {
  if (!view->last_stage)
    add(view, TEXT("You can ask us to look again"), view->may_review ? TRACK_NOW : TRACK_NEXT,
        review_text(view));
  add(view, TEXT("You can go to the Ombudsman"), TRACK_NEXT,
      TEXT("You can also ask them for advice at any time"));
}

void track_steps(TrackView *view, const CaseState *state) {
  add(view, TEXT("We got your complaint"), TRACK_DONE, view->received);
  for (int number = 1; number < state->stage; number++) add_past(view, state, number);
  if (view->progress == PROGRESS_WITHDRAWN) {
    add(view, TEXT("You took your complaint back"), TRACK_DONE, view->ended_on);
    return;
  }
  if (view->progress == PROGRESS_CLOSED && view->answer_count == 0) {
    add(view, TEXT("We closed your complaint"), TRACK_DONE, view->ended_on);
    return;
  }
  if (state->stage > 0) add_present(view, state);
  if (state->stage == 0) {
    add(view, TEXT("We look into it"), TRACK_NEXT, looking_text(view));
    add(view, TEXT("We reply to you"), TRACK_NEXT, by(view, view->reply_by));
  }
  add_future(view);
}
