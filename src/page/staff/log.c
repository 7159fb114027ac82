/* A complaint by telephone, letter or in person: one page, in the order in which people speak. */
#include "page/staff/log.h"
#include "casework/acts.h"
#include "log_template.h"

#define LONG_TEXT 20000

const char *const CAME_BY[] = {"telephone",    "letter",         "email", "in-person",
                               "social-media", "representative", NULL};
const char *const KINDS[] = {"complaint", "compliment", "enquiry", "service-request", NULL};
const char *const NEEDS[] = {"large-print", "another-language", "sign-language",
                             "easy-read",   "call-not-write",   NULL};

static const Field FIELDS[] = {
    {"channel", FIELD_CHOICE, 40, "Select how it reached us", NULL, CAME_BY},
    {"what", FIELD_LINES, LONG_TEXT, "Enter what happened, in their words", NULL, NULL},
    {"received", FIELD_DATE, 0, "Enter the day on which it was received", NULL, NULL},
    {"time", FIELD_TIME, 0, NULL, NULL, NULL},
    {"kind", FIELD_CHOICE, 40, NULL, NULL, KINDS},
    {"name", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"phone", FIELD_PHONE, 40, NULL, NULL, NULL},
    {"email", FIELD_EMAIL, 254, NULL, NULL, NULL},
    {"address", FIELD_LINES, 1000, NULL, NULL, NULL},
    {"anonymous", FIELD_FLAG, 0, NULL, NULL, NULL},
    {"behalf-name", FIELD_TEXT, 200, NULL, NULL, NULL},
    {"behalf-consent", FIELD_FLAG, 0, NULL, NULL, NULL},
    {"wanted", FIELD_LINES, LONG_TEXT, NULL, NULL, NULL},
    {"service", FIELD_INT, (size_t)INT64_MAX, NULL, "Select the service", NULL},
    {"young", FIELD_FLAG, 0, NULL, NULL, NULL},
    {"needs", FIELD_CHOICES, 0, NULL, NULL, NEEDS},
    {"safe", FIELD_LINES, 2000, NULL, NULL, NULL},
};

static Text typed(const LogView *view, const char *name) { return field(&view->asked.values, name); }

