/* Actions, recommendations and the Ombudsman's decision. The days are counted by hand on the calendar of the
 * winter 2018/19: 25 and 26 December and 1 January do not count. */
#include "registered.h"

static NewAction training(const char *due_on) {
  return (NewAction){TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day(due_on)};
}

static Target on_day(Text reference, const char *iso) { return (Target){reference, ANY_VERSION, day(iso)}; }

/* ---- actions ------------------------------------------------------------------------------------- */

static const char *verdict_of_first(World *world, Text reference) {
  return ask(world,
             "SELECT coalesce(r.verdict, '') FROM record_row r JOIN case_file c ON c.id = r.case_id "
             "WHERE c.reference = '%.*s' AND r.number = 1",
             TEXT_ARGUMENTS(reference));
}

/* Agreed on Tuesday 18 December for Friday 11 January: 7 working days in December, 8 in January. */
static void the_clock_of_an_action(void **state) {
  World *world = *state;
  static const struct {
    const char *moved_on, *moved_to, *done, *verdict; /* moved_on NULL: it is not */
  } rows[] = {
      {NULL, NULL, "2019-01-11", "on-time"},
      {NULL, NULL, "2018-12-18", "on-time"},
      {NULL, NULL, "2019-01-12", "late"},
      {"2019-01-11", "2019-01-18", "2019-01-18", "in-extension"},
      {"2019-01-11", "2019-01-18", "2019-01-11", "on-time"},
      {"2019-01-11", "2019-01-18", "2019-01-19", "late"},
      {"2019-01-12", "2019-01-18", "2019-01-18", "late"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    at(world, "2018-12-18");
    Text reference = new_case(world, BINS, "Nobody came");
    NewAction action = training("2019-01-11");
    Ctx ctx = as(world, OFFICER);
    MUST(act_agree_action(&ctx, on_case(reference), &action));
    assert_int_equal(seen(world, reference).state.records.items[0].clock.days_left, 15);
    at(world, "2019-02-01");
    if (rows[i].moved_on)
      MUST(act_move_due(&ctx, on_day(reference, rows[i].moved_on), 1, day(rows[i].moved_to),
                        TEXT("The trainer was ill")));
    assert_string_equal(verdict_of_first(world, reference), "");
    MUST(act_complete(&ctx, on_day(reference, rows[i].done), 1, TEXT("Sheet of names")));
    assert_string_equal(verdict_of_first(world, reference), rows[i].verdict);
  }
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* Friday 11 January is past on Saturday: a day late, though no working day has gone by. */
static void late_actions_are_found(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  NewAction first = training("2019-01-11"), second = training("2019-01-14");
  Ctx ctx = as(world, OFFICER);
  MUST(act_agree_action(&ctx, on_case(reference), &second));
  MUST(act_agree_action(&ctx, on_case(reference), &first));
  at(world, "2019-01-12");
  RegisterFilter late = only("action");
  late.late = true;
  const RecordListRow *rows;
  size_t count;
  int64_t total;
  MUST(record_list(&ctx, &late, 25, 1, &rows, &count, &total));
  assert_int_equal(count, 1);
  assert_int_equal(total, 1);
  assert_int_equal(rows[0].number, 2);
  assert_int_equal(rows[0].days_left, -1);
  late.late = false;
  MUST(record_list(&ctx, &late, 25, 1, &rows, &count, &total));
  assert_int_equal(count, 2);
  assert_int_equal(rows[0].number, 2); /* the most pressing first */
  assert_int_equal(rows[1].days_left, 1);
  MUST(record_list(&ctx, &late, 1, 2, &rows, &count, &total));
  assert_int_equal(count, 1);
  assert_int_equal(total, 2);
  assert_int_equal(rows[0].number, 1);
}

static void actions_outlive_the_case(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  NewAction action = training("2019-01-11");
  Ctx ctx = as(world, OFFICER);
  MUST(act_withdraw(&ctx, on_case(reference), TEXT_NONE));
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  MUST(act_complete(&ctx, on_case(reference), 1, TEXT_NONE));
  MUST_FAIL(act_complete(&ctx, on_case(reference), 1, TEXT_NONE), ERROR_REFUSED,
            "no action or recommendation");
}

/* A number that was taken back stays taken, so that nobody mistakes one action for another. */
static void numbers_are_not_given_twice(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  NewAction action = training("2019-01-11");
  Ctx ctx = as(world, OFFICER);
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  CaseFile file = seen(world, reference);
  Correction mistake = {(int32_t)file.version, true, DATE_NONE, DATE_NONE, OUTCOME_NONE, TEXT("Wrong case")};
  MUST(act_correct(&ctx, on_case(reference), &mistake));
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  file = seen(world, reference);
  assert_int_equal(file.state.records.count, 1);
  assert_int_equal(file.state.records.items[0].number, 2);
}

static void what_is_typed_of_an_action(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  Ctx ctx = as(world, OFFICER);
  const char *before = everything(world);
  NewAction action = training("2019-01-11");
  action.description = TEXT(" ");
  MUST_FAIL(act_agree_action(&ctx, on_case(reference), &action), ERROR_INVALID, "what will be done");
  action = training("2019-01-11");
  action.owner = TEXT_NONE;
  MUST_FAIL(act_agree_action(&ctx, on_case(reference), &action), ERROR_INVALID, "who will do it");
  action = training("2019-01-11");
  action.type = TEXT_NONE;
  MUST_FAIL(act_agree_action(&ctx, on_case(reference), &action), ERROR_INVALID, "what kind of action");
  action = training("2018-12-17");
  MUST_FAIL(act_agree_action(&ctx, on_case(reference), &action), ERROR_INVALID, "before the day");
  action = training("2019-01-11");
  action.due = DATE_NONE;
  MUST_FAIL(act_agree_action(&ctx, on_case(reference), &action), ERROR_INVALID, "by which it is to be done");
  MUST_FAIL(act_complete(&ctx, on_case(reference), 1, TEXT_NONE), ERROR_REFUSED, "left to complete");
  assert_string_equal(everything(world), before);
  action = training("2019-01-11");
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  before = everything(world);
  MUST_FAIL(act_complete(&ctx, on_case(reference), 0, TEXT_NONE), ERROR_INVALID, "Select the action");
  MUST_FAIL(act_complete(&ctx, on_case(reference), 2, TEXT_NONE), ERROR_INVALID, "no such action");
  MUST_FAIL(act_move_due(&ctx, on_case(reference), 1, day("2019-02-01"), TEXT_NONE), ERROR_INVALID,
            "who agreed");
  MUST_FAIL(act_move_due(&ctx, on_case(reference), 1, day("2018-12-01"), TEXT("Why")), ERROR_INVALID,
            "before the day");
  MUST_FAIL(act_recommend(&ctx, on_case(reference), TEXT("Apologise"), day("2019-02-01")), ERROR_REFUSED,
            "not a case at the Ombudsman");
  MUST_FAIL(act_decide(&ctx, on_case(reference), &(Decision){OUTCOME_UPHELD, false, TEXT_NONE}),
            ERROR_REFUSED, "not a case at the Ombudsman");
  assert_string_equal(everything(world), before);
}

/* Service managers agree and complete in their own cases; dates are moved by the complaints team. */
static void whose_actions(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  NewAction action = training("2019-01-11");
  Ctx bins = as(world, SERVICE_MANAGER), roads = as(world, OTHER_MANAGER), auditor = as(world, AUDITOR);
  MUST(act_agree_action(&bins, on_case(reference), &action));
  MUST_FAIL(act_agree_action(&roads, on_case(reference), &action), ERROR_NOT_FOUND, "no such case");
  MUST_FAIL(act_agree_action(&auditor, on_case(reference), &action), ERROR_DENIED, "role does not allow");
  MUST_FAIL(act_move_due(&bins, on_case(reference), 1, day("2019-02-01"), TEXT("Why")), ERROR_DENIED,
            "role does not allow");
  MUST(act_complete(&bins, on_case(reference), 1, TEXT_NONE));
  static const struct {
    Who who;
    int sees;
  } rows[] = {{OFFICER, 1}, {SERVICE_MANAGER, 1}, {AUDITOR, 1},       {OTHER_MANAGER, 0},
              {MANAGER, 1}, {REVIEWER, 0},        {ADMINISTRATOR, 0}, {LEAVER, 0}};
  RegisterFilter all = only("action");
  for (size_t i = 0; i < COUNT(rows); i++) {
    const RecordListRow *found;
    size_t count;
    int64_t total;
    Ctx ctx = as(world, rows[i].who);
    MUST(record_list(&ctx, &all, 25, 1, &found, &count, &total));
    assert_int_equal(count, rows[i].sees);
    assert_int_equal(total, rows[i].sees);
  }
}

/* ---- at the Ombudsman ---------------------------------------------------------------------------- */

/* Twenty working days after Monday 5 November end on Monday 3 December. A later day in the letter moves the
 * date, an earlier one is kept and shown. */
static void the_day_in_the_letter(void **state) {
  World *world = *state;
  static const struct {
    const char *letter, *due, *kept; /* letter NULL: none */
    int extended;
  } rows[] = {{NULL, "2018-12-03", "", 0},
              {"2018-12-10", "2018-12-10", "2018-12-10", 1},
              {"2018-12-03", "2018-12-03", "2018-12-03", 0},
              {"2018-11-26", "2018-12-03", "2018-11-26", 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Registration registration = of_kind(world, "ombudsman-case");
    registration.received = day("2018-11-05");
    registration.category = TEXT("Housing");
    if (rows[i].letter) registration.answer_by = day(rows[i].letter);
    Text reference = registered(world, &registration);
    assert_string_equal(due(world, reference, "stage-1/respond"), rows[i].due);
    CaseFile file = seen(world, reference);
    assert_text(case_text(&file, "answer-by"), rows[i].kept);
    assert_int_equal(file.state.stages[1].extensions, rows[i].extended);
    assert_true(case_facts(&(Ctx){.arena = world->arena, .directory = world->directory}, &file).triaged);
  }
  Registration early = of_kind(world, "ombudsman-case");
  early.received = day("2018-11-05");
  early.category = TEXT("Housing");
  early.answer_by = day("2018-11-04");
  Submitted made;
  Ctx ctx = as(world, OFFICER);
  MUST_FAIL(act_register(&ctx, &early, &made), ERROR_INVALID, "before the day of receipt");
}

static void a_case_at_the_ombudsman_to_its_end(void **state) {
  World *world = *state;
  Text complaint_reference = new_case(world, BINS, "Nobody came");
  Text reference = at_the_ombudsman(world, complaint_reference);
  Ctx ctx = as(world, MANAGER);
  assert_string_equal(ask(world, "SELECT service FROM case_row WHERE kind = 'ombudsman-case'"), "11");
  MUST_FAIL(act_close(&ctx, on_case(reference), TEXT_NONE), ERROR_REFUSED, "has not been answered");
  Decision decision = {OUTCOME_NOT_UPHELD, true, TEXT("No fault")};
  MUST_FAIL(act_decide(&ctx, on_case(reference), &decision), ERROR_INVALID, "upheld complaints alone");
  decision.outcome = OUTCOME_PARTLY_UPHELD;
  MUST_FAIL(act_decide(&ctx, on_case(reference), &decision), ERROR_INVALID, "what the Ombudsman decided");
  decision.outcome = OUTCOME_UPHELD;
  MUST(act_decide(&ctx, on_case(reference), &decision));
  MUST_FAIL(act_decide(&ctx, on_case(reference), &decision), ERROR_REFUSED, "The Ombudsman decided on");
  MUST(act_recommend(&ctx, on_case(reference), TEXT("Apologise and pay £250"), day("2019-01-18")));
  MUST_FAIL(act_record_compliance(&ctx, on_case(reference), 1, COMPLIANCE_NONE, TEXT_NONE), ERROR_INVALID,
            "on time, late or not at all");
  MUST(act_close(&ctx, on_case(reference), TEXT_NONE));
  MUST(act_complete(&ctx, on_case(reference), 1, TEXT("The letter was sent")));
  MUST(act_record_compliance(&ctx, on_case(reference), 1, COMPLIANCE_LATE, TEXT_NONE));
  MUST_FAIL(act_record_compliance(&ctx, on_case(reference), 1, COMPLIANCE_LATE, TEXT_NONE), ERROR_REFUSED,
            "without a word on compliance");
  assert_string_equal(
      ask(world, "SELECT outcome || ' ' || status FROM case_row WHERE kind = 'ombudsman-case'"),
      "upheld closed");
  assert_string_equal(ask(world, "SELECT compliance || ' ' || verdict FROM record_row"), "late on-time");
  Ctx system = as_system(world);
  Text said = TEXT_NONE;
  size_t wrong = wrongs(&system, &said);
  if (wrong) print_message("# %.*s\n", TEXT_ARGUMENTS(said));
  assert_int_equal(wrong, 0);
}

static void compliance_is_of_recommendations(void **state) {
  World *world = *state;
  Text reference = at_the_ombudsman(world, TEXT_NONE);
  NewAction action = training("2019-01-11");
  Ctx ctx = as(world, OFFICER);
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  MUST(act_recommend(&ctx, on_case(reference), TEXT("Apologise"), day("2019-01-18")));
  MUST_FAIL(act_record_compliance(&ctx, on_case(reference), 1, COMPLIANCE_ON_TIME, TEXT_NONE), ERROR_REFUSED,
            "no such recommendation");
  MUST(act_record_compliance(&ctx, on_case(reference), 2, COMPLIANCE_ON_TIME, TEXT_NONE));
}

static void cases_that_belong_together(void **state) {
  World *world = *state;
  Text complaint_reference = new_case(world, BINS, "Nobody came");
  Text typed = text_lower_ascii(world->arena, complaint_reference); /* as a person types it */
  Text reference = at_the_ombudsman(world, typed);
  const LinkedCase *cases;
  size_t count;
  Ctx ctx = as(world, SERVICE_MANAGER);
  CaseFile file = seen(world, reference);
  MUST(linked_cases(&ctx, &file, &cases, &count));
  assert_int_equal(count, 1);
  assert_true(cases[0].source && text_equal(cases[0].reference, complaint_reference));
  file = seen(world, complaint_reference);
  MUST(linked_cases(&ctx, &file, &cases, &count));
  assert_int_equal(count, 1);
  assert_true(!cases[0].source && text_equal(cases[0].reference, reference));
  assert_text(cases[0].kind, "ombudsman-case");
  ctx = as(world, OTHER_MANAGER);
  MUST(linked_cases(&ctx, &file, &cases, &count));
  assert_int_equal(count, 0);
  Registration wrong = of_kind(world, "ombudsman-case");
  Submitted made;
  ctx = as(world, OFFICER);
  wrong.category = TEXT("Housing");
  wrong.linked = TEXT("CMP-18000000");
  MUST_FAIL(act_register(&ctx, &wrong, &made), ERROR_INVALID, "no complaint with the reference CMP-18000000");
  wrong.linked = reference;
  MUST_FAIL(act_register(&ctx, &wrong, &made), ERROR_INVALID, "is not a complaint");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(the_clock_of_an_action),
      TEST(late_actions_are_found),
      TEST(actions_outlive_the_case),
      TEST(numbers_are_not_given_twice),
      TEST(what_is_typed_of_an_action),
      TEST(whose_actions),
      TEST(the_day_in_the_letter),
      TEST(a_case_at_the_ombudsman_to_its_end),
      TEST(compliance_is_of_recommendations),
      TEST(cases_that_belong_together),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
