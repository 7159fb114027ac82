/* Contradictions between the texts and the figures.
 *
 * A percentage alone says little: most whole numbers are the share of something. So it is judged by what
 * stands with it, the surest first: its own "N of M", that it is said of a rise or fall, its base, its count,
 * the row of a table that it names, the rate that its clause speaks of. Only a percentage without any of
 * these is held against every figure of the report.
 *
 * 0% and 100% are checked only where "of" or a count stands beside them: "100% committed" is no figure,
 * nor is "110%". */
#include "rules/claim_read.h"

#define FINDINGS_MAX 200 /* of one text: nobody reads more */

typedef struct Judge {
  Finder *finder;
  const Claim *claim;
  const ReadList *reads;
  const ReadNumber *read;
} Judge;

static long long L(int64_t number) { return (long long)number; }

static void say(const Judge *judge, FindingKind kind, Text words) {
  bool blocks = kind == FINDING_TOTALS_DIFFER || kind == FINDING_IMPOSSIBLE || kind == FINDING_WRONG_BASE;
  Text all = text_format(judge->finder->arena, "The text says “%.*s”. %.*s", T(judge->read->quote), T(words));
  finder_add(judge->finder, kind, blocks, judge->claim->where, all);
}

#define SAY(judge, kind, ...) say((judge), (kind), text_format((judge)->finder->arena, __VA_ARGS__))

/* "24%", "24.5%" as it was read. */
static Text percent_text(const Judge *judge) {
  int64_t value = judge->read->value;
  Arena *arena = judge->finder->arena;
  if (judge->read->decimals == 0) return text_format(arena, "%lld%%", L(value));
  if (judge->read->decimals == 1) return text_format(arena, "%lld.%lld%%", L(value / 10), L(value % 10));
  return text_format(arena, "%lld.%02lld%%", L(value / 100), L(value % 100));
}

static bool gives(const Judge *judge, int64_t n, int64_t of) {
  return share_is((Share){n, of}, judge->read->value, judge->read->decimals);
}

static int64_t difference(KnownChange change) {
  return change.now > change.earlier ? change.now - change.earlier : change.earlier - change.now;
}

static Text sentence(const Judge *judge) {
  return text_slice(judge->claim->words, judge->read->sentence_from, judge->read->sentence_to);
}

/* ---- impossible percentages --------------------------------------------------------------------------- */

/* 100% as it was read. */
static int64_t whole(const Judge *judge) {
  return judge->read->decimals == 0 ? 100 : judge->read->decimals == 1 ? 1000 : 10000;
}

/* "No whole number of 21 gives 60%: 12 of 21 is 57% and 13 of 21 is 62%." */
static Text impossible_words(const Judge *judge, int64_t of) {
  int64_t low = judge->read->value * of / whole(judge), high = low + 1;
  Text percent = percent_text(judge);
  return text_format(judge->finder->arena,
                     "No whole number of %lld gives %.*s: %lld of %lld is %d%% and %lld of %lld is %d%%.",
                     L(of), T(percent), L(low), L(of), share_percent((Share){low, of}), L(high), L(of),
                     share_percent((Share){high, of}));
}

/* More than 100% is for others to judge: it may be of something smaller. */
static bool is_possible(const Judge *judge, int64_t of) {
  return judge->read->value > whole(judge) ||
         value_is_possible(judge->read->value, judge->read->decimals, of);
}

/* ---- another base -------------------------------------------------------------------------------------- */

/* "“Answered, Stage 1” in “Answers on time”" */
static Text base_called(const Judge *judge, const KnownBase *base) {
  return text_format(judge->finder->arena, "“%.*s, %.*s” of “%.*s”%s",
                     T(row_called(&base->table->rows[base->row])),
                     T(column_called(base->table, base->column)), T(base->table->title),
                     base->previous ? " in the earlier period" : "");
}

