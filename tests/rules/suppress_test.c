/* Worked examples of hiding small numbers. A table is drawn as text: rows of numbers, "-" does not apply;
 * after hiding it is drawn again with a star behind each hidden cell. */
#include "rules/suppress.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* after the three above */
#include <cmocka.h>

static Arena *arena;

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

static int64_t *numbers(Text line, size_t *count) {
  int64_t *cells = ARENA_ARRAY(arena, int64_t, 16);
  Text word;
  *count = 0;
  while (text_next(&line, ' ', &word)) {
    if (text_is_empty(word)) continue;
    int64_t value = INT_NONE;
    if (!text_equal(word, TEXT("-"))) assert_true(text_to_int(word, &value));
    cells[(*count)++] = value;
  }
  return cells;
}

/* "Housing: 1 2 3; of-which: …; total: …". A row named total is one, one named of-… is a part, and so is one
 * with a slash that has no blanks around it. */
static FigureTable table(const char *id, const char *columns, const char *rows) {
  FigureTable made = {.id = text_of(id), .title = TEXT("Complaints received by service")};
  Text *names = ARENA_ARRAY(arena, Text, 16), rest = text_of(columns), row, name;
  while (text_next(&rest, ' ', &names[made.column_count])) made.column_count++;
  made.columns = made.column_labels = names;
  bool sums = made.column_count > 1 && text_equal(names[made.column_count - 1], TEXT("total"));
  made.total_column = sums ? (int)made.column_count - 1 : -1;
  made.rows = ARENA_ARRAY(arena, TableRow, 32);
  for (rest = text_of(rows); text_next(&rest, ';', &row);) {
    TableRow *to = &made.rows[made.row_count++];
    size_t count;
    assert_true(text_next(&row, ':', &name));
    to->id = to->label = text_trim(name);
    to->cells = numbers(row, &count);
    assert_int_equal(count, made.column_count);
    to->total = text_equal(to->id, TEXT("total"));
    bool slash = text_contains(to->id, TEXT("/")) && !text_contains(to->id, TEXT(" / "));
    to->part = slash || text_starts(to->id, TEXT("of-"));
    made.additive = made.additive || to->total;
  }
  return made;
}

static Text drawn(const FigureTable *table, bool previous) {
  Text all = TEXT_NONE;
  for (size_t r = 0; r < table->row_count; r++) {
    const TableRow *row = &table->rows[r];
    const bool *hidden = previous ? row->previous_hidden : row->hidden;
    all = text_format(arena, "%.*s%s%.*s:", TEXT_ARGUMENTS(all), r ? "; " : "", TEXT_ARGUMENTS(row->id));
    for (size_t c = 0; c < table->column_count; c++) {
      int64_t value = previous ? row->previous[c] : row->cells[c];
      Text cell = value == INT_NONE ? TEXT("-") : text_format(arena, "%lld", (long long)value);
      all = text_format(arena, "%.*s %.*s%s", TEXT_ARGUMENTS(all), TEXT_ARGUMENTS(cell),
                        hidden && hidden[c] ? "*" : "");
    }
  }
  return all;
}

static void assert_drawn(const FigureTable *table, const char *expected) {
  assert_string_equal(text_z(arena, drawn(table, false)), expected);
}

static void assert_no_leak(const FigureTable *tables, size_t count) {
  assert_string_equal(text_z(arena, suppress_leak(arena, tables, count)), "");
}

/* Hides in one table with threshold 5 and compares. */
static Suppressed check(FigureTable made, const char *expected) {
  Suppressed done = suppress_small(arena, &made, 1, NULL, 0, 5);
  assert_drawn(&made, expected);
  assert_no_leak(&made, 1);
  return done;
}

static void one_small_cell_becomes_a_rectangle(void **state) {
  (void)state;
  Suppressed done =
      check(table("t", "a b c total",
                  "north: 3 20 30 53; south: 12 15 40 67; west: 9 18 25 52; total: 24 53 95 172"),
            "north: 3* 20* 30 53; south: 12 15 40 67; west: 9* 18* 25 52; total: 24 53 95 172");
  assert_int_equal(done.small, 1);
  assert_int_equal(done.protecting, 3);
  assert_int_equal(done.rates, 0);
}

