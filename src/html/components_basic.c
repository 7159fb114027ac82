/* Links, buttons, notices and the frame of the page. */
#include "html/component_parts.h"

void govuk_back_link(Writer *writer, const BackLink *link) {
  RAW(writer, "<a");
  put_href(writer, link->href, "#");
  RAW(writer, " class=\"govuk-back-link");
  put_classes(writer, link->classes);
  RAW(writer, "\"");
  put_attributes(writer, link->attributes);
  RAW(writer, ">");
  put_words(writer, text_or(link->text, TEXT("Back")), link->html);
  RAW(writer, "</a>\n");
}

void govuk_skip_link(Writer *writer, const SkipLink *link) {
  RAW(writer, "<a");
  put_href(writer, link->href, "#content");
  RAW(writer, " class=\"govuk-skip-link");
  put_classes(writer, link->classes);
  RAW(writer, "\"");
  put_attributes(writer, link->attributes);
  RAW(writer, " data-module=\"govuk-skip-link\">");
  put_words(writer, link->text, link->html);
  RAW(writer, "</a>\n");
}

static void put_breadcrumb(Writer *writer, const Breadcrumb *item) {
  RAW(writer, "<li class=\"govuk-breadcrumbs__list-item\"");
  if (text_is_empty(item->href.text)) {
    RAW(writer, " aria-current=\"page\">");
    put_words(writer, item->text, item->html);
  } else {
    RAW(writer, ">\n<a class=\"govuk-breadcrumbs__link\"");
    put_href(writer, item->href, "");
    put_attributes(writer, item->attributes);
    RAW(writer, ">");
    put_words(writer, item->text, item->html);
    RAW(writer, "</a>\n");
  }
  RAW(writer, "</li>\n");
}

void govuk_breadcrumbs(Writer *writer, const Breadcrumbs *breadcrumbs) {
  RAW(writer, "<nav class=\"govuk-breadcrumbs");
  put_classes(writer, breadcrumbs->classes);
  if (breadcrumbs->collapse_on_mobile) RAW(writer, " govuk-breadcrumbs--collapse-on-mobile");
  RAW(writer, "\"");
  put_attributes(writer, breadcrumbs->attributes);
  put_attribute(writer, "aria-label", text_or(breadcrumbs->label, TEXT("Breadcrumb")));
  RAW(writer, ">\n<ol class=\"govuk-breadcrumbs__list\">\n");
  for (size_t i = 0; i < breadcrumbs->items_count; i++) put_breadcrumb(writer, &breadcrumbs->items[i]);
  RAW(writer, "</ol>\n</nav>\n");
}

/* ---- button --------------------------------------------------------------------------------------- */

static void put_button_words(Writer *writer, const Button *button) {
  /* A start button is a flexbox, which would take the spaces out of the markup. */
  bool span = button->start && button->html.text.length;
  RAW(writer, ">\n");
  if (span) RAW(writer, "<span>");
  put_words(writer, button->text, button->html);
  if (span) RAW(writer, "</span>");
  RAW(writer, "\n");
  if (!button->start) return;
  RAW(writer, "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" "
              "height=\"19\" viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\">\n"
              "<path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/>\n</svg>\n");
}

static void put_button_attributes(Writer *writer, const Button *button, const char *own_class) {
  RAW(writer, " class=\"govuk-button");
  put_classes(writer, text_of(own_class));
  put_classes(writer, button->classes);
  if (button->start) RAW(writer, " govuk-button--start");
  RAW(writer, "\" data-module=\"govuk-button\"");
  put_attributes(writer, button->attributes);
  put_optional(writer, "id", button->id);
}

void put_button(Writer *writer, const Button *button, const char *own_class) {
  if (button->href.text.length) {
    RAW(writer, "<a");
    put_href(writer, button->href, "");
    RAW(writer, " role=\"button\" draggable=\"false\"");
    put_button_attributes(writer, button, own_class);
    put_button_words(writer, button);
    RAW(writer, "</a>\n");
    return;
  }
  RAW(writer, "<button");
  put_attribute(writer, "type", text_or(button->type, TEXT("submit")));
  put_optional(writer, "value", button->value);
  put_optional(writer, "name", button->name);
  if (button->disabled) RAW(writer, " disabled aria-disabled=\"true\"");
  put_switch(writer, "data-prevent-double-click", button->prevent_double_click);
  put_button_attributes(writer, button, own_class);
  put_button_words(writer, button);
  RAW(writer, "</button>\n");
}

