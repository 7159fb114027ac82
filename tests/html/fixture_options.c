#include "fixture_options.h"
#include <string.h>

Arena *fixture_arena;

static Text text_of_json(const json_t *value) {
  if (json_is_string(value)) return (Text){json_string_value(value), json_string_length(value)};
  if (json_is_integer(value))
    return text_format(fixture_arena, "%lld", (long long)json_integer_value(value));
  return json_is_true(value) ? TEXT("true") : TEXT_NONE;
}

Text option(const json_t *options, const char *key) { return text_of_json(json_object_get(options, key)); }

Text option_value(const json_t *options, const char *key) {
  const json_t *value = json_object_get(options, key);
  return json_is_false(value) ? TEXT("false") : text_of_json(value);
}

Html option_html(const json_t *options, const char *key) { return (Html){option(options, key)}; }
Url option_url(const json_t *options, const char *key) { return (Url){option(options, key)}; }

int option_int(const json_t *options, const char *key) {
  int64_t value = 0;
  Text text = option(options, key);
  BUG_IF(text.length && !text_to_int(text, &value));
  return (int)value;
}

bool is_true(const json_t *value) {
  if (json_is_string(value)) return json_string_length(value) > 0;
  if (json_is_integer(value)) return json_integer_value(value) != 0;
  return value && !json_is_null(value) && !json_is_false(value);
}

bool option_is(const json_t *options, const char *key) { return is_true(json_object_get(options, key)); }

Switch option_switch(const json_t *options, const char *key) {
  const json_t *value = json_object_get(options, key);
  if (json_is_false(value)) return SWITCH_OFF;
  return json_is_true(value) ? SWITCH_ON : SWITCH_DEFAULT;
}

Attributes option_attributes(const json_t *options, const char *key) {
  json_t *object = json_object_get(options, key), *value;
  Attribute *items = ARENA_ARRAY(fixture_arena, Attribute, json_object_size(object) + 1);
  const char *name;
  size_t count = 0;
  json_object_foreach(object, name, value) items[count++] =
      (Attribute){.name = name, .value = text_of_json(value)};
  return (Attributes){items, count};
}

Words option_words(const json_t *options, const char *key) {
  const json_t *words = json_object_get(options, key);
  return (Words){option(words, "text"), option_html(words, "html")};
}

Label option_label(const json_t *options) {
  const json_t *label = json_object_get(options, "label");
  return (Label){.text = option(label, "text"),
                 .html = option_html(label, "html"),
                 .page_heading = option_is(label, "isPageHeading"),
                 .classes = option(label, "classes"),
                 .attributes = option_attributes(label, "attributes"),
                 .for_id = option(label, "for")};
}

Hint option_hint(const json_t *options) {
  const json_t *hint = json_object_get(options, "hint");
  return (Hint){.text = option(hint, "text"),
                .html = option_html(hint, "html"),
                .id = option(hint, "id"),
                .classes = option(hint, "classes"),
                .attributes = option_attributes(hint, "attributes")};
}

ErrorMessage option_error(const json_t *options) {
  const json_t *error = json_object_get(options, "errorMessage");
  const json_t *hidden = json_object_get(error, "visuallyHiddenText");
  return (ErrorMessage){.text = option(error, "text"),
                        .html = option_html(error, "html"),
                        .id = option(error, "id"),
                        .classes = option(error, "classes"),
                        .visually_hidden = text_of_json(hidden),
                        .no_visually_hidden = hidden && !is_true(hidden),
                        .attributes = option_attributes(error, "attributes")};
}

Fieldset option_fieldset(const json_t *options) {
  const json_t *fieldset = json_object_get(options, "fieldset"),
               *legend = json_object_get(fieldset, "legend");
  return (Fieldset){.legend = {.text = option(legend, "text"),
                               .html = option_html(legend, "html"),
                               .page_heading = option_is(legend, "isPageHeading"),
                               .classes = option(legend, "classes")},
                    .html = option_html(fieldset, "html"),
                    .described_by = option(fieldset, "describedBy"),
                    .role = option(fieldset, "role"),
                    .classes = option(fieldset, "classes"),
                    .attributes = option_attributes(fieldset, "attributes")};
}

FormGroup option_group(const json_t *options, const char *before, const char *after) {
  const json_t *group = json_object_get(options, "formGroup");
  return (FormGroup){.classes = option(group, "classes"),
                     .attributes = option_attributes(group, "attributes"),
                     .before = option_words(group, before),
                     .after = option_words(group, after)};
}

Plural option_plural(const json_t *options, const char *key) {
  const json_t *plural = json_object_get(options, key);
  return (Plural){.one = option(plural, "one"), .other = option(plural, "other")};
}
