/* Components for casework: those of the Ministry of Justice that need no script, and our own. As in
 * html/components.h, what is left out is zero and empty text is "not given". A pair _open and _close stands
 * around what the page writes. */
#pragma once
#include "html/components.h"

/* ---- Ministry of Justice ------------------------------------------------------------------------ */

/* One fact about risk or need, sparingly: "Child under 18". */
typedef struct Badge {
  Text text;
  Text classes; /* moj-badge--red … */
} Badge;
/* Within a line. */
void moj_badge(Writer *writer, const Badge *badge);

typedef enum AlertKind { ALERT_INFORMATION, ALERT_SUCCESS, ALERT_WARNING, ALERT_ERROR } AlertKind;
/* A message above the page's heading. One of success or error has the role alert, so at most one of them. */
typedef struct Alert {
  AlertKind kind;
  Text title; /* said by screen readers, and shown where there is nothing else */
  Text text;
  Html html;
  bool title_as_heading;
} Alert;
/* Stands above the heading of the page. */
void moj_alert(Writer *writer, const Alert *alert);

/* moj_timeline_open, items from the newest on, moj_timeline_close. */
typedef struct TimelineItem {
  Text title;
  Text by;
  Text when;      /* "19 May 2026 at 9:32am"; a day alone where the time is not known */
  Text timestamp; /* "2026-05-19T08:32:00Z" or "2026-05-19" */
  Text text;
  Html html;
  int title_level; /* 2 */
  Text id, classes;
} TimelineItem;
/* The items stand between open and close. */
void moj_timeline_open(Writer *writer, Text classes);
void moj_timeline_item(Writer *writer, const TimelineItem *item);
void moj_timeline_close(Writer *writer);

typedef struct FilterTag {
  Text text;
  Url remove; /* the list without this filter */
} FilterTag;
typedef struct FilterGroup {
  Text heading;
  const FilterTag *tags;
  size_t tags_count;
  bool omit;
} FilterGroup;
/* The filters chosen so far, as links that take them away. Nothing where no group has a tag. */
typedef struct FilterTags {
  Text heading; /* "Selected filters" */
  Url clear;    /* the list without any */
  const FilterGroup *groups;
  size_t groups_count;
} FilterTags;
/* Also used by moj_filter_open. */
void moj_filter_tags(Writer *writer, const FilterTags *tags);
/* Stands in <form method="get">; the fields are written between open and close. */
typedef struct Filter {
  Text heading; /* "Filter" */
  Text submit;  /* "Apply filters" */
  FilterTags selected;
} Filter;
/* With its heading, the chosen filters and the button. */
void moj_filter_open(Writer *writer, const Filter *filter);
void moj_filter_close(Writer *writer);

typedef struct SubNavigationItem {
  Text text;
  Url href;
  bool current, omit;
} SubNavigationItem;
typedef struct SubNavigation {
  Text label; /* "Case"; required, one of its kind on the page */
  const SubNavigationItem *items;
  size_t items_count;
} SubNavigation;
/* The second level of navigation, as links. */
void moj_sub_navigation(Writer *writer, const SubNavigation *navigation);

/* "Showing 26 to 50 of 112 cases" and links to the pages where there are two or more. */
typedef struct PagedList {
  int64_t page, page_size, total; /* pages count from 1 */
  Text what;                      /* "cases"; "results" */
  Text path;                      /* "/staff/cases" */
  Text query;                     /* percent-encoded, without page: "due=late&sort=due"; may be empty */
  Text landmark_label;
} PagedList;
/* The addresses are made in the arena. */
void moj_pagination(Writer *writer, Arena *arena, const PagedList *list);

/* A heading with one or two buttons beside it. */
typedef struct PageHeader {
  Text heading, caption; /* the caption stands above the heading, within it */
  Text heading_classes;  /* "govuk-heading-xl" */
  int level;             /* 1 */
  const Button *items;
  size_t items_count;
} PageHeader;
/* The actions are links or buttons of the form around it. */
void moj_page_header_actions(Writer *writer, const PageHeader *header);

typedef struct IdentityBar {
  Text title;
  Html title_html;
  const Button *items; /* actions */
  size_t items_count;
} IdentityBar;
/* Who or what the pages are about. */
void moj_identity_bar(Writer *writer, const IdentityBar *bar);

/* A box with a coloured edge for each stage: classes moj-ticket-panel__content--blue, --red, --orange … */
void moj_ticket_panel_open(Writer *writer, Text label, Text classes);
void moj_ticket_panel_close(Writer *writer);

typedef struct Message {
  bool sent; /* by the reader's own side: on the right */
  Text sender, when, timestamp;
  Text text; /* lines are kept */
  Html html;
  Text id;
} Message;
/* The messages stand between open and close, the oldest first. */
void moj_messages_open(Writer *writer, Text label);
void moj_message(Writer *writer, const Message *message);
void moj_messages_close(Writer *writer);

/* ---- our own ------------------------------------------------------------------------------------- */

typedef enum DueLevel { DUE_PLAIN, DUE_OK, DUE_SOON, DUE_LATE, DUE_PAUSED } DueLevel;
/* A date that matters: the day in bold, words under it, a coloured bar beside. Never without words. */
typedef struct DueDate {
  Text date;  /* "2 Jun 2026" */
  Text iso;   /* "2026-06-02"; none: no <time> */
  Text words; /* "3 working days late" */
  DueLevel level;
} DueDate;
/* Within a line, a cell or a fact. */
void app_due(Writer *writer, const DueDate *due);

typedef enum TrackState { TRACK_NEXT, TRACK_NOW, TRACK_DONE } TrackState;
typedef struct TrackItem {
  Text title;
  TrackState state;
  Text state_words; /* "Next", "Now", "Done" */
  Text text;
  Html html;
  bool omit;
} TrackItem;
/* Fixed steps in their order, each with its state in words. */
typedef struct Tracker {
  const TrackItem *items;
  size_t items_count;
  int title_level; /* 2 */
} Tracker;
/* An ordered list. */
void app_tracker(Writer *writer, const Tracker *tracker);

typedef struct Fact {
  Text term;
  Text text;
  Html html;
  bool omit;
} Fact;
/* A grey row of terms and what they are: the head of a case. */
typedef struct Facts {
  const Fact *items;
  size_t items_count;
} Facts;
/* A definition list; or each fact written between its open and close. */
void app_facts(Writer *writer, const Facts *facts);
void app_facts_open(Writer *writer);
void app_fact_open(Writer *writer, Text term);
void app_fact_close(Writer *writer);
void app_facts_close(Writer *writer);

/* Around every table: scrolls sideways on small screens, also by keyboard. The label is its caption. */
void app_scroll_open(Writer *writer, Text label);
void app_scroll_close(Writer *writer);

/* A number with its label, for the dashboard. */
typedef struct Count {
  int64_t number;
  Text label; /* 20 characters at most */
  Url href;
  DueLevel level;
} Count;
/* An <li> of <ul class="app-counts">. */
void app_count(Writer *writer, const Count *count);
typedef enum SortOrder { SORT_NONE, SORT_ASCENDING, SORT_DESCENDING } SortOrder;
typedef struct SortHeading {
  Text text;
  Url href;
  SortOrder order;
  bool numeric;
} SortHeading;
/* A <th> with a link that sorts the whole list; it tells how the list is sorted now. */
void app_sort_heading(Writer *writer, const SortHeading *heading);
