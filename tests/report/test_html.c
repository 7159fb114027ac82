/* The report as HTML: what is escaped, hidden, said aloud and linked. */
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Of what stands still. */
#define T(literal)                                                                                           \
  { "" literal "", sizeof(literal) - 1 }

static Arena *arena;

/* ---- a report made by hand ----------------------------------------------------------------------- */

enum { CORPORATE, STATUTORY, TOTAL, TYPE_ROWS };

static const Text stage_ids[] = {T("stage-1"), T("stage-2"), T("stage-3"), T("ombudsman"), T("total")};
static const Text stage_labels[] = {T("Stage 1"), T("Stage 2"), T("Stage 3"), T("Ombudsman"), T("Total")};
static int64_t corporate[] = {35, 9, INT_NONE, 3, 47}, statutory[] = {16, 3, 0, 1, 20};
static int64_t received_total[] = {51, 12, 0, 4, 67};
static const int64_t total_before[] = {68, 12, 0, 3, 83};
static bool statutory_hidden[] = {false, true, false, true, false};
static TableRow received_rows[] = {
    {.id = T("bexley-corporate"), .label = T("Corporate complaints"), .cells = corporate},
    {.id = T("children-statutory"), .label = T("Statutory complaints"), .cells = statutory},
    {.id = T("total"), .label = T("Total"), .cells = received_total, .previous = total_before, .total = true},
};
static FigureTable received = {.id = T("received-by-procedure"),
                               .title = T("Complaints received by procedure and stage"),
                               .definition = T("Stages of complaints, by the day they were opened."),
                               .basis = BASIS_RECEIVED,
                               .columns = stage_ids,
                               .column_labels = stage_labels,
                               .column_count = 5,
                               .total_column = 4,
                               .rows_label = T("Procedure"),
                               .rows = received_rows,
                               .row_count = TYPE_ROWS,
                               .additive = true};

static const Text outcome_ids[] = {T("not-upheld"), T("partly-upheld"), T("upheld"), T("withdrawn"),
                                   T("decided")};
static const Text outcome_labels[] = {T("Not upheld"), T("Partly upheld"), T("Upheld"), T("Withdrawn"),
                                      T("Decided")};
static int64_t stage_1[] = {22, 16, 9, 4, 47}, stage_2[] = {5, 4, 1, 0, 10};
static TableRow outcome_rows[] = {
    {.id = T("stage-1"), .label = T("Stage 1"), .cells = stage_1},
    {.id = T("stage-2"), .label = T("Stage 2"), .cells = stage_2},
};
static FigureTable outcomes = {.id = T("outcomes"),
                               .title = T("Outcomes by stage"),
                               .definition = T("What was decided, by the day of the answer."),
                               .basis = BASIS_RESPONDED,
                               .columns = outcome_ids,
                               .column_labels = outcome_labels,
                               .column_count = 5,
                               .total_column = -1,
                               .rows_label = T("Stage"),
                               .rows = outcome_rows,
                               .row_count = 2};

static const Text n_id[] = {T("n")}, n_label[] = {T("Complaints")};
static const char *const cause_names[] = {"Service quality",      "Policy or procedure",
                                          "Communication",        "Staff conduct",
                                          "Breakdown in service", "Payments & charges <b>"};
static int64_t cause_counts[] = {18, 9, 8, 8, 6, 2};
static const int64_t causes_before[] = {21, 12, 9, 7, 10, 1};
static TableRow cause_rows[6];
static FigureTable causes = {.id = T("causes"),
                             .title = T("What complaints were about"),
                             .definition = T("Stage 1 complaints answered, by cause."),
                             .basis = BASIS_RESPONDED,
                             .columns = n_id,
                             .column_labels = n_label,
                             .column_count = 1,
                             .total_column = -1,
                             .rows_label = T("Cause"),
                             .rows = cause_rows,
                             .row_count = 6};
static Text cause_labels[6];
static const ChartSeries cause_series[] = {{T("2018/19"), cause_counts}};
static Chart cause_chart = {.id = T("causes"),
                            .title = T("Service quality was the most common cause: 18 of 51"),
                            .summary = T("Service quality 18, policy or procedure 9."),
                            .kind = CHART_BARS,
                            .labels = cause_labels,
                            .label_count = 6,
                            .series = cause_series,
                            .series_count = 1,
                            .unit = T("complaints")};

