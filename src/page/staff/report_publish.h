/* What the templates of publishing, and of what was published, are given. */
#pragma once
#include "page/staff/report.h"

typedef struct PublishView {
  ReportView base; /* the working copy, with all its figures */
  Report copy;     /* small numbers hidden */
  Asked asked;
  Text seen;  /* of what stands on the page: it is published as it was looked at, or not at all */
  Text cases; /* CSV of every row that was counted; only where the form was sent */
  PublicationRow last;
  bool published_before, changed;
} PublishView;

typedef struct PublishedView {
  ReportView base;
  PublicationRow row;
  Html page; /* as it was published */
  const Text *differences;
  size_t difference_count;
} PublishedView;

#define DIFFERENCES_SHOWN 200
