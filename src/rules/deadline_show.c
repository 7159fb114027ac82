/* The calculator's answer as JSON and as text. */
#include "rules/deadline.h"

#define T(text) TEXT_ARGUMENTS(text)
#define COLUMNS 96

static void pair_text(JsonOut *json, const char *key, Text text) {
  json_key(json, key);
  json_text(json, text);
}

static void pair_date(JsonOut *json, const char *key, Date date) {
  json_key(json, key);
  json_date(json, date);
}

static void pair_true(JsonOut *json, const char *key, bool value) {
  if (!value) return;
  json_key(json, key);
  json_bool(json, true);
}

static void step_json(JsonOut *json, const Clock *clock, const Step *step) {
  json_open(json, '{');
  pair_date(json, "date", step->date);
  json_key(json, "day");
  if (step->day > 0)
    json_int(json, step->day);
  else
    json_nothing(json);
  if (!text_is_empty(step->why)) pair_text(json, "why", step->why);
  pair_true(json, "provisional", calendar_is_provisional(clock->days, step->date));
  json_close(json, '}');
}

static void limit_json(JsonOut *json, Limit limit) {
  json_key(json, "limit");
  if (limit.unit == UNIT_AGREED)
    json_nothing(json);
  else
    json_int(json, limit.count);
  pair_text(json, "unit", text_of(unit_word(limit.unit)));
}

static void happened_json(JsonOut *json, const Clock *clock) {
  pair_text(json, "kind", text_of(clock_kind_word(clock->rule->kind)));
  pair_text(json, "title", clock->rule->title);
  pair_text(json, "status", text_of(clock_status_word(clock->status)));
  if (!date_is_none(clock->due)) {
    json_key(json, "days_left");
    json_int(json, clock->days_left);
  }
  if (!date_is_none(clock->met_on)) pair_date(json, "met_on", clock->met_on);
  if (clock->verdict != VERDICT_NONE) pair_text(json, "verdict", text_of(verdict_word(clock->verdict)));
  if (clock->extended) pair_date(json, "original", clock->original);
  pair_true(json, "extended", clock->extended);
  pair_true(json, "expected", clock->expected);
  pair_true(json, "fall_back", clock->by_fall_back);
  pair_true(json, "provisional", clock->provisional);
  Text source = text_is_empty(clock->rule->source) ? clock->procedure->source : clock->rule->source;
  pair_text(json, "source", source);
}

static void clock_json(JsonOut *json, Arena *arena, const Clock *clock) {
  json_open(json, '{');
  pair_text(json, "id", clock->id);
  pair_date(json, "starts_on", clock->starts_on);
  json_key(json, "started_by");
  if (text_is_empty(clock->started_by))
    json_nothing(json);
  else
    json_text(json, clock->started_by);
  limit_json(json, clock->limit);
  pair_date(json, "due", clock->due);
  pair_date(json, "latest", clock->latest);
  happened_json(json, clock);
  json_key(json, "steps");
  json_open(json, '[');
  StepList steps = clock_steps(arena, clock);
  for (size_t i = 0; i < steps.count; i++) step_json(json, clock, &steps.items[i]);
  json_close(json, ']');
  json_close(json, '}');
}

void clocks_json(JsonOut *json, Arena *arena, ClockList clocks) {
  json_open(json, '[');
  for (size_t i = 0; i < clocks.count; i++) clock_json(json, arena, &clocks.items[i]);
  json_close(json, ']');
}

void deadlines_json(JsonOut *json, Arena *arena, const Deadlines *answer) {
  json_open(json, '{');
  pair_text(json, "procedure", answer->procedure->id);
  pair_text(json, "version", answer->procedure->version);
  pair_date(json, "received", answer->received);
  pair_date(json, "at", answer->at);
  pair_text(json, "calendar", text_of(nation_name(answer->procedure->nation)));
  pair_text(json, "calendar_version", answer->calendar);
  json_key(json, "clocks");
  clocks_json(json, arena, answer->clocks);
  if (answer->notes.count > 0) {
    json_key(json, "notes");
    json_open(json, '[');
    for (size_t i = 0; i < answer->notes.count; i++) json_text(json, answer->notes.items[i]);
    json_close(json, ']');
  }
  json_close(json, '}');
}

/* ---- text ---- */

/* A sentence of at most so many columns a line, each line begun by the indent. */
static void put_wrapped(Buffer *out, Text text, size_t indent) {
  size_t column = 0;
  Text word;
  while (text_next(&text, ' ', &word)) {
    size_t wide = text_characters(word);
    if (column > 0 && column + 1 + wide > COLUMNS) {
      buffer_put_char(out, '\n');
      column = 0;
    }
    if (column == 0)
      for (; column < indent; column++) buffer_put_char(out, ' ');
    else {
      buffer_put_char(out, ' ');
      column++;
    }
    buffer_put(out, word);
    column += wide;
  }
  buffer_put_char(out, '\n');
}

