/* The fold: the ways of a case, corrections, and what cannot be. */
#include "fixture.h"

/* the answer is due on Mon 23 Mar 2026 */
#define BEXLEY "received=2026-03-02 classified=2026-03-02=bexley-corporate "
/* … and here on Mon 16 Mar 2026 */
#define CHILDREN "received=2026-03-02 classified=2026-03-02=children-statutory "

static void received_only(void **state) {
  (void)state;
  CaseState *c = fold("received=2026-03-02@09:30 assigned=2026-03-02*7", "2026-03-03");
  assert_int_equal(c->status, CASE_RECEIVED);
  assert_null(c->procedure);
  assert_int_equal(c->clocks.count, 0);
  assert_null(c->next);
  assert_null(case_window(c));
  assert_int_equal(c->stage, 0);
  assert_int_equal(c->owner.value, 7);
  assert_int_equal(c->received_minute, 570);
}

static void whole_way(void **state) {
  (void)state;
  CaseState *c = fold(BEXLEY "stage-1/acknowledged=2026-03-03", "2026-03-04");
  assert_int_equal(c->status, CASE_OPEN);
  assert_int_equal(c->stage, 1);
  assert_true(text_equal(c->procedure->version, TEXT("2018-04")));
  assert_true(text_equal(c->next->id, TEXT("stage-1/respond")));
  ASSERT_DAY(c->next->due, "2026-03-23");

  c = fold(BEXLEY "stage-1/acknowledged=2026-03-03 stage-1/responded=2026-03-20!upheld*5", "2026-03-21");
  assert_int_equal(c->status, CASE_ANSWERED);
  assert_int_equal(c->stages[1].outcome, OUTCOME_UPHELD);
  assert_int_equal(c->stages[1].responder.value, 5);
  assert_null(c->next);
  /* 23-27(5) 30 Mar-2 Apr(9), BH 3 and 6, 7-10(13) 13-17(18) 20,21(20) */
  ASSERT_DAY(case_window(c)->due, "2026-04-21");

  c = fold(
      BEXLEY
      "stage-1/responded=2026-03-20!upheld stage-2/requested=2026-04-21 stage-2/acknowledged=2026-04-22",
      "2026-04-22");
  assert_int_equal(c->status, CASE_OPEN);
  assert_int_equal(c->stage, 2);
  assert_false(c->stages[2].late_request);
  assert_true(text_equal(c->next->id, TEXT("stage-2/respond")));
  assert_null(case_window(c));

  c = fold(
      BEXLEY
      "stage-1/responded=2026-03-20!upheld stage-2/requested=2026-04-21 stage-2/responded=2026-05-05!upheld "
      "closed=2026-05-06",
      "2026-05-07");
  assert_int_equal(c->status, CASE_CLOSED);
  ASSERT_DAY(c->closed, "2026-05-06");
  assert_null(c->next);
}

static void most_pressing(void **state) {
  (void)state;
  /* the window and the other reading are not the council's next thing, whatever their dates */
  CaseState *c =
      fold("received=2020-01-02 classified=2020-01-02=bexley-adults stage-1/acknowledged=2020-01-03",
           "2020-01-03");
  assert_true(text_equal(c->next->id, TEXT("stage-1/respond")));
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-03 stage-1/paused=2026-03-05:awaiting-information",
           "2026-03-10");
  assert_true(text_equal(c->next->id, TEXT("stage-1/respond")));
  assert_int_equal(c->next->status, CLOCK_PAUSED);
  c = fold(BEXLEY "stage-1/paused=2026-03-02:awaiting-information", "2026-03-03"); /* a date before none */
  assert_true(text_equal(c->next->id, TEXT("stage-1/acknowledge")));
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-03 stage-1/paused=2026-03-05:awaiting-information",
           "2026-03-10");
  assert_true(c->stages[1].paused);
  ASSERT_DAY(c->stages[1].paused_on, "2026-03-05");
}

