/* redress report: the reports of the pages, for files and other programs. */
#include "report/report.h"
#include "cmd/command.h"
#include "cmd/report_page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SERVICES_MAX 200
#define REPORT_LARGEST (256u << 20)

typedef Error Writes(const Report *report, Arena *arena, Buffer *out);

static Error write_json(const Report *report, Arena *arena, Buffer *out) {
  (void)arena;
  report_json(report, out);
  return OK;
}

static Error write_csv(const Report *report, Arena *arena, Buffer *out) {
  (void)arena;
  report_csv(report, out);
  return OK;
}

static Error write_xlsx(const Report *report, Arena *arena, Buffer *out) {
  Text bytes = TEXT_NONE;
  TRY(report_xlsx(report, arena, &bytes));
  buffer_put(out, bytes);
  return OK;
}

static Error write_html(const Report *report, Arena *arena, Buffer *out) {
  report_page(report, arena, out);
  return OK;
}

static const struct Format {
  const char *name;
  Writes *write; /* NULL: to come */
} FORMATS[] = {{"html", write_html}, {"json", write_json}, {"csv", write_csv},
               {"xlsx", write_xlsx}, {"pdf", NULL},        {"ods", NULL}};
#define FORMAT_COUNT (sizeof FORMATS / sizeof FORMATS[0])

static const struct Format *format_of(Text name) {
  for (size_t i = 0; i < FORMAT_COUNT; i++)
    if (text_equal(name, text_of(FORMATS[i].name))) return &FORMATS[i];
  return NULL;
}

/* "annual.xlsx": "xlsx"; the empty text where the name has no ending. */
static Text ending_of(Text path) {
  for (size_t i = path.length; i-- > 0 && path.at[i] != '/';)
    if (path.at[i] == '.') return text_slice(path, i + 1, path.length);
  return TEXT_NONE;
}

/* What --format says, else the ending of --output, else a page. */
static int read_format(const Invocation *invocation, const struct Format **format) {
  Text name = option_value(invocation, "--format"), path = option_value(invocation, "--output");
  if (text_is_empty(name)) name = text_is_empty(path) ? TEXT("html") : ending_of(path);
  *format = format_of(name);
  if (!*format && !option_given(invocation, "--format"))
    return wrong_usage(invocation,
                       "give --format, or a file name that ends in .html, .json, .csv or .xlsx, not '%.*s'",
                       TEXT_ARGUMENTS(path));
  if (!*format)
    return wrong_usage(invocation, "--format is html, json, csv or xlsx, not '%.*s'", TEXT_ARGUMENTS(name));
  if (!(*format)->write)
    return wrong_usage(invocation, "reports as %s are not made yet; %s", (*format)->name,
                       text_equal(name, TEXT("pdf")) ? "print the page that --format html gives"
                                                     : "--format xlsx opens in the same programs");
  if ((*format)->write == write_xlsx && text_is_empty(path) && isatty(STDOUT_FILENO))
    return wrong_usage(invocation, "a spreadsheet needs --output FILE");
  return EXIT_DONE;
}

static int no_such_report(const Invocation *invocation, Text name) {
  static const char *const planned[] = {"learning", "code-measures", "advocacy"};
  Text names[8];
  size_t count = 0;
  for (; REPORT_NAMES[count]; count++) names[count] = text_of(REPORT_NAMES[count]);
  for (size_t i = 0; i < sizeof planned / sizeof planned[0]; i++)
    if (text_equal(name, text_of(planned[i])))
      return wrong_usage(invocation,
                         "the report %s is not made yet; there are annual, ombudsman-letter and weekly",
                         planned[i]);
  size_t near = text_nearest(name, names, count);
  if (near == SIZE_MAX)
    return wrong_usage(invocation, "there is no report '%.*s'; there are annual, ombudsman-letter and weekly",
                       TEXT_ARGUMENTS(name));
  return wrong_usage(invocation, "there is no report '%.*s'; did you mean '%s'?", TEXT_ARGUMENTS(name),
                     REPORT_NAMES[near]);
}

static bool is_report(Text name) {
  for (size_t i = 0; REPORT_NAMES[i]; i++)
    if (text_equal(name, text_of(REPORT_NAMES[i]))) return true;
  return false;
}

