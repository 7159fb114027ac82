/* A bank holiday that is proclaimed while clocks run: the day of national mourning of 19 September 2022. */
#include "assets.h"
#include "casework/calendars.h"
#include "world.h"

static Text official_feed(void) {
  for (size_t i = 0; i < asset_count; i++)
    if (strncmp(assets[i].name, "calendars/", 10) == 0)
      return (Text){(const char *)assets[i].bytes, assets[i].size};
  BUG("no calendar is built in");
}

/* The feed without every entry of that day. */
static Text without(Arena *arena, Text feed, const char *iso) {
  Text mark = text_format(arena, "\"date\": \"%s\"", iso);
  for (size_t found; (found = text_find(feed, mark, 0)) != SIZE_MAX;) {
    size_t from = found;
    while (feed.at[from] != '{') from--;
    size_t to = text_find(feed, TEXT("},"), found) + 2;
    Text parts[] = {text_slice(feed, 0, from), text_slice(feed, to, feed.length)};
    feed = text_join(arena, parts, 2, TEXT_NONE);
  }
  return feed;
}

static const CalendarVersion *version_of(World *world, Text feed, const char *name) {
  CalendarVersion *version;
  MUST(calendar_version_read(world->arena, feed, text_of(name), NULL, 0, &version));
  return version;
}

/* The program knows these versions and no other. */
static void know(World *world, const CalendarVersion *first, const CalendarVersion *second) {
  const CalendarVersion **list = ARENA_ARRAY(world->arena, const CalendarVersion *, 2);
  list[0] = first, list[1] = second;
  world->program.calendars = (CalendarBook){list, second ? 2 : 1};
}

static const CalendarVersion *before_mourning(World *world) {
  const CalendarVersion *version =
      version_of(world, without(world->arena, official_feed(), "2022-09-19"), "2022-08-01");
  know(world, version, NULL);
  return version;
}

static Text at_stage_3(World *world) {
  Ctx ctx = as(world, MANAGER);
  at(world, "2022-06-01");
  Text reference = new_case(world, CHILDREN, "Nobody came");
  triaged(world, reference, CHILDREN, CHILDREN_MANAGER);
  at(world, "2022-06-10");
  answered(world, reference, CHILDREN_MANAGER, OUTCOME_NOT_UPHELD);
  at(world, "2022-06-20");
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT("Why"), TEXT_NONE}));
  at(world, "2022-07-15");
  answered(world, reference, REVIEWER, OUTCOME_NOT_UPHELD);
  at(world, "2022-08-10");
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT("Why"), TEXT_NONE}));
  return reference;
}

static CalendarReport added(World *world, const char *version, Text feed) {
  Ctx ctx = as_system(world);
  CalendarReport report = {0};
  MUST(calendar_add(&ctx, text_of(version), feed, TEXT_NONE, &report));
  return report;
}

/* rules.md, example 17: asked for on Wed 10 Aug 2022; six weeks are Wed 21 Sep, with 29 Aug Thu 22 Sep; with
 * 19 Sep Fri 23 Sep. A complaint of Mon 5 Sep: three weeks Mon 26 Sep, then Tue 27 Sep. */
