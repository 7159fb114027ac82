/* The parent: listens, forks, watches. It does nothing else, so that nothing can bring it down. */
#include "web/server.h"
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BACKLOG 511
#define PROCESSES_MAX 64
#define FILES_WANTED 8192
#define MILLISECOND INT64_C(1000)
#define SECOND (1000 * MILLISECOND)
#define START_MILLISECONDS 10000
/* A child that lived for less is started again after a pause that doubles each time. */
#define SHORT_LIFE (2 * SECOND)
#define FIRST_PAUSE (100 * MILLISECOND)
#define LONGEST_PAUSE (5 * SECOND)
#define STOP_PATIENCE (13 * SECOND) /* the children allow themselves 10 seconds */

/* ---- the socket ---- */

static Error cannot_listen(Arena *arena, const Server *server, int number) {
  return FAIL(arena, number == EADDRINUSE ? ERROR_BUSY : ERROR_IO, "Cannot listen on %.*s: %s",
              TEXT_ARGUMENTS(server->options->listen), strerror(number));
}

/* A socket file that nobody listens on any more is in the way. */
static void remove_stale(const struct sockaddr_un *name) {
  int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return;
  bool stale = connect(probe, (const struct sockaddr *)name, sizeof *name) != 0 && errno == ECONNREFUSED;
  close(probe);
  if (stale) unlink(name->sun_path);
}

static Error listen_unix(Arena *arena, Server *server) {
  Text listen_at = server->options->listen;
  Text path = text_slice(listen_at, strlen("unix:"), listen_at.length);
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  if (text_is_empty(path) || path.length >= sizeof name.sun_path)
    return cannot_listen(arena, server, ENAMETOOLONG);
  memcpy(name.sun_path, path.at, path.length);
  remove_stale(&name);
  server->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (server->socket < 0) return cannot_listen(arena, server, errno);
  mode_t before = umask(0117); /* the proxy's group may connect, nobody else */
  bool bound = bind(server->socket, (const struct sockaddr *)&name, sizeof name) == 0;
  int number = errno;
  umask(before);
  server->unix_socket = true;
  server->address = listen_at;
  if (bound) return OK;
  close(server->socket);
  return cannot_listen(arena, server, number);
}

/* "127.0.0.1:8080" with the port that was really given, which tells what :0 became. */
static void name_address(Arena *arena, Server *server) {
  struct sockaddr_storage bound = {0};
  socklen_t length = sizeof bound;
  char host[NI_MAXHOST], port[NI_MAXSERV];
  if (getsockname(server->socket, (struct sockaddr *)&bound, &length) != 0) return;
  int flags = NI_NUMERICHOST | NI_NUMERICSERV;
  if (getnameinfo((struct sockaddr *)&bound, length, host, sizeof host, port, sizeof port, flags) != 0)
    return;
  server->address = text_format(arena, bound.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}

static int bind_one(const struct addrinfo *address) {
  int made = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (made < 0) return -1;
  int yes = 1;
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(made, address->ai_addr, address->ai_addrlen) == 0) return made;
  int number = errno;
  close(made);
  errno = number;
  return -1;
}

static Error listen_tcp(Arena *arena, Server *server) {
  Text all = server->options->listen;
  size_t colon = all.length;
  while (colon > 0 && all.at[colon - 1] != ':') colon--;
  if (colon == 0)
    return FAIL(arena, ERROR_INVALID, "%.*s is no address: write 127.0.0.1:8080", TEXT_ARGUMENTS(all));
  Text host = text_slice(all, 0, colon - 1), port = text_slice(all, colon, all.length);
  if (text_starts(host, TEXT("[")) && text_ends(host, TEXT("]"))) host = text_slice(host, 1, host.length - 1);
  struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM},
                  *found = NULL;
  const char *node = text_is_empty(host) ? NULL : text_z(arena, host);
  if (getaddrinfo(node, text_z(arena, port), &hints, &found) != 0 || !found) {
    return FAIL(arena, ERROR_INVALID, "%.*s is no address: write 127.0.0.1:8080", TEXT_ARGUMENTS(all));
  }
  server->socket = bind_one(found);
  int number = errno;
  freeaddrinfo(found);
  if (server->socket < 0) return cannot_listen(arena, server, number);
  name_address(arena, server);
  return OK;
}

Error socket_listen(Arena *arena, Server *server) {
  bool is_unix = text_starts(server->options->listen, TEXT("unix:"));
  TRY(is_unix ? listen_unix(arena, server) : listen_tcp(arena, server));
  if (listen(server->socket, BACKLOG) == 0) return OK;
  int number = errno;
  close(server->socket);
  return cannot_listen(arena, server, number);
}

/* ---- children ---- */

typedef struct Child {
  pid_t process; /* 0: none */
  bool job;
  int64_t started, start_at;
  int64_t pause;
} Child;

typedef struct Family {
  Server *server;
  Child children[PROCESSES_MAX + 1];
  size_t count;
  sigset_t signals, before;
  pid_t parent;
} Family;

/* Without the parent's handlers for its own end. */
_Noreturn static void child_end(int status) {
  fflush(NULL);
  _exit(status);
}

_Noreturn static void child_run(Family *family, const Child *child, int started) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != family->parent) _exit(0);
  signal(SIGPIPE, SIG_IGN);
  if (!child->job) {
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, SIGCHLD);
    sigprocmask(SIG_UNBLOCK, &own, NULL);
    child_end(server_run(family->server, started));
  }
  if (started >= 0) close(started);
  close(family->server->socket);
  sigprocmask(SIG_SETMASK, &family->before, NULL);
  child_end(family->server->hooks->job(family->server->hooks->program));
}

