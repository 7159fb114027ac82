#include "web/multipart.h"
#include <string.h>

/* RFC 2046: a boundary has 1 to 70 characters. */
#define BOUNDARY_MAX ((size_t)70)

typedef enum State {
  STATE_DATA,  /* bytes of a part, or what stands before the first */
  STATE_AFTER, /* behind a boundary: CR LF, or -- at the end of all */
  STATE_HEADERS,
  STATE_END, /* behind the last boundary: at most one CR LF */
  STATE_FAILED
} State;

struct Multipart {
  Arena *arena;
  Buffer *part;
  FileSink sink;
  bool has_sink;
  State state;
  char delimiter[BOUNDARY_MAX + 5]; /* CR LF -- boundary */
  size_t delimiter_length, matched;
  char after[2];
  size_t after_count, end_count;
  bool inside; /* a part has begun */
  bool is_file, file_begun;
  size_t file_size;
  Text name, file_name, type;
  FormPair *pairs;
  size_t count, parts;
  char header[MULTIPART_HEADER_MAX];
  size_t header_length;
};

static bool is_boundary_byte(char byte) {
  if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'))
    return true;
  return byte != 0 && strchr("'()+_,-./:=?", byte);
}

static bool boundary_is_right(Text boundary) {
  if (boundary.length == 0 || boundary.length > BOUNDARY_MAX) return false;
  for (size_t i = 0; i < boundary.length; i++) {
    if (!is_boundary_byte(boundary.at[i])) return false;
  }
  return true;
}

/* A parameter's value at the start of *rest, quoted or not, and the ; after it. A quotation mark within is
 * written %22 by browsers, so that none can stand there. False: malformed. */
static bool value_next(Text *rest, Text *value) {
  *rest = text_trim(*rest);
  if (text_starts(*rest, TEXT("\""))) {
    size_t end = text_find(*rest, TEXT("\""), 1);
    if (end == SIZE_MAX) return false;
    *value = text_slice(*rest, 1, end);
    *rest = text_trim(text_slice(*rest, end + 1, rest->length));
    if (text_is_empty(*rest)) return true;
    if (rest->at[0] != ';') return false;
    *rest = text_slice(*rest, 1, rest->length);
    return true;
  }
  if (!text_next(rest, ';', value)) return false;
  *value = text_trim(*value);
  return !text_is_empty(*value) && !memchr(value->at, '"', value->length);
}

/* name=value of a header's parameters. False: malformed, or there is none. */
static bool parameter_next(Text *rest, Text *name, Text *value) {
  if (!text_next(rest, '=', name)) return false;
  *name = text_trim(*name);
  return !text_is_empty(*name) && value_next(rest, value);
}

static bool boundary_of(Text content_type, Text *boundary) {
  Text kind, name, value;
  bool found = false;
  if (!text_next(&content_type, ';', &kind)) return false;
  if (!text_equal_ascii(text_trim(kind), TEXT("multipart/form-data"))) return false;
  while (!text_is_empty(text_trim(content_type))) {
    if (!parameter_next(&content_type, &name, &value)) return false;
    if (!text_equal_ascii(name, TEXT("boundary"))) continue;
    if (found) return false;
    found = true;
    *boundary = value;
  }
  return found && boundary_is_right(*boundary);
}

Error multipart_new(Arena *arena, Buffer *part, Text content_type, const FileSink *sink,
                    Multipart **multipart) {
  Text boundary = TEXT_NONE;
  if (!boundary_of(content_type, &boundary)) {
    return FAIL(arena, ERROR_INVALID, "The form is not multipart/form-data with one proper boundary");
  }
  Multipart *made = ARENA_NEW(arena, Multipart);
  made->arena = arena;
  made->part = part;
  made->has_sink = sink != NULL;
  if (sink) made->sink = *sink;
  memcpy(made->delimiter, "\r\n--", 4);
  memcpy(made->delimiter + 4, boundary.at, boundary.length);
  made->delimiter_length = boundary.length + 4;
  made->matched = 2; /* the first boundary has no line before it */
  made->pairs = ARENA_ARRAY(arena, FormPair, FORM_FIELDS_MAX);
  buffer_clear(part);
  *multipart = made;
  return OK;
}

/* ---- headers of a part ---- */

