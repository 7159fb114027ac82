/* A new version of the bank holidays: kept beside the old ones, and the open clocks that it moves are moved
 * visibly. */
#pragma once
#include "casework/ledger.h"

typedef struct CalendarReport {
  const CalendarChange *changes; /* holidays added and dropped */
  size_t change_count;
  size_t moved; /* open cases with a due date that moved */
} CalendarReport;

/* ERROR_INVALID: a broken feed, or a version that is not later than the newest; ERROR_REFUSED: it would drop
 * a past holiday. `closures`: the council's own closure days, for the procedures that leave them out. One
 * transaction: each moved clock gets a `recalculated` event that keeps the old due date. */
Error calendar_add(Ctx *ctx, Text version, Text feed, Text closures, CalendarReport *report) MUST_USE;
/* The council's closure days, "2026-12-29;2026-12-30", read. ERROR_INVALID names the one that is no date. */
Error closure_days_read(Arena *arena, Text closures, Date **days, size_t *count) MUST_USE;
