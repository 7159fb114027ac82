/* The stories of the open cases, played through the one door, each act on its own day. */
#include "cmd/demo.h"

static const Calendar *working_days(const Ctx *ctx) {
  return calendar_book_newest(&ctx->program->calendars)->plain[NATION_ENGLAND_AND_WALES];
}

/* The clock of the play on the day, a little later with each act; never after the real now. */
static void set_day(Play *play, Date day) {
  int minute = 9 * 60 + 20 + play->acts++ * 11;
  Instant at = london_instant(day, minute), now = ctx_now(play->outer);
  play->clock.fixed = at.seconds > now.seconds ? now : at;
}

void play_as(Play *play, const char *role) {
  UserId user = demo_person(play->outer, text_of(role));
  const Person *person = directory_person(play->outer->directory, user);
  BUG_IF(!person);
  play->ctx.actor = (Actor){user, person->role, person->service, person->name};
}

Date demo_working_day(const Ctx *ctx, int64_t days_ago) {
  const Calendar *calendar = working_days(ctx);
  Date today = ctx_today(ctx), day = today;
  if (days_ago < 0) return calendar_plus(calendar, today, (int32_t)-days_ago);
  while (calendar_between(calendar, day, today) < days_ago) day = date_plus(day, -1);
  while (!calendar_is_working_day(calendar, day)) day = date_plus(day, -1);
  return day;
}

static int read_minute(Text time) {
  int64_t hours = 9, minutes = 0;
  size_t colon = text_find(time, TEXT(":"), 0);
  if (colon == SIZE_MAX) return -1;
  Text h = text_slice(time, 0, colon);
  if (h.length == 2 && h.at[0] == '0') h = text_slice(h, 1, 2);
  if (!text_to_int(h, &hours) || !text_to_int(text_slice(time, colon + 1, time.length), &minutes)) return -1;
  return (int)(hours * 60 + minutes);
}

static Error submit(Play *play, const CsvTable *table, size_t row) {
  const Service *service = directory_service_named(play->outer->directory, demo_cell(table, row, "service"));
  Text channel = demo_cell(table, row, "channel");
  bool web = text_equal(channel, TEXT("web"));
  if (web)
    play->ctx.actor = (Actor){.role = ROLE_CUSTOMER, .name = TEXT_NONE};
  else
    play_as(play, "officer");
  Submission submission = {
      .key = random_secret(play->ctx.arena, 16),
      .kind = TEXT("complaint"),
      .channel = channel,
      .received = DATE_NONE,
      .minute = -1,
      .whom = TEXT("self"),
      .behalf_name = TEXT_NONE,
      .behalf_relation = TEXT_NONE,
      .behalf_consent = TEXT_NONE,
      .anonymous = text_equal(demo_cell(table, row, "anonymous"), TEXT("yes")),
      .name = demo_cell(table, row, "name"),
      .email = demo_cell(table, row, "email"),
      .phone = demo_cell(table, row, "phone"),
      .address = TEXT_NONE,
      .contact = text_is_empty(demo_cell(table, row, "phone")) ? TEXT("email") : TEXT("email;phone"),
      .service = service ? service->id : (ServiceId){0},
      .what = demo_cell(table, row, "what"),
      .when = TEXT_NONE,
      .effect = TEXT_NONE,
      .wanted = demo_cell(table, row, "wanted"),
      .told = TEXT_NONE,
      .needs = demo_cell(table, row, "needs"),
      .safe = TEXT_NONE,
      .summary = demo_cell(table, row, "summary"),
      .young = false,
  };
  Submitted submitted;
  TRY(act_submit(&play->ctx, &submission, &submitted));
  play->reference = submitted.reference;
  return OK;
}

static Error load(Play *play, CaseFile *file) {
  play_as(play, "manager");
  return ledger_open(&play->ctx, play->reference, "page", file);
}

