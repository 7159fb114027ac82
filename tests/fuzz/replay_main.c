/* Runs a fuzzer without libFuzzer: every file of its corpus, then mutations of them, seeded, so that two runs
 * are alike. replay CORPUS-FOLDER [MUTATIONS [SECONDS [SEED]]]; prints TAP. A fault ends the process, which
 * the test then reports. */
#include "base/base.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define FILES_MAX ((size_t)2000)
#define INPUT_MAX ((size_t)64 * 1024)
#define MUTATIONS 10000
#define SECONDS 2

typedef struct Corpus {
  Text *inputs;
  size_t count;
} Corpus;

static uint64_t state;

/* xorshift64*: the same numbers everywhere. */
static size_t below(size_t limit) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (size_t)((state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % limit;
}

static Text read_input(Arena *arena, const char *folder, const char *name) {
  FILE *file = fopen(text_z(arena, text_format(arena, "%s/%s", folder, name)), "rb");
  if (!file) return TEXT_NONE;
  char *bytes = ARENA_ARRAY(arena, char, INPUT_MAX);
  size_t length = fread(bytes, 1, INPUT_MAX, file);
  fclose(file);
  return (Text){bytes, length};
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static Corpus corpus_read(Arena *arena, const char *folder) {
  Corpus corpus = {ARENA_ARRAY(arena, Text, FILES_MAX + 1), 0};
  char **names = ARENA_ARRAY(arena, char *, FILES_MAX);
  size_t count = 0;
  DIR *listing = opendir(folder);
  for (struct dirent *entry; listing && count < FILES_MAX && (entry = readdir(listing));) {
    if (entry->d_name[0] != '.') names[count++] = text_z(arena, text_of(entry->d_name));
  }
  if (listing) closedir(listing);
  qsort(names, count, sizeof *names, by_name); /* a folder has no order of its own */
  for (size_t i = 0; i < count; i++) corpus.inputs[corpus.count++] = read_input(arena, folder, names[i]);
  if (corpus.count == 0) corpus.inputs[corpus.count++] = TEXT_NONE;
  return corpus;
}

/* Copies to memory of exactly that size, so that a read behind the end is seen by the sanitizer. */
static void run(const char *bytes, size_t length) {
  uint8_t *copy = malloc(length ? length : 1);
  if (!copy) abort();
  if (length) memcpy(copy, bytes, length);
  LLVMFuzzerTestOneInput(copy, length);
  free(copy);
}

/* One small change in place; gives the new length. */
static size_t mutate(char *bytes, size_t length, const Corpus *corpus) {
  static const char interesting[] = {0,   1,   '\n', '\r', ' ', '%',        '&',        '=',
                                     ';', '-', '"',  '\'', ':', (char)0x7f, (char)0x80, (char)0xff};
  size_t at = length ? below(length) : 0, many = below(16) + 1;
  switch (length ? below(7) : 4) {
  case 0:
    bytes[at] = (char)(bytes[at] ^ (1 << below(8)));
    return length;
  case 1:
    bytes[at] = interesting[below(sizeof interesting)];
    return length;
  case 2:
    return at; /* cut off */
  case 3:      /* take out */
    if (many > length - at) many = length - at;
    memmove(bytes + at, bytes + at + many, length - at - many);
    return length - many;
  case 4: /* put in */
    if (length + 1 > INPUT_MAX) return length;
    memmove(bytes + at + 1, bytes + at, length - at);
    bytes[at] = interesting[below(sizeof interesting)];
    return length + 1;
  case 5: /* say twice */
    if (many > length - at) many = length - at;
    if (length + many > INPUT_MAX) return length;
    memmove(bytes + at + many, bytes + at, length - at);
    return length + many;
  default: { /* the end of another */
    Text other = corpus->inputs[below(corpus->count)];
    size_t from = other.length ? below(other.length) : 0, rest = other.length - from;
    if (at + rest > INPUT_MAX) return length;
    memcpy(bytes + at, other.at + from, rest);
    return at + rest;
  }
  }
}

static long argument(int count, char **arguments, int index, long otherwise) {
  return count > index ? strtol(arguments[index], NULL, 10) : otherwise;
}

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "replay CORPUS-FOLDER [MUTATIONS [SECONDS [SEED]]]\n");
    return 2;
  }
  AUTO_ARENA arena = arena_new();
  random_start();
  Corpus corpus = corpus_read(arena, arguments[1]);
  printf("1..2\n");
  for (size_t i = 0; i < corpus.count; i++) run(corpus.inputs[i].at, corpus.inputs[i].length);
  printf("ok 1 - corpus (%zu inputs)\n", corpus.count);
  fflush(stdout);
  long most = argument(count, arguments, 2, MUTATIONS), done = 0;
  time_t end = time(NULL) + argument(count, arguments, 3, SECONDS);
  state = (uint64_t)argument(count, arguments, 4, 1) * UINT64_C(0x9e3779b97f4a7c15) + 1;
  char *bytes = ARENA_ARRAY(arena, char, INPUT_MAX);
  for (; done < most && time(NULL) <= end; done++) {
    Text input = corpus.inputs[below(corpus.count)];
    memcpy(bytes, input.at, input.length);
    size_t length = input.length, changes = below(4) + 1;
    for (size_t i = 0; i < changes; i++) length = mutate(bytes, length, &corpus);
    run(bytes, length);
  }
  printf("ok 2 - mutations\n# %ld mutations\n", done);
  return 0;
}
