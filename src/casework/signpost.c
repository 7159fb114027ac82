#include "casework/signpost.h"

#include "rules/yaml_marks.h"
#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

/* ---- the shape in YAML -------------------------------------------------------------------------- */

typedef struct RawSignpost {
  char *slug, *title, *why, *what_to_do, *link, *link_text, *phone, *warning, *still;
  bool decision, urgent;
} RawSignpost;

typedef struct RawAbout {
  char *id, *label, *hint, *area, *signpost;
} RawAbout;

typedef struct RawFile {
  RawSignpost *signposts;
  uint32_t signposts_count;
  RawAbout *about;
  uint32_t about_count;
} RawFile;

#define WORD_MAX 80
#define SENTENCES_MAX 1000
#define ROWS_MAX 60
#define NEEDED CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define STRING(Struct, key, member, flags, most) CYAML_FIELD_STRING_PTR(key, flags, Struct, member, 1, most)

static const cyaml_schema_field_t SIGNPOST[] = {
    STRING(RawSignpost, "slug", slug, NEEDED, WORD_MAX),
    STRING(RawSignpost, "title", title, NEEDED, WORD_MAX),
    STRING(RawSignpost, "why", why, NEEDED, SENTENCES_MAX),
    STRING(RawSignpost, "what-to-do", what_to_do, NEEDED, SENTENCES_MAX),
    STRING(RawSignpost, "link", link, OPTIONAL, SENTENCES_MAX),
    STRING(RawSignpost, "link-text", link_text, OPTIONAL, WORD_MAX),
    STRING(RawSignpost, "phone", phone, OPTIONAL, WORD_MAX),
    STRING(RawSignpost, "warning", warning, OPTIONAL, SENTENCES_MAX),
    STRING(RawSignpost, "still", still, NEEDED, SENTENCES_MAX),
    CYAML_FIELD_BOOL("decision", CYAML_FLAG_OPTIONAL, RawSignpost, decision),
    CYAML_FIELD_BOOL("urgent", CYAML_FLAG_OPTIONAL, RawSignpost, urgent),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t SIGNPOST_ROW = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawSignpost, SIGNPOST)};

static const cyaml_schema_field_t ABOUT[] = {
    STRING(RawAbout, "id", id, NEEDED, WORD_MAX),
    STRING(RawAbout, "label", label, NEEDED, SENTENCES_MAX),
    STRING(RawAbout, "hint", hint, OPTIONAL, SENTENCES_MAX),
    STRING(RawAbout, "area", area, OPTIONAL, WORD_MAX),
    STRING(RawAbout, "signpost", signpost, OPTIONAL, WORD_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t ABOUT_ROW = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawAbout, ABOUT)};

static const cyaml_schema_field_t FILE_FIELDS[] = {
    CYAML_FIELD_SEQUENCE("signposts", CYAML_FLAG_POINTER, RawFile, signposts, &SIGNPOST_ROW, 1, ROWS_MAX),
    CYAML_FIELD_SEQUENCE("about", CYAML_FLAG_POINTER, RawFile, about, &ABOUT_ROW, 1, ROWS_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t ROOT = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, RawFile, FILE_FIELDS)};

/* ---- reading ------------------------------------------------------------------------------------ */

typedef struct Reading {
  Arena *arena;
  Text name;
  YamlMarks marks;
  Buffer *wrong; /* the mistakes, a line each */
  const RawFile *raw;
  Signposts *out;
} Reading;

static void say(Reading *reading, int line, int column, Text words) {
  if (reading->wrong->length > 0) buffer_put_char(reading->wrong, '\n');
  buffer_format(reading->wrong, "%.*s:%d:%d: %.*s", TEXT_ARGUMENTS(reading->name), line, column,
                TEXT_ARGUMENTS(words));
}

/* A mistake at the value of a path, or at what holds it. */
static void say_at(Reading *reading, Text path, Text words) {
  const YamlNode *node = yaml_marks_nearest(reading->marks, path);
  say(reading, node->line, node->column, words);
}

/* What libcyaml says: its first line is the fault, the first line with a place is where. */
typedef struct Said {
  char words[300];
  int line, column;
} Said;

