/* The procedures as shipped, the reader's refusals, and the settings. Files wrong/NAME.yaml begin with the
 * mistakes that they hold: "# expect: LINE:COLUMN words". With REDRESS_WRITE_WORDS=1 the plain words are
 * written anew. */
#include "rules/procedure.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the ones above */
#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define FILES_MAX 300

static Arena *arena;
static const char *root;
static const Procedure *shipped[40];
static size_t shipped_count;
static ProcedureBook book;

static Text read_file(const char *folder, const char *name) {
  char path[4096];
  (void)snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) return TEXT_NONE;
  static char bytes[1 << 19];
  size_t length = fread(bytes, 1, sizeof bytes, file);
  (void)fclose(file);
  return text_copy(arena, (Text){bytes, length});
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static size_t list_folder(const char *folder, char **names) {
  char path[4096];
  (void)snprintf(path, sizeof path, "%s/%s", root, folder);
  DIR *open = opendir(path);
  size_t count = 0;
  assert_non_null(open);
  for (struct dirent *entry = readdir(open); entry && count < FILES_MAX; entry = readdir(open))
    if (text_ends(text_of(entry->d_name), TEXT(".yaml")))
      names[count++] = text_z(arena, text_of(entry->d_name));
  (void)closedir(open);
  qsort(names, count, sizeof *names, by_name);
  return count;
}

static int start(void **state) {
  (void)state;
  root = getenv("REDRESS_SOURCE_ROOT");
  if (!root) root = ".";
  arena = arena_new();
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void all_shipped_are_read(void **state) {
  (void)state;
  char *names[FILES_MAX];
  size_t count = list_folder("procedures", names);
  assert_int_equal(count, 18);
  for (size_t i = 0; i < count; i++) {
    const Procedure *procedure = NULL;
    MistakeList mistakes;
    Error error =
        procedure_read(arena, text_of(names[i]), read_file("procedures", names[i]), &procedure, &mistakes);
    if (error) fail_msg("%.*s", TEXT_ARGUMENTS(error->words));
    assert_int_equal(mistakes.count, 0);
    Text name = text_format(arena, "%.*s@%.*s.yaml", TEXT_ARGUMENTS(procedure->id),
                            TEXT_ARGUMENTS(procedure->version));
    assert_string_equal(text_z(arena, name), names[i]);
    assert_false(text_is_empty(procedure->summary));
    shipped[shipped_count++] = procedure;
  }
  assert_null(procedure_book_make(arena, shipped, shipped_count, &book));
}

static void every_identifier_has_a_version(void **state) {
  (void)state;
  static const char *const ids[] = {
      "bexley-corporate",          "bexley-adults",          "children-statutory", "westminster-corporate",
      "lgsco-code-2024",           "housing-code-2024",      "scotland-mchp",      "wales-corporate",
      "wales-social-services",     "northern-ireland-mchp",  "public-health-2012", "subject-access",
      "data-protection-complaint", "freedom-of-information", "ombudsman-enquiry"};
  Date long_ago, today;
  assert_true(date_of(1990, 1, 1, &long_ago) && date_of(2026, 11, 1, &today));
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    assert_non_null(procedure_in_force(&book, text_of(ids[i]), long_ago));
    assert_non_null(procedure_in_force(&book, text_of(ids[i]), today));
  }
  assert_null(procedure_in_force(&book, TEXT("nothing"), today));
  assert_true(text_equal(procedure_nearest(arena, &book, TEXT("bexley-corprate")), TEXT("bexley-corporate")));
}

static void assert_version(const char *id, const char *on, const char *version) {
  Date date;
  assert_true(date_parse(text_of(on), &date));
  const Procedure *procedure = procedure_in_force(&book, text_of(id), date);
  assert_non_null(procedure);
  assert_string_equal(text_z(arena, procedure->version), version);
  assert_ptr_equal(procedure, procedure_version(&book, text_of(id), text_of(version)));
}

static void versions_by_date(void **state) {
  (void)state;
  assert_version("bexley-adults", "2012-01-01", "2018-04");
  assert_version("bexley-adults", "2022-03-31", "2018-04");
  assert_version("bexley-adults", "2022-04-01", "2022-04");
  assert_version("subject-access", "2010-01-01", "2018-05");
  assert_version("subject-access", "2019-08-14", "2018-05");
  assert_version("subject-access", "2019-08-15", "2019-08");
  assert_version("subject-access", "2026-02-04", "2019-08");
  assert_version("subject-access", "2026-02-05", "2026-02");
}

