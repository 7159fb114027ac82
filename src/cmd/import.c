#include "casework/import.h"
#include "cmd/command.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

/* Of one file; a larger one is given in parts. */
#define FILE_MOST ((size_t)48 << 20)
#define FILES_MOST 256

/* The files that were named, each held in memory of its own. */
typedef struct Inputs {
  ImportFile files[FILES_MOST];
  Arena *arenas[FILES_MOST];
  size_t count;
} Inputs;

static void show(size_t done, size_t of) { progress("row", done, of); }

static void print_mistakes(const ImportReport *report) {
  for (size_t i = 0; i < report->mistake_count; i++) {
    const ImportMistake *mistake = &report->mistakes[i];
    fprintf(stderr, "%.*s:%d:", TEXT_ARGUMENTS(mistake->file), mistake->line);
    if (mistake->column) fprintf(stderr, "%d:", mistake->column);
    fprintf(stderr, " %.*s\n", TEXT_ARGUMENTS(mistake->words));
  }
}

static Error add_file(Arena *arena, Inputs *inputs, Text path) {
  if (inputs->count == FILES_MOST)
    return FAIL(arena, ERROR_LIMIT, "These are more than %d files; import them in parts.", FILES_MOST);
  Arena *own = inputs->arenas[inputs->count] = arena_new();
  ImportFile *file = &inputs->files[inputs->count++];
  file->name = path;
  Error error = file_read(own, path, FILE_MOST, &file->bytes);
  return error ? FAIL(arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words)) : OK;
}

static bool is_folder(Arena *arena, Text path) {
  struct stat about;
  return stat(text_z(arena, path), &about) == 0 && S_ISDIR(about.st_mode);
}

static bool is_file(Arena *arena, Text path) {
  struct stat about;
  return stat(text_z(arena, path), &about) == 0 && S_ISREG(about.st_mode);
}

static bool is_known(Text name) {
  for (size_t i = 0; i < IMPORT_FILES; i++)
    if (text_equal(name, text_of(import_file_name(i)))) return true;
  return false;
}

/* A table with another name would be missed: it is said that it was left out. */
static void name_left_out(Arena *arena, Text folder) {
  DIR *open = opendir(text_z(arena, folder));
  if (!open) return;
  for (const struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
    Text name = text_of(entry->d_name);
    if (text_ends(name, TEXT(".csv")) && !is_known(name))
      fprintf(stderr, "%.*s/%s was left out: its name is none of those of an import\n",
              TEXT_ARGUMENTS(folder), entry->d_name);
  }
  closedir(open);
}

static Error add_folder(Arena *arena, Inputs *inputs, Text folder) {
  size_t before = inputs->count;
  Text names[IMPORT_FILES];
  while (folder.length > 1 && text_ends(folder, TEXT("/"))) folder.length--;
  for (size_t i = 0; i < IMPORT_FILES; i++) {
    names[i] = text_of(import_file_name(i));
    Text path = text_format(arena, "%.*s/%s", TEXT_ARGUMENTS(folder), import_file_name(i));
    if (is_file(arena, path)) TRY(add_file(arena, inputs, path));
  }
  name_left_out(arena, folder);
  if (inputs->count > before) return OK;
  Text list = text_join(arena, names, IMPORT_FILES, TEXT(", "));
  return FAIL(arena, ERROR_NOT_FOUND, "%.*s has none of the files %.*s.", TEXT_ARGUMENTS(folder),
              TEXT_ARGUMENTS(list));
}

static Error add_operands(Invocation *invocation, Inputs *inputs) {
  for (size_t i = 0; i < invocation->operand_count; i++) {
    Text path = invocation->operands[i];
    if (is_folder(invocation->arena, path))
      TRY(add_folder(invocation->arena, inputs, path));
    else
      TRY(add_file(invocation->arena, inputs, path));
  }
  return OK;
}

static void print_line(size_t count, const char *what, bool dry_run) {
  if (dry_run)
    printf("%zu %s %s right; nothing was changed.\n", count, what, count == 1 ? "is" : "are");
  else
    printf("%zu %s %s imported.\n", count, what, count == 1 ? "was" : "were");
}

static void print_made(const ImportReport *report, bool dry_run) {
  const struct {
    size_t count;
    const char *one, *many;
  } kinds[] = {{report->cases, "case", "cases"},
               {report->ombudsman, "case at the Ombudsman", "cases at the Ombudsman"},
               {report->recommendations, "recommendation", "recommendations"},
               {report->actions, "action", "actions"},
               {report->access_requests, "access request", "access requests"},
               {report->compliments, "compliment", "compliments"},
               {report->referrals, "referral to an advocate", "referrals to an advocate"},
               {report->comparators, "figure of other authorities", "figures of other authorities"}};
  size_t lines = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (!kinds[i].count) continue;
    print_line(kinds[i].count, kinds[i].count == 1 ? kinds[i].one : kinds[i].many, dry_run);
    lines++;
  }
  if (!lines) print_line(0, "rows", dry_run);
}

static Error import_all(Invocation *invocation, const Inputs *inputs, bool dry_run, ImportReport *report) {
  Opened opened;
  Ctx ctx;
  Error error = database_open(invocation, true, &opened);
  if (!error) error = system_ctx(invocation->arena, &opened, &ctx);
  if (!error) error = import_files(&ctx, inputs->files, inputs->count, dry_run, show, report);
  progress_end();
  print_mistakes(report);
  db_close(opened.db);
  return error;
}

int cmd_import(Invocation *invocation) {
  if (invocation->operand_count == 0)
    return wrong_usage(invocation, "name the files, complaints.csv and others, or a folder that has them");
  Inputs *inputs = ARENA_NEW(invocation->arena, Inputs);
  ImportReport report = {0};
  bool dry_run = option_given(invocation, "--dry-run");
  Error error = add_operands(invocation, inputs);
  if (!error) error = import_all(invocation, inputs, dry_run, &report);
  for (size_t i = 0; i < inputs->count; i++) arena_free(inputs->arenas[i]);
  if (error) return refused(error);
  print_made(&report, dry_run);
  return EXIT_DONE;
}
