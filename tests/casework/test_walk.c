/* Whole cases through whole procedures, with every date counted by hand. */
#include "world.h"

#define assert_due(reference, clock, date) assert_string_equal(due(world, (reference), (clock)), (date))

static const char *row(World *world, const char *columns, Text reference) {
  return ask(world, "SELECT %s FROM case_row WHERE reference = '%.*s'", columns, TEXT_ARGUMENTS(reference));
}

static const char *stage(World *world, const char *columns, Text reference, int number) {
  return ask(world,
             "SELECT %s FROM stage_row s JOIN case_file f ON f.id = s.case_id WHERE f.reference = '%.*s' AND "
             "stage = %d",
             columns, TEXT_ARGUMENTS(reference), number);
}

static Submitted received(World *world, const char *iso, int minute, Where where) {
  at_minute(world, iso, minute);
  Text key = random_secret(world->arena, 16);
  Submission submission = complaint(world, where, text_z(world->arena, key), "Nobody came");
  return sent(world, &submission);
}

/* Tue 18 Dec 2018: Wed 19(1) Thu 20(2) Fri 21(3) Mon 24(4) Thu 27(5) Fri 28(6) Mon 31(7) Wed 2 Jan(8) 3(9)
 * 4(10) Mon 7(11) 8(12) 9(13) 10(14) Fri 11 Jan(15). */
static void bexley_stage_1(World *world, Text reference) {
  assert_due(reference, "stage-1/acknowledge", "2018-12-20");
  assert_due(reference, "stage-1/respond", "2019-01-11");
  assert_string_equal(row(world, "status || next_clock || due || triaged", reference),
                      "openstage-1/acknowledge2018-12-200");
  at(world, "2018-12-19");
  triaged(world, reference, BINS, SERVICE_MANAGER);
  assert_string_equal(row(world, "next_clock || due || triaged", reference),
                      "stage-1/acknowledge2018-12-201");
  at(world, "2018-12-20");
  acknowledged(world, reference);
  assert_string_equal(row(world, "next_clock || due || clock_kind", reference),
                      "stage-1/respond2019-01-11target");
  assert_string_equal(stage(world, "acknowledged || acknowledge_verdict", reference, 1), "2018-12-20on-time");
}

static void bexley_extension(World *world, Text reference) {
  at(world, "2019-01-08");
  Ctx ctx = as(world, MANAGER);
  Extension extension = {day("2019-01-11"), TEXT("other"), TEXT("Somebody is away."), world->people[MANAGER],
                         true};
  MUST_FAIL(act_extend(&ctx, on_case(reference), &extension), ERROR_INVALID,
            "later than the one in force, 11 January 2019");
  extension.until = day("2019-01-25");
  MUST(act_extend(&ctx, on_case(reference), &extension));
  assert_due(reference, "stage-1/respond", "2019-01-25");
  assert_string_equal(row(world, "due || extended", reference), "2019-01-251");
  CaseFile file = seen(world, reference);
  assert_int_equal(file.events[file.count - 1].event.type, EVENT_CUSTOMER_TOLD);
  assert_true(file.events[file.count - 2].event.subject.value == world->people[MANAGER].value);
}

/* Thu 24 Jan 2019 and four weeks, no bank holiday between: Thu 21 Feb. */
static void bexley_answer(World *world, Text reference) {
  at(world, "2019-01-24");
  Ctx ctx = as(world, SERVICE_MANAGER);
  Answer answer = answer_of(world, SERVICE_MANAGER, OUTCOME_PARTLY_UPHELD);
  answer.remedies = TEXT("apology;payment");
  answer.pence = 12550;
  MUST(act_respond(&ctx, on_case(reference), &answer));
  assert_string_equal(row(world, "status || outcome", reference), "answeredpartly-upheld");
  assert_string_equal(
      stage(world,
            "due || ' ' || extended_due || ' ' || responded || ' ' || verdict || ' ' || outcome || ' ' || "
            "remedies || ' ' || pence",
            reference, 1),
      "2019-01-11 2019-01-25 2019-01-24 in-extension partly-upheld apology;payment 12550");
  assert_due(reference, "stage-1/escalate", "2019-02-21");
}

