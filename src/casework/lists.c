#include "casework/lists.h"
#include "base/csv_out.h"
#include "casework/kept.h"
#include "casework/permission.h"
#include "sql_cases.h"
#include "sql_ledger.h"

/* The filters as the statements take them. */
typedef struct Bounds {
  Text search, from, to, state, procedure, channel;
  int64_t stage;
} Bounds;

static const Calendar *council_calendar(const Ctx *ctx) {
  return calendar_book_newest(&ctx->program->calendars)->plain[NATION_ENGLAND_AND_WALES];
}

/* %words% with the LIKE signs of the words themselves made plain. */
static Text like_pattern(Arena *arena, Text words) {
  Text folded = text_fold(arena, words);
  if (text_is_empty(folded)) return TEXT_NONE;
  size_t end = folded.length < 400 ? folded.length : 400;
  while (end > 0 && end < folded.length && ((unsigned char)folded.at[end] & 0xC0) == 0x80) end--;
  AUTO_BUFFER out = buffer_new(2000);
  buffer_put_char(&out, '%');
  for (size_t i = 0; i < end; i++) {
    char c = folded.at[i];
    if (c == '%' || c == '_' || c == '\\') buffer_put_char(&out, '\\');
    buffer_put_char(&out, c);
  }
  buffer_put_char(&out, '%');
  return text_copy(arena, buffer_text(&out));
}

static int32_t next_days(Text due) {
  int64_t days;
  if (!text_starts(due, TEXT("next-")) || !text_to_int(text_slice(due, 5, due.length), &days)) return 0;
  return days > 0 && days <= 60 ? (int32_t)days : 0;
}

static void due_bounds(const Ctx *ctx, Text due, Bounds *bounds) {
  Date today = ctx_today(ctx);
  int32_t days = next_days(due);
  if (text_equal(due, TEXT("late"))) {
    bounds->to = date_iso(ctx->arena, date_plus(today, -1));
  } else if (text_equal(due, TEXT("today"))) {
    bounds->from = bounds->to = date_iso(ctx->arena, today);
  } else if (days) {
    bounds->from = date_iso(ctx->arena, today);
    bounds->to = date_iso(ctx->arena, calendar_plus(council_calendar(ctx), today, days));
  }
}

static Bounds bounds_of(const Ctx *ctx, const ListFilter *filter) {
  Bounds bounds = {.search = like_pattern(ctx->arena, filter->words),
                   .from = TEXT_NONE,
                   .to = TEXT_NONE,
                   .state = filter->state,
                   .procedure = filter->procedure,
                   .channel = filter->channel,
                   .stage = filter->stage ? filter->stage : INT_NONE};
  due_bounds(ctx, filter->due, &bounds);
  return bounds;
}

static Text procedure_title(const Ctx *ctx, Text id) {
  const Procedure *procedure =
      text_is_empty(id) ? NULL : procedure_in_force(&ctx->program->procedures, id, ctx_today(ctx));
  return procedure ? procedure->title : TEXT_NONE;
}

static Text stage_name(const Ctx *ctx, Text id, int stage) {
  const Procedure *procedure =
      text_is_empty(id) ? NULL : procedure_in_force(&ctx->program->procedures, id, ctx_today(ctx));
  const StageRule *rule = procedure ? procedure_stage(procedure, stage) : NULL;
  return rule ? rule->names.staff : TEXT_NONE;
}

/* On a Saturday after a Friday it is a day late, as the clock says too. */
static int32_t days_left(const Ctx *ctx, Text id, Date due) {
  Date today = ctx_today(ctx);
  if (date_is_none(due) || date_equal(due, today)) return 0;
  const Procedure *procedure =
      text_is_empty(id) ? NULL : procedure_in_force(&ctx->program->procedures, id, ctx_today(ctx));
  Nation nation = procedure ? procedure->nation : NATION_ENGLAND_AND_WALES;
  const CalendarVersion *version = calendar_book_newest(&ctx->program->calendars);
  bool closures = procedure && procedure->closure_days;
  const Calendar *calendar = closures ? version->with_closures[nation] : version->plain[nation];
  int32_t working = calendar_between(calendar, today, due);
  return working ? working : date_before(due, today) ? -1 : 1;
}

static Text service_name(const Ctx *ctx, ServiceId id) {
  const Service *service = directory_service(ctx->directory, id);
  return service ? service->name : TEXT_NONE;
}

static ListRow list_row(const Ctx *ctx, const SqlOpenCases *row) {
  return (ListRow){
      .reference = row->reference,
      .person = row->person,
      .summary = row->summary,
      .status = row->status,
      .next_clock = row->next_clock,
      .clock_kind = row->clock_kind,
      .triaged = row->triaged,
      .paused = row->paused,
      .extended = row->extended,
      .anonymous = row->anonymous,
      .procedure_title = procedure_title(ctx, row->procedure),
      .stage_name = stage_name(ctx, row->procedure, (int)row->stage),
      .stage = (int)row->stage,
      .service = service_name(ctx, row->service),
      .owner = person_name(ctx->directory, row->owner),
      .due = row->due,
      .received = row->received,
      .days_left = days_left(ctx, row->procedure, row->due),
      .flags = row->flags,
  };
}

