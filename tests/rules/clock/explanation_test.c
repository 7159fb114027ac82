/* The explanation of a clock: its days, its sentences, its JSON. */
#include "fixture.h"

static const Clock *respond_of(const char *procedure, const char *on, const char *words, const char *today) {
  return clock_of(clocks_of(procedure_with(procedure, on, ""), words, today), "stage-1/respond");
}

static Text all_sentences(const Clock *clock) {
  Sentences sentences = clock_sentences(arena, clock);
  return text_join(arena, sentences.items, sentences.count, TEXT("\n"));
}

/* "19 1;20 2;22 Saturday": day of the month, then the number or why not. */
static Text all_steps(const Clock *clock) {
  StepList steps = clock_steps(arena, clock);
  Text words = TEXT_NONE;
  for (size_t i = 0; i < steps.count; i++) {
    const Step *step = &steps.items[i];
    Text number = step->day > 0 ? text_format(arena, " %d", (int)step->day) : TEXT_NONE;
    words = text_format(arena, "%.*s%s%d%.*s%s%.*s", TEXT_ARGUMENTS(words), i ? ";" : "",
                        date_parts(step->date).day, TEXT_ARGUMENTS(number),
                        text_is_empty(step->why) ? "" : " ", TEXT_ARGUMENTS(step->why));
  }
  return words;
}

static void assert_steps(const Clock *clock, const char *expected) {
  Text got = all_steps(clock);
  if (text_equal(got, text_of(expected))) return;
  print_error("%.*s\nexpected\n%s\n", TEXT_ARGUMENTS(got), expected);
  fail();
}

static void days_of_a_count(void **state) {
  (void)state;
  assert_steps(
      respond_of("bexley-corporate", "2018-12-18", "received=2018-12-18", "2018-12-18"),
      "19 1;20 2;21 3;22 Saturday;23 Sunday;24 4;25 Christmas Day;26 Boxing Day;27 5;28 6;29 Saturday;"
      "30 Sunday;31 7;1 New Year's Day;2 8;3 9;4 10;5 Saturday;6 Sunday;7 11;8 12;9 13;10 14;11 15");
}

static void days_of_a_pause(void **state) {
  (void)state;
  const char *paused =
      "received=2024-12-02 stage-1/paused=2024-12-05:awaiting-information stage-1/resumed=2024-12-18";
  assert_steps(
      respond_of("bexley-corporate", "2024-12-02", paused, "2024-12-18"),
      "3 1;4 2;5 3 paused: awaiting information;18 resumed;19 4;20 5;21 Saturday;22 Sunday;23 6;24 7;"
      "25 Christmas Day;26 Boxing Day;27 8;28 Saturday;29 Sunday;30 9;31 10;1 New Year's Day;2 11;3 12;"
      "4 Saturday;5 Sunday;6 13;7 14;8 15");
  const char *running = "received=2024-12-02 stage-1/paused=2024-12-05:awaiting-information";
  assert_steps(respond_of("bexley-corporate", "2024-12-02", running, "2024-12-18"),
               "3 1;4 2;5 3 paused: awaiting information");
  const char *at_once = "received=2024-12-02 stage-1/paused=2024-12-02";
  assert_steps(respond_of("bexley-corporate", "2024-12-02", at_once, "2024-12-18"), "2 paused");
}

static void days_of_months(void **state) {
  (void)state;
  assert_steps(respond_of("subject-access", "2020-01-31", "received=2020-01-31", "2020-01-31"),
               "31 the months are counted from here;"
               "29 one month after 31 January 2020; February has no 31st, so its last day;1 Sunday;"
               "2 the next working day: 29 February 2020 is a Saturday");
  assert_steps(respond_of("public-health-2012", "2025-08-28", "received=2025-08-28", "2025-08-28"),
               "28 the months are counted from here;"
               "27 six months beginning with 28 August 2025: the day before the corresponding day");
  assert_steps(respond_of("subject-access", "2019-01-31", "received=2019-01-31", "2019-01-31"),
               "31 the months are counted from here;1 one month after 1 February 2019");
}