static Error triage(Play *play, Text owner) {
  CaseFile file;
  TRY(load(play, &file));
  CaseFacts facts = case_facts(&play->ctx, &file);
  TriageDecision decision = {.procedure = file.state.procedure->id,
                             .reason = TEXT_NONE,
                             .service = facts.service,
                             .team = TEXT_NONE,
                             .causes = TEXT("Service quality"),
                             .summary = TEXT_NONE,
                             .flags = facts.flags,
                             .owner = demo_person(play->outer, owner)};
  play_as(play, "officer");
  return act_triage(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, &decision);
}

static const Clock *respond_clock(Play *play, const CaseFile *file) {
  return clock_find(file->state.clocks, text_format(play->ctx.arena, "stage-%d/respond", file->state.stage));
}

static Error extend(Play *play, Text length, Text reason) {
  CaseFile file;
  int64_t days = 0;
  TRY(load(play, &file));
  const Clock *clock = respond_clock(play, &file);
  BUG_IF(!clock);
  bool longest = text_equal(length, TEXT("max"));
  if (!longest && !text_to_int(length, &days))
    return FAIL(play->ctx.arena, ERROR_INVALID, "extend needs days or max");
  Date until = longest ? clock->latest : calendar_plus(clock->days, clock->due, (int32_t)days);
  Extension extension = {
      until, reason, TEXT("We need longer because several people have to be asked and one of them is away."),
      demo_person(play->outer, TEXT("manager")), true};
  play_as(play, "officer");
  return act_extend(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, &extension);
}

static Text answer_words(Outcome outcome) {
  if (outcome == OUTCOME_ANSWERED)
    return TEXT("We have answered each question and enclose the papers that were asked for.");
  if (outcome == OUTCOME_PARTLY_PROVIDED)
    return TEXT(
        "We enclose a copy of what we hold about you. What is about other people has been taken out.");
  if (outcome == OUTCOME_UPHELD)
    return TEXT("We looked at our records and spoke to the people who did the work. You are right: we did "
                "not do what we "
                "said we would do, and nobody told you why.\n\nWe are sorry. We have put it right and have "
                "changed how the "
                "work is checked, so that it is noticed on the day.");
  if (outcome == OUTCOME_PARTLY_UPHELD)
    return TEXT("We looked at each of your points. We agree that you waited too long for a reply and that "
                "you were given "
                "two different answers, and we are sorry.\n\nWe do not agree that the charge was wrong. It "
                "follows the "
                "rules that the council has published, and we enclose them.");
  return TEXT("We looked at our records and spoke to the people who did the work. What was done followed the "
              "council's "
              "published rules, and the dates were kept.\n\nWe know that this is not the answer you hoped "
              "for. We explain "
              "below how you can ask somebody else to look at it.");
}

static Error respond(Play *play, Text word, Text decided_by) {
  Answer answer = {.decided_by = demo_person(play->outer, decided_by),
                   .pence = INT_NONE,
                   .channel = TEXT("email"),
                   .remedies = TEXT_NONE};
  if (!outcome_of(word, &answer.outcome)) return FAIL(play->ctx.arena, ERROR_INVALID, "no such outcome");
  bool fault = answer.outcome == OUTCOME_UPHELD || answer.outcome == OUTCOME_PARTLY_UPHELD;
  if (fault) answer.remedies = TEXT("apology;procedure-review");
  answer.words = answer_words(answer.outcome);
  play_as(play, "officer");
  return act_respond(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, &answer);
}

static Error request(Play *play, Text about) {
  bool papers = text_equal(about, TEXT("papers"));
  ReviewRequest why = {papers ? TEXT("The notes of two of the meetings are not in the copy.")
                              : TEXT("The answer does not deal with the calls that I made."),
                       TEXT("Somebody else to look at it.")};
  play_as(play, "officer");
  return act_request_review(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, &why);
}

/* What somebody else is waited for; a second word says that it is proof of identity. */
static Error pause(Play *play, Text reason, Text second) {
  bool identity = text_equal(second, TEXT("identity"));
  return act_pause(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, reason,
                   identity ? TEXT("We have asked for a copy of a document that shows who is asking.")
                            : TEXT("We have asked for the dates and the photographs."));
}

