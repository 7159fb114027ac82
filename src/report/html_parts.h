/* Inside report only: the pieces of a report's HTML. */
#pragma once
#include "html/casework_components.h"
#include "report/report.h"

#define RAW(writer, literal) write_raw((writer), "" literal "", sizeof(literal) - 1)

typedef struct ReportPage {
  Writer *writer;
  Arena *arena;
  const Report *report;
  const ReportLinks *links; /* NULL: none */
} ReportPage;

/* A table with its definition and what its signs mean under it. */
void html_table(const ReportPage *page, const FigureTable *table, int share_of);
/* Rates as a table, one a row; the name of the whole is for those who do not see it. */
void html_rates(const ReportPage *page, const FigureRate *const *rates, size_t count, Text name);
/* "12,345" */
void html_number(Writer *writer, int64_t number);
/* "The day the complaint, case or action was opened" */
Text html_basis(FigureBasis basis);
