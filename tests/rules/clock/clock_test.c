/* Pauses, extensions, fall-backs, verdicts and ends. The dates are counted by hand; the count stands beside
 * each. */
#include "fixture.h"

static const Procedure *bexley(const char *settings) {
  return procedure_with("bexley-corporate", "2019-03-04", settings);
}

/* Received on Mon 4 Mar 2019, no bank holiday before 19 April: 15 days are Mon 25 Mar. */
static const Clock *respond(const char *settings, const char *more, const char *today) {
  Text words = text_format(arena, "received=2019-03-04 %s", more);
  return clock_of(clocks_of(bexley(settings), text_z(arena, words), today), "stage-1/respond");
}

static void pause_continues(void **state) {
  (void)state;
  const Clock *clock;
  /* 5-7 Mar(3); 15(4) 18-22(9) 25-29(14) 1 Apr(15) */
  clock =
      respond("", "stage-1/paused=2019-03-07:awaiting-information stage-1/resumed=2019-03-14", "2019-03-14");
  ASSERT_DAY(clock->due, "2019-04-01");
  ASSERT_DAY(clock->original, "2019-04-01");
  assert_int_equal(clock->pause_count, 1);
  /* resumed on Sat 16: 18-22(8) 25-29(13) 1,2 Apr(15) */
  clock = respond("", "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-16", "2019-03-18");
  ASSERT_DAY(clock->due, "2019-04-02");
  /* paused on Sat 9: 5-8(4); resumed on Mon 18: 19-22(8) 25-29(13) 1,2 Apr(15) */
  clock = respond("", "stage-1/paused=2019-03-09 stage-1/resumed=2019-03-18", "2019-03-18");
  ASSERT_DAY(clock->due, "2019-04-02");
  /* the whole of it: 5-7(3), 15(4) 18-20(7), 27-29(10) 1-5 Apr(15) */
  clock = respond("",
                  "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-14 stage-1/paused=2019-03-20 "
                  "stage-1/resumed=2019-03-26",
                  "2019-03-26");
  ASSERT_DAY(clock->due, "2019-04-05");
  assert_int_equal(clock->pause_count, 2);
  /* paused on the day of receipt: nothing used; three weeks from Mon 11 */
  clock = respond("", "stage-1/paused=2019-03-04 stage-1/resumed=2019-03-11", "2019-03-11");
  ASSERT_DAY(clock->due, "2019-04-01");
  /* paused on the last day but one: one day is left after Mon 8 Apr */
  clock = respond("", "stage-1/paused=2019-03-22 stage-1/resumed=2019-04-08", "2019-04-08");
  ASSERT_DAY(clock->due, "2019-04-09");
}

static void pause_that_changes_nothing(void **state) {
  (void)state;
  const Clock *clock;
  clock = respond("", "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-07", "2019-03-07");
  ASSERT_DAY(clock->due, "2019-03-25");
  assert_int_equal(clock->pause_count, 0);
  clock = respond("", "stage-1/paused=2019-03-25 stage-1/resumed=2019-04-01",
                  "2019-04-01"); /* on the due date */
  ASSERT_DAY(clock->due, "2019-03-25");
  clock = respond("", "stage-1/paused=2019-03-27", "2019-04-01"); /* after it */
  ASSERT_DAY(clock->due, "2019-03-25");
  ASSERT_STATUS(clock, CLOCK_RUNNING);
  clock = respond("waiting=runs", "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-14", "2019-03-14");
  ASSERT_DAY(clock->due, "2019-03-25");
}

static void pause_on_the_due_date_holds_nothing(void **state) {
  (void)state;
  const Clock *clock = respond("", "stage-1/paused=2019-03-25", "2019-03-26");
  ASSERT_STATUS(clock, CLOCK_RUNNING);
  assert_int_equal(clock->days_left, -1);
}

