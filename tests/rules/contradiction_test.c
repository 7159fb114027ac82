/* The mistakes of a published report are found, and a right report is left in peace. */
#include "rules/claim_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* A constant, as TEXT is none. */
#define WORDS(literal)                                                                                       \
  { (literal), sizeof(literal) - 1 }
static Arena *arena;

/* ---- the report of 2018/19 ---------------------------------------------------------------------------- */

static const int64_t total_before[] = {68, 12, 0, 3, 83};
static const Text received_columns[] = {WORDS("stage-1"), WORDS("stage-2"), WORDS("stage-3"),
                                        WORDS("ombudsman"), WORDS("total")};
static const Text received_labels[] = {WORDS("Stage 1"), WORDS("Stage 2"), WORDS("Stage 3"),
                                       WORDS("Ombudsman"), WORDS("Total")};
static const Text outcome_columns[] = {WORDS("not-upheld"), WORDS("partly-upheld"), WORDS("upheld"),
                                       WORDS("withdrawn"), WORDS("decided")};
static const Text outcome_labels[] = {WORDS("Not upheld"), WORDS("Partly upheld"), WORDS("Upheld"),
                                      WORDS("Withdrawn"), WORDS("Decided")};
static const Text on_time_columns[] = {WORDS("on-time"), WORDS("in-extension"), WORDS("late"),
                                       WORDS("responded")};
static const Text on_time_labels[] = {WORDS("On time"), WORDS("In an extension"), WORDS("Late"),
                                      WORDS("Answered")};
static const Text count_columns[] = {WORDS("n")}, count_labels[] = {WORDS("Number")};

typedef struct Report {
  int64_t procedures[3][5], services[3][5], outcomes[2][5], on_time[2][4], causes[6][1], gender[3][1];
  TableRow procedure_rows[3], service_rows[3], outcome_rows[2], on_time_rows[2], cause_rows[6],
      gender_rows[3];
  FigureTable tables[6];
  FigureRate rates[9];
} Report;

static const Report FIGURES = {
    .procedures = {{35, 9, INT_NONE, 3, 47}, {16, 3, 0, 1, 20}, {51, 12, 0, 4, 67}},
    .services = {{35, 6, 0, 2, 43}, {16, 6, 0, 2, 24}, {51, 12, 0, 4, 67}},
    .outcomes = {{22, 16, 9, 4, 47}, {5, 4, 1, 0, 10}},
    .on_time = {{36, 0, 15, 51}, {5, 0, 5, 10}},
    .causes = {{18}, {9}, {8}, {8}, {6}, {2}},
    .gender = {{13}, {7}, {1}},
    .rates = {{.id = WORDS("stage-1-on-time"),
               .title = WORDS("Stage 1 answered on time"),
               .now = {36, 51},
               .previous = {40, 69},
               .has_previous = true},
              {.id = WORDS("stage-1-fault-found"), .title = WORDS("Fault found at Stage 1"), .now = {25, 47}},
              {.id = WORDS("stage-2-rate-received"),
               .title = WORDS("Stage 2 received of Stage 1 received"),
               .now = {12, 51}},
              {.id = WORDS("stage-2-rate-closed"),
               .title = WORDS("Stage 2 decided of Stage 1 decided"),
               .now = {10, 47}},
              {.id = WORDS("subject-access-share"),
               .title = WORDS("Share of the council's subject access requests"),
               .now = {69, 128}},
              {.id = WORDS("change-in-stage-1"),
               .title = WORDS("Change at Stage 1"),
               .now = {-17, 68},
               .change = true},
              {.id = WORDS("change-in-total"),
               .title = WORDS("Change in total"),
               .now = {-16, 83},
               .change = true},
              {.id = WORDS("compliance"), .title = WORDS("Compliance"), .now = {3, 4}},
              {.id = WORDS("uphold-rate"), .title = WORDS("Upheld by the Ombudsman"), .now = {14, 24}}},
};

static FigureTable table_of(const char *id, const char *title, const Text *columns, const Text *labels,
                            size_t column_count, TableRow *rows, size_t row_count) {
  return (FigureTable){.id = text_of(id),
                       .title = text_of(title),
                       .columns = columns,
                       .column_labels = labels,
                       .column_count = column_count,
                       .total_column = -1,
                       .rows = rows,
                       .row_count = row_count};
}

