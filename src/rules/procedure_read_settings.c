#include "rules/procedure_reader.h"

static Text row_path(Reader *reader, Text holder, const char *key, size_t index) {
  if (text_is_empty(holder)) return text_format(reader->arena, "%s[%zu]", key, index);
  return text_format(reader->arena, "%.*s.%s[%zu]", TEXT_ARGUMENTS(holder), key, index);
}

static SettingChange read_change(Reader *reader, Text path, const RawChange *raw) {
  SettingChange change = {0};
  Text of = text_copy(reader->arena, text_of(raw->of));
  if (!change_target(of, &change))
    mistake(reader, (Field){path, "of"}, "write \"procedure\", \"stage-1\" or \"stage-1/respond\"");
  if (!raw->set) mistake(reader, (Field){path, "set"}, "\"set\" is missing: the field that changes");
  if (!raw->to) mistake(reader, (Field){path, "to"}, "\"to\" is missing: the field's new value");
  change.field = text_copy(reader->arena, text_of(raw->set));
  change.value = text_copy(reader->arena, text_of(raw->to));
  return change;
}

static SettingChoice read_choice(Reader *reader, Text path, const RawChoice *raw) {
  SettingChange *changes = ARENA_ARRAY(reader->arena, SettingChange, raw->changes_count + 1u);
  for (uint32_t i = 0; i < raw->changes_count; i++)
    changes[i] = read_change(reader, row_path(reader, path, "changes", i), &raw->changes[i]);
  return (SettingChoice){read_slug(reader, (Field){path, "id"}, raw->id),
                         read_sentence(reader, (Field){path, "title"}, raw->title), changes,
                         raw->changes_count};
}

static void check_default(Reader *reader, Text path, const Setting *setting) {
  for (size_t i = 0; i < setting->choice_count; i++) {
    if (!text_equal(setting->choices[i].id, setting->default_choice)) continue;
    if (setting->choices[i].change_count > 0)
      mistake(reader, (Field){row_path(reader, path, "choices", i), "changes"},
              "the default is what the procedure says: it changes nothing");
    return;
  }
  Text ids[12];
  size_t count = 0;
  for (; count < setting->choice_count && count < 12; count++) ids[count] = setting->choices[count].id;
  size_t near = text_nearest(setting->default_choice, ids, count);
  Text words = text_format(reader->arena, "the default \"%.*s\" is not one of the choices",
                           TEXT_ARGUMENTS(setting->default_choice));
  if (near != SIZE_MAX)
    words = text_format(reader->arena, "%.*s; did you mean \"%.*s\"?", TEXT_ARGUMENTS(words),
                        TEXT_ARGUMENTS(ids[near]));
  mistake_at(reader, (Field){path, "default"}, words);
}

static Setting read_setting(Reader *reader, Text path, const RawSetting *raw) {
  SettingChoice *choices = ARENA_ARRAY(reader->arena, SettingChoice, raw->choices_count + 1u);
  for (uint32_t i = 0; i < raw->choices_count; i++) {
    choices[i] = read_choice(reader, row_path(reader, path, "choices", i), &raw->choices[i]);
    for (uint32_t j = 0; j < i; j++)
      if (text_equal(choices[i].id, choices[j].id))
        mistake(reader, (Field){row_path(reader, path, "choices", i), "id"}, "the choice \"%s\" stands twice",
                raw->choices[i].id ? raw->choices[i].id : "");
  }
  if (raw->choices_count < 2) mistake(reader, (Field){path, "choices"}, "a setting has two choices or more");
  Setting setting = {
      read_slug(reader, (Field){path, "id"}, raw->id), read_sentence(reader, (Field){path, "ask"}, raw->ask),
      read_slug(reader, (Field){path, "default"}, raw->default_choice), choices, raw->choices_count};
  if (raw->default_choice) check_default(reader, path, &setting);
  return setting;
}

void read_settings(Reader *reader, const RawProcedure *raw, Procedure *procedure) {
  Setting *settings = ARENA_ARRAY(reader->arena, Setting, raw->settings_count + 1u);
  for (uint32_t i = 0; i < raw->settings_count; i++) {
    Text path = row_path(reader, TEXT_NONE, "settings", i);
    settings[i] = read_setting(reader, path, &raw->settings[i]);
    for (uint32_t j = 0; j < i; j++)
      if (text_equal(settings[i].id, settings[j].id))
        mistake(reader, (Field){path, "id"}, "the setting \"%.*s\" stands twice",
                TEXT_ARGUMENTS(settings[i].id));
  }
  procedure->settings = settings;
  procedure->setting_count = raw->settings_count;
}

/* What a choice would do to the procedure, said at the choice. */
typedef struct Trial {
  Reader *reader;
  Text path;
} Trial;

static void say_of_choice(void *context, Spot spot, Text words) {
  Trial *trial = context;
  (void)spot;
  mistake(trial->reader, (Field){trial->path, ""}, "with this choice: %.*s", TEXT_ARGUMENTS(words));
}

static void try_choice(Reader *reader, const Procedure *procedure, Text path, const SettingChoice *choice) {
  Draft *draft = draft_new(reader->arena, procedure);
  Trial trial = {reader, path};
  size_t before = reader->count;
  for (size_t i = 0; i < choice->change_count; i++) {
    Text row = row_path(reader, path, "changes", i);
    Text wrong = draft_change(reader->arena, draft, &choice->changes[i]);
    bool of_field = text_contains(wrong, TEXT("has no such field"));
    bool of_target =
        text_starts(wrong, TEXT("there is no clock")) || text_starts(wrong, TEXT("there is no such stage"));
    if (!text_is_empty(wrong))
      mistake_at(reader, (Field){row, of_target ? "of" : of_field ? "set" : "to"}, wrong);
  }
  Checker checker = {reader->arena, say_of_choice, &trial};
  if (reader->count == before) procedure_check(&checker, &draft->procedure);
}

void try_settings(Reader *reader, const Procedure *procedure) {
  for (size_t i = 0; i < procedure->setting_count; i++) {
    const Setting *setting = &procedure->settings[i];
    Text path = row_path(reader, TEXT_NONE, "settings", i);
    for (size_t j = 0; j < setting->choice_count; j++)
      try_choice(reader, procedure, row_path(reader, path, "choices", j), &setting->choices[j]);
  }
}
