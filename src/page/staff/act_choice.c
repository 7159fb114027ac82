/* What an act's form offers: from the procedure, its clocks and the case's own events. */
#include "page/staff/act.h"
#include "page/staff/records.h"

/* ---- clocks -------------------------------------------------------------------------------------- */

const Clock *clock_to_extend(const CaseView *view) {
  const CaseState *state = &view->file.state;
  for (size_t i = 0; i < state->clocks.count; i++) {
    const Clock *clock = &state->clocks.items[i];
    bool ours = !clock->rule->for_customer && clock->rule->extend.form != EXTENSION_NONE;
    if (ours && clock->stage == view->stage) return clock;
  }
  return NULL;
}

const ClockRule *clock_to_pause(const CaseView *view) {
  if (!view->stage) return NULL;
  for (size_t i = 0; i < view->stage->clock_count; i++)
    if (view->stage->clocks[i].pause.allowed) return &view->stage->clocks[i];
  return NULL;
}

/* ---- choices ------------------------------------------------------------------------------------- */

ChoiceList outcome_choices(const ActView *view) {
  const StageRule *stage = view->base.stage;
  Arena *arena = view->base.ctx.arena;
  size_t count = stage ? stage->outcome_count : 0;
  Choice *items = ARENA_ARRAY(arena, Choice, count);
  for (size_t i = 0; i < count; i++) {
    Text code = text_of(outcome_word(stage->outcomes[i]));
    items[i] = (Choice){.value = code, .text = words_of_code(arena, code)};
  }
  return (ChoiceList){items, count};
}

ChoiceList event_choices(const ActView *view) {
  const CaseFile *file = &view->base.file;
  Arena *arena = view->base.ctx.arena;
  Choice *items = ARENA_ARRAY(arena, Choice, file->count);
  size_t count = 0;
  for (size_t i = file->count; i-- > 0;) {
    const Event *event = &file->events[i].event;
    if (event->type == EVENT_CORRECTED) continue;
    Text title = event_title(arena, file->state.procedure, event), on = date_words_short(arena, event->on);
    items[count++] =
        (Choice){.value = text_format(arena, "%d", event->number),
                 .text = text_format(arena, "%.*s – %.*s", TEXT_ARGUMENTS(on), TEXT_ARGUMENTS(title))};
  }
  return (ChoiceList){items, count};
}

static bool can_be_of(CaseAct act, const Record *record) {
  if (act != ACT_RECORD_COMPLIANCE) return date_is_none(record->completed);
  return record->kind == RECORD_RECOMMENDATION && date_is_none(record->compliance_on);
}

/* "Training, with Sam Bins, due 11 Jan 2019" */
static Text record_hint(const CaseView *view, const Record *record) {
  Arena *arena = view->ctx.arena;
  Text hint = record_type(arena, record), owner = record_words(&view->file, record, "owner");
  if (!text_is_empty(owner))
    hint = text_format(arena, "%.*s, with %.*s", TEXT_ARGUMENTS(hint), TEXT_ARGUMENTS(owner));
  if (date_is_none(record->due)) return hint;
  Text due = date_words_short(arena, record->due);
  return text_format(arena, "%.*s, due %.*s", TEXT_ARGUMENTS(hint), TEXT_ARGUMENTS(due));
}

ChoiceList record_choices(const ActView *view) {
  const CaseFile *file = &view->base.file;
  RecordList records = file->state.records;
  Arena *arena = view->base.ctx.arena;
  Choice *items = ARENA_ARRAY(arena, Choice, records.count);
  size_t count = 0;
  for (size_t i = 0; i < records.count; i++) {
    const Record *record = &records.items[i];
    if (!can_be_of(view->screen->act, record)) continue;
    items[count++] = (Choice){.value = text_format(arena, "%d", (int)record->number),
                              .text = record_words(file, record, "words"),
                              .hint = record_hint(&view->base, record)};
  }
  return (ChoiceList){items, count};
}

void begin_record(ActView *view) {
  ChoiceList choices = record_choices(view);
  Text asked_for = form_value(&view->base.request->query, "record");
  begin_today(view);
  if (choices.count == 1) asked_set(&view->asked, "record", choices.items[0].value);
  for (size_t i = 0; i < choices.count; i++)
    if (text_equal(choices.items[i].value, asked_for)) asked_set(&view->asked, "record", asked_for);
}

/* ---- triage -------------------------------------------------------------------------------------- */

Suggestion triage_suggestion(const ActView *view) {
  const CaseView *base = &view->base;
  int64_t chosen = asked_id(&view->asked, "service");
  ServiceId service = {chosen ? chosen : base->facts.service.value};
  bool young = in_list(base->facts.flags, TEXT("child"));
  return suggest_procedure(&base->ctx, service, young, base->file.state.received);
}