/* Fri 1 Feb: Mon 4(1), Tue 5(2); three weeks: Fri 22 Feb. */
static void bexley_stage_2(World *world, Submitted made) {
  at(world, "2019-02-01");
  Ctx customer = as_customer(world);
  MUST(customer_request_review(&customer, made.tracking,
                               &(ReviewRequest){TEXT("It is no better"), TEXT("Bins emptied")}));
  assert_due(made.reference, "stage-2/acknowledge", "2019-02-05");
  assert_due(made.reference, "stage-2/respond", "2019-02-22");
  assert_string_equal(row(world, "status || stage || open", made.reference), "open21");
  at(world, "2019-02-05");
  acknowledged(world, made.reference);
  at(world, "2019-02-20");
  Ctx officer = as(world, OFFICER);
  Answer answer = answer_of(world, SERVICE_MANAGER, OUTCOME_NOT_UPHELD);
  const char *before = everything(world);
  MUST_FAIL(act_respond(&officer, on_case(made.reference), &answer), ERROR_REFUSED,
            "The same person answered stage 1. Stage 2 must be answered by somebody else.");
  assert_string_equal(everything(world), before);
  Ctx reviewer = as(world, REVIEWER);
  answer.decided_by = world->people[REVIEWER];
  MUST(act_respond(&reviewer, on_case(made.reference), &answer));
  assert_string_equal(stage(world,
                            "opened || ' ' || due || ' ' || responded || ' ' || verdict || ' ' || outcome",
                            made.reference, 2),
                      "2019-02-01 2019-02-22 2019-02-20 on-time not-upheld");
}

