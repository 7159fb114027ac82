/* What the staff pages share: a case with its head, due dates in words, notices that outlive a redirect. */
#pragma once
#include "casework/lists.h"
#include "casework/registers.h"
#include "html/casework_components.h"
#include "page/staff/ask.h"

#define STATUS_INVALID 422
#define STATUS_CONFLICT 409

/* A case that this person has been let into. */
typedef struct CaseView {
  Ctx ctx;
  Request *request;
  CaseFile file;
  CaseFacts facts;
  const StageRule *stage;   /* the highest opened; NULL before a procedure is bound */
  const LinkedCase *linked; /* on the overview: what came of the case, and what it came from */
  size_t linked_count;
} CaseView;
/* Opens the case that the address names and records the read as `what`. */
Error case_view(Request *request, const char *what, CaseView *view) MUST_USE;
/* Over what somebody wrote to us: "What went wrong", "What was said" of a compliment. */
Text what_label(Text kind);
/* Whether cases of its kind have a procedure; the others are not triaged, only closed. */
bool has_procedures(const Ctx *ctx, Text kind);
/* "Jo Bloggs – contact visits cancelled" */
Text case_heading(const CaseView *view);
/* "CMP-26K7QF4D · Children's social care complaints · Stage 1" */
Text case_caption(const CaseView *view);
/* "/staff/cases/CMP-26K7QF4D" and, where given, a further piece. */
Url case_url(Arena *arena, Text reference, const char *piece);
/* The head of all pages of a case: notice, heading, facts, explained clocks, tabs. */
void case_head(Writer *writer, const CaseView *view, const char *tab);

/* "Local resolution" of the procedure; "Stage 2" where it has no such stage. */
Text stage_name(Arena *arena, const Procedure *procedure, int stage);
/* "Target", "Legal limit", "Customer's time to ask", "Another reading" */
Text clock_kind_name(ClockKind kind);
Text clock_state_words(Arena *arena, const Clock *clock);
DueDate due_of_clock(Arena *arena, const Clock *clock);
DueDate due_of_row(Arena *arena, const ListRow *row);
/* Of a day that is so many working days away; DATE_NONE: nothing is due. */
DueDate due_of_day(Arena *arena, Date due, int32_t days_left);
/* The flags as badges. */
void write_flags(Writer *writer, Arena *arena, Text flags);
/* The flags that a person may set, and their words. */
extern const char *const CASE_FLAGS[];
Text flag_words(Arena *arena, Text flag);
/* The codes of a ;-list as words with commas between. */
Text list_words(Arena *arena, Text list);
/* "£250", "£250.50"; the empty text for INT_NONE. */
Text pounds_words(Arena *arena, int64_t pence);

/* What may be done to a case by this person: the link's words and where it leads. */
typedef struct Possible {
  Text text, why_not; /* why_not empty: allowed */
  Url href;
  bool main; /* the next step of the case */
} Possible;
/* Of each act of the table that this person's role may use; refused ones with their reason, where that helps.
 */
size_t case_possible(const CaseView *view, Possible *items, size_t maximum);
#define POSSIBLE_MAX 32
/* The one thing to do next: text empty where there is nothing. */
Possible case_next(const CaseView *view);
/* The same of a row in a list; of what has no procedure its kind is given, and it is opened. */
Possible row_next(const Ctx *ctx, const ListRow *row, Text kind);

/* The success notice of ?done=CODE; nothing where there is none or the code is unknown. */
void write_done(Writer *writer, const Request *request);
/* A short name for the page's memory: "?done=CODE" of an act of the table. */
Text done_words(Text code);

/* Titles of events: "Acknowledged", with the stage's name where the event has one. */
Text event_title(Arena *arena, const Procedure *procedure, const Event *event);
/* "Asha Patel, complaints officer"; "The customer"; "The program". */
Text event_by(const Ctx *ctx, const Event *event);
Text role_words(Role role);
