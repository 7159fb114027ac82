/* Reads the numbers that a text claims. The text is cut into tokens once; every pattern is then a look at the
 * tokens beside a number. Where a number may be something else than a figure (a date, a year, a page), it is
 * not read: a false alarm costs the reader's trust in the true ones. */
#include "rules/claim_read.h"

#include <string.h>

#define AROUND_MAX 300 /* bytes of a sentence to either side */
#define QUOTE_TOKENS 6
#define QUOTE_BYTES 45
#define NUMBER_DIGITS 12

typedef enum Mark { STOP, WORD, NUMBER, PERCENT, OPEN, CLOSE, SLASH, DASH, COMMA, EQUALS, OTHER, SPACE } Mark;

typedef struct Token {
  Mark mark;
  bool joined; /* nothing stands between it and the one before */
  int decimals;
  int64_t number; /* with its decimals: 24.5 is 245 */
  size_t from, to;
} Token;

typedef struct Reader {
  Arena *arena;
  Text text;
  Token *tokens;
  size_t count, room;
  ReadNumber *items;
  size_t item_count, item_room;
  size_t pair_end; /* the token after the last "N of M" */
} Reader;

/* ---- tokens ------------------------------------------------------------------------------------------- */

static unsigned char byte_at(Text text, size_t at) {
  return at < text.length ? (unsigned char)text.at[at] : ' ';
}

static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_plain(unsigned char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '\'';
}

static const struct Sign {
  const char *bytes;
  Mark mark;
} SIGNS[] = {
    {"%", PERCENT},
    {"\xEF\xBC\x85", PERCENT}, /* full width */
    {"(", OPEN},
    {"[", OPEN},
    {")", CLOSE},
    {"]", CLOSE},
    {"/", SLASH},
    {"-", DASH},
    {",", COMMA},
    {"=", EQUALS},
    {"!", STOP},
    {"?", STOP},
    {";", STOP},
    {"\xE2\x80\x99", WORD},  /* apostrophe */
    {"\xE2\x80\xA2", STOP},  /* bullet */
    {"\xE2\x80\xAF", SPACE}, /* narrow, without break */
    {"\xC2\xA0", SPACE},     /* without break */
    {"\xEF\xBB\xBF", SPACE},
    {"\xE2\x88\x92", DASH}, /* minus */
    {"\xC2\xBC", WORD},     /* 1/4 1/2 3/4 */
    {"\xC2\xBD", WORD},
    {"\xC2\xBE", WORD},
};

/* The bytes of a character that is not ASCII, at most to the end of the text. */
static size_t character_length(Text text, size_t at) {
  size_t end = at + 1;
  while (end < text.length && (byte_at(text, end) & 0xC0) == 0x80) end++;
  return end - at;
}

/* U+2000 to U+206F: spaces, dashes and quotes; U+0080 to U+00BF and U+20A0 to U+20BF: signs and money. */
static Mark mark_beyond_ascii(Text text, size_t at) {
  unsigned char first = byte_at(text, at), second = byte_at(text, at + 1), third = byte_at(text, at + 2);
  if (first == 0xC2) return OTHER;
  if (first != 0xE2) return WORD;
  if (second == 0x80 && third <= 0x8B) return SPACE;
  if (second == 0x80 && third >= 0x90 && third <= 0x95) return DASH;
  return second == 0x80 || second == 0x81 || second == 0x82 ? OTHER : WORD;
}

static Mark mark_at(Text text, size_t at, size_t *length) {
  unsigned char c = byte_at(text, at);
  *length = 1;
  if (is_plain(c)) return WORD;
  if (is_blank(c)) return SPACE;
  if (c == '.') return at + 1 >= text.length || is_blank(byte_at(text, at + 1)) ? STOP : OTHER;
  for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
    Text sign = text_of(SIGNS[i].bytes);
    if (!text_starts(text_slice(text, at, text.length), sign)) continue;
    *length = sign.length;
    return SIGNS[i].mark;
  }
  if (c < 0x80) return OTHER;
  *length = character_length(text, at);
  return mark_beyond_ascii(text, at);
}

