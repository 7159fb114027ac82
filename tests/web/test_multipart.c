#include "check.h"

#define TYPE "multipart/form-data; boundary=B"
#define FIELD(name, value) "--B\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define LAST "--B--\r\n"

typedef struct Sunk {
  Buffer log;
  size_t bytes;
} Sunk;

static Error sink_begin(void *context, Text field, Text file_name, Text type) {
  Sunk *sunk = context;
  buffer_format(&sunk->log, "<%.*s %.*s %.*s>", TEXT_ARGUMENTS(field), TEXT_ARGUMENTS(file_name),
                TEXT_ARGUMENTS(type));
  return OK;
}

static Error sink_bytes(void *context, const char *bytes, size_t length) {
  Sunk *sunk = context;
  sunk->bytes += length;
  buffer_put_bytes(&sunk->log, bytes, length);
  return OK;
}

static Error sink_end(void *context) {
  buffer_put(&((Sunk *)context)->log, TEXT("</>"));
  return OK;
}

/* Pushes the body in steps and tells the outcome and the fields as name=value|… */
static Error parse(Arena *arena, const char *type, Text body, size_t step, const FileSink *sink,
                   Text *pairs) {
  AUTO_BUFFER part = buffer_new(FORM_FIELD_BYTES_MAX);
  Multipart *multipart;
  TRY(multipart_new(arena, &part, text_of(type), sink, &multipart));
  for (size_t at = 0; at < body.length; at += step) {
    Text piece = text_slice(body, at, at + step);
    TRY(multipart_push(multipart, piece.at, piece.length));
  }
  Form form;
  TRY(multipart_end(multipart, &form));
  *pairs = TEXT_NONE;
  for (size_t i = 0; i < form.count; i++) {
    *pairs = text_format(arena, "%.*s%s%.*s=%.*s", TEXT_ARGUMENTS(*pairs), i ? "|" : "",
                         TEXT_ARGUMENTS(form.pairs[i].name), TEXT_ARGUMENTS(form.pairs[i].value));
  }
  return OK;
}

typedef struct Row {
  const char *name;
  Text body;
  const char *outcome, *pairs;
} Row;

static void check_row(const Row *row, size_t step) {
  AUTO_ARENA arena = arena_new();
  Text pairs = TEXT_NONE;
  Error error = parse(arena, TYPE, row->body, step, NULL, &pairs);
  if (strcmp(outcome(error), row->outcome) != 0)
    fail_msg("%s (step %zu): %s", row->name, step, outcome(error));
  if (!error) assert_text(pairs, row->pairs);
}

static const size_t steps[] = {1, 2, 3, 7, 100000};

static void accepted(void **state) {
  (void)state;
  const Row rows[] = {
      {"one", TEXT(FIELD("a", "1") LAST), "ok", "a=1"},
      {"two", TEXT(FIELD("a", "1") FIELD("b", "2") LAST), "ok", "a=1|b=2"},
      {"empty value", TEXT(FIELD("a", "") LAST), "ok", "a="},
      {"lines", TEXT(FIELD("a", "1\r\n2\r\n") LAST), "ok", "a=1\n2\n"},
      {"almost a boundary", TEXT(FIELD("a", "x\r\n--\r\n--A\r\n-B\r\r\n") LAST), "ok",
       "a=x\n--\n--A\n-B\n\n"},
      {"carriage returns", TEXT(FIELD("a", "\r\r\r") LAST), "ok", "a=\n\n\n"},
      {"no fields", TEXT("--B--\r\n"), "ok", ""},
      {"no line end at the end", TEXT(FIELD("a", "1") "--B--"), "ok", "a=1"},
      {"unquoted name", TEXT("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" LAST), "ok", "a=1"},
      {"more headers",
       TEXT("--B\r\nX-Other: y\r\ncontent-disposition:form-data;name=\"a\"\r\nContent-Type: text/plain\r\n"
            "\r\n1\r\n" LAST),
       "ok", "a=1"},
      {"empty file box",
       TEXT("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n\r\n" FIELD("a", "1") LAST),
       "ok", "a=1"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (size_t j = 0; j < COUNT(steps); j++) check_row(&rows[i], steps[j]);
  }
}

typedef struct Refused {
  const char *name;
  Text body;
} Refused;

static void check_refused(const Refused *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Row row = {rows[i].name, rows[i].body, "invalid", NULL};
    for (size_t j = 0; j < COUNT(steps); j++) check_row(&row, steps[j]);
  }
}

