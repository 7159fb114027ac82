#include "page/staff/staff.h"
#include "page/staff/act.h"

Error case_view(Request *request, const char *what, CaseView *view) {
  *view = (CaseView){.request = request};
  TRY(page_ctx(request, &view->ctx));
  TRY(ledger_open(&view->ctx, request->arguments[0], what, &view->file));
  view->facts = case_facts(&view->ctx, &view->file);
  const CaseState *state = &view->file.state;
  if (state->procedure && state->stage > 0) view->stage = procedure_stage(state->procedure, state->stage);
  return OK;
}

Text what_label(Text kind) {
  if (text_equal(kind, TEXT("compliment"))) return TEXT("What was said");
  if (text_equal(kind, TEXT("ombudsman-case"))) return TEXT("What the Ombudsman asks");
  if (text_equal(kind, TEXT("access-request"))) return TEXT("What is asked for");
  if (text_equal(kind, TEXT("advocacy-referral"))) return TEXT("What it is about");
  return TEXT("What went wrong");
}

bool has_procedures(const Ctx *ctx, Text kind) {
  const ProcedureBook *book = &ctx->program->procedures;
  for (size_t i = 0; i < book->count; i++)
    if (text_equal(book->items[i]->handles, kind)) return true;
  return false;
}

/* Of what is no complaint, what it is stands first. */
static Text heading_of_kind(const CaseView *view) {
  static const struct {
    const char *kind, *heading;
    bool by_category;
  } kinds[] = {{"ombudsman-case", "At the Ombudsman", true},
               {"compliment", "Compliment", false},
               {"advocacy-referral", "Referral to an advocate", true}};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (!text_equal(view->file.kind, text_of(kinds[i].kind))) continue;
    Text about = kinds[i].by_category ? view->facts.category : view->facts.summary;
    if (text_is_empty(about)) return text_of(kinds[i].heading);
    return text_format(view->ctx.arena, "%s – %.*s", kinds[i].heading, TEXT_ARGUMENTS(about));
  }
  return TEXT_NONE;
}

Text case_heading(const CaseView *view) {
  const CaseFacts *facts = &view->facts;
  Text heading = heading_of_kind(view);
  if (!text_is_empty(heading)) return heading;
  Text person = facts->anonymous ? TEXT("Anonymous") : facts->person;
  if (text_is_empty(person)) person = TEXT("Name not given");
  if (text_is_empty(facts->summary)) return person;
  return text_format(view->ctx.arena, "%.*s – %.*s", TEXT_ARGUMENTS(person), TEXT_ARGUMENTS(facts->summary));
}

Text case_caption(const CaseView *view) {
  const CaseState *state = &view->file.state;
  Arena *arena = view->ctx.arena;
  if (!state->procedure && text_equal(view->file.kind, TEXT("complaint"))) return view->file.reference;
  if (!state->procedure) {
    Text kind = words_of_code(arena, view->file.kind);
    return text_format(arena, "%.*s · %.*s", TEXT_ARGUMENTS(view->file.reference), TEXT_ARGUMENTS(kind));
  }
  Text stage = stage_name(arena, state->procedure, state->stage);
  return text_format(arena, "%.*s · %.*s · %.*s", TEXT_ARGUMENTS(view->file.reference),
                     TEXT_ARGUMENTS(state->procedure->title), TEXT_ARGUMENTS(stage));
}

Url case_url(Arena *arena, Text reference, const char *piece) {
  Text encoded = url_encode(arena, reference);
  const char *slash = piece && piece[0] ? "/" : "";
  return url_format(arena, "/staff/cases/%.*s%s%s", TEXT_ARGUMENTS(encoded), slash, piece ? piece : "");
}

/* ---- words --------------------------------------------------------------------------------------- */

Text stage_name(Arena *arena, const Procedure *procedure, int stage) {
  const StageRule *rule = procedure ? procedure_stage(procedure, stage) : NULL;
  if (rule && !text_is_empty(rule->names.staff)) return rule->names.staff;
  return stage > 0 ? text_format(arena, "Stage %d", stage) : TEXT("Not started");
}

Text clock_kind_name(ClockKind kind) {
  switch (kind) {
  case CLOCK_TARGET:
    return TEXT("Target");
  case CLOCK_LEGAL:
    return TEXT("Legal limit");
  case CLOCK_WINDOW:
    return TEXT("Customer’s time to ask");
  case CLOCK_SHOWN:
    return TEXT("Another reading of the rule");
  }
  return TEXT_NONE;
}

