/* From counts to tables with names, order, totals and the earlier figures. */
#include "report/build.h"

#define L(words)                                                                                             \
  { words, sizeof(words) - 1 }

typedef struct TableWords {
  Text title, rows, definition;
  Text columns[FIGURE_COLUMNS_MAX];
  bool total; /* a row that sums the others */
  bool total_column;
  const char *unknown, *unknown_label; /* of rows without a name */
} TableWords;

#define STAGES L("Stage 1"), L("Stage 2"), L("Stage 3"), L("Ombudsman"), L("Total")

static const TableWords WORDS[FIGURE_TABLE_COUNT] = {
    [FIGURE_RECEIVED_BY_PROCEDURE] =
        {L("Complaints received, by procedure and stage"),
         L("Procedure"),
         L("Counts stages by the day they were opened: a complaint received, a further stage asked for, or a "
           "complaint of ours that the Ombudsman received in the period."),
         {STAGES},
         true,
         true,
         "no-procedure",
         "No procedure yet"},
    [FIGURE_RECEIVED_BY_SERVICE] = {L("Complaints received, by service and stage"),
                                    L("Service"),
                                    L("The same stages, by the service that the complaint is about. An "
                                      "Ombudsman case counts under the service "
                                      "of the complaint that it came from."),
                                    {STAGES},
                                    true,
                                    true,
                                    "no-service",
                                    "No service recorded"},
    [FIGURE_RECEIVED_BY_TEAM] = {L("Complaints received, by team and stage"),
                                 L("Service and team"),
                                 L("The same stages, by the team within the service."),
                                 {STAGES},
                                 true,
                                 true,
                                 "no-team",
                                 "No team recorded"},
    [FIGURE_CAUSES] =
        {L("What the complaints were about"),
         L("Cause"),
         L("Counts the causes of complaints whose stage 1 was answered in the period. A complaint with "
           "two causes counts under both."),
         {L("Complaints")},
         true,
         false,
         "not-recorded",
         "Not recorded"},
    [FIGURE_OUTCOMES] =
        {L("Outcomes, by stage"),
         L("Stage"),
         L("Counts stages that were answered or withdrawn in the period, some of them received before "
           "it. Decided is not upheld, partly upheld and upheld together."),
         {L("Not upheld"), L("Partly upheld"), L("Upheld"), L("Withdrawn"), L("Decided")},
         false,
         false,
         "",
         ""},
    [FIGURE_OTHER_OUTCOMES] =
        {L("Answered in another way, by stage"),
         L("Stage"),
         L("Stages answered in the period without a finding, such as those resolved at once."),
         {L("Stages")},
         false,
         false,
         "",
         ""},
    [FIGURE_ON_TIME] =
        {L("Answered on time, by stage and procedure"),
         L("Stage and procedure"),
         L("Counts stages answered in the period. On time is on or before the original target. Within "
           "an extension is later, and on or before a new date that was set before the old one passed."),
         {L("On time"), L("Within an extension"), L("Late"), L("Answered")},
         false,
         false,
         "",
         ""},
    [FIGURE_MONTHS] = {L("Complaints received, by month"),
                       L("Month"),
                       L("Counts complaints by the day they were received."),
                       {L("Received")},
                       true,
                       false,
                       "",
                       ""},
    [FIGURE_MONTHS_ON_TIME] = {L("Stage 1 answered on time, by month"),
                               L("Month"),
                               L("Counts complaints by the day stage 1 was answered."),
                               {L("On time"), L("Answered")},
                               true,
                               false,
                               "",
                               ""},
    [FIGURE_ACTIONS] =
        {L("Corrective actions, by type"),
         L("Type of action"),
         L("Counts actions by the day they were agreed. On time is on or before the day that was agreed."),
         {L("Agreed"), L("Completed"), L("Completed on time")},
         true,
         false,
         "other",
         "Other"},
    [FIGURE_OMBUDSMAN_RECEIVED] =
        {L("Complaints and enquiries received by the Ombudsman"),
         L("Category"),
         L("The whole council. Counts cases by the day the Ombudsman received them."),
         {L("Received")},
         true,
         false,
         "not-recorded",
         "Not recorded"},
    [FIGURE_OMBUDSMAN_DECISIONS] =
        {L("Decisions made by the Ombudsman"),
         L("Decision"),
         L("The whole council. Counts cases by the day the Ombudsman decided them, some of "
           "them received before the period."),
         {L("Decisions")},
         true,
         false,
         "",
         ""},
    [FIGURE_OMBUDSMAN_REMEDY] =
        {L("Satisfactory remedy before the complaint reached the Ombudsman"),
         L("Upheld cases"),
         L("The whole council. Of the upheld cases, those in which the council had already "
           "offered a satisfactory remedy."),
         {L("Remedied before"), L("Upheld")},
         false,
         false,
         "",
         ""},
    [FIGURE_OMBUDSMAN_COMPLIANCE] =
        {L("Compliance with the Ombudsman’s recommendations"),
         L("Cases"),
         L("The whole council. Counts cases by the day compliance was recorded. A case with "
           "several recommendations counts once, by the worst of them."),
         {L("Recorded"), L("On time"), L("Late"), L("Not complied with")},
         false,
         false,
         "",
         ""},
    [FIGURE_OMBUDSMAN_OURS] =
        {L("Ombudsman’s decisions on these services"),
         L("Decision"),
         L("Counts cases by the day of the decision that came from complaints about these "
           "services."),
         {L("Decisions")},
         true,
         false,
         "",
         ""},
    [FIGURE_ADVOCACY_AGE] = {L("Young people referred to an advocate, by age"),
                             L("Age at referral"),
                             L("Counts referrals by their day."),
                             {L("Young people")},
                             true,
                             false,
                             "",
                             ""},
    [FIGURE_ADVOCACY_GENDER] = {L("Young people referred to an advocate, by gender"),
                                L("Gender"),
                                L("Counts referrals by their day."),
                                {L("Young people")},
                                true,
                                false,
                                "not-recorded",
                                "Not recorded"},
    [FIGURE_ADVOCACY_REASON] = {L("Young people referred to an advocate, by reason"),
                                L("Reason"),
                                L("Counts referrals by their day."),
                                {L("Young people")},
                                true,
                                false,
                                "not-recorded",
                                "Not recorded"},
    [FIGURE_COMPLIMENTS] = {L("Compliments received, by service"),
                            L("Service"),
                            L("Counts compliments by the day they were received."),
                            {L("Compliments")},
                            true,
                            false,
                            "no-service",
                            "No service recorded"},
    [FIGURE_ACCESS] =
        {L("Subject access requests received, by service"),
         L("Service"),
         L("Counts requests by the day they were received, and internal reviews by the day they were "
           "asked for."),
         {L("Requests"), L("Internal reviews")},
         true,
         false,
         "no-service",
         "No service recorded"},
    [FIGURE_ACCESS_COUNCIL] = {L("Subject access requests received, the whole council"),
                               L("Council"),
                               L("The same, over all services of the council."),
                               {L("Requests"), L("Internal reviews")},
                               false,
                               false,
                               "",
                               ""},
};

