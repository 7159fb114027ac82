#include "rules/record.h"

#define LITERAL(words) \
  { words, sizeof(words) - 1 }

/* The due day is what was agreed, or what the Ombudsman's decision says: no number of days stands here. */
static const ClockRule RULES[] = {
    [RECORD_ACTION] = {.id = LITERAL("complete"),
                       .title = LITERAL("Complete the action"),
                       .kind = CLOCK_TARGET,
                       .limit = {UNIT_AGREED, 0},
                       .source = LITERAL("The day that was agreed")},
    [RECORD_RECOMMENDATION] = {.id = LITERAL("complete"),
                               .title = LITERAL("Do what the Ombudsman recommended"),
                               .kind = CLOCK_TARGET,
                               .limit = {UNIT_AGREED, 0},
                               .source = LITERAL("The Ombudsman's decision")},
};

const char *record_kind_word(RecordKind kind) {
  return kind == RECORD_RECOMMENDATION ? "recommendation" : "action";
}

const Record *record_find(RecordList records, int32_t number) {
  for (size_t i = 0; i < records.count; i++)
    if (records.items[i].number == number) return &records.items[i];
  return NULL;
}

size_t records_open(RecordList records) {
  size_t open = 0;
  for (size_t i = 0; i < records.count; i++) open += date_is_none(records.items[i].completed);
  return open;
}

static Verdict verdict_of(const Record *record) {
  if (date_is_none(record->completed) || date_is_none(record->first_due)) return VERDICT_NONE;
  if (!date_before(record->first_due, record->completed)) return VERDICT_ON_TIME;
  bool moved = !date_is_none(record->moved_on) && !record->moved_late;
  return moved && !date_before(record->due, record->completed) ? VERDICT_IN_EXTENSION : VERDICT_LATE;
}

static ClockStatus status_of(const Record *record, Verdict verdict) {
  if (date_is_none(record->completed)) return CLOCK_RUNNING;
  if (verdict == VERDICT_ON_TIME) return CLOCK_MET_ON_TIME;
  if (verdict == VERDICT_IN_EXTENSION) return CLOCK_MET_IN_EXTENSION;
  return verdict == VERDICT_LATE ? CLOCK_MET_LATE : CLOCK_NOT_NEEDED;
}

/* On a Saturday after a Friday it is a day late. */
static int32_t days_left(const Calendar *calendar, Date today, Date due) {
  if (date_is_none(due) || date_equal(today, due)) return 0;
  int32_t working = calendar_between(calendar, today, due);
  return working ? working : date_before(due, today) ? -1 : 1;
}

void records_clock(Arena *arena, RecordList records, const Calendar *calendar, Date today) {
  for (size_t i = 0; i < records.count; i++) {
    Record *record = &records.items[i];
    Verdict verdict = verdict_of(record);
    record->clock = (Clock){
        .rule = &RULES[record->kind],
        .id = text_format(arena, "%s-%d/complete", record_kind_word(record->kind), (int)record->number),
        .status = status_of(record, verdict),
        .starts_on = record->agreed,
        .started_by = TEXT_NONE,
        .event_on = record->agreed,
        .event_minute = -1,
        .limit = {UNIT_AGREED, 0},
        .original = record->first_due,
        .due = record->due,
        .latest = DATE_NONE,
        .extended = !date_is_none(record->moved_on),
        .extended_on = record->moved_on,
        .extended_from = record->first_due,
        .extended_in_time = !record->moved_late,
        .moved_from = DATE_NONE,
        .met_on = record->completed,
        .ended_on = DATE_NONE,
        .verdict = verdict,
        .days_left = days_left(calendar, today, record->due),
        .calendar = TEXT_NONE,
        .days = calendar,
    };
  }
}
