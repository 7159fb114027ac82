#include "rules/figures.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS_FIRST = 8, SLOTS_PER_ROW = 4, SERVICES_MANY = 8 };

/* The rows of one table: packed in `rows`, found through `slots` (open addressing; NULL where empty). A
 * quarter full at most, so that nearly every search ends at its first slot. */
typedef struct Rows {
  TallyRow *rows;
  TallyRow **slots;
  size_t count, capacity, mask; /* of a slot's index */
  int shift;                    /* 64 less the bits of a slot's index */
  bool sorted;
} Rows;

struct Tally {
  FigureScope scope;
  FigureScope inside, outside; /* the period with every service, and with none that a row has */
  Rows *services;              /* of the scope, as keys; NULL where there are few */
  Rows *tables;                /* FIGURE_TABLE_COUNT */
  Arena *arena;
  FigureCell cells[FIGURE_CELLS_MAX]; /* of the row in hand; here, because the stack's would be zeroed */
};

static const FigureKey NOBODY = INT64_MIN;

static size_t slot_of(const Rows *rows, FigureKey key, FigureKey within) {
  uint64_t mixed = (uint64_t)key + (uint64_t)within * 0xC2B2AE3D27D4EB4Fu;
  mixed ^= mixed >> 32;
  return (size_t)((mixed * 0x9E3779B97F4A7C15u) >> rows->shift);
}

/* The slot of the row, or the empty one where it would stand. */
static inline TallyRow **find_slot(const Rows *rows, FigureKey key, FigureKey within) {
  for (size_t at = slot_of(rows, key, within);; at = (at + 1) & rows->mask) {
    const TallyRow *row = rows->slots[at];
    if (!row || (row->key == key && row->within == within)) return &rows->slots[at];
  }
}

static void index_rows(Rows *rows) {
  memset(rows->slots, 0, (rows->mask + 1) * sizeof *rows->slots);
  for (size_t i = 0; i < rows->count; i++)
    *find_slot(rows, rows->rows[i].key, rows->rows[i].within) = &rows->rows[i];
}

static void make_room(Arena *arena, Rows *rows, size_t capacity) {
  size_t slots = capacity * SLOTS_PER_ROW;
  rows->rows = arena_grow(arena, rows->rows, rows->count, capacity, sizeof(TallyRow));
  rows->slots = ARENA_ARRAY(arena, TallyRow *, slots);
  rows->capacity = capacity;
  rows->mask = slots - 1;
  rows->shift = 64 - __builtin_ctzll(slots);
  index_rows(rows);
}

static __attribute__((noinline)) TallyRow *add_row(Arena *arena, Rows *rows, FigureKey key,
                                                   FigureKey within) {
  if (rows->count == rows->capacity) make_room(arena, rows, rows->capacity * 2);
  TallyRow *row = &rows->rows[rows->count++];
  *row = (TallyRow){.key = key, .within = within};
  *find_slot(rows, key, within) = row;
  rows->sorted = false;
  return row;
}

static inline TallyRow *row_of(Arena *arena, Rows *rows, FigureKey key, FigureKey within) {
  TallyRow *row = *find_slot(rows, key, within);
  return row ? row : add_row(arena, rows, key, within);
}

static void copy_scope(Tally *tally, const FigureScope *scope) {
  FigureKey *services = ARENA_ARRAY(tally->arena, FigureKey, scope->service_count);
  tally->scope = *scope;
  tally->scope.services = services;
  tally->inside = (FigureScope){scope->from, scope->to, NULL, 0, false};
  tally->outside = (FigureScope){scope->from, scope->to, &NOBODY, 1, scope->unplaced};
  if (scope->service_count) memcpy(services, scope->services, scope->service_count * sizeof *services);
  if (scope->service_count < SERVICES_MANY) return;
  tally->services = ARENA_NEW(tally->arena, Rows);
  make_room(tally->arena, tally->services, ROWS_FIRST);
  for (size_t i = 0; i < scope->service_count; i++) row_of(tally->arena, tally->services, services[i], 0);
}

Tally *tally_new(Arena *arena, const FigureScope *scope) {
  Tally *tally = ARENA_NEW(arena, Tally);
  tally->arena = arena;
  tally->tables = ARENA_ARRAY(arena, Rows, FIGURE_TABLE_COUNT);
  for (int i = 0; i < FIGURE_TABLE_COUNT; i++) make_room(arena, &tally->tables[i], ROWS_FIRST);
  copy_scope(tally, scope);
  return tally;
}

/* The scope for a row: where its services are many, their list is searched here and not by figure_cells. */
static inline const FigureScope *scope_for(const Tally *tally, const FigureRow *row) {
  if (!tally->services) return &tally->scope;
  return *find_slot(tally->services, row->service, 0) ? &tally->inside : &tally->outside;
}

static inline bool same_row(const FigureCell *a, const FigureCell *b) {
  return a->table == b->table && a->key == b->key && a->within == b->within;
}

void tally_add(Tally *tally, const FigureRow *row) {
  size_t count = figure_cells(scope_for(tally, row), row, tally->cells);
  TallyRow *last = NULL;
  for (size_t i = 0; i < count; i++) {
    const FigureCell *cell = &tally->cells[i];
    if (i == 0 || !same_row(cell, &tally->cells[i - 1]))
      last = row_of(tally->arena, &tally->tables[cell->table], cell->key, cell->within);
    last->cells[cell->column]++;
  }
}

static bool is_column(FigureTableId table, int column) {
  return (unsigned)table < FIGURE_TABLE_COUNT && column >= 0 && column < figure_table(table)->column_count;
}

int64_t tally_count(const Tally *tally, FigureCell cell) {
  if (!is_column(cell.table, cell.column)) return 0;
  const TallyRow *row = *find_slot(&tally->tables[cell.table], cell.key, cell.within);
  return row ? row->cells[cell.column] : 0;
}

static int compare_rows(const void *a, const void *b) {
  const TallyRow *x = a, *y = b;
  int within = (x->within > y->within) - (x->within < y->within);
  return within ? within : (x->key > y->key) - (x->key < y->key);
}

size_t tally_rows(const Tally *tally, FigureTableId table, const TallyRow **list) {
  BUG_IF((unsigned)table >= FIGURE_TABLE_COUNT);
  Rows *rows = &tally->tables[table];
  if (!rows->sorted) { /* only the order changes, which no count can see */
    qsort(rows->rows, rows->count, sizeof *rows->rows, compare_rows);
    index_rows(rows);
    rows->sorted = true;
  }
  *list = rows->rows;
  return rows->count;
}

int64_t tally_sum(const Tally *tally, FigureTableId table, int column) {
  if (!is_column(table, column)) return 0;
  bool whole_stages = figure_table(table)->rows_by == ROWS_BY_STAGE_PROCEDURE;
  const Rows *rows = &tally->tables[table];
  int64_t sum = 0;
  for (size_t i = 0; i < rows->count; i++)
    if (!whole_stages || rows->rows[i].key == 0) sum += rows->rows[i].cells[column];
  return sum;
}

const FigureScope *tally_scope(const Tally *tally) { return &tally->scope; }
