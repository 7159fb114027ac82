/* Two defences against forms sent from other sites: what the browser says of where the request comes from,
 * and a token that only our own pages know. Either alone refuses. */
#include "web/server.h"

#define TOKEN_BYTES 16
#define VISIT_BYTES 16

/* The host of "https://host"; empty where the scheme is not ours. */
static Text host_of(Text origin, bool secure) {
  Text https = TEXT("https://"), http = TEXT("http://");
  if (text_starts(origin, https)) return text_slice(origin, https.length, origin.length);
  if (!secure && text_starts(origin, http)) return text_slice(origin, http.length, origin.length);
  return TEXT_NONE;
}

bool origin_allowed(const Headers *headers, const Hosts *hosts, bool secure) {
  Text site = headers->value[HEADER_FETCH_SITE], origin = headers->value[HEADER_ORIGIN];
  if (headers->present[HEADER_FETCH_SITE] && !text_equal(site, TEXT("same-origin")) &&
      !text_equal(site, TEXT("none"))) {
    return false;
  }
  if (!headers->present[HEADER_ORIGIN]) return true;
  if (!text_equal(origin, TEXT("null"))) {
    Text host = host_of(origin, secure);
    return !text_is_empty(host) && host_is_ours(hosts, host);
  }
  /* Our Referrer-Policy makes browsers send "null" from our own pages. Those that tell no Sec-Fetch-Site
   * (Safari before 16.4, plain http) cannot be told from others here: for them the token decides. */
  return !headers->present[HEADER_FETCH_SITE] || text_equal(site, TEXT("same-origin"));
}

Text csrf_make(Arena *arena, Text key, CookieName kind, Text secret) {
  char letter = "sdv"[kind];
  Text parts[] = {TEXT("csrf"), {&letter, 1}, secret};
  Hash mac = hash_keyed(key, text_join(arena, parts, 3, TEXT(":")));
  return base32_text(arena, mac.bytes, TOKEN_BYTES);
}

bool csrf_valid(Arena *arena, Text key, const Text secrets[COOKIE_COUNT], bool session_only, Text token) {
  bool valid = false;
  for (int kind = 0; kind < COOKIE_COUNT; kind++) {
    if (text_is_empty(secrets[kind]) || (session_only && kind != COOKIE_SESSION)) continue;
    valid |= text_equal_constant_time(csrf_make(arena, key, (CookieName)kind, secrets[kind]), token);
  }
  return valid;
}

/* The cookie as the browser will hold it after this response. */
static Text secret_after(const Exchange *exchange, const Response *response, CookieName name) {
  return response->cookie_set[name] ? response->cookies[name] : exchange->cookies[name];
}

Text csrf_token(Request *request, Response *response) {
  Exchange *exchange = request->web;
  for (int name = 0; name < COOKIE_COUNT; name++) {
    Text secret = secret_after(exchange, response, (CookieName)name);
    if (!text_is_empty(secret))
      return csrf_make(request->arena, exchange->server->key, (CookieName)name, secret);
  }
  Text visit = random_secret(request->arena, VISIT_BYTES);
  cookie_set(response, COOKIE_VISIT, visit);
  return csrf_make(request->arena, exchange->server->key, COOKIE_VISIT, visit);
}
