/* Actions, recommendations and the Ombudsman's decision; cases of other kinds, and their registers. The days
 * are counted by hand on the calendar of the winter 2018/19: 25 and 26 December and 1 January do not count.
 */
#include "casework/facts.h"
#include "casework/registers.h"
#include "world.h"

static NewAction training(const char *due_on) {
  return (NewAction){TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day(due_on)};
}

static Target on_day(Text reference, const char *iso) { return (Target){reference, ANY_VERSION, day(iso)}; }

static RegisterFilter only(const char *kind) {
  return (RegisterFilter){
      .kind = text_of(kind), .words = TEXT_NONE, .state = TEXT_NONE, .category = TEXT_NONE};
}

static Registration of_kind(World *world, const char *kind) {
  return (Registration){.key = random_secret(world->arena, 16),
                        .kind = text_of(kind),
                        .reference = TEXT_NONE,
                        .received = DATE_NONE,
                        .category = TEXT_NONE,
                        .party = TEXT_NONE,
                        .linked = TEXT_NONE,
                        .name = TEXT_NONE,
                        .email = TEXT_NONE,
                        .words = TEXT_NONE,
                        .age = TEXT_NONE,
                        .gender = TEXT_NONE,
                        .channel = TEXT("letter"),
                        .answer_by = DATE_NONE};
}

static Text registered(World *world, const Registration *registration) {
  Ctx ctx = as(world, OFFICER);
  Submitted made;
  MUST(act_register(&ctx, registration, &made));
  return made.reference;
}

static Text at_the_ombudsman(World *world, Text complaint_reference) {
  Registration registration = of_kind(world, "ombudsman-case");
  registration.received = day("2018-11-05");
  registration.category = TEXT("Environment services");
  registration.party = TEXT("lgsco");
  registration.linked = complaint_reference;
  return registered(world, &registration);
}

static Text compliment(World *world, Where where, const char *words) {
  Registration registration = of_kind(world, "compliment");
  registration.service = world->services[where];
  registration.words = text_of(words);
  return registered(world, &registration);
}

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

/* ---- other kinds --------------------------------------------------------------------------------- */

/* Until August 2019 the month was counted from the day after receipt: Friday 11 January to 11 February. */
static void a_request_for_ones_own_data(void **state) {
  World *world = *state;
  at(world, "2019-01-14");
  Registration registration = of_kind(world, "access-request");
  registration.received = day("2019-01-10");
  registration.name = TEXT("Jo Bloggs");
  registration.words = TEXT("Everything about my tenancy");
  Text reference = registered(world, &registration);
  assert_string_equal(due(world, reference, "stage-1/respond"), "2019-02-11");
  assert_string_equal(ask(world, "SELECT procedure || ' ' || version || ' ' || triaged FROM case_row"),
                      "subject-access 2018-05 1");
}

static void a_compliment_is_passed_on(void **state) {
  World *world = *state;
  Text reference = compliment(world, BINS, "The crew carried my bin back up the steps.");
  Ctx ctx = as(world, OFFICER);
  assert_string_equal(ask(world, "SELECT open || ' ' || coalesce(due, 'no day') FROM case_row"), "1 no day");
  MUST(act_close(&ctx, on_case(reference), TEXT("Passed on to Sam Bins")));
  assert_string_equal(ask(world, "SELECT status FROM case_row"), "closed");
  Registration empty = of_kind(world, "compliment");
  Submitted made;
  MUST_FAIL(act_register(&ctx, &empty, &made), ERROR_INVALID, "what was said");
}

