#include "base/random.h"
#include "base/error.h"
#include "base/log.h"
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SECRET_LEAST 16
#define SECRET_MOST 64
#define RANDOM_BITS 21
/* The first second that 42 bits of milliseconds cannot hold: in May 2109. */
#define ID_LAST_SECOND ((INT64_C(1) << 42) / 1000)

_Static_assert(HASH_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");

void random_start(void) {
  if (sodium_init() >= 0) return;
  log_write(LOG_ERROR, "start-failed", "libsodium finds no source of random numbers");
  exit(EXIT_FAILURE);
}

void random_bytes(unsigned char *out, size_t length) { randombytes_buf(out, length); }

uint32_t random_below(uint32_t limit) {
  BUG_IF(limit == 0);
  return randombytes_uniform(limit);
}

/* The instant has whole seconds, so the milliseconds within it are random too: with 2^31 places in a
 * second two processes hardly ever meet. Within a process no identifier repeats: one that is not
 * above the last becomes the one after the last, even where the clock went back. */
int64_t random_id(Instant now) {
  BUG_IF(now.seconds < 0 || now.seconds >= ID_LAST_SECOND);
  static _Atomic int64_t last;
  int64_t within_second = randombytes_uniform(UINT32_C(1000) << RANDOM_BITS);
  int64_t drawn = now.seconds * (INT64_C(1000) << RANDOM_BITS) + within_second;
  int64_t before = atomic_load(&last), id;
  do {
    id = drawn > before ? drawn : before + 1;
  } while (!atomic_compare_exchange_weak(&last, &before, id));
  return id;
}

Text random_secret(Arena *arena, size_t bytes) {
  BUG_IF(bytes < SECRET_LEAST || bytes > SECRET_MOST);
  unsigned char secret[SECRET_MOST];
  random_bytes(secret, bytes);
  Text text = base32_text(arena, secret, bytes);
  sodium_memzero(secret, sizeof secret);
  return text;
}

Text base32_text(Arena *arena, const unsigned char *bytes, size_t length) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  size_t count = length / 5 * 8 + (length % 5 * 8 + 4) / 5;
  char *text = ARENA_ARRAY(arena, char, count);
  unsigned bits = 0, held = 0;
  size_t next = 0;
  for (size_t i = 0; i < count; i++) {
    if (held < 5) {
      bits = (bits << 8 | (next < length ? bytes[next] : 0U)) & 0xFFFU;
      next++;
      held += 8;
    }
    held -= 5;
    text[i] = digits[bits >> held & 31U];
  }
  return (Text){text, count};
}

static const unsigned char *bytes_of(Text text) { return (const unsigned char *)text.at; }

Hash hash_of(Text bytes) {
  Hash hash;
  if (crypto_generichash(hash.bytes, HASH_BYTES, bytes_of(bytes), bytes.length, NULL, 0)) BUG("hash");
  return hash;
}

Hash hash_keyed(Text key, Text bytes) {
  BUG_IF(key.length == 0 || key.length > crypto_generichash_KEYBYTES_MAX);
  Hash hash;
  if (crypto_generichash(hash.bytes, HASH_BYTES, bytes_of(bytes), bytes.length, bytes_of(key), key.length)) {
    BUG("hash");
  }
  return hash;
}

/* The hash of the first hash's bytes followed by the second text. */
Hash hash_two(Hash first, Text second) {
  Hash hash;
  crypto_generichash_state state;
  if (crypto_generichash_init(&state, NULL, 0, HASH_BYTES)) BUG("hash");
  crypto_generichash_update(&state, first.bytes, HASH_BYTES);
  crypto_generichash_update(&state, bytes_of(second), second.length);
  crypto_generichash_final(&state, hash.bytes, HASH_BYTES);
  return hash;
}

bool hash_equal(Hash a, Hash b) { return sodium_memcmp(a.bytes, b.bytes, HASH_BYTES) == 0; }

Text hash_hex(Arena *arena, Hash hash) { return hex_text(arena, hash.bytes, HASH_BYTES); }

bool hash_parse(Text hex, Hash *hash) {
  Hash parsed;
  size_t length;
  if (hex.length != 2 * (size_t)HASH_BYTES) return false;
  if (sodium_hex2bin(parsed.bytes, HASH_BYTES, hex.at, hex.length, NULL, &length, NULL)) return false;
  if (length != HASH_BYTES) return false;
  *hash = parsed;
  return true;
}

bool text_equal_constant_time(Text a, Text b) {
  return a.length == b.length && sodium_memcmp(a.at, b.at, a.length) == 0;
}

Text hex_text(Arena *arena, const unsigned char *bytes, size_t length) {
  BUG_IF(length > SIZE_MAX / 4);
  char *hex = ARENA_ARRAY(arena, char, 2 * length + 1);
  sodium_bin2hex(hex, 2 * length + 1, bytes, length);
  return (Text){hex, 2 * length};
}
