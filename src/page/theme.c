/* The council's colours as a style sheet of its own, cached under an address that changes with them. */
#include "html/theme.h"
#include "page/frame_parts.h"
#include "page/routes.h"

static Text theme_version(Arena *arena, const Council *council) {
  Text colours[] = {council->brand, council->link, council->link_hover};
  Text all = text_join(arena, colours, 3, TEXT(" "));
  return text_slice(hash_hex(arena, hash_of(all)), 0, 10);
}

Url theme_address(Arena *arena, const Council *council) {
  return url_format(arena, "/theme/%.*s", TEXT_ARGUMENTS(theme_version(arena, council)));
}

/* An old address gets the colours of today, and is not kept. */
Error theme_style(Request *request, Response *response) {
  Ctx ctx;
  Text css;
  TRY(page_ctx(request, &ctx));
  const Council *council = &ctx.directory->council;
  TRY(theme_css(request->arena, (Theme){council->brand, council->link, council->link_hover}, &css));
  response->type = "text/css; charset=utf-8";
  response->cacheable = text_equal(request->arguments[0], theme_version(request->arena, council));
  buffer_put(response->body, css);
  return OK;
}
