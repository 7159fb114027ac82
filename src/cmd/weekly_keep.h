/* The weekly lists that are kept by themselves. */
#pragma once
#include "casework/context.h"

/* From Monday at 6:00am London time: keeps this week's list for the whole council, and for each service with
 * an open case, where none is kept yet. Called every few minutes; needs a directory. */
Error weekly_keep_due(Ctx *ctx) MUST_USE;
