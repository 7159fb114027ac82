/* Contradictions: what a careful reader would find wrong, found before publishing (rules 1.6 points 14 to
 * 21). */
#pragma once
#include "rules/table.h"

typedef enum FindingKind {
  FINDING_TOTALS_DIFFER, /* two figures that should be the same are not, or a total is not its sum */
  FINDING_IMPOSSIBLE,    /* no whole number of that base gives the percentage */
  FINDING_TWO_BASES,     /* a text gives one of two rates of the same name without its base */
  FINDING_WRONG_BASE,    /* a percentage that some other base gives: "24% is 16 of 67; of last year's 83 it is
                            19%" */
  FINDING_UNKNOWN_FIGURE, /* a percentage or a count in a text that no figure of the report gives */
  FINDING_EXPLAINED /* differs, rightly, and this is why: causes of stages with two causes, withdrawn ones */
} FindingKind;

typedef struct Finding {
  FindingKind kind;
  bool blocks; /* must be mended or answered before publishing */
  Text where;  /* "outcomes", or the id of the narrative box */
  Text words;  /* for the complaints manager: what is wrong, the numbers, and what would be right */
} Finding;
typedef struct FindingList {
  const Finding *items;
  size_t count;
} FindingList;

/* Whether any whole number of people out of `of` gives this whole percentage, half up. */
bool percent_is_possible(int32_t percent, int64_t of);

/* A text that people wrote (a narrative box) with the id of its place. */
typedef struct Claim {
  Text where, words;
} Claim;

/* All findings over the tables, the rates and the texts, most serious first.
 * - every total row and total column against its sum;
 * - the totals of received-by-procedure, received-by-service and received-by-team against each other;
 * - outcomes (decided + withdrawn) against on-time (responded), stage by stage: a difference by withdrawals
 * without an answer or by other outcomes is explained, any other blocks;
 * - causes against stage 1 responded: more where stages have several causes, fewer where they have none:
 * explained;
 * - each rate: n and of within bounds;
 * - each "N%" and "N per cent" of a text: it is fine where a rate of the report, now or previous, or a share
 * of any cell in its table gives it. Else, where a plausible wrong base gives it (a change divided by this
 * year's figure instead of the earlier one; n of one stage or basis by the total of another), the finding
 * says which, and what is right; else it is a figure that the report does not give. "N out of M" and "n/N" in
 * a text likewise.
 * - where the clause of a bare percentage speaks of a rate ("on time", "found fault"), it must be that rate,
 * this period's or the earlier one's: that it is some other share does not excuse it.
 * - "received 52 stage 1 complaints", compliments, subject access requests, young people: a count of that
 * table, now or earlier. */
FindingList contradictions_find(Arena *arena, const FigureTable *tables, size_t table_count,
                                const FigureRate *rates, size_t rate_count, const Claim *claims,
                                size_t claim_count);

/* Why the change is this and not that: "24% would be 16 of this year's 67. A change is measured against the
 * earlier year: 16 of 83 is 19%." The empty text where both bases give the same percentage or there was no
 * earlier figure. */
Text change_explained(Arena *arena, int64_t now, int64_t earlier);