static void set_tables(Report *r) {
  r->tables[0] = table_of("received-by-procedure", "Complaints received by procedure", received_columns,
                          received_labels, 5, r->procedure_rows, 3);
  r->tables[1] = table_of("received-by-service", "Complaints received by service", received_columns,
                          received_labels, 5, r->service_rows, 3);
  r->tables[2] = table_of("outcomes", "Outcomes", outcome_columns, outcome_labels, 5, r->outcome_rows, 2);
  r->tables[3] =
      table_of("on-time", "Answers on time", on_time_columns, on_time_labels, 4, r->on_time_rows, 2);
  r->tables[4] = table_of("causes", "Causes of complaints", count_columns, count_labels, 1, r->cause_rows, 6);
  r->tables[5] = table_of("advocacy-gender", "Young people referred to an advocate, by gender", count_columns,
                          count_labels, 1, r->gender_rows, 3);
  r->tables[0].total_column = r->tables[1].total_column = 4;
  r->tables[0].additive = r->tables[1].additive = r->tables[5].additive = true;
}

static TableRow row_of(const char *id, const char *label, int64_t *cells) {
  return (TableRow){.id = text_of(id), .label = text_of(label), .cells = cells};
}

static Report *report_2018(void) {
  Report *r = ARENA_NEW(arena, Report);
  *r = FIGURES;
  TableRow procedures[] = {row_of("corporate", "Corporate", r->procedures[0]),
                           row_of("statutory", "Statutory", r->procedures[1]),
                           row_of("total", "Total", r->procedures[2])};
  TableRow services[] = {row_of("social-care", "Children's Social Care", r->services[0]),
                         row_of("placements", "Placements", r->services[1]),
                         row_of("total", "Total", r->services[2])};
  TableRow outcomes[] = {row_of("stage-1", "Stage 1", r->outcomes[0]),
                         row_of("stage-2", "Stage 2", r->outcomes[1])};
  TableRow on_time[] = {row_of("stage-1", "Stage 1", r->on_time[0]),
                        row_of("stage-2", "Stage 2", r->on_time[1])};
  TableRow causes[] = {row_of("Service quality", "Service quality", r->causes[0]),
                       row_of("Policy or procedure", "Policy or procedure", r->causes[1]),
                       row_of("Communication", "Communication", r->causes[2]),
                       row_of("Staff conduct", "Staff conduct", r->causes[3]),
                       row_of("Breakdown in service", "Breakdown in service", r->causes[4]),
                       row_of("Other", "Other", r->causes[5])};
  TableRow gender[] = {row_of("female", "Female", r->gender[0]), row_of("male", "Male", r->gender[1]),
                       row_of("other", "Other", r->gender[2])};
  memcpy(r->procedure_rows, procedures, sizeof procedures);
  memcpy(r->service_rows, services, sizeof services);
  memcpy(r->outcome_rows, outcomes, sizeof outcomes);
  memcpy(r->on_time_rows, on_time, sizeof on_time);
  memcpy(r->cause_rows, causes, sizeof causes);
  memcpy(r->gender_rows, gender, sizeof gender);
  r->procedure_rows[2].total = r->service_rows[2].total = true;
  r->procedure_rows[2].previous = total_before;
  set_tables(r);
  return r;
}

static FindingList judge(const Report *r, const Claim *claims, size_t count) {
  return contradictions_find(arena, r->tables, COUNT(r->tables), r->rates, COUNT(r->rates), claims, count);
}

/* ---- what is expected --------------------------------------------------------------------------------- */

static void show(FindingList list) {
  for (size_t i = 0; i < list.count; i++)
    print_message("# %d %d %.*s: %.*s\n", (int)list.items[i].kind, list.items[i].blocks,
                  T(list.items[i].where), T(list.items[i].words));
}

static size_t count_at(FindingList list, const char *where) {
  size_t count = 0;
  for (size_t i = 0; i < list.count; i++) count += text_equal(list.items[i].where, text_of(where));
  return count;
}

static const Finding *found(FindingList list, FindingKind kind, const char *where, const char *words) {
  for (size_t i = 0; i < list.count; i++) {
    const Finding *finding = &list.items[i];
    if (finding->kind == kind && text_equal(finding->where, text_of(where)) &&
        text_contains(finding->words, text_of(words)))
      return finding;
  }
  show(list);
  fail_msg("no finding of kind %d at %s with: %s", (int)kind, where, words);
  return NULL;
}