static void without_totals_nothing_protects(void **state) {
  (void)state;
  Suppressed done = check(table("t", "a b", "north: 3 20; south: 12 4"), "north: 3* 20; south: 12 4*");
  assert_int_equal(done.small, 2);
  assert_int_equal(done.protecting, 0);
}

static void noughts_stay(void **state) {
  (void)state;
  check(table("t", "n", "a: 0; b: 3; c: 7; d: 6; total: 16"), "a: 0; b: 3*; c: 7; d: 6*; total: 16");
  check(table("t", "n", "a: 0; b: 9; total: 9"), "a: 0; b: 9; total: 9");
}

static void a_low_threshold_hides_nothing(void **state) {
  (void)state;
  for (int64_t threshold = -1; threshold < 2; threshold++) {
    FigureTable made = table("t", "n", "a: 1; b: 3; total: 4");
    FigureRate rate = {.id = TEXT("x"), .now = {1, 4}};
    Suppressed done = suppress_small(arena, &made, 1, &rate, 1, threshold);
    assert_int_equal(done.small + done.protecting + done.rates, 0);
    assert_drawn(&made, "a: 1; b: 3; total: 4");
    assert_false(rate.hidden);
  }
}

static void a_total_may_be_small_itself(void **state) {
  (void)state;
  check(table("t", "n", "a: 1; b: 3; c: 0; total: 4"), "a: 1*; b: 3*; c: 0; total: 4*");
  check(table("t", "n", "a: 3; b: 0; total: 3"), "a: 3*; b: 0; total: 3*");
  check(table("t", "a b total", "x: 2 0 2; y: 8 9 17; z: 7 7 14; total: 17 16 33"),
        "x: 2* 0 2*; y: 8 9 17; z: 7* 7 14*; total: 17 16 33");
}

/* A lone figure beside its total: nothing but the total can protect it. */
static void totals_are_the_last_resort(void **state) {
  (void)state;
  FigureTable made = table("t", "n", "a: 7; total: 7");
  made.rows[0].hidden = ARENA_ARRAY(arena, bool, 1);
  made.rows[0].hidden[0] = true;
  check(made, "a: 7*; total: 7*");
}

/* All noughts but for ones: who knows that a hidden number is at least 1 must not find that all are 1. */
static void two_that_add_up_to_two_need_a_third(void **state) {
  (void)state;
  check(table("t", "n", "a: 1; b: 1; c: 9; d: 8; total: 19"), "a: 1*; b: 1*; c: 9; d: 8*; total: 19");
}

static void equal_totals_of_other_tables_are_known(void **state) {
  (void)state;
  FigureTable made[] = {
      table("received-by-procedure", "stage-1 total", "corporate: 3 3; total: 3 3"),
      table("received-by-service", "stage-1 total", "Housing: 2 2; Parks: 1 1; total: 3 3"),
      table("received-by-team", "stage-1 total", "Housing / East: 2 2; Parks / West: 1 1; total: 3 3"),
  };
  suppress_small(arena, made, 3, NULL, 0, 5);
  assert_drawn(&made[1], "Housing: 2* 2*; Parks: 1* 1*; total: 3* 3*");
  assert_drawn(&made[0], "corporate: 3* 3*; total: 3* 3*");
  assert_drawn(&made[2], "Housing / East: 2* 2*; Parks / West: 1* 1*; total: 3* 3*");
  assert_no_leak(made, 3);
  made[2].rows[2].hidden[0] = false;
  assert_string_not_equal(text_z(arena, suppress_leak(arena, made, 3)), "");
}

/* 12 of Housing less the 9 of its first team are 3: so a team beside it is hidden, or the service. A
 * service's name may have a slash with blanks: the longest name fits. */
