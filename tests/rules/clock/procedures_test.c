/* Fresh dates for every procedure, counted by hand with the published bank holidays. The count stands beside
 * each. A number in brackets is the day of the count that the last date before it is; "BH" is a bank
 * holiday. */
#include "fixture.h"

typedef struct Row {
  const char *procedure, *on, *words, *clock, *due, *latest;
} Row;

static const Row ROWS[] = {
    /* Thu 17 Dec 2026: 18(1) 21(2) */
    {"bexley-corporate", "2026-12-17", "received=2026-12-17", "stage-1/acknowledge", "2026-12-21", ""},
    /* 18(1) 21-24(5), BH 25 and 28, 29-31(8), BH 1 Jan, 4-8(13) 11(14) 12(15) */
    {"bexley-corporate", "2026-12-17", "received=2026-12-17", "stage-1/respond", "2027-01-12", ""},
    /* Tue 15 Dec 2026: 16-18(3) 21-24(7) 29-31(10) 4-8 Jan(15) 11-15(20) */
    {"bexley-corporate", "2026-12-01", "received=2026-12-01 stage-1/responded=2026-12-15", "stage-1/escalate",
     "2027-01-15", ""},
    /* Mon 24 Aug 2026: 25(1) 26(2); 25-28(4), BH 31, 1-4 Sep(8) 7-11(13) 14(14) 15(15) */
    {"bexley-corporate", "2026-07-01", "received=2026-07-01 stage-2/requested=2026-08-24",
     "stage-2/acknowledge", "2026-08-26", ""},
    {"bexley-corporate", "2026-07-01", "received=2026-07-01 stage-2/requested=2026-08-24", "stage-2/respond",
     "2026-09-15", ""},

    /* Thu 7 Apr 2022 (15 days since 2022): 8(1) 11(2); legal 12(3) */
    {"bexley-adults", "2022-04-07", "received=2022-04-07", "stage-1/acknowledge", "2022-04-11", ""},
    {"bexley-adults", "2022-04-07", "received=2022-04-07", "stage-1/acknowledge-legal", "2022-04-12", ""},
    /* 8(1) 11-14(5), BH 15 and 18, 19-22(9) 25-29(14), BH 2 May, 3(15) */
    {"bexley-adults", "2022-04-07", "received=2022-04-07", "stage-1/respond", "2022-05-03", ""},
    /* six months beginning with 7 April end on 6 October */
    {"bexley-adults", "2022-04-07", "received=2022-04-07", "stage-1/long-stop", "2022-10-06", ""},

    /* Fri 20 Dec 2024: 23(1) 24(2); BH 25 and 26, 27(3) 30(4) 31(5), BH 1, 2(6) 3(7) 6-8 Jan(10); 9,10(12)
     * 13-17(17) 20-22(20) */
    {"children-statutory", "2024-12-20", "received=2024-12-20", "stage-1/acknowledge", "2024-12-24", ""},
    {"children-statutory", "2024-12-20", "received=2024-12-20", "stage-1/respond", "2025-01-08",
     "2025-01-22"},
    /* Mon 10 Mar 2025: five weeks, no BH before 18 April; thirteen weeks are Mon 9 June, four BH (18 and 21
     * April, 5 and 26 May) make it Fri 13 June */
    {"children-statutory", "2025-01-06", "received=2025-01-06 stage-2/requested=2025-03-10",
     "stage-2/respond", "2025-04-14", "2025-06-13"},
    /* Mon 7 July 2025: six weeks, no BH before 25 August */
    {"children-statutory", "2025-01-06", "received=2025-01-06 stage-3/requested=2025-07-07", "stage-3/panel",
     "2025-08-18", ""},
    /* Thu 21 Aug 2025: 22(1), BH 25, 26-29(5) */
    {"children-statutory", "2025-01-06", "received=2025-01-06 stage-3/panel-held=2025-08-21",
     "stage-3/report", "2025-08-29", ""},
    /* Fri 29 Aug 2025: three weeks */
    {"children-statutory", "2025-01-06", "received=2025-01-06 stage-3/reported=2025-08-29", "stage-3/respond",
     "2025-09-19", ""},

    /* Wed 22 Dec 2027: 23(1) 24(2); BH Mon 27 and Tue 28 (substitutes), 29-31(5), BH Mon 3 Jan 2028, 4-7(9)
       10(10) */
    {"westminster-corporate", "2027-12-22", "received=2027-12-22", "stage-1/acknowledge", "2027-12-24", ""},
    {"westminster-corporate", "2027-12-22", "received=2027-12-22", "stage-1/respond", "2028-01-10", ""},
    /* Tue 1 Sep 2026: two weeks */
    {"westminster-corporate", "2026-07-01", "received=2026-07-01 stage-2/requested=2026-09-01",
     "stage-2/respond", "2026-09-15", ""},

    /* Tue 23 Dec 2025: 24(1), BH 25 and 26, 29-31(4), BH 1, 2 Jan(5). Not acknowledged: from 2 Jan 5-9(5)
     * 12-16(10); ten more 19-30 Jan */
    {"lgsco-code-2024", "2025-12-23", "received=2025-12-23", "stage-1/acknowledge", "2026-01-02", ""},
    {"lgsco-code-2024", "2025-12-23", "received=2025-12-23", "stage-1/respond", "2026-01-16", "2026-01-30"},
    /* Fri 27 Mar 2026: 30,31,1,2(4), BH 3 and 6, 7 Apr(5). From Thu 2 Apr: 7-10(4) 13-17(9) 20-24(14) 27
     * Apr-1 May(19), BH 4, 5 May(20); twenty more: 6-8(3) 11-15(8) 18-22(13), BH 25, 26-29(17) 1-3 June(20)
     */
    {"lgsco-code-2024", "2026-01-05",
     "received=2026-01-05 stage-2/requested=2026-03-27 stage-2/acknowledged=2026-04-02",
     "stage-2/acknowledge", "2026-04-07", ""},
    {"lgsco-code-2024", "2026-01-05",
     "received=2026-01-05 stage-2/requested=2026-03-27 stage-2/acknowledged=2026-04-02", "stage-2/respond",
     "2026-05-05", "2026-06-03"},

    /* Wed 1 May 2024: 2,3(2), BH 6, 7-9(5). From Fri 3 May: 7-10(4) 13-17(9) 20(10); ten more: 21-24(4), BH
     * 27, 28-31(8) 3,4 June(10) */
    {"housing-code-2024", "2024-05-01", "received=2024-05-01 stage-1/acknowledged=2024-05-03",
     "stage-1/acknowledge", "2024-05-09", ""},
    {"housing-code-2024", "2024-05-01", "received=2024-05-01 stage-1/acknowledged=2024-05-03",
     "stage-1/respond", "2024-05-20", "2024-06-04"},

    /* Fri 27 Nov 2026: BH Mon 30 (St Andrew), 1-4 Dec(4) 7(5); 8-11(9) 14(10) */
    {"scotland-mchp", "2026-11-27", "received=2026-11-27", "stage-1/respond", "2026-12-07", "2026-12-14"},
    /* Fri 12 June 2026: BH Mon 15 (World Cup), 16-18(3); 16-19(4) 22-26(9) 29 June-3 July(14) 6-10(19)
       13(20) */
    {"scotland-mchp", "2026-05-01", "received=2026-05-01 stage-2/requested=2026-06-12", "stage-2/acknowledge",
     "2026-06-18", ""},
    {"scotland-mchp", "2026-05-01", "received=2026-05-01 stage-2/requested=2026-06-12", "stage-2/respond",
     "2026-07-13", ""},

    /* Mon 23 Dec 2024: 24(1), BH 25 and 26, 27(2) 30,31(4), BH 1, 2,3(6) 6-9 Jan(10) */
    {"wales-corporate", "2024-12-23", "received=2024-12-23", "stage-1/respond", "2025-01-09", ""},
    /* Tue 22 Apr 2025: 23-25(3) 28,29(5); 28 Apr-2 May(8), BH 5, 6-9(12) 12-16(17) 19-21(20) */
    {"wales-corporate", "2025-02-03", "received=2025-02-03 stage-2/requested=2025-04-22",
     "stage-2/acknowledge", "2025-04-29", ""},
    {"wales-corporate", "2025-02-03", "received=2025-02-03 stage-2/requested=2025-04-22", "stage-2/respond",
     "2025-05-21", ""},

    /* Thu 2 May 2024: 3(1), BH 6, 7(2). From Fri 3 May: 7-10(4) 13-17(9) 20(10). From Thu 16 May: 17(1)
       20-23(5) */
    {"wales-social-services", "2024-05-02", "received=2024-05-02", "stage-1/acknowledge", "2024-05-07", ""},
    {"wales-social-services", "2024-05-02", "received=2024-05-02 stage-1/acknowledged=2024-05-03",
     "stage-1/respond", "2024-05-20", ""},
    {"wales-social-services", "2024-05-02",
     "received=2024-05-02 stage-1/acknowledged=2024-05-03 stage-1/responded=2024-05-16", "stage-1/terms",
     "2024-05-23", ""},
    /* Wed 24 July 2024: five weeks are Wed 28 Aug, BH 26 makes it Thu 29 */
    {"wales-social-services", "2024-05-02", "received=2024-05-02 stage-2/requested=2024-07-24",
     "stage-2/respond", "2024-08-29", ""},

    /* Thu 9 July 2026: 10(1), BH Mon 13, 14-17(5); 20-24(10) */
    {"northern-ireland-mchp", "2026-07-09", "received=2026-07-09", "stage-1/respond", "2026-07-17",
     "2026-07-24"},
    /* two months after Sat 31 Jan 2026 are 31 Mar; six months after 15 Nov 2025 are 15 May: the later counts
     */
    {"northern-ireland-mchp", "2026-01-05", "received=2026-01-05 stage-1/responded=2026-01-31",
     "stage-1/escalate", "2026-03-31", ""},
    {"northern-ireland-mchp", "2026-01-05",
     "matter-arose=2025-11-15 received=2026-01-05 stage-1/responded=2026-01-31", "stage-1/escalate",
     "2026-05-15", ""},
    /* … and here the earlier matter loses: six months after 1 Aug 2025 are 1 Feb */
    {"northern-ireland-mchp", "2026-01-05",
     "matter-arose=2025-08-01 received=2026-01-05 stage-1/responded=2026-01-31", "stage-1/escalate",
     "2026-03-31", ""},
    /* Fri 13 Mar 2026: 16(1), BH Tue 17 (St Patrick), 18,19(3); 20(4) 23-27(9) 30 Mar-2 Apr(13), BH 3 and 6,
     * 7-10(17) 13-15(20) */
    {"northern-ireland-mchp", "2026-01-05", "received=2026-01-05 stage-2/requested=2026-03-13",
     "stage-2/acknowledge", "2026-03-19", ""},
    {"northern-ireland-mchp", "2026-01-05", "received=2026-01-05 stage-2/requested=2026-03-13",
     "stage-2/respond", "2026-04-15", ""},

    /* Fri 29 May 2026: 1,2,3 June; six months beginning with 29 May end on 28 Nov (a Saturday: it does not
       move) */
    {"public-health-2012", "2026-05-29", "received=2026-05-29", "stage-1/acknowledge", "2026-06-03", ""},
    {"public-health-2012", "2026-05-29", "received=2026-05-29", "stage-1/respond", "2026-11-28", ""},
    /* beginning with 31 Aug 2025: there is no 31 Feb, so the last day of February */
    {"public-health-2012", "2025-08-31", "received=2025-08-31", "stage-1/respond", "2026-02-28", ""},
    /* beginning with 29 Aug 2025: no 29 Feb 2026, so its last day; with 28 Aug: the day before 28 Feb */
    {"public-health-2012", "2025-08-29", "received=2025-08-29", "stage-1/respond", "2026-02-28", ""},
    {"public-health-2012", "2025-08-28", "received=2025-08-28", "stage-1/respond", "2026-02-27", ""},

    /* 31 Mar 2026: no 31 April, Thu 30; three months: no 31 June, Tue 30 */
    {"subject-access", "2026-03-31", "received=2026-03-31", "stage-1/respond", "2026-04-30", "2026-06-30"},
    /* Sat 25 Apr 2026: Mon 25 May is BH, so Tue 26; 25 July is a Saturday, so Mon 27 */
    {"subject-access", "2026-04-25", "received=2026-04-25", "stage-1/respond", "2026-05-26", "2026-07-27"},
    /* before 15 Aug 2019, Wed 30 Jan 2019: from 31 Jan, no 31 Feb, so Thu 28; three months from 31 Jan: no
       31 Apr, Tue 30 */
    {"subject-access", "2019-01-30", "received=2019-01-30", "stage-1/respond", "2019-02-28", "2019-04-30"},
    /* Tue 1 Dec 2026: 2-4(3) 7-11(8) 14-18(13) 21-24(17), BH 25 and 28, 29-31(20) */
    {"subject-access", "2026-10-01", "received=2026-10-01 stage-2/requested=2026-12-01", "stage-2/respond",
     "2026-12-31", ""},

    /* Fri 19 June 2026: thirty days beginning with it: 19-30 June(12) 1-18 July(30) */
    {"data-protection-complaint", "2026-06-19", "received=2026-06-19", "stage-1/acknowledge", "2026-07-18",
     ""},
    {"data-protection-complaint", "2026-06-19", "received=2026-06-19", "stage-1/respond", "", ""},
    {"data-protection-complaint", "2026-06-19",
     "received=2026-06-19 stage-1/date-agreed=2026-06-25>2026-08-14", "stage-1/respond", "2026-08-14", ""},

    /* Fri 10 July 2026 by the holidays of all parts: BH 13 (NI), 14-17(4) 20-24(9) 27-31(14), BH 3 Aug
     * (Scotland), 4-7(18) 10,11(20) */
    {"freedom-of-information", "2026-07-10", "received=2026-07-10", "stage-1/respond", "2026-08-11", ""},
    /* Thu 26 Nov 2026: 27(1), BH 30 (Scotland), 1-4(5) 7-11(10) 14-18(15) 21-24(19), BH 25 and 28, 29(20);
     * 30,31(22), BH 1 and 4 Jan (Scotland), 5-8(26) 11-15(31) 18-22(36) 25-28(40) */
    {"freedom-of-information", "2026-10-01", "received=2026-10-01 stage-2/requested=2026-11-26",
     "stage-2/respond", "2026-12-29", "2027-01-28"},

    /* Mon 21 Dec 2026: 22-24(3), BH 25 and 28, 29-31(6), BH 1, 4-8(11) 11-15(16) 18-21(20) */
    {"ombudsman-enquiry", "2026-12-21", "received=2026-12-21", "stage-1/respond", "2027-01-21", ""},
    /* Tue 30 Mar 2027: 31,1,2(3) 5-9(8) 12,13(10) */
    {"ombudsman-enquiry", "2026-12-21", "received=2026-12-21 stage-2/requested=2027-03-30", "stage-2/respond",
     "2027-04-13", ""},
    /* three months beginning with 30 Nov 2026: no 30 Feb, so the last of February */
    {"ombudsman-enquiry", "2026-07-01", "received=2026-07-01 stage-3/requested=2026-11-30", "stage-3/respond",
     "2027-02-28", ""},
};

