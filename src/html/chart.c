/* A chart is drawn twice: 720 units wide, and 320 units wide for small screens, where letters shrunk from 720
 * could not be read. The style sheet shows the one that fits; without it the wide one shows. Bars lie, except
 * for columns that have the room to stand with every label and number clear of its neighbours. */
#include "html/chart.h"
#include "html/chart_draw.h"
#include "html/component_parts.h"

#define INK "#0b0c0c"
#define RULE "#dadcdd"
#define PAPER "#fff"
/* Far more than there are people to complain; keeps sums and products whole. */
#define VALUE_MAXIMUM ((int64_t)100000000000000)
#define STEPS_MAXIMUM 10

#define WIDE UNITS(720)
#define NARROW UNITS(320)
#define COLUMN_HEIGHT UNITS(260)
#define NUMBER_GAP UNITS(7) /* between a bar and its number */
#define EDGE UNITS(2)       /* half of a stroke must not be cut off */
#define NO_DATA TEXT("no data")

/* One drawing of a chart. */
typedef struct Plot {
  Writer *writer;
  const Chart *chart;
  ChartScale scale;
  int64_t largest;
  const char *tail; /* of ids, for two drawings are on one page */
  bool narrow;
  bool upright; /* columns that stand */
  bool above;   /* labels over the bars, not before them */
  Tenths width;
  Tenths left, right; /* lying bars: of zero and of the scale's top; columns: where they stand */
  Tenths top, bottom; /* of what is drawn between legend and axis */
  Tenths label_width;
} Plot;

/* ---- values ---------------------------------------------------------------------------------------- */

/* INT_NONE, or 0 to VALUE_MAXIMUM. */
static int64_t value_of(const Chart *chart, size_t series, size_t label) {
  int64_t value = chart->series[series].values[label];
  if (value == INT_NONE) return value;
  return value < 0 ? 0 : value > VALUE_MAXIMUM ? VALUE_MAXIMUM : value;
}

/* Of what is known; INT_NONE where nothing is. */
static int64_t total_of(const Chart *chart, size_t label) {
  int64_t total = INT_NONE;
  for (size_t i = 0; i < chart->series_count; i++) {
    int64_t value = value_of(chart, i, label);
    if (value != INT_NONE) total = (total == INT_NONE ? 0 : total) + value;
  }
  return total;
}

static int64_t largest_value(const Chart *chart) {
  int64_t largest = 0;
  for (size_t i = 0; i < chart->label_count; i++) {
    if (chart->kind == CHART_STACKED && total_of(chart, i) > largest) largest = total_of(chart, i);
    for (size_t s = 0; s < chart->series_count; s++)
      if (value_of(chart, s, i) > largest) largest = value_of(chart, s, i);
  }
  return largest;
}

/* Steps of 1, 2 or 5 and noughts; an even number of them, so that every second line can go without its
 * number and the top still has one. */
ChartScale chart_scale(const Chart *chart) {
  static const int64_t firsts[] = {1, 2, 5};
  int64_t largest = largest_value(chart), power = 1, step = 1;
  if (largest <= 1) return (ChartScale){1, 1};
  for (size_t i = 0; step * STEPS_MAXIMUM < largest; i++) {
    if (i % 3 == 2) power *= 10;
    step = firsts[(i + 1) % 3] * power;
  }
  int64_t steps = (largest + step - 1) / step;
  return (ChartScale){step * (steps + steps % 2), step};
}

static Tenths reach(const Plot *plot, int64_t value, Tenths whole) {
  return value == INT_NONE ? 0 : (Tenths)(value * whole / plot->scale.top);
}

/* ---- names and parts ------------------------------------------------------------------------------- */

static void put_plot_id(const Plot *plot, const char *name, size_t number) {
  write_value_text(plot->writer, plot->chart->id);
  write_value_text(plot->writer, text_of(name));
  if (number) write_text_int(plot->writer, (int64_t)number);
  write_value_text(plot->writer, text_of(plot->tail));
}

/* What tells the series apart where there are no colours: dots, slanted lines, upright lines; the first is
 * plain. */
static const struct {
  const char *colour, *marks;
} PATTERNS[CHART_SERIES_MAX] = {
    {"#12436d", NULL},
    {"#28a197", "<circle class=\"app-chart__mark\" cx=\"4\" cy=\"4\" r=\"1.8\" fill=\"" INK "\"/>"},
    {"#801650", "<path class=\"app-chart__slant\" d=\"M-2 2L2 -2M-2 10L10 -2M6 10L10 6\" stroke=\"" PAPER
                "\" stroke-width=\"2.2\"/>"},
    {"#f46a25", "<rect class=\"app-chart__mark\" x=\"3\" width=\"2\" height=\"8\" fill=\"" INK "\"/>"},
};