static Text procedure_now(const ActView *view) {
  const Procedure *bound = view->base.file.state.procedure;
  const Procedure *suggested = triage_suggestion(view).procedure;
  if (bound) return bound->id;
  return suggested ? suggested->id : TEXT_NONE;
}

void begin_triage(ActView *view) {
  const CaseView *base = &view->base;
  Arena *arena = base->ctx.arena;
  int64_t service = base->facts.service.value, owner = base->file.state.owner.value;
  asked_set(&view->asked, "summary", base->facts.summary);
  asked_set(&view->asked, "service", service ? text_format(arena, "%lld", (long long)service) : TEXT_NONE);
  asked_set(&view->asked, "team", base->facts.team);
  asked_set(&view->asked, "causes", base->facts.causes);
  asked_set(&view->asked, "flags", base->facts.flags);
  asked_set(&view->asked, "owner", owner ? text_format(arena, "%lld", (long long)owner) : TEXT_NONE);
  asked_set(&view->asked, "procedure", procedure_now(view));
}

static ClockList clocks_under(const CaseView *base, const Procedure *procedure) {
  const CaseState *state = &base->file.state;
  ClockInput input = {.procedure = procedure,
                      .events = state->events,
                      .count = state->event_count,
                      .calendars = &base->ctx.program->calendars,
                      .today = ctx_today(&base->ctx)};
  return clocks_derive(base->ctx.arena, &input);
}

size_t procedure_choices(const ActView *view, ProcedureChoice *items, size_t maximum) {
  const CaseView *base = &view->base;
  const ProcedureBook *book = &base->ctx.program->procedures;
  const Procedure *suggested = triage_suggestion(view).procedure, *bound = base->file.state.procedure;
  size_t count = 0;
  for (size_t i = 0; i < book->count && count < maximum; i++) {
    bool again = i > 0 && text_equal(book->items[i]->id, book->items[i - 1]->id);
    bool bound_here = bound && text_equal(bound->id, book->items[i]->id);
    if (again || !text_equal(book->items[i]->handles, base->file.kind)) continue;
    if (!bound_here && !directory_uses(base->ctx.directory, book->items[i]->id)) continue;
    const Procedure *procedure = procedure_in_force(book, book->items[i]->id, base->file.state.received);
    items[count++] = (ProcedureChoice){
        .procedure = procedure,
        .suggested = suggested && text_equal(suggested->id, procedure->id),
        .bound = bound_here,
        .clocks = clocks_under(base, procedure),
    };
  }
  return count;
}

/* "Acknowledge by 4 Jun 2026 (target); reply by 23 Jun 2026 (legal limit)" */
static Text dates_words(const ActView *view, const ProcedureChoice *choice) {
  Arena *arena = view->base.ctx.arena;
  Text words = choice->procedure->summary;
  for (size_t i = 0; i < choice->clocks.count; i++) {
    const Clock *clock = &choice->clocks.items[i];
    if (date_is_none(clock->due) || clock->rule->for_customer || clock->rule->kind == CLOCK_SHOWN) continue;
    Text due = date_words_short(arena, clock->due),
         kind = text_lower_ascii(arena, clock_kind_name(clock->rule->kind));
    words =
        text_format(arena, "%.*s%s%.*s: %.*s (%.*s).", TEXT_ARGUMENTS(words), text_is_empty(words) ? "" : " ",
                    TEXT_ARGUMENTS(clock->rule->title), TEXT_ARGUMENTS(due), TEXT_ARGUMENTS(kind));
  }
  return words;
}

/* The suggested one first, then the one that the case is under, then the others as the book has them. */
static void sort_choices(ProcedureChoice *items, size_t count) {
  for (size_t i = 1; i < count; i++) {
    ProcedureChoice item = items[i];
    int rank = 2 * item.suggested + item.bound;
    size_t place = i;
    for (; place > 0 && 2 * items[place - 1].suggested + items[place - 1].bound < rank; place--)
      items[place] = items[place - 1];
    items[place] = item;
  }
}

void write_procedure_choices(Writer *writer, const ActView *view) {
  Arena *arena = view->base.ctx.arena;
  ProcedureChoice *found = ARENA_ARRAY(arena, ProcedureChoice, PROCEDURE_CHOICES_MAX);
  size_t count = procedure_choices(view, found, PROCEDURE_CHOICES_MAX);
  sort_choices(found, count);
  Choice *items = ARENA_ARRAY(arena, Choice, count);
  for (size_t i = 0; i < count; i++) {
    const char *mark = found[i].suggested ? " (suggested)" : found[i].bound ? " (as it is now)" : "";
    items[i] = (Choice){.value = found[i].procedure->id,
                        .text = text_format(arena, "%.*s%s", TEXT_ARGUMENTS(found[i].procedure->title), mark),
                        .hint = dates_words(view, &found[i])};
  }
  ask_one(writer, &view->asked, "procedure", TEXT("Which procedure is it under?"),
          triage_suggestion(view).why, (ChoiceList){items, count});
}

