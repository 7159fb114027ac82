/* The runtime that generated statements call. */
#pragma once
#include "base/base.h"

typedef struct Db Db;
typedef struct Statement Statement;
typedef struct StatementText {
  const char *name, *sql;
  int parameters;
  bool writes;
  const char *types;
} StatementText;

Error db_prepare(Db *db, const StatementText *text, Statement **statement);
void db_bind_int(Statement *statement, int position, int64_t value);
void db_bind_int_or_null(Statement *statement, int position, int64_t value);
void db_bind_id_or_null(Statement *statement, int position, int64_t value);
void db_bind_bool(Statement *statement, int position, bool value);
void db_bind_text(Statement *statement, int position, Text value);
void db_bind_text_or_null(Statement *statement, int position, Text value);
void db_bind_bytes(Statement *statement, int position, Text value);
void db_bind_bytes_or_null(Statement *statement, int position, Text value);
void db_bind_date(Statement *statement, int position, Date value);
void db_bind_date_or_null(Statement *statement, int position, Date value);
void db_bind_instant(Statement *statement, int position, Instant value);
void db_bind_instant_or_null(Statement *statement, int position, Instant value);
Error db_step(Statement *statement, bool *row);
void db_done(Statement *statement);
int64_t db_changes(Statement *statement);
int64_t db_column_int(Statement *statement, int column);
int64_t db_column_int_or_none(Statement *statement, int column);
int64_t db_column_id_or_none(Statement *statement, int column);
bool db_column_bool(Statement *statement, int column);
Text db_column_text(Statement *statement, Arena *arena, int column);
Text db_column_bytes(Statement *statement, Arena *arena, int column);
Date db_column_date(Statement *statement, int column);
Instant db_column_instant(Statement *statement, int column);
