/* Which clocks a case has, what started, held, met or ended each of them. The arithmetic is in
 * clock_count.c. */
#include "rules/clock_count.h"

#define NO_EVENT SIZE_MAX
#define FALL_BACKS_MAX 4 /* a chain of fall-backs longer than this is a circle */

typedef struct Derivation {
  Arena *arena;
  const ClockInput *input;
  const StageRule *stage;
  const ClockRule *rule;
  int depth;
  size_t started, met, ended; /* events by index, or NO_EVENT */
  const CalendarVersion *version;
  Clock *clock;
} Derivation;

const char *clock_status_word(ClockStatus status) {
  static const char *const words[] = {"not-started",      "running",  "paused", "met-on-time",
                                      "met-in-extension", "met-late", "missed", "not-needed"};
  BUG_IF((unsigned)status >= sizeof words / sizeof words[0]);
  return words[status];
}

const char *verdict_word(Verdict verdict) {
  static const char *const words[] = {"", "on-time", "in-extension", "late"};
  BUG_IF((unsigned)verdict >= sizeof words / sizeof words[0]);
  return words[verdict];
}

const Calendar *procedure_calendar(const Procedure *procedure, const CalendarVersion *version) {
  const Calendar *closed = version->with_closures[procedure->nation];
  return procedure->closure_days && closed ? closed : version->plain[procedure->nation];
}

static size_t first_event(const ClockInput *input, EventName name) {
  for (size_t i = 0; i < input->count; i++)
    if (event_is(&input->events[i], name)) return i;
  return NO_EVENT;
}

static size_t earlier(size_t a, size_t b) { return a < b ? a : b; }

/* A rule that nothing meets has an empty name, which reads as the receipt: that meets no clock. */
static size_t find_met(const Derivation *d) {
  if (d->rule->met_by.type == EVENT_RECEIVED) return NO_EVENT;
  return first_event(d->input, d->rule->met_by);
}

/* Whether the event, a possible start, is spent on ending a pause of this clock. */
static bool is_spent(const Derivation *d, size_t at) {
  if (!pause_ends(d->stage, d->rule, &d->input->events[at])) return false;
  bool paused = false;
  for (size_t i = 0; i < at; i++) {
    const Event *event = &d->input->events[i];
    if (pause_holds(d->stage, d->rule, event))
      paused = true;
    else if (pause_ends(d->stage, d->rule, event))
      paused = false;
  }
  return paused;
}

static size_t find_start(const Derivation *d) {
  bool latest = d->rule->start_rule == START_LATEST;
  size_t found = NO_EVENT;
  size_t end = latest ? earlier(d->input->count, d->met) : d->input->count;
  for (size_t i = 0; i < end; i++) {
    if (!event_in(&d->input->events[i], d->rule->starts) || is_spent(d, i)) continue;
    found = i;
    if (!latest) break;
  }
  return found;
}

/* The last closing or withdrawal that nothing undid; the Ombudsman's decision ends the enquiry in the same
 * way. */
static size_t find_closing(const ClockInput *input) {
  size_t found = NO_EVENT;
  for (size_t i = 0; i < input->count; i++) {
    EventType type = input->events[i].type;
    if (type == EVENT_CLOSED || type == EVENT_WITHDRAWN || type == EVENT_DECIDED)
      found = earlier(found, i);
    else if (type == EVENT_REOPENED || type == EVENT_REQUESTED)
      found = NO_EVENT;
  }
  return found;
}

static bool is_customers(const ClockRule *rule) { return rule->for_customer || rule->kind == CLOCK_WINDOW; }

static bool is_reopened_after(const ClockInput *input, size_t at) {
  for (size_t i = at + 1; i < input->count; i++)
    if (input->events[i].type == EVENT_REOPENED) return true;
  return false;
}

static bool is_settled_by(const Derivation *d, size_t at) {
  size_t opened = first_event(d->input, d->stage->opens);
  if (d->input->events[at].type != EVENT_RESOLVED || is_reopened_after(d->input, at)) return false;
  return opened == NO_EVENT || opened < at;
}

