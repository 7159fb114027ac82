#include "base/unicode.h"
#include "base/buffer.h"
#include <string.h>
#include <utf8proc.h>

/* More marks on one letter than any language has: the limit of Unicode's stream-safe format (UAX 15).
 * Without it a megabyte of marks would be sorted, in a time that grows with the square of their
 * number. */
#define MARKS_MAXIMUM 30

/* Code points, in memory that the caller's buffer owns. */
typedef struct Points {
  utf8proc_int32_t *at;
  size_t count;
} Points;

static Points points_of(Buffer *scratch, Text text, int options) {
  size_t room = text.length + 1;
  for (;;) {
    void *memory = buffer_reserve(scratch, (room + 1) * sizeof(utf8proc_int32_t));
    if (!memory) BUG("text of %zu bytes is too long", text.length);
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length, memory,
                           (utf8proc_ssize_t)room, (utf8proc_option_t)options);
    if (count < 0) BUG("text that is not UTF-8: %s", utf8proc_errmsg(count));
    if ((size_t)count <= room) return (Points){memory, (size_t)count};
    room = (size_t)count;
  }
}

static utf8proc_int32_t point_at(Text text, size_t at, size_t *length) {
  utf8proc_int32_t point = 0;
  const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at + at;
  utf8proc_ssize_t taken = utf8proc_iterate(bytes, (utf8proc_ssize_t)(text.length - at), &point);
  *length = taken > 0 ? (size_t)taken : 0;
  return point;
}

static bool is_ascii(Text text) {
  unsigned char all = 0;
  for (size_t i = 0; i < text.length; i++) all |= (unsigned char)text.at[i];
  return all < 0x80;
}

/* --- What comes in --- */

/* ASCII that stays as it is. */
static bool is_plain_character(char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; }

/* Whether the next eight bytes all are ' ' to '~': no sum below carries from one byte into the next. */
static bool are_eight_printable(const char *at) {
  const uint64_t ones = UINT64_C(0x0101010101010101), high = 0x80 * ones;
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return (word & high) == 0 && ((word + 0x60 * ones) & high) == high && ((word + ones) & high) == 0;
}

static size_t plain_length(Text text, size_t from) {
  size_t at = from;
  while (at < text.length) {
    if (text.length - at >= 8 && are_eight_printable(text.at + at)) at += 8;
    else if (is_plain_character(text.at[at])) at++;
    else break;
  }
  return at - from;
}

