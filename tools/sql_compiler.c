/* sql_compiler --schema MIGRATION.sql... --out-dir DIR NAME.sql... - compiles SQL statements to typed C.
 *
 *   -- :case_list many (user user_id, limit int) -> (id case_id, reference text, due date?)
 *   -- variants order: due = "c.due, c.id" | due_desc = "c.due DESC, c.id DESC"
 *   -- The cases that this user may see. (These lines become the comment of sql_case_list.)
 *   SELECT c.id, c.reference, c.due FROM ... WHERE a.user_id = $user ORDER BY @order@ LIMIT $limit;
 *
 * Modes: one (a missing row is an error), maybe, many (array), each (callback per row), run (no rows).
 * Types: int text bool date instant bytes NAME_id; a '?' behind it means that NULL may come or go.
 * A line that begins with "--" and at least two spaces continues the header or variants line before it.
 * In migrations, lines that end in --@pg are left out here; lines that end in --@sqlite are for SQLite only.
 * What is checked: see sql_check.c; what is written: see sql_emit.c. */
#include "sql_compiler.h"
#include "tool.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const Type TYPES[] = {{"int", "int64_t", 'i'}, {"text", "Text", 't'},       {"bool", "bool", 'b'},
                             {"date", "Date", 't'},   {"instant", "Instant", 't'}, {"bytes", "Text", 'y'}};
static const Type ID_TYPE = {"id", NULL, 'i'};
static const char *const MODES[] = {"one", "maybe", "many", "each", "run"};
static const char RESERVED[] =
    "db arena parameters row rows row_count rows_changed found context statement error more room";

/* The rest of a header line. */
typedef struct Cursor {
  const char *at;
  const Query *query;
} Cursor;

static void append(char **text, const char *more, size_t size) {
  size_t old = *text == NULL ? 0 : strlen(*text);
  *text = realloc(*text, old + size + 1);
  if (*text == NULL) abort();
  memcpy(*text + old, more, size);
  (*text)[old + size] = '\0';
}

/* ---- the header of a statement ------------------------------------------------------------------- */

static void skip_space(Cursor *cursor) {
  while (isspace((unsigned char)*cursor->at)) cursor->at++;
}

static bool accept(Cursor *cursor, const char *mark) {
  skip_space(cursor);
  bool found = strncmp(cursor->at, mark, strlen(mark)) == 0;
  if (found) cursor->at += strlen(mark);
  return found;
}

static void expect(Cursor *cursor, const char *mark) {
  if (accept(cursor, mark)) return;
  tool_fail(cursor->query->path, cursor->query->line, 0, "'%s' expected at: %.40s", mark, cursor->at);
}

static void read_word(Cursor *cursor, char word[SQL_NAME], const char *what) {
  size_t length = 0;
  skip_space(cursor);
  while (isalnum((unsigned char)cursor->at[length]) || cursor->at[length] == '_') length++;
  bool sound = length > 0 && length < SQL_NAME && !isdigit((unsigned char)*cursor->at);
  if (!sound)
    tool_fail(cursor->query->path, cursor->query->line, 0, "%s expected at: %.40s", what, cursor->at);
  memcpy(word, cursor->at, length);
  word[length] = '\0';
  cursor->at += length;
}

static void camel(char out[SQL_NAME], const char *snake) {
  bool upper = true;
  for (; *snake != '\0'; snake++) {
    if (*snake != '_') *out++ = (char)(upper ? toupper((unsigned char)*snake) : *snake);
    upper = *snake == '_';
  }
  *out = '\0';
}

static void read_type(Cursor *cursor, Field *field) {
  char word[SQL_NAME];
  read_word(cursor, word, "a type");
  field->nullable = accept(cursor, "?");
  size_t length = strlen(word);
  if (length > 3 && strcmp(word + length - 3, "_id") == 0) {
    field->type = &ID_TYPE;
    camel(field->c_type, word);
    return;
  }
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
    if (strcmp(word, TYPES[i].name) == 0) field->type = &TYPES[i];
  }
  if (field->type == NULL) tool_fail(cursor->query->path, cursor->query->line, 0, "unknown type %s", word);
  if (field->nullable && field->type->letter == 'b')
    tool_fail(cursor->query->path, cursor->query->line, 0, "bool? has no value for NULL: use int?");
  snprintf(field->c_type, SQL_NAME, "%s", field->type->c);
}

