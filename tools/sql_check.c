/* The portable text of the SQL compiler's statements, and the checks on it. Refused are: SQL that does not
 * prepare on the schema; parameters and columns that differ from the declared ones in number, name or
 * storage; a reading mode that writes without RETURNING; more than one statement; words that not both
 * databases understand. */
#define _POSIX_C_SOURCE 200809L
#include "db/dialect.h"
#include "sql_compiler.h"
#include "tool.h"
#include <ctype.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* A space stands for any white space. */
static const char *const NOT_PORTABLE[] = {
    "ilike",        "datetime(", "strftime(", "date('now'", "current_timestamp",
    "now()",        "random()",  "insert or", "rowid",      "ifnull(",
    "group_concat", "instr(",    "iif("};

static _Noreturn void fail_at(const Query *query, const char *sql, size_t at, const char *message,
                              const char *word) {
  tool_fail(query->path, query->sql_line + tool_line(sql, at, NULL) - 1, 0, "%s: %s%s", query->name, message,
            word);
}

static bool is_word(char byte) { return isalnum((unsigned char)byte) || byte == '_'; }

/* The length of the literal, quoted name or comment at `sql`; 0 where none begins. */
static size_t opaque_length(const char *sql) {
  if (strncmp(sql, "--", 2) == 0) return strcspn(sql, "\n");
  if (*sql != '\'' && *sql != '"') return 0;
  const char *end = strchr(sql + 1, *sql);
  return end == NULL ? strlen(sql) : (size_t)(end - sql) + 1;
}

/* ---- the portable text ---------------------------------------------------------------------------- */

static int parameter_position(Query *query, const char *sql, size_t at, int *used) {
  char name[SQL_NAME] = "";
  for (size_t i = 0; i + 1 < SQL_NAME && is_word(sql[at + 1 + i]); i++) name[i] = sql[at + 1 + i];
  for (size_t i = 0; i < query->parameter_count; i++) {
    Field *field = &query->parameters[i];
    if (strcmp(field->name, name) != 0) continue;
    if (field->position == 0) field->position = ++*used;
    return field->position;
  }
  fail_at(query, sql, at, "undeclared parameter $", name);
}

/* The variant's words stand where the placeholder stood. */
static void write_substituted(FILE *out, const Query *query, const Variant *variant) {
  char mark[SQL_NAME + 2];
  snprintf(mark, sizeof mark, "@%s@", query->placeholder);
  const char *rest = query->sql, *found = strstr(rest, mark);
  bool has_variants = query->placeholder[0] != '\0';
  if (has_variants && found == NULL) fail_at(query, rest, 0, "the statement does not contain ", mark);
  for (; has_variants && found != NULL; found = strstr(rest, mark)) {
    fprintf(out, "%.*s%s", (int)(found - rest), rest, variant->sql);
    rest = found + strlen(mark);
  }
  fputs(rest, out);
}

static char *substitute(const Query *query, const Variant *variant) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL) abort();
  write_substituted(out, query, variant);
  if (fclose(out) != 0) abort();
  while (size > 0 && (isspace((unsigned char)text[size - 1]) || text[size - 1] == ';')) text[--size] = '\0';
  return text;
}

/* Drops comments and numbers the parameters; lines stay where they are. */
static char *number(Query *query, const char *sql, int *used) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL) abort();
  for (size_t at = 0; sql[at] != '\0';) {
    size_t opaque = opaque_length(sql + at);
    if (opaque > 0) {
      if (sql[at] != '-') fwrite(sql + at, 1, opaque, out);
      at += opaque;
    } else if (sql[at] == '$') {
      fprintf(out, "$%d", parameter_position(query, sql, at, used));
      for (at++; is_word(sql[at]);) at++;
    } else {
      fputc(sql[at++], out);
    }
  }
  if (fclose(out) != 0) abort();
  return text;
}

void sql_rewrite(Query *query) {
  int used = 0;
  if (query->variant_count == 0) query->variant_count = 1;
  for (size_t i = 0; i < query->variant_count; i++) {
    char *text = substitute(query, &query->variants[i]);
    query->variants[i].sql = number(query, text, &used);
    free(text);
  }
  for (size_t i = 0; i < query->parameter_count; i++) {
    const Field *field = &query->parameters[i];
    if (field->position > 0) continue;
    tool_fail(query->path, query->line, 0, "%s: the parameter %s is not used", query->name, field->name);
  }
}

/* ---- the words ------------------------------------------------------------------------------------ */

static bool begins_with(const char *sql, const char *word) {
  for (; *word != '\0'; word++) {
    if (*word == ' ') {
      if (!isspace((unsigned char)*sql)) return false;
      while (isspace((unsigned char)*sql)) sql++;
    } else if (tolower((unsigned char)*sql++) != *word) {
      return false;
    }
  }
  return !is_word(word[-1]) || !is_word(*sql);
}

static void check_words(const Query *query, const char *sql) {
  for (size_t at = 0; sql[at] != '\0';) {
    bool begins = is_word(sql[at]) && (at == 0 || !is_word(sql[at - 1]));
    for (size_t i = 0; begins && i < sizeof NOT_PORTABLE / sizeof *NOT_PORTABLE; i++) {
      if (begins_with(sql + at, NOT_PORTABLE[i])) fail_at(query, sql, at, "not portable: ", NOT_PORTABLE[i]);
    }
    size_t opaque = opaque_length(sql + at);
    at += opaque > 0 ? opaque : 1;
  }
}

/* ---- the schema ----------------------------------------------------------------------------------- */

static void stub(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  (void)values;
  sqlite3_result_null(context);
}

static void stub_end(sqlite3_context *context) { sqlite3_result_null(context); }

