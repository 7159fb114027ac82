#include "report/sentences.h"

#define N(n) ((long long)(n))

static const FigureRate *shown_rate(const Build *build, const char *id) {
  const FigureRate *rate = report_rate(build->report, text_of(id));
  return rate && !rate->hidden ? rate : NULL;
}

static const char *before_words(const Build *build) {
  return build->report->period.length <= 7 ? "the previous year" : "the same days a year earlier";
}

/* "In 2018/19", "From 1 April 2018 to 30 June 2018" */
static Text in_period(const Build *build) {
  Text period = build->report->period;
  return text_format(build->arena, "%s %.*s", period.length <= 7 ? "In" : "From", TEXT_ARGUMENTS(period));
}

/* Before a number. */
static Text in_period_with_comma(const Build *build) {
  Text in = in_period(build);
  return text_format(build->arena, "%.*s,", TEXT_ARGUMENTS(in));
}

Text sentence_received(const Build *build) {
  Arena *arena = build->arena;
  int64_t now = shown_cell(build, "received-by-procedure", "total", "stage-1");
  int64_t before = shown_before(build, "received-by-procedure", "total", "stage-1");
  if (now == INT_NONE) return TEXT_NONE;
  Text count = words_count(arena, now, "stage 1 complaint", "stage 1 complaints");
  Text change = words_change(build, now, before, ""), in = in_period(build);
  return text_format(arena, "%.*s we received %.*s%s%.*s.", TEXT_ARGUMENTS(in), TEXT_ARGUMENTS(count),
                     text_is_empty(change) ? "" : ", ", TEXT_ARGUMENTS(change));
}

static Text compared(const Build *build, const FigureRate *rate) {
  Text before = share_words(build->arena, rate->previous);
  if (!rate->has_previous || rate->previous_hidden || text_is_empty(before)) return TEXT_NONE;
  return text_format(build->arena, ", compared with %.*s in %s", TEXT_ARGUMENTS(before), before_words(build));
}

Text sentence_on_time(const Build *build) {
  const FigureRate *rate = shown_rate(build, "stage-1-on-time");
  if (!rate || rate->now.of <= 0) return TEXT_NONE;
  Text than = compared(build, rate);
  return text_format(build->arena, "We answered %lld of %lld stage 1 %s on time (%d%%)%.*s.", N(rate->now.n),
                     N(rate->now.of), rate->now.of == 1 ? "complaint" : "complaints",
                     (int)share_percent(rate->now), TEXT_ARGUMENTS(than));
}

Text sentence_on_time_change(const Build *build) {
  const FigureRate *rate = shown_rate(build, "stage-1-on-time");
  if (!rate || !rate->has_previous || rate->previous_hidden) return TEXT_NONE;
  int32_t now = share_percent(rate->now), before = share_percent(rate->previous);
  if (now == PERCENT_NONE || before == PERCENT_NONE) return TEXT_NONE;
  if (now == before)
    return text_format(build->arena, "The share of stage 1 answers on time was the same as in %s: %d%%.",
                       before_words(build), (int)now);
  int32_t points = now > before ? now - before : before - now;
  return text_format(
      build->arena,
      "The share of stage 1 answers on time %s by %d percentage %s, from %d%% (%lld of %lld) to %d%% "
      "(%lld of %lld).",
      now > before ? "rose" : "fell", (int)points, points == 1 ? "point" : "points", (int)before,
      N(rate->previous.n), N(rate->previous.of), (int)now, N(rate->now.n), N(rate->now.of));
}

Text sentence_escalated(const Build *build) {
  Arena *arena = build->arena;
  const FigureRate *rate = shown_rate(build, "stage-2-rate-received");
  int64_t ombudsman = shown_cell(build, "received-by-procedure", "total", "ombudsman");
  int64_t third = shown_cell(build, "received-by-procedure", "total", "stage-3");
  if (!rate || ombudsman == INT_NONE || rate->now.of <= 0) return TEXT_NONE;
  Text second = words_count(arena, rate->now.n, "request", "requests");
  Text at_third = third == INT_NONE
                      ? TEXT_NONE
                      : text_format(arena, ", %s for stage 3",
                                    third == 0   ? "none"
                                    : third == 1 ? "1"
                                                 : text_z(arena, text_format(arena, "%lld", N(third))));
  Text cases = words_count(arena, ombudsman, "complaint", "complaints");
  return text_format(
      arena,
      "We received %.*s for stage 2, which is %d%% of the %lld stage 1 complaints received%.*s, and "
      "the Ombudsman received %.*s about us.",
      TEXT_ARGUMENTS(second), (int)share_percent(rate->now), N(rate->now.of), TEXT_ARGUMENTS(at_third),
      TEXT_ARGUMENTS(cases));
}

