#include "casework/figure_cases.h"
#include "sql_figures.h"

Error figure_cases_visible(Ctx *ctx, const CaseId *ids, size_t count, const VisibleCase **cases,
                           size_t *visible) {
  VisibleCase *found = ARENA_ARRAY(ctx->arena, VisibleCase, count);
  *visible = 0;
  for (size_t i = 0; i < count; i++) {
    SqlCaseRowReference row;
    bool there;
    found[i] = (VisibleCase){.reference = TEXT_NONE, .kind = TEXT_NONE, .summary = TEXT_NONE};
    TRY(sql_case_row_reference(ctx->db, ctx->arena, ctx->actor.user, ids[i], &row, &there));
    if (!there) continue;
    found[i] = (VisibleCase){row.reference, row.kind, row.summary, row.received, row.service};
    ++*visible;
  }
  *cases = found;
  return OK;
}
