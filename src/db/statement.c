/* What is the same for every driver: dates and instants as ISO text, and which value is NULL. */
#include "db/driver.h"

void db_bind_bool(Statement *statement, int position, bool value) {
  db_bind_int(statement, position, value);
}

void db_bind_bool_or_null(Statement *statement, int position, bool value) {
  db_bind_bool(statement, position, value);
}

void db_bind_date(Statement *statement, int position, Date value) {
  char day[11];
  if (date_is_none(value)) {
    driver_refuse(statement, position);
    return;
  }
  date_write(day, value);
  driver_bind_copied(statement, position, text_of(day));
}

void db_bind_instant(Statement *statement, int position, Instant value) {
  char moment[21];
  if (instant_is_none(value)) {
    driver_refuse(statement, position);
    return;
  }
  instant_write(moment, value);
  driver_bind_copied(statement, position, text_of(moment));
}

void db_bind_text_or_null(Statement *statement, int position, Text value) {
  if (text_is_empty(value))
    db_bind_null(statement, position);
  else
    db_bind_text(statement, position, value);
}

void db_bind_bytes_or_null(Statement *statement, int position, Text value) {
  if (text_is_empty(value))
    db_bind_null(statement, position);
  else
    db_bind_bytes(statement, position, value);
}

void db_bind_date_or_null(Statement *statement, int position, Date value) {
  if (date_is_none(value))
    db_bind_null(statement, position);
  else
    db_bind_date(statement, position, value);
}

void db_bind_instant_or_null(Statement *statement, int position, Instant value) {
  if (instant_is_none(value))
    db_bind_null(statement, position);
  else
    db_bind_instant(statement, position, value);
}

void db_bind_int_or_null(Statement *statement, int position, int64_t value) {
  if (value == INT_NONE)
    db_bind_null(statement, position);
  else
    db_bind_int(statement, position, value);
}

void db_bind_id_or_null(Statement *statement, int position, int64_t value) {
  if (value == 0)
    db_bind_null(statement, position);
  else
    db_bind_int(statement, position, value);
}

int64_t db_column_int_or_none(Statement *statement, int column) {
  return db_column_is_null(statement, column) ? INT_NONE : db_column_int(statement, column);
}

int64_t db_column_id_or_none(Statement *statement, int column) {
  return db_column_is_null(statement, column) ? 0 : db_column_int(statement, column);
}

bool db_column_bool(Statement *statement, int column) {
  int64_t value = db_column_int(statement, column);
  if (value != 0 && value != 1) driver_damaged(statement, column);
  return value != 0;
}

Text db_column_text(Statement *statement, Arena *arena, int column) {
  return text_copy(arena, driver_text(statement, column));
}

Date db_column_date(Statement *statement, int column) {
  Date date = DATE_NONE;
  Text text = driver_text(statement, column);
  if (!text_is_empty(text) && !date_parse(text, &date)) {
    driver_damaged(statement, column);
    return DATE_NONE;
  }
  return date;
}

Instant db_column_instant(Statement *statement, int column) {
  Instant instant = INSTANT_NONE;
  Text text = driver_text(statement, column);
  if (!text_is_empty(text) && !instant_parse(text, &instant)) {
    driver_damaged(statement, column);
    return INSTANT_NONE;
  }
  return instant;
}
