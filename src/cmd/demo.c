/* The demonstration: Anytown, an invented council, with a year of history and open cases as at today. */
#include "cmd/demo.h"
#include "assets.h"
#include "casework/import.h"
#include "casework/signin.h"
#include "sql_ledger.h"
#include "sql_setup.h"

#include <stdio.h>
#include <string.h>

Error demo_table(Arena *arena, const char *name, CsvTable *table) {
  Text path = text_format(arena, "demo/%s", name);
  for (size_t i = 0; i < asset_count; i++)
    if (text_equal(text_of(assets[i].name), path))
      return csv_read(arena, (Text){(const char *)assets[i].bytes, assets[i].size}, table);
  return FAIL(arena, ERROR_NOT_FOUND, "The demonstration's file %s is not built in.", name);
}

Text demo_cell(const CsvTable *table, size_t row, const char *column) {
  for (size_t i = 0; i < table->header.count; i++)
    if (text_equal(table->header.cells[i], text_of(column)))
      return i < table->rows[row].count ? table->rows[row].cells[i] : TEXT_NONE;
  BUG("no column %s", column);
}

UserId demo_person(const Ctx *ctx, Text role) {
  for (size_t i = 0; i < ctx->directory->person_count; i++)
    if (text_equal(text_of(role_word(ctx->directory->people[i].role)), role))
      return ctx->directory->people[i].id;
  return (UserId){0};
}

static Error add_settings(Ctx *ctx) {
  CsvTable table = {0};
  TRY(demo_table(ctx->arena, "settings.csv", &table));
  for (size_t i = 0; i < table.count; i++)
    TRY(sql_setting_put(ctx->db, demo_cell(&table, i, "name"), demo_cell(&table, i, "value"), ctx_now(ctx),
                        NULL));
  return OK;
}

static Error add_services(Ctx *ctx) {
  CsvTable table = {0};
  TRY(demo_table(ctx->arena, "services.csv", &table));
  for (size_t i = 0; i < table.count; i++)
    TRY(sql_service_insert(ctx->db, (ServiceId){random_id(ctx_now(ctx))}, demo_cell(&table, i, "name"),
                           demo_cell(&table, i, "area"),
                           text_equal(demo_cell(&table, i, "listed"), TEXT("yes")), (int64_t)i, NULL));
  return OK;
}

static Error add_people(Ctx *ctx) {
  CsvTable table = {0};
  TRY(demo_table(ctx->arena, "people.csv", &table));
  for (size_t i = 0; i < table.count; i++) {
    Role role;
    UserId id;
    SqlServiceByName service = {0};
    bool found;
    Text name = demo_cell(&table, i, "service");
    if (!role_of(demo_cell(&table, i, "role"), &role))
      return FAIL(ctx->arena, ERROR_INVALID, "people.csv: no such role");
    TRY(sql_service_by_name(ctx->db, ctx->arena, name, &service, &found));
    TRY(user_add(ctx, demo_cell(&table, i, "email"), demo_cell(&table, i, "name"), role,
                 found ? service.id : (ServiceId){0}, TEXT("demonstration"), true, &id));
  }
  return OK;
}

static Error add_council(Ctx *ctx) {
  TRY(add_settings(ctx));
  TRY(add_services(ctx));
  TRY(add_people(ctx));
  return directory_changed(ctx->arena, ctx->db, ctx_now(ctx));
}

/* The day on which Anytown left its old system, after the last event of that year. */
static Date moving_day(void) {
  Date day;
  BUG_IF(!date_of(2019, 7, 31, &day));
  return day;
}