static void teams_add_up_to_their_service(void **state) {
  (void)state;
  FigureTable made[] = {
      table("received-by-service", "total", "Housing: 12; Housing / Repairs: 30; no-service: 20; total: 62"),
      table("received-by-team", "total",
            "Housing / East: 9; Housing / West: 3; Housing / Repairs / North: 13; "
            "Housing / Repairs / South: 17; No service recorded / A: 8; No service recorded / B: 12; "
            "total: 62"),
  };
  suppress_small(arena, made, 2, NULL, 0, 5);
  assert_drawn(&made[0], "Housing: 12; Housing / Repairs: 30; no-service: 20; total: 62");
  assert_drawn(&made[1], "Housing / East: 9*; Housing / West: 3*; Housing / Repairs / North: 13; "
                         "Housing / Repairs / South: 17; No service recorded / A: 8; "
                         "No service recorded / B: 12; total: 62");
  assert_no_leak(made, 2);
  made[1].rows[0].hidden = NULL;
  made[1].rows[4].hidden = ARENA_ARRAY(arena, bool, 1);
  made[1].rows[4].hidden[0] = true;
  assert_string_not_equal(text_z(arena, suppress_leak(arena, made, 2)), "");
}

/* No total row: the rows of the one add up to the rows of the other all the same. */
static void equal_sums_without_totals_are_known(void **state) {
  (void)state;
  FigureTable made[] = {
      table("advocacy-age", "n", "10: 2; 11: 9; 12: 10"),
      table("advocacy-gender", "n", "female: 12; male: 9"),
  };
  suppress_small(arena, made, 2, NULL, 0, 5);
  assert_drawn(&made[0], "10: 2*; 11: 9*; 12: 10");
  assert_drawn(&made[1], "female: 12; male: 9");
  assert_no_leak(made, 2);
}

/* 51 answered less 47 decided are the 4 withdrawn: so decided is hidden, and then one of its parts. */
static void figures_that_two_tables_share_are_known(void **state) {
  (void)state;
  FigureTable made[] = {
      table("outcomes", "not-upheld partly-upheld upheld withdrawn decided", "stage-1: 22 16 9 4 47"),
      table("on-time", "on-time in-extension late responded", "stage-1: 30 9 12 51"),
  };
  suppress_small(arena, made, 2, NULL, 0, 5);
  assert_drawn(&made[0], "stage-1: 22 16 9* 4* 47*");
  assert_drawn(&made[1], "stage-1: 30 9 12 51");
  assert_no_leak(made, 2);
  /* 56 answered less 47 decided less 5 in another way are the 4 withdrawn */
  FigureTable others[] = {
      table("outcomes", "not-upheld partly-upheld upheld withdrawn decided", "stage-1: 22 16 9 4 47"),
      table("other-outcomes", "n", "stage-1: 5; stage-2: 0"),
      table("on-time", "on-time in-extension late responded", "stage-1: 30 9 17 56"),
  };
  suppress_small(arena, others, 3, NULL, 0, 5);
  assert_drawn(&others[0], "stage-1: 22 16 9 4* 47");
  assert_drawn(&others[1], "stage-1: 5*; stage-2: 0");
  assert_drawn(&others[2], "stage-1: 30 9 17 56");
  assert_no_leak(others, 3);
  FigureTable months[] = {
      table("months", "received", "april: 9; may: 2; june: 7; total: 18"),
      table("received-by-service", "stage-1 total", "Housing: 18 18; total: 18 18"),
  };
  suppress_small(arena, months, 2, NULL, 0, 5);
  assert_drawn(&months[0], "april: 9; may: 2*; june: 7*; total: 18");
  months[0].rows[2].hidden = NULL;
  months[0].rows[3].hidden = ARENA_ARRAY(arena, bool, 1);
  months[0].rows[3].hidden[0] = true;
  assert_string_not_equal(text_z(arena, suppress_leak(arena, months, 2)), "");
}

static void a_nought_protects_where_no_figure_can(void **state) {
  (void)state;
  check(table("t", "a b total", "x: 3 20 23; y: 0 15 15; z: 6 0 6; total: 9 35 44"),
        "x: 3* 20* 23; y: 0 15 15; z: 6* 0* 6; total: 9 35 44");
}

static void parts_are_left_out_of_sums(void **state) {
  (void)state;
  check(table("t", "n", "a: 8; of-a: 3; b: 9; total: 17"), "a: 8; of-a: 3*; b: 9; total: 17");
}

