/* The weekly list, counted by hand over the Easter of 2019: Friday 19 and Monday 22 April are bank holidays.
 */
#include "casework/publication.h"
#include "report/weekly.h"
#include "world.h"

#include <jansson.h>

typedef struct Cases {
  Text late, today, friday, sunday, next, paused, may;
} Cases;

/* ---- the cases ---------------------------------------------------------------------------------------- */

static Text received(World *world, const char *on, Where where, const char *name) {
  at(world, on);
  Submission submission =
      complaint(world, where, text_z(world->arena, random_secret(world->arena, 16)), "What");
  submission.name = text_of(name);
  Text reference = sent(world, &submission).reference;
  triaged(world, reference, where, OFFICER);
  acknowledged(world, reference);
  return reference;
}

/* Fifteen working days each; the day of receipt is day 0. Thu 28 Mar to Thu 18 Apr; Fri 29 Mar to Tue 23 Apr
 * (19 and 22 do not count); Wed 3 to Fri 26 Apr; Thu 4 to Mon 29 Apr. A care complaint
 * has thirty, which end in May. */
static Cases open_cases(World *world) {
  Cases cases;
  cases.late = received(world, "2019-03-28", BINS, "Jo Bloggs");
  cases.today = received(world, "2019-03-29", BINS, "Ms Ada van der Berg");
  cases.friday = received(world, "2019-04-03", ROADS, "Éa Ó Briain");
  cases.sunday = received(world, "2019-04-03", ROADS, "Prince");
  Ctx manager = as(world, MANAGER);
  Extension extension = {day("2019-04-28"), TEXT("other"), TEXT("Somebody is away."), world->people[MANAGER],
                         true};
  MUST(act_extend(&manager, on_case(cases.sunday), &extension));
  cases.next = received(world, "2019-04-04", BINS, "(Mrs) Ann Lee");
  cases.paused = received(world, "2019-04-04", BINS, "jo bloggs");
  Ctx officer = as(world, OFFICER);
  MUST(act_pause(&officer, on_case(cases.paused), TEXT("awaiting-information"), TEXT("We asked.")));
  cases.may = received(world, "2019-04-04", ADULTS, "Sam Care");
  return cases;
}

static void answered_on(World *world, const char *on, Text reference, Who who) {
  at(world, on);
  answered(world, reference, who, OUTCOME_UPHELD);
}

/* In the 28 days up to Tue 23 April, which are from 27 March on: one late, two in time; a fourth the day
 * before. */
static void answered_cases(World *world) {
  Text late = received(world, "2019-03-01", BINS, "A A");
  Text before = received(world, "2019-03-08", ROADS, "B B"),
       first = received(world, "2019-03-08", ROADS, "C C");
  answered_on(world, "2019-03-26", before, OTHER_MANAGER);
  answered_on(world, "2019-03-27", first, OTHER_MANAGER);
  Text good = received(world, "2019-04-01", BINS, "D D");
  answered_on(world, "2019-04-01", late, SERVICE_MANAGER);
  answered_on(world, "2019-04-10", good, SERVICE_MANAGER);
}

/* ---- the report --------------------------------------------------------------------------------------- */

static ReportSource source_of(World *world) {
  return (ReportSource){.arena = world->arena,
                        .db = world->db,
                        .procedures = &world->program.procedures,
                        .calendars = &world->program.calendars,
                        .council = TEXT("Anytown Council"),
                        .now = wall_clock_now(&world->clock)};
}

static Error make(World *world, const char *from, const char *to, const char *service, Report *report) {
  Text *services = ARENA_NEW(world->arena, Text);
  ReportSource source = source_of(world);
  *services = text_of(service);
  ReportAsk ask = {.name = TEXT("weekly"),
                   .from = day(from),
                   .to = day(to),
                   .services = services,
                   .service_count = service[0] ? 1 : 0};
  return report_make(&source, &ask, report);
}

static Report weekly(World *world, const char *service) {
  Report report;
  MUST(make(world, "2019-04-22", "2019-04-28", service, &report));
  return report;
}

