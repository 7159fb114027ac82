/* The C that the SQL compiler writes: for each NAME.sql a header with row structs and prototypes and a source
 * that binds, steps and reads through db/statement.h; and sql_all, the list of all statements for the test on
 * PostgreSQL. Statements are finished (db_done) on every path; parameters are bound by the position of their
 * first appearance, which is also their number in SQLite. */
#define _POSIX_C_SOURCE 200809L
#include "sql_compiler.h"
#include "tool.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------------------------------- */

static void write_camel(FILE *out, const char *snake) {
  bool upper = true;
  for (; *snake != '\0'; snake++) {
    if (*snake != '_') fputc(upper ? toupper((unsigned char)*snake) : *snake, out);
    upper = *snake == '_';
  }
}

static void write_upper(FILE *out, const char *name) {
  for (; *name != '\0'; name++) fputc(toupper((unsigned char)*name), out);
}

static void write_row_type(FILE *out, const Query *query) {
  fputs("Sql", out);
  write_camel(out, query->name);
}

static void write_variant_type(FILE *out, const Query *query) {
  write_camel(out, query->name);
  write_camel(out, query->placeholder);
}

static bool has_struct(const Query *query) { return query->parameter_count >= STRUCT_FROM; }
static bool has_variants(const Query *query) { return query->placeholder[0] != '\0'; }

/* ---- the header ------------------------------------------------------------------------------------ */

static void write_fields(FILE *out, const Query *query, const char *suffix, const Field *fields,
                         size_t count) {
  fputs("typedef struct ", out);
  write_row_type(out, query);
  fprintf(out, "%s {\n", suffix);
  for (size_t i = 0; i < count; i++) {
    fprintf(out, "  %s %s;%s\n", fields[i].c_type, fields[i].name,
            fields[i].nullable ? " /* may be none */" : "");
  }
  fputs("} ", out);
  write_row_type(out, query);
  fprintf(out, "%s;\n\n", suffix);
}

static void write_variant_enum(FILE *out, const Query *query) {
  fputs("typedef enum ", out);
  write_variant_type(out, query);
  fputs(" {\n", out);
  for (size_t i = 0; i < query->variant_count; i++) {
    fputs("  ", out);
    write_upper(out, query->name);
    fputc('_', out);
    write_upper(out, query->placeholder);
    fputc('_', out);
    write_upper(out, query->variants[i].name);
    fputs(i + 1 < query->variant_count ? ",\n" : "\n} ", out);
  }
  write_variant_type(out, query);
  fputs(";\n\n", out);
}

/* The row callback of `each`. */
static void write_callback(FILE *out, const Query *query) {
  fputs(", Error (*row)(void *context, const ", out);
  write_row_type(out, query);
  fputs(" *row), void *context", out);
}

static void write_result(FILE *out, const Query *query) {
  if (query->mode == MODE_EACH) {
    write_callback(out, query);
  } else if (query->mode == MODE_RUN) {
    fputs(", int64_t *rows_changed", out);
  } else {
    fputs(", ", out);
    write_row_type(out, query);
    fputs(query->mode == MODE_MANY ? " **rows, size_t *row_count" : " *row", out);
    if (query->mode == MODE_MAYBE) fputs(", bool *found", out);
  }
}

static void write_signature(FILE *out, const Query *query) {
  fprintf(out, "Error sql_%s(Db *db%s", query->name, query->mode == MODE_RUN ? "" : ", Arena *arena");
  if (has_struct(query)) {
    fputs(", const ", out);
    write_row_type(out, query);
    fputs("Parameters *parameters", out);
  } else {
    for (size_t i = 0; i < query->parameter_count; i++)
      fprintf(out, ", %s %s", query->parameters[i].c_type, query->parameters[i].name);
  }
  if (has_variants(query)) {
    fputs(", ", out);
    write_variant_type(out, query);
    fprintf(out, " %s", query->placeholder);
  }
  write_result(out, query);
  fputc(')', out);
}

static void write_comment(FILE *out, const char *lines) {
  const char *before = "/*";
  while (*lines != '\0') {
    size_t length = strcspn(lines, "\n");
    fprintf(out, "%s%.*s", before, (int)length, lines);
    before = "\n *";
    lines += length + 1;
  }
  fputs(" */\n", out);
}

static void write_declarations(FILE *out, const Query *query) {
  if (has_struct(query)) write_fields(out, query, "Parameters", query->parameters, query->parameter_count);
  if (has_variants(query)) write_variant_enum(out, query);
  if (query->mode != MODE_RUN) write_fields(out, query, "", query->columns, query->column_count);
  write_comment(out, query->comment);
  write_signature(out, query);
  fputs(" MUST_USE;\n\n", out);
}

