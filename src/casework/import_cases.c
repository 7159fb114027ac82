/* The cases that rows become, and those that they name. */
#include "casework/act.h"
#include "casework/import_parts.h"
#include "sql_ledger.h"
#include "sql_setup.h"

/* More are not services but another column gone astray. */
#define SERVICES_MOST 5000

static Error add_service(Import *import, Text name, Text folded, ServiceId *id) {
  Ctx *ctx = &import->ctx;
  if (import->new_services == SERVICES_MOST) {
    import_wrong_row(import, TEXT("there are thousands of services; is that the right column?"));
    return OK;
  }
  *id = (ServiceId){random_id(ctx_now(ctx))};
  *names_add(&import->services, name) = id->value;
  *names_add(&import->services, folded) = id->value;
  import->new_services++;
  return sql_service_insert(ctx->db, *id, name, TEXT("other"), true, 900, NULL);
}

Error import_service(Import *import, Text name, ServiceId *id) {
  *id = (ServiceId){0};
  if (text_is_empty(name)) return OK;
  const int64_t *known = names_find(&import->services, name);
  Text folded = TEXT_NONE;
  if (!known) {
    folded = text_fold(import->ctx.arena, name);
    known = names_find(&import->services, folded);
  }
  if (!known) return add_service(import, name, folded, id);
  id->value = *known;
  return OK;
}

LedgerEvent import_event(const Import *import, EventType type, int stage, Date on) {
  LedgerEvent event = ledger_event(&import->ctx, type, stage, on);
  event.event.minute = -1;
  return event;
}

LedgerEvent import_classified(const Import *import, const char *procedure, Date received) {
  const Procedure *bound = procedure_in_force(&import->ctx.program->procedures, text_of(procedure), received);
  BUG_IF(!bound);
  LedgerEvent event = import_event(import, EVENT_CLASSIFIED, 0, received);
  event.event.procedure = bound->id;
  event.event.version = bound->version;
  event.event.reason = TEXT("imported");
  return event;
}

/* Of the row that is being read: the number of its file and its line. */
static int64_t place_number(const Import *import) {
  return ((int64_t)import->file_number << 32) | (int64_t)import->line;
}

void import_spoil(Import *import, Text reference) {
  int64_t *place = names_add(&import->spoilt, reference);
  if (!*place) *place = place_number(import);
}

Error import_claim(Import *import, Text reference) {
  Ctx *ctx = &import->ctx;
  SqlCaseFileByReference row;
  bool taken;
  const int64_t *spoilt = names_find(&import->spoilt, reference);
  Text where = TEXT_NONE;
  if (spoilt)
    where = text_format(ctx->arena, ": %.*s:%d", TEXT_ARGUMENTS(import->files[*spoilt >> 32].name),
                        (int)(*spoilt & INT32_MAX));
  TRY(sql_case_file_by_reference(ctx->db, ctx->arena, reference, &row, &taken));
  if (taken || spoilt)
    import_mistake(import, import->line, import->shape->makes_cases ? import->place[0] : 0,
                   text_format(ctx->arena, "a case with the reference '%.*s' exists already%.*s",
                               TEXT_ARGUMENTS(reference), TEXT_ARGUMENTS(where)));
  return OK;
}

/* Folds the history before it is written, so that an impossible one is a mistake of that row. */
static bool history_is_possible(Import *import, const LedgerEvent *events, size_t count) {
  Ctx *ctx = &import->ctx;
  Event *plain = ARENA_ARRAY(ctx->arena, Event, count);
  for (size_t i = 0; i < count; i++) {
    plain[i] = events[i].event;
    plain[i].number = (int32_t)i + 1;
  }
  CaseState state;
  FoldInput input = {plain, count, &ctx->program->procedures, &ctx->program->calendars, ctx_today(ctx)};
  Error error = case_fold(ctx->arena, &input, &state);
  if (error) import_wrong_row(import, error->words);
  return !error;
}

Error import_case(Import *import, Text reference, const char *kind, const LedgerEvent *events, size_t count,
                  size_t *made) {
  CaseId id;
  NewCase fresh = {reference, text_of(kind), TEXT_NONE, TEXT_NONE};
  if (import_row_is_wrong(import) || !history_is_possible(import, events, count)) return OK;
  TRY(ledger_new_case(&import->ctx, &fresh, &id, &reference));
  TRY(ledger_append(&import->ctx, id, 0, events, count));
  (*made)++;
  return OK;
}

Error import_find(Import *import, Text reference, CaseId *id, ImportFound *found) {
  SqlCaseFileByReference row;
  bool there;
  *found = IMPORT_SPOILT;
  if (names_find(&import->spoilt, reference)) return OK;
  TRY(sql_case_file_by_reference(import->ctx.db, import->ctx.arena, reference, &row, &there));
  *id = row.id;
  if (there)
    *found = IMPORT_THERE;
  else if (!import->gaps)
    *found = IMPORT_NOT_THERE;
  return OK;
}

void import_not_there(Import *import, int column) {
  import_wrong(import, column,
               "is the reference of no case, neither here nor in these files; correct it, or "
               "import the file with that case too");
}
