#include "db/dialect.h"
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static const struct {
  const char *from, *to;
} TYPES[] = {{"BIGINT", "INTEGER"}, {"BOOLEAN", "INTEGER"}, {"BYTEA", "BLOB"}};

typedef struct Writer {
  char *out; /* NULL: only measure */
  size_t length;
  size_t words; /* of the statement so far */
  bool create;  /* its first word is CREATE */
  bool table;   /* and its second TABLE */
  char last;    /* the last character that is no space and no comment */
  char quote;   /* a quoted text is open since an earlier line */
} Writer;

static void put(Writer *writer, const char *bytes, size_t length) {
  if (writer->out) memcpy(writer->out + writer->length, bytes, length);
  writer->length += length;
}

static bool is_word(const char *word, size_t length, const char *other) {
  return length == strlen(other) && memcmp(word, other, length) == 0;
}

static bool in_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

static void put_word(Writer *writer, const char *word, size_t length) {
  if (writer->words == 0) writer->create = is_word(word, length, "CREATE");
  if (writer->words == 1) writer->table = writer->create && is_word(word, length, "TABLE");
  writer->words++;
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
    if (is_word(word, length, TYPES[i].from)) {
      put(writer, TYPES[i].to, strlen(TYPES[i].to));
      return;
    }
  }
  put(writer, word, length);
}

static void put_end(Writer *writer) {
  if (writer->table && writer->last == ')') put(writer, " STRICT", strlen(" STRICT"));
  put(writer, ";", 1);
  writer->words = 0;
  writer->create = writer->table = false;
}

/* The rest of a quoted text, up to and with its quote. A doubled quote reads as the end of one text and the
 * begin of the next, which is as good here. */
static size_t quoted_length(Writer *writer, const char *at, size_t left) {
  const char *close = memchr(at, writer->quote, left);
  if (!close) return left;
  writer->quote = '\0';
  return (size_t)(close - at) + 1;
}

static size_t word_length(const char *at, size_t left) {
  size_t length = 0;
  while (length < left && in_word(at[length])) length++;
  return length;
}

/* Writes the quoted text, comment, word or single character at `at`, and returns its length. */
static size_t put_piece(Writer *writer, const char *at, size_t left) {
  size_t length = word_length(at, left);
  if (writer->quote || *at == '\'' || *at == '"') {
    size_t begin = writer->quote ? 0 : 1;
    if (begin) writer->quote = *at;
    length = begin + quoted_length(writer, at + begin, left - begin);
    put(writer, at, length);
  } else if (length > 0) {
    put_word(writer, at, length);
  } else if (left > 1 && at[0] == '-' && at[1] == '-') {
    put(writer, at, left);
    return left;
  } else if (*at == ';') {
    put_end(writer);
  } else {
    put(writer, at, 1);
  }
  if (length == 0) length = 1;
  if (!isspace((unsigned char)*at)) writer->last = at[length - 1];
  return length;
}

static bool line_ends(const char *line, size_t length, const char *mark) {
  while (length > 0 && isspace((unsigned char)line[length - 1])) length--;
  size_t size = strlen(mark);
  return length >= size && memcmp(line + length - size, mark, size) == 0;
}

static void put_line(Writer *writer, Dialect dialect, const char *line, size_t length) {
  const char *other = dialect == DIALECT_SQLITE ? "--@pg" : "--@sqlite";
  bool ended = line[length - 1] == '\n';
  if (line_ends(line, length, other))
    put(writer, "\n", ended);
  else if (dialect == DIALECT_POSTGRESQL)
    put(writer, line, length);
  else
    for (size_t at = 0; at < length;) at += put_piece(writer, line + at, length - at);
}

size_t dialect_write(Dialect dialect, const char *sql, size_t length, char *out) {
  Writer writer = {.out = out};
  while (length > 0) {
    const char *newline = memchr(sql, '\n', length);
    size_t line = newline ? (size_t)(newline - sql) + 1 : length;
    put_line(&writer, dialect, sql, line);
    sql += line;
    length -= line;
  }
  return writer.length;
}
