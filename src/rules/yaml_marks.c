#include "rules/yaml_marks.h"

#include <string.h>
#include <yaml.h>

#define BYTES_MAX (256u * 1024)
#define DEPTH_MAX 10
#define NODES_MAX 5000
#define KEY_MAX 60

/* A mapping or a list that is open. */
typedef struct Level {
  Text path;
  bool mapping;
  bool have_key; /* of a mapping: the key was read, its value comes next */
  Text key;
  yaml_mark_t key_mark;
  size_t entries;
  size_t first_node;
} Level;

typedef struct Walk {
  Arena *arena;
  YamlNode *nodes;
  size_t count;
  Level levels[DEPTH_MAX];
  int depth;
  int documents;
  bool done;
  bool failed;
  Mistake mistake;
} Walk;

static void parser_delete(yaml_parser_t *parser) { yaml_parser_delete(parser); }
#define AUTO_PARSER __attribute__((cleanup(parser_delete))) yaml_parser_t
static void event_delete(yaml_event_t *event) { yaml_event_delete(event); }
#define AUTO_EVENT __attribute__((cleanup(event_delete))) yaml_event_t

static void wrong(Walk *walk, yaml_mark_t mark, Text words) {
  walk->failed = true;
  walk->mistake = (Mistake){(int)mark.line + 1, (int)mark.column + 1, words};
}

/* The path of the value that comes now, in the open mapping or list. */
static Text next_path(Walk *walk) {
  if (walk->depth == 0) return TEXT_NONE;
  Level *level = &walk->levels[walk->depth - 1];
  if (!level->mapping)
    return text_format(walk->arena, "%.*s[%zu]", TEXT_ARGUMENTS(level->path), level->entries++);
  level->have_key = false;
  if (text_is_empty(level->path)) return level->key;
  return text_format(walk->arena, "%.*s.%.*s", TEXT_ARGUMENTS(level->path), TEXT_ARGUMENTS(level->key));
}

static void add_node(Walk *walk, yaml_mark_t mark, Text path, Text value, bool scalar) {
  if (walk->count == NODES_MAX) {
    wrong(walk, mark, TEXT("this is too large for a procedure"));
    return;
  }
  YamlNode node = {path, value, scalar, (int)mark.line + 1, (int)mark.column + 1, 0, 0};
  const Level *level = walk->depth > 0 ? &walk->levels[walk->depth - 1] : NULL;
  if (level && level->mapping) {
    node.key_line = (int)level->key_mark.line + 1;
    node.key_column = (int)level->key_mark.column + 1;
  }
  walk->nodes[walk->count++] = node;
}

static bool awaits_key(const Walk *walk) {
  return walk->depth > 0 && walk->levels[walk->depth - 1].mapping && !walk->levels[walk->depth - 1].have_key;
}

static void take_key(Walk *walk, const yaml_event_t *event, Text key) {
  Level *level = &walk->levels[walk->depth - 1];
  if (key.length > KEY_MAX || text_is_empty(key)) {
    wrong(walk, event->start_mark, TEXT("a key is a short word"));
    return;
  }
  level->have_key = true;
  level->key = text_copy(walk->arena, key);
  level->key_mark = event->start_mark;
  Text path = text_is_empty(level->path) ? level->key
                                         : text_format(walk->arena, "%.*s.%.*s", TEXT_ARGUMENTS(level->path),
                                                       TEXT_ARGUMENTS(level->key));
  for (size_t i = level->first_node; i < walk->count; i++) {
    if (!text_equal(walk->nodes[i].path, path)) continue;
    wrong(walk, event->start_mark, text_format(walk->arena, "\"%.*s\" stands twice", TEXT_ARGUMENTS(key)));
    return;
  }
}

static void take_scalar(Walk *walk, const yaml_event_t *event) {
  Text value = {(const char *)event->data.scalar.value, event->data.scalar.length};
  if (event->data.scalar.anchor || event->data.scalar.tag)
    wrong(walk, event->start_mark, TEXT("anchors (&) and tags (!) are not part of this language"));
  else if (awaits_key(walk))
    take_key(walk, event, value);
  else {
    Text path = next_path(walk);
    add_node(walk, event->start_mark, path, text_copy(walk->arena, value), true);
  }
}

