/* source_checker [--list] FILE... - the rules of the house for .c, .h, .sql and .html files that no compiler
 * knows.
 *
 * Prints every break as "file:line: message" and ends with status 1 if there was one. With --list it also
 * notes files over the norm of 600 lines. Paths are judged as they are given: src/base/text.c, tests/...,
 * tools/... */
#include "tool.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAXIMUM = 110, BODY_MAXIMUM = 60, FILE_NORM = 600, FILE_MAXIMUM = 700 };
enum { CODE = 'c', COMMENT = '/', LITERAL = '"' };

typedef struct Source {
  const char *path, *extension, *text;
  char *kind; /* of every byte: CODE, COMMENT or LITERAL (with its quotes) */
  size_t size, lines;
} Source;

typedef struct Line {
  size_t begin, end; /* end: of its newline */
} Line;

static size_t breaks;

static void report(const Source *source, size_t at, const char *message, const char *detail) {
  fprintf(stderr, "%s:%zu: %s%s\n", source->path, tool_line(source->text, at, NULL), message, detail);
  breaks++;
}

static bool is_word(char byte) { return isalnum((unsigned char)byte) || byte == '_'; }

static bool is_under(const Source *source, const char *folder) {
  const char *found = strstr(source->path, folder);
  return found != NULL && (found == source->path || found[-1] == '/');
}

static bool is_c(const Source *source) { return tool_is_one_of(source->extension, ".c .h"); }
static bool is_exempt(const Source *source) {
  return is_under(source, "tests/") || is_under(source, "tools/");
}

/* ---- what is comment, what is literal ---------------------------------------------------------------- */

static size_t length_to(const char *from, const char *end) {
  const char *found = strstr(from, end);
  return found == NULL ? strlen(from) : (size_t)(found - from) + strlen(end);
}

static size_t literal_length(const char *from, bool escapes) {
  size_t length = 1;
  while (from[length] != '\0' && from[length] != *from && (!escapes || from[length] != '\n'))
    length += escapes && from[length] == '\\' && from[length + 1] != '\0' ? 2 : 1;
  return from[length] == *from ? length + 1 : length;
}

/* The length of the comment or literal that begins here; 0 where none does. */
static size_t opaque_length(const Source *source, const char *from, char *kind) {
  *kind = COMMENT;
  if (strcmp(source->extension, ".html") == 0) {
    if (strncmp(from, "{#", 2) == 0) return length_to(from, "#}");
    return strncmp(from, "<!--", 4) == 0 ? length_to(from, "-->") : 0;
  }
  if (!is_c(source) && strncmp(from, "--", 2) == 0) return strcspn(from, "\n");
  if (strncmp(from, "/*", 2) == 0) return 2 + length_to(from + 2, "*/");
  if (is_c(source) && strncmp(from, "//", 2) == 0) return strcspn(from, "\n");
  *kind = LITERAL;
  return *from == '"' || *from == '\'' ? literal_length(from, is_c(source)) : 0;
}

static void classify(Source *source) {
  source->kind = malloc(source->size + 1);
  if (source->kind == NULL) abort();
  for (size_t at = 0; at < source->size;) {
    char kind;
    size_t length = opaque_length(source, source->text + at, &kind);
    memset(source->kind + at, length > 0 ? kind : CODE, length > 0 ? length : 1);
    at += length > 0 ? length : 1;
  }
}

/* ---- every file: the layout ---------------------------------------------------------------------------- */

static Line line_at(const Source *source, size_t begin) {
  return (Line){begin, begin + strcspn(source->text + begin, "\n")};
}

static size_t columns(const Source *source, Line line) {
  size_t count = 0;
  for (size_t at = line.begin; at < line.end; at++) count += ((unsigned char)source->text[at] & 0xC0) != 0x80;
  return count;
}