/* Cases that the old system left without an answer: closed, with a word that says so. */
static Error close_one(void *context, const SqlCaseFileEach *row) {
  Ctx *ctx = context;
  CaseFile file;
  TRY(ledger_load(ctx, row->id, &file));
  if (file.state.status == CASE_CLOSED || file.state.status == CASE_WITHDRAWN) return OK;
  LedgerEvent closed = ledger_event(ctx, EVENT_CLOSED, 0, moving_day());
  closed.event.minute = -1;
  EventText text = {TEXT("words"),
                    TEXT("Closed when the records moved here: the old system holds no answer."), false};
  closed.texts = &text;
  closed.text_count = 1;
  return ledger_append(ctx, row->id, file.version, &closed, 1);
}

static Error close_leftovers(Ctx *ctx) {
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = sql_case_file_each(ctx->db, ctx->arena, close_one, ctx);
  return write_end(ctx->arena, ctx->db, error);
}

static void show(size_t done, size_t of) { progress("history: row", done, of); }

/* The whole import of the old system's year. */
static Error add_history(Ctx *ctx) {
  ImportReport report = {0};
  ImportFile files[IMPORT_FILES];
  size_t count = 0;
  for (size_t i = 0; i < IMPORT_FILES; i++) {
    Text name = text_format(ctx->arena, "demo/%s", import_file_name(i));
    for (size_t j = 0; j < asset_count; j++)
      if (text_equal(text_of(assets[j].name), name))
        files[count++] = (ImportFile){name, {(const char *)assets[j].bytes, assets[j].size}};
  }
  TRY(import_files(ctx, files, count, false, show, &report));
  return close_leftovers(ctx);
}

typedef Error PlayRow(Ctx *ctx, const CsvTable *table, size_t row);

static Error play_all(Ctx *ctx, const char *name, PlayRow *play) {
  CsvTable table = {0};
  TRY(demo_table(ctx->arena, name, &table));
  for (size_t i = 0; i < table.count; i++) {
    Error error = play(ctx, &table, i);
    if (error)
      return FAIL(ctx->arena, error->code, "%s:%d: %.*s", name, table.rows[i].line,
                  TEXT_ARGUMENTS(error->words));
    progress("open: case", i + 1, table.count);
  }
  return OK;
}

static Error check_empty(Ctx *ctx) {
  SqlCaseFileCount count;
  TRY(sql_case_file_count(ctx->db, ctx->arena, &count));
  if (count.n || ctx->directory->person_count)
    return FAIL(ctx->arena, ERROR_REFUSED,
                "This database is in use. The demonstration needs an empty one: name a new file.");
  return OK;
}

static Error fill(Invocation *invocation, Ctx *ctx, int64_t cases, uint64_t seed) {
  TRY(check_empty(ctx));
  TRY(db_begin_write(ctx->db, ctx->arena));
  TRY(write_end(ctx->arena, ctx->db, add_council(ctx)));
  TRY(directory_load(invocation->arena, ctx->db, &ctx->directory));
  if (cases) return demo_load(ctx, cases, seed);
  TRY(add_history(ctx));
  TRY(directory_load(invocation->arena, ctx->db, &ctx->directory));
  TRY(play_all(ctx, "open_cases.csv", demo_play));
  return play_all(ctx, "registers.csv", demo_register);
}

int cmd_demo(Invocation *invocation) {
  Opened opened;
  Ctx ctx;
  int64_t cases = 0, seed = 1;
  Text cases_text = option_value(invocation, "--cases"), seed_text = option_value(invocation, "--seed");
  if (!text_is_empty(cases_text) && (!text_to_int(cases_text, &cases) || cases < 1 || cases > 10000000))
    return wrong_usage(invocation, "--cases is a number from 1 to 10000000");
  if (!text_is_empty(seed_text) && (!text_to_int(seed_text, &seed) || seed < 0))
    return wrong_usage(invocation, "--seed is a number from 0");
  if (invocation->operand_count) return wrong_usage(invocation, "no further words are expected");
  Error error = database_open(invocation, true, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = fill(invocation, &ctx, cases, (uint64_t)seed);
  progress_end();
  db_close(opened.db);
  if (error) return refused(error);
  printf("The demonstration council is ready. 'redress serve' shows it.\n");
  return EXIT_DONE;
}
