/* The events that a row of the old system stands for, in the order in which they happened. */
#include "casework/act.h"
#include "casework/import_parts.h"

#define EVENTS_MAX 24

typedef struct History {
  Import *import;
  LedgerEvent *events;
  size_t count;
} History;

static LedgerEvent *add(History *history, EventType type, int stage, Date on) {
  LedgerEvent *event = &history->events[history->count++];
  *event = import_event(history->import, type, stage, on);
  return event;
}

static void add_dated(History *history, EventType type, int stage, Date on) {
  if (!date_is_none(on)) add(history, type, stage, on);
}

static void add_received(History *history, const Complaint *row) {
  LedgerEvent *event = add(history, EVENT_RECEIVED, 0, row->received);
  event->event.minute = row->minute;
  event->service = row->service;
  event->team = row->team;
  event->channel = row->channel;
  event->causes = row->causes;
  event->flags = row->anonymous ? TEXT("anonymous") : TEXT_NONE;
  Arena *arena = history->import->ctx.arena;
  if (!row->anonymous) {
    act_text(arena, event, "email", row->email);
    act_text(arena, event, "name", row->name);
  }
  act_text(arena, event, "summary", row->summary);
}

static void add_classified(History *history, const Complaint *row) {
  if (!row->bound) return;
  LedgerEvent *event = add(history, EVENT_CLASSIFIED, 0, row->received);
  event->event.procedure = row->bound->id;
  event->event.version = row->bound->version;
  event->event.reason = TEXT("imported");
}

static void add_stage(History *history, const Complaint *row, int number) {
  const ImportStage *stage = &row->stages[number];
  if (date_is_none(stage->requested)) return;
  if (number > 1) add(history, EVENT_REQUESTED, number, stage->requested);
  add_dated(history, EVENT_ACKNOWLEDGED, number, stage->acknowledged);
  if (!date_is_none(stage->extended_to)) {
    /* The old file does not say when it was decided: it is taken as decided in time. */
    LedgerEvent *extended = add(history, EVENT_EXTENDED, number, stage->requested);
    extended->event.until = stage->extended_to;
    extended->event.reason = TEXT("imported");
  }
  add_dated(history, EVENT_PANEL_HELD, number, stage->panel_held);
  add_dated(history, EVENT_REPORTED, number, stage->reported);
  if (date_is_none(stage->responded)) return;
  LedgerEvent *responded = add(history, EVENT_RESPONDED, number, stage->responded);
  responded->event.outcome = stage->outcome;
  responded->remedies = row->remedies;
  responded->pence = row->pence;
}

/* The old system closed a case with its last answer. */
static void add_end(History *history, const Complaint *row) {
  if (!date_is_none(row->withdrawn)) {
    add(history, EVENT_WITHDRAWN, 0, row->withdrawn);
    return;
  }
  int last = 3;
  while (last > 1 && date_is_none(row->stages[last].requested)) last--;
  add_dated(history, EVENT_CLOSED, 0, row->stages[last].responded);
}

/* By day; what stands first stays first. */
static void sort_by_day(LedgerEvent *events, size_t count) {
  for (size_t i = 1; i < count; i++) {
    LedgerEvent moving = events[i];
    size_t j = i;
    for (; j > 0 && date_before(moving.event.on, events[j - 1].event.on); j--) events[j] = events[j - 1];
    events[j] = moving;
  }
}

LedgerEvent *import_history(Import *import, const Complaint *row, size_t *count) {
  History history = {import, ARENA_ARRAY(import->ctx.arena, LedgerEvent, EVENTS_MAX), 0};
  add_received(&history, row);
  add_classified(&history, row);
  if (row->bound)
    for (int number = 1; number <= 3; number++) add_stage(&history, row, number);
  add_end(&history, row);
  sort_by_day(history.events, history.count);
  *count = history.count;
  return history.events;
}
