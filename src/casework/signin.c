#include "casework/signin.h"
#include "sql_user.h"

#include <sodium.h>
#include <string.h>

#define PASSWORD_SHORTEST 12
#define PASSWORD_LONGEST 128
/* OWASP ASVS 5, appendix C: argon2id with 46 MiB and one pass is the floor; this is 64 MiB and two. */
#define PASSWORD_PASSES 2
#define PASSWORD_MEMORY (64u * 1024u * 1024u)

/* The commonest passwords of twelve characters and more: whatever a guesser tries first. */
static bool is_common(Text password) {
  static const char *const common[] = {
      "password1234",  "password12345",  "password123456", "passwordpassword", "123456789012",
      "1234567890123", "12345678901234", "123456123456",   "qwertyuiop12",     "qwertyuiop123",
      "qwertyuiopas",  "qwerty123456",   "1q2w3e4r5t6y",   "1qaz2wsx3edc",     "letmeinletmein",
      "iloveyou1234",  "administrator",  "administrator1", "welcome12345",     "welcome123456",
      "abcdefghijkl",  "abc123abc123",   "111111111111",   "000000000000",     "changeme1234",
      "complaints123", "councilcouncil", "council12345",
  };
  for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
    if (text_equal_ascii(password, text_of(common[i]))) return true;
  return false;
}

Error password_check(Arena *arena, Text password, Text email) {
  size_t length = text_characters(password);
  if (length < PASSWORD_SHORTEST)
    return FAIL(arena, ERROR_INVALID,
                "The password must have %d characters or more. Three random words do well.",
                PASSWORD_SHORTEST);
  if (length > PASSWORD_LONGEST)
    return FAIL(arena, ERROR_INVALID, "The password must have %d characters or fewer.", PASSWORD_LONGEST);
  if (is_common(password) || text_equal_ascii(password, email))
    return FAIL(arena, ERROR_INVALID, "Too many people use this password. Choose another.");
  return OK;
}

Error password_hash(Arena *arena, Text password, Text *hash) {
  char *out = arena_take(arena, 1, crypto_pwhash_STRBYTES);
  if (crypto_pwhash_str_alg(out, password.at, password.length, PASSWORD_PASSES, PASSWORD_MEMORY,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return FAIL(arena, ERROR_BUSY,
                "There is not enough memory free to check a password. Try again in a moment.");
  *hash = text_of(out);
  return OK;
}

/* A hash that no password gives, so that an unknown address costs the same work as a known one. */
static const char nobodys_hash[] =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static bool password_right(Arena *arena, Text stored, Text password) {
  char hash[crypto_pwhash_STRBYTES] = {0};
  const char *source = text_is_empty(stored) ? nobodys_hash : text_z(arena, stored);
  strncpy(hash, source, sizeof hash - 1);
  return crypto_pwhash_str_verify(hash, password.at, password.length) == 0;
}

static Error start_session(Ctx *ctx, UserId user, Text *token) {
  *token = random_secret(ctx->arena, 32);
  Instant now = ctx_now(ctx);
  Text hash = hash_hex(ctx->arena, hash_of(*token));
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = sql_session_insert(ctx->db, hash, user, now, NULL);
  if (!error) error = sql_user_signed_in(ctx->db, user, now, NULL);
  Instant longest = {now.seconds - SESSION_LONGEST_SECONDS}, idle = {now.seconds - SESSION_IDLE_SECONDS};
  if (!error) error = sql_session_forget(ctx->db, longest, idle, NULL);
  return write_end(ctx->arena, ctx->db, error);
}

Error sign_in(Ctx *ctx, Text email, Text password, SignedIn *signed_in) {
  SqlUserByEmail row;
  bool found;
  Text key = text_lower_ascii(ctx->arena, text_trim(email));
  TRY(sql_user_by_email(ctx->db, ctx->arena, key, &row, &found));
  if (password.length > PASSWORD_LONGEST * 4) password = text_slice(password, 0, PASSWORD_LONGEST * 4);
  bool right = password_right(ctx->arena, found ? row.password : TEXT_NONE, password);
  if (!found || !right || row.disabled)
    return FAIL(ctx->arena, ERROR_DENIED, "Check your email address and password.");
  *signed_in =
      (SignedIn){.person = {row.id, row.name, ROLE_SYSTEM, row.service, false}, .last = INSTANT_NONE};
  if (!role_of(row.role, &signed_in->person.role))
    return FAIL(ctx->arena, ERROR_DAMAGED, "This account has no role. Ask an administrator.");
  return start_session(ctx, row.id, &signed_in->token);
}

Error sign_out(Ctx *ctx, Hash session) {
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, sql_session_delete(ctx->db, hash_hex(ctx->arena, session), NULL));
}

static bool session_over(const SqlSessionGet *row, Instant now) {
  return row->disabled || now.seconds - row->created.seconds > SESSION_LONGEST_SECONDS ||
         now.seconds - row->seen.seconds > SESSION_IDLE_SECONDS;
}

Error session_person(Arena *arena, Db *db, Instant now, Hash session, Person *person) {
  SqlSessionGet row;
  bool found;
  *person = (Person){.name = TEXT_NONE};
  Text hash = hash_hex(arena, session);
  TRY(sql_session_get(db, arena, hash, &row, &found));
  if (!found || session_over(&row, now)) return OK;
  Role role;
  if (!role_of(row.role, &role)) return OK;
  /* Written once a minute at the most: a reader's session must not cost a write for every page. */
  if (now.seconds - row.seen.seconds >= 60) {
    TRY(db_begin_write(db, arena));
    TRY(write_end(arena, db, sql_session_seen(db, hash, now, NULL)));
  }
  *person = (Person){row.user_id, row.name, role, row.service, false};
  return OK;
}

Error user_add(Ctx *ctx, Text email, Text name, Role role, ServiceId service, Text password,
               bool demonstration, UserId *id) {
  Text hash, key = text_lower_ascii(ctx->arena, text_trim(email));
  SqlUserByEmail row;
  bool taken;
  TRY(password_check(ctx->arena, password, key));
  TRY(sql_user_by_email(ctx->db, ctx->arena, key, &row, &taken));
  if (taken) return FAIL(ctx->arena, ERROR_CONFLICT, "Somebody with this email address exists already.");
  TRY(password_hash(ctx->arena, password, &hash));
  *id = (UserId){random_id(ctx_now(ctx))};
  TRY(sql_user_insert(ctx->db,
                      &(SqlUserInsertParameters){*id, key, name, text_of(role_word(role)),
                                                 text_of(role_scope(role)), service, hash, demonstration,
                                                 ctx_now(ctx)},
                      NULL));
  return directory_changed(ctx->arena, ctx->db, ctx_now(ctx));
}
