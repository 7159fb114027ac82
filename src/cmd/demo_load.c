/* Many invented cases for load tests: the same ones for the same seed and day. */
#include "cmd/demo.h"

#define BATCH 1000

typedef struct Dice {
  uint64_t state;
} Dice;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t roll(Dice *dice) {
  uint64_t z = (dice->state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int32_t roll_between(Dice *dice, int32_t low, int32_t high) {
  return low + (int32_t)(roll(dice) % (uint64_t)(high - low + 1));
}

typedef struct Story {
  Ctx *ctx;
  Dice *dice;
  const Calendar *calendar;
  LedgerEvent events[12];
  EventText texts[4];
  size_t count;
  Date received, today;
} Story;

static LedgerEvent *add(Story *story, EventType type, int stage, Date on) {
  LedgerEvent *event = &story->events[story->count++];
  *event = ledger_event(story->ctx, type, stage, on);
  event->event.minute = -1;
  return event;
}

static void add_received(Story *story, int64_t number) {
  static const char *const first[] = {"Jo", "Ali", "Mina", "Tess", "Owen", "Priya", "Grace", "Leon"};
  static const char *const last[] = {"Bloggs",    "Sample",  "Example", "Madeup",
                                     "Imaginary", "Testing", "Invented"};
  static const char *const what[] = {"The bins were not collected", "Letters went to an old address",
                                     "Nobody came to the appointment", "The noise reports were closed",
                                     "The charge was taken twice"};
  Arena *arena = story->ctx->arena;
  const Directory *directory = story->ctx->directory;
  LedgerEvent *event = add(story, EVENT_RECEIVED, 0, story->received);
  event->service = directory->services[roll(story->dice) % directory->service_count].id;
  event->channel = roll(story->dice) % 3 ? TEXT("web") : TEXT("telephone");
  event->causes = TEXT("Service quality");
  Text name = text_format(arena, "%s %s", first[roll(story->dice) % 8], last[roll(story->dice) % 7]);
  Text words = text_of(what[roll(story->dice) % 5]);
  story->texts[0] =
      (EventText){TEXT("email"), text_format(arena, "person%lld@example.org", (long long)number), false};
  story->texts[1] = (EventText){TEXT("name"), name, false};
  story->texts[2] = (EventText){TEXT("what"), words, false};
  event->texts = story->texts;
  event->text_count = 3;
}

static void add_classified(Story *story, Text id) {
  LedgerEvent *event = add(story, EVENT_CLASSIFIED, 0, story->received);
  const Procedure *procedure = procedure_in_force(&story->ctx->program->procedures, id, story->received);
  BUG_IF(!procedure);
  event->event.procedure = procedure->id;
  event->event.version = procedure->version;
  event->event.reason = TEXT("confirmed");
}

/* Adds the event where its day is not after today: what is still to come makes the case an open one. */
static bool add_past(Story *story, EventType type, int stage, Date *day, int32_t low, int32_t high) {
  Date on = calendar_plus(story->calendar, *day, roll_between(story->dice, low, high));
  if (date_before(story->today, on)) return false;
  *day = on;
  add(story, type, stage, on);
  return true;
}

static void add_life(Story *story) {
  Date day = story->received;
  UserId officer = demo_person(story->ctx, TEXT("officer"));
  add(story, EVENT_ASSIGNED, 0, day)->event.subject = officer;
  if (!add_past(story, EVENT_ACKNOWLEDGED, 1, &day, 0, 3)) return;
  if (!add_past(story, EVENT_RESPONDED, 1, &day, 5, 22)) return;
  story->events[story->count - 1].event.outcome =
      (Outcome)roll_between(story->dice, OUTCOME_UPHELD, OUTCOME_NOT_UPHELD);
  story->events[story->count - 1].event.subject = demo_person(story->ctx, TEXT("service-manager"));
  if (roll(story->dice) % 5) {
    (void)add_past(story, EVENT_CLOSED, 0, &day, 0, 0);
    return;
  }
  if (!add_past(story, EVENT_REQUESTED, 2, &day, 2, 15)) return;
  if (!add_past(story, EVENT_ACKNOWLEDGED, 2, &day, 0, 2)) return;
  if (!add_past(story, EVENT_RESPONDED, 2, &day, 8, 20)) return;
  story->events[story->count - 1].event.outcome =
      (Outcome)roll_between(story->dice, OUTCOME_UPHELD, OUTCOME_NOT_UPHELD);
  story->events[story->count - 1].event.subject = demo_person(story->ctx, TEXT("reviewer"));
  (void)add_past(story, EVENT_CLOSED, 0, &day, 0, 0);
}

static Error add_case(Ctx *ctx, Dice *dice, int64_t number, int64_t cases) {
  const Calendar *calendar = calendar_book_newest(&ctx->program->calendars)->plain[NATION_ENGLAND_AND_WALES];
  Story story = {.ctx = ctx, .dice = dice, .calendar = calendar, .today = ctx_today(ctx)};
  /* Five years, evenly, the newest last. */
  int32_t ago = (int32_t)((cases - number) * 1826 / cases);
  story.received = calendar_roll(calendar, date_plus(story.today, -ago));
  if (date_before(story.today, story.received)) story.received = story.today;
  add_received(&story, number);
  add_classified(&story, roll(dice) % 6 ? TEXT("bexley-corporate") : TEXT("children-statutory"));
  add_life(&story);
  NewCase fresh = {text_format(ctx->arena, "LOAD-%07lld", (long long)number), TEXT("complaint"), TEXT_NONE,
                   TEXT_NONE};
  CaseId id;
  Text reference;
  TRY(ledger_new_case(ctx, &fresh, &id, &reference));
  return ledger_append(ctx, id, 0, story.events, story.count);
}

static Error add_batch(Ctx *ctx, Dice *dice, int64_t from, int64_t to, int64_t cases) {
  AUTO_ARENA arena = arena_new();
  Ctx own = *ctx;
  own.arena = arena;
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = OK;
  for (int64_t i = from; i < to && !error; i++) {
    error = add_case(&own, dice, i, cases);
    if (error)
      error = FAIL(ctx->arena, error->code, "case %lld: %.*s", (long long)i, TEXT_ARGUMENTS(error->words));
    arena_reset(arena);
    progress("case", (size_t)i + 1, (size_t)cases);
  }
  return write_end(ctx->arena, ctx->db, error);
}

Error demo_load(Ctx *ctx, int64_t cases, uint64_t seed) {
  Dice dice = {seed};
  for (int64_t from = 0; from < cases; from += BATCH)
    TRY(add_batch(ctx, &dice, from, from + BATCH < cases ? from + BATCH : cases, cases));
  return OK;
}