static void pause_goes_on(void **state) {
  (void)state;
  const Clock *clock = respond("", "stage-1/paused=2019-03-07", "2019-03-20");
  ASSERT_STATUS(clock, CLOCK_PAUSED);
  ASSERT_DAY(clock->due, "");
  ASSERT_DAY(clock->original, "");
  ASSERT_DAY(clock->latest, "");
  /* the acknowledgement has no pause rule and goes on: 5(1) 6(2) */
  ClockList clocks = clocks_of(bexley(""), "received=2019-03-04 stage-1/paused=2019-03-04", "2019-03-20");
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->due, "2019-03-06");
  ASSERT_STATUS(clock_of(clocks, "stage-1/acknowledge"), CLOCK_RUNNING);
  /* answered within the pause: 12 days were left on Wed 20: 21,22(5) 25-29(10) 1-5 Apr(15) */
  clock = respond("", "stage-1/paused=2019-03-07 stage-1/responded=2019-03-20", "2019-03-20");
  ASSERT_STATUS(clock, CLOCK_MET_ON_TIME);
  ASSERT_DAY(clock->due, "2019-04-05");
  clock = respond("", "stage-1/paused=2019-03-07 closed=2019-05-20", "2019-05-20");
  ASSERT_STATUS(clock, CLOCK_NOT_NEEDED);
}

static void pause_restarts(void **state) {
  (void)state;
  const Clock *clock;
  /* fifteen days from Thu 14 Mar are three weeks */
  clock = respond("waiting=restarts", "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-14", "2019-03-14");
  ASSERT_DAY(clock->due, "2019-04-04");
  /* an extension of five days (25 Mar to 1 Apr) keeps its length: 4 Apr and five more */
  clock =
      respond("waiting=restarts",
              "stage-1/extended=2019-03-06>2019-04-01 stage-1/paused=2019-03-07 stage-1/resumed=2019-03-14",
              "2019-03-14");
  ASSERT_DAY(clock->original, "2019-04-04");
  ASSERT_DAY(clock->due, "2019-04-11");
}

static void pause_of_months(void **state) {
  (void)state;
  const Procedure *sar = procedure_with("subject-access", "2026-03-10", "");
  ClockList clocks;
  /* 10 Apr and ten days; three months: 10 June and ten days is Sat 20, so Mon 22 */
  clocks = clocks_of(sar, "received=2026-03-10 stage-1/paused=2026-03-20 clarification-received=2026-03-30",
                     "2026-03-30");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2026-04-20");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->latest, "2026-06-22");
  /* nine days: Sun 19 Apr, so Mon 20 */
  clocks = clocks_of(sar, "received=2026-03-10 stage-1/paused=2026-03-20 clarification-received=2026-03-29",
                     "2026-03-30");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2026-04-20");
  /* Sat 29 Feb 2020 and one day is Sun 1 Mar, so Mon 2: from the day before rolling */
  const Procedure *sar20 = procedure_with("subject-access", "2020-01-31", "");
  clocks =
      clocks_of(sar20, "received=2020-01-31 stage-1/paused=2020-02-10 clarification-received=2020-02-11",
                "2020-02-11");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2020-03-02");
  /* a second clarification without a pause begins the month anew under the older rule, but not one that
   * ended a pause */
  clocks = clocks_of(sar20, "received=2020-01-31 clarification-received=2020-02-11", "2020-02-11");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2020-03-11");
}

static void pause_of_the_advocate(void **state) {
  (void)state;
  const Procedure *children = procedure_with("children-statutory", "2018-04-30", "");
  /* Mon 30 Apr 2018: 1-3 May(3), then 11(4) 14-18(9) 21(10); twenty: 22-25(14), BH 28, 29 May-1 June(18)
   * 4,5(20) */
  ClockList clocks = clocks_of(children,
                               "received=2018-04-30 stage-1/paused=2018-05-03:advocate-to-be-appointed "
                               "stage-1/resumed=2018-05-10",
                               "2018-05-10");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2018-05-21");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->latest, "2018-06-05");
}

/* A copy of a procedure whose answer's clock of stage 1 may be changed. */
static Procedure *copy_of(const Procedure *procedure, ClockRule **rule) {
  Procedure *copy = ARENA_NEW(arena, Procedure);
  StageRule *stages = ARENA_ARRAY(arena, StageRule, procedure->stage_count);
  ClockRule *clocks = ARENA_ARRAY(arena, ClockRule, procedure->stages[0].clock_count);
  *copy = *procedure;
  memcpy(stages, procedure->stages, procedure->stage_count * sizeof *stages);
  memcpy(clocks, procedure->stages[0].clocks, procedure->stages[0].clock_count * sizeof *clocks);
  stages[0].clocks = clocks;
  copy->stages = stages;
  for (size_t i = 0; i < stages[0].clock_count; i++)
    if (text_equal(clocks[i].id, TEXT("respond"))) *rule = &clocks[i];
  return copy;
}

