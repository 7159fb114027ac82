/* A case that is no complaint, written down on one page: what the kind needs comes from a table. */
#include "page/staff/log.h"
#include "page/staff/records.h"
#include "page/staff/register.h"
#include "register_add_template.h"

#include <string.h>

#define LONG_TEXT 20000
#define LONG_ID ((size_t)INT64_MAX)
#define FIELDS(list) .fields = (list), .field_count = sizeof(list) / sizeof *(list)
#define RECEIVED(missing)                                                                                    \
  { "received", FIELD_DATE, 0, missing, NULL, NULL }
#define SERVICE                                                                                              \
  { "service", FIELD_INT, LONG_ID, NULL, "Select the service", NULL }
#define CHANNEL                                                                                              \
  { "channel", FIELD_CHOICE, 40, NULL, "Select how it reached us", CAME_BY }
#define LINKED                                                                                               \
  { "linked", FIELD_TEXT, 60, NULL, NULL, NULL }
#define NAME                                                                                                 \
  { "name", FIELD_TEXT, 200, NULL, NULL, NULL }
#define WORDS(missing)                                                                                       \
  { "words", FIELD_LINES, LONG_TEXT, missing, NULL, NULL }

/* The subjects of the Ombudsman's yearly letter, as the reports count them; a register may have others. */
static const char *const SUBJECTS[] = {"Adult care services",
                                       "Benefits and tax",
                                       "Corporate and other services",
                                       "Education and children's services",
                                       "Environment services",
                                       "Highways and transport",
                                       "Housing",
                                       "Planning and development",
                                       "Other",
                                       NULL};
static const char *const REASONS[] = {"Wishes and feelings in relation to the care plan",
                                      "Proposed placement move",
                                      "Frequency of social worker visits",
                                      "Contact with family",
                                      "Other",
                                      NULL};
static const char *const OMBUDSMEN[] = {"lgsco", "housing-ombudsman", "spso", "psow", "nipso", NULL};
const char *const GENDERS[] = {"female", "male", "other", "not-said", NULL};

static const Field OMBUDSMAN[] = {
    {"reference", FIELD_TEXT, 40, NULL, NULL, NULL},
    {"party", FIELD_CHOICE, 40, "Select which Ombudsman it is", "Select which Ombudsman it is", OMBUDSMEN},
    {"category", FIELD_CHOICE, 200, "Select what it is about", NULL, NULL},
    RECEIVED("Enter the day on which the letter came"),
    {"answer-by", FIELD_DATE, 0, NULL, NULL, NULL},
    LINKED,
    SERVICE,
    WORDS(NULL),
};
static const Field ACCESS[] = {
    RECEIVED("Enter the day on which the request came"),
    {"name", FIELD_TEXT, 200, "Enter who is asking", NULL, NULL},
    {"email", FIELD_EMAIL, 254, NULL, NULL, NULL},
    WORDS("Enter what they ask for"),
    SERVICE,
    CHANNEL,
};
static const Field COMPLIMENT[] = {
    WORDS("Enter what was said"), RECEIVED("Enter the day on which it came"), SERVICE, NAME, CHANNEL,
};
static const Field REFERRAL[] = {
    RECEIVED("Enter the day of the referral"),
    {"category", FIELD_CHOICE, 200, "Select why an advocate was asked for", NULL, NULL},
    {"party", FIELD_TEXT, 200, NULL, NULL, NULL},
    NAME,
    {"age", FIELD_INT, 30, NULL, "Enter the age in whole years, like 14", NULL},
    {"gender", FIELD_CHOICE, 20, NULL, "Select the gender as the young person says it", GENDERS},
    SERVICE,
    LINKED,
    WORDS(NULL),
};

static const AddForm FORMS[] = {
    {.kind = "ombudsman-case",
     .title = "Add an Ombudsman case",
     .lead =
         "Its dates follow from the day on which the letter came, or from the day in the letter where that "
         "is later.",
     FIELDS(OMBUDSMAN),
     .write = fields_ombudsman},
    {.kind = "access-request",
     .title = "Add an access request",
     .lead =
         "Somebody asks for what the council holds about them. The legal time to answer begins on the day "
         "it came.",
     FIELDS(ACCESS),
     .write = fields_access},
    {.kind = "compliment",
     .title = "Add a compliment",
     .lead = NULL,
     FIELDS(COMPLIMENT),
     .write = fields_compliment},
    {.kind = "advocacy-referral",
     .title = "Add a referral to an advocate",
     .lead = "Age and gender are shown on the page of the referral alone. Reports count them without names.",
     FIELDS(REFERRAL),
     .write = fields_referral},
};

static const AddForm *form_of(const Register *of) {
  for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++)
    if (strcmp(FORMS[i].kind, of->kind) == 0) return &FORMS[i];
  BUG("nothing is added to %s", of->path);
}

static bool has_field(const AddForm *form, const char *name) {
  for (size_t i = 0; i < form->field_count; i++)
    if (strcmp(form->fields[i].name, name) == 0) return true;
  return false;
}

static Text typed(const AddView *view, const char *name) {
  return has_field(view->form, name) ? field(&view->asked.values, name) : TEXT_NONE;
}