static void assert_row(const Report *report, const char *row, const int64_t (*cells)[9]) {
  const FigureTable *table = report_table(report, TEXT("weekly-by-service"));
  size_t index = table_row(table, text_of(row));
  assert_int_not_equal(index, SIZE_MAX);
  assert_int_equal(table->column_count, 9);
  for (size_t i = 0; i < 9; i++)
    if (table->rows[index].cells[i] != (*cells)[i])
      fail_msg("%s, %.*s: %lld, by hand %lld", row, TEXT_ARGUMENTS(table->columns[i]),
               (long long)table->rows[index].cells[i], (long long)(*cells)[i]);
}
#define ASSERT_ROW(report, row, ...) assert_row((report), (row), &(const int64_t[9]){__VA_ARGS__})

static const ReportList *list_of(const Report *report, const char *id) {
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const ReportPart *part = &report->sections[i].parts[k];
      if (part->kind == PART_LIST && text_equal(part->list->id, text_of(id))) return part->list;
    }
  fail_msg("no list %s", id);
  return NULL;
}

static Text cell(const ReportList *list, size_t line, const char *column) {
  for (size_t i = 0; i < list->column_count; i++)
    if (text_equal(list->columns[i].id, text_of(column))) return list->lines[line].cells[i];
  return TEXT_NONE;
}

static bool says(const Report *report, const char *words) {
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++)
      if (text_contains(report->sections[i].parts[k].text, text_of(words))) return true;
  return false;
}

/* ---- tests -------------------------------------------------------------------------------------------- */

static void test_counts(void **state) {
  World *world = *state;
  answered_cases(world);
  (void)open_cases(world);
  at(world, "2019-04-23");
  Report report = weekly(world, "");
  assert_text(report.title, "Open cases, week beginning Monday 22 April 2019");
  assert_text(report.period_long, "22 April 2019 to 28 April 2019");
  ASSERT_ROW(&report, "Bins", 4, 1, 1, 1, 0, 1, 16, 1, 2);
  ASSERT_ROW(&report, "Roads", 2, 0, 2, 0, 0, 0, 12, 1, 1);
  ASSERT_ROW(&report, "Adults", 1, 0, 0, 0, 1, 0, 11, 0, 0);
  ASSERT_ROW(&report, "total", 7, 1, 3, 1, 1, 1, 16, 2, 3);
  assert_false(report_table(&report, TEXT("weekly-by-service"))->additive);
  assert_int_equal(report_weekly_open(&report), 7);
  const FigureRate *all = report_rate(&report, TEXT("on-time-four-weeks")),
                   *bins = report_rate(&report, TEXT("on-time-four-weeks/Bins"));
  assert_true(all->now.n == 2 && all->now.of == 3 && bins->now.n == 1 && bins->now.of == 2);
  assert_true(
      says(&report, "7 cases are open: 1 late, 3 due this week, 1 due next week, 1 due later, 1 paused."));
}

/* Where no date is set: the same as far away. */
static void test_no_date(void **state) {
  World *world = *state;
  (void)open_cases(world);
  raw(world, "UPDATE case_row SET due = NULL, due_key = '9999-12-31', next_clock = NULL WHERE service = 14");
  at(world, "2019-04-23");
  Report report = weekly(world, "Adults");
  ASSERT_ROW(&report, "total", 1, 0, 0, 0, 1, 0, 11, 0, 0);
  assert_int_equal(list_of(&report, "late")->line_count, 0);
  assert_int_equal(list_of(&report, "due-later")->line_count, 1);
  assert_text(cell(list_of(&report, "due-later"), 0, "due"), "");
}

static size_t stands_in(const ReportList *list, Text reference) {
  size_t count = 0;
  for (size_t i = 0; i < list->line_count; i++) count += text_equal(list->lines[i].reference, reference);
  return count;
}

