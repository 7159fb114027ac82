/* What the template of a box of a report is given. */
#pragma once
#include "page/staff/report.h"

typedef struct NoteView {
  ReportView base;
  Asked asked;
  const Narrative *box;
  const ReportNote *versions; /* of this box, the newest first */
  size_t count;
  bool conflict; /* somebody else saved since the form was opened */
} NoteView;

/* The address of the form. */
Url note_address(const NoteView *view);
