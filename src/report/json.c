/* The contract's JSON: "Report figures as JSON", with more beside: earlier figures, definitions, findings. */
#include "base/json_out.h"
#include "report/report.h"

static void cell(JsonOut *json, const int64_t *cells, const bool *hidden, size_t column) {
  if (hidden && hidden[column])
    json_text(json, TEXT("c"));
  else if (cells[column] == INT_NONE)
    json_nothing(json);
  else
    json_int(json, cells[column]);
}

static void cells(JsonOut *json, const char *key, const FigureTable *table, const int64_t *values,
                  const bool *hidden) {
  json_key(json, key);
  json_open(json, '[');
  for (size_t i = 0; i < table->column_count; i++) cell(json, values, hidden, i);
  json_close(json, ']');
}

static void table_json(JsonOut *json, const FigureTable *table) {
  json_open(json, '{');
  json_key(json, "id");
  json_text(json, table->id);
  json_key(json, "title");
  json_text(json, table->title);
  json_key(json, "basis");
  json_text(json, text_of(figure_basis_word(table->basis)));
  json_key(json, "definition");
  json_text(json, table->definition);
  json_key(json, "columns");
  json_open(json, '[');
  for (size_t i = 0; i < table->column_count; i++) json_text(json, table->columns[i]);
  json_close(json, ']');
  json_key(json, "rows");
  json_open(json, '[');
  for (size_t i = 0; i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    json_open(json, '{');
    json_key(json, "id");
    json_text(json, row->id);
    json_key(json, "label");
    json_text(json, row->label);
    cells(json, "cells", table, row->cells, row->hidden);
    if (row->previous) cells(json, "previous", table, row->previous, row->previous_hidden);
    json_close(json, '}');
  }
  json_close(json, ']');
  json_close(json, '}');
}

static void share_json(JsonOut *json, Share share, bool hidden) {
  int32_t percent = share_percent(share);
  json_key(json, "n");
  hidden ? json_text(json, TEXT("c")) : json_int(json, share.n);
  json_key(json, "of");
  hidden ? json_text(json, TEXT("c")) : json_int(json, share.of);
  json_key(json, "percent");
  if (hidden || percent == PERCENT_NONE)
    json_nothing(json);
  else
    json_int(json, percent);
}

static void rate_json(JsonOut *json, const FigureRate *rate) {
  json_open(json, '{');
  json_key(json, "id");
  json_text(json, rate->id);
  json_key(json, "title");
  json_text(json, rate->title);
  json_key(json, "basis");
  json_text(json, text_of(figure_basis_word(rate->basis)));
  share_json(json, rate->now, rate->hidden);
  json_key(json, "previous");
  if (rate->has_previous) {
    json_open(json, '{');
    share_json(json, rate->previous, rate->previous_hidden);
    json_close(json, '}');
  } else {
    json_nothing(json);
  }
  json_key(json, "definition");
  json_text(json, rate->definition);
  json_close(json, '}');
}

static void head(JsonOut *json, const Report *report) {
  json_key(json, "report");
  json_text(json, report->ask.name);
  json_key(json, "from");
  json_date(json, report->ask.from);
  json_key(json, "to");
  json_date(json, report->ask.to);
  json_key(json, "services");
  json_open(json, '[');
  for (size_t i = 0; i < report->ask.service_count; i++) json_text(json, report->ask.services[i]);
  json_close(json, ']');
  json_key(json, "title");
  json_text(json, report->title);
  json_key(json, "council");
  json_text(json, report->council);
  json_key(json, "made");
  char made[21];
  instant_write(made, report->made);
  json_text(json, text_of(made));
  json_key(json, "published_copy");
  json_bool(json, report->ask.published_copy);
}

static void findings_json(JsonOut *json, const Report *report) {
  json_key(json, "findings");
  json_open(json, '[');
  for (size_t i = 0; i < report->findings.count; i++) {
    const Finding *finding = &report->findings.items[i];
    json_open(json, '{');
    json_key(json, "where");
    json_text(json, finding->where);
    json_key(json, "blocks");
    json_bool(json, finding->blocks);
    json_key(json, "words");
    json_text(json, finding->words);
    json_close(json, '}');
  }
  json_close(json, ']');
}

/* The sentences of the first section. */
static void key_points_json(JsonOut *json, const Report *report) {
  json_key(json, "key_points");
  json_open(json, '[');
  for (size_t i = 0; report->section_count && i < report->sections[0].part_count; i++) {
    const ReportPart *part = &report->sections[0].parts[i];
    for (size_t k = 0; k < part->item_count; k++) json_text(json, part->items[k]);
  }
  json_close(json, ']');
}

static void comparison_json(JsonOut *json, const Report *report) {
  json_key(json, "compared_with");
  text_is_empty(report->compared_with) ? json_nothing(json) : json_text(json, report->compared_with);
  json_key(json, "corrections");
  json_open(json, '[');
  for (size_t i = 0; i < report->correction_count; i++) {
    const ReportCorrection *correction = &report->corrections[i];
    json_open(json, '{');
    json_key(json, "table");
    json_text(json, correction->table);
    json_key(json, "row");
    json_text(json, correction->row);
    json_key(json, "column");
    json_text(json, correction->column);
    json_key(json, "published");
    json_int(json, correction->published);
    json_key(json, "now");
    json_int(json, correction->now);
    json_close(json, '}');
  }
  json_close(json, ']');
}

void report_json(const Report *report, Buffer *out) {
  JsonOut json = json_out(out);
  json_open(&json, '{');
  head(&json, report);
  json_key(&json, "tables");
  json_open(&json, '[');
  for (size_t i = 0; i < report->table_count; i++) table_json(&json, &report->tables[i]);
  json_close(&json, ']');
  json_key(&json, "rates");
  json_open(&json, '[');
  for (size_t i = 0; i < report->rate_count; i++) rate_json(&json, &report->rates[i]);
  json_close(&json, ']');
  key_points_json(&json, report);
  findings_json(&json, report);
  comparison_json(&json, report);
  json_close(&json, '}');
  buffer_put_char(out, '\n');
}