static Text left_words(Arena *arena, int32_t days, const char *unit) {
  if (days == 0) return TEXT("due today");
  const char *many = days == 1 || days == -1 ? "" : "s";
  if (days < 0) return text_format(arena, "%d %s%s late", -days, unit, many);
  return text_format(arena, "%d %s%s left", days, unit, many);
}

static DueLevel level_of(int32_t days) {
  const int32_t soon = 3; /* as the count of what is due soon */
  return days < 0 ? DUE_LATE : days <= soon ? DUE_SOON : DUE_OK;
}

static DueDate due_on(Arena *arena, Date due, int32_t days, const char *unit) {
  return (DueDate){.date = date_words_short(arena, due),
                   .iso = date_iso(arena, due),
                   .words = left_words(arena, days, unit),
                   .level = level_of(days)};
}

static DueDate due_paused(void) {
  return (DueDate){.date = TEXT("Paused"), .words = TEXT("the clock is stopped"), .level = DUE_PAUSED};
}

static DueDate due_nothing(void) {
  return (DueDate){.date = TEXT("No date"), .words = TEXT("nothing is due")};
}

static const char *unit_of(const Clock *clock) {
  return clock->limit.unit == UNIT_WORKING_DAYS ? "working day" : "day";
}

DueDate due_of_clock(Arena *arena, const Clock *clock) {
  if (!clock) return due_nothing();
  if (clock->status == CLOCK_PAUSED) return due_paused();
  if (date_is_none(clock->due))
    return (DueDate){.date = TEXT("No date yet"), .words = TEXT("a date must be set")};
  return due_on(arena, clock->due, clock->days_left, unit_of(clock));
}

DueDate due_of_row(Arena *arena, const ListRow *row) {
  if (row->paused) return due_paused();
  if (date_is_none(row->due)) return due_nothing();
  return due_on(arena, row->due, row->days_left, "working day");
}

DueDate due_of_day(Arena *arena, Date due, int32_t days_left) {
  return date_is_none(due) ? due_nothing() : due_on(arena, due, days_left, "working day");
}

static Text met_words(Arena *arena, const Clock *clock, const char *how) {
  Text met = date_words(arena, clock->met_on);
  return text_format(arena, "Done on %.*s, %s", TEXT_ARGUMENTS(met), how);
}

Text clock_state_words(Arena *arena, const Clock *clock) {
  switch (clock->status) {
  case CLOCK_NOT_STARTED:
    return TEXT("Not started");
  case CLOCK_RUNNING:
    if (date_is_none(clock->due)) return TEXT("Running; no date is set");
    return left_words(arena, clock->days_left, unit_of(clock));
  case CLOCK_PAUSED:
    return TEXT("Paused");
  case CLOCK_MET_ON_TIME:
    return met_words(arena, clock, "on time");
  case CLOCK_MET_IN_EXTENSION:
    return met_words(arena, clock, "within the extension");
  case CLOCK_MET_LATE:
    return met_words(arena, clock, "late");
  case CLOCK_MISSED:
    return TEXT("Ended without it");
  case CLOCK_NOT_NEEDED:
    return TEXT("Not needed");
  }
  return TEXT_NONE;
}

const char *const CASE_FLAGS[] = {"child",      "advocate",       "safeguarding", "adjustments",
                                  "councillor", "behaviour-plan", "anonymous",    NULL};

