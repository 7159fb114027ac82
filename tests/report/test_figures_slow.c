/* Every figure of the annual report beside a plain slow count: each case of thousands of random histories is
 * folded from its events, and the definitions of the report are applied to it one by one. Nothing here uses
 * the rows, the tally or the tables that the report is made from. */
#include "histories.h"
#include "report/report.h"

#include <stdio.h>

#define CASES 6000

/* ---- what is known of a case ----------------------------------------------------------------------- */

typedef struct StageLife {
  Date opened, ended; /* DATE_NONE: not */
  bool answered;
  Outcome outcome;
  Verdict verdict;
} StageLife;

typedef struct ActionLife {
  Text type;
  Date agreed;
  bool done, in_time;
} ActionLife;

typedef struct Life {
  CaseId id, linked;
  ServiceId service;
  Text kind, team, causes, category, procedure, age, gender;
  Date received, decided, complied;
  Outcome decision;
  bool remedied;
  Compliance compliance;
  StageLife stages[STAGES_MAX + 1];
  ActionLife *actions;
  size_t action_count;
} Life;

/* Answered on or before the original day; else before a day to which it was put off in time; else late. */
static Verdict verdict_of(const Clock *clock, Date answered) {
  if (!clock || clock->verdict == VERDICT_NONE) return VERDICT_NONE;
  if (!date_is_none(clock->original) && !date_before(clock->original, answered)) return VERDICT_ON_TIME;
  if (clock->extended && clock->extended_in_time && !date_is_none(clock->due) &&
      !date_before(clock->due, answered))
    return VERDICT_IN_EXTENSION;
  return VERDICT_LATE;
}

static StageLife stage_life(Arena *arena, const CaseState *state, int number) {
  const StageState *stage = &state->stages[number];
  const Clock *clock = clock_find(state->clocks, text_format(arena, "stage-%d/respond", number));
  StageLife life = {.opened = number == 1 ? state->received : stage->opened, .ended = DATE_NONE};
  bool last = state->stage <= number;
  if (date_is_none(life.opened)) return life;
  if (!date_is_none(stage->responded)) {
    life.ended = stage->responded;
    life.answered = true;
    life.outcome = stage->outcome;
    life.verdict = verdict_of(clock, stage->responded);
  } else if (last && !date_is_none(state->resolved)) {
    life.ended = state->resolved;
    life.answered = true;
    life.outcome = OUTCOME_RESOLVED;
    life.verdict = !clock ? VERDICT_NONE : clock->status == CLOCK_MISSED ? VERDICT_LATE : VERDICT_ON_TIME;
  } else if (last && state->status == CASE_WITHDRAWN) {
    life.ended = state->withdrawn;
    life.outcome = OUTCOME_WITHDRAWN;
  }
  return life;
}

static void take_records(Arena *arena, Life *life, RecordList records) {
  life->actions = ARENA_ARRAY(arena, ActionLife, records.count + 1);
  for (size_t i = 0; i < records.count; i++) {
    const Record *record = &records.items[i];
    bool done = !date_is_none(record->completed);
    if (record->kind == RECORD_ACTION)
      life->actions[life->action_count++] = (ActionLife){
          text_copy(arena, record->code), record->agreed, done,
          done && !date_is_none(record->first_due) && !date_before(record->first_due, record->completed)};
    if (record->compliance == COMPLIANCE_NONE) continue;
    life->complied = date_later(life->complied, record->compliance_on);
    if (record->compliance > life->compliance) life->compliance = record->compliance;
  }
}

static bool stands(const CaseState *state, int32_t number) {
  for (size_t i = 0; i < state->event_count; i++)
    if (state->events[i].number == number) return true;
  return false;
}

/* The newest word on each fact among the events that still stand. */
static void take_facts(Arena *arena, Life *life, const CaseFile *file) {
  for (size_t i = 0; i < file->count; i++) {
    const LedgerEvent *event = &file->events[i];
    if (!stands(&file->state, event->event.number)) continue;
    if (event->service.value) life->service = event->service;
    if (event->linked.value) life->linked = event->linked;
    if (!text_is_empty(event->team)) life->team = text_copy(arena, event->team);
    if (!text_is_empty(event->causes)) life->causes = text_copy(arena, event->causes);
    if (!text_is_empty(event->category)) life->category = text_copy(arena, event->category);
  }
}

