/* Functions that PostgreSQL has and SQLite 3.40 lacks. */
#include "db/sqlite.h"
#include <string.h>

static bool is_number(sqlite3_value *value) {
  int type = sqlite3_value_type(value);
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static int compare_numbers(sqlite3_value *a, sqlite3_value *b) {
  if (sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER) {
    sqlite3_int64 first = sqlite3_value_int64(a), second = sqlite3_value_int64(b);
    return (first > second) - (first < second);
  }
  double first = sqlite3_value_double(a), second = sqlite3_value_double(b);
  return (first > second) - (first < second);
}

static Text value_text(sqlite3_value *value) {
  const char *at = (const char *)sqlite3_value_text(value);
  return at ? (Text){at, (size_t)sqlite3_value_bytes(value)} : TEXT_NONE;
}

/* The data are 1 for greatest, -1 for least. NULLs are passed over; all NULL gives NULL. */
static void choose(sqlite3_context *context, int count, sqlite3_value **values) {
  int direction = *(const int *)sqlite3_user_data(context);
  sqlite3_value *chosen = NULL;
  for (int i = 0; i < count; i++) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) continue;
    if (!chosen) {
      chosen = values[i];
      continue;
    }
    if (is_number(values[i]) != is_number(chosen)) {
      sqlite3_result_error(context, "greatest and least cannot compare text with a number", -1);
      return;
    }
    int order = is_number(chosen) ? compare_numbers(values[i], chosen)
                                  : text_compare(value_text(values[i]), value_text(chosen));
    if (order * direction > 0) chosen = values[i];
  }
  if (chosen)
    sqlite3_result_value(context, chosen);
  else
    sqlite3_result_null(context);
}

/* NULLs are passed over. The separator of each row stands before its value. */
static void join_step(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
  sqlite3_str **joined = sqlite3_aggregate_context(context, (int)sizeof *joined);
  if (!joined) {
    sqlite3_result_error_nomem(context);
    return;
  }
  Text value = value_text(values[0]), between = value_text(values[1]);
  if (*joined)
    sqlite3_str_append(*joined, between.at, (int)between.length);
  else
    *joined = sqlite3_str_new(sqlite3_context_db_handle(context));
  sqlite3_str_append(*joined, value.at, (int)value.length);
}

static void join_end(sqlite3_context *context) {
  sqlite3_str **joined = sqlite3_aggregate_context(context, 0);
  if (!joined || !*joined) {
    sqlite3_result_null(context);
    return;
  }
  int error = sqlite3_str_errcode(*joined), length = sqlite3_str_length(*joined);
  char *text = sqlite3_str_finish(*joined);
  *joined = NULL;
  if (error == SQLITE_TOOBIG)
    sqlite3_result_error_toobig(context);
  else if (error != SQLITE_OK)
    sqlite3_result_error_nomem(context);
  if (error != SQLITE_OK)
    sqlite3_free(text);
  else if (text)
    sqlite3_result_text(context, text, length, sqlite3_free);
  else
    sqlite3_result_text(context, "", 0, SQLITE_STATIC);
}

int sqlite_add_functions(sqlite3 *handle) {
  static const int greatest = 1, least = -1;
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int result = sqlite3_create_function(handle, "greatest", -1, flags, (void *)&greatest, choose, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function(handle, "least", -1, flags, (void *)&least, choose, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function(handle, "string_agg", 2, flags, NULL, NULL, join_step, join_end);
  return result;
}
