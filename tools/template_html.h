/* Where in HTML the static text of a template stands, and what must not stand there: see template_html.c. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { HTML_NAME = 48, HTML_DEPTH = 256 };

typedef enum HtmlState {
  HTML_TEXT,
  HTML_TAG_START,
  HTML_TAG_NAME,
  HTML_IN_TAG,
  HTML_ATTRIBUTE,
  HTML_BEFORE_VALUE,
  HTML_VALUE,
  HTML_COMMENT,
  HTML_DECLARATION,
  HTML_RAW /* the content of script and style */
} HtmlState;

typedef struct Element {
  char name[HTML_NAME];
  size_t at;
} Element;

typedef struct Html {
  const char *path, *input; /* the whole template file, NUL-terminated */
  size_t at;                /* the byte under examination, for messages */
  HtmlState state;
  bool balanced; /* elements must close in the template that opens them */
  char tag[HTML_NAME], attribute[HTML_NAME], quote;
  size_t tag_at, attribute_at;
  bool closing, slash, gap;           /* in a tag: </x>; '/' was seen; white space stands before */
  bool begun, begun_before, branched; /* in a value: something stands in it; did before the first statement */
  size_t depth, preserve;             /* open elements; those of them that keep white space */
  Element open[HTML_DEPTH];
} Html;

/* Ends the program with the position of the byte `at`. */
_Noreturn void html_fail(const Html *html, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Moves over one byte of static text. */
void html_step(Html *html, char byte);
/* Refuses a C statement where it could split a name; inside a value it begins a new branch. */
void html_statement(Html *html);
/* The function that writes an expression here safely; refuses where there is none. */
const char *html_writer(Html *html);
/* Refuses to end a template here. */
void html_end(const Html *html);
