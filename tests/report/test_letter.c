/* The Ombudsman's letter: four tables from our records beside the figures that were typed in (rules 5.1). */
#include "world.h"
#include "casework/publication.h"
#include "report/report.h"

static ReportAsk letter_ask(void) {
  return (ReportAsk){.name = TEXT("ombudsman-letter"), .from = day("2018-04-01"), .to = day("2019-03-31")};
}

static Report letter_of(World *world) {
  Ctx ctx = as(world, MANAGER);
  Report report;
  ReportAsk wanted = letter_ask();
  ReportSource source = {.arena = world->arena,
                         .db = world->db,
                         .procedures = &world->program.procedures,
                         .calendars = &world->program.calendars,
                         .council = TEXT("Anytown Council"),
                         .now = ctx_now(&ctx)};
  MUST(report_make(&source, &wanted, &report));
  return report;
}

static Text at_ombudsman(World *world, const char *key, const char *category, const char *received) {
  Ctx ctx = as(world, OFFICER);
  Submitted submitted;
  Registration registration = {.key = text_of(key),
                               .kind = TEXT("ombudsman-case"),
                               .received = day(received),
                               .category = text_of(category),
                               .party = TEXT("lgsco"),
                               .answer_by = DATE_NONE};
  MUST(act_register(&ctx, &registration, &submitted));
  return submitted.reference;
}

static void decide(World *world, Text reference, Outcome outcome, bool remedied, const char *on) {
  Ctx ctx = as(world, OFFICER);
  Decision decision = {.outcome = outcome, .remedied_before = remedied, .words = TEXT("As the letter says")};
  MUST(act_decide(&ctx, (Target){reference, ANY_VERSION, day(on)}, &decision));
}

/* Three received in the year and one before; decided: upheld (remedied before), upheld, not upheld, referred
 * back. */
static void fill(World *world) {
  at(world, "2019-06-03");
  Text first = at_ombudsman(world, "key-of-the-first-case", "Housing", "2018-05-01");
  Text second = at_ombudsman(world, "key-of-the-second-case", "Housing", "2018-06-01");
  Text third = at_ombudsman(world, "key-of-the-third-case", "Benefits and tax", "2018-07-02");
  Text before = at_ombudsman(world, "key-of-the-earlier-case", "Other", "2018-03-01");
  decide(world, first, OUTCOME_UPHELD, true, "2018-08-01");
  decide(world, second, OUTCOME_UPHELD, false, "2019-03-31");
  decide(world, third, OUTCOME_NOT_UPHELD, false, "2019-04-01"); /* after the year */
  decide(world, before, OUTCOME_REFERRED_BACK, false, "2018-04-01");
  Ctx ctx = as(world, OFFICER);
  MUST(act_recommend(&ctx, (Target){first, ANY_VERSION, day("2018-08-01")}, TEXT("Apologise"),
                     day("2018-09-03")));
  MUST(act_recommend(&ctx, (Target){first, ANY_VERSION, day("2018-08-01")}, TEXT("Pay £100"),
                     day("2018-09-03")));
  MUST(act_record_compliance(&ctx, (Target){first, ANY_VERSION, day("2018-09-10")}, 1, COMPLIANCE_ON_TIME,
                             TEXT("Done")));
  MUST(act_record_compliance(&ctx, (Target){first, ANY_VERSION, day("2018-09-12")}, 2, COMPLIANCE_LATE,
                             TEXT("Late")));
}

static int64_t cell_of(const Report *report, const char *table, const char *row, const char *column) {
  const FigureTable *found = report_table(report, text_of(table));
  assert_non_null(found);
  return table_cell(found, text_of(row), text_of(column));
}

