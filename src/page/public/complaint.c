/* The complaint form's pages: each question, the answers to check, and their deletion. */
#include "page/public/complaint.h"
#include "complaint_template.h"

static Error go_to(const Flow *flow, const Question *question, bool change) {
  if (!question) return redirect(flow->request, flow->response, "/complaint/check");
  return redirect(flow->request, flow->response, "/complaint/%s%s", question->id, change ? "?change=1" : "");
}

static Error start_over(const Flow *flow) {
  return redirect(flow->request, flow->response, "/complaint/%s?again=1", QUESTIONS[0].id);
}

static Error no_such_question(const Flow *flow) {
  page_error(flow->request, flow->response, 404, NULL);
  return OK;
}

static bool is_first(const Question *question) { return question == &QUESTIONS[0]; }

Error complaint_begin(Request *request, Response *response) {
  return redirect(request, response, "/complaint/%s", QUESTIONS[0].id);
}

Error complaint_page(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  const Question *question = question_find(request->arguments[0]);
  if (!question) return no_such_question(&flow);
  if (flow.sent && !is_first(question)) return redirect(request, response, "/complaint/sent");
  if (flow.expired && !is_first(question)) return start_over(&flow);
  if (!question_asked(&flow, question)) return go_to(&flow, question_incomplete(&flow), false);
  FieldValues values = question_read(&flow, question, &flow.answers);
  values.error_count = 0;
  question_page(&flow, question, &values, form_has(&request->query, "change"));
  return OK;
}

/* Where the person goes when the answer is saved. */
static Error go_on(const Flow *flow, const Question *question, bool change) {
  if (is_first(question) && text_equal(form_value(&flow->answers, "whom"), TEXT("young")))
    return redirect(flow->request, flow->response, "/young-people");
  if (change) return go_to(flow, question_incomplete(flow), true);
  return go_to(flow, question_after(flow, question), false);
}

static void say_too_long(const Flow *flow, FieldValues *values, Error error) {
  if (values->count > 0)
    field_add_error(flow->ctx.arena, values, values->fields[values->count - 1].name, error->words);
}

Error complaint_answer(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  const Question *question = question_find(request->arguments[0]);
  bool change = form_has(&request->form, "change");
  if (!question) return no_such_question(&flow);
  if (flow.sent && !is_first(question)) return redirect(request, response, "/complaint/sent");
  bool lost = flow.expired && !is_first(question);
  FieldValues values = question_read(&flow, question, &request->form);
  if (values.error_count == 0) {
    Error error = flow_save(&flow, &values);
    if (error && error->code != ERROR_LIMIT) return error;
    if (error) say_too_long(&flow, &values, error);
  }
  if (values.error_count > 0) {
    question_page(&flow, question, &values, change);
    return OK;
  }
  return lost ? start_over(&flow) : go_on(&flow, question, change);
}

/* ---- the answers -------------------------------------------------------------------------------- */

static size_t rows_of_question(const Flow *flow, const Question *question, AnswerRow *rows) {
  const Control *controls[8];
  size_t count = question_controls(flow, question, controls);
  for (size_t i = 0; i < count; i++) {
    const Control *control = controls[i];
    const char *key = control->key ? control->key : control->label ? control->label : question->words;
    rows[i] = (AnswerRow){
        .key = text_of(key),
        .value = answer_words(flow, control),
        .change = url_format(flow->ctx.arena, "/complaint/%s?change=1#%s", question->id, control->name)};
  }
  return count;
}

Error complaint_check(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  if (flow.sent) return redirect(request, response, "/complaint/sent");
  if (flow.expired) return start_over(&flow);
  const Question *missing = question_incomplete(&flow);
  if (missing) return go_to(&flow, missing, true);
  AnswerRow *rows = ARENA_ARRAY(request->arena, AnswerRow, QUESTION_COUNT * 8);
  size_t count = 0;
  for (size_t i = 0; i < QUESTION_COUNT; i++)
    if (question_asked(&flow, &QUESTIONS[i])) count += rows_of_question(&flow, &QUESTIONS[i], rows + count);
  const Question *last = question_before(&flow, QUESTIONS + QUESTION_COUNT);
  Frame frame = {.title = TEXT("Check your answers before sending your complaint"),
                 .back = url_format(request->arena, "/complaint/%s", last->id),
                 .private_page = true};
  Writer writer = frame_open(&flow.ctx, request, response, &frame);
  check_page(&writer, &flow, rows, count);
  frame_close(&writer, &flow.ctx, request, &frame);
  return OK;
}

/* ---- deletion ----------------------------------------------------------------------------------- */

Error complaint_delete_page(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  Frame frame = {.title = TEXT("Delete what you have written?"), .private_page = true};
  Writer writer = frame_open(&flow.ctx, request, response, &frame);
  delete_page(&writer, &flow);
  frame_close(&writer, &flow.ctx, request, &frame);
  return OK;
}

Error complaint_delete(Request *request, Response *response) {
  Flow flow;
  TRY(flow_open(request, response, &flow));
  if (!flow.expired && !flow.sent) TRY(draft_delete(&flow.ctx, flow.secret));
  if (!flow.sent) cookie_clear(response, COOKIE_DRAFT);
  return redirect(request, response, "/complaint/deleted");
}

Error complaint_deleted(Request *request, Response *response) {
  Ctx ctx;
  TRY(public_ctx(request, &ctx));
  Frame frame = {.title = TEXT("What you wrote is deleted")};
  Writer writer = frame_open(&ctx, request, response, &frame);
  deleted_page(&writer);
  frame_close(&writer, &ctx, request, &frame);
  return OK;
}
