/* The annual report: every section that a council's committee expects, from one count. */
#include "report/build.h"
#include "report/charts.h"
#include "report/sentences.h"

static void count_tables(Build *build) {
  static const FigureTableId tables[] = {FIGURE_RECEIVED_BY_PROCEDURE,
                                         FIGURE_RECEIVED_BY_SERVICE,
                                         FIGURE_RECEIVED_BY_TEAM,
                                         FIGURE_CAUSES,
                                         FIGURE_OUTCOMES,
                                         FIGURE_ON_TIME,
                                         FIGURE_MONTHS,
                                         FIGURE_MONTHS_ON_TIME,
                                         FIGURE_ACTIONS,
                                         FIGURE_OMBUDSMAN_RECEIVED,
                                         FIGURE_OMBUDSMAN_DECISIONS,
                                         FIGURE_OMBUDSMAN_REMEDY,
                                         FIGURE_OMBUDSMAN_COMPLIANCE,
                                         FIGURE_OMBUDSMAN_OURS,
                                         FIGURE_ADVOCACY_AGE,
                                         FIGURE_ADVOCACY_GENDER,
                                         FIGURE_ADVOCACY_REASON,
                                         FIGURE_COMPLIMENTS,
                                         FIGURE_ACCESS,
                                         FIGURE_ACCESS_COUNCIL};
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) build_table(build, tables[i]);
  if (tally_sum(build->now_tally, FIGURE_OTHER_OUTCOMES, 0)) build_table(build, FIGURE_OTHER_OUTCOMES);
}

static void write_key_points(SectionWriter *section, Build *build) {
  section_begin(section, build, "key-points", "Key points");
  section_narrative(section, "introduction", "Introduction",
                    "What this report is about, for whom, and what has been done with it");
  section_bullets(section,
                  (const Text[]){sentence_received(build), sentence_on_time(build), sentence_escalated(build),
                                 sentence_main_cause(build), sentence_fault(build), sentence_ombudsman(build),
                                 sentence_compliments(build)},
                  7);
}

static void write_background(SectionWriter *section, Build *build) {
  const UsedProcedure *procedures;
  size_t count = build_procedures(build, &procedures);
  section_begin(section, build, "background", "How complaints are handled");
  for (size_t i = 0; i < count; i++) {
    const Procedure *procedure = procedures[i].procedure;
    if (!procedure) continue;
    section_text(section, PART_HEADING, procedure->title);
    section_text(section, PART_PARAGRAPH, procedure->summary);
    Text stages[STAGES_MAX];
    for (size_t k = 0; k < procedure->stage_count; k++)
      stages[k] = sentence_stage(build->arena, &procedure->stages[k]);
    section_bullets(section, stages, procedure->stage_count);
  }
  section_narrative(section, "background", "Background",
                    "What else a reader should know about the procedures");
}

static void write_received(SectionWriter *section, Build *build) {
  section_begin(section, build, "received", "Complaints received");
  section_table(section, "received-by-procedure", SHARE_NONE);
  section_text(section, PART_PARAGRAPH, sentence_change(build));
  section_text(section, PART_NOTE, sentence_change_explained(build));
  section_narrative(section, "received", "What the numbers mean", "Why they rose or fell");
  section_chart(section, chart_months(build));
  section_table(section, "months", SHARE_NONE);
  section_text(section, PART_HEADING,
               report_table(build->report, TEXT("neighbours")) ? TEXT("How we compare") : TEXT_NONE);
  section_chart(section, chart_neighbours(build));
  section_table(section, "neighbours", SHARE_NONE);
  section_narrative(section, "neighbours", "How we compare", "What the figures of other authorities tell");
}

static void write_services(SectionWriter *section, Build *build) {
  section_begin(section, build, "services", "Complaints by service");
  section_chart(section, chart_services(build));
  section_table(section, "received-by-service", SHARE_NONE);
  section_table(section, "received-by-team", SHARE_NONE);
  section_narrative(section, "services", "What the services say", "");
}

static void write_causes(SectionWriter *section, Build *build) {
  section_begin(section, build, "causes", "Causes of complaints");
  section_chart(section, chart_causes(build));
  section_table(section, "causes", SHARE_OF_TOTAL_ROW);
  section_text(section, PART_NOTE,
               TEXT("These complaints were answered in the period. They are not the same complaints as those "
                    "received in it, some of which were answered later."));
  section_narrative(section, "causes", "What the causes mean", "");
}

