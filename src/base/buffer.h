/* Buffer: growing output with a maximum given at birth. The first thing that does not fit fails it for good. */
#pragma once
#include "base/text.h"

typedef struct Buffer {
  char *at;
  size_t length;
  size_t capacity;
  size_t maximum; /* bytes; never exceeded */
  bool failed;    /* sticky: something did not fit */
} Buffer;

/* An empty buffer of at most `maximum` bytes; ended by buffer_free. */
Buffer buffer_new(size_t maximum);
void buffer_free(Buffer *buffer);
#define AUTO_BUFFER __attribute__((cleanup(buffer_free))) Buffer

void buffer_clear(Buffer *buffer);
void buffer_put(Buffer *buffer, Text text);
void buffer_put_bytes(Buffer *buffer, const char *bytes, size_t length);
void buffer_put_char(Buffer *buffer, char byte);
void buffer_put_int(Buffer *buffer, int64_t number);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What stands in it, valid until it changes. */
Text buffer_text(const Buffer *buffer);
/* Room for `length` more bytes, NULL (and failed) where the maximum forbids; the caller then adds to `length`. */
char *buffer_reserve(Buffer *buffer, size_t length);
