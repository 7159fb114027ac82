/* What the template of other authorities' figures is given. */
#pragma once
#include "page/staff/report.h"

typedef struct NeighboursView {
  ReportView base;
  Asked asked;
  Text year; /* "2018-19" */
  const Comparator *rows;
  size_t count;
} NeighboursView;

/* "Received by the Ombudsman: education and children’s services" */
Text measure_words(Arena *arena, Text measure);
