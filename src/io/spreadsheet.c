/* Spreadsheets by libxlsxwriter 1.1.4. It counts on a disk that never fails: what it writes to its own
 * temporary files is not checked. So every part of a finished file is read again before the file is given
 * away. */
#include "io/spreadsheet.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <xlsxwriter/packager.h>
#include <zlib.h>

#define TEXT_MAXIMUM 32767   /* UTF-16 units in a cell, as Excel counts characters */
#define NAME_MAXIMUM 31      /* … in the name of a sheet */
#define PROPERTY_MAXIMUM 255 /* … in a property of the file */
#define EXACT_MAXIMUM INT64_C(999999999999999)
#define EPOCH_SERIAL 25569  /* 1970-01-01 as Excel counts days */
#define FIRST_SERIAL 61     /* 1900-03-01: before it, Excel counts a day that never was and others do not */
#define LAST_SERIAL 2958465 /* 9999-12-31 */
#define KINDS 6             /* of cells */
#define CHUNK ((size_t)65536)

typedef struct Page {
  lxw_worksheet *sheet;
  Text folded;   /* the name, for comparing */
  uint64_t rows; /* bytes of its rows in the library's temporary file */
} Page;

struct Spreadsheet {
  Arena *arena;
  const char *folder; /* for temporary files */
  int file;           /* the package: without a name, so that it is gone whatever happens; -1: closed */
  lxw_workbook *book; /* NULL: ended */
  lxw_format *formats[KINDS][2];
  Page *pages;
  size_t page_count, page_room;
  lxw_worksheet *page; /* the last one, with its next row */
  lxw_row_t row;
  Buffer text;
};

/* ---- errors and ends ---------------------------------------------------------------------------- */

static bool disk_is_full(const Spreadsheet *sheet, int reason) {
  struct statvfs disk;
  if (reason == ENOSPC || reason == EDQUOT) return true;
  return statvfs(sheet->folder, &disk) == 0 && disk.f_bavail == 0;
}

static Error disk_fault(const Spreadsheet *sheet, Arena *arena, int reason, const char *doing) {
  const char *words =
      disk_is_full(sheet, reason)
          ? "The server's disk is full. The spreadsheet was not made. Try again later."
          : "The spreadsheet was not made: the server's disk is full or failed. Try again later.";
  Error fault = FAIL(arena, ERROR_IO, "%s", words);
  return fault_detail(arena, fault, "%s in %s: %s", doing, sheet->folder, strerror(reason));
}

/* The library closes the file of a sheet's rows when it packs them, if there are any, and else never. */
static bool rows_are_open(const lxw_worksheet *sheet) {
  bool packed = sheet->file && sheet->file != sheet->optimize_tmpfile;
  return !packed || sheet->dim_rowmin == LXW_ROW_MAX;
}

static void free_book(Spreadsheet *sheet) {
  for (size_t i = 0; i < sheet->page_count; i++) {
    lxw_worksheet *page = sheet->pages[i].sheet;
    if (rows_are_open(page)) fclose(page->optimize_tmpfile);
  }
  lxw_workbook_free(sheet->book);
  buffer_free(&sheet->text);
  sheet->book = NULL;
}

void spreadsheet_drop(Spreadsheet *sheet) {
  if (!sheet) return;
  if (sheet->book) free_book(sheet);
  if (sheet->file >= 0) close(sheet->file);
  sheet->file = -1;
}

void spreadsheet_drop_at(Spreadsheet **sheet) {
  spreadsheet_drop(*sheet);
  *sheet = NULL;
}

/* ---- texts -------------------------------------------------------------------------------------- */

/* One character as it came and as it is written. */
typedef struct Piece {
  size_t length; /* bytes read */
  Text written;
  size_t units; /* UTF-16 units written */
} Piece;

static size_t character_length(Text text, size_t at) {
  unsigned char lead = (unsigned char)text.at[at];
  size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return length < text.length - at ? length : text.length - at;
}