static FindingList judge_text(const char *words) {
  Claim claim = {TEXT("box"), text_of(words)};
  return judge(report_2018(), &claim, 1);
}

/* One finding of the text: this. */
static void finds(const char *text, FindingKind kind, const char *words) {
  FindingList list = judge_text(text);
  const Finding *finding = found(list, kind, "box", words);
  bool blocks = kind == FINDING_TOTALS_DIFFER || kind == FINDING_IMPOSSIBLE || kind == FINDING_WRONG_BASE;
  assert_int_equal(finding->blocks, blocks);
  if (count_at(list, "box") != 1) show(list);
  assert_int_equal(count_at(list, "box"), 1);
}

static void is_quiet(const char *text) {
  FindingList list = judge_text(text);
  if (count_at(list, "box")) print_message("# quiet was expected of: %s\n", text);
  if (count_at(list, "box")) show(list);
  assert_int_equal(count_at(list, "box"), 0);
}

/* A note at most: nothing that stops the publication. */
static void blocks_nothing(const char *text) {
  FindingList list = judge_text(text);
  for (size_t i = 0; i < list.count; i++) {
    if (list.items[i].blocks) show(list);
    assert_false(list.items[i].blocks);
  }
}

/* ---- percentages -------------------------------------------------------------------------------------- */

static void possible_percentages(void **state) {
  (void)state;
  for (int64_t of = 0; of <= 300; of++) {
    bool possible[101] = {false};
    for (int64_t n = 0; of > 0 && n <= of; n++) possible[(200 * n + of) / (2 * of)] = true;
    for (int32_t percent = 0; percent <= 100; percent++)
      assert_int_equal(percent_is_possible(percent, of), possible[percent]);
  }
  assert_false(percent_is_possible(-1, 50));
  assert_false(percent_is_possible(101, 50));
  assert_false(percent_is_possible(50, -4));
  assert_false(percent_is_possible(INT32_MAX, INT64_MAX));
  assert_false(percent_is_possible(INT32_MIN, INT64_MIN));
  assert_true(percent_is_possible(37, INT64_MAX));
  assert_false(percent_is_possible(60, 21));
  assert_false(percent_is_possible(7, 21));
  assert_true(percent_is_possible(33, 21));
}

static void possible_with_decimals(void **state) {
  (void)state;
  for (int64_t of = 1; of <= 120; of++) {
    static bool possible[10001];
    memset(possible, 0, sizeof possible);
    for (int64_t n = 0; n <= of; n++) possible[(20000 * n + of) / (2 * of)] = true;
    for (int64_t value = 0; value <= 10000; value++)
      assert_int_equal(value_is_possible(value, 2, of), possible[value]);
  }
}

static void explained(int64_t now, int64_t earlier, const char *words) {
  Text text = change_explained(arena, now, earlier);
  assert_string_equal(text_z(arena, text), words);
}

static void changes_are_explained(void **state) {
  (void)state;
  explained(67, 83,
            "24% would be 16 of this year's 67. A change is measured against the earlier year: 16 of 83 is "
            "19%.");
  explained(83, 67,
            "19% would be 16 of this year's 83. A change is measured against the earlier year: 16 of 67 is "
            "24%.");
  explained(0, 5,
            "There is no percentage of this year's 0. A change is measured against the earlier year: 5 of 5 "
            "is 100%.");
  explained(83, 83, "");
  explained(67, 0, "");
  explained(0, 0, "");
  explained(1000000, 1000001, ""); /* 0% either way */
  explained(INT_NONE, 83, "");
  explained(67, INT_NONE, "");
  explained(INT64_MAX, 1,
            "100% would be 9223372036854775806 of this year's 9223372036854775807. A change is measured "
            "against the earlier year: 9223372036854775806 of 1 is 2147483647%.");
}

/* ---- the texts of the published report ---------------------------------------------------------------- */

