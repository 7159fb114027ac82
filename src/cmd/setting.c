#include "casework/admin.h"
#include "cmd/command.h"
#include "sql_setup.h"

#include <stdio.h>

static Error list(Ctx *ctx) {
  SqlSettingAll *rows;
  size_t count;
  TRY(sql_setting_all(ctx->db, ctx->arena, &rows, &count));
  for (size_t i = 0; i < count; i++)
    if (!text_equal(rows[i].name, TEXT("key")) && !text_equal(rows[i].name, TEXT("directory")))
      printf("%-22.*s %.*s\n", TEXT_ARGUMENTS(rows[i].name), TEXT_ARGUMENTS(rows[i].value));
  return OK;
}

int cmd_setting(Invocation *invocation) {
  Opened opened;
  Ctx ctx;
  const Text *words = invocation->operands;
  bool lists = invocation->operand_count == 1 && text_equal(words[0], TEXT("list"));
  bool sets = invocation->operand_count == 3 && text_equal(words[0], TEXT("set"));
  if (!lists && !sets) return wrong_usage(invocation, "expected 'list' or 'set NAME VALUE'");
  Error error = database_open(invocation, true, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = lists ? list(&ctx) : settings_save(&ctx, &words[1], &words[2], 1);
  db_close(opened.db);
  return error ? refused(error) : EXIT_DONE;
}
