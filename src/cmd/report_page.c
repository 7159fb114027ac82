#include "cmd/report_page.h"
#include "assets.h"

#include <string.h>

/* Without its byte-order mark, which within a page would be part of the first selector. */
static Text style_sheet(void) {
  Text mark = TEXT("\xEF\xBB\xBF"), css = TEXT_NONE;
  for (size_t i = 0; i < asset_count; i++)
    if (strcmp(assets[i].name, "staff.css") == 0) css = (Text){(const char *)assets[i].bytes, assets[i].size};
  return text_starts(css, mark) ? text_slice(css, mark.length, css.length) : css;
}

void report_page(const Report *report, Arena *arena, Buffer *out) {
  static const ReportLinks no_links = {0};
  Writer writer = {out};
  buffer_put(out, TEXT("<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\">\n<head>\n"
                       "<meta charset=\"utf-8\">\n<title>"));
  write_text(&writer, report->title);
  buffer_put(out, TEXT(" – "));
  write_text(&writer, report->council);
  buffer_put(out, TEXT("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<style>"));
  buffer_put(out, style_sheet());
  buffer_put(out,
             TEXT("</style>\n</head>\n<body class=\"govuk-template__body\">\n"
                  "<div class=\"govuk-width-container app-wide\">\n<main class=\"govuk-main-wrapper\">\n"));
  report_html(&writer, arena, report, &no_links);
  buffer_put(out, TEXT("</main>\n</div>\n</body>\n</html>\n"));
}
