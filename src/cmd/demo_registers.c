/* What an office has besides complaints, as at today: invented, and played like the open cases. */
#include "casework/lists.h"
#include "cmd/demo.h"

typedef struct Scene {
  Play play;
  const CsvTable *table;
  size_t row;
} Scene;

static Text cell(const Scene *scene, const char *column) {
  return demo_cell(scene->table, scene->row, column);
}

static bool is_kind(const Scene *scene, const char *kind) {
  return text_equal(cell(scene, "kind"), text_of(kind));
}

/* The case of that reference or, for those whose references are random, of that person. */
static Error find_case(Scene *scene, Text words, Text *reference) {
  const ListRow *rows;
  size_t count;
  *reference = TEXT_NONE;
  if (text_is_empty(words)) return OK;
  play_as(&scene->play, "manager");
  TRY(list_search(&scene->play.ctx, words, &rows, &count));
  for (size_t i = 0; i < count && text_is_empty(*reference); i++)
    if (text_equal(rows[i].person, words) || text_equal(rows[i].reference, words))
      *reference = rows[i].reference;
  if (!text_is_empty(*reference)) return OK;
  return FAIL(scene->play.ctx.arena, ERROR_NOT_FOUND, "there is no case of %.*s", TEXT_ARGUMENTS(words));
}

/* "due_in": working days from today, negative where it is late; DATE_NONE where it is empty. */
static Error due(const Scene *scene, Date *day) {
  int64_t days = 0;
  Text text = cell(scene, "due_in");
  *day = DATE_NONE;
  if (text_is_empty(text)) return OK;
  if (!text_to_int(text, &days)) return FAIL(scene->play.ctx.arena, ERROR_INVALID, "due_in is no number");
  *day = demo_working_day(scene->play.outer, -days);
  return OK;
}

static Error add_case(Scene *scene) {
  Play *play = &scene->play;
  Submitted submitted;
  const Service *service = directory_service_named(play->outer->directory, cell(scene, "service"));
  Registration registration = {.key = random_secret(play->ctx.arena, 16),
                               .kind = cell(scene, "kind"),
                               .reference = cell(scene, "reference"),
                               .received = DATE_NONE,
                               .service = service ? service->id : (ServiceId){0},
                               .category = cell(scene, "category"),
                               .party = cell(scene, "party"),
                               .name = cell(scene, "name"),
                               .email = cell(scene, "email"),
                               .words = cell(scene, "words"),
                               .age = cell(scene, "age"),
                               .gender = cell(scene, "gender"),
                               .channel = cell(scene, "channel")};
  TRY(due(scene, &registration.answer_by));
  TRY(find_case(scene, cell(scene, "linked"), &registration.linked));
  play_as(play, "officer");
  TRY(act_register(&play->ctx, &registration, &submitted));
  play->reference = submitted.reference;
  return play_steps(play, cell(scene, "steps"));
}

/* Agreed or recommended in a case that is there already. */
static Error add_record(Scene *scene) {
  Play *play = &scene->play;
  Date day;
  TRY(due(scene, &day));
  TRY(find_case(scene, cell(scene, "linked"), &play->reference));
  Target target = {play->reference, ANY_VERSION, DATE_NONE};
  if (is_kind(scene, "recommendation")) return act_recommend(&play->ctx, target, cell(scene, "words"), day);
  NewAction action = {cell(scene, "category"), cell(scene, "words"), cell(scene, "party"), day};
  return act_agree_action(&play->ctx, target, &action);
}

static Error play_scene(Scene *scene, Ctx *ctx, Arena *arena) {
  TRY(play_begin(&scene->play, ctx, arena, cell(scene, "days_ago"), cell(scene, "time")));
  bool record = is_kind(scene, "recommendation") || is_kind(scene, "action");
  return record ? add_record(scene) : add_case(scene);
}

Error demo_register(Ctx *ctx, const CsvTable *table, size_t row) {
  AUTO_ARENA arena = arena_new();
  Scene scene = {.table = table, .row = row};
  Error error = play_scene(&scene, ctx, arena);
  return error ? FAIL(ctx->arena, error->code, "%.*s", TEXT_ARGUMENTS(error->words)) : OK;
}