static void draw_patterns(const Plot *plot) {
  Writer *writer = plot->writer;
  if (plot->chart->series_count < 2) return;
  RAW(writer, "<defs>");
  for (size_t i = 1; i < plot->chart->series_count; i++) {
    RAW(writer, "<pattern id=\"");
    put_plot_id(plot, "-series-", i + 1);
    RAW(writer, "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                "<rect class=\"app-chart__ground\" width=\"8\" height=\"8\" fill=\"");
    write_value_text(writer, text_of(PATTERNS[i].colour));
    RAW(writer, "\"/>");
    write_text_html(writer, (Html){text_of(PATTERNS[i].marks)});
    RAW(writer, "</pattern>");
  }
  RAW(writer, "</defs>\n");
}

/* A bar, a part of one, or the sample in the rows. */
static void draw_part(const Plot *plot, const char *class, size_t series, Box box) {
  Writer *writer = plot->writer;
  box_open(writer, box);
  RAW(writer, " class=\"");
  write_value_text(writer, text_of(class));
  if (series == 0) {
    RAW(writer, " app-chart__solid\" fill=\"");
    write_value_text(writer, text_of(PATTERNS[0].colour));
  } else {
    RAW(writer, "\" fill=\"url(#");
    put_plot_id(plot, "-series-", series + 1);
    RAW(writer, ")");
  }
  RAW(writer, "\"");
  if (plot->chart->series_count > 1) RAW(writer, " stroke=\"" INK "\" stroke-width=\"1.5\"");
  RAW(writer, "/>\n");
}

/* ---- legend ---------------------------------------------------------------------------------------- */

#define SAMPLE UNITS(26) /* with the gap behind it */

typedef struct NameRows {
  Tenths x, y, row; /* the height of the row that is being filled */
} NameRows;

/* The place of the next name, in a new row where it does not fit. */
static Place legend_place(const Plot *plot, NameRows *rows, Tenths sample, Text name) {
  Tenths room = plot->width - sample - EDGE, width = words_width(name);
  if (width > room) width = room;
  if (rows->x > EDGE && rows->x + sample + width > plot->width) {
    rows->x = EDGE;
    rows->y += rows->row + UNITS(4);
    rows->row = 0;
  }
  Place place = {rows->x + sample, rows->y + LINE_HEIGHT / 2, ANCHOR_START, false};
  Tenths height = words_lines(name, room) * LINE_HEIGHT;
  if (height > rows->row) rows->row = height;
  rows->x += sample + width + UNITS(24);
  return place;
}

/* The names of the series over the drawing; the height that they take. */
static Tenths draw_legend(const Plot *plot, bool draw) {
  const Chart *chart = plot->chart;
  NameRows rows = {EDGE, EDGE, 0};
  if (chart->series_count < 2) return EDGE;
  for (size_t i = 0; i < chart->series_count; i++) {
    Place place = legend_place(plot, &rows, SAMPLE, chart->series[i].name);
    Box sample = {place.x - SAMPLE, place.y - UNITS(9), UNITS(18), UNITS(18)};
    if (!draw) continue;
    draw_part(plot, "app-chart__sample", i, sample);
    draw_lines(plot->writer, place, plot->width - SAMPLE - EDGE, chart->series[i].name);
  }
  if (chart->kind == CHART_STACKED) {
    Text note = TEXT("Number at the end: total");
    Place place = legend_place(plot, &rows, 0, note);
    if (draw) draw_lines(plot->writer, place, plot->width - EDGE, note);
  }
  return rows.y + rows.row + UNITS(12);
}

/* ---- lying bars ------------------------------------------------------------------------------------ */

static Tenths bars_height(const Plot *plot) {
  if (plot->chart->kind == CHART_STACKED) return UNITS(30);
  int count = (int)plot->chart->series_count;
  return count == 1 ? UNITS(28) : count * UNITS(22) + (count - 1) * UNITS(2);
}

static Tenths label_height(const Plot *plot, size_t label) {
  return words_lines(plot->chart->labels[label], plot->label_width) * LINE_HEIGHT;
}

static Tenths row_height(const Plot *plot, size_t label) {
  Tenths words = label_height(plot, label), bars = bars_height(plot);
  if (plot->above) return words + bars + UNITS(18);
  return (words > bars ? words : bars) + UNITS(12);
}