static Life life_of(Arena *arena, const CaseFile *file) {
  const CaseState *state = &file->state;
  Life life = {.id = file->id,
               .kind = text_copy(arena, file->kind),
               .procedure = state->procedure ? text_copy(arena, state->procedure->id) : TEXT_NONE,
               .age = text_copy(arena, case_text(file, "age")),
               .gender = text_copy(arena, case_text(file, "gender")),
               .team = TEXT_NONE,
               .causes = TEXT_NONE,
               .category = TEXT_NONE,
               .received = state->received,
               .decided = state->decided,
               .decision = state->decision,
               .remedied = state->remedied_before,
               .complied = DATE_NONE};
  for (int i = 1; i <= STAGES_MAX; i++) life.stages[i] = stage_life(arena, state, i);
  take_facts(arena, &life, file);
  take_records(arena, &life, state->records);
  return life;
}

/* ---- counting -------------------------------------------------------------------------------------- */

typedef struct Count {
  Text table, row, column;
  int64_t n;
  bool seen;
} Count;

typedef struct Slow {
  Arena *arena;
  const World *world;
  const Life *lives;
  size_t life_count;
  Date from, to;
  const ServiceId *services;
  size_t service_count;
  Count *counts;
  size_t count, capacity;
} Slow;

static Count *count_at(Slow *slow, Text table, Text row, Text column) {
  for (size_t i = 0; i < slow->count; i++) {
    Count *count = &slow->counts[i];
    if (text_equal(count->row, row) && text_equal(count->column, column) && text_equal(count->table, table))
      return count;
  }
  return NULL;
}

static int64_t counted(Slow *slow, const char *table, const char *row, const char *column) {
  const Count *count = count_at(slow, text_of(table), text_of(row), text_of(column));
  return count ? count->n : 0;
}

static void add_one(Slow *slow, const char *table, Text row, const char *column) {
  Count *count = count_at(slow, text_of(table), row, text_of(column));
  if (!count) {
    if (slow->count == slow->capacity) {
      size_t capacity = slow->capacity ? slow->capacity * 2 : 1024;
      slow->counts = arena_grow(slow->arena, slow->counts, slow->count, capacity, sizeof(Count));
      slow->capacity = capacity;
    }
    count = &slow->counts[slow->count++];
    *count = (Count){text_of(table), text_copy(slow->arena, row), text_of(column), 0, false};
  }
  count->n++;
}

/* Counts in the row, and in the total where the table has one. */
static void add(Slow *slow, const char *table, Text row, const char *column) {
  add_one(slow, table, row, column);
  add_one(slow, table, TEXT("total"), column);
}

static bool within(const Slow *slow, Date date) {
  return !date_is_none(date) && !date_before(date, slow->from) && !date_before(slow->to, date);
}

static bool in_scope(const Slow *slow, ServiceId service) {
  for (size_t i = 0; i < slow->service_count; i++)
    if (slow->services[i].value == service.value) return true;
  return slow->service_count == 0;
}

static Text or_else(Text name, const char *otherwise) {
  return text_is_empty(name) ? text_of(otherwise) : name;
}

static Text service_name(const Slow *slow, ServiceId id) {
  const Service *service = directory_service(slow->world->directory, id);
  return service ? service->name : TEXT_NONE;
}

static Text month_of(Arena *arena, Date date) {
  DateParts parts = date_parts(date);
  return text_format(arena, "%04d-%02d", parts.year, parts.month);
}

/* A stage, or a case at the Ombudsman, that was received: by procedure, service and team. */
static void add_received(Slow *slow, const Life *life, const char *column) {
  Text service = or_else(service_name(slow, life->service), "no-service");
  Text shown = or_else(service_name(slow, life->service), "No service recorded");
  Text team = or_else(life->team, "No team recorded");
  Text both = text_format(slow->arena, "%.*s / %.*s", TEXT_ARGUMENTS(shown), TEXT_ARGUMENTS(team));
  const char *const columns[] = {column, "total"};
  for (int i = 0; i < 2; i++) {
    add(slow, "received-by-procedure", or_else(life->procedure, "no-procedure"), columns[i]);
    add(slow, "received-by-service", service, columns[i]);
    add(slow, "received-by-team", both, columns[i]);
  }
}

static void add_causes(Slow *slow, const Life *life) {
  Text rest = life->causes, cause;
  if (text_is_empty(rest)) add(slow, "causes", TEXT("not-recorded"), "n");
  while (text_next(&rest, ';', &cause)) add(slow, "causes", cause, "n");
}

