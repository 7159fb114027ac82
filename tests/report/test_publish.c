/* What was published stays as it was: later corrections are shown as corrections, and the next year is
 * compared with the figures that the public was given. Days are counted by hand on the calendar of 2018 and
 * 2019. */
#include "casework/publication.h"
#include "report/report.h"
#include "world.h"

typedef struct Year {
  Text first, second, third; /* references */
} Year;

static ReportSource source_of(World *world, const Ctx *ctx) {
  return (ReportSource){.arena = world->arena,
                        .db = world->db,
                        .procedures = &ctx->program->procedures,
                        .calendars = &ctx->program->calendars,
                        .council = TEXT("Anytown Council"),
                        .now = ctx_now(ctx)};
}

static ReportAsk ask_of(const char *from, const char *to) {
  return (ReportAsk){.name = TEXT("annual"), .from = day(from), .to = day(to)};
}

static Report report_of(World *world, const char *from, const char *to) {
  Ctx ctx = as(world, MANAGER);
  Report report;
  ReportSource source = source_of(world, &ctx);
  ReportAsk wanted = ask_of(from, to);
  MUST(report_make(&source, &wanted, &report));
  return report;
}

static Text frozen_cases(World *world, const char *from, const char *to) {
  Ctx ctx = as(world, MANAGER);
  ReportSource source = source_of(world, &ctx);
  ReportAsk wanted = ask_of(from, to);
  AUTO_BUFFER out = buffer_new(1u << 20);
  MUST(report_counted_rows(&source, &wanted, &out));
  return text_copy(world->arena, buffer_text(&out));
}

static Error publish_as(World *world, Who who, const char *from, const char *to, Text *reference) {
  Ctx ctx = as(world, who);
  Report report = report_of(world, from, to);
  AUTO_BUFFER figures = buffer_new(1u << 20);
  report_json(&report, &figures);
  Publication publication = {.report = TEXT("annual"),
                             .title = report.title,
                             .scope = TEXT_NONE,
                             .from = day(from),
                             .to = day(to),
                             .figures = buffer_text(&figures),
                             .copy = TEXT("{}"),
                             .cases = frozen_cases(world, from, to),
                             .page = TEXT("<h1>Annual complaints report</h1>")};
  return publication_make(&ctx, &publication, reference);
}

/* 2018/19: three complaints. The second is due on 25 June 2018 (15 working days from 4 June) and answered
 * late. */
static Year year_of_three(World *world) {
  Year year;
  at(world, "2018-05-01");
  year.first = new_case(world, BINS, "The first bin");
  triaged(world, year.first, BINS, OFFICER);
  at(world, "2018-05-10");
  answered(world, year.first, SERVICE_MANAGER, OUTCOME_UPHELD);
  at(world, "2018-06-04");
  year.second = new_case(world, BINS, "The second bin");
  triaged(world, year.second, BINS, OFFICER);
  at(world, "2018-07-20");
  answered(world, year.second, SERVICE_MANAGER, OUTCOME_NOT_UPHELD);
  at(world, "2018-09-03");
  year.third = new_case(world, ROADS, "A hole");
  triaged(world, year.third, ROADS, OFFICER);
  at(world, "2018-09-10");
  answered(world, year.third, OTHER_MANAGER, OUTCOME_PARTLY_UPHELD);
  return year;
}

static int32_t number_of_answer(World *world, Text reference) {
  CaseFile file = seen(world, reference);
  for (size_t i = 0; i < file.count; i++)
    if (file.events[i].event.type == EVENT_RESPONDED) return file.events[i].event.number;
  fail_msg("no answer");
  return 0;
}

/* The answer to the second went out on 22 June, on the fourteenth day, and a letter of March was found in
 * June. */
static void correct_the_year(World *world, const Year *year) {
  Ctx ctx = as(world, MANAGER);
  at(world, "2019-06-03");
  Correction correction = {.number = number_of_answer(world, year->second),
                           .on = day("2018-06-22"),
                           .until = DATE_NONE,
                           .reason = TEXT("The letter was sent four weeks before it was logged")};
  MUST(act_correct(&ctx, on_case(year->second), &correction));
  Ctx officer = as(world, OFFICER);
  Submission found = complaint(world, BINS, "found-in-june-2019", "A letter behind a desk");
  found.channel = TEXT("letter");
  found.received = day("2019-03-28");
  found.minute = -1;
  Submitted submitted;
  MUST(act_submit(&officer, &found, &submitted));
}

