/* Putting sections together. What has nothing to say is left out. */
#include "report/build.h"

void section_begin(SectionWriter *writer, Build *build, const char *id, const char *title) {
  Report *report = build->report;
  if (writer->section) section_end(writer);
  BUG_IF(report->section_count == REPORT_SECTIONS_MAX);
  ReportSection *section = &report->sections[report->section_count++];
  *writer = (SectionWriter){.build = build, .section = section};
  *section = (ReportSection){.id = text_of(id), .title = text_of(title)};
}

void section_end(SectionWriter *writer) {
  if (!writer->section) return;
  writer->section->parts = ARENA_ARRAY(writer->build->arena, ReportPart, writer->count);
  for (size_t i = 0; i < writer->count; i++) writer->section->parts[i] = writer->parts[i];
  writer->section->part_count = writer->count;
  writer->section = NULL;
}

static ReportPart *add(SectionWriter *writer, ReportPartKind kind) {
  BUG_IF(writer->count == sizeof writer->parts / sizeof writer->parts[0]);
  ReportPart *part = &writer->parts[writer->count++];
  *part = (ReportPart){.kind = kind, .text = TEXT_NONE, .share_of = SHARE_NONE};
  return part;
}

void section_text(SectionWriter *writer, ReportPartKind kind, Text text) {
  if (!text_is_empty(text)) add(writer, kind)->text = text;
}

void section_bullets(SectionWriter *writer, const Text *items, size_t count) {
  Text *said = ARENA_ARRAY(writer->build->arena, Text, count);
  size_t n = 0;
  for (size_t i = 0; i < count; i++)
    if (!text_is_empty(items[i])) said[n++] = items[i];
  if (!n) return;
  ReportPart *part = add(writer, PART_BULLETS);
  part->items = said;
  part->item_count = n;
}

void section_table(SectionWriter *writer, const char *id, int share_of) {
  const FigureTable *table = report_table(writer->build->report, text_of(id));
  if (!table) return;
  ReportPart *part = add(writer, PART_TABLE);
  part->table = table;
  part->share_of = share_of;
}

void section_chart(SectionWriter *writer, const Chart *chart) {
  if (chart && chart->label_count) add(writer, PART_CHART)->chart = chart;
}

void section_rates(SectionWriter *writer, const char *const *ids) {
  size_t most = 0;
  while (ids[most]) most++;
  const FigureRate **rates = ARENA_ARRAY(writer->build->arena, const FigureRate *, most);
  size_t count = 0;
  for (size_t i = 0; i < most; i++) {
    const FigureRate *rate = report_rate(writer->build->report, text_of(ids[i]));
    if (rate) rates[count++] = rate;
  }
  if (!count) return;
  ReportPart *part = add(writer, PART_RATES);
  part->rates = rates;
  part->rate_count = count;
}

void section_narrative(SectionWriter *writer, const char *slot, const char *label, const char *hint) {
  Build *build = writer->build;
  Narrative *narrative = ARENA_NEW(build->arena, Narrative);
  *narrative = (Narrative){text_of(slot), text_of(label), text_of(hint), build_note(build, text_of(slot))};
  add(writer, PART_NARRATIVE)->narrative = narrative;
}

/* ---- words -------------------------------------------------------------------------------------- */

Text words_count(Arena *arena, int64_t n, const char *one, const char *many) {
  if (n == INT_NONE) return TEXT_NONE;
  if (n == 0) return text_format(arena, "no %s", many);
  return text_format(arena, "%lld %s", (long long)n, n == 1 ? one : many);
}

Text join_and(Arena *arena, const Text *items, size_t count) {
  if (!count) return TEXT_NONE;
  if (count == 1) return items[0];
  Text first = text_join(arena, items, count - 1, TEXT(", "));
  return text_format(arena, "%.*s and %.*s", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(items[count - 1]));
}

static const TableRow *find_row(const Build *build, const char *table, const char *row, const char *column,
                                size_t *at) {
  const FigureTable *found = report_table(build->report, text_of(table));
  if (!found) return NULL;
  size_t index = table_row(found, text_of(row));
  *at = table_column(found, text_of(column));
  return index == SIZE_MAX || *at == SIZE_MAX ? NULL : &found->rows[index];
}

int64_t shown_cell(const Build *build, const char *table, const char *row, const char *column) {
  size_t at;
  const TableRow *found = find_row(build, table, row, column, &at);
  if (!found || (found->hidden && found->hidden[at])) return INT_NONE;
  return found->cells[at];
}

int64_t shown_before(const Build *build, const char *table, const char *row, const char *column) {
  size_t at;
  const TableRow *found = find_row(build, table, row, column, &at);
  if (!found || !found->previous || (found->previous_hidden && found->previous_hidden[at])) return INT_NONE;
  return found->previous[at];
}

/* "the previous year", or the same days a year earlier. */
static const char *before_words(const Build *build) {
  Text words = build->report->period;
  return words.length <= 7 ? "the previous year" : "the same days a year earlier";
}

Text words_change(const Build *build, int64_t now, int64_t before, const char *what) {
  Arena *arena = build->arena;
  if (now == INT_NONE || before == INT_NONE) return TEXT_NONE;
  const char *when = before_words(build);
  if (now == before) return text_format(arena, "the same number as in %s", when);
  if (before == 0) return text_format(arena, "compared with none in %s", when);
  int32_t percent = share_percent((Share){now > before ? now - before : before - now, before});
  const char *article =
      percent == 8 || percent == 11 || percent == 18 || (percent >= 80 && percent < 90) ? "an" : "a";
  return text_format(arena, "%s %d%% %s %s %s, when we received %lld%s%s", article, (int)percent,
                     now > before ? "increase" : "reduction", now > before ? "on" : "from", when,
                     (long long)before, what[0] ? " " : "", what);
}
