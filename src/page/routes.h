/* Handlers of all routes; the tables routes_public.def and routes_staff.def name them. */
#pragma once
#include "page/page.h"

#define ROUTE(method, path, handler, permission, csrf, summary) \
  Error handler(Request *request, Response *response);
#include "page/routes_public.def"
#include "page/routes_staff.def"
#undef ROUTE
