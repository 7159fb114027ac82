/* The CSV import: all or nothing, every bad row reported. Imported cases are ordinary cases whose clocks are
 * derived. */
#pragma once
#include "casework/ledger.h"

typedef struct ImportMistake {
  Text file;
  int line, column; /* column: of the cell, from 1; 0 where the whole row is meant */
  Text words;
} ImportMistake;

/* One of the eight files of the contract, known by its name ("ombudsman.csv"), else by its columns. */
typedef struct ImportFile {
  Text name, bytes;
} ImportFile;

#define IMPORT_FILES 8
/* Their names, in the order in which they are imported. */
const char *import_file_name(size_t number);

typedef struct ImportReport {
  const ImportMistake *mistakes;
  size_t mistake_count;
  /* that were, or with dry_run would be, made */
  size_t cases; /* complaints and other rows of complaints.csv */
  size_t ombudsman, recommendations, actions, access_requests, compliments, referrals, comparators;
} ImportReport;

/* Called now and then with how many rows are done; may be NULL. */
typedef void ImportProgress(size_t done, size_t of);

/* Imports the files (contracts: "CSV import") in the order that they need, whatever order they are given in:
 * complaints before what belongs to them. The whole import is one transaction; on mistakes, all of them
 * reported with file, line and column, nothing is changed and ERROR_INVALID is returned with the report
 * filled. Services that are new are added, with the area that the procedures of their rows say (children's
 * cases are restricted); the directory of `ctx` is as before and must be loaded again. Each row becomes a
 * case, or events of the case that it belongs to, in the ledger. */
Error import_files(Ctx *ctx, const ImportFile *files, size_t count, bool dry_run, ImportProgress *progress,
                   ImportReport *report) MUST_USE;