/* The answer, or the settling at once, ends what the council had to do before it, but not what begins with
 * it. */
static bool answer_ends(const Derivation *d, size_t at) {
  const Event *event = &d->input->events[at];
  bool answers = is_settled_by(d, at) || event_is(event, (EventName){EVENT_RESPONDED, d->stage->number});
  if (!answers || is_customers(d->rule) || event_in(event, d->rule->starts)) return false;
  return d->started == NO_EVENT || d->started < at;
}

static size_t find_end(const Derivation *d) {
  for (size_t i = 0; i < d->input->count; i++) {
    const Event *event = &d->input->events[i];
    if (event->type == EVENT_REQUESTED && event->stage > d->stage->number)
      return earlier(i, find_closing(d->input));
    if (answer_ends(d, i)) return earlier(i, find_closing(d->input));
  }
  return find_closing(d->input);
}

static Date day_of_event(const Derivation *d, const Event *event, const Calendar *days) {
  bool deemed = event->type == EVENT_RECEIVED || event->type == EVENT_REQUESTED;
  return deemed ? receipt_day(d->input->procedure, days, event->on, event->minute) : event->on;
}

static const Event *event_at(const Derivation *d, size_t at) {
  return at == NO_EVENT ? NULL : &d->input->events[at];
}

static Clock *derive(Arena *arena, const ClockInput *input, const StageRule *stage, const ClockRule *rule,
                     int depth);

/* Where the start did not come by the due date of another clock, it starts on that date. */
static void fall_back(Derivation *d, const Clock *before) {
  Clock *clock = d->clock;
  if (date_is_none(before->due)) return;
  if (!date_is_none(clock->starts_on) && !date_before(before->due, clock->starts_on)) return;
  clock->starts_on = before->due;
  clock->started_by = text_format(d->arena, "%.*s due", TEXT_ARGUMENTS(before->id));
  clock->by_fall_back = true;
  bool still_open = d->met == NO_EVENT && d->ended == NO_EVENT && d->started == NO_EVENT;
  clock->expected = still_open && !date_before(before->due, d->input->today);
}

static void set_start(Derivation *d) {
  Clock *clock = d->clock;
  const ClockRule *rule = d->rule;
  const Event *event = event_at(d, d->started);
  clock->starts_on = clock->event_on = DATE_NONE;
  clock->event_minute = -1;
  clock->limit = rule->limit;
  clock->start_name = rule->starts.count ? rule->starts.items[0] : (EventName){EVENT_RECEIVED, 0};
  if (event) {
    clock->start_name = (EventName){event->type, event->stage};
    clock->starts_on = day_of_event(d, event, clock->days);
    clock->event_on = event->on;
    clock->event_minute = event->minute;
    clock->started_by = event_name_text(d->arena, clock->start_name);
  }
  const ClockRule *other = stage_clock(d->stage, rule->fall_back);
  if (other && other != rule && d->depth < FALL_BACKS_MAX)
    fall_back(d, derive(d->arena, d->input, d->stage, other, d->depth + 1));
}

/* "Two months of the answer or, if later, six months of the matter". A matter that nobody dated does not
 * hold the other date up; an answer that has not come does. */
static void set_or_later(Derivation *d) {
  const ClockRule *rule = d->rule;
  Clock *clock = d->clock;
  if (rule->or_later_limit.count <= 0) return;
  const Event *event = event_at(d, first_event(d->input, rule->or_later_starts));
  bool waits = date_is_none(clock->starts_on) && clock->start_name.type != EVENT_MATTER_AROSE;
  if (!event || waits) return;
  Date start = day_of_event(d, event, clock->days);
  Date other = deadline(clock->days, rule, start, rule->or_later_limit);
  if (!date_is_none(clock->starts_on) &&
      !date_before(deadline(clock->days, rule, clock->starts_on, rule->limit), other))
    return;
  clock->or_later = true;
  clock->limit = rule->or_later_limit;
  clock->starts_on = start;
  clock->event_on = event->on;
  clock->event_minute = event->minute;
  clock->start_name = rule->or_later_starts;
  clock->started_by = event_name_text(d->arena, clock->start_name);
  clock->by_fall_back = clock->expected = false;
}

