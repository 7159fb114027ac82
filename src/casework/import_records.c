/* recommendations.csv and actions.csv: what a case left to be done. The rows are gathered by case, so that a
 * case is read and written once however many rows it has and wherever they stand. */
#include "casework/act.h"
#include "casework/import_parts.h"

/* More of one case are no list of things to do. */
#define RECORDS_MOST 200
/* What is gathered is written when it is that much. */
#define GATHERED_MOST ((size_t)16 << 20)

typedef enum ActionColumn {
  COMPLAINT,
  TYPE,
  DESCRIPTION,
  OWNER,
  DUE,
  COMPLETED,
  ACTION_COLUMNS
} ActionColumn;
typedef enum RecommendationColumn {
  OMBUDSMAN,
  RECOMMENDATION,
  TO_BE_DONE,
  DONE,
  COMPLIANCE,
  RECOMMENDATION_COLUMNS
} RecommendationColumn;

typedef struct NewRecord {
  struct NewRecord *next;
  EventType type;
  Text code, words, owner;
  Date agreed, due, completed;
  Compliance compliance;
} NewRecord;

/* A case with the records that the file adds to it. */
typedef struct RecordGroup {
  struct RecordGroup *next;
  ImportFound found;
  bool wrong_kind;
  int line; /* of its first row */
  CaseId id;
  int64_t version;
  Date received, decided;
  Date answers[2 * STAGES_MAX];
  size_t answer_count, count;
  int32_t last_number;
  NewRecord *first, *last;
} RecordGroup;

typedef struct RecordGroups {
  Arena *arena;
  Names names; /* of the cases: index of the group */
  Names there; /* what the cases had before: how many of each */
  RecordGroup **items;
  size_t count, capacity;
} RecordGroups;

/* ---- the case of a row ------------------------------------------------------------------------------- */

/* What a record says, for telling one that is there already. */
static Text signature(Arena *arena, CaseId id, EventType type, const Text parts[3], Date due) {
  Text joined = text_join(arena, parts, 3, TEXT("\n"));
  Text all =
      text_format(arena, "%lld %d %d %.*s", (long long)id.value, (int)type, due.day, TEXT_ARGUMENTS(joined));
  return hash_hex(arena, hash_of(all));
}

static void note_there(Import *import, const CaseFile *file, const LedgerEvent *event) {
  EventType type = event->event.type;
  if (type != EVENT_ACTION_AGREED && type != EVENT_RECOMMENDED) return;
  const Text parts[] = {event->event.reason, event_text(event, "words"), event_text(event, "owner")};
  (*names_add(&import->groups->there,
              signature(import->ctx.arena, file->id, type, parts, event->event.until)))++;
}

static void take_state(RecordGroup *group, const CaseFile *file) {
  const CaseState *state = &file->state;
  group->version = file->version;
  group->received = state->received;
  group->decided = state->decided;
  for (int i = 1; i <= STAGES_MAX; i++) {
    group->answers[group->answer_count++] = state->stages[i].responded;
    group->answers[group->answer_count++] = state->stages[i].answered_again;
  }
  for (size_t i = 0; i < file->count; i++)
    if (file->events[i].event.record > group->last_number) group->last_number = file->events[i].event.record;
}

static bool is_kind(const CaseFile *file, const char *kind) { return text_equal(file->kind, text_of(kind)); }

static Error load_group(Import *import, Text reference, RecordGroup *group) {
  TRY(import_find(import, reference, &group->id, &group->found));
  if (group->found != IMPORT_THERE) return OK;
  CaseFile file;
  TRY(ledger_load(&import->ctx, group->id, &file));
  take_state(group, &file);
  for (size_t i = 0; i < file.count; i++) note_there(import, &file, &file.events[i]);
  bool recommends = import->shape == &import_recommendations;
  group->wrong_kind = recommends ? !is_kind(&file, "ombudsman-case") : is_kind(&file, "publication");
  return OK;
}

static RecordGroup *add_group(RecordGroups *groups) {
  if (groups->count == groups->capacity) {
    size_t capacity = groups->capacity ? groups->capacity * 2 : 64;
    groups->items = arena_grow(groups->arena, groups->items, groups->count, capacity, sizeof(RecordGroup *));
    groups->capacity = capacity;
  }
  RecordGroup *group = ARENA_NEW(groups->arena, RecordGroup);
  groups->items[groups->count++] = group;
  return group;
}

/* The case that the first column names; NULL, with a mistake where nothing else says it, where it takes no
 * records. */
