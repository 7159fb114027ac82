/* A new version of the bank holidays: kept beside the old ones, and the open clocks that it moves are moved visibly. */
#pragma once
#include "casework/ledger.h"

typedef struct CalendarReport {
  const CalendarChange *changes; /* holidays added and dropped */
  size_t change_count;
  size_t moved; /* open cases with a due date that moved */
} CalendarReport;

/* ERROR_INVALID: a broken feed, or a version that is not later than the newest; ERROR_REFUSED: it would drop a past holiday.
 * One transaction: each moved clock gets a `recalculated` event that keeps the old due date. */
Error calendar_add(Ctx *ctx, Text version, Text feed, CalendarReport *report) MUST_USE;
