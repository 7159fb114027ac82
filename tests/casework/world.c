#include "world.h"
#include "assets.h"
#include "db/migrate.h"
#include "sql_setup.h"
#include "sql_user.h"

#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static bool in_child;

/* A child does not jump back into the parent's tests. */
static _Noreturn void fail_at(const char *file, int line) {
  if (in_child) _exit(99);
  _fail(file, line);
  abort();
}

void must_succeed(Error error, const char *file, int line) {
  if (!error) return;
  print_message("# %s:%d: %.*s (%.*s)\n", file, line, TEXT_ARGUMENTS(error->words),
                TEXT_ARGUMENTS(error->detail));
  fail_at(file, line);
}

void must_fail(Error error, ErrorCode code, const char *words, const char *file, int line) {
  if (error && error->code == code && text_contains(error->words, text_of(words))) return;
  if (error)
    print_message("# %s: %.*s\n", error_code_name(error->code), TEXT_ARGUMENTS(error->words));
  else
    print_message("# no error; expected: %s\n", words);
  fail_at(file, line);
}

/* ---- the program's law and the database ----------------------------------------------------------- */

static bool is_in(const Asset *asset, const char *folder) {
  return strncmp(asset->name, folder, strlen(folder)) == 0;
}

static Text bytes_of(const Asset *asset) { return (Text){(const char *)asset->bytes, asset->size}; }

static void load_law(World *world) {
  const Procedure **items = ARENA_ARRAY(world->arena, const Procedure *, asset_count);
  const CalendarVersion **versions = ARENA_ARRAY(world->arena, const CalendarVersion *, asset_count);
  size_t procedures = 0, calendars = 0;
  for (size_t i = 0; i < asset_count; i++) {
    const Asset *asset = &assets[i];
    if (is_in(asset, "procedures/"))
      MUST(procedure_read(world->arena, text_of(asset->name), bytes_of(asset), &items[procedures++], NULL));
    if (!is_in(asset, "calendars/")) continue;
    Text name = text_slice(text_of(asset->name), 10, 20);
    CalendarVersion *version;
    MUST(calendar_version_read(world->arena, bytes_of(asset), name, NULL, 0, &version));
    versions[calendars++] = version;
  }
  MUST(procedure_book_make(world->arena, items, procedures, &world->program.procedures));
  world->program.calendars = (CalendarBook){versions, calendars};
  world->program.key = TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
}

static void migrate(World *world) {
  Migration list[32];
  size_t count = 0;
  for (size_t i = 0; i < asset_count; i++) {
    if (!is_in(&assets[i], "migrations/")) continue;
    Text name = text_slice(text_of(assets[i].name), strlen("migrations/"), SIZE_MAX);
    int number = (int)strtol(text_z(world->arena, text_slice(name, 0, 4)), NULL, 10);
    assert_in_range(number, 1, COUNT(list));
    list[number - 1] = (Migration){number, name, bytes_of(&assets[i])};
    count++;
  }
  MUST(db_migrate(world->db, world->arena, list, count, NULL));
}

static const struct {
  const char *name, *area;
} SERVICES[WHERE_COUNT] = {
    {"Bins", "other"}, {"Roads", "other"}, {"Children", "children"}, {"Adults", "adults"}};

static const struct {
  const char *email, *name;
  Role role;
  int where; /* -1: none */
  bool disabled;
} PEOPLE[WHO_COUNT] = {
    [OFFICER] = {"officer@a.example", "Asha Officer", ROLE_OFFICER, -1, false},
    [MANAGER] = {"manager@a.example", "Morgan Manager", ROLE_MANAGER, -1, false},
    [SERVICE_MANAGER] = {"bins@a.example", "Sam Bins", ROLE_SERVICE_MANAGER, BINS, false},
    [REVIEWER] = {"reviewer@a.example", "Rowan Reviewer", ROLE_REVIEWER, -1, false},
    [AUDITOR] = {"auditor@a.example", "Audrey Auditor", ROLE_AUDITOR, -1, false},
    [ADMINISTRATOR] = {"administrator@a.example", "Alex Administrator", ROLE_ADMINISTRATOR, -1, false},
    [SECOND_OFFICER] = {"second@a.example", "Sasha Officer", ROLE_OFFICER, -1, false},
    [OTHER_MANAGER] = {"roads@a.example", "Robin Roads", ROLE_SERVICE_MANAGER, ROADS, false},
    [CHILDREN_MANAGER] = {"children@a.example", "Casey Children", ROLE_SERVICE_MANAGER, CHILDREN, false},
    [LEAVER] = {"leaver@a.example", "Lee Leaver", ROLE_OFFICER, -1, true},
};

