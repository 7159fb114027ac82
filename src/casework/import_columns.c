/* The columns of a file and the typed cells of a row: one reader for all files, each mistake with its place.
 */
#include "base/unicode.h"
#include "casework/import_parts.h"

#include <stdarg.h>
#include <stdio.h>

/* Of a cell, in bytes: longer ones are no data but a quotation mark gone astray. */
#define CELL_LONGEST 4000
#define SHOWN_LONGEST 60
#define WORDS_LONGEST 1000

static const ImportShape *const SHAPES[] = {&import_complaints, &import_access,     &import_compliments,
                                            &import_referrals,  &import_ombudsman,  &import_recommendations,
                                            &import_actions,    &import_comparators};
#define SHAPE_COUNT (sizeof SHAPES / sizeof SHAPES[0])
_Static_assert(SHAPE_COUNT == IMPORT_FILES, "all files of the contract");

const char *import_file_name(size_t number) { return SHAPES[number]->name; }

/* ---- mistakes ---------------------------------------------------------------------------------------- */

void import_mistake(Import *import, int line, int column, Text words) {
  if (import->mistake_count == import->mistake_capacity) {
    size_t capacity = import->mistake_capacity ? import->mistake_capacity * 2 : 16;
    import->mistakes =
        arena_grow(import->kept, import->mistakes, import->mistake_count, capacity, sizeof(ImportMistake));
    import->mistake_capacity = capacity;
  }
  import->mistakes[import->mistake_count++] =
      (ImportMistake){import->file, line, column, text_copy(import->kept, words)};
}

/* The beginning of a value, on one line. */
static Text shown(Arena *arena, Text value) {
  size_t end = text_find(value, TEXT("\n"), 0), cut = SHOWN_LONGEST;
  Text line = text_slice(value, 0, end == SIZE_MAX ? value.length : end);
  while (line.length > cut && ((unsigned char)line.at[cut] & 0xC0) == 0x80) cut--;
  Text head = text_slice(line, 0, cut);
  bool whole = head.length == value.length;
  return whole ? head : text_format(arena, "%.*s…", TEXT_ARGUMENTS(head));
}

void import_wrong(Import *import, int column, const char *format, ...) {
  Arena *arena = import->ctx.arena;
  char words[WORDS_LONGEST];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  BUG_IF(length < 0);
  const char *name = import->shape->columns[column].name;
  Text value = shown(arena, import->cells[column]);
  Text said = text_is_empty(value) ? text_format(arena, "%s %s", name, words)
                                   : text_format(arena, "%s '%.*s' %s", name, TEXT_ARGUMENTS(value), words);
  import_mistake(import, import->line, import->place[column], said);
}

void import_wrong_row(Import *import, Text words) { import_mistake(import, import->line, 0, words); }

bool import_row_is_wrong(const Import *import) { return import->mistake_count > import->mistakes_before; }

/* ---- which file, which columns ----------------------------------------------------------------------- */

static int column_of(const ImportShape *shape, Text name) {
  BUG_IF(!shape);
  for (int i = 0; i < shape->column_count; i++)
    if (text_equal(name, text_of(shape->columns[i].name))) return i;
  return -1;
}

const ImportShape *import_shape_named(Text file) {
  Text rest = file, part, base = file;
  while (text_next(&rest, '/', &part)) base = part;
  for (size_t i = 0; i < SHAPE_COUNT; i++)
    if (text_equal_ascii(base, text_of(SHAPES[i]->name))) return SHAPES[i];
  return NULL;
}

/* How well the header is that of the shape: its columns that are there, less those needed that are not. */
static int likeness(const ImportShape *shape, const CsvRow *header) {
  int known = 0, missing = 0;
  BUG_IF(!shape);
  for (size_t i = 0; i < header->count; i++) known += column_of(shape, header->cells[i]) >= 0;
  for (int i = 0; i < shape->column_count; i++) {
    bool found = !shape->columns[i].needed;
    for (size_t j = 0; j < header->count && !found; j++)
      found = text_equal(header->cells[j], text_of(shape->columns[i].name));
    missing += !found;
  }
  return known > 0 ? known * 2 - missing : -1;
}

