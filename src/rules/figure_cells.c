#include "rules/clock.h"
#include "rules/figures.h"

/* The columns by the names of FIGURE_TABLES, in its order. */
enum { COLUMN_OMBUDSMAN = 3, COLUMN_TOTAL = 4 };
enum { COLUMN_NOT_UPHELD, COLUMN_PARTLY_UPHELD, COLUMN_UPHELD, COLUMN_WITHDRAWN, COLUMN_DECIDED };
enum { COLUMN_ON_TIME, COLUMN_IN_EXTENSION, COLUMN_LATE, COLUMN_RESPONDED };
enum { COLUMN_MONTH_ON_TIME, COLUMN_MONTH_RESPONDED };
enum { COLUMN_AGREED, COLUMN_COMPLETED, COLUMN_COMPLETED_ON_TIME };
enum { COLUMN_REMEDY_N, COLUMN_REMEDY_OF };
enum { COLUMN_RECORDED };

typedef struct Cells {
  FigureCell *at;
  size_t count;
} Cells;

/* Writes always and counts where it holds: cheaper than a jump that goes either way. */
static inline void put_if(Cells *cells, bool holds, FigureCell cell) {
  cells->at[cells->count] = cell;
  cells->count += holds;
}

static inline void put(Cells *cells, FigureTableId table, FigureKey key, int column) {
  put_if(cells, true, (FigureCell){table, key, 0, column});
}

static inline bool in_period(const FigureScope *scope, Date date) {
  return (date.day >= scope->from.day) & (date.day <= scope->to.day) & (date.day != DATE_NONE.day);
}

static bool in_services(const FigureScope *scope, FigureKey service) {
  if (scope->service_count == 0) return true;
  for (size_t i = 0; i < scope->service_count; i++)
    if (scope->services[i] == service) return true;
  return false;
}

/* Year * 12 + month - 1. Neri and Schneider's arithmetic (2022): this runs for every row of a tally, and
 * divides by powers of two where date_parts divides by days. The shift by whole eras makes every day a
 * positive one. */
static FigureKey month_key(Date date) {
  const int64_t eras = 14700;
  uint64_t day = (uint64_t)(date.day + 719468 + eras * 146097);
  uint64_t century = (4 * day + 3) / 146097, of_century = (4 * day + 3) % 146097 / 4;
  uint64_t spread = 2939745 * (4 * of_century + 3);
  uint64_t year = spread >> 32, of_year = (spread & UINT32_MAX) / 2939745 / 4;
  uint64_t month = (2141 * of_year + 197913) >> 16; /* 3: March … 14: February of the next year */
  return (FigureKey)((100 * century + year) * 12 + month - 1) - eras * 400 * 12;
}

/* The two columns of a row that go together: always the first, the second where it holds. */
static inline void put_two(Cells *cells, FigureCell first, bool holds, int second) {
  put_if(cells, true, first);
  first.column = second;
  put_if(cells, holds, first);
}

static inline void put_received(Cells *cells, const FigureRow *row, int column) {
  put_two(cells, (FigureCell){FIGURE_RECEIVED_BY_PROCEDURE, row->procedure, 0, column}, true, COLUMN_TOTAL);
  put_two(cells, (FigureCell){FIGURE_RECEIVED_BY_SERVICE, row->service, 0, column}, true, COLUMN_TOTAL);
  put_two(cells, (FigureCell){FIGURE_RECEIVED_BY_TEAM, row->team, row->service, column}, true, COLUMN_TOTAL);
}

static inline void put_outcome(Cells *cells, const FigureRow *row, bool answered) {
  static const signed char columns[] = {[OUTCOME_UPHELD] = COLUMN_UPHELD,
                                        [OUTCOME_PARTLY_UPHELD] = COLUMN_PARTLY_UPHELD,
                                        [OUTCOME_NOT_UPHELD] = COLUMN_NOT_UPHELD,
                                        [OUTCOME_WITHDRAWN] = COLUMN_WITHDRAWN};
  int32_t outcome = row->outcome;
  if (!answered && outcome != OUTCOME_WITHDRAWN) return; /* left unanswered, or closed without an answer */
  if (outcome < OUTCOME_UPHELD || outcome > OUTCOME_WITHDRAWN) {
    put(cells, FIGURE_OTHER_OUTCOMES, row->number, 0);
    return;
  }
  put_two(cells, (FigureCell){FIGURE_OUTCOMES, row->number, 0, columns[outcome]},
          outcome != OUTCOME_WITHDRAWN, COLUMN_DECIDED);
}

static inline void put_verdict(Cells *cells, const FigureRow *row) {
  bool known = row->verdict >= VERDICT_ON_TIME && row->verdict <= VERDICT_LATE;
  int column = known ? COLUMN_ON_TIME + row->verdict - VERDICT_ON_TIME : 0;
  FigureCell cell = {FIGURE_ON_TIME, 0, row->number, COLUMN_RESPONDED};
  put_two(cells, cell, known, column);
  cell.key = row->procedure;
  if (cell.key != 0) put_two(cells, cell, known, column); /* each cell once */
}

