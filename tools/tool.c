/* What the build-time programs share: see tool.h. */
#define _POSIX_C_SOURCE 200809L
#include "tool.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { OUTPUTS = 256, PATH_SIZE = 4096 };

typedef struct Output {
  const char *path;
  char *bytes;
  size_t size;
  FILE *stream;
} Output;

static Output outputs[OUTPUTS];
static size_t output_count;

void tool_fail(const char *path, size_t line, size_t column, const char *format, ...) {
  fprintf(stderr, "%s:", path);
  if (line > 0) fprintf(stderr, "%zu:", line);
  if (column > 0) fprintf(stderr, "%zu:", column);
  fputc(' ', stderr);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(1);
}

char *tool_read(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) tool_fail(path, 0, 0, "cannot be opened: %s", strerror(errno));
  char *text = NULL;
  size_t room = 0, got = 1;
  for (*size = 0; got > 0; *size += got) {
    if (room - *size < 2) {
      room = room * 2 + 65536;
      text = realloc(text, room);
      if (text == NULL) abort();
    }
    got = fread(text + *size, 1, room - *size - 1, file);
  }
  if (ferror(file)) tool_fail(path, 0, 0, "cannot be read: %s", strerror(errno));
  fclose(file);
  text[*size] = '\0';
  return text;
}

size_t tool_line(const char *text, size_t at, size_t *column) {
  size_t line = 1, start = 0;
  for (size_t i = 0; i < at; i++) {
    if (text[i] != '\n') continue;
    line++;
    start = i + 1;
  }
  if (column != NULL) *column = at - start + 1;
  return line;
}

FILE *tool_output(const char *path) {
  if (output_count == OUTPUTS) tool_fail(path, 0, 0, "too many outputs");
  Output *output = &outputs[output_count++];
  output->path = path;
  output->stream = open_memstream(&output->bytes, &output->size);
  if (output->stream == NULL) abort();
  return output->stream;
}

static void temporary_name(char name[PATH_SIZE], const char *path) {
  int length = snprintf(name, PATH_SIZE, "%s.new", path);
  if (length < 0 || length >= PATH_SIZE) tool_fail(path, 0, 0, "path too long");
}

static void write_temporary(const Output *output) {
  char name[PATH_SIZE];
  temporary_name(name, output->path);
  FILE *file = fopen(name, "wb");
  bool written = file != NULL && fwrite(output->bytes, 1, output->size, file) == output->size;
  bool closed = file != NULL && fclose(file) == 0;
  if (!written || !closed) tool_fail(name, 0, 0, "cannot be written: %s", strerror(errno));
}

void tool_write_all(void) {
  for (size_t i = 0; i < output_count; i++) {
    if (fclose(outputs[i].stream) != 0) abort();
    write_temporary(&outputs[i]);
  }
  for (size_t i = 0; i < output_count; i++) {
    char name[PATH_SIZE];
    temporary_name(name, outputs[i].path);
    if (rename(name, outputs[i].path) == 0) continue;
    tool_fail(outputs[i].path, 0, 0, "cannot be renamed: %s", strerror(errno));
  }
}

const char *tool_base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

void tool_write_literal(FILE *out, const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) {
    char byte = text[i];
    if (byte == '\n')
      fputs(i + 1 < size ? "\\n\"\n    \"" : "\\n", out);
    else if (byte == '"' || byte == '\\' || byte == '?')
      fprintf(out, "\\%c", byte);
    else if ((unsigned char)byte < 32)
      fprintf(out, "\\%03o", (unsigned)byte);
    else
      fputc(byte, out);
  }
}

bool tool_is_one_of(const char *word, const char *words) {
  size_t length = strlen(word);
  if (length == 0) return false;
  for (const char *found = words; (found = strstr(found, word)) != NULL; found++) {
    bool begins = found == words || found[-1] == ' ';
    if (begins && (found[length] == ' ' || found[length] == '\0')) return true;
  }
  return false;
}
