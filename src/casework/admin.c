#include "casework/admin.h"
#include "casework/signin.h"
#include "sql_setup.h"
#include "sql_user.h"

static Error administers(const Ctx *ctx) {
  if (ctx->actor.role == ROLE_SYSTEM || (role_permissions(ctx->actor.role) & PERMISSION_ADMINISTER))
    return OK;
  return FAIL(ctx->arena, ERROR_DENIED, "Only an administrator may do this.");
}

static bool known_setting(Text name) {
  static const char *const names[] = {
      "council-name",
      "council-home",
      "service-name",
      "team",
      "phone",
      "hours",
      "email",
      "address",
      "brand",
      "link",
      "link-hover",
      "logo",
      "reference-prefix",
      "corporate-procedure",
      "children-procedure",
      "adults-procedure",
      "housing-procedure",
      "procedures",
      "small-numbers",
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (text_equal(name, text_of(names[i]))) return true;
  return false;
}

static bool is_colour(Text value) {
  if (value.length != 7 || value.at[0] != '#') return false;
  for (size_t i = 1; i < 7; i++) {
    char c = (char)(value.at[i] | 0x20);
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

static bool is_prefix(Text value) {
  if (value.length < 2 || value.length > 5) return false;
  for (size_t i = 0; i < value.length; i++)
    if (value.at[i] < 'A' || value.at[i] > 'Z') return false;
  return true;
}

/* procedure/ID/QUESTION = CHOICE. The dates of cases that stand must not move behind anybody's back: once
 * there are cases under the procedure, another answer needs a new version of it. */
static Error check_answer(Ctx *ctx, Text name, Text value) {
  Text rest = name, folder, id;
  SqlCaseRowOfProcedure bound;
  const Procedure *applied;
  (void)text_next(&rest, '/', &folder);
  if (!text_next(&rest, '/', &id)) id = TEXT_NONE;
  const Procedure *procedure = procedure_in_force(&ctx->program->procedures, id, ctx_today(ctx));
  if (!procedure) return FAIL(ctx->arena, ERROR_INVALID, "There is no procedure '%.*s'.", TEXT_ARGUMENTS(id));
  SettingAnswer answer = {rest, value};
  TRY(procedure_apply(ctx->arena, procedure, &answer, 1, &applied));
  TRY(sql_case_row_of_procedure(ctx->db, ctx->arena, id, &bound));
  if (!bound.n) return OK;
  return FAIL(ctx->arena, ERROR_REFUSED,
              "%lld cases are under this procedure, and their dates must not move. Make a new "
              "version of the procedure instead.",
              (long long)bound.n);
}

static Error check_procedures(Ctx *ctx, Text list) {
  Text id;
  while (text_next(&list, ';', &id))
    if (!procedure_in_force(&ctx->program->procedures, text_trim(id), ctx_today(ctx)))
      return FAIL(ctx->arena, ERROR_INVALID, "There is no procedure '%.*s'.", TEXT_ARGUMENTS(id));
  return OK;
}

static Error check_setting(Ctx *ctx, Text name, Text value) {
  if (text_starts(name, TEXT("procedure/"))) return check_answer(ctx, name, value);
  if (!known_setting(name))
    return FAIL(ctx->arena, ERROR_INVALID, "There is no setting '%.*s'.", TEXT_ARGUMENTS(name));
  bool colour = text_equal(name, TEXT("brand")) || text_starts(name, TEXT("link"));
  if (colour && !is_colour(value))
    return FAIL(ctx->arena, ERROR_INVALID, "Enter a colour as # and six digits, like #00664f.");
  if (text_equal(name, TEXT("reference-prefix")) && !is_prefix(value))
    return FAIL(ctx->arena, ERROR_INVALID, "The prefix must be 2 to 5 capital letters, like CMP.");
  int64_t threshold;
  if (text_equal(name, TEXT("small-numbers")) &&
      (!text_to_int(value, &threshold) || threshold < 0 || threshold > 100))
    return FAIL(ctx->arena, ERROR_INVALID, "Enter a number from 0 to 100, below which numbers are hidden.");
  if (text_equal(name, TEXT("council-name")) && text_is_empty(text_trim(value)))
    return FAIL(ctx->arena, ERROR_INVALID, "Enter the name of the council.");
  if (text_equal(name, TEXT("procedures"))) return check_procedures(ctx, value);
  if (text_ends(name, TEXT("-procedure")) && !text_is_empty(value) &&
      !procedure_in_force(&ctx->program->procedures, value, ctx_today(ctx)))
    return FAIL(ctx->arena, ERROR_INVALID, "There is no procedure '%.*s'.", TEXT_ARGUMENTS(value));
  return OK;
}

static Error save_all(Ctx *ctx, const Text *names, const Text *values, size_t count) {
  for (size_t i = 0; i < count; i++) TRY(sql_setting_put(ctx->db, names[i], values[i], ctx_now(ctx), NULL));
  return directory_changed(ctx->arena, ctx->db, ctx_now(ctx));
}

Error settings_save(Ctx *ctx, const Text *names, const Text *values, size_t count) {
  TRY(administers(ctx));
  for (size_t i = 0; i < count; i++) TRY(check_setting(ctx, names[i], values[i]));
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, save_all(ctx, names, values, count));
}

Error people_list(Ctx *ctx, const PersonRow **out, size_t *count) {
  SqlUserAll *rows;
  TRY(administers(ctx));
  TRY(sql_user_all(ctx->db, ctx->arena, &rows, count));
  PersonRow *people = ARENA_ARRAY(ctx->arena, PersonRow, *count);
  for (size_t i = 0; i < *count; i++) {
    const Service *service = directory_service(ctx->directory, rows[i].service);
    people[i] = (PersonRow){
        rows[i].id,       rows[i].email,       rows[i].name, ROLE_SYSTEM, service ? service->name : TEXT_NONE,
        rows[i].disabled, rows[i].last_sign_in};
    (void)role_of(rows[i].role, &people[i].role);
  }
  *out = people;
  return OK;
}

static Error add_person(Ctx *ctx, Text email, Text name, Role role, ServiceId service, Text password) {
  UserId id;
  return user_add(ctx, email, name, role, service, password, false, &id);
}

Error person_add(Ctx *ctx, Text email, Text name, Role role, ServiceId service, Text password) {
  TRY(administers(ctx));
  if (text_is_empty(text_trim(name))) return FAIL(ctx->arena, ERROR_INVALID, "Enter the person's name.");
  if (role == ROLE_SERVICE_MANAGER && !service.value)
    return FAIL(ctx->arena, ERROR_INVALID, "Select the service that this manager is responsible for.");
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, add_person(ctx, email, name, role, service, password));
}

static Error set_disabled(Ctx *ctx, UserId id, bool disabled) {
  TRY(sql_user_set_disabled(ctx->db, id, disabled, NULL));
  if (disabled) TRY(sql_session_delete_user(ctx->db, id, NULL));
  return directory_changed(ctx->arena, ctx->db, ctx_now(ctx));
}

Error person_disable(Ctx *ctx, UserId id, bool disabled) {
  TRY(administers(ctx));
  if (!directory_person(ctx->directory, id))
    return FAIL(ctx->arena, ERROR_NOT_FOUND, "There is no such person.");
  if (id.value == ctx->actor.user.value)
    return FAIL(ctx->arena, ERROR_REFUSED, "You cannot take away your own right to sign in.");
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, set_disabled(ctx, id, disabled));
}