static size_t read_fields(Cursor *cursor, Field fields[SQL_FIELDS]) {
  const Query *query = cursor->query;
  size_t count = 0;
  expect(cursor, "(");
  if (accept(cursor, ")")) return 0;
  do {
    if (count == SQL_FIELDS) tool_fail(query->path, query->line, 0, "more than %d fields", SQL_FIELDS);
    read_word(cursor, fields[count].name, "a name");
    read_type(cursor, &fields[count]);
    for (size_t i = 0; i < count; i++) {
      if (strcmp(fields[i].name, fields[count].name) == 0)
        tool_fail(query->path, query->line, 0, "%s is declared twice", fields[i].name);
    }
    count++;
  } while (accept(cursor, ","));
  expect(cursor, ")");
  return count;
}

static Mode read_mode(Cursor *cursor) {
  char word[SQL_NAME];
  read_word(cursor, word, "a mode");
  for (int mode = MODE_ONE; mode <= MODE_RUN; mode++) {
    if (strcmp(word, MODES[mode]) == 0) return (Mode)mode;
  }
  tool_fail(cursor->query->path, cursor->query->line, 0, "unknown mode %s", word);
}

static void read_header(Query *query, const char *text) {
  Cursor cursor = {text, query};
  read_word(&cursor, query->name, "a statement name");
  query->mode = read_mode(&cursor);
  query->parameter_count = read_fields(&cursor, query->parameters);
  if (query->mode != MODE_RUN || accept(&cursor, "->")) {
    if (query->mode != MODE_RUN) expect(&cursor, "->");
    query->column_count = read_fields(&cursor, query->columns);
  }
  skip_space(&cursor);
  if (*cursor.at != '\0') tool_fail(query->path, query->line, 0, "unexpected text: %.40s", cursor.at);
  if (query->mode == MODE_RUN && query->column_count > 0)
    tool_fail(query->path, query->line, 0, "a run statement has no columns");
  for (size_t i = 0; i < query->parameter_count; i++) {
    const char *name = query->parameters[i].name;
    if (tool_is_one_of(name, RESERVED))
      tool_fail(query->path, query->line, 0, "a parameter cannot be named %s", name);
  }
}

static void read_variants(Query *query, const char *text) {
  Cursor cursor = {text, query};
  read_word(&cursor, query->placeholder, "a placeholder name");
  expect(&cursor, ":");
  do {
    if (query->variant_count == SQL_VARIANTS) tool_fail(query->path, query->line, 0, "too many variants");
    Variant *variant = &query->variants[query->variant_count++];
    read_word(&cursor, variant->name, "a variant name");
    expect(&cursor, "=");
    expect(&cursor, "\"");
    append(&variant->sql, cursor.at, strcspn(cursor.at, "\""));
    cursor.at += strlen(variant->sql);
    expect(&cursor, "\"");
  } while (accept(&cursor, "|"));
  if (*cursor.at != '\0') tool_fail(query->path, query->line, 0, "unexpected text: %.40s", cursor.at);
}

/* ---- the file ------------------------------------------------------------------------------------- */

typedef struct Reader {
  const char *path, *next; /* next: the first line not yet read */
  size_t line;             /* of the line last read */
  Program *program;
  Query *query; /* the statement in progress, or NULL */
} Reader;

static bool is_comment(const char *line) { return strncmp(line, "--", 2) == 0; }

/* The next line without its end, in a fresh copy that lives as long as the program. */
static char *read_line(Reader *reader) {
  char *line = NULL;
  size_t length = strcspn(reader->next, "\n");
  append(&line, reader->next, length);
  reader->next += length + (reader->next[length] == '\n');
  reader->line++;
  return line;
}

