/* Who sees what: pages, lists, counts, searches and downloads show one and the same set; every read is
 * written down. */
#include "world.h"

#define CANARY "Quetzalcanary"

/* A filter with what is not said made empty: a Text is never NULL. */
static ListFilter filter_of(ListFilter filter) {
  Text *texts[] = {&filter.words, &filter.due, &filter.state, &filter.procedure, &filter.channel};
  for (size_t i = 0; i < COUNT(texts); i++)
    if (!texts[i]->at) *texts[i] = TEXT_NONE;
  return filter;
}

/* Seven cases that differ in what decides: service, stage, owner, child. */
enum {
  AT_BINS,
  AT_ROADS,
  AT_CHILDREN,
  GIVEN_TO_REVIEWER,
  BINS_STAGE_2,
  CHILDREN_STAGE_2,
  CLOSED_ROADS,
  CASES
};

typedef struct Cases {
  Text references[CASES];
} Cases;

static void to_stage_2(World *world, Text reference, Where where, Who first) {
  Ctx ctx = as(world, OFFICER);
  triaged(world, reference, where, first);
  answered(world, reference, first, OUTCOME_NOT_UPHELD);
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT("Why"), TEXT_NONE}));
}

static Cases make_cases(World *world) {
  static const Where where[CASES] = {BINS, ROADS, CHILDREN, ROADS, BINS, CHILDREN, ROADS};
  Cases cases;
  Ctx ctx = as(world, OFFICER);
  for (int i = 0; i < CASES; i++) {
    cases.references[i] = new_case(world, where[i], CANARY " in a complaint");
    triaged(world, cases.references[i], where[i], OFFICER);
  }
  MUST(act_assign(&ctx, on_case(cases.references[GIVEN_TO_REVIEWER]), world->people[REVIEWER], TEXT_NONE));
  to_stage_2(world, cases.references[BINS_STAGE_2], BINS, OFFICER);
  to_stage_2(world, cases.references[CHILDREN_STAGE_2], CHILDREN, OFFICER);
  MUST(act_withdraw(&ctx, on_case(cases.references[CLOSED_ROADS]), TEXT_NONE));
  return cases;
}

/* By hand, a letter a case: the complaints team and the auditor see all; a service manager the cases of the
 * service; a reviewer what was asked for a second time, but no child's case that was not given to them; and
 * what a person is given. */
static const struct {
  Who who;
  const char *sees; /* in the order of the cases */
} EXPECTED[] = {
    {OFFICER, "yyyyyyy"},         {MANAGER, "yyyyyyy"},       {AUDITOR, "yyyyyyy"},
    {SERVICE_MANAGER, "y...y.."}, {OTHER_MANAGER, ".y.y..y"}, {CHILDREN_MANAGER, "..y..y."},
    {REVIEWER, "...yy.."},        {ADMINISTRATOR, "......."}, {LEAVER, "......."},
    {SECOND_OFFICER, "yyyyyyy"},
};

static bool listed(const ListRow *rows, size_t count, Text reference) {
  for (size_t i = 0; i < count; i++)
    if (text_equal(rows[i].reference, reference)) return true;
  return false;
}

static void opens_what_is_expected(Ctx *ctx, const Cases *cases, const char *sees) {
  CaseFile file;
  Error unknown = ledger_open(ctx, TEXT("CMP-18000000"), "page", &file);
  assert_non_null(unknown);
  for (int i = 0; i < CASES; i++) {
    Error error = ledger_open(ctx, cases->references[i], "page", &file);
    if (sees[i] == 'y') {
      MUST(error);
      continue;
    }
    assert_non_null(error);
    assert_int_equal(error->code, ERROR_NOT_FOUND);
    assert_int_equal(error->code, unknown->code);
    assert_true(text_equal(error->words, unknown->words) && text_equal(error->detail, unknown->detail));
  }
}

static void lists_what_is_expected(Ctx *ctx, const Cases *cases, const char *sees) {
  const ListFilter filters[] = {filter_of((ListFilter){0}), filter_of((ListFilter){.words = TEXT(CANARY)})};
  const ListRow *rows;
  size_t count, open = 0;
  int64_t total;
  for (int i = 0; i < CASES; i++) open += sees[i] == 'y' && i != CLOSED_ROADS;
  for (size_t f = 0; f < COUNT(filters); f++)
    for (int sort = LIST_DUE; sort <= LIST_REFERENCE_DOWN; sort++) {
      MUST(list_open(ctx, &filters[f], (ListSort)sort, 50, 1, &rows, &count, &total));
      assert_int_equal(count, open);
      assert_int_equal(total, open);
      for (int i = 0; i < CASES; i++)
        assert_int_equal(listed(rows, count, cases->references[i]), sees[i] == 'y' && i != CLOSED_ROADS);
    }
  WorkCounts counts;
  MUST(work_counts(ctx, &counts));
  assert_int_equal(counts.open, open);
}

