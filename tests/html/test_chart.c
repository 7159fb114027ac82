#include "html/chart.h"
#include "html_test.h"
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LABELS(...) .labels = (const Text[]){__VA_ARGS__}, .label_count = COUNT(((const Text[]){__VA_ARGS__}))
#define SERIES(...)                                                                                          \
  .series = (const ChartSeries[]){__VA_ARGS__}, .series_count = COUNT(((const ChartSeries[]){__VA_ARGS__}))
#define VALUES(...)                                                                                          \
  .values = (const int64_t[]) { __VA_ARGS__ }
#define BAR "class=\"app-chart__bar"

static const char *const CAUSE_NAMES[] = {"Quality", "Delay", "Words", "Staff", "Dispute", "Policy"};

static const Chart CAUSES = {
    .id = {"causes", 6},
    .title = {"Quality was the most common cause: 18 of 51", 43},
    .summary = {"Quality 18, delay 9.", 20},
    LABELS({"Quality", 7}, {"Delay", 5}, {"Words", 5}, {"Staff", 5}, {"Dispute", 7}, {"Policy", 6}),
    SERIES({VALUES(18, 9, 8, 8, 6, 2)}),
    .unit = {"complaints", 10},
};

static const Chart OUTCOMES = {
    .id = {"outcomes", 8},
    .title = {"Fault was found in 21 of 30", 27},
    .summary = {"Upheld 12, in part 9.", 21},
    .kind = CHART_STACKED,
    LABELS({"Care", 4}, {"Housing", 7}, {"Waste", 5}, {"Roads", 5}),
    SERIES({{"Upheld", 6}, VALUES(12, 40, 0, INT_NONE)}, {{"In part", 7}, VALUES(9, 1, 0, INT_NONE)},
           {{"Not upheld", 10}, VALUES(6, INT_NONE, 0, INT_NONE)}, {{"Gone", 4}, VALUES(3, 0, 0, INT_NONE)}),
};

#define MONTHS                                                                                               \
  LABELS({"May 2025", 8}, {"Jun 2025", 8}, {"Jul 2025", 8}, {"Aug 2025", 8}, {"Sep 2025", 8},                \
         {"Oct 2025", 8}, {"Nov 2025", 8}, {"Dec 2025", 8}, {"Jan 2026", 8}, {"Feb 2026", 8},                \
         {"Mar 2026", 8}, {"Apr 2026", 8}, {"May 2026", 8})
static const Chart COLUMNS = {
    .id = {"months", 6},
    .title = {"Fewer came", 10},
    .kind = CHART_COLUMNS,
    MONTHS,
    SERIES({{"Received", 8}, VALUES(10, 12, 9, 7, 15, 18, 22, 11, 0, 14, 13, 17, 16)},
           {{"Closed", 6}, VALUES(8, 11, 10, 7, 12, 14, 20, 13, 6, INT_NONE, 12, 15, 1)}),
    .unit = {"complaints", 10},
};

/* ---- what was written ------------------------------------------------------------------------------ */

static Text whole(const Chart *chart) { return WRITTEN(chart_svg(writer, chart)); }

/* One of the two drawings. */
static Text drawing(const Chart *chart, bool narrow) {
  Text all = whole(chart);
  size_t second = text_find(all, TEXT("<svg class=\"app-chart__narrow\""), 0);
  assert_int_not_equal(second, SIZE_MAX);
  return narrow ? text_slice(all, second, all.length) : text_slice(all, 0, second);
}

static size_t count_of(Text text, const char *part) {
  size_t count = 0, at = 0;
  for (; (at = text_find(text, text_of(part), at)) != SIZE_MAX; at++) count++;
  return count;
}

