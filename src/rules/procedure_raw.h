/* A procedure as it stands in YAML, before anything is understood; for the reader alone. */
#pragma once
#include "rules/yaml_marks.h"

typedef struct RawList {
  char **items;
  uint32_t count;
} RawList;

typedef struct RawNames {
  char *staff, *public_name, *young;
} RawNames;

typedef struct RawExtend {
  char *to, *by_a_further, *by;
  bool open, beyond_with_reason;
  uint32_t times;
  RawList reasons, tell;
} RawExtend;

typedef struct RawPause {
  char *by, *longest, *on_resume;
  RawList reasons, ends;
} RawPause;

typedef struct RawOrLater {
  char *starts, *limit;
} RawOrLater;

typedef struct RawClock {
  char *id, *title, *kind, *start_rule, *fall_back, *limit, *counting, *met_by, *source, *when_late, *note;
  bool rolls;
  RawOrLater *or_later;
  RawExtend *extend;
  RawPause *pause;
} RawClock;

typedef struct RawStage {
  uint32_t stage;
  RawNames names;
  char *opens, *responder;
  bool customer_must_say_why;
  RawList not_the_same, independent, steps, outcomes, must_contain, exits;
  RawClock *clocks;
  uint32_t clocks_count;
} RawStage;

typedef struct RawChange {
  char *of, *set, *to;
} RawChange;

typedef struct RawChoice {
  char *id, *title;
  RawChange *changes;
  uint32_t changes_count;
} RawChoice;

typedef struct RawSetting {
  char *id, *ask, *default_choice;
  RawChoice *choices;
  uint32_t choices_count;
} RawSetting;

typedef struct RawAgeLimit {
  char *limit, *waive, *when;
} RawAgeLimit;

typedef struct RawProcedure {
  char *procedure, *version, *title, *handles, *from, *source, *summary, *calendar, *receipt, *ombudsman;
  RawNames names;
  bool statutory, closure_days;
  RawAgeLimit *age_limit;
  RawList notes;
  RawStage *stages;
  uint32_t stages_count;
  RawSetting *settings;
  uint32_t settings_count;
} RawProcedure;

/* The YAML as these structs, or the first structural mistake (an unknown key, a list where a word belongs, a
 * word where a number belongs). `raw` is ended by raw_procedure_free, also after a mistake. */
bool raw_procedure_read(Arena *arena, Text yaml, YamlMarks marks, RawProcedure **raw, Mistake *mistake);
void raw_procedure_free(RawProcedure **raw);
#define AUTO_RAW_PROCEDURE __attribute__((cleanup(raw_procedure_free))) RawProcedure *
