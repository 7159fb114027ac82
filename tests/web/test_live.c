#include "live.h"
#include <sys/socket.h>
#include <unistd.h>

static Live live;

#define HOST "Host: council.example\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

/* ---- what is refused, byte for byte ---- */

typedef struct Row {
  const char *name;
  Text bytes;
  int status; /* 0: closed without an answer */
  bool closed;
} Row;

static void check_rows(const Row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_ask(arena, live, rows[i].bytes);
    if (answer.status != rows[i].status || answer.closed != rows[i].closed) {
      fail_msg("%s: %d%s", rows[i].name, answer.status, answer.closed ? " closed" : "");
    }
  }
}

static void accepted(void **state) {
  (void)state;
  const Row rows[] = {
      {"plain", TEXT("GET / HTTP/1.1\r\n" HOST "\r\n"), 200, false},
      {"no blank behind the colon", TEXT("GET / HTTP/1.1\r\nHost:council.example\r\nA:b\r\nEmpty:\r\n\r\n"),
       200, false},
      {"blanks around values", TEXT("GET / HTTP/1.1\r\nHost:   council.example  \r\nA:\tb\t\r\nB: \r\n\r\n"),
       200, false},
      {"an empty line before", TEXT("\r\nGET / HTTP/1.1\r\n" HOST "\r\n"), 200, false},
      {"a query", TEXT("GET /?a=b&c HTTP/1.1\r\n" HOST "\r\n"), 200, false},
      {"HTTP/1.0", TEXT("GET / HTTP/1.0\r\n" HOST "\r\n"), 200, true},
      {"connection close", TEXT("GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"), 200, true},
      {"unknown path", TEXT("GET /nothing HTTP/1.1\r\n" HOST "\r\n"), 404, false},
      {"other method", TEXT("POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"), 405, false},
      {"HEAD of a form that only reads", TEXT("HEAD /form HTTP/1.1\r\n" HOST "\r\n"), 200, false},
  };
  check_rows(rows, COUNT(rows));
}

