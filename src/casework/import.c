/* The run of an import: which file is which, their order, one transaction. */
#include "casework/import.h"
#include "base/unicode.h"
#include "casework/import_parts.h"
#include "sql_setup.h"

/* What is wrong with a file of which every row is wrong is known by then. */
#define MISTAKES_MOST 50000
#define HEADER_MOST (3 * IMPORT_COLUMNS)
#define HEADER_CELL_MOST 200

/* A file of the run. */
typedef struct Sheet {
  const ImportShape *shape; /* NULL: it cannot be read */
  CsvRow header;
  size_t rows;
} Sheet;

typedef struct Run {
  Import *import;
  Sheet *sheets;
  size_t count;
  ImportProgress *progress;
  size_t done, of; /* rows of all files */
  bool header_next;
} Run;

/* ---- first a look through every file ----------------------------------------------------------------- */

typedef struct Look {
  Arena *arena;
  Sheet *sheet;
  bool header_seen;
} Look;

static Error look_at_row(void *context, const CsvRow *row) {
  Look *look = context;
  if (look->header_seen) {
    look->sheet->rows++;
    return OK;
  }
  look->header_seen = true;
  size_t count = row->count < HEADER_MOST ? row->count : HEADER_MOST;
  Text *cells = ARENA_ARRAY(look->arena, Text, count);
  for (size_t i = 0; i < count; i++) {
    if (row->cells[i].length > HEADER_CELL_MOST)
      cells[i] = TEXT("…");
    else
      TRY(text_clean(look->arena, row->cells[i], &cells[i]));
    cells[i] = text_trim(cells[i]);
  }
  look->sheet->header = (CsvRow){cells, count, row->line};
  return OK;
}

/* The reader's words begin with "line:column: ". */
static void broken_file(Import *import, Text words) {
  int64_t line = 1, column = 1;
  Text rest = words, part;
  bool placed = text_next(&rest, ':', &part) && text_to_int(part, &line) && text_next(&rest, ':', &part) &&
                text_to_int(part, &column);
  import_mistake(import, (int)line, (int)column, text_trim(placed ? rest : words));
}

static void look_at(Run *run, size_t number) {
  Import *import = run->import;
  Sheet *sheet = &run->sheets[number];
  import->file = import->files[number].name;
  Look look = {import->kept, sheet, false};
  Error error = csv_each(import->kept, import->files[number].bytes, look_at_row, &look);
  if (error)
    broken_file(import, error->words);
  else if (!look.header_seen)
    import_mistake(import, 1, 1, TEXT("the file has no header row"));
  else
    sheet->shape = import_shape_of(import, &sheet->header);
  const ImportShape *likely = import_shape_named(import->file);
  if (!sheet->shape && (!likely || likely->makes_cases)) import->gaps = true;
  run->of += sheet->rows;
}

/* ---- then its rows ----------------------------------------------------------------------------------- */

/* With another one the case could not be opened. */
static Error check_reference(Import *import, Text reference) {
  if (reference_is_usable(reference)) return import_claim(import, reference);
  import_wrong(import, 0,
               "cannot be a reference; it needs a number in it, and nothing but letters, digits, spaces and "
               "hyphens, %d at most. Change it here and where other rows name it",
               REFERENCE_LONGEST);
  return OK;
}

static Error read_row(Import *import, const CsvRow *row) {
  const ImportShape *shape = import->shape;
  bool whole = import_cells(import, row);
  Text reference = shape->makes_cases ? import->cells[0] : TEXT_NONE;
  if (!text_is_empty(reference)) TRY(check_reference(import, reference));
  if (whole) TRY(shape->row(import));
  if (import_row_is_wrong(import) && !text_is_empty(reference)) import_spoil(import, reference);
  return OK;
}