static void say_other_base(const Judge *judge, const FigureRate *rate, const KnownBase *base) {
  Text called = base_called(judge, base), first = TEXT_NONE;
  Text percent = percent_text(judge);
  if (judge->read->kind == READ_PERCENT)
    first = text_format(judge->finder->arena, "%.*s would be %lld of %lld. ", T(percent), L(rate->now.n),
                        L(base->of));
  SAY(judge, FINDING_WRONG_BASE, "%.*s%lld is %.*s, but “%.*s” is %lld of %lld: %d%%.", T(first), L(base->of),
      T(called), T(rate->title), L(rate->now.n), L(rate->now.of), share_percent(rate->now));
}

/* Whether the sentence speaks of a rate whose count, divided by another total of the report, gives it. `of`:
 * that total, where the text names it. */
static bool found_other_base(const Judge *judge, int64_t n, int64_t of) {
  const Finder *finder = judge->finder;
  for (size_t i = 0; i < finder->rate_count; i++) {
    const FigureRate *rate = &finder->rates[i];
    if (rate->change || rate->now.of <= 0 || (n != INT_NONE && rate->now.n != n)) continue;
    for (size_t j = 0; j < finder->base_count; j++) {
      const KnownBase *base = &finder->bases[j];
      if (base->of == rate->now.of || base->of < rate->now.n) continue;
      if (of == INT_NONE ? !gives(judge, rate->now.n, base->of) : base->of != of) continue;
      if (!rate_is_spoken_of(sentence(judge), rate)) break;
      say_other_base(judge, rate, base);
      return true;
    }
  }
  return false;
}

/* ---- shares ------------------------------------------------------------------------------------------- */

/* A share of the report with this percentage, and with this n and of where they are given. */
static bool is_known(const Judge *judge, int64_t n, int64_t of) {
  const Finder *finder = judge->finder;
  bool bare = n == INT_NONE && of == INT_NONE;
  for (size_t i = 0; i < finder->share_count; i++) {
    const KnownShare *known = &finder->shares[i];
    if ((known->loose && bare) || (n != INT_NONE && known->share.n != n)) continue;
    if (of != INT_NONE && known->share.of != of) continue;
    if (judge->read->kind == READ_OUT_OF || gives(judge, known->share.n, known->share.of)) return true;
  }
  return false;
}

/* The rate, else the share, with that count; NULL: none. */
static const KnownShare *share_with_count(const Finder *finder, int64_t n) {
  const KnownShare *found = NULL;
  for (size_t i = 0; i < finder->share_count; i++) {
    if (finder->shares[i].share.n != n || finder->shares[i].loose) continue;
    if (!found || (finder->shares[i].rate && !found->rate)) found = &finder->shares[i];
  }
  return found;
}

/* "16 of 83 (24%)": the two must agree. */
static void check_pair(const Judge *judge) {
  int64_t n = judge->read->n, of = judge->read->of;
  const Finder *finder = judge->finder;
  if (n > of || of <= 0 || gives(judge, n, of)) return;
  Text percent = percent_text(judge);
  Text right = text_format(finder->arena, "%lld of %lld is %d%%, not %.*s.", L(n), L(of),
                           share_percent((Share){n, of}), T(percent));
  int64_t other = 0;
  for (size_t i = 0; i < finder->change_count && !other; i++)
    if (difference(finder->changes[i]) == n && gives(judge, n, finder->changes[i].now))
      other = finder->changes[i].now;
  for (size_t i = 0; i < finder->base_count && !other; i++)
    if (gives(judge, n, finder->bases[i].of)) other = finder->bases[i].of;
  if (other)
    SAY(judge, FINDING_WRONG_BASE, "%.*s %.*s would be %lld of %lld.", T(right), T(percent), L(n), L(other));
  else if (!is_possible(judge, of))
    SAY(judge, FINDING_IMPOSSIBLE, "%.*s No whole number of %lld gives %.*s.", T(right), L(of), T(percent));
  else
    say(judge, FINDING_TOTALS_DIFFER, right);
}

