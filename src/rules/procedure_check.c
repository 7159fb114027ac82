/* What must hold between the fields of a procedure: the same rules when it is read and when a council's
 * settings are applied to it. */
#include "rules/procedure_parts.h"

#include <stdarg.h>
#include <stdio.h>

#define FALL_BACKS_MAX 4

static void say(const Checker *checker, Spot spot, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void say(const Checker *checker, Spot spot, const char *format, ...) {
  char words[600];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  if (length > 0 && (size_t)length < sizeof words)
    checker->report(checker->context, spot, text_copy(checker->arena, text_of(words)));
}

/* The clock that is being looked at. */
typedef struct View {
  const Procedure *procedure;
  const StageRule *stage;
  const ClockRule *clock;
  int stage_index, clock_index;
} View;

static Spot spot(const View *view, const char *field) {
  return (Spot){view->stage_index, view->clock_index, field};
}

static int32_t rough_days(Limit limit) {
  switch (limit.unit) {
  case UNIT_WORKING_DAYS:
    return limit.count * 7 / 5;
  case UNIT_CALENDAR_DAYS:
    return limit.count;
  case UNIT_MONTHS:
    return limit.count * 30;
  case UNIT_AGREED:
    return 0;
  }
  return 0;
}

static bool longer(Limit limit, Limit than) {
  if (limit.unit == than.unit) return limit.count > than.count;
  return rough_days(limit) > rough_days(than);
}

static void check_starts(const Checker *checker, const View *view) {
  const ClockRule *clock = view->clock;
  for (size_t i = 0; i < clock->starts.count; i++) {
    int stage = clock->starts.items[i].stage;
    if (stage > view->stage->number)
      say(checker, spot(view, "starts"), "a clock of stage %d cannot start from an event of stage %d",
          view->stage->number, stage);
  }
  if (clock->start_rule == START_LATEST && clock->starts.count == 1)
    say(checker, spot(view, "start-rule"), "\"latest\" needs two events or more in \"starts\"");
  bool later = clock->or_later_limit.count > 0;
  if (later && clock->or_later_starts.stage > view->stage->number)
    say(checker, spot(view, "or-later"), "a clock of stage %d cannot start from an event of stage %d",
        view->stage->number, clock->or_later_starts.stage);
}

static void check_met_by(const Checker *checker, const View *view) {
  EventName met = view->clock->met_by;
  int own = view->stage->number;
  bool next = met.type == EVENT_REQUESTED && met.stage == own + 1;
  if (met.stage == 0 || met.stage == own) return;
  if (!next)
    say(checker, spot(view, "met-by"), "a clock of stage %d is not met by an event of stage %d", own,
        met.stage);
  else if (!procedure_stage(view->procedure, met.stage))
    say(checker, spot(view, "met-by"), "there is no stage %d to ask for", met.stage);
  else if (view->clock->kind != CLOCK_WINDOW)
    say(checker, spot(view, "kind"), "what the customer must ask for in time is a window");
}

static void check_fall_back(const Checker *checker, const View *view) {
  const ClockRule *at = view->clock;
  for (size_t steps = 0; !text_is_empty(at->fall_back); steps++) {
    const ClockRule *next = stage_clock(view->stage, at->fall_back);
    if (!next) {
      if (steps == 0)
        say(checker, spot(view, "fall-back"), "there is no clock \"%.*s\" in stage %d",
            TEXT_ARGUMENTS(at->fall_back), view->stage->number);
      return;
    }
    if (next == view->clock || steps == FALL_BACKS_MAX) {
      say(checker, spot(view, "fall-back"),
          "the fall-backs lead in a circle, or through too many clocks: \"%.*s\" never starts",
          TEXT_ARGUMENTS(view->clock->id));
      return;
    }
    at = next;
  }
}

static void check_extension(const Checker *checker, const View *view) {
  const ClockRule *clock = view->clock;
  const ExtensionRule *extend = &clock->extend;
  if (extend->form == EXTENSION_NONE) return;
  if (clock->kind == CLOCK_WINDOW)
    say(checker, spot(view, "extend"),
        "the customer's window is not extended; a late request is decided with reasons (when-late: "
        "decide-with-reasons)");
  else if (clock->limit.unit == UNIT_AGREED)
    say(checker, spot(view, "extend"), "a date that is agreed is not extended: another one is agreed");
  else if (extend->form == EXTENSION_TO && !longer(extend->limit, clock->limit))
    say(checker, spot(view, "extend.to"), "the extended limit must be longer than the limit");
  if (extend->form == EXTENSION_OPEN && extend->beyond_with_reason)
    say(checker, spot(view, "extend.beyond-with-reason"), "an open extension has no end to go beyond");
}

static void check_counting(const Checker *checker, const View *view) {
  const ClockRule *clock = view->clock;
  Unit unit = clock->limit.unit;
  if (clock->counting == COUNT_AFTER_NEXT_DAY && unit != UNIT_MONTHS)
    say(checker, spot(view, "counting"), "\"after-next-day\" is for limits in months");
  if (clock->counting == COUNT_DAY_IS_ONE && (unit == UNIT_MONTHS || unit == UNIT_AGREED))
    say(checker, spot(view, "counting"), "\"day-is-one\" is for limits in days");
  if (clock->counting == COUNT_BEGINNING_WITH && unit == UNIT_WORKING_DAYS)
    say(checker, spot(view, "counting"),
        "\"beginning-with\" is for calendar days and months; use \"day-is-one\"");
  if (clock->rolls && unit != UNIT_MONTHS && unit != UNIT_CALENDAR_DAYS)
    say(checker, spot(view, "rolls"),
        "only limits in calendar days or months can fall on a day that does not count");
}

static void check_pause(const Checker *checker, const View *view) {
  const PauseRule *pause = &view->clock->pause;
  if (!pause->allowed) return;
  if (view->clock->kind == CLOCK_WINDOW)
    say(checker, spot(view, "pause"), "the customer's window is not paused");
  if (pause->reasons.count == 0) say(checker, spot(view, "pause"), "a pause needs its \"reasons\"");
  for (size_t i = 0; i < pause->ends.count; i++)
    if (pause->ends.items[i].stage != 0 && pause->ends.items[i].stage != view->stage->number)
      say(checker, spot(view, "pause.ends"), "an event of stage %d does not end a pause of stage %d",
          pause->ends.items[i].stage, view->stage->number);
}

static void check_clock(const Checker *checker, const View *view) {
  for (int i = 0; i < view->clock_index; i++)
    if (text_equal(view->stage->clocks[i].id, view->clock->id) && !text_is_empty(view->clock->id))
      say(checker, spot(view, "id"), "the clock \"%.*s\" stands twice in stage %d",
          TEXT_ARGUMENTS(view->clock->id), view->stage->number);
  check_starts(checker, view);
  check_met_by(checker, view);
  check_fall_back(checker, view);
  check_pause(checker, view);
  Limit limit = view->clock->limit;
  if (limit.unit != UNIT_AGREED && limit.count == 0) return; /* it could not be read: that was said */
  check_extension(checker, view);
  check_counting(checker, view);
}

static void check_opening(const Checker *checker, const StageRule *stage, int index) {
  EventName opens = stage->opens;
  bool right =
      index == 0 ? opens.type == EVENT_RECEIVED : opens.type == EVENT_REQUESTED && opens.stage == index + 1;
  if (right) return;
  if (index == 0)
    say(checker, (Spot){index, -1, "opens"}, "stage 1 opens with \"received\"");
  else
    say(checker, (Spot){index, -1, "opens"}, "stage %d opens with \"stage-%d/requested\"", index + 1,
        index + 1);
}

/* "stage-2", "stage-1/responder": the stage that a word names, 0 where it names none. */
static int stage_in(Text word) {
  bool named =
      word.length >= 7 && text_starts(word, TEXT("stage-")) && word.at[6] >= '1' && word.at[6] <= '9';
  return named ? word.at[6] - '0' : 0;
}

static void check_stage_words(const Checker *checker, const Procedure *procedure, int index) {
  const StageRule *stage = &procedure->stages[index];
  for (size_t i = 0; i < stage->exits.count; i++) {
    int named = stage_in(stage->exits.items[i]);
    if (named && (named <= stage->number || !procedure_stage(procedure, named)))
      say(checker, (Spot){index, -1, "exits"}, "stage %d cannot lead to stage %d", stage->number, named);
  }
  for (size_t i = 0; i < stage->not_the_same.count; i++)
    if (stage_in(stage->not_the_same.items[i]) >= stage->number)
      say(checker, (Spot){index, -1, "not-the-same"}, "\"%.*s\" is not known before stage %d",
          TEXT_ARGUMENTS(stage->not_the_same.items[i]), stage->number);
}

static void check_stage(const Checker *checker, const Procedure *procedure, int index) {
  const StageRule *stage = &procedure->stages[index];
  if (stage->number != index + 1)
    say(checker, (Spot){index, -1, "stage"}, "stages are numbered in order: this is stage %d", index + 1);
  check_opening(checker, stage, index);
  if (stage->clock_count > 0 && !stage_clock(stage, TEXT("respond")))
    say(checker, (Spot){index, -1, "clocks"},
        "stage %d has no clock \"respond\": when must the reply be sent?", index + 1);
  if (stage->clock_count == 0) say(checker, (Spot){index, -1, "clocks"}, "stage %d has no clock", index + 1);
  if (stage->outcome_count == 0)
    say(checker, (Spot){index, -1, "outcomes"}, "stage %d has no outcome", index + 1);
  for (size_t i = 0; i < stage->clock_count; i++) {
    View view = {procedure, stage, &stage->clocks[i], index, (int)i};
    check_clock(checker, &view);
  }
  check_stage_words(checker, procedure, index);
}

void procedure_check(const Checker *checker, const Procedure *procedure) {
  Spot whole = {-1, -1, "closure-days"};
  if (procedure->statutory && procedure->closure_days)
    say(checker, whole, "a statutory procedure counts closure days: no law leaves them out");
  whole.field = "age-limit";
  if (procedure->age_limit.count > 0 && text_is_empty(procedure->age_limit_waiver))
    say(checker, whole, "an age limit needs \"waive\": who may decide to look into an older matter");
  whole.field = "stages";
  if (procedure->stage_count == 0) say(checker, whole, "there is no stage");
  for (size_t i = 0; i < procedure->stage_count; i++) check_stage(checker, procedure, (int)i);
}
