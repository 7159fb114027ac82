/* A table of figures with names: what reports show, export, freeze and check. Cells are counts; a cell that
 * does not apply is INT_NONE, which is not 0. */
#pragma once
#include "rules/figures.h"

typedef struct TableRow {
  Text id;    /* "bexley-corporate", "Housing", "total" */
  Text label; /* for people */
  int64_t *cells;
  const int64_t *previous; /* of the earlier period; NULL: not known */
  bool *hidden;            /* NULL: none; a published copy shows "c" for a hidden cell */
  bool total;              /* the sum of the rows above */
  bool part;               /* "of which": counted in another row of the table too, left out of sums */
  bool *previous_hidden;   /* as `hidden`, of `previous` */
} TableRow;

typedef struct FigureTable {
  Text id, title;  /* "received-by-procedure"; "Complaints received by procedure and stage" */
  Text definition; /* one sentence under the table: what is counted, on which basis */
  FigureBasis basis;
  Text period; /* where it differs from the report's; may be empty */
  const Text *columns, *column_labels;
  size_t column_count;
  int total_column; /* index of the column that is the sum of those before it; -1: none */
  Text rows_label;  /* heading of the first column: "Procedure" */
  TableRow *rows;
  size_t row_count;
  bool additive; /* its total row is the sum of the others */
} FigureTable;

/* A share with its words and the earlier period's. */
typedef struct FigureRate {
  Text id, title, definition;
  FigureBasis basis;
  Share now;
  Share previous; /* of: 0 and has_previous false: not known */
  bool has_previous;
  bool change;             /* n is a difference, `of` the earlier figure: "change-in-total" */
  bool hidden;             /* in a published copy */
  Text table, row, column; /* where n stands, for the cases behind it; may be empty */
  bool previous_hidden;    /* as `hidden`, of `previous` */
} FigureRate;

/* The row, the column; SIZE_MAX where there is none. */
size_t table_row(const FigureTable *table, Text id);
size_t table_column(const FigureTable *table, Text id);
/* INT_NONE where there is no such cell. */
int64_t table_cell(const FigureTable *table, Text row, Text column);
