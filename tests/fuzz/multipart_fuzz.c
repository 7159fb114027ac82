/* Any bytes as a multipart body with the boundary B. However the bytes are cut into pieces, the outcome is
 * the same. The first byte says how: its lowest bit whether there is a sink for files, the rest the size of a
 * piece. */
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Counted {
  size_t begun, ended;
  uint64_t sum; /* of the bytes, in their order */
} Counted;

static Error file_begin(void *context, Text field, Text file_name, Text type) {
  Counted *counted = context;
  BUG_IF(!text_is_utf8(field) || !text_is_utf8(file_name) || !text_is_utf8(type));
  BUG_IF(counted->begun != counted->ended);
  counted->begun++;
  return OK;
}

static Error file_bytes(void *context, const char *bytes, size_t length) {
  Counted *counted = context;
  BUG_IF(counted->begun != counted->ended + 1);
  for (size_t i = 0; i < length; i++) counted->sum = counted->sum * 31 + (unsigned char)bytes[i];
  return OK;
}

static Error file_end(void *context) {
  ((Counted *)context)->ended++;
  return OK;
}

static Error parse(Arena *arena, Text body, size_t step, const FileSink *sink, Form *form) {
  AUTO_BUFFER part = buffer_new(FORM_FIELD_BYTES_MAX);
  Multipart *multipart = NULL;
  TRY(multipart_new(arena, &part, TEXT("multipart/form-data; boundary=B"), sink, &multipart));
  for (size_t at = 0; at < body.length; at += step) {
    Text piece = text_slice(body, at, at + step);
    TRY(multipart_push(multipart, piece.at, piece.length));
  }
  return multipart_end(multipart, form);
}

static void check_same(const Form *a, const Form *b) {
  BUG_IF(a->count != b->count || a->count > FORM_FIELDS_MAX);
  for (size_t i = 0; i < a->count; i++) {
    BUG_IF(!text_equal(a->pairs[i].name, b->pairs[i].name) ||
           !text_equal(a->pairs[i].value, b->pairs[i].value));
    BUG_IF(!text_is_utf8(a->pairs[i].name) || !text_is_utf8(a->pairs[i].value));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  if (length == 0) return 0;
  AUTO_ARENA arena = arena_new();
  Counted whole_count = {0}, pieces_count = {0};
  FileSink whole_sink = {&whole_count, 100, file_begin, file_bytes, file_end};
  FileSink pieces_sink = {&pieces_count, 100, file_begin, file_bytes, file_end};
  bool sink = bytes[0] & 1;
  Text body = {(const char *)bytes + 1, length - 1};
  Form whole = {0}, pieces = {0};
  Error one = parse(arena, body, length, sink ? &whole_sink : NULL, &whole);
  Error other = parse(arena, body, (size_t)(bytes[0] >> 1) + 1, sink ? &pieces_sink : NULL, &pieces);
  BUG_IF((one == OK) != (other == OK) || (one && one->code != other->code));
  BUG_IF(whole_count.begun != pieces_count.begun || whole_count.ended != pieces_count.ended);
  if (!one) {
    check_same(&whole, &pieces);
    BUG_IF(whole_count.begun != whole_count.ended || whole_count.sum != pieces_count.sum);
  }
  return 0;
}
