#include "casework/publication.h"
#include "casework/act.h"
#include "sql_figures.h"

#define NOTE_LONGEST 20000
#define PUBLICATIONS_SHOWN 200
#define AGAIN_SECONDS 60

static Error may_publish(const Ctx *ctx) {
  if (ctx->actor.role == ROLE_SYSTEM || (role_permissions(ctx->actor.role) & PERMISSION_PUBLISH)) return OK;
  return FAIL(ctx->arena, ERROR_DENIED,
              "Your role does not allow this. Ask the complaints manager to do it.");
}

#define ANY_NUMBER (-1)

static Error check_versions(Ctx *ctx, const SqlReportNoteInsertParameters *note, int64_t expected) {
  SqlReportNoteAll *rows;
  size_t count;
  int64_t versions = 0;
  if (expected == ANY_NUMBER) return OK;
  TRY(sql_report_note_all(ctx->db, ctx->arena, note->report, note->period, &rows, &count));
  for (size_t i = 0; i < count; i++) versions += text_equal(rows[i].slot, note->slot);
  if (versions == expected) return OK;
  return FAIL(ctx->arena, ERROR_CONFLICT, "Somebody else wrote here meanwhile.");
}

static Error insert_note(Ctx *ctx, const SqlReportNoteInsertParameters *note, int64_t expected) {
  TRY(check_versions(ctx, note, expected));
  return sql_report_note_insert(ctx->db, note, NULL);
}

Error report_note_put_after(Ctx *ctx, Text report, Text period, Text slot, Text body, int64_t versions) {
  TRY(may_publish(ctx));
  if (body.length > NOTE_LONGEST)
    return FAIL(ctx->arena, ERROR_INVALID, "Shorten the text to 20,000 characters or fewer.");
  Instant now = ctx_now(ctx);
  TRY(db_begin_write(ctx->db, ctx->arena));
  SqlReportNoteInsertParameters note = {.id = random_id(now),
                                        .report = report,
                                        .period = period,
                                        .slot = slot,
                                        .body = body,
                                        .by_user = ctx->actor.user,
                                        .at = now};
  return write_end(ctx->arena, ctx->db, insert_note(ctx, &note, versions));
}

Error report_note_put(Ctx *ctx, Text report, Text period, Text slot, Text body) {
  return report_note_put_after(ctx, report, period, slot, body, ANY_NUMBER);
}

Error report_notes(Ctx *ctx, Text report, Text period, const ReportNote **notes, size_t *count) {
  SqlReportNoteAll *rows;
  TRY(sql_report_note_all(ctx->db, ctx->arena, report, period, &rows, count));
  ReportNote *out = ARENA_ARRAY(ctx->arena, ReportNote, *count);
  for (size_t i = 0; i < *count; i++)
    out[i] = (ReportNote){rows[i].slot, rows[i].body, rows[i].at, rows[i].by_user};
  *notes = out;
  return OK;
}

Error comparators(Ctx *ctx, Text year, const Comparator **rows, size_t *count) {
  SqlComparatorOfYear *found;
  TRY(sql_comparator_of_year(ctx->db, ctx->arena, year, &found, count));
  Comparator *out = ARENA_ARRAY(ctx->arena, Comparator, *count);
  for (size_t i = 0; i < *count; i++)
    out[i] = (Comparator){year, found[i].authority, found[i].measure, found[i].value};
  *rows = out;
  return OK;
}

static Error check_comparator(const Ctx *ctx, const Comparator *comparator) {
  TRY(may_publish(ctx));
  if (text_is_empty(comparator->authority))
    return FAIL(ctx->arena, ERROR_INVALID, "Enter the authority's name.");
  if (comparator->value < 0) return FAIL(ctx->arena, ERROR_INVALID, "Enter a number of 0 or more.");
  return OK;
}

Error comparator_put(Ctx *ctx, const Comparator *comparator) {
  TRY(check_comparator(ctx, comparator));
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db,
                   sql_comparator_put(ctx->db, comparator->year, comparator->authority, comparator->measure,
                                      comparator->value, ctx_now(ctx), NULL));
}

Error comparator_remove(Ctx *ctx, const Comparator *comparator) {
  TRY(may_publish(ctx));
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(
      ctx->arena, ctx->db,
      sql_comparator_delete(ctx->db, comparator->year, comparator->authority, comparator->measure, NULL));
}

