#include "rules/figures.h"

__extension__ typedef unsigned __int128 Wide; /* 200 * 2^63 fits */

int32_t share_percent(Share share) {
  if (share.of <= 0) return PERCENT_NONE;
  uint64_t of = (uint64_t)share.of, n = share.n < 0 ? -(uint64_t)share.n : (uint64_t)share.n;
  Wide percent = ((Wide)200 * n + of) / ((Wide)2 * of);
  int32_t size = percent > INT32_MAX ? INT32_MAX : (int32_t)percent;
  return share.n < 0 ? -size : size;
}

/* The count in a row of a table, by the column's name. */
static int64_t count_in(const Tally *tally, FigureTableId table, FigureKey key, int stage,
                        const char *column) {
  return tally_count(tally, (FigureCell){table, key, stage, figure_column_of(table, text_of(column))});
}

static int64_t sum_of(const Tally *tally, FigureTableId table, const char *column) {
  return tally_sum(tally, table, figure_column_of(table, text_of(column)));
}

static Share on_time(const Tally *tally, int stage, FigureKey procedure, bool extended) {
  int64_t in_extension = extended ? count_in(tally, FIGURE_ON_TIME, procedure, stage, "in-extension") : 0;
  return (Share){count_in(tally, FIGURE_ON_TIME, procedure, stage, "on-time") + in_extension,
                 count_in(tally, FIGURE_ON_TIME, procedure, stage, "responded")};
}

static Share fault_found(const Tally *tally, int stage) {
  return (Share){count_in(tally, FIGURE_OUTCOMES, stage, 0, "upheld") +
                     count_in(tally, FIGURE_OUTCOMES, stage, 0, "partly-upheld"),
                 count_in(tally, FIGURE_OUTCOMES, stage, 0, "decided")};
}

static Share uphold(const Tally *tally) {
  int64_t upheld = count_in(tally, FIGURE_OMBUDSMAN_DECISIONS, OUTCOME_UPHELD, 0, "n");
  return (Share){upheld, upheld + count_in(tally, FIGURE_OMBUDSMAN_DECISIONS, OUTCOME_NOT_UPHELD, 0, "n")};
}

static Share compliance(const Tally *tally) {
  FigureTableId table = FIGURE_OMBUDSMAN_COMPLIANCE;
  return (Share){sum_of(tally, table, "on-time") + sum_of(tally, table, "late"),
                 sum_of(tally, table, "recorded")};
}

Share figure_rate(const Tally *tally, FigureRateId rate, int stage, FigureKey procedure) {
  switch (rate) {
  case RATE_ON_TIME:
    return on_time(tally, stage, procedure, false);
  case RATE_ON_TIME_EXTENDED:
    return on_time(tally, stage, procedure, true);
  case RATE_FAULT_FOUND:
    return fault_found(tally, stage);
  case RATE_STAGE_2_RECEIVED:
    return (Share){sum_of(tally, FIGURE_RECEIVED_BY_PROCEDURE, "stage-2"),
                   sum_of(tally, FIGURE_RECEIVED_BY_PROCEDURE, "stage-1")};
  case RATE_STAGE_2_CLOSED:
    return (Share){count_in(tally, FIGURE_OUTCOMES, 2, 0, "decided"),
                   count_in(tally, FIGURE_OUTCOMES, 1, 0, "decided")};
  case RATE_UPHOLD:
    return uphold(tally);
  case RATE_REMEDY:
    return (Share){sum_of(tally, FIGURE_OMBUDSMAN_REMEDY, "n"), sum_of(tally, FIGURE_OMBUDSMAN_REMEDY, "of")};
  case RATE_COMPLIANCE:
    return compliance(tally);
  case RATE_ACCESS_SHARE:
    return (Share){sum_of(tally, FIGURE_ACCESS, "received"),
                   sum_of(tally, FIGURE_ACCESS_COUNCIL, "received")};
  case RATE_ACTIONS_ON_TIME:
    return (Share){sum_of(tally, FIGURE_ACTIONS, "completed-on-time"),
                   sum_of(tally, FIGURE_ACTIONS, "agreed")};
  case FIGURE_RATE_COUNT:
    break;
  }
  BUG("rate %d", (int)rate);
}
