/* Counting: the one place where figures come from, the same for every report, screen and export. A figure
 * counts narrow rows that projections made from the ledger; it never derives law again. Pure: the same rows,
 * the same figures.
 *
 * Every table is counted by figure_cells: which cells does this row stand in. Adding rows to a tally counts
 * those cells; asking for the cases behind a figure asks the same function, so that a figure and its list
 * cannot differ. */
#pragma once
#include "rules/event.h"

/* A name of the database's dictionary, or a service's identifier: procedure, service, team, causes, category.
 * 0: none. */
typedef int64_t FigureKey;

typedef enum FigureSubject {
  SUBJECT_COMPLAINT = 1, /* a stage of a complaint */
  SUBJECT_OMBUDSMAN,     /* a case at the Ombudsman; theme: its category */
  SUBJECT_COMPLIANCE,    /* an Ombudsman case for which compliance with the recommendations was recorded */
  SUBJECT_ACTION,        /* a corrective action; theme: its type */
  SUBJECT_ACCESS,        /* a stage of a request for one's own data; stage 2 is the internal review */
  SUBJECT_COMPLIMENT,
  SUBJECT_REFERRAL, /* to an advocate; theme: the reason, group: gender, amount: age in years */
  SUBJECT_COUNT
} FigureSubject;

enum {
  FIGURE_ANSWERED = 1, /* `ended` is the day of an answer (else of a withdrawal, or the end without one) */
  FIGURE_REMEDIED_BEFORE =
      2,           /* an upheld Ombudsman case in which a satisfactory remedy had been offered before */
  FIGURE_DONE = 4, /* an action: completed */
  FIGURE_DONE_ON_TIME = 8, /* an action: completed on or before the day it was due */
  FIGURE_EXTENDED = 16     /* the clock was extended */
};

/* One row of the projection figure_row. */
typedef struct FigureRow {
  int64_t case_id;
  FigureSubject subject;
  int32_t number; /* the stage, or the number of the record in its case */
  Date opened;    /* stage opened, case received, action agreed, compliance recorded, young person referred */
  Date ended;     /* answered, decided, withdrawn; DATE_NONE: not yet */
  Date due;       /* in force, of the answer or the action; DATE_NONE: none */
  int32_t verdict; /* Verdict of rules/clock.h, of the answer */
  int32_t outcome; /* Outcome; of compliance: Compliance */
  int32_t flags;
  FigureKey procedure, service, team; /* of an Ombudsman case: those of the complaint it came from */
  FigureKey theme, group;             /* a theme may name several causes: the key of the whole ;-list */
  int32_t amount;
} FigureRow;

typedef enum FigureBasis {
  BASIS_RECEIVED,  /* the day it was opened: a stage, a case, an action agreed, a referral */
  BASIS_RESPONDED, /* the day its answer was sent; of an Ombudsman case: it was decided */
  BASIS_CLOSED     /* as responded, and for compliance the day it was recorded */
} FigureBasis;
/* "received" "responded" "closed" */
const char *figure_basis_word(FigureBasis basis);