static void add_outcome(Slow *slow, int number, const StageLife *stage) {
  Text row = text_format(slow->arena, "stage-%d", number);
  bool decided = stage->outcome == OUTCOME_UPHELD || stage->outcome == OUTCOME_PARTLY_UPHELD ||
                 stage->outcome == OUTCOME_NOT_UPHELD;
  if (decided || stage->outcome == OUTCOME_WITHDRAWN)
    add_one(slow, "outcomes", row, outcome_word(stage->outcome));
  else
    add_one(slow, "other-outcomes", row, "n");
  if (decided) add_one(slow, "outcomes", row, "decided");
}

static void add_answer(Slow *slow, const Life *life, int number, const StageLife *stage) {
  static const char *const columns[] = {NULL, "on-time", "in-extension", "late"};
  Text month = month_of(slow->arena, stage->ended);
  const Text rows[] = {text_format(slow->arena, "stage-%d", number),
                       text_format(slow->arena, "stage-%d/%.*s", number, TEXT_ARGUMENTS(life->procedure))};
  /* Settled before a procedure was chosen: answered, but under none. */
  int places = text_is_empty(life->procedure) ? 1 : 2;
  for (int i = 0; i < places; i++) {
    if (stage->verdict != VERDICT_NONE) add_one(slow, "on-time", rows[i], columns[stage->verdict]);
    add_one(slow, "on-time", rows[i], "responded");
  }
  if (number > 1) return;
  add_causes(slow, life);
  add(slow, "months-on-time", month, "responded");
  if (stage->verdict == VERDICT_ON_TIME) add(slow, "months-on-time", month, "on-time");
}

static void count_complaint(Slow *slow, const Life *life) {
  static const char *const columns[] = {NULL, "stage-1", "stage-2", "stage-3"};
  for (int i = 1; i <= STAGES_MAX && in_scope(slow, life->service); i++) {
    const StageLife *stage = &life->stages[i];
    if (within(slow, stage->opened)) add_received(slow, life, columns[i]);
    if (i == 1 && within(slow, stage->opened))
      add(slow, "months", month_of(slow->arena, stage->opened), "received");
    if (!within(slow, stage->ended)) continue;
    add_outcome(slow, i, stage);
    if (stage->answered) add_answer(slow, life, i, stage);
  }
}

static void count_access(Slow *slow, const Life *life) {
  static const char *const columns[] = {NULL, "received", "internal-reviews"};
  for (int i = 1; i <= 2; i++) {
    if (!within(slow, life->stages[i].opened)) continue;
    Text service = or_else(service_name(slow, life->service), "no-service");
    add_one(slow, "subject-access-whole-council", TEXT("total"), columns[i]);
    if (in_scope(slow, life->service)) add(slow, "subject-access-by-service", service, columns[i]);
  }
}

static const Life *find(const Slow *slow, CaseId id) {
  for (size_t i = 0; id.value && i < slow->life_count; i++)
    if (slow->lives[i].id.value == id.value) return &slow->lives[i];
  return NULL;
}

static void count_ombudsman(Slow *slow, const Life *life) {
  const Life *complaint = find(slow, life->linked);
  bool ours = complaint && !text_is_empty(complaint->procedure) && in_scope(slow, complaint->service);
  if (within(slow, life->received)) {
    add(slow, "ombudsman-received", or_else(life->category, "not-recorded"), "n");
    if (ours) add_received(slow, complaint, "ombudsman");
  }
  if (within(slow, life->decided)) {
    Text decision = text_of(outcome_word(life->decision));
    add(slow, "ombudsman-decisions", decision, "n");
    if (ours) add(slow, "ombudsman-in-scope", decision, "n");
    if (life->decision == OUTCOME_UPHELD) add_one(slow, "ombudsman-remedy", TEXT("total"), "of");
    if (life->decision == OUTCOME_UPHELD && life->remedied)
      add_one(slow, "ombudsman-remedy", TEXT("total"), "n");
  }
  if (within(slow, life->complied)) {
    add_one(slow, "ombudsman-compliance", TEXT("total"), "recorded");
    add_one(slow, "ombudsman-compliance", TEXT("total"), compliance_word(life->compliance));
  }
}

/* Referrals without a service belong to the services for children: here Children and every third of the
 * others. */