static void refused(void **state) {
  (void)state;
  const Row rows[] = {
      {"no Host", TEXT("GET / HTTP/1.1\r\n\r\n"), 400, true},
      {"no Host, HTTP/1.0", TEXT("GET / HTTP/1.0\r\n\r\n"), 400, true},
      {"another Host", TEXT("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 400, true},
      {"two Hosts", TEXT("GET / HTTP/1.1\r\n" HOST HOST "\r\n"), 400, true},
      {"two Hosts that differ", TEXT("GET / HTTP/1.1\r\n" HOST "Host: evil.example\r\n\r\n"), 400, true},
      {"Host with a blank before the colon", TEXT("GET / HTTP/1.1\r\nHost : council.example\r\n\r\n"), 400,
       true},
      {"header with a blank before the colon", TEXT("GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n"), 400, true},
      {"header without a colon", TEXT("GET / HTTP/1.1\r\n" HOST "abc\r\n\r\n"), 400, true},
      {"header without a name", TEXT("GET / HTTP/1.1\r\n: b\r\n" HOST "\r\n"), 400, true},
      {"header name with a control", TEXT("GET / HTTP/1.1\r\n" HOST "A\x01: b\r\n\r\n"), 400, true},
      {"folded header", TEXT("GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\nD: e\r\n\r\n"), 400, true},
      {"folded with a tab", TEXT("GET / HTTP/1.1\r\n" HOST "A: b\r\n\tc\r\n\r\n"), 400, true},
      {"folded first", TEXT("GET / HTTP/1.1\r\n A: b\r\n" HOST "\r\n"), 400, true},
      {"bare line feeds", TEXT("GET / HTTP/1.1\nHost: council.example\n\n"), 400, true},
      {"bare line feed behind the request line", TEXT("GET / HTTP/1.1\n" HOST "\r\n"), 400, true},
      {"bare line feed between headers", TEXT("GET / HTTP/1.1\r\nHost: council.example\nA: b\r\n\r\n"), 400,
       true},
      {"bare carriage return", TEXT("GET / HTTP/1.1\r\n" HOST "A: b\rC: d\r\n\r\n"), 400, true},
      {"NUL in a value", BYTES("GET / HTTP/1.1\r\n" HOST "A: b\0c\r\nD: e\r\n\r\n"), 400, true},
      {"NUL in a name", BYTES("GET / HTTP/1.1\r\n" HOST "A\0b: c\r\n\r\n"), 400, true},
      {"control in a value", TEXT("GET / HTTP/1.1\r\n" HOST "A: b\x02\r\n\r\n"), 400, true},
      {"DEL in a value", TEXT("GET / HTTP/1.1\r\n" HOST "A: b\x7f\r\n\r\n"), 400, true},
      {"NUL in the target", BYTES("GET /a\0b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"%00 in the path", TEXT("GET /a%00 HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"%00 in the query", TEXT("GET /?a=%00 HTTP/1.1\r\n" HOST "\r\n"), 400, false},
      {"bad escape in the path", TEXT("GET /a%zz HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"bad escape in the query", TEXT("GET /?a=%zz HTTP/1.1\r\n" HOST "\r\n"), 400, false},
      {"not UTF-8 in the query", TEXT("GET /?a=%ff HTTP/1.1\r\n" HOST "\r\n"), 400, false},
      {"dots", TEXT("GET /static/../../etc/passwd HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"encoded dots", TEXT("GET /static/%2e%2e/x HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"encoded slash", TEXT("GET /argument/a%2fb HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"two slashes", TEXT("GET //argument HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"two slashes within", TEXT("GET /argument//a HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"a whole URL", TEXT("GET http://council.example/ HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"a fragment", TEXT("GET /#a HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"two blanks behind the method", TEXT("GET  / HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"a tab behind the method", TEXT("GET\t/ HTTP/1.1\r\n" HOST "\r\n"), 400, true},
      {"a blank in the target", TEXT("GET /a b HTTP/1.1\r\n" HOST "\r\n"), 0, true},
      {"a blank behind the version", TEXT("GET / HTTP/1.1 \r\n" HOST "\r\n"), 400, true},
      {"no version", TEXT("GET /\r\n" HOST "\r\n"), 400, true},
      {"HTTP/1.2", TEXT("GET / HTTP/1.2\r\n" HOST "\r\n"), 400, true},
      {"HTTP/2.0", TEXT("GET / HTTP/2.0\r\n" HOST "\r\n"), 505, true},
      {"GET with a body", TEXT("GET / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"), 400, true},
      {"GET with chunks", TEXT("GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400,
       true},
      {"PUT", TEXT("PUT / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
      {"TRACE", TEXT("TRACE / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
      {"OPTIONS *", TEXT("OPTIONS * HTTP/1.1\r\n" HOST "\r\n"), 405, true},
      {"lower case method", TEXT("get / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
  };
  check_rows(rows, COUNT(rows));
}

static void framing(void **state) {
  (void)state;
  const Row rows[] = {
      {"both lengths",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            "0\r\n\r\n"),
       400, true},
      {"two lengths",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), 400,
       true},
      {"two lengths that differ",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\nContent-Length: 4\r\n\r\n"
            "abc"),
       400, true},
      {"a list of lengths", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 3, 3\r\n\r\nabc"), 400,
       true},
      {"+3", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: +3\r\n\r\nabc"), 400, true},
      {"-3", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: -3\r\n\r\nabc"), 400, true},
      {"not a number", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 3x\r\n\r\nabc"), 400, true},
      {"99999999999999999999",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 99999999999999999999\r\n\r\n"), 413, true},
      {"10 million", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 10000000\r\n\r\n"), 413, true},
      {"expects to go on",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 300000\r\nExpect: 100-continue\r\n\r\n"),
       413, true},
      {"two encodings",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            "\r\n\r\n0\r\n\r\n"),
       400, true},
      {"xchunked", TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
       400, true},
      {"gzip, chunked",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400,
       true},
      {"chunk of 2^68",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
       413, true},
      {"chunk longer than said",
       TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\nabc\r\n0\r\n\r\n"),
       400, true},
  };
  check_rows(rows, COUNT(rows));
}

static Text repeated(Arena *arena, const char *piece, size_t count) {
  AUTO_BUFFER all = buffer_new(16 * 1024 * 1024);
  for (size_t i = 0; i < count; i++) buffer_put(&all, text_of(piece));
  return text_copy(arena, buffer_text(&all));
}

static void long_lines(void **state) {
  (void)state;
  static const struct {
    const char *before, *piece;
    size_t count;
    const char *after;
    int status;
  } table[] = {
      {"GET /", "a", 8000, " HTTP/1.1\r\n" HOST "\r\n", 404},
      {"GET /", "a", 8192, " HTTP/1.1\r\n" HOST "\r\n", 414},
      {"GET /?q=", "a", 8192, " HTTP/1.1\r\n" HOST "\r\n", 414},
      {"GET /", "a", 40000, " HTTP/1.1\r\n" HOST "\r\n", 414},
      {"GET / HTTP/1.1\r\n" HOST, "A: bcdefghijklmnopqrstuvwxyz\r\n", 250, "\r\n", 200},
      {"GET / HTTP/1.1\r\n" HOST "A: ", "b", 14000, "\r\n\r\n", 200},
      {"GET / HTTP/1.1\r\n" HOST "A: ", "b", 70000, "\r\n\r\n", 431},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Text parts[] = {text_of(table[i].before), repeated(arena, table[i].piece, table[i].count),
                    text_of(table[i].after)};
    Answer answer = live_ask(arena, live, text_join(arena, parts, 3, TEXT_NONE));
    if (answer.status != table[i].status) fail_msg("%zu: %d", i, answer.status);
  }
}

/* ---- headers, HEAD, keep-alive ---- */

static void on_every_answer(void **state) {
  (void)state;
  static const char *const paths[] = {"/",         "/nothing", "/go", "/fails/8", "/static/style.css",
                                      "/download", "/a%00"};
  for (size_t i = 0; i < COUNT(paths); i++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_get(arena, live, paths[i], "");
    assert_true(text_starts(answer_header(&answer, "Content-Security-Policy"),
                            TEXT("default-src 'none'; script-src 'self'")));
    assert_text(answer_header(&answer, "X-Content-Type-Options"), "nosniff");
    assert_text(answer_header(&answer, "Referrer-Policy"), "no-referrer");
    assert_text(answer_header(&answer, "Cross-Origin-Opener-Policy"), "same-origin");
    assert_text(answer_header(&answer, "Cross-Origin-Resource-Policy"), "same-origin");
    assert_text(answer_header(&answer, "Permissions-Policy"), "camera=(), geolocation=(), microphone=()");
    assert_text(answer_header(&answer, "Server"), "");
    assert_text(answer_header(&answer, "Strict-Transport-Security"), "");
    bool asset = text_starts(text_of(paths[i]), TEXT("/static/"));
    assert_text(answer_header(&answer, "Cache-Control"),
                asset ? "public, max-age=31536000, immutable" : "no-store");
  }
}

static void head(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  int connection = live_connect(live);
  for (int i = 0; i < 2; i++) { /* a body would be taken for the next answer */
    live_send(connection, TEXT("HEAD /big HTTP/1.1\r\n" HOST "\r\n"));
    Answer answer = live_read(arena, connection, true);
    assert_int_equal(answer.status, 200);
    assert_text(answer_header(&answer, "Content-Length"), "320000");
  }
  live_send(connection, TEXT("GET / HTTP/1.1\r\n" HOST "\r\n"));
  assert_text(live_read(arena, connection, false).body, "hello");
  close(connection);
}

static void keep_alive(void **state) {
  (void)state;
  int connection = live_connect(live);
  for (int i = 0; i < 200; i++) {
    AUTO_ARENA own = arena_new();
    live_send(connection, i % 3 == 0 ? TEXT("GET /nothing HTTP/1.1\r\n" HOST "\r\n")
                                     : TEXT("GET /big HTTP/1.1\r\n" HOST "\r\n"));
    Answer answer = live_read(own, connection, false);
    assert_int_equal(answer.status, i % 3 == 0 ? 404 : 200);
    if (i % 3) assert_int_equal(answer.body.length, 320000);
  }
  close(connection);
  /* Two at once: both are answered, in order. */
  connection = live_connect(live);
  live_send(connection, TEXT("GET /argument/a HTTP/1.1\r\n" HOST "\r\nGET /argument/b HTTP/1.1\r\n" HOST
                             "Connection: close\r\n\r\n"));
  AUTO_BUFFER all = buffer_new(100000);
  char *room;
  ssize_t length;
  while ((room = buffer_reserve(&all, 4096)) && (length = recv(connection, room, 4096, 0)) > 0)
    all.length += (size_t)length;
  Text text = buffer_text(&all);
  size_t first = text_find(text, TEXT("\r\n\r\na|"), 0), second = text_find(text, TEXT("\r\n\r\nb|"), 0);
  assert_true(first != SIZE_MAX && second != SIZE_MAX && first < second);
  close(connection);
}

/* ---- slow and broken ---- */

static void in_pieces(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Text bytes = TEXT("GET /argument/x?q=y HTTP/1.1\r\n" HOST "Accept: text/html\r\n\r\n");
  int connection = live_connect(live);
  for (size_t i = 0; i < bytes.length; i++) {
    live_send(connection, text_slice(bytes, i, i + 1));
    usleep(300);
  }
  assert_text(live_read(arena, connection, false).body, "x|y");
  close(connection);
}

static void left_in_the_middle(void **state) {
  (void)state;
  Text request = TEXT("POST /form HTTP/1.1\r\n" HOST FORM "Content-Length: 100\r\n\r\na=1&b=2");
  for (size_t length = 1; length <= request.length; length += 3) {
    int connection = live_connect(live);
    live_send(connection, text_slice(request, 0, length));
    usleep(3000); /* the library sees an end that comes with the data only when the time is up */
    close(connection);
  }
  /* Asks for much and does not read it. */
  for (int i = 0; i < 20; i++) {
    int connection = live_connect(live);
    live_send(connection, TEXT("GET /big HTTP/1.1\r\n" HOST "\r\n"));
    close(connection);
  }
  AUTO_ARENA arena = arena_new();
  assert_int_equal(live_get(arena, live, "/", "").status, 200);
}

static void many_idle(void **state) {
  (void)state;
  int idle[200];
  for (size_t i = 0; i < COUNT(idle); i++) {
    idle[i] = live_connect(live);
    assert_true(idle[i] >= 0);
    live_send(idle[i], TEXT("GET / HTTP/1.1\r\nHost: coun"));
  }
  AUTO_ARENA arena = arena_new();
  for (int i = 0; i < 20; i++) assert_int_equal(live_get(arena, live, "/", "").status, 200);
  for (size_t i = 0; i < COUNT(idle); i++) close(idle[i]);
}

/* ---- assets, downloads ---- */

static void assets(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Answer plain = live_get(arena, live, "/static/style.css", "");
  assert_text(plain.body, "plain style");
  assert_text(answer_header(&plain, "Vary"), "Accept-Encoding");
  assert_text(answer_header(&plain, "Content-Type"), "text/css");
  assert_text(answer_header(&plain, "ETag"), "W/\"aa\"");
  Answer small = live_get(arena, live, "/static/style.css", "Accept-Encoding: gzip, deflate, br\r\n");
  assert_text(small.body, "<br>");
  assert_text(answer_header(&small, "Content-Encoding"), "br");
  assert_text(live_get(arena, live, "/static/style.css", "Accept-Encoding: gzip\r\n").body, "<gz>");
  Answer same = live_get(arena, live, "/static/style.css", "If-None-Match: W/\"aa\"\r\n");
  assert_int_equal(same.status, 304);
  assert_int_equal(same.body.length, 0);
  assert_int_equal(live_get(arena, live, "/static/other.css", "").status, 404);
  assert_int_equal(live_get(arena, live, "/favicon.ico", "").status, 200);
  Answer posted = live_post(arena, live, "/static/style.css", FORM, TEXT("a=1"));
  assert_int_equal(posted.status, 404);
  Answer file = live_get(arena, live, "/download", "");
  assert_text(answer_header(&file, "Content-Disposition"),
              "attachment; filename=\"r__sum__ _1_.csv\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.csv");
  assert_text(answer_header(&file, "Clear-Site-Data"), "\"cache\", \"cookies\", \"storage\"");
  assert_int_equal(live_get(arena, live, "/download", "If-None-Match: \"v1\"\r\n").status, 304);
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
      cmocka_unit_test(accepted),   cmocka_unit_test(refused),         cmocka_unit_test(framing),
      cmocka_unit_test(long_lines), cmocka_unit_test(on_every_answer), cmocka_unit_test(head),
      cmocka_unit_test(keep_alive), cmocka_unit_test(in_pieces),       cmocka_unit_test(left_in_the_middle),
      cmocka_unit_test(many_idle),  cmocka_unit_test(assets),
  };
  return cmocka_run_group_tests(tests, start, stop);
}
