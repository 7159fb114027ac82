/* Signing in: who may, how long it holds, and that nobody learns from it who works here. */
#include "casework/admin.h"
#include "casework/signin.h"
#include "world.h"

#include <time.h>

#define PASSWORD "three random words"

static UserId add(World *world, const char *email) {
  Ctx ctx = as_system(world);
  UserId id;
  MUST(db_begin_write(world->db, world->arena));
  MUST(user_add(&ctx, text_of(email), TEXT("Noor Newcomer"), ROLE_OFFICER, (ServiceId){0}, TEXT(PASSWORD),
                false, &id));
  MUST(db_commit(world->db, world->arena));
  MUST(directory_load(world->arena, world->db, &world->directory));
  return id;
}

static Error try(World *world, const char *email, const char *password, SignedIn *signed_in) {
  Ctx ctx = as_customer(world);
  return sign_in(&ctx, text_of(email), text_of(password), signed_in);
}

static int64_t who(World *world, Text token) {
  Person person;
  MUST(session_person(world->arena, world->db, wall_clock_now(&world->clock), hash_of(token), &person));
  return person.id.value;
}

static void the_right_password_opens(void **state) {
  World *world = *state;
  SignedIn in, again;
  UserId id = add(world, "Noor@A.example");
  MUST(try(world, " noor@a.EXAMPLE ", PASSWORD, &in));
  assert_true(in.person.id.value == id.value);
  assert_int_equal(in.person.role, ROLE_OFFICER);
  assert_int_equal(who(world, in.token), id.value);
  MUST(try(world, "noor@a.example", PASSWORD, &again));
  assert_false(text_equal(in.token, again.token));
  assert_int_equal(who(world, in.token), id.value);
  assert_int_equal(who(world, TEXT("no such token")), 0);
}

/* Neither the password nor the token can be read in the database. */
static void the_database_gives_no_session(void **state) {
  World *world = *state;
  SignedIn in;
  add(world, "noor@a.example");
  MUST(try(world, "noor@a.example", PASSWORD, &in));
  assert_null(strstr(everything(world), PASSWORD));
  assert_non_null(strstr(everything(world), "$argon2id$v=19$m=65536,t=2,p=1$"));
  assert_string_equal(
      ask(world, "SELECT count(*) FROM session WHERE token_hash LIKE '%%%.*s%%'", TEXT_ARGUMENTS(in.token)),
      "0");
  assert_string_equal(ask(world, "SELECT length(token_hash) FROM session"), "64");
}

