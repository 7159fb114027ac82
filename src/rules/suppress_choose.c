#include "rules/suppress_system.h"

#include <stdlib.h>
#include <string.h>

/* ---- which cell is suitable -----------------------------------------------------------------------------
 */

typedef struct Candidate {
  int kind;     /* 0: a figure, 1: a nought, 2: a total, 3: a grand total */
  size_t opens; /* equations that it would stand in as the only hidden cell: each asks for one more */
  int64_t value;
  size_t cell;
} Candidate;

static bool is_candidate(const System *system, size_t at) {
  return system->cells[at].counts && !system->cells[at].hidden;
}

static Candidate candidate(const System *system, size_t at) {
  const Cell *cell = &system->cells[at];
  Candidate it = {cell->totals > 0 ? 1 + cell->totals : cell->value == 0 ? 1 : 0, 0, cell->value, at};
  for (size_t e = 0; e < cell->equation_count; e++)
    it.opens += system->equations[cell->equations[e]].hidden == 0;
  return it;
}

static int by_suitability(const void *left, const void *right) {
  const Candidate *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->opens != b->opens) return a->opens < b->opens ? -1 : 1;
  if (a->value != b->value) return a->value < b->value ? -1 : 1;
  return a->cell < b->cell ? -1 : a->cell > b->cell;
}

/* The candidates of an equation, after those in the list that are not yet among them. */
static size_t add_candidates(const System *system, const Equation *equation, Candidate *list, size_t count) {
  for (size_t i = 0; i < equation->count; i++) {
    size_t at = equation->terms[i].cell, known = 0;
    if (!is_candidate(system, at)) continue;
    while (known < count && list[known].cell != at) known++;
    if (known == count) list[count++] = candidate(system, at);
  }
  return count;
}

static size_t candidates_beside(const System *system, size_t at, Candidate *list, size_t count) {
  const Cell *cell = &system->cells[at];
  for (size_t e = 0; e < cell->equation_count; e++)
    count = add_candidates(system, &system->equations[cell->equations[e]], list, count);
  return count;
}

static void hide_for_another(System *system, size_t at) {
  system_hide(system, at, true);
  system->cells[at].protecting = true;
}

static void show_again(System *system, size_t at) {
  system_hide(system, at, false);
  system->cells[at].protecting = false;
}

/* ---- hiding ---------------------------------------------------------------------------------------------
 */

/* The best candidate of an equation; false where it has none. */
static bool best_of(const System *system, const Equation *equation, Candidate *list, Candidate *best) {
  size_t count = add_candidates(system, equation, list, 0);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || by_suitability(&list[i], best) < 0) *best = list[i];
  return count > 0;
}

/* The plain case, without a search: cells that are alone hidden in an equation. Those first that have little
 * choice, only totals say: what they take may do for the others too. */
static void fill_equations(System *system, Candidate *list) {
  for (;;) {
    Candidate chosen = {.kind = -1}, best;
    for (size_t e = 0; e < system->equation_count; e++)
      if (system->equations[e].hidden == 1 && best_of(system, &system->equations[e], list, &best) &&
          best.kind > chosen.kind)
        chosen = best;
    if (chosen.kind < 0) return;
    hide_for_another(system, chosen.cell);
  }
}

static void keep_safe(const System *system, bool *safe) {
  for (size_t i = 0; i < system->cell_count; i++) safe[i] = system->cells[i].safe;
}

static void bring_back_safe(System *system, const bool *safe) {
  for (size_t i = 0; i < system->cell_count; i++) system->cells[i].safe = safe[i];
}

/* Each takes a search through all that hangs together. */
#define TRIES_MOST 12

/* A cell leaks though no equation has it alone. Hides the first candidate that makes it safe; where none of
 * the first few does so alone, the most suitable. */
static void mend(System *system, size_t leak, bool strict, Candidate *list, bool *safe) {
  size_t count = candidates_beside(system, leak, list, 0);
  if (count == 0) {
    size_t members = system_group(system, leak);
    for (size_t i = 0; i < members; i++) count = candidates_beside(system, system->group[i], list, count);
  }
  if (count == 0) {
    system->cells[leak].hopeless = true;
    return;
  }
  qsort(list, count, sizeof *list, by_suitability);
  keep_safe(system, safe);
  for (size_t i = 0; i < count && i < TRIES_MOST; i++) {
    hide_for_another(system, list[i].cell);
    system_examine(system, strict);
    if (system->cells[leak].safe) return;
    show_again(system, list[i].cell);
    bring_back_safe(system, safe);
  }
  hide_for_another(system, list[0].cell);
}

/* ---- showing again --------------------------------------------------------------------------------------
 */

static int by_worth(const void *left, const void *right) { return by_suitability(right, left); }

static bool leaves_one_alone(const System *system, size_t at) {
  const Cell *cell = &system->cells[at];
  for (size_t e = 0; e < cell->equation_count; e++)
    if (system->equations[cell->equations[e]].hidden == 2) return true;
  return false;
}

/* Shows the cell again where all others stay safe without it. */
static void show_if_not_needed(System *system, size_t at, bool strict, bool *safe) {
  if (leaves_one_alone(system, at)) return;
  keep_safe(system, safe);
  size_t members = system_group(system, at);
  for (size_t i = 0; i < members; i++) system->cells[system->group[i]].safe = false;
  show_again(system, at);
  system_examine(system, strict);
  if (system_leak(system) == SIZE_MAX) return;
  hide_for_another(system, at);
  bring_back_safe(system, safe);
}

/* One pass is enough: with fewer hidden, no other can be spared that could not before. */
static void show_what_is_not_needed(System *system, bool strict, Candidate *list, bool *safe) {
  size_t count = 0;
  for (size_t i = 0; i < system->cell_count; i++) {
    if (!system->cells[i].protecting) continue;
    list[count] = candidate(system, i);
    list[count++].opens = 0;
  }
  qsort(list, count, sizeof *list, by_worth);
  for (size_t i = 0; i < count && !system->given_up; i++)
    show_if_not_needed(system, list[i].cell, strict, safe);
}

/* Every turn hides a cell or gives one up, and hiding takes no cell's safety away (the other fillings stay
 * possible): it ends. */
bool system_protect(System *system, bool strict) {
  Candidate *list = ARENA_ARRAY(system->arena, Candidate, system->cell_count + 1);
  bool *safe = ARENA_ARRAY(system->arena, bool, system->cell_count + 1);
  for (;;) {
    fill_equations(system, list);
    system_examine(system, strict);
    size_t leak = system_leak(system);
    if (system->given_up) return false;
    if (leak == SIZE_MAX) break;
    mend(system, leak, strict, list, safe);
  }
  show_what_is_not_needed(system, strict, list, safe);
  system->given_up = false; /* what is not shown again stays hidden */
  system->spent = 0;
  return true;
}
