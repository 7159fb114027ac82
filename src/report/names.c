/* Names behind keys, and words for periods. */
#include "report/build.h"
#include "sql_figures.h"
#include "sql_setup.h"

static void sort_by_key(NamedKey *items, size_t count) {
  for (size_t gap = count / 2; gap > 0; gap /= 2)
    for (size_t i = gap; i < count; i++) {
      NamedKey moving = items[i];
      size_t to = i;
      for (; to >= gap && items[to - gap].key > moving.key; to -= gap) items[to] = items[to - gap];
      items[to] = moving;
    }
}

Error names_load(const ReportSource *source, NameBook *names) {
  SqlWordAll *words;
  SqlServiceAll *services;
  *names = (NameBook){0};
  TRY(sql_word_all(source->db, source->arena, &words, &names->word_count));
  TRY(sql_service_all(source->db, source->arena, &services, &names->service_count));
  NamedKey *word_keys = ARENA_ARRAY(source->arena, NamedKey, names->word_count);
  for (size_t i = 0; i < names->word_count; i++) word_keys[i] = (NamedKey){words[i].id, words[i].name, false};
  NamedKey *service_keys = ARENA_ARRAY(source->arena, NamedKey, names->service_count);
  for (size_t i = 0; i < names->service_count; i++)
    service_keys[i] =
        (NamedKey){services[i].id.value, services[i].name, text_equal(services[i].area, TEXT("children"))};
  sort_by_key(word_keys, names->word_count);
  sort_by_key(service_keys, names->service_count);
  names->words = word_keys;
  names->services = service_keys;
  return OK;
}

static Text find(const NamedKey *items, size_t count, FigureKey key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (items[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && items[low].key == key ? items[low].name : TEXT_NONE;
}

Text name_of_word(const NameBook *names, FigureKey key) { return find(names->words, names->word_count, key); }

Text name_of_service(const NameBook *names, FigureKey key) {
  return find(names->services, names->service_count, key);
}

FigureKey word_of_name(const NameBook *names, Text name) {
  for (size_t i = 0; i < names->word_count; i++)
    if (text_equal(names->words[i].name, name)) return names->words[i].key;
  return 0;
}

static bool is_code(Text name) {
  for (size_t i = 0; i < name.length; i++) {
    char c = name.at[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return name.length > 0 && name.at[0] >= 'a' && name.at[0] <= 'z';
}

Text name_words(Arena *arena, Text name) {
  if (!is_code(name)) return name;
  char *words = text_z(arena, name);
  for (size_t i = 0; i < name.length; i++)
    if (words[i] == '-') words[i] = ' ';
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = (char)(words[0] - 'a' + 'A');
  return (Text){words, name.length};
}

/* The day after the end is moved, so that the end of February stays one. */
Period period_before(Period period) {
  Date after = date_plus_months(date_plus(period.to, 1), -12, NULL);
  return (Period){date_plus_months(period.from, -12, NULL), date_plus(after, -1)};
}

static bool is_whole_year(Period period) {
  DateParts first = date_parts(period.from);
  Date next = date_plus_months(period.from, 12, NULL);
  return first.day == 1 && date_equal(date_plus(next, -1), period.to);
}

bool is_financial_year(Period period) { return is_whole_year(period) && date_parts(period.from).month == 4; }

Text period_words(Arena *arena, Period period) {
  DateParts first = date_parts(period.from);
  if (is_whole_year(period) && first.month == 1) return text_format(arena, "%d", first.year);
  if (is_whole_year(period) && first.month == 4)
    return text_format(arena, "%d/%02d", first.year, (first.year + 1) % 100);
  return period_words_long(arena, period);
}

Text period_words_long(Arena *arena, Period period) {
  Text from = date_words(arena, period.from), to = date_words(arena, period.to);
  return text_format(arena, "%.*s to %.*s", TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(to));
}
