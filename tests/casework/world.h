/* What the tests of casework share: a council of its own for every test, in a database file of its own, on a
 * day that the test chooses. */
#pragma once
#include "casework/acts.h"
#include "casework/lists.h"
#include "casework/verify.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The people of the council, by their places in World.people. */
typedef enum Who {
  OFFICER,
  MANAGER,
  SERVICE_MANAGER, /* of Bins */
  REVIEWER,
  AUDITOR,
  ADMINISTRATOR,
  SECOND_OFFICER,
  OTHER_MANAGER,    /* service manager of Roads */
  CHILDREN_MANAGER, /* service manager of Children */
  LEAVER,           /* an officer who may not sign in any more */
  WHO_COUNT
} Who;

typedef enum Where { BINS, ROADS, CHILDREN, ADULTS, WHERE_COUNT } Where;

typedef struct World {
  char folder[256];
  Arena *arena;
  Db *db;
  Program program;
  WallClock clock;
  const Directory *directory;
  UserId people[WHO_COUNT];
  ServiceId services[WHERE_COUNT];
} World;

/* For cmocka_unit_test_setup_teardown. The day is Tuesday 18 December 2018, 4:55pm. */
int world_begin(void **state);
int world_end(void **state);

Text world_url(const World *world);
char *world_path(const World *world, const char *name);
/* Another connection to the database of the world, with memory of its own: for children. */
World world_again(const World *world);

/* The day of the world from now on, in the morning or at a minute of the day. */
void at(World *world, const char *day);
void at_minute(World *world, const char *day, int minute);
Date day(const char *iso);

/* Casework as this person, as a customer, as the program. */
Ctx as(World *world, Who who);
Ctx as_customer(World *world);
Ctx as_system(World *world);

/* A complaint about a service, with the name Jo Bloggs, received now. */
Submission complaint(const World *world, Where where, const char *key, const char *what);
/* Sends it as a customer. */
Submitted sent(World *world, const Submission *submission);
/* The same with a key of its own, and its reference alone. */
Text new_case(World *world, Where where, const char *what);
/* The case today at any version. */
Target on_case(Text reference);
/* Triaged as it was suggested, given to a person. */
void triaged(World *world, Text reference, Where where, Who owner);
/* Acknowledged and answered today. */
void acknowledged(World *world, Text reference);
void answered(World *world, Text reference, Who decided, Outcome outcome);
Answer answer_of(const World *world, Who decided, Outcome outcome);
/* The case as the manager sees it. */
CaseFile seen(World *world, Text reference);

/* The due date of a clock as "2019-01-11", "none" where it has none, "missing" where there is no such clock.
 */
const char *due(World *world, Text reference, const char *clock);

/* By another connection that knows nothing of casework. */
sqlite3 *raw_open(const char *path);
void raw(const World *world, const char *sql);
/* The first column of the first row; "" where there is none. */
const char *ask(const World *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *ask_file(Arena *arena, const char *path, const char *sql);
/* All rows of all tables that a case touches, as one text: to see that nothing changed. */
const char *everything(const World *world);

/* Fails the test where there is an error, and shows its words. */
void must_succeed(Error error, const char *file, int line);
#define MUST(call) must_succeed((call), __FILE__, __LINE__)
/* The error must be of this kind, and its words contain this. */
void must_fail(Error error, ErrorCode code, const char *words, const char *file, int line);
#define MUST_FAIL(call, code, words) must_fail((call), (code), (words), __FILE__, __LINE__)

#define assert_text(actual, expected)                                                                        \
  do {                                                                                                       \
    AUTO_ARENA text_arena_ = arena_new();                                                                    \
    assert_string_equal(text_z(text_arena_, (actual)), (expected));                                          \
  } while (0)

/* Verifies everything: how many cases are wrong; the words of the last go to *said ("REFERENCE: what"), which
 * may be NULL. */
size_t wrongs(Ctx *ctx, Text *said);

/* Numbers that are the same in every run (splitmix64). */
uint64_t dice(uint64_t *seed);
uint32_t dice_below(uint64_t *seed, uint32_t limit);

/* A child that runs the action with a connection of its own and gives back its answer. */
typedef int ChildAction(World *world, int number, void *shared);
int begin_child(const World *world, ChildAction *action, int number, void *shared);
int end_child(int child);
/* Memory that parents and children share, zeroed. */
void *shared_memory(size_t size);
/* Waits until so many have come to this meeting. */
void meet(int *come, int expected);
