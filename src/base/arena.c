#include "base/arena.h"
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
/* A function of its own, because gcc takes the call for a use of memory that was never written. */
static __attribute__((noinline)) void poison(char *at, size_t length) {
  __asan_poison_memory_region(at, length);
}
#define POISON(at, length) poison((at), (length))
#define UNPOISON(at, length) __asan_unpoison_memory_region((at), (length))
#else
#define POISON(at, length) ((void)(at), (void)(length))
#define UNPOISON(at, length) ((void)(at), (void)(length))
#endif

#define ALIGNMENT ((size_t)16)
#define FIRST_BLOCK ((size_t)64 * 1024)
/* Inputs are limited so that no request comes near; to meet it is a bug, not a condition. */
#define ARENA_MAXIMUM ((size_t)64 * 1024 * 1024)

typedef struct Block Block;
struct Block {
  Block *before;
  size_t capacity;
  _Alignas(16) char bytes[];
};

struct Arena {
  char *at; /* the next free byte, always aligned */
  size_t left;
  Block *block; /* the one in use; its `before` leads to the first */
  size_t next_capacity;
  size_t reserved;    /* capacity of all blocks */
  size_t used_before; /* bytes taken from the blocks before this one */
};

static void *allocate(size_t size) {
  void *memory = malloc(size);
  if (!memory) BUG("out of memory");
  return memory;
}

static void start_block(Arena *arena, Block *block) {
  arena->block = block;
  arena->at = block->bytes;
  arena->left = block->capacity;
  POISON(block->bytes, block->capacity);
}

static Block *block_new(Block *before, size_t capacity) {
  Block *block = allocate(sizeof(Block) + capacity);
  block->before = before;
  block->capacity = capacity;
  return block;
}

static void block_free(Block *block) {
  UNPOISON(block->bytes, block->capacity);
  free(block);
}

static void forget(Arena *arena, Block *first) {
  arena->used_before = 0;
  arena->reserved = FIRST_BLOCK;
  arena->next_capacity = FIRST_BLOCK; /* as small: malloc maps and unmaps what is larger each time */
  start_block(arena, first);
}

Arena *arena_new(void) {
  Arena *arena = allocate(sizeof(Arena));
  forget(arena, block_new(NULL, FIRST_BLOCK));
  return arena;
}

void arena_reset(Arena *arena) {
  Block *block = arena->block;
  while (block->before) {
    Block *before = block->before;
    block_free(block);
    block = before;
  }
  forget(arena, block);
}

void arena_free(Arena *arena) {
  if (!arena) return;
  arena_reset(arena);
  block_free(arena->block);
  free(arena);
}

void arena_free_at(Arena **arena) {
  arena_free(*arena);
  *arena = NULL;
}

size_t arena_used(const Arena *arena) { return arena->used_before + arena->block->capacity - arena->left; }

static size_t rounded(size_t size) { return (size + (ALIGNMENT - 1)) & ~(ALIGNMENT - 1); }

static void add_block(Arena *arena, size_t least) {
  size_t may = ARENA_MAXIMUM - arena->reserved;
  if (least > may) BUG("arena: %zu more bytes after %zu are over the maximum", least, arena_used(arena));
  size_t capacity = arena->next_capacity < may ? arena->next_capacity : may;
  if (capacity < least) capacity = least;
  arena->used_before = arena_used(arena);
  arena->reserved += capacity;
  arena->next_capacity *= 2;
  start_block(arena, block_new(arena->block, capacity));
}

/* Memory that is not zeroed, for those who fill it at once. */
static char *take_raw(Arena *arena, size_t size) {
  if (size > ARENA_MAXIMUM) BUG("arena: %zu bytes are over the maximum", size);
  size_t whole = rounded(size);
  if (whole > arena->left) add_block(arena, whole);
  char *memory = arena->at;
  arena->at += whole;
  arena->left -= whole;
  UNPOISON(memory, size);
  return memory;
}

static size_t product(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) BUG("arena: %zu things of %zu bytes", count, size);
  return bytes;
}

void *arena_take(Arena *arena, size_t count, size_t size) {
  size_t bytes = product(count, size);
  return memset(take_raw(arena, bytes), 0, bytes);
}

void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size) {
  BUG_IF(new_count < old_count);
  size_t kept = product(old_count, size), bytes = product(new_count, size);
  char *memory = take_raw(arena, bytes);
  if (kept) memcpy(memory, old, kept);
  memset(memory + kept, 0, bytes - kept);
  return memory;
}

Text text_copy(Arena *arena, Text text) {
  if (text.length == 0) return TEXT_NONE;
  return (Text){memcpy(take_raw(arena, text.length), text.at, text.length), text.length};
}

char *text_z(Arena *arena, Text text) {
  BUG_IF(text.length >= ARENA_MAXIMUM);
  char *string = take_raw(arena, text.length + 1);
  if (text.length) memcpy(string, text.at, text.length);
  string[text.length] = '\0';
  return string;
}

static Text format_long(Arena *arena, size_t length, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
static Text format_long(Arena *arena, size_t length, const char *format, va_list arguments) {
  char *string = take_raw(arena, length + 1);
  vsnprintf(string, length + 1, format, arguments);
  return (Text){string, length};
}

Text text_format(Arena *arena, const char *format, ...) {
  char small[256];
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(small, sizeof small, format, arguments);
  if (length < 0) BUG("text_format: %s", format);
  Text text = (size_t)length < sizeof small ? text_copy(arena, (Text){small, (size_t)length})
                                            : format_long(arena, (size_t)length, format, again);
  va_end(again);
  va_end(arguments);
  return text;
}

/* Where it ends. Of the empty text there is nothing to copy, not even an address to copy it from. */
static char *append(char *at, Text text) { return text.length ? mempcpy(at, text.at, text.length) : at; }

Text text_join(Arena *arena, const Text *parts, size_t count, Text between) {
  if (count == 0) return TEXT_NONE;
  size_t length = product(count - 1, between.length);
  for (size_t i = 0; i < count; i++) {
    if (__builtin_add_overflow(length, parts[i].length, &length)) BUG("text_join of %zu parts", count);
  }
  char *joined = take_raw(arena, length), *at = joined;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) at = append(at, between);
    at = append(at, parts[i]);
  }
  return (Text){joined, length};
}

Text text_lower_ascii(Arena *arena, Text text) {
  char *lower = take_raw(arena, text.length);
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
  }
  return (Text){lower, text.length};
}