static bool differs(Date got, const char *expected, const Row *row, const char *what) {
  Text iso = date_iso(arena, got);
  if (text_equal(iso, text_of(expected))) return false;
  print_error("%s %s %s: %.*s, counted %s\n", row->procedure, row->clock, what, TEXT_ARGUMENTS(iso),
              expected);
  return true;
}

static void every_row(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    const Row *row = &ROWS[i];
    const Procedure *procedure = procedure_with(row->procedure, row->on, "");
    const Clock *clock = clock_of(clocks_of(procedure, row->words, row->on), row->clock);
    wrong += differs(clock->due, row->due, row, "due");
    wrong += differs(clock->latest, row->latest, row, "latest");
  }
  assert_int_equal(wrong, 0);
}

/* No procedure was left out. */
static void all_fifteen(void **state) {
  (void)state;
  int procedures_seen = 0;
  for (size_t i = 0; i < procedures.count; i++) {
    if (i > 0 && text_equal(procedures.items[i]->id, procedures.items[i - 1]->id)) continue;
    procedures_seen++;
    bool found = false;
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++)
      found = found || text_equal(procedures.items[i]->id, text_of(ROWS[k].procedure));
    assert_true(found);
  }
  assert_int_equal(procedures_seen, 15);
}

/* A council's own choices, counted by hand. */
static void settings(void **state) {
  (void)state;
  /* Thu 17 Dec 2026 as day 1: 18(2); 18(2) 21-24(6) 29-31(9) 4-8 Jan(14) 11(15) */
  const Procedure *day_one = procedure_with("bexley-corporate", "2026-12-17", "day-one=day-of-receipt");
  ClockList clocks = clocks_of(day_one, "received=2026-12-17", "2026-12-17");
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->due, "2026-12-18");
  ASSERT_DAY(clock_of(clocks, "stage-1/respond")->due, "2027-01-11");
  /* Sat 19 Dec 2026: Mon 21 is day 1, 22 day 2 */
  ASSERT_DAY(clock_of(clocks_of(day_one, "received=2026-12-19", "2026-12-19"), "stage-1/acknowledge")->due,
             "2026-12-22");
  /* Thu 17 Dec 2026 at 17:01: deemed Fri 18; at 17:00 not */
  const Procedure *after_five = procedure_with("bexley-corporate", "2026-12-17", "receipt=after-five");
  clocks = clocks_of(after_five, "received=2026-12-17@17:01", "2026-12-17");
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->starts_on, "2026-12-18");
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->due, "2026-12-22");
  clocks = clocks_of(after_five, "received=2026-12-17@17:00", "2026-12-17");
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->due, "2026-12-21");
  clocks = clocks_of(after_five, "received=2026-12-17", "2026-12-17"); /* time not known: within hours */
  ASSERT_DAY(clock_of(clocks, "stage-1/acknowledge")->due, "2026-12-21");
  /* a request for stage 2 is deemed too: Fri 21 Aug 2026 at 20:00 counts as Mon 24 */
  clocks = clocks_of(after_five, "received=2026-07-01 stage-2/requested=2026-08-21@20:00", "2026-08-21");
  ASSERT_DAY(clock_of(clocks, "stage-2/acknowledge")->due, "2026-08-26");
  /* the window as one month: 15 Dec 2026 → 15 Jan 2027; as 28 days → 12 Jan */
  const Procedure *month = procedure_with("bexley-corporate", "2026-12-01", "escalation-window=one-month");
  clocks = clocks_of(month, "received=2026-12-01 stage-1/responded=2026-12-15", "2026-12-15");
  ASSERT_DAY(clock_of(clocks, "stage-1/escalate")->due, "2027-01-15");
  const Procedure *days =
      procedure_with("bexley-corporate", "2026-12-01", "escalation-window=twenty-eight-days");
  clocks = clocks_of(days, "received=2026-12-01 stage-1/responded=2026-12-15", "2026-12-15");
  ASSERT_DAY(clock_of(clocks, "stage-1/escalate")->due, "2027-01-12");
  /* the month of a subject access request that does not move from Sat 29 Feb 2020 */
  const Procedure *stays = procedure_with("subject-access", "2020-01-31", "last-day=stays");
  ASSERT_DAY(clock_of(clocks_of(stays, "received=2020-01-31", "2020-01-31"), "stage-1/respond")->due,
             "2020-02-29");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_row),
      cmocka_unit_test(all_fifteen),
      cmocka_unit_test(settings),
  };
  return cmocka_run_group_tests_name("procedures", tests, load_everything, drop_everything);
}
