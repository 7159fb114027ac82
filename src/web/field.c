#include "web/field_kind.h"

#define CHOICES_MAX ((size_t)FORM_FIELDS_MAX)
#define EMAIL_MAX ((size_t)254)
#define PHONE_MAX ((size_t)40)

/* "contact-address" in words: "Contact address". */
static Text label_of(Arena *arena, const char *name) {
  Text text = text_of(name);
  char *label = ARENA_ARRAY(arena, char, text.length + 1);
  for (size_t i = 0; i < text.length; i++)
    label[i] = text.at[i] == '-' || text.at[i] == '_' ? ' ' : text.at[i];
  if (label[0] >= 'a' && label[0] <= 'z') label[0] = (char)(label[0] - 'a' + 'A');
  return (Text){label, text.length};
}

static Text one_line(Arena *arena, Text text) {
  char *line = ARENA_ARRAY(arena, char, text.length + 1);
  for (size_t i = 0; i < text.length; i++)
    line[i] = text.at[i] == '\n' || text.at[i] == '\t' ? ' ' : text.at[i];
  return text_trim((Text){line, text.length});
}

static bool is_choice(const Field *declared, Text value) {
  if (!declared->choices) return true;
  for (const char *const *choice = declared->choices; *choice; choice++) {
    if (text_equal(text_of(*choice), value)) return true;
  }
  return false;
}

/* The chosen ones joined by ;, in the order sent, each once. */
static bool read_choices(Reading *reading, const Form *form, const Field *declared) {
  Text *values = ARENA_ARRAY(reading->arena, Text, CHOICES_MAX);
  size_t count = form_values(form, declared->name, values, CHOICES_MAX), kept = 0;
  bool right = true;
  for (size_t i = 0; i < count; i++) {
    Text value = text_trim(values[i]);
    bool again = false;
    for (size_t j = 0; j < kept; j++) again |= text_equal(values[j], value);
    if (text_is_empty(value) || again) continue;
    right &= is_choice(declared, value) && !text_contains(value, TEXT(";"));
    values[kept++] = value;
  }
  reading->value = text_join(reading->arena, values, kept, TEXT(";"));
  return right;
}

static Text box(Arena *arena, const Form *form, const char *name, const char *piece) {
  return text_trim(form_value(form, text_z(arena, text_format(arena, "%s-%s", name, piece))));
}

static DateBoxes boxes_of(Arena *arena, const Form *form, const char *name) {
  return (DateBoxes){box(arena, form, name, "day"), box(arena, form, name, "month"),
                     box(arena, form, name, "year")};
}

static bool boxes_empty(DateBoxes boxes) {
  return text_is_empty(boxes.day) && text_is_empty(boxes.month) && text_is_empty(boxes.year);
}

static Text boxes_joined(Arena *arena, DateBoxes boxes) {
  return text_join(arena, (Text[]){boxes.day, boxes.month, boxes.year}, 3, TEXT("/"));
}

/* What was typed, in the field's shape but unchecked; for dates in boxes joined by /. */
static Text typed(Arena *arena, const Form *form, const Field *declared) {
  Text value = form_value(form, declared->name);
  if (declared->kind == FIELD_LINES) return text_trim(value);
  DateBoxes boxes = declared->kind == FIELD_DATE ? boxes_of(arena, form, declared->name) : (DateBoxes){0};
  if (declared->kind == FIELD_DATE && !boxes_empty(boxes)) return boxes_joined(arena, boxes);
  return one_line(arena, value);
}

static bool read_day(Reading *reading, const Form *form, const Field *declared) {
  DateBoxes boxes = boxes_of(reading->arena, form, declared->name);
  if (boxes_empty(boxes)) return read_date(reading);
  return read_date_pieces(reading, boxes.day, boxes.month, boxes.year);
}

static bool read_flag(Reading *reading) {
  bool right = text_equal(reading->value, TEXT("yes")) || text_equal(reading->value, TEXT("on"));
  if (right) reading->value = TEXT("yes");
  return right;
}

static bool read_kind(Reading *reading, const Form *form, const Field *declared) {
  switch (declared->kind) {
  case FIELD_TEXT:
  case FIELD_LINES:
    return true;
  case FIELD_CHOICE:
    return is_choice(declared, reading->value);
  case FIELD_CHOICES:
    return read_choices(reading, form, declared);
  case FIELD_DATE:
    return read_day(reading, form, declared);
  case FIELD_TIME:
    return read_time(reading);
  case FIELD_EMAIL:
    return read_email(reading);
  case FIELD_PHONE:
    return read_phone(reading);
  case FIELD_INT:
    return read_int(reading, declared->maximum);
  case FIELD_FLAG:
    return read_flag(reading);
  }
  return false;
}

static size_t longest(const Field *declared) {
  if (declared->kind == FIELD_INT) return 0;
  if (declared->maximum) return declared->maximum;
  return declared->kind == FIELD_EMAIL ? EMAIL_MAX : declared->kind == FIELD_PHONE ? PHONE_MAX : 0;
}