/* The value of an attribute after `from`, in tenths. */
static int64_t tenths_after(Text text, size_t from, const char *name) {
  char mark[24];
  snprintf(mark, sizeof mark, " %s=\"", name);
  size_t at = text_find(text, text_of(mark), from);
  assert_int_not_equal(at, SIZE_MAX);
  long long units = 0;
  int tenths = 0;
  char number[24];
  Text rest = text_slice(text, at + strlen(mark), at + strlen(mark) + 20);
  snprintf(number, sizeof number, "%.*s", TEXT_ARGUMENTS(rest));
  assert_true(sscanf(number, "%lld.%1d", &units, &tenths) >= 1);
  return units * 10 + (number[0] == '-' ? -tenths : tenths);
}

/* Where the nth rectangle of a class begins. */
static size_t rectangle(Text svg, const char *class, size_t nth) {
  size_t at = text_find(svg, text_of(class), 0);
  for (; nth > 0; nth--) at = text_find(svg, text_of(class), at + 1);
  assert_int_not_equal(at, SIZE_MAX);
  while (!text_starts(text_slice(svg, at, svg.length), TEXT("<rect"))) at--;
  return at;
}

static int64_t bar(Text svg, size_t nth, const char *name) {
  return tenths_after(svg, rectangle(svg, BAR, nth), name);
}

/* What stands in the <text> elements, without tags, one to a line; lines of one label joined by a space. */
static Text words_of(Text svg) {
  char *out = arena_take(test_arena, svg.length + 1, 1);
  size_t length = 0;
  for (size_t at = 0; (at = text_find(svg, TEXT("<text"), at)) != SIZE_MAX;) {
    size_t end = text_find(svg, TEXT("</text>"), at);
    for (bool tag = false, begun = false; at < end; at++) {
      char byte = svg.at[at];
      if (byte == '<') tag = true;
      if (!tag) out[length++] = byte, begun = true;
      if (byte == '>') tag = false;
      if (begun && text_starts(text_slice(svg, at, svg.length), TEXT("</tspan><tspan"))) out[length++] = ' ';
    }
    out[length++] = '\n';
  }
  return (Text){out, length};
}

static size_t lines_equal(Text words, const char *expected) {
  size_t count = 0;
  for (Text line; text_next(&words, '\n', &line);) count += text_equal(line, text_of(expected));
  return count;
}

/* ---- scale ----------------------------------------------------------------------------------------- */

static ChartScale scale_of(int64_t value) {
  Chart chart = {LABELS(TEXT("a"), TEXT("b")), SERIES({.values = (const int64_t[]){value, 0}})};
  return chart_scale(&chart);
}

static void test_scale(void **state) {
  (void)state;
  static const int64_t expected[][3] = {
      {0, 1, 1},
      {1, 1, 1},
      {2, 2, 1},
      {3, 4, 1},
      {7, 8, 1},
      {9, 10, 1},
      {10, 10, 1},
      {11, 12, 2},
      {18, 20, 2},
      {20, 20, 2},
      {21, 30, 5},
      {50, 50, 5},
      {51, 60, 10},
      {100, 100, 10},
      {101, 120, 20},
      {999, 1000, 100},
      {1001, 1200, 200},
      {1000000, 1000000, 100000},
      {1000001, 1200000, 200000},
      {INT_NONE, 1, 1},
      {-5, 1, 1},
  };
  for (size_t i = 0; i < COUNT(expected); i++) {
    ChartScale scale = scale_of(expected[i][0]);
    if (scale.top != expected[i][1] || scale.step != expected[i][2])
      fail_msg("%lld: %lld by %lld", (long long)expected[i][0], (long long)scale.top, (long long)scale.step);
  }
  assert_int_equal(chart_scale(&(Chart){0}).top, 1);
}

/* The promises, for all values up to some and the largest that there are. */
static void test_scale_promises(void **state) {
  (void)state;
  for (int64_t value = 0; value < 30000; value++) {
    ChartScale scale = scale_of(value);
    assert_true(scale.top >= value && scale.top >= 1);
    assert_int_equal(scale.top % scale.step, 0);
    assert_true(scale.top / scale.step <= 10);
  }
  ChartScale most = scale_of(INT64_MAX);
  assert_true(most.top > 0 && most.step > 0 && most.top / most.step <= 10);
}

