#include "histories.h"
#include "sql_setup.h"

#include <stdlib.h>

#define EVENTS_MAX 48
#define BATCH 250

#define EIGHTY "A service whose name has eighty letters and goes on until all of them are here.."

const char *const HISTORY_SERVICE_NAMES[HISTORY_SERVICES] = {"=cmd|'/c calc'!A1",
                                                             "+1 \"Plus\" services",
                                                             "-2, Roads & <b>Bins</b>",
                                                             "@x",
                                                             "Śiân Łódź naïve – ½",
                                                             EIGHTY,
                                                             "Semi;colon; Services",
                                                             "total of nothing",
                                                             "Idle"};

static const char *const TEAMS[] = {"", "Team, \"A\"", "=B", "Équipe C", "East / West", EIGHTY};
static const char *const CAUSES[] = {"",
                                     "Service quality",
                                     "=1+1",
                                     "Delay, again",
                                     "Staff \"conduct\"",
                                     "Qualité;Service quality",
                                     "Delay, again;Policy or procedure;=1+1",
                                     EIGHTY,
                                     "improve-relationships"};
static const char *const CATEGORIES[] = {"", "Housing", "Benefits, and \"tax\"", "=Other", "Ædult care"};
static const char *const ACTION_TYPES[] = {"", "training", "procedure-review", "other", "-leaflet"};
static const char *const PROCEDURES[] = {"bexley-corporate", "children-statutory", "bexley-adults",
                                         "public-health-2012"};
static const Outcome OUTCOMES[] = {OUTCOME_UPHELD,        OUTCOME_PARTLY_UPHELD,   OUTCOME_NOT_UPHELD,
                                   OUTCOME_NOT_UPHELD,    OUTCOME_WITHDRAWN,       OUTCOME_NONE,
                                   OUTCOME_PARTLY_UPHELD, OUTCOME_NOT_INVESTIGATED};
static const Outcome DECISIONS[] = {OUTCOME_UPHELD,        OUTCOME_NOT_UPHELD,
                                    OUTCOME_UPHELD,        OUTCOME_INCOMPLETE_OR_INVALID,
                                    OUTCOME_REFERRED_BACK, OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES,
                                    OUTCOME_ADVICE_GIVEN};

static const EventType COMPLAINT_STEPS[] = {
    EVENT_ACKNOWLEDGED,  EVENT_ACKNOWLEDGED, EVENT_RESPONDED,        EVENT_RESPONDED,
    EVENT_RESPONDED,     EVENT_RESPONDED,    EVENT_RESPONDED,        EVENT_EXTENDED,
    EVENT_EXTENDED,      EVENT_PAUSED,       EVENT_RESUMED,          EVENT_REQUESTED,
    EVENT_REQUESTED,     EVENT_REQUESTED,    EVENT_REQUESTED,        EVENT_WITHDRAWN,
    EVENT_CLOSED,        EVENT_REOPENED,     EVENT_RESOLVED,         EVENT_CLASSIFIED,
    EVENT_CORRECTED,     EVENT_CORRECTED,    EVENT_CORRECTED,        EVENT_ACTION_AGREED,
    EVENT_ACTION_AGREED, EVENT_DUE_MOVED,    EVENT_COMPLETED,        EVENT_COMPLETED,
    EVENT_PANEL_HELD,    EVENT_REPORTED,     EVENT_TERMS_SENT,       EVENT_ASSIGNED,
    EVENT_NOTED,         EVENT_DATE_AGREED,  EVENT_STATEMENT_AGREED, EVENT_LATE_REQUEST_DECIDED};
static const EventType OMBUDSMAN_STEPS[] = {EVENT_DECIDED,
                                            EVENT_DECIDED,
                                            EVENT_DECIDED,
                                            EVENT_RECOMMENDED,
                                            EVENT_RECOMMENDED,
                                            EVENT_COMPLETED,
                                            EVENT_COMPLIANCE_RECORDED,
                                            EVENT_COMPLIANCE_RECORDED,
                                            EVENT_CORRECTED,
                                            EVENT_DUE_MOVED,
                                            EVENT_RESPONDED,
                                            EVENT_ACTION_AGREED,
                                            EVENT_NOTED,
                                            EVENT_ACKNOWLEDGED,
                                            EVENT_CLOSED};
