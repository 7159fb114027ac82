/* The library that carries HTTP, and the start. */
#include "web/server.h"
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define THREADS 4
#define CONNECTIONS 1024
#define IDLE_SECONDS 30
#define CONNECTION_MEMORY (32 * 1024)
#define ENFORCE_SECONDS 5
#define KEY_BYTES 32
#define CALM_MICROSECONDS (INT64_C(100) * 1000)
#define ACCEPT_MICROSECONDS (INT64_C(1000) * 1000)
#define STOP_MICROSECONDS (INT64_C(10) * 1000 * 1000)

/* ---- what the library hides ----
 * It parses in place: request line and headers stand in its memory as they came, with each end of line made
 * NUL. So a header must begin exactly two bytes behind the end of the one before. Where it does not, there
 * was a bare line feed, a NUL, or a folded header (which the library moves elsewhere). Of the last line's end
 * and of trailers nothing can be seen: in production the proxy in front decides there. From version 1.0 the
 * library refuses all this itself. */

typedef struct HeaderWalk {
  Exchange *exchange;
  uintptr_t end; /* where the last line ended */
  bool right;
} HeaderWalk;

static enum MHD_Result walk_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length) {
  (void)kind;
  HeaderWalk *walk = context;
  if (!value) value = "", value_length = 0;
  if (MHD_VERSION < 0x01000000 && (uintptr_t)name != walk->end + 2) walk->right = false;
  walk->end = (uintptr_t)value + value_length;
  if (!header_take(&walk->exchange->headers, (Text){name, name_length}, (Text){value, value_length}))
    walk->right = false;
  return walk->right ? MHD_YES : MHD_NO;
}

static bool line_is_right(const Exchange *exchange, const char *method, const char *version) {
  if (MHD_VERSION >= 0x01000000) return true;
  uintptr_t target = (uintptr_t)exchange->target_at;
  return target == (uintptr_t)method + strlen(method) + 1 &&
         (uintptr_t)version == target + exchange->target.length + 1;
}

/* ---- whose request ---- */

static Text address_of_four(Arena *arena, const void *bytes) {
  unsigned char part[4];
  memcpy(part, bytes, sizeof part);
  return text_format(arena, "%d.%d.%d.%d", part[0], part[1], part[2], part[3]);
}

/* Of an IPv6 address its network: a household has a whole /64. */
static Text address_of_six(Arena *arena, const void *bytes) {
  char words[INET6_ADDRSTRLEN];
  struct in6_addr network;
  memcpy(&network, bytes, sizeof network);
  if (IN6_IS_ADDR_V4MAPPED(&network)) return address_of_four(arena, network.s6_addr + 12);
  memset(network.s6_addr + 8, 0, 8);
  return inet_ntop(AF_INET6, &network, words, sizeof words) ? text_copy(arena, text_of(words)) : TEXT_NONE;
}

/* The last address of X-Forwarded-For is the one that our own proxy saw. */
static Text forwarded_address(Arena *arena, Text header) {
  Text last = TEXT_NONE, one;
  while (text_next(&header, ',', &one)) last = text_trim(one);
  struct in6_addr six;
  struct in_addr four;
  const char *words = text_z(arena, last);
  if (inet_pton(AF_INET, words, &four) == 1) return address_of_four(arena, &four);
  if (inet_pton(AF_INET6, words, &six) == 1) return address_of_six(arena, &six);
  return TEXT_NONE;
}

static Text client_address(const Exchange *exchange, struct MHD_Connection *connection) {
  const Server *server = exchange->server;
  if (server->unix_socket) {
    bool trusted = server->options->trust_forwarded && exchange->headers.present[HEADER_FORWARDED_FOR];
    return trusted ? forwarded_address(exchange->arena, exchange->headers.value[HEADER_FORWARDED_FOR])
                   : TEXT("local");
  }
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (!info || !info->client_addr) return TEXT_NONE;
  if (info->client_addr->sa_family == AF_INET) {
    struct sockaddr_in four;
    memcpy(&four, info->client_addr, sizeof four);
    return address_of_four(exchange->arena, &four.sin_addr);
  }
  struct sockaddr_in6 six;
  memcpy(&six, info->client_addr, sizeof six);
  return info->client_addr->sa_family == AF_INET6 ? address_of_six(exchange->arena, &six.sin6_addr)
                                                  : TEXT_NONE;
}

