/* A clock in sentences for a complaints officer. */
#include "rules/clock_count.h"

#define SENTENCES_MAX 48
#define PARTS_MAX 600

typedef struct Words {
  Arena *arena;
  const Clock *clock;
  Text items[SENTENCES_MAX];
  size_t count;
} Words;

#define SAY(words, ...) say((words), text_format((words)->arena, __VA_ARGS__))
#define T(text) TEXT_ARGUMENTS(text)

static void say(Words *words, Text sentence) {
  if (words->count < SENTENCES_MAX) words->items[words->count++] = sentence;
}

static Text day(const Words *words, Date date) { return date_words_weekday(words->arena, date); }

/* What is said of a stage, or of the whole case. */
static const struct Phrase {
  const char *subject; /* NULL: "Stage 1" */
  const char *done, *not_done, *when;
} PHRASES[EVENT_TYPE_COUNT] = {
    [EVENT_RECEIVED] = {"The case", "was received", "was not received", "is received"},
    [EVENT_REQUESTED] = {NULL, "was asked for", "was not asked for", "is asked for"},
    [EVENT_ACKNOWLEDGED] = {NULL, "was acknowledged", "was not acknowledged", "is acknowledged"},
    [EVENT_TEAM_APPOINTED] = {"The investigating officer and the independent person", "were appointed",
                              "were not appointed", "are appointed"},
    [EVENT_STATEMENT_AGREED] = {"The statement of complaint", "was agreed", "was not agreed", "is agreed"},
    [EVENT_PANEL_HELD] = {"The panel", "met", "did not meet", "meets"},
    [EVENT_REPORTED] = {"The panel's report", "was received", "was not received", "is received"},
    [EVENT_RESPONDED] = {NULL, "was answered", "was not answered", "is answered"},
    [EVENT_TERMS_SENT] = {"The agreed terms", "were sent", "were not sent", "are sent"},
    [EVENT_RESOLVED] = {"The complaint", "was resolved", "was not resolved", "is resolved"},
    [EVENT_IDENTITY_CONFIRMED] = {"Identity", "was confirmed", "was not confirmed", "is confirmed"},
    [EVENT_CLARIFICATION_RECEIVED] = {"The clarification", "was received", "was not received",
                                      "is received"},
    [EVENT_MATTER_AROSE] = {"The matter", "came to the person's notice", "was not dated", "is dated"},
};

/* The phrase with its subject; of an event that no clock names, its own word. */
static Text phrase_of(Arena *arena, EventName name, const char *verb) {
  if (!verb) {
    Text text = event_name_text(arena, name);
    return text_format(arena, "\"%.*s\" happened", T(text));
  }
  const char *subject = PHRASES[name.type].subject;
  return subject ? text_format(arena, "%s %s", subject, verb)
                 : text_format(arena, "Stage %d %s", name.stage, verb);
}

Text event_phrase(Arena *arena, EventName name) {
  if (name.type == EVENT_RECEIVED) return TEXT("Received");
  return phrase_of(arena, name, PHRASES[name.type].done);
}

static Text not_phrase(Arena *arena, EventName name) {
  return phrase_of(arena, name, PHRASES[name.type].not_done);
}

/* "stage 1 is answered", to follow "when". */
static Text when_phrase(Arena *arena, EventName name) {
  Text phrase = phrase_of(arena, name, PHRASES[name.type].when);
  char *words = text_z(arena, phrase);
  if (words[0] >= 'A' && words[0] <= 'Z') words[0] = (char)(words[0] - 'A' + 'a');
  return (Text){words, phrase.length};
}

