/* Statements: prepared once per connection, bound, stepped, read. */
#include "db/sqlite.h"
#include <stdio.h>
#include <string.h>

#define FIRST_SLOTS ((size_t)64)

/* ---- the cache ---------------------------------------------------------------------------------- */

/* The slot of this text, or the free one where it belongs. */
static Statement **slot_of(Statement **slots, size_t count, const StatementText *text) {
  uint64_t mixed = (uint64_t)(uintptr_t)text * UINT64_C(0x9E3779B97F4A7C15);
  size_t at = (size_t)(mixed >> 32) & (count - 1);
  while (slots[at] && slots[at]->text != text) at = (at + 1) & (count - 1);
  return &slots[at];
}

static void make_room(Db *db) {
  if (db->slots && (db->statements + 1) * 2 <= db->slot_count) return;
  size_t count = db->slots ? db->slot_count * 2 : FIRST_SLOTS;
  Statement **slots = ARENA_ARRAY(db->memory, Statement *, count);
  for (size_t i = 0; db->slots && i < db->slot_count; i++) {
    if (db->slots[i]) *slot_of(slots, count, db->slots[i]->text) = db->slots[i];
  }
  db->slots = slots;
  db->slot_count = count;
}

static void find_positions(Statement *statement) {
  const StatementText *text = statement->text;
  int found = sqlite3_bind_parameter_count(statement->handle);
  if (found != text->parameters) BUG("%s has %d parameters, not %d", text->name, found, text->parameters);
  statement->positions = ARENA_ARRAY(statement->db->memory, int, (size_t)text->parameters + 1);
  for (int i = 1; i <= text->parameters; i++) {
    char name[16];
    snprintf(name, sizeof name, "$%d", i);
    statement->positions[i] = sqlite3_bind_parameter_index(statement->handle, name);
    if (statement->positions[i] == 0) BUG("%s has no parameter %s", text->name, name);
  }
}

