/* What the compiled SQL of src/sql calls; nothing else does. Positions count from 1, columns from 0. */
#pragma once
#include "db/db.h"

typedef struct Statement Statement;

/* A constant: a connection knows a statement by its address. */
typedef struct StatementText {
  const char *name;
  const char *sql;   /* with $1..$n */
  const char *types; /* one letter a parameter: i b t y (integer, boolean, text, bytes) */
  int parameters;
  bool writes;
} StatementText;

/* A cached, reset statement ready for binding; one use at a time, ended by db_done. */
Error db_prepare(Db *db, const StatementText *text, Statement **statement) MUST_USE;

/* "None" is DATE_NONE, INSTANT_NONE, INT_NONE, an identifier of 0, the empty text or bytes. What is bound
 * without _or_null must not be none (but text and bytes may be empty): db_step then returns ERROR_INVALID.
 * The same for text that contains a NUL byte, which PostgreSQL cannot keep. */
void db_bind_int(Statement *statement, int position, int64_t value);
void db_bind_bool(Statement *statement, int position, bool value);
/* The text must live until db_done. */
void db_bind_text(Statement *statement, int position, Text value);
void db_bind_bytes(Statement *statement, int position, Text value);
void db_bind_date(Statement *statement, int position, Date value);
void db_bind_instant(Statement *statement, int position, Instant value);
void db_bind_null(Statement *statement, int position);
void db_bind_text_or_null(Statement *statement, int position, Text value);
void db_bind_bytes_or_null(Statement *statement, int position, Text value);
void db_bind_date_or_null(Statement *statement, int position, Date value);
void db_bind_instant_or_null(Statement *statement, int position, Instant value);
void db_bind_int_or_null(Statement *statement, int position, int64_t value); /* INT_NONE is NULL */
void db_bind_id_or_null(Statement *statement, int position, int64_t value);  /* 0 is NULL */
/* Never NULL: a bool has no third value. */
void db_bind_bool_or_null(Statement *statement, int position, bool value);

/* *row: there is a row to read. After the last row or an error it stays false. */
Error db_step(Statement *statement, bool *row) MUST_USE;
/* Ends the use; twice or NULL is harmless. A column that could not be read as declared is logged here and
 * ends a writing transaction with ERROR_DAMAGED. */
void db_done(Statement *statement);
/* Rows written, once db_step found no further row. */
int64_t db_changes(Statement *statement);

/* NULL reads as none. Where the column cannot be read so (NULL without _or_none, a text that is no date) the
 * answer is 0, false or none, and the statement is noted as damaged. Text and bytes are copies in the arena.
 */
int64_t db_column_int(Statement *statement, int column);
int64_t db_column_int_or_none(Statement *statement, int column);
int64_t db_column_id_or_none(Statement *statement, int column);
bool db_column_bool(Statement *statement, int column);
bool db_column_is_null(Statement *statement, int column);
Text db_column_text(Statement *statement, Arena *arena, int column);
Text db_column_bytes(Statement *statement, Arena *arena, int column);
Date db_column_date(Statement *statement, int column);
Instant db_column_instant(Statement *statement, int column);
