/* How a question and its controls look. */
#include "complaint_template.h"
#include "page/public/complaint.h"

#include <string.h>

#define RADIOS_MOST 15 /* more services than that are a drop-down list */
#define CHOSEN_MAX 20

/* ---- words of an answer ------------------------------------------------------------------------- */

static Text choice_words(const Control *control, Text value) {
  for (const Choice *choice = control->choices; choice && choice->value; choice++)
    if (text_equal(text_of(choice->value), value)) return text_of(choice->text);
  return TEXT_NONE;
}

static Text chosen_words(const Flow *flow, const Control *control) {
  Text values[CHOSEN_MAX], words[CHOSEN_MAX];
  size_t count = form_values(&flow->answers, control->name, values, CHOSEN_MAX);
  for (size_t i = 0; i < count; i++) words[i] = choice_words(control, values[i]);
  return text_join(flow->ctx.arena, words, count, TEXT("\n"));
}

static Text service_words(const Flow *flow, Text value) {
  int64_t id;
  if (!text_to_int(value, &id)) return text_is_empty(value) ? TEXT_NONE : TEXT("I do not know");
  const Service *service = directory_service(flow->ctx.directory, (ServiceId){id});
  return service ? service->name : TEXT_NONE;
}

static Text long_ago_words(const Flow *flow) {
  Text limit = limit_words(flow->ctx.arena, flow->age_limit);
  return text_format(flow->ctx.arena, "It was more than %.*s ago", TEXT_ARGUMENTS(limit));
}

Text answer_words(const Flow *flow, const Control *control) {
  Text value = form_value(&flow->answers, control->name);
  switch (control->control) {
  case CONTROL_RADIOS:
    return choice_words(control, value);
  case CONTROL_CHECKBOXES:
    return chosen_words(flow, control);
  case CONTROL_SERVICES:
    return service_words(flow, value);
  case CONTROL_FLAG:
    return text_equal(value, TEXT("yes")) ? long_ago_words(flow) : TEXT("No");
  default:
    return value;
  }
}

/* ---- controls ----------------------------------------------------------------------------------- */

static Text label_text(const ControlView *view) {
  return text_is_empty(view->heading) ? text_of(view->control->label) : view->heading;
}

static Label label_of(const ControlView *view) {
  bool heading = !text_is_empty(view->heading);
  return (Label){.text = label_text(view),
                 .page_heading = heading,
                 .classes = heading ? TEXT("govuk-label--l") : TEXT_NONE};
}

static Fieldset fieldset_of(const ControlView *view) {
  bool heading = !text_is_empty(view->heading);
  return (Fieldset){
      .legend = {.text = label_text(view),
                 .page_heading = heading,
                 .classes = heading ? TEXT("govuk-fieldset__legend--l") : TEXT("govuk-fieldset__legend--s")}};
}

static Hint hint_of(const ControlView *view) { return (Hint){.text = text_of(view->control->hint)}; }
static ErrorMessage error_of(const ControlView *view) { return (ErrorMessage){.text = view->error}; }

static void write_radios(Writer *writer, const ControlView *view) {
  const Choice *choices = view->control->choices;
  RadioItem items[CHOSEN_MAX] = {0};
  size_t count = 0;
  for (; choices[count].value; count++)
    items[count] = (RadioItem){.value = text_of(choices[count].value),
                               .text = text_of(choices[count].text),
                               .hint = {.text = text_of(choices[count].hint)}};
  govuk_radios(writer, &(Radios){.name = text_of(view->control->name),
                                 .value = view->value,
                                 .fieldset = fieldset_of(view),
                                 .hint = hint_of(view),
                                 .error = error_of(view),
                                 .items = items,
                                 .items_count = count});
}

