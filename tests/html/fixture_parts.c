/* Links, notices, lists: options of the fixtures to structs. */
#include "fixture_options.h"

/* The members that nearly all have under the same names. */
#define WORDS .text = option(j, "text"), .html = option_html(j, "html")
#define STYLE .classes = option(j, "classes"), .attributes = option_attributes(j, "attributes")

void fixture_back_link(Writer *writer, const json_t *j) {
  govuk_back_link(writer, &(BackLink){WORDS, STYLE, .href = option_url(j, "href")});
}

void fixture_skip_link(Writer *writer, const json_t *j) {
  govuk_skip_link(writer, &(SkipLink){WORDS, STYLE, .href = option_url(j, "href")});
}

static Breadcrumb breadcrumb(const json_t *j) {
  return (Breadcrumb){WORDS, .href = option_url(j, "href"),
                      .attributes = option_attributes(j, "attributes")};
}

void fixture_breadcrumbs(Writer *writer, const json_t *j) {
  Breadcrumbs breadcrumbs = {STYLE, .label = option(j, "labelText"),
                             .collapse_on_mobile = option_is(j, "collapseOnMobile")};
  LIST_OF(&breadcrumbs, items, Breadcrumb, j, "items", breadcrumb);
  govuk_breadcrumbs(writer, &breadcrumbs);
}

void fixture_button(Writer *writer, const json_t *j) {
  govuk_button(writer,
               &(Button){WORDS, STYLE, .href = option_url(j, "href"), .type = option(j, "type"),
                         .name = option(j, "name"), .value = option(j, "value"), .id = option(j, "id"),
                         .disabled = option_is(j, "disabled"), .start = option_is(j, "isStartButton"),
                         .prevent_double_click = option_switch(j, "preventDoubleClick")});
}

void fixture_exit_this_page(Writer *writer, const json_t *j) {
  govuk_exit_this_page(writer, &(ExitPage){WORDS, STYLE, .href = option_url(j, "redirectUrl"),
                                           .id = option(j, "id"), .activated = option(j, "activatedText"),
                                           .timed_out = option(j, "timedOutText"),
                                           .press_two_more_times = option(j, "pressTwoMoreTimesText"),
                                           .press_one_more_time = option(j, "pressOneMoreTimeText")});
}

void fixture_details(Writer *writer, const json_t *j) {
  govuk_details(writer, &(Details){WORDS, STYLE, .summary = option(j, "summaryText"),
                                   .summary_html = option_html(j, "summaryHtml"),
                                   .open = option_is(j, "open"), .id = option(j, "id")});
}

void fixture_inset_text(Writer *writer, const json_t *j) {
  govuk_inset_text(writer, &(InsetText){WORDS, STYLE, .id = option(j, "id")});
}

void fixture_warning_text(Writer *writer, const json_t *j) {
  govuk_warning_text(writer, &(WarningText){WORDS, STYLE, .icon_fallback = option(j, "iconFallbackText")});
}

static Tag tag_of(const json_t *j) { return (Tag){WORDS, STYLE}; }

void fixture_tag(Writer *writer, const json_t *j) {
  Tag tag = tag_of(j);
  govuk_tag(writer, &tag);
}

void fixture_notification_banner(Writer *writer, const json_t *j) {
  Text type = option(j, "type");
  govuk_notification_banner(
      writer, &(NotificationBanner){
                  WORDS, STYLE, .title = option(j, "titleText"), .title_html = option_html(j, "titleHtml"),
                  .success = type.length && text_equal(type, TEXT("success")),
                  .title_level = option_int(j, "titleHeadingLevel"), .title_id = option(j, "titleId"),
                  .role = option(j, "role"), .disable_auto_focus = option_switch(j, "disableAutoFocus")});
}

static PanelAction panel_action(const json_t *j) {
  return (PanelAction){
      .text = option(j, "text"), STYLE, .href = option_url(j, "href"), .type = option(j, "type")};
}

void fixture_panel(Writer *writer, const json_t *j) {
  const json_t *actions = json_object_get(j, "actions");
  PanelBox panel = {WORDS,
                    STYLE,
                    .title = option(j, "titleText"),
                    .title_html = option_html(j, "titleHtml"),
                    .title_level = option_int(j, "headingLevel"),
                    .actions_classes = option(actions, "classes"),
                    .actions_attributes = option_attributes(actions, "attributes")};
  LIST_OF(&panel, actions, PanelAction, actions, "items", panel_action);
  govuk_panel(writer, &panel);
}

