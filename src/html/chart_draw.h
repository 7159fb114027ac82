/* What charts are drawn with: words that wrap, numbers, boxes. Lengths are whole tenths of a unit, so that no
 * fraction is ever printed with a comma. For the files of this folder alone. */
#pragma once
#include "html/writer.h"

typedef int Tenths;
#define UNITS(units) ((Tenths)((units)*10))
/* From one line of words to the next; the letters are 16 units high. */
#define LINE_HEIGHT UNITS(20)

/* What the words take at most, guessed without the fonts: on the wide side, for what is guessed too narrow
 * would overlap. */
Tenths words_width(Text words);
/* The widest of the words between white space. */
Tenths widest_word(Text words);
/* Splits off the part of *rest that fits: at white space, after - and /, else between letters. False where
 * nothing was left. */
bool words_next_line(Text *rest, Tenths width, Text *line);
/* How many lines they take; 0 for no words. */
int words_lines(Text words, Tenths width);

/* 1,000,000: digits in groups, as they are read. */
typedef struct Digits {
  char at[32];
  size_t length;
} Digits;
/* INT_NONE gives nothing. */
Digits digits_of(int64_t number);
/* Of its digits in groups. */
Tenths number_width(int64_t number);

typedef enum Anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;
typedef struct Place {
  Tenths x, y; /* y: the middle of the (first) line */
  Anchor anchor;
  bool bold;
} Place;
typedef struct Box {
  Tenths x, y, width, height;
} Box;

/* name="12.5" */
void put_tenths(Writer *writer, const char *name, Tenths length);
/* One line of words, escaped. */
void draw_words(Writer *writer, Place place, Text words);
/* The same on as many lines as they need. */
void draw_lines(Writer *writer, Place place, Tenths width, Text words);
/* A number, its digits in groups. */
void draw_number(Writer *writer, Place place, int64_t number);
/* On a piece of paper of its own, so that neither lines nor patterns run through it. */
void draw_on_paper(Writer *writer, Place place, Text words);
/* <rect x="" y="" width="" height="", still open for attributes. */
void box_open(Writer *writer, Box box);
/* From one point to the other; the attributes are markup. */
void draw_line(Writer *writer, Box from_and_size, const char *attributes);
