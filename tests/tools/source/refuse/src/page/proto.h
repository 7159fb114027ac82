/* A file. */
#pragma once
#include <stddef.h>
int a(void);

/* Two share this. */
int b(void);
int c(int x,
      int y);
int d(void);

int e(void) MUST_USE;

typedef struct E {
  int a;
} E;
int f(void);
