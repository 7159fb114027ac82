/* Which acts are allowed, every refusal in its words, and the check of an event before it is appended. */
#include "fixture.h"

/* the answer is due on Mon 23 Mar 2026 */
#define BEXLEY "received=2026-03-02 classified=2026-03-02=bexley-corporate "
/* … and here on Mon 16 Mar 2026 */
#define CHILDREN "received=2026-03-02 classified=2026-03-02=children-statutory "
#define ANSWERED BEXLEY "stage-1/responded=2026-03-20!upheld*5 "
#define STAGE_2 ANSWERED "stage-2/requested=2026-04-21 "
#define LATE ANSWERED "stage-2/requested=2026-04-22 "
#define STAGE_3                                                                                              \
  CHILDREN "stage-1/responded=2026-03-10!upheld*5 stage-2/requested=2026-03-11 "                             \
           "stage-2/responded=2026-04-01!upheld*6 stage-3/requested=2026-04-02 "
#define SAR "received=2026-03-10 classified=2026-03-10=subject-access "
#define DP "received=2026-06-22 classified=2026-06-22=data-protection-complaint "
#define OMBUDSMAN "received=2026-03-02 classified=2026-03-02=ombudsman-enquiry "
/* to be done by Wed 1 Apr 2026 */
#define ACTION BEXLEY "action-agreed=2026-03-10&1>2026-04-01:training "
#define RECOMMENDED OMBUDSMAN "decided=2026-03-09!upheld recommended=2026-03-10&1>2026-04-01 "
#define CODE "received=2024-02-12 classified=2024-02-12=lgsco-code-2024 "

typedef struct Row {
  const char *words, *today;
  CaseAct act;
  int64_t person;
  const char *why_not; /* NULL: allowed */
} Row;

