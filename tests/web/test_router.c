#include "check.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static Error nothing(Request *request, Response *response) {
  (void)request;
  (void)response;
  return OK;
}

static const Route routes[] = {
    ROUTE_ROW(GET, "/", nothing, PERMISSION_PUBLIC, CSRF_NONE, "home")
        ROUTE_ROW(GET, "/staff/cases", nothing, 1, CSRF_NONE, "list") ROUTE_ROW(GET, "/staff/cases/new",
                                                                                nothing, 1, CSRF_NONE, "new")
            ROUTE_ROW(POST, "/staff/cases/new", nothing, 1, CSRF_CHECKED, "make")
                ROUTE_ROW(GET, "/staff/cases/:reference", nothing, 1, CSRF_NONE, "one")
                    ROUTE_ROW(POST, "/staff/cases/:reference", nothing, 1, CSRF_CHECKED, "change")
                        ROUTE_ROW(GET, "/staff/cases/:reference/files/:file", nothing, 1, CSRF_NONE, "file")
                            ROUTE_ROW(POST, "/staff/cases/special", nothing, 1, CSRF_CHECKED, "only POST")
                                ROUTE_ROW(GET, "/staff/:a/x", nothing, 1, CSRF_NONE, "backtrack")
                                    ROUTE_ROW(GET, "/:a/:b/:c/:d", nothing, 1, CSRF_NONE, "four")
                                        ROUTE_ROW(POST, "/post", nothing, 1, CSRF_CHECKED, "post")};

/* "summary[arguments]", or the status with what is allowed. */
static Text found(Arena *arena, Method method, const char *path) {
  AUTO_ARENA routes_arena = arena_new();
  const Router *router = router_new(routes_arena, routes, COUNT(routes));
  RouteMatch match;
  int status = router_find(router, arena, method, text_of(path), &match);
  if (status)
    return text_format(arena, "%d%s%s", status, match.allow ? " " : "", match.allow ? match.allow : "");
  Text words = text_of(match.route->summary);
  for (size_t i = 0; i < 4 && match.arguments[i].length; i++) {
    words = text_format(arena, "%.*s|%.*s", TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(match.arguments[i]));
  }
  return words;
}

static void paths(void **state) {
  (void)state;
  static const struct {
    Method method;
    const char *path, *found;
  } table[] = {
      {METHOD_GET, "/", "home"},
      {METHOD_POST, "/", "405 GET, HEAD"},
      {METHOD_GET, "/staff/cases", "list"},
      {METHOD_GET, "/staff/cases/new", "new"},
      {METHOD_POST, "/staff/cases/new", "make"},
      {METHOD_GET, "/staff/cases/C-1", "one|C-1"},
      {METHOD_GET, "/staff/cases/special", "one|special"},
      {METHOD_POST, "/staff/cases/special", "only POST"},
      {METHOD_POST, "/staff/cases", "405 GET, HEAD"},
      {METHOD_GET, "/staff/cases/C-1/files/2", "file|C-1|2"},
      {METHOD_GET, "/staff/cases/x", "one|x"},
      {METHOD_GET, "/staff/other/x", "backtrack|other"},
      {METHOD_GET, "/1/2/3/4", "four|1|2|3|4"},
      {METHOD_GET, "/staff/cases/C-1/letters", "four|staff|cases|C-1|letters"},
      {METHOD_GET, "/post", "405 POST"},
      {METHOD_GET, "/nothing", "404"},
      {METHOD_GET, "/staff/cases/", "404"},
      {METHOD_GET, "/staff/cases/C-1/", "404"},
      {METHOD_GET, "/staff/Cases", "404"},
      {METHOD_GET, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18", "404"},
      {METHOD_GET, "/staff/cases/C%2D1", "one|C-1"},
      {METHOD_GET, "/st%61ff/cases", "list"},
      {METHOD_GET, "/staff/cases/caf%C3%A9", "one|caf\xc3\xa9"},
      {METHOD_GET, "/staff/cases/e%CC%81", "one|\xc3\xa9"},
      {METHOD_GET, "/staff/cases/a+b", "one|a+b"},
      {METHOD_GET, "/staff/cases/%2E%2E%2E", "one|..."},
      {METHOD_GET, "", "400"},
      {METHOD_GET, "staff", "400"},
      {METHOD_GET, "//", "400"},
      {METHOD_GET, "//evil.example", "400"},
      {METHOD_GET, "/staff//cases", "400"},
      {METHOD_GET, "/staff/../etc", "400"},
      {METHOD_GET, "/..", "400"},
      {METHOD_GET, "/.", "400"},
      {METHOD_GET, "/%2e%2e/etc", "400"},
      {METHOD_GET, "/%2E./etc", "400"},
      {METHOD_GET, "/a%2Fb", "400"},
      {METHOD_GET, "/a%5Cb", "400"},
      {METHOD_GET, "/a%00", "400"},
      {METHOD_GET, "/a%0a", "400"},
      {METHOD_GET, "/a%7f", "400"},
      {METHOD_GET, "/a%", "400"},
      {METHOD_GET, "/a%4", "400"},
      {METHOD_GET, "/a%zz", "400"},
      {METHOD_GET, "/a%ff", "400"},
      {METHOD_GET, "/a%c0%ae", "400"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    AUTO_ARENA arena = arena_new();
    Text answer = found(arena, table[i].method, table[i].path);
    if (!text_equal(answer, text_of(table[i].found)))
      fail_msg("%s: %.*s", table[i].path, TEXT_ARGUMENTS(answer));
  }
}

/* A table that is wrong must not start. */
static void bugs(void **state) {
  (void)state;
  static const Route wrong[][2] = {
      {{METHOD_GET, "/a", nothing, 0, CSRF_NONE, ""}, {METHOD_GET, "/a", nothing, 0, CSRF_NONE, ""}},
      {{METHOD_GET, "/a/:b", nothing, 0, CSRF_NONE, ""}, {METHOD_GET, "/a/:c", nothing, 0, CSRF_NONE, ""}},
      {{METHOD_GET, "a", nothing, 0, CSRF_NONE, ""}, {METHOD_GET, "/b", nothing, 0, CSRF_NONE, ""}},
      {{METHOD_GET, "/a//b", nothing, 0, CSRF_NONE, ""}, {METHOD_GET, "/b", nothing, 0, CSRF_NONE, ""}},
      {{METHOD_GET, "/:a/:b/:c/:d/:e", nothing, 0, CSRF_NONE, ""},
       {METHOD_GET, "/b", nothing, 0, CSRF_NONE, ""}},
  };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    pid_t child = fork();
    if (child == 0) {
      dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
      signal(SIGABRT, SIG_DFL);
      AUTO_ARENA arena = arena_new();
      router_new(arena, wrong[i], 2);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(paths), cmocka_unit_test(bugs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
