/* Controls for text, files and choices from a list. */
#include "html/component_parts.h"
#include <string.h>

/* What a control adds to the input that it is made of. */
typedef struct InputExtras {
  const char *group_class, *wrapper_class, *own_class;
  const PasswordInput *password;
} InputExtras;

static Text id_of(Text id, Text name) { return text_or(id, name); }

/* ---- input and password --------------------------------------------------------------------------- */

static void put_affix(Writer *writer, const Affix *affix, const char *kind) {
  if (!words_given(affix->text, affix->html)) return;
  RAW(writer, "<div class=\"govuk-input__");
  write_raw(writer, kind, strlen(kind));
  put_classes(writer, affix->classes);
  RAW(writer, "\" aria-hidden=\"true\"");
  put_attributes(writer, affix->attributes);
  RAW(writer, ">");
  put_words(writer, affix->text, affix->html);
  RAW(writer, "</div>\n");
}

static void put_input_element(Writer *writer, const Input *input, const InputExtras *extras, Text id) {
  RAW(writer, "<input class=\"govuk-input");
  put_classes(writer, text_of(extras->own_class));
  put_classes(writer, input->classes);
  if (error_given(&input->error)) RAW(writer, " govuk-input--error");
  RAW(writer, "\"");
  put_attribute(writer, "id", id);
  put_attribute(writer, "name", input->name);
  put_attribute(writer, "type", text_or(input->type, TEXT("text")));
  put_switch(writer, "spellcheck", input->spellcheck);
  put_optional(writer, "value", input->value);
  if (input->disabled) RAW(writer, " disabled");
  put_described_by(writer, &(Described){.given = input->described_by,
                                        .id = id,
                                        .hint = hint_given(&input->hint),
                                        .error = error_given(&input->error)});
  put_optional(writer, "autocomplete", input->autocomplete);
  put_optional(writer, "autocapitalize", input->autocapitalize);
  put_optional(writer, "pattern", input->pattern);
  put_optional(writer, "inputmode", input->inputmode);
  put_attributes(writer, input->attributes);
  RAW(writer, ">\n");
}

static void put_password_button(Writer *writer, const PasswordInput *password, Text id) {
  put_button(writer,
             &(Button){.type = TEXT("button"),
                       .text = text_or(password->show, TEXT("Show")),
                       .classes = password->button_classes,
                       .attributes =
                           ATTRIBUTES({"aria-controls", id},
                                      {"aria-label", text_or(password->show_label, TEXT("Show password"))},
                                      {"hidden", .bare = true})},
             "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle");
}

static void put_input_wrapper(Writer *writer, const Input *input, const InputExtras *extras, Text id) {
  RAW(writer, "<div class=\"govuk-input__wrapper");
  put_classes(writer, text_of(extras->wrapper_class));
  put_classes(writer, input->wrapper_classes);
  RAW(writer, "\"");
  put_attributes(writer, input->wrapper_attributes);
  RAW(writer, ">\n");
  put_slot(writer, input->group.before);
  put_affix(writer, &input->prefix, "prefix");
  put_input_element(writer, input, extras, id);
  put_affix(writer, &input->suffix, "suffix");
  if (extras->password) put_password_button(writer, extras->password, id);
  put_slot(writer, input->group.after);
  RAW(writer, "</div>\n");
}

static void put_password_messages(Writer *writer, const PasswordInput *password) {
  RAW(writer, " data-module=\"govuk-password-input\"");
  put_message(writer, "show-password", password->show);
  put_message(writer, "hide-password", password->hide);
  put_message(writer, "show-password-aria-label", password->show_label);
  put_message(writer, "hide-password-aria-label", password->hide_label);
  put_message(writer, "password-shown-announcement", password->shown_announcement);
  put_message(writer, "password-hidden-announcement", password->hidden_announcement);
}

static void put_input(Writer *writer, const Input *input, const InputExtras *extras) {
  Text id = id_of(input->id, input->name);
  const FormGroup *group = &input->group;
  put_group_begin(writer, group, error_given(&input->error), extras->group_class);
  if (extras->password) put_password_messages(writer, extras->password);
  put_attributes(writer, group->attributes);
  RAW(writer, ">\n");
  put_label(writer, &input->label, (Id){.base = id}, NULL);
  put_hint_and_error(writer, id, &input->hint, &input->error);
  bool wrapped = extras->password || words_given(input->prefix.text, input->prefix.html) ||
                 words_given(input->suffix.text, input->suffix.html) ||
                 words_given(group->before.text, group->before.html) ||
                 words_given(group->after.text, group->after.html);
  if (wrapped)
    put_input_wrapper(writer, input, extras, id);
  else
    put_input_element(writer, input, extras, id);
  RAW(writer, "</div>\n");
}

void govuk_input(Writer *writer, const Input *input) { put_input(writer, input, &(InputExtras){0}); }