/* The largest row; NULL: none, or a hidden one is as large. The rows of a published copy are not in the order
 * of their numbers. */
static const TableRow *largest_row(const Build *build, const char *id) {
  const FigureTable *table = report_table(build->report, text_of(id));
  const TableRow *largest = NULL;
  int64_t most_hidden = INT64_MIN;
  for (size_t i = 0; table && i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    if (row->total) continue;
    if (row->hidden && row->hidden[0]) {
      if (row->cells[0] > most_hidden) most_hidden = row->cells[0];
    } else if (!largest || row->cells[0] > largest->cells[0]) {
      largest = row;
    }
  }
  return largest && largest->cells[0] > most_hidden ? largest : NULL;
}

Text sentence_main_cause(const Build *build) {
  const TableRow *row = largest_row(build, "causes");
  int64_t total = shown_cell(build, "causes", "total", "n");
  if (!row || total == INT_NONE || row->cells[0] <= 0) return TEXT_NONE;
  return text_format(build->arena, "The most common cause was “%.*s”: %lld of %lld %s.",
                     TEXT_ARGUMENTS(row->label), N(row->cells[0]), N(total), total == 1 ? "cause" : "causes");
}

Text sentence_fault(const Build *build) {
  const FigureRate *rate = shown_rate(build, "stage-1-fault-found");
  if (!rate || rate->now.of <= 0) return TEXT_NONE;
  Text than = compared(build, rate);
  return text_format(build->arena,
                     "We found fault in %lld of the %lld stage 1 %s that we decided (%d%%)%.*s.",
                     N(rate->now.n), N(rate->now.of), rate->now.of == 1 ? "complaint" : "complaints",
                     (int)share_percent(rate->now), TEXT_ARGUMENTS(than));
}

Text sentence_ombudsman(const Build *build) {
  const FigureRate *rate = shown_rate(build, "uphold-rate");
  int64_t received = shown_cell(build, "ombudsman-received", "total", "n");
  if (!rate || received == INT_NONE || (!received && !rate->now.of)) return TEXT_NONE;
  Text cases = words_count(build->arena, received, "complaint or enquiry", "complaints and enquiries");
  if (rate->now.of <= 0)
    return text_format(build->arena,
                       "About the whole council the Ombudsman received %.*s and completed no "
                       "detailed investigation.",
                       TEXT_ARGUMENTS(cases));
  return text_format(build->arena,
                     "About the whole council the Ombudsman received %.*s, and upheld %lld of %lld detailed "
                     "%s (%d%%).",
                     TEXT_ARGUMENTS(cases), N(rate->now.n), N(rate->now.of),
                     rate->now.of == 1 ? "investigation" : "investigations", (int)share_percent(rate->now));
}

Text sentence_ombudsman_ours(const Build *build) {
  Arena *arena = build->arena;
  int64_t received = shown_cell(build, "received-by-procedure", "total", "ombudsman");
  int64_t before = shown_before(build, "received-by-procedure", "total", "ombudsman");
  int64_t upheld = shown_cell(build, "ombudsman-in-scope", "upheld", "n");
  int64_t decided = shown_cell(build, "ombudsman-in-scope", "total", "n");
  if (received == INT_NONE) return TEXT_NONE;
  Text cases = words_count(arena, received, "complaint", "complaints");
  Text in = in_period_with_comma(build);
  Text than = before == INT_NONE
                  ? TEXT_NONE
                  : text_format(arena, ", compared with %s in %s",
                                before ? text_z(arena, text_format(arena, "%lld", N(before))) : "none",
                                before_words(build));
  Text decisions = TEXT_NONE;
  if (upheld != INT_NONE && decided != INT_NONE && decided > 0)
    decisions = text_format(arena, " It decided %lld and found fault in %s.", N(decided),
                            upheld == 0 ? "none" : text_z(arena, text_format(arena, "%lld", N(upheld))));
  return text_format(arena, "%.*s %.*s about these services went on to the Ombudsman%.*s.%.*s",
                     TEXT_ARGUMENTS(in), TEXT_ARGUMENTS(cases), TEXT_ARGUMENTS(than),
                     TEXT_ARGUMENTS(decisions));
}

