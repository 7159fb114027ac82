/* Writing CSV: RFC 4180, for spreadsheets and programs alike. */
#pragma once
#include "base/buffer.h"

/* The byte-order mark, by which Excel knows UTF-8, and the row of column names. */
void csv_begin(Buffer *out, const char *const *columns, size_t count);
/* One cell, quoted where needed, with a leading ' where a spreadsheet would read a formula (= + - @ tab, CR,
 * also full-width and behind blanks or quotes). */
void csv_cell(Buffer *out, Text value);
/* A cell with a number, which is no formula whatever its sign. */
void csv_number(Buffer *out, int64_t number);
void csv_end_row(Buffer *out);