static void take_dates(Clock *clock, const ClockRun *run) {
  bool held = run->paused && (date_is_none(run->original.raw) ||
                              date_before(run->paused_from, run_date(run, run->original)));
  clock->original = held ? DATE_NONE : run_date(run, run->original);
  clock->due = run->paused ? DATE_NONE : run_date(run, run->due);
  clock->latest = run->paused ? DATE_NONE : run_date(run, run->latest);
  if (!date_is_none(clock->latest)) clock->latest = date_later(clock->latest, clock->due);
  clock->extended = run->extensions > 0;
  clock->extensions = run->extensions;
  clock->extended_on = run->extended_on;
  clock->extended_from = run->extended_from;
  clock->extended_in_time = clock->extended && date_equal(run->good.raw, run->due.raw);
  clock->moved_from = run->moved_from;
  clock->pauses = run->pauses;
  clock->pause_count = run->pause_count;
}

static Verdict judge(const Clock *clock, Date good) {
  if (date_is_none(clock->due) || date_is_none(clock->original)) return VERDICT_NONE;
  if (!date_before(clock->original, clock->met_on)) return VERDICT_ON_TIME;
  return clock->extended && !date_before(good, clock->met_on) ? VERDICT_IN_EXTENSION : VERDICT_LATE;
}

static ClockStatus status_when_met(Verdict verdict) {
  switch (verdict) {
  case VERDICT_ON_TIME:
    return CLOCK_MET_ON_TIME;
  case VERDICT_IN_EXTENSION:
    return CLOCK_MET_IN_EXTENSION;
  case VERDICT_LATE:
    return CLOCK_MET_LATE;
  case VERDICT_NONE:
    break;
  }
  return CLOCK_NOT_NEEDED;
}

/* Nobody is late for a window or for another reading of a rule: they run out. A window whose second start is
 * still to come has not. */
static bool has_run_out(const Derivation *d) {
  const Clock *clock = d->clock;
  bool runs_out = is_customers(d->rule) || d->rule->kind == CLOCK_SHOWN;
  if (!runs_out || date_is_none(clock->due) || !date_before(clock->due, d->input->today)) return false;
  if (d->rule->or_later_limit.count <= 0 || d->rule->or_later_starts.type == EVENT_MATTER_AROSE) return true;
  return first_event(d->input, d->rule->or_later_starts) != NO_EVENT;
}

static void set_status(Derivation *d, const ClockRun *run) {
  Clock *clock = d->clock;
  const Event *met = event_at(d, d->met), *ended = event_at(d, d->ended);
  bool started = !date_is_none(clock->starts_on);
  if (met) {
    clock->met_on = met->on;
    clock->verdict = started ? judge(clock, run_date(run, run->good)) : VERDICT_NONE;
    clock->status = status_when_met(clock->verdict);
  } else if (ended) {
    clock->ended_on = ended->on;
    bool in_time = date_is_none(clock->due) || !date_before(clock->due, ended->on);
    clock->status = in_time ? CLOCK_NOT_NEEDED : CLOCK_MISSED;
  } else if (!started || clock->expected) {
    clock->status = CLOCK_NOT_STARTED;
  } else if (run->paused) {
    clock->status = CLOCK_PAUSED;
  } else {
    clock->status = has_run_out(d) ? CLOCK_MISSED : CLOCK_RUNNING;
  }
}

/* Working days for a limit in working days, else calendar days; on a Saturday after a Friday it is a day
 * late. */
static int32_t days_until(const Clock *clock, Date today) {
  if (date_is_none(clock->due) || date_equal(clock->due, today)) return 0;
  int32_t left = clock->due.day - today.day;
  if (clock->limit.unit != UNIT_WORKING_DAYS) return left;
  int32_t working = calendar_between(clock->days, today, clock->due);
  return working != 0 ? working : (left > 0 ? 1 : -1);
}

