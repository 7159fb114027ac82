/* The figures that the Ombudsman's letter prints, typed in beside our own. */
#include "page/staff/report_letter.h"
#include "report_letter_template.h"

static const FigureTableId TABLES[LETTER_TABLES] = {FIGURE_OMBUDSMAN_RECEIVED, FIGURE_OMBUDSMAN_DECISIONS,
                                                    FIGURE_OMBUDSMAN_REMEDY, FIGURE_OMBUDSMAN_COMPLIANCE};

typedef struct NoteList {
  const ReportNote *items;
  size_t count;
} NoteList;

static Text saved_words(const NoteList *notes, Text slot) {
  for (size_t i = notes->count; i-- > 0;)
    if (text_equal(notes->items[i].slot, slot)) return notes->items[i].body;
  return TEXT_NONE;
}

/* "Housing"; of a table of one row the column: "Late"; of several of both: "Upheld, on time". */
static Text cell_label(Arena *arena, const FigureTable *table, size_t row, size_t column) {
  if (table->column_count == 1) return table->rows[row].label;
  if (table->row_count == 1) return table->column_labels[column];
  return text_format(arena, "%.*s, %.*s", TEXT_ARGUMENTS(table->rows[row].label),
                     TEXT_ARGUMENTS(table->column_labels[column]));
}

static LetterCell cell_of(const LetterView *view, const NoteList *notes, size_t number, size_t row,
                          size_t column) {
  Arena *arena = view->base.ctx.arena;
  const FigureTable *table = report_table(&view->base.report, text_of(figure_table(TABLES[number])->id));
  LetterCell cell = {.ours = table->rows[row].cells[column], .wrong = TEXT_NONE};
  cell.slot = text_format(arena, "letter/%.*s/%.*s/%.*s", TEXT_ARGUMENTS(table->id),
                          TEXT_ARGUMENTS(table->rows[row].id), TEXT_ARGUMENTS(table->columns[column]));
  cell.id = text_format(arena, "letter-%zu-%zu-%zu", number + 1, row + 1, column + 1);
  cell.label = cell_label(arena, table, row, column);
  cell.saved = saved_words(notes, cell.slot);
  cell.typed = cell.saved;
  return cell;
}

static void read_table(LetterView *view, const NoteList *notes, size_t number) {
  const FigureTable *table = report_table(&view->base.report, text_of(figure_table(TABLES[number])->id));
  LetterTable *out = &view->tables[number];
  *out = (LetterTable){.title = TEXT_NONE, .rows_label = TEXT_NONE};
  if (!table) return;
  *out = (LetterTable){.title = table->title, .rows_label = table->rows_label};
  out->cells = ARENA_ARRAY(view->base.ctx.arena, LetterCell, table->row_count * table->column_count + 1);
  for (size_t r = 0; r < table->row_count; r++)
    for (size_t c = 0; c < table->column_count; c++)
      out->cells[out->count++] = cell_of(view, notes, number, r, c);
}

static Error open_letter(Request *request, Response *response, LetterView *view) {
  NoteList notes;
  *view = (LetterView){.wrong = 0};
  TRY(report_open(request, response, &view->base));
  view->base.ask.published_copy = false;
  TRY(report_count(&view->base));
  TRY(report_notes(&view->base.ctx, view->base.ask.name, report_period_key(request->arena, &view->base.ask),
                   &notes.items, &notes.count));
  for (size_t i = 0; i < LETTER_TABLES; i++) read_table(view, &notes, i);
  return OK;
}

static void write_letter(Writer *writer, const void *page) { letter_page(writer, page); }

static Error show(LetterView *view, int status) {
  return report_show(&view->base, TEXT("Figures of the Ombudsman’s letter"), view->wrong > 0, status,
                     write_letter, view);
}

Error staff_letter(Request *request, Response *response) {
  LetterView view;
  TRY(open_letter(request, response, &view));
  return show(&view, 200);
}

/* ---- saving ------------------------------------------------------------------------------------------- */

static void read_typed(LetterView *view, LetterCell *cell) {
  const Form *form = &view->base.request->form;
  int64_t number;
  if (!form_has(form, text_z(view->base.ctx.arena, cell->slot))) return;
  cell->typed = text_trim(form_value(form, text_z(view->base.ctx.arena, cell->slot)));
  if (text_is_empty(cell->typed) || (text_to_int(cell->typed, &number) && number >= 0 && number < 10000000))
    return;
  cell->wrong = TEXT("Enter a whole number, like 12, or nothing");
  view->wrong++;
}

static Error save_cell(LetterView *view, const LetterCell *cell, size_t *changed) {
  ReportView *base = &view->base;
  if (text_equal(cell->typed, cell->saved)) return OK;
  ++*changed;
  return report_note_put(&base->ctx, base->ask.name, report_period_key(base->ctx.arena, &base->ask),
                         cell->slot, cell->typed);
}

Error staff_letter_save(Request *request, Response *response) {
  LetterView view;
  size_t changed = 0;
  TRY(open_letter(request, response, &view));
  for (size_t i = 0; i < LETTER_TABLES; i++)
    for (size_t k = 0; k < view.tables[i].count; k++) read_typed(&view, &view.tables[i].cells[k]);
  if (view.wrong) return show(&view, STATUS_INVALID);
  for (size_t i = 0; i < LETTER_TABLES; i++)
    for (size_t k = 0; k < view.tables[i].count; k++)
      TRY(save_cell(&view, &view.tables[i].cells[k], &changed));
  Url to = report_address(&view.base, "", changed ? TEXT("done=figures-saved") : TEXT("done=figures-same"));
  return redirect(request, response, "%.*s", TEXT_ARGUMENTS(to.text));
}

void write_letter_errors(Writer *writer, const LetterView *view) {
  Arena *arena = view->base.ctx.arena;
  ErrorSummaryItem *items = ARENA_ARRAY(arena, ErrorSummaryItem, view->wrong + 1);
  size_t count = 0;
  if (!view->wrong) return;
  for (size_t i = 0; i < LETTER_TABLES; i++)
    for (size_t k = 0; k < view->tables[i].count; k++) {
      const LetterCell *cell = &view->tables[i].cells[k];
      if (text_is_empty(cell->wrong)) continue;
      items[count++] = (ErrorSummaryItem){
          .text = text_format(arena, "%.*s: %.*s", TEXT_ARGUMENTS(cell->label), TEXT_ARGUMENTS(cell->wrong)),
          .href = url_format(arena, "#%.*s", TEXT_ARGUMENTS(cell->id))};
    }
  govuk_error_summary(writer, &(ErrorSummary){.items = items, .items_count = count});
}
