/* The one door: what people do to a case. Each is one transaction: let in, load, ask the rules, append,
 * project. `version` is the number of the last event that the person saw; where another came since,
 * ERROR_CONFLICT and nothing is changed. */
#pragma once
#include "casework/facts.h"
#include "casework/permission.h"

#define ANY_VERSION (-1)

/* Which case, at which version, and on which day it happened (DATE_NONE: today). */
typedef struct Target {
  Text reference;
  int64_t version;
  Date on;
} Target;

typedef struct TriageDecision {
  Text procedure; /* id; the version in force on the day received is bound */
  Text reason;    /* in words; needed where the suggestion is not followed */
  ServiceId service;
  Text team, causes, summary, flags;
  UserId owner; /* 0: nobody yet */
} TriageDecision;
Error act_triage(Ctx *ctx, Target target, const TriageDecision *decision) MUST_USE;

/* Gives the case to a person who works on cases, 0: to nobody. */
Error act_assign(Ctx *ctx, Target target, UserId owner, Text note) MUST_USE;
/* channel: how it was sent: email letter telephone in-person. words: the text of the acknowledgement. */
Error act_acknowledge(Ctx *ctx, Target target, Text channel, Text words) MUST_USE;
Error act_pause(Ctx *ctx, Target target, Text reason, Text words) MUST_USE;
Error act_resume(Ctx *ctx, Target target, Text words) MUST_USE;

typedef struct Extension {
  Date until;
  Text reason; /* code of the procedure's list, or "other" */
  Text words;  /* in words, as the customer is told */
  UserId allowed_by;
  bool told; /* the customer has been told, on the same day */
} Extension;
Error act_extend(Ctx *ctx, Target target, const Extension *extension) MUST_USE;

typedef struct Answer {
  Outcome outcome;
  UserId decided_by;
  Text words;    /* the answer, as the customer reads it */
  Text remedies; /* ;-list */
  int64_t pence; /* INT_NONE: none */
  Text channel;
} Answer;
Error act_respond(Ctx *ctx, Target target, const Answer *answer) MUST_USE;

/* Sets the date of an agreed plan, or the one that stands in a letter, for the current stage's reply. */
Error act_agree_date(Ctx *ctx, Target target, Date until, Text words) MUST_USE;

/* Any step of a procedure that is a day and nothing more: statement-agreed, team-appointed, panel-held,
 * reported, identity-confirmed, clarification-received, terms-sent, resolved. */
Error act_step(Ctx *ctx, Target target, CaseAct act, Text words) MUST_USE;

typedef struct ReviewRequest {
  Text why, wanted;
} ReviewRequest;
/* By staff for a customer who rang or wrote, or by the customer. */
Error act_request_review(Ctx *ctx, Target target, const ReviewRequest *request) MUST_USE;
Error act_decide_late_request(Ctx *ctx, Target target, bool accept, Text reason) MUST_USE;
Error act_withdraw(Ctx *ctx, Target target, Text words) MUST_USE;
Error act_close(Ctx *ctx, Target target, Text words) MUST_USE;
Error act_reopen(Ctx *ctx, Target target, Text words) MUST_USE;
Error act_note(Ctx *ctx, Target target, Text kind, Text words) MUST_USE;
/* Mends an event's day, date or outcome; voids it where `voids`. The reason is needed. */
typedef struct Correction {
  int32_t number;
  bool voids;
  Date on, until;  /* DATE_NONE: as it was */
  Outcome outcome; /* OUTCOME_NONE: as it was */
  Text reason;
} Correction;
Error act_correct(Ctx *ctx, Target target, const Correction *correction) MUST_USE;

/* ---- actions, recommendations, the Ombudsman's decision: casework/records.c ---- */