static void a_version_stands_once(void **state) {
  (void)state;
  const Procedure *twice[] = {shipped[0], shipped[1], shipped[0]};
  ProcedureBook made;
  assert_non_null(procedure_book_make(arena, twice, 3, &made));
}

/* The numbers of each procedure, typed by hand from their sources. */
static const struct Fact {
  const char *procedure, *version;
  int stage;
  const char *clock, *starts, *limit, *kind, *extension;
} FACTS[] = {
    {"bexley-corporate", "2018-04", 1, "acknowledge", "received", "2 working days", "target", ""},
    {"bexley-corporate", "2018-04", 1, "respond", "received", "15 working days", "target", "open"},
    {"bexley-corporate", "2018-04", 1, "escalate", "stage-1/responded", "20 working days", "window", ""},
    {"bexley-corporate", "2018-04", 2, "acknowledge", "stage-2/requested", "2 working days", "target", ""},
    {"bexley-corporate", "2018-04", 2, "respond", "stage-2/requested", "15 working days", "target", "open"},
    {"bexley-adults", "2018-04", 1, "acknowledge", "received", "2 working days", "target", ""},
    {"bexley-adults", "2018-04", 1, "acknowledge-legal", "received", "3 working days", "legal", ""},
    {"bexley-adults", "2018-04", 1, "respond", "received", "30 working days", "target", "open"},
    {"bexley-adults", "2018-04", 1, "long-stop", "received", "6 months", "legal", "open"},
    {"bexley-adults", "2018-04", 1, "oral-resolution", "received", "1 working day", "shown", ""},
    {"bexley-adults", "2022-04", 1, "respond", "received", "15 working days", "target", "open"},
    {"children-statutory", "2006-09", 1, "acknowledge", "received", "2 working days", "target", ""},
    {"children-statutory", "2006-09", 1, "respond", "received", "10 working days", "legal",
     "to 20 working days"},
    {"children-statutory", "2006-09", 1, "escalate", "stage-1/responded", "20 working days", "window", ""},
    {"children-statutory", "2006-09", 2, "acknowledge", "stage-2/requested", "2 working days", "target", ""},
    {"children-statutory", "2006-09", 2, "respond", "stage-2/requested", "25 working days", "legal",
     "to 65 working days"},
    {"children-statutory", "2006-09", 2, "respond-from-statement", "stage-2/statement-agreed",
     "25 working days", "shown", "to 65 working days"},
    {"children-statutory", "2006-09", 2, "escalate", "stage-2/responded", "20 working days", "window", ""},
    {"children-statutory", "2006-09", 3, "acknowledge", "stage-3/requested", "2 working days", "target", ""},
    {"children-statutory", "2006-09", 3, "panel", "stage-3/requested", "30 working days", "legal", ""},
    {"children-statutory", "2006-09", 3, "report", "stage-3/panel-held", "5 working days", "legal", ""},
    {"children-statutory", "2006-09", 3, "respond", "stage-3/reported", "15 working days", "legal", ""},
    {"westminster-corporate", "2021-04", 1, "respond", "received", "10 working days", "target", "open"},
    {"westminster-corporate", "2021-04", 2, "respond", "stage-2/requested", "10 working days", "target",
     "open"},
    {"lgsco-code-2024", "2024-02", 1, "acknowledge", "received", "5 working days", "target", ""},
    {"lgsco-code-2024", "2024-02", 1, "respond", "stage-1/acknowledged", "10 working days", "target",
     "by 10 working days"},
    {"lgsco-code-2024", "2024-02", 2, "acknowledge", "stage-2/requested", "5 working days", "target", ""},
    {"lgsco-code-2024", "2024-02", 2, "respond", "stage-2/acknowledged", "20 working days", "target",
     "by 20 working days"},
    {"housing-code-2024", "2024-04", 2, "respond", "stage-2/acknowledged", "20 working days", "legal",
     "by 20 working days"},
    {"scotland-mchp", "2021-04", 1, "respond", "received", "5 working days", "target", "to 10 working days"},
    {"scotland-mchp", "2021-04", 2, "acknowledge", "stage-2/requested", "3 working days", "target", ""},
    {"scotland-mchp", "2021-04", 2, "respond", "stage-2/requested", "20 working days", "target", "open"},
    {"wales-corporate", "2020-12", 1, "respond", "received", "10 working days", "target", ""},
    {"wales-corporate", "2020-12", 2, "acknowledge", "stage-2/requested", "5 working days", "target", ""},
    {"wales-corporate", "2020-12", 2, "respond", "stage-2/requested", "20 working days", "target", "open"},
    {"wales-social-services", "2014-08", 1, "acknowledge", "received", "2 working days", "legal", ""},
    {"wales-social-services", "2014-08", 1, "respond", "stage-1/acknowledged", "10 working days", "legal",
     "open"},
    {"wales-social-services", "2014-08", 1, "terms", "stage-1/responded", "5 working days", "legal", ""},
    {"wales-social-services", "2014-08", 2, "respond", "stage-2/requested", "25 working days", "legal",
     "open"},
    {"northern-ireland-mchp", "2023-10", 1, "respond", "received", "5 working days", "target",
     "to 10 working days"},
    {"northern-ireland-mchp", "2023-10", 1, "escalate", "stage-1/responded", "2 months", "window", ""},
    {"northern-ireland-mchp", "2023-10", 2, "acknowledge", "stage-2/requested", "3 working days", "target",
     ""},
    {"northern-ireland-mchp", "2023-10", 2, "respond", "stage-2/requested", "20 working days", "target",
     "open"},
    {"public-health-2012", "2013-04", 1, "acknowledge", "received", "3 working days", "legal", ""},
    {"public-health-2012", "2013-04", 1, "respond", "received", "6 months", "legal", "open"},
    {"subject-access", "2018-05", 1, "respond", "received", "1 month", "legal", "to 3 months"},
    {"subject-access", "2019-08", 1, "respond", "received", "1 month", "legal", "to 3 months"},
    {"subject-access", "2026-02", 1, "respond", "received", "1 month", "legal", "to 3 months"},
    {"subject-access", "2026-02", 2, "respond", "stage-2/requested", "20 working days", "target", ""},
    {"data-protection-complaint", "2026-06", 1, "acknowledge", "received", "30 calendar days", "legal", ""},
    {"data-protection-complaint", "2026-06", 1, "respond", "received", "an agreed date", "target", ""},
    {"freedom-of-information", "2005-01", 1, "respond", "received", "20 working days", "legal", "open"},
    {"freedom-of-information", "2005-01", 2, "respond", "stage-2/requested", "20 working days", "target",
     "to 40 working days"},
    {"ombudsman-enquiry", "2018-04", 1, "respond", "received", "20 working days", "target", "open"},
    {"ombudsman-enquiry", "2018-04", 2, "respond", "stage-2/requested", "10 working days", "target", "open"},
    {"ombudsman-enquiry", "2018-04", 3, "respond", "stage-3/requested", "3 months", "legal", "open"},
};