static Text day_zero_words(const Clock *clock) {
  bool working =
      clock->limit.unit != UNIT_WORKING_DAYS || calendar_is_working_day(clock->days, clock->starts_on);
  if (clock->limit.unit == UNIT_AGREED) return TEXT_NONE;
  bool months = clock->limit.unit == UNIT_MONTHS;
  switch (clock->rule->counting) {
    case COUNT_DAY_IS_ONE:
      if (months) return TEXT(" The period begins with that day.");
      return working ? TEXT(" That day is day 1.") : TEXT(" The next working day is day 1.");
    case COUNT_BEGINNING_WITH:
      return months ? TEXT(" The period begins with that day.")
                    : TEXT(" The period begins with that day: it is day 1.");
    case COUNT_AFTER_NEXT_DAY:
      return months ? TEXT(" The period is counted from the day after.") : TEXT(" That day is day 0.");
    case COUNT_AFTER: break;
  }
  return months ? TEXT(" The period is counted from that day.") : TEXT(" That day is day 0.");
}

static void say_fall_back(Words *words) {
  const Clock *clock = words->clock;
  Text on = day(words, clock->starts_on), zero = day_zero_words(clock);
  if (clock->expected) {
    Text when = when_phrase(words->arena, clock->start_name);
    SAY(words, "Not started yet: it starts when %.*s, or on %.*s where that has not happened by then.",
        T(when), T(on));
    say(words, TEXT("The dates below are those of the later start."));
  } else {
    Text not_done = not_phrase(words->arena, clock->start_name);
    SAY(words, "%.*s by %.*s, so the clock started on that day.%.*s", T(not_done), T(on), T(zero));
  }
  if (date_is_none(clock->event_on)) return;
  Text done = event_phrase(words->arena, clock->start_name), came = day(words, clock->event_on);
  SAY(words, "%.*s on %.*s; the earlier start stands.", T(done), T(came));
}

static void say_start(Words *words) {
  const Clock *clock = words->clock;
  if (date_is_none(clock->starts_on)) {
    Text when = when_phrase(words->arena, clock->start_name);
    SAY(words, "Not started: it starts when %.*s.", T(when));
    return;
  }
  if (clock->by_fall_back) {
    say_fall_back(words);
    return;
  }
  Text done = event_phrase(words->arena, clock->start_name), came = day(words, clock->event_on);
  Text zero = day_zero_words(clock);
  if (date_equal(clock->event_on, clock->starts_on)) {
    SAY(words, "%.*s on %.*s.%.*s", T(done), T(came), T(zero));
    return;
  }
  Text starts = day(words, clock->starts_on);
  Text at = clock->event_minute < 0 ? TEXT_NONE : minute_words(words->arena, clock->event_minute);
  SAY(words, "%.*s on %.*s%s%.*s, out of hours: it counts as received on %.*s.%.*s", T(done), T(came),
      text_is_empty(at) ? "" : " at ", T(at), T(starts), T(zero));
}

static Text source_words(const Words *words) {
  Text source = words->clock->rule->source;
  if (text_is_empty(source)) source = words->clock->procedure->source;
  return text_is_empty(source) ? source : text_format(words->arena, " (%.*s)", T(source));
}

static void say_rule(Words *words) {
  const Clock *clock = words->clock;
  Text source = source_words(words);
  if (clock->limit.unit == UNIT_AGREED) {
    SAY(words, "A person sets the date, in an agreed plan or a letter%.*s.", T(source));
    return;
  }
  Text limit = limit_words(words->arena, clock->limit);
  switch (clock->rule->kind) {
    case CLOCK_LEGAL: SAY(words, "The law allows %.*s%.*s.", T(limit), T(source)); break;
    case CLOCK_WINDOW:
      SAY(words, "The customer has %.*s%.*s; nobody is late, and a late request is decided, not refused.",
          T(limit), T(source));
      break;
    case CLOCK_SHOWN:
      SAY(words, "Another reading of the rule, shown beside it: %.*s%.*s.", T(limit), T(source));
      break;
    case CLOCK_TARGET: SAY(words, "The procedure allows %.*s%.*s.", T(limit), T(source)); break;
  }
  if (clock->or_later) say(words, TEXT("This is the later of the two dates that the rule gives."));
}

