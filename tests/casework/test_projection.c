/* The rows for lists and figures are what the events say: at every moment, after any history, and again after
 * a rebuild. */
#include "world.h"

#include <stdio.h>

static void ignore(void *context, Text reference, Text wrong, size_t done) {
  (void)context, (void)reference, (void)wrong, (void)done;
}

static const char *const SPOILED[] = {
    "UPDATE case_row SET due = '2030-01-01'",
    "UPDATE case_row SET open = NOT open",
    "UPDATE case_row SET owner = 105",
    "UPDATE case_row SET service = 12",
    "UPDATE case_row SET restricted = NOT restricted",
    "UPDATE case_row SET summary = 'Nothing happened'",
    "UPDATE case_row SET search = ''",
    "UPDATE case_row SET status = 'closed'",
    "UPDATE case_row SET last_number = last_number - 1",
    "UPDATE case_row SET reference = 'CMP-00000000'",
    "UPDATE case_row SET received = '2018-12-01'",
    "UPDATE case_row SET due_key = '2018-12-01'",
    "UPDATE case_row SET anonymous = NOT anonymous",
    "DELETE FROM case_row",
    "UPDATE stage_row SET verdict = 'on-time'",
    "UPDATE stage_row SET due = '2030-01-01'",
    "UPDATE stage_row SET responded = '2018-12-19'",
    "UPDATE stage_row SET outcome = 'upheld'",
    "UPDATE stage_row SET opened = '2018-12-01'",
    "UPDATE stage_row SET service = 12",
    "UPDATE stage_row SET causes = 'Weather'",
    "UPDATE stage_row SET remedies = 'apology'",
    "UPDATE stage_row SET pence = 100000",
    "UPDATE stage_row SET stage = 2",
    "DELETE FROM stage_row",
    "UPDATE figure_row SET opened = opened - 1",
    "UPDATE figure_row SET ended = 17000",
    "UPDATE figure_row SET due = 17000",
    "UPDATE figure_row SET verdict = verdict + 1",
    "UPDATE figure_row SET outcome = 1",
    "UPDATE figure_row SET flags = 0",
    "UPDATE figure_row SET procedure = 7",
    "UPDATE figure_row SET service = 12",
    "UPDATE figure_row SET team = 7",
    "UPDATE figure_row SET theme = 7",
    "UPDATE figure_row SET subject = 6 - subject",
    "UPDATE figure_row SET number = number + 5",
    "DELETE FROM figure_row",
    "UPDATE record_row SET due = '2030-01-01', due_key = '2030-01-01'",
    "UPDATE record_row SET description = 'Nothing'",
    "UPDATE record_row SET open = NOT open",
    "UPDATE record_row SET completed = '2019-01-15'",
    "DELETE FROM record_row",
    "INSERT INTO stage_row (case_id, stage, kind, procedure, version, opened) SELECT case_id, 3, kind, "
    "procedure, version, opened "
    "FROM stage_row",
};

static void a_spoiled_row_is_named_and_mended(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  triaged(world, reference, BINS, OFFICER);
  at(world, "2019-01-14");
  answered(world, reference, OFFICER, OUTCOME_NOT_UPHELD);
  Ctx officer = as(world, OFFICER), ctx = as_system(world);
  NewAction action = {TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day("2019-02-01")};
  MUST(act_agree_action(&officer, on_case(reference), &action));
  const char *right = everything(world);
  for (size_t i = 0; i < COUNT(SPOILED); i++) {
    Text said;
    size_t cases;
    raw(world, SPOILED[i]);
    if (wrongs(&ctx, &said) != 1) fail_msg("not seen: %s", SPOILED[i]);
    assert_true(text_starts(said, reference));
    MUST(rebuild_all(&ctx, ignore, NULL, &cases));
    assert_int_equal(cases, 1);
    assert_int_equal(wrongs(&ctx, NULL), 0);
    assert_string_equal(everything(world), right);
  }
}

