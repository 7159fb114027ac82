/* Answers to a public form, kept on the server at every step. The secret is in the person's cookie; only its
 * hash is stored. */
#pragma once
#include "casework/context.h"

#define DRAFT_SECONDS (24 * 60 * 60)

typedef struct Draft {
  bool found;
  Text kind;           /* "complaint" */
  Text answers;        /* name=value&… as a form sends it */
  Text sent_reference; /* of the case that it became, or empty */
} Draft;
/* The draft of the secret; found=false where there is none or it is older than a day. */
Error draft_load(Ctx *ctx, Text secret, Draft *draft) MUST_USE;
/* Saves; at most 256 KB. In a transaction of its own. */
Error draft_save(Ctx *ctx, Text secret, Text kind, Text answers) MUST_USE;
Error draft_delete(Ctx *ctx, Text secret) MUST_USE;
/* Deletes what is over a day old; called now and then. */
Error draft_forget_old(Ctx *ctx) MUST_USE;
