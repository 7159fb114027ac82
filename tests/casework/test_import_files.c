/* The import of all the files of an old system: a year with all its registers comes over with the figures
 * that its annual report gave; nothing comes in by halves. */
#include "assets.h"
#include "casework/import.h"
#include "rules/figures.h"
#include "sql_figures.h"
#include "world.h"

#include <stdio.h>

/* ---- the year ---------------------------------------------------------------------------------------- */

static Text demonstration(Arena *arena, const char *name) {
  Text path = text_format(arena, "demo/%s", name);
  for (size_t i = 0; i < asset_count; i++)
    if (text_equal(text_of(assets[i].name), path))
      return (Text){(const char *)assets[i].bytes, assets[i].size};
  BUG("the demonstration's %s is not built in", name);
}

/* The eight files, the last first where they are turned round. */
static void the_year(World *world, bool turned, ImportFile files[IMPORT_FILES]) {
  for (size_t i = 0; i < IMPORT_FILES; i++) {
    const char *name = import_file_name(turned ? IMPORT_FILES - 1 - i : i);
    files[i] = (ImportFile){text_of(name), demonstration(world->arena, name)};
  }
}

static ImportReport imported_year(World *world, bool turned) {
  Ctx ctx = as_system(world);
  ImportFile files[IMPORT_FILES];
  ImportReport report = {0};
  the_year(world, turned, files);
  MUST(import_files(&ctx, files, IMPORT_FILES, false, NULL, &report));
  MUST(directory_load(world->arena, world->db, &world->directory));
  return report;
}

static Error add_row(void *context, const SqlFigureRowsBetween *row) {
  FigureRow figure = {.case_id = row->case_id.value,
                      .subject = (FigureSubject)row->subject,
                      .number = (int32_t)row->number,
                      .opened = {(int32_t)row->opened},
                      .ended = {(int32_t)row->ended},
                      .due = {(int32_t)row->due},
                      .verdict = (int32_t)row->verdict,
                      .outcome = (int32_t)row->outcome,
                      .flags = (int32_t)row->flags,
                      .procedure = row->procedure,
                      .service = row->service,
                      .team = row->team,
                      .theme = row->theme,
                      .group = row->grouping,
                      .amount = (int32_t)row->amount};
  tally_add(context, &figure);
  return OK;
}

static Tally *counted(World *world, FigureScope *scope) {
  *scope = (FigureScope){.from = day("2018-04-01"), .to = day("2019-03-31")};
  Tally *tally = tally_new(world->arena, scope);
  MUST(sql_figure_rows_between(world->db, world->arena, scope->from.day, scope->to.day, add_row, tally));
  return tally;
}

static FigureKey word(World *world, const char *name) {
  SqlWordByName row;
  bool found;
  MUST(sql_word_by_name(world->db, world->arena, text_of(name), &row, &found));
  if (!found) fail_msg("nothing counts by %s", name);
  return row.id;
}

static void check_by_word(World *world, const Tally *tally) {
  static const struct {
    FigureTableId table;
    const char *key;
    int column, n;
  } by_word[] = {
      {FIGURE_RECEIVED_BY_PROCEDURE, "bexley-corporate", 0, 35},
      {FIGURE_RECEIVED_BY_PROCEDURE, "bexley-corporate", 1, 9},
      {FIGURE_RECEIVED_BY_PROCEDURE, "bexley-corporate", 3, 3},
      {FIGURE_RECEIVED_BY_PROCEDURE, "children-statutory", 0, 16},
      {FIGURE_RECEIVED_BY_PROCEDURE, "children-statutory", 1, 3},
      {FIGURE_RECEIVED_BY_PROCEDURE, "children-statutory", 3, 1},
      {FIGURE_OMBUDSMAN_RECEIVED, "Benefits and tax", 0, 11},
      {FIGURE_OMBUDSMAN_RECEIVED, "Environment services", 0, 8},
      {FIGURE_OMBUDSMAN_RECEIVED, "Education and children's services", 0, 20},
      {FIGURE_OMBUDSMAN_RECEIVED, "Adult care services", 0, 7},
      {FIGURE_OMBUDSMAN_RECEIVED, "Housing", 0, 12},
      {FIGURE_OMBUDSMAN_RECEIVED, "Highways and transport", 0, 7},
      {FIGURE_OMBUDSMAN_RECEIVED, "Planning and development", 0, 4},
      {FIGURE_OMBUDSMAN_RECEIVED, "Corporate and other services", 0, 1},
      {FIGURE_OMBUDSMAN_RECEIVED, "Other", 0, 2},
  };
  for (size_t i = 0; i < COUNT(by_word); i++) {
    FigureCell cell = {by_word[i].table, word(world, by_word[i].key), 0, by_word[i].column};
    if (tally_count(tally, cell) != by_word[i].n)
      fail_msg("%s: %lld and not %d", by_word[i].key, (long long)tally_count(tally, cell), by_word[i].n);
  }
}

