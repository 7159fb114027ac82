/* Registers: one page for all of them, made from a table; cases are added to some of them here. */
#pragma once
#include "page/staff/list.h"

typedef struct RegisterView RegisterView;

typedef struct RegisterColumn {
  const char *heading;
  void (*write)(Writer *writer, const RegisterView *view, size_t row); /* the cell's content */
} RegisterColumn;
#define REGISTER_COLUMNS_MAX 7

typedef struct Register {
  const char *kind, *path;        /* of casework; "/staff/PATH" */
  const char *title, *one, *many; /* heading; "compliment", "compliments" */
  const char *lead, *empty;       /* a sentence below the heading, may be NULL; where there is nothing yet */
  const char *add;                /* words of the button; NULL: they are added elsewhere */
  const char *category;           /* what the filter by category is called; NULL: there is none */
  bool due;                       /* they have days that can pass */
  RegisterColumn columns[REGISTER_COLUMNS_MAX]; /* after the reference; a heading of NULL ends them */
} Register;

struct RegisterView {
  Ctx ctx;
  Request *request;
  const Register *of;
  Asked asked; /* the filters, as the address says */
  RegisterFilter filter;
  int64_t page, total;
  const RegisterRow *cases;     /* of a register of cases */
  const RecordListRow *records; /* of actions and recommendations */
  size_t count;
  ChoiceList categories;
};

extern const Register registers[];
extern const size_t register_count;
/* The register of an address: "/staff/ombudsman.csv". */
const Register *register_at(const char *path);

/* ---- for the templates ---- */

/* "/staff/PATH" and what follows it: "/new", "?late=yes". */
Url register_url(Arena *arena, const Register *of, const char *rest);
/* Of the case that a row is, or that its record belongs to. */
Text register_reference(const RegisterView *view, size_t row);
/* How many and of what: "12 compliments". */
Text register_total(const RegisterView *view);
/* The filters chosen, each with the address without it. */
FilterTags register_tags(const RegisterView *view);
/* Whether any filter is chosen. */
bool register_is_filtered(const RegisterView *view);
/* How many are shown of how many, and the links to the other pages. */
void register_pages(Writer *writer, const RegisterView *view);
/* The download with the filters of this page. */
Url register_csv_url(const RegisterView *view);

typedef struct RegistersView {
  Ctx ctx;
  Request *request;
  const RegisterCount *counts;
  size_t count;
} RegistersView;
/* How much is open, and late, in a register. */
RegisterCount register_counted(const RegistersView *view, const Register *of);

/* ---- adding ---- */

typedef struct AddForm AddForm;

typedef struct AddView {
  Ctx ctx;
  Request *request;
  Response *response;
  const Register *of;
  const AddForm *form;
  Asked asked;
  ChoiceList subjects; /* what is usual, then what there is in the register besides */
  Text key;            /* of the submission: the same key makes one case */
} AddView;

struct AddForm {
  const char *kind, *title, *lead; /* lead may be NULL */
  const Field *fields;
  size_t field_count;
  void (*write)(Writer *writer, const AddView *view);
};
/* The Ombudsmen of the United Kingdom with their names; what a young person may say of their gender. */
ChoiceList ombudsman_choices(Arena *arena);
extern const char *const GENDERS[];
