/* Prints every call as one line "kind: value", so that the test sees what the template compiler chose. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Writer {
  FILE *out;
} Writer;
typedef struct Text {
  const char *at;
} Text;
typedef struct Url {
  const char *at;
} Url;

static inline Text text_of(const char *string) { return (Text){string}; }
static inline void write_raw(Writer *writer, const char *bytes, size_t size) {
  fwrite(bytes, 1, size, writer->out);
}
static inline void write_text(Writer *writer, Text text) { fprintf(writer->out, "[text %s]", text.at); }
static inline void write_value(Writer *writer, Text text) { fprintf(writer->out, "[value %s]", text.at); }
static inline void write_url(Writer *writer, Url url) { fprintf(writer->out, "[url %s]", url.at); }
static inline void write_path(Writer *writer, Text text) { fprintf(writer->out, "[path %s]", text.at); }
