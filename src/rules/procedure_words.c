/* A procedure in short sentences that a complaints manager can hold against the policy. */
#include "rules/procedure_parts.h"

#include "base/buffer.h"

#define WORDS_MAX (256u * 1024)

typedef struct Page {
  Arena *arena;
  Buffer out;
} Page;

/* One line of the page. */
#define line(page, ...) (buffer_format(&(page)->out, __VA_ARGS__), buffer_put_char(&(page)->out, '\n'))

static Text capital(Arena *arena, Text words) {
  if (text_is_empty(words) || words.at[0] < 'a' || words.at[0] > 'z') return words;
  char *copy = text_z(arena, words);
  copy[0] = (char)(copy[0] - 'a' + 'A');
  return (Text){copy, words.length};
}

/* "a, b and c" */
static Text list_words(Arena *arena, const Text *items, size_t count, const char *last) {
  Text words = count ? items[0] : TEXT_NONE;
  for (size_t i = 1; i < count; i++)
    words = text_format(arena, "%.*s%s%s%.*s", TEXT_ARGUMENTS(words), i + 1 == count ? " " : ",",
                        i + 1 == count ? last : " ", TEXT_ARGUMENTS(items[i]));
  return words;
}

/* A code as words: awaiting-information as "awaiting information". */
static Text code_words(Arena *arena, Text code) {
  char *copy = text_z(arena, code);
  for (size_t i = 0; i < code.length; i++)
    if (copy[i] == '-') copy[i] = ' ';
  return (Text){copy, code.length};
}

static Text codes(Arena *arena, TextList list) {
  Text *items = ARENA_ARRAY(arena, Text, list.count + 1);
  for (size_t i = 0; i < list.count; i++) items[i] = code_words(arena, list.items[i]);
  return list_words(arena, items, list.count, "or ");
}

static Text phrases(Arena *arena, Vocabulary list, TextList words, const char *last) {
  Text *items = ARENA_ARRAY(arena, Text, words.count + 1);
  for (size_t i = 0; i < words.count; i++) items[i] = word_phrase(list, words.items[i]);
  return list_words(arena, items, words.count, last);
}

/* An event as a thing: "receipt", "the stage 1 reply". */
static Text event_words(Arena *arena, EventName name) {
  switch (name.type) {
  case EVENT_RECEIVED:
    return TEXT("receipt");
  case EVENT_REQUESTED:
    return text_format(arena, "the request for stage %d", name.stage);
  case EVENT_ACKNOWLEDGED:
    return text_format(arena, "the stage %d acknowledgement", name.stage);
  case EVENT_RESPONDED:
    return text_format(arena, "the stage %d reply", name.stage);
  case EVENT_TEAM_APPOINTED:
    return TEXT("the appointment of the investigators");
  case EVENT_STATEMENT_AGREED:
    return TEXT("the agreement of the statement of complaint");
  case EVENT_PANEL_HELD:
    return TEXT("the panel's meeting");
  case EVENT_REPORTED:
    return TEXT("the panel's report");
  case EVENT_TERMS_SENT:
    return TEXT("the sending of the agreed terms");
  case EVENT_RESOLVED:
    return TEXT("a settlement on the spot");
  case EVENT_IDENTITY_CONFIRMED:
    return TEXT("proof of identity");
  case EVENT_CLARIFICATION_RECEIVED:
    return TEXT("the customer's clarification");
  case EVENT_MATTER_AROSE:
    return TEXT("the day the matter came to notice");
  default:
    return event_name_text(arena, name);
  }
}

static Text event_list_words(Arena *arena, EventNameList names, const char *last) {
  Text *items = ARENA_ARRAY(arena, Text, names.count + 1);
  for (size_t i = 0; i < names.count; i++) items[i] = event_words(arena, names.items[i]);
  return list_words(arena, items, names.count, last);
}

static const char *kind_words(ClockKind kind) {
  switch (kind) {
  case CLOCK_TARGET:
    return "the council's target";
  case CLOCK_LEGAL:
    return "a limit set by law";
  case CLOCK_WINDOW:
    return "the customer's time";
  case CLOCK_SHOWN:
    return "shown beside, never late";
  }
  return "";
}

