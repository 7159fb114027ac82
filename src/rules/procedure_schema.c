/* The shape of a procedure in YAML, as libcyaml reads it. Words are taken as text; procedure_read.c
 * understands them. */
#include "rules/procedure_raw.h"

#include <cyaml/cyaml.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define WORD_MAX 80
#define SENTENCE_MAX 1000
#define LIST_MAX 40

/* Everything is optional here: what must not be missing is said by the reader, all at once and by name. */
#define WORD(Struct, key, member) CYAML_FIELD_STRING_PTR(key, OPTIONAL_TEXT, Struct, member, 0, WORD_MAX)
#define SENTENCE(Struct, key, member)                                                                        \
  CYAML_FIELD_STRING_PTR(key, OPTIONAL_TEXT, Struct, member, 0, SENTENCE_MAX)
/* libcyaml takes any word for true: here it must be one of these. */
#define BOOLEAN(Struct, key, member)                                                                         \
  CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, Struct, member, YES_NO,                     \
                   CYAML_ARRAY_LEN(YES_NO))
#define NUMBER(Struct, key, member) CYAML_FIELD_UINT(key, CYAML_FLAG_OPTIONAL, Struct, member)
#define LIST(Struct, key, member, entry)                                                                     \
  CYAML_FIELD_SEQUENCE_COUNT(key, OPTIONAL_POINTER, Struct, member.items, member.count, &entry, 0, LIST_MAX)
#define ROWS(Struct, key, member, entry, most)                                                               \
  CYAML_FIELD_SEQUENCE(key, OPTIONAL_POINTER, Struct, member, &entry, 0, most)
#define OPTIONAL_TEXT (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define OPTIONAL_POINTER (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

static const cyaml_strval_t YES_NO[] = {{"no", 0}, {"yes", 1}, {"false", 0}, {"true", 1}};

static const cyaml_schema_value_t WORD_ENTRY = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, WORD_MAX)};
static const cyaml_schema_value_t SENTENCE_ENTRY = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, SENTENCE_MAX)};

static const cyaml_schema_field_t NAMES[] = {
    SENTENCE(RawNames, "staff", staff),
    SENTENCE(RawNames, "public", public_name),
    SENTENCE(RawNames, "young", young),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t EXTEND[] = {
    WORD(RawExtend, "to", to),
    WORD(RawExtend, "by-a-further", by_a_further),
    BOOLEAN(RawExtend, "open", open),
    NUMBER(RawExtend, "times", times),
    BOOLEAN(RawExtend, "beyond-with-reason", beyond_with_reason),
    WORD(RawExtend, "by", by),
    LIST(RawExtend, "reasons", reasons, WORD_ENTRY),
    LIST(RawExtend, "tell", tell, WORD_ENTRY),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t PAUSE[] = {
    LIST(RawPause, "reasons", reasons, WORD_ENTRY),
    WORD(RawPause, "by", by),
    WORD(RawPause, "longest", longest),
    WORD(RawPause, "on-resume", on_resume),
    LIST(RawPause, "ends", ends, WORD_ENTRY),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t OR_LATER[] = {
    WORD(RawOrLater, "starts", starts),
    WORD(RawOrLater, "limit", limit),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t CLOCK[] = {
    WORD(RawClock, "id", id),
    SENTENCE(RawClock, "title", title),
    WORD(RawClock, "kind", kind),
    CYAML_FIELD_IGNORE("starts",
                       CYAML_FLAG_OPTIONAL), /* one event or a list: the reader looks at it itself */
    WORD(RawClock, "start-rule", start_rule),
    WORD(RawClock, "fall-back", fall_back),
    WORD(RawClock, "limit", limit),
    WORD(RawClock, "counting", counting),
    BOOLEAN(RawClock, "rolls", rolls),
    WORD(RawClock, "met-by", met_by),
    CYAML_FIELD_MAPPING_PTR("or-later", OPTIONAL_POINTER, RawClock, or_later, OR_LATER),
    CYAML_FIELD_MAPPING_PTR("extend", OPTIONAL_POINTER, RawClock, extend, EXTEND),
    CYAML_FIELD_MAPPING_PTR("pause", OPTIONAL_POINTER, RawClock, pause, PAUSE),
    SENTENCE(RawClock, "source", source),
    WORD(RawClock, "when-late", when_late),
    SENTENCE(RawClock, "note", note),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t CLOCK_ENTRY = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawClock, CLOCK)};

static const cyaml_schema_field_t STAGE[] = {
    NUMBER(RawStage, "stage", stage),
    CYAML_FIELD_MAPPING("names", CYAML_FLAG_OPTIONAL, RawStage, names, NAMES),
    WORD(RawStage, "opens", opens),
    WORD(RawStage, "responder", responder),
    LIST(RawStage, "not-the-same", not_the_same, WORD_ENTRY),
    LIST(RawStage, "independent", independent, WORD_ENTRY),
    BOOLEAN(RawStage, "customer-must-say-why", customer_must_say_why),
    ROWS(RawStage, "clocks", clocks, CLOCK_ENTRY, 16),
    LIST(RawStage, "steps", steps, WORD_ENTRY),
    LIST(RawStage, "outcomes", outcomes, WORD_ENTRY),
    LIST(RawStage, "response-must-contain", must_contain, WORD_ENTRY),
    LIST(RawStage, "exits", exits, WORD_ENTRY),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t STAGE_ENTRY = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawStage, STAGE)};

static const cyaml_schema_field_t CHANGE[] = {
    WORD(RawChange, "of", of),
    WORD(RawChange, "set", set),
    WORD(RawChange, "to", to),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t CHANGE_ENTRY = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawChange, CHANGE)};

static const cyaml_schema_field_t CHOICE[] = {
    WORD(RawChoice, "id", id),
    SENTENCE(RawChoice, "title", title),
    ROWS(RawChoice, "changes", changes, CHANGE_ENTRY, LIST_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t CHOICE_ENTRY = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawChoice, CHOICE)};

static const cyaml_schema_field_t SETTING[] = {
    WORD(RawSetting, "id", id),
    SENTENCE(RawSetting, "ask", ask),
    WORD(RawSetting, "default", default_choice),
    ROWS(RawSetting, "choices", choices, CHOICE_ENTRY, 12),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t SETTING_ENTRY = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawSetting, SETTING)};

