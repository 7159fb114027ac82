/* Error summary, summary list, table, task list and pagination. */
#include "html/component_parts.h"

/* ---- error summary -------------------------------------------------------------------------------- */

static void put_error_item(Writer *writer, const ErrorSummaryItem *item) {
  RAW(writer, "<li>\n");
  if (item->href.text.length) {
    RAW(writer, "<a");
    put_href(writer, item->href, "");
    put_attributes(writer, item->attributes);
    RAW(writer, ">");
  }
  put_words(writer, item->text, item->html);
  if (item->href.text.length) RAW(writer, "</a>");
  RAW(writer, "\n</li>\n");
}

void govuk_error_summary(Writer *writer, const ErrorSummary *summary) {
  RAW(writer, "<div class=\"govuk-error-summary");
  put_classes(writer, summary->classes);
  RAW(writer, "\"");
  put_switch(writer, "data-disable-auto-focus", summary->disable_auto_focus);
  put_attributes(writer, summary->attributes);
  RAW(writer, " data-module=\"govuk-error-summary\">\n<div role=\"alert\">\n"
              "<h2 class=\"govuk-error-summary__title\">\n");
  put_words(writer, text_or(summary->title, TEXT("There is a problem")), summary->title_html);
  RAW(writer, "\n</h2>\n<div class=\"govuk-error-summary__body\">\n");
  if (words_given(summary->description, summary->description_html)) {
    RAW(writer, "<p>\n");
    put_words(writer, summary->description, summary->description_html);
    RAW(writer, "\n</p>\n");
  }
  if (summary->items_count) {
    RAW(writer, "<ul class=\"govuk-list govuk-error-summary__list\">\n");
    for (size_t i = 0; i < summary->items_count; i++) put_error_item(writer, &summary->items[i]);
    RAW(writer, "</ul>\n");
  }
  RAW(writer, "</div>\n</div>\n</div>\n");
}

/* ---- summary list --------------------------------------------------------------------------------- */

static bool card_title_given(const SummaryCard *card) {
  return card->given && words_given(card->title, card->title_html);
}

static void put_action(Writer *writer, const SummaryAction *action, const SummaryCard *card) {
  RAW(writer, "<a class=\"govuk-link");
  put_classes(writer, action->classes);
  RAW(writer, "\"");
  put_href(writer, action->href, "");
  put_attributes(writer, action->attributes);
  RAW(writer, ">");
  put_words(writer, action->text, action->html);
  bool title = card_title_given(card);
  if (action->visually_hidden.length || title) {
    RAW(writer, "<span class=\"govuk-visually-hidden\">");
    put_classes(writer, action->visually_hidden);
    if (title) {
      RAW(writer, " (");
      put_words(writer, card->title, card->title_html);
      RAW(writer, ")");
    }
    RAW(writer, "</span>");
  }
  RAW(writer, "</a>\n");
}

static void put_card_actions(Writer *writer, const SummaryCard *card) {
  if (!card->actions_count) return;
  bool several = card->actions_count > 1;
  if (several)
    RAW(writer, "<ul");
  else
    RAW(writer, "<div");
  RAW(writer, " class=\"govuk-summary-card__actions");
  put_classes(writer, card->actions_classes);
  RAW(writer, "\">\n");
  for (size_t i = 0; i < card->actions_count; i++) {
    if (several) RAW(writer, "<li class=\"govuk-summary-card__action\">\n");
    put_action(writer, &card->actions[i], card);
    if (several) RAW(writer, "</li>\n");
  }
  if (several)
    RAW(writer, "</ul>\n");
  else
    RAW(writer, "</div>\n");
}

static void put_card_open(Writer *writer, const SummaryCard *card) {
  RAW(writer, "<div class=\"govuk-summary-card");
  put_classes(writer, card->classes);
  RAW(writer, "\"");
  put_attributes(writer, card->attributes);
  RAW(writer, ">\n<div class=\"govuk-summary-card__title-wrapper\">\n");
  if (card_title_given(card)) {
    put_heading_open(writer, card->title_level, 2);
    RAW(writer, " class=\"govuk-summary-card__title");
    put_classes(writer, card->title_classes);
    RAW(writer, "\">\n");
    put_words(writer, card->title, card->title_html);
    RAW(writer, "\n");
    put_heading_close(writer, card->title_level, 2);
  }
  put_card_actions(writer, card);
  RAW(writer, "</div>\n<div class=\"govuk-summary-card__content\">\n");
}