static void refused_frames(void **state) {
  (void)state;
  const Refused rows[] = {
      {"a file", TEXT("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nz\r\n" LAST)},
      {"nothing", TEXT_NONE},
      {"no last boundary", TEXT(FIELD("a", "1"))},
      {"half a last boundary", TEXT(FIELD("a", "1") "--B-")},
      {"half a line end", TEXT(FIELD("a", "1") "--B--\r")},
      {"in a header", TEXT("--B\r\nContent-Disp")},
      {"preamble", TEXT("hello\r\n" FIELD("a", "1") LAST)},
      {"line before", TEXT("\r\n" FIELD("a", "1") LAST)},
      {"epilogue", TEXT(FIELD("a", "1") LAST "more")},
      {"other boundary", TEXT("--C\r\n")},
      {"behind a boundary", TEXT("--Bx\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" LAST)},
      {"blank behind a boundary", TEXT("--B \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" LAST)},
  };
  check_refused(rows, COUNT(rows));
}

static void refused_parts(void **state) {
  (void)state;
  const Refused rows[] = {
      {"no headers", TEXT("--B\r\n\r\n1\r\n" LAST)},
      {"no name", TEXT("--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n" LAST)},
      {"not form-data", TEXT("--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n" LAST)},
      {"two names", TEXT("--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n" LAST)},
      {"name*", TEXT("--B\r\nContent-Disposition: form-data; name*=utf-8''a\r\n\r\n1\r\n" LAST)},
      {"open quote", TEXT("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" LAST)},
      {"behind a quote", TEXT("--B\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n1\r\n" LAST)},
      {"two dispositions",
       TEXT("--B\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b"
            "\r\n\r\n1\r\n" LAST)},
      {"folded", TEXT("--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1\r\n" LAST)},
      {"bare line feeds", TEXT("--B\nContent-Disposition: form-data; name=a\n\n1\n--B--\n")},
      {"line feed in headers", TEXT("--B\r\nX: y\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" LAST)},
      {"blank before colon", TEXT("--B\r\nContent-Disposition : form-data; name=a\r\n\r\n1\r\n" LAST)},
      {"no colon", TEXT("--B\r\nContent-Disposition form-data\r\n\r\n1\r\n" LAST)},
      {"base64", TEXT("--B\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: "
                      "base64\r\n\r\nMQ==\r\n" LAST)},
      {"NUL in a value", BYTES(FIELD("a", "x\0y") LAST)},
      {"NUL in a header", BYTES("--B\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\n1\r\n" LAST)},
      {"not UTF-8", TEXT(FIELD("a", "\xff") LAST)},
      {"name not UTF-8", TEXT(FIELD("\xff", "a") LAST)},
  };
  check_refused(rows, COUNT(rows));
}

