/* multipart/form-data (RFC 7578) as a push parser: bytes come in pieces of any size, fields come out, files
 * go to a sink. Strict: no preamble, no epilogue, no folded headers, no name*, and the last boundary must
 * come. */
#pragma once
#include "web/form.h"

#define MULTIPART_HEADER_MAX ((size_t)8 * 1024)

/* Where a file goes. Without a sink a form that carries a file is refused; an empty file box is always
 * nothing. */
typedef struct FileSink {
  void *context;
  size_t maximum; /* bytes of one file */
  Error (*begin)(void *context, Text field, Text file_name, Text type);
  Error (*bytes)(void *context, const char *bytes, size_t length);
  Error (*end)(void *context);
} FileSink;

typedef struct Multipart Multipart;

/* content_type: the header's whole value. `part` is a buffer of the caller for the part being read; it is
 * emptied, and its maximum must be FORM_FIELD_BYTES_MAX or more. ERROR_INVALID: not multipart/form-data, or
 * no proper boundary. */
Error multipart_new(Arena *arena, Buffer *part, Text content_type, const FileSink *sink,
                    Multipart **multipart) MUST_USE;
/* ERROR_INVALID: malformed; ERROR_LIMIT: too many parts or too large. After an error nothing more may be
 * pushed. */
Error multipart_push(Multipart *multipart, const char *bytes, size_t length) MUST_USE;
/* The whole form. ERROR_INVALID where the last boundary is missing. */
Error multipart_end(Multipart *multipart, Form *form) MUST_USE;
