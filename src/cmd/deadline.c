#include "rules/deadline.h"
#include "cmd/command.h"

#include <stdio.h>

#define EVENTS_MAX 64

static Error read_received(Arena *arena, Text text, DeadlineAsk *ask) {
  int64_t hours = 0, minutes = 0;
  ask->minute = -1;
  size_t mark = text_find(text, TEXT("T"), 0);
  TRY(deadline_date_read(arena, text_slice(text, 0, mark), &ask->received));
  if (mark == SIZE_MAX) return OK;
  Text time = text_slice(text, mark + 1, text.length);
  bool right = time.length == 5 && time.at[2] == ':' && text_to_int(text_slice(time, 0, 2), &hours) &&
               text_to_int(text_slice(time, 3, 5), &minutes) && hours < 24 && minutes < 60 && hours >= 0 &&
               minutes >= 0;
  if (!right)
    return FAIL(arena, ERROR_INVALID, "'%.*s' is no time of day; write it as 2018-12-18T16:55.",
                TEXT_ARGUMENTS(text));
  ask->minute = (int)(hours * 60 + minutes);
  return OK;
}

static Error read_ask(Invocation *invocation, DeadlineAsk *ask) {
  Arena *arena = invocation->arena;
  Text events[EVENTS_MAX];
  TRY(read_received(arena, option_value(invocation, "--received"), ask));
  if (option_given(invocation, "--at"))
    TRY(deadline_date_read(arena, option_value(invocation, "--at"), &ask->at));
  ask->count = option_values(invocation, "--event", events, EVENTS_MAX);
  DeadlineEvent *read = ARENA_ARRAY(arena, DeadlineEvent, ask->count + 1);
  for (size_t i = 0; i < ask->count; i++) TRY(deadline_event_read(arena, events[i], &read[i]));
  ask->events = read;
  return OK;
}

/* A file of bank holidays in place of the built-in ones. */
static Error read_calendar(Invocation *invocation, Program *program) {
  Text path = option_value(invocation, "--calendar"), feed;
  if (text_is_empty(path)) return OK;
  CalendarVersion *version;
  const CalendarVersion **list = ARENA_ARRAY(invocation->arena, const CalendarVersion *, 1);
  TRY(file_read(invocation->arena, path, 4u << 20, &feed));
  Error error = calendar_version_read(invocation->arena, feed, path, NULL, 0, &version);
  if (error)
    return FAIL(invocation->arena, error->code, "%.*s: %.*s", TEXT_ARGUMENTS(path),
                TEXT_ARGUMENTS(error->words));
  list[0] = version;
  program->calendars = (CalendarBook){list, 1};
  return OK;
}

static int print_answer(Invocation *invocation, const Deadlines *answer) {
  AUTO_BUFFER out = buffer_new(4u << 20);
  if (text_equal(option_value(invocation, "--format"), TEXT("json"))) {
    JsonOut json = json_out(&out);
    deadlines_json(&json, invocation->arena, answer);
    buffer_put_char(&out, '\n');
  } else {
    deadline_text(&out, invocation->arena, answer);
  }
  if (out.failed) return refused(FAIL(invocation->arena, ERROR_LIMIT, "The answer is too long to print."));
  fwrite(out.at, 1, out.length, stdout);
  return EXIT_DONE;
}

/* What was typed wrong is a matter of usage; what the rules refuse is not. */
static int not_worked_out(Error error) {
  refused(error);
  return error->code == ERROR_INVALID ? EXIT_USAGE : EXIT_REFUSED;
}

int cmd_deadline(Invocation *invocation) {
  Text format = option_value(invocation, "--format");
  if (!option_given(invocation, "--procedure") || !option_given(invocation, "--received"))
    return wrong_usage(invocation, "--procedure and --received are needed");
  if (!text_is_empty(format) && !text_equal(format, TEXT("text")) && !text_equal(format, TEXT("json")))
    return wrong_usage(invocation, "--format is text or json");
  if (invocation->operand_count) return wrong_usage(invocation, "no further words are expected");
  Program program;
  Error error = program_load(invocation->arena, &program);
  if (!error) error = read_calendar(invocation, &program);
  if (error) return refused(error);
  DeadlineAsk ask = {.procedure = option_value(invocation, "--procedure"),
                     .version = option_value(invocation, "--version"),
                     .at = DATE_NONE,
                     .procedures = &program.procedures,
                     .calendars = &program.calendars};
  Deadlines answer;
  error = read_ask(invocation, &ask);
  if (!error) error = deadlines_work_out(invocation->arena, &ask, &answer);
  return error ? not_worked_out(error) : print_answer(invocation, &answer);
}
