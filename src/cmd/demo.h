/* Inside the demonstration: its data files and the playing of a story. */
#pragma once
#include "casework/acts.h"
#include "casework/csv_table.h"
#include "cmd/command.h"

/* A file of assets/demo, read; its columns by name. */
Error demo_table(Arena *arena, const char *name, CsvTable *table) MUST_USE;
Text demo_cell(const CsvTable *table, size_t row, const char *column);
/* One open case: received so many working days before today, then its steps, each recorded on its day. */
Error demo_play(Ctx *ctx, const CsvTable *table, size_t row) MUST_USE;
/* So many invented cases, the same for the same seed. */
Error demo_load(Ctx *ctx, int64_t cases, uint64_t seed) MUST_USE;
UserId demo_person(const Ctx *ctx, Text role);