static void pause_has_an_end(void **state) {
  (void)state;
  ClockRule *rule;
  Procedure *procedure = copy_of(bexley(""), &rule);
  rule->pause.longest = 14;
  /* 5-7 Mar(3); over by itself on Thu 21: 22(4) 25-29(9) 1-5 Apr(14) 8(15) */
  const Clock *clock =
      clock_of(clocks_of(procedure, "received=2019-03-04 stage-1/paused=2019-03-07", "2019-04-01"),
               "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_RUNNING);
  ASSERT_DAY(clock->due, "2019-04-08");
  clock = clock_of(clocks_of(procedure, "received=2019-03-04 stage-1/paused=2019-03-07", "2019-03-21"),
                   "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_PAUSED);
  clock = clock_of(clocks_of(procedure,
                             "received=2019-03-04 stage-1/paused=2019-03-07 stage-1/resumed=2019-04-10",
                             "2019-04-10"),
                   "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-04-08");
}

static void pause_before_the_start(void **state) {
  (void)state;
  ClockRule *rule;
  Procedure *code = copy_of(procedure_with("lgsco-code-2024", "2024-02-12", ""), &rule);
  rule->pause = (PauseRule){.allowed = true, .reasons = {NULL, 0}, .ends = {NULL, 0}};
  /* paused from Tue 13, acknowledged on Wed 14, resumed on Wed 21: two weeks from then */
  const char *words = "received=2024-02-12 stage-1/paused=2024-02-13 stage-1/acknowledged=2024-02-14 "
                      "stage-1/resumed=2024-02-21";
  ASSERT_DAY(clock_of(clocks_of(code, words, "2024-02-21"), "stage-1/respond")->due, "2024-03-06");
  /* over before the start: nothing */
  words = "received=2024-02-12 stage-1/paused=2024-02-12 stage-1/resumed=2024-02-13 "
          "stage-1/acknowledged=2024-02-14";
  const Clock *clock = clock_of(clocks_of(code, words, "2024-02-21"), "stage-1/respond");
  ASSERT_DAY(clock->due, "2024-02-28");
  assert_int_equal(clock->pause_count, 0);
}

static void extension_in_time(void **state) {
  (void)state;
  const char *extended = "received=2018-12-18 stage-1/extended=2019-01-04>2019-02-01:complex";
  const Clock *clock = clock_of(clocks_of(bexley(""), extended, "2019-01-04"), "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-02-01");
  ASSERT_DAY(clock->original, "2019-01-11");
  ASSERT_DAY(clock->extended_from, "2019-01-11");
  ASSERT_DAY(clock->latest, "");
  assert_true(clock->extended && clock->extended_in_time);
}

static ClockStatus answered(const char *extensions, const char *on) {
  Text words = text_format(arena, "received=2018-12-18 %s stage-1/responded=%s", extensions, on);
  return clock_of(clocks_of(bexley(""), text_z(arena, words), "2019-06-01"), "stage-1/respond")->status;
}

static void verdicts(void **state) {
  (void)state;
  assert_int_equal(answered("", "2019-01-11"), CLOCK_MET_ON_TIME);
  assert_int_equal(answered("", "2019-01-12"), CLOCK_MET_LATE);
  const char *in_time = "stage-1/extended=2019-01-04>2019-02-01";
  assert_int_equal(answered(in_time, "2019-01-11"), CLOCK_MET_ON_TIME);
  assert_int_equal(answered(in_time, "2019-01-14"), CLOCK_MET_IN_EXTENSION);
  assert_int_equal(answered(in_time, "2019-02-01"), CLOCK_MET_IN_EXTENSION);
  assert_int_equal(answered(in_time, "2019-02-02"), CLOCK_MET_LATE);
  const char *on_the_day = "stage-1/extended=2019-01-11>2019-02-01";
  assert_int_equal(answered(on_the_day, "2019-01-25"), CLOCK_MET_IN_EXTENSION);
  const char *too_late = "stage-1/extended=2019-01-12>2019-02-01";
  assert_int_equal(answered(too_late, "2019-01-25"), CLOCK_MET_LATE);
  /* a second one in time, and a second one too late: what the first had won stays */
  const char *twice = "stage-1/extended=2019-01-04>2019-02-01 stage-1/extended=2019-02-01>2019-02-15";
  assert_int_equal(answered(twice, "2019-02-12"), CLOCK_MET_IN_EXTENSION);
  const char *second_late = "stage-1/extended=2019-01-04>2019-02-01 stage-1/extended=2019-02-04>2019-02-15";
  assert_int_equal(answered(second_late, "2019-02-12"), CLOCK_MET_LATE);
  /* once too late, always late */
  const char *mended = "stage-1/extended=2019-01-14>2019-02-01 stage-1/extended=2019-01-15>2019-03-01";
  assert_int_equal(answered(mended, "2019-02-20"), CLOCK_MET_LATE);
}

static void extension_shown(void **state) {
  (void)state;
  const Clock *clock;
  clock = clock_of(
      clocks_of(bexley(""), "received=2018-12-18 stage-1/extended=2019-01-14>2019-02-01", "2019-01-20"),
      "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-02-01");
  assert_false(clock->extended_in_time);
  /* an extension never shortens */
  clock = clock_of(
      clocks_of(bexley(""), "received=2018-12-18 stage-1/extended=2019-01-04>2019-01-09", "2019-01-20"),
      "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-01-11");
  assert_false(clock->extended);
  /* none where the procedure allows none */
  clock = clock_of(clocks_of(bexley("extension=none"),
                             "received=2018-12-18 stage-1/extended=2019-01-04>2019-02-01", "2019-01-20"),
                   "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-01-11");
  /* by ten days: 14-18(5) 21-25(10) */
  clock = clock_of(clocks_of(bexley("extension=ten-days"), "received=2018-12-18 stage-1/extended=2019-01-04",
                             "2019-01-20"),
                   "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-01-25");
  /* beyond the ceiling of a Code with a reason: the latest date is then the one in force */
  const Procedure *code = procedure_with("lgsco-code-2024", "2024-02-12", "");
  clock = clock_of(clocks_of(code,
                             "received=2024-02-12 stage-1/acknowledged=2024-02-14 "
                             "stage-1/extended=2024-02-20>2024-04-02:complex",
                             "2024-02-20"),
                   "stage-1/respond");
  ASSERT_DAY(clock->due, "2024-04-02");
  ASSERT_DAY(clock->latest, "2024-04-02");
  /* of another clock than the answer's */
  const Procedure *adults = procedure_with("bexley-adults", "2020-01-02", "");
  ClockList clocks = clocks_of(
      adults, "received=2020-01-02 stage-1/extended=2020-05-01>2020-12-31~long-stop", "2020-05-01");
  ASSERT_DAY(clock_of(clocks, "stage-1/long-stop")->due, "2020-12-31");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2020-02-13");
}

/* The date was set within the pause and reckoned with it so far: only what came after moves it. 12 Apr 2019
 * and the three days 12, 13, 14 Mar: 15, 16, 17 Apr. */
static void extension_within_a_pause(void **state) {
  (void)state;
  const Clock *clock = respond("",
                               "stage-1/paused=2019-03-07 stage-1/extended=2019-03-11>2019-04-12 "
                               "stage-1/resumed=2019-03-14",
                               "2019-03-14");
  ASSERT_DAY(clock->original, "2019-04-01");
  ASSERT_DAY(clock->due, "2019-04-17");
  assert_true(clock->extended_in_time);
}

static void fall_back(void **state) {
  (void)state;
  const Procedure *code = procedure_with("lgsco-code-2024", "2024-02-12", "");
  const Clock *clock = clock_of(clocks_of(code, "received=2024-02-12", "2024-02-19"), "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_NOT_STARTED);
  assert_true(clock->expected && clock->by_fall_back);
  ASSERT_DAY(clock->due, "2024-03-04");
  clock = clock_of(clocks_of(code, "received=2024-02-12", "2024-02-20"), "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_RUNNING);
  assert_false(clock->expected);
  /* acknowledged on the last day: from the acknowledgement; two days later: the earlier start stands */
  clock = clock_of(clocks_of(code, "received=2024-02-12 stage-1/acknowledged=2024-02-19", "2024-02-20"),
                   "stage-1/respond");
  assert_false(clock->by_fall_back);
  ClockList late = clocks_of(code, "received=2024-02-12 stage-1/acknowledged=2024-02-21", "2024-02-22");
  ASSERT_STATUS(clock_of(late, "stage-1/acknowledge"), CLOCK_MET_LATE);
  clock = clock_of(late, "stage-1/respond");
  assert_true(clock->by_fall_back);
  ASSERT_DAY(clock->starts_on, "2024-02-19");
  ASSERT_DAY(clock->event_on, "2024-02-21");
  ASSERT_DAY(clock->due, "2024-03-04");
  /* a council that keeps waiting */
  const Procedure *waits = procedure_with("lgsco-code-2024", "2024-02-12", "late-acknowledgement=waits");
  clock = clock_of(clocks_of(waits, "received=2024-02-12", "2024-03-01"), "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_NOT_STARTED);
  ASSERT_DAY(clock->starts_on, "");
  ASSERT_DAY(clock->due, "");
  clock = clock_of(clocks_of(waits, "received=2024-02-12 stage-1/acknowledged=2024-02-21", "2024-03-01"),
                   "stage-1/respond");
  ASSERT_DAY(clock->due, "2024-03-06");
}

static void answered_outright(void **state) {
  (void)state;
  const Procedure *code = procedure_with("lgsco-code-2024", "2024-02-12", "");
  ClockList clocks = clocks_of(code, "received=2024-02-12 stage-1/responded=2024-02-15", "2024-03-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/acknowledge"), CLOCK_NOT_NEEDED);
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_MET_ON_TIME);
  clocks = clocks_of(code, "received=2024-02-12 stage-1/responded=2024-02-27", "2024-03-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/acknowledge"), CLOCK_MISSED);
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->ended_on, "2024-02-27");
  /* what begins with the answer is not ended by it */
  const Procedure *wales = procedure_with("wales-social-services", "2024-05-02", "");
  clocks =
      clocks_of(wales, "received=2024-05-02 stage-1/acknowledged=2024-05-03 stage-1/responded=2024-05-16",
                "2024-05-20");
  ASSERT_STATUS(clock_of(clocks, "stage-1/terms"), CLOCK_RUNNING);
  clocks = clocks_of(wales,
                     "received=2024-05-02 stage-1/acknowledged=2024-05-03 stage-1/responded=2024-05-16 "
                     "reopened=2024-05-17 stage-1/responded=2024-05-20",
                     "2024-05-20");
  ASSERT_STATUS(clock_of(clocks, "stage-1/terms"), CLOCK_RUNNING);
}

static void ends(void **state) {
  (void)state;
  ClockList clocks = clocks_of(bexley(""), "received=2019-03-04 withdrawn=2019-03-20", "2019-06-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_NOT_NEEDED);
  ASSERT_STATUS(clock_of(clocks, "stage-1/acknowledge"), CLOCK_MISSED);
  clocks =
      clocks_of(bexley(""), "received=2019-03-04 closed=2019-03-25", "2019-06-01"); /* on the last day */
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_NOT_NEEDED);
  clocks = clocks_of(bexley(""), "received=2019-03-04 closed=2019-03-26", "2019-06-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_MISSED);
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->ended_on, "2019-03-26");
  clocks =
      clocks_of(bexley(""), "received=2019-03-04 withdrawn=2019-03-20 reopened=2019-03-21", "2019-03-22");
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_RUNNING);
  /* left for stage 2 without an answer; a belated answer is a late one */
  clocks = clocks_of(bexley(""), "received=2019-03-04 stage-2/requested=2019-04-01", "2019-04-02");
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_MISSED);
  ASSERT_STATUS(clock_of(clocks, "stage-2/respond"), CLOCK_RUNNING);
  clocks =
      clocks_of(bexley(""), "received=2019-03-04 stage-2/requested=2019-04-01 stage-1/responded=2019-04-03",
                "2019-04-04");
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_MET_LATE);
}

