#include "web/server.h"

/* Set once, before anything is served. */
static struct {
  const WebAsset *at;
  size_t count;
} assets;

void web_set_assets(const WebAsset *sorted_by_path, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (text_compare(text_of(sorted_by_path[i - 1].path), text_of(sorted_by_path[i].path)) >= 0) {
      BUG("asset %s is not in order", sorted_by_path[i].path);
    }
  }
  assets.at = sorted_by_path;
  assets.count = count;
}

const WebAsset *asset_find(Text path) {
  size_t low = 0, high = assets.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = text_compare(text_of(assets.at[middle].path), path);
    if (order == 0) return &assets.at[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

AssetForm asset_form(const WebAsset *asset, Text accept_encoding) {
  if (asset->brotli && header_lists(accept_encoding, TEXT("br"))) {
    return (AssetForm){asset->brotli, asset->brotli_size, "br"};
  }
  if (asset->gzip && header_lists(accept_encoding, TEXT("gzip"))) {
    return (AssetForm){asset->gzip, asset->gzip_size, "gzip"};
  }
  return (AssetForm){asset->bytes, asset->size, NULL};
}

bool etag_matches(Text if_none_match, Text etag) {
  if (text_is_empty(etag)) return false;
  Text one;
  while (text_next(&if_none_match, ',', &one)) {
    one = text_trim(one);
    if (text_equal(one, TEXT("*"))) return true;
    if (text_starts(one, TEXT("W/"))) one = text_slice(one, 2, one.length);
    if (text_equal(one, etag)) return true;
  }
  return false;
}
