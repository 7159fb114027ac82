/* A procedure version: the law or a council's policy as data. Read from YAML (see docs/procedures.md for the
 * language); no number of days and no council stands in C. */
#pragma once
#include "rules/calendar.h"
#include "rules/event.h"

#define STAGES_MAX 3

typedef enum Unit { UNIT_WORKING_DAYS, UNIT_CALENDAR_DAYS, UNIT_MONTHS, UNIT_AGREED } Unit;

/* "15 working days", "30 calendar days", "1 month", "2 weeks" (= 14 calendar days), "agreed" (a person sets
 * the date). */
typedef struct Limit {
  Unit unit;
  int32_t count; /* 0 for agreed */
} Limit;

typedef enum ClockKind {
  CLOCK_TARGET, /* the council's promise */
  CLOCK_LEGAL,  /* the statutory limit */
  CLOCK_WINDOW, /* the customer's: nobody is late */
  CLOCK_SHOWN   /* another reading of the rule, shown beside, never late */
} ClockKind;

typedef enum Counting {
  COUNT_AFTER, /* the day of the event is day 0, day 1 is the next day that counts (rules 7.0, the default) */
  COUNT_DAY_IS_ONE,     /* the day of the event is day 1 (where it counts) */
  COUNT_BEGINNING_WITH, /* statute's "beginning with": the day itself is day 1, counting or not; months end
                           the day before */
  COUNT_AFTER_NEXT_DAY  /* months from the day after the event (the ICO's reading before 15 August 2019) */
} Counting;

typedef enum StartRule { START_FIRST, START_LATEST } StartRule;

typedef enum ExtensionForm {
  EXTENSION_NONE,
  EXTENSION_TO,  /* a total from the same start */
  EXTENSION_BY,  /* a number from the old due date */
  EXTENSION_OPEN /* a person sets the date, a holding letter tells it; no ceiling */
} ExtensionForm;

typedef struct TextList {
  const Text *items;
  size_t count;
} TextList;

typedef struct EventNameList {
  const EventName *items;
  size_t count;
} EventNameList;

typedef struct ExtensionRule {
  ExtensionForm form;
  Limit limit;             /* of TO and BY */
  int times;               /* how often; 0: no limit in number */
  bool beyond_with_reason; /* the ceiling is "without good reason" (both Codes): a later date is allowed with
                              one */
  Text by;                 /* who allows it: a role word or a post, "complaints-manager" */
  TextList reasons;        /* codes; empty: any reason in words */
  TextList tell;           /* what the customer must be told: reason, new-date, ombudsman, update-intervals */
} ExtensionRule;

typedef struct PauseRule {
  bool allowed;
  TextList reasons;
  Text by;
  int32_t longest;    /* calendar days, 0: no limit */
  bool restart;       /* on resume the count starts anew; else it continues */
  EventNameList ends; /* events besides stage-N/resumed that end a pause: clarification-received */
} PauseRule;

typedef struct ClockRule {
  Text id;    /* "respond"; the whole id is stage-N/respond */
  Text title; /* plain words: "Reply at stage 1" */
  ClockKind kind;
  bool for_customer; /* the customer's window to act */
  EventNameList starts;
  StartRule start_rule;
  Text fall_back; /* id of the clock of the same stage whose due date starts this one where its event never
                     came; or "" */
  Limit limit;
  Counting counting;
  bool rolls; /* calendar days and months: a due date on a day that is not a working day moves to the next one
               */
  EventName met_by;
  EventName or_later_starts; /* with or_later_limit: the due date is the later of the two ("or, if later") */
  Limit or_later_limit;      /* count 0: none */
  ExtensionRule extend;
  PauseRule pause;
  Text source;    /* the paragraph that it follows */
  Text when_late; /* what lateness brings: "customer-may-escalate", "decide-with-reasons",
                     "explain-in-writing" */
  Text note;      /* the doubt or the choice, for the officer */
} ClockRule;

typedef struct StageNames {
  Text staff, public_name, young;
} StageNames;

typedef struct StageRule {
  int number; /* 1..3 */
  StageNames names;
  EventName opens;            /* received, or stage-N/requested */
  Text responder;             /* post: "service-manager" */
  TextList not_the_same;      /* who may not respond: "stage-1/responder", "independent-person-of-stage-2",
                                 "council-officer" … */
  TextList independent;       /* people who must be independent: "independent-person", "panel-member" */
  bool customer_must_say_why; /* the Housing Code forbids it (6.12) */
  const ClockRule *clocks;
  size_t clock_count;
  TextList
      steps; /* the acts that staff take in this stage: acknowledge respond statement-agreed panel-held … */
  const Outcome *outcomes;
  size_t outcome_count;
  TextList response_must_contain; /* required letter contents */
  TextList exits;                 /* "resolved" "stage-2" "ombudsman" "withdrawn" … */
} StageRule;

