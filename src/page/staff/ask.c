#include "page/staff/ask.h"
#include "casework/permission.h"

#include <string.h>

#define CHOSEN_MAX 40

/* ---- what was typed ------------------------------------------------------------------------------ */

Asked asked_read(Arena *arena, const Form *form, const Field *fields, size_t count, bool sent) {
  Asked asked = {arena, fields_read(arena, form, fields, count)};
  if (!sent) asked.values.error_count = 0;
  return asked;
}

void asked_set(Asked *asked, const char *name, Text value) {
  for (size_t i = 0; i < asked->values.count; i++) {
    if (strcmp(asked->values.fields[i].name, name) != 0) continue;
    asked->values.values[i] = value;
    return;
  }
  BUG("the form has no field %s", name);
}

bool asked_wrong(const Asked *asked) { return asked->values.error_count > 0; }

int64_t asked_id(const Asked *asked, const char *name) {
  int64_t id;
  return text_to_int(field(&asked->values, name), &id) && id > 0 ? id : 0;
}

bool asked_yes(const Asked *asked, const char *name) {
  return text_equal(field(&asked->values, name), TEXT("yes"));
}

Text asked_filter(const Asked *asked, const char *name) {
  return field_is_wrong(&asked->values, name) ? TEXT_NONE : field(&asked->values, name);
}

int64_t asked_number(const Asked *asked, const char *name, int64_t otherwise) {
  int64_t number;
  return text_to_int(asked_filter(asked, name), &number) && number > 0 ? number : otherwise;
}

/* ---- choices ------------------------------------------------------------------------------------- */

ChoiceList choices_of(Arena *arena, const char *const *codes) {
  size_t count = 0;
  while (codes[count]) count++;
  Choice *items = ARENA_ARRAY(arena, Choice, count);
  for (size_t i = 0; i < count; i++)
    items[i] = (Choice){.value = text_of(codes[i]), .text = words_of_code(arena, text_of(codes[i]))};
  return (ChoiceList){items, count};
}

ChoiceList choices_of_codes(Arena *arena, TextList codes) {
  Choice *items = ARENA_ARRAY(arena, Choice, codes.count);
  for (size_t i = 0; i < codes.count; i++)
    items[i] = (Choice){.value = codes.items[i], .text = words_of_code(arena, codes.items[i])};
  return (ChoiceList){items, codes.count};
}

ChoiceList choices_after(Arena *arena, Text first, ChoiceList rest) {
  Choice *items = ARENA_ARRAY(arena, Choice, rest.count + 1);
  items[0] = (Choice){.value = TEXT_NONE, .text = first};
  if (rest.count) memcpy(items + 1, rest.items, rest.count * sizeof *items);
  return (ChoiceList){items, rest.count + 1};
}

static Text id_text(Arena *arena, int64_t id) { return text_format(arena, "%lld", (long long)id); }

ChoiceList choices_of_people(const Ctx *ctx, uint32_t permissions) {
  const Directory *directory = ctx->directory;
  Choice *items = ARENA_ARRAY(ctx->arena, Choice, directory->person_count);
  size_t count = 0;
  uint32_t wanted = permissions ? permissions : PERMISSION_PROGRESS | PERMISSION_ANSWER;
  for (size_t i = 0; i < directory->person_count; i++) {
    const Person *person = &directory->people[i];
    if (person->disabled || !(role_permissions(person->role) & wanted)) continue;
    items[count++] = (Choice){.value = id_text(ctx->arena, person->id.value), .text = person->name};
  }
  return (ChoiceList){items, count};
}

ChoiceList choices_of_services(const Ctx *ctx) {
  const Directory *directory = ctx->directory;
  Choice *items = ARENA_ARRAY(ctx->arena, Choice, directory->service_count);
  for (size_t i = 0; i < directory->service_count; i++) {
    const Service *service = &directory->services[i];
    items[i] = (Choice){.value = id_text(ctx->arena, service->id.value), .text = service->name};
  }
  return (ChoiceList){items, directory->service_count};
}

Text choice_text(ChoiceList choices, Text value) {
  for (size_t i = 0; i < choices.count; i++)
    if (text_equal(choices.items[i].value, value)) return choices.items[i].text;
  return value;
}

bool in_list(Text list, Text value) {
  Text part;
  while (text_next(&list, ';', &part))
    if (text_equal(text_trim(part), value)) return true;
  return false;
}

/* ---- controls ------------------------------------------------------------------------------------ */

static ErrorMessage mistake(const Asked *asked, const char *name) {
  return (ErrorMessage){.text = field_error(&asked->values, name)};
}

static Fieldset fieldset(Text legend) {
  return (Fieldset){.legend = {.text = legend, .classes = TEXT("govuk-fieldset__legend--s")}};
}

static Label label_of(Text label) { return (Label){.text = label, .classes = TEXT("govuk-label--s")}; }

