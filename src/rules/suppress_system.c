#include "rules/suppress_system.h"

#include <string.h>

__extension__ typedef __int128 Wide;

/* ---- the cells ------------------------------------------------------------------------------------------
 */

static Cell cell_of(const TableRow *row, size_t column, bool previous) {
  const int64_t *values = previous ? row->previous : row->cells;
  const bool *hidden = previous ? row->previous_hidden : row->hidden;
  Cell cell = {.value = values ? values[column] : INT_NONE};
  cell.counts = cell.value != INT_NONE && cell.value >= 0;
  cell.hidden = cell.counts && hidden && hidden[column];
  return cell;
}

static bool has_parts(const FigureTable *table) {
  for (size_t r = 0; r < table->row_count; r++)
    if (table->rows[r].part) return true;
  return false;
}

bool system_is_detail(const FigureTable *table, size_t row) {
  return table->rows[row].part || (!table->rows[row].total && !has_parts(table));
}

bool system_may_leave_out(const FigureTable *table) {
  return table->row_count > 1 && (table->additive || has_parts(table));
}

static void leave_out(System *system, size_t table) {
  const FigureTable *in = &system->tables[table];
  if (!system->left_out || !system->left_out[table]) return;
  for (size_t r = 0; r < in->row_count; r++) {
    Cell *cells = &system->cells[system->first[table] + r * in->column_count];
    if (!system_is_detail(in, r)) continue;
    for (size_t c = 0; c < in->column_count; c++) cells[c].counts = cells[c].hidden = false;
  }
}

static void take_cells(System *system) {
  system->first = ARENA_ARRAY(system->arena, size_t, system->table_count + 1);
  for (size_t t = 0; t < system->table_count; t++) {
    system->first[t] = system->cell_count;
    system->cell_count += system->tables[t].row_count * system->tables[t].column_count;
  }
  system->cells = ARENA_ARRAY(system->arena, Cell, system->cell_count + 1);
  for (size_t t = 0, i = 0; t < system->table_count; t++)
    for (size_t r = 0; r < system->tables[t].row_count; r++)
      for (size_t c = 0; c < system->tables[t].column_count; c++)
        system->cells[i++] = cell_of(&system->tables[t].rows[r], c, system->previous);
  for (size_t t = 0; t < system->table_count; t++) leave_out(system, t);
  system->left = ARENA_ARRAY(system->arena, size_t, system->cell_count + 1);
  system->right = ARENA_ARRAY(system->arena, size_t, system->cell_count + 1);
  system->group = ARENA_ARRAY(system->arena, size_t, system->cell_count + 1);
}

static size_t cell_at(const System *system, size_t table, size_t row, size_t column) {
  return system->first[table] + row * system->tables[table].column_count + column;
}

static size_t table_named(const System *system, const char *id) {
  for (size_t t = 0; t < system->table_count; t++)
    if (text_equal(system->tables[t].id, text_of(id))) return t;
  return SIZE_MAX;
}

/* ---- the equations --------------------------------------------------------------------------------------
 */

/* Room for one more of a list that grows by doubling. */
static void *room_for(Arena *arena, void *list, size_t count, size_t *room, size_t size) {
  if (count < *room) return list;
  size_t more = *room ? 2 * *room : 4;
  list = *room ? arena_grow(arena, list, count, more, size) : arena_take(arena, more, size);
  *room = more;
  return list;
}

static void enlist(System *system, size_t equation, size_t at, size_t cell, int64_t sign) {
  Cell *in = &system->cells[cell];
  system->equations[equation].terms[at] = (Term){cell, sign};
  system->equations[equation].hidden += in->hidden;
  in->equations =
      room_for(system->arena, in->equations, in->equation_count, &in->equation_room, sizeof(size_t));
  in->equations[in->equation_count++] = equation;
}

static void push(System *system, const size_t *left, size_t left_count, const size_t *right,
                 size_t right_count) {
  system->equations = room_for(system->arena, system->equations, system->equation_count,
                               &system->equation_room, sizeof(Equation));
  size_t at = system->equation_count++, count = left_count + right_count;
  system->equations[at] = (Equation){ARENA_ARRAY(system->arena, Term, count), count, 0, 0};
  for (size_t i = 0; i < left_count; i++) enlist(system, at, i, left[i], 1);
  for (size_t i = 0; i < right_count; i++) enlist(system, at, left_count + i, right[i], -1);
}

static size_t only_counts(const System *system, size_t *cells, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (system->cells[cells[i]].counts) cells[kept++] = cells[i];
  return kept;
}

static Wide sum(const System *system, const size_t *cells, size_t count) {
  Wide all = 0;
  for (size_t i = 0; i < count; i++) all += system->cells[cells[i]].value;
  return all;
}