void fixture_generic_header(Writer *writer, const json_t *j) {
  govuk_generic_header(writer,
                       &(GenericHeader){STYLE, .logo = option(j, "logoText"),
                                        .logo_html = option_html(j, "logoHtml"), .url = option_url(j, "url"),
                                        .container_classes = option(j, "containerClasses")});
}

static NavigationItem navigation_item(const json_t *j) {
  return (NavigationItem){WORDS,
                          .href = option_url(j, "href"),
                          .current = option_is(j, "current"),
                          .active = option_is(j, "active"),
                          .omit = !is_true(j),
                          .attributes = option_attributes(j, "attributes")};
}

void fixture_service_navigation(Writer *writer, const json_t *j) {
  const json_t *slots = json_object_get(j, "slots"), *end = json_object_get(slots, "end");
  ServiceNavigation navigation = {STYLE,
                                  .service_name = option(j, "serviceName"),
                                  .service_url = option_url(j, "serviceUrl"),
                                  .collapse_on_mobile = option_switch(j, "collapseNavigationOnMobile"),
                                  .menu_button_text = option(j, "menuButtonText"),
                                  .menu_button_label = option(j, "menuButtonLabel"),
                                  .navigation_label = option(j, "navigationLabel"),
                                  .navigation_id = option(j, "navigationId"),
                                  .navigation_classes = option(j, "navigationClasses"),
                                  .aria_label = option(j, "ariaLabel"),
                                  .start = option_html(slots, "start"),
                                  .end = json_is_object(end) ? option_html(end, "html")
                                                             : option_html(slots, "end"),
                                  .end_inline = option_is(end, "align"),
                                  .navigation_start = option_html(slots, "navigationStart"),
                                  .navigation_end = option_html(slots, "navigationEnd")};
  LIST_OF(&navigation, items, NavigationItem, j, "navigation", navigation_item);
  govuk_service_navigation(writer, &navigation);
}

/* ---- parts of forms: the options stand at the top, not under the name of the part -------------------- */

static json_t *under(const char *name, const json_t *j) { return json_pack("{s:O}", name, j); }

void fixture_label(Writer *writer, const json_t *j) {
  json_t *options = under("label", j);
  Label label = option_label(options);
  govuk_label(writer, &label);
  json_decref(options);
}

void fixture_hint(Writer *writer, const json_t *j) {
  json_t *options = under("hint", j);
  Hint hint = option_hint(options);
  govuk_hint(writer, &hint);
  json_decref(options);
}

void fixture_error_message(Writer *writer, const json_t *j) {
  json_t *options = under("errorMessage", j);
  ErrorMessage error = option_error(options);
  govuk_error_message(writer, &error);
  json_decref(options);
}

void fixture_fieldset(Writer *writer, const json_t *j) {
  json_t *options = under("fieldset", j);
  Fieldset fieldset = option_fieldset(options);
  govuk_fieldset(writer, &fieldset);
  json_decref(options);
}

/* ---- lists ------------------------------------------------------------------------------------------ */

static ErrorSummaryItem error_item(const json_t *j) {
  return (ErrorSummaryItem){WORDS, .href = option_url(j, "href"),
                            .attributes = option_attributes(j, "attributes")};
}

void fixture_error_summary(Writer *writer, const json_t *j) {
  ErrorSummary summary = {STYLE,
                          .title = option(j, "titleText"),
                          .title_html = option_html(j, "titleHtml"),
                          .description = option(j, "descriptionText"),
                          .description_html = option_html(j, "descriptionHtml"),
                          .disable_auto_focus = option_switch(j, "disableAutoFocus")};
  LIST_OF(&summary, items, ErrorSummaryItem, j, "errorList", error_item);
  govuk_error_summary(writer, &summary);
}

static SummaryAction summary_action(const json_t *j) {
  return (SummaryAction){WORDS, STYLE, .href = option_url(j, "href"),
                         .visually_hidden = option(j, "visuallyHiddenText")};
}

