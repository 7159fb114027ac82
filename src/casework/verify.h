/* Verification and rebuilding over the whole ledger. */
#pragma once
#include "casework/ledger.h"

/* Called for each thing found wrong, and now and then with the count of cases done (wrong empty). */
typedef void VerifyReport(void *context, Text reference, Text wrong, size_t done);

/* Recomputes every chain, every commitment and every projection. *found counts what is wrong. */
Error verify_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases, size_t *found) MUST_USE;
/* Makes all projections anew from the events, in one transaction. */
Error rebuild_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases) MUST_USE;
