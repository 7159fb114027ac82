/* Settings and people. Each needs PERMISSION_ADMINISTER. */
#pragma once
#include "casework/permission.h"

typedef struct PersonRow {
  UserId id;
  Text email, name;
  Role role;
  Text service;
  bool disabled;
  Instant last; /* INSTANT_NONE: never signed in */
} PersonRow;

/* The names that may be set: council-name council-home service-name team phone hours email address brand link
 * link-hover reference-prefix. ERROR_INVALID: an unknown name, a colour that is none or too pale, a prefix
 * that is not 2 to 5 letters. */
Error settings_save(Ctx *ctx, const Text *names, const Text *values, size_t count) MUST_USE;
Error people_list(Ctx *ctx, const PersonRow **rows, size_t *count) MUST_USE;
Error person_add(Ctx *ctx, Text email, Text name, Role role, ServiceId service, Text password) MUST_USE;
/* Ends their sessions too. Nobody can disable themselves. */
Error person_disable(Ctx *ctx, UserId id, bool disabled) MUST_USE;