/* "24% of 47" */
static void check_with_base(const Judge *judge) {
  int64_t of = judge->read->of;
  Text percent = percent_text(judge);
  if (of > 0 && !is_possible(judge, of))
    say(judge, FINDING_IMPOSSIBLE, impossible_words(judge, of));
  else if (!is_known(judge, INT_NONE, of) && !found_other_base(judge, INT_NONE, of))
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "No figure of this report is %.*s of %lld. Check it, or say where it comes from.", T(percent), L(of));
}

/* "12 (24%)" */
static void check_with_count(const Judge *judge) {
  int64_t n = judge->read->n;
  if (is_known(judge, n, INT_NONE) || found_other_base(judge, n, INT_NONE)) return;
  const KnownShare *known = share_with_count(judge->finder, n);
  Text percent = percent_text(judge);
  if (known)
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "%lld of %lld would be %d%%. No figure of this report makes %lld %.*s. Check it, or say what it is a "
        "percentage of.",
        L(n), L(known->share.of), share_percent(known->share), L(n), T(percent));
  else
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "No figure of this report makes %lld %.*s. Check it, or say what it is a percentage of.", L(n),
        T(percent));
}

/* ---- the row of a table that a percentage names ------------------------------------------------------- */

static bool is_linking(Text word) {
  Text rest =
           TEXT("were was are is being recorded as about concerned due to identified themselves described"),
       one;
  while (text_next(&rest, ' ', &one))
    if (text_equal_ascii(one, word)) return true;
  return false;
}

/* What stands behind "of referrals were", "recorded as", "were about": there the row would be named. */
static Text behind_links(Text after) {
  Text rest = after, word, last = after;
  bool linked = false;
  if (!claim_next_word(&rest, &word)) return TEXT_NONE;
  if (text_equal_ascii(word, TEXT("of"))) {
    for (int left = 7; left > 0 && !linked; left--) {
      if (!claim_next_word(&rest, &word)) return TEXT_NONE;
      linked = is_linking(word);
    }
    if (!linked) return TEXT_NONE;
    last = rest;
  } else {
    rest = after;
  }
  while (claim_next_word(&rest, &word) && is_linking(word)) last = rest;
  while (last.length && (last.at[0] == ' ' || last.at[0] == '\n' || last.at[0] == ')'))
    last = text_slice(last, 1, last.length);
  return last;
}

static bool names_row(const ReadNumber *read, const TableRow *row) {
  Text name = row_called(row), before = text_trim(read->before), behind = behind_links(read->after);
  if (row->total || text_is_empty(name)) return false;
  while (before.length && (text_ends(before, TEXT(":")) || text_ends(before, TEXT("(")) ||
                           text_ends(before, TEXT("=")) || text_ends(before, TEXT(" "))))
    before.length--;
  return claim_starts_with(behind, name) || claim_ends_with(before, name);
}

static size_t rows_named_in(const FigureTable *table, Text words) {
  size_t count = 0;
  for (size_t i = 0; i < table->row_count; i++)
    count += !table->rows[i].total && claim_has_words(words, row_called(&table->rows[i]));
  return count;
}

typedef struct NamedRow {
  const FigureTable *table;
  size_t row;
} NamedRow;

/* Of the tables with such a row, the one most of whose rows the sentence names: "other" stands in many,
 * "other" beside "female" and "male" in one. */
static NamedRow row_named(const Judge *judge) {
  NamedRow best = {NULL, 0};
  size_t most = 0;
  for (size_t i = 0; i < judge->finder->table_count; i++) {
    const FigureTable *table = &judge->finder->tables[i];
    for (size_t r = 0; r < table->row_count; r++) {
      if (!names_row(judge->read, &table->rows[r])) continue;
      size_t named = rows_named_in(table, sentence(judge));
      if (named == most) best.table = NULL; /* two tables: it is not known which is meant */
      if (named > most) best = (NamedRow){table, r};
      if (named > most) most = named;
      break;
    }
  }
  return best;
}

