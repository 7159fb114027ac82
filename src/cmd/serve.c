#include "assets.h"
#include "casework/draft.h"
#include "cmd/command.h"
#include "cmd/weekly_keep.h"
#include "page/routes.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What the parent shares with its children. */
typedef struct Serving {
  Program program; /* first: pages see it as the program */
  Text database;
  bool demonstration;
} Serving;

static Error open_connection(const void *shared, Arena *arena, Db **db) {
  const Serving *serving = shared;
  return db_open(arena, serving->database, (DbOptions){.create = false}, db);
}

/* One line for each answer that went wrong; no address, no path of a case. */
static void log_answer(const Request *request, const Response *response, int64_t microseconds) {
  if (response->status < 500) return;
  log_write(LOG_WARNING, "answer", "status %d for %s after %lld us, reference %.*s", response->status,
            request->route ? request->route->path : "no route", (long long)microseconds,
            TEXT_ARGUMENTS(request->id));
}

static Error housekeeping(const Serving *serving) {
  AUTO_ARENA arena = arena_new();
  AUTO_DB db = NULL;
  WallClock clock = {INSTANT_NONE};
  TRY(open_connection(serving, arena, &db));
  Ctx ctx = {.arena = arena,
             .db = db,
             .clock = &clock,
             .program = &serving->program,
             .actor = {.role = ROLE_SYSTEM}};
  Error error = draft_forget_old(&ctx);
  if (error) log_fault("forgetting drafts", error, TEXT_NONE);
  TRY(directory_load(arena, db, &ctx.directory));
  return weekly_keep_due(&ctx);
}

/* Background work: drafts that nobody came back to are forgotten, the lists of the week are kept. */
static int job(const void *shared) {
  for (;;) {
    Error error = housekeeping(shared);
    if (error) log_fault("housekeeping", error, TEXT_NONE);
    struct timespec pause = {600, 0};
    if (nanosleep(&pause, NULL) != 0) return 0;
  }
}

static void say_ready(const void *shared, Text address) {
  const Serving *serving = shared;
  printf("Redress is ready: http://%.*s\n", TEXT_ARGUMENTS(address));
  if (serving->demonstration) {
    printf("Officers sign in at http://%.*s/staff/sign-in\n", TEXT_ARGUMENTS(address));
    printf("  officer@demo.example  manager@demo.example  service-manager@demo.example\n"
           "  reviewer@demo.example  auditor@demo.example  administrator@demo.example\n"
           "  password of each: demonstration\n");
  }
  fflush(stdout);
}

static void set_assets(Arena *arena) {
  WebAsset *list = ARENA_ARRAY(arena, WebAsset, asset_count);
  size_t count = 0;
  for (size_t i = 0; i < asset_count; i++) {
    const Asset *asset = &assets[i];
    if (!asset->path) continue;
    list[count++] = (WebAsset){asset->path, asset->type, asset->etag,        asset->bytes,    asset->brotli,
                               asset->gzip, asset->size, asset->brotli_size, asset->gzip_size};
  }
  web_set_assets(list, count);
}

static bool is_loopback(Text listen) {
  return text_starts(listen, TEXT("127.")) || text_starts(listen, TEXT("[::1]")) ||
         text_starts(listen, TEXT("localhost:")) || text_starts(listen, TEXT("unix:"));
}

static int small_number(const Invocation *invocation, const char *name) {
  int64_t value = 0;
  Text text = option_value(invocation, name);
  return text_to_int(text, &value) && value > 0 && value <= 64 ? (int)value : 0;
}

static WebOptions options_of(const Invocation *invocation, const Program *program) {
  Text listen = option_value(invocation, "--listen");
  return (WebOptions){
      .listen = text_is_empty(listen) ? TEXT("127.0.0.1:8080") : listen,
      .processes = small_number(invocation, "--processes"),
      .threads = small_number(invocation, "--threads"),
      .secure_cookies = option_given(invocation, "--https"),
      .key = program->key,
      .public_host = option_value(invocation, "--host"),
      .trust_forwarded = text_starts(listen, TEXT("unix:")),
  };
}

static Error check_demonstration(Invocation *invocation, Opened *opened, Text listen, bool *demonstration) {
  Ctx ctx;
  TRY(system_ctx(invocation->arena, opened, &ctx));
  *demonstration = ctx.directory->demonstration;
  if (*demonstration && !is_loopback(listen))
    return FAIL(
        invocation->arena, ERROR_REFUSED,
        "This database has the demonstration's accounts, whose password everybody knows. It is served on "
        "127.0.0.1 only. For real use begin with an empty database.");
  return OK;
}

/* The address with the port after it, where another program holds this one. */
static Text next_port(Arena *arena, Text listen) {
  size_t colon = listen.length;
  while (colon > 0 && listen.at[colon - 1] != ':') colon--;
  int64_t port = 0;
  if (!text_to_int(text_slice(listen, colon, listen.length), &port) || port >= 65535) return listen;
  return text_format(arena, "%.*s%lld", (int)colon, listen.at, (long long)port + 1);
}

/* The address for people: the first host name given, else the one it listens on. */
static Text site_of(Arena *arena, const WebOptions *options) {
  Text hosts = options->public_host, host = TEXT_NONE;
  if (!text_next(&hosts, ' ', &host))
    host = text_starts(options->listen, TEXT("unix:")) ? TEXT_NONE : options->listen;
  if (text_is_empty(host)) return TEXT_NONE;
  return text_format(arena, "%s://%.*s", options->secure_cookies ? "https" : "http", TEXT_ARGUMENTS(host));
}

static Error serve(Invocation *invocation, WebOptions *options, const WebHooks *hooks, Serving *serving) {
  serving->program.site = site_of(invocation->arena, options);
  Error error = web_serve(invocation->arena, options, hooks, say_ready);
  for (int tries = 0;
       error && error->code == ERROR_BUSY && tries < 20 && option_given(invocation, "--next-free-port");
       tries++) {
    options->listen = next_port(invocation->arena, options->listen);
    serving->program.site = site_of(invocation->arena, options);
    error = web_serve(invocation->arena, options, hooks, say_ready);
  }
  return error;
}

int cmd_serve(Invocation *invocation) {
  Opened opened;
  if (invocation->operand_count) return wrong_usage(invocation, "no further words are expected");
  Error error = database_open(invocation, true, &opened);
  WebOptions options = options_of(invocation, &opened.program);
  bool demonstration = false;
  if (!error) error = check_demonstration(invocation, &opened, options.listen, &demonstration);
  db_close(opened.db);
  if (error) return refused(error);
  Serving serving = {opened.program, invocation->database, demonstration};
  WebHooks hooks = {
      .program = &serving,
      .routes = page_routes,
      .route_count = page_route_count,
      .clock = &opened.clock,
      .open_db = open_connection,
      .close_db = db_close,
      .identify = page_identify,
      .error_page = page_error,
      .sign_in_needed = page_sign_in_needed,
      .log_request = log_answer,
      .job = job,
  };
  set_assets(invocation->arena);
  error = serve(invocation, &options, &hooks, &serving);
  return error ? refused(error) : EXIT_DONE;
}
