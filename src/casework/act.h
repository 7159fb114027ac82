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

/* The case that the actor may see; ERROR_NOT_FOUND whether there is none or it is not theirs. */
Error act_find(Ctx *ctx, Text reference, CaseId *id) MUST_USE;

/* Makes a case within a write transaction and fills in its id and reference. */
typedef Error ActMake(Ctx *ctx, const void *given, Submitted *made);
/* The same key makes one case, however often it is sent: `make` is asked where the key is new, else what it
 * made is found. */
Error act_make_once(Ctx *ctx, Text key, ActMake *make, const void *given, Submitted *out) MUST_USE;
/* The day on which somebody says that a case came: not in the future, nor longer ago than 10 years. */
Error act_check_received(Ctx *ctx, Date received) MUST_USE;
