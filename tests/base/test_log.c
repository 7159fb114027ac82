#include "check.h"

/* What the action writes to standard error. */
static Text written_by(Arena *arena, void (*action)(void)) {
  static char bytes[65536];
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  int before = dup(STDERR_FILENO);
  dup2(ends[1], STDERR_FILENO);
  action();
  dup2(before, STDERR_FILENO);
  close(before);
  close(ends[1]);
  ssize_t length = read(ends[0], bytes, sizeof bytes);
  close(ends[0]);
  return text_copy(arena, (Text){bytes, length > 0 ? (size_t)length : 0});
}

/* The line behind its time, which differs. */
static Text tail(Text line) {
  assert_true(text_starts(line, TEXT("{\"time\":\"20")));
  assert_true(text_equal(text_slice(line, 32, 36), TEXT("Z\",\"")));
  return text_slice(line, 35, line.length);
}

static void write_plain(void) { log_write(LOG_INFO, "started", "port %d", 8080); }
static void write_debug(void) { log_write(LOG_DEBUG, "started", "port %d", 8080); }
static void write_odd(void) {
  log_write(LOG_WARNING, "odd", "%s", "\"q\" \\ \n\r\t\x1B[31m \x7F \xC2\x9B caf\xC3\xA9 \xFF \xE2\x82");
}
static void write_long(void) { log_write(LOG_ERROR, "long", "%05000d", 1); }
static void write_long_escapes(void) {
  char controls[4000];
  memset(controls, '\x01', sizeof controls - 1);
  controls[sizeof controls - 1] = '\0';
  log_write(LOG_ERROR, "long", "%s", controls);
}

static void lines(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_text(tail(written_by(arena, write_plain)),
              "\"level\":\"info\",\"event\":\"started\",\"message\":\"port 8080\"}\n");
  assert_text(written_by(arena, write_debug), "");
  assert_text(tail(written_by(arena, write_odd)),
              "\"level\":\"warning\",\"event\":\"odd\",\"message\":\"\\\"q\\\" \\\\ \\u000a\\u000d\\u0009"
              "\\u001b[31m \\u007f \\u009b caf\xC3\xA9 \\\\xff \\\\xe2\\\\x82\"}\n");
}

static void long_lines_are_cut(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text line = written_by(arena, write_long);
  assert_true(line.length > 3000 && line.length <= 4096);
  assert_true(text_ends(line, TEXT("0\"}\n")));
  line = written_by(arena, write_long_escapes);
  assert_true(line.length > 3000 && line.length <= 4096);
  assert_true(text_ends(line, TEXT("\\u0001\"}\n")));
}

static void level_is_kept(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  log_set_level(LOG_DEBUG);
  assert_int_not_equal(written_by(arena, write_debug).length, 0);
  log_set_level(LOG_WARNING);
  assert_text(written_by(arena, write_plain), "");
  log_set_level(LOG_INFO);
}

static Fault fault;
static void write_fault(void) { log_fault("request-failed", &fault, TEXT("R-123")); }
static void write_fault_without_reference(void) { log_fault("request-failed", &fault, TEXT_NONE); }

static void faults(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  fault = (Fault){ERROR_IO, TEXT("Mrs Jones, try again"), TEXT("disk full"), "src/db/x.c", 12};
  assert_text(tail(written_by(arena, write_fault)),
              "\"level\":\"error\",\"event\":\"request-failed\",\"message\":\"disk full\","
              "\"code\":\"io\",\"line\":12,\"reference\":\"R-123\",\"file\":\"src/db/x.c\"}\n");
  fault.code = ERROR_NOT_FOUND;
  fault.detail = TEXT_NONE;
  assert_text(tail(written_by(arena, write_fault_without_reference)),
              "\"level\":\"info\",\"event\":\"request-failed\",\"message\":\"\","
              "\"code\":\"not-found\",\"line\":12,\"file\":\"src/db/x.c\"}\n");
}

static void a_fault_too_long_still_is_a_line(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text filler = text_format(arena, "%05000d", 0);
  fault = (Fault){ERROR_IO, TEXT_NONE, filler, text_z(arena, filler), 12};
  Text line = written_by(arena, write_fault);
  assert_int_equal(line.length, 4096 - 1);
  assert_true(text_ends(line, TEXT("0\"}\n")) && text_contains(line, TEXT("\"reference\":\"R-123\"")));
}

static Error fails(Arena *arena, int line) {
  return FAIL(arena, ERROR_INVALID, "Line %d has no date", line);
}
static Error tries(Arena *arena, int line) {
  TRY(OK);
  TRY(fails(arena, line));
  return OK;
}

static void errors(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Error error = tries(arena, 3);
  assert_non_null(error);
  assert_int_equal(error->code, ERROR_INVALID);
  assert_text(error->words, "Line 3 has no date");
  assert_text(error->detail, "");
  assert_true(text_ends(text_of(error->file), TEXT("test_log.c")));
  Error detailed = fault_detail(arena, error, "file %d", 7);
  assert_text(detailed->words, "Line 3 has no date");
  assert_text(detailed->detail, "file 7");
  assert_int_equal(detailed->line, error->line);
  assert_text(fault_detail(arena, detailed, "job 9")->detail, "job 9; file 7");
  assert_text(error->detail, "");
  assert_null(fault_detail(arena, OK, "nothing"));
}

static void long_words_are_cut_between_characters(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  for (int before = 4088; before < 4096; before++) {
    Error error = FAIL(arena, ERROR_INVALID, "%0*d%s", before, 0, "😀😀😀");
    assert_true(text_is_utf8(error->words) && error->words.length >= 4092 && error->words.length < 4096);
  }
}

static void code_names(void **state) {
  (void)state;
  static const char *const names[] = {"invalid",  "not-found", "denied", "refused", "conflict",
                                      "busy",     "limit",     "io",     "damaged"};
  for (int i = 0; i < 9; i++) assert_string_equal(error_code_name((ErrorCode)(i + 1)), names[i]);
}

static void a_bug(void) { BUG("test %d", 1); }
static void a_condition(void) { BUG_IF(1 + 1 == 2); }
static void no_condition(void) { BUG_IF(1 + 1 == 3); }

static void bugs(void **state) {
  (void)state;
  assert_true(is_bug(a_bug));
  assert_true(is_bug(a_condition));
  assert_false(is_bug(no_condition));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines),
      cmocka_unit_test(long_lines_are_cut),
      cmocka_unit_test(level_is_kept),
      cmocka_unit_test(faults),
      cmocka_unit_test(a_fault_too_long_still_is_a_line),
      cmocka_unit_test(errors),
      cmocka_unit_test(long_words_are_cut_between_characters),
      cmocka_unit_test(code_names),
      cmocka_unit_test(bugs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