/* "_x000D_" stands for a control character in this format, even where somebody wrote just that; some readers
 * take fewer digits. */
static bool is_escape(Text text, size_t at) {
  Text rest = text_slice(text, at, at + sizeof "_xHHHH_" - 1);
  size_t digits = 2;
  while (digits < rest.length && strchr("0123456789abcdefABCDEF", rest.at[digits])) digits++;
  return text_starts(rest, TEXT("_x")) && digits > 2 && digits < rest.length && rest.at[digits] == '_';
}

/* XML has no control characters but tab and new line, and not U+FFFE and U+FFFF: they are left out. */
static Piece piece_at(Text text, size_t at) {
  unsigned char byte = (unsigned char)text.at[at];
  bool line_ends = byte == '\r' && !(at + 1 < text.length && text.at[at + 1] == '\n');
  if (line_ends) return (Piece){1, TEXT("\n"), 1};
  if (byte < ' ' && byte != '\n' && byte != '\t') return (Piece){1, TEXT_NONE, 0};
  if (byte == '_' && is_escape(text, at)) return (Piece){1, TEXT("_x005F_"), 7};
  size_t length = character_length(text, at);
  Text character = text_slice(text, at, at + length);
  if (text_equal(character, TEXT("\xef\xbf\xbe")) || text_equal(character, TEXT("\xef\xbf\xbf")))
    return (Piece){length, TEXT_NONE, 0};
  return (Piece){length, character, length == 4 ? 2 : 1};
}

/* The text for the library, cut with "…" where it is longer than `maximum` UTF-16 units. Valid until the
 * next. */
static const char *written(Spreadsheet *sheet, Text text, size_t maximum) {
  Buffer *out = &sheet->text;
  size_t units = 0, keep = 0;
  buffer_clear(out);
  for (size_t at = 0; at < text.length;) {
    Piece piece = piece_at(text, at);
    if (units + piece.units > maximum) {
      out->length = keep;
      buffer_put(out, TEXT("…"));
      break;
    }
    buffer_put(out, piece.written);
    units += piece.units;
    at += piece.length;
    if (units < maximum) keep = out->length;
  }
  buffer_put_char(out, '\0');
  BUG_IF(out->failed);
  return out->at;
}

/* ---- the names of sheets ------------------------------------------------------------------------ */

static Text trim_name(Text name) {
  for (Text before = TEXT_NONE; name.length != before.length;) {
    before = name = text_trim(name);
    if (text_starts(name, TEXT("'"))) name = text_slice(name, 1, name.length);
    if (text_ends(name, TEXT("'"))) name = text_slice(name, 0, name.length - 1);
  }
  return name;
}

/* As much of the name as has `maximum` UTF-16 units. */
static Text cut_name(Text name, size_t maximum) {
  size_t units = 0, at = 0;
  while (at < name.length) {
    Piece piece = piece_at(name, at);
    if (units + piece.units > maximum) break;
    units += piece.units;
    at += piece.length;
  }
  return trim_name(text_slice(name, 0, at));
}

/* In the arena. */
static Text clean_name(Spreadsheet *sheet, Text name) {
  Buffer *out = &sheet->text;
  buffer_clear(out);
  for (size_t at = 0; at < name.length;) {
    Piece piece = piece_at(name, at);
    bool forbidden = (unsigned char)name.at[at] < ' ' || strchr("[]:*?/\\", name.at[at]);
    if (forbidden)
      buffer_put_char(out, ' ');
    else if (piece.units > 0)
      buffer_put(out, text_slice(name, at, at + piece.length));
    at += piece.length;
  }
  BUG_IF(out->failed);
  return text_copy(sheet->arena, trim_name(buffer_text(out)));
}

/* Excel keeps "History" to itself. */
static bool is_taken(const Spreadsheet *sheet, Text folded) {
  if (text_equal(folded, TEXT("history"))) return true;
  for (size_t i = 0; i < sheet->page_count; i++)
    if (text_equal(sheet->pages[i].folded, folded)) return true;
  return false;
}

