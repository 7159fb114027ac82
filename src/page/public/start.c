/* Which door is yours: the start page, its questions, and other ways than a complaint. */
#include "page/public/start.h"
#include "page/public/complaint.h"
#include "start_template.h"

static const struct {
  const char *value, *text, *hint, *to;
} WANTS[] = {
    {"complaint", "Make a complaint", "You are not happy with something we did, or did not do",
     "/start/about"},
    {"existing", "Go on with a complaint I have already made", NULL, "/existing"},
    {"thank", "Say thank you", NULL, "/compliment"},
    {"ask", "Ask a question or share an idea", NULL, "/enquiry"},
    {"report", "Report a problem for the first time",
     "For example, a missed bin, a hole in the road, noise or a repair", "/instead/service-request"},
    {"decision", "Challenge a decision", "For example, a parking ticket, a school place or a benefit",
     "/start/decision"},
    {"other", "Something else", NULL, "/start/other"},
};
#define WANT_COUNT (sizeof WANTS / sizeof WANTS[0])

static const Field START_FIELDS[] = {
    {.name = "want",
     .kind = FIELD_CHOICE,
     .missing = "Select what you want to do",
     .choices = (const char *const[]){"complaint", "existing", "thank", "ask", "report", "decision", "other",
                                      NULL}}};
static const Field ABOUT_FIELDS[] = {
    {.name = "about", .kind = FIELD_CHOICE, .missing = "Select what your complaint is about"}};

static Contact contact_of(const Ctx *ctx) {
  const Council *council = &ctx->directory->council;
  Url mail = url_format(ctx->arena, "mailto:%.*s", TEXT_ARGUMENTS(council->email));
  return (Contact){council, mail};
}

void start_choices(Writer *writer, const FieldValues *values) {
  RadioItem items[WANT_COUNT] = {0};
  for (size_t i = 0; i < WANT_COUNT; i++)
    items[i] = (RadioItem){.value = text_of(WANTS[i].value),
                           .text = text_of(WANTS[i].text),
                           .hint = {.text = text_of(WANTS[i].hint)}};
  govuk_radios(writer, &(Radios){.name = TEXT("want"),
                                 .value = field(values, "want"),
                                 .error = {.text = field_error(values, "want")},
                                 .fieldset.legend = {.text = TEXT("What do you want to do?"),
                                                     .page_heading = true,
                                                     .classes = TEXT("govuk-fieldset__legend--l")},
                                 .items = items,
                                 .items_count = WANT_COUNT});
}

void about_choices(Writer *writer, const Signposts *signposts, const FieldValues *values) {
  AUTO_ARENA arena = arena_new();
  RadioItem *items = ARENA_ARRAY(arena, RadioItem, signposts->about_count);
  for (size_t i = 0; i < signposts->about_count; i++)
    items[i] = (RadioItem){.value = signposts->about[i].id,
                           .text = signposts->about[i].label,
                           .hint = {.text = signposts->about[i].hint}};
  govuk_radios(writer, &(Radios){.name = TEXT("about"),
                                 .value = field(values, "about"),
                                 .error = {.text = field_error(values, "about")},
                                 .fieldset.legend = {.text = TEXT("What is your complaint about?"),
                                                     .page_heading = true,
                                                     .classes = TEXT("govuk-fieldset__legend--l")},
                                 .items = items,
                                 .items_count = signposts->about_count});
}

/* ---- pages -------------------------------------------------------------------------------------- */

