/* Pages that only tell: the Ombudsman, accessibility, privacy, cookies; and what machines ask. */
#include "page/public/information.h"
#include "information_template.h"

#define T(literal)                                                                                           \
  { literal, sizeof(literal) - 1 }

const Office OFFICES[] = {
    {.code = "lgsco",
     .listed = true,
     .name = T("Local Government and Social Care Ombudsman"),
     .about = T("For most complaints about a council, and about care for adults and children."),
     .phone = T("0300 061 0614"),
     .address = T("PO Box 4771, Coventry, CV4 0EH"),
     .link = T("https://www.lgo.org.uk/"),
     .link_text = T("www.lgo.org.uk")},
    {.code = "housing-ombudsman",
     .listed = true,
     .name = T("Housing Ombudsman"),
     .about = T("For people who rent their home from a council or a housing association."),
     .phone = T("0300 111 3000"),
     .address = T("PO Box 1484, Unit D, Preston, PR2 0ET"),
     .link = T("https://www.housing-ombudsman.org.uk/"),
     .link_text = T("www.housing-ombudsman.org.uk")},
    {.code = "ico",
     .listed = true,
     .name = T("Information Commissioner"),
     .about = T("For complaints about your records, and how we use what we know about you."),
     .phone = T("0303 123 1113"),
     .address = T("Wycliffe House, Water Lane, Wilmslow, Cheshire, SK9 5AF"),
     .link = T("https://ico.org.uk/make-a-complaint/"),
     .link_text = T("ico.org.uk")},
    {.code = "spso",
     .name = T("Scottish Public Services Ombudsman"),
     .about = T("For complaints about councils in Scotland."),
     .phone = T("0800 377 7330"),
     .address = T("Freepost SPSO"),
     .link = T("https://www.spso.org.uk/"),
     .link_text = T("www.spso.org.uk")},
    {.code = "psow",
     .name = T("Public Services Ombudsman for Wales"),
     .about = T("For complaints about councils in Wales."),
     .phone = T("0300 790 0203"),
     .address = T("1 Ffordd yr Hen Gae, Pencoed, CF35 5LJ"),
     .link = T("https://www.ombudsman.wales/"),
     .link_text = T("www.ombudsman.wales")},
    {.code = "nipso",
     .name = T("Northern Ireland Public Services Ombudsman"),
     .about = T("For complaints about councils in Northern Ireland."),
     .phone = T("0800 34 34 24"),
     .address = T("Freepost NIPSO"),
     .link = T("https://www.nipso.org.uk/"),
     .link_text = T("www.nipso.org.uk")},
};
const size_t OFFICE_COUNT = sizeof OFFICES / sizeof OFFICES[0];

const Office *office_of(Text code) {
  for (size_t i = 0; i < OFFICE_COUNT; i++)
    if (text_equal(text_of(OFFICES[i].code), code)) return &OFFICES[i];
  return &OFFICES[0];
}

static const struct {
  Text name, what, ends;
} COOKIES[COOKIE_COUNT] = {
    [COOKIE_DRAFT] = {T("draft"), T("Finds what you have written in the form"), T("After 24 hours")},
    [COOKIE_VISIT] = {T("visit"), T("Makes sure that a form really comes from you"),
                      T("When you close the browser")},
    [COOKIE_SESSION] = {T("session"), T("Keeps our own staff signed in"),
                        T("When they sign out or close the browser")},
};

void cookie_table(Writer *writer) {
  TableCell cells[COOKIE_COUNT][3];
  DataRow rows[COOKIE_COUNT];
  for (size_t i = 0; i < COOKIE_COUNT; i++) {
    cells[i][0] = (TableCell){.text = COOKIES[i].name};
    cells[i][1] = (TableCell){.text = COOKIES[i].what};
    cells[i][2] = (TableCell){.text = COOKIES[i].ends};
    rows[i] = (DataRow){.cells = cells[i], .cells_count = 3};
  }
  app_scroll_open(writer, TEXT("Cookies that we use"));
  govuk_table(writer, &(DataTable){.caption = TEXT("Cookies that we use"),
                                   .caption_classes = TEXT("govuk-table__caption--m"),
                                   LIST(head, TableCell, {.text = TEXT("Name")},
                                        {.text = TEXT("What it is for")}, {.text = TEXT("When it ends")}),
                                   .rows = rows,
                                   .rows_count = COOKIE_COUNT,
                                   .first_cell_is_header = true});
  app_scroll_close(writer);
}

/* ---- pages -------------------------------------------------------------------------------------- */

static Error information(Request *request, Response *response, Text title,
                         void (*write)(Writer *writer, const Council *council)) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  Frame frame = {.title = title};
  Writer writer = frame_open(&ctx, request, response, &frame);
  write(&writer, &ctx.directory->council);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}

static void write_ombudsman(Writer *writer, const Council *council) {
  (void)council;
  ombudsman_page(writer);
}

static void write_cookies(Writer *writer, const Council *council) {
  (void)council;
  cookies_page(writer);
}

Error public_ombudsman(Request *request, Response *response) {
  return information(request, response, TEXT("Go to the Ombudsman"), write_ombudsman);
}

Error public_accessibility(Request *request, Response *response) {
  return information(request, response, TEXT("Accessibility statement"), accessibility_page);
}

Error public_privacy(Request *request, Response *response) {
  return information(request, response, TEXT("How we look after your details"), privacy_page);
}

Error public_cookies(Request *request, Response *response) {
  return information(request, response, TEXT("Cookies"), write_cookies);
}

/* ---- for machines ------------------------------------------------------------------------------- */

static Error plain(Response *response, int status, const char *words) {
  response->status = status;
  response->type = "text/plain; charset=utf-8";
  buffer_put(response->body, text_of(words));
  return OK;
}

/* Reads a row, so that a database that is open but does not answer is seen. */
Error public_health(Request *request, Response *response) {
  Ctx ctx;
  Draft draft;
  Error error = public_ctx(request, &ctx);
  if (!error) error = draft_load(&ctx, TEXT("health"), &draft);
  if (!error) return plain(response, 200, "ok\n");
  log_fault("health", error, request->id);
  return plain(response, 503, "not ready\n");
}

Error public_robots(Request *request, Response *response) {
  (void)request;
  return plain(response, 200, "User-agent: *\nDisallow: /t/\nDisallow: /staff\nDisallow: /complaint/\n");
}