static double seconds(World *world, const char *email, const char *password, const char **words) {
  struct timespec begin, end;
  SignedIn in;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
  Error error = try(world, email, password, &in);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  assert_non_null(error);
  assert_int_equal(error->code, ERROR_DENIED);
  *words = text_z(world->arena, error->words);
  return (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
}

/* The same words and the same work, whatever was wrong. The work is argon2id's: far more than anything else
 * here. */
static void nothing_tells_who_works_here(void **state) {
  World *world = *state;
  const char *wrong, *unknown, *disabled;
  UserId gone = add(world, "gone@a.example");
  add(world, "noor@a.example");
  Ctx ctx = as_system(world);
  MUST(person_disable(&ctx, gone, true));
  double of_wrong = seconds(world, "noor@a.example", "another three words", &wrong);
  double of_unknown = seconds(world, "nobody@a.example", PASSWORD, &unknown);
  double of_disabled = seconds(world, "gone@a.example", PASSWORD, &disabled);
  assert_string_equal(wrong, unknown);
  assert_string_equal(wrong, disabled);
  assert_true(of_wrong > 0.02);
  assert_true(of_unknown > of_wrong / 3 && of_unknown < of_wrong * 3);
  assert_true(of_disabled > of_wrong / 3 && of_disabled < of_wrong * 3);
  assert_string_equal(ask(world, "SELECT count(*) FROM session"), "0");
}

static void wrong_is_wrong(void **state) {
  World *world = *state;
  SignedIn in;
  add(world, "noor@a.example");
  static const char *const wrong[] = {"", "three random word", "three random words ", "Three random words",
                                      "' OR 1=1 --"};
  for (size_t i = 0; i < COUNT(wrong); i++) assert_non_null(try(world, "noor@a.example", wrong[i], &in));
  assert_non_null(try(world, "", PASSWORD, &in));
  assert_non_null(try(world, "noor@a.example' --", PASSWORD, &in));
  assert_non_null(try(world, "officer@a.example", "none", &in)); /* whose stored hash is none */
}

/* 30 minutes without a page, 12 hours in all. */
static void sessions_end(void **state) {
  World *world = *state;
  SignedIn in;
  int64_t id = add(world, "noor@a.example").value;
  int64_t begin = world->clock.fixed.seconds;
  MUST(try(world, "noor@a.example", PASSWORD, &in));
  world->clock.fixed.seconds = begin + 29 * 60;
  assert_int_equal(who(world, in.token), id);
  world->clock.fixed.seconds += 29 * 60;
  assert_int_equal(who(world, in.token), id);
  world->clock.fixed.seconds += 31 * 60;
  assert_int_equal(who(world, in.token), 0);
  begin = world->clock.fixed.seconds;
  MUST(try(world, "noor@a.example", PASSWORD, &in));
  for (int i = 1; i < 12 * 3; i++) {
    world->clock.fixed.seconds = begin + i * 20 * 60;
    assert_int_equal(who(world, in.token), id);
  }
  world->clock.fixed.seconds = begin + 12 * 3600 + 1;
  assert_int_equal(who(world, in.token), 0);
}

static void the_next_request_after_the_end_finds_nobody(void **state) {
  World *world = *state;
  SignedIn first, second;
  UserId id = add(world, "noor@a.example");
  Ctx ctx = as(world, ADMINISTRATOR);
  MUST(try(world, "noor@a.example", PASSWORD, &first));
  MUST(try(world, "noor@a.example", PASSWORD, &second));
  MUST(sign_out(&ctx, hash_of(first.token)));
  assert_int_equal(who(world, first.token), 0);
  assert_int_equal(who(world, second.token), id.value);
  MUST(person_disable(&ctx, id, true));
  assert_int_equal(who(world, second.token), 0);
  assert_string_equal(ask(world, "SELECT count(*) FROM session"), "0");
  assert_non_null(try(world, "noor@a.example", PASSWORD, &first));
  MUST(person_disable(&ctx, id, false));
  assert_int_equal(who(world, second.token), 0);
  MUST(try(world, "noor@a.example", PASSWORD, &first));
}

/* Twelve characters or more, up to 128, none of the commonest, not the address; any letters, no rules of
 * composition. */
static void passwords(void **state) {
  World *world = *state;
  Arena *arena = world->arena;
  char longest[130];
  memset(longest, 'k', sizeof longest);
  MUST_FAIL(password_check(arena, TEXT("elevenchars"), TEXT("a@b.c")), ERROR_INVALID, "12 characters");
  MUST_FAIL(password_check(arena, TEXT(""), TEXT("a@b.c")), ERROR_INVALID, "12 characters");
  MUST_FAIL(password_check(arena, TEXT("éééééééé"), TEXT("a@b.c")), ERROR_INVALID, "12 characters");
  MUST_FAIL(password_check(arena, (Text){longest, 129}, TEXT("a@b.c")), ERROR_INVALID, "128 characters");
  MUST_FAIL(password_check(arena, TEXT("Password1234"), TEXT("a@b.c")), ERROR_INVALID, "Choose another");
  MUST_FAIL(password_check(arena, TEXT("noor@a.example"), TEXT("noor@a.example")), ERROR_INVALID,
            "Choose another");
  MUST(password_check(arena, TEXT("twelve chars"), TEXT("a@b.c")));
  MUST(password_check(arena, TEXT("éééééééééééé"), TEXT("a@b.c")));
  MUST(password_check(arena, (Text){longest, 128}, TEXT("a@b.c")));
  MUST(password_check(arena, TEXT("correct horse battery staple"), TEXT("a@b.c")));
}

static void only_administrators_keep_people(void **state) {
  World *world = *state;
  const PersonRow *rows;
  size_t count;
  for (int i = 0; i < WHO_COUNT; i++) {
    if (i == ADMINISTRATOR) continue;
    Ctx ctx = as(world, (Who)i);
    MUST_FAIL(people_list(&ctx, &rows, &count), ERROR_DENIED, "administrator");
    MUST_FAIL(person_add(&ctx, TEXT("x@a.example"), TEXT("X"), ROLE_OFFICER, (ServiceId){0}, TEXT(PASSWORD)),
              ERROR_DENIED, "administrator");
    MUST_FAIL(person_disable(&ctx, world->people[AUDITOR], true), ERROR_DENIED, "administrator");
    MUST_FAIL(settings_save(&ctx, &TEXT("council-name"), &TEXT("X"), 1), ERROR_DENIED, "administrator");
  }
  Ctx ctx = as(world, ADMINISTRATOR);
  MUST(people_list(&ctx, &rows, &count));
  assert_int_equal(count, WHO_COUNT);
  MUST_FAIL(person_disable(&ctx, world->people[ADMINISTRATOR], true), ERROR_REFUSED, "your own");
  MUST_FAIL(
      person_add(&ctx, TEXT("officer@a.example"), TEXT("X"), ROLE_OFFICER, (ServiceId){0}, TEXT(PASSWORD)),
      ERROR_CONFLICT, "exists");
  MUST_FAIL(person_add(&ctx, TEXT("x@a.example"), TEXT(" "), ROLE_OFFICER, (ServiceId){0}, TEXT(PASSWORD)),
            ERROR_INVALID, "name");
  MUST_FAIL(
      person_add(&ctx, TEXT("x@a.example"), TEXT("X"), ROLE_SERVICE_MANAGER, (ServiceId){0}, TEXT(PASSWORD)),
      ERROR_INVALID, "service");
  MUST_FAIL(settings_save(&ctx, &TEXT("reference-prefix"), &TEXT("toolong"), 1), ERROR_INVALID, "2 to 5");
  MUST_FAIL(settings_save(&ctx, &TEXT("key"), &TEXT("0"), 1), ERROR_INVALID, "no setting");
  MUST_FAIL(settings_save(&ctx, &TEXT("brand"), &TEXT("red"), 1), ERROR_INVALID, "colour");
  MUST(settings_save(&ctx, &TEXT("council-name"), &TEXT("Othertown Council"), 1));
  MUST(directory_load(world->arena, world->db, &world->directory));
  assert_text(world->directory->council.name, "Othertown Council");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(the_right_password_opens),
      TEST(the_database_gives_no_session),
      TEST(nothing_tells_who_works_here),
      TEST(wrong_is_wrong),
      TEST(sessions_end),
      TEST(the_next_request_after_the_end_finds_nobody),
      TEST(passwords),
      TEST(only_administrators_keep_people),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
