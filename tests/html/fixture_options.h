/* The options of a published fixture as our structs. Everything lives in fixture_arena. */
#pragma once
#include "html/components.h"
#include <jansson.h>

extern Arena *fixture_arena;

/* Text of a string, number or true; empty where it is absent, null or false. */
Text option(const json_t *options, const char *key);
/* The same, but false is the text "false". */
Text option_value(const json_t *options, const char *key);
Html option_html(const json_t *options, const char *key);
Url option_url(const json_t *options, const char *key);
int option_int(const json_t *options, const char *key);
/* As JavaScript sees it: "" and 0 are false, {} and [] are true. */
bool is_true(const json_t *value);
bool option_is(const json_t *options, const char *key);
Switch option_switch(const json_t *options, const char *key);
Attributes option_attributes(const json_t *options, const char *key);
Words option_words(const json_t *options, const char *key);
Label option_label(const json_t *options);
Hint option_hint(const json_t *options);
ErrorMessage option_error(const json_t *options);
Fieldset option_fieldset(const json_t *options);
FormGroup option_group(const json_t *options, const char *before, const char *after);
Plural option_plural(const json_t *options, const char *key);

/* Fills a list: LIST_OF(structure, items, RadioItem, options, "items", radio_item). */
#define LIST_OF(structure, field, Type, options, key, convert)                                              \
  do {                                                                                                      \
    const json_t *list_ = json_object_get((options), (key));                                                \
    Type *array_ = ARENA_ARRAY(fixture_arena, Type, json_array_size(list_));                                \
    for (size_t i_ = 0; i_ < json_array_size(list_); i_++) array_[i_] = convert(json_array_get(list_, i_)); \
    (structure)->field = array_;                                                                            \
    (structure)->field##_count = json_array_size(list_);                                                    \
  } while (0)

typedef void Render(Writer *writer, const json_t *options);
Render fixture_back_link, fixture_breadcrumbs, fixture_button, fixture_details, fixture_error_message,
    fixture_error_summary, fixture_exit_this_page, fixture_fieldset, fixture_generic_header, fixture_hint,
    fixture_inset_text, fixture_label, fixture_notification_banner, fixture_pagination, fixture_panel,
    fixture_service_navigation, fixture_skip_link, fixture_summary_list, fixture_table, fixture_tag,
    fixture_task_list, fixture_warning_text;
Render fixture_character_count, fixture_checkboxes, fixture_date_input, fixture_file_upload, fixture_input,
    fixture_password_input, fixture_radios, fixture_select, fixture_textarea;
