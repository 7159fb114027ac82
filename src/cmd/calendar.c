#include "casework/calendars.h"
#include "cmd/command.h"

#include <stdio.h>

static int list(const Opened *opened) {
  const CalendarBook *book = &opened->program.calendars;
  for (size_t i = 0; i < book->count; i++) {
    int first, last;
    calendar_known_years(book->versions[i]->plain[NATION_ENGLAND_AND_WALES], &first, &last);
    printf("%.*s  bank holidays of %d to %d\n", TEXT_ARGUMENTS(book->versions[i]->version), first, last);
  }
  return EXIT_DONE;
}

static void print_report(Arena *arena, const CalendarReport *report) {
  for (size_t i = 0; i < report->change_count; i++) {
    const CalendarChange *change = &report->changes[i];
    Text day = date_words(arena, change->holiday.date);
    printf("%s %s: %.*s, %.*s\n", change->added ? "added  " : "dropped", nation_name(change->nation),
           TEXT_ARGUMENTS(day), TEXT_ARGUMENTS(change->holiday.title));
  }
  printf("%zu open cases have a due date that moved. Start 'redress serve' again to use the new version.\n",
         report->moved);
}

static Error add(Invocation *invocation, Opened *opened) {
  Ctx ctx;
  Text feed;
  CalendarReport report = {0};
  TRY(system_ctx(invocation->arena, opened, &ctx));
  TRY(file_read(ctx.arena, invocation->operands[2], 4u << 20, &feed));
  Text days[200];
  size_t count = option_values(invocation, "--closed", days, 200);
  Text closures = text_join(ctx.arena, days, count, TEXT(";"));
  TRY(calendar_add(&ctx, invocation->operands[1], feed, closures, &report));
  print_report(ctx.arena, &report);
  return OK;
}

int cmd_calendar(Invocation *invocation) {
  Opened opened;
  const Text *words = invocation->operands;
  bool lists = invocation->operand_count == 1 && text_equal(words[0], TEXT("list"));
  bool adds = invocation->operand_count == 3 && text_equal(words[0], TEXT("add"));
  if (!lists && !adds) return wrong_usage(invocation, "expected 'list' or 'add VERSION FILE'");
  Error error = database_open(invocation, true, &opened);
  if (!error) error = lists ? (list(&opened), OK) : add(invocation, &opened);
  db_close(opened.db);
  return error ? refused(error) : EXIT_DONE;
}
