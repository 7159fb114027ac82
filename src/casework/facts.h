/* What is known of a case besides its clocks: the newest word on each fact over its events. */
#pragma once
#include "casework/ledger.h"

typedef struct CaseFacts {
  Text person, person_key; /* empty where anonymous or not known */
  bool anonymous;
  Text summary; /* one line */
  ServiceId service;
  Text team, channel, causes, remedies, flags;
  Text category, party;
  CaseId linked;
  int64_t pence;
  bool triaged;    /* a person has confirmed the procedure */
  bool restricted; /* about a child */
  Outcome outcome; /* of the last answered stage */
} CaseFacts;
CaseFacts case_facts(const Ctx *ctx, const CaseFile *file);

/* Writes the list row and the stage rows of the case. Within a write transaction. */
Error projection_write(Ctx *ctx, const CaseFile *file) MUST_USE;
/* Compares the stored rows with those that the events give: the empty text, or the first difference in words.
 */
Error projection_verify(Ctx *ctx, const CaseFile *file, Text *wrong) MUST_USE;
