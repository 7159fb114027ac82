#include "page/staff/list.h"
#include "casework/permission.h"
#include "list_template.h"

#include <string.h>

static const char *const DUES[] = {"late", "today", "next-3", "next-5", "next-10", NULL};
static const char *const STATES[] = {"paused", "extended", NULL};
static const char *const CHANNELS[] = {"web",       "telephone",    "letter",         "email",
                                       "in-person", "social-media", "representative", NULL};
static const char *const SORTS[] = {[LIST_DUE] = "due",
                                    [LIST_DUE_DOWN] = "due-down",
                                    [LIST_RECEIVED] = "received",
                                    [LIST_RECEIVED_DOWN] = "received-down",
                                    [LIST_PERSON] = "person",
                                    [LIST_PERSON_DOWN] = "person-down",
                                    [LIST_REFERENCE] = "reference",
                                    [LIST_REFERENCE_DOWN] = "reference-down",
                                    NULL};
static const char *const STAGES[] = {"1", "2", "3", NULL};
static const char *const SIZES[] = {"25", "50", "100", NULL};

static const Field FILTERS[] = {
    {"words", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"due", FIELD_CHOICE, 20, NULL, NULL, DUES},
    {"state", FIELD_CHOICE, 20, NULL, NULL, STATES},
    {"procedure", FIELD_CHOICE, 100, NULL, NULL, NULL},
    {"stage", FIELD_CHOICE, 1, NULL, NULL, STAGES},
    {"service", FIELD_INT, (size_t)INT64_MAX, NULL, NULL, NULL},
    {"owner", FIELD_TEXT, 30, NULL, NULL, NULL},
    {"channel", FIELD_CHOICE, 40, NULL, NULL, CHANNELS},
    {"untriaged", FIELD_FLAG, 3, NULL, NULL, NULL},
    {"sort", FIELD_CHOICE, 20, NULL, NULL, SORTS},
    {"size", FIELD_CHOICE, 3, NULL, NULL, SIZES},
    {"page", FIELD_INT, 1000000, NULL, NULL, NULL},
};

static ListSort sort_of(Text word) {
  for (int i = 0; SORTS[i]; i++)
    if (text_equal(word, text_of(SORTS[i]))) return (ListSort)i;
  return LIST_DUE;
}

static ListFilter filter_of(const Asked *asked) {
  Text owner = asked_filter(asked, "owner");
  int64_t person = 0;
  bool none = text_equal(owner, TEXT("none"));
  if (!none && !text_to_int(owner, &person)) person = 0;
  return (ListFilter){.words = asked_filter(asked, "words"),
                      .due = asked_filter(asked, "due"),
                      .state = asked_filter(asked, "state"),
                      .procedure = asked_filter(asked, "procedure"),
                      .stage = (int)asked_number(asked, "stage", 0),
                      .service = {asked_number(asked, "service", 0)},
                      .owner = {person},
                      .unassigned = none,
                      .channel = asked_filter(asked, "channel"),
                      .untriaged = text_equal(asked_filter(asked, "untriaged"), TEXT("yes"))};
}

static Error list_read(Request *request, CaseList *list) {
  *list = (CaseList){.request = request};
  TRY(page_ctx(request, &list->ctx));
  list->asked = asked_read(request->arena, &request->query, FILTERS, sizeof FILTERS / sizeof *FILTERS, true);
  list->filter = filter_of(&list->asked);
  list->sort = sort_of(asked_filter(&list->asked, "sort"));
  list->page_size = asked_number(&list->asked, "size", 50);
  list->page = asked_number(&list->asked, "page", 1);
  return OK;
}

Error staff_cases(Request *request, Response *response) {
  CaseList list;
  TRY(list_read(request, &list));
  TRY(list_open(&list.ctx, &list.filter, list.sort, list.page_size, list.page, &list.rows, &list.count,
                &list.total));
  TRY(list_kinds(&list.ctx, list.rows, list.count, &list.kinds));
  list.asked.values.error_count = 0;
  asked_set(&list.asked, "size", text_format(request->arena, "%lld", (long long)list.page_size));
  Frame frame = {.side = SIDE_STAFF,
                 .title = list.page > 1
                              ? text_format(request->arena, "All open cases, page %lld", (long long)list.page)
                              : TEXT("All open cases"),
                 .active = "cases",
                 .wide = true,
                 .private_page = true};
  Writer writer = frame_open(&list.ctx, request, response, &frame);
  list_page(&writer, &list);
  frame_close(&writer, &list.ctx, request, &frame);
  return OK;
}

Error download_begin(Request *request, Response *response, const Ctx *ctx, const char *name) {
  Text key = text_format(request->arena, "%lld", (long long)request->identity.user.value);
  if (!limit_take(request, LIMIT_EXPORT, key, 60, 3600))
    return FAIL(request->arena, ERROR_LIMIT, "You have downloaded many lists. Wait a while, then try again.");
  Text today = date_iso(request->arena, ctx_today(ctx));
  response->type = "text/csv; charset=utf-8";
  response->file_name = text_format(request->arena, "%s-%.*s.csv", name, TEXT_ARGUMENTS(today));
  return OK;
}

