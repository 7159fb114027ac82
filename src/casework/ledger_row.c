#include "casework/ledger_row.h"

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
                .voids = row->voids},
      .service = row->service,
      .team = row->team,
      .channel = row->channel,
      .causes = row->causes,
      .remedies = row->remedies,
      .flags = row->flags,
      .pence = row->pence,
  };
  return event_type_of(row->type, &event->event.type) && role_of(row->role, &event->event.role) &&
         (text_is_empty(row->outcome) || outcome_of(row->outcome, &event->event.outcome));
}
