/* What is not done: too late, by two at once, by those who may not. Whatever is refused leaves everything as
 * it was. */
#include "world.h"

#include <stdio.h>

static void another_version_is_a_conflict(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  Ctx ctx = as(world, OFFICER);
  CaseFile file = seen(world, reference);
  Target stale = {reference, file.version, DATE_NONE};
  triaged(world, reference, BINS, OFFICER);
  const char *before = everything(world);
  for (int64_t version = 0; version < 10; version++) {
    stale.version = version;
    if (version == file.version + 2) continue; /* that is where it stands now */
    MUST_FAIL(act_note(&ctx, stale, TEXT("call"), TEXT("Rang.")), ERROR_CONFLICT,
              "Somebody else changed this case");
    MUST_FAIL(act_acknowledge(&ctx, stale, TEXT("email"), TEXT_NONE), ERROR_CONFLICT, "Somebody else");
  }
  assert_string_equal(everything(world), before);
  stale.version = file.version + 2;
  MUST(act_note(&ctx, stale, TEXT("call"), TEXT("Rang.")));
}

/* What happened since: what the page shows beside one's own words. */
static void changes_since_are_told(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  CaseFile file = seen(world, reference), now;
  acknowledged(world, reference);
  Ctx ctx = as(world, OFFICER);
  const LedgerEvent *since;
  size_t count;
  MUST(case_changes(&ctx, reference, file.version, &now, &since, &count));
  assert_int_equal(count, 1);
  assert_int_equal(since[0].event.type, EVENT_ACKNOWLEDGED);
  MUST(case_changes(&ctx, reference, 99, &now, &since, &count));
  assert_int_equal(count, 0);
}

#define PAIRS 200

typedef struct Race {
  int come[PAIRS];
  char references[PAIRS][32];
  int64_t versions[PAIRS];
  signed char won[2][PAIRS]; /* 1: done, 2: conflict, 3: anything else */
} Race;

static int race(World *world, int number, void *shared) {
  Race *all = shared;
  for (int i = 0; i < PAIRS; i++) {
    Ctx ctx = as(world, number ? OFFICER : MANAGER);
    Target target = {text_of(all->references[i]), all->versions[i], DATE_NONE};
    meet(&all->come[i], 2);
    Error error = number ? act_acknowledge(&ctx, target, TEXT("email"), TEXT_NONE)
                         : act_withdraw(&ctx, target, TEXT_NONE);
    all->won[number][i] = !error ? 1 : error->code == ERROR_CONFLICT ? 2 : 3;
  }
  return 0;
}

