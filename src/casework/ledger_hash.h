/* What is hashed, byte for byte. Fields that are not said are left out, so that a later field changes no
 * older hash. */
#pragma once
#include "casework/ledger.h"

/* "slot:hex;slot:hex" of the event's texts, each a BLAKE2b-256 of the text under the salt as key; may be
 * empty. */
Text ledger_commitments(Arena *arena, const LedgerEvent *event, Text salt);
Text ledger_commitment(Arena *arena, Text salt, Text body);
/* What the first event follows: hex of BLAKE2b-256 over the case's own row, so that nobody can give a case
 * another reference, submission key or private link unseen. */
Text ledger_genesis(Arena *arena, const CaseHead *head);
/* Hex of BLAKE2b-256 over the previous hash and the event. */
Text ledger_event_hash(Arena *arena, CaseId id, const LedgerEvent *event, Text commitments, Text previous);
