/* What the files of the procedure reader share. */
#pragma once
#include "rules/procedure.h"

/* The closed lists of words. Each word has a phrase for people. */
typedef enum Vocabulary {
  WORDS_POST,    /* who does something: service-manager, complaints-manager … */
  WORDS_APART,   /* who may not be the responder: council-officer, independent-person-of-stage-2 … */
  WORDS_TELL,    /* what a customer is told when a date moves */
  WORDS_STEP,    /* the acts of a stage */
  WORDS_CONTENT, /* what a reply must say */
  WORDS_EXIT,    /* where a stage can lead */
  WORDS_WHEN_LATE,
  WORDS_OMBUDSMAN,
  WORDS_HANDLES,
  VOCABULARY_COUNT
} Vocabulary;
bool word_known(Vocabulary list, Text word);
Text word_phrase(Vocabulary list, Text word); /* the word itself where it is not in the list */
Text word_nearest(Vocabulary list, Text word);
/* "There is no NAME "x"; did you mean "y"?" */
Text word_unknown(Arena *arena, Vocabulary list, Text word);

/* Words to values. */
bool kind_of(Text word, ClockKind *kind);
bool counting_of(Text word, Counting *counting);
const char *counting_word(Counting counting);
/* "as-received", "deemed-next-working-day", "deemed-next-working-day after 17:00" */
bool receipt_of(Text text, bool *deemed, int *cut_off);
/* "none", "open", "to 65 working days", "by 10 working days"; the rest of the rule stays as it is. */
bool extension_of(Text text, ExtensionRule *rule);
bool yes_or_no(Text word, bool *yes);
/* What is wrong with a limit's text, with the nearest right spelling; empty where it is right. */
Text limit_mistake(Arena *arena, Text text);
bool is_slug(Text text); /* lower-case words and numbers joined by hyphens */

/* Where the next thing to say is: a field of a clock, a stage or the procedure (indexes -1). */
typedef struct Spot {
  int stage, clock; /* indexes from 0, -1: not of one */
  const char *field;
} Spot;
typedef struct Checker {
  Arena *arena;
  void (*report)(void *context, Spot spot, Text words);
  void *context;
} Checker;
/* Everything that must hold between the fields of a procedure. */
void procedure_check(const Checker *checker, const Procedure *procedure);

/* A copy whose stages and clocks may be changed. */
typedef struct Draft {
  Procedure procedure;
  StageRule stages[STAGES_MAX];
  ClockRule *clocks[STAGES_MAX];
} Draft;
Draft *draft_new(Arena *arena, const Procedure *procedure);
/* Carries out a setting's change; the empty text, or what is wrong with it. */
Text draft_change(Arena *arena, Draft *draft, const SettingChange *change);
/* The text "stage-2/respond", "stage-2" or "procedure" as the target of a change. */
bool change_target(Text of, SettingChange *change);