static void open_clocks_move_and_met_ones_stay(void **state) {
  World *world = *state;
  const CalendarVersion *old = before_mourning(world);
  Text open = at_stage_3(world), held = at_stage_3(world);
  Ctx ctx = as(world, MANAGER);
  assert_string_equal(due(world, open, "stage-3/panel"), "2022-09-22");
  at(world, "2022-08-01");
  Text early = new_case(world, BINS, "Due before it");
  at(world, "2022-09-05");
  Text corporate = new_case(world, BINS, "Due after it");
  at(world, "2022-09-08");
  MUST(act_step(&ctx, on_case(held), ACT_HOLD_PANEL, TEXT_NONE));
  at(world, "2022-09-12");
  CalendarReport report = added(world, "2022-09-12", official_feed());
  assert_int_equal(report.moved, 2);
  assert_int_equal(report.change_count, 3); /* one in each nation */
  for (size_t i = 0; i < report.change_count; i++)
    assert_true(report.changes[i].added && date_equal(report.changes[i].holiday.date, day("2022-09-19")));
  know(world, old, version_of(world, official_feed(), "2022-09-12"));
  assert_string_equal(due(world, open, "stage-3/panel"), "2022-09-23");
  assert_string_equal(due(world, corporate, "stage-1/respond"), "2022-09-27");
  assert_string_equal(due(world, held, "stage-3/panel"), "2022-09-22");
  assert_string_equal(due(world, early, "stage-1/respond"), "2022-08-22");
  assert_string_equal(
      ask(world,
          "SELECT group_concat(reference || ' ' || clock || ' ' || until_day || ' ' || e.calendar, '|') FROM "
          "(SELECT * FROM event JOIN case_file ON id = case_id WHERE type = 'recalculated' ORDER BY clock) "
          "e"),
      text_z(world->arena,
             text_format(world->arena, "%.*s panel 2022-09-22 2022-09-12|%.*s respond 2022-09-26 2022-09-12",
                         TEXT_ARGUMENTS(open), TEXT_ARGUMENTS(corporate))));
  /* Nobody acknowledged it, and that is late; the row has the day of the acknowledgement. */
  acknowledged(world, corporate);
  assert_string_equal(
      ask(world, "SELECT due FROM case_row WHERE reference = '%.*s'", TEXT_ARGUMENTS(corporate)),
      "2022-09-27");
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* What was answered in time under the days that were known stays in time. */
static void a_verdict_never_moves(void **state) {
  World *world = *state;
  const CalendarVersion *old = before_mourning(world);
  at(world, "2022-09-05");
  Text reference = new_case(world, BINS, "Nobody came");
  at(world, "2022-09-09");
  answered(world, reference, OFFICER, OUTCOME_UPHELD);
  at(world, "2022-09-12");
  assert_string_equal(ask(world, "SELECT due || verdict FROM stage_row"), "2022-09-26on-time");
  added(world, "2022-09-12", official_feed());
  know(world, old, version_of(world, official_feed(), "2022-09-12"));
  assert_string_equal(due(world, reference, "stage-1/respond"), "2022-09-26");
  assert_string_equal(ask(world, "SELECT due || verdict FROM stage_row"), "2022-09-26on-time");
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

static void a_bad_feed_changes_nothing(void **state) {
  World *world = *state;
  before_mourning(world);
  at(world, "2022-09-12");
  new_case(world, BINS, "Nobody came");
  Ctx ctx = as_system(world);
  CalendarReport report = {0};
  const char *before = everything(world);
  Text feed = official_feed(), lost = without(world->arena, feed, "2018-12-25");
  MUST_FAIL(calendar_add(&ctx, TEXT("2022-09-12"), lost, TEXT_NONE, &report), ERROR_REFUSED,
            "lost Christmas Day on 25 December 2018");
  MUST_FAIL(calendar_add(&ctx, TEXT("2022-08-01"), feed, TEXT_NONE, &report), ERROR_INVALID,
            "later than 2022-08-01");
  MUST_FAIL(calendar_add(&ctx, TEXT("2021-08-01"), feed, TEXT_NONE, &report), ERROR_INVALID,
            "later than 2022-08-01");
  MUST_FAIL(calendar_add(&ctx, TEXT("next"), feed, TEXT_NONE, &report), ERROR_INVALID, "like 2026-11-22");
  MUST_FAIL(calendar_add(&ctx, TEXT("2022-09-12"), text_slice(feed, 0, 5000), TEXT_NONE, &report),
            ERROR_INVALID, "");
  MUST_FAIL(calendar_add(&ctx, TEXT("2022-09-12"), TEXT("{}"), TEXT_NONE, &report), ERROR_INVALID, "");
  assert_string_equal(everything(world), before);
}

/* Feeds may take back a day that has not come yet. */
static void a_day_to_come_may_be_dropped(void **state) {
  World *world = *state;
  at(world, "2022-09-01");
  know(world, version_of(world, official_feed(), "2022-08-01"), NULL);
  Text reference = new_case(world, BINS, "Nobody came");
  assert_string_equal(due(world, reference, "stage-1/respond"),
                      "2022-09-23"); /* three weeks Thu 22 Sep, and one */
  CalendarReport report = added(world, "2022-09-02", without(world->arena, official_feed(), "2022-09-19"));
  assert_int_equal(report.moved, 1);
  know(world, version_of(world, without(world->arena, official_feed(), "2022-09-19"), "2022-09-02"), NULL);
  assert_string_equal(due(world, reference, "stage-1/respond"), "2022-09-22");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(open_clocks_move_and_met_ones_stay),
      TEST(a_verdict_never_moves),
      TEST(a_bad_feed_changes_nothing),
      TEST(a_day_to_come_may_be_dropped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
