/* What a rate is about: the words by which a sentence speaks of it, the percentages that it may then give,
 * and rates of one name with two bases. */
#include "rules/claim_read.h"

#include <string.h>

#define RATES_SAID 3 /* in one finding */

static long long L(int64_t number) { return (long long)number; }

static const struct Hint {
  const char *rate, *words; /* in the id of the rate; in a sentence about it, between bars */
} HINTS[] = {
    {"on-time", "on time|in time|within target|within the target|deadline|timescale|timescales"},
    {"fault-found", "fault|faults|upheld"},
    {"stage-2-rate", "stage 2|stage two|second stage|progressed|escalated|escalation"},
    {"uphold-rate", "upheld|uphold|ombudsman"},
    {"satisfactory-remedy", "remedy|remedies|remedied"},
    {"compliance", "compliance|complied|recommendations"},
    {"subject-access", "subject access|sar|sars"},
    {"actions-on-time", "actions"},
};

bool rate_is_spoken_of(Text sentence, const FigureRate *rate) {
  for (size_t i = 0; i < sizeof HINTS / sizeof *HINTS; i++)
    if (text_contains(rate->id, text_of(HINTS[i].rate)) && claim_has_any(sentence, HINTS[i].words))
      return true;
  return false;
}

static bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The words are in small letters. Most differ in the first; either case of it differs by one bit. */
static bool any_is_at(Text text, size_t at, Text words) {
  char first = (char)(text.at[at] | 32);
  for (size_t from = 0; from < words.length;) {
    const char *bar = memchr(words.at + from, '|', words.length - from);
    size_t to = bar ? (size_t)(bar - words.at) : words.length;
    if (words.at[from] == first && claim_words_at(text, at, text_slice(words, from, to))) return true;
    from = to + 1;
  }
  return false;
}

bool claim_has_any(Text text, const char *words) {
  Text list = text_of(words);
  for (size_t at = 0; at < text.length; at++) {
    bool start = is_letter_or_digit(text.at[at]) && (at == 0 || !is_letter_or_digit(text.at[at - 1]));
    if (start && any_is_at(text, at, list)) return true;
  }
  return false;
}

/* ---- the topics of a clause --------------------------------------------------------------------------- */

typedef enum Subject { ON_TIME, FAULT, UPHELD, STAGE_2, OMBUDSMAN, REMEDY, COMPLIANCE, SUBJECTS } Subject;

/* In the ids of its rates. */
static const char *const RATE_NAMES[SUBJECTS] = {"-on-time",     "-fault-found", "-fault-found",
                                                 "stage-2-rate", "uphold-rate",  "satisfactory-remedy",
                                                 "compliance"};

/* With these a percentage is another council's, an aim, or of something that no rate of the report counts. */
#define ELSEWHERE                                                                                            \
  "national|nationally|average|councils|authorities|england|neighbours|neighbouring|acknowledged|"           \
  "acknowledgement|acknowledgements|sar|sars|subject access|survey|satisfied|satisfaction|actions|aim|"      \
  "aims|aimed|goal|target of|our target|targets|will|should|must|plan|expect|expected|in january|"           \
  "in february|in march|in april|in may|in june|in july|in august|in september|in october|in november|"      \
  "in december|month|months|quarter"
#define DENIALS                                                                                              \
  "not|no|late|overdue|missed|outside|without|never|rest|remaining|remainder|remained|other|others|fewer|"   \
  "resolved at|ended at|stayed at"

static bool names_stage(Text words, int stage) {
  static const char *const names[] = {"stage 1|stage one|stage-1|first stage",
                                      "stage 2|stage two|stage-2|second stage",
                                      "stage 3|stage three|stage-3|third stage"};
  return claim_has_any(words, names[stage - 1]);
}

static bool is_about_ombudsman(Text words) {
  return claim_has_any(words, "ombudsman|ombudsman's|lgo|lgsco|detailed investigations");
}

/* "24% progressed", "went to Stage 2"; not to Stage 3, nor to the Ombudsman. */
static bool is_about_stage_2(Text words) {
  bool there = names_stage(words, 2);
  if (!there && (names_stage(words, 3) || is_about_ombudsman(words))) return false;
  return claim_has_any(words, "progressed|progress|escalated|escalate|escalation") ||
         (there && claim_has_any(words, "went|go|moved|move|proceeded|taken to"));
}

