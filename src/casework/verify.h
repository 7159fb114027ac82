/* Verification and rebuilding over the whole ledger. */
#pragma once
#include "casework/ledger.h"

/* Called for each thing found wrong, and now and then with the count of cases done (wrong empty). */
typedef void VerifyReport(void *context, Text reference, Text wrong, size_t done);

/* Recomputes every chain, every commitment and every projection. *found counts what is wrong. */
Error verify_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases, size_t *found) MUST_USE;
/* Makes all projections anew from the events, in one transaction. */
Error rebuild_all(Ctx *ctx, VerifyReport *report, void *context, size_t *cases) MUST_USE;
/* Makes the projections anew where this program's are of another shape than the database's: after an update,
 * at the first start. Does nothing otherwise. */
Error projections_renew(Ctx *ctx) MUST_USE;
