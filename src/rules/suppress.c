#include "rules/suppress.h"
#include "rules/suppress_system.h"

#include <string.h>

static bool is_small(int64_t count, int64_t threshold) { return count > 0 && count < threshold; }

/* Under a threshold of 2 a small hidden cell is 1 by its sign alone: no more can be kept of it than whether
 * it is the small one. */
static bool is_strict(int64_t threshold) { return threshold > 2; }

/* ---- cells ----------------------------------------------------------------------------------------------
 */

static void hide_small(System *system, int64_t threshold, Suppressed *done) {
  for (size_t i = 0; i < system->cell_count; i++) {
    const Cell *cell = &system->cells[i];
    if (!cell->counts || cell->hidden || !is_small(cell->value, threshold)) continue;
    system_hide(system, i, true);
    done->small++;
  }
}

static bool *hidden_of(Arena *arena, TableRow *row, bool previous, size_t columns) {
  bool **hidden = previous ? &row->previous_hidden : &row->hidden;
  if (*hidden == NULL) *hidden = ARENA_ARRAY(arena, bool, columns);
  return *hidden;
}

static void mark_row(const System *system, TableRow *row, const Cell *cells, size_t columns) {
  for (size_t c = 0; c < columns; c++)
    if (cells[c].hidden) hidden_of(system->arena, row, system->previous, columns)[c] = true;
}

/* The rows of a table that is left out: all of them, noughts too. */
static void mark_details(const System *system, const FigureTable *table, int64_t threshold,
                         Suppressed *done) {
  for (size_t r = 0; r < table->row_count; r++) {
    TableRow *row = &table->rows[r];
    const int64_t *values = system->previous ? row->previous : row->cells;
    if (values == NULL || !system_is_detail(table, r)) continue;
    bool *hidden = hidden_of(system->arena, row, system->previous, table->column_count);
    for (size_t c = 0; c < table->column_count; c++) {
      if (values[c] == INT_NONE || values[c] < 0 || hidden[c]) continue;
      hidden[c] = true;
      is_small(values[c], threshold) ? done->small++ : done->protecting++;
    }
  }
}

static bool nothing_to_hide(const System *system, int64_t threshold) {
  for (size_t i = 0; i < system->cell_count; i++) {
    const Cell *cell = &system->cells[i];
    if (cell->counts && (cell->hidden || is_small(cell->value, threshold))) return false;
  }
  return true;
}

/* Leaves the largest table out that may be; false where there is none. */
static bool leave_largest_out(const FigureTable *tables, size_t count, bool *left_out) {
  size_t largest = SIZE_MAX, size = 0;
  for (size_t t = 0; t < count; t++) {
    size_t cells = tables[t].row_count * tables[t].column_count;
    if (left_out[t] || !system_may_leave_out(&tables[t]) || cells <= size) continue;
    largest = t;
    size = cells;
  }
  if (largest != SIZE_MAX) left_out[largest] = true;
  return largest != SIZE_MAX;
}

/* More cells than these are not even tried. */
#define CELLS_MOST 2400

static bool is_too_large(const System *system) {
  size_t count = 0;
  for (size_t i = 0; i < system->cell_count; i++) count += system->cells[i].counts;
  return count > CELLS_MOST;
}

/* Nothing is shown but what is nought. Never met, since totals are few. */
static void hide_all(System *system, int64_t threshold, Suppressed *done) {
  hide_small(system, threshold, done);
  for (size_t i = 0; i < system->cell_count; i++) {
    if (!system->cells[i].counts || system->cells[i].hidden || system->cells[i].value == 0) continue;
    system_hide(system, i, true);
    system->cells[i].protecting = true;
  }
}

/* The system with everything hidden in it that must be. Where that would take too long, the largest table is
 * hidden whole and left out, then the next. */
static System *hide_enough(Arena *arena, Arena *scratch, const FigureTable *tables, size_t table_count,
                           bool previous, int64_t threshold, Suppressed *done) {
  bool *left_out = ARENA_ARRAY(arena, bool, table_count + 1);
  const Suppressed none = *done;
  System *system = system_new(arena, scratch, tables, table_count, previous, left_out);
  if (nothing_to_hide(system, threshold)) return system;
  for (;;) {
    *done = none;
    bool large = is_too_large(system);
    if (!large) hide_small(system, threshold, done);
    if (!large && system_protect(system, is_strict(threshold))) return system;
    bool left = leave_largest_out(tables, table_count, left_out);
    system = system_new(arena, scratch, tables, table_count, previous, left_out);
    if (left) continue;
    *done = none;
    hide_all(system, threshold, done);
    return system;
  }
}

