/* Every mistake of every file has its place, in words that say what to do, and nothing comes in. */
#include "casework/import.h"
#include "world.h"

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

static const char *all_of(World *world) {
  const char *counts = ask(world, "SELECT (SELECT count(*) FROM record_row) || ' ' || (SELECT count(*) FROM "
                                  "figure_row) || ' ' || (SELECT count(*) FROM comparator) || ' ' || (SELECT "
                                  "count(*) FROM word)");
  return text_z(world->arena, text_format(world->arena, "%s%s", everything(world), counts));
}

typedef struct Bad {
  const char *name, *bytes, *second_name, *second; /* one file or two */
  const char *said[6];                             /* "file:line:column words", in order */
} Bad;

#define O_HEADER                                                                                             \
  "ombudsman_reference,ombudsman,category,complaint_reference,received,decided,decision,"                    \
  "satisfactory_remedy_before\n"
#define R_HEADER "ombudsman_reference,recommendation,due,completed,compliance\n"
#define A_HEADER "complaint_reference,type,description,owner,due,completed\n"
#define S_HEADER "reference,received,service,responded,internal_review_requested\n"
#define T_HEADER "reference,received,service,text\n"
#define V_HEADER "referred,provider,age,gender,reason,outcome\n"
#define F_HEADER "year,authority,measure,value\n"
#define NOT_THERE "' is the reference of no case"