Text sentence_change(const Build *build) {
  Arena *arena = build->arena;
  int64_t now = shown_cell(build, "received-by-procedure", "total", "total");
  int64_t before = shown_before(build, "received-by-procedure", "total", "total");
  Text change = words_change(build, now, before, "");
  if (text_is_empty(change)) return TEXT_NONE;
  return text_format(arena, "All stages and the Ombudsman together, we received %lld, %.*s.", N(now),
                     TEXT_ARGUMENTS(change));
}

Text sentence_change_explained(const Build *build) {
  int64_t now = shown_cell(build, "received-by-procedure", "total", "total");
  int64_t before = shown_before(build, "received-by-procedure", "total", "total");
  bool told = !build->report->ask.published_copy && now > 0 && build->report->period.length <= 7;
  if (now == INT_NONE || before == INT_NONE || !told) return TEXT_NONE;
  return change_explained(build->arena, now, before);
}

Text sentence_two_bases(const Build *build) {
  const FigureRate *received = shown_rate(build, "stage-2-rate-received");
  const FigureRate *decided = shown_rate(build, "stage-2-rate-closed");
  if (!received || !decided || received->now.of <= 0 || decided->now.of <= 0) return TEXT_NONE;
  int32_t first = share_percent(received->now), second = share_percent(decided->now);
  if (first == second) return TEXT_NONE;
  return text_format(
      build->arena,
      "By complaints received, %d%% went on to stage 2 (%lld of %lld); by complaints decided, %d%% "
      "(%lld of %lld). These are different complaints: do not mix the two.",
      (int)first, N(received->now.n), N(received->now.of), (int)second, N(decided->now.n),
      N(decided->now.of));
}

Text sentence_advocacy(const Build *build) {
  Arena *arena = build->arena;
  const FigureTable *table = report_table(build->report, TEXT("advocacy-age"));
  int64_t total = shown_cell(build, "advocacy-age", "total", "n");
  if (!table || total == INT_NONE || !total) return TEXT_NONE;
  const TableRow *youngest = NULL, *oldest = NULL;
  for (size_t i = 0; i < table->row_count; i++) {
    const TableRow *row = &table->rows[i];
    bool hidden = row->hidden && row->hidden[0];
    if (row->total || hidden || row->cells[0] <= 0) continue;
    if (!youngest) youngest = row;
    oldest = row;
  }
  Text people = words_count(arena, total, "young person was", "young people were");
  Text in = in_period_with_comma(build);
  if (!youngest || youngest == oldest || build->report->ask.published_copy)
    return text_format(arena, "%.*s %.*s referred to an advocate.", TEXT_ARGUMENTS(in),
                       TEXT_ARGUMENTS(people));
  return text_format(arena, "%.*s %.*s referred to an advocate. The youngest was %.*s, the oldest %.*s.",
                     TEXT_ARGUMENTS(in), TEXT_ARGUMENTS(people), TEXT_ARGUMENTS(youngest->label),
                     TEXT_ARGUMENTS(oldest->label));
}

Text sentence_compliments(const Build *build) {
  int64_t total = shown_cell(build, "compliments-by-service", "total", "n");
  if (total == INT_NONE) return TEXT_NONE;
  Text count = words_count(build->arena, total, "compliment", "compliments");
  return text_format(build->arena, "We received %.*s.", TEXT_ARGUMENTS(count));
}

Text sentence_access(const Build *build) {
  Arena *arena = build->arena;
  int64_t now = shown_cell(build, "subject-access-by-service", "total", "received");
  int64_t before = shown_before(build, "subject-access-by-service", "total", "received");
  int64_t reviews = shown_cell(build, "subject-access-by-service", "total", "internal-reviews");
  if (now == INT_NONE) return TEXT_NONE;
  Text requests = words_count(arena, now, "subject access request", "subject access requests");
  Text change = words_change(build, now, before, "");
  Text review = reviews == INT_NONE ? TEXT_NONE
                : reviews == 0      ? TEXT(" Nobody asked for an internal review.")
                                    : text_format(arena, " There %s %lld %s for an internal review.",
                                             reviews == 1 ? "was" : "were", N(reviews),
                                             reviews == 1 ? "request" : "requests");
  return text_format(arena, "We received %.*s%s%.*s.%.*s", TEXT_ARGUMENTS(requests),
                     text_is_empty(change) ? "" : ", ", TEXT_ARGUMENTS(change), TEXT_ARGUMENTS(review));
}

/* A step of the council's besides the acknowledgement and the answer: "hold the review panel within 30
 * working days". */
