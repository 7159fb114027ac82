/* The chain: whoever changes anything of an event, a text or a case from outside is found and named. */
#include "world.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A copy of the world's file that a test may spoil, with every guard of the database taken away. */
typedef struct Copy {
  Arena *arena;
  char *path;
  sqlite3 *handle;
} Copy;

typedef struct Template {
  World *world;
  char *bytes;
  size_t size;
} Template;

static Template template_of(World *world) {
  raw(world, "PRAGMA wal_checkpoint(TRUNCATE)");
  int file = open(world_path(world, "redress.db"), O_RDONLY | O_CLOEXEC);
  off_t size = lseek(file, 0, SEEK_END);
  Template template = {world, arena_take(world->arena, (size_t)size, 1), (size_t)size};
  assert_int_equal(pread(file, template.bytes, template.size, 0), size);
  close(file);
  return template;
}

static Copy copy_begin(const Template *template) {
  Copy copy = {.arena = arena_new()};
  copy.path = text_z(copy.arena, text_format(copy.arena, "%s/copy.db", template->world->folder));
  int file = open(copy.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  assert_int_equal(write(file, template->bytes, template->size), template->size);
  close(file);
  copy.handle = raw_open(copy.path);
  sqlite3_exec(copy.handle,
               "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; DROP TRIGGER event_stays; DROP TRIGGER "
               "event_remains",
               NULL, NULL, NULL);
  return copy;
}

static void spoil(Copy *copy, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void spoil(Copy *copy, const char *format, ...) {
  char *words = NULL;
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  if (sqlite3_exec(copy->handle, sql, NULL, NULL, &words) != SQLITE_OK) fail_msg("%s: %s", words, sql);
  sqlite3_free(sql);
}

/* Verifies the copy and takes it away: how many are wrong, and what was said last. */
static size_t copy_end(const Template *template, Copy *copy, Text *said) {
  char name[512];
  sqlite3_close(copy->handle);
  World other = *template->world;
  other.arena = copy->arena;
  Text url = text_format(copy->arena, "sqlite:%s", copy->path);
  MUST(db_open(copy->arena, url, (DbOptions){0}, &other.db));
  Ctx ctx = as_system(&other);
  size_t found = wrongs(&ctx, said);
  *said = text_copy(template->world->arena, *said);
  db_close(other.db);
  const char *const ends[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < COUNT(ends); i++) {
    snprintf(name, sizeof name, "%s%s", copy->path, ends[i]);
    unlink(name);
  }
  arena_free(copy->arena);
  return found;
}

/* Four cases that between them use most columns. */
static void histories(World *world) {
  Ctx ctx = as(world, OFFICER);
  for (int i = 0; i < 4; i++) {
    at(world, "2018-12-18");
    Text reference = new_case(world, BINS, "Nobody came to empty the bins");
    CaseFile file = seen(world, reference);
    TriageDecision decision = {
        file.state.procedure->id,    TEXT("A reason"), world->services[BINS], TEXT("North"),
        TEXT("Delay;Staff conduct"), TEXT("Bins"),     TEXT("councillor"),    world->people[OFFICER]};
    MUST(act_triage(&ctx, on_case(reference), &decision));
    acknowledged(world, reference);
    at(world, "2018-12-20");
    MUST(act_pause(&ctx, on_case(reference), TEXT("awaiting-information"), TEXT("Which street?")));
    at(world, "2018-12-21");
    MUST(act_resume(&ctx, on_case(reference), TEXT("The High Street.")));
    Extension extension = {day("2019-02-01"), TEXT("other"), TEXT("Away"), world->people[MANAGER], true};
    MUST(act_extend(&ctx, on_case(reference), &extension));
    Answer answer = answer_of(world, OFFICER, OUTCOME_PARTLY_UPHELD);
    answer.remedies = TEXT("apology;payment");
    answer.pence = 2500;
    MUST(act_respond(&ctx, on_case(reference), &answer));
    file = seen(world, reference);
    MUST(act_correct(
        &ctx, on_case(reference),
        &(Correction){(int32_t)file.version, false, DATE_NONE, DATE_NONE, OUTCOME_UPHELD, TEXT("A slip")}));
  }
}

/* ---- what the database itself refuses ------------------------------------------------------------- */

static void events_stay(void **state) {
  World *world = *state;
  new_case(world, BINS, "Nobody came");
  sqlite3 *handle = raw_open(world_path(world, "redress.db"));
  static const char *const tries[] = {
      "UPDATE event SET on_day = '2018-12-01'", "UPDATE event SET hash = hash", "DELETE FROM event",
      "DELETE FROM event WHERE number = 2", "UPDATE OR IGNORE event SET number = number + 10"};
  for (size_t i = 0; i < COUNT(tries); i++) {
    assert_int_not_equal(sqlite3_exec(handle, tries[i], NULL, NULL, NULL), SQLITE_OK);
    assert_non_null(strstr(sqlite3_errmsg(handle), "events are never"));
  }
  sqlite3_close(handle);
}

/* ---- one byte of one column ----------------------------------------------------------------------- */

typedef struct Spot {
  const char *table, *column;
} Spot;

/* Every column of the three tables but disposed of event_text, which has tests of its own. */
static const Spot SPOTS[] = {
    {"event", "case_id"},       {"event", "number"},      {"event", "type"},         {"event", "stage"},
    {"event", "on_day"},        {"event", "on_minute"},   {"event", "recorded"},     {"event", "by_user"},
    {"event", "role"},          {"event", "until_day"},   {"event", "clock"},        {"event", "outcome"},
    {"event", "reason"},        {"event", "procedure"},   {"event", "version"},      {"event", "calendar"},
    {"event", "subject"},       {"event", "corrects"},    {"event", "service"},      {"event", "team"},
    {"event", "channel"},       {"event", "causes"},      {"event", "remedies"},     {"event", "pence"},
    {"event", "flags"},         {"event", "commitments"}, {"event", "previous"},     {"event", "hash"},
    {"event", "accepted"},      {"event", "voids"},       {"event_text", "case_id"}, {"event_text", "number"},
    {"event_text", "slot"},     {"event_text", "salt"},   {"event_text", "body"},    {"case_file", "id"},
    {"case_file", "reference"}, {"case_file", "kind"},    {"case_file", "version"},  {"case_file", "head"},
    {"case_file", "submission_hash"}, {"case_file", "tracking_hash"}, {"case_file", "created"},
};

/* The text with one byte changed to another letter or figure. */
static const char *other_text(Arena *arena, const char *old, uint64_t *seed) {
  static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz-:;|Z";
  size_t length = strlen(old);
  if (!length) return "x";
  char *text = text_z(arena, text_of(old));
  size_t place = dice_below(seed, (uint32_t)length);
  char now = text[place];
  while (text[place] == now) text[place] = letters[dice_below(seed, sizeof letters - 1)];
  return text;
}

/* One byte of the eight, changed. */
static int64_t other_number(int64_t old, bool flag, uint64_t *seed) {
  if (flag) return !old;
  return old ^ (int64_t)((uint64_t)(1 + dice_below(seed, 255)) << (8 * dice_below(seed, 7)));
}

typedef struct Row {
  int64_t case_id, number;
  const char *reference, *type, *value, *slot;
} Row;

static Row read_row(Copy *copy, const char *sql) {
  sqlite3_stmt *statement;
  Row row = {0};
  if (sqlite3_prepare_v2(copy->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    fail_msg("%s", sqlite3_errmsg(copy->handle));
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  row.case_id = sqlite3_column_int64(statement, 0);
  row.number = sqlite3_column_int64(statement, 1);
  const char **texts[] = {&row.reference, &row.type, &row.value, &row.slot};
  for (int i = 0; i < 4; i++)
    *texts[i] = text_z(copy->arena, text_of((const char *)sqlite3_column_text(statement, 2 + i)));
  sqlite3_finalize(statement);
  return row;
}

/* A row of the table, by chance; one in which the column says something, where there is one. */
static Row pick_row(Copy *copy, const Spot *spot, uint64_t *seed) {
  bool is_case = strcmp(spot->table, "case_file") == 0, is_text = strcmp(spot->table, "event_text") == 0;
  const char *id = is_case ? "id" : "case_id";
  char *count = sqlite3_mprintf("SELECT count(*) FROM %s WHERE %s IS NOT NULL", spot->table, spot->column);
  int rows = (int)strtol(ask_file(copy->arena, copy->path, count), NULL, 10);
  sqlite3_free(count);
  char *sql = sqlite3_mprintf(
      "SELECT t.%s, t.%s, f.reference, typeof(t.%s), coalesce(t.%s, ''), %s FROM %s t "
      "JOIN case_file f ON f.id = t.%s ORDER BY t.%s IS NULL, 1, 2, 6 LIMIT 1 OFFSET %u",
      id, is_case ? "version" : "number", spot->column, spot->column, is_text ? "t.slot" : "''", spot->table,
      id, spot->column, rows ? dice_below(seed, (uint32_t)rows) : dice_below(seed, 8));
  Row row = read_row(copy, sql);
  sqlite3_free(sql);
  return row;
}

static char *where_row(const Spot *spot, const Row *row) {
  if (strcmp(spot->table, "case_file") == 0) return sqlite3_mprintf("id = %lld", (long long)row->case_id);
  if (strcmp(spot->table, "event") == 0)
    return sqlite3_mprintf("case_id = %lld AND number = %lld", (long long)row->case_id,
                           (long long)row->number);
  return sqlite3_mprintf("case_id = %lld AND number = %lld AND slot = '%s'", (long long)row->case_id,
                         (long long)row->number, row->slot);
}

static bool is_number_column(const char *column) {
  static const char *const numbers[] = {"case_id", "id",      "number",   "stage",    "on_minute",
                                        "by_user", "subject", "accepted", "corrects", "voids",
                                        "service", "pence",   "version"};
  for (size_t i = 0; i < COUNT(numbers); i++)
    if (strcmp(column, numbers[i]) == 0) return true;
  return false;
}

/* Spoils one byte of the column in a row that chance picks; gives the reference of its case. */
static const char *spoil_spot(Copy *copy, const Spot *spot, uint64_t *seed) {
  Row row = pick_row(copy, spot, seed);
  char *where = where_row(spot, &row);
  bool flag = strcmp(spot->column, "accepted") == 0 || strcmp(spot->column, "voids") == 0;
  bool text_version = strcmp(spot->table, "event") == 0 && strcmp(spot->column, "version") == 0;
  if (is_number_column(spot->column) && !text_version)
    spoil(copy, "UPDATE OR REPLACE %s SET %s = %lld WHERE %s", spot->table, spot->column,
          (long long)other_number(atoll(row.value), flag, seed), where);
  else
    spoil(copy, "UPDATE OR REPLACE %s SET %s = '%s' WHERE %s", spot->table, spot->column,
          other_text(copy->arena, row.value, seed), where);
  sqlite3_free(where);
  return row.reference;
}

static void any_one_byte_is_found_and_named(void **state) {
  World *world = *state;
  histories(world);
  Template template = template_of(world);
  uint64_t seed = 20181218;
  for (int i = 0; i < 6 * (int)COUNT(SPOTS); i++) {
    const Spot *spot = &SPOTS[(size_t)i % COUNT(SPOTS)];
    Copy copy = copy_begin(&template);
    const char *reference = text_z(world->arena, text_of(spoil_spot(&copy, spot, &seed)));
    Text said = TEXT_NONE;
    size_t found = copy_end(&template, &copy, &said);
    if (found == 0) fail_msg("trial %d: %s.%s was changed and nobody saw it", i, spot->table, spot->column);
    bool named =
        text_contains(said, text_of(reference)) || strcmp(spot->column, "reference") == 0 || found > 1;
    if (!named)
      fail_msg("trial %d: %s.%s of %s; said: %.*s", i, spot->table, spot->column, reference,
               TEXT_ARGUMENTS(said));
  }
}

/* ---- cleverer hands ------------------------------------------------------------------------------- */

typedef struct Trick {
  const char *name, *sql;
} Trick;

#define ONE "(SELECT min(id) FROM case_file)"
#define TWO "(SELECT max(id) FROM case_file)"

static const Trick TRICKS[] = {
    {"last event deleted", "DELETE FROM event WHERE case_id = " ONE
                           " AND number = (SELECT max(number) FROM event WHERE case_id = " ONE ")"},
    {"last event deleted and the count with it",
     "DELETE FROM event WHERE case_id = " ONE " AND number = (SELECT version FROM case_file WHERE id = " ONE
     ");"
     "UPDATE case_file SET version = version - 1 WHERE id = " ONE},
    {"last event deleted, count and head with it",
     "DELETE FROM event WHERE case_id = " ONE " AND number = (SELECT version FROM case_file WHERE id = " ONE
     ");"
     "DELETE FROM event_text WHERE case_id = " ONE
     " AND number = (SELECT version FROM case_file WHERE id = " ONE ");"
     "UPDATE case_file SET version = version - 1, head = (SELECT hash FROM event e WHERE e.case_id = id "
     "ORDER BY number DESC "
     "LIMIT 1) WHERE id = " ONE},
    {"an event in the middle deleted", "DELETE FROM event WHERE case_id = " ONE " AND number = 4"},
    {"all events deleted", "DELETE FROM event WHERE case_id = " ONE},
    {"two events swapped", "UPDATE event SET number = -1 WHERE case_id = " ONE " AND number = 3;"
                           "UPDATE event SET number = 3 WHERE case_id = " ONE " AND number = 4;"
                           "UPDATE event SET number = 4 WHERE case_id = " ONE " AND number = -1"},
    {"an event of another case", "DELETE FROM event WHERE case_id = " ONE " AND number = 3;"
                                 "UPDATE event SET case_id = " ONE " WHERE case_id = " TWO " AND number = 3"},
    {"an event doubled at the end",
     "CREATE TABLE t AS SELECT * FROM event WHERE case_id = " ONE " AND number = 3;"
     "UPDATE t SET number = (SELECT version + 1 FROM case_file WHERE id = " ONE ");"
     "INSERT INTO event SELECT * FROM t; DROP TABLE t"},
    {"a text truncated", "UPDATE event_text SET body = substr(body, 1, length(body) - 1) WHERE case_id = " ONE
                         " AND slot = 'what'"},
    {"a text emptied", "UPDATE event_text SET body = '' WHERE case_id = " ONE " AND slot = 'what'"},
    {"a text taken away", "UPDATE event_text SET body = NULL WHERE case_id = " ONE " AND slot = 'what'"},
    {"a text deleted", "DELETE FROM event_text WHERE case_id = " ONE " AND slot = 'what'"},
    {"a text changed and called disposed of",
     "UPDATE event_text SET body = 'All was well', disposed = '2018-12-20' WHERE case_id = " ONE
     " AND slot = 'what'"},
    {"two texts swapped", "UPDATE event_text SET slot = 'x' WHERE case_id = " ONE " AND slot = 'phone';"
                          "UPDATE event_text SET slot = 'phone' WHERE case_id = " ONE " AND slot = 'email';"
                          "UPDATE event_text SET slot = 'email' WHERE case_id = " ONE " AND slot = 'x'"},
    {"a text that nobody wrote", "INSERT INTO event_text (case_id, number, slot, salt, body) VALUES (" ONE
                                 ", 1, 'invented', '00', 'I am content')"},
    {"a late answer back-dated",
     "UPDATE event SET on_day = '2018-12-19' WHERE case_id = " ONE " AND type = 'responded'"},
    {"written earlier",
     "UPDATE event SET recorded = '2018-12-18T09:00:00Z' WHERE case_id = " ONE " AND type = 'responded'"},
    {"somebody else's deed", "UPDATE event SET by_user = 107 WHERE case_id = " ONE " AND type = 'responded'"},
    {"heads exchanged",
     "UPDATE case_file SET head = (SELECT head FROM case_file WHERE id = " TWO ") WHERE id = " ONE},
    {"a day that is none", "UPDATE event SET on_day = 'yesterday' WHERE case_id = " ONE " AND number = 3"},
    {"a moment that is none", "UPDATE event SET recorded = 'now' WHERE case_id = " ONE " AND number = 3"},
    {"an unknown type", "UPDATE event SET type = 'forgotten' WHERE case_id = " ONE " AND number = 3"},
    {"an unknown role", "UPDATE event SET role = 'mayor' WHERE case_id = " ONE " AND number = 3"},
    {"a stage beyond all stages",
     "UPDATE event SET stage = 4294967297 WHERE case_id = " ONE " AND type = 'acknowledged'"},
};

static void tricks_are_found(void **state) {
  World *world = *state;
  histories(world);
  Template template = template_of(world);
  const char *reference = ask(world, "SELECT reference FROM case_file ORDER BY id LIMIT 1");
  for (size_t i = 0; i < COUNT(TRICKS); i++) {
    Copy copy = copy_begin(&template);
    spoil(&copy, "%s", TRICKS[i].sql);
    Text said = TEXT_NONE;
    size_t found = copy_end(&template, &copy, &said);
    if (found == 0) fail_msg("%s: nobody saw it", TRICKS[i].name);
    if (found == 1 && !text_contains(said, text_of(reference)))
      fail_msg("%s: said of another case: %.*s", TRICKS[i].name, TEXT_ARGUMENTS(said));
  }
}

static void the_words_name_the_place(void **state) {
  World *world = *state;
  histories(world);
  Template template = template_of(world);
  Copy copy = copy_begin(&template);
  spoil(&copy, "UPDATE event SET pence = 1 WHERE case_id = " ONE " AND type = 'responded'");
  Text said;
  assert_int_equal(copy_end(&template, &copy, &said), 1);
  const char *number = ask(world, "SELECT number FROM event WHERE case_id = " ONE " AND type = 'responded'");
  assert_true(text_contains(
      said, text_format(world->arena, "event %s: its hash does not match its content", number)));
  copy = copy_begin(&template);
  spoil(&copy, "UPDATE event_text SET body = body || ' not' WHERE case_id = " ONE " AND slot = 'what'");
  assert_int_equal(copy_end(&template, &copy, &said), 1);
  assert_true(text_contains(said, TEXT("event 1: the text 'what' does not match its commitment")));
}

/* ---- disposal -------------------------------------------------------------------------------------- */

/* What the law has us forget is gone, and the chain still proves the rest. */
static void a_disposed_text_verifies(void **state) {
  World *world = *state;
  histories(world);
  Template template = template_of(world);
  Copy copy = copy_begin(&template);
  spoil(&copy, "UPDATE event_text SET body = NULL, disposed = '2025-01-01' WHERE slot IN ('address', "
               "'contact', 'words')");
  Text said = TEXT_NONE;
  assert_int_equal(copy_end(&template, &copy, &said), 0);
}

static void ignore(void *context, Text reference, Text wrong, size_t done) {
  (void)context, (void)reference, (void)wrong, (void)done;
}

static void disposal_and_rebuild_forget_a_name(void **state) {
  World *world = *state;
  histories(world);
  raw(world, "UPDATE event_text SET body = NULL, disposed = '2025-01-01'");
  Ctx ctx = as_system(world);
  size_t cases;
  assert_int_equal(wrongs(&ctx, NULL), 4); /* the list rows still hold what was disposed of */
  MUST(rebuild_all(&ctx, ignore, NULL, &cases));
  assert_int_equal(cases, 4);
  assert_int_equal(wrongs(&ctx, NULL), 0);
  assert_null(strstr(everything(world), "Bloggs"));
}

/* The salt keeps a short text from being guessed out of its commitment: the same text is committed to
 * differently. */
static void the_same_text_is_committed_to_differently(void **state) {
  World *world = *state;
  new_case(world, BINS, "Nobody came");
  new_case(world, BINS, "Nobody came");
  assert_string_equal(
      ask(world, "SELECT count(DISTINCT commitments) || count(DISTINCT hash) FROM event WHERE number = 1"),
      "22");
  assert_string_equal(
      ask(world,
          "SELECT count(*) = count(DISTINCT case_id || salt) OR count(DISTINCT salt) = 2 FROM event_text"),
      "1");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(events_stay),
      TEST(any_one_byte_is_found_and_named),
      TEST(tricks_are_found),
      TEST(the_words_name_the_place),
      TEST(a_disposed_text_verifies),
      TEST(disposal_and_rebuild_forget_a_name),
      TEST(the_same_text_is_committed_to_differently),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
