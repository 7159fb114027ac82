/* Names and a number for each, found at once however many there are: services, references, rows of which one
 * was there before. */
#pragma once
#include "base/base.h"

typedef struct Names {
  Arena *arena;
  struct NameEntry *entries;
  size_t capacity, count;
} Names;

/* The number of a name; NULL where it has none. It stands until the next names_add. */
int64_t *names_find(const Names *names, Text name);
/* The same, with a copy of the name and the number 0 where it was not there. */
int64_t *names_add(Names *names, Text name) __attribute__((returns_nonnull));
