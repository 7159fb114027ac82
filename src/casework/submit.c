/* A complaint comes in, by a resident's form or an officer's. The same key makes one case, however often it
 * is sent. */
#include "casework/act.h"
#include "sql_ledger.h"
#include "sql_setup.h"

/* The private link's secret, made from the key and this installation's secret: a repeat gives the same link,
 * and neither the key nor the secret is stored. 128 bits. */
static Text tracking_secret(Ctx *ctx, Text key) {
  Text message = text_format(ctx->arena, "tracking|%.*s", TEXT_ARGUMENTS(key));
  Hash mac = hash_keyed(ctx->program->key, message);
  return base32_text(ctx->arena, mac.bytes, 16);
}

static Text procedure_for_area(const Council *council, Text area) {
  if (text_equal(area, TEXT("children"))) return council->children_procedure;
  if (text_equal(area, TEXT("adults"))) return council->adults_procedure;
  if (text_equal(area, TEXT("housing"))) return council->housing_procedure;
  return TEXT_NONE;
}

Suggestion suggest_procedure(const Ctx *ctx, ServiceId service, bool young, Date received) {
  const Council *council = &ctx->directory->council;
  const Service *found = directory_service(ctx->directory, service);
  Text area = young ? TEXT("children") : found ? found->area : TEXT("other");
  Text id = procedure_for_area(council, area);
  bool own = !text_is_empty(id);
  const Procedure *procedure =
      procedure_in_force(&ctx->program->procedures, own ? id : council->corporate_procedure, received);
  Suggestion suggestion = {procedure,
                           TEXT("No procedure is set for this council. An administrator can set it.")};
  if (!procedure) return suggestion;
  Text name = found ? found->name : TEXT("a service that is not known yet");
  if (young)
    suggestion.why = TEXT("It was said to come from, or to be about, a child or young person.");
  else if (own)
    suggestion.why =
        text_format(ctx->arena, "It is about %.*s, which has a procedure of its own.", TEXT_ARGUMENTS(name));
  else
    suggestion.why = text_format(
        ctx->arena, "It is about %.*s, for which the council's own procedure is used.", TEXT_ARGUMENTS(name));
  return suggestion;
}

Error act_check_received(Ctx *ctx, Date received) {
  if (date_is_none(received)) return OK;
  if (date_before(ctx_today(ctx), received))
    return FAIL(ctx->arena, ERROR_INVALID, "The day it was received must be today or in the past.");
  if (received.day < ctx_today(ctx).day - 366 * 10)
    return FAIL(ctx->arena, ERROR_INVALID, "The day it was received must be in the last 10 years.");
  return OK;
}

static Error check_submission(Ctx *ctx, const Submission *submission) {
  if (text_is_empty(submission->what)) return FAIL(ctx->arena, ERROR_INVALID, "Enter what went wrong.");
  return act_check_received(ctx, submission->received);
}

static Text flags_of(Ctx *ctx, const Submission *submission) {
  Text parts[4];
  size_t count = 0;
  if (submission->anonymous) parts[count++] = TEXT("anonymous");
  if (submission->young) parts[count++] = TEXT("child");
  if (!text_is_empty(submission->needs)) parts[count++] = TEXT("adjustments");
  if (text_equal(submission->whom, TEXT("councillor"))) parts[count++] = TEXT("councillor");
  return text_join(ctx->arena, parts, count, TEXT(";"));
}

