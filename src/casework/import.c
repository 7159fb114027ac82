#include "casework/import.h"
#include "casework/csv_table.h"
#include "casework/import_row.h"
#include "sql_ledger.h"
#include "sql_setup.h"

struct Mistakes {
  ImportMistake *items;
  size_t count, capacity;
};
typedef struct Mistakes Mistakes;

void import_mistake(Import *import, int line, int column, Text words) {
  Mistakes *mistakes = import->mistakes;
  if (mistakes->count == mistakes->capacity) {
    size_t capacity = mistakes->capacity ? mistakes->capacity * 2 : 16;
    mistakes->items =
        arena_grow(import->ctx->arena, mistakes->items, mistakes->count, capacity, sizeof(ImportMistake));
    mistakes->capacity = capacity;
  }
  mistakes->items[mistakes->count++] = (ImportMistake){import->file, line, column, words};
}

size_t import_mistakes(const Import *import) { return import->mistakes->count; }

static void read_header(Import *import, const CsvRow *header) {
  Arena *arena = import->ctx->arena;
  for (size_t i = 0; i < header->count; i++) {
    Text name = header->cells[i];
    size_t column = import_column(name);
    int place = (int)i + 1;
    if (column == SIZE_MAX) {
      size_t near = text_nearest(name, import_column_names(), IMPORT_COLUMNS);
      Text hint = near == SIZE_MAX ? TEXT("remove it")
                                   : text_format(arena, "did you mean '%.*s'?",
                                                 TEXT_ARGUMENTS(import_column_names()[near]));
      import_mistake(
          import, header->line, place,
          text_format(arena, "there is no column '%.*s'; %.*s", TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(hint)));
    } else if (import->place[column]) {
      import_mistake(import, header->line, place,
                     text_format(arena, "the column '%.*s' stands twice", TEXT_ARGUMENTS(name)));
    } else {
      import->place[column] = place;
    }
  }
  static const char *const needed[] = {"reference", "kind", "received"};
  for (size_t i = 0; i < 3; i++)
    if (!import->place[import_column(text_of(needed[i]))])
      import_mistake(import, header->line, 0, text_format(arena, "the column '%s' is missing", needed[i]));
}

static Error check_taken(Import *import, const ImportRow *row) {
  SqlCaseFileByReference found;
  bool taken;
  Ctx *ctx = import->ctx;
  TRY(sql_case_file_by_reference(ctx->db, ctx->arena, row->reference, &found, &taken));
  if (taken)
    import_mistake(import, row->line, import->place[0],
                   text_format(ctx->arena, "a case with the reference '%.*s' exists already",
                               TEXT_ARGUMENTS(row->reference)));
  return OK;
}

static Error service_id(Import *import, Text name, ServiceId *id) {
  Ctx *ctx = import->ctx;
  SqlServiceByName row;
  bool found;
  *id = (ServiceId){0};
  if (text_is_empty(name)) return OK;
  TRY(sql_service_by_name(ctx->db, ctx->arena, name, &row, &found));
  *id = row.id;
  if (found) return OK;
  *id = (ServiceId){random_id(ctx_now(ctx))};
  import->new_services = true;
  return sql_service_insert(ctx->db, *id, name, TEXT("other"), true, 900, NULL);
}

/* Folds the history before it is written, so that an impossible one is a mistake of that row. */
static bool history_is_possible(Import *import, const ImportRow *row, const LedgerEvent *events,
                                size_t count) {
  Ctx *ctx = import->ctx;
  Event *plain = ARENA_ARRAY(ctx->arena, Event, count);
  for (size_t i = 0; i < count; i++) {
    plain[i] = events[i].event;
    plain[i].number = (int32_t)i + 1;
  }
  CaseState state;
  FoldInput input = {plain, count, &ctx->program->procedures, &ctx->program->calendars, ctx_today(ctx)};
  Error error = case_fold(ctx->arena, &input, &state);
  if (error) import_mistake(import, row->line, 0, error->words);
  return !error;
}

static Error import_row(Import *import, const CsvRow *cells) {
  Ctx *ctx = import->ctx;
  ImportRow row;
  size_t before = import->mistakes->count, count;
  LedgerEvent *events;
  if (!import_row_read(import, cells, &row)) return OK;
  TRY(check_taken(import, &row));
  TRY(service_id(import, row.service, &row.service_id));
  events = import_events(import, &row, &count);
  if (import->mistakes->count > before || !history_is_possible(import, &row, events, count)) return OK;
  CaseId id;
  Text reference;
  NewCase fresh = {row.reference, row.kind, TEXT_NONE, TEXT_NONE};
  TRY(ledger_new_case(ctx, &fresh, &id, &reference));
  TRY(ledger_append(ctx, id, 0, events, count));
  import->cases++;
  return OK;
}

static Error import_all(Import *import, const CsvTable *table, ImportProgress *progress) {
  Ctx outer = *import->ctx;
  read_header(import, &table->header);
  if (import->mistakes->count) return OK;
  for (size_t i = 0; i < table->count; i++) {
    TRY(import_row(import, &table->rows[i]));
    if (progress) progress(i + 1, table->count);
  }
  if (import->new_services) TRY(directory_changed(outer.arena, outer.db, ctx_now(&outer)));
  return OK;
}

Error import_complaints(Ctx *ctx, Text file_name, Text bytes, bool dry_run, ImportProgress *progress,
                        ImportReport *report) {
  CsvTable table;
  Mistakes mistakes = {0};
  Import import = {.ctx = ctx, .file = file_name, .mistakes = &mistakes};
  Error broken = csv_read(ctx->arena, bytes, &table);
  if (broken)
    return FAIL(ctx->arena, ERROR_INVALID, "%.*s:%.*s", TEXT_ARGUMENTS(file_name),
                TEXT_ARGUMENTS(broken->words));
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = import_all(&import, &table, progress);
  *report = (ImportReport){mistakes.items, mistakes.count, import.cases};
  if (!error && !mistakes.count && !dry_run) return db_commit(ctx->db, ctx->arena);
  db_rollback(ctx->db);
  if (error) return error;
  if (!mistakes.count) return OK;
  return FAIL(ctx->arena, ERROR_INVALID, "%zu mistakes were found; nothing was imported.", mistakes.count);
}
