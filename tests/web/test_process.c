/* The processes: restarts, the end, sockets. */
#include "live.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t process_of(Live live) {
  AUTO_ARENA arena = arena_new();
  Answer answer = live_get(arena, live, "/process", "");
  int64_t number = 0;
  return answer.status == 200 && text_to_int(answer.body, &number) ? (pid_t)number : 0;
}

/* Whether everything is answered for a while. */
static bool serves(Live live, int requests) {
  for (int i = 0; i < requests; i++) {
    AUTO_ARENA arena = arena_new();
    if (live_get(arena, live, "/", "").status != 200) return false;
  }
  return true;
}

static void one_process(WebOptions *options, WebHooks *hooks) {
  (void)hooks;
  options->processes = 1;
}

static void killed_child_is_replaced(void **state) {
  (void)state;
  Live live = live_start(one_process);
  for (int round = 0; round < 3; round++) {
    pid_t before = process_of(live), after = 0;
    assert_true(before > 0);
    kill(before, SIGKILL);
    for (int i = 0; i < 100 && (after == 0 || after == before); i++) {
      usleep(30 * 1000);
      after = process_of(live);
    }
    assert_true(after > 0 && after != before);
    assert_true(serves(live, 20));
  }
  assert_int_equal(live_stop(live), 0);
}

static void the_other_goes_on(void **state) {
  (void)state;
  Live live = live_start(NULL);
  kill(process_of(live), SIGKILL);
  usleep(50 * 1000); /* what the dead one had accepted is lost, nothing else */
  assert_true(serves(live, 50));
  assert_int_equal(live_stop(live), 0);
}

static void in_flight_is_finished(void **state) {
  (void)state;
  enum { CLIENTS = 24 };
  Live live = live_start(NULL);
  int connections[CLIENTS];
  for (int i = 0; i < CLIENTS; i++) {
    connections[i] = live_connect(live);
    live_send(connections[i], TEXT("GET /slow HTTP/1.1\r\nHost: council.example\r\n\r\n"));
  }
  usleep(100 * 1000);
  kill(live.process, SIGTERM);
  for (int i = 0; i < CLIENTS; i++) {
    AUTO_ARENA arena = arena_new();
    Answer answer = live_read(arena, connections[i], false);
    assert_int_equal(answer.status, 200);
    assert_int_equal(answer.body.length, 16000);
    close(connections[i]);
  }
  assert_int_equal(live_wait(live), 0);
  assert_int_equal(live_connect(live), -1);
}

static void idle_does_not_hold_up(void **state) {
  (void)state;
  Live live = live_start(NULL);
  int idle[50];
  for (size_t i = 0; i < COUNT(idle); i++) {
    idle[i] = live_connect(live);
    live_send(idle[i], TEXT("GET / HTTP/1.1\r\nHost: coun"));
  }
  usleep(50 * 1000);
  int64_t began = monotonic_microseconds();
  assert_int_equal(live_stop(live), 0);
  assert_true(monotonic_microseconds() - began < 3 * 1000 * 1000);
  for (size_t i = 0; i < COUNT(idle); i++) close(idle[i]);
}

static bool is_gone(pid_t process) {
  for (int i = 0; i < 100; i++) {
    if (kill(process, 0) != 0 && errno == ESRCH) return true;
    usleep(50 * 1000);
  }
  return false;
}

static void children_end_with_the_parent(void **state) {
  (void)state;
  Live live = live_start(one_process);
  pid_t child = process_of(live);
  kill(live.process, SIGKILL);
  waitpid(live.process, NULL, 0);
  assert_true(is_gone(child));
}

static void interrupt_ends_too(void **state) {
  (void)state;
  Live live = live_start(NULL);
  kill(live.process, SIGINT);
  assert_int_equal(live_wait(live), 0);
}

/* ---- background process ---- */

static int *runs; /* shared */

static int job(const void *program) {
  (void)program;
  ++*runs;
  if (*runs < 3) return 1; /* ends early twice */
  pause();
  return 0;
}

static void with_job(WebOptions *options, WebHooks *hooks) {
  (void)options;
  hooks->job = job;
}