static void put_row_actions(Writer *writer, const SummaryRow *row, const SummaryCard *card) {
  if (!row->actions_count) return;
  bool several = row->actions_count > 1;
  RAW(writer, "<dd class=\"govuk-summary-list__actions");
  put_classes(writer, row->actions_classes);
  RAW(writer, "\">\n");
  if (several) RAW(writer, "<ul class=\"govuk-summary-list__actions-list\">\n");
  for (size_t i = 0; i < row->actions_count; i++) {
    if (several) RAW(writer, "<li class=\"govuk-summary-list__actions-list-item\">\n");
    put_action(writer, &row->actions[i], card);
    if (several) RAW(writer, "</li>\n");
  }
  if (several) RAW(writer, "</ul>\n");
  RAW(writer, "</dd>\n");
}

static void put_summary_row(Writer *writer, const SummaryRow *row, const SummaryCard *card,
                            bool any_actions) {
  RAW(writer, "<div class=\"govuk-summary-list__row");
  if (any_actions && !row->actions_count && !row->no_actions_needed)
    RAW(writer, " govuk-summary-list__row--no-actions");
  put_classes(writer, row->classes);
  RAW(writer, "\">\n<dt class=\"govuk-summary-list__key");
  put_classes(writer, row->key_classes);
  RAW(writer, "\">\n");
  put_words(writer, row->key, row->key_html);
  RAW(writer, "\n</dt>\n<dd class=\"govuk-summary-list__value");
  put_classes(writer, row->value_classes);
  RAW(writer, "\">"); /* no line break inside: a value that keeps its lines would show it */
  put_words(writer, row->value, row->value_html);
  RAW(writer, "</dd>\n");
  put_row_actions(writer, row, card);
  RAW(writer, "</div>\n");
}

void govuk_summary_list(Writer *writer, const SummaryList *list) {
  bool any_actions = false;
  for (size_t i = 0; i < list->rows_count; i++)
    any_actions = any_actions || (!list->rows[i].omit && list->rows[i].actions_count);
  if (list->card.given) put_card_open(writer, &list->card);
  RAW(writer, "<dl class=\"govuk-summary-list");
  put_classes(writer, list->classes);
  RAW(writer, "\"");
  put_attributes(writer, list->attributes);
  RAW(writer, ">\n");
  for (size_t i = 0; i < list->rows_count; i++)
    if (!list->rows[i].omit) put_summary_row(writer, &list->rows[i], &list->card, any_actions);
  RAW(writer, "</dl>\n");
  if (list->card.given) RAW(writer, "</div>\n</div>\n");
}

/* ---- table ----------------------------------------------------------------------------------------- */

typedef enum CellKind { CELL_HEAD, CELL_ROW_HEAD, CELL_DATA } CellKind;

static void put_cell(Writer *writer, const TableCell *cell, CellKind kind) {
  if (kind == CELL_HEAD) RAW(writer, "<th scope=\"col\" class=\"govuk-table__header");
  if (kind == CELL_ROW_HEAD) RAW(writer, "<th scope=\"row\" class=\"govuk-table__header");
  if (kind == CELL_DATA) RAW(writer, "<td class=\"govuk-table__cell");
  if (cell->numeric && kind == CELL_HEAD) RAW(writer, " govuk-table__header--numeric");
  if (cell->numeric && kind == CELL_DATA) RAW(writer, " govuk-table__cell--numeric");
  put_classes(writer, cell->classes);
  RAW(writer, "\"");
  put_number(writer, "colspan", cell->colspan);
  put_number(writer, "rowspan", cell->rowspan);
  put_attributes(writer, cell->attributes);
  RAW(writer, ">");
  put_words(writer, cell->text, cell->html);
  if (kind == CELL_DATA)
    RAW(writer, "</td>\n");
  else
    RAW(writer, "</th>\n");
}

static void put_table_row(Writer *writer, const DataRow *row, bool first_is_header) {
  if (row->omit) return;
  RAW(writer, "<tr class=\"govuk-table__row\">\n");
  for (size_t i = 0; i < row->cells_count; i++)
    put_cell(writer, &row->cells[i], i == 0 && first_is_header ? CELL_ROW_HEAD : CELL_DATA);
  RAW(writer, "</tr>\n");
}

