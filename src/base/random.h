/* Randomness, hashes and comparisons that tell nothing by their time. On libsodium. */
#pragma once
#include "base/arena.h"
#include "base/date.h"

/* Must be called once before the others; ends the process where the library cannot start. */
void random_start(void);
void random_bytes(unsigned char *out, size_t length);
/* 0..limit-1, without bias. */
uint32_t random_below(uint32_t limit);
/* A new identifier: 63 bits, ordered by time (42 bits of milliseconds, then random bits). */
int64_t random_id(Instant now);
/* A secret of `bytes` random bytes (16 or more) in Crockford base32, lower case: 16 bytes give 26 characters.
 */
Text random_secret(Arena *arena, size_t bytes);
/* Crockford base32 of bytes, lower case. */
Text base32_text(Arena *arena, const unsigned char *bytes, size_t length);

#define HASH_BYTES 32
typedef struct Hash {
  unsigned char bytes[HASH_BYTES];
} Hash;
/* BLAKE2b-256; with a key of up to 64 bytes it is a MAC. */
Hash hash_of(Text bytes);
Hash hash_keyed(Text key, Text bytes);
Hash hash_two(Hash first, Text second);
bool hash_equal(Hash a, Hash b);
Text hash_hex(Arena *arena, Hash hash);
bool hash_parse(Text hex, Hash *hash);
bool text_equal_constant_time(Text a, Text b);
Text hex_text(Arena *arena, const unsigned char *bytes, size_t length);
