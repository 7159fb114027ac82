#include "rules/procedure_parts.h"

typedef struct Word {
  const char *word, *phrase;
} Word;

static const Word POSTS[] = {
    {"service-manager", "the service manager"},
    {"head-of-service", "the head of service"},
    {"manager", "a manager"},
    {"senior-manager", "a senior manager"},
    {"local-manager", "the local manager or a delegate"},
    {"deputy-director", "the deputy director"},
    {"director", "the director"},
    {"chief-executive", "the chief executive"},
    {"responsible-person", "the responsible person or a delegate"},
    {"complaints-manager", "the complaints manager"},
    {"complaints-team", "the complaints team"},
    {"investigating-officer", "the investigating officer"},
    {"independent-investigator", "an independent investigator"},
    {"independent-person", "the independent person"},
    {"panel-member", "a panel member"},
    {"panel-chair", "the chair of the panel"},
    {"adjudicating-officer", "the adjudicating officer"},
    {"reviewer", "a reviewer"},
    {"information-officer", "the information officer"},
    {"data-protection-officer", "the data protection officer"},
    {"monitoring-officer", "the monitoring officer"},
    {"link-officer", "the council's link officer"},
    {"officer", "any officer"},
    {"customer", "the customer"},
    {"the-law", "the law itself"},
};

static const Word APART[] = {
    {"stage-1/responder", "who replied at stage 1"},
    {"stage-2/responder", "who replied at stage 2"},
    {"stage-2/independent-person", "the independent person of stage 2"},
    {"subject-of-complaint", "anyone complained about"},
    {"line-manager-of-the-matter", "who manages the service complained about"},
    {"council-officer", "an officer of the council"},
    {"council-member", "a member of the council"},
    {"partner-of-officer-or-member", "the spouse or civil partner of an officer or member"},
};

static const Word TELL[] = {
    {"reason", "the reason"},
    {"new-date", "the new date"},
    {"ombudsman", "how to reach the Ombudsman"},
    {"update-intervals", "how often they will hear from us"},
    {"regulator", "the right to complain to the Information Commissioner"},
    {"before-due", "all of it before the first date passes"},
};

static const Word STEPS[] = {
    {"acknowledge", "acknowledge"},
    {"respond", "reply"},
    {"team-appointed", "appoint the investigating officer and the independent person"},
    {"statement-agreed", "agree the statement of complaint"},
    {"panel-held", "hold the panel"},
    {"reported", "receive the panel's report"},
    {"terms-sent", "send the agreed terms"},
    {"identity-confirmed", "check who is asking"},
    {"clarification-received", "ask what is meant"},
    {"late-request-decided", "decide on late requests"},
};

static const Word CONTENTS[] = {
    {"stage", "the stage"},
    {"understanding", "the complaint as we understand it"},
    {"how-considered", "how it was considered"},
    {"findings", "a finding on each point"},
    {"decision", "the decision"},
    {"reasons", "the reasons"},
    {"remedy", "the remedy offered"},
    {"actions", "outstanding actions with their dates"},
    {"action-confirmed", "whether the action has been taken"},
    {"recommendations", "the answer to each recommendation"},
    {"enclosed-reports", "both investigation reports, enclosed"},
    {"signed", "the signature of the responsible person"},
    {"next-stage", "how to ask for the next stage"},
    {"ombudsman", "how to reach the Ombudsman"},
    {"regulator", "the right to complain to the Information Commissioner"},
    {"court", "the right to go to court"},
    {"internal-review", "how to ask for an internal review"},
    {"exemptions", "what was withheld and why"},
    {"purposes-and-sources", "why the data are held, where they came from and who sees them"},
    {"evidence", "the papers asked for"},
};

static const Word EXITS[] = {
    {"resolved", "resolved"},
    {"withdrawn", "withdrawn"},
    {"stage-2", "stage 2"},
    {"stage-3", "stage 3"},
    {"ombudsman", "the Ombudsman"},
    {"early-referral", "early referral to the Ombudsman, agreed by both"},
    {"regulator", "the Information Commissioner"},
    {"court", "a court"},
    {"not-investigated", "a decision not to investigate"},
    {"another-route", "another route"},
    {"closed", "closed"},
};

static const Word WHEN_LATE[] = {
    {"customer-may-escalate", "the customer may ask for the next stage"},
    {"decide-with-reasons", "a late request is decided with reasons, never refused by itself"},
    {"explain-in-writing", "the customer is told why in writing, and answered as soon as possible"},
    {"record-reason", "the reason is recorded"},
    {"ask-for-longer", "ask for more time before it passes"},
};

static const Word OMBUDSMEN[] = {
    {"lgsco", "the Local Government and Social Care Ombudsman"},
    {"housing-ombudsman", "the Housing Ombudsman"},
    {"ico", "the Information Commissioner"},
    {"spso", "the Scottish Public Services Ombudsman"},
    {"psow", "the Public Services Ombudsman for Wales"},
    {"nipso", "the Northern Ireland Public Services Ombudsman"},
};

static const Word HANDLES[] = {
    {"complaint", "complaints"},
    {"access-request", "requests for one's own data"},
    {"data-protection-complaint", "data-protection complaints"},
    {"freedom-of-information", "freedom of information requests"},
    {"ombudsman-case", "cases at the Ombudsman"},
};

#define LIST(name, words)                                                                                    \
  { name, words, sizeof(words) / sizeof *(words) }
static const struct {
  const char *name;
  const Word *words;
  size_t count;
} LISTS[VOCABULARY_COUNT] = {
    [WORDS_POST] = LIST("post", POSTS),
    [WORDS_APART] = LIST("person to keep apart", APART),
    [WORDS_TELL] = LIST("thing to tell", TELL),
    [WORDS_STEP] = LIST("step", STEPS),
    [WORDS_CONTENT] = LIST("content", CONTENTS),
    [WORDS_EXIT] = LIST("exit", EXITS),
    [WORDS_WHEN_LATE] = LIST("consequence", WHEN_LATE),
    [WORDS_OMBUDSMAN] = LIST("ombudsman", OMBUDSMEN),
    [WORDS_HANDLES] = LIST("kind of case", HANDLES),
};

static const Word *find(Vocabulary list, Text word) {
  for (size_t i = 0; i < LISTS[list].count; i++)
    if (text_equal(word, text_of(LISTS[list].words[i].word))) return &LISTS[list].words[i];
  return NULL;
}

bool word_known(Vocabulary list, Text word) { return find(list, word) != NULL; }

Text word_phrase(Vocabulary list, Text word) {
  const Word *found = find(list, word);
  return found ? text_of(found->phrase) : word;
}

Text word_nearest(Vocabulary list, Text word) {
  Text words[40];
  size_t count = 0;
  for (; count < LISTS[list].count && count < 40; count++)
    words[count] = text_of(LISTS[list].words[count].word);
  size_t near = text_nearest(word, words, count);
  return near == SIZE_MAX ? TEXT_NONE : words[near];
}

Text word_unknown(Arena *arena, Vocabulary list, Text word) {
  Text near = word_nearest(list, word);
  if (text_is_empty(near))
    return text_format(arena, "there is no %s \"%.*s\"", LISTS[list].name, TEXT_ARGUMENTS(word));
  return text_format(arena, "there is no %s \"%.*s\"; did you mean \"%.*s\"?", LISTS[list].name,
                     TEXT_ARGUMENTS(word), TEXT_ARGUMENTS(near));
}
