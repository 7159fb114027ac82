/* Inside the import: the files by their columns, the row that is being read, the cases that rows become. */
#pragma once
#include "casework/csv_table.h"
#include "casework/import.h"
#include "casework/import_names.h"

#define IMPORT_COLUMNS 32

typedef struct Import Import;
typedef struct NewService NewService; /* import_cases.c's */

typedef struct ImportColumn {
  const char *name;
  bool needed;    /* the column, and something in each of its cells */
  size_t longest; /* bytes of a cell; 0: as most */
} ImportColumn;

/* One of the files of the contract. */
typedef struct ImportShape {
  const char *name; /* "ombudsman.csv" */
  const ImportColumn *columns;
  int column_count;
  bool makes_cases; /* each row a case; its first column is the case's reference */
  /* Reads the row and writes what it stands for, unless it has mistakes. */
  Error (*row)(Import *import);
  Error (*end)(Import *import); /* after the last row of the file; may be NULL */
} ImportShape;
extern const ImportShape import_complaints, import_ombudsman, import_recommendations, import_actions,
    import_access, import_compliments, import_referrals, import_comparators;

struct Import {
  Ctx ctx;         /* its arena is emptied before every row */
  Arena *kept;     /* for what outlives a row */
  Arena *gathered; /* import_records.c's */
  ImportReport report;
  ImportMistake *mistakes;
  size_t mistake_count, mistake_capacity;

  /* The file and the row that are being read. */
  const ImportShape *shape;
  Text file;
  int place[IMPORT_COLUMNS]; /* of each column of the shape, from 1; 0: not there */
  size_t width;              /* cells of the header */
  int line;
  size_t mistakes_before;
  Text cells[IMPORT_COLUMNS]; /* clean; empty where the column is not there */

  const ImportFile *files;
  size_t file_number; /* of the file that is being read */
  Names spoilt;       /* references whose rows are wrong; number: import_spoil's */
  bool gaps;          /* a file could not be read: cases that others name may be in it */
  Names services, referrals, figures;
  Names wanted;      /* the new services by folded name; number: their place in `fresh`, from 1 */
  NewService *fresh; /* that the files name and that are not there yet */
  size_t new_services;
  struct RecordGroups *groups; /* see import_records.c */
};

/* ---- mistakes ---- */

/* At a line and column of the file; column 0: the whole row. */
void import_mistake(Import *import, int line, int column, Text words);
/* About a cell of this row: "decided '2018-02-30' is not a date". */
void import_wrong(Import *import, int column, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* About the whole row. */
void import_wrong_row(Import *import, Text words);
bool import_row_is_wrong(const Import *import);

/* ---- columns and cells ---- */

/* The file by its name, else by its header; NULL where it cannot be told, with a mistake. */
const ImportShape *import_shape_of(Import *import, const CsvRow *header);
/* The file by its name alone; NULL where it says nothing. */
const ImportShape *import_shape_named(Text file);
/* Finds the columns; false where there were mistakes. */
bool import_header(Import *import, const CsvRow *header);
/* Takes the row's cells; false where they cannot be read. */
bool import_cells(Import *import, const CsvRow *row);

/* Each gives nothing, with a mistake, where the cell is wrong, and nothing without one where it is empty. */
Date import_day(Import *import, int column);  /* today or before */
Date import_date(Import *import, int column); /* also in the future */
/* "2018-12-18", or "2018-12-18T16:55" with the minute of the day, else -1. */
Date import_moment(Import *import, int column, int *minute);
bool import_yes(Import *import, int column);
int64_t import_number(Import *import, int column, int64_t least, int64_t most); /* INT_NONE: nothing */
/* One of the words (ended by NULL), -1: none. */
int import_word(Import *import, int column, const char *const *words);
/* A code: one of those known or another, which must not look like a slip of the pen for one of them. */
Text import_code(Import *import, int column, const char *const *known);
/* The day of this column must not come before the other. */
void import_order(Import *import, Date early, Date late, int column);

/* ---- cases ---- */

/* Notes the services that the rows of a file name and that are new, with the area that their procedures say.
 */
Error import_note_services(Import *import, const CsvRow *header, Text bytes) MUST_USE;
/* Makes those of all files before the first case, which is restricted by the area of its service: the
 * directory of the import knows them from then on. */
Error import_make_services(Import *import) MUST_USE;
/* The service of that name. */
Error import_service(Import *import, Text name, ServiceId *id) MUST_USE;
LedgerEvent import_event(const Import *import, EventType type, int stage, Date on);
/* Under the version in force on that day. */
LedgerEvent import_classified(const Import *import, const char *procedure, Date received);
/* A mistake of the row where a case has this reference, or would have it if its row were right. */
Error import_claim(Import *import, Text reference) MUST_USE;
/* Notes that the row of this case is wrong: what belongs to it is not wrong for that. */
void import_spoil(Import *import, Text reference);
/* Writes the case of the row and adds it to the count, unless the row has mistakes or its history is not
 * possible, which is one. */
Error import_case(Import *import, Text reference, const char *kind, const LedgerEvent *events, size_t count,
                  size_t *made) MUST_USE;

typedef enum ImportFound {
  IMPORT_THERE,
  IMPORT_SPOILT, /* its row is wrong, or its file could not be read: nothing more is to be said */
  IMPORT_NOT_THERE
} ImportFound;
Error import_find(Import *import, Text reference, CaseId *id, ImportFound *found) MUST_USE;
void import_not_there(Import *import, int column);

/* ---- complaints ---- */

typedef struct ImportStage {
  Date requested, acknowledged, responded, extended_to, panel_held, reported;
  Outcome outcome;
} ImportStage;

typedef struct Complaint {
  Text kind, channel, team, causes, summary, remedies, name, email;
  const Procedure *bound;
  ServiceId service;
  Date received, withdrawn;
  int minute;
  ImportStage stages[4]; /* by number */
  int64_t pence;
  bool anonymous;
} Complaint;
/* The events that the row stands for, in the order in which they happened. */
LedgerEvent *import_history(Import *import, const Complaint *complaint, size_t *count);
