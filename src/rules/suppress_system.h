/* What a reader knows of published tables, as equations: for suppress.c and suppress_choose.c.
 *
 * Every count is an unknown, known where it is shown. An equation says that one sum of cells equals another.
 * A hidden cell is safe when another filling of the hidden cells satisfies every equation and gives it
 * another value; such a filling is always found as whole numbers and checked, so "safe" is never a guess.
 * Not looked at: how narrow the range is in which a safe cell must lie, and inequalities between columns (on
 * time is at most responded). */
#pragma once
#include "rules/table.h"

typedef struct Term {
  size_t cell;
  int64_t sign; /* 1 or -1 */
} Term;
typedef struct Equation {
  Term *terms;
  size_t count;
  size_t hidden; /* how many of its cells are */
  size_t sweep;
} Equation;

typedef struct Cell {
  int64_t value;
  bool counts; /* a count: does apply and is not negative; else it stands in no equation */
  int totals;  /* of how many equations it is the total: 2 for a grand total */
  bool hidden;
  bool protecting; /* hidden for another's sake */
  bool safe;       /* another filling is known */
  bool hopeless;   /* nothing is left to hide that would make it safe */
  size_t *equations;
  size_t equation_count, equation_room;
  size_t sweep;
} Cell;

typedef struct System {
  Arena *arena, *scratch;
  const FigureTable *tables;
  size_t table_count;
  bool previous;        /* of the earlier period's figures */
  const bool *left_out; /* of a table: its rows are hidden whole and stand in no equation; see system_new */
  bool given_up;        /* looking further would take too long: what is not safe is not known to leak */
  size_t spent;         /* numbers looked at by then */
  size_t *first;        /* the first cell of each table; row by row */
  Cell *cells;
  size_t cell_count;
  Equation *equations;
  size_t equation_count, equation_room;
  size_t *left, *right; /* room for lists of cells */
  size_t *group;        /* the same, see system_group */
  size_t sweep;
} System;

/* Which cells a sum is of: table, rows and columns by id, several with a space between. rows NULL: the one
 * row that the user of the sum names; "total": the total row, or all rows where there is none. */
typedef struct Sum {
  const char *table, *rows, *columns;
} Sum;

/* The system of the tables with what is hidden in them; scratch is emptied again and again. Of tables that
 * are left out only the totals stand in it: a table whose other rows are all hidden can be filled to fit any
 * totals, so that it tells nothing about other tables. */
System *system_new(Arena *arena, Arena *scratch, const FigureTable *tables, size_t table_count, bool previous,
                   const bool *left_out);
/* Whether the row is one of those that are hidden whole when its table is left out. */
bool system_is_detail(const FigureTable *table, size_t row);
/* Whether the table may be left out: its rows add up to others, which stay. */
bool system_may_leave_out(const FigureTable *table);
/* Whether the sum is of rows that are left out. */
bool system_leaves_out(const System *system, Sum sum);
/* The cells of the sum, none where anything of it is missing; `cells` has room for all cells. */
size_t system_cells(const System *system, Sum sum, Text row, size_t *cells);
/* Whether the cells are as many as that. */
bool system_adds_up(const System *system, const size_t *cells, size_t count, int64_t value);
/* One more equation: the sum of the cells is known from elsewhere; and the last equation away again. */
void system_add_known(System *system, const size_t *cells, size_t count);
void system_drop_last(System *system);

/* Hides the cell or shows it. */
void system_hide(System *system, size_t cell, bool hidden);
/* The hidden cells that hang together with a hidden cell by equations, itself first, in system->group; how
 * many. */
size_t system_group(System *system, size_t cell);
/* The same for a cell that this sweep has not met; the equations too where wanted. */
size_t system_gather(System *system, size_t start, size_t *equations, size_t *equation_count);
/* Looks for other fillings in the groups of all hidden cells that are not yet safe. With `strict`, the reader
 * also knows that a hidden cell is not 0 unless it is one, since noughts are rarely hidden: two hidden cells
 * that add up to 2 are then both 1. */
void system_examine(System *system, bool strict);
/* The first hidden cell that is not safe and not hopeless; SIZE_MAX: none. */
size_t system_leak(const System *system);

/* Hides more cells until none leaks, then shows again what was hidden without need (suppress_choose.c).
 * False: given up. */
bool system_protect(System *system, bool strict);