static Text words_of(Reading *reading, const Field *declared) {
  if (declared->wrong) return text_of(declared->wrong);
  if (!text_is_empty(reading->words)) return reading->words;
  switch (declared->kind) {
  case FIELD_EMAIL:
    return TEXT("Enter an email address in the correct format, like name@example.com");
  case FIELD_PHONE:
    return TEXT("Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192");
  case FIELD_TIME:
    return text_format(reading->arena, "%.*s must be a time, like 9:40am", TEXT_ARGUMENTS(reading->label));
  case FIELD_CHOICE:
  case FIELD_CHOICES:
    return text_format(reading->arena, "%.*s: select from the answers shown", TEXT_ARGUMENTS(reading->label));
  default:
    return text_format(reading->arena, "%.*s cannot be read", TEXT_ARGUMENTS(reading->label));
  }
}

static void read_field(Arena *arena, FieldValues *values, size_t index) {
  const Field *declared = &values->fields[index];
  Reading reading = {arena, label_of(arena, declared->name), typed(arena, values->form, declared), TEXT_NONE};
  values->values[index] = reading.value;
  if (text_is_empty(reading.value) && declared->kind != FIELD_CHOICES) {
    if (declared->missing) field_add_error(arena, values, declared->name, text_of(declared->missing));
    return;
  }
  size_t most = longest(declared);
  if (most && text_characters(reading.value) > most) {
    Text words =
        text_format(arena, "%.*s must be %zu characters or less", TEXT_ARGUMENTS(reading.label), most);
    field_add_error(arena, values, declared->name, words);
    return;
  }
  bool right = read_kind(&reading, values->form, declared);
  if (right || declared->kind == FIELD_CHOICES) values->values[index] = reading.value;
  if (!right) {
    field_add_error(arena, values, declared->name, words_of(&reading, declared));
  } else if (text_is_empty(reading.value) && declared->missing) {
    field_add_error(arena, values, declared->name, text_of(declared->missing));
  }
}

FieldValues fields_read(Arena *arena, const Form *form, const Field *fields, size_t count) {
  FieldValues values = {.form = form, .fields = fields, .count = count};
  values.values = ARENA_ARRAY(arena, Text, count + 1);
  for (size_t i = 0; i < count; i++) read_field(arena, &values, i);
  return values;
}

static size_t index_of(const FieldValues *values, const char *name) {
  for (size_t i = 0; i < values->count; i++) {
    if (text_equal(text_of(values->fields[i].name), text_of(name))) return i;
  }
  BUG("no field %s is declared", name);
}

Text field(const FieldValues *values, const char *name) { return values->values[index_of(values, name)]; }

static const FieldError *error_of(const FieldValues *values, const char *name) {
  for (size_t i = 0; i < values->error_count; i++) {
    if (text_equal(text_of(values->errors[i].name), text_of(name))) return &values->errors[i];
  }
  return NULL;
}

bool field_is_wrong(const FieldValues *values, const char *name) { return error_of(values, name) != NULL; }

Text field_error(const FieldValues *values, const char *name) {
  const FieldError *error = error_of(values, name);
  return error ? error->words : TEXT_NONE;
}

void field_add_error(Arena *arena, FieldValues *values, const char *name, Text words) {
  FieldError *grown =
      arena_grow(arena, values->errors, values->error_count, values->error_count + 1, sizeof *grown);
  grown[values->error_count++] = (FieldError){name, words};
  values->errors = grown;
}

Date field_date(const FieldValues *values, const char *name) {
  Date date;
  return date_parse(field(values, name), &date) ? date : DATE_NONE;
}

int64_t field_int(const FieldValues *values, const char *name) {
  int64_t number;
  if (field_is_wrong(values, name) || !text_to_int(field(values, name), &number)) return INT_NONE;
  return number;
}

int64_t field_minutes(const FieldValues *values, const char *name) {
  Text text = field(values, name);
  int64_t hour, minute;
  if (field_is_wrong(values, name) || text.length != 5) return INT_NONE;
  bool right = text_to_int(text_slice(text, 0, 2), &hour) && text_to_int(text_slice(text, 3, 5), &minute);
  return right ? hour * 60 + minute : INT_NONE;
}

DateBoxes field_date_boxes(Arena *arena, const FieldValues *values, const char *name) {
  DateBoxes boxes = boxes_of(arena, values->form, name);
  if (!boxes_empty(boxes)) return boxes;
  Date date = field_date(values, name);
  if (date_is_none(date)) return (DateBoxes){field(values, name), TEXT_NONE, TEXT_NONE};
  DateParts parts = date_parts(date);
  return (DateBoxes){text_format(arena, "%d", parts.day), text_format(arena, "%d", parts.month),
                     text_format(arena, "%d", parts.year)};
}