static void a_change_by_this_years_figure(void **state) {
  (void)state;
  const char *right = "24% would be 16 of this year's 67. A change is measured against the earlier year: 16 "
                      "of 83 is 19%.";
  finds("In total, the number of complaints received\nthis year decreased by 16 (24%) compared with 2017/18.",
        FINDING_WRONG_BASE, right);
  finds("the total decreased by 16 (24%)", FINDING_WRONG_BASE,
        "The text says “the total decreased by 16 (24%)”.");
  finds("the total decreased by 16 (24 per cent)", FINDING_WRONG_BASE, right);
  finds("The total fell by 16 complaints (24%).", FINDING_WRONG_BASE, right);
  finds("There was a fall of 16 (24%).", FINDING_WRONG_BASE, right);
  finds("We saw 24% (16) fewer complaints", FINDING_WRONG_BASE, right);
  finds("The total fell by 16 of 83 (24%).", FINDING_WRONG_BASE,
        "16 of 83 is 19%, not 24%. 24% would be 16 of 67.");
  finds("The total fell by 16 (30%).", FINDING_TOTALS_DIFFER, "16 of 83 is 19%, not 30%.");
  is_quiet("the total decreased by 16 (19%)");
  is_quiet("The total decreased by 19 percent.");
  is_quiet("we received 51 Stage 1 complaints, a 25% reduction from the previous year when we received 68");
  is_quiet("The number of Stage 1 complaints decreased this year by 17 (25%).");
}

static void shares_of_twenty_one(void **state) {
  (void)state;
  Claim claim = {TEXT("advocacy"), TEXT("The highest number of referrals was five. 60% of referrals were "
                                        "female, 33% male and 7% recorded as other.\n")};
  FindingList list = judge(report_2018(), &claim, 1);
  const Finding *sixty = found(list, FINDING_IMPOSSIBLE, "advocacy", "No whole number of 21 gives 60%");
  assert_true(sixty->blocks);
  found(list, FINDING_IMPOSSIBLE, "advocacy", "12 of 21 is 57% and 13 of 21 is 62%.");
  found(list, FINDING_IMPOSSIBLE, "advocacy", "has 13 of 21 under “Female”, which is 62%.");
  found(list, FINDING_IMPOSSIBLE, "advocacy",
        "No whole number of 21 gives 7%: 1 of 21 is 5% and 2 of 21 is 10%");
  assert_int_equal(count_at(list, "advocacy"), 2);
  is_quiet("62% of referrals were female, 33% male and 5% other");
  finds("Female: 60%", FINDING_IMPOSSIBLE, "No whole number of 21");
  finds("60% of 21 young people", FINDING_IMPOSSIBLE, "No whole number of 21");
  finds("We helped girls: 60% of the 21.", FINDING_IMPOSSIBLE, "No whole number of 21");
  found(judge_text("12 of 21 (60%)"), FINDING_IMPOSSIBLE, "box",
        "12 of 21 is 57%, not 60%. No whole number of 21 gives 60%.");
}

static void shares_that_are_right(void **state) {
  (void)state;
  is_quiet("Only 24% of all complaints progressed to Stage 2.");
  is_quiet("Only 21% of complaints progressed to Stage 2.");
  is_quiet("We found fault in 53% of complaints we investigated.");
  is_quiet("We responded to 71% of complaints on time, an improvement on 58% the year before.");
  is_quiet("71%");
  is_quiet("54% of all the SARs received by this council");
  is_quiet("12 of the 51 complaints (24%) progressed");
  is_quiet("12 (24%) progressed");
  is_quiet("24% (12) progressed");
  is_quiet("24% (12/51) progressed; 50% (5/10) were on time");
  is_quiet("Out of the 51 complaints received, 12 progressed to Stage 2 and four to the Ombudsman.");
  is_quiet("Of the 51 complaints received, 24% progressed.");
  is_quiet("23.5% progressed, 70.59% were on time");
  is_quiet("18 complaints (35%) were about service quality");
  is_quiet("we received 69 SARs");
  is_quiet("Performance improved from 58% to 71%, by 13 percentage points");
}

static void points_are_no_percentages(void **state) {
  (void)state;
  const char *right =
      "“Stage 1 answered on time” went from 58% to 71%: a rise of 13 percentage points, not of "
      "13%.";
  finds("We dealt with 71% of Stage 1 complaints on time, which was an increase of 13% from last year.",
        FINDING_WRONG_BASE, right);
  finds("an increase of 13%", FINDING_WRONG_BASE, right);
  finds("Performance rose by 14 percentage points", FINDING_UNKNOWN_FIGURE, "so many points");
}

