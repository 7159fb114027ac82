#include "web/server.h"
#include <microhttpd.h>

#define CONTENT_POLICY                                                                                       \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'none'; "         \
  "connect-src 'self'; "                                                                                     \
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "        \
  "trusted-types 'none'"

typedef struct HeaderLine {
  const char *name, *value;
} HeaderLine;

static const HeaderLine always[] = {
    {"Content-Security-Policy", CONTENT_POLICY},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};
static const char strict_transport[] = "max-age=63072000; includeSubDomains";

int status_of(Error error) {
  switch (error->code) {
  case ERROR_INVALID:
    return 400;
  case ERROR_NOT_FOUND:
    return 404;
  case ERROR_DENIED:
    return 403;
  case ERROR_REFUSED:
  case ERROR_CONFLICT:
    return 409;
  case ERROR_BUSY:
    return 503;
  case ERROR_LIMIT:
    return 429;
  case ERROR_IO:
  case ERROR_DAMAGED:
    return 500;
  }
  return 500;
}

void respond_error(Exchange *exchange, int status, Error error) {
  const WebHooks *hooks = exchange->server->hooks;
  if (error && status >= 500) log_fault("request-failed", error, exchange->request.id);
  buffer_clear(&exchange->out);
  exchange->response = (Response){.body = &exchange->out, .status = status};
  if (hooks->error_page) hooks->error_page(&exchange->request, &exchange->response, status, error);
  if (hooks->error_page && !exchange->out.failed) {
    exchange->response.status = status;
    return;
  }
  buffer_clear(&exchange->out);
  exchange->response =
      (Response){.body = &exchange->out, .status = status, .type = "text/plain; charset=utf-8"};
  buffer_format(&exchange->out, "%d %s\n", status, MHD_get_reason_phrase_for((unsigned)status));
}

static void add(struct MHD_Response *out, const char *name, const char *value) {
  MHD_add_response_header(out, name, value);
}

static void add_text(Exchange *exchange, struct MHD_Response *out, const char *name, Text value) {
  add(out, name, text_z(exchange->arena, value));
}

static void add_always(Exchange *exchange, struct MHD_Response *out) {
  for (size_t i = 0; i < sizeof always / sizeof *always; i++) add(out, always[i].name, always[i].value);
  if (exchange->server->options->secure_cookies) add(out, "Strict-Transport-Security", strict_transport);
  if (exchange->close || atomic_load(&exchange->server->stopping)) add(out, "Connection", "close");
}

static void add_cookies(Exchange *exchange, struct MHD_Response *out) {
  const Response *response = &exchange->response;
  bool secure = exchange->server->options->secure_cookies;
  for (int name = 0; name < COOKIE_COUNT; name++) {
    if (!response->cookie_set[name]) continue;
    Text line = cookie_line(exchange->arena, (CookieName)name, response->cookies[name], secure);
    add_text(exchange, out, "Set-Cookie", line);
  }
}

static bool is_plain_name(char byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\' && byte != '%';
}

/* RFC 6266: the name in ASCII for old programs, then as it is. */
static Text disposition(Arena *arena, Text name) {
  char *plain = ARENA_ARRAY(arena, char, name.length + 1);
  for (size_t i = 0; i < name.length; i++) plain[i] = is_plain_name(name.at[i]) ? name.at[i] : '_';
  Text encoded = percent_encode(arena, name);
  return text_format(arena, "attachment; filename=\"%s\"; filename*=UTF-8''%.*s", plain,
                     TEXT_ARGUMENTS(encoded));
}

static void add_retry(Exchange *exchange, struct MHD_Response *out) {
  const Response *response = &exchange->response;
  if (response->status != 429 && response->status != 503) return;
  int seconds = response->retry_after > 0 ? response->retry_after : response->status == 429 ? 60 : 5;
  add_text(exchange, out, "Retry-After", text_format(exchange->arena, "%d", seconds));
}

static void add_own(Exchange *exchange, struct MHD_Response *out) {
  const Response *response = &exchange->response;
  if (response->status != 303 && response->status != 304) {
    add(out, "Content-Type", response->type ? response->type : "text/html; charset=utf-8");
  }
  add(out, "Cache-Control", response->cacheable ? "public, max-age=31536000, immutable" : "no-store");
  if (response->location.length) add_text(exchange, out, "Location", response->location);
  if (response->etag.length) add_text(exchange, out, "ETag", response->etag);
  if (response->file_name.length) {
    add_text(exchange, out, "Content-Disposition", disposition(exchange->arena, response->file_name));
  }
  if (response->clear_site_data) add(out, "Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
  if (response->status == 405) add(out, "Allow", exchange->match.allow ? exchange->match.allow : "GET, HEAD");
  add_retry(exchange, out);
  add_cookies(exchange, out);
}

static bool queue(struct MHD_Connection *connection, int status, struct MHD_Response *out) {
  bool queued = MHD_queue_response(connection, (unsigned)status, out) == MHD_YES;
  MHD_destroy_response(out);
  return queued;
}

static bool send_asset(Exchange *exchange, struct MHD_Connection *connection) {
  const WebAsset *asset = exchange->asset;
  AssetForm form = asset_form(asset, exchange->headers.value[HEADER_ACCEPT_ENCODING]);
  bool unchanged = etag_matches(exchange->headers.value[HEADER_IF_NONE_MATCH], text_of(asset->etag));
  size_t size = unchanged ? 0 : form.size;
  struct MHD_Response *out =
      MHD_create_response_from_buffer(size, (void *)(uintptr_t)form.bytes, MHD_RESPMEM_PERSISTENT);
  if (!out) return false;
  add_always(exchange, out);
  add(out, "Cache-Control", "public, max-age=31536000, immutable");
  add(out, "Vary", "Accept-Encoding");
  /* Weak: one tag for all encodings. */
  add_text(exchange, out, "ETag", text_format(exchange->arena, "W/%s", asset->etag));
  if (!unchanged) add(out, "Content-Type", asset->type);
  if (!unchanged && form.encoding) add(out, "Content-Encoding", form.encoding);
  return queue(connection, unchanged ? 304 : 200, out);
}

bool respond_send(Exchange *exchange, struct MHD_Connection *connection) {
  exchange->stage = STAGE_ANSWERED;
  if (exchange->asset && !exchange->refused) return send_asset(exchange, connection);
  Response *response = &exchange->response;
  if (response->status == 200 &&
      etag_matches(exchange->headers.value[HEADER_IF_NONE_MATCH], response->etag)) {
    response->status = 304;
  }
  bool bare = response->status == 303 || response->status == 304;
  Text body = bare ? TEXT_NONE : buffer_text(&exchange->out);
  struct MHD_Response *out =
      MHD_create_response_from_buffer(body.length, (void *)(uintptr_t)body.at, MHD_RESPMEM_PERSISTENT);
  if (!out) return false;
  add_always(exchange, out);
  add_own(exchange, out);
  return queue(connection, response->status, out);
}
