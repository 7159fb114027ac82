#include "rules/table.h"

size_t table_row(const FigureTable *table, Text id) {
  for (size_t i = 0; i < table->row_count; i++)
    if (text_equal(table->rows[i].id, id)) return i;
  return SIZE_MAX;
}

size_t table_column(const FigureTable *table, Text id) {
  for (size_t i = 0; i < table->column_count; i++)
    if (text_equal(table->columns[i], id)) return i;
  return SIZE_MAX;
}

int64_t table_cell(const FigureTable *table, Text row, Text column) {
  size_t r = table_row(table, row), c = table_column(table, column);
  return r == SIZE_MAX || c == SIZE_MAX ? INT_NONE : table->rows[r].cells[c];
}
