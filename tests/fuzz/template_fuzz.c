/* The template compiler on any bytes: it compiles or it says where the mistake is; it never crashes. The tool
 * ends its process on a mistake and leaves its memory to the system, so both are led elsewhere here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf mistake;
static void *taken[4096];
static size_t taken_count;
static FILE *outputs[8];
static char *written[8];
static size_t written_size[8], output_count;
static const char *given;
static size_t given_size;

static void *remember(void *memory) {
  if (taken_count == sizeof taken / sizeof taken[0]) abort();
  taken[taken_count++] = memory;
  return memory;
}

static void *fuzz_malloc(size_t size) { return remember((malloc)(size)); }
static void *fuzz_calloc(size_t count, size_t size) { return remember((calloc)(count, size)); }
static void fuzz_free(void *memory) { (void)memory; }

#define malloc fuzz_malloc
#define calloc fuzz_calloc
#define free fuzz_free
#define main template_compiler_main
#include "template_compiler.c"
#include "template_html.c"
#undef main
#undef free
#undef calloc
#undef malloc

char *tool_read(const char *path, size_t *size) {
  (void)path;
  char *copy = fuzz_malloc(given_size + 1);
  if (given_size) memcpy(copy, given, given_size);
  copy[given_size] = '\0';
  *size = given_size;
  return copy;
}

_Noreturn void tool_fail(const char *path, size_t line, size_t column, const char *format, ...) {
  char words[512];
  va_list arguments;
  (void)path;
  if (line > given_size + 1 || column > given_size + 1) abort();
  va_start(arguments, format);
  vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  longjmp(mistake, 1);
}

size_t tool_line(const char *text, size_t at, size_t *column) {
  size_t line = 1, start = 0;
  for (size_t i = 0; i < at; i++)
    if (text[i] == '\n') line++, start = i + 1;
  if (column) *column = at - start + 1;
  return line;
}

FILE *tool_output(const char *path) {
  (void)path;
  outputs[output_count] = open_memstream(&written[output_count], &written_size[output_count]);
  if (!outputs[output_count]) abort();
  return outputs[output_count++];
}

void tool_write_all(void) {}

const char *tool_base_name(const char *path) { return path; }

void tool_write_literal(FILE *out, const char *text, size_t size) { fwrite(text, 1, size, out); }

bool tool_is_one_of(const char *word, const char *words) {
  size_t length = strlen(word);
  for (const char *at = words; (at = strstr(at, word)) != NULL && length; at += length)
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
  return false;
}

static void forget(void) {
  for (size_t i = 0; i < output_count; i++) {
    fclose(outputs[i]);
    free(written[i]);
  }
  for (size_t i = 0; i < taken_count; i++) free(taken[i]);
  output_count = taken_count = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static char names[3][12] = {"in.html", "out.c", "out.h"};
  char *arguments[] = {names[0], names[0], names[1], names[2]};
  given = (const char *)bytes;
  given_size = size > 65536 ? 65536 : size;
  if (setjmp(mistake) == 0) (void)template_compiler_main(4, arguments);
  forget();
  return 0;
}