static void child_start(Family *family, Child *child, int started) {
  fflush(NULL);
  pid_t process = fork();
  if (process == 0) child_run(family, child, started);
  child->started = monotonic_microseconds();
  child->process = process > 0 ? process : 0;
  child->start_at = process > 0 ? 0 : child->started + SECOND;
  if (process < 0) log_write(LOG_ERROR, "process-not-started", "fork: %s", strerror(errno));
}

static void child_ended(Child *child, int status) {
  int64_t now = monotonic_microseconds();
  bool short_life = now - child->started < SHORT_LIFE;
  if (!short_life)
    child->pause = 0;
  else
    child->pause = child->pause == 0                   ? FIRST_PAUSE
                   : child->pause >= LONGEST_PAUSE / 2 ? LONGEST_PAUSE
                                                       : 2 * child->pause;
  child->start_at = now + child->pause;
  child->process = 0;
  const char *what = child->job ? "background" : "web";
  if (WIFSIGNALED(status))
    log_write(LOG_ERROR, "process-died", "%s process: signal %d", what, WTERMSIG(status));
  else
    log_write(LOG_WARNING, "process-ended", "%s process: status %d", what, WEXITSTATUS(status));
}

static void reap(Family *family) {
  for (size_t i = 0; i < family->count; i++) {
    Child *child = &family->children[i];
    int status;
    if (child->process && waitpid(child->process, &status, WNOHANG) == child->process)
      child_ended(child, status);
  }
}

/* Starts what is due; microseconds until the next is due, at most a second. */
static int64_t start_due(Family *family) {
  int64_t now = monotonic_microseconds(), wait = SECOND;
  for (size_t i = 0; i < family->count; i++) {
    Child *child = &family->children[i];
    if (child->process) continue;
    if (child->start_at <= now)
      child_start(family, child, -1);
    else if (child->start_at - now < wait)
      wait = child->start_at - now;
  }
  return wait;
}

static int next_signal(const Family *family, int64_t microseconds) {
  struct timespec wait = {.tv_sec = microseconds / SECOND, .tv_nsec = (microseconds % SECOND) * 1000};
  return sigtimedwait(&family->signals, NULL, &wait);
}

/* How many have said that they accept, once all have or have died. */
static size_t count_ready(int pipe_end, size_t expected) {
  size_t count = 0;
  struct pollfd wait = {.fd = pipe_end, .events = POLLIN};
  char byte;
  while (count < expected && poll(&wait, 1, START_MILLISECONDS) > 0 && read(pipe_end, &byte, 1) == 1) count++;
  return count;
}

static size_t start_all(Family *family) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return 0;
  size_t expected = 0;
  for (size_t i = 0; i < family->count; i++) {
    if (!family->children[i].job) expected++;
    child_start(family, &family->children[i], ends[1]);
  }
  close(ends[1]);
  size_t count = count_ready(ends[0], expected);
  close(ends[0]);
  return count;
}

static size_t living(const Family *family) {
  size_t count = 0;
  for (size_t i = 0; i < family->count; i++) count += family->children[i].process != 0;
  return count;
}

static void signal_all(const Family *family, int number) {
  for (size_t i = 0; i < family->count; i++) {
    if (family->children[i].process) kill(family->children[i].process, number);
  }
}

static void stop_all(Family *family) {
  int64_t end = monotonic_microseconds() + STOP_PATIENCE;
  signal_all(family, SIGTERM);
  for (;;) {
    for (size_t i = 0; i < family->count; i++) {
      Child *child = &family->children[i];
      if (child->process && waitpid(child->process, NULL, WNOHANG) == child->process) child->process = 0;
    }
    if (living(family) == 0) return;
    if (monotonic_microseconds() > end) signal_all(family, SIGKILL);
    next_signal(family, 100 * MILLISECOND);
  }
}

static void watch(Family *family) {
  for (;;) {
    int number = next_signal(family, start_due(family));
    if (number == SIGTERM || number == SIGINT) return;
    reap(family);
  }
}

static void family_make(Family *family, Server *server) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  size_t count = server->options->processes > 0 ? (size_t)server->options->processes
                 : cores > 0                    ? (size_t)cores
                                                : 1;
  *family =
      (Family){.server = server, .count = count > PROCESSES_MAX ? PROCESSES_MAX : count, .parent = getpid()};
  if (server->hooks->job) family->children[family->count++].job = true;
  sigemptyset(&family->signals);
  sigaddset(&family->signals, SIGTERM);
  sigaddset(&family->signals, SIGINT);
  sigaddset(&family->signals, SIGCHLD);
}

static void allow_files(void) {
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= FILES_WANTED) return;
  files.rlim_cur = files.rlim_max < FILES_WANTED ? files.rlim_max : FILES_WANTED;
  setrlimit(RLIMIT_NOFILE, &files);
}

Error processes_run(Arena *arena, Server *server, void (*ready)(const void *program, Text address)) {
  Family *family = ARENA_NEW(arena, Family);
  family_make(family, server);
  allow_files();
  sigprocmask(SIG_BLOCK, &family->signals, &family->before);
  Error error = OK;
  if (start_all(family) == 0) {
    error = FAIL(arena, ERROR_IO, "No web process could be started; the log says why");
  } else {
    if (ready) ready(server->hooks->program, server->address);
    watch(family);
  }
  stop_all(family);
  sigprocmask(SIG_SETMASK, &family->before, NULL);
  return error;
}