static Text free_name(Spreadsheet *sheet, Text wanted) {
  Text whole = clean_name(sheet, wanted);
  if (text_is_empty(whole)) whole = TEXT("Sheet");
  Text name = cut_name(whole, NAME_MAXIMUM);
  for (size_t number = 2; is_taken(sheet, text_fold(sheet->arena, name)); number++) {
    Text suffix = text_format(sheet->arena, " %zu", number);
    Text begin = cut_name(whole, NAME_MAXIMUM - suffix.length);
    name = text_join(sheet->arena, (Text[]){begin, suffix}, 2, TEXT_NONE);
  }
  return name;
}

/* ---- making ------------------------------------------------------------------------------------- */

static Error open_file(Arena *arena, Spreadsheet *sheet) {
  char *name = text_z(arena, text_format(arena, "%s/redress-XXXXXX", sheet->folder));
  sheet->file = mkostemp(name, O_CLOEXEC);
  if (sheet->file >= 0 && unlink(name) == 0) return OK;
  int reason = errno;
  if (disk_is_full(sheet, reason)) return disk_fault(sheet, arena, reason, "making a file");
  return FAIL(arena, ERROR_IO,
              "The spreadsheet was not made: the temporary folder %s cannot be written (%s).", sheet->folder,
              strerror(reason));
}

static void add_formats(Spreadsheet *sheet) {
  static const char *const formats[KINDS] = {
      [CELL_NUMBER] = "0", [CELL_PERCENT] = "0%", [CELL_DATE] = "d mmmm yyyy", [CELL_MONEY] = "£#,##0.00"};
  for (int kind = CELL_TEXT; kind < KINDS; kind++) {
    for (int strong = 0; strong < 2; strong++) {
      if (kind == CELL_TEXT && !strong) continue;
      lxw_format *format = workbook_add_format(sheet->book);
      if (!format) BUG("out of memory");
      if (formats[kind]) format_set_num_format(format, formats[kind]);
      if (strong) format_set_bold(format);
      sheet->formats[kind][strong] = format;
    }
  }
}

/* The library would take the time of day where it is given no time, or the year 1970's first second. */
static time_t made_at(Instant made) {
  int64_t last = INT64_C(253402300799); /* 9999-12-31T23:59:59Z */
  return made.seconds < 1 ? 1 : made.seconds > last ? last : made.seconds;
}

static void describe(Spreadsheet *sheet, const SpreadsheetAbout *about) {
  Text title = text_of(written(sheet, about->title, PROPERTY_MAXIMUM));
  char *title_z = text_z(sheet->arena, title);
  Text author = text_of(written(sheet, about->author, PROPERTY_MAXIMUM));
  lxw_doc_properties properties = {
      .title = title_z, .author = text_z(sheet->arena, author), .created = made_at(about->made)};
  if (workbook_set_properties(sheet->book, &properties) != LXW_NO_ERROR) BUG("out of memory");
}

Error spreadsheet_new(Arena *arena, const SpreadsheetAbout *about, Spreadsheet **sheet) {
  const char *folder = getenv("TMPDIR");
  Spreadsheet *made = ARENA_NEW(arena, Spreadsheet);
  *sheet = NULL;
  *made = (Spreadsheet){.arena = arena, .file = -1};
  made->folder = folder && *folder ? text_z(arena, text_of(folder)) : "/tmp";
  Error error = open_file(arena, made);
  if (error) {
    spreadsheet_drop(made);
    return error;
  }
  /* By its descriptor, because it has no name. */
  char *path = text_z(arena, text_format(arena, "/proc/self/fd/%d", made->file));
  char *temporary = text_z(arena, text_of(made->folder));
  made->book = workbook_new_opt(path, &(lxw_workbook_options){.constant_memory = 1, .tmpdir = temporary});
  if (!made->book) BUG("out of memory");
  made->text = buffer_new((size_t)1 << 22);
  add_formats(made);
  describe(made, about);
  *sheet = made;
  return OK;
}

