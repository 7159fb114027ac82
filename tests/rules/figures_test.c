/* Counting by hand: every table, every rate and every edge, with rows that were written for it. */
#include "rules/clock.h"
#include "rules/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { CHILDREN = 11, CORPORATE = 12 };            /* procedures */
enum { CARE = 21, PLACEMENTS = 22, LIBRARY = 23 }; /* services */
enum { TEAM_A = 31, TEAM_B = 32 };
enum { CONDUCT = 41, QUALITY = 42 };

static Arena *arena;

static Date day_of(const char *iso) {
  Date date;
  assert_true(date_parse(text_of(iso), &date));
  return date;
}

static FigureScope year(void) { return (FigureScope){day_of("2018-04-01"), day_of("2019-03-31"), NULL, 0}; }

static FigureRow row_of(FigureSubject subject, int number, const char *opened, const char *ended) {
  return (FigureRow){.case_id = 1,
                     .subject = subject,
                     .number = number,
                     .opened = day_of(opened),
                     .ended = ended ? day_of(ended) : DATE_NONE,
                     .due = DATE_NONE,
                     .procedure = CHILDREN,
                     .service = CARE,
                     .team = TEAM_A,
                     .theme = CONDUCT};
}

static FigureRow withdrawn_unanswered(int stage, const char *opened, const char *ended) {
  FigureRow row = row_of(SUBJECT_COMPLAINT, stage, opened, ended);
  row.outcome = OUTCOME_WITHDRAWN;
  return row;
}

static FigureRow answered(int stage, const char *opened, const char *ended, Verdict verdict,
                          Outcome outcome) {
  FigureRow row = row_of(SUBJECT_COMPLAINT, stage, opened, ended);
  row.flags = FIGURE_ANSWERED;
  row.verdict = (int32_t)verdict;
  row.outcome = (int32_t)outcome;
  return row;
}

static Tally *tally_of(FigureScope scope, const FigureRow *rows, size_t count) {
  Tally *tally = tally_new(arena, &scope);
  for (size_t i = 0; i < count; i++) tally_add(tally, &rows[i]);
  return tally;
}
#define TALLY(scope, rows) tally_of((scope), (rows), sizeof(rows) / sizeof((rows)[0]))

static void expect(const Tally *tally, const char *id, FigureKey key, FigureKey within, const char *column,
                   int64_t expected) {
  FigureTableId table = figure_table_of(text_of(id));
  assert_int_not_equal(table, FIGURE_TABLE_COUNT);
  int index = figure_column_of(table, text_of(column));
  assert_int_not_equal(index, -1);
  int64_t got = tally_count(tally, (FigureCell){table, key, within, index});
  if (got != expected)
    fail_msg("%s, row %lld in %lld, %s: %lld, not %lld", id, (long long)key, (long long)within, column,
             (long long)got, (long long)expected);
}

static void expect_share(Share share, int64_t n, int64_t of) {
  assert_int_equal(share.n, n);
  assert_int_equal(share.of, of);
}

static size_t rows_in(const Tally *tally, FigureTableId table) {
  const TallyRow *rows;
  return tally_rows(tally, table, &rows);
}

static size_t cells_of(FigureScope scope, FigureRow row) {
  FigureCell cells[FIGURE_CELLS_MAX];
  return figure_cells(&scope, &row, cells);
}

static int month_of(int y, int m) { return y * 12 + m - 1; }

