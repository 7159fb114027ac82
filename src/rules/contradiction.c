/* The list of findings, the figures that texts are held against, and the arithmetic of percentages. */
#include "rules/claim_read.h"

#define WIDEST_PART INT64_C(1000000000000) /* times 10000 and 200 it still fits */

/* ---- percentages -------------------------------------------------------------------------------------- */

static int64_t ten_to(int decimals) { return decimals == 0 ? 1 : decimals == 1 ? 10 : 100; }

bool share_is(Share share, int64_t value, int decimals) {
  if (share.n == INT_NONE || share.n > WIDEST_PART || share.n < -WIDEST_PART || value > INT32_MAX - 1)
    return false;
  return share_percent((Share){share.n * ten_to(decimals), share.of}) == value;
}

bool value_is_possible(int64_t value, int decimals, int64_t of) {
  int64_t whole = 100 * ten_to(decimals);
  if (of <= 0 || value < 0 || value > whole) return false;
  /* From as many as there are steps on, every step is hit. */
  if (of >= whole) return true;
  /* The smallest n that rounds to `value` or more: n / of >= (value - 1/2) / whole. */
  int64_t below = 2 * value - 1;
  int64_t n = below <= 0 ? 0 : (below * of + 2 * whole - 1) / (2 * whole);
  return n <= of && share_is((Share){n, of}, value, decimals);
}

bool percent_is_possible(int32_t percent, int64_t of) { return value_is_possible(percent, 0, of); }

Text change_explained(Arena *arena, int64_t now, int64_t earlier) {
  if (now < 0 || earlier <= 0) return TEXT_NONE;
  int64_t change = now > earlier ? now - earlier : earlier - now;
  int32_t wrong = share_percent((Share){change, now}), right = share_percent((Share){change, earlier});
  if (wrong == right) return TEXT_NONE;
  if (now == 0)
    return text_format(arena,
                       "There is no percentage of this year's 0. A change is measured against the earlier "
                       "year: %lld of %lld is %d%%.",
                       (long long)change, (long long)earlier, right);
  return text_format(arena,
                     "%d%% would be %lld of this year's %lld. A change is measured against the earlier year: "
                     "%lld of %lld is %d%%.",
                     wrong, (long long)change, (long long)now, (long long)change, (long long)earlier, right);
}

/* ---- tables ------------------------------------------------------------------------------------------- */

const FigureTable *finder_table(const Finder *finder, Text id) {
  for (size_t i = 0; i < finder->table_count; i++)
    if (text_equal(finder->tables[i].id, id)) return &finder->tables[i];
  return NULL;
}

Text row_called(const TableRow *row) { return text_is_empty(row->label) ? row->id : row->label; }

Text column_called(const FigureTable *table, size_t column) {
  bool label = table->column_labels && !text_is_empty(table->column_labels[column]);
  return label ? table->column_labels[column] : table->columns[column];
}

int64_t column_sum(const FigureTable *table, size_t column) {
  int64_t sum = 0;
  for (size_t i = 0; i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    if (row->total || row->part || row->cells[column] == INT_NONE) continue;
    if (row->hidden && row->hidden[column]) return INT_NONE;
    if (__builtin_add_overflow(sum, row->cells[column], &sum)) return INT_NONE;
  }
  return sum;
}

int64_t column_total(const FigureTable *table, size_t column) {
  for (size_t i = 0; i < table->row_count; i++)
    if (table->rows[i].total && table->rows[i].cells[column] != INT_NONE) return table->rows[i].cells[column];
  return column_sum(table, column);
}

static bool is_one_of(Text id, const char *ids) {
  Text rest = text_of(ids), one;
  while (text_next(&rest, ' ', &one))
    if (text_equal(id, one)) return true;
  return false;
}

bool table_adds_up(const FigureTable *table) {
  return table->additive || (table->column_count == 1 && !is_one_of(table->id, "causes other-outcomes"));
}

/* ---- the figures of the report ------------------------------------------------------------------------ */

static void add_share(Finder *finder, KnownShare share) {
  if (share.share.of <= 0 || share.share.n < 0) return;
  if (finder->share_count == finder->share_room) {
    size_t room = finder->share_room ? finder->share_room * 2 : 128;
    finder->shares = arena_grow(finder->arena, finder->shares, finder->share_count, room, sizeof(KnownShare));
    finder->share_room = room;
  }
  finder->shares[finder->share_count++] = share;
}

static void add_change(Finder *finder, int64_t now, int64_t earlier, bool headline) {
  if (now < 0 || earlier <= 0) return;
  if (finder->change_count == finder->change_room) {
    size_t room = finder->change_room ? finder->change_room * 2 : 32;
    finder->changes =
        arena_grow(finder->arena, finder->changes, finder->change_count, room, sizeof(KnownChange));
    finder->change_room = room;
  }
  finder->changes[finder->change_count++] = (KnownChange){now, earlier, headline};
}

static void add_base(Finder *finder, KnownBase base) {
  if (base.of <= 0) return;
  if (finder->base_count == finder->base_room) {
    size_t room = finder->base_room ? finder->base_room * 2 : 32;
    finder->bases = arena_grow(finder->arena, finder->bases, finder->base_count, room, sizeof(KnownBase));
    finder->base_room = room;
  }
  finder->bases[finder->base_count++] = base;
}

/* Whether the column counts what the others of its row are parts of: "decided", "responded", the total. */
static bool is_whole_column(const FigureTable *table, size_t column) {
  return (int)column == table->total_column ||
         is_one_of(table->columns[column], "decided responded agreed received recorded of");
}