static const EventType ACCESS_STEPS[] = {
    EVENT_RESPONDED, EVENT_RESPONDED, EVENT_REQUESTED,         EVENT_REQUESTED,
    EVENT_EXTENDED,  EVENT_CORRECTED, EVENT_WITHDRAWN,         EVENT_CLOSED,
    EVENT_PAUSED,    EVENT_RESUMED,   EVENT_IDENTITY_CONFIRMED};
static const EventType OTHER_STEPS[] = {EVENT_CLOSED, EVENT_CORRECTED, EVENT_NOTED, EVENT_REOPENED};

#define PICK(h, list) ((list)[dice_below(&(h)->all->seed, COUNT(list))])
#define PICK_TEXT(h, list) text_of(PICK(h, list))

/* A case while it is written. */
typedef struct History {
  Histories *all;
  Ctx ctx;
  LedgerEvent events[EVENTS_MAX];
  size_t count, kept; /* kept: in the ledger already */
  Date day;
  int stage;
  int32_t records;
} History;

static uint32_t below(History *h, uint32_t limit) { return dice_below(&h->all->seed, limit); }
static bool one_in(History *h, uint32_t limit) { return below(h, limit) == 0; }

static LedgerEvent draft(History *h, EventType type, int stage) {
  LedgerEvent event = ledger_event(&h->ctx, type, stage, h->day);
  event.event.minute = -1;
  return event;
}

/* Keeps the event where the case still folds with it. */
static bool keep(History *h, const LedgerEvent *event) {
  AUTO_ARENA arena = arena_new();
  Event plain[EVENTS_MAX];
  CaseState state;
  const World *world = h->all->world;
  if (h->count == EVENTS_MAX) return false;
  h->events[h->count] = *event;
  h->events[h->count].event.number = (int32_t)h->count + 1;
  for (size_t i = 0; i <= h->count; i++) plain[i] = h->events[i].event;
  FoldInput input = {plain, h->count + 1, &world->program.procedures, &world->program.calendars,
                     day(HISTORY_DAY)};
  if (case_fold(arena, &input, &state)) return false;
  h->count++;
  h->stage = state.stage > 0 ? state.stage : 1;
  return true;
}

static void name_facts(History *h, LedgerEvent *event) {
  if (!one_in(h, 12)) event->service = h->all->services[below(h, HISTORY_SERVICES - 1)];
  event->team = PICK_TEXT(h, TEAMS);
  event->causes = PICK_TEXT(h, CAUSES);
}

static void name_procedure(LedgerEvent *event, const World *world, const char *id) {
  const Procedure *procedure = procedure_in_force(&world->program.procedures, text_of(id), event->event.on);
  if (!procedure) fail_msg("no procedure %s", id);
  event->event.procedure = procedure->id;
  event->event.version = procedure->version;
  event->event.reason = TEXT("confirmed");
}

/* Takes an earlier event back, moves its day, or gives it another outcome. */
static void fill_correction(History *h, LedgerEvent *event) {
  const Event *wrong = &h->events[below(h, (uint32_t)h->count)].event;
  event->event.corrects = wrong->number;
  event->event.reason = TEXT("mistake");
  event->event.voids = one_in(h, 3);
  if (event->event.voids) return;
  event->event.on = date_plus(wrong->on, (int32_t)below(h, 40) - 20);
  if (wrong->type == EVENT_RESPONDED && one_in(h, 2)) event->event.outcome = PICK(h, OUTCOMES);
  if (wrong->type == EVENT_DECIDED && one_in(h, 2)) event->event.outcome = PICK(h, DECISIONS);
}

static void fill_record(History *h, LedgerEvent *event, bool fresh) {
  static const char *const compliances[] = {"on-time", "on-time", "late", "not-complied"};
  event->event.record = fresh ? ++h->records : 1 + (int32_t)below(h, (uint32_t)h->records + 1);
  event->event.until = date_plus(event->event.on, (int32_t)below(h, 60));
  if (event->event.type == EVENT_ACTION_AGREED) event->event.reason = PICK_TEXT(h, ACTION_TYPES);
  if (event->event.type == EVENT_COMPLIANCE_RECORDED) event->event.reason = PICK_TEXT(h, compliances);
}