static void open_level(Walk *walk, const yaml_event_t *event, bool mapping) {
  const unsigned char *anchor =
      mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
  const unsigned char *tag = mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
  if (anchor || tag)
    wrong(walk, event->start_mark, TEXT("anchors (&) and tags (!) are not part of this language"));
  else if (awaits_key(walk))
    wrong(walk, event->start_mark, TEXT("a key must be a word"));
  else if (walk->depth == DEPTH_MAX)
    wrong(walk, event->start_mark, TEXT("this is nested too deeply"));
  else {
    Text path = next_path(walk);
    add_node(walk, event->start_mark, path, TEXT_NONE, false);
    walk->levels[walk->depth++] = (Level){.path = path, .mapping = mapping, .first_node = walk->count};
  }
}

static void take(Walk *walk, const yaml_event_t *event) {
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    if (walk->documents++ > 0)
      wrong(walk, event->start_mark, TEXT("one file holds one procedure: a second begins here"));
    break;
  case YAML_SCALAR_EVENT:
    take_scalar(walk, event);
    break;
  case YAML_MAPPING_START_EVENT:
    open_level(walk, event, true);
    break;
  case YAML_SEQUENCE_START_EVENT:
    open_level(walk, event, false);
    break;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    walk->depth--;
    break;
  case YAML_ALIAS_EVENT:
    wrong(walk, event->start_mark, TEXT("aliases (*) are not part of this language"));
    break;
  case YAML_STREAM_END_EVENT:
    walk->done = true;
    break;
  default:
    break;
  }
}

static void not_yaml(Walk *walk, const yaml_parser_t *parser) {
  const char *problem = parser->problem ? parser->problem : "it ends in the middle";
  yaml_mark_t mark =
      parser->problem_mark.line || parser->problem_mark.column ? parser->problem_mark : parser->mark;
  wrong(walk, mark, text_format(walk->arena, "not YAML: %s", problem));
}

/* Bytes that are not UTF-8, or too many of them, before anything else looks at them. */
static bool fit_to_read(Text yaml, Mistake *mistake) {
  *mistake = (Mistake){1, 1, TEXT("this is larger than 256 KB: not a procedure")};
  if (yaml.length > BYTES_MAX) return false;
  if (text_is_utf8(yaml)) return true;
  Text line;
  while (text_next(&yaml, '\n', &line) && text_is_utf8(line)) mistake->line++;
  mistake->words = TEXT("this is not UTF-8 text");
  return false;
}

bool yaml_marks_read(Arena *arena, Text yaml, YamlMarks *marks, Mistake *mistake) {
  if (!fit_to_read(yaml, mistake)) return false;
  AUTO_PARSER parser;
  memset(&parser, 0, sizeof parser);
  if (!yaml_parser_initialize(&parser)) BUG("no memory for YAML");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.at, yaml.length);
  Walk *walk = ARENA_NEW(arena, Walk);
  walk->arena = arena;
  walk->nodes = ARENA_ARRAY(arena, YamlNode, NODES_MAX);
  while (!walk->done && !walk->failed) {
    AUTO_EVENT event;
    memset(&event, 0, sizeof event);
    if (yaml_parser_parse(&parser, &event))
      take(walk, &event);
    else
      not_yaml(walk, &parser);
  }
  if (!walk->failed && walk->count == 0) wrong(walk, (yaml_mark_t){0}, TEXT("there is nothing here"));
  *marks = (YamlMarks){walk->nodes, walk->count};
  *mistake = walk->mistake;
  return !walk->failed;
}

const YamlNode *yaml_marks_find(YamlMarks marks, Text path) {
  for (size_t i = 0; i < marks.count; i++)
    if (text_equal(marks.nodes[i].path, path)) return &marks.nodes[i];
  return NULL;
}

const YamlNode *yaml_marks_nearest(YamlMarks marks, Text path) {
  BUG_IF(marks.count == 0);
  for (;;) {
    const YamlNode *node = yaml_marks_find(marks, path);
    if (node || text_is_empty(path)) return node ? node : &marks.nodes[0];
    size_t end = path.length - 1;
    while (end > 0 && path.at[end] != '.' && path.at[end] != '[') end--;
    path = text_slice(path, 0, end);
  }
}