static Text extension_text(const ExtensionRule *extend) {
  switch (extend->form) {
  case EXTENSION_NONE:
    return TEXT_NONE;
  case EXTENSION_OPEN:
    return TEXT("open");
  case EXTENSION_TO:
    return text_format(arena, "to %.*s", TEXT_ARGUMENTS(limit_words(arena, extend->limit)));
  case EXTENSION_BY:
    return text_format(arena, "by %.*s", TEXT_ARGUMENTS(limit_words(arena, extend->limit)));
  }
  return TEXT_NONE;
}

static const ClockRule *clock_of(const Procedure *procedure, int stage, const char *id) {
  const StageRule *rule = procedure_stage(procedure, stage);
  assert_non_null(rule);
  return stage_clock(rule, text_of(id));
}

static const ClockRule *shipped_clock(const char *procedure, const char *version, int stage, const char *id) {
  const Procedure *found = procedure_version(&book, text_of(procedure), text_of(version));
  assert_non_null(found);
  const ClockRule *clock = clock_of(found, stage, id);
  if (!clock) fail_msg("%s@%s has no stage-%d/%s", procedure, version, stage, id);
  return clock;
}

static void the_numbers_are_right(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(FACTS); i++) {
    const struct Fact *fact = &FACTS[i];
    const ClockRule *clock = shipped_clock(fact->procedure, fact->version, fact->stage, fact->clock);
    assert_string_equal(text_z(arena, event_name_text(arena, clock->starts.items[0])), fact->starts);
    assert_string_equal(text_z(arena, limit_words(arena, clock->limit)), fact->limit);
    assert_string_equal(clock_kind_word(clock->kind), fact->kind);
    assert_string_equal(text_z(arena, extension_text(&clock->extend)), fact->extension);
  }
}