/* id, basis, what its rows are named by, the columns' ids. */
#define FIGURE_TABLES(TABLE)                                                                                 \
  TABLE(RECEIVED_BY_PROCEDURE, "received-by-procedure", RECEIVED, PROCEDURE, "stage-1", "stage-2",           \
        "stage-3", "ombudsman", "total")                                                                     \
  TABLE(RECEIVED_BY_SERVICE, "received-by-service", RECEIVED, SERVICE, "stage-1", "stage-2", "stage-3",      \
        "ombudsman", "total")                                                                                \
  TABLE(RECEIVED_BY_TEAM, "received-by-team", RECEIVED, TEAM, "stage-1", "stage-2", "stage-3", "ombudsman",  \
        "total")                                                                                             \
  TABLE(CAUSES, "causes", RESPONDED, THEMES, "n")                                                            \
  TABLE(OUTCOMES, "outcomes", RESPONDED, STAGE, "not-upheld", "partly-upheld", "upheld", "withdrawn",        \
        "decided")                                                                                           \
  TABLE(OTHER_OUTCOMES, "other-outcomes", RESPONDED, STAGE, "n")                                             \
  TABLE(ON_TIME, "on-time", RESPONDED, STAGE_PROCEDURE, "on-time", "in-extension", "late", "responded")      \
  TABLE(MONTHS, "months", RECEIVED, MONTH, "received")                                                       \
  TABLE(MONTHS_ON_TIME, "months-on-time", RESPONDED, MONTH, "on-time", "responded")                          \
  TABLE(ACTIONS, "actions", RECEIVED, THEME, "agreed", "completed", "completed-on-time")                     \
  TABLE(OMBUDSMAN_RECEIVED, "ombudsman-received", RECEIVED, THEME, "n")                                      \
  TABLE(OMBUDSMAN_DECISIONS, "ombudsman-decisions", RESPONDED, OUTCOME, "n")                                 \
  TABLE(OMBUDSMAN_REMEDY, "ombudsman-remedy", RESPONDED, ALL, "n", "of")                                     \
  TABLE(OMBUDSMAN_COMPLIANCE, "ombudsman-compliance", CLOSED, ALL, "recorded", "on-time", "late",            \
        "not-complied")                                                                                      \
  TABLE(OMBUDSMAN_OURS, "ombudsman-in-scope", RESPONDED, OUTCOME, "n")                                       \
  TABLE(ADVOCACY_AGE, "advocacy-age", RECEIVED, AMOUNT, "n")                                                 \
  TABLE(ADVOCACY_GENDER, "advocacy-gender", RECEIVED, GROUP, "n")                                            \
  TABLE(ADVOCACY_REASON, "advocacy-reason", RECEIVED, THEME, "n")                                            \
  TABLE(COMPLIMENTS, "compliments-by-service", RECEIVED, SERVICE, "n")                                       \
  TABLE(ACCESS, "subject-access-by-service", RECEIVED, SERVICE, "received", "internal-reviews")              \
  TABLE(ACCESS_COUNCIL, "subject-access-whole-council", RECEIVED, ALL, "received", "internal-reviews")

typedef enum FigureTableId {
#define TABLE(name, id, basis, rows, ...) FIGURE_##name,
  FIGURE_TABLES(TABLE)
#undef TABLE
      FIGURE_TABLE_COUNT
} FigureTableId;

typedef enum FigureRowsBy {
  ROWS_BY_PROCEDURE,
  ROWS_BY_SERVICE,
  ROWS_BY_TEAM,   /* key: the team; the service is its group */
  ROWS_BY_THEME,  /* key: the theme */
  ROWS_BY_THEMES, /* key: a ;-list of causes, which the caller takes apart: a stage with two counts in two */
  ROWS_BY_GROUP,
  ROWS_BY_OUTCOME,         /* key: Outcome */
  ROWS_BY_STAGE,           /* key: 1 to 3 */
  ROWS_BY_STAGE_PROCEDURE, /* key: the procedure, 0 for the whole stage; within: the stage */
  ROWS_BY_MONTH,           /* key: year * 12 + month - 1 */
  ROWS_BY_AMOUNT,          /* key: age in years */
  ROWS_BY_ALL              /* one row, key 0 */
} FigureRowsBy;

#define FIGURE_COLUMNS_MAX 5

typedef struct FigureTableRule {
  const char *id;
  FigureBasis basis;
  FigureRowsBy rows_by;
  const char *columns[FIGURE_COLUMNS_MAX]; /* NULL-ended where fewer */
  int column_count;
} FigureTableRule;
const FigureTableRule *figure_table(FigureTableId table);
/* FIGURE_TABLE_COUNT where there is no such table; -1 where it has no such column. */
FigureTableId figure_table_of(Text id);
int figure_column_of(FigureTableId table, Text column);
/* What is counted: the days from..to with both ends, and the services (none: the whole council). The four
 * tables of the Ombudsman's letter and subject-access-whole-council count the whole council whatever the
 * scope. */
typedef struct FigureScope {
  Date from, to;
  const FigureKey *services;
  size_t service_count;
  bool unplaced; /* with services: referrals without a service count too (the services are those of children)
                  */
} FigureScope;

/* A cell of a table. */
typedef struct FigureCell {
  FigureTableId table;
  FigureKey key;
  FigureKey within; /* ROWS_BY_TEAM: the service; ROWS_BY_STAGE_PROCEDURE: the stage; else 0 */
  int column;
} FigureCell;

#define FIGURE_CELLS_MAX 48
/* The cells that the row counts in, each once.
 * - received-by-…: stages of complaints opened in the period, and under `ombudsman` the Ombudsman cases that
 * came from a complaint of ours (those without one have no procedure and stand in the Ombudsman's own tables
 * alone);
 * - causes: stage 1 of complaints answered in the period; outcomes: stages answered or withdrawn in it,
 * `withdrawn` with and without an answer, `decided` not-upheld, partly-upheld and upheld together, an answer
 * with any other outcome or none in other-outcomes; on-time: stages answered in it, once under their
 * procedure and once under 0; a stage without a verdict is in `responded` alone;
 * - months: stage 1 of complaints, opened; months-on-time: stage 1 of complaints, answered;
 * - ombudsman-decisions, -remedy (of: upheld): decided in the period; ombudsman-in-scope: the same of
 * cases that came from a complaint in scope; ombudsman-compliance: recorded in the period;
 * - referrals and compliments without a service count for the whole council, referrals also where the scope
 * says so. */