static const Bad BAD[] = {
    /* ombudsman.csv */
    {"ombudsman.csv",
     "ombudsman_reference,ombudsmen,received\nO1,lgsco,2019-01-01\n",
     NULL,
     NULL,
     {"ombudsman.csv:1:2 there is no column 'ombudsmen'; did you mean 'ombudsman'?"}},
    {"ombudsman.csv",
     "ombudsman_reference,decided,decided\nO1,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:1:3 the column 'decided' stands twice",
      "ombudsman.csv:1:0 the column 'received' is missing"}},
    {"ombudsman.csv",
     O_HEADER "O1,lgsco,,C1,1/3/2019,,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:5 received '1/3/2019' is not a date; write it as 2018-12-18"}},
    {"ombudsman.csv",
     O_HEADER "O1,lgsco,,C9,2019-03-01,,,\nP1,lgsco,,19 000 001,2019-03-01,,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:4 complaint_reference 'C9" NOT_THERE,
      "ombudsman.csv:3:4 complaint_reference '19 000 001' is not a complaint"}},
    {"ombudsman.csv",
     O_HEADER "19 000 001,lgsco,,,2019-03-01,,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:1 a case with the reference '19 000 001' exists already"}},
    {"ombudsman.csv",
     O_HEADER ",lgso,,,,,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:1 ombudsman_reference is missing", "ombudsman.csv:2:5 received is missing",
      "ombudsman.csv:2:2 ombudsman 'lgso' is no code that we know; did you mean 'lgsco'?"}},
    {"ombudsman.csv",
     O_HEADER "O1,The Ombudsman,,,2019-03-01,,,\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:2 ombudsman 'The Ombudsman' is no code; write it in small letters"}},
    {"ombudsman.csv",
     O_HEADER "O1,lgsco,,,2019-03-01,2019-02-01,uphold,maybe\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:6 decided '2019-02-01' is before 1 March 2019",
      "ombudsman.csv:2:7 decision 'uphold' is none of incomplete-or-invalid, advice-given, referred-back, "
      "closed-after-initial-enquiries, not-upheld, upheld; did you mean 'upheld'?",
      "ombudsman.csv:2:8 satisfactory_remedy_before 'maybe' is neither yes nor no"}},
    {"ombudsman.csv",
     O_HEADER "O1,lgsco,,,2019-03-01,2019-04-01,,\nP1,lgsco,,,2019-03-01,,upheld,\n"
              "Q1,lgsco,,,2019-03-01,2019-04-01,not-upheld,yes\nR1,lgsco,,,2019-03-01,2026-01-06,upheld,no\n",
     NULL,
     NULL,
     {"ombudsman.csv:2:6 decided '2019-04-01' has no decision beside it",
      "ombudsman.csv:3:7 decision 'upheld' has no day beside it",
      "ombudsman.csv:4:8 satisfactory_remedy_before 'yes' is for upheld complaints alone",
      "ombudsman.csv:5:6 decided '2026-01-06' is in the future"}},
    /* recommendations.csv */
    {"recommendations.csv",
     "ombudsman_reference,recomendation\n19 000 001,x\n",
     NULL,
     NULL,
     {"recommendations.csv:1:2 there is no column 'recomendation'; did you mean 'recommendation'?",
      "recommendations.csv:1:0 the column 'recommendation' is missing"}},
    {"recommendations.csv",
     R_HEADER "19 000 009,x,,,\nC1,x,,,\n19 000 001,,,,\n19 000 001,x,2019-02-01,2019-02-30,in-time\n"
              "19 000 001,x,,2026-01-06,\n",
     NULL,
     NULL,
     {"recommendations.csv:2:1 ombudsman_reference '19 000 009" NOT_THERE,
      "recommendations.csv:3:1 ombudsman_reference 'C1' is not a case that this file can be about",
      "recommendations.csv:4:2 recommendation is missing",
      "recommendations.csv:5:5 compliance 'in-time' is none of on-time, late, not-complied; did you mean "
      "'on-time'?",
      "recommendations.csv:5:4 completed '2019-02-30' is not a date",
      "recommendations.csv:5:3 due '2019-02-01' is before 1 March 2019"}},
    /* actions.csv */
    {"actions.csv",
     A_HEADER "C9,training,,,,\nC9,training,,,,\n,training,,,,\nC1,trainin,,,,\nC1,Some training,,,,\n"
              "C1,training,,,soon,\n",
     NULL,
     NULL,
     {"actions.csv:2:1 complaint_reference 'C9" NOT_THERE,
      "actions.csv:3:1 complaint_reference 'C9" NOT_THERE, "actions.csv:4:1 complaint_reference is missing",
      "actions.csv:5:2 type 'trainin' is no code that we know; did you mean 'training'?",
      "actions.csv:6:2 type 'Some training' is no code; write it in small letters with hyphens",
      "actions.csv:7:5 due 'soon' is not a date"}},
    {"actions.csv",
     A_HEADER "C1,training,,,2018-12-01,2018-12-02\nC1,training,,,,2026-01-06\nC1,training\n",
     NULL,
     NULL,
     {"actions.csv:2:5 due '2018-12-01' is before 18 December 2018",
      "actions.csv:2:6 completed '2018-12-02' is before 18 December 2018",
      "actions.csv:3:6 completed '2026-01-06' is in the future",
      "actions.csv:4:0 the row has 2 cells and the header 6"}},
    /* sars.csv */
    {"sars.csv",
     S_HEADER "S1,2018-12-18,Bins,2018-12-17,\nS1,2018-12-18,Bins,,\nT1,2018-12-18,,2019-01-02,2019-01-01\n"
              "C1,2018-12-18,,,\nU1,,,,\n",
     NULL,
     NULL,
     {"sars.csv:2:4 responded '2018-12-17' is before 18 December 2018",
      "sars.csv:3:1 a case with the reference 'S1' exists already: sars.csv:2",
      "sars.csv:4:5 internal_review_requested '2019-01-01' is before 2 January 2019",
      "sars.csv:5:1 a case with the reference 'C1' exists already", "sars.csv:6:2 received is missing"}},
    {"sars.csv", S_HEADER "S1,2026-01-02,,,2026-01-03\n", NULL, NULL, {"sars.csv:2:0 Event 3"}},
    /* compliments.csv */
    {"compliments.csv",
     T_HEADER "T1,2026-01-06,,x\nT1,2018-12-18,,x\nU1,2018-12-18T24:00,,x\n",
     NULL,
     NULL,
     {"compliments.csv:2:2 received '2026-01-06' is in the future",
      "compliments.csv:3:1 a case with the reference 'T1' exists already: compliments.csv:2",
      "compliments.csv:4:2 received '2018-12-18T24:00' is not a date; write it as 2018-12-18 or "
      "2018-12-18T16:55"}},
    {"compliments.csv",
     "reference,received,text,words\nT1,2018-12-18,x,x\n",
     NULL,
     NULL,
     {"compliments.csv:1:4 there is no column 'words'; remove it"}},
    /* References that could never be opened; what belongs to them is not wrong besides. */
    {"sars.csv",
     S_HEADER "S/1,2018-12-18,,,\n",
     "compliments.csv",
     T_HEADER "T?1,2018-12-18,,x\n",
     {"sars.csv:2:1 reference 'S/1' cannot be a reference; it needs a number in it",
      "compliments.csv:2:1 reference 'T?1' cannot be a reference"}},
    {"ombudsman.csv",
     O_HEADER "../x1,lgsco,,,2019-03-01,,,\n",
     "recommendations.csv",
     R_HEADER "../x1,Apologise,,,\n",
     {"ombudsman.csv:2:1 ombudsman_reference '../x1' cannot be a reference"}},
    /* advocacy.csv */
    {"advocacy.csv",
     V_HEADER "2018-12-18,NYAS,fifteen,female,Contact,\n2018-12-18,NYAS,121,female,Contact,\n"
              ",NYAS,15,female,Contact,\n2018-12-18,NYAS,-1,female,Contact,\n",
     NULL,
     NULL,
     {"advocacy.csv:2:3 age 'fifteen' is no whole number from 0 to 120",
      "advocacy.csv:3:3 age '121' is no whole number from 0 to 120", "advocacy.csv:4:1 referred is missing",
      "advocacy.csv:5:3 age '-1' is no whole number"}},
    /* comparators.csv */
    {"comparators.csv",
     F_HEADER "2018,Bexley,x,1\n2018-20,Bexley,x,1\n2018-19,Bexley,x,1.5\n"
              "2018-19,,x,\n1999-00,Bexley,x,1\n1999-00,Bexley,x,2\n",
     NULL,
     NULL,
     {"comparators.csv:2:1 year '2018' is not a year; write it as 2018-19",
      "comparators.csv:3:1 year '2018-20' is not a year",
      "comparators.csv:4:4 value '1.5' is no whole number", "comparators.csv:5:2 authority is missing",
      "comparators.csv:5:4 value is missing", "comparators.csv:7:0 this figure stands in line 6 already"}},
    /* Which file it is. */
    {"old.csv", A_HEADER "C9,training,,,,\n", NULL, NULL, {"old.csv:2:1 complaint_reference 'C9" NOT_THERE}},
    {"old.csv", "alpha,beta\n1,2\n", NULL, NULL, {"old.csv:1:0 its columns do not say which file this is"}},
    {"old.csv",
     "reference,received\n1,2018-12-18\n",
     NULL,
     NULL,
     {"old.csv:1:0 its columns do not say which file this is"}},
    {"data/Actions.CSV",
     "complaint,type\nC1,training\n",
     NULL,
     NULL,
     {"data/Actions.CSV:1:1 there is no column 'complaint'; remove it",
      "data/Actions.CSV:1:0 the column 'complaint_reference' is missing"}},
    /* One mistake is not reported as two: what belongs to a wrong row is not wrong for that. */
    {"actions.csv",
     A_HEADER "N1,training,,,,\nN2,training,,,2018-13-01,\n",
     "complaints.csv",
     "reference,kind,received\nN1,complaint,yesterday\nN2,complaint\n",
     {"complaints.csv:2:3 received 'yesterday' is not a date",
      "complaints.csv:3:0 the row has 2 cells and the header 3", "actions.csv:3:5 due '2018-13-01'"}},
    {"actions.csv",
     A_HEADER "N1,training,,,,\n",
     "complaints.csv",
     "reference,kind,received\nN1,complaint,2018-12-18\nN2,\"x\n",
     {"complaints.csv:3:1 the quotation mark that begins in this row is never closed"}},
    {"ombudsman.csv",
     O_HEADER "O1,lgsco,,N1,2019-03-01,,,\n",
     "complaints.csv",
     "reference,sort,received\nN1,complaint,2018-12-18\n",
     {"complaints.csv:1:2 there is no column 'sort'; remove it",
      "complaints.csv:1:0 the column 'kind' is missing"}},
    /* A file that no other needs hides nothing. */
    {"actions.csv",
     "complaint_reference,type\nC1,\"x\n",
     "ombudsman.csv",
     O_HEADER "O1,lgsco,,N1,2019-03-01,,,\n",
     {"actions.csv:2:1 the quotation mark", "ombudsman.csv:2:4 complaint_reference 'N1" NOT_THERE}},
    {"a/sars.csv",
     S_HEADER "D1,2018-12-18,,,\n",
     "b/sars.csv",
     S_HEADER "D1,2018-12-18,,,\n",
     {"b/sars.csv:2:1 a case with the reference 'D1' exists already"}},
};

