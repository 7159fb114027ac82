/* Lists and counts that a connection has worked out, kept until anybody changes anything in the database or
 * the day ends: counting all open cases costs more than everything else on a page. What may be seen is in the
 * key by its user. */
#pragma once
#include "casework/lists.h"

typedef struct KeptList {
  Arena *arena; /* of what is kept */
  Text key;
  int64_t version, filled_as; /* of the data: db_data_version; it holds once both are the same */
  Date today;
  const ListRow *rows;
  size_t count;
  int64_t total;
  WorkCounts counts;
} KeptList;

/* The lists of one connection, in its arena. */
struct KeptLists *kept_lists_new(Arena *arena);
void kept_lists_free(struct KeptLists *lists);

#define KEPT_LISTS 8
/* *found: it was kept and holds. Else the place to fill, emptied, with key, version and day set, which is not
 * found again before kept_list_filled. What it gives lives until KEPT_LISTS others were asked for: longer
 * than a page takes. */
KeptList *kept_list(Ctx *ctx, Text key, bool *found);
void kept_list_filled(KeptList *list);
