#include "rules/clock_count.h"

bool text_list_has(TextList list, Text text) {
  for (size_t i = 0; i < list.count; i++)
    if (text_equal(list.items[i], text)) return true;
  return false;
}

bool event_is(const Event *event, EventName name) {
  return event->type == name.type && event->stage == name.stage;
}

bool event_in(const Event *event, EventNameList names) {
  for (size_t i = 0; i < names.count; i++)
    if (event_is(event, names.items[i])) return true;
  return false;
}

/* Statute's "beginning with": the period ends the day before the corresponding day; where the month has no
 * such day, on its last day. */
static Date months_beginning_with(Date start, int32_t months) {
  bool clamped;
  Date corresponding = date_plus_months(start, months, &clamped);
  return clamped ? corresponding : date_plus(corresponding, -1);
}

static Date count_months(Counting counting, Date start, int32_t months) {
  switch (counting) {
    case COUNT_DAY_IS_ONE:
    case COUNT_BEGINNING_WITH: return months_beginning_with(start, months);
    case COUNT_AFTER_NEXT_DAY: return date_plus_months(date_plus(start, 1), months, NULL);
    case COUNT_AFTER: break;
  }
  return date_plus_months(start, months, NULL);
}

static Date count_working_days(const Calendar *days, Counting counting, Date start, int32_t count) {
  bool start_is_one = counting == COUNT_BEGINNING_WITH ||
                      (counting == COUNT_DAY_IS_ONE && calendar_is_working_day(days, start));
  return calendar_plus(days, start, start_is_one && count > 0 ? count - 1 : count);
}

static Date count_calendar_days(Counting counting, Date start, int32_t count) {
  bool start_is_one = counting == COUNT_BEGINNING_WITH || counting == COUNT_DAY_IS_ONE;
  return date_plus(start, start_is_one && count > 0 ? count - 1 : count);
}

Date count_limit(const Calendar *days, const ClockRule *rule, Date start, Limit limit) {
  if (date_is_none(start)) return start;
  switch (limit.unit) {
    case UNIT_WORKING_DAYS: return count_working_days(days, rule->counting, start, limit.count);
    case UNIT_CALENDAR_DAYS: return count_calendar_days(rule->counting, start, limit.count);
    case UNIT_MONTHS: return count_months(rule->counting, start, limit.count);
    case UNIT_AGREED: break;
  }
  return DATE_NONE;
}

Date count_roll(const ClockRule *rule, const Calendar *days, Date date) {
  return rule->rolls && !date_is_none(date) ? calendar_roll(days, date) : date;
}

Date count_shift(const Calendar *days, Unit unit, Date date, Date from, Date to) {
  if (date_is_none(date)) return date;
  if (unit != UNIT_WORKING_DAYS) return date_plus(date, to.day - from.day);
  return calendar_plus(days, to, calendar_between(days, from, date));
}

Date deadline(const Calendar *calendar, const ClockRule *rule, Date start, Limit limit) {
  return count_roll(rule, calendar, count_limit(calendar, rule, start, limit));
}

Date receipt_day(const Procedure *procedure, const Calendar *calendar, Date on, int minute) {
  bool cut_off = procedure->receipt_cut_off >= 0;
  if (cut_off && minute > procedure->receipt_cut_off) return calendar_plus(calendar, on, 1);
  return procedure->receipt_deemed || cut_off ? calendar_roll(calendar, on) : on;
}

static bool any_clock_lists(const StageRule *stage, Text reason) {
  for (size_t i = 0; i < stage->clock_count; i++)
    if (text_list_has(stage->clocks[i].pause.reasons, reason)) return true;
  return false;
}

bool pause_holds(const StageRule *stage, const ClockRule *rule, const Event *event) {
  if (event->type != EVENT_PAUSED || event->stage != stage->number || !rule->pause.allowed) return false;
  if (text_is_empty(event->reason) || text_list_has(rule->pause.reasons, event->reason)) return true;
  return rule->pause.reasons.count == 0 || !any_clock_lists(stage, event->reason);
}

