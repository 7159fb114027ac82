/* compliments.csv, advocacy.csv and comparators.csv. */
#include "casework/act.h"
#include "casework/import_parts.h"
#include "sql_figures.h"

#include <stdio.h>

/* Rows of a file of which each must be told from all the others. */
#define TOLD_APART_MOST 50000

static bool too_many(Import *import, const Names *names) {
  if (names->count < TOLD_APART_MOST) return false;
  import_wrong_row(
      import,
      text_format(import->ctx.arena, "the file has more than %d rows; import it in parts", TOLD_APART_MOST));
  return true;
}

/* ---- compliments ------------------------------------------------------------------------------------- */

typedef enum ComplimentColumn { REFERENCE, RECEIVED, SERVICE, WORDS, COMPLIMENT_COLUMNS } ComplimentColumn;

static const ImportColumn COMPLIMENTS[COMPLIMENT_COLUMNS] = {
    [REFERENCE] = {"reference", true, 0},
    [RECEIVED] = {"received", true, 0},
    [SERVICE] = {"service", false, 0},
    [WORDS] = {"text", false, 100000},
};

/* The old system's compliments have reached the people they are for. */
static Error read_compliment(Import *import) {
  Arena *arena = import->ctx.arena;
  int minute;
  Date received = import_moment(import, RECEIVED, &minute);
  if (import_row_is_wrong(import)) return OK;
  LedgerEvent events[] = {import_event(import, EVENT_RECEIVED, 0, received),
                          import_event(import, EVENT_CLOSED, 0, received)};
  TRY(import_service(import, import->cells[SERVICE], &events[0].service));
  events[0].event.minute = minute;
  events[1].event.minute = minute;
  act_text(arena, &events[0], "what", import->cells[WORDS]);
  act_text(arena, &events[1], "words", TEXT("Passed on to the service"));
  return import_case(import, import->cells[REFERENCE], "compliment", events, 2, &import->report.compliments);
}

const ImportShape import_compliments = {.name = "compliments.csv",
                                        .columns = COMPLIMENTS,
                                        .column_count = COMPLIMENT_COLUMNS,
                                        .makes_cases = true,
                                        .row = read_compliment};

/* ---- referrals to an advocate ------------------------------------------------------------------------ */

typedef enum ReferralColumn {
  REFERRED,
  PROVIDER,
  AGE,
  GENDER,
  REASON,
  OUTCOME,
  REFERRAL_COLUMNS
} ReferralColumn;

static const ImportColumn REFERRALS[REFERRAL_COLUMNS] = {
    [REFERRED] = {"referred", true, 0}, [PROVIDER] = {"provider", false, 0},
    [AGE] = {"age", false, 0},          [GENDER] = {"gender", false, 0},
    [REASON] = {"reason", false, 0},    [OUTCOME] = {"outcome", false, 0},
};

/* The file has no references. One is made of what a row says (but its outcome, which comes later) and of how
 * many such rows came before it, so that the same file gives the same ones again. */
static Text referral_reference(Import *import, Date referred) {
  Arena *arena = import->ctx.arena;
  const Text parts[] = {import->cells[REFERRED], import->cells[PROVIDER], import->cells[AGE],
                        import->cells[GENDER], import->cells[REASON]};
  Text row = hash_hex(arena, hash_of(text_join(arena, parts, 5, TEXT("\n"))));
  int64_t *before = names_add(&import->referrals, text_slice(row, 0, 32));
  Text numbered = text_format(arena, "%.*s %lld", TEXT_ARGUMENTS(row), (long long)(*before)++);
  Text hash = hash_hex(arena, hash_of(numbered));
  return text_format(arena, "ADV-%d-%.*s", date_parts(referred).year, 8, hash.at);
}

/* About a child, so it is a restricted case. The file does not say on which day the outcome came: the case is
 * closed on the day of the referral. */
static size_t add_referral(const Import *import, Date referred, int minute, LedgerEvent events[2]) {
  Arena *arena = import->ctx.arena;
  LedgerEvent *received = &events[0];
  *received = import_event(import, EVENT_RECEIVED, 0, referred);
  received->event.minute = minute;
  received->flags = TEXT("child");
  received->category = import->cells[REASON];
  received->party = import->cells[PROVIDER];
  act_text(arena, received, "age", import->cells[AGE]);
  act_text(arena, received, "gender", import->cells[GENDER]);
  bool said = !text_is_empty(received->category);
  act_text(arena, received, "summary",
           text_format(arena, "Referral to an advocate%s%.*s", said ? ": " : "",
                       TEXT_ARGUMENTS(received->category)));
  if (text_is_empty(import->cells[OUTCOME])) return 1;
  events[1] = import_event(import, EVENT_CLOSED, 0, referred);
  events[1].event.minute = minute;
  act_text(arena, &events[1], "outcome", import->cells[OUTCOME]);
  return 2;
}

static Error read_referral(Import *import) {
  int minute;
  Date referred = import_moment(import, REFERRED, &minute);
  (void)import_number(import, AGE, 0, 120);
  if (import_row_is_wrong(import) || too_many(import, &import->referrals)) return OK;
  Text reference = referral_reference(import, referred);
  TRY(import_claim(import, reference));
  LedgerEvent events[2];
  size_t count = add_referral(import, referred, minute, events);
  return import_case(import, reference, "advocacy-referral", events, count, &import->report.referrals);
}

const ImportShape import_referrals = {
    .name = "advocacy.csv", .columns = REFERRALS, .column_count = REFERRAL_COLUMNS, .row = read_referral};

/* ---- figures of other authorities -------------------------------------------------------------------- */

typedef enum ComparatorColumn { YEAR, AUTHORITY, MEASURE, VALUE, COMPARATOR_COLUMNS } ComparatorColumn;

static const ImportColumn COMPARATORS[COMPARATOR_COLUMNS] = {
    [YEAR] = {"year", true, 0},
    [AUTHORITY] = {"authority", true, 0},
    [MEASURE] = {"measure", true, 0},
    [VALUE] = {"value", true, 0},
};

/* "2018-19", "1999-00". */
static bool is_year(Text text) {
  int64_t first = 0, second = 0;
  return text.length == 7 && text.at[4] == '-' && text_to_int(text_slice(text, 0, 4), &first) &&
         text_to_int(text_slice(text, 5, 7), &second) && first >= 1900 && second == (first + 1) % 100;
}

static Error read_comparator(Import *import) {
  Ctx *ctx = &import->ctx;
  const Text *cells = import->cells;
  if (!text_is_empty(cells[YEAR]) && !is_year(cells[YEAR]))
    import_wrong(import, YEAR, "is not a year; write it as 2018-19");
  int64_t value = import_number(import, VALUE, 0, 1000000000000);
  if (import_row_is_wrong(import) || too_many(import, &import->figures)) return OK;
  int64_t *line = names_add(&import->figures, text_join(ctx->arena, cells, VALUE, TEXT("\n")));
  if (*line)
    import_wrong_row(import, text_format(ctx->arena, "this figure stands in line %lld already; remove one",
                                         (long long)*line));
  else
    *line = import->line;
  if (import_row_is_wrong(import)) return OK;
  import->report.comparators++;
  return sql_comparator_put(ctx->db, cells[YEAR], cells[AUTHORITY], cells[MEASURE], value, ctx_now(ctx),
                            NULL);
}

const ImportShape import_comparators = {.name = "comparators.csv",
                                        .columns = COMPARATORS,
                                        .column_count = COMPARATOR_COLUMNS,
                                        .row = read_comparator};
