/* A council's choices: each changes named fields of a copy of the procedure. */
#include "rules/procedure_parts.h"

#include <string.h>

Draft *draft_new(Arena *arena, const Procedure *procedure) {
  Draft *draft = ARENA_NEW(arena, Draft);
  draft->procedure = *procedure;
  for (size_t i = 0; i < procedure->stage_count; i++) {
    const StageRule *stage = &procedure->stages[i];
    draft->clocks[i] = ARENA_ARRAY(arena, ClockRule, stage->clock_count + 1);
    if (stage->clock_count > 0)
      memcpy(draft->clocks[i], stage->clocks, stage->clock_count * sizeof(ClockRule));
    draft->stages[i] = *stage;
    draft->stages[i].clocks = draft->clocks[i];
  }
  draft->procedure.stages = draft->stages;
  return draft;
}

bool change_target(Text of, SettingChange *change) {
  change->stage = 0;
  change->clock = TEXT_NONE;
  if (text_is_empty(of) || text_equal(of, TEXT("procedure"))) return true;
  if (of.length < 7 || !text_starts(of, TEXT("stage-")) || of.at[6] < '1' || of.at[6] > '3') return false;
  change->stage = of.at[6] - '0';
  change->clock = text_slice(of, 8, of.length);
  return of.length == 7 || (of.at[7] == '/' && of.length > 8);
}

/* An answer to "what is wrong with it": nothing, or that the value does not fit. */
static Text right_or(bool right, Text words) { return right ? TEXT_NONE : words; }

static Text set_starts(Arena *arena, ClockRule *clock, Text value) {
  EventName *names = ARENA_ARRAY(arena, EventName, 8);
  size_t count = 0;
  Text part;
  while (text_next(&value, ',', &part)) {
    if (count == 8) return TEXT("too many events");
    Error error = event_name_read(arena, text_trim(part), &names[count++]);
    if (error) return error->words;
  }
  clock->starts = (EventNameList){names, count};
  if (count == 1) clock->start_rule = START_FIRST;
  return TEXT_NONE;
}

static Text set_pause(Arena *arena, ClockRule *clock, Text value) {
  Text *reasons = ARENA_ARRAY(arena, Text, 8);
  size_t count = 0;
  Text part;
  if (text_equal(value, TEXT("none"))) {
    clock->pause = (PauseRule){0};
    return TEXT_NONE;
  }
  while (text_next(&value, ',', &part)) {
    if (count == 8 || !is_slug(text_trim(part)))
      return TEXT("write \"none\" or reasons: awaiting-information, court-matter");
    reasons[count++] = text_trim(part);
  }
  clock->pause.allowed = true;
  if (text_is_empty(clock->pause.by)) clock->pause.by = TEXT("complaints-manager");
  clock->pause.reasons = (TextList){reasons, count};
  return TEXT_NONE;
}

static Text set_on_resume(ClockRule *clock, Text value) {
  clock->pause.restart = text_equal(value, TEXT("restart"));
  return right_or(clock->pause.restart || text_equal(value, TEXT("continue")),
                  TEXT("write \"continue\" or \"restart\""));
}

static Text set_clock(Arena *arena, ClockRule *clock, Text field, Text value) {
  bool right = true;
  if (text_equal(field, TEXT("starts"))) return set_starts(arena, clock, value);
  if (text_equal(field, TEXT("pause"))) return set_pause(arena, clock, value);
  if (text_equal(field, TEXT("on-resume"))) return set_on_resume(clock, value);
  if (text_equal(field, TEXT("limit"))) {
    if (!limit_read(value, &clock->limit)) return limit_mistake(arena, value);
    if (clock->limit.unit == UNIT_AGREED) clock->extend = (ExtensionRule){0};
    return TEXT_NONE;
  }
  if (text_equal(field, TEXT("counting")))
    right = counting_of(value, &clock->counting);
  else if (text_equal(field, TEXT("rolls")))
    right = yes_or_no(value, &clock->rolls);
  else if (text_equal(field, TEXT("extend")))
    right = extension_of(value, &clock->extend);
  else if (text_equal(field, TEXT("kind")))
    right = kind_of(value, &clock->kind);
  else if (text_equal(field, TEXT("fall-back")))
    clock->fall_back = text_equal(value, TEXT("none")) ? TEXT_NONE : value;
  else
    return TEXT(
        "a clock has no such field; it has starts, limit, counting, rolls, kind, fall-back, extend, pause, "
        "on-resume, drop");
  return right_or(right, TEXT("this value does not fit the field"));
}

static Text drop_clock(Draft *draft, int index, size_t at) {
  StageRule *stage = &draft->stages[index];
  ClockRule *clocks = draft->clocks[index];
  memmove(clocks + at, clocks + at + 1, (stage->clock_count - at - 1) * sizeof *clocks);
  stage->clock_count--;
  return TEXT_NONE;
}

static Text set_stage(Arena *arena, StageRule *stage, Text field, Text value) {
  if (text_equal(field, TEXT("responder"))) {
    if (!word_known(WORDS_POST, value)) return word_unknown(arena, WORDS_POST, value);
    stage->responder = value;
    return TEXT_NONE;
  }
  if (text_equal(field, TEXT("customer-must-say-why")))
    return right_or(yes_or_no(value, &stage->customer_must_say_why), TEXT("write \"yes\" or \"no\""));
  return TEXT("a stage has no such field; it has responder, customer-must-say-why");
}