/* A row while the table is put together. */
typedef struct Draft {
  FigureKey key, within;
  Text id, label;
  int64_t now[FIGURE_COLUMNS_MAX], before[FIGURE_COLUMNS_MAX];
} Draft;

typedef struct Drafts {
  Build *build;
  FigureTableId table;
  const FigureTableRule *rule;
  bool before; /* the earlier period is known */
  Draft *items;
  size_t count, capacity;
} Drafts;

static Draft *draft_of(Drafts *drafts, FigureKey key, FigureKey within, Text id, Text label) {
  for (size_t i = 0; i < drafts->count; i++)
    if (text_equal(drafts->items[i].id, id)) return &drafts->items[i];
  if (drafts->count == drafts->capacity) {
    size_t capacity = drafts->capacity ? drafts->capacity * 2 : 16;
    drafts->items = arena_grow(drafts->build->arena, drafts->items, drafts->count, capacity, sizeof(Draft));
    drafts->capacity = capacity;
  }
  Draft *draft = &drafts->items[drafts->count++];
  *draft = (Draft){.key = key, .within = within, .id = id, .label = label};
  return draft;
}

static Text or_unknown(const Drafts *drafts, Text name, bool label) {
  const TableWords *words = &WORDS[drafts->table];
  return text_is_empty(name) ? text_of(label ? words->unknown_label : words->unknown) : name;
}