static void order_of_days(void **state) {
  (void)state;
  /* logged later, happened earlier; and the matter before the case */
  CaseState *c =
      fold("received=2026-03-02 classified=2026-03-02=bexley-corporate stage-1/responded=2026-03-20!upheld "
           "stage-1/acknowledged=2026-03-03 matter-arose=2025-06-01",
           "2026-03-21");
  assert_int_equal(c->status, CASE_ANSWERED);
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-03");
  ASSERT_DAY(c->matter_arose, "2025-06-01");
  assert_int_equal(c->events[0].type, EVENT_MATTER_AROSE);
  assert_int_equal(c->last_number, 5);
}

static void moved_to_another_procedure(void **state) {
  (void)state;
  CaseState *c =
      fold(BEXLEY "stage-1/acknowledged=2026-03-03 classified=2026-03-04=children-statutory", "2026-03-04");
  assert_true(text_equal(c->procedure->id, TEXT("children-statutory")));
  ASSERT_DAY(c->next->due, "2026-03-16"); /* ten days from Mon 2 Mar */
  /* the version in force on the day received, also where it was classified later */
  c = fold("received=2022-03-31 classified=2022-04-05=bexley-adults", "2022-04-05");
  assert_true(text_equal(c->procedure->version, TEXT("2018-04")));
  c = fold("received=2022-04-01 classified=2022-04-05=bexley-adults", "2022-04-05");
  assert_true(text_equal(c->procedure->version, TEXT("2022-04")));
}

static void version_by_name(void **state) {
  (void)state;
  Line read = line("received=2022-03-31 classified=2022-04-05=bexley-adults");
  Event *events = ARENA_ARRAY(arena, Event, read.count);
  memcpy(events, read.events, read.count * sizeof *events);
  events[1].version = TEXT("2022-04");
  FoldInput input = {events, read.count, &procedures, &calendars, day("2022-04-05")};
  CaseState c;
  assert_null(case_fold(arena, &input, &c));
  assert_true(text_equal(c.procedure->version, TEXT("2022-04")));
  events[1].version = TEXT("1999-01");
  Error error = case_fold(arena, &input, &c);
  ASSERT_SAYS(error->words, "Event 2 (classified of 5 April 2022)");
  ASSERT_SAYS(error->words, "1999-01");
}

static void reopened(void **state) {
  (void)state;
  CaseState *c = fold(BEXLEY "stage-1/responded=2026-03-20!upheld*5 reopened=2026-03-25", "2026-03-25");
  assert_int_equal(c->status, CASE_OPEN);
  ASSERT_DAY(c->reopened, "2026-03-25");
  c = fold(
      BEXLEY
      "stage-1/responded=2026-03-20!upheld*5 reopened=2026-03-25 stage-1/responded=2026-04-10!not-upheld*6",
      "2026-04-10");
  assert_int_equal(c->status, CASE_ANSWERED);
  ASSERT_DAY(c->stages[1].responded, "2026-03-20"); /* the answer that met the clock */
  ASSERT_DAY(c->stages[1].answered_again, "2026-04-10");
  assert_int_equal(c->stages[1].outcome, OUTCOME_NOT_UPHELD);
  ASSERT_STATUS(clock_of(c->clocks, "stage-1/respond"), CLOCK_MET_ON_TIME);
  c = fold(BEXLEY "withdrawn=2026-03-05 reopened=2026-03-06", "2026-03-06");
  assert_int_equal(c->status, CASE_OPEN);
  ASSERT_DAY(c->withdrawn, "");
  c = fold("received=2026-03-02 closed=2026-03-03 reopened=2026-03-04", "2026-03-04");
  assert_int_equal(c->status, CASE_RECEIVED);
}

static void pauses(void **state) {
  (void)state;
  CaseState *c =
      fold(BEXLEY "stage-1/paused=2026-03-05:awaiting-information stage-1/resumed=2026-03-10", "2026-03-10");
  assert_false(c->stages[1].paused);
  c = fold(BEXLEY "stage-1/paused=2026-03-05:awaiting-information stage-1/responded=2026-03-10!upheld",
           "2026-03-10");
  assert_false(c->stages[1].paused);
  c = fold(
      "received=2026-03-10 classified=2026-03-10=subject-access stage-1/paused=2026-03-12:clarification "
      "clarification-received=2026-03-16",
      "2026-03-16");
  assert_false(c->stages[1].paused);
  ASSERT_DAY(c->next->due, "2026-04-14"); /* 10 Apr and four days */
}

