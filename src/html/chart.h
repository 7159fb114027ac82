/* Charts: one description, drawn as SVG here and by whatever else draws (documents). A chart never stands
 * without its table. No colour carries meaning alone: every bar has its number, every series its name and
 * pattern. */
#pragma once
#include "html/writer.h"

typedef enum ChartKind {
  CHART_BARS,    /* horizontal bars, one number a label */
  CHART_STACKED, /* horizontal bars, several series a label, with the numbers in the parts */
  CHART_COLUMNS  /* upright columns over time, one or two series */
} ChartKind;

typedef struct ChartSeries {
  Text name;             /* "Not upheld" */
  const int64_t *values; /* one a label; INT_NONE: no value */
} ChartSeries;

#define CHART_SERIES_MAX 4
typedef struct Chart {
  Text id;      /* unique on the page: "causes" */
  Text title;   /* states the finding: "Service quality was the most common cause: 18 of 51" */
  Text summary; /* for those who cannot see it: the main numbers in a sentence or two */
  ChartKind kind;
  const Text *labels;
  size_t label_count;
  const ChartSeries *series; /* 1 to CHART_SERIES_MAX */
  size_t series_count;
  Text unit; /* "complaints"; may be empty */
} Chart;

/* <figure class="app-chart"><svg role="img" aria-labelledby=…>…</svg></figure>. Width 720 units, as high as
 * its labels need; scales to its container and prints. Values are 0 or more; a chart without labels writes
 * nothing. */
void chart_svg(Writer *writer, const Chart *chart);
/* The largest value (or sum of a stacked bar), rounded up to a scale of at most 10 steps, and the step: 18 →
 * 20 by 2. At least 1. */
typedef struct ChartScale {
  int64_t top, step;
} ChartScale;
ChartScale chart_scale(const Chart *chart);
