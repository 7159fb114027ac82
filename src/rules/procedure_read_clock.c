#include "rules/procedure_reader.h"

#define STARTS_MAX 8

/* One event, or a list of them. */
static EventNameList read_starts(Reader *reader, Text clock, int stage) {
  Field field = {clock, "starts"};
  const YamlNode *node = yaml_marks_find(reader->marks, path_of(reader, field));
  EventName *names = ARENA_ARRAY(reader->arena, EventName, STARTS_MAX);
  size_t count = 0, entries = 0;
  for (; node && entries < STARTS_MAX; entries++) {
    Text key = node->scalar ? TEXT("starts") : text_format(reader->arena, "starts[%zu]", entries);
    Field at = {clock, text_z(reader->arena, key)};
    const YamlNode *entry = yaml_marks_find(reader->marks, path_of(reader, at));
    if (!entry || (node->scalar && entries > 0)) break;
    if (!entry->scalar)
      mistake(reader, at, "an event belongs here");
    else if (read_event(reader, at, entry->value, stage, &names[count]))
      count++;
  }
  if (!node)
    mistake(reader, field, "\"starts\" is missing");
  else if (entries == 0)
    mistake(reader, field, "\"starts\" is an event or a list of events");
  else if (entries == STARTS_MAX)
    mistake(reader, field, "\"starts\" has too many events");
  return (EventNameList){names, count};
}

static EventNameList read_events(Reader *reader, Field field, const RawList *raw, int stage) {
  EventName *names = ARENA_ARRAY(reader->arena, EventName, raw->count + 1u);
  size_t count = 0;
  for (uint32_t i = 0; i < raw->count; i++) {
    Text key = text_format(reader->arena, "%s[%u]", field.key, i);
    Field at = {field.holder, text_z(reader->arena, key)};
    if (read_event(reader, at, text_of(raw->items[i]), stage, &names[count])) count++;
  }
  return (EventNameList){names, count};
}

static ExtensionForm extension_form(Reader *reader, Field extend, const RawExtend *raw) {
  int forms = (raw->to != NULL) + (raw->by_a_further != NULL) + raw->open;
  if (forms != 1)
    mistake(reader, extend, "an extension has one of \"to\", \"by-a-further\" and \"open: yes\"");
  return raw->to             ? EXTENSION_TO
         : raw->by_a_further ? EXTENSION_BY
         : raw->open         ? EXTENSION_OPEN
                             : EXTENSION_NONE;
}

static ExtensionRule read_extension(Reader *reader, Text clock, const RawExtend *raw) {
  Field extend = {clock, "extend"};
  if (!raw) return (ExtensionRule){0};
  Text path = path_of(reader, extend);
  ExtensionRule rule = {.form = extension_form(reader, extend, raw),
                        .beyond_with_reason = raw->beyond_with_reason};
  bool times_given = yaml_marks_find(reader->marks, path_of(reader, (Field){path, "times"})) != NULL;
  rule.times = times_given ? (int)(raw->times % 1000) : rule.form == EXTENSION_OPEN ? 0 : 1;
  if (raw->times > 100) mistake(reader, (Field){path, "times"}, "\"times\" is from 0 (any number) to 100");
  if (raw->to)
    rule.limit = read_limit(reader, (Field){path, "to"}, raw->to);
  else if (raw->by_a_further)
    rule.limit = read_limit(reader, (Field){path, "by-a-further"}, raw->by_a_further);
  if ((raw->to || raw->by_a_further) && rule.limit.unit == UNIT_AGREED)
    mistake(reader, (Field){path, raw->to ? "to" : "by-a-further"},
            "write \"open: yes\" for a date that is agreed");
  if (!raw->by) mistake(reader, (Field){path, "by"}, "\"by\" is missing: who may allow it");
  rule.by = read_word(reader, (Field){path, "by"}, raw->by, WORDS_POST);
  rule.reasons = read_slugs(reader, (Field){path, "reasons"}, &raw->reasons);
  rule.tell = read_words(reader, (Field){path, "tell"}, &raw->tell, WORDS_TELL);
  return rule;
}