static const Row ROWS[] = {
    {BEXLEY, "2026-03-03", ACT_CLASSIFY, 0, NULL},
    {BEXLEY "closed=2026-03-05", "2026-03-06", ACT_CLASSIFY, 0,
     "The case was closed on 5 March 2026. Reopen it first."},
    {BEXLEY "withdrawn=2026-03-05", "2026-03-06", ACT_CLASSIFY, 0,
     "The complaint was withdrawn on 5 March 2026. Reopen the case first."},
    {"received=2026-03-02", "2026-03-03", ACT_ASSIGN, 0, NULL},
    {BEXLEY "closed=2026-03-05", "2026-03-06", ACT_ASSIGN, 0, "The case was closed"},

    {"received=2026-03-02", "2026-03-03", ACT_ACKNOWLEDGE, 0, NULL},
    {BEXLEY, "2026-03-03", ACT_ACKNOWLEDGE, 0, NULL},
    {BEXLEY "stage-1/acknowledged=2026-03-03", "2026-03-04", ACT_ACKNOWLEDGE, 0,
     "Stage 1 has been acknowledged on 3 March 2026."},
    {"received=2026-03-02 stage-1/acknowledged=2026-03-02", "2026-03-04", ACT_ACKNOWLEDGE, 0,
     "Stage 1 has been acknowledged on 2 March 2026."},
    {ANSWERED, "2026-03-21", ACT_ACKNOWLEDGE, 0,
     "Stage 1 has been answered on 20 March 2026; to change the answer, correct it or reopen the case."},
    {BEXLEY "resolved=2026-03-03", "2026-03-04", ACT_ACKNOWLEDGE, 0,
     "The complaint was resolved on 3 March 2026"},

    {"received=2026-03-02", "2026-03-03", ACT_EXTEND, 0,
     "The case has not been triaged yet. Choose its procedure first."},
    {BEXLEY, "2026-03-03", ACT_EXTEND, 0, NULL},
    {ANSWERED, "2026-03-21", ACT_EXTEND, 0, "Stage 1 has been answered on 20 March 2026"},
    {"received=2026-03-02 classified=2026-03-02=wales-corporate", "2026-03-03", ACT_EXTEND, 0,
     "allows no extension at stage 1. Where you will be late, tell the customer why"},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "2026-03-06", ACT_EXTEND, 0,
     "The clock has been paused since 5 March 2026 and has no due date. Resume it first."},
    {CHILDREN "stage-1/extended=2026-03-10>2026-03-30:complex", "2026-03-11", ACT_EXTEND, 0,
     "The time was extended on the one occasion that the procedure allows; it ends on 30 March 2026."},
    {"received=2026-03-02 classified=2026-03-02=children-statutory stage-1/responded=2026-03-10!upheld "
     "stage-2/requested=2026-03-11 stage-2/extended=2026-03-12>2026-06-16:complex",
     "2026-03-13", ACT_EXTEND, 0,
     "The time already has the longest extension that the procedure allows (65 working days in all): it "
     "ends on 16 June "
     "2026."},
    {CODE "stage-1/acknowledged=2024-02-14 stage-1/extended=2024-02-20>2024-03-13:complex", "2024-02-21",
     ACT_EXTEND, 0, NULL}, /* beyond the ceiling with a good reason */

    {BEXLEY, "2026-03-03", ACT_PAUSE, 0, NULL},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "2026-03-06", ACT_PAUSE, 0,
     "Stage 1 has been paused since 5 March 2026 already."},
    {"received=2026-03-02 classified=2026-03-02=wales-corporate", "2026-03-03", ACT_PAUSE, 0,
     "does not let the clock stop at stage 1"},
    {BEXLEY, "2026-03-23", ACT_PAUSE, 0,
     "The due date of 23 March 2026 has come; a pause now would change nothing."},
    {ANSWERED "reopened=2026-03-25", "2026-03-26", ACT_PAUSE, 0,
     "Stage 1 has been answered on 20 March 2026"},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "2026-03-06", ACT_RESUME, 0, NULL},
    {BEXLEY, "2026-03-06", ACT_RESUME, 0, "Stage 1 is not paused."},

    {DP, "2026-06-23", ACT_AGREE_DATE, 0, NULL},
    {BEXLEY, "2026-03-03", ACT_AGREE_DATE, 0, "The time for stage 1 is fixed by the procedure, not agreed."},

    {CHILDREN "stage-1/responded=2026-03-10!upheld stage-2/requested=2026-03-11", "2026-03-12",
     ACT_AGREE_STATEMENT, 0, NULL},
    {CHILDREN
     "stage-1/responded=2026-03-10!upheld stage-2/requested=2026-03-11 stage-2/statement-agreed=2026-03-12",
     "2026-03-13", ACT_AGREE_STATEMENT, 0,
     "The statement of complaint was agreed on 12 March 2026; if the day is wrong, correct it."},
    {BEXLEY, "2026-03-03", ACT_AGREE_STATEMENT, 0,
     "does not ask you to agree the statement of complaint at stage 1"},
    {CHILDREN
     "stage-1/responded=2026-03-10!upheld stage-2/requested=2026-03-11 stage-2/team-appointed=2026-03-12",
     "2026-03-13", ACT_APPOINT_TEAM, 0,
     "The investigating officer and independent person were appointed on 12 March"},
    {STAGE_3, "2026-04-03", ACT_HOLD_PANEL, 0, NULL},
    {STAGE_3 "stage-3/panel-held=2026-04-20", "2026-04-21", ACT_HOLD_PANEL, 0,
     "The panel met on 20 April 2026"},
    {CHILDREN, "2026-03-03", ACT_HOLD_PANEL, 0, "does not ask you to hold the panel at stage 1"},
    {STAGE_3, "2026-04-21", ACT_REPORT, 0,
     "The panel has not met yet. Record the day on which it met first."},
    {STAGE_3 "stage-3/panel-held=2026-04-20", "2026-04-21", ACT_REPORT, 0, NULL},
    {STAGE_3 "stage-3/panel-held=2026-04-20 stage-3/reported=2026-04-24", "2026-04-25", ACT_REPORT, 0,
     "The panel's report was received on 24 April 2026"},

    {BEXLEY, "2026-03-03", ACT_RESPOND, 0, NULL},
    {ANSWERED, "2026-03-21", ACT_RESPOND, 0,
     "Stage 1 has been answered on 20 March 2026; to change the answer, correct it or reopen the case."},
    {ANSWERED "reopened=2026-03-25", "2026-03-26", ACT_RESPOND, 0, NULL},
    {STAGE_2, "2026-04-22", ACT_RESPOND, 5,
     "The same person answered stage 1. Stage 2 must be answered by somebody else."},
    {STAGE_2, "2026-04-22", ACT_RESPOND, 6, NULL},
    {STAGE_3, "2026-04-21", ACT_RESPOND, 0, "The panel has not met yet."},
    {STAGE_3 "stage-3/panel-held=2026-04-20", "2026-04-21", ACT_RESPOND, 0,
     "The panel's report has not been received yet."},
    {STAGE_3 "stage-3/panel-held=2026-04-20 stage-3/reported=2026-04-24", "2026-04-25", ACT_RESPOND, 0, NULL},
    {LATE, "2026-04-23", ACT_RESPOND, 0,
     "Stage 2 was asked for on 22 April 2026, after the time to ask had ended on 21 April 2026. Decide "
     "first"},
    {LATE "stage-2/late-request-decided=2026-04-23", "2026-04-24", ACT_RESPOND, 0,
     "The late request for stage 2 of 22 April 2026 was refused. Close the case and give the Ombudsman's "
     "details"},
    {LATE "stage-2/late-request-decided=2026-04-23+", "2026-04-24", ACT_RESPOND, 0, NULL},
    {"received=2026-03-02", "2026-03-03", ACT_RESPOND, 0, "The case has not been triaged yet."},

    {"received=2024-05-02 classified=2024-05-02=wales-social-services", "2024-05-03", ACT_SEND_TERMS, 0,
     "Stage 1 has not been resolved or answered yet, so there are no terms to send."},
    {"received=2024-05-02 classified=2024-05-02=wales-social-services stage-1/responded=2024-05-16!resolved",
     "2024-05-17", ACT_SEND_TERMS, 0, NULL},
    {"received=2024-05-02 classified=2024-05-02=wales-social-services stage-1/responded=2024-05-16!resolved "
     "stage-1/terms-sent=2024-05-17",
     "2024-05-18", ACT_SEND_TERMS, 0, "The terms were sent on 17 May 2024"},
    {BEXLEY, "2026-03-03", ACT_SEND_TERMS, 0, "does not ask you to send the agreed terms at stage 1"},
    {BEXLEY, "2026-03-03", ACT_RESOLVE, 0, NULL},
    {BEXLEY "resolved=2026-03-03", "2026-03-04", ACT_RESOLVE, 0,
     "The complaint was resolved on 3 March 2026"},

    {ANSWERED, "2026-03-21", ACT_REQUEST_NEXT_STAGE, 0, NULL},
    {ANSWERED, "2026-12-21", ACT_REQUEST_NEXT_STAGE, 0, NULL}, /* late is recorded, never refused */
    {ANSWERED "closed=2026-04-22", "2026-05-01", ACT_REQUEST_NEXT_STAGE, 0, NULL},
    {BEXLEY, "2026-03-03", ACT_REQUEST_NEXT_STAGE, 0,
     "Stage 1 has not been answered yet; the answer is due on 23 March 2026. The customer may ask for stage "
     "2 once it is "
     "answered or late."},
    {BEXLEY, "2026-03-24", ACT_REQUEST_NEXT_STAGE, 0, NULL},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "2026-06-01", ACT_REQUEST_NEXT_STAGE, 0,
     "Stage 1 has not been answered yet. The customer may ask for stage 2 once it is."},
    {STAGE_2 "stage-2/responded=2026-05-01!upheld", "2026-05-02", ACT_REQUEST_NEXT_STAGE, 0,
     "Stage 2 is the last stage of the procedure. The customer may go to the Local Government and Social "
     "Care Ombudsman."},
    {ANSWERED "withdrawn=2026-03-21", "2026-03-22", ACT_REQUEST_NEXT_STAGE, 0, "The complaint was withdrawn"},
    {BEXLEY "closed=2026-03-10", "2026-03-22", ACT_REQUEST_NEXT_STAGE, 0,
     "The case was closed on 10 March 2026."},
    {"received=2026-03-02", "2026-03-22", ACT_REQUEST_NEXT_STAGE, 0, "The case has not been triaged yet."},
    {CHILDREN "stage-1/responded=2026-03-10!upheld stage-2/requested=2026-05-11 "
              "stage-2/late-request-decided=2026-05-12",
     "2026-05-13", ACT_REQUEST_NEXT_STAGE, 0, "was refused"},

    {LATE, "2026-04-23", ACT_DECIDE_LATE_REQUEST, 0, NULL},
    {STAGE_2, "2026-04-23", ACT_DECIDE_LATE_REQUEST, 0,
     "There is no late request to decide: stage 2 was asked for in time."},
    {BEXLEY, "2026-04-23", ACT_DECIDE_LATE_REQUEST, 0, "stage 1 was opened by the complaint itself"},
    {LATE "stage-2/late-request-decided=2026-04-23+", "2026-04-24", ACT_DECIDE_LATE_REQUEST, 0,
     "has been accepted"},
    {LATE "stage-2/late-request-decided=2026-04-23", "2026-04-24", ACT_DECIDE_LATE_REQUEST, 0,
     "has been refused"},

    {SAR, "2026-03-11", ACT_CONFIRM_IDENTITY, 0, NULL},
    {SAR "identity-confirmed=2026-03-12", "2026-03-13", ACT_CONFIRM_IDENTITY, 0,
     "Identity was confirmed on 12 March 2026"},
    {BEXLEY, "2026-03-13", ACT_CONFIRM_IDENTITY, 0, "waits for proof of identity. Write a note instead."},
    {SAR, "2026-03-11", ACT_RECEIVE_CLARIFICATION, 0, NULL},
    {BEXLEY, "2026-03-13", ACT_RECEIVE_CLARIFICATION, 0, "waits for a clarification. Write a note instead."},

    {BEXLEY, "2026-03-03", ACT_WITHDRAW, 0, NULL},
    {BEXLEY "closed=2026-03-10", "2026-03-22", ACT_WITHDRAW, 0, "The case was closed"},
    {"received=2026-03-02", "2026-03-03", ACT_CLOSE, 0, NULL},
    {ANSWERED, "2026-03-21", ACT_CLOSE, 0, NULL},
    {BEXLEY, "2026-03-03", ACT_CLOSE, 0, "Stage 1 has not been answered. Send the answer first"},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "2026-06-01", ACT_CLOSE, 0, NULL}, /* silence */
    {LATE "stage-2/late-request-decided=2026-04-23", "2026-04-24", ACT_CLOSE, 0, NULL},
    {BEXLEY "withdrawn=2026-03-10", "2026-03-22", ACT_CLOSE, 0, "The complaint was withdrawn"},
    {ANSWERED, "2026-03-21", ACT_REOPEN, 0, NULL},
    {BEXLEY, "2026-03-21", ACT_REOPEN, 0, "The case is open."},
    {BEXLEY "closed=2026-03-10", "2026-03-22", ACT_NOTE, 0, NULL},
    {BEXLEY "closed=2026-03-10", "2026-03-22", ACT_CORRECT, 0, NULL},

    /* learning outlives the case, and needs no procedure */
    {BEXLEY, "2026-03-22", ACT_AGREE_ACTION, 0, NULL},
    {BEXLEY "closed=2026-03-10", "2026-03-22", ACT_AGREE_ACTION, 0, NULL},
    {"received=2026-03-02", "2026-03-22", ACT_AGREE_ACTION, 0, NULL},
    {OMBUDSMAN, "2026-03-22", ACT_RECOMMEND, 0, NULL},
    {BEXLEY, "2026-03-22", ACT_RECOMMEND, 0, "This is not a case at the Ombudsman."},
    {"received=2026-03-02", "2026-03-22", ACT_RECOMMEND, 0, "This is not a case at the Ombudsman."},
    {ACTION, "2026-03-22", ACT_MOVE_DUE, 0, NULL},
    {ACTION "closed=2026-03-11", "2026-03-22", ACT_MOVE_DUE, 0, NULL},
    {BEXLEY, "2026-03-22", ACT_MOVE_DUE, 0, "There is no action or recommendation left to move."},
    {ACTION "completed=2026-03-20&1", "2026-03-22", ACT_MOVE_DUE, 0, "left to move"},
    {RECOMMENDED, "2026-03-22", ACT_COMPLETE, 0, NULL},
    {ACTION "closed=2026-03-11", "2026-03-22", ACT_COMPLETE, 0, NULL},
    {BEXLEY, "2026-03-22", ACT_COMPLETE, 0, "There is no action or recommendation left to complete."},
    {ACTION "completed=2026-03-20&1", "2026-03-22", ACT_COMPLETE, 0, "left to complete"},
    {RECOMMENDED, "2026-03-22", ACT_RECORD_COMPLIANCE, 0, NULL},
    {RECOMMENDED "completed=2026-03-20&1", "2026-03-22", ACT_RECORD_COMPLIANCE, 0, NULL},
    {ACTION, "2026-03-22", ACT_RECORD_COMPLIANCE, 0, "This is not a case at the Ombudsman."},
    {OMBUDSMAN "action-agreed=2026-03-10&1>2026-04-01:training", "2026-03-22", ACT_RECORD_COMPLIANCE, 0,
     "There is no recommendation without a word on compliance."},
    {RECOMMENDED "compliance-recorded=2026-03-20&1:late", "2026-03-22", ACT_RECORD_COMPLIANCE, 0,
     "without a word on compliance"},
    {OMBUDSMAN, "2026-03-22", ACT_DECIDE, 0, NULL},
    {BEXLEY, "2026-03-22", ACT_DECIDE, 0, "This is not a case at the Ombudsman."},
    {OMBUDSMAN "decided=2026-03-09!upheld", "2026-03-22", ACT_DECIDE, 0,
     "The Ombudsman decided on 9 March 2026; if the day is wrong, correct it."},
    {OMBUDSMAN "stage-1/responded=2026-03-09!answered closed=2026-03-10", "2026-03-22", ACT_DECIDE, 0,
     "The case was closed on 10 March 2026. Reopen it first."},
    {OMBUDSMAN "decided=2026-03-09!upheld", "2026-03-22", ACT_CLOSE, 0, NULL},
    {OMBUDSMAN, "2026-03-22", ACT_CLOSE, 0, "Stage 1 has not been answered."},
};

