/* Signing in: argon2id, sessions kept as hashes, and a lock-out that cannot be used against others. */
#pragma once
#include "casework/permission.h"

#define SESSION_IDLE_SECONDS (30 * 60)
#define SESSION_LONGEST_SECONDS (12 * 60 * 60)

/* Password rules: at least 12 characters (NIST SP 800-63B, NCSC), at most 128, not the address, not on the
 * short list of the commonest. ERROR_INVALID says which. */
Error password_check(Arena *arena, Text password, Text email) MUST_USE;
Error password_hash(Arena *arena, Text password, Text *hash) MUST_USE;
/* The same work and the same answer for an unknown address and a wrong password: ERROR_DENIED. On success a
 * new session's token. */
typedef struct SignedIn {
  Person person;
  Text token;
  Instant last; /* INSTANT_NONE: never before */
} SignedIn;
Error sign_in(Ctx *ctx, Text email, Text password, SignedIn *signed_in) MUST_USE;
Error sign_out(Ctx *ctx, Hash session) MUST_USE;
/* Who a session belongs to; user 0 where it is none, idle for 30 minutes or older than 12 hours. */
Error session_person(Arena *arena, Db *db, Instant now, Hash session, Person *person) MUST_USE;
Error user_add(Ctx *ctx, Text email, Text name, Role role, ServiceId service, Text password,
               bool demonstration, UserId *id) MUST_USE;
