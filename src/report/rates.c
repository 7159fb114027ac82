/* The rates of the report, and the procedures that it speaks of. */
#include "report/build.h"

#define PROCEDURES_MAX 40

static bool has_key(const UsedProcedure *items, size_t count, FigureKey key) {
  for (size_t i = 0; i < count; i++)
    if (items[i].key == key) return true;
  return false;
}

/* The most stages of any version that a case of the two periods may stand under. */
static int stages_of(const Build *build, Text id) {
  int stages = 0;
  const ProcedureBook *book = build->source->procedures;
  for (size_t i = 0; i < book->count; i++)
    if (text_equal(book->items[i]->id, id) && (int)book->items[i]->stage_count > stages)
      stages = (int)book->items[i]->stage_count;
  return stages;
}

static void use(const Build *build, UsedProcedure *items, size_t *count, FigureKey key) {
  Text id = name_of_word(&build->names, key);
  if (has_key(items, *count, key) || *count == PROCEDURES_MAX) return;
  const Procedure *procedure = procedure_in_force(build->source->procedures, id, build->period.to);
  size_t to = *count;
  for (; to > 0 && text_compare(items[to - 1].id, id) > 0; to--) items[to] = items[to - 1];
  items[to] =
      (UsedProcedure){key, id, procedure ? procedure->title : id, key ? stages_of(build, id) : 1, procedure};
  ++*count;
}

static void use_all(const Build *build, UsedProcedure *items, size_t *count, const Tally *tally) {
  static const FigureTableId tables[] = {FIGURE_RECEIVED_BY_PROCEDURE, FIGURE_ON_TIME};
  for (size_t i = 0; i < 2; i++) {
    const TallyRow *rows;
    size_t n = tally_rows(tally, tables[i], &rows);
    for (size_t k = 0; k < n; k++)
      if (rows[k].key || tables[i] == FIGURE_RECEIVED_BY_PROCEDURE) use(build, items, count, rows[k].key);
  }
}

void build_find_procedures(Build *build) {
  UsedProcedure *items = ARENA_ARRAY(build->arena, UsedProcedure, PROCEDURES_MAX);
  build->procedure_count = 0;
  use_all(build, items, &build->procedure_count, build->now_tally);
  if (build->has_before) use_all(build, items, &build->procedure_count, build->before_tally);
  build->procedures = items;
}

size_t build_procedures(const Build *build, const UsedProcedure **procedures) {
  *procedures = build->procedures;
  return build->procedure_count;
}

int build_stages(const Build *build) {
  const UsedProcedure *procedures;
  size_t count = build_procedures(build, &procedures);
  int most = 2;
  for (size_t i = 0; i < count; i++)
    if (procedures[i].stages > most) most = procedures[i].stages;
  return most < STAGES_MAX ? most : STAGES_MAX;
}

FigureRate *build_rate(Build *build, Text id, Text title, FigureBasis basis, Share now, Share before) {
  Report *report = build->report;
  BUG_IF(report->rate_count == REPORT_RATES_MAX);
  FigureRate *rate = &report->rates[report->rate_count++];
  *rate = (FigureRate){.id = id,
                       .title = title,
                       .definition = TEXT_NONE,
                       .basis = basis,
                       .now = now,
                       .previous = build->has_before ? before : (Share){0, 0},
                       .has_previous = build->has_before,
                       .table = TEXT_NONE,
                       .row = TEXT_NONE,
                       .column = TEXT_NONE};
  return rate;
}

static const char *const STAGE_RATE_TITLES[] = {
    [RATE_ON_TIME] = "answered on time",
    [RATE_ON_TIME_EXTENDED] = "answered on time or within an extension",
    [RATE_FAULT_FOUND] = "fault found",
};
static const char *const STAGE_RATE_DEFINITIONS[] = {
    [RATE_ON_TIME] = "Answered on or before the original target, of all answered in the period.",
    [RATE_ON_TIME_EXTENDED] = "Answered on or before the original target, or a new date that was set before "
                              "the old one passed, of all "
                              "answered in the period.",
    [RATE_FAULT_FOUND] =
        "Upheld or partly upheld, of all decided in the period; withdrawn ones are left out.",
};