static void resolved_at_once(void **state) {
  (void)state;
  CaseState *c =
      fold("received=2020-01-02 classified=2020-01-02=bexley-adults resolved=2020-01-03", "2020-01-06");
  assert_int_equal(c->status, CASE_ANSWERED);
  ASSERT_DAY(c->resolved, "2020-01-03");
  assert_null(c->next);
  c = fold("received=2020-01-02 resolved=2020-01-02 classified=2020-01-03=bexley-adults", "2020-01-06");
  assert_int_equal(c->status, CASE_ANSWERED);
}

static void left_because_late(void **state) {
  (void)state;
  CaseState *c = fold(CHILDREN "stage-2/requested=2026-03-17", "2026-03-18");
  assert_int_equal(c->stage, 2);
  ASSERT_STATUS(clock_of(c->clocks, "stage-1/respond"), CLOCK_MISSED);
  c = fold(CHILDREN "stage-2/requested=2026-03-17 stage-1/responded=2026-03-24!upheld", "2026-03-25");
  assert_int_equal(c->stage, 2);
  assert_int_equal(c->status, CASE_OPEN);
  ASSERT_STATUS(clock_of(c->clocks, "stage-1/respond"), CLOCK_MET_LATE);
}

#define LATE BEXLEY "stage-1/responded=2026-03-20!upheld stage-2/requested=2026-04-22 "

static void late_request(void **state) {
  (void)state;
  CaseState *c = fold(LATE, "2026-04-23");
  assert_true(c->stages[2].late_request);
  assert_false(c->stages[2].late_request_decided);
  c = fold(LATE "stage-2/late-request-decided=2026-04-24+", "2026-04-24");
  assert_true(c->stages[2].late_request_accepted);
  c = fold(LATE "stage-2/late-request-decided=2026-04-24 closed=2026-04-24", "2026-04-24");
  assert_true(c->stages[2].late_request_decided);
  assert_false(c->stages[2].late_request_accepted);
  /* history without a decision: the work itself accepted it */
  c = fold(LATE "stage-2/responded=2026-05-05!upheld", "2026-05-06");
  assert_true(c->stages[2].late_request_accepted);
  /* a closed case is opened by the request; a reopening lets the decision be taken again */
  c = fold(BEXLEY "stage-1/responded=2026-03-20!upheld closed=2026-04-22 stage-2/requested=2026-04-30",
           "2026-05-01");
  assert_int_equal(c->status, CASE_OPEN);
  ASSERT_DAY(c->closed, "");
  assert_true(c->stages[2].late_request);
  c = fold(LATE "stage-2/late-request-decided=2026-04-24 closed=2026-04-24 reopened=2026-05-01",
           "2026-05-01");
  assert_false(c->stages[2].late_request_decided);
}

static void corrections(void **state) {
  (void)state;
  /* event 3 is the acknowledgement */
  CaseState *c =
      fold(BEXLEY "stage-1/acknowledged=2026-03-05 corrected=2026-03-03#3:typed-wrong", "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-03");
  ASSERT_STATUS(clock_of(c->clocks, "stage-1/acknowledge"), CLOCK_MET_ON_TIME);
  assert_int_equal(c->event_count, 3);
  assert_int_equal(c->last_number, 4);
  /* voided; and the voiding voided */
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-03 corrected=none#3-", "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "");
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-03 corrected=none#3- corrected=none#4-", "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-03");
  /* the last wins, whether it names the event or the correction */
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-06 corrected=2026-03-05#3 corrected=2026-03-04#3",
           "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-04");
  c = fold(BEXLEY "stage-1/acknowledged=2026-03-06 corrected=2026-03-05#3 corrected=2026-03-03#4",
           "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-03");
  /* the second correction voided: the first stands again */
  c = fold(BEXLEY
           "stage-1/acknowledged=2026-03-06 corrected=2026-03-05#3 corrected=2026-03-04#3 corrected=none#5-",
           "2026-03-06");
  ASSERT_DAY(c->stages[1].acknowledged, "2026-03-05");
  /* what a correction leaves empty stays; its reason is never applied */
  c = fold(BEXLEY "stage-1/responded=2026-03-20!upheld*5 corrected=none#3!not-upheld:typed-wrong",
           "2026-03-21");
  ASSERT_DAY(c->stages[1].responded, "2026-03-20");
  assert_int_equal(c->stages[1].outcome, OUTCOME_NOT_UPHELD);
  assert_int_equal(c->stages[1].responder.value, 5);
  /* the day received: another due date */
  c = fold("received=2026-03-03 classified=2026-03-04=bexley-corporate corrected=2026-03-02@16:00#1",
           "2026-03-04");
  ASSERT_DAY(c->received, "2026-03-02");
  assert_int_equal(c->received_minute, 960);
  ASSERT_DAY(c->next->due, "2026-03-04");
}

