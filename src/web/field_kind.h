/* How single values are read; for field.c only. Each gives the canonical form, or false and (where it knows
 * better than "not of its kind") words about the label. */
#pragma once
#include "web/form.h"

typedef struct Reading {
  Arena *arena;
  Text label; /* "Date of birth" */
  Text value; /* in: as typed, trimmed; out: canonical */
  Text words; /* out: what is wrong */
} Reading;

/* One address that can be delivered to; the domain in lower case. */
bool read_email(Reading *reading);
/* 8 to 15 digits in any grouping, perhaps with an extension. */
bool read_phone(Reading *reading);
/* 0 and more, at most `greatest` where that is not 0; commas are left out. */
bool read_int(Reading *reading, size_t greatest);
/* Minutes of the day. */
bool read_time(Reading *reading);
/* The three pieces as typed; a month may be a name. */
bool read_date_pieces(Reading *reading, Text day, Text month, Text year);
/* In one text: day month year, or ISO. */
bool read_date(Reading *reading);