static void procedures_add_up_to_their_stage(void **state) {
  (void)state;
  check(table("on-time", "on-time in-extension late responded",
              "stage-1: 30 9 12 51; stage-1/adults: 20 5 7 32; stage-1/corporate: 10 4 5 19"),
        "stage-1: 30 9 12 51; stage-1/adults: 20 5* 7* 32; stage-1/corporate: 10 4* 5* 19");
  /* an answer without a verdict: then the columns do not add up, and the row needs no second */
  check(table("on-time", "on-time in-extension late responded", "stage-1: 30 4 12 51"),
        "stage-1: 30 4* 12 51");
}

static void outcomes_add_up_to_decided(void **state) {
  (void)state;
  check(table("outcomes", "not-upheld partly-upheld upheld withdrawn decided",
              "stage-1: 22 16 9 4 47; stage-2: 5 4 1 0 10"),
        "stage-1: 22 16 9 4* 47; stage-2: 5 4* 1* 0 10");
}

static void what_does_not_apply_is_no_number(void **state) {
  (void)state;
  check(table("t", "a b c total", "x: 3 - 9 12; y: 8 - 7 15; total: 11 - 16 27"),
        "x: 3* - 9* 12; y: 8* - 7* 15; total: 11 - 16 27");
  check(table("t", "a b total", "x: - - 0; y: 8 - 8; total: 8 - 8"), "x: - - 0; y: 8 - 8; total: 8 - 8");
}

static void earlier_figures_are_protected_too(void **state) {
  (void)state;
  FigureTable made = table("t", "n", "a: 9; b: 8; c: 7; total: 24");
  const int64_t earlier[] = {2, 6, 10, 18};
  for (size_t r = 0; r < 4; r++) made.rows[r].previous = &earlier[r];
  Suppressed done = suppress_small(arena, &made, 1, NULL, 0, 5);
  assert_drawn(&made, "a: 9; b: 8; c: 7; total: 24");
  assert_string_equal(text_z(arena, drawn(&made, true)), "a: 2*; b: 6*; c: 10; total: 18");
  assert_int_equal(done.small, 1);
  assert_int_equal(done.protecting, 1);
  made.rows[1].previous_hidden[0] = false;
  assert_string_equal(
      text_z(arena, suppress_leak(arena, &made, 1)),
      "The earlier figure for a in “Complaints received by service” can be worked out from the totals");
}

static void a_leak_is_named(void **state) {
  (void)state;
  FigureTable made = table("received-by-service", "stage-1 Stage-2 total",
                           "Housing: 30 3 33; Parks: 12 15 27; total: 42 18 60");
  made.rows[0].hidden = ARENA_ARRAY(arena, bool, 3);
  made.rows[0].hidden[1] = true;
  assert_string_equal(text_z(arena, suppress_leak(arena, &made, 1)),
                      "The figure for Housing, stage-2 in “Complaints received by service” can be worked out "
                      "from the totals");
}

/* Two rectangles and a cell between them. No sum has it alone, but rows a and b less columns x and y do. */
static void a_cell_found_by_several_sums_together_leaks(void **state) {
  (void)state;
  static const size_t hidden[][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 2}, {2, 3}, {3, 2}, {3, 3}};
  FigureTable made = table("t", "x y z w total",
                           "a: 7 9 6 8 30; b: 8 9 9 7 33; c: 9 9 9 9 36; d: 9 8 7 6 30; "
                           "total: 33 35 31 30 129");
  for (size_t r = 0; r < 5; r++) made.rows[r].hidden = ARENA_ARRAY(arena, bool, 5);
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
    made.rows[hidden[i][0]].hidden[hidden[i][1]] = true;
  assert_true(text_starts(suppress_leak(arena, &made, 1), TEXT("The figure for b, z in ")));
  Suppressed done = check(made, "a: 7* 9* 6* 8 30; b: 8* 9* 9* 7 33; c: 9 9 9* 9* 36; d: 9 8 7* 6* 30; "
                                "total: 33 35 31 30 129");
  assert_int_equal(done.small, 0);
  assert_int_equal(done.protecting, 1);
}

