#include "live.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- the server's pages ---- */

static void pause_milliseconds(long milliseconds) {
  struct timespec wait = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&wait, NULL);
}

static Error hello(Request *request, Response *response) {
  (void)request;
  buffer_put(response->body, TEXT("hello"));
  return OK;
}

static Error process_number(Request *request, Response *response) {
  (void)request;
  buffer_format(response->body, "%d", (int)getpid());
  return OK;
}

static Error slow(Request *request, Response *response) {
  (void)request;
  pause_milliseconds(150);
  for (int i = 0; i < 1000; i++) buffer_put(response->body, TEXT("slow but whole. "));
  return OK;
}

static Error big(Request *request, Response *response) {
  (void)request;
  for (int i = 0; i < 20000; i++) buffer_put(response->body, TEXT("0123456789abcde\n"));
  return OK;
}

static Error too_big(Request *request, Response *response) {
  (void)request;
  for (int i = 0; i < 9 * 1024; i++) buffer_format(response->body, "%01024d", i);
  return OK;
}

static Error form_page(Request *request, Response *response) {
  buffer_put(response->body, csrf_token(request, response));
  return OK;
}

static Error form_sent(Request *request, Response *response) {
  for (size_t i = 0; i < request->form.count; i++) {
    buffer_put(response->body, request->form.pairs[i].name);
    buffer_put_char(response->body, '=');
    buffer_put_int(response->body, (int64_t)request->form.pairs[i].value.length);
    buffer_put_char(response->body, ';');
  }
  return OK;
}

static Error go(Request *request, Response *response) {
  return redirect(request, response, "/caf\xc3\xa9?a=%d", 1);
}

static Error go_away(Request *request, Response *response) {
  return redirect(request, response, "%s", "//evil.example/");
}

/* Writes half a page and fails with the code whose number the path gives. */
static Error fails(Request *request, Response *response) {
  int64_t code = 0;
  buffer_put(response->body, TEXT("half a page"));
  cookie_set(response, COOKIE_SESSION, TEXT("0123456789abcdef"));
  if (!text_to_int(request->arguments[0], &code)) return OK;
  return FAIL(request->arena, (ErrorCode)code, "secret detail");
}

static Error limited(Request *request, Response *response) {
  if (!limit_take(request, LIMIT_SEARCH, request->address, 10, 300)) {
    return FAIL(request->arena, ERROR_LIMIT, "Too often");
  }
  return hello(request, response);
}

static Error address(Request *request, Response *response) {
  buffer_put(response->body, request->address);
  return OK;
}

static Error argument(Request *request, Response *response) {
  buffer_put(response->body, request->arguments[0]);
  buffer_put_char(response->body, '|');
  buffer_put(response->body, form_value(&request->query, "q"));
  return OK;
}

static Error download(Request *request, Response *response) {
  (void)request;
  response->type = "text/csv; charset=utf-8";
  response->file_name = TEXT("r\xc3\xa9sum\xc3\xa9 \"1\".csv");
  response->clear_site_data = true;
  response->etag = TEXT("\"v1\"");
  buffer_put(response->body, TEXT("a,b"));
  return OK;
}

static const Route routes[] = {
    ROUTE_ROW(GET, "/", hello, PERMISSION_PUBLIC, CSRF_NONE,
              "") ROUTE_ROW(GET, "/process", process_number, PERMISSION_PUBLIC, CSRF_NONE,
                            "") ROUTE_ROW(GET, "/slow", slow, PERMISSION_PUBLIC, CSRF_NONE,
                                          "") ROUTE_ROW(GET, "/big", big, PERMISSION_PUBLIC, CSRF_NONE, "")
        ROUTE_ROW(GET, "/too-big", too_big, PERMISSION_PUBLIC, CSRF_NONE,
                  "") ROUTE_ROW(GET, "/form", form_page, PERMISSION_PUBLIC, CSRF_NONE,
                                "") ROUTE_ROW(POST, "/form", form_sent, PERMISSION_PUBLIC, CSRF_CHECKED, "")
            ROUTE_ROW(GET, "/staff", form_page, 1, CSRF_NONE,
                      "") ROUTE_ROW(POST, "/staff", form_sent, 1, CSRF_CHECKED, "")
                ROUTE_ROW(GET, "/admin", hello, 2, CSRF_NONE,
                          "") ROUTE_ROW(GET, "/go", go, PERMISSION_PUBLIC, CSRF_NONE, "")
                    ROUTE_ROW(GET, "/go-away", go_away, PERMISSION_PUBLIC, CSRF_NONE,
                              "") ROUTE_ROW(GET, "/fails/:code", fails, PERMISSION_PUBLIC, CSRF_NONE, "")
                        ROUTE_ROW(GET, "/limited", limited, PERMISSION_PUBLIC, CSRF_NONE, "")
                            ROUTE_ROW(GET, "/address", address, PERMISSION_PUBLIC, CSRF_NONE, "")
                                ROUTE_ROW(GET, "/argument/:a", argument, PERMISSION_PUBLIC, CSRF_NONE, "")
                                    ROUTE_ROW(GET, "/download", download, PERMISSION_PUBLIC, CSRF_NONE, "")};

