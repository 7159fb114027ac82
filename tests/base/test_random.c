#include "check.h"
#include <pthread.h>

#define IDS 100000
#define THREADS 4
static const Instant now = {1767603600}; /* 2026-01-05T09:00:00Z */

static int compare(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void ids_rise_in_one_second(void **state) {
  (void)state;
  int64_t last = 0;
  for (int i = 0; i < IDS; i++) {
    int64_t id = random_id(now);
    assert_true(id > last);
    last = id;
  }
  assert_int_equal(last >> 21 > now.seconds * 1000 - 1, 1);
  int64_t later = random_id((Instant){now.seconds + 10});
  assert_true(later > last);
  assert_true(later >> 21 >= (now.seconds + 10) * 1000 && later >> 21 < (now.seconds + 11) * 1000);
  assert_true(random_id(now) > later); /* the clock went back */
}

static void *take_ids(void *place) {
  int64_t *ids = place;
  for (int i = 0; i < IDS / THREADS; i++) ids[i] = random_id((Instant){now.seconds + 20});
  return NULL;
}

static void ids_of_threads_differ(void **state) {
  (void)state;
  static int64_t ids[IDS];
  pthread_t threads[THREADS];
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, take_ids, ids + i * (IDS / THREADS)), 0);
  }
  for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  qsort(ids, IDS, sizeof ids[0], compare);
  for (size_t i = 1; i < IDS; i++) assert_true(ids[i - 1] < ids[i]);
  assert_true(ids[0] > 0);
}

static void base32_vectors(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  static const unsigned char zeros[16], ones[] = {255, 255, 255, 255, 255}, one[] = {255};
  static const unsigned char count[] = {0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF,
                                        0x84, 0x65, 0x3A, 0x56, 0xD7, 0xC6, 0x75, 0xBE, 0x77, 0xDF};
  assert_text(base32_text(arena, zeros, 16), "00000000000000000000000000");
  assert_text(base32_text(arena, ones, 5), "zzzzzzzz");
  assert_text(base32_text(arena, one, 1), "zw");
  assert_text(base32_text(arena, ones, 2), "zzzg");
  assert_text(base32_text(arena, ones, 3), "zzzzy");
  assert_text(base32_text(arena, ones, 4), "zzzzzzr");
  assert_text(base32_text(arena, ones, 0), "");
  assert_text(base32_text(arena, count, sizeof count), "0123456789abcdefghjkmnpqrstvwxyz");
}

static void secrets(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text a = random_secret(arena, 16), b = random_secret(arena, 16);
  assert_int_equal(a.length, 26);
  assert_false(text_equal(a, b));
  assert_int_equal(random_secret(arena, 64).length, 103);
}

static void below(void **state) {
  (void)state;
  unsigned seen[6] = {0};
  for (int i = 0; i < 6000; i++) {
    uint32_t drawn = random_below(6);
    assert_in_range(drawn, 0, 5);
    seen[drawn]++;
  }
  for (int i = 0; i < 6; i++) assert_in_range(seen[i], 700, 1300);
  assert_int_equal(random_below(1), 0);
}

static void hash_vectors(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Hash empty = hash_of(TEXT_NONE), abc = hash_of(TEXT("abc"));
  assert_text(hash_hex(arena, empty), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  assert_text(hash_hex(arena, abc), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  assert_true(hash_equal(abc, hash_of(TEXT("abc"))) && !hash_equal(abc, empty));
  Text both = text_join(arena, (Text[]){{(const char *)abc.bytes, HASH_BYTES}, TEXT("more")}, 2, TEXT_NONE);
  assert_true(hash_equal(hash_two(abc, TEXT("more")), hash_of(both)));
  assert_false(hash_equal(hash_keyed(TEXT("k"), TEXT("abc")), abc));
  assert_false(hash_equal(hash_keyed(TEXT("k"), TEXT("abc")), hash_keyed(TEXT("l"), TEXT("abc"))));
}

static void hash_texts(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Hash hash = hash_of(TEXT("abc")), parsed = {{0}};
  Text hex = hash_hex(arena, hash);
  assert_true(hash_parse(hex, &parsed) && hash_equal(parsed, hash));
  Hash kept = parsed;
  assert_false(hash_parse(text_slice(hex, 0, 62), &parsed));
  assert_false(hash_parse(text_format(arena, "%.*s00", TEXT_ARGUMENTS(hex)), &parsed));
  assert_false(hash_parse(text_format(arena, "%.63sg", hex.at), &parsed));
  assert_false(hash_parse(text_format(arena, "%.63s ", hex.at), &parsed));
  assert_false(hash_parse(TEXT_NONE, &parsed));
  assert_true(hash_equal(parsed, kept));
  assert_true(text_equal_constant_time(TEXT("secret"), TEXT("secret")));
  assert_false(text_equal_constant_time(TEXT("secret"), TEXT("secreT")));
  assert_false(text_equal_constant_time(TEXT("secret"), TEXT("secrets")));
  assert_true(text_equal_constant_time(TEXT_NONE, TEXT_NONE));
}

static void short_secret(void) { random_secret(arena_new(), 15); }
static void no_key(void) { hash_keyed(TEXT_NONE, TEXT("abc")); }
static void long_key(void) {
  hash_keyed(TEXT("01234567890123456789012345678901234567890123456789012345678901234"), TEXT("abc"));
}
static void no_time(void) { random_id(INSTANT_NONE); }
static void year_2110(void) { random_id((Instant){4417977600}); }

static void bugs(void **state) {
  (void)state;
  assert_true(is_bug(short_secret));
  assert_true(is_bug(no_key));
  assert_true(is_bug(long_key));
  assert_true(is_bug(no_time));
  assert_true(is_bug(year_2110));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ids_rise_in_one_second), cmocka_unit_test(ids_of_threads_differ),
      cmocka_unit_test(base32_vectors),         cmocka_unit_test(secrets),
      cmocka_unit_test(below),                  cmocka_unit_test(hash_vectors),
      cmocka_unit_test(hash_texts),             cmocka_unit_test(bugs),
  };
  random_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
