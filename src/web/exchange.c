/* One request and its answer, from headers to a Response that stands; knows nothing of the library that
 * carries it. */
#include "web/server.h"
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#define RESPONSE_MAX ((size_t)8 * 1024 * 1024)
#define BUFFER_KEPT ((size_t)256 * 1024)
/* The library must find room for it beside the headers of the request. */
#define LOCATION_MAX ((size_t)12 * 1024)
#define SPARES_KEPT ((size_t)16)
/* A refused body up to this size is read and thrown away, so that the browser shows our page and not a broken
 * line. */
#define DRAIN_MAX ((size_t)4 * 1024 * 1024)
#define BODY_MICROSECONDS (INT64_C(60) * 1000 * 1000)

int64_t monotonic_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- threads and their spare exchanges ---- */

Worker *worker_here(Server *server) {
  Worker *worker = pthread_getspecific(server->worker);
  if (worker) return worker;
  Arena *arena = arena_new();
  worker = ARENA_NEW(arena, Worker);
  worker->server = server;
  worker->arena = arena;
  random_bytes((unsigned char *)&worker->id_state, sizeof worker->id_state);
  if (pthread_setspecific(server->worker, worker) != 0) BUG("a thread has no room for its state");
  return worker;
}

void worker_end(void *ended) {
  Worker *worker = ended;
  Server *server = worker->server;
  if (worker->db_open && server->hooks->close_db) server->hooks->close_db(worker->db);
  pthread_mutex_lock(&server->lock);
  while (worker->spare) {
    Exchange *exchange = worker->spare;
    worker->spare = exchange->next;
    exchange->next = server->spare;
    server->spare = exchange;
  }
  pthread_mutex_unlock(&server->lock);
  arena_free(worker->arena);
}

static Exchange *exchange_new(Server *server) {
  pthread_mutex_lock(&server->lock);
  Exchange *exchange = server->spare;
  if (exchange) {
    server->spare = exchange->next;
  } else {
    exchange = ARENA_NEW(server->arena, Exchange);
    exchange->next_of_all = server->all;
    server->all = exchange;
  }
  pthread_mutex_unlock(&server->lock);
  return exchange;
}

/* Short, to be read out on the telephone; unique enough to find a line of the log. */
static void id_make(Worker *worker, char id[9]) {
  static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
  uint64_t mixed = worker->id_state += UINT64_C(0x9e3779b97f4a7c15);
  mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
  mixed ^= mixed >> 31;
  for (int i = 0; i < 8; i++) id[i] = letters[(mixed >> (5 * i)) & 31];
  id[8] = 0;
}

Exchange *exchange_take(Server *server) {
  Worker *worker = worker_here(server);
  Exchange *exchange = worker->spare;
  if (exchange) {
    worker->spare = exchange->next;
    worker->spare_count--;
  } else {
    exchange = exchange_new(server);
  }
  Exchange *next_of_all = exchange->next_of_all;
  Arena *arena = exchange->arena ? exchange->arena : arena_new();
  Buffer out = exchange->arena ? exchange->out : buffer_new(RESPONSE_MAX);
  Buffer body = exchange->arena ? exchange->body : buffer_new(FORM_BODY_MAX);
  Buffer part = exchange->arena ? exchange->part : buffer_new(FORM_FIELD_BYTES_MAX);
  *exchange = (Exchange){
      .next_of_all = next_of_all, .server = server, .arena = arena, .out = out, .body = body, .part = part};
  exchange->began = monotonic_microseconds();
  exchange->target = TEXT_NONE;
  for (int i = 0; i < HEADER_COUNT; i++) exchange->headers.value[i] = TEXT_NONE;
  id_make(worker, exchange->id);
  return exchange;
}

static void exchange_empty(Exchange *exchange) {
  if (!exchange->arena) return;
  arena_free(exchange->arena);
  buffer_free(&exchange->out);
  buffer_free(&exchange->body);
  buffer_free(&exchange->part);
  exchange->arena = NULL;
}

void exchange_give_back(Exchange *exchange) {
  Server *server = exchange->server;
  Worker *worker = worker_here(server);
  if (worker->spare_count >= SPARES_KEPT || exchange->out.capacity > BUFFER_KEPT) {
    exchange_empty(exchange);
  } else {
    arena_reset(exchange->arena);
    buffer_clear(&exchange->out);
    buffer_clear(&exchange->body);
    buffer_clear(&exchange->part);
  }
  exchange->next = worker->spare;
  worker->spare = exchange;
  worker->spare_count++;
  if (exchange->stage != STAGE_HEADERS) atomic_fetch_sub(&server->in_flight, 1);
}

void exchanges_free(Server *server) {
  for (Exchange *exchange = server->all; exchange; exchange = exchange->next_of_all) exchange_empty(exchange);
  arena_free(server->arena);
}

/* ---- by the headers alone ---- */

static void refuse(Exchange *exchange, int status, bool close) {
  exchange->refused = status;
  exchange->close |= close;
}

