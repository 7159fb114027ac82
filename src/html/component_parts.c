#include "html/component_parts.h"
#include <string.h>

void put_words(Writer *writer, Text text, Html html) {
  if (html.text.length)
    write_text_html(writer, html);
  else
    write_text_text(writer, text);
}

void put_slot(Writer *writer, Words words) {
  if (!words_given(words.text, words.html)) return;
  put_words(writer, words.text, words.html);
  RAW(writer, "\n");
}

void put_classes(Writer *writer, Text classes) {
  if (text_is_empty(classes)) return;
  RAW(writer, " ");
  write_value_text(writer, classes);
}

static void put_own_class(Writer *writer, const char *own_class) { put_classes(writer, text_of(own_class)); }

static void put_name(Writer *writer, const char *name) {
  RAW(writer, " ");
  write_raw(writer, name, strlen(name));
}

void put_attribute(Writer *writer, const char *name, Text value) {
  put_name(writer, name);
  RAW(writer, "=\"");
  write_value_text(writer, value);
  RAW(writer, "\"");
}

void put_optional(Writer *writer, const char *name, Text value) {
  if (!text_is_empty(value)) put_attribute(writer, name, value);
}

void put_number(Writer *writer, const char *name, int64_t number) {
  if (number == 0) return;
  put_name(writer, name);
  RAW(writer, "=\"");
  write_text_int(writer, number);
  RAW(writer, "\"");
}

void put_switch(Writer *writer, const char *name, Switch value) {
  if (value != SWITCH_DEFAULT)
    put_attribute(writer, name, value == SWITCH_ON ? TEXT("true") : TEXT("false"));
}

void put_attributes(Writer *writer, Attributes attributes) {
  for (size_t i = 0; i < attributes.count; i++) {
    const Attribute *attribute = &attributes.items[i];
    if (attribute->bare)
      put_name(writer, attribute->name);
    else
      put_attribute(writer, attribute->name, attribute->value);
  }
}

void put_href(Writer *writer, Url href, const char *otherwise) {
  put_attribute(writer, "href", text_or(href.text, text_of(otherwise)));
}

void put_id(Writer *writer, Id id) {
  write_value_text(writer, id.base);
  if (id.number > 1) {
    RAW(writer, "-");
    write_text_int(writer, (int64_t)id.number);
  }
  write_text_string(writer, id.suffix);
}

void put_id_attribute(Writer *writer, const char *name, Id id) {
  if (text_is_empty(id.base)) return;
  put_name(writer, name);
  RAW(writer, "=\"");
  put_id(writer, id);
  RAW(writer, "\"");
}

bool described_given(const Described *described) {
  return described->given.length || described->info || described->hint || described->error;
}

void put_described_ids(Writer *writer, const Described *described) {
  const char *const suffixes[] = {described->info ? "-info" : NULL, described->hint ? "-hint" : NULL,
                                  described->error ? "-error" : NULL};
  write_value_text(writer, described->given);
  bool any = described->given.length > 0;
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    if (!suffixes[i]) continue;
    if (any) RAW(writer, " ");
    put_id(writer, (Id){.base = described->id, .suffix = suffixes[i]});
    any = true;
  }
}

void put_described_by(Writer *writer, const Described *described) {
  if (!described_given(described)) return;
  RAW(writer, " aria-describedby=\"");
  put_described_ids(writer, described);
  RAW(writer, "\"");
}

void put_heading_open(Writer *writer, int level, int otherwise) {
  RAW(writer, "<h");
  write_text_int(writer, level ? level : otherwise);
}

void put_heading_close(Writer *writer, int level, int otherwise) {
  RAW(writer, "</h");
  write_text_int(writer, level ? level : otherwise);
  RAW(writer, ">\n");
}

/* ---- label, hint, message ------------------------------------------------------------------------ */

void put_label(Writer *writer, const Label *label, Id control, const char *own_class) {
  if (!words_given(label->text, label->html)) return;
  if (label->page_heading) RAW(writer, "<h1 class=\"govuk-label-wrapper\">\n");
  RAW(writer, "<label class=\"govuk-label");
  put_own_class(writer, own_class);
  put_classes(writer, label->classes);
  RAW(writer, "\"");
  put_attributes(writer, label->attributes);
  put_id_attribute(writer, "for", control);
  RAW(writer, ">\n");
  put_words(writer, label->text, label->html);
  RAW(writer, "\n</label>\n");
  if (label->page_heading) RAW(writer, "</h1>\n");
}

void govuk_label(Writer *writer, const Label *label) {
  put_label(writer, label, (Id){.base = label->for_id}, NULL);
}

