/* Reports: from rows to tables, sentences and charts, and from these to pages and files. A report is made
 * once, as a value; HTML, JSON, CSV and XLSX show that one value.
 *
 *   rows (figure_row) -> tally (rules/figures.h) -> tables and rates (rules/table.h) -> sections -> any
 * format */
#pragma once
#include "db/db.h"
#include "html/chart.h"
#include "rules/contradiction.h"
#include "rules/procedure.h"
#include "rules/suppress.h"

/* What a report is made from. */
typedef struct ReportSource {
  Arena *arena;
  Db *db;
  const ProcedureBook *procedures;
  const CalendarBook *calendars;
  Text council;
  Instant now;
} ReportSource;

/* What is asked for. */
typedef struct ReportAsk {
  Text name; /* annual ombudsman-letter weekly */
  Date from, to;
  const Text *services; /* names; none: the whole council */
  size_t service_count;
  bool published_copy; /* small numbers hidden, no links to cases */
  bool own; /* for a person who sees their own services alone: nothing without a service is counted */
  int64_t threshold; /* below which a number is small; 0: the council's setting, else 5 */
} ReportAsk;

/* Words or a figure that people typed into a box of the report; kept between runs (table report_note). */
typedef struct Narrative {
  Text slot;  /* "learning" */
  Text label; /* "What we learned" */
  Text hint;
  Text body; /* may be empty */
} Narrative;

typedef enum ReportPartKind {
  PART_PARAGRAPH, /* text */
  PART_BULLETS,   /* items */
  PART_TABLE,     /* table, with its definition below */
  PART_CHART,     /* chart; its table follows it as a part of its own */
  PART_RATES,     /* rates: each with its n, of, earlier figure and definition, as a table */
  PART_NARRATIVE, /* narrative */
  PART_NOTE,      /* text: basis, a correction, why two figures differ */
  PART_HEADING,   /* text: a heading within the section */
  PART_LIST       /* list: cases or actions, one a row; figures are counted elsewhere */
} ReportPartKind;

/* How the cells of a column are written: as they are; as a day ("2026-06-02"); as a whole number. An empty
 * cell of any kind says that there is none. */
typedef enum ListColumnKind { LIST_WORDS, LIST_DAY, LIST_NUMBER } ListColumnKind;
typedef struct ListColumn {
  Text id, label; /* "due"; "Due" */
  ListColumnKind kind;
} ListColumn;
typedef struct ListLine {
  Text reference;    /* of the case, for a link from its first cell; may be empty */
  const Text *cells; /* one a column */
} ListLine;
/* Cases or actions behind a working list, most pressing first. */
typedef struct ReportList {
  Text id, title; /* "late"; "Late cases": caption and name of the sheet */
  Text empty;     /* what is said where there are no lines: "No late cases this week." */
  const ListColumn *columns;
  size_t column_count;
  const ListLine *lines;
  size_t line_count;
} ReportList;

typedef struct ReportPart {
  ReportPartKind kind;
  Text text;
  const Text *items;
  size_t item_count;
  const FigureTable *table;
  int share_of; /* PART_TABLE: each cell is also shown as a share of this column of its row;
                   SHARE_OF_TOTAL_ROW: of the total row; SHARE_NONE */
  const Chart *chart;
  const FigureRate *const *rates;
  size_t rate_count;
  const Narrative *narrative;
  const ReportList *list;
} ReportPart;
#define SHARE_NONE (-1)
#define SHARE_OF_TOTAL_ROW (-2)

typedef struct ReportSection {
  Text id, title; /* "received", "Complaints received" */
  ReportPart *parts;
  size_t part_count;
} ReportSection;

/* A figure that was published and is counted differently now. */
typedef struct ReportCorrection {
  Text table, row, column;
  int64_t published, now;
} ReportCorrection;

#define REPORT_TABLES_MAX 48
#define REPORT_RATES_MAX 160
#define REPORT_SECTIONS_MAX 24