/* ---- the source ------------------------------------------------------------------------------------ */

static void write_types(FILE *out, const Query *query) {
  for (int position = 1; (size_t)position <= query->parameter_count; position++) {
    for (size_t i = 0; i < query->parameter_count; i++) {
      if (query->parameters[i].position == position) fputc(query->parameters[i].type->letter, out);
    }
  }
}

static void write_texts(FILE *out, const Query *query) {
  for (size_t i = 0; i < query->variant_count; i++) {
    const Variant *variant = &query->variants[i];
    fprintf(out, "  {.name = \"%s%s%s\",\n   .sql = \"", query->name, has_variants(query) ? "/" : "",
            variant->name);
    tool_write_literal(out, variant->sql, strlen(variant->sql));
    fprintf(out, "\",\n   .parameters = %zu,\n   .writes = %s,\n   .types = \"", query->parameter_count,
            query->writes ? "true" : "false");
    write_types(out, query);
    fputs("\"},\n", out);
  }
}

static void write_column(FILE *out, const Field *field, int column) {
  bool id = field->type->c == NULL;
  bool arena = !id && strcmp(field->type->c, "Text") == 0;
  bool none = field->nullable && field->type->letter == 'i';
  fprintf(out, "    .%s = %sdb_column_%s%s", field->name, id ? "{" : "",
          id && !none ? "int" : field->type->name, none ? "_or_none" : "");
  fprintf(out, "(statement%s, %d)%s,\n", arena ? ", arena" : "", column, id ? "}" : "");
}

static void write_reader(FILE *out, const Query *query) {
  fputs("static ", out);
  write_row_type(out, query);
  fprintf(out, " %s_row(Statement *statement, Arena *arena) {\n  (void)arena;\n  return (", query->name);
  write_row_type(out, query);
  fputs("){\n", out);
  for (size_t i = 0; i < query->column_count; i++) write_column(out, &query->columns[i], (int)i);
  fputs("  };\n}\n\n", out);
}

/* One row of `each`: an error of the callback ends the reading. */
static void write_next(FILE *out, const Query *query) {
  fprintf(out, "static Error %s_next(Statement *statement, Arena *arena", query->name);
  write_callback(out, query);
  fputs(", bool *more) {\n  ", out);
  write_row_type(out, query);
  fprintf(out, " value = %s_row(statement, arena);\n", query->name);
  fputs("  TRY(row(context, &value));\n  return db_step(statement, more);\n}\n\n", out);
}

static void write_bind(FILE *out, const Query *query, const Field *field) {
  bool id = field->type->c == NULL;
  const char *type = id && !field->nullable ? "int" : field->type->name;
  fprintf(out, "  db_bind_%s%s(statement, %d, %s%s%s);\n", type, field->nullable ? "_or_null" : "",
          field->position, has_struct(query) ? "parameters->" : "", field->name, id ? ".value" : "");
}

/* The statement's only row. */
static void write_single(FILE *out, const Query *query) {
  const char *found = query->mode == MODE_MAYBE ? "*found" : "found";
  if (query->mode == MODE_ONE) fputs("  bool found = false;\n", out);
  fprintf(out, "  Error error = db_step(statement, %sfound);\n", query->mode == MODE_MAYBE ? "" : "&");
  fprintf(out, "  if (error == OK && %s) *row = %s_row(statement, arena);\n", found, query->name);
  if (query->mode == MODE_MAYBE) return;
  fputs("  if (error == OK && !found)\n"
        "    error = fault_detail(arena, FAIL(arena, ERROR_NOT_FOUND, "
        "\"This does not exist, or you may not see it\"),\n",
        out);
  fprintf(out, "                         \"no row of %s\");\n", query->name);
}

static void write_many(FILE *out, const Query *query) {
  fputs("    if (*row_count == room) {\n"
        "      room = room == 0 ? 16 : room * 2;\n"
        "      *rows = arena_grow(arena, *rows, *row_count, room, sizeof **rows);\n"
        "    }\n",
        out);
  fprintf(out, "    (*rows)[(*row_count)++] = %s_row(statement, arena);\n", query->name);
  fputs("    error = db_step(statement, &more);\n", out);
}