void govuk_password_input(Writer *writer, const PasswordInput *password) {
  put_input(writer,
            &(Input){.name = password->name,
                     .id = password->id,
                     .value = password->value,
                     .label = password->label,
                     .hint = password->hint,
                     .error = password->error,
                     .type = TEXT("password"),
                     .spellcheck = SWITCH_OFF,
                     .autocapitalize = TEXT("none"),
                     .autocomplete = text_or(password->autocomplete, TEXT("current-password")),
                     .described_by = password->described_by,
                     .disabled = password->disabled,
                     .group = password->group,
                     .classes = password->classes,
                     .attributes = password->attributes},
            &(InputExtras){.group_class = "govuk-password-input",
                           .wrapper_class = "govuk-password-input__wrapper",
                           .own_class = "govuk-password-input__input govuk-js-password-input-input",
                           .password = password});
}

/* ---- textarea and its counting sister -------------------------------------------------------------- */

static void put_textarea_element(Writer *writer, const Textarea *textarea, const char *own_class,
                                 bool info) {
  Text id = id_of(textarea->id, textarea->name);
  RAW(writer, "<textarea class=\"govuk-textarea");
  if (error_given(&textarea->error)) RAW(writer, " govuk-textarea--error");
  put_classes(writer, text_of(own_class));
  put_classes(writer, textarea->classes);
  RAW(writer, "\"");
  put_attribute(writer, "id", id);
  put_attribute(writer, "name", textarea->name);
  put_number(writer, "rows", textarea->rows ? textarea->rows : 5);
  put_switch(writer, "spellcheck", textarea->spellcheck);
  if (textarea->disabled) RAW(writer, " disabled");
  put_described_by(writer, &(Described){.given = textarea->described_by,
                                        .id = id,
                                        .info = info,
                                        .hint = hint_given(&textarea->hint),
                                        .error = error_given(&textarea->error)});
  put_optional(writer, "autocomplete", textarea->autocomplete);
  put_attributes(writer, textarea->attributes);
  /* The parser drops one line end after the tag; a text that begins with one must not lose it. */
  RAW(writer, ">");
  if (textarea->value.length && textarea->value.at[0] == '\n') RAW(writer, "\n");
  write_text_text(writer, textarea->value);
  RAW(writer, "</textarea>\n");
}

static void put_textarea(Writer *writer, const Textarea *textarea, const char *own_class, bool info) {
  Text id = id_of(textarea->id, textarea->name);
  put_label(writer, &textarea->label, (Id){.base = id}, NULL);
  put_hint_and_error(writer, id, &textarea->hint, &textarea->error);
  put_slot(writer, textarea->group.before);
  put_textarea_element(writer, textarea, own_class, info);
}

void govuk_textarea(Writer *writer, const Textarea *textarea) {
  put_group_open(writer, &textarea->group, error_given(&textarea->error));
  put_textarea(writer, textarea, NULL, false);
  put_slot(writer, textarea->group.after);
  RAW(writer, "</div>\n");
}

/* The sentence with the limit in the place of %{count}; without a limit none, the script sets it. */
static void put_count_description(Writer *writer, const CharacterCount *count, Text count_type) {
  int64_t limit = count->maxwords ? count->maxwords : count->maxlength;
  if (!limit) return;
  bool words = count_type.length && text_equal(count_type, TEXT("words"));
  Text usual =
      words ? TEXT("You can enter up to %{count} words") : TEXT("You can enter up to %{count} characters");
  Text text = text_or(count->description, usual), mark = TEXT("%{count}");
  size_t at = text_find(text, mark, 0);
  write_text_text(writer, text_slice(text, 0, at));
  if (at == SIZE_MAX) return;
  write_text_int(writer, limit);
  write_text_text(writer, text_slice(text, at + mark.length, text.length));
}

static void put_count_attributes(Writer *writer, const CharacterCount *count, Text count_type) {
  RAW(writer, " data-module=\"govuk-character-count\"");
  put_number(writer, "data-maxlength", count->maxlength);
  put_number(writer, "data-maxwords", count->maxwords);
  put_number(writer, "data-threshold", count->threshold);
  put_optional(writer, "data-count-type", count_type);
  if (!count->maxlength && !count->maxwords)
    put_messages(writer, "textarea-description", &(Plural){.other = count->description});
  put_messages(writer, "characters-under-limit", &count->characters_under);
  put_message(writer, "characters-at-limit", count->characters_at);
  put_messages(writer, "characters-over-limit", &count->characters_over);
  put_messages(writer, "words-under-limit", &count->words_under);
  put_message(writer, "words-at-limit", count->words_at);
  put_messages(writer, "words-over-limit", &count->words_over);
  put_attributes(writer, count->group.attributes);
}

static void put_count_info(Writer *writer, const CharacterCount *count, Text count_type) {
  RAW(writer, "<div");
  put_id_attribute(writer, "id", (Id){.base = id_of(count->id, count->name), .suffix = "-info"});
  RAW(writer, " class=\"govuk-hint govuk-character-count__message");
  put_classes(writer, count->count_classes);
  RAW(writer, "\">\n");
  put_count_description(writer, count, count_type);
  RAW(writer, "\n</div>\n");
}