static void request_begin(Exchange *exchange) {
  Request *request = &exchange->request;
  request->arena = exchange->arena;
  request->clock = exchange->server->hooks->clock;
  request->program = exchange->server->hooks->program;
  request->path = TEXT("/");
  request->id = (Text){exchange->id, 8};
  request->query_text = request->idempotency = request->draft_cookie = TEXT_NONE;
  if (text_is_empty(request->address)) request->address = TEXT_NONE;
  request->identity.name = TEXT_NONE;
  for (size_t i = 0; i < 4; i++) request->arguments[i] = TEXT_NONE;
  request->web = exchange;
  exchange->response = (Response){.body = &exchange->out};
}

static bool is_type(Text header, Text type) {
  Text name;
  return text_next(&header, ';', &name) && text_equal_ascii(text_trim(name), type);
}

/* A form that we can read, not too long, and from a page of ours. */
static void check_post(Exchange *exchange) {
  const Headers *headers = &exchange->headers;
  Server *server = exchange->server;
  Text type = headers->value[HEADER_CONTENT_TYPE];
  if (!origin_allowed(headers, &server->hosts, server->options->secure_cookies)) {
    refuse(exchange, 403, false);
  } else if (is_type(type, TEXT("multipart/form-data"))) {
    exchange->error = multipart_new(exchange->arena, &exchange->part, type, NULL, &exchange->multipart);
    if (exchange->error) refuse(exchange, 400, false);
  } else if (!is_type(type, TEXT("application/x-www-form-urlencoded"))) {
    refuse(exchange, 415, false);
  }
  if (!exchange->refused && body_length(headers) > (int64_t)FORM_BODY_MAX) refuse(exchange, 413, false);
}

void exchange_headers(Exchange *exchange, Text method, Text version, bool layout_right) {
  Server *server = exchange->server;
  Request *request = &exchange->request;
  exchange->stage = STAGE_BODY;
  atomic_fetch_add(&server->in_flight, 1);
  request_begin(exchange);
  int status = 400;
  if (layout_right)
    status = strict_check(&exchange->headers, &server->hosts, method, version, exchange->target);
  if (status) {
    if (status == 405) exchange->match.allow = "GET, HEAD, POST";
    refuse(exchange, status, true);
    return;
  }
  Text query = exchange->target, path;
  if (!text_next(&query, '?', &path)) path = TEXT_NONE;
  request->method = text_equal(method, TEXT("POST")) ? METHOD_POST : METHOD_GET;
  exchange->asset = request->method == METHOD_GET ? asset_find(path) : NULL;
  if (exchange->asset) return;
  status = router_find(server->router, exchange->arena, request->method, path, &exchange->match);
  if (status == 400) {
    refuse(exchange, 400, true);
    return;
  }
  request->path = path;
  request->query_text = query;
  request->route = exchange->match.route;
  for (size_t i = 0; i < 4; i++) request->arguments[i] = exchange->match.arguments[i];
  if (status)
    refuse(exchange, status, false);
  else if (request->method == METHOD_POST)
    check_post(exchange);
}

bool exchange_reads_body(const Exchange *exchange) {
  int64_t length = body_length(&exchange->headers);
  if (!exchange->refused) return true;
  if (exchange->close || exchange->headers.present[HEADER_EXPECT]) return false;
  return length <= (int64_t)DRAIN_MAX;
}

/* ---- the body ---- */

static Error take_body(Exchange *exchange, const char *bytes, size_t length) {
  if (length > FORM_BODY_MAX - exchange->drained) {
    return FAIL(exchange->arena, ERROR_LIMIT, "The form is too long: it may have %u bytes", FORM_BODY_MAX);
  }
  exchange->drained += length;
  if (exchange->multipart) return multipart_push(exchange->multipart, bytes, length);
  buffer_put_bytes(&exchange->body, bytes, length);
  return OK;
}

bool exchange_body(Exchange *exchange, const char *bytes, size_t length) {
  if (monotonic_microseconds() - exchange->began > BODY_MICROSECONDS) return false;
  if (exchange->refused) {
    exchange->drained += length;
    return exchange->drained <= DRAIN_MAX;
  }
  exchange->error = take_body(exchange, bytes, length);
  if (exchange->error) refuse(exchange, exchange->error->code == ERROR_LIMIT ? 413 : 400, false);
  return true;
}

/* ---- the answer ---- */

static Error open_db(Exchange *exchange) {
  Server *server = exchange->server;
  Worker *worker = worker_here(server);
  if (!worker->db_open && server->hooks->open_db) {
    Error error = server->hooks->open_db(server->hooks->program, exchange->arena, &worker->db);
    if (error) {
      log_fault("database-not-opened", error, exchange->request.id);
      return FAIL(exchange->arena, ERROR_BUSY, "The service cannot reach its records at the moment");
    }
  }
  worker->db_open = true;
  exchange->request.db = worker->db;
  return OK;
}