static LedgerEvent published_event(Ctx *ctx, const Publication *publication) {
  LedgerEvent event = ledger_event(ctx, EVENT_PUBLISHED, 0, DATE_NONE);
  event.event.reason = publication->report;
  event.event.until = publication->to;
  const struct {
    const char *slot;
    Text text;
  } texts[] = {
      {"cases", publication->cases},
      {"copy", publication->copy},
      {"figures", publication->figures},
      {"from", date_iso(ctx->arena, publication->from)},
      {"hash", hash_hex(ctx->arena, hash_of(publication->figures))},
      {"page", publication->page},
      {"scope", publication->scope},
      {"title", publication->title},
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    act_text(ctx->arena, &event, texts[i].slot, texts[i].text);
  return event;
}

static Error make(Ctx *ctx, const Publication *publication, Text *reference) {
  unsigned char random[5];
  random_bytes(random, sizeof random);
  Text made = reference_make(ctx->arena, TEXT("RPT"), date_parts(ctx_today(ctx)).year, random);
  NewCase fresh = {made, TEXT("publication"), TEXT_NONE, TEXT_NONE};
  LedgerEvent event = published_event(ctx, publication);
  CaseId id;
  TRY(ledger_new_case(ctx, &fresh, &id, reference));
  return ledger_append(ctx, id, 0, &event, 1);
}

/* The figures without the moment at which they were counted, which stands among the first of them. */
static Hash counted(Text figures) {
  static const char made[] = "\"made\":";
  size_t at = text_find(figures, text_of(made), 0);
  if (at == SIZE_MAX) return hash_of(figures);
  size_t value = text_find(figures, TEXT("\""), at + sizeof made - 1);
  size_t end = value == SIZE_MAX ? SIZE_MAX : text_find(figures, TEXT("\""), value + 1);
  if (end == SIZE_MAX) return hash_of(figures);
  return hash_two(hash_of(text_slice(figures, 0, at)), text_slice(figures, end, figures.length));
}

static Error same_figures(Ctx *ctx, const Publication *publication, CaseId earlier, bool *same) {
  SqlPublicationText frozen;
  bool there;
  TRY(sql_publication_text(ctx->db, ctx->arena, earlier, TEXT("figures"), &frozen, &there));
  Text before = there ? hash_hex(ctx->arena, counted(frozen.body)) : TEXT_NONE;
  *same = text_equal(before, hash_hex(ctx->arena, counted(publication->figures)));
  return OK;
}

/* The button was pressed twice, or two jobs run at once: then the one that was made is given. What the
 * program keeps by itself, it keeps once a day. */
static Error find_repeated(Ctx *ctx, const Publication *publication, Text *reference, bool *found) {
  SqlPublicationLatest last;
  SqlPublicationGet row;
  bool weekly = text_equal(publication->report, TEXT("weekly")), there;
  *found = false;
  TRY(sql_publication_latest(ctx->db, ctx->arena, publication->report, publication->from, publication->to,
                             publication->scope, &last, &there));
  if (!there) return OK;
  *reference = last.reference;
  if (weekly && ctx->actor.role == ROLE_SYSTEM) {
    *found = date_equal(london_date(last.recorded), ctx_today(ctx));
    return OK;
  }
  TRY(sql_publication_get(ctx->db, ctx->arena, last.case_id, &row, &there));
  int64_t ago = ctx_now(ctx).seconds - last.recorded.seconds;
  if (!there || row.by_user.value != ctx->actor.user.value || ago < 0 || ago >= AGAIN_SECONDS) return OK;
  *found = weekly;
  return weekly ? OK : same_figures(ctx, publication, last.case_id, found);
}

static Error make_once(Ctx *ctx, const Publication *publication, Text *reference) {
  bool found;
  TRY(find_repeated(ctx, publication, reference, &found));
  return found ? OK : make(ctx, publication, reference);
}

Error publication_make(Ctx *ctx, const Publication *publication, Text *reference) {
  TRY(may_publish(ctx));
  if (date_is_none(publication->from) || date_is_none(publication->to) || text_is_empty(publication->figures))
    return FAIL(ctx->arena, ERROR_INVALID, "A report without a period or figures cannot be published.");
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, make_once(ctx, publication, reference));
}

Error publications(Ctx *ctx, Text report, const PublicationRow **rows, size_t *count) {
  SqlPublicationAll *found;
  TRY(sql_publication_all(ctx->db, ctx->arena, report, PUBLICATIONS_SHOWN, &found, count));
  PublicationRow *out = ARENA_ARRAY(ctx->arena, PublicationRow, *count);
  for (size_t i = 0; i < *count; i++)
    out[i] = (PublicationRow){.id = found[i].case_id,
                              .reference = found[i].reference,
                              .report = report,
                              .title = found[i].title,
                              .scope = found[i].scope,
                              .hash = found[i].hash,
                              .by = person_name(ctx->directory, found[i].by_user),
                              .from = found[i].from_day,
                              .to = found[i].to_day,
                              .published = found[i].published,
                              .recorded = found[i].recorded};
  *rows = out;
  return OK;
}

static Error load(Ctx *ctx, CaseId id, PublicationRow *row) {
  SqlPublicationGet found;
  bool there;
  TRY(sql_publication_get(ctx->db, ctx->arena, id, &found, &there));
  if (!there) return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such published report.");
  *row = (PublicationRow){.id = id,
                          .reference = found.reference,
                          .report = found.report,
                          .title = found.title,
                          .scope = found.scope,
                          .hash = found.hash,
                          .by = person_name(ctx->directory, found.by_user),
                          .from = found.from_day,
                          .to = found.to_day,
                          .published = found.published,
                          .recorded = found.recorded};
  return OK;
}

Error publication_open(Ctx *ctx, Text reference, const char *slot, PublicationRow *row, Text *text) {
  SqlPublicationByReference found;
  SqlPublicationText body;
  bool there;
  TRY(sql_publication_by_reference(ctx->db, ctx->arena, reference, &found, &there));
  if (!there) return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such published report.");
  TRY(load(ctx, found.case_id, row));
  TRY(sql_publication_text(ctx->db, ctx->arena, found.case_id, text_of(slot), &body, &there));
  *text = there ? body.body : TEXT_NONE;
  return OK;
}

Error publication_last(Ctx *ctx, Text report, Date from, Date to, Text scope, PublicationRow *row,
                       bool *found) {
  SqlPublicationLatest last;
  TRY(sql_publication_latest(ctx->db, ctx->arena, report, from, to, scope, &last, found));
  return *found ? load(ctx, last.case_id, row) : OK;
}