/* Stacked bars are as long as their sum; columns and plain bars as their largest value. */
static void test_scale_of_kinds(void **state) {
  (void)state;
  assert_int_equal(chart_scale(&OUTCOMES).top, 50); /* 40 + 1, not 40 */
  Chart beside = OUTCOMES;
  beside.kind = CHART_COLUMNS;
  assert_int_equal(chart_scale(&beside).top, 40);
  assert_int_equal(chart_scale(&COLUMNS).top, 30);
}

/* ---- bars ------------------------------------------------------------------------------------------ */

static void test_bars(void **state) {
  (void)state;
  static const int64_t values[] = {18, 9, 8, 8, 6, 2};
  for (int narrow = 0; narrow < 2; narrow++) {
    Text svg = drawing(&CAUSES, narrow), words = words_of(svg);
    assert_int_equal(count_of(svg, BAR), 6);
    int64_t longest = bar(svg, 0, "width");
    for (size_t i = 0; i < 6; i++) {
      int64_t wanted = longest * values[i] / 18, width = bar(svg, i, "width");
      assert_in_range(width + 1 - wanted, 0, 2); /* to a tenth of a unit */
      assert_int_equal(bar(svg, i, "x"), bar(svg, 0, "x"));
      assert_int_equal(lines_equal(words, CAUSE_NAMES[i]), 1);
    }
    assert_true(longest > (narrow ? 1200 : 4000));
    assert_int_equal(lines_equal(words, "complaints"), 1);
  }
  Text words = words_of(drawing(&CAUSES, false));
  assert_int_equal(lines_equal(words, "9"), 1);
  assert_int_equal(lines_equal(words, "8"), 3); /* two bars and the axis */
  assert_int_equal(lines_equal(words, "20"), 1);
  assert_int_equal(count_of(drawing(&CAUSES, false), "app-chart__grid"), 10);
}

/* The axis' numbers say where the bars end: 18 ends nine tenths of the way from 0 to 20. */
static void test_axis_agrees(void **state) {
  (void)state;
  Text svg = drawing(&CAUSES, false);
  size_t zero = text_find(svg, TEXT(">0</text>"), 0), top = text_find(svg, TEXT(">20</text>"), 0);
  while (svg.at[zero] != '<') zero--;
  while (svg.at[top] != '<') top--;
  int64_t from = tenths_after(svg, zero, "x"), to = tenths_after(svg, top, "x");
  assert_int_equal(from, bar(svg, 0, "x"));
  assert_in_range(bar(svg, 0, "width") * 10 - (to - from) * 9 + 10, 0, 20);
}

static void test_nothing_and_none(void **state) {
  (void)state;
  assert_string(whole(&(Chart){.id = TEXT("a"), .title = TEXT("b"), SERIES({VALUES(1)})}), "");
  assert_string(whole(&(Chart){.id = TEXT("a"), LABELS(TEXT("b"))}), "");
  Chart chart = CAUSES;
  chart.series = &(ChartSeries){VALUES(0, INT_NONE, 5, 0, 0, 0)};
  Text svg = drawing(&chart, false), words = words_of(svg);
  assert_int_equal(count_of(svg, BAR), 1);
  assert_int_equal(lines_equal(words, "no data"), 1);
  assert_int_equal(lines_equal(words, "0"), 5); /* four bars and the axis */
  assert_lacks(svg, "-9223372036854775808");
}

