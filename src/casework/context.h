/* What every act of casework is given: memory, database, clock, the program's law and words, and who acts. */
#pragma once
#include "db/db.h"
#include "rules/case.h"

/* The council, as its settings say. */
typedef struct Council {
  Text name, home;   /* "Anytown Council", its home page */
  Text service_name; /* "Complaints, compliments and enquiries" */
  Text team, phone, hours, email, address;
  Text brand, link, link_hover; /* colours, #rrggbb */
  Text logo;                    /* path of an image, may be empty */
  Text reference_prefix;        /* "CMP" */
  Text corporate_procedure;     /* id of the procedure for what no law has a procedure for */
  Text children_procedure, adults_procedure, housing_procedure;
  Text small_numbers; /* published reports hide counts below this; "0": none */
  Text procedures;    /* ids that the council works under, separated by ;, empty: all */
} Council;

typedef struct Service {
  ServiceId id;
  Text name, area; /* area: children adults housing other */
  bool listed;
} Service;

typedef struct Person {
  UserId id;
  Text name;
  Role role;
  ServiceId service;
  bool disabled;
} Person;

/* Council, services and people, kept with the connection and read again when they change. */
typedef struct Directory {
  Council council;
  const Service *services;
  size_t service_count;
  const Person *people;
  size_t person_count;
  bool demonstration;      /* the accounts with the published password exist */
  struct KeptLists *lists; /* of the same connection, see casework/kept.h */
} Directory;

/* Read-only while the program runs, shared by all threads. */
typedef struct Program {
  ProcedureBook procedures;
  CalendarBook calendars;
  Text key;  /* 32 secret bytes of this installation */
  Text site; /* address under which the public reaches it, "https://complaints.anytown.example"; may be empty
              */
  const struct Signposts *signposts;
} Program;

typedef struct Actor {
  UserId user; /* 0: a customer or the program */
  Role role;
  ServiceId service;
  Text name;
} Actor;

typedef struct Ctx {
  Arena *arena;
  Db *db;
  const WallClock *clock;
  const Program *program;
  const Directory *directory;
  Actor actor;
} Ctx;

/* The directory of this connection, read again only when somebody changed it. */
Error directory_load(Arena *arena, Db *db, const Directory **directory) MUST_USE;
/* Must be called in the transaction that changes a setting, a service or a person. */
Error directory_changed(Arena *arena, Db *db, Instant now) MUST_USE;
/* Whether the council works under the procedure. */
bool directory_uses(const Directory *directory, Text procedure);
const Service *directory_service(const Directory *directory, ServiceId id);
const Service *directory_service_named(const Directory *directory, Text name);
const Person *directory_person(const Directory *directory, UserId id);
/* The name to show: "Not assigned" for nobody. */
Text person_name(const Directory *directory, UserId id);

/* Ends a write transaction: commits where there is no error, else rolls back and gives the error on. */
Error write_end(Arena *arena, Db *db, Error error) MUST_USE;

/* By the clock of the context; today in London. */
Instant ctx_now(const Ctx *ctx);
Date ctx_today(const Ctx *ctx);