static bool is_provisional(const Clock *clock) {
  if (date_is_none(clock->starts_on)) return false;
  Date last = date_later(date_later(clock->due, clock->latest), clock->original);
  bool first_unknown = calendar_is_provisional(clock->days, date_plus(clock->starts_on, 1));
  return first_unknown || (!date_is_none(last) && calendar_is_provisional(clock->days, last));
}

static void run_through(Derivation *d) {
  Clock *clock = d->clock;
  const Event *end = d->met != NO_EVENT ? event_at(d, d->met) : event_at(d, d->ended);
  size_t stop = end ? (size_t)(end - d->input->events) : d->input->count;
  ClockRun run = {.arena = d->arena,
                  .stage = d->stage,
                  .rule = d->rule,
                  .days = clock->days,
                  .start = clock->starts_on,
                  .limit = clock->limit};
  run.pauses = ARENA_ARRAY(d->arena, Pause, d->input->count + 1);
  run_begin(&run);
  if (!date_is_none(clock->starts_on)) {
    for (size_t i = 0; i < stop; i++) run_event(&run, &d->input->events[i]);
    run_finish(&run, end ? end->on : DATE_NONE, d->input->today);
  }
  take_dates(clock, &run);
  set_status(d, &run);
}

/* While it runs the newest calendar counts; met or ended, the one that was in force then, so that history
 * stays. */
static const CalendarVersion *version_of(const Derivation *d) {
  const Event *end = d->met != NO_EVENT ? event_at(d, d->met) : event_at(d, d->ended);
  return end ? calendar_book_find(d->input->calendars, end->calendar)
             : calendar_book_newest(d->input->calendars);
}

static Clock *derive(Arena *arena, const ClockInput *input, const StageRule *stage, const ClockRule *rule,
                     int depth) {
  Derivation d = {.arena = arena, .input = input, .stage = stage, .rule = rule, .depth = depth};
  d.met = find_met(&d);
  d.started = find_start(&d);
  d.ended = find_end(&d);
  d.version = version_of(&d);
  d.clock = ARENA_NEW(arena, Clock);
  Clock *clock = d.clock;
  clock->procedure = input->procedure;
  clock->rule = rule;
  clock->stage = stage;
  clock->id = text_format(arena, "stage-%d/%.*s", stage->number, TEXT_ARGUMENTS(rule->id));
  clock->calendar = d.version->version;
  clock->days = procedure_calendar(input->procedure, d.version);
  clock->started_by = TEXT_NONE;
  clock->met_on = clock->ended_on = DATE_NONE;
  set_start(&d);
  set_or_later(&d);
  run_through(&d);
  clock->days_left = days_until(clock, input->today);
  clock->provisional = is_provisional(clock);
  return clock;
}

static bool is_open(const ClockInput *input, const StageRule *stage) {
  for (size_t i = 0; i < input->count; i++)
    if (event_is(&input->events[i], stage->opens) || input->events[i].stage == stage->number) return true;
  return false;
}

ClockList clocks_derive(Arena *arena, const ClockInput *input) {
  size_t count = 0, room = 0;
  for (size_t i = 0; i < input->procedure->stage_count; i++) room += input->procedure->stages[i].clock_count;
  Clock *clocks = ARENA_ARRAY(arena, Clock, room + 1);
  for (size_t i = 0; i < input->procedure->stage_count; i++) {
    const StageRule *stage = &input->procedure->stages[i];
    if (!is_open(input, stage)) continue;
    for (size_t k = 0; k < stage->clock_count; k++)
      clocks[count++] = *derive(arena, input, stage, &stage->clocks[k], 0);
  }
  return (ClockList){clocks, count};
}

const Clock *clock_find(ClockList clocks, Text id) {
  for (size_t i = 0; i < clocks.count; i++)
    if (text_equal(clocks.items[i].id, id)) return &clocks.items[i];
  return NULL;
}
