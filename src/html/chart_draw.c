#include "html/chart_draw.h"
#include "html/component_parts.h"
#include <inttypes.h>
#include <stdio.h>

/* ---- widths ---------------------------------------------------------------------------------------- */

/* The code point at the start of well-formed UTF-8, and its bytes. */
static uint32_t character_at(Text text, size_t at, size_t *length) {
  unsigned char lead = (unsigned char)text.at[at];
  *length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (*length > text.length - at) *length = text.length - at;
  uint32_t code = *length == 1 ? lead : lead & (0x7Fu >> *length);
  for (size_t i = 1; i < *length; i++) code = code << 6 | ((unsigned char)text.at[at + i] & 0x3Fu);
  return code;
}

/* In hundredths of the letters' height, for Helvetica and its like. */
static int ascii_width(uint32_t code) {
  if (code == '@') return 102;
  if (strchr("MW%", (int)code)) return 95;
  if (strchr("mw+=<>~&", (int)code)) return 84;
  return code >= 'A' && code <= 'Z' ? 78 : 56;
}

static int character_width(uint32_t code) {
  if (code < 0x80) return code ? ascii_width(code) : 0;
  if (code < 0x300) return 78;
  if (code < 0x370) return 0; /* accents on the letter before */
  if (code >= 0x2010 && code <= 0x201F && code != 0x2014) return 56;
  return code < 0x1F000 ? 100 : 140;
}

/* 16 units a letter's height: hundredths of it are 1.6 tenths. */
static Tenths tenths_of(int hundredths) { return (hundredths * 16 + 9) / 10; }

/* What is wider than this is wide enough for every question. */
#define HUNDREDTHS_MAXIMUM 1000000

Tenths words_width(Text words) {
  int hundredths = 0;
  for (size_t at = 0, length; at < words.length && hundredths < HUNDREDTHS_MAXIMUM; at += length)
    hundredths += character_width(character_at(words, at, &length));
  return tenths_of(hundredths);
}

static bool is_space(char byte) { return (unsigned char)byte <= ' '; }

/* Where a line may end after this byte. */
static bool is_joint(char byte) { return is_space(byte) || byte == '-' || byte == '/'; }

bool words_next_line(Text *rest, Tenths width, Text *line) {
  Text words = text_trim(*rest);
  if (text_is_empty(words)) return false;
  size_t end = 0, joint = 0;
  for (size_t length, hundredths = 0; end < words.length; end += length) {
    hundredths += (size_t)character_width(character_at(words, end, &length));
    bool fits = tenths_of((int)hundredths) <= width || end == 0;
    if (!fits && !is_space(words.at[end])) break;
    if (is_joint(words.at[end])) joint = end + length;
  }
  if (end < words.length && joint > 0) end = joint;
  *line = text_trim(text_slice(words, 0, end));
  *rest = text_slice(words, end, words.length);
  return true;
}

int words_lines(Text words, Tenths width) {
  int count = 0;
  for (Text line; words_next_line(&words, width, &line);) count++;
  return count;
}

Tenths widest_word(Text words) {
  Tenths widest = 0;
  for (size_t from = 0, at = 0; at <= words.length; at++) {
    if (at < words.length && !is_space(words.at[at])) continue;
    Tenths width = words_width(text_slice(words, from, at));
    if (width > widest) widest = width;
    from = at + 1;
  }
  return widest;
}

/* ---- numbers --------------------------------------------------------------------------------------- */

Digits digits_of(int64_t number) {
  Digits digits = {0};
  char plain[24];
  if (number == INT_NONE) return digits;
  size_t length = (size_t)snprintf(plain, sizeof plain, "%" PRId64, number);
  for (size_t i = 0; i < length; i++) {
    digits.at[digits.length++] = plain[i];
    size_t left = length - i - 1;
    if (left > 0 && left % 3 == 0 && plain[i] != '-') digits.at[digits.length++] = ',';
  }
  return digits;
}

Tenths number_width(int64_t number) {
  Digits digits = digits_of(number);
  return words_width((Text){digits.at, digits.length});
}

/* ---- drawing --------------------------------------------------------------------------------------- */

void put_tenths(Writer *writer, const char *name, Tenths length) {
  RAW(writer, " ");
  write_text_string(writer, name);
  RAW(writer, "=\"");
  if (length < 0) RAW(writer, "-");
  int whole = length < 0 ? -length : length;
  write_text_int(writer, whole / 10);
  if (whole % 10) {
    RAW(writer, ".");
    write_text_int(writer, whole % 10);
  }
  RAW(writer, "\"");
}

/* Letters stand on a line a third of their height under their middle; not all that draw SVG know
 * dominant-baseline. */
static void put_place(Writer *writer, Tenths x, Tenths y) {
  put_tenths(writer, "x", x);
  put_tenths(writer, "y", y + 56);
}

static void text_open(Writer *writer, Place place) {
  static const char *const anchors[] = {
      [ANCHOR_START] = "", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};
  RAW(writer, "<text");
  put_place(writer, place.x, place.y);
  put_optional(writer, "text-anchor", text_of(anchors[place.anchor]));
  if (place.bold) RAW(writer, " font-weight=\"bold\"");
  RAW(writer, ">");
}

void draw_words(Writer *writer, Place place, Text words) {
  text_open(writer, place);
  write_text_text(writer, words);
  RAW(writer, "</text>\n");
}

void draw_lines(Writer *writer, Place place, Tenths width, Text words) {
  Text line;
  if (words_lines(words, width) <= 1) {
    if (words_next_line(&words, width, &line)) draw_words(writer, place, line);
    return;
  }
  text_open(writer, place);
  for (Tenths y = place.y; words_next_line(&words, width, &line); y += LINE_HEIGHT) {
    RAW(writer, "<tspan");
    put_place(writer, place.x, y);
    RAW(writer, ">");
    write_text_text(writer, line);
    RAW(writer, "</tspan>");
  }
  RAW(writer, "</text>\n");
}

void draw_number(Writer *writer, Place place, int64_t number) {
  Digits digits = digits_of(number);
  draw_words(writer, place, (Text){digits.at, digits.length});
}

void draw_on_paper(Writer *writer, Place place, Text words) {
  Tenths width = words_width(words);
  Tenths x = place.x - (place.anchor == ANCHOR_MIDDLE ? width / 2 : place.anchor == ANCHOR_END ? width : 0);
  box_open(writer, (Box){x - UNITS(3), place.y - UNITS(10), width + UNITS(6), UNITS(20)});
  RAW(writer, " class=\"app-chart__paper\" fill=\"#fff\"/>\n");
  draw_words(writer, place, words);
}

void box_open(Writer *writer, Box box) {
  RAW(writer, "<rect");
  put_tenths(writer, "x", box.x);
  put_tenths(writer, "y", box.y);
  put_tenths(writer, "width", box.width);
  put_tenths(writer, "height", box.height);
}

void draw_line(Writer *writer, Box from_and_size, const char *attributes) {
  RAW(writer, "<line");
  put_tenths(writer, "x1", from_and_size.x);
  put_tenths(writer, "y1", from_and_size.y);
  put_tenths(writer, "x2", from_and_size.x + from_and_size.width);
  put_tenths(writer, "y2", from_and_size.y + from_and_size.height);
  write_text_html(writer, (Html){text_of(attributes)});
  RAW(writer, "/>\n");
}
