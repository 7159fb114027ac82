#include "casework/ledger.h"
#include "casework/facts.h"
#include "casework/ledger_hash.h"
#include "casework/ledger_row.h"
#include "sql_ledger.h"

LedgerEvent ledger_event(const Ctx *ctx, EventType type, int stage, Date on) {
  Instant now = ctx_now(ctx);
  bool today = date_is_none(on) || date_equal(on, london_date(now));
  return (LedgerEvent){
      .event = {.type = type,
                .stage = stage,
                .on = today ? london_date(now) : on,
                .minute = today ? london_minute(now) : -1,
                .recorded = now,
                .by = ctx->actor.user,
                .role = ctx->actor.role,
                .until = DATE_NONE,
                .clock = TEXT_NONE,
                .reason = TEXT_NONE,
                .procedure = TEXT_NONE,
                .version = TEXT_NONE,
                .calendar = calendar_book_newest(&ctx->program->calendars)->version},
      .team = TEXT_NONE,
      .channel = TEXT_NONE,
      .causes = TEXT_NONE,
      .remedies = TEXT_NONE,
      .flags = TEXT_NONE,
      .pence = INT_NONE,
      .category = TEXT_NONE,
      .party = TEXT_NONE,
  };
}

static Text free_reference(Ctx *ctx) {
  unsigned char random[5];
  random_bytes(random, sizeof random);
  Text prefix = ctx->directory->council.reference_prefix;
  return reference_make(ctx->arena, prefix, date_parts(ctx_today(ctx)).year, random);
}

Error ledger_new_case(Ctx *ctx, const NewCase *fresh, CaseId *id, Text *reference) {
  Text chosen = fresh->reference;
  for (int tries = 0; text_is_empty(chosen) && tries < 20; tries++) {
    Text candidate = free_reference(ctx);
    SqlCaseFileByReference row;
    bool taken;
    TRY(sql_case_file_by_reference(ctx->db, ctx->arena, candidate, &row, &taken));
    if (!taken) chosen = candidate;
  }
  if (text_is_empty(chosen)) return FAIL(ctx->arena, ERROR_BUSY, "No free reference was found. Try again.");
  *id = (CaseId){random_id(ctx_now(ctx))};
  *reference = chosen;
  Text submission = TEXT_NONE, tracking = TEXT_NONE;
  if (!text_is_empty(fresh->submission_key))
    submission = hash_hex(ctx->arena, hash_of(fresh->submission_key));
  if (!text_is_empty(fresh->tracking_secret))
    tracking = hash_hex(ctx->arena, hash_of(fresh->tracking_secret));
  CaseHead head = {.id = *id,
                   .reference = chosen,
                   .kind = fresh->kind,
                   .submission_hash = submission,
                   .tracking_hash = tracking,
                   .created = ctx_now(ctx)};
  SqlCaseFileInsertParameters row = {
      *id, chosen, fresh->kind, submission, tracking, ledger_genesis(ctx->arena, &head), head.created};
  return sql_case_file_insert(ctx->db, &row, NULL);
}

static Error insert_texts(Ctx *ctx, CaseId id, const LedgerEvent *event, Text salt) {
  for (size_t i = 0; i < event->text_count; i++) {
    const EventText *text = &event->texts[i];
    if (!text_is_empty(text->body))
      TRY(sql_event_text_insert(ctx->db, id, event->event.number, text->slot, salt, text->body, NULL));
  }
  return OK;
}

