/* A server of its own on a loopback port, and a client that sends exactly the bytes it is given. */
#pragma once
#include "check.h"
#include <sys/types.h>

typedef struct Live {
  pid_t process; /* the parent of the web processes */
  int port;
} Live;

/* Starts a server with the routes of live.c; `configure` may change its options and hooks. */
Live live_start(void (*configure)(WebOptions *options, WebHooks *hooks));
/* SIGTERM, then waits: the exit status, 128 + signal, or -1 where it does not end within 15 seconds. */
int live_stop(Live live);
int live_wait(Live live);

#define ANSWER_MAX ((size_t)512 * 1024)
typedef struct Answer {
  int status;      /* 0: the connection ended or nothing came */
  bool closed;     /* by the server, right behind the answer */
  Text head, body; /* in the arena */
} Answer;

int live_connect(Live live);
void live_send(int connection, Text bytes);
/* Reads one answer. `head_only` for HEAD. */
Answer live_read(Arena *arena, int connection, bool head_only);
/* Connects, sends, reads, and sees whether the server closes. */
Answer live_ask(Arena *arena, Live live, Text bytes);
/* GET of a path with a right Host and more header lines (each with its CR LF). */
Answer live_get(Arena *arena, Live live, const char *path, const char *headers);
Answer live_post(Arena *arena, Live live, const char *path, const char *headers, Text body);
/* The value of a header of the answer, empty where there is none. */
Text answer_header(const Answer *answer, const char *name);
