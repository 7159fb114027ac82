/* The report as HTML: what a committee reads on the screen and on paper. */
#include "report/html_parts.h"

/* ---- at its head ------------------------------------------------------------------------------------- */

static void put_fact(Writer *writer, const char *term, Text text) {
  if (text_is_empty(text)) return;
  app_fact_open(writer, text_of(term));
  write_text_text(writer, text);
  app_fact_close(writer);
}

static Text begin_upper(Arena *arena, Text text) {
  if (text_is_empty(text) || text.at[0] < 'a' || text.at[0] > 'z') return text;
  return text_format(arena, "%c%.*s", text.at[0] - 'a' + 'A', (int)text.length - 1, text.at + 1);
}

static Text compared_words(const ReportPage *page) {
  const Report *report = page->report;
  if (text_is_empty(report->before)) return TEXT("No earlier figures are known");
  if (text_is_empty(report->compared_with)) return report->before;
  Text day = date_words(page->arena, report->compared_published);
  return text_format(page->arena, "%.*s, as published on %.*s (%.*s)", TEXT_ARGUMENTS(report->before),
                     TEXT_ARGUMENTS(day), TEXT_ARGUMENTS(report->compared_with));
}

static void put_head(const ReportPage *page) {
  Writer *writer = page->writer;
  const Report *report = page->report;
  RAW(writer, "<span class=\"govuk-caption-xl\">");
  write_text_text(writer, report->council);
  RAW(writer, "</span>\n<h1 class=\"govuk-heading-xl\">");
  write_text_text(writer, report->title);
  RAW(writer, "</h1>\n");
  app_facts_open(writer);
  put_fact(writer, "Period", report->period_long);
  put_fact(writer, "Covers", begin_upper(page->arena, report->scope));
  put_fact(writer, "Compared with", compared_words(page));
  put_fact(writer, "Counted on", instant_words(page->arena, report->made));
  app_facts_close(writer);
  RAW(writer,
      "<p class=\"govuk-body\">Under each table stands what was counted, and on which basis: what was "
      "received in the period, or what was answered in it. The two are not the same complaints, and "
      "are never added up.</p>\n");
}

static void put_copy_note(const ReportPage *page) {
  const Report *report = page->report;
  if (!report->ask.published_copy) return;
  Text small = report->ask.threshold > 2 ? text_format(page->arena, "Numbers from 1 to %lld are hidden",
                                                       (long long)report->ask.threshold - 1)
                                         : TEXT("Small numbers are hidden");
  Text words = text_format(
      page->arena,
      "%.*s and shown as “c”, so that nobody can be recognised. Some larger numbers are hidden too, "
      "where a small one could be worked out from them.",
      TEXT_ARGUMENTS(small));
  govuk_inset_text(page->writer, &(InsetText){.text = words});
}

static Url anchor(const ReportPage *page, Text id) {
  return url_format(page->arena, "#%.*s", TEXT_ARGUMENTS(url_encode(page->arena, id)));
}

static Url edit_link(const ReportPage *page, const Narrative *narrative) {
  const ReportLinks *links = page->links;
  if (!links || !links->edit) return (Url){TEXT_NONE};
  return links->edit(links->context, page->arena, narrative);
}

/* Nothing but boxes in which nothing is written. */
static bool is_empty(const ReportSection *section) {
  for (size_t i = 0; i < section->part_count; i++) {
    const ReportPart *part = &section->parts[i];
    if (part->kind != PART_NARRATIVE || !text_is_empty(part->narrative->body)) return false;
  }
  return true;
}

/* An empty section is there only for those who may fill it, and not on paper. */
static bool is_shown(const ReportPage *page, const ReportSection *section) {
  if (!is_empty(section)) return true;
  for (size_t i = 0; i < section->part_count; i++)
    if (!text_is_empty(edit_link(page, section->parts[i].narrative).text)) return true;
  return false;
}

