/* Text: a borrowed slice of valid UTF-8. It is never NULL, never freed, and never owns its bytes. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
  const char *at;
  size_t length; /* bytes */
} Text;

#define TEXT(literal) ((Text){"" literal "", sizeof(literal) - 1})
#define TEXT_NONE ((Text){"", 0})
/* For printf: "%.*s" with TEXT_ARGUMENTS(text). */
#define TEXT_ARGUMENTS(text) (int)(text).length, (text).at

/* The text of a C string; NULL gives the empty text. */
Text text_of(const char *string);
/* Bytes from `from` (0..length) up to `to`; both are clamped to the text. */
Text text_slice(Text text, size_t from, size_t to);
bool text_is_empty(Text text);
bool text_equal(Text a, Text b);
/* Equal but for the case of ASCII letters. */
bool text_equal_ascii(Text a, Text b);
/* Byte order: negative, 0 or positive, as memcmp. */
int text_compare(Text a, Text b);
bool text_starts(Text text, Text with);
bool text_ends(Text text, Text with);
/* Position of the first `part` at or after `from`; SIZE_MAX where there is none. */
size_t text_find(Text text, Text part, size_t from);
bool text_contains(Text text, Text part);
/* Without the ASCII white space at both ends. */
Text text_trim(Text text);
/* Splits off the part of *rest before `separator`: true while there was a part (the last has no separator
 * after it). */
bool text_next(Text *rest, char separator, Text *part);
/* A whole decimal number with an optional leading minus, nothing else. False where it is none or does not
 * fit. */
bool text_to_int(Text text, int64_t *value);
/* True where the bytes are well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF). */
bool text_is_utf8(Text bytes);
/* Number of code points. */
size_t text_characters(Text text);
/* Number of edits between two short texts, for "did you mean"; texts over 63 bytes answer 64. */
size_t text_distance(Text a, Text b);
/* The index of the candidate nearest in spelling, or SIZE_MAX where none is near enough to be meant. */
size_t text_nearest(Text word, const Text *candidates, size_t count);