static size_t digits_end(Text text, size_t at) {
  while (is_digit(byte_at(text, at))) at++;
  return at;
}

/* Behind "1,234,567" or "1234". */
static size_t whole_end(Text text, size_t from) {
  size_t end = digits_end(text, from);
  if (end - from > 3) return end;
  while (byte_at(text, end) == ',' && digits_end(text, end + 1) == end + 4) end += 4;
  return end;
}

/* False where the digits are no number that anybody counts: too long, or "58.333", or "1.2.3". */
static bool read_number(Text text, Token *token) {
  size_t whole = whole_end(text, token->from), end = whole;
  if (byte_at(text, end) == '.' && is_digit(byte_at(text, end + 1))) end = digits_end(text, end + 1);
  size_t decimals = end > whole ? end - whole - 1 : 0, digits = 0;
  bool version = false; /* 1.2.3, 31.3.2019 */
  for (; byte_at(text, end) == '.' && is_digit(byte_at(text, end + 1)); version = true)
    end = digits_end(text, end + 1);
  token->to = end;
  token->decimals = decimals > 2 ? 0 : (int)decimals;
  for (size_t at = token->from; at < end; at++) {
    if (!is_digit(byte_at(text, at))) continue;
    if (++digits > NUMBER_DIGITS) break;
    token->number = token->number * 10 + (byte_at(text, at) - '0');
  }
  return decimals <= 2 && digits <= NUMBER_DIGITS && !version;
}

static bool is_money(Text text, size_t at) {
  Text before = text_slice(text, 0, at);
  return text_ends(before, TEXT("\xC2\xA3")) || text_ends(before, TEXT("\xE2\x82\xAC")) ||
         text_ends(before, TEXT("$")) || text_ends(before, TEXT("#"));
}

static size_t word_end(Text text, size_t at) {
  size_t length;
  while (at < text.length && mark_at(text, at, &length) == WORD) at += length;
  return at;
}

/* A number, or a word: "17th", "A12" and money are words. */
static void read_word(Text text, Token *token) {
  token->mark = WORD;
  if (is_digit(byte_at(text, token->from))) {
    bool number = read_number(text, token) && !is_money(text, token->from);
    size_t end = word_end(text, token->to);
    if (number && end == token->to) token->mark = NUMBER;
    token->to = end;
  } else {
    token->to = word_end(text, token->from);
  }
}

static void add_token(Reader *reader, Token token) {
  if (reader->count == reader->room) {
    size_t room = reader->room ? reader->room * 2 : 64;
    reader->tokens = arena_grow(reader->arena, reader->tokens, reader->count, room, sizeof(Token));
    reader->room = room;
  }
  reader->tokens[reader->count++] = token;
}

/* An empty line ends a sentence. */
static bool is_empty_line(Text text, size_t at) {
  if (byte_at(text, at) != '\n') return false;
  size_t next = at + 1;
  while (next < text.length && is_blank(byte_at(text, next)) && byte_at(text, next) != '\n') next++;
  return next < text.length && byte_at(text, next) == '\n';
}

static void tokenize(Reader *reader) {
  Text text = reader->text;
  bool joined = true;
  for (size_t at = 0; at < text.length;) {
    size_t length;
    Token token = {.mark = mark_at(text, at, &length), .joined = joined, .from = at, .to = at + length};
    joined = token.mark != SPACE;
    if (token.mark == SPACE && is_empty_line(text, at)) token.mark = STOP;
    if (token.mark == WORD) read_word(text, &token);
    if (token.mark != SPACE) add_token(reader, token);
    at = token.to;
  }
}

/* ---- looks at tokens ---------------------------------------------------------------------------------- */

/* Beyond either end there are stops; an index under 0 is a very large one. */
static Token token_at(const Reader *reader, size_t i) {
  return i < reader->count ? reader->tokens[i] : (Token){.mark = STOP};
}