static void finds_what_is_expected(Ctx *ctx, const Cases *cases, const char *sees) {
  static const char *const words[] = {CANARY, "quetzal", "JO BLOGGS", "jo@home.example", "020 7946"};
  const ListRow *rows;
  size_t count, all = 0;
  for (int i = 0; i < CASES; i++) all += sees[i] == 'y';
  for (size_t w = 0; w < COUNT(words); w++) {
    MUST(list_search(ctx, text_of(words[w]), &rows, &count));
    assert_int_equal(count, all);
    for (int i = 0; i < CASES; i++)
      assert_int_equal(listed(rows, count, cases->references[i]), sees[i] == 'y');
  }
  for (int i = 0; i < CASES; i++) {
    MUST(list_search(ctx, cases->references[i], &rows, &count));
    assert_int_equal(count, sees[i] == 'y');
  }
}

static void downloads_what_is_expected(Ctx *ctx, const Cases *cases, const char *sees) {
  ListFilter all_cases = filter_of((ListFilter){0});
  AUTO_BUFFER out = buffer_new(1u << 20);
  Role role = ctx->actor.role;
  Error error = list_csv(ctx, &all_cases, LIST_DUE, &out);
  if (role != ROLE_OFFICER && role != ROLE_MANAGER && role != ROLE_AUDITOR) {
    MUST_FAIL(error, ERROR_DENIED, "does not allow downloads");
    assert_int_equal(out.length, 0);
    return;
  }
  MUST(error);
  for (int i = 0; i < CASES; i++)
    assert_int_equal(text_contains(buffer_text(&out), cases->references[i]),
                     sees[i] == 'y' && i != CLOSED_ROADS);
}

static void all_ways_show_the_same(void **state) {
  World *world = *state;
  Cases cases = make_cases(world);
  for (size_t i = 0; i < COUNT(EXPECTED); i++) {
    Ctx ctx = as(world, EXPECTED[i].who);
    if (EXPECTED[i].who == LEAVER) ctx.actor.role = ROLE_OFFICER;
    opens_what_is_expected(&ctx, &cases, EXPECTED[i].sees);
    lists_what_is_expected(&ctx, &cases, EXPECTED[i].sees);
    finds_what_is_expected(&ctx, &cases, EXPECTED[i].sees);
    if (EXPECTED[i].who != LEAVER) downloads_what_is_expected(&ctx, &cases, EXPECTED[i].sees);
  }
}