static Text title_of_procedure(const Build *build, Text id) {
  const Procedure *procedure = procedure_in_force(build->source->procedures, id, build->period.to);
  return procedure ? procedure->title : id;
}

static void name_team(const Drafts *drafts, FigureKey key, FigureKey within, Text *id, Text *label) {
  const NameBook *names = &drafts->build->names;
  Text service = name_of_service(names, within), team = name_of_word(names, key);
  if (text_is_empty(service)) service = TEXT("No service recorded");
  Text last = or_unknown(drafts, team, true);
  *id = text_format(drafts->build->arena, "%.*s / %.*s", TEXT_ARGUMENTS(service), TEXT_ARGUMENTS(last));
  *label = *id;
}

static void name_stage(const Drafts *drafts, FigureKey key, FigureKey within, Text *id, Text *label) {
  Arena *arena = drafts->build->arena;
  int stage = (int)(drafts->rule->rows_by == ROWS_BY_STAGE ? key : within);
  *id = text_format(arena, "stage-%d", stage);
  *label = text_format(arena, "Stage %d", stage);
  if (drafts->rule->rows_by == ROWS_BY_STAGE || !key) return;
  Text procedure = name_of_word(&drafts->build->names, key);
  Text title = title_of_procedure(drafts->build, procedure);
  *id = text_format(arena, "stage-%d/%.*s", stage, TEXT_ARGUMENTS(procedure));
  *label = text_format(arena, "Stage %d, %.*s", stage, TEXT_ARGUMENTS(title));
}

static void name_month(Arena *arena, FigureKey key, Text *id, Text *label) {
  int year = (int)(key / 12), month = (int)(key % 12) + 1;
  *id = text_format(arena, "%04d-%02d", year, month);
  *label = text_format(arena, "%s %d", month_name(month), year);
}

static void name_row(const Drafts *drafts, FigureKey key, FigureKey within, Text *id, Text *label) {
  Build *build = drafts->build;
  Text name = name_of_word(&build->names, key);
  switch (drafts->rule->rows_by) {
  case ROWS_BY_SERVICE:
    name = name_of_service(&build->names, key);
    break;
  case ROWS_BY_OUTCOME:
    name = text_of(outcome_word((Outcome)key));
    break;
  case ROWS_BY_AMOUNT:
    name = text_format(build->arena, "%lld", (long long)key);
    break;
  case ROWS_BY_ALL:
    *id = TEXT("total");
    *label = TEXT("All");
    return;
  case ROWS_BY_TEAM:
    name_team(drafts, key, within, id, label);
    return;
  case ROWS_BY_STAGE:
  case ROWS_BY_STAGE_PROCEDURE:
    name_stage(drafts, key, within, id, label);
    return;
  case ROWS_BY_MONTH:
    name_month(build->arena, key, id, label);
    return;
  default:
    break;
  }
  *id = or_unknown(drafts, name, false);
  *label = text_is_empty(name) ? or_unknown(drafts, name, true) : name_words(build->arena, name);
  if (drafts->rule->rows_by == ROWS_BY_PROCEDURE && !text_is_empty(name))
    *label = title_of_procedure(build, name);
}

