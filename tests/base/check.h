/* What the tests of the base share. */
#pragma once
#include "base/base.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A text is compared as a C string, so that a failure prints both. */
#define assert_text(actual, expected) \
  do { \
    AUTO_ARENA text_arena_ = arena_new(); \
    assert_string_equal(text_z(text_arena_, (actual)), (expected)); \
  } while (0)

/* Whether the action ends its process with a report of a bug. */
static inline bool is_bug(void (*action)(void)) {
  pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    signal(SIGABRT, SIG_DFL);
    action();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}
