#include "html_test.h"

static Text pages_of(int64_t page, int64_t size, int64_t total) {
  return WRITTEN(moj_pagination(writer, test_arena,
                                &(PagedList){.page = page,
                                             .page_size = size,
                                             .total = total,
                                             .path = TEXT("/staff/cases"),
                                             .what = TEXT("cases"),
                                             .query = TEXT("due=late")}));
}

/* "1 … 4 [5] 6 … 9": the pages that are shown, the current one in brackets. */
static Text shown_pages(Text html) {
  Text shown = TEXT_NONE;
  for (size_t at = 0; (at = text_find(html, TEXT("govuk-pagination__item"), at)) != SIZE_MAX; at++) {
    Text item = text_slice(html, at, text_find(html, TEXT("</li>"), at));
    if (text_starts(item, TEXT("govuk-pagination__item--"))) continue;
    size_t from = text_find(item, TEXT("\"Page "), 0);
    Text number =
        from == SIZE_MAX ? TEXT("…") : text_slice(item, from + 6, text_find(item, TEXT("\""), from + 1));
    bool current = text_contains(item, TEXT("aria-current"));
    shown = text_format(test_arena, "%.*s%s%s%.*s%s", TEXT_ARGUMENTS(shown), shown.length ? " " : "",
                        current ? "[" : "", TEXT_ARGUMENTS(number), current ? "]" : "");
  }
  return shown;
}

static void test_pages(void **state) {
  (void)state;
  assert_string(shown_pages(pages_of(1, 25, 26)), "[1] 2");
  assert_string(shown_pages(pages_of(1, 25, 1000)), "[1] 2 … 40");
  assert_string(shown_pages(pages_of(2, 25, 1000)), "1 [2] 3 … 40");
  assert_string(shown_pages(pages_of(3, 25, 1000)), "1 2 [3] 4 … 40");
  assert_string(shown_pages(pages_of(5, 25, 1000)), "1 … 4 [5] 6 … 40");
  assert_string(shown_pages(pages_of(38, 25, 1000)), "1 … 37 [38] 39 40");
  assert_string(shown_pages(pages_of(40, 25, 1000)), "1 … 39 [40]");
  assert_string(shown_pages(pages_of(99, 25, 1000)), "1 … 39 [40]");
  assert_string(shown_pages(pages_of(-3, 25, 1000)), "[1] 2 … 40");
  assert_string(shown_pages(pages_of(2, 1, 3)), "1 [2] 3");
}

static void test_results(void **state) {
  (void)state;
  assert_contains(pages_of(2, 25, 112), "Showing 26 to 50 of 112 cases");
  assert_contains(pages_of(5, 25, 112), "Showing 101 to 112 of 112 cases");
  assert_contains(pages_of(2, 25, 112), "href=\"/staff/cases?due=late&amp;page=3\"");
  assert_contains(pages_of(1, 25, 3), "Showing 1 to 3 of 3 cases");
  assert_lacks(pages_of(1, 25, 3), "<nav");
  assert_lacks(pages_of(1, 25, 112), "rel=\"prev\"");
  assert_lacks(pages_of(5, 25, 112), "rel=\"next\"");
  assert_string(pages_of(1, 25, 0), "");
}

static void test_due(void **state) {
  (void)state;
  assert_string(WRITTEN(app_due(writer, &(DueDate){TEXT("2 Jun 2026"), TEXT("2026-06-02"),
                                                   TEXT("3 working days late"), DUE_LATE})),
                "<span class=\"app-due app-due--late\"><time class=\"app-due__date\" "
                "datetime=\"2026-06-02\">2 Jun 2026"
                "</time> 3 working days late</span>\n");
  assert_string(WRITTEN(app_due(writer, &(DueDate){.words = TEXT("Not due")})),
                "<span class=\"app-due\">Not due</span>\n");
}

static void test_tracker(void **state) {
  (void)state;
  Text html = WRITTEN(app_tracker(
      writer, &(Tracker){LIST(items, TrackItem, {TEXT("We got it"), TRACK_DONE},
                              {TEXT("We look into it"), TRACK_NOW}, {TEXT("Left out"), .omit = true},
                              {.title = TEXT("We reply <soon>")})}));
  assert_contains(html, "app-track__item--done");
  assert_contains(html, "Done\n</strong>");
  assert_contains(html, "app-track__item--now\" aria-current=\"step\"");
  assert_contains(html, "We reply &lt;soon&gt;");
  assert_contains(html, "Next\n</strong>");
  assert_lacks(html, "Left out");
}

