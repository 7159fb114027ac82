/* A complaint comes in: once, whole, and without a trace of who an anonymous person is. */
#include "world.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char KEY[] = "key-of-a-form-0001";

static void makes_case_events_chain_and_row(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, KEY, "The bins were not emptied");
  Submitted made = sent(world, &submission);
  assert_false(made.repeated);
  assert_string_equal(
      ask(world, "SELECT count(*) || '|' || max(reference) FROM case_file"),
      text_z(world->arena, text_format(world->arena, "1|%.*s", TEXT_ARGUMENTS(made.reference))));
  assert_string_equal(
      ask(world, "SELECT group_concat(type || ':' || on_day || ':' || role, ' ') FROM event ORDER BY number"),
      "received:2018-12-18:customer classified:2018-12-18:system");
  assert_string_equal(ask(world, "SELECT on_minute FROM event WHERE number = 1"), "1015");
  assert_string_equal(ask(world, "SELECT recorded FROM event WHERE number = 1"), "2018-12-18T16:55:00Z");
  assert_string_equal(ask(world, "SELECT procedure || ' ' || version FROM event WHERE number = 2"),
                      "bexley-corporate 2018-04");
  assert_string_equal(ask(world,
                          "SELECT e.previous = f.hash FROM event e JOIN event f ON f.case_id = e.case_id AND "
                          "f.number = 1 WHERE e.number = 2"),
                      "1");
  assert_string_equal(
      ask(world, "SELECT c.head = e.hash AND c.version = 2 FROM case_file c JOIN event e ON e.number = 2"),
      "1");
  assert_string_equal(
      ask(world,
          "SELECT person || '|' || summary || '|' || open || triaged || '|' || received || '|' || channel "
          "FROM case_row"),
      "Jo Bloggs|The bins were not emptied|10|2018-12-18|web");
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

/* Neither the key nor the link stands in the database. */
static void keeps_hashes_of_its_secrets(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, KEY, "The bins were not emptied");
  Submitted made = sent(world, &submission);
  assert_true(made.tracking.length >= 26);
  assert_null(strstr(everything(world), KEY));
  assert_null(strstr(everything(world), text_z(world->arena, made.tracking)));
  Ctx ctx = as_customer(world);
  CaseFile file;
  MUST(customer_open(&ctx, made.tracking, &file));
  assert_text(file.reference, text_z(world->arena, made.reference));
  MUST_FAIL(customer_open(&ctx, TEXT("00000000000000000000000000"), &file), ERROR_NOT_FOUND,
            "link does not work");
}

static void the_same_key_makes_one_case(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, KEY, "The bins were not emptied");
  Submitted first = sent(world, &submission);
  const char *before = everything(world);
  at(world, "2018-12-19");
  submission.what = TEXT("Sent again after the answer was lost");
  Submitted second = sent(world, &submission), found;
  assert_true(second.repeated);
  assert_true(text_equal(first.reference, second.reference) && text_equal(first.tracking, second.tracking));
  assert_true(first.id.value == second.id.value);
  assert_string_equal(everything(world), before);
  Ctx ctx = as_customer(world);
  MUST(act_submitted(&ctx, text_of(KEY), &found));
  assert_true(found.repeated && text_equal(found.reference, first.reference) &&
              text_equal(found.tracking, first.tracking));
  MUST(act_submitted(&ctx, TEXT("key-of-no-form-9999"), &found));
  assert_false(found.repeated);
}

static void another_key_makes_another(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, KEY, "The bins were not emptied");
  Submitted first = sent(world, &submission);
  submission.key = TEXT("key-of-a-form-0002");
  Submitted second = sent(world, &submission);
  assert_false(second.repeated);
  assert_false(text_equal(first.reference, second.reference));
  assert_false(text_equal(first.tracking, second.tracking));
  assert_string_equal(ask(world, "SELECT count(*) FROM case_file"), "2");
}

typedef struct Together {
  int come;
  char references[8][32], links[8][64];
} Together;

static int submit_together(World *world, int number, void *shared) {
  Together *together = shared;
  Submission submission = complaint(world, BINS, "key-of-many-clicks", "The bins were not emptied");
  meet(&together->come, 8);
  for (int i = 0; i < 12; i++) {
    Submitted made = sent(world, &submission);
    snprintf(together->references[number], 32, "%.*s", TEXT_ARGUMENTS(made.reference));
    snprintf(together->links[number], 64, "%.*s", TEXT_ARGUMENTS(made.tracking));
  }
  return 0;
}

static void eight_at_once_make_one_case(void **state) {
  World *world = *state;
  Together *together = shared_memory(sizeof *together);
  int children[8];
  for (int i = 0; i < 8; i++) children[i] = begin_child(world, submit_together, i, together);
  for (int i = 0; i < 8; i++) assert_int_equal(end_child(children[i]), 0);
  for (int i = 1; i < 8; i++) {
    assert_string_equal(together->references[i], together->references[0]);
    assert_string_equal(together->links[i], together->links[0]);
  }
  assert_string_equal(ask(world, "SELECT count(*) FROM case_file"), "1");
  assert_string_equal(ask(world, "SELECT count(*) FROM event WHERE type = 'received'"), "1");
}

