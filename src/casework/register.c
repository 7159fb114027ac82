/* Cases that staff write down and that are no complaints: at the Ombudsman, for one's own data, compliments,
 * referrals to an advocate. */
#include "casework/act.h"
#include "sql_cases.h"
#include "sql_ledger.h"

/* What a kind needs. */
typedef struct KindRule {
  const char *kind, *procedure, *flags; /* procedure NULL: it has no clocks and is closed when it is done */
  const char *no_words, *no_category;   /* said where it is missing; NULL: it may be */
} KindRule;

static const KindRule KINDS[] = {
    {"ombudsman-case", "ombudsman-enquiry", NULL, NULL, "Select what the Ombudsman's case is about."},
    {"access-request", "subject-access", NULL, NULL, NULL},
    {"compliment", NULL, NULL, "Enter what was said.", NULL},
    {"advocacy-referral", NULL, "child", NULL, "Select why an advocate was asked for."},
};

/* A registration on its way, with what was found out about it. */
typedef struct Making {
  const Registration *given;
  const KindRule *rule;
  CaseId linked;
  ServiceId service;
  Text wrong; /* the field that is looked at */
} Making;

static const KindRule *rule_of(Text kind) {
  for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
    if (text_equal(kind, text_of(KINDS[i].kind))) return &KINDS[i];
  return NULL;
}

static Error check_words(Ctx *ctx, Making *making) {
  const Registration *given = making->given;
  making->wrong = TEXT("words");
  if (making->rule->no_words && text_is_empty(text_trim(given->words)))
    return FAIL(ctx->arena, ERROR_INVALID, "%s", making->rule->no_words);
  making->wrong = TEXT("category");
  if (making->rule->no_category && text_is_empty(given->category))
    return FAIL(ctx->arena, ERROR_INVALID, "%s", making->rule->no_category);
  making->wrong = TEXT("answer-by");
  Date received = date_is_none(given->received) ? ctx_today(ctx) : given->received;
  if (!date_is_none(given->answer_by) && date_before(given->answer_by, received))
    return FAIL(ctx->arena, ERROR_INVALID, "The day by which to answer is before the day of receipt.");
  return OK;
}

static Error check_reference(Ctx *ctx, Text reference) {
  SqlCaseFileByReference row;
  bool taken;
  if (text_is_empty(reference)) return OK;
  if (!reference_is_usable(reference))
    return FAIL(ctx->arena, ERROR_INVALID,
                "The Ombudsman's reference must have a number in it, and nothing but letters, digits, spaces "
                "and hyphens.");
  TRY(sql_case_file_by_reference(ctx->db, ctx->arena, reference, &row, &taken));
  if (!taken) return OK;
  return FAIL(ctx->arena, ERROR_CONFLICT, "There is already a case with the reference %.*s.",
              TEXT_ARGUMENTS(reference));
}

/* As it is written, else as a reference of ours that was typed in some other way. */
static Error find_linked(Ctx *ctx, Text typed, CaseId *id) {
  Text reference;
  Error error = act_find(ctx, typed, id);
  if (error && error->code == ERROR_NOT_FOUND && reference_read(ctx->arena, typed, &reference))
    error = act_find(ctx, reference, id);
  if (!error || error->code != ERROR_NOT_FOUND) return error;
  return FAIL(ctx->arena, ERROR_INVALID,
              "There is no complaint with the reference %.*s, or it is not one that you may see.",
              TEXT_ARGUMENTS(typed));
}

static Error take_linked(Ctx *ctx, Making *making) {
  SqlCaseRowGet complaint;
  bool found;
  Text typed = text_trim(making->given->linked);
  if (text_is_empty(typed)) return OK;
  making->wrong = TEXT("linked");
  TRY(find_linked(ctx, typed, &making->linked));
  TRY(sql_case_row_get(ctx->db, ctx->arena, making->linked, &complaint, &found));
  if (!found || rule_of(complaint.kind))
    return FAIL(ctx->arena, ERROR_INVALID, "%.*s is not a complaint.", TEXT_ARGUMENTS(typed));
  if (!making->service.value) making->service = complaint.service;
  return OK;
}

static Error check(Ctx *ctx, Making *making) {
  making->wrong = TEXT("received");
  TRY(act_check_received(ctx, making->given->received));
  TRY(check_words(ctx, making));
  making->wrong = TEXT("reference");
  TRY(check_reference(ctx, text_trim(making->given->reference)));
  making->wrong = TEXT("service");
  if (making->service.value && !directory_service(ctx->directory, making->service))
    return FAIL(ctx->arena, ERROR_INVALID, "Select the service.");
  return take_linked(ctx, making);
}