static void put_heading(Buffer *out, Arena *arena, const Clock *clock) {
  Text title = text_is_empty(clock->rule->title) ? clock->id : clock->rule->title;
  Text due = TEXT("no date");
  if (!date_is_none(clock->due))
    due = date_words_weekday(arena, clock->due);
  else if (clock->status == CLOCK_PAUSED)
    due = TEXT("paused");
  else if (clock->status == CLOCK_NOT_STARTED)
    due = TEXT("not started");
  buffer_format(out, "\n%.*s: %.*s\n", T(title), T(due));
  buffer_format(out, "  %.*s, %s%s%s\n", T(clock->id), clock_kind_word(clock->rule->kind),
                clock->expected ? ", expected" : "", clock->provisional ? ", provisional" : "");
}

static bool is_counted(const Clock *clock) {
  return clock->limit.unit == UNIT_WORKING_DAYS || clock->limit.unit == UNIT_CALENDAR_DAYS;
}

/* A week of the list: the number of each day, a dash for one that does not count; then what is to be said of
 * them. */
typedef struct Week {
  Date monday;
  const Step *days[7];
} Week;

static bool is_weekend_word(Text why) {
  return text_equal(why, TEXT("Saturday")) || text_equal(why, TEXT("Sunday"));
}

static bool has_remark(const Step *step) {
  return step && !text_is_empty(step->why) && !is_weekend_word(step->why);
}

static void put_week(Buffer *out, const Week *week) {
  DateParts monday = date_parts(week->monday);
  int columns = 0;
  for (int i = 0; i < 7; i++) {
    if (week->days[i] && columns <= i) columns = i + 1;
    if (has_remark(week->days[i])) columns = 7;
  }
  buffer_format(out, "    %2d %.3s %d ", monday.day, month_name(monday.month), monday.year);
  for (int i = 0; i < columns; i++) {
    const Step *step = week->days[i];
    if (step && step->day > 0)
      buffer_format(out, "%5d", (int)step->day);
    else
      buffer_put(out, step ? TEXT("    –") : TEXT("     "));
  }
  const char *between = "   ";
  for (int i = 0; i < 7; i++) {
    const Step *step = week->days[i];
    if (!has_remark(step)) continue;
    DateParts parts = date_parts(step->date);
    buffer_format(out, "%s%d %.3s: %.*s", between, parts.day, month_name(parts.month), T(step->why));
    between = "; ";
  }
  buffer_put_char(out, '\n');
}

static void put_weeks(Buffer *out, StepList steps) {
  buffer_put(out, TEXT("    Week of       Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"));
  Week week = {.monday = DATE_NONE};
  for (size_t i = 0; i < steps.count; i++) {
    const Step *step = &steps.items[i];
    int weekday = (int)date_weekday(step->date);
    Date monday = date_plus(step->date, -weekday);
    if (!date_equal(monday, week.monday)) {
      if (!date_is_none(week.monday)) put_week(out, &week);
      week = (Week){.monday = monday};
    }
    week.days[weekday] = step;
  }
  if (!date_is_none(week.monday)) put_week(out, &week);
}

static void put_days(Buffer *out, Arena *arena, const Clock *clock) {
  StepList steps = clock_steps(arena, clock);
  if (steps.count == 0) return;
  if (is_counted(clock)) {
    put_weeks(out, steps);
    return;
  }
  for (size_t i = 0; i < steps.count; i++) {
    Text on = date_words_weekday(arena, steps.items[i].date);
    buffer_format(out, "    %.*s: %.*s\n", T(on), T(steps.items[i].why));
  }
}

void deadline_text(Buffer *out, Arena *arena, const Deadlines *answer) {
  Text received = date_words_weekday(arena, answer->received);
  buffer_format(out, "%.*s (%.*s, version %.*s)\n", T(answer->procedure->title), T(answer->procedure->id),
                T(answer->procedure->version));
  buffer_format(out, "Received on %.*s\n", T(received));
  for (size_t i = 0; i < answer->notes.count; i++) put_wrapped(out, answer->notes.items[i], 0);
  for (size_t i = 0; i < answer->clocks.count; i++) {
    const Clock *clock = &answer->clocks.items[i];
    put_heading(out, arena, clock);
    Sentences sentences = clock_sentences(arena, clock);
    for (size_t k = 0; k < sentences.count; k++) put_wrapped(out, sentences.items[k], 2);
    put_days(out, arena, clock);
  }
}
