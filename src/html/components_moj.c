/* The parts of the Ministry of Justice's kit that need no script. */
#include "html/casework_components.h"
#include "html/component_parts.h"

void moj_badge(Writer *writer, const Badge *badge) {
  RAW(writer, "<span class=\"moj-badge");
  put_classes(writer, badge->classes);
  RAW(writer, "\">");
  write_text_text(writer, badge->text);
  RAW(writer, "</span>\n");
}

/* ---- alert ---------------------------------------------------------------------------------------- */

static const struct {
  const char *name, *icon;
} ALERTS[] = {
    [ALERT_INFORMATION] = {"information",
                           "M15 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26zm-1.5 6h3v3h-3zm0 5h3v9h-3z"},
    [ALERT_SUCCESS] = {"success", "M11.3 24.7 2 15.4l2.6-2.6 6.7 6.6L25.4 5.3 28 8z"},
    [ALERT_WARNING] = {"warning", "M15 2.4 28.8 26.2H1.2zM13.5 9.5h3v8.3h-3zm0 10.3h3v3h-3z"},
    [ALERT_ERROR] = {"error",
                     "M9.8 2.5h10.4l7.3 7.3v10.4l-7.3 7.3H9.8l-7.3-7.3V9.8zM10.9 8.9l-2 2 4.1 4.1-4.1 4.1 "
                     "2 2 4.1-4.1 4.1 4.1 2-2-4.1-4.1 4.1-4.1-2-2-4.1 4.1z"},
};