bool pause_ends(const StageRule *stage, const ClockRule *rule, const Event *event) {
  return (event->type == EVENT_RESUMED && event->stage == stage->number) ||
         event_in(event, rule->pause.ends);
}

bool event_names_clock(const StageRule *stage, const ClockRule *rule, const Event *event) {
  if (event->stage != stage->number) return false;
  bool any_agreed = event->type == EVENT_DATE_AGREED && rule->limit.unit == UNIT_AGREED;
  if (text_is_empty(event->clock)) return any_agreed || text_equal(rule->id, TEXT("respond"));
  return text_equal(rule->id, event->clock);
}

Date run_date(const ClockRun *run, Mark mark) {
  return mark.exact ? mark.raw : count_roll(run->rule, run->days, mark.raw);
}

/* A date later by an extension of so many units. */
static Mark mark_plus(const ClockRun *run, Mark mark, Limit limit, int32_t times) {
  if (date_is_none(mark.raw)) return mark;
  int32_t count = limit.count * times;
  switch (limit.unit) {
    case UNIT_WORKING_DAYS: return (Mark){calendar_plus(run->days, mark.raw, count), false};
    case UNIT_CALENDAR_DAYS: return (Mark){date_plus(mark.raw, count), false};
    case UNIT_MONTHS: return (Mark){date_plus_months(mark.raw, count, NULL), false};
    case UNIT_AGREED: break;
  }
  return mark;
}

static Mark longest_from(const ClockRun *run, Date start) {
  const ExtensionRule *extend = &run->rule->extend;
  if (extend->form == EXTENSION_TO)
    return (Mark){count_limit(run->days, run->rule, start, extend->limit), false};
  if (extend->form == EXTENSION_BY && extend->times > 0)
    return mark_plus(run, run->original, extend->limit, extend->times);
  return (Mark){DATE_NONE, false};
}

void run_begin(ClockRun *run) {
  run->original = (Mark){count_limit(run->days, run->rule, run->start, run->limit), false};
  run->due = run->good = run->original;
  run->latest = longest_from(run, run->start);
  run->extended_on = run->extended_from = run->moved_from = DATE_NONE;
}

static void shift(const ClockRun *run, Mark *mark, Date from, Date to) {
  if (date_is_none(mark->raw) || !date_before(from, run_date(run, *mark)) || !date_before(from, to)) return;
  mark->raw = count_shift(run->days, run->limit.unit, mark->raw, from, to);
  mark->exact = false;
}

/* The length of an extension, kept when the count starts anew. */
static void restart(ClockRun *run, Date to) {
  Mark old = run->original;
  run->start = to;
  run->original = (Mark){count_limit(run->days, run->rule, to, run->limit), false};
  shift(run, &run->due, old.raw, run->original.raw);
  if (date_equal(run->due.raw, old.raw)) run->due = run->original;
  shift(run, &run->good, old.raw, run->original.raw);
  if (date_equal(run->good.raw, old.raw)) run->good = run->original;
  run->latest = longest_from(run, to);
}

static void resume(ClockRun *run, Date to) {
  run->paused = false;
  Date from = run->paused_from;
  if (!date_before(from, to)) return;
  run->pauses[run->pause_count++] = (Pause){from, to, run->pause_reason};
  bool holds_original = date_is_none(run->original.raw) || date_before(from, run_date(run, run->original));
  if (run->rule->pause.restart && holds_original && run->limit.unit != UNIT_AGREED) {
    restart(run, to);
    return;
  }
  bool agreed = run->limit.unit == UNIT_AGREED;
  shift(run, &run->original, agreed ? run->due_from : from, to);
  shift(run, &run->due, run->due_from, to);
  shift(run, &run->good, run->due_from, to);
  shift(run, &run->latest, from, to);
  if (date_before(run_date(run, run->due), run_date(run, run->original))) run->due = run->original;
  if (date_before(run_date(run, run->good), run_date(run, run->original))) run->good = run->original;
}