Error staff_cases_csv(Request *request, Response *response) {
  CaseList list;
  TRY(list_read(request, &list));
  TRY(download_begin(request, response, &list.ctx, "open-cases"));
  return list_csv(&list.ctx, &list.filter, list.sort, response->body);
}

/* ---- for the template ---------------------------------------------------------------------------- */

Tag due_tag(int32_t days_left) {
  if (days_left < 0) return (Tag){.text = TEXT("Late"), .classes = TEXT("govuk-tag--red")};
  if (days_left <= 3) return (Tag){.text = TEXT("Due soon"), .classes = TEXT("govuk-tag--orange")};
  return (Tag){.text = TEXT("In time"), .classes = TEXT("govuk-tag--green")};
}

Tag row_tag(const ListRow *row) {
  if (row->paused) return (Tag){.text = TEXT("Paused"), .classes = TEXT("govuk-tag--grey")};
  if (!date_is_none(row->due)) return due_tag(row->days_left);
  return (Tag){.text = TEXT("Nothing due"), .classes = TEXT("govuk-tag--grey")};
}

Text row_person(const ListRow *row) {
  if (row->anonymous) return TEXT("Anonymous");
  return text_is_empty(row->person) ? TEXT("Name not given") : row->person;
}

Url list_address(const CaseList *list, const char *path) {
  static const char *const without[] = {"page"};
  Text query = form_query(list->request->arena, &list->request->query, without, 1);
  return url_format(list->request->arena, "%s%s%.*s", path, text_is_empty(query) ? "" : "?",
                    TEXT_ARGUMENTS(query));
}

Url address_without(const Request *request, const char *path, const char *name, const char *and_with) {
  const char *without[] = {"page", name};
  Text query = form_query(request->arena, &request->query, without, 2);
  bool both = and_with[0] && !text_is_empty(query);
  return url_format(request->arena, "%s?%.*s%s%s", path, TEXT_ARGUMENTS(query), both ? "&" : "", and_with);
}

void list_heading(Writer *writer, const CaseList *list, const char *text, const char *up, const char *down) {
  Text now = text_of(SORTS[list->sort]);
  bool is_up = text_equal(now, text_of(up)), is_down = text_equal(now, text_of(down));
  const char *next = is_up ? down : up;
  char with[40] = "sort=";
  strncat(with, next, sizeof with - strlen(with) - 1);
  app_sort_heading(writer,
                   &(SortHeading){.text = text_of(text),
                                  .href = address_without(list->request, "/staff/cases", "sort", with),
                                  .order = is_up     ? SORT_ASCENDING
                                           : is_down ? SORT_DESCENDING
                                                     : SORT_NONE});
}

ChoiceList procedure_list(const CaseList *list) {
  const ProcedureBook *book = &list->ctx.program->procedures;
  Choice *items = ARENA_ARRAY(list->ctx.arena, Choice, book->count);
  size_t count = 0;
  for (size_t i = 0; i < book->count; i++) {
    bool newer = i + 1 < book->count && text_equal(book->items[i]->id, book->items[i + 1]->id);
    if (!newer && directory_uses(list->ctx.directory, book->items[i]->id))
      items[count++] = (Choice){.value = book->items[i]->id, .text = book->items[i]->title};
  }
  return (ChoiceList){items, count};
}

ChoiceList owner_list(const CaseList *list) {
  ChoiceList people = choices_of_people(&list->ctx, 0);
  Choice *items = ARENA_ARRAY(list->ctx.arena, Choice, people.count + 2);
  items[0] = (Choice){.value = TEXT_NONE, .text = TEXT("Anybody")};
  items[1] = (Choice){.value = TEXT("none"), .text = TEXT("Not assigned")};
  for (size_t i = 0; i < people.count; i++) items[i + 2] = people.items[i];
  return (ChoiceList){items, people.count + 2};
}

static Text tag_text(const CaseList *list, const char *name) {
  Text value = asked_filter(&list->asked, name);
  Arena *arena = list->ctx.arena;
  if (text_is_empty(value) || strcmp(name, "words") == 0) return value;
  if (strcmp(name, "procedure") == 0) return choice_text(procedure_list(list), value);
  if (strcmp(name, "service") == 0) return choice_text(choices_of_services(&list->ctx), value);
  if (strcmp(name, "stage") == 0) return text_format(arena, "Stage %.*s", TEXT_ARGUMENTS(value));
  if (strcmp(name, "untriaged") == 0) return TEXT("Not triaged");
  if (strcmp(name, "owner") != 0) return words_of_code(arena, value);
  return list->filter.unassigned ? TEXT("Not assigned")
                                 : person_name(list->ctx.directory, list->filter.owner);
}