static void test_extremes(void **state) {
  (void)state;
  Chart chart = CAUSES;
  chart.series = &(ChartSeries){VALUES(1000000, 999999, 1, 0, INT64_MAX, -3)};
  for (int narrow = 0; narrow < 2; narrow++) {
    Text svg = drawing(&chart, narrow);
    for (size_t i = 0; i < count_of(svg, BAR); i++) {
      assert_true(bar(svg, i, "width") > 0);
      assert_true(bar(svg, i, "x") + bar(svg, i, "width") < (narrow ? 3200 : 7200));
    }
  }
  chart.series = &(ChartSeries){VALUES(1000000, 999999, 1000, 0, 12, 123456)};
  Text words = words_of(drawing(&chart, false));
  assert_int_equal(lines_equal(words, "999,999"), 1);
  assert_int_equal(lines_equal(words, "123,456"), 1);
  assert_int_equal(lines_equal(words, "1,000"), 1);
  assert_int_equal(lines_equal(words, "12"), 1);
  assert_int_equal(lines_equal(words, "1,000,000"), 2);
}

static void test_many_labels(void **state) {
  (void)state;
  Text labels[30];
  int64_t values[30];
  for (int i = 0; i < 30; i++) {
    labels[i] = text_format(test_arena, "Service %d", i);
    values[i] = 100 + i;
  }
  Chart chart = {.id = TEXT("a"), .labels = labels, .label_count = 30, SERIES({.values = values})};
  Text svg = drawing(&chart, false), words = words_of(svg);
  assert_int_equal(count_of(svg, BAR), 30);
  for (size_t i = 0; i < 30; i++) {
    const char number[] = {'1', (char)('0' + i / 10), (char)('0' + i % 10), 0};
    assert_int_equal(lines_equal(words, number),
                     i == 0 || i == 20 ? 2 : 1); /* 100 and 120 are on the axis as well */
    if (i > 0) assert_true(bar(svg, i, "y") >= bar(svg, i - 1, "y") + bar(svg, i - 1, "height"));
  }
}

/* ---- parts and columns ----------------------------------------------------------------------------- */

static void test_stacked(void **state) {
  (void)state;
  for (int narrow = 0; narrow < 2; narrow++) {
    Text svg = drawing(&OUTCOMES, narrow), words = words_of(svg);
    assert_int_equal(count_of(svg, BAR), 6); /* 12 9 6 3, 40 1: neither 0 nor none has a part */
    for (size_t i = 1; i < 4; i++)           /* one begins where the other ends */
      assert_int_equal(bar(svg, i, "x"), bar(svg, i - 1, "x") + bar(svg, i - 1, "width"));
    assert_in_range(bar(svg, 0, "width") * 9 - bar(svg, 1, "width") * 12 + 30, 0, 60);
    assert_in_range(bar(svg, 4, "width") * 12 - bar(svg, 0, "width") * 40 + 60, 0, 120);
    assert_int_equal(lines_equal(words, "12"), 1);
    assert_int_equal(lines_equal(words, "9"), 1);
    assert_int_equal(lines_equal(words, "1"), 0); /* too narrow for its number */
    assert_int_equal(lines_equal(words, "41"), 1);
    assert_int_equal(lines_equal(words, "no data"), 1);
    assert_int_equal(count_of(svg, "font-weight=\"bold\""), 3); /* 30, 41 and 0 in all */
    assert_contains(svg, "font-weight=\"bold\">30</text>");
    assert_contains(svg, "font-weight=\"bold\">0</text>");
  }
}

/* Every series has its name and a sample of its own fill, and every part one of those. */
static void test_series_are_told_apart(void **state) {
  (void)state;
  Text svg = drawing(&OUTCOMES, false), words = words_of(svg);
  static const char *const fills[] = {"fill=\"#12436d\" stroke=", "fill=\"url(#outcomes-series-2)\"",
                                      "fill=\"url(#outcomes-series-3)\"", "fill=\"url(#outcomes-series-4)\""};
  static const size_t uses[] = {3, 3, 2, 2};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(count_of(svg, fills[i]), uses[i]);
    assert_int_equal(lines_equal(words, OUTCOMES.series[i].name.at), 1);
    size_t sample = rectangle(svg, "class=\"app-chart__sample", i);
    assert_true(tenths_after(svg, sample, "y") + tenths_after(svg, sample, "height") < bar(svg, 0, "y"));
  }
  assert_int_equal(count_of(svg, "<pattern "), 3);
  static const char *const colours[] = {"#12436d", "#28a197", "#801650", "#f46a25"};
  for (size_t i = 0; i < 4; i++) assert_contains(svg, colours[i]);
  Text alone = drawing(&CAUSES, false);
  assert_lacks(alone, "<pattern");
  assert_lacks(alone, "app-chart__sample");
}