static Mark mark_of(const Reader *reader, size_t i) { return token_at(reader, i).mark; }

static Text token_text(const Reader *reader, size_t i) {
  Token token = token_at(reader, i);
  return text_slice(reader->text, token.from, token.to);
}

/* Whether the token is one of these words, which stand between blanks. */
static bool is_one_of(const Reader *reader, size_t i, const char *words) {
  if (mark_of(reader, i) != WORD) return false;
  Text rest = text_of(words), word, token = token_text(reader, i);
  while (text_next(&rest, ' ', &word))
    if (text_equal_ascii(word, token)) return true;
  return false;
}

#define ARTICLES "the our all these those their them a an"
#define NUMBERED                                                                                             \
  "stage stages page pages table figure section paragraph part chapter question regulation schedule rule "   \
  "article step level phase day week month year age aged point issue volume version number no item ward "    \
  "appendix quarter grade band class form"
#define MOVES                                                                                                \
  "decreased decrease decreasing decreases fell fall falls fallen falling dropped drop drops reduced "       \
  "reduce "                                                                                                  \
  "reduction reducing declined decline increased increase increases increasing rose rise risen rising grew " \
  "grown growth up down higher lower improved improvement improving change changed gone went"
#define MOVES_AFTER                                                                                          \
  "decrease reduction fall drop decline increase rise improvement change growth uplift more fewer less "     \
  "higher lower better worse"

/* A number of things: not "Stage 2", not a year, not a piece of "2018/19". */
static bool is_count(const Reader *reader, size_t i) {
  Token token = token_at(reader, i), next = token_at(reader, i + 1);
  if (token.mark != NUMBER || token.decimals > 0) return false;
  if (is_one_of(reader, i - 1, NUMBERED)) return false;
  if (token.joined && mark_of(reader, i - 1) == SLASH) return false;
  if (next.joined && next.mark == SLASH) return false;
  bool year = token.to - token.from == 4 && token.number >= 1900 && token.number < 2100;
  return !year;
}

/* The token behind "%", "per cent", "percent", "percentage points" after the number at i; 0: it is none. */
static size_t unit_end(const Reader *reader, size_t i, bool *points) {
  size_t next = i + 1, end = 0;
  *points = false;
  if (mark_of(reader, i) != NUMBER) return 0;
  if (mark_of(reader, next) == PERCENT || is_one_of(reader, next, "percent pct")) end = next + 1;
  if (is_one_of(reader, next, "per")) {
    size_t cent = mark_of(reader, next + 1) == DASH ? next + 2 : next + 1;
    if (is_one_of(reader, cent, "cent")) end = cent + 1;
  }
  if (is_one_of(reader, next, "percentage") && is_one_of(reader, next + 1, "point points")) end = next + 1;
  *points = end && is_one_of(reader, end, "point points");
  return *points ? end + 1 : end;
}

static bool is_percent(const Reader *reader, size_t i) {
  bool points;
  return unit_end(reader, i, &points) != 0;
}

static size_t skip_articles(const Reader *reader, size_t i) {
  for (int left = 2; left > 0 && is_one_of(reader, i, ARTICLES); left--) i++;
  return i;
}

/* "12 of 51", "12 out of the 51": the token behind it, 0 where there is none. */
static size_t out_of_at(const Reader *reader, size_t i, int64_t *n, int64_t *of) {
  if (!is_count(reader, i)) return 0;
  bool out = is_one_of(reader, i + 1, "out");
  size_t at = i + (out ? 2 : 1);
  if (!is_one_of(reader, at, "of")) return 0;
  at = skip_articles(reader, at + 1);
  if (!is_count(reader, at) || is_percent(reader, at)) return 0;
  *n = token_at(reader, i).number;
  *of = token_at(reader, at).number;
  return out || *n <= *of ? at + 1 : 0;
}

