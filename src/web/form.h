/* What a person typed. Undeclared input does not exist: handlers read fields by a table, never by hand. */
#pragma once
#include "base/base.h"

typedef struct FormPair {
  Text name, value; /* cleaned: valid UTF-8, NFC, \n line ends */
} FormPair;

typedef struct Form {
  const FormPair *pairs;
  size_t count;
} Form;

#define FORM_FIELDS_MAX 200
#define FORM_FIELD_BYTES_MAX (64u * 1024u)
#define FORM_BODY_MAX (256u * 1024u)

/* application/x-www-form-urlencoded, also a query string. ERROR_INVALID: a bad escape, wrong UTF-8 (names the
 * field); ERROR_LIMIT: too many fields, a field or the whole too long. */
Error form_parse(Arena *arena, Text body, Form *form) MUST_USE;
/* The first value of that name, the empty text where there is none. */
Text form_value(const Form *form, const char *name);
bool form_has(const Form *form, const char *name);
/* All values of that name. */
size_t form_values(const Form *form, const char *name, Text *values, size_t maximum);
/* Without %-escapes; with plus, + is a space. False: a bad escape or %00. */
bool percent_decode(Arena *arena, Text raw, bool plus, Text *decoded) MUST_USE;
/* Everything but A-Z a-z 0-9 - . _ ~ as %XX. */
Text percent_encode(Arena *arena, Text text);
/* name=value&… percent-encoded, for links that keep the filters; skips the names given. */
Text form_query(Arena *arena, const Form *form, const char *const *without, size_t without_count);

typedef enum FieldKind {
  FIELD_TEXT,    /* one line, trimmed, inner line ends become spaces */
  FIELD_LINES,   /* several lines, trimmed */
  FIELD_CHOICE,  /* one of `choices` */
  FIELD_CHOICES, /* any of `choices`; the value is joined by ; */
  FIELD_DATE, /* NAME-day NAME-month NAME-year, or NAME as d/m/yyyy, d-m-yyyy, d month yyyy, ISO; value is ISO
               */
  FIELD_TIME, /* 9:40, 9.40am, 0940; value is 09:40, which reads as itself when the form is shown again */
  FIELD_EMAIL,
  FIELD_PHONE,
  FIELD_INT,
  FIELD_FLAG /* a checkbox: "yes" or empty */
} FieldKind;

typedef struct Field {
  const char *name;
  FieldKind kind;
  size_t maximum;      /* characters; for INT the greatest value */
  const char *missing; /* words where it is empty; NULL: may be empty */
  const char *wrong;   /* words where it is not of its kind; NULL: words made from the kind */
  const char *const
      *choices; /* NULL-ended, of CHOICE and CHOICES; NULL with CHOICE: checked by the handler */
} Field;

typedef struct FieldError {
  const char *name; /* of the field; the page links to it */
  Text words;
} FieldError;

typedef struct FieldValues {
  const Form *form;
  const Field *fields;
  size_t count;
  Text *values; /* by field, as typed where wrong, in canonical form where right */
  FieldError *errors;
  size_t error_count;
} FieldValues;

/* Reads the declared fields; mistakes are listed, not returned, and what was typed is kept. */
FieldValues fields_read(Arena *arena, const Form *form, const Field *fields, size_t count);
Text field(const FieldValues *values, const char *name);
/* The day of a date field, DATE_NONE where it is empty or wrong. */
Date field_date(const FieldValues *values, const char *name);
/* What to show in a date's three boxes: as typed in them, else the pieces of a right date, else the text in
 * `day`. */
typedef struct DateBoxes {
  Text day, month, year;
} DateBoxes;
/* Never wrong: shows what there is. */
DateBoxes field_date_boxes(Arena *arena, const FieldValues *values, const char *name);
/* The number of an INT field, INT_NONE where it is empty or wrong. */
int64_t field_int(const FieldValues *values, const char *name);
/* Minutes of the day of a FIELD_TIME; INT_NONE where it is empty or wrong. */
int64_t field_minutes(const FieldValues *values, const char *name);
bool field_is_wrong(const FieldValues *values, const char *name);
Text field_error(const FieldValues *values, const char *name);
void field_add_error(Arena *arena, FieldValues *values, const char *name, Text words);