static bool takes_referrals(const Slow *slow) {
  for (size_t i = 0; i < slow->service_count; i++) {
    const Service *service = directory_service(slow->world->directory, slow->services[i]);
    if (service && text_equal(service->area, TEXT("children"))) return true;
  }
  return slow->service_count == 0;
}

static void count_referral(Slow *slow, const Life *life) {
  bool counts = life->service.value ? in_scope(slow, life->service) : takes_referrals(slow);
  if (!counts || !within(slow, life->received)) return;
  add(slow, "advocacy-age", life->age, "n");
  add(slow, "advocacy-gender", or_else(life->gender, "not-recorded"), "n");
  add(slow, "advocacy-reason", or_else(life->category, "not-recorded"), "n");
}

static void count_actions(Slow *slow, const Life *life) {
  for (size_t i = 0; i < life->action_count && in_scope(slow, life->service); i++) {
    const ActionLife *action = &life->actions[i];
    Text type = or_else(action->type, "other");
    if (!within(slow, action->agreed)) continue;
    add(slow, "actions", type, "agreed");
    if (action->done) add(slow, "actions", type, "completed");
    if (action->in_time) add(slow, "actions", type, "completed-on-time");
  }
}

static void count_case(Slow *slow, const Life *life) {
  if (text_equal(life->kind, TEXT("complaint"))) count_complaint(slow, life);
  if (text_equal(life->kind, TEXT("access-request"))) count_access(slow, life);
  if (text_equal(life->kind, TEXT("ombudsman-case"))) count_ombudsman(slow, life);
  if (text_equal(life->kind, TEXT("advocacy-referral"))) count_referral(slow, life);
  if (text_equal(life->kind, TEXT("compliment")) && within(slow, life->received) &&
      in_scope(slow, life->service))
    add(slow, "compliments-by-service", or_else(service_name(slow, life->service), "no-service"), "n");
  count_actions(slow, life);
}

static void count_all(Slow *slow) {
  for (size_t i = 0; i < slow->life_count; i++) count_case(slow, &slow->lives[i]);
}

/* ---- rates ----------------------------------------------------------------------------------------- */

static bool starts(const char *id, const char *with) { return strncmp(id, with, strlen(with)) == 0; }

/* "stage-1-on-time/bexley-corporate" and the like. */
static Share stage_share(Slow *slow, const char *id) {
  char row[120];
  const char *procedure = strchr(id, '/');
  snprintf(row, sizeof row, "stage-%c%s", id[6], procedure ? procedure : "");
  if (strstr(id, "-fault-found"))
    return (Share){counted(slow, "outcomes", row, "upheld") + counted(slow, "outcomes", row, "partly-upheld"),
                   counted(slow, "outcomes", row, "decided")};
  int64_t n = counted(slow, "on-time", row, "on-time");
  if (strstr(id, "-on-time-extended")) n += counted(slow, "on-time", row, "in-extension");
  return (Share){n, counted(slow, "on-time", row, "responded")};
}

static Share share_of(Slow *slow, const char *id) {
  const char *const by = "received-by-procedure";
  int64_t upheld = counted(slow, "ombudsman-decisions", "upheld", "n");
  if (strcmp(id, "stage-2-rate-received") == 0)
    return (Share){counted(slow, by, "total", "stage-2"), counted(slow, by, "total", "stage-1")};
  if (strcmp(id, "stage-2-rate-closed") == 0)
    return (Share){counted(slow, "outcomes", "stage-2", "decided"),
                   counted(slow, "outcomes", "stage-1", "decided")};
  if (starts(id, "stage-")) return stage_share(slow, id);
  if (strcmp(id, "uphold-rate") == 0)
    return (Share){upheld, upheld + counted(slow, "ombudsman-decisions", "not-upheld", "n")};
  if (strcmp(id, "satisfactory-remedy") == 0)
    return (Share){counted(slow, "ombudsman-remedy", "total", "n"), upheld};
  if (strcmp(id, "compliance") == 0)
    return (Share){counted(slow, "ombudsman-compliance", "total", "on-time") +
                       counted(slow, "ombudsman-compliance", "total", "late"),
                   counted(slow, "ombudsman-compliance", "total", "recorded")};
  if (strcmp(id, "subject-access-share") == 0)
    return (Share){counted(slow, "subject-access-by-service", "total", "received"),
                   counted(slow, "subject-access-whole-council", "total", "received")};
  if (strcmp(id, "actions-on-time") == 0)
    return (Share){counted(slow, "actions", "total", "completed-on-time"),
                   counted(slow, "actions", "total", "agreed")};
  fail_msg("the slow count does not know the rate %s", id);
  return (Share){0, 0};
}

