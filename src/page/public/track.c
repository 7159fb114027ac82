/* How a complaint is going, by its private link. */
#include "page/public/track.h"
#include "sent_template.h"
#include "track_template.h"

#define TRIES 10
#define TRIES_SECONDS 300

void sent_panel(Writer *writer, const TrackView *view) {
  AUTO_HTML piece;
  html_begin(&piece);
  write_raw(&piece.writer, "Your number is<br><strong class=\"app-reference\">", 49);
  write_text(&piece.writer, view->reference);
  write_raw(&piece.writer, "</strong>", 9);
  govuk_panel(writer, &(PanelBox){.title = TEXT("Complaint sent"), .html = {buffer_text(&piece.buffer)}});
}

void track_progress(Writer *writer, const TrackView *view) {
  app_tracker(writer, &(Tracker){.items = view->steps, .items_count = view->step_count, .title_level = 3});
}

void track_done(Writer *writer, Text done) {
  static const struct {
    Text code, words;
  } messages[] = {
      {{"review", 6}, {"We have your request. We will look again.", 41}},
      {{"added", 5}, {"Thank you. We have what you told us.", 36}},
      {{"withdrawn", 9}, {"You have taken your complaint back.", 35}},
  };
  for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
    if (text_equal(messages[i].code, done))
      govuk_notification_banner(writer, &(NotificationBanner){.text = messages[i].words, .success = true});
}

/* The same bytes for every secret that opens nothing. */
static Error gone(Ctx *ctx, Request *request, Response *response) {
  Frame frame = {.title = TEXT("This link does not work any more"), .private_page = true};
  response->status = 404;
  Writer writer = frame_open(ctx, request, response, &frame);
  link_gone(&writer, &ctx->directory->council);
  frame_close(&writer, ctx, request, &frame);
  return OK;
}

/* The case of the address; *answered where there is none and the page for that is written. */
static Error open_track(Request *request, Response *response, Ctx *ctx, TrackView *view, bool *answered) {
  CaseFile *file = ARENA_NEW(request->arena, CaseFile);
  TRY(public_ctx(request, ctx));
  Text secret = secret_of_typed(request->arena, request->arguments[0]);
  Error error = customer_open(ctx, secret, file);
  *answered = error && error->code == ERROR_NOT_FOUND;
  if (*answered) return gone(ctx, request, response);
  if (error) return error;
  *view = track_view(ctx, file, secret);
  return OK;
}

