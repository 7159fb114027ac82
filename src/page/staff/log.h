/* What the templates of logging a complaint are given. */
#pragma once
#include "page/staff/staff.h"

typedef struct LogView {
  Ctx ctx;
  Request *request;
  Response *response;
  Asked asked;
  Text key; /* of the submission: the same key makes one case */
} LogView;

typedef struct LoggedView {
  CaseView base;
  Text aloud; /* the reference in groups for reading aloud */
  Text link;  /* the customer's private page, may be empty */
} LoggedView;

/* Codes of what the form offers, NULL-ended. */
extern const char *const CAME_BY[];
extern const char *const KINDS[];
extern const char *const NEEDS[];
