/* Writes JSON straight into a buffer. Commas are its business, balance is the caller's (asserted). */
#pragma once
#include "base/buffer.h"
#include "base/date.h"

typedef struct JsonOut {
  Buffer *out;
  int depth;
  bool comma[32];
} JsonOut;

/* A writer at the start of a value, then its pieces. Text is escaped; < too, so that it may stand in a
 * page. */
JsonOut json_out(Buffer *out);
void json_open(JsonOut *json, char bracket /* '{' or '[' */);
void json_close(JsonOut *json, char bracket /* '}' or ']' */);
void json_key(JsonOut *json, const char *key);
void json_text(JsonOut *json, Text text);
void json_int(JsonOut *json, int64_t number);
void json_bool(JsonOut *json, bool value);
void json_nothing(JsonOut *json);
/* The day as text, null for DATE_NONE. */
void json_date(JsonOut *json, Date date);