static void expect_mistakes(World *world, const Bad *bad, const ImportReport *report) {
  size_t expected = 0;
  while (expected < COUNT(bad->said) && bad->said[expected]) expected++;
  for (size_t i = 0; i < report->mistake_count; i++) {
    const ImportMistake *mistake = &report->mistakes[i];
    Text said = text_format(world->arena, "%.*s:%d:%d %.*s", TEXT_ARGUMENTS(mistake->file), mistake->line,
                            mistake->column, TEXT_ARGUMENTS(mistake->words));
    bool more = i < expected || expected == COUNT(bad->said);
    if (!more || (i < expected && !text_starts(said, text_of(bad->said[i]))))
      fail_msg("%s: %s\nsaid: %.*s\nexpected: %s", bad->name, bad->bytes, TEXT_ARGUMENTS(said),
               i < expected ? bad->said[i] : "no more");
  }
  if (report->mistake_count < expected)
    fail_msg("%s: %s\n%zu mistakes and not %zu", bad->name, bad->bytes, report->mistake_count, expected);
}

static void every_mistake_has_its_place_and_nothing_comes_in(void **state) {
  World *world = *state;
  begin_some(world);
  const char *before = all_of(world);
  Ctx ctx = as_system(world);
  for (size_t i = 0; i < COUNT(BAD); i++) {
    ImportFile files[] = {{text_of(BAD[i].name), text_of(BAD[i].bytes)},
                          {text_of(BAD[i].second_name), text_of(BAD[i].second)}};
    ImportReport report = {0};
    Error error = import_files(&ctx, files, BAD[i].second_name ? 2 : 1, false, NULL, &report);
    if (!error) fail_msg("was taken: %s", BAD[i].bytes);
    assert_int_equal(error->code, ERROR_INVALID);
    expect_mistakes(world, &BAD[i], &report);
    if (i % 8 == 0) assert_string_equal(all_of(world), before);
  }
  assert_string_equal(all_of(world), before);
}