static void a_referral_is_about_a_child(void **state) {
  World *world = *state;
  Registration registration = of_kind(world, "advocacy-referral");
  registration.service = world->services[CHILDREN];
  registration.category = TEXT("Contact with family");
  registration.party = TEXT("National Youth Advocacy Service");
  registration.age = TEXT("15");
  registration.gender = TEXT("female");
  Text reference = registered(world, &registration);
  CaseFile file = seen(world, reference);
  assert_text(case_text(&file, "age"), "15");
  assert_string_equal(ask(world, "SELECT restricted || ' ' || flags FROM case_row"), "1 child");
  Ctx reviewer = as(world, REVIEWER);
  MUST_FAIL(ledger_open(&reviewer, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
}

static void the_same_form_makes_one_case(void **state) {
  World *world = *state;
  Registration registration = of_kind(world, "compliment");
  registration.words = TEXT("Thank you");
  Ctx ctx = as(world, OFFICER);
  Submitted first, second;
  MUST(act_register(&ctx, &registration, &first));
  MUST(act_register(&ctx, &registration, &second));
  assert_false(first.repeated);
  assert_true(second.repeated);
  assert_true(text_equal(first.reference, second.reference));
  assert_string_equal(ask(world, "SELECT count(*) FROM case_file"), "1");
  registration.key = TEXT("short");
  MUST_FAIL(act_register(&ctx, &registration, &second), ERROR_INVALID, "it has no key");
}

static void the_ombudsmans_own_reference(void **state) {
  World *world = *state;
  Registration registration = of_kind(world, "ombudsman-case");
  registration.category = TEXT("Housing");
  registration.reference = TEXT(" 18 012 345 ");
  assert_text(registered(world, &registration), "18 012 345");
  Ctx ctx = as(world, OFFICER);
  Submitted made;
  registration.key = random_secret(world->arena, 16);
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_CONFLICT, "already a case with the reference");
  static const char *const wrong[] = {"new", "18/012/345", "18<012", "?18", "é18", "18.012"};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    registration.reference = text_of(wrong[i]);
    MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "must have a number in it");
  }
}

static void who_may_register(void **state) {
  World *world = *state;
  for (int who = 0; who < WHO_COUNT; who++) {
    Ctx ctx = as(world, (Who)who);
    Registration registration = of_kind(world, "compliment");
    registration.words = TEXT("Thank you");
    Submitted made;
    Error error = act_register(&ctx, &registration, &made);
    if (ctx.actor.role == ROLE_OFFICER || ctx.actor.role == ROLE_MANAGER)
      MUST(error);
    else
      MUST_FAIL(error, ERROR_DENIED, "Your role does not allow this");
  }
  Ctx customer = as_customer(world);
  Registration registration = of_kind(world, "compliment");
  Submitted made;
  MUST_FAIL(act_register(&customer, &registration, &made), ERROR_DENIED, "Your role does not allow this");
}

static void what_is_typed_of_a_case(void **state) {
  World *world = *state;
  Ctx ctx = as(world, OFFICER);
  const char *before = everything(world);
  Submitted made;
  Registration registration = of_kind(world, "complaint");
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "no register");
  registration = of_kind(world, "access-request");
  registration.received = day("2018-12-19");
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "today or in the past");
  registration.received = day("2007-12-19");
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "last 10 years");
  registration.received = DATE_NONE;
  registration.service = (ServiceId){987654321};
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "Select the service");
  registration = of_kind(world, "ombudsman-case");
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "is about");
  registration = of_kind(world, "advocacy-referral");
  MUST_FAIL(act_register(&ctx, &registration, &made), ERROR_INVALID, "why an advocate");
  assert_string_equal(everything(world), before);
}

/* ---- registers ----------------------------------------------------------------------------------- */

static size_t found(Ctx *ctx, const RegisterFilter *filter) {
  const RegisterRow *rows;
  size_t count;
  int64_t total;
  MUST(register_list(ctx, filter, 50, 1, &rows, &count, &total));
  assert_int_equal(count, total);
  return count;
}