static Share change_share(Slow *now, Slow *before, const char *id) {
  const char *column = strcmp(id, "change-in-total") == 0 ? "total" : "stage-1";
  int64_t was = counted(before, "received-by-procedure", "total", column);
  return (Share){counted(now, "received-by-procedure", "total", column) - was, was};
}

static void same_share(const char *what, const char *id, Share found, Share wanted) {
  if (found.n != wanted.n || found.of != wanted.of)
    fail_msg("%s %s: %lld of %lld, the slow count has %lld of %lld", what, id, (long long)found.n,
             (long long)found.of, (long long)wanted.n, (long long)wanted.of);
}

static void compare_rates(const Report *report, Slow *now, Slow *before) {
  for (size_t i = 0; i < report->rate_count; i++) {
    const FigureRate *rate = &report->rates[i];
    const char *id = text_z(now->arena, rate->id);
    same_share("now", id, rate->now, rate->change ? change_share(now, before, id) : share_of(now, id));
    if (rate->has_previous) same_share("before", id, rate->previous, share_of(before, id));
  }
}

/* ---- comparing ------------------------------------------------------------------------------------- */

static int64_t slow_cell(Slow *slow, const FigureTable *table, Text row, Text column) {
  Count *count = count_at(slow, table->id, row, column);
  if (count) count->seen = true;
  return count ? count->n : 0;
}

static void same_cell(const char *what, const FigureTable *table, Text row, Text column, int64_t found,
                      int64_t wanted) {
  if (found == wanted || (found == INT_NONE && wanted == 0)) return;
  fail_msg("%s, %.*s, %.*s, %.*s: %lld, the slow count has %lld", what, TEXT_ARGUMENTS(table->id),
           TEXT_ARGUMENTS(row), TEXT_ARGUMENTS(column), (long long)found, (long long)wanted);
}

/* The months of the earlier year stand in the rows of this one's. */
static Text row_before(Slow *slow, const FigureTable *table, Text row) {
  int64_t year;
  if (!text_starts(table->id, TEXT("months")) || !text_to_int(text_slice(row, 0, 4), &year)) return row;
  Text month = text_slice(row, 4, row.length);
  return text_format(slow->arena, "%04d%.*s", (int)year - 1, TEXT_ARGUMENTS(month));
}

static size_t compare_table(const FigureTable *table, Slow *now, Slow *before) {
  for (size_t i = 0; i < table->row_count; i++)
    for (size_t k = 0; k < table->column_count; k++) {
      const TableRow *row = &table->rows[i];
      Text column = table->columns[k];
      same_cell("now", table, row->id, column, row->cells[k], slow_cell(now, table, row->id, column));
      int64_t was = slow_cell(before, table, row_before(before, table, row->id), column);
      same_cell("before", table, row->id, column, row->previous ? row->previous[k] : INT_NONE, was);
    }
  return table->row_count * table->column_count;
}

static void all_were_seen(const char *what, const Slow *slow) {
  for (size_t i = 0; i < slow->count; i++) {
    const Count *count = &slow->counts[i];
    if (!count->seen && !text_equal(count->table, TEXT("other-outcomes")))
      fail_msg("%s: the report has no %.*s, %.*s, %.*s; the slow count has %lld", what,
               TEXT_ARGUMENTS(count->table), TEXT_ARGUMENTS(count->row), TEXT_ARGUMENTS(count->column),
               (long long)count->n);
  }
}

/* As many cases stand behind a cell as it says. */
static void compare_cases(const ReportSource *source, const Report *report, uint64_t *seed) {
  for (int i = 0; i < 40; i++) {
    const FigureTable *table = &report->tables[dice_below(seed, (uint32_t)report->table_count)];
    if (table->row_count == 0) continue;
    const TableRow *row = &table->rows[dice_below(seed, (uint32_t)table->row_count)];
    size_t column = dice_below(seed, (uint32_t)table->column_count), count, total = 0;
    const FigureCase *cases;
    if (row->cells[column] == INT_NONE) continue;
    MUST(report_cases(source, &report->ask, table->id, row->id, table->columns[column], 10, &cases, &count,
                      &total));
    /* A complaint with two causes is one case behind the total. */
    bool causes = row->total && text_equal(table->id, TEXT("causes"));
    if ((int64_t)total != row->cells[column] && !causes)
      fail_msg("%.*s, %.*s, %.*s: %lld, and %zu cases behind it", TEXT_ARGUMENTS(table->id),
               TEXT_ARGUMENTS(row->id), TEXT_ARGUMENTS(table->columns[column]), (long long)row->cells[column],
               total);
  }
}

