/* What every page uses: the context of casework, the frame around the content, errors, forms shown again. */
#pragma once
#include "casework/acts.h"
#include "casework/draft.h"
#include "casework/signin.h"
#include "casework/signpost.h"
#include "html/components.h"
#include "web/web.h"

/* The context of this request: directory loaded, actor set to the signed-in person or, where nobody is, the
 * customer. */
Error page_ctx(Request *request, Ctx *ctx) MUST_USE;

typedef enum Side { SIDE_PUBLIC, SIDE_STAFF, SIDE_SIGN_IN } Side;

typedef struct Frame {
  Side side;
  Text title;         /* of the page: the h1; the council's and the service's names follow */
  bool has_errors;    /* the title begins "Error: " */
  const char *active; /* staff navigation: "work" "cases" "registers" "reports" "admin" */
  Url back;           /* back link; empty: none */
  bool wide;          /* staff pages of tables */
  bool private_page;  /* noindex */
} Frame;

/* Writes everything before and after the content of <main>. The writer writes into the response's body. */
Writer frame_open(Ctx *ctx, Request *request, Response *response, const Frame *frame);
void frame_close(Writer *writer, Ctx *ctx, Request *request, const Frame *frame);

/* Hidden fields that every form has: the CSRF token (and, where not empty, the submission key). */
void form_tokens(Writer *writer, Request *request, Response *response, Text submission);
/* The error summary of the fields that are wrong; nothing where none is. */
void form_errors(Writer *writer, const FieldValues *values);

/* The error pages of WebHooks. */
void page_error(Request *request, Response *response, int status, Error error);
Error page_sign_in_needed(Request *request, Response *response);
/* WebHooks.identify. */
Error page_identify(Request *request, Hash session, Identity *identity);

/* All routes: public, staff, administration. */
extern const Route page_routes[];
extern const size_t page_route_count;

/* Words for codes, for people: "partly-upheld" → "Partly upheld"; children's and public names are in the
 * procedure. */
Text words_of_code(Arena *arena, Text code);
Text date_or(Arena *arena, Date date, const char *otherwise);
