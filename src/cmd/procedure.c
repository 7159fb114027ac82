#include "cmd/command.h"

#include <stdio.h>

static int check_file(Invocation *invocation, Text path) {
  Text yaml;
  const Procedure *procedure;
  Error error = file_read(invocation->arena, path, 1u << 20, &yaml);
  if (!error) error = procedure_read(invocation->arena, path, yaml, &procedure, NULL);
  if (error) {
    fprintf(stderr, "%.*s\n", TEXT_ARGUMENTS(error->words));
    return EXIT_REFUSED;
  }
  Text words = procedure_plain_words(invocation->arena, procedure);
  printf("%.*s\n", TEXT_ARGUMENTS(words));
  return EXIT_DONE;
}

static int list(Invocation *invocation) {
  Program program;
  Error error = program_load(invocation->arena, &program);
  if (error) return refused(error);
  for (size_t i = 0; i < program.procedures.count; i++) {
    const Procedure *procedure = program.procedures.items[i];
    Text from = date_words(invocation->arena, procedure->from);
    printf("%-28.*s %-8.*s from %-18.*s %.*s\n", TEXT_ARGUMENTS(procedure->id),
           TEXT_ARGUMENTS(procedure->version), TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(procedure->title));
  }
  return EXIT_DONE;
}

int cmd_procedure(Invocation *invocation) {
  Text what = invocation->operand_count ? invocation->operands[0] : TEXT_NONE;
  if (text_equal(what, TEXT("list")) && invocation->operand_count == 1) return list(invocation);
  if (!text_equal(what, TEXT("check")) || invocation->operand_count < 2)
    return wrong_usage(invocation, "expected 'check FILE...' or 'list'");
  int status = EXIT_DONE;
  for (size_t i = 1; i < invocation->operand_count; i++)
    if (check_file(invocation, invocation->operands[i]) != EXIT_DONE) status = EXIT_REFUSED;
  return status;
}