Error sqlite_cached(Db *db, const StatementText *text, Statement **statement) {
  make_room(db);
  Statement **slot = slot_of(db->slots, db->slot_count, text);
  if (!*slot) {
    sqlite3_stmt *handle = NULL;
    int result = sqlite3_prepare_v3(db->handle, text->sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (result != SQLITE_OK) return sqlite_fault(db, sqlite_fault_arena(db), result, text->name);
    if (!handle) BUG("%s is empty", text->name);
    *slot = ARENA_NEW(db->memory, Statement);
    **slot = (Statement){.db = db, .handle = handle, .text = text};
    db->statements++;
    find_positions(*slot);
  }
  *statement = *slot;
  return OK;
}

void sqlite_forget_statements(Db *db) {
  for (size_t i = 0; i < db->slot_count; i++) {
    if (db->slots[i]) sqlite3_finalize(db->slots[i]->handle);
  }
  db->slots = NULL;
  db->slot_count = db->statements = 0;
}

Error db_prepare(Db *db, const StatementText *text, Statement **statement) {
  *statement = NULL;
  TRY(sqlite_usable(db));
  if (text->writes && db->state != DB_WRITING) BUG("%s writes outside of a writing transaction", text->name);
  Statement *cached = NULL;
  TRY(sqlite_cached(db, text, &cached));
  BUG_IF(!cached);
  if (cached->used) BUG("%s is in use", text->name);
  if (!text->writes && !sqlite3_stmt_readonly(cached->handle))
    BUG("%s is declared to read and writes", text->name);
  cached->used = true;
  cached->finished = false;
  cached->refused = cached->damaged = 0;
  cached->changes = 0;
  db->in_use++;
  *statement = cached;
  return OK;
}

/* ---- binding ------------------------------------------------------------------------------------ */

static int position_of(const Statement *statement, int position) {
  if (!statement->used || position < 1 || position > statement->text->parameters)
    BUG("%s has no parameter %d to bind", statement->text->name, position);
  return statement->positions[position];
}

static void bound(Statement *statement, int position, int result) {
  if (result == SQLITE_RANGE || result == SQLITE_MISUSE)
    BUG("%s: %s", statement->text->name, sqlite3_errstr(result));
  if (result != SQLITE_OK) driver_refuse(statement, position);
}

void driver_refuse(Statement *statement, int position) { statement->refused = position; }

void db_bind_int(Statement *statement, int position, int64_t value) {
  if (value == INT_NONE) driver_refuse(statement, position);
  int number = position_of(statement, position);
  bound(statement, position, sqlite3_bind_int64(statement->handle, number, value));
}

void db_bind_null(Statement *statement, int position) {
  int number = position_of(statement, position);
  bound(statement, position, sqlite3_bind_null(statement->handle, number));
}

static void bind_text(Statement *statement, int position, Text value, sqlite3_destructor_type keep) {
  int number = position_of(statement, position);
  if (value.length > 0 && memchr(value.at, '\0', value.length)) driver_refuse(statement, position);
  const char *at = value.length > 0 ? value.at : "";
  bound(statement, position,
        sqlite3_bind_text64(statement->handle, number, at, value.length, keep, SQLITE_UTF8));
}

void db_bind_text(Statement *statement, int position, Text value) {
  bind_text(statement, position, value, SQLITE_STATIC);
}

void driver_bind_copied(Statement *statement, int position, Text value) {
  bind_text(statement, position, value, SQLITE_TRANSIENT);
}

void db_bind_bytes(Statement *statement, int position, Text value) {
  int number = position_of(statement, position);
  const char *at = value.length > 0 ? value.at : "";
  bound(statement, position,
        sqlite3_bind_blob64(statement->handle, number, at, value.length, SQLITE_STATIC));
}

/* ---- stepping ----------------------------------------------------------------------------------- */

static Error refused(Statement *statement) {
  Db *db = statement->db;
  Arena *arena = sqlite_fault_arena(db);
  Error fault = FAIL(arena, ERROR_INVALID,
                     "Something that is needed is missing or cannot be stored. Nothing was saved.");
  fault = fault_detail(arena, fault, "%s: parameter %d", statement->text->name, statement->refused);
  sqlite_end_with(db, fault);
  return fault;
}

static void finish(Statement *statement) {
  if (statement->finished) return;
  statement->finished = true;
  if (statement->text->writes) statement->changes = sqlite3_changes64(statement->db->handle);
}

Error db_step(Statement *statement, bool *row) {
  *row = false;
  Db *db = statement->db;
  if (!statement->used) BUG("%s is stepped after its end", statement->text->name);
  TRY(sqlite_usable(db));
  if (statement->finished) return OK;
  if (statement->refused) return refused(statement);
  int result = sqlite3_step(statement->handle);
  if (result == SQLITE_ROW) {
    *row = true;
    return OK;
  }
  finish(statement);
  if (result != SQLITE_DONE) return sqlite_fault(db, sqlite_fault_arena(db), result, statement->text->name);
  sqlite3_reset(statement->handle);
  return OK;
}

static void report_damage(Statement *statement) {
  Db *db = statement->db;
  Arena *arena = sqlite_fault_arena(db);
  Error fault =
      FAIL(arena, ERROR_DAMAGED, "The database %.*s holds something that cannot be read. Nothing was saved.",
           TEXT_ARGUMENTS(db->path));
  const char *column = sqlite3_column_name(statement->handle, statement->damaged - 1);
  fault = fault_detail(arena, fault, "%s: column %s", statement->text->name, column ? column : "?");
  log_fault("damaged-column", fault, TEXT_NONE);
  if (db->state == DB_WRITING) sqlite_end_with(db, fault);
}

void db_done(Statement *statement) {
  if (!statement || !statement->used) return;
  sqlite3_reset(statement->handle);
  sqlite3_clear_bindings(statement->handle);
  statement->used = false;
  statement->db->in_use--;
  if (statement->damaged) report_damage(statement);
}

int64_t db_changes(Statement *statement) { return statement->changes; }

/* ---- reading ------------------------------------------------------------------------------------ */

void driver_damaged(Statement *statement, int column) { statement->damaged = 1 + column; }

bool db_column_is_null(Statement *statement, int column) {
  return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int64_t db_column_int(Statement *statement, int column) {
  if (sqlite3_column_type(statement->handle, column) != SQLITE_INTEGER) driver_damaged(statement, column);
  return sqlite3_column_int64(statement->handle, column);
}

Text driver_text(Statement *statement, int column) {
  int type = sqlite3_column_type(statement->handle, column);
  if (type == SQLITE_NULL) return TEXT_NONE;
  if (type != SQLITE_TEXT) driver_damaged(statement, column);
  const char *at = (const char *)sqlite3_column_text(statement->handle, column);
  return at ? (Text){at, (size_t)sqlite3_column_bytes(statement->handle, column)} : TEXT_NONE;
}

Text db_column_bytes(Statement *statement, Arena *arena, int column) {
  int type = sqlite3_column_type(statement->handle, column);
  if (type != SQLITE_NULL && type != SQLITE_BLOB) driver_damaged(statement, column);
  const char *at = sqlite3_column_blob(statement->handle, column);
  return at ? text_copy(arena, (Text){at, (size_t)sqlite3_column_bytes(statement->handle, column)})
            : TEXT_NONE;
}
