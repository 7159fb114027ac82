/* The bar of the service, its menu, and the pages of a list. */
#include "html/component_parts.h"

void govuk_generic_header(Writer *writer, const GenericHeader *header) {
  RAW(writer, "<div class=\"govuk-generic-header");
  put_classes(writer, header->classes);
  RAW(writer, "\"");
  put_attributes(writer, header->attributes);
  RAW(writer, ">\n<div class=\"govuk-generic-header__container");
  put_classes(writer, text_or(header->container_classes, TEXT("govuk-width-container")));
  RAW(writer, "\">\n<div class=\"govuk-generic-header__logo\">\n<a");
  put_href(writer, header->url, "/");
  RAW(writer, " class=\"govuk-generic-header__homepage-link\">\n");
  put_words(writer, header->logo, header->logo_html);
  RAW(writer, "\n</a>\n</div>\n</div>\n</div>\n");
}

/* ---- service navigation ---------------------------------------------------------------------------- */

static void put_current(Writer *writer, const NavigationItem *item) {
  if (item->current)
    RAW(writer, " aria-current=\"page\"");
  else if (item->active)
    RAW(writer, " aria-current=\"true\"");
}

static void put_navigation_words(Writer *writer, const NavigationItem *item) {
  /* Who overrides colours still sees where he is: in bold. */
  bool strong = item->current || item->active;
  if (strong) RAW(writer, "<strong class=\"govuk-service-navigation__active-fallback\">");
  put_words(writer, item->text, item->html);
  if (strong) RAW(writer, "</strong>");
  RAW(writer, "\n");
}

static void put_navigation_item(Writer *writer, const NavigationItem *item) {
  RAW(writer, "<li class=\"govuk-service-navigation__item");
  if (item->current || item->active) RAW(writer, " govuk-service-navigation__item--active");
  RAW(writer, "\">\n");
  if (item->href.text.length) {
    RAW(writer, "<a class=\"govuk-service-navigation__link\"");
    put_href(writer, item->href, "");
    put_current(writer, item);
    put_attributes(writer, item->attributes);
    RAW(writer, ">\n");
    put_navigation_words(writer, item);
    RAW(writer, "</a>\n");
  } else if (words_given(item->text, item->html)) {
    RAW(writer, "<span class=\"govuk-service-navigation__text\"");
    put_current(writer, item);
    RAW(writer, ">\n");
    put_navigation_words(writer, item);
    RAW(writer, "</span>\n");
  }
  RAW(writer, "</li>\n");
}

static void put_service_name(Writer *writer, const ServiceNavigation *navigation) {
  if (text_is_empty(navigation->service_name)) return;
  RAW(writer, "<span class=\"govuk-service-navigation__service-name\">\n");
  bool link = navigation->service_url.text.length > 0;
  if (link) {
    RAW(writer, "<a");
    put_href(writer, navigation->service_url, "");
    RAW(writer, " class=\"govuk-service-navigation__link\">\n");
  } else {
    RAW(writer, "<span class=\"govuk-service-navigation__text\">");
  }
  write_text_text(writer, navigation->service_name);
  if (link)
    RAW(writer, "\n</a>\n</span>\n");
  else
    RAW(writer, "</span>\n</span>\n");
}

static void put_menu_button(Writer *writer, const ServiceNavigation *navigation, Text menu, Text id) {
  Text label = navigation->menu_button_label;
  RAW(writer, "<button type=\"button\" class=\"govuk-service-navigation__toggle "
              "govuk-js-service-navigation-toggle\"");
  put_attribute(writer, "aria-controls", id);
  if (label.length && !text_equal(label, menu)) put_attribute(writer, "aria-label", label);
  RAW(writer, " hidden aria-hidden=\"true\">\n");
  write_text_text(writer, menu);
  RAW(writer, "\n</button>\n");
}

static void put_menu(Writer *writer, const ServiceNavigation *navigation) {
  size_t count = 0;
  for (size_t i = 0; i < navigation->items_count; i++) count += !navigation->items[i].omit;
  if (!count && !navigation->navigation_start.text.length && !navigation->navigation_end.text.length) return;
  Text menu = text_or(navigation->menu_button_text, TEXT("Menu"));
  Text id = text_or(navigation->navigation_id, TEXT("navigation"));
  bool collapse = navigation->collapse_on_mobile == SWITCH_DEFAULT
                      ? count > 1
                      : navigation->collapse_on_mobile == SWITCH_ON;
  RAW(writer, "<nav");
  put_attribute(writer, "aria-label", text_or(navigation->navigation_label, menu));
  RAW(writer, " class=\"govuk-service-navigation__wrapper");
  put_classes(writer, navigation->navigation_classes);
  RAW(writer, "\">\n");
  if (collapse) put_menu_button(writer, navigation, menu, id);
  RAW(writer, "<ul class=\"govuk-service-navigation__list\"");
  put_attribute(writer, "id", id);
  RAW(writer, " >\n");
  write_text_html(writer, navigation->navigation_start);
  for (size_t i = 0; i < navigation->items_count; i++)
    if (!navigation->items[i].omit) put_navigation_item(writer, &navigation->items[i]);
  write_text_html(writer, navigation->navigation_end);
  RAW(writer, "</ul>\n</nav>\n");
}