static System *suppress_cells(Arena *arena, Arena *scratch, FigureTable *tables, size_t table_count,
                              bool previous, int64_t threshold, Suppressed *done) {
  System *system = hide_enough(arena, scratch, tables, table_count, previous, threshold, done);
  for (size_t i = 0; i < system->cell_count; i++) done->protecting += system->cells[i].protecting;
  for (size_t t = 0; t < table_count; t++) {
    for (size_t r = 0; r < tables[t].row_count; r++)
      mark_row(system, &tables[t].rows[r], &system->cells[system->first[t] + r * tables[t].column_count],
               tables[t].column_count);
    if (system->left_out[t]) mark_details(system, &tables[t], threshold, done);
  }
  return system;
}

/* ---- rates ----------------------------------------------------------------------------------------------
 */

/* What the numbers of a rate are the sums of, by the rate's name without its stage and procedure. A sum that
 * does not give the number is passed over. */
static const struct {
  const char *word;
  Sum n, of;
} rate_sums[] = {
    {"on-time", {"on-time", NULL, "on-time"}, {"on-time", NULL, "responded"}},
    {"on-time-extended", {"on-time", NULL, "on-time in-extension"}, {"on-time", NULL, "responded"}},
    {"fault-found", {"outcomes", NULL, "partly-upheld upheld"}, {"outcomes", NULL, "decided"}},
    {"rate-received",
     {"received-by-procedure", "total", "stage-2"},
     {"received-by-procedure", "total", "stage-1"}},
    {"rate-received",
     {"received-by-service", "total", "stage-2"},
     {"received-by-service", "total", "stage-1"}},
    {"rate-closed", {"outcomes", "stage-2", "decided"}, {"outcomes", "stage-1", "decided"}},
    {"uphold-rate",
     {"ombudsman-decisions", "upheld", "n"},
     {"ombudsman-decisions", "upheld not-upheld", "n"}},
    {"satisfactory-remedy", {"ombudsman-remedy", "total", "n"}, {"ombudsman-remedy", "total", "of"}},
    {"compliance",
     {"ombudsman-compliance", "total", "on-time late"},
     {"ombudsman-compliance", "total", "recorded"}},
    {"subject-access-share",
     {"subject-access-by-service", "total", "received"},
     {"subject-access-whole-council", "total", "received"}},
    {"actions-on-time", {"actions", "total", "completed-on-time"}, {"actions", "total", "agreed"}},
};

/* "fault-found" of "stage-1-fault-found", "on-time" of "stage-1-on-time/PROCEDURE". */
static Text rate_word(Text id) {
  id = text_slice(id, 0, text_find(id, TEXT("/"), 0));
  return text_starts(id, TEXT("stage-")) && id.length > 8 ? text_slice(id, 8, id.length) : id;
}

/* The row that it names: its own, else "stage-1" or "stage-1/PROCEDURE" of its id. */
static Text rate_row(Arena *arena, const FigureRate *rate) {
  if (!text_is_empty(rate->row)) return rate->row;
  if (!text_starts(rate->id, TEXT("stage-"))) return TEXT("total");
  size_t slash = text_find(rate->id, TEXT("/"), 0);
  Text procedure = text_slice(rate->id, slash, rate->id.length), stage = text_slice(rate->id, 0, 7);
  return text_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(stage), TEXT_ARGUMENTS(procedure));
}

static const char *name_z(Arena *arena, Text name) { return text_is_empty(name) ? "" : text_z(arena, name); }

static Sum own_sum(Arena *arena, const FigureRate *rate) {
  return (Sum){name_z(arena, rate->table), NULL, name_z(arena, rate->column)};
}

