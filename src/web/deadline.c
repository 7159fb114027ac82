/* The library's own timeout begins anew with every byte, so that a client that sends one each half minute
 * could keep a connection for ever. Here the headers of a request must be whole within one span, however they
 * come. Bodies have a span of their own (exchange.c); how slowly an answer may be read is left to the proxy
 * in front. */
#include "web/server.h"
#include <sys/socket.h>

static bool is_watched(int connection) { return connection >= 0 && connection < WATCHED_MAX; }

void deadline_begin(Deadlines *deadlines, int connection, int64_t now) {
  if (is_watched(connection)) atomic_store(&deadlines->since[connection], now);
}

void deadline_met(Deadlines *deadlines, int connection) {
  if (is_watched(connection)) atomic_store(&deadlines->since[connection], 0);
}

void deadline_forget(Deadlines *deadlines, int connection) {
  pthread_mutex_lock(&deadlines->lock);
  deadline_met(deadlines, connection);
  pthread_mutex_unlock(&deadlines->lock);
}

void deadline_enforce(Deadlines *deadlines, int64_t now) {
  pthread_mutex_lock(&deadlines->lock);
  for (int connection = 0; connection < WATCHED_MAX; connection++) {
    int64_t since = atomic_load(&deadlines->since[connection]);
    if (since == 0 || now - since < HEADER_MICROSECONDS) continue;
    shutdown(connection, SHUT_RDWR); /* the library sees the end and closes */
    atomic_store(&deadlines->since[connection], 0);
  }
  pthread_mutex_unlock(&deadlines->lock);
}