static const char *counting_words(const ClockRule *clock) {
  bool working = clock->limit.unit == UNIT_WORKING_DAYS, months = clock->limit.unit == UNIT_MONTHS;
  switch (clock->counting) {
  case COUNT_AFTER:
    return working  ? "Day 1 is the next working day."
           : months ? "It ends on the same day of the month."
                    : "Day 1 is the next day.";
  case COUNT_DAY_IS_ONE:
    return "The day itself is day 1, if it counts.";
  case COUNT_BEGINNING_WITH:
    return months ? "The day itself is the first; the last is the day before the same day of the month."
                  : "The day itself is day 1.";
  case COUNT_AFTER_NEXT_DAY:
    return "Months are counted from the next day.";
  }
  return "";
}

static void say_limit(Page *page, const ClockRule *clock) {
  Arena *arena = page->arena;
  Text limit = limit_words(arena, clock->limit), title = clock->title;
  bool latest = clock->start_rule == START_LATEST;
  Text from = event_list_words(arena, clock->starts, latest ? "and " : "or ");
  const char *which = latest ? "the last of " : clock->starts.count > 1 ? "the first of " : "";
  Text met = event_words(arena, clock->met_by);
  if (clock->limit.unit == UNIT_AGREED)
    line(page, "  %.*s (%s): by %.*s.", TEXT_ARGUMENTS(title), kind_words(clock->kind),
         TEXT_ARGUMENTS(limit));
  else
    line(page, "  %.*s (%s): %.*s from %s%.*s. %s", TEXT_ARGUMENTS(title), kind_words(clock->kind),
         TEXT_ARGUMENTS(limit), which, TEXT_ARGUMENTS(from), counting_words(clock));
  line(page, "    Clock %.*s; it stops with %.*s.", TEXT_ARGUMENTS(clock->id), TEXT_ARGUMENTS(met));
  if (clock->or_later_limit.count > 0)
    line(page, "    Or, if later, %.*s from %.*s.", TEXT_ARGUMENTS(limit_words(arena, clock->or_later_limit)),
         TEXT_ARGUMENTS(event_words(arena, clock->or_later_starts)));
  if (!text_is_empty(clock->fall_back))
    line(page, "    If that comes late or never, it starts on the day that \"%.*s\" was due.",
         TEXT_ARGUMENTS(clock->fall_back));
  if (clock->rolls) line(page, "    A last day that is not a working day moves to the next one.");
}

/* What the customer is told, and by when. */
static void say_told(Page *page, TextList tell) {
  Text *things = ARENA_ARRAY(page->arena, Text, tell.count + 1);
  size_t count = 0;
  for (size_t i = 0; i < tell.count; i++)
    if (!text_equal(tell.items[i], TEXT("before-due"))) things[count++] = tell.items[i];
  if (count)
    line(page, "    The customer is told %.*s%s.",
         TEXT_ARGUMENTS(phrases(page->arena, WORDS_TELL, (TextList){things, count}, "and ")),
         count < tell.count ? ", before the first date passes" : "");
}

static void say_extension(Page *page, const ExtensionRule *extend) {
  Arena *arena = page->arena;
  Text by = capital(arena, word_phrase(WORDS_POST, extend->by)), limit = limit_words(arena, extend->limit);
  if (extend->form == EXTENSION_NONE) return;
  if (extend->form == EXTENSION_OPEN)
    line(page, "    %.*s may set a later date; no longest time is laid down.", TEXT_ARGUMENTS(by));
  else
    line(page, "    %.*s may extend it %s %.*s%s.", TEXT_ARGUMENTS(by),
         extend->form == EXTENSION_TO ? "to" : "by a further", TEXT_ARGUMENTS(limit),
         extend->form == EXTENSION_TO ? " in all, from the same start" : ", from the date it was due");
  if (extend->times == 1)
    line(page, "    One extension only.");
  else if (extend->times > 1)
    line(page, "    %d extensions at most.", extend->times);
  if (extend->beyond_with_reason) line(page, "    A longer extension needs a good reason.");
  if (extend->reasons.count) line(page, "    Reasons: %.*s.", TEXT_ARGUMENTS(codes(arena, extend->reasons)));
  say_told(page, extend->tell);
}