static void take_words(cyaml_log_t level, void *context, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
static void take_words(cyaml_log_t level, void *context, const char *format, va_list arguments) {
  Said *said = context;
  char line[300];
  if (level < CYAML_LOG_ERROR) return;
  (void)vsnprintf(line, sizeof line, format, arguments);
  line[strcspn(line, "\n")] = '\0';
  const char *words = strncmp(line, "Load: ", 6) == 0 ? line + 6 : line;
  const char *place = strstr(line, "(line: ");
  if (place && said->line == 0) (void)sscanf(place, "(line: %9d, column: %9d", &said->line, &said->column);
  if (!place && said->words[0] == '\0') (void)snprintf(said->words, sizeof said->words, "%s", words);
}

static void raw_free(RawFile **raw) {
  cyaml_config_t config = {.mem_fn = cyaml_mem};
  if (*raw) (void)cyaml_free(&config, &ROOT, *raw, 0);
}

/* libcyaml names the place before an unknown key: the key's own line is the next one that has it. */
static void find_key(const Reading *reading, Said *said) {
  Text words = text_of(said->words), start = TEXT("Unexpected key: ");
  if (!text_starts(words, start)) return;
  Text key = text_format(reading->arena, ".%s", said->words + start.length);
  for (size_t i = 0; i < reading->marks.count; i++) {
    const YamlNode *node = &reading->marks.nodes[i];
    if (node->line < said->line || !text_ends(node->path, key)) continue;
    said->line = node->line;
    said->column = node->column;
    return;
  }
}

static RawFile *raw_read(Reading *reading, Text yaml) {
  Said said = {0};
  cyaml_config_t config = {.log_fn = take_words,
                           .log_ctx = &said,
                           .mem_fn = cyaml_mem,
                           .log_level = CYAML_LOG_ERROR,
                           .flags = CYAML_CFG_NO_ALIAS};
  cyaml_data_t *data = NULL;
  cyaml_err_t result = cyaml_load_data((const uint8_t *)yaml.at, yaml.length, &config, &ROOT, &data, NULL);
  if (result == CYAML_OK && data) return (RawFile *)data;
  find_key(reading, &said);
  Text words = text_of(said.words[0] != '\0' ? said.words : cyaml_strerror(result));
  if (!text_is_utf8(words)) words = TEXT("this cannot be read");
  say(reading, said.line > 0 ? said.line : 1, said.column > 0 ? said.column : 1, words);
  return NULL;
}

static Text kept(const Reading *reading, const char *words) {
  return text_copy(reading->arena, text_trim(text_of(words)));
}

static bool is_slug(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || i == 0 || i + 1 == text.length)) return false;
  }
  return !text_is_empty(text);
}

static bool is_link(Text link) { return text_starts(link, TEXT("https://")) || text_starts(link, TEXT("/")); }

static void check_signpost(Reading *reading, size_t number, const Signpost *signpost) {
  Arena *arena = reading->arena;
  Text slug = text_format(arena, "signposts[%zu].slug", number);
  if (!is_slug(signpost->slug)) say_at(reading, slug, TEXT("a slug is small letters, digits and hyphens"));
  for (size_t i = 0; i < number; i++)
    if (text_equal(reading->out->items[i].slug, signpost->slug))
      say_at(reading, slug,
             text_format(arena, "the slug \"%.*s\" stands twice", TEXT_ARGUMENTS(signpost->slug)));
  Text link = text_format(arena, "signposts[%zu].link", number);
  bool linked = !text_is_empty(signpost->link);
  if (linked && !is_link(signpost->link)) say_at(reading, link, TEXT("a link begins with https:// or /"));
  if (linked == text_is_empty(signpost->link_text))
    say_at(reading, link, TEXT("link and link-text go together: give both or none"));
}

static void take_signposts(Reading *reading) {
  size_t count = reading->raw->signposts_count;
  Signpost *items = ARENA_ARRAY(reading->arena, Signpost, count);
  reading->out->items = items;
  reading->out->count = count;
  for (size_t i = 0; i < count; i++) {
    const RawSignpost *raw = &reading->raw->signposts[i];
    items[i] = (Signpost){.slug = kept(reading, raw->slug),
                          .title = kept(reading, raw->title),
                          .why = kept(reading, raw->why),
                          .what_to_do = kept(reading, raw->what_to_do),
                          .link = kept(reading, raw->link),
                          .link_text = kept(reading, raw->link_text),
                          .phone = kept(reading, raw->phone),
                          .warning = kept(reading, raw->warning),
                          .still = kept(reading, raw->still),
                          .decision = raw->decision,
                          .urgent = raw->urgent};
    check_signpost(reading, i, &items[i]);
  }
}