static Error group_of(Import *import, RecordGroup **found) {
  RecordGroups *groups = import->groups;
  Text reference = import->cells[0];
  *found = NULL;
  if (text_is_empty(reference)) return OK;
  int64_t *index = names_add(&groups->names, reference);
  if (!*index) {
    RecordGroup *fresh = add_group(groups);
    *index = (int64_t)groups->count;
    fresh->line = import->line;
    TRY(load_group(import, reference, fresh));
  }
  RecordGroup *group = groups->items[*index - 1];
  if (group->found == IMPORT_NOT_THERE)
    import_not_there(import, 0);
  else if (group->wrong_kind)
    import_wrong(import, 0, "is not a case that this file can be about");
  else if (group->found == IMPORT_THERE)
    *found = group;
  return OK;
}

/* ---- rows -------------------------------------------------------------------------------------------- */

static Date earlier(Date a, Date b) {
  if (date_is_none(a)) return b;
  return date_is_none(b) || date_before(a, b) ? a : b;
}

/* No file says when it was agreed. An action: with the last answer that is not after its days, else with the
 * receipt. A recommendation: with the decision, or by the day on which it was done where that was before. */
static Date agreed_on(const RecordGroup *group, const NewRecord *record) {
  Date latest = earlier(record->due, record->completed), agreed = group->received;
  if (record->type == EVENT_RECOMMENDED) {
    if (!date_is_none(group->decided)) agreed = earlier(group->decided, latest);
    return agreed;
  }
  for (size_t i = 0; i < group->answer_count; i++) {
    Date answer = group->answers[i];
    bool fits = !date_is_none(answer) && (date_is_none(latest) || !date_before(latest, answer));
    if (fits) agreed = date_later(agreed, answer);
  }
  return agreed;
}

/* Keeps the record with its case until the case is written. */
static void keep(Import *import, RecordGroup *group, const NewRecord *record, size_t *made) {
  Arena *arena = import->groups->arena;
  NewRecord *kept = ARENA_NEW(arena, NewRecord);
  *kept = *record;
  kept->next = NULL;
  kept->code = text_copy(arena, record->code);
  kept->words = text_copy(arena, record->words);
  kept->owner = text_copy(arena, record->owner);
  if (group->last)
    group->last->next = kept;
  else
    group->first = kept;
  group->last = kept;
  group->count++;
  (*made)++;
}

static void check_new(Import *import, const RecordGroup *group, const NewRecord *record) {
  const Text parts[] = {record->code, record->words, record->owner};
  if (names_find(&import->groups->there,
                 signature(import->ctx.arena, group->id, record->type, parts, record->due)))
    import_wrong_row(import, TEXT("this stands in the case already"));
  if (group->last_number + (int32_t)group->count >= RECORDS_MOST)
    import_wrong(import, 0, "has more than %d actions and recommendations", RECORDS_MOST);
}

static Error write_groups(Import *import);

/* What both files have in common: the days, and the case. */
static Error take(Import *import, NewRecord *record, int due, int completed, size_t *made) {
  RecordGroup *group;
  if (!import->groups) {
    import->groups = ARENA_NEW(import->gathered, RecordGroups);
    import->groups->arena = import->gathered;
    import->groups->names.arena = import->groups->there.arena = import->gathered;
  }
  TRY(group_of(import, &group));
  record->due = import_date(import, due);
  record->completed = import_day(import, completed);
  if (group) {
    import_order(import, group->received, record->due, due);
    import_order(import, group->received, record->completed, completed);
    record->agreed = agreed_on(group, record);
    check_new(import, group, record);
  }
  if (group && !import_row_is_wrong(import)) keep(import, group, record, made);
  return arena_used(import->gathered) > GATHERED_MOST ? write_groups(import) : OK;
}

static Error read_action(Import *import) {
  static const char *const types[] = {"training",       "procedure-review",      "guidance-to-staff",
                                      "service-change", "improve-relationships", NULL};
  NewRecord record = {.type = EVENT_ACTION_AGREED, .compliance = COMPLIANCE_NONE};
  record.code = import_code(import, TYPE, types);
  record.words = import->cells[DESCRIPTION];
  record.owner = import->cells[OWNER];
  return take(import, &record, DUE, COMPLETED, &import->report.actions);
}