/* ---- callbacks ---- */

/* The request line has come; the library will split and change the target, so it is copied. */
static void *on_line(void *context, const char *target, struct MHD_Connection *connection) {
  (void)connection;
  Exchange *exchange = exchange_take(context);
  exchange->target_at = target;
  exchange->target = text_copy(exchange->arena, text_of(target));
  return exchange;
}

/* We decode by ourselves, strictly; the library leaves everything as it came. */
static size_t on_escapes(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  return strlen(text);
}

static enum MHD_Result send_now(Exchange *exchange, struct MHD_Connection *connection) {
  exchange_answer(exchange);
  return respond_send(exchange, connection) ? MHD_YES : MHD_NO;
}

static int descriptor_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_ConnectionNotificationCode code) {
  (void)state;
  Server *server = context;
  int descriptor = descriptor_of(connection);
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    deadline_begin(&server->deadlines, descriptor, monotonic_microseconds());
  else
    deadline_forget(&server->deadlines, descriptor);
}

static enum MHD_Result on_headers(Exchange *exchange, struct MHD_Connection *connection, const char *method,
                                  const char *version) {
  HeaderWalk walk = {exchange, (uintptr_t)version + strlen(version),
                     line_is_right(exchange, method, version)};
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, walk_header, &walk);
  deadline_met(&exchange->server->deadlines, descriptor_of(connection));
  exchange->request.address = client_address(exchange, connection);
  exchange_headers(exchange, text_of(method), text_of(version), walk.right);
  return exchange_reads_body(exchange) ? MHD_YES : send_now(exchange, connection);
}

/* Called with the headers, then with each piece of the body, then once more to be answered. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *bytes, size_t *length,
                                  void **state) {
  (void)context;
  (void)url;
  Exchange *exchange = *state;
  if (!exchange || exchange->stage == STAGE_ANSWERED) return MHD_NO;
  if (exchange->stage == STAGE_HEADERS) return on_headers(exchange, connection, method, version);
  if (*length == 0) return send_now(exchange, connection);
  bool taken = exchange_body(exchange, bytes, *length);
  *length = 0;
  return taken ? MHD_YES : MHD_NO;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code) {
  Server *server = context;
  Exchange *exchange = *state;
  if (!exchange) return;
  *state = NULL;
  bool goes_on = code == MHD_REQUEST_TERMINATED_COMPLETED_OK;
  if (goes_on) deadline_begin(&server->deadlines, descriptor_of(connection), monotonic_microseconds());
  exchange_give_back(exchange);
}

__attribute__((format(printf, 2, 0))) static void on_log(void *context, const char *format,
                                                         va_list arguments) {
  (void)context;
  char words[512];
  int length = vsnprintf(words, sizeof words, format, arguments);
  if (length > 0) log_write(LOG_DEBUG, "http", "%s", words);
}

/* ---- one process ---- */

static struct MHD_Daemon *daemon_start(Server *server) {
  int threads = server->options->threads > 0 ? server->options->threads : THREADS;
  struct MHD_OptionItem options[] = {
      {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_log, NULL},
      {MHD_OPTION_LISTEN_SOCKET, server->socket, NULL},
      {MHD_OPTION_THREAD_POOL_SIZE, threads, NULL},
      {MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS, NULL},
      {MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, NULL},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY, NULL},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
      {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_line, server},
      {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)on_escapes, NULL},
      {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, server},
      {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, server},
      {MHD_OPTION_END, 0, NULL},
  };
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG;
  return MHD_start_daemon(flags, 0, NULL, NULL, on_request, server, MHD_OPTION_ARRAY, options,
                          MHD_OPTION_END);
}

static bool connections_wait(const Server *server) {
  struct pollfd listening = {.fd = server->socket, .events = POLLIN};
  return poll(&listening, 1, 0) > 0;
}

/* Takes the connections that wait already, then no new ones; what is in flight ends, then all the rest is
 * closed. A thread with several connections counts one request at a time, so that "none" must hold for a
 * while. */
