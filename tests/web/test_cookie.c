#include "check.h"

#define A "0123456789abcdef"
#define B "fedcba9876543210"

static void headers(void **state) {
  (void)state;
  static const struct {
    const char *header;
    bool secure;
    const char *session, *draft;
  } table[] = {
      {"", false, "", ""},
      {"session=" A, false, A, ""},
      {"session=" A "; draft=" B, false, A, B},
      {"other=x;session=" A ";  draft=" B " ", false, A, B},
      {"session=" A "; session=" B, false, "", ""},
      {"session=" A "; session=" A, false, "", ""},
      {"session=" A "; session=" A "; session=" A, false, "", ""},
      {"session=; session=" A, false, "", ""},
      {"session=" A "; draft=" A "; draft=" B, false, A, ""},
      {"Session=" A, false, "", ""},
      {"session", false, "", ""},
      {"session=", false, "", ""},
      {"=" A, false, "", ""},
      {"session=\"" A "\"", false, "", ""},
      {"session=0123456789ABCDEF", false, "", ""},
      {"session=0123456789abcde", false, "", ""},
      {"session=0123456789abcde=", false, "", ""},
      {"session=0123456789abcde\xc3\xa9", false, "", ""},
      {"session=" A A A A A A A A, false, A A A A A A A A, ""},
      {"session=" A A A A A A A A "0", false, "", ""},
      {"session =" A, false, "", ""},
      {";;;=;=;session=" A ";", false, A, ""},
      {"session=" A, true, "", ""},
      {"__Host-session=" A "; draft=" B, true, A, ""},
      {"__Host-session=" A "; __Host-draft=" B, true, A, B},
      {"__Host-session=" A, false, "", ""},
      {"__host-session=" A, true, "", ""},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    Text values[COOKIE_COUNT];
    cookies_read(text_of(table[i].header), table[i].secure, values);
    if (!text_equal(values[COOKIE_SESSION], text_of(table[i].session)) ||
        !text_equal(values[COOKIE_DRAFT], text_of(table[i].draft))) {
      fail_msg("%s: %.*s", table[i].header, TEXT_ARGUMENTS(values[COOKIE_SESSION]));
    }
  }
}

static void lines(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  assert_text(cookie_line(arena, COOKIE_SESSION, TEXT("x"), true),
              "__Host-session=x; Path=/; HttpOnly; SameSite=Lax; Secure");
  assert_text(cookie_line(arena, COOKIE_SESSION, TEXT("x"), false),
              "session=x; Path=/; HttpOnly; SameSite=Lax");
  assert_text(cookie_line(arena, COOKIE_DRAFT, TEXT("x"), false),
              "draft=x; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax");
  assert_text(cookie_line(arena, COOKIE_VISIT, TEXT_NONE, true),
              "__Host-visit=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure");
}

static const Text names[] = {{"council.example", 15}, {"localhost:8080", 14}};
static const Hosts hosts = {names, 2};

static void origins(void **state) {
  (void)state;
  static const struct {
    const char *origin, *site; /* NULL: not sent */
    bool secure, allowed;
  } table[] = {
      {NULL, NULL, true, true}, /* no browser, or a very old one: the token decides */
      {"https://council.example", NULL, true, true},
      {"https://council.example", "same-origin", true, true},
      {"https://COUNCIL.example", "same-origin", true, true},
      {"null", "same-origin", true, true}, /* our own page under Referrer-Policy: no-referrer */
      {"null", NULL, true, true},          /* the same without Fetch Metadata: the token decides */
      {NULL, "same-origin", true, true},
      {NULL, "none", true, true},
      {"http://localhost:8080", "same-origin", false, true},
      {"https://localhost:8080", NULL, false, true},
      {"http://council.example", NULL, true, false},
      {"https://evil.example", NULL, true, false},
      {"https://evil.example", "same-origin", true, false},
      {"https://council.example.evil.example", NULL, true, false},
      {"https://council.example:444", NULL, true, false},
      {"https://evil.council.example", NULL, true, false},
      {"https://", NULL, true, false},
      {"", NULL, true, false},
      {"council.example", NULL, true, false},
      {"https://council.example/", NULL, true, false},
      {"https://council.example https://evil.example", NULL, true, false},
      {"null", "cross-site", true, false},
      {"null", "none", true, false},
      {"null", "same-site", true, false},
      {"https://council.example", "cross-site", true, false},
      {"https://council.example", "same-site", true, false},
      {NULL, "cross-site", true, false},
      {NULL, "", true, false},
      {"https://council.example", "SAME-ORIGIN", true, false},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    Headers sent = {0};
    if (table[i].origin) assert_true(header_take(&sent, TEXT("Origin"), text_of(table[i].origin)));
    if (table[i].site) assert_true(header_take(&sent, TEXT("Sec-Fetch-Site"), text_of(table[i].site)));
    if (origin_allowed(&sent, &hosts, table[i].secure) != table[i].allowed) {
      fail_msg("%s %s", table[i].origin ? table[i].origin : "-", table[i].site ? table[i].site : "-");
    }
  }
}

static void tokens(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text key = TEXT("0123456789abcdef0123456789abcdef"), other_key = TEXT("1123456789abcdef0123456789abcdef");
  Text visit = csrf_make(arena, key, COOKIE_VISIT, TEXT(A)),
       session = csrf_make(arena, key, COOKIE_SESSION, TEXT(A));
  assert_int_equal(visit.length, 26);
  assert_false(text_equal(visit, session));
  const Text none[] = {TEXT_NONE, TEXT_NONE, TEXT_NONE}, visiting[] = {TEXT_NONE, TEXT_NONE, TEXT(A)};
  const Text signed_in[] = {TEXT(A), TEXT_NONE, TEXT(A)}, another[] = {TEXT(B), TEXT(B), TEXT(B)};
  assert_true(csrf_valid(arena, key, visiting, false, visit));
  assert_true(csrf_valid(arena, key, signed_in, true, session));
  assert_true(csrf_valid(arena, key, signed_in, false, visit));
  assert_false(csrf_valid(arena, key, signed_in, true, visit));
  assert_false(csrf_valid(arena, key, visiting, true, visit));
  assert_false(csrf_valid(arena, key, another, false, visit));
  assert_false(csrf_valid(arena, other_key, visiting, false, visit));
  assert_false(csrf_valid(arena, key, none, false, TEXT_NONE));
  assert_false(csrf_valid(arena, key, visiting, false, TEXT_NONE));
  assert_false(csrf_valid(arena, key, visiting, false, text_slice(visit, 0, 25)));
}

int main(void) {
  random_start();
  const struct CMUnitTest tests[] = {cmocka_unit_test(headers), cmocka_unit_test(lines),
                                     cmocka_unit_test(origins), cmocka_unit_test(tokens)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