static void write_steps(FILE *out, const Query *query) {
  if (query->mode == MODE_ONE || query->mode == MODE_MAYBE) {
    write_single(out, query);
    return;
  }
  fputs("  bool more = false;\n  Error error = db_step(statement, &more);\n", out);
  if (query->mode == MODE_RUN) {
    fputs("  if (rows_changed != NULL) *rows_changed = error == OK ? db_changes(statement) : 0;\n", out);
    return;
  }
  fputs("  while (error == OK && more) {\n", out);
  if (query->mode == MODE_MANY)
    write_many(out, query);
  else
    fprintf(out, "    error = %s_next(statement, arena, row, context, &more);\n", query->name);
  fputs("  }\n", out);
}

static void write_function(FILE *out, const Query *query, const char *stem) {
  if (query->mode != MODE_RUN) write_reader(out, query);
  if (query->mode == MODE_EACH) write_next(out, query);
  write_signature(out, query);
  fprintf(out, " {\n  Statement *statement = NULL;\n");
  if (query->mode == MODE_MAYBE) fputs("  *found = false;\n", out);
  if (query->mode == MODE_MANY) fputs("  size_t room = 0;\n  *rows = NULL;\n  *row_count = 0;\n", out);
  fprintf(out, "  TRY(db_prepare(db, &sql_%s_texts[%zu", stem, query->first);
  if (has_variants(query)) fprintf(out, " + (size_t)%s", query->placeholder);
  fputs("], &statement));\n", out);
  for (size_t i = 0; i < query->parameter_count; i++) write_bind(out, query, &query->parameters[i]);
  write_steps(out, query);
  fputs("  db_done(statement);\n  return error;\n}\n\n", out);
}

/* ---- the files ------------------------------------------------------------------------------------- */

static FILE *open_output(const char *directory, const char *stem, const char *extension) {
  size_t size = strlen(directory) + strlen(stem) + strlen(extension) + sizeof "/sql_";
  char *path = malloc(size); /* lives until the outputs are written */
  if (path == NULL) abort();
  snprintf(path, size, "%s/sql_%s%s", directory, stem, extension);
  return tool_output(path);
}

static void write_file(const Program *program, const QueryFile *file, const char *directory) {
  FILE *header = open_output(directory, file->stem, ".h"), *source = open_output(directory, file->stem, ".c");
  const Query *queries = program->queries + file->first;
  const char *name = tool_base_name(file->path);
  fprintf(header, "/* Generated from %s: do not edit. */\n#pragma once\n", name);
  fprintf(header, "#include \"base/base.h\"\n#include \"db/statement.h\"\n\n");
  fprintf(header, "extern const StatementText sql_%s_texts[];\n\n", file->stem);
  fprintf(source, "/* Generated from %s: do not edit. */\n#include \"sql_%s.h\"\n\n", name, file->stem);
  fprintf(source, "const StatementText sql_%s_texts[] = {\n", file->stem);
  for (size_t i = 0; i < file->count; i++) write_texts(source, &queries[i]);
  if (file->count == 0) fputs("  {.name = NULL}\n", source);
  fputs("};\n\n", source);
  for (size_t i = 0; i < file->count; i++) {
    write_declarations(header, &queries[i]);
    write_function(source, &queries[i], file->stem);
  }
}

static void write_all(const Program *program, const char *directory) {
  FILE *header = open_output(directory, "all", ".h"), *source = open_output(directory, "all", ".c");
  fputs("/* Generated: every statement of the program. */\n#pragma once\n#include \"db/statement.h\"\n"
        "#include <stddef.h>\n\nextern const StatementText *const sql_all_statements[];\n"
        "extern const size_t sql_all_statement_count;\n",
        header);
  fputs("/* Generated: every statement of the program. */\n#include \"sql_all.h\"\n", source);
  for (size_t i = 0; i < program->file_count; i++)
    fprintf(source, "#include \"sql_%s.h\"\n", program->files[i].stem);
  fputs("\nconst StatementText *const sql_all_statements[] = {\n", source);
  for (const QueryFile *file = program->files; file < program->files + program->file_count; file++) {
    size_t texts = 0;
    for (size_t i = 0; i < file->count; i++) texts += program->queries[file->first + i].variant_count;
    for (size_t i = 0; i < texts; i++) fprintf(source, "  &sql_%s_texts[%zu],\n", file->stem, i);
  }
  fputs("  NULL,\n};\nconst size_t sql_all_statement_count =\n"
        "  sizeof sql_all_statements / sizeof *sql_all_statements - 1;\n",
        source);
}

void sql_emit(const Program *program, const char *directory) {
  for (size_t i = 0; i < program->file_count; i++) write_file(program, &program->files[i], directory);
  write_all(program, directory);
}