void govuk_character_count(Writer *writer, const CharacterCount *count) {
  Text count_type = text_or(count->count_type, count->maxwords ? TEXT("words") : TEXT_NONE);
  put_group_begin(writer, &count->group, error_given(&count->error), "govuk-character-count");
  put_count_attributes(writer, count, count_type);
  RAW(writer, ">\n");
  put_textarea(writer,
               &(Textarea){.name = count->name,
                           .id = count->id,
                           .value = count->value,
                           .label = count->label,
                           .hint = count->hint,
                           .error = count->error,
                           .rows = count->rows,
                           .spellcheck = count->spellcheck,
                           .group.before = count->group.before,
                           .classes = count->classes,
                           .attributes = count->attributes},
               "govuk-js-character-count", true);
  put_count_info(writer, count, count_type);
  put_slot(writer, count->group.after);
  RAW(writer, "</div>\n");
}

/* ---- file upload ------------------------------------------------------------------------------------ */

static void put_drop_zone(Writer *writer, const FileUpload *upload) {
  RAW(writer, "<div class=\"govuk-file-upload-wrapper");
  put_classes(writer, upload->wrapper_classes);
  RAW(writer, "\" data-module=\"govuk-file-upload\"");
  put_message(writer, "choose-files-button", upload->choose_files_button);
  put_message(writer, "no-file-chosen", upload->no_file_chosen);
  put_messages(writer, "multiple-files-chosen", &upload->multiple_files_chosen);
  put_message(writer, "drop-instruction", upload->drop_instruction);
  put_message(writer, "entered-drop-zone", upload->entered_drop_zone);
  put_message(writer, "left-drop-zone", upload->left_drop_zone);
  put_attributes(writer, upload->wrapper_attributes);
  RAW(writer, ">\n");
}

void govuk_file_upload(Writer *writer, const FileUpload *upload) {
  Text id = id_of(upload->id, upload->name);
  bool error = error_given(&upload->error);
  put_group_open(writer, &upload->group, error);
  put_label(writer, &upload->label, (Id){.base = id}, NULL);
  put_hint_and_error(writer, id, &upload->hint, &upload->error);
  put_slot(writer, upload->group.before);
  if (upload->javascript) put_drop_zone(writer, upload);
  RAW(writer, "<input class=\"govuk-file-upload");
  put_classes(writer, upload->classes);
  if (error) RAW(writer, " govuk-file-upload--error");
  RAW(writer, "\"");
  put_attribute(writer, "id", id);
  put_attribute(writer, "name", upload->name);
  RAW(writer, " type=\"file\"");
  if (upload->disabled) RAW(writer, " disabled");
  if (upload->multiple) RAW(writer, " multiple");
  put_described_by(writer, &(Described){.given = upload->described_by,
                                        .id = id,
                                        .hint = hint_given(&upload->hint),
                                        .error = error});
  put_attributes(writer, upload->attributes);
  RAW(writer, ">\n");
  if (upload->javascript) RAW(writer, "</div>\n");
  put_slot(writer, upload->group.after);
  RAW(writer, "</div>\n");
}

/* ---- select ----------------------------------------------------------------------------------------- */

static bool is_selected(const Select *select, const SelectItem *item) {
  Text value = item->text_is_value ? item->text : item->value;
  if (item->selected != SWITCH_DEFAULT) return item->selected == SWITCH_ON;
  return select->value.length && value.length && text_equal(select->value, value);
}

static void put_option(Writer *writer, const Select *select, const SelectItem *item) {
  RAW(writer, "<option");
  if (!item->text_is_value) put_attribute(writer, "value", item->value);
  if (is_selected(select, item)) RAW(writer, " selected");
  if (item->disabled) RAW(writer, " disabled");
  put_attributes(writer, item->attributes);
  RAW(writer, ">");
  write_text_text(writer, item->text);
  RAW(writer, "</option>\n");
}

void govuk_select(Writer *writer, const Select *select) {
  Text id = id_of(select->id, select->name);
  bool error = error_given(&select->error);
  put_group_open(writer, &select->group, error);
  put_label(writer, &select->label, (Id){.base = id}, NULL);
  put_hint_and_error(writer, id, &select->hint, &select->error);
  put_slot(writer, select->group.before);
  RAW(writer, "<select class=\"govuk-select");
  put_classes(writer, select->classes);
  if (error) RAW(writer, " govuk-select--error");
  RAW(writer, "\"");
  put_attribute(writer, "id", id);
  put_attribute(writer, "name", select->name);
  if (select->disabled) RAW(writer, " disabled");
  put_described_by(writer, &(Described){.given = select->described_by,
                                        .id = id,
                                        .hint = hint_given(&select->hint),
                                        .error = error});
  put_attributes(writer, select->attributes);
  RAW(writer, ">\n");
  for (size_t i = 0; i < select->items_count; i++)
    if (!select->items[i].omit) put_option(writer, select, &select->items[i]);
  RAW(writer, "</select>\n");
  put_slot(writer, select->group.after);
  RAW(writer, "</div>\n");
}