static void wrong_bases_of_shares(void **state) {
  (void)state;
  finds("We answered 77% on time.", FINDING_WRONG_BASE,
        "77% would be 36 of 47. 47 is “Stage 1, Decided” of “Outcomes”, but “Stage 1 answered on time” is 36 "
        "of 51: 71%.");
  finds("12 out of 47 progressed to Stage 2", FINDING_WRONG_BASE, "is 12 of 51: 24%.");
  finds("We answered 85% on time.", FINDING_UNKNOWN_FIGURE,
        "The report gives 71% (36 of 51) for “Stage 1 answered on time”; 85% is not that.");
  finds("88% of the letters were blue", FINDING_UNKNOWN_FIGURE, "No figure of this report gives 88%.");
  finds("52 out of 51 were answered", FINDING_IMPOSSIBLE, "52 cannot be out of 51.");
  finds("12 of 51 (31%)", FINDING_TOTALS_DIFFER, "12 of 51 is 24%, not 31%.");
  finds("We met 12 out of the 1,051 families", FINDING_UNKNOWN_FIGURE, "12 of 1051");
  finds("12 (30%)", FINDING_UNKNOWN_FIGURE, "12 of 51 would be 24%.");
  finds("38% of the 48 letters", FINDING_UNKNOWN_FIGURE, "38% of 48");
}

/* Each is the share of something else in the report. */
static void percentages_of_a_rate(void **state) {
  (void)state;
  const char *on_time = "The report gives 71% (36 of 51) for “Stage 1 answered on time”; ";
  finds("We dealt with 75% of stage 1 complaints on time.", FINDING_UNKNOWN_FIGURE,
        "“Stage 1 answered on "
        "time”; 75% is not that.");
  finds("We dealt with 75% of stage 1 complaints on time.", FINDING_UNKNOWN_FIGURE, on_time);
  finds("70% of stage 1 complaints were answered on time.", FINDING_UNKNOWN_FIGURE, on_time);
  finds("Of all we answered, 70% were in time.", FINDING_UNKNOWN_FIGURE, on_time);
  finds("We found fault in 60% of stage 1 complaints.", FINDING_UNKNOWN_FIGURE,
        "The report gives 53% (25 of 47) for “Fault found at Stage 1”; 60% is not that.");
  finds("22% of complaints progressed to stage 2.", FINDING_UNKNOWN_FIGURE,
        "The report gives 24% (12 of 51) for “Stage 2 received of Stage 1 received” and 21% (10 of 47) for "
        "“Stage 2 decided of Stage 1 decided”; 22% is not that.");
  finds("The Ombudsman upheld 62% of detailed investigations.", FINDING_UNKNOWN_FIGURE,
        "The report gives 58% (14 of 24) for “Upheld by the Ombudsman”; 62% is not that.");
  finds("We answered 71% of complaints on time and found fault in 60%.", FINDING_UNKNOWN_FIGURE, "60% is");
  finds("25% of stage 1 complaints were late", FINDING_UNKNOWN_FIGURE, on_time);
  is_quiet("We dealt with 71% of stage 1 complaints on time.");
  is_quiet("58% of stage 1 complaints were answered on time last year.");
  is_quiet("We found fault in 53% of stage 1 complaints.");
  is_quiet("24% of complaints progressed to stage 2.");
  is_quiet("The Ombudsman upheld 58% of detailed investigations.");
}

static void percentages_beside_a_rate(void **state) {
  (void)state;
  is_quiet("29% were late");
  is_quiet("29% of stage 1 complaints were not answered on time");
  is_quiet("29% of stage 1 complaints weren’t on time");
  is_quiet("19% of complaints were upheld, 34% partly upheld and 47% not upheld at stage 1.");
  is_quiet("76% of complaints were not escalated");
  is_quiet("26% of corporate complaints progressed to stage 2");
  is_quiet("75% of Placements complaints were on time");
  is_quiet("In June 75% were answered on time");
  is_quiet("75% of councils answered on time");
  is_quiet("We will answer 75% on time");
  is_quiet("75% complied with the Ombudsman's recommendations");
  is_quiet("We responded to 71% on time, found fault in 53% and 24% progressed to Stage 2.");
  is_quiet("50% of complaints at stage 1 were about staff");
}

