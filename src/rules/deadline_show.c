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
  if (step->day > 0) json_int(json, step->day);
  else json_null(json);
  if (!text_is_empty(step->why)) pair_text(json, "why", step->why);
  pair_true(json, "provisional", calendar_is_provisional(clock->days, step->date));
  json_close(json, '}');
}

static void limit_json(JsonOut *json, Limit limit) {
  json_key(json, "limit");
  if (limit.unit == UNIT_AGREED) json_null(json);
  else json_int(json, limit.count);
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
  if (text_is_empty(clock->started_by)) json_null(json);
  else json_text(json, clock->started_by);
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
  if (!date_is_none(clock->due)) due = date_words_weekday(arena, clock->due);
  else if (clock->status == CLOCK_PAUSED) due = TEXT("paused");
  else if (clock->status == CLOCK_NOT_STARTED) due = TEXT("not started");
  buffer_format(out, "\n%.*s: %.*s\n", T(title), T(due));
  buffer_format(out, "  %.*s, %s%s%s\n", T(clock->id), clock_kind_word(clock->rule->kind),
                clock->expected ? ", expected" : "", clock->provisional ? ", provisional" : "");
}

/* "Wed 19 Dec   1" */
static void put_day(Buffer *out, const Step *step) {
  DateParts parts = date_parts(step->date);
  buffer_format(out, "%.3s %2d %.3s %3d", weekday_name(date_weekday(step->date)), parts.day, month_name(parts.month),
                (int)step->day);
}

static void put_remark(Buffer *out, const Step *step) {
  DateParts parts = date_parts(step->date);
  buffer_format(out, "    %.3s %2d %.3s %d  ", weekday_name(date_weekday(step->date)), parts.day,
                month_name(parts.month), parts.year);
  if (step->day > 0) buffer_format(out, "day %d  ", (int)step->day);
  buffer_put(out, step->why);
  buffer_put_char(out, '\n');
}

/* Counted days stand five to a line; a day with a remark has a line of its own. */
static void put_days(Buffer *out, Arena *arena, const Clock *clock) {
  StepList steps = clock_steps(arena, clock);
  int in_line = 0;
  for (size_t i = 0; i < steps.count; i++) {
    const Step *step = &steps.items[i];
    bool plain = step->day > 0 && text_is_empty(step->why);
    bool breaks = in_line == 5 || (!plain && in_line > 0);
    if (breaks) {
      buffer_put_char(out, '\n');
      in_line = 0;
    }
    if (!plain) {
      put_remark(out, step);
      continue;
    }
    buffer_put(out, in_line == 0 ? TEXT("    ") : TEXT("   "));
    put_day(out, step);
    in_line++;
  }
  if (in_line > 0) buffer_put_char(out, '\n');
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
