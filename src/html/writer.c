#include "html/writer.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PIECE_MAXIMUM ((size_t)16 * 1024 * 1024)

/* ---- text ---------------------------------------------------------------------------------------- */

/* Control characters do not come in (base/unicode.h); if one did, HTML forbids it, so it shows as U+FFFD. */
enum { _, A, L, G, Q, P, F };
static const Text ESCAPES[] = {[A] = {"&amp;", 5},  [L] = {"&lt;", 4},  [G] = {"&gt;", 4},
                               [Q] = {"&quot;", 6}, [P] = {"&#39;", 5}, [F] = {"\xEF\xBF\xBD", 3}};
/* By byte; all above '?' stand for themselves. */
static const unsigned char ESCAPE_OF[256] = {
    F, F, F, F, F, F, F, F, F, _, _, F, F, _, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F,
    _, _, Q, _, _, _, A, P, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, L, _, G, _};

void write_raw(Writer *writer, const char *markup, size_t length) {
  buffer_put_bytes(writer->out, markup, length);
}

/* How many bytes from `at` stand for themselves; four at a time, for most do. */
static size_t plain_bytes(const unsigned char *at, size_t length) {
  const unsigned char *of = ESCAPE_OF;
  size_t i = 0;
  while (i + 4 <= length && !(of[at[i]] | of[at[i + 1]] | of[at[i + 2]] | of[at[i + 3]])) i += 4;
  while (i < length && !ESCAPE_OF[at[i]]) i++;
  return i;
}

void write_text_text(Writer *writer, Text text) {
  Buffer *out = writer->out;
  const unsigned char *at = (const unsigned char *)text.at, *end = at + text.length;
  while (at < end) {
    size_t plain = plain_bytes(at, (size_t)(end - at));
    buffer_put_bytes(out, (const char *)at, plain);
    at += plain;
    if (at < end) buffer_put(out, ESCAPES[ESCAPE_OF[*at++]]);
  }
}

void write_text_string(Writer *writer, const char *text) { write_text_text(writer, text_of(text)); }
void write_text_int(Writer *writer, int64_t number) { buffer_put_int(writer->out, number); }
void write_text_html(Writer *writer, Html html) { buffer_put(writer->out, html.text); }
void write_value_text(Writer *writer, Text text) { write_text_text(writer, text); }

/* ---- addresses ----------------------------------------------------------------------------------- */

static bool is_unreserved(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

/* Browsers drop tabs and line ends from addresses and take \ for /: such addresses are not what they look
 * like. */
static bool has_trick(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte <= 0x20 || byte == 0x7F || byte == '\\') return true;
  }
  return false;
}

static bool starts_ascii(Text text, Text with) {
  return text.length > with.length && text_equal_ascii(text_slice(text, 0, with.length), with);
}

/* After the scheme there must be a host, and nobody in front of it who could pass for the host. */
static bool is_plain_host(Text rest) {
  size_t length = 0;
  while (length < rest.length && !strchr("/?#", rest.at[length])) length++;
  return length > 0 && !text_contains(text_slice(rest, 0, length), TEXT("@"));
}

static bool is_safe_url(Text text) {
  if (text_is_empty(text) || has_trick(text)) return false;
  if (text.at[0] == '?' || text.at[0] == '#') return true;
  if (text.at[0] == '/') return text.length == 1 || text.at[1] != '/';
  if (starts_ascii(text, TEXT("https://"))) return is_plain_host(text_slice(text, 8, text.length));
  if (starts_ascii(text, TEXT("http://"))) return is_plain_host(text_slice(text, 7, text.length));
  return starts_ascii(text, TEXT("mailto:")) || starts_ascii(text, TEXT("tel:"));
}

Url url_of(Text text) { return is_safe_url(text) ? (Url){text} : URL("#"); }

Url url_format(Arena *arena, const char *format, ...) {
  char small[256];
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(small, sizeof small, format, arguments);
  va_end(arguments);
  BUG_IF(length < 0);
  char *at = arena_take(arena, (size_t)length + 1, 1);
  if ((size_t)length < sizeof small)
    memcpy(at, small, (size_t)length);
  else
    vsnprintf(at, (size_t)length + 1, format, again);
  va_end(again);
  return url_of((Text){at, (size_t)length});
}

static const char HEX[] = "0123456789ABCDEF";

Text url_encode(Arena *arena, Text value) {
  char *at = arena_take(arena, value.length + 1, 3);
  size_t length = 0;
  for (size_t i = 0; i < value.length; i++) {
    unsigned char byte = (unsigned char)value.at[i];
    if (is_unreserved(byte)) {
      at[length++] = (char)byte;
      continue;
    }
    at[length++] = '%';
    at[length++] = HEX[byte >> 4];
    at[length++] = HEX[byte & 15];
  }
  return (Text){at, length};
}

void write_url_url(Writer *writer, Url url) { write_text_text(writer, url.text); }

void write_path_text(Writer *writer, Text part) {
  size_t from = 0;
  for (size_t i = 0; i < part.length; i++) {
    unsigned char byte = (unsigned char)part.at[i];
    if (is_unreserved(byte)) continue;
    buffer_put_bytes(writer->out, part.at + from, i - from);
    buffer_put_bytes(writer->out, (char[]){'%', HEX[byte >> 4], HEX[byte & 15]}, 3);
    from = i + 1;
  }
  if (from < part.length) buffer_put_bytes(writer->out, part.at + from, part.length - from);
}

void write_path_string(Writer *writer, const char *part) { write_path_text(writer, text_of(part)); }
void write_path_int(Writer *writer, int64_t number) { buffer_put_int(writer->out, number); }

/* ---- pieces -------------------------------------------------------------------------------------- */

void html_begin(HtmlPiece *piece) {
  piece->buffer = buffer_new(PIECE_MAXIMUM);
  piece->writer = (Writer){&piece->buffer};
}

void html_drop(HtmlPiece *piece) { buffer_free(&piece->buffer); }

Html html_of_writer(Arena *arena, const Buffer *buffer) {
  if (buffer->failed) return (Html){TEXT("<p class=\"govuk-body\">This is too long to be shown here.</p>")};
  return (Html){text_copy(arena, buffer_text(buffer))};
}

Html html_end(HtmlPiece *piece, Arena *arena) { return html_of_writer(arena, &piece->buffer); }

static void write_lines(Writer *writer, Text paragraph) {
  Text line;
  for (bool first = true; text_next(&paragraph, '\n', &line); first = false) {
    if (!first) write_raw(writer, "<br>\n", 5);
    write_text_text(writer, text_trim(line));
  }
}

Html html_paragraphs(Arena *arena, Text text, const char *classes) {
  if (text_is_empty(text)) return (Html){TEXT_NONE};
  AUTO_HTML piece;
  html_begin(&piece);
  for (text = text_trim(text); !text_is_empty(text);) {
    size_t end = text_find(text, TEXT("\n\n"), 0);
    Text paragraph = text_trim(text_slice(text, 0, end));
    text = end == SIZE_MAX ? TEXT_NONE : text_trim(text_slice(text, end, text.length));
    write_raw(&piece.writer, "<p class=\"", 10);
    write_text_string(&piece.writer, classes);
    write_raw(&piece.writer, "\">", 2);
    write_lines(&piece.writer, paragraph);
    write_raw(&piece.writer, "</p>\n", 5);
  }
  return html_end(&piece, arena);
}