static void bexley_corporate(void **state) {
  World *world = *state;
  Submitted made = received(world, "2018-12-18", 16 * 60 + 55, BINS);
  bexley_stage_1(world, made.reference);
  bexley_extension(world, made.reference);
  bexley_answer(world, made.reference);
  bexley_stage_2(world, made);
  at(world, "2019-02-21");
  Ctx ctx = as(world, OFFICER);
  MUST_FAIL(act_request_review(&ctx, on_case(made.reference), &(ReviewRequest){TEXT("More"), TEXT_NONE}),
            ERROR_REFUSED, "last stage");
  MUST(act_close(&ctx, on_case(made.reference), TEXT("All done.")));
  assert_string_equal(row(world, "status || closed || open", made.reference), "closed2019-02-210");
  MUST_FAIL(act_assign(&ctx, on_case(made.reference), world->people[MANAGER], TEXT_NONE), ERROR_REFUSED,
            "closed on 21 February 2019");
  MUST_FAIL(act_reopen(&ctx, on_case(made.reference), TEXT_NONE), ERROR_INVALID, "why");
  MUST(act_reopen(&ctx, on_case(made.reference), TEXT("Something was left out.")));
  assert_string_equal(row(world, "status || open", made.reference), "open1");
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* Paused on day 10, Fri 4 Jan; the resuming day, Mon 14 Jan, is a new day 0: 15(11) 16(12) 17(13) 18(14) Mon
 * 21 Jan(15). */
static void a_pause_stops_the_clock(void **state) {
  World *world = *state;
  Text reference = received(world, "2018-12-18", 600, BINS).reference;
  Ctx ctx = as(world, OFFICER);
  triaged(world, reference, BINS, OFFICER);
  acknowledged(world, reference);
  at(world, "2019-01-04");
  MUST_FAIL(act_pause(&ctx, on_case(reference), TEXT("holidays"), TEXT("x")), ERROR_INVALID,
            "awaiting-information");
  MUST(
      act_pause(&ctx, on_case(reference), TEXT("awaiting-information"), TEXT("Please send the photograph.")));
  assert_due(reference, "stage-1/respond", "none");
  assert_string_equal(row(world, "coalesce(due, 'none') || paused", reference), "none1");
  MUST_FAIL(act_pause(&ctx, on_case(reference), TEXT("awaiting-information"), TEXT("x")), ERROR_REFUSED,
            "paused since 4 January 2019");
  at(world, "2019-01-14");
  MUST(act_resume(&ctx, on_case(reference), TEXT("It came.")));
  assert_due(reference, "stage-1/respond", "2019-01-21");
  assert_string_equal(row(world, "due || paused", reference), "2019-01-210");
  MUST_FAIL(act_resume(&ctx, on_case(reference), TEXT_NONE), ERROR_REFUSED, "not paused");
}

/* The answer of Fri 12 Apr 2019: the window ends on Wed 15 May 2019 (Good Friday, Easter Monday, 6 May). */
static void a_late_request_is_decided(void **state) {
  World *world = *state;
  Submitted made = received(world, "2019-04-02", 600, BINS);
  triaged(world, made.reference, BINS, SERVICE_MANAGER);
  acknowledged(world, made.reference);
  at(world, "2019-04-12");
  answered(world, made.reference, SERVICE_MANAGER, OUTCOME_NOT_UPHELD);
  assert_due(made.reference, "stage-1/escalate", "2019-05-15");
  at(world, "2019-05-16");
  Ctx customer = as_customer(world), officer = as(world, OFFICER);
  MUST(customer_request_review(&customer, made.tracking, &(ReviewRequest){TEXT("I was ill"), TEXT_NONE}));
  Answer answer = answer_of(world, REVIEWER, OUTCOME_NOT_UPHELD);
  MUST_FAIL(act_respond(&officer, on_case(made.reference), &answer), ERROR_REFUSED,
            "whether to accept the late request");
  MUST_FAIL(act_decide_late_request(&officer, on_case(made.reference), true, TEXT_NONE), ERROR_INVALID,
            "reasons");
  MUST(act_decide_late_request(&officer, on_case(made.reference), true, TEXT("She was in hospital.")));
  MUST(act_respond(&officer, on_case(made.reference), &answer));
  MUST_FAIL(act_decide_late_request(&officer, on_case(made.reference), false, TEXT("No")), ERROR_REFUSED,
            "accepted");
}

/* Mon 30 Apr 2018 (7 May is a bank holiday, 28 May too): 2 wd Wed 2 May, 10 wd Tue 15 May, 20 wd Wed 30 May.
 */
static void children_stage_1(World *world, Text reference) {
  assert_due(reference, "stage-1/acknowledge", "2018-05-02");
  assert_due(reference, "stage-1/respond", "2018-05-15");
  triaged(world, reference, CHILDREN, CHILDREN_MANAGER);
  at(world, "2018-05-02");
  acknowledged(world, reference);
  at(world, "2018-05-14");
  Ctx ctx = as(world, MANAGER);
  Extension extension = {day("2018-05-31"), TEXT("complex"), TEXT("Two teams."), world->people[MANAGER],
                         true};
  MUST_FAIL(act_extend(&ctx, on_case(reference), &extension), ERROR_REFUSED, "30 May 2018");
  extension.until = day("2018-05-30");
  extension.reason = TEXT("busy");
  MUST_FAIL(act_extend(&ctx, on_case(reference), &extension), ERROR_INVALID, "advocate-sought");
  extension.reason = TEXT("complex");
  MUST(act_extend(&ctx, on_case(reference), &extension));
  MUST_FAIL(act_extend(&ctx, on_case(reference), &extension), ERROR_REFUSED, "extended");
  at(world, "2018-05-29");
  answered(world, reference, CHILDREN_MANAGER, OUTCOME_NOT_UPHELD);
  assert_due(reference, "stage-1/escalate", "2018-06-26"); /* Tue 29 May and four weeks */
}

/* Mon 4 Jun 2018: Wed 6 Jun; five weeks Mon 9 Jul; thirteen weeks Mon 3 Sep and one more for 27 Aug: Tue 4
 * Sep. From the statement, Fri 15 Jun, five weeks: Fri 20 Jul. */
static void children_stage_2(World *world, Text reference) {
  Ctx ctx = as(world, MANAGER);
  at(world, "2018-06-04");
  MUST(act_request_review(&ctx, on_case(reference),
                          &(ReviewRequest){TEXT("We were not heard"), TEXT("An apology")}));
  assert_due(reference, "stage-2/acknowledge", "2018-06-06");
  assert_due(reference, "stage-2/respond", "2018-07-09");
  MUST(act_acknowledge(&ctx, on_case(reference), TEXT("letter"), TEXT_NONE));
  at(world, "2018-06-08");
  MUST(act_step(&ctx, on_case(reference), ACT_APPOINT_TEAM, TEXT("An officer and an independent person.")));
  at(world, "2018-06-15");
  MUST(act_step(&ctx, on_case(reference), ACT_AGREE_STATEMENT, TEXT("Three points.")));
  assert_due(reference, "stage-2/respond-from-statement", "2018-07-20");
  at(world, "2018-07-02");
  Extension extension = {day("2018-09-05"), TEXT("complex"), TEXT("Many files."), world->people[MANAGER],
                         true};
  MUST_FAIL(act_extend(&ctx, on_case(reference), &extension), ERROR_REFUSED, "4 September 2018");
  extension.until = day("2018-09-04");
  MUST(act_extend(&ctx, on_case(reference), &extension));
  at(world, "2018-08-31");
  Answer answer = answer_of(world, CHILDREN_MANAGER, OUTCOME_PARTLY_UPHELD);
  MUST_FAIL(act_respond(&ctx, on_case(reference), &answer), ERROR_REFUSED, "same person answered stage 1");
  answer.decided_by = world->people[REVIEWER];
  MUST(act_respond(&ctx, on_case(reference), &answer));
  assert_string_equal(stage(world, "due || ' ' || extended_due || ' ' || verdict", reference, 2),
                      "2018-07-09 2018-09-04 in-extension");
  assert_due(reference, "stage-2/escalate", "2018-09-28");
}

/* Mon 10 Sep 2018: Wed 12 Sep; panel in six weeks, Mon 22 Oct. Met Thu 18 Oct: report Thu 25 Oct. Came Wed 24
 * Oct: answer in three weeks, Wed 14 Nov. */
static void children_stage_3(World *world, Text reference) {
  Ctx ctx = as(world, MANAGER);
  at(world, "2018-09-10");
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT("A panel"), TEXT_NONE}));
  assert_due(reference, "stage-3/acknowledge", "2018-09-12");
  assert_due(reference, "stage-3/panel", "2018-10-22");
  MUST(act_acknowledge(&ctx, on_case(reference), TEXT("email"), TEXT_NONE));
  MUST_FAIL(act_step(&ctx, on_case(reference), ACT_REPORT, TEXT_NONE), ERROR_REFUSED, "panel has not met");
  at(world, "2018-10-18");
  MUST(act_step(&ctx, on_case(reference), ACT_HOLD_PANEL, TEXT_NONE));
  assert_due(reference, "stage-3/report", "2018-10-25");
  Answer answer = answer_of(world, MANAGER, OUTCOME_UPHELD);
  MUST_FAIL(act_respond(&ctx, on_case(reference), &answer), ERROR_REFUSED, "report has not been received");
  at(world, "2018-10-24");
  MUST(act_step(&ctx, on_case(reference), ACT_REPORT, TEXT_NONE));
  assert_due(reference, "stage-3/respond", "2018-11-14");
  at(world, "2018-11-13");
  MUST(act_respond(&ctx, on_case(reference), &answer));
  assert_string_equal(stage(world, "opened || ' ' || due || ' ' || verdict || ' ' || outcome", reference, 3),
                      "2018-09-10 2018-11-14 on-time upheld");
}

