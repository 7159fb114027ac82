/* Just enough of the real header for generated code to compile. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
  const char *at;
  size_t length;
} Text;
typedef struct Date {
  int32_t day;
} Date;
typedef struct Instant {
  int64_t seconds;
} Instant;
typedef struct CaseId {
  int64_t value;
} CaseId;
typedef struct UserId {
  int64_t value;
} UserId;
typedef struct AttachmentId {
  int64_t value;
} AttachmentId;
typedef struct Arena Arena;
typedef struct Fault Fault;
typedef const Fault *Error;
#define OK ((Error)0)
#define MUST_USE __attribute__((warn_unused_result))
#define TRY(call)                                                                                            \
  do {                                                                                                       \
    Error try_error_ = (call);                                                                               \
    if (try_error_) return try_error_;                                                                       \
  } while (0)
enum { ERROR_NOT_FOUND = 2 };
#define FAIL(arena, code, ...) fault_new((arena), (code), __FILE__, __LINE__, __VA_ARGS__)
Error fault_new(Arena *arena, int code, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
Error fault_detail(Arena *arena, Error error, const char *format, ...) __attribute__((format(printf, 3, 4)));
void *arena_grow(Arena *arena, const void *old, size_t old_count, size_t new_count, size_t size);
