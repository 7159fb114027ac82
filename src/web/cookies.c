#include "web/server.h"

static const struct {
  const char *plain, *secure;
  int seconds; /* 0: until the browser is closed */
} names[COOKIE_COUNT] = {
    [COOKIE_SESSION] = {"session", "__Host-session", 0},
    [COOKIE_DRAFT] = {"draft", "__Host-draft", 24 * 60 * 60},
    [COOKIE_VISIT] = {"visit", "__Host-visit", 0},
};

#define VALUE_LEAST ((size_t)16)
#define VALUE_MOST ((size_t)128)

const char *cookie_name(CookieName name, bool secure) {
  return secure ? names[name].secure : names[name].plain;
}

/* Our values are Crockford base32, lower case; nothing else was ever given out. */
static bool is_ours(Text value) {
  if (value.length < VALUE_LEAST || value.length > VALUE_MOST) return false;
  for (size_t i = 0; i < value.length; i++) {
    char byte = value.at[i];
    if (!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'z')) return false;
  }
  return true;
}

void cookies_read(Text header, bool secure, Text values[COOKIE_COUNT]) {
  int seen[COOKIE_COUNT] = {0};
  for (int i = 0; i < COOKIE_COUNT; i++) values[i] = TEXT_NONE;
  Text pair;
  while (text_next(&header, ';', &pair)) {
    Text value = text_trim(pair), name;
    if (!text_next(&value, '=', &name)) continue;
    for (int i = 0; i < COOKIE_COUNT; i++) {
      if (!text_equal(name, text_of(cookie_name((CookieName)i, secure)))) continue;
      values[i] = ++seen[i] == 1 && is_ours(value) ? value : TEXT_NONE;
    }
  }
}

Text cookie_line(Arena *arena, CookieName name, Text value, bool secure) {
  const char *flags =
      secure ? "; Path=/; HttpOnly; SameSite=Lax; Secure" : "; Path=/; HttpOnly; SameSite=Lax";
  int seconds = names[name].seconds;
  if (text_is_empty(value)) return text_format(arena, "%s=; Max-Age=0%s", cookie_name(name, secure), flags);
  if (seconds == 0) {
    return text_format(arena, "%s=%.*s%s", cookie_name(name, secure), TEXT_ARGUMENTS(value), flags);
  }
  return text_format(arena, "%s=%.*s; Max-Age=%d%s", cookie_name(name, secure), TEXT_ARGUMENTS(value),
                     seconds, flags);
}

void cookie_set(Response *response, CookieName name, Text value) {
  response->cookies[name] = value;
  response->cookie_set[name] = true;
}

void cookie_clear(Response *response, CookieName name) { cookie_set(response, name, TEXT_NONE); }
