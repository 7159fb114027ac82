#include "check.h"

static const Text names[] = {{"council.example", 15}, {"127.0.0.1:8080", 14}};
static const Hosts hosts = {names, 2};

/* "Name: value|Name: value" */
static bool take_all(Headers *headers, const char *lines) {
  Text rest = text_of(lines), line, name;
  while (text_next(&rest, '|', &line)) {
    if (!text_next(&line, ':', &name) || !header_take(headers, name, line)) return false;
  }
  return true;
}

static void requests(void **state) {
  (void)state;
  static const struct {
    const char *method, *target, *headers;
    int status;
  } table[] = {
      {"GET", "/", "Host: council.example", 0},
      {"HEAD", "/", "host: COUNCIL.example", 0},
      {"POST", "/a?b=c", "Host: 127.0.0.1:8080|Content-Length: 3", 0},
      {"POST", "/", "Host: council.example|Transfer-Encoding: Chunked", 0},
      {"GET", "/", "Host: council.example|Content-Length: 0", 0},
      {"GET", "/", "", 400},
      {"GET", "/", "Host: ", 400},
      {"GET", "/", "Host: evil.example", 400},
      {"GET", "/", "Host: council.example:81", 400},
      {"GET", "/", "Host: council.example,evil.example", 400},
      {"GET", "/", "Host: council.example|Content-Length: 1", 400},
      {"GET", "/", "Host: council.example|Transfer-Encoding: chunked", 400},
      {"POST", "/", "Host: council.example|Content-Length: 3|Transfer-Encoding: chunked", 400},
      {"POST", "/", "Host: council.example|Content-Length: +3", 400},
      {"POST", "/", "Host: council.example|Content-Length: -3", 400},
      {"POST", "/", "Host: council.example|Content-Length: 3, 3", 400},
      {"POST", "/", "Host: council.example|Content-Length: 0x3", 400},
      {"POST", "/", "Host: council.example|Content-Length: ", 400},
      {"POST", "/", "Host: council.example|Content-Length: 3 3", 400},
      {"POST", "/", "Host: council.example|Transfer-Encoding: gzip, chunked", 400},
      {"POST", "/", "Host: council.example|Transfer-Encoding: xchunked", 400},
      {"POST", "/", "Host: council.example|Transfer-Encoding: ", 400},
      {"GET", "http://council.example/", "Host: council.example", 400},
      {"GET", "*", "Host: council.example", 400},
      {"GET", "/a b", "Host: council.example", 400},
      {"GET", "/a#b", "Host: council.example", 400},
      {"GET", "/a\tb", "Host: council.example", 400},
      {"GET", "/a\x7f", "Host: council.example", 400},
      {"GET", "/a\\b", "Host: council.example", 400},
      {"OPTIONS", "*", "Host: council.example", 405},
      {"PUT", "/", "Host: council.example", 405},
      {"get", "/", "Host: council.example", 405},
      {"TRACE", "/", "Host: council.example", 405},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    Headers headers = {0};
    bool taken = take_all(&headers, table[i].headers);
    int status = taken ? strict_check(&headers, &hosts, text_of(table[i].method), TEXT("HTTP/1.1"),
                                      text_of(table[i].target))
                       : 400;
    if (status != table[i].status)
      fail_msg("%s %s %s: %d", table[i].method, table[i].target, table[i].headers, status);
  }
}