/* How many steps from one line to the next, so that their numbers stand clear: 1, 2, half of them or all. */
static int64_t line_distance(const Plot *plot) {
  int64_t steps = plot->scale.top / plot->scale.step;
  const int64_t choices[] = {1, 2, steps / 2};
  Tenths needed = number_width(plot->scale.top) + UNITS(14);
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
    if (choices[i] > 0 && steps % choices[i] == 0 &&
        reach(plot, choices[i] * plot->scale.step, plot->right - plot->left) >= needed)
      return choices[i] * plot->scale.step;
  return plot->scale.top;
}

/* The lines behind the bars, and the one of zero, from top to bottom. */
static void draw_upright_lines(const Plot *plot, Tenths top, Tenths bottom) {
  int64_t distance = line_distance(plot);
  for (int64_t at = distance; at <= plot->scale.top; at += distance)
    draw_line(plot->writer,
              (Box){plot->left + reach(plot, at, plot->right - plot->left), top, 0, bottom - top},
              " class=\"app-chart__grid\" stroke=\"" RULE "\"");
  draw_line(plot->writer, (Box){plot->left, top, 0, bottom - top},
            " class=\"app-chart__axis\" stroke=\"" INK "\" stroke-width=\"1.5\"");
}

/* The number at a bar's end, or that there is none. */
static void draw_end(const Plot *plot, Tenths end, Tenths middle, int64_t value, bool bold) {
  Digits digits = digits_of(value);
  Text words = value == INT_NONE ? NO_DATA : (Text){digits.at, digits.length};
  draw_on_paper(plot->writer, (Place){end + NUMBER_GAP, middle, ANCHOR_START, bold}, words);
}

static void draw_group(const Plot *plot, size_t label, Tenths top) {
  size_t count = plot->chart->series_count;
  Tenths thick = count == 1 ? bars_height(plot) : UNITS(22);
  for (size_t i = 0; i < count; i++) {
    Tenths y = top + (Tenths)i * (thick + UNITS(2));
    int64_t value = value_of(plot->chart, i, label);
    Tenths length = reach(plot, value, plot->right - plot->left);
    draw_end(plot, plot->left + length, y + thick / 2, value, false);
    if (length > 0) draw_part(plot, "app-chart__bar", i, (Box){plot->left, y, length, thick});
  }
}

/* The parts follow each other without a gap: each ends where the sum so far reaches. */
static void draw_stack(const Plot *plot, size_t label, Tenths top) {
  Tenths thick = bars_height(plot), begin = plot->left, whole = plot->right - plot->left;
  int64_t sum = 0, total = total_of(plot->chart, label);
  draw_end(plot, begin + reach(plot, total, whole), top + thick / 2, total, total != INT_NONE);
  for (size_t i = 0; i < plot->chart->series_count; i++) {
    int64_t value = value_of(plot->chart, i, label);
    if (value == INT_NONE || value == 0) continue;
    Tenths end = plot->left + reach(plot, sum += value, whole);
    if (end > begin) draw_part(plot, "app-chart__bar", i, (Box){begin, top, end - begin, thick});
    Digits digits = digits_of(value);
    if (number_width(value) + UNITS(12) <= end - begin)
      draw_on_paper(plot->writer, (Place){(begin + end) / 2, top + thick / 2, ANCHOR_MIDDLE, false},
                    (Text){digits.at, digits.length});
    begin = end;
  }
}

static void draw_row(const Plot *plot, size_t label, Tenths top) {
  Tenths words = label_height(plot, label), bars = bars_height(plot), height = row_height(plot, label);
  Tenths bars_top = plot->above ? top + words + UNITS(4) : top + (height - bars) / 2;
  Place place = {plot->left - UNITS(9), top + (height - words) / 2, ANCHOR_END, false};
  if (plot->above) {
    place = (Place){plot->left, top, ANCHOR_START, false};
    draw_upright_lines(plot, bars_top - UNITS(3), bars_top + bars + UNITS(3));
  }
  place.y += LINE_HEIGHT / 2;
  draw_lines(plot->writer, place, plot->label_width, plot->chart->labels[label]);
  if (plot->chart->kind == CHART_STACKED)
    draw_stack(plot, label, bars_top);
  else
    draw_group(plot, label, bars_top);
}