static void check_layout(Source *source) {
  for (size_t begin = 0; begin < source->size;) {
    Line line = line_at(source, begin);
    char last = line.end > line.begin ? source->text[line.end - 1] : 'x';
    if (columns(source, line) > LINE_MAXIMUM) report(source, begin, "line longer than 110 columns", "");
    if (memchr(source->text + begin, '\t', line.end - begin) != NULL) report(source, begin, "tab", "");
    if (last == '\r') report(source, begin, "CRLF line end", "");
    if (last == ' ' || last == '\t') report(source, begin, "trailing white space", "");
    source->lines++;
    begin = line.end + 1;
  }
  bool ended = source->size == 0 || source->text[source->size - 1] == '\n';
  if (!ended) report(source, source->size, "no newline at the end of the file", "");
  if (source->lines > FILE_MAXIMUM) report(source, source->size - 1, "file longer than 700 lines", "");
}

/* ---- words --------------------------------------------------------------------------------------------- */

static bool is_word_at(const Source *source, size_t at, const char *word) {
  size_t length = strlen(word);
  bool begins = at == 0 || !is_word(source->text[at - 1]);
  return begins && strncmp(source->text + at, word, length) == 0 && !is_word(source->text[at + length]);
}

static bool is_call(const Source *source, size_t at, size_t length) {
  bool member = at > 0 && strchr(".>", source->text[at - 1]) != NULL; /* x.free( and x->free( */
  const char *after = source->text + at + length;
  return !member && after[strspn(after, " \n")] == '(';
}

/* Judges one word of code. */
static void check_code_word(const Source *source, size_t at, const char *word) {
  bool inner = is_under(source, "src/base/");
  bool call = is_call(source, at, strlen(word));
  if (strcmp(word, "goto") == 0) report(source, at, "goto", "");
  if (!call) return;
  if (tool_is_one_of(
          word, "strcpy strcat sprintf vsprintf strtok atoi atol gets localtime gmtime ctime asctime alloca "
                "system popen rand srand mktemp tmpnam"))
    report(source, at, "banned call: ", word);
  if (is_exempt(source) || inner) return;
  if (tool_is_one_of(word, "malloc calloc realloc free strdup") && !is_under(source, "src/io/"))
    report(source, at, "memory is taken from an arena, not by ", word);
  if (tool_is_one_of(word, "abort exit") && !is_under(source, "src/cmd/"))
    report(source, at, "an error is returned, not ended by ", word);
}

static void check_code(const Source *source) {
  for (size_t at = 0; at < source->size; at++) {
    bool begins = is_word(source->text[at]) && (at == 0 || !is_word(source->text[at - 1]));
    if (!begins || source->kind[at] != CODE) continue;
    char word[32];
    size_t length = 0;
    while (is_word(source->text[at + length])) length++;
    if (length >= sizeof word) continue;
    memcpy(word, source->text + at, length);
    word[length] = '\0';
    check_code_word(source, at, word);
  }
}

static void check_comments(const Source *source) {
  static const char *const words[] = {"TODO", "FIXME", "XXX", "HACK"};
  for (size_t at = 0; at < source->size; at++) {
    for (size_t i = 0; i < sizeof words / sizeof *words && source->kind[at] == COMMENT; i++) {
      if (is_word_at(source, at, words[i])) report(source, at, "unfinished work in a comment: ", words[i]);
    }
  }
}

static void check_council_names(const Source *source) {
  static const char *const names[] = {"Bexley", "Westminster"};
  for (size_t at = 0; at < source->size; at++) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
      if (is_word_at(source, at, names[i])) report(source, at, "a council's name in the program: ", names[i]);
    }
  }
}

static void check_sql_literals(const Source *source) {
  static const char *const starts[] = {"SELECT", "INSERT INTO", "UPDATE ", "DELETE FROM"};
  for (size_t at = 0; at < source->size; at++) {
    bool begins = source->text[at] == '"' && source->kind[at] == LITERAL &&
                  (at == 0 || source->kind[at - 1] != LITERAL);
    if (!begins) continue;
    const char *inside = source->text + at + 1 + strspn(source->text + at + 1, " ");
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
      size_t length = strlen(starts[i]);
      bool hit = strncmp(inside, starts[i], length) == 0 &&
                 (starts[i][length - 1] == ' ' || !is_word(inside[length]));
      if (hit) report(source, at, "SQL stands in src/sql only: ", starts[i]);
    }
  }
}

/* ---- functions, includes and prototypes ------------------------------------------------------------------
 */

