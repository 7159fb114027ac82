/* Drafts, and the way through the questions. */
#include "page/public/complaint.h"

#include <string.h>

#define FIELDS_MAX 8
#define VALUES_MAX 20

static ServiceId chosen_service(const Form *answers) {
  int64_t id;
  return (ServiceId){text_to_int(form_value(answers, "service"), &id) ? id : 0};
}

Text flow_area(const Flow *flow) {
  const Signposts *signposts = flow->ctx.program->signposts;
  Text about = form_value(&flow->answers, "about");
  for (size_t i = 0; signposts && i < signposts->about_count; i++)
    if (text_equal(signposts->about[i].id, about)) return signposts->about[i].area;
  return TEXT_NONE;
}

static Limit age_limit_of(const Flow *flow) {
  bool young = text_equal(flow_area(flow), TEXT("children"));
  Date today = ctx_today(&flow->ctx);
  const Procedure *procedure =
      suggest_procedure(&flow->ctx, chosen_service(&flow->answers), young, today).procedure;
  return procedure ? procedure->age_limit : (Limit){UNIT_MONTHS, 0};
}

Error flow_open(Request *request, Response *response, Flow *flow) {
  *flow = (Flow){.request = request, .response = response, .secret = TEXT_NONE};
  TRY(public_ctx(request, &flow->ctx));
  Draft draft = {.answers = TEXT_NONE, .sent_reference = TEXT_NONE};
  if (!text_is_empty(request->draft_cookie)) TRY(draft_load(&flow->ctx, request->draft_cookie, &draft));
  flow->expired = !draft.found;
  if (draft.found) {
    flow->secret = request->draft_cookie;
    flow->sent = !text_is_empty(draft.sent_reference);
    TRY(form_parse(request->arena, draft.answers, &flow->answers));
  }
  flow->age_limit = age_limit_of(flow);
  return OK;
}

/* ---- saving ------------------------------------------------------------------------------------- */

static bool is_field(const FieldValues *values, Text name) {
  for (size_t i = 0; i < values->count; i++)
    if (text_equal(text_of(values->fields[i].name), name)) return true;
  return false;
}

/* A list is kept as the form sends it: a pair for each of its values. */
static size_t add_pairs(FormPair *pairs, size_t count, const Field *declared, Text value) {
  Text name = text_of(declared->name), part;
  if (text_is_empty(value)) return count;
  if (declared->kind != FIELD_CHOICES) {
    pairs[count++] = (FormPair){name, value};
    return count;
  }
  for (size_t i = 0; i < VALUES_MAX && text_next(&value, ';', &part); i++)
    pairs[count++] = (FormPair){name, part};
  return count;
}

static Form merged(const Flow *flow, const FieldValues *values) {
  Arena *arena = flow->ctx.arena;
  FormPair *pairs = ARENA_ARRAY(arena, FormPair, flow->answers.count + values->count * VALUES_MAX);
  size_t count = 0;
  for (size_t i = 0; i < flow->answers.count; i++)
    if (!is_field(values, flow->answers.pairs[i].name)) pairs[count++] = flow->answers.pairs[i];
  for (size_t i = 0; i < values->count; i++)
    count = add_pairs(pairs, count, &values->fields[i], values->values[i]);
  return (Form){pairs, count};
}

Error flow_save(Flow *flow, const FieldValues *values) {
  Arena *arena = flow->ctx.arena;
  if (text_is_empty(flow->secret) || flow->sent) {
    flow->secret = random_secret(arena, 16);
    flow->answers = (Form){NULL, 0};
    flow->sent = false;
    cookie_set(flow->response, COOKIE_DRAFT, flow->secret);
  }
  Form answers = merged(flow, values);
  TRY(draft_save(&flow->ctx, flow->secret, TEXT("complaint"), form_query(arena, &answers, NULL, 0)));
  flow->answers = answers;
  flow->age_limit = age_limit_of(flow);
  return OK;
}

/* ---- the way ------------------------------------------------------------------------------------ */

const Question *question_find(Text id) {
  for (size_t i = 0; i < QUESTION_COUNT; i++)
    if (text_equal(text_of(QUESTIONS[i].id), id)) return &QUESTIONS[i];
  return NULL;
}

bool question_asked(const Flow *flow, const Question *question) {
  return !question->asked || question->asked(&flow->answers);
}

const Question *question_after(const Flow *flow, const Question *question) {
  const Question *end = QUESTIONS + QUESTION_COUNT;
  for (question++; question < end; question++)
    if (question_asked(flow, question)) return question;
  return NULL;
}

const Question *question_before(const Flow *flow, const Question *question) {
  while (question > QUESTIONS)
    if (question_asked(flow, --question)) return question;
  return NULL;
}

const Question *question_incomplete(const Flow *flow) {
  for (size_t i = 0; i < QUESTION_COUNT; i++) {
    const Question *question = &QUESTIONS[i];
    if (question_asked(flow, question) && question_read(flow, question, &flow->answers).error_count > 0)
      return question;
  }
  return NULL;
}

/* ---- reading a question ----------------------------------------------------------------------------- */

/* The mark of "long ago" is offered only where the procedure knows such a limit. */
static bool is_offered(const Flow *flow, const Control *control) {
  if (control->control == CONTROL_FLAG && flow->age_limit.count == 0) return false;
  return !control->asked || control->asked(&flow->answers);
}

size_t question_controls(const Flow *flow, const Question *question, const Control **controls) {
  size_t count = 0;
  for (size_t i = 0; i < question->control_count; i++)
    if (is_offered(flow, &question->controls[i])) controls[count++] = &question->controls[i];
  return count;
}

static const char *const *values_of(Arena *arena, const Choice *choices) {
  size_t count = 0;
  if (!choices) return NULL;
  while (choices[count].value) count++;
  const char **values = ARENA_ARRAY(arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) values[i] = choices[i].value;
  return values;
}

bool service_offered(const Flow *flow, const Service *service) {
  Text area = flow_area(flow);
  return service->listed && (text_is_empty(area) || text_equal(area, service->area));
}

/* Any listed service will do: the subject may have been changed since it was chosen. */
static void check_service(const Flow *flow, FieldValues *values) {
  Text chosen = field(values, "service");
  int64_t id;
  if (text_is_empty(chosen) || text_equal(chosen, TEXT("unknown"))) return;
  const Service *service =
      text_to_int(chosen, &id) ? directory_service(flow->ctx.directory, (ServiceId){id}) : NULL;
  if (service && service->listed) return;
  field_add_error(flow->ctx.arena, values, "service",
                  TEXT("Select a service, or select that you do not know"));
}

FieldValues question_read(const Flow *flow, const Question *question, const Form *form) {
  Arena *arena = flow->ctx.arena;
  const Control *controls[FIELDS_MAX];
  BUG_IF(question->control_count > FIELDS_MAX);
  size_t count = question_controls(flow, question, controls);
  Field *fields = ARENA_ARRAY(arena, Field, count);
  for (size_t i = 0; i < count; i++)
    fields[i] = (Field){.name = controls[i]->name,
                        .kind = controls[i]->kind,
                        .maximum = controls[i]->maximum,
                        .missing = controls[i]->missing,
                        .choices = values_of(arena, controls[i]->choices)};
  FieldValues values = answers_read(arena, form, fields, count);
  if (question->check) question->check(arena, &values);
  if (count == 1 && controls[0]->control == CONTROL_SERVICES) check_service(flow, &values);
  return values;
}
