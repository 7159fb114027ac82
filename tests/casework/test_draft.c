/* Drafts of the public's forms: kept for a day, known by a secret alone, gone when sent. */
#include "casework/draft.h"
#include "world.h"

#define SECRET TEXT("abcdefghjkmnpqrstvwxyz2345")

static Draft loaded(World *world, Text secret) {
  Ctx ctx = as_customer(world);
  Draft draft;
  MUST(draft_load(&ctx, secret, &draft));
  return draft;
}

static void save(World *world, const char *answers) {
  Ctx ctx = as_customer(world);
  MUST(draft_save(&ctx, SECRET, TEXT("complaint"), text_of(answers)));
}

static void what_is_saved_is_loaded(void **state) {
  World *world = *state;
  assert_false(loaded(world, SECRET).found);
  save(world, "what=The+bins");
  save(world, "what=The+bins&when=Monday");
  Draft draft = loaded(world, SECRET);
  assert_true(draft.found);
  assert_text(draft.kind, "complaint");
  assert_text(draft.answers, "what=The+bins&when=Monday");
  assert_text(draft.sent_reference, "");
  assert_false(loaded(world, TEXT("another-secret-of-somebody")).found);
  assert_false(loaded(world, TEXT_NONE).found);
  assert_null(strstr(everything(world), "abcdefghjkmnpqrstvwxyz2345"));
}

/* A day after it was last touched. */
static void it_goes_after_a_day(void **state) {
  World *world = *state;
  Ctx ctx = as_customer(world);
  save(world, "what=The+bins");
  world->clock.fixed.seconds += 20 * 3600;
  save(world, "what=The+bins+again");
  world->clock.fixed.seconds += 20 * 3600;
  MUST(draft_forget_old(&ctx));
  assert_true(loaded(world, SECRET).found);
  world->clock.fixed.seconds += 4 * 3600 + 1;
  assert_false(loaded(world, SECRET).found);
  MUST(draft_forget_old(&ctx));
  assert_string_equal(ask(world, "SELECT count(*) FROM draft"), "0");
}

static void it_is_deleted_when_asked(void **state) {
  World *world = *state;
  Ctx ctx = as_customer(world);
  save(world, "what=The+bins");
  MUST(draft_delete(&ctx, SECRET));
  assert_false(loaded(world, SECRET).found);
  MUST(draft_delete(&ctx, SECRET));
}

/* What was sent is a case: the answers go, its reference stays, and nothing is written over it. */
static void a_sent_draft_keeps_its_reference_alone(void **state) {
  World *world = *state;
  save(world, "what=Canaryanswer&name=Jo");
  Submission submission = complaint(world, BINS, "", "Canaryanswer");
  submission.key = SECRET;
  Submitted made = sent(world, &submission);
  Draft draft = loaded(world, SECRET);
  assert_true(draft.found);
  assert_true(text_equal(draft.sent_reference, made.reference));
  assert_text(draft.answers, "");
  Ctx ctx = as_customer(world);
  MUST(draft_save(&ctx, SECRET, TEXT("complaint"), TEXT("what=Back+button")));
  draft = loaded(world, SECRET);
  assert_text(draft.answers, "");
  assert_true(text_equal(draft.sent_reference, made.reference));
}

static void limits(void **state) {
  World *world = *state;
  Ctx ctx = as_customer(world);
  AUTO_BUFFER big = buffer_new(1u << 20);
  for (int i = 0; i < 256 * 1024 + 1; i++) buffer_put_char(&big, 'x');
  MUST_FAIL(draft_save(&ctx, SECRET, TEXT("complaint"), buffer_text(&big)), ERROR_LIMIT,
            "more than we can keep");
  MUST(draft_save(&ctx, SECRET, TEXT("complaint"), text_slice(buffer_text(&big), 0, 256 * 1024)));
  MUST_FAIL(draft_save(&ctx, TEXT("short"), TEXT("complaint"), TEXT("a=b")), ERROR_INVALID,
            "Start the form again");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(what_is_saved_is_loaded),
      TEST(it_goes_after_a_day),
      TEST(it_is_deleted_when_asked),
      TEST(a_sent_draft_keeps_its_reference_alone),
      TEST(limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