static Error read_recommendation(Import *import) {
  static const char *const words[] = {"on-time", "late", "not-complied", NULL};
  NewRecord record = {.type = EVENT_RECOMMENDED, .code = TEXT_NONE, .owner = TEXT_NONE};
  record.words = import->cells[RECOMMENDATION];
  int compliance = import_word(import, COMPLIANCE, words);
  if (compliance >= 0) BUG_IF(!compliance_of(text_of(words[compliance]), &record.compliance));
  return take(import, &record, TO_BE_DONE, DONE, &import->report.recommendations);
}

/* ---- writing ----------------------------------------------------------------------------------------- */

/* The day on which the Ombudsman wrote it down is not in the file: with what was done, or on the day when it
 * should have been, and never in the future. */
static Date compliance_on(const Import *import, const NewRecord *record) {
  Date today = ctx_today(&import->ctx);
  if (!date_is_none(record->completed)) return record->completed;
  return date_is_none(record->due) ? today : earlier(record->due, today);
}

static size_t add_events(const Import *import, const NewRecord *record, int32_t number, LedgerEvent *events) {
  Arena *arena = import->ctx.arena;
  size_t count = 0;
  LedgerEvent *agreed = &events[count++];
  *agreed = import_event(import, record->type, 0, record->agreed);
  agreed->event.until = record->due;
  agreed->event.reason = record->code;
  act_text(arena, agreed, "owner", record->owner);
  act_text(arena, agreed, "words", record->words);
  if (!date_is_none(record->completed))
    events[count++] = import_event(import, EVENT_COMPLETED, 0, record->completed);
  if (record->compliance != COMPLIANCE_NONE) {
    events[count] = import_event(import, EVENT_COMPLIANCE_RECORDED, 0, compliance_on(import, record));
    events[count++].event.reason = text_of(compliance_word(record->compliance));
  }
  for (size_t i = 0; i < count; i++) events[i].event.record = number;
  return count;
}

/* By the day on which they were agreed, so that they are numbered in the order in which they happened. */
static const NewRecord **in_order(Arena *arena, const RecordGroup *group) {
  const NewRecord **records = ARENA_ARRAY(arena, const NewRecord *, group->count);
  size_t count = 0;
  for (const NewRecord *record = group->first; record; record = record->next) {
    size_t at = count++;
    for (; at > 0 && date_before(record->agreed, records[at - 1]->agreed); at--)
      records[at] = records[at - 1];
    records[at] = record;
  }
  return records;
}

static Error write_group(Import *import, RecordGroup *group) {
  if (!group->count) return OK;
  arena_reset(import->ctx.arena);
  LedgerEvent *events = ARENA_ARRAY(import->ctx.arena, LedgerEvent, group->count * 3);
  const NewRecord **records = in_order(import->ctx.arena, group);
  size_t count = 0;
  for (size_t i = 0; i < group->count; i++)
    count += add_events(import, records[i], ++group->last_number, &events[count]);
  Error error = ledger_append(&import->ctx, group->id, group->version, events, count);
  if (!error || error->code != ERROR_INVALID) return error;
  import_mistake(import, group->line, 0, error->words);
  return OK;
}

static Error write_all(Import *import) {
  for (size_t i = 0; i < import->groups->count; i++) TRY(write_group(import, import->groups->items[i]));
  return OK;
}

/* Writes what was gathered and forgets it. */
static Error write_groups(Import *import) {
  if (!import->groups) return OK;
  Error error = write_all(import);
  import->groups = NULL;
  arena_reset(import->gathered);
  return error;
}

static const ImportColumn ACTIONS[ACTION_COLUMNS] = {
    [COMPLAINT] = {"complaint_reference", true, 0},
    [TYPE] = {"type", true, 0},
    [DESCRIPTION] = {"description", false, 0},
    [OWNER] = {"owner", false, 0},
    [DUE] = {"due", false, 0},
    [COMPLETED] = {"completed", false, 0},
};

const ImportShape import_actions = {.name = "actions.csv",
                                    .columns = ACTIONS,
                                    .column_count = ACTION_COLUMNS,
                                    .row = read_action,
                                    .end = write_groups};

static const ImportColumn RECOMMENDATIONS[RECOMMENDATION_COLUMNS] = {
    [OMBUDSMAN] = {"ombudsman_reference", true, 0},
    [RECOMMENDATION] = {"recommendation", true, 0},
    [TO_BE_DONE] = {"due", false, 0},
    [DONE] = {"completed", false, 0},
    [COMPLIANCE] = {"compliance", false, 0},
};

const ImportShape import_recommendations = {.name = "recommendations.csv",
                                            .columns = RECOMMENDATIONS,
                                            .column_count = RECOMMENDATION_COLUMNS,
                                            .row = read_recommendation,
                                            .end = write_groups};