Error track_case(Request *request, Response *response) {
  Ctx ctx;
  TrackView view;
  bool answered;
  TRY(open_track(request, response, &ctx, &view, &answered));
  if (answered) return OK;
  Frame frame = {.title = TEXT("Your complaint"), .private_page = true};
  Writer writer = frame_open(&ctx, request, response, &frame);
  track_page(&writer, &view, form_value(&request->query, "done"));
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

/* ---- the customer's acts ------------------------------------------------------------------------ */

/* A page with a form about the case: words, fields, a button. */
typedef struct TrackForm {
  Text title;
  const char *address; /* /t/SECRET/ADDRESS */
  Text button, button_classes;
  void (*intro)(Writer *writer, const TrackView *view);
  void (*fields)(Writer *writer, const TrackView *view, const FieldValues *values);
} TrackForm;

static void write_story(Writer *writer, const FieldValues *values, const char *name, Text label, Text hint) {
  govuk_character_count(writer, &(CharacterCount){.name = text_of(name),
                                                  .value = field(values, name),
                                                  .label = {.text = label, .classes = TEXT("govuk-label--m")},
                                                  .hint = {.text = hint},
                                                  .error = {.text = field_error(values, name)},
                                                  .rows = 8,
                                                  .maxlength = 20000,
                                                  .threshold = 75});
}

static void review_fields(Writer *writer, const TrackView *view, const FieldValues *values) {
  Text why = view->why_expected ? TEXT("Why are you not happy?") : TEXT("Why are you not happy? (optional)");
  write_story(writer, values, "why", why, TEXT("It helps us if you say what we got wrong"));
  write_story(writer, values, "wanted", TEXT("What would put it right? (optional)"), TEXT_NONE);
  if (view->window_over)
    write_story(writer, values, "late", TEXT("Why is your request late? (optional)"), TEXT_NONE);
}

static void add_fields(Writer *writer, const TrackView *view, const FieldValues *values) {
  (void)view;
  govuk_character_count(writer,
                        &(CharacterCount){.name = TEXT("words"),
                                          .value = field(values, "words"),
                                          .label = {.text = TEXT("What do you want to tell us?"),
                                                    .page_heading = true,
                                                    .classes = TEXT("govuk-label--l")},
                                          .hint = {.text = TEXT("For example, something new that happened")},
                                          .error = {.text = field_error(values, "words")},
                                          .rows = 10,
                                          .maxlength = 20000,
                                          .threshold = 75});
}

static void withdraw_fields(Writer *writer, const TrackView *view, const FieldValues *values) {
  (void)view;
  write_story(writer, values, "words", TEXT("Do you want to tell us why? (optional)"), TEXT_NONE);
}

static void review_intro(Writer *writer, const TrackView *view) {
  track_heading(writer, TEXT("Ask us to look again"));
  review_page(writer, view);
}

static const TrackForm REVIEW = {.title = {"Ask us to look again", 20},
                                 .address = "review",
                                 .button = {"Send my request", 15},
                                 .intro = review_intro,
                                 .fields = review_fields};
static const TrackForm ADD = {.title = {"What do you want to tell us?", 28},
                              .address = "add",
                              .button = {"Send", 4},
                              .fields = add_fields};
static const TrackForm WITHDRAW = {.title = {"Do you want to take your complaint back?", 40},
                                   .address = "withdraw",
                                   .button = {"Yes, take my complaint back", 27},
                                   .button_classes = {"govuk-button--warning", 21},
                                   .intro = withdraw_page,
                                   .fields = withdraw_fields};

static const Field REVIEW_FIELDS[] = {{.name = "why", .kind = FIELD_LINES, .maximum = 20000},
                                      {.name = "wanted", .kind = FIELD_LINES, .maximum = 20000},
                                      {.name = "late", .kind = FIELD_LINES, .maximum = 20000}};
static const Field ADD_FIELDS[] = {
    {.name = "words", .kind = FIELD_LINES, .maximum = 20000, .missing = "Enter what you want to tell us"}};
static const Field WITHDRAW_FIELDS[] = {{.name = "words", .kind = FIELD_LINES, .maximum = 20000}};

static Error show_form(Ctx *ctx, Request *request, Response *response, const TrackView *view,
                       const TrackForm *form, const FieldValues *values) {
  Arena *arena = request->arena;
  Url address = url_format(arena, "/t/%.*s/%s", TEXT_ARGUMENTS(view->secret), form->address);
  Frame frame = {.title = form->title,
                 .has_errors = values->error_count > 0,
                 .back = url_format(arena, "/t/%.*s", TEXT_ARGUMENTS(view->secret)),
                 .private_page = true};
  Writer writer = frame_open(ctx, request, response, &frame);
  form_errors(&writer, values);
  if (form->intro) form->intro(&writer, view);
  track_form_open(&writer, address);
  form_tokens(&writer, request, response, TEXT_NONE);
  form->fields(&writer, view, values);
  govuk_button(
      &writer,
      &(Button){.text = form->button, .classes = form->button_classes, .prevent_double_click = SWITCH_ON});
  track_form_close(&writer);
  cancel_link(&writer, view);
  frame_close(&writer, ctx, request, &frame);
  return OK;
}

static Error form_page(Request *request, Response *response, const TrackForm *form, const Field *fields,
                       size_t count, bool (*may)(const TrackView *)) {
  Ctx ctx;
  TrackView view;
  bool answered;
  TRY(open_track(request, response, &ctx, &view, &answered));
  if (answered) return OK;
  if (!may(&view)) return redirect(request, response, "/t/%.*s", TEXT_ARGUMENTS(view.secret));
  FieldValues values = answers_read(request->arena, &request->form, fields, count);
  values.error_count = 0;
  return show_form(&ctx, request, response, &view, form, &values);
}

static bool may_review(const TrackView *view) { return view->may_review; }
static bool may_withdraw(const TrackView *view) { return view->may_withdraw; }
static bool may_add(const TrackView *view) { return view->may_add; }

Error track_review_page(Request *request, Response *response) {
  return form_page(request, response, &REVIEW, REVIEW_FIELDS, 3, may_review);
}

Error track_withdraw_page(Request *request, Response *response) {
  return form_page(request, response, &WITHDRAW, WITHDRAW_FIELDS, 1, may_withdraw);
}

Error track_add_page(Request *request, Response *response) {
  return form_page(request, response, &ADD, ADD_FIELDS, 1, may_add);
}

static Error send_review(Ctx *ctx, Text secret, const FieldValues *values) {
  Text why = field(values, "why"), late = field(values, "late");
  if (!text_is_empty(late))
    why = text_format(ctx->arena, "%.*s\n\nWhy it is late: %.*s", TEXT_ARGUMENTS(why), TEXT_ARGUMENTS(late));
  return customer_request_review(ctx, secret, &(ReviewRequest){text_trim(why), field(values, "wanted")});
}

static Error send_withdraw(Ctx *ctx, Text secret, const FieldValues *values) {
  return customer_withdraw(ctx, secret, field(values, "words"));
}

static Error send_words(Ctx *ctx, Text secret, const FieldValues *values) {
  return customer_add(ctx, secret, field(values, "words"));
}

/* What the rules refuse now (it was done already, or someone was faster) is told by the case's own page. */
static Error form_send(Request *request, Response *response, const TrackForm *form, const Field *fields,
                       size_t count, Error (*send)(Ctx *, Text, const FieldValues *), const char *done) {
  Ctx ctx;
  TrackView view;
  bool answered;
  TRY(open_track(request, response, &ctx, &view, &answered));
  if (answered) return OK;
  FieldValues values = answers_read(request->arena, &request->form, fields, count);
  if (values.error_count > 0) return show_form(&ctx, request, response, &view, form, &values);
  Error error = send(&ctx, view.secret, &values);
  if (error && error->code != ERROR_REFUSED) return error;
  if (error) return redirect(request, response, "/t/%.*s", TEXT_ARGUMENTS(view.secret));
  return redirect(request, response, "/t/%.*s?done=%s", TEXT_ARGUMENTS(view.secret), done);
}

Error track_review(Request *request, Response *response) {
  return form_send(request, response, &REVIEW, REVIEW_FIELDS, 3, send_review, "review");
}

Error track_withdraw(Request *request, Response *response) {
  return form_send(request, response, &WITHDRAW, WITHDRAW_FIELDS, 1, send_withdraw, "withdrawn");
}

Error track_add(Request *request, Response *response) {
  return form_send(request, response, &ADD, ADD_FIELDS, 1, send_words, "added");
}

/* ---- by link, code or number -------------------------------------------------------------------- */

static const Field EXISTING_FIELDS[] = {
    {.name = "link", .kind = FIELD_TEXT, .maximum = 500, .missing = "Enter your private link or your code"}};

static Error show_existing(Ctx *ctx, Request *request, Response *response, const FieldValues *values,
                           Text reference) {
  Frame frame = {.title = TEXT("Check progress or ask for a review"),
                 .has_errors = values->error_count > 0,
                 .back = URL("/")};
  Writer writer = frame_open(ctx, request, response, &frame);
  form_errors(&writer, values);
  existing_page(&writer);
  if (!text_is_empty(reference)) existing_reference(&writer, &ctx->directory->council, reference);
  track_form_open(&writer, URL("/existing"));
  form_tokens(&writer, request, response, TEXT_NONE);
  govuk_input(&writer,
              &(Input){.name = TEXT("link"),
                       .value = field(values, "link"),
                       .label = {.text = TEXT("Your private link or your code")},
                       .hint = {.text = TEXT("You can paste it. Small and capital letters are the same")},
                       .error = {.text = field_error(values, "link")},
                       .autocomplete = TEXT("off"),
                       .autocapitalize = TEXT("none"),
                       .spellcheck = SWITCH_OFF});
  govuk_button(&writer, &(Button){.text = TEXT("Continue")});
  track_form_close(&writer);
  existing_help(&writer, &ctx->directory->council);
  frame_close(&writer, ctx, request, &frame);
  return OK;
}

Error existing_form(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  FieldValues values = answers_read(request->arena, &request->query, EXISTING_FIELDS, 1);
  values.error_count = 0;
  return show_existing(&ctx, request, response, &values, TEXT_NONE);
}

Error existing_open(Request *request, Response *response) {
  Ctx ctx;
  CaseFile file;
  Text reference = TEXT_NONE;
  TRY(public_ctx(request, &ctx));
  FieldValues values = answers_read(request->arena, &request->form, EXISTING_FIELDS, 1);
  if (values.error_count > 0) return show_existing(&ctx, request, response, &values, TEXT_NONE);
  if (reference_read(request->arena, field(&values, "link"), &reference))
    return show_existing(&ctx, request, response, &values, reference);
  if (!limit_take(request, LIMIT_TRACKING, request->address, TRIES, TRIES_SECONDS)) {
    response->retry_after = TRIES_SECONDS;
    page_error(request, response, 429, NULL);
    return OK;
  }
  Text secret = secret_of_typed(request->arena, field(&values, "link"));
  Error error = customer_open(&ctx, secret, &file);
  if (error && error->code != ERROR_NOT_FOUND) return error;
  if (!error) return redirect(request, response, "/t/%.*s", TEXT_ARGUMENTS(secret));
  field_add_error(request->arena, &values, "link", TEXT("We cannot find a complaint with this link or code"));
  return show_existing(&ctx, request, response, &values, TEXT_NONE);
}
