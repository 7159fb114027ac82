/* The open cases, read once and counted by service. */
#include "report/weekly_parts.h"
#include "sql_weekly.h"

#include <stdlib.h>

bool weekly_in_scope(const Weekly *weekly, FigureKey service) {
  const FigureScope *scope = &weekly->build->scope;
  for (size_t i = 0; i < scope->service_count; i++)
    if (scope->services[i] == service) return true;
  return scope->service_count == 0;
}

ServiceId weekly_only_service(const Weekly *weekly) {
  const FigureScope *scope = &weekly->build->scope;
  return (ServiceId){scope->service_count == 1 ? scope->services[0] : 0};
}

WeeklyService *weekly_service(Weekly *weekly, FigureKey key) {
  for (size_t i = 0; i < weekly->service_count; i++)
    if (weekly->services[i].key == key) return &weekly->services[i];
  if (weekly->service_count == weekly->service_room) {
    size_t room = weekly->service_room ? weekly->service_room * 2 : 32;
    weekly->services = arena_grow(weekly->build->arena, weekly->services, weekly->service_count, room,
                                  sizeof(WeeklyService));
    weekly->service_room = room;
  }
  WeeklyService *service = &weekly->services[weekly->service_count++];
  *service = (WeeklyService){.key = key};
  service->cells[WEEKLY_OLDEST] = INT_NONE;
  return service;
}

/* Neighbours in the list are mostly of one procedure. */
const Procedure *weekly_procedure(const Weekly *weekly, Text id) {
  const WeeklyCase *last = weekly->case_count ? &weekly->cases[weekly->case_count - 1] : NULL;
  if (text_is_empty(id)) return NULL;
  if (last && last->procedure && text_equal(last->procedure->id, id)) return last->procedure;
  return procedure_in_force(weekly->build->source->procedures, id, weekly->today);
}

const Calendar *weekly_days(const Weekly *weekly, const Procedure *procedure) {
  return procedure ? procedure_calendar(procedure, weekly->calendar)
                   : weekly->calendar->plain[NATION_ENGLAND_AND_WALES];
}

WeeklyColumn weekly_place(const Weekly *weekly, const WeeklyCase *item) {
  if (item->paused) return WEEKLY_PAUSED;
  if (date_is_none(item->due)) return WEEKLY_LATER;
  if (date_before(item->due, weekly->today)) return WEEKLY_LATE;
  if (item->due.day <= weekly->sunday.day) return WEEKLY_THIS_WEEK;
  return item->due.day <= weekly->sunday.day + 7 ? WEEKLY_NEXT_WEEK : WEEKLY_LATER;
}

static void count_case(Weekly *weekly, const WeeklyCase *item, Date received) {
  int64_t *cells = weekly_service(weekly, item->service)->cells;
  int64_t age = calendar_between(item->days, received, weekly->today);
  cells[WEEKLY_OPEN]++;
  cells[weekly_place(weekly, item)]++;
  if (cells[WEEKLY_OLDEST] == INT_NONE || age > cells[WEEKLY_OLDEST]) cells[WEEKLY_OLDEST] = age;
}

static Error take_case(void *context, const SqlWeeklyOpen *row) {
  Weekly *weekly = context;
  if (!weekly_in_scope(weekly, row->service.value)) return OK;
  if (weekly->case_count == weekly->case_room) {
    size_t room = weekly->case_room ? weekly->case_room * 2 : 256;
    weekly->cases =
        arena_grow(weekly->build->arena, weekly->cases, weekly->case_count, room, sizeof(WeeklyCase));
    weekly->case_room = room;
  }
  const Procedure *procedure = weekly_procedure(weekly, row->procedure);
  WeeklyCase *item = &weekly->cases[weekly->case_count++];
  *item = (WeeklyCase){.id = row->case_id.value,
                       .reference = row->reference,
                       .person = row->person,
                       .step = row->next_clock,
                       .procedure = procedure,
                       .days = weekly_days(weekly, procedure),
                       .anonymous = row->anonymous,
                       .ombudsman = text_equal(row->kind, TEXT("ombudsman-case")),
                       .paused = row->paused,
                       .stage = (int)row->stage,
                       .service = row->service.value,
                       .owner = row->owner,
                       .due = row->paused ? DATE_NONE : row->due};
  count_case(weekly, item, row->received);
  /* a further stage is open since it was asked for; until then the stage before it was, which has ended */
  Date opened = row->stage_opened == INT_NONE ? row->received : (Date){(int32_t)row->stage_opened};
  weekly_count_weeks(weekly, opened, DATE_NONE, item->due);
  return OK;
}