static void windows(void **state) {
  (void)state;
  const char *answered_on = "received=2019-03-22 stage-1/responded=2019-04-12";
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), "received=2019-03-22", "2019-04-01"), "stage-1/escalate"),
                CLOCK_NOT_STARTED);
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), answered_on, "2019-05-15"), "stage-1/escalate"),
                CLOCK_RUNNING);
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), answered_on, "2019-05-16"), "stage-1/escalate"),
                CLOCK_MISSED);
  const char *asked = "received=2019-03-22 stage-1/responded=2019-04-12 stage-2/requested=2019-05-15";
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), asked, "2019-06-01"), "stage-1/escalate"), CLOCK_MET_ON_TIME);
  const char *late =
      "received=2019-03-22 stage-1/responded=2019-04-12 closed=2019-05-17 stage-2/requested=2019-05-20";
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), late, "2019-06-01"), "stage-1/escalate"), CLOCK_MET_LATE);
  ASSERT_STATUS(clock_of(clocks_of(bexley(""), late, "2019-06-01"), "stage-2/respond"), CLOCK_RUNNING);
}

static void days_left(void **state) {
  (void)state;
  static const struct {
    const char *today;
    int32_t left;
  } rows[] = {{"2018-12-18", 15}, {"2019-01-10", 1},  {"2019-01-11", 0},
              {"2019-01-12", -1}, {"2019-01-14", -1}, {"2019-01-15", -2}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ClockList clocks = clocks_of(bexley(""), "received=2018-12-18", rows[i].today);
    assert_int_equal(clock_of(clocks, "stage-1/respond")->days_left, rows[i].left);
  }
  const Procedure *sar = procedure_with("subject-access", "2020-01-31", "");
  assert_int_equal(
      clock_of(clocks_of(sar, "received=2020-01-31", "2020-02-27"), "stage-1/respond")->days_left, 4);
}

