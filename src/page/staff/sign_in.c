/* Signing in and out. One message for every failure, and nobody can lock another person out. */
#include "page/staff/sign_in.h"
#include "casework/signin.h"
#include "sign_in_template.h"

#define TRIES 10
#define SECONDS 300

static const Field FIELDS[] = {
    {"email", FIELD_TEXT, 254, "Enter your email address", NULL, NULL},
    {"password", FIELD_TEXT, 128, "Enter your password", NULL, NULL},
};

/* A staff page of this site; anything else is not followed. */
static Text local_path(Text to) {
  bool ours = text_starts(to, TEXT("/staff/")) && text_equal(url_of(to).text, to);
  return ours ? to : TEXT_NONE;
}

static Error show(SignInView *view, Request *request, Response *response, int status) {
  Frame frame = {.side = SIDE_SIGN_IN,
                 .title = TEXT("Sign in"),
                 .has_errors = asked_wrong(&view->asked),
                 .private_page = true};
  Writer writer = frame_open(&view->ctx, request, response, &frame);
  response->status = status; /* also where it is not the frame's for a form with mistakes */
  sign_in_page(&writer, view);
  frame_close(&writer, &view->ctx, request, &frame);
  return OK;
}

static Error open_view(Request *request, Response *response, const Form *form, SignInView *view) {
  *view = (SignInView){.request = request, .response = response, .to = local_path(form_value(form, "to"))};
  TRY(page_ctx(request, &view->ctx));
  bool sent = request->method == METHOD_POST;
  view->asked = asked_read(request->arena, form, FIELDS, sizeof FIELDS / sizeof *FIELDS, sent);
  return OK;
}

Error staff_sign_in_page(Request *request, Response *response) {
  SignInView view;
  TRY(open_view(request, response, &request->query, &view));
  return show(&view, request, response, 200);
}

/* The account is counted together with the address: another person's tries cost this one nothing. */
static Text account_key(const SignInView *view) {
  Text email = text_fold(view->request->arena, field(&view->asked.values, "email"));
  return text_format(view->request->arena, "%.*s|%.*s", TEXT_ARGUMENTS(email),
                     TEXT_ARGUMENTS(view->request->address));
}

static bool may_try(Request *request, const SignInView *view) {
  bool address = limit_take(request, LIMIT_SIGN_IN_ADDRESS, request->address, TRIES, SECONDS);
  bool account = limit_take(request, LIMIT_SIGN_IN_ACCOUNT, account_key(view), TRIES, SECONDS);
  return address && account;
}

static Error refuse(SignInView *view, Request *request, Response *response, int status, Text words) {
  field_add_error(request->arena, &view->asked.values, "email", words);
  return show(view, request, response, status);
}

static Error let_in(SignInView *view, Request *request, Response *response, const SignedIn *person) {
  limit_forgive(request, LIMIT_SIGN_IN_ADDRESS, request->address);
  limit_forgive(request, LIMIT_SIGN_IN_ACCOUNT, account_key(view));
  cookie_set(response, COOKIE_SESSION, person->token);
  if (!text_is_empty(view->to)) return redirect(request, response, "%.*s", TEXT_ARGUMENTS(view->to));
  bool administers = (role_permissions(person->person.role) & PERMISSION_WORK) == 0;
  return redirect(request, response, "%s", administers ? "/staff/admin/people" : "/staff/work");
}

Error staff_sign_in(Request *request, Response *response) {
  SignInView view;
  SignedIn person;
  TRY(open_view(request, response, &request->form, &view));
  if (asked_wrong(&view.asked)) return show(&view, request, response, STATUS_INVALID);
  if (!may_try(request, &view)) {
    response->retry_after = SECONDS;
    return refuse(&view, request, response, 429,
                  TEXT("There were too many tries. Wait 5 minutes, then try again."));
  }
  Text email = field(&view.asked.values, "email"), password = form_value(&request->form, "password");
  Error error = sign_in(&view.ctx, email, password, &person);
  if (!error) return let_in(&view, request, response, &person);
  if (error->code != ERROR_DENIED) return error;
  return refuse(&view, request, response, STATUS_INVALID, TEXT("Check your email address and password"));
}

Error staff_sign_out(Request *request, Response *response) {
  Ctx ctx;
  TRY(page_ctx(request, &ctx));
  TRY(sign_out(&ctx, request->identity.session));
  cookie_clear(response, COOKIE_SESSION);
  response->clear_site_data = true;
  return redirect(request, response, "/staff/sign-in");
}

Error staff_home(Request *request, Response *response) {
  bool works = (request->identity.permissions & PERMISSION_WORK) != 0;
  return redirect(request, response, "%s", works ? "/staff/work" : "/staff/admin/people");
}