/* Whether the equation stands already: a total column and a rule by names may say the same. */
static bool is_known(const System *system, size_t left_count, size_t right_count) {
  const Cell *cell = &system->cells[system->right[0]];
  for (size_t e = 0; e < cell->equation_count; e++) {
    const Equation *equation = &system->equations[cell->equations[e]];
    if (equation->count != left_count + right_count) continue;
    bool same = true;
    for (size_t i = 0; same && i < equation->count; i++)
      same = equation->terms[i].cell == (i < left_count ? system->left[i] : system->right[i - left_count]);
    if (same) return true;
  }
  return false;
}

/* The sum of system->left equals that of system->right. Left out where it does not: then it is no rule of
 * these figures, and nobody learns anything true from it. */
static bool equate(System *system, size_t left_count, size_t right_count, bool total) {
  left_count = only_counts(system, system->left, left_count);
  right_count = only_counts(system, system->right, right_count);
  if (left_count == 0 || right_count == 0) return false;
  if (sum(system, system->left, left_count) != sum(system, system->right, right_count)) return false;
  if (is_known(system, left_count, right_count)) return true;
  push(system, system->left, left_count, system->right, right_count);
  if (total) system->cells[system->right[0]].totals++;
  return true;
}

void system_add_known(System *system, const size_t *cells, size_t count) {
  push(system, cells, count, NULL, 0);
}

void system_drop_last(System *system) {
  const Equation *last = &system->equations[--system->equation_count];
  for (size_t i = 0; i < last->count; i++) system->cells[last->terms[i].cell].equation_count--;
}

/* ---- sums by name ---------------------------------------------------------------------------------------
 */

static bool is_plain(const TableRow *row) { return !row->total && !row->part; }

/* A column's whole: its last total, or all rows where the table has none. */
static size_t whole(const System *system, size_t table, size_t column, size_t *cells) {
  const FigureTable *in = &system->tables[table];
  size_t count = 0;
  for (size_t r = in->row_count; r-- > 0;) {
    if (!in->rows[r].total) continue;
    cells[0] = cell_at(system, table, r, column);
    return 1;
  }
  for (size_t r = 0; r < in->row_count; r++)
    if (is_plain(&in->rows[r])) cells[count++] = cell_at(system, table, r, column);
  return count;
}

static bool next_row(const Sum *named, Text *rows, Text *row) {
  if (named->rows) return !text_is_empty(*rows) && text_next(rows, ' ', row);
  *row = *rows; /* its name may have spaces */
  *rows = TEXT_NONE;
  return !text_is_empty(*row);
}

size_t system_cells(const System *system, Sum named, Text row, size_t *cells) {
  size_t table = table_named(system, named.table), count = 0;
  if (table == SIZE_MAX) return 0;
  Text columns = text_of(named.columns), column, name;
  while (text_next(&columns, ' ', &column)) {
    size_t c = table_column(&system->tables[table], column);
    if (c == SIZE_MAX) return 0;
    if (named.rows && strcmp(named.rows, "total") == 0) {
      count += whole(system, table, c, cells + count);
      continue;
    }
    Text rows = named.rows ? text_of(named.rows) : row;
    while (next_row(&named, &rows, &name)) {
      size_t r = table_row(&system->tables[table], name);
      if (r == SIZE_MAX) return 0;
      cells[count++] = cell_at(system, table, r, c);
    }
  }
  return only_counts(system, cells, count);
}

bool system_leaves_out(const System *system, Sum named) {
  size_t table = table_named(system, named.table);
  if (!system->left_out || table == SIZE_MAX || !system->left_out[table]) return false;
  return !named.rows || strcmp(named.rows, "total") != 0;
}

bool system_adds_up(const System *system, const size_t *cells, size_t count, int64_t value) {
  return count > 0 && sum(system, cells, count) == value;
}

static void equate_named(System *system, Sum left, Sum right, Text row, bool total) {
  size_t left_count = system_cells(system, left, row, system->left);
  equate(system, left_count, system_cells(system, right, row, system->right), total);
}

/* ---- what adds up in a table ----------------------------------------------------------------------------
 */