/* Adds what a shown number tells of hidden cells. The cells are in system->left. */
static size_t tell(System *system, Sum sum, Text row, int64_t number) {
  size_t count = system_cells(system, sum, row, system->left), hidden = 0;
  if (!system_adds_up(system, system->left, count, number)) return 0;
  for (size_t i = 0; i < count; i++) hidden += system->cells[system->left[i]].hidden;
  if (hidden > 0) system_add_known(system, system->left, count);
  return hidden > 0;
}

static size_t tell_rate(System *system, const FigureRate *rate, Share share) {
  Text word = rate_word(rate->id), row = rate_row(system->arena, rate);
  size_t told = tell(system, own_sum(system->arena, rate), rate->row, share.n);
  for (size_t i = 0; i < sizeof rate_sums / sizeof *rate_sums; i++) {
    if (!text_equal(text_of(rate_sums[i].word), word)) continue;
    told += tell(system, rate_sums[i].n, row, share.n);
    told += tell(system, rate_sums[i].of, row, share.of);
  }
  return told;
}

/* Whether hidden cells stay safe with the last equations added. */
static bool still_safe(System *system, size_t added, bool strict) {
  for (size_t e = system->equation_count - added; e < system->equation_count; e++) {
    const Equation *equation = &system->equations[e];
    for (size_t i = 0; i < equation->count; i++) {
      if (!system->cells[equation->terms[i].cell].hidden) continue;
      size_t members = system_group(system, equation->terms[i].cell);
      for (size_t m = 0; m < members; m++) system->cells[system->group[m]].safe = false;
    }
  }
  system_examine(system, strict);
  return system_leak(system) == SIZE_MAX;
}

static bool cell_is_hidden(System *system, Sum sum, Text row) {
  if (system_leaves_out(system, sum)) return true;
  size_t count = system_cells(system, sum, row, system->left);
  for (size_t i = 0; i < count; i++)
    if (system->cells[system->left[i]].hidden) return true;
  return false;
}

static bool is_telling(Share share, int64_t threshold) {
  return is_small(share.n, threshold) || is_small(share.of, threshold) ||
         is_small(share.of - share.n, threshold);
}

/* Whether the rate is of rows that are hidden whole. */
static bool is_of_left_out(const System *system, Text word) {
  for (size_t i = 0; i < sizeof rate_sums / sizeof *rate_sums; i++)
    if (text_equal(text_of(rate_sums[i].word), word) &&
        (system_leaves_out(system, rate_sums[i].n) || system_leaves_out(system, rate_sums[i].of)))
      return true;
  return false;
}

/* Whether the share would give a hidden count away. What a shown one tells stays in the system, so that two
 * shares do not tell together what neither tells alone. */
static bool gives_away(System *system, const FigureRate *rate, Share share, int64_t threshold) {
  if (is_telling(share, threshold)) return true;
  if (cell_is_hidden(system, own_sum(system->arena, rate), rate->row)) return true;
  if (is_of_left_out(system, rate_word(rate->id))) return true;
  size_t told = tell_rate(system, rate, share);
  if (told == 0 || still_safe(system, told, is_strict(threshold))) return false;
  while (told-- > 0) system_drop_last(system);
  for (size_t i = 0; i < system->cell_count; i++)
    if (system->cells[i].hidden) system->cells[i].safe = true; /* as before */
  return true;
}

/* A change: `of` is the earlier figure, of + n the later one; n is nobody's number. It ties the two periods
 * together, so both figures must be shown ones. */
static bool change_gives_away(System *now /* may be NULL */, System *before, const FigureRate *rate,
                              Share share, int64_t threshold) {
  if (is_small(share.of, threshold) || is_small(share.of + share.n, threshold)) return true;
  Sum sum = own_sum(before->arena, rate);
  Text row = rate->row, prefix = TEXT("change-in-");
  if (text_is_empty(rate->table) && text_starts(rate->id, prefix)) {
    Text column = text_slice(rate->id, prefix.length, rate->id.length);
    sum = (Sum){"received-by-procedure", "total", text_z(before->arena, column)};
  }
  return (now && cell_is_hidden(now, sum, row)) || cell_is_hidden(before, sum, row);
}

