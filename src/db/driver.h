/* What a driver gives to db.c, statement.c and migrate.c beyond db.h and statement.h. Inside src/db only. */
#pragma once
#include "db/dialect.h"
#include "db/statement.h"

/* `path` is what stands behind "sqlite:". */
Error sqlite_open(Arena *arena, Text path, DbOptions options, Db **db) MUST_USE;

/* Text that need not outlive the call. */
void driver_bind_copied(Statement *statement, int position, Text value);
/* What was to be bound is none or not to be kept: db_step will say so. */
void driver_refuse(Statement *statement, int position);
/* The column cannot be read as declared. */
void driver_damaged(Statement *statement, int column);
/* The column's text where it lies, until the next step. */
Text driver_text(Statement *statement, int column);

/* What the database reads migrations in. */
Dialect driver_dialect(const Db *db);
/* Runs statements without parameters inside the open writing transaction; they must leave it open. */
Error driver_run_script(Db *db, Text sql) MUST_USE;
Error driver_has_table(Db *db, Text name, bool *has) MUST_USE;
