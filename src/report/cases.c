/* The cases behind the figures, and the list of them that is frozen with a publication. */
#include "report/build.h"
#include "sql_figures.h"

static FigureRow row_of(const SqlFigureRowsBetween *row) {
  return (FigureRow){.case_id = row->case_id.value,
                     .subject = (FigureSubject)row->subject,
                     .number = (int32_t)row->number,
                     .opened = {(int32_t)row->opened},
                     .ended = {(int32_t)row->ended},
                     .due = {(int32_t)row->due},
                     .verdict = (int32_t)row->verdict,
                     .outcome = (int32_t)row->outcome,
                     .flags = (int32_t)row->flags,
                     .procedure = row->procedure,
                     .service = row->service,
                     .team = row->team,
                     .theme = row->theme,
                     .group = row->grouping,
                     .amount = (int32_t)row->amount};
}

typedef struct Hunt {
  Build *build;
  FigureTableId table;
  int column;
  Text row; /* id; "total" is any */
  bool any;
  FigureCase *found;
  size_t count, capacity;
} Hunt;

static bool cause_in(Text list, Text cause) {
  Text part;
  while (text_next(&list, ';', &part))
    if (text_equal(text_trim(part), cause)) return true;
  return false;
}

/* Whether the cell is one of the row that is asked for. */
static bool is_row(const Hunt *hunt, const FigureCell *cell) {
  const FigureTableRule *rule = figure_table(hunt->table);
  const Build *build = hunt->build;
  if (hunt->any) return rule->rows_by != ROWS_BY_STAGE_PROCEDURE || cell->key == 0;
  Text name = name_of_word(&build->names, cell->key);
  if (rule->rows_by == ROWS_BY_THEMES && !text_is_empty(name)) return cause_in(name, hunt->row);
  return text_equal(build_row_id(build, hunt->table, cell->key, cell->within), hunt->row);
}

static void keep(Hunt *hunt, const FigureRow *row) {
  if (hunt->count == hunt->capacity) {
    size_t capacity = hunt->capacity ? hunt->capacity * 2 : 64;
    hunt->found = arena_grow(hunt->build->arena, hunt->found, hunt->count, capacity, sizeof(FigureCase));
    hunt->capacity = capacity;
  }
  hunt->found[hunt->count++] = (FigureCase){row->case_id, row->opened, row->ended, row->number};
}

static Error look_at(void *context, const SqlFigureRowsBetween *sql) {
  Hunt *hunt = context;
  FigureCell cells[FIGURE_CELLS_MAX];
  FigureRow row = row_of(sql);
  size_t count = figure_cells(&hunt->build->scope, &row, cells);
  for (size_t i = 0; i < count; i++) {
    if (cells[i].table != hunt->table || cells[i].column != hunt->column || !is_row(hunt, &cells[i]))
      continue;
    keep(hunt, &row);
    return OK;
  }
  return OK;
}

static bool comes_before(const FigureCase *a, const FigureCase *b) {
  if (!date_equal(a->opened, b->opened)) return date_before(a->opened, b->opened);
  return a->case_id < b->case_id;
}

static void sort_cases(FigureCase *items, size_t count) {
  for (size_t gap = count / 2; gap > 0; gap /= 2)
    for (size_t i = gap; i < count; i++) {
      FigureCase moving = items[i];
      size_t to = i;
      for (; to >= gap && comes_before(&moving, &items[to - gap]); to -= gap) items[to] = items[to - gap];
      items[to] = moving;
    }
}

Error report_cases(const ReportSource *source, const ReportAsk *ask, Text table, Text row, Text column,
                   size_t most, const FigureCase **cases, size_t *count, size_t *total) {
  Report report;
  Build build;
  Hunt hunt = {.build = &build, .table = figure_table_of(table), .row = row};
  if (hunt.table == FIGURE_TABLE_COUNT || (hunt.column = figure_column_of(hunt.table, column)) < 0)
    return FAIL(source->arena, ERROR_NOT_FOUND, "There is no such figure.");
  TRY(build_begin(source, ask, &report, &build));
  hunt.any = text_equal(row, TEXT("total"));
  TRY(sql_figure_rows_between(source->db, source->arena, ask->from.day, ask->to.day, look_at, &hunt));
  sort_cases(hunt.found, hunt.count);
  *cases = hunt.found;
  *total = hunt.count;
  *count = hunt.count < most ? hunt.count : most;
  return OK;
}

/* ---- the frozen list ----------------------------------------------------------------------------- */