static Error open_rows(Ctx *ctx, const ListFilter *filter, ListSort sort, int64_t most, int64_t skip,
                       const ListRow **rows, size_t *count) {
  SqlOpenCases *found;
  Bounds bounds = bounds_of(ctx, filter);
  SqlOpenCasesParameters parameters = {
      .user = ctx->actor.user,
      .search = bounds.search,
      .due_from = bounds.from,
      .due_to = bounds.to,
      .state = bounds.state,
      .procedure = bounds.procedure,
      .stage = bounds.stage,
      .service = filter->service,
      .owner = filter->owner,
      .unassigned = filter->unassigned,
      .channel = bounds.channel,
      .triage = filter->untriaged,
      .most = most,
      .skip = skip,
  };
  static const OpenCasesOrder orders[] = {
      [LIST_DUE] = OPEN_CASES_ORDER_DUE,
      [LIST_DUE_DOWN] = OPEN_CASES_ORDER_DUE_DOWN,
      [LIST_RECEIVED] = OPEN_CASES_ORDER_RECEIVED,
      [LIST_RECEIVED_DOWN] = OPEN_CASES_ORDER_RECEIVED_DOWN,
      [LIST_PERSON] = OPEN_CASES_ORDER_PERSON,
      [LIST_PERSON_DOWN] = OPEN_CASES_ORDER_PERSON_DOWN,
      [LIST_REFERENCE] = OPEN_CASES_ORDER_REFERENCE,
      [LIST_REFERENCE_DOWN] = OPEN_CASES_ORDER_REFERENCE_DOWN,
  };
  TRY(sql_open_cases(ctx->db, ctx->arena, &parameters, orders[sort], &found, count));
  ListRow *out = ARENA_ARRAY(ctx->arena, ListRow, *count);
  for (size_t i = 0; i < *count; i++) out[i] = list_row(ctx, &found[i]);
  *rows = out;
  return OK;
}

static Error open_count(Ctx *ctx, const ListFilter *filter, int64_t *total) {
  Bounds bounds = bounds_of(ctx, filter);
  SqlOpenCasesCount counted;
  SqlOpenCasesCountParameters parameters = {
      .user = ctx->actor.user,
      .search = bounds.search,
      .due_from = bounds.from,
      .due_to = bounds.to,
      .state = bounds.state,
      .procedure = bounds.procedure,
      .stage = bounds.stage,
      .service = filter->service,
      .owner = filter->owner,
      .unassigned = filter->unassigned,
      .channel = bounds.channel,
      .triage = filter->untriaged,
  };
  TRY(sql_open_cases_count(ctx->db, ctx->arena, &parameters, &counted));
  *total = counted.n;
  return OK;
}

/* Everything that the rows depend on but the data and the day. */
static Text list_key(const Ctx *ctx, const ListFilter *filter, ListSort sort, int64_t size, int64_t page) {
  Text parts[] = {filter->words, filter->due, filter->state, filter->procedure, filter->channel};
  Text words = text_join(ctx->arena, parts, sizeof parts / sizeof parts[0], TEXT("\x1f"));
  return text_format(ctx->arena, "open %lld %d %lld %lld %d %lld %lld %d%d %.*s",
                     (long long)ctx->actor.user.value, (int)sort, (long long)size, (long long)page,
                     filter->stage, (long long)filter->service.value, (long long)filter->owner.value,
                     filter->unassigned, filter->untriaged, TEXT_ARGUMENTS(words));
}

Error list_open(Ctx *ctx, const ListFilter *filter, ListSort sort, int64_t page_size, int64_t page,
                const ListRow **rows, size_t *count, int64_t *total) {
  bool found;
  KeptList *kept = kept_list(ctx, list_key(ctx, filter, sort, page_size, page), &found);
  if (!found) {
    Ctx own = *ctx;
    own.arena = kept->arena;
    TRY(open_count(&own, filter, &kept->total));
    TRY(open_rows(&own, filter, sort, page_size, (page - 1) * page_size, &kept->rows, &kept->count));
    kept_list_filled(kept);
  }
  *rows = kept->rows;
  *count = kept->count;
  *total = kept->total;
  return OK;
}

static Error my_rows(Ctx *ctx, const ListRow **rows, size_t *count) {
  SqlMyCases *found;
  TRY(sql_my_cases(ctx->db, ctx->arena, ctx->actor.user, 200, &found, count));
  ListRow *out = ARENA_ARRAY(ctx->arena, ListRow, *count);
  for (size_t i = 0; i < *count; i++) {
    const SqlMyCases *row = &found[i];
    out[i] =
        list_row(ctx, &(SqlOpenCases){row->case_id, row->reference, row->status, row->triaged, row->person,
                                      row->summary, row->procedure, row->stage, row->service, row->owner,
                                      row->next_clock, row->clock_kind, row->due, row->paused, row->extended,
                                      row->received, row->anonymous, row->flags});
  }
  *rows = out;
  return OK;
}