static Date typed_date(const AddView *view, const char *name) {
  return has_field(view->form, name) ? field_date(&view->asked.values, name) : DATE_NONE;
}

static bool is_listed(const Choice *items, size_t count, Text value) {
  for (size_t i = 0; i < count; i++)
    if (text_equal(items[i].value, value)) return true;
  return false;
}

static Error read_subjects(AddView *view) {
  const char *const *usual = strcmp(view->of->kind, "ombudsman-case") == 0 ? SUBJECTS : REASONS;
  const Text *names;
  size_t others, count = 0;
  if (!has_field(view->form, "category")) return OK;
  TRY(register_categories(&view->ctx, text_of(view->of->kind), &names, &others));
  Choice *items = ARENA_ARRAY(view->ctx.arena, Choice, others + 16);
  for (; usual[count]; count++)
    items[count] = (Choice){text_of(usual[count]), text_of(usual[count]), TEXT_NONE};
  for (size_t i = 0; i < others; i++)
    if (!is_listed(items, count, names[i])) items[count++] = (Choice){names[i], names[i], TEXT_NONE};
  view->subjects = (ChoiceList){items, count};
  return OK;
}

/* A subject that was not offered is as if none had been chosen. */
static void check_subject(AddView *view) {
  Text subject = typed(view, "category");
  bool wrong = !text_is_empty(subject) && !is_listed(view->subjects.items, view->subjects.count, subject);
  if (wrong)
    field_add_error(view->ctx.arena, &view->asked.values, "category", TEXT("Select one of the list"));
}

static Error open_view(Request *request, Response *response, AddView *view) {
  bool sent = request->method == METHOD_POST;
  *view = (AddView){.request = request, .response = response, .of = register_at(request->route->path)};
  view->form = form_of(view->of);
  TRY(page_ctx(request, &view->ctx));
  view->asked = asked_read(request->arena, &request->form, view->form->fields, view->form->field_count, sent);
  TRY(read_subjects(view));
  if (sent) check_subject(view);
  view->key = sent ? request->idempotency : random_secret(request->arena, 16);
  return OK;
}

static Error show(AddView *view, int status) {
  Frame frame = {.side = SIDE_STAFF,
                 .title = text_of(view->form->title),
                 .has_errors = asked_wrong(&view->asked),
                 .active = "registers",
                 .back = register_url(view->request->arena, view->of, ""),
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&view->ctx, view->request, view->response, &frame);
  register_add_page(&writer, view);
  frame_close(&writer, &view->ctx, view->request, &frame);
  return OK;
}

Error staff_register_add_page(Request *request, Response *response) {
  AddView view;
  TRY(open_view(request, response, &view));
  asked_set(&view.asked, "received", date_iso(request->arena, ctx_today(&view.ctx)));
  if (text_equal(text_of(view.of->kind), TEXT("ombudsman-case")))
    asked_set(&view.asked, "linked", text_slice(form_value(&request->query, "complaint"), 0, 60));
  return show(&view, 200);
}

static Registration registration_of(const AddView *view) {
  return (Registration){
      .key = view->key,
      .kind = text_of(view->of->kind),
      .reference = typed(view, "reference"),
      .received = typed_date(view, "received"),
      .service = {has_field(view->form, "service") ? asked_id(&view->asked, "service") : 0},
      .category = typed(view, "category"),
      .party = typed(view, "party"),
      .linked = typed(view, "linked"),
      .name = typed(view, "name"),
      .email = typed(view, "email"),
      .words = typed(view, "words"),
      .age = typed(view, "age"),
      .gender = typed(view, "gender"),
      .channel = typed(view, "channel"),
      .answer_by = typed_date(view, "answer-by"),
  };
}

/* At the field that it is about, where the form has it. */
static Error add_failed(AddView *view, Error error, const Submitted *made) {
  if (error->code == ERROR_DENIED || error->code == ERROR_IO || error->code == ERROR_DAMAGED) return error;
  const char *name = text_z(view->request->arena, made->wrong);
  bool known = has_field(view->form, name);
  field_add_error(view->request->arena, &view->asked.values, known ? name : view->form->fields[0].name,
                  error->words);
  return show(view, STATUS_INVALID);
}

Error staff_register_add(Request *request, Response *response) {
  AddView view;
  Submitted made;
  TRY(open_view(request, response, &view));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  Registration registration = registration_of(&view);
  Error error = act_register(&view.ctx, &registration, &made);
  if (error) return add_failed(&view, error, &made);
  Url to = case_url(request->arena, made.reference, NULL);
  return redirect(request, response, "%.*s?done=registered", TEXT_ARGUMENTS(to.text));
}

/* ---- for the template ---------------------------------------------------------------------------- */

ChoiceList ombudsman_choices(Arena *arena) {
  ChoiceList choices = choices_of(arena, OMBUDSMEN);
  Choice *items = ARENA_ARRAY(arena, Choice, choices.count);
  for (size_t i = 0; i < choices.count; i++) {
    Text value = choices.items[i].value;
    items[i] = (Choice){value, ombudsman_name(value), TEXT_NONE};
  }
  return (ChoiceList){items, choices.count};
}
