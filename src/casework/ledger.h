/* The ledger: append-only events, one BLAKE2b-256 chain per case, personal text apart behind salted
 * commitments. */
#pragma once
#include "casework/context.h"

/* Personal text of an event, outside the chain. */
typedef struct EventText {
  Text slot, body;
  bool disposed;
} EventText;

/* An event with the facts about the case that lists and reports need. Empty text and INT_NONE: not said here.
 */
typedef struct LedgerEvent {
  Event event;
  ServiceId service;
  Text team, channel, causes, remedies, flags; /* lists separated by ; */
  int64_t pence;
  Text category,
      party;     /* the Ombudsman's subject, which Ombudsman; reason of a referral, the advocate's body */
  CaseId linked; /* the complaint that a case came from */
  const EventText *texts;
  size_t text_count;
} LedgerEvent;

typedef struct CaseFile {
  CaseId id;
  Text reference, kind;
  int64_t version; /* number of its last event */
  const LedgerEvent *events;
  size_t count;
  CaseState state; /* as at today */
} CaseFile;

/* A new event of the actor, recorded now, with everything else empty. */
LedgerEvent ledger_event(const Ctx *ctx, EventType type, int stage, Date on);

/* Makes a case without events; `reference` empty: a random one with a check character. Within a write
 * transaction. */
typedef struct NewCase {
  Text reference, kind;
  Text submission_key; /* raw; only its hash is stored; may be empty */
  Text tracking_secret;
} NewCase;
Error ledger_new_case(Ctx *ctx, const NewCase *fresh, CaseId *id, Text *reference) MUST_USE;

/* Appends events (numbers, hashes and texts are set here) and makes the case's projections anew. Within a
 * write transaction. ERROR_CONFLICT where the case is no longer at `expected`. */
Error ledger_append(Ctx *ctx, CaseId id, int64_t expected, const LedgerEvent *events, size_t count) MUST_USE;

/* The whole case: events, texts, state. For callers that have been let in. */
Error ledger_load(Ctx *ctx, CaseId id, CaseFile *file) MUST_USE;
/* The case by reference where the actor may see it; records the read (`what`: "page", "timeline" …) before it
 * answers, on the disk where the case is a restricted one. ERROR_NOT_FOUND otherwise, the same whether there
 * is no such case or it is not theirs. */
Error ledger_open(Ctx *ctx, Text reference, const char *what, CaseFile *file) MUST_USE;
/* The case of a private tracking link: found, and found and loaded. */
Error ledger_find_tracking(Ctx *ctx, Text secret, CaseId *id) MUST_USE;
Error ledger_open_tracking(Ctx *ctx, Text secret, CaseFile *file) MUST_USE;

/* The text of a slot of an event; the empty text where there is none. */
Text event_text(const LedgerEvent *event, const char *slot);
/* The newest text of a slot over the whole case. */
Text case_text(const CaseFile *file, const char *slot);

/* The row of a case: what the chain begins with, and where it ends. */
typedef struct CaseHead {
  CaseId id;
  Text reference, kind, submission_hash, tracking_hash;
  Instant created;
  int64_t version;
  Text head;
} CaseHead;

/* Recomputes the chain and the commitments of a case: the empty text, or what is wrong ("event 3: its hash
 * does not match its content"). */
Error ledger_verify_case(Ctx *ctx, const CaseHead *head, Text *wrong) MUST_USE;

/* The reference with its check character (Luhn mod 32 over Crockford base32): "CMP-26K7QF42". */
Text reference_make(Arena *arena, Text prefix, int year, const unsigned char random[5]);
/* Upper case, O→0, I and L→1, spaces and hyphens as they should be; false where the check character is wrong.
 */
bool reference_read(Arena *arena, Text typed, Text *reference);
#define REFERENCE_LONGEST 40
/* Whether a reference of others ("18 012 345", "202312345") can be a case's: it is a piece of addresses, so
 * it has letters, digits, spaces and hyphens alone, and with a digit it is no page's name. */
bool reference_is_usable(Text text);
