/* Buffer: growing output with a maximum given at birth. The first thing that does not fit fails it for
 * good. */
#pragma once
#include "base/text.h"
#include <string.h>

typedef struct Buffer {
  char *at;
  size_t length;
  size_t capacity;
  size_t maximum; /* bytes; never exceeded */
  bool failed;    /* sticky: something did not fit */
} Buffer;

/* An empty buffer of at most `maximum` bytes; ended by buffer_free. */
Buffer buffer_new(size_t maximum);
/* Gives its memory back. */
void buffer_free(Buffer *buffer);
#define AUTO_BUFFER __attribute__((cleanup(buffer_free))) Buffer

/* Empty and whole again; keeps its memory. */
/* Empties it, and forgets a failure; keeps its room. */
void buffer_clear(Buffer *buffer);
/* For buffer_put_bytes alone: what may not fit. */
void buffer_put_grown(Buffer *buffer, const char *bytes, size_t length);

/* Here, because pages are put together from hundreds of pieces of a few bytes. */
static inline void buffer_put_bytes(Buffer *buffer, const char *bytes, size_t length) {
  if (length == 0) return;
  if (buffer->failed || length > buffer->capacity - buffer->length) {
    buffer_put_grown(buffer, bytes, length);
    return;
  }
  memcpy(buffer->at + buffer->length, bytes, length);
  buffer->length += length;
}

static inline void buffer_put(Buffer *buffer, Text text) { buffer_put_bytes(buffer, text.at, text.length); }

/* One byte, a number in digits, and as printf. */
/* One byte; a number in decimal; as printf. */
void buffer_put_char(Buffer *buffer, char byte);
void buffer_put_int(Buffer *buffer, int64_t number);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What stands in it, valid until it changes. */
Text buffer_text(const Buffer *buffer);
/* Room for `length` more bytes, NULL (and failed) where the maximum forbids; the caller then adds to
 * `length`. */
char *buffer_reserve(Buffer *buffer, size_t length);