static Error bad_header(Multipart *m) {
  return FAIL(m->arena, ERROR_INVALID, "A part of the form has a malformed header");
}

static Error read_disposition(Multipart *m, Text value) {
  Text kind, name, parameter;
  if (m->name.at || !text_next(&value, ';', &kind)) return bad_header(m);
  if (!text_equal_ascii(text_trim(kind), TEXT("form-data"))) return bad_header(m);
  while (!text_is_empty(text_trim(value))) {
    if (!parameter_next(&value, &name, &parameter)) return bad_header(m);
    bool is_name = text_equal_ascii(name, TEXT("name")), is_file = text_equal_ascii(name, TEXT("filename"));
    Text *into = is_name ? &m->name : &m->file_name;
    if ((!is_name && !is_file) || into->at) return bad_header(m);
    if (text_clean(m->arena, parameter, into)) {
      return FAIL(m->arena, ERROR_INVALID, "A name in the form is not UTF-8 text");
    }
    m->is_file |= is_file;
  }
  return m->name.at ? OK : bad_header(m);
}

static Error read_header(Multipart *m, Text line) {
  Text name;
  if (!text_contains(line, TEXT(":")) || !text_next(&line, ':', &name) || text_is_empty(name))
    return bad_header(m);
  for (size_t i = 0; i < name.length; i++) {
    if (name.at[i] <= 0x20 || name.at[i] == 0x7f) return bad_header(m); /* also a folded line */
  }
  Text value = text_trim(line);
  for (size_t i = 0; i < value.length; i++) {
    if (((unsigned char)value.at[i] < 0x20 && value.at[i] != '\t') || value.at[i] == 0x7f)
      return bad_header(m);
  }
  if (text_equal_ascii(name, TEXT("content-disposition"))) return read_disposition(m, value);
  if (text_equal_ascii(name, TEXT("content-type"))) {
    if (m->type.at) return bad_header(m);
    return text_clean(m->arena, value, &m->type) ? bad_header(m) : OK;
  }
  if (text_equal_ascii(name, TEXT("content-transfer-encoding"))) {
    bool plain = text_equal_ascii(value, TEXT("binary")) || text_equal_ascii(value, TEXT("8bit")) ||
                 text_equal_ascii(value, TEXT("7bit"));
    return plain ? OK : bad_header(m);
  }
  return OK;
}

static Error read_headers(Multipart *m) {
  Text rest = {m->header, m->header_length - 2}; /* without the empty line */
  while (!text_is_empty(rest)) {
    size_t end = text_find(rest, TEXT("\r\n"), 0);
    if (end == SIZE_MAX) return bad_header(m);
    TRY(read_header(m, text_slice(rest, 0, end)));
    rest = text_slice(rest, end + 2, rest.length);
  }
  if (!m->name.at) return bad_header(m);
  m->inside = true;
  m->state = STATE_DATA;
  return OK;
}

static Error push_header(Multipart *m, char byte) {
  if (m->header_length == sizeof m->header) {
    return FAIL(m->arena, ERROR_LIMIT, "A part of the form has headers that are too long");
  }
  m->header[m->header_length++] = byte;
  Text all = {m->header, m->header_length};
  if (byte != '\n') return OK;
  if (text_equal(all, TEXT("\r\n"))) return bad_header(m);
  return text_ends(all, TEXT("\r\n\r\n")) ? read_headers(m) : OK;
}

/* ---- the bytes of a part ---- */

static Error put_file(Multipart *m, const char *bytes, size_t length) {
  if (!m->has_sink) return FAIL(m->arena, ERROR_INVALID, "Files cannot be sent with this form");
  if (!m->file_begun) {
    m->file_begun = true;
    TRY(m->sink.begin(m->sink.context, m->name, m->file_name, m->type.at ? m->type : TEXT("text/plain")));
  }
  if (length > m->sink.maximum - m->file_size) {
    return FAIL(m->arena, ERROR_LIMIT, "The file is too large: it may have %zu bytes", m->sink.maximum);
  }
  m->file_size += length;
  return m->sink.bytes(m->sink.context, bytes, length);
}

