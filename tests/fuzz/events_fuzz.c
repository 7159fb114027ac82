/* Any bytes as the events of a case: it folds or is refused with words, never a crash, never an impossible
 * state. The first byte chooses the procedure, then every six bytes are an event. */
#include "invariants.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#define EVENT_BYTES 6
#define EVENTS_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static Arena *lasting; /* the procedures and bank holidays, read once */
static ProcedureBook procedures;
static CalendarBook calendars;

static Text read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) BUG("cannot open %s", path);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *memory = arena_take(lasting, (size_t)size + 1, 1);
  size_t got = fread(memory, 1, (size_t)size, file);
  fclose(file);
  return (Text){memory, got};
}

static const char *path_of(const char *rest) {
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  return text_z(lasting, text_format(lasting, "%s/%s", root ? root : ".", rest));
}

static void load_procedures(void) {
  glob_t found;
  if (glob(path_of("procedures/*.yaml"), 0, NULL, &found) != 0) BUG("no procedures");
  const Procedure **items = ARENA_ARRAY(lasting, const Procedure *, found.gl_pathc);
  for (size_t i = 0; i < found.gl_pathc; i++)
    BUG_IF(procedure_read(lasting, text_of(found.gl_pathv[i]), read_file(found.gl_pathv[i]), &items[i],
                          NULL) != OK);
  BUG_IF(procedure_book_make(lasting, items, found.gl_pathc, &procedures) != OK);
  globfree(&found);
}

static void load_once(void) {
  if (lasting) return;
  lasting = arena_new();
  load_procedures();
  CalendarVersion *version;
  Text feed = read_file(path_of("calendars/2026-08-21.json"));
  BUG_IF(calendar_version_read(lasting, feed, TEXT("2026-08-21"), NULL, 0, &version) != OK);
  const CalendarVersion **versions = ARENA_ARRAY(lasting, const CalendarVersion *, 1);
  versions[0] = version;
  calendars = (CalendarBook){versions, 1};
}

static Text reason_of(uint8_t byte) {
  static const char *const reasons[] = {"",         "complex", "awaiting-information", "clarification",
                                        "training", "on-time", "not-complied",         "late"};
  return text_of(reasons[byte % 8]);
}

/* type, stage and flags, days after the event before, reason and outcome, days to `until`, what it corrects
 */
static Event event_of(const uint8_t *bytes, int32_t number, Date *day) {
  EventType type = (EventType)(bytes[0] % EVENT_TYPE_COUNT);
  Event event = plain_event(type, event_type_has_stage(type) ? 1 + bytes[1] % 3 : 0);
  *day = date_plus(*day, bytes[2] % 64 - (bytes[1] & 8 ? 40 : 0));
  event.number = number;
  event.on = *day;
  event.minute = bytes[1] & 16 ? bytes[2] * 5 : -1;
  event.reason = reason_of(bytes[3]);
  event.outcome = (Outcome)(bytes[3] / 8 % OUTCOME_COUNT);
  if (bytes[4]) event.until = date_plus(*day, (int32_t)(int8_t)bytes[4] * 3);
  if (bytes[1] & 32) event.clock = TEXT("long-stop");
  event.accepted = bytes[1] & 64;
  event.voids = bytes[1] & 128;
  event.corrects = bytes[5];
  event.record = bytes[5] % 5;
  event.subject.value = bytes[5] % 3;
  const Procedure *procedure = procedures.items[bytes[5] % procedures.count];
  if (type == EVENT_CLASSIFIED) event.procedure = procedure->id;
  return event;
}

static size_t read_events(const uint8_t *bytes, size_t length, Event *events) {
  Date day = {17167}; /* 1 January 2017 */
  const Procedure *procedure = procedures.items[bytes[0] % procedures.count];
  events[0] = plain_event(EVENT_RECEIVED, 0);
  events[1] = plain_event(EVENT_CLASSIFIED, 0);
  events[0].number = 1;
  events[1].number = 2;
  events[0].on = events[1].on = day;
  events[1].procedure = procedure->id;
  events[1].version = procedure->version;
  size_t count = 2;
  for (size_t at = 1; at + EVENT_BYTES <= length && count < EVENTS_MAX; at += EVENT_BYTES) {
    events[count] = event_of(bytes + at, (int32_t)count + 1, &day);
    count++;
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  if (length == 0) return 0;
  load_once();
  AUTO_ARENA memory = arena_new();
  Event events[EVENTS_MAX];
  FoldInput input = {.events = events, .procedures = &procedures, .calendars = &calendars};
  input.count = read_events(bytes, length, events);
  input.today = date_plus(events[input.count - 1].on, 20);
  CaseState state;
  Error error = case_fold(memory, &input, &state);
  if (error)
    BUG_IF(error->code != ERROR_INVALID || text_is_empty(error->words) || !text_is_utf8(error->words));
  else
    check_state(memory, &state);
  return 0;
}