static void words(void **state) {
  (void)state;
  assert_string_equal(figure_basis_word(BASIS_RECEIVED), "received");
  assert_string_equal(figure_basis_word(BASIS_RESPONDED), "responded");
  assert_string_equal(figure_basis_word(BASIS_CLOSED), "closed");
  for (int i = 0; i < FIGURE_TABLE_COUNT; i++) {
    const FigureTableRule *rule = figure_table((FigureTableId)i);
    assert_int_equal(figure_table_of(text_of(rule->id)), i);
    assert_in_range(rule->column_count, 1, FIGURE_COLUMNS_MAX);
    for (int c = 0; c < FIGURE_COLUMNS_MAX; c++) {
      if (c < rule->column_count)
        assert_int_equal(figure_column_of((FigureTableId)i, text_of(rule->columns[c])), c);
      else
        assert_null(rule->columns[c]);
    }
  }
  const FigureTableRule *on_time = figure_table(FIGURE_ON_TIME);
  assert_int_equal(on_time->column_count, 4);
  assert_int_equal(on_time->basis, BASIS_RESPONDED);
  assert_int_equal(on_time->rows_by, ROWS_BY_STAGE_PROCEDURE);
  assert_string_equal(on_time->columns[1], "in-extension");
  assert_int_equal(figure_table(FIGURE_OMBUDSMAN_COMPLIANCE)->basis, BASIS_CLOSED);
  assert_int_equal(figure_table_of(TEXT("received")), FIGURE_TABLE_COUNT);
  assert_int_equal(figure_table_of(TEXT_NONE), FIGURE_TABLE_COUNT);
  assert_int_equal(figure_column_of(FIGURE_CAUSES, TEXT("total")), -1);
  assert_int_equal(figure_column_of(FIGURE_TABLE_COUNT, TEXT("n")), -1);
}

static void words_of_rates_and_compliance(void **state) {
  (void)state;
  assert_string_equal(figure_rate_word(RATE_ON_TIME_EXTENDED), "on-time-extended");
  assert_string_equal(figure_rate_word(RATE_ACTIONS_ON_TIME), "actions-on-time");
  assert_int_equal(figure_rate_basis(RATE_STAGE_2_RECEIVED), BASIS_RECEIVED);
  assert_int_equal(figure_rate_basis(RATE_COMPLIANCE), BASIS_CLOSED);
  assert_string_equal(compliance_word(COMPLIANCE_NONE), "");
  assert_string_equal(compliance_word(COMPLIANCE_NOT_COMPLIED), "not-complied");
  Compliance compliance = COMPLIANCE_NONE;
  assert_true(compliance_of(TEXT("late"), &compliance));
  assert_int_equal(compliance, COMPLIANCE_LATE);
  assert_true(compliance_of(TEXT("on-time"), &compliance));
  assert_int_equal(compliance, COMPLIANCE_ON_TIME);
  assert_false(compliance_of(TEXT("never"), &compliance));
  assert_int_equal(compliance, COMPLIANCE_ON_TIME);
}

