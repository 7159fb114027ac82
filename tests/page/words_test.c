/* Reading age of the public's built-in words, by page: Flesch-Kincaid grade + 5. A template is read as its
 * reader sees it: tags out, a value in {{ }} as a short word, words in C literals as text of their own. Lists
 * count as sentences. Each page must stay at 11 or under, that for young people at 9. */
#include "base/base.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define AGE_MOST 11.0
#define AGE_MOST_YOUNG 9.0
#define WORDS_LEAST 25 /* fewer are a heading or a button, not a page */

typedef struct Score {
  size_t sentences, words, syllables;
} Score;

static int failures, number;

/* The grade by Flesch and Kincaid is a year at school; children are five when they begin. */
static double age_of_score(Score score) {
  double words = (double)score.words;
  return 0.39 * words / (double)score.sentences + 11.8 * (double)score.syllables / words - 15.59 + 5;
}

static void report(Text name, Score score, double most) {
  if (score.words < WORDS_LEAST || score.sentences == 0) return;
  double words = (double)score.words;
  double age = age_of_score(score);
  bool good = age <= most;
  failures += !good;
  printf("%s %d - %.*s: reading age %.1f, %zu words, %.1f a sentence\n", good ? "ok" : "not ok", ++number,
         TEXT_ARGUMENTS(name), age, score.words, words / (double)score.sentences);
}

/* ---- counting ----------------------------------------------------------------------------------- */

static bool is_vowel(char c) { return c != 0 && strchr("aeiouyAEIOUY", c) != NULL; }

/* Groups of vowels; a silent e and -ed at the end do not count. */
static size_t syllables(Text word) {
  size_t count = 0;
  for (size_t i = 0; i < word.length; i++)
    if (is_vowel(word.at[i]) && (i == 0 || !is_vowel(word.at[i - 1]))) count++;
  bool silent = word.length > 2 && tolower((unsigned char)word.at[word.length - 1]) == 'e' &&
                !is_vowel(word.at[word.length - 2]) &&
                tolower((unsigned char)word.at[word.length - 2]) != 'l';
  bool past = word.length > 3 && text_ends(word, TEXT("ed")) && !strchr("td", word.at[word.length - 3]);
  if (count > 1 && (silent || past)) count--;
  return count ? count : 1;
}

static bool is_letter(char c) { return isalpha((unsigned char)c) || c == '\'' || (unsigned char)c >= 0x80; }

/* Adds plain text. A full stop, a question mark or the end of a block ('\n') ends a sentence. */
static void score_add(Score *score, Text text) {
  bool any = false;
  for (size_t i = 0; i < text.length;) {
    char c = text.at[i];
    if (is_letter(c)) {
      size_t from = i;
      while (i < text.length && is_letter(text.at[i])) i++;
      score->words++;
      score->syllables += syllables(text_slice(text, from, i));
      any = true;
      continue;
    }
    bool stop = (c == '.' || c == '?' || c == '!' || c == ':') &&
                (i + 1 == text.length || isspace((unsigned char)text.at[i + 1]));
    if ((stop || c == '\n') && any) {
      score->sentences++;
      any = false;
    }
    i++;
  }
  if (any) score->sentences++;
}

/* ---- what a reader sees ------------------------------------------------------------------------- */

/* C literals that are words for people: they have a space and begin with a capital letter. */
static void add_literals(Buffer *out, Text code) {
  for (size_t at = 0; at < code.length; at++) {
    if (code.at[at] != '"') continue;
    size_t end = at + 1;
    while (end < code.length && code.at[end] != '"') end += code.at[end] == '\\' ? 2 : 1;
    if (end > code.length) return;
    Text literal = text_slice(code, at + 1, end);
    bool begins = literal.length > 0 && (isupper((unsigned char)literal.at[0]) || literal.at[0] == ' ');
    if (begins && text_contains(literal, TEXT(" ")) && !text_contains(literal, TEXT("<"))) {
      buffer_put(out, literal);
      buffer_put_char(out, text_ends(literal, TEXT(" ")) ? ' ' : '\n');
    }
    at = end;
  }
}

static bool is_block(Text tag) {
  static const char *const blocks[] = {"p",  "h1",  "h2",   "h3", "li",   "ul",
                                       "ol", "div", "form", "br", "span", "title"};
  if (text_starts(tag, TEXT("/"))) tag = text_slice(tag, 1, tag.length);
  size_t length = 0;
  while (length < tag.length && isalnum((unsigned char)tag.at[length])) length++;
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
    if (text_equal(text_slice(tag, 0, length), text_of(blocks[i]))) return true;
  return false;
}

static size_t end_of(Text html, size_t at, const char *mark) {
  size_t end = text_find(html, text_of(mark), at);
  return end == SIZE_MAX ? html.length : end;
}

/* The words of a template's body. */
static void add_body(Buffer *out, Text html) {
  for (size_t at = 0; at < html.length;) {
    Text here = text_slice(html, at, html.length);
    if (text_starts(here, TEXT("{{"))) {
      buffer_put(out, TEXT("May"));
      at = end_of(html, at, "}}") + 2;
    } else if (text_starts(here, TEXT("{%"))) {
      size_t end = end_of(html, at, "%}");
      add_literals(out, text_slice(html, at + 2, end));
      at = end + 2;
    } else if (html.at[at] == '<') {
      size_t end = at + 1;
      while (end < html.length && html.at[end] != '>') {
        bool code = text_starts(text_slice(html, end, html.length), TEXT("{{")) ||
                    text_starts(text_slice(html, end, html.length), TEXT("{%"));
        end = code ? end_of(html, end, html.at[end + 1] == '{' ? "}}" : "%}") + 2 : end + 1;
      }
      if (is_block(text_slice(html, at + 1, end))) buffer_put_char(out, '\n');
      at = end + 1;
    } else {
      buffer_put_char(out, html.at[at] == '\n' ? ' ' : html.at[at]);
      at++;
    }
  }
}