static void put_contents_item(const ReportPage *page, Text id, Text title, bool empty) {
  Writer *writer = page->writer;
  write_text_html(writer, (Html){empty ? TEXT("<li class=\"app-noprint\">") : TEXT("<li>")});
  RAW(writer, "<a class=\"govuk-link govuk-link--no-underline\" href=\"");
  write_url_url(writer, anchor(page, id));
  RAW(writer, "\">");
  write_text_text(writer, title);
  RAW(writer, "</a></li>\n");
}

static void put_contents(const ReportPage *page) {
  Writer *writer = page->writer;
  if (page->report->section_count == 0) return;
  RAW(writer, "<nav class=\"app-report__contents\" aria-labelledby=\"report-contents\">\n"
              "<h2 class=\"govuk-heading-m\" id=\"report-contents\">Contents</h2>\n"
              "<ol class=\"govuk-list govuk-list--number\">\n");
  for (size_t i = 0; i < page->report->section_count; i++)
    if (is_shown(page, &page->report->sections[i]))
      put_contents_item(page, page->report->sections[i].id, page->report->sections[i].title,
                        is_empty(&page->report->sections[i]));
  if (page->report->correction_count)
    put_contents_item(page, TEXT("corrections"), TEXT("Corrections"), false);
  RAW(writer, "</ol>\n</nav>\n");
}

/* ---- words --------------------------------------------------------------------------------------------- */

static bool is_point(Text line) {
  return text_starts(line, TEXT("- ")) || text_starts(line, TEXT("• ")) || text_starts(line, TEXT("* "));
}

static Text point_words(Text line) {
  return text_trim(text_slice(line, text_starts(line, TEXT("•")) ? sizeof "•" - 1 : 1, line.length));
}

static void put_paragraph(Writer *writer, Text text) {
  RAW(writer, "<p class=\"govuk-body\">");
  write_text_text(writer, text);
  RAW(writer, "</p>\n");
}

/* The first of the lines that are all points or all none, without those before it. */
static Text next_block(Text *rest, bool *points) {
  Text line, left = *rest;
  size_t length = 0;
  *points = is_point(text_trim(text_slice(left, 0, text_find(left, TEXT("\n"), 0))));
  for (Text after = left; text_next(&after, '\n', &line); length += line.length + 1)
    if (is_point(text_trim(line)) != *points && !text_is_empty(text_trim(line))) break;
  *rest = text_slice(left, length, left.length);
  return text_trim(text_slice(left, 0, length));
}

static void put_points(Writer *writer, Text block) {
  Text line;
  RAW(writer, "<ul class=\"govuk-list govuk-list--bullet\">\n");
  while (text_next(&block, '\n', &line)) {
    if (text_is_empty(text_trim(line))) continue;
    RAW(writer, "<li>");
    write_text_text(writer, point_words(text_trim(line)));
    RAW(writer, "</li>\n");
  }
  RAW(writer, "</ul>\n");
}

/* Lines that begin with a dash or a dot are a list; of the others, blank lines part the paragraphs. */
static void put_typed(const ReportPage *page, Text body) {
  Text rest = text_trim(body);
  bool points;
  while (!text_is_empty(rest)) {
    Text block = next_block(&rest, &points);
    if (points)
      put_points(page->writer, block);
    else
      write_text_html(page->writer, html_paragraphs(page->arena, block, "govuk-body"));
  }
}

static void put_bullets(Writer *writer, const Text *items, size_t count) {
  RAW(writer, "<ul class=\"govuk-list govuk-list--bullet\">\n");
  for (size_t i = 0; i < count; i++) {
    RAW(writer, "<li>");
    write_text_text(writer, items[i]);
    RAW(writer, "</li>\n");
  }
  RAW(writer, "</ul>\n");
}

static void put_subheading(Writer *writer, Text text) {
  RAW(writer, "<h3 class=\"govuk-heading-m\">");
  write_text_text(writer, text);
  RAW(writer, "</h3>\n");
}