static bool is_about(Text words, Subject subject) {
  bool ombudsman = is_about_ombudsman(words);
  switch (subject) {
  case ON_TIME:
    return !ombudsman && claim_has_any(words, "on time|in time|within target|within the target|deadline|"
                                              "deadlines|timescale|timescales|late|overdue");
  case FAULT:
    return !ombudsman && claim_has_any(words, "fault|faults");
  case UPHELD:
    return !ombudsman && claim_has_any(words, "upheld|uphold");
  case STAGE_2:
    return is_about_stage_2(words);
  case OMBUDSMAN:
    return ombudsman && claim_has_any(words, "upheld|uphold|fault|faults");
  case REMEDY:
    return claim_has_any(words, "remedy|remedies|remedied") &&
           (ombudsman || claim_has_any(words, "satisfactory"));
  case COMPLIANCE:
    return claim_has_any(words, "compliance|complied") &&
           (ombudsman || claim_has_any(words, "recommendation|recommendations"));
  case SUBJECTS:
    break;
  }
  return false;
}

/* From the comma or percentage before the number to the next one. */
static Text clause_of(Text words, const ReadNumber *read) {
  size_t from = read->from, to = read->to, least = from - read->before.length, most = to + read->after.length;
  while (from > least && words.at[from - 1] != ',') from--;
  while (to < most && words.at[to] != ',') to++;
  return text_slice(words, from, to);
}

/* Whether the sentence is about a single service, team, month or cause: that has percentages of its own. */
static bool names_part(const Finder *finder, Text sentence) {
  for (size_t i = 0; i < finder->table_count; i++) {
    const FigureTable *table = &finder->tables[i];
    bool parts = text_equal(table->id, TEXT("received-by-service")) ||
                 text_equal(table->id, TEXT("received-by-team")) || text_equal(table->id, TEXT("causes")) ||
                 text_starts(table->id, TEXT("months"));
    for (size_t r = 0; parts && r < table->row_count; r++) {
      Text name = row_called(&table->rows[r]);
      if (!table->rows[r].total && name.length > 5 && claim_has_words(sentence, name)) return true;
    }
  }
  return false;
}

/* ---- the percentages of a topic ----------------------------------------------------------------------- */

/* Whether the id "stage-1-on-time", the row "stage-1/corporate" is of a stage that the clause names, or the
 * clause names none. */
static bool is_of_stage(Text id, Text clause) {
  bool any = false;
  for (int stage = 1; stage <= 3; stage++) {
    char number = (char)('0' + stage);
    bool named = names_stage(clause, stage);
    if (named && id.length > 6 && id.at[6] == number) return true;
    any = any || named;
  }
  return !any || !text_starts(id, TEXT("stage-"));
}

static bool is_rate_of(const FigureRate *rate, Subject subject, Text clause) {
  if (rate->change || rate->now.of <= 0 || !text_contains(rate->id, text_of(RATE_NAMES[subject])))
    return false;
  if (subject == ON_TIME && !text_starts(rate->id, TEXT("stage-"))) return false;
  return subject == STAGE_2 || is_of_stage(rate->id, clause);
}

typedef struct Asked {
  const ReadNumber *read;
  Text clause;
  bool denied; /* "29% were not": the rest of the rate */
} Asked;

static bool is_share(const Asked *asked, Share share) {
  if (share.of <= 0 || share.n < 0 || share.n > share.of) return false;
  if (share_is(share, asked->read->value, asked->read->decimals)) return true;
  Share rest = {share.of - share.n, share.of};
  if (!asked->denied) return false;
  int64_t whole = 100 - share_percent(share); /* 54% beside 47%: each was rounded */
  return share_is(rest, asked->read->value, asked->read->decimals) ||
         (asked->read->decimals == 0 && whole == asked->read->value);
}

static bool rate_fits(const Asked *asked, const FigureRate *rate) {
  return is_share(asked, rate->now) || (rate->has_previous && is_share(asked, rate->previous));
}

static bool cells_fit(const Asked *asked, const int64_t *cells, size_t n, size_t of) {
  if (!cells || cells[n] == INT_NONE || cells[of] == INT_NONE) return false;
  return is_share(asked, (Share){cells[n], cells[of]});
}

