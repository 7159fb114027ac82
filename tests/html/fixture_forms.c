/* Controls: options of the fixtures to structs. */
#include "fixture_options.h"

#define STYLE .classes = option(j, "classes"), .attributes = option_attributes(j, "attributes")
#define CONTROL .hint = option_hint(j), .error = option_error(j)
#define NAMES .name = option(j, "name"), .id = option(j, "id"), .label = option_label(j)

static Affix affix(const json_t *j) {
  return (Affix){STYLE, .text = option(j, "text"), .html = option_html(j, "html")};
}

void fixture_input(Writer *writer, const json_t *j) {
  const json_t *wrapper = json_object_get(j, "inputWrapper");
  govuk_input(writer,
              &(Input){NAMES, CONTROL, STYLE, .value = option(j, "value"), .type = option(j, "type"),
                       .inputmode = option(j, "inputmode"), .autocomplete = option(j, "autocomplete"),
                       .autocapitalize = option(j, "autocapitalize"), .pattern = option(j, "pattern"),
                       .described_by = option(j, "describedBy"),
                       .spellcheck = option_switch(j, "spellcheck"), .disabled = option_is(j, "disabled"),
                       .prefix = affix(json_object_get(j, "prefix")),
                       .suffix = affix(json_object_get(j, "suffix")),
                       .group = option_group(j, "beforeInput", "afterInput"),
                       .wrapper_classes = option(wrapper, "classes"),
                       .wrapper_attributes = option_attributes(wrapper, "attributes")});
}

void fixture_password_input(Writer *writer, const json_t *j) {
  govuk_password_input(
      writer,
      &(PasswordInput){NAMES, CONTROL, STYLE, .value = option(j, "value"),
                       .autocomplete = option(j, "autocomplete"), .described_by = option(j, "describedBy"),
                       .disabled = option_is(j, "disabled"), .show = option(j, "showPasswordText"),
                       .hide = option(j, "hidePasswordText"),
                       .show_label = option(j, "showPasswordAriaLabelText"),
                       .hide_label = option(j, "hidePasswordAriaLabelText"),
                       .shown_announcement = option(j, "passwordShownAnnouncementText"),
                       .hidden_announcement = option(j, "passwordHiddenAnnouncementText"),
                       .button_classes = option(json_object_get(j, "button"), "classes"),
                       .group = option_group(j, "beforeInput", "afterInput")});
}

void fixture_textarea(Writer *writer, const json_t *j) {
  govuk_textarea(
      writer,
      &(Textarea){NAMES, CONTROL, STYLE, .value = option(j, "value"), .rows = option_int(j, "rows"),
                  .autocomplete = option(j, "autocomplete"), .described_by = option(j, "describedBy"),
                  .spellcheck = option_switch(j, "spellcheck"), .disabled = option_is(j, "disabled"),
                  .group = option_group(j, "beforeInput", "afterInput")});
}

void fixture_character_count(Writer *writer, const json_t *j) {
  govuk_character_count(
      writer,
      &(CharacterCount){NAMES, CONTROL, STYLE, .value = option(j, "value"), .rows = option_int(j, "rows"),
                        .maxlength = option_int(j, "maxlength"), .maxwords = option_int(j, "maxwords"),
                        .threshold = option_int(j, "threshold"), .count_type = option(j, "countType"),
                        .description = option(j, "textareaDescriptionText"),
                        .characters_under = option_plural(j, "charactersUnderLimitText"),
                        .characters_at = option(j, "charactersAtLimitText"),
                        .characters_over = option_plural(j, "charactersOverLimitText"),
                        .words_under = option_plural(j, "wordsUnderLimitText"),
                        .words_at = option(j, "wordsAtLimitText"),
                        .words_over = option_plural(j, "wordsOverLimitText"),
                        .count_classes = option(json_object_get(j, "countMessage"), "classes"),
                        .spellcheck = option_switch(j, "spellcheck"),
                        .group = option_group(j, "beforeInput", "afterInput")});
}

void fixture_file_upload(Writer *writer, const json_t *j) {
  govuk_file_upload(writer,
                    &(FileUpload){NAMES, CONTROL, STYLE, .described_by = option(j, "describedBy"),
                                  .disabled = option_is(j, "disabled"), .multiple = option_is(j, "multiple"),
                                  .javascript = option_is(j, "javascript"),
                                  .choose_files_button = option(j, "chooseFilesButtonText"),
                                  .no_file_chosen = option(j, "noFileChosenText"),
                                  .multiple_files_chosen = option_plural(j, "multipleFilesChosenText"),
                                  .drop_instruction = option(j, "dropInstructionText"),
                                  .entered_drop_zone = option(j, "enteredDropZoneText"),
                                  .left_drop_zone = option(j, "leftDropZoneText"),
                                  .wrapper_classes = option(j, "wrapperClasses"),
                                  .wrapper_attributes = option_attributes(j, "wrapperAttributes"),
                                  .group = option_group(j, "beforeInput", "afterInput")});
}