static void background_is_restarted_and_ended(void **state) {
  (void)state;
  runs = mmap(NULL, sizeof *runs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(runs != MAP_FAILED);
  Live live = live_start(with_job);
  assert_true(serves(live, 5));
  usleep(700 * 1000);
  assert_int_equal(*runs, 3);
  assert_int_equal(live_stop(live), 0);
  munmap(runs, sizeof *runs);
}

/* ---- a socket in the file system ---- */

static char socket_path[100];
static char listen_words[110];

static void on_unix_socket(WebOptions *options, WebHooks *hooks) {
  (void)hooks;
  options->listen = text_of(listen_words);
  options->trust_forwarded = true;
  options->secure_cookies = true;
}

static Answer ask_unix(Arena *arena, const char *request) {
  int connection = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  memcpy(name.sun_path, socket_path, strlen(socket_path));
  Answer answer = {.head = TEXT_NONE, .body = TEXT_NONE};
  if (connect(connection, (struct sockaddr *)&name, sizeof name) == 0) {
    live_send(connection, text_of(request));
    answer = live_read(arena, connection, false);
  }
  close(connection);
  return answer;
}

#define BEHIND "GET /address HTTP/1.1\r\nHost: council.example\r\n"

static void behind_a_proxy(void **state) {
  (void)state;
  snprintf(socket_path, sizeof socket_path, "/tmp/redress-test-%d.sock", (int)getpid());
  snprintf(listen_words, sizeof listen_words, "unix:%s", socket_path);
  for (int round = 0; round < 2; round++) { /* the second time with what a killed server left */
    AUTO_ARENA arena = arena_new();
    Live live = live_start(on_unix_socket);
    assert_text(ask_unix(arena, BEHIND "X-Forwarded-For: 1.2.3.4, 192.0.2.7\r\n\r\n").body, "192.0.2.7");
    assert_text(ask_unix(arena, BEHIND "X-Forwarded-For: 2001:db8:1:2:3:4:5:6\r\n\r\n").body,
                "2001:db8:1:2::");
    assert_text(ask_unix(arena, BEHIND "X-Forwarded-For: ::ffff:192.0.2.7\r\n\r\n").body, "192.0.2.7");
    assert_text(ask_unix(arena, BEHIND "X-Forwarded-For: nonsense\r\n\r\n").body, "");
    assert_text(ask_unix(arena, BEHIND "\r\n").body, "local");
    Answer page = ask_unix(arena, "GET /form HTTP/1.1\r\nHost: council.example\r\n\r\n");
    assert_text(answer_header(&page, "Strict-Transport-Security"), "max-age=63072000; includeSubDomains");
    Text cookie = answer_header(&page, "Set-Cookie");
    assert_true(text_starts(cookie, TEXT("__Host-visit=")) &&
                text_ends(cookie, TEXT("; SameSite=Lax; Secure")));
    if (round == 0) {
      kill(live.process, SIGKILL);
      waitpid(live.process, NULL, 0);
      usleep(500 * 1000);
    } else {
      assert_int_equal(live_stop(live), 0);
      assert_int_equal(access(socket_path, F_OK), -1);
    }
  }
}

static void busy_address(void **state) {
  (void)state;
  AUTO_ARENA arena = arena_new();
  Live live = live_start(NULL);
  WebOptions options = {.listen = text_format(arena, "127.0.0.1:%d", live.port),
                        .key = TEXT("0123456789abcdef0123456789abcdef")};
  WebHooks hooks = {.program = NULL};
  Error error = web_serve(arena, &options, &hooks, NULL);
  assert_non_null(error);
  assert_int_equal(error->code, ERROR_BUSY);
  assert_true(text_contains(error->words, TEXT("in use")));
  options.listen = TEXT("nowhere");
  assert_int_equal(web_serve(arena, &options, &hooks, NULL)->code, ERROR_INVALID);
  options.key = TEXT("short");
  assert_int_equal(web_serve(arena, &options, &hooks, NULL)->code, ERROR_INVALID);
  assert_int_equal(live_stop(live), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(killed_child_is_replaced),
      cmocka_unit_test(the_other_goes_on),
      cmocka_unit_test(in_flight_is_finished),
      cmocka_unit_test(idle_does_not_hold_up),
      cmocka_unit_test(children_end_with_the_parent),
      cmocka_unit_test(interrupt_ends_too),
      cmocka_unit_test(background_is_restarted_and_ended),
      cmocka_unit_test(behind_a_proxy),
      cmocka_unit_test(busy_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