static void percentages(void **state) {
  (void)state;
  const int64_t huge = (int64_t)1 << 62;
  const struct {
    int64_t n, of;
    int32_t percent;
  } cases[] = {
      {0, 0, PERCENT_NONE},
      {5, 0, PERCENT_NONE},
      {1, -2, PERCENT_NONE},
      {0, 7, 0},
      {1, 2, 50},
      {1, 200, 1},
      {-1, 200, -1},
      {1, 201, 0},
      {12, 51, 24},
      {10, 47, 21},
      {14, 24, 58},
      {4, 14, 29},
      {-16, 83, -19},
      {-17, 68, -25},
      {1, 8, 13},
      {-1, 8, -13},
      {36, 51, 71},
      {40, 69, 58},
      {25, 47, 53},
      {4, 4, 100},
      {3, 1, 300},
      {huge, huge, 100},
      {huge / 2, huge, 50},
      {huge / 200 * 199 + huge / 400, huge, 100},
      {huge - 1, huge, 100},
      {1, huge, 0},
      {-huge, huge, -100},
      {huge / 8, huge, 13},
      {huge / 8 - 1, huge, 12},
      {-huge / 8, huge, -13},
      {1 - huge / 8, huge, -12},
      {INT64_MAX, INT64_MAX, 100},
      {INT64_MIN, INT64_MAX, -100},
      {huge, 1, INT32_MAX},
      {-huge, 1, -INT32_MAX},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(share_percent((Share){cases[i].n, cases[i].of}), cases[i].percent);
}

static void received(void **state) {
  (void)state;
  FigureRow rows[] = {row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL),
                      row_of(SUBJECT_COMPLAINT, 1, "2018-06-01", NULL),
                      row_of(SUBJECT_COMPLAINT, 2, "2018-07-01", NULL),
                      row_of(SUBJECT_COMPLAINT, 3, "2018-08-01", NULL),
                      row_of(SUBJECT_OMBUDSMAN, 1, "2018-09-01", NULL),
                      row_of(SUBJECT_OMBUDSMAN, 1, "2018-09-02", NULL),
                      row_of(SUBJECT_COMPLAINT, 4, "2018-09-02", NULL),
                      row_of(SUBJECT_COMPLAINT, 0, "2018-09-02", "2018-09-03")};
  rows[1].procedure = CORPORATE;
  rows[1].service = PLACEMENTS;
  rows[1].team = TEAM_B;
  rows[5].procedure = 0; /* the person had never come to us */
  Tally *tally = TALLY(year(), rows);
  const char *const tables[] = {"received-by-procedure", "received-by-service"};
  const FigureKey first[] = {CHILDREN, CARE}, second[] = {CORPORATE, PLACEMENTS};
  for (int i = 0; i < 2; i++) {
    expect(tally, tables[i], first[i], 0, "stage-1", 1);
    expect(tally, tables[i], first[i], 0, "stage-2", 1);
    expect(tally, tables[i], first[i], 0, "stage-3", 1);
    expect(tally, tables[i], first[i], 0, "ombudsman", 1);
    expect(tally, tables[i], first[i], 0, "total", 4);
    expect(tally, tables[i], second[i], 0, "total", 1);
    expect(tally, tables[i], 0, 0, "total", 0);
  }
  expect(tally, "received-by-team", TEAM_A, CARE, "total", 4);
  expect(tally, "received-by-team", TEAM_B, PLACEMENTS, "stage-1", 1);
  expect(tally, "received-by-team", TEAM_B, CARE, "total", 0);
  expect(tally, "ombudsman-received", CONDUCT, 0, "n", 2);
  expect(tally, "months", month_of(2018, 5), 0, "received", 1);
  expect(tally, "months", month_of(2018, 7), 0, "received", 0); /* stage 2 */
  assert_int_equal(tally_sum(tally, FIGURE_RECEIVED_BY_TEAM, 4), 5);
  assert_int_equal(tally_sum(tally, FIGURE_MONTHS, 0), 2);
  expect_share(figure_rate(tally, RATE_STAGE_2_RECEIVED, 0, 0), 1, 2);
}

static void a_case_without_service_procedure_or_team(void **state) {
  (void)state;
  FigureRow rows[] = {answered(1, "2018-05-01", "2018-05-02", VERDICT_ON_TIME, OUTCOME_UPHELD)};
  rows[0].procedure = rows[0].service = rows[0].team = rows[0].theme = 0;
  Tally *tally = TALLY(year(), rows);
  expect(tally, "received-by-procedure", 0, 0, "total", 1);
  expect(tally, "received-by-service", 0, 0, "stage-1", 1);
  expect(tally, "received-by-team", 0, 0, "stage-1", 1);
  expect(tally, "causes", 0, 0, "n", 1);
  expect(tally, "on-time", 0, 1, "responded", 1); /* once, though its procedure is 0 too */
  expect(tally, "on-time", 0, 1, "on-time", 1);
}