typedef struct Listing {
  Build *build;
  Buffer *out;
} Listing;

static const char *const SUBJECTS[] = {
    [SUBJECT_COMPLAINT] = "stage",   [SUBJECT_OMBUDSMAN] = "ombudsman",   [SUBJECT_COMPLIANCE] = "compliance",
    [SUBJECT_ACTION] = "action",     [SUBJECT_ACCESS] = "access-request", [SUBJECT_COMPLIMENT] = "compliment",
    [SUBJECT_REFERRAL] = "referral",
};

static Text outcome_of_row(const FigureRow *row) {
  if (row->subject == SUBJECT_COMPLIANCE) return text_of(compliance_word((Compliance)row->outcome));
  return text_of(outcome_word((Outcome)row->outcome));
}

/* No column begins with a sign, but a service may: names stand in quotation marks. */
static void put_name(Buffer *out, Text name) {
  buffer_put_char(out, '"');
  for (size_t i = 0; i < name.length; i++) {
    if (name.at[i] == '"') buffer_put_char(out, '"');
    buffer_put_char(out, name.at[i] == '\n' || name.at[i] == '\r' ? ' ' : name.at[i]);
  }
  buffer_put_char(out, '"');
}

static Error list_row(void *context, const SqlFigureRowsBetween *sql) {
  Listing *listing = context;
  Build *build = listing->build;
  Buffer *out = listing->out;
  FigureCell cells[FIGURE_CELLS_MAX];
  FigureRow row = row_of(sql);
  if (!figure_cells(&build->scope, &row, cells)) return OK;
  AUTO_ARENA arena = arena_new();
  SqlCaseReference reference;
  bool found;
  TRY(sql_case_reference(build->source->db, arena, sql->case_id, &reference, &found));
  put_name(out, found ? reference.reference : TEXT_NONE);
  Text opened = date_iso(arena, row.opened), ended = date_iso(arena, row.ended),
       outcome = outcome_of_row(&row);
  buffer_format(out, ",%s,%d,%.*s,%.*s,%.*s,%s,", SUBJECTS[row.subject], (int)row.number,
                TEXT_ARGUMENTS(opened), TEXT_ARGUMENTS(ended), TEXT_ARGUMENTS(outcome),
                verdict_word((Verdict)row.verdict));
  put_name(out, name_of_word(&build->names, row.procedure));
  buffer_put_char(out, ',');
  put_name(out, name_of_service(&build->names, row.service));
  buffer_put_char(out, ',');
  put_name(out, name_of_word(&build->names, row.theme));
  buffer_put_char(out, '\n');
  return OK;
}

Error report_counted_rows(const ReportSource *source, const ReportAsk *ask, Buffer *out) {
  Report report;
  Build build;
  TRY(build_begin(source, ask, &report, &build));
  buffer_put(out, TEXT("reference,what,number,opened,ended,outcome,verdict,procedure,service,theme\n"));
  Listing listing = {&build, out};
  TRY(sql_figure_rows_between(source->db, source->arena, ask->from.day, ask->to.day, list_row, &listing));
  return out->failed ? FAIL(source->arena, ERROR_LIMIT, "The list of cases is too long to be frozen.") : OK;
}

/* ---- two frozen lists ---------------------------------------------------------------------------- */

#define SENTENCES_MAX 200
#define FIELDS 10

typedef struct Line {
  Text key; /* reference, what, number */
  Text fields[FIELDS];
} Line;

static Text take_field(Text *rest) {
  Text line = *rest;
  size_t end = 0;
  bool quoted = line.length && line.at[0] == '"';
  if (quoted) {
    for (end = 1; end < line.length; end++)
      if (line.at[end] == '"' && !(end + 1 < line.length && line.at[end + 1] == '"' && ++end)) break;
    *rest = text_slice(line, end + 2, line.length);
    return text_slice(line, 1, end);
  }
  end = text_find(line, TEXT(","), 0);
  if (end == SIZE_MAX) end = line.length;
  *rest = text_slice(line, end + 1, line.length);
  return text_slice(line, 0, end);
}

static size_t read_lines(Arena *arena, Text csv, Line **lines) {
  Text rest = csv, text;
  size_t most = 0, count = 0;
  for (size_t i = 0; i < csv.length; i++) most += csv.at[i] == '\n';
  *lines = ARENA_ARRAY(arena, Line, most + 1);
  if (!text_next(&rest, '\n', &text)) return 0;
  while (text_next(&rest, '\n', &text)) {
    if (text_is_empty(text)) continue;
    Line *line = &(*lines)[count++];
    for (int i = 0; i < FIELDS; i++) line->fields[i] = take_field(&text);
    line->key = text_join(arena, line->fields, 3, TEXT("\x1f"));
  }
  return count;
}