void govuk_button(Writer *writer, const Button *button) { put_button(writer, button, NULL); }

void govuk_exit_this_page(Writer *writer, const ExitPage *page) {
  RAW(writer, "<div");
  put_optional(writer, "id", page->id);
  RAW(writer, " class=\"govuk-exit-this-page");
  put_classes(writer, page->classes);
  RAW(writer, "\" data-module=\"govuk-exit-this-page\"");
  put_attributes(writer, page->attributes);
  put_message(writer, "activated", page->activated);
  put_message(writer, "timed-out", page->timed_out);
  put_message(writer, "press-two-more-times", page->press_two_more_times);
  put_message(writer, "press-one-more-time", page->press_one_more_time);
  RAW(writer, ">\n");
  Html usual = {TEXT("<span class=\"govuk-visually-hidden\">Emergency</span> Exit this page")};
  govuk_button(writer, &(Button){.text = page->text,
                                 .html = words_given(page->text, page->html) ? page->html : usual,
                                 .classes = TEXT("govuk-button--warning govuk-exit-this-page__button "
                                                 "govuk-js-exit-this-page-button"),
                                 .href = {text_or(page->href.text, TEXT("https://www.bbc.co.uk/weather"))},
                                 .attributes = ATTRIBUTES({"rel", TEXT("nofollow noreferrer")})});
  RAW(writer, "</div>\n");
}

/* ---- notices -------------------------------------------------------------------------------------- */

void govuk_details(Writer *writer, const Details *details) {
  RAW(writer, "<details");
  put_optional(writer, "id", details->id);
  RAW(writer, " class=\"govuk-details");
  put_classes(writer, details->classes);
  RAW(writer, "\"");
  put_attributes(writer, details->attributes);
  if (details->open) RAW(writer, " open");
  RAW(writer,
      ">\n<summary class=\"govuk-details__summary\">\n<span class=\"govuk-details__summary-text\">\n");
  put_words(writer, details->summary, details->summary_html);
  RAW(writer, "\n</span>\n</summary>\n<div class=\"govuk-details__text\">\n");
  put_words(writer, details->text, details->html);
  RAW(writer, "\n</div>\n</details>\n");
}

void govuk_inset_text(Writer *writer, const InsetText *inset) {
  RAW(writer, "<div");
  put_optional(writer, "id", inset->id);
  RAW(writer, " class=\"govuk-inset-text");
  put_classes(writer, inset->classes);
  RAW(writer, "\"");
  put_attributes(writer, inset->attributes);
  RAW(writer, ">\n");
  put_words(writer, inset->text, inset->html);
  RAW(writer, "\n</div>\n");
}

void govuk_warning_text(Writer *writer, const WarningText *warning) {
  RAW(writer, "<div class=\"govuk-warning-text");
  put_classes(writer, warning->classes);
  RAW(writer, "\"");
  put_attributes(writer, warning->attributes);
  RAW(writer, ">\n<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>\n"
              "<strong class=\"govuk-warning-text__text\">\n<span class=\"govuk-visually-hidden\">");
  write_text_text(writer, text_or(warning->icon_fallback, TEXT("Warning")));
  RAW(writer, "</span>\n");
  put_words(writer, warning->text, warning->html);
  RAW(writer, "\n</strong>\n</div>\n");
}

void govuk_tag(Writer *writer, const Tag *tag) {
  RAW(writer, "<strong class=\"govuk-tag");
  put_classes(writer, tag->classes);
  RAW(writer, "\"");
  put_attributes(writer, tag->attributes);
  RAW(writer, ">\n");
  put_words(writer, tag->text, tag->html);
  RAW(writer, "\n</strong>\n");
}

static void put_banner_content(Writer *writer, const NotificationBanner *banner) {
  RAW(writer, "<div class=\"govuk-notification-banner__content\">\n");
  if (banner->html.text.length) {
    write_text_html(writer, banner->html);
  } else if (banner->text.length) {
    RAW(writer, "<p class=\"govuk-notification-banner__heading\">\n");
    write_text_text(writer, banner->text);
    RAW(writer, "\n</p>");
  }
  RAW(writer, "\n</div>\n");
}