/* Where the law and the council each give a time for the same thing, each clock names the other. */
static void say_other_limit(Words *words) {
  const Clock *clock = words->clock;
  ClockKind kind = clock->rule->kind;
  if (kind != CLOCK_TARGET && kind != CLOCK_LEGAL) return;
  for (size_t i = 0; i < clock->stage->clock_count; i++) {
    const ClockRule *other = &clock->stage->clocks[i];
    bool same_end =
        other->met_by.type == clock->rule->met_by.type && other->met_by.stage == clock->rule->met_by.stage;
    bool counterpart = kind == CLOCK_TARGET ? other->kind == CLOCK_LEGAL : other->kind == CLOCK_TARGET;
    if (!same_end || !counterpart || other->limit.unit == UNIT_AGREED) continue;
    Text limit = limit_words(words->arena, other->limit);
    SAY(words,
        kind == CLOCK_TARGET ? "This is the council's promise; the law's own limit is %.*s."
                             : "This is the law's limit; the council promises %.*s.",
        T(limit));
  }
}

/* "a, b and c" */
static Text listed(Arena *arena, const Text *items, size_t count) {
  if (count == 0) return TEXT_NONE;
  if (count == 1) return items[0];
  Text first = text_join(arena, items, count - 1, TEXT(", "));
  return text_format(arena, "%.*s and %.*s", T(first), T(items[count - 1]));
}

/* The days that do not count, as they come. */
typedef struct Idle {
  Text months[PARTS_MAX]; /* "22–23, 29–30 December" */
  size_t month_count;
  Text names[PARTS_MAX]; /* "Christmas Day" */
  size_t name_count;
  int closed; /* council closure days */
  int weekends;
} Idle;

static bool is_idle(const Clock *clock, Date date) {
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    bool ended = !date_is_none(pause->to) && date_before(pause->to, date);
    if (date_before(pause->from, date) && !ended) return false;
  }
  return !calendar_is_working_day(clock->days, date);
}

static Text weekend_words(Arena *arena, Date first, Date last) {
  DateParts a = date_parts(first), b = date_parts(last);
  if (date_equal(first, last)) return text_format(arena, "%d", a.day);
  if (a.month == b.month) return text_format(arena, "%d–%d", a.day, b.day);
  return text_format(arena, "%d %s–%d", a.day, month_name(a.month), b.day);
}

static void add_weekend(Arena *arena, Idle *idle, Date first, Date last, bool same_month_follows) {
  Text words = weekend_words(arena, first, last);
  const char *month = same_month_follows ? "" : month_name(date_parts(last).month);
  Text *slot = &idle->months[idle->month_count];
  bool begun = !text_is_empty(*slot);
  *slot = text_format(arena, "%.*s%s%.*s%s%s", T(*slot), begun ? ", " : "", T(words),
                      same_month_follows ? "" : " ", month);
  idle->weekends++;
  if (!same_month_follows) idle->month_count++;
}

static bool name_known(const Idle *idle, Text name) {
  for (size_t i = 0; i < idle->name_count; i++)
    if (text_equal(idle->names[i], name)) return true;
  return false;
}

static void add_name(Idle *idle, Text name) {
  if (text_equal(name, TEXT("council closed")))
    idle->closed++;
  else if (!name_known(idle, name) && idle->name_count < PARTS_MAX)
    idle->names[idle->name_count++] = name;
}

/* The next weekend's last day in the same month, so that the month is named once. */
static bool month_goes_on(const Clock *clock, Date after, Date last) {
  int month = date_parts(after).month;
  for (Date date = date_plus(after, 1); !date_before(last, date); date = date_plus(date, 1)) {
    if (!is_idle(clock, date) || date_weekday(date) < SATURDAY) continue;
    bool pair =
        date_weekday(date) == SATURDAY && date_before(date, last) && is_idle(clock, date_plus(date, 1));
    return date_parts(pair ? date_plus(date, 1) : date).month == month;
  }
  return false;
}

static void gather_idle(Arena *arena, const Clock *clock, Idle *idle) {
  Date last = clock->due;
  for (Date date = date_plus(clock->starts_on, 1); !date_before(last, date); date = date_plus(date, 1)) {
    if (idle->month_count >= PARTS_MAX) return;
    if (!is_idle(clock, date)) continue;
    if (date_weekday(date) < SATURDAY) {
      add_name(idle, calendar_why_not(clock->days, date));
      continue;
    }
    Date first = date;
    Date next = date_plus(date, 1);
    bool pair = date_weekday(date) == SATURDAY && !date_before(last, next) && is_idle(clock, next);
    if (pair) date = next;
    add_weekend(arena, idle, first, date, month_goes_on(clock, date, last));
  }
}

