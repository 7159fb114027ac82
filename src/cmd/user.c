#include "casework/admin.h"
#include "casework/signin.h"
#include "cmd/command.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void print_person(Arena *arena, const PersonRow *person) {
  Text last = instant_is_none(person->last) ? TEXT("never signed in") : instant_words(arena, person->last);
  printf("%-40.*s %-16s %-10s %.*s (%.*s)\n", TEXT_ARGUMENTS(person->email), role_word(person->role),
         person->disabled ? "disabled" : "", TEXT_ARGUMENTS(person->name), TEXT_ARGUMENTS(last));
}

static Error list(Ctx *ctx) {
  const PersonRow *people;
  size_t count;
  TRY(people_list(ctx, &people, &count));
  for (size_t i = 0; i < count; i++) print_person(ctx->arena, &people[i]);
  if (!count) printf("Nobody may sign in yet. 'redress help user' shows how to add a person.\n");
  return OK;
}

/* From a file, or typed without an echo, or a line on a pipe. */
static Error read_password(Invocation *invocation, Text *password) {
  Arena *arena = invocation->arena;
  Text file = option_value(invocation, "--password-file");
  if (!text_is_empty(file)) {
    TRY(file_read(arena, file, 4096, password));
    *password = text_trim(*password);
    return OK;
  }
  struct termios before, quiet;
  bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    fprintf(stderr, "Password: ");
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  char line[600] = {0};
  char *got = fgets(line, sizeof line, stdin);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fprintf(stderr, "\n");
  }
  if (!got) return FAIL(arena, ERROR_INVALID, "No password was given.");
  *password = text_copy(arena, text_trim(text_of(line)));
  return OK;
}

static Error add(Invocation *invocation, Ctx *ctx, Text email) {
  Role role;
  Text password;
  Text name = option_value(invocation, "--name"), service_name = option_value(invocation, "--service");
  if (!role_of(option_value(invocation, "--role"), &role) || role < ROLE_OFFICER)
    return FAIL(ctx->arena, ERROR_INVALID,
                "Give --role: officer, manager, service-manager, reviewer, auditor or administrator.");
  const Service *service = directory_service_named(ctx->directory, service_name);
  if (!text_is_empty(service_name) && !service)
    return FAIL(ctx->arena, ERROR_INVALID, "There is no service '%.*s'.", TEXT_ARGUMENTS(service_name));
  TRY(read_password(invocation, &password));
  TRY(person_add(ctx, email, name, role, service ? service->id : (ServiceId){0}, password));
  printf("%.*s may now sign in.\n", TEXT_ARGUMENTS(email));
  return OK;
}

static Error set_disabled(Ctx *ctx, Text email, bool disabled) {
  const PersonRow *people;
  size_t count;
  TRY(people_list(ctx, &people, &count));
  for (size_t i = 0; i < count; i++)
    if (text_equal_ascii(people[i].email, email)) return person_disable(ctx, people[i].id, disabled);
  return FAIL(ctx->arena, ERROR_NOT_FOUND, "Nobody has the email address '%.*s'.", TEXT_ARGUMENTS(email));
}

int cmd_user(Invocation *invocation) {
  Opened opened;
  Ctx ctx;
  size_t count = invocation->operand_count;
  Text what = count ? invocation->operands[0] : TEXT_NONE;
  Text email = count > 1 ? invocation->operands[1] : TEXT_NONE;
  bool lists = text_equal(what, TEXT("list")) && count == 1;
  bool adds = text_equal(what, TEXT("add")), disables = text_equal(what, TEXT("disable"));
  bool enables = text_equal(what, TEXT("enable"));
  if (!lists && !((adds || disables || enables) && count == 2))
    return wrong_usage(invocation, "expected 'list', or 'add', 'disable' or 'enable' with an email address");
  Error error = database_open(invocation, true, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error)
    error = lists ? list(&ctx) : adds ? add(invocation, &ctx, email) : set_disabled(&ctx, email, disables);
  db_close(opened.db);
  return error ? refused(error) : EXIT_DONE;
}
