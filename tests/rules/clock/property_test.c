/* Properties over drawn cases. The seed is printed; REDRESS_TEST_SEED repeats a run. */
#include "fixture.h"
#include "invariants.h"

static uint64_t seed, drawn;

static uint32_t draw(uint32_t below) {
  drawn ^= drawn << 13;
  drawn ^= drawn >> 7;
  drawn ^= drawn << 17;
  return (uint32_t)((drawn >> 16) % below);
}

static Date draw_day(const char *from, uint32_t days) { return date_plus(day(from), (int32_t)draw(days)); }

static int load(void **state) {
  const char *given = getenv("REDRESS_TEST_SEED");
  seed = given ? strtoull(given, NULL, 10) : 20261122;
  drawn = seed * 2654435761U + 88172645463325252U;
  print_message("# seed %llu\n", (unsigned long long)seed);
  return load_everything(state);
}

static const Procedure *draw_procedure(void) { return procedures.items[draw((uint32_t)procedures.count)]; }

static const ClockRule *draw_rule(const Procedure *procedure) {
  const StageRule *stage = &procedure->stages[draw((uint32_t)procedure->stage_count)];
  return &stage->clocks[draw((uint32_t)stage->clock_count)];
}

static const Calendar *newest_days(const Procedure *procedure) {
  return procedure_calendar(procedure, calendar_book_newest(&calendars));
}

/* A later start is never due earlier, whatever is counted and however a receipt is deemed. */
static void monotone_in_the_start(void **state) {
  (void)state;
  for (int i = 0; i < 20000; i++) {
    Procedure procedure = *draw_procedure();
    ClockRule rule = *draw_rule(&procedure);
    if (draw(3) == 0) rule.counting = (Counting)draw(4);
    rule.rolls = draw(2);
    procedure.receipt_deemed = draw(2);
    procedure.receipt_cut_off = draw(2) ? 17 * 60 : -1;
    const Calendar *days = newest_days(&procedure);
    Date first = draw_day("2012-01-01", 6000), second = date_plus(first, (int32_t)draw(40));
    int minute = (int)draw(1440), later = date_equal(first, second) ? 1439 : (int)draw(1440);
    Date a = receipt_day(&procedure, days, first, minute), b = receipt_day(&procedure, days, second, later);
    assert_false(date_before(b, a));
    assert_false(date_before(deadline(days, &rule, b, rule.limit), deadline(days, &rule, a, rule.limit)));
  }
}

static void a_holiday_never_shortens(void **state) {
  (void)state;
  Text feed = feed_text();
  for (int i = 0; i < 10; i++) {
    Date holiday = draw_day("2018-01-01", 3600);
    const Calendar *before = calendar_book_newest(&calendars)->plain[NATION_ENGLAND_AND_WALES];
    if (!calendar_is_working_day(before, holiday)) continue;
    CalendarBook book =
        book_of(feed_with(feed, text_z(arena, date_iso(arena, holiday)), "Proclaimed"), "fresh");
    const Calendar *after = book.versions[0]->plain[NATION_ENGLAND_AND_WALES];
    for (int k = 0; k < 2000; k++) {
      const ClockRule *rule = draw_rule(draw_procedure());
      Date start = date_plus(holiday, -(int32_t)draw(130) + 3);
      Date old = deadline(before, rule, start, rule->limit),
           fresh = deadline(after, rule, start, rule->limit);
      assert_false(date_before(fresh, old));
      if (rule->limit.unit == UNIT_WORKING_DAYS) assert_in_range(calendar_between(before, old, fresh), 0, 1);
    }
  }
}