static void say_idle(Words *words) {
  const Clock *clock = words->clock;
  if (clock->limit.unit == UNIT_CALENDAR_DAYS) {
    say(words, TEXT("Every day counts, weekends and bank holidays too."));
    return;
  }
  if (clock->limit.unit != UNIT_WORKING_DAYS || date_is_none(clock->due)) return;
  Arena *arena = words->arena;
  Idle *idle = ARENA_NEW(arena, Idle);
  for (size_t i = 0; i < PARTS_MAX; i++) idle->months[i] = TEXT_NONE;
  gather_idle(arena, clock, idle);
  if (idle->closed > 0 && idle->name_count < PARTS_MAX)
    idle->names[idle->name_count++] = text_format(arena, "%d day%s on which the council is closed",
                                                  idle->closed, idle->closed == 1 ? "" : "s");
  Text weekends = listed(arena, idle->months, idle->month_count),
       names = listed(arena, idle->names, idle->name_count);
  if (text_is_empty(weekends) && text_is_empty(names)) return;
  SAY(words, "Not counted: %s%.*s%s%.*s.",
      idle->weekends == 0   ? ""
      : idle->weekends == 1 ? "the weekend "
                            : "weekends ",
      T(weekends), text_is_empty(weekends) || text_is_empty(names) ? "" : "; ", T(names));
}

static void say_pauses(Words *words) {
  const Clock *clock = words->clock;
  for (size_t i = 0; i < clock->pause_count; i++) {
    const Pause *pause = &clock->pauses[i];
    Text from = day(words, pause->from), to = date_is_none(pause->to) ? TEXT_NONE : day(words, pause->to);
    Text reason = code_words(words->arena, pause->reason);
    const char *open = text_is_empty(reason) ? "" : " (", *close = text_is_empty(reason) ? "" : ")";
    if (text_is_empty(to))
      SAY(words, "Paused since %.*s%s%.*s%s: there is no due date until it is resumed.", T(from), open,
          T(reason), close);
    else if (clock->rule->pause.restart)
      SAY(words, "Paused from %.*s to %.*s%s%.*s%s; the count starts anew from that day.", T(from), T(to),
          open, T(reason), close);
    else
      SAY(words,
          "Paused from %.*s to %.*s%s%.*s%s: the days after the first, up to and including the last, do not "
          "count.",
          T(from), T(to), open, T(reason), close);
  }
}

static void say_months(Words *words) {
  const Clock *clock = words->clock;
  if (clock->limit.unit != UNIT_MONTHS || date_is_none(clock->original)) return;
  Text why;
  Date raw = clock_months_end(words->arena, clock, &why);
  Text on = day(words, raw);
  SAY(words, "%.*s is %.*s.", T(on), T(why));
  Date rolled = count_roll(clock->rule, clock->days, raw);
  if (date_equal(rolled, raw)) return;
  Text roll = clock_roll_words(words->arena, clock, raw), then = day(words, rolled);
  SAY(words, "%.*s is %.*s.", T(then), T(roll));
}

static void say_extension(Words *words) {
  const Clock *clock = words->clock;
  if (!clock->extended) return;
  Text on = day(words, clock->extended_on), from = day(words, clock->extended_from);
  if (!date_is_none(clock->due)) {
    Text to = day(words, clock->due);
    SAY(words, "Extended on %.*s, from %.*s to %.*s%s.", T(on), T(from), T(to),
        clock->extensions > 1 ? " (not the first extension)" : "");
  } else {
    SAY(words, "Extended on %.*s.", T(on));
  }
  if (!clock->extended_in_time)
    say(words,
        TEXT("The extension was made after the earlier due date had passed: an answer after that date "
             "is late."));
}

