/* Writes the templates under test with values that show which writer was chosen. */
#include "case.h"

int main(void) {
  StaffCase view = {{"h"}, {"Title"}, 2, {{{"/u1"}, {"one"}}, {{"/u2"}, {"two"}}}};
  Writer writer = {stdout};
  page_top(&writer);
  staff_case_page(&writer, &view, (Text){"token"});
  page_bottom(&writer);
}
