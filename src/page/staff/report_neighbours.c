/* Figures that were published for other authorities, typed in for the comparison. */
#include "page/staff/report_neighbours.h"
#include "report_neighbours_template.h"

/* The code of files, and how people read it. */
#define USUAL_MEASURE TEXT("lgsco-received-education-and-childrens")
#define USUAL_WORDS TEXT("Received by the Ombudsman: education and children’s services")

Text measure_words(Arena *arena, Text measure) {
  return text_equal(measure, USUAL_MEASURE) ? USUAL_WORDS : words_of_code(arena, measure);
}

static Text measure_of_words(Text words) { return text_equal(words, USUAL_WORDS) ? USUAL_MEASURE : words; }

static const Field FIELDS[] = {
    {"authority", FIELD_TEXT, 200, "Enter the authority’s name", NULL, NULL},
    {"measure", FIELD_TEXT, 200, "Enter what the figure counts", NULL, NULL},
    {"value", FIELD_INT, 10000000, "Enter the figure", "Enter the figure as a whole number, like 32", NULL},
};

/* As comparators.csv writes it. */
static Text year_of(Arena *arena, Date from) {
  int year = date_parts(from).year;
  return text_format(arena, "%d-%02d", year, (year + 1) % 100);
}

static Error open_view(Request *request, Response *response, NeighboursView *view) {
  bool sent = request->method == METHOD_POST && !form_has(&request->form, "remove");
  *view = (NeighboursView){.rows = NULL};
  TRY(report_open(request, response, &view->base));
  if (date_is_none(view->base.ask.from))
    return FAIL(request->arena, ERROR_INVALID, "Give the first and the last day of the period.");
  view->year = year_of(request->arena, view->base.ask.from);
  view->asked = asked_read(request->arena, &request->form, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  return comparators(&view->base.ctx, view->year, &view->rows, &view->count);
}

static void write_neighbours(Writer *writer, const void *page) { neighbours_page(writer, page); }

static Error show(NeighboursView *view, int status) {
  return report_show(&view->base, TEXT("Figures of other authorities"), asked_wrong(&view->asked), status,
                     write_neighbours, view);
}

Error staff_neighbours(Request *request, Response *response) {
  NeighboursView view;
  TRY(open_view(request, response, &view));
  asked_set(&view.asked, "measure",
            measure_words(request->arena, view.count ? view.rows[0].measure : USUAL_MEASURE));
  return show(&view, 200);
}

static Error back_with(const NeighboursView *view, const char *done) {
  Url to = report_address(&view->base, "/neighbours", text_of(done));
  return redirect(view->base.request, view->base.response, "%.*s", TEXT_ARGUMENTS(to.text));
}

Error staff_neighbours_save(Request *request, Response *response) {
  NeighboursView view;
  TRY(open_view(request, response, &view));
  const FieldValues *values = &view.asked.values;
  Comparator typed = {.year = view.year,
                      .authority = field(values, "authority"),
                      .measure = measure_of_words(field(values, "measure"))};
  if (form_has(&request->form, "remove")) {
    TRY(comparator_remove(&view.base.ctx, &typed));
    return back_with(&view, "done=neighbour-removed");
  }
  if (!asked_wrong(&view.asked) && (!text_to_int(field(values, "value"), &typed.value) || typed.value < 0))
    field_add_error(request->arena, &view.asked.values, "value", TEXT("Enter a number of 0 or more"));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  TRY(comparator_put(&view.base.ctx, &typed));
  return back_with(&view, "done=neighbour-saved");
}
