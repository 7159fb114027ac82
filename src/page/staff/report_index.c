/* What reports there are, which one is wanted, and what was published before. */
#include "page/staff/report_index.h"
#include "casework/permission.h"
#include "report_index_template.h"

#define YEARS_BACK 40
#define SERVICES_MAX 200

static const char *const NAMES[] = {"annual", "ombudsman-letter", NULL};

static const Field FIELDS[] = {
    {"report", FIELD_CHOICE, 40, "Select a report", NULL, NAMES},
    {"year", FIELD_CHOICE, 10, "Select a year, or other dates", NULL, NULL},
    {"from", FIELD_DATE, 0, NULL, "Enter the first day as a real date, like 1 4 2018", NULL},
    {"to", FIELD_DATE, 0, NULL, "Enter the last day as a real date, like 31 3 2019", NULL},
};

/* ---- what is offered --------------------------------------------------------------------------------- */

ChoiceList report_choices(const IndexView *view) {
  Choice *items = ARENA_ARRAY(view->base.ctx.arena, Choice, 2);
  items[0] = (Choice){TEXT("annual"), TEXT("Annual complaints report"),
                      TEXT("What was received, answered and learned, beside the year before")};
  items[1] = (Choice){TEXT("ombudsman-letter"), TEXT("The Ombudsman’s letter"),
                      TEXT("Our records beside the figures that the Ombudsman prints")};
  return (ChoiceList){items, view->base.own_service ? 1 : 2};
}

static Choice year_choice(Arena *arena, int year) {
  return (Choice){.value = text_format(arena, "%d", year),
                  .text = text_format(arena, "%d/%02d", year, (year + 1) % 100)};
}

ChoiceList year_choices(const IndexView *view) {
  Arena *arena = view->base.ctx.arena;
  Choice *items = ARENA_ARRAY(arena, Choice, view->year_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < view->year_count; i++) items[count++] = year_choice(arena, view->years[i]);
  items[count++] = (Choice){.value = TEXT("other"), .text = TEXT("Other dates")};
  return (ChoiceList){items, count};
}

void write_service_boxes(Writer *writer, const IndexView *view) {
  const Directory *directory = view->base.ctx.directory;
  Arena *arena = view->base.ctx.arena;
  CheckboxItem *items = ARENA_ARRAY(arena, CheckboxItem, directory->service_count);
  for (size_t i = 0; i < directory->service_count; i++)
    items[i] = (CheckboxItem){.value = directory->services[i].name, .text = directory->services[i].name};
  govuk_checkboxes(writer,
                   &(Checkboxes){.name = TEXT("service"),
                                 .values = view->services,
                                 .values_count = view->service_count,
                                 .fieldset = {.legend = {.text = TEXT("Services (optional)"),
                                                         .classes = TEXT("govuk-fieldset__legend--s")}},
                                 .hint = {.text = TEXT("Choose none for the whole council")},
                                 .items = items,
                                 .items_count = directory->service_count,
                                 .classes = TEXT("govuk-checkboxes--small")});
}

Text publication_days(Arena *arena, const PublicationRow *row) {
  Text from = date_words_short(arena, row->from), to = date_words_short(arena, row->to);
  return text_format(arena, "%.*s to %.*s", TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(to));
}

/* ---- the page ------------------------------------------------------------------------------------------ */

static void write_index(Writer *writer, const void *page) { report_index(writer, page); }

/* The year that is going on, the last one, and every earlier one that has records. */
static Error find_years(IndexView *view) {
  int *years = ARENA_ARRAY(view->base.ctx.arena, int, YEARS_BACK + 1);
  int last = last_financial_year(ctx_today(&view->base.ctx));
  for (int i = -1; i < YEARS_BACK; i++) {
    Date from, to;
    bool any = i <= 0;
    financial_year(last - i, &from, &to);
    if (!any) TRY(report_has_records(&view->base.source, from, to, &any));
    if (any) years[view->year_count++] = last - i;
  }
  view->years = years;
  return OK;
}

static Error show(IndexView *view, int status) {
  TRY(find_years(view));
  TRY(publications(&view->base.ctx, TEXT("annual"), &view->published, &view->published_count));
  return report_show(&view->base, TEXT("Reports"), asked_wrong(&view->asked), status, write_index, view);
}

/* Where a year is chosen, nobody reads the boxes of other dates. */
static void forgive_dates(FieldValues *values) {
  size_t kept = 0;
  for (size_t i = 0; i < values->error_count; i++) {
    Text name = text_of(values->errors[i].name);
    if (!text_equal(name, TEXT("from")) && !text_equal(name, TEXT("to")))
      values->errors[kept++] = values->errors[i];
  }
  values->error_count = kept;
}

static bool period_chosen(IndexView *view, Date *from, Date *to) {
  FieldValues *values = &view->asked.values;
  Arena *arena = view->base.ctx.arena;
  int64_t year;
  if (text_to_int(field(values, "year"), &year) && year >= 1900 && year < 2199) {
    financial_year((int)year, from, to);
    forgive_dates(values);
    return true;
  }
  *from = field_date(values, "from");
  *to = field_date(values, "to");
  if (date_is_none(*from) && !field_is_wrong(values, "from"))
    field_add_error(arena, values, "from", TEXT("Enter the first day"));
  if (date_is_none(*to) && !field_is_wrong(values, "to"))
    field_add_error(arena, values, "to", TEXT("Enter the last day"));
  bool both = !date_is_none(*from) && !date_is_none(*to);
  if (both && date_before(*to, *from))
    field_add_error(arena, values, "to", TEXT("The last day must not be before the first"));
  return !asked_wrong(&view->asked);
}

static Error to_report(IndexView *view) {
  ReportView *base = &view->base;
  base->ask = (ReportAsk){.name = field(&view->asked.values, "report"),
                          .services = view->services,
                          .service_count = view->service_count};
  bool chosen = period_chosen(view, &base->ask.from, &base->ask.to);
  if (!chosen || asked_wrong(&view->asked)) {
    base->ask.name = TEXT_NONE;
    return show(view, STATUS_INVALID);
  }
  if (text_equal(base->ask.name, TEXT("ombudsman-letter"))) base->ask.service_count = 0;
  Url to = report_address(base, "", TEXT_NONE);
  return redirect(base->request, base->response, "%.*s", TEXT_ARGUMENTS(to.text));
}

Error staff_reports(Request *request, Response *response) {
  IndexView view = {.published = NULL};
  TRY(report_open(request, response, &view.base));
  bool sent = form_has(&request->query, "show");
  Text *services = ARENA_ARRAY(request->arena, Text, SERVICES_MAX);
  view.services = services;
  view.service_count = form_values(&request->query, "service", services, SERVICES_MAX);
  view.asked = asked_read(request->arena, &request->query, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  if (sent) return to_report(&view);
  int last = last_financial_year(ctx_today(&view.base.ctx));
  asked_set(&view.asked, "report", TEXT("annual"));
  asked_set(&view.asked, "year", text_format(request->arena, "%d", last));
  return show(&view, 200);
}