/* The line with the lines joined to it that continue it. */
static char *read_continued(Reader *reader, char *line) {
  while (strncmp(reader->next, "--  ", 4) == 0) {
    char *more = read_line(reader);
    append(&line, " ", 1);
    append(&line, more + 2, strlen(more + 2));
    free(more);
  }
  return line;
}

static void begin_query(Reader *reader, char *line) {
  Program *program = reader->program;
  if (program->query_count == SQL_QUERIES) tool_fail(reader->path, reader->line, 0, "too many statements");
  Query *query = reader->query = &program->queries[program->query_count++];
  query->path = reader->path;
  query->line = reader->line;
  line = read_continued(reader, line);
  read_header(query, line + strlen("-- :"));
  for (const Query *other = program->queries; other < query; other++) {
    if (strcmp(other->name, query->name) == 0)
      tool_fail(query->path, query->line, 0, "%s is also at %s:%zu", query->name, other->path, other->line);
  }
  if (strncmp(reader->next, "-- variants ", 12) == 0)
    read_variants(query, read_continued(reader, read_line(reader)) + 12);
}

static void end_query(Reader *reader) {
  Query *query = reader->query;
  if (query == NULL) return;
  if (query->comment == NULL)
    tool_fail(query->path, query->line, 0, "%s has no comment line after its header", query->name);
  if (query->sql == NULL) tool_fail(query->path, query->line, 0, "%s has no SQL", query->name);
  sql_rewrite(query);
}

static void read_file_line(Reader *reader) {
  char *line = read_line(reader);
  Query *query = reader->query;
  bool blank = line[strspn(line, " \t")] == '\0';
  if (strncmp(line, "-- :", 4) == 0) {
    end_query(reader);
    begin_query(reader, line);
  } else if (query == NULL) {
    if (!blank && !is_comment(line)) tool_fail(reader->path, reader->line, 0, "SQL before the first header");
  } else if (query->sql == NULL && is_comment(line)) {
    if (strstr(line, "*/") != NULL) tool_fail(reader->path, reader->line, 0, "a comment cannot contain */");
    append(&query->comment, line + 2, strlen(line + 2));
    append(&query->comment, "\n", 1);
  } else if (query->sql != NULL || !blank) {
    if (query->sql == NULL) query->sql_line = reader->line;
    append(&query->sql, line, strlen(line));
    append(&query->sql, "\n", 1);
  }
}

static void read_file(Program *program, const char *path) {
  size_t size;
  Reader reader = {path, tool_read(path, &size), 0, program, NULL};
  if (program->file_count == SQL_FILES) tool_fail(path, 0, 0, "too many files");
  QueryFile *file = &program->files[program->file_count++];
  file->path = path;
  file->first = program->query_count;
  const char *name = tool_base_name(path);
  size_t length = strcspn(name, ".");
  if (length == 0 || length >= SQL_NAME || strcmp(name + length, ".sql") != 0)
    tool_fail(path, 0, 0, "the name is not NAME.sql");
  memcpy(file->stem, name, length);
  while (*reader.next != '\0') read_file_line(&reader);
  end_query(&reader);
  file->count = program->query_count - file->first;
  size_t texts = 0;
  for (size_t i = 0; i < file->count; i++) {
    program->queries[file->first + i].first = texts;
    texts += program->queries[file->first + i].variant_count;
  }
}

int main(int count, char **arguments) {
  int out = 2;
  while (out < count && strcmp(arguments[out], "--out-dir") != 0) out++;
  if (count < 5 || strcmp(arguments[1], "--schema") != 0 || out + 2 >= count) {
    fputs("usage: sql_compiler --schema MIGRATION.sql... --out-dir DIR NAME.sql...\n", stderr);
    return 2;
  }
  Program *program = calloc(1, sizeof *program);
  if (program == NULL) abort();
  for (int i = out + 2; i < count; i++) read_file(program, arguments[i]);
  sql_check(program, arguments + 2, (size_t)(out - 2));
  sql_emit(program, arguments[out + 1]);
  tool_write_all();
}