static bool is_stage_column(const FigureTable *table, size_t column) {
  return text_starts(table->columns[column], TEXT("stage-"));
}

/* This period's or the earlier one's cells of a row; NULL where the earlier ones are not known. */
static const int64_t *cells_of(const TableRow *row, bool previous) {
  return previous ? row->previous : row->cells;
}

static const TableRow *total_row(const FigureTable *table) {
  for (size_t i = 0; i < table->row_count; i++)
    if (table->rows[i].total) return &table->rows[i];
  return NULL;
}

/* The shares of one cell: of its column, of its row, of the stage before, and of all that is counted. */
static void add_cell_shares(Finder *finder, const FigureTable *table, const TableRow *row, size_t column,
                            bool previous) {
  const int64_t *cells = cells_of(row, previous);
  const TableRow *total = total_row(table);
  const int64_t *totals = total ? cells_of(total, previous) : NULL;
  int64_t n = cells[column];
  if (n == INT_NONE) return;
  if (totals && total != row) add_share(finder, (KnownShare){.share = {n, totals[column]}});
  bool summed = !total && !previous && (table_adds_up(table) || text_equal(table->id, TEXT("causes")));
  if (summed) add_share(finder, (KnownShare){.share = {n, column_sum(table, column)}});
  for (size_t i = 0; i < table->column_count; i++) {
    if (i != column && is_whole_column(table, i) && cells[i] >= n)
      add_share(finder, (KnownShare){.share = {n, cells[i]}});
  }
  if (column > 0 && is_stage_column(table, column) && is_stage_column(table, column - 1))
    add_share(finder, (KnownShare){.share = {n, cells[column - 1]}});
  if (totals && table->total_column >= 0)
    add_share(finder, (KnownShare){.share = {n, totals[table->total_column]}, .loose = true});
}

/* Totals, and what was answered and decided at each stage: what the wrong division is usually made by. */
static bool is_headline(const FigureTable *table, const TableRow *row, size_t column) {
  if (is_one_of(table->id, "received-by-procedure ombudsman-decisions ombudsman-received")) return row->total;
  if (is_one_of(table->id, "outcomes on-time")) return !row->part && is_whole_column(table, column);
  return is_one_of(table->id, "subject-access-whole-council");
}

static void add_row(Finder *finder, const FigureTable *table, size_t r) {
  const TableRow *row = &table->rows[r];
  for (size_t c = 0; c < table->column_count; c++) {
    bool headline = is_headline(table, row, c);
    add_cell_shares(finder, table, row, c, false);
    if (headline) add_base(finder, (KnownBase){row->cells[c], table, r, c, false});
    if (!row->previous) continue;
    add_cell_shares(finder, table, row, c, true);
    add_change(finder, row->cells[c], row->previous[c], headline || row->total);
    if (headline) add_base(finder, (KnownBase){row->previous[c], table, r, c, true});
  }
}

static void add_rate(Finder *finder, const FigureRate *rate) {
  int64_t now;
  if (rate->change) {
    bool fits = !__builtin_add_overflow(rate->now.of, rate->now.n, &now);
    if (fits) add_change(finder, now, rate->now.of, true);
    return;
  }
  add_share(finder, (KnownShare){.share = rate->now, .rate = rate});
  if (rate->has_previous) add_share(finder, (KnownShare){.share = rate->previous, .rate = rate});
}

static void learn(Finder *finder) {
  for (size_t i = 0; i < finder->rate_count; i++) add_rate(finder, &finder->rates[i]);
  for (size_t i = 0; i < finder->table_count; i++) {
    for (size_t r = 0; r < finder->tables[i].row_count; r++) add_row(finder, &finder->tables[i], r);
  }
}

/* ---- the findings ------------------------------------------------------------------------------------- */

void finder_add(Finder *finder, FindingKind kind, bool blocks, Text where, Text words) {
  for (size_t i = 0; i < finder->count; i++)
    if (text_equal(finder->items[i].where, where) && text_equal(finder->items[i].words, words)) return;
  if (finder->count == finder->room) {
    size_t room = finder->room ? finder->room * 2 : 16;
    finder->items = arena_grow(finder->arena, finder->items, finder->count, room, sizeof(Finding));
    finder->room = room;
  }
  finder->items[finder->count++] = (Finding){kind, blocks, where, words};
}

/* What blocks first, then by kind, then as they were found: tables before texts. */
static FindingList in_order(Finder *finder) {
  Finding *sorted = ARENA_ARRAY(finder->arena, Finding, finder->count);
  size_t count = 0;
  for (int blocks = 1; blocks >= 0; blocks--) {
    for (FindingKind kind = FINDING_TOTALS_DIFFER; kind <= FINDING_EXPLAINED; kind++) {
      for (size_t i = 0; i < finder->count; i++)
        if (finder->items[i].blocks == (blocks == 1) && finder->items[i].kind == kind)
          sorted[count++] = finder->items[i];
    }
  }
  return (FindingList){sorted, count};
}

FindingList contradictions_find(Arena *arena, const FigureTable *tables, size_t table_count,
                                const FigureRate *rates, size_t rate_count, const Claim *claims,
                                size_t claim_count) {
  Finder finder = {
      .arena = arena, .tables = tables, .rates = rates, .table_count = table_count, .rate_count = rate_count};
  learn(&finder);
  tables_find(&finder);
  claims_find(&finder, claims, claim_count);
  return in_order(&finder);
}
