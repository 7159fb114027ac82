/* Forms over the wire: tokens, origins, sessions, bodies, and what becomes of errors. */
#include "live.h"
#include <unistd.h>

static Live live;

#define HOST "Host: council.example\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define MULTIPART "Content-Type: multipart/form-data; boundary=B\r\n"
#define SESSION "Cookie: session=ssssssssssssssss\r\n"

/* The visit cookie and the token of a page with a form. */
typedef struct Visit {
  const char *cookie; /* header line */
  Text token;
} Visit;

static Visit visit(Arena *arena, const char *path, const char *headers) {
  Answer page = live_get(arena, live, path, headers);
  assert_int_equal(page.status, 200);
  Text cookie = answer_header(&page, "Set-Cookie"), pair;
  if (text_is_empty(cookie)) return (Visit){headers, page.body};
  text_next(&cookie, ';', &pair);
  assert_text(cookie, " Path=/; HttpOnly; SameSite=Lax");
  return (Visit){text_z(arena, text_format(arena, "Cookie: %.*s\r\n", TEXT_ARGUMENTS(pair))), page.body};
}

static Answer post(Arena *arena, const char *path, Visit from, const char *headers, const char *body) {
  Text all = text_format(arena, "%s" FORM "%s", from.cookie, headers);
  Text fields = text_format(arena, "%scsrf=%.*s", body, TEXT_ARGUMENTS(from.token));
  return live_post(arena, live, path, text_z(arena, all), fields);
}

static void token_decides(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Visit mine = visit(arena, "/form", ""), other = visit(arena, "/form", "");
  Answer sent = post(arena, "/form", mine, "", "a=1&b=22&");
  assert_int_equal(sent.status, 200);
  assert_text(sent.body, "a=1;b=2;csrf=26;");
  assert_int_equal(post(arena, "/form", (Visit){mine.cookie, other.token}, "", "").status, 403);
  assert_int_equal(post(arena, "/form", (Visit){mine.cookie, TEXT("x")}, "", "").status, 403);
  assert_int_equal(post(arena, "/form", (Visit){"", mine.token}, "", "").status, 403);
  assert_int_equal(live_post(arena, live, "/form", FORM, TEXT("a=1")).status, 403);
  Text again = visit(arena, "/form", mine.cookie).token;
  assert_true(text_equal(again, mine.token));
}

static void origin_decides(void **state) {
  (void)state;
  static const struct {
    const char *headers;
    int status;
  } table[] = {
      {"Origin: http://council.example\r\n", 200},
      {"Origin: http://council.example\r\nSec-Fetch-Site: same-origin\r\n", 200},
      {"Origin: null\r\nSec-Fetch-Site: same-origin\r\n", 200}, /* what Chromium sends from our own pages */
      {"Origin: null\r\nSec-Fetch-Site: cross-site\r\n", 403},
      {"Origin: http://evil.example\r\n", 403},
      {"Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n", 403},
      {"Sec-Fetch-Site: same-site\r\n", 403},
  };
  AUTO_ARENA arena = arena_new();
  Visit mine = visit(arena, "/form", "");
  for (size_t i = 0; i < COUNT(table); i++) {
    Answer sent = post(arena, "/form", mine, table[i].headers, "");
    if (sent.status != table[i].status) fail_msg("%s: %d", table[i].headers, sent.status);
  }
}

static Text filled(Arena *arena, size_t length) {
  char *bytes = ARENA_ARRAY(arena, char, length);
  memset(bytes, 'x', length);
  memcpy(bytes, "a=", 2);
  return (Text){bytes, length};
}

static void who_may(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Answer anonymous = live_get(arena, live, "/staff", "");
  assert_int_equal(anonymous.status, 303);
  assert_text(answer_header(&anonymous, "Location"), "/sign-in?next=/staff");
  Text query = filled(arena, 8000);
  Answer far =
      live_get(arena, live, text_z(arena, text_format(arena, "/staff?%.*s", TEXT_ARGUMENTS(query))), "");
  assert_int_equal(far.status, 303);
  assert_true(text_ends(answer_header(&far, "Location"), query));
  assert_int_equal(live_get(arena, live, "/staff", "Cookie: session=tttttttttttttttt\r\n").status, 303);
  assert_int_equal(
      live_get(arena, live, "/staff", "Cookie: session=ssssssssssssssss; session=ssssssssssssssss\r\n")
          .status,
      303);
  assert_int_equal(live_post(arena, live, "/staff", FORM, TEXT("a=1")).status, 403);
  assert_int_equal(live_get(arena, live, "/admin", SESSION).status, 403);
  Visit staff = visit(arena, "/staff", SESSION);
  assert_int_equal(post(arena, "/staff", staff, "", "").status, 200);
  /* The token of a visit does not do for a person signed in. */
  Visit outside = visit(arena, "/form", "");
  Text both = text_format(arena, "Cookie: session=ssssssssssssssss; %s", outside.cookie + strlen("Cookie: "));
  assert_int_equal(post(arena, "/staff", (Visit){text_z(arena, both), outside.token}, "", "").status, 403);
}

static void bodies(void **state) {
  (void)state;
  static const struct {
    const char *headers, *body;
    int status;
  } table[] = {
      {"", "a=1", 415},
      {"Content-Type: text/plain\r\n", "a=1", 415},
      {"Content-Type: application/json\r\n", "{}", 415},
      {FORM, "a=%zz", 400},
      {FORM, "a=%00", 400},
      {FORM, "a=%ff", 400},
      {"Content-Type: Application/X-WWW-Form-Urlencoded; charset=UTF-8\r\n", "a=1", 403},
      {MULTIPART, "--B--\r\n", 403},
      {MULTIPART, "--B\r\n", 400},
      {MULTIPART, "nothing of the kind", 400},
      {MULTIPART, "", 400},
      {"Content-Type: multipart/form-data\r\n", "--B--\r\n", 400},
      {MULTIPART, "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\nx\r\n--B--\r\n", 400},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_post(arena, live, "/form", table[i].headers, text_of(table[i].body));
    if (answer.status != table[i].status)
      fail_msg("%s%s: %d", table[i].headers, table[i].body, answer.status);
    assert_false(answer.closed);
  }
}