static void the_ends_of_the_period(void **state) {
  (void)state;
  const struct {
    const char *opened, *ended;
    int in, out;
  } cases[] = {
      {"2018-03-31", "2018-03-31", 0, 0}, {"2018-03-31", "2018-04-01", 0, 1},
      {"2018-04-01", "2019-04-01", 1, 0}, {"2019-03-31", "2019-03-31", 1, 1},
      {"2019-04-01", "2019-04-01", 0, 0}, {"2018-04-01", "2018-04-01", 1, 1},
      {"2019-03-31", NULL, 1, 0},         {"2018-03-31", "2019-04-01", 0, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    FigureRow rows[] = {answered(1, cases[i].opened, cases[i].ended, VERDICT_LATE, OUTCOME_NOT_UPHELD)};
    Tally *tally = TALLY(year(), rows);
    expect(tally, "received-by-procedure", CHILDREN, 0, "stage-1", cases[i].in);
    expect(tally, "outcomes", 1, 0, "decided", cases[i].out);
    expect(tally, "on-time", 0, 1, "late", cases[i].out);
    assert_int_equal(tally_sum(tally, FIGURE_MONTHS, 0), cases[i].in);
    assert_int_equal(tally_sum(tally, FIGURE_MONTHS_ON_TIME, 1), cases[i].out);
  }
}

static void odd_periods(void **state) {
  (void)state;
  FigureRow row = answered(1, "2018-05-01", "2018-05-10", VERDICT_LATE, OUTCOME_UPHELD);
  FigureScope one = {day_of("2018-05-01"), day_of("2018-05-01"), NULL, 0};
  FigureScope none = {day_of("2018-05-10"), day_of("2018-05-01"), NULL, 0};
  FigureScope all = {DATE_NONE, {INT32_MAX}, NULL, 0};
  assert_int_equal(cells_of(one, row), 7);
  assert_int_equal(cells_of(none, row), 0);
  row.opened = row.ended = DATE_NONE; /* no day lies in no period, not even in one without a beginning */
  assert_int_equal(cells_of(all, row), 0);
}

static void outcomes(void **state) {
  (void)state;
  FigureRow rows[] = {
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_UPHELD),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_PARTLY_UPHELD),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_NOT_UPHELD),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_NOT_UPHELD),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_WITHDRAWN),
      withdrawn_unanswered(1, "2018-05-01", "2018-05-10"),
      row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", "2018-05-10"), /* left unanswered: no outcome */
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_NOT_INVESTIGATED),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_RESOLVED),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_NONE),
      answered(2, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_UPHELD),
      answered(3, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_RESOLVED),
  };
  Tally *tally = TALLY(year(), rows);
  expect(tally, "outcomes", 1, 0, "upheld", 1);
  expect(tally, "outcomes", 1, 0, "partly-upheld", 1);
  expect(tally, "outcomes", 1, 0, "not-upheld", 2);
  expect(tally, "outcomes", 1, 0, "withdrawn", 2);
  expect(tally, "outcomes", 1, 0, "decided", 4);
  expect(tally, "outcomes", 2, 0, "decided", 1);
  expect(tally, "outcomes", 3, 0, "decided", 0);
  expect(tally, "other-outcomes", 1, 0, "n", 3);
  expect(tally, "other-outcomes", 3, 0, "n", 1);
  expect(tally, "on-time", 0, 1, "responded", 8); /* without the one that was never answered */
  expect(tally, "causes", CONDUCT, 0, "n", 8);
  expect_share(figure_rate(tally, RATE_FAULT_FOUND, 1, 0), 2, 4);
  expect_share(figure_rate(tally, RATE_FAULT_FOUND, 2, 0), 1, 1);
  expect_share(figure_rate(tally, RATE_FAULT_FOUND, 3, 0), 0, 0);
  expect_share(figure_rate(tally, RATE_STAGE_2_CLOSED, 0, 0), 1, 4);
}

static void on_time(void **state) {
  (void)state;
  FigureRow rows[] = {
      answered(1, "2018-03-01", "2018-04-01", VERDICT_ON_TIME, OUTCOME_UPHELD),
      answered(1, "2018-05-01", "2018-05-10", VERDICT_IN_EXTENSION, OUTCOME_UPHELD),
      answered(1, "2018-05-01", "2018-05-11", VERDICT_LATE, OUTCOME_UPHELD),
      answered(1, "2018-05-01", "2018-06-30", VERDICT_NONE, OUTCOME_UPHELD),
      answered(2, "2018-05-01", "2018-05-10", VERDICT_ON_TIME, OUTCOME_UPHELD),
      row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", "2018-05-10"),
  };
  rows[2].procedure = CORPORATE;
  rows[2].theme = QUALITY;
  Tally *tally = TALLY(year(), rows);
  expect(tally, "on-time", 0, 1, "on-time", 1);
  expect(tally, "on-time", 0, 1, "in-extension", 1);
  expect(tally, "on-time", 0, 1, "late", 1);
  expect(tally, "on-time", 0, 1, "responded", 4);
  expect(tally, "on-time", CHILDREN, 1, "responded", 3);
  expect(tally, "on-time", CORPORATE, 1, "late", 1);
  expect(tally, "on-time", CORPORATE, 2, "responded", 0);
  expect(tally, "on-time", 0, 2, "on-time", 1);
  expect(tally, "causes", CONDUCT, 0, "n", 3); /* stage 1 alone, answered */
  expect(tally, "causes", QUALITY, 0, "n", 1);
  assert_int_equal(tally_sum(tally, FIGURE_ON_TIME, 3), 5); /* over whole stages */
  expect(tally, "months-on-time", month_of(2018, 4), 0, "on-time", 1);
  expect(tally, "months-on-time", month_of(2018, 5), 0, "on-time", 0);
  expect(tally, "months-on-time", month_of(2018, 5), 0, "responded", 2);
  expect(tally, "months-on-time", month_of(2018, 6), 0, "responded", 1);
  expect_share(figure_rate(tally, RATE_ON_TIME, 1, 0), 1, 4);
  expect_share(figure_rate(tally, RATE_ON_TIME_EXTENDED, 1, 0), 2, 4);
  expect_share(figure_rate(tally, RATE_ON_TIME, 1, CORPORATE), 0, 1);
  expect_share(figure_rate(tally, RATE_ON_TIME_EXTENDED, 1, CHILDREN), 2, 3);
  expect_share(figure_rate(tally, RATE_ON_TIME, 2, 0), 1, 1);
  expect_share(figure_rate(tally, RATE_ON_TIME, 3, 0), 0, 0);
}

