/* What the template of the index of reports is given. */
#pragma once
#include "page/staff/report.h"

typedef struct IndexView {
  ReportView base;
  Asked asked;
  const Text *services; /* chosen */
  size_t service_count;
  const PublicationRow *published;
  size_t published_count;
  const int *years; /* in which financial years begin that have records, the newest first */
  size_t year_count;
} IndexView;

/* The reports that this person may make. */
ChoiceList report_choices(const IndexView *view);
/* The last financial years, and other dates. */
ChoiceList year_choices(const IndexView *view);
void write_service_boxes(Writer *writer, const IndexView *view);
/* "1 Apr 2018 to 31 Mar 2019" */
Text publication_days(Arena *arena, const PublicationRow *row);