void govuk_table(Writer *writer, const DataTable *table) {
  RAW(writer, "<table class=\"govuk-table");
  put_classes(writer, table->classes);
  RAW(writer, "\"");
  put_attributes(writer, table->attributes);
  RAW(writer, ">\n");
  if (table->caption.length) {
    RAW(writer, "<caption class=\"govuk-table__caption");
    put_classes(writer, table->caption_classes);
    RAW(writer, "\">");
    write_text_text(writer, table->caption);
    RAW(writer, "</caption>\n");
  }
  if (table->head_count) {
    RAW(writer, "<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
    for (size_t i = 0; i < table->head_count; i++) put_cell(writer, &table->head[i], CELL_HEAD);
    RAW(writer, "</tr>\n</thead>\n");
  }
  RAW(writer, "<tbody class=\"govuk-table__body\">\n");
  for (size_t i = 0; i < table->rows_count; i++)
    put_table_row(writer, &table->rows[i], table->first_cell_is_header);
  RAW(writer, "</tbody>\n</table>\n");
}

/* ---- task list ------------------------------------------------------------------------------------- */

static void put_task_id(Writer *writer, const TaskList *list, size_t index, const char *suffix) {
  write_value_text(writer, text_or(list->id_prefix, TEXT("task-list")));
  RAW(writer, "-");
  write_text_int(writer, (int64_t)index + 1);
  write_text_string(writer, suffix);
}

static void put_task_title(Writer *writer, const TaskList *list, const TaskListItem *item, size_t index) {
  bool link = item->href.text.length > 0;
  if (link) {
    RAW(writer, "<a class=\"govuk-link govuk-task-list__link");
    put_classes(writer, item->title_classes);
    RAW(writer, "\"");
    put_href(writer, item->href, "");
    RAW(writer, " aria-describedby=\"");
    if (hint_given(&item->hint)) {
      put_task_id(writer, list, index, "-hint");
      RAW(writer, " ");
    }
    put_task_id(writer, list, index, "-status");
    RAW(writer, "\">\n");
  } else {
    RAW(writer, "<div");
    put_optional(writer, "class", item->title_classes);
    RAW(writer, ">\n");
  }
  put_words(writer, item->title, item->title_html);
  if (link)
    RAW(writer, "\n</a>\n");
  else
    RAW(writer, "\n</div>\n");
}

static void put_task_status(Writer *writer, const TaskList *list, const TaskListItem *item, size_t index) {
  RAW(writer, "<div class=\"govuk-task-list__status");
  put_classes(writer, item->status_classes);
  RAW(writer, "\" id=\"");
  put_task_id(writer, list, index, "-status");
  RAW(writer, "\">\n");
  if (words_given(item->status_tag.text, item->status_tag.html))
    govuk_tag(writer, &item->status_tag);
  else
    put_words(writer, item->status, item->status_html);
  RAW(writer, "\n</div>\n");
}

static void put_task(Writer *writer, const TaskList *list, size_t index) {
  const TaskListItem *item = &list->items[index];
  RAW(writer, "<li class=\"govuk-task-list__item");
  if (item->href.text.length) RAW(writer, " govuk-task-list__item--with-link");
  put_classes(writer, item->classes);
  RAW(writer, "\">\n<div class=\"govuk-task-list__name-and-hint\">\n");
  put_task_title(writer, list, item, index);
  if (hint_given(&item->hint)) {
    RAW(writer, "<div id=\"");
    put_task_id(writer, list, index, "-hint");
    RAW(writer, "\" class=\"govuk-task-list__hint\">\n");
    put_words(writer, item->hint.text, item->hint.html);
    RAW(writer, "\n</div>\n");
  }
  RAW(writer, "</div>\n");
  put_task_status(writer, list, item, index);
  RAW(writer, "</li>\n");
}

void govuk_task_list(Writer *writer, const TaskList *list) {
  RAW(writer, "<ul class=\"govuk-task-list");
  put_classes(writer, list->classes);
  RAW(writer, "\"");
  put_attributes(writer, list->attributes);
  RAW(writer, ">\n");
  for (size_t i = 0; i < list->items_count; i++)
    if (!list->items[i].omit) put_task(writer, list, i);
  RAW(writer, "</ul>\n");
}
