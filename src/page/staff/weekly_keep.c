#include "page/staff/weekly_keep.h"
#include "page/staff/staff.h"

#define KEPT_LARGEST ((size_t)16 << 20)

ReportSource weekly_source(const Ctx *ctx) {
  return (ReportSource){.arena = ctx->arena,
                        .db = ctx->db,
                        .procedures = &ctx->program->procedures,
                        .calendars = &ctx->program->calendars,
                        .council = ctx->directory->council.name,
                        .now = ctx_now(ctx)};
}

Error weekly_make(Ctx *ctx, Text service, Report *report) {
  Text *services = ARENA_NEW(ctx->arena, Text); /* the report goes on naming it */
  Date monday = week_monday(ctx_today(ctx));
  ReportSource source = weekly_source(ctx);
  *services = service;
  ReportAsk ask = {.name = TEXT("weekly"),
                   .from = monday,
                   .to = date_plus(monday, 6),
                   .services = services,
                   .service_count = text_is_empty(service) ? 0 : 1};
  return report_make(&source, &ask, report);
}

static Url case_link(const void *context, Arena *arena, Text reference) {
  (void)context;
  return case_url(arena, reference, NULL);
}

void weekly_sheet(Writer *writer, Arena *arena, const Report *report) {
  static const ReportLinks links = {.case_page = case_link};
  report_weekly_html(writer, arena, report, &links);
}

/* The frozen figures are the counts alone: the cases are in the rows and on the sheet. */
static void write_figures(const Report *report, Buffer *out) {
  Report figures = *report;
  figures.section_count = 0;
  report_json(&figures, out);
}

Error weekly_keep(Ctx *ctx, Text service, Text *reference) {
  Report report;
  AUTO_BUFFER figures = buffer_new(KEPT_LARGEST), rows = buffer_new(KEPT_LARGEST),
              page = buffer_new(KEPT_LARGEST);
  Writer writer = {&page};
  TRY(weekly_make(ctx, service, &report));
  write_figures(&report, &figures);
  report_weekly_csv(&report, &rows);
  weekly_sheet(&writer, ctx->arena, &report);
  if (figures.failed || rows.failed || page.failed)
    return FAIL(ctx->arena, ERROR_LIMIT, "The weekly list is too long to be kept.");
  Publication publication = {.report = TEXT("weekly"),
                             .title = report.title,
                             .scope = service,
                             .from = report.ask.from,
                             .to = report.ask.to,
                             .figures = buffer_text(&figures),
                             .copy = TEXT_NONE,
                             .cases = buffer_text(&rows),
                             .page = buffer_text(&page)};
  return publication_make(ctx, &publication, reference);
}
