/* The writer that escapes by type. Templates call it; text is always escaped, only type Html passes raw. */
#pragma once
#include "base/base.h"

typedef struct Writer {
  Buffer *out;
} Writer;

/* Markup that is known to be safe: made by a component or a template, never from input. */
typedef struct Html {
  Text text;
} Html;

/* An address for href, src and action: made by url_* below. */
typedef struct Url {
  Text text;
} Url;
#define URL(literal) ((Url){TEXT(literal)})

/* A path of this site ("/staff/cases"), its query or fragment alone ("?page=2", "#what"), http(s), mailto:
 * or tel:; anything else (javascript:, data:, //host, /\host, control characters) gives "#". */
Url url_of(Text text);
/* An address made by printf from parts that the caller has percent-encoded or that need none; as url_of. */
Url url_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Percent-encoded, all but the unreserved characters of RFC 3986. */
Text url_encode(Arena *arena, Text value);

/* Called by templates and components. */
void write_raw(Writer *writer, const char *markup, size_t length);
void write_text_text(Writer *writer, Text text);      /* < > & " ' escaped */
void write_text_string(Writer *writer, const char *text);
void write_text_int(Writer *writer, int64_t number);
void write_text_html(Writer *writer, Html html);
void write_value_text(Writer *writer, Text text);     /* the same, for quoted attributes */
void write_url_url(Writer *writer, Url url);
void write_path_text(Writer *writer, Text part);      /* percent-encoded, for a piece of an address */
void write_path_string(Writer *writer, const char *part);
void write_path_int(Writer *writer, int64_t number);

#define write_text(writer, value)                                                                      \
  _Generic((value), Text: write_text_text, char *: write_text_string, const char *: write_text_string, \
           Html: write_text_html, int: write_text_int, unsigned: write_text_int, long: write_text_int, \
           unsigned long: write_text_int, long long: write_text_int)((writer), (value))
#define write_value(writer, value)                                                                      \
  _Generic((value), Text: write_value_text, char *: write_text_string, const char *: write_text_string, \
           int: write_text_int, unsigned: write_text_int, long: write_text_int,                         \
           unsigned long: write_text_int, long long: write_text_int)((writer), (value))
#define write_url(writer, value) _Generic((value), Url: write_url_url)((writer), (value))
#define write_path(writer, value)                                                                      \
  _Generic((value), Text: write_path_text, char *: write_path_string, const char *: write_path_string, \
           int: write_path_int, unsigned: write_path_int, long: write_path_int,                        \
           unsigned long: write_path_int, long long: write_path_int)((writer), (value))

/* What components and templates wrote, kept as safe markup for a component's html:
 *   AUTO_HTML piece; html_begin(&piece); case_summary(&piece.writer, view); .html = html_end(&piece, arena)
 * A piece of more than 16 MiB says so instead of its content. */
typedef struct HtmlPiece {
  Buffer buffer;
  Writer writer;
} HtmlPiece;
#define AUTO_HTML __attribute__((cleanup(html_drop))) HtmlPiece
/* The writer points into the piece: it must stay where it is between begin and end. */
void html_begin(HtmlPiece *piece);
Html html_end(HtmlPiece *piece, Arena *arena);
void html_drop(HtmlPiece *piece);
Html html_of_writer(Arena *arena, const Buffer *buffer);
/* Plain text as paragraphs: blank lines separate, single line ends become <br>. */
Html html_paragraphs(Arena *arena, Text text, const char *classes);