/* The clocks of a received case with a pause of stage 1; the first that a pause may hold, NULL: none. */
static const Clock *paused_clock(const Procedure *procedure, Date received, Date from, Date to) {
  Event *events = ARENA_ARRAY(arena, Event, 3);
  events[0] = plain_event(EVENT_RECEIVED, 0);
  events[1] = plain_event(EVENT_PAUSED, 1);
  events[2] = plain_event(EVENT_RESUMED, 1);
  events[0].on = received;
  events[1].on = from;
  events[2].on = to;
  ClockInput input = {procedure, events, date_is_none(from) ? 1 : 3, &calendars, received};
  ClockList clocks = clocks_derive(arena, &input);
  for (size_t i = 0; i < clocks.count; i++)
    if (clocks.items[i].rule->pause.allowed && !date_is_none(clocks.items[i].due)) return &clocks.items[i];
  return NULL;
}

static void a_pause_moves_by_its_days(void **state) {
  (void)state;
  int seen = 0;
  for (int i = 0; i < 4000; i++) {
    const Procedure *procedure = draw_procedure();
    Date received = draw_day("2015-01-01", 4000);
    const Clock *plain = paused_clock(procedure, received, DATE_NONE, DATE_NONE);
    if (!plain || plain->rule->pause.restart) continue;
    Date from = date_plus(received, (int32_t)draw(40)), to = date_plus(from, (int32_t)draw(60));
    const Clock *moved = paused_clock(procedure, received, from, to);
    bool holds = date_before(from, plain->due);
    seen++;
    if (!holds) {
      assert_int_equal(moved->due.day, plain->due.day);
    } else if (plain->limit.unit == UNIT_WORKING_DAYS) {
      assert_int_equal(calendar_between(plain->days, plain->due, moved->due),
                       calendar_between(plain->days, from, to));
    } else {
      ClockRule stays = *plain->rule;
      stays.rolls = false;
      Date raw = date_plus(deadline(plain->days, &stays, plain->starts_on, plain->limit), to.day - from.day);
      assert_int_equal(moved->due.day, (plain->rule->rolls ? calendar_roll(plain->days, raw) : raw).day);
    }
  }
  assert_true(seen > 200);
}

/* ---- drawn cases ---- */

#define EVENTS_MAX 24

typedef struct Drawn {
  Event events[EVENTS_MAX];
  size_t count;
} Drawn;

static const char *const REASONS[] = {
    "",         "complex", "awaiting-information", "clarification", "advocate-to-be-appointed", "other",
    "training", "on-time", "not-complied"};

static void fill(Event *event, const Drawn *so_far) {
  if (draw(3)) event->until = date_plus(event->on, (int32_t)draw(200) - 20);
  event->reason = text_of(REASONS[draw(sizeof REASONS / sizeof *REASONS)]);
  if (draw(6) == 0) event->clock = draw(2) ? TEXT("acknowledge") : TEXT("long-stop");
  event->outcome = (Outcome)draw(OUTCOME_COUNT);
  event->subject.value = draw(4);
  event->accepted = draw(2);
  event->corrects = so_far->count ? 1 + (int32_t)draw((uint32_t)so_far->count) : 1;
  event->voids = draw(4) == 0;
  event->record = (int32_t)draw(4);
  if (draw(8) == 0) event->calendar = TEXT(VERSION_OLD);
  if (draw(4) == 0) event->minute = (int)draw(1440);
  if (draw(10)) return;
  const Procedure *other = draw_procedure();
  event->procedure = other->id;
  event->version = draw(2) ? other->version : TEXT_NONE;
}

static Event draw_event(const Drawn *so_far, const CaseState *state, const Procedure *procedure) {
  EventType type = (EventType)draw(EVENT_TYPE_COUNT);
  if (type == EVENT_PUBLISHED) type = EVENT_NOTED; /* that one begins a file of its own, never in a case */
  int stage = state->stage ? state->stage : 1;
  if (draw(5) == 0) stage = 1 + (int)draw(3);
  if (type == EVENT_REQUESTED && draw(4)) stage = state->stage + 1;
  if (stage > STAGES_MAX) stage = STAGES_MAX;
  Event event = plain_event(type, event_type_has_stage(type) ? stage : 0);
  Date last = so_far->events[so_far->count - 1].on;
  if (date_is_none(last)) last = state->received;
  event.on = date_plus(last, (int32_t)draw(draw(4) ? 8 : 60) - (draw(6) == 0 ? 5 : 0));
  fill(&event, so_far);
  if (type == EVENT_CLASSIFIED && text_is_empty(event.procedure)) event.procedure = procedure->id;
  if (type == EVENT_CORRECTED && draw(2)) event.on = DATE_NONE;
  event.number = so_far->events[so_far->count - 1].number + 1;
  return event;
}