/* A row of a million cells, a header of ten thousand, a cell of megabytes: refused, quickly. */
static void monsters_are_refused(void **state) {
  World *world = *state;
  at(world, "2026-01-05");
  Ctx ctx = as_system(world);
  AUTO_BUFFER out = buffer_new(32u << 20);
  static const struct {
    const char *before, *piece;
    int times;
    const char *said;
  } monsters[] = {
      {"reference,received\n", "x,", 1200000, "the row has 1000000 cells or more"},
      {"reference,received,service,text\n", "x,", 900000, "the row has 900001 cells and the header 4"},
      {"reference,received,text", ",reference", 10000, "the column 'reference' stands twice"},
      {"reference,received,service,text\nT1,2018-12-18,Bins,", "xxxxxxxx", 1000000, "text is longer than"},
  };
  for (size_t i = 0; i < COUNT(monsters); i++) {
    ImportReport report = {0};
    buffer_clear(&out);
    buffer_put(&out, text_of(monsters[i].before));
    for (int j = 0; j < monsters[i].times; j++) buffer_put(&out, text_of(monsters[i].piece));
    buffer_put(&out, TEXT("\n"));
    ImportFile file = {TEXT("compliments.csv"), buffer_text(&out)};
    MUST_FAIL(import_files(&ctx, &file, 1, false, NULL, &report), ERROR_INVALID, "found");
    assert_true(text_starts(report.mistakes[0].words, text_of(monsters[i].said)));
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(every_mistake_has_its_place_and_nothing_comes_in),
      TEST(monsters_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
