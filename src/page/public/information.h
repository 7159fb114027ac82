/* What the pages of information are given. */
#pragma once
#include "html/casework_components.h"
#include "page/public/public.h"

/* When the statement on accessibility was written and last checked: set with each release that changes it. */
#define STATEMENT_PREPARED "22 November 2026"
#define STATEMENT_REVIEWED "22 November 2026"

/* The cookies that the program sets, and what for. */
void cookie_table(Writer *writer);
