#include "frame_template.h"
#include "page/frame_parts.h"

#include <string.h>

static bool is_active(const FrameView *view, const char *name) {
  return view->frame->active && strcmp(view->frame->active, name) == 0;
}

static void write_navigation(Writer *writer, const FrameView *view, Html person) {
  ServiceNavigation navigation = {
      .service_name = view->service,
      .service_url = view->home,
      .navigation_end = person,
      LIST(items, NavigationItem,
           {.text = TEXT("My work"),
            .href = URL("/staff/work"),
            .active = is_active(view, "work"),
            .omit = !view->may_search},
           {.text = TEXT("Cases"),
            .href = URL("/staff/cases"),
            .active = is_active(view, "cases"),
            .omit = !view->may_search},
           {.text = TEXT("Registers"),
            .href = URL("/staff/registers"),
            .active = is_active(view, "registers"),
            .omit = !view->may_search},
           {.text = TEXT("Reports"),
            .href = URL("/staff/reports"),
            .active = is_active(view, "reports"),
            .omit = !view->may_report},
           {.text = TEXT("Admin"),
            .href = URL("/staff/admin"),
            .active = is_active(view, "admin"),
            .omit = !view->may_administer}),
  };
  if (!view->staff) navigation.items_count = 0;
  govuk_service_navigation(writer, &navigation);
}

void frame_header(Writer *writer, const FrameView *view) {
  const Council *council = view->council;
  AUTO_HTML logo, person;
  html_begin(&logo);
  html_begin(&person);
  if (!text_is_empty(council->logo)) frame_logo(&logo.writer, council);
  if (view->staff) frame_person(&person.writer, view);
  govuk_generic_header(writer, &(GenericHeader){.logo = council->name,
                                                .logo_html = {buffer_text(&logo.buffer)},
                                                .url = url_of(council->home),
                                                .classes = TEXT("app-header")});
  write_navigation(writer, view, (Html){buffer_text(&person.buffer)});
}

static FrameView view_of(const Council *council, Request *request, const Frame *frame) {
  const Identity *person = &request->identity;
  bool staff = frame->side == SIDE_STAFF && person->user.value != 0;
  return (FrameView){
      .frame = frame,
      .council = council,
      .service = frame->side == SIDE_PUBLIC ? council->service_name : TEXT("Complaints casework"),
      .home = frame->side == SIDE_PUBLIC ? URL("/") : URL("/staff/work"),
      .style = frame->side == SIDE_PUBLIC ? URL(ASSET_PUBLIC_CSS) : URL(ASSET_STAFF_CSS),
      .theme = theme_address(request->arena, council),
      .staff = staff,
      .may_search = staff && (person->permissions & PERMISSION_WORK) != 0,
      .may_report = staff && (person->permissions & PERMISSION_REPORT) != 0,
      .may_administer = staff && (person->permissions & PERMISSION_ADMINISTER) != 0,
      .person = person->name,
      .token = TEXT_NONE,
      .words = form_value(&request->query, "words"),
      .scripts = !request->script_free,
  };
}

Writer frame_begin(const Council *council, Request *request, Response *response, const Frame *frame) {
  Writer writer = {response->body};
  FrameView view = view_of(council, request, frame);
  if (frame->has_errors) response->status = 422; /* nothing was saved; what was typed is shown again */
  if (view.staff) view.token = csrf_token(request, response);
  frame_top(&writer, &view);
  if (view.may_search) frame_search(&writer, &view);
  return writer;
}

void frame_end(Writer *writer, const Council *council, Request *request, const Frame *frame) {
  FrameView view = view_of(council, request, frame);
  frame_bottom(writer, &view);
}

Writer frame_open(Ctx *ctx, Request *request, Response *response, const Frame *frame) {
  return frame_begin(&ctx->directory->council, request, response, frame);
}

void frame_close(Writer *writer, Ctx *ctx, Request *request, const Frame *frame) {
  frame_end(writer, &ctx->directory->council, request, frame);
}

void form_tokens(Writer *writer, Request *request, Response *response, Text submission) {
  frame_token(writer, TEXT(FORM_CSRF), csrf_token(request, response));
  if (!text_is_empty(submission)) frame_token(writer, TEXT(FORM_IDEMPOTENCY), submission);
}
