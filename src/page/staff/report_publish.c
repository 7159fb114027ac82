/* Publishing: what was found, what will be hidden, and then the report is kept as it is, for good. */
#include "page/staff/report_publish.h"
#include "report_publish_template.h"

#define FROZEN_MAX (16u * 1024 * 1024)
#define AGAIN_SECONDS 60

static const Field FIELDS[] = {
    {"read", FIELD_FLAG, 0, NULL, NULL, NULL},
    {"answer", FIELD_LINES, 5000, NULL, NULL, NULL},
    {"sure", FIELD_FLAG, 0, "Tick the box to publish the report", NULL, NULL},
    {"seen", FIELD_TEXT, 100, NULL, NULL, NULL},
};

/* ---- what is published ----------------------------------------------------------------------------------
 */

static Error taken(const PublishView *view, const Buffer *out, Text *text) {
  Arena *arena = view->base.ctx.arena;
  if (out->failed)
    return FAIL(arena, ERROR_LIMIT,
                "The report is too large to be published. Choose fewer services or a shorter period.");
  *text = text_copy(arena, buffer_text(out));
  return OK;
}

static Error page_text(const PublishView *view, const Report *report, Text *text) {
  AUTO_BUFFER out = buffer_new(FROZEN_MAX);
  Writer writer = {&out};
  report_html(&writer, view->base.ctx.arena, report, NULL);
  return taken(view, &out, text);
}

static Error figures_text(const PublishView *view, const Report *report, Text *text) {
  AUTO_BUFFER out = buffer_new(FROZEN_MAX);
  report_json(report, &out);
  return taken(view, &out, text);
}

static Error cases_text(const PublishView *view, Text *text) {
  AUTO_BUFFER out = buffer_new(FROZEN_MAX);
  Error error = report_counted_rows(&view->base.source, &view->base.ask, &out);
  return error && !out.failed ? error : taken(view, &out, text);
}

/* All figures and words, but not the moment at which they were counted. */
static Error seen_hash(PublishView *view) {
  Report full = view->base.report, copy = view->copy;
  Text figures = TEXT_NONE, page = TEXT_NONE;
  full.made = copy.made = (Instant){0};
  TRY(figures_text(view, &full, &figures));
  TRY(page_text(view, &copy, &page));
  view->seen = hash_hex(view->base.ctx.arena, hash_two(hash_of(figures), page));
  return OK;
}

static Error count_all(PublishView *view) {
  ReportView *base = &view->base;
  ReportAsk copy = base->ask;
  base->ask.published_copy = false;
  copy.published_copy = true;
  TRY(report_count(base));
  TRY(report_make(&base->source, &copy, &view->copy));
  return base->request->method == METHOD_POST ? cases_text(view, &view->cases) : OK;
}

/* Figures, copy and the cases behind them from one moment, so that no correction in between makes them
 * differ. */
static Error count(PublishView *view) {
  Db *db = view->base.ctx.db;
  TRY(db_begin_read(db, view->base.ctx.arena));
  Error error = count_all(view);
  db_rollback(db);
  return error;
}

