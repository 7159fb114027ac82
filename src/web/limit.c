/* Token buckets in memory that all processes share. A bucket is one number: the moment at which it will be
 * full again (the "theoretical arrival time" of the generic cell rate algorithm). One compare-and-swap takes
 * a token, so there is no lock that a killed process could leave behind, and a bucket that is full again is
 * the same as none. */
#include "web/server.h"
#include <string.h>
#include <sys/mman.h>

#define SETS ((size_t)8192)
#define WAYS ((size_t)8)
#define SECOND INT64_C(1000000)

typedef struct Bucket {
  _Atomic uint64_t key; /* 0: never used */
  _Atomic int64_t full_at;
  _Atomic int64_t one; /* what a token costs */
} Bucket;

struct Limits {
  Bucket buckets[SETS][WAYS];
};

Limits *limits_new(void) {
  void *memory = mmap(NULL, sizeof(Limits), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void limits_free(Limits *limits) {
  if (limits) munmap(limits, sizeof *limits);
}

static Bucket *bucket_find(Bucket *set, uint64_t key) {
  for (size_t i = 0; i < WAYS; i++) {
    if (atomic_load(&set[i].key) == key) return &set[i];
  }
  return NULL;
}

/* The one that is full soonest: where the table is crowded, the least used bucket is forgotten. */
static Bucket *bucket_least(Bucket *set) {
  Bucket *least = set;
  for (size_t i = 1; i < WAYS; i++) {
    if (atomic_load(&set[i].full_at) < atomic_load(&least->full_at)) least = &set[i];
  }
  return least;
}

static Bucket *bucket_of(Limits *limits, uint64_t key) {
  Bucket *set = limits->buckets[key % SETS];
  for (int attempt = 0; attempt < 4; attempt++) {
    Bucket *bucket = bucket_find(set, key);
    if (bucket) return bucket;
    bucket = bucket_least(set);
    uint64_t before = atomic_load(&bucket->key);
    if (!atomic_compare_exchange_strong(&bucket->key, &before, key)) continue;
    atomic_store(&bucket->full_at, 0);
    return bucket;
  }
  return bucket_least(set); /* much fought over: shared with another for once */
}

bool limits_take(Limits *limits, uint64_t key, int tries, int seconds, int64_t now) {
  BUG_IF(tries <= 0 || seconds <= 0);
  int64_t whole = seconds * SECOND, one = whole / tries;
  Bucket *bucket = bucket_of(limits, key | 1);
  atomic_store(&bucket->one, one);
  int64_t before = atomic_load(&bucket->full_at), after;
  do {
    after = (before > now ? before : now) + one;
    if (after - now > whole) return false;
  } while (!atomic_compare_exchange_weak(&bucket->full_at, &before, after));
  return true;
}

void limits_forgive(Limits *limits, uint64_t key) {
  Bucket *bucket = bucket_find(limits->buckets[(key | 1) % SETS], key | 1);
  if (bucket) atomic_fetch_sub(&bucket->full_at, atomic_load(&bucket->one));
}

static uint64_t key_of(const Request *request, LimitKind kind, Text key) {
  const Exchange *exchange = request->web;
  char letter = (char)('a' + (int)kind);
  Text parts[] = {TEXT("limit"), {&letter, 1}, key};
  Hash hash = hash_keyed(exchange->server->key, text_join(request->arena, parts, 3, TEXT(":")));
  uint64_t number = 0;
  memcpy(&number, hash.bytes, sizeof number);
  return number;
}

bool limit_take(Request *request, LimitKind kind, Text key, int tries, int seconds) {
  Exchange *exchange = request->web;
  return limits_take(exchange->server->limits, key_of(request, kind, key), tries, seconds,
                     monotonic_microseconds());
}

void limit_forgive(Request *request, LimitKind kind, Text key) {
  Exchange *exchange = request->web;
  limits_forgive(exchange->server->limits, key_of(request, kind, key));
}