static void add_counts(const Drafts *drafts, Draft *draft, const TallyRow *row, bool before) {
  int64_t *cells = before ? draft->before : draft->now;
  for (int i = 0; row && i < drafts->rule->column_count; i++) cells[i] += row->cells[i];
}

/* A list of causes counts under each of them. */
static void take_themes(Drafts *drafts, const TallyRow *row, bool before) {
  Text list = name_of_word(&drafts->build->names, row->key), part;
  bool any = false;
  while (text_next(&list, ';', &part)) {
    part = text_trim(part);
    if (text_is_empty(part)) continue;
    add_counts(drafts, draft_of(drafts, 0, 0, part, name_words(drafts->build->arena, part)), row, before);
    any = true;
  }
  if (any) return;
  Text id = or_unknown(drafts, TEXT_NONE, false), label = or_unknown(drafts, TEXT_NONE, true);
  add_counts(drafts, draft_of(drafts, 0, 0, id, label), row, before);
}

/* The same month a year later, so that months stand beside each other. */
static FigureKey aligned(const Drafts *drafts, FigureKey key, bool before) {
  return before && drafts->rule->rows_by == ROWS_BY_MONTH ? key + 12 : key;
}

static void take_row(Drafts *drafts, const TallyRow *row, bool before) {
  Text id, label;
  if (drafts->rule->rows_by == ROWS_BY_THEMES) {
    take_themes(drafts, row, before);
    return;
  }
  FigureKey key = aligned(drafts, row->key, before);
  name_row(drafts, key, row->within, &id, &label);
  add_counts(drafts, draft_of(drafts, key, row->within, id, label), row, before);
}

static void take_tally(Drafts *drafts, const Tally *tally, bool before) {
  const TallyRow *rows;
  size_t count = tally_rows(tally, drafts->table, &rows);
  for (size_t i = 0; i < count; i++) take_row(drafts, &rows[i], before);
}

/* Rows that stand in the table whether or not anything was counted in them. */
static void take_fixed(Drafts *drafts) {
  static const Outcome decisions[] = {
      OUTCOME_INCOMPLETE_OR_INVALID,          OUTCOME_ADVICE_GIVEN, OUTCOME_REFERRED_BACK,
      OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES, OUTCOME_NOT_UPHELD,   OUTCOME_UPHELD};
  Build *build = drafts->build;
  if (drafts->rule->rows_by == ROWS_BY_OUTCOME)
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++)
      take_row(drafts, &(TallyRow){.key = decisions[i]}, false);
  if (drafts->rule->rows_by == ROWS_BY_ALL) take_row(drafts, &(TallyRow){.key = 0}, false);
  if (drafts->rule->rows_by == ROWS_BY_STAGE)
    for (int i = 1; i <= STAGES_MAX; i++) take_row(drafts, &(TallyRow){.key = i}, false);
  if (drafts->rule->rows_by == ROWS_BY_MONTH) {
    DateParts first = date_parts(build->period.from), last = date_parts(build->period.to);
    for (int i = first.year * 12 + first.month - 1; i <= last.year * 12 + last.month - 1; i++)
      take_row(drafts, &(TallyRow){.key = i}, false);
  }
  if (drafts->rule->rows_by != ROWS_BY_STAGE_PROCEDURE) return;
  const UsedProcedure *procedures;
  size_t count = build_procedures(build, &procedures);
  for (int stage = 1; stage <= build_stages(build); stage++) {
    take_row(drafts, &(TallyRow){.within = stage}, false);
    for (size_t i = 0; i < count; i++)
      if (procedures[i].key && procedures[i].stages >= stage)
        take_row(drafts, &(TallyRow){.key = procedures[i].key, .within = stage}, false);
  }
}