static bool is_area(Text area) {
  static const char *const areas[] = {"children", "adults", "housing", "other"};
  for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
    if (text_equal(area, text_of(areas[i]))) return true;
  return false;
}

static void check_about_signpost(Reading *reading, size_t number, Text slug) {
  if (signpost_find(reading->out, slug)) return;
  Arena *arena = reading->arena;
  Text *slugs = ARENA_ARRAY(arena, Text, reading->out->count);
  for (size_t i = 0; i < reading->out->count; i++) slugs[i] = reading->out->items[i].slug;
  size_t near = text_nearest(slug, slugs, reading->out->count);
  Text words = near == SIZE_MAX ? text_format(arena, "there is no signpost \"%.*s\"", TEXT_ARGUMENTS(slug))
                                : text_format(arena, "there is no signpost \"%.*s\"; did you mean \"%.*s\"?",
                                              TEXT_ARGUMENTS(slug), TEXT_ARGUMENTS(slugs[near]));
  say_at(reading, text_format(arena, "about[%zu].signpost", number), words);
}

static void check_about(Reading *reading, size_t number, const AboutChoice *choice) {
  Arena *arena = reading->arena;
  Text id = text_format(arena, "about[%zu].id", number);
  if (!is_slug(choice->id)) say_at(reading, id, TEXT("an id is small letters, digits and hyphens"));
  for (size_t i = 0; i < number; i++)
    if (text_equal(reading->out->about[i].id, choice->id))
      say_at(reading, id, text_format(arena, "the id \"%.*s\" stands twice", TEXT_ARGUMENTS(choice->id)));
  bool area = !text_is_empty(choice->area), elsewhere = !text_is_empty(choice->signpost);
  if (area == elsewhere) say_at(reading, id, TEXT("a choice has either an area or a signpost"));
  if (area && !is_area(choice->area))
    say_at(reading, text_format(arena, "about[%zu].area", number),
           TEXT("an area is children, adults, housing or other"));
  if (elsewhere) check_about_signpost(reading, number, choice->signpost);
}

static void take_about(Reading *reading) {
  size_t count = reading->raw->about_count;
  AboutChoice *about = ARENA_ARRAY(reading->arena, AboutChoice, count);
  reading->out->about = about;
  reading->out->about_count = count;
  for (size_t i = 0; i < count; i++) {
    const RawAbout *raw = &reading->raw->about[i];
    about[i] = (AboutChoice){.id = kept(reading, raw->id),
                             .label = kept(reading, raw->label),
                             .hint = kept(reading, raw->hint),
                             .area = kept(reading, raw->area),
                             .signpost = kept(reading, raw->signpost)};
    check_about(reading, i, &about[i]);
  }
}

static void read_all(Reading *reading, Text yaml) {
  Mistake mistake = {0};
  if (!yaml_marks_read(reading->arena, yaml, &reading->marks, &mistake)) {
    say(reading, mistake.line, mistake.column, mistake.words);
    return;
  }
  RawFile *raw __attribute__((cleanup(raw_free))) = raw_read(reading, yaml);
  if (!raw) return;
  reading->raw = raw;
  take_signposts(reading);
  take_about(reading);
}

Error signposts_read(Arena *arena, Text name, Text yaml, const Signposts **out) {
  AUTO_BUFFER wrong = buffer_new(64u * 1024u);
  Reading reading = {arena, name, {0}, &wrong, NULL, ARENA_NEW(arena, Signposts)};
  read_all(&reading, yaml);
  *out = reading.out;
  if (wrong.length == 0) return OK;
  Text words = text_copy(arena, buffer_text(&wrong));
  return FAIL(arena, ERROR_INVALID, "%.*s", TEXT_ARGUMENTS(words));
}

const Signpost *signpost_find(const Signposts *signposts, Text slug) {
  for (size_t i = 0; i < signposts->count; i++)
    if (text_equal(signposts->items[i].slug, slug)) return &signposts->items[i];
  return NULL;
}