FilterTags list_tags(const CaseList *list) {
  static const struct {
    const char *name, *heading;
  } filters[] = {{"words", "Words"},         {"due", "Due"},         {"state", "Clock"},
                 {"procedure", "Procedure"}, {"stage", "Stage"},     {"service", "Service"},
                 {"owner", "With"},          {"channel", "Came by"}, {"untriaged", "Triage"}};
  const size_t count = sizeof filters / sizeof filters[0];
  FilterGroup *groups = ARENA_ARRAY(list->ctx.arena, FilterGroup, count);
  FilterTag *tags = ARENA_ARRAY(list->ctx.arena, FilterTag, count);
  for (size_t i = 0; i < count; i++) {
    Text text = tag_text(list, filters[i].name);
    tags[i] = (FilterTag){text, address_without(list->request, "/staff/cases", filters[i].name, "")};
    groups[i] = (FilterGroup){text_of(filters[i].heading), &tags[i], text_is_empty(text) ? 0 : 1,
                              text_is_empty(text)};
  }
  return (FilterTags){TEXT("Selected filters"), URL("/staff/cases"), groups, count};
}

void list_tags_or_none(Writer *writer, const CaseList *list) {
  FilterTags tags = list_tags(list);
  for (size_t i = 0; i < tags.groups_count; i++)
    if (!tags.groups[i].omit) list_tag(writer, &tags.groups[i].tags[0], tags.groups[i].heading);
}

void list_pages(Writer *writer, const CaseList *list) {
  static const char *const without[] = {"page"};
  moj_pagination(writer, list->ctx.arena,
                 &(PagedList){.page = list->page,
                              .page_size = list->page_size,
                              .total = list->total,
                              .what = TEXT("cases"),
                              .path = TEXT("/staff/cases"),
                              .query = form_query(list->ctx.arena, &list->request->query, without, 1),
                              .landmark_label = TEXT("Pages of cases")});
}

/* ---- search -------------------------------------------------------------------------------------- */

static bool is_this_one(const SearchView *view) {
  Text reference;
  return view->count == 1 && reference_read(view->ctx.arena, view->words, &reference) &&
         text_equal(reference, view->rows[0].reference);
}

Error staff_search(Request *request, Response *response) {
  SearchView view = {.words = form_value(&request->query, "words")};
  if (text_is_empty(view.words)) view.words = form_value(&request->query, "q");
  view.words = text_trim(text_slice(view.words, 0, 200));
  if (!text_is_utf8(view.words)) view.words = TEXT_NONE;
  TRY(page_ctx(request, &view.ctx));
  TRY(list_search(&view.ctx, view.words, &view.rows, &view.count));
  if (is_this_one(&view)) {
    Url to = case_url(request->arena, view.rows[0].reference, NULL);
    return redirect(request, response, "%.*s", TEXT_ARGUMENTS(to.text));
  }
  Frame frame = {.side = SIDE_STAFF,
                 .title = TEXT("Search results"),
                 .active = "cases",
                 .wide = true,
                 .private_page = true};
  Writer writer = frame_open(&view.ctx, request, response, &frame);
  search_page(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}

/* ---- my work ------------------------------------------------------------------------------------- */

/* What is not triaged stands in a list of its own. */
static void keep_triaged(WorkView *view) {
  WorkRows *unassigned = &view->unassigned;
  ListRow *kept = ARENA_ARRAY(view->ctx.arena, ListRow, unassigned->count);
  size_t count = 0;
  for (size_t i = 0; i < unassigned->count; i++)
    if (unassigned->rows[i].triaged) kept[count++] = unassigned->rows[i];
  unassigned->rows = kept;
  unassigned->count = count;
}

static Error read_most(Ctx *ctx, const ListFilter *filter, int64_t most, WorkRows *out) {
  int64_t total;
  return list_open(ctx, filter, LIST_DUE, most, 1, &out->rows, &out->count, &total);
}

static Error read_kinds(Ctx *ctx, WorkRows *rows) {
  return list_kinds(ctx, rows->rows, rows->count, &rows->kinds);
}

static Error work_read(WorkView *view) {
  Ctx *ctx = &view->ctx;
  TRY(work_counts(ctx, &view->counts));
  TRY(list_mine(ctx, &view->mine.rows, &view->mine.count));
  TRY(read_kinds(ctx, &view->mine));
  if (act_allowed(ctx, ACT_CLASSIFY)) {
    ListFilter all = {.unassigned = false};
    TRY(read_most(ctx, &all, 20, &view->scope));
    return read_kinds(ctx, &view->scope);
  }
  ListFilter untriaged = {.untriaged = true}, unassigned = {.unassigned = true};
  TRY(read_most(ctx, &untriaged, 10, &view->untriaged));
  TRY(read_most(ctx, &unassigned, 20, &view->unassigned));
  keep_triaged(view);
  TRY(read_kinds(ctx, &view->untriaged));
  return read_kinds(ctx, &view->unassigned);
}

size_t work_waiting(const WorkView *view) {
  size_t count = 0;
  for (size_t i = 0; i < view->mine.count; i++)
    count += view->mine.rows[i].paused || date_is_none(view->mine.rows[i].due);
  return count;
}

Error staff_work(Request *request, Response *response) {
  WorkView view = {.request = request};
  TRY(page_ctx(request, &view.ctx));
  TRY(work_read(&view));
  Frame frame = {
      .side = SIDE_STAFF, .title = TEXT("My work"), .active = "work", .wide = true, .private_page = true};
  Writer writer = frame_open(&view.ctx, request, response, &frame);
  work_page(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}