static Error decide(Play *play, Text outcome, Text remedied_before) {
  Decision decision = {.remedied_before = text_equal(remedied_before, TEXT("yes"))};
  if (!outcome_of(outcome, &decision.outcome))
    return FAIL(play->ctx.arena, ERROR_INVALID, "no such decision");
  decision.words = TEXT("The Ombudsman found that repairs were put off without a word to the tenant.");
  play_as(play, "manager");
  return act_decide(&play->ctx, (Target){play->reference, ANY_VERSION, DATE_NONE}, &decision);
}

static Error step(Play *play, Text verb, Text first, Text second) {
  Target target = {play->reference, ANY_VERSION, DATE_NONE};
  Ctx *ctx = &play->ctx;
  if (text_equal(verb, TEXT("triage"))) return triage(play, first);
  if (text_equal(verb, TEXT("extend"))) return extend(play, first, second);
  if (text_equal(verb, TEXT("respond"))) return respond(play, first, second);
  if (text_equal(verb, TEXT("request"))) return request(play, first);
  if (text_equal(verb, TEXT("decide"))) return decide(play, first, second);
  play_as(play, "officer");
  if (text_equal(verb, TEXT("assign")))
    return act_assign(ctx, target, demo_person(play->outer, first), TEXT_NONE);
  if (text_equal(verb, TEXT("acknowledge")))
    return act_acknowledge(ctx, target, first, TEXT("Thank you for telling us. We are looking into it."));
  if (text_equal(verb, TEXT("pause"))) return pause(play, first, second);
  if (text_equal(verb, TEXT("resume"))) return act_resume(ctx, target, TEXT("What we asked for has come."));
  if (text_equal(verb, TEXT("withdraw")))
    return act_withdraw(ctx, target, TEXT("It was put right the same day."));
  if (text_equal(verb, TEXT("close"))) return act_close(ctx, target, TEXT("No review was asked for."));
  return FAIL(ctx->arena, ERROR_INVALID, "no such step: %.*s", TEXT_ARGUMENTS(verb));
}

/* "12 respond upheld service-manager": twelve working days after the receipt. */
static Error play_step(Play *play, Text words) {
  Text rest = text_trim(words), day = TEXT_NONE, verb = TEXT_NONE, first = TEXT_NONE, second = TEXT_NONE;
  int64_t days = 0;
  (void)text_next(&rest, ' ', &day);
  (void)text_next(&rest, ' ', &verb);
  if (!text_next(&rest, ' ', &first)) first = TEXT_NONE;
  if (!text_next(&rest, ' ', &second)) second = TEXT_NONE;
  if (!text_to_int(day, &days))
    return FAIL(play->ctx.arena, ERROR_INVALID, "a step begins with a number of days");
  set_day(play, calendar_plus(working_days(play->outer), play->received, (int32_t)days));
  return step(play, verb, first, second);
}

Error play_steps(Play *play, Text steps) {
  Text words;
  while (text_next(&steps, ';', &words))
    if (!text_is_empty(text_trim(words))) TRY(play_step(play, words));
  return OK;
}

Error play_begin(Play *play, Ctx *outer, Arena *arena, Text days_ago, Text time) {
  int64_t days = 0;
  *play = (Play){.ctx = *outer, .outer = outer, .clock = {INSTANT_NONE}};
  play->ctx.arena = arena;
  play->ctx.clock = &play->clock;
  if (!text_to_int(days_ago, &days)) return FAIL(arena, ERROR_INVALID, "days_ago is no number");
  play->received = demo_working_day(outer, days);
  Instant at = london_instant(play->received, read_minute(time));
  play->clock.fixed = at.seconds > ctx_now(outer).seconds ? ctx_now(outer) : at;
  return OK;
}

static Error play_row(Play *play, const CsvTable *table, size_t row) {
  TRY(submit(play, table, row));
  return play_steps(play, demo_cell(table, row, "steps"));
}

Error demo_play(Ctx *ctx, const CsvTable *table, size_t row) {
  AUTO_ARENA arena = arena_new();
  Play play;
  Error error =
      play_begin(&play, ctx, arena, demo_cell(table, row, "days_ago"), demo_cell(table, row, "time"));
  if (!error) error = play_row(&play, table, row);
  return error ? FAIL(ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words)) : OK;
}
