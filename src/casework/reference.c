/* References: random, with a check character, forgiving to read. A reference is a label, never a key. */
#include "casework/ledger.h"

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int crockford_value(char letter) {
  if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A');
  if (letter == 'O') letter = '0';
  if (letter == 'I' || letter == 'L') letter = '1';
  for (int i = 0; i < 32; i++)
    if (crockford[i] == letter) return i;
  return -1;
}

/* Luhn mod 32 over the values, rightmost first. */
static int luhn_sum(const int *values, size_t count, int factor) {
  int sum = 0;
  for (size_t i = count; i-- > 0;) {
    int addend = factor * values[i];
    sum += addend / 32 + addend % 32;
    factor = factor == 2 ? 1 : 2;
  }
  return sum % 32;
}

Text reference_make(Arena *arena, Text prefix, int year, const unsigned char random[5]) {
  int values[7] = {year / 10 % 10, year % 10};
  for (int i = 0; i < 5; i++) values[i + 2] = random[i] % 32;
  char body[9] = {0};
  for (int i = 0; i < 7; i++) body[i] = crockford[values[i]];
  body[7] = crockford[(32 - luhn_sum(values, 7, 2)) % 32];
  return text_format(arena, "%.*s-%s", TEXT_ARGUMENTS(prefix), body);
}

/* The eight characters after the prefix, white space and hyphens left out. */
static bool read_body(Text typed, size_t from, int values[8]) {
  size_t n = 0;
  for (size_t i = from; i < typed.length; i++) {
    char letter = typed.at[i];
    if (letter == ' ' || letter == '-' || letter == '.') continue;
    int value = crockford_value(letter);
    if (value < 0 || n == 8) return false;
    values[n++] = value;
  }
  return n == 8;
}

bool reference_read(Arena *arena, Text typed, Text *reference) {
  typed = text_trim(typed);
  size_t prefix = 0;
  while (prefix < typed.length && prefix < 5) {
    char letter = (char)(typed.at[prefix] | 0x20);
    if (letter < 'a' || letter > 'z') break;
    prefix++;
  }
  int values[8];
  if (prefix < 2 || !read_body(typed, prefix, values) || luhn_sum(values, 8, 1) != 0) return false;
  char body[9] = {0};
  for (int i = 0; i < 8; i++) body[i] = crockford[values[i]];
  char letters[6] = {0};
  for (size_t i = 0; i < prefix; i++) letters[i] = (char)(typed.at[i] & ~0x20);
  *reference = text_format(arena, "%s-%s", letters, body);
  return true;
}

bool reference_is_usable(Text text) {
  bool digit = false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i], letter = (char)(c | 0x20);
    bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(letter >= 'a' && letter <= 'z') && c != ' ' && c != '-') return false;
    digit = digit || is_digit;
  }
  return digit && text.length <= REFERENCE_LONGEST;
}
