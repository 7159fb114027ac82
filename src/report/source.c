/* What is asked for, and the counting of it. */
#include "report/build.h"
#include "sql_figures.h"
#include "sql_setup.h"

const char *const REPORT_NAMES[] = {"annual", "ombudsman-letter", "weekly", NULL};

#define LONGEST_DAYS 3660

typedef struct NoteValue {
  Text slot, body;
} NoteValue;

static Error no_such_service(const Build *build, Text name) {
  const NameBook *names = &build->names;
  Text *candidates = ARENA_ARRAY(build->arena, Text, names->service_count + 1);
  for (size_t i = 0; i < names->service_count; i++) candidates[i] = names->services[i].name;
  size_t near = text_nearest(name, candidates, names->service_count);
  if (near == SIZE_MAX)
    return FAIL(build->arena, ERROR_INVALID, "There is no service '%.*s'.", TEXT_ARGUMENTS(name));
  return FAIL(build->arena, ERROR_INVALID, "There is no service '%.*s'; did you mean '%.*s'?",
              TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(candidates[near]));
}

/* Referrals to an advocate name no service. They belong to the services for children; where the council has
 * not said which these are, to whatever is chosen, but never to a person who sees one other service alone. */
static bool takes_referrals(const Build *build, const ReportAsk *ask, const FigureKey *keys) {
  bool known = false, chosen = false;
  for (size_t i = 0; i < build->names.service_count; i++) {
    if (!build->names.services[i].children) continue;
    known = true;
    for (size_t k = 0; k < ask->service_count; k++)
      chosen = chosen || keys[k] == build->names.services[i].key;
  }
  return chosen || (!known && !ask->own);
}

static Error find_services(Build *build, const ReportAsk *ask) {
  FigureKey *keys = ARENA_ARRAY(build->arena, FigureKey, ask->service_count + 1);
  for (size_t i = 0; i < ask->service_count; i++) {
    for (size_t k = 0; k < build->names.service_count; k++)
      if (text_equal(build->names.services[k].name, ask->services[i])) keys[i] = build->names.services[k].key;
    if (!keys[i]) return no_such_service(build, ask->services[i]);
  }
  bool unplaced = takes_referrals(build, ask, keys);
  build->scope = (FigureScope){ask->from, ask->to, keys, ask->service_count, unplaced};
  build->before_scope =
      (FigureScope){build->before.from, build->before.to, keys, ask->service_count, unplaced};
  return OK;
}

static Error check_period(Arena *arena, const ReportAsk *ask) {
  if (date_is_none(ask->from) || date_is_none(ask->to))
    return FAIL(arena, ERROR_INVALID, "Give the first and the last day of the period.");
  if (date_before(ask->to, ask->from))
    return FAIL(arena, ERROR_INVALID, "The first day of the period is after the last one.");
  if (ask->to.day - ask->from.day > LONGEST_DAYS)
    return FAIL(arena, ERROR_INVALID, "The period is longer than ten years. Choose a shorter one.");
  return OK;
}

static uint32_t bits(int64_t packed, int from, int count) {
  return (uint32_t)((uint64_t)packed >> from) & ((1u << count) - 1);
}

static Date unpack_day(uint32_t days) { return days ? (Date){(int32_t)days - 32768} : DATE_NONE; }

/* figure_row.packed of src/sql/migrations/0004_figures.sql. The case and the day due are not counted. */
static FigureRow unpack(const SqlFigureRowsCounted *row) {
  int64_t packed = row->packed;
  return (FigureRow){.opened = unpack_day(bits(packed, 0, 17)),
                     .ended = unpack_day(bits(packed, 17, 17)),
                     .due = DATE_NONE,
                     .subject = (FigureSubject)bits(packed, 34, 3),
                     .verdict = (int32_t)bits(packed, 37, 2),
                     .outcome = (int32_t)bits(packed, 39, 4),
                     .flags = (int32_t)bits(packed, 43, 5),
                     .number = (int32_t)bits(packed, 48, 7),
                     .amount = (int32_t)bits(packed, 55, 8),
                     .procedure = row->procedure,
                     .service = row->service,
                     .team = row->team,
                     .theme = row->theme,
                     .group = row->grouping};
}
_Static_assert(SUBJECT_COUNT <= 8 && VERDICT_LATE < 4 && OUTCOME_COUNT <= 16 && FIGURE_EXTENDED < 32,
               "figure_row.packed has room for these");

