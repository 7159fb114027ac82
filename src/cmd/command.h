/* Sub-commands: one file each, one row each in the table of main.c. Exit status: 0 done, 1 refused or found
 * wrong, 2 wrong usage. */
#pragma once
#include "casework/permission.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

typedef struct Option {
  const char *name; /* "--from"; an operand has none of these */
  bool takes_value;
  const char *words;
} Option;

/* What was typed, checked against the command's options. */
typedef struct Given {
  const Option *option;
  Text value;
} Given;

typedef struct Invocation {
  Arena *arena;
  const struct Command *command;
  const Given *given;
  size_t given_count;
  const Text *operands;
  size_t operand_count;
  Text database; /* URL by --database, REDRESS_DATABASE or the configuration file */
} Invocation;

typedef struct Command {
  const char *name, *usage, *summary, *examples;
  const Option *options; /* ended by a NULL name */
  int (*run)(Invocation *invocation);
} Command;

extern const Command command_table[];
extern const size_t command_count;

/* The value of an option, the empty text where it was not given. */
Text option_value(const Invocation *invocation, const char *name);
bool option_given(const Invocation *invocation, const char *name);
/* All values of an option that may be repeated. */
size_t option_values(const Invocation *invocation, const char *name, Text *values, size_t most);

/* Reads the words behind the command's name; on a mistake says what was expected and gives false. */
bool invocation_read(Invocation *invocation, int count, char **words);
/* Prints the words of an error: exit status 1. */
int refused(Error error);
/* Says what was expected: exit status 2. */
int wrong_usage(const Invocation *invocation, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A whole file, at most `maximum` bytes. */
Error file_read(Arena *arena, Text path, size_t maximum, Text *bytes) MUST_USE;
/* Progress "word 120 of 5,000" on a terminal, nothing on a pipe. */
void progress(const char *word, size_t done, size_t of);
void progress_end(void);

/* The law and the words that are built in: procedures, calendars, signposts. */
Error program_load(Arena *arena, Program *program) MUST_USE;
/* The same with the calendars, answers and the key that the database adds; opens and migrates the database.
 */
typedef struct Opened {
  Db *db;
  Program program;
  WallClock clock;
} Opened;
Error database_open(Invocation *invocation, bool create, Opened *opened) MUST_USE;
/* Casework as the program itself. */
Error system_ctx(Arena *arena, Opened *opened, Ctx *ctx) MUST_USE;

/* The commands; each gives the exit status. */
int cmd_calendar(Invocation *invocation);
int cmd_deadline(Invocation *invocation);
int cmd_demo(Invocation *invocation);
int cmd_help(Invocation *invocation);
int cmd_import(Invocation *invocation);
int cmd_procedure(Invocation *invocation);
int cmd_rebuild(Invocation *invocation);
int cmd_report(Invocation *invocation);
int cmd_serve(Invocation *invocation);
int cmd_setting(Invocation *invocation);
int cmd_user(Invocation *invocation);
int cmd_verify(Invocation *invocation);
