/* Inside the import: a row as typed cells, and the events that it stands for. */
#pragma once
#include "casework/csv_table.h"
#include "casework/import.h"

#define IMPORT_COLUMNS 30

typedef struct Import {
  Ctx *ctx;
  Text file;
  int place[IMPORT_COLUMNS]; /* column of the file, from 1; 0: not there */
  struct Mistakes *mistakes;
  bool new_services;
  size_t cases;
} Import;

typedef struct ImportStage {
  Date requested, acknowledged, responded, extended_to, panel_held, reported;
  Outcome outcome;
} ImportStage;

typedef struct ImportRow {
  int line;
  Text reference, kind, procedure, channel, service, team, causes, summary, remedies, name, email;
  const Procedure *bound;
  ServiceId service_id;
  Date received, withdrawn;
  int minute;
  ImportStage stages[4]; /* by number */
  int64_t pence;
  bool anonymous;
} ImportRow;

/* The columns of complaints.csv that the contract names, IMPORT_COLUMNS of them. */
const Text *import_column_names(void);
/* Its index, SIZE_MAX where there is no such column. */
size_t import_column(Text name);
void import_mistake(Import *import, int line, int column, Text words);
/* How many there are so far. */
size_t import_mistakes(const Import *import);
/* False where the row had mistakes (they are listed). */
bool import_row_read(Import *import, const CsvRow *cells, ImportRow *row);
LedgerEvent *import_events(Import *import, const ImportRow *row, size_t *count);
