#include "page/page.h"

static const WallClock SYSTEM_CLOCK = {{INT64_MIN}};

static const WallClock *clock_of(const Request *request) {
  return request->clock ? request->clock : &SYSTEM_CLOCK;
}

Error page_ctx(Request *request, Ctx *ctx) {
  const Identity *person = &request->identity;
  bool signed_in = person->user.value != 0;
  *ctx = (Ctx){
      .arena = request->arena,
      .db = request->db,
      .clock = clock_of(request),
      .program = request->program,
      .actor = {.user = person->user,
                .role = signed_in ? (Role)person->role : ROLE_CUSTOMER,
                .service = person->service,
                .name = signed_in ? person->name : TEXT_NONE},
  };
  if (!request->db) return FAIL(request->arena, ERROR_IO, "The database cannot be reached");
  return directory_load(ctx->arena, ctx->db, &ctx->directory);
}

Error page_identify(Request *request, Hash session, Identity *identity) {
  Person person = {.name = TEXT_NONE};
  Instant now = wall_clock_now(clock_of(request));
  TRY(session_person(request->arena, request->db, now, session, &person));
  *identity = (Identity){.user = person.id, .name = person.name, .session = session};
  if (person.id.value == 0 || person.disabled) {
    identity->user = (UserId){0};
    return OK;
  }
  identity->role = (int)person.role;
  identity->permissions = role_permissions(person.role);
  identity->service = person.service;
  return OK;
}

Error page_sign_in_needed(Request *request, Response *response) {
  bool again = request->method == METHOD_GET && text_starts(request->path, TEXT("/")) &&
               !text_starts(request->path, TEXT("//"));
  if (!again) return redirect(request, response, "/staff/sign-in");
  Text to = request->path;
  if (!text_is_empty(request->query_text))
    to = text_format(request->arena, "%.*s?%.*s", TEXT_ARGUMENTS(to), TEXT_ARGUMENTS(request->query_text));
  Text encoded = url_encode(request->arena, to);
  return redirect(request, response, "/staff/sign-in?to=%.*s", TEXT_ARGUMENTS(encoded));
}

/* The first control of a field: of a date, its first box. */
static Url place_of(Arena *arena, const FieldValues *values, const char *name) {
  bool date = false;
  for (size_t i = 0; i < values->count; i++)
    if (text_equal(text_of(values->fields[i].name), text_of(name)))
      date = values->fields[i].kind == FIELD_DATE;
  return url_format(arena, "#%s%s", name, date ? "-day" : "");
}

void form_errors(Writer *writer, const FieldValues *values) {
  if (values->error_count == 0) return;
  AUTO_ARENA arena = arena_new();
  ErrorSummaryItem *items = ARENA_ARRAY(arena, ErrorSummaryItem, values->error_count);
  for (size_t i = 0; i < values->error_count; i++)
    items[i] = (ErrorSummaryItem){.text = values->errors[i].words,
                                  .href = place_of(arena, values, values->errors[i].name)};
  govuk_error_summary(writer, &(ErrorSummary){.items = items, .items_count = values->error_count});
}

Text words_of_code(Arena *arena, Text code) {
  Text words = code_words(arena, code);
  if (text_is_empty(words)) return words;
  char first = words.at[0];
  if (first < 'a' || first > 'z') return words;
  return text_format(arena, "%c%.*s", first - 'a' + 'A', (int)words.length - 1, words.at + 1);
}

Text date_or(Arena *arena, Date date, const char *otherwise) {
  return date_is_none(date) ? text_of(otherwise) : date_words(arena, date);
}