static void check_decisions(const Tally *tally) {
  static const struct {
    Outcome outcome;
    int n;
  } decisions[] = {
      {OUTCOME_CLOSED_AFTER_INITIAL_ENQUIRIES, 18}, {OUTCOME_NOT_UPHELD, 10}, {OUTCOME_REFERRED_BACK, 20},
      {OUTCOME_INCOMPLETE_OR_INVALID, 7},           {OUTCOME_UPHELD, 14},     {OUTCOME_ADVICE_GIVEN, 1}};
  for (size_t i = 0; i < COUNT(decisions); i++)
    assert_int_equal(tally_count(tally, (FigureCell){FIGURE_OMBUDSMAN_DECISIONS, decisions[i].outcome, 0, 0}),
                     decisions[i].n);
}

static void check_sums(const Tally *tally) {
  static const struct {
    FigureTableId table;
    int column, n;
  } sums[] = {
      {FIGURE_OMBUDSMAN_RECEIVED, 0, 72},
      {FIGURE_OMBUDSMAN_DECISIONS, 0, 70},
      {FIGURE_OMBUDSMAN_REMEDY, 0, 4},
      {FIGURE_OMBUDSMAN_REMEDY, 1, 14},
      {FIGURE_OMBUDSMAN_COMPLIANCE, 0, 4},
      {FIGURE_OMBUDSMAN_COMPLIANCE, 1, 4},
      {FIGURE_OMBUDSMAN_COMPLIANCE, 2, 0},
      {FIGURE_OMBUDSMAN_COMPLIANCE, 3, 0},
      {FIGURE_ACTIONS, 0, 25},
      {FIGURE_ACTIONS, 1, 23},
      {FIGURE_ACTIONS, 2, 13},
      {FIGURE_ADVOCACY_AGE, 0, 21},
      {FIGURE_ADVOCACY_GENDER, 0, 21},
      {FIGURE_ADVOCACY_REASON, 0, 21},
      {FIGURE_COMPLIMENTS, 0, 25},
      {FIGURE_ACCESS_COUNCIL, 0, 128},
      {FIGURE_ACCESS_COUNCIL, 1, 4},
      {FIGURE_CAUSES, 0, 51},
  };
  for (size_t i = 0; i < COUNT(sums); i++)
    if (tally_sum(tally, sums[i].table, sums[i].column) != sums[i].n)
      fail_msg("%s: %lld and not %d", figure_table(sums[i].table)->id,
               (long long)tally_sum(tally, sums[i].table, sums[i].column), sums[i].n);
}

/* The figures of expected.json: those of the council's published report and of the Ombudsman's letter. */
static void the_year_gives_the_published_figures(void **state) {
  World *world = *state;
  FigureScope scope;
  at(world, "2026-01-05");
  imported_year(world, false);
  Tally *tally = counted(world, &scope);
  check_by_word(world, tally);
  check_decisions(tally);
  check_sums(tally);
  assert_string_equal(ask(world,
                          "SELECT count(*) FROM case_row c JOIN service s ON s.id = c.service WHERE kind = "
                          "'access-request' AND received BETWEEN '2018-04-01' AND '2019-03-31' AND name IN "
                          "('Children''s Social Care Services', 'Placements and Specialist Services')"),
                      "69");
  assert_string_equal(ask(world, "SELECT group_concat(authority || value) FROM (SELECT * FROM comparator "
                                 "ORDER BY authority)"),
                      "Bexley20,Bromley32,Greenwich23,Lewisham28");
}

