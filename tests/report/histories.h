/* Random histories of cases, appended through the ledger: the same ones for the same seed. Any order of
 * events that the fold accepts may come: extensions, pauses, further stages, withdrawals, moves to another
 * procedure, corrections that void or move what was said. */
#pragma once
#include "world.h"

#define HISTORY_SERVICES 9 /* the last has no case; a case may also have no service */
#define HISTORY_DAY "2020-06-30"

typedef struct Histories {
  World *world;
  uint64_t seed;
  ServiceId services[HISTORY_SERVICES];
  CaseId *cases; /* all of them */
  size_t case_count;
  CaseId *complaints; /* that others may come from */
  size_t complaint_count;
} Histories;

/* Names that spreadsheets, CSV and pages could trip over. */
extern const char *const HISTORY_SERVICE_NAMES[HISTORY_SERVICES];

/* So many cases, received from April 2016 on, in the world as at HISTORY_DAY. */
Histories histories_make(World *world, uint64_t seed, size_t cases);
