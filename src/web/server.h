/* The inside of the server; for src/web only. */
#pragma once
#include "web/multipart.h"
#include "web/web.h"
#include <pthread.h>
#include <stdatomic.h>

struct MHD_Connection;

/* ---- strict.c: what we accept of HTTP ---- */

typedef enum HeaderName {
  HEADER_HOST,
  HEADER_CONTENT_LENGTH,
  HEADER_TRANSFER_ENCODING,
  HEADER_CONTENT_TYPE,
  HEADER_COOKIE,
  HEADER_ORIGIN,
  HEADER_FETCH_SITE,
  HEADER_IF_NONE_MATCH,
  HEADER_ACCEPT_ENCODING,
  HEADER_FORWARDED_FOR,
  HEADER_EXPECT,
  HEADER_COUNT
} HeaderName;

typedef struct Headers {
  Text value[HEADER_COUNT];
  bool present[HEADER_COUNT];
} Headers;

typedef struct Hosts {
  const Text *names;
  size_t count;
} Hosts;

#define TARGET_MAX ((size_t)8 * 1024)
/* Puts a header into its place. False: a name that is no token, a control character in the value, or a second
 * one of a header that must be alone. */
bool header_take(Headers *headers, Text name, Text value);
/* Whether request line and headers are ones we answer: 0, else the status of the refusal. */
int strict_check(const Headers *headers, const Hosts *hosts, Text method, Text version, Text target);
bool host_is_ours(const Hosts *hosts, Text host);
/* The declared length of the body; -1: chunked; 0: none. Only after strict_check. */
int64_t body_length(const Headers *headers);
/* Whether a header value names the token in its comma list with a weight other than 0. */
bool header_lists(Text value, Text token);

/* ---- router.c ---- */

typedef struct Router Router;
typedef struct RouteMatch {
  const Route *route;
  Text arguments[4];
  const char *allow; /* with 405 */
} RouteMatch;
/* A route that stands twice, or with too many pieces, is a bug. */
const Router *router_new(Arena *arena, const Route *routes, size_t count);
/* 0 and the route, or 400 (the path is malformed), 404, 405. */
int router_find(const Router *router, Arena *arena, Method method, Text path, RouteMatch *match);

/* ---- cookies.c ---- */

/* The values of our cookies; empty where there is none, where it is malformed, and where one stands twice. */
void cookies_read(Text header, bool secure, Text values[COOKIE_COUNT]);
const char *cookie_name(CookieName name, bool secure);
/* The value of a Set-Cookie header. */
Text cookie_line(Arena *arena, CookieName name, Text value, bool secure);

/* ---- csrf.c ---- */

/* Whether a POST may come from where the browser says it comes from. */
bool origin_allowed(const Headers *headers, const Hosts *hosts, bool secure);
Text csrf_make(Arena *arena, Text key, CookieName kind, Text secret);
/* Whether the token belongs to one of the secrets; for a person signed in, to the session's. */
bool csrf_valid(Arena *arena, Text key, const Text secrets[COOKIE_COUNT], bool session_only, Text token);

/* ---- limit.c: token buckets shared by all processes ---- */

typedef struct Limits Limits;
/* Made before the children; NULL where there is no memory. */
Limits *limits_new(void);
void limits_free(Limits *limits);
bool limits_take(Limits *limits, uint64_t key, int tries, int seconds, int64_t now_microseconds);
/* Gives one token back. */
void limits_forgive(Limits *limits, uint64_t key);

/* ---- assets.c ---- */

/* NULL: none of that path. */
const WebAsset *asset_find(Text path);
typedef struct AssetForm {
  const unsigned char *bytes;
  size_t size;
  const char *encoding; /* NULL: as it is */
} AssetForm;
/* The smallest form that the browser takes. */
AssetForm asset_form(const WebAsset *asset, Text accept_encoding);
/* If-None-Match against a tag in its quotation marks, by weak comparison. */
bool etag_matches(Text if_none_match, Text etag);

/* ---- deadline.c: connections that take too long to say what they want ---- */

