#include "casework/facts.h"
#include "sql_cases.h"

/* There is nothing to sort: these have no procedure. */
static bool needs_no_triage(const CaseFile *file) {
  return text_equal(file->kind, TEXT("compliment")) || text_equal(file->kind, TEXT("advocacy-referral"));
}

static Text summary_of(Arena *arena, const CaseFile *file) {
  Text summary = case_text(file, "summary");
  if (text_is_empty(summary)) summary = case_text(file, "what");
  Text line = text_trim(summary);
  size_t end = text_find(line, TEXT("\n"), 0);
  if (end != SIZE_MAX) line = text_slice(line, 0, end);
  if (line.length <= 90) return line;
  size_t cut = 90;
  while (cut > 60 && line.at[cut] != ' ') cut--;
  while (cut > 0 && ((unsigned char)line.at[cut] & 0xC0) == 0x80) cut--;
  return text_format(arena, "%.*s…", (int)cut, line.at);
}

static void take_event(CaseFacts *facts, const LedgerEvent *event) {
  if (event->service.value) facts->service = event->service;
  if (!text_is_empty(event->team)) facts->team = event->team;
  if (!text_is_empty(event->channel) && event->event.type == EVENT_RECEIVED) facts->channel = event->channel;
  if (!text_is_empty(event->causes)) facts->causes = event->causes;
  if (!text_is_empty(event->flags))
    facts->flags = text_equal(event->flags, TEXT("none")) ? TEXT_NONE : event->flags;
  if (!text_is_empty(event->remedies)) facts->remedies = event->remedies;
  if (event->pence != INT_NONE) facts->pence = event->pence;
  if (!text_is_empty(event->category)) facts->category = event->category;
  if (!text_is_empty(event->party)) facts->party = event->party;
  if (event->linked.value) facts->linked = event->linked;
  if (event->event.type == EVENT_CLASSIFIED && !text_equal(event->event.reason, TEXT("suggested")))
    facts->triaged = true;
}

/* False for what a correction took back. */
static bool still_stands(const CaseState *state, const Event *event) {
  for (size_t i = 0; i < state->event_count; i++)
    if (state->events[i].number == event->number) return true;
  return false;
}

static bool flag_in(Text list, Text flag) {
  Text part;
  while (text_next(&list, ';', &part))
    if (text_equal(text_trim(part), flag)) return true;
  return false;
}

CaseFacts case_facts(const Ctx *ctx, const CaseFile *file) {
  CaseFacts facts = {.team = TEXT_NONE,
                     .channel = TEXT_NONE,
                     .causes = TEXT_NONE,
                     .remedies = TEXT_NONE,
                     .flags = TEXT_NONE,
                     .category = TEXT_NONE,
                     .party = TEXT_NONE,
                     .pence = INT_NONE,
                     .triaged = needs_no_triage(file)};
  for (size_t i = 0; i < file->count; i++)
    if (still_stands(&file->state, &file->events[i].event)) take_event(&facts, &file->events[i]);
  facts.anonymous = flag_in(facts.flags, TEXT("anonymous"));
  facts.person = facts.anonymous ? TEXT_NONE : case_text(file, "name");
  facts.person_key = text_fold(ctx->arena, facts.person);
  facts.summary = summary_of(ctx->arena, file);
  const Service *service = directory_service(ctx->directory, facts.service);
  facts.restricted =
      (service && text_equal(service->area, TEXT("children"))) || flag_in(facts.flags, TEXT("child"));
  for (int i = file->state.stage; i > 0 && facts.outcome == OUTCOME_NONE; i--)
    facts.outcome = file->state.stages[i].outcome;
  if (file->state.decision != OUTCOME_NONE) facts.outcome = file->state.decision;
  return facts;
}