static void test_columns_stand(void **state) {
  (void)state;
  Text svg = drawing(&COLUMNS, false), words = words_of(svg);
  assert_int_equal(count_of(svg, BAR), 24); /* 26 but for a zero and a none */
  int64_t foot = bar(svg, 0, "y") + bar(svg, 0, "height");
  for (size_t i = 0; i < 24; i++) {
    assert_int_equal(bar(svg, i, "y") + bar(svg, i, "height"), foot);
    if (i > 0) assert_true(bar(svg, i, "x") >= bar(svg, i - 1, "x") + bar(svg, i - 1, "width"));
  }
  assert_in_range(bar(svg, 0, "height") * 8 - bar(svg, 1, "height") * 10 + 20, 0, 40);
  assert_int_equal(lines_equal(words, "May 2025"), 1);
  assert_int_equal(lines_equal(words, "Feb 2026"), 1);
  assert_int_equal(lines_equal(words, "22"), 1);
  assert_int_equal(lines_equal(words, "0"), 2); /* a column and the axis */
  assert_int_equal(lines_equal(words, "1"), 1);
  assert_int_equal(lines_equal(words, "no data"), 0);
}

/* No number reaches over its neighbour or the column beside it. */
static void check_clear(const Chart *chart, size_t numbers) {
  Text svg = drawing(chart, false);
  assert_int_equal(count_of(svg, "app-chart__paper"), numbers);
  int64_t end = 0;
  for (size_t i = 0; i < numbers; i++) {
    size_t at = rectangle(svg, "class=\"app-chart__paper\"", i);
    int64_t left = tenths_after(svg, at, "x"), right = left + tenths_after(svg, at, "width");
    int64_t bottom = tenths_after(svg, at, "y") + tenths_after(svg, at, "height");
    for (size_t b = 0; b < count_of(svg, BAR); b++) {
      bool beside = bar(svg, b, "x") >= right - 5 || bar(svg, b, "x") + bar(svg, b, "width") <= left + 5;
      assert_true(beside || bar(svg, b, "y") >= bottom);
    }
    assert_true(left + 60 >= end); /* their margins of 3 units may share a place */
    end = right;
  }
}

static void test_columns_stand_clear(void **state) {
  (void)state;
  check_clear(&COLUMNS, 25);
  Chart chart = COLUMNS;
  const ChartSeries long_numbers[] = {{TEXT("Received"), VALUES(4321, 1234, 987, 12, 4000, 3999)},
                                      {TEXT("Closed"), VALUES(4000, 4100, 2000, 4444, 4321, 4000)}};
  chart.series = long_numbers;
  chart.label_count = 6;
  check_clear(&chart, 12);
}

static bool stands(const Chart *chart) {
  Text svg = drawing(chart, false);
  return count_of(svg, BAR) > 1 &&
         bar(svg, 0, "y") + bar(svg, 0, "height") == bar(svg, 1, "y") + bar(svg, 1, "height");
}

