/* Contradictions between the figures themselves: totals and their sums, tables that count the same thing, and
 * shares that are larger than the whole. */
#include "rules/claim_read.h"

#define STAGES 3

static long long L(int64_t number) { return (long long)number; }

static bool is_hidden(const TableRow *row, size_t column) { return row->hidden && row->hidden[column]; }

/* ---- one table ---------------------------------------------------------------------------------------- */

static void check_total_row(Finder *finder, const FigureTable *table, const TableRow *row) {
  for (size_t c = 0; c < table->column_count; c++) {
    int64_t said = row->cells[c], sum = column_sum(table, c);
    if (said == INT_NONE || sum == INT_NONE || said == sum || is_hidden(row, c)) continue;
    Text words =
        text_format(finder->arena,
                    "“%.*s”: the row “%.*s” says %lld under “%.*s”, but the rows above "
                    "add up to %lld.",
                    T(table->title), T(row_called(row)), L(said), T(column_called(table, c)), L(sum));
    finder_add(finder, FINDING_TOTALS_DIFFER, true, table->id, words);
  }
}

/* False where a hidden or an overlarge cell leaves the sum open. */
static bool sum_before(const TableRow *row, size_t column, int64_t *sum) {
  *sum = 0;
  for (size_t c = 0; c < column; c++) {
    if (is_hidden(row, c)) return false;
    if (row->cells[c] != INT_NONE && __builtin_add_overflow(*sum, row->cells[c], sum)) return false;
  }
  return true;
}

static void check_total_column(Finder *finder, const FigureTable *table, const TableRow *row) {
  int64_t sum;
  if (table->total_column < 0 || (size_t)table->total_column >= table->column_count) return;
  size_t total = (size_t)table->total_column;
  int64_t said = row->cells[total];
  if (said == INT_NONE || is_hidden(row, total) || !sum_before(row, total, &sum) || said == sum) return;
  Text words =
      text_format(finder->arena,
                  "“%.*s”: the row “%.*s” says %lld under “%.*s”, but the columns before "
                  "add up to %lld.",
                  T(table->title), T(row_called(row)), L(said), T(column_called(table, total)), L(sum));
  finder_add(finder, FINDING_TOTALS_DIFFER, true, table->id, words);
}

/* Rows "stage-1/…" are parts of the row "stage-1": together they cannot be more than it. */
static void check_parts(Finder *finder, const FigureTable *table, const TableRow *whole, size_t column) {
  int64_t sum = 0, said = whole->cells[column];
  if (said == INT_NONE || is_hidden(whole, column)) return;
  for (size_t i = 0; i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    bool part = row->part && row->id.length > whole->id.length && text_starts(row->id, whole->id) &&
                row->id.at[whole->id.length] == '/';
    if (!part || row->cells[column] == INT_NONE) continue;
    if (is_hidden(row, column) || __builtin_add_overflow(sum, row->cells[column], &sum)) return;
  }
  if (sum <= said) return;
  Text words =
      text_format(finder->arena,
                  "“%.*s”: the row “%.*s” says %lld under “%.*s”, but the rows that are "
                  "parts of it add up to %lld.",
                  T(table->title), T(row_called(whole)), L(said), T(column_called(table, column)), L(sum));
  finder_add(finder, FINDING_TOTALS_DIFFER, true, table->id, words);
}

static void check_table(Finder *finder, const FigureTable *table) {
  for (size_t r = 0; r < table->row_count; r++) {
    const TableRow *row = &table->rows[r];
    if (row->total && table->additive) check_total_row(finder, table, row);
    check_total_column(finder, table, row);
    for (size_t c = 0; c < table->column_count && !row->part; c++) check_parts(finder, table, row, c);
  }
}

/* ---- tables that count the same ----------------------------------------------------------------------- */

static void compare_column(Finder *finder, const FigureTable *a, const FigureTable *b, size_t column) {
  size_t other = table_column(b, a->columns[column]);
  if (other == SIZE_MAX) return;
  int64_t ours = column_total(a, column), theirs = column_total(b, other);
  if (ours == theirs || ours == INT_NONE || theirs == INT_NONE) return;
  bool periods = !text_equal(a->period, b->period);
  Text words = text_format(finder->arena, "Under “%.*s”, “%.*s” comes to %lld and “%.*s” comes to %lld. %s",
                           T(column_called(a, column)), T(a->title), L(ours), T(b->title), L(theirs),
                           periods ? "They count different periods, which the report should say."
                                   : "They count the same complaints and should be equal.");
  finder_add(finder, periods ? FINDING_EXPLAINED : FINDING_TOTALS_DIFFER, !periods, b->id, words);
}

