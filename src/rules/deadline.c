/* The pure part of `redress deadline`: from a day and a few events to the clocks. */
#include "rules/deadline.h"

#define T(text) TEXT_ARGUMENTS(text)
#define NOTES_MAX 16

typedef struct Work {
  Arena *arena;
  const DeadlineAsk *ask;
  const Procedure *procedure;
  Event *events;
  size_t count;
  int32_t number;
  Text notes[NOTES_MAX];
  size_t note_count;
} Work;

/* ---- reading what was typed ---- */

static bool number_at(Text text, int *number) {
  int64_t value;
  if (text.length == 0 || text.length > 4 || !text_to_int(text, &value) || value < 0) return false;
  *number = (int)value;
  return true;
}

/* "18/12/2018", "18.12.2018", "2018/12/18": the day that was meant. */
static bool meant_date(Text text, Date *date) {
  int numbers[3];
  size_t at = 0, from = 0;
  for (size_t i = 0; i <= text.length; i++) {
    bool between =
        i == text.length || text.at[i] == '/' || text.at[i] == '.' || text.at[i] == '-' || text.at[i] == ' ';
    if (!between) continue;
    if (at == 3 || !number_at(text_slice(text, from, i), &numbers[at])) return false;
    at++;
    from = i + 1;
  }
  if (at != 3) return false;
  if (numbers[0] > 31) return date_of(numbers[0], numbers[1], numbers[2], date);
  return date_of(numbers[2], numbers[1], numbers[0], date);
}

/* "2018-02-30": the month has no such day. */
static bool has_no_such_day(Text text, int *year, int *month) {
  int day;
  if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
  bool numbers = number_at(text_slice(text, 0, 4), year) && number_at(text_slice(text, 5, 7), month) &&
                 number_at(text_slice(text, 8, 10), &day);
  return numbers && *year >= 1900 && *year <= 2199 && *month >= 1 && *month <= 12;
}

Error deadline_date_read(Arena *arena, Text text, Date *date) {
  if (date_parse(text, date)) return OK;
  Text shown = text.length <= 40 ? text : TEXT("…");
  int year, month;
  Date meant;
  if (has_no_such_day(text, &year, &month))
    return FAIL(arena, ERROR_INVALID, "There is no day %.*s: the last of %s %d is %d-%02d-%02d", T(shown),
                month_name(month), year, year, month, days_in_month(year, month));
  if (!meant_date(text, &meant))
    return FAIL(arena, ERROR_INVALID, "\"%.*s\" is not a date; write it as 2018-12-18", T(shown));
  Text right = date_iso(arena, meant);
  return FAIL(arena, ERROR_INVALID, "\"%.*s\" is not a date; did you mean %.*s?", T(shown), T(right));
}

/* Events that have no bearing on a clock, or are given otherwise. */
static bool is_askable(EventType type) {
  switch (type) {
    case EVENT_RECEIVED:
    case EVENT_CLASSIFIED:
    case EVENT_ASSIGNED:
    case EVENT_CUSTOMER_TOLD:
    case EVENT_LATE_REQUEST_DECIDED:
    case EVENT_NOTED:
    case EVENT_RECALCULATED:
    case EVENT_ACTION_AGREED:
    case EVENT_RECOMMENDED:
    case EVENT_DUE_MOVED:
    case EVENT_COMPLETED:
    case EVENT_COMPLIANCE_RECORDED:
    case EVENT_DECIDED:
    case EVENT_PUBLISHED:
    case EVENT_CORRECTED: return false;
    default: return true;
  }
}

Error deadline_event_read(Arena *arena, Text text, DeadlineEvent *event) {
  size_t equals = text_find(text, TEXT("="), 0);
  Text name = text_slice(text, 0, equals);
  TRY(event_name_read(arena, name, &event->name));
  if (event->name.type == EVENT_RECEIVED)
    return FAIL(arena, ERROR_INVALID, "The day received is given by itself (--received), not as an event");
  if (!is_askable(event->name.type))
    return FAIL(arena, ERROR_INVALID, "\"%.*s\" moves no due date", T(name));
  if (equals == SIZE_MAX)
    return FAIL(arena, ERROR_INVALID, "\"%.*s\" needs its day: %.*s=2019-02-01", T(name), T(name));
  return deadline_date_read(arena, text_slice(text, equals + 1, text.length), &event->date);
}

/* ---- working it out ---- */

static void note(Work *work, Text words) {
  if (work->note_count < NOTES_MAX) work->notes[work->note_count++] = words;
}

