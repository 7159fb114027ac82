#include "admin_settings_template.h"
#include "html/theme.h"
#include "page/admin/admin.h"

#define SETTINGS_MAX 32

const SettingField SETTING_FIELDS[] = {
    {"council-name", "Name of the council", "", false, false},
    {"council-home", "The council’s home page", "For example, https://www.example.gov.uk/", false, false},
    {"service-name", "Name of this service", "", false, false},
    {"team", "Name of the team", "", false, false},
    {"phone", "Phone", "", false, false},
    {"hours", "Hours", "For example, Monday to Friday, 9am to 5pm", false, false},
    {"email", "Email", "", false, false},
    {"address", "Postal address", "", true, false},
    {"brand", "Colour of the header", "# and six digits, like #00664f", false, true},
    {"link", "Colour of links", "At least 4.5 to 1 on white", false, true},
    {"link-hover", "Colour of links under the pointer", "At least 4.5 to 1 on white", false, true},
    {"reference-prefix", "First letters of references", "2 to 5 capital letters, like CMP", false, false},
    {"small-numbers", "In published reports, hide numbers below",
     "So that nobody can be recognised. 5 is usual; 0 hides nothing", false, false},
};
const size_t SETTING_FIELD_COUNT = sizeof SETTING_FIELDS / sizeof SETTING_FIELDS[0];

static const Field FIELDS[] = {
    {"council-name", FIELD_TEXT, 200, "Enter the name of the council", NULL, NULL},
    {"council-home", FIELD_TEXT, 400, NULL, NULL, NULL},
    {"service-name", FIELD_TEXT, 200, "Enter the name of this service", NULL, NULL},
    {"team", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"phone", FIELD_TEXT, 100, NULL, NULL, NULL},
    {"hours", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"email", FIELD_EMAIL, 254, NULL, NULL, NULL},
    {"address", FIELD_LINES, 1000, NULL, NULL, NULL},
    {"brand", FIELD_TEXT, 7, "Enter a colour", NULL, NULL},
    {"link", FIELD_TEXT, 7, "Enter a colour", NULL, NULL},
    {"link-hover", FIELD_TEXT, 7, "Enter a colour", NULL, NULL},
    {"reference-prefix", FIELD_TEXT, 5, "Enter the first letters of references", NULL, NULL},
    {"small-numbers", FIELD_TEXT, 3, "Enter a number", NULL, NULL},
};
#define FIELD_COUNT (sizeof FIELDS / sizeof *FIELDS)
_Static_assert(FIELD_COUNT <= SETTINGS_MAX, "too many settings");

bool colour_is_sound(Text colour) {
  uint32_t value;
  return colour_parse(colour, &value);
}

Text contrast_words(Arena *arena, Text colour) {
  uint32_t value;
  if (!colour_parse(colour, &value)) return TEXT_NONE;
  return text_format(arena, "Contrast now %.1f to 1 on white", colour_contrast(value, 0xffffff));
}

static Error open_view(Request *request, Response *response, bool sent, SettingsView *view) {
  *view = (SettingsView){.request = request, .response = response};
  TRY(page_ctx(request, &view->ctx));
  view->asked = asked_read(request->arena, &request->form, FIELDS, FIELD_COUNT, sent);
  return OK;
}

static void take_council(SettingsView *view) {
  const Council *council = &view->ctx.directory->council;
  const Text now[] = {council->name,         council->home,  council->service_name, council->team,
                      council->phone,        council->hours, council->email,        council->address,
                      council->brand,        council->link,  council->link_hover,   council->reference_prefix,
                      council->small_numbers};
  _Static_assert(sizeof now / sizeof *now == FIELD_COUNT, "a value for each setting");
  for (size_t i = 0; i < FIELD_COUNT; i++) asked_set(&view->asked, FIELDS[i].name, now[i]);
}

static Error show(SettingsView *view, int status) {
  Frame frame = {.side = SIDE_STAFF,
                 .title = TEXT("Settings"),
                 .has_errors = asked_wrong(&view->asked),
                 .active = "admin",
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&view->ctx, view->request, view->response, &frame);
  settings_page(&writer, view);
  frame_close(&writer, &view->ctx, view->request, &frame);
  return OK;
}

Error admin_settings(Request *request, Response *response) {
  SettingsView view;
  TRY(open_view(request, response, false, &view));
  take_council(&view);
  return show(&view, 200);
}

/* The colours together, by their contrast; then the rest, by casework. */
static Error save(SettingsView *view) {
  Text names[SETTINGS_MAX], values[SETTINGS_MAX], css;
  const FieldValues *typed = &view->asked.values;
  Theme theme = {field(typed, "brand"), field(typed, "link"), field(typed, "link-hover")};
  TRY(theme_css(view->request->arena, theme, &css));
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    names[i] = text_of(FIELDS[i].name);
    values[i] = field(typed, FIELDS[i].name);
  }
  return settings_save(&view->ctx, names, values, FIELD_COUNT);
}

/* The colours are checked by their contrast, so their words belong to the colour of links. */
static const char *place_of(const SettingsView *view) {
  Text css;
  const FieldValues *typed = &view->asked.values;
  Theme theme = {field(typed, "brand"), field(typed, "link"), field(typed, "link-hover")};
  if (!colour_is_sound(theme.brand)) return "brand";
  if (theme_css(view->request->arena, theme, &css) == OK) return "reference-prefix";
  theme.link_hover = theme.link;
  return theme_css(view->request->arena, theme, &css) == OK ? "link-hover" : "link";
}

Error admin_settings_save(Request *request, Response *response) {
  SettingsView view;
  TRY(open_view(request, response, true, &view));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  Error error = save(&view);
  if (!error) return redirect(request, response, "/staff/admin/settings?done=settings-saved");
  if (error->code != ERROR_INVALID) return error;
  field_add_error(request->arena, &view.asked.values, place_of(&view), error->words);
  return show(&view, STATUS_INVALID);
}