/* Every open case stands in one of the lists and in no other: they add up to what is open. */
static void test_all(void **state) {
  World *world = *state;
  static const char *const lists[] = {"late", "due-this-week", "due-next-week", "due-later", "paused"};
  Cases cases = open_cases(world);
  const Text all[] = {cases.late, cases.today,  cases.friday, cases.sunday,
                      cases.next, cases.paused, cases.may};
  raw(world, "UPDATE case_row SET stage = 2 WHERE service = 14");
  for (int day_of_may = 1; day_of_may <= 31; day_of_may += 6) {
    at(world, text_z(world->arena, text_format(world->arena, "2019-05-%02d", day_of_may)));
    Report report = weekly(world, "");
    size_t lines = 0, places = 0;
    for (size_t i = 0; i < COUNT(lists); i++) lines += list_of(&report, lists[i])->line_count;
    assert_int_equal(lines, report_weekly_open(&report));
    for (size_t i = 0; i < COUNT(all); i++)
      for (size_t k = 0; k < COUNT(lists); k++) places += stands_in(list_of(&report, lists[k]), all[i]);
    assert_int_equal(places, COUNT(all));
  }
  at(world, "2019-04-23");
  Report report = weekly(world, "");
  const ReportList *later = list_of(&report, "due-later"), *paused = list_of(&report, "paused");
  assert_int_equal(stands_in(later, cases.may), 1);
  assert_int_equal(stands_in(list_of(&report, "later-stages"), cases.may), 1); /* once more */
  assert_int_equal(stands_in(paused, cases.paused), 1);
  assert_text(cell(paused, 0, "stage"), "Investigation: paused");
}

static void test_lists(void **state) {
  World *world = *state;
  Cases cases = open_cases(world);
  at(world, "2019-04-23");
  Report report = weekly(world, "");
  const ReportList *late = list_of(&report, "late"), *this_week = list_of(&report, "due-this-week"),
                   *next_week = list_of(&report, "due-next-week");
  assert_int_equal(late->line_count, 1);
  assert_true(text_equal(late->lines[0].reference, cases.late));
  assert_text(cell(late, 0, "person"), "JB");
  assert_text(cell(late, 0, "due"), "2019-04-18");
  assert_text(cell(late, 0, "days-late"), "1");
  assert_text(cell(late, 0, "with"), "Asha Officer");
  assert_text(cell(late, 0, "stage"), "Investigation: reply");
  assert_text(cell(late, 0, "service"), "Bins");
  assert_int_equal(this_week->line_count, 3);
  assert_true(text_equal(this_week->lines[0].reference, cases.today));
  assert_text(cell(this_week, 0, "person"), "ADB");
  assert_true(text_equal(this_week->lines[1].reference, cases.friday));
  assert_text(cell(this_week, 1, "person"), "ÉÓB");
  assert_true(text_equal(this_week->lines[2].reference, cases.sunday));
  assert_text(cell(this_week, 2, "person"), "P");
  assert_text(cell(this_week, 2, "due"), "2019-04-28");
  assert_int_equal(next_week->line_count, 1);
  assert_true(text_equal(next_week->lines[0].reference, cases.next));
  assert_text(cell(next_week, 0, "due"), "2019-04-29");
  assert_int_equal(list_of(&report, "later-stages")->line_count, 0);
  at(world, "2019-04-27");
  report = weekly(world, "");
  late = list_of(&report, "late");
  assert_int_equal(late->line_count, 3); /* Friday's is late on Saturday, though no working day has passed */
  assert_text(cell(late, 0, "days-late"), "4");
  assert_text(cell(late, 1, "days-late"), "3");
  assert_text(cell(late, 2, "days-late"), "1");
}

/* No name, no address and no word of the complaint leaves the case. */
static void test_initials_only(void **state) {
  World *world = *state;
  (void)open_cases(world);
  at(world, "2019-04-23");
  Report report = weekly(world, "");
  AUTO_BUFFER page = buffer_new(1u << 20), rows = buffer_new(1u << 20);
  Writer writer = {&page};
  report_weekly_html(&writer, world->arena, &report, NULL);
  report_weekly_csv(&report, &rows);
  static const char *const secrets[] = {"Bloggs", "Briain", "Berg", "jo@home", "Example Street"};
  for (size_t i = 0; i < COUNT(secrets); i++) {
    assert_false(text_contains(buffer_text(&page), text_of(secrets[i])));
    assert_false(text_contains(buffer_text(&rows), text_of(secrets[i])));
  }
  assert_true(text_contains(buffer_text(&rows), TEXT("\nlate,CMP-")));
  assert_true(text_contains(buffer_text(&page), TEXT("No action is late or due this week.")));
}