/* Whoever is given a case sees it, and no longer when it goes to somebody else. */
static void a_case_follows_its_owner(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, CANARY);
  Ctx officer = as(world, OFFICER), other = as(world, OTHER_MANAGER);
  CaseFile file;
  const ListRow *rows;
  size_t count;
  MUST_FAIL(ledger_open(&other, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
  MUST(act_assign(&officer, on_case(reference), world->people[OTHER_MANAGER], TEXT_NONE));
  MUST(ledger_open(&other, reference, "page", &file));
  MUST(list_mine(&other, &rows, &count));
  assert_int_equal(count, 1);
  MUST(act_assign(&officer, on_case(reference), (UserId){0}, TEXT_NONE));
  MUST_FAIL(ledger_open(&other, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
  MUST(list_mine(&other, &rows, &count));
  assert_int_equal(count, 0);
}

/* A child's case is not for reviewers even where the service is another: the flag counts as well. */
static void a_child_is_guarded_whatever_the_service(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, "key-of-a-child-0001", CANARY);
  submission.young = true;
  Text reference = sent(world, &submission).reference;
  Ctx ctx = as(world, OFFICER), reviewer = as(world, REVIEWER);
  CaseFile file;
  answered(world, reference, OFFICER, OUTCOME_NOT_UPHELD);
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT("Why"), TEXT_NONE}));
  assert_string_equal(ask(world, "SELECT restricted || stage FROM case_row"), "12");
  MUST_FAIL(ledger_open(&reviewer, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
}

static void every_read_is_written_down(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, CANARY);
  Ctx officer = as(world, OFFICER), refused = as(world, OTHER_MANAGER);
  CaseFile file;
  for (int i = 0; i < 7; i++) MUST(ledger_open(&officer, reference, "page", &file));
  for (int i = 0; i < 5; i++)
    MUST_FAIL(ledger_open(&refused, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
  assert_string_equal(ask(world, "SELECT count(*) || '|' || count(DISTINCT id) || '|' || min(user_id) || '|' "
                                 "|| max(user_id) || '|' || "
                                 "max(what) || '|' || max(at) FROM case_read"),
                      "7|7|101|101|page|2018-12-18T16:55:00Z");
  const CaseReader *readers;
  size_t count;
  MUST(case_readers(&officer, &file, &readers, &count));
  assert_int_equal(count, 7);
  assert_text(readers[0].name, "Asha Officer");
}

/* Where the read cannot be written down, the answer is a fault and no case. */
static void no_record_no_page(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, CANARY);
  Ctx ctx = as(world, OFFICER);
  CaseFile file = {0};
  raw(world,
      "CREATE TRIGGER no_record BEFORE INSERT ON case_read BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  assert_non_null(ledger_open(&ctx, reference, "page", &file));
  raw(world, "DROP TRIGGER no_record");
  MUST(ledger_open(&ctx, reference, "page", &file));
  assert_string_equal(ask(world, "SELECT count(*) FROM case_read"), "1");
}

/* ---- lists -------------------------------------------------------------------------------------------- */

static size_t found(Ctx *ctx, ListFilter said) {
  ListFilter filter = filter_of(said);
  const ListRow *rows;
  size_t count;
  int64_t total;
  MUST(list_open(ctx, &filter, LIST_DUE, 50, 1, &rows, &count, &total));
  assert_int_equal(count, total);
  return count;
}

/* A list that was worked out once is kept; whoever changes anything, here or on another connection, or a new
 * day, ends that. */
static void a_kept_list_ends_with_any_change(void **state) {
  World *world = *state;
  new_case(world, BINS, "Nobody came");
  Ctx ctx = as(world, OFFICER);
  ListFilter all = {0}, late = {.due = TEXT("late")};
  assert_int_equal(found(&ctx, all), 1);
  assert_int_equal(found(&ctx, all), 1);
  new_case(world, BINS, "Again by this connection");
  ctx = as(world, OFFICER);
  assert_int_equal(found(&ctx, all), 2);
  World other = world_again(world);
  new_case(&other, BINS, "By another connection");
  assert_int_equal(found(&ctx, all), 3);
  assert_int_equal(found(&ctx, late), 0);
  at(world, "2019-02-01");
  ctx = as(world, OFFICER);
  assert_int_equal(found(&ctx, late), 3);
  db_close(other.db);
  arena_free(other.arena);
}

/* Tue 18 Dec 2018: one acknowledgement is due on Thu 20 Dec, one was due on Mon 17 Dec, one is paused, one is
 * due today. */
static void filters_find_what_they_say(void **state) {
  World *world = *state;
  Ctx ctx = as(world, OFFICER);
  Text late, paused;
  at(world, "2018-12-13");
  late = new_case(world, BINS, "100% late_"); /* Fri 14, Mon 17 Dec */
  at(world, "2018-12-14");
  new_case(world, ROADS, "due today"); /* Mon 17, Tue 18 Dec */
  at(world, "2018-12-18");
  new_case(world, BINS, "due soon");
  paused = new_case(world, BINS, "1000 paused");
  acknowledged(world, paused);
  MUST(act_pause(&ctx, on_case(paused), TEXT("awaiting-information"), TEXT_NONE));
  triaged(world, late, BINS, OFFICER);
  assert_int_equal(found(&ctx, (ListFilter){.due = TEXT("late")}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.due = TEXT("today")}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.due = TEXT("next-3")}), 2);
  assert_int_equal(found(&ctx, (ListFilter){.state = TEXT("paused")}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.state = TEXT("extended")}), 0);
  assert_int_equal(found(&ctx, (ListFilter){.procedure = TEXT("bexley-corporate"), .stage = 1}), 4);
  assert_int_equal(found(&ctx, (ListFilter){.stage = 2}), 0);
  assert_int_equal(found(&ctx, (ListFilter){.service = world->services[ROADS]}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.owner = world->people[OFFICER]}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.unassigned = true}), 3);
  assert_int_equal(found(&ctx, (ListFilter){.untriaged = true}), 3);
  assert_int_equal(found(&ctx, (ListFilter){.channel = TEXT("web")}), 4);
  assert_int_equal(found(&ctx, (ListFilter){.words = TEXT("100%")}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.words = TEXT("late_")}), 1);
  assert_int_equal(found(&ctx, (ListFilter){.words = TEXT("\\")}), 0);
  WorkCounts counts;
  MUST(work_counts(&ctx, &counts));
  assert_int_equal(counts.open, 4);
  assert_int_equal(counts.late, 1);
  assert_int_equal(counts.soon, 2);
  assert_int_equal(counts.untriaged, 3);
  assert_int_equal(counts.unassigned, 3);
  assert_int_equal(counts.paused, 1);
}

