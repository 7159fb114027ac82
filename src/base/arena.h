/* Arena: memory that belongs to one request, job or command and goes as a whole. Running out of memory ends
 * the process. */
#pragma once
#include "base/text.h"

typedef struct Arena Arena;

/* An empty arena; ended by arena_free, emptied by arena_reset (which keeps its first block for reuse). */
Arena *arena_new(void);
void arena_free(Arena *arena);
void arena_reset(Arena *arena);
void arena_free_at(Arena **arena);
#define AUTO_ARENA __attribute__((cleanup(arena_free_at))) Arena *

/* Zeroed memory for `count` things of `size` bytes, aligned for anything; an overflowing product is a bug. */
void *arena_take(Arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));
/* A larger copy of an array of the arena, the new part zeroed. */
void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size)
    __attribute__((returns_nonnull));
#define ARENA_NEW(arena, Type) ((Type *)arena_take((arena), 1, sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_take((arena), (count), sizeof(Type)))

/* Bytes taken since the last reset. */
size_t arena_used(const Arena *arena);

/* The bytes, now the arena's own. */
Text text_copy(Arena *arena, Text text);
/* The text with a NUL behind it, for the borders to libraries. */
char *text_z(Arena *arena, Text text);
Text text_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Text text_join(Arena *arena, const Text *parts, size_t count, Text between);
Text text_lower_ascii(Arena *arena, Text text);
