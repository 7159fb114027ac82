/* Spreadsheets (XLSX) by libxlsxwriter: typed cells, one header row a sheet, no merged cells. Written row by
 * row in constant memory. */
#pragma once
#include "base/base.h"

typedef struct Spreadsheet Spreadsheet;

typedef enum CellKind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_PERCENT, CELL_DATE, CELL_MONEY } CellKind;
typedef struct Cell {
  CellKind kind;
  Text text;      /* CELL_TEXT: stays text, whatever it begins with */
  int64_t number; /* CELL_NUMBER; CELL_PERCENT: whole per cent; CELL_MONEY: pence */
  Date date;
  bool strong; /* bold */
} Cell;

/* What the file says about itself. */
typedef struct SpreadsheetAbout {
  Text title, author; /* "Annual report 2018/19"; the council */
  Instant made;       /* the same input gives the same bytes */
} SpreadsheetAbout;

/* A new file of its own in the temporary folder, readable by its owner alone. ERROR_IO. */
Error spreadsheet_new(Arena *arena, const SpreadsheetAbout *about, Spreadsheet **sheet) MUST_USE;
/* A further sheet. The name is cut to 31 characters, its forbidden characters become spaces, a taken one gets
 * a number. Widths in characters, one a column, 0: as is. The first row stays in view. */
Error spreadsheet_sheet(Spreadsheet *sheet, Text name, const int *widths, size_t width_count) MUST_USE;
Error spreadsheet_row(Spreadsheet *sheet, const Cell *cells, size_t count) MUST_USE;
/* Header cells: bold texts. */
Error spreadsheet_header(Spreadsheet *sheet, const Text *names, size_t count) MUST_USE;
/* Ends it and gives its bytes, at most `maximum`, ERROR_LIMIT beyond; the file is gone afterwards. */
Error spreadsheet_bytes(Spreadsheet *sheet, Arena *arena, size_t maximum, Text *bytes) MUST_USE;
/* Ends it and moves it to the path (the command line's --output). The path's old file is replaced whole or
 * not at all. */
Error spreadsheet_save(Spreadsheet *sheet, Arena *arena, Text path) MUST_USE;
/* Drops what was not ended; NULL is harmless. */
void spreadsheet_drop(Spreadsheet *sheet);
void spreadsheet_drop_at(Spreadsheet **sheet);
#define AUTO_SPREADSHEET __attribute__((cleanup(spreadsheet_drop_at))) Spreadsheet *