Error spreadsheet_sheet(Spreadsheet *sheet, Text name, const int *widths, size_t width_count) {
  BUG_IF(!sheet->book);
  Text own = free_name(sheet, name);
  lxw_worksheet *page = workbook_add_worksheet(sheet->book, text_z(sheet->arena, own));
  if (!page) return disk_fault(sheet, sheet->arena, errno, "making a sheet");
  if (sheet->page_count == sheet->page_room) {
    size_t room = sheet->page_room ? sheet->page_room * 2 : 8;
    sheet->pages = arena_grow(sheet->arena, sheet->pages, sheet->page_room, room, sizeof(Page));
    sheet->page_room = room;
  }
  sheet->pages[sheet->page_count++] = (Page){.sheet = page, .folded = text_fold(sheet->arena, own)};
  sheet->page = page;
  sheet->row = 0;
  for (size_t i = 0; i < width_count && i < LXW_COL_MAX; i++) {
    lxw_col_t column = (lxw_col_t)i;
    if (widths[i] > 0) worksheet_set_column(page, column, column, widths[i] < 255 ? widths[i] : 255, NULL);
  }
  worksheet_freeze_panes(page, 1, 0);
  return OK;
}

/* ---- cells -------------------------------------------------------------------------------------- */

static lxw_error put_text(Spreadsheet *sheet, lxw_col_t column, Text text, bool strong) {
  const char *string = written(sheet, text, TEXT_MAXIMUM);
  return worksheet_write_string(sheet->page, sheet->row, column, string, sheet->formats[CELL_TEXT][strong]);
}

static lxw_error put_number(Spreadsheet *sheet, lxw_col_t column, const Cell *cell, double number) {
  lxw_format *format = sheet->formats[cell->kind][cell->strong];
  return worksheet_write_number(sheet->page, sheet->row, column, number, format);
}

/* Numbers (Excel keeps 15 digits) and days that a spreadsheet would change are written as text. */
static lxw_error put_cell(Spreadsheet *sheet, lxw_col_t column, const Cell *cell) {
  int64_t serial = (int64_t)cell->date.day + EPOCH_SERIAL;
  bool exact = cell->number >= -EXACT_MAXIMUM && cell->number <= EXACT_MAXIMUM;
  switch (cell->kind) {
  case CELL_EMPTY:
    return LXW_NO_ERROR;
  case CELL_TEXT:
    return text_is_empty(cell->text) ? LXW_NO_ERROR : put_text(sheet, column, cell->text, cell->strong);
  case CELL_NUMBER:
    if (exact) return put_number(sheet, column, cell, (double)cell->number);
    return put_text(sheet, column, text_format(sheet->arena, "%lld", (long long)cell->number), cell->strong);
  case CELL_PERCENT:
  case CELL_MONEY:
    return put_number(sheet, column, cell, (double)cell->number / 100);
  case CELL_DATE:
    if (date_is_none(cell->date)) return LXW_NO_ERROR;
    if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL)
      return put_number(sheet, column, cell, (double)serial);
    return put_text(sheet, column, date_words(sheet->arena, cell->date), cell->strong);
  }
  BUG("no such cell");
}

static void put(Spreadsheet *sheet, size_t column, const Cell *cell) {
  lxw_error error = put_cell(sheet, (lxw_col_t)column, cell);
  if (error != LXW_NO_ERROR) BUG("%s", lxw_strerror(error));
}

static Error begin_row(const Spreadsheet *sheet, size_t count) {
  BUG_IF(!sheet->book || !sheet->page);
  if (sheet->row < LXW_ROW_MAX && count <= LXW_COL_MAX) return OK;
  return FAIL(sheet->arena, ERROR_LIMIT,
              "A sheet holds at most 1,048,576 rows and 16,384 columns. Choose less, or take the CSV file.");
}

