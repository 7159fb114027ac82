/* The annual report as a value: figures that open into their cases, sentences right in number and grammar,
 * what is not known told from what is none. */
#include "assets.h"
#include "casework/import.h"
#include "casework/publication.h"
#include "report/report.h"
#include "world.h"
#include <jansson.h>

static const char *const FILES[] = {"complaints", "ombudsman",   "recommendations", "actions",
                                    "sars",       "compliments", "advocacy",        "comparators"};

static Text bytes_of(const char *name) {
  for (size_t i = 0; i < asset_count; i++)
    if (strcmp(assets[i].name, name) == 0) return (Text){(const char *)assets[i].bytes, assets[i].size};
  fail_msg("%s is not built in", name);
  return TEXT_NONE;
}

/* The council's year of 2018/19, whole. */
static void import_year(World *world) {
  ImportFile files[COUNT(FILES)];
  ImportReport report = {0};
  for (size_t i = 0; i < COUNT(FILES); i++) {
    Text name = text_format(world->arena, "demo/%s.csv", FILES[i]);
    files[i] =
        (ImportFile){text_format(world->arena, "%s.csv", FILES[i]), bytes_of(text_z(world->arena, name))};
  }
  at(world, "2019-07-01");
  Ctx ctx = as_system(world);
  MUST(import_files(&ctx, files, COUNT(files), false, NULL, &report));
}

static ReportSource source_of(World *world) {
  Ctx ctx = as(world, MANAGER);
  return (ReportSource){.arena = world->arena,
                        .db = world->db,
                        .procedures = &world->program.procedures,
                        .calendars = &world->program.calendars,
                        .council = TEXT("Anytown Council"),
                        .now = ctx_now(&ctx)};
}

static ReportAsk ask_of(const char *name, const char *from, const char *to) {
  return (ReportAsk){.name = text_of(name), .from = day(from), .to = day(to)};
}

static Report report_of(World *world, const ReportAsk *wanted) {
  Report report;
  ReportSource source = source_of(world);
  MUST(report_make(&source, wanted, &report));
  return report;
}

static const Text CHILDREN_SERVICES[] = {{"Children's Social Care Services", 31},
                                         {"Placements and Specialist Services", 34}};

static ReportAsk year_of_children(void) {
  ReportAsk wanted = ask_of("annual", "2018-04-01", "2019-03-31");
  wanted.services = CHILDREN_SERVICES;
  wanted.service_count = 2;
  return wanted;
}

/* ---- figures and their cases ------------------------------------------------------------------------ */

static bool is_typed_in(const FigureTable *table) { return figure_table_of(table->id) == FIGURE_TABLE_COUNT; }

static void compare_cells(World *world, const ReportAsk *wanted, const FigureTable *table, size_t *compared) {
  ReportSource source = source_of(world);
  for (size_t i = 0; i < table->row_count; i++)
    for (size_t k = 0; k < table->column_count; k++) {
      const FigureCase *cases;
      size_t count, total;
      TableRow *row = &table->rows[i];
      if (row->cells[k] == INT_NONE) continue;
      MUST(report_cases(&source, wanted, table->id, row->id, table->columns[k], 5, &cases, &count, &total));
      if ((int64_t)total != row->cells[k])
        fail_msg("%.*s / %.*s / %.*s: %lld counted, %zu cases", TEXT_ARGUMENTS(table->id),
                 TEXT_ARGUMENTS(row->id), TEXT_ARGUMENTS(table->columns[k]), (long long)row->cells[k], total);
      assert_int_equal(count, total < 5 ? total : 5);
      ++*compared;
    }
}

static void every_figure_opens_into_its_cases(void **state) {
  World *world = *state;
  size_t compared = 0;
  import_year(world);
  ReportAsk wanted = year_of_children();
  Report report = report_of(world, &wanted);
  for (size_t i = 0; i < report.table_count; i++)
    if (!is_typed_in(&report.tables[i])) compare_cells(world, &wanted, &report.tables[i], &compared);
  assert_true(compared > 200);
}

