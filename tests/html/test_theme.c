#include "html/theme.h"
#include "html_test.h"
#include <math.h>

static void check_contrast(uint32_t a, uint32_t b, double expected) {
  if (fabs(colour_contrast(a, b) - expected) > 0.005) fail_msg("%f", colour_contrast(a, b));
  assert_true(colour_contrast(a, b) == colour_contrast(b, a));
}

static void test_parse(void **state) {
  (void)state;
  uint32_t colour = 0;
  assert_true(colour_parse(TEXT("#00664f"), &colour));
  assert_int_equal(colour, 0x00664f);
  assert_true(colour_parse(TEXT("#FFaB09"), &colour));
  assert_int_equal(colour, 0xffab09);
  static const char *const wrong[] = {"",
                                      "#",
                                      "#fff",
                                      "00664f0",
                                      "#00664g",
                                      "#00664f ",
                                      " #00664f",
                                      "#0066-1",
                                      "red",
                                      "rgb(0,0,0)",
                                      "#00664f;}",
                                      "url(//x)",
                                      "#\xEF\xBC\x91\xEF\xBC\x92"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(colour_parse(text_of(wrong[i]), &colour));
}

/* Figures from the reference page and from WebAIM's calculator. */
static void test_contrast(void **state) {
  (void)state;
  check_contrast(0x000000, 0xffffff, 21.0);
  check_contrast(0xffffff, 0xffffff, 1.0);
  check_contrast(0x777777, 0xffffff, 4.48);
  check_contrast(0x767676, 0xffffff, 4.54);
  check_contrast(0xf47738, 0xffffff, 2.78);
  check_contrast(0xca3535, 0xffffff, 5.16);
  check_contrast(0x0f7a52, 0xffffff, 5.35);
}

/* Whatever the brand colour, the words on it can be read. */
static void test_header_text(void **state) {
  (void)state;
  for (uint32_t red = 0; red < 256; red += 5)
    for (uint32_t green = 0; green < 256; green += 5)
      for (uint32_t blue = 0; blue < 256; blue += 15) {
        uint32_t brand = red << 16 | green << 8 | blue, text = 0;
        assert_true(colour_parse(theme_header_text(brand), &text));
        assert_true(colour_contrast(brand, text) >= 4.5);
      }
}

static void test_css(void **state) {
  (void)state;
  Text css = TEXT_NONE;
  assert_null(theme_css(test_arena, (Theme){TEXT("#00664F"), TEXT("#00513f"), TEXT("#003d2f")}, &css));
  assert_string(css, ":root{--govuk-brand-colour:#00664f;--govuk-link-colour:#00513f;"
                     "--govuk-link-hover-colour:#003d2f;--app-header-text:#ffffff}\n");
  assert_null(theme_css(test_arena, (Theme){TEXT("#ffdd00"), TEXT("#00513f"), TEXT("#003d2f")}, &css));
  assert_contains(css, "--app-header-text:#000000");
}

static void test_refused(void **state) {
  (void)state;
  Text css = TEXT("as before");
  Error error = theme_css(test_arena, (Theme){TEXT("#00664f"), TEXT("#777777"), TEXT("#003d2f")}, &css);
  assert_non_null(error);
  assert_int_equal(error->code, ERROR_INVALID);
  assert_string(error->words,
                "Choose a darker link colour: #777777 has a contrast of 4.4 to 1 on white, and people "
                "need 4.5 to 1 to read it");
  assert_non_null(theme_css(test_arena, (Theme){TEXT("#00664f"), TEXT("#00513f"), TEXT("#ffffff")}, &css));
  error = theme_css(test_arena, (Theme){TEXT("#00664f}body{display:none"), TEXT("#00513f"), TEXT("#000000")},
                    &css);
  assert_non_null(error);
  assert_string(error->words,
                "Enter the brand colour as # and six digits or letters from a to f, like #00664f");
  assert_string(css, "as before");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parse), cmocka_unit_test(test_contrast), cmocka_unit_test(test_header_text),
      cmocka_unit_test(test_css),   cmocka_unit_test(test_refused),
  };
  return cmocka_run_group_tests_name("html/theme", tests, test_begin, test_end);
}
