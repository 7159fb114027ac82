#include "casework/verify.h"
#include "cmd/command.h"

#include <stdio.h>

static void report(void *context, Text reference, Text wrong, size_t done) {
  progress(context, done, 0);
  if (text_is_empty(wrong)) return;
  progress_end();
  printf("%.*s: %.*s\n", TEXT_ARGUMENTS(reference), TEXT_ARGUMENTS(wrong));
}

int cmd_verify(Invocation *invocation) {
  Opened opened;
  Ctx ctx;
  size_t cases = 0, found = 0;
  if (invocation->operand_count) return wrong_usage(invocation, "no further words are expected");
  Error error = database_open(invocation, false, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = verify_all(&ctx, report, "verified", &cases, &found);
  db_close(opened.db);
  if (error) return refused(error);
  progress_end();
  printf("%zu cases verified, %zu wrong.\n", cases, found);
  return found ? EXIT_REFUSED : EXIT_DONE;
}

int cmd_rebuild(Invocation *invocation) {
  Opened opened;
  Ctx ctx;
  size_t cases = 0;
  if (invocation->operand_count) return wrong_usage(invocation, "no further words are expected");
  Error error = database_open(invocation, false, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = rebuild_all(&ctx, report, "rebuilt", &cases);
  db_close(opened.db);
  if (error) return refused(error);
  progress_end();
  printf("The rows of %zu cases were made anew.\n", cases);
  return EXIT_DONE;
}
