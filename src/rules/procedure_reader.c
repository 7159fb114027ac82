#include "rules/procedure_reader.h"

#include <stdarg.h>
#include <stdio.h>

Text path_of(Reader *reader, Field field) {
  if (text_is_empty(field.holder)) return text_of(field.key);
  const char *between = field.key[0] == '[' || field.key[0] == '\0' ? "" : ".";
  return text_format(reader->arena, "%.*s%s%s", TEXT_ARGUMENTS(field.holder), between, field.key);
}

void mistake_at(Reader *reader, Field field, Text words) {
  const YamlNode *node = yaml_marks_nearest(reader->marks, path_of(reader, field));
  if (reader->count == MISTAKES_MAX) return;
  for (size_t i = 0; i < reader->count; i++) {
    const Mistake *said = &reader->mistakes[i];
    bool same_place = said->line == node->line && said->column == node->column;
    if (same_place && (node->scalar || text_equal(said->words, words))) return;
  }
  reader->mistakes[reader->count++] = (Mistake){node->line, node->column, words};
}

void mistake(Reader *reader, Field field, const char *format, ...) {
  char words[600];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  bool whole = length >= 0 && (size_t)length < sizeof words;
  mistake_at(reader, field, whole ? text_copy(reader->arena, text_of(words)) : TEXT("this is not right"));
}

/* White space in runs becomes one space; other control characters are a mistake. */
static Text one_line(Reader *reader, Field field, Text raw) {
  char *out = ARENA_ARRAY(reader->arena, char, raw.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < raw.length; i++) {
    unsigned char c = (unsigned char)raw.at[i];
    bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if ((c < ' ' && !space) || c == 0x7F)
      mistake(reader, field, "\"%s\" has a control character in it", field.key);
    if (space && (length == 0 || out[length - 1] == ' ')) continue;
    out[length++] = space ? ' ' : (char)c;
  }
  return text_trim((Text){out, length});
}

Text read_optional_sentence(Reader *reader, Field field, const char *raw) {
  return one_line(reader, field, text_of(raw));
}

Text read_sentence(Reader *reader, Field field, const char *raw) {
  Text line = one_line(reader, field, text_of(raw));
  if (text_is_empty(line)) mistake(reader, field, "\"%s\" is %s", field.key, raw ? "empty" : "missing");
  return line;
}

Text read_slug(Reader *reader, Field field, const char *raw) {
  Text word = text_of(raw);
  if (!raw)
    mistake(reader, field, "\"%s\" is missing", field.key);
  else if (!is_slug(word))
    mistake(reader, field, "\"%s\" is not a name: write small letters and hyphens", raw);
  return text_copy(reader->arena, word);
}

Text read_word(Reader *reader, Field field, const char *raw, Vocabulary list) {
  Text word = text_of(raw);
  if (!raw) return TEXT_NONE;
  if (!word_known(list, word)) mistake_at(reader, field, word_unknown(reader->arena, list, word));
  return text_copy(reader->arena, word);
}

/* The path of an entry: "stages[0].exits" and 2 give the field "stages[0].exits" "[2]". */
static Field entry(Reader *reader, Field field, size_t index) {
  return (Field){path_of(reader, field), text_z(reader->arena, text_format(reader->arena, "[%zu]", index))};
}

static TextList read_list(Reader *reader, Field field, const RawList *raw, bool closed, Vocabulary list) {
  Text *items = ARENA_ARRAY(reader->arena, Text, raw->count + 1u);
  for (uint32_t i = 0; i < raw->count; i++) {
    Field at = entry(reader, field, i);
    items[i] = closed ? read_word(reader, at, raw->items[i], list) : read_slug(reader, at, raw->items[i]);
    for (uint32_t j = 0; j < i; j++)
      if (text_equal(items[i], items[j])) mistake(reader, at, "\"%s\" stands twice", raw->items[i]);
  }
  return (TextList){items, raw->count};
}

TextList read_words(Reader *reader, Field field, const RawList *raw, Vocabulary list) {
  return read_list(reader, field, raw, true, list);
}

TextList read_slugs(Reader *reader, Field field, const RawList *raw) {
  return read_list(reader, field, raw, false, WORDS_POST);
}

bool read_event(Reader *reader, Field field, Text text, int stage, EventName *name) {
  EventType type;
  if (event_type_of(text, &type) && event_type_has_stage(type) && !(type == EVENT_REQUESTED && stage < 2)) {
    *name = (EventName){type, stage};
    return true;
  }
  Error error = event_name_read(reader->arena, text, name);
  if (error) mistake_at(reader, field, error->words);
  return !error;
}

Limit read_limit(Reader *reader, Field field, const char *raw) {
  Limit limit = {UNIT_WORKING_DAYS, 0};
  if (!raw)
    mistake(reader, field, "\"%s\" is missing", field.key);
  else if (!limit_read(text_of(raw), &limit))
    mistake_at(reader, field, limit_mistake(reader->arena, text_of(raw)));
  return limit;
}
