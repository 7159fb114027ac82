/* Identifiers are structs, so that one cannot be passed for another. 0 is none. */
#pragma once
#include <stdint.h>

#define ID_TYPE(Name) \
  typedef struct Name { \
    int64_t value; \
  } Name
ID_TYPE(CaseId);
ID_TYPE(UserId);
ID_TYPE(ServiceId);
ID_TYPE(DraftId);
ID_TYPE(OutboxId);
#undef ID_TYPE

#define INT_NONE INT64_MIN