static Error put_data(Multipart *m, const char *bytes, size_t length) {
  if (length == 0) return OK;
  if (!m->inside) return FAIL(m->arena, ERROR_INVALID, "The form does not begin with its boundary");
  if (m->is_file) return put_file(m, bytes, length);
  if (length > FORM_FIELD_BYTES_MAX - m->part->length) {
    return FAIL(m->arena, ERROR_LIMIT, "The field %.*s is too long: it may have %u bytes",
                TEXT_ARGUMENTS(m->name), FORM_FIELD_BYTES_MAX);
  }
  buffer_put_bytes(m->part, bytes, length);
  return OK;
}

static Error end_part(Multipart *m) {
  if (!m->inside) return OK;
  m->inside = false;
  if (m->is_file) return m->file_begun ? m->sink.end(m->sink.context) : OK;
  FormPair *pair = &m->pairs[m->count++];
  pair->name = m->name;
  Text bytes = buffer_text(m->part);
  if (memchr(bytes.at, 0, bytes.length) || text_clean(m->arena, text_copy(m->arena, bytes), &pair->value)) {
    return FAIL(m->arena, ERROR_INVALID, "The field %.*s is not UTF-8 text", TEXT_ARGUMENTS(m->name));
  }
  return OK;
}

static Error begin_part(Multipart *m) {
  if (++m->parts > FORM_FIELDS_MAX) {
    return FAIL(m->arena, ERROR_LIMIT, "The form has too many fields: it may have %d", FORM_FIELDS_MAX);
  }
  m->name = m->file_name = m->type = (Text){NULL, 0};
  m->is_file = m->file_begun = false;
  m->file_size = m->header_length = 0;
  buffer_clear(m->part);
  m->state = STATE_HEADERS;
  return OK;
}

/* The boundary begins with the only CR that it has, so a mismatch never hides the start of another match. */
static Error push_data(Multipart *m, const char *bytes, size_t length, size_t *used) {
  if (m->matched == 0) {
    const char *found = memchr(bytes, '\r', length);
    size_t plain = found ? (size_t)(found - bytes) : length;
    TRY(put_data(m, bytes, plain));
    *used = plain;
    if (!found) return OK;
    m->matched = 1;
    *used = plain + 1;
    return OK;
  }
  if (bytes[0] != m->delimiter[m->matched]) {
    size_t matched = m->matched;
    m->matched = 0;
    *used = 0;
    return put_data(m, m->delimiter, matched);
  }
  *used = 1;
  if (++m->matched < m->delimiter_length) return OK;
  m->matched = 0;
  m->after_count = 0;
  m->state = STATE_AFTER;
  return end_part(m);
}

static Error push_after(Multipart *m, char byte) {
  m->after[m->after_count++] = byte;
  if (m->after_count < 2) return OK;
  if (memcmp(m->after, "\r\n", 2) == 0) return begin_part(m);
  if (memcmp(m->after, "--", 2) != 0) {
    return FAIL(m->arena, ERROR_INVALID, "The form has a boundary with something behind it");
  }
  m->state = STATE_END;
  return OK;
}

static Error push_end(Multipart *m, char byte) {
  if (m->end_count < 2 && byte == "\r\n"[m->end_count]) {
    m->end_count++;
    return OK;
  }
  return FAIL(m->arena, ERROR_INVALID, "The form goes on behind its last boundary");
}

static Error push_some(Multipart *m, const char *bytes, size_t length, size_t *used) {
  *used = 1;
  switch (m->state) {
  case STATE_DATA:
    return push_data(m, bytes, length, used);
  case STATE_AFTER:
    return push_after(m, bytes[0]);
  case STATE_HEADERS:
    return push_header(m, bytes[0]);
  case STATE_END:
    return push_end(m, bytes[0]);
  case STATE_FAILED:
    break;
  }
  return FAIL(m->arena, ERROR_INVALID, "The form is malformed");
}

Error multipart_push(Multipart *multipart, const char *bytes, size_t length) {
  while (length > 0) {
    size_t used;
    Error error = push_some(multipart, bytes, length, &used);
    if (error) {
      multipart->state = STATE_FAILED;
      return error;
    }
    bytes += used;
    length -= used;
  }
  return OK;
}

Error multipart_end(Multipart *multipart, Form *form) {
  *form = (Form){0};
  if (multipart->state != STATE_END || multipart->end_count == 1) {
    return FAIL(multipart->arena, ERROR_INVALID, "The form ends before its last boundary");
  }
  *form = (Form){multipart->pairs, multipart->count};
  return OK;
}
