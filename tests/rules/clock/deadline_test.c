/* The calculator: what is typed, what is taken for granted, what is refused. */
#include "fixture.h"

static DeadlineEvent events[8];

/* "stage-2/requested=2019-02-01 …" */
static size_t read_events(const char *words) {
  size_t count = 0;
  Text rest = text_of(words), word;
  while (text_next(&rest, ' ', &word)) {
    assert_in_range(count, 0, 7);
    assert_null(deadline_event_read(arena, word, &events[count++]));
  }
  return count;
}

static Error ask(const char *procedure, const char *received, const char *words, const char *at,
                 Deadlines *answer) {
  DeadlineAsk question = {.procedure = text_of(procedure),
                          .version = TEXT_NONE,
                          .received = day(received),
                          .minute = -1,
                          .at = *at ? day(at) : DATE_NONE,
                          .events = events,
                          .procedures = &procedures,
                          .calendars = &calendars};
  question.count = read_events(words);
  return deadlines_work_out(arena, &question, answer);
}

static const Clock *answer_of(const char *procedure, const char *received, const char *words,
                              const char *id) {
  Deadlines answer;
  Error error = ask(procedure, received, words, "", &answer);
  if (error) fail_msg("%.*s", TEXT_ARGUMENTS(error->words));
  return clock_of(answer.clocks, id);
}

static void assert_refused(const char *procedure, const char *received, const char *words, const char *why) {
  Deadlines answer;
  Error error = ask(procedure, received, words, "", &answer);
  if (!error) fail_msg("%s %s was accepted", procedure, words);
  ASSERT_SAYS(error->words, why);
}

static void the_contract(void **state) {
  (void)state;
  /* the command of the contract: Fri 1 Feb 2019, two days are Tue 5, fifteen are Fri 22 */
  Deadlines answer;
  assert_null(ask("bexley-corporate", "2018-12-18", "stage-2/requested=2019-02-01", "2018-12-18", &answer));
  ASSERT_DAY(clock_of(answer.clocks, "stage-1/respond")->due, "2019-01-11");
  ASSERT_DAY(clock_of(answer.clocks, "stage-2/acknowledge")->due, "2019-02-05");
  ASSERT_DAY(clock_of(answer.clocks, "stage-2/respond")->due, "2019-02-22");
  assert_true(text_equal(answer.procedure->version, TEXT("2018-04")));
  assert_int_equal(answer.notes.count, 0);
}

static void versions(void **state) {
  (void)state;
  Deadlines answer;
  assert_null(
      ask("bexley-adults", "2010-03-01", "", "", &answer)); /* the earliest also serves earlier days */
  assert_true(text_equal(answer.procedure->version, TEXT("2018-04")));
  assert_null(ask("bexley-adults", "2022-04-07", "", "", &answer));
  assert_true(text_equal(answer.procedure->version, TEXT("2022-04")));
  DeadlineAsk question = {TEXT("bexley-adults"), TEXT("2018-04"), day("2022-04-07"), -1, DATE_NONE, NULL, 0,
                          &procedures,           &calendars};
  assert_null(deadlines_work_out(arena, &question, &answer));
  assert_true(text_equal(answer.procedure->version, TEXT("2018-04")));
  question.version = TEXT("2017-01");
  ASSERT_SAYS(deadlines_work_out(arena, &question, &answer)->words,
              "has no version \"2017-01\"; it has 2018-04, 2022-04");
}

static void extensions(void **state) {
  (void)state;
  const Clock *clock;
  /* a date after the due date is the new due date, in time */
  clock = answer_of("bexley-corporate", "2018-12-18", "stage-1/extended=2019-02-01", "stage-1/respond");
  ASSERT_DAY(clock->due, "2019-02-01");
  ASSERT_DAY(clock->original, "2019-01-11");
  assert_true(clock->extended_in_time);
  clock = answer_of("bexley-corporate", "2018-12-18",
                    "stage-1/extended=2019-02-01 stage-1/responded=2019-01-25", "stage-1/respond");
  ASSERT_STATUS(clock, CLOCK_MET_IN_EXTENSION);
  /* one on or before it is the day of the decision: the longest extension */
  clock = answer_of("children-statutory", "2018-04-30", "stage-1/extended=2018-05-15", "stage-1/respond");
  ASSERT_DAY(clock->due, "2018-05-30");
  ASSERT_DAY(clock->extended_on, "2018-05-15");
  clock = answer_of("children-statutory", "2018-04-30", "stage-1/extended=2018-05-25", "stage-1/respond");
  ASSERT_DAY(clock->due, "2018-05-25");
  clock = answer_of("lgsco-code-2024", "2024-02-12",
                    "stage-1/acknowledged=2024-02-14 stage-1/extended=2024-02-28", "stage-1/respond");
  ASSERT_DAY(clock->due, "2024-03-13");
  /* the due date that a pause has moved counts: 1 Apr 2019 (example of the clock tests) */
  clock = answer_of("bexley-corporate", "2019-03-04",
                    "stage-1/paused=2019-03-07 stage-1/resumed=2019-03-14 stage-1/extended=2019-04-10",
                    "stage-1/respond");
  ASSERT_DAY(clock->original, "2019-04-01");
  ASSERT_DAY(clock->due, "2019-04-10");
}

