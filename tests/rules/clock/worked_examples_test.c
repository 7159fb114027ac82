/* The worked examples of the rules, by their numbers. The dates were counted by hand there; none comes from
 * the program. */
#include "fixture.h"

typedef enum Which { DUE, LATEST, ORIGINAL } Which;

typedef struct Example {
  int number;
  const char *procedure, *on, *settings, *words, *clock;
  Which which;
  const char *expected;
} Example;

static const Example EXAMPLES[] = {
    {1, "bexley-corporate", "2019-03-04", "", "received=2019-03-04@10:15", "stage-1/acknowledge", DUE,
     "2019-03-06"},
    {1, "bexley-corporate", "2019-03-04", "", "received=2019-03-04@10:15", "stage-1/respond", DUE,
     "2019-03-25"},

    {2, "bexley-corporate", "2018-12-18", "", "received=2018-12-18@16:55", "stage-1/acknowledge", DUE,
     "2018-12-20"},
    {2, "bexley-corporate", "2018-12-18", "", "received=2018-12-18@16:55", "stage-1/respond", DUE,
     "2019-01-11"},

    {3, "bexley-corporate", "2019-03-22", "", "received=2019-03-22 stage-1/responded=2019-04-12",
     "stage-1/escalate", DUE, "2019-05-15"},

    {5, "bexley-corporate", "2020-03-28", "", "received=2020-03-28@23:50", "stage-1/acknowledge", DUE,
     "2020-03-31"},
    {5, "bexley-corporate", "2020-03-28", "", "received=2020-03-28@23:50", "stage-1/respond", DUE,
     "2020-04-21"},
    /* the other reading: deemed received on Monday 30 March; 31 Mar(1) 1(2); 2,3(4) 6-9(8) 14-17(12) 20-22
       Apr(15) */
    {5, "bexley-corporate", "2020-03-28", "receipt=after-five", "received=2020-03-28@23:50",
     "stage-1/acknowledge", DUE, "2020-04-01"},
    {5, "bexley-corporate", "2020-03-28", "receipt=after-five", "received=2020-03-28@23:50",
     "stage-1/respond", DUE, "2020-04-22"},

    {7, "children-statutory", "2018-04-30", "", "received=2018-04-30@11:00", "stage-1/acknowledge", DUE,
     "2018-05-02"},
    {7, "children-statutory", "2018-04-30", "", "received=2018-04-30@11:00", "stage-1/respond", DUE,
     "2018-05-15"},
    {7, "children-statutory", "2018-04-30", "", "received=2018-04-30@11:00", "stage-1/respond", LATEST,
     "2018-05-30"},
    {7, "children-statutory", "2018-04-30", "", "received=2018-04-30@11:00 stage-1/extended=2018-05-10",
     "stage-1/respond", DUE, "2018-05-30"},
    {7, "children-statutory", "2018-04-30", "", "received=2018-04-30@11:00 stage-1/extended=2018-05-10",
     "stage-1/respond", ORIGINAL, "2018-05-15"},

    {9, "children-statutory", "2019-07-01", "",
     "received=2019-07-01 stage-1/responded=2019-08-30 stage-2/requested=2019-09-06", "stage-2/acknowledge",
     DUE, "2019-09-10"},
    {9, "children-statutory", "2019-07-01", "",
     "received=2019-07-01 stage-1/responded=2019-08-30 stage-2/requested=2019-09-06", "stage-2/respond", DUE,
     "2019-10-11"},
    {9, "children-statutory", "2019-07-01", "",
     "received=2019-07-01 stage-1/responded=2019-08-30 stage-2/requested=2019-09-06", "stage-2/respond",
     LATEST, "2019-12-06"},

    {10, "children-statutory", "2019-07-01", "",
     "received=2019-07-01 stage-2/requested=2019-09-06 stage-2/statement-agreed=2019-09-30",
     "stage-2/respond-from-statement", DUE, "2019-11-04"},
    {10, "children-statutory", "2019-07-01", "",
     "received=2019-07-01 stage-2/requested=2019-09-06 stage-2/statement-agreed=2019-09-30",
     "stage-2/respond-from-statement", LATEST, "2020-01-02"},
    {10, "children-statutory", "2019-07-01", "stage-2-start=statement-agreed",
     "received=2019-07-01 stage-2/requested=2019-09-06 stage-2/statement-agreed=2019-09-30",
     "stage-2/respond", DUE, "2019-11-04"},
    {10, "children-statutory", "2019-07-01", "stage-2-start=statement-agreed",
     "received=2019-07-01 stage-2/requested=2019-09-06 stage-2/statement-agreed=2019-09-30",
     "stage-2/respond", LATEST, "2020-01-02"},
    {10, "children-statutory", "2019-07-01", "stage-2-start=statement-agreed",
     "received=2019-07-01 stage-2/requested=2019-09-06", "stage-2/respond", DUE, ""},

    {12, "children-statutory", "2022-07-01", "", "received=2022-07-01 stage-2/responded=2022-11-24",
     "stage-2/escalate", DUE, "2022-12-22"},

    {14, "children-statutory", "2021-07-01", "", "received=2021-07-01 stage-3/requested=2022-04-04",
     "stage-3/acknowledge", DUE, "2022-04-06"},
    {14, "children-statutory", "2021-07-01", "", "received=2021-07-01 stage-3/requested=2022-04-04",
     "stage-3/panel", DUE, "2022-05-19"},
    {15, "children-statutory", "2021-07-01", "",
     "received=2021-07-01 stage-3/requested=2022-04-04 stage-3/panel-held=2022-05-31", "stage-3/report", DUE,
     "2022-06-09"},
    /* an event of a stage is enough to open it for the calculator */
    {15, "children-statutory", "2021-07-01", "", "received=2021-07-01 stage-3/panel-held=2022-05-31",
     "stage-3/report", DUE, "2022-06-09"},
    {16, "children-statutory", "2021-07-01", "",
     "received=2021-07-01 stage-3/requested=2022-04-04 stage-3/panel-held=2022-05-31 "
     "stage-3/reported=2022-06-09",
     "stage-3/respond", DUE, "2022-06-30"},

    {18, "bexley-adults", "2020-01-02", "", "received=2020-01-02", "stage-1/acknowledge", DUE, "2020-01-06"},
    {18, "bexley-adults", "2020-01-02", "", "received=2020-01-02", "stage-1/acknowledge-legal", DUE,
     "2020-01-07"},
    {18, "bexley-adults", "2020-01-02", "", "received=2020-01-02", "stage-1/respond", DUE, "2020-02-13"},
    {18, "bexley-adults", "2020-01-02", "", "received=2020-01-02", "stage-1/long-stop", DUE, "2020-07-01"},

    {22, "bexley-adults", "2021-12-24", "", "received=2021-12-24@09:30", "stage-1/oral-resolution", DUE,
     "2021-12-29"},

    {23, "lgsco-code-2024", "2024-02-12", "", "received=2024-02-12", "stage-1/acknowledge", DUE,
     "2024-02-19"},
    {23, "lgsco-code-2024", "2024-02-12", "", "received=2024-02-12 stage-1/acknowledged=2024-02-14",
     "stage-1/respond", DUE, "2024-02-28"},
    {23, "lgsco-code-2024", "2024-02-12", "", "received=2024-02-12 stage-1/acknowledged=2024-02-14",
     "stage-1/respond", LATEST, "2024-03-13"},
    {23, "lgsco-code-2024", "2024-02-12", "",
     "received=2024-02-12 stage-1/acknowledged=2024-02-14 stage-1/extended=2024-02-26", "stage-1/respond",
     DUE, "2024-03-13"},
    {23, "lgsco-code-2024", "2024-02-12", "", "received=2024-02-12 stage-1/acknowledged=2024-02-19",
     "stage-1/respond", DUE, "2024-03-04"},
    {23, "lgsco-code-2024", "2024-02-12", "", "received=2024-02-12 stage-1/acknowledged=2024-02-19",
     "stage-1/respond", LATEST, "2024-03-18"},

    {25, "lgsco-code-2024", "2024-03-01", "",
     "received=2024-03-01 stage-2/requested=2024-05-07 stage-2/acknowledged=2024-05-10",
     "stage-2/acknowledge", DUE, "2024-05-14"},
    {25, "lgsco-code-2024", "2024-03-01", "",
     "received=2024-03-01 stage-2/requested=2024-05-07 stage-2/acknowledged=2024-05-10", "stage-2/respond",
     DUE, "2024-06-10"},
    {25, "lgsco-code-2024", "2024-03-01", "",
     "received=2024-03-01 stage-2/requested=2024-05-07 stage-2/acknowledged=2024-05-10", "stage-2/respond",
     LATEST, "2024-07-08"},

    {28, "lgsco-code-2024", "2026-04-02", "", "received=2026-04-02", "stage-1/acknowledge", DUE,
     "2026-04-13"},
    {28, "lgsco-code-2024", "2026-04-02", "", "received=2026-04-02 stage-1/acknowledged=2026-04-09",
     "stage-1/respond", DUE, "2026-04-23"},
    {28, "lgsco-code-2024", "2026-04-02", "", "received=2026-04-02 stage-1/acknowledged=2026-04-09",
     "stage-1/respond", LATEST, "2026-05-08"},

    {31, "westminster-corporate", "2021-03-29", "", "received=2021-03-29@18:30", "stage-1/acknowledge", DUE,
     "2021-03-31"},
    {31, "westminster-corporate", "2021-03-29", "", "received=2021-03-29@18:30", "stage-1/respond", DUE,
     "2021-04-14"},
    {31, "westminster-corporate", "2021-03-29", "", "received=2021-03-29@18:30", "stage-1/respond", LATEST,
     ""},

    {33, "scotland-mchp", "2024-12-30", "", "received=2024-12-30", "stage-1/respond", DUE, "2025-01-08"},
    {33, "scotland-mchp", "2024-12-30", "", "received=2024-12-30", "stage-1/respond", LATEST, "2025-01-15"},
    {33, "scotland-mchp", "2024-12-30", "", "received=2024-12-30 stage-1/extended=2025-01-07",
     "stage-1/respond", DUE, "2025-01-15"},
    {33, "scotland-mchp", "2024-12-30", "day-one=day-of-receipt", "received=2024-12-30", "stage-1/respond",
     DUE, "2025-01-07"},

    {37, "subject-access", "2020-01-31", "", "received=2020-01-31", "stage-1/respond", DUE, "2020-03-02"},
    {37, "subject-access", "2020-01-31", "", "received=2020-01-31", "stage-1/respond", LATEST, "2020-04-30"},
    {37, "subject-access", "2020-01-31", "", "received=2020-01-31 stage-1/extended=2020-02-20",
     "stage-1/respond", DUE, "2020-04-30"},
    {37, "subject-access", "2019-01-31", "", "received=2019-01-31", "stage-1/respond", DUE, "2019-03-01"},
    /* the same day under the rule of later versions */
    {37, "subject-access", "2020-01-31", "", "received=2019-01-31", "stage-1/respond", DUE, "2019-02-28"},

    {39, "subject-access", "2024-12-02", "", "received=2024-12-02", "stage-1/respond", DUE, "2025-01-02"},
    {39, "subject-access", "2024-12-02", "", "received=2024-12-02 identity-confirmed=2024-12-16",
     "stage-1/respond", DUE, "2025-01-16"},
    {39, "subject-access", "2024-12-02", "",
     "received=2024-12-02 stage-1/paused=2024-12-09:clarification clarification-received=2024-12-12",
     "stage-1/respond", DUE, "2025-01-06"},

    {40, "data-protection-complaint", "2026-06-20", "", "received=2026-06-20", "stage-1/acknowledge", DUE,
     "2026-07-19"},
    {40, "data-protection-complaint", "2026-06-20", "thirty-days=next-day", "received=2026-06-20",
     "stage-1/acknowledge", DUE, "2026-07-20"},
};