static void write_checkboxes(Writer *writer, const ControlView *view) {
  const Choice *choices = view->control->choices;
  CheckboxItem items[CHOSEN_MAX] = {0};
  Text values[CHOSEN_MAX], rest = view->value;
  size_t count = 0, chosen = 0;
  for (; choices[count].value; count++)
    items[count] = (CheckboxItem){.value = text_of(choices[count].value),
                                  .text = text_of(choices[count].text),
                                  .hint = {.text = text_of(choices[count].hint)}};
  while (chosen < CHOSEN_MAX && text_next(&rest, ';', &values[chosen])) chosen++;
  govuk_checkboxes(writer, &(Checkboxes){.name = text_of(view->control->name),
                                         .values = values,
                                         .values_count = chosen,
                                         .fieldset = fieldset_of(view),
                                         .hint = hint_of(view),
                                         .error = error_of(view),
                                         .items = items,
                                         .items_count = count});
}

static void write_flag(Writer *writer, const ControlView *view) {
  govuk_checkboxes(writer, &(Checkboxes){.name = text_of(view->control->name),
                                         .values = &view->value,
                                         .values_count = 1,
                                         .error = error_of(view),
                                         LIST(items, CheckboxItem,
                                              {.value = TEXT("yes"), .text = long_ago_words(view->flow)})});
}

static bool is_line_of(const Control *control, FieldKind kind) { return control->kind == kind; }

static void write_input(Writer *writer, const ControlView *view) {
  const Control *control = view->control;
  bool email = is_line_of(control, FIELD_EMAIL), phone = is_line_of(control, FIELD_PHONE);
  bool name = strcmp(control->name, "name") == 0 || strcmp(control->name, "behalf_name") == 0;
  govuk_input(writer, &(Input){.name = text_of(control->name),
                               .value = view->value,
                               .label = label_of(view),
                               .hint = hint_of(view),
                               .error = error_of(view),
                               .type = email   ? TEXT("email")
                                       : phone ? TEXT("tel")
                                               : TEXT_NONE,
                               .autocomplete = text_of(control->autocomplete),
                               .spellcheck = email || name ? SWITCH_OFF : SWITCH_DEFAULT,
                               .classes = phone ? TEXT("govuk-input--width-20") : TEXT_NONE});
}

static void write_lines(Writer *writer, const ControlView *view) {
  govuk_textarea(writer, &(Textarea){.name = text_of(view->control->name),
                                     .value = view->value,
                                     .label = label_of(view),
                                     .hint = hint_of(view),
                                     .error = error_of(view),
                                     .autocomplete = text_of(view->control->autocomplete)});
}

static void write_story(Writer *writer, const ControlView *view) {
  govuk_character_count(writer, &(CharacterCount){.name = text_of(view->control->name),
                                                  .value = view->value,
                                                  .label = label_of(view),
                                                  .hint = hint_of(view),
                                                  .error = error_of(view),
                                                  .rows = 10,
                                                  .maxlength = (int64_t)view->control->maximum,
                                                  .threshold = 75});
}

/* ---- services ----------------------------------------------------------------------------------- */

static size_t services_of(const Flow *flow, const Service **services) {
  const Directory *directory = flow->ctx.directory;
  size_t count = 0;
  for (size_t i = 0; i < directory->service_count; i++)
    if (service_offered(flow, &directory->services[i])) services[count++] = &directory->services[i];
  return count;
}

static Text service_value(const Flow *flow, const Service *service) {
  return text_format(flow->ctx.arena, "%lld", (long long)service->id.value);
}

static void write_service_radios(Writer *writer, const ControlView *view, const Service **services,
                                 size_t count) {
  RadioItem items[RADIOS_MOST + 2] = {0};
  for (size_t i = 0; i < count; i++)
    items[i] = (RadioItem){.value = service_value(view->flow, services[i]), .text = services[i]->name};
  if (count > 0) items[count++] = (RadioItem){.divider = TEXT("or")};
  items[count++] = (RadioItem){.value = TEXT("unknown"), .text = TEXT("I do not know")};
  govuk_radios(writer, &(Radios){.name = TEXT("service"),
                                 .value = view->value,
                                 .fieldset = fieldset_of(view),
                                 .error = error_of(view),
                                 .items = items,
                                 .items_count = count});
}

