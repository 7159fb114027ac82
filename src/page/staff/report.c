#include "page/staff/report.h"
#include "casework/permission.h"
#include "report_view_template.h"

#include <string.h>

#define SERVICES_MAX 200
#define REPORTS "/staff/reports/"

/* ---- what is asked for -------------------------------------------------------------------------------- */

void financial_year(int year, Date *from, Date *to) {
  bool known = date_of(year, 4, 1, from) && date_of(year + 1, 3, 31, to);
  if (!known) *from = *to = DATE_NONE;
}

int last_financial_year(Date day) {
  DateParts parts = date_parts(day);
  return parts.month >= 4 ? parts.year - 1 : parts.year - 2;
}

static const Field PERIOD[] = {
    {"from", FIELD_DATE, 0, NULL, NULL, NULL},
    {"to", FIELD_DATE, 0, NULL, NULL, NULL},
};

static void read_period(ReportView *view) {
  Request *request = view->request;
  FieldValues values = fields_read(request->arena, &request->query, PERIOD, 2);
  view->ask.from = field_date(&values, "from");
  view->ask.to = field_date(&values, "to");
  bool asked = form_has(&request->query, "from") || form_has(&request->query, "to");
  if (asked) return; /* a day that is none is told by who makes the report */
  financial_year(last_financial_year(ctx_today(&view->ctx)), &view->ask.from, &view->ask.to);
}

/* "annual" of "/staff/reports/annual.csv". */
static Text read_name(const Request *request) {
  Text rest = text_slice(request->path, sizeof REPORTS - 1, request->path.length), piece, name;
  if (!text_next(&rest, '/', &piece) || !text_next(&piece, '.', &name)) return TEXT_NONE;
  return name;
}

static Error read_scope(ReportView *view) {
  Arena *arena = view->request->arena;
  const Service *own = directory_service(view->ctx.directory, view->ctx.actor.service);
  Text *services = ARENA_ARRAY(arena, Text, SERVICES_MAX);
  view->ask.services = services;
  if (!view->own_service) {
    view->ask.service_count = form_values(&view->request->query, "service", services, SERVICES_MAX);
    return OK;
  }
  if (!own)
    return FAIL(arena, ERROR_DENIED, "You are not set to any service yet. Ask the administrator to do that.");
  services[0] = own->name;
  view->ask.own = true;
  view->ask.service_count = 1;
  return OK;
}

static ReportSource source_of(const Ctx *ctx) {
  return (ReportSource){.arena = ctx->arena,
                        .db = ctx->db,
                        .procedures = &ctx->program->procedures,
                        .calendars = &ctx->program->calendars,
                        .council = ctx->directory->council.name,
                        .now = ctx_now(ctx)};
}

/* From the index nowhere, from a report to the index, from a page of a report to the report. */
static Url back_of(const ReportView *view) {
  Text path = view->request->path;
  size_t after = text_find(path, TEXT("/"), sizeof REPORTS - 1);
  if (text_is_empty(view->ask.name)) return (Url){TEXT_NONE};
  if (after == SIZE_MAX || text_equal(view->ask.name, TEXT("published"))) return URL("/staff/reports");
  return report_address(view, "", TEXT_NONE);
}

Error report_open(Request *request, Response *response, ReportView *view) {
  *view = (ReportView){.request = request, .response = response};
  TRY(page_ctx(request, &view->ctx));
  const char *scope = role_scope(view->ctx.actor.role);
  view->source = source_of(&view->ctx);
  view->own_service = strcmp(scope, "service") == 0;
  view->sees_all = strcmp(scope, "all") == 0;
  view->may_publish = (request->identity.permissions & PERMISSION_PUBLISH) != 0;
  view->may_export = (request->identity.permissions & PERMISSION_EXPORT) != 0;
  view->ask = (ReportAsk){.name = read_name(request)};
  bool letter = text_equal(view->ask.name, TEXT("ombudsman-letter"));
  if (letter && view->own_service)
    return FAIL(request->arena, ERROR_DENIED, "The Ombudsman’s letter is about the whole council.");
  read_period(view);
  TRY(read_scope(view));
  if (letter) view->ask.service_count = 0;
  /* Who reviews single cases sees the whole council's figures as the public does. */
  view->ask.published_copy =
      !(view->sees_all || view->own_service) || text_equal(form_value(&request->query, "copy"), TEXT("yes"));
  view->back = back_of(view);
  return OK;
}

Error report_count(ReportView *view) { return report_make(&view->source, &view->ask, &view->report); }

Url report_address(const ReportView *view, const char *piece, Text more) {
  Arena *arena = view->ctx.arena;
  const ReportAsk *ask = &view->ask;
  AUTO_BUFFER services = buffer_new(64 * 1024);
  Text from = date_iso(arena, ask->from), to = date_iso(arena, ask->to);
  for (size_t i = 0; i < ask->service_count && !view->own_service; i++) {
    buffer_put(&services, TEXT("&service="));
    buffer_put(&services, url_encode(arena, ask->services[i]));
  }
  Text address = text_format(arena, REPORTS "%.*s%s?from=%.*s&to=%.*s%.*s%s%s%.*s", TEXT_ARGUMENTS(ask->name),
                             piece, TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(to),
                             TEXT_ARGUMENTS(buffer_text(&services)), ask->published_copy ? "&copy=yes" : "",
                             text_is_empty(more) ? "" : "&", TEXT_ARGUMENTS(more));
  return url_of(address);
}

/* ---- on the page ----------------------------------------------------------------------------------------
 */

