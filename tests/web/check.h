/* What the tests of the web share. */
#pragma once
#include "web/server.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BYTES(literal) ((Text){(literal), sizeof(literal) - 1})

/* A text is compared as a C string, so that a failure prints both. */
#define assert_text(actual, expected)                                                                        \
  do {                                                                                                       \
    AUTO_ARENA text_arena_ = arena_new();                                                                    \
    assert_string_equal(text_z(text_arena_, (actual)), (expected));                                          \
  } while (0)

/* "ok" or the name of the error's code, so that a table says both. */
static inline const char *outcome(Error error) { return error ? error_code_name(error->code) : "ok"; }