static void add_settings(World *world) {
  const char *const settings[][2] = {{"council-name", "Anytown Council"},
                                     {"reference-prefix", "CMP"},
                                     {"corporate-procedure", "bexley-corporate"},
                                     {"children-procedure", "children-statutory"},
                                     {"adults-procedure", "bexley-adults"}};
  for (size_t i = 0; i < COUNT(settings); i++)
    MUST(sql_setting_put(world->db, text_of(settings[i][0]), text_of(settings[i][1]),
                         wall_clock_now(&world->clock), NULL));
}

/* No password is worked out here: that takes long on purpose. Who needs to sign in is added by the test. */
static void add_people(World *world) {
  Instant now = wall_clock_now(&world->clock);
  for (int i = 0; i < WHO_COUNT; i++) {
    world->people[i] = (UserId){101 + i};
    SqlUserInsertParameters person = {
        .id = world->people[i],
        .email = text_of(PEOPLE[i].email),
        .name = text_of(PEOPLE[i].name),
        .role = text_of(role_word(PEOPLE[i].role)),
        .scope = text_of(role_scope(PEOPLE[i].role)),
        .service = PEOPLE[i].where < 0 ? (ServiceId){0} : world->services[PEOPLE[i].where],
        .password = TEXT("none"),
        .created = now,
    };
    MUST(sql_user_insert(world->db, &person, NULL));
    if (PEOPLE[i].disabled) MUST(sql_user_set_disabled(world->db, person.id, true, NULL));
  }
}

static void add_council(World *world) {
  MUST(db_begin_write(world->db, world->arena));
  add_settings(world);
  for (int i = 0; i < WHERE_COUNT; i++) {
    world->services[i] = (ServiceId){11 + i};
    MUST(sql_service_insert(world->db, world->services[i], text_of(SERVICES[i].name),
                            text_of(SERVICES[i].area), true, i, NULL));
  }
  add_people(world);
  MUST(directory_changed(world->arena, world->db, wall_clock_now(&world->clock)));
  MUST(db_commit(world->db, world->arena));
  MUST(directory_load(world->arena, world->db, &world->directory));
}

Text world_url(const World *world) {
  return text_format(world->arena, "sqlite:%s/redress.db", world->folder);
}

char *world_path(const World *world, const char *name) {
  return text_z(world->arena, text_format(world->arena, "%s/%s", world->folder, name));
}

int world_begin(void **state) {
  World *world = calloc(1, sizeof *world);
  const char *temporary = getenv("TMPDIR");
  if (!world) return -1;
  snprintf(world->folder, sizeof world->folder, "%s/redress-casework-XXXXXX",
           temporary && *temporary ? temporary : "/tmp");
  if (!mkdtemp(world->folder)) return -1;
  *state = world;
  random_start();
  world->arena = arena_new();
  at_minute(world, "2018-12-18", 16 * 60 + 55);
  load_law(world);
  MUST(db_open(world->arena, world_url(world), (DbOptions){.create = true}, &world->db));
  migrate(world);
  add_council(world);
  return 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where) {
  (void)status, (void)type, (void)where;
  return remove(path);
}

