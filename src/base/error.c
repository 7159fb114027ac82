#include "base/error.h"
#include "base/log.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define WORDS_MAXIMUM 4096

/* Words are for people: what is longer is cut. */
static Text format_words(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
static Text format_words(Arena *arena, const char *format, va_list arguments) {
  char words[WORDS_MAXIMUM];
  int length = vsnprintf(words, sizeof words, format, arguments);
  if (length < 0) BUG("format %s", format);
  Text text = {words, (size_t)length < sizeof words ? (size_t)length : sizeof words - 1};
  if ((size_t)length >= sizeof words) {
    for (int i = 0; i < 3 && !text_is_utf8(text); i++) text.length--;
  }
  return text_copy(arena, text);
}

Error fault_new(Arena *arena, ErrorCode code, const char *file, int line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Text words = format_words(arena, format, arguments);
  va_end(arguments);
  Fault *fault = ARENA_NEW(arena, Fault);
  *fault = (Fault){.code = code, .words = words, .detail = TEXT_NONE, .file = file, .line = line};
  return fault;
}

Error fault_detail(Arena *arena, Error error, const char *format, ...) {
  if (!error) return OK;
  va_list arguments;
  va_start(arguments, format);
  Text detail = format_words(arena, format, arguments);
  va_end(arguments);
  Fault *fault = ARENA_NEW(arena, Fault);
  *fault = *error;
  bool first = text_is_empty(error->detail);
  fault->detail = first ? detail : text_join(arena, (Text[]){detail, error->detail}, 2, TEXT("; "));
  return fault;
}

const char *error_code_name(ErrorCode code) {
  switch (code) {
    case ERROR_INVALID: return "invalid";
    case ERROR_NOT_FOUND: return "not-found";
    case ERROR_DENIED: return "denied";
    case ERROR_REFUSED: return "refused";
    case ERROR_CONFLICT: return "conflict";
    case ERROR_BUSY: return "busy";
    case ERROR_LIMIT: return "limit";
    case ERROR_IO: return "io";
    case ERROR_DAMAGED: return "damaged";
  }
  return "bug";
}

_Noreturn void bug_report(const char *file, int line, const char *format, ...) {
  char report[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(report, sizeof report, format, arguments);
  va_end(arguments);
  /* Nothing is taken from an arena: the arena may be what is broken. */
  Fault fault = {.words = TEXT_NONE, .detail = text_of(report), .file = file, .line = line};
  log_fault("bug", &fault, TEXT_NONE);
  abort();
}