static void services_in_scope(void **state) {
  (void)state;
  FigureRow rows[] = {
      row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL),  row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL),
      row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL),  row_of(SUBJECT_COMPLIMENT, 1, "2018-05-01", NULL),
      row_of(SUBJECT_COMPLIMENT, 1, "2018-05-01", NULL), row_of(SUBJECT_REFERRAL, 1, "2018-05-01", NULL),
      row_of(SUBJECT_REFERRAL, 1, "2018-05-01", NULL),   row_of(SUBJECT_ACTION, 1, "2018-05-01", NULL)};
  rows[1].service = LIBRARY;
  rows[2].service = 0;
  rows[3].service = 0;
  rows[4].service = LIBRARY;
  rows[5].service = 0;
  rows[6].service = LIBRARY;
  rows[7].service = LIBRARY;
  FigureKey many[40] = {CARE, PLACEMENTS};
  for (int i = 2; i < 40; i++) many[i] = 100 + i;
  const size_t counts[] = {2, 40}; /* a short list is searched otherwise than a long one */
  for (int i = 0; i < 2; i++) {
    FigureScope scope = year();
    scope.services = many;
    scope.service_count = counts[i];
    Tally *tally = TALLY(scope, rows);
    expect(tally, "received-by-service", CARE, 0, "total", 1);
    assert_int_equal(tally_sum(tally, FIGURE_RECEIVED_BY_SERVICE, 4), 1);
    expect(tally, "compliments-by-service", 0, 0, "n", 0);
    assert_int_equal(tally_sum(tally, FIGURE_COMPLIMENTS, 0), 0);
    assert_int_equal(tally_sum(tally, FIGURE_ADVOCACY_REASON, 0), 0);
    scope.unplaced = true; /* the services for children */
    assert_int_equal(tally_sum(TALLY(scope, rows), FIGURE_ADVOCACY_REASON, 0), 1);
    assert_int_equal(tally_sum(tally, FIGURE_ACTIONS, 0), 0);
    assert_int_equal(tally_scope(tally)->service_count, counts[i]);
    assert_int_equal(tally_scope(tally)->services[0], CARE);
  }
}

