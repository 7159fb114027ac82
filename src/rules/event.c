#include "rules/event.h"

static const struct TypeRow {
  const char *word;
  bool staged;
} TYPES[EVENT_TYPE_COUNT] = {
#define TYPE(name, word, staged) [EVENT_##name] = {word, staged},
    EVENT_TYPES(TYPE)
#undef TYPE
};

static const char *const OUTCOMES[OUTCOME_COUNT] = {
    [OUTCOME_NONE] = "",
    [OUTCOME_UPHELD] = "upheld",
    [OUTCOME_PARTLY_UPHELD] = "partly-upheld",
    [OUTCOME_NOT_UPHELD] = "not-upheld",
    [OUTCOME_WITHDRAWN] = "withdrawn",
    [OUTCOME_NOT_INVESTIGATED] = "not-investigated",
    [OUTCOME_RESOLVED] = "resolved",
    [OUTCOME_PROVIDED] = "provided",
    [OUTCOME_PARTLY_PROVIDED] = "partly-provided",
    [OUTCOME_REFUSED] = "refused",
    [OUTCOME_ANSWERED] = "answered",
    [OUTCOME_INCOMPLETE_OR_INVALID] = "incomplete-or-invalid",
    [OUTCOME_ADVICE_GIVEN] = "advice-given",
    [OUTCOME_REFERRED_BACK] = "referred-back",
    [OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES] = "closed-after-initial-enquiries",
};

static const char *const ROLES[ROLE_COUNT] = {
    [ROLE_SYSTEM] = "system",
    [ROLE_CUSTOMER] = "customer",
    [ROLE_OFFICER] = "officer",
    [ROLE_MANAGER] = "manager",
    [ROLE_SERVICE_MANAGER] = "service-manager",
    [ROLE_REVIEWER] = "reviewer",
    [ROLE_AUDITOR] = "auditor",
    [ROLE_ADMINISTRATOR] = "administrator",
};

#define STAGES 3
#define NAMES_MAX (EVENT_TYPE_COUNT * (STAGES + 1))

/* Index of the word, or -1. */
static int word_index(Text word, const char *const *words, int count) {
  for (int i = 0; i < count; i++)
    if (text_equal(word, text_of(words[i]))) return i;
  return -1;
}

const char *event_type_word(EventType type) {
  BUG_IF((unsigned)type >= EVENT_TYPE_COUNT);
  return TYPES[type].word;
}

bool event_type_of(Text word, EventType *type) {
  for (int i = 0; i < EVENT_TYPE_COUNT; i++) {
    if (!text_equal(word, text_of(TYPES[i].word))) continue;
    *type = (EventType)i;
    return true;
  }
  return false;
}

bool event_type_has_stage(EventType type) {
  BUG_IF((unsigned)type >= EVENT_TYPE_COUNT);
  return TYPES[type].staged;
}

Text event_name_text(Arena *arena, EventName name) {
  if (name.stage == 0) return text_of(event_type_word(name.type));
  return text_format(arena, "stage-%d/%s", name.stage, event_type_word(name.type));
}

/* "stage-2/…": the number and what follows. */
static bool split_stage(Text text, int *stage, Text *word) {
  if (text.length < 8 || !text_starts(text, TEXT("stage-")) || text.at[7] != '/') return false;
  *stage = text.at[6] - '0';
  *word = text_slice(text, 8, text.length);
  return *stage >= 1 && *stage <= STAGES;
}

/* The customer asks for stage 2 or 3; stage 1 is opened by the receipt. */
static bool name_exists(EventName name) {
  if (!TYPES[name.type].staged) return name.stage == 0;
  return name.stage >= (name.type == EVENT_REQUESTED ? 2 : 1) && name.stage <= STAGES;
}

/* A type as it may be written: with its stage, and without one for the search. */
static Error no_such_event(Arena *arena, Text text) {
  Text names[NAMES_MAX];
  EventName meant[NAMES_MAX];
  size_t count = 0;
  for (int type = 0; type < EVENT_TYPE_COUNT; type++)
    for (int stage = 0; stage <= STAGES; stage++) {
      EventName name = {(EventType)type, stage};
      bool bare = TYPES[type].staged && stage == 0;
      if (!bare && !name_exists(name)) continue;
      if (bare) name.stage = type == EVENT_REQUESTED ? 2 : 1;
      meant[count] = name;
      names[count++] = bare ? text_of(TYPES[type].word) : event_name_text(arena, name);
    }
  size_t near = text_nearest(text, names, count);
  Text shown = text.length <= 60 ? text : TEXT("…");
  if (near == SIZE_MAX)
    return FAIL(arena, ERROR_INVALID, "There is no event \"%.*s\"", TEXT_ARGUMENTS(shown));
  Text right = event_name_text(arena, meant[near]);
  return FAIL(arena, ERROR_INVALID, "There is no event \"%.*s\"; did you mean \"%.*s\"?",
              TEXT_ARGUMENTS(shown), TEXT_ARGUMENTS(right));
}

Error event_name_read(Arena *arena, Text text, EventName *name) {
  int stage = 0;
  Text word = text;
  EventType type;
  bool staged = split_stage(text, &stage, &word);
  if (!event_type_of(word, &type)) return no_such_event(arena, text);
  if (!staged && TYPES[type].staged)
    return FAIL(arena, ERROR_INVALID, "\"%s\" happens within a stage; did you mean \"stage-%d/%s\"?",
                TYPES[type].word, type == EVENT_REQUESTED ? 2 : 1, TYPES[type].word);
  if (staged && !TYPES[type].staged)
    return FAIL(arena, ERROR_INVALID, "\"%s\" belongs to the whole case; write it without a stage",
                TYPES[type].word);
  if (!name_exists((EventName){type, stage}))
    return FAIL(arena, ERROR_INVALID,
                "Stage 1 opens when the case is received; did you mean \"stage-2/requested\"?");
  *name = (EventName){type, stage};
  return OK;
}

const char *outcome_word(Outcome outcome) {
  BUG_IF((unsigned)outcome >= OUTCOME_COUNT);
  return OUTCOMES[outcome];
}

bool outcome_of(Text word, Outcome *outcome) {
  if (text_equal(word, TEXT("partially-upheld"))) word = TEXT("partly-upheld");
  int index = word_index(word, OUTCOMES, OUTCOME_COUNT);
  if (index >= 0) *outcome = (Outcome)index;
  return index >= 0;
}

const char *role_word(Role role) {
  BUG_IF((unsigned)role >= ROLE_COUNT);
  return ROLES[role];
}

bool role_of(Text word, Role *role) {
  int index = word_index(word, ROLES, ROLE_COUNT);
  if (index >= 0) *role = (Role)index;
  return index >= 0;
}