void moj_alert(Writer *writer, const Alert *alert) {
  Text name = text_of(ALERTS[alert->kind].name);
  bool content = words_given(alert->text, alert->html);
  bool urgent = alert->kind == ALERT_SUCCESS || alert->kind == ALERT_ERROR;
  bool heading = alert->title_as_heading && content;
  RAW(writer, "<div role=\"");
  write_value_text(writer, urgent ? TEXT("alert") : TEXT("region"));
  RAW(writer, "\" class=\"moj-alert moj-alert--");
  write_value_text(writer, name);
  if (heading) RAW(writer, " moj-alert--with-heading");
  RAW(writer, "\" aria-label=\"");
  write_value_text(writer, name);
  RAW(writer, ": ");
  write_value_text(writer, alert->title);
  RAW(writer, "\">\n<div>\n<svg class=\"moj-alert__icon\" role=\"presentation\" focusable=\"false\" "
              "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 30\" height=\"30\" width=\"30\">"
              "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"");
  write_text_string(writer, ALERTS[alert->kind].icon);
  RAW(writer, "\"/></svg>\n</div>\n<div class=\"moj-alert__content\">\n");
  if (heading) {
    RAW(writer, "<h2 class=\"moj-alert__heading\">");
    write_text_text(writer, alert->title);
    RAW(writer, "</h2>\n");
  }
  put_words(writer, content ? alert->text : alert->title, alert->html);
  RAW(writer, "\n</div>\n</div>\n");
}

/* ---- timeline and messages ------------------------------------------------------------------------- */

static void put_time(Writer *writer, const char *classes, Text timestamp, Text words) {
  RAW(writer, "<time");
  put_optional(writer, "class", text_of(classes));
  put_optional(writer, "datetime", timestamp);
  RAW(writer, ">");
  write_text_text(writer, words);
  RAW(writer, "</time>");
}

void moj_timeline_open(Writer *writer, Text classes) {
  RAW(writer, "<div class=\"moj-timeline");
  put_classes(writer, classes);
  RAW(writer, "\">\n");
}

void moj_timeline_item(Writer *writer, const TimelineItem *item) {
  RAW(writer, "<div class=\"moj-timeline__item");
  put_classes(writer, item->classes);
  RAW(writer, "\"");
  put_optional(writer, "id", item->id);
  RAW(writer, ">\n<div class=\"moj-timeline__header\">\n");
  put_heading_open(writer, item->title_level, 2);
  RAW(writer, " class=\"moj-timeline__title\">");
  write_text_text(writer, item->title);
  /* The line end keeps title and author apart on paper and in copies. */
  put_heading_close(writer, item->title_level, 2);
  if (item->by.length) {
    RAW(writer, "<p class=\"moj-timeline__byline\">by ");
    write_text_text(writer, item->by);
    RAW(writer, "</p>\n");
  }
  RAW(writer, "</div>\n<p class=\"moj-timeline__date\">");
  put_time(writer, "", item->timestamp, item->when);
  RAW(writer, "</p>\n");
  if (words_given(item->text, item->html)) {
    RAW(writer, "<div class=\"moj-timeline__description\">");
    put_words(writer, item->text, item->html);
    RAW(writer, "</div>\n");
  }
  RAW(writer, "</div>\n");
}

void moj_timeline_close(Writer *writer) { RAW(writer, "</div>\n"); }

void moj_messages_open(Writer *writer, Text label) {
  RAW(writer, "<div class=\"moj-messages-container\" role=\"region\"");
  put_attribute(writer, "aria-label", label);
  RAW(writer, ">\n<div class=\"moj-message-list\">\n");
}

void moj_message(Writer *writer, const Message *message) {
  Text kind = message->sent ? TEXT("sent") : TEXT("received");
  RAW(writer, "<div");
  put_optional(writer, "id", message->id);
  RAW(writer, " class=\"moj-message-item moj-message-item--");
  write_value_text(writer, kind);
  RAW(writer, "\">\n<div class=\"moj-message-item__text app-lines moj-message-item__text--");
  write_value_text(writer, kind);
  RAW(writer, "\">");
  put_words(writer, message->text, message->html);
  RAW(writer,
      "</div>\n<div class=\"moj-message-item__meta\"><span class=\"moj-message-item__meta--sender\">");
  write_text_text(writer, message->sender);
  RAW(writer, "</span>, ");
  put_time(writer, "moj-message-item__meta--timestamp", message->timestamp, message->when);
  RAW(writer, "</div>\n</div>\n");
}

void moj_messages_close(Writer *writer) { RAW(writer, "</div>\n</div>\n"); }

/* ---- filter ---------------------------------------------------------------------------------------- */

static bool group_given(const FilterGroup *group) { return !group->omit && group->tags_count > 0; }

static bool tags_given(const FilterTags *tags) {
  for (size_t i = 0; i < tags->groups_count; i++)
    if (group_given(&tags->groups[i])) return true;
  return false;
}

static void put_filter_group(Writer *writer, const FilterGroup *group) {
  RAW(writer, "<h3 class=\"govuk-heading-s govuk-!-margin-bottom-0\">");
  write_text_text(writer, group->heading);
  RAW(writer, "</h3>\n<ul class=\"moj-filter-tags\">\n");
  for (size_t i = 0; i < group->tags_count; i++) {
    RAW(writer, "<li><a class=\"moj-filter__tag\"");
    put_href(writer, group->tags[i].remove, "#");
    RAW(writer, "><span class=\"govuk-visually-hidden\">Remove this filter</span> ");
    write_text_text(writer, group->tags[i].text);
    RAW(writer, "</a></li>\n");
  }
  RAW(writer, "</ul>\n");
}

void moj_filter_tags(Writer *writer, const FilterTags *tags) {
  if (!tags_given(tags)) return;
  RAW(writer, "<div class=\"moj-filter__selected\">\n<div class=\"moj-filter__selected-heading\">\n"
              "<div class=\"moj-filter__heading-title\"><h2 class=\"govuk-heading-m\">");
  write_text_text(writer, text_or(tags->heading, TEXT("Selected filters")));
  RAW(writer, "</h2></div>\n<div class=\"moj-filter__heading-action\"><p>"
              "<a class=\"govuk-link govuk-link--no-visited-state\"");
  put_href(writer, tags->clear, "#");
  RAW(writer, ">Clear filters</a></p></div>\n</div>\n");
  for (size_t i = 0; i < tags->groups_count; i++)
    if (group_given(&tags->groups[i])) put_filter_group(writer, &tags->groups[i]);
  RAW(writer, "</div>\n");
}

void moj_filter_open(Writer *writer, const Filter *filter) {
  RAW(writer, "<div class=\"moj-filter\">\n<div class=\"moj-filter__header\">\n"
              "<div class=\"moj-filter__header-title\"><h2 class=\"govuk-heading-m\">");
  write_text_text(writer, text_or(filter->heading, TEXT("Filter")));
  RAW(writer, "</h2></div>\n</div>\n<div class=\"moj-filter__content\">\n");
  moj_filter_tags(writer, &filter->selected);
  RAW(writer, "<div class=\"moj-filter__options\">\n");
  govuk_button(writer, &(Button){.text = text_or(filter->submit, TEXT("Apply filters"))});
}

void moj_filter_close(Writer *writer) { RAW(writer, "</div>\n</div>\n</div>\n"); }

/* ---- navigation ------------------------------------------------------------------------------------- */

void moj_sub_navigation(Writer *writer, const SubNavigation *navigation) {
  RAW(writer, "<nav class=\"moj-sub-navigation\"");
  put_attribute(writer, "aria-label", navigation->label);
  RAW(writer, ">\n<ul class=\"moj-sub-navigation__list\">\n");
  for (size_t i = 0; i < navigation->items_count; i++) {
    const SubNavigationItem *item = &navigation->items[i];
    if (item->omit) continue;
    RAW(writer, "<li class=\"moj-sub-navigation__item\"><a class=\"moj-sub-navigation__link\"");
    if (item->current) RAW(writer, " aria-current=\"page\"");
    put_href(writer, item->href, "#");
    RAW(writer, ">");
    write_text_text(writer, item->text);
    RAW(writer, "</a></li>\n");
  }
  RAW(writer, "</ul>\n</nav>\n");
}

static int64_t page_count(const PagedList *list) {
  return list->page_size > 0 ? (list->total + list->page_size - 1) / list->page_size : 1;
}

static Url page_url(Arena *arena, const PagedList *list, int64_t page) {
  return url_format(arena, "%.*s?%.*s%spage=%lld", TEXT_ARGUMENTS(list->path), TEXT_ARGUMENTS(list->query),
                    list->query.length ? "&" : "", (long long)page);
}

/* The first page, the last, this one and its neighbours; … for what lies between. */
static void put_pages(Writer *writer, Arena *arena, const PagedList *list, int64_t count) {
  PaginationItem items[7] = {0};
  size_t used = 0;
  int64_t last = 0;
  for (int64_t page = 1; page <= count; page++) {
    bool near = page >= list->page - 1 && page <= list->page + 1;
    if (!near && page != 1 && page != count) {
      page = page < list->page ? list->page - 2 : count - 1;
      continue;
    }
    if (page > last + 1) items[used++] = (PaginationItem){.ellipsis = true};
    items[used++] = (PaginationItem){.number = text_format(arena, "%lld", (long long)page),
                                     .href = page_url(arena, list, page),
                                     .current = page == list->page};
    last = page;
  }
  Pagination pagination = {.items = items,
                           .items_count = used,
                           .landmark_label = list->landmark_label,
                           .classes = TEXT("moj-pagination__pagination")};
  if (list->page > 1) pagination.previous.href = page_url(arena, list, list->page - 1);
  if (list->page < count) pagination.next.href = page_url(arena, list, list->page + 1);
  govuk_pagination(writer, &pagination);
}

void moj_pagination(Writer *writer, Arena *arena, const PagedList *list) {
  if (list->total <= 0) return;
  int64_t count = page_count(list);
  PagedList shown = *list;
  if (shown.page > count) shown.page = count;
  if (shown.page < 1) shown.page = 1;
  RAW(writer, "<div class=\"moj-pagination\">\n");
  if (count > 1) put_pages(writer, arena, &shown, count);
  int64_t from = (shown.page - 1) * shown.page_size, to = from + shown.page_size;
  RAW(writer, "<p class=\"moj-pagination__results\">Showing ");
  write_text_int(writer, from + 1);
  RAW(writer, " to ");
  write_text_int(writer, count > 1 && to < shown.total ? to : shown.total);
  RAW(writer, " of ");
  write_text_int(writer, shown.total);
  RAW(writer, " ");
  write_text_text(writer, text_or(shown.what, TEXT("results")));
  RAW(writer, "</p>\n</div>\n");
}

/* ---- heads of pages ---------------------------------------------------------------------------------- */

void moj_page_header_actions(Writer *writer, const PageHeader *header) {
  RAW(writer, "<div class=\"moj-page-header-actions\">\n<div class=\"moj-page-header-actions__title\">\n");
  put_heading_open(writer, header->level, 1);
  put_attribute(writer, "class", text_or(header->heading_classes, TEXT("govuk-heading-xl")));
  RAW(writer, ">");
  if (header->caption.length) {
    RAW(writer, "<span class=\"govuk-caption-l\">");
    write_text_text(writer, header->caption);
    RAW(writer, "</span>\n");
  }
  write_text_text(writer, header->heading);
  put_heading_close(writer, header->level, 1);
  RAW(writer, "</div>\n");
  if (header->items_count) {
    RAW(writer, "<div class=\"moj-page-header-actions__actions\">\n"
                "<div class=\"moj-button-group moj-button-group--inline\">\n");
    for (size_t i = 0; i < header->items_count; i++) govuk_button(writer, &header->items[i]);
    RAW(writer, "</div>\n</div>\n");
  }
  RAW(writer, "</div>\n");
}

void moj_identity_bar(Writer *writer, const IdentityBar *bar) {
  RAW(writer, "<div class=\"moj-identity-bar\">\n<div class=\"moj-identity-bar__container\">\n"
              "<div class=\"moj-identity-bar__details\">\n<span class=\"moj-identity-bar__title\">");
  put_words(writer, bar->title, bar->title_html);
  RAW(writer, "</span>\n</div>\n");
  if (bar->items_count) {
    RAW(writer, "<div class=\"moj-identity-bar__actions\">\n"
                "<div class=\"moj-button-group moj-button-group--inline\">\n");
    for (size_t i = 0; i < bar->items_count; i++) govuk_button(writer, &bar->items[i]);
    RAW(writer, "</div>\n</div>\n");
  }
  RAW(writer, "</div>\n</div>\n");
}

void moj_ticket_panel_open(Writer *writer, Text label, Text classes) {
  RAW(writer, "<article class=\"moj-ticket-panel\"");
  put_optional(writer, "aria-label", label);
  RAW(writer, ">\n<section class=\"moj-ticket-panel__content");
  put_classes(writer, classes);
  RAW(writer, "\">\n");
}

void moj_ticket_panel_close(Writer *writer) { RAW(writer, "</section>\n</article>\n"); }
