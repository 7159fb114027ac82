#include "html/writer.h"
#include "html_test.h"
#include <stdio.h>
#include <string.h>

static void check_url(const char *address, bool safe) {
  Url url = url_of(text_of(address));
  Text expected = safe ? text_of(address) : TEXT("#");
  if (!text_equal(url.text, expected)) fail_msg("%s became %.*s", address, TEXT_ARGUMENTS(url.text));
}

/* Every byte alone and between others, written as text and as a value. */
static void test_every_byte(void **state) {
  (void)state;
  for (int byte = 0; byte < 256; byte++) {
    const char *expected = NULL;
    if (byte == '&') expected = "&amp;";
    if (byte == '<') expected = "&lt;";
    if (byte == '>') expected = "&gt;";
    if (byte == '"') expected = "&quot;";
    if (byte == '\'') expected = "&#39;";
    if ((byte < 0x20 && !strchr("\t\n\r", byte)) || byte == 0) expected = "\xEF\xBF\xBD";
    char one[2] = {(char)byte, 0}, three[3] = {'a', (char)byte, 'b'};
    Text escaped = expected ? text_of(expected) : (Text){one, 1};
    Text whole = text_format(test_arena, "a%.*sb", TEXT_ARGUMENTS(escaped));
    assert_text(WRITTEN(write_text(writer, ((Text){one, 1}))), escaped);
    assert_text(WRITTEN(write_text(writer, ((Text){three, 3}))), whole);
    assert_text(WRITTEN(write_value(writer, ((Text){three, 3}))), whole);
  }
}

static void test_text(void **state) {
  (void)state;
  assert_string(WRITTEN(write_text(writer, TEXT("<b>\"Tom\" & 'Jo'</b>"))),
                "&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jo&#39;&lt;/b&gt;");
  assert_string(WRITTEN(write_text(writer, "Zoë – ✓")), "Zoë – ✓");
  assert_string(WRITTEN(write_text(writer, (const char *)NULL)), "");
  assert_string(WRITTEN(write_text(writer, (Text){0})), "");
  assert_string(WRITTEN(write_text(writer, (Html){TEXT("<b>x</b>")})), "<b>x</b>");
  assert_string(WRITTEN(write_text(writer, INT64_MIN)), "-9223372036854775808");
  assert_string(WRITTEN(write_value(writer, 42u)), "42");
}

static void test_safe_addresses(void **state) {
  (void)state;
  static const char *const safe[] = {"/",
                                     "/staff/cases",
                                     "/staff/cases?due=late&page=2#top",
                                     "?page=2",
                                     "#what",
                                     "https://www.example.gov.uk/a",
                                     "HTTPS://EXAMPLE.GOV.UK",
                                     "http://[::1]:8080/",
                                     "mailto:team@example.gov.uk",
                                     "tel:+442083037777",
                                     "/a//b",
                                     "/é",
                                     "https://example.org/?to=a@b"};
  for (size_t i = 0; i < sizeof safe / sizeof *safe; i++) check_url(safe[i], true);
}

static void test_unsafe_addresses(void **state) {
  (void)state;
  static const char *const unsafe[] = {"",
                                       "javascript:alert(1)",
                                       "JaVaScRiPt:alert(1)",
                                       " javascript:alert(1)",
                                       "java\tscript:alert(1)",
                                       "java\nscript:alert(1)",
                                       "\x01javascript:alert(1)",
                                       "data:text/html,<script>",
                                       "DATA:text/html;base64,xx",
                                       "vbscript:x",
                                       "file:///etc/passwd",
                                       "blob:x",
                                       "about:blank",
                                       "//evil.example",
                                       "///evil.example",
                                       "/\\evil.example",
                                       "\\\\evil.example",
                                       "/\t/evil.example",
                                       "/\n/evil.example",
                                       "https:evil.example",
                                       "https:///evil.example",
                                       "https://",
                                       "http://?x",
                                       "https://good.example@evil.example/",
                                       "https://a:b@evil.example",
                                       "https:\\\\evil.example",
                                       "evil.example",
                                       "staff/cases",
                                       "../x",
                                       "/a b",
                                       "/a\x7F",
                                       "&#106;avascript:x",
                                       "mailto:",
                                       "tel:",
                                       "feed:javascript:x"};
  for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) check_url(unsafe[i], false);
}

static void test_format(void **state) {
  (void)state;
  assert_text(url_format(test_arena, "/staff/cases/%s?page=%d", "CMP-1", 2).text,
              TEXT("/staff/cases/CMP-1?page=2"));
  assert_text(url_format(test_arena, "%s", "javascript:x").text, TEXT("#"));
  Text part = url_encode(test_arena, text_format(test_arena, "%0400d", 0));
  assert_int_equal(url_format(test_arena, "/%.*s", TEXT_ARGUMENTS(part)).text.length, 401);
  assert_string(WRITTEN(write_url(writer, URL("/a?b=1&c='\""))), "/a?b=1&amp;c=&#39;&quot;");
}

/* What is not unreserved by RFC 3986 is encoded, by both ways alike. */
static void test_path(void **state) {
  (void)state;
  for (int byte = 0; byte < 256; byte++) {
    char one[1] = {(char)byte};
    bool plain = byte && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", byte);
    Text expected = plain ? (Text){one, 1} : text_format(test_arena, "%%%02X", (unsigned)byte);
    assert_text(url_encode(test_arena, (Text){one, 1}), expected);
    assert_text(WRITTEN(write_path(writer, ((Text){one, 1}))), expected);
  }
  assert_string(WRITTEN(write_path(writer, "a/b?c&é")), "a%2Fb%3Fc%26%C3%A9");
  assert_string(WRITTEN(write_path(writer, 7)), "7");
  assert_text(url_encode(test_arena, (Text){0}), TEXT_NONE);
}

static void test_paragraphs(void **state) {
  (void)state;
  Html html = html_paragraphs(test_arena, TEXT("\n One <1>\ntwo\n\n\n\nthree \n"), "govuk-body");
  assert_text(
      html.text,
      TEXT("<p class=\"govuk-body\">One &lt;1&gt;<br>\ntwo</p>\n<p class=\"govuk-body\">three</p>\n"));
  assert_text(html_paragraphs(test_arena, TEXT(" \n\n "), "x").text, TEXT_NONE);
  assert_text(html_paragraphs(test_arena, (Text){0}, "x").text, TEXT_NONE);
}

/* More than fits is said, not cut. */
static void test_piece(void **state) {
  (void)state;
  AUTO_HTML piece;
  html_begin(&piece);
  for (int i = 0; i < 17 * 1024; i++) write_text(&piece.writer, text_format(test_arena, "%01024d", i));
  assert_true(text_contains(html_end(&piece, test_arena).text, TEXT("too long")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_byte),     cmocka_unit_test(test_text),
      cmocka_unit_test(test_safe_addresses), cmocka_unit_test(test_unsafe_addresses),
      cmocka_unit_test(test_format),         cmocka_unit_test(test_path),
      cmocka_unit_test(test_paragraphs),     cmocka_unit_test(test_piece),
  };
  return cmocka_run_group_tests_name("html/writer", tests, test_begin, test_end);
}