Error public_start(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  const Signposts *signposts = ctx.program->signposts;
  const Signpost *danger = signposts ? signpost_find(signposts, TEXT("safeguarding")) : NULL;
  Frame frame = {.title = TEXT("Tell us what we got wrong, or right")};
  Writer writer = frame_open(&ctx, request, response, &frame);
  start_page(&writer, &(StartView){contact_of(&ctx), danger ? danger->phone : TEXT_NONE});
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

static Error show_want(Ctx *ctx, Request *request, Response *response, const FieldValues *values) {
  Frame frame = {
      .title = TEXT("What do you want to do?"), .has_errors = values->error_count > 0, .back = URL("/")};
  Writer writer = frame_open(ctx, request, response, &frame);
  form_errors(&writer, values);
  question_form(&writer, URL("/start"));
  form_tokens(&writer, request, response, TEXT_NONE);
  start_choices(&writer, values);
  question_form_end(&writer);
  frame_close(&writer, ctx, request, &frame);
  return OK;
}

Error public_want(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  FieldValues values = fields_read(request->arena, &request->query, START_FIELDS, 1);
  values.error_count = 0;
  return show_want(&ctx, request, response, &values);
}

Error public_want_chosen(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  FieldValues values = fields_read(request->arena, &request->form, START_FIELDS, 1);
  for (size_t i = 0; i < WANT_COUNT && values.error_count == 0; i++)
    if (text_equal(field(&values, "want"), text_of(WANTS[i].value)))
      return redirect(request, response, "%s", WANTS[i].to);
  return show_want(&ctx, request, response, &values);
}

/* ---- what it is about --------------------------------------------------------------------------- */

static Error show_about(Flow *flow, const FieldValues *values) {
  Frame frame = {.title = TEXT("What is your complaint about?"),
                 .has_errors = values->error_count > 0,
                 .back = URL("/start")};
  Writer writer = frame_open(&flow->ctx, flow->request, flow->response, &frame);
  form_errors(&writer, values);
  question_form(&writer, URL("/start/about"));
  form_tokens(&writer, flow->request, flow->response, TEXT_NONE);
  about_choices(&writer, flow->ctx.program->signposts, values);
  question_form_end(&writer);
  frame_close(&writer, &flow->ctx, flow->request, &frame);
  return OK;
}

Error public_about(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  if (!flow.ctx.program->signposts) return redirect(request, response, "/complaint/who");
  FieldValues values = fields_read(request->arena, &flow.answers, ABOUT_FIELDS, 1);
  values.error_count = 0;
  return show_about(&flow, &values);
}

static const AboutChoice *about_find(const Signposts *signposts, Text id) {
  for (size_t i = 0; signposts && i < signposts->about_count; i++)
    if (text_equal(signposts->about[i].id, id)) return &signposts->about[i];
  return NULL;
}

Error public_about_chosen(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  FieldValues values = fields_read(request->arena, &request->form, ABOUT_FIELDS, 1);
  const AboutChoice *choice = about_find(flow.ctx.program->signposts, field(&values, "about"));
  if (!choice && values.error_count == 0)
    field_add_error(request->arena, &values, "about", text_of(ABOUT_FIELDS[0].missing));
  if (!choice || values.error_count > 0) return show_about(&flow, &values);
  TRY(flow_save(&flow, &values));
  if (text_is_empty(choice->signpost)) return redirect(request, response, "/complaint/who");
  return redirect(request, response, "/instead/%.*s", TEXT_ARGUMENTS(choice->signpost));
}

/* ---- signposts ---------------------------------------------------------------------------------- */

static bool asked_about(const Signposts *signposts, Text slug) {
  for (size_t i = 0; i < signposts->about_count; i++)
    if (text_equal(signposts->about[i].signpost, slug)) return true;
  return false;
}

/* Those for decisions, or all others but the ones that the questions lead to by themselves. */
static SignpostList list_of(const Ctx *ctx, bool decision) {
  const Signposts *signposts = ctx->program->signposts;
  if (!signposts) return (SignpostList){NULL, 0};
  const Signpost **items = ARENA_ARRAY(ctx->arena, const Signpost *, signposts->count);
  size_t count = 0;
  for (size_t i = 0; i < signposts->count; i++) {
    const Signpost *signpost = &signposts->items[i];
    bool here =
        decision ? signpost->decision : !signpost->decision && !asked_about(signposts, signpost->slug);
    if (here) items[count++] = signpost;
  }
  return (SignpostList){items, count};
}

static Error show_list(Request *request, Response *response, bool decision) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  SignpostList list = list_of(&ctx, decision);
  Frame frame = {.title = decision ? TEXT("Which decision do you want to challenge?")
                                   : TEXT("What do you want to tell us?"),
                 .back = URL("/start")};
  Writer writer = frame_open(&ctx, request, response, &frame);
  if (decision)
    decision_page(&writer, &list);
  else
    other_page(&writer, &list);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

Error public_decision(Request *request, Response *response) { return show_list(request, response, true); }
Error public_other(Request *request, Response *response) { return show_list(request, response, false); }

Error public_instead(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  const Signposts *signposts = ctx.program->signposts;
  const Signpost *signpost = signposts ? signpost_find(signposts, request->arguments[0]) : NULL;
  if (!signpost) {
    page_error(request, response, 404, NULL);
    return OK;
  }
  Frame frame = {.title = signpost->title,
                 .back = signpost->decision ? URL("/start/decision") : URL("/start")};
  Writer writer = frame_open(&ctx, request, response, &frame);
  signpost_page(&writer, signpost);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

/* ---- pages about the council -------------------------------------------------------------------- */

static Error contact_words(Request *request, Response *response, Text title, Url back,
                           void (*write)(Writer *writer, const Contact *contact)) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  Contact contact = contact_of(&ctx);
  Frame frame = {.title = title, .back = back};
  Writer writer = frame_open(&ctx, request, response, &frame);
  write(&writer, &contact);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

Error public_compliment(Request *request, Response *response) {
  return contact_words(request, response, TEXT("Say thank you"), URL("/start"), compliment_page);
}

Error public_enquiry(Request *request, Response *response) {
  return contact_words(request, response, TEXT("Ask a question or share an idea"), URL("/start"),
                       enquiry_page);
}

Error public_contact(Request *request, Response *response) {
  return contact_words(request, response, TEXT("Contact the complaints team"), (Url){TEXT_NONE},
                       contact_page);
}

/* ---- children and young people ------------------------------------------------------------------ */

Error public_young_people(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  Contact contact = contact_of(&ctx);
  Frame frame = {.title = TEXT("Tell us what is wrong"), .back = URL("/")};
  Writer writer = frame_open(&ctx, request, response, &frame);
  young_people_page(&writer, &contact);
  form_tokens(&writer, request, response, TEXT_NONE);
  young_people_end(&writer);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

/* They have said who they are: the form begins at its second question. */
Error public_young_people_write(Request *request, Response *response) {
  static const Field fields[] = {{.name = "whom", .kind = FIELD_TEXT}};
  Flow flow;
  TRY(flow_open(request, response, &flow));
  FormPair *pair = ARENA_NEW(request->arena, FormPair);
  *pair = (FormPair){TEXT("whom"), TEXT("young")};
  FieldValues values = fields_read(request->arena, &(Form){pair, 1}, fields, 1);
  TRY(flow_save(&flow, &values));
  return redirect(request, response, "/complaint/%s", question_after(&flow, &QUESTIONS[0])->id);
}
