/* Deadlines a second: `deadline()` once the calendar stands, beside a count that steps from day to day; and all clocks of
 * a whole case. Prints "NAME NUMBER-A-SECOND" lines. The sums of both counts must agree. */
#include "cmd/command.h"
#include "rules/deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

const Command command_table[] = {{0}};
const size_t command_count = 0;

#define STARTS 4096
#define LIMIT 15

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* As one would count on fingers: the next day, and again, until enough of them were working days. */
static Date step_by_day(const Calendar *calendar, Date start, int32_t count) {
  Date date = start;
  while (count > 0) {
    date = date_plus(date, 1);
    if (calendar_is_working_day(calendar, date)) count--;
  }
  return date;
}

static Date start_of(Date first, int i) { return date_plus(first, (i * 7919) % 4000); }

static const ClockRule *rule_of(const Procedure *procedure) {
  for (size_t i = 0; i < procedure->stages[0].clock_count; i++) {
    const ClockRule *rule = &procedure->stages[0].clocks[i];
    if (rule->limit.unit == UNIT_WORKING_DAYS && rule->limit.count == LIMIT) return rule;
  }
  fprintf(stderr, "deadlines: the procedure has no clock of %d working days\n", LIMIT);
  exit(1);
}

static void report(const char *name, double count, double began) { printf("%s %.0f\n", name, count / (now() - began)); }

static void whole_case(const Program *program, const Procedure *procedure, Date received) {
  AUTO_ARENA arena = arena_new();
  Event events[4] = {{.type = EVENT_RECEIVED, .on = received},
                     {.type = EVENT_CLASSIFIED, .on = received, .procedure = procedure->id, .version = procedure->version},
                     {.type = EVENT_ACKNOWLEDGED, .stage = 1, .on = date_plus(received, 2)},
                     {.type = EVENT_RESPONDED, .stage = 1, .on = date_plus(received, 20), .outcome = OUTCOME_UPHELD}};
  for (int i = 0; i < 4; i++) {
    events[i].number = i + 1;
    events[i].minute = -1;
    events[i].until = DATE_NONE;
    events[i].clock = events[i].reason = TEXT_NONE;
    events[i].recorded = (Instant){(int64_t)received.day * 86400};
    events[i].calendar = calendar_book_newest(&program->calendars)->version;
    if (i != 1) events[i].procedure = events[i].version = TEXT_NONE;
  }
  ClockInput input = {procedure, events, 4, &program->calendars, date_plus(received, 30)};
  double began = now();
  int rounds = 50000;
  size_t clocks = 0;
  for (int i = 0; i < rounds; i++) {
    clocks += clocks_derive(arena, &input).count;
    arena_reset(arena);
  }
  report("whole-case", rounds, began);
  printf("clocks-a-case %zu\n", clocks / (size_t)rounds);
}

int main(void) {
  AUTO_ARENA arena = arena_new();
  Program program;
  Error error = program_load(arena, &program);
  if (error) {
    fprintf(stderr, "deadlines: %.*s\n", TEXT_ARGUMENTS(error->words));
    return 1;
  }
  Date first, received;
  if (!date_of(2015, 1, 5, &first) || !date_of(2018, 12, 18, &received)) return 1;
  const Procedure *procedure = procedure_in_force(&program.procedures, TEXT("bexley-corporate"), received);
  const Calendar *calendar = procedure_calendar(procedure, calendar_book_newest(&program.calendars));
  const ClockRule *rule = rule_of(procedure);
  int64_t sum = 0, stepped = 0;
  int rounds = 2000;
  double began = now();
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < STARTS; i++) sum += deadline(calendar, rule, start_of(first, i), rule->limit).day;
  report("deadline", (double)rounds * STARTS, began);
  rounds = 200;
  began = now();
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < STARTS; i++) stepped += step_by_day(calendar, start_of(first, i), LIMIT).day;
  report("day-by-day", (double)rounds * STARTS, began);
  whole_case(&program, procedure, received);
  if (sum / 2000 != stepped / 200) fprintf(stderr, "deadlines: the two counts differ\n");
  return sum / 2000 != stepped / 200;
}