static void check_functions(const Source *source) {
  size_t depth = 0, opened = 0, opened_line = 0, line = 1;
  char before = ' ';
  bool function = false;
  for (size_t at = 0; at < source->size; at++) {
    char byte = source->text[at];
    line += byte == '\n';
    if (source->kind[at] != CODE || isspace((unsigned char)byte)) continue;
    if (byte == '{' && depth++ == 0) {
      function = before == ')';
      opened = at;
      opened_line = line;
    }
    if (byte == '}' && depth > 0 && --depth == 0 && function && line > opened_line + BODY_MAXIMUM + 1)
      report(source, opened, "function body longer than 60 lines", "");
    before = byte;
  }
}

static void check_includes(const Source *source) {
  for (size_t begin = 0; begin < source->size; begin = line_at(source, begin).end + 1) {
    const char *text = source->text + begin;
    const char *up = strncmp(text, "#include", 8) == 0 ? strstr(text, "..") : NULL;
    if (up != NULL && up < text + strcspn(text, "\n")) report(source, begin, "an include with '..'", "");
  }
}

/* "Type name(...);" at the left edge, perhaps with an attribute in capitals before the ';'. */
static bool is_prototype(const Source *source, Line line) {
  const char *text = source->text + line.begin;
  size_t end = line.end - line.begin, open = strcspn(text, "(\n"), word = open;
  if (source->kind[line.begin] != CODE || !isalpha((unsigned char)*text) || text[open] != '(') return false;
  if (end == 0 || text[end - 1] != ';' || source->kind[line.end - 1] != CODE) return false;
  if (strncmp(text, "typedef ", 8) == 0) return false;
  for (end--; end > 0 && (isupper((unsigned char)text[end - 1]) || strchr("_ ", text[end - 1]) != NULL);)
    end--;
  while (word > 0 && is_word(text[word - 1])) word--;
  return end > 0 && text[end - 1] == ')' && word > 0;
}

/* Goes up from the line that begins at `begin` over the declarations above it until a comment or a blank
 * line. */
static bool is_documented(const Source *source, size_t begin) {
  while (begin > 0) {
    size_t end = begin - 1;
    for (begin = end; begin > 0 && source->text[begin - 1] != '\n';) begin--;
    if (begin == end) return false;
    if (source->kind[end - 1] == COMMENT) return true;
    if (strchr("#", source->text[begin]) != NULL) return false;
  }
  return false;
}

static void check_prototypes(const Source *source) {
  for (size_t begin = 0; begin < source->size; begin = line_at(source, begin).end + 1) {
    bool bare = is_prototype(source, line_at(source, begin)) && !is_documented(source, begin);
    if (bare) report(source, begin, "a prototype without a comment", "");
  }
}

/* ---- the files -------------------------------------------------------------------------------------------
 */

static void check_c(const Source *source) {
  bool program = is_under(source, "src/") && !is_exempt(source);
  check_code(source);
  check_functions(source);
  check_includes(source);
  if (!program) return;
  check_council_names(source);
  if (strcmp(source->extension, ".h") == 0)
    check_prototypes(source);
  else if (!is_under(source, "src/db/"))
    check_sql_literals(source);
}

static void check_file(const char *path, bool list) {
  const char *dot = strrchr(tool_base_name(path), '.');
  Source source = {.path = path, .extension = dot == NULL ? "" : dot};
  if (!tool_is_one_of(source.extension, ".c .h .sql .html"))
    tool_fail(path, 0, 0, "not a .c, .h, .sql or .html file");
  source.text = tool_read(path, &source.size);
  source.size = strlen(source.text);
  classify(&source);
  check_layout(&source);
  check_comments(&source);
  if (is_c(&source)) check_c(&source);
  if (list && source.lines > FILE_NORM) printf("%s: note: %zu lines, the norm is 600\n", path, source.lines);
  free(source.kind);
  free((char *)(size_t)source.text);
}

int main(int count, char **arguments) {
  bool list = count > 1 && strcmp(arguments[1], "--list") == 0;
  int first = list ? 2 : 1;
  if (first >= count) {
    fputs("usage: source_checker [--list] FILE...\n", stderr);
    return 2;
  }
  for (int i = first; i < count; i++) check_file(arguments[i], list);
  return breaks > 0 ? 1 : 0;
}