static void test_scope(void **state) {
  World *world = *state;
  Cases cases = open_cases(world);
  at(world, "2019-04-23");
  Report report = weekly(world, "Roads");
  ASSERT_ROW(&report, "total", 2, 0, 2, 0, 0, 0, 12, 0, 0);
  assert_int_equal(report_table(&report, TEXT("weekly-by-service"))->row_count, 2);
  const ReportList *this_week = list_of(&report, "due-this-week");
  assert_int_equal(this_week->line_count, 2);
  assert_true(text_equal(this_week->lines[0].reference, cases.friday));
  assert_text(cell(this_week, 0, "service"), "");
  assert_text(list_of(&report, "late")->empty, "No late cases this week.");
  MUST_FAIL(make(world, "2019-04-22", "2019-04-28", "Road", &report), ERROR_INVALID, "Roads");
  const Text *names;
  size_t count;
  ReportSource source = source_of(world);
  MUST(report_weekly_services(&source, &names, &count));
  assert_int_equal(count, 3);
  assert_text(names[0], "Adults");
  assert_text(names[2], "Roads");
}

/* Agreed on 3 April for the 17th, and for Monday 29th: that one is not due this week. */
static void test_actions(void **state) {
  World *world = *state;
  Text reference = received(world, "2019-04-03", BINS, "Jo Bloggs");
  Ctx officer = as(world, OFFICER);
  const char *const days[] = {"2019-04-29", "2019-04-17", "2019-04-28"};
  for (size_t i = 0; i < COUNT(days); i++) {
    NewAction action = {.type = TEXT("training"),
                        .description = text_of(days[i]),
                        .owner = TEXT("Depot manager"),
                        .due = day(days[i])};
    MUST(act_agree_action(&officer, on_case(reference), &action));
  }
  answered_on(world, "2019-04-10", reference, SERVICE_MANAGER);
  at(world, "2019-04-23");
  Report report = weekly(world, "");
  const ReportList *actions = list_of(&report, "actions");
  assert_int_equal(report_weekly_open(&report), 0);
  assert_int_equal(actions->line_count, 2);
  assert_text(cell(actions, 0, "action"), "2019-04-17");
  assert_text(cell(actions, 0, "with"), "Depot manager");
  assert_text(cell(actions, 0, "days-late"), "2"); /* the 18th and the 23rd */
  assert_text(cell(actions, 1, "due"), "2019-04-28");
  assert_text(cell(actions, 1, "days-late"), "");
}

static Text keep(World *world, const Report *report) {
  Ctx ctx = as_system(world);
  AUTO_BUFFER figures = buffer_new(1u << 20);
  Text reference;
  report_json(report, &figures);
  Publication publication = {.report = TEXT("weekly"),
                             .title = report->title,
                             .scope = TEXT_NONE,
                             .from = report->ask.from,
                             .to = report->ask.to,
                             .figures = buffer_text(&figures),
                             .copy = TEXT_NONE,
                             .cases = TEXT_NONE,
                             .page = TEXT("<h1>Open cases</h1>")};
  MUST(publication_make(&ctx, &publication, &reference));
  return reference;
}

static void assert_monday(const Report *report, const char *monday, int64_t open, int64_t late) {
  const FigureTable *trend = report_table(report, TEXT("weekly-trend"));
  assert_int_equal(trend->row_count, 13);
  assert_int_equal(table_cell(trend, text_of(monday), TEXT("open")), open);
  assert_int_equal(table_cell(trend, text_of(monday), TEXT("late")), late);
}

/* What is worked out afterwards is what was kept; and once it was kept, nothing that is found later moves it.
 */
