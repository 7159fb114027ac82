/* The list of open cases, the search and the rows that both share. */
#pragma once
#include "page/staff/staff.h"

typedef struct CaseList {
  Ctx ctx;
  Request *request;
  Asked asked; /* the filters, as the address says */
  ListFilter filter;
  ListSort sort;
  int64_t page, page_size, total;
  const ListRow *rows;
  const Text *kinds; /* of the rows that have no procedure */
  size_t count;
} CaseList;

/* A download called NAME-2026-06-02.csv; ERROR_LIMIT where this person has had too many. */
Error download_begin(Request *request, Response *response, const Ctx *ctx, const char *name) MUST_USE;
/* A list without one of its filters, from its first page. */
Url address_without(const Request *request, const char *path, const char *name, const char *and_with);

/* Late, due soon or in time, of something that is open. */
Tag due_tag(int32_t days_left);
/* The row's status as a tag: late, due soon, in time, paused. */
Tag row_tag(const ListRow *row);
/* "Anonymous", "Name not given" or the name. */
Text row_person(const ListRow *row);
/* A heading that sorts by a column; `down` is the other direction of the same. */
void list_heading(Writer *writer, const CaseList *list, const char *text, const char *up, const char *down);
/* The filters chosen, each with the address of the list without it. */
FilterTags list_tags(const CaseList *list);
/* What the filters offer. */
ChoiceList procedure_list(const CaseList *list);
ChoiceList owner_list(const CaseList *list);
/* The chosen filters once more, in the sentence of an empty list. */
void list_tags_or_none(Writer *writer, const CaseList *list);
/* The list's address with the filters of this page: "/staff/cases.csv". */
Url list_address(const CaseList *list, const char *path);
/* How many are shown of how many, and the links to the other pages. */
void list_pages(Writer *writer, const CaseList *list);

typedef struct SearchView {
  Ctx ctx;
  Text words;
  const ListRow *rows;
  size_t count;
} SearchView;

typedef struct WorkRows {
  const ListRow *rows;
  const Text *kinds; /* as of CaseList */
  size_t count;
} WorkRows;

typedef struct WorkView {
  Ctx ctx;
  Request *request;
  WorkCounts counts;
  WorkRows mine, untriaged, unassigned;
  WorkRows scope; /* of those who do not sort and assign: the most pressing that they may see */
} WorkView;
/* The rows that wait for somebody else. */
size_t work_waiting(const WorkView *view);