/* ---- boxes --------------------------------------------------------------------------------------------- */

static void put_edit(const ReportPage *page, const Narrative *narrative, Url edit) {
  Writer *writer = page->writer;
  RAW(writer, "<p class=\"govuk-body app-noprint\"><a class=\"govuk-link\" href=\"");
  write_url_url(writer, edit);
  RAW(writer, "\">");
  write_text_string(writer, text_is_empty(narrative->body) ? "Write" : "Edit");
  RAW(writer, "<span class=\"govuk-visually-hidden\"> ");
  write_text_text(writer, narrative->label);
  RAW(writer, "</span></a></p>\n");
}

/* An empty box is there for those who may fill it; nobody else is shown that something is missing. */
static void put_narrative(const ReportPage *page, const ReportSection *section, const Narrative *narrative) {
  Url edit = edit_link(page, narrative);
  bool may_edit = !text_is_empty(edit.text), empty = text_is_empty(narrative->body);
  if (empty && !may_edit) return;
  if (may_edit)
    write_text_html(page->writer, (Html){empty ? TEXT("<div class=\"app-report__box app-noprint\">\n")
                                               : TEXT("<div class=\"app-report__box\">\n")});
  if (!text_equal(narrative->label, section->title)) put_subheading(page->writer, narrative->label);
  if (empty) {
    RAW(page->writer, "<p class=\"govuk-hint\">Nothing is written here yet. ");
    write_text_text(page->writer, narrative->hint);
    RAW(page->writer, "</p>\n");
  } else
    put_typed(page, narrative->body);
  if (!may_edit) return;
  put_edit(page, narrative, edit);
  RAW(page->writer, "</div>\n");
}

static void put_note(Writer *writer, Text text) {
  RAW(writer, "<p class=\"govuk-body app-report__note\">");
  write_text_text(writer, text);
  RAW(writer, "</p>\n");
}

/* The title tells what the chart shows; its drawing says it again to those who do not see it. */
static void put_chart(Writer *writer, const Chart *chart) {
  if (chart->label_count == 0) return;
  RAW(writer, "<div class=\"app-report__chart\">\n<p class=\"govuk-body govuk-!-font-weight-bold\">");
  write_text_text(writer, chart->title);
  RAW(writer, "</p>\n");
  chart_svg(writer, chart);
  RAW(writer, "</div>\n");
}

/* ---- sections --------------------------------------------------------------------------------------------
 */

static Text rates_name(const ReportPage *page, const ReportSection *section, size_t part) {
  size_t earlier = 0;
  for (size_t i = 0; i < part; i++) earlier += section->parts[i].kind == PART_RATES;
  if (earlier == 0) return text_format(page->arena, "%.*s: measures", TEXT_ARGUMENTS(section->title));
  return text_format(page->arena, "%.*s: measures, part %zu", TEXT_ARGUMENTS(section->title), earlier + 1);
}

static void put_part(const ReportPage *page, const ReportSection *section, size_t index) {
  const ReportPart *part = &section->parts[index];
  switch (part->kind) {
  case PART_PARAGRAPH:
    put_paragraph(page->writer, part->text);
    break;
  case PART_BULLETS:
    put_bullets(page->writer, part->items, part->item_count);
    break;
  case PART_TABLE:
    html_table(page, part->table, part->share_of);
    break;
  case PART_CHART:
    put_chart(page->writer, part->chart);
    break;
  case PART_RATES:
    html_rates(page, part->rates, part->rate_count, rates_name(page, section, index));
    break;
  case PART_NARRATIVE:
    put_narrative(page, section, part->narrative);
    break;
  case PART_LIST:
    write_report_list(page->writer, page->arena, part->list, page->links);
    break;
  case PART_NOTE:
    put_note(page->writer, part->text);
    break;
  case PART_HEADING:
    put_subheading(page->writer, part->text);
    break;
  }
}

