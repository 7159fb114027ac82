/* Inside report only: a report while it is made. */
#pragma once
#include "report/report.h"
#include "rules/clock.h"

/* The names behind the keys that figures count by. */
typedef struct NamedKey {
  FigureKey key;
  Text name;
  bool children; /* a service for children */
} NamedKey;
typedef struct NameBook {
  const NamedKey *words, *services; /* by key */
  size_t word_count, service_count;
} NameBook;
Error names_load(const ReportSource *source, NameBook *names) MUST_USE;
/* The empty text where there is none. */
Text name_of_word(const NameBook *names, FigureKey key);
Text name_of_service(const NameBook *names, FigureKey key);
/* 0 where there is none. */
FigureKey word_of_name(const NameBook *names, Text name);
/* "improve-relationships" → "Improve relationships"; a name that is no code stays as it is. */
Text name_words(Arena *arena, Text name);

typedef struct Period {
  Date from, to;
} Period;
/* The same days a year earlier; the last day of a month stays one. */
Period period_before(Period period);
/* "2018/19" for a financial year, "2018" for a calendar year, else both days. */
Text period_words(Arena *arena, Period period);
Text period_words_long(Arena *arena, Period period);
/* From 1 April to 31 March. */
bool is_financial_year(Period period);

typedef struct Build {
  const ReportSource *source;
  Arena *arena;
  Report *report;
  NameBook names;
  Period period, before;
  bool has_before; /* records reach back far enough to compare */
  Tally *now_tally, *before_tally;
  FigureScope scope, before_scope;
  const struct NoteValue *notes; /* the newest of each slot */
  size_t note_count;
  const struct UsedProcedure *procedures; /* once worked out; see build_procedures */
  size_t procedure_count;
} Build;

/* Checks what is asked for and counts. */
Error build_begin(const ReportSource *source, const ReportAsk *ask, Report *report, Build *build) MUST_USE;
/* The words typed into a slot; the empty text where there are none. */
Text build_note(const Build *build, Text slot);

/* Adds the counted table to the report with its names, order, total and the earlier figures; gives it. */
FigureTable *build_table(Build *build, FigureTableId id);
/* The id under which a key stands in a table. */
Text build_row_id(const Build *build, FigureTableId table, FigureKey key, FigureKey within);
/* All procedures that were counted now or before, in the order of the tables. */
typedef struct UsedProcedure {
  FigureKey key;
  Text id, title;
  int stages;
  const Procedure *procedure; /* in force at the end of the period; NULL: not known here */
} UsedProcedure;
size_t build_procedures(const Build *build, const UsedProcedure **procedures);
/* Works them out, once all is counted. */
void build_find_procedures(Build *build);
/* The most stages of any of them, at least 2. */
int build_stages(const Build *build);

/* Adds the rates of the contract that the report has. */
void build_rates(Build *build);
/* Those of the Ombudsman's letter alone. */
void build_letter_rates(Build *build);
/* Adds one; gives it. */
FigureRate *build_rate(Build *build, Text id, Text title, FigureBasis basis, Share now, Share before);

/* Puts the figures that were published in place of the recounted earlier ones; notes what differs. */
Error build_compare(Build *build) MUST_USE;
/* Adds the table of other authorities' published figures for the year, where there are any. */
Error build_neighbours(Build *build) MUST_USE;

/* Sections. Parts are written between section_begin and the next; texts that are empty are left out. */
typedef struct SectionWriter {
  Build *build;
  ReportPart parts[64];
  size_t count;
  ReportSection *section;
} SectionWriter;
void section_begin(SectionWriter *writer, Build *build, const char *id, const char *title);
void section_end(SectionWriter *writer);
void section_text(SectionWriter *writer, ReportPartKind kind, Text text);
void section_bullets(SectionWriter *writer, const Text *items, size_t count);
void section_table(SectionWriter *writer, const char *table, int share_of);
void section_chart(SectionWriter *writer, const Chart *chart);
void section_rates(SectionWriter *writer, const char *const *ids);
void section_narrative(SectionWriter *writer, const char *slot, const char *label, const char *hint);

/* Words, right in number and grammar; the empty text where a number in them is hidden or not known. */
/* "a 25% reduction from the previous year, when we received 68" */
Text words_change(const Build *build, int64_t now, int64_t before, const char *what);
/* "1 complaint", "51 complaints" */
Text words_count(Arena *arena, int64_t n, const char *one, const char *many);
Text join_and(Arena *arena, const Text *items, size_t count);
/* The cell's number; INT_NONE where it is hidden, does not apply or is not there. */
int64_t shown_cell(const Build *build, const char *table, const char *row, const char *column);
int64_t shown_before(const Build *build, const char *table, const char *row, const char *column);

/* The reports. */
Error report_annual(Build *build) MUST_USE;
Error report_letter(Build *build) MUST_USE;
Error report_weekly(Build *build) MUST_USE;
