/* The law and the words that are built in, and what a database adds to them. */
#include "assets.h"
#include "casework/calendars.h"
#include "casework/signpost.h"
#include "casework/verify.h"
#include "cmd/command.h"
#include "db/migrate.h"
#include "sql_setup.h"

#include <stdlib.h>
#include <string.h>

static Text asset_text(const Asset *asset) { return (Text){(const char *)asset->bytes, asset->size}; }

static bool asset_is_in(const Asset *asset, const char *folder) {
  return strncmp(asset->name, folder, strlen(folder)) == 0;
}

/* The council's answers to one procedure's questions: settings named procedure/ID/QUESTION. */
static size_t answers_for(Arena *arena, const SqlSettingAll *settings, size_t count, Text id,
                          SettingAnswer *answers) {
  Text prefix = text_format(arena, "procedure/%.*s/", TEXT_ARGUMENTS(id));
  size_t found = 0;
  for (size_t i = 0; i < count; i++)
    if (text_starts(settings[i].name, prefix))
      answers[found++] =
          (SettingAnswer){text_slice(settings[i].name, prefix.length, SIZE_MAX), settings[i].value};
  return found;
}

static Error load_procedures(Arena *arena, const SqlSettingAll *settings, size_t count, ProcedureBook *book) {
  const Procedure **items = ARENA_ARRAY(arena, const Procedure *, asset_count);
  SettingAnswer *answers = ARENA_ARRAY(arena, SettingAnswer, count + 1);
  size_t read = 0;
  for (size_t i = 0; i < asset_count; i++) {
    if (!asset_is_in(&assets[i], "procedures/")) continue;
    const Procedure **item = &items[read++];
    TRY(procedure_read(arena, text_of(assets[i].name), asset_text(&assets[i]), item, NULL));
    size_t answered = answers_for(arena, settings, count, (*item)->id, answers);
    if (answered) TRY(procedure_apply(arena, *item, answers, answered, item));
  }
  return procedure_book_make(arena, items, read, book);
}

/* "calendars/2026-08-21.json" is the version 2026-08-21. */
static Text version_of(const char *name) {
  Text text = text_of(name);
  return text_slice(text, strlen("calendars/"), text.length - strlen(".json"));
}

static void sort_versions(const CalendarVersion **versions, size_t count) {
  for (size_t i = 1; i < count; i++)
    for (size_t j = i; j > 0 && text_compare(versions[j]->version, versions[j - 1]->version) < 0; j--) {
      const CalendarVersion *moving = versions[j];
      versions[j] = versions[j - 1];
      versions[j - 1] = moving;
    }
}

static Error load_calendars(Arena *arena, const SqlCalendarAll *added, size_t added_count,
                            CalendarBook *book) {
  const CalendarVersion **versions = ARENA_ARRAY(arena, const CalendarVersion *, asset_count + added_count);
  size_t count = 0;
  for (size_t i = 0; i < asset_count; i++) {
    if (!asset_is_in(&assets[i], "calendars/")) continue;
    CalendarVersion *version;
    TRY(calendar_version_read(arena, asset_text(&assets[i]), version_of(assets[i].name), NULL, 0, &version));
    versions[count++] = version;
  }
  for (size_t i = 0; i < added_count; i++) {
    CalendarVersion *version;
    Date *closed;
    size_t closed_count;
    TRY(closure_days_read(arena, added[i].closures, &closed, &closed_count));
    TRY(calendar_version_read(arena, added[i].feed, added[i].version, closed, closed_count, &version));
    versions[count++] = version;
  }
  sort_versions(versions, count);
  *book = (CalendarBook){versions, count};
  return OK;
}

static Error load_signposts(Arena *arena, Program *program) {
  for (size_t i = 0; i < asset_count; i++)
    if (asset_is_in(&assets[i], "signposts/"))
      return signposts_read(arena, text_of(assets[i].name), asset_text(&assets[i]), &program->signposts);
  return OK;
}

Error program_load(Arena *arena, Program *program) {
  *program = (Program){.key = TEXT_NONE, .site = TEXT_NONE};
  TRY(load_procedures(arena, NULL, 0, &program->procedures));
  TRY(load_calendars(arena, NULL, 0, &program->calendars));
  return load_signposts(arena, program);
}

