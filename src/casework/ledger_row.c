#include "casework/ledger_row.h"

/* A number that would lose bits on its way into the event is none that was ever written. */
static bool numbers_fit(const SqlEventOfCase *row) {
  bool minute = row->on_minute == INT_NONE || (row->on_minute >= 0 && row->on_minute < 24 * 60);
  bool corrects = row->corrects == INT_NONE || (row->corrects > 0 && row->corrects <= INT32_MAX);
  bool record = row->record == INT_NONE || (row->record > 0 && row->record <= INT32_MAX);
  return minute && corrects && record && row->number > 0 && row->number <= INT32_MAX && row->stage >= 0 &&
         row->stage <= INT32_MAX;
}

/* The very word, not one that is read kindly. */
static bool outcome_is(Text word, Outcome *outcome) {
  if (text_is_empty(word)) return true;
  return outcome_of(word, outcome) && text_equal(word, text_of(outcome_word(*outcome)));
}

bool ledger_of_row(const SqlEventOfCase *row, LedgerEvent *event) {
  *event = (LedgerEvent){
      .event = {.number = (int32_t)row->number,
                .stage = (int)row->stage,
                .on = row->on_day,
                .minute = row->on_minute == INT_NONE ? -1 : (int)row->on_minute,
                .recorded = row->recorded,
                .by = row->by_user,
                .until = row->until_day,
                .clock = row->clock,
                .reason = row->reason,
                .procedure = row->procedure,
                .version = row->version,
                .calendar = row->calendar,
                .subject = row->subject,
                .accepted = row->accepted,
                .corrects = row->corrects == INT_NONE ? 0 : (int32_t)row->corrects,
                .voids = row->voids,
                .record = row->record == INT_NONE ? 0 : (int32_t)row->record},
      .service = row->service,
      .team = row->team,
      .channel = row->channel,
      .causes = row->causes,
      .remedies = row->remedies,
      .flags = row->flags,
      .pence = row->pence,
      .category = row->category,
      .party = row->party,
      .linked = row->linked,
  };
  return event_type_of(row->type, &event->event.type) && role_of(row->role, &event->event.role) &&
         outcome_is(row->outcome, &event->event.outcome) && numbers_fit(row) && !date_is_none(row->on_day) &&
         !instant_is_none(row->recorded);
}
