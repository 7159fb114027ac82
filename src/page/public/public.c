#include "page/public/public.h"

Error public_ctx(Request *request, Ctx *ctx) {
  TRY(page_ctx(request, ctx));
  ctx->actor = (Actor){.role = ROLE_CUSTOMER, .name = TEXT_NONE};
  return OK;
}

/* What people write for the digits of Crockford's alphabet. */
static char secret_letter(char letter) {
  if (letter >= 'A' && letter <= 'Z') letter = (char)(letter - 'A' + 'a');
  if (letter == 'o') return '0';
  if (letter == 'i' || letter == 'l') return '1';
  return letter;
}

static bool is_secret_letter(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
}

Text secret_of_typed(Arena *arena, Text typed) {
  size_t path = text_find(typed, TEXT("/t/"), 0);
  if (path != SIZE_MAX) typed = text_slice(typed, path + 3, typed.length);
  char *letters = ARENA_ARRAY(arena, char, typed.length + 1);
  size_t count = 0;
  for (size_t i = 0; i < typed.length; i++) {
    char letter = secret_letter(typed.at[i]);
    if (letter == '/' || letter == '?' || letter == '#') break;
    if (is_secret_letter(letter)) letters[count++] = letter;
  }
  return (Text){letters, count};
}

Text secret_in_groups(Arena *arena, Text secret) {
  AUTO_BUFFER groups = buffer_new(1024);
  for (size_t i = 0; i < secret.length; i++) {
    if (i > 0 && i % 4 == 0) buffer_put_char(&groups, '-');
    buffer_put_char(&groups, secret.at[i]);
  }
  return text_copy(arena, buffer_text(&groups));
}

static Text too_long(Arena *arena, size_t most, size_t typed) {
  return text_format(arena, "Your answer is too long. You can use up to %zu characters. You have used %zu",
                     most, typed);
}

FieldValues answers_read(Arena *arena, const Form *form, const Field *fields, size_t count) {
  FieldValues values = fields_read(arena, form, fields, count);
  for (size_t i = 0; i < values.error_count; i++) {
    const char *name = values.errors[i].name;
    for (size_t j = 0; j < count; j++) {
      size_t typed = text_characters(values.values[j]);
      bool long_one = text_equal(text_of(fields[j].name), text_of(name)) && fields[j].maximum > 0 &&
                      typed > fields[j].maximum;
      if (long_one) values.errors[i].words = too_long(arena, fields[j].maximum, typed);
    }
  }
  return values;
}
