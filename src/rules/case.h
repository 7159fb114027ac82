/* The state of a case = fold(events, procedure versions, calendar versions). It also answers, for each act, allowed or
 * refused with a reason in words; screens, API, import and mail show and obey that one answer. */
#pragma once
#include "rules/clock.h"

typedef enum CaseStatus {
  CASE_RECEIVED,  /* not yet triaged */
  CASE_OPEN,      /* a stage is being worked on */
  CASE_ANSWERED,  /* the last response is out; the customer may still ask for the next stage */
  CASE_WITHDRAWN,
  CASE_CLOSED
} CaseStatus;
const char *case_status_word(CaseStatus status);

typedef struct StageState {
  const StageRule *rule;
  Date opened;             /* DATE_NONE: not opened */
  Date acknowledged;
  Date responded;
  Outcome outcome;
  UserId responder;        /* who decided */
  bool paused;
  Date paused_on;
  Text pause_reason;
  int extensions;
  Date statement_agreed, team_appointed, panel_held, reported;
  bool late_request;       /* asked for after the window had ended */
  bool late_request_decided, late_request_accepted;
} StageState;

typedef struct CaseState {
  const Procedure *procedure; /* NULL until classified */
  CaseStatus status;
  Date received;
  int received_minute;
  Date closed, withdrawn;
  int stage;                  /* the highest opened, 1.. ; 0 before classification */
  StageState stages[STAGES_MAX + 1]; /* by number; [0] unused */
  UserId owner;
  ClockList clocks;
  const Clock *next;          /* the council's most pressing clock: running or paused, never a window or a shown one; NULL: none */
  const Event *events;        /* effective: corrections applied, voided ones left out, in order of on, then number */
  size_t event_count;
  int32_t last_number;        /* of the ledger */
} CaseState;

/* An impossible sequence (no received first, a response at a stage never opened …) is ERROR_INVALID naming the event. Events
 * come in order of number. Unclassified cases fold with procedure NULL and no clocks. */
typedef struct FoldInput {
  const Event *events;
  size_t count;
  const ProcedureBook *procedures;
  const CalendarBook *calendars;
  Date today;
} FoldInput;
Error case_fold(Arena *arena, const FoldInput *input, CaseState *state) MUST_USE;

#define CASE_ACTS(ACT)                                                                                                \
  ACT(CLASSIFY, "classify")                                                                                           \
  ACT(ASSIGN, "assign")                                                                                               \
  ACT(ACKNOWLEDGE, "acknowledge")                                                                                     \
  ACT(EXTEND, "extend")                                                                                               \
  ACT(PAUSE, "pause")                                                                                                 \
  ACT(RESUME, "resume")                                                                                               \
  ACT(AGREE_DATE, "agree-date")                                                                                       \
  ACT(AGREE_STATEMENT, "agree-statement")                                                                             \
  ACT(APPOINT_TEAM, "appoint-team")                                                                                   \
  ACT(HOLD_PANEL, "hold-panel")                                                                                       \
  ACT(REPORT, "report")                                                                                               \
  ACT(RESPOND, "respond")                                                                                             \
  ACT(REQUEST_NEXT_STAGE, "request-next-stage")                                                                       \
  ACT(DECIDE_LATE_REQUEST, "decide-late-request")                                                                     \
  ACT(CONFIRM_IDENTITY, "confirm-identity")                                                                           \
  ACT(RECEIVE_CLARIFICATION, "receive-clarification")                                                                 \
  ACT(WITHDRAW, "withdraw")                                                                                           \
  ACT(CLOSE, "close")                                                                                                 \
  ACT(REOPEN, "reopen")                                                                                               \
  ACT(NOTE, "note")                                                                                                   \
  ACT(CORRECT, "correct")
typedef enum CaseAct {
#define ACT(name, word) ACT_##name,
  CASE_ACTS(ACT)
#undef ACT
      ACT_COUNT
} CaseAct;
const char *case_act_word(CaseAct act);

typedef struct Permit {
  bool allowed;
  Text why_not; /* in words for the officer: what stands against it and what to do instead */
} Permit;
/* Whether the rules allow the act now. `person` is who would do it (for a response: who decides): a stage-2 responder must
 * not be the stage-1 responder where the procedure says so. 0: not known yet, that test is left out. */
Permit case_may(Arena *arena, const CaseState *state, CaseAct act, UserId person);
/* Whether an event with these data may be appended now: the act is allowed, the day is not in the future nor before the
 * event that it follows, the new date of an extension is later than the due date and within the ceiling, the reason and the
 * outcome are on the procedure's lists. ERROR_REFUSED or ERROR_INVALID with words. */
Error case_check_event(Arena *arena, const CaseState *state, const Event *event, Date today) MUST_USE;

/* The window in which the customer may ask for the next stage, NULL where there is no next stage or no window. */
const Clock *case_window(const CaseState *state);
