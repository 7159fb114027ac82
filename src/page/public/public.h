/* What the public pages share. */
#pragma once
#include "page/page.h"
#include "page/routes.h"

/* As page_ctx, but whoever is signed in acts as a customer here. */
Error public_ctx(Request *request, Ctx *ctx) MUST_USE;

/* An ombudsman or regulator, as a procedure names it. */
typedef struct Office {
  const char *code; /* "lgsco" */
  Text name, about, phone, address, link, link_text;
  bool listed; /* on the page about the Ombudsman: those that a council in England has */
} Office;
extern const Office OFFICES[];
extern const size_t OFFICE_COUNT;
/* The office of a code; the one for councils in England where it is not known. */
const Office *office_of(Text code);

/* The secret of a private link, of what was typed or pasted: the link, its code, in any groups and case. */
Text secret_of_typed(Arena *arena, Text typed);
/* The secret in groups of four, to be written down. */
Text secret_in_groups(Arena *arena, Text secret);

/* As fields_read, with plain words for an answer that is too long. */
FieldValues answers_read(Arena *arena, const Form *form, const Field *fields, size_t count);
