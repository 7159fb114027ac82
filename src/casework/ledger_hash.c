#include "casework/ledger_hash.h"

Text ledger_commitment(Arena *arena, Text salt, Text body) { return hash_hex(arena, hash_keyed(salt, body)); }

Text ledger_commitments(Arena *arena, const LedgerEvent *event, Text salt) {
  Text *parts = ARENA_ARRAY(arena, Text, event->text_count);
  size_t count = 0;
  for (size_t i = 0; i < event->text_count; i++) {
    const EventText *text = &event->texts[i];
    if (text_is_empty(text->body)) continue;
    Text commitment = ledger_commitment(arena, salt, text->body);
    parts[count++] = text_format(arena, "%.*s:%.*s", TEXT_ARGUMENTS(text->slot), TEXT_ARGUMENTS(commitment));
  }
  return text_join(arena, parts, count, TEXT(";"));
}

static void put_text(Buffer *out, const char *name, Text value) {
  if (text_is_empty(value)) return;
  buffer_format(out, "%s=%zu:", name, value.length);
  buffer_put(out, value);
  buffer_put_char(out, '\n');
}

static void put_int(Buffer *out, const char *name, int64_t value, int64_t unsaid) {
  if (value != unsaid) buffer_format(out, "%s=%lld\n", name, (long long)value);
}

static void put_date(Buffer *out, const char *name, Date value) {
  if (date_is_none(value)) return;
  char day[11];
  date_write(day, value);
  buffer_format(out, "%s=%s\n", name, day);
}

static void put_core(Buffer *out, const Event *event) {
  char recorded[21];
  instant_write(recorded, event->recorded);
  put_int(out, "number", event->number, 0);
  put_text(out, "type", text_of(event_type_word(event->type)));
  put_int(out, "stage", event->stage, 0);
  put_date(out, "on", event->on);
  put_int(out, "minute", event->minute, -1);
  buffer_format(out, "recorded=%s\n", recorded);
  put_int(out, "by", event->by.value, 0);
  put_text(out, "role", text_of(role_word(event->role)));
}

static void put_data(Buffer *out, const Event *event) {
  put_date(out, "until", event->until);
  put_text(out, "clock", event->clock);
  put_text(out, "outcome", text_of(outcome_word(event->outcome)));
  put_text(out, "reason", event->reason);
  put_text(out, "procedure", event->procedure);
  put_text(out, "version", event->version);
  put_text(out, "calendar", event->calendar);
  put_int(out, "subject", event->subject.value, 0);
  put_int(out, "accepted", event->accepted, 0);
  put_int(out, "corrects", event->corrects, 0);
  put_int(out, "voids", event->voids, 0);
  put_int(out, "record", event->record, 0);
}

Text ledger_genesis(Arena *arena, const CaseHead *head) {
  /* A moment that cannot be read is not there: the hash then differs, and verification says so. */
  Text created = instant_is_none(head->created) ? TEXT_NONE : instant_iso(arena, head->created);
  AUTO_BUFFER out = buffer_new(4096);
  put_int(&out, "case", head->id.value, 0);
  put_text(&out, "reference", head->reference);
  put_text(&out, "kind", head->kind);
  put_text(&out, "submission", head->submission_hash);
  put_text(&out, "tracking", head->tracking_hash);
  put_text(&out, "created", created);
  BUG_IF(out.failed);
  return hash_hex(arena, hash_of(buffer_text(&out)));
}

Text ledger_event_hash(Arena *arena, CaseId id, const LedgerEvent *event, Text commitments, Text previous) {
  AUTO_BUFFER out = buffer_new(64u * 1024u);
  put_text(&out, "previous", previous);
  put_int(&out, "case", id.value, 0);
  put_core(&out, &event->event);
  put_data(&out, &event->event);
  put_int(&out, "service", event->service.value, 0);
  put_text(&out, "team", event->team);
  put_text(&out, "channel", event->channel);
  put_text(&out, "causes", event->causes);
  put_text(&out, "remedies", event->remedies);
  put_int(&out, "pence", event->pence, INT_NONE);
  put_text(&out, "flags", event->flags);
  put_text(&out, "category", event->category);
  put_text(&out, "party", event->party);
  put_int(&out, "linked", event->linked.value, 0);
  put_text(&out, "commitments", commitments);
  BUG_IF(out.failed);
  return hash_hex(arena, hash_of(buffer_text(&out)));
}
