/* Cases of other kinds for the tests of records and of registers. */
#pragma once
#include "casework/facts.h"
#include "casework/registers.h"
#include "world.h"

static inline RegisterFilter only(const char *kind) {
  return (RegisterFilter){
      .kind = text_of(kind), .words = TEXT_NONE, .state = TEXT_NONE, .category = TEXT_NONE};
}

static inline Registration of_kind(World *world, const char *kind) {
  return (Registration){.key = random_secret(world->arena, 16),
                        .kind = text_of(kind),
                        .reference = TEXT_NONE,
                        .received = DATE_NONE,
                        .category = TEXT_NONE,
                        .party = TEXT_NONE,
                        .linked = TEXT_NONE,
                        .name = TEXT_NONE,
                        .email = TEXT_NONE,
                        .words = TEXT_NONE,
                        .age = TEXT_NONE,
                        .gender = TEXT_NONE,
                        .channel = TEXT("letter"),
                        .answer_by = DATE_NONE};
}

static inline Text registered(World *world, const Registration *registration) {
  Ctx ctx = as(world, OFFICER);
  Submitted made;
  MUST(act_register(&ctx, registration, &made));
  return made.reference;
}

static inline Text at_the_ombudsman(World *world, Text complaint_reference) {
  Registration registration = of_kind(world, "ombudsman-case");
  registration.received = day("2018-11-05");
  registration.category = TEXT("Environment services");
  registration.party = TEXT("lgsco");
  registration.linked = complaint_reference;
  return registered(world, &registration);
}

static inline Text compliment(World *world, Where where, const char *words) {
  Registration registration = of_kind(world, "compliment");
  registration.service = world->services[where];
  registration.words = text_of(words);
  return registered(world, &registration);
}