static void row_sums(System *system, size_t table) {
  static const struct {
    const char *parts, *total;
  } known[] = {{"not-upheld partly-upheld upheld", "decided"},
               {"on-time in-extension late", "responded"}, /* where every answer has a verdict */
               {"on-time late not-complied", "recorded"}};
  const FigureTable *in = &system->tables[table];
  for (size_t r = 0; r < in->row_count; r++) {
    size_t count = 0;
    for (int c = 0; c < in->total_column; c++) system->left[count++] = cell_at(system, table, r, (size_t)c);
    if (in->total_column >= 0) {
      system->right[0] = cell_at(system, table, r, (size_t)in->total_column);
      equate(system, count, 1, true);
    }
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
      Text parts = text_of(known[k].parts), part;
      size_t total = table_column(in, text_of(known[k].total)), c = total;
      for (count = 0; c != SIZE_MAX && text_next(&parts, ' ', &part);)
        if ((c = table_column(in, part)) != SIZE_MAX) system->left[count++] = cell_at(system, table, r, c);
      if (c == SIZE_MAX) continue;
      system->right[0] = cell_at(system, table, r, total);
      equate(system, count, 1, true);
    }
  }
}

/* Each total row is the sum of the plain rows above it, or of those since the total row before. */
static void column_sums(System *system, size_t table) {
  const FigureTable *in = &system->tables[table];
  for (size_t total = 0; in->additive && total < in->row_count; total++) {
    if (!in->rows[total].total) continue;
    size_t above = total;
    while (above > 0 && !in->rows[above - 1].total) above--;
    for (size_t c = 0; c < in->column_count; c++) {
      for (size_t pass = 0; pass < 2; pass++) {
        size_t count = 0;
        for (size_t r = pass == 0 ? 0 : above; r < total; r++)
          if (is_plain(&in->rows[r])) system->left[count++] = cell_at(system, table, r, c);
        system->right[0] = cell_at(system, table, total, c);
        if (equate(system, count, 1, true)) break;
      }
    }
  }
}

/* Rows "stage-1/…" add up to the row "stage-1". */
static void children(System *system, size_t table) {
  const FigureTable *in = &system->tables[table];
  for (size_t p = 0; p < in->row_count; p++) {
    Text parent = in->rows[p].id;
    for (size_t c = 0; c < in->column_count; c++) {
      size_t count = 0;
      for (size_t r = 0; r < in->row_count; r++) {
        Text id = in->rows[r].id;
        if (id.length <= parent.length || id.at[parent.length] != '/' || !text_starts(id, parent)) continue;
        if (!text_contains(text_slice(id, parent.length + 1, id.length), TEXT("/")))
          system->left[count++] = cell_at(system, table, r, c);
      }
      if (count == 0) continue;
      system->right[0] = cell_at(system, table, p, c);
      equate(system, count, 1, true);
    }
  }
}

/* The row of the service that the row "Service / Team" belongs to; SIZE_MAX: none. A service's name may have
 * " / " in it too: then the longest fits. */
static size_t service_of_team(const FigureTable *services, Text team) {
  size_t found = SIZE_MAX, longest = 0;
  for (size_t s = 0; s < services->row_count; s++) {
    const TableRow *row = &services->rows[s];
    Text name = text_equal(row->id, TEXT("no-service")) ? TEXT("No service recorded") : row->id;
    if (row->total || name.length <= longest || !text_starts(team, name)) continue;
    if (!text_starts(text_slice(team, name.length, team.length), TEXT(" / "))) continue;
    longest = name.length;
    found = s;
  }
  return found;
}

/* The teams of a service add up to the service's row in the table of services. */
static void teams_of_services(System *system, size_t teams, size_t services) {
  const FigureTable *in = &system->tables[teams], *parents = &system->tables[services];
  size_t *service = ARENA_ARRAY(system->arena, size_t, in->row_count + 1);
  for (size_t r = 0; r < in->row_count; r++) service[r] = service_of_team(parents, in->rows[r].id);
  for (size_t s = 0; s < parents->row_count; s++)
    for (size_t c = 0; c < in->column_count; c++) {
      size_t column = table_column(parents, in->columns[c]), count = 0;
      for (size_t r = 0; column != SIZE_MAX && r < in->row_count; r++)
        if (service[r] == s) system->left[count++] = cell_at(system, teams, r, c);
      if (count == 0) continue;
      system->right[0] = cell_at(system, services, s, column);
      equate(system, count, 1, true);
    }
}

/* ---- what is the same in several tables -----------------------------------------------------------------
 */

static void same_columns(System *system, size_t table, size_t other) {
  const FigureTable *in = &system->tables[table];
  for (size_t c = 0; c < in->column_count; c++) {
    size_t column = table_column(&system->tables[other], in->columns[c]);
    if (column == SIZE_MAX) continue;
    size_t left_count = whole(system, table, c, system->left);
    equate(system, left_count, whole(system, other, column, system->right), false);
  }
}