static void cases_come_in_order_of_day(void **state) {
  World *world = *state;
  const FigureCase *cases;
  size_t count, total;
  import_year(world);
  ReportAsk wanted = year_of_children();
  ReportSource source = source_of(world);
  MUST(report_cases(&source, &wanted, TEXT("received-by-procedure"), TEXT("total"), TEXT("stage-1"), 1000,
                    &cases, &count, &total));
  assert_int_equal(count, 51);
  for (size_t i = 1; i < count; i++) assert_false(date_before(cases[i].opened, cases[i - 1].opened));
  MUST_FAIL(report_cases(&source, &wanted, TEXT("no-such-table"), TEXT("total"), TEXT("n"), 5, &cases, &count,
                         &total),
            ERROR_NOT_FOUND, "no such figure");
  MUST_FAIL(report_cases(&source, &wanted, TEXT("causes"), TEXT("total"), TEXT("stage-1"), 5, &cases, &count,
                         &total),
            ERROR_NOT_FOUND, "no such figure");
}

/* ---- words ------------------------------------------------------------------------------------------ */

static bool says(const Report *report, const char *words) {
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const ReportPart *part = &report->sections[i].parts[k];
      if (text_contains(part->text, text_of(words))) return true;
      for (size_t n = 0; n < part->item_count; n++)
        if (text_contains(part->items[n], text_of(words))) return true;
    }
  return false;
}

#define assert_says(report, words)                                                                           \
  do {                                                                                                       \
    if (!says(report, words)) fail_msg("not said: %s", words);                                               \
  } while (0)

static void the_published_year_is_told_in_sentences(void **state) {
  World *world = *state;
  import_year(world);
  ReportAsk wanted = year_of_children();
  Report report = report_of(world, &wanted);
  assert_says(&report,
              "In 2018/19 we received 51 stage 1 complaints, a 25% reduction from the previous year, when we "
              "received 68.");
  assert_says(&report,
              "We answered 36 of 51 stage 1 complaints on time (71%), compared with 58% (40 of 69) in the "
              "previous year.");
  assert_says(&report,
              "We received 12 requests for stage 2, which is 24% of the 51 stage 1 complaints received, none "
              "for stage 3, and the Ombudsman received 4 complaints about us.");
  assert_says(&report, "The most common cause was “Service quality”: 18 of 51 causes.");
  assert_says(&report, "We found fault in 25 of the 47 stage 1 complaints that we decided (53%)");
  assert_says(&report, "rose by 13 percentage points, from 58% (40 of 69) to 71% (36 of 51)");
  assert_says(&report, "we received 67, a 19% reduction from the previous year, when we received 83.");
  assert_says(&report,
              "24% would be 16 of this year's 67. A change is measured against the earlier year: 16 of 83 is "
              "19%.");
  assert_says(
      &report,
      "In 2018/19, 4 complaints about these services went on to the Ombudsman, compared with 3 in the "
      "previous year. It decided 4 and found fault in 2.");
  assert_says(&report,
              "In 2018/19, 21 young people were referred to an advocate. The youngest was 8, the oldest 20.");
  assert_says(&report, "We received 25 compliments.");
  assert_says(&report,
              "We received 69 subject access requests, an 8% increase on the previous year, when we received "
              "64. There were 4 requests for an internal review.");
}

