#include "rules/figures.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const FigureTableRule TABLES[FIGURE_TABLE_COUNT] = {
#define TABLE(name, id, basis, rows, ...)                                                                    \
  [FIGURE_##name] = {id,                                                                                     \
                     BASIS_##basis,                                                                          \
                     ROWS_BY_##rows,                                                                         \
                     {__VA_ARGS__},                                                                          \
                     (int)COUNT_OF(((const char *const[]){__VA_ARGS__}))},
    FIGURE_TABLES(TABLE)
#undef TABLE
};

static const struct RateRow {
  const char *word;
  FigureBasis basis;
} RATES[FIGURE_RATE_COUNT] = {
#define RATE(name, id, basis) [RATE_##name] = {id, BASIS_##basis},
    FIGURE_RATES(RATE)
#undef RATE
};

static const char *const BASES[] = {
    [BASIS_RECEIVED] = "received",
    [BASIS_RESPONDED] = "responded",
    [BASIS_CLOSED] = "closed",
};

static const char *const COMPLIANCES[] = {
    [COMPLIANCE_NONE] = "",
    [COMPLIANCE_ON_TIME] = "on-time",
    [COMPLIANCE_LATE] = "late",
    [COMPLIANCE_NOT_COMPLIED] = "not-complied",
};

const char *figure_basis_word(FigureBasis basis) {
  BUG_IF((unsigned)basis >= COUNT_OF(BASES));
  return BASES[basis];
}

const FigureTableRule *figure_table(FigureTableId table) {
  BUG_IF((unsigned)table >= FIGURE_TABLE_COUNT);
  return &TABLES[table];
}

FigureTableId figure_table_of(Text id) {
  for (int i = 0; i < FIGURE_TABLE_COUNT; i++)
    if (text_equal(id, text_of(TABLES[i].id))) return (FigureTableId)i;
  return FIGURE_TABLE_COUNT;
}

int figure_column_of(FigureTableId table, Text column) {
  if ((unsigned)table >= FIGURE_TABLE_COUNT) return -1;
  for (int i = 0; i < TABLES[table].column_count; i++)
    if (text_equal(column, text_of(TABLES[table].columns[i]))) return i;
  return -1;
}

const char *figure_rate_word(FigureRateId rate) {
  BUG_IF((unsigned)rate >= FIGURE_RATE_COUNT);
  return RATES[rate].word;
}

FigureBasis figure_rate_basis(FigureRateId rate) {
  BUG_IF((unsigned)rate >= FIGURE_RATE_COUNT);
  return RATES[rate].basis;
}

const char *compliance_word(Compliance compliance) {
  BUG_IF((unsigned)compliance >= COUNT_OF(COMPLIANCES));
  return COMPLIANCES[compliance];
}

bool compliance_of(Text word, Compliance *compliance) {
  for (size_t i = 0; i < COUNT_OF(COMPLIANCES); i++) {
    if (!text_equal(word, text_of(COMPLIANCES[i]))) continue;
    *compliance = (Compliance)i;
    return true;
  }
  return false;
}