static void filters_of_a_register(void **state) {
  World *world = *state;
  compliment(world, BINS, "The crew was 100% kind_hearted.");
  compliment(world, ROADS, "A pothole was mended in a day.");
  Text passed = compliment(world, ROADS, "Thank you.");
  new_case(world, BINS, "The crew was late");
  Ctx ctx = as(world, OFFICER);
  MUST(act_close(&ctx, on_case(passed), TEXT_NONE));
  RegisterFilter filter = only("compliment");
  assert_int_equal(found(&ctx, &filter), 3);
  filter.state = TEXT("open");
  assert_int_equal(found(&ctx, &filter), 2);
  filter.state = TEXT("closed");
  assert_int_equal(found(&ctx, &filter), 1);
  filter = only("compliment");
  filter.service = world->services[ROADS];
  assert_int_equal(found(&ctx, &filter), 2);
  filter = only("compliment");
  filter.words = TEXT("POTHOLE");
  assert_int_equal(found(&ctx, &filter), 1);
  filter.words = TEXT("100%");
  assert_int_equal(found(&ctx, &filter), 1);
  filter.words = TEXT("d_a");
  assert_int_equal(found(&ctx, &filter), 0);
  filter = only("compliment");
  filter.late = true;
  assert_int_equal(found(&ctx, &filter), 0);
}

static void late_at_the_ombudsman(void **state) {
  World *world = *state;
  at_the_ombudsman(world, TEXT_NONE); /* due on 3 December, and it is the 18th */
  Registration registration = of_kind(world, "ombudsman-case");
  registration.category = TEXT("Housing");
  Text fresh = registered(world, &registration);
  Ctx ctx = as(world, OFFICER);
  RegisterFilter filter = only("ombudsman-case");
  const RegisterRow *rows;
  size_t count;
  int64_t total;
  MUST(register_list(&ctx, &filter, 1, 1, &rows, &count, &total));
  assert_int_equal(total, 2);
  assert_int_equal(count, 1);
  assert_true(text_equal(rows[0].reference, fresh)); /* the newest first */
  filter.late = true;
  MUST(register_list(&ctx, &filter, 25, 1, &rows, &count, &total));
  assert_int_equal(count, 1);
  assert_int_equal(rows[0].days_left, -11);
  filter = only("ombudsman-case");
  filter.category = TEXT("Housing");
  assert_int_equal(found(&ctx, &filter), 1);
  const Text *names;
  MUST(register_categories(&ctx, filter.kind, &names, &count));
  assert_int_equal(count, 2);
  assert_text(names[0], "Environment services");
  const RegisterCount *counts;
  MUST(register_counts(&ctx, &counts, &count));
  assert_int_equal(count, 1);
  assert_int_equal(counts[0].open, 2);
  assert_int_equal(counts[0].late, 1);
}

static void who_sees_a_register(void **state) {
  World *world = *state;
  static const struct {
    Who who;
    size_t sees;
    bool downloads;
  } rows[] = {{OFFICER, 3, true},          {MANAGER, 3, true},        {AUDITOR, 3, true},
              {SERVICE_MANAGER, 1, false}, {OTHER_MANAGER, 2, false}, {CHILDREN_MANAGER, 0, false},
              {REVIEWER, 0, false},        {ADMINISTRATOR, 0, false}, {LEAVER, 0, true}};
  compliment(world, BINS, "Thank you");
  compliment(world, ROADS, "Thank you");
  compliment(world, ROADS, "Thank you");
  RegisterFilter all = only("compliment");
  for (size_t i = 0; i < COUNT(rows); i++) {
    Ctx ctx = as(world, rows[i].who);
    AUTO_BUFFER out = buffer_new(10000);
    assert_int_equal(found(&ctx, &all), rows[i].sees);
    Error error = register_csv(&ctx, &all, &out);
    if (!rows[i].downloads) {
      MUST_FAIL(error, ERROR_DENIED, "does not allow downloads");
      continue;
    }
    MUST(error);
    size_t lines = 0;
    for (Text rest = buffer_text(&out), line; text_next(&rest, '\n', &line);) lines++;
    assert_int_equal(lines, 1 + rows[i].sees); /* the header too */
  }
}

