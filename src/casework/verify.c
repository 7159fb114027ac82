#include "casework/verify.h"
#include "casework/facts.h"
#include "sql_cases.h"
#include "sql_figures.h"
#include "sql_ledger.h"
#include "sql_setup.h"

typedef struct Walk {
  Ctx *ctx;
  VerifyReport *report;
  void *context;
  size_t cases, found;
} Walk;

/* The case's own memory: a million cases must not need a million cases' room. */
static Ctx case_ctx(const Walk *walk, Arena *arena) {
  Ctx own = *walk->ctx;
  own.arena = arena;
  return own;
}

static Text check_projection(Ctx *ctx, CaseId id) {
  CaseFile file;
  Text wrong;
  Error error = ledger_load(ctx, id, &file);
  if (!error) error = projection_verify(ctx, &file, &wrong);
  return error ? error->words : wrong;
}

static Error verify_one(void *context, const SqlCaseFileEach *row) {
  Walk *walk = context;
  AUTO_ARENA arena = arena_new();
  Ctx ctx = case_ctx(walk, arena);
  Text wrong;
  CaseHead head = {row->id,      row->reference, row->kind, row->submission_hash, row->tracking_hash,
                   row->created, row->version,   row->head};
  TRY(ledger_verify_case(&ctx, &head, &wrong));
  if (text_is_empty(wrong)) wrong = check_projection(&ctx, row->id);
  walk->cases++;
  if (!text_is_empty(wrong)) walk->found++;
  walk->report(walk->context, row->reference, wrong, walk->cases);
  return OK;
}

Error verify_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases, size_t *found) {
  Walk walk = {ctx, report, context, 0, 0};
  TRY(db_begin_read(ctx->db, ctx->arena));
  Error error = sql_case_file_each(ctx->db, ctx->arena, verify_one, &walk);
  db_rollback(ctx->db);
  *cases = walk.cases;
  *found = walk.found;
  return error;
}

static Error rebuild_one(void *context, const SqlCaseFileEach *row) {
  Walk *walk = context;
  AUTO_ARENA arena = arena_new();
  Ctx ctx = case_ctx(walk, arena);
  CaseFile file;
  Error error = ledger_load(&ctx, row->id, &file);
  if (!error) error = projection_write(&ctx, &file);
  if (error)
    return FAIL(walk->ctx->arena, error->code, "%.*s: %.*s", TEXT_ARGUMENTS(row->reference),
                TEXT_ARGUMENTS(error->words));
  walk->report(walk->context, row->reference, TEXT_NONE, ++walk->cases);
  return OK;
}

static Error rebuild_rows(Walk *walk) {
  Ctx *ctx = walk->ctx;
  TRY(sql_stage_row_clear(ctx->db, NULL));
  TRY(sql_figure_row_clear(ctx->db, NULL));
  TRY(sql_record_row_clear(ctx->db, NULL));
  TRY(sql_publication_clear(ctx->db, NULL));
  TRY(sql_case_row_clear(ctx->db, NULL));
  return sql_case_file_each(ctx->db, ctx->arena, rebuild_one, walk);
}

Error rebuild_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases) {
  Walk walk = {ctx, report, context, 0, 0};
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = write_end(ctx->arena, ctx->db, rebuild_rows(&walk));
  *cases = walk.cases;
  return error;
}

/* Raised with every change of what the projections hold. */
#define PROJECTIONS TEXT("2")

static void report_nothing(void *context, Text reference, Text wrong, size_t done) {
  (void)context, (void)reference, (void)wrong, (void)done;
}

static Error are_current(Ctx *ctx, bool *current) {
  SqlSettingAll *settings;
  size_t count;
  *current = false;
  TRY(sql_setting_all(ctx->db, ctx->arena, &settings, &count));
  for (size_t i = 0; i < count; i++)
    if (text_equal(settings[i].name, TEXT("projections")))
      *current = text_equal(settings[i].value, PROJECTIONS);
  return OK;
}

Error projections_renew(Ctx *ctx) {
  bool current;
  size_t cases;
  TRY(are_current(ctx, &current));
  if (current) return OK;
  TRY(rebuild_all(ctx, report_nothing, NULL, &cases));
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db,
                   sql_setting_put(ctx->db, TEXT("projections"), PROJECTIONS, ctx_now(ctx), NULL));
}
