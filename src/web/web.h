/* HTTP: requests, responses, routes. Knows no complaints. */
#pragma once
#include "db/db.h"
#include "web/form.h"

typedef struct Request Request;
typedef struct Response Response;
typedef Error Handler(Request *request, Response *response);

typedef enum Method { METHOD_GET, METHOD_POST } Method; /* HEAD is served as GET without a body */
typedef enum Csrf { CSRF_NONE, CSRF_CHECKED } Csrf;

/* One row of the route table. Path pieces that begin with : are arguments. permission: bits of which the
 * person must have one; 0 is public. */
typedef struct Route {
  Method method;
  const char *path;
  Handler *handler;
  uint32_t permission;
  Csrf csrf;
  const char *summary;
} Route;
#define PERMISSION_PUBLIC 0u
#define ROUTE_ROW(method, path, handler, permission, csrf, summary)                                          \
  {METHOD_##method, path, handler, permission, csrf, "" summary},
/* Put beside the table: a POST without CSRF or a row without its permission does not compile. */
#define ROUTE_CHECK(method, path, handler, permission, csrf, summary)                                        \
  _Static_assert(METHOD_##method != METHOD_POST || (csrf) == CSRF_CHECKED, "POST without CSRF: " path);      \
  _Static_assert((uint32_t)(permission) == (permission), "no permission: " path);

/* Who is signed in. user 0: nobody. */
typedef struct Identity {
  UserId user;
  Text name;
  int role; /* rules' Role */
  uint32_t permissions;
  ServiceId service; /* of a service manager */
  Hash session;      /* hash of the session token */
} Identity;

struct Request {
  Arena *arena;
  Db *db; /* of this thread; NULL in an error page where it could not be opened */
  const WallClock *clock;
  const void *program; /* what main shares, read only */
  Method method;
  Text path;       /* as sent, checked; pieces of the route come decoded in `arguments` */
  Text query_text; /* as sent, without ? */
  Form query, form;
  Text arguments[4]; /* of the route, cleaned */
  const Route *route;
  Identity identity;
  Text id;           /* to quote when something went wrong */
  Text address;      /* client's (IPv6: its /64), for rate limits only; never stored with a case */
  Text idempotency;  /* the form's hidden field FORM_IDEMPOTENCY, may be empty */
  Text draft_cookie; /* secret of the draft, empty where there is none */
  bool script_free;  /* the address says ?script=no: pages leave their scripts out */
  void *web;         /* the server's own */
};

/* Cookie values set by handlers; empty value with clear=true removes it. */
typedef enum CookieName { COOKIE_SESSION, COOKIE_DRAFT, COOKIE_VISIT, COOKIE_COUNT } CookieName;

struct Response {
  int status;       /* 200 unless set */
  Buffer *body;     /* to write into; at most 8 MB */
  const char *type; /* text/html; charset=utf-8 unless set */
  Text location;    /* with 303 */
  Text file_name;   /* content-disposition: attachment */
  bool cacheable;   /* assets only; everything else is no-store */
  Text etag;        /* in its quotation marks */
  Text cookies[COOKIE_COUNT];
  bool cookie_set[COOKIE_COUNT];
  int retry_after;      /* seconds, with 429 and 503 */
  bool clear_site_data; /* at sign-out */
};

/* Hidden fields that every form of ours may carry. */
#define FORM_CSRF "csrf"
#define FORM_IDEMPOTENCY "idempotency"

/* 303 See Other to a path of this site (POST-redirect-GET); what is not ASCII is percent-encoded.
 * ERROR_DAMAGED: not a path. */
Error redirect(Request *request, Response *response, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cookie_set(Response *response, CookieName name, Text value);
void cookie_clear(Response *response, CookieName name);
/* The token for the hidden field "csrf" of a form on this page; makes the visit cookie where there is none.
 */
Text csrf_token(Request *request, Response *response);

/* Token buckets in memory shared by all processes: 10 tries in 5 minutes is (10, 300). */
typedef enum LimitKind {
  LIMIT_SIGN_IN_ADDRESS,
  LIMIT_SIGN_IN_ACCOUNT,
  LIMIT_TRACKING,
  LIMIT_SUBMIT,
  LIMIT_SEARCH,
  LIMIT_EXPORT,
  LIMIT_KIND_COUNT
} LimitKind;
/* Takes one try of the key's. True: go on. */
bool limit_take(Request *request, LimitKind kind, Text key, int tries, int seconds);
/* Gives back what a success should not cost. */
void limit_forgive(Request *request, LimitKind kind, Text key);

/* What the program gives the server. */
typedef struct WebHooks {
  const void *program;
  const Route *routes;
  size_t route_count;
  const WallClock *clock; /* NULL: the system's */
  /* Called at most once in a thread that succeeds; an error is answered with 503. May be NULL, as may
   * close_db. */
  Error (*open_db)(const void *program, Arena *arena, Db **db);
  void (*close_db)(Db *db);
  /* The signed-in person of a session token's hash; user 0 where it is none, ended or idle too long. Called
   * once for each request to a route that carries a well-formed session cookie. */
  Error (*identify)(Request *request, Hash session, Identity *identity);
  /* Pages for 400 403 404 405 409 413 414 415 429 500 503. `error` may be NULL; may be NULL itself: a line of
   * text. */
  void (*error_page)(Request *request, Response *response, int status, Error error);
  Error (*sign_in_needed)(Request *request, Response *response);
  /* Called when the answer stands, before it is sent; may be NULL. */
  void (*log_request)(const Request *request, const Response *response, int64_t microseconds);
  /* Background work in a process of its own, started again when it ends; SIGTERM asks it to end. May be NULL.
   * Gives the exit status. */
  int (*job)(const void *program);
} WebHooks;

typedef struct WebOptions {
  Text listen;         /* "127.0.0.1:8080" or "unix:PATH" */
  int processes;       /* 0: one per core */
  int threads;         /* per process, 0: 4 */
  bool secure_cookies; /* https in front: __Host- names and Secure */
  Text key;            /* 32 secret bytes for tokens */
  Text public_host; /* host name(s) accepted in Host and Origin, separated by spaces; empty: those of `listen`
                       and localhost */
  bool trust_forwarded; /* X-Forwarded-For of a Unix-socket proxy */
} WebOptions;

/* Binds, forks, serves until SIGTERM or SIGINT; answers what is in flight before it ends. `ready` is called
 * in the parent once children accept (prints the address). ERROR_BUSY: another program
 * listens there; ERROR_IO: cannot listen; ERROR_INVALID: an address that is none. */
Error web_serve(Arena *arena, const WebOptions *options, const WebHooks *hooks,
                void (*ready)(const void *program, Text address)) MUST_USE;

/* Embedded files, by whole path ("/static/…", "/favicon.ico"); set once at start. A compressed form may be
 * NULL. */
typedef struct WebAsset {
  const char *path, *type, *etag; /* etag: in its quotation marks */
  const unsigned char *bytes, *brotli, *gzip;
  size_t size, brotli_size, gzip_size;
} WebAsset;
/* Set once, before web_serve. */
void web_set_assets(const WebAsset *sorted_by_path, size_t count);
