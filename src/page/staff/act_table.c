/* The acts with their screens. What a procedure's steps, outcomes and reasons are comes from the procedure.
 */
#include "act_fields_template.h"
#include "act_records_template.h"
#include "page/staff/act.h"
#include "triage_template.h"

#include <string.h>

#define LONG_TEXT 20000
#define LONG_ID ((size_t)INT64_MAX)
#define FIELDS(list) .fields = (list), .field_count = sizeof(list) / sizeof *(list)
#define VERSION                                                                                              \
  { "version", FIELD_INT, LONG_ID, "Open the case again: the form has lost its place", NULL, NULL }
#define WHEN                                                                                                 \
  { "on", FIELD_DATE, 0, "Enter the day on which this happened", NULL, NULL }
#define WORDS(missing)                                                                                       \
  { "words", FIELD_LINES, LONG_TEXT, missing, NULL, NULL }

const char *const SENT_BY[] = {"email", "letter", "telephone", "in-person", NULL};
const char *const NOTE_KINDS[] = {"telephone", "email", "meeting", "internal", NULL};
const char *const REMEDIES[] = {"apology",          "explanation",    "decision-changed", "action-taken",
                                "procedure-review", "staff-training", "payment",          NULL};
/* What councils do so that it does not happen again, as their reports count it. */
const char *const ACTION_TYPES[] = {"training",
                                    "guidance-to-staff",
                                    "procedure-review",
                                    "service-change",
                                    "improve-relationships",
                                    "decision-changed",
                                    "records-corrected",
                                    "payment",
                                    "staff-action",
                                    "systems-change",
                                    "other",
                                    NULL};
const char *const OMBUDSMAN_DECISIONS[] = {"upheld",
                                           "not-upheld",
                                           "closed-after-initial-enquiries",
                                           "referred-back",
                                           "advice-given",
                                           "incomplete-or-invalid",
                                           NULL};
const char *const COMPLIANCES[] = {"on-time", "late", "not-complied", NULL};
static const char *const DECISIONS[] = {"accept", "refuse", NULL};
static const char *const MENDS[] = {"change", "void", NULL};

static const Field TRIAGE[] = {
    VERSION,
    {"procedure", FIELD_CHOICE, 100, "Select which procedure this is under", NULL, NULL},
    {"reason", FIELD_LINES, 4000, NULL, NULL, NULL},
    {"summary", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"service", FIELD_INT, LONG_ID, NULL, "Select the service", NULL},
    {"team", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"causes", FIELD_TEXT, 400, NULL, NULL, NULL},
    {"owner", FIELD_INT, LONG_ID, NULL, "Select a person", NULL},
    {"flags", FIELD_CHOICES, 0, NULL, NULL, CASE_FLAGS},
};
static const Field ASSIGN[] = {
    VERSION,
    {"owner", FIELD_INT, LONG_ID, NULL, "Select a person", NULL},
    WHEN,
    WORDS(NULL),
};
static const Field ACKNOWLEDGE[] = {
    VERSION,
    WHEN,
    {"channel", FIELD_CHOICE, 40, "Select how it was sent", "Select how it was sent", SENT_BY},
    WORDS(NULL),
};
static const Field PAUSE[] = {
    VERSION,
    {"reason", FIELD_CHOICE, 100, "Select why the clock stops", NULL, NULL},
    WHEN,
    WORDS(NULL),
};
static const Field PLAIN[] = {VERSION, WHEN, WORDS(NULL)};
static const Field REOPEN[] = {VERSION, WORDS("Enter why the case is opened again"), WHEN};
static const Field EXTEND[] = {
    VERSION,
    {"until", FIELD_DATE, 0, "Enter the new date", NULL, NULL},
    {"reason", FIELD_CHOICE, 100, NULL, NULL, NULL},
    WORDS("Enter the reason, as the customer will read it"),
    {"allowed-by", FIELD_INT, LONG_ID, "Select who allowed it", "Select who allowed it", NULL},
    {"told", FIELD_FLAG, 0, NULL, NULL, NULL},
    WHEN,
};
static const Field AGREE_DATE[] = {
    VERSION,
    {"until", FIELD_DATE, 0, "Enter the date that was agreed", NULL, NULL},
    WORDS("Enter with whom it was agreed, or which letter gives it"),
    WHEN,
};
static const Field RESPOND[] = {
    VERSION,
    {"outcome", FIELD_CHOICE, 40, "Select what was decided", NULL, NULL},
    {"decided-by", FIELD_INT, LONG_ID, "Select who decided", "Select who decided", NULL},
    WORDS("Enter the reply, as the customer will read it"),
    {"remedies", FIELD_CHOICES, 0, NULL, NULL, REMEDIES},
    {"pounds", FIELD_TEXT, 12, NULL, NULL, NULL},
    {"channel", FIELD_CHOICE, 40, "Select how it was sent", "Select how it was sent", SENT_BY},
    WHEN,
};
static const Field REVIEW[] = {
    VERSION,
    WHEN,
    {"why", FIELD_LINES, LONG_TEXT, NULL, NULL, NULL},
    {"wanted", FIELD_LINES, LONG_TEXT, NULL, NULL, NULL},
};
static const Field LATE[] = {
    VERSION,
    {"decision", FIELD_CHOICE, 20, "Select whether the late request is accepted", NULL, DECISIONS},
    WORDS("Enter the reasons for the decision"),
    WHEN,
};
static const Field NOTE[] = {
    VERSION,
    WORDS("Enter the note"),
    {"kind", FIELD_CHOICE, 40, "Select what kind of note it is", NULL, NOTE_KINDS},
    WHEN,
};
static const Field CORRECT[] = {
    VERSION,
    {"number", FIELD_INT, LONG_ID, "Select the entry to correct", "Select the entry to correct", NULL},
    {"mend", FIELD_CHOICE, 20, "Select what is wrong with it", NULL, MENDS},
    {"day", FIELD_DATE, 0, NULL, NULL, NULL},
    {"until", FIELD_DATE, 0, NULL, NULL, NULL},
    {"outcome", FIELD_CHOICE, 40, NULL, NULL, NULL},
    WORDS("Enter the reason for the correction"),
};