static const cyaml_schema_field_t AGE_LIMIT[] = {
    WORD(RawAgeLimit, "limit", limit),
    WORD(RawAgeLimit, "waive", waive),
    SENTENCE(RawAgeLimit, "when", when),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t PROCEDURE[] = {
    WORD(RawProcedure, "procedure", procedure),
    WORD(RawProcedure, "version", version),
    SENTENCE(RawProcedure, "title", title),
    CYAML_FIELD_MAPPING("names", CYAML_FLAG_OPTIONAL, RawProcedure, names, NAMES),
    WORD(RawProcedure, "handles", handles),
    WORD(RawProcedure, "from", from),
    SENTENCE(RawProcedure, "source", source),
    SENTENCE(RawProcedure, "summary", summary),
    LIST(RawProcedure, "notes", notes, SENTENCE_ENTRY),
    BOOLEAN(RawProcedure, "statutory", statutory),
    WORD(RawProcedure, "calendar", calendar),
    BOOLEAN(RawProcedure, "closure-days", closure_days),
    WORD(RawProcedure, "receipt", receipt),
    CYAML_FIELD_MAPPING_PTR("age-limit", OPTIONAL_POINTER, RawProcedure, age_limit, AGE_LIMIT),
    WORD(RawProcedure, "ombudsman", ombudsman),
    ROWS(RawProcedure, "stages", stages, STAGE_ENTRY, STAGES_MAX),
    ROWS(RawProcedure, "settings", settings, SETTING_ENTRY, LIST_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t ROOT = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, RawProcedure, PROCEDURE)};

static const cyaml_schema_field_t *const ALL_FIELDS[] = {NAMES,  EXTEND, PAUSE,   OR_LATER,  CLOCK,    STAGE,
                                                         CHANGE, CHOICE, SETTING, AGE_LIMIT, PROCEDURE};

/* What libcyaml says: its first line is the fault, the first line with a place is where. */
typedef struct Log {
  char words[512];
  int line, column;
} Log;

static void take_log(cyaml_log_t level, void *context, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
static void take_log(cyaml_log_t level, void *context, const char *format, va_list arguments) {
  Log *log = context;
  char line[512];
  if (level < CYAML_LOG_ERROR) return;
  (void)vsnprintf(line, sizeof line, format, arguments);
  line[strcspn(line, "\n")] = '\0';
  if (strncmp(line, "  in ", 5) == 0) {
    const char *place = strstr(line, "(line: ");
    if (place && log->line == 0) (void)sscanf(place, "(line: %9d, column: %9d", &log->line, &log->column);
    return;
  }
  if (log->words[0] == '\0') (void)snprintf(log->words, sizeof log->words, "%s", line);
}

/* The key nearest in spelling among those of the language. */
static Text nearest_key(Text key) {
  Text keys[200];
  size_t count = 0;
  for (size_t i = 0; i < CYAML_ARRAY_LEN(ALL_FIELDS); i++)
    for (const cyaml_schema_field_t *field = ALL_FIELDS[i]; field->key; field++)
      if (count < CYAML_ARRAY_LEN(keys)) keys[count++] = text_of(field->key);
  size_t near = text_nearest(key, keys, count);
  return near == SIZE_MAX ? TEXT_NONE : keys[near];
}

static Text unknown_key_words(Arena *arena, Text key) {
  Text near = nearest_key(key);
  if (text_is_empty(near) || text_equal(near, key))
    return text_format(arena, "there is no key \"%.*s\" here", TEXT_ARGUMENTS(key));
  return text_format(arena, "there is no key \"%.*s\" here; did you mean \"%.*s\"?", TEXT_ARGUMENTS(key),
                     TEXT_ARGUMENTS(near));
}

/* How libcyaml's words begin, and what they mean to the writer of a procedure. */
static const struct Meaning {
  const char *begins, *words;
} MEANINGS[] = {
    {"Expecting STRING", "one word or sentence belongs here"},
    {"Expecting SEQUENCE", "a list belongs here: [one, two]"},
    {"Expecting MAPPING", "keys with values belong here"},
    {"Expecting ENUM", "write \"yes\" or \"no\""},
    {"Invalid ENUM", "write \"yes\" or \"no\""},
    {"Expecting UINT", "a whole number belongs here"},
    {"Invalid uint64_t", "a whole number belongs here"},
    {"Invalid UINT", "this number is too large"},
    {"STRING length", "this is too long"},
    {"Excessive entries", "this list is too long"},
};
#define UNEXPECTED TEXT("Unexpected key: ")

static Text plain_words(Arena *arena, Text words) {
  if (text_starts(words, UNEXPECTED))
    return unknown_key_words(arena, text_slice(words, UNEXPECTED.length, words.length));
  for (size_t i = 0; i < CYAML_ARRAY_LEN(MEANINGS); i++)
    if (text_starts(words, text_of(MEANINGS[i].begins))) return text_of(MEANINGS[i].words);
  return text_copy(arena, words);
}

static bool is_after(const YamlNode *node, const Log *log) {
  return node->line != log->line ? node->line > log->line : node->column > log->column;
}

/* Of an unknown key libcyaml names the place before it: the key is the next one of that name. */
static void find_key(YamlMarks marks, Log *log, Text key) {
  for (size_t i = 0; i < marks.count; i++) {
    const YamlNode *node = &marks.nodes[i];
    if (node->key_line == 0 || !is_after(node, log) || !text_ends(node->path, key)) continue;
    log->line = node->key_line;
    log->column = node->key_column;
    return;
  }
}

static Mistake mistake_of(Arena *arena, YamlMarks marks, Log *log) {
  Text words = text_of(log->words);
  if (!text_is_utf8(words)) words = TEXT("this cannot be read");
  if (text_starts(words, TEXT("Load: "))) words = text_slice(words, 6, words.length);
  if (log->line == 0) log->line = marks.nodes[0].line, log->column = marks.nodes[0].column;
  if (text_starts(words, UNEXPECTED))
    find_key(marks, log, text_slice(words, UNEXPECTED.length, words.length));
  return (Mistake){log->line, log->column, plain_words(arena, words)};
}

static cyaml_config_t configuration(Log *log) {
  return (cyaml_config_t){.log_fn = log ? take_log : NULL,
                          .log_ctx = log,
                          .mem_fn = cyaml_mem,
                          .log_level = CYAML_LOG_ERROR,
                          .flags = CYAML_CFG_NO_ALIAS};
}

bool raw_procedure_read(Arena *arena, Text yaml, YamlMarks marks, RawProcedure **raw, Mistake *mistake) {
  Log log = {0};
  cyaml_config_t config = configuration(&log);
  cyaml_data_t *data = NULL;
  cyaml_err_t result = cyaml_load_data((const uint8_t *)yaml.at, yaml.length, &config, &ROOT, &data, NULL);
  *raw = (RawProcedure *)data;
  if (result == CYAML_OK && data) return true;
  if (log.words[0] == '\0') (void)snprintf(log.words, sizeof log.words, "%s", cyaml_strerror(result));
  *mistake = mistake_of(arena, marks, &log);
  return false;
}

void raw_procedure_free(RawProcedure **raw) {
  cyaml_config_t config = configuration(NULL);
  if (*raw) (void)cyaml_free(&config, &ROOT, *raw, 0);
  *raw = NULL;
}
