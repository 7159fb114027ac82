/* The rows of actions and recommendations, and of published reports. */
#include "casework/projection_parts.h"
#include "sql_figures.h"

/* What the event that made the record says of it. */
static Text text_of_record(const CaseFile *file, const Record *record, const char *slot) {
  for (size_t i = 0; i < file->count; i++)
    if (file->events[i].event.number == record->event) return event_text(&file->events[i], slot);
  return TEXT_NONE;
}

static SqlRecordRowPutParameters record_row(Ctx *ctx, const CaseFile *file, const Record *record) {
  Text description = text_of_record(file, record, "words"), owner = text_of_record(file, record, "owner");
  Text parts[] = {file->reference, description, owner, code_words(ctx->arena, record->code)};
  Text due = date_is_none(record->due) ? TEXT("9999-12-31") : date_iso(ctx->arena, record->due);
  return (SqlRecordRowPutParameters){
      .case_id = file->id,
      .number = record->number,
      .kind = text_of(record_kind_word(record->kind)),
      .code = record->code,
      .description = description,
      .owner = owner,
      .search = text_fold(ctx->arena, text_join(ctx->arena, parts, 4, TEXT(" "))),
      .agreed = record->agreed,
      .due = record->due,
      .due_key = due,
      .completed = record->completed,
      .verdict = text_of(verdict_word(record->clock.verdict)),
      .compliance = text_of(compliance_word(record->compliance)),
      .open = date_is_none(record->completed),
  };
}

Error record_rows_write(Ctx *ctx, const CaseFile *file) {
  RecordList records = file->state.records;
  TRY(sql_record_row_clear_case(ctx->db, file->id, NULL));
  for (size_t i = 0; i < records.count; i++) {
    SqlRecordRowPutParameters row = record_row(ctx, file, &records.items[i]);
    TRY(sql_record_row_put(ctx->db, &row, NULL));
  }
  return OK;
}

static Text line_of(Arena *arena, const SqlRecordRowPutParameters *row) {
  Text parts[] = {row->kind,      row->code,    row->description,
                  row->owner,     row->search,  date_iso(arena, row->agreed),
                  row->due_key,   row->verdict, date_iso(arena, row->completed),
                  row->compliance};
  Text joined = text_join(arena, parts, 10, TEXT("|"));
  return text_format(arena, "%lld|%d|%.*s", (long long)row->number, row->open, TEXT_ARGUMENTS(joined));
}

Error record_rows_verify(Ctx *ctx, const CaseFile *file, Text *wrong) {
  SqlRecordRowOfCase *kept;
  size_t count;
  RecordList records = file->state.records;
  TRY(sql_record_row_of_case(ctx->db, ctx->arena, file->id, &kept, &count));
  bool same = count == records.count;
  for (size_t i = 0; same && i < count; i++) {
    SqlRecordRowPutParameters right = record_row(ctx, file, &records.items[i]);
    SqlRecordRowPutParameters stored = {
        file->id,          kept[i].number,  kept[i].kind,       kept[i].code, kept[i].description,
        kept[i].owner,     kept[i].search,  kept[i].agreed,     kept[i].due,  kept[i].due_key,
        kept[i].completed, kept[i].verdict, kept[i].compliance, kept[i].open};
    same = text_equal(line_of(ctx->arena, &right), line_of(ctx->arena, &stored));
  }
  if (!same) *wrong = TEXT("its rows of actions and recommendations differ from the events");
  return OK;
}

bool is_publication(const CaseFile *file) { return text_equal(file->kind, TEXT("publication")); }

static SqlPublicationPutParameters publication_row(const CaseFile *file) {
  const LedgerEvent *event = &file->events[0];
  SqlPublicationPutParameters row = {
      .case_id = file->id,
      .reference = file->reference,
      .report = event->event.reason,
      .title = event_text(event, "title"),
      .from_day = DATE_NONE,
      .to_day = event->event.until,
      .scope = event_text(event, "scope"),
      .published = event->event.on,
      .recorded = event->event.recorded,
      .by_user = event->event.by,
      .hash = event_text(event, "hash"),
  };
  if (!date_parse(event_text(event, "from"), &row.from_day)) row.from_day = event->event.until;
  return row;
}

Error publication_row_write(Ctx *ctx, const CaseFile *file) {
  SqlPublicationPutParameters row = publication_row(file);
  return sql_publication_put(ctx->db, &row, NULL);
}

Error publication_row_verify(Ctx *ctx, const CaseFile *file, Text *wrong) {
  SqlPublicationPutParameters right = publication_row(file);
  SqlPublicationGet kept;
  bool found;
  TRY(sql_publication_get(ctx->db, ctx->arena, file->id, &kept, &found));
  bool same = found && text_equal(kept.reference, right.reference) && text_equal(kept.report, right.report) &&
              text_equal(kept.title, right.title) && date_equal(kept.from_day, right.from_day) &&
              date_equal(kept.to_day, right.to_day) && text_equal(kept.scope, right.scope) &&
              date_equal(kept.published, right.published) && text_equal(kept.hash, right.hash) &&
              kept.by_user.value == right.by_user.value && kept.recorded.seconds == right.recorded.seconds;
  if (!same) *wrong = TEXT("its row among the published reports differs from the event");
  Text figures = event_text(&file->events[0], "figures");
  if (same && !text_equal(hash_hex(ctx->arena, hash_of(figures)), right.hash))
    *wrong = TEXT("the frozen figures are not those of the hash that was published");
  return OK;
}