static bool is_hidden_after(FigureTable *made, FigureRate rate) {
  suppress_small(arena, made, 1, &rate, 1, 5);
  return rate.hidden;
}

static void rates_that_tell_are_hidden(void **state) {
  (void)state;
  FigureTable none = table("t", "n", "a: 9");
  assert_true(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {3, 20}}));
  assert_true(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {17, 20}}));
  assert_true(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {0, 4}}));
  assert_false(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {0, 0}}));
  assert_false(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {20, 20}}));
  assert_false(is_hidden_after(&none, (FigureRate){.id = TEXT("r"), .now = {10, 20}}));
  FigureRate rate = {.id = TEXT("r"), .now = {10, 20}, .previous = {19, 20}, .has_previous = true};
  Suppressed done = suppress_small(arena, &none, 1, &rate, 1, 5);
  assert_false(rate.hidden);
  assert_true(rate.previous_hidden);
  assert_int_equal(done.rates, 1);
}

static void a_rate_of_a_hidden_cell_is_hidden(void **state) {
  (void)state;
  const char *columns = "on-time in-extension late responded", *rows = "stage-1: 40 4 10 54";
  FigureTable made = table("on-time", columns, rows);
  FigureRate rates[] = {
      {.id = TEXT("stage-1-on-time"), .now = {40, 54}},
      {.id = TEXT("stage-1-on-time-extended"), .now = {44, 54}}, /* 44 less 40 are 4 */
  };
  Suppressed done = suppress_small(arena, &made, 1, rates, 2, 5);
  assert_drawn(&made, "stage-1: 40 4* 10* 54");
  assert_false(rates[0].hidden);
  assert_true(rates[1].hidden);
  assert_int_equal(done.rates, 1);
  FigureTable other = table("t", "a b total", "x: 3 9 12; y: 7 8 15; total: 10 17 27");
  assert_true(is_hidden_after(
      &other,
      (FigureRate){
          .id = TEXT("r"), .now = {8, 15}, .table = TEXT("t"), .row = TEXT("y"), .column = TEXT("b")}));
}

/* Two shares that each leave the pair open and together do not. */
static void rates_are_judged_together(void **state) {
  (void)state;
  FigureTable made =
      table("outcomes", "not-upheld partly-upheld upheld decided", "stage-1: 20 3 9 32; stage-2: 9 9 9 27");
  FigureRate fault = {.id = TEXT("stage-1-fault-found"), .now = {12, 32}};
  assert_false(is_hidden_after(&made, fault));
  assert_drawn(&made, "stage-1: 20 3* 9* 32; stage-2: 9 9 9 27");
  made = table("outcomes", "not-upheld partly-upheld upheld decided", "stage-1: 8 3 9 20; stage-2: 9 9 9 27");
  assert_true(
      is_hidden_after(&made, fault = (FigureRate){.id = TEXT("stage-1-fault-found"), .now = {12, 20}}));
  assert_drawn(&made, "stage-1: 8* 3* 9 20; stage-2: 9 9 9 27");
}

static void a_change_ties_two_periods(void **state) {
  (void)state;
  FigureTable made = table("received-by-procedure", "stage-1 total", "a: 60 60; b: 7 7; total: 67 67");
  const int64_t earlier[] = {80, 80, 3, 3, 83, 83};
  for (size_t r = 0; r < 3; r++) made.rows[r].previous = &earlier[2 * r];
  FigureRate rate = {.id = TEXT("change-in-total"), .now = {-16, 83}, .change = true};
  FigureRate near = {.id = TEXT("change-in-total"), .now = {2, 83}, .change = true};
  FigureRate of_b = {.id = TEXT("change"),
                     .now = {4, 3},
                     .change = true,
                     .table = TEXT("received-by-procedure"),
                     .row = TEXT("b"),
                     .column = TEXT("total")};
  FigureRate list[] = {rate, near, of_b};
  suppress_small(arena, &made, 1, list, 3, 5);
  assert_false(list[0].hidden);
  assert_false(list[1].hidden);
  assert_true(list[2].hidden);
}

static void add_up(TableRow *row, int64_t small, int64_t large) {
  row->cells[0] += small;
  row->cells[1] += large;
  row->cells[2] += small + large;
}