static void every_act(void **state) {
  (void)state;
  int wrong = 0;
  bool seen[ACT_COUNT] = {false}, refused[ACT_COUNT] = {false};
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    const Row *row = &ROWS[i];
    Permit permit = case_may(arena, fold(row->words, row->today), row->act, (UserId){row->person});
    seen[row->act] = true;
    if (row->why_not) refused[row->act] = true;
    bool right = row->why_not ? !permit.allowed && text_contains(permit.why_not, text_of(row->why_not))
                              : permit.allowed;
    if (right) continue;
    print_error("%s: %s: \"%.*s\", expected \"%s\"\n", case_act_word(row->act), row->words,
                TEXT_ARGUMENTS(permit.why_not), row->why_not ? row->why_not : "allowed");
    wrong++;
  }
  assert_int_equal(wrong, 0);
  for (int act = 0; act < ACT_COUNT; act++) {
    assert_true(seen[act]);
    bool always = act == ACT_NOTE || act == ACT_CORRECT || act == ACT_AGREE_ACTION; /* never refused */
    assert_true(refused[act] != always);
  }
}

typedef struct Check {
  const char *words, *event, *today;
  ErrorCode code; /* 0: accepted */
  const char *why;
} Check;

static const Check CHECKS[] = {
    {BEXLEY, "stage-1/acknowledged=2026-03-03", "2026-03-03", 0, ""},
    {BEXLEY, "stage-1/acknowledged=2026-03-04", "2026-03-03", ERROR_INVALID, "4 March 2026 is in the future"},
    {BEXLEY, "stage-1/acknowledged=2026-03-01", "2026-03-03", ERROR_INVALID,
     "1 March 2026 is before 2 March 2026"},
    {BEXLEY, "stage-1/acknowledged=none", "2026-03-03", ERROR_INVALID, "Give the day"},
    {BEXLEY, "stage-2/acknowledged=2026-03-03", "2026-03-03", ERROR_REFUSED,
     "The case is at stage 1, and this is for stage 2"},
    {BEXLEY, "received=2026-03-03", "2026-03-03", ERROR_REFUSED, "correct that event instead"},
    {BEXLEY, "stage-1/resumed=2026-03-03", "2026-03-03", ERROR_REFUSED, "not paused"},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "stage-1/resumed=2026-03-04", "2026-03-09",
     ERROR_INVALID, "before 5 March 2026"},
    {BEXLEY "stage-1/paused=2026-03-05:awaiting-information", "stage-1/resumed=2026-03-09", "2026-03-09", 0,
     ""},

    {BEXLEY, "stage-1/extended=2026-03-09>2026-04-10", "2026-03-09", 0, ""},
    {BEXLEY, "stage-1/extended=2026-03-09", "2026-03-09", ERROR_INVALID, "Give the new due date."},
    {BEXLEY, "stage-1/extended=2026-03-09>2026-03-23", "2026-03-09", ERROR_INVALID,
     "The new due date, 23 March 2026, must be later than the one in force, 23 March 2026."},
    {BEXLEY, "stage-1/extended=2026-03-09>2026-04-10~acknowledge", "2026-03-09", ERROR_REFUSED,
     "allows no extension of \"stage-1/acknowledge\""},
    {BEXLEY, "stage-1/extended=2026-03-09>2026-04-10~nothing", "2026-03-09", ERROR_INVALID,
     "There is no clock"},
    /* children, received Mon 2 Mar 2026: twenty days are Mon 30 Mar */
    {CHILDREN, "stage-1/extended=2026-03-09>2026-03-30:complex", "2026-03-09", 0, ""},
    {CHILDREN, "stage-1/extended=2026-03-09>2026-03-30:other", "2026-03-09", 0, ""},
    {CHILDREN, "stage-1/extended=2026-03-09>2026-03-30", "2026-03-09", ERROR_INVALID,
     "Choose a reason: complex, advocate-sought, exceptional."},
    {CHILDREN, "stage-1/extended=2026-03-09>2026-03-30:holidays", "2026-03-09", ERROR_INVALID,
     "\"holidays\" is not a reason"},
    {CHILDREN, "stage-1/extended=2026-03-09>2026-03-31:complex", "2026-03-09", ERROR_REFUSED,
     "the last possible date is 30 March 2026"},
    {CODE "stage-1/acknowledged=2024-02-14", "stage-1/extended=2024-02-20>2024-04-02", "2024-02-20",
     ERROR_REFUSED, "Give the good reason"},
    {CODE "stage-1/acknowledged=2024-02-14", "stage-1/extended=2024-02-20>2024-04-02:complex", "2024-02-20",
     0, ""},

    {BEXLEY, "stage-1/paused=2026-03-05:awaiting-information", "2026-03-05", 0, ""},
    {BEXLEY, "stage-1/paused=2026-03-05", "2026-03-05", ERROR_INVALID,
     "Choose a reason: awaiting-information."},
    {BEXLEY, "stage-1/paused=2026-03-05:lunch", "2026-03-05", ERROR_INVALID, "\"lunch\" is not a reason"},

    {BEXLEY, "stage-1/responded=2026-03-05!upheld*5", "2026-03-05", 0, ""},
    {BEXLEY, "stage-1/responded=2026-03-05", "2026-03-05", ERROR_INVALID, "Choose an outcome: upheld"},
    {BEXLEY, "stage-1/responded=2026-03-05!provided", "2026-03-05", ERROR_INVALID,
     "\"provided\" is not an outcome of stage 1"},
    {STAGE_2, "stage-2/responded=2026-04-23!upheld*5", "2026-04-23", ERROR_REFUSED,
     "The same person answered stage 1."},
    {STAGE_2, "stage-2/responded=2026-04-20!upheld*6", "2026-04-23", ERROR_INVALID, "before 21 April 2026"},
    {CHILDREN "stage-2/requested=2026-03-17", "stage-1/responded=2026-03-18!upheld", "2026-03-18", 0, ""},

    {BEXLEY, "stage-2/requested=2026-03-05", "2026-03-05", ERROR_REFUSED,
     "Stage 1 has not been answered yet"},
    {ANSWERED, "stage-2/requested=2026-03-21", "2026-03-21", 0, ""},
    {ANSWERED, "stage-2/requested=2026-03-19", "2026-03-21", ERROR_INVALID, "before 20 March 2026"},
    {ANSWERED, "stage-3/requested=2026-03-21", "2026-03-21", ERROR_REFUSED,
     "the next that can be asked for is stage 2"},
    /* late today, but the day that is given was in time to wait: the fold has the last word */
    {BEXLEY, "stage-2/requested=2026-03-10", "2026-03-30", ERROR_REFUSED, "its answer was not late"},

    {DP, "stage-1/date-agreed=2026-06-25>2026-08-14", "2026-06-25", 0, ""},
    {DP, "stage-1/date-agreed=2026-06-25", "2026-06-25", ERROR_INVALID, "Give the date that was agreed."},
    {DP, "stage-1/date-agreed=2026-06-25>2026-06-24", "2026-06-25", ERROR_INVALID,
     "before the day on which it was agreed"},

    {"received=2026-03-02", "classified=2026-03-03=bexley-corporate", "2026-03-03", 0, ""},
    {"received=2026-03-02", "classified=2026-03-03=bexley-corporat", "2026-03-03", ERROR_INVALID,
     "did you mean \"bexley-corporate\"?"},
    {STAGE_2, "classified=2026-04-22=bexley-adults", "2026-04-22", ERROR_REFUSED,
     "has 1 stage and the case has reached stage 2"},

    {ANSWERED, "corrected=2026-03-19#3", "2026-03-21", 0, ""},
    {ANSWERED, "corrected=none#3!not-upheld", "2026-03-21", 0, ""},
    {ANSWERED, "corrected=none#3!provided", "2026-03-21", ERROR_INVALID, "is not an outcome"},
    {ANSWERED, "corrected=2026-03-22#3", "2026-03-21", ERROR_INVALID, "in the future"},
    {ANSWERED, "corrected=2026-03-19#9", "2026-03-21", ERROR_INVALID, "There is no event 9 to correct."},
    {ANSWERED, "corrected=none#1-", "2026-03-21", ERROR_REFUSED, "cannot be taken back"},
    {ANSWERED, "corrected=none#2-", "2026-03-21", ERROR_REFUSED, "not been given a procedure"},
    {STAGE_2, "corrected=none#3-", "2026-04-22", 0,
     ""}, /* the answer never went out: stage 1 was left because it was late */
    {STAGE_2, "corrected=2026-04-22#3", "2026-04-22", 0, ""},
    {ANSWERED "stage-2/requested=2026-03-21 ", "corrected=none#3-", "2026-04-22", ERROR_REFUSED,
     "not been answered"},

    {BEXLEY "closed=2026-03-10", "noted=2026-03-11", "2026-03-11", 0, ""},
    {BEXLEY "closed=2026-03-10", "stage-1/customer-told=2026-03-11", "2026-03-11", 0, ""},
    {BEXLEY "closed=2026-03-10", "assigned=2026-03-11*3", "2026-03-11", ERROR_REFUSED, "Reopen it first"},
    {BEXLEY "closed=2026-03-10", "reopened=2026-03-09", "2026-03-11", ERROR_INVALID, "before 10 March 2026"},
    {BEXLEY, "stage-2/customer-told=2026-03-11", "2026-03-11", ERROR_REFUSED, "had not been opened"},
    {BEXLEY, "matter-arose=2025-01-01", "2026-03-11", 0, ""},
    {LATE, "stage-2/late-request-decided=2026-04-23+", "2026-04-23", 0, ""},
    {LATE, "stage-2/team-appointed=2026-04-23", "2026-04-23", ERROR_REFUSED, "Decide first"},

    {BEXLEY, "action-agreed=2026-03-10&1>2026-03-10:training", "2026-03-10", 0, ""},
    {BEXLEY, "action-agreed=2026-03-10&1>2026-04-01", "2026-03-10", ERROR_INVALID, "what kind of action"},
    {BEXLEY, "action-agreed=2026-03-10&1:training", "2026-03-10", ERROR_INVALID, "Give the day by which"},
    {BEXLEY, "action-agreed=2026-03-10&1>2026-03-09:training", "2026-03-10", ERROR_INVALID,
     "before the day on which it was agreed"},
    {BEXLEY, "action-agreed=2026-03-10>2026-04-01:training", "2026-03-10", ERROR_REFUSED, "has no number"},
    {BEXLEY, "action-agreed=2026-03-01&1>2026-04-01:training", "2026-03-10", ERROR_INVALID,
     "before 2 March 2026"},
    {ACTION, "action-agreed=2026-03-11&1>2026-04-01:training", "2026-03-11", ERROR_REFUSED, "is taken"},
    {ACTION, "due-moved=2026-03-31&1>2026-04-14:agreed", "2026-03-31", 0, ""},
    {ACTION, "due-moved=2026-03-31&1>2026-04-14", "2026-03-31", ERROR_INVALID, "Say why the day is moved."},
    {ACTION, "due-moved=2026-03-31&1:agreed", "2026-03-31", ERROR_INVALID, "Give the day by which"},
    {ACTION, "due-moved=2026-03-31&2>2026-04-14:agreed", "2026-03-31", ERROR_INVALID, "no such action"},
    {ACTION, "completed=2026-03-31&1", "2026-03-31", 0, ""},
    {ACTION, "completed=2026-04-01&1", "2026-03-31", ERROR_INVALID, "in the future"},
    {ACTION, "completed=2026-03-09&1", "2026-03-31", ERROR_REFUSED, "It was agreed on 10 March 2026"},
    {ACTION "action-agreed=2026-03-11&2>2026-04-01:training completed=2026-03-20&1", "completed=2026-03-21&1",
     "2026-03-31", ERROR_REFUSED, "completed"},
    {OMBUDSMAN, "recommended=2026-03-10&1>2026-04-01", "2026-03-10", 0, ""},
    {OMBUDSMAN, "recommended=2026-03-10&1", "2026-03-10", ERROR_INVALID, "Give the day by which"},
    {RECOMMENDED, "compliance-recorded=2026-03-20&1:not-complied", "2026-03-20", 0, ""},
    {RECOMMENDED, "compliance-recorded=2026-03-20&1:perhaps", "2026-03-20", ERROR_INVALID,
     "Say whether it was done on time, late or not at all."},
    {RECOMMENDED, "compliance-recorded=2026-03-20&1", "2026-03-20", ERROR_INVALID, "Say whether"},
    {RECOMMENDED "action-agreed=2026-03-11&2>2026-04-01:training", "compliance-recorded=2026-03-20&2:late",
     "2026-03-20", ERROR_REFUSED, "no such recommendation"},
    {OMBUDSMAN, "decided=2026-03-09!upheld+", "2026-03-09", 0, ""},
    {OMBUDSMAN, "decided=2026-03-09!not-upheld", "2026-03-09", 0, ""},
    {OMBUDSMAN, "decided=2026-03-09!not-upheld+", "2026-03-09", ERROR_INVALID, "upheld complaints alone"},
    {OMBUDSMAN, "decided=2026-03-09!answered", "2026-03-09", ERROR_INVALID, "what the Ombudsman decided"},
    {OMBUDSMAN, "decided=2026-03-09", "2026-03-09", ERROR_INVALID, "what the Ombudsman decided"},

    /* What is corrected must be right as it would be if it were new. */
    {OMBUDSMAN "decided=2026-03-09!upheld", "corrected=2026-03-09#3!resolved", "2026-03-12", ERROR_INVALID,
     "what the Ombudsman decided"},
    {OMBUDSMAN "decided=2026-03-09!upheld", "corrected=2026-03-09#3!partly-upheld", "2026-03-12",
     ERROR_INVALID, "what the Ombudsman decided"},
    {OMBUDSMAN "decided=2026-03-09!upheld", "corrected=2026-03-09#3!not-upheld", "2026-03-12", 0, ""},
    {OMBUDSMAN "decided=2026-03-09!upheld", "corrected=2026-03-09#3!not-upheld+", "2026-03-12", ERROR_INVALID,
     "upheld complaints alone"},
    {OMBUDSMAN "decided=2026-03-09!not-upheld", "corrected=2026-03-10#3+", "2026-03-12", ERROR_INVALID,
     "upheld complaints alone"},
    {OMBUDSMAN "decided=2026-03-09!upheld corrected=2026-03-09#3!not-upheld",
     "corrected=2026-03-09#4!resolved", "2026-03-12", ERROR_INVALID, "what the Ombudsman decided"},
    {ACTION, "corrected=2026-03-10#3>2026-03-09", "2026-03-31", ERROR_INVALID,
     "before the day on which it was agreed"},
    {ACTION, "corrected=2026-03-10#3>2026-03-10", "2026-03-31", 0, ""},
    {ACTION, "corrected=2026-03-10#3-", "2026-03-31", 0, ""},
    {ACTION "due-moved=2026-03-20&1>2026-04-14:agreed", "corrected=2026-03-20#4>2026-03-19", "2026-03-31",
     ERROR_INVALID, "before the day on which it was agreed"},
    {ACTION "completed=2026-03-31&1", "corrected=2026-03-09#4", "2026-03-31", ERROR_REFUSED,
     "It was agreed on 10 March 2026"},
    {RECOMMENDED, "corrected=2026-03-10#4>2026-03-09", "2026-03-31", ERROR_INVALID,
     "before the day on which it was agreed"},
    {RECOMMENDED "compliance-recorded=2026-03-20&1:late", "corrected=2026-03-09#5", "2026-03-31",
     ERROR_REFUSED, "It was agreed on 10 March 2026"},
};

static void every_check(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++) {
    const Check *check = &CHECKS[i];
    Error error = case_check_event(arena, fold(check->words, check->today), line(check->event).events,
                                   day(check->today));
    Text words = error ? error->words : TEXT_NONE;
    bool right = check->code
                     ? error && error->code == check->code && text_contains(words, text_of(check->why))
                     : !error;
    if (right) continue;
    print_error("%s after %s: \"%.*s\", expected \"%s\"\n", check->event, check->words, TEXT_ARGUMENTS(words),
                check->code ? check->why : "accepted");
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_act),
      cmocka_unit_test(every_check),
  };
  return cmocka_run_group_tests_name("permits", tests, load_everything, drop_everything);
}
