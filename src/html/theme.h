/* A council's colours at run time: a short style sheet over the custom properties of the design system. */
#pragma once
#include "base/base.h"

/* Colours as "#rrggbb", nothing else. Focus, error and text colours are not a council's to change. */
typedef struct Theme {
  Text brand;      /* the bar of the header and the line over the footer */
  Text link;       /* on white */
  Text link_hover; /* on white */
} Theme;

/* False where it is not "#" and six hexadecimal digits; colour is 0xRRGGBB. */
bool colour_parse(Text text, uint32_t *colour);
/* The contrast of two colours by WCAG 2.2, 1 to 21. */
double colour_contrast(uint32_t a, uint32_t b);
/* "#000000" or "#ffffff", whichever reads better on the brand colour; never under 4.5:1. */
Text theme_header_text(uint32_t brand);
/* ERROR_INVALID: a colour is not "#rrggbb", or a link colour has less than 4.5:1 on white. */
Error theme_css(Arena *arena, Theme theme, Text *css) MUST_USE;
