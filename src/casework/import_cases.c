/* The cases that rows become, and those that they name. */
#include "base/unicode.h"
#include "casework/act.h"
#include "casework/import_parts.h"
#include "sql_ledger.h"
#include "sql_setup.h"

/* More are not services but another column gone astray. */
#define SERVICES_MOST 5000

/* The later one wins where rows of a service say several: who may see a case is better asked than missed. */
typedef enum Area { AREA_OTHER, AREA_HOUSING, AREA_ADULTS, AREA_CHILDREN } Area;

/* A service that is not there yet. */
struct NewService {
  Text name, folded;
  Area area;
};

typedef struct ServiceLook {
  Import *import;
  size_t service, procedure; /* places of the cells; SIZE_MAX: not there */
  bool header_next;
} ServiceLook;

/* By the council's settings, else by what the procedure is called. That of Wales is for children and adults.
 */
static Area area_of(const Import *import, Text procedure) {
  const Council *council = &import->ctx.directory->council;
  if (text_is_empty(procedure) || text_equal(procedure, council->corporate_procedure)) return AREA_OTHER;
  bool named =
      text_starts(procedure, TEXT("children")) || text_equal(procedure, TEXT("wales-social-services"));
  if (named || text_equal(procedure, council->children_procedure)) return AREA_CHILDREN;
  if (text_ends(procedure, TEXT("-adults")) || text_equal(procedure, council->adults_procedure))
    return AREA_ADULTS;
  if (text_starts(procedure, TEXT("housing")) || text_equal(procedure, council->housing_procedure))
    return AREA_HOUSING;
  return AREA_OTHER;
}

static size_t place_in(const CsvRow *header, Text name) {
  for (size_t i = 0; i < header->count; i++)
    if (text_equal(header->cells[i], name)) return i;
  return SIZE_MAX;
}

/* As import_cells has it, but that what is wrong with it is said there. */
static Text cell_at(Import *import, const CsvRow *row, size_t place) {
  Text clean;
  if (place >= row->count || text_clean(import->ctx.arena, row->cells[place], &clean)) return TEXT_NONE;
  return text_trim(clean);
}

static const int64_t *find_service(const Import *import, Text name, Text folded) {
  const int64_t *known = names_find(&import->services, name);
  return known ? known : names_find(&import->services, folded);
}

/* The new service of that name; NULL where there are too many. */
static NewService *new_service(Import *import, Text name, Text folded) {
  Arena *arena = import->services.arena;
  int64_t *index = names_add(&import->wanted, folded);
  if (*index) return &import->fresh[*index - 1];
  if (import->new_services == SERVICES_MOST) return NULL;
  if (!import->fresh) import->fresh = ARENA_ARRAY(arena, NewService, SERVICES_MOST);
  NewService *fresh = &import->fresh[import->new_services++];
  *index = (int64_t)import->new_services;
  *fresh = (NewService){text_copy(arena, name), text_copy(arena, folded), AREA_OTHER};
  return fresh;
}

static Error note_service(void *context, const CsvRow *row) {
  ServiceLook *look = context;
  Import *import = look->import;
  bool header = look->header_next;
  look->header_next = false;
  if (header) return OK;
  arena_reset(import->ctx.arena);
  Text name = cell_at(import, row, look->service);
  Text folded = text_fold(import->ctx.arena, name);
  if (text_is_empty(name) || find_service(import, name, folded)) return OK;
  Area area = area_of(import, cell_at(import, row, look->procedure));
  NewService *fresh = new_service(import, name, folded);
  if (fresh && fresh->area < area) fresh->area = area;
  return OK;
}

Error import_note_services(Import *import, const CsvRow *header, Text bytes) {
  ServiceLook look = {import, place_in(header, TEXT("service")), place_in(header, TEXT("procedure")), true};
  return look.service == SIZE_MAX ? OK : csv_each(import->kept, bytes, note_service, &look);
}

Error import_make_services(Import *import) {
  static const char *const areas[] = {"other", "housing", "adults", "children"};
  Ctx *ctx = &import->ctx;
  if (!import->new_services) return OK;
  Directory *directory = ARENA_NEW(import->kept, Directory);
  *directory = *ctx->directory;
  size_t before = directory->service_count;
  Service *services = ARENA_ARRAY(import->kept, Service, before + import->new_services);
  for (size_t i = 0; i < before; i++) services[i] = directory->services[i];
  for (size_t i = 0; i < import->new_services; i++) {
    const NewService *fresh = &import->fresh[i];
    Service made = {(ServiceId){random_id(ctx_now(ctx))}, text_copy(import->kept, fresh->name),
                    text_of(areas[fresh->area]), true};
    *names_add(&import->services, fresh->name) = made.id.value;
    *names_add(&import->services, fresh->folded) = made.id.value;
    TRY(sql_service_insert(ctx->db, made.id, made.name, made.area, made.listed, 900, NULL));
    services[before + i] = made;
  }
  directory->services = services;
  directory->service_count = before + import->new_services;
  ctx->directory = directory;
  return directory_changed(ctx->arena, ctx->db, ctx_now(ctx));
}

Error import_service(Import *import, Text name, ServiceId *id) {
  *id = (ServiceId){0};
  if (text_is_empty(name)) return OK;
  const int64_t *known = find_service(import, name, text_fold(import->ctx.arena, name));
  if (known)
    id->value = *known;
  else
    import_wrong_row(import, TEXT("there are thousands of services; is that the right column?"));
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
