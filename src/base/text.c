#include "base/text.h"
#include <string.h>

#define DISTANCE_MAXIMUM 63

Text text_of(const char *string) { return string ? (Text){string, strlen(string)} : TEXT_NONE; }

Text text_slice(Text text, size_t from, size_t to) {
  if (to > text.length) to = text.length;
  if (from > to) from = to;
  return (Text){text.at + from, to - from};
}

bool text_is_empty(Text text) { return text.length == 0; }

/* A text that was never set has no address; memcmp must not be given that. */
static int compare_bytes(const char *a, const char *b, size_t length) {
  return length ? memcmp(a, b, length) : 0;
}

bool text_equal(Text a, Text b) { return a.length == b.length && compare_bytes(a.at, b.at, a.length) == 0; }

static char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

bool text_equal_ascii(Text a, Text b) {
  if (a.length != b.length) return false;
  for (size_t i = 0; i < a.length; i++) {
    if (lower_ascii(a.at[i]) != lower_ascii(b.at[i])) return false;
  }
  return true;
}

int text_compare(Text a, Text b) {
  int order = compare_bytes(a.at, b.at, a.length < b.length ? a.length : b.length);
  return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_starts(Text text, Text with) {
  return text.length >= with.length && compare_bytes(text.at, with.at, with.length) == 0;
}

bool text_ends(Text text, Text with) {
  if (text.length < with.length) return false;
  return compare_bytes(text.at + (text.length - with.length), with.at, with.length) == 0;
}

size_t text_find(Text text, Text part, size_t from) {
  if (from > text.length) return SIZE_MAX;
  const char *found = memmem(text.at + from, text.length - from, part.at, part.length);
  return found ? (size_t)(found - text.at) : SIZE_MAX;
}

bool text_contains(Text text, Text part) { return text_find(text, part, 0) != SIZE_MAX; }

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Text text_trim(Text text) {
  size_t from = 0, to = text.length;
  while (from < to && is_space(text.at[from])) from++;
  while (to > from && is_space(text.at[to - 1])) to--;
  return text_slice(text, from, to);
}

bool text_next(Text *rest, char separator, Text *part) {
  /* Nothing after the last separator is no part: a file that ends in a newline has no empty last line. */
  if (rest->length == 0) return false;
  const char *found = memchr(rest->at, separator, rest->length);
  size_t length = found ? (size_t)(found - rest->at) : rest->length;
  *part = text_slice(*rest, 0, length);
  *rest = text_slice(*rest, found ? length + 1 : length, rest->length);
  return true;
}

bool text_to_int(Text text, int64_t *value) {
  bool negative = text.length && text.at[0] == '-';
  Text digits = text_slice(text, negative ? 1 : 0, text.length);
  if (digits.length == 0) return false;
  /* Counts downwards, because the lowest number has no positive counterpart. */
  int64_t number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.at[i] < '0' || digits.at[i] > '9') return false;
    if (__builtin_mul_overflow(number, 10, &number)) return false;
    if (__builtin_sub_overflow(number, digits.at[i] - '0', &number)) return false;
  }
  if (!negative && number == INT64_MIN) return false;
  *value = negative ? number : -number;
  return true;
}

/* Length of the well-formed sequence at `at`, 0 where there is none (table 3-7 of the Unicode standard). */
static size_t sequence_length(const unsigned char *at, size_t left) {
  unsigned char first = at[0];
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (left < length) return 0;
  unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (at[1] < low || at[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

static bool next_eight_are_ascii(const unsigned char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return (word & UINT64_C(0x8080808080808080)) == 0;
}

bool text_is_utf8(Text bytes) {
  const unsigned char *at = (const unsigned char *)bytes.at;
  for (size_t i = 0; i < bytes.length;) {
    if (bytes.length - i >= 8 && next_eight_are_ascii(at + i)) {
      i += 8;
      continue;
    }
    size_t length = sequence_length(at + i, bytes.length - i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

size_t text_characters(Text text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++) count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
  return count;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Levenshtein's distance, where two neighbours exchanged are one edit: the commonest slip of the
 * keyboard. */
size_t text_distance(Text a, Text b) {
  if (a.length > DISTANCE_MAXIMUM || b.length > DISTANCE_MAXIMUM) return DISTANCE_MAXIMUM + 1;
  size_t rows[3][DISTANCE_MAXIMUM + 1];
  for (size_t j = 0; j <= b.length; j++) rows[0][j] = j;
  for (size_t i = 1; i <= a.length; i++) {
    size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *two_before = rows[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= b.length; j++) {
      bool same = a.at[i - 1] == b.at[j - 1];
      now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
      bool exchanged = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
      if (exchanged) now[j] = least(now[j], two_before[j - 2] + 1);
    }
  }
  return rows[a.length % 3][b.length];
}

size_t text_nearest(Text word, const Text *candidates, size_t count) {
  /* One slip, and one more for every five letters; a word with nothing left of it is not meant. */
  size_t nearest = SIZE_MAX, best = least(word.length / 5 + 2, word.length);
  for (size_t i = 0; i < count; i++) {
    size_t distance = text_distance(word, candidates[i]);
    if (distance < best) {
      best = distance;
      nearest = i;
    }
  }
  return nearest;
}