void put_hint(Writer *writer, const Hint *hint, Id id, const char *own_class) {
  RAW(writer, "<div");
  put_id_attribute(writer, "id", id);
  RAW(writer, " class=\"govuk-hint");
  put_own_class(writer, own_class);
  put_classes(writer, hint->classes);
  RAW(writer, "\"");
  put_attributes(writer, hint->attributes);
  RAW(writer, ">\n");
  put_words(writer, hint->text, hint->html);
  RAW(writer, "\n</div>\n");
}

void govuk_hint(Writer *writer, const Hint *hint) { put_hint(writer, hint, (Id){.base = hint->id}, NULL); }

void put_error(Writer *writer, const ErrorMessage *error, Id id) {
  RAW(writer, "<p");
  put_id_attribute(writer, "id", id);
  RAW(writer, " class=\"govuk-error-message");
  put_classes(writer, error->classes);
  RAW(writer, "\"");
  put_attributes(writer, error->attributes);
  RAW(writer, ">\n");
  if (!error->no_visually_hidden) {
    RAW(writer, "<span class=\"govuk-visually-hidden\">");
    write_text_text(writer, text_or(error->visually_hidden, TEXT("Error")));
    RAW(writer, ":</span> ");
  }
  put_words(writer, error->text, error->html);
  RAW(writer, "\n</p>\n");
}

void govuk_error_message(Writer *writer, const ErrorMessage *error) {
  put_error(writer, error, (Id){.base = error->id});
}

void put_hint_and_error(Writer *writer, Text id, const Hint *hint, const ErrorMessage *error) {
  if (hint_given(hint)) put_hint(writer, hint, (Id){.base = id, .suffix = "-hint"}, NULL);
  if (error_given(error)) put_error(writer, error, (Id){.base = id, .suffix = "-error"});
}

/* ---- groups and fieldsets ------------------------------------------------------------------------- */

void put_group_begin(Writer *writer, const FormGroup *group, bool error, const char *own_class) {
  RAW(writer, "<div class=\"govuk-form-group");
  if (error) RAW(writer, " govuk-form-group--error");
  put_own_class(writer, own_class);
  put_classes(writer, group->classes);
  RAW(writer, "\"");
}

void put_group_open(Writer *writer, const FormGroup *group, bool error) {
  put_group_begin(writer, group, error, NULL);
  put_attributes(writer, group->attributes);
  RAW(writer, ">\n");
}

bool fieldset_given(const Fieldset *fieldset) {
  return words_given(fieldset->legend.text, fieldset->legend.html) || fieldset->described_by.length ||
         fieldset->classes.length || fieldset->attributes.count;
}

static void put_legend(Writer *writer, const Legend *legend) {
  if (!words_given(legend->text, legend->html)) return;
  RAW(writer, "<legend class=\"govuk-fieldset__legend");
  put_classes(writer, legend->classes);
  RAW(writer, "\">\n");
  if (legend->page_heading) RAW(writer, "<h1 class=\"govuk-fieldset__heading\">\n");
  put_words(writer, legend->text, legend->html);
  RAW(writer, "\n");
  if (legend->page_heading) RAW(writer, "</h1>\n");
  RAW(writer, "</legend>\n");
}

void put_fieldset_open(Writer *writer, const Fieldset *fieldset, Text role, const Described *described) {
  RAW(writer, "<fieldset class=\"govuk-fieldset");
  put_classes(writer, fieldset->classes);
  RAW(writer, "\"");
  put_optional(writer, "role", role);
  put_described_by(writer, described);
  put_attributes(writer, fieldset->attributes);
  RAW(writer, ">\n");
  put_legend(writer, &fieldset->legend);
}

void govuk_fieldset_open(Writer *writer, const Fieldset *fieldset) {
  put_fieldset_open(writer, fieldset, fieldset->role, &(Described){.given = fieldset->described_by});
}

void govuk_fieldset_close(Writer *writer) { RAW(writer, "</fieldset>\n"); }

void govuk_fieldset(Writer *writer, const Fieldset *fieldset) {
  govuk_fieldset_open(writer, fieldset);
  write_text_html(writer, fieldset->html);
  RAW(writer, "\n");
  govuk_fieldset_close(writer);
}

/* ---- sentences for the scripts -------------------------------------------------------------------- */

static void put_message_of(Writer *writer, const char *key, const char *rule, Text message) {
  if (text_is_empty(message)) return;
  RAW(writer, " data-i18n.");
  write_raw(writer, key, strlen(key));
  write_raw(writer, rule, strlen(rule));
  RAW(writer, "=\"");
  write_value_text(writer, message);
  RAW(writer, "\"");
}

void put_message(Writer *writer, const char *key, Text message) { put_message_of(writer, key, "", message); }

void put_messages(Writer *writer, const char *key, const Plural *plural) {
  put_message_of(writer, key, ".other", plural->other);
  put_message_of(writer, key, ".one", plural->one);
}