static PauseRule read_pause(Reader *reader, Text clock, const RawPause *raw, int stage) {
  if (!raw) return (PauseRule){0};
  Text path = path_of(reader, (Field){clock, "pause"});
  PauseRule rule = {.allowed = true};
  rule.reasons = read_slugs(reader, (Field){path, "reasons"}, &raw->reasons);
  if (!raw->by) mistake(reader, (Field){path, "by"}, "\"by\" is missing: who may stop the clock");
  rule.by = read_word(reader, (Field){path, "by"}, raw->by, WORDS_POST);
  rule.ends = read_events(reader, (Field){path, "ends"}, &raw->ends, stage);
  if (raw->longest) {
    Limit longest = read_limit(reader, (Field){path, "longest"}, raw->longest);
    if (longest.unit == UNIT_CALENDAR_DAYS)
      rule.longest = longest.count;
    else
      mistake(reader, (Field){path, "longest"}, "the longest pause is in calendar days or weeks");
  }
  Text resume = text_of(raw->on_resume);
  rule.restart = text_equal(resume, TEXT("restart"));
  if (raw->on_resume && !rule.restart && !text_equal(resume, TEXT("continue")))
    mistake(reader, (Field){path, "on-resume"}, "write \"continue\" or \"restart\"");
  return rule;
}

static void read_or_later(Reader *reader, Text clock, const RawOrLater *raw, int stage, ClockRule *rule) {
  if (!raw) return;
  Text path = path_of(reader, (Field){clock, "or-later"});
  Field starts = {path, "starts"}, limit = {path, "limit"};
  if (!raw->starts)
    mistake(reader, starts, "\"starts\" is missing");
  else
    (void)read_event(reader, starts, text_of(raw->starts), stage, &rule->or_later_starts);
  rule->or_later_limit = read_limit(reader, limit, raw->limit);
  if (rule->or_later_limit.unit == UNIT_AGREED) mistake(reader, limit, "this limit cannot be agreed");
}

static void read_small_words(Reader *reader, Text path, const RawClock *raw, ClockRule *rule) {
  Text start_rule = text_of(raw->start_rule);
  if (!raw->kind || !kind_of(text_of(raw->kind), &rule->kind))
    mistake(reader, (Field){path, "kind"}, "\"kind\" is target, legal, window or shown");
  if (raw->counting && !counting_of(text_of(raw->counting), &rule->counting))
    mistake(reader, (Field){path, "counting"},
            "\"counting\" is after, day-is-one, beginning-with or after-next-day");
  rule->start_rule = text_equal(start_rule, TEXT("latest")) ? START_LATEST : START_FIRST;
  if (raw->start_rule && rule->start_rule == START_FIRST && !text_equal(start_rule, TEXT("first")))
    mistake(reader, (Field){path, "start-rule"}, "\"start-rule\" is first or latest");
}

ClockRule read_clock(Reader *reader, Text path, const RawClock *raw, int stage, Text source) {
  ClockRule rule = {0};
  rule.id = read_slug(reader, (Field){path, "id"}, raw->id);
  rule.title = read_sentence(reader, (Field){path, "title"}, raw->title);
  read_small_words(reader, path, raw, &rule);
  rule.for_customer = rule.kind == CLOCK_WINDOW;
  rule.starts = read_starts(reader, path, stage);
  rule.fall_back = raw->fall_back ? read_slug(reader, (Field){path, "fall-back"}, raw->fall_back) : TEXT_NONE;
  rule.limit = read_limit(reader, (Field){path, "limit"}, raw->limit);
  rule.rolls = raw->rolls;
  if (!raw->met_by)
    mistake(reader, (Field){path, "met-by"}, "\"met-by\" is missing: the event that stops this clock");
  else
    (void)read_event(reader, (Field){path, "met-by"}, text_of(raw->met_by), stage, &rule.met_by);
  read_or_later(reader, path, raw->or_later, stage, &rule);
  rule.extend = read_extension(reader, path, raw->extend);
  rule.pause = read_pause(reader, path, raw->pause, stage);
  Text own = read_optional_sentence(reader, (Field){path, "source"}, raw->source);
  rule.source = text_is_empty(own) ? source : own;
  rule.when_late = read_word(reader, (Field){path, "when-late"}, raw->when_late, WORDS_WHEN_LATE);
  rule.note = read_optional_sentence(reader, (Field){path, "note"}, raw->note);
  return rule;
}
