/* The event types: what can happen to a case. A case is its list of events; nothing is edited. */
#pragma once
#include "base/date.h"
#include "base/error.h"
#include "base/ids.h"

#define EVENT_TYPES(TYPE)                                                                                    \
  /*   name                    word                      of a stage? */                                      \
  TYPE(RECEIVED, "received", 0)                                                                              \
  TYPE(CLASSIFIED, "classified", 0) /* binds procedure and version; again with a reason: a move */           \
  TYPE(ASSIGNED, "assigned", 0)     /* subject is the new owner, 0 for nobody */                             \
  TYPE(REQUESTED, "requested", 1)   /* the customer asked for this stage (2 or 3) */                         \
  TYPE(ACKNOWLEDGED, "acknowledged", 1)                                                                      \
  TYPE(EXTENDED, "extended", 1) /* until is the new due date of `clock` (default: respond) */                \
  TYPE(PAUSED, "paused", 1)                                                                                  \
  TYPE(RESUMED, "resumed", 1)                                                                                \
  TYPE(DATE_AGREED, "date-agreed", 1) /* until is the date of an agreed plan, or the one in a letter */      \
  TYPE(TEAM_APPOINTED, "team-appointed", 1) /* investigating officer and independent person */               \
  TYPE(STATEMENT_AGREED, "statement-agreed", 1)                                                              \
  TYPE(PANEL_HELD, "panel-held", 1)                                                                          \
  TYPE(REPORTED, "reported", 1)     /* the panel's report was received */                                    \
  TYPE(RESPONDED, "responded", 1)   /* outcome; subject is the person who decided */                         \
  TYPE(TERMS_SENT, "terms-sent", 1) /* terms of a resolution sent in writing (Wales, social services) */     \
  TYPE(RESOLVED, "resolved", 0)     /* settled at once to the person's satisfaction (2009 regs 8(1)(c)) */   \
  TYPE(LATE_REQUEST_DECIDED, "late-request-decided", 1) /* accepted or refused, with reasons */              \
  TYPE(IDENTITY_CONFIRMED, "identity-confirmed", 0)                                                          \
  TYPE(CLARIFICATION_RECEIVED, "clarification-received", 0)                                                  \
  TYPE(MATTER_AROSE, "matter-arose", 0)   /* the day the matter came to the person's notice */               \
  TYPE(CUSTOMER_TOLD, "customer-told", 1) /* of an extension, pause or move */                               \
  TYPE(WITHDRAWN, "withdrawn", 0)                                                                            \
  TYPE(CLOSED, "closed", 0)                                                                                  \
  TYPE(REOPENED, "reopened", 0)                                                                              \
  TYPE(NOTED, "noted", 0)                                                                                    \
  TYPE(RECALCULATED, "recalculated", 1)   /* a calendar change moved `clock`; until is the old due date */   \
  TYPE(CORRECTED, "corrected", 0)         /* corrects names the event; its data replace that event's */      \
  TYPE(ACTION_AGREED, "action-agreed", 0) /* record; until: due; reason: its type */                         \
  TYPE(RECOMMENDED, "recommended", 0)     /* by the Ombudsman: record; until: due */                         \
  TYPE(DUE_MOVED, "due-moved", 0)         /* record; until: the new due day, agreed with who asked for it */ \
  TYPE(COMPLETED, "completed", 0)         /* record: the action, or what was recommended, is done */         \
  TYPE(COMPLIANCE_RECORDED, "compliance-recorded", 0) /* record; reason: on-time late not-complied */        \
  TYPE(DECIDED, "decided", 0)     /* by the Ombudsman: outcome; accepted: a satisfactory remedy was offered  \
                                     before the complaint reached them */                                    \
  TYPE(PUBLISHED, "published", 0) /* figures of a report, frozen with their cases; begins a case file */

typedef enum EventType {
#define TYPE(name, word, staged) EVENT_##name,
  EVENT_TYPES(TYPE)
#undef TYPE
      EVENT_TYPE_COUNT
} EventType;

/* "responded" of stage 1 is written stage-1/responded; an event of the whole case has stage 0: received. */
typedef struct EventName {
  EventType type;
  int stage; /* 0, or 1..3 */
} EventName;

/* The word of a type, and back; whether it is of a stage; "stage-1/responded". */
const char *event_type_word(EventType type);
bool event_type_of(Text word, EventType *type);
bool event_type_has_stage(EventType type);
Text event_name_text(Arena *arena, EventName name);
/* Reads "received" or "stage-2/requested". ERROR_INVALID gives the nearest right spelling. */
Error event_name_read(Arena *arena, Text text, EventName *name) MUST_USE;

typedef enum Outcome {
  OUTCOME_NONE,
  OUTCOME_UPHELD,
  OUTCOME_PARTLY_UPHELD,
  OUTCOME_NOT_UPHELD,
  OUTCOME_WITHDRAWN,
  OUTCOME_NOT_INVESTIGATED, /* a gate before the next stage said no */
  OUTCOME_RESOLVED,
  OUTCOME_PROVIDED, /* access requests: provided, provided in part, refused */
  OUTCOME_PARTLY_PROVIDED,
  OUTCOME_REFUSED,
  OUTCOME_ANSWERED,
  OUTCOME_INCOMPLETE_OR_INVALID, /* of the Ombudsman, besides upheld and not upheld (rules 5.1 table B) */
  OUTCOME_ADVICE_GIVEN,
  OUTCOME_REFERRED_BACK,
  OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES,
  OUTCOME_COUNT
} Outcome;
/* "upheld" "partly-upheld" …; "" for none. "partially-upheld" is read as partly-upheld. */
const char *outcome_word(Outcome outcome);
bool outcome_of(Text word, Outcome *outcome);

typedef enum Role {
  ROLE_SYSTEM, /* the program itself, an import */
  ROLE_CUSTOMER,
  ROLE_OFFICER,
  ROLE_MANAGER, /* complaints manager */
  ROLE_SERVICE_MANAGER,
  ROLE_REVIEWER, /* senior manager of stage 2 */
  ROLE_AUDITOR,
  ROLE_ADMINISTRATOR,
  ROLE_COUNT
} Role;
/* "officer" "manager" "service-manager" "reviewer" "auditor" "administrator" "customer" "system" */
const char *role_word(Role role);
bool role_of(Text word, Role *role);

/* One event, as it stands in the ledger. Personal text is not here: the ledger holds it apart, behind
 * commitments. */
typedef struct Event {
  int32_t number; /* 1.. in its case */
  EventType type;
  int stage;
  Date on;          /* when it happened in the world, London */
  int minute;       /* of that day, -1 where not known */
  Instant recorded; /* when the program wrote it; never chosen by anyone */
  UserId by;        /* 0: the customer or the program, see role */
  Role role;
  Date until;       /* extended, date-agreed, recalculated */
  Text clock;       /* extended, recalculated: "respond"; empty means respond */
  Outcome outcome;  /* responded */
  Text reason;      /* a code of the procedure's list: "complex", "awaiting-information" */
  Text procedure;   /* classified */
  Text version;     /* classified */
  Text calendar;    /* calendar version in force when it was recorded */
  UserId subject;   /* assigned: new owner; responded: who decided */
  bool accepted;    /* late-request-decided */
  int32_t corrects; /* corrected: number of the event that it mends */
  bool voids;       /* corrected: that event did not happen at all */
  int32_t record;   /* number of the action or recommendation in its case, 1..; 0: none */
} Event;