/* Where numbers or labels would meet, and on small screens, columns lie down; every number stays. */
static void test_columns_lie(void **state) {
  (void)state;
  assert_true(stands(&COLUMNS));
  Chart chart = COLUMNS;
  int64_t many[13] = {101, 212, 313, 414, 515, 616, 717, 818, 919, 220, 121, 222, 323};
  ChartSeries wide[2] = {{TEXT("Received"), many}, {TEXT("Closed"), COLUMNS.series[1].values}};
  chart.series = wide;
  assert_false(stands(&chart));
  assert_int_equal(lines_equal(words_of(drawing(&chart, false)), "919"), 1);
  chart.series_count = 1;
  assert_true(stands(&chart));
  Text labels[13];
  for (size_t i = 0; i < 13; i++) labels[i] = TEXT("September");
  chart.labels = labels;
  assert_false(stands(&chart));
  assert_int_equal(lines_equal(words_of(drawing(&chart, false)), "September"), 13);
  Text narrow = drawing(&COLUMNS, true);
  assert_int_equal(bar(narrow, 0, "x"), bar(narrow, 1, "x"));
  assert_int_equal(lines_equal(words_of(narrow), "no data"), 1);
}

/* ---- words ----------------------------------------------------------------------------------------- */

/* Long labels are whole, on lines that fit: a third of the width, in letters of which half a height each is
 * too little. */
static void test_long_labels(void **state) {
  (void)state;
  const char *const labels[] = {"Children's Social Care and Safeguarding",
                                "Housing, homelessness, and help for people who lost a home",
                                "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"};
  Chart chart = {.id = TEXT("a"),
                 LABELS(text_of(labels[0]), text_of(labels[1]), text_of(labels[2])),
                 SERIES({VALUES(1, 2, 3)})};
  Text svg = drawing(&chart, false), words = words_of(svg);
  assert_contains(words, "Children&#39;s Social Care and Safeguarding\n");
  assert_int_equal(lines_equal(words, labels[1]), 1);
  assert_in_range(count_of(svg, "<tspan"), 7, 9);
  for (size_t at = 0; (at = text_find(svg, TEXT("<tspan"), at)) != SIZE_MAX; at++) {
    size_t begin = text_find(svg, TEXT(">"), at), end = text_find(svg, TEXT("</tspan>"), at);
    assert_true((end - begin - 1) * 80 <= 2400);
    assert_true(tenths_after(svg, at, "y") > 0);
  }
  assert_true(bar(svg, 1, "y") - bar(svg, 0, "y") >= 500);
  assert_contains(drawing(&chart, true), "Children&#39;s Social Care and");
}

static void test_escaped(void **state) {
  (void)state;
  Text evil = TEXT("<i>\"a\"&'é'</i>");
  const char *safe = "&lt;i&gt;&quot;a&quot;&amp;&#39;é&#39;&lt;/i&gt;";
  Chart chart = {.id = TEXT("a\"><b>"),
                 .title = evil,
                 .summary = evil,
                 .unit = evil,
                 .kind = CHART_STACKED,
                 LABELS(evil),
                 SERIES({evil, VALUES(1)}, {evil, VALUES(2)})};
  for (int kind = CHART_BARS; kind <= CHART_COLUMNS; kind++) {
    chart.kind = (ChartKind)kind;
    Text all = whole(&chart);
    assert_lacks(all, "<i>");
    assert_lacks(all, "<b>");
    assert_lacks(all, "\"a\"");
    /* title, summary, unit, label and two names, twice */
    assert_int_equal(count_of(all, safe), 12);
  }
}

/* ---- the element ----------------------------------------------------------------------------------- */

static void check_ids(Text all, size_t expected) {
  Text ids[64];
  size_t count = 0;
  for (size_t at = 0; (at = text_find(all, TEXT(" id=\""), at)) != SIZE_MAX; at++) {
    Text id = text_slice(all, at + 5, text_find(all, TEXT("\""), at + 5));
    for (size_t i = 0; i < count; i++)
      if (text_equal(ids[i], id)) fail_msg("twice: %.*s", TEXT_ARGUMENTS(id));
    assert_in_range(count, 0, 63);
    ids[count++] = id;
  }
  assert_int_equal(count, expected);
  for (size_t at = 0; (at = text_find(all, TEXT("url(#"), at)) != SIZE_MAX; at++) {
    Text id = text_slice(all, at + 5, text_find(all, TEXT(")"), at));
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += text_equal(ids[i], id);
    assert_int_equal(found, 1);
  }
}