static void sort_lines(Line *lines, size_t count) {
  for (size_t gap = count / 2; gap > 0; gap /= 2)
    for (size_t i = gap; i < count; i++) {
      Line moving = lines[i];
      size_t to = i;
      for (; to >= gap && text_compare(lines[to - gap].key, moving.key) > 0; to -= gap)
        lines[to] = lines[to - gap];
      lines[to] = moving;
    }
}

static Text line_words(Arena *arena, const Line *line) {
  Text what = name_words(arena, line->fields[1]);
  bool numbered = text_equal(line->fields[1], TEXT("stage")) || text_equal(line->fields[1], TEXT("action"));
  if (!numbered) return text_format(arena, "%.*s", TEXT_ARGUMENTS(line->fields[0]));
  char *lower = text_z(arena, what);
  lower[0] = (char)(lower[0] | 0x20);
  return text_format(arena, "%.*s, %s %.*s", TEXT_ARGUMENTS(line->fields[0]), lower,
                     TEXT_ARGUMENTS(line->fields[2]));
}

static Text field_words(Arena *arena, int field, Text value) {
  Date date;
  if (text_is_empty(value)) return TEXT("nothing");
  if (field == 3 || field == 4) return date_parse(value, &date) ? date_words(arena, date) : value;
  return text_format(arena, "“%.*s”", TEXT_ARGUMENTS(value));
}

static Text changed_words(Arena *arena, const Line *was, const Line *is) {
  static const char *const names[FIELDS] = {"",
                                            "",
                                            "",
                                            "the day it was opened",
                                            "the day it ended",
                                            "the outcome",
                                            "the verdict on time",
                                            "the procedure",
                                            "the service",
                                            "the cause"};
  Text parts[FIELDS];
  size_t count = 0;
  for (int i = 3; i < FIELDS; i++) {
    if (text_equal(was->fields[i], is->fields[i])) continue;
    Text before = field_words(arena, i, was->fields[i]), after = field_words(arena, i, is->fields[i]);
    parts[count++] = text_format(arena, "%s is %.*s, and was %.*s", names[i], TEXT_ARGUMENTS(after),
                                 TEXT_ARGUMENTS(before));
  }
  if (!count) return TEXT_NONE;
  Text head = line_words(arena, is), tail = text_join(arena, parts, count, TEXT("; "));
  return text_format(arena, "%.*s: %.*s.", TEXT_ARGUMENTS(head), TEXT_ARGUMENTS(tail));
}

static void say(Text *sentences, size_t *count, Text words) {
  if (!text_is_empty(words) && *count < SENTENCES_MAX) sentences[(*count)++] = words;
}

static Text only_words(Arena *arena, const Line *line, const char *what) {
  Text head = line_words(arena, line);
  return text_format(arena, "%.*s: %s.", TEXT_ARGUMENTS(head), what);
}

/* Reading takes several times their length. */
#define COMPARED_MOST ((size_t)6 << 20)

static Text *too_long(Arena *arena) {
  Text *sentence = ARENA_NEW(arena, Text);
  *sentence = TEXT("The lists are too long to be compared case by case.");
  return sentence;
}

Error report_rows_compared(Arena *arena, Text frozen, Text now, const Text **sentences, size_t *count) {
  Line *was, *is;
  if (frozen.length > COMPARED_MOST || now.length > COMPARED_MOST - frozen.length) {
    *sentences = too_long(arena);
    *count = 1;
    return OK;
  }
  size_t was_count = read_lines(arena, frozen, &was), is_count = read_lines(arena, now, &is), a = 0, b = 0;
  Text *out = ARENA_ARRAY(arena, Text, SENTENCES_MAX);
  *count = 0;
  sort_lines(was, was_count);
  sort_lines(is, is_count);
  while (a < was_count || b < is_count) {
    int order = a == was_count ? 1 : b == is_count ? -1 : text_compare(was[a].key, is[b].key);
    if (order == 0) say(out, count, changed_words(arena, &was[a], &is[b]));
    if (order < 0) say(out, count, only_words(arena, &was[a], "was counted, and is not any more"));
    if (order > 0) say(out, count, only_words(arena, &is[b], "is counted now, and was not"));
    a += order <= 0;
    b += order >= 0;
  }
  *sentences = out;
  return OK;
}
