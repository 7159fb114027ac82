#include "html/theme.h"
#include <math.h>

#define TEXT_CONTRAST 4.5 /* WCAG 2.2, 1.4.3 */
#define WHITE 0xFFFFFFu
#define BLACK 0x000000u /* not the softer #0b0c0c: one of white and black has 4.58 to 1 on every colour */

static int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool colour_parse(Text text, uint32_t *colour) {
  if (text.length != 7 || text.at[0] != '#') return false;
  uint32_t value = 0;
  for (size_t i = 1; i < 7; i++) {
    int digit = hex_digit(text.at[i]);
    if (digit < 0) return false;
    value = value << 4 | (uint32_t)digit;
  }
  *colour = value;
  return true;
}

static double channel(uint32_t byte) {
  double value = byte / 255.0;
  return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour) {
  return 0.2126 * channel(colour >> 16 & 255) + 0.7152 * channel(colour >> 8 & 255) +
         0.0722 * channel(colour & 255);
}

double colour_contrast(uint32_t a, uint32_t b) {
  double first = luminance(a), second = luminance(b);
  double light = first > second ? first : second, dark = first > second ? second : first;
  return (light + 0.05) / (dark + 0.05);
}

Text theme_header_text(uint32_t brand) {
  return colour_contrast(brand, WHITE) >= colour_contrast(brand, BLACK) ? TEXT("#ffffff") : TEXT("#000000");
}

static Error parse(Arena *arena, const char *what, Text text, uint32_t *colour) {
  if (colour_parse(text, colour)) return OK;
  return FAIL(arena, ERROR_INVALID,
              "Enter the %s colour as # and six digits or letters from a to f, like #00664f", what);
}

static Error check_link(Arena *arena, const char *what, uint32_t colour) {
  double contrast = colour_contrast(colour, WHITE);
  if (contrast >= TEXT_CONTRAST) return OK;
  /* Rounded down, so that 4.49 is not shown as 4.5. */
  double shown = floor(contrast * 10) / 10;
  return FAIL(
      arena, ERROR_INVALID,
      "Choose a darker %s colour: #%06x has a contrast of %.1f to 1 on white, and people need 4.5 to 1 to "
      "read it",
      what, colour, shown);
}

Error theme_css(Arena *arena, Theme theme, Text *css) {
  uint32_t brand = 0, link = 0, hover = 0;
  TRY(parse(arena, "brand", theme.brand, &brand));
  TRY(parse(arena, "link", theme.link, &link));
  TRY(parse(arena, "link hover", theme.link_hover, &hover));
  TRY(check_link(arena, "link", link));
  TRY(check_link(arena, "link hover", hover));
  *css = text_format(arena,
                     ":root{--govuk-brand-colour:#%06x;--govuk-link-colour:#%06x;"
                     "--govuk-link-hover-colour:#%06x;--app-header-text:%.*s}\n",
                     brand, link, hover, TEXT_ARGUMENTS(theme_header_text(brand)));
  return OK;
}