static void bare_counts(void **state) {
  (void)state;
  finds("We received 52 stage 1 complaints.", FINDING_UNKNOWN_FIGURE,
        "The text counts 52 stage 1 complaints. The report counts 51 (68 in the earlier period); 52 is not "
        "that.");
  finds("Eleven Stage 2\ncomplaints were received", FINDING_UNKNOWN_FIGURE, "11 stage 2 complaints");
  finds("we received 22 referrals of young people", FINDING_UNKNOWN_FIGURE, "The report counts 21; 22 is");
  finds("In all 1,051 stage one complaints were received", FINDING_UNKNOWN_FIGURE, "The text counts 1051");
  is_quiet("We received 51 stage 1 complaints and twelve stage 2 complaints; 68 stage 1 complaints were "
           "received before.");
  is_quiet("Children's social care received 35 Stage 1 complaints compared with 16.");
  is_quiet("We received 51 and decided 47 stage 1 complaints.");
  is_quiet("21 young people were referred. In 2018 young people were referred.");
  is_quiet("we received 17 fewer stage 1 complaints; complaints received fell by 17 stage 1 complaints");
  is_quiet("one hundred and four stage 1 complaints were received");
  is_quiet("We spoke with 22 young people.");
  is_quiet("We received 99 compliments."); /* the report has no table of them */
}

static void counts_of_other_tables(void **state) {
  (void)state;
  Report *r = report_2018();
  int64_t cells[] = {15, 10, 25};
  TableRow rows[] = {row_of("a", "A", &cells[0]), row_of("b", "B", &cells[1]),
                     row_of("total", "Total", &cells[2])};
  rows[2].total = true;
  Text received[] = {TEXT("received")};
  r->tables[4] = table_of("compliments-by-service", "Compliments", count_columns, count_labels, 1, rows, 3);
  r->tables[5] = table_of("subject-access-by-service", "Requests", received, count_labels, 1, rows, 3);
  Claim wrong[] = {{TEXT("a"), TEXT("We received 30 compliments.")},
                   {TEXT("b"), TEXT("We received 69 subject access requests")},
                   {TEXT("c"), TEXT("69 SARs were received")}};
  FindingList list = judge(r, wrong, 3);
  assert_false(found(list, FINDING_UNKNOWN_FIGURE, "a", "The report counts 25; 30 is not that")->blocks);
  found(list, FINDING_UNKNOWN_FIGURE, "b", "69 subject access requests");
  found(list, FINDING_UNKNOWN_FIGURE, "c", "69 sars");
  Claim right[] = {{TEXT("a"), TEXT("We received 25 compliments, and ten compliments of B.")},
                   {TEXT("b"), TEXT("We received 25 SARs.")}};
  list = judge(r, right, 2);
  assert_int_equal(count_at(list, "a") + count_at(list, "b"), 0);
}

static void two_bases(void **state) {
  (void)state;
  Claim claims[] = {{TEXT("key-points"), TEXT("Only 24% of all complaints progressed to Stage 2.")},
                    {TEXT("outcomes-text"), TEXT("Only 21% of complaints progressed to Stage 2.")}};
  FindingList list = judge(report_2018(), claims, 2);
  const Finding *finding = found(list, FINDING_TWO_BASES, "outcomes-text", "24% is 12 of 51");
  assert_false(finding->blocks);
  assert_true(text_contains(finding->words, TEXT("21% is 10 of 47")));
  found(judge(report_2018(), claims, 1), FINDING_TWO_BASES, "stage-2-rate-received", "21% is 10 of 47");
  finding =
      found(judge(report_2018(), NULL, 0), FINDING_EXPLAINED, "stage-2-rate-received", "21% is 10 of 47");
  assert_false(finding->blocks);
  assert_true(text_contains(finding->words, TEXT("the report says so")));
  Claim based = {TEXT("box"), TEXT("24% of the complaints received progressed; 24% (12 of 51) progressed.")};
  found(judge(report_2018(), &based, 1), FINDING_EXPLAINED, "stage-2-rate-received", "24% is 12 of 51");
  Report *same = report_2018();
  same->rates[3].now = (Share){11, 47}; /* 23% */
  same->rates[2].now = (Share){12, 52};
  list = judge(same, NULL, 0);
  assert_int_equal(count_at(list, "stage-2-rate-received"), 0);
}