static SummaryRow summary_row(const json_t *j) {
  const json_t *key = json_object_get(j, "key"), *value = json_object_get(j, "value");
  const json_t *actions = json_object_get(j, "actions");
  SummaryRow row = {.key = option(key, "text"),
                    .key_html = option_html(key, "html"),
                    .value = option(value, "text"),
                    .value_html = option_html(value, "html"),
                    .omit = !is_true(j),
                    .no_actions_needed = json_is_array(json_object_get(actions, "items")),
                    .classes = option(j, "classes"),
                    .key_classes = option(key, "classes"),
                    .value_classes = option(value, "classes"),
                    .actions_classes = option(actions, "classes")};
  LIST_OF(&row, actions, SummaryAction, actions, "items", summary_action);
  return row;
}

static SummaryCard summary_card(const json_t *j) {
  const json_t *title = json_object_get(j, "title"), *actions = json_object_get(j, "actions");
  SummaryCard card = {STYLE,
                      .given = is_true(j),
                      .title = option(title, "text"),
                      .title_html = option_html(title, "html"),
                      .title_level = option_int(title, "headingLevel"),
                      .title_classes = option(title, "classes"),
                      .actions_classes = option(actions, "classes")};
  LIST_OF(&card, actions, SummaryAction, actions, "items", summary_action);
  return card;
}

void fixture_summary_list(Writer *writer, const json_t *j) {
  SummaryList list = {STYLE, .card = summary_card(json_object_get(j, "card"))};
  LIST_OF(&list, rows, SummaryRow, j, "rows", summary_row);
  govuk_summary_list(writer, &list);
}

static TableCell table_cell(const json_t *j) {
  return (TableCell){WORDS, STYLE, .numeric = option_is(j, "format"), .colspan = option_int(j, "colspan"),
                     .rowspan = option_int(j, "rowspan")};
}

static DataRow table_row(const json_t *j) {
  TableCell *cells = ARENA_ARRAY(fixture_arena, TableCell, json_array_size(j) + 1);
  for (size_t i = 0; i < json_array_size(j); i++) cells[i] = table_cell(json_array_get(j, i));
  return (DataRow){.cells = cells, .cells_count = json_array_size(j), .omit = !is_true(j)};
}

void fixture_table(Writer *writer, const json_t *j) {
  DataTable table = {STYLE, .caption = option(j, "caption"), .caption_classes = option(j, "captionClasses"),
                     .first_cell_is_header = option_is(j, "firstCellIsHeader")};
  LIST_OF(&table, head, TableCell, j, "head", table_cell);
  LIST_OF(&table, rows, DataRow, j, "rows", table_row);
  govuk_table(writer, &table);
}

static TaskListItem task_item(const json_t *j) {
  const json_t *title = json_object_get(j, "title"), *status = json_object_get(j, "status");
  return (TaskListItem){.title = option(title, "text"),
                        .title_html = option_html(title, "html"),
                        .title_classes = option(title, "classes"),
                        .hint = option_hint(j),
                        .href = option_url(j, "href"),
                        .status_tag = tag_of(json_object_get(status, "tag")),
                        .status = option(status, "text"),
                        .status_html = option_html(status, "html"),
                        .status_classes = option(status, "classes"),
                        .omit = !is_true(j),
                        .classes = option(j, "classes")};
}

void fixture_task_list(Writer *writer, const json_t *j) {
  TaskList list = {STYLE, .id_prefix = option(j, "idPrefix")};
  LIST_OF(&list, items, TaskListItem, j, "items", task_item);
  govuk_task_list(writer, &list);
}

static PaginationItem pagination_item(const json_t *j) {
  return (PaginationItem){.number = option(j, "number"),
                          .href = option_url(j, "href"),
                          .current = option_is(j, "current"),
                          .ellipsis = option_is(j, "ellipsis"),
                          .omit = json_object_size(j) == 0,
                          .visually_hidden = option(j, "visuallyHiddenText"),
                          .attributes = option_attributes(j, "attributes")};
}

static PaginationLink pagination_link(const json_t *j) {
  return (PaginationLink){WORDS, .href = option_url(j, "href"), .label = option(j, "labelText"),
                          .attributes = option_attributes(j, "attributes")};
}

void fixture_pagination(Writer *writer, const json_t *j) {
  Pagination pagination = {STYLE, .landmark_label = option(j, "landmarkLabel"),
                           .previous = pagination_link(json_object_get(j, "previous")),
                           .next = pagination_link(json_object_get(j, "next"))};
  LIST_OF(&pagination, items, PaginationItem, j, "items", pagination_item);
  govuk_pagination(writer, &pagination);
}
