/* Questions of staff forms: each is shown with what was typed and with what is wrong with it. */
#pragma once
#include "html/components.h"
#include "page/page.h"

/* The form as it was typed, or as it begins. */
typedef struct Asked {
  Arena *arena;
  FieldValues values;
} Asked;

typedef struct Choice {
  Text value, text, hint;
} Choice;
typedef struct ChoiceList {
  const Choice *items;
  size_t count;
} ChoiceList;

/* Reads the form; of an empty one no mistakes are told. */
Asked asked_read(Arena *arena, const Form *form, const Field *fields, size_t count, bool sent);
/* Gives a field its first value; later calls win. Fields that are not declared are a mistake of ours. */
void asked_set(Asked *asked, const char *name, Text value);
bool asked_wrong(const Asked *asked);
/* A person, service or number of a field; 0 where it is empty or wrong. */
int64_t asked_id(const Asked *asked, const char *name);
bool asked_yes(const Asked *asked, const char *name);

/* What the address of a list says, where it is right: wrong filters are as if they were not there. */
Text asked_filter(const Asked *asked, const char *name);
/* The same as a number over 0. */
int64_t asked_number(const Asked *asked, const char *name, int64_t otherwise);

/* The codes with their words, of a NULL-ended list or of a procedure's. */
ChoiceList choices_of(Arena *arena, const char *const *codes);
ChoiceList choices_of_codes(Arena *arena, TextList codes);
/* The same with a first choice of no value in front: "Choose", "Nobody yet". */
ChoiceList choices_after(Arena *arena, Text first, ChoiceList rest);
/* Those who may sign in and have one of these permissions (0: any that works on cases). */
ChoiceList choices_of_people(const Ctx *ctx, uint32_t permissions);
ChoiceList choices_of_services(const Ctx *ctx);
/* The words of a choice; the value itself where it is none. */
Text choice_text(ChoiceList choices, Text value);
/* Where the value stands in a ;-list. */
bool in_list(Text list, Text value);

/* One line; `classes` sets its width and may be empty. */
void ask_line(Writer *writer, const Asked *asked, const char *name, Text label, Text hint, Text classes);
/* One line of a special kind: type "email" or "tel" with what browsers may fill in. */
void ask_contact(Writer *writer, const Asked *asked, const char *name, Text label, const char *type);
/* Several lines. */
void ask_lines(Writer *writer, const Asked *asked, const char *name, Text label, Text hint, int rows);
/* A day in three boxes. */
void ask_date(Writer *writer, const Asked *asked, const char *name, Text label, Text hint);
/* One of a few, as radios. */
void ask_one(Writer *writer, const Asked *asked, const char *name, Text label, Text hint, ChoiceList choices);
/* The same side by side. */
void ask_one_inline(Writer *writer, const Asked *asked, const char *name, Text label, ChoiceList choices);
/* Any of a few, as checkboxes. */
void ask_some(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
              ChoiceList choices);
/* One of many, as a list to choose from. */
void ask_from(Writer *writer, const Asked *asked, const char *name, Text label, Text hint,
              ChoiceList choices);
/* A single box to tick. */
void ask_yes(Writer *writer, const Asked *asked, const char *name, Text label, Text hint);