static Date draw_today(const Drawn *so_far) {
  Date today = so_far->events[0].on;
  for (size_t i = 0; i < so_far->count; i++)
    if (!date_is_none(so_far->events[i].on)) today = date_later(today, so_far->events[i].on);
  return date_plus(today, (int32_t)draw(30));
}

static Error fold_drawn(Arena *of, const Drawn *so_far, Date today, CaseState *state) {
  FoldInput input = {so_far->events, so_far->count, &procedures, &calendars, today};
  return case_fold(of, &input, state);
}

static void assert_same(const Clock *a, const Clock *b) {
  assert_int_equal(a->status, b->status);
  assert_int_equal(a->starts_on.day, b->starts_on.day);
  assert_int_equal(a->original.day, b->original.day);
  assert_int_equal(a->due.day, b->due.day);
  assert_int_equal(a->latest.day, b->latest.day);
  assert_int_equal(a->verdict, b->verdict);
  assert_int_equal(a->days_left, b->days_left);
}

static void check_drawn(Arena *of, const Drawn *so_far, CaseState *state) {
  Date today = draw_today(so_far);
  assert_null(fold_drawn(of, so_far, today, state));
  check_state(of, state);
  if (draw(3) == 0) check_acts(of, state, today);
  CaseState again;
  assert_null(fold_drawn(of, so_far, today, &again));
  assert_int_equal(again.clocks.count, state->clocks.count);
  for (size_t i = 0; i < again.clocks.count; i++)
    assert_same(&again.clocks.items[i], &state->clocks.items[i]);
}

/* A case that grows by drawn events; those that cannot be are left out. */
static size_t grow(Arena *of, const Procedure *procedure) {
  Drawn so_far = {.count = 1};
  so_far.events[0] = plain_event(EVENT_RECEIVED, 0);
  so_far.events[0].number = 1;
  so_far.events[0].on = draw_day("2014-01-01", 4700);
  CaseState state;
  size_t refused = 0;
  assert_null(fold_drawn(of, &so_far, so_far.events[0].on, &state));
  for (int tries = 0; tries < 70 && so_far.count < EVENTS_MAX; tries++) {
    Event event = draw_event(&so_far, &state, procedure);
    if (tries == 1) {
      event = plain_event(EVENT_CLASSIFIED, 0);
      event.number = so_far.events[so_far.count - 1].number + 1;
      event.on = so_far.events[0].on;
      event.procedure = procedure->id;
      event.version = procedure->version;
    }
    so_far.events[so_far.count++] = event;
    CaseState next;
    Error error = fold_drawn(of, &so_far, draw_today(&so_far), &next);
    if (error) {
      assert_true(error->code == ERROR_INVALID && text_is_utf8(error->words) && error->words.length > 10);
      so_far.count--;
      refused++;
      continue;
    }
    check_drawn(of, &so_far, &state);
  }
  return refused;
}

static void drawn_cases(void **state) {
  (void)state;
  Arena *of = arena_new();
  size_t refused = 0;
  for (size_t i = 0; i < procedures.count; i++)
    for (int k = 0; k < 60; k++) {
      refused += grow(of, procedures.items[i]);
      arena_reset(of);
    }
  arena_free(of);
  assert_true(refused > 1000); /* the drawing does try what cannot be */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(monotone_in_the_start),
      cmocka_unit_test(a_holiday_never_shortens),
      cmocka_unit_test(a_pause_moves_by_its_days),
      cmocka_unit_test(drawn_cases),
  };
  return cmocka_run_group_tests_name("properties", tests, load, drop_everything);
}
