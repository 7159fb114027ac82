#include "admin_people_template.h"
#include "casework/signin.h"
#include "page/admin/admin.h"

const char *const STAFF_ROLES[] = {"officer",       "manager", "service-manager", "reviewer", "auditor",
                                   "administrator", NULL};

static const Field FIELDS[] = {
    {"email", FIELD_EMAIL, 254, "Enter the person’s email address", NULL, NULL},
    {"name", FIELD_TEXT, 200, "Enter the person’s name", NULL, NULL},
    {"role", FIELD_CHOICE, 40, "Select a role", NULL, STAFF_ROLES},
    {"service", FIELD_INT, (size_t)INT64_MAX, NULL, "Select the service", NULL},
    {"password", FIELD_TEXT, 128, "Enter a first password", NULL, NULL},
};

ChoiceList role_choices(Arena *arena) {
  ChoiceList codes = choices_of(arena, STAFF_ROLES);
  Choice *items = ARENA_ARRAY(arena, Choice, codes.count);
  for (size_t i = 0; i < codes.count; i++) {
    Role role = ROLE_OFFICER;
    bool known = role_of(codes.items[i].value, &role);
    items[i] = codes.items[i];
    if (known) items[i].text = words_of_code(arena, role_words(role));
  }
  return (ChoiceList){items, codes.count};
}

static Error open_view(Request *request, Response *response, bool sent, PeopleView *view) {
  *view = (PeopleView){.request = request, .response = response};
  TRY(page_ctx(request, &view->ctx));
  view->asked = asked_read(request->arena, &request->form, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  return people_list(&view->ctx, &view->rows, &view->count);
}

static Error show(PeopleView *view, int status) {
  Frame frame = {.side = SIDE_STAFF,
                 .title = TEXT("People"),
                 .has_errors = asked_wrong(&view->asked),
                 .active = "admin",
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&view->ctx, view->request, view->response, &frame);
  people_page(&writer, view);
  frame_close(&writer, &view->ctx, view->request, &frame);
  return OK;
}

Error admin_home(Request *request, Response *response) {
  return redirect(request, response, "/staff/admin/people");
}

Error admin_people(Request *request, Response *response) {
  PeopleView view;
  TRY(open_view(request, response, false, &view));
  return show(&view, 200);
}

/* Words that a person can mend come back into the form; anything else is an error page. */
static Error shown_again(PeopleView *view, Error error, const char *name) {
  bool mendable =
      error->code == ERROR_INVALID || error->code == ERROR_REFUSED || error->code == ERROR_CONFLICT;
  if (!mendable) return error;
  field_add_error(view->request->arena, &view->asked.values, name, error->words);
  return show(view, STATUS_INVALID);
}

Error admin_person_add(Request *request, Response *response) {
  PeopleView view;
  TRY(open_view(request, response, true, &view));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  const FieldValues *values = &view.asked.values;
  Role role = ROLE_OFFICER;
  if (!role_of(field(values, "role"), &role))
    return FAIL(request->arena, ERROR_INVALID, "There is no such role");
  ServiceId service = {asked_id(&view.asked, "service")};
  Text password = form_value(&request->form, "password");
  Error weak = password_check(request->arena, password, field(values, "email"));
  if (weak) return shown_again(&view, weak, "password");
  Error error = person_add(&view.ctx, field(values, "email"), field(values, "name"), role, service, password);
  bool unplaced = role == ROLE_SERVICE_MANAGER && !service.value;
  if (error) return shown_again(&view, error, unplaced ? "service" : "email");
  return redirect(request, response, "/staff/admin/people?done=person-added");
}

static Error set_disabled(Request *request, Response *response, bool disabled) {
  PeopleView view;
  int64_t id;
  TRY(open_view(request, response, false, &view));
  if (!text_to_int(request->arguments[0], &id))
    return FAIL(request->arena, ERROR_NOT_FOUND, "There is no such person.");
  Error error = person_disable(&view.ctx, (UserId){id}, disabled);
  if (error) return shown_again(&view, error, "email");
  return redirect(request, response, "/staff/admin/people?done=%s",
                  disabled ? "person-disabled" : "person-enabled");
}

Error admin_person_disable(Request *request, Response *response) {
  return set_disabled(request, response, true);
}
Error admin_person_enable(Request *request, Response *response) {
  return set_disabled(request, response, false);
}
