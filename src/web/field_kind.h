/* How single values are read; for field.c only. Each gives the canonical form, or false and (where it knows better than
 * "not of its kind") words about the label. */
#pragma once
#include "web/form.h"

typedef struct Reading {
  Arena *arena;
  Text label; /* "Date of birth" */
  Text value; /* in: as typed, trimmed; out: canonical */
  Text words; /* out: what is wrong */
} Reading;

bool read_email(Reading *reading);
bool read_phone(Reading *reading);
bool read_int(Reading *reading, size_t greatest);
bool read_time(Reading *reading);
/* The three pieces as typed; a month may be a name. */
bool read_date_pieces(Reading *reading, Text day, Text month, Text year);
bool read_date(Reading *reading);
