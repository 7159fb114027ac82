/* The pass that turns words into meaning and collects every mistake with its place; for the reader's own
 * files. */
#pragma once
#include "rules/procedure_parts.h"
#include "rules/procedure_raw.h"
#include "rules/yaml_marks.h"

#define MISTAKES_MAX 100

typedef struct Reader {
  Arena *arena;
  YamlMarks marks;
  Mistake *mistakes;
  size_t count;
} Reader;

/* A field: the path of what holds it ("stages[0].clocks[1]", may be empty) and its key. */
typedef struct Field {
  Text holder;
  const char *key;
} Field;

/* Says it at the field's value, or at what holds it where the field is missing; once for each place. */
void mistake_at(Reader *reader, Field field, Text words);
void mistake(Reader *reader, Field field, const char *format, ...) __attribute__((format(printf, 3, 4)));
Text path_of(Reader *reader, Field field);

/* One line of words. What must not be empty and is: a mistake. */
Text read_sentence(Reader *reader, Field field, const char *raw);
Text read_optional_sentence(Reader *reader, Field field, const char *raw);
/* Lower-case words joined by hyphens. */
Text read_slug(Reader *reader, Field field, const char *raw);
/* A word of a closed list; empty where there is none. */
Text read_word(Reader *reader, Field field, const char *raw, Vocabulary list);
TextList read_words(Reader *reader, Field field, const RawList *raw, Vocabulary list);
TextList read_slugs(Reader *reader, Field field, const RawList *raw);
/* "received", "stage-2/requested", or "responded" of the stage that it stands in. */
bool read_event(Reader *reader, Field field, Text text, int stage, EventName *name);
/* Count 0 of working days where it cannot be read. */
Limit read_limit(Reader *reader, Field field, const char *raw);

/* One clock, all settings; mistakes go to the reader's list. */
ClockRule read_clock(Reader *reader, Text path, const RawClock *raw, int stage, Text source);
void read_settings(Reader *reader, const RawProcedure *raw, Procedure *procedure);
/* Carries out every choice on a copy and says what does not fit. */
void try_settings(Reader *reader, const Procedure *procedure);
