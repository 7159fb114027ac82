/* A runtime that records what the generated C calls: two rows for each statement, and errors on demand. */
#include "sql_all.h"
#include "sql_case.h"
#include "sql_write.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Fault {
  int code;
};
static const Fault broken = {9}, missing = {ERROR_NOT_FOUND}, stopped = {7};
static int rows_left, done, fail_step;

Error db_prepare(Db *db, const StatementText *text, Statement **statement) {
  (void)db;
  *statement = NULL;
  printf("prepare %s (%s)\n", text->name, text->types);
  return OK;
}

static void number(const Statement *statement, const char *kind, int position, int64_t value) {
  printf(" %s %d %d%s\n", kind, position, (int)value, statement == NULL ? "" : " of another statement");
}
static void word(const Statement *statement, const char *kind, int position, Text value) {
  printf(" %s %d %s%s\n", kind, position, value.at, statement == NULL ? "" : " of another statement");
}
void db_bind_int(Statement *s, int position, int64_t value) { number(s, "int", position, value); }
void db_bind_int_or_null(Statement *s, int position, int64_t value) { number(s, "int?", position, value); }
void db_bind_id_or_null(Statement *s, int position, int64_t value) { number(s, "id?", position, value); }
void db_bind_bool(Statement *s, int position, bool value) { number(s, "bool", position, value); }
void db_bind_text(Statement *s, int position, Text value) { word(s, "text", position, value); }
void db_bind_text_or_null(Statement *s, int position, Text value) { word(s, "text?", position, value); }
void db_bind_bytes(Statement *s, int position, Text value) { word(s, "bytes", position, value); }
void db_bind_bytes_or_null(Statement *s, int position, Text value) { word(s, "bytes?", position, value); }
void db_bind_date(Statement *s, int position, Date value) { number(s, "date", position, value.day); }
void db_bind_date_or_null(Statement *s, int position, Date value) { number(s, "date?", position, value.day); }
void db_bind_instant(Statement *s, int position, Instant value) {
  number(s, "instant", position, value.seconds);
}
void db_bind_instant_or_null(Statement *s, int position, Instant value) {
  number(s, "instant?", position, value.seconds);
}
Error db_step(Statement *statement, bool *row) {
  (void)statement;
  if (fail_step > 0 && --fail_step == 0) return &broken;
  *row = rows_left-- > 0;
  return OK;
}
void db_done(Statement *statement) {
  (void)statement;
  done++;
}

/* Each kind of column answers from its own hundred. */
static int column_value(const Statement *statement, int hundred, int column) {
  return statement == NULL ? hundred * 100 + column : -1;
}
int64_t db_changes(Statement *s) { return column_value(s, 0, 3); }
int64_t db_column_int(Statement *s, int column) { return column_value(s, 1, column); }
int64_t db_column_int_or_none(Statement *s, int column) { return column_value(s, 2, column); }
int64_t db_column_id_or_none(Statement *s, int column) { return column_value(s, 3, column); }
bool db_column_bool(Statement *s, int column) { return column_value(s, 0, column) > 0; }
Text db_column_text(Statement *s, Arena *arena, int column) {
  return (Text){arena == NULL && column_value(s, 0, column) > 0 ? "t" : "u", 1};
}
Text db_column_bytes(Statement *s, Arena *arena, int column) { return db_column_text(s, arena, column); }
Date db_column_date(Statement *s, int column) { return (Date){column_value(s, 4, column)}; }
Instant db_column_instant(Statement *s, int column) { return (Instant){column_value(s, 5, column)}; }
Error fault_new(Arena *arena, int code, const char *file, int line, const char *format, ...) {
  printf(" fault %d %s%s\n", code, format, arena == NULL && file != NULL && line > 0 ? "" : "?");
  return &missing;
}
Error fault_detail(Arena *arena, Error error, const char *format, ...) {
  printf(" detail %s\n", format);
  return arena == NULL ? error : NULL;
}
void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size) {
  char *grown = arena == NULL ? calloc(new_count, size) : NULL;
  if (grown != NULL && old_count > 0) memcpy(grown, old, old_count * size);
  return grown;
}

static Error each_row(void *context, const SqlCaseEach *row) {
  int *seen = context;
  printf(" row %s %s\n", row->reference.at, row->last.at);
  return ++*seen == 2 ? &stopped : OK;
}

static void begin(int rows, int fail) {
  rows_left = rows;
  fail_step = fail;
  done = 0;
}
static void end(Error error) { printf(" error %d, done %d\n", error == OK ? 0 : error->code, done); }

int main(void) {
  Text text = {"R1", 2};
  UserId user = {5};
  SqlCaseByReference one = {0};
  SqlCaseFind maybe = {0};
  SqlCaseList *rows;
  size_t count;
  bool found;
  int seen = 0;
  int64_t changed;
  begin(1, 0), end(sql_case_by_reference(NULL, NULL, user, text, &one));
  printf(" id %d reference %s due %d open %d\n", (int)one.id.value, one.reference.at, one.due.day, one.open);
  begin(0, 0), end(sql_case_by_reference(NULL, NULL, user, text, &one));
  begin(1, 1), end(sql_case_by_reference(NULL, NULL, user, text, &one));
  begin(1, 0), end(sql_case_find(NULL, NULL, text, &maybe, &found));
  printf(" found %d owner %d weight %d\n", found, (int)maybe.owner.value, (int)maybe.weight);
  begin(0, 0), end(sql_case_find(NULL, NULL, text, &maybe, &found));
  printf(" found %d\n", found);
  begin(40, 0),
      end(sql_case_list(NULL, NULL, user, (Date){8}, true, CASE_LIST_ORDER_DUE_DESC, &rows, &count));
  printf(" count %zu last %d\n", count, (int)rows[39].id.value);
  begin(40, 3), end(sql_case_list(NULL, NULL, user, (Date){8}, true, CASE_LIST_ORDER_DUE, &rows, &count));
  begin(3, 0), end(sql_case_each(NULL, NULL, each_row, &seen));
  begin(0, 0),
      end(sql_case_insert(NULL, &(SqlCaseInsertParameters){{1}, text, {2}, true, {3}, 4, {6}}, &changed));
  printf(" changed %d\n", (int)changed);
  begin(0, 1), end(sql_case_close(NULL, (CaseId){1}, NULL));
  for (size_t i = 0; i < sql_all_statement_count; i++)
    printf("%s %d %d\n", sql_all_statements[i]->name, sql_all_statements[i]->parameters,
           sql_all_statements[i]->writes);
}