static FigureRate rates[] = {
    {.id = T("stage-1-on-time"),
     .title = T("Stage 1 answered on time"),
     .definition = T("On or before the target of the stage."),
     .basis = BASIS_RESPONDED,
     .now = {36, 51},
     .previous = {40, 69},
     .has_previous = true,
     .table = T("received-by-procedure"),
     .row = T("total"),
     .column = T("stage-1")},
    {.id = T("change-in-stage-1"),
     .title = T("Change in stage 1 complaints"),
     .definition = T("Against the year before."),
     .now = {-17, 68},
     .change = true},
    {.id = T("uphold-rate"), .title = T("Uphold rate"), .now = {2, 3}, .hidden = true},
    {.id = T("compliance"), .title = T("Compliance"), .now = {0, 0}},
};
static const FigureRate *const all_rates[] = {&rates[0], &rates[1], &rates[2], &rates[3]};

static const Text points[] = {T("We received 51 stage 1 complaints."), T("We answered 71% <on time>.")};
static const Narrative learning = {
    .slot = T("learning"),
    .label = T("What we learned"),
    .hint = T("Write what changed."),
    .body = T("We <listen>.\nMore.\n\nNext:\n- train \"staff\"\n- • check\n\nThe end.")};
static const Narrative priorities = {
    .slot = T("priorities"), .label = T("Work priorities"), .hint = T("For next year.")};

static ReportPart key_parts[] = {{.kind = PART_BULLETS, .items = points, .item_count = 2},
                                 {.kind = PART_RATES, .rates = all_rates, .rate_count = 4}};
static ReportPart received_parts[] = {{.kind = PART_PARAGRAPH, .text = T("Fewer than <ever> & \"less\".")},
                                      {.kind = PART_TABLE, .table = &received, .share_of = SHARE_NONE},
                                      {.kind = PART_NOTE, .text = T("These are not the decided ones.")}};
static ReportPart outcome_parts[] = {{.kind = PART_TABLE, .table = &outcomes, .share_of = 4},
                                     {.kind = PART_HEADING, .text = T("Causes")},
                                     {.kind = PART_CHART, .chart = &cause_chart},
                                     {.kind = PART_TABLE, .table = &causes, .share_of = SHARE_OF_TOTAL_ROW}};
static ReportPart learning_parts[] = {{.kind = PART_NARRATIVE, .narrative = &learning}};
static ReportPart priority_parts[] = {{.kind = PART_NARRATIVE, .narrative = &priorities}};
static ReportSection sections[] = {
    {.id = T("key-points"), .title = T("Key points"), .parts = key_parts, .part_count = 2},
    {.id = T("received"), .title = T("Complaints received"), .parts = received_parts, .part_count = 3},
    {.id = T("outcomes"), .title = T("Outcomes"), .parts = outcome_parts, .part_count = 4},
    {.id = T("learning"), .title = T("Learning"), .parts = learning_parts, .part_count = 1},
    {.id = T("priorities"), .title = T("Work priorities"), .parts = priority_parts, .part_count = 1},
};
static const ReportCorrection corrections[] = {
    {T("received-by-procedure"), T("bexley-corporate"), T("stage-1"), 68, 67}};

static Report sample(void) {
  static FigureTable tables[3];
  tables[0] = received, tables[1] = outcomes, tables[2] = causes;
  for (size_t i = 0; i < 6; i++) {
    cause_labels[i] = text_of(cause_names[i]);
    cause_rows[i] = (TableRow){.id = cause_labels[i],
                               .label = cause_labels[i],
                               .cells = &cause_counts[i],
                               .previous = &causes_before[i]};
  }
  received_rows[STATUTORY].hidden = NULL;
  return (Report){.ask = {.name = TEXT("annual")},
                  .title = TEXT("Annual complaints report 2018/19"),
                  .period = TEXT("2018/19"),
                  .period_long = TEXT("1 April 2018 to 31 March 2019"),
                  .before = TEXT("2017/18"),
                  .scope = TEXT("Children's Social Care Services"),
                  .council = TEXT("Anytown <Council>"),
                  .made = {1554110400},
                  .tables = tables,
                  .table_count = 3,
                  .rates = rates,
                  .rate_count = 4,
                  .sections = sections,
                  .section_count = 5};
}

/* ---- what it says ----------------------------------------------------------------------------------- */

