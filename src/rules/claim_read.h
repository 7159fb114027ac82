/* What stands behind contradiction.h: the numbers that people wrote in a text, the figures of the report that
 * they are held against, and the list that findings are added to. */
#pragma once
#include "rules/contradiction.h"

/* ---- numbers in a text -------------------------------------------------------------------------------- */

typedef enum ReadKind {
  READ_PERCENT, /* "24%", "24 %", "24 per cent", "24.5 percent" */
  READ_POINTS,  /* "13 percentage points" */
  READ_OUT_OF   /* "12 out of 51", "12 of the 51", "12/51", "out of the 51 received, 12" */
} ReadKind;

typedef struct ReadNumber {
  ReadKind kind;
  int64_t value;  /* of a percentage: 245 with one decimal is 24.5% */
  int decimals;   /* 0 to 2 */
  int64_t n, of;  /* of READ_OUT_OF; of a percentage those written with it: "16 (24%)", "24% of 51"; else
                     INT_NONE */
  bool change;    /* it is said of a rise or a fall: "decreased by 16 (24%)", "a 25% reduction" */
  bool beside_of; /* the word "of" stands before or after the percentage */
  bool target;    /* "a target of 85%": no figure of the past */
  size_t from, to, sentence_from, sentence_to; /* bytes of the text; a sentence is cut where it is long */
  Text before, after; /* of the same sentence, up to the percentage before and after */
  Text quote;         /* a few words around it, in one line */
} ReadNumber;
typedef struct ReadList {
  ReadNumber *items;
  size_t count;
} ReadList;

/* The numbers of a text that can be checked, in their order. Bare counts are none, nor are dates, years, sums
 * of money, ranges ("12%-15%"), "page 2 of 3", "24/7" and "1/2". */
ReadList claim_read(Arena *arena, Text words);
/* Whether the word, in any case of letters, stands in the text between other characters than letters and
 * digits. White space of any length is one space. */
bool claim_has_words(Text text, Text words);
/* The bytes of these words where they stand in the text at this byte; 0: they do not. */
size_t claim_words_at(Text text, size_t at, Text words);
/* Whether the text has one of these, which stand between bars: "on time|in time". */
bool claim_has_any(Text text, const char *words);
/* Whether the text begins, ends with these words. */
bool claim_starts_with(Text text, Text words);
bool claim_ends_with(Text text, Text words);
/* Splits off the first word of *rest, without the punctuation around it; false at the end. */
bool claim_next_word(Text *rest, Text *word);

/* ---- figures of the report ---------------------------------------------------------------------------- */

typedef struct KnownShare {
  Share share;
  const FigureRate *rate; /* NULL: a cell of a table */
  bool loose;             /* of all that a table counts: enough for "16 of 67", too much for a mere "24%" */
} KnownShare;

typedef struct KnownChange {
  int64_t now, earlier;
  bool headline; /* a total or a rate of the report, not any cell */
} KnownChange;

/* A cell that people divide by. */
typedef struct KnownBase {
  int64_t of;
  const FigureTable *table;
  size_t row, column;
  bool previous;
} KnownBase;

typedef struct Finder {
  Arena *arena;
  const FigureTable *tables;
  const FigureRate *rates;
  size_t table_count, rate_count;
  KnownShare *shares;
  KnownChange *changes;
  KnownBase *bases;
  size_t share_count, share_room, change_count, change_room, base_count, base_room;
  Finding *items;
  size_t count, room;
} Finder;

#define T(text) TEXT_ARGUMENTS(text)

/* Adds a finding; the same words of the same place stand once. */
void finder_add(Finder *finder, FindingKind kind, bool blocks, Text where, Text words);
/* NULL where the report has no such table. */
const FigureTable *finder_table(const Finder *finder, Text id);
/* The names for people; the id where there is none. */
Text row_called(const TableRow *row);
Text column_called(const FigureTable *table, size_t column);
/* The total row's cell, else the sum of the rows that count; INT_NONE where a cell is hidden or too large. */
int64_t column_total(const FigureTable *table, size_t column);
/* Whether its sums are what a share is of: not where one complaint may stand under several causes, and not
 * over stages. */
bool table_adds_up(const FigureTable *table);
/* The sum over the rows that are no totals and no parts of others. */
int64_t column_sum(const FigureTable *table, size_t column);

/* Whether the share is `value` with that many decimals, half up; whether some whole number of `of` can be. */
bool share_is(Share share, int64_t value, int decimals);
bool value_is_possible(int64_t value, int decimals, int64_t of);

/* ---- what a rate is about ------------------------------------------------------------------------------ */

/* Whether the sentence uses the words that people use of this rate. */
bool rate_is_spoken_of(Text sentence, const FigureRate *rate);

/* What the report has for the rate that a percentage is said of. */
typedef struct Topic {
  bool spoken_of; /* its clause speaks of a rate that the report gives */
  bool fits;      /* and the percentage is that rate, now or before, or where the clause denies it the rest */
  Text right;     /* "71% (36 of 51) for “Stage 1 answered on time”" */
} Topic;
/* `words`: the whole text that the number was read in. Clauses about a single month, service or cause, about
 * other councils or about what is aimed at speak of no rate. */
Topic topic_of(const Finder *finder, Text words, const ReadNumber *read);

/* Two rates of one name with different bases: explained by the report itself, but not where a text gives one
 * of them without its base. */
void twins_find(Finder *finder, const Claim *claims, const ReadList *reads, size_t count);
/* "We received 52 stage 1 complaints": the bare counts of a text that are said to have been received. */
void counts_find(Finder *finder, const Claim *claim);

/* The findings of the tables and rates; of the texts. */
void tables_find(Finder *finder);
void claims_find(Finder *finder, const Claim *claims, size_t count);
