/* Any text as a narrative box of a report: what it claims is read, judged and put into well-formed words, the
 * same every time, and what blocks stands first. The parts between NUL bytes are boxes of their own. */
#include "rules/claim_read.h"

#include <string.h>

#define BOXES_MAX 4

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define WORDS(literal)                                                                                       \
  { (literal), sizeof(literal) - 1 }
static const Text columns[] = {WORDS("stage-1"), WORDS("stage-2"), WORDS("total")}, one[] = {WORDS("n")};

typedef struct Report {
  int64_t cells[6][3];
  const int64_t earlier[3];
  TableRow received[3], gender[3];
  FigureTable tables[2];
  FigureRate rates[5];
} Report;

static const Report FIGURES = {
    .cells = {{35, 9, 44}, {16, 3, 19}, {51, 12, 63}, {13}, {7}, {1}},
    .earlier = {68, 12, 80},
    .received = {{.id = WORDS("corporate"), .label = WORDS("Corporate")},
                 {.id = WORDS("statutory"), .label = WORDS("Statutory")},
                 {.id = WORDS("total"), .label = WORDS("Total"), .total = true}},
    .gender = {{.id = WORDS("Female")}, {.id = WORDS("Male")}, {.id = WORDS("Other")}},
    .tables = {{.id = WORDS("received-by-procedure"),
                .title = WORDS("Complaints received"),
                .columns = columns,
                .column_count = 3,
                .total_column = 2,
                .row_count = 3,
                .additive = true},
               {.id = WORDS("advocacy-gender"),
                .title = WORDS("Referrals by gender"),
                .columns = one,
                .column_count = 1,
                .total_column = -1,
                .row_count = 3}},
    .rates = {{.id = WORDS("stage-1-on-time"),
               .title = WORDS("On time"),
               .now = {36, 51},
               .previous = {40, 69},
               .has_previous = true},
              {.id = WORDS("stage-2-rate-received"), .title = WORDS("Stage 2, received"), .now = {12, 51}},
              {.id = WORDS("stage-2-rate-closed"), .title = WORDS("Stage 2, decided"), .now = {10, 47}},
              {.id = WORDS("change-in-total"), .title = WORDS("Change"), .now = {-17, 80}, .change = true},
              {.id = WORDS("uphold-rate"), .title = WORDS("Upheld"), .now = {0, 0}}},
};

static FindingList judge(Arena *arena, const Claim *claims, size_t count) {
  Report *r = ARENA_NEW(arena, Report);
  memcpy(r, &FIGURES, sizeof *r);
  for (size_t i = 0; i < 3; i++) {
    r->received[i].cells = r->cells[i];
    r->gender[i].cells = r->cells[i + 3];
  }
  r->received[2].previous = r->earlier;
  r->tables[0].rows = r->received;
  r->tables[1].rows = r->gender;
  return contradictions_find(arena, r->tables, 2, r->rates, 5, claims, count);
}

static void check_read(const Text *words, const ReadNumber *read, size_t behind) {
  BUG_IF(read->from < behind || read->to <= read->from || read->to > words->length);
  BUG_IF(read->sentence_from > read->from || read->sentence_to < read->to);
  BUG_IF(read->sentence_to > words->length || read->decimals < 0 || read->decimals > 2 || read->value < 0);
  BUG_IF(text_is_empty(read->quote) || !text_is_utf8(read->quote) || text_contains(read->quote, TEXT("\n")));
  BUG_IF(!text_is_utf8(read->before) || !text_is_utf8(read->after));
  if (read->kind == READ_OUT_OF) BUG_IF(read->n < 0 || read->of < 0);
}

static void check_findings(FindingList list, FindingList again) {
  BUG_IF(list.count != again.count);
  for (size_t i = 0; i < list.count; i++) {
    const Finding *finding = &list.items[i];
    BUG_IF(text_is_empty(finding->where) || text_is_empty(finding->words) || !text_is_utf8(finding->words));
    BUG_IF(finding->kind > FINDING_EXPLAINED || !text_equal(finding->words, again.items[i].words));
    BUG_IF(i > 0 && finding->blocks && !list.items[i - 1].blocks);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  Text rest = {(const char *)bytes, length}, part;
  if (!text_is_utf8(rest)) return 0;
  AUTO_ARENA arena = arena_new();
  Claim claims[BOXES_MAX];
  size_t count = 0;
  for (; count < BOXES_MAX && text_next(&rest, '\0', &part); count++)
    claims[count] = (Claim){text_format(arena, "box-%zu", count), part};
  for (size_t i = 0; i < count; i++) {
    ReadList list = claim_read(arena, claims[i].words);
    for (size_t j = 0; j < list.count; j++)
      check_read(&claims[i].words, &list.items[j], j > 0 ? list.items[j - 1].from : 0);
  }
  check_findings(judge(arena, claims, count), judge(arena, claims, count));
  return 0;
}