static bool is_possible_in(const Judge *judge, const FigureTable *table) {
  bool any = false;
  for (size_t c = 0; c < table->column_count; c++) {
    int64_t of = column_total(table, c);
    if (of <= 0) continue;
    if (is_possible(judge, of)) return true;
    any = true;
  }
  return !any;
}

/* Whether it names a row of a table none of whose totals can have such a share. */
static bool found_impossible_row(const Judge *judge) {
  NamedRow named = row_named(judge);
  if (!named.table || !table_adds_up(named.table) || is_possible_in(judge, named.table)) return false;
  const FigureTable *table = named.table;
  size_t column = table->total_column >= 0 ? (size_t)table->total_column : 0;
  int64_t of = column_total(table, column), n = table->rows[named.row].cells[column];
  if (of <= 0 || n == INT_NONE) return false;
  Text why = impossible_words(judge, of);
  SAY(judge, FINDING_IMPOSSIBLE, "%.*s “%.*s” has %lld of %lld under “%.*s”, which is %d%%.", T(why),
      T(table->title), L(n), L(of), T(row_called(&table->rows[named.row])), share_percent((Share){n, of}));
  return true;
}

/* "of referrals": the first word behind "of" and its articles, without the s of the plural. */
static Text noun_after(Text after) {
  Text rest = after, word, next;
  if (!claim_next_word(&rest, &word) || !text_equal_ascii(word, TEXT("of"))) return TEXT_NONE;
  bool some = claim_next_word(&rest, &word);
  while (some && (text_equal_ascii(word, TEXT("the")) || text_equal_ascii(word, TEXT("all")) ||
                  text_equal_ascii(word, TEXT("our")) || text_equal_ascii(word, TEXT("these"))))
    some = claim_next_word(&rest, &word);
  if (!some || (claim_next_word(&rest, &next) && !is_linking(next))) return TEXT_NONE;
  return text_ends(word, TEXT("s")) && word.length > 4 ? text_slice(word, 0, word.length - 1) : word;
}

static bool counts_noun(Arena *arena, const FigureTable *table, Text noun) {
  Text title = text_lower_ascii(arena, table->title);
  return text_contains(title, text_lower_ascii(arena, noun));
}

/* Whether it is "of" something that tables count, and no total of theirs can have such a share. */
static bool found_impossible_noun(const Judge *judge) {
  Text noun = noun_after(judge->read->after);
  int64_t of = 0;
  for (size_t i = 0; noun.length >= 4 && i < judge->finder->table_count; i++) {
    const FigureTable *table = &judge->finder->tables[i];
    if (!counts_noun(judge->finder->arena, table, noun)) continue;
    if (!table_adds_up(table) || is_possible_in(judge, table)) return false;
    for (size_t c = 0; c < table->column_count && of <= 0; c++) of = column_total(table, c);
  }
  if (of <= 0) return false;
  say(judge, FINDING_IMPOSSIBLE, impossible_words(judge, of));
  return true;
}

/* ---- rises and falls ---------------------------------------------------------------------------------- */

/* Whole points between this period's percentage and the earlier one's; -1: not known. */
static int64_t points_between(const FigureRate *rate) {
  if (rate->change || !rate->has_previous || rate->now.of <= 0 || rate->previous.of <= 0) return -1;
  int64_t now = share_percent(rate->now), earlier = share_percent(rate->previous);
  return now > earlier ? now - earlier : earlier - now;
}

/* Whether another percentage of the same sentence is the rate's, now or before. */
static bool names_rate(const Judge *judge, const FigureRate *rate) {
  for (size_t i = 0; i < judge->reads->count; i++) {
    const ReadNumber *other = &judge->reads->items[i];
    bool near = other->from >= judge->read->sentence_from && other->to <= judge->read->sentence_to;
    if (!near || other == judge->read || other->kind != READ_PERCENT) continue;
    if (share_is(rate->now, other->value, other->decimals)) return true;
    if (share_is(rate->previous, other->value, other->decimals)) return true;
  }
  return false;
}