static bool lies_in(Period period, Date date) {
  return !date_before(date, period.from) && !date_before(period.to, date);
}

/* Nearly every row is one period's alone. */
static Error count_row(void *context, const SqlFigureRowsCounted *sql) {
  Build *build = context;
  FigureRow row = unpack(sql);
  if (lies_in(build->period, row.opened) || lies_in(build->period, row.ended))
    tally_add(build->now_tally, &row);
  if (lies_in(build->before, row.opened) || lies_in(build->before, row.ended))
    tally_add(build->before_tally, &row);
  return OK;
}

/* A month's grace: the earlier period may have begun quietly. Less than that is not worth comparing with. */
static Error look_back(Build *build) {
  SqlFigureFirst first;
  TRY(sql_figure_first(build->source->db, build->arena, &first));
  build->has_before = first.day != INT_NONE && first.day <= build->before.from.day + 31;
  return OK;
}

static Error load_notes(Build *build, const ReportAsk *ask) {
  SqlReportNoteAll *rows;
  size_t count;
  Text key = report_period_key(build->arena, ask);
  TRY(sql_report_note_all(build->source->db, build->arena, ask->name, key, &rows, &count));
  NoteValue *notes = ARENA_ARRAY(build->arena, NoteValue, count);
  for (size_t i = 0; i < count; i++) notes[i] = (NoteValue){rows[i].slot, rows[i].body};
  build->notes = notes;
  build->note_count = count;
  return OK;
}

Text build_note(const Build *build, Text slot) {
  for (size_t i = build->note_count; i-- > 0;)
    if (text_equal(build->notes[i].slot, slot)) return build->notes[i].body;
  return TEXT_NONE;
}

static Text scope_words(Arena *arena, const ReportAsk *ask) {
  return ask->service_count ? join_and(arena, ask->services, ask->service_count) : TEXT("the whole council");
}

static void describe(Build *build, const ReportAsk *ask) {
  Arena *arena = build->arena;
  *build->report = (Report){.ask = *ask,
                            .period = period_words(arena, build->period),
                            .period_long = period_words_long(arena, build->period),
                            .before = build->has_before ? period_words(arena, build->before) : TEXT_NONE,
                            .scope = scope_words(arena, ask),
                            .council = build->source->council,
                            .made = build->source->now,
                            .compared_with = TEXT_NONE,
                            .compared_published = DATE_NONE};
  build->report->tables = ARENA_ARRAY(arena, FigureTable, REPORT_TABLES_MAX);
  build->report->rates = ARENA_ARRAY(arena, FigureRate, REPORT_RATES_MAX);
  build->report->sections = ARENA_ARRAY(arena, ReportSection, REPORT_SECTIONS_MAX);
}

#define THRESHOLD_DEFAULT 5

/* Below which a number is small: what is asked for, else the council's setting. */
static Error find_threshold(Build *build, ReportAsk *ask) {
  SqlSettingAll *settings;
  size_t count;
  int64_t value;
  if (ask->threshold > 0) return OK;
  ask->threshold = THRESHOLD_DEFAULT;
  TRY(sql_setting_all(build->source->db, build->arena, &settings, &count));
  for (size_t i = 0; i < count; i++)
    if (text_equal(settings[i].name, TEXT("small-numbers")) && text_to_int(settings[i].value, &value) &&
        value >= 0)
      ask->threshold = value;
  return OK;
}

