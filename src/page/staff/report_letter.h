/* What the template of the Ombudsman's letter is given. */
#pragma once
#include "page/staff/report.h"

/* A figure of the letter that can be typed in. */
typedef struct LetterCell {
  Text slot;  /* "letter/ombudsman-received/Housing/n" */
  Text id;    /* of the input */
  Text label; /* "Housing" */
  int64_t ours;
  Text saved; /* as it was typed last; empty: not yet */
  Text typed; /* in the form */
  Text wrong; /* what is wrong with it; empty: nothing */
} LetterCell;

typedef struct LetterTable {
  Text title, rows_label;
  LetterCell *cells;
  size_t count;
} LetterTable;

#define LETTER_TABLES 4
typedef struct LetterView {
  ReportView base;
  LetterTable tables[LETTER_TABLES];
  size_t wrong;
} LetterView;

/* The mistakes as the summary above the form. */
void write_letter_errors(Writer *writer, const LetterView *view);
