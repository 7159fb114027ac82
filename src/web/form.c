#include "web/form.h"
#include <string.h>

static int hex_digit(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  char lower = (char)(byte | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_plain(Text raw, bool plus) {
  return !memchr(raw.at, '%', raw.length) && !memchr(raw.at, 0, raw.length) &&
         !(plus && memchr(raw.at, '+', raw.length));
}

bool percent_decode(Arena *arena, Text raw, bool plus, Text *decoded) {
  *decoded = raw;
  if (is_plain(raw, plus)) return true;
  char *out = ARENA_ARRAY(arena, char, raw.length);
  size_t length = 0;
  for (size_t i = 0; i < raw.length; i++) {
    char byte = raw.at[i];
    if (byte == '%') {
      int high = i + 2 < raw.length ? hex_digit(raw.at[i + 1]) : -1;
      int low = i + 2 < raw.length ? hex_digit(raw.at[i + 2]) : -1;
      if (high < 0 || low < 0) return false;
      byte = (char)(high * 16 + low);
      i += 2;
    } else if (plus && byte == '+') {
      byte = ' ';
    }
    if (byte == 0) return false;
    out[length++] = byte;
  }
  *decoded = (Text){out, length};
  return true;
}

static bool is_unreserved(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

Text percent_encode(Arena *arena, Text text) {
  static const char digits[] = "0123456789ABCDEF";
  char *out = ARENA_ARRAY(arena, char, 3 * text.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (is_unreserved((char)byte)) {
      out[length++] = (char)byte;
      continue;
    }
    out[length++] = '%';
    out[length++] = digits[byte >> 4];
    out[length++] = digits[byte & 15];
  }
  return (Text){out, length};
}

/* One name or value; `what` is the field's name for the words, empty where the name itself is read. */
static Error read_part(Arena *arena, Text raw, Text what, Text *clean) {
  Text decoded;
  if (!percent_decode(arena, raw, true, &decoded)) {
    if (text_is_empty(what))
      return FAIL(arena, ERROR_INVALID, "The form has a field name that cannot be read");
    return FAIL(arena, ERROR_INVALID, "The field %.*s cannot be read", TEXT_ARGUMENTS(what));
  }
  if (decoded.length > FORM_FIELD_BYTES_MAX) {
    return FAIL(arena, ERROR_LIMIT, "The field %.*s is too long: it may have %u bytes", TEXT_ARGUMENTS(what),
                FORM_FIELD_BYTES_MAX);
  }
  if (!text_clean(arena, decoded, clean)) return OK;
  if (text_is_empty(what)) return FAIL(arena, ERROR_INVALID, "The form has a field name that is not UTF-8");
  return FAIL(arena, ERROR_INVALID, "The field %.*s is not UTF-8 text", TEXT_ARGUMENTS(what));
}

static Error read_pair(Arena *arena, Text pair, FormPair *out) {
  Text name, value = pair;
  if (!text_next(&value, '=', &name)) return OK;
  TRY(read_part(arena, name, TEXT_NONE, &out->name));
  return read_part(arena, value, out->name, &out->value);
}

static size_t count_pairs(Text body) {
  size_t count = 1;
  for (const char *at = body.at, *end = body.at + body.length;
       at < end && (at = memchr(at, '&', (size_t)(end - at))); at++) {
    count++;
  }
  return count;
}

Error form_parse(Arena *arena, Text body, Form *form) {
  *form = (Form){0};
  if (text_is_empty(body)) return OK;
  if (body.length > FORM_BODY_MAX) {
    return FAIL(arena, ERROR_LIMIT, "The form is too long: it may have %u bytes", FORM_BODY_MAX);
  }
  size_t most = count_pairs(body);
  if (most > FORM_FIELDS_MAX) most = FORM_FIELDS_MAX;
  FormPair *pairs = ARENA_ARRAY(arena, FormPair, most);
  Text pair;
  while (text_next(&body, '&', &pair)) {
    if (text_is_empty(pair)) continue;
    if (form->count == most) {
      return FAIL(arena, ERROR_LIMIT, "The form has too many fields: it may have %d", FORM_FIELDS_MAX);
    }
    TRY(read_pair(arena, pair, &pairs[form->count]));
    form->pairs = pairs;
    form->count++;
  }
  return OK;
}

static bool is_named(const FormPair *pair, const char *name) { return text_equal(pair->name, text_of(name)); }

Text form_value(const Form *form, const char *name) {
  for (size_t i = 0; i < form->count; i++) {
    if (is_named(&form->pairs[i], name)) return form->pairs[i].value;
  }
  return TEXT_NONE;
}

bool form_has(const Form *form, const char *name) {
  for (size_t i = 0; i < form->count; i++) {
    if (is_named(&form->pairs[i], name)) return true;
  }
  return false;
}

size_t form_values(const Form *form, const char *name, Text *values, size_t maximum) {
  size_t count = 0;
  for (size_t i = 0; i < form->count && count < maximum; i++) {
    if (is_named(&form->pairs[i], name)) values[count++] = form->pairs[i].value;
  }
  return count;
}

static bool is_left_out(const FormPair *pair, const char *const *without, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (is_named(pair, without[i])) return true;
  }
  return false;
}

Text form_query(Arena *arena, const Form *form, const char *const *without, size_t without_count) {
  Text *parts = ARENA_ARRAY(arena, Text, form->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < form->count; i++) {
    const FormPair *pair = &form->pairs[i];
    if (is_left_out(pair, without, without_count)) continue;
    Text both[] = {percent_encode(arena, pair->name), percent_encode(arena, pair->value)};
    parts[count++] = text_join(arena, both, 2, TEXT("="));
  }
  return text_join(arena, parts, count, TEXT("&"));
}