typedef struct Report {
  ReportAsk ask;
  Text title;       /* "Annual complaints report 2018/19" */
  Text period;      /* "2018/19", "1 April 2018 to 30 June 2018" */
  Text period_long; /* "1 April 2018 to 31 March 2019" */
  Text before;      /* "2017/18"; empty: nothing is known of the earlier period */
  Text scope; /* "Children's Social Care Services and Placements and Specialist Services"; "the whole council"
               */
  Text council;
  Instant made;
  FigureTable *tables; /* all tables, those without a place in a section too */
  size_t table_count;
  FigureRate *rates;
  size_t rate_count;
  ReportSection *sections;
  size_t section_count;
  FindingList findings;
  Suppressed suppressed; /* of a published copy */
  Text compared_with; /* reference of the publication whose frozen figures stand as the earlier ones; or empty
                       */
  Date compared_published;             /* when that was published */
  const ReportCorrection *corrections; /* of the earlier period since then */
  size_t correction_count;
} Report;

/* Makes the report. ERROR_INVALID: no such report, a period that is none (from after to, more than 10 years),
 * or no such service (with the nearest spelling). Within a read transaction or outside of any. */
Error report_make(const ReportSource *source, const ReportAsk *ask, Report *report) MUST_USE;
/* Whether anything that figures count was opened in the days from..to. */
Error report_has_records(const ReportSource *source, Date from, Date to, bool *any) MUST_USE;
/* The names that report_make knows, NULL-ended. */
extern const char *const REPORT_NAMES[];

/* By its id; NULL where the report has none such. */
const FigureTable *report_table(const Report *report, Text id);
const FigureRate *report_rate(const Report *report, Text id);
/* "71% (36 of 51)"; "none of 1 (0%)"; the empty text where hidden or of is 0. */
Text share_words(Arena *arena, Share share);

/* The case numbers behind a cell of a table, in order of day; at most `most`, *total of them in all. The
 * cell's row and column are ids; "total" rows and columns are understood. ERROR_NOT_FOUND: there is no such
 * cell. */
typedef struct FigureCase {
  int64_t case_id;
  Date opened, ended;
  int32_t number;
} FigureCase;
Error report_cases(const ReportSource *source, const ReportAsk *ask, Text table, Text row, Text column,
                   size_t most, const FigureCase **cases, size_t *count, size_t *total) MUST_USE;

/* The key under which the words of a report are kept: "2018-04-01/2019-03-31", and "/" with the services. */
Text report_period_key(Arena *arena, const ReportAsk *ask);
/* The services as one text, sorted, joined by ";"; empty: the whole council. */
Text report_scope_key(Arena *arena, const ReportAsk *ask);
/* CSV of every row that the report counts: reference, what it is, days, outcome, verdict, procedure, service.
 * What is frozen beside the figures, so that a later difference can be named case by case. */
Error report_counted_rows(const ReportSource *source, const ReportAsk *ask, Buffer *out) MUST_USE;
/* Which cases make the difference between two such lists, in sentences: "CSC-2018-0003, stage 1: its answer
 * was sent on 3 May 2018, not on 30 April 2018." At most 200. */
Error report_rows_compared(Arena *arena, Text frozen, Text now, const Text **sentences,
                           size_t *count) MUST_USE;

/* ---- formats ---- */

/* The contract's JSON ("Report figures as JSON"), with previous figures, definitions and findings beside. */
void report_json(const Report *report, Buffer *out);
/* All tables one after the other: a line with the table's id and title, a header row, its rows; then the
 * rates. RFC 4180, UTF-8 with a byte-order mark, formulas made harmless. */
void report_csv(const Report *report, Buffer *out);
/* One sheet a table, a sheet of rates, a sheet of definitions; typed cells. */
Error report_xlsx(const Report *report, Arena *arena, Text *bytes) MUST_USE;

/* What the HTML links to; NULL functions: no links, no forms. */
typedef struct ReportLinks {
  const void *context;
  /* Address of the cases behind a cell; an empty address: no link. */
  Url (*cases)(const void *context, Arena *arena, const FigureTable *table, Text row, Text column);
  /* Address at which a narrative box is edited. */
  Url (*edit)(const void *context, Arena *arena, const Narrative *narrative);
  /* Address of a case's page, by its reference. */
  Url (*case_page)(const void *context, Arena *arena, Text reference);
} ReportLinks;
/* A list as HTML: a table with a caption, or the words of an empty one. */
void write_report_list(Writer *writer, Arena *arena, const ReportList *list, const ReportLinks *links);
/* The report as HTML: the content of <main>, from its h1 on. */
void report_html(Writer *writer, Arena *arena, const Report *report, const ReportLinks *links);