static Error open_publish(Request *request, Response *response, PublishView *view) {
  bool sent = request->method == METHOD_POST;
  *view = (PublishView){.changed = false};
  ReportView *base = &view->base;
  TRY(report_open(request, response, base));
  TRY(count(view));
  TRY(seen_hash(view));
  view->asked = asked_read(request->arena, &request->form, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  return publication_last(&base->ctx, base->ask.name, base->ask.from, base->ask.to,
                          report_scope_key(request->arena, &base->ask), &view->last, &view->published_before);
}

/* ---- asking -------------------------------------------------------------------------------------------- */

static void write_publish(Writer *writer, const void *page) { publish_page(writer, page); }

static Error show(PublishView *view, int status) {
  return report_show(&view->base, TEXT("Publish the report"), asked_wrong(&view->asked), status,
                     write_publish, view);
}

Error staff_publish(Request *request, Response *response) {
  PublishView view;
  TRY(open_publish(request, response, &view));
  return show(&view, 200);
}

static void check_answers(PublishView *view) {
  Asked *asked = &view->asked;
  const Report *report = &view->base.report;
  if (report->findings.count && !asked_yes(asked, "read"))
    field_add_error(asked->arena, &asked->values, "read",
                    TEXT("Tick the box when you have read the findings"));
  if (report_blocking(report) && text_is_empty(field(&asked->values, "answer")))
    field_add_error(asked->arena, &asked->values, "answer",
                    TEXT("Enter why the report is right in spite of these findings"));
}

/* ---- publishing ------------------------------------------------------------------------------------------
 */

static Error publish(PublishView *view, Text *reference) {
  ReportView *base = &view->base;
  const ReportAsk *ask = &base->ask;
  Text answer = field(&view->asked.values, "answer");
  Publication publication = {.report = ask->name,
                             .title = base->report.title,
                             .scope = report_scope_key(base->ctx.arena, ask),
                             .from = ask->from,
                             .to = ask->to,
                             .cases = view->cases};
  TRY(figures_text(view, &base->report, &publication.figures));
  TRY(figures_text(view, &view->copy, &publication.copy));
  TRY(page_text(view, &view->copy, &publication.page));
  if (!text_is_empty(answer))
    TRY(report_note_put(&base->ctx, ask->name, report_period_key(base->ctx.arena, ask), TEXT("publishing"),
                        answer));
  return publication_make(&base->ctx, &publication, reference);
}

/* The button was pressed twice. */
static bool was_just_published(const PublishView *view) {
  if (!view->published_before || !text_equal(view->last.by, view->base.ctx.actor.name)) return false;
  return ctx_now(&view->base.ctx).seconds - view->last.recorded.seconds < AGAIN_SECONDS;
}

Error staff_publish_save(Request *request, Response *response) {
  PublishView view;
  Text reference;
  TRY(open_publish(request, response, &view));
  if (was_just_published(&view))
    return redirect(request, response, "/staff/reports/published/%.*s?done=published",
                    TEXT_ARGUMENTS(view.last.reference));
  view.changed = !text_equal(view.seen, field(&view.asked.values, "seen"));
  if (view.changed) return show(&view, STATUS_CONFLICT);
  check_answers(&view);
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  TRY(publish(&view, &reference));
  return redirect(request, response, "/staff/reports/published/%.*s?done=published",
                  TEXT_ARGUMENTS(reference));
}

/* ---- what was published
 * ------------------------------------------------------------------------------------ */

static size_t split_scope(Arena *arena, Text scope, const Text **services) {
  Text *items = ARENA_ARRAY(arena, Text, scope.length + 1), part;
  size_t count = 0;
  while (text_next(&scope, ';', &part)) items[count++] = part;
  *services = items;
  return count;
}

/* A weekly list names cases: it is for those who see all cases, and for the service manager of exactly the
 * service that it is of. */
static bool may_read(const PublishedView *view) {
  const ReportView *base = &view->base;
  const Ctx *ctx = &base->ctx;
  if (!text_equal(view->row.report, TEXT("weekly")) || base->sees_all) return true;
  const Service *own = directory_service(ctx->directory, ctx->actor.service);
  return base->own_service && own && text_equal(view->row.scope, own->name);
}

static Error open_published(Request *request, Response *response, const char *slot, PublishedView *view,
                            Text *text) {
  *view = (PublishedView){.differences = NULL};
  ReportView *base = &view->base;
  TRY(report_open(request, response, base));
  TRY(publication_open(&base->ctx, request->arguments[0], slot, &view->row, text));
  if (!may_read(view)) return FAIL(request->arena, ERROR_NOT_FOUND, "There is no such published report.");
  base->ask = (ReportAsk){.name = view->row.report, .from = view->row.from, .to = view->row.to};
  base->ask.service_count = split_scope(request->arena, view->row.scope, &base->ask.services);
  return OK;
}

/* Names cases, so only for those who may see all of them. A service that is gone since cannot be counted. */
static Error compare(PublishedView *view) {
  ReportView *base = &view->base;
  AUTO_BUFFER now = buffer_new(FROZEN_MAX);
  Text frozen;
  if (!base->sees_all || !text_equal(base->ask.name, TEXT("annual"))) return OK;
  TRY(publication_open(&base->ctx, view->row.reference, "cases", &view->row, &frozen));
  Error error = report_counted_rows(&base->source, &base->ask, &now);
  if (error) return error->code == ERROR_INVALID ? OK : error;
  return report_rows_compared(base->ctx.arena, frozen, buffer_text(&now), &view->differences,
                              &view->difference_count);
}

static void write_published(Writer *writer, const void *page) { published_page(writer, page); }

Error staff_published(Request *request, Response *response) {
  PublishedView view;
  TRY(open_published(request, response, "page", &view, &view.page.text));
  TRY(compare(&view));
  Text title = text_format(request->arena, "%.*s, %.*s", TEXT_ARGUMENTS(view.row.title),
                           TEXT_ARGUMENTS(view.row.reference));
  return report_show(&view.base, title, false, 200, write_published, &view);
}

Error staff_published_figures(Request *request, Response *response) {
  PublishedView view;
  Text figures;
  TRY(open_published(request, response, "figures", &view, &figures));
  if (!view.base.sees_all)
    return FAIL(request->arena, ERROR_DENIED, "These figures are of the whole council, with nothing hidden.");
  response->type = "application/json";
  response->file_name = text_format(request->arena, "%.*s.json", TEXT_ARGUMENTS(view.row.reference));
  buffer_put(response->body, figures);
  return OK;
}