Error report_show(const ReportView *view, Text title, bool wrong, int status,
                  void (*template)(Writer *writer, const void *page), const void *page) {
  Ctx ctx = view->ctx;
  Frame frame = {.side = SIDE_STAFF,
                 .title = title,
                 .has_errors = wrong,
                 .active = "reports",
                 .back = view->back,
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&ctx, view->request, view->response, &frame);
  template(&writer, page);
  frame_close(&writer, &ctx, view->request, &frame);
  return OK;
}

void report_done(Writer *writer, const Request *request) {
  static const struct {
    const char *code, *words;
  } notices[] = {{"note-saved", "The words were saved"},
                 {"note-cleared", "The words were taken away"},
                 {"figures-saved", "The figures of the letter were saved"},
                 {"figures-same", "Nothing was changed"},
                 {"neighbour-saved", "The figure was saved"},
                 {"neighbour-removed", "The figure was removed"},
                 {"published", "The report was published and is kept as it is"}};
  Text code = form_value(&request->query, "done");
  for (size_t i = 0; i < sizeof notices / sizeof notices[0]; i++)
    if (text_equal(code, text_of(notices[i].code)))
      govuk_notification_banner(writer,
                                &(NotificationBanner){.text = text_of(notices[i].words), .success = true});
}

size_t report_blocking(const Report *report) {
  size_t count = 0;
  for (size_t i = 0; i < report->findings.count; i++) count += report->findings.items[i].blocks;
  return count;
}

Text report_place(const Report *report, Text where) {
  const FigureTable *table = report_table(report, where);
  const FigureRate *rate = report_rate(report, where);
  if (table) return table->title;
  if (rate) return rate->title;
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const Narrative *narrative = report->sections[i].parts[k].narrative;
      if (narrative && text_equal(narrative->slot, where)) return narrative->label;
    }
  return where;
}

void report_findings(Writer *writer, const ReportView *view) {
  if (view->report.findings.count) report_findings_box(writer, view);
}

/* ---- links out of the report -----------------------------------------------------------------------------
 */

static Url cases_link(const void *context, Arena *arena, const FigureTable *table, Text row, Text column) {
  if (figure_table_of(table->id) == FIGURE_TABLE_COUNT) return (Url){TEXT_NONE};
  return report_address(context, "/cases",
                        text_format(arena, "table=%.*s&row=%.*s&column=%.*s", TEXT_ARGUMENTS(table->id),
                                    TEXT_ARGUMENTS(url_encode(arena, row)),
                                    TEXT_ARGUMENTS(url_encode(arena, column))));
}

static Url edit_link(const void *context, Arena *arena, const Narrative *narrative) {
  return report_address(context, "/note",
                        text_format(arena, "slot=%.*s", TEXT_ARGUMENTS(url_encode(arena, narrative->slot))));
}

static Url case_link(const void *context, Arena *arena, Text reference) {
  (void)context;
  return case_url(arena, reference, NULL);
}

static bool nothing_counted(const Report *report) {
  for (size_t i = 0; i < report->table_count; i++)
    for (size_t r = 0; r < report->tables[i].row_count; r++)
      for (size_t c = 0; c < report->tables[i].column_count; c++)
        if (report->tables[i].rows[r].cells[c] > 0) return false;
  return true;
}

static void write_page(Writer *writer, const void *page) {
  const ReportView *view = page;
  ReportLinks links = {view, cases_link, view->may_publish ? edit_link : NULL, case_link};
  report_top(writer, view, nothing_counted(&view->report));
  report_html(writer, view->ctx.arena, &view->report, view->ask.published_copy ? NULL : &links);
}

Error staff_report(Request *request, Response *response) {
  ReportView view;
  TRY(report_open(request, response, &view));
  TRY(report_count(&view));
  return report_show(&view, view.report.title, false, 200, write_page, &view);
}

/* ---- downloads --------------------------------------------------------------------------------------------
 */

static Error write_file(ReportView *view, const char *extension) {
  Text bytes = TEXT_NONE;
  if (strcmp(extension, "csv") == 0) report_csv(&view->report, view->response->body);
  if (strcmp(extension, "json") == 0) report_json(&view->report, view->response->body);
  if (strcmp(extension, "xlsx") != 0) return OK;
  TRY(report_xlsx(&view->report, view->ctx.arena, &bytes));
  buffer_put(view->response->body, bytes);
  return OK;
}

static Error download(Request *request, Response *response, const char *extension, const char *type) {
  ReportView view;
  Text key = text_format(request->arena, "%lld", (long long)request->identity.user.value);
  TRY(report_open(request, response, &view));
  if (!limit_take(request, LIMIT_EXPORT, key, 60, 3600))
    return FAIL(request->arena, ERROR_LIMIT, "You have downloaded many lists. Wait a while, then try again.");
  TRY(report_count(&view));
  Text from = date_iso(request->arena, view.ask.from), to = date_iso(request->arena, view.ask.to);
  response->type = type;
  response->file_name =
      text_format(request->arena, "%.*s-%.*s-%.*s%s.%s", TEXT_ARGUMENTS(view.ask.name), TEXT_ARGUMENTS(from),
                  TEXT_ARGUMENTS(to), view.ask.published_copy ? "-published-copy" : "", extension);
  return write_file(&view, extension);
}

Error staff_report_csv(Request *request, Response *response) {
  return download(request, response, "csv", "text/csv; charset=utf-8");
}

Error staff_report_json(Request *request, Response *response) {
  return download(request, response, "json", "application/json");
}

Error staff_report_xlsx(Request *request, Response *response) {
  return download(request, response, "xlsx",
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}