/* Whether it is a column's share of another: "late" of "responded", "upheld" of "decided". */
static bool table_fits(const Finder *finder, const Asked *asked, const char *id, const char *of) {
  const FigureTable *table = finder_table(finder, text_of(id));
  size_t whole = table ? table_column(table, text_of(of)) : SIZE_MAX;
  if (whole == SIZE_MAX) return false;
  for (size_t r = 0; r < table->row_count; r++) {
    const TableRow *row = &table->rows[r];
    if (!is_of_stage(row->id, asked->clause)) continue;
    for (size_t c = 0; c < table->column_count; c++)
      if (c != whole && (cells_fit(asked, row->cells, c, whole) || cells_fit(asked, row->previous, c, whole)))
        return true;
  }
  return false;
}

/* Whether a word of the row's name, other than the common ones, stands in the clause: "corporate". */
static bool names_some(Text clause, const TableRow *row) {
  Text rest = row_called(row), word;
  while (claim_next_word(&rest, &word)) {
    bool common = claim_has_any(word, "complaint|complaints|procedure|stage|total|council");
    if (word.length >= 5 && !common && claim_has_words(clause, word)) return true;
  }
  return false;
}

/* Stage 2 of stage 1 of the procedure that the clause names. */
static bool procedure_fits(const Finder *finder, const Asked *asked) {
  const FigureTable *table = finder_table(finder, TEXT("received-by-procedure"));
  size_t first = table ? table_column(table, TEXT("stage-1")) : SIZE_MAX;
  size_t second = table ? table_column(table, TEXT("stage-2")) : SIZE_MAX;
  if (first == SIZE_MAX || second == SIZE_MAX) return false;
  for (size_t r = 0; r < table->row_count; r++) {
    const TableRow *row = &table->rows[r];
    if (!row->total && !names_some(asked->clause, row)) continue;
    if (cells_fit(asked, row->cells, second, first) || cells_fit(asked, row->previous, second, first))
      return true;
  }
  return false;
}

/* The Ombudsman's decisions of one table: upheld of upheld and not upheld, and each of all. */
static bool decisions_fit(const Finder *finder, const Asked *asked, Text id) {
  const FigureTable *table = finder_table(finder, id);
  if (!table || table->column_count == 0) return false;
  int64_t upheld = table_cell(table, TEXT("upheld"), table->columns[0]);
  int64_t rest = table_cell(table, TEXT("not-upheld"), table->columns[0]), both;
  if (upheld < 0 || rest < 0 || __builtin_add_overflow(upheld, rest, &both)) return false;
  int64_t all = column_total(table, 0);
  return is_share(asked, (Share){upheld, both}) || is_share(asked, (Share){upheld, all}) ||
         (asked->denied && is_share(asked, (Share){rest, all}));
}

/* Whether a table about the topic gives it. */
static bool subject_fits(const Finder *finder, const Asked *asked, Subject subject) {
  bool part = asked->denied || claim_has_any(asked->clause, "extension|extensions|extended");
  if (subject == ON_TIME) return part && table_fits(finder, asked, "on-time", "responded");
  if (subject == UPHELD) return table_fits(finder, asked, "outcomes", "decided");
  if (subject == STAGE_2) return procedure_fits(finder, asked);
  if (subject == OMBUDSMAN)
    return decisions_fit(finder, asked, TEXT("ombudsman-decisions")) ||
           decisions_fit(finder, asked, TEXT("ombudsman-in-scope"));
  return false;
}

/* ---- what the report gives ---------------------------------------------------------------------------- */

/* "71% (36 of 51) for “Stage 1 answered on time”"; of the rates of procedures only where it has no other. */
static Text right_words(const Finder *finder, Subject subject, Text clause) {
  Text words = TEXT_NONE;
  int said = 0;
  for (int procedures = 0; procedures < 2 && said == 0; procedures++) {
    for (size_t i = 0; i < finder->rate_count && said < RATES_SAID; i++) {
      const FigureRate *rate = &finder->rates[i];
      bool procedure = text_contains(rate->id, TEXT("/"));
      if (!is_rate_of(rate, subject, clause) || procedure != (procedures == 1)) continue;
      words =
          text_format(finder->arena, "%.*s%s%d%% (%lld of %lld) for “%.*s”", T(words), said ? " and " : "",
                      share_percent(rate->now), L(rate->now.n), L(rate->now.of), T(rate->title));
      said++;
    }
  }
  return words;
}