/* Two complaints in May 2018, one in May 2019: one and two, and a half. */
static void one_is_one_and_two_are_two(void **state) {
  World *world = *state;
  at(world, "2017-04-20");
  (void)new_case(world, ROADS, "Long ago, so that the records reach back");
  at(world, "2018-05-01");
  Text first = new_case(world, BINS, "A bin"), second = new_case(world, BINS, "A bin too");
  triaged(world, first, BINS, OFFICER);
  triaged(world, second, BINS, OFFICER);
  at(world, "2018-05-03");
  answered(world, first, SERVICE_MANAGER, OUTCOME_UPHELD);
  at(world, "2019-05-02");
  Text third = new_case(world, BINS, "A third");
  triaged(world, third, BINS, OFFICER);
  at(world, "2019-05-03");
  answered(world, third, SERVICE_MANAGER, OUTCOME_NOT_UPHELD);
  ReportAsk wanted = ask_of("annual", "2019-04-01", "2020-03-31");
  Report report = report_of(world, &wanted);
  assert_says(&report,
              "In 2019/20 we received 1 stage 1 complaint, a 50% reduction from the previous year, when we "
              "received 2.");
  assert_says(&report, "We answered 1 of 1 stage 1 complaint on time (100%), compared with 100% (1 of 1)");
  assert_says(&report, "We found fault in 0 of the 1 stage 1 complaint that we decided (0%)");
  wanted = ask_of("annual", "2018-04-01", "2019-03-31");
  report = report_of(world, &wanted);
  assert_says(&report,
              "In 2018/19 we received 2 stage 1 complaints, a 100% increase on the previous year, when we "
              "received 1.");
}

static void nothing_is_made_of_what_is_not_known(void **state) {
  World *world = *state;
  at(world, "2018-05-01");
  (void)new_case(world, BINS, "The first there ever was");
  ReportAsk wanted = ask_of("annual", "2018-04-01", "2019-03-31");
  Report report = report_of(world, &wanted);
  assert_says(&report, "In 2018/19 we received 1 stage 1 complaint.");
  assert_true(text_is_empty(report.before));
  assert_null(report_table(&report, TEXT("received-by-procedure"))->rows[0].previous);
  assert_null(report_rate(&report, TEXT("change-in-total")));
  assert_int_equal(share_percent(report_rate(&report, TEXT("stage-1-on-time"))->now), PERCENT_NONE);
  assert_says(&report, "Nothing is compared with an earlier period");
}

static void a_kind_that_was_not_recorded_is_not_none(void **state) {
  World *world = *state;
  import_year(world);
  ReportAsk wanted = year_of_children();
  Report report = report_of(world, &wanted);
  assert_null(report_table(&report, TEXT("compliments-by-service"))->rows[0].previous);
  assert_non_null(report_table(&report, TEXT("subject-access-by-service"))->rows[0].previous);
}

static void an_empty_database_gives_an_empty_report(void **state) {
  World *world = *state;
  at(world, "2026-05-01");
  ReportAsk wanted = ask_of("annual", "2025-04-01", "2026-03-31");
  Report report = report_of(world, &wanted);
  assert_says(&report, "In 2025/26 we received no stage 1 complaints.");
  assert_int_equal(
      table_cell(report_table(&report, TEXT("received-by-procedure")), TEXT("total"), TEXT("total")), 0);
  for (size_t i = 0; i < report.findings.count; i++) assert_false(report.findings.items[i].blocks);
}

/* ---- what may be asked ------------------------------------------------------------------------------- */

static void mistakes_in_what_is_asked_are_named(void **state) {
  World *world = *state;
  Report report;
  ReportSource source = source_of(world);
  ReportAsk wanted = ask_of("annual", "2019-04-01", "2018-03-31");
  MUST_FAIL(report_make(&source, &wanted, &report), ERROR_INVALID, "after the last one");
  wanted = ask_of("annual", "2001-04-01", "2018-03-31");
  MUST_FAIL(report_make(&source, &wanted, &report), ERROR_INVALID, "longer than ten years");
  wanted = ask_of("anual", "2018-04-01", "2019-03-31");
  MUST_FAIL(report_make(&source, &wanted, &report), ERROR_INVALID, "There is no report 'anual'");
  Text wrong = TEXT("Bin");
  wanted = ask_of("annual", "2018-04-01", "2019-03-31");
  wanted.services = &wrong;
  wanted.service_count = 1;
  MUST_FAIL(report_make(&source, &wanted, &report), ERROR_INVALID, "did you mean 'Bins'?");
}