/* "migrations/0001_house.sql.txt": number 1. */
static Error migrate(Arena *arena, Db *db) {
  Migration *list = ARENA_ARRAY(arena, Migration, asset_count);
  size_t count = 0;
  for (size_t i = 0; i < asset_count; i++) {
    if (!asset_is_in(&assets[i], "migrations/")) continue;
    Text name = text_slice(text_of(assets[i].name), strlen("migrations/"), SIZE_MAX);
    int64_t number = 0;
    Text digits = text_slice(name, 0, 4);
    while (digits.length > 1 && digits.at[0] == '0') digits = text_slice(digits, 1, digits.length);
    BUG_IF(!text_to_int(digits, &number));
    list[number - 1] = (Migration){(int)number, name, asset_text(&assets[i])};
    count++;
  }
  return db_migrate(db, arena, list, count, NULL);
}

static Error make_key(Arena *arena, Db *db, Instant now) {
  TRY(db_begin_write(db, arena));
  unsigned char bytes[32];
  random_bytes(bytes, sizeof bytes);
  Error error = sql_setting_put(db, TEXT("key"), hex_text(arena, bytes, sizeof bytes), now, NULL);
  return write_end(arena, db, error);
}

/* The secret of this installation, made at its first start. */
static Error load_key(Arena *arena, Db *db, Instant now, Text *key) {
  for (int tries = 0; tries < 2; tries++) {
    SqlSettingAll *rows;
    size_t count;
    TRY(sql_setting_all(db, arena, &rows, &count));
    for (size_t i = 0; i < count; i++)
      if (text_equal(rows[i].name, TEXT("key"))) {
        Hash *secret = ARENA_NEW(arena, Hash);
        if (!hash_parse(rows[i].value, secret))
          return FAIL(arena, ERROR_DAMAGED, "The installation's key is damaged.");
        *key = (Text){(const char *)secret->bytes, HASH_BYTES};
        return OK;
      }
    TRY(make_key(arena, db, now));
  }
  return FAIL(arena, ERROR_IO, "The installation's key cannot be kept.");
}

static bool has_answers(const SqlSettingAll *settings, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text_starts(settings[i].name, TEXT("procedure/"))) return true;
  return false;
}

static Text database_url(Invocation *invocation) {
  if (!text_is_empty(invocation->database)) return invocation->database;
  const char *environment = getenv("REDRESS_DATABASE");
  if (environment && *environment) return text_of(environment);
  Text file, line;
  if (file_read(invocation->arena, TEXT("redress.yaml"), 64 * 1024, &file)) return TEXT("sqlite:redress.db");
  while (text_next(&file, '\n', &line))
    if (text_starts(line, TEXT("database:"))) return text_trim(text_slice(line, 9, line.length));
  return TEXT("sqlite:redress.db");
}

Error database_open(Invocation *invocation, bool create, Opened *opened) {
  Arena *arena = invocation->arena;
  *opened = (Opened){.clock = {INSTANT_NONE}};
  invocation->database = database_url(invocation);
  TRY(db_open(arena, invocation->database, (DbOptions){.create = create}, &opened->db));
  TRY(migrate(arena, opened->db));
  TRY(program_load(arena, &opened->program));
  SqlCalendarAll *added;
  SqlSettingAll *settings;
  size_t count;
  TRY(sql_calendar_all(opened->db, arena, &added, &count));
  if (count) TRY(load_calendars(arena, added, count, &opened->program.calendars));
  TRY(sql_setting_all(opened->db, arena, &settings, &count));
  if (has_answers(settings, count)) TRY(load_procedures(arena, settings, count, &opened->program.procedures));
  return load_key(arena, opened->db, wall_clock_now(&opened->clock), &opened->program.key);
}

Error system_ctx(Arena *arena, Opened *opened, Ctx *ctx) {
  *ctx = (Ctx){.arena = arena,
               .db = opened->db,
               .clock = &opened->clock,
               .program = &opened->program,
               .actor = {.role = ROLE_SYSTEM, .name = TEXT("Redress")}};
  TRY(directory_load(arena, opened->db, &ctx->directory));
  return projections_renew(ctx);
}