static Error read_form(Exchange *exchange) {
  Request *request = &exchange->request;
  TRY(form_parse(request->arena, request->query_text, &request->query));
  request->script_free = text_equal(form_value(&request->query, "script"), TEXT("no"));
  exchange->form_read = request->method != METHOD_POST;
  if (exchange->form_read) return OK;
  if (exchange->multipart)
    TRY(multipart_end(exchange->multipart, &request->form));
  else
    TRY(form_parse(request->arena, buffer_text(&exchange->body), &request->form));
  request->idempotency = form_value(&request->form, FORM_IDEMPOTENCY);
  exchange->form_read = true;
  return OK;
}

static Error read_cookies(Exchange *exchange) {
  Server *server = exchange->server;
  Request *request = &exchange->request;
  cookies_read(exchange->headers.value[HEADER_COOKIE], server->options->secure_cookies, exchange->cookies);
  request->draft_cookie = exchange->cookies[COOKIE_DRAFT];
  Text session = exchange->cookies[COOKIE_SESSION];
  if (text_is_empty(session) || !server->hooks->identify) return OK;
  Hash hash = hash_of(session);
  TRY(server->hooks->identify(request, hash, &request->identity));
  request->identity.session = hash;
  return OK;
}

static Error check_token(Exchange *exchange) {
  Request *request = &exchange->request;
  if (request->method != METHOD_POST || request->route->csrf != CSRF_CHECKED) return OK;
  Text token = form_value(&request->form, FORM_CSRF);
  bool session_only = request->route->permission != PERMISSION_PUBLIC;
  if (csrf_valid(request->arena, exchange->server->key, exchange->cookies, session_only, token)) return OK;
  return FAIL(request->arena, ERROR_DENIED,
              "This page was open for too long. Go back, load it again and send the form once more");
}

static Error serve(Exchange *exchange) {
  const WebHooks *hooks = exchange->server->hooks;
  Request *request = &exchange->request;
  TRY(open_db(exchange));
  TRY(read_form(exchange));
  TRY(read_cookies(exchange));
  uint32_t needed = request->route->permission;
  if (needed != PERMISSION_PUBLIC && request->identity.user.value == 0) {
    if (request->method == METHOD_GET && hooks->sign_in_needed)
      return hooks->sign_in_needed(request, &exchange->response);
    return FAIL(request->arena, ERROR_DENIED, "Sign in first");
  }
  if (needed != PERMISSION_PUBLIC && (request->identity.permissions & needed) == 0) {
    return FAIL(request->arena, ERROR_DENIED, "Your role does not include this page");
  }
  TRY(check_token(exchange));
  TRY(request->route->handler(request, &exchange->response));
  if (!exchange->out.failed) return OK;
  return FAIL(request->arena, ERROR_IO, "The page is longer than %zu bytes", RESPONSE_MAX);
}

void exchange_answer(Exchange *exchange) {
  const WebHooks *hooks = exchange->server->hooks;
  if (exchange->asset) return;
  int64_t began = monotonic_microseconds();
  if (exchange->refused) {
    respond_error(exchange, exchange->refused, exchange->error);
  } else {
    Error error = serve(exchange);
    bool too_long = error && error->code == ERROR_LIMIT && !exchange->form_read;
    if (error) respond_error(exchange, too_long ? 413 : status_of(error), error);
  }
  Response *response = &exchange->response;
  if (response->status == 0) response->status = 200;
  if (hooks->log_request) hooks->log_request(&exchange->request, response, monotonic_microseconds() - began);
}

/* A path of this site in printable ASCII; // and /\ would name another host. */
static bool is_local(Text path) {
  if (!text_starts(path, TEXT("/")) || text_starts(path, TEXT("//")) || text_starts(path, TEXT("/\\")))
    return false;
  for (size_t i = 0; i < path.length; i++) {
    if ((unsigned char)path.at[i] <= 0x20 || path.at[i] == 0x7f) return false;
  }
  return true;
}

static Text ascii_only(Arena *arena, Text path) {
  static const char digits[] = "0123456789ABCDEF";
  char *out = ARENA_ARRAY(arena, char, 3 * path.length);
  size_t length = 0;
  for (size_t i = 0; i < path.length; i++) {
    unsigned char byte = (unsigned char)path.at[i];
    if (byte < 0x80) {
      out[length++] = (char)byte;
      continue;
    }
    out[length++] = '%';
    out[length++] = digits[byte >> 4];
    out[length++] = digits[byte & 15];
  }
  return (Text){out, length};
}

Error redirect(Request *request, Response *response, const char *format, ...) {
  char *room = ARENA_ARRAY(request->arena, char, LOCATION_MAX);
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(room, LOCATION_MAX, format, arguments);
  va_end(arguments);
  bool fits = length > 0 && (size_t)length < LOCATION_MAX;
  Text location = ascii_only(request->arena, (Text){room, fits ? (size_t)length : 0});
  if (location.length >= LOCATION_MAX || !is_local(location))
    return FAIL(request->arena, ERROR_DAMAGED, "The next page has no proper address");
  response->status = 303;
  response->location = location;
  return OK;
}
