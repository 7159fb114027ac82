/* What people add to reports, and what is frozen of them. */
#pragma once
#include "casework/ledger.h"

/* A box of a report: a new version of its words or figure; the old ones stay. `period` is
 * "2018-04-01/2019-03-31" and, where the report is of some services, "/" and their names joined by ";" (see
 * report_period_key). The body may be empty: that takes the words away. At most 20,000 bytes. Needs
 * PERMISSION_PUBLISH. */
Error report_note_put(Ctx *ctx, Text report, Text period, Text slot, Text body) MUST_USE;
/* The same, where the box still has as many versions as the person has seen; else ERROR_CONFLICT. */
Error report_note_put_after(Ctx *ctx, Text report, Text period, Text slot, Text body,
                            int64_t versions) MUST_USE;
typedef struct ReportNote {
  Text slot, body;
  Instant at;
  UserId by;
} ReportNote;
/* All versions of all boxes, the oldest first. */
Error report_notes(Ctx *ctx, Text report, Text period, const ReportNote **notes, size_t *count) MUST_USE;

/* Figures of other authorities for the comparison with neighbours. */
typedef struct Comparator {
  Text year, authority, measure; /* "2018-19"; "lgsco-received-education-and-childrens" */
  int64_t value;
} Comparator;
/* Those of a year, by measure and authority. */
Error comparators(Ctx *ctx, Text year, const Comparator **rows, size_t *count) MUST_USE;
Error comparator_put(Ctx *ctx, const Comparator *comparator) MUST_USE;
Error comparator_remove(Ctx *ctx, const Comparator *comparator) MUST_USE;

/* A report as it is frozen. */
typedef struct Publication {
  Text report, title, scope; /* "annual"; services joined by ";", empty: the whole council */
  Date from, to;
  Text figures; /* the whole report as JSON (report_json), nothing hidden */
  Text copy;    /* the published copy as JSON: small numbers hidden */
  Text cases;   /* CSV of every row that was counted (report_counted_rows) */
  Text page;    /* the published copy as HTML */
} Publication;
/* Writes it to the ledger as a case file of kind "publication": event PUBLISHED with the texts' commitments
 * in the chain and the hash of the figures. Never changed, never in lists of cases. Needs PERMISSION_PUBLISH,
 * but for the program itself (kept weekly lists). Where the same person made it within the last minute with
 * the same figures (a weekly list: whatever they are), or the program keeps a list that was kept today
 * already, that one is given. */
Error publication_make(Ctx *ctx, const Publication *publication, Text *reference) MUST_USE;

typedef struct PublicationRow {
  CaseId id;
  Text reference, report, title, scope, hash, by;
  Date from, to, published;
  Instant recorded;
} PublicationRow;
/* The newest first; at most 200. */
Error publications(Ctx *ctx, Text report, const PublicationRow **rows, size_t *count) MUST_USE;
/* One of them with a frozen text: figures copy cases page. ERROR_NOT_FOUND. */
Error publication_open(Ctx *ctx, Text reference, const char *slot, PublicationRow *row, Text *text) MUST_USE;
/* The last one of a report for a period and scope; *found false: none. */
Error publication_last(Ctx *ctx, Text report, Date from, Date to, Text scope, PublicationRow *row,
                       bool *found) MUST_USE;
