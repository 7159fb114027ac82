/* Reading CSV: RFC 4180, with every mistake placed. */
#pragma once
#include "base/base.h"

typedef struct CsvRow {
  const Text *cells;
  size_t count;
  int line; /* on which the row begins, from 1 */
} CsvRow;

typedef struct CsvTable {
  CsvRow header;
  const CsvRow *rows;
  size_t count;
} CsvTable;

/* Reads a whole file: a byte-order mark is allowed, quoted cells may hold line ends, rows may end in LF or
 * CRLF. ERROR_INVALID "line:column" words: wrong UTF-8, a quote in an unquoted cell, text behind a closing
 * quote, an unended quote, no header, a row of more than a million cells. A row with too many or too few
 * cells is left to the caller (it has the line). Empty lines are skipped. */
Error csv_read(Arena *arena, Text bytes, CsvTable *table) MUST_USE;

/* What is done with a row; its cells stand until it returns, and an error ends the reading. */
typedef Error CsvRowHandler(void *context, const CsvRow *row);
/* The same file row by row, the header first, for those too large to be held whole; a file without any row
 * is none that is refused. */
Error csv_each(Arena *arena, Text bytes, CsvRowHandler *handler, void *context) MUST_USE;
CsvRow csv_row_copy(Arena *arena, const CsvRow *row);
