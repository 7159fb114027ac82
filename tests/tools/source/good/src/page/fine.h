/* A header. */
#pragma once

/* Two of a kind share this. */
int a(void);
int b(int x,
      int y);
int c(void) MUST_USE;

ID_TYPE(CaseId);
int d(void); /* beside it */
typedef int (*Callback)(int);