static void multipart(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Visit mine = visit(arena, "/form", "");
  Text body =
      text_format(arena,
                  "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n"
                  "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nline\r\nline\r\n--B--\r\n",
                  TEXT_ARGUMENTS(mine.token));
  Answer sent =
      live_post(arena, live, "/form", text_z(arena, text_format(arena, "%s" MULTIPART, mine.cookie)), body);
  assert_int_equal(sent.status, 200);
  assert_text(sent.body, "csrf=26;a=9;");
}

static void sizes(void **state) {
  (void)state;
  static const struct {
    size_t length;
    int status;
  } table[] = {
      {FORM_FIELD_BYTES_MAX, 403}, {FORM_FIELD_BYTES_MAX + 10, 413},
      {FORM_BODY_MAX, 413},        {FORM_BODY_MAX + 1, 413},
      {1024 * 1024, 413},          {4 * 1024 * 1024, 413},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_post(arena, live, "/form", FORM, filled(arena, table[i].length));
    if (answer.status != table[i].status) fail_msg("%zu bytes: %d", table[i].length, answer.status);
  }
}

static Answer send_chunked(Arena *arena, Text body, size_t chunk, const char *headers) {
  AUTO_BUFFER all = buffer_new(16 * 1024 * 1024);
  buffer_format(&all, "POST /form HTTP/1.1\r\n" HOST FORM "%sTransfer-Encoding: chunked\r\n\r\n", headers);
  for (size_t at = 0; at < body.length; at += chunk) {
    Text piece = text_slice(body, at, at + chunk);
    buffer_format(&all, "%zx\r\n", piece.length);
    buffer_put(&all, piece);
    buffer_put(&all, TEXT("\r\n"));
  }
  buffer_put(&all, TEXT("0\r\n\r\n"));
  return live_ask(arena, live, buffer_text(&all));
}

static void chunks(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Visit mine = visit(arena, "/form", "");
  Text body = text_format(arena, "a=1&csrf=%.*s", TEXT_ARGUMENTS(mine.token));
  assert_text(send_chunked(arena, body, 1, mine.cookie).body, "a=1;csrf=26;");
  assert_text(send_chunked(arena, body, 7, mine.cookie).body, "a=1;csrf=26;");
  assert_int_equal(send_chunked(arena, filled(arena, FORM_BODY_MAX + 1), 10000, mine.cookie).status, 413);
  assert_int_equal(send_chunked(arena, filled(arena, 6 * 1024 * 1024), 100000, mine.cookie).status,
                   0); /* cut */
}

static void errors(void **state) {
  (void)state;
  static const int statuses[] = {0, 400, 404, 403, 409, 409, 503, 429, 500, 500};
  for (int code = 1; code <= 9; code++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_get(arena, live, text_z(arena, text_format(arena, "/fails/%d", code)), "");
    if (answer.status != statuses[code]) fail_msg("%d: %d", code, answer.status);
    assert_true(text_starts(answer.body, TEXT("page ")));
    assert_false(text_contains(answer.body, TEXT("half a page")) ||
                 text_contains(answer.body, TEXT("secret detail")));
    assert_text(answer_header(&answer, "Set-Cookie"), "");
    bool waits = answer.status == 503 || answer.status == 429;
    assert_true(waits == !text_is_empty(answer_header(&answer, "Retry-After")));
  }
  AUTO_ARENA arena = arena_new();
  assert_int_equal(live_get(arena, live, "/too-big", "").status, 500);
}

static void moves(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Answer here = live_get(arena, live, "/go", "");
  assert_int_equal(here.status, 303);
  assert_text(answer_header(&here, "Location"), "/caf%C3%A9?a=1");
  Answer away = live_get(arena, live, "/go-away", "");
  assert_int_equal(away.status, 500);
  assert_text(answer_header(&away, "Location"), "");
  assert_text(live_get(arena, live, "/argument/a%20b?q=c%26d", "").body, "a b|c&d");
  Answer not_allowed = live_ask(arena, live, TEXT("POST /go HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"));
  assert_text(answer_header(&not_allowed, "Allow"), "GET, HEAD");
}

/* Ten in five minutes, whichever process answers. */
static void limit(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  int taken = 0;
  for (int i = 0; i < 30; i++) taken += live_get(arena, live, "/limited", "").status == 200;
  assert_int_equal(taken, 10);
  assert_text(live_get(arena, live, "/address", "").body, "127.0.0.1");
  assert_text(live_get(arena, live, "/address", "X-Forwarded-For: 9.9.9.9\r\n").body, "127.0.0.1");
}

static int start(void **state) {
  (void)state;
  live = live_start(NULL);
  return 0;
}

static int stop(void **state) {
  (void)state;
  return live_stop(live);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(token_decides), cmocka_unit_test(origin_decides), cmocka_unit_test(who_may),
      cmocka_unit_test(bodies),        cmocka_unit_test(multipart),      cmocka_unit_test(sizes),
      cmocka_unit_test(chunks),        cmocka_unit_test(errors),         cmocka_unit_test(moves),
      cmocka_unit_test(limit),
  };
  return cmocka_run_group_tests(tests, start, stop);
}
