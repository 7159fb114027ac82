/* redress: one program for a council's complaints. The first word says what to do. */
#include "cmd/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define END                                                                                                  \
  { NULL, false, NULL }

static const Option no_options[] = {END};
static const Option serve_options[] = {
    {"--listen", true, "address: 127.0.0.1:8080 (the default) or unix:PATH"},
    {"--processes", true, "web processes, default one per core"},
    {"--threads", true, "threads a process, default 4"},
    {"--host", true, "host name under which the public reaches it; more of them separated by spaces"},
    {"--https", false, "https stands in front: cookies are Secure"},
    {"--next-free-port", false, "where the port is busy, take the next free one"},
    END};
static const Option demo_options[] = {
    {"--cases", true, "this many cases for load tests, instead of the demonstration"},
    {"--seed", true, "number that the invented cases depend on, default 1"},
    END};
static const Option import_options[] = {{"--dry-run", false, "check everything, change nothing"}, END};
static const Option report_options[] = {
    {"--from", true, "first day of the period, 2018-04-01; weekly: default this week"},
    {"--to", true, "last day of the period, 2019-03-31"},
    {"--service", true, "a service, by its name; may be repeated; default the whole council"},
    {"--format", true, "html, json, csv or xlsx; default by the ending of --output, else html"},
    {"--published", false, "the copy for the public: small numbers are hidden"},
    {"--output", true, "file to write; default standard output"},
    END};
static const Option deadline_options[] = {
    {"--procedure", true, "identifier, see redress procedure list"},
    {"--received", true, "day received, 2018-12-18 or 2018-12-18T16:55"},
    {"--event", true, "what happened and when: stage-1/acknowledged=2018-12-19; may be repeated"},
    {"--at", true, "as at this day, default today"},
    {"--version", true, "procedure version, default the one in force on the day received"},
    {"--calendar", true, "file with bank holidays in the official feed's format"},
    {"--format", true, "text (the default) or json"},
    END};
static const Option calendar_options[] = {
    {"--closed", true, "a day on which the council is closed, 2026-12-29; may be repeated"}, END};
static const Option user_options[] = {
    {"--name", true, "full name"},
    {"--role", true, "officer manager service-manager reviewer auditor administrator"},
    {"--service", true, "service of a service manager"},
    {"--password-file", true, "file with the password; else it is asked for"},
    END};

const Command command_table[] = {
    {"serve", "redress serve [--listen ADDRESS]", "serves the public's and the officers' pages",
     "redress serve\nredress serve --listen unix:/run/redress.sock --host complaints.anytown.example --https",
     serve_options, cmd_serve},
    {"demo", "redress demo [--cases N] [--seed S]", "fills an empty database with an invented council",
     "redress --database sqlite:demo.db demo\nredress --database sqlite:load.db demo --cases 100000",
     demo_options, cmd_demo},
    {"import", "redress import PATH... [--dry-run]",
     "takes over cases from CSV files or a folder of them, all or nothing",
     "redress import old-system/ --dry-run\nredress import complaints.csv actions.csv", import_options,
     cmd_import},
    {"deadline", "redress deadline --procedure ID --received DATE [--event EVENT=DATE]...",
     "works out every due date of a case and explains it",
     "redress deadline --procedure bexley-corporate --received 2018-12-18\n"
     "redress deadline --procedure children-statutory --received 2018-04-30 --event "
     "stage-2/requested=2018-06-01 "
     "--format json",
     deadline_options, cmd_deadline},
    {"procedure", "redress procedure check FILE... | redress procedure list",
     "checks procedure definitions and prints each rule in plain words",
     "redress procedure check procedures/*.yaml", no_options, cmd_procedure},
    {"calendar", "redress calendar list | redress calendar add VERSION FILE",
     "keeps a new version of the bank holidays and moves the open clocks",
     "redress calendar add 2026-11-22 holidays.json --closed 2026-12-29 --closed 2026-12-30",
     calendar_options, cmd_calendar},
    {"verify", "redress verify", "recomputes every chain and every projection from the events",
     "redress verify", no_options, cmd_verify},
    {"rebuild", "redress rebuild", "makes the work lists and report rows anew from the ledger",
     "redress rebuild", no_options, cmd_rebuild},
    {"report", "redress report annual|ombudsman-letter|weekly --from DATE --to DATE [--service NAME]...",
     "makes a report as a page, a table or data",
     "redress report annual --from 2018-04-01 --to 2019-03-31 --output annual.html\n"
     "redress report annual --from 2018-04-01 --to 2019-03-31 --service Housing --output annual.xlsx\n"
     "redress report weekly --output week.html",
     report_options, cmd_report},
    {"user", "redress user list | add EMAIL | disable EMAIL | enable EMAIL", "people who may sign in",
     "redress user add asha@anytown.example --name \"Asha Patel\" --role officer", user_options, cmd_user},
    {"setting", "redress setting list | redress setting set NAME VALUE",
     "the council's name, contacts and colours", "redress setting set council-name \"Anytown Council\"",
     no_options, cmd_setting},
    {"help", "redress help [COMMAND]", "lists the commands, or explains one", "redress help deadline",
     no_options, cmd_help},
};
const size_t command_count = sizeof command_table / sizeof command_table[0];

