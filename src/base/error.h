/* Errors. A bug aborts the process with a report; a fatal stops start-up; an error is returned, with words
 * for the person who can mend it, written once at the place that found the fault. */
#pragma once
#include "base/arena.h"

typedef enum ErrorCode {
  ERROR_INVALID = 1, /* what was given is not right; the words say where and how to mend it */
  ERROR_NOT_FOUND,   /* there is no such thing, or it is not yours: the two are not told apart */
  ERROR_DENIED,      /* your role may not do this */
  ERROR_REFUSED,     /* the rules do not allow this now */
  ERROR_CONFLICT,    /* somebody else changed it first */
  ERROR_BUSY,        /* try again in a moment */
  ERROR_LIMIT,       /* too much or too often */
  ERROR_IO,          /* disk, network or database failed */
  ERROR_DAMAGED      /* stored data are not what they must be */
} ErrorCode;

typedef struct Fault {
  ErrorCode code;
  Text words;  /* for the user: what is wrong and what to do */
  Text detail; /* for the log, may be empty; never personal data */
  const char *file;
  int line;
} Fault;

/* NULL is success. */
typedef const Fault *Error;
#define MUST_USE __attribute__((warn_unused_result))
#define OK ((Error)0)

#define TRY(call)                                                                                            \
  do {                                                                                                       \
    Error try_error_ = (call);                                                                               \
    if (try_error_) return try_error_;                                                                       \
  } while (0)

/* A new fault in the arena: FAIL(arena, ERROR_INVALID, "Line %d has no date", line). */
#define FAIL(arena, code, ...) fault_new((arena), (code), __FILE__, __LINE__, __VA_ARGS__)
Error fault_new(Arena *arena, ErrorCode code, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same fault with a detail for the log. */
Error fault_detail(Arena *arena, Error error, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* "not-found", "invalid" … */
const char *error_code_name(ErrorCode code);

/* Our own mistake: prints where and aborts. */
#define BUG(...) bug_report(__FILE__, __LINE__, __VA_ARGS__)
#define BUG_IF(condition)                                                                                    \
  do {                                                                                                       \
    if (condition) BUG("%s", #condition);                                                                    \
  } while (0)
_Noreturn void bug_report(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
