/* From the ledger's events to those that count. */
#include "rules/case_parts.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2199

Text event_called(Arena *arena, const Event *event) {
  Text name = event_name_text(arena, (EventName){event->type, event->stage});
  Text on = date_words(arena, event->on);
  return text_format(arena, "Event %d (%.*s of %.*s)", (int)event->number, TEXT_ARGUMENTS(name),
                     TEXT_ARGUMENTS(on));
}

static bool is_day(Date date) {
  if (date_is_none(date)) return false;
  int year = date_parts(date).year;
  return year >= YEAR_FIRST && year <= YEAR_LAST;
}

/* What no ledger may hold: these would be damage, not a mistake of a person. */
static Error check_shape(Arena *arena, const Event *event, int32_t after) {
  if ((unsigned)event->type >= EVENT_TYPE_COUNT) return FAIL(arena, ERROR_INVALID, "An event has no type");
  if (event->number <= after)
    return FAIL(arena, ERROR_INVALID, "Event %d stands after event %d: events come in order of number",
                (int)event->number, (int)after);
  const char *word = event_type_word(event->type);
  bool staged = event_type_has_stage(event->type);
  if (staged ? event->stage < 1 || event->stage > STAGES_MAX : event->stage != 0)
    return FAIL(arena, ERROR_INVALID, "Event %d (%s) names stage %d, which is not possible",
                (int)event->number, word, event->stage);
  bool keeps_day = event->type == EVENT_CORRECTED && date_is_none(event->on);
  if (!keeps_day && !is_day(event->on))
    return FAIL(arena, ERROR_INVALID, "Event %d (%s) has no day between 1900 and 2199", (int)event->number,
                word);
  if (!date_is_none(event->until) && !is_day(event->until))
    return FAIL(arena, ERROR_INVALID, "Event %d (%s) names a date outside 1900 to 2199", (int)event->number,
                word);
  if (event->minute < -1 || event->minute > 1439)
    return FAIL(arena, ERROR_INVALID, "Event %d (%s) has an impossible time of day", (int)event->number,
                word);
  if ((unsigned)event->outcome >= OUTCOME_COUNT)
    return FAIL(arena, ERROR_INVALID, "Event %d (%s) has no outcome that we know", (int)event->number, word);
  return OK;
}

#define NO_INDEX SIZE_MAX

static size_t index_of(const Event *events, size_t before, int32_t number) {
  size_t low = 0, high = before;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (events[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low < before && events[low].number == number ? low : NO_INDEX;
}

/* What a correction says replaces; what it leaves empty stays. Number, type, stage, who, when written and
 * the calendar remain those of the event. */
static void apply(Event *event, const Event *right) {
  if (!date_is_none(right->on)) {
    event->on = right->on;
    event->minute = right->minute;
  }
  if (!date_is_none(right->until)) event->until = right->until;
  if (!text_is_empty(right->clock)) event->clock = right->clock;
  if (right->outcome != OUTCOME_NONE) event->outcome = right->outcome;
  if (!text_is_empty(right->procedure)) event->procedure = right->procedure;
  if (!text_is_empty(right->version)) event->version = right->version;
  if (right->subject.value != 0) event->subject = right->subject;
  bool judged = event->type == EVENT_LATE_REQUEST_DECIDED || event->type == EVENT_DECIDED;
  if (judged) event->accepted = right->accepted;
}

typedef struct Corrections {
  Arena *arena;
  const Event *raw;
  Event *events; /* a copy of them, being mended */
  size_t count;
  bool *gone;    /* voided, or a correction that another took the place of */
  bool *settled; /* the last word on it has been said */
} Corrections;

/* From the last correction to the first: the last wins. */
static Error correct_one(Corrections *all, size_t at) {
  const Event *correction = &all->raw[at];
  size_t target = index_of(all->raw, at, correction->corrects);
  if (target == NO_INDEX)
    return FAIL(all->arena, ERROR_INVALID, "Event %d corrects event %d, and there is no such earlier event",
                (int)correction->number, (int)correction->corrects);
  if (correction->voids) {
    if (!all->settled[target]) all->gone[target] = true;
    all->settled[target] = true;
    return OK;
  }
  while (all->raw[target].type == EVENT_CORRECTED) {
    all->gone[target] = true;
    target = index_of(all->raw, target, all->raw[target].corrects);
    if (target == NO_INDEX)
      return FAIL(all->arena, ERROR_INVALID, "Event %d corrects a correction of no event",
                  (int)correction->number);
  }
  if (!all->settled[target]) apply(&all->events[target], correction);
  all->settled[target] = true;
  return OK;
}

static Error correct_all(Corrections *all) {
  for (size_t i = all->count; i-- > 0;)
    if (all->raw[i].type == EVENT_CORRECTED && !all->gone[i]) TRY(correct_one(all, i));
  return OK;
}

static bool stands_after(const Event *a, const Event *b) {
  int order = date_compare(a->on, b->on);
  return order > 0 || (order == 0 && a->number > b->number);
}

/* They are nearly in order already. */
static void sort(Event *events, size_t count) {
  for (size_t i = 1; i < count; i++) {
    Event event = events[i];
    size_t to = i;
    for (; to > 0 && stands_after(&events[to - 1], &event); to--) events[to] = events[to - 1];
    events[to] = event;
  }
}

Error events_effective(Arena *arena, const FoldInput *input, const Event **events, size_t *count) {
  int32_t last = 0;
  for (size_t i = 0; i < input->count; i++) {
    TRY(check_shape(arena, &input->events[i], last));
    last = input->events[i].number;
  }
  Corrections all = {.arena = arena, .raw = input->events, .count = input->count};
  all.events = ARENA_ARRAY(arena, Event, input->count + 1);
  for (size_t i = 0; i < input->count; i++) all.events[i] = input->events[i];
  all.gone = ARENA_ARRAY(arena, bool, input->count + 1);
  all.settled = ARENA_ARRAY(arena, bool, input->count + 1);
  TRY(correct_all(&all));
  size_t kept = 0;
  for (size_t i = 0; i < input->count; i++)
    if (!all.gone[i] && all.events[i].type != EVENT_CORRECTED) all.events[kept++] = all.events[i];
  sort(all.events, kept);
  *events = all.events;
  *count = kept;
  return OK;
}
