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
 * quote, an unended quote, no header. A row with too many or too few cells is left to the caller (it has the
 * line). Empty lines are skipped. */
Error csv_read(Arena *arena, Text bytes, CsvTable *table) MUST_USE;
