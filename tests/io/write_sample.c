/* write_sample FILE: the spreadsheet that libreoffice.sh opens. */
#include "io/spreadsheet.h"
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static Cell words(Text text) { return (Cell){.kind = CELL_TEXT, .text = text}; }
static Cell number(CellKind kind, int64_t value) { return (Cell){.kind = kind, .number = value}; }
static Cell day(int year, int month, int day_of_month) {
  Cell cell = {.kind = CELL_DATE, .date = DATE_NONE};
  (void)date_of(year, month, day_of_month, &cell.date);
  return cell;
}

static Error write_texts(Spreadsheet *sheet) {
  const Text names[] = {TEXT("What"), TEXT("Text")};
  const Text rows[][2] = {
      {TEXT("formula"), TEXT("=1+1")},
      {TEXT("formula of a program"), TEXT("=cmd|' /C calc'!A0")},
      {TEXT("plus"), TEXT("+1+1")},
      {TEXT("minus"), TEXT("-1+1")},
      {TEXT("at"), TEXT("@SUM(1,1)")},
      {TEXT("apostrophe"), TEXT("'=1+1")},
      {TEXT("digits"), TEXT("007")},
      {TEXT("a date in words"), TEXT("2018-12-18")},
      {TEXT("quotes"), TEXT("She said \"no\", then 'yes'")},
      {TEXT("tab"), TEXT("\tbefore\tbetween")},
      {TEXT("lines"), TEXT("first\nsecond\r\nthird\rfourth")},
      {TEXT("spaces"), TEXT("  two before, two after  ")},
      {TEXT("markup"), TEXT("<b>&amp;</b> ]]> <!--")},
      {TEXT("accents"), TEXT("Si\u00e2n \u0141\u00f3d\u017a na\u00efve \u00a35")},
      {TEXT("decomposed"), TEXT("Sia\u0302n")},
      {TEXT("emoji"), TEXT("\U0001f600\U0001f1ec\U0001f1e7 ok")},
      {TEXT("right to left"), TEXT("\u05e9\u05dc\u05d5\u05dd")},
      {TEXT("controls"), TEXT("a\x01\x02\x0b\x1f\x7f"
                              "b")},
      {TEXT("nothing inside"), TEXT("a\0b")},
      {TEXT("no characters"), TEXT("a\xef\xbf\xbe\xef\xbf\xbf"
                                   "b")},
      {TEXT("like an escape"), TEXT("_x0041_x000D_ _x12_")},
      {TEXT("empty"), TEXT("")},
  };
  TRY(spreadsheet_sheet(sheet, TEXT("Texts"), (int[]){20, 40}, 2));
  TRY(spreadsheet_header(sheet, names, COUNT(names)));
  for (size_t i = 0; i < COUNT(rows); i++)
    TRY(spreadsheet_row(sheet, (Cell[]){words(rows[i][0]), words(rows[i][1])}, 2));
  return OK;
}

static Error write_values(Spreadsheet *sheet) {
  const Text names[] = {TEXT("Number"), TEXT("Per cent"), TEXT("Date"), TEXT("Money"), TEXT("Nothing")};
  Cell nothing = {.kind = CELL_EMPTY};
  TRY(spreadsheet_sheet(sheet, TEXT("Figures [2018/19]"), (int[]){0, 12, 20}, 3));
  TRY(spreadsheet_header(sheet, names, COUNT(names)));
  Cell rows[][6] = {
      {number(CELL_NUMBER, 0), number(CELL_PERCENT, 0), day(2018, 12, 18), number(CELL_MONEY, 0), nothing,
       words(TEXT("end"))},
      {number(CELL_NUMBER, -12345), number(CELL_PERCENT, 29), day(1900, 3, 1), number(CELL_MONEY, 123456789),
       nothing, words(TEXT("end"))},
      {number(CELL_NUMBER, 999999999999999), number(CELL_PERCENT, 100), day(2024, 2, 29),
       number(CELL_MONEY, -1005), nothing, words(TEXT("end"))},
      {number(CELL_NUMBER, 9007199254740993), number(CELL_PERCENT, 250), day(1900, 2, 28),
       number(CELL_MONEY, 7), nothing, words(TEXT("end"))},
      {number(CELL_NUMBER, INT64_MIN), number(CELL_PERCENT, -5), day(2199, 12, 31), nothing, nothing,
       words(TEXT("end"))},
      {nothing, nothing, {.kind = CELL_DATE, .date = DATE_NONE}, nothing, nothing, words(TEXT("end"))},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    for (size_t k = 0; k < COUNT(rows[i]); k++) rows[i][k].strong = i % 2 == 1;
    TRY(spreadsheet_row(sheet, rows[i], COUNT(rows[i])));
  }
  return OK;
}

/* Rows with nothing in them keep their place. */
static Error write_gaps(Spreadsheet *sheet) {
  TRY(spreadsheet_sheet(sheet, TEXT("texts"), NULL, 0));
  TRY(spreadsheet_row(sheet, NULL, 0));
  TRY(spreadsheet_row(sheet, (Cell[]){{.kind = CELL_EMPTY}, number(CELL_NUMBER, 1)}, 2));
  TRY(spreadsheet_row(sheet, NULL, 0));
  return spreadsheet_row(sheet, (Cell[]){number(CELL_NUMBER, 2)}, 1);
}

static Error write_sample(Arena *arena, Text path) {
  SpreadsheetAbout about = {TEXT("Sample <&> \x01"), TEXT("A council"), {1545091200}};
  AUTO_SPREADSHEET sheet = NULL;
  TRY(spreadsheet_new(arena, &about, &sheet));
  TRY(write_texts(sheet));
  TRY(write_values(sheet));
  TRY(write_gaps(sheet));
  TRY(spreadsheet_sheet(sheet, TEXT("Empty"), NULL, 0));
  return spreadsheet_save(sheet, arena, path);
}

int main(int count, char **argument) {
  AUTO_ARENA arena = arena_new();
  if (count != 2) return 2;
  Error error = write_sample(arena, text_of(argument[1]));
  if (error) fprintf(stderr, "write_sample: %.*s\n", TEXT_ARGUMENTS(error->words));
  return error ? 1 : 0;
}