static void fill(History *h, LedgerEvent *event) {
  switch (event->event.type) {
  case EVENT_RESPONDED:
    event->event.outcome = PICK(h, OUTCOMES);
    if (one_in(h, 6)) event->causes = PICK_TEXT(h, CAUSES);
    break;
  case EVENT_EXTENDED:
  case EVENT_DATE_AGREED:
    event->event.until = date_plus(event->event.on, 1 + (int32_t)below(h, 40));
    event->event.reason = TEXT("complex");
    break;
  case EVENT_CLASSIFIED:
    name_procedure(event, h->all->world, PICK(h, PROCEDURES));
    name_facts(h, event);
    break;
  case EVENT_CORRECTED:
    fill_correction(h, event);
    break;
  case EVENT_LATE_REQUEST_DECIDED:
    event->event.accepted = one_in(h, 2);
    break;
  case EVENT_DECIDED:
    event->event.outcome = PICK(h, DECISIONS);
    event->event.accepted = one_in(h, 3);
    break;
  case EVENT_ACTION_AGREED:
  case EVENT_RECOMMENDED:
    fill_record(h, event, true);
    break;
  case EVENT_DUE_MOVED:
  case EVENT_COMPLETED:
  case EVENT_COMPLIANCE_RECORDED:
    fill_record(h, event, false);
    break;
  default:
    break;
  }
}

static void step(History *h, EventType type) {
  Date before = h->day;
  if (one_in(h, 15)) h->day = date_plus(h->day, -(int32_t)below(h, 10)); /* written down late */
  LedgerEvent event = draft(h, type, 0);
  if (event_type_has_stage(type)) event.event.stage = type == EVENT_REQUESTED ? h->stage + 1 : h->stage;
  fill(h, &event);
  if (event.event.stage <= STAGES_MAX) (void)keep(h, &event);
  h->day = date_plus(date_later(before, h->day), (int32_t)below(h, 14));
}

static void live(History *h, const EventType *steps, size_t count, uint32_t most) {
  uint32_t wanted = 1 + below(h, most);
  for (uint32_t i = 0; i < wanted && date_before(h->day, day(HISTORY_DAY)); i++)
    step(h, steps[below(h, (uint32_t)count)]);
}

static LedgerEvent received(History *h) {
  LedgerEvent event = draft(h, EVENT_RECEIVED, 0);
  name_facts(h, &event);
  return event;
}

static void bind(History *h, const char *procedure) {
  LedgerEvent event = draft(h, EVENT_CLASSIFIED, 0);
  name_procedure(&event, h->all->world, procedure);
  (void)keep(h, &event);
}

static const char *make_complaint(History *h) {
  LedgerEvent first = received(h);
  (void)keep(h, &first);
  if (!one_in(h, 40)) bind(h, PICK(h, PROCEDURES));
  live(h, COMPLAINT_STEPS, COUNT(COMPLAINT_STEPS), 16);
  return "complaint";
}

static const char *make_ombudsman(History *h) {
  LedgerEvent first = received(h);
  first.category = PICK_TEXT(h, CATEGORIES);
  first.party = TEXT("lgsco");
  if (!one_in(h, 3) && h->all->complaint_count)
    first.linked = h->all->complaints[below(h, (uint32_t)h->all->complaint_count)];
  (void)keep(h, &first);
  if (one_in(h, 2)) bind(h, "ombudsman-enquiry");
  live(h, OMBUDSMAN_STEPS, COUNT(OMBUDSMAN_STEPS), 10);
  return "ombudsman-case";
}

static const char *make_access(History *h) {
  LedgerEvent first = received(h);
  (void)keep(h, &first);
  bind(h, "subject-access");
  live(h, ACCESS_STEPS, COUNT(ACCESS_STEPS), 8);
  return "access-request";
}

static const char *make_compliment(History *h) {
  LedgerEvent first = received(h);
  (void)keep(h, &first);
  live(h, OTHER_STEPS, COUNT(OTHER_STEPS), 3);
  return "compliment";
}

