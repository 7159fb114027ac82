/* Reads a procedure from YAML: first where everything stands, then its shape, then its meaning, then what
 * must hold between its parts. */
#include "rules/procedure_reader.h"

#include <stdlib.h>

static bool is_version(Text text) {
  Date date;
  char day[11] = "0000-00-01";
  if (text.length != 7) return false;
  for (size_t i = 0; i < 7; i++) day[i] = text.at[i];
  return date_parse(text_of(day), &date);
}

static void read_identity(Reader *reader, const RawProcedure *raw, Procedure *procedure) {
  procedure->id = read_slug(reader, (Field){TEXT_NONE, "procedure"}, raw->procedure);
  procedure->version = read_sentence(reader, (Field){TEXT_NONE, "version"}, raw->version);
  if (!is_version(procedure->version))
    mistake(reader, (Field){TEXT_NONE, "version"}, "a version is a year and a month: 2018-04");
  procedure->title = read_sentence(reader, (Field){TEXT_NONE, "title"}, raw->title);
  Text from = read_sentence(reader, (Field){TEXT_NONE, "from"}, raw->from);
  if (!date_parse(from, &procedure->from))
    mistake(reader, (Field){TEXT_NONE, "from"}, "\"from\" is a day of the calendar: 2018-04-01");
  procedure->source = read_sentence(reader, (Field){TEXT_NONE, "source"}, raw->source);
  procedure->summary = read_optional_sentence(reader, (Field){TEXT_NONE, "summary"}, raw->summary);
  Field names = {TEXT("names"), "public"};
  procedure->public_name = read_optional_sentence(reader, names, raw->names.public_name);
  if (text_is_empty(procedure->public_name)) procedure->public_name = procedure->title;
  names.key = "young";
  procedure->young_name = read_optional_sentence(reader, names, raw->names.young);
  if (text_is_empty(procedure->young_name)) procedure->young_name = procedure->public_name;
}

static Text needed_word(Reader *reader, Field field, const char *raw, Vocabulary list) {
  if (!raw) mistake(reader, field, "\"%s\" is missing", field.key);
  return read_word(reader, field, raw, list);
}

static void read_age_limit(Reader *reader, const RawAgeLimit *raw, Procedure *procedure) {
  if (!raw) return;
  Text path = TEXT("age-limit");
  procedure->age_limit = read_limit(reader, (Field){path, "limit"}, raw->limit);
  if (procedure->age_limit.unit == UNIT_AGREED)
    mistake(reader, (Field){path, "limit"}, "an age limit cannot be agreed");
  procedure->age_limit_waiver = read_word(reader, (Field){path, "waive"}, raw->waive, WORDS_POST);
  procedure->age_limit_test = read_optional_sentence(reader, (Field){path, "when"}, raw->when);
}

static void read_whole(Reader *reader, const RawProcedure *raw, Procedure *procedure) {
  Field calendar = {TEXT_NONE, "calendar"}, receipt = {TEXT_NONE, "receipt"};
  procedure->handles = needed_word(reader, (Field){TEXT_NONE, "handles"}, raw->handles, WORDS_HANDLES);
  procedure->ombudsman =
      needed_word(reader, (Field){TEXT_NONE, "ombudsman"}, raw->ombudsman, WORDS_OMBUDSMAN);
  procedure->statutory = raw->statutory;
  procedure->closure_days = raw->closure_days;
  if (!raw->calendar || !nation_of(text_of(raw->calendar), &procedure->nation))
    mistake(reader, calendar,
            "\"calendar\" is england-and-wales, scotland, northern-ireland or united-kingdom");
  procedure->receipt_cut_off = -1;
  if (raw->receipt &&
      !receipt_of(text_of(raw->receipt), &procedure->receipt_deemed, &procedure->receipt_cut_off))
    mistake(reader, receipt,
            "write \"as-received\", \"deemed-next-working-day\" or \"deemed-next-working-day after 17:00\"");
  read_age_limit(reader, raw->age_limit, procedure);
  Text *notes = ARENA_ARRAY(reader->arena, Text, raw->notes.count + 1u);
  for (uint32_t i = 0; i < raw->notes.count; i++)
    notes[i] = read_optional_sentence(reader, (Field){TEXT_NONE, "notes"}, raw->notes.items[i]);
  procedure->notes = (TextList){notes, raw->notes.count};
}

static void read_outcomes(Reader *reader, Text path, const RawList *raw, StageRule *stage) {
  Outcome *outcomes = ARENA_ARRAY(reader->arena, Outcome, raw->count + 1u);
  for (uint32_t i = 0; i < raw->count; i++) {
    Outcome outcome = OUTCOME_NONE;
    char *key = text_z(reader->arena, text_format(reader->arena, "outcomes[%u]", i));
    if (outcome_of(text_of(raw->items[i]), &outcome) && outcome != OUTCOME_NONE) {
      outcomes[stage->outcome_count++] = outcome;
      continue;
    }
    Text words[OUTCOME_COUNT];
    for (int j = 0; j < OUTCOME_COUNT; j++) words[j] = text_of(outcome_word((Outcome)j));
    size_t near = text_nearest(text_of(raw->items[i]), words, OUTCOME_COUNT);
    if (near == SIZE_MAX || near == OUTCOME_NONE)
      mistake(reader, (Field){path, key}, "there is no outcome \"%s\"", raw->items[i]);
    else
      mistake(reader, (Field){path, key}, "there is no outcome \"%s\"; did you mean \"%s\"?", raw->items[i],
              outcome_word((Outcome)near));
  }
  stage->outcomes = outcomes;
}