static void write_service_list(Writer *writer, const ControlView *view, const Service **services,
                               size_t count) {
  SelectItem *items = ARENA_ARRAY(view->flow->ctx.arena, SelectItem, count + 2);
  items[0] = (SelectItem){.text = TEXT("Choose a service")};
  for (size_t i = 0; i < count; i++)
    items[i + 1] = (SelectItem){.value = service_value(view->flow, services[i]), .text = services[i]->name};
  items[count + 1] = (SelectItem){.value = TEXT("unknown"), .text = TEXT("I do not know")};
  govuk_select(writer, &(Select){.name = TEXT("service"),
                                 .value = view->value,
                                 .label = label_of(view),
                                 .error = error_of(view),
                                 .items = items,
                                 .items_count = count + 2});
}

static void write_services(Writer *writer, const ControlView *view) {
  const Flow *flow = view->flow;
  const Service **services =
      ARENA_ARRAY(flow->ctx.arena, const Service *, flow->ctx.directory->service_count + 1);
  size_t count = services_of(flow, services);
  if (count <= RADIOS_MOST)
    write_service_radios(writer, view, services, count);
  else
    write_service_list(writer, view, services, count);
}

/* ---- the page ----------------------------------------------------------------------------------- */

static void write_control(Writer *writer, const ControlView *view) {
  static void (*const writers[])(Writer *, const ControlView *) = {
      [CONTROL_RADIOS] = write_radios,     [CONTROL_CHECKBOXES] = write_checkboxes,
      [CONTROL_FLAG] = write_flag,         [CONTROL_INPUT] = write_input,
      [CONTROL_LINES] = write_lines,       [CONTROL_STORY] = write_story,
      [CONTROL_SERVICES] = write_services,
  };
  writers[view->control->control](writer, view);
}

static void write_controls(Writer *writer, const Flow *flow, const Question *question,
                           const FieldValues *values) {
  const Control *controls[8];
  size_t count = question_controls(flow, question, controls);
  for (size_t i = 0; i < count; i++) {
    const Control *control = controls[i];
    bool alone = !control->label && i == 0;
    ControlView view = {.flow = flow,
                        .control = control,
                        .value = field(values, control->name),
                        .error = field_error(values, control->name),
                        .heading = alone ? text_of(question->words) : TEXT_NONE};
    write_control(writer, &view);
  }
}

static Url back_of(const Flow *flow, const Question *question, bool change) {
  if (change) return URL("/complaint/check");
  const Question *before = question_before(flow, question);
  return before ? url_format(flow->ctx.arena, "/complaint/%s", before->id) : URL("/start");
}

void question_page(Flow *flow, const Question *question, const FieldValues *values, bool change) {
  Frame frame = {.title = text_of(question->words),
                 .has_errors = values->error_count > 0,
                 .back = back_of(flow, question, change),
                 .private_page = true};
  QuestionView view = {.flow = flow,
                       .question = question,
                       .change = change,
                       .again = form_has(&flow->request->query, "again"),
                       .hours = DRAFT_SECONDS / 3600,
                       .own_heading = question->intro || question->controls[0].label};
  Writer writer = frame_open(&flow->ctx, flow->request, flow->response, &frame);
  form_errors(&writer, values);
  question_top(&writer, &view);
  form_tokens(&writer, flow->request, flow->response, TEXT_NONE);
  write_controls(&writer, flow, question, values);
  question_bottom(&writer, &view);
  frame_close(&writer, &flow->ctx, flow->request, &frame);
}

void write_answer_rows(Writer *writer, const Flow *flow, const AnswerRow *rows, size_t count) {
  SummaryRow *lines = ARENA_ARRAY(flow->ctx.arena, SummaryRow, count);
  SummaryAction *actions = ARENA_ARRAY(flow->ctx.arena, SummaryAction, count);
  for (size_t i = 0; i < count; i++) {
    bool given = !text_is_empty(rows[i].value);
    actions[i] =
        (SummaryAction){.text = TEXT("Change"), .href = rows[i].change, .visually_hidden = rows[i].key};
    lines[i] = (SummaryRow){.key = rows[i].key,
                            .value = given ? rows[i].value : TEXT("Not provided"),
                            .value_classes = TEXT("app-lines"),
                            .actions = &actions[i],
                            .actions_count = 1};
  }
  govuk_summary_list(writer, &(SummaryList){.rows = lines, .rows_count = count});
}
