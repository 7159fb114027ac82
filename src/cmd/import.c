#include "casework/import.h"
#include "cmd/command.h"

#include <stdio.h>

static void show(size_t done, size_t of) { progress("row", done, of); }

static void print_mistakes(const ImportReport *report) {
  for (size_t i = 0; i < report->mistake_count; i++) {
    const ImportMistake *mistake = &report->mistakes[i];
    fprintf(stderr, "%.*s:%d:", TEXT_ARGUMENTS(mistake->file), mistake->line);
    if (mistake->column) fprintf(stderr, "%d:", mistake->column);
    fprintf(stderr, " %.*s\n", TEXT_ARGUMENTS(mistake->words));
  }
}

static Error import_each(Invocation *invocation, Ctx *ctx, bool dry_run, size_t *cases) {
  for (size_t i = 0; i < invocation->operand_count; i++) {
    Text bytes;
    ImportReport report = {0};
    TRY(file_read(ctx->arena, invocation->operands[i], 64u << 20, &bytes));
    Error error = import_complaints(ctx, invocation->operands[i], bytes, dry_run, show, &report);
    progress_end();
    print_mistakes(&report);
    if (error) return error;
    *cases += report.cases;
  }
  return OK;
}

int cmd_import(Invocation *invocation) {
  if (invocation->operand_count != 1)
    return wrong_usage(invocation, "name one complaints.csv; the other files of the old system come later");
  Opened opened;
  Ctx ctx;
  size_t cases = 0;
  bool dry_run = option_given(invocation, "--dry-run");
  Error error = database_open(invocation, true, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = import_each(invocation, &ctx, dry_run, &cases);
  db_close(opened.db);
  if (error) return refused(error);
  printf(dry_run ? "%zu cases are right; nothing was changed.\n" : "%zu cases were imported.\n", cases);
  return EXIT_DONE;
}