static Text html_of(const Report *report, const ReportLinks *links) {
  AUTO_BUFFER out = buffer_new(1 << 20);
  Writer writer = {&out};
  report_html(&writer, arena, report, links);
  return text_copy(arena, buffer_text(&out));
}

static void assert_has(Text text, const char *part) {
  if (!text_contains(text, text_of(part))) fail_msg("no %s in\n%.*s", part, TEXT_ARGUMENTS(text));
}

static void assert_lacks(Text text, const char *part) {
  if (text_contains(text, text_of(part))) fail_msg("%s in\n%.*s", part, TEXT_ARGUMENTS(text));
}

/* From the first `from` to the next `to`. */
static Text between(Text text, const char *from, const char *to) {
  size_t start = text_find(text, text_of(from), 0);
  if (start == SIZE_MAX) fail_msg("no %s", from);
  return text_slice(text, start, text_find(text, text_of(to), start));
}

static Url case_link(const void *context, Arena *in, const FigureTable *table, Text row, Text column) {
  (void)context;
  return url_format(in, "/cases?table=%.*s&row=%.*s&column=%.*s", TEXT_ARGUMENTS(table->id),
                    TEXT_ARGUMENTS(row), TEXT_ARGUMENTS(column));
}

static Url edit_link(const void *context, Arena *in, const Narrative *narrative) {
  (void)context;
  return url_format(in, "/note?slot=%.*s", TEXT_ARGUMENTS(narrative->slot));
}

static const ReportLinks LINKS = {NULL, case_link, edit_link};

static void test_head_and_contents(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL);
  assert_has(html, "<h1 class=\"govuk-heading-xl\">Annual complaints report 2018/19</h1>");
  assert_has(html, "1 April 2018 to 31 March 2019");
  assert_has(html, "Children&#39;s Social Care Services");
  assert_has(html,
             "<a class=\"govuk-link govuk-link--no-underline\" href=\"#received\">Complaints received</a>");
  assert_has(html, "id=\"received\">\n<h2 class=\"govuk-heading-l\">2. Complaints received</h2>");
  assert_lacks(html, "Corrections");
  report.compared_with = TEXT("RPT-26K7QF4D");
  report.compared_published = (Date){17714};
  assert_has(html_of(&report, NULL), "2017/18, as published on 2 July 2018 (RPT-26K7QF4D)");
  report.before = TEXT_NONE;
  assert_has(html_of(&report, NULL), "No earlier figures are known");
}

static void test_all_words_are_escaped(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, &LINKS);
  assert_has(html, "Anytown &lt;Council&gt;");
  assert_has(html, "Fewer than &lt;ever&gt; &amp; &quot;less&quot;.");
  assert_has(html, "<li>We answered 71% &lt;on time&gt;.</li>");
  assert_has(html, "Payments &amp; charges &lt;b&gt;</th>");
  assert_has(html, "We &lt;listen&gt;.<br>");
  static const char *const never[] = {"<ever>", "<Council>", "<on time>", "<b>", "<listen>"};
  for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) assert_lacks(html, never[i]);
}

static void test_typed_words(void **state) {
  (void)state;
  Report report = sample();
  Text html = between(html_of(&report, NULL), "id=\"learning\"", "</section>");
  assert_has(html, "<p class=\"govuk-body\">Next:</p>\n<ul class=\"govuk-list govuk-list--bullet\">\n"
                   "<li>train &quot;staff&quot;</li>\n<li>• check</li>\n</ul>\n"
                   "<p class=\"govuk-body\">The end.</p>");
}

static void test_cells(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL), row = between(html, ">Corporate complaints</th>", "</tr>");
  assert_has(row, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">35</td>");
  assert_has(row,
             "<span aria-hidden=\"true\">n/a</span><span class=\"govuk-visually-hidden\">does not apply");
  Text section = between(html, "id=\"received\"", "</section>");
  assert_has(section, "n/a: does not apply.");
  assert_lacks(section, "c: a small number");
  Text total = between(html, "<tr class=\"govuk-table__row app-total\">", "</tr>");
  assert_has(total, "51<span class=\"app-before\">2017/18: 68</span>");
  assert_has(between(html, ">Statutory complaints</th>", "</tr>"), ">0</td>");
}

