/* The Ombudsman's annual letter: its four tables from our records, beside the figures that the letter prints.
 * The two need not agree: the letter also counts people who never came to the council (rules 5.1). */
#include "report/build.h"

typedef struct LetterTable {
  FigureTableId id;
  const char *section, *title;
} LetterTable;

static const LetterTable TABLES[] = {
    {FIGURE_OMBUDSMAN_RECEIVED, "received", "Complaints and enquiries received"},
    {FIGURE_OMBUDSMAN_DECISIONS, "decisions", "Decisions made"},
    {FIGURE_OMBUDSMAN_REMEDY, "remedy", "Satisfactory remedy provided by the authority"},
    {FIGURE_OMBUDSMAN_COMPLIANCE, "compliance", "Compliance with recommendations"},
};

/* The slot of a figure of the letter: "letter/ombudsman-received/Housing/n". */
static Text slot_of(Arena *arena, const FigureTable *table, Text row, Text column) {
  return text_format(arena, "letter/%.*s/%.*s/%.*s", TEXT_ARGUMENTS(table->id), TEXT_ARGUMENTS(row),
                     TEXT_ARGUMENTS(column));
}

static int64_t printed(const Build *build, const FigureTable *table, Text row, Text column) {
  int64_t number;
  Text typed = build_note(build, slot_of(build->arena, table, row, column));
  return text_to_int(text_trim(typed), &number) && number >= 0 ? number : INT_NONE;
}

/* What stands in the letter, in a table of the same rows. NULL where nothing was typed in. */
static FigureTable *letter_table(Build *build, const FigureTable *ours) {
  Report *report = build->report;
  BUG_IF(report->table_count == REPORT_TABLES_MAX);
  FigureTable *table = &report->tables[report->table_count];
  bool any = false;
  *table = *ours;
  table->rows = ARENA_ARRAY(build->arena, TableRow, ours->row_count);
  for (size_t i = 0; i < ours->row_count; i++) {
    table->rows[i] =
        (TableRow){.id = ours->rows[i].id, .label = ours->rows[i].label, .total = ours->rows[i].total};
    table->rows[i].cells = ARENA_ARRAY(build->arena, int64_t, ours->column_count);
    for (size_t k = 0; k < ours->column_count; k++) {
      table->rows[i].cells[k] = printed(build, ours, ours->rows[i].id, ours->columns[k]);
      any = any || table->rows[i].cells[k] != INT_NONE;
    }
  }
  if (!any) return NULL;
  table->id = text_format(build->arena, "letter-%.*s", TEXT_ARGUMENTS(ours->id));
  table->title = TEXT("As the letter prints it");
  table->definition = TEXT("Typed in from the Ombudsman’s letter. n/a: not typed in.");
  report->table_count++;
  return table;
}

/* "Housing: our records have 12, the letter 13." */
static size_t differences(Build *build, const FigureTable *ours, const FigureTable *theirs, Text *items) {
  size_t count = 0;
  for (size_t i = 0; i < ours->row_count; i++)
    for (size_t k = 0; k < ours->column_count; k++) {
      int64_t a = ours->rows[i].cells[k], b = theirs->rows[i].cells[k];
      if (b == INT_NONE || a == b) continue;
      Text label = ours->column_count > 1 ? ours->column_labels[k] : ours->rows[i].label;
      items[count++] = text_format(build->arena, "%.*s: our records have %lld, the letter %lld.",
                                   TEXT_ARGUMENTS(label), (long long)a, (long long)b);
    }
  return count;
}

static void compare(SectionWriter *section, Build *build, const FigureTable *ours) {
  FigureTable *theirs = letter_table(build, ours);
  if (!theirs) {
    section_text(section, PART_NOTE,
                 TEXT("The figures of the letter have not been typed in yet, so nothing is compared."));
    return;
  }
  section_table(section, text_z(build->arena, theirs->id), SHARE_NONE);
  Text *items = ARENA_ARRAY(build->arena, Text, ours->row_count * ours->column_count + 1);
  size_t count = differences(build, ours, theirs, items);
  section_text(section, PART_HEADING, TEXT("Differences"));
  if (count)
    section_bullets(section, items, count);
  else
    section_text(section, PART_PARAGRAPH, TEXT("None: the letter and our records agree."));
}

static void write_rate(SectionWriter *section, Build *build, FigureTableId id) {
  static const char *const uphold[] = {"uphold-rate", NULL}, *const remedy[] = {"satisfactory-remedy", NULL};
  static const char *const compliance[] = {"compliance", NULL};
  (void)build;
  if (id == FIGURE_OMBUDSMAN_DECISIONS) section_rates(section, uphold);
  if (id == FIGURE_OMBUDSMAN_REMEDY) section_rates(section, remedy);
  if (id == FIGURE_OMBUDSMAN_COMPLIANCE) section_rates(section, compliance);
}

Error report_letter(Build *build) {
  Report *report = build->report;
  SectionWriter section = {0};
  report->title = text_format(build->arena, "The Ombudsman’s letter %.*s", TEXT_ARGUMENTS(report->period));
  report->scope = TEXT("the whole council");
  for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) build_table(build, TABLES[i].id);
  size_t count = report->table_count;
  build_letter_rates(build);
  TRY(build_compare(build));
  for (size_t i = 0; i < count; i++) {
    section_begin(&section, build, TABLES[i].section, TABLES[i].title);
    section_table(&section, figure_table(TABLES[i].id)->id, SHARE_NONE);
    write_rate(&section, build, TABLES[i].id);
    compare(&section, build, &report->tables[i]);
  }
  section_begin(&section, build, "method", "Why the two may differ");
  section_text(
      &section, PART_PARAGRAPH,
      TEXT("The letter counts what the Ombudsman holds. That includes people who were sent back to the "
           "council and may never have come, and it may use another category than we do."));
  section_end(&section);
  report->findings =
      contradictions_find(build->arena, report->tables, count, report->rates, report->rate_count, NULL, 0);
  return OK;
}