static void content_types(void **state) {
  (void)state;
  static const struct {
    const char *type, *outcome;
  } table[] = {
      {"multipart/form-data; boundary=B", "ok"},
      {"Multipart/Form-Data;boundary=\"B\"", "ok"},
      {"multipart/form-data; charset=utf-8; boundary=B", "ok"},
      {"multipart/form-data", "invalid"},
      {"multipart/form-data; boundary=", "invalid"},
      {"multipart/form-data; boundary=\"\"", "invalid"},
      {"multipart/form-data; boundary=\"B", "invalid"},
      {"multipart/form-data; boundary=B; boundary=C", "invalid"},
      {"multipart/form-data; boundary=B\xc3\xa9", "invalid"},
      {"multipart/form-data; boundary=\"B B\"", "invalid"},
      {"multipart/mixed; boundary=B", "invalid"},
      {"multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890",
       "ok"},
      {"multipart/form-data; "
       "boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
       "invalid"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    AUTO_BUFFER part = buffer_new(FORM_FIELD_BYTES_MAX);
    Multipart *multipart;
    Error error = multipart_new(arena, &part, text_of(table[i].type), NULL, &multipart);
    if (strcmp(outcome(error), table[i].outcome) != 0) fail_msg("%s: %s", table[i].type, outcome(error));
  }
}

static Text body_of(Arena *arena, size_t parts, size_t header_bytes, size_t value_bytes) {
  AUTO_BUFFER body = buffer_new(4 * 1024 * 1024);
  for (size_t i = 0; i < parts; i++) {
    buffer_put(&body, TEXT("--B\r\nContent-Disposition: form-data; name=a\r\nX: "));
    for (size_t j = 0; j < header_bytes; j++) buffer_put_char(&body, 'h');
    buffer_put(&body, TEXT("\r\n\r\n"));
    for (size_t j = 0; j < value_bytes; j++) buffer_put_char(&body, 'v');
    buffer_put(&body, TEXT("\r\n"));
  }
  buffer_put(&body, TEXT("--B--\r\n"));
  return text_copy(arena, buffer_text(&body));
}

static void limits(void **state) {
  (void)state;
  static const struct {
    size_t parts, header, value;
    const char *outcome;
  } table[] = {
      {200, 1, 1, "ok"},
      {201, 1, 1, "limit"},
      {1, 8000, 1, "ok"},
      {1, 8192, 1, "limit"},
      {1, 1024 * 1024, 1, "limit"},
      {1, 1, FORM_FIELD_BYTES_MAX, "ok"},
      {1, 1, FORM_FIELD_BYTES_MAX + 1, "limit"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Text pairs;
    Text body = body_of(arena, table[i].parts, table[i].header, table[i].value);
    assert_string_equal(outcome(parse(arena, TYPE, body, 4096, NULL, &pairs)), table[i].outcome);
  }
}

static void files(void **state) {
  (void)state;
  Text body =
      TEXT(FIELD("a", "1") "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.pdf\"\r\n"
                           "Content-Type: application/pdf\r\n\r\n%PDF\r\n--A\r\n" FIELD("b", "2") LAST);
  for (size_t step = 1; step < 40; step++) {
    AUTO_ARENA arena = arena_new();
    Sunk sunk = {.log = buffer_new(1000)};
    FileSink sink = {&sunk, 9, sink_begin, sink_bytes, sink_end};
    Text pairs;
    assert_string_equal(outcome(parse(arena, TYPE, body, step, &sink, &pairs)), "ok");
    assert_text(pairs, "a=1|b=2");
    assert_text(buffer_text(&sunk.log), "<f x.pdf application/pdf>%PDF\r\n--A</>");
    sink.maximum = 8;
    assert_string_equal(outcome(parse(arena, TYPE, body, step, &sink, &pairs)), "limit");
    buffer_free(&sunk.log);
  }
}

static void stays_failed(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  AUTO_BUFFER part = buffer_new(FORM_FIELD_BYTES_MAX);
  Multipart *multipart;
  assert_null(multipart_new(arena, &part, TEXT(TYPE), NULL, &multipart));
  assert_non_null(multipart_push(multipart, "x", 1));
  assert_non_null(multipart_push(multipart, "--B--", 5));
  Form form;
  assert_non_null(multipart_end(multipart, &form));
  assert_int_equal(form.count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepted),      cmocka_unit_test(refused_frames), cmocka_unit_test(refused_parts),
      cmocka_unit_test(content_types), cmocka_unit_test(limits),         cmocka_unit_test(files),
      cmocka_unit_test(stays_failed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