static Error no_version(Work *work) {
  const ProcedureBook *book = work->ask->procedures;
  Text words = TEXT_NONE;
  for (size_t i = 0; i < book->count; i++) {
    if (!text_equal(book->items[i]->id, work->ask->procedure)) continue;
    words = text_format(work->arena, "%.*s%s%.*s", T(words), text_is_empty(words) ? "" : ", ",
                        T(book->items[i]->version));
  }
  return FAIL(work->arena, ERROR_INVALID, "The procedure \"%.*s\" has no version \"%.*s\"; it has %.*s",
              T(work->ask->procedure), T(work->ask->version), T(words));
}

static Error find_procedure(Work *work) {
  const DeadlineAsk *ask = work->ask;
  const Procedure *in_force = procedure_in_force(ask->procedures, ask->procedure, ask->received);
  if (!in_force) {
    Text near = procedure_nearest(work->arena, ask->procedures, ask->procedure);
    bool known = !text_is_empty(near);
    return FAIL(work->arena, ERROR_INVALID, "There is no procedure \"%.*s\"%s%.*s%s", T(ask->procedure),
                known ? "; did you mean \"" : "", T(near), known ? "\"?" : "");
  }
  work->procedure = in_force;
  if (text_is_empty(ask->version)) return OK;
  work->procedure = procedure_version(ask->procedures, ask->procedure, ask->version);
  return work->procedure ? OK : no_version(work);
}

static bool stands_after(const Event *a, const Event *b) {
  int order = date_compare(a->on, b->on);
  return order > 0 || (order == 0 && a->number > b->number);
}

static void insert(Work *work, Event event) {
  size_t to = work->count++;
  for (; to > 0 && stands_after(&work->events[to - 1], &event); to--)
    work->events[to] = work->events[to - 1];
  work->events[to] = event;
}

/* The order of what happened on one day. */
typedef enum Rank { RANK_RECEIVED, RANK_EXTENDED, RANK_OTHER } Rank;
#define RANK_ROOM 100000

static Event event_new(Work *work, EventName name, Date on, Rank rank) {
  return (Event){.number = (int32_t)rank * RANK_ROOM + ++work->number,
                 .type = name.type,
                 .stage = name.stage,
                 .on = on,
                 .minute = -1,
                 .recorded = INSTANT_NONE,
                 .until = DATE_NONE,
                 .clock = TEXT_NONE,
                 .reason = TEXT_NONE,
                 .procedure = TEXT_NONE,
                 .version = TEXT_NONE,
                 .calendar = TEXT_NONE};
}

static Date day_of_looking(const DeadlineAsk *ask) {
  return date_is_none(ask->at) ? ask->received : ask->at;
}

static ClockList derive(Work *work) {
  ClockInput input = {.procedure = work->procedure,
                      .events = work->events,
                      .count = work->count,
                      .calendars = work->ask->calendars,
                      .today = day_of_looking(work->ask)};
  return clocks_derive(work->arena, &input);
}

static Error check_event(Work *work, const DeadlineEvent *event) {
  Text name = event_name_text(work->arena, event->name);
  if (event->name.stage > (int)work->procedure->stage_count)
    return FAIL(work->arena, ERROR_INVALID, "\"%.*s\": the procedure \"%.*s\" has %zu stage%s", T(name),
                T(work->procedure->id), work->procedure->stage_count,
                work->procedure->stage_count == 1 ? "" : "s");
  bool may_precede = event->name.type == EVENT_MATTER_AROSE;
  if (may_precede || !date_before(event->date, work->ask->received)) return OK;
  Text on = date_iso(work->arena, event->date), received = date_iso(work->arena, work->ask->received);
  return FAIL(work->arena, ERROR_INVALID, "%.*s=%.*s is before the day received, %.*s", T(name), T(on),
              T(received));
}

static bool is_extension(const DeadlineEvent *event) { return event->name.type == EVENT_EXTENDED; }

/* An agreed date counts as agreed as soon as it could be: it is the date that matters. */
static void add_plain(Work *work, const DeadlineEvent *event) {
  Event added = event_new(work, event->name, event->date, RANK_OTHER);
  if (event->name.type == EVENT_DATE_AGREED) {
    added.until = event->date;
    added.on = work->ask->received;
  }
  insert(work, added);
}

static Date earlier(Date a, Date b) { return date_before(a, b) ? a : b; }

