#include "casework/kept.h"
#include "sql_setup.h"
#include "sql_user.h"

typedef struct Kept {
  Arena *arena;
  Text version;
  Directory directory;
} Kept;

static void release(void *thing) {
  Kept *kept = thing;
  kept_lists_free(kept->directory.lists);
  arena_free(kept->arena); /* holds the Kept itself */
}

static Council council_unnamed(void) {
  return (Council){
      .name = TEXT("Your council"),
      .home = TEXT("/"),
      .service_name = TEXT("Complaints, compliments and enquiries"),
      .team = TEXT("Complaints team"),
      .brand = TEXT("#00664f"),
      .link = TEXT("#00513f"),
      .link_hover = TEXT("#003d2f"),
      .reference_prefix = TEXT("CMP"),
      .small_numbers = TEXT("5"),
  };
}

static void council_set(Council *council, Text name, Text value) {
  const struct {
    const char *name;
    Text *field;
  } fields[] = {
      {"council-name", &council->name},
      {"council-home", &council->home},
      {"service-name", &council->service_name},
      {"team", &council->team},
      {"phone", &council->phone},
      {"hours", &council->hours},
      {"email", &council->email},
      {"address", &council->address},
      {"brand", &council->brand},
      {"link", &council->link},
      {"link-hover", &council->link_hover},
      {"logo", &council->logo},
      {"reference-prefix", &council->reference_prefix},
      {"corporate-procedure", &council->corporate_procedure},
      {"children-procedure", &council->children_procedure},
      {"adults-procedure", &council->adults_procedure},
      {"housing-procedure", &council->housing_procedure},
      {"small-numbers", &council->small_numbers},
      {"procedures", &council->procedures},
  };
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (text_equal(name, text_of(fields[i].name))) *fields[i].field = value;
}

static Error read_council(Arena *arena, Db *db, Directory *directory) {
  SqlSettingAll *rows;
  size_t count;
  directory->council = council_unnamed();
  TRY(sql_setting_all(db, arena, &rows, &count));
  for (size_t i = 0; i < count; i++) council_set(&directory->council, rows[i].name, rows[i].value);
  return OK;
}

static Error read_services(Arena *arena, Db *db, Directory *directory) {
  SqlServiceAll *rows;
  TRY(sql_service_all(db, arena, &rows, &directory->service_count));
  Service *services = ARENA_ARRAY(arena, Service, directory->service_count);
  for (size_t i = 0; i < directory->service_count; i++)
    services[i] = (Service){rows[i].id, rows[i].name, rows[i].area, rows[i].listed};
  directory->services = services;
  return OK;
}

static Error read_people(Arena *arena, Db *db, Directory *directory) {
  SqlUserAll *rows;
  TRY(sql_user_all(db, arena, &rows, &directory->person_count));
  Person *people = ARENA_ARRAY(arena, Person, directory->person_count);
  for (size_t i = 0; i < directory->person_count; i++) {
    people[i] = (Person){rows[i].id, rows[i].name, ROLE_SYSTEM, rows[i].service, rows[i].disabled};
    (void)role_of(rows[i].role, &people[i].role);
  }
  directory->people = people;
  SqlUserDemonstrationCount demonstration;
  TRY(sql_user_demonstration_count(db, arena, &demonstration));
  directory->demonstration = demonstration.n > 0;
  return OK;
}

static Error read_all(Arena *arena, Db *db, Directory *directory) {
  TRY(read_council(arena, db, directory));
  TRY(read_services(arena, db, directory));
  return read_people(arena, db, directory);
}

Error directory_load(Arena *arena, Db *db, const Directory **directory) {
  SqlDirectoryVersion version;
  TRY(sql_directory_version(db, arena, &version));
  Kept *kept = db_kept(db);
  if (!kept || !text_equal(kept->version, version.value)) {
    Arena *own = arena_new();
    kept = ARENA_NEW(own, Kept);
    kept->arena = own;
    kept->version = text_copy(own, version.value);
    Error error = read_all(own, db, &kept->directory);
    if (error) {
      Error copy = FAIL(arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words));
      arena_free(own);
      return copy;
    }
    kept->directory.lists = kept_lists_new(own);
    db_keep(db, kept, release);
  }
  *directory = &kept->directory;
  return OK;
}

Error directory_changed(Arena *arena, Db *db, Instant now) {
  Text value = text_format(arena, "%lld", (long long)random_id(now));
  return sql_setting_put(db, TEXT("directory"), value, now, NULL);
}

bool directory_uses(const Directory *directory, Text procedure) {
  Text list = directory->council.procedures, id;
  if (text_is_empty(list)) return true;
  while (text_next(&list, ';', &id))
    if (text_equal(text_trim(id), procedure)) return true;
  return false;
}

const Service *directory_service(const Directory *directory, ServiceId id) {
  for (size_t i = 0; i < directory->service_count; i++)
    if (directory->services[i].id.value == id.value) return &directory->services[i];
  return NULL;
}

const Service *directory_service_named(const Directory *directory, Text name) {
  for (size_t i = 0; i < directory->service_count; i++)
    if (text_equal(directory->services[i].name, name)) return &directory->services[i];
  return NULL;
}

const Person *directory_person(const Directory *directory, UserId id) {
  for (size_t i = 0; i < directory->person_count; i++)
    if (directory->people[i].id.value == id.value) return &directory->people[i];
  return NULL;
}

Text person_name(const Directory *directory, UserId id) {
  const Person *person = id.value ? directory_person(directory, id) : NULL;
  return person ? person->name : TEXT("Not assigned");
}

Error write_end(Arena *arena, Db *db, Error error) {
  if (!error) error = db_commit(db, arena);
  if (error) db_rollback(db);
  return error;
}

Instant ctx_now(const Ctx *ctx) { return wall_clock_now(ctx->clock); }

Date ctx_today(const Ctx *ctx) { return london_date(ctx_now(ctx)); }