static void add_texts(Ctx *ctx, LedgerEvent *event, const Submission *submission) {
  const struct {
    const char *slot;
    Text text;
    bool personal; /* not kept with an anonymous complaint */
  } texts[] = {
      {"address", submission->address, true},
      {"behalf-consent", submission->behalf_consent, false},
      {"behalf-name", submission->behalf_name, false},
      {"behalf-relation", submission->behalf_relation, false},
      {"contact", submission->contact, true},
      {"effect", submission->effect, false},
      {"email", submission->email, true},
      {"name", submission->name, true},
      {"needs", submission->needs, false},
      {"phone", submission->phone, true},
      {"safe", submission->safe, false},
      {"summary", submission->summary, false},
      {"told", submission->told, false},
      {"wanted", submission->wanted, false},
      {"what", submission->what, false},
      {"when", submission->when, false},
      {"whom", submission->whom, false},
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (!(texts[i].personal && submission->anonymous))
      act_text(ctx->arena, event, texts[i].slot, texts[i].text);
}

static LedgerEvent received_event(Ctx *ctx, const Submission *submission) {
  LedgerEvent event = ledger_event(ctx, EVENT_RECEIVED, 0, submission->received);
  if (!date_is_none(submission->received) && submission->minute >= 0) event.event.minute = submission->minute;
  event.service = submission->service;
  event.channel = submission->channel;
  event.flags = flags_of(ctx, submission);
  add_texts(ctx, &event, submission);
  return event;
}

/* The suggested procedure is bound at once, by the program, so that the clocks run from the first second; it
 * is bound as of the day of receipt, so that what happened since can be recorded on its own day. */
static LedgerEvent suggested_event(Ctx *ctx, const Event *received, const Procedure *procedure) {
  LedgerEvent event = ledger_event(ctx, EVENT_CLASSIFIED, 0, received->on);
  event.event.minute = received->minute;
  event.event.by = (UserId){0};
  event.event.role = ROLE_SYSTEM;
  event.event.reason = TEXT("suggested");
  event.event.procedure = procedure->id;
  event.event.version = procedure->version;
  return event;
}

static Error make_case(Ctx *ctx, const void *given, Submitted *out) {
  const Submission *submission = given;
  TRY(check_submission(ctx, submission));
  LedgerEvent events[2] = {received_event(ctx, submission)};
  Date received = events[0].event.on;
  Suggestion suggestion = suggest_procedure(ctx, submission->service, submission->young, received);
  size_t count = 1;
  if (suggestion.procedure) events[count++] = suggested_event(ctx, &events[0].event, suggestion.procedure);
  NewCase fresh = {TEXT_NONE, submission->kind, submission->key, out->tracking};
  TRY(ledger_new_case(ctx, &fresh, &out->id, &out->reference));
  TRY(ledger_append(ctx, out->id, 0, events, count));
  if (ctx->actor.role != ROLE_CUSTOMER) return OK;
  Text draft = hash_hex(ctx->arena, hash_of(submission->key));
  return sql_draft_sent(ctx->db, draft, out->reference, ctx_now(ctx), NULL);
}

/* What the key has made: *out is filled in where it has. */
static Error find_made(Ctx *ctx, Text key, Submitted *out) {
  SqlCaseFileBySubmission row;
  Text hash = hash_hex(ctx->arena, hash_of(key));
  TRY(sql_case_file_by_submission(ctx->db, ctx->arena, hash, &row, &out->repeated));
  if (!out->repeated) return OK;
  out->id = row.id;
  out->reference = row.reference;
  return OK;
}

static Error find_or_make(Ctx *ctx, Text key, ActMake *make, const void *given, Submitted *out) {
  TRY(find_made(ctx, key, out));
  return out->repeated ? OK : make(ctx, given, out);
}

Error act_make_once(Ctx *ctx, Text key, ActMake *make, const void *given, Submitted *out) {
  if (key.length < 16) return FAIL(ctx->arena, ERROR_INVALID, "Start the form again: it has no key.");
  TRY(db_begin_write(ctx->db, ctx->arena));
  return write_end(ctx->arena, ctx->db, find_or_make(ctx, key, make, given, out));
}

Error act_submit(Ctx *ctx, const Submission *submission, Submitted *out) {
  Role role = ctx->actor.role;
  if (role != ROLE_CUSTOMER && role != ROLE_SYSTEM && !(role_permissions(role) & PERMISSION_LOG))
    return FAIL(ctx->arena, ERROR_DENIED, "Your role does not allow this. Ask the complaints team to do it.");
  *out = (Submitted){.tracking = tracking_secret(ctx, submission->key)};
  return act_make_once(ctx, submission->key, make_case, submission, out);
}

Error act_submitted(Ctx *ctx, Text key, Submitted *out) {
  *out = (Submitted){.tracking = tracking_secret(ctx, key)};
  return find_made(ctx, key, out);
}