static void open_section(Writer *writer, size_t number, Text id, Text title, bool empty) {
  RAW(writer, "<section class=\"app-report__section");
  if (empty) RAW(writer, " app-noprint");
  RAW(writer, "\" id=\"");
  write_value_text(writer, id);
  RAW(writer, "\">\n<h2 class=\"govuk-heading-l\">");
  write_text_int(writer, (int64_t)number);
  RAW(writer, ". ");
  write_text_text(writer, title);
  RAW(writer, "</h2>\n");
}

/* ---- corrections
 * ------------------------------------------------------------------------------------------- */

/* "2018-05": a month of the earlier year, which is no row of this table. */
static Text month_label(Arena *arena, Text id) {
  int64_t year, month;
  Text digits = id.length == 7 && id.at[5] == '0' ? text_slice(id, 6, 7) : text_slice(id, 5, id.length);
  bool right = id.length == 7 && id.at[4] == '-' && text_to_int(text_slice(id, 0, 4), &year) &&
               text_to_int(digits, &month) && month >= 1 && month <= 12;
  return right ? text_format(arena, "%s %lld", month_name((int)month), (long long)year) : id;
}

static Text row_label(Arena *arena, const FigureTable *table, Text id) {
  if (table && text_starts(table->id, TEXT("months"))) return month_label(arena, id);
  size_t row = table ? table_row(table, id) : SIZE_MAX;
  return row == SIZE_MAX ? id : table->rows[row].label;
}

static Text column_label(const FigureTable *table, Text id) {
  size_t column = table ? table_column(table, id) : SIZE_MAX;
  return column == SIZE_MAX ? id : table->column_labels[column];
}

static void put_correction(const ReportPage *page, const ReportCorrection *correction) {
  Writer *writer = page->writer;
  const FigureTable *table = report_table(page->report, correction->table);
  RAW(writer, "<li>");
  write_text_text(writer, table ? table->title : correction->table);
  RAW(writer, ", ");
  write_text_text(writer, row_label(page->arena, table, correction->row));
  RAW(writer, ", ");
  write_text_text(writer, column_label(table, correction->column));
  RAW(writer, ". Published as ");
  html_number(writer, correction->published);
  RAW(writer, "; counted now as ");
  html_number(writer, correction->now);
  RAW(writer, ".</li>\n");
}

static void put_corrections(const ReportPage *page, size_t number) {
  Writer *writer = page->writer;
  const Report *report = page->report;
  if (report->correction_count == 0) return;
  open_section(writer, number, TEXT("corrections"), TEXT("Corrections"), false);
  RAW(writer, "<p class=\"govuk-body\">These figures of ");
  write_text_text(writer, report->before);
  RAW(writer, " are counted differently now, because entries were added or corrected since. The tables above "
              "show them as they were published.</p>\n<ul class=\"govuk-list govuk-list--bullet\">\n");
  for (size_t i = 0; i < report->correction_count; i++) put_correction(page, &report->corrections[i]);
  RAW(writer, "</ul>\n</section>\n");
}

/* ---- the whole
 * --------------------------------------------------------------------------------------------- */

static void put_section(const ReportPage *page, const ReportSection *section, size_t number) {
  open_section(page->writer, number, section->id, section->title, is_empty(section));
  for (size_t i = 0; i < section->part_count; i++) put_part(page, section, i);
  RAW(page->writer, "</section>\n");
}

void report_html(Writer *writer, Arena *arena, const Report *report, const ReportLinks *links) {
  ReportPage page = {writer, arena, report, links};
  size_t number = 0;
  RAW(writer, "<div class=\"app-report\">\n<div class=\"app-report__title\">\n");
  put_head(&page);
  put_copy_note(&page);
  put_contents(&page);
  RAW(writer, "</div>\n");
  for (size_t i = 0; i < report->section_count; i++)
    if (is_shown(&page, &report->sections[i])) put_section(&page, &report->sections[i], ++number);
  put_corrections(&page, number + 1);
  RAW(writer, "</div>\n");
}