/* The weekly list counts open cases, which need no period. */
static bool counts_a_period(const ReportAsk *ask) { return !text_equal(ask->name, TEXT("weekly")); }

static Error count_all(Build *build, const ReportAsk *ask) {
  build->now_tally = tally_new(build->arena, &build->scope);
  build->before_tally = tally_new(build->arena, &build->before_scope);
  if (!counts_a_period(ask)) return OK;
  return sql_figure_rows_counted(build->source->db, build->arena, build->before.from.day,
                                 build->period.to.day, count_row, build);
}

Error build_begin(const ReportSource *source, const ReportAsk *ask, Report *report, Build *build) {
  *build = (Build){.source = source, .arena = source->arena, .report = report};
  TRY(check_period(source->arena, ask));
  build->period = (Period){ask->from, ask->to};
  build->before = period_before(build->period);
  TRY(names_load(source, &build->names));
  TRY(find_services(build, ask));
  TRY(load_notes(build, ask));
  TRY(look_back(build));
  TRY(count_all(build, ask));
  build_find_procedures(build);
  describe(build, ask);
  return find_threshold(build, &report->ask);
}

Error report_has_records(const ReportSource *source, Date from, Date to, bool *any) {
  SqlFigureAnyBetween row;
  return sql_figure_any_between(source->db, source->arena, from.day, to.day, &row, any);
}

static Error make(const ReportSource *source, const ReportAsk *ask, Report *report) {
  static Error (*const makers[])(Build *) = {report_annual, report_letter, report_weekly};
  Build build;
  for (size_t i = 0; REPORT_NAMES[i]; i++) {
    if (!text_equal(ask->name, text_of(REPORT_NAMES[i]))) continue;
    TRY(build_begin(source, ask, report, &build));
    return makers[i](&build);
  }
  return FAIL(source->arena, ERROR_INVALID,
              "There is no report '%.*s'. There are: annual, ombudsman-letter, weekly.",
              TEXT_ARGUMENTS(ask->name));
}

/* One moment for all of it, whoever writes meanwhile. */
Error report_make(const ReportSource *source, const ReportAsk *ask, Report *report) {
  if (db_in_transaction(source->db)) return make(source, ask, report);
  TRY(db_begin_read(source->db, source->arena));
  Error error = make(source, ask, report);
  db_rollback(source->db);
  return error;
}

const FigureTable *report_table(const Report *report, Text id) {
  for (size_t i = 0; i < report->table_count; i++)
    if (text_equal(report->tables[i].id, id)) return &report->tables[i];
  return NULL;
}

const FigureRate *report_rate(const Report *report, Text id) {
  for (size_t i = 0; i < report->rate_count; i++)
    if (text_equal(report->rates[i].id, id)) return &report->rates[i];
  return NULL;
}

Text share_words(Arena *arena, Share share) {
  int32_t percent = share_percent(share);
  if (percent == PERCENT_NONE) return TEXT_NONE;
  return text_format(arena, "%d%% (%lld of %lld)", (int)percent, (long long)share.n, (long long)share.of);
}

Text report_scope_key(Arena *arena, const ReportAsk *ask) {
  Text *names = ARENA_ARRAY(arena, Text, ask->service_count + 1);
  for (size_t i = 0; i < ask->service_count; i++) {
    size_t to = i;
    for (; to > 0 && text_compare(names[to - 1], ask->services[i]) > 0; to--) names[to] = names[to - 1];
    names[to] = ask->services[i];
  }
  return text_join(arena, names, ask->service_count, TEXT(";"));
}

Text report_period_key(Arena *arena, const ReportAsk *ask) {
  Text from = date_iso(arena, ask->from), to = date_iso(arena, ask->to), scope = report_scope_key(arena, ask);
  return text_format(arena, "%.*s/%.*s%s%.*s", TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(to),
                     text_is_empty(scope) ? "" : "/", TEXT_ARGUMENTS(scope));
}
