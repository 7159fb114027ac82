/* Any bytes as the target of a request: path and query are read or refused, and nothing that names another
 * place gets through to a handler. */
#include "web/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static Error nothing(Request *request, Response *response) {
  (void)request;
  (void)response;
  return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/", nothing, 0, CSRF_NONE, ""},
    {METHOD_GET, "/a", nothing, 0, CSRF_NONE, ""},
    {METHOD_GET, "/a/:b", nothing, 0, CSRF_NONE, ""},
    {METHOD_POST, "/a/b", nothing, 0, CSRF_CHECKED, ""},
    {METHOD_GET, "/a/:b/c/:d", nothing, 0, CSRF_NONE, ""},
    {METHOD_GET, "/:a/:b/:c/:d", nothing, 0, CSRF_NONE, ""},
};

static void check_argument(Text argument) {
  BUG_IF(!text_is_utf8(argument));
  BUG_IF(text_equal(argument, TEXT("..")) || text_equal(argument, TEXT(".")) ||
         text_contains(argument, TEXT("/")));
  for (size_t i = 0; i < argument.length; i++) BUG_IF((unsigned char)argument.at[i] < 0x20);
}

static void check_path(Arena *arena, Text path, Method method) {
  RouteMatch match;
  const Router *router = router_new(arena, routes, sizeof routes / sizeof *routes);
  int status = router_find(router, arena, method, path, &match);
  BUG_IF(status != 0 && status != 400 && status != 404 && status != 405);
  BUG_IF((status == 0) != (match.route != NULL) || (status == 405) != (match.allow != NULL));
  for (size_t i = 0; status == 0 && i < 4; i++) check_argument(match.arguments[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  AUTO_ARENA arena = arena_new();
  static const Text name = {"council.example", 15};
  Text target = {(const char *)bytes, length}, query = target, path = TEXT_NONE;
  Headers headers = {0};
  Hosts hosts = {&name, 1};
  BUG_IF(!header_take(&headers, TEXT("Host"), name));
  int status = strict_check(&headers, &hosts, TEXT("GET"), TEXT("HTTP/1.1"), target);
  BUG_IF(status != 0 && status != 400 && status != 414);
  if (length > 2 * TARGET_MAX) return 0;
  if (!text_next(&query, '?', &path)) return 0;
  check_path(arena, path, METHOD_GET);
  check_path(arena, path, METHOD_POST);
  Form form;
  Error error = form_parse(arena, query, &form);
  BUG_IF(error && error->code != ERROR_INVALID && error->code != ERROR_LIMIT);
  return 0;
}