static void draw_lying(const Plot *plot) {
  Tenths y = plot->top;
  if (!plot->above) draw_upright_lines(plot, plot->top, plot->bottom);
  for (size_t i = 0; i < plot->chart->label_count; i++) {
    draw_row(plot, i, y);
    y += row_height(plot, i);
  }
  y = plot->bottom + UNITS(14);
  int64_t distance = line_distance(plot);
  for (int64_t at = 0; at <= plot->scale.top; at += distance) {
    Tenths x = plot->left + reach(plot, at, plot->right - plot->left);
    draw_number(plot->writer, (Place){x, y, ANCHOR_MIDDLE, false}, at);
  }
  Place unit = {plot->left - UNITS(5), y + UNITS(22), ANCHOR_START, false};
  draw_lines(plot->writer, unit, plot->width - plot->left, plot->chart->unit);
}

/* ---- standing columns ------------------------------------------------------------------------------ */

static Tenths slot_width(const Plot *plot) {
  return (plot->right - plot->left) / (Tenths)plot->chart->label_count;
}

/* Whether labels and numbers stand clear of each other; numbers must not reach over the column beside. */
static bool can_stand(const Plot *plot) {
  const Chart *chart = plot->chart;
  if (plot->narrow || chart->kind != CHART_COLUMNS || chart->series_count > 2) return false;
  Tenths slot = slot_width(plot), each = slot / (Tenths)chart->series_count;
  if (number_width(plot->largest) + UNITS(4) > each) return false;
  for (size_t i = 0; i < chart->label_count; i++)
    if (widest_word(chart->labels[i]) > slot - UNITS(5)) return false;
  return true;
}

static void draw_column(const Plot *plot, size_t series, size_t label) {
  Tenths slot = slot_width(plot), count = (Tenths)plot->chart->series_count;
  Tenths wide = slot * (count == 1 ? 64 : 40) / 100;
  if (wide > UNITS(56)) wide = UNITS(56);
  /* From the slot's middle to the column's: room for the column and for its number. */
  Tenths half = (wide + UNITS(2)) / 2, number = number_width(plot->largest) / 2 + UNITS(2);
  if (number > half) half = number;
  Tenths middle = plot->left + (Tenths)label * slot + slot / 2;
  if (count == 2) middle += series == 0 ? -half : half;
  int64_t value = value_of(plot->chart, series, label);
  if (value == INT_NONE) return;
  Tenths height = reach(plot, value, COLUMN_HEIGHT);
  Digits digits = digits_of(value);
  draw_on_paper(plot->writer, (Place){middle, plot->bottom - height - UNITS(12), ANCHOR_MIDDLE, false},
                (Text){digits.at, digits.length});
  if (height > 0)
    draw_part(plot, "app-chart__bar", series, (Box){middle - wide / 2, plot->bottom - height, wide, height});
}

static void draw_standing(const Plot *plot) {
  const Chart *chart = plot->chart;
  Tenths slot = slot_width(plot);
  Place unit = {EDGE, plot->top + LINE_HEIGHT / 2, ANCHOR_START, false};
  draw_lines(plot->writer, unit, plot->width - EDGE, chart->unit);
  for (int64_t at = 0; at <= plot->scale.top; at += plot->scale.step) {
    Tenths y = plot->bottom - reach(plot, at, COLUMN_HEIGHT);
    draw_number(plot->writer, (Place){plot->left - UNITS(8), y, ANCHOR_END, false}, at);
    draw_line(plot->writer, (Box){plot->left, y, plot->right - plot->left, 0},
              at ? " class=\"app-chart__grid\" stroke=\"" RULE "\""
                 : " class=\"app-chart__axis\" stroke=\"" INK "\" stroke-width=\"1.5\"");
  }
  for (size_t i = 0; i < chart->label_count; i++) {
    for (size_t s = 0; s < chart->series_count; s++) draw_column(plot, s, i);
    Place place = {plot->left + (Tenths)i * slot + slot / 2, plot->bottom + UNITS(16), ANCHOR_MIDDLE, false};
    draw_lines(plot->writer, place, slot - UNITS(5), chart->labels[i]);
  }
}

/* ---- the whole ------------------------------------------------------------------------------------- */

static Tenths widest_label(const Chart *chart) {
  Tenths widest = 0;
  for (size_t i = 0; i < chart->label_count; i++) {
    Tenths width = words_width(chart->labels[i]);
    if (width > widest) widest = width;
  }
  return widest;
}

/* Beside the bars up to a third of the width, on more lines where that is not enough; over them where the
 * bars would have no room left. */
