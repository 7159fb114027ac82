/* What we accept of HTTP. The library is lenient where a proxy and we might understand a message in two ways,
 * so whatever is not plainly right is refused before anything else is done with it. */
#include "web/server.h"
#include <string.h>

static const struct {
  const char *name;
  bool alone;
} known[HEADER_COUNT] = {
    [HEADER_HOST] = {"host", true},
    [HEADER_CONTENT_LENGTH] = {"content-length", true},
    [HEADER_TRANSFER_ENCODING] = {"transfer-encoding", true},
    [HEADER_CONTENT_TYPE] = {"content-type", true},
    [HEADER_COOKIE] = {"cookie", true},
    [HEADER_ORIGIN] = {"origin", true},
    [HEADER_FETCH_SITE] = {"sec-fetch-site", true},
    [HEADER_IF_NONE_MATCH] = {"if-none-match", false},
    [HEADER_ACCEPT_ENCODING] = {"accept-encoding", false},
    [HEADER_FORWARDED_FOR] = {"x-forwarded-for", false},
    [HEADER_EXPECT] = {"expect", true},
};

static bool is_token_byte(unsigned char byte) {
  if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'))
    return true;
  return byte != 0 && strchr("!#$%&'*+-.^_`|~", byte);
}

static bool is_token(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    if (!is_token_byte((unsigned char)text.at[i])) return false;
  }
  return text.length > 0;
}

static bool has_control(Text value) {
  for (size_t i = 0; i < value.length; i++) {
    unsigned char byte = (unsigned char)value.at[i];
    if ((byte < 0x20 && byte != '\t') || byte == 0x7f) return true;
  }
  return false;
}

bool header_take(Headers *headers, Text name, Text value) {
  if (!is_token(name) || has_control(value)) return false;
  for (int i = 0; i < HEADER_COUNT; i++) {
    if (!text_equal_ascii(name, text_of(known[i].name))) continue;
    if (headers->present[i] && known[i].alone) return false;
    headers->present[i] = true;
    headers->value[i] =
        text_trim(value); /* of a list the last stands: it only saves bytes or is the proxy's own */
    return true;
  }
  return true;
}

bool host_is_ours(const Hosts *hosts, Text host) {
  for (size_t i = 0; i < hosts->count; i++) {
    if (text_equal_ascii(hosts->names[i], host)) return true;
  }
  return false;
}

static bool is_number(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return false;
  }
  return text.length > 0;
}

int64_t body_length(const Headers *headers) {
  if (headers->present[HEADER_TRANSFER_ENCODING]) return -1;
  int64_t length = 0;
  if (!headers->present[HEADER_CONTENT_LENGTH]) return 0;
  return text_to_int(headers->value[HEADER_CONTENT_LENGTH], &length) ? length : INT64_MAX;
}

static bool framing_is_right(const Headers *headers, Text method, Text version) {
  bool length = headers->present[HEADER_CONTENT_LENGTH], chunked = headers->present[HEADER_TRANSFER_ENCODING];
  if (length && chunked) return false;
  if (length && !is_number(headers->value[HEADER_CONTENT_LENGTH])) return false;
  if (chunked && !text_equal_ascii(headers->value[HEADER_TRANSFER_ENCODING], TEXT("chunked"))) return false;
  if (chunked && text_equal(version, TEXT("HTTP/1.0"))) return false;
  bool reads = text_equal(method, TEXT("GET")) || text_equal(method, TEXT("HEAD"));
  return !reads || body_length(headers) == 0;
}

static bool target_is_right(Text target) {
  if (!text_starts(target, TEXT("/"))) return false;
  for (size_t i = 0; i < target.length; i++) {
    unsigned char byte = (unsigned char)target.at[i];
    if (byte <= 0x20 || byte == 0x7f || byte == '#' || byte == '\\') return false;
  }
  return true;
}

int strict_check(const Headers *headers, const Hosts *hosts, Text method, Text version, Text target) {
  if (!text_equal(version, TEXT("HTTP/1.1")) && !text_equal(version, TEXT("HTTP/1.0"))) return 400;
  if (!headers->present[HEADER_HOST] || !host_is_ours(hosts, headers->value[HEADER_HOST])) return 400;
  if (!framing_is_right(headers, method, version)) return 400;
  if (target.length > TARGET_MAX) return 414;
  if (text_equal(method, TEXT("OPTIONS")) && text_equal(target, TEXT("*"))) return 405;
  if (!target_is_right(target)) return 400;
  bool ours =
      text_equal(method, TEXT("GET")) || text_equal(method, TEXT("HEAD")) || text_equal(method, TEXT("POST"));
  return ours ? 0 : 405;
}

/* "gzip;q=0" says no. */
static bool weighs_nothing(Text parameters) {
  Text one;
  while (text_next(&parameters, ';', &one)) {
    one = text_trim(one);
    if (one.length < 2 || (one.at[0] | 0x20) != 'q' || one.at[1] != '=') continue;
    for (size_t i = 2; i < one.length; i++) {
      if (one.at[i] >= '1' && one.at[i] <= '9') return false;
    }
    return true;
  }
  return false;
}

bool header_lists(Text value, Text token) {
  Text one;
  while (text_next(&value, ',', &one)) {
    Text parameters = one, name;
    if (!text_next(&parameters, ';', &name)) continue;
    if (text_equal_ascii(text_trim(name), token)) return !weighs_nothing(parameters);
  }
  return false;
}
