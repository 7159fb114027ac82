/* The bare counts of a text: "We received 52 stage 1 complaints". Only a number that stands directly before
 * what a table of the report counts, in a sentence about receiving, is held against that table. */
#include "rules/claim_read.h"

#define FINDINGS_MAX 200 /* of one text */
#define AROUND_MAX 300   /* bytes of a sentence to either side */
#define COUNT_MAX INT64_C(100000000)

static long long L(int64_t number) { return (long long)number; }

/* What is counted: its names between bars, the longest first; its tables by the beginning of their ids; its
 * column; other tables in whose rows of that stage any cell may be meant. */
static const struct Thing {
  const char *names, *tables, *column, *also;
} THINGS[] = {
    {"stage 1 complaints|stage one complaints", "received-by- months", "stage-1", "stage-1"},
    {"stage 2 complaints|stage two complaints", "received-by- months", "stage-2", "stage-2"},
    {"compliments", "compliments-", "n", NULL},
    {"subject access requests|sars", "subject-access-", "received", NULL},
    {"referrals of young people|advocacy referrals|children and young people|young people", "advocacy-", "n",
     NULL},
};
typedef struct Thing Thing;

static bool starts_with_any(Text id, const char *beginnings) {
  Text rest = text_of(beginnings), one;
  while (text_next(&rest, ' ', &one))
    if (text_starts(id, one)) return true;
  return false;
}

/* ---- the number before the thing ---------------------------------------------------------------------- */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* The word that ends before `at`, over white space alone; empty: there is none. */
static Text word_before(Text text, size_t at) {
  while (at > 0 && is_space(text.at[at - 1])) at--;
  size_t end = at;
  while (at > 0 && !is_space(text.at[at - 1])) at--;
  return text_slice(text, at, end);
}

static int64_t number_in_words(Text word) {
  Text rest = TEXT("no one two three four five six seven eight nine ten eleven twelve"), one;
  for (int64_t number = 0; text_next(&rest, ' ', &one); number++)
    if (text_equal_ascii(one, word)) return number;
  return INT_NONE;
}

/* "52", "1,052", "four"; INT_NONE: no count, or a year. */
static int64_t number_of(Text word) {
  int64_t number = 0;
  size_t digits = 0;
  for (size_t i = 0; i < word.length; i++) {
    char c = word.at[i];
    if (c == ',' && digits > 0) continue;
    if (c < '0' || c > '9' || number > COUNT_MAX) return number_in_words(word);
    number = number * 10 + (c - '0');
    digits++;
  }
  bool year = digits == 4 && word.length == 4 && number >= 1900 && number < 2100;
  return digits == 0 || year ? INT_NONE : number;
}

/* "17 of 51", "fell by 17", "a further 3", "one hundred and twelve": not the number itself. */
static bool is_part_of_more(Text before) {
  Text rest = TEXT("of by further another additional about around over nearly almost hundred thousand under "
                   "than up stage like least most"),
       one;
  while (text_next(&rest, ' ', &one))
    if (text_equal_ascii(one, before)) return true;
  return false;
}

static bool ends_sentence(Text text, size_t at) {
  char c = text.at[at];
  bool end = at + 1 >= text.length || is_space(text.at[at + 1]);
  return (end && (c == '.' || c == '!' || c == '?')) || c == ';' ||
         (c == '\n' && at + 1 < text.length && text.at[at + 1] == '\n');
}

static Text sentence_at(Text text, size_t at) {
  size_t from = at, to = at;
  while (from > 0 && at - from < AROUND_MAX && !ends_sentence(text, from - 1)) from--;
  while (to < text.length && to - at < AROUND_MAX && !ends_sentence(text, to)) to++;
  return text_slice(text, from, to);
}

/* ---- what the report counts --------------------------------------------------------------------------- */

typedef struct Counted {
  bool any, is_one;
  int64_t total, earlier; /* INT_NONE: not known */
} Counted;