static void put_complaint(Cells *cells, const FigureRow *row, bool opened, bool ended) {
  if (row->number < 1 || row->number > 3) return;
  bool answered = row->flags & FIGURE_ANSWERED;
  if (opened) {
    put_received(cells, row, row->number - 1);
    if (row->number == 1) put(cells, FIGURE_MONTHS, month_key(row->opened), 0);
  }
  if (!ended) return;
  put_outcome(cells, row, answered);
  if (!answered) return;
  put_verdict(cells, row);
  if (row->number != 1) return;
  FigureKey month = month_key(row->ended);
  put(cells, FIGURE_CAUSES, row->theme, 0);
  put_two(cells, (FigureCell){FIGURE_MONTHS_ON_TIME, month, 0, COLUMN_MONTH_RESPONDED},
          row->verdict == VERDICT_ON_TIME, COLUMN_MONTH_ON_TIME);
}

/* The Ombudsman counts the whole council; we count what came from a complaint that is in scope. */
static void put_ombudsman(Cells *cells, const FigureRow *row, bool opened, bool ended, bool in_scope) {
  bool ours = in_scope && row->procedure != 0;
  if (opened) {
    put(cells, FIGURE_OMBUDSMAN_RECEIVED, row->theme, 0);
    if (ours) put_received(cells, row, COLUMN_OMBUDSMAN);
  }
  if (!ended) return;
  bool upheld = row->outcome == OUTCOME_UPHELD;
  put(cells, FIGURE_OMBUDSMAN_DECISIONS, row->outcome, 0);
  put_if(cells, ours, (FigureCell){FIGURE_OMBUDSMAN_OURS, row->outcome, 0, 0});
  put_if(cells, upheld, (FigureCell){FIGURE_OMBUDSMAN_REMEDY, 0, 0, COLUMN_REMEDY_OF});
  put_if(cells, upheld && row->flags & FIGURE_REMEDIED_BEFORE,
         (FigureCell){FIGURE_OMBUDSMAN_REMEDY, 0, 0, COLUMN_REMEDY_N});
}

static void put_compliance(Cells *cells, const FigureRow *row) {
  bool known = row->outcome >= COMPLIANCE_ON_TIME && row->outcome <= COMPLIANCE_NOT_COMPLIED;
  int column = known ? COLUMN_RECORDED + row->outcome : COLUMN_RECORDED;
  put_two(cells, (FigureCell){FIGURE_OMBUDSMAN_COMPLIANCE, 0, 0, COLUMN_RECORDED}, known, column);
}

static void put_action(Cells *cells, const FigureRow *row) {
  FigureCell cell = {FIGURE_ACTIONS, row->theme, 0, COLUMN_AGREED};
  put_if(cells, true, cell);
  cell.column = COLUMN_COMPLETED;
  put_if(cells, row->flags & FIGURE_DONE, cell);
  cell.column = COLUMN_COMPLETED_ON_TIME;
  put_if(cells, row->flags & FIGURE_DONE_ON_TIME, cell);
}

static void put_access(Cells *cells, const FigureRow *row, bool in_scope) {
  if (row->number < 1 || row->number > 2) return;
  put(cells, FIGURE_ACCESS_COUNCIL, 0, row->number - 1);
  put_if(cells, in_scope, (FigureCell){FIGURE_ACCESS, row->service, 0, row->number - 1});
}

static void put_referral(Cells *cells, const FigureRow *row) {
  put(cells, FIGURE_ADVOCACY_AGE, row->amount, 0);
  put(cells, FIGURE_ADVOCACY_GENDER, row->group, 0);
  put(cells, FIGURE_ADVOCACY_REASON, row->theme, 0);
}

size_t figure_cells(const FigureScope *scope, const FigureRow *row, FigureCell at[FIGURE_CELLS_MAX]) {
  Cells cells = {at, 0};
  bool opened = in_period(scope, row->opened), ended = in_period(scope, row->ended);
  if (!(opened | ended)) return 0;
  bool in_scope = in_services(scope, row->service);
  switch (row->subject) {
  case SUBJECT_COMPLAINT:
    if (in_scope) put_complaint(&cells, row, opened, ended);
    break;
  case SUBJECT_OMBUDSMAN:
    put_ombudsman(&cells, row, opened, ended, in_scope);
    break;
  case SUBJECT_COMPLIANCE:
    if (opened) put_compliance(&cells, row);
    break;
  case SUBJECT_ACTION:
    if (opened && in_scope) put_action(&cells, row);
    break;
  case SUBJECT_ACCESS:
    if (opened) put_access(&cells, row, in_scope);
    break;
  case SUBJECT_COMPLIMENT:
    if (opened && in_scope) put(&cells, FIGURE_COMPLIMENTS, row->service, 0);
    break;
  case SUBJECT_REFERRAL:
    if (opened && (in_scope || (row->service == 0 && scope->unplaced))) put_referral(&cells, row);
    break;
  case SUBJECT_COUNT:
    break;
  }
  return cells.count;
}

bool figure_counts(const FigureScope *scope, const FigureRow *row, const FigureCell *cell) {
  FigureCell cells[FIGURE_CELLS_MAX];
  size_t count = figure_cells(scope, row, cells);
  for (size_t i = 0; i < count; i++)
    if (cells[i].table == cell->table && cells[i].key == cell->key && cells[i].within == cell->within &&
        cells[i].column == cell->column)
      return true;
  return false;
}