/* The rows of lists, records and figures by what they say, without the identifiers that differ each time. */
static const char *rows_of(World *world) {
  static const char *const queries[] = {
      "SELECT json_array(reference, kind, status, received, closed, decided, outcome, category, party, "
      "restricted, summary, procedure, version, stage, due_key, (SELECT name FROM service s WHERE s.id = "
      "c.service), (SELECT reference FROM case_file f WHERE f.id = c.linked)) AS row FROM case_row c",
      "SELECT json_array(reference, number, r.kind, code, description, owner, agreed, due, completed, "
      "verdict, compliance, open) AS row FROM record_row r JOIN case_file f ON f.id = r.case_id",
      "SELECT json_array(reference, subject, number, opened, ended, due, verdict, outcome, flags, amount, "
      "(SELECT name FROM word w WHERE w.id = r.theme), (SELECT name FROM word w WHERE w.id = r.procedure), "
      "(SELECT name FROM word w WHERE w.id = r.grouping), (SELECT name FROM service s WHERE s.id = "
      "r.service)) AS row FROM figure_row r JOIN case_file f ON f.id = r.case_id",
      "SELECT json_array(year, authority, measure, value) AS row FROM comparator",
      "SELECT json_array(name) AS row FROM service"};
  Text all = TEXT_NONE;
  for (size_t i = 0; i < COUNT(queries); i++)
    all = text_format(world->arena, "%.*s\n%s", TEXT_ARGUMENTS(all),
                      ask(world, "SELECT group_concat(row, char(10)) FROM (%s ORDER BY 1)", queries[i]));
  return text_z(world->arena, all);
}

/* What an import may change, all of it. */
static const char *all_of(World *world) {
  return text_z(world->arena, text_format(world->arena, "%s%s", everything(world), rows_of(world)));
}

static void the_order_of_the_files_does_not_matter(void **state) {
  World *world = *state;
  void *other = NULL;
  at(world, "2026-01-05");
  ImportReport report = imported_year(world, false);
  const size_t counts[] = {report.cases,     report.ombudsman,       report.recommendations,
                           report.actions,   report.access_requests, report.compliments,
                           report.referrals, report.comparators};
  static const size_t expected[] = {126, 75, 4, 25, 192, 25, 21, 4};
  for (size_t i = 0; i < COUNT(counts); i++) assert_int_equal(counts[i], expected[i]);
  assert_int_equal(world_begin(&other), 0);
  at(other, "2026-01-05");
  imported_year(other, true);
  /* Services have identifiers of their own; what the rows say is the same. */
  assert_string_equal(rows_of(other), rows_of(world));
  world_end(&other);
}

static void note(void *context, Text reference, Text wrong, size_t done) {
  (void)context, (void)reference, (void)wrong, (void)done;
}