/* The second is agreed, as it turns out, on an earlier day than the first. */
static void actions_stand_by_their_number(void **state) {
  World *world = *state;
  Text reference = new_case(world, BINS, "Nobody came");
  triaged(world, reference, BINS, OFFICER);
  at(world, "2019-01-14");
  Ctx officer = as(world, OFFICER), system = as_system(world);
  NewAction action = {TEXT("training"), TEXT("Train the crew"), TEXT("Sam Bins"), day("2019-02-01")};
  MUST(act_agree_action(&officer, (Target){reference, ANY_VERSION, day("2019-01-14")}, &action));
  MUST(act_agree_action(&officer, (Target){reference, ANY_VERSION, day("2019-01-07")}, &action));
  CaseFile file = seen(world, reference);
  assert_int_equal(file.state.records.count, 2);
  assert_int_equal(file.state.records.items[0].number, 1);
  assert_int_equal(wrongs(&system, NULL), 0);
}

/* ---- any history ----------------------------------------------------------------------------------- */

static Text some_words(World *world, uint64_t *seed) {
  return text_format(world->arena, "Words %u", (unsigned)dice_below(seed, 1000));
}

static Error correct(World *world, Ctx *ctx, Target target, uint64_t *seed) {
  Correction correction = {1 + (int32_t)dice_below(seed, 12), dice_below(seed, 3) == 0, DATE_NONE, DATE_NONE,
                           (Outcome)dice_below(seed, 4),      some_words(world, seed)};
  if (dice_below(seed, 2)) correction.on = date_plus(ctx_today(ctx), -(int32_t)dice_below(seed, 30));
  return act_correct(ctx, target, &correction);
}

static Error respond(World *world, Ctx *ctx, Target target, uint64_t *seed) {
  Answer answer = answer_of(world, (Who)dice_below(seed, WHO_COUNT), (Outcome)(1 + dice_below(seed, 3)));
  if (dice_below(seed, 2)) answer.remedies = TEXT("apology");
  if (dice_below(seed, 4) == 0) answer.pence = dice_below(seed, 100000);
  return act_respond(ctx, target, &answer);
}

static Error triage(World *world, Ctx *ctx, Target target, uint64_t *seed) {
  static const char *const procedures[] = {"bexley-corporate", "children-statutory", "westminster-corporate",
                                           "lgsco-code-2024", "wales-social-services"};
  TriageDecision decision = {text_of(procedures[dice_below(seed, COUNT(procedures))]),
                             some_words(world, seed),
                             world->services[dice_below(seed, WHERE_COUNT)],
                             TEXT("North"),
                             TEXT("Delay"),
                             TEXT_NONE,
                             dice_below(seed, 3) ? TEXT_NONE : TEXT("child"),
                             world->people[dice_below(seed, LEAVER)]};
  return act_triage(ctx, target, &decision);
}

static Error extend(World *world, Ctx *ctx, Target target, uint64_t *seed) {
  Extension extension = {date_plus(ctx_today(ctx), (int32_t)dice_below(seed, 60)), TEXT("complex"),
                         some_words(world, seed), world->people[MANAGER], dice_below(seed, 2) == 0};
  return act_extend(ctx, target, &extension);
}