/* A table of `rows` rows and a total row; all noughts. */
static FigureTable long_table(const char *id, size_t rows) {
  FigureTable made = table(id, "stage-1 stage-2 total", "");
  made.rows = ARENA_ARRAY(arena, TableRow, rows + 1);
  made.row_count = rows + 1;
  made.additive = true;
  for (size_t r = 0; r <= rows; r++)
    made.rows[r] = (TableRow){.id = r == rows ? TEXT("total") : text_format(arena, "S%zu", r),
                              .cells = ARENA_ARRAY(arena, int64_t, 3),
                              .total = r == rows};
  return made;
}

/* So many teams that no search through all of them would end: they are hidden whole, and what is shown of
 * their services is as safe as ever. */
static void very_many_teams_are_hidden_whole(void **state) {
  (void)state;
  static const size_t sizes[] = {150, 400, 1500, 3000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    size_t teams = sizes[i], services = 41;
    FigureTable made[] = {long_table("received-by-service", services), long_table("received-by-team", teams)};
    for (size_t r = 0; r < teams; r++) {
      made[1].rows[r].id = text_format(arena, "S%zu / T%zu", r % services, r);
      TableRow *rows[] = {&made[1].rows[r], &made[1].rows[teams], &made[0].rows[r % services],
                          &made[0].rows[services]};
      for (size_t k = 0; k < 4; k++) add_up(rows[k], (int64_t)(r * 7 % 5), (int64_t)(r * 11 % 23));
    }
    clock_t from = clock();
    suppress_small(arena, made, 2, NULL, 0, 5);
    assert_true(clock() - from < 10 * CLOCKS_PER_SEC);
    assert_no_leak(made, 2);
    for (size_t r = 0; r < teams; r++)
      for (size_t c = 0; c < 3; c++) {
        int64_t value = made[1].rows[r].cells[c];
        bool hidden = made[1].rows[r].hidden && made[1].rows[r].hidden[c];
        if (teams >= 1500 || (value > 0 && value < 5)) assert_true(hidden);
      }
    if (teams >= 1500) assert_null(made[0].rows[services].hidden);
  }
}

static void nothing_is_nothing(void **state) {
  (void)state;
  Suppressed done = suppress_small(arena, NULL, 0, NULL, 0, 5);
  assert_int_equal(done.small + done.protecting + done.rates, 0);
  assert_no_leak(NULL, 0);
  check(table("t", "n", ""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_small_cell_becomes_a_rectangle),
      cmocka_unit_test(without_totals_nothing_protects),
      cmocka_unit_test(noughts_stay),
      cmocka_unit_test(a_low_threshold_hides_nothing),
      cmocka_unit_test(a_total_may_be_small_itself),
      cmocka_unit_test(totals_are_the_last_resort),
      cmocka_unit_test(two_that_add_up_to_two_need_a_third),
      cmocka_unit_test(equal_totals_of_other_tables_are_known),
      cmocka_unit_test(teams_add_up_to_their_service),
      cmocka_unit_test(equal_sums_without_totals_are_known),
      cmocka_unit_test(figures_that_two_tables_share_are_known),
      cmocka_unit_test(a_nought_protects_where_no_figure_can),
      cmocka_unit_test(parts_are_left_out_of_sums),
      cmocka_unit_test(procedures_add_up_to_their_stage),
      cmocka_unit_test(outcomes_add_up_to_decided),
      cmocka_unit_test(what_does_not_apply_is_no_number),
      cmocka_unit_test(earlier_figures_are_protected_too),
      cmocka_unit_test(a_leak_is_named),
      cmocka_unit_test(a_cell_found_by_several_sums_together_leaks),
      cmocka_unit_test(rates_that_tell_are_hidden),
      cmocka_unit_test(a_rate_of_a_hidden_cell_is_hidden),
      cmocka_unit_test(rates_are_judged_together),
      cmocka_unit_test(a_change_ties_two_periods),
      cmocka_unit_test(very_many_teams_are_hidden_whole),
      cmocka_unit_test(nothing_is_nothing),
  };
  return cmocka_run_group_tests(tests, start, end);
}