/* The C1 controls, the marks, overrides and isolates of direction, and the byte order mark. */
static bool is_unwanted(utf8proc_int32_t point) {
  return (point >= 0x80 && point <= 0x9F) || point == 0x200E || point == 0x200F ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

/* Letters of western Europe, punctuation, the euro and emoji: texts of nothing else are in NFC. */
static bool is_surely_normal(utf8proc_int32_t point) {
  return point < 0x300 || (point >= 0x2010 && point <= 0x2027) || point == 0x20AC ||
         (point >= 0x1F000 && point <= 0x1FAFF);
}

typedef struct Filter {
  char *out;
  size_t length;
  size_t marks; /* in a row */
  bool normal;
} Filter;

static bool filter_wants(Filter *filter, utf8proc_int32_t point) {
  if (is_unwanted(point)) return false;
  if (is_surely_normal(point)) {
    filter->marks = 0;
    return true;
  }
  filter->normal = false;
  const utf8proc_property_t *property = utf8proc_get_property(point);
  bool mark = property->combining_class != 0 || property->category == UTF8PROC_CATEGORY_MN;
  filter->marks = mark ? filter->marks + 1 : 0;
  return filter->marks <= MARKS_MAXIMUM;
}

static void filter_keep(Filter *filter, const char *bytes, size_t length) {
  memcpy(filter->out + filter->length, bytes, length);
  filter->length += length;
}

static void filter_line_end(Filter *filter) {
  filter_keep(filter, "\n", 1);
  filter->marks = 0;
}

/* Handles the plain characters that come next, or one other; answers their bytes. */
static size_t filter_step(Filter *filter, Text bytes, size_t at) {
  size_t length = plain_length(bytes, at);
  if (length > 0) {
    filter_keep(filter, bytes.at + at, length);
    filter->marks = 0;
    return length;
  }
  if ((unsigned char)bytes.at[at] < 0x80) {
    bool before_newline = at + 1 < bytes.length && bytes.at[at + 1] == '\n';
    if (bytes.at[at] == '\r' && !before_newline) filter_line_end(filter);
    return 1;
  }
  utf8proc_int32_t point = point_at(bytes, at, &length);
  if (filter_wants(filter, point)) filter_keep(filter, bytes.at + at, length);
  return length;
}

static Text to_nfc(Arena *arena, Text text) {
  AUTO_BUFFER scratch = buffer_new(SIZE_MAX);
  Points points = points_of(&scratch, text, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
  utf8proc_ssize_t length = utf8proc_reencode(points.at, (utf8proc_ssize_t)points.count,
                                              (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (length < 0) BUG("normal form: %s", utf8proc_errmsg(length));
  return text_copy(arena, (Text){(const char *)points.at, (size_t)length});
}

/* The number of the line with the first byte that is not UTF-8. */
static size_t broken_line(Text bytes) {
  size_t line = 1, length = 1;
  for (size_t at = 0; at < bytes.length && length > 0; at += length) {
    point_at(bytes, at, &length);
    if (bytes.at[at] == '\n') line++;
  }
  return line;
}

Error text_clean(Arena *arena, Text bytes, Text *clean) {
  if (plain_length(bytes, 0) == bytes.length) {
    *clean = text_copy(arena, bytes);
    return OK;
  }
  if (!text_is_utf8(bytes)) {
    return FAIL(arena, ERROR_INVALID,
                "This text is not valid UTF-8 in line %zu. Save it as UTF-8 and send it again.",
                broken_line(bytes));
  }
  Filter filter = {.out = ARENA_ARRAY(arena, char, bytes.length), .normal = true};
  for (size_t at = 0; at < bytes.length;) at += filter_step(&filter, bytes, at);
  Text filtered = {filter.out, filter.length};
  *clean = filter.normal ? filtered : to_nfc(arena, filtered);
  return OK;
}

/* --- What is searched and sorted --- */

/* What Unicode does not take apart, but people do not type. In order of the code points. */
static const struct {
  utf8proc_int32_t point;
  const char *as;
} replacements[] = {
    {0x00B4, "'"},  {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"},  {0x0142, "l"},  {0x014B, "ng"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0188, "c"},  {0x0192, "f"},  {0x0199, "k"},  {0x01B4, "y"},  {0x01DD, "e"},
    {0x0253, "b"},  {0x0254, "o"},  {0x0257, "d"},  {0x0259, "e"},  {0x025B, "e"},  {0x0268, "i"},
    {0x02B9, "'"},  {0x02BB, "'"},  {0x02BC, "'"},  {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},
    {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},
    {0x201B, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""}, {0x2026, "..."},
    {0x2032, "'"},  {0x2033, "\""}, {0x2212, "-"},
};
#define REPLACEMENTS (sizeof replacements / sizeof replacements[0])

static const char *replacement_of(utf8proc_int32_t point) {
  size_t from = 0, to = REPLACEMENTS;
  while (from < to) {
    size_t middle = (from + to) / 2;
    if (replacements[middle].point == point) return replacements[middle].as;
    if (replacements[middle].point < point) from = middle + 1;
    else to = middle;
  }
  return NULL;
}

static bool is_space(utf8proc_int32_t point) {
  if (point < 0x80) return point == ' ' || (point >= '\t' && point <= '\r');
  return point == 0x85 || point == 0x2028 || point == 0x2029 ||
         utf8proc_category(point) == UTF8PROC_CATEGORY_ZS;
}

/* Accents and the points of Hebrew and Arabic, by their combining class. The vowel signs and joiners
 * of Indian scripts, Thai and Tibetan and the voicing of kana have other classes and stay: they are
 * letters. */
static bool is_accent(utf8proc_int32_t point) {
  if (point < 0x300) return false;
  utf8proc_propval_t class = utf8proc_get_property(point)->combining_class;
  return class == 1 || (class >= 10 && class <= 36) || class >= 200;
}

static Points without_accents(Points points) {
  size_t kept = 0;
  for (size_t i = 0; i < points.count; i++) {
    if (!is_accent(points.at[i])) points.at[kept++] = points.at[i];
  }
  utf8proc_ssize_t count = utf8proc_normalize_utf32(points.at, (utf8proc_ssize_t)kept,
                                                    (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  return (Points){points.at, count > 0 ? (size_t)count : 0};
}

static void put_folded(Buffer *out, utf8proc_int32_t point) {
  const char *as = point < 0x80 ? NULL : replacement_of(point);
  if (as) {
    buffer_put(out, text_of(as));
    return;
  }
  utf8proc_uint8_t encoded[4];
  utf8proc_ssize_t length = utf8proc_encode_char(point, encoded);
  buffer_put_bytes(out, (const char *)encoded, (size_t)length);
}

static Text fold_unicode(Arena *arena, Text text) {
  AUTO_BUFFER scratch = buffer_new(SIZE_MAX);
  int options = UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STABLE | UTF8PROC_IGNORE;
  Points points = without_accents(points_of(&scratch, text, options));
  AUTO_BUFFER out = buffer_new(SIZE_MAX);
  bool space = false;
  for (size_t i = 0; i < points.count; i++) {
    if (is_space(points.at[i])) {
      space = true;
      continue;
    }
    if (space && out.length) buffer_put_char(&out, ' ');
    space = false;
    put_folded(&out, points.at[i]);
  }
  return text_copy(arena, buffer_text(&out));
}

static Text fold_ascii(Arena *arena, Text text) {
  char *out = ARENA_ARRAY(arena, char, text.length);
  size_t length = 0;
  bool space = false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (space && length) out[length++] = ' ';
    space = false;
    out[length++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
  }
  return (Text){out, length};
}

Text text_fold(Arena *arena, Text text) {
  return is_ascii(text) ? fold_ascii(arena, text) : fold_unicode(arena, text);
}