static void the_counting_is_right(void **state) {
  (void)state;
  assert_int_equal(shipped_clock("bexley-corporate", "2018-04", 1, "respond")->counting, COUNT_AFTER);
  assert_int_equal(shipped_clock("bexley-adults", "2018-04", 1, "long-stop")->counting, COUNT_BEGINNING_WITH);
  assert_int_equal(shipped_clock("public-health-2012", "2013-04", 1, "respond")->counting,
                   COUNT_BEGINNING_WITH);
  assert_int_equal(shipped_clock("subject-access", "2018-05", 1, "respond")->counting, COUNT_AFTER_NEXT_DAY);
  assert_int_equal(shipped_clock("subject-access", "2019-08", 1, "respond")->counting, COUNT_AFTER);
  assert_true(shipped_clock("subject-access", "2019-08", 1, "respond")->rolls);
  assert_int_equal(shipped_clock("subject-access", "2019-08", 1, "respond")->starts.count, 3);
  assert_int_equal(shipped_clock("subject-access", "2026-02", 1, "respond")->starts.count, 2);
  assert_int_equal(shipped_clock("subject-access", "2019-08", 1, "respond")->start_rule, START_LATEST);
  assert_int_equal(shipped_clock("data-protection-complaint", "2026-06", 1, "acknowledge")->counting,
                   COUNT_BEGINNING_WITH);
  assert_int_equal(shipped_clock("ombudsman-enquiry", "2018-04", 3, "respond")->counting,
                   COUNT_BEGINNING_WITH);
  const ClockRule *code = shipped_clock("lgsco-code-2024", "2024-02", 1, "respond");
  assert_string_equal(text_z(arena, code->fall_back), "acknowledge");
  assert_true(code->extend.beyond_with_reason);
  const ClockRule *window = shipped_clock("northern-ireland-mchp", "2023-10", 1, "escalate");
  assert_int_equal(window->or_later_starts.type, EVENT_MATTER_AROSE);
  assert_int_equal(window->or_later_limit.count, 6);
  assert_int_equal(procedure_version(&book, TEXT("freedom-of-information"), TEXT("2005-01"))->nation,
                   NATION_UNITED_KINGDOM);
  assert_int_equal(procedure_version(&book, TEXT("scotland-mchp"), TEXT("2021-04"))->nation, NATION_SCOTLAND);
  const Procedure *housing = procedure_version(&book, TEXT("housing-code-2024"), TEXT("2024-04"));
  assert_false(procedure_stage(housing, 2)->customer_must_say_why);
  const Procedure *bexley = procedure_version(&book, TEXT("bexley-corporate"), TEXT("2018-04"));
  assert_true(procedure_stage(bexley, 2)->customer_must_say_why);
  assert_int_equal(bexley->receipt_cut_off, -1);
}

/* The first line in which two texts differ, or 0. */
static int first_difference(Text a, Text b) {
  Text one, other;
  for (int line = 1;; line++) {
    bool more = text_next(&a, '\n', &one), also = text_next(&b, '\n', &other);
    if (more != also || (more && !text_equal(one, other))) return line;
    if (!more) return 0;
  }
}

static void the_words_are_stable(void **state) {
  (void)state;
  for (size_t i = 0; i < shipped_count; i++) {
    const Procedure *procedure = shipped[i];
    Text words = procedure_plain_words(arena, procedure);
    char *name = text_z(arena, text_format(arena, "%.*s@%.*s.txt", TEXT_ARGUMENTS(procedure->id),
                                           TEXT_ARGUMENTS(procedure->version)));
    if (getenv("REDRESS_WRITE_WORDS")) {
      FILE *file = fopen(text_z(arena, text_format(arena, "%s/tests/rules/words/%s", root, name)), "wb");
      assert_non_null(file);
      (void)fwrite(words.at, 1, words.length, file);
      (void)fclose(file);
    }
    int line = first_difference(words, read_file("tests/rules/words", name));
    if (line) fail_msg("the plain words of %s differ in line %d", name, line);
  }
}