static void extension_notes(void **state) {
  (void)state;
  Deadlines answer;
  assert_null(ask("lgsco-code-2024", "2024-02-12",
                  "stage-1/acknowledged=2024-02-14 stage-1/extended=2024-04-02", "", &answer));
  ASSERT_DAY(clock_of(answer.clocks, "stage-1/respond")->due, "2024-04-02");
  assert_int_equal(answer.notes.count, 2);
  ASSERT_SAYS(answer.notes.items[0], "beyond 10 working days more (13 March 2024) and needs a good reason");
  ASSERT_SAYS(answer.notes.items[1], "taken to have been decided by 28 February 2024, in time");
}

static void refused_extensions(void **state) {
  (void)state;
  assert_refused("bexley-corporate", "2018-12-18", "stage-1/extended=2019-01-11",
                 "has no longest extension: give the new due date, later than 11 January 2019");
  assert_refused("children-statutory", "2018-04-30", "stage-1/extended=2018-05-31",
                 "the longest extension (20 working days in all) ends on 30 May 2018");
  assert_refused("wales-corporate", "2024-12-23", "stage-1/extended=2025-01-31",
                 "allows no extension of stage-1/respond");
  assert_refused("bexley-corporate", "2018-12-18", "stage-2/extended=2019-01-31", "has not started");
  assert_refused("bexley-corporate", "2018-12-18", "stage-1/paused=2018-12-20 stage-1/extended=2019-01-31",
                 "is paused and has no due date");
}

static void stages_by_their_events(void **state) {
  (void)state;
  ASSERT_DAY(
      answer_of("children-statutory", "2021-07-01", "stage-3/reported=2022-06-09", "stage-3/respond")->due,
      "2022-06-30");
  ASSERT_DAY(answer_of("data-protection-complaint", "2026-06-22", "stage-1/date-agreed=2026-08-14",
                       "stage-1/respond")
                 ->due,
             "2026-08-14");
}

static void what_is_typed(void **state) {
  (void)state;
  static const struct {
    const char *typed, *why;
  } rows[] = {
      {"stage-2/requsted=2019-02-01", "did you mean \"stage-2/requested\"?"},
      {"stage-2/requested", "\"stage-2/requested\" needs its day: stage-2/requested=2019-02-01"},
      {"stage-2/requested=", "is not a date; write it as 2018-12-18"},
      {"stage-2/requested=01/02/2019", "did you mean 2019-02-01?"},
      {"stage-2/requested=2019/2/1", "did you mean 2019-02-01?"},
      {"stage-2/requested=2019-02-30",
       "There is no day 2019-02-30: the last of February 2019 is 2019-02-28"},
      {"stage-2/requested=tomorrow", "\"tomorrow\" is not a date"},
      {"received=2019-02-01", "is given by itself"},
      {"assigned=2019-02-01", "moves no due date"},
      {"", "There is no event"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    DeadlineEvent event;
    Error error = deadline_event_read(arena, text_of(rows[i].typed), &event);
    if (!error) fail_msg("%s was read", rows[i].typed);
    assert_int_equal(error->code, ERROR_INVALID);
    ASSERT_SAYS(error->words, rows[i].why);
  }
  assert_refused("bexly-corporate", "2019-01-01", "", "did you mean \"bexley-corporate\"?");
  assert_refused("bexley-corporate", "2019-01-01", "stage-3/requested=2019-02-01", "has 2 stages");
  assert_refused("bexley-corporate", "2019-01-01", "stage-1/responded=2018-12-31",
                 "is before the day received, 2019-01-01");
}

static void as_text(void **state) {
  (void)state;
  Deadlines answer;
  assert_null(ask("bexley-corporate", "2018-12-18", "stage-1/responded=2019-01-10", "2019-01-15", &answer));
  AUTO_BUFFER out = buffer_new(1 << 20);
  deadline_text(&out, arena, &answer);
  Text text = buffer_text(&out);
  ASSERT_SAYS(text, "Bexley corporate complaints (bexley-corporate, version 2018-04)\nReceived on Tuesday "
                    "18 December 2018");
  ASSERT_SAYS(text, "\nReply at stage 1: Friday 11 January 2019\n");
  ASSERT_SAYS(text, "  Stage 1 was answered on Thursday 10 January 2019, in time.\n");
  ASSERT_SAYS(
      text,
      "    24 Dec 2018     4    –    –    5    6    –    –   25 Dec: Christmas Day; 26 Dec: Boxing Day\n");
  Text rest = text, row;
  while (text_next(&rest, '\n', &row)) {
    assert_false(text_ends(row, TEXT(" ")));
    bool table = text_starts(row, TEXT("    "));
    if (!table) assert_in_range(text_characters(row), 0, 96);
  }
  /* whatever there is to say is said */
  assert_null(ask("subject-access", "2020-01-31", "stage-1/paused=2020-02-10", "2020-02-12", &answer));
  buffer_clear(&out);
  deadline_text(&out, arena, &answer);
  ASSERT_SAYS(buffer_text(&out), "Answer the request: paused");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_contract),       cmocka_unit_test(versions),
      cmocka_unit_test(extensions),         cmocka_unit_test(extension_notes),
      cmocka_unit_test(refused_extensions), cmocka_unit_test(stages_by_their_events),
      cmocka_unit_test(what_is_typed),      cmocka_unit_test(as_text),
  };
  return cmocka_run_group_tests_name("deadlines", tests, load_everything, drop_everything);
}