/* What has no date comes last. */
static int by_pressure(const void *a, const void *b) {
  const WeeklyCase *first = a, *second = b;
  bool none = date_is_none(first->due), other = date_is_none(second->due);
  if (none != other) return none ? 1 : -1;
  if (!none && !date_equal(first->due, second->due)) return date_compare(first->due, second->due);
  return (first->id > second->id) - (first->id < second->id);
}

Error weekly_load(Weekly *weekly) {
  TRY(sql_weekly_open(weekly->build->source->db, weekly->build->arena, weekly_only_service(weekly), take_case,
                      weekly));
  if (weekly->case_count) qsort(weekly->cases, weekly->case_count, sizeof(WeeklyCase), by_pressure);
  return OK;
}

Error report_weekly_services(const ReportSource *source, const Text **names, size_t *count) {
  NameBook book;
  SqlWeeklyServices *rows;
  size_t found;
  *count = 0;
  TRY(names_load(source, &book));
  TRY(sql_weekly_services(source->db, source->arena, &rows, &found));
  Text *sorted = ARENA_ARRAY(source->arena, Text, found + 1);
  for (size_t i = 0; i < found; i++) {
    Text name = name_of_service(&book, rows[i].service.value);
    if (text_is_empty(name)) continue;
    size_t to = (*count)++;
    for (; to > 0 && text_compare(sorted[to - 1], name) > 0; to--) sorted[to] = sorted[to - 1];
    sorted[to] = name;
  }
  *names = sorted;
  return OK;
}

Error report_weekly_kept(const ReportSource *source, Text scope, Date first, Date last,
                         const KeptWeek **weeks, size_t *count) {
  SqlWeeklyKept *rows;
  TRY(sql_weekly_kept(source->db, source->arena, scope, first, last, &rows, count));
  KeptWeek *kept = ARENA_ARRAY(source->arena, KeptWeek, *count + 1);
  for (size_t i = 0; i < *count; i++)
    kept[i] = (KeptWeek){rows[i].case_id, rows[i].reference, rows[i].monday, rows[i].recorded};
  *weeks = kept;
  return OK;
}

/* ---- weeks ---------------------------------------------------------------------------------------- */

Date week_monday(Date day) { return date_plus(day, -(int32_t)date_weekday(day)); }

/* The week belongs to the year in which its Thursday lies. */
static Date first_monday(int year) {
  Date fourth = DATE_NONE;
  if (!date_of(year, 1, 4, &fourth)) return DATE_NONE;
  return week_monday(fourth);
}

Text week_name(Arena *arena, Date monday) {
  int year = date_parts(date_plus(monday, 3)).year;
  Date first = first_monday(year);
  if (date_is_none(first)) return TEXT_NONE;
  return text_format(arena, "%04d-W%02d", year, (monday.day - first.day) / 7 + 1);
}

bool week_parse(Text name, Date *monday) {
  int64_t year, week;
  Text number = text_slice(name, 6, 8);
  if (name.length != 8 || !text_equal(text_slice(name, 4, 6), TEXT("-W"))) return false;
  if (text_starts(number, TEXT("0"))) number = text_slice(number, 1, 2);
  if (!text_to_int(text_slice(name, 0, 4), &year) || !text_to_int(number, &week)) return false;
  Date first = year >= 1900 && year < 2199 ? first_monday((int)year) : DATE_NONE;
  if (date_is_none(first) || week < 1 || week > 53) return false;
  *monday = date_plus(first, 7 * ((int32_t)week - 1));
  return date_parts(date_plus(*monday, 3)).year == year;
}
