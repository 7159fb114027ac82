/* postgres_prepare SOCKET_FOLDER MIGRATION...: applies the migrations in PostgreSQL's dialect and prepares
 * every statement of the program, which shows that PostgreSQL understands it and takes and gives the declared
 * types. */
#include "base/base.h"
#include "db/dialect.h"
#include "sql_all.h"
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25 };
enum { MOST_PARAMETERS = 64, ANSWER_SECONDS = 30 };

static int number, failures;

static void report(bool passed, const char *name, const char *why) {
  printf("%sok %d - %s\n", passed ? "" : "not ", ++number, name);
  if (passed) return;
  failures++;
  if (!why) return;
  for (const char *line = why; *line != '\0'; line += strspn(line, "\n")) {
    fputs("# ", stdout);
    fwrite(line, 1, strcspn(line, "\n"), stdout);
    putchar('\n');
    line += strcspn(line, "\n");
  }
}

/* The server was only just started. */
static PGconn *connect_to(const char *folder) {
  const char *keys[] = {"host", "user", "dbname", "client_encoding", NULL};
  const char *values[] = {folder, "redress", "postgres", "UTF8", NULL};
  for (time_t until = time(NULL) + ANSWER_SECONDS; time(NULL) <= until;) {
    PGconn *connection = PQconnectdbParams(keys, values, 0);
    if (PQstatus(connection) == CONNECTION_OK) return connection;
    PQfinish(connection);
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
  }
  return NULL;
}

static Text read_whole(Arena *arena, const char *path) {
  AUTO_BUFFER bytes = buffer_new(16 * 1024 * 1024);
  FILE *file = fopen(path, "rb");
  char part[4096];
  for (size_t got = 1; file && got > 0;) {
    got = fread(part, 1, sizeof part, file);
    buffer_put_bytes(&bytes, part, got);
  }
  if (!file || ferror(file) || bytes.failed) printf("Bail out! %s cannot be read\n", path);
  if (file) fclose(file);
  return text_copy(arena, buffer_text(&bytes));
}

static void apply(PGconn *connection, Arena *arena, const char *path) {
  Text text = read_whole(arena, path);
  size_t length = dialect_write(DIALECT_POSTGRESQL, text.at, text.length, NULL);
  char *sql = arena_take(arena, length + 1, 1);
  dialect_write(DIALECT_POSTGRESQL, text.at, text.length, sql);
  PGresult *result = PQexec(connection, sql);
  bool empty = PQresultStatus(result) == PGRES_EMPTY_QUERY && length > 0;
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  report(empty || PQresultStatus(result) == PGRES_COMMAND_OK, name, PQresultErrorMessage(result));
  PQclear(result);
}

static Oid type_of(char letter) {
  switch (letter) {
  case 'i':
    return OID_INT8;
  case 'b':
    return OID_BOOL;
  case 'y':
    return OID_BYTEA;
  default:
    return OID_TEXT;
  }
}

/* Whether the result's columns are of the types that a statement reads. */
static const char *wrong_column(const PGresult *result) {
  for (int i = 0; i < PQnfields(result); i++) {
    Oid type = PQftype(result, i);
    bool known = type == OID_BOOL || type == OID_BYTEA || type == OID_INT8 || type == OID_INT2 ||
                 type == OID_INT4 || type == OID_TEXT;
    if (!known) return PQfname(result, i);
  }
  return NULL;
}

static Text fault_of(PGconn *connection, Arena *arena, const StatementText *text) {
  Oid types[MOST_PARAMETERS];
  if (text->parameters > MOST_PARAMETERS || strlen(text->types) != (size_t)text->parameters)
    return text_format(arena, "%d parameters, types \"%s\"", text->parameters, text->types);
  for (int i = 0; i < text->parameters; i++) types[i] = type_of(text->types[i]);
  PGresult *result = PQprepare(connection, "", text->sql, text->parameters, types);
  if (PQresultStatus(result) == PGRES_COMMAND_OK) {
    PQclear(result);
    result = PQdescribePrepared(connection, "");
  }
  Text fault = TEXT_NONE;
  const char *column = wrong_column(result);
  if (PQresultStatus(result) != PGRES_COMMAND_OK)
    fault = text_format(arena, "%s", PQresultErrorMessage(result));
  else if (PQnparams(result) != text->parameters)
    fault = text_format(arena, "%d parameters, declared %d", PQnparams(result), text->parameters);
  else if (column)
    fault = text_format(arena, "column %s is no BIGINT, BOOLEAN, TEXT or BYTEA: it needs a CAST", column);
  PQclear(result);
  return fault;
}

int main(int count, char **arguments) {
  if (count < 2) {
    fputs("usage: postgres_prepare SOCKET_FOLDER MIGRATION...\n", stderr);
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  PGconn *connection = connect_to(arguments[1]);
  if (!connection) {
    puts("Bail out! the server does not answer");
    return 1;
  }
  printf("1..%zu\n", (size_t)(count - 2) + sql_all_statement_count);
  AUTO_ARENA arena = arena_new();
  for (int i = 2; i < count; i++) apply(connection, arena, arguments[i]);
  bool has_tables = failures == 0;
  if (!has_tables) puts("Bail out! without its tables no statement can be prepared");
  for (size_t i = 0; has_tables && i < sql_all_statement_count; i++) {
    arena_reset(arena);
    Text fault = fault_of(connection, arena, sql_all_statements[i]);
    report(text_is_empty(fault), sql_all_statements[i]->name, text_z(arena, fault));
  }
  PQfinish(connection);
  return failures == 0 ? 0 : 1;
}