static void ombudsman(void **state) {
  (void)state;
  FigureRow rows[] = {row_of(SUBJECT_OMBUDSMAN, 1, "2018-03-01", "2018-04-01"),
                      row_of(SUBJECT_OMBUDSMAN, 2, "2018-05-01", "2018-06-01"),
                      row_of(SUBJECT_OMBUDSMAN, 3, "2018-05-01", "2019-03-31"),
                      row_of(SUBJECT_OMBUDSMAN, 4, "2018-05-01", "2019-04-01"),
                      row_of(SUBJECT_OMBUDSMAN, 5, "2018-05-01", NULL),
                      row_of(SUBJECT_OMBUDSMAN, 6, "2018-05-01", "2018-07-01")};
  const int32_t other = OUTCOME_COUNT + 3; /* a decision that is no outcome of a stage */
  const int32_t decisions[] = {OUTCOME_UPHELD, OUTCOME_UPHELD, OUTCOME_NOT_UPHELD, OUTCOME_UPHELD, 0, other};
  for (int i = 0; i < 6; i++) rows[i].outcome = decisions[i];
  rows[1].flags = FIGURE_REMEDIED_BEFORE;
  rows[2].flags = FIGURE_REMEDIED_BEFORE; /* means nothing where it was not upheld */
  rows[2].service = LIBRARY;
  rows[5].procedure = 0;
  FigureKey services[] = {CARE};
  FigureScope scope = year();
  scope.services = services;
  scope.service_count = 1;
  Tally *tally = TALLY(scope, rows);
  expect(tally, "ombudsman-received", CONDUCT, 0, "n", 5);
  expect(tally, "ombudsman-decisions", OUTCOME_UPHELD, 0, "n", 2);
  expect(tally, "ombudsman-decisions", OUTCOME_NOT_UPHELD, 0, "n", 1);
  expect(tally, "ombudsman-decisions", other, 0, "n", 1);
  expect(tally, "ombudsman-in-scope", OUTCOME_UPHELD, 0, "n", 2);
  expect(tally, "ombudsman-in-scope", OUTCOME_NOT_UPHELD, 0, "n", 0);
  expect(tally, "ombudsman-in-scope", other, 0, "n", 0);
  expect(tally, "ombudsman-remedy", 0, 0, "n", 1);
  expect(tally, "ombudsman-remedy", 0, 0, "of", 2);
  expect(tally, "received-by-procedure", CHILDREN, 0, "ombudsman", 3);
  assert_int_equal(rows_in(tally, FIGURE_OUTCOMES), 0);
  assert_int_equal(rows_in(tally, FIGURE_ON_TIME), 0);
  expect_share(figure_rate(tally, RATE_UPHOLD, 0, 0), 2, 3);
  expect_share(figure_rate(tally, RATE_REMEDY, 0, 0), 1, 2);
}

static void compliance(void **state) {
  (void)state;
  FigureRow rows[6];
  const Compliance recorded[] = {COMPLIANCE_ON_TIME, COMPLIANCE_ON_TIME,      COMPLIANCE_LATE,
                                 COMPLIANCE_NONE,    COMPLIANCE_NOT_COMPLIED, COMPLIANCE_LATE};
  for (int i = 0; i < 6; i++) {
    rows[i] = row_of(SUBJECT_COMPLIANCE, 1, i == 5 ? "2019-04-01" : "2018-10-01", "2018-05-01");
    rows[i].outcome = (int32_t)recorded[i];
    rows[i].service = LIBRARY;
  }
  FigureKey services[] = {CARE}; /* the Ombudsman's tables are of the whole council */
  FigureScope scope = year();
  scope.services = services;
  scope.service_count = 1;
  Tally *tally = TALLY(scope, rows);
  expect(tally, "ombudsman-compliance", 0, 0, "recorded", 5);
  expect(tally, "ombudsman-compliance", 0, 0, "on-time", 2);
  expect(tally, "ombudsman-compliance", 0, 0, "late", 1);
  expect(tally, "ombudsman-compliance", 0, 0, "not-complied", 1);
  expect_share(figure_rate(tally, RATE_COMPLIANCE, 0, 0), 3, 5);
}

static void actions(void **state) {
  (void)state;
  FigureRow rows[] = {row_of(SUBJECT_ACTION, 1, "2018-05-01", NULL),
                      row_of(SUBJECT_ACTION, 2, "2018-05-01", "2020-01-01"),
                      row_of(SUBJECT_ACTION, 3, "2018-05-01", "2018-06-01"),
                      row_of(SUBJECT_ACTION, 4, "2018-03-31", "2018-06-01")};
  rows[1].flags = FIGURE_DONE;
  rows[2].flags = rows[3].flags = FIGURE_DONE | FIGURE_DONE_ON_TIME;
  Tally *tally = TALLY(year(), rows);
  expect(tally, "actions", CONDUCT, 0, "agreed", 3);
  expect(tally, "actions", CONDUCT, 0, "completed", 2);
  expect(tally, "actions", CONDUCT, 0, "completed-on-time", 1);
  expect_share(figure_rate(tally, RATE_ACTIONS_ON_TIME, 0, 0), 1, 3);
}