/* "12/51"; a small one might be a date or a fraction and counts only where `sure`: beside a percentage. */
static size_t slash_at(const Reader *reader, size_t i, bool sure, int64_t *n, int64_t *of) {
  Token a = token_at(reader, i), slash = token_at(reader, i + 1), b = token_at(reader, i + 2);
  Token before = token_at(reader, i - 1), after = token_at(reader, i + 3);
  if (a.mark != NUMBER || slash.mark != SLASH || b.mark != NUMBER || !slash.joined || !b.joined) return 0;
  if (a.decimals || b.decimals || is_one_of(reader, i - 1, NUMBERED)) return 0;
  if (a.joined && (before.mark == SLASH || before.mark == DASH || before.mark == OTHER)) return 0;
  if (after.joined && (after.mark == SLASH || after.mark == DASH || after.mark == PERCENT)) return 0;
  bool years = a.number >= 1900 && a.number < 2100 && (b.number < 100 || b.number == a.number + 1);
  bool zero = a.to - a.from > 1 && byte_at(reader->text, a.from) == '0';
  if (a.number > b.number || years || zero || (b.number <= 12 && !sure)) return 0;
  *n = a.number;
  *of = b.number;
  return i + 3;
}

/* "Out of the 51 complaints received, N": the 51, and where the words begin; INT_NONE: nothing of that. */
static int64_t base_before(const Reader *reader, size_t i, size_t *from) {
  size_t at = i - 1, words = 0;
  if (mark_of(reader, at) == COMMA) at--;
  while (mark_of(reader, at) == WORD && words < 7) at--, words++;
  if (words == 0 || !is_count(reader, at)) return INT_NONE;
  size_t base = at--;
  for (int left = 2; left > 0 && is_one_of(reader, at, ARTICLES); left--) at--;
  if (!is_one_of(reader, at, "of")) return INT_NONE;
  bool out = is_one_of(reader, at - 1, "out");
  if (out) at--;
  if (mark_of(reader, at - 1) == NUMBER || (!out && mark_of(reader, at - 1) != STOP)) return INT_NONE;
  *from = at;
  return token_at(reader, base).number;
}

/* ---- what stands with a percentage -------------------------------------------------------------------- */

/* "(12)", "(12 of 51)", "(12/51)", ", or 12 of 51" behind it; gives the token after that. */
static size_t read_behind(const Reader *reader, size_t end, ReadNumber *read) {
  size_t at = end, pair;
  while (at < end + 2 && (mark_of(reader, at) == OPEN || mark_of(reader, at) == COMMA ||
                          mark_of(reader, at) == DASH || is_one_of(reader, at, "or")))
    at++;
  if (at > end && ((pair = out_of_at(reader, at, &read->n, &read->of)) ||
                   (pair = slash_at(reader, at, true, &read->n, &read->of))))
    return pair;
  size_t close = end + 2;
  while (close < end + 4 && mark_of(reader, close) == WORD) close++;
  if (mark_of(reader, end) == OPEN && is_count(reader, end + 1) && mark_of(reader, close) == CLOSE) {
    read->n = token_at(reader, end + 1).number;
    return close;
  }
  size_t base = skip_articles(reader, end + 1);
  if (is_one_of(reader, end, "of") && is_count(reader, base) && !is_percent(reader, base)) {
    read->of = token_at(reader, base).number;
    return base + 1;
  }
  return end;
}

/* "16 (", "12 of 51 complaints (", "12 of 51, or" and "Of the 51 received," before the percentage at i. */
static void read_ahead(const Reader *reader, size_t i, ReadNumber *read) {
  size_t from, opened = i - 1;
  bool bracket = mark_of(reader, opened) == OPEN;
  bool near = reader->pair_end && i - reader->pair_end <= 5;
  for (size_t at = reader->pair_end; near && at < i; at++) near = mark_of(reader, at) != STOP;
  const ReadNumber *last = reader->item_count ? &reader->items[reader->item_count - 1] : NULL;
  if (near && last && last->kind == READ_OUT_OF &&
      (bracket || is_one_of(reader, opened, "or is") || mark_of(reader, opened) == EQUALS)) {
    read->n = last->n;
    read->of = last->of;
  } else if (bracket && is_count(reader, opened - 1)) {
    read->n = token_at(reader, opened - 1).number;
  } else {
    read->of = base_before(reader, i, &from);
  }
}

