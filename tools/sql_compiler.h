/* What the SQL compiler knows of a statement between reading (sql_compiler.c), checking (sql_check.c) and
 * writing C (sql_emit.c). */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
  SQL_NAME = 64,
  SQL_FIELDS = 64,
  SQL_VARIANTS = 16,
  SQL_QUERIES = 1024,
  SQL_FILES = 128,
  STRUCT_FROM = 7
};

typedef enum Mode { MODE_ONE, MODE_MAYBE, MODE_MANY, MODE_EACH, MODE_RUN } Mode;

typedef struct Type {
  const char *name; /* as in the header of a statement, and in db_bind_NAME, db_column_NAME */
  const char *c;    /* its C type; NULL for identifiers */
  char letter;      /* how it is stored: i, b, t or y */
} Type;

/* A parameter or a column. */
typedef struct Field {
  char name[SQL_NAME], c_type[SQL_NAME];
  const Type *type;
  bool nullable;
  int position; /* of a parameter: by first appearance in the statement, from 1 */
} Field;

typedef struct Variant {
  char name[SQL_NAME];
  char *sql;
} Variant;

typedef struct Query {
  const char *path;
  size_t line, sql_line;
  char name[SQL_NAME];
  Mode mode;
  Field parameters[SQL_FIELDS], columns[SQL_FIELDS];
  size_t parameter_count, column_count;
  char *comment, *sql;        /* the doc comment's lines; the statement as it was read */
  char placeholder[SQL_NAME]; /* empty: there are no variants, but one entry in `variants` */
  Variant variants[SQL_VARIANTS];
  size_t variant_count, first; /* first: index of its first text among those of the file */
  bool writes;
} Query;

typedef struct QueryFile {
  const char *path;
  char stem[SQL_NAME];
  size_t first, count; /* its queries */
} QueryFile;

typedef struct Program {
  Query queries[SQL_QUERIES];
  QueryFile files[SQL_FILES];
  size_t query_count, file_count;
} Program;

/* Fills query->variants[].sql: the portable text with $1, $2 ... in order of first appearance. */
void sql_rewrite(Query *query);
/* Prepares everything against the schema and refuses what does not fit its declaration. */
void sql_check(Program *program, char *const *migrations, size_t count);
/* Writes sql_NAME.h, sql_NAME.c for every file, and sql_all.h, sql_all.c. */
void sql_emit(const Program *program, const char *directory);