static bool keeps_order(FigureRowsBy by) {
  return by == ROWS_BY_OUTCOME || by == ROWS_BY_ALL || by == ROWS_BY_STAGE || by == ROWS_BY_STAGE_PROCEDURE;
}

/* Where nothing at all of a kind is known of the earlier period, it was not recorded: that is not none. */
static bool known_before(const Build *build, FigureTableId id) {
  static const FigureTableId kinds[][6] = {
      {FIGURE_ACTIONS},
      {FIGURE_COMPLIMENTS},
      {FIGURE_ACCESS, FIGURE_ACCESS_COUNCIL},
      {FIGURE_ADVOCACY_AGE, FIGURE_ADVOCACY_GENDER, FIGURE_ADVOCACY_REASON},
      {FIGURE_OMBUDSMAN_RECEIVED, FIGURE_OMBUDSMAN_DECISIONS, FIGURE_OMBUDSMAN_REMEDY,
       FIGURE_OMBUDSMAN_COMPLIANCE, FIGURE_OMBUDSMAN_OURS}};
  if (!build->has_before) return false;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    bool named = false, any = false;
    for (size_t k = 0; k < 6 && kinds[i][k]; k++) {
      named = named || kinds[i][k] == id;
      for (int c = 0; c < figure_table(kinds[i][k])->column_count; c++)
        any = any || tally_sum(build->before_tally, kinds[i][k], c) > 0;
    }
    if (named) return any;
  }
  return true;
}

static Text service_of_team(const Text id) {
  size_t slash = text_find(id, TEXT(" / "), 0);
  return text_slice(id, 0, slash);
}

static bool comes_first(const Drafts *drafts, const Draft *a, const Draft *b) {
  if (drafts->rule->rows_by == ROWS_BY_TEAM && a->within != b->within)
    return text_compare(service_of_team(a->id), service_of_team(b->id)) < 0;
  if (drafts->rule->rows_by == ROWS_BY_MONTH || drafts->rule->rows_by == ROWS_BY_AMOUNT)
    return a->key < b->key;
  /* As the letter lists its categories. */
  if (drafts->table == FIGURE_OMBUDSMAN_RECEIVED) {
    bool a_last = text_equal(a->id, TEXT("Other")), b_last = text_equal(b->id, TEXT("Other"));
    return a_last != b_last ? b_last : text_compare(a->id, b->id) < 0;
  }
  /* The order by count would tell what is hidden. */
  if (drafts->build->report->ask.published_copy && drafts->table != FIGURE_ACTIONS) {
    int order = text_compare(a->label, b->label);
    return (order ? order : text_compare(a->id, b->id)) < 0;
  }
  int last = drafts->rule->column_count - 1;
  int column = WORDS[drafts->table].total_column ? last : 0;
  if (a->now[column] != b->now[column]) return a->now[column] > b->now[column];
  return text_compare(a->id, b->id) < 0;
}

static void sort_drafts(Drafts *drafts) {
  if (keeps_order(drafts->rule->rows_by)) return;
  for (size_t i = 1; i < drafts->count; i++) {
    Draft moving = drafts->items[i];
    size_t to = i;
    for (; to > 0 && comes_first(drafts, &moving, &drafts->items[to - 1]); to--)
      drafts->items[to] = drafts->items[to - 1];
    drafts->items[to] = moving;
  }
}

/* Stages that the row's procedure does not have do not apply; they are not none. */
static void mark_not_applying(const Drafts *drafts, const Draft *draft, int64_t *cells) {
  FigureRowsBy by = drafts->rule->rows_by;
  bool received = by == ROWS_BY_PROCEDURE || by == ROWS_BY_SERVICE || by == ROWS_BY_TEAM;
  int stages = build_stages(drafts->build);
  if (draft && by == ROWS_BY_PROCEDURE) {
    const UsedProcedure *procedures;
    size_t count = build_procedures(drafts->build, &procedures);
    for (size_t i = 0; i < count; i++)
      if (procedures[i].key == draft->key && draft->key) stages = procedures[i].stages;
  }
  if (received)
    for (int stage = stages + 1; stage <= STAGES_MAX; stage++)
      if (!cells[stage - 1]) cells[stage - 1] = INT_NONE;
  if (by == ROWS_BY_STAGE && draft && draft->key > stages)
    for (int i = 0; i < drafts->rule->column_count; i++) cells[i] = INT_NONE;
}

