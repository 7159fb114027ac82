/* The import: a year of an old system comes over whole with the figures that its annual report gave, or not
 * at all. */
#include "assets.h"
#include "casework/import.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>

static Text year_of_bexley(void) {
  for (size_t i = 0; i < asset_count; i++)
    if (strcmp(assets[i].name, "demo/complaints.csv") == 0)
      return (Text){(const char *)assets[i].bytes, assets[i].size};
  BUG("the demonstration's complaints are not built in");
}

static Error import_one(Ctx *ctx, const char *name, Text bytes, bool dry_run, ImportReport *report) {
  ImportFile file = {text_of(name), bytes};
  return import_files(ctx, &file, 1, dry_run, NULL, report);
}

static ImportReport imported(World *world, Text bytes, bool dry_run) {
  Ctx ctx = as_system(world);
  ImportReport report = {0};
  MUST(import_one(&ctx, "complaints.csv", bytes, dry_run, &report));
  MUST(directory_load(world->arena, world->db, &world->directory));
  return report;
}

static const char *figure(World *world, const char *what, const char *where) {
  return ask(world, "SELECT %s FROM stage_row WHERE %s", what, where);
}

#define YEAR "BETWEEN '2018-04-01' AND '2019-03-31'"

/* The figures of expected.json, which are those of the council's published report for 2018/19. */
static void the_year_gives_the_published_figures(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  ImportReport report = imported(world, year_of_bexley(), false);
  assert_int_equal(report.cases, 126);
  assert_string_equal(ask(world, "SELECT count(*) FROM case_file"), "126");
  static const struct {
    const char *what, *where, *figure;
  } figures[] = {
      {"count(*)", "stage = 1 AND procedure = 'bexley-corporate' AND opened " YEAR, "35"},
      {"count(*)", "stage = 1 AND procedure = 'children-statutory' AND opened " YEAR, "16"},
      {"count(*)", "stage = 2 AND procedure = 'bexley-corporate' AND opened " YEAR, "9"},
      {"count(*)", "stage = 2 AND procedure = 'children-statutory' AND opened " YEAR, "3"},
      {"count(*)", "stage = 3 AND opened " YEAR, "0"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND outcome = 'not-upheld'", "22"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND outcome = 'partly-upheld'", "16"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND outcome = 'upheld'", "9"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND outcome = 'withdrawn'", "4"},
      {"count(*)", "stage = 2 AND responded " YEAR " AND outcome = 'not-upheld'", "5"},
      {"count(*)", "stage = 2 AND responded " YEAR " AND outcome = 'partly-upheld'", "4"},
      {"count(*)", "stage = 2 AND responded " YEAR " AND outcome = 'upheld'", "1"},
      {"count(*)", "stage = 2 AND responded " YEAR " AND outcome = 'withdrawn'", "1"},
      {"sum(verdict = 'on-time') || '/' || count(*)",
       "stage = 1 AND procedure = 'bexley-corporate' AND responded " YEAR, "26/37"},
      {"sum(verdict = 'on-time') || '/' || count(*)",
       "stage = 1 AND procedure = 'children-statutory' AND responded " YEAR, "10/14"},
      {"sum(verdict = 'on-time') || '/' || count(*)",
       "stage = 2 AND procedure = 'bexley-corporate' AND responded " YEAR, "5/10"},
      {"sum(verdict = 'on-time') || '/' || count(*)",
       "stage = 2 AND procedure = 'children-statutory' AND responded " YEAR, "0/1"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Service quality'", "18"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Policy or procedure'", "9"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Communication'", "8"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Staff conduct'", "8"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Breakdown in service'", "6"},
      {"count(*)", "stage = 1 AND responded " YEAR " AND causes = 'Payments or disputed charges'", "2"},
      {"count(*)",
       "stage = 1 AND opened " YEAR
       " AND service = (SELECT id FROM service WHERE name = 'Children''s Social Care Services')",
       "35"},
      {"count(*)",
       "stage = 2 AND opened " YEAR
       " AND service = (SELECT id FROM service WHERE name = 'Children''s Social Care Services')",
       "6"},
      {"count(*)",
       "stage = 1 AND opened " YEAR
       " AND service = (SELECT id FROM service WHERE name = 'Placements and Specialist Services')",
       "16"},
      {"count(*)",
       "stage = 2 AND opened " YEAR
       " AND service = (SELECT id FROM service WHERE name = 'Placements and Specialist Services')",
       "6"},
  };
  for (size_t i = 0; i < COUNT(figures); i++)
    if (strcmp(figure(world, figures[i].what, figures[i].where), figures[i].figure) != 0)
      fail_msg("%s of %s is %s, not %s", figures[i].what, figures[i].where,
               figure(world, figures[i].what, figures[i].where), figures[i].figure);
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

/* Every reference of the old system is found, also one that would pass for one of ours. */
static void old_references_are_found(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  imported(world, year_of_bexley(), false);
  Ctx ctx = as(world, OFFICER);
  int64_t count = (int)strtol(ask(world, "SELECT count(*) FROM case_file"), NULL, 10);
  for (int64_t i = 0; i < count; i++) {
    const char *reference =
        ask(world, "SELECT reference FROM case_file ORDER BY id LIMIT 1 OFFSET %lld", (long long)i);
    const ListRow *rows;
    size_t found;
    MUST(list_search(&ctx, text_of(reference), &rows, &found));
    if (found != 1) fail_msg("%s: %zu", reference, found);
  }
}

static void a_dry_run_changes_nothing(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  const char *before = everything(world);
  ImportReport report = imported(world, year_of_bexley(), true);
  assert_int_equal(report.cases, 126);
  assert_string_equal(everything(world), before);
  /* And what it promised is so. */
  assert_int_equal(imported(world, year_of_bexley(), false).cases, 126);
}

/* ---- services that are new ---------------------------------------------------------------------------- */

static const char *area(World *world, const char *service) {
  return ask(world, "SELECT coalesce(max(area), '-') || count(*) FROM service WHERE name = '%s'", service);
}

static size_t seen_by(World *world, Who who, const char *reference) {
  Ctx ctx = as(world, who);
  const ListRow *rows;
  size_t found;
  MUST(list_search(&ctx, text_of(reference), &rows, &found));
  return found;
}

/* A row under the children's procedure makes the service one for children, and so all cases of it restricted,
 * those of the rows before it too. */
static void new_services_for_children_are_restricted(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  imported(world,
           TEXT("reference,kind,procedure,received,service\n"
                "N1,complaint,bexley-corporate,2018-12-18,Foster homes\n"
                "N2,complaint,children-statutory,2018-12-18,foster homes\n"
                "N3,complaint,bexley-adults,2018-12-18,Care at home\n"
                "N4,complaint,housing-code-2024,2025-12-18,Estates\n"
                "N5,complaint,bexley-corporate,2018-12-18,Parks\n"
                "N6,complaint,bexley-corporate,2018-12-18,Children\n"
                "N7,complaint,children-statutory,2018-12-18,Bins\n"),
           false);
  assert_string_equal(area(world, "Foster homes"), "children1");
  assert_string_equal(area(world, "Care at home"), "adults1");
  assert_string_equal(area(world, "Estates"), "housing1");
  assert_string_equal(area(world, "Parks"), "other1");
  assert_string_equal(area(world, "Bins"), "other1"); /* it was there before */
  assert_string_equal(ask(world, "SELECT count(*) FROM service"), "8");
  assert_string_equal(
      ask(world, "SELECT group_concat(reference) FROM (SELECT reference FROM case_row WHERE restricted "
                 "ORDER BY 1)"),
      "N1,N2,N6");
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
  assert_int_equal(seen_by(world, OFFICER, "N2"), 1);
  assert_int_equal(seen_by(world, SERVICE_MANAGER, "N2"), 0);
  assert_int_equal(seen_by(world, SERVICE_MANAGER, "N7"), 1);
}

/* The review of a corporate complaint is read by the reviewer, that of a child's is not. */
static void reviewers_do_not_see_imported_children(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  imported(world,
           TEXT("reference,kind,procedure,received,service,stage1_responded,stage1_outcome,stage2_requested\n"
                "R1,complaint,bexley-corporate,2018-12-18,Parks,2019-01-04,upheld,2019-01-07\n"
                "R2,complaint,children-statutory,2018-12-18,Foster homes,2019-01-04,upheld,2019-01-07\n"),
           false);
  assert_int_equal(seen_by(world, REVIEWER, "R1"), 1);
  assert_int_equal(seen_by(world, REVIEWER, "R2"), 0);
}

/* ---- mistakes ---------------------------------------------------------------------------------------- */

#define HEADER "reference,kind,procedure,received,stage1_responded,stage1_outcome\n"

typedef struct Bad {
  const char *bytes;
  const char *said[5]; /* "line:column words", in order */
} Bad;

static const Bad BAD[] = {
    {"reference,kind,recieved\nA1,complaint,2018-12-18\n",
     {"1:3 there is no column 'recieved'; did you mean 'received'?", "1:0 the column 'received' is missing"}},
    {"reference,received,zzzzzz\nA1,2018-12-18,1\n",
     {"1:3 there is no column 'zzzzzz'", "1:0 the column 'kind' is missing"}},
    {"reference,kind,received,kind\nA1,complaint,2018-12-18,complaint\n",
     {"1:4 the column 'kind' stands twice"}},
    {HEADER "A1,complaint,bexley-corporate,18/12/2018,,\n", {"2:4 received '18/12/2018' is not a date"}},
    {HEADER "A1,complaint,bexley-corporate,2018-02-30,,\n", {"2:4 received '2018-02-30' is not a date"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18T25:00,,\n", {"2:4 received"}},
    {HEADER "A1,complaint,bexley-corporate,,,\n", {"2:4 received"}},
    {HEADER "A1,complaint,bexley-corporate,2026-01-06,,\n", {"2:4 received '2026-01-06' is in the future"}},
    {HEADER "A1,complaint,bexley-corporate,2025-12-18,2026-01-06,upheld\n",
     {"2:5 stage1_responded '2026-01-06' is in the future"}},
    {HEADER "A1,complaint,bexley-corporat,2018-12-18,,\n",
     {"2:3 procedure 'bexley-corporat' is no procedure; did you mean 'bexley-corporate'?"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,2019-01-04,uphold\n",
     {"2:6 stage1_outcome 'uphold' is none of upheld"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,2018-12-17,upheld\n",
     {"2:5 stage1_responded '2018-12-17' is before"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,,upheld\n", {"2:6 stage1_outcome 'upheld'"}},
    {HEADER "A1,complaint,,2018-12-18,2019-01-04,upheld\n", {"2:3 procedure"}},
    {"reference,kind,procedure,received,stage2_responded\nA1,complaint,bexley-corporate,2018-12-18,2019-02-"
     "18\n",
     {"2:5 stage2_responded '2019-02-18'"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,,\nB1,complaint,bexley-corporate,2018-12-18,,\nA1,"
            "complaint,bexley-corporate,2018-12-18,,\n",
     {"4:1 a case with the reference 'A1' exists already"}},
    {HEADER "OLD1,complaint,bexley-corporate,2018-12-18,,\n",
     {"2:1 a case with the reference 'OLD1' exists already"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,\n", {"2:0 the row has 5 cells and the header 6"}},
    {HEADER "A1,complaint,bexley-corporate,2018-12-18,,,\n", {"2:0 the row has 7 cells and the header 6"}},
    {HEADER ",complaint,bexley-corporate,2018-12-18,,\n", {"2:1 reference"}},
    {HEADER "A1,grievance,bexley-corporate,2018-12-18,,\n",
     {"2:2 kind 'grievance' is none of complaint, compliment"}},
    /* All of them, not the first alone; a row after a cell with line ends keeps its line. */
    {HEADER
     "A1,complaint,bexley-corporate,yesterday,,maybe\nB1,complaint,\"bexley\n\ncorporate\",2018-12-18,,"
     "\nC1,moan,bexley-corporate,2018-12-18,2018-12-01,\n",
     {"2:4 received 'yesterday'", "2:6 stage1_outcome 'maybe'", "3:3 procedure", "6:2 kind 'moan'",
      "6:5 stage1_responded '2018-12-01' is before"}},
    {"reference,kind,received,compensation_pounds\nA1,complaint,2018-12-18,lots\nB1,complaint,2018-12-18,1."
     "5\nC1,complaint,2018-12-18,-5\n",
     {"2:4 compensation_pounds 'lots'", "3:4 compensation_pounds '1.5'", "4:4 compensation_pounds '-5'"}},
    /* What could never be opened, or would be taken for a page. */
    {"reference,kind,received\n../../x1,complaint,2018-12-18\n<b>1,complaint,2018-12-18\nnew,complaint,2018-"
     "12-18\n18 001 "
     "912,complaint,yesterday\n12345678901234567890-12345678901234567890,complaint,2018-12-18\n",
     {"2:1 reference '../../x1' cannot be a reference; it needs a number in it, and nothing but letters, "
      "digits, spaces and hyphens, 40 at most. Change it here",
      "3:1 reference '<b>1' cannot be a reference", "4:1 reference 'new' cannot be a reference",
      "5:3 received 'yesterday'", "6:1 reference '12345678901234567890-12345678901234567890' cannot be"}},
    {"reference,kind,received,anonymous\nA1,complaint,2018-12-18,perhaps\n",
     {"2:4 anonymous 'perhaps' is neither yes nor no"}},
    {"reference,kind,procedure,received,stage2_requested\nA1,complaint,bexley-corporate,2018-12-18,2018-12-"
     "19\n",
     {"2:"}},
    {"reference,kind,procedure,received,withdrawn\nA1,complaint,bexley-corporate,2018-12-18,2018-12-17\n",
     {"2:"}},
    {"reference,kind,procedure,received,stage3_requested\nA1,complaint,bexley-corporate,2018-12-18,2019-02-"
     "18\n",
     {"2:"}},
    {"reference,kind,procedure,received,acknowledged\nA1,complaint,bexley-corporate,2018-12-18,2018-12-17\n",
     {"2:5 acknowledged '2018-12-17' is before"}},
};

static void expect_mistakes(World *world, const Bad *bad, const ImportReport *report) {
  size_t expected = 0;
  while (expected < COUNT(bad->said) && bad->said[expected]) expected++;
  for (size_t i = 0; i < report->mistake_count; i++) {
    const ImportMistake *mistake = &report->mistakes[i];
    Text said = text_format(world->arena, "%d:%d %.*s", mistake->line, mistake->column,
                            TEXT_ARGUMENTS(mistake->words));
    if (i >= expected || !text_starts(said, text_of(bad->said[i])))
      fail_msg("%s\nsaid: %.*s\nexpected: %s", bad->bytes, TEXT_ARGUMENTS(said),
               i < expected ? bad->said[i] : "no more");
    assert_text(mistake->file, "complaints.csv");
  }
  if (report->mistake_count != expected)
    fail_msg("%s\n%zu mistakes and not %zu", bad->bytes, report->mistake_count, expected);
}

static void every_mistake_has_its_place_and_nothing_comes_in(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  imported(world, TEXT("reference,kind,received\nOLD1,complaint,2018-12-18\n"), false);
  const char *before = everything(world);
  Ctx ctx = as_system(world);
  for (size_t i = 0; i < COUNT(BAD); i++) {
    ImportReport report = {0};
    Error error = import_one(&ctx, "complaints.csv", text_of(BAD[i].bytes), false, &report);
    if (!error) fail_msg("was taken: %s", BAD[i].bytes);
    assert_int_equal(error->code, ERROR_INVALID);
    expect_mistakes(world, &BAD[i], &report);
    assert_string_equal(everything(world), before);
  }
}

/* A file that is no CSV says so with its name, line and column. */
static void a_broken_file_says_where(void **state) {
  World *world = *state;
  Ctx ctx = as_system(world);
  static const struct {
    const char *bytes, *said;
    int line;
  } broken[] = {
      {"reference,kind,received\nA,\xFF,2018-12-18\n", "this line is not UTF-8", 2},
      {"reference,kind,received\nA,complaint,2018-12-18\nB,\"x\n", "the quotation mark", 3},
      {"", "the file has no header row", 1},
  };
  for (size_t i = 0; i < COUNT(broken); i++) {
    ImportReport report = {0};
    MUST_FAIL(import_one(&ctx, "old.csv", text_of(broken[i].bytes), false, &report), ERROR_INVALID,
              "1 mistake was found; nothing was imported");
    assert_int_equal(report.mistake_count, 1);
    assert_text(report.mistakes[0].file, "old.csv");
    assert_int_equal(report.mistakes[0].line, broken[i].line);
    assert_int_equal(report.mistakes[0].column, 1);
    assert_true(text_starts(report.mistakes[0].words, text_of(broken[i].said)));
  }
  assert_string_equal(ask(world, "SELECT count(*) FROM case_file"), "0");
}

/* ---- what may be ------------------------------------------------------------------------------------- */

static void other_shapes_are_as_good(void **state) {
  World *world = *state;
  static const char *const good[] = {
      "\xEF\xBB\xBFreference,kind,received\r\nG1,complaint,2018-12-18\r\n",
      "received,summary,reference,kind\n2018-12-18,\"two\nlines, \"\"quoted\"\"\",G2,complaint\n",
      "reference,kind,received\nG3,complaint,2018-12-18T16:55",
      "kind,reference,received,procedure\ncompliment,G4,2018-12-18,\n",
      "reference,kind,received,anonymous,customer_name,customer_email\nG5,complaint,2018-12-18,yes,Canary "
      "Finch,canary@home.example\n",
      "reference,kind,received,customer_name\nG6,complaint,2018-12-18,Jo\n",
      "reference,kind,procedure,received,stage1_responded,stage1_outcome,compensation_pounds\n"
      "G7,complaint,bexley-corporate,2018-12-18,2019-01-11,partly-upheld,150.50\n",
  };
  for (size_t i = 0; i < COUNT(good); i++)
    assert_int_equal(imported(world, (at(world, "2026-01-05"), text_of(good[i])), false).cases, 1);
  assert_string_equal(ask(world, "SELECT body FROM event_text JOIN case_file ON id = case_id WHERE reference "
                                 "= 'G2' AND slot = 'summary'"),
                      "two\nlines, \"quoted\"");
  assert_string_equal(
      ask(world,
          "SELECT on_minute FROM event JOIN case_file ON id = case_id WHERE reference = 'G3' AND number = 1"),
      "1015");
  assert_null(strstr(everything(world), "anary"));
  assert_string_equal(ask(world, "SELECT person FROM case_row WHERE reference = 'G6'"), "Jo");
  assert_string_equal(
      ask(world,
          "SELECT verdict || pence FROM stage_row s JOIN case_file ON id = case_id WHERE reference = 'G7'"),
      "on-time15050");
}

/* What comes in is normal text like any other: no control characters, no overrides of direction, one form of
 * letters. */
static void texts_are_made_clean(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  static const char raw_bytes[] = "reference,kind,received,summary\nC1,complaint,2018-12-18,e\xCC\x81"
                                  "a\0b\x1B[31m\xE2\x80\xAEx\n";
  Text bytes = {raw_bytes, sizeof raw_bytes - 1};
  imported(world, bytes, false);
  assert_string_equal(ask(world, "SELECT body FROM event_text WHERE slot = 'summary'"), "éab[31mx");
}

/* A cell without end is a mistake of its row; the program goes on. */
static void a_huge_cell_is_refused(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  AUTO_BUFFER out = buffer_new(4u << 20);
  buffer_put(&out, TEXT("reference,kind,received,causes\nH1,complaint,2018-12-18,"));
  for (int i = 0; i < 200000; i++) buffer_put_char(&out, 'x');
  buffer_put(&out, TEXT("\nH2,complaint,2018-12-18,Delay\n"));
  Ctx ctx = as_system(world);
  ImportReport report = {0};
  MUST_FAIL(import_one(&ctx, "complaints.csv", buffer_text(&out), false, &report), ERROR_INVALID,
            "1 mistake");
  assert_int_equal(report.mistake_count, 1);
  assert_int_equal(report.mistakes[0].line, 2);
  assert_int_equal(report.mistakes[0].column, 4);
}

/* Imported history is ordinary history: it may be worked on. */
static void an_imported_case_goes_on(void **state) {
  World *world = *state;
  at(world, "2018-12-20");
  imported(
      world,
      TEXT("reference,kind,procedure,received,service\nOLD-1,complaint,bexley-corporate,2018-12-18,Bins\n"),
      false);
  assert_string_equal(due(world, TEXT("OLD-1"), "stage-1/respond"), "2019-01-11");
  acknowledged(world, TEXT("OLD-1"));
  answered(world, TEXT("OLD-1"), OFFICER, OUTCOME_UPHELD);
  assert_string_equal(ask(world, "SELECT verdict || outcome FROM stage_row"), "on-timeupheld");
  assert_string_equal(ask(world, "SELECT count(*) FROM service WHERE name = 'Bins'"), "1");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(the_year_gives_the_published_figures),
      TEST(old_references_are_found),
      TEST(a_dry_run_changes_nothing),
      TEST(new_services_for_children_are_restricted),
      TEST(reviewers_do_not_see_imported_children),
      TEST(every_mistake_has_its_place_and_nothing_comes_in),
      TEST(a_broken_file_says_where),
      TEST(other_shapes_are_as_good),
      TEST(texts_are_made_clean),
      TEST(a_huge_cell_is_refused),
      TEST(an_imported_case_goes_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
