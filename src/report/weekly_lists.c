/* The lists of the week: what is late, what is due, what is at a later stage, and the actions. */
#include "report/weekly_parts.h"
#include "sql_user.h"
#include "sql_weekly.h"

#define LINES_MAX 1000 /* longer than anybody reads; the list of all open cases has the others */
#define WORDS_MAX 100

/* ---- words ---------------------------------------------------------------------------------------- */

static size_t character_length(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The first letter of a word, without brackets and such before it. */
static Text first_letter(Text word) {
  for (size_t i = 0; i < word.length; i++) {
    char c = word.at[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
    if (letter) return text_slice(word, i, i + character_length((unsigned char)c));
  }
  return TEXT_NONE;
}

Text weekly_initials(Arena *arena, Text name) {
  static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor"};
  Text letters[3], word;
  size_t count = 0;
  while (text_next(&name, ' ', &word)) {
    Text letter = first_letter(word);
    bool title = false;
    if (text_ends(word, TEXT("."))) word = text_slice(word, 0, word.length - 1);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
      title = title || text_equal_ascii(word, text_of(titles[i]));
    if (text_is_empty(letter) || title) continue;
    if (letter.length == 1 && letter.at[0] >= 'a')
      letter = text_format(arena, "%c", letter.at[0] - 'a' + 'A');
    if (count == 3) letters[1] = letters[2], count--;
    letters[count++] = letter;
  }
  return count ? text_join(arena, letters, count, TEXT_NONE) : TEXT("Not given");
}

static Text step_words(Arena *arena, Text clock) {
  size_t slash = text_find(clock, TEXT("/"), 0);
  if (slash == SIZE_MAX) return TEXT_NONE;
  Text step = text_slice(clock, slash + 1, clock.length);
  if (text_equal(step, TEXT("respond"))) return TEXT("reply");
  return text_equal(step, TEXT("acknowledge")) ? TEXT("acknowledgement") : code_words(arena, step);
}

static Text stage_words(Arena *arena, const WeeklyCase *item) {
  const StageRule *rule = item->procedure ? procedure_stage(item->procedure, item->stage) : NULL;
  Text name = rule ? rule->names.staff : TEXT_NONE, step = step_words(arena, item->step);
  if (text_is_empty(name)) name = text_format(arena, "Stage %d", item->stage > 0 ? item->stage : 1);
  if (item->paused) step = TEXT("paused");
  if (text_is_empty(step)) return name;
  return text_format(arena, "%.*s: %.*s", TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(step));
}

/* On a Saturday after a Friday it is a day late, as the clock and the lists say too. */
static Text days_late(Arena *arena, const Weekly *weekly, const Calendar *days, Date due) {
  if (date_is_none(due) || !date_before(due, weekly->today)) return TEXT_NONE;
  int32_t late = calendar_between(days, due, weekly->today);
  return text_format(arena, "%d", late > 0 ? late : 1);
}

static Text cut(Arena *arena, Text words) {
  if (words.length <= WORDS_MAX) return words;
  size_t end = WORDS_MAX;
  while (end > 0 && ((unsigned char)words.at[end] & 0xC0) == 0x80) end--;
  return text_format(arena, "%.*s…", (int)end, words.at);
}

/* ---- lists ---------------------------------------------------------------------------------------- */

enum { REFERENCE, PERSON, STAGE, OWNER, DUE, LATE, SERVICE, CASE_COLUMNS };

typedef struct Lister {
  Weekly *weekly;
  Arena *arena;
  SectionWriter *section;
  const SqlUserAll *people;
  size_t person_count;
  bool with_service; /* several services stand on the list */
} Lister;

typedef struct Kind {
  const char *id, *title, *caption, *empty;
  WeeklyColumn place; /* WEEKLY_OPEN: of every place, at a later stage */
  bool dated, ever_late;
} Kind;

static Text owner_name(const Lister *lister, UserId id) {
  for (size_t i = 0; id.value && i < lister->person_count; i++)
    if (lister->people[i].id.value == id.value) return lister->people[i].name;
  return TEXT("Not assigned");
}

static Text service_words(const Lister *lister, FigureKey key) {
  Text name = name_of_service(&lister->weekly->build->names, key);
  return text_is_empty(name) ? TEXT("No service recorded") : name;
}

/* Which of the seven columns a list has: no day where the clocks stand still, days late where something may
 * be, the service where there are several. */
static size_t columns_of(const Lister *lister, const Kind *kind, size_t columns[CASE_COLUMNS]) {
  size_t count = 0;
  for (size_t i = 0; i < CASE_COLUMNS; i++) {
    bool told = i == DUE ? kind->dated : i == LATE ? kind->ever_late : i != SERVICE || lister->with_service;
    if (told) columns[count++] = i;
  }
  return count;
}

static bool has(const Weekly *weekly, const Kind *kind, const WeeklyCase *item) {
  if (kind->place == WEEKLY_OPEN) return item->ombudsman || item->stage > 1;
  return weekly_place(weekly, item) == kind->place;
}

static Text case_cell(const Lister *lister, const WeeklyCase *item, size_t column) {
  Arena *arena = lister->arena;
  switch (column) {
  case REFERENCE:
    return item->reference;
  case PERSON:
    return item->anonymous ? TEXT("Anonymous") : weekly_initials(arena, item->person);
  case STAGE:
    return stage_words(arena, item);
  case OWNER:
    return owner_name(lister, item->owner);
  case DUE:
    return date_iso(arena, item->due);
  case LATE:
    return days_late(arena, lister->weekly, item->days, item->due);
  default:
    return service_words(lister, item->service);
  }
}

static void name_columns(const Lister *lister, ReportList *list, const size_t *chosen, size_t count) {
  static const ListColumn columns[CASE_COLUMNS] = {
      [REFERENCE] = {{"reference", 9}, {"Reference", 9}, LIST_WORDS},
      [PERSON] = {{"person", 6}, {"Person", 6}, LIST_WORDS},
      [STAGE] = {{"stage", 5}, {"Stage and step", 14}, LIST_WORDS},
      [OWNER] = {{"with", 4}, {"With", 4}, LIST_WORDS},
      [DUE] = {{"due", 3}, {"Due", 3}, LIST_DAY},
      [LATE] = {{"days-late", 9}, {"Working days late", 17}, LIST_NUMBER},
      [SERVICE] = {{"service", 7}, {"Service", 7}, LIST_WORDS}};
  ListColumn *own = ARENA_ARRAY(lister->arena, ListColumn, count);
  for (size_t i = 0; i < count; i++) own[i] = columns[chosen[i]];
  list->columns = own;
  list->column_count = count;
}

/* Several sheets may stand on one page: the caption names the service. */
static void add_list(const Lister *lister, const ReportList *list, Text title, size_t total) {
  ReportList *copy = ARENA_NEW(lister->arena, ReportList);
  SectionWriter *section = lister->section;
  Text scope = lister->weekly->build->report->scope;
  *copy = *list;
  if (!lister->with_service)
    copy->title =
        text_format(lister->arena, "%.*s, %.*s", TEXT_ARGUMENTS(list->title), TEXT_ARGUMENTS(scope));
  section_begin(
      section, lister->weekly->build, text_z(lister->arena, list->id),
      text_z(lister->arena, text_format(lister->arena, "%.*s (%zu)", TEXT_ARGUMENTS(title), total)));
  if (total > list->line_count)
    section_text(section, PART_NOTE,
                 text_format(lister->arena, "The first %zu of %zu, the most pressing first.",
                             list->line_count, total));
  section->parts[section->count++] =
      (ReportPart){.kind = PART_LIST, .text = TEXT_NONE, .share_of = SHARE_NONE, .list = copy};
}

static void list_cases(const Lister *lister, const Kind *kind) {
  const Weekly *weekly = lister->weekly;
  size_t columns[CASE_COLUMNS], count = columns_of(lister, kind, columns), total = 0;
  for (size_t i = 0; i < weekly->case_count; i++) total += has(weekly, kind, &weekly->cases[i]);
  size_t most = total < LINES_MAX ? total : LINES_MAX;
  ListLine *lines = ARENA_ARRAY(lister->arena, ListLine, most + 1);
  ReportList list = {.id = text_of(kind->id),
                     .title = text_of(kind->caption),
                     .empty = text_of(kind->empty),
                     .lines = lines};
  name_columns(lister, &list, columns, count);
  for (size_t i = 0; i < weekly->case_count && list.line_count < most; i++) {
    const WeeklyCase *item = &weekly->cases[i];
    if (!has(weekly, kind, item)) continue;
    Text *cells = ARENA_ARRAY(lister->arena, Text, count);
    for (size_t k = 0; k < count; k++) cells[k] = case_cell(lister, item, columns[k]);
    lines[list.line_count++] = (ListLine){item->reference, cells};
  }
  add_list(lister, &list, text_of(kind->title), total);
}

/* ---- which ---------------------------------------------------------------------------------------- */

/* Every open case stands in one of the first five; at a later stage once more in the last. */
static const Kind KINDS[] = {
    {"late", "Late", "Late cases", "No late cases this week.", WEEKLY_LATE, true, true},
    {"due-this-week", "Due this week", "Cases due this week", "No case is due this week.", WEEKLY_THIS_WEEK,
     true, false},
    {"due-next-week", "Due next week", "Cases due next week", "No case is due next week.", WEEKLY_NEXT_WEEK,
     true, false},
    {"due-later", "Due later", "Cases due later, or without a day", "No case is due later.", WEEKLY_LATER,
     true, false},
    {"paused", "Paused", "Paused cases", "No case is paused.", WEEKLY_PAUSED, false, false},
    {"later-stages", "Stages 2 and 3, and the Ombudsman", "Open cases at stage 2, stage 3 or the Ombudsman",
     "No case is at stage 2, stage 3 or the Ombudsman.", WEEKLY_OPEN, true, true},
};

/* ---- actions -------------------------------------------------------------------------------------- */

static Text action_words(Arena *arena, const SqlWeeklyRecords *row) {
  Text code = name_words(arena, row->code), words = cut(arena, row->description);
  bool recommended = text_equal(row->kind, TEXT("recommendation"));
  if (text_is_empty(words)) words = text_is_empty(code) ? TEXT("Not described") : code;
  return recommended ? text_format(arena, "Ombudsman’s recommendation: %.*s", TEXT_ARGUMENTS(words)) : words;
}

static ListLine action_line(const Lister *lister, const SqlWeeklyRecords *row) {
  const Weekly *weekly = lister->weekly;
  const Procedure *procedure = weekly_procedure(weekly, row->procedure);
  Text *cells = ARENA_ARRAY(lister->arena, Text, 6);
  cells[0] = row->reference;
  cells[1] = action_words(lister->arena, row);
  cells[2] = text_is_empty(row->owner) ? TEXT("Not assigned") : row->owner;
  cells[3] = date_iso(lister->arena, row->due);
  cells[4] = days_late(lister->arena, weekly, weekly_days(weekly, procedure), row->due);
  cells[5] = service_words(lister, row->service.value);
  return (ListLine){row->reference, cells};
}

static Error list_actions(const Lister *lister) {
  static const ListColumn columns[] = {{{"reference", 9}, {"Reference", 9}, LIST_WORDS},
                                       {{"action", 6}, {"Action", 6}, LIST_WORDS},
                                       {{"with", 4}, {"With", 4}, LIST_WORDS},
                                       {{"due", 3}, {"Due", 3}, LIST_DAY},
                                       {{"days-late", 9}, {"Working days late", 17}, LIST_NUMBER},
                                       {{"service", 7}, {"Service", 7}, LIST_WORDS}};
  Weekly *weekly = lister->weekly;
  SqlWeeklyRecords *rows;
  size_t found, total = 0;
  TRY(sql_weekly_records(weekly->build->source->db, lister->arena, date_iso(lister->arena, weekly->sunday),
                         weekly_only_service(weekly), &rows, &found));
  ListLine *lines = ARENA_ARRAY(lister->arena, ListLine, found + 1);
  ReportList list = {.id = TEXT("actions"),
                     .title = TEXT("Actions late or due this week"),
                     .empty = TEXT("No action is late or due this week."),
                     .columns = columns,
                     .column_count = lister->with_service ? 6 : 5,
                     .lines = lines};
  for (size_t i = 0; i < found; i++) {
    if (!weekly_in_scope(weekly, rows[i].service.value)) continue;
    if (total++ < LINES_MAX) lines[list.line_count++] = action_line(lister, &rows[i]);
  }
  add_list(lister, &list, TEXT("Actions late or due"), total);
  return OK;
}

Error weekly_lists(SectionWriter *section, Weekly *weekly) {
  SqlUserAll *people;
  Lister lister = {.weekly = weekly,
                   .arena = weekly->build->arena,
                   .section = section,
                   .with_service = weekly->build->scope.service_count != 1};
  TRY(sql_user_all(weekly->build->source->db, lister.arena, &people, &lister.person_count));
  lister.people = people;
  for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) list_cases(&lister, &KINDS[i]);
  return list_actions(&lister);
}
