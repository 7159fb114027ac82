/* Any bytes as headers: what is taken is ours, well formed and alone. The input is lines of name:value. */
#include "web/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_cookies(Text header, bool secure) {
  Text values[COOKIE_COUNT];
  cookies_read(header, secure, values);
  for (int i = 0; i < COOKIE_COUNT; i++) {
    BUG_IF(values[i].length != 0 && (values[i].length < 16 || values[i].length > 128));
    for (size_t j = 0; j < values[i].length; j++) {
      char byte = values[i].at[j];
      BUG_IF(!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'z'));
    }
    if (text_is_empty(values[i])) continue;
    BUG_IF(!text_contains(header, text_of(cookie_name((CookieName)i, secure))));
  }
}

static void check_headers(Text lines) {
  static const Text name = {"council.example", 15};
  Hosts hosts = {&name, 1};
  Headers headers = {0};
  Text line, key;
  while (text_next(&lines, '\n', &line)) {
    if (text_next(&line, ':', &key) && !header_take(&headers, key, line)) return;
  }
  int status = strict_check(&headers, &hosts, TEXT("POST"), TEXT("HTTP/1.1"), TEXT("/"));
  BUG_IF(status != 0 && status != 400);
  if (status) return;
  BUG_IF(!headers.present[HEADER_HOST] || !text_equal_ascii(headers.value[HEADER_HOST], name));
  BUG_IF(headers.present[HEADER_CONTENT_LENGTH] && headers.present[HEADER_TRANSFER_ENCODING]);
  BUG_IF(body_length(&headers) < -1);
  header_lists(headers.value[HEADER_ACCEPT_ENCODING], TEXT("br"));
  etag_matches(headers.value[HEADER_IF_NONE_MATCH], TEXT("\"a\""));
  if (origin_allowed(&headers, &hosts, true) && headers.present[HEADER_ORIGIN]) {
    Text origin = headers.value[HEADER_ORIGIN];
    BUG_IF(!text_equal(origin, TEXT("null")) && !text_equal_ascii(origin, TEXT("https://council.example")));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  Text input = {(const char *)bytes, length};
  check_cookies(input, false);
  check_cookies(input, true);
  check_headers(input);
  return 0;
}
