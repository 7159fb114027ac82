/* Cases that are no complaints, and their registers: what is found, by whom, and what a download has. */
#include "registered.h"

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

static void more_actions(World *world, int from, int to) {
  Text sql = text_format(world->arena,
                         "WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                         "INSERT INTO record_row SELECT case_id, i, kind, code, description, owner, search, "
                         "agreed, due, due_key, completed, verdict, compliance, open FROM record_row, n "
                         "WHERE number = 1",
                         from, to);
  raw(world, text_z(world->arena, sql));
}

/* A list of actions is downloaded whole or not at all: nobody is left to think that it ends where the
 * download does. */
static void no_download_ends_early(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  NewAction action = {TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day("2019-01-11")};
  Ctx ctx = as(world, OFFICER);
  RegisterFilter all = only("action");
  AUTO_BUFFER out = buffer_new(32u << 20);
  MUST(act_agree_action(&ctx, on_case(reference), &action));
  more_actions(world, 2, 20001);
  MUST(register_csv(&ctx, &all, &out));
  size_t lines = 0;
  for (Text rest = buffer_text(&out), line; text_next(&rest, '\n', &line);) lines++;
  assert_int_equal(lines, 20002); /* the header too */
  more_actions(world, 20002, 100001);
  buffer_clear(&out);
  MUST_FAIL(register_csv(&ctx, &all, &out), ERROR_LIMIT, "Choose fewer");
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
  NewAction action = {TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day("2019-01-11")};
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
      TEST(no_download_ends_early),
      TEST(downloads_have_the_columns_of_the_import),
      TEST(a_download_of_referrals_tells_no_ages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
