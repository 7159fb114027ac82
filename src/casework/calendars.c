#include "casework/calendars.h"
#include "casework/facts.h"
#include "casework/permission.h"
#include "sql_cases.h"
#include "sql_setup.h"

typedef struct Move {
  Ctx *old_ctx, *new_ctx;
  size_t moved;
} Move;

static Error refuse_losses(Ctx *ctx, const CalendarReport *report) {
  for (size_t i = 0; i < report->change_count; i++) {
    const CalendarChange *change = &report->changes[i];
    if (change->added || !date_before(change->holiday.date, ctx_today(ctx))) continue;
    Text day = date_words(ctx->arena, change->holiday.date);
    return FAIL(ctx->arena, ERROR_REFUSED,
                "This feed has lost %.*s on %.*s (%s), which is past. Feeds drop old years: add the old days "
                "to the file.",
                TEXT_ARGUMENTS(change->holiday.title), TEXT_ARGUMENTS(day), nation_name(change->nation));
  }
  return OK;
}

/* What a case says under the new calendar, of each clock that moved. */
static Error note_moves(Ctx *ctx, const CaseFile *before, const CaseFile *after, size_t *moved) {
  LedgerEvent *events = ARENA_ARRAY(ctx->arena, LedgerEvent, before->state.clocks.count + 1);
  size_t count = 0;
  for (size_t i = 0; i < before->state.clocks.count; i++) {
    const Clock *old = &before->state.clocks.items[i], *now = clock_find(after->state.clocks, old->id);
    if (!now || date_is_none(old->due) || date_equal(old->due, now->due)) continue;
    events[count] = ledger_event(ctx, EVENT_RECALCULATED, old->stage->number, DATE_NONE);
    events[count].event.clock = old->rule->id;
    events[count++].event.until = old->due;
  }
  *moved += count > 0;
  return count ? ledger_append(ctx, before->id, before->version, events, count) : OK;
}

static Error move_case(void *context, const SqlOpenCaseEach *row) {
  Move *move = context;
  AUTO_ARENA arena = arena_new();
  Ctx old_ctx = *move->old_ctx, new_ctx = *move->new_ctx;
  old_ctx.arena = new_ctx.arena = arena;
  CaseFile before, after;
  Error error = ledger_load(&old_ctx, row->case_id, &before);
  if (!error) error = ledger_load(&new_ctx, row->case_id, &after);
  if (!error) error = note_moves(&new_ctx, &before, &after, &move->moved);
  if (!error) return OK;
  return FAIL(move->new_ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words));
}

static Error move_all(Ctx *ctx, const Program *fresh, Text feed, Text closures, CalendarReport *report) {
  Ctx new_ctx = *ctx;
  new_ctx.program = fresh;
  Move move = {ctx, &new_ctx, 0};
  Text version = calendar_book_newest(&fresh->calendars)->version;
  TRY(sql_calendar_insert(ctx->db, version, feed, closures, ctx_now(ctx), NULL));
  TRY(sql_open_case_each(ctx->db, ctx->arena, move_case, &move));
  report->moved = move.moved;
  return OK;
}

Error closure_days_read(Arena *arena, Text closures, Date **days, size_t *count) {
  *days = ARENA_ARRAY(arena, Date, closures.length / 10 + 1);
  *count = 0;
  Text part;
  while (text_next(&closures, ';', &part)) {
    if (text_is_empty(text_trim(part))) continue;
    if (!date_parse(text_trim(part), &(*days)[*count]))
      return FAIL(arena, ERROR_INVALID, "'%.*s' is no date; write it as 2026-12-29.", TEXT_ARGUMENTS(part));
    (*count)++;
  }
  return OK;
}

/* The days of the version before stay, the new ones come to them. */
static Error all_closures(Ctx *ctx, Text fresh, Text *all) {
  SqlCalendarAll *rows;
  size_t count;
  TRY(sql_calendar_all(ctx->db, ctx->arena, &rows, &count));
  Text parts[] = {count ? rows[count - 1].closures : TEXT_NONE, fresh};
  *all = text_is_empty(parts[0]) ? fresh
         : text_is_empty(fresh)  ? parts[0]
                                 : text_join(ctx->arena, parts, 2, TEXT(";"));
  return OK;
}

Error calendar_add(Ctx *ctx, Text version, Text feed, Text closures, CalendarReport *report) {
  const CalendarBook *book = &ctx->program->calendars;
  const CalendarVersion *newest = calendar_book_newest(book);
  CalendarVersion *fresh;
  CalendarChange *changes;
  Date day, *closed;
  size_t closed_count;
  if (!date_parse(version, &day))
    return FAIL(ctx->arena, ERROR_INVALID, "Name the version by the day of the feed, like 2026-11-22.");
  if (text_compare(version, newest->version) <= 0)
    return FAIL(ctx->arena, ERROR_INVALID, "The version must be later than %.*s, the newest.",
                TEXT_ARGUMENTS(newest->version));
  TRY(all_closures(ctx, closures, &closures));
  TRY(closure_days_read(ctx->arena, closures, &closed, &closed_count));
  TRY(calendar_version_read(ctx->arena, feed, version, closed, closed_count, &fresh));
  calendar_version_compare(ctx->arena, newest, fresh, &changes, &report->change_count);
  report->changes = changes;
  TRY(refuse_losses(ctx, report));
  const CalendarVersion **versions = ARENA_ARRAY(ctx->arena, const CalendarVersion *, book->count + 1);
  for (size_t i = 0; i < book->count; i++) versions[i] = book->versions[i];
  versions[book->count] = fresh;
  Program program = *ctx->program;
  program.calendars = (CalendarBook){versions, book->count + 1};
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, move_all(ctx, &program, feed, closures, report));
}