const ImportShape *import_shape_of(Import *import, const CsvRow *header) {
  const ImportShape *named = import_shape_named(import->file), *best = NULL;
  int most = 0;
  bool same = false;
  if (named) return named;
  for (size_t i = 0; i < SHAPE_COUNT; i++) {
    int like = likeness(SHAPES[i], header);
    if (like > 0 && like == most) same = true;
    if (like <= most) continue;
    most = like;
    best = SHAPES[i];
    same = false;
  }
  if (best && !same) return best;
  Text names[SHAPE_COUNT];
  for (size_t i = 0; i < SHAPE_COUNT; i++) names[i] = text_of(SHAPES[i]->name);
  Text list = text_join(import->kept, names, SHAPE_COUNT, TEXT(", "));
  import_mistake(
      import, header->line, 0,
      text_format(import->kept,
                  "its columns do not say which file this is; give it the right one of the names %.*s",
                  TEXT_ARGUMENTS(list)));
  return NULL;
}

static void wrong_column(Import *import, int line, int place, Text name) {
  Text names[IMPORT_COLUMNS];
  int count = import->shape->column_count;
  for (int i = 0; i < count; i++) names[i] = text_of(import->shape->columns[i].name);
  size_t near = text_nearest(name, names, (size_t)count);
  Arena *arena = import->ctx.arena;
  Text hint = near == SIZE_MAX ? TEXT("remove it")
                               : text_format(arena, "did you mean '%.*s'?", TEXT_ARGUMENTS(names[near]));
  Text seen = shown(arena, name);
  import_mistake(
      import, line, place,
      text_format(arena, "there is no column '%.*s'; %.*s", TEXT_ARGUMENTS(seen), TEXT_ARGUMENTS(hint)));
}

bool import_header(Import *import, const CsvRow *header) {
  Arena *arena = import->ctx.arena;
  import->mistakes_before = import->mistake_count;
  import->width = header->count;
  for (int i = 0; i < IMPORT_COLUMNS; i++) import->place[i] = 0;
  for (size_t i = 0; i < header->count; i++) {
    Text name = header->cells[i];
    int column = column_of(import->shape, name), place = (int)i + 1;
    if (column < 0)
      wrong_column(import, header->line, place, name);
    else if (import->place[column])
      import_mistake(import, header->line, place,
                     text_format(arena, "the column '%.*s' stands twice", TEXT_ARGUMENTS(name)));
    else
      import->place[column] = place;
  }
  for (int i = 0; i < import->shape->column_count; i++)
    if (import->shape->columns[i].needed && !import->place[i])
      import_mistake(import, header->line, 0,
                     text_format(arena, "the column '%s' is missing", import->shape->columns[i].name));
  return !import_row_is_wrong(import);
}

/* ---- cells ------------------------------------------------------------------------------------------- */

/* A cell that is too long is not looked at. */
static Text clean_cell(Import *import, const CsvRow *row, int column) {
  int place = import->place[column];
  size_t longest = import->shape->columns[column].longest;
  if (!longest) longest = CELL_LONGEST;
  Text clean;
  import->cells[column] = TEXT_NONE;
  if (!place || (size_t)place > row->count) return TEXT_NONE;
  if (row->cells[place - 1].length > longest) {
    import_wrong(import, column, "is longer than %zu bytes", longest);
    return TEXT_NONE;
  }
  if (text_clean(import->ctx.arena, row->cells[place - 1], &clean)) return TEXT_NONE;
  return text_trim(clean);
}

bool import_cells(Import *import, const CsvRow *row) {
  const ImportShape *shape = import->shape;
  import->line = row->line;
  import->mistakes_before = import->mistake_count;
  for (int i = 0; i < shape->column_count; i++) import->cells[i] = clean_cell(import, row, i);
  if (row->count != import->width) {
    import_wrong_row(import, text_format(import->ctx.arena, "the row has %zu cells and the header %zu",
                                         row->count, import->width));
    return false;
  }
  if (import_row_is_wrong(import)) return false;
  for (int i = 0; i < shape->column_count; i++)
    if (shape->columns[i].needed && text_is_empty(import->cells[i])) import_wrong(import, i, "is missing");
  return true;
}

static void not_in_future(Import *import, int column, Date date) {
  if (!date_is_none(date) && date_before(ctx_today(&import->ctx), date))
    import_wrong(import, column, "is in the future");
}

Date import_date(Import *import, int column) {
  Date date = DATE_NONE;
  if (text_is_empty(import->cells[column]) || date_parse(import->cells[column], &date)) return date;
  import_wrong(import, column, "is not a date; write it as 2018-12-18");
  return DATE_NONE;
}