Error list_mine(Ctx *ctx, const ListRow **rows, size_t *count) {
  bool found;
  KeptList *kept =
      kept_list(ctx, text_format(ctx->arena, "mine %lld", (long long)ctx->actor.user.value), &found);
  if (!found) {
    Ctx own = *ctx;
    own.arena = kept->arena;
    TRY(my_rows(&own, &kept->rows, &kept->count));
    kept_list_filled(kept);
  }
  *rows = kept->rows;
  *count = kept->count;
  return OK;
}

static Error search(Ctx *ctx, Text words, const ListRow **rows, size_t *count) {
  SqlCaseSearch *found;
  Text pattern = like_pattern(ctx->arena, words);
  *count = 0;
  if (text_is_empty(pattern)) return OK;
  TRY(sql_case_search(ctx->db, ctx->arena, ctx->actor.user, pattern, 100, &found, count));
  ListRow *out = ARENA_ARRAY(ctx->arena, ListRow, *count);
  for (size_t i = 0; i < *count; i++)
    out[i] = (ListRow){.reference = found[i].reference,
                       .person = found[i].person,
                       .summary = found[i].summary,
                       .status = found[i].status,
                       .next_clock = TEXT_NONE,
                       .clock_kind = TEXT_NONE,
                       .procedure_title = TEXT_NONE,
                       .stage_name = TEXT_NONE,
                       .service = TEXT_NONE,
                       .owner = TEXT_NONE,
                       .flags = TEXT_NONE,
                       .due = DATE_NONE,
                       .received = found[i].received};
  *rows = out;
  return OK;
}

/* Some names and old systems' references read as a reference by chance: where it finds nothing, the words are
 * sought as they stand. */
Error list_search(Ctx *ctx, Text words, const ListRow **rows, size_t *count) {
  Text reference;
  *count = 0;
  if (reference_read(ctx->arena, words, &reference)) TRY(search(ctx, reference, rows, count));
  return *count ? OK : search(ctx, words, rows, count);
}

static Error count_work(Ctx *ctx, WorkCounts *counts) {
  SqlWorkCounts row;
  Date today = ctx_today(ctx);
  Text soon = date_iso(ctx->arena, calendar_plus(council_calendar(ctx), today, 3));
  TRY(sql_work_counts(ctx->db, ctx->arena, ctx->actor.user, date_iso(ctx->arena, today), soon, &row));
  *counts = (WorkCounts){row.open, row.late, row.soon_due, row.untriaged, row.unassigned, row.paused};
  return OK;
}

Error work_counts(Ctx *ctx, WorkCounts *counts) {
  bool found;
  KeptList *kept =
      kept_list(ctx, text_format(ctx->arena, "counts %lld", (long long)ctx->actor.user.value), &found);
  if (!found) {
    TRY(count_work(ctx, &kept->counts));
    kept_list_filled(kept);
  }
  *counts = kept->counts;
  return OK;
}

static void csv_row(Arena *arena, Buffer *out, const ListRow *row) {
  Text before[] = {
      row->reference,  row->anonymous ? TEXT("Anonymous") : row->person,
      row->summary,    row->procedure_title,
      row->stage_name, row->service,
      row->owner,      row->next_clock,
      row->clock_kind, date_iso(arena, row->due),
  };
  Text after[] = {
      row->paused ? TEXT("yes") : TEXT("no"),
      row->extended ? TEXT("yes") : TEXT("no"),
      date_iso(arena, row->received),
      row->status,
      row->flags,
  };
  for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) csv_cell(out, before[i]);
  if (date_is_none(row->due))
    csv_cell(out, TEXT_NONE);
  else
    csv_number(out, row->days_left);
  for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) csv_cell(out, after[i]);
  csv_end_row(out);
}

Error list_csv(Ctx *ctx, const ListFilter *filter, ListSort sort, Buffer *out) {
  static const char *const header[] = {
      "reference",  "person", "summary",           "procedure", "stage",    "service",  "with",   "clock",
      "clock_kind", "due",    "working_days_left", "paused",    "extended", "received", "status", "flags",
  };
  const ListRow *rows;
  size_t count;
  if (!(role_permissions(ctx->actor.role) & PERMISSION_EXPORT))
    return FAIL(ctx->arena, ERROR_DENIED, "Your role does not allow downloads.");
  TRY(open_rows(ctx, filter, sort, 100000, 0, &rows, &count));
  csv_begin(out, header, sizeof header / sizeof header[0]);
  for (size_t i = 0; i < count; i++) csv_row(ctx->arena, out, &rows[i]);
  if (out->failed) return FAIL(ctx->arena, ERROR_LIMIT, "This list is too long to download. Use a filter.");
  return OK;
}

Error case_readers(Ctx *ctx, const CaseFile *file, const CaseReader **readers, size_t *count) {
  SqlCaseReadOfCase *rows;
  TRY(sql_case_read_of_case(ctx->db, ctx->arena, file->id, 500, &rows, count));
  CaseReader *out = ARENA_ARRAY(ctx->arena, CaseReader, *count);
  for (size_t i = 0; i < *count; i++) out[i] = (CaseReader){rows[i].at, rows[i].name, rows[i].what};
  *readers = out;
  return OK;
}