#define UNTIL                                                                                                \
  { "until", FIELD_DATE, 0, "Enter the day by which it is to be done", NULL, NULL }
#define RECORD(missing)                                                                                      \
  { "record", FIELD_INT, 1000000, missing, missing, NULL }
static const Field AGREE_ACTION[] = {
    VERSION,
    {"type", FIELD_CHOICE, 60, "Select what kind of action it is", "Select what kind of action it is",
     ACTION_TYPES},
    WORDS("Enter what will be done"),
    {"owner", FIELD_TEXT, 200, "Enter who will do it", NULL, NULL},
    UNTIL,
    WHEN,
};
static const Field RECOMMEND[] = {VERSION, WORDS("Enter what the Ombudsman recommended"), UNTIL, WHEN};
static const Field MOVE_DUE[] = {
    VERSION,
    RECORD("Select which one"),
    {"until", FIELD_DATE, 0, "Enter the new day", NULL, NULL},
    WORDS("Enter who agreed to the new day, and why"),
    WHEN,
};
static const Field COMPLETE[] = {VERSION, RECORD("Select what was completed"), WHEN, WORDS(NULL)};
static const Field COMPLIANCE[] = {
    VERSION,
    RECORD("Select which recommendation"),
    {"compliance", FIELD_CHOICE, 20, "Select what the Ombudsman recorded",
     "Select what the Ombudsman recorded", COMPLIANCES},
    WORDS(NULL),
    WHEN,
};
static const Field DECIDE[] = {
    VERSION,
    {"outcome", FIELD_CHOICE, 60, "Select what the Ombudsman decided", "Select what the Ombudsman decided",
     OMBUDSMAN_DECISIONS},
    {"remedied", FIELD_FLAG, 0, NULL, NULL, NULL},
    WORDS(NULL),
    WHEN,
};

static const char *const DECIDE_LABELS[] = {"", "Decision", "Satisfactory remedy offered before", "In short",
                                            "Decided on"};
static const char *const ANSWER_LABELS[] = {
    "",         "Outcome",      "Decided by",      "The reply",
    "Remedies", "Compensation", "How it was sent", "When it was sent"};
