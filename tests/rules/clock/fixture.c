#include "fixture.h"

#include <glob.h>

Arena *arena;
ProcedureBook procedures;
CalendarBook calendars, only_old;

static Text root_path(const char *rest) {
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  return text_format(arena, "%s/%s", root ? root : ".", rest);
}

static Text read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) fail_msg("cannot open %s", path);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = arena_take(arena, (size_t)size + 1, 1);
  size_t got = fread(bytes, 1, (size_t)size, file);
  fclose(file);
  return (Text){bytes, got};
}

static void no_error(Error error, const char *what) {
  if (error) fail_msg("%s: %.*s", what, TEXT_ARGUMENTS(error->words));
}

static void load_procedures(void) {
  glob_t found;
  assert_int_equal(glob(text_z(arena, root_path("procedures/*.yaml")), 0, NULL, &found), 0);
  const Procedure **items = ARENA_ARRAY(arena, const Procedure *, found.gl_pathc);
  for (size_t i = 0; i < found.gl_pathc; i++)
    no_error(
        procedure_read(arena, text_of(found.gl_pathv[i]), read_file(found.gl_pathv[i]), &items[i], NULL),
        found.gl_pathv[i]);
  no_error(procedure_book_make(arena, items, found.gl_pathc, &procedures), "procedures");
  globfree(&found);
}

Text feed_text(void) { return read_file(text_z(arena, root_path("calendars/2026-08-21.json"))); }

CalendarBook book_of(Text feed, const char *version) {
  CalendarVersion *read;
  no_error(calendar_version_read(arena, feed, text_of(version), NULL, 0, &read), version);
  const CalendarVersion **versions = ARENA_ARRAY(arena, const CalendarVersion *, 1);
  versions[0] = read;
  return (CalendarBook){versions, 1};
}

static size_t back_to(Text text, size_t from, char c) {
  while (from > 0 && text.at[from] != c) from--;
  return from;
}

Text feed_without(Text feed, const char *iso) {
  Text words = feed;
  for (;;) {
    size_t at = text_find(words, text_format(arena, "\"%s\"", iso), 0);
    if (at == SIZE_MAX) return words;
    size_t open = back_to(words, at, '{'), close = text_find(words, TEXT("}"), at);
    size_t comma =
        back_to(words, open, ','); /* the entry before ends so: no year begins with the day taken out */
    words = text_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(text_slice(words, 0, comma)),
                        TEXT_ARGUMENTS(text_slice(words, close + 1, words.length)));
  }
}

Text feed_with(Text feed, const char *iso, const char *title) {
  size_t nation = text_find(feed, TEXT("\"england-and-wales\""), 0);
  size_t at = text_find(feed, TEXT("["), nation) + 1;
  return text_format(arena, "%.*s{\"title\":\"%s\",\"date\":\"%s\",\"notes\":\"\",\"bunting\":true},%.*s",
                     TEXT_ARGUMENTS(text_slice(feed, 0, at)), title, iso,
                     TEXT_ARGUMENTS(text_slice(feed, at, feed.length)));
}

int load_everything(void **state) {
  (void)state;
  arena = arena_new();
  load_procedures();
  Text feed = feed_text();
  CalendarBook fresh = book_of(feed, VERSION_NEW);
  only_old = book_of(feed_without(feed, "2022-09-19"), VERSION_OLD);
  const CalendarVersion **versions = ARENA_ARRAY(arena, const CalendarVersion *, 2);
  versions[0] = only_old.versions[0];
  versions[1] = fresh.versions[0];
  calendars = (CalendarBook){versions, 2};
  return 0;
}

