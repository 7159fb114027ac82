/* The state of a case = fold(events, procedure versions, calendar versions). It also answers, for each act,
 * allowed or refused with a reason in words; screens, API, import and mail show and obey that one answer. */
#pragma once
#include "rules/record.h"

typedef enum CaseStatus {
  CASE_RECEIVED, /* not yet triaged */
  CASE_OPEN,     /* a stage is being worked on */
  CASE_ANSWERED, /* the last response is out; the customer may still ask for the next stage */
  CASE_WITHDRAWN,
  CASE_CLOSED
} CaseStatus;
const char *case_status_word(CaseStatus status);

typedef struct StageState {
  const StageRule *rule;
  Date opened; /* DATE_NONE: not opened */
  Date acknowledged;
  Date responded;      /* the first answer: the one that met the clock */
  Date answered_again; /* the last answer given after a reopening; DATE_NONE: none */
  Outcome outcome;     /* of the last answer */
  UserId responder;    /* who decided it */
  bool paused;
  Date paused_on;
  Text pause_reason;
  int extensions;
  Date statement_agreed, team_appointed, panel_held, reported, terms_sent;
  bool late_request;                                /* asked for after the window had ended */
  bool late_request_decided, late_request_accepted; /* work done without a decision counts as acceptance */
} StageState;

/* Events come in order of number. */
typedef struct FoldInput {
  const Event *events;
  size_t count;
  const ProcedureBook *procedures;
  const CalendarBook *calendars;
  Date today;
} FoldInput;

typedef struct CaseState {
  const Procedure *procedure; /* NULL until classified */
  CaseStatus status;
  Date received;
  int received_minute;
  Date closed, withdrawn; /* DATE_NONE, also where it was reopened since */
  Date resolved;          /* settled at once to the person's satisfaction */
  Date reopened;          /* the last time */
  Date identity_confirmed, clarification_received, matter_arose;
  int stage;                         /* the highest opened, 1.. ; 0 before classification */
  StageState stages[STAGES_MAX + 1]; /* by number; [0] unused */
  UserId owner;
  Date decided; /* by the Ombudsman */
  Outcome decision;
  bool remedied_before; /* the council had offered a satisfactory remedy before */
  RecordList records;   /* actions and recommendations, by number */
  ClockList clocks;
  const Clock *next;   /* the council's most pressing: running or paused, no window, none that is shown */
  const Event *events; /* effective: corrections applied, voided ones left out; by on, then number */
  size_t event_count;
  int32_t last_number; /* of the ledger */
  FoldInput folded;    /* what it was made from */
} CaseState;

/* An impossible sequence (no received first, a response at a stage never opened …) is ERROR_INVALID naming
 * the event by number and type. Unclassified cases fold with procedure NULL and no clocks.
 * - A correction replaces the day, minute, until, clock, outcome, procedure, version, subject and acceptance
 *   of the event that it names (what it leaves empty stays); its reason says why and is never applied. One
 *   that corrects a correction takes its place; the last wins. One that voids a correction brings back what
 *   stood before.
 * - History that other systems wrote is read kindly: the next stage asked for while the answer is late; work
 *   on a late request that nobody decided. What may be done now is case_may's business and stricter.
 * - A request for the next stage opens a closed case again; a withdrawn one must be reopened first. */
Error case_fold(Arena *arena, const FoldInput *input, CaseState *state) MUST_USE;

#define CASE_ACTS(ACT)                                                                                       \
  ACT(CLASSIFY, "classify")                                                                                  \
  ACT(ASSIGN, "assign")                                                                                      \
  ACT(ACKNOWLEDGE, "acknowledge")                                                                            \
  ACT(EXTEND, "extend")                                                                                      \
  ACT(PAUSE, "pause")                                                                                        \
  ACT(RESUME, "resume")                                                                                      \
  ACT(AGREE_DATE, "agree-date")                                                                              \
  ACT(AGREE_STATEMENT, "agree-statement")                                                                    \
  ACT(APPOINT_TEAM, "appoint-team")                                                                          \
  ACT(HOLD_PANEL, "hold-panel")                                                                              \
  ACT(REPORT, "report")                                                                                      \
  ACT(RESPOND, "respond")                                                                                    \
  ACT(SEND_TERMS, "send-terms")                                                                              \
  ACT(RESOLVE, "resolve")                                                                                    \
  ACT(REQUEST_NEXT_STAGE, "request-next-stage")                                                              \
  ACT(DECIDE_LATE_REQUEST, "decide-late-request")                                                            \
  ACT(CONFIRM_IDENTITY, "confirm-identity")                                                                  \
  ACT(RECEIVE_CLARIFICATION, "receive-clarification")                                                        \
  ACT(WITHDRAW, "withdraw")                                                                                  \
  ACT(CLOSE, "close")                                                                                        \
  ACT(REOPEN, "reopen")                                                                                      \
  ACT(NOTE, "note")                                                                                          \
  ACT(CORRECT, "correct")                                                                                    \
  ACT(AGREE_ACTION, "agree-action")                                                                          \
  ACT(RECOMMEND, "recommend")                                                                                \
  ACT(MOVE_DUE, "move-due")                                                                                  \
  ACT(COMPLETE, "complete")                                                                                  \
  ACT(RECORD_COMPLIANCE, "record-compliance")                                                                \
  ACT(DECIDE, "decide")
typedef enum CaseAct {
#define ACT(name, word) ACT_##name,
  CASE_ACTS(ACT)
#undef ACT
      ACT_COUNT
} CaseAct;
/* "classify" "assign" … */
const char *case_act_word(CaseAct act);

typedef struct Permit {
  bool allowed;
  Text why_not; /* in words for the officer: what stands against it and what to do instead */
} Permit;
/* Whether the rules allow the act now. `person` is who would do it (for a response: who decides): a stage-2
 * responder must not be the stage-1 responder where the procedure says so. 0: not known yet, that test is
 * left out. */
Permit case_may(Arena *arena, const CaseState *state, CaseAct act, UserId person);
/* Whether an event with these data may be appended now: the act is allowed, the day is not in the future nor
 * before the event that it follows, the new date of an extension is later than the due date and within the
 * ceiling, the reason ("other" is always one) and the outcome are on the procedure's lists; and the case
 * with it still folds. ERROR_REFUSED or ERROR_INVALID with words. What it lets through, case_fold accepts. */
Error case_check_event(Arena *arena, const CaseState *state, const Event *event, Date today) MUST_USE;

/* The window in which the customer may ask for the next stage, NULL where there is no next stage or no
 * window. */
const Clock *case_window(const CaseState *state);