/* ---- hooks ---- */

/* One session is known: sixteen times s. */
static Error identify(Request *request, Hash session, Identity *identity) {
  (void)request;
  if (!hash_equal(session, hash_of(TEXT("ssssssssssssssss")))) return OK;
  *identity = (Identity){.user = {1}, .name = TEXT("Ann"), .permissions = 1};
  return OK;
}

static Error sign_in_needed(Request *request, Response *response) {
  return redirect(request, response, "/sign-in?next=%.*s%.*s", TEXT_ARGUMENTS(request->path),
                  TEXT_ARGUMENTS(request->query_text));
}

static void error_page(Request *request, Response *response, int status, Error error) {
  (void)error;
  buffer_format(response->body, "page %d %.*s", status, TEXT_ARGUMENTS(request->id));
}

static Error open_db(const void *program, Arena *arena, Db **db) {
  (void)program;
  (void)arena;
  *db = NULL;
  return OK;
}

static int announce;

static void ready(const void *program, Text at) {
  (void)program;
  if (write(announce, at.at, at.length) < 0) exit(2);
  close(announce);
}

static const unsigned char plain[] = "plain style", brotli[] = "<br>", gzip[] = "<gz>";
static const WebAsset assets[] = {
    {"/favicon.ico", "image/x-icon", "\"ff\"", plain, NULL, NULL, 5, 0, 0},
    {"/static/style.css", "text/css", "\"aa\"", plain, brotli, gzip, 11, 4, 4},
};

/* ---- start and stop ---- */

static int serve(void (*configure)(WebOptions *options, WebHooks *hooks)) {
  AUTO_ARENA arena = arena_new();
  WebOptions options = {.listen = TEXT("127.0.0.1:0"),
                        .processes = 2,
                        .threads = 4,
                        .key = TEXT("0123456789abcdef0123456789abcdef"),
                        .public_host = TEXT("council.example")};
  WebHooks hooks = {.routes = routes,
                    .route_count = COUNT(routes),
                    .open_db = open_db,
                    .identify = identify,
                    .error_page = error_page,
                    .sign_in_needed = sign_in_needed};
  if (configure) configure(&options, &hooks);
  web_set_assets(assets, COUNT(assets));
  Error error = web_serve(arena, &options, &hooks, ready);
  if (error) fprintf(stderr, "# %.*s\n", TEXT_ARGUMENTS(error->words));
  return error ? 1 : 0;
}

Live live_start(void (*configure)(WebOptions *options, WebHooks *hooks)) {
  int ends[2];
  if (pipe(ends) != 0) abort();
  fflush(NULL);
  Live live = {.process = fork()};
  if (live.process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(ends[0]);
    announce = ends[1];
    exit(serve(configure));
  }
  close(ends[1]);
  char address_words[128];
  ssize_t length = read(ends[0], address_words, sizeof address_words - 1);
  close(ends[0]);
  if (length <= 0) fail_msg("the server does not start");
  address_words[length > 0 ? length : 0] = 0;
  const char *colon = strrchr(address_words, ':');
  live.port = colon ? (int)strtol(colon + 1, NULL, 10) : 0;
  return live;
}