static void it_is_right_and_made_anew_it_is_the_same(void **state) {
  World *world = *state;
  size_t cases = 0;
  at(world, "2026-01-05");
  imported_year(world, false);
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
  const char *before = rows_of(world);
  MUST(rebuild_all(&ctx, note, NULL, &cases));
  assert_int_equal(cases, 439);
  assert_string_equal(rows_of(world), before);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

static void twice_is_refused_and_changes_nothing(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  imported_year(world, false);
  const char *before = all_of(world);
  Ctx ctx = as_system(world);
  ImportFile files[IMPORT_FILES];
  ImportReport report = {0};
  the_year(world, false, files);
  /* Actions and recommendations are not reported besides the cases that they belong to. */
  MUST_FAIL(import_files(&ctx, files, IMPORT_FILES, false, NULL, &report), ERROR_INVALID,
            "439 mistakes were found; nothing was imported.");
  for (size_t i = 0; i < report.mistake_count; i++)
    assert_true(text_contains(report.mistakes[i].words, TEXT("exists already")));
  /* One by one neither, the figures of other authorities alone take the place of what they were. */
  for (size_t i = 0; i < IMPORT_FILES; i++) {
    Error error = import_files(&ctx, &files[i], 1, false, NULL, &report);
    bool figures = text_equal(files[i].name, TEXT("comparators.csv"));
    if (figures ? error != OK : !error || error->code != ERROR_INVALID)
      fail_msg("%.*s", TEXT_ARGUMENTS(files[i].name));
  }
  assert_string_equal(all_of(world), before);
}

/* ---- what the rows become ---------------------------------------------------------------------------- */

#define COMPLAINTS                                                                                           \
  "reference,kind,procedure,received,service,stage1_responded,stage1_outcome,stage2_requested,"              \
  "stage2_responded,stage2_outcome\n"                                                                        \
  "C1,complaint,bexley-corporate,2018-12-18,Bins,2019-01-11,upheld,2019-01-15,2019-02-01,not-upheld\n"       \
  "C2,complaint,bexley-corporate,2018-12-18,Roads,,,,,\n"
#define OMBUDSMAN                                                                                            \
  "ombudsman_reference,ombudsman,category,complaint_reference,received,decided,decision,"                    \
  "satisfactory_remedy_before\n"                                                                             \
  "19 000 001,lgsco,Housing,C1,2019-03-01,2019-05-01,upheld,yes\n"                                           \
  "19 000 002,housing-ombudsman,Other,,2019-03-01T09:30,,,\n"

static void import_some(World *world, const char *name, const char *bytes) {
  Ctx ctx = as_system(world);
  ImportFile file = {text_of(name), text_of(bytes)};
  ImportReport report = {0};
  Error error = import_files(&ctx, &file, 1, false, NULL, &report);
  if (report.mistake_count)
    print_message("# %d:%d: %.*s\n", report.mistakes[0].line, report.mistakes[0].column,
                  TEXT_ARGUMENTS(report.mistakes[0].words));
  MUST(error);
}

static void begin_some(World *world) {
  at(world, "2026-01-05");
  import_some(world, "complaints.csv", COMPLAINTS);
  import_some(world, "ombudsman.csv", OMBUDSMAN);
}

#define STORY                                                                                                \
  "SELECT group_concat(type || ' ' || on_day || coalesce(' ' || outcome, '') || coalesce(' ' || reason, '')" \
  " || coalesce(' to ' || until_day, ''), '; ') FROM (SELECT e.* FROM event e JOIN case_file f ON f.id = "   \
  "e.case_id WHERE reference = '%s' ORDER BY number)"

static void cases_at_the_ombudsman(void **state) {
  World *world = *state;
  begin_some(world);
  import_some(world, "recommendations.csv",
              "ombudsman_reference,recommendation,due,completed,compliance\n"
              "19 000 001,Apologise,2019-06-01,2019-05-20,on-time\n"
              "19 000 001,\"Pay, and say when\",2019-06-01,,not-complied\n"
              "19 000 001,Before the decision,2019-06-01,2019-04-12,\n"
              "19 000 001,Next year,2026-06-01,,late\n");
  assert_string_equal(
      ask(world, STORY, "19 000 001"),
      "received 2019-03-01; classified 2019-03-01 imported; decided 2019-05-01 upheld; closed 2019-05-01; "
      "recommended 2019-04-12 to 2019-06-01; completed 2019-04-12; "
      "recommended 2019-05-01 to 2019-06-01; completed 2019-05-20; compliance-recorded 2019-05-20 on-time; "
      "recommended 2019-05-01 to 2019-06-01; compliance-recorded 2019-06-01 not-complied; "
      "recommended 2019-05-01 to 2026-06-01; compliance-recorded 2026-01-05 late");
  assert_string_equal(ask(world, STORY, "19 000 002"), "received 2019-03-01; classified 2019-03-01 imported");
  assert_string_equal(ask(world, "SELECT group_concat(party || '/' || category || '/' || status || '/' || "
                                 "coalesce((SELECT name FROM service WHERE id = service), '-') || '/' || "
                                 "summary, ' ') FROM (SELECT * FROM case_row WHERE kind = 'ombudsman-case' "
                                 "ORDER BY reference)"),
                      "lgsco/Housing/closed/Bins/Case at the Ombudsman: Housing "
                      "housing-ombudsman/Other/open/-/Case at the Ombudsman: Other");
  Ctx ctx = as_system(world);
  Text said = TEXT_NONE;
  if (wrongs(&ctx, &said)) fail_msg("%.*s", TEXT_ARGUMENTS(said));
}

/* The day on which an action was agreed is that of the last answer before its own days. */
static void actions_are_agreed_with_an_answer(void **state) {
  World *world = *state;
  begin_some(world);
  import_some(world, "actions.csv",
              "complaint_reference,type,description,owner,due,completed\r\n"
              "C1,training,Early,Sam,2019-01-20,2019-03-01\r\n"
              "C2,service-change,Unanswered,Sam,2019-03-01,2019-02-20\r\n"
              "C1,training,Late,Sam,2019-06-01,2019-05-01\r\n"
              "C1,policy-change,\"No\nday\",,,\r\n"
              "C1,training,Before all,,2018-12-20,\r\n");
  assert_string_equal(
      ask(world, "SELECT group_concat(number || ' ' || code || ' ' || description || ' ' || agreed || ' ' || "
                 "coalesce(due, '-') || ' ' || coalesce(verdict, '-') || ' ' || open, '; ') FROM (SELECT * "
                 "FROM record_row r JOIN case_file f ON f.id = r.case_id WHERE reference = 'C1' ORDER BY "
                 "number)"),
      "1 training Before all 2018-12-18 2018-12-20 - 1; 2 training Early 2019-01-11 2019-01-20 late 0; "
      "3 training Late 2019-02-01 2019-06-01 on-time 0; 4 policy-change No\nday 2019-02-01 - - 1");
  assert_string_equal(
      ask(world, "SELECT agreed || verdict || owner FROM record_row r JOIN case_file f ON f.id = r.case_id "
                 "WHERE reference = 'C2'"),
      "2018-12-18on-timeSam");
  /* More of them later take the next numbers. */
  import_some(world, "actions.csv", "complaint_reference,type\nC1,training\n");
  assert_string_equal(ask(world, "SELECT max(number) FROM record_row"), "5");
}

static void requests_compliments_and_referrals(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  import_some(world, "sars.csv",
              "\xEF\xBB\xBFreference,received,service,responded,internal_review_requested\n"
              "S1,2018-12-18,bins,2019-01-11,\nS2,2018-12-18,Bins,2019-01-11,2019-01-20\n"
              "S3,2025-12-30T10:15,,,\n");
  assert_string_equal(ask(world, STORY, "S1"), "received 2018-12-18; classified 2018-12-18 imported; "
                                               "responded 2019-01-11 answered; closed 2019-01-11");
  assert_string_equal(ask(world, STORY, "S2"), "received 2018-12-18; classified 2018-12-18 imported; "
                                               "responded 2019-01-11 answered; requested 2019-01-20");
  assert_string_equal(ask(world, "SELECT status FROM case_row WHERE reference = 'S3'"), "open");
  /* The service was there under the same name in another spelling. */
  assert_string_equal(ask(world, "SELECT count(*) FROM service WHERE lower(name) = 'bins'"), "1");
  import_some(world, "compliments.csv",
              "reference,received,service,text\nT1,2018-12-18,Bins,\"Thank\nyou\"\n");
  assert_string_equal(ask(world, STORY, "T1"), "received 2018-12-18; closed 2018-12-18");
  assert_string_equal(ask(world, "SELECT summary FROM case_row WHERE reference = 'T1'"), "Thank");
  import_some(world, "advocacy.csv",
              "referred,provider,age,gender,reason,outcome\n2018-12-18,NYAS,15,female,Contact,Done\n"
              "2018-12-18,NYAS,15,female,Contact,\n2019-12-18,NYAS,8,other,Contact,\n");
  assert_string_equal(ask(world, "SELECT group_concat(substr(reference, 1, 9) || status || restricted, ' ') "
                                 "FROM (SELECT * FROM case_row WHERE kind = 'advocacy-referral' ORDER BY "
                                 "received, status)"),
                      "ADV-2018-closed1 ADV-2018-received1 ADV-2019-received1");
  assert_string_equal(ask(world, "SELECT body FROM event_text WHERE slot = 'outcome'"), "Done");
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
}

/* ---- all or nothing ---------------------------------------------------------------------------------- */

/* One wrong row at the very end takes everything back, and so does a dry run. */
static void all_or_nothing(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  const char *before = all_of(world);
  Ctx ctx = as_system(world);
  ImportFile files[IMPORT_FILES];
  ImportReport report = {0};
  the_year(world, false, files);
  MUST(import_files(&ctx, files, IMPORT_FILES, true, NULL, &report));
  assert_int_equal(report.ombudsman + report.actions + report.comparators, 75 + 25 + 4);
  assert_string_equal(all_of(world), before);
  Text parts[] = {files[IMPORT_FILES - 1].bytes, TEXT("2018-19,Nowhere,x,many\n")};
  files[IMPORT_FILES - 1].bytes = text_join(world->arena, parts, 2, TEXT_NONE);
  MUST_FAIL(import_files(&ctx, files, IMPORT_FILES, false, NULL, &report), ERROR_INVALID,
            "1 mistake was found");
  assert_text(report.mistakes[0].file, "comparators.csv");
  assert_int_equal(report.mistakes[0].line, 6);
  assert_int_equal(report.mistakes[0].column, 4);
  assert_string_equal(all_of(world), before);
}

/* ---- much -------------------------------------------------------------------------------------------- */

static size_t progress_calls, progress_last, progress_of;

static void count_progress(size_t done, size_t of) {
  progress_calls++;
  progress_last = done;
  progress_of = of;
}

static void progress_counts_all_rows(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  Ctx ctx = as_system(world);
  ImportFile files[IMPORT_FILES];
  ImportReport report = {0};
  the_year(world, true, files);
  progress_calls = 0;
  MUST(import_files(&ctx, files, IMPORT_FILES, true, count_progress, &report));
  assert_int_equal(progress_calls, 472);
  assert_int_equal(progress_last, 472);
  assert_int_equal(progress_of, 472);
}

/* As many rows as there are in no council's year do not fill the memory, and mistakes end at some number. */
static void many_rows_are_no_trouble(void **state) {
  World *world = *state;
  begin_some(world);
  Ctx ctx = as_system(world);
  ImportReport report = {0};
  AUTO_BUFFER out = buffer_new(32u << 20);
  buffer_put(&out, TEXT("complaint_reference,type\n"));
  for (int i = 0; i < 210; i++) buffer_format(&out, "C1,training-for-%c%c\n", 'a' + i / 26, 'a' + i % 26);
  ImportFile file = {TEXT("actions.csv"), buffer_text(&out)};
  MUST_FAIL(import_files(&ctx, &file, 1, false, NULL, &report), ERROR_INVALID, "mistakes were found");
  assert_text(report.mistakes[0].words,
              "complaint_reference 'C1' has more than 200 actions and recommendations");
  buffer_clear(&out);
  buffer_put(&out, TEXT("complaint_reference,type\n"));
  for (int i = 0; i < 300000; i++) buffer_put(&out, TEXT("C9,training\n"));
  file.bytes = buffer_text(&out);
  MUST_FAIL(import_files(&ctx, &file, 1, false, NULL, &report), ERROR_INVALID, "50001 mistakes");
  assert_true(text_contains(report.mistakes[50000].words, TEXT("too many mistakes")));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(the_year_gives_the_published_figures),
      TEST(the_order_of_the_files_does_not_matter),
      TEST(it_is_right_and_made_anew_it_is_the_same),
      TEST(twice_is_refused_and_changes_nothing),
      TEST(cases_at_the_ombudsman),
      TEST(actions_are_agreed_with_an_answer),
      TEST(requests_compliments_and_referrals),
      TEST(all_or_nothing),
      TEST(progress_counts_all_rows),
      TEST(many_rows_are_no_trouble),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