static bool file_holds(const World *world, const char *name, const char *word) {
  int file = open(world_path(world, name), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  off_t size = lseek(file, 0, SEEK_END);
  char *bytes = arena_take(world->arena, (size_t)size + 1, 1);
  assert_int_equal(pread(file, bytes, (size_t)size, 0), size);
  close(file);
  return memmem(bytes, (size_t)size, word, strlen(word)) != NULL;
}

static bool stored(const World *world, const char *word) {
  return file_holds(world, "redress.db", word) || file_holds(world, "redress.db-wal", word);
}

static void anonymous_leaves_no_trace(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, KEY, "Wordplain was not emptied");
  submission.anonymous = true;
  submission.name = TEXT("Canaryname Finch");
  submission.email = TEXT("canarymail@home.example");
  submission.phone = TEXT("020 canaryphone");
  submission.address = TEXT("1 Canarystreet");
  submission.contact = TEXT("canarycontact");
  Submitted made = sent(world, &submission);
  assert_true(stored(world, "Wordplain"));
  static const char *const canaries[] = {"anaryname",   "anarymail",    "anaryphone",
                                         "anarystreet", "anarycontact", "Finch"};
  for (size_t i = 0; i < COUNT(canaries); i++) assert_false(stored(world, canaries[i]));
  assert_string_equal(ask(world, "SELECT anonymous || coalesce(person, '-') FROM case_row"), "1-");
  CaseFile file = seen(world, made.reference);
  assert_text(case_text(&file, "name"), "");
  assert_text(case_text(&file, "what"), "Wordplain was not emptied");
}

static void refuses_what_cannot_be(void **state) {
  World *world = *state;
  Ctx ctx = as(world, OFFICER);
  Submitted made;
  const char *before = everything(world);
  Submission submission = complaint(world, BINS, KEY, "The bins were not emptied");
  submission.received = day("2018-12-19");
  MUST_FAIL(act_submit(&ctx, &submission, &made), ERROR_INVALID, "today or in the past");
  submission.received = day("2008-12-01");
  MUST_FAIL(act_submit(&ctx, &submission, &made), ERROR_INVALID, "last 10 years");
  submission.received = DATE_NONE;
  submission.what = TEXT_NONE;
  MUST_FAIL(act_submit(&ctx, &submission, &made), ERROR_INVALID, "what went wrong");
  submission.what = TEXT("The bins");
  submission.key = TEXT("short");
  MUST_FAIL(act_submit(&ctx, &submission, &made), ERROR_INVALID, "no key");
  assert_string_equal(everything(world), before);
}

/* A letter of Friday that is logged on Tuesday shows both days. */
static void a_letter_keeps_both_days(void **state) {
  World *world = *state;
  Ctx ctx = as(world, OFFICER);
  Submission submission = complaint(world, BINS, KEY, "By letter");
  submission.channel = TEXT("letter");
  submission.received = day("2018-12-14");
  Submitted made;
  MUST(act_submit(&ctx, &submission, &made));
  assert_string_equal(ask(world, "SELECT on_day || ' ' || recorded || ' ' || coalesce(on_minute, 'none') "
                                 "FROM event WHERE number = 1"),
                      "2018-12-14 2018-12-18T16:55:00Z none");
  assert_string_equal(due(world, made.reference, "stage-1/acknowledge"), "2018-12-18");
}

static void awkward_texts_come_back_as_they_were(void **state) {
  World *world = *state;
  static const char *const texts[] = {
      "Zoë O’Brien — “quoted” & <b>not bold</b>",
      "'; DROP TABLE event; --",
      "مرحبا \xE2\x80\x8F right to left",
      "👩‍👩‍👧‍👦 family and 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
      "e\xCC\x81 apart",
      "line\nline\n\nline\ttab",
      "𝕳𝖊𝖑𝖑𝖔 \xEF\xBF\xBD \xF4\x8F\xBF\xBD",
      "%s%n%d %%",
      "\\ \" ' ; : , |",
      "==== =1+1",
  };
  for (size_t i = 0; i < COUNT(texts); i++) {
    Text reference = new_case(world, BINS, texts[i]);
    CaseFile file = seen(world, reference);
    assert_text(case_text(&file, "what"), texts[i]);
  }
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

/* Procedures follow the service, and a child's voice before it. */
static void suggests_the_procedure_of_the_service(void **state) {
  World *world = *state;
  const struct {
    Where where;
    bool young;
    const char *procedure;
  } cases[] = {{BINS, false, "bexley-corporate"},
               {CHILDREN, false, "children-statutory"},
               {ADULTS, false, "bexley-adults"},
               {BINS, true, "children-statutory"},
               {ADULTS, true, "children-statutory"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    Text key = random_secret(world->arena, 16);
    Submission submission = complaint(world, cases[i].where, text_z(world->arena, key), "Something");
    submission.young = cases[i].young;
    CaseFile file = seen(world, sent(world, &submission).reference);
    assert_text(file.state.procedure->id, cases[i].procedure);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(makes_case_events_chain_and_row),
      TEST(keeps_hashes_of_its_secrets),
      TEST(the_same_key_makes_one_case),
      TEST(another_key_makes_another),
      TEST(eight_at_once_make_one_case),
      TEST(anonymous_leaves_no_trace),
      TEST(refuses_what_cannot_be),
      TEST(a_letter_keeps_both_days),
      TEST(awkward_texts_come_back_as_they_were),
      TEST(suggests_the_procedure_of_the_service),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
