#include "check.h"
#include <utf8proc.h>

static void cleans(Text bytes, const char *expected) {
  AUTO_ARENA arena = arena_new();
  Text clean = TEXT_NONE, again = TEXT_NONE;
  assert_null(text_clean(arena, bytes, &clean));
  assert_text(clean, expected);
  assert_null(text_clean(arena, clean, &again));
  assert_true(text_equal(clean, again));
}

static void line_ends_and_controls(void **state) {
  (void)state;
  cleans(TEXT(""), "");
  cleans(TEXT("plain\ttext\n"), "plain\ttext\n");
  cleans(TEXT("a\r\nb\rc\nd\r\r\ne\r"), "a\nb\nc\nd\n\ne\n");
  cleans((Text){"a\0b\x01" "c\x1B[31md\x7F" "e\v\f", 16}, "abc[31mde");
  cleans(TEXT("a\xC2\x85" "b\xC2\x9B" "c"), "abc");
  cleans(TEXT("\uFEFFa\u202Ab\u202Ec\u2066d\u2069e\u200Ef\u200F"), "abcdef");
  cleans(TEXT("keep\u00A0\u200D\u2028\u202F"), "keep\u00A0\u200D\u2028\u202F");
}

/* Each byte at each place of the step of eight. */
static void every_ascii_byte(void **state) {
  (void)state;
  for (int c = 0; c < 0x80; c++) {
    for (size_t at = 0; at < 9; at++) {
      char bytes[] = "abcdefghi", expected[10] = "";
      bytes[at] = (char)c;
      bool kept = (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
      memcpy(expected, bytes, 9);
      if (c == '\r') expected[at] = '\n';
      if (!kept) memmove(expected + at, expected + at + 1, 9 - at);
      cleans((Text){bytes, 9}, expected);
    }
  }
}

static void normal_form(void **state) {
  (void)state;
  cleans(TEXT("Sia\u0302n"), "Siân");
  cleans(TEXT("e\u200E\u0301"), "é"); /* what is dropped must not keep letter and accent apart */
  cleans(TEXT("e\x01\u0301"), "é");
  cleans(TEXT("\u212B \u2126"), "Å Ω");
  cleans(TEXT("q\u0307\u0323"), "q\u0323\u0307");
  cleans(TEXT("\u1112\u1161\u11AB"), "한");
  cleans(TEXT("\u0958"), "\u0915\u093C");
  cleans(TEXT("“It’s” – £5 €6 😀"), "“It’s” – £5 €6 😀");
  cleans(TEXT("Ａ ﬁ ½"), "Ａ ﬁ ½");
}

static bool is_dropped(int32_t point) {
  return (point >= 0x7F && point <= 0x9F) || point == 0x200E || point == 0x200F || point == 0xFEFF ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         (point >= 0xD800 && point <= 0xDFFF);
}

/* Each character, alone and between a letter and an accent, as the library's own normal form has it. */
static void normal_form_of_every_character(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  for (int32_t point = ' '; point < 0x20000; point++) {
    if (is_dropped(point)) continue;
    utf8proc_uint8_t bytes[16] = "a";
    utf8proc_ssize_t length = utf8proc_encode_char(point, bytes + 1);
    memcpy(bytes + 1 + length, "\u0301", 3);
    for (int with_letter = 0; with_letter < 2; with_letter++) {
      Text text = with_letter ? text_of((char *)bytes) : (Text){(char *)bytes + 1, (size_t)length}, clean;
      utf8proc_uint8_t *expected = utf8proc_NFC((const utf8proc_uint8_t *)text_z(arena, text));
      assert_null(text_clean(arena, text, &clean));
      if (!text_equal(clean, text_of((const char *)expected))) fail_msg("U+%04X", (unsigned)point);
      free(expected);
    }
    arena_reset(arena);
  }
}

static void refused(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text clean = TEXT("as before");
  Error error = text_clean(arena, TEXT("one\ntwo\nthr\xE9\x65"), &clean);
  assert_non_null(error);
  assert_int_equal(error->code, ERROR_INVALID);
  assert_text(error->words, "This text is not valid UTF-8 in line 3. Save it as UTF-8 and send it again.");
  assert_text(clean, "as before");
  assert_non_null(text_clean(arena, TEXT("\xC0\x80"), &clean));
  assert_non_null(text_clean(arena, TEXT("\xED\xA0\x80"), &clean));
  assert_non_null(text_clean(arena, TEXT("cut \xE2\x82"), &clean));
  assert_non_null(text_clean(arena, TEXT("\x01\xFF"), &clean));
}

/* 200,000 marks in the worst order on one letter: sorted, they would take a minute. */
static void marks_are_limited(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  static char bytes[400001] = "e";
  for (size_t i = 1; i < sizeof bytes; i += 4) memcpy(bytes + i, "\u0301\u0323", 4);
  Text clean;
  assert_null(text_clean(arena, (Text){bytes, sizeof bytes}, &clean));
  assert_in_range(text_characters(clean), 20, 31);
  for (size_t i = 0; i + 3 <= sizeof bytes; i += 3) memcpy(bytes + i, "\u0F73", 3);
  assert_null(text_clean(arena, (Text){bytes, sizeof bytes / 3 * 3}, &clean));
  assert_in_range(text_characters(clean), 20, 62);
}

static void folds(const char *from, const char *expected) {
  AUTO_ARENA arena = arena_new();
  Text folded = text_fold(arena, text_of(from));
  assert_text(folded, expected);
  assert_text(text_fold(arena, folded), expected);
}

static void fold_examples(void **state) {
  (void)state;
  folds("Siân Ó'Brien-MÜLLER Straße ŁÓDŹ", "sian o'brien-muller strasse lodz");
  folds("SIA\u0302N O’BRIEN‑Müller STRASSE łódź", "sian o'brien-muller strasse lodz");
  folds("", "");
  folds(" \t\n ", "");
  folds("\u00A0\u2003", "");
  folds("  Plain   ASCII\r\n text ", "plain ascii text");
  folds("\u00A0 Élan\u2003 \u00A0vital\u3000", "elan vital");
  folds("Ærø Œuvre Đỗ Þór Ħal ısı İzmir ﬁne", "aero oeuvre do thor hal isi izmir fine");
  folds("“a” ‘b’ – — … −", "\"a\" 'b' - - ... -");
  folds("soft\u00ADhyphen", "softhyphen");
  folds("ΣΊΣΥΦΟΣ Йод", "σισυφοσ иод");
  folds("한국", "한국");
  folds("مُحَمَّد", "محمد");
  folds("কি কা হিন্দী", "কি কা হিন্দী"); /* vowel signs are letters */
  folds("が か", "が か");
}

/* Folding what is folded changes nothing, for every character; and no fold is ill-formed. */
static void fold_is_final(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  for (int32_t point = 1; point < 0x20000; point++) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    utf8proc_uint8_t bytes[4];
    Text text = {(char *)bytes, (size_t)utf8proc_encode_char(point, bytes)};
    Text once = text_fold(arena, text), twice = text_fold(arena, once);
    if (!text_equal(once, twice) || !text_is_utf8(once)) fail_msg("U+%04X", (unsigned)point);
    arena_reset(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(line_ends_and_controls),
      cmocka_unit_test(every_ascii_byte),
      cmocka_unit_test(normal_form),
      cmocka_unit_test(normal_form_of_every_character),
      cmocka_unit_test(refused),
      cmocka_unit_test(marks_are_limited),
      cmocka_unit_test(fold_examples),
      cmocka_unit_test(fold_is_final),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