/* Due on Fri 11 Jan 2019: on the Saturday after it is late already, and nought means today alone. */
static void days_left_are_working_days(void **state) {
  World *world = *state;
  ListFilter all_cases = filter_of((ListFilter){0});
  Ctx ctx = as(world, OFFICER);
  const ListRow *rows;
  size_t count;
  int64_t total;
  Text reference = new_case(world, BINS, "Nobody came");
  acknowledged(world, reference);
  static const struct {
    const char *day;
    int left;
  } days[] = {
      {"2018-12-18", 15}, {"2019-01-10", 1}, {"2019-01-11", 0}, {"2019-01-12", -1}, {"2019-01-14", -1}};
  for (size_t i = 0; i < COUNT(days); i++) {
    at(world, days[i].day);
    MUST(list_open(&ctx, &all_cases, LIST_DUE, 50, 1, &rows, &count, &total));
    assert_int_equal(rows[0].days_left, days[i].left);
  }
}

static void pages_show_each_case_once(void **state) {
  World *world = *state;
  ListFilter all_cases = filter_of((ListFilter){0});
  Ctx ctx = as(world, OFFICER);
  for (int i = 0; i < 23; i++) new_case(world, BINS, "Nobody came");
  for (int sort = LIST_DUE; sort <= LIST_REFERENCE_DOWN; sort++) {
    AUTO_BUFFER all = buffer_new(4096);
    size_t sum = 0;
    for (int page = 1; page <= 4; page++) {
      const ListRow *rows;
      size_t count;
      int64_t total;
      MUST(list_open(&ctx, &all_cases, (ListSort)sort, 7, page, &rows, &count, &total));
      assert_int_equal(total, 23);
      for (size_t i = 0; i < count; i++) {
        assert_false(text_contains(buffer_text(&all), rows[i].reference));
        buffer_put(&all, rows[i].reference);
      }
      sum += count;
    }
    assert_int_equal(sum, 23);
  }
}

static void is_found_by(World *world, const char *words, Text reference) {
  Ctx ctx = as(world, OFFICER);
  const ListRow *rows;
  size_t count;
  MUST(list_search(&ctx, text_of(words), &rows, &count));
  assert_int_equal(count, 1);
  assert_true(text_equal(rows[0].reference, reference));
}

/* A name of thirteen letters may pass the check of a reference by chance; its owner is found all the same. */
static void a_name_that_reads_as_a_reference_is_found(void **state) {
  World *world = *state;
  char name[] = "Margaret Jon??";
  Text read;
  for (int i = 0; i < 26 * 26 && !reference_read(world->arena, text_of(name), &read); i++) {
    name[sizeof name - 3] = (char)('a' + i / 26);
    name[sizeof name - 2] = (char)('a' + i % 26);
  }
  assert_true(reference_read(world->arena, text_of(name), &read));
  Submission submission = complaint(world, BINS, "key-of-a-form-0001", "Nobody came");
  submission.name = text_of(name);
  Text reference = sent(world, &submission).reference;
  new_case(world, BINS, "Another");
  is_found_by(world, name, reference);
  is_found_by(world, text_z(world->arena, text_lower_ascii(world->arena, reference)), reference);
}

/* Searching forgives accents and capitals; what is cut is cut between characters. */
static void searching_is_forgiving(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, "key-of-a-form-0001", "Nobody came");
  submission.name = TEXT("Zoë Łukasz O’Brien");
  Text reference = sent(world, &submission).reference;
  new_case(world, BINS, "Another");
  static const char *const words[] = {"zoe",     "ZOË",         "lukasz",
                                      "o'brien", "Zoë  Łukasz", "jo@HOME.example zzz"};
  for (size_t i = 0; i + 1 < COUNT(words); i++) is_found_by(world, words[i], reference);
  AUTO_BUFFER long_words = buffer_new(4096);
  for (int i = 0; i < 300; i++) buffer_put(&long_words, TEXT("語"));
  Ctx ctx = as(world, OFFICER);
  const ListRow *rows;
  size_t count;
  MUST(list_search(&ctx, buffer_text(&long_words), &rows, &count));
  assert_int_equal(count, 0);
  MUST(list_search(&ctx, TEXT_NONE, &rows, &count));
  assert_int_equal(count, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(a_kept_list_ends_with_any_change), TEST(all_ways_show_the_same),
      TEST(a_case_follows_its_owner),         TEST(a_child_is_guarded_whatever_the_service),
      TEST(every_read_is_written_down),       TEST(no_record_no_page),
      TEST(filters_find_what_they_say),       TEST(days_left_are_working_days),
      TEST(pages_show_each_case_once),        TEST(a_name_that_reads_as_a_reference_is_found),
      TEST(searching_is_forgiving),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