static void access_requests(void **state) {
  (void)state;
  FigureRow rows[] = {
      row_of(SUBJECT_ACCESS, 1, "2018-05-01", "2018-05-20"), row_of(SUBJECT_ACCESS, 2, "2018-06-01", NULL),
      row_of(SUBJECT_ACCESS, 1, "2018-05-01", NULL), row_of(SUBJECT_ACCESS, 3, "2018-05-01", NULL),
      row_of(SUBJECT_ACCESS, 1, "2018-03-01", "2018-05-20")};
  rows[2].service = LIBRARY;
  FigureKey services[] = {CARE, PLACEMENTS};
  FigureScope scope = year();
  scope.services = services;
  scope.service_count = 2;
  Tally *tally = TALLY(scope, rows);
  expect(tally, "subject-access-by-service", CARE, 0, "received", 1);
  expect(tally, "subject-access-by-service", CARE, 0, "internal-reviews", 1);
  expect(tally, "subject-access-by-service", LIBRARY, 0, "received", 0);
  expect(tally, "subject-access-whole-council", 0, 0, "received", 2);
  expect(tally, "subject-access-whole-council", 0, 0, "internal-reviews", 1);
  expect_share(figure_rate(tally, RATE_ACCESS_SHARE, 0, 0), 1, 2);
  assert_int_equal(rows_in(tally, FIGURE_RECEIVED_BY_SERVICE), 0);
}

static void referrals_and_compliments(void **state) {
  (void)state;
  FigureRow rows[] = {
      row_of(SUBJECT_REFERRAL, 1, "2018-05-01", NULL), row_of(SUBJECT_REFERRAL, 2, "2018-05-01", NULL),
      row_of(SUBJECT_REFERRAL, 3, "2018-03-31", "2018-05-01"),
      row_of(SUBJECT_COMPLIMENT, 1, "2019-03-31", NULL), row_of(SUBJECT_COMPLIMENT, 1, "2019-04-01", NULL)};
  rows[0].amount = 15;
  rows[0].group = 51;
  rows[1].theme = 0; /* the reason is not known */
  Tally *tally = TALLY(year(), rows);
  expect(tally, "advocacy-age", 15, 0, "n", 1);
  expect(tally, "advocacy-age", 0, 0, "n", 1);
  expect(tally, "advocacy-gender", 51, 0, "n", 1);
  expect(tally, "advocacy-reason", 0, 0, "n", 1);
  expect(tally, "advocacy-reason", CONDUCT, 0, "n", 1);
  expect(tally, "compliments-by-service", CARE, 0, "n", 1);
}

static void months_of_three_centuries(void **state) {
  (void)state;
  Date first, last;
  assert_true(date_of(1900, 1, 1, &first));
  assert_true(date_of(2199, 12, 31, &last));
  FigureScope scope = {first, last, NULL, 0};
  FigureRow row = row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL);
  for (int32_t day = first.day; day <= last.day; day++) {
    FigureCell cells[FIGURE_CELLS_MAX];
    row.opened.day = day;
    assert_int_equal(figure_cells(&scope, &row, cells), 7);
    DateParts parts = date_parts(row.opened);
    assert_int_equal(cells[6].table, FIGURE_MONTHS);
    assert_int_equal(cells[6].key, parts.year * 12 + parts.month - 1);
  }
}

static void a_figure_and_its_rows(void **state) {
  (void)state;
  FigureScope scope = year();
  FigureRow row = answered(1, "2018-05-01", "2018-05-10", VERDICT_LATE, OUTCOME_UPHELD);
  FigureCell late = {FIGURE_ON_TIME, CHILDREN, 1, 2}, on_time_cell = {FIGURE_ON_TIME, CHILDREN, 1, 0};
  FigureCell elsewhere = {FIGURE_ON_TIME, CORPORATE, 1, 2}, stage = {FIGURE_ON_TIME, 0, 1, 2};
  assert_true(figure_counts(&scope, &row, &late));
  assert_true(figure_counts(&scope, &row, &stage));
  assert_false(figure_counts(&scope, &row, &on_time_cell));
  assert_false(figure_counts(&scope, &row, &elsewhere));
  stage.within = 2;
  assert_false(figure_counts(&scope, &row, &stage));
}