static void versions_and_length(void **state) {
  (void)state;
  Headers headers = {0};
  assert_true(take_all(&headers, "Host: council.example"));
  assert_int_equal(strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/1.0"), TEXT("/")), 0);
  assert_int_equal(strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/1.2"), TEXT("/")), 400);
  assert_int_equal(strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/2.0"), TEXT("/")), 400);
  char target[TARGET_MAX + 1];
  memset(target, 'a', sizeof target);
  target[0] = '/';
  assert_int_equal(strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/1.1"), (Text){target, TARGET_MAX}),
                   0);
  assert_int_equal(
      strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/1.1"), (Text){target, TARGET_MAX + 1}), 414);
}

static void header_lines(void **state) {
  (void)state;
  static const struct {
    const char *lines;
    bool taken;
  } table[] = {
      {"X-Any: thing", true},
      {"Accept-Encoding: br|Accept-Encoding: gzip", true},
      {"X-Latin: caf\xe9", true},
      {"X-Tab: a\tb", true},
      {"Host: a|Host: a", false},
      {"Content-Length: 3|Content-Length: 3", false},
      {"Transfer-Encoding: chunked|Transfer-Encoding: chunked", false},
      {"Cookie: a=b|Cookie: c=d", false},
      {"Origin: null|origin: null", false},
      {"Host : a", false},
      {"X Y: a", false},
      {": a", false},
      {"X\xe9: a", false},
      {"X(: a", false},
      {"X: a\rb", false},
      {"X: a\x01", false},
      {"X: a\x7f", false},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    Headers headers = {0};
    if (take_all(&headers, table[i].lines) != table[i].taken) fail_msg("%s", table[i].lines);
  }
  Headers headers = {0};
  assert_false(header_take(&headers, TEXT("X"), BYTES("a\0b")));
}

static void lists(void **state) {
  (void)state;
  static const struct {
    const char *value, *token;
    bool listed;
  } table[] = {
      {"gzip, deflate, br", "br", true},
      {"gzip, deflate, br", "gzip", true},
      {"BR;q=1", "br", true},
      {"br;q=0.5", "br", true},
      {"br;q=0", "br", false},
      {"br; Q=0.000", "br", false},
      {"br;q=0.001", "br", true},
      {"", "br", false},
      {"xbr", "br", false},
      {"gzip;q=0, br", "gzip", false},
      {"*", "br", false},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    if (header_lists(text_of(table[i].value), text_of(table[i].token)) != table[i].listed)
      fail_msg("%s", table[i].value);
  }
}

static void assets(void **state) {
  (void)state;
  static const unsigned char plain[] = "plain", brotli[] = "br", gzip[] = "gz";
  static const WebAsset table[] = {
      {"/static/a.css", "text/css", "\"aa\"", plain, brotli, gzip, 5, 2, 2},
      {"/static/b.png", "image/png", "\"bb\"", plain, NULL, NULL, 5, 0, 0},
      {"/static/c.js", "text/javascript", "\"cc\"", plain, NULL, gzip, 5, 0, 2},
  };
  web_set_assets(table, COUNT(table));
  for (size_t i = 0; i < COUNT(table); i++) assert_ptr_equal(asset_find(text_of(table[i].path)), &table[i]);
  assert_null(asset_find(TEXT("/static/aa.css")));
  assert_null(asset_find(TEXT("/static/")));
  assert_null(asset_find(TEXT("/static/z")));
  assert_string_equal(asset_form(&table[0], TEXT("gzip, br")).encoding, "br");
  assert_string_equal(asset_form(&table[2], TEXT("gzip, br")).encoding, "gzip");
  assert_null(asset_form(&table[1], TEXT("gzip, br")).encoding);
  assert_int_equal(asset_form(&table[0], TEXT("br;q=0")).size, 5);
  assert_true(etag_matches(TEXT("W/\"aa\""), TEXT("\"aa\"")));
  assert_true(etag_matches(TEXT("\"x\", \"aa\""), TEXT("\"aa\"")));
  assert_true(etag_matches(TEXT("*"), TEXT("\"aa\"")));
  assert_false(etag_matches(TEXT("\"aaa\""), TEXT("\"aa\"")));
  assert_false(etag_matches(TEXT("*"), TEXT_NONE));
  web_set_assets(NULL, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(requests),     cmocka_unit_test(versions_and_length),
      cmocka_unit_test(header_lines), cmocka_unit_test(lists),
      cmocka_unit_test(assets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
