/* One page and one way of saving for every act. */
#include "page/staff/act.h"
#include "act_page_template.h"

#include <string.h>

/* ---- first values -------------------------------------------------------------------------------- */

void begin_today(ActView *view) {
  for (size_t i = 0; i < view->screen->field_count; i++) {
    if (strcmp(view->screen->fields[i].name, "on") != 0) continue;
    asked_set(&view->asked, "on", date_iso(view->base.ctx.arena, ctx_today(&view->base.ctx)));
  }
}

void begin_respond(ActView *view) {
  begin_today(view);
  UserId user = view->base.ctx.actor.user;
  bool own = (role_permissions(view->base.ctx.actor.role) & PERMISSION_PROGRESS) == 0;
  if (!own) return; /* the complaints team records what others decided */
  asked_set(&view->asked, "decided-by", text_format(view->base.ctx.arena, "%lld", (long long)user.value));
}

/* ---- reading ------------------------------------------------------------------------------------- */

/* The act that the last piece of the route names. */
static const ActScreen *screen_of(const Route *route) {
  const char *slash = strrchr(route->path, '/');
  const ActScreen *screen = act_screen(slash ? slash + 1 : route->path);
  if (!screen) BUG("no screen for %s", route->path);
  return screen;
}

static Error act_open(Request *request, Response *response, bool sent, ActView *view) {
  *view = (ActView){.screen = screen_of(request->route), .response = response};
  TRY(case_view(request, view->screen->path, &view->base));
  Ctx *ctx = &view->base.ctx;
  TRY(act_allowed(ctx, view->screen->act));
  view->permit = case_may(ctx->arena, &view->base.file.state, view->screen->act, (UserId){0});
  const ActScreen *screen = view->screen;
  view->asked = asked_read(ctx->arena, &request->form, screen->fields, screen->field_count, sent);
  view->version = sent ? field_int(&view->asked.values, "version") : view->base.file.version;
  if (view->version < 0) view->version = 0; /* none was sent: an old one */
  if (!sent && screen->begin) screen->begin(view);
  return OK;
}

/* ---- showing ------------------------------------------------------------------------------------- */

typedef void ActTemplate(Writer *writer, const ActView *view);

static Error act_show(ActView *view, int status, Text title, ActTemplate *template) {
  const CaseView *base = &view->base;
  Frame frame = {.side = SIDE_STAFF,
                 .title = text_format(base->ctx.arena, "%.*s – %.*s", TEXT_ARGUMENTS(title),
                                      TEXT_ARGUMENTS(base->file.reference)),
                 .has_errors = asked_wrong(&view->asked),
                 .active = "cases",
                 .back = case_url(base->ctx.arena, base->file.reference, NULL),
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&view->base.ctx, base->request, view->response, &frame);
  template(&writer, view);
  frame_close(&writer, &view->base.ctx, base->request, &frame);
  return OK;
}

static Error act_show_form(ActView *view, int status) {
  Text title =
      view->conflict ? TEXT("The case changed while you were writing") : text_of(view->screen->title);
  return act_show(view, status, title, act_page);
}

Error staff_act(Request *request, Response *response) {
  ActView view;
  TRY(act_open(request, response, false, &view));
  if (!view.permit.allowed) return act_show(&view, 200, text_of(view.screen->title), act_refused);
  return act_show_form(&view, 200);
}

/* ---- saving -------------------------------------------------------------------------------------- */

static Error act_saved(const ActView *view) {
  Request *request = view->base.request;
  bool then = view->screen->then && form_has(&request->form, "then");
  Url to = case_url(request->arena, view->base.file.reference, then ? view->screen->then : NULL);
  return redirect(request, view->response, "%.*s?done=%s", TEXT_ARGUMENTS(to.text), view->screen->done);
}

/* Somebody else was first: what they did stands beside what this person wrote. */
static Error act_conflict_page(ActView *view) {
  CaseView *base = &view->base;
  TRY(case_changes(&base->ctx, base->file.reference, view->version, &base->file, &view->since,
                   &view->since_count));
  base->facts = case_facts(&base->ctx, &base->file);
  view->permit = case_may(base->ctx.arena, &base->file.state, view->screen->act, (UserId){0});
  view->version = base->file.version;
  view->conflict = true;
  return act_show_form(view, STATUS_CONFLICT);
}

static Error act_failed(ActView *view, Error error) {
  switch (error->code) {
  case ERROR_CONFLICT:
    return act_conflict_page(view);
  case ERROR_INVALID:
  case ERROR_REFUSED:
  case ERROR_LIMIT:
  case ERROR_BUSY:
    field_add_error(view->base.ctx.arena, &view->asked.values, view->screen->fields[1].name, error->words);
    return act_show_form(view, STATUS_INVALID);
  default:
    return error;
  }
}

static bool has_field(const ActScreen *screen, const char *name) {
  for (size_t i = 0; i < screen->field_count; i++)
    if (strcmp(screen->fields[i].name, name) == 0) return true;
  return false;
}

Error staff_act_save(Request *request, Response *response) {
  ActView view;
  TRY(act_open(request, response, true, &view));
  if (form_has(&request->form, "change")) return act_show_form(&view, 200);
  if (view.screen->examine) view.screen->examine(&view);
  if (asked_wrong(&view.asked)) return act_show_form(&view, STATUS_INVALID);
  bool check = view.screen->check && !form_has(&request->form, "confirmed");
  if (check) return act_show(&view, 200, text_of(view.screen->check), act_check);
  Date on = has_field(view.screen, "on") ? field_date(&view.asked.values, "on") : DATE_NONE;
  Target target = {view.base.file.reference, view.version, on};
  Error error = view.screen->perform(&view, target);
  return error ? act_failed(&view, error) : act_saved(&view);
}

/* ---- the check page ------------------------------------------------------------------------------ */

static Text shown_value(const ActView *view, const Field *declared) {
  const Ctx *ctx = &view->base.ctx;
  Text value = field(&view->asked.values, declared->name);
  if (declared->kind == FIELD_FLAG) return text_is_empty(value) ? TEXT("No") : TEXT("Yes");
  if (text_is_empty(value)) return TEXT("None");
  switch (declared->kind) {
  case FIELD_DATE:
    return date_words(ctx->arena, field_date(&view->asked.values, declared->name));
  case FIELD_CHOICE:
  case FIELD_CHOICES:
    return list_words(ctx->arena, value);
  case FIELD_INT:
    return person_name(ctx->directory, (UserId){asked_id(&view->asked, declared->name)});
  default:
    return value;
  }
}

size_t check_rows(const ActView *view, CheckRow *rows, size_t maximum) {
  size_t count = 0;
  for (size_t i = 1; i < view->screen->field_count && count < maximum; i++)
    rows[count++] = (CheckRow){text_of(view->screen->labels[i]), shown_value(view, &view->screen->fields[i])};
  return count;
}

void write_typed(Writer *writer, const ActView *view) {
  const Form *form = &view->base.request->form;
  for (size_t i = 0; i < form->count; i++) {
    Text name = form->pairs[i].name;
    bool own = text_equal(name, TEXT(FORM_CSRF)) || text_equal(name, TEXT("confirmed")) ||
               text_equal(name, TEXT("change"));
    if (!own) act_typed(writer, name, form->pairs[i].value);
  }
}
