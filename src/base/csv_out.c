#include "base/csv_out.h"

#define BYTE_ORDER_MARK TEXT("\xEF\xBB\xBF")

static Text without(Text value, Text start) {
  return text_starts(value, start) ? text_slice(value, start.length, value.length) : value;
}

/* Spreadsheets look for the sign behind white space and quotes too, and some take full-width signs for it. */
static bool is_formula(Text value) {
  static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  for (size_t before = SIZE_MAX; before != value.length;) {
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
      if (text_starts(value, text_of(signs[i]))) return true;
    before = value.length;
    value = without(without(without(value, TEXT(" ")), TEXT("\n")), TEXT("\xC2\xA0"));
    value = without(without(value, TEXT("\"")), TEXT("'"));
  }
  return false;
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

/* Blanks at an end would be taken away by readers, this one included. */
static bool needs_quotes(Text value) {
  for (size_t i = 0; i < value.length; i++) {
    char c = value.at[i];
    if (c == ',' || c == '"' || c == '\n' || c == '\r') return true;
  }
  return value.length > 0 && (is_blank(value.at[0]) || is_blank(value.at[value.length - 1]));
}

static bool begins_row(const Buffer *out) {
  return out->length == 0 || out->at[out->length - 1] == '\n' ||
         text_equal(buffer_text(out), BYTE_ORDER_MARK);
}

void csv_begin(Buffer *out, const char *const *columns, size_t count) {
  buffer_put(out, BYTE_ORDER_MARK);
  for (size_t i = 0; i < count; i++) csv_cell(out, text_of(columns[i]));
  csv_end_row(out);
}

void csv_cell(Buffer *out, Text value) {
  bool first = begins_row(out);
  if (!first) buffer_put_char(out, ',');
  /* An empty first cell is written as two quotes, or the second would be taken for the first. */
  bool formula = is_formula(value),
       quoted = formula || needs_quotes(value) || (first && text_is_empty(value));
  if (quoted) buffer_put_char(out, '"');
  if (formula) buffer_put_char(out, '\'');
  for (size_t i = 0; i < value.length; i++) {
    if (value.at[i] == '"') buffer_put_char(out, '"');
    buffer_put_char(out, value.at[i]);
  }
  if (quoted) buffer_put_char(out, '"');
}

void csv_number(Buffer *out, int64_t number) {
  if (!begins_row(out)) buffer_put_char(out, ',');
  buffer_put_int(out, number);
}

void csv_end_row(Buffer *out) { buffer_put(out, TEXT("\r\n")); }