static void arrange_lying(Plot *plot) {
  Tenths label = widest_label(plot->chart), end = NUMBER_GAP + number_width(plot->largest) + UNITS(4);
  Tenths half = number_width(plot->scale.top) / 2 + EDGE;
  if (label > plot->width / 3) label = plot->width / 3;
  plot->right = plot->width - (end > half ? end : half);
  plot->left = label + UNITS(11);
  plot->label_width = label;
  plot->above = plot->narrow && widest_label(plot->chart) > plot->width / 3;
  if (plot->above || plot->right - plot->left < UNITS(120)) {
    plot->above = true;
    plot->left = UNITS(6);
    plot->label_width = plot->width - plot->left - EDGE;
  }
  plot->bottom = plot->top;
  for (size_t i = 0; i < plot->chart->label_count; i++) plot->bottom += row_height(plot, i);
}

static void arrange_standing(Plot *plot) {
  plot->left = number_width(plot->scale.top) + UNITS(10);
  plot->right = plot->width - EDGE;
  plot->upright = can_stand(plot);
  Tenths unit = words_lines(plot->chart->unit, plot->width - EDGE) * LINE_HEIGHT;
  plot->bottom = plot->top + unit + UNITS(26) + COLUMN_HEIGHT;
}

static Plot plot_of(Writer *writer, const Chart *chart, bool narrow) {
  Plot plot = {.writer = writer,
               .chart = chart,
               .scale = chart_scale(chart),
               .largest = largest_value(chart),
               .tail = narrow ? "-narrow" : "",
               .narrow = narrow,
               .width = narrow ? NARROW : WIDE};
  plot.top = draw_legend(&plot, false);
  arrange_standing(&plot);
  if (!plot.upright) arrange_lying(&plot);
  return plot;
}

/* What stands under the drawing: labels of columns; numbers and unit of lying bars. */
static Tenths foot_height(const Plot *plot) {
  const Chart *chart = plot->chart;
  int lines = 0;
  if (!plot->upright) return UNITS(27) + words_lines(chart->unit, plot->width - plot->left) * UNITS(22);
  for (size_t i = 0; i < chart->label_count; i++) {
    int count = words_lines(chart->labels[i], slot_width(plot) - UNITS(5));
    if (count > lines) lines = count;
  }
  return UNITS(10) + lines * LINE_HEIGHT;
}

static void put_name(const Plot *plot, const char *name, Text words) {
  Writer *writer = plot->writer;
  RAW(writer, "<");
  write_text_string(writer, name);
  RAW(writer, " id=\"");
  put_plot_id(plot, *name == 't' ? "-title" : "-desc", 0);
  RAW(writer, "\">");
  write_text_text(writer, words);
  RAW(writer, "</");
  write_text_string(writer, name);
  RAW(writer, ">\n");
}

static void svg_open(const Plot *plot) {
  Writer *writer = plot->writer;
  int64_t width = plot->width / 10, height = (plot->bottom + foot_height(plot) + 9) / 10;
  /* Whose style sheet does not know the narrow one does not see it. */
  if (plot->narrow)
    RAW(writer, "<svg class=\"app-chart__narrow\" display=\"none\" viewBox=\"0 0 ");
  else
    RAW(writer, "<svg class=\"app-chart__wide\" viewBox=\"0 0 ");
  write_text_int(writer, width);
  RAW(writer, " ");
  write_text_int(writer, height);
  RAW(writer, "\"");
  put_number(writer, "width", width);
  put_number(writer, "height", height);
  RAW(writer, " role=\"img\" aria-labelledby=\"");
  put_plot_id(plot, "-title", 0);
  if (plot->chart->summary.length) {
    RAW(writer, " ");
    put_plot_id(plot, "-desc", 0);
  }
  RAW(writer,
      "\" font-family=\"Helvetica Neue, Helvetica, Arial, sans-serif\" font-size=\"16\" fill=\"" INK "\">\n");
}

static void draw(Writer *writer, const Chart *chart, bool narrow) {
  Plot plot = plot_of(writer, chart, narrow);
  svg_open(&plot);
  put_name(&plot, "title", chart->title);
  if (chart->summary.length) put_name(&plot, "desc", chart->summary);
  draw_patterns(&plot);
  draw_legend(&plot, true);
  if (plot.upright)
    draw_standing(&plot);
  else
    draw_lying(&plot);
  RAW(writer, "</svg>\n");
}

void chart_svg(Writer *writer, const Chart *chart) {
  BUG_IF(chart->series_count > CHART_SERIES_MAX);
  if (chart->label_count == 0 || chart->series_count == 0) return;
  RAW(writer, "<figure class=\"app-chart\">\n");
  draw(writer, chart, false);
  draw(writer, chart, true);
  RAW(writer, "</figure>\n");
}