Text flag_words(Arena *arena, Text flag) {
  static const struct {
    const char *flag, *words;
  } names[] = {
      {"child", "Child or young person"}, {"advocate", "Has an advocate"},
      {"safeguarding", "Safeguarding"},   {"adjustments", "Reasonable adjustments"},
      {"councillor", "Councillor or MP"}, {"behaviour-plan", "Behaviour plan"},
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (text_equal(flag, text_of(names[i].flag))) return text_of(names[i].words);
  return words_of_code(arena, flag);
}

void write_flags(Writer *writer, Arena *arena, Text flags) {
  Text flag;
  while (text_next(&flags, ';', &flag)) {
    flag = text_trim(flag);
    if (text_is_empty(flag)) continue;
    bool risk = text_equal(flag, TEXT("child")) || text_equal(flag, TEXT("safeguarding"));
    moj_badge(writer, &(Badge){.text = flag_words(arena, flag),
                               .classes = risk ? TEXT("moj-badge--red") : TEXT("moj-badge--grey")});
    write_text_string(writer, " ");
  }
}

Text list_words(Arena *arena, Text list) {
  Text words = TEXT_NONE, part;
  while (text_next(&list, ';', &part)) {
    Text next = words_of_code(arena, text_trim(part));
    if (text_is_empty(next)) continue;
    words = text_is_empty(words)
                ? next
                : text_format(arena, "%.*s, %.*s", TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(next));
  }
  return words;
}

Text pounds_words(Arena *arena, int64_t pence) {
  if (pence == INT_NONE) return TEXT_NONE;
  int64_t pounds = pence / 100, rest = pence % 100;
  Text whole = pounds < 1000 ? text_format(arena, "£%lld", (long long)pounds)
                             : text_format(arena, "£%lld,%03lld", (long long)(pounds / 1000),
                                           (long long)(pounds % 1000));
  if (rest == 0) return whole;
  return text_format(arena, "%.*s.%02lld", TEXT_ARGUMENTS(whole), (long long)rest);
}

Text role_words(Role role) {
  switch (role) {
  case ROLE_SYSTEM:
    return TEXT("the program");
  case ROLE_CUSTOMER:
    return TEXT("the customer");
  case ROLE_OFFICER:
    return TEXT("complaints officer");
  case ROLE_MANAGER:
    return TEXT("complaints manager");
  case ROLE_SERVICE_MANAGER:
    return TEXT("service manager");
  case ROLE_REVIEWER:
    return TEXT("reviewer");
  case ROLE_AUDITOR:
    return TEXT("auditor");
  case ROLE_ADMINISTRATOR:
    return TEXT("administrator");
  case ROLE_COUNT:
    break;
  }
  return TEXT_NONE;
}

Text event_by(const Ctx *ctx, const Event *event) {
  const Person *person = event->by.value ? directory_person(ctx->directory, event->by) : NULL;
  if (!person) return role_words(event->role);
  Text role = role_words(event->role);
  return text_format(ctx->arena, "%.*s, %.*s", TEXT_ARGUMENTS(person->name), TEXT_ARGUMENTS(role));
}

Text event_title(Arena *arena, const Procedure *procedure, const Event *event) {
  static const char *const titles[EVENT_TYPE_COUNT] = {
      [EVENT_RECEIVED] = "Received",
      [EVENT_CLASSIFIED] = "Put under a procedure",
      [EVENT_ASSIGNED] = "Assigned",
      [EVENT_REQUESTED] = "Next stage asked for",
      [EVENT_ACKNOWLEDGED] = "Acknowledged",
      [EVENT_EXTENDED] = "Extended",
      [EVENT_PAUSED] = "Clock paused",
      [EVENT_RESUMED] = "Clock started again",
      [EVENT_DATE_AGREED] = "Date agreed",
      [EVENT_TEAM_APPOINTED] = "Investigators appointed",
      [EVENT_STATEMENT_AGREED] = "Statement of complaint agreed",
      [EVENT_PANEL_HELD] = "Panel held",
      [EVENT_REPORTED] = "Panel’s report received",
      [EVENT_RESPONDED] = "Reply sent",
      [EVENT_TERMS_SENT] = "Terms of resolution sent",
      [EVENT_RESOLVED] = "Settled at once",
      [EVENT_LATE_REQUEST_DECIDED] = "Late request decided",
      [EVENT_IDENTITY_CONFIRMED] = "Identity confirmed",
      [EVENT_CLARIFICATION_RECEIVED] = "Clarification received",
      [EVENT_MATTER_AROSE] = "Day on which the matter became known",
      [EVENT_CUSTOMER_TOLD] = "Customer told",
      [EVENT_WITHDRAWN] = "Withdrawn",
      [EVENT_CLOSED] = "Closed",
      [EVENT_REOPENED] = "Opened again",
      [EVENT_NOTED] = "Note",
      [EVENT_RECALCULATED] = "Due date moved by the calendar",
      [EVENT_CORRECTED] = "Correction",
      [EVENT_ACTION_AGREED] = "Action agreed",
      [EVENT_RECOMMENDED] = "Recommended by the Ombudsman",
      [EVENT_DUE_MOVED] = "New day for an action or recommendation",
      [EVENT_COMPLETED] = "Completed",
      [EVENT_COMPLIANCE_RECORDED] = "Compliance recorded by the Ombudsman",
      [EVENT_DECIDED] = "Decided by the Ombudsman",
      [EVENT_PUBLISHED] = "Report published",
  };
  const char *title = titles[event->type] ? titles[event->type] : event_type_word(event->type);
  if (!event->stage || !event_type_has_stage(event->type)) return text_of(title);
  Text stage = stage_name(arena, procedure, event->stage);
  return text_format(arena, "%s: %.*s", title, TEXT_ARGUMENTS(stage));
}
