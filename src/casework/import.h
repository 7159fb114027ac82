/* The CSV import: all or nothing, every bad row reported. Imported cases are ordinary cases whose clocks are
 * derived. */
#pragma once
#include "casework/ledger.h"

typedef struct ImportMistake {
  Text file;
  int line, column; /* column: of the cell, from 1; 0 where the whole row is meant */
  Text words;
} ImportMistake;

typedef struct ImportReport {
  const ImportMistake *mistakes;
  size_t mistake_count;
  size_t cases; /* that were, or with dry_run would be, made */
} ImportReport;

/* Called now and then with how many rows are done; may be NULL. */
typedef void ImportProgress(size_t done, size_t of);

/* Imports the bytes of a complaints.csv (contracts: "CSV import"). The whole import is one transaction; on
 * mistakes nothing is changed and ERROR_INVALID is returned with the report filled. Services and causes that
 * are new are added. */
Error import_complaints(Ctx *ctx, Text file_name, Text bytes, bool dry_run, ImportProgress *progress,
                        ImportReport *report) MUST_USE;
