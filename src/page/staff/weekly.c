#include "page/staff/weekly.h"
#include "casework/permission.h"
#include "weekly_template.h"

#define YEARS_OF_LISTS 366 * 10

/* ---- what is asked for ------------------------------------------------------------------------------ */

/* Those who see all cases choose; a service manager has the own service. A reviewer sees some cases of every
 * service, and so no list. */
static Error choose_service(WeeklyView *view) {
  const char *scope = role_scope(view->ctx.actor.role);
  Arena *arena = view->ctx.arena;
  view->may_choose = text_equal(text_of(scope), TEXT("all"));
  if (!view->may_choose) {
    const Service *own = directory_service(view->ctx.directory, view->ctx.actor.service);
    if (!own || !text_equal(text_of(scope), TEXT("service")))
      return FAIL(arena, ERROR_DENIED, "The weekly list is for those who see all cases of a service.");
    view->service = own->name;
    return OK;
  }
  Text name = text_trim(form_value(&view->request->query, "service"));
  const Service *found = text_is_empty(name) ? NULL : directory_service_named(view->ctx.directory, name);
  if (!found && !text_is_empty(name)) return FAIL(arena, ERROR_NOT_FOUND, "There is no such service.");
  view->service = found ? found->name : TEXT_NONE;
  return OK;
}

static Error choose_week(WeeklyView *view) {
  Date now = week_monday(ctx_today(&view->ctx));
  Text name = text_trim(form_value(&view->request->query, "week"));
  view->monday = now;
  if (!text_is_empty(name) && !week_parse(name, &view->monday))
    return FAIL(view->ctx.arena, ERROR_NOT_FOUND, "There is no such week.");
  view->current = date_equal(view->monday, now);
  return OK;
}

/* The kept lists of the week, and the weeks beside it that have one; this week has a list without being kept.
 */
static Error find_kept(WeeklyView *view) {
  ReportSource source = weekly_source(&view->ctx);
  const KeptWeek *all;
  size_t count;
  Date now = week_monday(ctx_today(&view->ctx));
  TRY(report_weekly_kept(&source, view->service, date_plus(view->monday, -YEARS_OF_LISTS), now, &all,
                         &count));
  view->before = DATE_NONE;
  view->after = date_before(view->monday, now) ? now : DATE_NONE;
  view->kept = view->kept_last = all;
  for (const KeptWeek *kept = all; kept < all + count; kept++) {
    if (date_before(kept->monday, view->monday)) {
      view->before = kept->monday;
      view->kept = view->kept_last = kept + 1;
    } else if (date_equal(kept->monday, view->monday))
      view->kept_last = kept + 1;
    else if (date_before(kept->monday, view->after))
      view->after = kept->monday;
  }
  return OK;
}

/* Of an earlier week the first list, which was kept on its Monday; another where the address names it. */
static Error choose_list(WeeklyView *view) {
  Text wanted = form_value(&view->request->query, "kept");
  for (const KeptWeek *kept = view->kept; kept < view->kept_last; kept++)
    if (text_equal(kept->reference, wanted)) view->shown = kept;
  if (!view->shown && !text_is_empty(wanted))
    return FAIL(view->ctx.arena, ERROR_NOT_FOUND, "There is no such kept list.");
  if (!view->shown && !view->current && view->kept < view->kept_last) view->shown = view->kept;
  return OK;
}

static Error weekly_read(Request *request, Response *response, WeeklyView *view) {
  *view = (WeeklyView){.request = request, .response = response, .frozen = TEXT_NONE};
  TRY(page_ctx(request, &view->ctx));
  view->may_keep = (request->identity.permissions & PERMISSION_PUBLISH) != 0;
  view->may_export = (request->identity.permissions & PERMISSION_EXPORT) != 0;
  TRY(choose_service(view));
  TRY(choose_week(view));
  TRY(find_kept(view));
  return choose_list(view);
}

static Error frozen_text(WeeklyView *view, const KeptWeek *kept, const char *slot, Text *text) {
  PublicationRow row;
  return publication_open(&view->ctx, kept->reference, slot, &row, text);
}

Url weekly_url(const WeeklyView *view, const char *path, Date monday, Text kept) {
  Arena *arena = view->ctx.arena;
  bool chosen = view->may_choose && !text_is_empty(view->service);
  Text week = date_is_none(monday) ? TEXT_NONE : week_name(arena, monday);
  Text service = chosen ? url_encode(arena, view->service) : TEXT_NONE;
  return url_format(arena, "%s?week=%.*s%s%.*s%s%.*s", path, TEXT_ARGUMENTS(week), chosen ? "&service=" : "",
                    TEXT_ARGUMENTS(service), text_is_empty(kept) ? "" : "&kept=", TEXT_ARGUMENTS(kept));
}

/* ---- the page --------------------------------------------------------------------------------------- */

void weekly_body(Writer *writer, const WeeklyView *view, const Report *report) {
  if (view->shown)
    write_text_html(writer, (Html){view->frozen}); /* our own sheet, from the ledger */
  else if (view->current)
    weekly_sheet(writer, view->ctx.arena, report);
}

static Writer open_page(const WeeklyView *view, Frame *frame, const char *title) {
  Ctx ctx = view->ctx;
  Text monday = date_words(ctx.arena, view->monday);
  *frame = (Frame){.side = SIDE_STAFF,
                   .title = text_format(ctx.arena, "%s, week beginning %.*s", title, TEXT_ARGUMENTS(monday)),
                   .active = "reports",
                   .wide = true,
                   .private_page = true};
  return frame_open(&ctx, view->request, view->response, frame);
}

