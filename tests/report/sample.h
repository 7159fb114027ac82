/* A small report with everything that a format can trip over: names that look like formulas, hidden figures
 * of both periods, figures that do not apply, a table without earlier figures, a change that is negative,
 * lists. */
#pragma once
#include "report/report.h"

/* Its texts stand for the whole run; each call gives cells of its own. */
Report sample_report(Arena *arena, bool published);