static void days_of_an_extension(void **state) {
  (void)state;
  assert_steps(respond_of("scotland-mchp", "2024-12-30", "received=2024-12-30 stage-1/extended=2025-01-07",
                          "2025-01-07"),
               "31 1;1 New Year's Day;2 2nd January;3 2;4 Saturday;5 Sunday;6 3;7 4;"
               "8 5 the due date before the extension;9 6;10 7;11 Saturday;12 Sunday;13 8;14 9;15 10");
}

static void days_of_a_deemed_receipt(void **state) {
  (void)state;
  const Procedure *deemed = procedure_with("bexley-corporate", "2020-03-28", "receipt=after-five");
  const Clock *clock =
      clock_of(clocks_of(deemed, "received=2020-03-28@23:50", "2020-03-28"), "stage-1/acknowledge");
  assert_steps(clock,
               "28 came out of hours; counts as received on Monday 30 March 2020;30 counts as received;"
               "31 1;1 2");
  ASSERT_SAYS(all_sentences(clock),
              "Received on Saturday 28 March 2020 at 11:50pm, out of hours: it counts as received "
              "on Monday 30 March 2020. That day is day 0.");
}

static void day_one_and_calendar_days(void **state) {
  (void)state;
  const Procedure *day_one = procedure_with("bexley-corporate", "2026-12-17", "day-one=day-of-receipt");
  assert_steps(clock_of(clocks_of(day_one, "received=2026-12-17", "2026-12-17"), "stage-1/acknowledge"),
               "17 1;18 2");
  assert_steps(clock_of(clocks_of(day_one, "received=2026-12-19", "2026-12-19"), "stage-1/acknowledge"),
               "19 Saturday;20 Sunday;21 1;22 2");
  const Procedure *dp = procedure_with("data-protection-complaint", "2026-06-20", "");
  const Clock *clock = clock_of(clocks_of(dp, "received=2026-06-20", "2026-06-20"), "stage-1/acknowledge");
  StepList steps = clock_steps(arena, clock);
  assert_int_equal(steps.count, 30);
  assert_int_equal(steps.items[0].day, 1);
  ASSERT_DAY(steps.items[0].date, "2026-06-20");
  ASSERT_DAY(steps.items[29].date, "2026-07-19");
}

static void rolled_days(void **state) {
  (void)state;
  /* 30 days from Sat 20 June end on Sun 19 July: where the rule rolls, Monday is not a 31st day */
  const Procedure *dp = procedure_with("data-protection-complaint", "2026-06-20", "");
  ClockRule rule = *stage_clock(procedure_stage(dp, 1), TEXT("acknowledge"));
  rule.rolls = true;
  StageRule stage = *procedure_stage(dp, 1);
  stage.clocks = &rule;
  stage.clock_count = 1;
  Procedure rolling = *dp;
  rolling.stages = &stage;
  const Clock *clock =
      clock_of(clocks_of(&rolling, "received=2026-06-20", "2026-06-20"), "stage-1/acknowledge");
  ASSERT_DAY(clock->due, "2026-07-20");
  StepList steps = clock_steps(arena, clock);
  assert_int_equal(steps.items[steps.count - 2].day, 30);
  assert_int_equal(steps.items[steps.count - 1].day, 0);
  ASSERT_SAYS(steps.items[steps.count - 1].why, "the next working day");
}

static void nothing_to_list(void **state) {
  (void)state;
  ClockList clocks =
      clocks_of(procedure_with("bexley-corporate", "2019-03-04", ""), "received=2019-03-04", "2019-03-04");
  assert_int_equal(clock_steps(arena, clock_of(clocks, "stage-1/escalate")).count, 0);
  ASSERT_SAYS(all_sentences(clock_of(clocks, "stage-1/escalate")),
              "Not started: it starts when stage 1 is answered.");
}

static void far_away(void **state) {
  (void)state;
  const Clock *clock =
      respond_of("bexley-corporate", "2019-03-04",
                 "received=2019-03-04 stage-1/extended=2019-03-05>2199-12-31", "2019-03-05");
  StepList steps = clock_steps(arena, clock);
  assert_in_range(steps.count, 1000, 2000);
  ASSERT_DAY(steps.items[steps.count - 1].date, "2199-12-31");
  assert_true(clock_sentences(arena, clock).count > 3);
}