Date import_day(Import *import, int column) {
  Date date = import_date(import, column);
  not_in_future(import, column, date);
  return date;
}

/* Of "16:55", as the minute of the day; -1 where it is none. */
static int minute_of(Text time) {
  int64_t hours = 0, minutes = 0;
  bool right = time.length == 5 && time.at[2] == ':' && text_to_int(text_slice(time, 0, 2), &hours) &&
               text_to_int(text_slice(time, 3, 5), &minutes) && hours >= 0 && hours < 24 && minutes >= 0 &&
               minutes < 60;
  return right ? (int)(hours * 60 + minutes) : -1;
}

Date import_moment(Import *import, int column, int *minute) {
  Text text = import->cells[column];
  Date date = DATE_NONE;
  *minute = -1;
  if (text_is_empty(text)) return DATE_NONE;
  bool timed = text.length == 16 && text.at[10] == 'T';
  if (timed) *minute = minute_of(text_slice(text, 11, 16));
  if ((timed && *minute < 0) || !date_parse(timed ? text_slice(text, 0, 10) : text, &date)) {
    import_wrong(import, column, "is not a date; write it as 2018-12-18 or 2018-12-18T16:55");
    return DATE_NONE;
  }
  not_in_future(import, column, date);
  return date;
}

static int index_of(const char *const *words, Text text) {
  for (int i = 0; words[i]; i++)
    if (text_equal(text, text_of(words[i]))) return i;
  return -1;
}

bool import_yes(Import *import, int column) {
  static const char *const flags[] = {"yes", "true", "1", "no", "false", "0", NULL};
  Text text = import->cells[column];
  int which = index_of(flags, text);
  if (which < 0 && !text_is_empty(text)) import_wrong(import, column, "is neither yes nor no");
  return which >= 0 && which < 3;
}

int64_t import_number(Import *import, int column, int64_t least, int64_t most) {
  int64_t number = 0;
  if (text_is_empty(import->cells[column])) return INT_NONE;
  if (text_to_int(import->cells[column], &number) && number >= least && number <= most) return number;
  import_wrong(import, column, "is no whole number from %lld to %lld", (long long)least, (long long)most);
  return INT_NONE;
}

#define WORDS_MOST 16

/* The word that was meant, by its spelling; -1 where none is near. */
static int nearest_of(const char *const *words, Text text) {
  Text list[WORDS_MOST];
  size_t count = 0;
  for (; count < WORDS_MOST && words[count]; count++) list[count] = text_of(words[count]);
  size_t near = text_nearest(text, list, count);
  return near == SIZE_MAX ? -1 : (int)near;
}

int import_word(Import *import, int column, const char *const *words) {
  Text text = import->cells[column], list[WORDS_MOST];
  size_t count = 0;
  int found = index_of(words, text);
  if (found >= 0 || text_is_empty(text)) return found;
  for (; count < WORDS_MOST && words[count]; count++) list[count] = text_of(words[count]);
  Text all = text_join(import->ctx.arena, list, count, TEXT(", "));
  int near = nearest_of(words, text);
  import_wrong(import, column, "is none of %.*s%s%s%s", TEXT_ARGUMENTS(all),
               near < 0 ? "" : "; did you mean '", near < 0 ? "" : words[near], near < 0 ? "" : "'?");
  return -1;
}

static bool is_code(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || i == 0 || i + 1 == text.length)) return false;
  }
  return text.length > 0;
}

/* One letter away from a known one; -1: from none. */
static int slip_of(const char *const *known, Text text) {
  for (int i = 0; known[i]; i++)
    if (text_distance(text, text_of(known[i])) == 1) return i;
  return -1;
}

Text import_code(Import *import, int column, const char *const *known) {
  Text text = import->cells[column];
  if (text_is_empty(text) || index_of(known, text) >= 0) return text;
  int slip = slip_of(known, text);
  if (slip >= 0)
    import_wrong(import, column, "is no code that we know; did you mean '%s'?", known[slip]);
  else if (!is_code(text))
    import_wrong(import, column, "is no code; write it in small letters with hyphens, like '%s'", known[0]);
  return text;
}

void import_order(Import *import, Date early, Date late, int column) {
  if (date_is_none(early) || date_is_none(late) || !date_before(late, early)) return;
  Text day = date_words(import->ctx.arena, early);
  import_wrong(import, column, "is before %.*s, the day of what it follows", TEXT_ARGUMENTS(day));
}