static Error end_row(Spreadsheet *sheet) {
  sheet->row++;
  return ferror(sheet->page->optimize_tmpfile) ? disk_fault(sheet, sheet->arena, errno, "writing rows") : OK;
}

Error spreadsheet_row(Spreadsheet *sheet, const Cell *cells, size_t count) {
  TRY(begin_row(sheet, count));
  for (size_t i = 0; i < count; i++) put(sheet, i, &cells[i]);
  return end_row(sheet);
}

Error spreadsheet_header(Spreadsheet *sheet, const Text *names, size_t count) {
  TRY(begin_row(sheet, count));
  for (size_t i = 0; i < count; i++)
    put(sheet, i, &(Cell){.kind = CELL_TEXT, .text = names[i], .strong = true});
  return end_row(sheet);
}

/* ---- packing ------------------------------------------------------------------------------------ */

/* What the rows of each sheet come to in the library's file, all of it written. */
static Error measure_pages(Spreadsheet *sheet, Arena *arena) {
  for (Page *page = sheet->pages; page < sheet->pages + sheet->page_count; page++) {
    FILE *rows = page->sheet->optimize_tmpfile;
    lxw_worksheet_write_single_row(page->sheet);
    if (fflush(rows) != 0 || ferror(rows)) return disk_fault(sheet, arena, errno, "writing rows");
    page->rows = (uint64_t)ftello(rows);
  }
  return OK;
}

/* What workbook_close does for a workbook of plain sheets, but without its reports on standard error, and
 * with the sheets still there after a failure. */
static lxw_error pack(Spreadsheet *sheet) {
  static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER; /* it calls gmtime and rand */
  lxw_packager *packager = lxw_packager_new(sheet->book->filename, sheet->book->options.tmpdir, 0);
  if (!packager) return LXW_ERROR_CREATING_XLSX_FILE;
  worksheet_activate(sheet->pages[0].sheet);
  packager->workbook = sheet->book;
  pthread_mutex_lock(&one_at_a_time);
  lxw_error error = lxw_create_package(packager);
  pthread_mutex_unlock(&one_at_a_time);
  lxw_packager_free(packager);
  return error;
}

/* ---- reading the package again ------------------------------------------------------------------ */

/* One part of the package while it is unpacked. */
typedef struct Part {
  uint32_t crc, packed, size, offset; /* as the zip directory has it */
  uint64_t rows;                      /* bytes that a sheet's rows must come to */
  uint64_t seen, rows_from;
  uint32_t seen_crc;
  size_t matched;    /* bytes of "<sheetData>" */
  char ending[1024]; /* its last bytes, and 0 */
} Part;

static uint32_t number_at(const unsigned char *bytes, int length) {
  uint32_t number = 0;
  while (length-- > 0) number = number << 8 | bytes[length];
  return number;
}