static void test_ids(void **state) {
  (void)state;
  Chart other = OUTCOMES; /* named as if to meet the narrow drawing of the first */
  other.id = TEXT("outcomes-narrow");
  Text parts[] = {whole(&OUTCOMES), whole(&other), whole(&CAUSES), whole(&COLUMNS)};
  check_ids(text_join(test_arena, parts, COUNT(parts), TEXT_NONE), 10 + 10 + 4 + 4);
}

static void test_element(void **state) {
  (void)state;
  Text all = whole(&CAUSES);
  assert_true(text_starts(all, TEXT("<figure class=\"app-chart\">\n<svg class=\"app-chart__wide\" ")));
  assert_true(text_ends(all, TEXT("</svg>\n</figure>\n")));
  assert_contains(all, " viewBox=\"0 0 720 ");
  assert_contains(all, " display=\"none\" viewBox=\"0 0 320 ");
  assert_int_equal(count_of(all, " role=\"img\""), 2);
  assert_contains(all, " aria-labelledby=\"causes-title causes-desc\"");
  assert_contains(all, " aria-labelledby=\"causes-title-narrow causes-desc-narrow\"");
  assert_contains(all, "<title id=\"causes-title\">Quality was the most common cause: 18 of 51</title>");
  assert_contains(all, "<desc id=\"causes-desc-narrow\">Quality 18, delay 9.</desc>");
  for (size_t i = 0; i < 3; i++) {
    Text each = whole((const Chart *[]){&CAUSES, &OUTCOMES, &COLUMNS}[i]);
    assert_lacks(each, "style");
    assert_lacks(each, "--");
    assert_int_equal(count_of(each, "font-size="), count_of(each, "font-size=\"16\""));
    assert_int_equal(count_of(each, "<svg "), count_of(each, "</svg>"));
    assert_int_equal(count_of(each, "<text "), count_of(each, "</text>"));
  }
  Chart silent = CAUSES;
  silent.summary = TEXT_NONE;
  assert_lacks(whole(&silent), "desc");
}

/* Everything lies inside of the drawing. */
static void test_inside(void **state) {
  (void)state;
  for (int i = 0; i < 6; i++) {
    Text svg = drawing((const Chart *[]){&CAUSES, &OUTCOMES, &COLUMNS}[i / 2], i % 2);
    int64_t width = tenths_after(svg, 0, "width"), height = tenths_after(svg, 0, "height");
    for (size_t at = 0; (at = text_find(svg, TEXT("<rect x="), at)) != SIZE_MAX; at++) {
      assert_in_range(tenths_after(svg, at, "x"), 0, width);
      assert_in_range(tenths_after(svg, at, "x") + tenths_after(svg, at, "width"), 0, width);
      assert_in_range(tenths_after(svg, at, "y") + tenths_after(svg, at, "height"), 0, height);
    }
    for (size_t at = 0; (at = text_find(svg, TEXT("<text "), at)) != SIZE_MAX; at++)
      assert_in_range(tenths_after(svg, at, "y"), 120, height - 30);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_scale),          cmocka_unit_test(test_scale_promises),
      cmocka_unit_test(test_scale_of_kinds), cmocka_unit_test(test_bars),
      cmocka_unit_test(test_axis_agrees),    cmocka_unit_test(test_nothing_and_none),
      cmocka_unit_test(test_extremes),       cmocka_unit_test(test_many_labels),
      cmocka_unit_test(test_stacked),        cmocka_unit_test(test_series_are_told_apart),
      cmocka_unit_test(test_columns_stand),  cmocka_unit_test(test_columns_stand_clear),
      cmocka_unit_test(test_columns_lie),    cmocka_unit_test(test_long_labels),
      cmocka_unit_test(test_escaped),        cmocka_unit_test(test_ids),
      cmocka_unit_test(test_element),        cmocka_unit_test(test_inside),
  };
  return cmocka_run_group_tests_name("html/chart", tests, test_begin, test_end);
}
