#include "casework/import_names.h"

typedef struct NameEntry {
  Text name;
  uint64_t hash;
  int64_t number;
  bool used;
} NameEntry;

/* FNV-1a. */
static uint64_t hash_name(Text name) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < name.length; i++) hash = (hash ^ (unsigned char)name.at[i]) * 0x100000001b3u;
  return hash;
}

/* Where the name stands, or the free place for it. */
static NameEntry *place_of(const Names *names, Text name, uint64_t hash) {
  size_t at = (size_t)hash & (names->capacity - 1);
  while (names->entries[at].used) {
    NameEntry *entry = &names->entries[at];
    if (entry->hash == hash && text_equal(entry->name, name)) return entry;
    at = (at + 1) & (names->capacity - 1);
  }
  return &names->entries[at];
}

int64_t *names_find(const Names *names, Text name) {
  if (!names->capacity) return NULL;
  NameEntry *entry = place_of(names, name, hash_name(name));
  return entry->used ? &entry->number : NULL;
}

static void make_room(Names *names) {
  if ((names->count + 1) * 2 <= names->capacity) return;
  Names larger = {.arena = names->arena, .capacity = names->capacity ? names->capacity * 2 : 64};
  larger.entries = ARENA_ARRAY(names->arena, NameEntry, larger.capacity);
  for (size_t i = 0; i < names->capacity; i++) {
    const NameEntry *entry = &names->entries[i];
    if (entry->used) *place_of(&larger, entry->name, entry->hash) = *entry;
  }
  larger.count = names->count;
  *names = larger;
}

int64_t *names_add(Names *names, Text name) {
  uint64_t hash = hash_name(name);
  make_room(names);
  NameEntry *entry = place_of(names, name, hash);
  if (!entry->used) {
    *entry = (NameEntry){text_copy(names->arena, name), hash, 0, true};
    names->count++;
  }
  return &entry->number;
}