static void children_statutory(void **state) {
  World *world = *state;
  Text reference = received(world, "2018-04-30", 11 * 60, CHILDREN).reference;
  children_stage_1(world, reference);
  children_stage_2(world, reference);
  children_stage_3(world, reference);
  Ctx ctx = as(world, MANAGER);
  MUST_FAIL(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT_NONE, TEXT_NONE}),
            ERROR_REFUSED, "last stage");
  MUST(act_close(&ctx, on_case(reference), TEXT_NONE));
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

static void move_to_the_code(World *world, Text reference) {
  Ctx ctx = as(world, OFFICER);
  TriageDecision decision = {TEXT("lgsco-code-2024"),
                             TEXT_NONE,
                             world->services[BINS],
                             TEXT_NONE,
                             TEXT_NONE,
                             TEXT_NONE,
                             TEXT_NONE,
                             world->people[SERVICE_MANAGER]};
  MUST_FAIL(act_triage(&ctx, on_case(reference), &decision), ERROR_INVALID, "Say why");
  decision.reason = TEXT("We took on the Code this month.");
  MUST(act_triage(&ctx, on_case(reference), &decision));
  assert_string_equal(row(world, "procedure || ' ' || version", reference), "lgsco-code-2024 2024-02");
}

/* Mon 12 Feb 2024: acknowledge by Mon 19 Feb; acknowledged Wed 14 Feb: answer by Wed 28 Feb, extended Wed 13
 * Mar. Asked again on Tue 7 May: 8 9 10 13 14 May; acknowledged Fri 10 May: Mon 10 Jun (27 May), extended Mon
 * 8 Jul. */