static void look_at_cells(Counted *counted, const TableRow *row, size_t column, int64_t number) {
  if (row->cells[column] == number) counted->is_one = true;
  if (row->previous && row->previous[column] == number) counted->is_one = true;
}

static void look_at_table(Counted *counted, const FigureTable *table, size_t column, int64_t number) {
  int64_t total = column_total(table, column);
  if (total == number) counted->is_one = true;
  for (size_t r = 0; r < table->row_count; r++) {
    const TableRow *row = &table->rows[r];
    look_at_cells(counted, row, column, number);
    bool first = row->total && row->previous && counted->earlier == INT_NONE;
    if (first) counted->earlier = row->previous[column];
  }
  if (!counted->any && total != INT_NONE) counted->total = total;
  counted->any = counted->any || total != INT_NONE;
}

/* Outcomes and answers of that stage: "of those received we upheld 9 stage 1 complaints". */
static void look_at_stage(Counted *counted, const FigureTable *table, Text stage, int64_t number) {
  for (size_t r = 0; r < table->row_count; r++) {
    if (!text_starts(table->rows[r].id, stage)) continue;
    for (size_t c = 0; c < table->column_count; c++) look_at_cells(counted, &table->rows[r], c, number);
  }
}

static Counted count_thing(const Finder *finder, const Thing *thing, int64_t number) {
  Counted counted = {.total = INT_NONE, .earlier = INT_NONE};
  for (size_t i = 0; i < finder->table_count; i++) {
    const FigureTable *table = &finder->tables[i];
    size_t column = table_column(table, text_of(thing->column));
    if (starts_with_any(table->id, thing->tables) && column != SIZE_MAX)
      look_at_table(&counted, table, column, number);
    else if (thing->also)
      look_at_stage(&counted, table, text_of(thing->also), number);
  }
  return counted;
}

/* ---- the findings ------------------------------------------------------------------------------------- */

static void judge_count(Finder *finder, const Claim *claim, const Thing *thing, Text name, int64_t number) {
  Counted counted = count_thing(finder, thing, number);
  if (!counted.any || counted.is_one) return;
  Text earlier = TEXT_NONE;
  if (counted.earlier != INT_NONE)
    earlier = text_format(finder->arena, " (%lld in the earlier period)", L(counted.earlier));
  Text words = text_format(finder->arena,
                           "The text counts %lld %.*s. The report counts %lld%.*s; %lld is not that. Check "
                           "it, or say where it comes from.",
                           L(number), T(name), L(counted.total), T(earlier), L(number));
  finder_add(finder, FINDING_UNKNOWN_FIGURE, false, claim->where, words);
}

static void look_at(Finder *finder, const Claim *claim, const Thing *thing, Text name, size_t at) {
  Text word = word_before(claim->words, at);
  if (text_is_empty(word)) return;
  size_t from = (size_t)(word.at - claim->words.at);
  while (word.length && (word.at[0] == '(' || word.at[0] == '*')) word = text_slice(word, 1, word.length);
  int64_t number = number_of(word);
  Text before = word_before(claim->words, from);
  bool hundreds =
      text_equal_ascii(before, TEXT("and")) &&
      text_ends(word_before(claim->words, (size_t)(before.at - claim->words.at)), TEXT("hundred"));
  if (number == INT_NONE || hundreds || is_part_of_more(before)) return;
  if (claim_has_any(sentence_at(claim->words, at), "received|referred|referrals|receive"))
    judge_count(finder, claim, thing, name, number);
}

void counts_find(Finder *finder, const Claim *claim) {
  size_t before = finder->count;
  for (size_t at = 0; at < claim->words.length && finder->count - before < FINDINGS_MAX; at++) {
    for (size_t i = 0; i < sizeof THINGS / sizeof *THINGS; i++) {
      Text rest = text_of(THINGS[i].names), name;
      while (text_next(&rest, '|', &name))
        if (claim_words_at(claim->words, at, name)) look_at(finder, claim, &THINGS[i], name, at);
    }
  }
}
