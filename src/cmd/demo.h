/* Inside the demonstration: its data files and the playing of a story. */
#pragma once
#include "casework/acts.h"
#include "casework/csv_table.h"
#include "cmd/command.h"

/* A file of assets/demo, read; its columns by name. */
Error demo_table(Arena *arena, const char *name, CsvTable *table) MUST_USE;
Text demo_cell(const CsvTable *table, size_t row, const char *column);

/* A story that is played through the one door, each act on its own day and by somebody of the demonstration.
 */
typedef struct Play {
  Ctx ctx; /* with a clock of its own */
  Ctx *outer;
  WallClock clock;
  Text reference;
  Date received;
  int acts;
} Play;
/* Sets the scene so many working days before today. */
Error play_begin(Play *play, Ctx *outer, Arena *arena, Text days_ago, Text time) MUST_USE;
void play_as(Play *play, const char *role);
/* "1 acknowledge email;12 respond upheld service-manager": working days after the receipt, act, and what it
 * needs. */
Error play_steps(Play *play, Text steps) MUST_USE;
/* The working day so many before today, or after where it is negative. */
Date demo_working_day(const Ctx *ctx, int64_t days_ago);

/* One open case: received so many working days before today, then its steps, each recorded on its day. */
Error demo_play(Ctx *ctx, const CsvTable *table, size_t row) MUST_USE;
/* A row of registers.csv: a case at the Ombudsman, an access request, a compliment, a referral; or something
 * that was recommended or agreed in a case. */
Error demo_register(Ctx *ctx, const CsvTable *table, size_t row) MUST_USE;
/* So many invented cases, the same for the same seed. */
Error demo_load(Ctx *ctx, int64_t cases, uint64_t seed) MUST_USE;
UserId demo_person(const Ctx *ctx, Text role);