static void test_filter(void **state) {
  (void)state;
  Text empty = WRITTEN(moj_filter_open(writer, &(Filter){0}); moj_filter_close(writer));
  assert_contains(empty, "Apply filters");
  assert_lacks(empty, "Clear filters");
  FilterTag tags[] = {{TEXT("Late"), URL("/staff/cases")}};
  Text html = WRITTEN(moj_filter_tags(
      writer,
      &(FilterTags){.clear = URL("/staff/cases"),
                    LIST(groups, FilterGroup, {.heading = TEXT("Due"), .tags = tags, .tags_count = 1},
                         {.heading = TEXT("Service")})}));
  assert_contains(html,
                  "<a class=\"moj-filter__tag\" href=\"/staff/cases\"><span class=\"govuk-visually-hidden\">"
                  "Remove this filter</span> Late</a>");
  assert_lacks(html, "Service");
}

static void test_timeline(void **state) {
  (void)state;
  Text html = WRITTEN(moj_timeline_item(writer, &(TimelineItem){.title = TEXT("Acknowledgement sent"),
                                                                .by = TEXT("A & B"),
                                                                .when = TEXT("19 May 2026"),
                                                                .timestamp = TEXT("2026-05-19")}));
  assert_contains(html, "Acknowledgement sent</h2>\n<p class=\"moj-timeline__byline\">by A &amp; B</p>");
  assert_contains(html, "<time datetime=\"2026-05-19\">19 May 2026</time>");
  assert_lacks(html, "description");
}

static void test_alert(void **state) {
  (void)state;
  Text saved = WRITTEN(moj_alert(writer, &(Alert){ALERT_SUCCESS, TEXT("Saved")}));
  assert_contains(saved,
                  "role=\"alert\" class=\"moj-alert moj-alert--success\" aria-label=\"success: Saved\"");
  assert_contains(saved, ">\nSaved\n</div>");
  assert_lacks(saved, "data-module");
  assert_contains(WRITTEN(moj_alert(writer, &(Alert){.title = TEXT("Note")})), "role=\"region\"");
}

/* Closing tags match: each pair, and each component alone, ends what it began. */
static void test_balance(void **state) {
  (void)state;
  Text html = WRITTEN(
      moj_timeline_open(writer, (Text){0}); moj_timeline_close(writer);
      moj_messages_open(writer, TEXT("Questions"));
      moj_message(writer, &(Message){.sent = true, .text = TEXT("a\nb")}); moj_messages_close(writer);
      moj_ticket_panel_open(writer, TEXT("Stage 1"), (Text){0}); moj_ticket_panel_close(writer);
      app_facts(writer, &(Facts){LIST(items, Fact, {TEXT("With"), TEXT("R Adeyemi")})});
      app_scroll_open(writer, TEXT("Cases")); app_scroll_close(writer);
      app_count(writer, &(Count){3, TEXT("late"), URL("/x"), DUE_LATE});
      app_sort_heading(writer, &(SortHeading){TEXT("Due"), URL("?sort=due"), SORT_ASCENDING});
      moj_identity_bar(writer, &(IdentityBar){TEXT("CMP-1"), LIST(items, Button, {TEXT("Reply")})});
      moj_page_header_actions(writer, &(PageHeader){TEXT("Cases"), LIST(items, Button, {TEXT("Log")})});
      moj_sub_navigation(
          writer, &(SubNavigation){TEXT("Case"), LIST(items, SubNavigationItem, {TEXT("Overview")})}));
  size_t opened = 0, closed = 0;
  for (size_t i = 0; i + 1 < html.length; i++) {
    opened += html.at[i] == '<' && html.at[i + 1] != '/';
    closed += html.at[i] == '<' && html.at[i + 1] == '/';
  }
  assert_int_equal(opened, closed);
  assert_contains(html, "aria-sort=\"ascending\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pages),   cmocka_unit_test(test_results), cmocka_unit_test(test_due),
      cmocka_unit_test(test_tracker), cmocka_unit_test(test_filter),  cmocka_unit_test(test_timeline),
      cmocka_unit_test(test_alert),   cmocka_unit_test(test_balance),
  };
  return cmocka_run_group_tests_name("html/casework components", tests, test_begin, test_end);
}