Error staff_weekly(Request *request, Response *response) {
  WeeklyView view;
  Report report = {.section_count = 0};
  Frame frame;
  TRY(weekly_read(request, response, &view));
  if (view.shown)
    TRY(frozen_text(&view, view.shown, "page", &view.frozen));
  else if (view.current)
    TRY(weekly_make(&view.ctx, view.service, &report));
  Writer writer = open_page(&view, &frame, "Open cases");
  weekly_page(&writer, &view, &report);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}

/* ---- the sheets to print ------------------------------------------------------------------------------ */

/* Memory of each goes before the next is made. */
static Error live_sheet(const WeeklyView *view, Writer *writer, Text service) {
  AUTO_ARENA arena = arena_new();
  Ctx ctx = view->ctx;
  Report report;
  ctx.arena = arena;
  Error error = weekly_make(&ctx, service, &report);
  if (error) return FAIL(view->ctx.arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words));
  weekly_sheet(writer, arena, &report);
  return OK;
}

/* The list of the service that was kept in the same week, where there is one. */
static Error kept_sheet(WeeklyView *view, Writer *writer, Text service) {
  ReportSource source = weekly_source(&view->ctx);
  const KeptWeek *kept;
  size_t count;
  Text sheet;
  TRY(report_weekly_kept(&source, service, view->monday, view->monday, &kept, &count));
  if (!count) return OK;
  TRY(frozen_text(view, &kept[0], "page", &sheet));
  write_text_html(writer, (Html){sheet});
  return OK;
}

static Error all_sheets(WeeklyView *view, Writer *writer) {
  ReportSource source = weekly_source(&view->ctx);
  const Text *names = NULL;
  size_t count = 0;
  if (view->current && !view->shown) {
    TRY(live_sheet(view, writer, view->service));
    if (text_is_empty(view->service)) TRY(report_weekly_services(&source, &names, &count));
    for (size_t i = 0; i < count; i++) TRY(live_sheet(view, writer, names[i]));
    return OK;
  }
  if (!view->shown) return FAIL(view->ctx.arena, ERROR_NOT_FOUND, "No list was kept of this week.");
  TRY(frozen_text(view, view->shown, "page", &view->frozen));
  write_text_html(writer, (Html){view->frozen});
  const Directory *directory = view->ctx.directory;
  for (size_t i = 0; text_is_empty(view->service) && i < directory->service_count; i++)
    TRY(kept_sheet(view, writer, directory->services[i].name));
  return OK;
}

Error staff_weekly_print(Request *request, Response *response) {
  WeeklyView view;
  Frame frame;
  TRY(weekly_read(request, response, &view));
  Writer writer = open_page(&view, &frame, "Sheets to print: open cases");
  weekly_print_top(&writer, &view);
  TRY(all_sheets(&view, &writer));
  weekly_printed(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}

/* ---- files ----------------------------------------------------------------------------------------------
 */

static Error begin_file(const WeeklyView *view, const char *type, const char *ending) {
  Request *request = view->request;
  Text key = text_format(request->arena, "%lld", (long long)request->identity.user.value);
  if (!limit_take(request, LIMIT_EXPORT, key, 60, 3600))
    return FAIL(request->arena, ERROR_LIMIT, "You have downloaded many lists. Wait a while, then try again.");
  if (!view->shown && !view->current)
    return FAIL(request->arena, ERROR_NOT_FOUND, "No list was kept of this week.");
  Text week = week_name(request->arena, view->monday);
  view->response->type = type;
  view->response->file_name = text_format(request->arena, "open-cases-%.*s.%s", TEXT_ARGUMENTS(week), ending);
  return OK;
}

Error staff_weekly_csv(Request *request, Response *response) {
  WeeklyView view;
  Report report;
  Text rows;
  TRY(weekly_read(request, response, &view));
  TRY(begin_file(&view, "text/csv; charset=utf-8", "csv"));
  if (view.shown) {
    TRY(frozen_text(&view, view.shown, "cases", &rows));
    buffer_put(response->body, rows);
    return OK;
  }
  TRY(weekly_make(&view.ctx, view.service, &report));
  report_weekly_csv(&report, response->body);
  return OK;
}

Error staff_weekly_xlsx(Request *request, Response *response) {
  WeeklyView view;
  Report report;
  Text bytes;
  TRY(weekly_read(request, response, &view));
  if (view.shown || !view.current)
    return FAIL(request->arena, ERROR_NOT_FOUND, "Only the list of this moment is made as a spreadsheet.");
  TRY(begin_file(&view, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));
  TRY(weekly_make(&view.ctx, view.service, &report));
  TRY(report_xlsx(&report, request->arena, &bytes));
  buffer_put(response->body, bytes);
  return OK;
}

/* ---- keeping --------------------------------------------------------------------------------------------
 */

Error staff_weekly_keep(Request *request, Response *response) {
  Ctx ctx;
  Text reference, name = text_trim(form_value(&request->form, "service"));
  TRY(page_ctx(request, &ctx));
  if (!text_is_empty(name) && !directory_service_named(ctx.directory, name))
    return FAIL(request->arena, ERROR_NOT_FOUND, "There is no such service.");
  TRY(weekly_keep(&ctx, name, &reference));
  Text service = url_encode(request->arena, name);
  return redirect(request, response, "/staff/weekly?service=%.*s&done=kept", TEXT_ARGUMENTS(service));
}