static void test_trend(void **state) {
  World *world = *state;
  (void)open_cases(world);
  at_minute(world, "2019-04-22", 6 * 60);
  Report monday = weekly(world, "");
  ASSERT_ROW(&monday, "total", 7, 1, 3, 1, 1, 1, 15, 0, 0);
  at(world, "2019-04-24");
  Report recounted = weekly(world, "");
  assert_monday(&recounted, "2019-04-22", 7, 1);
  assert_monday(&recounted, "2019-04-01", 2, 0);
  assert_monday(&recounted, "2019-01-28", 0, 0);
  at_minute(world, "2019-04-22", 6 * 60);
  (void)keep(world, &monday);
  at(world, "2019-04-24");
  Ctx officer = as(world, OFFICER);
  Submission found = complaint(world, BINS, "found-behind-a-desk", "A letter");
  found.channel = TEXT("letter");
  found.received = day("2019-03-25");
  found.minute = -1;
  Submitted submitted;
  MUST(act_submit(&officer, &found, &submitted));
  Report kept = weekly(world, ""), roads = weekly(world, "Roads");
  assert_monday(&kept, "2019-04-22", 7, 1);
  assert_monday(&kept, "2019-04-15", 8, 1);  /* to be acknowledged by 27 March */
  assert_monday(&roads, "2019-04-22", 2, 0); /* a list of its own was not kept */
  assert_true(says(&kept, "Weeks without a kept list are worked out afterwards and may differ a little."));
}

/* A list of Wednesday does not tell how Monday was. */
static void test_kept_later(void **state) {
  World *world = *state;
  (void)open_cases(world);
  at(world, "2019-04-24");
  Report wednesday = weekly(world, "");
  ASSERT_ROW(&wednesday, "total", 7, 2, 2, 1, 1, 1, 17, 0, 0);
  Text reference = keep(world, &wednesday);
  assert_true(text_equal(keep(world, &wednesday), reference)); /* two jobs at once */
  Report report = weekly(world, "");
  assert_monday(&report, "2019-04-22", 7, 1);
  ReportSource source = source_of(world);
  const KeptWeek *weeks;
  size_t count;
  MUST(report_weekly_kept(&source, TEXT_NONE, day("2019-04-22"), day("2019-04-22"), &weeks, &count));
  assert_int_equal(count, 1);
  assert_true(text_equal(weeks[0].reference, reference));
  MUST(report_weekly_kept(&source, TEXT("Roads"), day("2019-04-22"), day("2019-04-22"), &weeks, &count));
  assert_int_equal(count, 0);
}

static void test_asked(void **state) {
  World *world = *state;
  at(world, "2019-04-23");
  Report report;
  MUST(make(world, "2019-04-25", "2019-05-02", "", &report));
  assert_text(report.title, "Open cases, week beginning Monday 22 April 2019");
  assert_true(date_equal(report.ask.to, day("2019-04-28")));
  assert_true(says(&report, "the week ends on 28 April 2019"));
  assert_false(says(&report, "not the week that was asked for"));
  MUST(make(world, "2019-04-15", "2019-04-21", "", &report));
  assert_true(says(&report, "not the week that was asked for"));
  ReportSource source = source_of(world);
  ReportAsk ask = {
      .name = TEXT("weekly"), .from = day("2019-04-22"), .to = day("2019-04-28"), .published_copy = true};
  MUST_FAIL(report_make(&source, &ask, &report), ERROR_INVALID, "no copy of it for the public");
}

static void test_weeks(void **state) {
  World *world = *state;
  static const struct {
    const char *day, *monday, *name;
  } weeks[] = {{"2019-04-28", "2019-04-22", "2019-W17"},
               {"2021-01-03", "2020-12-28", "2020-W53"},
               {"2021-01-04", "2021-01-04", "2021-W01"},
               {"2018-12-31", "2018-12-31", "2019-W01"}};
  for (size_t i = 0; i < COUNT(weeks); i++) {
    Date monday = week_monday(day(weeks[i].day)), back = DATE_NONE;
    assert_true(date_equal(monday, day(weeks[i].monday)));
    assert_text(week_name(world->arena, monday), weeks[i].name);
    assert_true(week_parse(text_of(weeks[i].name), &back));
    assert_true(date_equal(back, monday));
  }
  static const char *const wrong[] = {"",       "2019-W00", "2019-W53", "2019-W54", "2019W17", "2019-17",
                                      "19-W17", "2019-Wxx", "1800-W01", "9999-W01", "2019-W1", "2019-W017"};
  Date monday;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(week_parse(text_of(wrong[i]), &monday));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_counts),  TEST(test_no_date),       TEST(test_all),
                                     TEST(test_lists),   TEST(test_initials_only), TEST(test_scope),
                                     TEST(test_actions), TEST(test_trend),         TEST(test_kept_later),
                                     TEST(test_asked),   TEST(test_weeks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
