#include "page/staff/register.h"
#include "casework/permission.h"
#include "page/staff/records.h"
#include "register_template.h"

#include <string.h>

#define PAGE_SIZE 50

static const char *const STATES[] = {"open", "closed", NULL};

static const Field FILTERS[] = {
    {"words", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"state", FIELD_CHOICE, 20, NULL, NULL, STATES},
    {"service", FIELD_INT, (size_t)INT64_MAX, NULL, NULL, NULL},
    {"category", FIELD_CHOICE, 200, NULL, NULL, NULL},
    {"late", FIELD_FLAG, 3, NULL, NULL, NULL},
    {"page", FIELD_INT, 1000000, NULL, NULL, NULL},
};

/* ---- cells --------------------------------------------------------------------------------------- */

static void write_day(Writer *writer, const RegisterView *view, Date day) {
  if (!date_is_none(day)) write_text(writer, date_words_short(view->ctx.arena, day));
}

static void cell_person(Writer *writer, const RegisterView *view, size_t row) {
  Text person = view->cases[row].person;
  write_text(writer, text_is_empty(person) ? TEXT("Name not given") : person);
}

static void cell_summary(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->cases[row].summary);
}

static void cell_service(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->cases[row].service);
}

static void cell_category(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->cases[row].category);
}

static void cell_party(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->cases[row].party);
}

static void cell_linked(Writer *writer, const RegisterView *view, size_t row) {
  if (!text_is_empty(view->cases[row].linked)) register_link(writer, view->cases[row].linked);
}

static void cell_received(Writer *writer, const RegisterView *view, size_t row) {
  write_day(writer, view, view->cases[row].received);
}

static void cell_due(Writer *writer, const RegisterView *view, size_t row) {
  const RegisterRow *one = &view->cases[row];
  DueDate due = due_of_day(view->ctx.arena, one->due, one->days_left);
  if (!date_is_none(one->due)) app_due(writer, &due);
}

/* The Ombudsman's, with its day. */
static void cell_decision(Writer *writer, const RegisterView *view, size_t row) {
  const RegisterRow *one = &view->cases[row];
  if (date_is_none(one->decided)) return;
  write_text(writer, words_of_code(view->ctx.arena, one->outcome));
  write_text(writer, ", ");
  write_day(writer, view, one->decided);
}

static void cell_outcome(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, words_of_code(view->ctx.arena, view->cases[row].outcome));
}

static void write_state(Writer *writer, bool open, Date due, int32_t days_left, const char *closed) {
  Tag tag = {.text = text_of(closed), .classes = TEXT("govuk-tag--grey")};
  if (open && date_is_none(due)) tag = (Tag){.text = TEXT("Open"), .classes = TEXT("govuk-tag--blue")};
  if (open && !date_is_none(due)) tag = due_tag(days_left);
  govuk_tag(writer, &tag);
}

static void cell_status(Writer *writer, const RegisterView *view, size_t row) {
  const RegisterRow *one = &view->cases[row];
  bool answered = text_equal(one->status, TEXT("answered"));
  write_state(writer, one->open && !answered, one->due, one->days_left, answered ? "Answered" : "Closed");
}

static void cell_description(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->records[row].description);
}

static void cell_type(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, words_of_code(view->ctx.arena, view->records[row].code));
}

static void cell_owner(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->records[row].owner);
}

static void cell_record_service(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, view->records[row].service);
}

static void cell_record_due(Writer *writer, const RegisterView *view, size_t row) {
  const RecordListRow *one = &view->records[row];
  DueDate due = due_of_day(view->ctx.arena, one->due, one->days_left);
  if (one->open)
    app_due(writer, &due);
  else
    write_day(writer, view, one->due);
}

static void cell_completed(Writer *writer, const RegisterView *view, size_t row) {
  write_day(writer, view, view->records[row].completed);
}

static void cell_compliance(Writer *writer, const RegisterView *view, size_t row) {
  write_text(writer, words_of_code(view->ctx.arena, view->records[row].compliance));
}

static void cell_record_status(Writer *writer, const RegisterView *view, size_t row) {
  const RecordListRow *one = &view->records[row];
  bool late = text_equal(one->verdict, TEXT("late"));
  write_state(writer, one->open, one->due, one->days_left, late ? "Done late" : "Done");
}

/* ---- the table ----------------------------------------------------------------------------------- */