/* The last day of February stays the last day, in leap years too. */
static void the_earlier_period_is_the_same_days(void **state) {
  World *world = *state;
  at(world, "2018-02-01");
  (void)new_case(world, BINS, "So that the records reach back");
  at(world, "2019-02-28");
  (void)new_case(world, BINS, "On the last of February");
  at(world, "2020-02-29");
  (void)new_case(world, BINS, "On the leap day");
  at(world, "2020-03-02");
  ReportAsk wanted = ask_of("annual", "2020-02-01", "2020-02-29");
  Report report = report_of(world, &wanted);
  assert_text(report.before, "1 February 2019 to 28 February 2019");
  const FigureTable *table = report_table(&report, TEXT("received-by-procedure"));
  size_t total = table_row(table, TEXT("total"));
  assert_int_equal(table->rows[total].cells[0], 1);
  assert_int_equal(table->rows[total].previous[0], 1);
  const FigureTable *months = report_table(&report, TEXT("months"));
  assert_int_equal(months->row_count, 2);
  assert_text(months->rows[0].id, "2020-02");
  assert_int_equal(months->rows[0].previous[0], 1);
}

/* A stage that the procedure does not have is not "none". */
static void a_stage_that_is_not_there_does_not_apply(void **state) {
  World *world = *state;
  import_year(world);
  ReportAsk wanted = year_of_children();
  Report report = report_of(world, &wanted);
  const FigureTable *table = report_table(&report, TEXT("received-by-procedure"));
  assert_true(table_cell(table, TEXT("bexley-corporate"), TEXT("stage-3")) == INT_NONE);
  assert_int_equal(table_cell(table, TEXT("children-statutory"), TEXT("stage-3")), 0);
  assert_int_equal(table_cell(table, TEXT("total"), TEXT("stage-3")), 0);
}

/* What is typed is checked as well: the mistake of the published report. */
static void a_wrong_percentage_in_the_words_is_found(void **state) {
  World *world = *state;
  import_year(world);
  ReportAsk wanted = year_of_children();
  Ctx ctx = as(world, MANAGER);
  Text key = report_period_key(world->arena, &wanted);
  Text words =
      TEXT("In total, the number of complaints received fell by 16 (24%) compared with the year before.");
  MUST(report_note_put(&ctx, TEXT("annual"), key, TEXT("received"), words));
  Report report = report_of(world, &wanted);
  bool found = false;
  for (size_t i = 0; i < report.findings.count; i++) {
    const Finding *finding = &report.findings.items[i];
    if (finding->kind != FINDING_WRONG_BASE || !text_equal(finding->where, TEXT("received"))) continue;
    found = finding->blocks && text_contains(finding->words, TEXT("83")) &&
            text_contains(finding->words, TEXT("19%"));
  }
  assert_true(found);
}

