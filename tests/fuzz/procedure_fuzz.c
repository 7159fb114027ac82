/* Any bytes as a procedure: read or refused with a place for each mistake, never a crash; what was read can
 * be put into words and takes its own settings. */
#include "rules/procedure.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_mistakes(Error error, MistakeList mistakes) {
  BUG_IF(error->code != ERROR_INVALID || mistakes.count == 0);
  for (size_t i = 0; i < mistakes.count; i++) {
    const Mistake *mistake = &mistakes.items[i];
    BUG_IF(mistake->line < 1 || mistake->column < 1 || text_is_empty(mistake->words));
    BUG_IF(!text_is_utf8(mistake->words));
    BUG_IF(i > 0 && mistake->line < mistakes.items[i - 1].line);
  }
}

static void check_procedure(Arena *arena, const Procedure *procedure) {
  BUG_IF(text_is_empty(procedure_plain_words(arena, procedure)));
  for (size_t i = 0; i < procedure->setting_count; i++)
    for (size_t j = 0; j < procedure->settings[i].choice_count; j++) {
      SettingAnswer answer = {procedure->settings[i].id, procedure->settings[i].choices[j].id};
      const Procedure *applied = NULL;
      BUG_IF(procedure_apply(arena, procedure, &answer, 1, &applied) != OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  AUTO_ARENA arena = arena_new();
  const Procedure *procedure = NULL;
  MistakeList mistakes;
  Error error =
      procedure_read(arena, TEXT("fuzz"), (Text){(const char *)bytes, length}, &procedure, &mistakes);
  if (error)
    check_mistakes(error, mistakes);
  else
    check_procedure(arena, procedure);
  return 0;
}
