#include "casework/kept.h"

typedef struct KeptLists {
  KeptList items[KEPT_LISTS];
  size_t next;
} KeptLists;

#define NOT_FILLED INT64_MIN /* no version of the data */

struct KeptLists *kept_lists_new(Arena *arena) {
  return ARENA_NEW(arena, KeptLists);
}

void kept_lists_free(struct KeptLists *lists) {
  for (size_t i = 0; lists && i < KEPT_LISTS; i++) arena_free(lists->items[i].arena);
}

static KeptList *place_for(KeptLists *lists) {
  KeptList *list = &lists->items[lists->next++ % KEPT_LISTS];
  if (list->arena)
    arena_reset(list->arena);
  else
    list->arena = arena_new();
  return list;
}

/* The version is read before the rows: what changes in between makes them fresher than it says, never staler.
 */
KeptList *kept_list(Ctx *ctx, Text key, bool *found) {
  KeptLists *lists = ctx->directory->lists;
  *found = false;
  int64_t version = db_data_version(ctx->db);
  Date today = ctx_today(ctx);
  for (size_t i = 0; i < KEPT_LISTS; i++) {
    KeptList *list = &lists->items[i];
    *found = list->arena && list->version == version && date_equal(list->today, today) &&
             text_equal(list->key, key);
    if (*found) return list;
  }
  KeptList *list = place_for(lists);
  *list = (KeptList){
      .arena = list->arena, .key = text_copy(list->arena, key), .version = NOT_FILLED, .today = today};
  list->filled_as = version;
  return list;
}

void kept_list_filled(KeptList *list) { list->version = list->filled_as; }