static Error insert_event(Ctx *ctx, CaseId id, const LedgerEvent *ledger, Text commitments, Text previous,
                          Text hash) {
  const Event *event = &ledger->event;
  return sql_event_insert(ctx->db,
                          &(SqlEventInsertParameters){
                              .case_id = id,
                              .number = event->number,
                              .type = text_of(event_type_word(event->type)),
                              .stage = event->stage,
                              .on_day = event->on,
                              .on_minute = event->minute < 0 ? INT_NONE : event->minute,
                              .recorded = event->recorded,
                              .by_user = event->by,
                              .role = text_of(role_word(event->role)),
                              .until_day = event->until,
                              .clock = event->clock,
                              .outcome = text_of(outcome_word(event->outcome)),
                              .reason = event->reason,
                              .procedure = event->procedure,
                              .version = event->version,
                              .calendar = event->calendar,
                              .subject = event->subject,
                              .accepted = event->accepted,
                              .corrects = event->corrects ? event->corrects : INT_NONE,
                              .voids = event->voids,
                              .service = ledger->service,
                              .team = ledger->team,
                              .channel = ledger->channel,
                              .causes = ledger->causes,
                              .remedies = ledger->remedies,
                              .pence = ledger->pence,
                              .flags = ledger->flags,
                              .record = event->record ? event->record : INT_NONE,
                              .category = ledger->category,
                              .party = ledger->party,
                              .linked = ledger->linked,
                              .commitments = commitments,
                              .previous = previous,
                              .hash = hash,
                          },
                          NULL);
}

static Text new_salt(Arena *arena) {
  unsigned char bytes[16];
  random_bytes(bytes, sizeof bytes);
  return hex_text(arena, bytes, sizeof bytes);
}

/* Inserts the events behind `head` and gives the new head. */
static Error append_chain(Ctx *ctx, CaseId id, int64_t from, const LedgerEvent *events, size_t count,
                          Text *head) {
  for (size_t i = 0; i < count; i++) {
    LedgerEvent event = events[i];
    event.event.number = (int32_t)(from + 1 + (int64_t)i);
    Text salt = new_salt(ctx->arena);
    Text commitments = ledger_commitments(ctx->arena, &event, salt);
    Text hash = ledger_event_hash(ctx->arena, id, &event, commitments, *head);
    TRY(insert_event(ctx, id, &event, commitments, *head, hash));
    TRY(insert_texts(ctx, id, &event, salt));
    *head = hash;
  }
  return OK;
}

Error ledger_append(Ctx *ctx, CaseId id, int64_t expected, const LedgerEvent *events, size_t count) {
  SqlCaseFileById row;
  bool found;
  TRY(sql_case_file_by_id(ctx->db, ctx->arena, id, &row, &found));
  if (!found) return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such case.");
  if (row.version != expected)
    return FAIL(ctx->arena, ERROR_CONFLICT, "Somebody else changed this case while you were writing.");
  Text head = row.head;
  TRY(append_chain(ctx, id, expected, events, count, &head));
  int64_t changed = 0;
  TRY(sql_case_file_advance(ctx->db, id, expected, expected + (int64_t)count, head, &changed));
  if (changed != 1)
    return FAIL(ctx->arena, ERROR_CONFLICT, "Somebody else changed this case while you were writing.");
  CaseFile file;
  TRY(ledger_load(ctx, id, &file));
  return projection_write(ctx, &file);
}

/* Hands each event its texts; both come sorted by number. */
static void attach_texts(Arena *arena, LedgerEvent *events, size_t count, const SqlEventTextOfCase *rows,
                         size_t n) {
  EventText *texts = ARENA_ARRAY(arena, EventText, n);
  size_t next = 0;
  for (size_t i = 0; i < count; i++) {
    size_t first = next;
    for (; next < n && rows[next].number <= events[i].event.number; next++)
      texts[next] = (EventText){rows[next].slot, rows[next].body, !date_is_none(rows[next].disposed)};
    events[i].texts = texts + first;
    events[i].text_count = next - first;
  }
}

static Error load_events(Ctx *ctx, CaseFile *file) {
  SqlEventOfCase *rows;
  SqlEventTextOfCase *texts;
  size_t text_count;
  TRY(sql_event_of_case(ctx->db, ctx->arena, file->id, &rows, &file->count));
  TRY(sql_event_text_of_case(ctx->db, ctx->arena, file->id, &texts, &text_count));
  LedgerEvent *events = ARENA_ARRAY(ctx->arena, LedgerEvent, file->count);
  for (size_t i = 0; i < file->count; i++) {
    if (!ledger_of_row(&rows[i], &events[i]))
      return FAIL(ctx->arena, ERROR_DAMAGED,
                  "Event %lld of the case is not one that this program knows: %.*s.",
                  (long long)rows[i].number, TEXT_ARGUMENTS(rows[i].type));
  }
  attach_texts(ctx->arena, events, file->count, texts, text_count);
  file->events = events;
  return OK;
}