/* A rate of a stage: "stage-1-on-time", "stage-1-on-time/bexley-corporate". */
static void stage_rate(Build *build, FigureRateId id, int stage, const UsedProcedure *procedure) {
  Arena *arena = build->arena;
  FigureKey key = procedure ? procedure->key : 0;
  Text of = text_format(arena, "stage-%d-%s%s%.*s", stage, figure_rate_word(id), procedure ? "/" : "",
                        procedure ? (int)procedure->id.length : 0, procedure ? procedure->id.at : "");
  Text title =
      text_format(arena, "Stage %d %s%s%.*s", stage, STAGE_RATE_TITLES[id], procedure ? ", " : "",
                  procedure ? (int)procedure->title.length : 0, procedure ? procedure->title.at : "");
  Share now = figure_rate(build->now_tally, id, stage, key);
  Share before = figure_rate(build->before_tally, id, stage, key);
  FigureRate *rate = build_rate(build, of, title, figure_rate_basis(id), now, before);
  rate->definition = text_of(STAGE_RATE_DEFINITIONS[id]);
  if (id != RATE_ON_TIME) return;
  rate->table = TEXT("on-time");
  rate->row = text_format(arena, "stage-%d%s%.*s", stage, procedure ? "/" : "",
                          procedure ? (int)procedure->id.length : 0, procedure ? procedure->id.at : "");
  rate->column = TEXT("on-time");
}

static void stage_rates(Build *build, int stage) {
  const UsedProcedure *procedures;
  size_t count = build_procedures(build, &procedures);
  static const FigureRateId ids[] = {RATE_ON_TIME, RATE_ON_TIME_EXTENDED};
  for (size_t i = 0; i < 2; i++) {
    stage_rate(build, ids[i], stage, NULL);
    for (size_t k = 0; k < count; k++)
      if (procedures[k].key && procedures[k].stages >= stage)
        stage_rate(build, ids[i], stage, &procedures[k]);
  }
  stage_rate(build, RATE_FAULT_FOUND, stage, NULL);
}

static FigureRate *plain_rate(Build *build, FigureRateId id, const char *title, const char *definition) {
  FigureRate *rate =
      build_rate(build, text_of(figure_rate_word(id)), text_of(title), figure_rate_basis(id),
                 figure_rate(build->now_tally, id, 0, 0), figure_rate(build->before_tally, id, 0, 0));
  rate->definition = text_of(definition);
  return rate;
}

/* A change is measured against the earlier figure. */
static void change(Build *build, const char *id, const char *title, int column) {
  if (!build->has_before) return;
  int64_t now = tally_sum(build->now_tally, FIGURE_RECEIVED_BY_PROCEDURE, column);
  int64_t before = tally_sum(build->before_tally, FIGURE_RECEIVED_BY_PROCEDURE, column);
  FigureRate *rate = build_rate(build, text_of(id), text_of(title), BASIS_RECEIVED,
                                (Share){now - before, before}, (Share){0, 0});
  Text why = change_explained(build->arena, now, before);
  rate->definition =
      text_format(build->arena, "This period's figure less the earlier one, of the earlier one.%s%.*s",
                  text_is_empty(why) ? "" : " ", TEXT_ARGUMENTS(why));
  rate->has_previous = false;
  rate->change = true;
}

/* Where n stands, so that it opens into its cases. */
static void stands_in(FigureRate *rate, const char *table, const char *row, const char *column) {
  rate->table = text_of(table);
  rate->row = text_of(row);
  rate->column = text_of(column);
}

void build_letter_rates(Build *build) {
  FigureRate *uphold = plain_rate(
      build, RATE_UPHOLD, "Upheld by the Ombudsman",
      "Upheld, of the detailed investigations that the Ombudsman completed (upheld and not upheld).");
  FigureRate *remedy =
      plain_rate(build, RATE_REMEDY, "Satisfactory remedy before the Ombudsman",
                 "Remedied before the complaint reached the Ombudsman, of the upheld cases.");
  plain_rate(build, RATE_COMPLIANCE, "Compliance with recommendations",
             "Complied with, on time or late, of the cases in which compliance was recorded.");
  stands_in(uphold, "ombudsman-decisions", "upheld", "n");
  stands_in(remedy, "ombudsman-remedy", "total", "n");
}

void build_rates(Build *build) {
  for (int stage = 1; stage <= build_stages(build); stage++) stage_rates(build, stage);
  FigureRate *second =
      plain_rate(build, RATE_STAGE_2_RECEIVED, "Went on to stage 2, by those received",
                 "Stage 2 complaints received, of stage 1 complaints received in the period.");
  plain_rate(build, RATE_STAGE_2_CLOSED, "Went on to stage 2, by those decided",
             "Stage 2 complaints decided, of stage 1 complaints decided in the period.");
  build_letter_rates(build);
  FigureRate *access = plain_rate(build, RATE_ACCESS_SHARE, "Share of all subject access requests",
                                  "Requests for these services, of all that the council received.");
  FigureRate *actions = plain_rate(build, RATE_ACTIONS_ON_TIME, "Corrective actions completed on time",
                                   "Completed on or before the agreed day, of those agreed in the period.");
  stands_in(second, "received-by-procedure", "total", "stage-2");
  stands_in(access, "subject-access-by-service", "total", "received");
  stands_in(actions, "actions", "total", "completed-on-time");
  change(build, "change-in-stage-1", "Change in stage 1 complaints received", 0);
  change(build, "change-in-total", "Change in all complaints received", 4);
}
