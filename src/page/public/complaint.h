/* The complaint form: one question on a page, driven by one table. */
#pragma once
#include "page/public/public.h"
#include "page/routes.h"

typedef enum ControlKind {
  CONTROL_RADIOS,
  CONTROL_CHECKBOXES,
  CONTROL_FLAG,
  CONTROL_INPUT,
  CONTROL_LINES,   /* a few lines */
  CONTROL_STORY,   /* many lines, with a count of characters */
  CONTROL_SERVICES /* the council's services of the area that was chosen */
} ControlKind;

typedef struct Choice {
  const char *value, *text, *hint;
} Choice;

/* Whether it is asked, after what was answered so far. */
typedef bool Asked(const Form *answers);

typedef struct Control {
  ControlKind control;
  FieldKind kind;
  const char *name;
  size_t maximum;
  const char *missing; /* words where it is empty; NULL: it may be */
  const char *label, *hint;
  const char *key; /* on the page of answers; NULL: the label */
  const char *autocomplete;
  const Choice *choices; /* ended by one without a value */
  Asked *asked;          /* NULL: always */
} Control;

typedef struct Question Question;
typedef struct Flow Flow;
/* Mistakes that only several answers together can have. */
typedef void Check(Arena *arena, FieldValues *values);
/* Words between the question and the controls. */
typedef void Intro(Writer *writer, const Flow *flow);

struct Question {
  const char *id;    /* of its address: /complaint/ID */
  const char *words; /* the page's heading; of a single control without an intro its label */
  const Control *controls;
  size_t control_count;
  Asked *asked;
  Check *check;
  Intro *intro;
};

extern const Question QUESTIONS[];
extern const size_t QUESTION_COUNT;

/* One request within the form: the draft and its answers. */
struct Flow {
  Request *request;
  Response *response;
  Ctx ctx;
  Text secret;  /* of the draft; empty: there is none yet */
  bool sent;    /* the draft became a case */
  bool expired; /* a cookie or an address told of a draft that is gone */
  Form answers;
  Limit age_limit; /* of the procedure that the answers point to; count 0: none */
};

/* A question and its answer, to be checked. */
typedef struct AnswerRow {
  Text key, value;
  Url change;
} AnswerRow;

/* A control as its template sees it. */
typedef struct ControlView {
  const Flow *flow;
  const Control *control;
  Text value, error;
  Text heading; /* the words of the question: the page's h1; empty where the control has a label */
} ControlView;

typedef struct QuestionView {
  const Flow *flow;
  const Question *question;
  bool change;      /* on the way back to the answers */
  bool again;       /* an older draft was gone */
  int hours;        /* that a draft is kept */
  bool own_heading; /* the question is no control's label */
} QuestionView;

/* ---- complaint_flow.c */

/* Reads the draft of the request's cookie. */
Error flow_open(Request *request, Response *response, Flow *flow) MUST_USE;
/* Puts the values in place of what the fields had, and saves; makes the draft where there is none.
 * ERROR_LIMIT: the answers are too long in all. */
Error flow_save(Flow *flow, const FieldValues *values) MUST_USE;
bool question_asked(const Flow *flow, const Question *question);
const Question *question_find(Text id);
/* The next question that is asked; NULL: the answers are to be checked. */
const Question *question_after(const Flow *flow, const Question *question);
/* The question before it that is asked; NULL: it is the first. */
const Question *question_before(const Flow *flow, const Question *question);
/* The first question asked whose answers are missing or wrong; NULL: the complaint can be sent. */
const Question *question_incomplete(const Flow *flow);
/* The controls of a question that are asked, and what a form says for them. */
size_t question_controls(const Flow *flow, const Question *question, const Control **controls);
FieldValues question_read(const Flow *flow, const Question *question, const Form *form);
/* Whether a service may be chosen after what was answered: it is listed and of the area. */
bool service_offered(const Flow *flow, const Service *service);
/* The area that the answer about the subject stands for; empty: not said. */
Text flow_area(const Flow *flow);

/* ---- complaint_view.c */

/* Writes the page of a question with the values; the first question's page also tells of an expired draft. */
void question_page(Flow *flow, const Question *question, const FieldValues *values, bool change);
/* The answer to a control in words; the empty text where there is none. */
Text answer_words(const Flow *flow, const Control *control);

/* The list of answers with their links. */
void write_answer_rows(Writer *writer, const Flow *flow, const AnswerRow *rows, size_t count);

/* ---- complaint_send.c */

/* What was answered, as casework takes it. */
Submission submission_of(const Flow *flow);