static void provisional(void **state) {
  (void)state;
  /* Wed 20 Dec 2028: 21,22(2), BH 25 and 26, 27-29(5); the holidays of 2029 are not known: 1-5 Jan(10)
   * 8-12(15) */
  const Procedure *procedure = procedure_with("bexley-corporate", "2028-12-20", "");
  ClockList clocks = clocks_of(procedure, "received=2028-12-20", "2028-12-20");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2029-01-12");
  assert_true(clock_of(clocks, "stage-1/respond")->provisional);
  assert_false(clock_of(clocks, "stage-1/acknowledge")->provisional);
  clocks = clocks_of(procedure, "received=2011-03-01", "2011-03-01");
  assert_true(clock_of(clocks, "stage-1/acknowledge")->provisional);
  /* the due date is known, the latest one is not */
  const Procedure *code = procedure_with("lgsco-code-2024", "2028-12-01", "");
  clocks = clocks_of(code, "received=2028-12-06 stage-1/acknowledged=2028-12-08", "2028-12-08");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2028-12-22");
  assert_true(clock_of(clocks, "stage-1/respond")->provisional);
}

static const Clock *agreed(const char *more) {
  const Procedure *dp = procedure_with("data-protection-complaint", "2026-06-20", "");
  Text words = text_format(arena, "received=2026-06-20 %s", more);
  return clock_of(clocks_of(dp, text_z(arena, words), "2026-09-20"), "stage-1/respond");
}

