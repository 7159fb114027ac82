/* Where else to go: every other route that the council documents name, as data (signposts/signposts.yaml),
 * with what the start pages ask. A signpost never blocks: each ends in "I still want to make a complaint". */
#pragma once
#include "base/base.h"

typedef struct Signpost {
  Text slug, title;
  Text why; /* one sentence: why another way may be better */
  Text what_to_do;
  Text link, link_text, phone;
  Text warning;  /* a time limit, or empty */
  Text still;    /* when a complaint is still right: "If you reported it and we did not fix it" */
  bool decision; /* listed under "Challenge a decision" */
  bool urgent;   /* shown with the safeguarding numbers first */
} Signpost;

typedef struct AboutChoice { /* "What is it about?" */
  Text id, label, hint;
  Text area;     /* children adults housing other, or empty where it leads to a signpost */
  Text signpost; /* slug, or empty */
} AboutChoice;

typedef struct Signposts {
  const Signpost *items;
  size_t count;
  const AboutChoice *about;
  size_t about_count;
} Signposts;

/* Reads the YAML; ERROR_INVALID with line and column. */
Error signposts_read(Arena *arena, Text name, Text yaml, const Signposts **out) MUST_USE;
const Signpost *signpost_find(const Signposts *signposts, Text slug);