static const char *csv_of(World *world, const char *kind) {
  AUTO_BUFFER out = buffer_new(10000);
  Ctx ctx = as(world, OFFICER);
  RegisterFilter all = only(kind);
  MUST(register_csv(&ctx, &all, &out));
  return text_z(world->arena, text_slice(buffer_text(&out), 3, SIZE_MAX));
}

/* The columns are those of the import, so that a download can be imported elsewhere. */
static void downloads_have_the_columns_of_the_import(void **state) {
  World *world = *state;
  Text complaint_reference = new_case(world, BINS, "Nobody came");
  Registration registration = of_kind(world, "ombudsman-case");
  registration.reference = TEXT("18 012 345");
  registration.category = TEXT("Environment services");
  registration.party = TEXT("lgsco");
  registration.linked = complaint_reference;
  Text reference = registered(world, &registration);
  Ctx ctx = as(world, OFFICER);
  Answer own = answer_of(world, MANAGER, OUTCOME_ANSWERED);
  MUST(act_respond(&ctx, on_case(reference), &own));
  const char *before = csv_of(world, "ombudsman-case");
  assert_non_null(strstr(before, ",2018-12-18,,,\r\n"));
  MUST(act_decide(&ctx, on_case(reference), &(Decision){OUTCOME_UPHELD, true, TEXT("Fault")}));
  MUST(act_recommend(&ctx, on_case(reference), TEXT("Apologise"), day("2019-01-18")));
  NewAction action = training("2019-01-11");
  MUST(act_agree_action(&ctx, on_case(complaint_reference), &action));
  Text expected = text_format(
      world->arena,
      "ombudsman_reference,ombudsman,category,complaint_reference,received,decided,decision,"
      "satisfactory_remedy_before\r\n18 012 345,lgsco,Environment services,%.*s,2018-12-18,2018-12-18,upheld,"
      "yes\r\n",
      TEXT_ARGUMENTS(complaint_reference));
  assert_string_equal(csv_of(world, "ombudsman-case"), text_z(world->arena, expected));
  assert_string_equal(csv_of(world, "recommendation"),
                      "ombudsman_reference,recommendation,due,completed,compliance\r\n"
                      "18 012 345,Apologise,2019-01-18,,\r\n");
  expected = text_format(world->arena,
                         "complaint_reference,type,description,owner,due,completed\r\n"
                         "%.*s,training,Train the crew,Sam Bins,2019-01-11,\r\n",
                         TEXT_ARGUMENTS(complaint_reference));
  assert_string_equal(csv_of(world, "action"), text_z(world->arena, expected));
}

/* What is about a child stays on the page of the case. */
static void a_download_of_referrals_tells_no_ages(void **state) {
  World *world = *state;
  Registration registration = of_kind(world, "advocacy-referral");
  registration.category = TEXT("Contact with family");
  registration.party = TEXT("NYAS");
  registration.age = TEXT("15");
  registration.gender = TEXT("female");
  registration.name = TEXT("Robin Young");
  Text reference = registered(world, &registration);
  Ctx ctx = as(world, OFFICER);
  MUST(act_close(&ctx, on_case(reference), TEXT("Contact was arranged")));
  assert_string_equal(csv_of(world, "advocacy-referral"),
                      "referred,provider,reason,outcome\r\n"
                      "2018-12-18,NYAS,Contact with family,Contact was arranged\r\n");
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
      TEST(a_request_for_ones_own_data),
      TEST(a_compliment_is_passed_on),
      TEST(a_referral_is_about_a_child),
      TEST(the_same_form_makes_one_case),
      TEST(the_ombudsmans_own_reference),
      TEST(who_may_register),
      TEST(what_is_typed_of_a_case),
      TEST(filters_of_a_register),
      TEST(late_at_the_ombudsman),
      TEST(who_sees_a_register),
      TEST(downloads_have_the_columns_of_the_import),
      TEST(a_download_of_referrals_tells_no_ages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