void govuk_service_navigation(Writer *writer, const ServiceNavigation *navigation) {
  /* A landmark of its own where there is more than the menu. */
  bool section =
      navigation->service_name.length || navigation->start.text.length || navigation->end.text.length;
  if (section) {
    RAW(writer, "<section");
    put_attribute(writer, "aria-label", text_or(navigation->aria_label, TEXT("Service information")));
  } else {
    RAW(writer, "<div");
  }
  RAW(writer, " class=\"govuk-service-navigation");
  put_classes(writer, navigation->classes);
  RAW(writer, "\" data-module=\"govuk-service-navigation\"");
  put_attributes(writer, navigation->attributes);
  RAW(writer, ">\n<div class=\"govuk-width-container");
  if (navigation->end_inline) RAW(writer, " govuk-service-navigation__inlining-container");
  RAW(writer, "\">\n");
  write_text_html(writer, navigation->start);
  RAW(writer, "<div class=\"govuk-service-navigation__container\">\n");
  put_service_name(writer, navigation);
  put_menu(writer, navigation);
  RAW(writer, "</div>\n");
  write_text_html(writer, navigation->end);
  RAW(writer, "</div>\n");
  if (section)
    RAW(writer, "</section>\n");
  else
    RAW(writer, "</div>\n");
}

/* ---- pagination ------------------------------------------------------------------------------------- */

static void put_arrow(Writer *writer, bool next) {
  RAW(writer, "<svg class=\"govuk-pagination__icon govuk-pagination__icon--");
  if (next)
    RAW(writer, "next");
  else
    RAW(writer, "prev");
  RAW(writer, "\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" "
              "focusable=\"false\" viewBox=\"0 0 15 13\">\n<path d=\"");
  if (next)
    RAW(writer, "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 "
                "1.4492 6.7441-6.4062-6.7246-6.7266z");
  else
    RAW(writer, "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984"
                "l4.2931-4.293-1.414-1.414z");
  RAW(writer, "\"></path>\n</svg>\n");
}

static void put_page_words(Writer *writer, const PaginationLink *link, bool next) {
  if (words_given(link->text, link->html)) {
    put_words(writer, link->text, link->html);
    return;
  }
  if (next)
    RAW(writer, "Next");
  else
    RAW(writer, "Previous");
  RAW(writer, "<span class=\"govuk-visually-hidden\"> page</span>");
}

static void put_page_link(Writer *writer, const PaginationLink *link, bool next, bool block) {
  if (text_is_empty(link->href.text)) return;
  if (next)
    RAW(writer, "<div class=\"govuk-pagination__next\">\n");
  else
    RAW(writer, "<div class=\"govuk-pagination__prev\">\n");
  RAW(writer, "<a class=\"govuk-link govuk-pagination__link\"");
  put_href(writer, link->href, "");
  put_attribute(writer, "rel", next ? TEXT("next") : TEXT("prev"));
  put_attributes(writer, link->attributes);
  RAW(writer, ">\n");
  if (block || !next) put_arrow(writer, next);
  RAW(writer, "<span class=\"govuk-pagination__link-title");
  if (block && text_is_empty(link->label)) RAW(writer, " govuk-pagination__link-title--decorated");
  RAW(writer, "\">\n");
  put_page_words(writer, link, next);
  RAW(writer, "\n</span>\n");
  if (block && link->label.length) {
    RAW(writer,
        "<span class=\"govuk-visually-hidden\">:</span>\n<span class=\"govuk-pagination__link-label\">");
    write_text_text(writer, link->label);
    RAW(writer, "</span>\n");
  }
  if (!block && next) put_arrow(writer, next);
  RAW(writer, "</a>\n</div>\n");
}

static void put_page_item(Writer *writer, const PaginationItem *item) {
  RAW(writer, "<li class=\"govuk-pagination__item");
  if (item->current) RAW(writer, " govuk-pagination__item--current");
  if (item->ellipsis) {
    RAW(writer, " govuk-pagination__item--ellipsis\">\n&ctdot;\n</li>\n");
    return;
  }
  RAW(writer, "\">\n<a class=\"govuk-link govuk-pagination__link\"");
  put_href(writer, item->href, "");
  RAW(writer, " aria-label=\"");
  if (text_is_empty(item->visually_hidden)) RAW(writer, "Page ");
  write_value_text(writer, text_or(item->visually_hidden, item->number));
  RAW(writer, "\"");
  if (item->current) RAW(writer, " aria-current=\"page\"");
  put_attributes(writer, item->attributes);
  RAW(writer, ">\n");
  write_text_text(writer, item->number);
  RAW(writer, "\n</a>\n</li>\n");
}

void govuk_pagination(Writer *writer, const Pagination *pagination) {
  bool block = !pagination->items_count &&
               (pagination->next.href.text.length || pagination->previous.href.text.length);
  RAW(writer, "<nav class=\"govuk-pagination");
  if (block) RAW(writer, " govuk-pagination--block");
  put_classes(writer, pagination->classes);
  RAW(writer, "\"");
  put_attribute(writer, "aria-label", text_or(pagination->landmark_label, TEXT("Pagination")));
  put_attributes(writer, pagination->attributes);
  RAW(writer, ">\n");
  put_page_link(writer, &pagination->previous, false, block);
  if (pagination->items_count) {
    RAW(writer, "<ul class=\"govuk-pagination__list\">\n");
    for (size_t i = 0; i < pagination->items_count; i++)
      if (!pagination->items[i].omit) put_page_item(writer, &pagination->items[i]);
    RAW(writer, "</ul>\n");
  }
  put_page_link(writer, &pagination->next, true, block);
  RAW(writer, "</nav>\n");
}
