/* What the template of the cases behind a figure is given. */
#pragma once
#include "casework/figure_cases.h"
#include "page/staff/report.h"

typedef struct CasesView {
  ReportView base;
  const FigureTable *figure;
  Text row, column; /* their labels */
  const FigureCase *cases;
  const VisibleCase *found; /* one a case */
  size_t count, total, visible;
} CasesView;

/* The name of its service; the empty text where it has none. */
Text visible_service(const CasesView *view, const VisibleCase *found);