static void lgsco_code(void **state) {
  World *world = *state;
  Text reference = received(world, "2024-02-12", 600, BINS).reference;
  Ctx ctx = as(world, OFFICER);
  move_to_the_code(world, reference);
  assert_due(reference, "stage-1/acknowledge", "2024-02-19");
  at(world, "2024-02-14");
  acknowledged(world, reference);
  assert_due(reference, "stage-1/respond", "2024-02-28");
  MUST_FAIL(act_pause(&ctx, on_case(reference), TEXT("awaiting-information"), TEXT("x")), ERROR_REFUSED,
            "does not let the clock stop");
  at(world, "2024-02-27");
  Extension extension = {day("2024-03-13"), TEXT("complex"), TEXT("Needs a visit."), world->people[MANAGER],
                         true};
  MUST(act_extend(&ctx, on_case(reference), &extension));
  at(world, "2024-03-12");
  answered(world, reference, SERVICE_MANAGER, OUTCOME_UPHELD);
  assert_string_equal(stage(world, "verdict", reference, 1), "in-extension");
  at(world, "2024-05-07");
  MUST(act_request_review(&ctx, on_case(reference), &(ReviewRequest){TEXT_NONE, TEXT_NONE}));
  assert_due(reference, "stage-2/acknowledge", "2024-05-14");
  at(world, "2024-05-10");
  acknowledged(world, reference);
  assert_due(reference, "stage-2/respond", "2024-06-10");
  at(world, "2024-07-01");
  answered(world, reference, REVIEWER, OUTCOME_UPHELD);
  assert_string_equal(stage(world, "due || ' ' || verdict", reference, 2), "2024-06-10 late");
}