const Register registers[] = {
    {.kind = "ombudsman-case",
     .path = "ombudsman",
     .title = "Cases at the Ombudsman",
     .one = "case at the Ombudsman",
     .many = "cases at the Ombudsman",
     .empty = "There is none yet. Add one when a letter from the Ombudsman comes.",
     .add = "Add an Ombudsman case",
     .category = "About",
     .due = true,
     .columns = {{"About", cell_category},
                 {"Service", cell_service},
                 {"Complaint", cell_linked},
                 {"Received", cell_received},
                 {"Due", cell_due},
                 {"Decision", cell_decision},
                 {"Status", cell_status}}},
    {.kind = "recommendation",
     .path = "recommendations",
     .title = "The Ombudsman’s recommendations",
     .one = "recommendation",
     .many = "recommendations",
     .lead = "They are added on the page of the case at the Ombudsman.",
     .empty = "There is none yet.",
     .due = true,
     .columns = {{"Recommendation", cell_description},
                 {"Service", cell_record_service},
                 {"Due", cell_record_due},
                 {"Completed", cell_completed},
                 {"Compliance", cell_compliance},
                 {"Status", cell_record_status}}},
    {.kind = "action",
     .path = "actions",
     .title = "Actions",
     .one = "action",
     .many = "actions",
     .lead = "They are added on the page of the case that they come from: open the case and choose “Agree an "
             "action”.",
     .empty = "There is none yet.",
     .category = "Type",
     .due = true,
     .columns = {{"What", cell_description},
                 {"Type", cell_type},
                 {"With", cell_owner},
                 {"Service", cell_record_service},
                 {"Due", cell_record_due},
                 {"Completed", cell_completed},
                 {"Status", cell_record_status}}},
    {.kind = "access-request",
     .path = "sars",
     .title = "Access requests",
     .one = "access request",
     .many = "access requests",
     .lead = "Requests of people for what the council holds about them.",
     .empty = "There is none yet. Add one when somebody asks for their own data.",
     .add = "Add an access request",
     .due = true,
     .columns = {{"Person", cell_person},
                 {"Service", cell_service},
                 {"Received", cell_received},
                 {"Due", cell_due},
                 {"Outcome", cell_outcome},
                 {"Status", cell_status}}},
    {.kind = "compliment",
     .path = "compliments",
     .title = "Compliments",
     .one = "compliment",
     .many = "compliments",
     .lead = "Tell the service, then close the compliment with who was told.",
     .empty = "There is none yet. Add one when somebody says thank you.",
     .add = "Add a compliment",
     .columns = {{"What was said", cell_summary},
                 {"Service", cell_service},
                 {"Received", cell_received},
                 {"Status", cell_status}}},
    {.kind = "advocacy-referral",
     .path = "advocacy",
     .title = "Referrals to advocates",
     .one = "referral",
     .many = "referrals",
     .empty = "There is none yet. Add one when a child or young person is referred to an advocate.",
     .add = "Add a referral",
     .category = "Reason",
     .columns = {{"Reason", cell_category},
                 {"Organisation", cell_party},
                 {"Service", cell_service},
                 {"Referred", cell_received},
                 {"Status", cell_status}}},
};
const size_t register_count = sizeof registers / sizeof registers[0];

const Register *register_at(const char *path) {
  const char *from = path + strlen("/staff/");
  size_t length = strcspn(from, "./");
  for (size_t i = 0; i < register_count; i++)
    if (strlen(registers[i].path) == length && strncmp(registers[i].path, from, length) == 0)
      return &registers[i];
  BUG("no register at %s", path);
}

/* ---- the page ------------------------------------------------------------------------------------ */

static RegisterFilter filter_of(const Asked *asked, const Register *of) {
  return (RegisterFilter){.kind = text_of(of->kind),
                          .words = asked_filter(asked, "words"),
                          .state = asked_filter(asked, "state"),
                          .service = {asked_number(asked, "service", 0)},
                          .category = of->category ? asked_filter(asked, "category") : TEXT_NONE,
                          .late = of->due && text_equal(asked_filter(asked, "late"), TEXT("yes"))};
}

static Error register_read(Request *request, RegisterView *view) {
  *view = (RegisterView){.request = request, .of = register_at(request->route->path)};
  TRY(page_ctx(request, &view->ctx));
  view->asked = asked_read(request->arena, &request->query, FILTERS, sizeof FILTERS / sizeof *FILTERS, true);
  view->filter = filter_of(&view->asked, view->of);
  view->page = asked_number(&view->asked, "page", 1);
  return OK;
}

static Error read_categories(RegisterView *view) {
  const Text *names;
  size_t count;
  Arena *arena = view->ctx.arena;
  if (!view->of->category) return OK;
  TRY(register_categories(&view->ctx, view->filter.kind, &names, &count));
  Choice *items = ARENA_ARRAY(arena, Choice, count);
  bool codes = register_is_of_records(view->filter.kind);
  for (size_t i = 0; i < count; i++)
    items[i] = (Choice){.value = names[i], .text = codes ? words_of_code(arena, names[i]) : names[i]};
  view->categories = (ChoiceList){items, count};
  return OK;
}

static Error read_rows(RegisterView *view) {
  Ctx *ctx = &view->ctx;
  TRY(read_categories(view));
  if (register_is_of_records(view->filter.kind))
    return record_list(ctx, &view->filter, PAGE_SIZE, view->page, &view->records, &view->count, &view->total);
  return register_list(ctx, &view->filter, PAGE_SIZE, view->page, &view->cases, &view->count, &view->total);
}

static Text title_of(const RegisterView *view) {
  Text title = text_of(view->of->title);
  if (view->page <= 1) return title;
  return text_format(view->ctx.arena, "%.*s, page %lld", TEXT_ARGUMENTS(title), (long long)view->page);
}