static const char *make_referral(History *h) {
  static const char *const genders[] = {"female", "male", "other", ""};
  LedgerEvent first = received(h);
  EventText *texts = ARENA_ARRAY(h->ctx.arena, EventText, 2);
  texts[0] = (EventText){TEXT("age"), text_format(h->ctx.arena, "%d", 8 + (int)below(h, 14)), false};
  texts[1] = (EventText){TEXT("gender"), PICK_TEXT(h, genders), false};
  first.texts = texts;
  first.text_count = 2;
  first.category = PICK_TEXT(h, CATEGORIES);
  (void)keep(h, &first);
  live(h, OTHER_STEPS, COUNT(OTHER_STEPS), 3);
  return "advocacy-referral";
}

static void write_case(Histories *all, Ctx *ctx, size_t number) {
  static const char *(*const makers[])(History *) = {
      make_complaint, make_complaint, make_complaint, make_complaint,  make_complaint,
      make_complaint, make_ombudsman, make_access,    make_compliment, make_referral};
  History h = {.all = all, .ctx = *ctx, .stage = 1};
  h.day = date_plus(day("2016-04-01"), (int32_t)below(&h, 1500));
  const char *kind = PICK(&h, makers)(&h);
  NewCase fresh = {text_format(ctx->arena, "HIST-%05zu", number), text_of(kind), TEXT_NONE, TEXT_NONE};
  CaseId id;
  Text reference;
  MUST(ledger_new_case(ctx, &fresh, &id, &reference));
  MUST(ledger_append(ctx, id, 0, h.events, h.count));
  all->cases[all->case_count++] = id;
  if (strcmp(kind, "complaint") == 0) all->complaints[all->complaint_count++] = id;
}

/* What happens to a complaint when others have come from it already: moves and corrections above all. */
static void go_on(Histories *all, Ctx *ctx, CaseId id) {
  CaseFile file;
  History h = {.all = all, .ctx = *ctx, .stage = 1};
  MUST(ledger_load(ctx, id, &file));
  if (file.count > EVENTS_MAX - 8) return;
  for (size_t i = 0; i < file.count; i++) {
    h.events[i] = file.events[i];
    h.records = file.events[i].event.record > h.records ? file.events[i].event.record : h.records;
    h.day = date_later(h.day, file.events[i].event.on);
  }
  h.count = h.kept = file.count;
  h.stage = file.state.stage > 0 ? file.state.stage : 1;
  step(&h, EVENT_CLASSIFIED);
  live(&h, COMPLAINT_STEPS, COUNT(COMPLAINT_STEPS), 6);
  if (h.count > h.kept) MUST(ledger_append(ctx, id, file.version, h.events + h.kept, h.count - h.kept));
}

static void add_services(Histories *all) {
  World *world = all->world;
  MUST(db_begin_write(world->db, world->arena));
  for (int i = 0; i < HISTORY_SERVICES; i++) {
    all->services[i] = (ServiceId){501 + i};
    MUST(sql_service_insert(world->db, all->services[i], text_of(HISTORY_SERVICE_NAMES[i]),
                            i % 3 ? TEXT("other") : TEXT("children"), true, 10 + i, NULL));
  }
  MUST(directory_changed(world->arena, world->db, wall_clock_now(&world->clock)));
  MUST(db_commit(world->db, world->arena));
  MUST(directory_load(world->arena, world->db, &world->directory));
}

/* In transactions of many cases: what is measured here is not the disk. */
static void each_batch(Histories *all, size_t count, void (*write)(Histories *, Ctx *, size_t)) {
  for (size_t i = 0; i < count;) {
    AUTO_ARENA arena = arena_new();
    Ctx ctx = as_system(all->world);
    ctx.arena = arena;
    MUST(db_begin_write(ctx.db, arena));
    for (size_t k = 0; k < BATCH && i < count; k++, i++) write(all, &ctx, i);
    MUST(db_commit(ctx.db, arena));
  }
}

static void write_more(Histories *all, Ctx *ctx, size_t number) {
  if (dice_below(&all->seed, 5) == 0) go_on(all, ctx, all->complaints[number]);
}

Histories histories_make(World *world, uint64_t seed, size_t cases) {
  Histories all = {.world = world, .seed = seed};
  all.cases = ARENA_ARRAY(world->arena, CaseId, cases);
  all.complaints = ARENA_ARRAY(world->arena, CaseId, cases);
  at(world, HISTORY_DAY);
  add_services(&all);
  each_batch(&all, cases, write_case);
  each_batch(&all, all.complaint_count, write_more);
  return all;
}