static void rows_in_order(void **state) {
  (void)state;
  FigureRow rows[60];
  for (int i = 0; i < 60; i++) {
    rows[i] = row_of(SUBJECT_COMPLAINT, 1, "2018-05-01", NULL);
    rows[i].team = 100 + i * 7 % 20;
    rows[i].service = 200 - i % 3;
  }
  Tally *tally = TALLY(year(), rows);
  const TallyRow *list;
  for (int again = 0; again < 2; again++) {
    assert_int_equal(tally_rows(tally, FIGURE_RECEIVED_BY_TEAM, &list), 60);
    for (int i = 0; i < 60; i++) {
      assert_int_equal(list[i].within, 198 + i / 20);
      assert_int_equal(list[i].key, 100 + i % 20);
      assert_int_equal(list[i].cells[0], again + 1);
      assert_int_equal(list[i].cells[4], again + 1);
    }
    expect(tally, "received-by-team", 119, 199, "total", again + 1);
    for (int i = 0; i < 60; i++) tally_add(tally, &rows[i]);
  }
  assert_int_equal(tally_rows(tally, FIGURE_CAUSES, &list), 0);
  FigureCell wrong = {FIGURE_CAUSES, CONDUCT, 0, 4}, none = {FIGURE_TABLE_COUNT, 0, 0, -1};
  assert_int_equal(tally_count(tally, wrong), 0);
  assert_int_equal(tally_count(tally, none), 0);
  assert_int_equal(tally_sum(tally, FIGURE_CAUSES, -1), 0);
}

static void table_cells(void **state) {
  (void)state;
  const Text columns[] = {TEXT("n"), TEXT("of")};
  int64_t cells[] = {1, 2, 3, INT_NONE};
  TableRow rows[] = {{.id = TEXT("one"), .cells = cells}, {.id = TEXT("two"), .cells = cells + 2}};
  FigureTable table = {.columns = columns, .column_count = 2, .rows = rows, .row_count = 2};
  assert_int_equal(table_row(&table, TEXT("two")), 1);
  assert_int_equal(table_row(&table, TEXT("three")), SIZE_MAX);
  assert_int_equal(table_column(&table, TEXT("of")), 1);
  assert_int_equal(table_column(&table, TEXT("on")), SIZE_MAX);
  assert_int_equal(table_cell(&table, TEXT("two"), TEXT("n")), 3);
  assert_int_equal(table_cell(&table, TEXT("one"), TEXT("of")), 2);
  assert_true(table_cell(&table, TEXT("two"), TEXT("of")) == INT_NONE);
  assert_true(table_cell(&table, TEXT("three"), TEXT("n")) == INT_NONE);
  assert_true(table_cell(&table, TEXT("one"), TEXT("x")) == INT_NONE);
}

static int start(void **state) {
  (void)state;
  arena = arena_new();
  return 0;
}

static int finish(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),
      cmocka_unit_test(words_of_rates_and_compliance),
      cmocka_unit_test(percentages),
      cmocka_unit_test(received),
      cmocka_unit_test(a_case_without_service_procedure_or_team),
      cmocka_unit_test(the_ends_of_the_period),
      cmocka_unit_test(odd_periods),
      cmocka_unit_test(outcomes),
      cmocka_unit_test(on_time),
      cmocka_unit_test(services_in_scope),
      cmocka_unit_test(ombudsman),
      cmocka_unit_test(compliance),
      cmocka_unit_test(actions),
      cmocka_unit_test(access_requests),
      cmocka_unit_test(referrals_and_compliments),
      cmocka_unit_test(months_of_three_centuries),
      cmocka_unit_test(a_figure_and_its_rows),
      cmocka_unit_test(rows_in_order),
      cmocka_unit_test(table_cells),
  };
  return cmocka_run_group_tests(tests, start, finish);
}