static size_t hide_rate(System *now, System *before, FigureRate *rate, int64_t threshold) {
  bool known = rate->hidden, known_before = rate->previous_hidden;
  if (rate->change) {
    rate->hidden |= change_gives_away(now, before, rate, rate->now, threshold);
    if (rate->has_previous)
      rate->previous_hidden |= change_gives_away(NULL, before, rate, rate->previous, threshold);
  } else {
    rate->hidden = rate->hidden || gives_away(now, rate, rate->now, threshold);
    if (rate->has_previous)
      rate->previous_hidden = rate->previous_hidden || gives_away(before, rate, rate->previous, threshold);
  }
  return rate->hidden != known || rate->previous_hidden != known_before;
}

Suppressed suppress_small(Arena *arena, FigureTable *tables, size_t table_count, FigureRate *rates,
                          size_t rate_count, int64_t threshold) {
  Suppressed done = {0};
  if (threshold <= 1) return done;
  AUTO_ARENA scratch = arena_new();
  System *now = suppress_cells(arena, scratch, tables, table_count, false, threshold, &done);
  System *before = suppress_cells(arena, scratch, tables, table_count, true, threshold, &done);
  for (size_t i = 0; i < rate_count; i++) done.rates += hide_rate(now, before, &rates[i], threshold);
  return done;
}

/* ---- what leaks -----------------------------------------------------------------------------------------
 */

/* "Stage 2" within a sentence; "SEN" stays. */
static Text within_sentence(Arena *arena, Text label) {
  bool word = label.length > 1 && label.at[1] >= 'a' && label.at[1] <= 'z';
  if (!word) return label;
  Text first = text_lower_ascii(arena, text_slice(label, 0, 1));
  return text_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(first),
                     TEXT_ARGUMENTS(text_slice(label, 1, label.length)));
}

static Text leak_words(const System *system, Arena *arena, size_t cell) {
  size_t t = system->table_count - 1;
  while (system->first[t] > cell) t--;
  const FigureTable *table = &system->tables[t];
  size_t row = (cell - system->first[t]) / table->column_count;
  size_t column = (cell - system->first[t]) % table->column_count;
  Text label = table->rows[row].label, of = TEXT_NONE;
  if (text_is_empty(label)) label = table->rows[row].id;
  if (table->column_count > 1)
    of = within_sentence(arena, table->column_labels ? table->column_labels[column] : table->columns[column]);
  return text_format(arena, "The %sfigure for %.*s%s%.*s in “%.*s” can be worked out from the totals",
                     system->previous ? "earlier " : "", TEXT_ARGUMENTS(label), text_is_empty(of) ? "" : ", ",
                     TEXT_ARGUMENTS(of), TEXT_ARGUMENTS(table->title));
}

/* Whether all details of the tables that are left out are hidden. */
static bool are_whole(const System *all, const bool *left_out) {
  for (size_t t = 0; t < all->table_count; t++)
    for (size_t r = 0; left_out[t] && r < all->tables[t].row_count; r++)
      for (size_t c = 0; system_is_detail(&all->tables[t], r) && c < all->tables[t].column_count; c++) {
        const Cell *cell = &all->cells[all->first[t] + r * all->tables[t].column_count + c];
        if (cell->counts && !cell->hidden) return false;
      }
  return true;
}

/* As hide_enough leaves out what is too large. */
static Text find_leak(const System *all, Arena *arena) {
  bool *left_out = ARENA_ARRAY(arena, bool, all->table_count + 1);
  for (;;) {
    System *system = system_new(arena, all->scratch, all->tables, all->table_count, all->previous, left_out);
    system->given_up = is_too_large(system);
    system_examine(system, false);
    system_examine(system, true); /* may find a filling that the plain search passed over */
    size_t leak = system_leak(system);
    if (leak == SIZE_MAX) return TEXT_NONE;
    if (!system->given_up) return leak_words(system, arena, leak);
    if (!leave_largest_out(all->tables, all->table_count, left_out) || !are_whole(all, left_out))
      return TEXT("The tables are too large to be searched for what can be worked out from the totals");
  }
}

Text suppress_leak(Arena *arena, const FigureTable *tables, size_t table_count) {
  AUTO_ARENA scratch = arena_new();
  Text leak = TEXT_NONE;
  for (int previous = 0; previous < 2 && text_is_empty(leak); previous++)
    leak = find_leak(system_new(arena, scratch, tables, table_count, previous == 1, NULL), arena);
  return leak;
}