static sqlite3 *open_database(void) {
  sqlite3 *database;
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  if (sqlite3_open(":memory:", &database) != SQLITE_OK) abort();
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
  sqlite3_create_function(database, "greatest", 2, flags, NULL, stub, NULL, NULL);
  sqlite3_create_function(database, "least", 2, flags, NULL, stub, NULL, NULL);
  sqlite3_create_function(database, "string_agg", 2, flags, NULL, NULL, stub, stub_end);
  return database;
}

/* The migration as SQLite reads it. */
static char *read_migration(const char *path) {
  size_t size;
  char *source = tool_read(path, &size);
  size_t length = dialect_write(DIALECT_SQLITE, source, size, NULL);
  char *text = calloc(length + 1, 1);
  if (text == NULL) abort();
  dialect_write(DIALECT_SQLITE, source, size, text);
  free(source);
  return text;
}

/* Where in the text SQLite stumbled; its first word where SQLite does not say. */
static size_t error_place(sqlite3 *database, const char *sql) {
  int offset = sqlite3_error_offset(database);
  return offset >= 0 ? (size_t)offset : strspn(sql, " \t\r\n");
}

static void load_migration(sqlite3 *database, const char *path) {
  char *text = read_migration(path);
  for (const char *at = text, *next = text; *at != '\0'; at = next) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, at, -1, &statement, &next);
    while (statement != NULL && (result == SQLITE_OK || result == SQLITE_ROW))
      result = sqlite3_step(statement);
    if (result != SQLITE_OK && result != SQLITE_DONE) {
      size_t line = tool_line(text, (size_t)(at - text) + error_place(database, at), NULL);
      tool_fail(path, line, 0, "%s", sqlite3_errmsg(database));
    }
    sqlite3_finalize(statement);
  }
  free(text);
}

/* ---- the statements ------------------------------------------------------------------------------- */

/* How the schema stores a column: i, t or y as in Type; 0 where it does not say. */
static char storage(const char *declared) {
  char type[SQL_NAME] = "";
  if (declared == NULL) return 0;
  for (size_t i = 0; i + 1 < SQL_NAME && declared[i] != '\0'; i++)
    type[i] = (char)toupper((unsigned char)declared[i]);
  if (strstr(type, "INT") != NULL || strstr(type, "BOOL") != NULL) return 'i';
  if (strstr(type, "CHAR") != NULL || strstr(type, "TEXT") != NULL || strstr(type, "CLOB") != NULL)
    return 't';
  return strstr(type, "BLOB") != NULL || strstr(type, "BYTEA") != NULL ? 'y' : 0;
}

static void check_columns(const Query *query, sqlite3_stmt *statement) {
  int count = sqlite3_column_count(statement);
  if (query->mode == MODE_RUN && count > 0)
    tool_fail(query->path, query->line, 0, "%s: a run statement returns columns", query->name);
  if (count == 0 && query->mode != MODE_RUN && !sqlite3_stmt_readonly(statement))
    tool_fail(query->path, query->line, 0, "%s: writes without RETURNING: use the mode run", query->name);
  if ((size_t)count != query->column_count)
    tool_fail(query->path, query->line, 0, "%s: %zu columns are declared, the statement has %d", query->name,
              query->column_count, count);
  for (int i = 0; i < count; i++) {
    const Field *field = &query->columns[i];
    const char *name = sqlite3_column_name(statement, i), *type = sqlite3_column_decltype(statement, i);
    char stored = storage(type), wanted = field->type->letter == 'b' ? 'i' : field->type->letter;
    if (strcmp(name, field->name) != 0)
      tool_fail(query->path, query->line, 0, "%s: column %d is %s, declared as %s", query->name, i + 1, name,
                field->name);
    if (stored != 0 && stored != wanted)
      tool_fail(query->path, query->line, 0, "%s: column %s is stored as %s, declared as %s", query->name,
                name, type, field->type->name);
  }
}

/* Every variant must number its parameters alike. */
static void check_parameters(const Query *query, sqlite3_stmt *statement) {
  int count = sqlite3_bind_parameter_count(statement);
  bool alike = (size_t)count == query->parameter_count;
  for (int i = 1; alike && i <= count; i++) {
    char expected[16];
    const char *name = sqlite3_bind_parameter_name(statement, i);
    snprintf(expected, sizeof expected, "$%d", i);
    alike = name != NULL && strcmp(name, expected) == 0;
  }
  if (alike) return;
  tool_fail(query->path, query->sql_line, 0, "%s: a parameter has no name, or is only used in some variants",
            query->name);
}

static void check_variant(Query *query, sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement = NULL;
  const char *rest = sql;
  check_words(query, sql);
  if (sqlite3_prepare_v2(database, sql, -1, &statement, &rest) != SQLITE_OK)
    fail_at(query, sql, error_place(database, sql), sqlite3_errmsg(database), "");
  if (statement == NULL) tool_fail(query->path, query->line, 0, "%s has no SQL", query->name);
  rest += strspn(rest, " \t\r\n;");
  if (*rest != '\0') fail_at(query, sql, (size_t)(rest - sql), "more than one statement", "");
  check_parameters(query, statement);
  check_columns(query, statement);
  query->writes = !sqlite3_stmt_readonly(statement);
  sqlite3_finalize(statement);
}

void sql_check(Program *program, char *const *migrations, size_t count) {
  sqlite3 *database = open_database();
  for (size_t i = 0; i < count; i++) load_migration(database, migrations[i]);
  for (size_t i = 0; i < program->query_count; i++) {
    Query *query = &program->queries[i];
    for (size_t j = 0; j < query->variant_count; j++) check_variant(query, database, query->variants[j].sql);
  }
  sqlite3_close(database);
}