/* Tables that count the same things under different names. */
static void families(System *system) {
  static const char *const family[] = {
      "received-by-procedure received-by-service received-by-team",
      "advocacy-age advocacy-gender advocacy-reason",
      "subject-access-by-service subject-access-whole-council",
  };
  for (size_t f = 0; f < sizeof family / sizeof *family; f++) {
    Text names = text_of(family[f]), name;
    size_t members[4], count = 0;
    while (text_next(&names, ' ', &name))
      for (size_t t = 0; count < 4 && t < system->table_count; t++)
        if (text_equal(system->tables[t].id, name)) members[count++] = t;
    for (size_t i = 0; i < count; i++)
      for (size_t j = i + 1; j < count; j++) same_columns(system, members[i], members[j]);
  }
  size_t teams = table_named(system, "received-by-team");
  size_t services = table_named(system, "received-by-service");
  if (teams == SIZE_MAX || services == SIZE_MAX) return;
  if (!system->left_out || !system->left_out[teams]) teams_of_services(system, teams, services);
}

/* Every answer is a decision, a withdrawal or another outcome; where no table tells of others, there are
 * none. The link does not stand where the figures do not add up. */
static void link_answers(System *system) {
  static const char *const stages[] = {"stage-1", "stage-2", "stage-3"};
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
    Text row = text_of(stages[i]);
    size_t count = system_cells(system, (Sum){"outcomes", NULL, "decided withdrawn"}, row, system->left);
    if (count < 2) continue;
    count += system_cells(system, (Sum){"other-outcomes", NULL, "n"}, row, system->left + count);
    size_t responded = system_cells(system, (Sum){"on-time", NULL, "responded"}, row, system->right);
    equate(system, count, responded, false);
  }
}

static void links(System *system) {
  static const Sum pairs[][2] = {
      {{"received-by-procedure", "total", "stage-1"}, {"months", "total", "received"}},
      {{"received-by-service", "total", "stage-1"}, {"months", "total", "received"}},
      {{"on-time", "stage-1", "responded"}, {"months-on-time", "total", "responded"}},
      {{"on-time", "stage-1", "on-time"}, {"months-on-time", "total", "on-time"}},
      {{"ombudsman-decisions", "upheld", "n"}, {"ombudsman-remedy", "total", "of"}},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    equate_named(system, pairs[i][0], pairs[i][1], TEXT_NONE, false);
  link_answers(system);
}

System *system_new(Arena *arena, Arena *scratch, const FigureTable *tables, size_t table_count, bool previous,
                   const bool *left_out) {
  System *system = ARENA_NEW(arena, System);
  *system = (System){.arena = arena,
                     .scratch = scratch,
                     .tables = tables,
                     .table_count = table_count,
                     .previous = previous,
                     .left_out = left_out};
  take_cells(system);
  for (size_t t = 0; t < table_count; t++) {
    row_sums(system, t);
    column_sums(system, t);
    children(system, t);
  }
  families(system);
  links(system);
  return system;
}

/* ---- what hangs together --------------------------------------------------------------------------------
 */

void system_hide(System *system, size_t at, bool hidden) {
  Cell *cell = &system->cells[at];
  if (cell->hidden == hidden) return;
  cell->hidden = hidden;
  cell->safe = false;
  for (size_t e = 0; e < cell->equation_count; e++) {
    size_t *count = &system->equations[cell->equations[e]].hidden;
    *count = hidden ? *count + 1 : *count - 1;
  }
}

/* Gathers the group of a hidden cell that this sweep has not met; its equations too where wanted. */
size_t system_gather(System *system, size_t start, size_t *equations, size_t *equation_count) {
  size_t count = 0;
  system->group[count++] = start;
  system->cells[start].sweep = system->sweep;
  for (size_t done = 0; done < count; done++) {
    const Cell *cell = &system->cells[system->group[done]];
    for (size_t e = 0; e < cell->equation_count; e++) {
      Equation *equation = &system->equations[cell->equations[e]];
      if (equation->sweep == system->sweep) continue;
      equation->sweep = system->sweep;
      if (equations) equations[(*equation_count)++] = cell->equations[e];
      for (size_t i = 0; i < equation->count; i++) {
        Cell *next = &system->cells[equation->terms[i].cell];
        if (!next->hidden || next->sweep == system->sweep) continue;
        next->sweep = system->sweep;
        system->group[count++] = equation->terms[i].cell;
      }
    }
  }
  return count;
}

size_t system_group(System *system, size_t cell) {
  system->sweep++;
  return system_gather(system, cell, NULL, NULL);
}

size_t system_leak(const System *system) {
  for (size_t i = 0; i < system->cell_count; i++)
    if (system->cells[i].hidden && !system->cells[i].safe && !system->cells[i].hopeless) return i;
  return SIZE_MAX;
}
