/* What the template of the sign-in page is given. */
#pragma once
#include "page/staff/staff.h"

typedef struct SignInView {
  Ctx ctx;
  Request *request;
  Response *response;
  Asked asked;
  Text to; /* where to go afterwards; may be empty */
} SignInView;
