#include "check.h"
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECOND INT64_C(1000000)
#define START (1000 * SECOND)

static int taken(Limits *limits, uint64_t key, int attempts, int64_t now) {
  int count = 0;
  for (int i = 0; i < attempts; i++) count += limits_take(limits, key, 10, 300, now);
  return count;
}

static void ten_in_five_minutes(void **state) {
  (void)state;
  Limits *limits = limits_new();
  assert_non_null(limits);
  assert_int_equal(taken(limits, 7, 25, START), 10);
  assert_int_equal(taken(limits, 7, 5, START + 29 * SECOND), 0);
  assert_int_equal(taken(limits, 7, 5, START + 30 * SECOND), 1);
  assert_int_equal(taken(limits, 7, 25, START + 330 * SECOND), 10);
  assert_int_equal(taken(limits, 9, 25, START), 10);
  limits_free(limits);
}

static void forgiven(void **state) {
  (void)state;
  Limits *limits = limits_new();
  assert_int_equal(taken(limits, 7, 25, START), 10);
  limits_forgive(limits, 7);
  assert_int_equal(taken(limits, 7, 25, START), 1);
  limits_forgive(limits, 12345); /* unknown: nothing */
  for (int i = 0; i < 1000; i++) limits_forgive(limits, 7);
  assert_int_equal(taken(limits, 7, 25, START), 10); /* never more than a full bucket */
  limits_free(limits);
}

/* More keys than places: memory stays, the latest are still held back, nobody new is refused. */
static void crowded(void **state) {
  (void)state;
  Limits *limits = limits_new();
  for (uint64_t key = 0; key < 200000; key++)
    assert_true(limits_take(limits, key * 0x9e3779b97f4a7c15u, 10, 300, START));
  for (int i = 0; i < 10; i++) limits_take(limits, 77, 10, 300, START);
  assert_false(limits_take(limits, 77, 10, 300, START));
  limits_free(limits);
}

static void shared_by_processes(void **state) {
  (void)state;
  enum { PROCESSES = 8 };
  Limits *limits = limits_new();
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  for (int i = 0; i < PROCESSES; i++) {
    if (fork() != 0) continue;
    unsigned char count = 0;
    for (int round = 0; round < 2000; round++)
      count = (unsigned char)(count + limits_take(limits, 99, 100, 300, START));
    _exit(write(ends[1], &count, 1) == 1 ? 0 : 1);
  }
  int total = 0;
  for (int i = 0; i < PROCESSES; i++) {
    unsigned char count = 0;
    assert_int_equal(read(ends[0], &count, 1), 1);
    total += count;
    wait(NULL);
  }
  assert_int_equal(total, 100);
  limits_free(limits);
}

/* Only the connection that keeps us waiting is shut down. */
static void slow_headers(void **state) {
  (void)state;
  Deadlines deadlines = {.lock = PTHREAD_MUTEX_INITIALIZER};
  int slow[2], quick[2], gone[2];
  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, slow), 0);
  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, quick), 0);
  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, gone), 0);
  deadline_begin(&deadlines, slow[0], START);
  deadline_begin(&deadlines, quick[0], START);
  deadline_begin(&deadlines, gone[0], START);
  deadline_begin(&deadlines, WATCHED_MAX, START); /* too high to be watched */
  deadline_begin(&deadlines, -1, START);
  deadline_met(&deadlines, quick[0]);
  deadline_forget(&deadlines, gone[0]);
  char byte;
  deadline_enforce(&deadlines, START + HEADER_MICROSECONDS - 1);
  assert_int_equal(read(slow[1], &byte, 1), -1);
  deadline_enforce(&deadlines, START + HEADER_MICROSECONDS);
  assert_int_equal(read(slow[1], &byte, 1), 0);
  assert_int_equal(read(quick[1], &byte, 1), -1);
  assert_int_equal(read(gone[1], &byte, 1), -1);
  for (int i = 0; i < 2; i++) close(slow[i]), close(quick[i]), close(gone[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(ten_in_five_minutes), cmocka_unit_test(forgiven),
                                     cmocka_unit_test(crowded), cmocka_unit_test(shared_by_processes),
                                     cmocka_unit_test(slow_headers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