/* A configuration point (rules 7.2): a question with its answers, each of which changes named fields of a
 * clock or of the procedure. */
typedef struct SettingChange {
  int stage;  /* 0: the whole procedure */
  Text clock; /* "" : the stage, or the procedure */
  Text field; /* of a clock: starts limit counting rolls kind fall-back extend pause on-resume drop; of a
                 stage: responder customer-must-say-why; of the procedure: counting receipt calendar
                 closure-days age-limit */
  Text value;
} SettingChange;

typedef struct SettingChoice {
  Text id, title;
  const SettingChange *changes;
  size_t change_count;
} SettingChoice;

typedef struct Setting {
  Text id, ask;
  Text default_choice;
  const SettingChoice *choices;
  size_t choice_count;
} Setting;

typedef struct Procedure {
  Text id, version, title;
  Text public_name, young_name;
  Text handles; /* case kind: complaint, access-request, data-protection-complaint, freedom-of-information,
                   ombudsman-case */
  Date from;    /* effective */
  Text source;
  Text summary;   /* one plain sentence */
  TextList notes; /* where sources disagree and what was chosen */
  bool statutory;
  Nation nation;
  bool closure_days;   /* council closure days do not count (never where statutory) */
  int receipt_cut_off; /* minute of the day after which a receipt is deemed to be of the next working day; -1:
                          no deeming */
  bool receipt_deemed; /* receipt out of hours or on a day that is not a working day is deemed next working
                          day */
  Limit age_limit;     /* count 0: none */
  Text age_limit_waiver; /* who may waive it */
  Text age_limit_test;   /* when */
  Text ombudsman;        /* lgsco, housing-ombudsman, ico, spso, psow, nipso */
  const StageRule *stages;
  size_t stage_count;
  const Setting *settings;
  size_t setting_count;
} Procedure;

/* A choice that a council made: setting id → choice id. */
typedef struct SettingAnswer {
  Text setting, choice;
} SettingAnswer;

/* All mistakes found, in order of place. */
typedef struct Mistake {
  int line, column; /* from 1 */
  Text words;
} Mistake;
typedef struct MistakeList {
  const Mistake *items;
  size_t count;
} MistakeList;

/* Reads one procedure version. On mistakes: ERROR_INVALID whose words are "NAME:line:column: …" lines, and
 * *mistakes lists them (may be NULL). Everything is copied into the arena. Never crashes on any bytes. */
Error procedure_read(Arena *arena, Text name, Text yaml, const Procedure **out,
                     MistakeList *mistakes) MUST_USE;
/* The procedure with a council's answers in place of the defaults. ERROR_INVALID: an unknown setting or
 * choice. */
Error procedure_apply(Arena *arena, const Procedure *procedure, const SettingAnswer *answers, size_t count,
                      const Procedure **out) MUST_USE;
/* Every rule in plain words, a line each, as `redress procedure check` prints it. */
Text procedure_plain_words(Arena *arena, const Procedure *procedure);
Text limit_words(Arena *arena, Limit limit); /* "15 working days" */
bool limit_read(Text text, Limit *limit);

/* All versions of all procedures. */
typedef struct ProcedureBook {
  const Procedure *const *items; /* sorted by id, then from */
  size_t count;
} ProcedureBook;

/* Sorts; ERROR_INVALID where a version stands twice. */
Error procedure_book_make(Arena *arena, const Procedure *const *items, size_t count,
                          ProcedureBook *book) MUST_USE;
/* The version in force on the day; the earliest also serves earlier days. NULL where no such procedure
 * exists. */
const Procedure *procedure_in_force(const ProcedureBook *book, Text id, Date on);
const Procedure *procedure_version(const ProcedureBook *book, Text id, Text version);
/* The nearest right spelling of an unknown id, empty where none is near. */
Text procedure_nearest(Arena *arena, const ProcedureBook *book, Text id);

/* The stage of that number, the clock of that id; NULL where there is none. */
const StageRule *procedure_stage(const Procedure *procedure, int number);
const ClockRule *stage_clock(const StageRule *stage, Text id);
/* "target" "legal" "window" "shown" */
const char *clock_kind_word(ClockKind kind);
/* "working-days" "calendar-days" "months" "agreed" */
const char *unit_word(Unit unit);
