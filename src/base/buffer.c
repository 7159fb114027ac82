#include "base/buffer.h"
#include "base/error.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY ((size_t)256)

Buffer buffer_new(size_t maximum) {
  /* One byte is kept behind the capacity for the NUL of vsnprintf. */
  return (Buffer){.maximum = maximum < SIZE_MAX ? maximum : SIZE_MAX - 1};
}

void buffer_free(Buffer *buffer) {
  free(buffer->at);
  *buffer = (Buffer){0};
}

/* Empty and whole again, as new but with its memory kept. */
void buffer_clear(Buffer *buffer) {
  buffer->length = 0;
  buffer->failed = false;
}

static void enlarge(Buffer *buffer, size_t needed) {
  size_t capacity = buffer->capacity > buffer->maximum / 2 ? buffer->maximum : 2 * buffer->capacity;
  if (capacity < FIRST_CAPACITY) capacity = FIRST_CAPACITY;
  if (capacity < needed) capacity = needed;
  if (capacity > buffer->maximum) capacity = buffer->maximum;
  char *at = realloc(buffer->at, capacity + 1);
  if (!at) BUG("out of memory");
  buffer->at = at;
  buffer->capacity = capacity;
}

char *buffer_reserve(Buffer *buffer, size_t length) {
  if (buffer->failed) return NULL;
  if (length > buffer->maximum - buffer->length) {
    buffer->failed = true;
    return NULL;
  }
  size_t needed = buffer->length + length;
  if (!buffer->at || needed > buffer->capacity) enlarge(buffer, needed);
  return buffer->at + buffer->length;
}

void buffer_put_grown(Buffer *buffer, const char *bytes, size_t length) {
  char *room = buffer_reserve(buffer, length);
  if (!room) return;
  memcpy(room, bytes, length);
  buffer->length += length;
}

void buffer_put_char(Buffer *buffer, char byte) { buffer_put_bytes(buffer, &byte, 1); }

void buffer_put_int(Buffer *buffer, int64_t number) {
  char digits[24];
  int length = snprintf(digits, sizeof digits, "%" PRId64, number);
  buffer_put_bytes(buffer, digits, (size_t)length);
}

void buffer_format(Buffer *buffer, const char *format, ...) {
  if (buffer->failed) return;
  char *room = buffer->at ? buffer->at + buffer->length : NULL;
  size_t size = room ? buffer->capacity - buffer->length + 1 : 0;
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(room, size, format, arguments);
  if (length < 0) BUG("buffer_format: %s", format);
  if ((size_t)length >= size) {
    room = buffer_reserve(buffer, (size_t)length);
    if (room) vsnprintf(room, (size_t)length + 1, format, again);
  }
  if (room) buffer->length += (size_t)length;
  va_end(again);
  va_end(arguments);
}

Text buffer_text(const Buffer *buffer) { return (Text){buffer->at ? buffer->at : "", buffer->length}; }
