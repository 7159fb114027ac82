/* Inside casework only: the frame that every act shares. */
#pragma once
#include "casework/acts.h"

/* Adds a text to an event; empty texts are left out. */
void act_text(Arena *arena, LedgerEvent *event, const char *slot, Text body);

/* Begins a write transaction and loads the case for this act: let in, permission, version, the rules' answer.
 * On an error nothing is open. */
Error act_begin(Ctx *ctx, Target target, CaseAct act, CaseFile *file) MUST_USE;
/* The same by a private tracking link. */
Error act_begin_customer(Ctx *ctx, Text secret, CaseAct act, CaseFile *file) MUST_USE;
/* Checks the first event against the rules, appends all, commits; rolls back on any error. */
Error act_finish(Ctx *ctx, const CaseFile *file, const LedgerEvent *events, size_t count) MUST_USE;
/* Rolls back and gives the error on. */
Error act_refuse(Ctx *ctx, Error error) MUST_USE;