static void awkward_texts(void **state) {
  (void)state;
  is_quiet("");
  is_quiet("We are 100% committed, and 0% complacent. 110%? No.");
  is_quiet("between 12%-15%, 12-15% or 12% \xE2\x80\x93 15%");
  is_quiet("1/2 hour, 24/7, 2018/19, 2018/2019, 31/3/2019, 01/04, A12/51, 50/50/20, page 3 of 16");
  is_quiet("Stage 2 of 3. Table 2 of 7. Section 7 of the Data Protection Act 2018. \xC2\xA3"
           "1,200 of 5,000");
  is_quiet("a target of 85%; our target is 90%; an 80% target");
  is_quiet("% of % per cent of percent, 17th%, 1.2.3%, 99999999999999999999% 58.3333%");
  is_quiet("71\xC2\xA0% and 71 \xEF\xBC\x85 and 71 per-cent and 71 percent and 71 PER CENT");
  is_quiet("\xE2\x80\xA2 71%\n\n\xE2\x80\xA2 53%\n");
  is_quiet("caf\xC3\xA9 71%\xE2\x80\x94");
  is_quiet("This makes up 24% of all complaints");
  finds("88%", FINDING_UNKNOWN_FIGURE, "“88%”");
  finds("88% at the start", FINDING_UNKNOWN_FIGURE, "“88% at the start”");
  finds("at the end 88%", FINDING_UNKNOWN_FIGURE, "“at the end 88%”");
  finds("100% of complaints", FINDING_UNKNOWN_FIGURE, "100%");
  blocks_nothing("Nationally 66% were upheld, 45% of councils agreed and 1 of 3 was late");
  blocks_nothing("((((%)))) 5 of of 6 out of out of 7 % 8 of the the the 9 (( 3/");
}

/* The same quoting whatever the white space; the words stay well formed. */
static void quotes_are_well_formed(void **state) {
  (void)state;
  char text[400];
  for (size_t length = 1; length < 120; length++) {
    size_t at = 0;
    for (size_t i = 0; i < length; i++)
      at += (size_t)snprintf(text + at, sizeof text - at, "\xC3\xA9%s", i % 7 ? "" : " ");
    snprintf(text + at, sizeof text - at, " 88%%");
    FindingList list = judge_text(text);
    const Finding *finding = found(list, FINDING_UNKNOWN_FIGURE, "box", "88%");
    assert_true(text_is_utf8(finding->words));
  }
}

/* ---- the tables --------------------------------------------------------------------------------------- */

static void a_right_report(void **state) {
  (void)state;
  FindingList list = judge(report_2018(), NULL, 0);
  for (size_t i = 0; i < list.count; i++) assert_false(list.items[i].blocks);
  found(list, FINDING_EXPLAINED, "outcomes",
        "At Stage 1 the report counts 47 decided and 51 answered. This is right: the outcomes are 47 decided "
        "and 4 withdrawn; together these are the answers.");
  list = contradictions_find(arena, NULL, 0, NULL, 0, NULL, 0);
  assert_int_equal(list.count, 0);
}

static void totals_and_their_sums(void **state) {
  (void)state;
  Report *r = report_2018();
  r->procedures[2][0] = 52;
  FindingList list = judge(r, NULL, 0);
  assert_true(found(list, FINDING_TOTALS_DIFFER, "received-by-procedure",
                    "the row “Total” says 52 under “Stage 1”, but the rows above add up to 51.")
                  ->blocks);
  found(list, FINDING_TOTALS_DIFFER, "received-by-procedure",
        "the row “Total” says 67 under “Total”, but the columns before add up to 68.");
  found(list, FINDING_TOTALS_DIFFER, "received-by-service",
        "“Complaints received by procedure” comes to 52 and “Complaints received by service” comes to 51.");
  assert_true(list.items[0].blocks);
  bool hidden[5] = {true, true, true, true, true};
  r->procedure_rows[0].hidden = hidden;
  r->tables[1].period = TEXT("April 2018 to December 2018");
  list = judge(r, NULL, 0);
  assert_int_equal(count_at(list, "received-by-procedure"), 1);
  assert_false(found(list, FINDING_EXPLAINED, "received-by-service", "different periods")->blocks);
}