typedef struct Impossible {
  const char *words, *number, *why;
} Impossible;

static const Impossible IMPOSSIBLE[] = {
    {"assigned=2026-03-02", "Event 1 (assigned", "had not been received"},
    {"matter-arose=2026-03-02", "no event \"received\"", ""},
    {"received=2026-03-02 received=2026-03-03", "Event 2 (received", "received before"},
    {"received=2026-03-02 assigned=2026-03-01", "Event 2 (assigned of 1 March 2026)",
     "had not been received"},
    {"received=2026-03-02 stage-1/responded=2026-03-03", "Event 2 (stage-1/responded",
     "not been given a procedure"},
    {"received=2026-03-02 classified=2026-03-02=no-such", "Event 2 (classified", "not known"},
    {BEXLEY "stage-2/responded=2026-03-10", "Event 3 (stage-2/responded", "had not been opened"},
    {BEXLEY "stage-2/acknowledged=2026-03-10", "Event 3", "had not been opened"},
    {BEXLEY "stage-2/extended=2026-03-10>2026-05-01", "Event 3", "had not been opened"},
    {BEXLEY "stage-1/acknowledged=2026-03-03 stage-1/acknowledged=2026-03-04", "Event 4", "happened before"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-1/acknowledged=2026-03-11", "Event 4", "had been answered"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-1/responded=2026-03-11", "Event 4", "had been answered"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-1/extended=2026-03-11>2026-05-01", "Event 4",
     "had been answered"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-1/paused=2026-03-11", "Event 4", "had been answered"},
    {BEXLEY "stage-1/resumed=2026-03-10", "Event 3 (stage-1/resumed", "was not paused"},
    {BEXLEY "stage-1/paused=2026-03-05 stage-1/paused=2026-03-06", "Event 4", "paused already"},
    {BEXLEY "stage-2/requested=2026-03-10", "Event 3 (stage-2/requested", "had not been answered"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-3/requested=2026-03-11", "Event 4", "no such stage"},
    {CHILDREN "stage-1/responded=2026-03-10 stage-3/requested=2026-03-11", "Event 4",
     "stage before had not been opened"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-2/requested=2026-03-11 stage-2/requested=2026-03-12",
     "Event 5", "opened before"},
    {BEXLEY
     "stage-1/responded=2026-03-10 stage-2/requested=2026-03-11 stage-1/extended=2026-03-12>2026-05-01",
     "Event 5", "moved on"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-2/requested=2026-03-11 stage-1/responded=2026-03-12",
     "Event 5", "had been answered"},
    {BEXLEY
     "stage-1/responded=2026-03-10 stage-2/requested=2026-03-11 stage-2/late-request-decided=2026-03-12+",
     "Event 5", "not asked for late"},
    {LATE "stage-2/late-request-decided=2026-04-24 stage-2/responded=2026-04-27", "Event 6", "refused"},
    {LATE "stage-2/late-request-decided=2026-04-24 stage-2/late-request-decided=2026-04-25+", "Event 6",
     "had been decided"},
    {BEXLEY "closed=2026-03-10 assigned=2026-03-11", "Event 4 (assigned", "closed before"},
    {BEXLEY "closed=2026-03-10 closed=2026-03-11", "Event 4", "closed before"},
    {BEXLEY "closed=2026-03-10 withdrawn=2026-03-11", "Event 4", "closed before"},
    {BEXLEY "closed=2026-03-10 stage-1/responded=2026-03-11", "Event 4", "closed before"},
    {BEXLEY "closed=2026-03-10 stage-2/requested=2026-03-11", "Event 4", "closed before"},
    {BEXLEY "stage-1/responded=2026-03-10 withdrawn=2026-03-11 stage-2/requested=2026-03-12", "Event 5",
     "withdrawn"},
    {BEXLEY "withdrawn=2026-03-10 classified=2026-03-11=children-statutory", "Event 4", "withdrawn"},
    {BEXLEY "reopened=2026-03-10", "Event 3 (reopened", "was open"},
    {BEXLEY "resolved=2026-03-03 stage-1/responded=2026-03-10", "Event 4", "resolved"},
    {BEXLEY "resolved=2026-03-03 resolved=2026-03-04", "Event 4", "answered"},
    {BEXLEY "identity-confirmed=2026-03-03 identity-confirmed=2026-03-04", "Event 4", "happened before"},
    {BEXLEY "stage-1/responded=2026-03-10 stage-2/requested=2026-03-11 classified=2026-03-12=bexley-adults",
     "Event 5", "fewer stages"},
    {BEXLEY "stage-2/recalculated=2026-03-12>2026-03-30", "Event 3", "had not been opened"},
    {BEXLEY "stage-2/customer-told=2026-03-12", "Event 3", "had not been opened"},
    {CHILDREN "stage-1/panel-held=2026-03-03 stage-1/panel-held=2026-03-04", "Event 4", "happened before"},
    {BEXLEY "corrected=2026-03-03#9", "Event 3 corrects event 9", ""},
    {BEXLEY "corrected=2026-03-03#3", "Event 3 corrects event 3", ""},
    {BEXLEY "corrected=none#1-", "not been received", ""},
    {BEXLEY "stage-1/responded=2026-03-10!upheld corrected=2026-02-01#3", "Event 3",
     "had not been received"},
};

static void what_cannot_be(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof IMPOSSIBLE / sizeof *IMPOSSIBLE; i++) {
    CaseState c;
    Error error = fold_line(IMPOSSIBLE[i].words, "2026-06-01", &c);
    if (!error) fail_msg("%s was accepted", IMPOSSIBLE[i].words);
    assert_int_equal(error->code, ERROR_INVALID);
    ASSERT_SAYS(error->words, IMPOSSIBLE[i].number);
    ASSERT_SAYS(error->words, IMPOSSIBLE[i].why);
  }
}

static void damaged_events(void **state) {
  (void)state;
  Event good = line("received=2026-03-02").events[0];
  CaseState c;
  FoldInput input = {&good, 1, &procedures, &calendars, day("2026-03-03")};
  assert_null(case_fold(arena, &input, &c));
  Event bad = good;
  input.events = &bad;
  bad.type = (EventType)99;
  assert_non_null(case_fold(arena, &input, &c));
  bad = good;
  bad.stage = 2;
  assert_non_null(case_fold(arena, &input, &c));
  bad = good;
  bad.on = (Date){2000000};
  assert_non_null(case_fold(arena, &input, &c));
  bad = good;
  bad.on = DATE_NONE;
  assert_non_null(case_fold(arena, &input, &c));
  bad = good;
  bad.minute = 1440;
  assert_non_null(case_fold(arena, &input, &c));
  bad = good;
  bad.outcome = (Outcome)77;
  assert_non_null(case_fold(arena, &input, &c));
  Event two[] = {good, good};
  input = (FoldInput){two, 2, &procedures, &calendars, day("2026-03-03")};
  ASSERT_SAYS(case_fold(arena, &input, &c)->words, "in order of number");
  input.count = 0;
  assert_non_null(case_fold(arena, &input, &c));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(received_only),
      cmocka_unit_test(whole_way),
      cmocka_unit_test(most_pressing),
      cmocka_unit_test(order_of_days),
      cmocka_unit_test(moved_to_another_procedure),
      cmocka_unit_test(version_by_name),
      cmocka_unit_test(reopened),
      cmocka_unit_test(pauses),
      cmocka_unit_test(resolved_at_once),
      cmocka_unit_test(left_because_late),
      cmocka_unit_test(late_request),
      cmocka_unit_test(corrections),
      cmocka_unit_test(what_cannot_be),
      cmocka_unit_test(damaged_events),
  };
  return cmocka_run_group_tests_name("cases", tests, load_everything, drop_everything);
}