/* Whether one of the words of moving stands in the `reach` tokens up to and with i, in the same clause. */
static bool moves_before(const Reader *reader, size_t i, int reach) {
  for (; reach > 0; reach--, i--) {
    Mark mark = mark_of(reader, i);
    if (mark == STOP || mark == PERCENT || mark == COMMA) return false;
    if (is_one_of(reader, i, MOVES)) return true;
  }
  return false;
}

/* "16 (" or "16 complaints (" before the percentage at i: the token of the 16; i where there is none. */
static size_t count_before(const Reader *reader, size_t i) {
  size_t at = i - 2, words = 0;
  if (mark_of(reader, i - 1) != OPEN) return i;
  while (mark_of(reader, at) == WORD && words < 3) at--, words++;
  return is_count(reader, at) ? at : i;
}

/* "fell by 16 (24%)", "an increase of 13%", "up 13%"; not "rose to 71%", not "made up 24% of". */
static bool is_moved(const Reader *reader, size_t i, size_t end) {
  size_t at = count_before(reader, i) - 1;
  while (is_one_of(reader, at,
                   "about around approximately roughly nearly almost just over some only a an further "
                   "another under than"))
    at--;
  if (is_one_of(reader, at, "by")) return moves_before(reader, at - 1, 9);
  if (is_one_of(reader, at, "of")) return moves_before(reader, at - 1, 7);
  if (is_one_of(reader, end, "of")) return false;
  return is_one_of(reader, at, MOVES) && !is_one_of(reader, at - 1, "make made makes making take took set");
}

/* "a 25% reduction", "13% more", "a 16 (24%) fall", "a 5% year on year rise". */
static bool moves_after(const Reader *reader, size_t end) {
  if (mark_of(reader, end) == CLOSE) end++;
  if (is_one_of(reader, end, "up down"))
    return is_one_of(reader, end + 1, "on from compared") || mark_of(reader, end + 1) == STOP;
  for (int left = 5; left > 0; left--, end++) {
    if (is_one_of(reader, end, MOVES_AFTER)) return true;
    if (mark_of(reader, end) != DASH &&
        !is_one_of(reader, end, "year on overall annual significant slight further percentage"))
      return false;
  }
  return false;
}

/* "12%-15%", "12-15%", "12% - 15%": a range states no figure. */
static bool is_in_range(const Reader *reader, size_t i, size_t end) {
  Token dash = token_at(reader, i - 1), after = token_at(reader, end), high = token_at(reader, end + 1);
  Mark low = mark_of(reader, i - 2);
  if (dash.mark == DASH && (low == PERCENT || is_one_of(reader, i - 2, "cent percent"))) return true;
  if (dash.mark == DASH && low == NUMBER && dash.joined && token_at(reader, i).joined) return true;
  return after.mark == DASH && high.mark == NUMBER && is_percent(reader, end + 1);
}

static bool is_target(const Reader *reader, size_t i, size_t end) {
  size_t at = mark_of(reader, i - 1) == OTHER ? i - 2 : i - 1;
  for (int left = 3; left > 0 && is_one_of(reader, at, "of is was at least the to answer respond"); left--)
    at--;
  return is_one_of(reader, at, "target targets aim aimed goal objective benchmark threshold") ||
         is_one_of(reader, end, "target targets goal");
}

/* ---- what stands around a number ---------------------------------------------------------------------- */