static StageNames read_stage_names(Reader *reader, Text path, const RawNames *raw) {
  Text holder = path_of(reader, (Field){path, "names"});
  StageNames names = {read_sentence(reader, (Field){holder, "staff"}, raw->staff),
                      read_optional_sentence(reader, (Field){holder, "public"}, raw->public_name),
                      read_optional_sentence(reader, (Field){holder, "young"}, raw->young)};
  if (text_is_empty(names.public_name)) names.public_name = names.staff;
  if (text_is_empty(names.young)) names.young = names.public_name;
  return names;
}

static void read_stage_clocks(Reader *reader, Text path, const RawStage *raw, StageRule *stage, Text source) {
  ClockRule *clocks = ARENA_ARRAY(reader->arena, ClockRule, raw->clocks_count + 1u);
  for (uint32_t i = 0; i < raw->clocks_count; i++) {
    Text clock = text_format(reader->arena, "%.*s.clocks[%u]", TEXT_ARGUMENTS(path), i);
    clocks[i] = read_clock(reader, clock, &raw->clocks[i], stage->number, source);
  }
  stage->clocks = clocks;
  stage->clock_count = raw->clocks_count;
}

static StageRule read_stage(Reader *reader, uint32_t index, const RawStage *raw, Text source) {
  Text path = text_format(reader->arena, "stages[%u]", index);
  StageRule stage = {.number = raw->stage <= STAGES_MAX ? (int)raw->stage : 0};
  stage.names = read_stage_names(reader, path, &raw->names);
  stage.opens = (EventName){EVENT_RECEIVED, 0};
  if (raw->opens)
    (void)read_event(reader, (Field){path, "opens"}, text_of(raw->opens), (int)index + 1, &stage.opens);
  stage.responder = needed_word(reader, (Field){path, "responder"}, raw->responder, WORDS_POST);
  stage.not_the_same = read_words(reader, (Field){path, "not-the-same"}, &raw->not_the_same, WORDS_APART);
  stage.independent = read_words(reader, (Field){path, "independent"}, &raw->independent, WORDS_POST);
  stage.customer_must_say_why = raw->customer_must_say_why;
  read_stage_clocks(reader, path, raw, &stage, source);
  stage.steps = read_words(reader, (Field){path, "steps"}, &raw->steps, WORDS_STEP);
  read_outcomes(reader, path, &raw->outcomes, &stage);
  stage.response_must_contain =
      read_words(reader, (Field){path, "response-must-contain"}, &raw->must_contain, WORDS_CONTENT);
  stage.exits = read_words(reader, (Field){path, "exits"}, &raw->exits, WORDS_EXIT);
  return stage;
}

static void say_of_procedure(void *context, Spot spot, Text words) {
  Reader *reader = context;
  Text holder = TEXT_NONE;
  if (spot.clock >= 0)
    holder = text_format(reader->arena, "stages[%d].clocks[%d]", spot.stage, spot.clock);
  else if (spot.stage >= 0)
    holder = text_format(reader->arena, "stages[%d]", spot.stage);
  mistake_at(reader, (Field){holder, spot.field}, words);
}

static const Procedure *understand(Reader *reader, const RawProcedure *raw) {
  Procedure *procedure = ARENA_NEW(reader->arena, Procedure);
  read_identity(reader, raw, procedure);
  read_whole(reader, raw, procedure);
  StageRule *stages = ARENA_ARRAY(reader->arena, StageRule, raw->stages_count + 1u);
  for (uint32_t i = 0; i < raw->stages_count; i++)
    stages[i] = read_stage(reader, i, &raw->stages[i], procedure->source);
  procedure->stages = stages;
  procedure->stage_count = raw->stages_count;
  read_settings(reader, raw, procedure);
  Checker checker = {reader->arena, say_of_procedure, reader};
  procedure_check(&checker, procedure);
  if (reader->count == 0) try_settings(reader, procedure);
  return procedure;
}

static int by_place(const void *a, const void *b) {
  const Mistake *one = a, *other = b;
  return one->line != other->line ? (one->line > other->line) - (one->line < other->line)
                                  : (one->column > other->column) - (one->column < other->column);
}

static Error refuse(Reader *reader, Text name, MistakeList *mistakes) {
  qsort(reader->mistakes, reader->count, sizeof *reader->mistakes, by_place);
  if (mistakes) *mistakes = (MistakeList){reader->mistakes, reader->count};
  Text *lines = ARENA_ARRAY(reader->arena, Text, reader->count);
  for (size_t i = 0; i < reader->count; i++) {
    const Mistake *one = &reader->mistakes[i];
    lines[i] = text_format(reader->arena, "%.*s:%d:%d: %.*s", TEXT_ARGUMENTS(name), one->line, one->column,
                           TEXT_ARGUMENTS(one->words));
  }
  Text words = text_join(reader->arena, lines, reader->count, TEXT("\n"));
  return FAIL(reader->arena, ERROR_INVALID, "%.*s", TEXT_ARGUMENTS(words));
}

Error procedure_read(Arena *arena, Text name, Text yaml, const Procedure **out, MistakeList *mistakes) {
  Reader reader = {.arena = arena, .mistakes = ARENA_ARRAY(arena, Mistake, MISTAKES_MAX)};
  AUTO_RAW_PROCEDURE raw = NULL;
  const Procedure *procedure = NULL;
  if (mistakes) *mistakes = (MistakeList){reader.mistakes, 0};
  bool shaped = yaml_marks_read(arena, yaml, &reader.marks, &reader.mistakes[0]) &&
                raw_procedure_read(arena, yaml, reader.marks, &raw, &reader.mistakes[0]);
  if (!shaped)
    reader.count = 1;
  else
    procedure = understand(&reader, raw);
  if (reader.count > 0) return refuse(&reader, name, mistakes);
  *out = procedure;
  return OK;
}