/* ---- the sources -------------------------------------------------------------------------------- */

static Text read_source(Arena *arena, const char *path) {
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  AUTO_BUFFER bytes = buffer_new(1u << 20);
  FILE *file = fopen(text_z(arena, text_format(arena, "%s/%s", root ? root : ".", path)), "rb");
  if (!file) {
    printf("not ok %d - %s cannot be opened\n", ++number, path);
    failures++;
    return TEXT_NONE;
  }
  char block[4096];
  size_t length;
  while ((length = fread(block, 1, sizeof block, file)) > 0) buffer_put_bytes(&bytes, block, length);
  fclose(file);
  return text_copy(arena, buffer_text(&bytes));
}

static void score_body(Text name, Text body, double most) {
  AUTO_BUFFER words = buffer_new(1u << 20);
  Score score = {0, 0, 0};
  add_body(&words, body);
  score_add(&score, buffer_text(&words));
  report(name, score, most);
}

/* Each template of a file by itself. */
static void score_templates(Arena *arena, const char *path) {
  Text html = read_source(arena, path);
  size_t at = 0;
  while ((at = text_find(html, TEXT("{% template"), at)) != SIZE_MAX) {
    size_t name = end_of(html, at, " ") + 1;
    name = end_of(html, name, " ") + 1;
    size_t name_end = end_of(html, name, "("), body = end_of(html, at, "%}") + 2,
           end = end_of(html, body, "{% end %}");
    Text what = text_slice(html, name, name_end);
    double most = text_starts(what, TEXT("young")) ? AGE_MOST_YOUNG : AGE_MOST;
    score_body(text_format(arena, "%s %.*s", path, TEXT_ARGUMENTS(what)), text_slice(html, body, end), most);
    at = end;
  }
}

static void score_literals(Arena *arena, const char *path) {
  AUTO_BUFFER words = buffer_new(1u << 20);
  Score score = {0, 0, 0};
  add_literals(&words, read_source(arena, path));
  score_add(&score, buffer_text(&words));
  report(text_of(path), score, AGE_MOST);
}

/* A line "key: words" of YAML, where the words are for people. */
static bool yaml_words(Text line, Text *words) {
  static const char *const quiet[] = {"slug", "link",     "phone",    "id",
                                      "area", "signpost", "decision", "urgent"};
  Text rest = text_trim(line), key;
  if (text_starts(rest, TEXT("- "))) rest = text_slice(rest, 2, rest.length);
  size_t colon = text_find(rest, TEXT(": "), 0);
  if (colon == SIZE_MAX || text_starts(rest, TEXT("#"))) return false;
  key = text_slice(rest, 0, colon);
  for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++)
    if (text_equal(key, text_of(quiet[i]))) return false;
  *words = text_slice(rest, colon + 2, rest.length);
  return true;
}

/* Each signpost is a page. */
static void score_signposts(Arena *arena, const char *path) {
  Text yaml = read_source(arena, path), line, words, name = TEXT_NONE;
  Score score = {0, 0, 0};
  while (text_next(&yaml, '\n', &line)) {
    Text start = text_trim(line);
    if (text_starts(start, TEXT("- slug: ")) || text_equal(start, TEXT("about:"))) {
      report(name, score, AGE_MOST);
      name = text_format(arena, "%s %.*s", path, TEXT_ARGUMENTS(start));
      score = (Score){0, 0, 0};
    }
    if (yaml_words(line, &words)) score_add(&score, words);
  }
  report(name, score, AGE_MOST);
}

static void check_scorer(const char *what, bool right) {
  failures += !right;
  printf("%s %d - the scorer knows %s words\n", right ? "ok" : "not ok", ++number, what);
}

static double age_of(const char *words) {
  Score score = {0, 0, 0};
  score_add(&score, text_of(words));
  return age_of_score(score);
}

int main(void) {
  static const char *const templates[] = {
      "src/page/errors.html",      "src/page/public/start.html", "src/page/public/complaint.html",
      "src/page/public/sent.html", "src/page/public/track.html", "src/page/public/information.html"};
  static const char *const sources[] = {"src/page/errors.c", "src/page/public/complaint_questions.c",
                                        "src/page/public/start.c", "src/page/public/track_view.c",
                                        "src/page/public/track_steps.c"};
  AUTO_ARENA arena = arena_new();
  printf("TAP version 13\n");
  check_scorer("easy", age_of("The dog ran home. It was late and we were sad.") < 6);
  check_scorer(
      "hard", age_of("The authority endeavours to acknowledge representations expeditiously, notwithstanding "
                     "considerable operational complexity in particular directorates.") > 16);
  for (size_t i = 0; i < sizeof templates / sizeof templates[0]; i++) score_templates(arena, templates[i]);
  for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) score_literals(arena, sources[i]);
  score_signposts(arena, "signposts/signposts.yaml");
  printf("1..%d\n", number);
  return failures > 0;
}
