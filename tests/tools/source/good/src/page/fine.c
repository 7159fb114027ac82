/* Nothing here is refused: strcpy(a, b) in a comment, nor "SELECT" words in comments. */
#include "page/fine.h"

static const char *const words[] = {"goto strcpy(a)",
                                    "Select a case", "UPDATED", "TODO \" exit(1)", "SELECTED"};
static char quote = '"', other = '\'';

void fine(struct Box *box) {
  box->free(box);
  box.free(box);
  my_exit(1);
  atexit(finish);
  note("/* TODO */ // FIXME");
}