typedef struct Expected {
  int64_t line, column;
  Text words;
} Expected;

static size_t read_expectations(Text yaml, Expected *expected) {
  Text line, number;
  size_t count = 0;
  while (text_next(&yaml, '\n', &line) && text_starts(line, TEXT("# expect: "))) {
    Text rest = text_slice(line, 10, line.length);
    assert_true(text_next(&rest, ':', &number) && text_to_int(number, &expected[count].line));
    assert_true(text_next(&rest, ' ', &number) && text_to_int(number, &expected[count].column));
    expected[count++].words = rest;
  }
  return count;
}

static void wrong_files_are_refused(void **state) {
  (void)state;
  char *names[FILES_MAX];
  size_t count = list_folder("tests/rules/wrong", names);
  assert_true(count > 100);
  for (size_t i = 0; i < count; i++) {
    Text yaml = read_file("tests/rules/wrong", names[i]);
    Expected expected[20];
    size_t wanted = read_expectations(yaml, expected);
    const Procedure *procedure = NULL;
    MistakeList found;
    Error error = procedure_read(arena, text_of(names[i]), yaml, &procedure, &found);
    if (!error || error->code != ERROR_INVALID) fail_msg("%s was taken", names[i]);
    if (wanted == 0 || found.count != wanted)
      fail_msg("%s: %zu mistakes, not %zu", names[i], found.count, wanted);
    for (size_t j = 0; j < wanted; j++) {
      const Mistake *mistake = &found.items[j];
      bool same = mistake->line == expected[j].line && mistake->column == expected[j].column &&
                  text_contains(mistake->words, expected[j].words);
      if (!same)
        fail_msg("%s: mistake %zu is %d:%d %.*s", names[i], j + 1, mistake->line, mistake->column,
                 TEXT_ARGUMENTS(mistake->words));
    }
    assert_true(text_starts(error->words, text_format(arena, "%s:%d:%d: ", names[i], found.items[0].line,
                                                      found.items[0].column)));
  }
}

static void too_large_is_refused(void **state) {
  (void)state;
  size_t length = 300 * 1024;
  char *spaces = ARENA_ARRAY(arena, char, length);
  memset(spaces, ' ', length);
  const Procedure *procedure = NULL;
  assert_non_null(procedure_read(arena, TEXT("x"), (Text){spaces, length}, &procedure, NULL));
  for (size_t i = 0; i + 1 < 60000; i += 2) memcpy(spaces + i, i ? "a," : "[a", 2);
  assert_non_null(procedure_read(arena, TEXT("x"), (Text){spaces, 60000}, &procedure, NULL));
}

static void every_choice_can_be_made(void **state) {
  (void)state;
  size_t made = 0;
  for (size_t i = 0; i < shipped_count; i++)
    for (size_t j = 0; j < shipped[i]->setting_count; j++) {
      const Setting *setting = &shipped[i]->settings[j];
      for (size_t k = 0; k < setting->choice_count; k++) {
        SettingAnswer answer = {setting->id, setting->choices[k].id};
        const Procedure *applied = NULL;
        assert_null(procedure_apply(arena, shipped[i], &answer, 1, &applied));
        bool same =
            text_equal(procedure_plain_words(arena, applied), procedure_plain_words(arena, shipped[i]));
        if (same != text_equal(answer.choice, setting->default_choice))
          fail_msg("%.*s: the choice %.*s/%.*s", TEXT_ARGUMENTS(shipped[i]->id),
                   TEXT_ARGUMENTS(answer.setting), TEXT_ARGUMENTS(answer.choice));
        made++;
      }
    }
  assert_true(made > 90);
}

static const Procedure *applied(const char *id, const char *version, const char *setting,
                                const char *choice) {
  const Procedure *before = procedure_version(&book, text_of(id), text_of(version)), *after = NULL;
  SettingAnswer answer = {text_of(setting), text_of(choice)};
  assert_null(procedure_apply(arena, before, &answer, 1, &after));
  return after;
}