static void say_pause(Page *page, const PauseRule *pause) {
  Arena *arena = page->arena;
  if (!pause->allowed) return;
  line(page, "    %.*s may stop the clock for: %.*s. Afterwards it %s.",
       TEXT_ARGUMENTS(capital(arena, word_phrase(WORDS_POST, pause->by))),
       TEXT_ARGUMENTS(codes(arena, pause->reasons)),
       pause->restart ? "starts anew" : "goes on from where it stopped");
  if (pause->longest > 0) line(page, "    A stop lasts %d calendar days at most.", pause->longest);
  if (pause->ends.count)
    line(page, "    A stop also ends with %.*s.",
         TEXT_ARGUMENTS(event_list_words(arena, pause->ends, "or ")));
}

static void say_clock(Page *page, const Procedure *procedure, const ClockRule *clock) {
  say_limit(page, clock);
  say_extension(page, &clock->extend);
  say_pause(page, &clock->pause);
  if (!text_is_empty(clock->when_late))
    line(page, "    If it passes: %.*s.", TEXT_ARGUMENTS(word_phrase(WORDS_WHEN_LATE, clock->when_late)));
  if (!text_is_empty(clock->note)) line(page, "    Note: %.*s", TEXT_ARGUMENTS(clock->note));
  if (!text_equal(clock->source, procedure->source))
    line(page, "    Source: %.*s", TEXT_ARGUMENTS(clock->source));
}

static void say_people(Page *page, const StageRule *stage) {
  Arena *arena = page->arena;
  line(page, "  %.*s replies.", TEXT_ARGUMENTS(capital(arena, word_phrase(WORDS_POST, stage->responder))));
  if (stage->not_the_same.count)
    line(page, "  May not act at this stage: %.*s.",
         TEXT_ARGUMENTS(phrases(arena, WORDS_APART, stage->not_the_same, "or ")));
  if (stage->independent.count)
    line(page, "  Independent of the council: %.*s.",
         TEXT_ARGUMENTS(phrases(arena, WORDS_POST, stage->independent, "and ")));
  if (stage->number > 1)
    line(page, stage->customer_must_say_why ? "  The customer is asked to say why."
                                            : "  The customer need not say why.");
}

static void say_stage(Page *page, const Procedure *procedure, const StageRule *stage) {
  Arena *arena = page->arena;
  line(page, "Stage %d, %.*s (to the public: %.*s; to young people: %.*s), opens with %.*s.", stage->number,
       TEXT_ARGUMENTS(stage->names.staff), TEXT_ARGUMENTS(stage->names.public_name),
       TEXT_ARGUMENTS(stage->names.young), TEXT_ARGUMENTS(event_words(arena, stage->opens)));
  say_people(page, stage);
  for (size_t i = 0; i < stage->clock_count; i++) say_clock(page, procedure, &stage->clocks[i]);
  if (stage->steps.count)
    line(page, "  Steps: %.*s.", TEXT_ARGUMENTS(phrases(arena, WORDS_STEP, stage->steps, "and ")));
  Text *outcomes = ARENA_ARRAY(arena, Text, stage->outcome_count + 1);
  for (size_t i = 0; i < stage->outcome_count; i++)
    outcomes[i] = code_words(arena, text_of(outcome_word(stage->outcomes[i])));
  line(page, "  Outcomes: %.*s.", TEXT_ARGUMENTS(list_words(arena, outcomes, stage->outcome_count, "or ")));
  if (stage->response_must_contain.count)
    line(page, "  The reply says: %.*s.",
         TEXT_ARGUMENTS(phrases(arena, WORDS_CONTENT, stage->response_must_contain, "and ")));
  if (stage->exits.count)
    line(page, "  It can lead to: %.*s.", TEXT_ARGUMENTS(phrases(arena, WORDS_EXIT, stage->exits, "or ")));
}