static void ask_subject(const Finder *finder, const Asked *asked, Subject subject, Topic *topic) {
  bool any = false;
  for (size_t i = 0; i < finder->rate_count; i++) {
    if (!is_rate_of(&finder->rates[i], subject, asked->clause)) continue;
    any = true;
    topic->fits = topic->fits || rate_fits(asked, &finder->rates[i]);
  }
  if (!any) return;
  topic->fits = topic->fits || subject_fits(finder, asked, subject);
  if (!topic->spoken_of) topic->right = right_words(finder, subject, asked->clause);
  topic->spoken_of = true;
}

Topic topic_of(const Finder *finder, Text words, const ReadNumber *read) {
  Topic topic = {.right = TEXT_NONE};
  Text sentence = text_slice(words, read->sentence_from, read->sentence_to);
  Text clause = clause_of(words, read);
  bool any = false;
  for (Subject subject = 0; subject < SUBJECTS; subject++) any = any || is_about(clause, subject);
  if (!any || claim_has_any(sentence, ELSEWHERE) || names_part(finder, sentence)) return topic;
  bool denied = claim_has_any(clause, DENIALS) || text_contains(clause, TEXT("n't")) ||
                text_contains(clause, TEXT("n\xE2\x80\x99t"));
  Asked asked = {read, clause, denied};
  for (Subject subject = 0; subject < SUBJECTS; subject++)
    if (is_about(clause, subject)) ask_subject(finder, &asked, subject, &topic);
  return topic;
}

/* ---- two bases side by side --------------------------------------------------------------------------- */

/* The rate of the same name with the other basis: "stage-2-rate-received" and "stage-2-rate-closed". */
static const FigureRate *twin_of(const Finder *finder, const FigureRate *rate) {
  Text received = TEXT("-received"), closed = TEXT("-closed");
  if (!text_ends(rate->id, received)) return NULL;
  Text stem = text_slice(rate->id, 0, rate->id.length - received.length);
  for (size_t i = 0; i < finder->rate_count; i++) {
    Text id = finder->rates[i].id;
    bool same = text_starts(id, stem) && id.length == stem.length + closed.length && text_ends(id, closed);
    if (same) return &finder->rates[i];
  }
  return NULL;
}

static bool says_base(const ReadNumber *read, Text sentence) {
  return read->of != INT_NONE || claim_has_any(sentence, "received|closed|decided|answered|completed");
}

/* The place of the first text that gives the rate's percentage in a sentence about it; empty: none does.
 * *bare: set where one gives it without its base. */
static Text told_in(const FigureRate *rate, const Claim *claims, const ReadList *reads, size_t count,
                    bool *bare) {
  Text place = TEXT_NONE;
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < reads[i].count; j++) {
      const ReadNumber *read = &reads[i].items[j];
      Text words = text_slice(claims[i].words, read->sentence_from, read->sentence_to);
      bool same = read->kind == READ_PERCENT && share_is(rate->now, read->value, read->decimals);
      if (!same || read->change || !rate_is_spoken_of(words, rate)) continue;
      if (text_is_empty(place)) place = claims[i].where;
      if (!says_base(read, words)) *bare = true;
    }
  }
  return place;
}

void twins_find(Finder *finder, const Claim *claims, const ReadList *reads, size_t count) {
  for (size_t i = 0; i < finder->rate_count; i++) {
    const FigureRate *a = &finder->rates[i], *b = twin_of(finder, a);
    if (!b || a->now.of <= 0 || b->now.of <= 0) continue;
    int32_t one = share_percent(a->now), other = share_percent(b->now);
    if (one == other) continue;
    bool bare = false;
    Text first = told_in(a, claims, reads, count, &bare), second = told_in(b, claims, reads, count, &bare);
    bool texts = !text_is_empty(first) && !text_is_empty(second);
    const char *rest = bare ? "Say beside each what it is a percentage of, or use only one of them."
                            : "This is right: each counts other complaints, and the report says so.";
    Text words = text_format(finder->arena,
                             "Two percentages of the same name have different bases: %d%% is %lld of %lld "
                             "(“%.*s”), and %d%% is %lld of %lld (“%.*s”). %s",
                             one, L(a->now.n), L(a->now.of), T(a->title), other, L(b->now.n), L(b->now.of),
                             T(b->title), rest);
    finder_add(finder, bare ? FINDING_TWO_BASES : FINDING_EXPLAINED, false, bare && texts ? second : a->id,
               words);
  }
}