static Error open_view(Request *request, Response *response, LogView *view) {
  bool sent = request->method == METHOD_POST;
  *view = (LogView){.request = request, .response = response};
  TRY(page_ctx(request, &view->ctx));
  view->asked = asked_read(request->arena, &request->form, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  view->key = sent ? request->idempotency : random_secret(request->arena, 16);
  return OK;
}

static Error show(LogView *view, int status) {
  Frame frame = {.side = SIDE_STAFF,
                 .title = TEXT("Log a complaint"),
                 .has_errors = asked_wrong(&view->asked),
                 .active = "cases",
                 .wide = true,
                 .private_page = true};
  view->response->status = status;
  Writer writer = frame_open(&view->ctx, view->request, view->response, &frame);
  log_page(&writer, view);
  frame_close(&writer, &view->ctx, view->request, &frame);
  return OK;
}

Error staff_log_page(Request *request, Response *response) {
  LogView view;
  TRY(open_view(request, response, &view));
  Instant now = ctx_now(&view.ctx);
  asked_set(&view.asked, "received", date_iso(request->arena, london_date(now)));
  asked_set(&view.asked, "time",
            text_format(request->arena, "%02d:%02d", london_minute(now) / 60, london_minute(now) % 60));
  asked_set(&view.asked, "channel", TEXT("telephone"));
  asked_set(&view.asked, "kind", TEXT("complaint"));
  return show(&view, 200);
}

static Submission submission_of(const LogView *view) {
  int64_t minute = field_minutes(&view->asked.values, "time");
  Text behalf = typed(view, "behalf-name"), kind = typed(view, "kind");
  return (Submission){
      .key = view->key,
      .kind = text_is_empty(kind) ? TEXT("complaint") : kind,
      .channel = typed(view, "channel"),
      .received = field_date(&view->asked.values, "received"),
      .minute = minute == INT_NONE ? -1 : (int)minute,
      .whom = text_is_empty(behalf) ? TEXT("self") : TEXT("other"),
      .behalf_name = behalf,
      .behalf_consent = text_is_empty(behalf)                       ? TEXT_NONE
                        : asked_yes(&view->asked, "behalf-consent") ? TEXT("yes")
                                                                    : TEXT("no"),
      .behalf_relation = TEXT_NONE,
      .anonymous = asked_yes(&view->asked, "anonymous"),
      .name = typed(view, "name"),
      .email = typed(view, "email"),
      .phone = typed(view, "phone"),
      .address = typed(view, "address"),
      .contact = TEXT_NONE,
      .service = {asked_id(&view->asked, "service")},
      .what = typed(view, "what"),
      .when = TEXT_NONE,
      .effect = TEXT_NONE,
      .wanted = typed(view, "wanted"),
      .told = TEXT_NONE,
      .needs = typed(view, "needs"),
      .safe = typed(view, "safe"),
      .summary = TEXT_NONE,
      .young = asked_yes(&view->asked, "young"),
  };
}

static Error logged_away(const LogView *view, const Submitted *made) {
  Url to = case_url(view->request->arena, made->reference, "triage");
  if (form_has(&view->request->form, "triage"))
    return redirect(view->request, view->response, "%.*s?done=logged", TEXT_ARGUMENTS(to.text));
  to = case_url(view->request->arena, made->reference, "logged");
  Text key = url_encode(view->request->arena, view->key);
  return redirect(view->request, view->response, "%.*s?key=%.*s", TEXT_ARGUMENTS(to.text),
                  TEXT_ARGUMENTS(key));
}

Error staff_log(Request *request, Response *response) {
  LogView view;
  Submitted made;
  TRY(open_view(request, response, &view));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  Submission submission = submission_of(&view);
  Error error = act_submit(&view.ctx, &submission, &made);
  if (!error) return logged_away(&view, &made);
  if (error->code == ERROR_DENIED || error->code == ERROR_IO || error->code == ERROR_DAMAGED) return error;
  field_add_error(request->arena, &view.asked.values, "what", error->words);
  return show(&view, STATUS_INVALID);
}

/* ---- after saving -------------------------------------------------------------------------------- */

/* "C M P – 2 6 K 7 – Q F 4 D": spoken in groups of four. */
static Text read_aloud(Arena *arena, Text reference) {
  AUTO_BUFFER out = buffer_new(400);
  size_t dash = text_find(reference, TEXT("-"), 0), from = dash == SIZE_MAX ? 0 : dash + 1;
  for (size_t i = 0; i < reference.length; i++) {
    bool group = i == from || (i > from && (i - from) % 4 == 0);
    if (i == dash && from > 0) continue;
    if (i > 0) buffer_put(&out, group ? TEXT(" – ") : TEXT("\u00a0")); /* a group stays on its line */
    buffer_put_char(&out, reference.at[i]);
  }
  return text_copy(arena, buffer_text(&out));
}

/* The private link, for the person who has just logged it: the key is in their hands alone. */
static Error read_link(LoggedView *view, Text key) {
  Submitted made;
  view->link = TEXT_NONE;
  if (text_is_empty(key)) return OK;
  TRY(act_submitted(&view->base.ctx, key, &made));
  bool same = made.repeated && text_equal(made.reference, view->base.file.reference);
  if (same) view->link = text_format(view->base.ctx.arena, "/t/%.*s", TEXT_ARGUMENTS(made.tracking));
  return OK;
}

Error staff_logged(Request *request, Response *response) {
  LoggedView view;
  TRY(case_view(request, "logged", &view.base));
  TRY(read_link(&view, form_value(&request->query, "key")));
  view.aloud = read_aloud(request->arena, view.base.file.reference);
  Frame frame = {.side = SIDE_STAFF,
                 .title = text_format(request->arena, "Complaint logged – %.*s",
                                      TEXT_ARGUMENTS(view.base.file.reference)),
                 .active = "cases",
                 .private_page = true};
  Writer writer = frame_open(&view.base.ctx, request, response, &frame);
  logged_page(&writer, &view);
  frame_close(&writer, &view.base.ctx, request, &frame);
  return OK;
}
