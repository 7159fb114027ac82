/* What the template of the error pages is given. */
#pragma once
#include "page/frame_parts.h"

typedef struct ErrorView {
  Text title, words, more; /* more: what the place that found the fault says; may be empty */
  const Council *council;
  Text incident;
  bool staff;
  bool kept; /* what was written on earlier pages is still there */
  int wait;  /* seconds until it makes sense to try again; 0: not known */
} ErrorView;
