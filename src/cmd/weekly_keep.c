#include "cmd/weekly_keep.h"
#include "page/staff/weekly_keep.h"

#define SIX_IN_THE_MORNING (6 * 60)

static Error keep_where_none(Ctx *ctx, Text service, Date monday) {
  AUTO_ARENA arena = arena_new();
  Ctx own = *ctx;
  ReportSource source;
  const KeptWeek *kept;
  size_t count;
  Text reference;
  own.arena = arena;
  source = weekly_source(&own);
  Error error = report_weekly_kept(&source, service, monday, monday, &kept, &count);
  if (!error && count == 0) error = weekly_keep(&own, service, &reference);
  return error ? FAIL(ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words)) : OK;
}

Error weekly_keep_due(Ctx *ctx) {
  Date monday = week_monday(ctx_today(ctx));
  ReportSource source = weekly_source(ctx);
  const Text *services;
  size_t count;
  if (ctx_now(ctx).seconds < london_instant(monday, SIX_IN_THE_MORNING).seconds) return OK;
  TRY(keep_where_none(ctx, TEXT_NONE, monday));
  TRY(report_weekly_services(&source, &services, &count));
  for (size_t i = 0; i < count; i++) TRY(keep_where_none(ctx, services[i], monday));
  return OK;
}