/* The sentence, as far as it is near. */
static void set_sentence(const Reader *reader, ReadNumber *read, size_t first, size_t end) {
  size_t low = first, high = end;
  size_t least = read->from > AROUND_MAX ? read->from - AROUND_MAX : 0, most = read->to + AROUND_MAX;
  while (mark_of(reader, low - 1) != STOP && token_at(reader, low - 1).from >= least) low--;
  while (mark_of(reader, high) != STOP && token_at(reader, high).to <= most) high++;
  read->sentence_from = token_at(reader, low).from;
  read->sentence_to = token_at(reader, high - 1).to;
  size_t left = first, right = end;
  while (left > low && mark_of(reader, left - 1) != PERCENT && !is_one_of(reader, left - 1, "cent percent"))
    left--;
  while (right < high && !is_percent(reader, right)) right++;
  read->before = text_slice(reader->text, token_at(reader, left).from, read->from);
  size_t after = right > end ? token_at(reader, right - 1).to : read->to;
  read->after = text_slice(reader->text, read->to, after > read->to ? after : read->to);
}

/* In one line: white space is one blank. */
static Text one_line(Arena *arena, Text text) {
  char *line = ARENA_ARRAY(arena, char, text.length + 1);
  size_t length = 0;
  for (size_t at = 0; at < text.length; at++) {
    bool blank = is_blank((unsigned char)text.at[at]);
    if (blank && (length == 0 || line[length - 1] == ' ')) continue;
    line[length++] = blank ? ' ' : text.at[at];
  }
  return text_trim((Text){line, length});
}

static bool is_one_of_marks(Mark mark, Mark a, Mark b, Mark c) { return mark == a || mark == b || mark == c; }

static Text quote(const Reader *reader, const ReadNumber *read, size_t first, size_t end) {
  size_t low = first, high = end;
  size_t least = read->from > QUOTE_BYTES ? read->from - QUOTE_BYTES : 0, most = read->to + QUOTE_BYTES;
  while (first - low < QUOTE_TOKENS && mark_of(reader, low - 1) != STOP &&
         token_at(reader, low - 1).from >= least)
    low--;
  while (high - end < QUOTE_TOKENS && mark_of(reader, high) != STOP && token_at(reader, high).to <= most)
    high++;
  while (low < first && is_one_of_marks(mark_of(reader, low), COMMA, CLOSE, PERCENT)) low++;
  if (high > end && is_percent(reader, high - 1)) high--;
  while (high > end && is_one_of_marks(mark_of(reader, high - 1), COMMA, OPEN, DASH)) high--;
  size_t to = token_at(reader, high - 1).to;
  Text words = text_slice(reader->text, token_at(reader, low).from, to > read->to ? to : read->to);
  return one_line(reader->arena, words);
}