static Error fold(Ctx *ctx, CaseFile *file) {
  Event *events = ARENA_ARRAY(ctx->arena, Event, file->count);
  for (size_t i = 0; i < file->count; i++) events[i] = file->events[i].event;
  FoldInput input = {events, file->count, &ctx->program->procedures, &ctx->program->calendars,
                     ctx_today(ctx)};
  return case_fold(ctx->arena, &input, &file->state);
}

Error ledger_load(Ctx *ctx, CaseId id, CaseFile *file) {
  SqlCaseFileById row;
  bool found;
  TRY(sql_case_file_by_id(ctx->db, ctx->arena, id, &row, &found));
  if (!found) return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such case.");
  *file = (CaseFile){.id = id, .reference = row.reference, .kind = row.kind, .version = row.version};
  TRY(load_events(ctx, file));
  return fold(ctx, file);
}

/* A case is loaded at one moment, so that its version and its events agree. */
static Error load_at_one_moment(Ctx *ctx, CaseId id, CaseFile *file) {
  TRY(db_begin_read(ctx->db, ctx->arena));
  Error error = ledger_load(ctx, id, file);
  db_rollback(ctx->db);
  return error;
}

static Error load_where_allowed(Ctx *ctx, Text reference, CaseFile *file, bool *restricted) {
  SqlCaseFileForUser row;
  bool found;
  TRY(sql_case_file_for_user(ctx->db, ctx->arena, ctx->actor.user, reference, &row, &found));
  if (!found)
    return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such case, or it is not one that you may see.");
  *restricted = row.restricted;
  *file = (CaseFile){.id = row.id, .reference = row.reference, .kind = row.kind, .version = row.version};
  TRY(load_events(ctx, file));
  return fold(ctx, file);
}

/* That a restricted case was read is on the disk before anything of it is shown; of the others it is written.
 */
static Error record_read(Ctx *ctx, CaseId id, bool restricted, const char *what) {
  Instant now = ctx_now(ctx);
  TRY(restricted ? db_begin_write(ctx->db, ctx->arena) : db_begin_light_write(ctx->db, ctx->arena));
  return write_end(
      ctx->arena, ctx->db,
      sql_case_read_insert(ctx->db, random_id(now), id, ctx->actor.user, now, text_of(what), NULL));
}

Error ledger_open(Ctx *ctx, Text reference, const char *what, CaseFile *file) {
  bool restricted = true;
  TRY(db_begin_read(ctx->db, ctx->arena));
  Error error = load_where_allowed(ctx, reference, file, &restricted);
  db_rollback(ctx->db);
  return error ? error : record_read(ctx, file->id, restricted, what);
}

Error ledger_find_tracking(Ctx *ctx, Text secret, CaseId *id) {
  SqlCaseFileByTracking row;
  bool found;
  Text hash = hash_hex(ctx->arena, hash_of(secret));
  TRY(sql_case_file_by_tracking(ctx->db, ctx->arena, hash, &row, &found));
  if (!found) return FAIL(ctx->arena, ERROR_NOT_FOUND, "This link does not work any more.");
  *id = row.id;
  return OK;
}

Error ledger_open_tracking(Ctx *ctx, Text secret, CaseFile *file) {
  CaseId id = {0};
  TRY(ledger_find_tracking(ctx, secret, &id));
  return load_at_one_moment(ctx, id, file);
}

Text event_text(const LedgerEvent *event, const char *slot) {
  for (size_t i = 0; i < event->text_count; i++)
    if (text_equal(event->texts[i].slot, text_of(slot))) return event->texts[i].body;
  return TEXT_NONE;
}

Text case_text(const CaseFile *file, const char *slot) {
  for (size_t i = file->count; i-- > 0;) {
    Text text = event_text(&file->events[i], slot);
    if (!text_is_empty(text)) return text;
  }
  return TEXT_NONE;
}