void ask_line(Writer *writer, const Asked *asked, const char *name, Text label, Text hint, Text classes) {
  govuk_input(writer, &(Input){.name = text_of(name),
                               .value = field(&asked->values, name),
                               .label = label_of(label),
                               .hint = {.text = hint},
                               .error = mistake(asked, name),
                               .autocomplete = TEXT("off"),
                               .classes = classes});
}

void ask_contact(Writer *writer, const Asked *asked, const char *name, Text label, const char *type) {
  govuk_input(writer, &(Input){.name = text_of(name),
                               .value = field(&asked->values, name),
                               .label = label_of(label),
                               .error = mistake(asked, name),
                               .type = text_of(type),
                               .autocomplete = TEXT("off"),
                               .spellcheck = SWITCH_OFF,
                               .classes = TEXT("govuk-!-width-two-thirds")});
}

void ask_lines(Writer *writer, const Asked *asked, const char *name, Text label, Text hint, int rows) {
  govuk_textarea(writer, &(Textarea){.name = text_of(name),
                                     .value = field(&asked->values, name),
                                     .label = label_of(label),
                                     .hint = {.text = hint},
                                     .error = mistake(asked, name),
                                     .rows = rows});
}

void ask_date(Writer *writer, const Asked *asked, const char *name, Text label, Text hint) {
  DateBoxes boxes = field_date_boxes(asked->arena, &asked->values, name);
  govuk_date_input(writer, &(DateInput){.id = text_of(name),
                                        .name_prefix = text_of(name),
                                        .fieldset = fieldset(label),
                                        .hint = {.text = hint},
                                        .error = mistake(asked, name),
                                        .day.value = boxes.day,
                                        .month.value = boxes.month,
                                        .year.value = boxes.year});
}

static void radios(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
                   ChoiceList choices, Text classes) {
  RadioItem *items = ARENA_ARRAY(asked->arena, RadioItem, choices.count);
  Text value = field(&asked->values, name);
  for (size_t i = 0; i < choices.count; i++) {
    const Choice *choice = &choices.items[i];
    items[i] = (RadioItem){.value = choice->value,
                           .text = choice->text,
                           .hint = {.text = choice->hint},
                           .checked = text_equal(value, choice->value) ? SWITCH_ON : SWITCH_OFF};
  }
  govuk_radios(writer, &(Radios){.name = text_of(name),
                                 .fieldset = fieldset(label),
                                 .hint = {.text = hint},
                                 .error = mistake(asked, name),
                                 .items = items,
                                 .items_count = choices.count,
                                 .classes = classes});
}

void ask_one(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
             ChoiceList choices) {
  radios(writer, asked, name, label, hint, choices, TEXT_NONE);
}

void ask_one_inline(Writer *writer, const Asked *asked, const char *name, Text label, ChoiceList choices) {
  radios(writer, asked, name, label, TEXT_NONE, choices, TEXT("govuk-radios--inline govuk-radios--small"));
}

void ask_some(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
              ChoiceList choices) {
  CheckboxItem *items = ARENA_ARRAY(asked->arena, CheckboxItem, choices.count);
  Text list = field(&asked->values, name);
  for (size_t i = 0; i < choices.count; i++) {
    const Choice *choice = &choices.items[i];
    items[i] = (CheckboxItem){.value = choice->value,
                              .text = choice->text,
                              .hint = {.text = choice->hint},
                              .checked = in_list(list, choice->value) ? SWITCH_ON : SWITCH_OFF};
  }
  govuk_checkboxes(writer, &(Checkboxes){.name = text_of(name),
                                         .fieldset = fieldset(label),
                                         .hint = {.text = hint},
                                         .error = mistake(asked, name),
                                         .items = items,
                                         .items_count = choices.count,
                                         .classes = TEXT("govuk-checkboxes--small")});
}

void ask_from(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
              ChoiceList choices) {
  SelectItem *items = ARENA_ARRAY(asked->arena, SelectItem, choices.count);
  for (size_t i = 0; i < choices.count; i++)
    items[i] = (SelectItem){.value = choices.items[i].value, .text = choices.items[i].text};
  govuk_select(writer, &(Select){.name = text_of(name),
                                 .value = field(&asked->values, name),
                                 .label = label_of(label),
                                 .hint = {.text = hint},
                                 .error = mistake(asked, name),
                                 .items = items,
                                 .items_count = choices.count});
}

void ask_yes(Writer *writer, const Asked *asked, const char *name, Text label, Text hint) {
  govuk_checkboxes(writer, &(Checkboxes){.name = text_of(name),
                                         .error = mistake(asked, name),
                                         .classes = TEXT("govuk-checkboxes--small"),
                                         LIST(items, CheckboxItem,
                                              {.value = TEXT("yes"),
                                               .text = label,
                                               .hint = {.text = hint},
                                               .checked = asked_yes(asked, name) ? SWITCH_ON : SWITCH_OFF})});
}
