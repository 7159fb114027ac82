/* What the build-time programs share: reading, complaining with a position, writing only when all was fine.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The whole file with a NUL behind it; ends the program where it cannot be read. */
char *tool_read(const char *path, size_t *size);

/* Prints "path:line:column: message" (no column where it is 0, no line where that is 0) and ends with
 * status 1. */
_Noreturn void tool_fail(const char *path, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The line, counted from 1, of the byte at `at`; and its column in bytes where `column` is given. */
size_t tool_line(const char *text, size_t at, size_t *column);

/* An output file kept in memory until tool_write_all. */
FILE *tool_output(const char *path);

/* Writes every output to a temporary file and only then renames them all. */
void tool_write_all(void);

/* The part of the path behind the last '/'. */
const char *tool_base_name(const char *path);

/* The bytes as the inside of a C string literal; every newline but the last begins a new source line. */
void tool_write_literal(FILE *out, const char *text, size_t size);

/* True where the word is one of the words separated by single spaces. */
bool tool_is_one_of(const char *word, const char *words);