static json_t *json_of(World *world, const ReportAsk *wanted) {
  Report report = report_of(world, wanted);
  AUTO_BUFFER out = buffer_new(1u << 20);
  report_json(&report, &out);
  json_t *root = json_loadb(out.at, out.length, JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(root);
  return root;
}

static bool is_open_table(const char *id) {
  static const char *const open[] = {
      "ombudsman-received", "ombudsman-decisions", "ombudsman-remedy", "ombudsman-compliance", "actions",
      "neighbours"};
  for (size_t i = 0; i < COUNT(open); i++)
    if (strcmp(open[i], id) == 0) return true;
  return false;
}

/* Small in the whole report: hidden in the copy. Shown in the copy: the same number. */
static void compare_copies(const json_t *whole, const json_t *copy, const char *id, size_t *hidden) {
  size_t i;
  const json_t *cell;
  assert_int_equal(json_array_size(whole), json_array_size(copy));
  json_array_foreach(whole, i, cell) {
    const json_t *shown = json_array_get(copy, i);
    bool small = json_is_integer(cell) && json_integer_value(cell) > 0 && json_integer_value(cell) < 5;
    bool is_hidden = json_is_string(shown);
    if (small && !is_hidden && !is_open_table(id)) fail_msg("%s shows %lld", id, json_integer_value(cell));
    if (!is_hidden) assert_true(json_equal(cell, shown));
    if (is_hidden) assert_string_equal(json_string_value(shown), "c");
    *hidden += is_hidden;
  }
}

static const json_t *row_named(const json_t *table, const json_t *id) {
  size_t r;
  const json_t *row;
  json_array_foreach(json_object_get(table, "rows"), r, row) {
    if (json_equal(json_object_get(row, "id"), id)) return row;
  }
  return NULL;
}

static void a_published_copy_shows_no_small_number(void **state) {
  World *world = *state;
  size_t hidden = 0, t, r;
  const json_t *table, *row;
  import_year(world);
  ReportAsk wanted = year_of_children();
  json_t *whole = json_of(world, &wanted);
  wanted.published_copy = true;
  json_t *copy = json_of(world, &wanted);
  json_array_foreach(json_object_get(whole, "tables"), t, table) {
    const json_t *twin = json_array_get(json_object_get(copy, "tables"), t);
    const char *id = json_string_value(json_object_get(table, "id"));
    json_array_foreach(json_object_get(table, "rows"), r, row) {
      const json_t *other = row_named(twin, json_object_get(row, "id"));
      compare_copies(json_object_get(row, "cells"), json_object_get(other, "cells"), id, &hidden);
      compare_copies(json_object_get(row, "previous"), json_object_get(other, "previous"), id, &hidden);
    }
  }
  assert_true(hidden > 20);
  assert_int_equal(json_array_size(json_object_get(copy, "findings")), 0);
  json_decref(whole);
  json_decref(copy);
}

/* An Ombudsman case counts under the complaint that it came from, also after that is moved to another
 * service. */
static void an_ombudsman_case_follows_its_complaint(void **state) {
  World *world = *state;
  Submitted submitted;
  at(world, "2019-05-01");
  Text complained = new_case(world, BINS, "A bin");
  triaged(world, complained, BINS, OFFICER);
  at(world, "2019-06-03");
  Ctx officer = as(world, OFFICER);
  Registration registration = {.key = TEXT("0123456789abcdef0123"),
                               .kind = TEXT("ombudsman-case"),
                               .received = day("2019-06-03"),
                               .category = TEXT("Environment services"),
                               .party = TEXT("lgsco"),
                               .linked = complained,
                               .answer_by = DATE_NONE};
  MUST(act_register(&officer, &registration, &submitted));
  ReportAsk wanted = ask_of("annual", "2019-04-01", "2020-03-31");
  Report report = report_of(world, &wanted);
  const FigureTable *table = report_table(&report, TEXT("received-by-service"));
  assert_int_equal(table_cell(table, TEXT("Bins"), TEXT("ombudsman")), 1);
  triaged(world, complained, ROADS, OFFICER);
  report = report_of(world, &wanted);
  table = report_table(&report, TEXT("received-by-service"));
  assert_true(table_cell(table, TEXT("Bins"), TEXT("ombudsman")) == INT_NONE);
  assert_int_equal(table_cell(table, TEXT("Roads"), TEXT("ombudsman")), 1);
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(every_figure_opens_into_its_cases),        TEST(cases_come_in_order_of_day),
      TEST(the_published_year_is_told_in_sentences),  TEST(one_is_one_and_two_are_two),
      TEST(nothing_is_made_of_what_is_not_known),     TEST(a_kind_that_was_not_recorded_is_not_none),
      TEST(an_empty_database_gives_an_empty_report),  TEST(mistakes_in_what_is_asked_are_named),
      TEST(the_earlier_period_is_the_same_days),      TEST(a_stage_that_is_not_there_does_not_apply),
      TEST(a_wrong_percentage_in_the_words_is_found), TEST(a_published_copy_shows_no_small_number),
      TEST(an_ombudsman_case_follows_its_complaint),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
