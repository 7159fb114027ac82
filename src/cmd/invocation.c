/* The words of a command line, checked against the command's table of options. */
#include "cmd/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const Option database_option = {"--database", true, "database"};

static const Option *find_option(const Command *command, Text name) {
  if (text_equal(name, text_of(database_option.name))) return &database_option;
  for (const Option *option = command->options; option->name; option++)
    if (text_equal(name, text_of(option->name))) return option;
  return NULL;
}

static bool unknown_option(const Invocation *invocation, Text name) {
  Text names[32];
  size_t count = 0;
  for (const Option *option = invocation->command->options; option->name && count < 31; option++)
    names[count++] = text_of(option->name);
  names[count++] = text_of(database_option.name);
  size_t near = text_nearest(name, names, count);
  if (near == SIZE_MAX)
    wrong_usage(invocation, "there is no option '%.*s'", TEXT_ARGUMENTS(name));
  else
    wrong_usage(invocation, "there is no option '%.*s'; did you mean '%.*s'?", TEXT_ARGUMENTS(name),
                TEXT_ARGUMENTS(names[near]));
  return false;
}

/* "--name value" and "--name=value". */
static bool read_option(Invocation *invocation, Given *given, int count, char **words, int *at) {
  Text word = text_of(words[*at]), name = word, value = TEXT_NONE;
  size_t equals = text_find(word, TEXT("="), 0);
  if (equals != SIZE_MAX) {
    name = text_slice(word, 0, equals);
    value = text_slice(word, equals + 1, word.length);
  }
  const Option *option = find_option(invocation->command, name);
  if (!option) return unknown_option(invocation, name);
  if (option->takes_value && equals == SIZE_MAX) {
    if (*at + 1 >= count) return wrong_usage(invocation, "%s needs a value", option->name) == 0;
    value = text_of(words[++*at]);
  }
  if (!option->takes_value && equals != SIZE_MAX)
    return wrong_usage(invocation, "%s takes no value", option->name) == 0;
  if (option == &database_option) invocation->database = value;
  *given = (Given){option, value};
  return true;
}

bool invocation_read(Invocation *invocation, int count, char **words) {
  size_t room = count > 0 ? (size_t)count : 1;
  Given *given = ARENA_ARRAY(invocation->arena, Given, room);
  Text *operands = ARENA_ARRAY(invocation->arena, Text, room);
  invocation->given = given;
  invocation->operands = operands;
  for (int at = 0; at < count; at++) {
    if (text_starts(text_of(words[at]), TEXT("--"))) {
      if (!read_option(invocation, &given[invocation->given_count], count, words, &at)) return false;
      invocation->given_count++;
    } else {
      operands[invocation->operand_count++] = text_of(words[at]);
    }
  }
  return true;
}

Text option_value(const Invocation *invocation, const char *name) {
  for (size_t i = 0; i < invocation->given_count; i++)
    if (text_equal(text_of(invocation->given[i].option->name), text_of(name)))
      return invocation->given[i].value;
  return TEXT_NONE;
}

bool option_given(const Invocation *invocation, const char *name) {
  for (size_t i = 0; i < invocation->given_count; i++)
    if (text_equal(text_of(invocation->given[i].option->name), text_of(name))) return true;
  return false;
}

size_t option_values(const Invocation *invocation, const char *name, Text *values, size_t most) {
  size_t count = 0;
  for (size_t i = 0; i < invocation->given_count && count < most; i++)
    if (text_equal(text_of(invocation->given[i].option->name), text_of(name)))
      values[count++] = invocation->given[i].value;
  return count;
}

int refused(Error error) {
  progress_end();
  fprintf(stderr, "redress: %.*s\n", TEXT_ARGUMENTS(error->words));
  if (!text_is_empty(error->detail)) fprintf(stderr, "  %.*s\n", TEXT_ARGUMENTS(error->detail));
  return EXIT_REFUSED;
}

int wrong_usage(const Invocation *invocation, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "redress %s: ", invocation->command->name);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fprintf(stderr, "\nUsage: %s\n'redress help %s' explains it.\n", invocation->command->usage,
          invocation->command->name);
  return EXIT_USAGE;
}

Error file_read(Arena *arena, Text path, size_t maximum, Text *bytes) {
  int file = open(text_z(arena, path), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return FAIL(arena, ERROR_NOT_FOUND, "%.*s cannot be opened: %s.", TEXT_ARGUMENTS(path), strerror(errno));
  struct stat about;
  bool known = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  if (!known || (size_t)about.st_size > maximum) {
    close(file);
    return FAIL(arena, ERROR_LIMIT, "%.*s is no file, or larger than %zu bytes.", TEXT_ARGUMENTS(path),
                maximum);
  }
  size_t size = (size_t)about.st_size, done = 0;
  char *into = arena_take(arena, size + 1, 1);
  ssize_t got = 1;
  while (done < size && (got = read(file, into + done, size - done)) > 0) done += (size_t)got;
  close(file);
  if (got < 0)
    return FAIL(arena, ERROR_IO, "%.*s cannot be read: %s.", TEXT_ARGUMENTS(path), strerror(errno));
  *bytes = (Text){into, done};
  return OK;
}

void progress(const char *word, size_t done, size_t of) {
  static const size_t every = 250;
  if (!isatty(STDERR_FILENO) || (done % every != 0 && done != of)) return;
  if (of)
    fprintf(stderr, "\r%s %zu of %zu", word, done, of);
  else
    fprintf(stderr, "\r%s %zu", word, done);
}

void progress_end(void) {
  if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K");
}