/* One act that chance chooses; most are refused, which is part of the history. */
static Error act_by_chance(World *world, Text reference, uint64_t *seed) {
  static const CaseAct steps[] = {ACT_AGREE_STATEMENT, ACT_APPOINT_TEAM, ACT_HOLD_PANEL,      ACT_REPORT,
                                  ACT_SEND_TERMS,      ACT_RESOLVE,      ACT_CONFIRM_IDENTITY};
  Ctx ctx = as(world, dice_below(seed, 8) ? OFFICER : SERVICE_MANAGER);
  Target target = on_case(reference);
  if (dice_below(seed, 3) == 0) target.on = date_plus(ctx_today(&ctx), -(int32_t)dice_below(seed, 6));
  switch (dice_below(seed, 18)) {
  case 0:
    return triage(world, &ctx, target, seed);
  case 1:
    return act_assign(&ctx, target, world->people[dice_below(seed, WHO_COUNT)], TEXT_NONE);
  case 2:
  case 3:
    return act_acknowledge(&ctx, target, TEXT("email"), some_words(world, seed));
  case 4:
    return act_pause(&ctx, target, TEXT("awaiting-information"), some_words(world, seed));
  case 5:
    return act_resume(&ctx, target, TEXT_NONE);
  case 6:
    return extend(world, &ctx, target, seed);
  case 7:
  case 8:
    return respond(world, &ctx, target, seed);
  case 9:
  case 10:
    return act_request_review(&ctx, target, &(ReviewRequest){some_words(world, seed), TEXT_NONE});
  case 11:
    return act_decide_late_request(&ctx, target, dice_below(seed, 2) == 0, some_words(world, seed));
  case 12:
    return dice_below(seed, 4) ? OK : act_withdraw(&ctx, target, TEXT_NONE);
  case 13:
    return act_close(&ctx, target, TEXT_NONE);
  case 14:
    return act_reopen(&ctx, target, some_words(world, seed));
  case 15:
    return correct(world, &ctx, target, seed);
  default:
    return act_step(&ctx, target, steps[dice_below(seed, COUNT(steps))], some_words(world, seed));
  }
}

/* Refused for a reason in words, never for a fault. */
static void live(World *world, uint64_t seed, int *done) {
  at(world, "2018-03-01");
  uint64_t chance = seed;
  Text key = random_secret(world->arena, 16);
  Submission submission =
      complaint(world, (Where)dice_below(&chance, WHERE_COUNT), text_z(world->arena, key), "Nobody came");
  submission.anonymous = dice_below(&chance, 5) == 0;
  Text reference = sent(world, &submission).reference;
  for (int i = 0; i < 40; i++) {
    Error error = act_by_chance(world, reference, &chance);
    if (!error)
      (*done)++;
    else if (error->code == ERROR_IO || error->code == ERROR_DAMAGED || error->code == ERROR_CONFLICT)
      fail_msg("seed %llu: %.*s", (unsigned long long)seed, TEXT_ARGUMENTS(error->words));
    world->clock.fixed.seconds += (int64_t)dice_below(&chance, 9) * 86400;
  }
}

static void any_history_rebuilds_to_the_same(void **state) {
  World *world = *state;
  int done = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) live(world, seed, &done);
  assert_in_range(done, 200, 1600);
  at(world, "2019-03-01");
  Ctx ctx = as_system(world);
  Text said = TEXT_NONE;
  size_t found = wrongs(&ctx, &said), cases;
  if (found) fail_msg("%zu wrong: %.*s", found, TEXT_ARGUMENTS(said));
  const char *before = everything(world);
  MUST(rebuild_all(&ctx, ignore, NULL, &cases));
  assert_int_equal(cases, 40);
  assert_string_equal(everything(world), before);
}

/* A row that does not change when the day does: whether a case is late is asked when it is shown. */
static void rows_hold_on_another_day(void **state) {
  World *world = *state;
  int done = 0;
  for (uint64_t seed = 101; seed <= 115; seed++) live(world, seed, &done);
  Ctx ctx = as_system(world);
  static const char *const days[] = {"2019-03-01", "2019-12-31", "2026-11-22"};
  for (size_t i = 0; i < COUNT(days); i++) {
    at(world, days[i]);
    Text said = TEXT_NONE;
    size_t found = wrongs(&ctx, &said);
    if (found) fail_msg("on %s %zu wrong: %.*s", days[i], found, TEXT_ARGUMENTS(said));
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(a_spoiled_row_is_named_and_mended),
      TEST(actions_stand_by_their_number),
      TEST(any_history_rebuilds_to_the_same),
      TEST(rows_hold_on_another_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