static const Command *find_command(Text name) {
  for (size_t i = 0; i < command_count; i++)
    if (text_equal(name, text_of(command_table[i].name))) return &command_table[i];
  return NULL;
}

static int unknown_command(Text name) {
  Text names[sizeof command_table / sizeof command_table[0]];
  for (size_t i = 0; i < command_count; i++) names[i] = text_of(command_table[i].name);
  size_t near = text_nearest(name, names, command_count);
  fprintf(stderr, "redress: there is no command '%.*s'", TEXT_ARGUMENTS(name));
  if (near != SIZE_MAX) fprintf(stderr, "; did you mean '%s'?", command_table[near].name);
  fprintf(stderr, "\n'redress help' lists the commands.\n");
  return EXIT_USAGE;
}

/* --database may stand before the command as well as behind it. */
static int first_word(int count, char **words, Text *database) {
  int at = 1;
  while (at + 1 < count && text_equal(text_of(words[at]), TEXT("--database"))) {
    *database = text_of(words[at + 1]);
    at += 2;
  }
  return at;
}

int main(int count, char **words) {
  AUTO_ARENA arena = arena_new();
  random_start();
  Invocation invocation = {.arena = arena, .database = TEXT_NONE};
  int at = first_word(count, words, &invocation.database);
  Text name = at < count ? text_of(words[at]) : TEXT("help");
  if (text_equal(name, TEXT("--help")) || text_equal(name, TEXT("-h"))) name = TEXT("help");
  if (text_equal(name, TEXT("--version"))) {
    printf("redress %s\n", REDRESS_VERSION);
    return EXIT_DONE;
  }
  invocation.command = find_command(name);
  if (!invocation.command) return unknown_command(name);
  if (!invocation_read(&invocation, at < count ? count - at - 1 : 0, words + at + 1)) return EXIT_USAGE;
  int status = invocation.command->run(&invocation);
  if (fflush(stdout) != 0) return EXIT_REFUSED;
  return status;
}

static void print_command(const Command *command) {
  printf("%s\n%s\n", command->usage, command->summary);
  for (const Option *option = command->options; option->name; option++)
    printf("  %-18s %s\n", option->name, option->words);
  printf("  %-18s %s\n", "--database",
         "sqlite:PATH; else REDRESS_DATABASE, else redress.yaml, else sqlite:redress.db");
  printf("\nExamples:\n%s\n", command->examples);
}

int cmd_help(Invocation *invocation) {
  if (invocation->operand_count) {
    const Command *command = find_command(invocation->operands[0]);
    if (!command) return unknown_command(invocation->operands[0]);
    print_command(command);
    return EXIT_DONE;
  }
  printf("redress: complaints, compliments and enquiries of a council\n\n");
  for (size_t i = 0; i < command_count; i++)
    printf("  %-10s %s\n", command_table[i].name, command_table[i].summary);
  printf("\n'redress help COMMAND' explains one, with examples.\n");
  return EXIT_DONE;
}