/* A corrective action, in any case at any time: the learning outlives the case. */
typedef struct NewAction {
  Text type; /* code: training procedure-review guidance-to-staff service-change improve-relationships … */
  Text description; /* what will be done, in words */
  Text owner;       /* post or name */
  Date due;
} NewAction;
/* It gets the next free number of the case. */
Error act_agree_action(Ctx *ctx, Target target, const NewAction *action) MUST_USE;
/* What the Ombudsman recommended, with the day by which it is to be done. */
Error act_recommend(Ctx *ctx, Target target, Text words, Date due) MUST_USE;
/* A new day for an action or recommendation, with who agreed to it and why. */
Error act_move_due(Ctx *ctx, Target target, int32_t record, Date due, Text words) MUST_USE;
Error act_complete(Ctx *ctx, Target target, int32_t record, Text words) MUST_USE;
/* What the Ombudsman wrote down about a recommendation. */
Error act_record_compliance(Ctx *ctx, Target target, int32_t record, Compliance compliance,
                            Text words) MUST_USE;
typedef struct Decision {
  Outcome outcome;      /* one of the Ombudsman's six (rules 5.1 table B) */
  bool remedied_before; /* upheld: the council had offered a satisfactory remedy before (table C) */
  Text words;           /* the decision in short */
} Decision;
Error act_decide(Ctx *ctx, Target target, const Decision *decision) MUST_USE;

/* A complaint as it comes in, from a resident's form or an officer's. Empty: not said. */
typedef struct Submission {
  Text key;           /* submission key: the same key makes one case */
  Text kind, channel; /* complaint; web telephone letter email in-person social-media representative */
  Date received;      /* DATE_NONE: now */
  int minute;
  Text whom; /* self other councillor */
  Text behalf_name, behalf_relation, behalf_consent;
  bool anonymous;
  Text name, email, phone, address, contact;
  ServiceId service;
  Text what, when, effect, wanted, told, needs, safe, summary;
  bool young; /* a child or young person, or about one */
} Submission;

typedef struct Submitted {
  CaseId id;
  Text reference;
  Text tracking; /* the secret of the private link */
  bool repeated; /* the key had already made it */
  Text wrong;    /* act_register: the field of the registration that an error is about; empty: none */
} Submitted;
Error act_submit(Ctx *ctx, const Submission *submission, Submitted *submitted) MUST_USE;

/* ---- other kinds of case: casework/register.c ---- */

/* A case at the Ombudsman, a request for one's own data, a compliment, a referral to an advocate, written
 * down by staff. Empty: not said. */
typedef struct Registration {
  Text key;       /* as of Submission */
  Text kind;      /* ombudsman-case access-request compliment advocacy-referral */
  Text reference; /* the Ombudsman's own; empty: one is made */
  Date received;
  ServiceId service;
  Text category, party; /* see LedgerEvent */
  Text linked;          /* reference of the complaint; its service counts where none is given */
  Text name, email;     /* of a person, for access requests and referrals */
  Text words;           /* the compliment, what is asked for, what the Ombudsman asks */
  Text age, gender;     /* of a young person who was referred */
  Text channel;
  Date answer_by; /* a day in the Ombudsman's letter: becomes the agreed date; DATE_NONE: none */
} Registration;
/* Makes the case: received, bound to ombudsman-enquiry or subject-access in the version of the day where the
 * kind has a procedure; a compliment is open until somebody has passed it on and closes it. ERROR_CONFLICT:
 * the reference is taken. */
Error act_register(Ctx *ctx, const Registration *registration, Submitted *submitted) MUST_USE;

/* What that key has already made; found in `repeated`. For the confirmation page. */
Error act_submitted(Ctx *ctx, Text key, Submitted *submitted) MUST_USE;

/* The procedure that the facts point to, and why, in words for the officer. */
typedef struct Suggestion {
  const Procedure *procedure;
  Text why;
} Suggestion;
Suggestion suggest_procedure(const Ctx *ctx, ServiceId service, bool young, Date received);

/* The customer's own acts by their private link. */
Error customer_open(Ctx *ctx, Text secret, CaseFile *file) MUST_USE;
Error customer_request_review(Ctx *ctx, Text secret, const ReviewRequest *request) MUST_USE;
Error customer_withdraw(Ctx *ctx, Text secret, Text words) MUST_USE;
Error customer_add(Ctx *ctx, Text secret, Text words) MUST_USE;

/* What happened since the person looked: the events after `version`. */
Error case_changes(Ctx *ctx, Text reference, int64_t version, CaseFile *file, const LedgerEvent **since,
                   size_t *count) MUST_USE;
