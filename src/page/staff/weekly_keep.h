/* Keeping the weekly list: the same for the button on its page and for the job of Monday morning. */
#pragma once
#include "casework/publication.h"
#include "report/weekly.h"

/* What reports are made from, at this moment. */
ReportSource weekly_source(const Ctx *ctx);
/* The list of the week of this moment; service empty: the whole council. */
Error weekly_make(Ctx *ctx, Text service, Report *report) MUST_USE;
/* The sheet of the list with links to the pages of its cases. */
void weekly_sheet(Writer *writer, Arena *arena, const Report *report);
/* Freezes it in the ledger: figures, rows and the sheet itself. Needs PERMISSION_PUBLISH, but for the program
 * itself. */
Error weekly_keep(Ctx *ctx, Text service, Text *reference) MUST_USE;