int live_wait(Live live) {
  for (int i = 0; i < 300; i++) {
    int status;
    if (waitpid(live.process, &status, WNOHANG) == live.process) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    pause_milliseconds(50);
  }
  kill(live.process, SIGKILL);
  return -1;
}

int live_stop(Live live) {
  kill(live.process, SIGTERM);
  return live_wait(live);
}

/* ---- the client ---- */

int live_connect(Live live) {
  int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)live.port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connection >= 0 && connect(connection, (struct sockaddr *)&to, sizeof to) == 0) return connection;
  if (connection >= 0) close(connection);
  return -1;
}

void live_send(int connection, Text bytes) {
  while (bytes.length > 0) {
    ssize_t sent = send(connection, bytes.at, bytes.length, MSG_NOSIGNAL);
    if (sent <= 0) return; /* the server has closed: what it said is still to be read */
    bytes = text_slice(bytes, (size_t)sent, bytes.length);
  }
}

/* More bytes; false where none come within five seconds or the connection ends. */
static bool read_more(int connection, Buffer *all) {
  struct pollfd wait = {.fd = connection, .events = POLLIN};
  if (poll(&wait, 1, 5000) <= 0) return false;
  char *room = buffer_reserve(all, 16384);
  ssize_t length = room ? recv(connection, room, 16384, 0) : -1;
  if (length > 0) all->length += (size_t)length;
  return length > 0;
}

Text answer_header(const Answer *answer, const char *name) {
  Text rest = answer->head, line, key;
  while (text_next(&rest, '\n', &line)) {
    if (!text_next(&line, ':', &key)) continue;
    if (text_equal_ascii(text_trim(key), text_of(name))) return text_trim(line);
  }
  return TEXT_NONE;
}

Answer live_read(Arena *arena, int connection, bool head_only) {
  AUTO_BUFFER all = buffer_new(ANSWER_MAX);
  Answer answer = {.head = TEXT_NONE, .body = TEXT_NONE};
  size_t end;
  while ((end = text_find(buffer_text(&all), TEXT("\r\n\r\n"), 0)) == SIZE_MAX) {
    if (!read_more(connection, &all)) return answer;
  }
  Text head = text_slice(buffer_text(&all), 0, end + 2);
  int64_t status = 0, length = 0;
  answer.head = text_copy(arena, head);
  if (text_to_int(text_slice(head, 9, 12), &status)) answer.status = (int)status;
  if (!head_only && !text_to_int(answer_header(&answer, "Content-Length"), &length)) length = 0;
  while (all.length < end + 4 + (size_t)length && read_more(connection, &all)) continue;
  answer.body = text_copy(arena, text_slice(buffer_text(&all), end + 4, end + 4 + (size_t)length));
  if ((int64_t)answer.body.length < length) answer.status = 0;
  return answer;
}

/* Where the answer says that it closes, the end is waited for; else it must not come at once. */
static bool is_closed(int connection, const Answer *answer) {
  struct pollfd wait = {.fd = connection, .events = POLLIN};
  bool said = answer->status == 0 || text_equal_ascii(answer_header(answer, "Connection"), TEXT("close"));
  char byte;
  return poll(&wait, 1, said ? 2000 : 5) > 0 && recv(connection, &byte, 1, 0) <= 0;
}

Answer live_ask(Arena *arena, Live live, Text bytes) {
  int connection = live_connect(live);
  if (connection < 0) return (Answer){.closed = true, .head = TEXT_NONE, .body = TEXT_NONE};
  live_send(connection, bytes);
  Answer answer = live_read(arena, connection, text_starts(bytes, TEXT("HEAD")));
  answer.closed = is_closed(connection, &answer);
  close(connection);
  return answer;
}

Answer live_get(Arena *arena, Live live, const char *path, const char *headers) {
  return live_ask(arena, live,
                  text_format(arena, "GET %s HTTP/1.1\r\nHost: council.example\r\n%s\r\n", path, headers));
}

Answer live_post(Arena *arena, Live live, const char *path, const char *headers, Text body) {
  Text head = text_format(arena, "POST %s HTTP/1.1\r\nHost: council.example\r\nContent-Length: %zu\r\n%s\r\n",
                          path, body.length, headers);
  return live_ask(arena, live, text_join(arena, (Text[]){head, body}, 2, TEXT_NONE));
}