static void say_latest(Words *words) {
  const Clock *clock = words->clock;
  const ExtensionRule *extend = &clock->rule->extend;
  bool over = clock->status != CLOCK_RUNNING && clock->status != CLOCK_NOT_STARTED;
  if (over || date_is_none(clock->due)) return;
  if (extend->form == EXTENSION_OPEN)
    say(words, TEXT("It may be extended without a ceiling: a letter must say why and give the new date."));
  if (date_is_none(clock->latest) || date_equal(clock->latest, clock->due)) return;
  Text limit = limit_words(words->arena, extend->limit), latest = day(words, clock->latest);
  Text by = code_words(words->arena, extend->by);
  SAY(words, "The longest extension (%.*s %s%s%.*s) ends on %.*s.", T(limit),
      extend->form == EXTENSION_TO ? "in all" : "more", text_is_empty(by) ? "" : ", allowed by the ", T(by),
      T(latest));
}

static void say_due(Words *words) {
  const Clock *clock = words->clock;
  if (date_is_none(clock->starts_on)) return;
  bool paused = clock->pause_count > 0 && date_is_none(clock->pauses[clock->pause_count - 1].to);
  if (date_is_none(clock->due)) {
    if (!paused) say(words, TEXT("No date has been agreed yet."));
    return;
  }
  Text due = day(words, clock->due);
  SAY(words, "Due on %.*s.", T(due));
}

static void say_end(Words *words) {
  const Clock *clock = words->clock;
  if (!date_is_none(clock->met_on)) {
    Text done = event_phrase(words->arena, clock->rule->met_by), on = day(words, clock->met_on);
    static const char *const verdicts[] = {"", ", in time", ", within the extension", ", late"};
    SAY(words, "%.*s on %.*s%s.", T(done), T(on), verdicts[clock->verdict]);
  } else if (clock->status == CLOCK_MISSED && date_is_none(clock->ended_on)) {
    bool window = clock->rule->kind == CLOCK_WINDOW;
    say(words, TEXT("The time has run out."));
    if (window) say(words, TEXT("A later request is decided with reasons, never refused by itself."));
  } else if (clock->status == CLOCK_MISSED) {
    Text on = day(words, clock->ended_on);
    SAY(words, "Not met when the case moved on, on %.*s.", T(on));
  } else if (clock->status == CLOCK_NOT_NEEDED) {
    Text on = day(words, clock->ended_on);
    SAY(words, "No longer needed from %.*s.", T(on));
  }
}

static const char *holidays_of(Nation nation) {
  static const char *const words[NATION_COUNT] = {"England and Wales", "Scotland", "Northern Ireland",
                                                  "the whole United Kingdom"};
  return words[nation];
}

static void say_calendar(Words *words) {
  const Clock *clock = words->clock;
  if (date_is_none(clock->starts_on)) return;
  if (!date_is_none(clock->moved_from)) {
    Text old = day(words, clock->moved_from);
    SAY(words, "The due date was %.*s before a newly announced bank holiday moved it.", T(old));
  }
  int first, last;
  calendar_known_years(clock->days, &first, &last);
  if (clock->provisional)
    SAY(words, "Provisional: bank holidays are known for the years %d to %d only, so the date may move.",
        first, last);
  if (clock->limit.unit != UNIT_WORKING_DAYS && !clock->rule->rolls) return;
  Date published;
  Text version = clock->calendar;
  if (date_parse(version, &published)) version = date_words(words->arena, published);
  SAY(words, "Bank holidays of %s, as published on %.*s.", holidays_of(clock->procedure->nation),
      T(version));
}

Sentences clock_sentences(Arena *arena, const Clock *clock) {
  Words *words = ARENA_NEW(arena, Words);
  words->arena = arena;
  words->clock = clock;
  say_start(words);
  say_rule(words);
  say_other_limit(words);
  say_idle(words);
  say_months(words);
  say_pauses(words);
  say_extension(words);
  say_due(words);
  say_latest(words);
  say_end(words);
  say_calendar(words);
  if (!text_is_empty(clock->rule->note)) say(words, clock->rule->note);
  return (Sentences){words->items, words->count};
}
