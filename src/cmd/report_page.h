/* A report as a page of its own: the style sheet is in it, so that the file can be sent and printed. */
#pragma once
#include "report/report.h"

/* The whole document. */
void report_page(const Report *report, Arena *arena, Buffer *out);