static void outcomes_and_answers(void **state) {
  (void)state;
  Report *r = report_2018();
  r->on_time[1][3] = 11; /* as published: 0 of 1 and 5 of 10 */
  FindingList list = judge(r, NULL, 0);
  assert_true(found(list, FINDING_TOTALS_DIFFER, "outcomes",
                    "At Stage 2 the outcomes come to 10 (10 decided and 0 withdrawn), but the table of "
                    "answers on time counts 11 answers. Nothing in the report explains the difference of 1.")
                  ->blocks);
  r = report_2018();
  r->on_time[0][3] = 49;
  list = judge(r, NULL, 0);
  found(list, FINDING_EXPLAINED, "outcomes", "of those withdrawn, 2 ended without an answer.");
  r->outcomes[0][4] = 48;
  found(judge(r, NULL, 0), FINDING_TOTALS_DIFFER, "outcomes",
        "Stage 1 says 48 decided, but 22 not upheld, 16 partly upheld and 9 upheld add up to 47.");
}

static void causes_are_explained(void **state) {
  (void)state;
  Report *r = report_2018();
  r->causes[0][0] = 20;
  assert_false(found(judge(r, NULL, 0), FINDING_EXPLAINED, "causes",
                     "The causes add up to 53, the answers at Stage 1 to 51. This is right where a complaint "
                     "has several causes")
                   ->blocks);
  r->causes[0][0] = 15;
  found(judge(r, NULL, 0), FINDING_EXPLAINED, "causes", "no cause recorded");
}

static void rates_out_of_bounds(void **state) {
  (void)state;
  Report *r = report_2018();
  r->rates[0].now = (Share){52, 51};
  r->rates[6].now = (Share){-84, 83};
  r->rates[1].now = (Share){INT64_MIN, INT64_MIN};
  FindingList list = judge(r, NULL, 0);
  found(list, FINDING_IMPOSSIBLE, "stage-1-on-time", "52 cannot be a share of 51.");
  found(list, FINDING_IMPOSSIBLE, "change-in-total", "nothing can fall by 84 from 83.");
  found(list, FINDING_IMPOSSIBLE, "stage-1-fault-found", "cannot be a share of");
  for (size_t i = 1; i < list.count; i++) assert_true(list.items[i - 1].blocks || !list.items[i].blocks);
}

static void overlarge_figures(void **state) {
  (void)state;
  Report *r = report_2018();
  for (size_t i = 0; i < 3; i++) r->procedures[i][0] = r->services[i][4] = INT64_MAX;
  r->outcomes[0][2] = INT64_MAX;
  r->on_time[0][3] = INT64_MIN + 1;
  Claim claim = {TEXT("box"), TEXT("60% female, 12 (24%), 12 of 51, fell by 16 (24%), up 3%, 999999999999%")};
  FindingList list = judge(r, &claim, 1);
  for (size_t i = 0; i < list.count; i++) assert_false(text_is_empty(list.items[i].words));
}

static int start(void **state) {
  (void)state;
  arena = arena_new();
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(possible_percentages),
      cmocka_unit_test(possible_with_decimals),
      cmocka_unit_test(changes_are_explained),
      cmocka_unit_test(a_change_by_this_years_figure),
      cmocka_unit_test(shares_of_twenty_one),
      cmocka_unit_test(shares_that_are_right),
      cmocka_unit_test(points_are_no_percentages),
      cmocka_unit_test(wrong_bases_of_shares),
      cmocka_unit_test(percentages_of_a_rate),
      cmocka_unit_test(percentages_beside_a_rate),
      cmocka_unit_test(bare_counts),
      cmocka_unit_test(counts_of_other_tables),
      cmocka_unit_test(two_bases),
      cmocka_unit_test(awkward_texts),
      cmocka_unit_test(quotes_are_well_formed),
      cmocka_unit_test(a_right_report),
      cmocka_unit_test(totals_and_their_sums),
      cmocka_unit_test(outcomes_and_answers),
      cmocka_unit_test(causes_are_explained),
      cmocka_unit_test(rates_out_of_bounds),
      cmocka_unit_test(overlarge_figures),
  };
  return cmocka_run_group_tests(tests, start, end);
}
