/* What a calendar holds; for calendar.c, which answers, and calendar_read.c, which fills it. */
#pragma once
#include "rules/calendar.h"

/* 1990-01-01 (a Monday) up to, without it, 2070-01-01, as days since 1970. */
#define TABLE_FIRST 7305
#define TABLE_END 36525
#define TABLE_DAYS (TABLE_END - TABLE_FIRST)

struct Calendar {
  Nation nation;
  Date known_from, known_to; /* 1 January of the feed's first year, 31 December of its last */
  const Holiday *holidays;   /* by date */
  const Text *whys;          /* beside the holidays: the title, "Boxing Day (substitute day)" */
  size_t holiday_count;
  const Date *closures; /* the council's own, by date */
  size_t closure_count;
  uint16_t before[TABLE_DAYS + 1]; /* working days of the table before each of its days */
  uint16_t nth[TABLE_DAYS];        /* the days of the table that are working days, by index */
};
