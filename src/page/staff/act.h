/* What staff do to a case: one table of acts, one page and one way of saving for all of them. */
#pragma once
#include "page/staff/staff.h"

typedef struct ActScreen ActScreen;

/* An act's form while it is shown or saved. */
typedef struct ActView {
  CaseView base;
  const ActScreen *screen;
  Response *response;
  Asked asked;
  Permit permit;
  int64_t version;          /* that the person saw */
  bool conflict;            /* somebody else was first */
  const LedgerEvent *since; /* what they did */
  size_t since_count;
} ActView;

struct ActScreen {
  CaseAct act;
  const char *path;         /* last piece of the address */
  const char *step;         /* the word for it among a stage's steps; NULL: part of every procedure */
  EventType event;          /* that it makes; EVENT_TYPE_COUNT: none of its own */
  bool quiet;               /* where it is refused it does not arise: the reason is not shown */
  const char *title, *lead; /* heading; a sentence below it, may be NULL */
  const char *button;
  const char *then, *then_button; /* a first button that goes on to that act; may be NULL */
  const char *check;              /* heading of the page that shows all once more before saving; NULL: none */
  const char *done, *done_words;
  bool halves;         /* what stands beside is as wide as the form, and comes first */
  const Field *fields; /* the first is the version, the second the one that a refusal is shown at */
  size_t field_count;
  const char *const *labels; /* of the fields, for the check page */
  void (*begin)(ActView *view);
  void (*examine)(ActView *view); /* adds what the fields' kinds cannot tell to the mistakes; may be NULL */
  void (*write)(Writer *writer, const ActView *view);
  void (*beside)(Writer *writer, const ActView *view);
  Error (*perform)(ActView *view, Target target);
};

extern const ActScreen act_screens[];
extern const size_t act_screen_count;
/* The screen of the last piece of an address; NULL where there is none. */
const ActScreen *act_screen(const char *path);
/* The screen of the act that makes this event; NULL where people cannot make it. */
const ActScreen *act_screen_of_event(EventType event);

/* The clock of the stage in hand whose date may be moved, or that may be stopped; NULL where there is none.
 */
const Clock *clock_to_extend(const CaseView *view);
const ClockRule *clock_to_pause(const CaseView *view);
/* Codes of what forms offer, NULL-ended. */
extern const char *const SENT_BY[];
extern const char *const REMEDIES[];
extern const char *const NOTE_KINDS[];
extern const char *const ACTION_TYPES[];
extern const char *const OMBUDSMAN_DECISIONS[];
extern const char *const COMPLIANCES[];
/* The actions and recommendations that the act can be of. */
ChoiceList record_choices(const ActView *view);
/* The outcomes of the stage in hand; the events that may be corrected, newest first. */
ChoiceList outcome_choices(const ActView *view);
ChoiceList event_choices(const ActView *view);

/* First values of the forms that have any but today. */
void begin_today(ActView *view);
void begin_respond(ActView *view);
void begin_triage(ActView *view);
/* Today, and the record that the address names, or the only one there is. */
void begin_record(ActView *view);
/* Money that is no sum is told before the check page. */
void examine_respond(ActView *view);

/* Each gives what was typed to casework. */
Error perform_triage(ActView *view, Target target) MUST_USE;
Error perform_assign(ActView *view, Target target) MUST_USE;
Error perform_acknowledge(ActView *view, Target target) MUST_USE;
Error perform_pause(ActView *view, Target target) MUST_USE;
Error perform_resume(ActView *view, Target target) MUST_USE;
Error perform_extend(ActView *view, Target target) MUST_USE;
Error perform_respond(ActView *view, Target target) MUST_USE;
Error perform_step(ActView *view, Target target) MUST_USE;
Error perform_agree_date(ActView *view, Target target) MUST_USE;
Error perform_review(ActView *view, Target target) MUST_USE;
Error perform_late(ActView *view, Target target) MUST_USE;
Error perform_withdraw(ActView *view, Target target) MUST_USE;
Error perform_close(ActView *view, Target target) MUST_USE;
Error perform_reopen(ActView *view, Target target) MUST_USE;
Error perform_note(ActView *view, Target target) MUST_USE;
Error perform_correct(ActView *view, Target target) MUST_USE;
Error perform_agree_action(ActView *view, Target target) MUST_USE;
Error perform_recommend(ActView *view, Target target) MUST_USE;
Error perform_move_due(ActView *view, Target target) MUST_USE;
Error perform_complete(ActView *view, Target target) MUST_USE;
Error perform_compliance(ActView *view, Target target) MUST_USE;
Error perform_decide(ActView *view, Target target) MUST_USE;

/* ---- for the templates ---- */

/* A line of the check page. */
typedef struct CheckRow {
  Text label, value;
} CheckRow;
/* The fields of the form with what was typed, in words. */
size_t check_rows(const ActView *view, CheckRow *rows, size_t maximum);
/* A procedure that a case could be put under, with the dates that it would give. */
typedef struct ProcedureChoice {
  const Procedure *procedure;
  bool suggested, bound;
  ClockList clocks;
} ProcedureChoice;
/* The procedures for cases of this kind, each in the version in force on the day of receipt. */
size_t procedure_choices(const ActView *view, ProcedureChoice *items, size_t maximum);
#define PROCEDURE_CHOICES_MAX 40
/* The same as the question of the form. */
void write_procedure_choices(Writer *writer, const ActView *view);
/* What the facts of the case, or the service chosen, point to. */
Suggestion triage_suggestion(const ActView *view);
/* The hidden fields of everything that was typed, for the check page. */
void write_typed(Writer *writer, const ActView *view);
