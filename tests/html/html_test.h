/* What the tests of markup share. */
#pragma once
#include "html/casework_components.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Arena *test_arena;

static inline int test_begin(void **state) {
  (void)state;
  test_arena = arena_new();
  return 0;
}

static inline int test_end(void **state) {
  (void)state;
  arena_free(test_arena);
  return 0;
}

/* What the expression wrote, as Text; it names the Writer* `writer`. */
#define WRITTEN(expression)                                                                                 \
  __extension__({                                                                                           \
    HtmlPiece piece_;                                                                                       \
    html_begin(&piece_);                                                                                    \
    Writer *writer = &piece_.writer;                                                                        \
    expression;                                                                                             \
    Text written_ = html_end(&piece_, test_arena).text;                                                     \
    html_drop(&piece_);                                                                                     \
    written_;                                                                                               \
  })

static inline void assert_text(Text actual, Text expected) {
  bool same = actual.length == expected.length && (!actual.length || text_equal(actual, expected));
  if (!same) fail_msg("is      %.*s\nshould be %.*s", TEXT_ARGUMENTS(actual), TEXT_ARGUMENTS(expected));
}

static inline void assert_string(Text actual, const char *expected) {
  assert_text(actual, text_of(expected));
}

static inline void assert_contains(Text text, const char *part) {
  if (!text_contains(text, text_of(part))) fail_msg("no %s in\n%.*s", part, TEXT_ARGUMENTS(text));
}

static inline void assert_lacks(Text text, const char *part) {
  if (text.length && text_contains(text, text_of(part))) fail_msg("%s in\n%.*s", part, TEXT_ARGUMENTS(text));
}