static LedgerEvent received_event(Ctx *ctx, const Making *making) {
  const Registration *given = making->given;
  LedgerEvent event = ledger_event(ctx, EVENT_RECEIVED, 0, given->received);
  event.service = making->service;
  event.channel = given->channel;
  event.category = given->category;
  event.party = given->party;
  event.linked = making->linked;
  if (making->rule->flags) event.flags = text_of(making->rule->flags);
  const struct {
    const char *slot;
    Text text;
  } texts[] = {{"age", given->age},
               {"email", given->email},
               {"gender", given->gender},
               {"name", given->name},
               {"what", given->words}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    act_text(ctx->arena, &event, texts[i].slot, text_trim(texts[i].text));
  if (!date_is_none(given->answer_by))
    act_text(ctx->arena, &event, "answer-by", date_iso(ctx->arena, given->answer_by));
  return event;
}

/* The procedure of the kind in the version of the day; the person who wrote the case down has chosen it. */
static Error bound_event(Ctx *ctx, const Making *making, const Event *received, LedgerEvent *event) {
  const Procedure *procedure =
      procedure_in_force(&ctx->program->procedures, text_of(making->rule->procedure), received->on);
  if (!procedure)
    return FAIL(ctx->arena, ERROR_REFUSED, "The procedure \"%s\" is not installed.", making->rule->procedure);
  *event = ledger_event(ctx, EVENT_CLASSIFIED, 0, received->on);
  event->event.minute = received->minute;
  event->event.reason = TEXT("confirmed");
  event->event.procedure = procedure->id;
  event->event.version = procedure->version;
  return OK;
}

/* The day in the Ombudsman's letter. The procedure has a default (20 working days) with an open extension and
 * no agreed limit, so a later day is an extension of the day of receipt, agreed with the Ombudsman. An
 * earlier one cannot be: it is not refused but stands in the slot "answer-by" of the receipt, as every such
 * day does, and the case page shows it. */
static Error extend_to_letter(Ctx *ctx, const Making *making, CaseId id) {
  CaseFile file;
  Date until = making->given->answer_by;
  if (date_is_none(until) || !making->rule->procedure) return OK;
  TRY(ledger_load(ctx, id, &file));
  const Clock *clock = clock_find(file.state.clocks, TEXT("stage-1/respond"));
  bool open = clock && clock->rule->extend.form == EXTENSION_OPEN && !date_is_none(clock->due);
  if (!open || !date_before(clock->due, until)) return OK;
  LedgerEvent event = ledger_event(ctx, EVENT_EXTENDED, 1, file.state.received);
  event.event.until = until;
  event.event.reason = TEXT("agreed-with-the-ombudsman");
  act_text(ctx->arena, &event, "words", TEXT("The day in the Ombudsman’s letter."));
  TRY(case_check_event(ctx->arena, &file.state, &event.event, ctx_today(ctx)));
  return ledger_append(ctx, id, file.version, &event, 1);
}

static Error make_registered(Ctx *ctx, const void *what, Submitted *out) {
  const Registration *given = what;
  Making making = {
      .given = given, .rule = rule_of(given->kind), .service = given->service, .wrong = TEXT_NONE};
  Error error = check(ctx, &making);
  out->wrong = error ? making.wrong : TEXT_NONE;
  if (error) return error;
  LedgerEvent events[2] = {received_event(ctx, &making)};
  size_t count = 1;
  if (making.rule->procedure) TRY(bound_event(ctx, &making, &events[0].event, &events[count++]));
  NewCase fresh = {text_trim(given->reference), given->kind, given->key, TEXT_NONE};
  TRY(ledger_new_case(ctx, &fresh, &out->id, &out->reference));
  TRY(ledger_append(ctx, out->id, 0, events, count));
  return extend_to_letter(ctx, &making, out->id);
}

Error act_register(Ctx *ctx, const Registration *registration, Submitted *out) {
  Role role = ctx->actor.role;
  if (role != ROLE_SYSTEM && !(role_permissions(role) & PERMISSION_LOG))
    return FAIL(ctx->arena, ERROR_DENIED, "Your role does not allow this. Ask the complaints team to do it.");
  if (!rule_of(registration->kind))
    return FAIL(ctx->arena, ERROR_INVALID, "There is no register for this kind of case.");
  *out = (Submitted){.tracking = TEXT_NONE, .reference = TEXT_NONE, .wrong = TEXT_NONE};
  return act_make_once(ctx, registration->key, make_registered, registration, out);
}
