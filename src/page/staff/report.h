/* The pages of reports: what is asked for, who may see how much of it, addresses. */
#pragma once
#include "casework/publication.h"
#include "page/staff/staff.h"
#include "report/report.h"

typedef struct ReportView {
  Ctx ctx;
  Request *request;
  Response *response;
  ReportSource source;
  ReportAsk ask;
  bool own_service; /* the person sees one service alone, and the scope cannot be chosen */
  bool sees_all;    /* all cases */
  bool may_publish, may_export;
  Url back;      /* of the page */
  Report report; /* after report_count */
} ReportView;

/* Who asks, and for what: report, period and services of the address. The period is the last whole financial
 * year where the address has none; a service manager's scope is their own service. ERROR_DENIED: a report or
 * scope that is not theirs. */
Error report_open(Request *request, Response *response, ReportView *view) MUST_USE;
/* Makes the report of the view. */
Error report_count(ReportView *view) MUST_USE;
/* The address of a page of this report, "" for the report itself, ".csv", "/cases"; `more` is further query,
 * percent-encoded, and may be empty. */
Url report_address(const ReportView *view, const char *piece, Text more);
/* The first and the last day of the financial year that begins in April of `year`. */
void financial_year(int year, Date *from, Date *to);
/* The year in which the last whole financial year before the day began. */
int last_financial_year(Date day);

/* Frame, content, frame. */
Error report_show(const ReportView *view, Text title, bool wrong, int status,
                  void (*template)(Writer *writer, const void *page), const void *page) MUST_USE;
/* The notice of ?done=CODE on the pages of reports. */
void report_done(Writer *writer, const Request *request);
/* What must be looked at before publishing, in two groups; nothing where there is nothing. */
void report_findings(Writer *writer, const ReportView *view);
/* How many findings must be answered. */
size_t report_blocking(const Report *report);
/* The name of the table or box that a finding is about. */
Text report_place(const Report *report, Text where);
