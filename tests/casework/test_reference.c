/* References: what the check character promises, and how kindly they are read. */
#include "world.h"

#include <ctype.h>

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int begin(void **state) {
  *state = arena_new();
  return 0;
}

static int end(void **state) {
  arena_free(*state);
  return 0;
}

static char *made(Arena *arena, uint64_t *seed) {
  unsigned char random[5];
  for (int i = 0; i < 5; i++) random[i] = (unsigned char)dice(seed);
  return text_z(arena, reference_make(arena, TEXT("CMP"), 2020 + (int)dice_below(seed, 80), random));
}

static bool reads(Arena *arena, const char *typed) {
  Text reference;
  return reference_read(arena, text_of(typed), &reference);
}

static void what_is_made_is_read(void **state) {
  uint64_t seed = 1;
  for (int i = 0; i < 2000; i++) {
    Text reference;
    char *text = made(*state, &seed);
    assert_int_equal(strlen(text), 12);
    assert_true(reference_read(*state, text_of(text), &reference));
    assert_text(reference, text);
  }
}

static void every_change_of_one_character_is_caught(void **state) {
  uint64_t seed = 2;
  for (int i = 0; i < 200; i++) {
    char *text = made(*state, &seed);
    for (int place = 4; place < 12; place++) {
      char right = text[place];
      for (const char *other = ALPHABET; *other; other++) {
        text[place] = *other;
        assert_int_equal(reads(*state, text), *other == right);
      }
      text[place] = right;
    }
  }
}

/* Luhn's algorithm over 32 characters catches every swap of neighbours but that of the first and the last
 * character of the alphabet: 0 and Z. */
static void every_swap_of_neighbours_is_caught(void **state) {
  uint64_t seed = 3;
  int swaps = 0;
  for (int i = 0; i < 3000; i++) {
    char *text = made(*state, &seed);
    for (int place = 4; place < 11; place++) {
      char a = text[place], b = text[place + 1];
      if (a == b || (a == '0' && b == 'Z') || (a == 'Z' && b == '0')) continue;
      text[place] = b, text[place + 1] = a;
      assert_false(reads(*state, text));
      text[place] = a, text[place + 1] = b;
      swaps++;
    }
  }
  assert_in_range(swaps, 15000, 21000);
}

/* As people write it down: the two halves with something between and around. */
static Text shaped(Arena *arena, int way, const char *body) {
  static const char *const before[] = {"cmp ", "CMP", " cmp-", "Cmp - ", "cmp."}, *const between[] = {
                                                                                      "-", "", " ", " - ",
                                                                                      "."};
  return text_format(arena, "%s%.4s%s%.4s", before[way], body, between[way], body + 4);
}

/* Small letters, O for nought, I and L for one. */
static char *garbled(Arena *arena, Text typed, bool small, uint64_t *seed) {
  char *letters = text_z(arena, typed);
  for (char *c = letters; *c; c++) {
    if (small) *c = (char)tolower((unsigned char)*c);
    if (*c == '0') *c = "oO"[dice_below(seed, 2)];
    if (*c == '1') *c = "iIlL"[dice_below(seed, 4)];
  }
  return letters;
}

static void it_is_read_kindly(void **state) {
  Arena *arena = *state;
  uint64_t seed = 4;
  for (int i = 0; i < 2500; i++) {
    Text reference;
    char *text = made(arena, &seed);
    Text typed = shaped(arena, i % 5, text + 4);
    assert_true(reference_read(arena, text_of(garbled(arena, typed, i % 2, &seed)), &reference));
    assert_text(reference, text);
  }
}

/* The example in ledger.h, its check character by hand: 2 6 K 7 Q F 4 are 2, 6, 19, 7, 23, 15, 4; from the
 * right, each second one doubled with its carry added: 8+15+15+7+7+6+4 = 62, and 2 make it 64. */
static void the_example_is_read(void **state) {
  Text reference;
  assert_true(reference_read(*state, TEXT("cmp 26k7-qf42"), &reference));
  assert_text(reference, "CMP-26K7QF42");
}

static void what_is_none_is_none(void **state) {
  static const char *const none[] = {"",
                                     "CMP",
                                     "CMP-",
                                     "26K7QF42",
                                     "C-26K7QF42",
                                     "CMP-26K7QF4",
                                     "CMP-26K7QF4D",
                                     "CMP-26K7QF422",
                                     "CMP-26K7QU42",
                                     "CMP-26K7QF4!",
                                     "CMPÉ26K7QF42",
                                     "%%%%%%%%%%%%",
                                     "CMP-\n\n\n\n\n\n\n\n",
                                     "                    "};
  for (size_t i = 0; i < COUNT(none); i++) assert_false(reads(*state, none[i]));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
  const struct CMUnitTest tests[] = {
      TEST(what_is_made_is_read),
      TEST(every_change_of_one_character_is_caught),
      TEST(every_swap_of_neighbours_is_caught),
      TEST(it_is_read_kindly),
      TEST(the_example_is_read),
      TEST(what_is_none_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
