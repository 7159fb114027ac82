#include "page/staff/records.h"
#include "page/staff/act.h"
#include "page/staff/phrases.h"

Text record_words(const CaseFile *file, const Record *record, const char *slot) {
  for (size_t i = 0; i < file->count; i++)
    if (file->events[i].event.number == record->event) return event_text(&file->events[i], slot);
  return TEXT_NONE;
}

static bool makes_record(const Event *event) {
  return event->type == EVENT_ACTION_AGREED || event->type == EVENT_RECOMMENDED;
}

Text record_of_event(const CaseFile *file, const Event *event) {
  if (event->record == 0 || makes_record(event)) return TEXT_NONE;
  for (size_t i = 0; i < file->count; i++) {
    const Event *maker = &file->events[i].event;
    if (makes_record(maker) && maker->record == event->record) return event_text(&file->events[i], "words");
  }
  return TEXT_NONE;
}

Text record_type(Arena *arena, const Record *record) {
  return record->kind == RECORD_RECOMMENDATION ? TEXT("Recommendation") : words_of_code(arena, record->code);
}

void write_record_due(Writer *writer, Arena *arena, const Record *record) {
  if (date_is_none(record->completed)) {
    DueDate due = due_of_day(arena, record->due, record->clock.days_left);
    app_due(writer, &due);
    return;
  }
  write_text(writer, date_is_none(record->due) ? TEXT("No date") : date_words_short(arena, record->due));
}

Url record_completes(const CaseView *view, const Record *record) {
  bool may = date_is_none(record->completed) && act_allowed(&view->ctx, ACT_COMPLETE) == OK;
  if (!may) return (Url){TEXT_NONE};
  Url form = case_url(view->ctx.arena, view->file.reference, "complete-record");
  return url_format(view->ctx.arena, "%.*s?record=%d", TEXT_ARGUMENTS(form.text), (int)record->number);
}

Text ombudsman_name(Text party) {
  Text name = text_is_empty(party) ? TEXT("Not said") : ombudsman_phrase(party);
  return text_starts(name, TEXT("the ")) ? text_slice(name, 4, name.length) : name;
}

/* The day stands in the receipt as it was typed; the clock follows it where it is the later one. */
Text letter_day(const CaseView *view) {
  Date day;
  Arena *arena = view->ctx.arena;
  if (!date_parse(case_text(&view->file, "answer-by"), &day)) return TEXT_NONE;
  const Clock *clock = clock_find(view->file.state.clocks, TEXT("stage-1/respond"));
  Text said = date_words(arena, day);
  bool earlier = clock && !date_is_none(clock->due) && date_before(day, clock->due);
  if (!earlier) return said;
  Text due = date_words(arena, clock->due);
  return text_format(arena, "%.*s, earlier than the date above (%.*s). The day in the letter counts.",
                     TEXT_ARGUMENTS(said), TEXT_ARGUMENTS(due));
}

Text decision_words(const CaseFile *file) {
  for (size_t i = file->count; i-- > 0;)
    if (file->events[i].event.type == EVENT_DECIDED) return event_text(&file->events[i], "words");
  return TEXT_NONE;
}

Text record_verdict(const Record *record) {
  switch (record->clock.verdict) {
  case VERDICT_ON_TIME:
    return TEXT("on time");
  case VERDICT_IN_EXTENSION:
    return TEXT("within the new date");
  case VERDICT_LATE:
    return TEXT("late");
  default:
    return TEXT_NONE;
  }
}

Text linked_heading(const CaseView *view) {
  for (size_t i = 0; i < view->linked_count; i++)
    if (!view->linked[i].source && !text_equal(view->linked[i].kind, TEXT("ombudsman-case")))
      return TEXT("Cases that came from this one");
  return TEXT("At the Ombudsman");
}

Text linked_state(Arena *arena, const LinkedCase *linked) {
  return words_of_code(arena, text_is_empty(linked->outcome) ? linked->status : linked->outcome);
}

bool records_have_owners(const CaseFile *file) {
  RecordList records = file->state.records;
  for (size_t i = 0; i < records.count; i++)
    if (!text_is_empty(record_words(file, &records.items[i], "owner"))) return true;
  return false;
}

Text closing_words(const CaseFile *file) {
  if (file->state.status != CASE_CLOSED) return TEXT_NONE;
  for (size_t i = file->count; i-- > 0;) {
    if (file->events[i].event.type != EVENT_CLOSED) continue;
    Text outcome = event_text(&file->events[i], "outcome");
    return text_is_empty(outcome) ? event_text(&file->events[i], "words") : outcome;
  }
  return TEXT_NONE;
}
