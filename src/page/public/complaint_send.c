/* The complaint is sent, and the page that confirms it. */
#include "page/public/complaint.h"
#include "page/public/track.h"
#include "sent_template.h"

#define SENDS 10
#define SENDS_SECONDS 600

static Text answer(const Flow *flow, const char *name) { return form_value(&flow->answers, name); }
static bool answered(const Flow *flow, const char *name, const char *value) {
  return text_equal(answer(flow, name), text_of(value));
}

/* The choice, and under it what was written beside it. */
static Text with_more(const Flow *flow, Text first, Text heading, Text more) {
  if (text_is_empty(more)) return first;
  if (text_is_empty(first) && text_is_empty(heading)) return more;
  Text parts[] = {first, heading, more};
  Text lines[3];
  size_t count = 0;
  for (size_t i = 0; i < 3; i++)
    if (!text_is_empty(parts[i])) lines[count++] = parts[i];
  return text_join(flow->ctx.arena, lines, count, TEXT("\n"));
}

static Text chosen(const Flow *flow, const char *name) {
  Text values[20];
  size_t count = form_values(&flow->answers, name, values, 20);
  return text_join(flow->ctx.arena, values, count, TEXT(";"));
}

static Text when_of(const Flow *flow) {
  Text when = answer(flow, "when");
  if (!answered(flow, "long_ago", "yes")) return when;
  Text limit = limit_words(flow->ctx.arena, flow->age_limit);
  Text ago = text_format(flow->ctx.arena, "More than %.*s ago.", TEXT_ARGUMENTS(limit));
  Text all = with_more(flow, when, TEXT_NONE, ago);
  return with_more(flow, all, TEXT("Why we were not told before:"), answer(flow, "late_reason"));
}

static Text safe_of(const Flow *flow) {
  Text safe = answered(flow, "safe", "yes") ? TEXT("Yes") : answer(flow, "safe_more");
  return with_more(flow, safe, TEXT("Contact through:"), answer(flow, "helper"));
}

static Text needs_of(const Flow *flow) {
  return with_more(flow, chosen(flow, "needs"), TEXT_NONE, answer(flow, "needs_more"));
}

static Text told_of(const Flow *flow) {
  Text told = answered(flow, "told", "yes")  ? TEXT("Yes")
              : answered(flow, "told", "no") ? TEXT("No")
                                             : TEXT("Not sure");
  return with_more(flow, told, TEXT_NONE, answer(flow, "told_more"));
}

static ServiceId service_of(const Flow *flow) {
  int64_t id;
  return (ServiceId){text_to_int(answer(flow, "service"), &id) ? id : 0};
}

/* Contact details only of the ways that are chosen now: a way taken back leaves nothing behind. */
static void take_contact(const Flow *flow, Submission *submission) {
  Text contact = chosen(flow, "contact");
  submission->name = answer(flow, "name");
  submission->contact = contact;
  if (text_contains(contact, TEXT("email"))) submission->email = answer(flow, "email");
  if (text_contains(contact, TEXT("phone"))) submission->phone = answer(flow, "phone");
  if (text_contains(contact, TEXT("post"))) submission->address = answer(flow, "address");
  submission->safe = safe_of(flow);
  submission->needs = needs_of(flow);
}

static void take_behalf(const Flow *flow, Submission *submission) {
  if (!answered(flow, "whom", "other") && !answered(flow, "whom", "councillor")) return;
  submission->behalf_name = answer(flow, "behalf_name");
  submission->behalf_relation = answer(flow, "behalf_relation");
  submission->behalf_consent =
      with_more(flow, answer(flow, "behalf_consent"), TEXT_NONE, answer(flow, "behalf_why"));
}

Submission submission_of(const Flow *flow) {
  bool young = answered(flow, "whom", "young");
  Submission submission = {
      .key = flow->secret,
      .kind = TEXT("complaint"),
      .channel = TEXT("web"),
      .received = DATE_NONE,
      .minute = -1,
      .whom = young ? TEXT("self") : answer(flow, "whom"),
      .behalf_name = TEXT_NONE,
      .behalf_relation = TEXT_NONE,
      .behalf_consent = TEXT_NONE,
      .anonymous = !answered(flow, "name_choice", "give"),
      .name = TEXT_NONE,
      .email = TEXT_NONE,
      .phone = TEXT_NONE,
      .address = TEXT_NONE,
      .contact = TEXT_NONE,
      .service = service_of(flow),
      .what = answer(flow, "what"),
      .when = when_of(flow),
      .effect = answer(flow, "effect"),
      .wanted = answer(flow, "wanted"),
      .told = told_of(flow),
      .needs = TEXT_NONE,
      .safe = TEXT_NONE,
      .summary = TEXT_NONE,
      .young = young || text_equal(flow_area(flow), TEXT("children")),
  };
  take_behalf(flow, &submission);
  if (!submission.anonymous) take_contact(flow, &submission);
  return submission;
}

static Error too_often(Request *request, Response *response) {
  response->retry_after = SENDS_SECONDS;
  page_error(request, response, 429, NULL);
  return OK;
}

Error complaint_send(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  if (flow.sent) return redirect(request, response, "/complaint/sent");
  if (flow.expired) return redirect(request, response, "/complaint/%s?again=1", QUESTIONS[0].id);
  const Question *missing = question_incomplete(&flow);
  if (missing) return redirect(request, response, "/complaint/%s?change=1", missing->id);
  if (!limit_take(request, LIMIT_SUBMIT, request->address, SENDS, SENDS_SECONDS))
    return too_often(request, response);
  Submission submission = submission_of(&flow);
  Submitted submitted;
  TRY(act_submit(&flow.ctx, &submission, &submitted));
  return redirect(request, response, "/complaint/sent");
}

Error complaint_sent(Request *request, Response *response) {
  Ctx ctx;
  Submitted submitted = {.repeated = false};
  CaseFile file;
  TRY(public_ctx(request, &ctx));
  if (!text_is_empty(request->draft_cookie)) TRY(act_submitted(&ctx, request->draft_cookie, &submitted));
  if (!submitted.repeated) return redirect(request, response, "/");
  TRY(customer_open(&ctx, submitted.tracking, &file));
  TrackView view = track_view(&ctx, &file, submitted.tracking);
  Frame frame = {.title = TEXT("Complaint sent"), .private_page = true};
  Writer writer = frame_open(&ctx, request, response, &frame);
  sent_page(&writer, &view);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}
