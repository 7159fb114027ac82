/* The procedures' own words, as phrases for people. */
#pragma once
#include "base/text.h"

/* "complaints-manager" → "the complaints manager" */
Text post_phrase(Text post);
/* "new-date" → "the new date" */
Text tell_phrase(Text thing);
/* "lgsco" → "the Local Government and Social Care Ombudsman" */
Text ombudsman_phrase(Text ombudsman);
/* "findings" → "a finding on each point" */
Text content_phrase(Text content);