static void compare_received(Finder *finder) {
  const FigureTable *tables[] = {finder_table(finder, TEXT("received-by-procedure")),
                                 finder_table(finder, TEXT("received-by-service")),
                                 finder_table(finder, TEXT("received-by-team"))};
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = i + 1; j < 3; j++) {
      for (size_t c = 0; tables[i] && tables[j] && c < tables[i]->column_count; c++)
        compare_column(finder, tables[i], tables[j], c);
    }
  }
}

/* ---- outcomes against answers, stage by stage --------------------------------------------------------- */

/* 0 where there is no such table, row or column, or it does not apply: nothing of that was counted. */
static int64_t cell_or_0(const FigureTable *table, Text row, Text column) {
  int64_t cell = table ? table_cell(table, row, column) : 0;
  return cell == INT_NONE ? 0 : cell;
}

static bool is_count(int64_t number) { return number >= 0 && number < INT64_MAX / 8; }

typedef struct StageCounts {
  int stage;
  int64_t decided, withdrawn, other, responded;
} StageCounts;

static Text stage_sum(const Finder *finder, StageCounts c) {
  if (c.other == 0)
    return text_format(finder->arena, "%lld decided and %lld withdrawn", L(c.decided), L(c.withdrawn));
  return text_format(finder->arena, "%lld decided, %lld withdrawn and %lld with another outcome",
                     L(c.decided), L(c.withdrawn), L(c.other));
}

static void explain_stage(Finder *finder, StageCounts c) {
  int64_t unanswered = c.decided + c.withdrawn + c.other - c.responded;
  Text parts = stage_sum(finder, c), rest = TEXT("together these are the answers");
  if (unanswered > 0)
    rest = text_format(finder->arena, "of those withdrawn, %lld ended without an answer", L(unanswered));
  Text words = text_format(finder->arena,
                           "At Stage %d the report counts %lld decided and %lld answered. This is right: the "
                           "outcomes are %.*s; %.*s.",
                           c.stage, L(c.decided), L(c.responded), T(parts), T(rest));
  finder_add(finder, FINDING_EXPLAINED, false, TEXT("outcomes"), words);
}

/* Answered are all decided and all with another outcome, and of the withdrawn none to all. */
static void judge_stage(Finder *finder, StageCounts c) {
  int64_t least = c.decided + c.other, most = least + c.withdrawn;
  if (c.responded >= least && c.responded <= most) {
    if (c.responded != c.decided) explain_stage(finder, c);
    return;
  }
  Text parts = stage_sum(finder, c);
  Text words = text_format(finder->arena,
                           "At Stage %d the outcomes come to %lld (%.*s), but the table of answers on time "
                           "counts %lld answers. Nothing in the report explains the difference of %lld.",
                           c.stage, L(most), T(parts), L(c.responded),
                           L(c.responded > most ? c.responded - most : least - c.responded));
  finder_add(finder, FINDING_TOTALS_DIFFER, true, TEXT("outcomes"), words);
}

/* Decided is what was upheld, partly upheld and not upheld. */
static void check_decided(Finder *finder, const FigureTable *outcomes, const TableRow *row) {
  int64_t decided = table_cell(outcomes, row->id, TEXT("decided"));
  int64_t upheld = cell_or_0(outcomes, row->id, TEXT("upheld"));
  int64_t partly = cell_or_0(outcomes, row->id, TEXT("partly-upheld"));
  int64_t not_upheld = cell_or_0(outcomes, row->id, TEXT("not-upheld"));
  if (decided == INT_NONE || !is_count(upheld) || !is_count(partly) || !is_count(not_upheld)) return;
  if (table_column(outcomes, TEXT("upheld")) == SIZE_MAX || decided == upheld + partly + not_upheld) return;
  Text words = text_format(finder->arena,
                           "“%.*s”: %.*s says %lld decided, but %lld not upheld, %lld partly upheld and "
                           "%lld upheld add up to %lld.",
                           T(outcomes->title), T(row_called(row)), L(decided), L(not_upheld), L(partly),
                           L(upheld), L(upheld + partly + not_upheld));
  finder_add(finder, FINDING_TOTALS_DIFFER, true, outcomes->id, words);
}