/* ---- what may be done ---------------------------------------------------------------------------- */

static bool in_steps(const CaseView *view, const char *step) {
  const StageRule *stage = view->stage;
  for (size_t i = 0; stage && i < stage->steps.count; i++)
    if (text_equal(stage->steps.items[i], text_of(step))) return true;
  return false;
}

static bool may_by_role(const CaseView *view, const ActScreen *screen) {
  return act_allowed(&view->ctx, screen->act) == OK;
}

/* A compliment is not triaged, paused, extended or withdrawn; of those acts nothing is said there. */
static bool arises(const CaseView *view, const ActScreen *screen, const Possible *item) {
  if (screen->quiet && !text_is_empty(item->why_not)) return false;
  if (view->file.state.procedure || has_procedures(&view->ctx, view->file.kind)) return true;
  bool done_otherwise = screen->act == ACT_CLASSIFY || screen->act == ACT_WITHDRAW;
  return text_is_empty(item->why_not) && !done_otherwise;
}

static Possible possible_of(const CaseView *view, const ActScreen *screen) {
  Permit permit = case_may(view->ctx.arena, &view->file.state, screen->act, (UserId){0});
  return (Possible){.text = text_of(screen->title),
                    .why_not = permit.allowed ? TEXT_NONE : permit.why_not,
                    .href = case_url(view->ctx.arena, view->file.reference, screen->path)};
}

size_t case_possible(const CaseView *view, Possible *items, size_t maximum) {
  Possible next = case_next(view);
  size_t count = 0;
  for (size_t i = 0; i < act_screen_count && count < maximum; i++) {
    const ActScreen *screen = &act_screens[i];
    if (!may_by_role(view, screen) || (screen->step && !in_steps(view, screen->step))) continue;
    Possible item = possible_of(view, screen);
    if (!arises(view, screen, &item)) continue;
    item.main = text_is_empty(item.why_not) && text_equal(item.text, next.text);
    items[count++] = item;
  }
  return count;
}

/* The screen of what the case waits for. */
static const ActScreen *next_screen(const CaseView *view) {
  const Clock *next = view->file.state.next;
  CaseStatus status = view->file.state.status;
  if (status == CASE_WITHDRAWN || status == CASE_CLOSED) return NULL;
  bool unanswered = !view->file.state.procedure && !has_procedures(&view->ctx, view->file.kind);
  if (unanswered || !date_is_none(view->file.state.decided)) return act_screen("close");
  if (!view->facts.triaged && may_by_role(view, act_screen("triage"))) return act_screen("triage");
  if (!next) return NULL;
  if (next->status == CLOCK_PAUSED) return act_screen("resume");
  return act_screen_of_event(next->rule->met_by.type);
}

Possible case_next(const CaseView *view) {
  const ActScreen *screen = next_screen(view);
  if (!screen) return (Possible){.text = TEXT_NONE};
  Possible next = possible_of(view, screen);
  if (!may_by_role(view, screen)) next.href = (Url){TEXT_NONE};
  return next;
}

/* The rule of a row's clock, "stage-1/respond", under any procedure of that title. */
static const ClockRule *rule_of_row(const Ctx *ctx, const ListRow *row) {
  size_t slash = text_find(row->next_clock, TEXT("/"), 0);
  if (slash == SIZE_MAX) return NULL;
  Text id = text_slice(row->next_clock, slash + 1, row->next_clock.length);
  const ProcedureBook *book = &ctx->program->procedures;
  for (size_t i = 0; i < book->count; i++) {
    if (!text_equal(book->items[i]->title, row->procedure_title)) continue;
    const StageRule *stage = procedure_stage(book->items[i], row->stage);
    const ClockRule *rule = stage ? stage_clock(stage, id) : NULL;
    if (rule) return rule;
  }
  return NULL;
}

Possible row_next(const Ctx *ctx, const ListRow *row, Text kind) {
  if (!text_is_empty(kind) && !has_procedures(ctx, kind)) {
    Text words = text_format(ctx->arena, "Open the %.*s", TEXT_ARGUMENTS(code_words(ctx->arena, kind)));
    return (Possible){.text = words, .href = case_url(ctx->arena, row->reference, NULL)};
  }
  const ClockRule *rule = rule_of_row(ctx, row);
  const ActScreen *screen = row->paused ? act_screen("resume")
                            : rule      ? act_screen_of_event(rule->met_by.type)
                                        : NULL;
  if (!row->triaged && act_allowed(ctx, ACT_CLASSIFY) == OK) screen = act_screen("triage");
  if (!screen || act_allowed(ctx, screen->act))
    return (Possible){.text = TEXT("Open the case"), .href = case_url(ctx->arena, row->reference, NULL)};
  return (Possible){.text = text_of(screen->title),
                    .href = case_url(ctx->arena, row->reference, screen->path)};
}