/* A new due date. The day of the decision is not known: it is taken to have been in time. */
static Error add_new_date(Work *work, const DeadlineEvent *event, const Clock *clock) {
  const ExtensionRule *extend = &clock->rule->extend;
  bool beyond = !date_is_none(clock->latest) && date_before(clock->latest, event->date);
  if (beyond) {
    Text date = date_words(work->arena, event->date), latest = date_words(work->arena, clock->latest);
    Text limit = limit_words(work->arena, extend->limit);
    Text id = clock->id;
    const char *form = extend->form == EXTENSION_TO ? "in all" : "more";
    if (!extend->beyond_with_reason)
      return FAIL(work->arena, ERROR_REFUSED,
                  "%.*s cannot be extended to %.*s: the longest extension (%.*s %s) ends on %.*s", T(id),
                  T(date), T(limit), form, T(latest));
    note(work, text_format(work->arena, "%.*s: %.*s is beyond %.*s %s (%.*s) and needs a good reason.",
                           T(id), T(date), T(limit), form, T(latest)));
  }
  Date on = earlier(clock->due, day_of_looking(work->ask));
  if (!date_is_none(clock->met_on)) on = earlier(on, clock->met_on);
  if (clock->pause_count > 0)
    on = date_later(on, clock->pauses[clock->pause_count - 1].to); /* they are reckoned with */
  Event added = event_new(work, event->name, date_later(on, work->ask->received), RANK_EXTENDED);
  added.until = event->date;
  insert(work, added);
  Text due = date_words(work->arena, clock->due);
  note(work, text_format(work->arena, "%.*s: the extension is taken to have been decided by %.*s, in time.",
                         T(clock->id), T(due)));
  return OK;
}

/* The day of the decision: the longest extension is taken. */
static Error add_longest(Work *work, const DeadlineEvent *event, const Clock *clock) {
  if (clock->rule->extend.form == EXTENSION_OPEN) {
    Text due = date_words(work->arena, clock->due);
    return FAIL(
        work->arena, ERROR_INVALID,
        "%.*s has no longest extension: give the new due date, later than %.*s, in stage-%d/extended=DATE",
        T(clock->id), T(due), event->name.stage);
  }
  insert(work, event_new(work, event->name, event->date, RANK_EXTENDED));
  return OK;
}

static Error add_extension(Work *work, const DeadlineEvent *event) {
  Text id = text_format(work->arena, "stage-%d/respond", event->name.stage);
  const StageRule *stage = procedure_stage(work->procedure, event->name.stage);
  const ClockRule *rule = stage ? stage_clock(stage, TEXT("respond")) : NULL;
  Text procedure = work->procedure->id;
  if (!rule || rule->extend.form == EXTENSION_NONE)
    return FAIL(work->arena, ERROR_REFUSED, "The procedure \"%.*s\" allows no extension of %.*s",
                T(procedure), T(id));
  const Clock *clock = clock_find(derive(work), id);
  if (clock && clock->status == CLOCK_PAUSED)
    return FAIL(work->arena, ERROR_INVALID,
                "%.*s is paused and has no due date: give the day on which it was resumed", T(id));
  if (!clock || date_is_none(clock->due))
    return FAIL(work->arena, ERROR_INVALID, "%.*s has not started: give the event that starts it", T(id));
  if (date_before(clock->due, event->date)) return add_new_date(work, event, clock);
  return add_longest(work, event, clock);
}

static Error add_events(Work *work) {
  const DeadlineAsk *ask = work->ask;
  Event received = event_new(work, (EventName){EVENT_RECEIVED, 0}, ask->received, RANK_RECEIVED);
  received.minute = ask->minute;
  insert(work, received);
  for (size_t i = 0; i < ask->count; i++) TRY(check_event(work, &ask->events[i]));
  for (size_t i = 0; i < ask->count; i++)
    if (!is_extension(&ask->events[i])) add_plain(work, &ask->events[i]);
  for (size_t i = 0; i < ask->count; i++)
    if (is_extension(&ask->events[i])) TRY(add_extension(work, &ask->events[i]));
  return OK;
}

Error deadlines_work_out(Arena *arena, const DeadlineAsk *ask, Deadlines *answer) {
  Work *work = ARENA_NEW(arena, Work);
  work->arena = arena;
  work->ask = ask;
  work->events = ARENA_ARRAY(arena, Event, ask->count + 1);
  TRY(find_procedure(work));
  TRY(add_events(work));
  *answer = (Deadlines){.procedure = work->procedure,
                        .received = ask->received,
                        .at = day_of_looking(ask),
                        .calendar = calendar_book_newest(ask->calendars)->version,
                        .events = work->events,
                        .event_count = work->count,
                        .clocks = derive(work),
                        .notes = {work->notes, work->note_count}};
  return OK;
}