/* A pause longer than the rule's longest is over by itself. */
static void resume_at_longest(ClockRun *run, Date now) {
  int32_t longest = run->rule->pause.longest;
  if (!run->paused || longest <= 0 || date_is_none(now)) return;
  Date last = date_plus(run->paused_on, longest);
  if (date_before(last, now)) resume(run, last);
}

static void hold(ClockRun *run, const Event *event) {
  Date from = date_later(event->on, run->start);
  Date due = run_date(run, run->due);
  if (!date_is_none(due) && !date_before(from, due)) return;
  run->paused = true;
  run->paused_on = event->on;
  run->paused_from = run->due_from = from;
  run->pause_reason = event->reason;
}

static void set_due(ClockRun *run, const Event *event, Mark to) {
  bool in_time = run->paused || !date_before(run_date(run, run->good), event->on);
  in_time = in_time && date_equal(run->good.raw, run->due.raw);
  run->extensions++;
  run->extended_on = event->on;
  run->extended_from = run_date(run, run->due);
  run->due = to;
  if (in_time) run->good = to;
  if (run->paused && to.exact) run->due_from = date_later(run->paused_from, event->on);
}

static void extend(ClockRun *run, const Event *event) {
  const ExtensionRule *rule = &run->rule->extend;
  if (date_is_none(run->due.raw) || (rule->form == EXTENSION_NONE && run->limit.unit != UNIT_AGREED)) return;
  Mark to = {event->until, true};
  if (date_is_none(to.raw) && rule->form == EXTENSION_TO) to = run->latest;
  if (date_is_none(to.raw) && rule->form == EXTENSION_BY) to = mark_plus(run, run->due, rule->limit, 1);
  if (date_is_none(to.raw) || !date_before(run_date(run, run->due), run_date(run, to))) return;
  set_due(run, event, to);
}

/* A date agreed with the customer: the first is the original, a later one changes the plan; one brought
 * forward by agreement counts as the original too. */
static void agree(ClockRun *run, const Event *event) {
  if (run->limit.unit != UNIT_AGREED || date_is_none(event->until)) return;
  Mark to = {event->until, true};
  if (!date_is_none(run->due.raw) && date_before(run_date(run, run->due), to.raw)) {
    set_due(run, event, to);
    return;
  }
  bool first = date_is_none(run->due.raw);
  if (first || date_before(to.raw, run->original.raw)) run->original = to;
  run->due = to;
  if (first || date_before(to.raw, run->good.raw)) run->good = to;
  if (run->paused) run->due_from = date_later(run->paused_from, event->on);
}

void run_event(ClockRun *run, const Event *event) {
  resume_at_longest(run, event->on);
  if (!run->paused && pause_holds(run->stage, run->rule, event))
    hold(run, event);
  else if (run->paused && pause_ends(run->stage, run->rule, event))
    resume(run, event->on);
  else if (!event_names_clock(run->stage, run->rule, event))
    return;
  else if (event->type == EVENT_EXTENDED && run->limit.unit == UNIT_AGREED)
    agree(run, event);
  else if (event->type == EVENT_EXTENDED)
    extend(run, event);
  else if (event->type == EVENT_DATE_AGREED)
    agree(run, event);
  else if (event->type == EVENT_RECALCULATED)
    run->moved_from = event->until;
}

void run_finish(ClockRun *run, Date end, Date today) {
  resume_at_longest(run, date_is_none(end) ? today : end);
  if (!run->paused) return;
  if (!date_is_none(end)) {
    resume(run, date_later(end, run->paused_from));
    run->paused = false;
    return;
  }
  run->pauses[run->pause_count++] = (Pause){run->paused_from, DATE_NONE, run->pause_reason};
}