static const char *const PLAIN_LABELS[] = {"", "When", "In words"};

#define STEP(act_, path_, step_, event_, title_, done_)                                                      \
  {                                                                                                          \
    .act = (act_), .path = (path_), .step = (step_), .event = (event_), .quiet = true, .title = (title_),    \
    .button = "Save", .done = (path_), .done_words = (done_), FIELDS(PLAIN), .begin = begin_today,           \
    .write = fields_step, .perform = perform_step                                                            \
  }

const ActScreen act_screens[] = {
    {.act = ACT_CLASSIFY,
     .path = "triage",
     .event = EVENT_CLASSIFIED,
     .title = "Triage",
     .button = "Accept",
     .then = "acknowledge",
     .then_button = "Accept and acknowledge",
     .done = "triaged",
     .done_words = "The case was triaged",
     .halves = true,
     FIELDS(TRIAGE),
     .begin = begin_triage,
     .write = fields_triage,
     .beside = beside_triage,
     .perform = perform_triage},
    {.act = ACT_ASSIGN,
     .path = "assign",
     .event = EVENT_ASSIGNED,
     .quiet = true,
     .title = "Assign the case",
     .button = "Assign",
     .done = "assigned",
     .done_words = "The case was assigned",
     FIELDS(ASSIGN),
     .begin = begin_today,
     .write = fields_assign,
     .perform = perform_assign},
    {.act = ACT_ACKNOWLEDGE,
     .path = "acknowledge",
     .step = "acknowledge",
     .event = EVENT_ACKNOWLEDGED,
     .title = "Acknowledge",
     .lead = "Record that the customer was told that we have it, and by when we will reply.",
     .button = "Record the acknowledgement",
     .done = "acknowledged",
     .done_words = "The acknowledgement was recorded",
     FIELDS(ACKNOWLEDGE),
     .begin = begin_today,
     .write = fields_acknowledge,
     .beside = beside_acknowledge,
     .perform = perform_acknowledge},
    {.act = ACT_RESPOND,
     .path = "respond",
     .step = "respond",
     .event = EVENT_RESPONDED,
     .title = "Write the reply",
     .button = "Continue",
     .check = "Check the reply before you record it",
     .done = "answered",
     .done_words = "The reply was recorded",
     FIELDS(RESPOND),
     .labels = ANSWER_LABELS,
     .begin = begin_respond,
     .examine = examine_respond,
     .write = fields_respond,
     .beside = beside_respond,
     .perform = perform_respond},
    {.act = ACT_PAUSE,
     .path = "pause",
     .event = EVENT_PAUSED,
     .title = "Pause the clock",
     .button = "Pause the clock",
     .done = "paused",
     .done_words = "The clock was paused",
     FIELDS(PAUSE),
     .begin = begin_today,
     .write = fields_pause,
     .perform = perform_pause},
    {.act = ACT_RESUME,
     .path = "resume",
     .event = EVENT_RESUMED,
     .quiet = true,
     .title = "Start the clock again",
     .button = "Start the clock again",
     .done = "resumed",
     .done_words = "The clock was started again",
     FIELDS(PLAIN),
     .begin = begin_today,
     .write = fields_plain,
     .perform = perform_resume},
    {.act = ACT_EXTEND,
     .path = "extend",
     .event = EVENT_EXTENDED,
     .title = "Extend the time to reply",
     .button = "Extend",
     .done = "extended",
     .done_words = "The new date was recorded",
     FIELDS(EXTEND),
     .begin = begin_today,
     .write = fields_extend,
     .beside = beside_extend,
     .perform = perform_extend},
    {.act = ACT_AGREE_DATE,
     .path = "agree-date",
     .event = EVENT_DATE_AGREED,
     .quiet = true,
     .title = "Record an agreed date",
     .button = "Save",
     .done = "date-agreed",
     .done_words = "The agreed date was recorded",
     FIELDS(AGREE_DATE),
     .begin = begin_today,
     .write = fields_agree_date,
     .perform = perform_agree_date},
    STEP(ACT_SEND_TERMS, "send-terms", "terms-sent", EVENT_TERMS_SENT, "Record that the terms were sent",
         "The terms were recorded as sent"),
    STEP(ACT_RESOLVE, "resolve", "resolved", EVENT_RESOLVED, "Record that it was resolved",
         "The complaint was recorded as resolved"),
    STEP(ACT_AGREE_STATEMENT, "agree-statement", "statement-agreed", EVENT_STATEMENT_AGREED,
         "Record the agreed statement of complaint", "The agreed statement was recorded"),
    STEP(ACT_APPOINT_TEAM, "appoint-team", "team-appointed", EVENT_TEAM_APPOINTED, "Record who investigates",
         "The appointment was recorded"),
    STEP(ACT_HOLD_PANEL, "hold-panel", "panel-held", EVENT_PANEL_HELD, "Record the panel’s meeting",
         "The panel’s meeting was recorded"),
    STEP(ACT_REPORT, "report", "reported", EVENT_REPORTED, "Record the panel’s report",
         "The panel’s report was recorded"),
    STEP(ACT_CONFIRM_IDENTITY, "confirm-identity", "identity-confirmed", EVENT_IDENTITY_CONFIRMED,
         "Record that the identity was confirmed", "The identity was recorded as confirmed"),
    STEP(ACT_RECEIVE_CLARIFICATION, "receive-clarification", "clarification-received",
         EVENT_CLARIFICATION_RECEIVED, "Record the clarification received", "The clarification was recorded"),
    {.act = ACT_REQUEST_NEXT_STAGE,
     .path = "request-review",
     .event = EVENT_REQUESTED,
     .title = "Record a request for the next stage",
     .button = "Record the request",
     .done = "requested",
     .done_words = "The request was recorded and the next stage has begun",
     FIELDS(REVIEW),
     .begin = begin_today,
     .write = fields_review,
     .beside = beside_review,
     .perform = perform_review},
    {.act = ACT_DECIDE_LATE_REQUEST,
     .path = "decide-late",
     .event = EVENT_LATE_REQUEST_DECIDED,
     .quiet = true,
     .title = "Decide on the late request",
     .button = "Record the decision",
     .done = "late-decided",
     .done_words = "The decision on the late request was recorded",
     FIELDS(LATE),
     .begin = begin_today,
     .write = fields_late,
     .perform = perform_late},
    {.act = ACT_WITHDRAW,
     .path = "withdraw",
     .event = EVENT_WITHDRAWN,
     .title = "Withdraw for the customer",
     .lead = "Only where the customer has asked for it. The clocks end.",
     .button = "Continue",
     .check = "Check before the complaint is withdrawn",
     .done = "withdrawn",
     .done_words = "The complaint was withdrawn",
     FIELDS(PLAIN),
     .labels = PLAIN_LABELS,
     .begin = begin_today,
     .write = fields_plain,
     .perform = perform_withdraw},
    {.act = ACT_CLOSE,
     .path = "close",
     .event = EVENT_CLOSED,
     .title = "Close the case",
     .button = "Continue",
     .check = "Check before the case is closed",
     .done = "closed",
     .done_words = "The case was closed",
     FIELDS(PLAIN),
     .labels = PLAIN_LABELS,
     .begin = begin_today,
     .write = fields_close,
     .perform = perform_close},
    {.act = ACT_REOPEN,
     .path = "reopen",
     .event = EVENT_REOPENED,
     .quiet = true,
     .title = "Open the case again",
     .button = "Open the case again",
     .done = "reopened",
     .done_words = "The case was opened again",
     FIELDS(REOPEN),
     .begin = begin_today,
     .write = fields_plain,
     .perform = perform_reopen},
    {.act = ACT_NOTE,
     .path = "note",
     .event = EVENT_NOTED,
     .quiet = true,
     .title = "Add a note",
     .lead = "The customer does not see notes.",
     .button = "Add the note",
     .done = "noted",
     .done_words = "The note was added",
     FIELDS(NOTE),
     .begin = begin_today,
     .write = fields_note,
     .perform = perform_note},
    {.act = ACT_CORRECT,
     .path = "correct",
     .event = EVENT_CORRECTED,
     .quiet = true,
     .title = "Correct an entry",
     .lead = "The entry stays in the timeline. Your correction stands beside it, with your reason.",
     .button = "Save the correction",
     .done = "corrected",
     .done_words = "The correction was recorded",
     FIELDS(CORRECT),
     .begin = begin_today,
     .write = fields_correct,
     .perform = perform_correct},
    {.act = ACT_DECIDE,
     .path = "decide",
     .event = EVENT_DECIDED,
     .quiet = true,
     .title = "Record the Ombudsman’s decision",
     .button = "Continue",
     .check = "Check the Ombudsman’s decision before you record it",
     .done = "decided",
     .done_words = "The Ombudsman’s decision was recorded",
     FIELDS(DECIDE),
     .labels = DECIDE_LABELS,
     .begin = begin_today,
     .write = fields_decide,
     .perform = perform_decide},
    {.act = ACT_RECOMMEND,
     .path = "recommend",
     .event = EVENT_RECOMMENDED,
     .quiet = true,
     .title = "Record a recommendation",
     .button = "Record the recommendation",
     .done = "recommended",
     .done_words = "The recommendation was recorded",
     FIELDS(RECOMMEND),
     .begin = begin_today,
     .write = fields_recommend,
     .perform = perform_recommend},
    {.act = ACT_RECORD_COMPLIANCE,
     .path = "record-compliance",
     .event = EVENT_COMPLIANCE_RECORDED,
     .quiet = true,
     .title = "Record compliance",
     .lead = "What the Ombudsman wrote down, which can differ from what we think.",
     .button = "Record compliance",
     .done = "compliance",
     .done_words = "Compliance was recorded",
     FIELDS(COMPLIANCE),
     .begin = begin_record,
     .write = fields_compliance,
     .perform = perform_compliance},
    {.act = ACT_AGREE_ACTION,
     .path = "agree-action",
     .event = EVENT_ACTION_AGREED,
     .title = "Agree an action",
     .lead = "What we will do so that it does not happen again. It can be agreed at any time, also after the "
             "case is closed.",
     .button = "Save the action",
     .done = "action-agreed",
     .done_words = "The action was recorded",
     FIELDS(AGREE_ACTION),
     .begin = begin_today,
     .write = fields_agree_action,
     .perform = perform_agree_action},
    {.act = ACT_COMPLETE,
     .path = "complete-record",
     .event = EVENT_COMPLETED,
     .quiet = true,
     .title = "Complete an action or recommendation",
     .button = "Record that it is done",
     .done = "completed",
     .done_words = "It was recorded as done",
     FIELDS(COMPLETE),
     .begin = begin_record,
     .write = fields_complete,
     .perform = perform_complete},
    {.act = ACT_MOVE_DUE,
     .path = "move-due",
     .event = EVENT_DUE_MOVED,
     .quiet = true,
     .title = "Move the day of an action or recommendation",
     .lead =
         "The first day stays in the record. A day that is moved before it passes counts as moved in time.",
     .button = "Move the day",
     .done = "due-moved",
     .done_words = "The new day was recorded",
     FIELDS(MOVE_DUE),
     .begin = begin_record,
     .write = fields_move_due,
     .perform = perform_move_due},
};
const size_t act_screen_count = sizeof act_screens / sizeof act_screens[0];

const ActScreen *act_screen(const char *path) {
  for (size_t i = 0; i < act_screen_count; i++)
    if (strcmp(act_screens[i].path, path) == 0) return &act_screens[i];
  return NULL;
}

const ActScreen *act_screen_of_event(EventType event) {
  for (size_t i = 0; i < act_screen_count; i++)
    if (act_screens[i].event == event) return &act_screens[i];
  return NULL;
}

Text done_words(Text code) {
  static const struct {
    const char *code, *words;
  } others[] = {
      {"logged", "The complaint was logged"},
      {"registered", "It was added to the register"},
      {"person-added", "The person was added"},
      {"person-disabled", "The person can no longer sign in"},
      {"person-enabled", "The person can sign in again"},
      {"settings-saved", "The settings were saved"},
  };
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    if (text_equal(code, text_of(others[i].code))) return text_of(others[i].words);
  for (size_t i = 0; i < act_screen_count; i++)
    if (text_equal(code, text_of(act_screens[i].done))) return text_of(act_screens[i].done_words);
  return TEXT_NONE;
}
