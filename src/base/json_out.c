#include "base/json_out.h"
#include "base/error.h"
#include <string.h>

#define DEPTH_MAXIMUM ((int)(sizeof(((JsonOut *)0)->comma) / sizeof(bool)))

JsonOut json_out(Buffer *out) { return (JsonOut){.out = out}; }

static void before_value(JsonOut *json) {
  if (json->comma[json->depth]) buffer_put_char(json->out, ',');
  json->comma[json->depth] = true;
}

void json_open(JsonOut *json, char bracket) {
  BUG_IF(bracket != '{' && bracket != '[');
  BUG_IF(json->depth + 1 >= DEPTH_MAXIMUM);
  before_value(json);
  buffer_put_char(json->out, bracket);
  json->comma[++json->depth] = false;
}

void json_close(JsonOut *json, char bracket) {
  BUG_IF(bracket != '}' && bracket != ']');
  BUG_IF(json->depth == 0);
  json->depth--;
  buffer_put_char(json->out, bracket);
}

/* "<" is escaped as well, so that no text can end a script element that the JSON stands in. */
static bool is_escaped(char c) { return (unsigned char)c < 0x20 || c == '"' || c == '\\' || c == '<'; }

static void put_escape(Buffer *out, char c) {
  static const char plain[] = "\"\\\n\r\t\b\f", letters[] = "\"\\nrtbf";
  const char *found = c ? strchr(plain, c) : NULL;
  if (found) {
    buffer_put_char(out, '\\');
    buffer_put_char(out, letters[found - plain]);
  } else {
    buffer_format(out, "\\u%04x", (unsigned char)c);
  }
}

static void put_quoted(Buffer *out, Text text) {
  buffer_put_char(out, '"');
  size_t from = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (!is_escaped(text.at[i])) continue;
    buffer_put(out, text_slice(text, from, i));
    put_escape(out, text.at[i]);
    from = i + 1;
  }
  buffer_put(out, text_slice(text, from, text.length));
  buffer_put_char(out, '"');
}

void json_key(JsonOut *json, const char *key) {
  before_value(json);
  put_quoted(json->out, text_of(key));
  buffer_put_char(json->out, ':');
  json->comma[json->depth] = false;
}

void json_text(JsonOut *json, Text text) {
  before_value(json);
  put_quoted(json->out, text);
}

void json_int(JsonOut *json, int64_t number) {
  before_value(json);
  buffer_put_int(json->out, number);
}

void json_bool(JsonOut *json, bool value) {
  before_value(json);
  buffer_put(json->out, value ? TEXT("true") : TEXT("false"));
}

void json_nothing(JsonOut *json) {
  before_value(json);
  buffer_put(json->out, TEXT("null"));
}

void json_date(JsonOut *json, Date date) {
  if (date_is_none(date)) {
    json_nothing(json);
    return;
  }
  char iso[11];
  date_write(iso, date);
  json_text(json, (Text){iso, 10});
}