static void add_read(Reader *reader, ReadNumber read, size_t first, size_t end) {
  read.from = token_at(reader, first).from;
  read.to = token_at(reader, end - 1).to;
  set_sentence(reader, &read, first, end);
  read.quote = quote(reader, &read, first, end);
  if (reader->item_count == reader->item_room) {
    size_t room = reader->item_room ? reader->item_room * 2 : 16;
    reader->items = arena_grow(reader->arena, reader->items, reader->item_count, room, sizeof(ReadNumber));
    reader->item_room = room;
  }
  reader->items[reader->item_count++] = read;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The percentage at i; gives the token after it. */
static size_t read_percent(Reader *reader, size_t i, size_t end, bool points) {
  Token number = token_at(reader, i);
  ReadNumber read = {.kind = points ? READ_POINTS : READ_PERCENT, .n = INT_NONE, .of = INT_NONE};
  read.value = number.number;
  read.decimals = number.decimals;
  if (is_in_range(reader, i, end) || is_one_of(reader, i - 1, NUMBERED)) return end;
  size_t past = end;
  if (!points) {
    past = read_behind(reader, end, &read);
    if (past == end) read_ahead(reader, i, &read);
    bool pair = read.n != INT_NONE && read.of != INT_NONE;
    size_t count = count_before(reader, i);
    read.change = !pair && (is_moved(reader, i, end) || moves_after(reader, past));
    if (read.change && read.n == INT_NONE && count != i) read.n = token_at(reader, count).number;
  }
  size_t before = i - 1;
  while (mark_of(reader, before) == OPEN || is_one_of(reader, before, ARTICLES)) before--;
  read.beside_of = is_one_of(reader, end, "of") || is_one_of(reader, before, "of");
  read.target = is_target(reader, i, end);
  add_read(reader, read, i, end);
  return end;
}

/* "N of M" in one of its forms, or nothing; gives the token to go on from. */
static size_t read_pair(Reader *reader, size_t i) {
  ReadNumber read = {.kind = READ_OUT_OF};
  bool beside = mark_of(reader, i - 1) == OPEN &&
                (mark_of(reader, i - 2) == PERCENT || is_one_of(reader, i - 2, "cent percent"));
  beside = beside || (mark_of(reader, i + 3) == OPEN && is_percent(reader, i + 4));
  size_t first = i, end = out_of_at(reader, i, &read.n, &read.of);
  if (!end) end = slash_at(reader, i, beside, &read.n, &read.of);
  if (!end && is_count(reader, i)) {
    read.of = base_before(reader, i, &first);
    read.n = token_at(reader, i).number;
    if (read.of != INT_NONE && read.n <= read.of) end = i + 1;
  }
  if (!end) return i + 1;
  add_read(reader, read, first, end);
  reader->pair_end = end;
  return end;
}

ReadList claim_read(Arena *arena, Text words) {
  Reader reader = {.arena = arena, .text = words};
  tokenize(&reader);
  for (size_t i = 0; i < reader.count;) {
    bool points;
    size_t end = unit_end(&reader, i, &points);
    if (end)
      i = read_percent(&reader, i, end, points);
    else
      i = mark_of(&reader, i) == NUMBER ? read_pair(&reader, i) : i + 1;
  }
  return (ReadList){reader.items, reader.item_count};
}

/* ---- words in a text ---------------------------------------------------------------------------------- */

static bool is_inside_word(unsigned char c) { return is_plain(c) ? c != '\'' : c >= 0x80; }

/* The bytes of `text` from `at` that are these words; 0 where they are not. */
static size_t words_length(Text text, size_t at, Text words) {
  size_t from = at;
  for (size_t i = 0; i < words.length; i++, at++) {
    if (is_blank(byte_at(words, i)) && at < text.length && is_blank(byte_at(text, at))) {
      while (at + 1 < text.length && is_blank(byte_at(text, at + 1))) at++;
      continue;
    }
    if (at >= text.length || !text_equal_ascii(text_slice(text, at, at + 1), text_slice(words, i, i + 1)))
      return 0;
  }
  bool cut = at < text.length && is_inside_word(byte_at(text, at));
  return cut ? 0 : at - from;
}

static bool words_are_at(Text text, size_t at, Text words) {
  bool cut = at > 0 && is_inside_word(byte_at(text, at - 1));
  return !cut && words_length(text, at, words) > 0;
}

size_t claim_words_at(Text text, size_t at, Text words) {
  return words_are_at(text, at, words) ? words_length(text, at, words) : 0;
}

bool claim_has_words(Text text, Text words) {
  for (size_t at = 0; at < text.length; at++)
    if (words_are_at(text, at, words)) return true;
  return false;
}

bool claim_starts_with(Text text, Text words) { return words_length(text, 0, words) > 0; }

bool claim_ends_with(Text text, Text words) {
  for (size_t at = 0; at < text.length; at++)
    if (words_are_at(text, at, words) && at + words_length(text, at, words) == text.length) return true;
  return false;
}

bool claim_next_word(Text *rest, Text *word) {
  size_t from = 0, to;
  while (from < rest->length && !is_inside_word(byte_at(*rest, from))) from++;
  for (to = from; to < rest->length && is_inside_word(byte_at(*rest, to));) to++;
  *word = text_slice(*rest, from, to);
  *rest = text_slice(*rest, to, rest->length);
  return to > from;
}
