#include "casework/draft.h"
#include "sql_setup.h"

#define ANSWERS_MAX (256u * 1024u)

static Text secret_hash(Ctx *ctx, Text secret) { return hash_hex(ctx->arena, hash_of(secret)); }

Error draft_load(Ctx *ctx, Text secret, Draft *draft) {
  *draft = (Draft){.kind = TEXT_NONE, .answers = TEXT_NONE, .sent_reference = TEXT_NONE};
  if (text_is_empty(secret)) return OK;
  SqlDraftGet row;
  TRY(sql_draft_get(ctx->db, ctx->arena, secret_hash(ctx, secret), &row, &draft->found));
  if (draft->found && ctx_now(ctx).seconds - row.changed.seconds > DRAFT_SECONDS) draft->found = false;
  if (draft->found) *draft = (Draft){true, row.kind, row.answers, row.sent_reference};
  return OK;
}

Error draft_save(Ctx *ctx, Text secret, Text kind, Text answers) {
  if (secret.length < 26)
    return FAIL(ctx->arena, ERROR_INVALID, "Start the form again: your browser sent no draft.");
  if (answers.length > ANSWERS_MAX)
    return FAIL(ctx->arena, ERROR_LIMIT, "This is more than we can keep. Shorten your longest answer.");
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = sql_draft_put(ctx->db, secret_hash(ctx, secret), kind, answers, ctx_now(ctx), NULL);
  return write_end(ctx->arena, ctx->db, error);
}

Error draft_delete(Ctx *ctx, Text secret) {
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, sql_draft_delete(ctx->db, secret_hash(ctx, secret), NULL));
}

Error draft_forget_old(Ctx *ctx) {
  Instant before = {ctx_now(ctx).seconds - DRAFT_SECONDS};
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, sql_draft_forget(ctx->db, before, NULL));
}