/* A late answer that was dated wrongly is set right, with both words kept. */
static void a_correction_mends_the_day(void **state) {
  World *world = *state;
  Text reference = received(world, "2018-12-18", 600, BINS).reference;
  Ctx ctx = as(world, OFFICER);
  triaged(world, reference, BINS, SERVICE_MANAGER);
  acknowledged(world, reference);
  at(world, "2019-01-14");
  answered(world, reference, SERVICE_MANAGER, OUTCOME_UPHELD);
  assert_string_equal(stage(world, "verdict || responded", reference, 1), "late2019-01-14");
  CaseFile file = seen(world, reference);
  Correction correction = {(int32_t)file.version, false,    day("2019-01-11"), DATE_NONE,
                           OUTCOME_PARTLY_UPHELD, TEXT_NONE};
  MUST_FAIL(act_correct(&ctx, on_case(reference), &correction), ERROR_INVALID, "reason");
  correction.reason = TEXT("The letter went on Friday.");
  MUST(act_correct(&ctx, on_case(reference), &correction));
  assert_string_equal(stage(world, "verdict || responded || outcome", reference, 1),
                      "on-time2019-01-11partly-upheld");
  CaseFile after = seen(world, reference);
  assert_true(date_equal(after.events[file.version - 1].event.on, day("2019-01-14")));
  correction.number = 99;
  MUST_FAIL(act_correct(&ctx, on_case(reference), &correction), ERROR_INVALID, "Select the entry");
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* A correction leaves standing what the one before it had mended. */
static void corrections_add_up(void **state) {
  World *world = *state;
  Text reference = received(world, "2018-12-18", 600, BINS).reference;
  triaged(world, reference, BINS, SERVICE_MANAGER);
  acknowledged(world, reference);
  at(world, "2019-01-14");
  answered(world, reference, SERVICE_MANAGER, OUTCOME_UPHELD);
  int32_t answer = (int32_t)seen(world, reference).version;
  Ctx ctx = as(world, OFFICER);
  MUST(
      act_correct(&ctx, on_case(reference),
                  &(Correction){answer, false, DATE_NONE, DATE_NONE, OUTCOME_PARTLY_UPHELD, TEXT("A slip")}));
  MUST(act_correct(&ctx, on_case(reference),
                   &(Correction){answer, false, day("2019-01-11"), DATE_NONE, OUTCOME_NONE, TEXT("Sent")}));
  assert_string_equal(stage(world, "responded || ' ' || outcome", reference, 1), "2019-01-11 partly-upheld");
  /* Also where the correction is what is corrected. */
  MUST(act_correct(&ctx, on_case(reference),
                   &(Correction){answer + 2, false, day("2019-01-10"), DATE_NONE, OUTCOME_NONE, TEXT("No")}));
  assert_string_equal(stage(world, "responded || ' ' || outcome", reference, 1), "2019-01-10 partly-upheld");
  Ctx system = as_system(world);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* An entry that was made by mistake is taken back with what it said: no remedy and no money of it is counted.
 */
static void a_voided_answer_is_not_counted(void **state) {
  World *world = *state;
  Text reference = received(world, "2018-12-18", 600, BINS).reference;
  Ctx ctx = as(world, OFFICER);
  triaged(world, reference, BINS, SERVICE_MANAGER);
  Answer answer = answer_of(world, SERVICE_MANAGER, OUTCOME_UPHELD);
  answer.remedies = TEXT("payment");
  answer.pence = 99900;
  MUST(act_respond(&ctx, on_case(reference), &answer));
  CaseFile file = seen(world, reference);
  MUST(act_correct(
      &ctx, on_case(reference),
      &(Correction){(int32_t)file.version, true, DATE_NONE, DATE_NONE, OUTCOME_NONE, TEXT("Wrong case.")}));
  assert_string_equal(
      stage(world,
            "coalesce(responded, '-') || coalesce(outcome, '-') || coalesce(remedies, '-') || "
            "coalesce(pence, '-')",
            reference, 1),
      "----");
}

static void a_withdrawn_case_ends(void **state) {
  World *world = *state;
  Submitted made = received(world, "2018-12-18", 600, BINS);
  Ctx customer = as_customer(world), officer = as(world, OFFICER);
  MUST(customer_add(&customer, made.tracking, TEXT("They came after all.")));
  MUST_FAIL(customer_add(&customer, made.tracking, TEXT_NONE), ERROR_INVALID, "tell us");
  MUST(customer_withdraw(&customer, made.tracking, TEXT("Thank you.")));
  assert_string_equal(row(world, "status || closed || open", made.reference), "withdrawn2018-12-180");
  MUST_FAIL(act_acknowledge(&officer, on_case(made.reference), TEXT("email"), TEXT_NONE), ERROR_REFUSED,
            "withdrawn on 18 December 2018");
  MUST_FAIL(customer_withdraw(&customer, made.tracking, TEXT_NONE), ERROR_REFUSED, "withdrawn");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(bexley_corporate),
      TEST(a_pause_stops_the_clock),
      TEST(a_late_request_is_decided),
      TEST(children_statutory),
      TEST(lgsco_code),
      TEST(a_correction_mends_the_day),
      TEST(corrections_add_up),
      TEST(a_voided_answer_is_not_counted),
      TEST(a_withdrawn_case_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