/* ---- the report ------------------------------------------------------------------------------------ */

typedef struct Asked {
  const char *from, *to;
  int services[4];
  size_t service_count;
} Asked;

static Slow slow_count(Arena *arena, const Histories *all, const Life *lives, const Asked *asked,
                       bool before) {
  ServiceId *services = ARENA_ARRAY(arena, ServiceId, 4);
  for (size_t i = 0; i < asked->service_count; i++) services[i] = all->services[asked->services[i]];
  Slow slow = {.arena = arena,
               .world = all->world,
               .lives = lives,
               .life_count = all->case_count,
               .from = day(asked->from),
               .to = day(asked->to),
               .services = services,
               .service_count = asked->service_count};
  if (before) {
    slow.from = date_plus_months(slow.from, -12, NULL);
    slow.to = date_plus(date_plus_months(date_plus(slow.to, 1), -12, NULL), -1);
  }
  count_all(&slow);
  return slow;
}

static void compare(const Histories *all, const Life *lives, const Asked *asked, uint64_t *seed) {
  AUTO_ARENA arena = arena_new();
  World *world = all->world;
  Text names[4];
  Report report;
  size_t figures = 0;
  for (size_t i = 0; i < asked->service_count; i++)
    names[i] = text_of(HISTORY_SERVICE_NAMES[asked->services[i]]);
  ReportSource source = {arena,
                         world->db,
                         &world->program.procedures,
                         &world->program.calendars,
                         TEXT("A"),
                         wall_clock_now(&world->clock)};
  ReportAsk ask = {.name = TEXT("annual"),
                   .from = day(asked->from),
                   .to = day(asked->to),
                   .services = names,
                   .service_count = asked->service_count};
  MUST(report_make(&source, &ask, &report));
  Slow now = slow_count(arena, all, lives, asked, false), before = slow_count(arena, all, lives, asked, true);
  for (size_t i = 0; i < report.table_count; i++) figures += compare_table(&report.tables[i], &now, &before);
  all_were_seen("now", &now);
  all_were_seen("before", &before);
  compare_rates(&report, &now, &before);
  compare_cases(&source, &report, seed);
  print_message("# %s to %s, %zu services: %zu cells and %zu rates are right\n", asked->from, asked->to,
                asked->service_count, figures, report.rate_count);
}

static const Life *read_lives(const Histories *all) {
  Life *lives = ARENA_ARRAY(all->world->arena, Life, all->case_count);
  for (size_t i = 0; i < all->case_count; i++) {
    AUTO_ARENA arena = arena_new();
    Ctx ctx = as_system(all->world);
    CaseFile file;
    ctx.arena = arena;
    MUST(ledger_load(&ctx, all->cases[i], &file));
    lives[i] = life_of(all->world->arena, &file);
  }
  return lives;
}

static void figures_of(World *world, uint64_t seed) {
  static const Asked asked[] = {
      {"2018-04-01", "2019-03-31", {0}, 0},    {"2018-04-01", "2019-03-31", {0, 2, 5}, 3},
      {"2019-03-01", "2020-02-29", {6, 7}, 2}, {"2018-02-28", "2018-02-28", {0}, 0},
      {"2017-07-01", "2017-09-30", {1}, 1},    {"2019-04-01", "2020-03-31", {8}, 1},
      {"2018-01-15", "2020-06-30", {0}, 0}};
  Histories all = histories_make(world, seed, CASES);
  const Life *lives = read_lives(&all);
  for (size_t i = 0; i < COUNT(asked); i++) compare(&all, lives, &asked[i], &seed);
}

static void every_figure_is_the_slow_count(void **state) { figures_of(*state, 20181218); }
static void with_other_histories_too(void **state) { figures_of(*state, 20190331); }

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {TEST(every_figure_is_the_slow_count), TEST(with_other_histories_too)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
