/* What the templates of the start pages are given. */
#pragma once
#include "page/public/public.h"

/* A list of links to signposts under a question. */
typedef struct SignpostList {
  const Signpost *const *items;
  size_t count;
} SignpostList;

/* How to reach the council. */
typedef struct Contact {
  const Council *council;
  Url mail;
} Contact;

typedef struct StartView {
  Contact contact;
  Text danger_phone; /* for someone who is not safe; may be empty */
} StartView;

/* The radios of the start page's questions. */
void start_choices(Writer *writer, const FieldValues *values);
/* The subjects that a complaint can have. */
void about_choices(Writer *writer, const Signposts *signposts, const FieldValues *values);