static SelectItem select_item(const json_t *j) {
  return (SelectItem){.value = option_value(j, "value"),
                      .text = option(j, "text"),
                      .text_is_value = !json_object_get(j, "value"),
                      .selected = option_switch(j, "selected"),
                      .disabled = option_is(j, "disabled"),
                      .omit = !is_true(j),
                      .attributes = option_attributes(j, "attributes")};
}

void fixture_select(Writer *writer, const json_t *j) {
  Select select = {NAMES,
                   CONTROL,
                   STYLE,
                   .value = option(j, "value"),
                   .described_by = option(j, "describedBy"),
                   .disabled = option_is(j, "disabled"),
                   .group = option_group(j, "beforeInput", "afterInput")};
  LIST_OF(&select, items, SelectItem, j, "items", select_item);
  govuk_select(writer, &select);
}

static RadioItem radio_item(const json_t *j) {
  return (RadioItem){.value = option(j, "value"),
                     .text = option(j, "text"),
                     .html = option_html(j, "html"),
                     .hint = option_hint(j),
                     .checked = option_switch(j, "checked"),
                     .disabled = option_is(j, "disabled"),
                     .omit = !is_true(j),
                     .divider = option(j, "divider"),
                     .conditional = option_html(json_object_get(j, "conditional"), "html"),
                     .label = option_label(j),
                     .id = option(j, "id"),
                     .attributes = option_attributes(j, "attributes")};
}

void fixture_radios(Writer *writer, const json_t *j) {
  Radios radios = {STYLE,
                   CONTROL,
                   .name = option(j, "name"),
                   .id_prefix = option(j, "idPrefix"),
                   .value = option(j, "value"),
                   .fieldset = option_fieldset(j),
                   .group = option_group(j, "beforeInputs", "afterInputs")};
  LIST_OF(&radios, items, RadioItem, j, "items", radio_item);
  govuk_radios(writer, &radios);
}

static Text list_value(const json_t *j) { return (Text){json_string_value(j), json_string_length(j)}; }

static CheckboxItem checkbox_item(const json_t *j) {
  RadioItem item = radio_item(j);
  return (CheckboxItem){.value = item.value,
                        .text = item.text,
                        .html = item.html,
                        .hint = item.hint,
                        .checked = item.checked,
                        .disabled = item.disabled,
                        .omit = item.omit,
                        .exclusive = option_is(j, "behaviour"),
                        .divider = item.divider,
                        .conditional = item.conditional,
                        .label = item.label,
                        .id = item.id,
                        .name = option(j, "name"),
                        .attributes = item.attributes};
}

void fixture_checkboxes(Writer *writer, const json_t *j) {
  Checkboxes boxes = {STYLE,
                      CONTROL,
                      .name = option(j, "name"),
                      .id_prefix = option(j, "idPrefix"),
                      .described_by = option(j, "describedBy"),
                      .fieldset = option_fieldset(j),
                      .group = option_group(j, "beforeInputs", "afterInputs")};
  LIST_OF(&boxes, values, Text, j, "values", list_value);
  LIST_OF(&boxes, items, CheckboxItem, j, "items", checkbox_item);
  govuk_checkboxes(writer, &boxes);
}

static DateInputItem date_item(const json_t *j) {
  return (DateInputItem){STYLE,
                         .name = option(j, "name"),
                         .value = option(j, "value"),
                         .label = option(j, "label"),
                         .id = option(j, "id"),
                         .inputmode = option(j, "inputmode"),
                         .autocomplete = option(j, "autocomplete"),
                         .pattern = option(j, "pattern"),
                         .error = option_switch(j, "error"),
                         .omit = j && !is_true(j)};
}

static void fill_date_values(DateInput *date, const json_t *j) {
  json_t *object = json_object_get(j, "values"), *value;
  NamedValue *values = ARENA_ARRAY(fixture_arena, NamedValue, json_object_size(object) + 1);
  const char *name;
  json_object_foreach(object, name, value) {
    (void)value;
    values[date->values_count++] = (NamedValue){text_of(name), option(object, name)};
  }
  date->values = values;
}

void fixture_date_input(Writer *writer, const json_t *j) {
  DateInput date = {STYLE,
                    CONTROL,
                    .id = option(j, "id"),
                    .name_prefix = option(j, "namePrefix"),
                    .fieldset = option_fieldset(j),
                    .day = date_item(json_object_get(j, "day")),
                    .month = date_item(json_object_get(j, "month")),
                    .year = date_item(json_object_get(j, "year")),
                    .group = option_group(j, "beforeInputs", "afterInputs")};
  LIST_OF(&date, items, DateInputItem, j, "items", date_item);
  fill_date_values(&date, j);
  govuk_date_input(writer, &date);
}