int world_end(void **state) {
  World *world = *state;
  db_close(world->db);
  arena_free(world->arena);
  int result = nftw(world->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  free(world);
  return result;
}

World world_again(const World *world) {
  World again = *world;
  again.arena = arena_new();
  MUST(db_open(again.arena, world_url(&again), (DbOptions){0}, &again.db));
  MUST(directory_load(again.arena, again.db, &again.directory));
  return again;
}

/* ---- days and people ------------------------------------------------------------------------------ */

Date day(const char *iso) {
  Date date = DATE_NONE;
  if (!date_parse(text_of(iso), &date)) fail_at(__FILE__, __LINE__);
  return date;
}

void at_minute(World *world, const char *iso, int minute) {
  world->clock.fixed = london_instant(day(iso), minute);
}

void at(World *world, const char *iso) { at_minute(world, iso, 10 * 60); }

static Ctx ctx_of(World *world, Actor actor) {
  return (Ctx){world->arena, world->db, &world->clock, &world->program, world->directory, actor};
}

Ctx as(World *world, Who who) {
  const Person *person = directory_person(world->directory, world->people[who]);
  BUG_IF(!person);
  return ctx_of(world, (Actor){person->id, person->role, person->service, person->name});
}

Ctx as_customer(World *world) { return ctx_of(world, (Actor){.role = ROLE_CUSTOMER, .name = TEXT_NONE}); }

Ctx as_system(World *world) { return ctx_of(world, (Actor){.role = ROLE_SYSTEM, .name = TEXT("Redress")}); }

/* ---- complaints ----------------------------------------------------------------------------------- */

Submission complaint(const World *world, Where where, const char *key, const char *what) {
  return (Submission){
      .key = text_of(key),
      .kind = TEXT("complaint"),
      .channel = TEXT("web"),
      .received = DATE_NONE,
      .minute = -1,
      .whom = TEXT("self"),
      .behalf_name = TEXT_NONE,
      .behalf_relation = TEXT_NONE,
      .behalf_consent = TEXT_NONE,
      .name = TEXT("Jo Bloggs"),
      .email = TEXT("jo@home.example"),
      .phone = TEXT("020 7946 0000"),
      .address = TEXT("1 Example Street"),
      .contact = TEXT("email"),
      .service = world->services[where],
      .what = text_of(what),
      .when = TEXT_NONE,
      .effect = TEXT_NONE,
      .wanted = TEXT_NONE,
      .told = TEXT_NONE,
      .needs = TEXT_NONE,
      .safe = TEXT_NONE,
      .summary = TEXT_NONE,
  };
}

Submitted sent(World *world, const Submission *submission) {
  Ctx ctx = as_customer(world);
  Submitted submitted;
  MUST(act_submit(&ctx, submission, &submitted));
  return submitted;
}

Text new_case(World *world, Where where, const char *what) {
  Text key = random_secret(world->arena, 16);
  Submission submission = complaint(world, where, text_z(world->arena, key), what);
  return sent(world, &submission).reference;
}

Target on_case(Text reference) { return (Target){reference, ANY_VERSION, DATE_NONE}; }

CaseFile seen(World *world, Text reference) {
  Ctx ctx = as(world, MANAGER);
  CaseFile file;
  MUST(ledger_open(&ctx, reference, "test", &file));
  return file;
}

void triaged(World *world, Text reference, Where where, Who owner) {
  Ctx ctx = as(world, OFFICER);
  CaseFile file = seen(world, reference);
  TriageDecision decision = {
      file.state.procedure->id, TEXT_NONE, world->services[where], TEXT_NONE, TEXT_NONE, TEXT_NONE, TEXT_NONE,
      world->people[owner]};
  MUST(act_triage(&ctx, on_case(reference), &decision));
}

void acknowledged(World *world, Text reference) {
  Ctx ctx = as(world, OFFICER);
  MUST(act_acknowledge(&ctx, on_case(reference), TEXT("email"), TEXT("We have your complaint.")));
}

Answer answer_of(const World *world, Who decided, Outcome outcome) {
  return (Answer){outcome,  world->people[decided], TEXT("This is what we found."), TEXT_NONE,
                  INT_NONE, TEXT("email")};
}

void answered(World *world, Text reference, Who decided, Outcome outcome) {
  Ctx ctx = as(world, OFFICER);
  Answer answer = answer_of(world, decided, outcome);
  MUST(act_respond(&ctx, on_case(reference), &answer));
}

const char *due(World *world, Text reference, const char *clock) {
  CaseFile file = seen(world, reference);
  const Clock *found = clock_find(file.state.clocks, text_of(clock));
  if (!found) return "missing";
  return date_is_none(found->due) ? "none" : text_z(world->arena, date_iso(world->arena, found->due));
}

/* ---- the file from outside ------------------------------------------------------------------------ */

sqlite3 *raw_open(const char *path) {
  sqlite3 *handle;
  assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
  sqlite3_busy_timeout(handle, 5000);
  return handle;
}

void raw(const World *world, const char *sql) {
  char *words = NULL;
  sqlite3 *handle = raw_open(world_path(world, "redress.db"));
  int result = sqlite3_exec(handle, sql, NULL, NULL, &words);
  if (result != SQLITE_OK) print_message("# %s: %s\n", words, sql);
  sqlite3_free(words);
  sqlite3_close(handle);
  assert_int_equal(result, SQLITE_OK);
}

const char *ask_file(Arena *arena, const char *path, const char *sql) {
  sqlite3 *handle = raw_open(path);
  sqlite3_stmt *statement;
  const char *answer = "";
  if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
    fail_msg("%s: %s", sqlite3_errmsg(handle), sql);
  if (sqlite3_step(statement) == SQLITE_ROW)
    answer = text_z(arena, text_of((const char *)sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return answer;
}

const char *ask(const World *world, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *sql = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  const char *answer = ask_file(world->arena, world_path(world, "redress.db"), sql);
  sqlite3_free(sql);
  return answer;
}

const char *everything(const World *world) {
  static const char *const tables[] = {
      "case_file",  "event",           "event_text", "case_row",         "stage_row", "case_read",
      "setting",    "service",         "draft",      "calendar_version", "app_user",  "figure_row",
      "record_row", "publication_row", "comparator", "report_note",      "word"};
  AUTO_BUFFER out = buffer_new(16u << 20);
  for (size_t i = 0; i < COUNT(tables); i++) {
    const char *columns =
        ask(world, "SELECT group_concat('quote(' || name || ')', '||''|''||') FROM pragma_table_info('%s')",
            tables[i]);
    buffer_put(
        &out,
        text_of(ask(world, "SELECT group_concat(line, char(10)) FROM (SELECT %s AS line FROM %s ORDER BY 1)",
                    columns, tables[i])));
    buffer_put_char(&out, '\n');
  }
  assert_false(out.failed);
  return text_z(world->arena, buffer_text(&out));
}

typedef struct Said {
  Arena *arena;
  Text words;
} Said;

static void note_wrong(void *context, Text reference, Text wrong, size_t done) {
  Said *said = context;
  (void)done;
  if (!text_is_empty(wrong))
    said->words = text_format(said->arena, "%.*s: %.*s", TEXT_ARGUMENTS(reference), TEXT_ARGUMENTS(wrong));
}

size_t wrongs(Ctx *ctx, Text *words) {
  Said said = {ctx->arena, TEXT_NONE};
  size_t cases = 0, found = 0;
  MUST(verify_all(ctx, note_wrong, &said, &cases, &found));
  if (words) *words = said.words;
  return found;
}

/* ---- chance and company --------------------------------------------------------------------------- */

uint64_t dice(uint64_t *seed) {
  uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

uint32_t dice_below(uint64_t *seed, uint32_t limit) { return (uint32_t)(dice(seed) % limit); }

int begin_child(const World *world, ChildAction *action, int number, void *shared) {
  fflush(NULL);
  pid_t child = fork();
  if (child != 0) return child;
  in_child = true;
  World own = world_again(world);
  _exit(action(&own, number, shared));
}

int end_child(int child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void *shared_memory(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(memory != MAP_FAILED);
  return memory;
}

void meet(int *come, int expected) {
  __atomic_add_fetch(come, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(come, __ATOMIC_SEQ_CST) < expected) sched_yield();
}
