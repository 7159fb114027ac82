#include "check.h"
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

static bool is_zero(const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (bytes[i]) return false;
  }
  return true;
}

static void aligned_and_zero(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  for (int round = 0; round < 3; round++) {
    for (size_t size = 0; size < 3000; size += 7) {
      char *bytes = arena_take(arena, 1, size);
      assert_int_equal((uintptr_t)bytes % 16, 0);
      assert_true(is_zero(bytes, size));
      memset(bytes, 0xA5, size);
    }
    arena_reset(arena);
  }
}

static void things_do_not_overlap(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  enum { THINGS = 2000 };
  static unsigned char *things[THINGS];
  for (size_t i = 0; i < THINGS; i++) {
    things[i] = arena_take(arena, 1 + i % 300, 1);
    memset(things[i], (int)(i % 251), 1 + i % 300);
  }
  for (size_t i = 0; i < THINGS; i++) {
    for (size_t j = 0; j < 1 + i % 300; j++) assert_int_equal(things[i][j], i % 251);
  }
}

static void counts_what_is_used(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_int_equal(arena_used(arena), 0);
  arena_take(arena, 1, 1);
  assert_int_equal(arena_used(arena), 16);
  arena_take(arena, 4, 8);
  assert_int_equal(arena_used(arena), 48);
  arena_take(arena, 1, 1024 * 1024);
  size_t used = arena_used(arena);
  assert_true(used >= 1024 * 1024 + 48 && used < 1024 * 1024 + 64 * 1024 + 48);
  arena_reset(arena);
  assert_int_equal(arena_used(arena), 0);
}

static void keeps_its_first_block(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char *first = arena_take(arena, 1, 16);
  for (int i = 0; i < 100; i++) arena_take(arena, 1, 50000);
  arena_reset(arena);
  assert_ptr_equal(arena_take(arena, 1, 16), first);
  arena_reset(arena);
  assert_ptr_equal(arena_take(arena, 64, 1024), first);
}

static void grows_arrays(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  int *numbers = NULL;
  size_t count = 0;
  for (size_t room = 1; room <= 65536; room *= 2) {
    numbers = arena_grow(arena, numbers, count, room, sizeof(int));
    for (size_t i = 0; i < count; i++) assert_int_equal(numbers[i], i + 1);
    assert_true(is_zero((const char *)(numbers + count), (room - count) * sizeof(int)));
    for (size_t i = count; i < room; i++) numbers[i] = (int)i + 1;
    count = room;
  }
}

static void a_large_thing(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char *large = arena_take(arena, 40, 1024 * 1024);
  assert_true(is_zero(large, 40 * 1024 * 1024));
  arena_take(arena, 20, 1024 * 1024);
}

static void over_maximum(void) { arena_take(arena_new(), 65, 1024 * 1024); }
static void over_maximum_in_parts(void) {
  Arena *arena = arena_new();
  for (int i = 0; i < 65 * 1024; i++) text_copy(arena, (Text){"0123456789012345", 16});
  for (int i = 0; i < 65; i++) arena_take(arena, 1, 1024 * 1024);
}
static void overflowing(void) { arena_take(arena_new(), SIZE_MAX / 2, 4); }
static void wraps_to_nothing(void) { arena_take(arena_new(), 1, SIZE_MAX); }
static void shrinking(void) { arena_grow(arena_new(), "ab", 2, 1, 1); }

static void bugs(void **state) {
  (void)state;
  assert_true(is_bug(over_maximum));
  assert_true(is_bug(over_maximum_in_parts));
  assert_true(is_bug(overflowing));
  assert_true(is_bug(wraps_to_nothing));
  assert_true(is_bug(shrinking));
}

static void freed_is_forgotten(void **state) {
  (void)state;
  Arena *arena = arena_new();
  arena_free_at(&arena);
  assert_null(arena);
  arena_free(NULL);
}

#ifdef __SANITIZE_ADDRESS__
static void poisoned(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char *bytes = arena_take(arena, 1, 5);
  assert_false(__asan_address_is_poisoned(bytes + 4));
  assert_true(__asan_address_is_poisoned(bytes + 5));
  assert_true(__asan_address_is_poisoned(bytes + 16));
  arena_reset(arena);
  assert_true(__asan_address_is_poisoned(bytes));
}
#endif

static void texts(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  char from[] = "borrowed";
  Text copy = text_copy(arena, text_of(from));
  from[0] = 'X';
  assert_text(copy, "borrowed");
  assert_non_null(text_copy(arena, TEXT_NONE).at);
  assert_string_equal(text_z(arena, text_slice(TEXT("abc"), 0, 2)), "ab");
  assert_string_equal(text_z(arena, TEXT_NONE), "");
  assert_text(text_lower_ascii(arena, TEXT("ABC-Z@[\xC3\x89")), "abc-z@[\xC3\x89");
  const Text parts[] = {TEXT("a"), TEXT_NONE, TEXT("b")};
  assert_text(text_join(arena, parts, 3, TEXT(", ")), "a, , b");
  assert_text(text_join(arena, parts, 1, TEXT(", ")), "a");
  assert_text(text_join(arena, parts, 0, TEXT(", ")), "");
}

/* Both sides of the size that the small copy on the stack holds. */
static void formats(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_text(text_format(arena, "%d-%s", 5, "x"), "5-x");
  assert_text(text_format(arena, "%s", ""), "");
  for (int length = 250; length < 262; length++) {
    Text text = text_format(arena, "%0*d", length, 7);
    assert_int_equal(text.length, length);
    assert_int_equal(text.at[length - 1], '7');
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(aligned_and_zero),
      cmocka_unit_test(things_do_not_overlap),
      cmocka_unit_test(counts_what_is_used),
      cmocka_unit_test(keeps_its_first_block),
      cmocka_unit_test(grows_arrays),
      cmocka_unit_test(a_large_thing),
      cmocka_unit_test(bugs),
      cmocka_unit_test(freed_is_forgotten),
#ifdef __SANITIZE_ADDRESS__
      cmocka_unit_test(poisoned),
#endif
      cmocka_unit_test(texts),
      cmocka_unit_test(formats),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