static void test_hidden_cells(void **state) {
  (void)state;
  Report report = sample();
  received_rows[STATUTORY].hidden = statutory_hidden;
  report.ask.published_copy = true;
  report.ask.threshold = 5;
  Text html = html_of(&report, NULL), row = between(html, ">Statutory complaints</th>", "</tr>");
  assert_has(row, "<span aria-hidden=\"true\">c</span><span class=\"govuk-visually-hidden\">a small number, "
                  "hidden</span>");
  assert_lacks(row, ">3<");
  assert_lacks(row, ">1<");
  assert_has(html, "c: a small number that is hidden so that nobody can be recognised");
  assert_has(html, "Numbers from 1 to 4 are hidden");
  received_rows[STATUTORY].hidden = NULL;
}

static void test_a_hidden_cell_is_no_link(void **state) {
  (void)state;
  Report report = sample();
  received_rows[STATUTORY].hidden = statutory_hidden;
  Text row = between(html_of(&report, &LINKS), ">Statutory complaints</th>", "</tr>");
  assert_has(row, "column=stage-1\">16</a>");
  assert_lacks(row, "column=stage-2");
  assert_lacks(row, "column=stage-3"); /* none: nothing to list */
  received_rows[STATUTORY].hidden = NULL;
}

static void test_shares_have_their_base(void **state) {
  (void)state;
  Report report = sample();
  Text html = between(html_of(&report, NULL), "id=\"outcomes\"", "</section>");
  Text row = between(html, ">Stage 1</th>", "</tr>");
  assert_has(row, "22 <span class=\"app-share\">(47%)</span>");
  assert_has(row, ">4</td>");  /* withdrawn is no part of the decided */
  assert_has(row, ">47</td>"); /* the base */
  assert_has(html, "Percentages are of the row’s number under “Decided”.");
  bool base_hidden[] = {false, false, false, false, true};
  outcome_rows[0].hidden = base_hidden;
  row = between(between(html_of(&report, NULL), "id=\"outcomes\"", "</section>"), ">Stage 1</th>", "</tr>");
  assert_lacks(row, "%");
  outcome_rows[0].hidden = NULL;
}

static void test_earlier_figures_beside(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL);
  assert_has(html, ">Complaints 2018/19</th>\n<th scope=\"col\" "
                   "class=\"govuk-table__header govuk-table__header--numeric\">Complaints 2017/18</th>");
  assert_has(between(html, ">Service quality</th>", "</tr>"),
             ">18</td>\n<td class=\"govuk-table__cell govuk-table__cell--numeric\"><span "
             "class=\"app-before\">21</span></td>");
}

static void test_every_table_is_defined(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL);
  static const FigureTable *const shown[] = {&received, &outcomes, &causes};
  for (size_t i = 0; i < 3; i++) {
    Text title = text_format(arena, "%.*s</caption>", TEXT_ARGUMENTS(shown[i]->title));
    Text from = between(html, text_z(arena, title), "</div>\n<");
    Text after = text_slice(html, (size_t)(from.at - html.at) + from.length, html.length);
    Text line = between(after, "<p class=\"govuk-body-s app-definition\">", "</p>");
    assert_has(line, text_z(arena, shown[i]->definition));
    assert_has(line, shown[i]->basis == BASIS_RECEIVED ? "Basis: what was received in the period."
                                                       : "Basis: what was answered in the period.");
  }
}

static void test_an_empty_table_says_so(void **state) {
  (void)state;
  Report report = sample();
  received.row_count = 0;
  Text html = html_of(&report, NULL);
  received.row_count = TYPE_ROWS;
  assert_has(html, "Complaints received by procedure and stage:</strong> none in the period.");
  assert_has(html, "Stages of complaints, by the day they were opened.");
}

static void test_rates(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL), row = between(html, "Stage 1 answered on time", "</tr>");
  assert_has(row, ">71% (36 of 51)</td>");
  assert_has(row, "<span class=\"app-before\">58% (40 of 69)</span>");
  assert_has(row, "On or before the target of the stage. Basis: what was answered in the period.");
  assert_has(between(html, "Change in stage 1", "</tr>"), ">down 25% (17 fewer than 68)</td>");
  Text hidden = between(html, "Uphold rate", "</tr>");
  assert_has(hidden, "a small number, hidden");
  assert_lacks(hidden, "67%");
  assert_has(between(html, ">Compliance", "</tr>"), "does not apply");
  assert_has(
      between(html_of(&report, &LINKS), "Stage 1 answered on time", "</tr>"),
      "href=\"/cases?table=received-by-procedure&amp;row=total&amp;column=stage-1\">71% (36 of 51)</a>");
}

