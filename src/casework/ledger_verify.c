/* Recomputing a case's chain: whoever changed a byte of an event, a text or the head is found and named. */
#include "casework/ledger.h"
#include "casework/ledger_hash.h"
#include "casework/ledger_row.h"

static Text check_event(Arena *arena, CaseId id, const SqlEventOfCase *row, int64_t number, Text previous) {
  LedgerEvent event;
  if (row->number != number) return text_format(arena, "event %lld is missing", (long long)number);
  if (!ledger_of_row(row, &event))
    return text_format(arena, "event %lld has a type, role, outcome, number or day that cannot be",
                       (long long)number);
  if (!text_equal(row->previous, previous))
    return text_format(arena, "event %lld does not follow the one before it", (long long)number);
  Text hash = ledger_event_hash(arena, id, &event, row->commitments, previous);
  if (!text_equal(hash, row->hash))
    return text_format(arena, "event %lld: its hash does not match its content", (long long)number);
  return TEXT_NONE;
}

/* The commitment of a slot in "slot:hex;slot:hex". */
static Text committed(Text commitments, Text slot) {
  Text rest = commitments, part;
  while (text_next(&rest, ';', &part)) {
    Text name;
    Text value = part;
    if (text_next(&value, ':', &name) && text_equal(name, slot)) return value;
  }
  return TEXT_NONE;
}

static Text check_text(Arena *arena, const SqlEventTextOfCase *text, const SqlEventOfCase *rows,
                       size_t count) {
  bool disposed = !date_is_none(text->disposed);
  if (disposed && text_is_empty(text->body)) return TEXT_NONE;
  if (disposed)
    return text_format(arena, "event %lld: the text '%.*s' is marked as disposed of and still kept",
                       (long long)text->number, TEXT_ARGUMENTS(text->slot));
  for (size_t i = 0; i < count; i++) {
    if (rows[i].number != text->number) continue;
    Text commitment = ledger_commitment(arena, text->salt, text->body);
    if (text_equal(commitment, committed(rows[i].commitments, text->slot))) return TEXT_NONE;
  }
  return text_format(arena, "event %lld: the text '%.*s' does not match its commitment",
                     (long long)text->number, TEXT_ARGUMENTS(text->slot));
}

static size_t slots_in(Text commitments) {
  size_t count = 0;
  Text part;
  while (text_next(&commitments, ';', &part)) count += !text_is_empty(part);
  return count;
}

static Text check_texts(Arena *arena, const SqlEventOfCase *rows, size_t count,
                        const SqlEventTextOfCase *texts, size_t text_count) {
  size_t promised = 0;
  for (size_t i = 0; i < count; i++) promised += slots_in(rows[i].commitments);
  for (size_t i = 0; i < text_count; i++) {
    Text wrong = check_text(arena, &texts[i], rows, count);
    if (!text_is_empty(wrong)) return wrong;
  }
  if (promised != text_count)
    return text_format(arena, "%zu texts are committed to and %zu are kept", promised, text_count);
  return TEXT_NONE;
}

Error ledger_verify_case(Ctx *ctx, const CaseHead *head, Text *wrong) {
  SqlEventOfCase *rows;
  SqlEventTextOfCase *texts;
  size_t count, text_count;
  TRY(sql_event_of_case(ctx->db, ctx->arena, head->id, &rows, &count));
  TRY(sql_event_text_of_case(ctx->db, ctx->arena, head->id, &texts, &text_count));
  *wrong = TEXT_NONE;
  Text previous = ledger_genesis(ctx->arena, head);
  if (count && !text_equal(rows[0].previous, previous))
    *wrong = TEXT("its reference, kind, keys or day of making do not match what its first event follows");
  for (size_t i = 0; i < count && text_is_empty(*wrong); i++) {
    *wrong = check_event(ctx->arena, head->id, &rows[i], (int64_t)i + 1, previous);
    previous = rows[i].hash;
  }
  if (text_is_empty(*wrong) && ((int64_t)count != head->version || !text_equal(previous, head->head)))
    *wrong = text_format(ctx->arena, "it should end with event %lld, and ends with %zu",
                         (long long)head->version, count);
  if (text_is_empty(*wrong)) *wrong = check_texts(ctx->arena, rows, count, texts, text_count);
  return OK;
}