static void agreed_dates(void **state) {
  (void)state;
  const Clock *clock = agreed("");
  ASSERT_STATUS(clock, CLOCK_RUNNING);
  ASSERT_DAY(clock->due, "");
  ASSERT_STATUS(agreed("stage-1/responded=2026-07-20"), CLOCK_NOT_NEEDED); /* no date, so no verdict */
  assert_int_equal(agreed("stage-1/responded=2026-07-20")->verdict, VERDICT_NONE);
  clock = agreed("stage-1/date-agreed=2026-06-25>2026-08-14 stage-1/date-agreed=2026-08-10>2026-09-30 "
                 "stage-1/responded=2026-09-15");
  ASSERT_DAY(clock->original, "2026-08-14");
  ASSERT_DAY(clock->due, "2026-09-30");
  ASSERT_STATUS(clock, CLOCK_MET_IN_EXTENSION);
  clock = agreed("stage-1/date-agreed=2026-06-25>2026-08-14 stage-1/date-agreed=2026-08-17>2026-09-30 "
                 "stage-1/responded=2026-09-15");
  ASSERT_STATUS(clock, CLOCK_MET_LATE);
  clock = agreed("stage-1/date-agreed=2026-06-25>2026-08-14 stage-1/date-agreed=2026-07-01>2026-07-31");
  ASSERT_DAY(clock->original, "2026-07-31");
  ASSERT_DAY(clock->due, "2026-07-31");
}