/* Descriptors from here on are not watched; the limit of connections is far below. */
#define WATCHED_MAX 4096
#define HEADER_MICROSECONDS (INT64_C(40) * 1000 * 1000)
/* Since when a connection has been waited for; 0: it is not. */
typedef struct Deadlines {
  _Atomic int64_t since[WATCHED_MAX];
  pthread_mutex_t lock; /* held while a descriptor is shut down, and taken before it is closed */
} Deadlines;
/* Waits for the headers of the next request. */
void deadline_begin(Deadlines *deadlines, int connection, int64_t now);
/* They have come. */
void deadline_met(Deadlines *deadlines, int connection);
/* The connection is about to be closed. */
void deadline_forget(Deadlines *deadlines, int connection);
/* Shuts down what has kept us waiting for too long. */
void deadline_enforce(Deadlines *deadlines, int64_t now);

/* ---- exchange.c: one request and its answer ---- */

typedef struct Exchange Exchange;

/* What the processes share read only, and what the threads of one process share. */
typedef struct Server {
  const WebOptions *options;
  const WebHooks *hooks;
  const Router *router;
  Hosts hosts;
  Limits *limits;
  Text key;
  Text address; /* in words */
  int socket;
  bool unix_socket;
  pthread_key_t worker; /* the Worker of a thread */
  Deadlines deadlines;
  pthread_mutex_t lock;
  Arena *arena;          /* exchanges; under lock */
  Exchange *spare;       /* left by threads that ended; under lock */
  Exchange *all;         /* under lock */
  _Atomic int in_flight; /* requests whose headers are complete */
  _Atomic bool stopping;
} Server;

typedef enum Stage { STAGE_HEADERS, STAGE_BODY, STAGE_ANSWERED } Stage;

struct Exchange {
  Exchange *next, *next_of_all;
  Server *server;
  Arena *arena;
  Buffer out, body, part;
  int64_t began; /* microseconds, monotonic */
  const char
      *target_at; /* where the target stood in the library's memory; never read after the line is parsed */
  Text target;    /* our copy */
  Headers headers;
  Text cookies[COOKIE_COUNT];
  RouteMatch match;
  const WebAsset *asset;
  Multipart *multipart;
  Request request;
  Response response;
  Stage stage;
  int refused; /* status, 0: none */
  Error error; /* why, may be NULL */
  size_t drained;
  bool form_read;
  bool close; /* the connection, after the answer */
  char id[9];
};

/* State of one thread, made at its first request. */
typedef struct Worker {
  Server *server;
  Arena *arena;
  Db *db;
  bool db_open;
  Exchange *spare;
  size_t spare_count;
  uint64_t id_state;
} Worker;

/* The same clock in all processes. */
int64_t monotonic_microseconds(void);
/* This thread's; made where there is none. */
Worker *worker_here(Server *server);
/* Called at a thread's end: closes its database, leaves its spare exchanges to others. */
void worker_end(void *worker);
/* An empty exchange, from this thread's spare ones where there are any. */
Exchange *exchange_take(Server *server);
/* Once the answer is sent or the connection lost. */
void exchange_give_back(Exchange *exchange);
/* Ends what the process holds, after the last thread. */
void exchanges_free(Server *server);
/* Decides by the headers alone: sets `refused`, or prepares the reading of the body. */
void exchange_headers(Exchange *exchange, Text method, Text version, bool layout_right);
/* Whether the body is to be read before the answer: for the form, or to be thrown away. */
bool exchange_reads_body(const Exchange *exchange);
/* A piece of the body; a fault is remembered and the rest drained. False: too much even for that, cut the
 * connection. */
bool exchange_body(Exchange *exchange, const char *bytes, size_t length);
/* Makes the whole answer in `response`. */
void exchange_answer(Exchange *exchange);

/* ---- respond.c ---- */

/* The status that says what the error's code says. */
int status_of(Error error);
/* Throws away what was written and puts the page for the status in its place. */
void respond_error(Exchange *exchange, int status, Error error);
/* Hands the answer to the library, with the headers that every answer has. False: no memory. */
bool respond_send(Exchange *exchange, struct MHD_Connection *connection);

/* ---- process.c ---- */

/* Serves with threads on the socket until SIGTERM or SIGINT (blocked by the caller); `started` is told the
 * file descriptor to write one byte to. Gives the exit status of the process. */
int server_run(Server *server, int started);
/* Forks, watches and restarts children until a signal; then waits for them. */
Error processes_run(Arena *arena, Server *server, void (*ready)(const void *program, Text address)) MUST_USE;
/* Binds and listens. */
Error socket_listen(Arena *arena, Server *server) MUST_USE;
