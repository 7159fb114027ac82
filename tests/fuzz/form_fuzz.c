/* Any bytes as a form body: read or refused. What was read is clean, comes back the same through its own
 * encoding, and reads through every kind of field without harm. */
#include "web/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_clean(Arena *arena, Text text) {
  Text clean = TEXT_NONE;
  BUG_IF(!text_is_utf8(text) || text_contains(text, TEXT("\r")));
  BUG_IF(text_clean(arena, text, &clean) != OK || !text_equal(clean, text));
}

static void check_round_trip(Arena *arena, const Form *form) {
  Form again;
  Text encoded = form_query(arena, form, NULL, 0);
  if (encoded.length > FORM_BODY_MAX) return;
  BUG_IF(form_parse(arena, encoded, &again) != OK || again.count != form->count);
  for (size_t i = 0; i < form->count; i++) {
    BUG_IF(!text_equal(form->pairs[i].name, again.pairs[i].name));
    BUG_IF(!text_equal(form->pairs[i].value, again.pairs[i].value));
  }
}

static void check_fields(Arena *arena, const Form *form) {
  static const char *const choices[] = {"a", "b", NULL};
  static const Field fields[] = {
      {"a", FIELD_TEXT, 10, "missing", NULL, NULL}, {"a", FIELD_LINES, 10, NULL, NULL, NULL},
      {"a", FIELD_CHOICE, 0, NULL, NULL, choices},  {"a", FIELD_CHOICES, 0, NULL, NULL, choices},
      {"d", FIELD_DATE, 0, NULL, NULL, NULL},       {"a", FIELD_TIME, 0, NULL, NULL, NULL},
      {"a", FIELD_EMAIL, 0, NULL, NULL, NULL},      {"a", FIELD_PHONE, 0, NULL, NULL, NULL},
      {"a", FIELD_INT, 1000, NULL, NULL, NULL},     {"a", FIELD_FLAG, 0, NULL, NULL, NULL},
  };
  enum { COUNT = sizeof fields / sizeof *fields };
  FieldValues values = fields_read(arena, form, fields, COUNT);
  for (size_t i = 0; i < COUNT; i++) BUG_IF(!text_is_utf8(values.values[i]));
  for (size_t i = 0; i < values.error_count; i++) BUG_IF(text_is_empty(values.errors[i].words));
  field_date_boxes(arena, &values, "d");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  AUTO_ARENA arena = arena_new();
  Form form;
  Error error = form_parse(arena, (Text){(const char *)bytes, length}, &form);
  if (error) {
    BUG_IF(error->code != ERROR_INVALID && error->code != ERROR_LIMIT);
    BUG_IF(text_is_empty(error->words) || !text_is_utf8(error->words));
    return 0;
  }
  BUG_IF(form.count > FORM_FIELDS_MAX);
  for (size_t i = 0; i < form.count; i++) {
    check_clean(arena, form.pairs[i].name);
    check_clean(arena, form.pairs[i].value);
  }
  check_round_trip(arena, &form);
  check_fields(arena, &form);
  return 0;
}