Error staff_register(Request *request, Response *response) {
  RegisterView view;
  TRY(register_read(request, &view));
  TRY(read_rows(&view));
  view.asked.values.error_count = 0;
  Frame frame = {.side = SIDE_STAFF,
                 .title = title_of(&view),
                 .active = "registers",
                 .back = URL("/staff/registers"),
                 .wide = true,
                 .private_page = true};
  Writer writer = frame_open(&view.ctx, request, response, &frame);
  register_page(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}

Error staff_register_csv(Request *request, Response *response) {
  RegisterView view;
  TRY(register_read(request, &view));
  TRY(download_begin(request, response, &view.ctx, view.of->path));
  return register_csv(&view.ctx, &view.filter, response->body);
}

/* ---- for the template ---------------------------------------------------------------------------- */

Url register_url(Arena *arena, const Register *of, const char *rest) {
  return url_format(arena, "/staff/%s%s", of->path, rest);
}

Text register_reference(const RegisterView *view, size_t row) {
  return view->records ? view->records[row].reference : view->cases[row].reference;
}

Text register_total(const RegisterView *view) {
  const char *what = view->total == 1 ? view->of->one : view->of->many;
  return text_format(view->ctx.arena, "%lld %s", (long long)view->total, what);
}

static Text tag_text(const RegisterView *view, const char *name) {
  Text value = asked_filter(&view->asked, name);
  if (text_is_empty(value) || strcmp(name, "words") == 0) return value;
  if (strcmp(name, "service") == 0) return choice_text(choices_of_services(&view->ctx), value);
  if (strcmp(name, "category") == 0)
    return view->of->category ? choice_text(view->categories, value) : TEXT_NONE;
  if (strcmp(name, "late") == 0) return view->filter.late ? TEXT("Late") : TEXT_NONE;
  return words_of_code(view->ctx.arena, value);
}

FilterTags register_tags(const RegisterView *view) {
  const struct {
    const char *name, *heading;
  } filters[] = {{"words", "Words"},
                 {"state", "State"},
                 {"service", "Service"},
                 {"category", view->of->category},
                 {"late", "Due"}};
  const size_t count = sizeof filters / sizeof filters[0];
  FilterGroup *groups = ARENA_ARRAY(view->ctx.arena, FilterGroup, count);
  FilterTag *tags = ARENA_ARRAY(view->ctx.arena, FilterTag, count);
  Url path = register_url(view->ctx.arena, view->of, "");
  const char *at = text_z(view->ctx.arena, path.text);
  for (size_t i = 0; i < count; i++) {
    Text text = tag_text(view, filters[i].name);
    bool omit = text_is_empty(text);
    tags[i] = (FilterTag){text, address_without(view->request, at, filters[i].name, "")};
    groups[i] = (FilterGroup){text_of(filters[i].heading), &tags[i], omit ? 0 : 1, omit};
  }
  return (FilterTags){TEXT("Selected filters"), path, groups, count};
}

bool register_is_filtered(const RegisterView *view) {
  FilterTags tags = register_tags(view);
  for (size_t i = 0; i < tags.groups_count; i++)
    if (!tags.groups[i].omit) return true;
  return false;
}

void register_pages(Writer *writer, const RegisterView *view) {
  static const char *const without[] = {"page"};
  Arena *arena = view->ctx.arena;
  moj_pagination(writer, arena,
                 &(PagedList){.page = view->page,
                              .page_size = PAGE_SIZE,
                              .total = view->total,
                              .what = text_of(view->of->many),
                              .path = register_url(arena, view->of, "").text,
                              .query = form_query(arena, &view->request->query, without, 1),
                              .landmark_label = text_format(arena, "Pages of %s", view->of->many)});
}

Url register_csv_url(const RegisterView *view) {
  static const char *const without[] = {"page"};
  Text query = form_query(view->ctx.arena, &view->request->query, without, 1);
  return url_format(view->ctx.arena, "/staff/%s.csv%s%.*s", view->of->path, text_is_empty(query) ? "" : "?",
                    TEXT_ARGUMENTS(query));
}

/* ---- all registers ------------------------------------------------------------------------------- */

RegisterCount register_counted(const RegistersView *view, const Register *of) {
  for (size_t i = 0; i < view->count; i++)
    if (text_equal(view->counts[i].kind, text_of(of->kind))) return view->counts[i];
  return (RegisterCount){.kind = text_of(of->kind)};
}

Error staff_registers(Request *request, Response *response) {
  RegistersView view = {.request = request};
  TRY(page_ctx(request, &view.ctx));
  TRY(register_counts(&view.ctx, &view.counts, &view.count));
  Frame frame = {.side = SIDE_STAFF,
                 .title = TEXT("Registers"),
                 .active = "registers",
                 .wide = true,
                 .private_page = true};
  Writer writer = frame_open(&view.ctx, request, response, &frame);
  registers_page(&writer, &view);
  frame_close(&writer, &view.ctx, request, &frame);
  return OK;
}