static void daemon_stop(Server *server, struct MHD_Daemon *daemon) {
  atomic_store(&server->stopping, true);
  int64_t began = monotonic_microseconds(), passed = 0, calm_since = 0;
  bool accepting = true;
  while (passed < STOP_MICROSECONDS && passed - calm_since < CALM_MICROSECONDS) {
    if (accepting && (passed > ACCEPT_MICROSECONDS || !connections_wait(server))) {
      MHD_quiesce_daemon(daemon);
      accepting = false;
    }
    usleep(5 * 1000);
    passed = monotonic_microseconds() - began;
    if (accepting || atomic_load(&server->in_flight) > 0) calm_since = passed;
  }
  MHD_stop_daemon(daemon);
}

int server_run(Server *server, int started) {
  if (pthread_key_create(&server->worker, worker_end) != 0) return 1;
  pthread_mutex_init(&server->lock, NULL);
  pthread_mutex_init(&server->deadlines.lock, NULL);
  server->arena = arena_new();
  struct MHD_Daemon *daemon = daemon_start(server);
  if (!daemon) {
    log_write(LOG_ERROR, "web-not-started", "the HTTP library does not start");
    return 1;
  }
  if (started >= 0 && write(started, "+", 1) != 1)
    log_write(LOG_WARNING, "web-not-announced", "nobody waits for this process");
  if (started >= 0) close(started);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  const struct timespec between = {.tv_sec = ENFORCE_SECONDS};
  while (sigtimedwait(&signals, NULL, &between) < 0)
    deadline_enforce(&server->deadlines, monotonic_microseconds());
  daemon_stop(server, daemon);
  Worker *own = pthread_getspecific(server->worker);
  if (own) worker_end(own);
  pthread_setspecific(server->worker, NULL);
  exchanges_free(server);
  return 0;
}

/* ---- the start ---- */

static Text *hosts_of(Arena *arena, Text words, size_t *count) {
  Text *names = NULL, one;
  while (text_next(&words, ' ', &one)) {
    if (text_is_empty(one)) continue;
    names = arena_grow(arena, names, *count, *count + 1, sizeof *names);
    names[(*count)++] = one;
  }
  return names;
}

/* Where none is set: the address itself and the names of this machine for itself. */
static Text default_hosts(Arena *arena, const Server *server) {
  if (server->unix_socket) return TEXT("localhost");
  size_t colon = server->address.length;
  while (colon > 0 && server->address.at[colon - 1] != ':') colon--;
  Text port = text_slice(server->address, colon, server->address.length);
  Text names =
      text_format(arena, "%.*s localhost:%.*s 127.0.0.1:%.*s [::1]:%.*s", TEXT_ARGUMENTS(server->address),
                  TEXT_ARGUMENTS(port), TEXT_ARGUMENTS(port), TEXT_ARGUMENTS(port));
  return text_equal(port, TEXT("80"))
             ? text_format(arena, "%.*s localhost 127.0.0.1 [::1]", TEXT_ARGUMENTS(names))
             : names;
}

Error web_serve(Arena *arena, const WebOptions *options, const WebHooks *hooks,
                void (*ready)(const void *program, Text address)) {
  if (options->key.length != KEY_BYTES)
    return FAIL(arena, ERROR_INVALID, "The web key must have %d bytes", KEY_BYTES);
  random_start();
  Server *server = ARENA_NEW(arena, Server);
  server->options = options;
  server->hooks = hooks;
  server->key = options->key;
  server->router = router_new(arena, hooks->routes, hooks->route_count);
  TRY(socket_listen(arena, server));
  Text hosts = text_is_empty(options->public_host) ? default_hosts(arena, server) : options->public_host;
  server->hosts.names = hosts_of(arena, hosts, &server->hosts.count);
  server->limits = limits_new();
  Error error = server->limits ? processes_run(arena, server, ready)
                               : FAIL(arena, ERROR_IO, "No memory to share is left");
  limits_free(server->limits);
  close(server->socket);
  if (server->unix_socket) unlink(text_z(arena, server->address) + strlen("unix:"));
  return error;
}
