/* Our own components: dates that matter, progress, facts, counts, tables that scroll and sort. */
#include "html/casework_components.h"
#include "html/component_parts.h"

static const char *const LEVELS[] = {[DUE_PLAIN] = "",
                                     [DUE_OK] = "--ok",
                                     [DUE_SOON] = "--soon",
                                     [DUE_LATE] = "--late",
                                     [DUE_PAUSED] = "--paused"};

/* block, and block--late where there is a level. */
static void put_level_class(Writer *writer, const char *block, DueLevel level) {
  RAW(writer, " class=\"");
  write_text_string(writer, block);
  if (level != DUE_PLAIN) {
    RAW(writer, " ");
    write_text_string(writer, block);
    write_text_string(writer, LEVELS[level]);
  }
  RAW(writer, "\"");
}

void app_due(Writer *writer, const DueDate *due) {
  RAW(writer, "<span");
  put_level_class(writer, "app-due", due->level);
  RAW(writer, ">");
  if (due->date.length) {
    if (due->iso.length) {
      RAW(writer, "<time class=\"app-due__date\"");
      put_attribute(writer, "datetime", due->iso);
      RAW(writer, ">");
    } else {
      RAW(writer, "<span class=\"app-due__date\">");
    }
    write_text_text(writer, due->date);
    if (due->iso.length)
      RAW(writer, "</time> ");
    else
      RAW(writer, "</span> ");
  }
  write_text_text(writer, due->words);
  RAW(writer, "</span>\n");
}

/* ---- progress --------------------------------------------------------------------------------------- */

static const struct {
  const char *class, *tag, *words;
} STATES[] = {
    [TRACK_NEXT] = {"", "govuk-tag--grey", "Next"},
    [TRACK_NOW] = {"app-track__item--now", "govuk-tag--blue", "Now"},
    [TRACK_DONE] = {"app-track__item--done", "govuk-tag--green", "Done"},
};

static void put_track_item(Writer *writer, const TrackItem *item, int level) {
  RAW(writer, "<li class=\"app-track__item");
  put_classes(writer, text_of(STATES[item->state].class));
  RAW(writer, "\"");
  if (item->state == TRACK_NOW) RAW(writer, " aria-current=\"step\"");
  RAW(writer, ">\n");
  put_heading_open(writer, level, 2);
  RAW(writer, " class=\"govuk-heading-s app-track__title\">");
  write_text_text(writer, item->title);
  put_heading_close(writer, level, 2);
  govuk_tag(writer, &(Tag){.text = text_or(item->state_words, text_of(STATES[item->state].words)),
                           .classes = text_of(STATES[item->state].tag)});
  if (words_given(item->text, item->html)) {
    RAW(writer, "<div class=\"govuk-body app-track__text\">");
    put_words(writer, item->text, item->html);
    RAW(writer, "</div>\n");
  }
  RAW(writer, "</li>\n");
}

void app_tracker(Writer *writer, const Tracker *tracker) {
  /* The role is said again because one browser drops it from lists without markers. */
  RAW(writer, "<ol class=\"app-track\" role=\"list\">\n");
  for (size_t i = 0; i < tracker->items_count; i++)
    if (!tracker->items[i].omit) put_track_item(writer, &tracker->items[i], tracker->title_level);
  RAW(writer, "</ol>\n");
}

/* ---- facts and counts -------------------------------------------------------------------------------- */

void app_facts_open(Writer *writer) { RAW(writer, "<dl class=\"app-facts\">\n"); }
void app_facts_close(Writer *writer) { RAW(writer, "</dl>\n"); }
void app_fact_close(Writer *writer) { RAW(writer, "</dd></div>\n"); }

void app_fact_open(Writer *writer, Text term) {
  RAW(writer, "<div><dt>");
  write_text_text(writer, term);
  RAW(writer, "</dt><dd>");
}

void app_facts(Writer *writer, const Facts *facts) {
  app_facts_open(writer);
  for (size_t i = 0; i < facts->items_count; i++) {
    const Fact *fact = &facts->items[i];
    if (fact->omit) continue;
    app_fact_open(writer, fact->term);
    put_words(writer, fact->text, fact->html);
    app_fact_close(writer);
  }
  app_facts_close(writer);
}

void app_count(Writer *writer, const Count *count) {
  bool link = count->href.text.length > 0;
  RAW(writer, "<li");
  put_level_class(writer, "app-count", count->level);
  RAW(writer, ">");
  if (link) {
    RAW(writer, "<a class=\"govuk-link govuk-link--no-visited-state\"");
    put_href(writer, count->href, "");
    RAW(writer, ">");
  }
  RAW(writer, "<span class=\"app-count__number\">");
  write_text_int(writer, count->number);
  RAW(writer, "</span> ");
  write_text_text(writer, count->label);
  if (link) RAW(writer, "</a>");
  RAW(writer, "</li>\n");
}

/* ---- tables ------------------------------------------------------------------------------------------- */

void app_scroll_open(Writer *writer, Text label) {
  RAW(writer, "<div class=\"app-scroll\" role=\"region\"");
  put_attribute(writer, "aria-label", label);
  RAW(writer, " tabindex=\"0\">\n");
}

void app_scroll_close(Writer *writer) { RAW(writer, "</div>\n"); }

void app_sort_heading(Writer *writer, const SortHeading *heading) {
  static const char *const orders[] = {"none", "ascending", "descending"};
  RAW(writer, "<th scope=\"col\" class=\"govuk-table__header");
  if (heading->numeric) RAW(writer, " govuk-table__header--numeric");
  RAW(writer, "\"");
  put_attribute(writer, "aria-sort", text_of(orders[heading->order]));
  RAW(writer, "><a class=\"govuk-link govuk-link--no-visited-state app-sort\"");
  put_href(writer, heading->href, "#");
  RAW(writer, ">");
  write_text_text(writer, heading->text);
  RAW(writer, "</a></th>\n");
}