size_t figure_cells(const FigureScope *scope, const FigureRow *row, FigureCell cells[FIGURE_CELLS_MAX]);
/* Whether the row is one of those behind the figure. Of a ROWS_BY_THEMES table the key is that of a whole
 * ;-list. */
bool figure_counts(const FigureScope *scope, const FigureRow *row, const FigureCell *cell);

/* The counts. Memory grows with the number of different cells alone. */
typedef struct Tally Tally;
Tally *tally_new(Arena *arena, const FigureScope *scope);
void tally_add(Tally *tally, const FigureRow *row);
/* 0 where nothing was counted there. */
int64_t tally_count(const Tally *tally, FigureCell cell);
typedef struct TallyRow {
  FigureKey key, within;
  int64_t cells[FIGURE_COLUMNS_MAX];
} TallyRow;
/* The rows of a table in which anything was counted, by within, then key; they stand until the next
 * tally_add. */
size_t tally_rows(const Tally *tally, FigureTableId table, const TallyRow **rows);
/* One column over all rows of a table (of ROWS_BY_STAGE_PROCEDURE: over the rows of whole stages). */
int64_t tally_sum(const Tally *tally, FigureTableId table, int column);
const FigureScope *tally_scope(const Tally *tally);

/* A share. Never a percentage alone: it carries what it is of. */
typedef struct Share {
  int64_t n, of;
} Share;
#define PERCENT_NONE INT32_MIN
/* Whole per cent, half up (away from zero where n is negative); PERCENT_NONE where `of` is 0 or less
 * (rules 5.1). Exact for every n and of; what no int32_t holds becomes its largest or the negative of it. */
int32_t share_percent(Share share);

#define FIGURE_RATES(RATE)                                                                                   \
  RATE(ON_TIME, "on-time", RESPONDED) /* stage-N-on-time, of a stage, of a stage's procedure */              \
  RATE(ON_TIME_EXTENDED, "on-time-extended", RESPONDED)     /* with extensions that were made in time */     \
  RATE(FAULT_FOUND, "fault-found", RESPONDED)               /* (upheld + partly upheld) of decided */        \
  RATE(STAGE_2_RECEIVED, "stage-2-rate-received", RECEIVED) /* stage 2 received of stage 1 received */       \
  RATE(STAGE_2_CLOSED, "stage-2-rate-closed", RESPONDED)    /* stage 2 decided of stage 1 decided */         \
  RATE(UPHOLD, "uphold-rate", RESPONDED)                    /* rules 5.1 table B */                          \
  RATE(REMEDY, "satisfactory-remedy", RESPONDED)            /* rules 5.1 table C */                          \
  RATE(COMPLIANCE, "compliance", CLOSED)               /* rules 5.1 table D: (on time + late) of recorded */ \
  RATE(ACCESS_SHARE, "subject-access-share", RECEIVED) /* of the whole council's requests */                 \
  RATE(ACTIONS_ON_TIME, "actions-on-time", RECEIVED)   /* completed on time of agreed */

typedef enum FigureRateId {
#define RATE(name, id, basis) RATE_##name,
  FIGURE_RATES(RATE)
#undef RATE
      FIGURE_RATE_COUNT
} FigureRateId;
/* The word of the rate without its stage and procedure, and its basis. */
const char *figure_rate_word(FigureRateId rate);
FigureBasis figure_rate_basis(FigureRateId rate);
/* Stage 1 to 3 and procedure (0: all) are for ON_TIME, ON_TIME_EXTENDED and FAULT_FOUND (stage alone); else
 * 0. */
Share figure_rate(const Tally *tally, FigureRateId rate, int stage, FigureKey procedure);

/* Compliance with what the Ombudsman recommended, of one case: the worst of its recommendations. */
typedef enum Compliance {
  COMPLIANCE_NONE,
  COMPLIANCE_ON_TIME,
  COMPLIANCE_LATE,
  COMPLIANCE_NOT_COMPLIED
} Compliance;
/* "on-time" "late" "not-complied"; "" for none. */
const char *compliance_word(Compliance compliance);
bool compliance_of(Text word, Compliance *compliance);