int drop_everything(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

Date day(const char *iso) {
  Date date;
  if (!date_parse(text_of(iso), &date)) fail_msg("%s is no day", iso);
  return date;
}

const Procedure *procedure_with(const char *id, const char *on, const char *settings) {
  const Procedure *procedure = procedure_in_force(&procedures, text_of(id), day(on));
  if (!procedure) fail_msg("no procedure %s", id);
  SettingAnswer answers[8];
  size_t count = 0;
  Text rest = text_of(settings), word;
  while (count < 8 && text_next(&rest, ' ', &word)) {
    size_t equals = text_find(word, TEXT("="), 0);
    answers[count++] =
        (SettingAnswer){text_slice(word, 0, equals), text_slice(word, equals + 1, word.length)};
  }
  if (count) no_error(procedure_apply(arena, procedure, answers, count, &procedure), settings);
  return procedure;
}

static Text cut(Text *rest, const char *marks) {
  size_t at = 0;
  while (at < rest->length && !strchr(marks, rest->at[at])) at++;
  Text part = text_slice(*rest, 0, at);
  *rest = text_slice(*rest, at, rest->length);
  return part;
}

#define MARKS "@>:!%~*+#=&"

static int64_t number_of(Text text) {
  int64_t number;
  if (!text_to_int(text, &number)) fail_msg("%.*s is no number", TEXT_ARGUMENTS(text));
  return number;
}

static void set_minute(Event *event, Text *rest) {
  Text hour = cut(rest, MARKS);
  *rest = text_slice(*rest, 1, rest->length);
  event->minute = (int)(number_of(hour) * 60 + number_of(cut(rest, MARKS)));
}

static void set_part(Event *event, char mark, Text *rest) {
  if (mark == '@') {
    set_minute(event, rest);
    return;
  }
  if (mark == '+') {
    event->accepted = true;
    return;
  }
  Text value = cut(rest, MARKS);
  switch (mark) {
    case '>': event->until = day(text_z(arena, value)); break;
    case ':': event->reason = value; break;
    case '!': assert_true(outcome_of(value, &event->outcome)); break;
    case '%': event->calendar = value; break;
    case '~': event->clock = value; break;
    case '&': event->record = (int32_t)number_of(value); break;
    case '*': event->subject.value = number_of(value); break;
    case '=': event->procedure = value; break;
    default: /* # */
      event->voids = text_ends(value, TEXT("-"));
      event->corrects = (int32_t)number_of(event->voids ? text_slice(value, 0, value.length - 1) : value);
  }
}

static Event event_of(Text word, int32_t number) {
  Event event = {.number = number,
                 .minute = -1,
                 .recorded = INSTANT_NONE,
                 .until = DATE_NONE,
                 .clock = TEXT_NONE,
                 .reason = TEXT_NONE,
                 .procedure = TEXT_NONE,
                 .version = TEXT_NONE,
                 .calendar = TEXT_NONE};
  size_t equals = text_find(word, TEXT("="), 0);
  EventName name;
  no_error(event_name_read(arena, text_slice(word, 0, equals), &name), "event");
  event.type = name.type;
  event.stage = name.stage;
  Text rest = text_slice(word, equals + 1, word.length);
  Text on = cut(&rest, MARKS);
  event.on = text_equal(on, TEXT("none")) ? DATE_NONE : day(text_z(arena, on));
  while (rest.length > 0) {
    char mark = rest.at[0];
    rest = text_slice(rest, 1, rest.length);
    set_part(&event, mark, &rest);
  }
  return event;
}

Line line(const char *words) {
  Event *events = ARENA_ARRAY(arena, Event, strlen(words) / 4 + 1);
  size_t count = 0;
  Text rest = text_copy(arena, text_of(words)), word;
  while (text_next(&rest, ' ', &word)) {
    if (text_is_empty(word)) continue;
    events[count] = event_of(word, (int32_t)count + 1);
    count++;
  }
  return (Line){events, count};
}

static int by_day(const void *a, const void *b) {
  const Event *x = a, *y = b;
  int order = date_compare(x->on, y->on);
  return order ? order : x->number - y->number;
}

ClockList clocks_in(const CalendarBook *book, const Procedure *procedure, const char *words,
                    const char *today) {
  Line read = line(words);
  Event *sorted = ARENA_ARRAY(arena, Event, read.count + 1);
  for (size_t i = 0; i < read.count; i++) sorted[i] = read.events[i];
  qsort(sorted, read.count, sizeof *sorted, by_day);
  ClockInput input = {procedure, sorted, read.count, book, day(today)};
  return clocks_derive(arena, &input);
}

ClockList clocks_of(const Procedure *procedure, const char *words, const char *today) {
  return clocks_in(&calendars, procedure, words, today);
}

const Clock *clock_of(ClockList clocks, const char *id) {
  const Clock *clock = clock_find(clocks, text_of(id));
  if (!clock) fail_msg("there is no clock %s", id);
  return clock;
}

Error fold_line(const char *words, const char *today, CaseState *state) {
  Line read = line(words);
  FoldInput input = {read.events, read.count, &procedures, &calendars, day(today)};
  return case_fold(arena, &input, state);
}

CaseState *fold(const char *words, const char *today) {
  CaseState *state = ARENA_NEW(arena, CaseState);
  no_error(fold_line(words, today, state), words);
  return state;
}

void assert_day_at(Date got, const char *expected, const char *file, int line_number) {
  Text text = date_iso(arena, got);
  if (text_equal(text, text_of(expected))) return;
  print_error("%s:%d: %.*s, expected %s\n", file, line_number, TEXT_ARGUMENTS(text),
              *expected ? expected : "no day");
  _fail(file, line_number);
}

void assert_status_at(const Clock *clock, ClockStatus status, const char *file, int line_number) {
  if (clock->status == status) return;
  print_error("%s:%d: %.*s is %s, expected %s\n", file, line_number, TEXT_ARGUMENTS(clock->id),
              clock_status_word(clock->status), clock_status_word(status));
  _fail(file, line_number);
}

void assert_says_at(Text words, const char *part, const char *file, int line_number) {
  if (text_contains(words, text_of(part))) return;
  print_error("%s:%d: \"%.*s\" does not say \"%s\"\n", file, line_number, TEXT_ARGUMENTS(words), part);
  _fail(file, line_number);
}
