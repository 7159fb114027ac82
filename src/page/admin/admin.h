/* What the templates of administration are given. */
#pragma once
#include "casework/admin.h"
#include "page/staff/staff.h"

typedef struct PeopleView {
  Ctx ctx;
  Request *request;
  Response *response;
  Asked asked;
  const PersonRow *rows;
  size_t count;
} PeopleView;
/* The roles that a person may have, NULL-ended. */
extern const char *const STAFF_ROLES[];
ChoiceList role_choices(Arena *arena);

/* A setting with its question. */
typedef struct SettingField {
  const char *name, *label, *hint;
  bool lines, colour;
} SettingField;
extern const SettingField SETTING_FIELDS[];
extern const size_t SETTING_FIELD_COUNT;

typedef struct SettingsView {
  Ctx ctx;
  Request *request;
  Response *response;
  Asked asked;
} SettingsView;
/* "7.2 to 1 on white" of a colour; the empty text where it is none. */
Text contrast_words(Arena *arena, Text colour);
bool colour_is_sound(Text colour);
