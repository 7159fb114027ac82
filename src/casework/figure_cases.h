/* The cases behind a figure, as far as this person may see them. */
#pragma once
#include "casework/context.h"

typedef struct VisibleCase {
  Text reference, kind, summary; /* reference empty: this person may not see it */
  Date received;
  ServiceId service;
} VisibleCase;

/* Looks each of them up in the access view: cases[i] is of ids[i], *visible how many are not empty. It is not
 * reading a case, and is not recorded as that. */
Error figure_cases_visible(Ctx *ctx, const CaseId *ids, size_t count, const VisibleCase **cases,
                           size_t *visible) MUST_USE;