static void of_two_at_once_exactly_one_wins(void **state) {
  World *world = *state;
  Race *all = shared_memory(sizeof *all);
  for (int i = 0; i < PAIRS; i++) {
    Text reference = new_case(world, BINS, "Nobody came");
    snprintf(all->references[i], sizeof all->references[i], "%.*s", TEXT_ARGUMENTS(reference));
    all->versions[i] = 2;
  }
  int children[2] = {begin_child(world, race, 0, all), begin_child(world, race, 1, all)};
  for (int i = 0; i < 2; i++) assert_int_equal(end_child(children[i]), 0);
  for (int i = 0; i < PAIRS; i++) assert_int_equal(all->won[0][i] + all->won[1][i], 1 + 2);
  assert_string_equal(ask(world, "SELECT count(*) FROM event WHERE number = 3"), "200");
  assert_string_equal(ask(world, "SELECT count(*) FROM event WHERE number > 3"), "0");
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

/* ---- who may do what ------------------------------------------------------------------------------- */

/* By hand: o officer, m manager, s service manager, r reviewer, a auditor, d administrator, c customer.
 * Officers and managers do the work of the complaints team; service managers and reviewers answer and write
 * notes; auditors only look; administrators have nothing to do with cases; a customer asks for the next
 * stage, withdraws, adds something. */
static const struct {
  CaseAct act;
  const char *who;
} ALLOWED[ACT_COUNT] = {
    {ACT_CLASSIFY, "om"},
    {ACT_ASSIGN, "om"},
    {ACT_ACKNOWLEDGE, "om"},
    {ACT_EXTEND, "om"},
    {ACT_PAUSE, "om"},
    {ACT_RESUME, "om"},
    {ACT_AGREE_DATE, "om"},
    {ACT_AGREE_STATEMENT, "om"},
    {ACT_APPOINT_TEAM, "om"},
    {ACT_HOLD_PANEL, "om"},
    {ACT_REPORT, "om"},
    {ACT_RESPOND, "omsr"},
    {ACT_SEND_TERMS, "om"},
    {ACT_RESOLVE, "om"},
    {ACT_REQUEST_NEXT_STAGE, "omc"},
    {ACT_DECIDE_LATE_REQUEST, "om"},
    {ACT_CONFIRM_IDENTITY, "om"},
    {ACT_RECEIVE_CLARIFICATION, "om"},
    {ACT_WITHDRAW, "omc"},
    {ACT_CLOSE, "om"},
    {ACT_REOPEN, "om"},
    {ACT_NOTE, "omsrc"},
    {ACT_CORRECT, "om"},
    {ACT_AGREE_ACTION, "omsr"},
    {ACT_RECOMMEND, "om"},
    {ACT_MOVE_DUE, "om"},
    {ACT_COMPLETE, "omsr"},
    {ACT_RECORD_COMPLIANCE, "om"},
    {ACT_DECIDE, "om"},
};

static const struct {
  char letter;
  Role role;
} ROLES[] = {{'o', ROLE_OFFICER},  {'m', ROLE_MANAGER}, {'s', ROLE_SERVICE_MANAGER},
             {'r', ROLE_REVIEWER}, {'a', ROLE_AUDITOR}, {'d', ROLE_ADMINISTRATOR},
             {'c', ROLE_CUSTOMER}};

static void every_role_and_every_act(void **state) {
  World *world = *state;
  for (int i = 0; i < ACT_COUNT; i++) {
    assert_int_equal(ALLOWED[i].act, i);
    for (size_t j = 0; j < COUNT(ROLES); j++) {
      Ctx ctx = as_customer(world);
      ctx.actor.role = ROLES[j].role;
      Error error = act_allowed(&ctx, (CaseAct)i);
      bool expected = strchr(ALLOWED[i].who, ROLES[j].letter) != NULL;
      if (!error != expected) fail_msg("%s by %s", case_act_word((CaseAct)i), role_word(ROLES[j].role));
      if (error) assert_int_equal(error->code, ERROR_DENIED);
    }
    Ctx system = as_system(world);
    MUST(act_allowed(&system, (CaseAct)i));
  }
}

/* The same through the doors themselves. */
static Error perform(Ctx *ctx, const World *world, Text reference, CaseAct act) {
  Target target = on_case(reference);
  Answer answer = answer_of(world, SERVICE_MANAGER, OUTCOME_UPHELD);
  Extension extension = {day("2019-02-01"), TEXT("other"), TEXT("Away"), world->people[MANAGER], false};
  TriageDecision decision = {TEXT("bexley-corporate"),
                             TEXT_NONE,
                             world->services[BINS],
                             TEXT_NONE,
                             TEXT_NONE,
                             TEXT_NONE,
                             TEXT_NONE,
                             {0}};
  Correction correction = {1, false, DATE_NONE, DATE_NONE, OUTCOME_NONE, TEXT("Reason")};
  NewAction action = {TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day("2019-02-01")};
  Decision decided = {OUTCOME_UPHELD, false, TEXT("Fault and injustice")};
  switch (act) {
  case ACT_CLASSIFY:
    return act_triage(ctx, target, &decision);
  case ACT_ASSIGN:
    return act_assign(ctx, target, world->people[OFFICER], TEXT_NONE);
  case ACT_ACKNOWLEDGE:
    return act_acknowledge(ctx, target, TEXT("email"), TEXT_NONE);
  case ACT_EXTEND:
    return act_extend(ctx, target, &extension);
  case ACT_PAUSE:
    return act_pause(ctx, target, TEXT("awaiting-information"), TEXT_NONE);
  case ACT_RESUME:
    return act_resume(ctx, target, TEXT_NONE);
  case ACT_RESPOND:
    return act_respond(ctx, target, &answer);
  case ACT_REQUEST_NEXT_STAGE:
    return act_request_review(ctx, target, &(ReviewRequest){TEXT("Why"), TEXT_NONE});
  case ACT_DECIDE_LATE_REQUEST:
    return act_decide_late_request(ctx, target, true, TEXT("Reason"));
  case ACT_WITHDRAW:
    return act_withdraw(ctx, target, TEXT_NONE);
  case ACT_CLOSE:
    return act_close(ctx, target, TEXT_NONE);
  case ACT_REOPEN:
    return act_reopen(ctx, target, TEXT("Reason"));
  case ACT_NOTE:
    return act_note(ctx, target, TEXT("call"), TEXT("Rang"));
  case ACT_CORRECT:
    return act_correct(ctx, target, &correction);
  case ACT_AGREE_DATE:
    return act_agree_date(ctx, target, day("2019-02-01"), TEXT_NONE);
  case ACT_AGREE_ACTION:
    return act_agree_action(ctx, target, &action);
  case ACT_RECOMMEND:
    return act_recommend(ctx, target, TEXT("Apologise"), day("2019-02-01"));
  case ACT_MOVE_DUE:
    return act_move_due(ctx, target, 1, day("2019-02-01"), TEXT("Asked for by the service"));
  case ACT_COMPLETE:
    return act_complete(ctx, target, 1, TEXT_NONE);
  case ACT_RECORD_COMPLIANCE:
    return act_record_compliance(ctx, target, 1, COMPLIANCE_ON_TIME, TEXT_NONE);
  case ACT_DECIDE:
    return act_decide(ctx, target, &decided);
  default:
    return act_step(ctx, target, act, TEXT_NONE);
  }
}

static void the_doors_ask_too(void **state) {
  World *world = *state;
  static const Who people[] = {SERVICE_MANAGER, AUDITOR};
  static const char letters[] = "sa";
  Text reference = new_case(world, BINS, "Nobody came");
  const char *before = everything(world);
  for (int act = 0; act < ACT_COUNT; act++)
    for (size_t i = 0; i < COUNT(people); i++) {
      if (strchr(ALLOWED[act].who, letters[i])) continue;
      Ctx ctx = as(world, people[i]);
      MUST_FAIL(perform(&ctx, world, reference, (CaseAct)act), ERROR_DENIED, "Your role does not allow this");
    }
  assert_string_equal(everything(world), before);
}

/* Who may not see a case finds none to act on, whatever the act. */
static void what_is_not_seen_is_not_acted_on(void **state) {
  World *world = *state;
  static const Who people[] = {OTHER_MANAGER, REVIEWER, ADMINISTRATOR, LEAVER};
  Text reference = new_case(world, BINS, "Nobody came");
  const char *before = everything(world);
  for (int act = 0; act < ACT_COUNT; act++)
    for (size_t i = 0; i < COUNT(people); i++) {
      Ctx ctx = as(world, people[i]);
      MUST_FAIL(perform(&ctx, world, reference, (CaseAct)act), ERROR_NOT_FOUND,
                "There is no such case, or it is not one that you may see.");
    }
  assert_string_equal(everything(world), before);
}

static void who_may_log(void **state) {
  World *world = *state;
  for (int who = 0; who < WHO_COUNT; who++) {
    Ctx ctx = as(world, (Who)who);
    Text key = random_secret(world->arena, 16);
    Submission submission = complaint(world, BINS, text_z(world->arena, key), "By telephone");
    Submitted made;
    Error error = act_submit(&ctx, &submission, &made);
    bool team = ctx.actor.role == ROLE_OFFICER || ctx.actor.role == ROLE_MANAGER;
    if (team)
      MUST(error);
    else
      MUST_FAIL(error, ERROR_DENIED, "Your role does not allow this");
  }
}

/* A link opens the customer's three doors for the customer, and none for anybody who signs in. */
static void a_link_is_for_customers(void **state) {
  World *world = *state;
  Submission submission = complaint(world, BINS, "key-of-a-form-0001", "Nobody came");
  Submitted made = sent(world, &submission);
  Ctx ctx = as(world, AUDITOR);
  MUST_FAIL(customer_withdraw(&ctx, made.tracking, TEXT_NONE), ERROR_DENIED, "Your role does not allow this");
  ctx = as_customer(world);
  MUST_FAIL(customer_withdraw(&ctx, TEXT("not-the-link-of-any-case-00"), TEXT_NONE), ERROR_NOT_FOUND,
            "link does not work");
  MUST_FAIL(customer_request_review(&ctx, made.tracking, &(ReviewRequest){TEXT("Now"), TEXT_NONE}),
            ERROR_REFUSED, "due on 11 January 2019");
}

static void what_is_typed_is_checked(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  Ctx ctx = as(world, OFFICER);
  Target target = on_case(reference);
  const char *before = everything(world);
  Answer answer = answer_of(world, SERVICE_MANAGER, OUTCOME_UPHELD);
  answer.words = TEXT_NONE;
  MUST_FAIL(act_respond(&ctx, target, &answer), ERROR_INVALID, "Enter the answer");
  answer = answer_of(world, SERVICE_MANAGER, OUTCOME_UPHELD);
  answer.decided_by = (UserId){987654321};
  MUST_FAIL(act_respond(&ctx, target, &answer), ERROR_INVALID, "who decided");
  answer = answer_of(world, SERVICE_MANAGER, OUTCOME_PROVIDED);
  MUST_FAIL(act_respond(&ctx, target, &answer), ERROR_INVALID, "not an outcome of stage 1");
  answer.outcome = OUTCOME_NONE;
  MUST_FAIL(act_respond(&ctx, target, &answer), ERROR_INVALID, "Choose an outcome");
  MUST_FAIL(act_assign(&ctx, target, world->people[LEAVER], TEXT_NONE), ERROR_INVALID, "works on cases");
  MUST_FAIL(act_assign(&ctx, target, (UserId){987654321}, TEXT_NONE), ERROR_INVALID, "works on cases");
  UserId administrator = world->people[ADMINISTRATOR];
  MUST_FAIL(act_assign(&ctx, target, administrator, TEXT_NONE), ERROR_INVALID, "works on cases");
  MUST_FAIL(act_note(&ctx, target, TEXT("call"), TEXT_NONE), ERROR_INVALID, "Enter the note");
  Extension extension = {day("2019-02-01"), TEXT("other"), TEXT("Away"), {0}, false};
  MUST_FAIL(act_extend(&ctx, target, &extension), ERROR_INVALID, "who allowed it");
  extension.allowed_by = (UserId){987654321};
  MUST_FAIL(act_extend(&ctx, target, &extension), ERROR_INVALID, "who allowed it");
  extension.words = TEXT_NONE;
  MUST_FAIL(act_extend(&ctx, target, &extension), ERROR_INVALID, "as the customer will read it");
  TriageDecision decision = {
      TEXT("bexley-corporat"), TEXT("x"), {0}, TEXT_NONE, TEXT_NONE, TEXT_NONE, TEXT_NONE, {0}};
  MUST_FAIL(act_triage(&ctx, target, &decision), ERROR_INVALID, "which procedure");
  decision.procedure = TEXT("bexley-corporate");
  decision.service = (ServiceId){987654321};
  MUST_FAIL(act_triage(&ctx, target, &decision), ERROR_INVALID, "Select the service");
  decision.service = (ServiceId){0};
  decision.owner = world->people[LEAVER];
  MUST_FAIL(act_triage(&ctx, target, &decision), ERROR_INVALID, "works on cases");
  target.on = day("2018-12-19");
  MUST_FAIL(act_acknowledge(&ctx, target, TEXT("email"), TEXT_NONE), ERROR_INVALID, "in the future");
  target.on = day("2018-12-17");
  MUST_FAIL(act_acknowledge(&ctx, target, TEXT("email"), TEXT_NONE), ERROR_INVALID,
            "before 18 December 2018");
  assert_string_equal(everything(world), before);
}

/* The record says when it was written, whatever day it speaks of. */
static void nobody_chooses_when_it_was_recorded(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  at(world, "2019-01-14");
  Ctx ctx = as(world, MANAGER);
  Target target = {reference, ANY_VERSION, day("2018-12-20")};
  MUST(act_acknowledge(&ctx, target, TEXT("letter"), TEXT_NONE));
  assert_string_equal(
      ask(world,
          "SELECT on_day || ' ' || recorded || ' ' || by_user || ' ' || role FROM event WHERE number = 3"),
      "2018-12-20 2019-01-14T10:00:00Z 102 manager");
}

/* A settled complaint and terms of a resolution have doors too. */
static void every_step_has_a_door(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  Ctx ctx = as(world, OFFICER);
  MUST_FAIL(act_step(&ctx, on_case(reference), ACT_SEND_TERMS, TEXT_NONE), ERROR_REFUSED,
            "does not ask you to");
  MUST_FAIL(act_step(&ctx, on_case(reference), ACT_CLOSE, TEXT_NONE), ERROR_INVALID, "not a step");
  MUST(act_step(&ctx, on_case(reference), ACT_RESOLVE,
                TEXT("The bins were emptied while she was on the telephone.")));
  assert_string_equal(ask(world, "SELECT status FROM case_row"), "answered");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(another_version_is_a_conflict),
      TEST(changes_since_are_told),
      TEST(of_two_at_once_exactly_one_wins),
      TEST(every_role_and_every_act),
      TEST(the_doors_ask_too),
      TEST(what_is_not_seen_is_not_acted_on),
      TEST(who_may_log),
      TEST(a_link_is_for_customers),
      TEST(what_is_typed_is_checked),
      TEST(nobody_chooses_when_it_was_recorded),
      TEST(every_step_has_a_door),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
