#include "rules/procedure.h"

#include <stdlib.h>

const StageRule *procedure_stage(const Procedure *procedure, int number) {
  for (size_t i = 0; i < procedure->stage_count; i++)
    if (procedure->stages[i].number == number) return &procedure->stages[i];
  return NULL;
}

const ClockRule *stage_clock(const StageRule *stage, Text id) {
  for (size_t i = 0; i < stage->clock_count; i++)
    if (text_equal(stage->clocks[i].id, id)) return &stage->clocks[i];
  return NULL;
}

static int by_id_then_from(const void *a, const void *b) {
  const Procedure *one = *(const Procedure *const *)a, *other = *(const Procedure *const *)b;
  int order = text_compare(one->id, other->id);
  return order ? order : date_compare(one->from, other->from);
}

/* What two versions of one procedure may not share. */
static Error check_pair(Arena *arena, const Procedure *one, const Procedure *other) {
  if (!text_equal(one->id, other->id)) return OK;
  if (text_equal(one->version, other->version))
    return FAIL(arena, ERROR_INVALID, "The procedure %.*s has two versions called %.*s",
                TEXT_ARGUMENTS(one->id), TEXT_ARGUMENTS(one->version));
  if (date_equal(one->from, other->from))
    return FAIL(arena, ERROR_INVALID, "The versions %.*s and %.*s of %.*s begin on the same day",
                TEXT_ARGUMENTS(one->version), TEXT_ARGUMENTS(other->version), TEXT_ARGUMENTS(one->id));
  return OK;
}

Error procedure_book_make(Arena *arena, const Procedure *const *items, size_t count, ProcedureBook *book) {
  const Procedure **sorted = ARENA_ARRAY(arena, const Procedure *, count + 1);
  for (size_t i = 0; i < count; i++) sorted[i] = items[i];
  qsort(sorted, count, sizeof *sorted, by_id_then_from);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++) TRY(check_pair(arena, sorted[j], sorted[i]));
  *book = (ProcedureBook){sorted, count};
  return OK;
}

const Procedure *procedure_in_force(const ProcedureBook *book, Text id, Date on) {
  const Procedure *found = NULL;
  for (size_t i = 0; i < book->count; i++) {
    if (!text_equal(book->items[i]->id, id)) continue;
    if (found && date_before(on, book->items[i]->from)) break;
    found = book->items[i];
  }
  return found;
}

const Procedure *procedure_version(const ProcedureBook *book, Text id, Text version) {
  for (size_t i = 0; i < book->count; i++)
    if (text_equal(book->items[i]->id, id) && text_equal(book->items[i]->version, version))
      return book->items[i];
  return NULL;
}

Text procedure_nearest(Arena *arena, const ProcedureBook *book, Text id) {
  Text *ids = ARENA_ARRAY(arena, Text, book->count + 1);
  for (size_t i = 0; i < book->count; i++) ids[i] = book->items[i]->id;
  size_t near = text_nearest(id, ids, book->count);
  return near == SIZE_MAX ? TEXT_NONE : ids[near];
}
