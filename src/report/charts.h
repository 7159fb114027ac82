/* Inside report only: charts from the report's tables. NULL where there is nothing to draw, or where a number
 * of it is hidden. */
#pragma once
#include "report/build.h"

const Chart *chart_months(Build *build);         /* received, this period beside the earlier one */
const Chart *chart_services(Build *build);       /* stage 1, 2, 3 and the Ombudsman of each service */
const Chart *chart_causes(Build *build);         /* each cause */
const Chart *chart_outcomes(Build *build);       /* not upheld, partly upheld, upheld of each stage */
const Chart *chart_months_on_time(Build *build); /* answered and on time, by month */
const Chart *chart_actions(Build *build);        /* actions by type */
const Chart *chart_neighbours(Build *build);     /* the same measure of other authorities */