/* The weekly report is of this week, Monday to Sunday, unless another is asked for. */
static int read_period(const Invocation *invocation, ReportAsk *ask) {
  bool given = option_given(invocation, "--from") || option_given(invocation, "--to");
  if (!given && text_equal(ask->name, TEXT("weekly"))) {
    Date today = london_date(wall_clock_now(&(WallClock){INSTANT_NONE}));
    ask->from = date_plus(today, -(int32_t)date_weekday(today));
    ask->to = date_plus(ask->from, 6);
    return EXIT_DONE;
  }
  if (!date_parse(option_value(invocation, "--from"), &ask->from))
    return wrong_usage(invocation, "--from is the first day of the period, like 2018-04-01");
  if (!date_parse(option_value(invocation, "--to"), &ask->to))
    return wrong_usage(invocation, "--to is the last day of the period, like 2019-03-31");
  if (date_before(ask->to, ask->from))
    return wrong_usage(invocation, "--from is after --to; the period is from the first to the last day");
  return EXIT_DONE;
}

static int read_ask(Invocation *invocation, ReportAsk *ask) {
  Text *services = ARENA_ARRAY(invocation->arena, Text, SERVICES_MAX + 1);
  *ask = (ReportAsk){.services = services};
  if (invocation->operand_count != 1)
    return wrong_usage(invocation, "name one report: annual, ombudsman-letter or weekly");
  ask->name = invocation->operands[0];
  if (!is_report(ask->name)) return no_such_report(invocation, ask->name);
  int status = read_period(invocation, ask);
  if (status) return status;
  ask->service_count = option_values(invocation, "--service", services, SERVICES_MAX + 1);
  if (ask->service_count > SERVICES_MAX)
    return wrong_usage(invocation, "at most %d services can be named; name none for the whole council",
                       SERVICES_MAX);
  ask->published_copy = option_given(invocation, "--published");
  return EXIT_DONE;
}

/* Whole or not at all: a reader never sees half a report. */
static Error save(Arena *arena, Text path, Text bytes) {
  char *final = text_z(arena, path), *partial = text_z(arena, text_format(arena, "%s.part", final));
  FILE *file = fopen(partial, "wb");
  if (!file) return FAIL(arena, ERROR_IO, "%s cannot be written: %s.", final, strerror(errno));
  bool written = fwrite(bytes.at, 1, bytes.length, file) == bytes.length && fflush(file) == 0 &&
                 fsync(fileno(file)) == 0;
  int reason = errno;
  if (fclose(file) == 0 && written && rename(partial, final) == 0) return OK;
  (void)unlink(partial);
  return FAIL(arena, ERROR_IO, "%s cannot be written: %s.", final, strerror(written ? errno : reason));
}

static Error run(Invocation *invocation, const ReportAsk *ask, const struct Format *format, Ctx *ctx) {
  Arena *arena = invocation->arena;
  Report *report = ARENA_NEW(arena, Report);
  AUTO_BUFFER out = buffer_new(REPORT_LARGEST);
  ReportSource source = {.arena = arena,
                         .db = ctx->db,
                         .procedures = &ctx->program->procedures,
                         .calendars = &ctx->program->calendars,
                         .council = ctx->directory->council.name,
                         .now = ctx_now(ctx)};
  TRY(report_make(&source, ask, report));
  TRY(format->write(report, arena, &out));
  if (out.failed) return FAIL(arena, ERROR_LIMIT, "The report is too large. Choose a shorter period.");
  Text path = option_value(invocation, "--output");
  if (!text_is_empty(path)) return save(arena, path, buffer_text(&out));
  if (fwrite(out.at, 1, out.length, stdout) != out.length)
    return FAIL(arena, ERROR_IO, "The report cannot be written to standard output.");
  return OK;
}

int cmd_report(Invocation *invocation) {
  ReportAsk ask;
  Opened opened;
  Ctx ctx;
  const struct Format *format;
  int status = read_ask(invocation, &ask);
  if (!status) status = read_format(invocation, &format);
  if (status) return status;
  Error error = database_open(invocation, false, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = run(invocation, &ask, format, &ctx);
  db_close(opened.db);
  return error ? refused(error) : EXIT_DONE;
}
