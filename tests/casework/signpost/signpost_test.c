/* Signposts: the file of the program is right, and each mistake is refused at its place. refuse/NAME.yaml
 * begins with a comment "# LINE:COLUMN: words" that says what must be found. */
#include "casework/signpost.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const SLUGS[] = {"service-request",
                                    "planning-appeal",
                                    "statutory-notice",
                                    "parking",
                                    "school-admission-exclusion",
                                    "sen-tribunal",
                                    "benefit-council-tax-decision",
                                    "homelessness-decision",
                                    "housing-association",
                                    "school-college",
                                    "councillor",
                                    "fraud-whistleblowing",
                                    "court-tribunal-started",
                                    "insurance-claim",
                                    "over-12-months",
                                    "already-considered",
                                    "staff-employment",
                                    "policy",
                                    "police",
                                    "data-protection",
                                    "safeguarding"};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static Text read_file(Arena *arena, const char *path) {
  AUTO_BUFFER bytes = buffer_new(1u << 20);
  FILE *file = fopen(path, "rb");
  if (!file) fail_msg("%s cannot be opened", path);
  char block[4096];
  size_t length;
  while ((length = fread(block, 1, sizeof block, file)) > 0) buffer_put_bytes(&bytes, block, length);
  fclose(file);
  return text_copy(arena, buffer_text(&bytes));
}

static const char *source_path(Arena *arena, const char *path) {
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  return text_z(arena, text_format(arena, "%s/%s", root ? root : ".", path));
}

static const Signposts *read_own(Arena *arena) {
  const Signposts *signposts = NULL;
  Text yaml = read_file(arena, source_path(arena, "signposts/signposts.yaml"));
  Error error = signposts_read(arena, TEXT("signposts.yaml"), yaml, &signposts);
  if (error) fail_msg("%.*s", TEXT_ARGUMENTS(error->words));
  return signposts;
}

static void test_every_route_has_a_signpost(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  const Signposts *signposts = read_own(arena);
  for (size_t i = 0; i < COUNT(SLUGS); i++)
    if (!signpost_find(signposts, text_of(SLUGS[i]))) fail_msg("there is no signpost %s", SLUGS[i]);
  assert_null(signpost_find(signposts, TEXT("nowhere")));
}

static void test_time_limits_and_numbers(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  const Signposts *signposts = read_own(arena);
  for (size_t i = 0; i < signposts->count; i++) {
    const Signpost *signpost = &signposts->items[i];
    if (signpost->decision) assert_false(text_is_empty(signpost->warning));
    if (signpost->urgent) assert_false(text_is_empty(signpost->phone));
    assert_false(text_is_empty(signpost->still));
  }
}

static void test_subjects(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  const Signposts *signposts = read_own(arena);
  assert_true(signposts->about_count >= 8);
  assert_true(text_equal(signposts->about[0].area, TEXT("children")));
}

static void test_refused(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  const char *folder = source_path(arena, "tests/casework/signpost/refuse");
  DIR *open = opendir(folder);
  assert_non_null(open);
  size_t count = 0;
  for (struct dirent *entry; (entry = readdir(open));) {
    if (!strstr(entry->d_name, ".yaml")) continue;
    Text yaml = read_file(arena, text_z(arena, text_format(arena, "%s/%s", folder, entry->d_name)));
    Text rest = yaml, first;
    assert_true(text_next(&rest, '\n', &first));
    Text wanted = text_format(arena, "x:%.*s", (int)first.length - 2, first.at + 2);
    const Signposts *signposts = NULL;
    Error error = signposts_read(arena, TEXT("x"), yaml, &signposts);
    if (!error) fail_msg("%s was accepted", entry->d_name);
    if (!text_contains(error->words, wanted))
      fail_msg("%s: \"%.*s\" does not have \"%.*s\"", entry->d_name, TEXT_ARGUMENTS(error->words),
               TEXT_ARGUMENTS(wanted));
    count++;
  }
  closedir(open);
  assert_true(count >= 8);
}

/* Every beginning of the file is read without a crash, and all but the whole is refused or reads as a shorter
 * file. */
static void test_cut_short(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text yaml = read_file(arena, source_path(arena, "signposts/signposts.yaml"));
  for (size_t length = 0; length < yaml.length; length += 211) {
    AUTO_ARENA own = arena_new();
    const Signposts *signposts = NULL;
    Error error = signposts_read(own, TEXT("x"), text_slice(yaml, 0, length), &signposts);
    if (length < yaml.length / 2) assert_non_null(error);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_route_has_a_signpost),
      cmocka_unit_test(test_time_limits_and_numbers),
      cmocka_unit_test(test_subjects),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_cut_short),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