static int64_t *copy_cells(const Drafts *drafts, const Draft *draft, const int64_t *cells) {
  int64_t *copy = ARENA_ARRAY(drafts->build->arena, int64_t, FIGURE_COLUMNS_MAX);
  for (int i = 0; i < drafts->rule->column_count; i++) copy[i] = cells[i];
  mark_not_applying(drafts, draft, copy);
  return copy;
}

static void fill_rows(const Drafts *drafts, FigureTable *table) {
  Draft total = {.id = TEXT("total"), .label = TEXT("Total")};
  table->rows = ARENA_ARRAY(drafts->build->arena, TableRow, drafts->count + 1);
  for (size_t i = 0; i < drafts->count; i++) {
    const Draft *draft = &drafts->items[i];
    TableRow *row = &table->rows[table->row_count++];
    *row = (TableRow){.id = draft->id, .label = draft->label, .cells = copy_cells(drafts, draft, draft->now)};
    if (drafts->before) row->previous = copy_cells(drafts, draft, draft->before);
    for (int k = 0; k < drafts->rule->column_count; k++) {
      total.now[k] += draft->now[k];
      total.before[k] += draft->before[k];
    }
  }
  if (!table->additive) return;
  TableRow *row = &table->rows[table->row_count++];
  *row = (TableRow){
      .id = total.id, .label = total.label, .cells = copy_cells(drafts, NULL, total.now), .total = true};
  if (drafts->before) row->previous = copy_cells(drafts, NULL, total.before);
}

static void mark_parts(FigureTable *table) {
  for (size_t i = 0; i < table->row_count; i++)
    table->rows[i].part = text_contains(table->rows[i].id, TEXT("/"));
}

FigureTable *build_table(Build *build, FigureTableId id) {
  const TableWords *words = &WORDS[id];
  Drafts drafts = {.build = build, .table = id, .rule = figure_table(id), .before = known_before(build, id)};
  Report *report = build->report;
  BUG_IF(report->table_count == REPORT_TABLES_MAX);
  take_fixed(&drafts);
  take_tally(&drafts, build->now_tally, false);
  if (drafts.before) take_tally(&drafts, build->before_tally, true);
  sort_drafts(&drafts);
  FigureTable *table = &report->tables[report->table_count++];
  Text *columns = ARENA_ARRAY(build->arena, Text, FIGURE_COLUMNS_MAX);
  for (int i = 0; i < drafts.rule->column_count; i++) columns[i] = text_of(drafts.rule->columns[i]);
  *table = (FigureTable){.id = text_of(drafts.rule->id),
                         .title = words->title,
                         .definition = words->definition,
                         .basis = drafts.rule->basis,
                         .period = TEXT_NONE,
                         .columns = columns,
                         .column_labels = words->columns,
                         .column_count = (size_t)drafts.rule->column_count,
                         .total_column = words->total_column ? drafts.rule->column_count - 1 : -1,
                         .rows_label = words->rows,
                         .additive = words->total};
  fill_rows(&drafts, table);
  if (drafts.rule->rows_by == ROWS_BY_STAGE_PROCEDURE) mark_parts(table);
  return table;
}

Text build_row_id(const Build *build, FigureTableId table, FigureKey key, FigureKey within) {
  Build own = *build;
  Drafts drafts = {.build = &own, .table = table, .rule = figure_table(table)};
  Text id, label;
  name_row(&drafts, key, within, &id, &label);
  return id;
}
