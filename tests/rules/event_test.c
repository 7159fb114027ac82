#include "rules/event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* after the three above */
#include <cmocka.h>

static Arena *arena;

static int start(void **state) {
  (void)state;
  arena = arena_new();
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void every_name_reads_back(void **state) {
  (void)state;
  for (int type = 0; type < EVENT_TYPE_COUNT; type++) {
    bool staged = event_type_has_stage((EventType)type);
    int first = !staged ? 0 : type == EVENT_REQUESTED ? 2 : 1;
    for (int stage = first; stage <= (staged ? 3 : 0); stage++) {
      EventName name, given = {(EventType)type, stage};
      assert_null(event_name_read(arena, event_name_text(arena, given), &name));
      assert_int_equal(name.type, type);
      assert_int_equal(name.stage, stage);
    }
  }
}

static void assert_refused(const char *text, const char *words) {
  EventName name;
  Error error = event_name_read(arena, text_of(text), &name);
  assert_non_null(error);
  if (!text_contains(error->words, text_of(words)))
    fail_msg("\"%.*s\" has no \"%s\"", TEXT_ARGUMENTS(error->words), words);
}

static void wrong_names_get_the_right_spelling(void **state) {
  (void)state;
  assert_refused("recieved", "did you mean \"received\"?");
  assert_refused("stage-2/requestd", "did you mean \"stage-2/requested\"?");
  assert_refused("stage2/requested", "did you mean \"stage-2/requested\"?");
  assert_refused("acknowledged", "did you mean \"stage-1/acknowledged\"?");
  assert_refused("requested", "did you mean \"stage-2/requested\"?");
  assert_refused("stage-1/requested", "Stage 1 opens");
  assert_refused("stage-1/received", "belongs to the whole case");
  assert_refused("stage-4/responded", "did you mean");
  assert_refused("stage-0/responded", "did you mean");
  assert_refused("", "no event");
  assert_refused("nothing of the kind at all, and longer than any name could ever be in this world",
                 "There is no event \"…\"");
}

static void outcomes_and_roles_read_back(void **state) {
  (void)state;
  for (int i = 0; i < OUTCOME_COUNT; i++) {
    Outcome outcome;
    assert_true(outcome_of(text_of(outcome_word((Outcome)i)), &outcome));
    assert_int_equal(outcome, i);
  }
  for (int i = 0; i < ROLE_COUNT; i++) {
    Role role;
    assert_true(role_of(text_of(role_word((Role)i)), &role));
    assert_int_equal(role, i);
  }
  Outcome outcome;
  Role role;
  assert_true(outcome_of(TEXT("partially-upheld"), &outcome));
  assert_int_equal(outcome, OUTCOME_PARTLY_UPHELD);
  assert_false(outcome_of(TEXT("Upheld"), &outcome));
  assert_false(role_of(TEXT("king"), &role));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_name_reads_back),
      cmocka_unit_test(wrong_names_get_the_right_spelling),
      cmocka_unit_test(outcomes_and_roles_read_back),
  };
  return cmocka_run_group_tests(tests, start, end);
}