static bool same_period(const FigureTable *a, const FigureTable *b) {
  return text_equal(a->period, b->period);
}

static void check_outcomes(Finder *finder) {
  const FigureTable *outcomes = finder_table(finder, TEXT("outcomes"));
  const FigureTable *on_time = finder_table(finder, TEXT("on-time"));
  const FigureTable *others = finder_table(finder, TEXT("other-outcomes"));
  for (size_t r = 0; outcomes && r < outcomes->row_count; r++)
    if (!outcomes->rows[r].hidden) check_decided(finder, outcomes, &outcomes->rows[r]);
  if (!outcomes || !on_time || !same_period(outcomes, on_time)) return;
  for (int stage = 1; stage <= STAGES; stage++) {
    Text row = text_format(finder->arena, "stage-%d", stage);
    bool both = table_row(outcomes, row) != SIZE_MAX && table_row(on_time, row) != SIZE_MAX;
    StageCounts counts = {stage, cell_or_0(outcomes, row, TEXT("decided")),
                          cell_or_0(outcomes, row, TEXT("withdrawn")), cell_or_0(others, row, TEXT("n")),
                          cell_or_0(on_time, row, TEXT("responded"))};
    bool fit = is_count(counts.decided) && is_count(counts.withdrawn) && is_count(counts.other) &&
               is_count(counts.responded);
    if (both && fit) judge_stage(finder, counts);
  }
}

/* ---- causes ------------------------------------------------------------------------------------------- */

static void check_causes(Finder *finder) {
  const FigureTable *causes = finder_table(finder, TEXT("causes"));
  const FigureTable *on_time = finder_table(finder, TEXT("on-time"));
  if (!causes || !on_time || !same_period(causes, on_time)) return;
  size_t n = table_column(causes, TEXT("n"));
  int64_t responded = table_cell(on_time, TEXT("stage-1"), TEXT("responded"));
  int64_t sum = n == SIZE_MAX ? INT_NONE : column_sum(causes, n);
  if (sum == INT_NONE || responded == INT_NONE || sum == responded) return;
  const char *why = sum > responded
                        ? "This is right where a complaint has several causes: it is counted under each."
                        : "This is right where a complaint has no cause recorded: it is counted under none.";
  Text words = text_format(finder->arena, "The causes add up to %lld, the answers at Stage 1 to %lld. %s",
                           L(sum), L(responded), why);
  finder_add(finder, FINDING_EXPLAINED, false, causes->id, words);
}

/* ---- rates -------------------------------------------------------------------------------------------- */

static void check_share(Finder *finder, const FigureRate *rate, Share share, const char *when) {
  Text words;
  bool whole = share.of >= 0;
  if (whole && rate->change && (share.of == 0 || share.n >= -share.of)) return;
  if (whole && !rate->change && share.n >= 0 && share.n <= share.of) return;
  if (rate->change)
    words = text_format(finder->arena, "“%.*s”%s: nothing can fall by %lld from %lld.", T(rate->title), when,
                        L(share.n < 0 && share.n > INT64_MIN ? -share.n : share.n), L(share.of));
  else
    words = text_format(finder->arena, "“%.*s”%s: %lld cannot be a share of %lld.", T(rate->title), when,
                        L(share.n), L(share.of));
  finder_add(finder, FINDING_IMPOSSIBLE, true, rate->id, words);
}

void tables_find(Finder *finder) {
  for (size_t i = 0; i < finder->table_count; i++) check_table(finder, &finder->tables[i]);
  compare_received(finder);
  check_outcomes(finder);
  check_causes(finder);
  for (size_t i = 0; i < finder->rate_count; i++) {
    const FigureRate *rate = &finder->rates[i];
    check_share(finder, rate, rate->now, "");
    if (rate->has_previous) check_share(finder, rate, rate->previous, " in the earlier period");
  }
}