static void write_outcomes(SectionWriter *section, Build *build) {
  static const char *const rates[] = {"stage-1-fault-found", "stage-2-fault-found", "stage-2-rate-received",
                                      "stage-2-rate-closed", NULL};
  section_begin(section, build, "outcomes", "Outcomes");
  section_chart(section, chart_outcomes(build));
  section_table(section, "outcomes", 4);
  section_table(section, "other-outcomes", SHARE_NONE);
  section_rates(section, rates);
  section_text(section, PART_NOTE, sentence_two_bases(build));
  section_narrative(section, "outcomes", "What we found", "");
}

static void write_performance(SectionWriter *section, Build *build) {
  section_begin(section, build, "performance", "Answered on time");
  section_text(section, PART_PARAGRAPH, sentence_on_time_change(build));
  section_table(section, "on-time", 3);
  section_rates(section, on_time_rates(build));
  section_chart(section, chart_months_on_time(build));
  section_table(section, "months-on-time", SHARE_NONE);
  section_narrative(section, "performance", "What made the difference", "");
}

static void write_learning(SectionWriter *section, Build *build) {
  static const char *const rates[] = {"actions-on-time", NULL};
  section_begin(section, build, "learning", "Learning from complaints");
  section_chart(section, chart_actions(build));
  section_table(section, "actions", SHARE_NONE);
  section_rates(section, rates);
  section_narrative(section, "learning", "What we learned and changed",
                    "Key learning points, by kind of action");
}

static void write_ombudsman(SectionWriter *section, Build *build) {
  static const char *const rates[] = {"uphold-rate", "satisfactory-remedy", "compliance", NULL};
  section_begin(section, build, "ombudsman", "The Ombudsman");
  section_text(section, PART_PARAGRAPH, sentence_ombudsman_ours(build));
  section_table(section, "ombudsman-in-scope", SHARE_NONE);
  section_narrative(section, "ombudsman", "The cases in short",
                    "What was complained about and what was put right, so that nobody can be recognised");
  section_text(section, PART_HEADING, TEXT("The whole council"));
  section_table(section, "ombudsman-received", SHARE_NONE);
  section_table(section, "ombudsman-decisions", SHARE_NONE);
  section_table(section, "ombudsman-remedy", SHARE_NONE);
  section_table(section, "ombudsman-compliance", SHARE_NONE);
  section_rates(section, rates);
}

static void write_advocacy(SectionWriter *section, Build *build) {
  section_begin(section, build, "advocacy", "Advocacy for young people");
  section_text(section, PART_PARAGRAPH, sentence_advocacy(build));
  section_table(section, "advocacy-age", SHARE_NONE);
  section_table(section, "advocacy-gender", SHARE_OF_TOTAL_ROW);
  section_table(section, "advocacy-reason", SHARE_NONE);
  section_narrative(section, "advocacy", "How advocates helped", "");
}

static void write_compliments(SectionWriter *section, Build *build) {
  section_begin(section, build, "compliments", "Compliments");
  section_text(section, PART_PARAGRAPH, sentence_compliments(build));
  section_table(section, "compliments-by-service", SHARE_NONE);
  section_narrative(section, "compliments", "What people said",
                    "A few compliments, without anything by which a person can be recognised");
}

static void write_access(SectionWriter *section, Build *build) {
  static const char *const rates[] = {"subject-access-share", NULL};
  section_begin(section, build, "subject-access", "Subject access requests");
  section_text(section, PART_PARAGRAPH, sentence_access(build));
  section_table(section, "subject-access-by-service", SHARE_NONE);
  section_rates(section, rates);
  section_narrative(section, "subject-access", "What the numbers mean", "");
}

static void write_end(SectionWriter *section, Build *build) {
  section_begin(section, build, "priorities", "Priorities for next year");
  section_narrative(section, "priorities", "Priorities", "What the complaints team will work on");
  section_begin(section, build, "method", "How the figures are counted");
  section_bullets(
      section,
      (const Text[]){
          TEXT("Received counts by the day a complaint came in or a further stage was asked for."),
          TEXT("Answered counts by the day the answer was sent. The complaint may have come in before "
               "the period."),
          TEXT("A percentage is rounded to a whole number, halves up, and stands beside the numbers that "
               "it is made from."),
          TEXT("On time means on or before the original target. An extension is shown apart."),
          sentence_comparison(build), sentence_hidden(build)},
      6);
  section_end(section);
}

