/* Other fillings of the hidden cells: the search for them. */
#include "rules/suppress_system.h"

#include <string.h>

/* The equations of a group in the differences d of another filling from the true one: at * d = 0, where a
 * cell at its least possible value may only rise. Reduced so that each row is solved for one column, its
 * basic one, whose factor is positive; whole numbers throughout. */
typedef struct Tableau {
  size_t rows, columns;
  int64_t *at;
  size_t *basic;   /* of a row: its column; SIZE_MAX: none */
  size_t *row_of;  /* of a column: the row that it is basic in; SIZE_MAX: none */
  int64_t *room;   /* how far the cell can fall */
  int64_t *change; /* d, while one is tried */
  bool *found;     /* of a column: a filling with d other than 0 was found */
  bool overflow;
  size_t work, most; /* numbers looked at, and how many may be: more counts as overflow */
} Tableau;

static int64_t entry(const Tableau *t, size_t row, size_t column) { return t->at[row * t->columns + column]; }

static int64_t gcd(int64_t a, int64_t b) {
  a = a < 0 ? -a : a;
  b = b < 0 ? -b : b;
  while (b != 0) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static void shorten(Tableau *t, size_t row) {
  int64_t *at = &t->at[row * t->columns], by = 0;
  for (size_t c = 0; c < t->columns && by != 1; c++)
    if (at[c] != 0) by = gcd(at[c], by);
  for (size_t c = 0; by > 1 && c < t->columns; c++) at[c] /= by;
}

/* Takes the column out of a row with the help of the pivot row. Both factors stay small: these tables are
 * all but networks, whose numbers are -1, 0 and 1; what does not fit ends the search unfound. */
static void clear(Tableau *t, size_t row, size_t pivot_row, size_t column) {
  int64_t *at = &t->at[row * t->columns], *pivot = &t->at[pivot_row * t->columns];
  int64_t common = gcd(at[column], pivot[column]);
  int64_t times = pivot[column] / common, less = at[column] / common;
  const int64_t limit = INT64_MAX / 4;
  for (size_t c = 0; c < t->columns; c++) {
    if (pivot[c] == 0 && times == 1) continue;
    int64_t a, b;
    t->overflow |= __builtin_mul_overflow(at[c], times, &a) || __builtin_mul_overflow(pivot[c], less, &b) ||
                   __builtin_sub_overflow(a, b, &at[c]) || at[c] > limit || at[c] < -limit;
    if (t->overflow) return;
  }
  shorten(t, row);
  t->work += t->columns;
  t->overflow |= t->work > t->most;
}

static void pivot_on(Tableau *t, size_t row, size_t column) {
  int64_t *at = &t->at[row * t->columns];
  for (size_t c = 0, negative = at[column] < 0; negative && c < t->columns; c++) at[c] = -at[c];
  for (size_t r = 0; r < t->rows && !t->overflow; r++)
    if (r != row && entry(t, r, column) != 0) clear(t, r, row, column);
  if (t->basic[row] != SIZE_MAX) t->row_of[t->basic[row]] = SIZE_MAX;
  t->basic[row] = column;
  t->row_of[column] = row;
}

/* Solves each row for a cell that may rise and fall where it has one: the rows solved for others then hold
 * only cells that may not fall. */
static void reduce(Tableau *t) {
  for (size_t r = 0; r < t->rows && !t->overflow; r++) {
    size_t chosen = SIZE_MAX;
    for (size_t c = 0; c < t->columns; c++) {
      if (entry(t, r, c) == 0) continue;
      if (chosen == SIZE_MAX) chosen = c;
      if (t->room[c] == 0) continue;
      chosen = c;
      break;
    }
    if (chosen != SIZE_MAX) pivot_on(t, r, chosen);
  }
}

/* Moves one column that is not basic, the basic ones with it, by the least whole numbers. True where the
 * filling is a possible one. */
static bool try_move(Tableau *t, size_t column, int64_t sign) {
  t->work += t->rows + t->columns;
  int64_t step = 1;
  for (size_t r = 0; r < t->rows; r++) {
    int64_t factor = entry(t, r, column);
    if (factor == 0) continue;
    int64_t own = entry(t, r, t->basic[r]);
    own /= gcd(own, factor);
    if (__builtin_mul_overflow(step / gcd(step, own), own, &step) || step > INT32_MAX) return false;
  }
  memset(t->change, 0, t->columns * sizeof *t->change);
  t->change[column] = sign * step;
  for (size_t r = 0; r < t->rows; r++) {
    int64_t factor = entry(t, r, column), change;
    if (factor == 0) continue;
    int64_t own = entry(t, r, t->basic[r]), common = gcd(own, factor);
    if (__builtin_mul_overflow(-sign * (factor / common), step / (own / common), &change)) return false;
    t->change[t->basic[r]] = change;
  }
  for (size_t c = 0; c < t->columns; c++)
    if (t->change[c] < -t->room[c]) return false;
  for (size_t c = 0; c < t->columns; c++) t->found[c] |= t->change[c] != 0;
  return true;
}

/* How a column of the tableau moves the wanted one: by the sign of the answer. */
static int64_t gain(const Tableau *t, size_t wanted, int64_t sign, size_t column) {
  if (t->row_of[wanted] != SIZE_MAX) return -sign * entry(t, t->row_of[wanted], column);
  return wanted == column ? sign : 0;
}

/* The simplex method with Bland's rule, which always ends: every step is a degenerate one, since all that is
 * asked is whether the wanted cell can move that way at all. */
static bool search(Tableau *t, size_t wanted, int64_t sign) {
  for (size_t steps = 0; steps < 20 * t->columns + 1000 && !t->overflow; steps++) {
    size_t enter = 0, leave = SIZE_MAX;
    while (enter < t->columns &&
           (t->row_of[enter] != SIZE_MAX || t->room[enter] != 0 || gain(t, wanted, sign, enter) <= 0))
      enter++;
    t->work += enter;
    if (enter == t->columns) return false;
    for (size_t r = 0; r < t->rows; r++) {
      if (t->basic[r] == SIZE_MAX || t->room[t->basic[r]] != 0 || entry(t, r, enter) <= 0) continue;
      if (leave == SIZE_MAX || t->basic[r] < t->basic[leave]) leave = r;
    }
    if (leave == SIZE_MAX) return try_move(t, enter, 1);
    pivot_on(t, leave, enter);
  }
  return false;
}

static Tableau tableau_new(System *system, const size_t *equations, size_t rows, size_t columns,
                           bool strict) {
  Arena *arena = system->scratch;
  Tableau t = {.rows = rows, .columns = columns};
  t.at = ARENA_ARRAY(arena, int64_t, rows * columns + 1);
  t.basic = ARENA_ARRAY(arena, size_t, rows + 1);
  t.row_of = ARENA_ARRAY(arena, size_t, columns);
  t.room = ARENA_ARRAY(arena, int64_t, columns);
  t.change = ARENA_ARRAY(arena, int64_t, columns);
  t.found = ARENA_ARRAY(arena, bool, columns);
  size_t *column_of = ARENA_ARRAY(arena, size_t, system->cell_count);
  for (size_t c = 0; c < columns; c++) {
    int64_t value = system->cells[system->group[c]].value;
    column_of[system->group[c]] = c;
    t.room[c] = strict && value > 0 ? value - 1 : value;
    t.row_of[c] = SIZE_MAX;
  }
  for (size_t r = 0; r < rows; r++) {
    const Equation *equation = &system->equations[equations[r]];
    t.basic[r] = SIZE_MAX;
    for (size_t i = 0; i < equation->count; i++)
      if (system->cells[equation->terms[i].cell].hidden)
        t.at[r * columns + column_of[equation->terms[i].cell]] += equation->terms[i].sign;
  }
  return t;
}

/* Bounds of memory (16 MB) and of time (a fraction of a second); counted, so that the same figures are always
 * hidden. */
#define ENTRIES_MOST 2000000
#define WORK_MOST 200000000

/* Looks for other fillings of the group of a cell. Complete but for numbers that do not fit and for fillings
 * that need cells to move by more than 1 at a time: those count as none, so that rather one more is hidden.
 */
static void examine_group(System *system, size_t start, bool strict) {
  arena_reset(system->scratch);
  size_t *equations = ARENA_ARRAY(system->scratch, size_t, system->equation_count + 1), rows = 0;
  size_t columns = system_gather(system, start, equations, &rows);
  if (rows * columns > ENTRIES_MOST) system->given_up = true;
  if (system->given_up) return;
  Tableau t = tableau_new(system, equations, rows, columns, strict);
  t.most = WORK_MOST - system->spent;
  reduce(&t);
  for (size_t c = 0; c < columns && !t.overflow; c++)
    if (t.row_of[c] == SIZE_MAX && t.room[c] != 0 && !try_move(&t, c, 1)) try_move(&t, c, -1);
  for (size_t c = 0; c < columns && !t.overflow; c++)
    if (!t.found[c] && !system->cells[system->group[c]].safe && !search(&t, c, 1) && t.room[c] != 0)
      search(&t, c, -1);
  for (size_t c = 0; c < columns; c++)
    if (t.found[c]) system->cells[system->group[c]].safe = true;
  system->spent += t.work;
  system->given_up = system->spent > WORK_MOST;
}

void system_examine(System *system, bool strict) {
  system->sweep++;
  for (size_t i = 0; i < system->cell_count && !system->given_up; i++) {
    const Cell *cell = &system->cells[i];
    if (cell->hidden && !cell->safe && !cell->hopeless && cell->sweep != system->sweep)
      examine_group(system, i, strict);
  }
}