static void every_example(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
    const Example *example = &EXAMPLES[i];
    const Procedure *procedure = procedure_with(example->procedure, example->on, example->settings);
    const Clock *clock = clock_of(clocks_of(procedure, example->words, example->on), example->clock);
    Date got = example->which == DUE      ? clock->due
               : example->which == LATEST ? clock->latest
                                          : clock->original;
    Text iso = date_iso(arena, got);
    if (text_equal(iso, text_of(example->expected))) continue;
    print_error("example %d, %s: %.*s, expected %s\n", example->number, example->clock, TEXT_ARGUMENTS(iso),
                example->expected);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* 17: a holiday proclaimed after the clock had started moves it; one that was met before keeps its date. */
static void example_17(void **state) {
  (void)state;
  const Procedure *children = procedure_with("children-statutory", "2022-01-04", "");
  const char *asked = "received=2022-01-04 stage-3/requested=2022-08-10";
  const Clock *before = clock_of(clocks_in(&only_old, children, asked, "2022-09-01"), "stage-3/panel");
  ASSERT_DAY(before->due, "2022-09-22");
  assert_true(text_equal(before->calendar, TEXT(VERSION_OLD)));
  const Clock *after = clock_of(clocks_of(children, asked, "2022-09-12"), "stage-3/panel");
  ASSERT_DAY(after->due, "2022-09-23");
  assert_true(text_equal(after->calendar, TEXT(VERSION_NEW)));

  const char *moved =
      "received=2022-01-04 stage-3/requested=2022-08-10 stage-3/recalculated=2022-09-12>2022-09-22~panel";
  const Clock *kept = clock_of(clocks_of(children, moved, "2022-09-13"), "stage-3/panel");
  ASSERT_DAY(kept->due, "2022-09-23");
  ASSERT_DAY(kept->moved_from, "2022-09-22");

  const char *met =
      "received=2022-01-04 stage-3/requested=2022-08-10 stage-3/panel-held=2022-09-22%" VERSION_OLD;
  const Clock *then = clock_of(clocks_of(children, met, "2026-01-01"), "stage-3/panel");
  ASSERT_DAY(then->due, "2022-09-22");
  ASSERT_STATUS(then, CLOCK_MET_ON_TIME);
  const char *met_later =
      "received=2022-01-04 stage-3/requested=2022-08-10 stage-3/panel-held=2022-09-23%" VERSION_NEW;
  const Clock *later = clock_of(clocks_of(children, met_later, "2026-01-01"), "stage-3/panel");
  ASSERT_DAY(later->due, "2022-09-23");
  ASSERT_STATUS(later, CLOCK_MET_ON_TIME);
}

/* 21: the last day to complain of a matter known on 29 February. */
static void example_21(void **state) {
  (void)state;
  const Procedure *adults = procedure_with("bexley-adults", "2021-01-04", "");
  assert_int_equal(adults->age_limit.unit, UNIT_MONTHS);
  ClockRule plain = {.id = TEXT("age-limit"), .counting = COUNT_AFTER};
  const Calendar *days = procedure_calendar(adults, calendar_book_newest(&calendars));
  ASSERT_DAY(deadline(days, &plain, day("2020-02-29"), adults->age_limit), "2021-02-28");
}

/* 23: an acknowledgement that never came: the time runs from its due date. */
static void example_23_fall_back(void **state) {
  (void)state;
  const Procedure *code = procedure_with("lgsco-code-2024", "2024-02-12", "");
  const Clock *clock = clock_of(clocks_of(code, "received=2024-02-12", "2024-02-26"), "stage-1/respond");
  ASSERT_DAY(clock->starts_on, "2024-02-19");
  ASSERT_DAY(clock->due, "2024-03-04");
  assert_true(clock->by_fall_back);
  assert_true(text_equal(clock->started_by, TEXT("stage-1/acknowledge due")));
}

/* 33: the Scottish days under the bank holidays of England and Wales. */
static void example_33_other_calendar(void **state) {
  (void)state;
  Procedure moved = *procedure_with("scotland-mchp", "2024-12-30", "");
  moved.nation = NATION_ENGLAND_AND_WALES;
  ASSERT_DAY(clock_of(clocks_of(&moved, "received=2024-12-30", "2024-12-30"), "stage-1/respond")->due,
             "2025-01-07");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_example),
      cmocka_unit_test(example_17),
      cmocka_unit_test(example_21),
      cmocka_unit_test(example_23_fall_back),
      cmocka_unit_test(example_33_other_calendar),
  };
  return cmocka_run_group_tests_name("worked examples", tests, load_everything, drop_everything);
}