/* "an increase of 13%" from 58% to 71%. `named`: only of a rate whose percentage stands beside it. */
static bool found_points(const Judge *judge, bool named) {
  for (size_t i = 0; i < judge->finder->rate_count; i++) {
    const FigureRate *rate = &judge->finder->rates[i];
    int64_t points = points_between(rate);
    if (judge->read->decimals > 0 || points <= 0 || points != judge->read->value) continue;
    if (named && !names_rate(judge, rate)) continue;
    int32_t now = share_percent(rate->now), earlier = share_percent(rate->previous);
    const char *unit = points == 1 ? "percentage point" : "percentage points";
    SAY(judge, FINDING_WRONG_BASE,
        "“%.*s” went from %d%% to %d%%: a %s of %lld %s, not of %lld%%. Write “%lld %s”.", T(rate->title),
        earlier, now, now > earlier ? "rise" : "fall", L(points), unit, L(points), L(points), unit);
    return true;
  }
  return false;
}

/* A change of the report by `n` (any where INT_NONE) that is this percentage of its earlier figure, or with
 * `wrongly` of its later one; headlines first. */
static const KnownChange *change_giving(const Judge *judge, int64_t n, bool wrongly) {
  const KnownChange *found = NULL;
  for (size_t i = 0; i < judge->finder->change_count; i++) {
    const KnownChange *change = &judge->finder->changes[i];
    int64_t by = difference(*change);
    if (by == 0 || (n != INT_NONE && by != n)) continue;
    if (!gives(judge, by, wrongly ? change->now : change->earlier)) continue;
    if (!found || (change->headline && !found->headline)) found = change;
  }
  return found;
}

static const KnownChange *headline_change_by(const Finder *finder, int64_t n) {
  for (size_t i = 0; i < finder->change_count; i++)
    if (finder->changes[i].headline && difference(finder->changes[i]) == n) return &finder->changes[i];
  return NULL;
}

/* "decreased by 16 (24%)" */
static void check_change_with_count(const Judge *judge) {
  int64_t n = judge->read->n;
  Text percent = percent_text(judge);
  if (change_giving(judge, n, false)) return;
  const KnownChange *wrong = change_giving(judge, n, true), *right = headline_change_by(judge->finder, n);
  if (wrong)
    say(judge, FINDING_WRONG_BASE, change_explained(judge->finder->arena, wrong->now, wrong->earlier));
  else if (right)
    SAY(judge, FINDING_TOTALS_DIFFER,
        "From %lld to %lld is a change of %lld. Measured against the earlier year, %lld of %lld is %d%%, not "
        "%.*s.",
        L(right->earlier), L(right->now), L(n), L(n), L(right->earlier),
        share_percent((Share){n, right->earlier}), T(percent));
  else
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "No figure of this report changed by %lld. Check it, or say where it comes from.", L(n));
}

static void check_change(const Judge *judge) {
  if (judge->read->n != INT_NONE) {
    check_change_with_count(judge);
    return;
  }
  if (found_points(judge, true) || change_giving(judge, INT_NONE, false) || found_points(judge, false))
    return;
  const KnownChange *wrong = change_giving(judge, INT_NONE, true);
  Text percent = percent_text(judge);
  if (wrong && wrong->headline)
    say(judge, FINDING_WRONG_BASE, change_explained(judge->finder->arena, wrong->now, wrong->earlier));
  else if (!is_known(judge, INT_NONE, INT_NONE))
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "No figure of this report changed by %.*s. Check it, or say where it comes from.", T(percent));
}

static void check_points(const Judge *judge) {
  int64_t whole = judge->read->decimals == 1 ? 10 : judge->read->decimals == 2 ? 100 : 1;
  for (size_t i = 0; i < judge->finder->rate_count; i++) {
    int64_t points = points_between(&judge->finder->rates[i]);
    int64_t off = points * whole - judge->read->value;
    /* With decimals the whole points are near enough: they come from two rounded percentages. */
    if (points >= 0 && (whole == 1 ? off == 0 : off <= whole && off >= -whole)) return;
  }
  say(judge, FINDING_UNKNOWN_FIGURE,
      TEXT("No percentage of this report changed by so many points. Check it, or say where it comes from."));
}

