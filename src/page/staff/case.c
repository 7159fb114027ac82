#include "page/staff/case.h"
#include "case_page_template.h"
#include "case_tabs_template.h"
#include "casework/permission.h"
#include "page/staff/records.h"

#include <string.h>

typedef void CaseTemplate(Writer *writer, const CaseView *view);

static Frame case_frame(const CaseView *view, const char *tab) {
  Text heading = case_heading(view), reference = view->file.reference;
  return (Frame){.side = SIDE_STAFF,
                 .title = text_format(view->ctx.arena, "%.*s: %s – %.*s", TEXT_ARGUMENTS(reference), tab,
                                      TEXT_ARGUMENTS(heading)),
                 .active = "cases",
                 .wide = true,
                 .private_page = true};
}

static Error show_case(Request *request, Response *response, const char *what, const char *tab,
                       CaseTemplate *template) {
  CaseView view;
  TRY(case_view(request, what, &view));
  if (template == case_overview) TRY(linked_cases(&view.ctx, &view.file, &view.linked, &view.linked_count));
  Frame frame = case_frame(&view, tab);
  Writer writer = frame_open(&view.ctx, request, response, &frame);
  template(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}

Error staff_case(Request *request, Response *response) {
  return show_case(request, response, "page", "Overview", case_overview);
}

Error staff_case_people(Request *request, Response *response) {
  return show_case(request, response, "people", "People", case_people);
}

/* ---- head ---------------------------------------------------------------------------------------- */

void case_tabs(Writer *writer, const CaseView *view, const char *tab) {
  const CaseView *of = view;
  Arena *arena = of->ctx.arena;
  Text reference = of->file.reference;
  bool audit = (of->request->identity.permissions & PERMISSION_AUDIT) != 0;
  moj_sub_navigation(
      writer,
      &(SubNavigation){
          .label = TEXT("Case"),
          LIST(
              items, SubNavigationItem,
              {TEXT("Overview"), case_url(arena, reference, NULL), strcmp(tab, "Overview") == 0, false},
              {TEXT("Timeline"), case_url(arena, reference, "timeline"), strcmp(tab, "Timeline") == 0, false},
              {TEXT("People"), case_url(arena, reference, "people"), strcmp(tab, "People") == 0, false},
              {TEXT("Audit"), case_url(arena, reference, "audit"), strcmp(tab, "Audit") == 0, !audit})});
}

void case_head(Writer *writer, const CaseView *view, const char *tab) {
  write_done(writer, view->request);
  case_header(writer, view, tab);
}

void write_done(Writer *writer, const Request *request) {
  Text words = done_words(form_value(&request->query, "done"));
  if (text_is_empty(words)) return;
  govuk_notification_banner(writer, &(NotificationBanner){.text = words, .success = true});
}

static Text with_words(const CaseView *view) {
  const Service *service = directory_service(view->ctx.directory, view->facts.service);
  Text person = person_name(view->ctx.directory, view->file.state.owner);
  if (!service) return person;
  return text_format(view->ctx.arena, "%.*s, %.*s", TEXT_ARGUMENTS(person), TEXT_ARGUMENTS(service->name));
}

/* Where the council has answered: until when the customer may ask for more. */
static void customer_window(Writer *writer, const CaseView *view) {
  const Clock *window = case_window(&view->file.state);
  bool waits =
      !view->file.state.next && window && window->status == CLOCK_RUNNING && !date_is_none(window->due);
  if (!waits) return;
  app_fact_open(writer, TEXT("Customer may ask until"));
  write_text(writer, date_words(view->ctx.arena, window->due));
  app_fact_close(writer);
}

void case_facts_band(Writer *writer, const CaseView *view) {
  const Clock *next = view->file.state.next;
  Arena *arena = view->ctx.arena;
  DueDate due = due_of_clock(arena, next);
  Possible step = case_next(view);
  app_facts_open(writer);
  if (view->file.state.procedure || has_procedures(&view->ctx, view->file.kind)) {
    app_fact_open(writer, next ? next->rule->title : TEXT("Next due"));
    app_due(writer, &due);
    app_fact_close(writer);
  }
  app_fact_open(writer, TEXT("With"));
  write_text(writer, with_words(view));
  app_fact_close(writer);
  app_fact_open(writer, TEXT("Next step"));
  case_next_link(writer, &step);
  app_fact_close(writer);
  customer_window(writer, view);
  app_fact_open(writer, TEXT("Status"));
  write_text(writer, words_of_code(arena, text_of(case_status_word(view->file.state.status))));
  app_fact_close(writer);
  if (!text_is_empty(view->facts.flags)) {
    app_fact_open(writer, TEXT("Flags"));
    write_flags(writer, arena, view->facts.flags);
    app_fact_close(writer);
  }
  app_facts_close(writer);
}

StepList case_steps(const CaseView *view, const Clock *clock) {
  if (date_is_none(clock->starts_on)) return (StepList){NULL, 0};
  return clock_steps(view->ctx.arena, clock);
}

void case_row(Writer *writer, Text term, Text value) {
  if (!text_is_empty(value)) case_line(writer, term, value);
}

/* ---- stages -------------------------------------------------------------------------------------- */

void case_stages(Writer *writer, const CaseView *view) {
  const CaseState *state = &view->file.state;
  for (int number = state->stage; state->procedure && number > 0; number--) {
    Text name = stage_name(view->ctx.arena, state->procedure, number);
    bool now = number == state->stage;
    moj_ticket_panel_open(writer, name, now ? TEXT("moj-ticket-panel__content--blue") : TEXT_NONE);
    case_stage(writer, view, &state->stages[number], name);
    moj_ticket_panel_close(writer);
  }
}

/* ---- timeline ------------------------------------------------------------------------------------ */

static const LedgerEvent *correction_of(const CaseFile *file, int32_t number) {
  for (size_t i = file->count; i-- > 0;) {
    const Event *event = &file->events[i].event;
    if (event->type == EVENT_CORRECTED && event->corrects == number) return &file->events[i];
  }
  return NULL;
}

/* Newest first by the day in the world, then by number. */
static bool stands_before(const Event *a, const Event *b) {
  int days = date_compare(a->on, b->on);
  return days != 0 ? days > 0 : a->number > b->number;
}

static void take_entries(TimelineView *view) {
  const CaseFile *file = &view->base.file;
  view->entries = ARENA_ARRAY(view->base.ctx.arena, TimelineEntry, file->count);
  for (size_t i = 0; i < file->count; i++) {
    const LedgerEvent *event = &file->events[i];
    size_t place = view->count++;
    for (; place > 0 && stands_before(&event->event, &view->entries[place - 1].event->event); place--)
      view->entries[place] = view->entries[place - 1];
    view->entries[place] = (TimelineEntry){event, correction_of(file, event->event.number)};
  }
}

Error staff_case_timeline(Request *request, Response *response) {
  TimelineView view = {.count = 0};
  TRY(case_view(request, "timeline", &view.base));
  take_entries(&view);
  Frame frame = case_frame(&view.base, "Timeline");
  Writer writer = frame_open(&view.base.ctx, request, response, &frame);
  case_timeline(&writer, &view);
  frame_close(&writer, &view.base.ctx, request, &frame);
  return OK;
}

Text event_timestamp(Arena *arena, const Event *event) {
  if (event->minute < 0) return date_iso(arena, event->on);
  return instant_iso(arena, london_instant(event->on, event->minute));
}

Text event_when(Arena *arena, const Event *event) {
  Text on = date_words(arena, event->on);
  if (event->minute >= 0) {
    Text at = minute_words(arena, event->minute);
    on = text_format(arena, "%.*s at %.*s", TEXT_ARGUMENTS(on), TEXT_ARGUMENTS(at));
  }
  int32_t later = london_date(event->recorded).day - event->on.day;
  if (later <= 0) return on;
  Text recorded = instant_words(arena, event->recorded);
  return text_format(arena, "%.*s, recorded %d day%s later (%.*s)", TEXT_ARGUMENTS(on), later,
                     later == 1 ? "" : "s", TEXT_ARGUMENTS(recorded));
}

static Text detail(Arena *arena, Text before, const char *term, Text value) {
  if (text_is_empty(value)) return before;
  return text_format(arena, "%.*s%s%s: %.*s", TEXT_ARGUMENTS(before), text_is_empty(before) ? "" : ". ", term,
                     TEXT_ARGUMENTS(value));
}

static Text subject_words(const CaseView *view, const Event *event) {
  bool shows = event->type == EVENT_ASSIGNED || (event->subject.value && event->type != EVENT_CORRECTED);
  return shows ? person_name(view->ctx.directory, event->subject) : TEXT_NONE;
}

static const char *subject_term(const Event *event) {
  if (event->type == EVENT_ASSIGNED) return "To";
  return event->type == EVENT_RESPONDED ? "Decided by" : "Allowed by";
}

static Text procedure_words(const CaseView *view, const Event *event) {
  if (event->type != EVENT_CLASSIFIED) return TEXT_NONE;
  const Procedure *procedure =
      procedure_version(&view->ctx.program->procedures, event->procedure, event->version);
  Text title = procedure ? procedure->title : event->procedure;
  return text_format(view->ctx.arena, "%.*s (version %.*s)", TEXT_ARGUMENTS(title),
                     TEXT_ARGUMENTS(event->version));
}

/* What the reason of an event is called; NULL: it is not shown. */
static const char *reason_term(const Event *event) {
  switch (event->type) {
  case EVENT_CORRECTED:
  case EVENT_DUE_MOVED: /* who agreed to it and why is in words */
    return NULL;
  case EVENT_NOTED:
    return "Kind";
  case EVENT_ACTION_AGREED:
    return "Type";
  case EVENT_COMPLIANCE_RECORDED:
    return "Recorded as";
  default:
    return "Reason";
  }
}

static const char *until_term(const Event *event) {
  bool first = event->type == EVENT_ACTION_AGREED || event->type == EVENT_RECOMMENDED;
  return first ? "To be done by" : "New date";
}

/* What was accepted or refused, where the event says so. */
static Text accepted_words(const Event *event) {
  if (event->type == EVENT_LATE_REQUEST_DECIDED) return event->accepted ? TEXT("Accepted") : TEXT("Refused");
  if (event->type != EVENT_DECIDED || event->outcome != OUTCOME_UPHELD) return TEXT_NONE;
  return event->accepted ? TEXT("A satisfactory remedy had been offered before")
                         : TEXT("No satisfactory remedy had been offered before");
}

Text event_details(const CaseView *view, const LedgerEvent *ledger) {
  const Event *event = &ledger->event;
  Arena *arena = view->ctx.arena;
  const Service *service = directory_service(view->ctx.directory, ledger->service);
  Text words = detail(arena, TEXT_NONE, "Procedure", procedure_words(view, event));
  words = detail(arena, words, "Outcome", words_of_code(arena, text_of(outcome_word(event->outcome))));
  words = detail(arena, words, until_term(event), date_or(arena, event->until, ""));
  words = detail(arena, words, "With", event_text(ledger, "owner"));
  words = detail(arena, words, "What", record_of_event(&view->file, event));
  words = detail(arena, words, subject_term(event), subject_words(view, event));
  const char *why = reason_term(event);
  if (why) words = detail(arena, words, why, words_of_code(arena, event->reason));
  words = detail(arena, words, "About", ledger->category);
  words = detail(arena, words, "Service", service ? service->name : TEXT_NONE);
  words = detail(arena, words, "Team", ledger->team);
  words = detail(arena, words, "How", words_of_code(arena, ledger->channel));
  words = detail(arena, words, "Causes", list_words(arena, ledger->causes));
  words = detail(arena, words, "Remedies", list_words(arena, ledger->remedies));
  words = detail(arena, words, "Compensation", pounds_words(arena, ledger->pence));
  const char *decision = event->type == EVENT_DECIDED ? "Remedy" : "Decision";
  return detail(arena, words, decision, accepted_words(event));
}

bool slot_is_shown(Text slot) {
  static const char *const shown[] = {"what",   "words", "reason", "why",     "wanted",
                                      "effect", "when",  "told",   "summary", "outcome"};
  for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
    if (text_equal(slot, text_of(shown[i]))) return true;
  return false;
}

/* ---- audit --------------------------------------------------------------------------------------- */

Error staff_case_audit(Request *request, Response *response) {
  AuditView view;
  TRY(case_view(request, "audit", &view.base));
  TRY(case_readers(&view.base.ctx, &view.base.file, &view.readers, &view.count));
  Frame frame = case_frame(&view.base, "Audit");
  Writer writer = frame_open(&view.base.ctx, request, response, &frame);
  case_audit(&writer, &view);
  frame_close(&writer, &view.base.ctx, request, &frame);
  return OK;
}