static Error take_row(void *context, const CsvRow *row) {
  Run *run = context;
  Import *import = run->import;
  if (run->header_next) {
    run->header_next = false;
    return OK;
  }
  if (import->mistake_count >= MISTAKES_MOST) return OK;
  arena_reset(import->ctx.arena);
  TRY(read_row(import, row));
  if (import->mistake_count >= MISTAKES_MOST)
    import_mistake(import, row->line, 0,
                   TEXT("there are too many mistakes to go on; mend those above first"));
  if (run->progress) run->progress(++run->done, run->of);
  return OK;
}

static Error read_file(Run *run, size_t number) {
  Import *import = run->import;
  Sheet *sheet = &run->sheets[number];
  import->file = import->files[number].name;
  import->file_number = number;
  import->shape = sheet->shape;
  run->header_next = true;
  if (!import_header(import, &sheet->header)) {
    if (sheet->shape->makes_cases) import->gaps = true;
    return OK;
  }
  TRY(csv_each(import->kept, import->files[number].bytes, take_row, run));
  return sheet->shape->end ? sheet->shape->end(import) : OK;
}

static Error add_service_names(Import *import) {
  SqlServiceAll *rows;
  size_t count;
  Ctx *ctx = &import->ctx;
  TRY(sql_service_all(ctx->db, ctx->arena, &rows, &count));
  for (size_t i = 0; i < count; i++) *names_add(&import->services, rows[i].name) = rows[i].id.value;
  for (size_t i = 0; i < count; i++) {
    int64_t *folded = names_add(&import->services, text_fold(ctx->arena, rows[i].name));
    if (!*folded) *folded = rows[i].id.value;
  }
  return OK;
}

static Error note_services(Run *run, size_t number) {
  Import *import = run->import;
  return import_note_services(import, &run->sheets[number].header, import->files[number].bytes);
}

/* In the order that they need, not the one in which they were given. */
static Error each_file(Run *run, Error (*take)(Run *run, size_t number)) {
  for (size_t kind = 0; kind < IMPORT_FILES; kind++)
    for (size_t i = 0; i < run->count; i++) {
      const ImportShape *shape = run->sheets[i].shape;
      if (shape && text_equal(text_of(shape->name), text_of(import_file_name(kind)))) TRY(take(run, i));
    }
  return OK;
}

static Error read_all(Run *run) {
  TRY(add_service_names(run->import));
  TRY(each_file(run, note_services));
  TRY(import_make_services(run->import));
  return each_file(run, read_file);
}

static Error end_run(Ctx *ctx, Import *import, Error error, bool dry_run, ImportReport *report) {
  *report = import->report;
  report->mistakes = import->mistakes;
  report->mistake_count = import->mistake_count;
  if (!error && !report->mistake_count && !dry_run) return db_commit(ctx->db, ctx->arena);
  db_rollback(ctx->db);
  if (error) return FAIL(ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words));
  if (!report->mistake_count) return OK;
  return FAIL(ctx->arena, ERROR_INVALID, "%zu %s found; nothing was imported.", report->mistake_count,
              report->mistake_count == 1 ? "mistake was" : "mistakes were");
}

Error import_files(Ctx *ctx, const ImportFile *files, size_t count, bool dry_run, ImportProgress *progress,
                   ImportReport *report) {
  AUTO_ARENA row = arena_new();
  AUTO_ARENA names = arena_new();
  AUTO_ARENA gathered = arena_new();
  Import import = {.ctx = *ctx, .kept = ctx->arena, .gathered = gathered, .files = files};
  import.ctx.arena = row;
  import.spoilt.arena = import.services.arena = import.wanted.arena = import.referrals.arena =
      import.figures.arena = names;
  Run run = {.import = &import, .count = count, .progress = progress};
  run.sheets = ARENA_ARRAY(ctx->arena, Sheet, count);
  for (size_t i = 0; i < count; i++) look_at(&run, i);
  TRY(db_begin_write(ctx->db, ctx->arena));
  Error error = read_all(&run);
  return end_run(ctx, &import, error, dry_run, report);
}