static void sentences(void **state) {
  (void)state;
  Text words =
      all_sentences(respond_of("bexley-corporate", "2018-12-18", "received=2018-12-18", "2018-12-18"));
  ASSERT_SAYS(words, "Received on Tuesday 18 December 2018. That day is day 0.");
  ASSERT_SAYS(words, "The procedure allows 15 working days (London Borough of Bexley");
  ASSERT_SAYS(
      words,
      "Not counted: weekends 22–23, 29–30 December and 5–6 January; Christmas Day, Boxing Day and New "
      "Year's Day.");
  ASSERT_SAYS(words, "Due on Friday 11 January 2019.");
  ASSERT_SAYS(words, "Bank holidays of England and Wales, as published on 21 August 2026.");

  words = all_sentences(respond_of(
      "children-statutory", "2018-04-30",
      "received=2018-04-30 stage-1/extended=2018-05-10:complex stage-1/responded=2018-05-24", "2018-06-01"));
  ASSERT_SAYS(words, "The law allows 10 working days (SI 2006/1738 regs 14 and 15; guidance).");
  ASSERT_SAYS(words, "Extended on Thursday 10 May 2018, from Tuesday 15 May 2018 to Wednesday 30 May 2018.");
  ASSERT_SAYS(words, "Stage 1 was answered on Thursday 24 May 2018, within the extension.");

  words =
      all_sentences(respond_of("bexley-corporate", "2018-12-18",
                               "received=2018-12-18 stage-1/extended=2019-01-14>2019-02-01", "2019-01-14"));
  ASSERT_SAYS(words, "The extension was made after the earlier due date had passed");

  words = all_sentences(respond_of("bexley-corporate", "2024-12-02",
                                   "received=2024-12-02 stage-1/paused=2024-12-05:awaiting-information",
                                   "2024-12-10"));
  ASSERT_SAYS(
      words,
      "Paused since Thursday 5 December 2024 (awaiting information): there is no due date until it is "
      "resumed.");

  words = all_sentences(respond_of("lgsco-code-2024", "2024-02-12", "received=2024-02-12", "2024-02-12"));
  ASSERT_SAYS(words,
              "Not started yet: it starts when stage 1 is acknowledged, or on Monday 19 February 2024");
  words = all_sentences(respond_of("lgsco-code-2024", "2024-02-12",
                                   "received=2024-02-12 stage-1/acknowledged=2024-02-21", "2024-02-22"));
  ASSERT_SAYS(words,
              "Stage 1 was not acknowledged by Monday 19 February 2024, so the clock started on that day.");
  ASSERT_SAYS(words, "Stage 1 was acknowledged on Wednesday 21 February 2024; the earlier start stands.");
  ASSERT_SAYS(words,
              "The longest extension (10 working days more, allowed by the complaints manager) ends on");

  words = all_sentences(respond_of("subject-access", "2020-01-31", "received=2020-01-31", "2020-01-31"));
  ASSERT_SAYS(words, "Saturday 29 February 2020 is one month after 31 January 2020; February has no 31st, "
                     "so its last day.");
  ASSERT_SAYS(words, "Monday 2 March 2020 is the next working day: 29 February 2020 is a Saturday.");

  words = all_sentences(respond_of("bexley-corporate", "2028-12-20", "received=2028-12-20", "2028-12-20"));
  ASSERT_SAYS(words, "Provisional: bank holidays are known for the years 2012 to 2028 only");
  words = all_sentences(
      respond_of("data-protection-complaint", "2026-06-20", "received=2026-06-20", "2026-06-20"));
  ASSERT_SAYS(words, "No date has been agreed yet.");
}

static void promise_and_law(void **state) {
  (void)state;
  const Procedure *adults = procedure_with("bexley-adults", "2020-01-02", "");
  ClockList clocks = clocks_of(adults, "received=2020-01-02", "2020-01-02");
  ASSERT_SAYS(all_sentences(clock_of(clocks, "stage-1/acknowledge")),
              "This is the council's promise; the law's own limit is 3 working days.");
  ASSERT_SAYS(all_sentences(clock_of(clocks, "stage-1/acknowledge-legal")),
              "This is the law's limit; the council promises 2 working days.");
  ASSERT_SAYS(all_sentences(clock_of(clocks, "stage-1/respond")), "the law's own limit is 6 months.");
}