static const ReportCorrection *correction_of(const Report *report, const char *table, const char *row,
                                             const char *column) {
  for (size_t i = 0; i < report->correction_count; i++) {
    const ReportCorrection *correction = &report->corrections[i];
    if (text_equal(correction->table, text_of(table)) && text_equal(correction->row, text_of(row)) &&
        text_equal(correction->column, text_of(column)))
      return correction;
  }
  return NULL;
}

static int64_t before_of(const Report *report, const char *table, const char *row, const char *column) {
  const FigureTable *found = report_table(report, text_of(table));
  assert_non_null(found);
  size_t at_row = table_row(found, text_of(row)), at_column = table_column(found, text_of(column));
  assert_true(at_row != SIZE_MAX && at_column != SIZE_MAX);
  return found->rows[at_row].previous ? found->rows[at_row].previous[at_column] : INT_NONE;
}

static void next_year_is_compared_with_what_was_published(void **state) {
  World *world = *state;
  Text reference;
  Year year = year_of_three(world);
  at(world, "2019-05-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &reference));
  correct_the_year(world, &year);
  at(world, "2019-10-01");
  Text later = new_case(world, BINS, "Another bin");
  triaged(world, later, BINS, OFFICER);
  at(world, "2020-04-14");
  Report next = report_of(world, "2019-04-01", "2020-03-31");
  assert_text(next.compared_with, text_z(world->arena, reference));
  assert_int_equal(
      table_cell(report_table(&next, TEXT("received-by-procedure")), TEXT("total"), TEXT("stage-1")), 1);
  assert_int_equal(before_of(&next, "received-by-procedure", "total", "stage-1"), 3);
  assert_int_equal(before_of(&next, "on-time", "stage-1", "on-time"), 2);
  const FigureRate *change = report_rate(&next, TEXT("change-in-stage-1"));
  assert_int_equal(change->now.n, -2);
  assert_int_equal(change->now.of, 3);
  assert_int_equal(share_percent(change->now), -67);
  const FigureRate *rate = report_rate(&next, TEXT("stage-1-on-time"));
  assert_int_equal(rate->previous.n, 2);
  assert_int_equal(rate->previous.of, 3);
}

static void what_changed_since_is_a_correction(void **state) {
  World *world = *state;
  Text reference;
  Year year = year_of_three(world);
  at(world, "2019-05-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &reference));
  correct_the_year(world, &year);
  at(world, "2020-04-14");
  Report next = report_of(world, "2019-04-01", "2020-03-31");
  const ReportCorrection *received = correction_of(&next, "received-by-procedure", "total", "stage-1");
  const ReportCorrection *on_time = correction_of(&next, "on-time", "stage-1", "on-time");
  assert_non_null(received);
  assert_int_equal(received->published, 3);
  assert_int_equal(received->now, 4);
  assert_non_null(on_time);
  assert_int_equal(on_time->published, 2);
  assert_int_equal(on_time->now, 3);
  assert_null(correction_of(&next, "outcomes", "stage-1", "upheld"));
}

static bool any_says(const Text *sentences, size_t count, Text reference, const char *words) {
  for (size_t i = 0; i < count; i++)
    if (text_contains(sentences[i], reference) && text_contains(sentences[i], text_of(words))) return true;
  return false;
}

static void the_cases_that_make_the_difference_are_named(void **state) {
  World *world = *state;
  Text reference, frozen;
  PublicationRow row;
  Year year = year_of_three(world);
  at(world, "2019-05-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &reference));
  Ctx ctx = as(world, MANAGER);
  MUST(publication_open(&ctx, reference, "cases", &row, &frozen));
  const Text *sentences;
  size_t count;
  MUST(report_rows_compared(world->arena, frozen, frozen_cases(world, "2018-04-01", "2019-03-31"), &sentences,
                            &count));
  assert_int_equal(count, 0);
  correct_the_year(world, &year);
  MUST(report_rows_compared(world->arena, frozen, frozen_cases(world, "2018-04-01", "2019-03-31"), &sentences,
                            &count));
  assert_int_equal(count, 2);
  assert_true(any_says(sentences, count, year.second, "22 June 2018, and was 20 July 2018"));
  assert_true(any_says(sentences, count, year.second, "on-time"));
  assert_false(any_says(sentences, count, year.first, ""));
  assert_true(any_says(sentences, count, TEXT("CMP-"), "is counted now, and was not"));
}

static void a_publication_is_no_case_and_cannot_be_changed_unseen(void **state) {
  World *world = *state;
  Text reference, said;
  const ListRow *rows;
  size_t count;
  (void)year_of_three(world);
  at(world, "2019-05-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &reference));
  Ctx ctx = as_system(world);
  assert_int_equal(wrongs(&ctx, NULL), 0);
  Ctx manager = as(world, MANAGER);
  MUST(list_search(&manager, reference, &rows, &count));
  assert_int_equal(count, 0);
  CaseFile file;
  MUST_FAIL(ledger_open(&manager, reference, "page", &file), ERROR_NOT_FOUND, "no such case");
  raw(world, "UPDATE event_text SET body = replace(body, '\"n\":2', '\"n\":3') WHERE slot = 'figures'");
  assert_int_equal(wrongs(&ctx, &said), 1);
  assert_true(text_starts(said, reference));
}

static void only_who_may_publish_does(void **state) {
  World *world = *state;
  Text reference;
  (void)year_of_three(world);
  at(world, "2019-05-01");
  static const Who others[] = {OFFICER, SERVICE_MANAGER, REVIEWER, AUDITOR, ADMINISTRATOR};
  for (size_t i = 0; i < COUNT(others); i++)
    MUST_FAIL(publish_as(world, others[i], "2018-04-01", "2019-03-31", &reference), ERROR_DENIED,
              "complaints manager");
  Ctx officer = as(world, OFFICER);
  MUST_FAIL(
      report_note_put(&officer, TEXT("annual"), TEXT("2018-04-01/2019-03-31"), TEXT("learning"), TEXT("x")),
      ERROR_DENIED, "complaints manager");
}

static void words_are_kept_between_runs(void **state) {
  World *world = *state;
  (void)year_of_three(world);
  at(world, "2019-05-01");
  Ctx ctx = as(world, MANAGER);
  ReportAsk wanted = ask_of("2018-04-01", "2019-03-31");
  Text key = report_period_key(world->arena, &wanted);
  MUST(report_note_put(&ctx, TEXT("annual"), key, TEXT("learning"), TEXT("We rang people back.")));
  MUST(report_note_put_after(&ctx, TEXT("annual"), key, TEXT("learning"), TEXT("We rang people back sooner."),
                             1));
  MUST_FAIL(report_note_put_after(&ctx, TEXT("annual"), key, TEXT("learning"), TEXT("Mine"), 1),
            ERROR_CONFLICT, "meanwhile");
  MUST(report_note_put_after(&ctx, TEXT("annual"), key, TEXT("foreword"), TEXT("Mine"), 0));
  Report report = report_of(world, "2018-04-01", "2019-03-31");
  bool found = false;
  for (size_t i = 0; i < report.section_count; i++)
    for (size_t k = 0; k < report.sections[i].part_count; k++) {
      const Narrative *narrative = report.sections[i].parts[k].narrative;
      if (narrative && text_equal(narrative->slot, TEXT("learning"))) {
        assert_text(narrative->body, "We rang people back sooner.");
        found = true;
      }
    }
  assert_true(found);
  const ReportNote *notes;
  size_t count;
  MUST(report_notes(&ctx, TEXT("annual"), key, &notes, &count));
  assert_int_equal(count, 3);
}

static void the_last_publication_of_a_period_counts(void **state) {
  World *world = *state;
  Text first, second;
  Year year = year_of_three(world);
  at(world, "2019-05-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &first));
  correct_the_year(world, &year);
  at(world, "2019-07-01");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &second));
  at(world, "2020-04-14");
  Report next = report_of(world, "2019-04-01", "2020-03-31");
  assert_text(next.compared_with, text_z(world->arena, second));
  assert_int_equal(before_of(&next, "received-by-procedure", "total", "stage-1"), 4);
  assert_int_equal(next.correction_count, 0);
}

static void pressing_twice_publishes_once(void **state) {
  World *world = *state;
  Text first, again, later, other;
  (void)year_of_three(world);
  at_minute(world, "2019-05-01", 600);
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &first));
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &again));
  assert_true(text_equal(first, again));
  MUST(publish_as(world, MANAGER, "2018-04-01", "2018-12-31", &other));
  assert_false(text_equal(first, other));
  at_minute(world, "2019-05-01", 601);
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &later));
  assert_false(text_equal(first, later));
  raw(world, "UPDATE publication_row SET by_user = NULL");
  MUST(publish_as(world, MANAGER, "2018-04-01", "2019-03-31", &again)); /* somebody else did */
  assert_false(text_equal(later, again));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
  const struct CMUnitTest tests[] = {
      TEST(next_year_is_compared_with_what_was_published),
      TEST(what_changed_since_is_a_correction),
      TEST(the_cases_that_make_the_difference_are_named),
      TEST(a_publication_is_no_case_and_cannot_be_changed_unseen),
      TEST(only_who_may_publish_does),
      TEST(words_are_kept_between_runs),
      TEST(the_last_publication_of_a_period_counts),
      TEST(pressing_twice_publishes_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