static void settings_change_what_they_say(void **state) {
  (void)state;
  const Procedure *children = applied("children-statutory", "2006-09", "stage-2-start", "statement-agreed");
  assert_int_equal(clock_of(children, 2, "respond")->starts.items[0].type, EVENT_STATEMENT_AGREED);
  assert_null(clock_of(children, 2, "respond-from-statement"));
  assert_non_null(clock_of(children, 2, "escalate"));
  assert_non_null(shipped_clock("children-statutory", "2006-09", 2, "respond-from-statement"));
  const Procedure *code = applied("lgsco-code-2024", "2024-02", "late-acknowledgement", "waits");
  assert_true(text_is_empty(clock_of(code, 1, "respond")->fall_back));
  const Procedure *strict = applied("data-protection-complaint", "2026-06", "thirty-days", "next-day");
  assert_int_equal(clock_of(strict, 1, "acknowledge")->counting, COUNT_AFTER);
  const Procedure *deemed = applied("northern-ireland-mchp", "2023-10", "receipt", "after-five");
  assert_true(deemed->receipt_deemed);
  assert_int_equal(deemed->receipt_cut_off, 17 * 60);
  const Procedure *first = applied("scotland-mchp", "2021-04", "day-one", "day-of-receipt");
  assert_int_equal(clock_of(first, 1, "respond")->counting, COUNT_DAY_IS_ONE);
  const Procedure *bexley = applied("bexley-corporate", "2018-04", "extension", "ten-days");
  assert_int_equal(clock_of(bexley, 1, "respond")->extend.form, EXTENSION_BY);
  assert_true(clock_of(bexley, 1, "respond")->extend.tell.count > 0);
  const Procedure *aged = applied("bexley-corporate", "2018-04", "age-limit", "twelve-months");
  assert_int_equal(aged->age_limit.count, 12);
  assert_false(text_is_empty(aged->age_limit_waiver));
}

static void unknown_answers_are_refused(void **state) {
  (void)state;
  const Procedure *before = procedure_version(&book, TEXT("bexley-corporate"), TEXT("2018-04")),
                  *after = NULL;
  SettingAnswer answer = {TEXT("extensions"), TEXT("open")};
  assert_non_null(procedure_apply(arena, before, &answer, 1, &after));
  answer = (SettingAnswer){TEXT("extension"), TEXT("closed")};
  assert_non_null(procedure_apply(arena, before, &answer, 1, &after));
}

static void limits_read(void **state) {
  (void)state;
  static const struct {
    const char *text, *words;
  } good[] = {{"15 working days", "15 working days"},
              {"1 working day", "1 working day"},
              {"30 calendar days", "30 calendar days"},
              {"2 weeks", "14 calendar days"},
              {"1 month", "1 month"},
              {"12 months", "12 months"},
              {"agreed", "an agreed date"},
              {" 3 working days ", "3 working days"}};
  static const char *const bad[] = {"",
                                    "15",
                                    "working days",
                                    "0 working days",
                                    "-1 months",
                                    "1.5 days",
                                    "15 days",
                                    "15working days",
                                    "99999999999999999999 months"};
  Limit limit;
  for (size_t i = 0; i < COUNT_OF(good); i++) {
    assert_true(limit_read(text_of(good[i].text), &limit));
    assert_string_equal(text_z(arena, limit_words(arena, limit)), good[i].words);
  }
  for (size_t i = 0; i < COUNT_OF(bad); i++) assert_false(limit_read(text_of(bad[i]), &limit));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_shipped_are_read),
      cmocka_unit_test(every_identifier_has_a_version),
      cmocka_unit_test(versions_by_date),
      cmocka_unit_test(a_version_stands_once),
      cmocka_unit_test(the_numbers_are_right),
      cmocka_unit_test(the_counting_is_right),
      cmocka_unit_test(the_words_are_stable),
      cmocka_unit_test(wrong_files_are_refused),
      cmocka_unit_test(too_large_is_refused),
      cmocka_unit_test(every_choice_can_be_made),
      cmocka_unit_test(settings_change_what_they_say),
      cmocka_unit_test(unknown_answers_are_refused),
      cmocka_unit_test(limits_read),
  };
  return cmocka_run_group_tests(tests, start, end);
}
