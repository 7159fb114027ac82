/* CSV: RFC 4180 in and out, with every mistake placed. */
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
/* One cell, quoted where needed, with a leading ' where a spreadsheet would read a formula (= + - @ tab, CR,
 * also full-width and behind blanks or quotes). */
void csv_cell(Buffer *out, Text value);
/* A cell with a number, which is no formula whatever its sign. */
void csv_number(Buffer *out, int64_t number);
void csv_end_row(Buffer *out);