void govuk_notification_banner(Writer *writer, const NotificationBanner *banner) {
  Text title_id = text_or(banner->title_id, TEXT("govuk-notification-banner-title"));
  RAW(writer, "<div class=\"govuk-notification-banner");
  if (banner->success) RAW(writer, " govuk-notification-banner--success");
  put_classes(writer, banner->classes);
  RAW(writer, "\"");
  put_attribute(writer, "role", text_or(banner->role, banner->success ? TEXT("alert") : TEXT("region")));
  put_attribute(writer, "aria-labelledby", title_id);
  RAW(writer, " data-module=\"govuk-notification-banner\"");
  put_switch(writer, "data-disable-auto-focus", banner->disable_auto_focus);
  put_attributes(writer, banner->attributes);
  RAW(writer, ">\n<div class=\"govuk-notification-banner__header\">\n");
  put_heading_open(writer, banner->title_level, 2);
  RAW(writer, " class=\"govuk-notification-banner__title\"");
  put_attribute(writer, "id", title_id);
  RAW(writer, ">\n");
  Text usual = banner->success ? TEXT("Success") : TEXT("Important");
  put_words(writer, text_or(banner->title, usual), banner->title_html);
  RAW(writer, "\n");
  put_heading_close(writer, banner->title_level, 2);
  RAW(writer, "</div>\n");
  put_banner_content(writer, banner);
  RAW(writer, "</div>\n");
}

/* ---- panel ---------------------------------------------------------------------------------------- */

static void put_panel_action(Writer *writer, const PanelAction *action) {
  if (action->href.text.length && !text_equal(text_or(action->type, TEXT("link")), TEXT("button"))) {
    RAW(writer, "<a class=\"govuk-link govuk-link--inverse");
    put_classes(writer, action->classes);
    RAW(writer, "\"");
    put_href(writer, action->href, "");
    put_attributes(writer, action->attributes);
    RAW(writer, ">");
    write_text_text(writer, action->text);
    RAW(writer, "</a>\n");
    return;
  }
  put_button(writer,
             &(Button){.text = action->text,
                       .type = text_or(action->type, TEXT("button")),
                       .href = action->href,
                       .classes = action->classes,
                       .attributes = action->attributes},
             "govuk-button--inverse");
}

static void put_panel_actions(Writer *writer, const PanelBox *panel) {
  RAW(writer, "<div class=\"govuk-panel__actions");
  put_classes(writer, panel->actions_classes);
  RAW(writer, "\"");
  put_attributes(writer, panel->actions_attributes);
  RAW(writer, ">\n");
  if (panel->actions_count) {
    RAW(writer, "<div class=\"govuk-button-group\">\n");
    for (size_t i = 0; i < panel->actions_count; i++) put_panel_action(writer, &panel->actions[i]);
    RAW(writer, "</div>\n");
  }
  RAW(writer, "</div>\n");
}

void govuk_panel(Writer *writer, const PanelBox *panel) {
  bool interruption =
      panel->classes.length && text_contains(panel->classes, TEXT("govuk-panel--interruption"));
  RAW(writer, "<div class=\"govuk-panel");
  if (!interruption) RAW(writer, " govuk-panel--confirmation");
  put_classes(writer, panel->classes);
  RAW(writer, "\"");
  put_attributes(writer, panel->attributes);
  RAW(writer, ">\n");
  put_heading_open(writer, panel->title_level, 1);
  RAW(writer, " class=\"govuk-panel__title\">\n");
  put_words(writer, panel->title, panel->title_html);
  RAW(writer, "\n");
  put_heading_close(writer, panel->title_level, 1);
  if (words_given(panel->text, panel->html)) {
    RAW(writer, "<div class=\"govuk-panel__body\">\n");
    put_words(writer, panel->text, panel->html);
    RAW(writer, "\n</div>\n");
  }
  if (interruption &&
      (panel->actions_count || panel->actions_classes.length || panel->actions_attributes.count))
    put_panel_actions(writer, panel);
  RAW(writer, "</div>\n");
}