static bool is_further_step(const ClockRule *clock) {
  bool councils = !clock->for_customer && (clock->kind == CLOCK_TARGET || clock->kind == CLOCK_LEGAL);
  return councils && clock->limit.unit != UNIT_AGREED && !text_equal(clock->id, TEXT("respond")) &&
         !text_equal(clock->id, TEXT("acknowledge")) && clock->met_by.type != EVENT_RESPONDED;
}

static Text further_steps(Arena *arena, const StageRule *stage) {
  Text *steps = ARENA_ARRAY(arena, Text, stage->clock_count);
  size_t count = 0;
  for (size_t i = 0; i < stage->clock_count; i++) {
    const ClockRule *clock = &stage->clocks[i];
    if (!is_further_step(clock)) continue;
    Text limit = limit_words(arena, clock->limit);
    char *title = text_z(arena, clock->title);
    if (title[0] >= 'A' && title[0] <= 'Z') title[0] = (char)(title[0] + 32);
    steps[count++] = text_format(arena, "%s within %.*s", title, TEXT_ARGUMENTS(limit));
  }
  return count ? text_format(arena, "; %.*s", TEXT_ARGUMENTS(join_and(arena, steps, count))) : TEXT_NONE;
}

Text sentence_stage(Arena *arena, const StageRule *stage) {
  const ClockRule *clock = stage_clock(stage, TEXT("respond"));
  Text name = stage->names.staff, steps = further_steps(arena, stage);
  if (!clock || clock->limit.unit == UNIT_AGREED)
    return text_format(arena, "Stage %d: %.*s%.*s.", stage->number, TEXT_ARGUMENTS(name),
                       TEXT_ARGUMENTS(steps));
  Text limit = limit_words(arena, clock->limit);
  Text longer = TEXT_NONE;
  if (clock->extend.form == EXTENSION_TO) {
    Text longest = limit_words(arena, clock->extend.limit);
    longer = text_format(arena, ", or %.*s where more time is needed", TEXT_ARGUMENTS(longest));
  }
  return text_format(arena, "Stage %d: %.*s%.*s; answered within %.*s%.*s.", stage->number,
                     TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(steps), TEXT_ARGUMENTS(limit),
                     TEXT_ARGUMENTS(longer));
}

Text sentence_comparison(const Build *build) {
  const Report *report = build->report;
  if (!build->has_before)
    return TEXT("Nothing is compared with an earlier period: the records do not reach back over all of it.");
  if (text_is_empty(report->compared_with))
    return text_format(build->arena,
                       "The figures of %.*s are counted from the same records as those of this period.",
                       TEXT_ARGUMENTS(report->before));
  Text day = date_words(build->arena, report->compared_published);
  return text_format(build->arena, "The figures of %.*s are those published on %.*s as %.*s.",
                     TEXT_ARGUMENTS(report->before), TEXT_ARGUMENTS(day),
                     TEXT_ARGUMENTS(report->compared_with));
}

Text sentence_hidden(const Build *build) {
  const Report *report = build->report;
  size_t hidden = report->suppressed.small + report->suppressed.protecting;
  if (!report->ask.published_copy || !hidden) return TEXT_NONE;
  return text_format(
      build->arena,
      "A number below %lld is shown as c, so that nobody can be recognised, and so are others from which it "
      "could be worked out. Figures that the Ombudsman publishes, and counts of actions, are shown "
      "in full.",
      N(report->ask.threshold));
}

/* Nothing to show: no stage was answered, now or before. */
static bool is_empty(const FigureRate *rate) {
  return rate->now.of <= 0 && (!rate->has_previous || rate->previous.of <= 0);
}

/* Without extensions this rate is the other one again. */
static bool says_the_same(const Build *build, const FigureRate *rate) {
  size_t at = text_find(rate->id, TEXT("-extended"), 0);
  if (at == SIZE_MAX) return false;
  Text plain = text_format(build->arena, "%.*s%.*s", (int)at, rate->id.at, (int)(rate->id.length - at - 9),
                           rate->id.at + at + 9);
  const FigureRate *other = report_rate(build->report, plain);
  return other && other->now.n == rate->now.n && other->previous.n == rate->previous.n;
}

const char *const *on_time_rates(const Build *build) {
  const Report *report = build->report;
  const char **ids = ARENA_ARRAY(build->arena, const char *, report->rate_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < report->rate_count; i++)
    if (text_contains(report->rates[i].id, TEXT("-on-time")) &&
        text_starts(report->rates[i].id, TEXT("stage-")) && !is_empty(&report->rates[i]) &&
        !says_the_same(build, &report->rates[i]))
      ids[count++] = text_z(build->arena, report->rates[i].id);
  return ids;
}
