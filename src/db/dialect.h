/* Migrations (src/sql/migrations) are written once, in PostgreSQL's words; this turns them into what each
 * database reads. It needs nothing but the C library, so that the SQL compiler of tools/ uses the same file.
 * - BIGINT, BOOLEAN, TEXT and BYTEA are the only column types. For SQLite the whole upper-case words become
 *   INTEGER, INTEGER, TEXT and BLOB, everywhere but in '...', "..." and comments.
 * - CREATE TABLE ... ); becomes ) STRICT; for SQLite where the `)` stands directly before the `;`, on one
 *   line or many. Other statements that end so, as CREATE INDEX, stay as they are.
 * - A line that ends in --@sqlite is for SQLite alone, one that ends in --@pg for PostgreSQL alone: for the
 *   rare rest. For the other it becomes an empty line, so that lines keep their numbers. */
#pragma once
#include <stddef.h>

typedef enum Dialect { DIALECT_SQLITE, DIALECT_POSTGRESQL } Dialect;

/* Writes the migration in the dialect and returns its length; no NUL is added. With `out` NULL it only
 * measures. */
size_t dialect_write(Dialect dialect, const char *sql, size_t length, char *out);