static void starts(void **state) {
  (void)state;
  /* proof of identity after the answer starts nothing */
  const Procedure *sar = procedure_with("subject-access", "2024-12-02", "");
  ClockList clocks = clocks_of(
      sar, "received=2024-12-02 stage-1/responded=2024-12-20 identity-confirmed=2024-12-23", "2024-12-24");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2025-01-02");
  /* another reading that never began, met all the same: no verdict */
  const Procedure *children = procedure_with("children-statutory", "2019-07-01", "");
  clocks =
      clocks_of(children, "received=2019-07-01 stage-2/requested=2019-09-06 stage-2/responded=2019-10-01",
                "2019-10-02");
  ASSERT_STATUS(clock_of(clocks, "stage-2/respond-from-statement"), CLOCK_NOT_NEEDED);
  assert_int_equal(clock_of(clocks, "stage-2/respond-from-statement")->verdict, VERDICT_NONE);
  /* another reading runs out; nobody is late */
  const Procedure *adults = procedure_with("bexley-adults", "2020-01-02", "");
  clocks = clocks_of(adults, "received=2020-01-02", "2020-02-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/oral-resolution"), CLOCK_MISSED);
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_RUNNING);
  /* settled at once: the answer is not needed */
  clocks = clocks_of(adults, "received=2020-01-02 resolved=2020-01-03", "2020-02-01");
  ASSERT_STATUS(clock_of(clocks, "stage-1/oral-resolution"), CLOCK_MET_ON_TIME);
  ASSERT_STATUS(clock_of(clocks, "stage-1/respond"), CLOCK_NOT_NEEDED);
}

static void closure_days(void **state) {
  (void)state;
  const Date closed[] = {day("2026-12-29"), day("2026-12-30"), day("2026-12-31")};
  CalendarVersion *version;
  assert_null(calendar_version_read(arena, feed_text(), TEXT("closed"), closed, 3, &version));
  const CalendarVersion *versions[] = {version};
  CalendarBook book = {versions, 1};
  const Procedure *left_out = procedure_with("bexley-corporate", "2026-12-17", "closure-days=left-out");
  /* Thu 17 Dec: 18(1) 21-24(5), BH 25 and 28, closed 29-31, BH 1, 4-8(10) 11-15(15) */
  ASSERT_DAY(
      clock_of(clocks_in(&book, left_out, "received=2026-12-17", "2026-12-17"), "stage-1/respond")->due,
      "2027-01-15");
  const Procedure *counted = procedure_with("bexley-corporate", "2026-12-17", "");
  ASSERT_DAY(
      clock_of(clocks_in(&book, counted, "received=2026-12-17", "2026-12-17"), "stage-1/respond")->due,
      "2027-01-12");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pause_continues),
      cmocka_unit_test(pause_that_changes_nothing),
      cmocka_unit_test(pause_goes_on),
      cmocka_unit_test(pause_on_the_due_date_holds_nothing),
      cmocka_unit_test(pause_restarts),
      cmocka_unit_test(pause_of_months),
      cmocka_unit_test(pause_of_the_advocate),
      cmocka_unit_test(pause_has_an_end),
      cmocka_unit_test(pause_before_the_start),
      cmocka_unit_test(extension_in_time),
      cmocka_unit_test(verdicts),
      cmocka_unit_test(extension_shown),
      cmocka_unit_test(extension_within_a_pause),
      cmocka_unit_test(fall_back),
      cmocka_unit_test(answered_outright),
      cmocka_unit_test(ends),
      cmocka_unit_test(windows),
      cmocka_unit_test(days_left),
      cmocka_unit_test(provisional),
      cmocka_unit_test(agreed_dates),
      cmocka_unit_test(starts),
      cmocka_unit_test(closure_days),
  };
  return cmocka_run_group_tests_name("clocks", tests, load_everything, drop_everything);
}
