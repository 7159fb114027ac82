/* What the tests of the database share: a folder and a database of their own for every test. */
#pragma once
#include "db/migrate.h"
#include "db/sqlite.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define STATEMENT(statement_name, statement_sql, statement_types, is_writing)                               \
  {                                                                                                         \
    .name = statement_name, .sql = statement_sql, .types = statement_types,                                 \
    .parameters = (int)sizeof(statement_types) - 1, .writes = is_writing                                    \
  }

typedef struct World {
  char folder[64];
  Arena *arena;
  Db *db;   /* folder/redress.db, with the table note (id, body, day) */
  int pipe; /* for a child to tell that it has begun */
} World;

/* For cmocka_unit_test_setup_teardown. */
int world_begin(void **state);
int world_end(void **state);

/* "sqlite:FOLDER/NAME" and "FOLDER/NAME". */
Text world_url(const World *world, const char *name);
char *world_path(const World *world, const char *name);
/* Opens; an error fails the test with its words. */
Db *world_open(const World *world, const char *name, DbOptions options);

/* Fails the test where there is an error, and shows its words. */
void must_succeed(Error error, const char *file, int line);
#define MUST(call) must_succeed((call), __FILE__, __LINE__)
/* The error must be of this kind, and its words contain this. */
void must_fail(Error error, ErrorCode code, const char *words, const char *file, int line);
#define MUST_FAIL(call, code, words) must_fail((call), (code), (words), __FILE__, __LINE__)

/* Runs a statement without parameters, in a transaction of its own where it writes. */
Error run_text(Db *db, Arena *arena, const StatementText *text);
/* Adds a note inside the open transaction. */
Error add_note(Db *db, int64_t id, Text body);
/* The number of notes. */
int64_t count_notes(Db *db);
/* The first column of the first row as SQLite prints it; outside of the tested interface. */
Text ask(Db *db, Arena *arena, const char *sql);

/* Whether the action, in a child with another database of this world, ends the process with a report of a
 * bug that contains the words. */
bool is_bug(const World *world, void (*action)(World *world), const char *words);
/* Runs the action in a child with a connection of its own making, and returns the child. */
int begin_child(int (*action)(const World *world), const World *world);
/* The child's answer, -1 where it did not end by itself. */
int end_child(int child);
void sleep_ms(int ms);