static void recalculated(void **state) {
  (void)state;
  const Procedure *children = procedure_with("children-statutory", "2022-01-04", "");
  const char *moved =
      "received=2022-01-04 stage-3/requested=2022-08-10 stage-3/recalculated=2022-09-12>2022-09-22~panel";
  Text words = all_sentences(clock_of(clocks_of(children, moved, "2022-09-13"), "stage-3/panel"));
  ASSERT_SAYS(words,
              "The due date was Thursday 22 September 2022 before a newly announced bank holiday moved it.");
  ASSERT_SAYS(words, "State Funeral");
}

/* ---- JSON ---- */

static Text json_of(const char *received, Buffer *out) {
  DeadlineAsk ask = {
      TEXT("bexley-corporate"), TEXT_NONE, day(received), -1, DATE_NONE, NULL, 0, &procedures, &calendars};
  Deadlines answer;
  assert_null(deadlines_work_out(arena, &ask, &answer));
  JsonOut json = json_out(out);
  deadlines_json(&json, arena, &answer);
  assert_int_equal(json.depth, 0);
  assert_false(out->failed);
  return buffer_text(out);
}

/* The example of the contract, in its words and order. */
static void json_of_the_contract(void **state) {
  (void)state;
  AUTO_BUFFER out = buffer_new(1 << 20);
  Text json = json_of("2018-12-18", &out);
  assert_true(text_starts(json, TEXT("{\"procedure\":\"bexley-corporate\",\"version\":\"2018-04\","
                                     "\"received\":\"2018-12-18\"")));
  ASSERT_SAYS(json, "\"calendar\":\"england-and-wales\"");
  ASSERT_SAYS(json, "\"clocks\":[{\"id\":\"stage-1/acknowledge\",");
  ASSERT_SAYS(
      json,
      "{\"id\":\"stage-1/respond\",\"starts_on\":\"2018-12-18\",\"started_by\":\"received\",\"limit\":15,"
      "\"unit\":\"working-days\",\"due\":\"2019-01-11\",\"latest\":null,\"kind\":\"target\"");
  ASSERT_SAYS(
      json,
      "\"steps\":[{\"date\":\"2018-12-19\",\"day\":1},{\"date\":\"2018-12-20\",\"day\":2},"
      "{\"date\":\"2018-12-21\",\"day\":3},{\"date\":\"2018-12-22\",\"day\":null,\"why\":\"Saturday\"},");
  ASSERT_SAYS(json, "{\"date\":\"2018-12-25\",\"day\":null,\"why\":\"Christmas Day\"}");
  ASSERT_SAYS(json, "{\"date\":\"2019-01-11\",\"day\":15}]");
  ASSERT_SAYS(json, "{\"id\":\"stage-1/escalate\",\"starts_on\":null,\"started_by\":null,\"limit\":20,"
                    "\"unit\":\"working-days\",\"due\":null,\"latest\":null,\"kind\":\"window\"");
  ASSERT_SAYS(json, "\"status\":\"not-started\"");
  assert_false(text_contains(json, TEXT("provisional")));
}

static void json_of_the_unknown(void **state) {
  (void)state;
  AUTO_BUFFER out = buffer_new(1 << 20);
  Text json = json_of("2028-12-20", &out);
  size_t respond = text_find(json, TEXT("stage-1/respond"), 0),
         steps = text_find(json, TEXT("steps"), respond);
  assert_false(text_contains(text_slice(json, 0, respond), TEXT("provisional")));
  assert_true(text_contains(text_slice(json, respond, steps), TEXT("\"provisional\":true")));
  ASSERT_SAYS(json, "{\"date\":\"2029-01-12\",\"day\":15,\"provisional\":true}");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_of_a_count),
      cmocka_unit_test(days_of_a_pause),
      cmocka_unit_test(days_of_months),
      cmocka_unit_test(days_of_an_extension),
      cmocka_unit_test(days_of_a_deemed_receipt),
      cmocka_unit_test(day_one_and_calendar_days),
      cmocka_unit_test(rolled_days),
      cmocka_unit_test(nothing_to_list),
      cmocka_unit_test(far_away),
      cmocka_unit_test(sentences),
      cmocka_unit_test(recalculated),
      cmocka_unit_test(promise_and_law),
      cmocka_unit_test(json_of_the_contract),
      cmocka_unit_test(json_of_the_unknown),
  };
  return cmocka_run_group_tests_name("explanations", tests, load_everything, drop_everything);
}