static void say_receipt(Page *page, const Procedure *procedure) {
  if (!procedure->receipt_deemed) {
    line(page, "A case counts as received on the day it comes, at any hour.");
    return;
  }
  line(page, "What comes on a day that is not a working day counts as received on the next working day.");
  if (procedure->receipt_cut_off >= 0)
    line(page, "So does what comes after %.*s.",
         TEXT_ARGUMENTS(minute_words(page->arena, procedure->receipt_cut_off)));
}

static const char *nation_words(Nation nation) {
  switch (nation) {
  case NATION_ENGLAND_AND_WALES:
    return "England and Wales";
  case NATION_SCOTLAND:
    return "Scotland";
  case NATION_NORTHERN_IRELAND:
    return "Northern Ireland";
  case NATION_UNITED_KINGDOM:
    return "any part of the United Kingdom";
  }
  return "";
}

static void say_whole(Page *page, const Procedure *procedure) {
  Arena *arena = page->arena;
  line(page, "%.*s (%.*s, version %.*s)", TEXT_ARGUMENTS(procedure->title), TEXT_ARGUMENTS(procedure->id),
       TEXT_ARGUMENTS(procedure->version));
  if (!text_is_empty(procedure->summary)) line(page, "%.*s", TEXT_ARGUMENTS(procedure->summary));
  line(page, "In force from %.*s, for %.*s. %s", TEXT_ARGUMENTS(date_words(arena, procedure->from)),
       TEXT_ARGUMENTS(word_phrase(WORDS_HANDLES, procedure->handles)),
       procedure->statutory ? "It is set by law." : "It is a policy.");
  line(page, "Source: %.*s", TEXT_ARGUMENTS(procedure->source));
  line(page, "Saturdays, Sundays and bank holidays in %s do not count as working days.%s",
       nation_words(procedure->nation), procedure->closure_days ? " Nor do the council's closure days." : "");
  say_receipt(page, procedure);
  if (procedure->age_limit.count > 0) {
    line(page, "Matters older than %.*s may be refused; %.*s may look into them all the same.",
         TEXT_ARGUMENTS(limit_words(arena, procedure->age_limit)),
         TEXT_ARGUMENTS(word_phrase(WORDS_POST, procedure->age_limit_waiver)));
    if (!text_is_empty(procedure->age_limit_test))
      line(page, "The test is: %.*s", TEXT_ARGUMENTS(procedure->age_limit_test));
  }
  line(page, "After it the customer can go to %.*s.",
       TEXT_ARGUMENTS(word_phrase(WORDS_OMBUDSMAN, procedure->ombudsman)));
}

static void say_settings(Page *page, const Procedure *procedure) {
  if (procedure->setting_count) line(page, "The council may choose:");
  for (size_t i = 0; i < procedure->setting_count; i++) {
    const Setting *setting = &procedure->settings[i];
    line(page, "  %.*s: %.*s", TEXT_ARGUMENTS(setting->id), TEXT_ARGUMENTS(setting->ask));
    for (size_t j = 0; j < setting->choice_count; j++) {
      const SettingChoice *choice = &setting->choices[j];
      line(page, "    %.*s: %.*s%s", TEXT_ARGUMENTS(choice->id), TEXT_ARGUMENTS(choice->title),
           text_equal(choice->id, setting->default_choice) ? " (the default)" : "");
    }
  }
}

Text procedure_plain_words(Arena *arena, const Procedure *procedure) {
  Page page = {arena, buffer_new(WORDS_MAX)};
  say_whole(&page, procedure);
  for (size_t i = 0; i < procedure->stage_count; i++) say_stage(&page, procedure, &procedure->stages[i]);
  say_settings(&page, procedure);
  for (size_t i = 0; i < procedure->notes.count; i++)
    line(&page, "Note: %.*s", TEXT_ARGUMENTS(procedure->notes.items[i]));
  Text words = text_copy(arena, buffer_text(&page.out));
  buffer_free(&page.out);
  return words;
}