static void the_four_tables_count_by_their_own_days(void **state) {
  World *world = *state;
  fill(world);
  Report report = letter_of(world);
  assert_int_equal(cell_of(&report, "ombudsman-received", "total", "n"), 3);
  assert_int_equal(cell_of(&report, "ombudsman-received", "Housing", "n"), 2);
  assert_int_equal(cell_of(&report, "ombudsman-decisions", "total", "n"), 3);
  assert_int_equal(cell_of(&report, "ombudsman-decisions", "upheld", "n"), 2);
  assert_int_equal(cell_of(&report, "ombudsman-decisions", "not-upheld", "n"), 0);
  assert_int_equal(cell_of(&report, "ombudsman-decisions", "referred-back", "n"), 1);
  assert_int_equal(cell_of(&report, "ombudsman-remedy", "total", "n"), 1);
  assert_int_equal(cell_of(&report, "ombudsman-remedy", "total", "of"), 2);
  /* One case with two recommendations counts once, by the worse; late still complies. */
  assert_int_equal(cell_of(&report, "ombudsman-compliance", "total", "recorded"), 1);
  assert_int_equal(cell_of(&report, "ombudsman-compliance", "total", "on-time"), 0);
  assert_int_equal(cell_of(&report, "ombudsman-compliance", "total", "late"), 1);
  assert_int_equal(share_percent(report_rate(&report, TEXT("compliance"))->now), 100);
  assert_int_equal(share_percent(report_rate(&report, TEXT("uphold-rate"))->now), 100);
  assert_int_equal(share_percent(report_rate(&report, TEXT("satisfactory-remedy"))->now), 50);
}

/* Nobody is late with an answer to an enquiry that has been decided. */
static void a_decision_ends_the_enquiry(void **state) {
  World *world = *state;
  at(world, "2019-06-03");
  Text reference = at_ombudsman(world, "key-of-the-first-case", "Housing", "2019-05-30");
  CaseFile file = seen(world, reference);
  assert_non_null(file.state.next);
  decide(world, reference, OUTCOME_REFERRED_BACK, false, "2019-06-03");
  file = seen(world, reference);
  assert_null(file.state.next);
  assert_int_equal(clock_find(file.state.clocks, TEXT("stage-1/respond"))->status, CLOCK_NOT_NEEDED);
}

/* A compliment waits for nobody to choose a procedure. */
static void a_compliment_is_not_to_be_sorted(void **state) {
  World *world = *state;
  Ctx ctx = as(world, OFFICER);
  Submitted submitted;
  WorkCounts counts;
  Registration registration = {.key = TEXT("key-of-the-compliment"),
                               .kind = TEXT("compliment"),
                               .received = DATE_NONE,
                               .service = world->services[BINS],
                               .words = TEXT("The crew was kind"),
                               .answer_by = DATE_NONE};
  MUST(act_register(&ctx, &registration, &submitted));
  MUST(work_counts(&ctx, &counts));
  assert_int_equal(counts.open, 1);
  assert_int_equal(counts.untriaged, 0);
}

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

static void type_in(World *world, const char *slot, const char *figure) {
  Ctx ctx = as(world, MANAGER);
  ReportAsk wanted = letter_ask();
  MUST(report_note_put(&ctx, TEXT("ombudsman-letter"), report_period_key(world->arena, &wanted),
                       text_of(slot), text_of(figure)));
}

static void differences_from_the_letter_are_listed(void **state) {
  World *world = *state;
  fill(world);
  Report report = letter_of(world);
  assert_true(says(&report, "have not been typed in yet"));
  type_in(world, "letter/ombudsman-received/Housing/n", "3");
  type_in(world, "letter/ombudsman-received/Benefits and tax/n", "1");
  type_in(world, "letter/ombudsman-received/total/n", "4");
  type_in(world, "letter/ombudsman-remedy/total/of", "2");
  report = letter_of(world);
  assert_true(says(&report, "Housing: our records have 2, the letter 3."));
  assert_true(says(&report, "Total: our records have 3, the letter 4."));
  assert_false(says(&report, "Benefits and tax: our records"));
  assert_true(says(&report, "None: the letter and our records agree."));
  assert_int_equal(cell_of(&report, "letter-ombudsman-received", "Housing", "n"), 3);
  assert_int_equal(cell_of(&report, "ombudsman-received", "Housing", "n"), 2);
}

/* A word that is no number is as if nothing had been typed in. */
static void what_is_no_number_is_not_compared(void **state) {
  World *world = *state;
  fill(world);
  type_in(world, "letter/ombudsman-received/Housing/n", "about ten");
  Report report = letter_of(world);
  assert_null(report_table(&report, TEXT("letter-ombudsman-received")));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(the_four_tables_count_by_their_own_days), TEST(differences_from_the_letter_are_listed),
      TEST(what_is_no_number_is_not_compared),       TEST(a_decision_ends_the_enquiry),
      TEST(a_compliment_is_not_to_be_sorted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