/* The day-0 rule for every clock that counts days after its start by default. */
static Text set_counting(Draft *draft, Text value) {
  Counting counting;
  if (!counting_of(value, &counting)) return TEXT("write \"after\" or \"day-is-one\"");
  for (size_t i = 0; i < draft->procedure.stage_count; i++)
    for (size_t j = 0; j < draft->stages[i].clock_count; j++) {
      ClockRule *clock = &draft->clocks[i][j];
      bool working = clock->limit.unit == UNIT_WORKING_DAYS && clock->kind != CLOCK_WINDOW;
      if (working && clock->counting == COUNT_AFTER) clock->counting = counting;
    }
  return TEXT_NONE;
}

static Text set_age_limit(Arena *arena, Procedure *procedure, Text value) {
  if (text_equal(value, TEXT("none"))) {
    procedure->age_limit = (Limit){UNIT_MONTHS, 0};
    return TEXT_NONE;
  }
  if (text_is_empty(procedure->age_limit_waiver)) procedure->age_limit_waiver = TEXT("complaints-manager");
  return limit_read(value, &procedure->age_limit) ? TEXT_NONE : limit_mistake(arena, value);
}

static Text set_procedure(Arena *arena, Draft *draft, Text field, Text value) {
  Procedure *procedure = &draft->procedure;
  if (text_equal(field, TEXT("counting"))) return set_counting(draft, value);
  if (text_equal(field, TEXT("age-limit"))) return set_age_limit(arena, procedure, value);
  if (text_equal(field, TEXT("closure-days")))
    return right_or(yes_or_no(value, &procedure->closure_days), TEXT("write \"yes\" or \"no\""));
  if (text_equal(field, TEXT("calendar")))
    return right_or(nation_of(value, &procedure->nation),
                    TEXT("write england-and-wales, scotland, northern-ireland or united-kingdom"));
  if (text_equal(field, TEXT("receipt")))
    return right_or(
        receipt_of(value, &procedure->receipt_deemed, &procedure->receipt_cut_off),
        TEXT(
            "write \"as-received\", \"deemed-next-working-day\" or \"deemed-next-working-day after 17:00\""));
  return TEXT("the procedure has no such field; it has counting, receipt, calendar, closure-days, age-limit");
}

Text draft_change(Arena *arena, Draft *draft, const SettingChange *change) {
  if (change->stage == 0) return set_procedure(arena, draft, change->field, change->value);
  if ((size_t)change->stage > draft->procedure.stage_count) return TEXT("there is no such stage");
  int index = change->stage - 1;
  if (text_is_empty(change->clock))
    return set_stage(arena, &draft->stages[index], change->field, change->value);
  for (size_t i = 0; i < draft->stages[index].clock_count; i++) {
    if (!text_equal(draft->clocks[index][i].id, change->clock)) continue;
    if (text_equal(change->field, TEXT("drop")))
      return text_equal(change->value, TEXT("yes")) ? drop_clock(draft, index, i) : TEXT("write \"yes\"");
    return set_clock(arena, &draft->clocks[index][i], change->field, change->value);
  }
  return text_format(arena, "there is no clock \"%.*s\" in stage %d", TEXT_ARGUMENTS(change->clock),
                     change->stage);
}

static const Setting *find_setting(const Procedure *procedure, Text id) {
  for (size_t i = 0; i < procedure->setting_count; i++)
    if (text_equal(procedure->settings[i].id, id)) return &procedure->settings[i];
  return NULL;
}

static const SettingChoice *find_choice(const Setting *setting, Text id) {
  for (size_t i = 0; i < setting->choice_count; i++)
    if (text_equal(setting->choices[i].id, id)) return &setting->choices[i];
  return NULL;
}

static Error apply_answer(Arena *arena, Draft *draft, const SettingAnswer *answer) {
  const Procedure *procedure = &draft->procedure;
  const Setting *setting = find_setting(procedure, answer->setting);
  if (!setting)
    return FAIL(arena, ERROR_INVALID, "%.*s has no setting \"%.*s\"", TEXT_ARGUMENTS(procedure->id),
                TEXT_ARGUMENTS(answer->setting));
  const SettingChoice *choice = find_choice(setting, answer->choice);
  if (!choice)
    return FAIL(arena, ERROR_INVALID, "The setting \"%.*s\" has no choice \"%.*s\"",
                TEXT_ARGUMENTS(setting->id), TEXT_ARGUMENTS(answer->choice));
  for (size_t i = 0; i < choice->change_count; i++) {
    Text wrong = draft_change(arena, draft, &choice->changes[i]);
    if (!text_is_empty(wrong))
      return FAIL(arena, ERROR_INVALID, "The choice \"%.*s\" of \"%.*s\" cannot be made: %.*s",
                  TEXT_ARGUMENTS(choice->id), TEXT_ARGUMENTS(setting->id), TEXT_ARGUMENTS(wrong));
  }
  return OK;
}

static void keep_first(void *context, Spot spot, Text words) {
  Text *first = context;
  (void)spot;
  if (text_is_empty(*first)) *first = words;
}

Error procedure_apply(Arena *arena, const Procedure *procedure, const SettingAnswer *answers, size_t count,
                      const Procedure **out) {
  Draft *draft = draft_new(arena, procedure);
  for (size_t i = 0; i < count; i++) TRY(apply_answer(arena, draft, &answers[i]));
  Text wrong = TEXT_NONE;
  Checker checker = {arena, keep_first, &wrong};
  procedure_check(&checker, &draft->procedure);
  if (!text_is_empty(wrong))
    return FAIL(arena, ERROR_INVALID, "These settings do not go together: %.*s", TEXT_ARGUMENTS(wrong));
  *out = &draft->procedure;
  return OK;
}