static bool read_at(int file, void *into, size_t length, uint64_t from) {
  for (size_t done = 0; done < length;) {
    ssize_t count = pread(file, (char *)into + done, length - done, (off_t)(from + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += (size_t)count;
  }
  return true;
}

static void find_rows(Part *part, const char *bytes, size_t length) {
  static const char mark[] = "<sheetData>";
  for (size_t i = 0; i < length && !part->rows_from; i++) {
    part->matched = bytes[i] == mark[part->matched] ? part->matched + 1 : bytes[i] == mark[0];
    if (!mark[part->matched]) part->rows_from = part->seen + i + 1;
  }
}

static void see(Part *part, const char *bytes, size_t length) {
  uint64_t last = part->size < sizeof part->ending ? 0 : part->size - sizeof part->ending + 1;
  size_t skip = part->seen < last ? (size_t)(last - part->seen) : 0;
  part->seen_crc = (uint32_t)crc32(part->seen_crc, (const Bytef *)bytes, (uInt)length);
  if (part->rows > 0 && !part->rows_from) find_rows(part, bytes, length);
  if (skip < length && part->seen + length <= part->size)
    memcpy(part->ending + (part->seen + skip - last), bytes + skip, length - skip);
  part->seen += length;
}

static bool unpack(int file, uint64_t from, Part *part, unsigned char *in, unsigned char *out) {
  z_stream stream = {0};
  uint64_t end = from + part->packed;
  int result = inflateInit2(&stream, -MAX_WBITS);
  while (result == Z_OK) {
    if (stream.avail_in == 0) {
      size_t length = end - from < CHUNK ? (size_t)(end - from) : CHUNK;
      if (length == 0 || !read_at(file, in, length, from)) break;
      from += length;
      stream.next_in = in;
      stream.avail_in = (uInt)length;
    }
    stream.next_out = out;
    stream.avail_out = (uInt)CHUNK;
    result = inflate(&stream, Z_NO_FLUSH);
    see(part, (const char *)out, CHUNK - stream.avail_out);
  }
  inflateEnd(&stream);
  return result == Z_STREAM_END && part->seen == part->size && part->seen_crc == part->crc;
}

/* Every part ends with its first element, and a sheet's rows end where they must. */
static bool ends_well(const Part *part) {
  static const char *const endings[] = {"</worksheet>",     "</workbook>",         "</Types>",
                                        "</Relationships>", "</Properties>",       "</styleSheet>",
                                        "</a:theme>",       "</cp:coreProperties>"};
  const char *rows_end = strstr(part->ending, "</sheetData>");
  if (part->rows > 0 && !(rows_end && part->size - strlen(rows_end) == part->rows_from + part->rows))
    return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (text_ends(text_trim(text_of(part->ending)), text_of(endings[i]))) return true;
  return false;
}

static uint64_t rows_of(const Spreadsheet *sheet, Text name) {
  Text folder = TEXT("xl/worksheets/sheet"), type = TEXT(".xml");
  int64_t number;
  bool page = text_starts(name, folder) && text_ends(name, type) &&
              text_to_int(text_slice(name, folder.length, name.length - type.length), &number);
  return page && number > 0 && (size_t)number <= sheet->page_count ? sheet->pages[number - 1].rows : 0;
}

static bool part_is_whole(const Spreadsheet *sheet, const unsigned char *entry, Text name,
                          unsigned char *room) {
  unsigned char local[30];
  Part part = {
      .crc = number_at(entry + 16, 4), .packed = number_at(entry + 20, 4), .size = number_at(entry + 24, 4)};
  part.offset = number_at(entry + 42, 4);
  part.rows = rows_of(sheet, name);
  if (!read_at(sheet->file, local, sizeof local, part.offset)) return false;
  uint64_t from = (uint64_t)part.offset + sizeof local + number_at(local + 26, 2) + number_at(local + 28, 2);
  return unpack(sheet->file, from, &part, room, room + CHUNK) && ends_well(&part);
}

/* Whether the package is what was given to the library. */
static bool is_whole(const Spreadsheet *sheet, Arena *arena, uint64_t size) {
  unsigned char last[22];
  if (size < sizeof last || !read_at(sheet->file, last, sizeof last, size - sizeof last)) return false;
  size_t length = number_at(last + 12, 4), from = number_at(last + 16, 4), at = 0,
         count = number_at(last + 10, 2);
  if (number_at(last, 4) != 0x06054b50 || from + length + sizeof last != size) return false;
  unsigned char *directory = arena_take(arena, length + 1, 1), *room = arena_take(arena, 2 * CHUNK, 1);
  if (!read_at(sheet->file, directory, length, from)) return false;
  for (; count > 0; count--) {
    const unsigned char *entry = directory + at;
    if (length - at < 46 || number_at(entry, 4) != 0x02014b50) return false;
    Text name = {(const char *)entry + 46, number_at(entry + 28, 2)};
    at += 46 + name.length + number_at(entry + 30, 2) + number_at(entry + 32, 2);
    if (at > length || !part_is_whole(sheet, entry, name, room)) return false;
  }
  return at == length;
}

/* ---- giving it away ----------------------------------------------------------------------------- */

static Error too_large(Arena *arena) {
  return FAIL(arena, ERROR_LIMIT,
              "The spreadsheet is too large. Choose a shorter period, or take the CSV file.");
}

static Error finish(Spreadsheet *sheet, Arena *arena, uint64_t *size) {
  struct stat status;
  BUG_IF(!sheet->book || sheet->page_count == 0);
  TRY(measure_pages(sheet, arena));
  lxw_error error = pack(sheet);
  int reason = errno;
  if (error == LXW_ERROR_ZIP_BAD_ZIP_FILE) return too_large(arena);
  if (error != LXW_NO_ERROR) return disk_fault(sheet, arena, reason, lxw_strerror(error));
  if (fstat(sheet->file, &status) != 0) return disk_fault(sheet, arena, errno, "looking at the file");
  *size = (uint64_t)status.st_size;
  if (!is_whole(sheet, arena, *size)) return disk_fault(sheet, arena, EIO, "reading the file again");
  return OK;
}

static Error give_bytes(const Spreadsheet *sheet, Arena *arena, size_t size, size_t maximum, Text *bytes) {
  if (size > maximum) return too_large(arena);
  char *at = arena_take(arena, size, 1);
  if (!read_at(sheet->file, at, size, 0)) return disk_fault(sheet, arena, errno, "reading the file");
  *bytes = (Text){at, size};
  return OK;
}

Error spreadsheet_bytes(Spreadsheet *sheet, Arena *arena, size_t maximum, Text *bytes) {
  uint64_t size = 0;
  *bytes = TEXT_NONE;
  Error error = finish(sheet, arena, &size);
  if (!error) error = give_bytes(sheet, arena, (size_t)size, maximum, bytes);
  spreadsheet_drop(sheet);
  return error;
}

static bool copy_to(const Spreadsheet *sheet, int file, uint64_t size) {
  char bytes[8192];
  for (uint64_t at = 0; at < size;) {
    size_t length = size - at < sizeof bytes ? (size_t)(size - at) : sizeof bytes;
    if (!read_at(sheet->file, bytes, length, at)) return false;
    ssize_t count = write(file, bytes, length);
    if (count <= 0 && errno != EINTR) return false;
    if (count > 0) at += (uint64_t)count;
  }
  return fsync(file) == 0;
}

static bool folder_on_disk(Arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  const char *folder = slash ? text_z(arena, (Text){path, (size_t)(slash - path) + 1}) : ".";
  int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  bool done = fsync(file) == 0;
  return close(file) == 0 && done;
}

static Error save_fault(Arena *arena, const char *path, int reason) {
  if (reason == ENOENT || reason == ENOTDIR)
    return FAIL(arena, ERROR_NOT_FOUND, "The folder of %s does not exist.", path);
  return FAIL(arena, ERROR_IO, "The file %s cannot be written: %s.", path, strerror(reason));
}

static Error put_in_place(const Spreadsheet *sheet, Arena *arena, const char *path, uint64_t size) {
  char *beside = text_z(arena, text_format(arena, "%s.XXXXXX", path));
  int file = mkostemp(beside, O_CLOEXEC);
  if (file < 0) return save_fault(arena, path, errno);
  bool done = copy_to(sheet, file, size);
  done = close(file) == 0 && done;
  done = done && rename(beside, path) == 0;
  if (!done) {
    Error fault = save_fault(arena, path, errno);
    unlink(beside);
    return fault;
  }
  if (folder_on_disk(arena, path)) return OK;
  return FAIL(arena, ERROR_IO, "The file %s could not be written to the disk: %s.", path, strerror(errno));
}

Error spreadsheet_save(Spreadsheet *sheet, Arena *arena, Text path) {
  uint64_t size = 0;
  Error error = finish(sheet, arena, &size);
  if (!error) error = put_in_place(sheet, arena, text_z(arena, path), size);
  spreadsheet_drop(sheet);
  return error;
}