/* ---- one number of a text ----------------------------------------------------------------------------- */

/* A percentage with nothing beside it that says what it is of. Where its clause speaks of a rate it must be
 * that rate: most numbers are the share of something else. */
static void check_alone(const Judge *judge) {
  if (found_impossible_row(judge)) return;
  Topic topic = topic_of(judge->finder, judge->claim->words, judge->read);
  bool known = is_known(judge, INT_NONE, INT_NONE) || change_giving(judge, INT_NONE, false);
  if (topic.fits || judge->read->target || (known && !topic.spoken_of)) return;
  if (!known && (found_other_base(judge, INT_NONE, INT_NONE) || found_impossible_noun(judge))) return;
  Text percent = percent_text(judge);
  if (topic.spoken_of)
    SAY(judge, FINDING_UNKNOWN_FIGURE, "The report gives %.*s; %.*s is not that.", T(topic.right),
        T(percent));
  else
    SAY(judge, FINDING_UNKNOWN_FIGURE,
        "No figure of this report gives %.*s. Check it, or say in the text where it comes from.", T(percent));
}

static void check_percent(const Judge *judge) {
  const ReadNumber *read = judge->read;
  if (read->n != INT_NONE && read->of != INT_NONE) {
    check_pair(judge);
    return;
  }
  bool figure_of_speech =
      read->value == 0 || read->value == whole(judge) || (read->value > whole(judge) && !read->change);
  if (figure_of_speech && !read->beside_of && read->n == INT_NONE) return;
  if (read->change)
    check_change(judge);
  else if (read->of != INT_NONE)
    check_with_base(judge);
  else if (read->n != INT_NONE)
    check_with_count(judge);
  else
    check_alone(judge);
}

static void check_out_of(const Judge *judge) {
  int64_t n = judge->read->n, of = judge->read->of;
  const Finder *finder = judge->finder;
  if (n > of) {
    SAY(judge, FINDING_IMPOSSIBLE, "%lld cannot be out of %lld.", L(n), L(of));
    return;
  }
  if (is_known(judge, n, of)) return;
  for (size_t i = 0; i < finder->change_count; i++)
    if (difference(finder->changes[i]) == n && finder->changes[i].earlier == of) return;
  if (found_other_base(judge, n, of)) return;
  const KnownShare *known = share_with_count(finder, n);
  Text rather = TEXT("Check it, or say where it comes from.");
  if (known && known->rate)
    rather = text_format(finder->arena, "“%.*s” is %lld of %lld.", T(known->rate->title), L(known->share.n),
                         L(known->share.of));
  SAY(judge, FINDING_UNKNOWN_FIGURE, "No figure of this report is %lld of %lld. %.*s", L(n), L(of),
      T(rather));
}

static void check_read(const Judge *judge) {
  switch (judge->read->kind) {
  case READ_PERCENT:
    check_percent(judge);
    return;
  case READ_POINTS:
    check_points(judge);
    return;
  case READ_OUT_OF:
    check_out_of(judge);
    return;
  }
}

/* ---- the texts ----------------------------------------------------------------------------------------- */

void claims_find(Finder *finder, const Claim *claims, size_t count) {
  ReadList *reads = ARENA_ARRAY(finder->arena, ReadList, count);
  for (size_t i = 0; i < count; i++) {
    size_t before = finder->count;
    reads[i] = claim_read(finder->arena, claims[i].words);
    for (size_t j = 0; j < reads[i].count && finder->count - before < FINDINGS_MAX; j++) {
      Judge judge = {finder, &claims[i], &reads[i], &reads[i].items[j]};
      check_read(&judge);
    }
    counts_find(finder, &claims[i]);
  }
  twins_find(finder, claims, reads, count);
}
