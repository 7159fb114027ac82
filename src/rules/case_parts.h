/* What the files of the case share. */
#pragma once
#include "rules/case.h"

/* The events that count: corrections applied, voided ones left out, in order of `on`, then number. */
Error events_effective(Arena *arena, const FoldInput *input, const Event **events, size_t *count) MUST_USE;
/* "Event 7 (stage-2/responded of 3 June 2026)" */
Text event_called(Arena *arena, const Event *event);

/* Whether the event ends the running pause of a stage: a resumption, or something that every pausable clock
 * waits for. */
bool stage_pause_ended_by(const StageRule *stage, const Event *event);
/* The window in which the customer may ask for that stage, NULL: none. */
const Clock *window_of(ClockList clocks, int asked_for);
/* The answer's clock of a stage, NULL: none. */
const Clock *respond_clock(ClockList clocks, int stage);
/* Whether its due date had passed on that day. */
bool clock_was_late(const Clock *clock, Date on);
/* Whether a stage has had an answer or was settled. */
bool stage_is_answered(const CaseState *state, int stage);