static void test_boxes(void **state) {
  (void)state;
  Report report = sample();
  Text html = html_of(&report, NULL);
  assert_lacks(html, "/note");
  assert_lacks(html, "Nothing is written here yet");
  html = html_of(&report, &LINKS);
  assert_has(html, "href=\"/note?slot=learning\">Edit<span class=\"govuk-visually-hidden\"> What we learned");
  assert_has(html,
             "href=\"/note?slot=priorities\">Write<span class=\"govuk-visually-hidden\"> Work priorities");
  assert_has(html, "Nothing is written here yet. For next year.");
  assert_lacks(html, "<h3 class=\"govuk-heading-m\">Work priorities</h3>"); /* the section says it */
}

static void test_corrections(void **state) {
  (void)state;
  Report report = sample();
  report.corrections = corrections;
  report.correction_count = 1;
  Text html = html_of(&report, NULL);
  assert_has(html, "href=\"#corrections\"");
  assert_has(html,
             "<li>Complaints received by procedure and stage, Corporate complaints, Stage 1. Published as "
             "68; counted now as 67.</li>");
}

static void test_large_numbers(void **state) {
  (void)state;
  Report report = sample();
  int64_t large[] = {1234567, 1000, 999, 12005, 2147483648};
  received_rows[CORPORATE].cells = large;
  Text row = between(html_of(&report, NULL), ">Corporate complaints</th>", "</tr>");
  received_rows[CORPORATE].cells = corporate;
  static const char *const shown[] = {">1,234,567<", ">1,000<", ">999<", ">12,005<", ">2,147,483,648<"};
  for (size_t i = 0; i < 5; i++) assert_has(row, shown[i]);
}

static Url case_page(const void *context, Arena *in, Text reference) {
  (void)context;
  return url_format(in, "/staff/cases/%.*s", TEXT_ARGUMENTS(reference));
}

static const ListColumn list_columns[] = {{T("reference"), T("Reference"), LIST_WORDS},
                                          {T("due"), T("Due"), LIST_DAY},
                                          {T("days"), T("Days late"), LIST_NUMBER}};
static const Text late_cells[] = {T("CMP-26K7QF4D"), T("2026-06-02"), T("1200")};
static const ListLine late_lines[] = {{T("CMP-26K7QF4D"), late_cells}};
static ReportList late = {.id = T("late"),
                          .title = T("Late <cases>"),
                          .empty = T("No late cases this week."),
                          .columns = list_columns,
                          .column_count = 3,
                          .lines = late_lines};

static void test_lists(void **state) {
  (void)state;
  Report report = sample();
  ReportPart part = {.kind = PART_LIST, .list = &late};
  ReportSection section = {.id = T("late"), .title = T("Late"), .parts = &part, .part_count = 1};
  const ReportLinks links = {NULL, NULL, NULL, case_page};
  report.sections = &section;
  report.section_count = 1;
  assert_has(html_of(&report, NULL), "<p class=\"govuk-body\">No late cases this week.</p>");
  late.line_count = 1;
  Text html = html_of(&report, &links);
  assert_has(html, "Late &lt;cases&gt;</caption>");
  assert_has(html,
             "<a class=\"govuk-link app-figure\" href=\"/staff/cases/CMP-26K7QF4D\">CMP-26K7QF4D</a></th>");
  assert_has(html, "\">Tue 2 Jun 2026</td>");
  assert_has(html, "<td class=\"govuk-table__cell govuk-table__cell--numeric\">1,200</td>");
  late.line_count = 0;
}

static int begin(void **state) {
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
      cmocka_unit_test(test_head_and_contents),
      cmocka_unit_test(test_all_words_are_escaped),
      cmocka_unit_test(test_typed_words),
      cmocka_unit_test(test_cells),
      cmocka_unit_test(test_hidden_cells),
      cmocka_unit_test(test_a_hidden_cell_is_no_link),
      cmocka_unit_test(test_shares_have_their_base),
      cmocka_unit_test(test_earlier_figures_beside),
      cmocka_unit_test(test_every_table_is_defined),
      cmocka_unit_test(test_an_empty_table_says_so),
      cmocka_unit_test(test_rates),
      cmocka_unit_test(test_boxes),
      cmocka_unit_test(test_corrections),
      cmocka_unit_test(test_large_numbers),
      cmocka_unit_test(test_lists),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