static void write_sections(Build *build) {
  static void (*const writers[])(SectionWriter *, Build *) = {
      write_key_points,  write_background,  write_received, write_services,  write_causes,
      write_outcomes,    write_performance, write_learning, write_ombudsman, write_advocacy,
      write_compliments, write_access,      write_end};
  SectionWriter section = {0};
  for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) writers[i](&section, build);
}

/* What people wrote is checked against the figures as well. */
static FindingList find_contradictions(Build *build) {
  Report *report = build->report;
  Claim *claims = ARENA_ARRAY(build->arena, Claim, REPORT_SECTIONS_MAX * 4);
  size_t count = 0;
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const Narrative *narrative = report->sections[i].parts[k].narrative;
      if (narrative && !text_is_empty(narrative->body))
        claims[count++] = (Claim){narrative->slot, narrative->body};
    }
  return contradictions_find(build->arena, report->tables, report->table_count, report->rates,
                             report->rate_count, claims, count);
}

static bool named(Text id, const char *const *names) {
  for (; *names; names++)
    if (text_equal(id, text_of(*names))) return true;
  return false;
}

/* A correction by which a small number could be worked out is not told in a published copy. */
static void keep_open_corrections(Build *build) {
  Report *report = build->report;
  ReportCorrection *kept = ARENA_ARRAY(build->arena, ReportCorrection, report->correction_count);
  size_t count = 0;
  for (size_t i = 0; i < report->correction_count; i++) {
    const ReportCorrection *correction = &report->corrections[i];
    const FigureTable *table = report_table(report, correction->table);
    size_t row = table_row(table, correction->row), column = table_column(table, correction->column);
    const bool *hidden = table->rows[row].previous_hidden;
    int64_t difference = correction->now - correction->published;
    if (difference < 0) difference = -difference;
    if (!(hidden && hidden[column]) && correction->now >= report->ask.threshold &&
        difference >= report->ask.threshold)
      kept[count++] = *correction;
  }
  report->corrections = kept;
  report->correction_count = count;
}

/* What the Ombudsman publishes about every council, what others published, and counts of actions tell nothing
 * about a person: they are shown in full. */
static void hide_small(Build *build) {
  static const char *const open_tables[] = {"ombudsman-received",
                                            "ombudsman-decisions",
                                            "ombudsman-remedy",
                                            "ombudsman-compliance",
                                            "actions",
                                            "neighbours",
                                            NULL};
  static const char *const open_rates[] = {"uphold-rate", "satisfactory-remedy", "compliance",
                                           "actions-on-time", NULL};
  Report *report = build->report;
  FigureTable *tables = ARENA_ARRAY(build->arena, FigureTable, report->table_count);
  FigureRate *rates = ARENA_ARRAY(build->arena, FigureRate, report->rate_count);
  size_t *places = ARENA_ARRAY(build->arena, size_t, report->rate_count), table_count = 0, rate_count = 0;
  for (size_t i = 0; i < report->table_count; i++)
    if (!named(report->tables[i].id, open_tables)) tables[table_count++] = report->tables[i];
  for (size_t i = 0; i < report->rate_count; i++) {
    if (named(report->rates[i].id, open_rates)) continue;
    places[rate_count] = i;
    rates[rate_count++] = report->rates[i];
  }
  report->suppressed =
      suppress_small(build->arena, tables, table_count, rates, rate_count, report->ask.threshold);
  for (size_t i = 0; i < rate_count; i++) report->rates[places[i]] = rates[i];
  keep_open_corrections(build);
}

Error report_annual(Build *build) {
  Report *report = build->report;
  report->title = text_format(build->arena, "Annual complaints report %.*s", TEXT_ARGUMENTS(report->period));
  count_tables(build);
  build_rates(build);
  TRY(build_compare(build));
  TRY(build_neighbours(build));
  if (report->ask.published_copy) hide_small(build);
  write_sections(build);
  if (!report->ask.published_copy) report->findings = find_contradictions(build);
  return OK;
}
